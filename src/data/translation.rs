//! The words of a pack as its translators see them: what is there, what is missing, what the Italian has left behind.
//! All of it is values: a command reads the files, asks here, and writes what comes back.

mod context;
pub mod csv;
mod export;
mod import;
mod layout;
mod stamp;
mod status;

use std::collections::BTreeMap;

use super::build::{self, FileKind};
use super::files::{Files, of_file};
use super::ledger::{Desk, Ledger};
use super::parse::texts;
use super::problem::{Problem, Severity};
use crate::model::fingerprint::Fingerprint;
use layout::Layout;

pub use import::{Refused, Review, Written};
pub use stamp::Stamps;
pub use status::{Count, KINDS};

/// The table of fingerprints: which Italian each text was made from.
pub(super) const MADE_FROM: &str = "made_from";
/// The table of those who checked a text.
pub(super) const REVIEW: &str = "review";

/// The words of all languages, file by file.
#[derive(Debug)]
pub struct Translations {
    original: String,
    languages: Vec<String>,
    /// Names with digits that words may contain.
    allow: Vec<String>,
    /// By language and name below `words/LANG/`, without `.toml`.
    files: BTreeMap<(String, String), Layout>,
}

/// How far a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is not translated.
    Missing,
    /// The original has changed since.
    Outdated,
    /// Nobody has checked it.
    Unreviewed,
    /// Somebody has checked it as it is.
    Good,
}

impl State {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Outdated => "outdated",
            Self::Unreviewed => "unreviewed",
            Self::Good => "good",
        }
    }
}

/// A text of the original with its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// Its file below `words/LANG/`, without `.toml`.
    pub file: &'a str,
    /// Its key in the file.
    pub key: &'a str,
    /// The original.
    pub original: &'a str,
    /// The translation, if there is one.
    pub translation: Option<&'a str>,
    /// How far it is.
    pub state: State,
    /// Whether it is known from which original it was made.
    pub stamped: bool,
}

/// A file with what shall stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path in the pack.
    pub path: String,
    /// Its whole text.
    pub text: String,
    /// How many texts of it are touched.
    pub texts: usize,
}

/// What keeps a tool from its work.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Files that cannot be understood.
    #[error("the words cannot be read")]
    Unreadable(Vec<Problem>),
    /// A language the pack does not translate into.
    #[error("the pack is not translated into `{asked}`; it is into: {known}")]
    Language {
        /// What was asked for.
        asked: String,
        /// What there is.
        known: String,
    },
    /// A file without texts.
    #[error("there is no words file `{0}`")]
    File(String),
    /// A file whose layout gives no place for a new line.
    #[error("{0} is laid out in a way that this tool cannot write; add a first text by hand")]
    Layout(String),
}

impl Translations {
    /// Reads the words of a pack.
    ///
    /// # Errors
    /// When `pack.toml` or a words file cannot be understood. Other problems of the pack do not matter here: a
    /// translation may be what mends them.
    pub fn read(files: &Files) -> Result<Self, Fault> {
        let mut tree = files.read();
        tree.problems.retain(|problem| problem.severity == Severity::Error && is_of_words(&problem.file));
        if !tree.problems.is_empty() {
            return Err(Fault::Unreadable(tree.problems));
        }
        let mut ledger = Ledger::default();
        let pack = tree.files.iter().position(|file| file.path == PACK);
        let mut desk = Desk { file: pack.unwrap_or_default(), files: &tree.files, ledger: &mut ledger };
        let manifest = pack.and_then(|_| build::manifest(&mut desk));
        let languages = manifest.into_iter().flat_map(|manifest| manifest.languages);
        let mut languages = languages.map(|language| language.id.to_string());
        let Some(original) = languages.next() else {
            let nothing = || of_file(PACK.into(), "missing-key", Severity::Error, "there is no pack.toml".into(), "");
            let problems = if ledger.problems.is_empty() { vec![nothing()] } else { ledger.problems };
            return Err(Fault::Unreadable(problems));
        };
        let languages = languages.collect();
        ledger.problems.clear();
        let mut read = Self { original, languages, allow: ledger.allow.clone(), files: BTreeMap::new() };
        for (at, file) in tree.files.iter().enumerate() {
            let FileKind::Words { lang, file: name } = FileKind::of(&file.path) else { continue };
            if let Some(layout) = Layout::of(&file.text) {
                read.files.insert((lang, name), layout);
                continue;
            }
            let told = ledger.problems.len();
            texts(&mut Desk { file: at, files: &tree.files, ledger: &mut ledger });
            if ledger.problems.len() == told {
                let message = "texts do not stand one to a line".to_owned();
                let help = "write each as key = \"text\" on a line of its own";
                ledger.problems.push(of_file(file.path.clone(), "syntax", Severity::Error, message, help));
            }
        }
        if ledger.problems.is_empty() { Ok(read) } else { Err(Fault::Unreadable(ledger.problems)) }
    }

