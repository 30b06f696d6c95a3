//! The page of `selftest`: the terminal is asked, the page shown, and any key ends it.

use std::io;
use std::time::Duration;

use rustix::io::Errno;

use super::caps::AskedCaps;
use super::clock::Clock;
use super::decoder::Decoder;
use super::probe::Probe;
use super::run::{CHUNK, Input, wait};
use super::signals::Signals;
use super::terminal::{Terminal, give_back};
use crate::app::Cx;
use crate::text::picture::CellPx;
use crate::ui::selftest::{Findings, draw};

/// A moment that does not come.
const NEVER: Duration = Duration::from_hours(24);

/// Without a terminal to ask: what its name in the environment says, or the technician.
pub fn unasked(asked: Option<AskedCaps>) -> Findings {
    findings(&Probe::new(&term()), asked, None)
}

/// Shows the page until a key is pressed, the window is closed or a signal ends it.
///
/// # Errors
/// When the terminal cannot be used.
pub fn selftest(cx: &Cx<'_>, asked: Option<AskedCaps>) -> io::Result<()> {
    let mut signals = Signals::take(false)?;
    std::panic::set_hook(Box::new(|_| give_back()));
    let mut terminal = Terminal::take()?;
    let shown = show(cx, asked, &mut terminal, &mut signals);
    give_back();
    shown
}

fn show(cx: &Cx<'_>, asked: Option<AskedCaps>, terminal: &mut Terminal, signals: &mut Signals) -> io::Result<()> {
    let clock = Clock::new(cx.catalog.manifest.timezone, None);
    let mut probe = Probe::new(&term());
    let mut decoder = Decoder::default();
    let mut keys = Vec::new();
    if let Some(question) = probe.question(clock.now().mono) {
        terminal.ask(question)?;
    }
    // Here the answers are the page: it waits for them, as long as they count, and keys of that time are too early.
    while let Some(left) = probe.awaits(clock.now().mono) {
        match wait(signals, left)? {
            Input::Ready if !read(&mut decoder, &mut keys)? => return Ok(()),
            Input::Ready => {
                probe.hear(decoder.replies());
            }
            Input::Silent if signals.came().end => return Ok(()),
            Input::Silent => {}
            Input::Gone => return Ok(()),
        }
    }
    keys.clear();
    loop {
        terminal.resize()?;
        let found = findings(&probe, asked, Terminal::cell());
        terminal.show(|area, buf| draw(cx, &found, area, buf))?;
        loop {
            let patience = decoder.patience();
            let input = wait(signals, patience.unwrap_or(NEVER))?;
            let came = signals.came();
            if came.end || input == Input::Gone || (input == Input::Ready && !read(&mut decoder, &mut keys)?) {
                return Ok(());
            }
            if input == Input::Silent && patience.is_some() {
                decoder.lapse(&mut keys);
            }
            if !keys.is_empty() {
                return Ok(());
            }
            // A window that opens late says its pixels now; a late answer is as good as an early one.
            if came.resized || came.resumed || probe.hear(decoder.replies()) {
                break;
            }
        }
    }
}

/// Reads what came; false when nothing more will come.
fn read(decoder: &mut Decoder, keys: &mut Vec<crossterm::event::KeyEvent>) -> io::Result<bool> {
    let mut chunk = [0; CHUNK];
    match rustix::io::read(rustix::stdio::stdin(), &mut chunk) {
        Ok(0) | Err(Errno::IO) => Ok(false),
        Ok(count) => {
            decoder.feed(chunk.get(..count).unwrap_or_default(), keys);
            Ok(true)
        }
        Err(Errno::INTR | Errno::AGAIN) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

fn term() -> String {
    std::env::var("TERM").unwrap_or_default()
}

fn findings(probe: &Probe, asked: Option<AskedCaps>, window: Option<CellPx>) -> Findings {
    let found = probe.found();
    let cell = window.or(found.cell);
    let caps = asked.map_or_else(|| found.caps(window), |asked| asked.caps(|| cell));
    let name = found.name.clone().or_else(|| Some(term()).filter(|term| !term.is_empty()));
    Findings { name, cell, sixel: found.sixel, caps }
}
