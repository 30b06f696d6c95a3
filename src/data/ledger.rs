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

impl At {
    /// `file:line`, to name it from somewhere else.
    pub(super) fn file_and_line(&self, files: &[File]) -> String {
        let Some(file) = files.get(self.file) else { return String::new() };
        let before = file.text.get(..self.span.start).unwrap_or_default();
        format!("{}:{}", file.path, before.matches('\n').count() + 1)
    }

    /// The place of a part of a text whose literal stands here; the whole literal when it is written with escapes.
    pub(super) fn within(&self, files: &[File], text: &str, part: Range<usize>) -> Self {
        let literal = files.get(self.file).and_then(|file| file.text.get(self.span.clone())).unwrap_or_default();
        match literal.find(text) {
            Some(from) => {
                let from = self.span.start + from;
                Self { file: self.file, span: from + part.start..from + part.end }
            }
            None => self.clone(),
        }
    }
}

/// Rules about what is not there.
const MISSES: [&str; 4] = ["missing-key", "no-source", "no-way", "unknown-id"];

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
    /// A `[[figure]]`, of a need or of the pack; like the nouns after it, `need#id` or `#id`.
    Figure,
    Deadline,
    Duration,
    Right,
    Fee,
    Note,
    /// An entity that can be called.
    Phone,
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
            Self::Figure => "figure",
            Self::Deadline => "deadline",
            Self::Duration => "duration",
            Self::Right => "right",
            Self::Fee => "fee",
            Self::Note => "note",
            Self::Phone => "phone",
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

/// The share of the original's texts a language must have, from 0 to 1.
#[derive(Debug, Clone)]
pub(super) struct Floor {
    pub(super) share: f64,
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

/// Something a need names that a rule of the whole pack may have to point at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    pub(super) need: String,
    /// The step that names it; nothing for the need itself.
    pub(super) step: Option<String>,
    pub(super) noun: Noun,
    pub(super) id: String,
}

/// Everything the rules compare.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The files have been checked before, and nobody will compare them: only what cannot be built is told.
    pub(super) checked: bool,
    pub(super) defined: Vec<Named>,
    pub(super) referred: Vec<Named>,
    /// Needs that are linked to.
    pub(super) linked: Vec<Named>,
    pub(super) expected: Vec<Expected>,
    pub(super) said: Vec<Said>,
    /// Of which original a text was made: its fingerprint, under the key of the text.
    pub(super) made_from: Vec<Said>,
    /// Files that could not be understood, or not all of them. They have problems of their own; what they may say is
    /// not missing anywhere else.
    pub(super) broken: BTreeSet<String>,
    /// Names with digits that words may contain.
    pub(super) allow: Vec<String>,
    /// Names that are the same in every language.
    pub(super) names: Vec<String>,
    /// How much of the original a language must have, where the pack says so.
    pub(super) floors: BTreeMap<String, Floor>,
    /// Where coordinates may lie.
    pub(super) bounds: Option<super::raw::catalogue::Bounds>,
    /// Font files that languages name.
    pub(super) fonts: Vec<(String, At)>,
    /// Steps with the steps that come before them: (need, step) → steps.
    pub(super) after: BTreeMap<(String, String), (Vec<String>, At)>,
    /// Categories of needs; needs and documents that their steps ask for.
    pub(super) links: BTreeMap<Link, At>,
    pub(super) problems: Vec<Problem>,
}

/// The ledger while one file is read.
pub(super) struct Desk<'a> {
    pub(super) file: usize,
    pub(super) files: &'a [File],
    pub(super) ledger: &'a mut Ledger,
}

