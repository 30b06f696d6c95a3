//! The plan: when each door of a path can first be stood at, from real hours, holidays and appointments.
//!
//! Nothing is planned upon what is not known: whatever waits for a door of unknown hours, for an appointment or for
//! the usual time an office takes has no day here, and says what it waits for. Hours that may be wrong are no better than
//! unknown ones.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDateTime, NaiveTime};

use super::amount::Duration;
use super::case::{Case, Condition, Holds};
use super::catalog::Catalog;
use super::door::{Door, OpenWay, ways};
use super::doubt::Doubt;
use super::entity::{Booking, Entity, Office};
use super::hours::State;
use super::moment::Season;
use super::path::{Path, PathStep, Situation};

/// A step with its first possible moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned<'a> {
    /// The step, by its number in the path.
    pub number: usize,
    /// The door that is reached first; `None` if it needs none.
    pub door: Option<Door<'a>>,
    /// When.
    pub when: When<'a>,
}

/// The first moment a step can be taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum When<'a> {
    /// As soon as what comes before is done: it needs no open door.
    Anytime {
        /// Not before.
        from: NaiveDateTime,
    },
    /// The door is open to whoever comes.
    Open {
        /// From then.
        at: NaiveDateTime,
        /// Until then; `None` = it never closes.
        until: Option<NaiveDateTime>,
    },
    /// Only by appointment: not before then.
    Appointment {
        /// The first opening one could get.
        from: NaiveDateTime,
    },
    /// There are hours, and nobody should count on them.
    Doubtful(Doubt),
    /// Nobody knows the hours.
    Unknown,
    /// Not now: it is done again and again later.
    Later,
    /// It waits for another step of which the day is not known.
    After {
        /// That step.
        step: usize,
        /// Why its day is not known.
        because: Wait<'a>,
        /// Whether everybody who takes this one takes that one first; open = only some do.
        holds: Holds,
    },
}

/// Why nothing can be planned after a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wait<'a> {
    /// Its hours are not known, or not sure.
    Unknown,
    /// Its appointment has to be made first.
    Appointment,
    /// Its result takes so long.
    Result(&'a Duration),
    /// It waits for an earlier step itself.
    Earlier,
}

impl When<'_> {
    /// The moment, where there is one.
    pub fn at(&self) -> Option<NaiveDateTime> {
        match *self {
            Self::Anytime { from } | Self::Appointment { from } => Some(from),
            Self::Open { at, .. } => Some(at),
            Self::Doubtful(_) | Self::Unknown | Self::Later | Self::After { .. } => None,
        }
    }

    /// Whether it can still be done on the day of `now`, without an appointment.
    pub fn is_today(&self, now: NaiveDateTime) -> bool {
        !matches!(self, Self::Appointment { .. }) && self.at().is_some_and(|at| at.date() == now.date())
    }
}

/// The first moment of every step, in the order they can be done; steps without a moment follow in path order.
pub fn plan<'a>(
    path: &Path<'a>,
    catalog: &'a Catalog,
    situation: &Situation<'_>,
    now: NaiveDateTime,
) -> Vec<Planned<'a>> {
    let mut planned: Vec<Planned<'a>> = Vec::with_capacity(path.steps.len());
    for step in &path.steps {
        let next = match ready(path, step, &planned, &catalog.cases, now) {
            _ if step.step.later => Planned { number: step.number, door: None, when: When::Later },
            Ok(from) => first_door(step, catalog, situation, from),
            Err(when) => Planned { number: step.number, door: None, when },
        };
        planned.push(next);
    }
    planned.sort_by_key(|planned| (planned.when.at().is_none(), planned.when.at(), planned.number));
    planned
}

/// When everything before a step is done, or what it waits for: of several steps the last. Steps before it stand before
/// it in the path. What only some people do first is named only where nothing else keeps everybody waiting.
fn ready<'a>(
    path: &Path<'a>,
    step: &PathStep<'a>,
    planned: &[Planned<'a>],
    cases: &[Case],
    now: NaiveDateTime,
) -> Result<NaiveDateTime, When<'a>> {
    let mut from = now;
    let mut for_some = None;
    for (before, holds) in earlier_steps(path, step, cases).into_iter().rev() {
        let index = before.saturating_sub(1);
        let (Some(earlier), Some(of)) = (planned.get(index), path.steps.get(index)) else { continue };
        let waits = match earlier.when {
            When::Unknown | When::Doubtful(_) => Some(Wait::Unknown),
            When::After { .. } => Some(Wait::Earlier),
            When::Appointment { .. } => Some(Wait::Appointment),
            When::Later => of.wait.map(Wait::Result),
            When::Anytime { from: at } | When::Open { at, .. } => {
                from = from.max(at);
                of.wait.map(Wait::Result)
            }
        };
        match waits.map(|because| When::After { step: before, because, holds }) {
            Some(when) if holds == Holds::Yes => return Err(when),
            Some(when) => for_some = for_some.or(Some(when)),
            None => {}
        }
    }
    for_some.map_or(Ok(from), Err)
}

