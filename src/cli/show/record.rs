//! Records as JSON: facts resolved, every text with the language it is really in. The shape is kept stable.

use serde_json::{Map, Value, json};

use super::hours::{hours, state};
use crate::app::Cx;
use crate::i18n::fill;
use crate::model::amount::Side;
use crate::model::case::Holds;
use crate::model::door::{Door, Total, steps, total, ways};
use crate::model::doubt::doubt;
use crate::model::entity::{Booking, Entity, Kind, Number, Office, Phone, Status};
use crate::model::moment::PartialDate;
use crate::model::need::{Charge, Document, Form, Giver, Need, Order, Requirement, Step};
use crate::model::trust::{Backing, Grade, Graded, Source};
use crate::model::words::Direction;

/// A text with its language; null when there is none.
pub(super) fn text(cx: &Cx<'_>, need: Option<&Need>, file: &str, key: &str) -> Value {
    let Some(spoken) = cx.catalog.say(cx.lang, file, key) else { return Value::Null };
    let text = fill(spoken.text, cx.catalog, need, &cx.catalog.manifest.speaking(spoken.lang.clone()), Direction::Ltr);
    let lang = spoken.lang.as_str();
    // Told only of those that are: what scripts read of the others stays as it is.
    if spoken.outdated {
        json!({ "text": text, "lang": lang, "outdated": true })
    } else {
        json!({ "text": text, "lang": lang })
    }
}

/// Ids as texts.
pub(super) fn ids<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

pub(super) fn grade(grade: &Grade, sources: &[Source]) -> Value {
    let source = match &grade.backing {
        Backing::Source(id) => sources.iter().find(|source| source.id == *id).map(|source| source.name.as_str()),
        Backing::Memory => Some("memory"),
        Backing::File => None,
    };
    let confirmed = grade.confirmed.as_ref().map(|c| json!({ "on": c.on.to_string(), "by": c.by }));
    json!({ "source": source, "confidence": grade.confidence.as_str(), "confirmed": confirmed })
}

/// Fields, or a bare value, with more beside them.
fn beside(fields: Value, name: &str, more: Value) -> Value {
    let mut out = match fields {
        Value::Object(fields) => fields,
        other => Map::from_iter([("value".to_owned(), other)]),
    };
    out.insert(name.to_owned(), more);
    Value::Object(out)
}

/// A graded value, shown by these fields.
fn graded<T>(of: &Graded<T>, sources: &[Source], fields: Value) -> Value {
    beside(fields, "grade", grade(&of.grade, sources))
}

/// A line that is not for everybody: its fields, whether it holds for the answers given, and its grade. Nothing when it does not.
fn bound(holding: Holds, of: &Grade, sources: &[Source], fields: Value) -> Option<Value> {
    let told = || beside(beside(fields, "holds", json!(holds(holding))), "grade", grade(of, sources));
    (holding != Holds::No).then(told)
}

