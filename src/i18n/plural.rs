//! Which plural form of a language a number takes: the cardinal categories of CLDR.

use std::collections::BTreeSet;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

/// Numbers among which every category that whole numbers of this size can take is met.
const SAMPLE: u32 = 200;

/// The category of a number: `zero`, `one`, `two`, `few`, `many` or `other`. A language without known rules has only
/// `other`.
pub fn category(lang: &str, number: u32) -> &'static str {
    rules(lang).map_or("other", |rules| of(&rules, number))
}

/// The categories of a language, `other` always among them.
pub fn categories(lang: &str) -> BTreeSet<&'static str> {
    let mut all = BTreeSet::from(["other"]);
    if let Some(rules) = rules(lang) {
        all.extend((0..=SAMPLE).map(|number| of(&rules, number)));
    }
    all
}

fn rules(lang: &str) -> Option<PluralRules> {
    let id: LanguageIdentifier = lang.parse().ok()?;
    PluralRules::create(id, PluralRuleType::CARDINAL).ok()
}

fn of(rules: &PluralRules, number: u32) -> &'static str {
    match rules.select(number) {
        Ok(PluralCategory::ZERO) => "zero",
        Ok(PluralCategory::ONE) => "one",
        Ok(PluralCategory::TWO) => "two",
        Ok(PluralCategory::FEW) => "few",
        Ok(PluralCategory::MANY) => "many",
        Ok(PluralCategory::OTHER) | Err(_) => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of CLDR's own table of cardinal rules.
    #[test]
    fn numbers_take_the_category_of_the_language() {
        let rows: [(&str, &[(u32, &str)]); 12] = [
            ("it", &[(0, "other"), (1, "one"), (2, "other"), (60, "other")]),
            ("en", &[(0, "other"), (1, "one"), (21, "other")]),
            ("es", &[(1, "one"), (2, "other"), (21, "other")]),
            ("fr", &[(0, "one"), (1, "one"), (2, "other")]),
            ("sq", &[(0, "other"), (1, "one"), (2, "other")]),
            ("ro", &[(0, "few"), (1, "one"), (2, "few"), (19, "few"), (20, "other"), (120, "other")]),
            ("uk", &[(1, "one"), (2, "few"), (5, "many"), (11, "many"), (21, "one"), (60, "many"), (122, "few")]),
            ("ru", &[(0, "many"), (1, "one"), (4, "few"), (12, "many"), (101, "one"), (90, "many")]),
            (
                "ar",
                &[
                    (0, "zero"),
                    (1, "one"),
                    (2, "two"),
                    (3, "few"),
                    (10, "few"),
                    (11, "many"),
                    (60, "many"),
                    (100, "other"),
                ],
            ),
            ("ur", &[(1, "one"), (2, "other")]),
            ("bn", &[(0, "one"), (1, "one"), (2, "other")]),
            ("zh", &[(0, "other"), (1, "other"), (2, "other")]),
        ];
        for (lang, examples) in rows {
            for (number, wanted) in examples {
                assert_eq!(category(lang, *number), *wanted, "{lang} {number}");
            }
        }
        assert_eq!(category("xx", 1), "other");
    }

    #[test]
    fn categories_of_a_language_are_complete() {
        let of = |lang| categories(lang).into_iter().collect::<Vec<_>>();
        assert_eq!(of("it"), ["one", "other"]);
        assert_eq!(of("ro"), ["few", "one", "other"]);
        assert_eq!(of("ru"), ["few", "many", "one", "other"]);
        assert_eq!(of("ar"), ["few", "many", "one", "other", "two", "zero"]);
        assert_eq!((of("zh"), of("xx")), (vec!["other"], vec!["other"]));
    }
}