/// The files or folders an id may be given in.
pub(super) fn homes(noun: Noun, id: &str) -> Vec<String> {
    let need = id.split_once('#').map(|(need, _)| need).filter(|need| !need.is_empty());
    let entity = |id: &str| format!("entities/{id}.toml");
    match noun {
        Noun::Category => vec!["categories.toml".into()],
        Noun::Document => vec!["documents.toml".into()],
        Noun::Cost => vec!["costs.toml".into()],
        Noun::Case | Noun::Answer | Noun::Event => vec!["cases.toml".into()],
        Noun::Town => vec!["municipalities.toml".into()],
        Noun::Area => vec!["municipalities.toml".into(), entity(id)],
        Noun::Language => vec!["pack.toml".into()],
        Noun::Role => vec!["entities".into()],
        Noun::Entity | Noun::Phone => vec![entity(id)],
        Noun::Office => vec![entity(id.split('/').next().unwrap_or(id))],
        Noun::Need => vec![format!("needs/{id}.toml")],
        Noun::Figure | Noun::Step | Noun::Deadline | Noun::Duration | Noun::Right | Noun::Fee | Noun::Note => {
            vec![need.map_or("figures.toml".into(), |need| format!("needs/{need}.toml"))]
        }
    }
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

    /// Notes that not all of the file was understood.
    pub(super) fn breaks(&mut self) {
        let path = self.path().to_owned();
        self.ledger.broken.insert(path);
    }

    /// The place of a part of a text whose literal has a span.
    pub(super) fn within(&self, span: Range<usize>, text: &str, part: Range<usize>) -> Range<usize> {
        At { file: self.file, span }.within(self.files, text, part).span
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
        if self.ledger.checked {
            return;
        }
        self.ledger.defined.push(Named { noun, id: id.to_owned(), at });
    }

    /// Notes that an id is used here.
    pub(super) fn refer(&mut self, noun: Noun, id: &S) {
        let at = self.at(id);
        self.refer_as(noun, id.get_ref(), at);
    }

    /// Notes that an id is used here, under a longer name.
    pub(super) fn refer_as(&mut self, noun: Noun, id: &str, at: At) {
        if self.ledger.checked {
            return;
        }
        self.ledger.referred.push(Named { noun, id: id.to_owned(), at });
    }

    /// Notes that a link leads to a need.
    pub(super) fn refer_need(&mut self, need: &S) {
        let at = self.at(need);
        if !self.ledger.checked {
            self.ledger.linked.push(Named { noun: Noun::Need, id: need.get_ref().clone(), at });
        }
    }

    /// Notes where a need, or a step of it, names something.
    pub(super) fn link(&mut self, need: &str, step: Option<&str>, noun: Noun, id: &S) {
        if self.ledger.checked {
            return;
        }
        let at = self.at(id);
        let link = Link { need: need.to_owned(), step: step.map(str::to_owned), noun, id: id.get_ref().clone() };
        self.ledger.links.entry(link).or_insert(at);
    }

    /// Notes that words should have a text.
    pub(super) fn expect(&mut self, file: &str, key: String, required: bool, at: At) {
        if self.ledger.checked {
            return;
        }
        self.ledger.expected.push(Expected { file: file.to_owned(), key, required, at });
    }

    /// Notes what a words file says.
    pub(super) fn say(&mut self, lang: &str, file: &str, key: String, text: &str, span: Range<usize>) {
        if self.ledger.checked {
            return;
        }
        let at = At { file: self.file, span };
        self.ledger.said.push(Said { lang: lang.to_owned(), file: file.to_owned(), key, text: text.to_owned(), at });
    }

    /// Notes an error. A file of which something had to be left out is not told that something is missing.
    pub(super) fn error<T>(&mut self, rule: &'static str, at: &Spanned<T>, message: impl Into<String>, help: &str) {
        if MISSES.contains(&rule) && self.ledger.broken.contains(self.path()) {
            return;
        }
        let at = self.at(at);
        self.ledger.note(self.files, rule, Severity::Error, &at, message.into(), help);
    }

    /// Notes a warning.
    pub(super) fn warning<T>(&mut self, rule: &'static str, at: &Spanned<T>, message: impl Into<String>, help: &str) {
        let at = self.at(at);
        self.ledger.note(self.files, rule, Severity::Warning, &at, message.into(), help);
    }
}

impl Ledger {
    /// Whether one of these files or folders, or one that holds them, could not be understood.
    pub(super) fn is_broken<S: AsRef<str>>(&self, homes: &[S]) -> bool {
        let holds = |folder: &str, path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let touches = |home: &str, path: &String| path == home || holds(home, path) || holds(path, home);
        homes.iter().any(|home| self.broken.iter().any(|path| touches(home.as_ref(), path)))
    }

    /// Notes a problem at a place.
    pub(super) fn note(
        &mut self,
        files: &[File],
        rule: &'static str,
        severity: Severity,
        at: &At,
        message: String,
        help: &str,
    ) {
        let file = files.get(at.file);
        let mut problem = super::files::of_file(
            file.map(|file| file.path.clone()).unwrap_or_default(),
            rule,
            severity,
            message,
            help,
        );
        if let Some(file) = file {
            problem.locate(&file.text, &at.span);
        }
        self.problems.push(problem);
    }
}
