//! Who takes part in which need, and where competences meet or are missing: the table a vademecum was made for.
//!
//! Rows are needs, columns are entities, a cell says every [`Part`] an entity has in a need. What the standing table of
//! the Prefettura looks for is marked at the rows:
//!
//! - **Overlap**: for one and the same person (a town, an answer to each question, a day of the year) a step leads to
//!   several entities. Ways whose conditions or seasons exclude each other never meet, nor do two offices of one
//!   entity: who of the partners is competent is then no question. Steps side by side are services of their own, not
//!   alternatives. An overlap may be wanted, such as a free choice among unions; the table says where, people say why.
//! - **Hole**: a need of which no step leads to a known entity, directly or over another need; a role that a step asks
//!   for and no office holds for some towns, even where a fallback is named; an entity to which no need leads
//!   ([`Matrix::unreached`]).

mod ground;
mod overlap;

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::Catalog;
use super::id::{CategoryId, EntityId, NeedId, RoleId, TownId};
use super::need::{Giver, Need, Place};
use ground::Ground;

/// How an entity takes part in a need, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A step leads to it, to an office or to a line of it by name.
    Competent,
    /// An office of it has the role a step asks for.
    ByRole,
    /// It must be passed before the door of another entity.
    First,
    /// It helps for free.
    Helps,
    /// Where to ask in the towns for which no office has the role.
    Fallback,
    /// It gives a paper one has to bring. Who gives a paper that another need leads to stands in the row of that need.
    GivesPaper,
}

impl Part {
    /// Every part, strongest first.
    pub const ALL: [Self; 6] =
        [Self::Competent, Self::ByRole, Self::First, Self::Helps, Self::Fallback, Self::GivesPaper];

    /// Its stable name for scripts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Competent => "competent",
            Self::ByRole => "by-role",
            Self::First => "first",
            Self::Helps => "helps",
            Self::Fallback => "fallback",
            Self::GivesPaper => "gives-paper",
        }
    }

    /// Whether the need sends people there; a paper one already has sends nobody.
    pub fn sends_people(self) -> bool {
        self != Self::GivesPaper
    }
}

/// For the people of which towns something holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// All of the pack, or the pack names no towns.
    Everybody,
    /// These towns only, never none.
    Towns(BTreeSet<TownId>),
}

/// What an entity does for a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its parts, at least one.
    pub parts: BTreeSet<Part>,
    /// For whom it is competent by its roles; everybody unless `ByRole` is the only thing that leads there.
    pub reach: Reach,
}

/// A step that leads one person to several entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The step of the need.
    pub step: String,
    /// Who is competent, two at least.
    pub entities: BTreeSet<EntityId>,
    /// Where.
    pub reach: Reach,
}

/// What is missing in a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hole {
    /// No step leads to a known entity.
    NoEntity,
    /// No office is known that has a role.
    NoOffice {
        /// What the steps ask for.
        role: RoleId,
        /// The steps that ask.
        steps: Vec<String>,
        /// For which towns nobody is known.
        reach: Reach,
        /// Where the pack says to ask meanwhile.
        fallback: BTreeSet<EntityId>,
    },
}

/// A need in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The need.
    pub need: NeedId,
    /// Where it stands.
    pub category: CategoryId,
    /// Who takes part.
    pub cells: BTreeMap<EntityId, Cell>,
    /// Where competences meet.
    pub overlaps: Vec<Overlap>,
    /// What is missing.
    pub holes: Vec<Hole>,
}

/// The whole table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Needs, in the order of the pack.
    pub rows: Vec<Row>,
    /// Entities to which no need sends anybody.
    pub unreached: Vec<EntityId>,
}

impl Matrix {
    /// The table of a pack.
    pub fn of(catalog: &Catalog) -> Self {
        let ground = Ground::of(catalog);
        let lead = needs_that_lead(&ground);
        let rows: Vec<Row> = catalog.needs.iter().map(|need| row(&ground, need, lead.contains(&need.id))).collect();
        let reached = |id: &EntityId| {
            let mut cells = rows.iter().filter_map(|row| row.cells.get(id));
            cells.any(|cell| cell.parts.iter().any(|part| part.sends_people()))
        };
        let unreached = catalog.entities.iter().map(|entity| &entity.id).filter(|id| !reached(id)).cloned().collect();
        Self { rows, unreached }
    }

    /// The needs of a category.
    pub fn rows_of(&self, category: &CategoryId) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.category == *category)
    }

    /// What an entity does, need by need.
    pub fn cells_of(&self, entity: &EntityId) -> impl Iterator<Item = (&Row, &Cell)> {
        self.rows.iter().filter_map(move |row| Some((row, row.cells.get(entity)?)))
    }
}

