//! From the text of a file to its shape, telling every problem of the file and not only the first.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::files::Text;
use super::ledger::{At, Desk};
use super::problem::{Severity, is_hidden};

/// Longest text, in characters (R59).
pub(super) const TEXT: usize = 4_000;
/// Tables within tables.
const DEPTH: usize = 16;
/// Keys and values of one file.
const ENTRIES: usize = 200_000;
/// Problems of one file that are told before giving up on it.
const ENOUGH: usize = 20;

type Table<'a> = Spanned<DeTable<'a>>;

/// Reads a file as a shape, as far as it can be understood: what has no place in it is told and taken out, so that
/// the rest can be checked in the same run. `None` = nothing can be made of it; the problems say why.
pub(super) fn shape<T: DeserializeOwned>(desk: &mut Desk<'_>) -> Option<T> {
    let text = desk.files.get(desk.file).map(|file| &*file.text)?;
    let whole = table(desk, text)?;
    // Nearly every file is good and is read once; only one that is not is parsed again, to be read on piece by piece.
    if let Ok(shape) = T::deserialize(toml::de::Deserializer::from(whole)) {
        return Some(shape);
    }
    let (mut table, _) = DeTable::parse_recoverable(text);
    let mut taken: Vec<Taken> = Vec::new();
    while taken.len() < ENOUGH {
        let error = match T::deserialize(toml::de::Deserializer::from(table.clone())) {
            Ok(shape) => return Some(shape),
            Err(error) => error,
        };
        let span = error.span().unwrap_or(0..0);
        let missing = error.message().strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        let is_taken = |key| taken.iter().any(|taken| taken.table == span && taken.key == key);
        if !missing.is_some_and(is_taken) {
            tell(desk, error.message(), span.clone());
        }
        desk.breaks();
        let place = table.span();
        taken.push(take_out(table.get_mut(), &place, &span, suggestion(error.message()))?);
    }
    None
}

/// Parses the text; tells every syntax error and whatever stands in it that may not.
fn table<'a>(desk: &mut Desk<'_>, text: &'a str) -> Option<Table<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(ENOUGH) {
        let span = error.span().unwrap_or(0..0);
        let help = "mend the TOML here; https://toml.io shows how it is written";
        note(desk, "syntax", span, error.message().replace('\n', ", "), help);
    }
    let mut entries = 0;
    if errors.is_empty() && !desk.ledger.checked {
        inspect_table(desk, table.get_ref(), 0, &mut entries);
    }
    if entries > ENTRIES {
        note(desk, "too-large", 0..0, format!("more than {ENTRIES} keys and values"), "split the file");
    }
    let usable = errors.is_empty() && entries <= ENTRIES;
    if !usable {
        desk.breaks();
    }
    usable.then_some(table)
}

fn inspect_table(desk: &mut Desk<'_>, table: &DeTable<'_>, depth: usize, entries: &mut usize) {
    for (key, value) in table {
        inspect_text(desk, key.get_ref(), key.span());
        inspect(desk, value, depth + 1, entries);
    }
}

fn inspect(desk: &mut Desk<'_>, value: &Spanned<DeValue<'_>>, depth: usize, entries: &mut usize) {
    *entries += 1;
    if *entries > ENTRIES {
        return;
    }
    if depth > DEPTH {
        let message = format!("tables within tables, more than {DEPTH}");
        return note(desk, "too-large", value.span(), message, "make it flatter");
    }
    match value.get_ref() {
        DeValue::String(text) => inspect_text(desk, text, value.span()),
        DeValue::Array(values) => values.iter().for_each(|value| inspect(desk, value, depth + 1, entries)),
        DeValue::Table(table) => inspect_table(desk, table, depth, entries),
        _ => {}
    }
}

fn inspect_text(desk: &mut Desk<'_>, text: &str, span: Range<usize>) {
    if text.chars().count() > TEXT {
        note(desk, "too-large", span, format!("a text of more than {TEXT} characters"), "make it shorter");
    } else if let Some((at, c)) = text.char_indices().find(|(_, c)| is_hidden(*c)) {
        let place = desk.within(span, text, at..at + c.len_utf8());
        let message = format!("a hidden character, U+{:04X}", u32::from(c));
        note(desk, "hidden-character", place, message, "take it out: it could change what a reader sees");
    }
}

fn note(desk: &mut Desk<'_>, rule: &'static str, span: Range<usize>, message: String, help: &str) {
    let at = At { file: desk.file, span };
    desk.ledger.note(desk.files, rule, Severity::Error, &at, message, help);
}

