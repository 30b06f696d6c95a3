//! Writes into an entity's file that the office itself has said so: two values change, or one is added, and every other
//! byte of the file stays as it was.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::is_hidden;

/// A group of facts an office can confirm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Its hours.
    Hours,
    /// One of its phones.
    Phones,
    /// One of its addresses.
    Address,
    /// One of its mails.
    Email,
}

impl Group {
    /// The key in the office's table, and those that tell one entry from another, the plainest first.
    fn keys(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Hours => ("hours", &["osm"]),
            Self::Phones => ("phones", &["number", "short"]),
            Self::Address => ("addresses", &["street", "place", "town"]),
            Self::Email => ("emails", &["value"]),
        }
    }

    /// Whether what is typed names a value of the pack. A number may be typed as one dials it.
    fn names(self, value: &str, typed: &str) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        match self {
            Self::Phones if !digits(typed).is_empty() => {
                let (value, typed) = (digits(value), digits(typed));
                value == typed || value.strip_prefix("39").is_some_and(|national| national == typed)
            }
            _ => value.trim().to_lowercase() == typed.trim().to_lowercase(),
        }
    }
}

/// What the office said.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// The office in the entity.
    pub office: &'a str,
    /// What it confirmed.
    pub group: Group,
    /// Which of several.
    pub which: Option<&'a str>,
    /// The day it did.
    pub on: NaiveDate,
    /// Who asked, or who answered.
    pub by: &'a str,
}

/// A file with a confirmation in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The whole text.
    pub text: String,
    /// The line that changed, from 1.
    pub line: usize,
    /// The value that is confirmed now.
    pub value: String,
    /// What stood there before: `2026-11-23, URP`.
    pub before: Option<String>,
}

/// Why nothing can be confirmed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no such office.
    #[error("there is no such office")]
    Office,
    /// The office has nothing of the kind.
    #[error("the office has no {0}: what is not known cannot be confirmed")]
    Nothing(&'static str),
    /// It has several.
    #[error("the office has several {0}: say which")]
    Several(&'static str, Vec<String>),
    /// It has none that is called so.
    #[error("the office has no such entry in {0}")]
    Unknown(&'static str, Vec<String>),
    /// A name no file should hold.
    #[error("who confirmed is a name of 1 to 120 characters, without hidden ones")]
    Name,
    /// The file is written in a way that is not understood.
    #[error("the file is written in a way that cannot be changed here")]
    Shape,
}

type Place<'a> = Spanned<DeValue<'a>>;

/// Writes it into the text of `entities/ID.toml`.
///
/// # Errors
/// When the office, or the one entry that is meant, is not there.
pub fn confirm(text: &str, word: &Word<'_>) -> Result<Confirmation, Refused> {
    let by = word.by.trim();
    if !(1..=120).contains(&by.chars().count()) || by.chars().any(|c| is_hidden(c) || c == '\n') {
        return Err(Refused::Name);
    }
    let file = DeTable::parse(text).map_err(|_| Refused::Shape)?;
    let entry = entry(file.get_ref(), word)?;
    let DeValue::Table(table) = entry.get_ref() else { return Err(Refused::Shape) };
    let by = format!("\"{}\"", by.replace('\\', "\\\\").replace('"', "\\\""));
    let on = word.on.to_string();
    let (edits, before) = match table.get("confirmed").map(Spanned::get_ref) {
        Some(DeValue::Table(old)) => {
            let (Some(day), Some(name)) = (old.get("on"), old.get("by")) else { return Err(Refused::Shape) };
            let was = format!("{}, {}", written(text, day), name.get_ref().as_str().unwrap_or_default());
            (vec![(day.span(), on), (name.span(), by)], Some(was))
        }
        Some(_) => return Err(Refused::Shape),
        None => {
            let end = table.iter().map(|(_, value)| value.span().end).max().ok_or(Refused::Shape)?;
            // Only a table in braces has a place behind its last value.
            if !text.get(entry.span()).is_some_and(|entry| entry.starts_with('{')) {
                return Err(Refused::Shape);
            }
            (vec![(end..end, format!(", confirmed = {{ on = {on}, by = {by} }}"))], None)
        }
    };
    let first = edits.iter().map(|(span, _)| span.start).min().unwrap_or_default();
    let line = text.get(..first).unwrap_or_default().matches('\n').count() + 1;
    let value = called(entry, word.group).unwrap_or_default().to_owned();
    Ok(Confirmation { text: edited(text, edits).ok_or(Refused::Shape)?, line, value, before })
}

/// The one entry that is meant.
fn entry<'a, 'b>(file: &'b DeTable<'a>, word: &Word<'_>) -> Result<&'b Place<'a>, Refused> {
    let (key, _) = word.group.keys();
    let offices = file.get("office").and_then(|offices| offices.get_ref().as_array()).ok_or(Refused::Office)?;
    let is_it = |office: &&DeTable<'a>| {
        office.get("id").and_then(|id| id.get_ref().as_str()).is_some_and(|id| id == word.office)
    };
    let mut tables = offices.iter().filter_map(|office| office.get_ref().as_table());
    let office = tables.find(is_it).ok_or(Refused::Office)?;
    let group = office.get(key).ok_or(Refused::Nothing(key))?;
    let entries: Vec<&Place<'a>> = match group.get_ref() {
        DeValue::Array(entries) => entries.iter().collect(),
        _ => vec![group],
    };
    let names = || entries.iter().filter_map(|entry| called(entry, word.group)).map(str::to_owned).collect();
    let Some(typed) = word.which else {
        return match entries.as_slice() {
            [] => Err(Refused::Nothing(key)),
            [one] => Ok(one),
            _ => Err(Refused::Several(key, names())),
        };
    };
    let (_, keys) = word.group.keys();
    let meant = |entry: &&&Place<'a>| {
        let table = entry.get_ref().as_table();
        let values = keys.iter().filter_map(|key| table?.get(*key)?.get_ref().as_str());
        values.into_iter().any(|value| word.group.names(value, typed))
    };
    match entries.iter().filter(meant).copied().collect::<Vec<_>>().as_slice() {
        [] => Err(Refused::Unknown(key, names())),
        [one] => Ok(one),
        _ => Err(Refused::Several(key, names())),
    }
}

