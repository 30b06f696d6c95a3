//! Opening hours: open now, next opening, the days ahead.
//!
//! Written as OSM `opening_hours`, evaluated by the crate of that name in the pack's civil time.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use opening_hours::{OpeningHours, RuleKind};
use opening_hours_syntax::rules::RuleOperator;
use opening_hours_syntax::rules::day::WeekDayRange;

use super::calendar::{Calendar, Holiday};

/// How far ahead an opening is looked for. Further away it is no help to a person at a desk.
const HORIZON_DAYS: i64 = 60;

/// The comment that makes a slot one by appointment.
const APPOINTMENT: &str = "appointment";

/// The hours of an office or a phone.
#[derive(Debug, Clone)]
pub struct Hours {
    osm: Box<str>,
    rules: OpeningHours,
}

impl PartialEq for Hours {
    fn eq(&self, other: &Self) -> bool {
        self.osm == other.osm
    }
}

/// What an office is doing at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Open to whoever comes; `None` = it never closes.
    Open {
        /// When it closes.
        until: Option<NaiveDateTime>,
    },
    /// Open, only with an appointment.
    Appointment {
        /// When it closes.
        until: Option<NaiveDateTime>,
    },
    /// Closed.
    Closed {
        /// When it opens; `None` = not within sixty days.
        opens: Option<Opening>,
    },
    /// Nobody knows.
    Unknown,
}

impl State {
    /// Order of usefulness: what a person can use now comes first.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Open { .. } => 0,
            Self::Appointment { .. } => 1,
            Self::Closed { opens: Some(_) } => 2,
            Self::Unknown => 3,
            Self::Closed { opens: None } => 4,
        }
    }
}

/// The next time doors open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// When.
    pub at: NaiveDateTime,
    /// Only with an appointment.
    pub appointment: bool,
}

/// One slot of a day, in minutes since midnight. A slot that runs over midnight ends at 1440 and goes on at 0 the day after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Opens.
    pub from: u16,
    /// Closes.
    pub to: u16,
    /// Only with an appointment.
    pub appointment: bool,
}

/// A day with its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day<'a> {
    /// The date.
    pub date: NaiveDate,
    /// When it is open; empty = closed.
    pub slots: Vec<Slot>,
    /// Why it is closed, when a holiday is the reason.
    pub holiday: Option<Holiday<'a>>,
}

impl Hours {
    /// Reads OSM hours; the error is the parser's own sentence.
    pub fn parse(osm: &str, calendar: &Calendar) -> Result<Self, String> {
        let rules: OpeningHours = osm.parse().map_err(|error: opening_hours_syntax::Error| error.to_string())?;
        Ok(Self { osm: osm.into(), rules: rules.with_context(calendar.context()) })
    }

    /// As the pack writes them.
    pub fn osm(&self) -> &str {
        &self.osm
    }

    /// Open at a moment, and until when, or when next.
    pub fn state(&self, now: NaiveDateTime) -> State {
        let horizon = now + TimeDelta::days(HORIZON_DAYS);
        let mut ranges = self.rules.iter_range(now, horizon).peekable();
        let Some(first) = ranges.next() else { return State::Unknown };
        let is_open = first.kind == RuleKind::Open;
        if first.kind == RuleKind::Unknown {
            return State::Unknown;
        }
        let appointment = is_appointment(&first.comment);
        if is_open {
            // Slots that touch are one opening, as long as the way in is the same.
            let mut end = first.range.end;
            while let Some(next) =
                ranges.next_if(|next| next.kind == RuleKind::Open && is_appointment(&next.comment) == appointment)
            {
                end = next.range.end;
            }
            let until = (end < horizon).then_some(end);
            return if appointment { State::Appointment { until } } else { State::Open { until } };
        }
        let opens = ranges
            .find(|range| range.kind == RuleKind::Open)
            .map(|range| Opening { at: range.range.start, appointment: is_appointment(&range.comment) });
        State::Closed { opens }
    }

