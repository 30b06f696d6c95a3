//! A fact typed into a sentence would have to be found and changed in every language: words carry placeholders.

use std::ops::Range;

use crate::data::files::File;
use crate::data::ledger::Ledger;
use crate::data::problem::Severity;
use crate::model::words::{Part, parts};

/// Numbers spelled out, Italian and English; "one" is left out, it is an article too.
const NUMBERS: [&str; 38] = [
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "dodici",
    "quindici",
    "venti",
    "trenta",
    "quaranta",
    "quarantacinque",
    "sessanta",
    "novanta",
    "cento",
    "centoventi",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "ninety",
    "hundred",
    "cinquanta",
];

/// What such a number counts when it is a fact.
const UNITS: [&str; 19] = [
    "giorni",
    "giorno",
    "mesi",
    "anni",
    "ore",
    "minuti",
    "settimane",
    "euro",
    "days",
    "months",
    "years",
    "hours",
    "minutes",
    "weeks",
    "euros",
    "foto",
    "copie",
    "photos",
    "copies",
];

pub(super) fn check(files: &[File], ledger: &mut Ledger) {
    let said = std::mem::take(&mut ledger.said);
    for text in &said {
        let mut from = 0;
        for part in parts(&text.text) {
            let rest = text.text.get(from..).unwrap_or_default();
            let Part::Plain(plain) = part else {
                from += rest.find('}').map_or(rest.len(), |end| end + 1);
                continue;
            };
            if let Some((place, kind)) = fact(plain, &ledger.allow) {
                let at = text.at.within(files, &text.text, from + place.start..from + place.end);
                let message = format!("{kind} typed into words: `{}`", plain.get(place).unwrap_or_default());
                let help = "put it among the facts and write a placeholder, or allow the name in pack.toml";
                ledger.note(files, "fact-in-words", Severity::Error, &at, message, help);
            }
            from += plain.len();
        }
    }
    ledger.said = said;
}

/// The first fact of a text with the sort it is of, both as a person reads them.
pub(in crate::data) fn typed<'a>(text: &'a str, allow: &[String]) -> Option<(&'a str, &'static str)> {
    fact(text, allow).map(|(place, kind)| (text.get(place).unwrap_or_default(), kind))
}

/// The first fact of a text with the sort it is of.
fn fact(text: &str, allow: &[String]) -> Option<(Range<usize>, &'static str)> {
    let mut text = text.to_owned();
    // Longest first, so that "18-bis" goes before a bare "18" could.
    let mut names: Vec<&String> = allow.iter().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names {
        text = without(&text, name);
    }
    digits(&text).or_else(|| spelled_out(&text))
}

/// Blanks a name out where it stands as a whole word; every other byte stays where it is.
pub(super) fn without(text: &str, name: &str) -> String {
    if name.is_empty() {
        return text.to_owned();
    }
    let blank = "_".repeat(name.len());
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(name) {
        out.push_str(before);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = is_word(out.chars().last()) || is_word(after.chars().next());
        out.push_str(if inside { name } else { &blank });
        rest = after;
    }
    out + rest
}

fn digits(text: &str) -> Option<(Range<usize>, &'static str)> {
    let start = text.find(|c: char| c.is_numeric())?;
    let (before, from) = text.split_at_checked(start)?;
    let inner = |c: char| c.is_numeric() || matches!(c, '.' | ',' | ':' | '/' | '-' | ' ' | '\u{a0}');
    let run = from.split(|c| !inner(c)).next().unwrap_or_default().trim_end_matches(|c: char| !c.is_numeric());
    let after = from.strip_prefix(run).unwrap_or_default().trim_start();
    let unit = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let count = run.chars().filter(|c| c.is_numeric()).count();
    let money =
        after.starts_with(['€', '$']) || before.trim_end().ends_with(['€', '$']) || unit == "euro" || unit == "euros";
    let kind = if money {
        "an amount"
    } else if UNITS.contains(&unit.as_str()) {
        "a term or a count"
    } else if run.contains(':') {
        "a time"
    } else if run.contains('/') || is_month(&unit) {
        "a date"
    } else if count >= 5 {
        "a phone number"
    } else {
        "a number"
    };
    Some((start..start + run.len(), kind))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 24] = [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS.contains(&word)
}

fn spelled_out(text: &str) -> Option<(Range<usize>, &'static str)> {
    let is_letter = |c: char| c.is_alphabetic();
    let mut from = 0;
    let mut before: Option<(usize, String)> = None;
    for piece in text.split_inclusive(|c: char| !is_letter(c)) {
        let word = piece.trim_end_matches(|c: char| !is_letter(c));
        let (start, end) = (from, from + word.len());
        let word = word.to_lowercase();
        match before {
            Some((first, number)) if NUMBERS.contains(&number.as_str()) && UNITS.contains(&word.as_str()) => {
                return Some((first..end, "a term or a count"));
            }
            _ => before = Some((start, word)),
        }
        from += piece.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<&'static str> {
        let allow = ["B1", "A2", "18-bis"].map(str::to_owned);
        fact(text, &allow).map(|(_, kind)| kind)
    }

    #[test]
    fn facts_are_found() {
        for (text, expected) in [
            ("Costa 16,00 €", "an amount"),
            ("Paga 30 euro", "an amount"),
            ("entro 60 giorni", "a term or a count"),
            ("entro sessanta giorni", "a term or a count"),
            ("Chiama lo 0187 7481", "a phone number"),
            ("alle 8:30", "a time"),
            ("il 3/2/2026", "a date"),
            ("il 12 giugno", "a date"),
            ("piano 3", "a number"),
            ("within two months", "a term or a count"),
            ("art. 18", "a number"),
            ("XB1", "a number"),
        ] {
            assert_eq!(kind(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn facts_are_found_in_their_place() {
        let place =
            |text: &str| fact(text, &["A2".to_owned()]).and_then(|(place, _)| text.get(place).map(str::to_owned));
        assert_eq!(place("livello A2, poi 2 foto").as_deref(), Some("2"));
        assert_eq!(fact("A2 2", &["A2".to_owned()]).map(|(place, _)| place), Some(3..4));
        assert_eq!(place("È aperto due mesi").as_deref(), Some("due mesi"));
    }

    #[test]
    fn names_are_allowed() {
        for text in ["livello A2 o B1", "art. 18-bis", "uno di questi", "tutti e due", "una marca da bollo"] {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
