//! `pack.toml` and the files that stand once.

use chrono::NaiveTime;
use toml::Spanned;

use super::{CaseOf, Default, Desk, Noun, check_id, choice, date, grade, graded, read, sources};
use crate::data::ledger::Floor;
use crate::data::raw::{self, HasBacking, S};
use crate::model::amount::{Cost, Figure, Money, Span, Unit, Value};
use crate::model::calendar::{Calendar, LocalDay};
use crate::model::case::Case;
use crate::model::catalog::{Catalog, Category, Manifest};
use crate::model::entity::Town;
use crate::model::need::{Document, GIVERS, Giver};
use crate::model::trust::{Freshness, Graded, Source};
use crate::model::words::{Direction, Language};

/// `pack.toml`.
pub(in crate::data) fn manifest(desk: &mut Desk<'_>) -> Option<Manifest> {
    let raw: raw::catalogue::Pack = read(desk)?;
    check_id(desk, &raw.id);
    let zone = |text: &str| text.parse().ok();
    let timezone = choice(desk, &raw.timezone, zone, "a name of the time zone database, such as Europe/Rome");
    choice(desk, &raw.country, |code| (code == "IT").then_some(()), "IT");
    let languages: Vec<Language> = raw.language.iter().filter_map(|language| self::language(desk, language)).collect();
    if languages.is_empty() {
        desk.error("missing-key", &raw.id, "a pack has at least one [[language]]", "add the original first");
    }
    if let Some(home) = &raw.home {
        desk.refer(Noun::Town, home);
    }
    for id in &raw.emergency {
        desk.refer(Noun::Entity, id);
        desk.expect("pack", format!("emergency.{}", id.get_ref()), true, desk.at(id));
    }
    for key in ["title", "text"] {
        desk.expect("pack", key.to_owned(), true, desk.top());
    }
    desk.ledger.allow.clone_from(&raw.allow);
    desk.ledger.names.clone_from(&raw.names);
    desk.ledger.bounds = Some(raw.bounds);
    let law_seen_until = date(desk, &raw.law_seen_until);
    Some(Manifest {
        id: raw.id.get_ref().clone(),
        area: raw.area.get_ref().clone(),
        home: raw.home.as_ref().map(|home| home.get_ref().as_str().into()),
        version: raw.version.get_ref().clone(),
        timezone: timezone?,
        law_seen_until: law_seen_until?,
        emergency: raw.emergency.iter().map(|id| id.get_ref().as_str().into()).collect(),
        freshness: Freshness {
            hours: raw.freshness.hours.into(),
            phones: raw.freshness.phones.into(),
            addresses: raw.freshness.addresses.into(),
        },
        languages,
    })
}

/// Stands in for a manifest that cannot be read, so that the other files are checked all the same.
pub(in crate::data) fn stand_in() -> Manifest {
    Manifest {
        id: String::new(),
        area: String::new(),
        home: None,
        version: String::new(),
        timezone: chrono_tz::Europe::Rome,
        law_seen_until: chrono::NaiveDate::MIN,
        emergency: Vec::new(),
        freshness: Freshness { hours: 0, phones: 0, addresses: 0 },
        languages: Vec::new(),
    }
}

fn language(desk: &mut Desk<'_>, raw: &raw::catalogue::Language) -> Option<Language> {
    check_id(desk, &raw.code);
    desk.define(Noun::Language, &raw.code);
    let direction = |text: &str| match text {
        "ltr" => Some(Direction::Ltr),
        "rtl" => Some(Direction::Rtl),
        _ => None,
    };
    raw.fallback.iter().for_each(|code| desk.refer(Noun::Language, code));
    if let Some(share) = &raw.coverage {
        floor(desk, &raw.code, share);
    }
    Some(Language {
        id: raw.code.get_ref().as_str().into(),
        name: raw.name.get_ref().clone(),
        direction: choice(desk, &raw.direction, direction, "ltr, rtl")?,
        fallback: raw.fallback.iter().map(|code| code.get_ref().as_str().into()).collect(),
        lettering: super::lettering::lettering(desk, raw),
    })
}

/// How much of the original a language must have.
fn floor(desk: &mut Desk<'_>, code: &S, raw: &Spanned<f64>) {
    let share = *raw.get_ref();
    if (0.0..=1.0).contains(&share) {
        let at = desk.at(raw);
        desk.ledger.floors.insert(code.get_ref().clone(), Floor { share, at });
    } else {
        desk.error("wrong-type", raw, format!("{share} is no share"), "write a number from 0.0 to 1.0: 0.2 is a fifth");
    }
}

