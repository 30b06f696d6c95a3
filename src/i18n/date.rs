//! Days written out, and the order in which a language writes one.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{day_long, say, span, weekday};
use crate::model::amount::{Span, Unit};
use crate::model::id::Lang;

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

/// The order in which a language writes the parts of a date.
pub fn date_order(lang: &Lang) -> [DatePart; 3] {
    let order = say!(lang, "date.order");
    let parts: Vec<DatePart> = order
        .chars()
        .filter_map(|letter| match letter {
            'd' => Some(DatePart::Day),
            'm' => Some(DatePart::Month),
            'y' => Some(DatePart::Year),
            _ => None,
        })
        .collect();
    parts.try_into().unwrap_or([DatePart::Day, DatePart::Month, DatePart::Year])
}

/// `23 novembre 2026, lunedì`.
pub fn day_spelled(lang: &Lang, date: NaiveDate) -> String {
    let (weekday, month) = (weekday_name(lang, date.weekday()), month_name(lang, date.month()));
    say!(lang, "date.spelled", weekday = weekday, day = date.day(), month = month, year = date.year())
}

/// `lun 23 nov 2026`.
pub fn day_full(lang: &Lang, date: NaiveDate) -> String {
    say!(lang, "date.full", weekday = weekday(lang, date.weekday()), date = day_long(lang, date))
}

/// `oggi`, `tra 60 giorni`, `2 giorni fa`.
pub fn distance(lang: &Lang, date: NaiveDate, today: NaiveDate) -> String {
    let days = (date - today).num_days();
    match days {
        0 => say!(lang, "distance.today"),
        1.. => say!(lang, "distance.ahead", span = days_span(lang, days)),
        _ => say!(lang, "distance.ago", span = days_span(lang, days)),
    }
}

/// `60 giorni`, whichever side they lie on.
pub fn days_span(lang: &Lang, days: i64) -> String {
    let number = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
    span(lang, Span { min: number, max: number, unit: Unit::Days })
}

/// `lunedì`.
pub fn weekday_name(lang: &Lang, day: Weekday) -> String {
    match day {
        Weekday::Mon => say!(lang, "weekday_name.mon"),
        Weekday::Tue => say!(lang, "weekday_name.tue"),
        Weekday::Wed => say!(lang, "weekday_name.wed"),
        Weekday::Thu => say!(lang, "weekday_name.thu"),
        Weekday::Fri => say!(lang, "weekday_name.fri"),
        Weekday::Sat => say!(lang, "weekday_name.sat"),
        Weekday::Sun => say!(lang, "weekday_name.sun"),
    }
}

/// `novembre`.
pub fn month_name(lang: &Lang, month: u32) -> String {
    match month {
        1 => say!(lang, "month_name.1"),
        2 => say!(lang, "month_name.2"),
        3 => say!(lang, "month_name.3"),
        4 => say!(lang, "month_name.4"),
        5 => say!(lang, "month_name.5"),
        6 => say!(lang, "month_name.6"),
        7 => say!(lang, "month_name.7"),
        8 => say!(lang, "month_name.8"),
        9 => say!(lang, "month_name.9"),
        10 => say!(lang, "month_name.10"),
        11 => say!(lang, "month_name.11"),
        _ => say!(lang, "month_name.12"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_spelled_in_the_order_of_the_language() {
        let (it, en) = (Lang::from("it"), Lang::from("en"));
        let date: NaiveDate = "2026-11-23".parse().unwrap();
        assert_eq!(day_spelled(&it, date), "23 novembre 2026, lunedì");
        assert_eq!(day_spelled(&en, date), "Monday, 23 November 2026");
        assert_eq!(day_full(&it, date), "lun 23 nov 2026");
        for lang in crate::i18n::available() {
            let order = date_order(&Lang::from(lang.as_str()));
            assert!([DatePart::Day, DatePart::Month, DatePart::Year].iter().all(|part| order.contains(part)), "{lang}");
        }
    }

    #[test]
    fn distances_say_on_which_side_a_day_lies() {
        let (it, today) = (Lang::from("it"), "2026-11-23".parse().unwrap());
        let seen = |date: &str| distance(&it, date.parse().unwrap(), today).replace('\u{a0}', " ");
        assert_eq!(seen("2026-11-23"), "oggi");
        assert_eq!(seen("2026-11-24"), "tra 1 giorno");
        assert_eq!(seen("2027-01-22"), "tra 60 giorni");
        assert_eq!(seen("2026-11-21"), "2 giorni fa");
    }
}
