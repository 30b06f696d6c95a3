//! The interface words of the program, as rust-i18n's store: a language costs memory once it is spoken, and the others
//! nothing. (The library's own store unpacks all languages at the first word: half a MiB of a desk.)

use std::borrow::Cow;
use std::sync::OnceLock;

use rust_i18n::Backend;

include!(concat!(env!("OUT_DIR"), "/interface.rs"));

/// Between keys and words; no text has it.
const END: char = '\0';

/// The words of one language.
struct Spoken {
    lang: &'static str,
    /// Where in `WORDS` its keys and words stand in turn, sorted by key (`locales/build.rs`).
    from: usize,
    to: usize,
    words: OnceLock<Vec<(&'static str, &'static str)>>,
}

impl Spoken {
    const fn new(lang: &'static str, from: usize, to: usize) -> Self {
        Self { lang, from, to, words: OnceLock::new() }
    }

    /// What the build has written is UTF-8; the tests read all of it.
    fn packed(&self) -> &'static str {
        WORDS.0.get(self.from..self.to).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn words(&self) -> &[(&'static str, &'static str)] {
        self.words.get_or_init(|| {
            let mut parts = self.packed().split_terminator(END);
            std::iter::from_fn(|| parts.next().zip(parts.next())).collect()
        })
    }

    fn word(&self, key: &str) -> Option<&'static str> {
        let words = self.words();
        let at = words.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        words.get(at).map(|(_, word)| *word)
    }
}

/// All languages of the program.
pub(crate) struct Program;

impl Program {
    fn spoken(lang: &str) -> Option<&'static Spoken> {
        LANGUAGES.iter().find(|spoken| spoken.lang == lang)
    }
}

impl Backend for Program {
    fn available_locales(&self) -> Vec<Cow<'_, str>> {
        LANGUAGES.iter().map(|spoken| spoken.lang.into()).collect()
    }

    fn translate(&self, locale: &str, key: &str) -> Option<Cow<'_, str>> {
        Self::spoken(locale)?.word(key).map(Cow::Borrowed)
    }

    fn messages_for_locale(&self, locale: &str) -> Option<Vec<(Cow<'_, str>, Cow<'_, str>)>> {
        let words = Self::spoken(locale)?.words().iter();
        Some(words.map(|(key, word)| (Cow::Borrowed(*key), Cow::Borrowed(*word))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_none_is_without_its_word() {
        for spoken in &LANGUAGES {
            let words = spoken.words();
            assert!(words.len() > 300, "{}", spoken.lang);
            assert!(words.is_sorted_by(|(a, _), (b, _)| a < b), "{}", spoken.lang);
            assert_eq!(spoken.packed().split_terminator(END).count(), 2 * words.len(), "{}", spoken.lang);
            assert!(words.iter().all(|(key, word)| spoken.word(key) == Some(word)));
        }
        assert_eq!(Program.translate("it", "no.such.word"), None);
        assert_eq!(Program.translate("xx", "home.search"), None);
    }
}
