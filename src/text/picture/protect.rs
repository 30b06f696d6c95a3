//! Numbers and Latin names within a text: they keep their own order and are not torn apart.
//!
//! By the rules of Unicode a phone number in an Arabic sentence comes out as `7481 0187`, a time as `12:30-09:00`
//! (UAX #9 orders the parts from right to left). Each run of Latin words and numbers is therefore put in an isolate,
//! and the blanks between groups of digits are made no-break spaces.

use crate::model::words::Direction;
use crate::text::atoms::atoms;

/// Left-to-right isolate and the end of an isolate.
pub(super) const ISOLATE: (char, char) = ('\u{2066}', '\u{2069}');
const NO_BREAK: char = '\u{a0}';

/// A character with its style.
#[derive(Debug, Clone, Copy)]
pub(super) struct Protected<S> {
    pub(super) c: char,
    pub(super) style: S,
    /// Part of a Latin name or a number, blanks within them too.
    pub(super) latin: bool,
}

/// The text with its runs protected; the isolates take their style from their neighbours.
pub(super) fn protect<S: Copy>(text: &[(char, S)], rtl: bool) -> Vec<Protected<S>> {
    let whole: String = text.iter().map(|(c, _)| *c).collect();
    // The same rule as in cells. Within a script from left to right the runs are only drawn in another font.
    let mut atoms = atoms(&whole, Direction::Rtl).into_iter().peekable();
    let mut out = Vec::with_capacity(text.len() + 8);
    let mut byte = 0;
    // A stretch that somebody else has isolated is Latin too.
    let mut by_hand = 0_u32;
    for (place, (c, style)) in text.iter().enumerate() {
        let protected = |c, latin| Protected { c, style: *style, latin };
        let end = byte + c.len_utf8();
        let Some(atom) = atoms.peek().filter(|atom| atom.start <= byte).cloned() else {
            match *c {
                c if c == ISOLATE.0 => by_hand += 1,
                c if c == ISOLATE.1 => by_hand = by_hand.saturating_sub(1),
                _ => {}
            }
            out.push(protected(*c, by_hand > 0));
            byte = end;
            continue;
        };
        if rtl && atom.start == byte {
            out.push(protected(ISOLATE.0, true));
        }
        let near = |place: usize| text.get(place).map_or(' ', |(c, _)| *c);
        let (before, next) = (near(place.wrapping_sub(1)), near(place + 1));
        let in_number = *c == ' ' && before.is_numeric() && (next.is_numeric() || next == '€');
        out.push(protected(if in_number { NO_BREAK } else { *c }, true));
        if end >= atom.end {
            if rtl {
                out.push(protected(ISOLATE.1, true));
            }
            atoms.next();
        }
        byte = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protected(text: &str, rtl: bool) -> String {
        let styled: Vec<_> = text.chars().map(|c| (c, ())).collect();
        protect(&styled, rtl)
            .into_iter()
            .map(|protected| match protected.c {
                '\u{2066}' => '<',
                '\u{2069}' => '>',
                NO_BREAK => '_',
                c => c,
            })
            .collect()
    }

    #[test]
    fn runs_of_latin_keep_together() {
        for (text, expected) in [
            ("هاتف 0187 7481: هل", "هاتف <0187_7481>: هل"),
            ("الجمعة 09:00-12:30.", "الجمعة <09:00-12:30>."),
            ("المبلغ 12,50 € أو", "المبلغ <12,50_€> أو"),
            ("في via Fazio 30 هنا", "في <via Fazio 30> هنا"),
            ("ساعت ۹:۰۰-۱۲:۳۰ تا", "ساعت <۹:۰۰-۱۲:۳۰> تا"),
            ("ASL 5.", "<ASL 5>."),
            ("إلى Poste – Sportello, ثم", "إلى <Poste – Sportello>, ثم"),
            ("إلى Poste – ثم", "إلى <Poste> – ثم"),
            ("+39 0187 1, a@b.it", "<+39_0187_1>, <a@b.it>"),
            ("(ب) - ب", "(ب) - ب"),
            ("", ""),
            (" ", " "),
            ("+", "+"),
        ] {
            assert_eq!(protected(text, true), expected);
        }
    }

    #[test]
    fn numbers_are_not_torn_apart_in_either_direction() {
        assert_eq!(protected("ফোন 0187 7481।", false), "ফোন 0187_7481।");
    }
}
