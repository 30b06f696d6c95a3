//! What is known of the person in front of the screen: in memory, until she leaves.

use crate::model::case::Answers;
use crate::model::id::{AnswerId, CaseId, Lang, TownId};

/// One person's session. Nothing of it is ever written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Her language.
    pub lang: Lang,
    /// Her answers.
    pub answers: Answers,
    /// Her town, once she has said it.
    pub town: Option<TownId>,
}

/// What a screen asks to change in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another language.
    Lang(Lang),
    /// An answer, or none again.
    Answer(CaseId, Option<AnswerId>),
    /// A town, or none again.
    Town(Option<TownId>),
}

impl Session {
    /// A new person.
    pub fn new(lang: Lang) -> Self {
        Self { lang, answers: Answers::default(), town: None }
    }

    /// Makes a change.
    pub fn change(&mut self, change: Change) {
        match change {
            Change::Lang(lang) => self.lang = lang,
            Change::Answer(case, answer) => self.answers.set(case, answer),
            Change::Town(town) => self.town = town,
        }
    }
}
