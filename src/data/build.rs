//! From shapes to meaning: typed values, with a problem for every one that is none.

mod catalogue;
mod entity;
mod hours;
mod interface;
mod lettering;
mod need;
mod words;

use chrono::NaiveDate;
use toml::Spanned;
use toml::value::Datetime;

use super::ledger::{Desk, Noun};
use super::parse::shape;
use super::raw::{self, Backed, HasBacking, S};
use crate::model::case::{Condition, OneOf};
use crate::model::catalog::{Catalog, Manifest};
use crate::model::id::{AnswerId, CaseId, SourceId};
use crate::model::moment::{PartialDate, Season};
use crate::model::trust::{Backing, Confidence, Confirmed, Grade, Graded, Source};

pub(super) use catalogue::{manifest, stand_in};

/// Which answer belongs to which question, known before the needs are read.
pub(super) type CaseOf = std::collections::BTreeMap<AnswerId, CaseId>;

/// A source that is no page: general knowledge.
const MEMORY: &str = "memory";

/// What a file is, by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FileKind {
    Pack,
    Calendar,
    Categories,
    Documents,
    Costs,
    Figures,
    Cases,
    Municipalities,
    Entity(String),
    Need(String),
    Interface { lang: String },
    Words { lang: String, file: String },
    Search { lang: String },
    Stray,
}

impl FileKind {
    pub(super) fn of(path: &str) -> Self {
        let name = path.strip_suffix(".toml").unwrap_or(path);
        match name.split('/').collect::<Vec<_>>().as_slice() {
            ["pack"] => Self::Pack,
            ["calendar"] => Self::Calendar,
            ["categories"] => Self::Categories,
            ["documents"] => Self::Documents,
            ["costs"] => Self::Costs,
            ["figures"] => Self::Figures,
            ["cases"] => Self::Cases,
            ["municipalities"] => Self::Municipalities,
            ["entities", id] => Self::Entity((*id).to_owned()),
            ["needs", id] => Self::Need((*id).to_owned()),
            ["search", lang] => Self::Search { lang: (*lang).to_owned() },
            ["words", lang, "interface"] => Self::Interface { lang: (*lang).to_owned() },
            ["words", lang, rest @ ..] if !rest.is_empty() => {
                Self::Words { lang: (*lang).to_owned(), file: rest.join("/") }
            }
            _ => Self::Stray,
        }
    }
}

/// Builds the catalog of a pack whose manifest is known. Whatever cannot be built is left out and told.
pub(super) fn catalog(desk: &mut Desk<'_>, manifest: Manifest) -> Catalog {
    let mut catalog = Catalog::of_manifest(manifest);
    let kinds: Vec<FileKind> = desk.files.iter().map(|file| FileKind::of(&file.path)).collect();
    let each = |desk: &mut Desk<'_>, build: &mut dyn FnMut(&mut Desk<'_>, &FileKind)| {
        for (at, kind) in kinds.iter().enumerate() {
            desk.file = at;
            build(desk, kind);
        }
    };
    let mut spoken = interface::Spoken::default();
    // Hours need the calendar, conditions need the cases.
    let mut case_of = CaseOf::new();
    each(desk, &mut |desk, kind| match kind {
        FileKind::Calendar => catalogue::calendar(desk, &mut catalog),
        FileKind::Cases => catalogue::cases(desk, &mut catalog, &mut case_of),
        _ => {}
    });
    each(desk, &mut |desk, kind| match kind {
        FileKind::Pack | FileKind::Calendar | FileKind::Cases => {}
        FileKind::Categories => catalogue::categories(desk, &mut catalog),
        FileKind::Documents => catalogue::documents(desk, &mut catalog),
        FileKind::Costs => catalogue::costs(desk, &mut catalog),
        FileKind::Figures => catalogue::figures(desk, &mut catalog),
        FileKind::Municipalities => catalogue::municipalities(desk, &mut catalog),
        FileKind::Entity(id) => entity::entity(desk, id, &mut catalog),
        FileKind::Need(id) => need::need(desk, id, &case_of, &mut catalog),
        FileKind::Interface { lang } => interface::read(desk, lang, &mut spoken),
        FileKind::Words { .. } | FileKind::Search { .. } => words(desk, &mut catalog),
        FileKind::Stray => {
            let start = Spanned::new(0..0, ());
            desk.warning("stray-file", &start, "this file is no part of a pack", "take it away, or see data/README.md");
        }
    });
    interface::give(desk, &spoken, &mut catalog);
    catalog.entities.sort_by(|a, b| a.id.cmp(&b.id));
    let place = |category: &_| catalog.categories.iter().position(|known| known.id == *category);
    let mut needs = std::mem::take(&mut catalog.needs);
    needs.sort_by_key(|need| (place(&need.category), need.order, need.id.clone()));
    catalog.needs = needs;
    catalog
}

