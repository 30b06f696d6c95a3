//! Whether a need can be read standing, by somebody who learns Italian: easy sentences, and not many.

use std::collections::BTreeMap;

use crate::data::files::File;
use crate::data::ledger::{Ledger, Said};
use crate::data::problem::Severity;
use crate::model::words::{Part, parts};

/// Below 60 a text is hard for who left school after eight years (Lucisano & Piemontese, 1988).
const EASY: usize = 60;
/// Words of a need.
const WORDS: usize = 240;
/// Words of a text that is worth pointing at.
const TEXT: usize = 8;
/// The language the index was measured for.
const MEASURED: &str = "it";
/// What a placeholder is read as: one word, as long as Italian words are.
const PLACEHOLDER: &str = "xxxxx";

pub(super) fn check(files: &[File], ledger: &mut Ledger) {
    let said = std::mem::take(&mut ledger.said);
    let mut needs: BTreeMap<&str, Vec<&Said>> = BTreeMap::new();
    for said in said.iter().filter(|said| said.lang == MEASURED) {
        if let Some(need) = said.file.strip_prefix("needs/") {
            needs.entry(need).or_default().push(said);
        }
    }
    for (need, texts) in needs {
        // The rest of a file that cannot be read might be easier.
        if !ledger.is_broken(&[format!("words/{MEASURED}/needs/{need}.toml")]) {
            measure(files, ledger, need, &texts);
        }
    }
    ledger.said = said;
}

fn measure(files: &[File], ledger: &mut Ledger, need: &str, texts: &[&Said]) {
    let sizes: Vec<(Size, &Said)> = texts.iter().map(|said| (Size::of(&said.text), *said)).collect();
    let whole = sizes.iter().fold(Size::default(), |whole, (size, _)| whole.and(*size));
    let index = whole.gulpease();
    let hardest = sizes.iter().filter(|(size, _)| size.words >= TEXT).min_by_key(|(size, _)| size.gulpease());
    if index < EASY
        && let Some((size, said)) = hardest
    {
        let message = format!("`{need}` has a Gulpease index of {index}, `{}` alone {}", said.key, size.gulpease());
        let help = format!("shorter sentences and shorter words, until it has {EASY}");
        ledger.note(files, "hard-to-read", Severity::Warning, &said.at, message, &help);
    }
    if let Some(first) = texts.iter().min_by_key(|said| said.at.span.start).filter(|_| whole.words > WORDS) {
        let message = format!("`{need}` has {} words", whole.words);
        let help = format!("leave out what nobody needs at the door, until it has {WORDS}");
        ledger.note(files, "long-need", Severity::Warning, &first.at, message, &help);
    }
}

/// What the Gulpease index is made of.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Size {
    letters: usize,
    words: usize,
    sentences: usize,
}

impl Size {
    /// Counts a text; it ends its last sentence, with or without a full stop.
    fn of(text: &str) -> Self {
        let plain = parts(text).into_iter().map(|part| if let Part::Plain(plain) = part { plain } else { PLACEHOLDER });
        let plain: String = plain.collect();
        let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let ends = |word: &&str| word.trim_end_matches(['"', '»', '”', ')']).ends_with(['.', '!', '?', ';']);
        let ended = plain.split_whitespace().filter(ends).count();
        let open = plain.split_whitespace().next_back().is_some_and(|last| !ends(&last));
        Self {
            letters: words.iter().map(|word| word.chars().count()).sum(),
            words: words.len(),
            sentences: ended + usize::from(open),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            letters: self.letters + other.letters,
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
        }
    }

    /// `89 + (300 sentences − 10 letters) / words`, from 0 to 100.
    fn gulpease(self) -> usize {
        let Self { letters, words, sentences } = self;
        let scaled = (89 * words + 300 * sentences).saturating_sub(10 * letters);
        scaled.checked_div(words).unwrap_or(100).min(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted() {
        let size = |letters, words, sentences| Size { letters, words, sentences };
        assert_eq!(Size::of(""), size(0, 0, 0));
        assert_eq!(Size::of("Vai in Comune"), size(11, 3, 1));
        assert_eq!(Size::of("Vai all'ufficio. Paga {cost.stamp}!"), size(3 + 3 + 7 + 4 + 5, 5, 2));
        assert_eq!(Size::of("(Chiedi «permesso».) Poi"), size(6 + 8 + 3, 3, 2));
    }

    #[test]
    fn the_index_is_the_one_of_1988() {
        // 89 + (300 · 2 − 10 · 100) / 20 = 69.
        assert_eq!(Size { letters: 100, words: 20, sentences: 2 }.gulpease(), 69);
        assert_eq!(Size { letters: 300, words: 25, sentences: 1 }.gulpease(), 0);
        assert_eq!(Size { letters: 10, words: 5, sentences: 1 }.gulpease(), 100);
    }
}
