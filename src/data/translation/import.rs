//! The table a translator has filled in: every row is checked before one is used.

use std::collections::{BTreeMap, BTreeSet};

use super::csv::{self, Row};
use super::layout::Layout;
use super::{Change, Fault, MADE_FROM, REVIEW, Text, Translations, path};
use crate::data::parse::TEXT;
use crate::data::problem::is_hidden;
use crate::data::rules::{different, fact};
use crate::model::fingerprint::Fingerprint;
use crate::model::words::{Part, parts};

/// Who has checked every text of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The name.
    pub by: String,
    /// The day, as 2026-11-23.
    pub on: String,
}

/// What an import would write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The files.
    pub changes: Vec<Change>,
    /// New and changed texts.
    pub texts: usize,
    /// Texts that are marked as checked.
    pub reviewed: usize,
}

/// A row that is not good, or a table that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {what}")]
pub struct Refused {
    /// The line of the table, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl Translations {
    /// What a table of a language changes. With a review, every translated row of it counts as checked.
    ///
    /// # Errors
    /// When the pack is not translated into the language, or a file cannot be written.
    pub fn import(
        &self,
        lang: &str,
        table: &str,
        review: Option<&Review>,
    ) -> Result<Result<Written, Vec<Refused>>, Fault> {
        let texts = self.texts(lang)?;
        let rows = match Rows::read(table) {
            Ok(rows) => rows,
            Err(refused) => return Ok(Err(vec![refused])),
        };
        let known: BTreeMap<(&str, &str), &Text<'_>> = texts.iter().map(|text| ((text.file, text.key), text)).collect();
        let (mut good, mut refused, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for row in &rows.0 {
            let text = known.get(&(row.file.as_str(), row.key.as_str())).copied();
            let fault = match text {
                None => Some(format!("nothing is called `{}` in {}", row.key, row.file)),
                Some(_) if !seen.insert((&row.file, &row.key)) => Some(format!("`{}` stands here twice", row.key)),
                Some(text) => self.fault(text, row).map(|fault| format!("{} `{}`: {fault}", row.file, row.key)),
            };
            match (fault, text) {
                (Some(what), _) => refused.push(Refused { line: row.line, what }),
                (None, Some(text)) if !row.translation.is_empty() => good.push((text, row.translation.as_str())),
                (None, _) => {}
            }
        }
        if !refused.is_empty() {
            return Ok(Err(refused));
        }
        self.apply(lang, &good, review).map(Ok)
    }

    /// What is wrong with a row about a text.
    fn fault(&self, text: &Text<'_>, row: &Translated) -> Option<String> {
        if row.original != lines(text.original) {
            return Some(format!("outdated: the Italian reads now: {}", text.original));
        }
        let new = row.translation.as_str();
        if new.is_empty() {
            return text
                .translation
                .map(|_| "the translation is empty, and there is one: leave the row out instead".into());
        }
        if text.translation.is_some_and(|there| lines(there) == new) {
            return None;
        }
        if let Some(broken) = parts(new).into_iter().find_map(|part| match part {
            Part::Broken(text) => Some(text),
            _ => None,
        }) {
            return Some(format!("`{broken}` is no placeholder"));
        }
        if let Some(message) = different(text.original, new) {
            return Some(format!("it {message}"));
        }
        if let Some(c) = new.chars().find(|c| is_hidden(*c)) {
            return Some(format!("a hidden character, U+{:04X}", u32::from(c)));
        }
        let plain = |new| {
            parts(new).into_iter().filter_map(|part| match part {
                Part::Plain(text) => Some(text),
                _ => None,
            })
        };
        if let Some((typed, kind)) = plain(new).find_map(|text| fact(text, &self.allow)) {
            return Some(format!("{kind} typed into words: `{typed}`"));
        }
        if let Some(sign) = plain(new).find_map(markup) {
            return Some(format!("markup, `{sign}`: words are plain text"));
        }
        (new.chars().count() > TEXT).then(|| format!("more than {TEXT} characters"))
    }

    fn apply(&self, lang: &str, rows: &[(&Text<'_>, &str)], review: Option<&Review>) -> Result<Written, Fault> {
        let mut written = Written::default();
        let mut files: BTreeMap<&str, Vec<&(&Text<'_>, &str)>> = BTreeMap::new();
        for row in rows {
            files.entry(row.0.file).or_default().push(row);
        }
        for (file, rows) in files {
            let no_place = || Fault::Layout(path(lang, file));
            let original = self.file(&self.original, file).ok_or_else(no_place)?;
            let empty = Layout::of("").ok_or_else(no_place)?;
            let there = self.file(lang, file).unwrap_or(&empty);
            let mut layout = there.clone();
            for (text, new) in rows {
                let is_new = text.translation.is_none_or(|there| lines(there) != *new);
                if !is_new && review.is_none() {
                    continue;
                }
                if is_new {
                    if !layout.replace(text.key, new) {
                        layout.add(original, text.key, new).ok_or_else(no_place)?;
                    }
                    written.texts += 1;
                }
                note(&mut layout, MADE_FROM, text.key, &Fingerprint::of(text.original).to_string());
                match review {
                    Some(Review { by, on }) => {
                        let print = Fingerprint::of(if is_new { new } else { text.translation.unwrap_or_default() });
                        note(&mut layout, REVIEW, text.key, &format!("{by}, {on}, {print}"));
                        written.reviewed += 1;
                    }
                    // Whoever checked the old text has not seen this one.
                    None => layout.remove(&format!("{REVIEW}.{}", text.key)),
                }
            }
            if layout != *there {
                written.changes.push(Self::change(lang, file, &layout, rows_of(&layout, there))?);
            }
        }
        Ok(written)
    }
}

fn rows_of(new: &Layout, old: &Layout) -> usize {
    let old = old.texts();
    new.texts().iter().filter(|(key, text)| old.get(*key) != Some(*text)).count()
}

fn note(layout: &mut Layout, table: &str, key: &str, text: &str) {
    if !layout.replace(&format!("{table}.{key}"), text) {
        layout.note(table, key, text);
    }
}

/// A text as a spreadsheet may give it back.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// The first sign of a text that some other program would take for markup.
fn markup(text: &str) -> Option<&str> {
    const SIGNS: [&str; 10] = ["<", ">", "[", "]", "*", "`", "__", "\\", "&#", "&amp;"];
    SIGNS.into_iter().find_map(|sign| text.find(sign).and_then(|at| text.get(at..at + sign.len())))
}

/// A row that can be read.
struct Translated {
    line: usize,
    file: String,
    key: String,
    original: String,
    translation: String,
}

/// The rows of a table.
struct Rows(Vec<Translated>);

impl Rows {
    fn read(table: &str) -> Result<Self, Refused> {
        let rows = csv::read(table).map_err(|error| Refused { line: error.line, what: error.what.to_owned() })?;
        let mut rows = rows.into_iter();
        let head = rows.next().map(|row| row.fields).unwrap_or_default();
        let column = |name: &str| {
            let at = head.iter().position(|field| field.trim().eq_ignore_ascii_case(name));
            at.ok_or_else(|| Refused { line: 1, what: format!("there is no column `{name}`") })
        };
        let (file, key, original, translation) =
            (column("file")?, column("key")?, column("italian")?, column("translation")?);
        let read = |row: Row| {
            if row.fields.len() != head.len() {
                let what = format!("{} fields, but the table has {} columns", row.fields.len(), head.len());
                return Err(Refused { line: row.line, what });
            }
            let field = |at: usize| row.fields.get(at).map(|field| lines(field)).unwrap_or_default();
            let (file, key, original, translation) = (field(file), field(key), field(original), field(translation));
            Ok(Translated { line: row.line, file, key, original, translation })
        };
        rows.map(read).collect::<Result<_, _>>().map(Self)
    }
}
