//! An office: where it is, when it is open, how to reach it, and how sure all that is.

mod channel;

use chrono::NaiveDate;

use super::tongue;
use super::trust::mark;
use crate::app::Cx;
use crate::i18n::{self, listed, say};
use crate::model::doubt::{Now, doubt};
use crate::model::entity::{Address, Booking, Entity, Kind, Office, Phone, Status};
use crate::model::hours::State;
use crate::model::trust::{Confidence, Graded};
use crate::model::words::Direction;
use crate::text::{Means, inset};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// A sign and words for what an office is doing; what is doubtful has the sign of what is not known.
fn state(cx: &Cx<'_>, now: Now) -> (String, Role) {
    let (sign, role) = match now.state {
        _ if now.doubt.is_some() => ("?", Role::Warn),
        State::Open { .. } => ("●", Role::Good),
        State::Appointment { .. } => ("◐", Role::Good),
        State::Closed { .. } => ("○", Role::Bad),
        State::Unknown => ("?", Role::Warn),
    };
    (format!("{sign} {}", i18n::standing(cx.lang, now, cx.now)), role)
}

/// The state of an office, or of its standing when that says more.
pub fn standing(cx: &Cx<'_>, entity: &Entity, office: &Office) -> Option<(String, Role)> {
    let lang = cx.lang;
    match office.standing() {
        Status::Suspended => return Some((format!("○ {}", say!(lang, "status.suspended")), Role::Bad)),
        Status::Moved => return Some((format!("○ {}", say!(lang, "status.moved")), Role::Bad)),
        Status::Open | Status::Unclear => {}
    }
    let now = office.now(entity, cx.now);
    if now.state == State::Unknown {
        // A line without hours is there to be called; one of many places keeps its own hours.
        match entity.kind {
            Kind::Line => return Some(call(cx, entity, office)),
            Kind::Many => return Some((format!("? {}", say!(lang, "state.many")), Role::Warn)),
            Kind::Office => {}
        }
    }
    Some(state(cx, now))
}

/// A line without hours is there to be called: the number, unless its name has it already.
pub fn call(cx: &Cx<'_>, entity: &Entity, office: &Office) -> (String, Role) {
    let number = office.phones.first().map(|phone| phone.value.number.shown());
    let text = match number.filter(|number| !cx.entity_title(entity).contains(number)) {
        Some(number) => say!(cx.lang, "state.call_number", number = number),
        None => say!(cx.lang, "state.call"),
    };
    (format!("☎ {text}"), Role::Good)
}

/// How much of an office is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Under its row: how to reach it.
    Brief,
    /// Beside its row: that and what to mind.
    Side,
    /// On its own screen: everything.
    Full,
}

/// An office.
pub fn office(cx: &Cx<'_>, entity: &Entity, office: &Office, detail: Detail, flow: &mut Flow) {
    let file = format!("entities/{}", entity.id);
    let full = detail == Detail::Full;
    if detail != Detail::Brief
        && let Some((text, role)) = standing(cx, entity, office)
    {
        flow.text(0, text, role);
    }
    if office.standing() == Status::Unclear {
        flow.para(0).lead("▲", Role::Warn).run(say!(cx.lang, "status.unclear"), Role::Warn).end();
    }
    if full && let Some(text) = cx.tell(&file, &format!("office.{}.text", office.id)) {
        flow.text(0, text, Role::Plain);
    }
    channel::first(cx, entity, office, flow);
    addresses(cx, entity, office, flow);
    for phone in &office.phones {
        phone_line(cx, entity, office, phone, flow);
    }
    if detail == Detail::Brief {
        return hours(cx, entity, office, false, flow);
    }
    for mail in &office.emails {
        fact(cx, entity, &say!(cx.lang, "door.mail"), &mail.value, mail, cx.catalog.manifest.freshness.phones, flow);
    }
    if full {
        for pec in &office.pecs {
            fact(cx, entity, &say!(cx.lang, "door.pec"), &pec.value, pec, cx.catalog.manifest.freshness.phones, flow);
        }
    }
    hours(cx, entity, office, full, flow);
    if full && let Some(web) = &office.web {
        fact(cx, entity, &say!(cx.lang, "door.web"), &web.value, web, cx.catalog.manifest.freshness.phones, flow);
    }
    if full && let Some(speaks) = &office.speaks {
        let days = cx.catalog.manifest.freshness.phones;
        fact(cx, entity, &say!(cx.lang, "door.speaks"), &languages(cx, &speaks.value), speaks, days, flow);
    }
    for note in &office.notes {
        if let Some(text) = cx.tell(&file, &format!("office.{}.note.{}", office.id, note.value)) {
            flow.para(0).lead("·", Role::Muted).run(text, Role::Plain).end();
        }
    }
}

/// The own names of languages, one after the other; those that run the other way stay each in its place.
pub fn languages(cx: &Cx<'_>, codes: &[String]) -> String {
    listed(cx.lang, codes.iter().map(|code| cx.name(&tongue::on_page(cx, code))))
}

fn addresses(cx: &Cx<'_>, entity: &Entity, office: &Office, flow: &mut Flow) {
    let lang = cx.lang;
    let days = cx.catalog.manifest.freshness.addresses;
    match office.addresses.as_slice() {
        [] if entity.kind == Kind::Office => {
            flow.para(0)
                .run(say!(lang, "door.address"), Role::Muted)
                .run("  ", Role::Plain)
                .run(say!(lang, "door.address_unknown"), Role::Warn)
                .end();
        }
        [] => {}
        [one] => fact(cx, entity, &say!(lang, "door.address"), &address(cx, &one.value), one, days, flow),
        several => {
            flow.para(0).lead("▲", Role::Warn).run(say!(lang, "door.addresses_differ"), Role::Warn).end();
            for one in several {
                fact(cx, entity, &say!(lang, "door.address"), &address(cx, &one.value), one, days, flow);
            }
        }
    }
}

