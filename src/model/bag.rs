//! The bag: every paper of a path once, what one receives on the way, and what it all costs.
//!
//! While questions are open, numbers are ranges over every way to answer them.

use std::collections::BTreeSet;

use super::amount::{Cost, Money};
use super::case::{Answers, Case, Condition, Holds};
use super::catalog::Catalog;
use super::door::Total;
use super::id::{CostId, DocumentId};
use super::need::{CostLine, Form, Requirement};
use super::path::{Origin, Path, PathStep, Situation, path};
use super::trust::Grade;

/// What to bring along a path, and what to pay.
#[derive(Debug, Clone, PartialEq)]
pub struct Bag<'a> {
    /// Papers, in the order they are first asked for.
    pub papers: Vec<Paper<'a>>,
    /// What no counter of the path needs, where people fear it does, each with the steps where it is so, by number.
    pub not_required: Vec<(&'a DocumentId, Vec<usize>)>,
    /// What to pay, in the order it is first asked for.
    pub costs: Vec<Price<'a>>,
    /// The sum of it, without what is paid per child.
    pub total: Total,
}

/// A paper, or several of which one is enough.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper<'a> {
    /// Any of these; the order of the pack.
    pub one_of: Vec<&'a DocumentId>,
    /// The one that is brought.
    pub document: &'a DocumentId,
    /// Where it comes from.
    pub origin: Origin<'a>,
    /// Original, copy, both: the strictest that any counter wants.
    pub form: Option<Form>,
    /// How many: least and most.
    pub count: (u32, u32),
    /// Brought only by who has it.
    pub if_any: bool,
    /// Whether it is hers.
    pub holds: Holds,
    /// What that still depends on: the conditions of each sort of people who need it; empty if it is hers.
    pub only: Vec<Vec<&'a Condition>>,
    /// The steps that ask for it, by number.
    pub steps: Vec<usize>,
    /// How sure the surest of its lines is.
    pub grade: &'a Grade,
}

/// An amount to pay.
#[derive(Debug, Clone, PartialEq)]
pub struct Price<'a> {
    /// The amount.
    pub cost: &'a Cost,
    /// How often it is paid: least and most.
    pub count: (u32, u32),
    /// Paid for each of these, outside the sum.
    pub per: Option<&'a str>,
    /// Whether it is hers.
    pub holds: Holds,
    /// What that still depends on: the conditions of each sort of people who need it; empty if it is hers.
    pub only: Vec<Vec<&'a Condition>>,
    /// The steps where it is paid, by number.
    pub steps: Vec<usize>,
    /// How sure its first line is.
    pub grade: &'a Grade,
}

/// More ways to answer than this are not gone through: what is open then counts as nothing at least and in full at most.
const MANY: usize = 1024;

/// Packs the bag of a path.
pub fn bag<'a>(path: &Path<'a>, catalog: &'a Catalog, situation: &Situation<'_>) -> Bag<'a> {
    let mut bag = Bag { papers: Vec::new(), not_required: Vec::new(), costs: Vec::new(), total: Total::default() };
    // What is only for later is no load of this way.
    for step in path.steps.iter().filter(|step| !step.step.later) {
        for input in &step.inputs {
            let claim = Claim::of(step, &input.line.only, input.holds);
            bag.put(input.line, input.document, input.origin, claim, &catalog.cases);
        }
        for id in &step.step.not_required {
            match bag.not_required.iter_mut().find(|(known, _)| *known == id) {
                Some((_, steps)) => steps.push(step.number),
                None => bag.not_required.push((id, vec![step.number])),
            }
        }
        for line in &step.step.costs {
            let holds = line.only.holds(situation.answers);
            let Some(cost) = catalog.cost(&line.cost).filter(|_| holds != Holds::No) else { continue };
            bag.pay(line, cost, Claim::of(step, &line.only, holds), &catalog.cases);
        }
    }
    bag.count(path, catalog, situation);
    bag
}

/// A step that asks for something, from those who meet its conditions.
struct Claim<'a> {
    step: usize,
    holds: Holds,
    only: Vec<&'a Condition>,
}

impl<'a> Claim<'a> {
    fn of(step: &PathStep<'a>, line: &'a Condition, holds: Holds) -> Self {
        let mut only = step.only.clone();
        only.extend((holds == Holds::Open).then_some(line));
        Self { step: step.number, holds: step.holds.and(holds), only }
    }

