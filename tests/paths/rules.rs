//! What is true of every path, whatever the catalog and the person.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vademecum::model::case::Holds;
use vademecum::model::catalog::Catalog;
use vademecum::model::id::NeedId;
use vademecum::model::need::{Giver, Need, Order, Place};
use vademecum::model::path::{Origin, Path, Why, path};

use crate::small::{Kind, Person, all_answers, config, person, plan, told};

const ANY: Kind = Kind { cyclic: true, conditions: true };
const ACYCLIC: Kind = Kind { cyclic: false, conditions: true };

/// Cuts first, then steps: what a path is chosen by.
fn length(path: &Path<'_>) -> (usize, usize) {
    (path.cycles.len(), path.steps.len())
}

fn first_path<'a>(catalog: &'a Catalog, person: &Person) -> Path<'a> {
    path(catalog, &catalog.needs[0], &person.situation())
}

/// Whether a need asks for another: for a paper of it, or to go there.
fn asks(catalog: &Catalog, need: &Need, other: &NeedId) -> bool {
    let gives = |id| catalog.document(id).is_some_and(|paper| paper.from.contains(&Giver::Need(other.clone())));
    need.steps.iter().any(|step| {
        step.ways.iter().any(|way| way.place == Place::Need(other.clone()))
            || step.documents.iter().flat_map(|line| &line.one_of).any(gives)
    })
}

fn whole(catalog: &Catalog, path: &Path<'_>) -> Result<(), TestCaseError> {
    let mut seen = BTreeSet::new();
    for (at, step) in path.steps.iter().enumerate() {
        prop_assert_eq!(step.number, at + 1);
        prop_assert!(catalog.need(&step.need.id).is_some(), "a need of the catalog");
        prop_assert!(seen.insert((&step.need.id, &step.step.id)), "{} {} twice", step.need.id, step.step.id);
        prop_assert!(step.holds != Holds::No);
        prop_assert!(step.after.iter().all(|before| *before >= 1 && *before < step.number), "after points back");
        prop_assert!(step.after.is_sorted_by(|a, b| a < b), "after names nothing twice");
        match step.why {
            Why::Asked => prop_assert_eq!(&step.need.id, &path.need.id),
            Why::Paper { step: by, .. } | Why::Place { step: by } => prop_assert!(by > step.number, "asked for later"),
        }
        for input in &step.inputs {
            prop_assert!(input.line.one_of.contains(input.document));
            prop_assert!(input.holds != Holds::No);
            if let Origin::Step(from) = input.origin {
                prop_assert!(step.after.contains(&from), "it waits for what gives its paper");
                let gives = &path.steps[from - 1].step.gives;
                prop_assert!(gives.contains(input.document), "{} of step {from} in {}", input.document, told(path));
            }
        }
    }
    // Steps of a need that come one after the other do so here.
    for need in catalog.needs.iter().filter(|need| need.order_of_steps == Order::InOrder) {
        let places = path.steps.iter().filter(|step| step.need.id == need.id);
        let places: Vec<_> = places.map(|it| need.steps.iter().position(|step| step.id == it.step.id)).collect();
        prop_assert!(places.is_sorted(), "{:?}", places);
    }
    for cycle in &path.cycles {
        prop_assert!(cycle.len() > 1 && cycle.first() == cycle.last(), "{:?}", cycle);
        for pair in cycle.windows(2) {
            let need = catalog.need(pair[0]).expect("a need");
            prop_assert!(asks(catalog, need, pair[1]), "{:?}", cycle);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(768))]

    #[test]
    fn every_path_is_whole_and_always_the_same(plan in plan(ANY), person in person()) {
        let catalog = plan.catalog();
        let path = first_path(&catalog, &person);
        whole(&catalog, &path)?;
        prop_assert_eq!(&path, &first_path(&catalog, &person));
    }

    #[test]
    fn without_circles_nothing_is_cut(plan in plan(ACYCLIC), person in person()) {
        let catalog = plan.catalog();
        let path = first_path(&catalog, &person);
        prop_assert_eq!(&path.cycles, &Vec::<Vec<&NeedId>>::new());
        let cut = path.steps.iter().flat_map(|step| &step.inputs).any(|input| input.origin == Origin::Cut);
        prop_assert!(!cut);
    }

    #[test]
    fn a_tick_never_lengthens_a_path(plan in plan(ANY), person in person(), more in person()) {
        let catalog = plan.catalog();
        let ticked = Person { have: person.have.union(&more.have).cloned().collect(), ..person.clone() };
        let (before, after) = (first_path(&catalog, &person), first_path(&catalog, &ticked));
        prop_assert!(length(&after) <= length(&before), "{}\n{}", told(&after), told(&before));
    }

    /// An open answer shows everything that may be asked: each answer takes some of it away. In a circle it may also take
    /// away the only way out of it.
    #[test]
    fn an_answer_never_lengthens_a_path(plan in plan(ACYCLIC), person in person()) {
        let catalog = plan.catalog();
        let before = first_path(&catalog, &person);
        for answers in all_answers() {
            let agrees = before.open.iter().all(|case| person.answers.get(case).is_none());
            prop_assert!(agrees, "what is open is not answered");
            let kept = catalog.cases.iter().filter_map(|case| Some((&case.id, person.answers.get(&case.id)?)));
            let answers = kept.fold(answers, |all, (case, answer)| all.with(case, answer));
            let after = first_path(&catalog, &Person { answers, ..person.clone() });
            prop_assert!(length(&after) <= length(&before), "{}\n{}", told(&after), told(&before));
        }
    }
}
