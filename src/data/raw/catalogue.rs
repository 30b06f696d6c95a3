//! The files that stand once in a pack.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::{S, Source, backed};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Pack {
    pub id: S,
    pub area: S,
    pub home: Option<S>,
    pub version: S,
    pub timezone: S,
    pub country: S,
    pub law_seen_until: Spanned<Datetime>,
    pub emergency: Vec<S>,
    #[serde(default)]
    pub allow: Vec<String>,
    #[serde(default)]
    pub names: Vec<String>,
    pub freshness: Freshness,
    pub bounds: Bounds,
    pub language: Vec<Language>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Freshness {
    pub hours: u32,
    pub phones: u32,
    pub addresses: u32,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Bounds {
    pub south: f64,
    pub north: f64,
    pub west: f64,
    pub east: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Language {
    pub code: S,
    pub name: S,
    pub direction: S,
    #[serde(default)]
    pub fallback: Vec<S>,
    pub coverage: Option<Spanned<f64>>,
    #[serde(default)]
    pub fonts: Vec<S>,
    pub letter_size: Option<Spanned<i64>>,
    pub line_step: Option<Spanned<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Calendar {
    #[serde(default)]
    pub source: Vec<Source>,
    #[serde(default)]
    pub closed: Vec<Spanned<Closed>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Categories {
    #[serde(default)]
    pub category: Vec<Category>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Category {
    pub id: S,
    pub parent: Option<S>,
    pub icon: S,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Documents {
    #[serde(default)]
    pub document: Vec<Spanned<Document>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Document {
    pub id: S,
    pub official: S,
    #[serde(default)]
    pub from: Vec<Spanned<Giver>>,
    #[serde(default)]
    pub used_up: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Giver {
    pub entity: Option<S>,
    pub need: Option<S>,
    pub who: Option<S>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Costs {
    #[serde(default)]
    pub source: Vec<Source>,
    #[serde(default)]
    pub cost: Vec<Spanned<Cost>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Figures {
    #[serde(default)]
    pub source: Vec<Source>,
    #[serde(default)]
    pub figure: Vec<Spanned<Figure>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Cases {
    #[serde(default)]
    pub case: Vec<Case>,
    #[serde(default)]
    pub event: Vec<Event>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Case {
    pub id: S,
    pub answers: Vec<S>,
    /// Answer → papers it says one holds.
    #[serde(default)]
    pub holds: BTreeMap<S, Vec<S>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Event {
    pub id: S,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Municipalities {
    #[serde(default)]
    pub source: Vec<Source>,
    #[serde(default)]
    pub municipality: Vec<Spanned<Municipality>>,
}

/// `search/LANG.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Search {
    #[serde(default)]
    pub need: std::collections::BTreeMap<S, Vec<S>>,
    #[serde(default)]
    pub entity: std::collections::BTreeMap<S, Vec<S>>,
}

backed! {
    struct Closed { id: S, month: u32, day: Spanned<u32>, }
    struct Cost {
        id: S,
        amount: S,
        from: Option<Spanned<Datetime>>,
        until: Option<Spanned<Datetime>>,
    }
    struct Figure { id: S, value: Spanned<toml::Value>, unit: S, }
    struct Municipality {
        id: S,
        name: S,
        district: Option<S>,
        health_area: Option<S>,
    }
}
