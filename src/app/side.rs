//! The pane beside a list: it follows the choice once that has rested, so that a key held down sends rows and no pages.

use std::time::Duration;

/// How long no key has moved the choice before the pane follows it: longer than the pause between two repeats of a
/// key held down, too short to be waited for.
pub const REST: Duration = Duration::from_millis(150);

/// Of which row the second pane tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Of the chosen one.
    #[default]
    Follows,
    /// Of the one where the choice last rested.
    Stays {
        /// Which.
        row: usize,
        /// When the pane follows, unless the choice is moved on before.
        until: Duration,
    },
}

impl Side {
    /// A key moved the choice of the same list from a row to a row, or left it where it was.
    #[must_use]
    pub fn moved(self, from: usize, to: usize, now: Duration) -> Self {
        let row = match self {
            Self::Follows => from,
            Self::Stays { row, .. } => row,
        };
        // Back where it rested the pane is right already.
        if row == to { Self::Follows } else { Self::Stays { row, until: now + REST } }
    }

    /// Time passed.
    #[must_use]
    pub fn rested(self, now: Duration) -> Self {
        if self.due().is_some_and(|until| now >= until) { Self::Follows } else { self }
    }

    /// When the pane follows; nothing is awaited where it does.
    pub fn due(self) -> Option<Duration> {
        match self {
            Self::Follows => None,
            Self::Stays { until, .. } => Some(until),
        }
    }

    /// The row it tells of, where this one is chosen.
    pub fn of(self, chosen: usize) -> usize {
        match self {
            Self::Follows => chosen,
            Self::Stays { row, .. } => row,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(1);

    #[test]
    fn it_stays_while_keys_come_and_follows_once_they_rest() {
        let mut side = Side::Follows;
        for step in 0..10_u32 {
            let now = START + REST * step / 2;
            side = side.rested(now).moved(step as usize, step as usize + 1, now);
            assert_eq!(side.of(step as usize + 1), 0);
        }
        let due = side.due().unwrap();
        assert_eq!(due, START + REST * 9 / 2 + REST);
        assert_eq!(side.rested(due.saturating_sub(Duration::from_millis(1))), side);
        assert_eq!(side.rested(due), Side::Follows);
        assert_eq!(Side::Follows.due(), None);
    }

    #[test]
    fn back_at_its_row_nothing_is_awaited() {
        let away = Side::Follows.moved(3, 4, START);
        assert_eq!(away.of(4), 3);
        assert_eq!(away.moved(4, 3, START), Side::Follows);
        assert_eq!(Side::Follows.moved(3, 3, START), Side::Follows);
    }
}
