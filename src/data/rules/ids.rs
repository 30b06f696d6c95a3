//! Ids: given once, and given at all when used.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::files::File;
use crate::data::ledger::{At, Ledger, Named, Noun};
use crate::data::parse::nearest;
use crate::data::problem::Severity;

pub(super) fn check(files: &[File], ledger: &mut Ledger) {
    duplicates(files, ledger);
    let known: BTreeSet<(Noun, String)> = ledger.defined.iter().map(|named| (named.noun, named.id.clone())).collect();
    for named in std::mem::take(&mut ledger.referred) {
        if !known.contains(&(named.noun, named.id.clone())) && !is_broken(ledger, &named) {
            let of_noun = known.iter().filter(|(noun, _)| *noun == named.noun).map(|(_, id)| id.as_str());
            let help = nearest(&named.id, of_noun)
                .map_or("give it first, or mend the name".to_owned(), |near| format!("did you mean `{near}`?"));
            let message = format!("unknown {} `{}`", named.noun.name(), named.id);
            ledger.note(files, "unknown-id", Severity::Error, &named.at, message, help);
        }
    }
    for named in std::mem::take(&mut ledger.later) {
        if !known.contains(&(Noun::Need, named.id.clone())) {
            let message = format!("the need `{}` is not written yet", named.id);
            let help = "the link is not shown until it is".to_owned();
            ledger.note(files, "missing-need", Severity::Warning, &named.at, message, help);
        }
    }
}

/// Whether the id may stand in a file that could not be read: that file has its own problem.
fn is_broken(ledger: &Ledger, named: &Named) -> bool {
    let of = |noun, id: &str| ledger.broken.contains(&(noun, id.to_owned()));
    match named.noun {
        Noun::Office => named.id.split_once('/').is_some_and(|(entity, _)| of(Noun::Entity, entity)),
        Noun::Role => ledger.broken.iter().any(|(noun, _)| *noun == Noun::Entity),
        _ => false,
    }
}

/// Ids that may be given only once in the pack. Roles are given by every office that has them.
fn duplicates(files: &[File], ledger: &mut Ledger) {
    let mut first: BTreeMap<(Noun, &str), &At> = BTreeMap::new();
    let mut twice = Vec::new();
    for named in ledger.defined.iter().filter(|named| !matches!(named.noun, Noun::Role | Noun::Area)) {
        if let Some(at) = first.insert((named.noun, &named.id), &named.at) {
            let other = files.get(at.file).map(|file| file.path.clone()).unwrap_or_default();
            twice.push((named.at.clone(), format!("the {} `{}` is given twice", named.noun.name(), named.id), other));
        }
    }
    for (at, message, other) in twice {
        ledger.note(files, "duplicate-id", Severity::Error, &at, message, format!("the first one is in {other}"));
    }
}
