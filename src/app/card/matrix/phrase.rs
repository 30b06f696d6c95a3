//! Short phrases of the table: a part with its sign, for which towns, an overlap, a hole.

use std::collections::BTreeSet;

use crate::app::Cx;
use crate::i18n::{listed, say};
use crate::model::id::{EntityId, TownId};
use crate::model::matrix::{Hole, Overlap, Part, Reach, Row};
use crate::widgets::theme::Role;

/// Several are competent for one person.
pub(super) const OVERLAP: &str = "∩";
/// Nobody is.
pub(super) const HOLE: &str = "∅";

/// Between entities, for their names have commas of their own.
pub(super) const BETWEEN: &str = " · ";

/// The sign of a part; a role held for some towns only is hollow.
pub(super) fn sign(part: Part, reach: &Reach) -> &'static str {
    match (part, reach) {
        (Part::Competent, _) => "■",
        (Part::ByRole, Reach::Everybody) => "◆",
        (Part::ByRole, Reach::Towns(_)) => "◇",
        (Part::First, _) => "!",
        (Part::Helps, _) => "+",
        (Part::Fallback, _) => "→",
        (Part::GivesPaper, _) => "☐",
    }
}

/// How a part looks beside its sign.
pub(super) fn role(part: Part) -> Role {
    match part {
        Part::Competent | Part::ByRole => Role::Strong,
        Part::First | Part::Fallback => Role::Warn,
        Part::Helps => Role::Good,
        Part::GivesPaper => Role::Plain,
    }
}

/// A part with its sign: `◇ competente per Arcola, Sarzana`.
pub fn part(cx: &Cx<'_>, part: Part, reach: &Reach) -> (&'static str, String) {
    let lang = cx.lang;
    let text = match (part, reach) {
        (Part::Competent, _) => say!(lang, "matrix.competent"),
        (Part::ByRole, Reach::Everybody) => say!(lang, "matrix.by_role"),
        (Part::ByRole, Reach::Towns(ids)) => say!(lang, "matrix.by_role_in", towns = towns(cx, ids)),
        (Part::First, _) => say!(lang, "matrix.first"),
        (Part::Helps, _) => say!(lang, "matrix.helps"),
        (Part::Fallback, _) => say!(lang, "matrix.fallback"),
        (Part::GivesPaper, _) => say!(lang, "matrix.gives_paper"),
    };
    (sign(part, reach), text)
}

/// Towns by name; where most are meant, those that are not.
fn towns(cx: &Cx<'_>, ids: &BTreeSet<TownId>) -> String {
    let all = &cx.catalog.towns;
    let names = |inside: bool| {
        let named = all.iter().filter(|town| ids.contains(&town.id) == inside);
        listed(cx.lang, named.map(|town| cx.name(&town.name)))
    };
    if ids.len() * 2 > all.len() { say!(cx.lang, "matrix.towns_but", towns = names(false)) } else { names(true) }
}

fn where_it_is(cx: &Cx<'_>, reach: &Reach) -> String {
    match reach {
        Reach::Everybody => say!(cx.lang, "matrix.everywhere"),
        Reach::Towns(ids) => towns(cx, ids),
    }
}

/// How many overlaps and holes, with their signs; nothing where there are none.
pub fn marks(cx: &Cx<'_>, overlaps: usize, holes: usize) -> Option<String> {
    let overlaps = (overlaps > 0).then(|| format!("{OVERLAP} {}", say!(cx.lang, "matrix.overlaps", number = overlaps)));
    let holes = (holes > 0).then(|| format!("{HOLE} {}", say!(cx.lang, "matrix.holes", number = holes)));
    let both: Vec<String> = overlaps.into_iter().chain(holes).collect();
    (!both.is_empty()).then(|| both.join("  "))
}

fn entities(cx: &Cx<'_>, ids: &BTreeSet<EntityId>) -> String {
    let known = ids.iter().filter_map(|id| cx.catalog.entity(id));
    known.map(|entity| cx.entity_title(entity)).collect::<Vec<_>>().join(BETWEEN)
}

fn step(cx: &Cx<'_>, row: &Row, id: &str) -> String {
    let need = cx.catalog.need(&row.need);
    need.and_then(|need| cx.tell_need(need, &format!("step.{id}.title"))).unwrap_or_else(|| id.to_owned())
}

/// An overlap in a sentence.
pub fn overlap(cx: &Cx<'_>, row: &Row, overlap: &Overlap) -> String {
    let (step, names) = (step(cx, row, &overlap.step), entities(cx, &overlap.entities));
    say!(cx.lang, "matrix.overlap", step = step, entities = names, towns = where_it_is(cx, &overlap.reach))
}

/// A hole in a sentence.
pub fn hole(cx: &Cx<'_>, row: &Row, hole: &Hole) -> String {
    let lang = cx.lang;
    match hole {
        Hole::NoEntity => say!(lang, "matrix.no_entity"),
        Hole::NoOffice { steps, reach, fallback, .. } => {
            let steps: Vec<String> = steps.iter().map(|id| step(cx, row, id)).collect();
            let text = say!(lang, "matrix.no_office", step = steps.join(" / "), towns = where_it_is(cx, reach));
            if fallback.is_empty() {
                text
            } else {
                format!("{text} {}", say!(lang, "matrix.ask", entities = entities(cx, fallback)))
            }
        }
    }
}

/// The hole of an entity.
pub fn unreached(cx: &Cx<'_>) -> String {
    say!(cx.lang, "matrix.unreached")
}
