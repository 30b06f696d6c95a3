//! The loop: wait for a key, a signal or the clock; change; draw.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use crossterm::event::{KeyCode, KeyEvent};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::caps::AskedCaps;
use super::clock::{Clock, until_next_minute};
use super::decoder::Decoder;
use super::probe::Probe;
use super::signals::Signals;
use super::terminal::{Terminal, give_back};
use crate::app::{App, Effect, Mode, Moment, keys};
use crate::data::{Files, OpenError, Problem, first_screen, load, shipped};
use crate::model::catalog::Catalog;
use crate::model::id::Lang;
use crate::text::Caps;
use crate::ui;
use crate::widgets::theme::Theme;

/// How the screens are opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Folder of the pack; the program's own without.
    pub data: Option<PathBuf>,
    /// Start at the home screen in this language.
    pub lang: Option<String>,
    /// Pretend it is this moment.
    pub now: Option<NaiveDateTime>,
    /// A public desk, or anyone's terminal.
    pub mode: Mode,
    /// With or without colours.
    pub theme: Theme,
    /// What a technician says the terminal can draw.
    pub caps: Option<AskedCaps>,
    /// Whether F9 panics, for the tests.
    pub panic_key: bool,
}

/// Why the screens could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The pack's folder cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The pack must not be shown.
    #[error("the pack has problems and is not shown")]
    Pack(Vec<Problem>),
    /// The pack has no such language.
    #[error("the pack has no language `{0}`")]
    Language(String),
    /// Standard input is no terminal, or it cannot be drawn on.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
    /// Two panics within a minute: the supervisor must look.
    #[error("the program made the same mistake twice within a minute")]
    Panics,
}

/// A second panic within this time ends the program (R8).
const PANICS_APART: Duration = Duration::from_mins(1);

/// The first key after such a rest repaints all: something else may have written on the screen (R10).
const REST: Duration = Duration::from_secs(20);

/// Most bytes that are read at once: a paste goes through in pieces (R3).
pub(super) const CHUNK: usize = 4096;

/// Opens the screens and stays until they end.
///
/// # Errors
/// When there is no pack to show, no terminal to show it on, or the program panics twice within a minute.
pub fn run(options: &Options) -> Result<(), Failed> {
    // A folder is checked before anything of it is shown; the program's own pack was checked when it was built, and
    // its first screen needs little of it.
    let catalog = match &options.data {
        Some(folder) => load(&Files::folder(folder)?).good().map_err(Failed::Pack)?,
        None => first_screen().ok_or_else(|| Failed::Pack(Vec::new()))?,
    };
    let mut lang = options.lang.as_deref().map(Lang::from);
    if let Some(lang) = lang.as_ref().filter(|lang| catalog.manifest.language(lang).is_none()) {
        return Err(Failed::Language(lang.to_string()));
    }
    let clock = Clock::new(catalog.manifest.timezone, options.now);
    let mut rest = options.data.is_none();
    let mut catalog = Arc::new(catalog);
    let mut signals = Signals::take(options.mode != Mode::Open)?;
    std::panic::set_hook(Box::new(|_| give_back()));
    let mut probe = match options.caps {
        Some(_) => Probe::silent(),
        None => Probe::new(&std::env::var("TERM").unwrap_or_default()),
    };
    let mut last_panic: Option<Instant> = None;
    loop {
        let desk = Desk {
            options,
            clock,
            signals: &mut signals,
            catalog: &mut catalog,
            rest: &mut rest,
            lang: lang.take(),
            probe: &mut probe,
        };
        match catch_unwind(AssertUnwindSafe(|| desk.sit())) {
            Ok(ended) => {
                give_back();
                return ended.map_err(Failed::from);
            }
            Err(_) if last_panic.is_some_and(|before| before.elapsed() < PANICS_APART) => return Err(Failed::Panics),
            Err(_) => last_panic = Some(Instant::now()),
        }
    }
}

/// Everything one life of the screens needs; a panic starts the next one at the language screen.
struct Desk<'a> {
    options: &'a Options,
    clock: Clock,
    signals: &'a mut Signals,
    catalog: &'a mut Arc<Catalog>,
    /// The rest of the program's own pack is still to be read, once the first screen stands.
    rest: &'a mut bool,
    /// Where the first life starts; one after a panic starts at the languages.
    lang: Option<Lang>,
    /// What the terminal is; asked once, in the first life.
    probe: &'a mut Probe,
}