    /// The languages it is translated into.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// Every text of the original with what a language makes of it, file by file, in the order of the original.
    ///
    /// # Errors
    /// When the pack is not translated into it.
    pub fn texts(&self, lang: &str) -> Result<Vec<Text<'_>>, Fault> {
        self.translated(lang)?;
        let originals = self.files.iter().filter(|((of, _), _)| *of == self.original);
        let texts = originals.flat_map(|((_, file), original)| {
            let layout = self.file(lang, file);
            let there = layout.map(Layout::texts).unwrap_or_default();
            let entries = original.entries().filter(|entry| !is_bookkeeping(&entry.key));
            let texts = entries.map(move |entry| text(file, &entry.key, &entry.text, &there));
            texts.collect::<Vec<_>>()
        });
        Ok(texts.collect())
    }

    /// That the pack is translated into a language.
    fn translated(&self, lang: &str) -> Result<(), Fault> {
        if self.languages.iter().any(|known| known == lang) {
            return Ok(());
        }
        Err(Fault::Language { asked: lang.to_owned(), known: self.languages.join(", ") })
    }

    fn file(&self, lang: &str, file: &str) -> Option<&Layout> {
        self.files.get(&(lang.to_owned(), file.to_owned()))
    }

    /// A changed file, read once more: it must say what it shall say, or nothing is written.
    fn change(lang: &str, file: &str, layout: &Layout, texts: usize) -> Result<Change, Fault> {
        let (path, text) = (path(lang, file), layout.text());
        match Layout::of(&text) {
            Some(read) if read.texts() == layout.texts() => Ok(Change { path, text, texts }),
            _ => Err(Fault::Layout(path)),
        }
    }
}

/// The file that makes a folder a pack.
const PACK: &str = "pack.toml";

fn is_of_words(path: &str) -> bool {
    path == PACK || matches!(FileKind::of(path), FileKind::Words { .. })
}

fn path(lang: &str, file: &str) -> String {
    format!("words/{lang}/{file}.toml")
}

/// Whether a key is about the translation, not part of it.
pub(super) fn is_bookkeeping(key: &str) -> bool {
    key.split('.').next().is_some_and(|first| [MADE_FROM, REVIEW].contains(&first))
}

/// A fingerprint as it stands in a file against the text it should be of. What is no fingerprint fits nothing.
pub(super) fn fits(written: &str, text: &str) -> bool {
    Fingerprint::parse(written) == Some(Fingerprint::of(text))
}

fn text<'a>(file: &'a str, key: &'a str, original: &'a str, there: &BTreeMap<&'a str, &'a str>) -> Text<'a> {
    let translation = there.get(key).copied().filter(|text| !text.trim().is_empty());
    let made_from = there.get(format!("{MADE_FROM}.{key}").as_str());
    let review = there.get(format!("{REVIEW}.{key}").as_str());
    let state = match translation {
        None => State::Missing,
        Some(_) if made_from.is_some_and(|written| !fits(written, original)) => State::Outdated,
        // Whoever checked it has checked another text, if it was changed by hand since.
        Some(text) if review.and_then(|line| line.rsplit(", ").next()).is_some_and(|written| fits(written, text)) => {
            State::Good
        }
        Some(_) => State::Unreviewed,
    };
    Text { file, key, original, translation, state, stamped: translation.is_some() && made_from.is_some() }
}