/// What an entry is called.
fn called<'b>(entry: &'b Place<'_>, group: Group) -> Option<&'b str> {
    let table = entry.get_ref().as_table()?;
    group.keys().1.iter().find_map(|key| table.get(*key)?.get_ref().as_str())
}

fn written<'a>(text: &'a str, value: &Place<'_>) -> &'a str {
    text.get(value.span()).unwrap_or_default()
}

/// The text with some places written anew.
fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> Option<String> {
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len() + 80);
    let mut from = 0;
    for (span, new) in edits {
        out.push_str(text.get(from..span.start)?);
        out.push_str(&new);
        from = span.end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"kind = "office" # a comment
[[office]]
id = "first"
hours = { osm = "Mo 09:00-12:00; PH off", source = "s", confidence = "high" } # by phone
[[office]]
id = "second"
addresses = [{ street = "Via Roma 1", town = "Esempio", source = "s", confidence = "high" }]
phones = [
  { number = "+390187111111", source = "s", confidence = "low" },   # old
  { number = "+390187222222", confirmed = { by = "A", on = 2026-01-02 }, source = "s", confidence = "low" },
  { short = "1522", source = "s", confidence = "low", },
]
"#;

    fn said<'a>(office: &'a str, group: Group, which: Option<&'a str>) -> Word<'a> {
        Word { office, group, which, on: "2026-11-20".parse().unwrap(), by: "URP, \"Anna\"" }
    }

    fn line(office: &str, group: Group, which: Option<&str>) -> (usize, String) {
        let done = confirm(FILE, &said(office, group, which)).unwrap();
        let (old, new): (Vec<_>, Vec<_>) = (FILE.lines().collect(), done.text.lines().collect());
        assert_eq!(old.len(), new.len());
        let changed: Vec<usize> = (0..old.len()).filter(|at| old[*at] != new[*at]).collect();
        assert_eq!(changed, [done.line - 1]);
        (done.line, new[done.line - 1].to_owned())
    }

    #[test]
    fn one_line_changes_and_nothing_else() {
        let confirmed = r#"confirmed = { on = 2026-11-20, by = "URP, \"Anna\"" }"#;
        let hours = r#"hours = { osm = "Mo 09:00-12:00; PH off", source = "s", confidence = "high", "#;
        assert_eq!(line("first", Group::Hours, None), (4, format!("{hours}{confirmed} }} # by phone")));
        let first = r#"  { number = "+390187111111", source = "s", confidence = "low", "#;
        assert_eq!(line("second", Group::Phones, Some("0187 111111")), (9, format!("{first}{confirmed} }},   # old")));
        let short = r#"  { short = "1522", source = "s", confidence = "low", "#;
        assert_eq!(line("second", Group::Phones, Some("1522")), (11, format!("{short}{confirmed}, }},")));
        assert_eq!(line("second", Group::Address, None).0, 7);
        assert_eq!(line("second", Group::Address, Some("via roma 1")).0, 7);
    }

    #[test]
    fn an_older_confirmation_is_written_over_in_its_place() {
        let (at, text) = line("second", Group::Phones, Some("+390187222222"));
        let new = r#"confirmed = { by = "URP, \"Anna\"", on = 2026-11-20 }, source"#;
        assert!(at == 10 && text.contains(new), "{text}");
        let done = confirm(FILE, &said("second", Group::Phones, Some("0187222222"))).unwrap();
        assert_eq!(done.before.as_deref(), Some("2026-01-02, A"));
        assert_eq!(done.value, "+390187222222");
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let refused = |office, group, which| confirm(FILE, &said(office, group, which)).unwrap_err();
        assert_eq!(refused("third", Group::Hours, None), Refused::Office);
        assert_eq!(refused("second", Group::Hours, None), Refused::Nothing("hours"));
        assert_eq!(refused("first", Group::Email, Some("a@b.it")), Refused::Nothing("emails"));
        let all = || ["+390187111111", "+390187222222", "1522"].map(str::to_owned).to_vec();
        assert_eq!(refused("second", Group::Phones, None), Refused::Several("phones", all()));
        assert_eq!(refused("second", Group::Phones, Some("0187")), Refused::Unknown("phones", all()));
        for by in ["", "  ", "a\nb", "a\u{202e}b", &"x".repeat(121)] {
            let word = Word { by, ..said("first", Group::Hours, None) };
            assert_eq!(confirm(FILE, &word), Err(Refused::Name), "{by:?}");
        }
    }

    #[test]
    fn tables_without_braces_are_left_alone() {
        let file = "[[office]]\nid = \"first\"\n[office.hours]\nosm = \"24/7\"\n";
        assert_eq!(confirm(file, &said("first", Group::Hours, None)), Err(Refused::Shape));
    }
}
