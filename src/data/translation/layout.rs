//! A words file as it is laid out: sections of lines. Put together again it is the same file to the byte, so a tool
//! that changes one text leaves every other line, comment and blank where it was.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The first has no header.
    pub(super) sections: Vec<Section>,
    /// What follows the last line that says something.
    tail: String,
    newline: &'static str,
}

/// A table of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// Blank lines and comments before its header.
    lead: String,
    /// The line of its header.
    header: String,
    /// Its name, dotted; empty for the first.
    pub(super) name: String,
    pub(super) entries: Vec<Entry>,
}

/// A text with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Blank lines and comments before it.
    lead: String,
    /// `key = `, as it is written.
    left: String,
    literal: String,
    /// The rest of its line.
    right: String,
    /// Its name in the file, dotted.
    pub(super) key: String,
    pub(super) text: String,
}

struct Leaf {
    key: String,
    text: String,
    span: Range<usize>,
}

impl Layout {
    /// Takes a file apart; nothing when it is no TOML, or not a text to a line.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut leaves = Vec::new();
        gather(DeTable::parse(text).ok()?.into_inner(), "", &mut leaves)?;
        leaves.sort_by_key(|leaf| leaf.span.start);
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut layout =
            Self { sections: vec![Section::new(String::new(), String::new())], tail: String::new(), newline };
        let mut leaves = leaves.into_iter().peekable();
        let (mut at, mut lead) = (0, String::new());
        while at < text.len() {
            let rest = text.get(at..)?;
            let line = rest.split_inclusive('\n').next()?;
            let start = line.trim_start();
            if start.is_empty() || start.starts_with('#') {
                lead.push_str(line);
            } else if start.starts_with('[') {
                let mut section = Section::new(line.to_owned(), header_name(line)?);
                section.lead = std::mem::take(&mut lead);
                layout.sections.push(section);
            } else {
                let found = leaves.next().filter(|leaf| leaf.span.start >= at)?;
                let left = text.get(at..found.span.start)?.to_owned();
                let after = text.get(found.span.end..)?.split_inclusive('\n').next().unwrap_or_default();
                at = found.span.end + after.len();
                // Two texts in a line: a table in braces.
                if left.contains(['\n', '{']) || leaves.peek().is_some_and(|next| next.span.start < at) {
                    return None;
                }
                layout.sections.last_mut()?.entries.push(Entry {
                    lead: std::mem::take(&mut lead),
                    left,
                    literal: text.get(found.span.clone())?.to_owned(),
                    right: after.to_owned(),
                    key: found.key,
                    text: found.text,
                });
                continue;
            }
            at += line.len();
        }
        layout.tail = lead;
        leaves.peek().is_none().then_some(layout)
    }

    /// Puts it together.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for section in &self.sections {
            out.extend([section.lead.as_str(), &section.header]);
            for entry in &section.entries {
                out.extend([entry.lead.as_str(), &entry.left, &entry.literal, &entry.right]);
            }
        }
        out + &self.tail
    }

    /// Every text by its key.
    pub(super) fn texts(&self) -> BTreeMap<&str, &str> {
        self.entries().map(|entry| (entry.key.as_str(), entry.text.as_str())).collect()
    }

    /// All texts in their order.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.sections.iter().flat_map(|section| &section.entries)
    }

    /// Writes another text where one stands; false when none does.
    pub(super) fn replace(&mut self, key: &str, text: &str) -> bool {
        let mut entries = self.sections.iter_mut().flat_map(|section| &mut section.entries);
        let Some(entry) = entries.find(|entry| entry.key == key) else { return false };
        if entry.text != text {
            (entry.literal, entry.text) = (literal(text), text.to_owned());
        }
        true
    }

    /// Adds a text where the original has it: in the same table, behind the same neighbour.
    pub(super) fn add(&mut self, original: &Self, key: &str, text: &str) -> Option<()> {
        let has = |section: &&Section| section.entries.iter().any(|entry| entry.key == key);
        let place = original.sections.iter().position(|section| has(&section))?;
        let model = original.sections.get(place)?;
        let at = model.entries.iter().position(|entry| entry.key == key)?;
        let left = model.entries.get(at)?.left.clone();
        let before: Vec<&str> = model.entries.iter().take(at).map(|entry| entry.key.as_str()).collect();
        let section = if let Some(section) = self.named(&model.name) {
            section
        } else {
            let known = |section: &Section| self.named(&section.name);
            let before = original.sections.iter().take(place).rev().find_map(known).unwrap_or(0);
            let mut section = Section::new(self.line(model.header.trim()), model.name.clone());
            if self.sections.iter().take(before + 1).any(|section| !section.is_blank()) {
                self.newline.clone_into(&mut section.lead);
            }
            self.end_line(before);
            self.sections.insert(before + 1, section);
            // The table behind it stood at the top before.
            let newline = self.newline;
            if let Some(behind) = self.sections.get_mut(before + 2).filter(|behind| behind.lead.is_empty()) {
                newline.clone_into(&mut behind.lead);
            }
            before + 1
        };
        let entries = &self.sections.get(section)?.entries;
        let behind = entries.iter().rposition(|entry| before.contains(&entry.key.as_str())).map_or(0, |at| at + 1);
        self.insert(section, behind, left.trim_start(), key, text)
    }

    /// Adds a text at the end of a table that only has such lines, `[made_from]` or `[review]`.
    pub(super) fn note(&mut self, table: &str, key: &str, text: &str) -> Option<()> {
        let section = if let Some(section) = self.named(table) {
            section
        } else {
            self.end_line(self.sections.len() - 1);
            let mut section = Section::new(self.line(&format!("[{table}]")), table.to_owned());
            // What stood at the end of the file stays there, above the new table.
            section.lead = std::mem::take(&mut self.tail);
            if self.sections.iter().any(|section| !section.is_blank()) && !section.lead.ends_with("\n\n") {
                section.lead.push_str(self.newline);
            }
            self.sections.push(section);
            self.sections.len() - 1
        };
        let end = self.sections.get(section)?.entries.len();
        self.insert(section, end, &format!("{} = ", bare(key)), &format!("{table}.{key}"), text)
    }

    /// Takes a text out with its line, and its table when that is empty then.
    pub(super) fn remove(&mut self, key: &str) {
        for section in &mut self.sections {
            section.entries.retain(|entry| entry.key != key);
        }
        let table = key.split('.').next().unwrap_or_default();
        self.sections.retain(|section| section.name != table || !section.entries.is_empty() || section.name.is_empty());
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.name == name)
    }

    fn line(&self, text: &str) -> String {
        format!("{text}{}", self.newline)
    }

    fn insert(&mut self, section: usize, at: usize, left: &str, key: &str, text: &str) -> Option<()> {
        self.end_line(section);
        let right = self.newline.to_owned();
        let (key, text, left) = (key.to_owned(), text.to_owned(), left.to_owned());
        let entry = Entry { lead: String::new(), left, literal: literal(&text), right, key, text };
        self.sections.get_mut(section)?.entries.insert(at, entry);
        Some(())
    }

    /// Ends the last line of a table, which may be the last of the file.
    fn end_line(&mut self, section: usize) {
        let newline = self.newline;
        let Some(section) = self.sections.get_mut(section) else { return };
        if section.is_blank() {
            return;
        }
        let last = section.entries.last_mut().map_or(&mut section.header, |entry| &mut entry.right);
        if !last.ends_with('\n') {
            last.push_str(newline);
        }
    }
}