    /// The slots of a date.
    pub fn slots(&self, date: NaiveDate) -> Vec<Slot> {
        self.rules
            .schedule_at(date)
            .into_iter()
            .filter(|range| range.kind == RuleKind::Open)
            .map(|range| Slot {
                from: range.range.start.mins_from_midnight(),
                to: range.range.end.mins_from_midnight(),
                appointment: is_appointment(&range.comment),
            })
            .collect()
    }

    /// Seven days from `first`, with closures named.
    pub fn days<'a>(&self, first: NaiveDate, calendar: &'a Calendar) -> Vec<Day<'a>> {
        (0..7)
            .map(|ahead| {
                let date = first + TimeDelta::days(ahead);
                let slots = self.slots(date);
                let holiday = if slots.is_empty() { calendar.holiday(date) } else { None };
                Day { date, slots, holiday }
            })
            .collect()
    }

    /// The week as it usually is, Monday first: a week without holidays near `today`.
    pub fn week(&self, today: NaiveDate, calendar: &Calendar) -> Vec<Vec<Slot>> {
        let monday = today - TimeDelta::days(today.weekday().num_days_from_monday().into());
        let plain = (0..26)
            .map(|week| monday + TimeDelta::weeks(week))
            .find(|start| (0..7).all(|day| calendar.holiday(*start + TimeDelta::days(day)).is_none()))
            .unwrap_or(monday);
        (0..7).map(|day| self.slots(plain + TimeDelta::days(day))).collect()
    }

    /// Weekdays of which a later rule takes away earlier slots: `;` replaces the whole day. A rule that says `off`
    /// means it, and so does one for single dates.
    pub fn replaced_days(&self) -> Vec<&'static str> {
        let expression = self.rules.get_expression();
        let mut open = [false; 7];
        let mut replaced = [false; 7];
        for rule in &expression.rules {
            let days = &rule.day_selector;
            let weekly = days.year.is_empty() && days.monthday.is_empty() && days.week.is_empty();
            if rule.kind != RuleKind::Open || !weekly {
                continue;
            }
            let named: Vec<usize> = days.weekday.iter().flat_map(weekdays).collect();
            let all = if days.weekday.is_empty() { (0..7).collect() } else { named };
            for day in all {
                if let (Some(open), Some(replaced)) = (open.get_mut(day), replaced.get_mut(day)) {
                    *replaced |= *open && rule.operator == RuleOperator::Normal;
                    *open = true;
                }
            }
        }
        let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        names.into_iter().zip(replaced).filter(|(_, replaced)| *replaced).map(|(name, _)| name).collect()
    }

    /// Whether public holidays are spoken of, or the office never closes.
    pub fn minds_holidays(&self) -> bool {
        self.osm.contains("PH") || self.osm.trim() == "24/7"
    }
}

/// Days of the week, from 0 = Monday, of a plain weekday range.
fn weekdays(range: &WeekDayRange) -> Vec<usize> {
    let WeekDayRange::Fixed { range, offset: 0, nth_from_start, nth_from_end } = range else { return Vec::new() };
    if !nth_from_start.iter().chain(nth_from_end).all(|every| *every) {
        return Vec::new();
    }
    let (first, last) = (range.start().num_days_from_monday(), range.end().num_days_from_monday());
    let count = (7 + last - first) % 7;
    (0..=count).filter_map(|ahead| usize::try_from((first + ahead) % 7).ok()).collect()
}

fn is_appointment(comment: &str) -> bool {
    comment.contains(APPOINTMENT)
}

