//! A date as it is typed or picked: three numbers, and what they say together.

use chrono::{Datelike, Months, NaiveDate};

use crate::i18n::DatePart;

/// The years that can be given: the longest terms and lives fit in.
pub(super) const YEARS: (u32, u32) = (1900, 2100);

/// One of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    value: Option<u32>,
    /// Digits typed since the number is being written: the first one begins it anew.
    typed: u32,
}

/// The three numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    day: Number,
    month: Number,
    year: Number,
}

/// What the numbers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// A day.
    Date(NaiveDate),
    /// No month has such a day.
    NoDay,
    /// No year has such a month.
    NoMonth,
    /// No year of those that can be given.
    NoYear,
    /// The month ends before that day.
    Short {
        /// The month, 1 to 12.
        month: u32,
        /// Its year.
        year: u32,
        /// Its last day.
        last: u32,
    },
}

/// Whether a number is complete, so that the next one can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// It takes another digit.
    Open,
    /// It does not.
    Whole,
}

impl Entry {
    /// The numbers of a day.
    pub(super) fn of(date: NaiveDate) -> Self {
        let number = |value: u32| Number { value: Some(value), typed: 0 };
        Self { day: number(date.day()), month: number(date.month()), year: number(date.year().unsigned_abs()) }
    }

    /// A number as it stands on the screen: what is still to be written is a line.
    pub(super) fn shown(&self, part: DatePart) -> String {
        let number = self.number(part);
        let wide = digits(part) as usize;
        let Some(value) = number.value else { return "_".repeat(wide) };
        let written = if number.typed == 0 { wide } else { number.typed as usize };
        let digits = format!("{value:0>written$}");
        format!("{digits:_<wide$}")
    }

    fn number(&self, part: DatePart) -> &Number {
        match part {
            DatePart::Day => &self.day,
            DatePart::Month => &self.month,
            DatePart::Year => &self.year,
        }
    }

    fn number_mut(&mut self, part: DatePart) -> &mut Number {
        match part {
            DatePart::Day => &mut self.day,
            DatePart::Month => &mut self.month,
            DatePart::Year => &mut self.year,
        }
    }

    /// Changes a number within its range.
    pub(super) fn step(&mut self, part: DatePart, by: i32) {
        let (min, max) = range(part);
        let number = self.number_mut(part);
        let next = number.value.map_or(min, |value| value.saturating_add_signed(by));
        *number = Number { value: Some(next.clamp(min, max)), typed: 0 };
    }

    /// Writes a digit.
    pub(super) fn digit(&mut self, part: DatePart, digit: u32) -> Written {
        let number = self.number_mut(part);
        // A number with all its digits begins anew too.
        let goes_on = (1..digits(part)).contains(&number.typed);
        let (begun, typed) = if goes_on { (number.value.unwrap_or(0), number.typed) } else { (0, 0) };
        let (value, typed) = (begun * 10 + digit, typed + 1);
        *number = Number { value: Some(value), typed };
        let (_, max) = range(part);
        // After 4 no day and after 2 no month has a further digit; a year has four.
        let beyond = part != DatePart::Year && value * 10 > max;
        if beyond || typed >= digits(part) { Written::Whole } else { Written::Open }
    }

    /// Takes the last digit away; false if there was none.
    pub(super) fn erase(&mut self, part: DatePart) -> bool {
        let number = self.number_mut(part);
        let Some(value) = number.value else { return false };
        let left = value / 10;
        let typed = left.checked_ilog10().map_or(0, |log| log + 1);
        *number = Number { value: (left > 0).then_some(left), typed };
        true
    }

    /// A number is left: the next digit begins it anew, and a year of two digits is one of this century.
    pub(super) fn leave(&mut self, part: DatePart) {
        if part == DatePart::Year {
            self.year.value = self.full_year();
        }
        self.number_mut(part).typed = 0;
    }

    fn full_year(&self) -> Option<u32> {
        self.year.value.map(|year| if year < 100 && self.year.typed == 2 { 2000 + year } else { year })
    }

    /// What the numbers say together.
    pub(super) fn reading(&self) -> Reading {
        let within = |value: Option<u32>, part| {
            let (min, max) = range(part);
            value.filter(|value| (min..=max).contains(value))
        };
        let Some(day) = within(self.day.value, DatePart::Day) else { return Reading::NoDay };
        let Some(month) = within(self.month.value, DatePart::Month) else { return Reading::NoMonth };
        let Some(year) = within(self.full_year(), DatePart::Year) else { return Reading::NoYear };
        let Some(first) = NaiveDate::from_ymd_opt(year.cast_signed(), month, 1) else { return Reading::NoYear };
        match first.with_day(day) {
            Some(date) => Reading::Date(date),
            None => Reading::Short { month, year, last: last_day(first) },
        }
    }
}

