//! A person at a desk, without a terminal: keys go in, what would be drawn comes out.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use vademecum::app::{Action, App, Mode, Moment, REST};
use vademecum::data::{embedded, load};
use vademecum::model::catalog::Catalog;
use vademecum::model::id::NeedId;
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
        let catalog = catalog();
        let need = catalog.need(&NeedId::from(need)).expect("a need of the pack");
        let tops = catalog.categories.iter().filter(|category| category.parent.is_none());
        let category = tops.map(|category| &category.id).position(|id| *id == need.category);
        let row = catalog.needs_of(&need.category).position(|other| other.id == need.id);
        let digit = |at: Option<usize>| Action::Digit(u8::try_from(at.expect("a row") + 1).unwrap());
        self.does([Action::Home, digit(category), digit(row)]);
    }

    /// What stands on the terminal.
    pub(crate) fn sees(&self) -> Buffer {
        let area = Rect::new(0, 0, self.size.width, self.size.height);
        let mut buf = Buffer::empty(area);
        ui::draw(&self.app, area, &mut buf);
        buf
    }
}
