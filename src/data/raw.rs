//! The shapes of the files, exactly as they are written. What they mean is decided in `build`.

pub(super) mod catalogue;
pub(super) mod entity;
pub(super) mod need;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A text with its place.
pub(super) type S = Spanned<String>;

/// A `[[source]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub id: S,
    pub name: S,
    pub url: Option<S>,
    pub published: Option<Spanned<toml::Value>>,
    pub read: Spanned<Datetime>,
}

/// `confirmed = { on = ..., by = ... }`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Confirmed {
    pub on: Spanned<Datetime>,
    pub by: S,
}

/// What a group says of its own backing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backed<'a> {
    pub source: Option<&'a S>,
    pub confidence: Option<&'a S>,
    pub confirmed: Option<&'a Confirmed>,
}

/// A shape that may name its source.
pub(super) trait HasBacking {
    fn backed(&self) -> Backed<'_>;
}

/// Declares a shape with `source`, `confidence` and `confirmed` beside its own fields. (`flatten` would lose
/// `deny_unknown_fields`.)
macro_rules! backed {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$attr:meta])* $field:ident: $ty:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(in crate::data) struct $name {
            $($(#[$attr])* pub $field: $ty,)*
            pub source: Option<$crate::data::raw::S>,
            pub confidence: Option<$crate::data::raw::S>,
            pub confirmed: Option<$crate::data::raw::Confirmed>,
        }

        impl $crate::data::raw::HasBacking for $name {
            fn backed(&self) -> $crate::data::raw::Backed<'_> {
                $crate::data::raw::Backed {
                    source: self.source.as_ref(),
                    confidence: self.confidence.as_ref(),
                    confirmed: self.confirmed.as_ref(),
                }
            }
        }
    )*};
}
pub(in crate::data) use backed;
