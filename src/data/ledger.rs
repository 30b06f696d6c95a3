//! What a pack names and what it refers to, gathered while it is built, so that rules can compare the two.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use super::files::File;
use super::problem::{Problem, Severity};
use super::raw::S;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    /// Index of the file in the tree.
    pub(super) file: usize,
    /// Bytes of its text.
    pub(super) span: Range<usize>,
}

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Noun {
    Category,
    Need,
    Entity,
    Office,
    Role,
    Document,
    Cost,
    Case,
    Answer,
    Event,
    Town,
    /// A town, a district or a health area: what an office can serve.
    Area,
    Step,
    Language,
}

impl Noun {
    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Need => "need",
            Self::Entity => "entity",
            Self::Office => "office",
            Self::Role => "role",
            Self::Document => "document",
            Self::Cost => "cost",
            Self::Case => "case",
            Self::Answer => "answer",
            Self::Event => "event",
            Self::Town => "town",
            Self::Area => "town, district or health area",
            Self::Step => "step",
            Self::Language => "language",
        }
    }
}

/// An id with its place.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) noun: Noun,
    pub(super) id: String,
    pub(super) at: At,
}

/// A text that words should have: the file below `words/LANG/`, the key in it.
#[derive(Debug, Clone)]
pub(super) struct Expected {
    pub(super) file: String,
    pub(super) key: String,
    /// Without it the screen would have a hole; the others may be there.
    pub(super) required: bool,
    /// What makes it needed.
    pub(super) at: At,
}

/// A text of a words file.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) lang: String,
    /// Path below `words/LANG/`, without `.toml`.
    pub(super) file: String,
    pub(super) key: String,
    pub(super) text: String,
    pub(super) at: At,
}

/// Everything the rules compare.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) defined: Vec<Named>,
    pub(super) referred: Vec<Named>,
    /// Needs that are linked to and may not be written yet.
    pub(super) later: Vec<Named>,
    pub(super) expected: Vec<Expected>,
    pub(super) said: Vec<Said>,
    /// Ids whose file could not be read: what stands in them is not known, so nothing in them is "unknown".
    pub(super) broken: BTreeSet<(Noun, String)>,
    /// Names with digits that words may contain.
    pub(super) allow: Vec<String>,
    /// Where coordinates may lie.
    pub(super) bounds: Option<super::raw::catalogue::Bounds>,
    /// Steps with the steps that come before them: (need, step) → steps.
    pub(super) after: BTreeMap<(String, String), (Vec<String>, At)>,
    pub(super) problems: Vec<Problem>,
}

/// The ledger while one file is read.
pub(super) struct Desk<'a> {
    pub(super) file: usize,
    pub(super) files: &'a [File],
    pub(super) ledger: &'a mut Ledger,
}

impl Desk<'_> {
    /// The path of the file.
    pub(super) fn path(&self) -> &str {
        self.files.get(self.file).map(|file| file.path.as_str()).unwrap_or_default()
    }

    /// A place in the file.
    pub(super) fn at<T>(&self, value: &Spanned<T>) -> At {
        At { file: self.file, span: value.span() }
    }

    /// The start of the file, for what has no better place.
    pub(super) fn top(&self) -> At {
        At { file: self.file, span: 0..0 }
    }

    /// Notes that an id is given here.
    pub(super) fn define(&mut self, noun: Noun, id: &S) {
        self.define_as(noun, id.get_ref(), self.at(id));
    }

    /// Notes that an id is given here, under a longer name.
    pub(super) fn define_as(&mut self, noun: Noun, id: &str, at: At) {
        self.ledger.defined.push(Named { noun, id: id.to_owned(), at });
    }

    /// Notes that an id is used here.
    pub(super) fn refer(&mut self, noun: Noun, id: &S) {
        let at = self.at(id);
        self.refer_as(noun, id.get_ref(), at);
    }

    /// Notes that an id is used here, under a longer name.
    pub(super) fn refer_as(&mut self, noun: Noun, id: &str, at: At) {
        self.ledger.referred.push(Named { noun, id: id.to_owned(), at });
    }

    /// Notes that words should have a text.
    pub(super) fn expect(&mut self, file: &str, key: String, required: bool, at: At) {
        self.ledger.expected.push(Expected { file: file.to_owned(), key, required, at });
    }

    /// Notes an error.
    pub(super) fn error<T>(&mut self, rule: &'static str, at: &Spanned<T>, message: impl Into<String>, help: &str) {
        let at = self.at(at);
        self.ledger.note(self.files, rule, Severity::Error, &at, message.into(), help.to_owned());
    }

    /// Notes a warning.
    pub(super) fn warning<T>(&mut self, rule: &'static str, at: &Spanned<T>, message: impl Into<String>, help: &str) {
        let at = self.at(at);
        self.ledger.note(self.files, rule, Severity::Warning, &at, message.into(), help.to_owned());
    }
}

impl Ledger {
    /// Notes a problem at a place.
    pub(super) fn note(
        &mut self,
        files: &[File],
        rule: &'static str,
        severity: Severity,
        at: &At,
        message: String,
        help: String,
    ) {
        let file = files.get(at.file);
        let mut problem = super::files::of_file(
            file.map(|file| file.path.clone()).unwrap_or_default(),
            rule,
            severity,
            message,
            &help,
        );
        if let Some(file) = file {
            problem.locate(&file.text, &at.span);
        }
        self.problems.push(problem);
    }
}
