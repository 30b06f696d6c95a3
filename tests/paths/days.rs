//! The plan against a walk through the days, five minutes at a time.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use vademecum::model::amount::{Duration, Span, Unit};
use vademecum::model::calendar::{Calendar, LocalDay};
use vademecum::model::case::Condition;
use vademecum::model::catalog::Catalog;
use vademecum::model::entity::{Booking, Entity, Kind, Office, Status};
use vademecum::model::hours::Hours;
use vademecum::model::id::{EntityId, OfficeRef};
use vademecum::model::moment::Season;
use vademecum::model::need::{Need, Order, Place, Step, Way};
use vademecum::model::path::path;
use vademecum::model::plan::{When, plan};
use vademecum::model::trust::Graded;

use crate::small::{GRADE, Person, config, empty_catalog, empty_need, empty_step};

/// How far a door is looked for after the first day it may be stood at.
const AHEAD: i64 = 60;
const OFFICES: usize = 4;
const WEEK: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// Days without offices between the first and the last moment of these tests, read off a printed calendar.
const CLOSED: [&str; 39] = [
    "2026-11-01",
    "2026-12-08",
    "2026-12-25",
    "2026-12-26",
    "2027-01-01",
    "2027-01-06",
    "2027-03-19",
    "2027-03-28",
    "2027-03-29",
    "2027-04-25",
    "2027-05-01",
    "2027-06-02",
    "2027-08-15",
    "2027-10-04",
    "2027-11-01",
    "2027-12-08",
    "2027-12-25",
    "2027-12-26",
    "2028-01-01",
    "2028-01-06",
    "2028-03-19",
    "2028-04-16",
    "2028-04-17",
    "2028-04-25",
    "2028-05-01",
    "2028-06-02",
    "2028-08-15",
    "2028-10-04",
    "2028-11-01",
    "2028-12-08",
    "2028-12-25",
    "2028-12-26",
    "2029-01-01",
    "2029-01-06",
    "2029-03-19",
    "2029-04-01",
    "2029-04-02",
    "2029-04-25",
    "2029-05-01",
];

/// A time of the week at which doors are open: days of the week, from and to in steps of five minutes.
#[derive(Debug, Clone)]
struct Slot {
    days: Vec<usize>,
    from: u32,
    to: u32,
    appointment: bool,
}

/// When an office is open.
#[derive(Debug, Clone)]
enum Week {
    Unknown,
    Always,
    Slots { slots: Vec<Slot>, holidays: bool },
}

#[derive(Debug, Clone)]
struct OfficePlan {
    week: Week,
    books: bool,
    suspended: bool,
    unclear: bool,
}

#[derive(Debug, Clone)]
struct WayPlan {
    /// An office, by its number, or at home.
    office: Option<usize>,
    /// All the offices of its entity.
    any: bool,
    through: Option<usize>,
    season: Option<(u32, u32)>,
}

#[derive(Debug, Clone)]
struct StepPlan {
    ways: Vec<WayPlan>,
    season: Option<(u32, u32)>,
    waits: bool,
    takes_long: bool,
}

/// Offices in pairs, and steps that lead to them.
#[derive(Debug, Clone)]
struct World {
    offices: Vec<OfficePlan>,
    steps: Vec<StepPlan>,
    in_order: bool,
}

fn week() -> impl Strategy<Value = Week> {
    // Slots of one text never touch the same day twice: what `;` and `,` then mean is tested with the hours.
    let slot = (0..3_u32, 1..4_u32, any::<bool>());
    let slots = prop::collection::vec((slot, prop::collection::btree_set(0..7_usize, 1..4)), 1..3).prop_map(|drawn| {
        type Drawn = ((u32, u32, bool), std::collections::BTreeSet<usize>);
        let nth = |(nth, ((hour, long, appointment), days)): (usize, Drawn)| {
            let from = (8 + 5 * u32::try_from(nth).unwrap() + hour) * 12 + 6 * (hour % 2);
            Slot { days: days.into_iter().collect(), from, to: from + long * 7, appointment }
        };
        drawn.into_iter().enumerate().map(nth).collect()
    });
    prop_oneof![
        1 => Just(Week::Unknown),
        1 => Just(Week::Always),
        6 => (slots, prop::bool::weighted(0.2)).prop_map(|(slots, holidays)| Week::Slots { slots, holidays }),
    ]
}

