//! A fact typed into a sentence would have to be found and changed in every language: words carry placeholders.

use crate::data::files::File;
use crate::data::ledger::{At, Ledger};
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
        for part in parts(&text.text) {
            let Part::Plain(plain) = part else { continue };
            if let Some((fact, kind)) = fact(plain, &ledger.allow) {
                let at = narrow(files, &text.at, &fact);
                let message = format!("{kind} typed into words: `{fact}`");
                let help = "put it among the facts and write a placeholder, or allow the name in pack.toml".to_owned();
                ledger.note(files, "fact-in-words", Severity::Error, &at, message, help);
            }
        }
    }
    ledger.said = said;
}

/// The first fact of a text with the sort it is of.
fn fact(text: &str, allow: &[String]) -> Option<(String, &'static str)> {
    let mut text = text.to_owned();
    // Longest first, so that "18-bis" goes before a bare "18" could.
    let mut names: Vec<&String> = allow.iter().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names {
        text = without(&text, name);
    }
    digits(&text).or_else(|| spelled_out(&text))
}

/// Blanks a name out where it stands as a whole word.
fn without(text: &str, name: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(name) {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        out.push_str(before);
        let inside = is_word(before.chars().last()) || is_word(after.chars().next());
        out.push_str(if inside { name } else { "·" });
        rest = after;
    }
    out + rest
}

fn digits(text: &str) -> Option<(String, &'static str)> {
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
    Some((run.to_owned(), kind))
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

fn spelled_out(text: &str) -> Option<(String, &'static str)> {
    let words: Vec<String> = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    words.windows(2).find_map(|pair| match pair {
        [number, unit] if NUMBERS.contains(&number.as_str()) && UNITS.contains(&unit.as_str()) => {
            Some((format!("{number} {unit}"), "a term or a count"))
        }
        _ => None,
    })
}

/// The place of the fact inside its text, when it stands there to the letter.
fn narrow(files: &[File], at: &At, fact: &str) -> At {
    let text = files.get(at.file).and_then(|file| file.text.get(at.span.clone())).unwrap_or_default();
    match text.find(fact) {
        Some(from) => At { file: at.file, span: at.span.start + from..at.span.start + from + fact.len() },
        None => at.clone(),
    }
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
    fn names_are_allowed() {
        for text in ["livello A2 o B1", "art. 18-bis", "uno di questi", "tutti e due", "una marca da bollo"] {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
