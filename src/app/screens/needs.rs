//! The needs of a category.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Page, Screen, beside, category_item, inside, panes};
use crate::app::card::need::glance;
use crate::app::menu::{Around, Item, Menu};
use crate::app::{Action, Cx, Outcome};
use crate::model::catalog::Category;
use crate::model::id::CategoryId;
use crate::model::need::Need;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// The needs of a category, after the categories that stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    /// Which.
    pub category: CategoryId,
    menu: Menu,
}

#[derive(Debug, Clone, Copy)]
enum Row<'a> {
    Category(&'a Category),
    Need(&'a Need),
}

impl Needs {
    /// Of a category.
    pub fn new(category: CategoryId) -> Self {
        Self { category, menu: Menu::default() }
    }

    fn rows<'a>(&'a self, cx: &Cx<'a>) -> Vec<Row<'a>> {
        cx.catalog
            .categories_in(&self.category)
            .map(Row::Category)
            .chain(cx.catalog.needs_of(&self.category).map(Row::Need))
            .collect()
    }
}

impl Page for Needs {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let mut menu = self.menu;
        let rows = self.rows(cx);
        let opened = menu.update(action, rows.len()).and_then(|row| rows.get(row).copied());
        let outcome = match opened {
            Some(Row::Category(category)) => Outcome::To(Screen::Needs(Self::new(category.id.clone()))),
            Some(Row::Need(need)) => Outcome::To(Screen::Need(super::Need::new(need.id.clone()))),
            None => Outcome::Stay,
        };
        self.menu = menu;
        outcome
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let (main, side) = panes(cx, area, buf);
        let rows = self.rows(cx);
        let mut head = Flow::default();
        head.text(0, self.title(cx), Role::Title);
        let items: Vec<Item> = rows
            .iter()
            .map(|row| match row {
                Row::Category(category) => category_item(cx, category),
                Row::Need(need) => {
                    let detail = cx.tell_need(need, "who");
                    Item { title: cx.need_title(need), detail, ..Item::default() }
                }
            })
            .collect();
        self.menu.view(cx, Around::head(&head), &items, Item::clone, main, buf);
        if let (Some(side), Some(row)) = (side, rows.get(cx.side.of(self.menu.chosen()))) {
            let flow = match row {
                Row::Category(category) => inside(cx, category),
                Row::Need(need) => glance(cx, need),
            };
            beside(cx, &flow, side, buf);
        }
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        cx.tell("categories", &format!("{}.title", self.category)).unwrap_or_default()
    }

    fn chosen(&self, _cx: &Cx<'_>) -> Option<usize> {
        Some(self.menu.chosen())
    }
}
