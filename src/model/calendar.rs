//! The days on which Italian public offices are closed: national by law, local by pack.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta};
use compact_calendar::CompactCalendar;
use opening_hours::{Context, ContextHolidays};

/// Years the calendar is made for. The tests compare ten of them with the table of `opening-hours`.
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2076;

/// National days with their month and day: L. 260/1949 with its changes; 4 October since 2026 (L. 151/2025).
const NATIONAL: [(&str, u32, u32); 11] = [
    ("new-year", 1, 1),
    ("epiphany", 1, 6),
    ("liberation", 4, 25),
    ("labour", 5, 1),
    ("republic", 6, 2),
    ("assumption", 8, 15),
    ("saint-francis", 10, 4),
    ("all-saints", 11, 1),
    ("immaculate", 12, 8),
    ("christmas", 12, 25),
    ("saint-stephen", 12, 26),
];

/// The year from which 4 October is a national day again (L. 151/2025).
const SAINT_FRANCIS_FROM: i32 = 2026;

/// Why a day is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holiday<'a> {
    /// A national day; its word is an interface word.
    National(&'static str),
    /// A day of the pack; its word is the pack's.
    Local(&'a str),
}

/// A closing day of the pack, the same every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalDay {
    /// Its id.
    pub id: String,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
}

/// National and local closing days.
#[derive(Debug, Clone)]
pub struct Calendar {
    local: Vec<LocalDay>,
    context: Context,
}

impl Calendar {
    /// The national days and these.
    pub fn new(local: Vec<LocalDay>) -> Self {
        let mut days = CompactCalendar::default();
        for year in YEARS {
            let fixed = NATIONAL.iter().filter(|(id, ..)| *id != "saint-francis" || year >= SAINT_FRANCIS_FROM);
            let national = fixed.filter_map(|&(_, month, day)| NaiveDate::from_ymd_opt(year, month, day));
            let local = local.iter().filter_map(|day| NaiveDate::from_ymd_opt(year, day.month, day.day));
            let easter = easter(year).into_iter().flat_map(|sunday| [sunday, sunday + TimeDelta::days(1)]);
            for day in national.chain(local).chain(easter) {
                days.insert(day);
            }
        }
        let holidays = ContextHolidays::new(Arc::new(days), Arc::default());
        Self { local, context: Context::default().with_holidays(holidays) }
    }

    /// What hours are evaluated in.
    pub(super) fn context(&self) -> Context {
        self.context.clone()
    }

    /// Why offices that write `PH off` are closed on a day, if they are.
    pub fn holiday(&self, date: NaiveDate) -> Option<Holiday<'_>> {
        let at = (date.month(), date.day());
        if let Some(day) = self.local.iter().find(|day| (day.month, day.day) == at) {
            return Some(Holiday::Local(&day.id));
        }
        let national = NATIONAL.iter().find(|&&(id, month, day)| {
            (month, day) == at && (id != "saint-francis" || date.year() >= SAINT_FRANCIS_FROM)
        });
        if let Some((id, ..)) = national {
            return Some(Holiday::National(id));
        }
        match (date - easter(date.year())?).num_days() {
            0 => Some(Holiday::National("easter")),
            1 => Some(Holiday::National("easter-monday")),
            _ => None,
        }
    }

    /// Every id that `Holiday::National` can carry, for the tests of the words.
    pub fn national_ids() -> impl Iterator<Item = &'static str> {
        NATIONAL.iter().map(|(id, ..)| *id).chain(["easter", "easter-monday"])
    }
}

/// Easter Sunday of the Gregorian calendar, by Gauss's rule as Butcher's Ecclesiastical Calendar (1876) completed it.
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let epact = (19 * golden + century - century / 4 - (8 * century + 13) / 25 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 19 * weekday) / 433;
    let month = (epact + weekday - 7 * late + 90) / 25;
    let day = (epact + weekday - 7 * late + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use opening_hours::localization::Country;

    fn la_spezia() -> Calendar {
        Calendar::new(vec![LocalDay { id: "san-giuseppe".into(), month: 3, day: 19 }])
    }

    #[test]
    fn ten_years_agree_with_the_table_of_opening_hours() {
        let ours = Calendar::new(Vec::new());
        let theirs = Country::IT.holidays();
        let mut date = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        while date.year() < 2036 {
            // The table leaves Easter Sunday out: a Sunday closes nothing that PH off would not close.
            let known = theirs.get_public().contains(date) || ours.holiday(date) == Some(Holiday::National("easter"));
            assert_eq!(ours.holiday(date).is_some(), known, "{date}");
            date = date.succ_opt().unwrap();
        }
    }

    #[test]
    fn local_days_have_their_own_name() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(la_spezia().holiday(day(2026, 3, 19)), Some(Holiday::Local("san-giuseppe")));
        assert_eq!(la_spezia().holiday(day(2026, 10, 4)), Some(Holiday::National("saint-francis")));
        assert_eq!(la_spezia().holiday(day(2025, 10, 4)), None);
        assert_eq!(la_spezia().holiday(day(2027, 3, 29)), Some(Holiday::National("easter-monday")));
    }
}
