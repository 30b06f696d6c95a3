//! Opening hours against a second, simpler reading of the same text: random hours at random moments of ten years,
//! with the nights in which the clocks change among them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vademecum::kiosk::clock::civil;
use vademecum::model::calendar::{Calendar, Holiday, LocalDay};
use vademecum::model::hours::{Hours, Opening, Slot, State};

const FIRST_YEAR: i32 = 2026;
const LAST_YEAR: i32 = 2035;

/// Days that are closed every year: the national ones, and 19 March of La Spezia.
const CLOSED: [(u32, u32); 12] =
    [(1, 1), (1, 6), (3, 19), (4, 25), (5, 1), (6, 2), (8, 15), (10, 4), (11, 1), (12, 8), (12, 25), (12, 26)];

/// Easter Sundays, month and day, copied from a printed calendar; the Monday after is closed too.
const EASTER: [(i32, u32, u32); 10] = [
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2029, 4, 1),
    (2030, 4, 21),
    (2031, 4, 13),
    (2032, 3, 28),
    (2033, 4, 17),
    (2034, 4, 9),
    (2035, 3, 25),
];

/// Sundays on which the clocks of the Union go one hour forward and back, both at 01:00 UTC.
const CLOCK_CHANGES: [(i32, u32, u32); 10] = [
    (2026, 29, 25),
    (2027, 28, 31),
    (2028, 26, 29),
    (2029, 25, 28),
    (2030, 31, 27),
    (2031, 30, 26),
    (2032, 28, 31),
    (2033, 27, 30),
    (2034, 26, 29),
    (2035, 25, 28),
];

const WEEK: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const DAY: u16 = 24 * 60;
/// How far ahead an opening is looked for.
const HORIZON: TimeDelta = TimeDelta::days(60);

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn is_holiday(day: NaiveDate) -> bool {
    let easter = EASTER.iter().map(|&(year, month, of)| date(year, month, of));
    CLOSED.contains(&(day.month(), day.day()))
        || easter.into_iter().any(|sunday| (0..2).contains(&(day - sunday).num_days()))
}

/// The zone of Rome, by the rule of the Union.
fn rome(utc: DateTime<Utc>) -> NaiveDateTime {
    let at = utc.naive_utc();
    let change = |month, day| date(at.year(), month, day).and_hms_opt(1, 0, 0).unwrap();
    let (_, march, october) = CLOCK_CHANGES.into_iter().find(|(year, ..)| *year == at.year()).unwrap();
    let is_summer = change(3, march) <= at && at < change(10, october);
    at + TimeDelta::hours(if is_summer { 2 } else { 1 })
}

/// The open minutes of a day. `;` begins a rule that takes the place of what stands so far for its days, `, ` one
/// that adds to it; `off` takes everything away.
fn open_minutes(hours: &str, day: NaiveDate) -> Vec<bool> {
    let mut open = vec![false; usize::from(DAY)];
    for group in hours.split("; ") {
        for (nth, rule) in group.split(", ").enumerate() {
            let (days, spans) = rule.split_once(' ').unwrap();
            if !days.split(',').any(|days| is_on(days, day)) {
                continue;
            }
            if nth == 0 || spans == "off" {
                open.fill(false);
            }
            for (from, to) in spans.split(',').filter_map(|span| span.split_once('-')) {
                open[minutes(from)..minutes(to)].fill(true);
            }
        }
    }
    open
}

/// Whether `PH`, `Tu` or `Sa-Mo` holds on a day.
fn is_on(days: &str, day: NaiveDate) -> bool {
    if days == "PH" {
        return is_holiday(day);
    }
    let place = |name: &str| WEEK.iter().position(|known| *known == name).unwrap();
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let (first, last) = (place(first), place(last));
    let today = usize::try_from(day.weekday().num_days_from_monday()).unwrap();
    if first <= last { (first..=last).contains(&today) } else { today >= first || today <= last }
}

fn minutes(time: &str) -> usize {
    let (hour, minute) = time.split_once(':').unwrap();
    hour.parse::<usize>().unwrap() * 60 + minute.parse::<usize>().unwrap()
}

/// The slots of a day: stretches of open minutes.
fn slots(hours: &str, day: NaiveDate) -> Vec<Slot> {
    let mut out: Vec<Slot> = Vec::new();
    for (minute, _) in (0..DAY).zip(open_minutes(hours, day)).filter(|(_, open)| *open) {
        match out.last_mut() {
            Some(slot) if slot.to == minute => slot.to += 1,
            _ => out.push(Slot { from: minute, to: minute + 1, appointment: false }),
        }
    }
    out
}

/// Open or closed, and the next minute in which that is otherwise, if it comes within the horizon.
fn state(hours: &str, now: NaiveDateTime) -> State {
    let days = now.date().iter_days().take_while(|day| *day <= (now + HORIZON).date());
    let mut minutes = days.flat_map(|day| {
        let midnight = day.and_time(NaiveTime::MIN);
        (0..).map(move |minute| midnight + TimeDelta::minutes(minute)).zip(open_minutes(hours, day))
    });
    let (_, is_open) = minutes.find(|(at, _)| *at + TimeDelta::minutes(1) > now).unwrap();
    let next = minutes.find(|(_, open)| *open != is_open).map(|(at, _)| at).filter(|at| *at < now + HORIZON);
    if is_open {
        State::Open { until: next }
    } else {
        State::Closed { opens: next.map(|at| Opening { at, appointment: false }) }
    }
}