pub(super) fn calendar(desk: &mut Desk<'_>, catalog: &mut Catalog) {
    let Some(raw) = read::<raw::catalogue::Calendar>(desk) else { return };
    let sources = sources(desk, &raw.source);
    let mut local = Vec::new();
    for closed in &raw.closed {
        let day = closed.get_ref();
        check_id(desk, &day.id);
        grade(desk, closed, day.backed(), &sources, Default::None);
        let number = *day.day.get_ref();
        if chrono::NaiveDate::from_ymd_opt(2024, day.month, number).is_none() {
            desk.error("bad-date", &day.day, "no such day of the year", "month 1 to 12, day 1 to 31");
        }
        desk.expect("pack", format!("holiday.{}", day.id.get_ref()), true, desk.at(&day.id));
        local.push(LocalDay { id: day.id.get_ref().clone(), month: day.month, day: number });
    }
    catalog.calendar = Calendar::new(local);
}

pub(super) fn cases(desk: &mut Desk<'_>, catalog: &mut Catalog, case_of: &mut CaseOf) {
    let Some(raw) = read::<raw::catalogue::Cases>(desk) else { return };
    for case in &raw.case {
        let id = case.id.get_ref();
        check_id(desk, &case.id);
        desk.define(Noun::Case, &case.id);
        desk.expect("cases", format!("{id}.question"), true, desk.at(&case.id));
        for answer in &case.answers {
            check_id(desk, answer);
            desk.define(Noun::Answer, answer);
            desk.expect("cases", format!("{id}.answer.{}", answer.get_ref()), true, desk.at(answer));
            case_of.insert(answer.get_ref().as_str().into(), id.as_str().into());
        }
        let answers = case.answers.iter().map(|answer| answer.get_ref().as_str().into()).collect();
        let holds = case.holds.iter().filter_map(|(answer, papers)| {
            let known = |text: &str| case.answers.iter().any(|answer| answer.get_ref() == text).then(|| text.into());
            let names: Vec<&str> = case.answers.iter().map(|answer| answer.get_ref().as_str()).collect();
            let answer = choice(desk, answer, known, &names.join(", "))?;
            for paper in papers {
                desk.refer(Noun::Document, paper);
            }
            Some((answer, papers.iter().map(|paper| paper.get_ref().as_str().into()).collect()))
        });
        let holds = holds.collect();
        catalog.cases.push(Case { id: id.as_str().into(), answers, holds });
    }
    for event in &raw.event {
        check_id(desk, &event.id);
        desk.define(Noun::Event, &event.id);
        desk.expect("cases", format!("event.{}", event.id.get_ref()), true, desk.at(&event.id));
        desk.expect("cases", format!("event-question.{}", event.id.get_ref()), false, desk.at(&event.id));
        catalog.events.push(event.id.get_ref().as_str().into());
    }
}

pub(super) fn categories(desk: &mut Desk<'_>, catalog: &mut Catalog) {
    let Some(raw) = read::<raw::catalogue::Categories>(desk) else { return };
    for category in &raw.category {
        check_id(desk, &category.id);
        desk.define(Noun::Category, &category.id);
        if let Some(parent) = &category.parent {
            desk.refer(Noun::Category, parent);
        }
        for key in ["title", "text"] {
            desk.expect("categories", format!("{}.{key}", category.id.get_ref()), true, desk.at(&category.id));
        }
        catalog.categories.push(Category {
            id: category.id.get_ref().as_str().into(),
            parent: category.parent.as_ref().map(|parent| parent.get_ref().as_str().into()),
            icon: category.icon.get_ref().clone(),
        });
    }
}

pub(super) fn documents(desk: &mut Desk<'_>, catalog: &mut Catalog) {
    let Some(raw) = read::<raw::catalogue::Documents>(desk) else { return };
    for document in &raw.document {
        let raw = document.get_ref();
        check_id(desk, &raw.id);
        desk.define(Noun::Document, &raw.id);
        desk.expect("documents", format!("{}.title", raw.id.get_ref()), true, desk.at(&raw.id));
        desk.expect("documents", format!("{}.text", raw.id.get_ref()), false, desk.at(&raw.id));
        let from = raw.from.iter().filter_map(|from| giver(desk, from)).collect();
        catalog.documents.push(Document {
            id: raw.id.get_ref().as_str().into(),
            official: raw.official.get_ref().clone(),
            from,
            used_up: raw.used_up,
        });
    }
}

fn giver(desk: &mut Desk<'_>, raw: &Spanned<raw::catalogue::Giver>) -> Option<Giver> {
    let from = raw.get_ref();
    match (&from.entity, &from.need, &from.who) {
        (Some(id), None, None) => {
            desk.refer(Noun::Entity, id);
            Some(Giver::Entity(id.get_ref().as_str().into()))
        }
        (None, Some(id), None) => {
            desk.refer(Noun::Need, id);
            Some(Giver::Need(id.get_ref().as_str().into()))
        }
        (None, None, Some(who)) => {
            let known = |text: &str| GIVERS.contains(&text).then(|| Giver::Person(text.to_owned()));
            choice(desk, who, known, &GIVERS.join(", "))
        }
        _ => {
            desk.error("wrong-type", raw, "who gives it?", "exactly one of entity, need, who");
            None
        }
    }
}

