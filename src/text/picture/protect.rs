//! Numbers and Latin names within a text: they keep their own order and are not torn apart.
//!
//! By the rules of Unicode a phone number in an Arabic sentence comes out as `7481 0187`, a time as `12:30-09:00`
//! (UAX #9 orders the parts from right to left). Each run of Latin words and numbers is therefore put in an isolate,
//! and the blanks between groups of digits are made no-break spaces.

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
    let mut out = Vec::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(((first, style), tail)) = rest.split_first() {
        let length = if starts(*first) { atom(rest) } else { 0 };
        let Some((atom, after)) = rest.split_at_checked(length).filter(|_| length > 0) else {
            out.push(Protected { c: *first, style: *style, latin: false });
            rest = tail;
            continue;
        };
        if rtl {
            out.push(Protected { c: ISOLATE.0, style: *style, latin: true });
        }
        for (place, (c, style)) in atom.iter().enumerate() {
            let near = |step: usize| atom.get(step).map_or(' ', |(c, _)| *c);
            let next = near(place + 1);
            let in_number = *c == ' ' && near(place.wrapping_sub(1)).is_numeric() && (next.is_numeric() || next == '€');
            out.push(Protected { c: if in_number { NO_BREAK } else { *c }, style: *style, latin: true });
        }
        if rtl && let Some((_, style)) = atom.last() {
            out.push(Protected { c: ISOLATE.1, style: *style, latin: true });
        }
        rest = after;
    }
    out
}

/// How many characters the run takes that begins here, without the punctuation of the sentence behind it.
fn atom<S>(text: &[(char, S)]) -> usize {
    let at = |place: usize| text.get(place).map(|(c, _)| *c);
    let mut end = 0;
    loop {
        while at(end).is_some_and(belongs) {
            end += 1;
        }
        let follows =
            |place: usize| at(place).is_some_and(|c| belongs(c) && (c.is_alphanumeric() || "+€&".contains(c)));
        let closed = at(end.wrapping_sub(1)).is_some_and(|c| ".,:".contains(c));
        let dash = at(end + 1).is_some_and(|c| "–—-·".contains(c)) && at(end + 2) == Some(' ');
        end += match at(end) {
            Some(' ') if !closed && follows(end + 1) => 1,
            // A name in two parts, such as `Poste Italiane – Sportello Amico`.
            Some(' ') if !closed && dash && follows(end + 3) => 3,
            _ => break,
        };
    }
    while end > 1 && at(end - 1).is_some_and(|c| ".,:-/'’".contains(c)) {
        end -= 1;
    }
    end
}

fn starts(c: char) -> bool {
    belongs(c) && (c.is_alphanumeric() || c == '+')
}

/// Latin letters, digits of the three kinds in use, and what stands within names, numbers and addresses.
fn belongs(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
        || "+-:/.,@_#%€&'’".contains(c)
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
            ("+", "<+>"),
        ] {
            assert_eq!(protected(text, true), expected);
        }
    }

    #[test]
    fn numbers_are_not_torn_apart_in_either_direction() {
        assert_eq!(protected("ফোন 0187 7481।", false), "ফোন 0187_7481।");
    }
}