/// Reads a file of words.
pub(super) fn words(desk: &mut Desk<'_>, catalog: &mut Catalog) {
    match FileKind::of(desk.path()) {
        FileKind::Words { lang, file } => words::words(desk, &lang, &file, catalog),
        FileKind::Search { lang } => words::search(desk, &lang, catalog),
        _ => {}
    }
}

/// Reads a file of `[[...]]` records, or nothing.
fn read<T: serde::de::DeserializeOwned>(desk: &mut Desk<'_>) -> Option<T> {
    shape(desk)
}

/// Turns the sources of a file into values.
fn sources(desk: &mut Desk<'_>, raw: &[raw::Source]) -> Vec<Source> {
    let mut out: Vec<Source> = Vec::new();
    for source in raw {
        if source.id.get_ref() == MEMORY || out.iter().any(|known| known.id.as_str() == source.id.get_ref()) {
            desk.error("duplicate-id", &source.id, "this source id is taken", "give it another id");
        }
        check_id(desk, &source.id);
        if let Some(url) = &source.url {
            check_url(desk, url);
        }
        let published = source.published.as_ref().and_then(|value| {
            let text = match value.get_ref() {
                toml::Value::String(text) => text.clone(),
                toml::Value::Datetime(date) => date.to_string(),
                toml::Value::Integer(year) => year.to_string(),
                _ => String::new(),
            };
            let date = PartialDate::parse(&text);
            if date.is_none() {
                desk.error(
                    "bad-date",
                    value,
                    format!("`{text}` is no date"),
                    "write 2024-05-30, \"2024-05\" or \"2024\"",
                );
            }
            date
        });
        // A source without its date is still a source: what rests on it does not lack one.
        let read = date(desk, &source.read).unwrap_or_default();
        out.push(Source {
            id: source.id.get_ref().as_str().into(),
            name: source.name.get_ref().clone(),
            url: source.url.as_ref().map(|url| url.get_ref().clone()),
            published,
            read,
        });
    }
    out
}

/// What a group rests on when it does not say so itself.
#[derive(Clone, Copy)]
enum Default {
    /// Nothing: a fact of an entity or a catalogue must name its source.
    None,
    /// The whole file, with this confidence: statements of a need.
    File(Confidence),
}

