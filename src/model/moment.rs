//! Time as the desk sees it: civil, in the pack's time zone, always passed in.

use chrono::NaiveDate;
pub use chrono::{NaiveDateTime, Weekday};

/// A date as precise as its source is: a day, a month or only a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartialDate {
    /// A day.
    Day(NaiveDate),
    /// A month of a year, 1 to 12.
    Month(i32, u32),
    /// A year.
    Year(i32),
}

impl PartialDate {
    /// Reads `2024-05-30`, `2024-05` or `2024`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [_, _, _] => text.parse().ok().map(Self::Day),
            [year, month] => {
                let (year, month) = (year.parse().ok()?, month.parse().ok()?);
                NaiveDate::from_ymd_opt(year, month, 1).map(|_| Self::Month(year, month))
            }
            [year] if year.len() == 4 => year.parse().ok().map(Self::Year),
            _ => None,
        }
    }

    /// The latest day it can mean: a source of "2024" may be of its last day.
    pub fn latest(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(year, month) => {
                let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                NaiveDate::from_ymd_opt(next.0, next.1, 1)?.pred_opt()
            }
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
        }
    }
}

/// A span of the year that comes back every year, both ends included: `12-01/03-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Season {
    /// First month and day.
    pub from: (u32, u32),
    /// Last month and day.
    pub to: (u32, u32),
}

impl Season {
    /// Reads `MM-DD/MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('/')?;
        Some(Self { from: month_day(from)?, to: month_day(to)? })
    }

    /// Whether the day is in season; a season may run over New Year.
    pub fn holds(self, day: NaiveDate) -> bool {
        use chrono::Datelike;
        let at = (day.month(), day.day());
        if self.from <= self.to { (self.from..=self.to).contains(&at) } else { at >= self.from || at <= self.to }
    }
}

fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2024 is a leap year: 29 February is a good end of a season.
    NaiveDate::from_ymd_opt(2024, month, day).map(|_| (month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn dates_keep_their_precision() {
        assert_eq!(PartialDate::parse("2024-05-30"), Some(PartialDate::Day(day(2024, 5, 30))));
        assert_eq!(PartialDate::parse("2024-05"), Some(PartialDate::Month(2024, 5)));
        assert_eq!(PartialDate::parse("2024"), Some(PartialDate::Year(2024)));
        for bad in ["", "24", "2024-13", "2024-02-30", "maggio 2024"] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
        assert_eq!(PartialDate::Month(2024, 12).latest(), Some(day(2024, 12, 31)));
        assert_eq!(PartialDate::Month(2024, 2).latest(), Some(day(2024, 2, 29)));
    }

    #[test]
    fn winter_runs_over_new_year() {
        let winter = Season::parse("12-01/03-31").unwrap();
        assert!(winter.holds(day(2026, 12, 1)));
        assert!(winter.holds(day(2027, 3, 31)));
        assert!(!winter.holds(day(2026, 11, 30)));
        assert!(!winter.holds(day(2027, 4, 1)));
        assert!(Season::parse("12-01").is_none());
        assert!(Season::parse("13-01/01-01").is_none());
    }
}
