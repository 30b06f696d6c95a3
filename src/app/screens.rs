//! The screens: one file each with its state, what keys do to it and how it is drawn.

mod bag;
mod competence;
mod day;
mod door;
mod help;
mod hidden;
mod home;
mod languages;
mod need;
mod needs;
mod paper;
mod path;
mod question;
mod search;
mod town;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use bag::Bag;
pub use competence::Competence;
pub use day::Day;
pub use door::Door;
pub use help::Help;
pub use hidden::Hidden;
pub use home::Home;
pub use languages::Languages;
pub use need::Need;
pub use needs::Needs;
pub use paper::Paper;
pub use path::Path;
pub use question::Question;
pub use search::Search;
pub use town::Town;

use super::menu::Item;
use super::{Action, Cx, Outcome};
use crate::model::catalog::{Catalog, Category, Target};
use crate::widgets::flow::{self, Flow, Rows, Scroll, inner_width};
use crate::widgets::theme::Role;

/// What every screen does.
pub trait Page {
    /// An action changes the state, or asks to go elsewhere.
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome;
    /// Draws the state; cannot change it.
    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer);
    /// Its name in the trail of the title row; empty = none.
    fn title(&self, cx: &Cx<'_>) -> String;
    /// The chosen row, where a second pane tells of it.
    fn chosen(&self, _cx: &Cx<'_>) -> Option<usize> {
        None
    }
    /// Whether one back leads to an earlier part of the same screen.
    fn goes_back_inside(&self) -> bool {
        false
    }
}

