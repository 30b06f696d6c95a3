//! Where an interface word is found: with the language first, for its pack may bring words, then in the program.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::{category, of_the_program};
use crate::model::id::Lang;

/// The table and the form of a word that stands beside a number: `unit.days.few` is the form `few` of `unit.days`.
pub fn form(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix("unit.").and(key.rsplit_once('.'))
}

/// A word, filled. Called by `say!`.
pub(crate) fn said(lang: &Lang, key: &str, values: &[(&str, &dyn Display)]) -> String {
    match lang.word(key) {
        Some(word) => fill(&word.text, values),
        None => fill(&of_the_program(lang.base(), key), values),
    }
}

/// The form of a word beside a number, filled. Called by `counted!`.
pub(crate) fn said_of(lang: &Lang, table: &str, number: u32, values: &[(&str, &dyn Display)]) -> String {
    // A table of forms is taken whole from one language, and its rules with it.
    let other = format!("{table}.other");
    let of = lang.word(&other).map(|word| word.of.as_str());
    let key = format!("{table}.{}", category(of.unwrap_or(lang.base()), number));
    let known = of.is_none() || lang.word(&key).is_some_and(|word| Some(word.of.as_str()) == of);
    said(lang, if known { &key } else { &other }, values)
}

/// The word with its values.
fn fill(word: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(word.len() + 16);
    let mut rest = word;
    while let Some((before, from)) = rest.split_once("%{") {
        out.push_str(before);
        let Some((name, after)) = from.split_once('}') else {
            out.push_str("%{");
            rest = from;
            break;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(&value.to_string()),
            None => out.extend(["%{", name, "}"]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The names in `%{name}`.
pub fn placeholders(word: &str) -> BTreeSet<&str> {
    word.split("%{").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{available, defined};
    use crate::model::lang::{Speech, Word};

    fn word(text: &str, of: &str) -> Word {
        Word { text: text.into(), of: of.into() }
    }

    #[test]
    fn words_of_the_pack_come_first() {
        let mut speech = Speech::of("en");
        speech.add("home.search", word("Zoek", "xx"));
        let lang = Lang::from("xx").saying(speech);
        assert_eq!(said(&lang, "home.search", &[]), "Zoek");
        assert_eq!(said(&lang, "home.languages", &[]), said(&Lang::from("en"), "home.languages", &[]));
        // Nothing is known of this language: the original of the program speaks.
        assert_eq!(said(&Lang::from("yy"), "home.search", &[]), said(&Lang::from("it"), "home.search", &[]));
    }

    #[test]
    fn a_table_of_forms_follows_the_rules_of_its_own_language() {
        let mut speech = Speech::of("en");
        for (form, text) in [("one", "%{number} den"), ("few", "%{number} dny"), ("other", "%{number} dni")] {
            speech.add(&format!("unit.days.{form}"), word(text, "cs"));
        }
        speech.add("unit.hours.other", word("%{number} h", "cs"));
        let lang = Lang::from("cs").saying(speech);
        let days = |number: u32| said_of(&lang, "unit.days", number, &[("number", &number)]);
        assert_eq!([days(1), days(3), days(60)], ["1 den", "3 dny", "60 dni"]);
        assert_eq!(said_of(&lang, "unit.hours", 1, &[("number", &1)]), "1 h");
        assert_eq!(said_of(&lang, "unit.years", 1, &[("number", &1)]).replace('\u{a0}', " "), "1 year");
    }

    #[test]
    fn values_are_never_read_as_placeholders() {
        let values: [(&str, &dyn Display); 2] = [("a", &"%{b}"), ("b", &2)];
        assert_eq!(fill("%{a}, %{b}, %{c}, 5 %, %{", &values), "%{b}, 2, %{c}, 5 %, %{");
        assert_eq!(placeholders("%{b} %{a} 5 %"), BTreeSet::from(["a", "b"]));
    }

    #[test]
    fn the_program_knows_its_own_words() {
        let words = defined("it");
        assert!(words.len() > 300, "{}", words.len());
        assert!(words.contains_key("unit.days.other") && !words.contains_key("_version"));
        assert!(available().contains(&"it".to_owned()));
    }
}
