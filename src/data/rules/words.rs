//! Words: the original is complete, translations follow it, placeholders name facts.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::files::File;
use crate::data::ledger::{Ledger, Noun, Said};
use crate::data::parse::nearest;
use crate::data::problem::Severity;
use crate::model::catalog::Catalog;
use crate::model::need::Need;
use crate::model::words::{Part, parts};

type Key = (String, String);

pub(super) fn check(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    let Some(original) = catalog.manifest.original().map(ToString::to_string) else { return };
    let said = std::mem::take(&mut ledger.said);
    let mut by_lang: BTreeMap<&str, BTreeMap<Key, &Said>> = BTreeMap::new();
    for said in &said {
        by_lang.entry(&said.lang).or_default().insert((said.file.clone(), said.key.clone()), said);
    }
    let empty = BTreeMap::new();
    let originals = by_lang.get(original.as_str()).unwrap_or(&empty);
    missing(files, ledger, &original, originals);
    for language in &catalog.manifest.languages {
        if language.id.as_str() == original {
            continue;
        }
        let translated = by_lang.get(language.id.as_str()).unwrap_or(&empty);
        untranslated(files, ledger, language.id.as_str(), originals, translated);
    }
    unneeded(files, ledger, &said);
    for said in &said {
        unknown_placeholders(files, ledger, catalog, said);
        if said.lang != original
            && let Some(source) = originals.get(&(said.file.clone(), said.key.clone()))
        {
            different_placeholders(files, ledger, source, said);
        }
    }
    ledger.said = said;
}

fn missing(files: &[File], ledger: &mut Ledger, original: &str, said: &BTreeMap<Key, &Said>) {
    let expected: Vec<_> = ledger.expected.iter().filter(|expected| expected.required).cloned().collect();
    for expected in expected {
        let there = said.get(&(expected.file.clone(), expected.key.clone()));
        if there.is_none_or(|said| said.text.trim().is_empty()) {
            let path = format!("words/{original}/{}.toml", expected.file);
            let message = format!("`{}` has no text in {path}", expected.key);
            let help = "write it there; the original language is complete".to_owned();
            ledger.note(files, "missing-words", Severity::Error, &expected.at, message, help);
        }
    }
}

fn untranslated(
    files: &[File],
    ledger: &mut Ledger,
    lang: &str,
    originals: &BTreeMap<Key, &Said>,
    translated: &BTreeMap<Key, &Said>,
) {
    for (key, source) in originals {
        if translated.get(key).is_none_or(|said| said.text.trim().is_empty()) {
            let message = format!("`{}` has no text in words/{lang}/{}.toml", source.key, source.file);
            let help = "until it has one, the reader sees the original, marked as such".to_owned();
            ledger.note(files, "missing-translation", Severity::Warning, &source.at, message, help);
        }
    }
}

/// Texts nothing asks for: a misspelled key would be a hole on the screen.
fn unneeded(files: &[File], ledger: &mut Ledger, said: &[Said]) {
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in &ledger.expected {
        expected.entry(text.file.clone()).or_default().insert(text.key.clone());
    }
    let broken: BTreeSet<String> = ledger
        .broken
        .iter()
        .map(|(noun, id)| format!("{}/{id}", if *noun == Noun::Need { "needs" } else { "entities" }))
        .collect();
    for said in said.iter().filter(|said| !broken.contains(&said.file)) {
        let keys = expected.get(&said.file);
        if keys.is_none_or(|keys| !keys.contains(&said.key)) {
            let known = keys.into_iter().flatten().map(String::as_str);
            let help = nearest(&said.key, known)
                .map_or("take it out, or mend the facts".to_owned(), |near| format!("did you mean `{near}`?"));
            let message = format!("nothing asks for `{}` in {}", said.key, said.file);
            ledger.note(files, "unknown-words", Severity::Error, &said.at, message, help);
        }
    }
}

fn unknown_placeholders(files: &[File], ledger: &mut Ledger, catalog: &Catalog, said: &Said) {
    let need = said.file.strip_prefix("needs/").and_then(|id| catalog.needs.iter().find(|need| need.id.as_str() == id));
    for part in parts(&said.text) {
        let (message, help) = match part {
            Part::Plain(_) => continue,
            Part::Fact { kind, id } if names_a_fact(catalog, need, kind, id) => continue,
            Part::Fact { kind, id } => {
                let known = known_facts(catalog, need, kind);
                let help = nearest(id, known.iter().map(String::as_str))
                    .map_or("kinds: cost, figure, deadline, duration, phone, entity, document".to_owned(), |near| {
                        format!("did you mean `{{{kind}.{near}}}`?")
                    });
                (format!("`{{{kind}.{id}}}` names no fact"), help)
            }
            Part::Broken(text) => {
                (format!("`{text}` is no placeholder"), "write {cost.stamp}, or no braces".to_owned())
            }
        };
        ledger.note(files, "unknown-placeholder", Severity::Error, &said.at, message, help);
    }
}

fn names_a_fact(catalog: &Catalog, need: Option<&Need>, kind: &str, id: &str) -> bool {
    known_facts(catalog, need, kind).iter().any(|known| known == id)
}

/// The ids a placeholder of a kind may name.
fn known_facts(catalog: &Catalog, need: Option<&Need>, kind: &str) -> Vec<String> {
    match kind {
        "cost" => catalog.costs.iter().map(|cost| cost.id.to_string()).collect(),
        "figure" => {
            let own = need.into_iter().flat_map(|need| &need.figures);
            own.chain(&catalog.figures).map(|figure| figure.id.clone()).collect()
        }
        "deadline" => need.into_iter().flat_map(|need| &need.deadlines).map(|deadline| deadline.id.clone()).collect(),
        "duration" => need.into_iter().flat_map(|need| &need.durations).map(|duration| duration.id.clone()).collect(),
        "phone" => {
            let with_phone = catalog.entities.iter().filter(|entity| entity.first_phone().is_some());
            with_phone.map(|entity| entity.id.to_string()).collect()
        }
        "entity" => catalog.entities.iter().map(|entity| entity.id.to_string()).collect(),
        "document" => catalog.documents.iter().map(|document| document.id.to_string()).collect(),
        _ => Vec::new(),
    }
}

fn different_placeholders(files: &[File], ledger: &mut Ledger, source: &Said, said: &Said) {
    let (wanted, there) = (placeholders(&source.text), placeholders(&said.text));
    let missing: Vec<&str> = wanted.difference(&there).map(String::as_str).collect();
    let more: Vec<&str> = there.difference(&wanted).map(String::as_str).collect();
    if missing.is_empty() && more.is_empty() {
        return;
    }
    let part = |what: &str, names: &[&str]| match names {
        [] => None,
        names => Some(format!("{what} {}", names.join(", "))),
    };
    let message = [part("lacks", &missing), part("has too much", &more)].into_iter().flatten().collect::<Vec<_>>();
    let message = format!("`{}` {}", said.key, message.join(", and "));
    let help = format!("the original reads: {}", source.text);
    ledger.note(files, "missing-placeholder", Severity::Error, &said.at, message, help);
}

fn placeholders(text: &str) -> BTreeSet<String> {
    parts(text)
        .into_iter()
        .filter_map(|part| match part {
            Part::Fact { kind, id } => Some(format!("{{{kind}.{id}}}")),
            _ => None,
        })
        .collect()
}