/// Minutes since midnight of a moment.
pub fn minutes(at: NaiveDateTime) -> u16 {
    u16::try_from(at.hour() * 60 + at.minute()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::LocalDay;

    fn calendar() -> Calendar {
        Calendar::new(vec![LocalDay { id: "san-giuseppe".into(), month: 3, day: 19 }])
    }

    fn hours(osm: &str) -> Hours {
        Hours::parse(osm, &calendar()).unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn open_until_and_closed_until() {
        let h = hours("Mo-Fr 08:30-12:30, Tu 15:00-16:30; PH off");
        assert_eq!(h.state(at("2026-11-23 09:41")), State::Open { until: Some(at("2026-11-23 12:30")) });
        let tuesday = Opening { at: at("2026-11-24 08:30"), appointment: false };
        assert_eq!(h.state(at("2026-11-23 12:30")), State::Closed { opens: Some(tuesday) });
        let afternoon = Opening { at: at("2026-11-24 15:00"), appointment: false };
        assert_eq!(h.state(at("2026-11-24 13:00")), State::Closed { opens: Some(afternoon) });
    }

    #[test]
    fn holidays_and_the_local_day_are_skipped() {
        let h = hours("Mo-Fr 08:30-12:30; PH off");
        // 7 December 2026 is a Monday, the 8th a national day.
        let opens = |text| Some(Opening { at: at(text), appointment: false });
        assert_eq!(h.state(at("2026-12-07 13:00")), State::Closed { opens: opens("2026-12-09 08:30") });
        assert_eq!(h.state(at("2027-03-19 09:00")), State::Closed { opens: opens("2027-03-22 08:30") });
        let calendar = calendar();
        let days = h.days(at("2026-12-07 00:00").date(), &calendar);
        assert_eq!(days[1].holiday, Some(Holiday::National("immaculate")));
        assert!(days[1].slots.is_empty());
        assert_eq!(days[5].holiday, None, "a Saturday is closed without a holiday");
    }

    #[test]
    fn appointment_is_a_state_of_its_own() {
        let h = hours("Tu,Th 09:00-12:00; Sa 09:00-12:00 \"appointment\"; PH off");
        assert_eq!(h.state(at("2026-11-28 10:00")), State::Appointment { until: Some(at("2026-11-28 12:00")) });
        let saturday = Opening { at: at("2026-11-28 09:00"), appointment: true };
        assert_eq!(h.state(at("2026-11-27 10:00")), State::Closed { opens: Some(saturday) });
    }

    #[test]
    fn never_closed_and_never_open() {
        assert_eq!(hours("24/7").state(at("2026-12-25 03:00")), State::Open { until: None });
        assert_eq!(hours("off").state(at("2026-12-25 03:00")), State::Closed { opens: None });
        assert_eq!(hours("Mo-Fr unknown").state(at("2026-11-23 09:00")), State::Unknown);
    }

    #[test]
    fn over_midnight() {
        let h = hours("Fr 20:00-02:00; PH off");
        assert_eq!(h.state(at("2026-11-28 01:00")), State::Open { until: Some(at("2026-11-28 02:00")) });
        let slot = |from, to| Slot { from, to, appointment: false };
        assert_eq!(h.slots(at("2026-11-27 00:00").date()), [slot(20 * 60, 24 * 60)]);
        assert_eq!(h.slots(at("2026-11-28 00:00").date()), [slot(0, 2 * 60)]);
    }

    #[test]
    fn a_semicolon_that_hides_a_slot_is_seen() {
        assert_eq!(hours("Mo-Fr 08:30-12:30; Tu 15:00-16:30; PH off").replaced_days(), ["Tu"]);
        for good in ["Mo-Fr 08:30-12:30, Tu 15:00-16:30; PH off", "Mo-Fr 08:30-12:30; Sa 09:00-12:00; PH off", "24/7"] {
            assert_eq!(hours(good).replaced_days(), [""; 0], "{good}");
        }
    }

    #[test]
    fn the_usual_week_has_no_holiday_in_it() {
        let h = hours("Mo-Fr 08:30-12:30; PH off");
        let week = h.week(at("2026-12-08 10:00").date(), &calendar());
        assert_eq!(week.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1, 1, 1, 0, 0]);
    }
}
