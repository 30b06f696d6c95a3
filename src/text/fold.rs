//! Folding: what two spellings of the same word have in common.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without marks; every kind of apostrophe and dash is a blank.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Signs that steer direction are no letters.
    let is_letter = |c: &char| !is_combining_mark(*c) && !matches!(c, '\u{2066}'..='\u{2069}');
    for c in text.nfkd().filter(is_letter).flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '-' | '–' | '—' | '/' | '.' | ',' | ';' | ':' | '(' | ')' | '"' =>
            {
                out.push(' ');
            }
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            c => out.push(c),
        }
    }
    out
}

/// The words of a folded text.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    #[test]
    fn accents_case_and_apostrophes_fold() {
        assert_eq!(fold("Città"), "citta");
        assert_eq!(fold("l’Impiego"), "l impiego");
        assert_eq!(fold("Čakaj, ŞQIPE"), "cakaj  sqipe");
        assert_eq!(words(&fold("Carta d'identità (CIE)")).collect::<Vec<_>>(), ["carta", "d", "identita", "cie"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
