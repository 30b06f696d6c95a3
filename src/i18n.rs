//! Interface words, and dates, times and amounts as each language writes them. The only place that knows rust-i18n.
//!
//! The language is always passed in: the library's own current locale is process-wide and is never set.

mod date;
mod fill;
mod format;
mod week;

pub use date::{DatePart, date_order, day_full, day_spelled, days_span, distance, month_name, weekday_name};
pub use fill::fill;
pub use format::{
    clock, count, day, day_long, day_of_year, floor, holiday, money, number_range, opening, partial_date, percent,
    span, state, time, weekday,
};
pub use week::{slots, usual_week};

/// An interface word: `say!(lang, "key", name = value)`. The key is a literal, so that `tests/locales.rs` finds it.
macro_rules! say {
    ($lang:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        ::rust_i18n::t!($key, locale = $lang.as_str() $(, $name = $value)*).into_owned()
    };
}
pub(crate) use say;

/// Languages that have interface words.
pub fn available() -> Vec<String> {
    rust_i18n::available_locales!().into_iter().map(std::borrow::Cow::into_owned).collect()
}
