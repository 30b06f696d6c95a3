//! Steps that lead one person to several entities.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::ground::Ground;
use super::{Overlap, Reach};
use crate::model::case::{Answers, Holds};
use crate::model::id::{CaseId, EntityId};
use crate::model::need::{Step, Way};

/// More people than this are not told apart: every question stays open then, which can only find more.
const MANY: usize = 20_000;

/// The overlaps of a step: the largest groups of entities, each with the towns where they meet.
pub(super) fn of(ground: &Ground<'_>, step: &Step) -> Vec<Overlap> {
    let all: BTreeSet<&EntityId> = step.ways.iter().flat_map(|way| ground.entities(&way.place)).collect();
    if all.len() < 2 {
        return Vec::new();
    }
    let mut met: BTreeMap<BTreeSet<&EntityId>, BTreeSet<usize>> = BTreeMap::new();
    for ways in choices(ground, step) {
        for town in ground.towns() {
            let entities: BTreeSet<_> = ways.iter().flat_map(|way| ground.entities_in(&way.place, town)).collect();
            if entities.len() > 1 {
                met.entry(entities).or_default().insert(town);
            }
        }
    }
    let inside = |few: (&BTreeSet<&EntityId>, &BTreeSet<usize>)| {
        met.iter().any(|(many, towns)| many.len() > few.0.len() && many.is_superset(few.0) && towns.is_superset(few.1))
    };
    met.iter()
        .filter(|group| !inside(*group))
        .map(|(entities, towns)| Overlap {
            step: step.id.clone(),
            entities: entities.iter().map(|id| (*id).clone()).collect(),
            reach: ground.reach(towns).unwrap_or(Reach::Everybody),
        })
        .collect()
}

/// The sets of ways that are open together for somebody.
fn choices<'a>(ground: &Ground<'_>, step: &'a Step) -> Vec<Vec<&'a Way>> {
    let (people, counted): (Vec<Answers>, fn(Holds) -> bool) = match people(ground, step) {
        Some(people) => (people, |holds| holds == Holds::Yes),
        None => (vec![Answers::default()], |holds| holds != Holds::No),
    };
    let days = days(step);
    let mut choices = Vec::new();
    for answers in people.iter().filter(|answers| counted(step.only.holds(answers))) {
        for day in &days {
            let open = |way: &&Way| counted(way.only.holds(answers)) && way.season.is_none_or(|at| at.holds(*day));
            let ways: Vec<&Way> = step.ways.iter().filter(open).collect();
            // Most people are sent the same way as the one before.
            if step.season.is_none_or(|at| at.holds(*day)) && !choices.contains(&ways) {
                choices.push(ways);
            }
        }
    }
    choices
}

/// Everybody the step tells apart: each way to answer its questions. `None` = too many.
fn people(ground: &Ground<'_>, step: &Step) -> Option<Vec<Answers>> {
    let asked: BTreeSet<&CaseId> = step.ways.iter().flat_map(|way| way.only.cases()).chain(step.only.cases()).collect();
    let asked: Vec<_> = asked.into_iter().filter_map(|id| ground.catalog.case(id)).collect();
    let many = asked.iter().try_fold(1_usize, |many, case| many.checked_mul(case.answers.len()))?;
    if many > MANY {
        return None;
    }
    let mut people = vec![Answers::default()];
    for case in asked {
        people = people.iter().flat_map(|one| case.answers.iter().map(|answer| one.with(&case.id, answer))).collect();
    }
    Some(people)
}

/// Days enough to tell the seasons apart: seasons that meet at all meet on the first day of one of them.
fn days(step: &Step) -> Vec<NaiveDate> {
    let seasons = step.ways.iter().filter_map(|way| way.season).chain(step.season);
    // A leap year, so that every first day exists.
    let mut days: Vec<_> = seasons.filter_map(|at| NaiveDate::from_ymd_opt(2024, at.from.0, at.from.1)).collect();
    if days.is_empty() {
        days.push(NaiveDate::default());
    }
    days
}
