//! `entities/ID.toml`.

use toml::Spanned;

use super::hours::hours;
use super::{Desk, Noun, check_id, check_url, choice, graded, read, sources};
use crate::data::raw::S;
use crate::data::raw::entity as raw;
use crate::model::catalog::Catalog;
use crate::model::entity::{Address, Booking, Entity, Geo, Kind, Number, Office, Phone, Status};
use crate::model::id::EntityId;
use crate::model::trust::{Graded, Source};

pub(super) fn entity(desk: &mut Desk<'_>, id: &str, catalog: &mut Catalog) {
    let name = Spanned::new(0..0, id.to_owned());
    check_id(desk, &name);
    desk.define(Noun::Entity, &name);
    desk.define(Noun::Area, &name);
    let Some(raw) = read::<raw::Entity>(desk) else { return };
    let kind = |text: &str| match text {
        "office" => Some(Kind::Office),
        "line" => Some(Kind::Line),
        "many" => Some(Kind::Many),
        _ => None,
    };
    let kind = choice(desk, &raw.kind, kind, "office, line, many").unwrap_or(Kind::Office);
    let file = format!("entities/{id}");
    desk.expect(&file, "title".into(), true, desk.at(&raw.kind));
    desk.expect(&file, "text".into(), true, desk.at(&raw.kind));
    let sources = sources(desk, &raw.source);
    if raw.office.is_empty() {
        desk.error("missing-key", &raw.kind, "no [[office]]", "add one; a line has one without address");
    }
    let offices = raw.office.iter().map(|raw| office(desk, id, raw.get_ref(), &sources, catalog)).collect();
    catalog.entities.push(Entity {
        id: EntityId::from(id),
        kind,
        name: raw.name.get_ref().clone(),
        also: raw.also.iter().map(|name| name.get_ref().clone()).collect(),
        sources,
        offices,
    });
}