fn calendar() -> Calendar {
    Calendar::new(vec![LocalDay { id: "san-giuseppe".to_owned(), month: 3, day: 19 }])
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 512,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_124),
        ..ProptestConfig::default()
    }
}

/// `08:30-12:30`, on the half hour, so that slots often touch and overlap.
fn span() -> impl Strategy<Value = String> {
    let time = |half: u16| format!("{:02}:{:02}", half / 2, half % 2 * 30);
    (0..48_u16)
        .prop_flat_map(|from| (Just(from), from + 1..=48))
        .prop_map(move |(from, to)| format!("{}-{}", time(from), time(to)))
}

/// `Mo-Fr`, `Tu,Th`, `Sa-Mo`.
fn days() -> impl Strategy<Value = String> {
    let day = || prop::sample::select(WEEK.as_slice());
    let range = prop_oneof![
        day().prop_map(str::to_owned),
        Just("Mo-Fr".to_owned()),
        (day(), day()).prop_filter_map("a range has two ends", |(a, b)| (a != b).then(|| format!("{a}-{b}"))),
    ];
    prop::collection::vec(range, 1..3).prop_map(|ranges| ranges.join(","))
}

/// `Mo-Fr 08:30-12:30,15:00-16:30, Tu 17:00-18:00; Sa 09:00-12:00; Fr off; PH off`.
fn hours() -> impl Strategy<Value = String> {
    let rule =
        (days(), prop::collection::vec(span(), 1..3)).prop_map(|(days, spans)| format!("{days} {}", spans.join(",")));
    let group = prop_oneof![
        8 => prop::collection::vec(rule, 1..3).prop_map(|rules| rules.join(", ")),
        1 => days().prop_map(|days| format!("{days} off")),
    ];
    let end = prop_oneof![4 => Just("; PH off"), 1 => Just("")];
    (prop::collection::vec(group, 1..4), end).prop_map(|(groups, end)| groups.join("; ") + end)
}

/// Any second of the ten years, and every other time one within five hours of a change of the clocks.
fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    let (first, last) = (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31));
    let far = 0..(last - first).num_seconds();
    let far = far.prop_map(move |second| first.and_time(NaiveTime::MIN) + TimeDelta::seconds(second));
    let near = (prop::sample::select(CLOCK_CHANGES.as_slice()), any::<bool>(), -18_000_i64..18_000);
    let near = near.prop_map(|((year, march, october), spring, second)| {
        let day = if spring { date(year, 3, march) } else { date(year, 10, october) };
        day.and_hms_opt(1, 0, 0).unwrap() + TimeDelta::seconds(second)
    });
    prop_oneof![far, near].prop_map(|at| at.and_utc())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn open_now_and_next_opening(text in hours(), at in instant()) {
        let now = civil(at, chrono_tz::Europe::Rome);
        prop_assert_eq!(now, rome(at), "the clock of {}", at);
        let ours = Hours::parse(&text, &calendar()).unwrap();
        prop_assert_eq!(ours.state(now), state(&text, now), "at {}", now);
    }

    #[test]
    fn the_seven_days_ahead(text in hours(), at in instant()) {
        let (today, calendar) = (rome(at).date(), calendar());
        let days = Hours::parse(&text, &calendar).unwrap().days(today, &calendar);
        prop_assert_eq!(days.len(), 7);
        for (day, date) in days.iter().zip(today.iter_days()) {
            prop_assert_eq!(day.date, date);
            prop_assert_eq!(&day.slots, &slots(&text, date), "on {}", date);
            prop_assert_eq!(day.holiday.is_some(), day.slots.is_empty() && is_holiday(date), "on {}", date);
        }
    }
}

/// The properties above rest on these two tables, so the tables are looked at too.
#[test]
fn every_day_of_ten_years_is_closed_or_not() {
    let calendar = calendar();
    for day in date(FIRST_YEAR, 1, 1).iter_days().take_while(|day| day.year() <= LAST_YEAR) {
        assert_eq!(calendar.holiday(day).is_some(), is_holiday(day), "{day}");
        let is_local = matches!(calendar.holiday(day), Some(Holiday::Local("san-giuseppe")));
        assert_eq!(is_local, (day.month(), day.day()) == (3, 19), "{day}");
    }
}

/// In spring an hour of the night is missing, in autumn one comes twice: an office open from two to three is then not
/// open at all, and open for two hours.
#[test]
fn the_hour_that_is_missing_and_the_hour_that_comes_twice() {
    let night = Hours::parse("Su 02:00-03:00", &calendar()).unwrap();
    for (year, march, october) in CLOCK_CHANGES {
        let open_minutes = |month, day| {
            let start = date(year, month, day).and_time(NaiveTime::MIN).and_utc();
            let states =
                (0..300).map(|minute| night.state(civil(start + TimeDelta::minutes(minute), chrono_tz::Europe::Rome)));
            states.filter(|state| matches!(state, State::Open { .. })).count()
        };
        assert_eq!((open_minutes(3, march), open_minutes(10, october)), (0, 120), "{year}");
    }
}
