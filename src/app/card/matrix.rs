//! Who does what: the table of competences as flows, by need, by entity, and what it shows to be missing or doubled.

mod phrase;
mod table;

use std::collections::BTreeMap;

use crate::app::Cx;
use crate::i18n::say;
use crate::model::catalog::Category;
use crate::model::entity::Entity;
use crate::model::id::{CategoryId, EntityId, NeedId};
use crate::model::matrix::{Matrix, Part, Reach, Row};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

pub use table::signs;

pub use phrase::{hole, marks, overlap, part, unreached};

/// What a choice of a card opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatrixChoice {
    /// A need.
    Need(NeedId),
    /// The door of an entity.
    Entity(EntityId),
}

/// A flow with what its choices open.
#[derive(Debug, Default)]
pub struct MatrixCard {
    /// What is drawn.
    pub flow: Flow,
    /// What its choices open.
    pub choices: Vec<MatrixChoice>,
}

impl MatrixCard {
    fn need(&mut self, cx: &Cx<'_>, row: &Row) {
        let title = need_title(cx, row);
        let para = self.flow.para(0).run(title, Role::Strong);
        let para = match marks(cx, row.overlaps.len(), row.holes.len()) {
            Some(marks) => para.tail(marks, Role::Warn),
            None => para,
        };
        para.choose();
        self.choices.push(MatrixChoice::Need(row.need.clone()));
    }
}

/// The rows of a category and of those that stand in it.
pub fn rows_of<'a>(cx: &Cx<'_>, matrix: &'a Matrix, category: &CategoryId) -> Vec<&'a Row> {
    let within = |of: &CategoryId| {
        let parent = |id: &CategoryId| cx.catalog.categories.iter().find(|known| known.id == *id)?.parent.clone();
        // No category stands in itself, but the walk ends even if one did.
        let up = std::iter::successors(Some(of.clone()), parent).take(cx.catalog.categories.len());
        up.into_iter().any(|id| id == *category)
    };
    matrix.rows.iter().filter(|row| within(&row.category)).collect()
}

/// The categories of the first level.
pub fn categories<'a>(cx: &Cx<'a>) -> impl Iterator<Item = &'a Category> {
    cx.catalog.categories.iter().filter(|category| category.parent.is_none())
}

/// Who is competent for each need of a category, and what the signs of a table mean.
pub fn by_need(cx: &Cx<'_>, matrix: &Matrix, category: &CategoryId, width: u16) -> MatrixCard {
    let (mut card, form) = sheet(cx, matrix, category, width);
    if form == Form::Table {
        card.flow.append(signs(cx), 0);
    }
    card
}

/// How the needs of a category are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Signs in columns.
    Table,
    /// Words, one need under the other.
    List,
}

/// The needs of a category: a table where it fits, else a list.
pub fn sheet(cx: &Cx<'_>, matrix: &Matrix, category: &CategoryId, width: u16) -> (MatrixCard, Form) {
    let rows = rows_of(cx, matrix, category);
    let mut card = MatrixCard::default();
    card.flow.text(0, cx.tell("categories", &format!("{category}.title")).unwrap_or_default(), Role::Title);
    if let Some(table) = table::Table::fit(cx, &rows, width) {
        card.flow.gap();
        table.draw(&mut card);
        for row in rows.iter().filter(|row| row.overlaps.len() + row.holes.len() > 0) {
            card.flow.heading(need_title(cx, row));
            findings_of(cx, row, 0, &mut card.flow);
        }
        table.legend(cx, &mut card.flow);
        return (card, Form::Table);
    }
    for row in rows {
        card.flow.gap();
        card.need(cx, row);
        who(cx, row, &mut card.flow);
        findings_of(cx, row, 2, &mut card.flow);
    }
    (card, Form::List)
}

