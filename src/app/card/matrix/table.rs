//! The table itself, where there is room: a row for each need, a column for each entity that takes part.

use std::collections::BTreeSet;

use super::phrase::{HOLE, OVERLAP, part, role, sign};
use super::{MatrixCard, MatrixChoice, need_title};
use crate::app::Cx;
use crate::i18n::say;
use crate::model::id::EntityId;
use crate::model::matrix::{Part, Reach, Row, columns};
use crate::model::words::Direction;
use crate::text::{Means, cells, clip};
use crate::widgets::flow::{Flow, GUTTER};
use crate::widgets::theme::Role;

/// Narrower than this the needs stand one under the other.
const LEAST: usize = 82;
/// Columns of a title at least, and at most.
const TITLE: (usize, usize) = (28, 46);
/// Longest short name of an entity.
const SHORT: usize = 10;
/// The two columns of the marks.
const MARKS: usize = 4;
/// Signs of a cell; the strongest two say enough, its need says the rest.
const SIGNS: usize = 2;

/// A table that fits.
pub(super) struct Table<'a> {
    rows: Vec<(&'a Row, String)>,
    columns: Vec<Column<'a>>,
    title: usize,
}

struct Column<'a> {
    entity: &'a EntityId,
    /// A short name where all fit, else a letter.
    label: String,
    width: usize,
}

impl<'a> Table<'a> {
    /// The table of some needs, if it fits.
    pub(super) fn fit(cx: &Cx<'_>, rows: &[&'a Row], width: u16) -> Option<Self> {
        let width = usize::from(width);
        if width < LEAST || rows.is_empty() {
            return None;
        }
        // Columns of signs stand one above the other only where all are cells and run as the table does.
        if cx.setting().means != Means::Cells || cx.direction() != Direction::Ltr {
            return None;
        }
        let rows: Vec<(&Row, String)> = rows.iter().map(|row| (*row, need_title(cx, row))).collect();
        let entities = columns(rows.iter().map(|(row, _)| *row));
        let widest = rows.iter().map(|(_, title)| cells(title)).max().unwrap_or(0).clamp(TITLE.0, TITLE.1);
        // An id is the shortest name there is; its parts stay together where the legend breaks.
        let name = |id: &EntityId| clip(&id.as_str().replace('-', "\u{a0}"), SHORT, Direction::Ltr).into_owned();
        let short = entities.iter().map(|id| Column::new(id, name(id))).collect();
        let letters = entities.iter().zip('A'..='Z').map(|(id, letter)| Column::new(id, letter.to_string())).collect();
        // Names only where every title stays whole; letters may cut one.
        let ways: [(Vec<Column<'a>>, usize); 2] = [(short, widest), (letters, TITLE.0)];
        ways.into_iter().find_map(|(columns, least)| {
            let used = columns.iter().map(|column| column.width).sum::<usize>() + MARKS + usize::from(GUTTER);
            let title = width.checked_sub(used)?.saturating_sub(1).min(widest);
            (columns.len() == entities.len() && title >= least).then(|| Self { rows: rows.clone(), columns, title })
        })
    }

    /// The head and the rows, each need a choice.
    pub(super) fn draw(&self, card: &mut MatrixCard) {
        let mut head = " ".repeat(self.title + 1 + MARKS);
        for column in &self.columns {
            head.push_str(&padded(&column.label, column.width));
        }
        card.flow.text(0, head.trim_end(), Role::Heading);
        for (row, title) in &self.rows {
            let mark = |is: bool, sign: &str| if is { format!("{sign} ") } else { "  ".to_owned() };
            let marks = mark(!row.overlaps.is_empty(), OVERLAP) + &mark(!row.holes.is_empty(), HOLE);
            let mut para = card
                .flow
                .para(0)
                .run(padded(&clip(title, self.title, Direction::Ltr), self.title + 1), Role::Strong)
                .run(marks, Role::Warn);
            for column in &self.columns {
                let cell = row.cells.get(column.entity);
                let signs: String = cell
                    .iter()
                    .flat_map(|cell| cell.parts.iter().take(SIGNS).map(|at| sign(*at, &cell.reach)))
                    .collect();
                let looks = cell.and_then(|cell| cell.parts.first()).map_or(Role::Muted, |at| role(*at));
                let signs = if signs.is_empty() { "·".to_owned() } else { signs };
                para = para.run(padded(&signs, column.width), looks);
            }
            para.choose();
            card.choices.push(MatrixChoice::Need(row.need.clone()));
        }
    }

    /// Who the columns are.
    pub(super) fn legend(&self, cx: &Cx<'_>, flow: &mut Flow) {
        flow.heading(say!(cx.lang, "matrix.columns"));
        let mut para = flow.para(0);
        for (at, column) in self.columns.iter().enumerate() {
            let title = cx.catalog.entity(column.entity).map(|entity| cx.entity_title(entity)).unwrap_or_default();
            let gap = if at == 0 { "" } else { "   " };
            para = para.run(format!("{gap}{}\u{a0}", column.label), Role::Key).run(title, Role::Plain);
        }
        para.end();
    }
}

impl<'a> Column<'a> {
    fn new(entity: &'a EntityId, label: String) -> Self {
        let width = cells(&label).max(SIGNS) + 1;
        Self { entity, label, width }
    }
}

fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(cells(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// What the signs of a table mean.
pub fn signs(cx: &Cx<'_>) -> Flow {
    let mut flow = Flow::default();
    flow.text(0, "", Role::Plain);
    flow.text(0, say!(cx.lang, "help.signs"), Role::Heading);
    let some = Reach::Towns(BTreeSet::new());
    for at in Part::ALL {
        let (sign_of, text) = part(cx, at, &Reach::Everybody);
        flow.para(0).lead(sign_of, Role::Key).run(text, Role::Plain).end();
        if at == Part::ByRole {
            let text = say!(cx.lang, "matrix.by_role_some");
            flow.para(0).lead(sign(at, &some), Role::Key).run(text, Role::Plain).end();
        }
    }
    let marks = [(OVERLAP, say!(cx.lang, "matrix.overlap_sign")), (HOLE, say!(cx.lang, "matrix.hole_sign"))];
    for (sign, text) in marks {
        flow.para(0).lead(sign, Role::Key).run(text, Role::Plain).end();
    }
    flow
}