fn season() -> impl Strategy<Value = Option<(u32, u32)>> {
    prop::option::weighted(0.3, (1..13_u32, 1..13_u32))
}

fn world() -> impl Strategy<Value = World> {
    let office = (week(), prop::bool::weighted(0.2), prop::bool::weighted(0.1), prop::bool::weighted(0.1))
        .prop_map(|(week, books, suspended, unclear)| OfficePlan { week, books, suspended, unclear });
    let way = (
        prop::option::weighted(0.9, 0..OFFICES),
        prop::bool::weighted(0.2),
        prop::option::weighted(0.2, 0..OFFICES),
        season(),
    )
        .prop_map(|(office, any, through, season)| WayPlan { office, any, through, season });
    let step = (prop::collection::vec(way, 1..3), season(), any::<bool>(), prop::bool::weighted(0.2))
        .prop_map(|(ways, season, waits, takes_long)| StepPlan { ways, season, waits, takes_long });
    (prop::collection::vec(office, OFFICES), prop::collection::vec(step, 1..4), any::<bool>())
        .prop_map(|(offices, steps, in_order)| World { offices, steps, in_order })
}

/// Any minute of two years, and every third time one of a day on which the clocks change or nobody works.
fn moment() -> impl Strategy<Value = NaiveDateTime> {
    let first: NaiveDateTime = "2026-11-01T00:00:00".parse().unwrap();
    let special =
        prop::sample::select(vec!["2027-03-28", "2027-10-31", "2028-03-26", "2027-12-24", "2027-12-31", "2027-03-18"]);
    let special = (special, 0..1_440_i64);
    prop_oneof![
        2 => (0..2 * 365 * 1_440_i64).prop_map(move |minute| first + TimeDelta::minutes(minute)),
        1 => special.prop_map(|(day, minute)| {
            day.parse::<NaiveDate>().unwrap().and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(minute)
        }),
    ]
}

/// `Mo,We 08:30-10:15 "appointment", Tu 13:00-15:00; PH off`.
fn osm(week: &Week) -> Option<String> {
    let Week::Slots { slots, holidays } = week else {
        return matches!(week, Week::Always).then(|| "24/7".to_owned());
    };
    let mut out = String::new();
    for slot in slots {
        let days: Vec<_> = slot.days.iter().map(|day| WEEK[*day]).collect();
        let time = |five: u32| format!("{:02}:{:02}", five / 12, five % 12 * 5);
        let comma = if out.is_empty() { "" } else { ", " };
        write!(out, "{comma}{} {}-{}", days.join(","), time(slot.from), time(slot.to)).unwrap();
        out.push_str(if slot.appointment { " \"appointment\"" } else { "" });
    }
    Some(out + if *holidays { "" } else { "; PH off" })
}

fn months(season: (u32, u32)) -> Season {
    // Up to the 28th, so that some seasons of a month have days between them and the next.
    Season::parse(&format!("{:02}-05/{:02}-28", season.0, season.1)).unwrap()
}

fn entity_of(office: usize) -> EntityId {
    format!("entity-{}", office / 2).as_str().into()
}

fn reference(office: usize) -> OfficeRef {
    OfficeRef { entity: entity_of(office), office: Some(format!("office-{office}").as_str().into()) }
}

fn graded<T>(value: T) -> Graded<T> {
    Graded { value, grade: GRADE }
}

