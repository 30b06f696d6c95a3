//! From a step to its doors, and from answers to the sum.

use std::collections::BTreeSet;

use super::amount::Money;
use super::case::{Answers, Holds};
use super::catalog::Catalog;
use super::doubt::Now;
use super::entity::{Entity, Office};
use super::id::{CaseId, EntityId, NeedId, OfficeRef, RoleId, TownId};
use super::moment::NaiveDateTime;
use super::need::{CostLine, Need, Place, Step, Way};

/// A door a person can go to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Door<'a> {
    /// An office.
    Office(&'a Entity, &'a Office),
    /// An entity of which any place will do.
    Entity(&'a Entity),
    /// No office with the role is known for the town, or the town is not known yet.
    NoOffice {
        /// What was looked for.
        role: &'a RoleId,
        /// Where to ask instead.
        fallback: Option<(&'a Entity, Option<&'a Office>)>,
    },
    /// Another need comes first.
    Need(&'a NeedId),
    /// A portal.
    Online(&'a str),
    /// Done by the person herself, wherever she is.
    Yourself,
    /// With the employer.
    Employer,
}

impl<'a> Door<'a> {
    /// What it is doing now; portals and people keep no hours.
    pub fn now(&self, now: NaiveDateTime) -> Option<Now> {
        match self {
            Self::Office(entity, office) => Some(office.now(entity, now)),
            Self::Entity(entity) => best_office(entity, now).map(|office| office.now(entity, now)),
            _ => None,
        }
    }

    /// Where it leads when it is opened on screen.
    pub fn target(&self) -> Option<OfficeRef> {
        match *self {
            Self::Office(entity, office) => Some(office_ref(entity, Some(office))),
            Self::Entity(entity) => Some(office_ref(entity, None)),
            Self::NoOffice { fallback, .. } => fallback.map(|(entity, office)| office_ref(entity, office)),
            _ => None,
        }
    }

    /// The entity behind it.
    pub fn entity(&self) -> Option<&'a Entity> {
        match *self {
            Self::Office(entity, _) | Self::Entity(entity) => Some(entity),
            _ => None,
        }
    }
}

fn office_ref(entity: &Entity, office: Option<&Office>) -> OfficeRef {
    OfficeRef { entity: entity.id.clone(), office: office.map(|office| office.id.clone()) }
}

/// The office of an entity that is of most use now.
pub fn best_office(entity: &Entity, now: NaiveDateTime) -> Option<&Office> {
    entity.offices.iter().min_by_key(|office| office.now(entity, now).rank())
}

/// A way with the doors it leads to, for one person.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenWay<'a> {
    /// The way of the pack.
    pub way: &'a Way,
    /// Whether it is hers.
    pub holds: Holds,
    /// Its doors, best state first; never empty.
    pub doors: Vec<Door<'a>>,
}

/// The ways of a step that may be hers, certain ones first.
pub fn ways<'a>(
    catalog: &'a Catalog,
    step: &'a Step,
    answers: &Answers,
    town: Option<&TownId>,
    now: NaiveDateTime,
) -> Vec<OpenWay<'a>> {
    let mut open: Vec<OpenWay<'a>> = step
        .ways
        .iter()
        .map(|way| OpenWay { way, holds: way.only.holds(answers), doors: doors(catalog, way, town, now) })
        .filter(|open| open.holds != Holds::No)
        .collect();
    open.sort_by_key(|open| open.holds == Holds::Open);
    open
}

/// The doors a way leads to, best state first.
pub fn doors<'a>(catalog: &'a Catalog, way: &'a Way, town: Option<&TownId>, now: NaiveDateTime) -> Vec<Door<'a>> {
    let entity = |id: &EntityId| catalog.entity(id).map(Door::Entity);
    let mut doors = match &way.place {
        Place::Entity(id) => entity(id).into_iter().collect(),
        Place::Phone(id) => phone_line(catalog, id).into_iter().collect(),
        Place::Office(at) => {
            catalog.office(at).map(|(entity, office)| Door::Office(entity, office)).into_iter().collect()
        }
        Place::Role(role) => with_role(catalog, role, way.fallback.as_ref(), town),
        Place::Need(id) => vec![Door::Need(id)],
        Place::Online(url) => vec![Door::Online(url)],
        Place::Yourself => vec![Door::Yourself],
        Place::Employer => vec![Door::Employer],
    };
    doors.sort_by_key(|door| door.now(now).map_or(0, Now::rank));
    doors
}

