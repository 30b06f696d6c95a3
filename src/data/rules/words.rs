//! Words: the original is complete, translations follow it, placeholders name facts.

use std::collections::{BTreeMap, BTreeSet};

use super::coverage;
use crate::data::files::File;
use crate::data::ledger::{Ledger, Noun, Said, homes};
use crate::data::parse::nearest;
use crate::data::problem::Severity;
use crate::model::catalog::Catalog;
use crate::model::words::{Part, parts};

/// The texts of a language, by file and key.
pub(super) type Texts<'a> = BTreeMap<(String, String), &'a Said>;

pub(super) fn check(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    let Some(original) = catalog.manifest.original().map(ToString::to_string) else { return };
    let said = std::mem::take(&mut ledger.said);
    let mut by_lang: BTreeMap<&str, Texts<'_>> = BTreeMap::new();
    for said in &said {
        by_lang.entry(&said.lang).or_default().insert((said.file.clone(), said.key.clone()), said);
    }
    let empty = Texts::new();
    let originals = by_lang.get(original.as_str()).unwrap_or(&empty);
    missing(files, ledger, &original, originals);
    for language in &catalog.manifest.languages {
        if language.id.as_str() == original {
            continue;
        }
        let translated = by_lang.get(language.id.as_str()).unwrap_or(&empty);
        coverage::check(files, ledger, [&original, language.id.as_str()], originals, translated);
    }
    unneeded(files, ledger, &said);
    for said in &said {
        unknown_placeholders(files, ledger, said);
        if said.lang != original
            && let Some(source) = originals.get(&(said.file.clone(), said.key.clone()))
        {
            different_placeholders(files, ledger, source, said);
        }
    }
    ledger.said = said;
}

fn missing(files: &[File], ledger: &mut Ledger, original: &str, said: &Texts<'_>) {
    let expected: Vec<_> = ledger.expected.iter().filter(|expected| expected.required).cloned().collect();
    for expected in expected {
        let there = said.get(&(expected.file.clone(), expected.key.clone()));
        let path = format!("words/{original}/{}.toml", expected.file);
        if there.is_none_or(|said| said.text.trim().is_empty()) && !ledger.is_broken(&[&path]) {
            let message = format!("`{}` has no text in {path}", expected.key);
            let help = "write it there; the original language is complete";
            ledger.note(files, "missing-words", Severity::Error, &expected.at, message, help);
        }
    }
}

/// The files whose facts the words of a file are about.
fn facts_of(words: &str) -> Vec<String> {
    let calendar = (words == "pack").then(|| "calendar.toml".to_owned());
    calendar.into_iter().chain([format!("{words}.toml")]).collect()
}

/// Texts nothing asks for: a misspelled key would be a hole on the screen.
fn unneeded(files: &[File], ledger: &mut Ledger, said: &[Said]) {
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in &ledger.expected {
        expected.entry(text.file.clone()).or_default().insert(text.key.clone());
    }
    for said in said {
        if ledger.is_broken(&facts_of(&said.file)) {
            continue;
        }
        let keys = expected.get(&said.file);
        if keys.is_none_or(|keys| !keys.contains(&said.key)) {
            let known = keys.into_iter().flatten().map(String::as_str);
            let help = nearest(&said.key, known)
                .map_or("take it out, or mend the facts".to_owned(), |near| format!("did you mean `{near}`?"));
            let message = format!("nothing asks for `{}` in {}", said.key, said.file);
            ledger.note(files, "unknown-words", Severity::Error, &said.at, message, &help);
        }
    }
}

fn unknown_placeholders(files: &[File], ledger: &mut Ledger, said: &Said) {
    let mut from = 0;
    for part in parts(&said.text) {
        let rest = said.text.get(from..).unwrap_or_default();
        let to = from
            + if let Part::Plain(plain) = part { plain.len() } else { rest.find('}').map_or(rest.len(), |at| at + 1) };
        let problem = match part {
            Part::Plain(_) => None,
            Part::Fact { kind, id } => names_no_fact(ledger, said, kind, id),
            Part::Broken(text) => {
                Some((format!("`{text}` is no placeholder"), "write {cost.stamp}, or no braces".to_owned()))
            }
        };
        if let Some((message, help)) = problem {
            let at = said.at.within(files, &said.text, from..to);
            ledger.note(files, "unknown-placeholder", Severity::Error, &at, message, &help);
        }
        from = to;
    }
}

/// Message and help, when a placeholder names nothing that is known or may stand in a file that cannot be read.
fn names_no_fact(ledger: &Ledger, said: &Said, kind: &str, id: &str) -> Option<(String, String)> {
    let facts = places_of_facts(said, kind);
    let known: Vec<&str> = facts
        .iter()
        .flat_map(|(noun, prefix)| {
            let of_noun = ledger.defined.iter().filter(|named| named.noun == *noun);
            of_noun.filter_map(|named| named.id.strip_prefix(prefix.as_str()))
        })
        .collect();
    let may_be = |(noun, prefix): &(Noun, String)| ledger.is_broken(&homes(*noun, &format!("{prefix}{id}")));
    if known.contains(&id) || facts.iter().any(may_be) {
        return None;
    }
    let help = match nearest(id, known.into_iter()) {
        Some(near) => format!("did you mean `{{{kind}.{near}}}`?"),
        None if facts.is_empty() => "kinds: cost, figure, deadline, duration, phone, entity, document".to_owned(),
        None => format!("write it among the facts first, or mend the name after `{kind}.`"),
    };
    Some((format!("`{{{kind}.{id}}}` names no fact"), help))
}

/// What a placeholder of a kind may name: nouns, with what stands before the id in the ledger.
fn places_of_facts(said: &Said, kind: &str) -> Vec<(Noun, String)> {
    let own = |noun| said.file.strip_prefix("needs/").map(|need| (noun, format!("{need}#")));
    match kind {
        "cost" => vec![(Noun::Cost, String::new())],
        "figure" => own(Noun::Figure).into_iter().chain([(Noun::Figure, "#".to_owned())]).collect(),
        "deadline" => own(Noun::Deadline).into_iter().collect(),
        "duration" => own(Noun::Duration).into_iter().collect(),
        "phone" => vec![(Noun::Phone, String::new())],
        "entity" => vec![(Noun::Entity, String::new())],
        "document" => vec![(Noun::Document, String::new())],
        _ => Vec::new(),
    }
}

fn different_placeholders(files: &[File], ledger: &mut Ledger, source: &Said, said: &Said) {
    let Some(message) = different(&source.text, &said.text) else { return };
    let message = format!("`{}` {message}", said.key);
    let help = format!("the original reads: {}", source.text);
    ledger.note(files, "missing-placeholder", Severity::Error, &said.at, message, &help);
}

/// In which placeholders a translation differs from its original.
pub(in crate::data) fn different(original: &str, translation: &str) -> Option<String> {
    let (wanted, there) = (placeholders(original), placeholders(translation));
    let part = |what: &str, names: Vec<&str>| (!names.is_empty()).then(|| format!("{what} {}", names.join(", ")));
    let missing = part("lacks", wanted.difference(&there).map(String::as_str).collect());
    let more = part("has too much", there.difference(&wanted).map(String::as_str).collect());
    let parts: Vec<String> = [missing, more].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", and "))
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