fn last_day(first: NaiveDate) -> u32 {
    first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).map_or(31, |last| last.day())
}

fn range(part: DatePart) -> (u32, u32) {
    match part {
        DatePart::Day => (1, 31),
        DatePart::Month => (1, 12),
        DatePart::Year => YEARS,
    }
}

fn digits(part: DatePart) -> u32 {
    match part {
        DatePart::Day | DatePart::Month => 2,
        DatePart::Year => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DatePart::{Day, Month, Year};
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn at(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Types digits, each number after the other as far as it takes them; `/` goes on to the next one.
    fn typed(text: &str) -> Entry {
        let mut entry = Entry::of(at("2026-11-23"));
        let mut parts = [Day, Month, Year].into_iter();
        let mut part = parts.next();
        for letter in text.chars() {
            let Some(now) = part else { panic!("{text}: too many") };
            let whole = match letter.to_digit(10) {
                Some(digit) => entry.digit(now, digit) == Written::Whole,
                None => true,
            };
            if whole {
                entry.leave(now);
                part = parts.next();
            }
        }
        entry
    }

    #[test]
    fn digits_go_on_by_themselves() {
        for (text, date) in [
            ("22012027", "2027-01-22"),
            ("4122026", "2026-12-04"),
            ("452026", "2026-05-04"),
            ("3/1/2027", "2027-01-03"),
            ("29022028", "2028-02-29"),
            ("010127/", "2027-01-01"),
        ] {
            assert_eq!(typed(text).reading(), Reading::Date(at(date)), "{text}");
        }
        assert_eq!(typed("010127").reading(), Reading::Date(at("2027-01-01")), "read before it is left");
    }

    #[test]
    fn dates_that_do_not_exist_say_why() {
        assert_eq!(typed("31022026").reading(), Reading::Short { month: 2, year: 2026, last: 28 });
        assert_eq!(typed("29022027").reading(), Reading::Short { month: 2, year: 2027, last: 28 });
        assert_eq!(typed("31112026").reading(), Reading::Short { month: 11, year: 2026, last: 30 });
        assert_eq!(typed("39").reading(), Reading::NoDay);
        assert_eq!(typed("00").reading(), Reading::NoDay);
        assert_eq!(typed("0119").reading(), Reading::NoMonth);
        assert_eq!(typed("0101202").reading(), Reading::NoYear);
        assert_eq!(typed("01019999").reading(), Reading::NoYear);
    }

    #[test]
    fn erasing_ends_with_an_empty_number() {
        let mut entry = Entry::of(at("2026-11-23"));
        assert!(entry.erase(Year) && entry.erase(Year));
        assert_eq!(entry.shown(Year), "20__");
        assert_eq!((entry.digit(Year, 3), entry.digit(Year, 1)), (Written::Open, Written::Whole));
        assert_eq!(entry.reading(), Reading::Date(at("2031-11-23")));
        assert!(entry.erase(Day) && entry.erase(Day));
        assert!(!entry.erase(Day));
        assert_eq!((entry.shown(Day), entry.shown(Month)), ("__".to_owned(), "11".to_owned()));
        assert_eq!((entry.digit(Month, 0), entry.shown(Month)), (Written::Open, "0_".to_owned()));
        assert_eq!((entry.digit(Month, 3), entry.shown(Month)), (Written::Whole, "03".to_owned()));
        assert_eq!(entry.reading(), Reading::NoDay);
        entry.step(Day, 1);
        assert_eq!(entry.reading(), Reading::Date(at("2031-03-01")));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(3), ..ProptestConfig::default() })]
        #[test]
        fn every_date_can_be_typed(days in 0_u64..73_000) {
            let date = at("1900-01-01") + chrono::Days::new(days);
            let text = date.format("%d%m%Y").to_string();
            prop_assert_eq!(typed(&text).reading(), Reading::Date(date));
        }

        #[test]
        fn no_steps_and_digits_lead_out_of_the_range(moves in proptest::collection::vec((0_usize..3, 0_u32..14), 0..40)) {
            let mut entry = Entry::of(at("2026-11-23"));
            for (part, what) in moves {
                let part = [Day, Month, Year][part];
                match what {
                    0..=9 => drop(entry.digit(part, what)),
                    10 => entry.step(part, 10),
                    11 => entry.step(part, -10),
                    12 => drop(entry.erase(part)),
                    _ => entry.leave(part),
                }
                if let Reading::Date(date) = entry.reading() {
                    prop_assert!((1900..=2100).contains(&date.year()));
                }
            }
        }
    }
}
