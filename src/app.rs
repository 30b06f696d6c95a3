//! What a person does: a trail of screens, her session, and what the outside has to do for her.

mod action;
pub mod card;
mod cx;
mod finder;
pub mod keys;
pub mod menu;
pub mod screens;
mod session;
mod side;

use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

pub use action::Action;
pub use cx::Cx;
use finder::Finder;
pub use session::{Asked, Change, Session};
pub use side::{REST, Side};

use crate::model::catalog::Catalog;
use crate::model::id::Lang;
use crate::model::moment::NaiveDateTime;
use crate::text::{Caps, Scribe};
use crate::widgets::theme::Theme;
use screens::{Competence, Languages, Screen};

/// Civil time for what is read, monotonic time for what is measured (R109).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// In the pack's time zone.
    pub civil: NaiveDateTime,
    /// Since the program began.
    pub mono: Duration,
}

/// Who may use the screen and how it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Anyone at a terminal of their own: q leaves, nothing ends by itself.
    Open,
    /// A public desk: no key leaves, and a session without keys ends after this long.
    Desk {
        /// How long.
        idle: Duration,
    },
}

/// What the outside has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
}

/// Where a screen wants to go, and what it wants changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nowhere.
    Stay,
    /// To another screen, on top of this one.
    To(Screen),
    /// Nowhere, with a change of the session.
    Change(Change),
    /// To another screen, with a change of the session.
    ToWith(Screen, Change),
    /// One back, with a change of the session.
    BackWith(Change),
    /// To the home screen in a language.
    Speak(Lang),
}

/// Two presses of Esc within this time hide the screen.
const DOUBLE: Duration = Duration::from_millis(400);
/// How long before its end a session says that it will end; at most half of its time, for the keys pressed then only
/// prolong it.
pub const WARNING: Duration = Duration::from_secs(20);

/// The running program, without the outside.
#[derive(Debug)]
pub struct App {
    catalog: Arc<Catalog>,
    finder: Finder,
    mode: Mode,
    theme: Theme,
    session: Session,
    trail: Vec<Screen>,
    now: Moment,
    last_key: Duration,
    last_back: Option<Duration>,
    body: Size,
    scribe: Scribe,
    side: Side,
}

impl App {
    /// A program at its language screen.
    pub fn new(catalog: Arc<Catalog>, mode: Mode, theme: Theme, now: Moment) -> Self {
        let lang = catalog.manifest.original().cloned().unwrap_or_else(|| Lang::from("it"));
        let scribe = Scribe::new(Caps::default(), &catalog.manifest.languages);
        Self {
            scribe,
            catalog,
            finder: Finder::default(),
            mode,
            theme,
            session: Session::new(lang),
            trail: vec![Screen::Languages(Languages::default())],
            now,
            last_key: now.mono,
            last_back: None,
            body: Size::new(80, 19),
            side: Side::default(),
        }
    }

    /// Starts at the home screen of a language.
    pub fn speak(&mut self, lang: Lang) {
        self.session.lang = self.catalog.manifest.speaking(lang);
        self.trail = vec![Screen::Languages(Languages::default()), Screen::home()];
        self.side = Side::Follows;
    }

    /// Another pack: screens whose records are gone leave the trail, the person stays where she is if it is there.
    pub fn adopt(&mut self, catalog: Arc<Catalog>) {
        self.session.lang = catalog.manifest.speaking(self.session.lang.clone());
        self.catalog = catalog;
        self.scribe = Scribe::new(self.scribe.caps(), &self.catalog.manifest.languages);
        self.finder = Finder::default();
        self.side = Side::Follows;
        let catalog = &self.catalog;
        let gone = self.trail.iter().position(|screen| !screen.is_there(catalog)).unwrap_or(self.trail.len());
        self.trail.truncate(gone.max(1));
        self.make_ready();
    }

    /// What the terminal can draw has become known.
    pub fn draws(&mut self, caps: Caps) {
        if caps != self.scribe.caps() {
            self.scribe = Scribe::new(caps, &self.catalog.manifest.languages);
        }
    }

