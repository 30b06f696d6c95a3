//! Dates, times, amounts, states.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::{counted, say};
use crate::model::amount::{Money, Span, Unit};
use crate::model::calendar::Holiday;
use crate::model::catalog::Catalog;
use crate::model::doubt::{Doubt, Now};
use crate::model::hours::{Opening, State};
use crate::model::id::Lang;
use crate::model::moment::PartialDate;

/// Days ahead in which a weekday alone says which day is meant.
const THIS_WEEK: i64 = 6;

/// `08:30`, the same in every language, as on the office door.
pub fn time(at: NaiveTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `lun`.
pub fn weekday(lang: &Lang, day: Weekday) -> String {
    match day {
        Weekday::Mon => say!(lang, "weekday.mon"),
        Weekday::Tue => say!(lang, "weekday.tue"),
        Weekday::Wed => say!(lang, "weekday.wed"),
        Weekday::Thu => say!(lang, "weekday.thu"),
        Weekday::Fri => say!(lang, "weekday.fri"),
        Weekday::Sat => say!(lang, "weekday.sat"),
        Weekday::Sun => say!(lang, "weekday.sun"),
    }
}

fn month(lang: &Lang, month: u32) -> String {
    match month {
        1 => say!(lang, "month.1"),
        2 => say!(lang, "month.2"),
        3 => say!(lang, "month.3"),
        4 => say!(lang, "month.4"),
        5 => say!(lang, "month.5"),
        6 => say!(lang, "month.6"),
        7 => say!(lang, "month.7"),
        8 => say!(lang, "month.8"),
        9 => say!(lang, "month.9"),
        10 => say!(lang, "month.10"),
        11 => say!(lang, "month.11"),
        _ => say!(lang, "month.12"),
    }
}

/// `lun 23 nov`.
pub fn day(lang: &Lang, date: NaiveDate) -> String {
    let (weekday, month) = (weekday(lang, date.weekday()), month(lang, date.month()));
    say!(lang, "date.day", weekday = weekday, day = date.day(), month = month)
}

/// `23 nov 2026`.
pub fn day_long(lang: &Lang, date: NaiveDate) -> String {
    say!(lang, "date.long", day = date.day(), month = month(lang, date.month()), year = date.year())
}

/// `1 dic`, for days that come back every year.
pub fn day_of_year(lang: &Lang, (at_month, at_day): (u32, u32)) -> String {
    say!(lang, "date.yearly", day = at_day, month = month(lang, at_month))
}

/// As precise as the source: a day, a month, a year.
pub fn partial_date(lang: &Lang, date: PartialDate) -> String {
    match date {
        PartialDate::Day(date) => day_long(lang, date),
        PartialDate::Month(year, at) => say!(lang, "date.month", month = month(lang, at), year = year),
        PartialDate::Year(year) => year.to_string(),
    }
}

/// `lun 23 nov 09:41`, for the title row.
pub fn clock(lang: &Lang, now: NaiveDateTime) -> String {
    format!("{} {}", day(lang, now.date()), time(now.time()))
}

/// `116,46 €`.
pub fn money(lang: &Lang, amount: Money) -> String {
    let (euro, cents) = (grouped(amount.cents / 100, &say!(lang, "number.group")), amount.cents % 100);
    say!(lang, "number.money", euro = euro, cents = format!("{cents:02}"))
}

/// `10.651 €`, `35,70 €`: an amount that is no price, without the cents it does not have.
pub fn money_round(lang: &Lang, amount: Money) -> String {
    if amount.cents.is_multiple_of(100) {
        say!(lang, "number.euros", euro = grouped(amount.cents / 100, &say!(lang, "number.group")))
    } else {
        money(lang, amount)
    }
}

/// `116,46–126,46 €`, or one amount if both are the same.
pub fn number_range(lang: &Lang, min: Money, max: Money) -> String {
    if min == max {
        money(lang, min)
    } else {
        say!(lang, "number.range", min = money(lang, min), max = money(lang, max))
    }
}

fn grouped(number: u32, sign: &str) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(sign);
        }
        out.push(digit);
    }
    out
}

/// A plain count.
pub fn count(lang: &Lang, number: u32) -> String {
    grouped(number, &say!(lang, "number.group"))
}

/// `60 %`.
pub fn percent(lang: &Lang, number: u32) -> String {
    say!(lang, "number.percent", number = number)
}

/// `60 giorni`, `2–6 mesi`; a range takes the form of its last number.
pub fn span(lang: &Lang, span: Span) -> String {
    let number = if span.min == span.max { span.max.to_string() } else { format!("{}–{}", span.min, span.max) };
    match span.unit {
        Unit::Minutes => counted!(lang, "unit.minutes", span.max, number = number),
        Unit::Hours => counted!(lang, "unit.hours", span.max, number = number),
        Unit::Days => counted!(lang, "unit.days", span.max, number = number),
        Unit::WorkingDays => counted!(lang, "unit.working_days", span.max, number = number),
        Unit::Months => counted!(lang, "unit.months", span.max, number = number),
        Unit::Years => counted!(lang, "unit.years", span.max, number = number),
    }
}

/// `piano terra`, `piano 3`.
pub fn floor(lang: &Lang, floor: &str) -> String {
    if floor == "0" { say!(lang, "door.ground_floor") } else { say!(lang, "door.floor", floor = floor) }
}