pub(super) fn costs(desk: &mut Desk<'_>, catalog: &mut Catalog) {
    let Some(raw) = read::<raw::catalogue::Costs>(desk) else { return };
    let sources = sources(desk, &raw.source);
    for cost in &raw.cost {
        let raw = cost.get_ref();
        check_id(desk, &raw.id);
        desk.define(Noun::Cost, &raw.id);
        desk.expect("costs", format!("{}.title", raw.id.get_ref()), true, desk.at(&raw.id));
        let grade = grade(desk, cost, raw.backed(), &sources, Default::None);
        let amount = euro(desk, &raw.amount, raw.amount.get_ref());
        let from = raw.from.as_ref().and_then(|from| date(desk, from));
        let until = raw.until.as_ref().and_then(|until| date(desk, until));
        let Some(amount) = amount else { continue };
        catalog.costs.push(Cost { id: raw.id.get_ref().as_str().into(), amount, from, until, grade });
    }
}

fn euro<T>(desk: &mut Desk<'_>, at: &Spanned<T>, text: &str) -> Option<Money> {
    let amount = Money::parse(text);
    if amount.is_none() {
        desk.error("bad-amount", at, format!("`{text}` is no amount in euro"), "write it as \"16.00\", in quotes");
    }
    amount
}

pub(super) fn figures(desk: &mut Desk<'_>, catalog: &mut Catalog) {
    let Some(raw) = read::<raw::catalogue::Figures>(desk) else { return };
    let sources = sources(desk, &raw.source);
    let known = raw.figure.iter().filter_map(|raw| figure(desk, "", raw, &sources, Default::None));
    catalog.figures.extend(known);
}

/// A `[[figure]]`, of a need or, with an empty one, of `figures.toml`.
pub(super) fn figure(
    desk: &mut Desk<'_>,
    need: &str,
    raw: &Spanned<raw::catalogue::Figure>,
    sources: &[Source],
    default: Default,
) -> Option<Figure> {
    let figure = raw.get_ref();
    check_id(desk, &figure.id);
    let grade = grade(desk, raw, figure.backed(), sources, default);
    desk.define_as(Noun::Figure, &format!("{need}#{}", figure.id.get_ref()), desk.at(&figure.id));
    let value = value(desk, &figure.value, &figure.unit)?;
    Some(Figure { id: figure.id.get_ref().clone(), value, grade })
}

fn value(desk: &mut Desk<'_>, raw: &Spanned<toml::Value>, unit: &S) -> Option<Value> {
    use toml::Value as Raw;
    let number = || raw.get_ref().as_integer().and_then(|number| u32::try_from(number).ok());
    let value = match (unit.get_ref().as_str(), raw.get_ref()) {
        ("eur", Raw::String(text)) => return euro(desk, raw, text).map(Value::Euro),
        ("percent", _) => number().map(Value::Percent),
        ("count", _) => number().map(Value::Count),
        ("year", _) => number().and_then(|year| i32::try_from(year).ok()).map(Value::Year),
        ("date", Raw::Datetime(when)) => return date(desk, &Spanned::new(raw.span(), *when)).map(Value::Date),
        ("time", Raw::String(text)) => NaiveTime::parse_from_str(text, "%H:%M").ok().map(Value::Time),
        (unit, _) => Unit::KEYS
            .iter()
            .find(|(key, _)| *key == unit)
            .and_then(|(_, unit)| number().map(|count| Value::Span(Span { min: count, max: count, unit: *unit }))),
    };
    if value.is_none() {
        let help =
            "units: eur (\"16.00\"), days, months, years, hours, minutes, percent, count, date, year, time (\"11:30\")";
        desk.error("wrong-type", raw, format!("no value in `{}`", unit.get_ref()), help);
    }
    value
}

pub(super) fn municipalities(desk: &mut Desk<'_>, catalog: &mut Catalog) {
    let Some(raw) = read::<raw::catalogue::Municipalities>(desk) else { return };
    let sources = sources(desk, &raw.source);
    for town in &raw.municipality {
        let raw = town.get_ref();
        check_id(desk, &raw.id);
        desk.define(Noun::Town, &raw.id);
        desk.define(Noun::Area, &raw.id);
        let mut area = |id: &Option<S>| -> Option<Graded<String>> {
            let id = id.as_ref()?;
            desk.refer(Noun::Entity, id);
            Some(graded(desk, town, &sources, id.get_ref().clone()))
        };
        let (district, health_area) = (area(&raw.district), area(&raw.health_area));
        catalog.towns.push(Town {
            id: raw.id.get_ref().as_str().into(),
            name: raw.name.get_ref().clone(),
            district,
            health_area,
        });
    }
}