/// Tells an error of serde under the name of a rule.
fn tell(desk: &mut Desk<'_>, message: &str, span: Range<usize>) {
    if let Some((name, known)) = unknown(message) {
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        note(desk, "unknown-key", span, format!("unknown key `{name}`"), &help);
    } else if message.starts_with("missing field") {
        let name = message.split('`').nth(1).unwrap_or_default();
        note(desk, "missing-key", span, format!("`{name}` is missing"), "data/README.md lists what belongs here");
    } else {
        note(desk, "wrong-type", span, in_plain_words(message), "data/README.md shows what is written here");
    }
}

/// The key of an error about an unknown one, and those that are known.
fn unknown(message: &str) -> Option<(&str, Vec<&str>)> {
    let mut quoted = message.strip_prefix("unknown field")?.split('`').skip(1).step_by(2);
    Some((quoted.next()?, quoted.collect()))
}

/// What an unknown key most likely stands for.
fn suggestion(message: &str) -> Option<&str> {
    let (name, known) = unknown(message)?;
    nearest(name, known.into_iter())
}

/// "invalid type: integer `1`, expected a string" without the words of a programmer.
fn in_plain_words(message: &str) -> String {
    let message = message.replace('\n', " ");
    let sorts = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let Some((found, wanted)) = sorts.and_then(|sorts| sorts.split_once(", expected ")) else { return message };
    let wanted = match wanted {
        "a string" | "a borrowed string" => "a text in quotes",
        "a sequence" => "a list in [ ]",
        "a boolean" => "true or false",
        "u32" | "i64" => "a whole number, 0 or more",
        "f64" => "a number with a decimal point",
        "a TOML datetime" => "a date without quotes (2026-11-23)",
        "a map" => "a table { }",
        wanted if wanted.starts_with("struct ") => "a table { }",
        wanted => wanted,
    };
    let found = match found.split_once(' ') {
        Some(("string", text)) => format!("the text {text}"),
        Some(("boolean", value)) => value.to_owned(),
        _ if found == "map" => "a table".to_owned(),
        _ if found == "sequence" => "a list".to_owned(),
        _ => found.to_owned(),
    };
    format!("{wanted} is expected here, not {found}")
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

/// What was taken out of a table, to know what will be missed there.
struct Taken {
    /// Place of the table.
    table: Range<usize>,
    key: String,
}

/// Takes the key or value with a span out of a table. An unknown key that most likely stands for a known one is read
/// as that one. `None` = there is nothing with this span.
fn take_out(table: &mut DeTable<'_>, place: &Range<usize>, span: &Range<usize>, meant: Option<&str>) -> Option<Taken> {
    let own = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span);
    if let Some(key) = own.map(|(key, _)| key.get_ref().to_string()) {
        let (_, value) = table.remove_entry(key.as_str())?;
        if let Some(meant) = meant.filter(|meant| !table.contains_key(*meant)) {
            table.insert(Spanned::new(span.clone(), meant.to_owned().into()), value);
        }
        return Some(Taken { table: place.clone(), key });
    }
    table.iter_mut().find_map(|(_, value)| take_out_of_value(value, span, meant))
}

fn take_out_of_value(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>, meant: Option<&str>) -> Option<Taken> {
    let place = value.span();
    match value.get_mut() {
        DeValue::Table(table) => take_out(table, &place, span, meant),
        DeValue::Array(values) if values.iter().any(|value| value.span() == *span) => {
            *values =
                std::mem::replace(values, DeArray::new()).into_iter().filter(|value| value.span() != *span).collect();
            Some(Taken { table: place, key: String::new() })
        }
        DeValue::Array(values) => values.iter_mut().find_map(|value| take_out_of_value(value, span, meant)),
        _ => None,
    }
}

/// A text of a words file: its dotted key, itself, its place.
pub(super) type Found<'a> = (String, Cow<'a, str>, Range<usize>);

/// The texts of a words file, in tables of tables of texts and nothing else. Those of the binary are not copied.
pub(super) fn texts(desk: &mut Desk<'_>) -> Vec<Found<'static>> {
    let mut out = Vec::new();
    let Some(file) = desk.files.get(desk.file) else { return out };
    if let Text::Shipped(text) = file.text {
        if let Some(table) = table(desk, text) {
            flatten(desk, table.into_inner(), "", &mut out);
        }
    } else if let Some(table) = table(desk, &file.text) {
        let mut found = Vec::new();
        flatten(desk, table.into_inner(), "", &mut found);
        out.extend(found.into_iter().map(|(key, text, span)| (key, Cow::Owned(text.into_owned()), span)));
    }
    out
}

fn flatten<'a>(desk: &mut Desk<'_>, table: DeTable<'a>, prefix: &str, out: &mut Vec<Found<'a>>) {
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) => out.push((name, text, span)),
            DeValue::Table(inner) => flatten(desk, inner, &format!("{name}."), out),
            _ => {
                note(desk, "wrong-type", span, format!("`{name}` is no text"), "words are texts in quotes");
                desk.breaks();
            }
        }
    }
}
