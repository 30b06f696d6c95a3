//! Ids: given once, and given at all when used.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::files::File;
use crate::data::ledger::{At, Ledger, Noun, homes};
use crate::data::parse::nearest;
use crate::data::problem::Severity;

pub(super) fn check(files: &[File], ledger: &mut Ledger) {
    duplicates(files, ledger);
    let known: BTreeSet<(Noun, String)> = ledger.defined.iter().map(|named| (named.noun, named.id.clone())).collect();
    for named in std::mem::take(&mut ledger.referred) {
        if !known.contains(&(named.noun, named.id.clone())) && !ledger.is_broken(&homes(named.noun, &named.id)) {
            let of_noun = known.iter().filter(|(noun, id)| *noun == named.noun && scope(id) == scope(&named.id));
            let help = nearest(short(&named.id), of_noun.map(|(_, id)| short(id)))
                .map_or("give it first, or mend the name".to_owned(), |near| format!("did you mean `{near}`?"));
            let message = format!("unknown {} `{}`", named.noun.name(), short(&named.id));
            ledger.note(files, "unknown-id", Severity::Error, &named.at, message, &help);
        }
    }
    for named in std::mem::take(&mut ledger.linked) {
        if !known.contains(&(Noun::Need, named.id.clone())) && !ledger.is_broken(&homes(Noun::Need, &named.id)) {
            let needs = known.iter().filter(|(noun, _)| *noun == Noun::Need).map(|(_, id)| id.as_str());
            let help = nearest(&named.id, needs)
                .map_or("write the need first, or take the link out".to_owned(), |near| {
                    format!("did you mean `{near}`?")
                });
            let message = format!("no need `{}` is written", named.id);
            ledger.note(files, "missing-need", Severity::Error, &named.at, message, &help);
        }
    }
}

/// The id as the file writes it, without its need.
fn short(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, id)| id)
}

/// The need within which an id counts, if it does not count everywhere.
fn scope(id: &str) -> Option<&str> {
    id.split_once('#').map(|(need, _)| need)
}

/// Ids that may be given only once in the pack. Roles are given by every office that has them.
fn duplicates(files: &[File], ledger: &mut Ledger) {
    let mut first: BTreeMap<(Noun, &str), &At> = BTreeMap::new();
    let mut twice = Vec::new();
    for named in ledger.defined.iter().filter(|named| !matches!(named.noun, Noun::Role | Noun::Area | Noun::Phone)) {
        if let Some(at) = first.insert((named.noun, &named.id), &named.at) {
            let other = at.file_and_line(files);
            twice.push((
                named.at.clone(),
                format!("the {} `{}` is given twice", named.noun.name(), short(&named.id)),
                other,
            ));
        }
    }
    for (at, message, other) in twice {
        ledger.note(files, "duplicate-id", Severity::Error, &at, message, &format!("the first one is in {other}"));
    }
}
