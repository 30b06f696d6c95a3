//! Who does what: by need, category by category; by entity; and where competences overlap or are missing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Door, Need, Page, Screen, category_item, steer, whole};
use crate::app::card::matrix::{self, MatrixCard, MatrixChoice, marks, rows_of, unreached};
use crate::app::menu::{Around, Item, Menu};
use crate::app::{Action, Cx, Outcome};
use crate::i18n::say;
use crate::model::catalog::{Catalog, Category};
use crate::model::entity::Entity;
use crate::model::id::{CategoryId, EntityId, OfficeRef};
use crate::model::matrix::Matrix;
use crate::widgets::flow::{Flow, Scroll, inner_width};
use crate::widgets::theme::Role;

/// The sign of the table.
pub(super) const SIGN: &str = "▦";

/// The table of competences, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Competence {
    /// What of it.
    pub view: View,
    menu: Menu,
    scroll: Scroll,
}

/// A way to look at the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// The ways there are.
    #[default]
    Ways,
    /// Who is competent for the needs of a category.
    Category(CategoryId),
    /// The entities.
    Entities,
    /// What an entity does.
    Entity(EntityId),
    /// Overlaps and holes.
    Findings,
}

/// What a row of a menu opens.
#[derive(Debug, Clone, Copy)]
enum Row<'a> {
    Category(&'a Category),
    Entities,
    Findings,
    Entity(&'a Entity),
}

impl Row<'_> {
    fn view(self) -> View {
        match self {
            Self::Category(category) => View::Category(category.id.clone()),
            Self::Entities => View::Entities,
            Self::Findings => View::Findings,
            Self::Entity(entity) => View::Entity(entity.id.clone()),
        }
    }
}

impl Competence {
    /// At the top of a view.
    pub fn new(view: View) -> Self {
        Self { view, ..Self::default() }
    }

    /// The part of the table that says most about where a person is.
    pub fn beside(screen: Option<&Screen>, catalog: &Catalog) -> Self {
        Self::new(match screen {
            Some(Screen::Door(door)) => View::Entity(door.at.entity.clone()),
            Some(Screen::Needs(needs)) => top(catalog, &needs.category),
            Some(Screen::Need(need)) => catalog.need(&need.id).map_or(View::Ways, |need| top(catalog, &need.category)),
            _ => View::Ways,
        })
    }

    /// Whether its record is in a pack.
    pub fn is_there(&self, catalog: &Catalog) -> bool {
        match &self.view {
            View::Category(id) => catalog.categories.iter().any(|category| category.id == *id),
            View::Entity(id) => catalog.entity(id).is_some(),
            View::Ways | View::Entities | View::Findings => true,
        }
    }

    /// The card of a view that is no menu.
    fn card(&self, cx: &Cx<'_>, width: u16) -> Option<MatrixCard> {
        let table = || Matrix::of(cx.catalog);
        match &self.view {
            View::Category(id) => Some(matrix::by_need(cx, &table(), id, inner_width(width))),
            View::Entity(id) => cx.catalog.entity(id).map(|entity| matrix::by_entity(cx, &table(), entity)),
            View::Findings => Some(matrix::findings(cx, &table())),
            View::Ways | View::Entities => None,
        }
    }

    /// The rows of a view that is a menu.
    fn rows<'a>(&self, cx: &Cx<'a>) -> Vec<Row<'a>> {
        match self.view {
            View::Ways => matrix::categories(cx).map(Row::Category).chain([Row::Entities, Row::Findings]).collect(),
            View::Entities => cx.catalog.entities.iter().map(Row::Entity).collect(),
            View::Category(_) | View::Entity(_) | View::Findings => Vec::new(),
        }
    }
}

/// The first level of a category: the table shows what stands in it too.
fn top(catalog: &Catalog, category: &CategoryId) -> View {
    let parent = |id: &CategoryId| catalog.categories.iter().find(|known| known.id == *id)?.parent.clone();
    let up = std::iter::successors(Some(category.clone()), parent).take(catalog.categories.len());
    up.last().map_or(View::Ways, View::Category)
}

fn item(cx: &Cx<'_>, table: &Matrix, row: Row<'_>) -> Item {
    let warn = |text: String| (text, Role::Warn);
    match row {
        Row::Category(category) => {
            let rows = rows_of(cx, table, &category.id);
            let overlaps = rows.iter().map(|row| row.overlaps.len()).sum();
            let tail = marks(cx, overlaps, rows.iter().map(|row| row.holes.len()).sum()).map(warn);
            Item { detail: None, tail, ..category_item(cx, category) }
        }
        Row::Entities => Item { title: say!(cx.lang, "matrix.by_entity"), ..Item::default() },
        Row::Findings => Item { title: say!(cx.lang, "matrix.findings"), ..Item::default() },
        Row::Entity(entity) => {
            let missed = table.unreached.contains(&entity.id);
            let needs = table.cells_of(&entity.id).count();
            let tail = if missed {
                warn(format!("∅ {}", unreached(cx)))
            } else {
                (say!(cx.lang, "matrix.needs", number = needs), Role::Muted)
            };
            Item { title: cx.entity_title(entity), tail: Some(tail), ..Item::default() }
        }
    }
}

impl Page for Competence {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let Some(card) = self.card(cx, cx.body.width) else {
            let rows = self.rows(cx);
            let opened = self.menu.update(action, rows.len()).and_then(|row| rows.get(row));
            return opened.map_or(Outcome::Stay, |row| Outcome::To(Screen::Competence(Self::new(row.view()))));
        };
        let rows = card.flow.lay_out(inner_width(cx.body.width), cx.setting());
        let chosen = steer(&mut self.scroll, action, &rows, cx.body.height);
        match chosen.and_then(|choice| card.choices.into_iter().nth(choice)) {
            Some(MatrixChoice::Need(id)) => Outcome::To(Screen::Need(Need::new(id))),
            Some(MatrixChoice::Entity(entity)) => {
                Outcome::To(Screen::Door(Door::new(OfficeRef { entity, office: None })))
            }
            None => Outcome::Stay,
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if let Some(card) = self.card(cx, area.width) {
            whole(cx, &card.flow, self.scroll, area, buf);
            return;
        }
        let table = Matrix::of(cx.catalog);
        let items: Vec<Item> = self.rows(cx).into_iter().map(|row| item(cx, &table, row)).collect();
        let mut head = Flow::default();
        head.text(0, self.title(cx), Role::Title);
        if self.view == View::Ways {
            head.text(0, say!(cx.lang, "matrix.text"), Role::Plain);
        }
        self.menu.view(cx, Around::head(&head), &items, Item::clone, area, buf);
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        // A sign keeps the table apart from the list or the door of the same name, which may stand before it.
        let table = |title: Option<String>| format!("{SIGN} {}", title.unwrap_or_default());
        match &self.view {
            View::Ways => say!(cx.lang, "matrix.title"),
            View::Category(id) => table(cx.tell("categories", &format!("{id}.title"))),
            View::Entities => say!(cx.lang, "matrix.by_entity"),
            View::Entity(id) => table(cx.catalog.entity(id).map(|entity| cx.entity_title(entity))),
            View::Findings => say!(cx.lang, "matrix.findings"),
        }
    }
}
