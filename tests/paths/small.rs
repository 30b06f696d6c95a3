//! Small catalogs, drawn at random: a few needs that ask for each other's papers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vademecum::data::{embedded, load};
use vademecum::model::amount::{Cost, Money};
use vademecum::model::case::{Answers, Case, Condition, OneOf};
use vademecum::model::catalog::Catalog;
use vademecum::model::id::{AnswerId, CaseId, DocumentId, NeedId};
use vademecum::model::need::{Charge, CostLine, Document, Form, Giver, Need, Order, Place, Requirement, Step, Way};
use vademecum::model::path::{Path, PathStep, Situation};
use vademecum::model::trust::{Backing, Confidence, Grade};

/// Needs of the largest catalog.
const NEEDS: usize = 4;
/// Papers that any step may give and any line may ask for.
const PAPERS: usize = 6;
/// Questions, each with this many answers.
const CASES: usize = 2;
const ANSWERS: usize = 3;

pub(crate) const GRADE: Grade = Grade { backing: Backing::File, confidence: Confidence::Medium, confirmed: None };

/// What is drawn; records are made from it.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    needs: Vec<NeedPlan>,
    /// Papers that one also simply has, and papers that stay at the counter.
    papers: Vec<(bool, bool)>,
    /// May needs ask for each other's papers in a circle?
    cyclic: bool,
}

#[derive(Debug, Clone)]
struct NeedPlan {
    side_by_side: bool,
    steps: Vec<StepPlan>,
}

#[derive(Debug, Clone)]
struct StepPlan {
    only: Condition,
    /// A need by its number, or at home.
    ways: Vec<(Option<usize>, Condition)>,
    lines: Vec<LinePlan>,
    gives: Vec<usize>,
    waits: bool,
    costs: Vec<(usize, bool, Condition)>,
    later: bool,
}

#[derive(Debug, Clone)]
struct LinePlan {
    papers: Vec<usize>,
    form: Option<Form>,
    count: u32,
    if_any: bool,
    only: Condition,
}

/// Which catalogs are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) cyclic: bool,
    pub(crate) conditions: bool,
}

pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 4096,
        rng_seed: RngSeed::Fixed(20_261_123),
        ..ProptestConfig::default()
    }
}

/// What a person says of herself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Person {
    pub(crate) answers: Answers,
    pub(crate) have: BTreeSet<DocumentId>,
    pub(crate) prefer: BTreeMap<DocumentId, Option<NeedId>>,
}

impl Person {
    pub(crate) fn situation(&self) -> Situation<'_> {
        Situation { answers: &self.answers, have: &self.have, prefer: &self.prefer, town: None }
    }
}

pub(crate) fn paper(number: usize) -> DocumentId {
    DocumentId::from(format!("paper-{number}").as_str())
}

pub(crate) fn case(number: usize) -> CaseId {
    CaseId::from(format!("case-{number}").as_str())
}

pub(crate) fn answer(case: usize, number: usize) -> AnswerId {
    AnswerId::from(format!("answer-{case}-{number}").as_str())
}

fn need_id(number: usize) -> NeedId {
    NeedId::from(format!("need-{number}").as_str())
}

/// Every way to answer every question.
pub(crate) fn all_answers() -> Vec<Answers> {
    let mut all = vec![Answers::default()];
    for asked in 0..CASES {
        all = all
            .iter()
            .flat_map(|so_far| (0..ANSWERS).map(move |one| so_far.with(&case(asked), &answer(asked, one))))
            .collect();
    }
    all
}

/// A person who has answered some questions and ticked some papers.
pub(crate) fn person() -> impl Strategy<Value = Person> {
    let answers = prop::collection::vec(prop::option::of(0..ANSWERS), CASES);
    (answers, prop::collection::btree_set(0..PAPERS, 0..3)).prop_map(|(given, have)| {
        let given = given.into_iter().enumerate().filter_map(|(asked, one)| Some((asked, one?)));
        Person {
            answers: given.fold(Answers::default(), |all, (asked, one)| all.with(&case(asked), &answer(asked, one))),
            have: have.into_iter().map(paper).collect(),
            prefer: BTreeMap::new(),
        }
    })
}

