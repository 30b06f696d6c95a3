//! How far each language is, kind of record by kind of record.

use super::{Fault, State, Translations};

/// The kinds of words, as folders and files of `words/LANG/` name them.
pub const KINDS: [&str; 7] = ["pack", "categories", "needs", "entities", "documents", "costs", "cases"];

/// How far a language is with the words of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The language.
    pub lang: String,
    /// The kind of record.
    pub kind: &'static str,
    /// Texts of the original.
    pub texts: usize,
    /// Those that are not translated.
    pub missing: usize,
    /// Those whose original has changed since.
    pub outdated: usize,
    /// Translated texts of which nobody knows from which original they were made.
    pub unstamped: usize,
    /// Translated texts that nobody has checked as they are now, outdated ones left out.
    pub unreviewed: usize,
}

impl Count {
    /// How much is translated, in thousandths; what has no texts lacks none.
    pub fn coverage(&self) -> usize {
        ((self.texts - self.missing) * 1000).checked_div(self.texts).unwrap_or(1000)
    }

    /// The same of two kinds together.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.texts += other.texts;
        self.missing += other.missing;
        self.outdated += other.outdated;
        self.unstamped += other.unstamped;
        self.unreviewed += other.unreviewed;
        self
    }

    /// Nothing counted yet.
    pub fn none(lang: &str, kind: &'static str) -> Self {
        let lang = lang.to_owned();
        Self { lang, kind, texts: 0, missing: 0, outdated: 0, unstamped: 0, unreviewed: 0 }
    }
}

impl Translations {
    /// How far a language is, a line for each kind of record.
    ///
    /// # Errors
    /// When the pack is not translated into it.
    pub fn status(&self, lang: &str) -> Result<Vec<Count>, Fault> {
        let texts = self.texts(lang)?;
        let count = |kind: &'static str| {
            let mut count = Count::none(lang, kind);
            for text in texts.iter().filter(|text| text.file.split('/').next() == Some(kind)) {
                count.texts += 1;
                match text.state {
                    State::Missing => count.missing += 1,
                    State::Outdated => count.outdated += 1,
                    State::Unreviewed => count.unreviewed += 1,
                    State::Good => {}
                }
                count.unstamped += usize::from(text.translation.is_some() && !text.stamped);
            }
            count
        };
        Ok(KINDS.into_iter().map(count).collect())
    }
}
