//! Interface words, and dates, times and amounts as each language writes them. The only place that knows rust-i18n.
//!
//! The language is always passed in: the library's own current locale is process-wide and is never set.

use std::borrow::Cow;
use std::collections::BTreeMap;

mod date;
mod fill;
mod format;
mod list;
mod plural;
mod program;
mod week;
mod words;

pub use date::{DatePart, date_order, day_full, day_spelled, days_span, distance, month_name, weekday_name};
pub use fill::fill;
pub use format::{
    clock, count, day, day_long, day_of_year, floor, holiday, hours_of, money, money_round, number_range, opening,
    partial_date, percent, span, standing, time, weekday,
};
pub use list::{clauses, listed};
pub use plural::{categories, category};
pub(crate) use program::Program;
pub use week::{MONDAY_FIRST, slots, usual_week};
pub use words::{form, placeholders};
pub(crate) use words::{said, said_of};

/// An interface word: `say!(lang, "key", name = value)`. The key is a literal, so that `tests/locales.rs` finds it.
macro_rules! say {
    ($lang:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::said($lang, $key, &[$((stringify!($name), &$value as &dyn ::std::fmt::Display)),*])
    };
}
pub(crate) use say;

/// An interface word that stands beside a number: `counted!(lang, "table", count, name = value)` says the plural form
/// of that count among the forms of the table.
macro_rules! counted {
    ($lang:expr, $table:literal, $count:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::said_of($lang, $table, $count, &[$((stringify!($name), &$value as &dyn ::std::fmt::Display)),*])
    };
}
pub(crate) use counted;

/// Languages that have interface words in the program.
pub fn available() -> Vec<String> {
    rust_i18n::available_locales!().into_iter().map(Cow::into_owned).collect()
}

/// All interface words of a language of the program, by key.
pub fn defined(lang: &str) -> BTreeMap<String, String> {
    let words = crate::_rust_i18n_backend().messages_for_locale(lang).unwrap_or_default();
    words.into_iter().map(|(key, word)| (key.into_owned(), word.into_owned())).collect()
}

/// A word of the program, not filled.
fn of_the_program<'a>(lang: &str, key: &'a str) -> Cow<'a, str> {
    rust_i18n::t!(key, locale = lang)
}