fn condition(kind: Kind) -> BoxedStrategy<Condition> {
    if !kind.conditions {
        return Just(Condition::default()).boxed();
    }
    let group = (0..CASES, prop::collection::btree_set(0..ANSWERS, 1..3)).prop_map(|(asked, ones)| OneOf {
        case: case(asked),
        answers: ones.into_iter().map(|one| answer(asked, one)).collect(),
    });
    prop_oneof![
        3 => Just(Condition::default()),
        1 => group.clone().prop_map(|group| Condition { when: vec![group], unless: vec![] }),
        1 => group.prop_map(|group| Condition { when: vec![], unless: vec![group] }),
    ]
    .boxed()
}

fn line(kind: Kind) -> impl Strategy<Value = LinePlan> {
    let form = prop::option::of(prop_oneof![Just(Form::Original), Just(Form::Copy), Just(Form::Both)]);
    let papers = prop::collection::btree_set(0..PAPERS, 1..4);
    (papers, form, 1..3_u32, prop::bool::weighted(0.1), condition(kind)).prop_map(
        |(papers, form, count, if_any, only)| LinePlan {
            papers: papers.into_iter().collect(),
            form,
            count,
            if_any,
            only,
        },
    )
}

fn step(kind: Kind) -> impl Strategy<Value = StepPlan> {
    let way = (prop::option::weighted(0.3, 0..NEEDS), condition(kind));
    let cost = (0..3_usize, prop::bool::weighted(0.2), condition(kind));
    (
        condition(kind),
        prop::collection::vec(way, 1..3),
        prop::collection::vec(line(kind), 0..3),
        prop::collection::btree_set(0..PAPERS, 0..3),
        any::<bool>(),
        prop::collection::vec(cost, 0..2),
        prop::bool::weighted(0.05),
    )
        .prop_map(|(only, ways, lines, gives, waits, costs, later)| StepPlan {
            only,
            ways,
            lines,
            gives: gives.into_iter().collect(),
            waits,
            costs,
            later,
        })
}

pub(crate) fn plan(kind: Kind) -> impl Strategy<Value = Plan> {
    let need = (prop::bool::weighted(0.3), prop::collection::vec(step(kind), 1..4))
        .prop_map(|(side_by_side, steps)| NeedPlan { side_by_side, steps });
    let papers = prop::collection::vec((prop::bool::weighted(0.2), any::<bool>()), PAPERS);
    (prop::collection::vec(need, 2..=NEEDS), papers).prop_map(move |(needs, papers)| Plan {
        needs,
        papers,
        cyclic: kind.cyclic,
    })
}

impl Plan {
    /// Needs that give a paper, from the last to the first.
    fn givers(&self, paper: usize) -> Vec<usize> {
        let gives = |need: &NeedPlan| need.steps.iter().any(|step| step.gives.contains(&paper));
        (0..self.needs.len()).rev().filter(|at| gives(&self.needs[*at])).collect()
    }

    /// In a catalog without circles a need asks only those after it.
    fn may_ask(&self, need: usize, other: usize) -> bool {
        other < self.needs.len() && (self.cyclic || other > need)
    }

    pub(crate) fn catalog(&self) -> Catalog {
        let mut catalog = empty_catalog();
        catalog.cases = (0..CASES)
            .map(|asked| Case {
                id: case(asked),
                answers: (0..ANSWERS).map(|one| answer(asked, one)).collect(),
                holds: BTreeMap::new(),
            })
            .collect();
        catalog.documents = self
            .papers
            .iter()
            .enumerate()
            .map(|(at, (simply_there, used_up))| {
                let needs = self.givers(at).into_iter().map(|need| Giver::Need(need_id(need)));
                let yourself = simply_there.then(|| Giver::Person("yourself".to_owned()));
                Document {
                    id: paper(at),
                    official: format!("Carta {at}"),
                    from: needs.chain(yourself).collect(),
                    used_up: *used_up,
                }
            })
            .collect();
        catalog.costs = (0..3_usize)
            .map(|at| Cost {
                id: format!("cost-{at}").as_str().into(),
                amount: Money { cents: [100, 1_050, 3_046][at] },
                from: None,
                until: None,
                grade: GRADE,
            })
            .collect();
        catalog.needs = (0..self.needs.len()).map(|at| self.need(at)).collect();
        catalog
    }

