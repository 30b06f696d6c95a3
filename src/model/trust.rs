//! How sure we are of a fact: where it was read, how good that source is, and whether the office itself said so.

use chrono::NaiveDate;

use super::id::SourceId;
use super::moment::PartialDate;

/// How good the evidence is, as graded when the fact was collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Old, secondary, or general knowledge.
    Low,
    /// One credible source.
    Medium,
    /// An official source, or two independent ones that agree.
    High,
}

impl Confidence {
    /// Reads `low`, `medium`, `high`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "low" => Some(Self::Low),
            "medium" => Some(Self::Medium),
            "high" => Some(Self::High),
            _ => None,
        }
    }

    /// The word of the pack.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Where facts were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id in its file.
    pub id: SourceId,
    /// A short name a reader understands, in Italian.
    pub name: String,
    /// Its address, when it is a web page.
    pub url: Option<String>,
    /// The date it gives itself; `None` = undated.
    pub published: Option<PartialDate>,
    /// When we read it.
    pub read: NaiveDate,
}

/// What a statement rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Backing {
    /// One source of the same file.
    Source(SourceId),
    /// All the sources of the file.
    File,
    /// General knowledge, read nowhere: always of low confidence, never for an address, a phone or hours.
    Memory,
}

/// The office itself confirmed a group of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The day it did.
    pub on: NaiveDate,
    /// Who asked, or who answered.
    pub by: String,
}

/// Backing, confidence and confirmation of one group of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// What it rests on.
    pub backing: Backing,
    /// How good that is.
    pub confidence: Confidence,
    /// Set when the office itself has said so.
    pub confirmed: Option<Confirmed>,
}

impl Grade {
    /// Whether this very statement is to be confirmed, and not all that stands in its file.
    pub fn to_confirm(&self) -> bool {
        matches!(self.backing, Backing::Source(_) | Backing::Memory) && self.confidence == Confidence::Low
    }
}

/// A value with its grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded<T> {
    /// The fact.
    pub value: T,
    /// How sure we are of it.
    pub grade: Grade,
}

/// What the trust line of a group says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Confirmed by the office, within the policy's days.
    Fresh(NaiveDate),
    /// Confirmed, but in the last tenth of its time: ask again soon.
    Due(NaiveDate),
    /// Confirmed longer ago than the policy allows.
    Overdue(NaiveDate),
    /// Only read in a source, a year old or less.
    Unconfirmed,
    /// Only read in a source that is older than a year, undated, or graded low.
    Doubtful,
}

/// Days after which a confirmed group is due again, from `pack.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// Opening hours.
    pub hours: i64,
    /// Phones and mails.
    pub phones: i64,
    /// Addresses.
    pub addresses: i64,
}

/// A source older than this is said to be old: a year has brought every yearly change once.
pub(super) const OLD_AFTER_DAYS: i64 = 365;

impl Grade {
    /// What to say of the group on a day, given the policy's days for its kind.
    pub fn trust(&self, sources: &[Source], policy_days: i64, today: NaiveDate) -> Trust {
        if let Some(confirmed) = &self.confirmed {
            let age = (today - confirmed.on).num_days();
            return if age > policy_days {
                Trust::Overdue(confirmed.on)
            } else if age > policy_days - policy_days / 10 {
                Trust::Due(confirmed.on)
            } else {
                Trust::Fresh(confirmed.on)
            };
        }
        let old = self.rests_on_old(sources, today);
        if old || self.confidence == Confidence::Low { Trust::Doubtful } else { Trust::Unconfirmed }
    }

    /// Whether its source is old or undated, or there is none.
    pub(super) fn rests_on_old(&self, sources: &[Source], today: NaiveDate) -> bool {
        let published = self.published(sources).and_then(PartialDate::latest);
        match &self.backing {
            Backing::Memory => true,
            Backing::File => false,
            Backing::Source(_) => published.is_none_or(|published| (today - published).num_days() > OLD_AFTER_DAYS),
        }
    }

    /// The date its source gives itself.
    pub fn published(&self, sources: &[Source]) -> Option<PartialDate> {
        let Backing::Source(id) = &self.backing else { return None };
        sources.iter().find(|source| source.id == *id)?.published
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn source(published: Option<&str>) -> Vec<Source> {
        vec![Source {
            id: "s".into(),
            name: "S".into(),
            url: None,
            published: published.and_then(PartialDate::parse),
            read: day("2026-11-23"),
        }]
    }

    fn grade(confidence: Confidence, confirmed: Option<&str>) -> Grade {
        Grade {
            backing: Backing::Source("s".into()),
            confidence,
            confirmed: confirmed.map(|on| Confirmed { on: day(on), by: "URP".into() }),
        }
    }

    #[test]
    fn a_confirmation_ages_by_the_policy() {
        let g = grade(Confidence::High, Some("2026-11-01"));
        let at = |text| g.trust(&source(None), 90, day(text));
        assert_eq!(at("2026-11-23"), Trust::Fresh(day("2026-11-01")));
        assert_eq!(at("2027-01-25"), Trust::Due(day("2026-11-01")));
        assert_eq!(at("2027-01-30"), Trust::Due(day("2026-11-01")));
        assert_eq!(at("2027-01-31"), Trust::Overdue(day("2026-11-01")));
    }

    #[test]
    fn an_old_undated_or_weak_source_is_doubtful() {
        let today = day("2026-11-23");
        let trust = |published, c| grade(c, None).trust(&source(published), 90, today);
        assert_eq!(trust(Some("2026-09"), Confidence::Medium), Trust::Unconfirmed);
        assert_eq!(trust(Some("2025-11"), Confidence::High), Trust::Unconfirmed);
        assert_eq!(trust(Some("2024"), Confidence::High), Trust::Doubtful);
        assert_eq!(trust(None, Confidence::High), Trust::Doubtful);
        assert_eq!(trust(Some("2026-09"), Confidence::Low), Trust::Doubtful);
    }
}