impl World {
    fn catalog(&self) -> Catalog {
        let mut catalog = empty_catalog();
        catalog.calendar = Calendar::new(vec![LocalDay { id: "san-giuseppe".to_owned(), month: 3, day: 19 }]);
        catalog.entities = (0..OFFICES / 2)
            .map(|at| Entity {
                id: entity_of(2 * at),
                kind: Kind::Office,
                name: String::new(),
                also: Vec::new(),
                sources: Vec::new(),
                offices: (2 * at..2 * at + 2).map(|office| self.office(office, &catalog.calendar)).collect(),
            })
            .collect();
        let order_of_steps = if self.in_order { Order::InOrder } else { Order::Any };
        let steps = self.steps.iter().enumerate().map(|(nth, step)| Self::step(nth, step)).collect();
        let span = Span { min: 1, max: 2, unit: Unit::Months };
        let durations =
            vec![Duration { id: "long".to_owned(), span, at_most: false, only: Condition::default(), grade: GRADE }];
        catalog.needs = vec![Need { order_of_steps, steps, durations, ..empty_need(0) }];
        catalog
    }

    fn office(&self, at: usize, calendar: &Calendar) -> Office {
        let plan = &self.offices[at];
        Office {
            id: format!("office-{at}").as_str().into(),
            roles: Vec::new(),
            serves: Vec::new(),
            status: match (plan.suspended, plan.unclear) {
                (true, _) => Some(graded(Status::Suspended)),
                (false, true) => Some(graded(Status::Unclear)),
                (false, false) => None,
            },
            addresses: Vec::new(),
            phones: Vec::new(),
            emails: Vec::new(),
            pecs: Vec::new(),
            web: None,
            hours: osm(&plan.week).map(|osm| graded(Hours::parse(&osm, calendar).expect("good hours"))),
            booking: plan.books.then(|| graded(Booking::Required)),
            geo: None,
            speaks: None,
            notes: Vec::new(),
        }
    }

    fn step(nth: usize, plan: &StepPlan) -> Step {
        let way = |way: &WayPlan| Way {
            place: match way.office {
                None => Place::Yourself,
                Some(office) if way.any => Place::Entity(entity_of(office)),
                Some(office) => Place::Office(reference(office)),
            },
            only: Condition::default(),
            season: way.season.map(months),
            until: None,
            only_through: way.through.map(reference),
            fallback: None,
            grade: GRADE,
        };
        Step {
            ways: plan.ways.iter().map(way).collect(),
            season: plan.season.map(months),
            after: (plan.waits && nth > 0).then(|| format!("step-{}", nth - 1)).into_iter().collect(),
            wait: plan.takes_long.then(|| "long".to_owned()),
            ..empty_step(nth)
        }
    }

    /// Whether one may come in, and whether only with an appointment. `None` = nobody knows.
    fn lets_in(&self, office: usize, at: NaiveDateTime) -> Option<(bool, bool)> {
        let plan = &self.offices[office];
        if plan.suspended {
            return Some((false, false));
        }
        // Hours that may be wrong are no better than unknown ones.
        if plan.unclear {
            return None;
        }
        match &plan.week {
            Week::Unknown => None,
            Week::Always => Some((true, plan.books)),
            Week::Slots { slots, holidays } => {
                let day = at.date();
                if !holidays && CLOSED.contains(&day.to_string().as_str()) {
                    return Some((false, false));
                }
                let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap();
                let minute = u32::try_from((at - day.and_hms_opt(0, 0, 0).unwrap()).num_minutes()).unwrap();
                let slot = slots
                    .iter()
                    .find(|slot| slot.days.contains(&weekday) && (slot.from * 5..slot.to * 5).contains(&minute));
                Some((slot.is_some(), plan.books || slot.is_some_and(|slot| slot.appointment)))
            }
        }
    }

    /// The first moment an office lets in.
    fn opens(&self, office: usize, from: NaiveDateTime, seasons: &[Option<(u32, u32)>]) -> First {
        let in_season = |at: NaiveDateTime| seasons.iter().flatten().all(|season| holds(*season, at.date()));
        let Some(start) = walk(from, 366).find(|at| in_season(*at)) else { return First::Unknown };
        let mut appointment = None;
        for at in walk(start, AHEAD).filter(|at| in_season(*at)) {
            match self.lets_in(office, at) {
                None => return First::Unknown,
                Some((true, false)) => return First::Open(at),
                Some((true, true)) => drop(appointment.get_or_insert(at)),
                Some((false, _)) => {}
            }
        }
        appointment.map_or(First::Unknown, First::Appointment)
    }