    fn need(&self, at: usize) -> Need {
        let plan = &self.needs[at];
        Need {
            order_of_steps: if plan.side_by_side { Order::Any } else { Order::InOrder },
            steps: plan.steps.iter().enumerate().map(|(nth, step)| self.step(at, nth, step)).collect(),
            ..empty_need(at)
        }
    }

    fn step(&self, need: usize, nth: usize, plan: &StepPlan) -> Step {
        let ways = plan.ways.iter().map(|(other, only)| Way {
            place: match other.filter(|other| self.may_ask(need, *other)) {
                Some(other) => Place::Need(need_id(other)),
                None => Place::Yourself,
            },
            only: only.clone(),
            season: None,
            until: None,
            only_through: None,
            fallback: None,
            grade: GRADE,
        });
        // A need may ask for what itself gives only in a catalog with circles.
        let lines = plan.lines.iter().filter_map(|line| {
            let good = |paper: &usize| self.givers(*paper).iter().all(|other| self.may_ask(need, *other));
            let one_of: Vec<DocumentId> = line.papers.iter().copied().filter(good).map(paper).collect();
            (!one_of.is_empty()).then(|| Requirement {
                one_of,
                form: line.form,
                count: line.count,
                if_any: line.if_any,
                only: line.only.clone(),
                grade: GRADE,
            })
        });
        Step {
            only: plan.only.clone(),
            later: plan.later,
            ways: ways.collect(),
            documents: lines.collect(),
            costs: plan
                .costs
                .iter()
                .map(|(cost, per, only)| CostLine {
                    cost: format!("cost-{cost}").as_str().into(),
                    only: only.clone(),
                    per: per.then(|| "child".to_owned()),
                    grade: GRADE,
                })
                .collect(),
            gives: plan.gives.iter().copied().map(paper).collect(),
            after: (plan.waits && nth > 0).then(|| format!("step-{}", nth - 1)).into_iter().collect(),
            ..empty_step(nth)
        }
    }
}

/// A catalog without records.
pub(crate) fn empty_catalog() -> Catalog {
    static PACK: OnceLock<Catalog> = OnceLock::new();
    let pack = PACK.get_or_init(|| load(&embedded()).good().expect("a good pack"));
    Catalog::of_manifest(pack.manifest.clone())
}

/// A need without steps.
pub(crate) fn empty_need(at: usize) -> Need {
    Need {
        id: need_id(at),
        category: "stay".into(),
        order: 0,
        ask: Vec::new(),
        asks_town: false,
        holds: Vec::new(),
        help: Vec::new(),
        order_of_steps: Order::InOrder,
        charge: Charge::Costs,
        fees: Vec::new(),
        sensitive: false,
        confidence: Confidence::Medium,
        law: Vec::new(),
        law_unsure: Vec::new(),
        sources: Vec::new(),
        steps: Vec::new(),
        deadlines: Vec::new(),
        durations: Vec::new(),
        figures: Vec::new(),
        rights: Vec::new(),
        notes: Vec::new(),
        then: Vec::new(),
    }
}

/// A step of everybody that leads nowhere.
pub(crate) fn empty_step(nth: usize) -> Step {
    Step {
        id: format!("step-{nth}"),
        only: Condition::default(),
        season: None,
        later: false,
        ways: Vec::new(),
        documents: Vec::new(),
        not_required: Vec::new(),
        costs: Vec::new(),
        gives: Vec::new(),
        after: Vec::new(),
        wait: None,
        grade: GRADE,
    }
}

/// A path in a few lines, for the message of a failure.
pub(crate) fn told(path: &Path<'_>) -> String {
    let mut out = format!("open {:?}, cut {:?}\n", path.open, path.cycles);
    for step in &path.steps {
        let inputs: Vec<_> = step.inputs.iter().map(|input| (input.document, input.origin)).collect();
        let PathStep { number, need, step: of, holds, why, after, .. } = step;
        writeln!(
            out,
            "{number} {} {} {holds:?} {why:?} after {after:?} gives {:?} {inputs:?}",
            need.id, of.id, of.gives
        )
        .unwrap();
    }
    out
}