    /// The sorts of people it is for, as a first claim.
    fn sorts(&self) -> Vec<Vec<&'a Condition>> {
        if self.holds == Holds::Yes { Vec::new() } else { vec![self.only.clone()] }
    }

    /// Joins the claims of earlier steps.
    fn join(self, holds: &mut Holds, sorts: &mut Vec<Vec<&'a Condition>>, steps: &mut Vec<usize>, cases: &[Case]) {
        if self.holds == Holds::Yes {
            *holds = Holds::Yes;
            sorts.clear();
        } else if *holds == Holds::Open && !sorts.iter().any(|sort| Condition::covers(sort, &self.only, cases)) {
            sorts.retain(|sort| !Condition::covers(&self.only, sort, cases));
            sorts.push(self.only);
        }
        if steps.last() != Some(&self.step) {
            steps.push(self.step);
        }
    }
}

impl<'a> Bag<'a> {
    fn put(
        &mut self,
        line: &'a Requirement,
        document: &'a DocumentId,
        origin: Origin<'a>,
        claim: Claim<'a>,
        cases: &[Case],
    ) {
        let same = |paper: &&mut Paper<'_>| {
            paper.one_of.len() == line.one_of.len() && paper.one_of.iter().all(|id| line.one_of.contains(id))
        };
        let Some(paper) = self.papers.iter_mut().find(same) else {
            self.papers.push(Paper {
                one_of: line.one_of.iter().collect(),
                document,
                origin,
                form: line.form,
                count: (1, 1),
                if_any: line.if_any,
                holds: claim.holds,
                only: claim.sorts(),
                steps: vec![claim.step],
                grade: &line.grade,
            });
            return;
        };
        paper.form = stricter(paper.form, line.form);
        paper.if_any &= line.if_any;
        claim.join(&mut paper.holds, &mut paper.only, &mut paper.steps, cases);
        if line.grade.confidence > paper.grade.confidence {
            paper.grade = &line.grade;
        }
    }

    fn pay(&mut self, line: &'a CostLine, cost: &'a Cost, claim: Claim<'a>, cases: &[Case]) {
        let per = line.per.as_deref();
        let Some(price) = self.costs.iter_mut().find(|price| price.cost.id == cost.id && price.per == per) else {
            let (only, steps) = (claim.sorts(), vec![claim.step]);
            let price = Price { cost, count: (1, 1), per, holds: claim.holds, only, steps, grade: &line.grade };
            self.costs.push(price);
            return;
        };
        claim.join(&mut price.holds, &mut price.only, &mut price.steps, cases);
    }

    /// Counts papers and sums money over every way to answer what is open: each has a path of its own.
    fn count(&mut self, shown: &Path<'a>, catalog: &'a Catalog, situation: &Situation<'_>) {
        let tallies = tallies(shown, catalog, situation).unwrap_or_else(|| {
            vec![
                Tally::of(shown, catalog, situation.answers, true),
                Tally::of(shown, catalog, situation.answers, false),
            ]
        });
        let range = |counts: &dyn Fn(&Tally) -> u32| {
            // Whoever does not need it at all is not counted: its line says who needs it.
            let needed = || tallies.iter().map(counts).filter(|count| *count > 0);
            (needed().min().unwrap_or(1), needed().max().unwrap_or(1))
        };
        for paper in &mut self.papers {
            paper.count = range(&|tally| tally.papers_of(&paper.one_of));
        }
        for price in &mut self.costs {
            price.count = range(&|tally| tally.paid(&price.cost.id, price.per));
        }
        let to_confirm = self.costs.iter().any(|price| price.per.is_none() && price.grade.to_confirm());
        self.total = Total { to_confirm, ..Total::of(tallies.iter().map(|tally| tally.sum)) };
    }
}

/// What one path asks for, counted.
#[derive(Debug, Default)]
struct Tally {
    papers: Vec<(BTreeSet<DocumentId>, u32)>,
    costs: Vec<(CostId, Option<String>, u32)>,
    /// `None` = no amount is known.
    sum: Option<Money>,
}

impl Tally {
    /// `certain` leaves out what is open.
    fn of(path: &Path<'_>, catalog: &Catalog, answers: &Answers, certain: bool) -> Self {
        let mut tally = Self::default();
        let counted = |holds: Holds| holds == Holds::Yes || !certain && holds == Holds::Open;
        for step in path.steps.iter().filter(|step| counted(step.holds) && !step.step.later) {
            for input in step.inputs.iter().filter(|input| counted(input.holds)) {
                let used_up = catalog.document(input.document).is_some_and(|document| document.used_up);
                tally.paper(input.line, used_up);
            }
            for line in step.step.costs.iter().filter(|line| counted(line.only.holds(answers))) {
                let Some(cost) = catalog.cost(&line.cost) else { continue };
                let same = |(id, per, _): &&mut (CostId, Option<String>, u32)| *id == line.cost && *per == line.per;
                match tally.costs.iter_mut().find(same) {
                    Some((.., count)) => *count += 1,
                    None => tally.costs.push((line.cost.clone(), line.per.clone(), 1)),
                }
                if line.per.is_none() {
                    tally.sum = Some(tally.sum.unwrap_or_default() + cost.amount);
                }
            }
        }
        tally
    }

