//! `entities/ID.toml`.

use serde::Deserialize;
use toml::Spanned;

use super::{S, Source, backed};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Entity {
    pub kind: S,
    pub name: S,
    #[serde(default)]
    pub also: Vec<S>,
    #[serde(default)]
    pub source: Vec<Source>,
    #[serde(default)]
    pub office: Vec<Spanned<Office>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::data) struct Office {
    pub id: S,
    #[serde(default)]
    pub roles: Vec<S>,
    #[serde(default)]
    pub serves: Vec<S>,
    pub status: Option<Spanned<Plain>>,
    #[serde(default)]
    pub addresses: Vec<Spanned<Address>>,
    #[serde(default)]
    pub phones: Vec<Spanned<Phone>>,
    #[serde(default)]
    pub emails: Vec<Spanned<Plain>>,
    #[serde(default)]
    pub pecs: Vec<Spanned<Plain>>,
    pub web: Option<Spanned<Web>>,
    pub hours: Option<Spanned<Hours>>,
    pub booking: Option<Spanned<Plain>>,
    pub geo: Option<Spanned<Geo>>,
    pub speaks: Option<Spanned<Speaks>>,
    #[serde(default)]
    pub notes: Vec<Spanned<Note>>,
}

backed! {
    /// A word or an address of mail.
    struct Plain { value: S, }
    struct Address {
        street: Option<S>,
        postcode: Option<S>,
        town: S,
        floor: Option<S>,
        place: Option<S>,
    }
    struct Phone {
        number: Option<S>,
        short: Option<S>,
        id: Option<S>,
        hours: Option<S>,
        #[serde(default)]
        free: bool,
    }
    struct Web { url: S, }
    struct Hours { osm: S, }
    struct Geo { lat: Spanned<f64>, lon: Spanned<f64>, }
    struct Speaks { languages: Vec<S>, }
    struct Note { id: S, }
}
