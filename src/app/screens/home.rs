//! Categories of needs, then search, language and help as rows, so that digits and arrows reach all.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Needs, Page, Screen, beside, category_item, inside, panes};
use crate::app::menu::{Around, Item, Menu};
use crate::app::{Action, Cx, Outcome};
use crate::i18n::say;
use crate::model::catalog::Category;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// The home screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Home {
    menu: Menu,
}

/// What a row opens.
#[derive(Debug, Clone, Copy)]
enum Row<'a> {
    Category(&'a Category),
    Search,
    Languages,
    Help,
}

fn rows<'a>(cx: &Cx<'a>) -> Vec<Row<'a>> {
    let top = cx.catalog.categories.iter().filter(|category| category.parent.is_none());
    top.map(Row::Category).chain([Row::Search, Row::Languages, Row::Help]).collect()
}

impl Page for Home {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let rows = rows(cx);
        match self.menu.update(action, rows.len()).and_then(|row| rows.get(row)) {
            Some(Row::Category(category)) => Outcome::To(Screen::Needs(Needs::new(category.id.clone()))),
            Some(Row::Search) => Outcome::To(Screen::search()),
            Some(Row::Languages) => Outcome::To(Screen::languages()),
            Some(Row::Help) => Outcome::To(Screen::help()),
            None => Outcome::Stay,
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let lang = cx.lang;
        let (main, side) = panes(cx, area, buf);
        let rows = rows(cx);
        let mut head = Flow::default();
        head.text(0, say!(lang, "home.title"), Role::Title);
        let items: Vec<Item> = rows
            .iter()
            .map(|row| match row {
                Row::Category(category) => category_item(cx, category),
                Row::Search => plain("/", say!(lang, "home.search")),
                Row::Languages => plain("⇄", say!(lang, "home.languages")),
                Row::Help => plain("?", say!(lang, "home.help")),
            })
            .collect();
        self.menu.view(cx, Around::head(&head), &items, Item::clone, main, buf);
        if let (Some(side), Some(Row::Category(category))) = (side, rows.get(cx.side.of(self.menu.chosen()))) {
            beside(cx, &inside(cx, category), side, buf);
        }
    }

    fn title(&self, _cx: &Cx<'_>) -> String {
        String::new()
    }

    fn chosen(&self, _cx: &Cx<'_>) -> Option<usize> {
        Some(self.menu.chosen())
    }
}

fn plain(icon: &str, title: String) -> Item {
    Item { icon: icon.to_owned(), title, ..Item::default() }
}
