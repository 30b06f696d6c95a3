//! Closed questions, the answers of a session, and what depends on them.

use std::collections::BTreeMap;

use super::id::{AnswerId, CaseId, DocumentId};

/// A closed question of `cases.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// What can be answered, in order.
    pub answers: Vec<AnswerId>,
    /// Papers that an answer says one holds.
    pub holds: BTreeMap<AnswerId, Vec<DocumentId>>,
}

/// What a person has answered so far; lives in memory, ends with the session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers(BTreeMap<CaseId, AnswerId>);

impl Answers {
    /// The answer to a question, if it was given.
    pub fn get(&self, case: &CaseId) -> Option<&AnswerId> {
        self.0.get(case)
    }

    /// Answers a question; `None` leaves it open again.
    pub fn set(&mut self, case: CaseId, answer: Option<AnswerId>) {
        match answer {
            Some(answer) => self.0.insert(case, answer),
            None => self.0.remove(&case),
        };
    }

    /// These answers and one more.
    #[must_use]
    pub fn with(&self, case: &CaseId, answer: &AnswerId) -> Self {
        let mut more = self.clone();
        more.set(case.clone(), Some(answer.clone()));
        more
    }
}

/// Whether something applies to a person, as far as she has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It depends on a question still open.
    Open,
}

impl Holds {
    /// Both must hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            _ => Self::Yes,
        }
    }
}

/// Answers of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOf {
    /// The question.
    pub case: CaseId,
    /// Any of these.
    pub answers: Vec<AnswerId>,
}

/// `when` and `unless` of the pack, grouped by question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Condition {
    /// For every question, one of the answers.
    pub when: Vec<OneOf>,
    /// None of these answers.
    pub unless: Vec<OneOf>,
}

impl Condition {
    /// Whether it holds for these answers.
    pub fn holds(&self, answers: &Answers) -> Holds {
        let given = |group: &OneOf| answers.get(&group.case).map(|answer| group.answers.contains(answer));
        let wanted = self.when.iter().map(|group| match given(group) {
            Some(true) => Holds::Yes,
            Some(false) => Holds::No,
            None => Holds::Open,
        });
        let unwanted = self.unless.iter().map(|group| match given(group) {
            Some(true) => Holds::No,
            Some(false) => Holds::Yes,
            None => Holds::Open,
        });
        wanted.chain(unwanted).fold(Holds::Yes, Holds::and)
    }

    /// Whether one person can be in all of these conditions at once: every question has an answer that fits them all.
    pub fn can_meet(conditions: &[&Self], cases: &[Case]) -> bool {
        let fits = |case: &Case, answer: &AnswerId| {
            let has = |group: &OneOf| group.case == case.id && group.answers.contains(answer);
            let wants = |condition: &Self| condition.when.iter().all(|group| group.case != case.id || has(group));
            conditions.iter().all(|condition| wants(condition) && !condition.unless.iter().any(has))
        };
        let asked = |case: &&Case| conditions.iter().any(|condition| condition.cases().any(|id| *id == case.id));
        cases.iter().filter(asked).all(|case| case.answers.iter().any(|answer| fits(case, answer)))
    }

    /// The questions it depends on.
    pub fn cases(&self) -> impl Iterator<Item = &CaseId> {
        self.when.iter().chain(&self.unless).map(|group| &group.case)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_of(case: &str, answers: &[&str]) -> OneOf {
        OneOf { case: case.into(), answers: answers.iter().map(|a| (*a).into()).collect() }
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs.iter().fold(Answers::default(), |all, (c, a)| all.with(&(*c).into(), &(*a).into()))
    }

    #[test]
    fn conditions_are_open_until_answered() {
        let both = Condition {
            when: vec![one_of("reason", &["employee", "family"]), one_of("length", &["up-to-1y"])],
            unless: vec![],
        };
        assert_eq!(both.holds(&answers(&[])), Holds::Open);
        assert_eq!(both.holds(&answers(&[("reason", "family")])), Holds::Open);
        assert_eq!(both.holds(&answers(&[("reason", "study")])), Holds::No);
        assert_eq!(both.holds(&answers(&[("reason", "family"), ("length", "up-to-1y")])), Holds::Yes);
        let not = Condition { when: vec![], unless: vec![one_of("reason", &["asylum"])] };
        assert_eq!(not.holds(&answers(&[])), Holds::Open);
        assert_eq!(not.holds(&answers(&[("reason", "asylum")])), Holds::No);
        assert_eq!(not.holds(&answers(&[("reason", "study")])), Holds::Yes);
        assert_eq!(Condition::default().holds(&answers(&[])), Holds::Yes);
    }

    #[test]
    fn conditions_meet_in_a_person() {
        let case = |id: &str, answers: &[&str]| Case {
            id: id.into(),
            answers: answers.iter().map(|answer| (*answer).into()).collect(),
            holds: BTreeMap::new(),
        };
        let cases = [case("reason", &["study", "family", "asylum"]), case("length", &["short", "long"])];
        let when = |case: &str, answers: &[&str]| Condition { when: vec![one_of(case, answers)], unless: vec![] };
        let unless = |case: &str, answers: &[&str]| Condition { when: vec![], unless: vec![one_of(case, answers)] };
        let meet = |conditions: &[&Condition]| Condition::can_meet(conditions, &cases);
        assert!(meet(&[]));
        assert!(meet(&[&Condition::default(), &when("reason", &["study"])]));
        assert!(meet(&[&when("reason", &["study", "family"]), &when("reason", &["family", "asylum"])]));
        assert!(!meet(&[&when("reason", &["study"]), &when("reason", &["asylum"])]));
        assert!(!meet(&[&when("reason", &["study"]), &unless("reason", &["study"])]));
        assert!(meet(&[&when("reason", &["study"]), &when("length", &["long"]), &unless("length", &["short"])]));
        assert!(!meet(&[&unless("length", &["short"]), &unless("length", &["long"])]));
    }
}
