//! One path for one combination of choices.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::Choices;
use super::cover;
use super::order::{in_order, keep_what_leads_to};
use super::{Input, Origin, Path, PathStep, Situation, Why};
use crate::model::case::{Condition, Holds};
use crate::model::catalog::Catalog;
use crate::model::id::{CaseId, DocumentId, NeedId};
use crate::model::need::{Giver, Need, Order, Place, Requirement, Step, Way};

/// A step by its need and its place in it.
type Key<'a> = (&'a NeedId, usize);

/// Why a step is in the path, while it is drawn up.
#[derive(Debug, Clone, Copy)]
enum Reason<'a> {
    Asked,
    Paper { by: Key<'a>, document: &'a DocumentId, only: &'a Condition },
    Place { by: Key<'a>, only: &'a Condition },
}

#[derive(Debug)]
struct Draft<'a> {
    need: &'a Need,
    step: &'a Step,
    reasons: Vec<Reason<'a>>,
    inputs: Vec<Input<'a>>,
    after: Vec<usize>,
    /// What it depends on, all of it, as far as it was known when it was drawn up.
    only: Vec<&'a Condition>,
}

struct Work<'a, 'c> {
    catalog: &'a Catalog,
    situation: &'c Situation<'c>,
    choices: &'c mut Choices,
    /// Papers that go without saying: whoever has the need asked about, or has answered so, holds them.
    held: BTreeSet<&'a DocumentId>,
    /// Steps so far; a paper they give is there for those to come.
    drafts: Vec<Draft<'a>>,
    at: BTreeMap<Key<'a>, usize>,
    /// Needs being drawn up, the one asked about first.
    stack: Vec<&'a NeedId>,
    /// What the step being drawn up depends on: its own condition, and those of all that waits for it.
    context: Vec<&'a Condition>,
    cycles: Vec<Vec<&'a NeedId>>,
}

pub(super) fn resolve<'a>(
    catalog: &'a Catalog,
    need: &'a Need,
    situation: &Situation<'_>,
    choices: &mut Choices,
) -> Path<'a> {
    let answered = catalog.cases.iter().filter_map(|case| case.holds.get(situation.answers.get(&case.id)?)).flatten();
    let held = need.holds.iter().chain(answered).collect();
    let mut work = Work {
        catalog,
        situation,
        choices,
        held,
        drafts: Vec::new(),
        at: BTreeMap::new(),
        stack: Vec::new(),
        context: Vec::new(),
        cycles: Vec::new(),
    };
    work.need(need, None, Reason::Asked);
    work.finish(need)
}

