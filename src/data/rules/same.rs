//! A text that reads the same in two languages was copied and never translated; but for names.

use std::collections::BTreeMap;

use super::facts::without;
use crate::data::files::File;
use crate::data::ledger::{At, Ledger};
use crate::data::problem::Severity;
use crate::model::catalog::Catalog;
use crate::model::words::{Part, parts};

pub(super) fn check(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    let Some(original) = catalog.manifest.original() else { return };
    let of_entities = catalog.entities.iter().flat_map(|entity| entity.also.iter().chain([&entity.name]));
    let of_towns = catalog.towns.iter().map(|town| &town.name);
    let mut names: Vec<&String> =
        ledger.names.iter().chain(of_entities).chain(of_towns).chain([&catalog.manifest.area]).collect();
    // Longest first, so that no part of a name goes before the whole.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let is_original = |lang: &str| lang == original.as_str();
    let originals: BTreeMap<(&str, &str), &str> = ledger
        .said
        .iter()
        .filter(|said| is_original(&said.lang))
        .map(|said| ((said.file.as_str(), said.key.as_str()), said.text.as_str()))
        .collect();
    let mut copied: BTreeMap<(&str, &str), Vec<(&str, &At)>> = BTreeMap::new();
    for said in ledger.said.iter().filter(|said| !is_original(&said.lang)) {
        let same = originals.get(&(said.file.as_str(), said.key.as_str())).is_some_and(|text| *text == said.text);
        if same && is_sentence(&said.text, &names) {
            copied.entry((&said.lang, &said.file)).or_default().push((&said.key, &said.at));
        }
    }
    let told: Vec<(At, String)> = copied.into_values().filter_map(|texts| tell(&texts, original.as_str())).collect();
    for (at, message) in told {
        let help = "translate it; if it is a name, put the name into `names` of pack.toml";
        ledger.note(files, "same-text", Severity::Warning, &at, message, help);
    }
}

/// The place of the first copied text of a file, and what is said of all.
fn tell(texts: &[(&str, &At)], original: &str) -> Option<(At, String)> {
    let (key, at) = texts.iter().min_by_key(|(_, at)| at.span.start)?;
    let message = match texts.len() {
        1 => format!("`{key}` is the same as in `{original}`"),
        many => format!("`{key}` and {} more are the same as in `{original}`", many - 1),
    };
    Some(((*at).clone(), message))
}

/// Whether more than one word stands beside names and placeholders.
fn is_sentence(text: &str, names: &[&String]) -> bool {
    let plain = parts(text).into_iter().map(|part| if let Part::Plain(plain) = part { plain } else { " " });
    let mut rest: String = plain.collect();
    for name in names {
        rest = without(&rest, name);
    }
    rest.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_sentences() {
        let names = ["CISL".to_owned(), "Vezzano Ligure".to_owned(), "Vezzano".to_owned()];
        let mut names: Vec<&String> = names.iter().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in ["CISL Vezzano Ligure", "CISL, sede", "{cost.stamp} {entity.cisl}", "Anagrafe", ""] {
            assert!(!is_sentence(name, &names), "{name}");
        }
        for text in ["Vai in Comune", "CISL di Vezzano Ligure, sede", "Paga {cost.stamp} subito"] {
            assert!(is_sentence(text, &names), "{text}");
        }
    }
}
