//! A translation was made from the original as it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::files::File;
use crate::data::ledger::{Ledger, Said};
use crate::data::outdated::{is_outdated, originals};
use crate::data::problem::Severity;
use crate::model::catalog::Catalog;

/// Keys that are named; the rest is counted.
const NAMED: usize = 8;

pub(super) fn check(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    let Some(original) = catalog.manifest.original() else { return };
    let originals = originals(ledger, original);
    let there: BTreeSet<_> = ledger.said.iter().map(|said| (&said.lang, &said.file, &said.key)).collect();
    // Translators work file by file: one line tells all that a file has to catch up with.
    let mut outdated: BTreeMap<(&str, &str), Vec<&Said>> = BTreeMap::new();
    for text in &ledger.made_from {
        // A text that was taken out leaves nothing to be outdated.
        if there.contains(&(&text.lang, &text.file, &text.key)) && is_outdated(text, &originals) {
            outdated.entry((&text.lang, &text.file)).or_default().push(text);
        }
    }
    let told: Vec<_> = outdated
        .into_values()
        .filter_map(|mut texts| {
            texts.sort_by_key(|text| text.at.span.start);
            let names: Vec<String> = texts.iter().take(NAMED).map(|text| format!("`{}`", text.key)).collect();
            let more = texts.len().checked_sub(NAMED).filter(|more| *more > 0);
            let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
            let message = format!("the original has changed since the translation of {}{more}", names.join(", "));
            Some((texts.first()?.at.clone(), message))
        })
        .collect();
    for (at, message) in told {
        let help =
            "translate it again with `words export --todo` and `words import`; if it still holds, `words stamp --all`";
        ledger.note(files, "outdated", Severity::Warning, &at, message, help);
    }
}