/// Who takes part in some needs, the strongest parts first.
pub fn columns<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<&'a EntityId> {
    let mut best: BTreeMap<&EntityId, Part> = BTreeMap::new();
    for (id, cell) in rows.flat_map(|row| &row.cells) {
        if let Some(part) = cell.parts.first() {
            best.entry(id).and_modify(|known| *known = (*known).min(*part)).or_insert(*part);
        }
    }
    let mut columns: Vec<(Part, &EntityId)> = best.into_iter().map(|(id, part)| (part, id)).collect();
    columns.sort();
    columns.into_iter().map(|(_, id)| id).collect()
}

fn row(ground: &Ground<'_>, need: &Need, leads: bool) -> Row {
    let mut cells = Cells { ground, parts: BTreeMap::new(), towns: BTreeMap::new() };
    let mut holes = Vec::new();
    if !leads {
        holes.push(Hole::NoEntity);
    }
    for step in &need.steps {
        for way in &step.ways {
            cells.way(&way.place);
            if let Some(first) = &way.only_through
                && ground.entities(&way.place).iter().all(|entity| **entity != first.entity)
            {
                cells.add(&first.entity, Part::First);
            }
            let Place::Role(role) = &way.place else { continue };
            let Some(missing) = ground.reach(&ground.towns_without(role)) else { continue };
            let fallback = way.fallback.as_ref().map(|at| &at.entity);
            if let Some(entity) = fallback {
                cells.add(entity, Part::Fallback);
            }
            no_office(&mut holes, role, &step.id, missing, fallback);
        }
        for id in step.documents.iter().flat_map(|line| &line.one_of) {
            for giver in ground.catalog.document(id).iter().flat_map(|document| &document.from) {
                if let Giver::Entity(entity) = giver {
                    cells.add(entity, Part::GivesPaper);
                }
            }
        }
    }
    for entity in &need.help {
        cells.add(entity, Part::Helps);
    }
    let overlaps = need.steps.iter().flat_map(|step| overlap::of(ground, step)).collect();
    Row { need: need.id.clone(), category: need.category.clone(), cells: cells.done(), overlaps, holes }
}

/// Steps that ask for the same role share its hole.
fn no_office(holes: &mut Vec<Hole>, role: &RoleId, step: &str, missing: Reach, ask: Option<&EntityId>) {
    let known = holes.iter_mut().find_map(|hole| match hole {
        Hole::NoOffice { role: known, steps, fallback, .. } if known == role => Some((steps, fallback)),
        _ => None,
    });
    match known {
        Some((steps, fallback)) => {
            if !steps.iter().any(|known| known == step) {
                steps.push(step.to_owned());
            }
            fallback.extend(ask.cloned());
        }
        None => holes.push(Hole::NoOffice {
            role: role.clone(),
            steps: vec![step.to_owned()],
            reach: missing,
            fallback: ask.cloned().into_iter().collect(),
        }),
    }
}

/// The cells of a row while its steps are read.
struct Cells<'a> {
    ground: &'a Ground<'a>,
    parts: BTreeMap<EntityId, BTreeSet<Part>>,
    /// For whom the roles of an entity count, by the numbers of the towns.
    towns: BTreeMap<EntityId, BTreeSet<usize>>,
}

impl Cells<'_> {
    fn add(&mut self, entity: &EntityId, part: Part) {
        if self.ground.catalog.entity(entity).is_some() {
            self.parts.entry(entity.clone()).or_default().insert(part);
        }
    }

    fn way(&mut self, place: &Place) {
        let part = if matches!(place, Place::Role(_)) { Part::ByRole } else { Part::Competent };
        for town in self.ground.towns() {
            for entity in self.ground.entities_in(place, town) {
                self.add(entity, part);
                if part == Part::ByRole {
                    self.towns.entry(entity.clone()).or_default().insert(town);
                }
            }
        }
    }

    fn done(mut self) -> BTreeMap<EntityId, Cell> {
        let mut cells = BTreeMap::new();
        for (id, parts) in self.parts {
            let by_role = self.towns.remove(&id).filter(|_| !parts.contains(&Part::Competent));
            let reach = by_role.and_then(|towns| self.ground.reach(&towns)).unwrap_or(Reach::Everybody);
            cells.insert(id, Cell { parts, reach });
        }
        cells
    }
}

/// The needs of which some step leads to an entity, or to a need that leads.
fn needs_that_lead<'a>(ground: &Ground<'a>) -> BTreeSet<&'a NeedId> {
    let mut lead = BTreeSet::new();
    loop {
        let before = lead.len();
        for need in &ground.catalog.needs {
            let mut ways = need.steps.iter().flat_map(|step| &step.ways);
            let leads = ways.any(|way| match &way.place {
                Place::Need(id) => lead.contains(id),
                place => !ground.entities(place).is_empty(),
            });
            if leads {
                lead.insert(&need.id);
            }
        }
        if lead.len() == before {
            return lead;
        }
    }
}
