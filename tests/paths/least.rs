//! The fewest steps, reckoned by trying every paper of every line and every giver of it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vademecum::model::catalog::Catalog;
use vademecum::model::id::{DocumentId, NeedId};
use vademecum::model::need::{Giver, Need, Order, Place};
use vademecum::model::path::path;

use crate::small::{Kind, Person, config, plan, told};

/// A step: the need and its place in it.
type Key = (NeedId, usize);
/// How one gets in: a line of a step, or its ways.
type Decision = (Key, usize);
/// More ways to decide than this are not gone through.
const MOST: usize = 20_000;

/// What may be done about a line or a way in: nothing, or a whole need, or a need as far as a paper.
#[derive(Debug, Clone)]
enum Option_ {
    Nothing,
    Need(NeedId, Option<DocumentId>),
}

fn options(catalog: &Catalog, need: &Need, at: usize) -> Vec<Vec<Option_>> {
    let step = &need.steps[at];
    let mut all = Vec::new();
    let ways = step.ways.iter().map(|way| match &way.place {
        // What is done later brings in nothing now.
        Place::Need(id) if !step.later => Option_::Need(id.clone(), way.until.clone()),
        _ => Option_::Nothing,
    });
    all.push(ways.collect());
    for line in step.documents.iter().filter(|line| !line.if_any && !step.later) {
        let mut givers = Vec::new();
        for paper in &line.one_of {
            for giver in &catalog.document(paper).expect("a paper").from {
                givers.push(match giver {
                    Giver::Need(id) => Option_::Need(id.clone(), Some(paper.clone())),
                    _ => Option_::Nothing,
                });
            }
        }
        if givers.is_empty() {
            givers.push(Option_::Nothing);
        }
        all.push(givers);
    }
    all
}

/// The steps of a need one has to take for a paper, or all.
fn taken(need: &Need, paper: Option<&DocumentId>) -> Vec<usize> {
    // Every step may only wait for the one before it here, so their order is the order of the catalog.
    let Some(giving) = paper.and_then(|paper| need.steps.iter().position(|step| step.gives.contains(paper))) else {
        return (0..need.steps.len()).collect();
    };
    match need.order_of_steps {
        Order::InOrder => (0..=giving).collect(),
        Order::Any => {
            let mut first = giving;
            while first > 0 && !need.steps[first].after.is_empty() {
                first -= 1;
            }
            (first..=giving).collect()
        }
    }
}

/// The steps that follow from what has been decided; the first decision still to be taken, if any.
fn steps(
    catalog: &Catalog,
    decided: &BTreeMap<Decision, Option_>,
) -> (BTreeSet<Key>, Option<(Decision, Vec<Option_>)>) {
    let mut steps = BTreeSet::new();
    let mut ahead = vec![(catalog.needs[0].id.clone(), None)];
    while let Some((id, paper)) = ahead.pop() {
        let need = catalog.need(&id).expect("a need");
        for at in taken(need, paper.as_ref()) {
            let key = (id.clone(), at);
            if !steps.insert(key.clone()) {
                continue;
            }
            for (nth, options) in options(catalog, need, at).into_iter().enumerate() {
                let decision = (key.clone(), nth);
                match decided.get(&decision) {
                    Some(Option_::Nothing) => {}
                    Some(Option_::Need(other, paper)) => ahead.push((other.clone(), paper.clone())),
                    None => return (steps, Some((decision, options))),
                }
            }
        }
    }
    (steps, None)
}

/// The least number of steps; `None` if there are too many ways to decide.
fn least(catalog: &Catalog) -> Option<usize> {
    let mut waiting = vec![BTreeMap::new()];
    let mut least = usize::MAX;
    for _ in 0..MOST {
        let Some(decided) = waiting.pop() else { return Some(least) };
        match steps(catalog, &decided) {
            (steps, None) => least = least.min(steps.len()),
            (_, Some((decision, options))) => waiting.extend(options.into_iter().map(|option| {
                let mut decided = decided.clone();
                decided.insert(decision.clone(), option);
                decided
            })),
        }
    }
    None
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn no_other_choice_has_fewer_steps(plan in plan(Kind { cyclic: false, conditions: false })) {
        let catalog = plan.catalog();
        let person = Person::default();
        let path = path(&catalog, &catalog.needs[0], &person.situation());
        let least = least(&catalog);
        prop_assume!(least.is_some());
        prop_assert_eq!(Some(path.steps.len()), least, "{}", told(&path));
    }
}
