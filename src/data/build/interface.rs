//! `words/LANG/interface.toml`: interface words of a pack, so that a language needs no other program.

use std::collections::BTreeMap;

use super::{Desk, Noun};
use crate::data::ledger::At;
use crate::data::parse::{nearest, texts};
use crate::data::problem::Severity;
use crate::i18n::{available, categories, defined, form, placeholders};
use crate::model::catalog::Catalog;
use crate::model::id::Lang;
use crate::model::lang::{Speech, Word};
use crate::model::words::Language;

/// The language whose words in the program are the model of all others.
const ORIGINAL: &str = "it";

/// Interface words of the pack: by language, by key.
pub(super) type Spoken = BTreeMap<String, BTreeMap<String, String>>;

/// Reads the words of a language; those the program never says and those with other placeholders are told.
pub(super) fn read(desk: &mut Desk<'_>, lang: &str, spoken: &mut Spoken) {
    let top = desk.top();
    desk.refer_as(Noun::Language, lang, top);
    let known = defined(ORIGINAL);
    let words = spoken.entry(lang.to_owned()).or_default();
    for (key, text, span) in texts(desk) {
        if crate::data::translation::is_bookkeeping(&key) {
            continue;
        }
        let at = At { file: desk.file, span };
        match wrong(lang, &key, &text, &known) {
            Some((message, help)) => {
                desk.ledger.note(desk.files, "unknown-interface-word", Severity::Error, &at, message, &help);
            }
            // A text left empty is one still to be written.
            None if text.trim().is_empty() => {}
            None => {
                words.insert(key, text.into_owned());
            }
        }
    }
}

/// Message and help, when the program has no use for a word as it is.
fn wrong(lang: &str, key: &str, text: &str, known: &BTreeMap<String, String>) -> Option<(String, String)> {
    // The forms of a word beside a number differ by language; the original has `other` like all of them.
    let model = form(key).map(|(table, _)| format!("{table}.other"));
    let Some(original) = known.get(model.as_deref().unwrap_or(key)) else {
        let help = nearest(key, known.keys().map(String::as_str))
            .map_or("take it out; data/README.md tells where the words are listed".to_owned(), |near| {
                format!("did you mean `{near}`?")
            });
        return Some((format!("the program never says `{key}`"), help));
    };
    let forms = categories(lang);
    if let Some((_, form)) = form(key)
        && !forms.contains(form)
    {
        let forms: Vec<&str> = forms.into_iter().collect();
        return Some((format!("`{lang}` has no plural form `{form}`"), format!("its forms: {}", forms.join(", "))));
    }
    let (wanted, there) = (placeholders(original), placeholders(text));
    // Only a form that stands for one number may leave the number out.
    let fits = there == wanted || form(key).is_some_and(|(_, form)| form != "other") && there.is_subset(&wanted);
    let fits = fits || text.trim().is_empty();
    (!fits).then(|| (format!("`{key}` has other placeholders than the original"), format!("it reads: {original}")))
}

/// Gives each language of the pack the words it says, its own or those of the languages it falls back to.
pub(super) fn give(desk: &mut Desk<'_>, spoken: &Spoken, catalog: &mut Catalog) {
    let compiled = available();
    let original = catalog.manifest.original().cloned();
    for language in &mut catalog.manifest.languages {
        let code = language.id.as_str();
        let own = spoken.get(code).is_some_and(|words| !words.is_empty());
        if !own && !compiled.iter().any(|known| known == code) {
            missing(desk, code);
        }
        if let Some(speech) = speech(language, original.as_ref(), spoken, &compiled) {
            language.id = language.id.saying(speech);
        }
    }
}

/// What a language says, if that is not simply what the program says in it.
fn speech(language: &Language, original: Option<&Lang>, spoken: &Spoken, compiled: &[String]) -> Option<Speech> {
    let chain: Vec<&str> =
        [&language.id].into_iter().chain(&language.fallback).chain(original).map(Lang::as_str).collect();
    // The languages of the program are complete: nothing behind the first of them is ever asked.
    let place = chain.iter().position(|code| compiled.iter().any(|known| known == code));
    let base = place.and_then(|at| chain.get(at)).copied().unwrap_or(language.id.as_str());
    let mut speech = Speech::of(base);
    for code in chain.iter().take(place.map_or(chain.len(), |at| at + 1)) {
        let Some(words) = spoken.get(*code) else { continue };
        // Forms beside a number are taken whole from one language, with its rules.
        let whole = |table: &str| words.contains_key(&format!("{table}.other"));
        let fresh: Vec<_> = words
            .iter()
            .filter(|(key, _)| {
                form(key).is_none_or(|(table, _)| whole(table) && !speech.has(&format!("{table}.other")))
            })
            .collect();
        for (key, text) in fresh {
            speech.add(key, Word { text: text.clone(), of: (*code).to_owned() });
        }
    }
    (base != language.id.as_str() || !speech.is_empty()).then_some(speech)
}

fn missing(desk: &mut Desk<'_>, lang: &str) {
    let path = format!("words/{lang}/interface.toml");
    let named = desk.ledger.defined.iter().find(|named| named.noun == Noun::Language && named.id == lang);
    let Some(at) = named.map(|named| named.at.clone()).filter(|_| !desk.ledger.is_broken(&[&path])) else { return };
    let message = format!("neither the program nor {path} has interface words in `{lang}`");
    let help = "until there are some, titles and keys are told in another language";
    desk.ledger.note(desk.files, "missing-interface", Severity::Warning, &at, message, help);
}