fn office(desk: &mut Desk<'_>, entity: &str, raw: &raw::Office, sources: &[Source], catalog: &Catalog) -> Office {
    check_id(desk, &raw.id);
    let file = format!("entities/{entity}");
    let id = raw.id.get_ref();
    desk.define_as(Noun::Office, &format!("{entity}/{id}"), desk.at(&raw.id));
    desk.expect(&file, format!("office.{id}.title"), true, desk.at(&raw.id));
    desk.expect(&file, format!("office.{id}.text"), false, desk.at(&raw.id));
    for role in &raw.roles {
        check_id(desk, role);
        desk.define(Noun::Role, role);
    }
    if let Some(phone) = raw.phones.first() {
        desk.define_as(Noun::Phone, entity, desk.at(phone));
    }
    raw.serves.iter().for_each(|area| desk.refer(Noun::Area, area));
    let notes = raw.notes.iter().map(|note| {
        let id = &note.get_ref().id;
        check_id(desk, id);
        desk.expect(&file, format!("office.{}.note.{}", raw.id.get_ref(), id.get_ref()), true, desk.at(id));
        graded(desk, note, sources, id.get_ref().clone())
    });
    let notes = notes.collect();
    Office {
        id: id.as_str().into(),
        roles: raw.roles.iter().map(|role| role.get_ref().as_str().into()).collect(),
        serves: raw.serves.iter().map(|area| area.get_ref().clone()).collect(),
        status: raw
            .status
            .as_ref()
            .and_then(|value| word(desk, value, sources, status, "open, unclear, suspended, moved")),
        addresses: raw.addresses.iter().map(|raw| address(desk, raw, sources)).collect(),
        phones: raw.phones.iter().filter_map(|raw| phone(desk, &file, raw, sources, catalog)).collect(),
        emails: raw.emails.iter().map(|raw| mail(desk, raw, sources)).collect(),
        pecs: raw.pecs.iter().map(|raw| mail(desk, raw, sources)).collect(),
        web: raw.web.as_ref().map(|web| {
            check_url(desk, &web.get_ref().url);
            graded(desk, web, sources, web.get_ref().url.get_ref().clone())
        }),
        hours: raw.hours.as_ref().and_then(|raw| {
            let hours = hours(desk, &raw.get_ref().osm, catalog)?;
            Some(graded(desk, raw, sources, hours))
        }),
        booking: raw.booking.as_ref().and_then(|value| word(desk, value, sources, booking, "required, possible")),
        geo: raw.geo.as_ref().map(|raw| geo(desk, raw, sources)),
        speaks: raw.speaks.as_ref().map(|raw| {
            for code in &raw.get_ref().languages {
                let known =
                    |code: &str| (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(());
                choice(desk, code, known, "it, en, ar, ... (ISO 639-1)");
            }
            let languages = raw.get_ref().languages.iter().map(|code| code.get_ref().clone()).collect();
            graded(desk, raw, sources, languages)
        }),
        notes,
    }
}

fn status(text: &str) -> Option<Status> {
    match text {
        "open" => Some(Status::Open),
        "unclear" => Some(Status::Unclear),
        "suspended" => Some(Status::Suspended),
        "moved" => Some(Status::Moved),
        _ => None,
    }
}

fn booking(text: &str) -> Option<Booking> {
    match text {
        "required" => Some(Booking::Required),
        "possible" => Some(Booking::Possible),
        _ => None,
    }
}

fn word<T>(
    desk: &mut Desk<'_>,
    raw: &Spanned<raw::Plain>,
    sources: &[Source],
    parse: fn(&str) -> Option<T>,
    known: &str,
) -> Option<Graded<T>> {
    let value = choice(desk, &raw.get_ref().value, parse, known)?;
    Some(graded(desk, raw, sources, value))
}

fn address(desk: &mut Desk<'_>, raw: &Spanned<raw::Address>, sources: &[Source]) -> Graded<Address> {
    let text = |part: &Option<S>| part.as_ref().map(|part| part.get_ref().clone());
    let it = raw.get_ref();
    let value = Address {
        street: text(&it.street),
        postcode: text(&it.postcode),
        town: it.town.get_ref().clone(),
        floor: text(&it.floor),
        place: text(&it.place),
    };
    graded(desk, raw, sources, value)
}

fn phone(
    desk: &mut Desk<'_>,
    file: &str,
    raw: &Spanned<raw::Phone>,
    sources: &[Source],
    catalog: &Catalog,
) -> Option<Graded<Phone>> {
    let it = raw.get_ref();
    let (written, number) = match (&it.number, &it.short) {
        (Some(number), None) => (number, Number::e164(number.get_ref())),
        (None, Some(short)) => (short, Number::short(short.get_ref())),
        (given, _) => {
            let message = if given.is_some() { "a phone with two numbers" } else { "a phone without a number" };
            desk.error("bad-phone", raw, message, "exactly one of number, short");
            return None;
        }
    };
    let Some(number) = number else {
        let help = "number = \"+39...\" with 7 to 15 digits (E.164), or short = \"1522\" with 3 to 6";
        desk.error("bad-phone", written, format!("`{}` is no phone number", written.get_ref()), help);
        return None;
    };
    if let Some(id) = &it.id {
        check_id(desk, id);
        desk.expect(file, format!("phone.{}", id.get_ref()), true, desk.at(id));
    }
    let hours = it.hours.as_ref().and_then(|osm| hours(desk, osm, catalog));
    let label = it.id.as_ref().map(|id| id.get_ref().clone());
    Some(graded(desk, raw, sources, Phone { number, label, hours, free: it.free }))
}

fn mail(desk: &mut Desk<'_>, raw: &Spanned<raw::Plain>, sources: &[Source]) -> Graded<String> {
    let value = &raw.get_ref().value;
    let text = value.get_ref();
    let good = text.split_once('@').is_some_and(|(user, host)| {
        let host_good = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
        let all_good = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_+".contains(&b));
        !user.is_empty() && host_good && all_good(user) && all_good(host)
    });
    if !good {
        desk.error("bad-mail", value, format!("`{text}` is no mail address"), "write it as name@host.it");
    }
    graded(desk, raw, sources, text.clone())
}

fn geo(desk: &mut Desk<'_>, raw: &Spanned<raw::Geo>, sources: &[Source]) -> Graded<Geo> {
    let it = raw.get_ref();
    let (lat, lon) = (*it.lat.get_ref(), *it.lon.get_ref());
    if let Some(bounds) = desk.ledger.bounds {
        let inside = (bounds.south..=bounds.north).contains(&lat) && (bounds.west..=bounds.east).contains(&lon);
        if !inside {
            let help = "the area stands in pack.toml [bounds]; are lat and lon exchanged?";
            desk.error("off-the-map", raw, format!("{lat}, {lon} lies outside the area of the pack"), help);
        }
    }
    graded(desk, raw, sources, Geo { lat, lon })
}
