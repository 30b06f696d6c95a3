//! Arabic letters join: which of its forms a letter takes between its neighbours.
//!
//! A terminal draws each cell alone and cannot join them, so the forms are chosen here, on the text in the order it
//! is read. Vowel signs and invisible joiners do their work here too and then are gone: terminals lose the letter
//! under some of them.

mod forms;

use forms::{LAM_ALEF, LETTERS};
use unicode_segmentation::UnicodeSegmentation;

const LAM: char = '\u{644}';
const TATWEEL: char = '\u{640}';
const JOINER: char = '\u{200d}';

/// Vowel signs and other marks that do not part letters.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// Joiners, spaces without width and marks of direction: never drawn.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn forms(letter: char) -> Option<[char; 4]> {
    // Two letters of Urdu have no forms of their own and borrow those of the letter that looks the same.
    let letter = match letter {
        '\u{6c3}' => '\u{629}',
        '\u{6c2}' => '\u{6c0}',
        letter => letter,
    };
    let at = LETTERS.binary_search_by_key(&letter, |(letter, _)| *letter).ok()?;
    LETTERS.get(at).map(|(_, forms)| *forms)
}

fn joins_next(c: char) -> bool {
    c == TATWEEL || c == JOINER || forms(c).is_some_and(|[_, _, initial, _]| initial != '\0')
}

fn joins_previous(c: char) -> bool {
    c == TATWEEL || c == JOINER || forms(c).is_some_and(|[_, last, ..]| last != '\0')
}

/// A cluster as it is drawn, and how many bytes of the text it takes: a lam takes the alef behind it along.
pub(super) fn shape(before: &str, cluster: &str, after: &str) -> (String, usize) {
    let Some(letter) = cluster.chars().next() else { return (String::new(), 0) };
    let Some([isolated, last, initial, medial]) = forms(letter) else {
        // Elsewhere joiners may carry meaning: only what is nothing but invisible goes.
        let gone = cluster.chars().all(|c| is_invisible(c) || is_mark(c));
        let drawn = if gone { String::new() } else { cluster.chars().filter(|c| !is_mark(*c)).collect() };
        return (drawn, cluster.len());
    };
    let joined_before = joins_previous(letter) && before.chars().rev().find(|c| !is_mark(*c)).is_some_and(joins_next);
    let mut behind = cluster.chars().skip(1).chain(after.chars()).skip_while(|c| is_mark(*c));
    let next = behind.next();
    if letter == LAM
        && let Some((_, [alone, joined])) = LAM_ALEF.iter().find(|(alef, _)| Some(*alef) == next)
        // The alef opens the next cluster; whatever else hangs on the lam parts the two.
        && cluster.chars().skip(1).all(is_mark)
    {
        let alef = after.graphemes(true).next().map_or(0, str::len);
        return (if joined_before { *joined } else { *alone }.to_string(), cluster.len() + alef);
    }
    let joined_after = joins_next(letter) && next.is_some_and(joins_previous);
    let form = match (joined_before, joined_after) {
        (false, false) => isolated,
        (true, false) => last,
        (false, true) => initial,
        (true, true) => medial,
    };
    (if form == '\0' { letter } else { form }.to_string(), cluster.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(text: &str) -> String {
        let (mut out, mut done) = (String::new(), 0);
        for (at, cluster) in text.grapheme_indices(true) {
            if at >= done {
                let (drawn, taken) = shape(&text[..at], cluster, &text[at + cluster.len()..]);
                out.push_str(&drawn);
                done = at + taken;
            }
        }
        out
    }

    #[test]
    fn the_table_can_be_searched() {
        assert!(LETTERS.is_sorted_by_key(|(letter, _)| *letter));
    }

    #[test]
    fn letters_join_their_neighbours() {
        assert_eq!(shaped("بيت"), "\u{fe91}\u{fef4}\u{fe96}");
        assert_eq!(shaped("ب"), "\u{fe8f}");
        // A dal joins only the letter before it.
        assert_eq!(shaped("دار"), "\u{fea9}\u{fe8d}\u{fead}");
        assert_eq!(shaped("بـ"), "\u{fe91}ـ");
    }

    #[test]
    fn lam_and_alef_are_one_sign() {
        assert_eq!(shaped("لا"), "\u{fefb}");
        assert_eq!(shaped("سلام"), "\u{feb3}\u{fefc}\u{fee1}");
        assert_eq!(shaped("لآلإلأ"), "\u{fef5}\u{fef9}\u{fef7}");
        assert_eq!(shaped("لَاً"), "\u{fefb}");
    }

    #[test]
    fn a_joiner_before_lam_and_alef_is_harmless() {
        assert_eq!(shaped("\u{200d}لا"), "\u{fefc}");
        assert_eq!(shaped("ل\u{200d}ا"), "\u{fedf}\u{fe8e}");
        assert_eq!(shaped("ل\u{200c}ا"), "\u{fedd}\u{fe8d}");
    }

    #[test]
    fn non_joiners_part_letters_and_are_gone() {
        assert_eq!(shaped("می\u{200c}خ"), "\u{fee3}\u{fbfd}\u{fea5}");
    }

    #[test]
    fn vowel_signs_are_gone() {
        assert_eq!(shaped("شُكْرًا"), shaped("شكرا"));
    }

    #[test]
    fn letters_of_urdu_have_forms() {
        for letter in "ٹپچڈڑژکگںھہۂۃےۓی".chars() {
            assert!(!shaped(&format!("ب{letter}")).contains(letter), "{letter}");
        }
    }

    #[test]
    fn other_scripts_keep_their_joiners() {
        let family = "👩\u{200d}👧";
        assert_eq!(shaped(family), family);
        assert_eq!(shaped("città"), "città");
    }
}
