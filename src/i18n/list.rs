//! Several things in a row, parted as each language parts them.

use std::fmt::Display;

use super::say;
use crate::model::id::Lang;

/// `passaporto, foto, marca da bollo`.
pub fn listed<T: Display>(lang: &Lang, items: impl IntoIterator<Item = T>) -> String {
    let pair = |list: String, item: T| say!(lang, "list.pair", first = list, second = item);
    let mut items = items.into_iter();
    let first = items.next().map(|item| item.to_string());
    first.map_or_else(String::new, |first| items.fold(first, pair))
}

/// The same for things that have commas of their own: `dalla Questura; dal Comune`.
pub fn clauses<T: Display>(lang: &Lang, items: impl IntoIterator<Item = T>) -> String {
    let pair = |list: String, item: T| say!(lang, "list.clauses", first = list, second = item);
    let mut items = items.into_iter();
    let first = items.next().map(|item| item.to_string());
    first.map_or_else(String::new, |first| items.fold(first, pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_comma() {
        let list = |lang, few: &[&str]| listed(&Lang::from(lang), few);
        assert_eq!(list("it", &["a", "b", "c"]), "a, b, c");
        assert_eq!(list("ar", &["a", "b"]), "a، b");
        assert_eq!(list("ur", &["a", "b"]), "a، b");
        assert_eq!(list("zh", &["a", "b"]), "a、b");
        assert_eq!(list("it", &["%{second}", "b"]), "%{second}, b");
        assert_eq!([list("it", &["a"]), list("it", &[])], ["a", ""]);
        assert_eq!(clauses(&Lang::from("zh"), ["a", "b"]), "a；b");
    }
}
