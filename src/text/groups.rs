//! Latin words in brackets, such as the Italian name behind a translated one: a line does not break inside.

use std::ops::Range;

use super::atoms::is_latin;

/// Longest group that is kept in one piece, in signs between its brackets: more would leave lines half empty.
const KEPT: usize = 28;

/// The groups of a text that are kept in one piece, with their brackets, as bytes of it.
pub(super) fn groups(text: &str) -> Vec<Range<usize>> {
    let groups = text.match_indices(['(', '[']).filter_map(|(start, open)| {
        let close = if open == "(" { ')' } else { ']' };
        let inside = text.get(start + 1..)?;
        let inside = inside.get(..inside.find(['(', ')', '[', ']'])?)?;
        let end = start + 1 + inside.len();
        let is_latin_text = inside.chars().any(|c| is_latin(c) && c.is_alphabetic())
            && !inside.chars().any(|c| c.is_alphabetic() && !is_latin(c));
        let signs = inside.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).count();
        (text.get(end..)?.starts_with(close) && is_latin_text && signs <= KEPT).then_some(start..end + 1)
    });
    groups.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        groups(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn short_latin_groups_are_found() {
        assert_eq!(found("الرخصة (permesso di soggiorno) هنا"), ["(permesso di soggiorno)"]);
        assert_eq!(
            found("ا (\u{2066}C3, modulo\u{2069}) ب (لا) (16,00) (ISEE)"),
            ["(\u{2066}C3, modulo\u{2069})", "(ISEE)"]
        );
        assert_eq!(found("ا (una frase molto più lunga di una riga) ("), [""; 0]);
        assert_eq!(found("ا (a (b) c"), ["(b)"]);
        assert_eq!(found("ا [CUD] (a] b"), ["[CUD]"]);
    }
}