/// A moment, to the minute.
pub(super) fn at(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

fn phone(cx: &Cx<'_>, entity: &Entity, office: &Office, phone: &Graded<Phone>) -> Value {
    let it = &phone.value;
    let number = match &it.number {
        Number::E164(number) => json!({ "e164": number }),
        Number::Short(number) => json!({ "short": number }),
    };
    let label = it.label.as_ref().map(|id| text(cx, None, &format!("entities/{}", entity.id), &format!("phone.{id}")));
    let fields = json!({
        "number": number,
        "shown": it.number.shown().replace('\u{a0}', " "),
        "label": label,
        "free": it.free,
        "hours": it.hours.as_ref().map(|it| hours(cx, it, doubt(entity, office, &phone.grade, cx.now.date()))),
    });
    graded(phone, &entity.sources, fields)
}

fn office(cx: &Cx<'_>, entity: &Entity, office: &Office) -> Value {
    let file = format!("entities/{}", entity.id);
    let sources = &entity.sources;
    let strings =
        |all: &[Graded<String>]| -> Value { all.iter().map(|one| graded(one, sources, json!(one.value))).collect() };
    let addresses: Value = office
        .addresses
        .iter()
        .map(|address| {
            let it = &address.value;
            let fields = json!({
                "street": it.street, "postcode": it.postcode, "town": it.town, "floor": it.floor, "place": it.place,
            });
            graded(address, sources, fields)
        })
        .collect();
    let notes: Value = office
        .notes
        .iter()
        .map(|note| {
            let words = text(cx, None, &file, &format!("office.{}.note.{}", office.id, note.value));
            graded(note, sources, json!({ "id": note.value, "words": words }))
        })
        .collect();
    let status = match office.standing() {
        Status::Open => "open",
        Status::Unclear => "unclear",
        Status::Suspended => "suspended",
        Status::Moved => "moved",
    };
    json!({
        "id": office.id.as_str(),
        "title": text(cx, None, &file, &format!("office.{}.title", office.id)),
        "text": text(cx, None, &file, &format!("office.{}.text", office.id)),
        "roles": ids(&office.roles),
        "serves": office.serves,
        "status": status,
        "now": state(office.now(entity, cx.now)),
        "addresses": addresses,
        "phones": office.phones.iter().map(|it| phone(cx, entity, office, it)).collect::<Value>(),
        "emails": strings(&office.emails),
        "pecs": strings(&office.pecs),
        "web": office.web.as_ref().map(|web| graded(web, sources, json!(web.value))),
        "hours": office.hours.as_ref().map(|it| {
            let doubt = doubt(entity, office, &it.grade, cx.now.date());
            graded(it, sources, hours(cx, &it.value, doubt))
        }),
        "booking": office.booking.as_ref().map(|booking| {
            let value = if booking.value == Booking::Required { "required" } else { "possible" };
            graded(booking, sources, json!(value))
        }),
        "geo": office.geo.as_ref().map(|geo| graded(geo, sources, json!({ "lat": geo.value.lat, "lon": geo.value.lon }))),
        "speaks": office.speaks.as_ref().map(|speaks| graded(speaks, sources, json!(speaks.value))),
        "notes": notes,
    })
}

/// A date as precise as it is known.
pub(super) fn partial_date(date: PartialDate) -> String {
    match date {
        PartialDate::Day(day) => day.to_string(),
        PartialDate::Month(year, month) => format!("{year}-{month:02}"),
        PartialDate::Year(year) => year.to_string(),
    }
}

fn sources(all: &[Source]) -> Value {
    all.iter()
        .map(|source| {
            let published = source.published.map(partial_date);
            json!({ "name": source.name, "url": source.url, "published": published, "read": source.read.to_string() })
        })
        .collect()
}

/// An entity with those offices of it that were asked for.
pub(super) fn entity<'a>(cx: &Cx<'_>, entity: &Entity, offices: impl IntoIterator<Item = &'a Office>) -> Value {
    let file = format!("entities/{}", entity.id);
    let kind = match entity.kind {
        Kind::Office => "office",
        Kind::Line => "line",
        Kind::Many => "many",
    };
    json!({
        "id": entity.id.as_str(),
        "record": "entity",
        "kind": kind,
        "name": entity.name,
        "also": entity.also,
        "title": text(cx, None, &file, "title"),
        "text": text(cx, None, &file, "text"),
        "offices": offices.into_iter().map(|it| office(cx, entity, it)).collect::<Value>(),
        "needs": cx.catalog.needs_at(entity).iter().map(|need| need.id.as_str()).collect::<Vec<_>>(),
        "sources": sources(&entity.sources),
    })
}

/// A paper.
pub(super) fn document(cx: &Cx<'_>, document: &Document) -> Value {
    json!({
        "id": document.id.as_str(),
        "record": "document",
        "official": document.official,
        "title": text(cx, None, "documents", &format!("{}.title", document.id)),
        "text": text(cx, None, "documents", &format!("{}.text", document.id)),
        "from": document.from.iter().map(giver).collect::<Value>(),
    })
}

/// Who gives a paper.
pub(super) fn giver(giver: &Giver) -> Value {
    match giver {
        Giver::Entity(id) => json!({ "entity": id.as_str() }),
        Giver::Need(id) => json!({ "need": id.as_str() }),
        Giver::Person(who) => json!({ "who": who }),
    }
}

pub(super) fn holds(holds: Holds) -> &'static str {
    match holds {
        Holds::Yes => "yes",
        Holds::No => "no",
        Holds::Open => "open",
    }
}

pub(super) fn door(cx: &Cx<'_>, door: &Door<'_>) -> Value {
    let now = door.now(cx.now).map(state);
    match door {
        Door::Office(entity, office) => json!({ "office": format!("{}/{}", entity.id, office.id), "now": now }),
        Door::Entity(entity) => json!({ "entity": entity.id.as_str(), "now": now }),
        Door::NoOffice { role, .. } => {
            json!({ "role": role.as_str(), "office": null, "fallback": door.target().map(|at| at.to_string()) })
        }
        Door::Need(id) => json!({ "need": id.as_str() }),
        Door::Online(url) => json!({ "online": url }),
        Door::Yourself => json!({ "self": true }),
        Door::Employer => json!({ "employer": true }),
    }
}

pub(super) fn form(form: Option<Form>) -> Option<&'static str> {
    form.map(|form| match form {
        Form::Original => "original",
        Form::Copy => "copy",
        Form::Both => "both",
    })
}

/// A sum, or a range of sums.
pub(super) fn sum(sum: Total) -> Value {
    json!({
        "min": sum.range.map(|(min, _)| min.to_string()),
        "max": sum.range.map(|(_, max)| max.to_string()),
        "currency": "EUR",
        "gaps": sum.gaps,
        "to_confirm": sum.to_confirm,
    })
}

fn requirement(cx: &Cx<'_>, line: &Requirement, sources: &[Source]) -> Option<Value> {
    let fields =
        json!({ "one_of": ids(&line.one_of), "as": form(line.form), "count": line.count, "if_any": line.if_any });
    bound(line.only.holds(&cx.session.answers), &line.grade, sources, fields)
}

