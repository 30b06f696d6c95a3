//! The path: from a need to all the doors, who first, then who.
//!
//! A paper that only another need gives brings the steps of that need in, once, before the step that asks for it.
//! Where there is a choice the path with the fewest steps is taken (the first of equals, in the order of the pack);
//! what else would do stays listed.

mod choice;
mod cover;
mod order;
mod resolve;

use std::collections::{BTreeMap, BTreeSet};

use super::amount::Duration;
use super::case::{Answers, Condition, Holds};
use super::catalog::Catalog;
use super::id::{CaseId, DocumentId, EntityId, NeedId, TownId};
use super::need::{Giver, Need, Place, Requirement, Step};

/// What a person has said of herself.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// Her answers.
    pub answers: &'a Answers,
    /// Papers she says she holds already.
    pub have: &'a BTreeSet<DocumentId>,
    /// Papers she would rather bring than another that would do, with the need she would rather get each in.
    pub prefer: &'a BTreeMap<DocumentId, Option<NeedId>>,
    /// Her town.
    pub town: Option<&'a TownId>,
}

/// All the steps of a need and of the needs that come before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Path<'a> {
    /// Where it leads.
    pub need: &'a Need,
    /// Its steps, first things first.
    pub steps: Vec<PathStep<'a>>,
    /// Needs that ask for each other's papers: where the path had to be cut, from a need back to itself.
    pub cycles: Vec<Vec<&'a NeedId>>,
    /// Questions of its needs that are still open and change something in it.
    pub open: Vec<&'a CaseId>,
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathStep<'a> {
    /// Its place in the path, from 1.
    pub number: usize,
    /// The need it belongs to.
    pub need: &'a Need,
    /// The step.
    pub step: &'a Step,
    /// Whether it is hers.
    pub holds: Holds,
    /// What that still depends on.
    pub only: Vec<&'a Condition>,
    /// What brought it in.
    pub why: Why<'a>,
    /// Steps of the path that come before it, by number.
    pub after: Vec<usize>,
    /// What she brings.
    pub inputs: Vec<Input<'a>>,
    /// How long after it its result comes.
    pub wait: Option<&'a Duration>,
}

/// What brought a step in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why<'a> {
    /// It is a step of the need asked about.
    Asked,
    /// A later step asks for a paper that is got this way.
    Paper {
        /// The number of that step.
        step: usize,
        /// The paper.
        document: &'a DocumentId,
    },
    /// A later step is done where this need is.
    Place {
        /// The number of that step.
        step: usize,
    },
}

/// A line of what to bring, with where the paper comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Input<'a> {
    /// The line.
    pub line: &'a Requirement,
    /// Whether it is hers.
    pub holds: Holds,
    /// The paper of the line that she brings; the others would do as well.
    pub document: &'a DocumentId,
    /// Where it comes from.
    pub origin: Origin<'a>,
}

/// Where a paper comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<'a> {
    /// She holds it.
    Held,
    /// An earlier step of the path gives it.
    Step(usize),
    /// Somebody gives it; nobody, if the pack does not say who.
    Giver(Option<&'a Giver>),
    /// Only a need gives it that itself waits for this step.
    Cut,
}

impl<'a> Path<'a> {
    /// The needs whose steps it goes through, each once, in order.
    pub fn needs(&self) -> Vec<&'a Need> {
        let mut needs: Vec<&Need> = Vec::new();
        for step in &self.steps {
            if !needs.iter().any(|need| need.id == step.need.id) {
                needs.push(step.need);
            }
        }
        needs
    }

    /// Who helps for free with any of it.
    pub fn helpers(&self) -> Vec<&'a EntityId> {
        let mut helpers: Vec<&EntityId> = Vec::new();
        for id in self.needs().into_iter().chain([self.need]).flat_map(|need| &need.help) {
            if !helpers.contains(&id) {
                helpers.push(id);
            }
        }
        helpers
    }

    /// Whether any of its doors depends on the town.
    pub fn depends_on_town(&self, catalog: &Catalog) -> bool {
        self.steps.iter().any(|step| {
            step.need.asks_town && catalog.depends_on_town(step.need)
                || step.step.ways.iter().any(|way| matches!(way.place, Place::Role(_)))
        })
    }
}

/// The path of a need for a person.
pub fn path<'a>(catalog: &'a Catalog, need: &'a Need, situation: &Situation<'_>) -> Path<'a> {
    choice::fewest_steps(|choices| resolve::resolve(catalog, need, situation, choices))
}
