//! What is known of the person in front of the screen: in memory, until she leaves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::case::Answers;
use crate::model::id::{AnswerId, CaseId, DocumentId, EventId, Lang, NeedId, TownId};
use crate::model::terms::Dates;

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
    /// Whether she was asked for it: nobody is asked twice.
    pub town_asked: Asked,
    /// The days she has told, of her permit and the like.
    pub dates: Dates,
}

/// Whether a question was put before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asked {
    /// Not yet.
    #[default]
    NotYet,
    /// It was, whether she answered or not.
    Once,
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
    Rather {
        /// The paper.
        paper: DocumentId,
        /// Where she would get it.
        need: Option<NeedId>,
        /// The paper that it stands for: that one she would rather bring no more.
        over: DocumentId,
    },
    /// The town is being asked for.
    TownAsked,
    /// The day of an event, or none again.
    Date(EventId, Option<NaiveDate>),
}

impl Session {
    /// A new person.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            answers: Answers::default(),
            town: None,
            have: BTreeSet::new(),
            rather: BTreeMap::new(),
            town_asked: Asked::NotYet,
            dates: Dates::default(),
        }
    }

    /// Makes a change.
    pub fn change(&mut self, change: Change) {
        match change {
            Change::Lang(lang) => self.lang = lang,
            Change::Answer(case, answer) => self.answers.set(case, answer),
            Change::Have(paper) => {
                if !self.have.remove(&paper) {
                    self.have.insert(paper);
                }
            }
            Change::Rather { paper, need, over } => {
                if over != paper {
                    self.rather.remove(&over);
                }
                if self.rather.remove(&paper) != Some(need.clone()) {
                    self.rather.insert(paper, need);
                }
            }
            Change::Town(town) => {
                self.town = town;
                self.town_asked = Asked::Once;
            }
            Change::TownAsked => self.town_asked = Asked::Once,
            Change::Date(event, day) => self.dates.set(event, day),
        }
    }
}