fn phone_line<'a>(catalog: &'a Catalog, id: &EntityId) -> Option<Door<'a>> {
    let entity = catalog.entity(id)?;
    entity.offices.first().map(|office| Door::Office(entity, office))
}

/// All offices with the role, never one chosen silently; without one, the door to ask at.
fn with_role<'a>(
    catalog: &'a Catalog,
    role: &'a RoleId,
    fallback: Option<&OfficeRef>,
    town: Option<&TownId>,
) -> Vec<Door<'a>> {
    let found = catalog.offices_with(role, town);
    if !found.is_empty() {
        return found.into_iter().map(|(entity, office)| Door::Office(entity, office)).collect();
    }
    let fallback = fallback.and_then(|at| {
        let entity = catalog.entity(&at.entity)?;
        Some((entity, at.office.as_ref().and_then(|id| entity.office(id))))
    });
    vec![Door::NoOffice { role, fallback }]
}

/// The steps that may be hers, with whether they are.
pub fn steps<'a>(need: &'a Need, answers: &Answers) -> Vec<(&'a Step, Holds)> {
    need.steps.iter().map(|step| (step, step.only.holds(answers))).filter(|(_, holds)| *holds != Holds::No).collect()
}

/// What a need costs a person, as far as she has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Least and most, over all the ways to answer what is open; `None` = no amount is known for any of them.
    pub range: Option<(Money, Money)>,
    /// For some of those ways no amount is known. No amount is not nothing to pay.
    pub gaps: bool,
    /// An amount in it is to be confirmed.
    pub to_confirm: bool,
}

impl Total {
    /// Over sums of which some may not be known.
    pub fn of(sums: impl Iterator<Item = Option<Money>>) -> Self {
        sums.fold(Self::default(), |total, sum| match (total.range, sum) {
            (_, None) => Self { gaps: true, ..total },
            (None, Some(sum)) => Self { range: Some((sum, sum)), ..total },
            (Some((min, max)), Some(sum)) => Self { range: Some((min.min(sum), max.max(sum))), ..total },
        })
    }
}

/// More combinations of open answers than this are summed line by line, which can only widen the range.
const MANY: usize = 20_000;

/// The sum over all steps, without what is paid per child: a range while questions are open.
/// Answers exclude each other, so the range is taken over every way to answer what is open.
pub fn total(catalog: &Catalog, need: &Need, answers: &Answers) -> Total {
    let lines: Vec<(&Step, &CostLine, Money)> = need
        .steps
        .iter()
        .flat_map(|step| step.costs.iter().map(move |line| (step, line)))
        .filter(|(_, line)| line.per.is_none())
        .filter_map(|(step, line)| Some((step, line, catalog.cost(&line.cost)?.amount)))
        .collect();
    let open: BTreeSet<&CaseId> = lines
        .iter()
        .flat_map(|(step, line, _)| step.only.cases().chain(line.only.cases()))
        .filter(|case| answers.get(case).is_none())
        .collect();
    let open: Vec<_> = open.into_iter().filter_map(|id| catalog.case(id)).collect();
    let to_confirm = lines.iter().any(|(step, line, _)| {
        line.grade.to_confirm() && step.only.holds(answers).and(line.only.holds(answers)) != Holds::No
    });
    let sum = |answers: &Answers, counted: fn(Holds) -> bool| {
        lines
            .iter()
            .filter(|(step, line, _)| counted(step.only.holds(answers).and(line.only.holds(answers))))
            .fold(None, |sum: Option<Money>, (.., amount)| Some(sum.unwrap_or_default() + *amount))
    };
    if open.iter().map(|case| case.answers.len()).product::<usize>() > MANY {
        let sums = [sum(answers, |h| h == Holds::Yes), sum(answers, |h| h != Holds::No)];
        return Total { to_confirm, ..Total::of(sums.into_iter()) };
    }
    let mut ways = vec![answers.clone()];
    for case in open {
        ways = ways.iter().flat_map(|way| case.answers.iter().map(|answer| way.with(&case.id, answer))).collect();
    }
    Total { to_confirm, ..Total::of(ways.iter().map(|way| sum(way, |holds| holds == Holds::Yes))) }
}
