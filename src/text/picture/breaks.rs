//! Where a text breaks into lines: UAX #14, by the widths of its shaped letters.
//!
//! The shaper's own wrapping looks at each run of one direction alone and leaves a closing bracket or a full stop
//! after a number at the start of a line.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::groups::groups;

/// Breaks a text without line ends into parts that are not wider than `width`, without the blanks at their ends.
/// `advances` says how far the letters that begin at a byte move on. A word wider than a line is cut between clusters.
pub(super) fn breaks(text: &str, advances: &[(usize, f32)], width: f32) -> Vec<Range<usize>> {
    let mut places = advances.to_vec();
    places.sort_by_key(|(start, _)| *start);
    // Width of everything before each byte that begins letters.
    let mut sum = 0.0;
    let before: Vec<(usize, f32)> = places
        .iter()
        .map(|(start, advance)| {
            let here = (*start, sum);
            sum += advance;
            here
        })
        .collect();
    let until = |byte: usize| {
        let place = before.partition_point(|(start, _)| *start < byte);
        before.get(place).map_or(sum, |(_, width)| *width)
    };
    let wide = |range: Range<usize>| {
        let range = trimmed(text, range);
        until(range.end) - until(range.start)
    };

    let kept: Vec<_> = groups(text).into_iter().filter(|group| wide(group.clone()) <= width).collect();
    let inside = |at: usize| kept.iter().any(|group| group.start < at && at < group.end);

    let mut lines = Vec::new();
    let (mut start, mut fits) = (0, 0);
    for (end, kind) in linebreaks(text).filter(|(end, _)| !inside(*end)) {
        if wide(start..end) > width {
            if fits > start {
                lines.push(trimmed(text, start..fits));
                start = fits;
            }
            // One word alone is wider than a line.
            if wide(start..end) > width {
                let word = start;
                for (at, cluster) in text.get(word..end).unwrap_or_default().grapheme_indices(true) {
                    let (from, to) = (word + at, word + at + cluster.len());
                    if wide(start..to) > width && from > start {
                        lines.push(trimmed(text, start..from));
                        start = from;
                    }
                }
            }
        }
        fits = end;
        if kind == BreakOpportunity::Mandatory {
            lines.push(trimmed(text, start..end));
            start = end;
        }
    }
    if start < text.len() || lines.is_empty() {
        lines.push(trimmed(text, start..text.len()));
    }
    lines
}

/// Without blanks at its end; a no-break space is none.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let kept = part.trim_end_matches(|c: char| c.is_whitespace() && c != '\u{a0}');
    range.start..range.start + kept.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One unit for a character, none for what is not seen.
    fn lines(text: &str, width: f32) -> Vec<&str> {
        let seen = |c: char| if ('\u{2066}'..='\u{2069}').contains(&c) { 0.0 } else { 1.0 };
        let advances: Vec<_> = text.char_indices().map(|(start, c)| (start, seen(c))).collect();
        breaks(text, &advances, width).into_iter().map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("uno due tre", 7.0), ["uno due", "tre"]);
        assert_eq!(lines("uno due tre", 100.0), ["uno due tre"]);
        assert_eq!(lines("", 5.0), [""]);
        assert_eq!(lines("0187\u{a0}7481 ab", 7.0), ["0187\u{a0}74", "81 ab"]);
        assert_eq!(lines("a 0187\u{a0}7481 b", 9.0), ["a", "0187\u{a0}7481", "b"]);
    }

    #[test]
    fn a_bracket_stays_with_its_number() {
        assert_eq!(lines("خرچ (ٹکٹ \u{2066}16\u{2069})۔", 9.0), ["خرچ (ٹکٹ", "\u{2066}16\u{2069})۔"]);
    }

    #[test]
    fn a_latin_group_in_brackets_stays_whole_where_it_fits() {
        assert_eq!(lines("خرچ (marca da bollo) یہ", 17.0), ["خرچ", "(marca da bollo)", "یہ"]);
        assert_eq!(lines("خرچ (marca da bollo) یہ", 12.0), ["خرچ (marca", "da bollo) یہ"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut() {
        assert_eq!(lines("abcdefgh", 3.0), ["abc", "def", "gh"]);
        assert_eq!(lines("x abcdefgh y", 3.0), ["x", "abc", "def", "gh", "y"]);
        assert_eq!(lines("abc", 0.5), ["a", "b", "c"]);
    }
}