impl Desk<'_> {
    fn sit(mut self) -> io::Result<()> {
        let mut terminal = Terminal::take()?;
        let mut app = App::new(Arc::clone(self.catalog), self.options.mode, self.options.theme, self.clock.now());
        app.resize(ui::body(terminal.size()?));
        app.draws(self.caps());
        if let Some(lang) = self.lang.take() {
            self.fetch(&mut app);
            app.speak(lang);
        }
        let mut decoder = Decoder::default();
        let ended = self.begin(&mut terminal, &app).and_then(|()| self.serve(&mut terminal, &mut app, &mut decoder));
        self.hear_out(&mut decoder);
        match ended {
            // Hung up while something was written: the terminal is gone, which is an end like any other.
            Err(error) if error.raw_os_error() == Some(Errno::IO.raw_os_error()) => Ok(()),
            ended => ended,
        }
    }

    /// The first screen stands before the terminal is asked what it is.
    fn begin(&mut self, terminal: &mut Terminal, app: &App) -> io::Result<()> {
        terminal.draw(app)?;
        match self.probe.question(self.clock.now().mono) {
            Some(question) => terminal.ask(question),
            None => Ok(()),
        }
    }

    /// Waits for answers that are on their way: after us they would be typed into whatever comes next.
    fn hear_out(&mut self, decoder: &mut Decoder) {
        let mut chunk = [0; CHUNK];
        while let Some(left) = self.probe.awaits(self.clock.now().mono) {
            match wait(self.signals, left) {
                Ok(Input::Silent) => {}
                Ok(Input::Ready) => match rustix::io::read(rustix::stdio::stdin(), &mut chunk) {
                    Ok(count @ 1..) => {
                        decoder.feed(chunk.get(..count).unwrap_or_default(), &mut Vec::new());
                        self.probe.hear(decoder.replies());
                    }
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Ok(0) | Err(_) => return,
                },
                Ok(Input::Gone) | Err(_) => return,
            }
        }
    }

    /// Reads the rest of the program's own pack, if that was not done yet: at the first key or the first minute, for
    /// the first screen needs little of it and nobody waits before a key.
    fn fetch(&mut self, app: &mut App) {
        if std::mem::take(self.rest)
            && let Some(catalog) = shipped()
        {
            *self.catalog = Arc::new(catalog);
            app.adopt(Arc::clone(self.catalog));
        }
    }

    /// What the terminal can draw, as far as that is known.
    fn caps(&self) -> Caps {
        match self.options.caps {
            Some(asked) => asked.caps(Terminal::cell),
            None => self.probe.found().caps(Terminal::cell()),
        }
    }

    fn serve(&mut self, terminal: &mut Terminal, app: &mut App, decoder: &mut Decoder) -> io::Result<()> {
        let mut keys = Vec::new();
        // When an unfinished sequence is given up.
        let mut lapse: Option<Duration> = None;
        let mut painted = self.clock.now().mono;
        loop {
            let now = self.clock.now();
            let minute = now.mono + until_next_minute(now.civil);
            let tick = app.next_tick().map_or(minute, |tick| tick.min(minute));
            let wake = lapse.map_or(tick, |lapse| lapse.min(tick));
            let input = wait(self.signals, wake.saturating_sub(now.mono))?;
            let came = self.signals.came();
            if came.end || input == Input::Gone {
                return Ok(());
            }
            if came.resized {
                app.resize(ui::body(terminal.resize()?));
                app.draws(self.caps());
            }
            if input == Input::Ready {
                let mut chunk = [0; CHUNK];
                match rustix::io::read(rustix::stdio::stdin(), &mut chunk) {
                    // The terminal is gone: nothing more will come, and waiting for it would only burn power.
                    Ok(0) | Err(Errno::IO) => return Ok(()),
                    Ok(count) => decoder.feed(chunk.get(..count).unwrap_or_default(), &mut keys),
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(error) => return Err(error.into()),
                }
                lapse = decoder.patience().map(|patience| self.clock.now().mono + patience);
            }
            let now = self.clock.now();
            if lapse.is_some_and(|lapse| now.mono >= lapse) {
                decoder.lapse(&mut keys);
                lapse = None;
            }
            let answered = self.probe.hear(decoder.replies());
            let had_keys = !keys.is_empty();
            if had_keys {
                self.probe.key(now.mono);
            }
            let ticked = now.mono >= tick;
            if had_keys || ticked {
                self.fetch(app);
            }
            if had_keys || ticked || answered {
                // A window that was just opened does not know yet how large its cells are.
                app.draws(self.caps());
            }
            for key in keys.drain(..) {
                if self.press(app, key, now) == Some(Effect::Quit) {
                    return Ok(());
                }
            }
            if ticked {
                app.tick(now);
            }
            let rested = now.mono.saturating_sub(painted) >= REST;
            if came.resized || came.resumed || now.mono >= minute || (had_keys && rested) {
                terminal.repaint(app)?;
                painted = now.mono;
            } else if had_keys || ticked || answered {
                terminal.draw(app)?;
                painted = now.mono;
            }
        }
    }

    fn press(&self, app: &mut App, key: KeyEvent, now: Moment) -> Option<Effect> {
        assert!(!(self.options.panic_key && key.code == KeyCode::F(9)), "the key that panics, for the tests");
        let key = keys::facing(key, app.cx().direction());
        if let Some(action) = keys::action(key, app.is_typing(), app.mode()) {
            return app.update(action, now);
        }
        app.touch(now);
        None
    }
}

/// What the keyboard has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Input {
    /// Something to read.
    Ready,
    /// Nothing, for ever: the terminal is gone.
    Gone,
    /// Nothing for now.
    Silent,
}

/// Sleeps until a key, a signal or the time.
pub(super) fn wait(signals: &Signals, time: Duration) -> io::Result<Input> {
    let stdin = rustix::stdio::stdin();
    let mut fds =
        [PollFd::from_borrowed_fd(stdin, PollFlags::IN), PollFd::from_borrowed_fd(signals.fd(), PollFlags::IN)];
    let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    let time = Timespec { tv_sec: seconds, tv_nsec: time.subsec_nanos().into() };
    match poll(&mut fds, Some(&time)) {
        Ok(_) => {}
        // A signal: its flag says which.
        Err(Errno::INTR) => return Ok(Input::Silent),
        Err(error) => return Err(error.into()),
    }
    let [input, _] = &fds;
    let seen = input.revents();
    Ok(if seen.contains(PollFlags::IN) {
        Input::Ready
    } else if seen.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        Input::Gone
    } else {
        Input::Silent
    })
}
