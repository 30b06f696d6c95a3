//! The bag against the lines of its path, and its sum against every way to answer.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vademecum::model::amount::Money;
use vademecum::model::bag::bag;
use vademecum::model::case::{Answers, Holds};
use vademecum::model::catalog::Catalog;
use vademecum::model::need::Form;
use vademecum::model::path::{Path, path};

use crate::small::{Kind, Person, all_answers, config, person, plan, told};

const KIND: Kind = Kind { cyclic: true, conditions: true };

/// What a person who has answered everything pays on her path.
fn pays(catalog: &Catalog, path: &Path<'_>, answers: &Answers) -> Option<u32> {
    let mut sum = None;
    for step in path.steps.iter().filter(|step| !step.step.later) {
        assert_eq!(step.holds, Holds::Yes, "everything is answered");
        for line in &step.step.costs {
            if line.per.is_none() && line.only.holds(answers) == Holds::Yes {
                let cost = catalog.costs.iter().find(|cost| cost.id == line.cost).expect("a cost");
                *sum.get_or_insert(0) += cost.amount.cents;
            }
        }
    }
    sum
}

/// The ways to answer that agree with what she has said already.
fn still_possible(catalog: &Catalog, person: &Person) -> Vec<Answers> {
    let agrees = |answers: &Answers| {
        catalog.cases.iter().all(|case| {
            let said = person.answers.get(&case.id);
            said.is_none() || said == answers.get(&case.id)
        })
    };
    all_answers().into_iter().filter(agrees).collect()
}

/// Whether a form is at least what another asks.
fn covers(form: Option<Form>, asked: Option<Form>) -> bool {
    asked.is_none() || form == asked || form == Some(Form::Both)
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn every_line_is_in_the_bag_once(plan in plan(KIND), person in person()) {
        let catalog = plan.catalog();
        let path = path(&catalog, &catalog.needs[0], &person.situation());
        let bag = bag(&path, &catalog, &person.situation());
        let mut sets = BTreeSet::new();
        for paper in &bag.papers {
            let set: BTreeSet<_> = paper.one_of.iter().copied().collect();
            prop_assert!(sets.insert(set), "{:?} twice", paper.one_of);
            prop_assert!(paper.one_of.contains(&paper.document));
            prop_assert!(paper.count.0 >= 1 && paper.count.0 <= paper.count.1);
            prop_assert!(paper.steps.is_sorted_by(|a, b| a < b));
            prop_assert_eq!(paper.only.is_empty(), paper.holds == Holds::Yes, "{:?}", paper);
        }
        let mut costs = BTreeSet::new();
        for price in &bag.costs {
            prop_assert!(costs.insert((&price.cost.id, price.per)), "{} twice", price.cost.id);
        }
        let mut asked = BTreeSet::new();
        for step in path.steps.iter().filter(|step| !step.step.later) {
            for input in &step.inputs {
                let set: BTreeSet<_> = input.line.one_of.iter().collect();
                let same = |paper: &&vademecum::model::bag::Paper<'_>| paper.one_of.iter().copied().collect::<BTreeSet<_>>() == set;
                let paper = bag.papers.iter().find(same).expect("the paper of every line");
                prop_assert!(paper.steps.contains(&step.number));
                prop_assert!(covers(paper.form, input.line.form));
                prop_assert!(input.line.if_any || !paper.if_any);
                prop_assert!(paper.holds == Holds::Yes || step.holds.and(input.holds) == Holds::Open);
                asked.insert(set);
            }
        }
        prop_assert_eq!(asked, sets);
    }

    /// What stays at the counter is brought to each, everything else once.
    #[test]
    fn papers_are_counted_for_whoever_has_answered(plan in plan(KIND), answers in prop::sample::select(all_answers()), ticks in person()) {
        let catalog = plan.catalog();
        let person = Person { answers, ..ticks };
        let path = path(&catalog, &catalog.needs[0], &person.situation());
        let bag = bag(&path, &catalog, &person.situation());
        for paper in &bag.papers {
            let set: BTreeSet<_> = paper.one_of.iter().copied().collect();
            let lines = path.steps.iter().filter(|step| !step.step.later).flat_map(|step| &step.inputs);
            let lines: Vec<_> = lines.filter(|input| input.line.one_of.iter().collect::<BTreeSet<_>>() == set).collect();
            let most = lines.iter().map(|input| input.line.count).max().unwrap_or(0);
            let sum: u32 = lines.iter().map(|input| input.line.count).sum();
            let stays = lines.iter().filter(|input| catalog.document(input.document).expect("a paper").used_up).count();
            let (least, greatest) = paper.count;
            prop_assert_eq!(least, greatest, "everything is answered");
            if stays == lines.len() {
                prop_assert_eq!(least, sum);
            } else if stays == 0 {
                prop_assert_eq!(least, most);
            } else {
                prop_assert!((most..=sum).contains(&least));
            }
        }
    }

    #[test]
    fn the_total_is_the_range_over_every_way_to_answer(plan in plan(KIND), person in person()) {
        let catalog = plan.catalog();
        let ours = path(&catalog, &catalog.needs[0], &person.situation());
        let total = bag(&ours, &catalog, &person.situation()).total;
        let mut sums = Vec::new();
        for answers in still_possible(&catalog, &person) {
            let one = Person { answers: answers.clone(), ..person.clone() };
            let whole = path(&catalog, &catalog.needs[0], &one.situation());
            prop_assert_eq!(&whole.open, &Vec::<&vademecum::model::id::CaseId>::new());
            let sum = pays(&catalog, &whole, &answers);
            let its = bag(&whole, &catalog, &one.situation()).total;
            prop_assert_eq!(its.range, sum.map(|cents| (Money { cents }, Money { cents })));
            sums.push(sum);
        }
        let known = || sums.iter().flatten().copied();
        let range = known().min().zip(known().max());
        prop_assert_eq!(total.range, range.map(|(a, b)| (Money { cents: a }, Money { cents: b })), "{}", told(&ours));
        prop_assert_eq!(total.gaps, sums.contains(&None));
    }
}