/// The steps right before a step, by number, and whether each is for all who take it. Who skips one of them comes from
/// those before that.
fn earlier_steps(path: &Path<'_>, step: &PathStep<'_>, cases: &[Case]) -> BTreeMap<usize, Holds> {
    let mut earlier = BTreeMap::new();
    let mut waiting = step.after.clone();
    let mut seen = BTreeSet::new();
    while let Some(number) = waiting.pop() {
        let Some(before) = number.checked_sub(1).and_then(|at| path.steps.get(at)) else { continue };
        if !seen.insert(number) {
            continue;
        }
        let for_all = before.holds == Holds::Yes || Condition::covers(&before.only, &step.only, cases);
        let both: Vec<&Condition> = before.only.iter().chain(&step.only).copied().collect();
        if Condition::can_meet(&both, cases) {
            earlier.insert(number, if for_all { Holds::Yes } else { Holds::Open });
        }
        if !for_all {
            waiting.extend(&before.after);
        }
    }
    earlier
}

/// The best door of a step: one that needs no hours, else the first open to all, else the first by appointment.
fn first_door<'a>(
    step: &PathStep<'a>,
    catalog: &'a Catalog,
    situation: &Situation<'_>,
    from: NaiveDateTime,
) -> Planned<'a> {
    let open = ways(catalog, step.step, situation.answers, situation.town, from);
    let certain = open.iter().any(|way| way.holds == Holds::Yes);
    let hers = open.iter().filter(|way| way.holds == Holds::Yes || !certain);
    let doors = hers.flat_map(|way| way.doors.iter().map(move |door| (way, *door)));
    let timed = doors.map(|(way, door)| Planned {
        number: step.number,
        when: first_moment(way, &door, step.step.season, catalog, from),
        door: Some(door),
    });
    timed.min_by_key(|planned| (rank(&planned.when), planned.when.at())).unwrap_or(Planned {
        number: step.number,
        door: None,
        when: When::Unknown,
    })
}

fn rank(when: &When<'_>) -> u8 {
    match when {
        When::Anytime { .. } => 0,
        When::Open { .. } => 1,
        When::Appointment { .. } => 2,
        When::Doubtful(_) => 3,
        When::Unknown | When::Later | When::After { .. } => 4,
    }
}

fn first_moment<'a>(
    way: &OpenWay<'a>,
    door: &Door<'a>,
    season: Option<Season>,
    catalog: &'a Catalog,
    from: NaiveDateTime,
) -> When<'a> {
    let through = way.way.only_through.as_ref().and_then(|at| catalog.office(at));
    let from = match through.map(|(entity, office)| first_opening(entity, office, [None; 2], from)) {
        None => from,
        Some(When::Open { at, .. }) => at,
        Some(doubtful @ When::Doubtful(_)) => return doubtful,
        // Nobody knows when the door before it lets one through.
        Some(_) => return When::Unknown,
    };
    let seasons = [season, way.way.season];
    match door {
        Door::Office(entity, office) => first_opening(entity, office, seasons, from),
        Door::Entity(entity) => entity
            .offices
            .iter()
            .map(|office| first_opening(entity, office, seasons, from))
            .min_by_key(|when| (rank(when), when.at()))
            .unwrap_or(When::Unknown),
        Door::NoOffice { .. } => When::Unknown,
        Door::Need(_) | Door::Online(_) | Door::Yourself | Door::Employer => {
            in_season(seasons, from).map_or(When::Unknown, |from| When::Anytime { from })
        }
    }
}

/// Part of the year of a step, and of a way of it.
type Seasons = [Option<Season>; 2];

/// The first moment from a moment on at which it is the season of all.
fn in_season(seasons: Seasons, from: NaiveDateTime) -> Option<NaiveDateTime> {
    let holds = |date| seasons.iter().flatten().all(|season| season.holds(date));
    if holds(from.date()) {
        return Some(from);
    }
    let later = (1..=366).filter_map(|days| from.date().checked_add_days(Days::new(days)));
    later.into_iter().find(|date| holds(*date)).map(|date| date.and_time(NaiveTime::MIN))
}

/// The first time in season an office lets in whoever comes, else the first time it receives by appointment.
fn first_opening<'a>(entity: &Entity, office: &Office, seasons: Seasons, from: NaiveDateTime) -> When<'a> {
    let books = office.booking.as_ref().is_some_and(|booking| booking.value == Booking::Required);
    let Some(start) = in_season(seasons, from) else { return When::Unknown };
    if let Some(doubt) = office.now(entity, from).doubt {
        return When::Doubtful(doubt);
    }
    let mut first_appointment = None;
    let mut at = start;
    // Each turn passes one opening by appointment, or a time out of season; the hours themselves look no further than
    // sixty days.
    while at.date() <= start.date() + Days::new(HORIZON) {
        match in_season(seasons, at) {
            Some(open) if open == at => {}
            Some(later) => {
                at = later;
                continue;
            }
            None => break,
        }
        let (until, appointment) = match office.now(entity, at).state {
            State::Unknown => return When::Unknown,
            State::Closed { opens: None } => break,
            State::Closed { opens: Some(opening) } => {
                at = opening.at;
                continue;
            }
            State::Open { until } => (until, books),
            State::Appointment { until } => (until, true),
        };
        if !appointment {
            return When::Open { at, until };
        }
        first_appointment.get_or_insert(at);
        match until {
            Some(until) => at = until,
            None => break,
        }
    }
    first_appointment.map_or(When::Unknown, |from| When::Appointment { from })
}

/// How many days ahead a door is looked for.
const HORIZON: u64 = 60;
