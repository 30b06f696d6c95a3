//! What is known of the person in front of the screen: in memory, until she leaves.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::case::Answers;
use crate::model::id::{AnswerId, CaseId, DocumentId, Lang, NeedId, TownId};

/// One person's session. Nothing of it is ever written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Her language.
    pub lang: Lang,
    /// Her answers.
    pub answers: Answers,
    /// Her town, once she has said it.
    pub town: Option<TownId>,
    /// Papers she says she holds already.
    pub have: BTreeSet<DocumentId>,
    /// Papers she would rather bring than others that would do, each with the need she would get it in.
    pub rather: BTreeMap<DocumentId, Option<NeedId>>,
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
    /// She holds a paper, or not after all.
    Have(DocumentId),
    /// She would rather bring a paper, or not after all.
    Rather(DocumentId, Option<NeedId>),
}

impl Session {
    /// A new person.
    pub fn new(lang: Lang) -> Self {
        Self { lang, answers: Answers::default(), town: None, have: BTreeSet::new(), rather: BTreeMap::new() }
    }

    /// Makes a change.
    pub fn change(&mut self, change: Change) {
        match change {
            Change::Lang(lang) => self.lang = lang,
            Change::Answer(case, answer) => self.answers.set(case, answer),
            Change::Town(town) => self.town = town,
            Change::Have(paper) => {
                if !self.have.remove(&paper) {
                    self.have.insert(paper);
                }
            }
            Change::Rather(paper, need) => {
                if self.rather.remove(&paper) != Some(need.clone()) {
                    self.rather.insert(paper, need);
                }
            }
        }
    }
}
