//! Translated text. Every text knows the language it is really in, so that no fallback is silent.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use super::catalog::Target;
use super::id::Lang;
use super::lettering::Lettering;

/// A text of the pack with the language it is really in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// The text, placeholders not yet filled.
    pub text: &'a str,
    /// Its language, which may differ from the one asked for.
    pub lang: &'a Lang,
    /// It is a translation whose original has changed since.
    pub outdated: bool,
}

/// The place of a text: the file below `words/LANG/` and the key in it, such as `needs/permit-renewal` and
/// `step.kit.text`. Only their hash is kept: most texts of a pack are never looked at, their names never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// The place of a text.
    pub fn of(file: &str, key: &str) -> Self {
        // The keys of this hasher are fixed: the same name is the same key wherever it is asked for.
        let mut hasher = DefaultHasher::new();
        (file, key).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// All the words of one language: its texts, and what people search with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The texts of the program's own pack are those of the binary, and take no memory.
    texts: BTreeMap<Key, Cow<'static, str>>,
    /// Those whose original has changed since they were translated.
    outdated: BTreeSet<Key>,
    /// Words people search with → need or entity.
    pub sought: Vec<(Target, Vec<String>)>,
}

impl Words {
    /// Adds a text.
    pub fn insert(&mut self, key: Key, text: Cow<'static, str>) {
        self.texts.insert(key, text);
    }

    /// The text of a place.
    pub fn get(&self, key: Key) -> Option<&str> {
        self.texts.get(&key).map(AsRef::as_ref)
    }

    /// Says of a text that its original has changed since.
    pub fn outdate(&mut self, key: Key) {
        self.outdated.insert(key);
    }

    /// Whether the original of a text has changed since.
    pub fn is_outdated(&self, key: Key) -> bool {
        self.outdated.contains(&key)
    }

    /// Whether the original of any text has changed since.
    pub fn has_outdated(&self) -> bool {
        !self.outdated.is_empty()
    }

    /// Where there are texts.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.texts.keys().copied()
    }
}

/// The words of all languages, each read when it is first spoken.
#[derive(Debug, Clone)]
pub struct Library {
    shelves: BTreeMap<Lang, OnceLock<Words>>,
    read: fn(&Lang) -> Words,
}

impl Default for Library {
    fn default() -> Self {
        Self { shelves: BTreeMap::new(), read: |_| Words::default() }
    }
}

impl Library {
    /// Words that a reader brings when they are wanted.
    pub fn later(languages: &[Language], read: fn(&Lang) -> Words) -> Self {
        Self { shelves: languages.iter().map(|language| (language.id.clone(), OnceLock::new())).collect(), read }
    }

    /// Adds to the words of a language.
    pub fn write(&mut self, lang: &Lang, add: impl FnOnce(&mut Words)) {
        let place = self.shelves.entry(lang.clone()).or_default();
        let mut words = place.take().unwrap_or_default();
        add(&mut words);
        *place = OnceLock::from(words);
    }

    /// Takes the words of a language out.
    pub fn take(&mut self, lang: &Lang) -> Words {
        self.shelves.remove(lang).and_then(OnceLock::into_inner).unwrap_or_default()
    }

    /// The words of a language.
    pub fn of(&self, lang: &Lang) -> Option<&Words> {
        self.shelves.get(lang).map(|shelf| shelf.get_or_init(|| (self.read)(lang)))
    }

    /// The languages it has words of.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.shelves.keys()
    }
}

/// Writing direction of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A language of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its code.
    pub id: Lang,
    /// Its own name for itself.
    pub name: String,
    /// How it is written.
    pub direction: Direction,
    /// What to show when a text is missing, before the original.
    pub fallback: Vec<Lang>,
    /// How it is drawn as pictures, if it can be.
    pub lettering: Option<Lettering>,
}

/// A part of a text: plain, or a placeholder such as `{cost.stamp}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Plain text.
    Plain(&'a str),
    /// `{kind.id}`.
    Fact {
        /// What sort of fact.
        kind: &'a str,
        /// Which.
        id: &'a str,
    },
    /// Braces that are no placeholder.
    Broken(&'a str),
}

/// Splits a text at its placeholders. Joined again, the parts give the text.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, from_brace)) = rest.find('{').and_then(|at| rest.split_at_checked(at)) {
        if !before.is_empty() {
            out.push(Part::Plain(before));
        }
        let Some((inside, after)) = from_brace.find('}').and_then(|at| from_brace.split_at_checked(at + 1)) else {
            out.push(Part::Broken(from_brace));
            return out;
        };
        let name = inside.trim_start_matches('{').trim_end_matches('}');
        out.push(match name.split_once('.') {
            Some((kind, id)) if !kind.is_empty() && !id.is_empty() => Part::Fact { kind, id },
            _ => Part::Broken(inside),
        });
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Part::Plain(rest));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found() {
        assert_eq!(
            parts("Paga {cost.stamp} ora"),
            [Part::Plain("Paga "), Part::Fact { kind: "cost", id: "stamp" }, Part::Plain(" ora")]
        );
        assert_eq!(parts("{a}"), [Part::Broken("{a}")]);
        assert_eq!(parts("x {a.b"), [Part::Plain("x "), Part::Broken("{a.b")]);
        assert_eq!(parts(""), []);
    }
}
