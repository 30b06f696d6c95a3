//! Whether one may count on what the pack says of an office's hours: an old "open" sends people in vain.

use chrono::{NaiveDate, NaiveDateTime};

use super::entity::{Entity, Kind, Office, Status};
use super::hours::State;
use super::moment::PartialDate;
use super::trust::{Confidence, Grade, OLD_AFTER_DAYS};

/// Hours that are written down, and that nobody should count on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// The date they are of, when it is their age that makes them doubtful.
    pub of: Option<PartialDate>,
}

/// What an office is doing at a moment by its hours, and whether these are sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// By its hours.
    pub state: State,
    /// `None` = they are sure, or there are none to doubt.
    pub doubt: Option<Doubt>,
}

impl Now {
    /// What hours say, with the doubt about them.
    fn by_hours(state: State, doubt: Option<Doubt>) -> Self {
        Self { state, doubt: doubt.filter(|_| state != State::Unknown) }
    }

    /// Order of usefulness: what a person can count on now comes first, then what is sure to open, then what may be.
    pub fn rank(self) -> u8 {
        match self.state {
            State::Unknown => 6,
            State::Closed { opens: None } => 7,
            state => state.rank() + if self.doubt.is_some() { 3 } else { 0 },
        }
    }
}

/// The doubt about hours of an office, from their grade, the date of their source and the status of the office.
pub fn doubt(entity: &Entity, office: &Office, grade: &Grade, today: NaiveDate) -> Option<Doubt> {
    let unclear = office.standing() == Status::Unclear;
    if let Some(confirmed) = &grade.confirmed {
        // The office's own word is due again long before; only after a year it is no more than any old source.
        let old = (today - confirmed.on).num_days() > OLD_AFTER_DAYS;
        return (old || unclear).then(|| Doubt { of: old.then_some(PartialDate::Day(confirmed.on)) });
    }
    // A national line that official sources name is there to be called: a doubt about an old source would only deter.
    if entity.kind == Kind::Line && grade.confidence == Confidence::High && !unclear {
        return None;
    }
    let old = grade.rests_on_old(&entity.sources, today);
    let weak = grade.confidence == Confidence::Low;
    (old || weak || unclear).then(|| Doubt { of: grade.published(&entity.sources).filter(|_| old) })
}