fn step(cx: &Cx<'_>, need: &Need, step: &Step, applies: Holds) -> Value {
    let answers = &cx.session.answers;
    let file = format!("needs/{}", need.id);
    let ways: Value = ways(cx.catalog, step, answers, cx.session.town.as_ref(), cx.now)
        .iter()
        .map(|open| {
            json!({
                "holds": holds(open.holds),
                "only_through": open.way.only_through.as_ref().map(ToString::to_string),
                "doors": open.doors.iter().map(|it| door(cx, it)).collect::<Value>(),
                "grade": grade(&open.way.grade, &need.sources),
            })
        })
        .collect();
    let costs: Value = step
        .costs
        .iter()
        .filter_map(|line| {
            let cost = cx.catalog.cost(&line.cost)?;
            let fields = json!({ "cost": line.cost.as_str(), "amount": cost.amount.to_string(), "per": line.per });
            bound(line.only.holds(answers), &line.grade, &need.sources, fields)
        })
        .collect();
    json!({
        "id": step.id,
        "title": text(cx, Some(need), &file, &format!("step.{}.title", step.id)),
        "text": text(cx, Some(need), &file, &format!("step.{}.text", step.id)),
        "holds": holds(applies),
        "in_season": step.season.is_none_or(|season| season.holds(cx.now.date())),
        "ways": ways,
        "documents": step.documents.iter().filter_map(|line| requirement(cx, line, &need.sources)).collect::<Value>(),
        "not_required": ids(&step.not_required),
        "costs": costs,
        "gives": ids(&step.gives),
        "grade": grade(&step.grade, &need.sources),
    })
}

/// A need, for the answers given.
pub(super) fn need(cx: &Cx<'_>, need: &Need) -> Value {
    let file = format!("needs/{}", need.id);
    let words = |kind: &str, id: &str| text(cx, Some(need), &file, &format!("{kind}.{id}.text"));
    let charge = match need.charge_for(&cx.session.answers) {
        Charge::Free => "free",
        Charge::Costs => "costs",
        Charge::Varies => "varies",
        Charge::Unknown => "unknown",
    };
    let answers = &cx.session.answers;
    let deadlines = need.deadlines.iter().filter_map(|it| {
        let fields = json!({
            "id": it.id,
            "text": words("deadline", &it.id),
            "count": it.span.max,
            "unit": it.span.unit.key(),
            "side": if it.side == Side::Before { "before" } else { "after" },
            "event": it.event.as_str(),
        });
        bound(need.binds(it, answers), &it.grade, &need.sources, fields)
    });
    let durations = need.durations.iter().filter_map(|it| {
        let fields = json!({
            "id": it.id,
            "text": words("duration", &it.id),
            "min": it.span.min,
            "max": it.span.max,
            "unit": it.span.unit.key(),
            "at_most": it.at_most,
        });
        bound(it.only.holds(answers), &it.grade, &need.sources, fields)
    });
    let rights = need.rights.iter().filter_map(|it| {
        let fields = json!({ "id": it.id, "first": it.first, "text": words("right", &it.id) });
        bound(it.only.holds(answers), &it.grade, &need.sources, fields)
    });
    let fees = need.fees.iter().filter_map(|it| {
        let fields = json!({ "id": it.id, "free": it.free, "text": words("fee", &it.id) });
        bound(it.only.holds(answers), &it.grade, &need.sources, fields)
    });
    let notes = need.notes.iter().filter_map(|it| {
        let fields = json!({ "id": it.id, "warn": it.warn, "text": words("note", &it.id) });
        bound(it.only.holds(answers), &it.grade, &need.sources, fields)
    });
    let then = need.then.iter().filter(|it| cx.catalog.need(&it.need).is_some()).filter_map(|it| {
        let fields =
            json!({ "need": it.need.as_str(), "days": it.days, "event": it.event.as_ref().map(ToString::to_string) });
        bound(it.only.holds(answers), &it.grade, &need.sources, fields)
    });
    json!({
        "id": need.id.as_str(),
        "record": "need",
        "category": need.category.as_str(),
        "sensitive": need.sensitive,
        "confidence": need.confidence.as_str(),
        "title": text(cx, Some(need), &file, "title"),
        "who": text(cx, Some(need), &file, "who"),
        "ask": ids(&need.ask),
        "asks_town": cx.catalog.depends_on_town(need),
        "order": if need.order_of_steps == Order::InOrder { "in-order" } else { "any" },
        "steps": steps(need, answers).into_iter().map(|(it, applies)| step(cx, need, it, applies)).collect::<Value>(),
        "charge": charge,
        "cost": sum(total(cx.catalog, need, answers)),
        "deadlines": deadlines.collect::<Value>(),
        "durations": durations.collect::<Value>(),
        "fee": text(cx, Some(need), &file, "fee.text"),
        "fees": fees.collect::<Value>(),
        "rights": rights.collect::<Value>(),
        "notes": notes.collect::<Value>(),
        "then": then.collect::<Value>(),
        "help": ids(&need.help),
        "law": need.law,
        "law_unsure": need.law_unsure,
        "sources": sources(&need.sources),
    })
}
