//! Translated text. Every text knows the language it is really in, so that no fallback is silent.

use std::collections::BTreeMap;

use super::id::Lang;
use super::lettering::Lettering;

/// A text of the pack with the language it is really in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// The text, placeholders not yet filled.
    pub text: &'a str,
    /// Its language, which may differ from the one asked for.
    pub lang: &'a Lang,
}

/// All the words of one language: `needs/permit-renewal/step.kit.text` → text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(BTreeMap<Box<str>, Box<str>>);

impl Words {
    /// Adds a text.
    pub fn insert(&mut self, key: &str, text: &str) {
        self.0.insert(key.into(), text.into());
    }

    /// The text of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(AsRef::as_ref)
    }

    /// All texts, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_ref(), text.as_ref()))
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
