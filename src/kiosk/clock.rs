//! The only place that asks what time it is.

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use crate::app::Moment;

/// Civil time in the pack's zone, and monotonic time since the program began.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    zone: Tz,
    began: Instant,
    /// A moment to pretend, which goes on from the start of the program.
    pretended: Option<NaiveDateTime>,
}

impl Clock {
    /// The machine's clock, or one that starts at a pretended moment.
    pub fn new(zone: Tz, pretended: Option<NaiveDateTime>) -> Self {
        Self { zone, began: Instant::now(), pretended }
    }

    /// Now.
    pub fn now(&self) -> Moment {
        let mono = self.began.elapsed();
        let civil = match self.pretended {
            Some(start) => start + TimeDelta::from_std(mono).unwrap_or_default(),
            None => civil(Utc::now(), self.zone),
        };
        Moment { civil, mono }
    }
}

/// A moment as the clocks of a zone show it.
pub fn civil(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// How long until the minute changes on the screen; a little after, never before.
pub fn until_next_minute(now: NaiveDateTime) -> Duration {
    let passed = u64::from(now.second()) * 1000 + u64::from(now.nanosecond() / 1_000_000).min(999);
    Duration::from_millis(60_000_u64.saturating_sub(passed).max(1) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_clock_changes() {
        let rome: Tz = "Europe/Rome".parse().unwrap();
        let civil = |text: &str| civil(text.parse().unwrap(), rome).to_string();
        assert_eq!(civil("2026-03-29T00:59:59Z"), "2026-03-29 01:59:59");
        assert_eq!(civil("2026-03-29T01:00:00Z"), "2026-03-29 03:00:00");
        assert_eq!(civil("2026-10-25T00:59:59Z"), "2026-10-25 02:59:59");
        assert_eq!(civil("2026-10-25T01:00:00Z"), "2026-10-25 02:00:00");
    }

    #[test]
    fn the_minute_is_awaited_to_its_end() {
        let at = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").unwrap();
        assert_eq!(until_next_minute(at("2026-11-23 09:41:00.000")), Duration::from_millis(60_001));
        assert_eq!(until_next_minute(at("2026-11-23 09:41:59.999")), Duration::from_millis(2));
    }
}
