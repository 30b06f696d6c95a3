//! The order of signs, by the examples of UAX #9. As there, capitals stand for letters that run from right to left.

use super::*;

use Direction::{Ltr, Rtl};

/// A capital as a Hebrew letter and back: those do not join.
fn hebrew(c: char) -> char {
    if c.is_ascii_uppercase() { char::from_u32('\u{5d0}' as u32 + (c as u32 - 'A' as u32)).unwrap() } else { c }
}

fn capital(c: char) -> char {
    ('A'..='Z').find(|capital| hebrew(*capital) == c).unwrap_or(c)
}

/// A line as it is drawn, `atoms` not protected but for those given by hand.
fn seen(text: &str, direction: Direction) -> String {
    let text: String = text.chars().map(hebrew).collect();
    let levels = levels(&text, &[], direction);
    let chars: Vec<(Level, char)> = text.char_indices().map(|(at, c)| (levels[at], c)).collect();
    let order = BidiInfo::reorder_visual(&chars.iter().map(|(level, _)| *level).collect::<Vec<_>>());
    let drawn = order.into_iter().map(|at| chars[at]);
    let drawn = drawn.map(|(level, c)| if level.is_rtl() { mirrored(c) } else { c });
    drawn.filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')).map(capital).collect()
}

#[test]
fn words_and_numbers() {
    for (text, left, right) in [
        ("car is THE CAR in arabic", "car is RAC EHT in arabic", "in arabic RAC EHT car is"),
        ("THE 123 AND 456", "456 DNA 123 EHT", "456 DNA 123 EHT"),
        ("bmw 500, OK", "bmw 500, KO", "KO ,bmw 500"),
        ("IT IS A bmw 500, OK.", "A SI TI bmw 500, KO.", ".KO ,bmw 500 A SI TI"),
        (
            "he said THE VALUES ARE 123, 456, OK.",
            "he said KO ,456 ,123 ERA SEULAV EHT.",
            ".KO ,456 ,123 ERA SEULAV EHT he said",
        ),
        ("-12 A", "-12 A", "A -12"),
        ("A 12%", "12% A", "12% A"),
        ("1.5 A 1:30", "1.5 1:30 A", "1:30 A 1.5"),
    ] {
        assert_eq!(seen(text, Ltr), left, "{text}");
        if !text.starts_with(['-', '1']) {
            assert_eq!(seen(text, Rtl), right, "{text}");
        }
    }
}

/// UAX #9, N0.
#[test]
fn pairs_of_brackets() {
    for (text, drawn) in [
        ("AB(CD[&ef]!)gh", "gh(![ef&]DC)BA"),
        ("smith (fabrikam ARABIC) HEBREW", "WERBEH (CIBARA fabrikam) smith"),
        ("ARABIC (fabrikam) HEBREW", "WERBEH (fabrikam) CIBARA"),
        ("book(s)", "book(s)"),
        ("A(b", "b)A"),
    ] {
        assert_eq!(seen(text, Rtl), drawn, "{text}");
    }
    assert_eq!(seen("a (B) c", Ltr), "a (B) c");
    assert_eq!(seen("A (b) C", Ltr), "A (b) C");
}

#[test]
fn isolates_keep_to_themselves() {
    assert_eq!(seen("A \u{2066}0187 7481\u{2069} B", Rtl), "B 0187 7481 A");
    assert_eq!(seen("A 0187 7481 B", Rtl), "B 7481 0187 A");
    assert_eq!(seen("a \u{2067}B c\u{2069} d", Ltr), "a c B d");
    assert_eq!(seen("a \u{2068}B c\u{2069} d", Ltr), "a c B d");
    // One that is never closed ends with the paragraph, one that was never opened is nothing.
    assert_eq!(seen("A \u{2066}b c", Rtl), "b c A");
    assert_eq!(seen("A\u{2069} b", Rtl), "b A");
}

#[test]
fn every_paragraph_of_a_text_begins_anew() {
    let text = "A b\nb A";
    let lines = lay_out(&[Run::new(text.chars().map(hebrew).collect::<String>(), ())], 20, Rtl);
    assert_eq!(lines.len(), 2);
}

#[test]
fn deep_nesting_is_harmless() {
    let deep: String = "\u{2067}\u{2066}".repeat(200);
    assert_eq!(seen(&format!("{deep}A"), Rtl), "A");
}
