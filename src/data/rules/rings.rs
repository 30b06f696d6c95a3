//! No need waits for itself: a person would be sent from door to door for ever. Only what cannot be had any other way
//! counts, and only among people who meet every condition on the way round: this rule must not be wrong.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::files::File;
use crate::data::ledger::{At, Ledger, Link, Noun};
use crate::data::problem::Severity;
use crate::model::case::{Case, Condition, OneOf};
use crate::model::catalog::Catalog;
use crate::model::id::{DocumentId, NeedId};
use crate::model::need::{Giver, Need, Order, Place, Step};

/// Links tried for one need: a pack made to be slow ends too.
const MOST: usize = 10_000;

/// A need, the need it waits for, and for whom.
struct Wait<'a> {
    need: &'a NeedId,
    /// Which of its steps waits.
    step: usize,
    on: &'a NeedId,
    /// The last step of that other need it waits for: the first one that gives the paper.
    until: usize,
    only: [&'a Condition; 2],
    /// People who hold the paper by what they have answered do not wait.
    without: Condition,
    /// Where that is written.
    link: Link,
}

type Waits<'a> = BTreeMap<&'a NeedId, Vec<Wait<'a>>>;

pub(super) fn check(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    let mut waits = Waits::new();
    for wait in catalog.needs.iter().flat_map(|need| waits_of(need, catalog)) {
        waits.entry(wait.need).or_default().push(wait);
    }
    for start in waits.keys() {
        let ring = ring(&waits, start, &catalog.cases);
        let places: Vec<At> = ring.iter().filter_map(|wait| ledger.links.get(&wait.link)).cloned().collect();
        let Some(first) = places.first() else { continue };
        let names: Vec<&str> =
            std::iter::once(start.as_str()).chain(ring.iter().map(|wait| wait.on.as_str())).collect();
        let message = format!("needs wait for each other: {}", names.join(" → "));
        let places: Vec<String> = places.iter().map(|at| at.file_and_line(files)).collect();
        let help = format!("take one of these links away, or say how else it can be had: {}", places.join(", "));
        ledger.note(files, "need-cycle", Severity::Error, first, message, &help);
    }
}

/// What a need cannot do without. Of doors side by side no single one is needed.
fn waits_of<'a>(need: &'a Need, catalog: &'a Catalog) -> Vec<Wait<'a>> {
    if need.order_of_steps == Order::Any && need.steps.len() > 1 {
        return Vec::new();
    }
    // What is done again and again later keeps nobody waiting now.
    let now = need.steps.iter().enumerate().filter(|(_, step)| !step.later);
    now.flat_map(|(at, step)| by_place(need, (at, step), catalog).chain(by_paper(need, (at, step), catalog))).collect()
}

/// A step and its place in its need.
type StepAt<'a> = (usize, &'a Step);

/// Needs a step is done at, where nobody who is sent there has another way.
fn by_place<'a>(need: &'a Need, (at, step): StepAt<'a>, catalog: &'a Catalog) -> impl Iterator<Item = Wait<'a>> {
    step.ways.iter().filter_map(move |way| {
        let Place::Need(on) = &way.place else { return None };
        let beside = |only| Condition::can_meet(&[&step.only, &way.only, only], &catalog.cases);
        let others = step.ways.iter().filter(|other| other.place != way.place);
        let choice = others.map(|other| &other.only).any(beside);
        let only = [&step.only, &way.only];
        let link = link(need, step, Noun::Need, on.as_str());
        let without = Condition::default();
        (!choice).then_some(Wait { need: &need.id, step: at, on, until: usize::MAX, only, without, link })
    })
}

