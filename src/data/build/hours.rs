//! Opening hours, and the mistakes in them that can be read as hours all the same.

use chrono::NaiveDate;
use opening_hours_syntax::rules::time::{Time, TimeSelector, TimeSpan};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleKind, RuleOperator, RuleSequence};

use super::{Desk, S};
use crate::model::calendar::Calendar;
use crate::model::catalog::Catalog;
use crate::model::hours::{Hours, Slot};

const HELP: &str = "OSM opening_hours: Mo-Fr 08:30-12:30, Tu 15:00-16:30; PH off";
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const DAY: u16 = 24 * 60;
/// Longest slot over midnight, in minutes: a night and more. Beyond it, opening and closing are exchanged.
const LONGEST_NIGHT: u16 = 14 * 60;

pub(super) fn hours(desk: &mut Desk<'_>, osm: &S, catalog: &Catalog) -> Option<Hours> {
    let hours = match Hours::parse(osm.get_ref(), &catalog.calendar) {
        Ok(hours) => hours,
        Err(error) => {
            unreadable(desk, osm, &error);
            return None;
        }
    };
    if !hours.minds_holidays() {
        let help = "add `; PH off`, or `; PH 09:00-12:00`, or write 24/7";
        desk.error("hours-without-holidays", osm, "these hours do not say what happens on public holidays", help);
    }
    // In OSM hours `;` replaces the whole day: `Mo-Fr 08:30-12:30; Tu 15:00-16:30` has no Tuesday morning.
    for day in hours.replaced_days() {
        let message = format!("`;` takes away the earlier slots of {day}");
        desk.warning("hours-hidden-slot", osm, message, "use `,` to add a slot to a day");
    }
    let expression = opening_hours_syntax::parse(osm.get_ref()).ok()?;
    let open: Vec<&RuleSequence> = expression.rules.iter().filter(|rule| rule.kind == RuleKind::Open).collect();
    for span in open.iter().flat_map(|rule| &rule.time_selector.spans).filter(|span| is_inverted(span)) {
        let help = "are opening and closing exchanged? all day long is 00:00-24:00";
        desk.error("bad-hours", osm, format!("{span} goes on far into the next day"), help);
    }
    if let Some(day) = overlap(&open) {
        desk.error("bad-hours", osm, format!("two slots of {day} overlap"), "join them, or mend one of them");
    }
    Some(hours)
}

/// Tells where the hours stop being hours. The parser says it in its first line: ` --> 1:7`.
fn unreadable(desk: &mut Desk<'_>, osm: &S, error: &str) {
    let text = osm.get_ref();
    let first = error.lines().next().unwrap_or_default();
    let column = first.trim().strip_prefix("--> ").and_then(|place| place.split(':').nth(1)?.parse::<usize>().ok());
    let Some(column) = column else {
        return desk.error("bad-hours", osm, format!("these hours cannot be read: {first}"), HELP);
    };
    let from = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let message = match text.get(from..).unwrap_or_default() {
        "" => "these hours end too early".to_owned(),
        rest => format!("these hours cannot be read from `{rest}` on"),
    };
    let place = toml::Spanned::new(desk.within(osm.span(), text, from..text.len()), ());
    desk.error("bad-hours", &place, message, HELP);
}

/// A slot over midnight that is longer than a night: `12:30-08:30`, `08:30-25:00`.
fn is_inverted(span: &TimeSpan) -> bool {
    let (Time::Fixed(from), Time::Fixed(to)) = (span.range.start, span.range.end) else { return false };
    let (from, to) = (from.mins_from_midnight(), to.mins_from_midnight());
    let end = if to <= from { to + DAY } else { to };
    end > DAY && end - from > LONGEST_NIGHT
}

/// The first day of the week with two slots that hold at the same time, for the same visitors.
fn overlap(rules: &[&RuleSequence]) -> Option<&'static str> {
    let mut week: Vec<Vec<Slot>> = vec![Vec::new(); DAYS.len()];
    for rule in rules {
        let mut added: Vec<Vec<Slot>> = vec![Vec::new(); DAYS.len()];
        for span in &rule.time_selector.spans {
            for (slots, new) in added.iter_mut().zip(alone(rule, span)?) {
                slots.extend(new);
            }
        }
        for ((slots, new), day) in week.iter_mut().zip(added).zip(DAYS) {
            if rule.operator != RuleOperator::Additional && !new.is_empty() {
                slots.clear();
            }
            for slot in new {
                let meets = |other: &Slot| slot.from < other.to && other.from < slot.to;
                if slots.iter().any(|other| meets(other) && other.appointment == slot.appointment) {
                    return Some(day);
                }
                slots.push(slot);
            }
        }
    }
    None
}

/// The week of one slot of a rule, as if nothing else were written.
fn alone(rule: &RuleSequence, span: &TimeSpan) -> Option<Vec<Vec<Slot>>> {
    let time_selector = TimeSelector::new(vec![span.clone()]);
    let rule = RuleSequence { time_selector, operator: RuleOperator::Normal, ..rule.clone() };
    let expression = OpeningHoursExpression { rules: vec![rule] };
    let calendar = Calendar::new(Vec::new());
    let hours = Hours::parse(&expression.to_string(), &calendar).ok()?;
    Some(hours.week(NaiveDate::from_ymd_opt(2026, 11, 23)?, &calendar))
}
