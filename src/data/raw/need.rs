//! `needs/ID.toml`.

use serde::Deserialize;
use toml::Spanned;

use super::catalogue::Figure;
use super::{S, Source, backed};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Need {
    pub category: S,
    #[serde(default)]
    pub order: u32,
    #[serde(default)]
    pub ask: Vec<S>,
    #[serde(default)]
    pub holds: Vec<S>,
    #[serde(default)]
    pub help: Vec<S>,
    pub steps: S,
    pub charge: S,
    #[serde(default)]
    pub sensitive: bool,
    pub confidence: S,
    #[serde(default)]
    pub law: Vec<S>,
    #[serde(default)]
    pub law_unsure: Vec<S>,
    #[serde(default)]
    pub source: Vec<Source>,
    #[serde(default)]
    pub step: Vec<Spanned<Step>>,
    #[serde(default)]
    pub deadline: Vec<Spanned<Deadline>>,
    #[serde(default)]
    pub duration: Vec<Spanned<Duration>>,
    #[serde(default)]
    pub figure: Vec<Spanned<Figure>>,
    #[serde(default)]
    pub right: Vec<Spanned<Right>>,
    #[serde(default)]
    pub fee: Vec<Spanned<Fee>>,
    #[serde(default)]
    pub note: Vec<Spanned<Note>>,
    #[serde(default)]
    pub then: Vec<Spanned<Then>>,
}

backed! {
    struct Step {
        id: S,
        #[serde(default)]
        r#where: Vec<Spanned<Way>>,
        #[serde(default)]
        documents: Vec<Spanned<Requirement>>,
        #[serde(default)]
        not_required: Vec<S>,
        #[serde(default)]
        costs: Vec<Spanned<CostLine>>,
        #[serde(default)]
        gives: Vec<S>,
        #[serde(default)]
        after: Vec<S>,
        wait: Option<S>,
        #[serde(default)]
        later: bool,
        season: Option<S>,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct Way {
        entity: Option<S>,
        office: Option<S>,
        role: Option<S>,
        need: Option<S>,
        phone: Option<S>,
        online: Option<S>,
        #[serde(rename = "self")]
        yourself: Option<bool>,
        employer: Option<bool>,
        until: Option<S>,
        only_through: Option<S>,
        fallback: Option<S>,
        season: Option<S>,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct Requirement {
        doc: Option<S>,
        #[serde(default)]
        one: Vec<S>,
        r#as: Option<S>,
        count: Option<u32>,
        #[serde(default)]
        if_any: bool,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct CostLine {
        cost: S,
        per: Option<S>,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct Deadline {
        id: S,
        days: Option<u32>,
        working_days: Option<u32>,
        months: Option<u32>,
        years: Option<u32>,
        before: Option<S>,
        after: Option<S>,
        step: Option<S>,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct Duration {
        id: S,
        minutes: Option<Extent>,
        hours: Option<Extent>,
        days: Option<Extent>,
        months: Option<Extent>,
        years: Option<Extent>,
        #[serde(default)]
        at_most: bool,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct Right {
        id: S,
        #[serde(default)]
        first: bool,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct Fee {
        id: S,
        #[serde(default)]
        free: bool,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct Note {
        id: S,
        #[serde(default)]
        warn: bool,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
    struct Then {
        need: S,
        days: Option<u32>,
        after: Option<S>,
        #[serde(default)]
        when: Vec<S>,
        #[serde(default)]
        unless: Vec<S>,
    }
}

/// A number, or a pair for a range.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "a number, or a pair such as [2, 6]")]
pub(in crate::data) enum Extent {
    One(u32),
    Pair([u32; 2]),
}