/// What an office is doing, in words.
fn state(lang: &Lang, state: State, now: NaiveDateTime) -> String {
    let until = |until: NaiveDateTime| time(until.time());
    match state {
        State::Open { until: Some(end) } => say!(lang, "state.open_until", time = until(end)),
        State::Open { until: None } => say!(lang, "state.open_always"),
        State::Appointment { until: Some(end) } => say!(lang, "state.appointment_until", time = until(end)),
        State::Appointment { until: None } => say!(lang, "state.appointment"),
        State::Closed { opens: Some(next) } => say!(lang, "state.opens", when = opening(lang, next, now)),
        State::Closed { opens: None } => say!(lang, "state.closed"),
        State::Unknown => say!(lang, "state.unknown"),
    }
}

/// What an office is doing, with the doubt about its hours: `forse aperto: orari del 2018, da confermare`. The times of
/// doubtful hours are not told as if they were of today.
pub fn standing(lang: &Lang, seen: Now, now: NaiveDateTime) -> String {
    match seen.doubt {
        None => state(lang, seen.state, now),
        Some(doubt) => {
            let maybe = match seen.state {
                State::Open { until: Some(_) } => say!(lang, "state.maybe_open"),
                State::Appointment { .. } => say!(lang, "state.maybe_appointment"),
                State::Closed { .. } => say!(lang, "state.maybe_closed"),
                State::Open { until: None } | State::Unknown => state(lang, seen.state, now),
            };
            say!(lang, "state.doubtful", state = maybe, hours = hours_of(lang, doubt))
        }
    }
}

/// `orari del 2018, da confermare`.
pub fn hours_of(lang: &Lang, doubt: Doubt) -> String {
    match doubt.of.and_then(PartialDate::latest) {
        Some(day) => say!(lang, "state.hours_of", year = day.year()),
        None => say!(lang, "state.hours_weak"),
    }
}

/// `alle 15:00`, `mar alle 08:30`, `mer 9 dic alle 08:30`.
pub fn opening(lang: &Lang, opening: Opening, now: NaiveDateTime) -> String {
    let date = opening.at.date();
    let at = time(opening.at.time());
    let when = match (date - now.date()).num_days() {
        0 => say!(lang, "opening.today", time = at),
        1 => say!(lang, "opening.tomorrow", time = at),
        2..=THIS_WEEK => say!(lang, "opening.day", day = weekday(lang, date.weekday()), time = at),
        _ => say!(lang, "opening.day", day = day(lang, date), time = at),
    };
    if opening.appointment { say!(lang, "opening.appointment", when = when) } else { when }
}

/// The name of a closing day.
pub fn holiday(lang: &Lang, catalog: &Catalog, holiday: &Holiday<'_>) -> String {
    let id = match holiday {
        Holiday::Local(id) => {
            let spoken = catalog.say(lang, "pack", &format!("holiday.{id}"));
            return spoken.map_or_else(String::new, |spoken| {
                // A name in another language says so, like every text of the pack.
                if spoken.lang == lang { spoken.text.to_owned() } else { format!("[{}] {}", spoken.lang, spoken.text) }
            });
        }
        Holiday::National(id) => *id,
    };
    match id {
        "new-year" => say!(lang, "holiday.new-year"),
        "epiphany" => say!(lang, "holiday.epiphany"),
        "easter" => say!(lang, "holiday.easter"),
        "easter-monday" => say!(lang, "holiday.easter-monday"),
        "liberation" => say!(lang, "holiday.liberation"),
        "labour" => say!(lang, "holiday.labour"),
        "republic" => say!(lang, "holiday.republic"),
        "assumption" => say!(lang, "holiday.assumption"),
        "saint-francis" => say!(lang, "holiday.saint-francis"),
        "all-saints" => say!(lang, "holiday.all-saints"),
        "immaculate" => say!(lang, "holiday.immaculate"),
        "christmas" => say!(lang, "holiday.christmas"),
        "saint-stephen" => say!(lang, "holiday.saint-stephen"),
        _ => say!(lang, "holiday.other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn dates_and_amounts_follow_the_language() {
        let (it, en) = (Lang::from("it"), Lang::from("en"));
        assert_eq!(clock(&it, at("2026-11-23 09:41")), "lun 23 nov 09:41");
        assert_eq!(clock(&en, at("2026-11-23 09:41")), "Mon 23 Nov 09:41");
        let amount = Money::parse("7100.99").unwrap();
        assert_eq!(plain(&money(&it, amount)), "7.100,99 €");
        assert_eq!(plain(&money(&en, amount)), "€7,100.99");
        let days = |n| Span { min: n, max: n, unit: Unit::Days };
        assert_eq!(plain(&span(&it, days(1))), "1 giorno");
        assert_eq!(plain(&span(&en, days(60))), "60 days");
        assert_eq!(plain(&span(&it, Span { min: 2, max: 6, unit: Unit::Months })), "2–6 mesi");
    }

    #[test]
    fn openings_say_no_more_than_needed() {
        let it = Lang::from("it");
        let now = at("2026-11-23 13:00");
        let next = |text| opening(&it, Opening { at: at(text), appointment: false }, now);
        assert_eq!(next("2026-11-23 15:00"), "oggi alle 15:00");
        assert_eq!(next("2026-11-24 08:30"), "domani alle 08:30");
        assert_eq!(next("2026-11-27 08:30"), "ven alle 08:30");
        assert_eq!(next("2026-12-09 08:30"), "mer 9 dic alle 08:30");
    }
}