/// The grade of a group.
fn grade<T>(desk: &mut Desk<'_>, at: &Spanned<T>, backed: Backed<'_>, sources: &[Source], default: Default) -> Grade {
    let statement = matches!(default, Default::File(_));
    let backing = match (backed.source, default) {
        (Some(id), _) if id.get_ref() == MEMORY => {
            if !statement {
                let help = "general knowledge is no source for a contact or an amount: leave the value out";
                desk.error("no-source", id, "a fact from memory", help);
            } else if backed.confidence.is_none_or(|confidence| confidence.get_ref() != "low") {
                desk.error("no-source", id, "a statement from memory is of low confidence", "add confidence = \"low\"");
            }
            Backing::Memory
        }
        (Some(id), _) => {
            if !sources.iter().any(|source| source.id.as_str() == id.get_ref()) {
                let known = sources.iter().map(|source| source.id.as_str());
                let help = super::parse::nearest(id.get_ref(), known)
                    .map_or("add a [[source]] with this id".to_owned(), |near| format!("did you mean `{near}`?"));
                desk.error("unknown-id", id, format!("unknown source `{}`", id.get_ref()), &help);
            }
            Backing::Source(SourceId::from(id.get_ref().as_str()))
        }
        (None, Default::None) => {
            desk.error("no-source", at, "a fact without a source", "add source = \"...\" with the id of a [[source]]");
            Backing::File
        }
        (None, Default::File(_)) => Backing::File,
    };
    let confidence = match (backed.confidence, default) {
        (Some(text), _) => choice(desk, text, Confidence::parse, "low, medium, high").unwrap_or(Confidence::Low),
        (None, Default::File(confidence)) => confidence,
        (None, Default::None) => {
            desk.error(
                "no-source",
                at,
                "a fact without confidence",
                "add confidence = \"high\", \"medium\" or \"low\"",
            );
            Confidence::Low
        }
    };
    let confirmed = backed
        .confirmed
        .and_then(|confirmed| Some(Confirmed { on: date(desk, &confirmed.on)?, by: confirmed.by.get_ref().clone() }));
    Grade { backing, confidence, confirmed }
}

/// A value with the grade of its group, which must name a source.
fn graded<T, R: HasBacking>(desk: &mut Desk<'_>, raw: &Spanned<R>, sources: &[Source], value: T) -> Graded<T> {
    Graded { value, grade: grade(desk, raw, raw.get_ref().backed(), sources, Default::None) }
}

/// One of a few words.
fn choice<T>(desk: &mut Desk<'_>, text: &S, parse: impl Fn(&str) -> Option<T>, known: &str) -> Option<T> {
    let value = parse(text.get_ref());
    if value.is_none() {
        desk.error("wrong-type", text, format!("`{}` is none of: {known}", text.get_ref()), "use one of them");
    }
    value
}

/// A calendar date.
fn date(desk: &mut Desk<'_>, raw: &Spanned<Datetime>) -> Option<NaiveDate> {
    let date = raw
        .get_ref()
        .date
        .and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()));
    if date.is_none() {
        desk.error("bad-date", raw, "no such day", "write it as 2026-11-23");
    }
    date
}

fn season(desk: &mut Desk<'_>, raw: Option<&S>) -> Option<Season> {
    let raw = raw?;
    let season = Season::parse(raw.get_ref());
    if season.is_none() {
        desk.error("bad-date", raw, "no such season", "write it as \"12-01/03-31\"");
    }
    season
}

/// `when` and `unless`, grouped by the question of their answers.
fn condition(desk: &mut Desk<'_>, when: &[S], unless: &[S], case_of: &CaseOf) -> Condition {
    let mut group = |answers: &[S]| {
        let mut groups: Vec<OneOf> = Vec::new();
        for raw in answers {
            desk.refer(Noun::Answer, raw);
            let answer = AnswerId::from(raw.get_ref().as_str());
            let Some(case) = case_of.get(&answer) else { continue };
            match groups.iter_mut().find(|group| group.case == *case) {
                Some(group) => group.answers.push(answer),
                None => groups.push(OneOf { case: case.clone(), answers: vec![answer] }),
            }
        }
        groups
    };
    Condition { when: group(when), unless: group(unless) }
}

fn check_id(desk: &mut Desk<'_>, id: &S) {
    if !crate::model::id::is_well_formed(id.get_ref()) {
        let message = format!("`{}` is no id", id.get_ref());
        desk.error("bad-id", id, message, "1 to 64 of a-z, 0-9 and -, without - at its ends");
    }
}

fn check_url(desk: &mut Desk<'_>, url: &S) {
    let text = url.get_ref();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let good_host = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':'));
    if !good_host || text.chars().any(|c| c.is_whitespace() || c == '"' || c == '<' || c == '>') {
        desk.error("bad-url", url, format!("`{text}` is no web address"), "write it as https://host/path");
    }
}