    /// The screen in front.
    pub fn screen(&self) -> Option<&Screen> {
        self.trail.last()
    }

    /// The session, for tests and the frame.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The screens one came through.
    pub fn trail(&self) -> &[Screen] {
        &self.trail
    }

    /// Now.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The mode.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether letters are typed into the screen in front.
    pub fn is_typing(&self) -> bool {
        matches!(self.screen(), Some(Screen::Search(_) | Screen::Town(_) | Screen::Day(_)))
    }

    /// The room of the body changed.
    pub fn resize(&mut self, body: Size) {
        self.body = body;
    }

    /// What screens see.
    pub fn cx(&self) -> Cx<'_> {
        Cx {
            catalog: &self.catalog,
            hits: self.finder.hits(),
            session: &self.session,
            lang: self.scribe.page(&self.session.lang),
            now: self.now.civil,
            body: self.body,
            theme: self.theme,
            mode: self.mode,
            scribe: &self.scribe,
            side: self.side,
        }
    }

    /// Draws the screen in front.
    pub fn view(&self, area: Rect, buf: &mut Buffer) {
        if let Some(screen) = self.screen() {
            screen.page().view(&self.cx(), area, buf);
        }
    }

    /// A key that means nothing here was pressed: somebody is there. True if that was all the key was for.
    pub fn touch(&mut self, now: Moment) -> bool {
        self.now = now;
        // The key that keeps a session alive does nothing else: it was pressed to stay.
        let kept = self.countdown().is_some();
        self.last_key = now.mono;
        let hidden = matches!(self.screen(), Some(Screen::Hidden(_)));
        if hidden {
            self.reset();
        }
        kept || hidden
    }

    /// A person did something.
    pub fn update(&mut self, action: Action, now: Moment) -> Option<Effect> {
        let hidden = matches!(self.screen(), Some(Screen::Hidden(_)));
        // Leaving and hiding are never put off, whatever else the key was for.
        let waits = match action {
            Action::Quit => false,
            Action::Hide => hidden,
            _ => true,
        };
        if self.touch(now) && waits {
            self.last_back = (action == Action::Escape && !hidden).then_some(now.mono);
            return None;
        }
        let previous_back = self.last_back.take();
        let (side, chosen) = (std::mem::take(&mut self.side), self.chosen());
        match action {
            Action::Quit => return (self.mode == Mode::Open).then_some(Effect::Quit),
            Action::Hide => self.hide(),
            Action::Back if self.screen().is_some_and(|screen| screen.page().goes_back_inside()) => {
                self.in_screen(action);
            }
            Action::Back => self.back(),
            Action::Escape => {
                if previous_back.is_some_and(|before| now.mono.saturating_sub(before) <= DOUBLE) {
                    self.hide();
                } else {
                    self.last_back = Some(now.mono);
                    self.back();
                }
            }
            Action::Languages => self.go(Screen::languages()),
            Action::Home => self.trail = vec![Screen::Languages(Languages::default()), Screen::home()],
            Action::Search => self.go(Screen::search()),
            Action::Help => self.go(Screen::help()),
            Action::Competence => {
                let beside = Competence::beside(self.screen(), &self.catalog);
                self.go(Screen::Competence(beside));
            }
            action => self.in_screen(action),
        }
        // Whatever else a key does, the pane is drawn anew: it may be another screen, another list, other answers.
        if let (true, Some(from), Some(to)) = (action.is_move(), chosen, self.chosen()) {
            self.side = side.moved(from, to, now.mono);
        }
        self.make_ready();
        None
    }

    /// Time passed: a session without keys may end.
    pub fn tick(&mut self, now: Moment) {
        self.now = now;
        self.side = self.side.rested(now.mono);
        if self.reads_on() {
            self.finder.read_on(&self.catalog);
        }
        if let (Mode::Desk { idle }, true) = (self.mode, self.is_used())
            && now.mono.saturating_sub(self.last_key) >= idle
        {
            self.reset();
        }
    }

    /// Whole seconds until the session ends, once that is near.
    pub fn countdown(&self) -> Option<u64> {
        let Mode::Desk { idle } = self.mode else { return None };
        let left = (self.last_key + idle).checked_sub(self.now.mono)?;
        (self.is_used() && left <= WARNING.min(idle / 2))
            .then(|| left.as_millis().div_ceil(1000).try_into().unwrap_or(0))
    }

    /// When `tick` must be called again, apart from the clock's minute: nothing at a language screen at rest.
    pub fn next_tick(&self) -> Option<Duration> {
        let read = self.reads_on().then_some(self.now.mono);
        self.side.due().into_iter().chain(read).chain(self.next_of_session()).min()
    }

    fn next_of_session(&self) -> Option<Duration> {
        let Mode::Desk { idle } = self.mode else { return None };
        if !self.is_used() {
            return None;
        }
        let warn_at = (self.last_key + idle).saturating_sub(WARNING.min(idle / 2));
        if self.now.mono < warn_at {
            return Some(warn_at);
        }
        // Each whole second before the end, so that the number on the screen is true.
        let left = (self.last_key + idle).saturating_sub(self.now.mono);
        let part = Duration::from_nanos(left.subsec_nanos().into());
        Some(self.now.mono + if part.is_zero() { Duration::from_secs(1).min(left) } else { part })
    }

    /// Whether there is anything a next person should not see.
    fn is_used(&self) -> bool {
        self.trail.len() > 1 || self.session != Session::new(self.original()) || self.trail != [Screen::languages()]
    }

    fn original(&self) -> Lang {
        self.catalog.manifest.original().cloned().unwrap_or_else(|| self.session.lang.clone())
    }

    /// Forgets the person and waits for the next one.
    pub fn reset(&mut self) {
        self.session = Session::new(self.original());
        self.trail = vec![Screen::languages()];
        self.finder.forget();
        self.last_back = None;
        self.side = Side::Follows;
    }

    fn hide(&mut self) {
        self.reset();
        self.trail = vec![Screen::hidden()];
    }

    fn back(&mut self) {
        if self.trail.len() > 1 {
            self.trail.pop();
        }
    }

    fn go(&mut self, screen: Screen) {
        // The same screen twice in a row would need two steps back.
        if self.trail.last().is_none_or(|last| !last.is_same(&screen)) {
            self.trail.push(screen);
        }
    }

    /// The row a second pane tells of, where there is one.
    fn chosen(&self) -> Option<usize> {
        self.screen().filter(|_| screens::is_wide(self.body.width))?.page().chosen(&self.cx())
    }

    fn in_screen(&mut self, action: Action) {
        let Some(mut screen) = self.trail.pop() else { return };
        let outcome = screen.page_mut().update(action, &self.cx());
        self.trail.push(screen);
        match outcome {
            Outcome::Stay => {}
            Outcome::To(screen) => self.go(screen),
            Outcome::Change(change) => self.session.change(change),
            Outcome::ToWith(screen, change) => {
                self.session.change(change);
                self.go(screen);
            }
            Outcome::BackWith(change) => {
                self.session.change(change);
                self.back();
            }
            Outcome::Speak(lang) => {
                // Changed midway, the person goes on reading the same page in the other language.
                self.session.lang = lang;
                if self.trail.len() > 1 {
                    self.trail.pop();
                } else {
                    self.trail.push(Screen::home());
                }
            }
        }
    }

    /// What the screen in front shows is there before it is drawn.
    fn make_ready(&mut self) {
        match self.trail.last() {
            Some(Screen::Search(search)) => {
                self.finder.ask(&self.catalog, search.query(), &self.session.lang, search.most());
            }
            _ => self.finder.forget(),
        }
    }

    /// Whether the search is open and cannot answer in every language yet: the next letter will ask it.
    fn reads_on(&self) -> bool {
        matches!(self.screen(), Some(Screen::Search(_))) && self.finder.reads_on()
    }
}
