//! A person at a desk, without a terminal: keys go in, what would be drawn comes out.

use std::iter::successors;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use vademecum::app::{Action, App, Mode, Moment, REST};
use vademecum::data::{embedded, load};
use vademecum::model::catalog::Catalog;
use vademecum::model::id::{CategoryId, NeedId};
use vademecum::model::moment::NaiveDateTime;
use vademecum::ui;
use vademecum::widgets::theme::Theme;

/// How long a desk waits in these tests.
pub(crate) const IDLE: Duration = Duration::from_secs(90);
/// The usual terminal.
pub(crate) const USUAL: Size = Size::new(80, 24);

/// The pack of the program, read once.
pub(crate) fn catalog() -> Arc<Catalog> {
    static PACK: OnceLock<Arc<Catalog>> = OnceLock::new();
    Arc::clone(PACK.get_or_init(|| Arc::new(load(&embedded()).good().expect("a good pack"))))
}

/// Tuesday 24 November 2026, nine in the morning, and this much later.
pub(crate) fn moment(mono: Duration) -> Moment {
    let start: NaiveDateTime = "2026-11-24T09:00:00".parse().unwrap();
    Moment { civil: start + mono, mono }
}

/// A person at a desk.
pub(crate) struct Person {
    pub(crate) app: App,
    size: Size,
    now: Duration,
}

impl Person {
    /// In front of the languages.
    pub(crate) fn new(mode: Mode, theme: Theme, size: Size) -> Self {
        Self::with(catalog(), mode, theme, size)
    }

    /// In front of the languages of a pack.
    pub(crate) fn with(catalog: Arc<Catalog>, mode: Mode, theme: Theme, size: Size) -> Self {
        let mut app = App::new(catalog, mode, theme, moment(Duration::ZERO));
        app.resize(ui::body(size));
        Self { app, size, now: Duration::ZERO }
    }

    /// Does things, each a second after the other: too slow for a double press.
    pub(crate) fn does(&mut self, actions: impl IntoIterator<Item = Action>) {
        for action in actions {
            self.waits(Duration::from_secs(1));
            self.app.update(action, moment(self.now));
        }
    }

    /// Does nothing for a while.
    pub(crate) fn waits(&mut self, time: Duration) {
        self.now += time;
        self.app.tick(moment(self.now));
    }

    /// Rests a moment after a key: what follows the choice has followed.
    pub(crate) fn rests(&mut self) {
        self.waits(REST);
    }

    /// Does nothing after a key until only this much of the session is left.
    pub(crate) fn waits_until_left(&mut self, left: Duration) {
        self.waits(IDLE.saturating_sub(left));
    }

    /// From home through the lists to a need, by digits.
    pub(crate) fn walks_to(&mut self, need: &str) {
        self.does([Action::Home]);
        self.does(way_to(&catalog(), need));
    }

    /// What stands on the terminal.
    pub(crate) fn sees(&self) -> Buffer {
        let area = Rect::new(0, 0, self.size.width, self.size.height);
        let mut buf = Buffer::empty(area);
        ui::draw(&self.app, area, &mut buf);
        buf
    }
}

/// The digits that lead from home to a need.
pub(crate) fn way_to(catalog: &Catalog, need: &str) -> Vec<Action> {
    let need = catalog.need(&NeedId::from(need)).expect("a need of the pack");
    let of = |id: &CategoryId| catalog.categories.iter().find(|category| category.id == *id).expect("a category");
    let below = successors(Some(of(&need.category)), |category| category.parent.as_ref().map(of));
    let mut rows: Vec<usize> = below
        .map(|category| {
            let mut beside = catalog.categories.iter().filter(|other| other.parent == category.parent);
            beside.position(|other| other.id == category.id).expect("a row")
        })
        .collect();
    rows.reverse();
    // On every list the categories stand before the needs.
    let above = catalog.categories_in(&need.category).count();
    rows.push(above + catalog.needs_of(&need.category).position(|other| other.id == need.id).expect("a row"));
    rows.into_iter().map(|row| Action::Digit(u8::try_from(row + 1).unwrap())).collect()
}