/// What an entity does, category by category; first of all its door.
pub fn by_entity(cx: &Cx<'_>, matrix: &Matrix, entity: &Entity) -> MatrixCard {
    let mut card = MatrixCard::default();
    card.flow.text(0, cx.entity_title(entity), Role::Title);
    card.flow.para(0).lead("→", Role::Key).run(say!(cx.lang, "matrix.door"), Role::Strong).choose();
    card.choices.push(MatrixChoice::Entity(entity.id.clone()));
    if matrix.unreached.contains(&entity.id) {
        card.flow.gap();
        card.flow.para(0).lead(phrase::HOLE, Role::Warn).run(unreached(cx), Role::Warn).end();
    }
    for category in categories(cx) {
        let here = rows_of(cx, matrix, &category.id);
        let mut rows = here.into_iter().filter_map(|row| Some((row, row.cells.get(&entity.id)?))).peekable();
        if rows.peek().is_some() {
            card.flow.heading(cx.tell("categories", &format!("{}.title", category.id)).unwrap_or_default());
        }
        for (row, cell) in rows {
            card.flow.para(0).run(need_title(cx, row), Role::Strong).choose();
            card.choices.push(MatrixChoice::Need(row.need.clone()));
            for at in &cell.parts {
                let (sign, text) = part(cx, *at, &cell.reach);
                card.flow.para(2).lead(sign, phrase::role(*at)).run(text, Role::Plain).end();
            }
            for told in row.overlaps.iter().filter(|told| told.entities.contains(&entity.id)) {
                card.flow.para(2).lead(phrase::OVERLAP, Role::Warn).run(overlap(cx, row, told), Role::Warn).end();
            }
        }
    }
    card
}

/// Every overlap and every hole of the pack.
pub fn findings(cx: &Cx<'_>, matrix: &Matrix) -> MatrixCard {
    let mut card = MatrixCard::default();
    card.flow.text(0, say!(cx.lang, "matrix.findings"), Role::Title);
    for row in matrix.rows.iter().filter(|row| row.overlaps.len() + row.holes.len() > 0) {
        card.flow.gap();
        card.need(cx, row);
        findings_of(cx, row, 2, &mut card.flow);
    }
    let missed: Vec<&Entity> = matrix.unreached.iter().filter_map(|id| cx.catalog.entity(id)).collect();
    if !missed.is_empty() {
        card.flow.gap();
        let text = say!(cx.lang, "matrix.unreached_all");
        card.flow.para(0).lead(phrase::HOLE, Role::Warn).run(text, Role::Warn).end();
        for entity in missed {
            card.flow.para(2).run(cx.entity_title(entity), Role::Plain).choose();
            card.choices.push(MatrixChoice::Entity(entity.id.clone()));
        }
    }
    card
}

/// Who takes part in a need, a line for each part.
fn who(cx: &Cx<'_>, row: &Row, flow: &mut Flow) {
    let mut lines: BTreeMap<(Part, &Reach), Vec<String>> = BTreeMap::new();
    for (id, cell) in &row.cells {
        let title = cx.catalog.entity(id).map(|entity| cx.entity_title(entity)).unwrap_or_default();
        for at in &cell.parts {
            // Only a role is held for some towns.
            let reach = if *at == Part::ByRole { &cell.reach } else { &Reach::Everybody };
            lines.entry((*at, reach)).or_default().push(title.clone());
        }
    }
    for ((at, reach), titles) in lines {
        let (sign, text) = part(cx, at, reach);
        let names = titles.join(phrase::BETWEEN);
        flow.para(2)
            .lead(sign, phrase::role(at))
            .run(format!("{text}: "), Role::Muted)
            .run(names, if at <= Part::ByRole { Role::Strong } else { Role::Plain })
            .end();
    }
}

fn findings_of(cx: &Cx<'_>, row: &Row, indent: u16, flow: &mut Flow) {
    for told in &row.overlaps {
        flow.para(indent).lead(phrase::OVERLAP, Role::Warn).run(overlap(cx, row, told), Role::Warn).end();
    }
    for told in &row.holes {
        flow.para(indent).lead(phrase::HOLE, Role::Warn).run(hole(cx, row, told), Role::Warn).end();
    }
}

fn need_title(cx: &Cx<'_>, row: &Row) -> String {
    cx.catalog.need(&row.need).map(|need| cx.need_title(need)).unwrap_or_default()
}
