//! Stretches that keep their own order in text that runs from right to left: phones, times, prices, addresses,
//! mails, links, Latin phrases.
//!
//! The bidirectional algorithm alone turns them round: `0187 7481` would read `7481 0187`, and a range of hours
//! would depend on where the line breaks. Each is set in an isolate, and no line breaks inside one that fits a line.

use std::ops::Range;

use crate::model::words::Direction;

/// Begins a stretch that runs from left to right whatever is around it.
pub(super) const ISOLATE: char = '\u{2066}';
/// Ends it.
pub(super) const END: char = '\u{2069}';

/// The atoms of a text, as bytes of it. Where the text itself runs from left to right only numbers need care.
pub(super) fn atoms(text: &str, direction: Direction) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let sign = |at: usize| chars.get(at).map_or('\0', |(_, c)| *c);
    let mut out = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while at < chars.len() {
        match sign(at) {
            '\u{2066}'..='\u{2068}' | '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => depth += 1,
            '\u{2069}' | '\u{202c}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // Whoever isolated a stretch by hand has said how it runs.
        if depth > 0 || !starts(sign(at), sign(at + 1)) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        loop {
            while is_inside(sign(end)) {
                end += 1;
            }
            match goes_on(&sign, at, end) {
                0 => break,
                skip => end += skip,
            }
        }
        while end > at + 1 && is_loose(sign(end - 1)) {
            end -= 1;
        }
        let number = !(at..end).any(|at| sign(at).is_alphabetic()) && (at..end).any(|at| sign(at).is_numeric());
        let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
        if number || direction == Direction::Rtl {
            out.push(byte(at)..byte(end));
        }
        at = end;
    }
    out
}

/// An atom cut at its commas: what a line does not break in.
pub(super) fn pieces(text: &str, atom: &Range<usize>) -> Vec<Range<usize>> {
    let inside = text.get(atom.clone()).unwrap_or_default();
    let mut start = atom.start;
    let ends = inside.match_indices(", ").map(|(at, comma)| atom.start + at + comma.len()).chain([atom.end]);
    ends.map(|end| std::mem::replace(&mut start, end)..end).collect()
}

pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic()
}

fn is_eastern_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

fn starts(c: char, next: char) -> bool {
    is_latin(c) || is_eastern_digit(c) || (matches!(c, '+' | '€' | '#' | '@') && (is_latin(next) || is_blank(next)))
}

fn is_inside(c: char) -> bool {
    is_latin(c) || is_eastern_digit(c) || "+-–:/.,@_#%€&'’~=?\u{a0}\u{202f}".contains(c)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

/// What belongs to the sentence when it stands at the end.
fn is_loose(c: char) -> bool {
    ".,:-–/'’?=&\u{a0}\u{202f}".contains(c)
}

/// How many signs after a word lead to the next one of the phrase that begins at `start`; none at the end of the
/// phrase.
fn goes_on(sign: &impl Fn(usize) -> char, start: usize, end: usize) -> usize {
    if sign(end) != ' ' {
        return 0;
    }
    match sign(end.wrapping_sub(1)) {
        '.' | ':' | '?' => return 0,
        // A Latin comma between Latin words is theirs; between numbers, mails and links it is the sentence's.
        ',' => {
            let words =
                (start..end).any(|at| sign(at).is_alphabetic()) && !(start..end).any(|at| "@/".contains(sign(at)));
            return usize::from(words && is_latin(sign(end + 1)) && sign(end + 1).is_alphabetic());
        }
        _ => {}
    }
    let word = |at: usize| is_latin(sign(at)) || is_eastern_digit(sign(at)) || "+€&%".contains(sign(at));
    if word(end + 1) {
        1
    } else if matches!(sign(end + 1), '–' | '-' | '/') && sign(end + 2) == ' ' && word(end + 3) {
        3
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, direction: Direction) -> Vec<&str> {
        atoms(text, direction).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_keeps_its_order_is_found() {
        let rtl = |text| found(text, Direction::Rtl);
        assert_eq!(rtl("هاتف 0187 748 601: هل"), ["0187 748 601"]);
        assert_eq!(rtl("من 09:00–12:30."), ["09:00–12:30"]);
        assert_eq!(rtl("المبلغ 12,50\u{a0}€ أو"), ["12,50\u{a0}€"]);
        assert_eq!(rtl("في Via Fazio 30 (هنا)"), ["Via Fazio 30"]);
        assert_eq!(rtl("Poste Italiane – Sportello Amico، هنا"), ["Poste Italiane – Sportello Amico"]);
        assert_eq!(rtl("اكتب a.b@comune.it، أو https://x.it/y?z=1."), ["a.b@comune.it", "https://x.it/y?z=1"]);
        assert_eq!(rtl("+39 345 123"), ["+39 345 123"]);
        assert_eq!(rtl("€ 16,00"), ["€ 16,00"]);
        assert_eq!(rtl("ساعت ۹:۰۰-۱۲:۳۰ تا"), ["۹:۰۰-۱۲:۳۰"]);
        assert_eq!(rtl("مرحبا"), [""; 0]);
        assert_eq!(rtl("إلى La Spezia, Centro per l'Impiego, هنا"), ["La Spezia, Centro per l'Impiego"]);
        assert_eq!(rtl("0187 748, a@b.it, www.x.it/y, Roma"), ["0187 748", "a@b.it", "www.x.it/y", "Roma"]);
    }

    #[test]
    fn from_left_to_right_only_numbers_need_care() {
        assert_eq!(found("Via Fazio 30 العربية 0187 748", Direction::Ltr), ["0187 748"]);
    }

    #[test]
    fn an_atom_may_break_behind_its_commas() {
        let text = "في La Spezia, Via Fazio 30";
        let atom = atoms(text, Direction::Rtl).remove(0);
        let pieces: Vec<&str> = pieces(text, &atom).into_iter().map(|range| &text[range]).collect();
        assert_eq!(pieces, ["La Spezia, ", "Via Fazio 30"]);
    }

    #[test]
    fn what_is_isolated_already_is_left_alone() {
        assert_eq!(found("ا \u{2066}Renew, now 12\u{2069} 30", Direction::Rtl), ["30"]);
    }
}