impl<'a> Work<'a, '_> {
    /// The steps of a need, or those up to the one that gives a paper. The place of the last of them.
    fn need(&mut self, need: &'a Need, paper: Option<&DocumentId>, reason: Reason<'a>) -> Option<usize> {
        let wanted = self.steps_to_take(need, paper);
        self.stack.push(&need.id);
        let mut last = None;
        for at in wanted {
            let Some(step) = need.steps.get(at) else { continue };
            let before: Vec<usize> = match need.order_of_steps {
                Order::InOrder => last.into_iter().collect(),
                Order::Any => {
                    let named = step.after.iter().filter_map(|id| need.steps.iter().position(|step| step.id == *id));
                    named.filter_map(|at| self.at.get(&(&need.id, at)).copied()).collect()
                }
            };
            last = Some(self.step(need, at, step, before, reason));
        }
        self.stack.pop();
        last
    }

    /// The steps of a need that a person has to take, in order.
    fn steps_to_take(&mut self, need: &'a Need, paper: Option<&DocumentId>) -> Vec<usize> {
        let answers = self.situation.answers;
        let mut steps = in_order(need);
        steps.retain(|(_, step)| step.only.holds(answers) != Holds::No);
        if let Some(paper) = paper {
            let gives = |(_, step): &(usize, &Step)| step.gives.contains(paper);
            // Steps that exclude each other may all give it: as far as one that is certain, else as far as the last.
            let certain = steps.iter().position(|it| gives(it) && it.1.only.holds(answers) == Holds::Yes);
            if let Some(giving) = certain.or_else(|| steps.iter().rposition(gives)) {
                steps.truncate(giving + 1);
                if need.order_of_steps == Order::Any {
                    keep_what_leads_to(paper, &mut steps);
                }
            }
        }
        let is_done =
            |step: &Step| !step.gives.is_empty() && step.gives.iter().all(|p| self.situation.have.contains(p));
        // What a step gives is in her hands: the step is behind her, and so are those before it, if it was hers.
        if need.order_of_steps == Order::InOrder {
            let is_behind = |(_, step): &(usize, &Step)| is_done(step) && step.only.holds(answers) == Holds::Yes;
            let behind = steps.iter().rposition(is_behind).map_or(0, |at| at + 1);
            self.held.extend(steps.drain(..behind).flat_map(|(_, step)| &step.gives));
        }
        steps.retain(|(_, step)| !is_done(step));
        steps.into_iter().map(|(at, _)| at).collect()
    }

    /// One step, after all it waits for.
    fn step(&mut self, need: &'a Need, at: usize, step: &'a Step, mut after: Vec<usize>, reason: Reason<'a>) -> usize {
        let key = (&need.id, at);
        if let Some(&place) = self.at.get(&key) {
            if let Some(draft) = self.drafts.get_mut(place) {
                draft.reasons.push(reason);
            }
            return place;
        }
        let depth = self.context.len();
        self.context.push(&step.only);
        after.extend(self.places(key, step));
        let mut inputs = Vec::new();
        for line in &step.documents {
            let holds = line.only.holds(self.situation.answers);
            if holds == Holds::No {
                continue;
            }
            self.context.push(&line.only);
            let input = self.input(key, line, step.later);
            self.context.pop();
            let Some((document, origin)) = input else { continue };
            if let Origin::Step(place) = origin {
                after.push(place);
                if !self.is_certain(place) {
                    let gives = |draft: &Draft<'_>| draft.step.gives.iter().any(|paper| line.one_of.contains(paper));
                    after.extend(self.drafts.iter().enumerate().filter(|(_, draft)| gives(draft)).map(|(at, _)| at));
                }
            }
            inputs.push(Input { line, holds, document, origin });
        }
        after.sort_unstable();
        after.dedup();
        let place = self.drafts.len();
        let only = self.context.clone();
        self.drafts.push(Draft { need, step, reasons: vec![reason], inputs, after, only });
        self.context.truncate(depth);
        self.at.insert(key, place);
        place
    }

    /// Brings in the needs at which a step is done; one of them, if several would do.
    fn places(&mut self, by: Key<'a>, step: &'a Step) -> Vec<usize> {
        let (mut certain, mut open, mut elsewhere) = (Vec::new(), Vec::new(), false);
        for way in &step.ways {
            match (way.only.holds(self.situation.answers), &way.place) {
                (Holds::No, _) => {}
                (Holds::Yes, Place::Need(id)) => certain.push((id, way)),
                (Holds::Open, Place::Need(id)) => open.push((id, way)),
                (holds, _) => elsewhere |= holds == Holds::Yes,
            }
        }
        // What is done later is not prepared now.
        if elsewhere || step.later {
            return Vec::new();
        }
        if certain.len() > 1 {
            let chosen = self.choices.choose(certain.len());
            certain = certain.into_iter().skip(chosen).take(1).collect();
        }
        let mut last = Vec::new();
        for (id, Way { only, until, .. }) in certain.into_iter().chain(open) {
            if self.stack.contains(&id) {
                self.cut(id);
            } else if let Some(need) = self.catalog.need(id) {
                self.context.push(only);
                last.extend(self.need(need, until.as_ref(), Reason::Place { by, only }));
                self.context.pop();
            }
        }
        last
    }

    /// The paper of a line she brings, and where it comes from; `None` for a line without papers. What is only for later
    /// is not fetched now.
    fn input(&mut self, by: Key<'a>, line: &'a Requirement, later: bool) -> Option<(&'a DocumentId, Origin<'a>)> {
        if let Some(paper) = line.one_of.iter().find(|paper| self.situation.have.contains(*paper)) {
            return Some((paper, Origin::Held));
        }
        let preferred = line.one_of.iter().find(|paper| self.situation.prefer.contains_key(*paper));
        let through = preferred.and_then(|paper| self.situation.prefer.get(paper)).and_then(Option::as_ref);
        let papers: Vec<&'a DocumentId> = preferred.map_or(line.one_of.iter().collect(), |paper| vec![paper]);
        if let Some((paper, place)) = self.given_by(&papers) {
            self.needed_too(by, line, paper, place);
            return Some((paper, Origin::Step(place)));
        }
        // After what the path gives: a permit that is being renewed goes without saying only until the new one is there.
        if let Some(paper) = line.one_of.iter().find(|paper| self.goes_without_saying(paper)) {
            return Some((paper, Origin::Held));
        }
        let catalog = self.catalog;
        let givers = |paper: &DocumentId| catalog.document(paper).map_or([].as_slice(), |document| &document.from);
        let all = || papers.iter().flat_map(|paper| givers(paper).iter().map(move |giver| (*paper, giver)));
        let first = (*papers.first()?, Origin::Giver(all().next().map(|(_, giver)| giver)));
        if line.if_any || later {
            return Some(first);
        }
        if let Some((paper, giver)) = all().find(|(_, giver)| through.is_none() && !matches!(giver, Giver::Need(_))) {
            return Some((paper, Origin::Giver(Some(giver))));
        }
        let needs = all().filter_map(|(paper, giver)| match giver {
            Giver::Need(id) if through.is_none_or(|through| through == id) => {
                catalog.need(id).filter(|need| self.may_give(need, paper)).map(|need| (paper, giver, need))
            }
            _ => None,
        });
        let (waiting, mut options): (Vec<_>, Vec<_>) = needs.partition(|(.., need)| self.stack.contains(&&need.id));
        if options.iter().any(|(.., need)| self.may_enter(need)) {
            options.retain(|(.., need)| self.may_enter(need));
        }
        if options.iter().any(|(paper, _, need)| self.surely_gives(need, paper)) {
            options.retain(|(paper, _, need)| self.surely_gives(need, paper));
        }
        let chosen = if options.len() > 1 { self.choices.choose(options.len()) } else { 0 };
        let chosen = chosen.min(options.len());
        options.rotate_left(chosen);
        let mut from = None;
        for (paper, giver, need) in options {
            let last = self.need(need, Some(paper), Reason::Paper { by, document: paper, only: &line.only });
            let last = self.given_by(&[paper]).map(|(_, first)| first).or(last);
            from.get_or_insert((paper, last.map_or(Origin::Giver(Some(giver)), Origin::Step)));
            // A need that gives the paper only after some answers is not enough for the others.
            if self.given_by(&papers).is_some() {
                break;
            }
        }
        if from.is_some() {
            return from;
        }
        if let Some((paper, _, need)) = waiting.first() {
            self.cut(&need.id);
            return Some((paper, Origin::Cut));
        }
        Some(first)
    }

    /// Whether she holds a paper as far as can be told from the need asked about, from her answers, from the needs
    /// being drawn up, and from what must be so for it to be asked of her.
    fn goes_without_saying(&self, paper: &DocumentId) -> bool {
        let needs = || self.stack.iter().filter_map(|id| self.catalog.need(id));
        self.held.contains(paper) || needs().any(|need| need.holds.contains(paper)) || self.asked_of_holders(paper)
    }

    /// Whether only those are asked here whose answer says that they hold the paper: "bring your permit, if you have one".
    fn asked_of_holders(&self, paper: &DocumentId) -> bool {
        self.context.iter().flat_map(|only| &only.when).any(|group| {
            let case = self.catalog.case(&group.case);
            let hold = |answer| case.and_then(|case| case.holds.get(answer)).is_some_and(|held| held.contains(paper));
            !group.answers.is_empty() && group.answers.iter().all(hold)
        })
    }

    /// Whether she holds what whoever comes with a need holds: only who has a permit renews it.
    fn may_enter(&self, need: &Need) -> bool {
        need.holds.iter().all(|paper| self.situation.have.contains(paper) || self.goes_without_saying(paper))
    }

    /// Whether a need gives a paper to her, as far as she has answered.
    fn may_give(&self, need: &Need, paper: &DocumentId) -> bool {
        let answers = self.situation.answers;
        need.steps.iter().any(|step| step.gives.contains(paper) && step.only.holds(answers) != Holds::No)
    }

    /// Whether it does so whatever she still answers.
    fn surely_gives(&self, need: &'a Need, paper: &DocumentId) -> bool {
        let gives = need.steps.iter().filter(|step| step.gives.contains(paper)).map(|step| vec![&step.only]);
        cover::always_one(self.catalog, self.situation.answers, &self.context, gives.collect())
    }

    /// The first step so far that gives one of these papers, if the steps that give it, or else those that give any of
    /// them, do so whatever she still answers.
    fn given_by(&self, papers: &[&'a DocumentId]) -> Option<(&'a DocumentId, usize)> {
        papers.iter().map(std::slice::from_ref).chain([papers]).find_map(|papers| {
            let gives = |draft: &Draft<'a>| papers.iter().copied().find(|paper| draft.step.gives.contains(paper));
            let first = self.drafts.iter().enumerate().find_map(|(at, draft)| Some((gives(draft)?, at)))?;
            let sorts = self.drafts.iter().filter(|draft| gives(draft).is_some()).map(|draft| draft.only.clone());
            cover::always_one(self.catalog, self.situation.answers, &self.context, sorts.collect()).then_some(first)
        })
    }

    /// Whether a step so far is hers whatever she still answers.
    fn is_certain(&self, place: usize) -> bool {
        let only = self.drafts.get(place).map(|draft| draft.only.as_slice()).unwrap_or_default();
        only.iter().all(|only| only.holds(self.situation.answers) == Holds::Yes)
    }

    /// A step that is there already is asked for once more: perhaps it is certain now and was not before.
    fn needed_too(&mut self, by: Key<'a>, line: &'a Requirement, document: &'a DocumentId, place: usize) {
        let Some(giving) = self.drafts.get(place).map(|draft| draft.need) else { return };
        let reason = Reason::Paper { by, document, only: &line.only };
        for draft in self.drafts.iter_mut().take(place + 1).filter(|draft| draft.need.id == giving.id) {
            draft.reasons.push(reason);
        }
    }

    fn cut(&mut self, back_to: &'a NeedId) {
        let from = self.stack.iter().position(|id| *id == back_to).unwrap_or(0);
        let cycle: Vec<&NeedId> = self.stack.iter().skip(from).copied().chain([back_to]).collect();
        if !self.cycles.contains(&cycle) {
            self.cycles.push(cycle);
        }
    }

    fn finish(self, need: &'a Need) -> Path<'a> {
        let answers = self.situation.answers;
        // Who asks for a step stands after it: from the end backwards, everything asked from is known.
        let mut known: Vec<(Holds, Vec<&'a Condition>)> = vec![(Holds::Yes, Vec::new()); self.drafts.len()];
        for (place, draft) in self.drafts.iter().enumerate().rev() {
            let asked = draft.reasons.iter().map(|reason| {
                let (by, only) = match reason {
                    Reason::Asked => return (Holds::Yes, Vec::new()),
                    Reason::Paper { by, only, .. } | Reason::Place { by, only } => (by, *only),
                };
                let (holds, mut above) =
                    self.at.get(by).and_then(|by| known.get(*by)).cloned().unwrap_or((Holds::Yes, Vec::new()));
                let own = only.holds(answers);
                above.extend((own == Holds::Open).then_some(only));
                (holds.and(own), above)
            });
            let (holds, mut above) =
                asked.min_by_key(|(holds, _)| *holds != Holds::Yes).unwrap_or((Holds::Yes, Vec::new()));
            let own = draft.step.only.holds(answers);
            above.extend((own == Holds::Open).then_some(&draft.step.only));
            if let Some(slot) = known.get_mut(place) {
                *slot = (holds.and(own), above);
            }
        }
        let number = |key: &Key<'_>| self.at.get(key).map_or(0, |place| place + 1);
        let open = open_questions(&self, need);
        let drafts = self.drafts.iter().zip(known).enumerate();
        let steps = drafts.map(|(place, (draft, (holds, only)))| PathStep {
            number: place + 1,
            need: draft.need,
            step: draft.step,
            holds,
            only,
            why: match draft.reasons.first() {
                None | Some(Reason::Asked) => Why::Asked,
                Some(Reason::Paper { by, document, .. }) => Why::Paper { step: number(by), document },
                Some(Reason::Place { by, .. }) => Why::Place { step: number(by) },
            },
            after: draft.after.iter().map(|place| place + 1).collect(),
            inputs: draft
                .inputs
                .iter()
                .map(|input| match input.origin {
                    Origin::Step(place) => Input { origin: Origin::Step(place + 1), ..input.clone() },
                    _ => input.clone(),
                })
                .collect(),
            wait: draft.need.wait(draft.step, self.situation.answers),
        });
        Path { need, steps: steps.collect(), cycles: self.cycles, open }
    }
}

/// The questions of the need asked about, then those anything in the path depends on, as far as they are open.
fn open_questions<'a>(work: &Work<'a, '_>, need: &'a Need) -> Vec<&'a CaseId> {
    let steps = work.drafts.iter().map(|draft| draft.step);
    let conditions = steps.flat_map(|step| {
        std::iter::once(&step.only)
            .chain(step.ways.iter().map(|way| &way.only))
            .chain(step.documents.iter().map(|line| &line.only))
            .chain(step.costs.iter().map(|line| &line.only))
    });
    let mut open: Vec<&CaseId> = Vec::new();
    for case in need.ask.iter().chain(conditions.flat_map(Condition::cases)) {
        if work.situation.answers.get(case).is_none() && !open.contains(&case) {
            open.push(case);
        }
    }
    open
}
