//! Which letters of a text answer what was typed, so that the reader sees why it was found.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use unicode_segmentation::UnicodeSegmentation;

use super::ABBREVIATION;
use crate::text::fold::{fold, words};

/// The bytes of a text that the typed words stand for: whole words and their beginnings, else the letters of an
/// abbreviation. In order, none within another.
pub fn marks(text: &str, typed: &str) -> Vec<Range<usize>> {
    let letters = Letters::of(text);
    let mut marked = vec![false; letters.folded.len()];
    let asked = fold(typed);
    for word in words(&asked) {
        let word: Vec<char> = word.chars().collect();
        let begun: Vec<usize> = letters
            .words()
            .filter(|at| letters.folded.get(*at..).is_some_and(|rest| rest.starts_with(&word)))
            .collect();
        let found = if begun.is_empty() {
            letters.abbreviated(&word)
        } else {
            begun.into_iter().flat_map(|at| at..at + word.len()).collect()
        };
        for at in found {
            if let Some(letter) = marked.get_mut(at) {
                *letter = true;
            }
        }
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (_, range) in marked.iter().zip(&letters.bytes).filter(|(marked, _)| **marked) {
        match ranges.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => ranges.push(range.clone()),
        }
    }
    ranges
}

/// The letters of a folded text, each with the cluster it comes from.
struct Letters {
    folded: Vec<char>,
    bytes: Vec<Range<usize>>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let (mut folded, mut bytes) = (Vec::new(), Vec::new());
        for (at, cluster) in text.grapheme_indices(true) {
            for letter in fold(cluster).chars() {
                folded.push(letter);
                bytes.push(at..at + cluster.len());
            }
        }
        Self { folded, bytes }
    }

    /// Where words begin.
    fn words(&self) -> impl Iterator<Item = usize> {
        let blank = |at: usize| self.folded.get(at).is_none_or(|c| c.is_whitespace());
        (0..self.folded.len()).filter(move |at| !blank(*at) && at.checked_sub(1).is_none_or(blank))
    }

    fn abbreviated(&self, word: &[char]) -> Vec<usize> {
        if word.len() < ABBREVIATION {
            return Vec::new();
        }
        let (text, word): (String, String) = (self.folded.iter().collect(), word.iter().collect());
        SkimMatcherV2::default().fuzzy_indices(&text, &word).map(|(_, found)| found).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    /// The text with brackets around what is marked.
    fn marked(text: &str, typed: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for range in marks(text, typed) {
            out.extend([&text[at..range.start], "[", &text[range.clone()], "]"]);
            at = range.end;
        }
        out + &text[at..]
    }

    #[test]
    fn beginnings_of_words_are_marked_whatever_their_accents() {
        assert_eq!(marked("Rinnovare il permesso", "perm"), "Rinnovare il [perm]esso");
        assert_eq!(marked("Città e cittadinanza", "citta"), "[Città] e [citta]dinanza");
        assert_eq!(marked("Carta d'identità", "ident cart"), "[Cart]a d'[ident]ità");
        assert_eq!(marked("Продлить разрешение", "разр"), "Продлить [разр]ешение");
        assert_eq!(marked("تجديد تصريح الإقامة", "تصر"), "تجديد [تصر]يح الإقامة");
    }

    #[test]
    fn letters_of_an_abbreviation_are_marked() {
        assert_eq!(marked("permesso", "prms"), "[p]e[rm]e[s]so");
        assert_eq!(marked("permesso", "x"), "permesso");
        assert_eq!(marked("permesso", ""), "permesso");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(3), ..ProptestConfig::default() })]
        #[test]
        fn marks_stand_in_the_text_in_order(text in "\\PC{0,30}", typed in "\\PC{0,8}") {
            let mut end = 0;
            for range in marks(&text, &typed) {
                prop_assert!(end <= range.start && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