/// Needs that alone give a paper a step asks for, when one does not hold it already.
fn by_paper<'a>(need: &'a Need, (at, step): StepAt<'a>, catalog: &'a Catalog) -> impl Iterator<Item = Wait<'a>> {
    step.documents.iter().filter(|asked| !asked.if_any).filter_map(move |asked| {
        let [paper] = asked.one_of.as_slice() else { return None };
        let on_the_way = need.steps.iter().any(|other| other.id != step.id && other.gives.contains(paper));
        if on_the_way || need.holds.contains(paper) {
            return None;
        }
        let on = sole_giver(paper, catalog)?;
        let giving = catalog.need(on)?.steps.iter().position(|step| step.gives.contains(paper));
        let only = [&step.only, &asked.only];
        let link = link(need, step, Noun::Document, paper.as_str());
        let without = without(paper, &catalog.cases);
        Some(Wait { need: &need.id, step: at, on, until: giving.unwrap_or(usize::MAX), only, without, link })
    })
}

/// People whose answers do not say that they hold a paper.
fn without(paper: &DocumentId, cases: &[Case]) -> Condition {
    let holding = |case: &Case| {
        let answers = case.holds.iter().filter(|(_, papers)| papers.contains(paper));
        OneOf { case: case.id.clone(), answers: answers.map(|(answer, _)| answer.clone()).collect() }
    };
    let unless = cases.iter().map(holding).filter(|group| !group.answers.is_empty()).collect();
    Condition { when: Vec::new(), unless }
}

fn link(need: &Need, step: &Step, noun: Noun, id: &str) -> Link {
    Link { need: need.id.to_string(), step: Some(step.id.clone()), noun, id: id.to_owned() }
}

/// The need that gives a paper, when nothing and nobody else does.
fn sole_giver<'a>(paper: &DocumentId, catalog: &'a Catalog) -> Option<&'a NeedId> {
    let mut givers: BTreeSet<&NeedId> = BTreeSet::new();
    for giver in &catalog.document(paper)?.from {
        let Giver::Need(need) = giver else { return None };
        givers.insert(need);
    }
    let ends_with_it = |need: &&Need| need.steps.iter().any(|step| step.gives.contains(paper));
    givers.extend(catalog.needs.iter().filter(ends_with_it).map(|need| &need.id));
    givers.first().copied().filter(|_| givers.len() == 1)
}

/// A way from a need back to itself over needs that come later by name, so that each ring is found from one need.
fn ring<'a>(waits: &'a Waits<'a>, start: &NeedId, cases: &[Case]) -> Vec<&'a Wait<'a>> {
    // Needs from which the start is reached: without them the search would try every way there is.
    let mut home = BTreeSet::from([start]);
    loop {
        let before = home.len();
        let leads = |(need, waits): (&&'a NeedId, &'a Vec<Wait<'a>>)| {
            (*need > start && waits.iter().any(|wait| home.contains(wait.on))).then_some(*need)
        };
        let more: Vec<&NeedId> = waits.iter().filter_map(leads).collect();
        home.extend(more);
        if home.len() == before {
            break;
        }
    }
    let (mut walk, mut left) = (Vec::new(), MOST);
    leads_back(waits, &home, start, &mut walk, &mut left, cases);
    walk
}

fn leads_back<'a>(
    waits: &'a Waits<'a>,
    home: &BTreeSet<&NeedId>,
    start: &NeedId,
    walk: &mut Vec<&'a Wait<'a>>,
    left: &mut usize,
    cases: &[Case],
) -> bool {
    let (here, until) = walk.last().map_or((start, usize::MAX), |wait| (wait.on, wait.until));
    for wait in waits.get(here).into_iter().flatten().filter(|wait| wait.step <= until) {
        *left = left.saturating_sub(1);
        if *left == 0 || !home.contains(wait.on) || walk.iter().any(|passed| passed.on == wait.on) {
            continue;
        }
        walk.push(wait);
        let only: Vec<&Condition> = walk.iter().flat_map(|wait| wait.only.into_iter().chain([&wait.without])).collect();
        // Back at the start the way is only round if it comes before the step it set out from, or to it.
        let round = || walk.first().is_some_and(|first| first.step <= wait.until);
        if Condition::can_meet(&only, cases)
            && if wait.on == start { round() } else { leads_back(waits, home, start, walk, left, cases) }
        {
            return true;
        }
        walk.pop();
    }
    false
}
