//! Names of records. A type each, so that a need is never looked up among the entities.

use std::fmt;
use std::sync::Arc;

pub use super::lang::Lang;

/// Ids are lower-case kebab, 1 to 64 characters (`reliability.md` R68).
pub fn is_well_formed(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !id.starts_with('-')
        && !id.ends_with('-')
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it stands in the pack.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// A category of needs.
    CategoryId
    /// A need.
    NeedId
    /// An organisation or a line.
    EntityId
    /// An office, unique within its entity.
    OfficeId
    /// What an office is asked for, whichever office that is in a town.
    RoleId
    /// A paper to bring, or to come out with.
    DocumentId
    /// A named amount.
    CostId
    /// A closed question.
    CaseId
    /// An answer to a closed question; unique over all cases.
    AnswerId
    /// Something that starts or ends a term: an entry, an expiry.
    EventId
    /// A municipality of the province.
    TownId
    /// A source within its file.
    SourceId
}

/// An office with the entity it belongs to: `questura/immigration`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeRef {
    /// The entity.
    pub entity: EntityId,
    /// The office; `None` = the entity as a whole.
    pub office: Option<OfficeId>,
}

impl OfficeRef {
    /// Reads `entity` or `entity/office`.
    pub fn parse(text: &str) -> Self {
        match text.split_once('/') {
            Some((entity, office)) => Self { entity: entity.into(), office: Some(office.into()) },
            None => Self { entity: text.into(), office: None },
        }
    }
}

impl fmt::Display for OfficeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.office {
            Some(office) => write!(f, "{}/{office}", self.entity),
            None => write!(f, "{}", self.entity),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_of_ids() {
        for good in ["a", "1522", "permit-renewal", "distretto-17", &"x".repeat(64)] {
            assert!(is_well_formed(good), "{good}");
        }
        for bad in ["", "A", "a_b", "è", "-a", "a-", "a b", &"x".repeat(65)] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }

    #[test]
    fn office_refs_read_both_forms() {
        assert_eq!(OfficeRef::parse("poste").to_string(), "poste");
        assert_eq!(OfficeRef::parse("questura/immigration").to_string(), "questura/immigration");
    }
}