    /// The first moment of a step that nothing keeps waiting.
    fn first(&self, step: &StepPlan, from: NaiveDateTime) -> First {
        let mut best = First::Unknown;
        for way in &step.ways {
            let from = match way.through.map(|through| self.opens(through, from, &[])) {
                None => from,
                Some(First::Open(at)) => at,
                Some(_) => continue,
            };
            let seasons = [step.season, way.season];
            let in_season = |at: &NaiveDateTime| seasons.iter().flatten().all(|season| holds(*season, at.date()));
            let found = match way.office {
                None => walk(from, 366).find(in_season).map_or(First::Unknown, First::Anytime),
                Some(office) if way.any => {
                    let both = [office / 2 * 2, office / 2 * 2 + 1];
                    both.into_iter().map(|office| self.opens(office, from, &seasons)).min().unwrap()
                }
                Some(office) => self.opens(office, from, &seasons),
            };
            best = best.min(found);
        }
        best
    }
}

/// The better comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum First {
    Anytime(NaiveDateTime),
    Open(NaiveDateTime),
    Appointment(NaiveDateTime),
    Unknown,
    Waits,
}

fn holds((from, to): (u32, u32), day: NaiveDate) -> bool {
    let (at, from, to) = (day.month() * 100 + day.day(), from * 100 + 5, to * 100 + 28);
    if from <= to { from <= at && at <= to } else { from <= at || at <= to }
}

/// A moment, and all the multiples of five minutes after it for so many days.
fn walk(from: NaiveDateTime, days: i64) -> impl Iterator<Item = NaiveDateTime> {
    let midnight = from.date().and_hms_opt(0, 0, 0).unwrap();
    let end = midnight + TimeDelta::days(days + 1);
    let fives = (0..).map(move |nth| midnight + TimeDelta::minutes(5 * nth)).skip_while(move |at| *at <= from);
    std::iter::once(from).chain(fives.take_while(move |at| *at < end))
}

fn told(when: &When<'_>) -> First {
    match *when {
        When::Anytime { from } => First::Anytime(from),
        When::Open { at, .. } => First::Open(at),
        When::Appointment { from } => First::Appointment(from),
        When::Unknown | When::Doubtful(_) | When::Later => First::Unknown,
        When::After { .. } => First::Waits,
    }
}

proptest! {
    #![proptest_config(config(384))]

    #[test]
    fn every_step_has_the_first_moment_it_can(world in world(), now in moment()) {
        let catalog = world.catalog();
        let person = Person::default();
        let path = path(&catalog, &catalog.needs[0], &person.situation());
        let planned = plan(&path, &catalog, &person.situation(), now);
        prop_assert_eq!(planned.len(), path.steps.len());
        let mut found: Vec<First> = Vec::new();
        for (step, drawn) in path.steps.iter().zip(&world.steps) {
            let mut from = Some(now);
            for before in &step.after {
                from = match (from, found[before - 1]) {
                    (Some(from), First::Anytime(at) | First::Open(at)) if !world.steps[before - 1].takes_long => {
                        Some(from.max(at))
                    }
                    _ => None,
                };
            }
            found.push(from.map_or(First::Waits, |from| world.first(drawn, from)));
        }
        for planned in &planned {
            prop_assert_eq!(told(&planned.when), found[planned.number - 1], "step {}", planned.number);
            if let (When::Open { at, until: Some(until) }, Some(door)) = (planned.when, planned.door) {
                prop_assert!(until > at);
                prop_assert!(door.entity().is_some());
            }
            if let When::After { step, .. } = planned.when {
                prop_assert!(path.steps[planned.number - 1].after.contains(&step));
            }
        }
        // In the order of days, those without one last; nothing before what it waits for.
        let order: Vec<_> = planned.iter().map(|planned| (planned.when.at().is_none(), planned.when.at())).collect();
        prop_assert!(order.is_sorted());
        let place = |number: usize| planned.iter().position(|planned| planned.number == number);
        for step in path.steps.iter().filter(|step| found[step.number - 1] != First::Waits) {
            prop_assert!(step.after.iter().all(|before| place(*before) < place(step.number)));
        }
    }
}
