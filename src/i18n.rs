//! Interface words, and dates, times and amounts as each language writes them. The only place that knows rust-i18n.
//!
//! The language is always passed in: the library's own current locale is process-wide and is never set.

mod date;
mod fill;
mod format;
mod plural;
mod week;
mod words;

pub use date::{DatePart, date_order, day_full, day_spelled, days_span, distance, month_name, weekday_name};
pub use fill::fill;
pub use format::{
    clock, count, day, day_long, day_of_year, floor, holiday, money, number_range, opening, partial_date, percent,
    span, state, time, weekday,
};
pub use plural::{categories, category};
pub use week::{slots, usual_week};
pub use words::{available, defined, form, placeholders};
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
