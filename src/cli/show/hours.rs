//! Hours as JSON: what is doing now, the usual week, the days ahead.

use serde_json::{Value, json};

use super::record::{at, partial_date};
use crate::app::Cx;
use crate::model::doubt::{Doubt, Now};
use crate::model::hours::{Hours, Slot, State};

/// What is doing, with the date of hours that are doubtful; hours that are not known cannot be doubted.
pub(super) fn state(now: Now) -> Value {
    let mut out = state_alone(now.state);
    if let (Value::Object(fields), true) = (&mut out, now.state != State::Unknown) {
        fields.insert("doubtful".to_owned(), json!(now.doubt.is_some()));
        fields.insert("hours_of".to_owned(), json!(now.doubt.and_then(|doubt| doubt.of).map(partial_date)));
    }
    out
}

fn state_alone(state: State) -> Value {
    match state {
        State::Open { until } => json!({ "state": "open", "until": until.map(at) }),
        State::Appointment { until } => json!({ "state": "appointment", "until": until.map(at) }),
        State::Closed { opens } => json!({
            "state": "closed",
            "opens": opens.map(|next| at(next.at)),
            "opens_by_appointment": opens.is_some_and(|next| next.appointment),
        }),
        State::Unknown => json!({ "state": "unknown" }),
    }
}

fn slots(slots: &[Slot]) -> Value {
    let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let one = |slot: &Slot| json!({ "from": time(slot.from), "to": time(slot.to), "appointment": slot.appointment });
    slots.iter().map(one).collect()
}

/// The usual week, Monday first, and the seven days from today with closures.
pub(super) fn hours(cx: &Cx<'_>, hours: &Hours, doubt: Option<Doubt>) -> Value {
    let today = cx.now.date();
    let calendar = &cx.catalog.calendar;
    let week: Value = hours.week(today, calendar).iter().map(|day| slots(day)).collect();
    let days: Value = hours
        .days(today, calendar)
        .iter()
        .map(|day| {
            let holiday = day.holiday.as_ref().map(|holiday| crate::i18n::holiday(cx.lang, cx.catalog, holiday));
            json!({ "date": day.date.to_string(), "slots": slots(&day.slots), "holiday": holiday })
        })
        .collect();
    json!({ "osm": hours.osm(), "week": week, "days": days, "now": state(Now { state: hours.state(cx.now), doubt }) })
}
