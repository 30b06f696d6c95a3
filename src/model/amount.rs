//! Money, counted terms and other numbers.

use std::fmt;
use std::ops::{Add, AddAssign};

use chrono::{NaiveDate, NaiveTime};

use super::case::Condition;
use super::id::{CostId, EventId};
use super::trust::Grade;

/// Euro, in cents: sums never round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Money {
    /// The amount in cents.
    pub cents: u32,
}

impl Money {
    /// Reads an amount as the pack writes it: `30.46`, always two decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (euro, cents) = text.split_once('.')?;
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if cents.len() != 2 || !digits(euro) || !digits(cents) {
            return None;
        }
        let euro: u32 = euro.parse().ok()?;
        let cents: u32 = cents.parse().ok()?;
        euro.checked_mul(100)?.checked_add(cents).map(|cents| Self { cents })
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { cents: self.cents.saturating_add(other.cents) }
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// `30.46`, as the pack and the JSON answers write it.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.cents / 100, self.cents % 100)
    }
}

/// A named amount of `costs.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Its id.
    pub id: CostId,
    /// How much.
    pub amount: Money,
    /// First day it holds, if known.
    pub from: Option<NaiveDate>,
    /// Last day it holds, if known.
    pub until: Option<NaiveDate>,
    /// How sure we are.
    pub grade: Grade,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl Unit {
    /// All units with the keys of the pack.
    pub const KEYS: [(&'static str, Self); 6] = [
        ("minutes", Self::Minutes),
        ("hours", Self::Hours),
        ("days", Self::Days),
        ("working_days", Self::WorkingDays),
        ("months", Self::Months),
        ("years", Self::Years),
    ];

    /// The key of the pack, which is also that of its word.
    pub fn key(self) -> &'static str {
        Self::KEYS.iter().find(|(_, unit)| *unit == self).map_or("days", |(key, _)| key)
    }
}

/// A counted span of time, `min` to `max` (often the same).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
    /// Of what.
    pub unit: Unit,
}

/// The value of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Euro.
    Euro(Money),
    /// Counted time, an age among others.
    Span(Span),
    /// Per cent.
    Percent(u32),
    /// A plain count.
    Count(u32),
    /// A day.
    Date(NaiveDate),
    /// A year.
    Year(i32),
    /// A time of day.
    Time(NaiveTime),
}

/// A number that words use, kept out of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its id, unique in its file.
    pub id: String,
    /// The number.
    pub value: Value,
    /// How sure we are.
    pub grade: Grade,
}

/// Whether a term ends before or starts after its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// So long before the event.
    Before,
    /// So long after it.
    After,
}

/// By when something must be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Its id in its need.
    pub id: String,
    /// How long.
    pub span: Span,
    /// Before or after.
    pub side: Side,
    /// What.
    pub event: EventId,
    /// The step it is for, if it is not the need as a whole.
    pub step: Option<String>,
    /// For whom.
    pub only: Condition,
    /// How sure we are.
    pub grade: Grade,
}

/// How long something takes or lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// Its id in its need.
    pub id: String,
    /// How long.
    pub span: Span,
    /// Whether it is the longest time somebody has for it; else how long it usually is.
    pub at_most: bool,
    /// For whom.
    pub only: Condition,
    /// How sure we are.
    pub grade: Grade,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact() {
        assert_eq!(Money::parse("30.46"), Some(Money { cents: 3046 }));
        assert_eq!(Money::parse("0.05").unwrap().to_string(), "0.05");
        let sum = ["16.00", "30.00", "70.46"].iter().map(|t| Money::parse(t).unwrap()).fold(Money::default(), Add::add);
        assert_eq!(sum.to_string(), "116.46");
        for bad in ["", "16", "16.0", "16,00", "-1.00", "1.000", "+1.00", "99999999999.00"] {
            assert_eq!(Money::parse(bad), None, "{bad}");
        }
    }
}
