//! How much of the original a translation has: told file by file, or in one line where it has what the pack asks for.

use std::collections::BTreeMap;

use super::words::Texts;
use crate::data::files::File;
use crate::data::ledger::{Floor, Ledger, Said};
use crate::data::problem::Severity;

const UNTIL: &str = "until it has one, the reader sees another language, marked as such";

/// Compares a language with the original: `[original, lang]`.
pub(super) fn check(
    files: &[File],
    ledger: &mut Ledger,
    [original, lang]: [&str; 2],
    originals: &Texts<'_>,
    translated: &Texts<'_>,
) {
    // A language grows file by file.
    let mut lacking: BTreeMap<String, Vec<&Said>> = BTreeMap::new();
    for (key, source) in originals {
        if translated.get(key).is_none_or(|said| said.text.trim().is_empty()) {
            lacking.entry(format!("words/{lang}/{}.toml", source.file)).or_default().push(source);
        }
    }
    let Some(floor) = ledger.floors.get(lang).cloned() else { return by_file(files, ledger, &lacking) };
    // What a file that cannot be read may say cannot be counted; it has a problem of its own.
    let missing: usize = lacking.values().map(Vec::len).sum();
    if missing == 0 || ledger.is_broken(&[format!("words/{lang}"), format!("words/{original}")]) {
        return;
    }
    let there = originals.len() - missing;
    // Thousandths, as `list languages` tells them.
    let share = (there * 1000).checked_div(originals.len()).and_then(|share| u32::try_from(share).ok()).unwrap_or(0);
    let share = f64::from(share) / 1000.0;
    let count = format!("{share} of the texts of `{original}`, {there} of {}", originals.len());
    let Floor { share: least, at } = floor;
    if share < least {
        let message = format!("`{lang}` has {count}; {least} is asked for");
        let help = "translate what is told as missing, or ask for less";
        ledger.note(files, "low-coverage", Severity::Error, &at, message, help);
        return by_file(files, ledger, &lacking);
    }
    let message = format!("`{lang}` has {count}; the others are missing in {} files", lacking.len());
    let help =
        "the reader sees another language there, marked as such; with a higher `coverage` they are told file by file";
    ledger.note(files, "missing-translation", Severity::Warning, &at, message, help);
}

/// One line tells what a file still lacks.
fn by_file(files: &[File], ledger: &mut Ledger, lacking: &BTreeMap<String, Vec<&Said>>) {
    for (path, texts) in lacking {
        let Some(first) = texts.iter().min_by_key(|said| said.at.span.start) else { continue };
        if ledger.is_broken(&[path]) {
            continue;
        }
        let message = match texts.len() {
            1 => format!("`{}` has no text in {path}", first.key),
            many => format!("`{}` and {} more have no text in {path}", first.key, many - 1),
        };
        ledger.note(files, "missing-translation", Severity::Warning, &first.at, message, UNTIL);
    }
}
