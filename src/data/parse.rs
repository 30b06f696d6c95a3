//! From the text of a file to its shape, telling every problem of the file and not only the first.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ledger::{At, Desk};
use super::problem::{Severity, is_hidden};

/// Longest text, in characters (R59).
const TEXT: usize = 4_000;
/// Tables within tables.
const DEPTH: usize = 16;
/// Problems of one file that are told before giving up on it.
const ENOUGH: usize = 20;

type Table<'a> = Spanned<DeTable<'a>>;

/// Reads a file as a shape. `None` = it cannot be used; the problems say why.
pub(super) fn shape<T: DeserializeOwned>(desk: &mut Desk<'_>) -> Option<T> {
    let text = desk.files.get(desk.file).map(|file| file.text.as_ref())?;
    let table = table(desk, text)?;
    let mut dropped: Vec<Range<usize>> = Vec::new();
    loop {
        // The error of a value with a problem is told, then the value is taken out and the rest read on.
        let mut rest = table.clone();
        for span in &dropped {
            take_out(rest.get_mut(), span);
        }
        let error = match T::deserialize(toml::de::Deserializer::from(rest)) {
            Ok(shape) if dropped.is_empty() => return Some(shape),
            Ok(_) => return None,
            Err(error) => error,
        };
        let span = error.span().unwrap_or(0..0);
        let again = dropped.contains(&span);
        if again || (dropped.is_empty() || !error.message().starts_with("missing field")) {
            tell(desk, error.message(), span.clone());
        }
        if again || dropped.len() >= ENOUGH || !take_out(table.clone().get_mut(), &span) {
            return None;
        }
        dropped.push(span);
    }
}

/// Parses the text; tells every syntax error and whatever stands in it that may not.
fn table<'a>(desk: &mut Desk<'_>, text: &'a str) -> Option<Table<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(ENOUGH) {
        let span = error.span().unwrap_or(0..0);
        let help = "mend the TOML here; https://toml.io shows how it is written";
        note(desk, "syntax", span, error.message().replace('\n', ", "), help);
    }
    if !errors.is_empty() {
        return None;
    }
    let before = desk.ledger.problems.len();
    for (key, value) in table.get_ref() {
        inspect_text(desk, key.get_ref(), key.span());
        inspect(desk, value, 1);
    }
    (desk.ledger.problems.len() == before).then_some(table)
}

fn inspect(desk: &mut Desk<'_>, value: &Spanned<DeValue<'_>>, depth: usize) {
    if depth > DEPTH {
        let message = format!("tables within tables, more than {DEPTH}");
        return note(desk, "too-large", value.span(), message, "make it flatter");
    }
    match value.get_ref() {
        DeValue::String(text) => inspect_text(desk, text, value.span()),
        DeValue::Array(values) => values.iter().for_each(|value| inspect(desk, value, depth + 1)),
        DeValue::Table(table) => {
            for (key, value) in table {
                inspect_text(desk, key.get_ref(), key.span());
                inspect(desk, value, depth + 1);
            }
        }
        _ => {}
    }
}

fn inspect_text(desk: &mut Desk<'_>, text: &str, span: Range<usize>) {
    if text.chars().count() > TEXT {
        note(desk, "too-large", span, format!("a text of more than {TEXT} characters"), "make it shorter");
    } else if let Some(c) = text.chars().find(|c| is_hidden(*c)) {
        let message = format!("a hidden character, U+{:04X}", u32::from(c));
        note(desk, "hidden-character", span, message, "take it out: it could change what a reader sees");
    }
}

fn note(desk: &mut Desk<'_>, rule: &'static str, span: Range<usize>, message: String, help: &str) {
    let at = At { file: desk.file, span };
    desk.ledger.note(desk.files, rule, Severity::Error, &at, message, help.to_owned());
}

/// Tells an error of serde under the name of a rule.
fn tell(desk: &mut Desk<'_>, message: &str, span: Range<usize>) {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field") {
        let (name, known) = quoted.split_first().map_or(("", &[][..]), |(name, known)| (*name, known));
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        note(desk, "unknown-key", span, format!("unknown key `{name}`"), &help);
    } else if message.starts_with("missing field") {
        let name = quoted.first().copied().unwrap_or_default();
        note(desk, "missing-key", span, format!("`{name}` is missing"), "data/README.md lists what belongs here");
    } else {
        note(desk, "wrong-type", span, message.replace('\n', " "), "data/README.md shows what is written here");
    }
}

/// The known name a misspelled one most likely stands for.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    known
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Takes the key or value with a span out of a table; false when there is none.
fn take_out(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    let own = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span);
    if let Some(key) = own.map(|(key, _)| key.clone()) {
        return table.remove(key.get_ref().as_ref()).is_some();
    }
    table.iter_mut().any(|(_, value)| take_out_of_value(value.get_mut(), span))
}

fn take_out_of_value(value: &mut DeValue<'_>, span: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => take_out(table, span),
        DeValue::Array(values) => values.iter_mut().any(|value| take_out_of_value(value.get_mut(), span)),
        _ => false,
    }
}

/// The texts of a words file, dotted keys and values with their places. Tables of tables of texts, nothing else.
pub(super) fn texts(desk: &mut Desk<'_>) -> Vec<(String, String, Range<usize>)> {
    let mut out = Vec::new();
    let text = desk.files.get(desk.file).map(|file| file.text.as_ref()).unwrap_or_default();
    if let Some(table) = table(desk, text) {
        flatten(desk, table.get_ref(), "", &mut out);
    }
    out
}

fn flatten(desk: &mut Desk<'_>, table: &DeTable<'_>, prefix: &str, out: &mut Vec<(String, String, Range<usize>)>) {
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        match value.get_ref() {
            DeValue::String(text) => out.push((name, text.to_string(), value.span())),
            DeValue::Table(inner) => flatten(desk, inner, &format!("{name}."), out),
            _ => note(desk, "wrong-type", value.span(), format!("`{name}` is no text"), "words are texts in quotes"),
        }
    }
}