macro_rules! screens {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A screen. Screens hold ids, never copies of data.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Screen {
            $($(#[$doc])* $name($name),)*
        }

        impl Screen {
            /// The screen as what every screen is.
            pub fn page(&self) -> &dyn Page {
                match self {
                    $(Self::$name(screen) => screen,)*
                }
            }

            /// The same, to change it.
            pub fn page_mut(&mut self) -> &mut dyn Page {
                match self {
                    $(Self::$name(screen) => screen,)*
                }
            }
        }
    };
}

screens! {
    /// The languages, each in its own script.
    Languages,
    /// Categories, and what else there is.
    Home,
    /// The needs of a category.
    Needs,
    /// A need.
    Need,
    /// An entity or one office of it.
    Door,
    /// A paper.
    Paper,
    /// The path of a need.
    Path,
    /// The bag of a path.
    Bag,
    /// A closed question.
    Question,
    /// The search.
    Search,
    /// The keys, the privacy, the pack.
    Help,
    /// A neutral screen.
    Hidden,
    /// Who does what.
    Competence,
    /// Which town.
    Town,
    /// The day of an event.
    Day,
}

impl Screen {
    /// The language screen.
    pub fn languages() -> Self {
        Self::Languages(Languages::default())
    }

    /// The home screen.
    pub fn home() -> Self {
        Self::Home(Home::default())
    }

    /// The search, empty.
    pub fn search() -> Self {
        Self::Search(Search::default())
    }

    /// The help.
    pub fn help() -> Self {
        Self::Help(Help::default())
    }

    /// The neutral screen.
    pub fn hidden() -> Self {
        Self::Hidden(Hidden)
    }

    /// The screen of a record.
    pub fn of(target: Target) -> Self {
        match target {
            Target::Need(id) => Self::Need(Need::new(id)),
            Target::Entity(id) => Self::Door(Door::new(crate::model::id::OfficeRef { entity: id, office: None })),
            Target::Office(at) => Self::Door(Door::new(at)),
            Target::Document(id) => Self::Paper(Paper::new(id)),
        }
    }

    /// Whether two screens show the same, whatever is chosen in them.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Need(a), Self::Need(b)) => a.id == b.id,
            (Self::Door(a), Self::Door(b)) => a.at == b.at,
            (Self::Paper(a), Self::Paper(b)) => a.id == b.id,
            (Self::Path(a), Self::Path(b)) => a.need == b.need,
            (Self::Bag(a), Self::Bag(b)) => a.need == b.need,
            (Self::Needs(a), Self::Needs(b)) => a.category == b.category,
            (Self::Competence(a), Self::Competence(b)) => a.view == b.view,
            (Self::Question(a), Self::Question(b)) => a.case == b.case,
            (Self::Day(a), Self::Day(b)) => a.event == b.event,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Whether its record is in a pack.
    pub fn is_there(&self, catalog: &Catalog) -> bool {
        match self {
            Self::Need(screen) => catalog.need(&screen.id).is_some(),
            Self::Door(screen) => catalog.office(&screen.at).is_some(),
            Self::Paper(screen) => catalog.document(&screen.id).is_some(),
            Self::Path(screen) => catalog.need(&screen.need).is_some(),
            Self::Bag(screen) => catalog.need(&screen.need).is_some(),
            Self::Needs(screen) => catalog.categories.iter().any(|category| category.id == screen.category),
            Self::Competence(screen) => screen.is_there(catalog),
            Self::Question(screen) => catalog.case(&screen.case).is_some(),
            Self::Town(_) => !catalog.towns.is_empty(),
            Self::Day(screen) => catalog.events.contains(&screen.event),
            _ => true,
        }
    }
}

/// From this width on a second pane stands beside lists.
const WIDE: u16 = 100;

/// Whether there is room for a second pane.
pub(super) fn is_wide(width: u16) -> bool {
    width >= WIDE
}

/// The main pane, and the second one if there is room, with a rule between them.
fn panes(cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> (Rect, Option<Rect>) {
    if !is_wide(area.width) {
        return (area, None);
    }
    let main = main_width(area.width);
    // The last column of the main pane is the rule; a scroll bar is drawn over it.
    for y in area.y..area.bottom() {
        buf.set_string(area.x + main - 1, y, "│", cx.theme.rule());
    }
    let side = Rect { x: area.x + main, width: area.width - main, ..area };
    (Rect { width: main, ..area }, Some(side))
}

/// The width of the main pane.
fn main_width(width: u16) -> u16 {
    if is_wide(width) { width * 54 / 100 } else { width }
}

/// Draws a text beside a list; what does not fit is one key away.
fn beside(cx: &Cx<'_>, flow: &Flow, area: Rect, buf: &mut Buffer) {
    flow::draw(&cx.noted(flow).lay_out(inner_width(area.width), cx.setting()), None, area, buf, cx.theme);
}

/// A category as a row of a menu.
fn category_item(cx: &Cx<'_>, category: &Category) -> Item {
    let title = category_title(cx, category);
    let detail = cx.tell("categories", &format!("{}.text", category.id));
    Item { icon: category.icon.clone(), title, detail, ..Item::default() }
}

/// Draws a text over the whole body.
fn whole(cx: &Cx<'_>, flow: &Flow, scroll: Scroll, area: Rect, buf: &mut Buffer) {
    flow::draw(&flow.lay_out(inner_width(area.width), cx.setting()), Some(scroll), area, buf, cx.theme);
}

/// What is in a category, beside its row: the categories that stand in it, then its needs.
fn inside(cx: &Cx<'_>, category: &Category) -> Flow {
    let mut flow = Flow::default();
    flow.text(0, category_title(cx, category), Role::Heading);
    flow.gap();
    for below in cx.catalog.categories_in(&category.id) {
        flow.para(0).lead("·", Role::Muted).run(category_title(cx, below), Role::Strong).end();
        for need in cx.catalog.needs_of(&below.id) {
            flow.text(2, cx.need_title(need), Role::Plain);
        }
    }
    for need in cx.catalog.needs_of(&category.id) {
        flow.para(0).lead("·", Role::Muted).run(cx.need_title(need), Role::Plain).end();
    }
    flow
}

fn category_title(cx: &Cx<'_>, category: &Category) -> String {
    cx.tell("categories", &format!("{}.title", category.id)).unwrap_or_default()
}

/// A flow laid out for the main pane.
fn rows_of(flow: &Flow, cx: &Cx<'_>) -> Rows {
    cx.noted(flow).lay_out(inner_width(main_width(cx.body.width)), cx.setting())
}

/// What an action does in a flow: scrolls, or gives the choice that was opened.
fn steer(scroll: &mut Scroll, action: Action, rows: &Rows, height: u16) -> Option<usize> {
    let height = usize::from(height);
    match action {
        Action::Up => scroll.up(rows, height),
        Action::Down => scroll.down(rows, height),
        Action::PageUp => scroll.page(rows, height, false),
        Action::PageDown => scroll.page(rows, height, true),
        Action::Top => scroll.end(rows, height, false),
        Action::Bottom => scroll.end(rows, height, true),
        Action::Open => return scroll.open(rows, height),
        _ => {}
    }
    None
}