impl Section {
    fn new(header: String, name: String) -> Self {
        Self { lead: String::new(), header, name, entries: Vec::new() }
    }

    fn is_blank(&self) -> bool {
        self.header.is_empty() && self.entries.is_empty()
    }
}

fn gather(table: DeTable<'_>, prefix: &str, out: &mut Vec<Leaf>) -> Option<()> {
    for (key, value) in table {
        let key = format!("{prefix}{}", key.get_ref());
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) => out.push(Leaf { key, text: text.into_owned(), span }),
            DeValue::Table(inner) => gather(inner, &format!("{key}."), out)?,
            _ => return None,
        }
    }
    Some(())
}

/// The name in a header, dotted.
fn header_name(line: &str) -> Option<String> {
    let mut table = Spanned::into_inner(DeTable::parse(line).ok()?);
    let mut names: Vec<String> = Vec::new();
    while let Some((key, value)) = table.into_iter().next() {
        names.push(key.get_ref().to_string());
        let DeValue::Table(inner) = value.into_inner() else { return None };
        table = inner;
    }
    Some(names.join("."))
}

/// A text as TOML writes it.
fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.extend(["\\u", &format!("{:04x}", u32::from(c))]),
            c => out.push(c),
        }
    }
    out + "\""
}

/// A dotted key as TOML writes it: ids need no quotes.
fn bare(key: &str) -> String {
    let is_bare = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let parts = key.split('.').map(|part| if is_bare(part) { part.to_owned() } else { literal(part) });
    parts.collect::<Vec<_>>().join(".")
}
