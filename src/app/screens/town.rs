//! Which town: asked once, when a door depends on it. Letters narrow the list, digits and arrows choose.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Page, beside};
use crate::app::card;
use crate::app::menu::{Around, Item, Menu};
use crate::app::{Action, Asked, Change, Cx, Outcome};
use crate::i18n::say;
use crate::model::entity::Town as Place;
use crate::model::need::Way;
use crate::text::fold::{fold, words};
use crate::widgets::flow::{self, Flow, inner_width};
use crate::widgets::theme::Role;

/// Most letters a name has.
const LETTERS: usize = 32;
/// The least and the most columns of the list; the rest says what depends on the town.
const LIST: (u16, u16) = (32, 48);

/// From this height on there is room for an empty row.
const ROOMY: u16 = 17;

/// Which town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    query: String,
    menu: Menu,
}

impl Town {
    /// With the town she has said chosen, else the home town, which is the likeliest.
    pub fn new(cx: &Cx<'_>) -> Self {
        let all = Self { query: String::new(), menu: Menu::default() };
        let at = all.towns(cx).iter().position(|town| Some(&town.id) == cx.session.town.as_ref());
        Self { menu: Menu::at(at.unwrap_or(0)), ..all }
    }

    /// Whether it is to be asked before a door of this way is opened.
    pub fn comes_before(cx: &Cx<'_>, way: &Way) -> bool {
        cx.session.town.is_none() && cx.session.town_asked == Asked::NotYet && cx.catalog.is_of_town(way)
    }

    /// The towns whose name fits what was typed: the home town first, then by name; with letters, those that begin so
    /// before those with such a word in them.
    fn towns<'a>(&self, cx: &Cx<'a>) -> Vec<&'a Place> {
        let query = fold(&self.query);
        let typed: Vec<&str> = words(&query).collect();
        let home = cx.catalog.manifest.home.as_ref();
        let mut towns: Vec<(bool, bool, String, &Place)> = cx
            .catalog
            .towns
            .iter()
            .filter_map(|town| {
                let name = fold(&town.name);
                let fits = typed.iter().all(|typed| words(&name).any(|word| word.starts_with(typed)));
                let later = !typed.first().is_none_or(|first| name.starts_with(first));
                fits.then_some((later, Some(&town.id) != home, name, town))
            })
            .collect();
        towns.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
        towns.into_iter().map(|(.., town)| town).collect()
    }

    fn choose(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let towns = self.towns(cx);
        // The row behind the last town leaves the question open.
        match self.menu.update(action, towns.len() + 1) {
            Some(row) => Outcome::BackWith(Change::Town(towns.get(row).map(|town| town.id.clone()))),
            None => Outcome::Stay,
        }
    }
}

impl Page for Town {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        match action {
            // No name has a digit: they open rows, here as everywhere.
            Action::Type(digit @ '1'..='9') => {
                let digit = digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
                return self.choose(Action::Digit(digit), cx);
            }
            Action::Type(letter) => {
                if (letter.is_alphabetic() || " '’-".contains(letter)) && self.query.chars().count() < LETTERS {
                    self.query.push(letter);
                    self.menu = Menu::default();
                }
            }
            Action::Erase => {
                self.query.pop();
                self.menu = Menu::default();
            }
            action => return self.choose(action, cx),
        }
        Outcome::Stay
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let lang = cx.lang;
        let towns = self.towns(cx);
        let mut head = Flow::default();
        head.text(0, say!(lang, "town.question"), Role::Title);
        let hint = if self.query.is_empty() { say!(lang, "town.hint") } else { String::new() };
        let typed = head.para(0).lead("/", Role::Key).run(self.query.as_str(), Role::Strong).run("▏ ", Role::Key);
        typed.run(hint, Role::Muted).end();
        let why = if towns.is_empty() { say!(lang, "town.none") } else { say!(lang, "town.why") };
        head.text(0, why, if towns.is_empty() { Role::Warn } else { Role::Muted });
        let head = head.lay_out(inner_width(area.width), cx.setting());
        flow::draw(&head, None, area, buf, cx.theme);
        // The empty row below the head goes first where the room is short.
        let gap = usize::from(area.height >= ROOMY);
        let above = u16::try_from(head.height() + gap).unwrap_or(area.height).min(area.height);
        let below = Rect { y: area.y + above, height: area.height - above, ..area };

        let wide = (area.width * 45 / 100).clamp(LIST.0, LIST.1).min(area.width);
        for y in below.y..below.bottom() {
            buf.set_string(below.x + wide - 1, y, "│", cx.theme.rule());
        }
        let side = Rect { x: below.x + wide, width: area.width - wide, ..below };
        let items = towns.iter().map(|town| cx.name(&town.name)).chain([say!(lang, "town.open")]);
        let items: Vec<Item> = items.map(|title| Item { title, ..Item::default() }).collect();
        let nothing = Flow::default();
        let around = Around::head(&nothing);
        self.menu.view(cx, around, &items, Item::clone, Rect { width: wide, ..below }, buf);
        let flow = towns.get(self.menu.chosen()).map(|town| card::town::town(cx, town));
        beside(cx, &flow.unwrap_or_else(|| card::town::no_town(cx)), side, buf);
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        say!(cx.lang, "town.title")
    }
}