/// `Via Fiume 207, 19122 La Spezia, piano 3`.
pub fn address(cx: &Cx<'_>, address: &Address) -> String {
    // Written the Italian way whatever the language: as on the letter box.
    let line = inset(&address.line(), Direction::Ltr, cx.direction());
    listed(cx.lang, [line].into_iter().chain(address.floor.as_ref().map(|floor| i18n::floor(cx.lang, floor))))
}

/// A labelled fact with its trust mark.
fn fact<T>(cx: &Cx<'_>, entity: &Entity, label: &str, text: &str, of: &Graded<T>, days: i64, flow: &mut Flow) {
    let (trust, role) = mark(cx, &of.grade, &entity.sources, days);
    flow.para(0)
        .run(label, Role::Muted)
        .run("  ", Role::Plain)
        .run(text, Role::Strong)
        .run(format!("  ({trust})"), role)
        .end();
}

fn phone_line(cx: &Cx<'_>, entity: &Entity, office: &Office, phone: &Graded<Phone>, flow: &mut Flow) {
    let lang = cx.lang;
    let (trust, role) = mark(cx, &phone.grade, &entity.sources, cx.catalog.manifest.freshness.phones);
    // A national line that official sources name is there to be called: a doubt about an old source would only deter.
    let unasked = phone.grade.confirmed.is_none();
    let sure_line = entity.kind == Kind::Line && phone.grade.confidence == Confidence::High && unasked;
    let trust = if sure_line { String::new() } else { format!("  ({trust})") };
    let label = phone
        .value
        .label
        .as_ref()
        .and_then(|id| cx.tell(&format!("entities/{}", entity.id), &format!("phone.{id}")))
        .map(|label| format!("  {label}"));
    let free = phone.value.free.then(|| format!("  {}", say!(lang, "door.free_call")));
    let hours = phone.value.hours.as_ref().map(|hours| {
        let week = hours.week(cx.now.date(), &cx.catalog.calendar);
        let usual = i18n::usual_week(lang, &week);
        // Whether a doubtful line answers now is not said: the week and its date are what is known.
        if doubt(entity, office, &phone.grade, cx.now.date()).is_some() {
            return format!("  {usual}");
        }
        let (now, _) = state(cx, Now { state: hours.state(cx.now), doubt: None });
        format!("  {usual} — {now}")
    });
    flow.para(0)
        .lead("☎", Role::Strong)
        .run(phone.value.number.shown(), Role::Strong)
        .run(label.unwrap_or_default(), Role::Plain)
        .run(free.unwrap_or_default(), Role::Plain)
        .run(hours.unwrap_or_default(), Role::Plain)
        .run(trust, role)
        .end();
}

fn hours(cx: &Cx<'_>, entity: &Entity, office: &Office, full: bool, flow: &mut Flow) {
    let lang = cx.lang;
    let booking = office.booking.as_ref().map(|booking| match booking.value {
        Booking::Required => say!(lang, "door.booking_required"),
        Booking::Possible => say!(lang, "door.booking_possible"),
    });
    if let Some(text) = booking {
        flow.para(0).lead("◐", Role::Warn).run(text, Role::Strong).end();
    }
    // Unknown hours were said in the first line, with the next sure way.
    let Some(hours) = &office.hours else { return };
    let today = cx.now.date();
    let (trust, role) = mark(cx, &hours.grade, &entity.sources, cx.catalog.manifest.freshness.hours);
    let week = i18n::usual_week(lang, &hours.value.week(today, &cx.catalog.calendar));
    flow.para(0)
        .run(say!(lang, "door.hours"), Role::Muted)
        .run("  ", Role::Plain)
        .run(week, Role::Strong)
        .run(format!("  ({trust})"), role)
        .end();
    if full && hours.value.osm() != "24/7" {
        next_days(cx, &hours.value, today, flow);
    }
}

/// The seven days ahead, today marked, closures named.
fn next_days(cx: &Cx<'_>, hours: &crate::model::hours::Hours, today: NaiveDate, flow: &mut Flow) {
    let lang = cx.lang;
    for day in hours.days(today, &cx.catalog.calendar) {
        let name = i18n::day(lang, day.date);
        let is_today = day.date == today;
        let mut text = i18n::slots(lang, &day.slots);
        if let Some(holiday) = &day.holiday {
            text = format!("{text} — {}", i18n::holiday(lang, cx.catalog, holiday));
        }
        let (sign, role) = if is_today { ("▶", Role::Strong) } else { (" ", Role::Plain) };
        let wide = crate::text::cells(&name);
        // Letters of a picture keep no columns.
        let pad = match cx.setting().means {
            Means::Cells => " ".repeat(12_usize.saturating_sub(wide)),
            Means::Pictures => "  ".to_owned(),
        };
        let mark = if is_today { format!("  ({})", say!(lang, "door.today")) } else { String::new() };
        let row = format!("{name}{pad}{text}");
        flow.para(1).lead(sign, Role::Key).run(row, role).run(mark, Role::Muted).end();
    }
}
