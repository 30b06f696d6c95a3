//! A language: its code, and the interface words a pack brings for it.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A language: ISO 639-1. The interface words of its pack travel with it, so that no state stands beside; two
/// languages are the same when their codes are.
#[derive(Clone)]
pub struct Lang {
    code: Arc<str>,
    speech: Option<Arc<Speech>>,
}

/// What the interface says in a language whose words are not all in the program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speech {
    /// Words of packs: of the language itself, then of those it falls back to.
    words: BTreeMap<String, Word>,
    /// The language of the program that says the rest.
    base: String,
}

/// An interface word with the language it is really in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, with its placeholders.
    pub text: String,
    /// The code of its language.
    pub of: String,
}

impl Speech {
    /// Nothing of its own: all is said in a language of the program.
    pub fn of(base: &str) -> Self {
        Self { words: BTreeMap::new(), base: base.to_owned() }
    }

    /// Adds a word, if none has its key yet.
    pub fn add(&mut self, key: &str, word: Word) {
        self.words.entry(key.to_owned()).or_insert(word);
    }

    /// Whether a word has this key.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// Whether there are no words of packs.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Lang {
    /// The code as it stands in the pack.
    pub fn as_str(&self) -> &str {
        &self.code
    }

    /// The same language with interface words of a pack.
    #[must_use]
    pub fn saying(&self, speech: Speech) -> Self {
        Self { code: Arc::clone(&self.code), speech: Some(Arc::new(speech)) }
    }

    /// An interface word of the pack.
    pub fn word(&self, key: &str) -> Option<&Word> {
        self.speech.as_ref()?.words.get(key)
    }

    /// The code of the language of the program that says what the pack does not.
    pub fn base(&self) -> &str {
        self.speech.as_ref().map_or(&*self.code, |speech| &speech.base)
    }
}

impl From<&str> for Lang {
    fn from(code: &str) -> Self {
        Self { code: code.into(), speech: None }
    }
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Lang {}

impl PartialOrd for Lang {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Lang {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }
}

impl Hash for Lang {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl Borrow<str> for Lang {
    fn borrow(&self) -> &str {
        &self.code
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lang({})", self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_its_code_whatever_it_says() {
        let plain = Lang::from("xx");
        let mut speech = Speech::of("it");
        speech.add("a.b", Word { text: "first".into(), of: "xx".into() });
        speech.add("a.b", Word { text: "second".into(), of: "it".into() });
        let saying = plain.saying(speech);
        assert_eq!(plain, saying);
        assert_eq!(BTreeMap::from([(saying.clone(), 1)]).get("xx"), Some(&1));
        assert_eq!((plain.base(), saying.base()), ("xx", "it"));
        assert_eq!(saying.word("a.b").map(|word| word.text.as_str()), Some("first"));
        assert!(plain.word("a.b").is_none());
    }
}
