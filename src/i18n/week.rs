//! Hours as one reads them on a door.

use chrono::Weekday;

use super::{listed, say, weekday};
use crate::model::hours::Slot;
use crate::model::id::Lang;

/// The days of a week, in the order of [`crate::model::hours::Hours::week`].
pub const MONDAY_FIRST: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// `08:30–12:30, 15:00–16:30`, or `chiuso`.
pub fn slots(lang: &Lang, slots: &[Slot]) -> String {
    if slots.is_empty() {
        return say!(lang, "state.closed");
    }
    let one = |slot: &Slot| {
        if slot.from == 0 && slot.to == 24 * 60 {
            return say!(lang, "state.open_always");
        }
        let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let hours = format!("{}–{}", time(slot.from), time(slot.to));
        if slot.appointment { say!(lang, "state.slot_appointment", hours = hours) } else { hours }
    };
    listed(lang, slots.iter().map(one))
}

/// `lun–ven 08:30–12:30 · mar 15:00–16:30`: days with the same slots together, closed days left out.
pub fn usual_week(lang: &Lang, week: &[Vec<Slot>]) -> String {
    let mut groups: Vec<(usize, usize, &Vec<Slot>)> = Vec::new();
    for (day, slots) in week.iter().enumerate() {
        match groups.last_mut() {
            Some((_, last, same)) if *same == slots => *last = day,
            _ => groups.push((day, day, slots)),
        }
    }
    let name = |day: usize| MONDAY_FIRST.get(day).map(|day| weekday(lang, *day)).unwrap_or_default();
    if let [(0, 6, every)] = groups.as_slice() {
        if let [Slot { from: 0, to: 1440, .. }] = every.as_slice() {
            return say!(lang, "state.open_always");
        }
        return say!(lang, "week.every_day", hours = slots(lang, every));
    }
    groups
        .iter()
        .filter(|(_, _, open)| !open.is_empty())
        .map(|(first, last, open)| {
            let days = if first == last { name(*first) } else { format!("{}–{}", name(*first), name(*last)) };
            format!("{days} {}", slots(lang, open))
        })
        .collect::<Vec<_>>()
        .join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_the_same_hours_stand_together() {
        let morning = Slot { from: 510, to: 750, appointment: false };
        let afternoon = Slot { from: 900, to: 990, appointment: true };
        let mut week = vec![vec![morning]; 5];
        week[1].push(afternoon);
        week.extend([vec![], vec![]]);
        let it = Lang::from("it");
        assert_eq!(
            usual_week(&it, &week),
            "lun 08:30–12:30 · mar 08:30–12:30, 15:00–16:30 su appuntamento · mer–ven 08:30–12:30"
        );
    }
}