impl Office {
    /// What it is doing now. What has no address is reached by phone, and is as open as that is answered; a suspended
    /// office is closed.
    pub fn now(&self, entity: &Entity, now: NaiveDateTime) -> Now {
        match self.standing() {
            Status::Suspended | Status::Moved => return Now { state: State::Closed { opens: None }, doubt: None },
            Status::Open | Status::Unclear => {}
        }
        let unknown = Now { state: State::Unknown, doubt: None };
        let doubt = |grade| doubt(entity, self, grade, now.date());
        match &self.hours {
            Some(hours) => Now::by_hours(hours.value.state(now), doubt(&hours.grade)),
            None if self.addresses.is_empty() => {
                let answered = self.phones.iter().filter_map(|phone| Some((phone.value.hours.as_ref()?, &phone.grade)));
                let answered = answered.map(|(hours, grade)| Now::by_hours(hours.state(now), doubt(grade)));
                answered.min_by_key(|answered| answered.rank()).unwrap_or(unknown)
            }
            None => unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::Calendar;
    use crate::model::hours::Hours;
    use crate::model::trust::{Backing, Confirmed, Graded, Source};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entity(kind: Kind, published: Option<&str>) -> Entity {
        let source = Source {
            id: "s".into(),
            name: "S".into(),
            url: None,
            published: published.and_then(PartialDate::parse),
            read: day("2026-11-23"),
        };
        Entity { id: "e".into(), kind, name: "E".into(), also: Vec::new(), sources: vec![source], offices: Vec::new() }
    }

    fn grade(confidence: Confidence, confirmed: Option<&str>) -> Grade {
        let confirmed = confirmed.map(|on| Confirmed { on: day(on), by: "URP".into() });
        Grade { backing: Backing::Source("s".into()), confidence, confirmed }
    }

    fn office(status: Status, hours: Grade) -> Office {
        Office {
            id: "o".into(),
            roles: Vec::new(),
            serves: Vec::new(),
            status: Some(Graded { value: status, grade: grade(Confidence::Medium, None) }),
            addresses: Vec::new(),
            phones: Vec::new(),
            emails: Vec::new(),
            pecs: Vec::new(),
            web: None,
            hours: Some(Graded {
                value: Hours::parse("Mo-Fr 09:00-12:00; PH off", &Calendar::new(Vec::new())).unwrap(),
                grade: hours,
            }),
            booking: None,
            geo: None,
            speaks: None,
            notes: Vec::new(),
        }
    }

    fn seen(kind: Kind, published: Option<&str>, status: Status, hours: Grade) -> Option<Doubt> {
        let entity = entity(kind, published);
        office(status, hours).now(&entity, day("2026-11-23").and_hms_opt(10, 0, 0).unwrap()).doubt
    }

    #[test]
    fn hours_are_sure_only_from_a_good_source_of_the_last_year_of_an_office_that_is_there() {
        let (medium, low) = (|| grade(Confidence::Medium, None), || grade(Confidence::Low, None));
        let asked = |published, status, grade| seen(Kind::Office, published, status, grade);
        let of = |text| Some(Doubt { of: PartialDate::parse(text) });
        assert_eq!(asked(Some("2026-09"), Status::Open, medium()), None);
        assert_eq!(asked(Some("2018-03"), Status::Open, medium()), of("2018-03"));
        assert_eq!(asked(Some("2018-03"), Status::Open, low()), of("2018-03"));
        assert_eq!(asked(Some("2026-09"), Status::Open, low()), Some(Doubt { of: None }));
        assert_eq!(asked(Some("2026-09"), Status::Unclear, medium()), Some(Doubt { of: None }));
        assert_eq!(asked(None, Status::Open, medium()), Some(Doubt { of: None }));
        assert_eq!(asked(Some("2018-03"), Status::Suspended, low()), None, "a suspended office is surely closed");
    }

    #[test]
    fn the_word_of_the_office_holds_a_year() {
        let asked = |on| seen(Kind::Office, Some("2018"), Status::Open, grade(Confidence::Low, Some(on)));
        assert_eq!(asked("2026-01-10"), None);
        assert_eq!(asked("2025-01-10"), Some(Doubt { of: Some(PartialDate::Day(day("2025-01-10"))) }));
    }

    #[test]
    fn a_national_line_is_not_doubted_for_an_undated_page() {
        let asked = |kind, confidence| seen(kind, None, Status::Open, grade(confidence, None));
        assert_eq!(asked(Kind::Line, Confidence::High), None);
        assert_eq!(asked(Kind::Line, Confidence::Medium), Some(Doubt { of: None }));
        assert_eq!(asked(Kind::Office, Confidence::High), Some(Doubt { of: None }));
    }

    #[test]
    fn the_sure_stands_before_the_doubtful_and_that_before_the_unknown() {
        let (open, shut) = (State::Open { until: None }, State::Closed { opens: None });
        let doubt = Some(Doubt { of: None });
        let rank = |state, doubt| Now { state, doubt }.rank();
        let opens = State::Closed {
            opens: Some(crate::model::hours::Opening {
                at: day("2026-11-24").and_hms_opt(9, 0, 0).unwrap(),
                appointment: false,
            }),
        };
        let ranks = [
            rank(open, None),
            rank(opens, None),
            rank(open, doubt),
            rank(opens, doubt),
            rank(State::Unknown, None),
            rank(shut, None),
        ];
        assert!(ranks.is_sorted(), "{ranks:?}");
        assert!(rank(opens, None) < rank(open, doubt));
    }
}