    /// What stays at the counter is brought to each; a paper that is only shown is brought once.
    fn paper(&mut self, line: &Requirement, used_up: bool) {
        let set: BTreeSet<DocumentId> = line.one_of.iter().cloned().collect();
        match self.papers.iter_mut().find(|(known, _)| *known == set) {
            Some((_, count)) if used_up => *count += line.count,
            Some((_, count)) => *count = line.count.max(*count),
            None => self.papers.push((set, line.count)),
        }
    }

    fn papers_of(&self, one_of: &[&DocumentId]) -> u32 {
        let same = |set: &BTreeSet<DocumentId>| set.len() == one_of.len() && one_of.iter().all(|id| set.contains(*id));
        self.papers.iter().find(|(set, _)| same(set)).map_or(0, |(_, count)| *count)
    }

    fn paid(&self, cost: &CostId, per: Option<&str>) -> u32 {
        let same = |(id, of, _): &&(CostId, Option<String>, u32)| id == cost && of.as_deref() == per;
        self.costs.iter().find(same).map_or(0, |(.., count)| *count)
    }
}

/// One path, counted, for every way to answer what is open; `None` if they are too many. An answer may bring up questions
/// that were none before.
fn tallies(shown: &Path<'_>, catalog: &Catalog, situation: &Situation<'_>) -> Option<Vec<Tally>> {
    let cases = shown.open.iter().filter_map(|id| catalog.case(id));
    let ways = cases.map(|case| case.answers.len()).try_fold(1_usize, usize::checked_mul)?;
    if ways > MANY {
        return None;
    }
    let mut tallies = Vec::with_capacity(ways);
    let mut waiting = vec![situation.answers.clone()];
    while let Some(answers) = waiting.pop() {
        let of_its_own;
        let one = if answers == *situation.answers {
            shown
        } else {
            of_its_own = path(catalog, shown.need, &Situation { answers: &answers, ..*situation });
            &of_its_own
        };
        let mut open = one.open.iter().filter_map(|id| catalog.case(id));
        if let Some(case) = open.find(|case| leads_elsewhere(case, one)) {
            waiting.extend(case.answers.iter().map(|answer| answers.with(&case.id, answer)));
        } else {
            // What is still open only changes what is paid: the path stays as it is.
            let mut ways = vec![answers];
            for case in one.open.iter().filter_map(|id| catalog.case(id)).filter(|case| changes_a_cost(case, one)) {
                let each = |way: &Answers| case.answers.iter().map(|answer| way.with(&case.id, answer)).collect();
                ways = ways.iter().flat_map(|way| -> Vec<Answers> { each(way) }).collect();
            }
            tallies.extend(ways.iter().map(|answers| Tally::of(one, catalog, answers, true)));
        }
        if tallies.len() + waiting.len() > MANY {
            return None;
        }
    }
    Some(tallies)
}

/// Whether an answer to a question may make another path.
fn leads_elsewhere(case: &Case, path: &Path<'_>) -> bool {
    let conditions = path.steps.iter().map(|step| step.step).flat_map(|step| {
        std::iter::once(&step.only)
            .chain(step.ways.iter().map(|way| &way.only))
            .chain(step.documents.iter().map(|line| &line.only))
    });
    !case.holds.is_empty() || conditions.flat_map(Condition::cases).any(|id| *id == case.id)
}

/// Whether an answer to a question changes what is paid on a path.
fn changes_a_cost(case: &Case, path: &Path<'_>) -> bool {
    let costs = path.steps.iter().flat_map(|step| &step.step.costs);
    costs.flat_map(|line| line.only.cases()).any(|id| *id == case.id)
}

/// The form that satisfies both.
fn stricter(one: Option<Form>, other: Option<Form>) -> Option<Form> {
    match (one, other) {
        (None, form) | (form, None) => form,
        (Some(one), Some(other)) if one == other => Some(one),
        _ => Some(Form::Both),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stricter_form_holds_for_both() {
        use Form::{Both, Copy, Original};
        assert_eq!(stricter(None, Some(Copy)), Some(Copy));
        assert_eq!(stricter(Some(Original), Some(Copy)), Some(Both));
        assert_eq!(stricter(Some(Both), Some(Copy)), Some(Both));
        assert_eq!(stricter(Some(Copy), Some(Copy)), Some(Copy));
        assert_eq!(stricter(None, None), None);
    }
}
