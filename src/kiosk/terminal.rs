//! The terminal: taken over, drawn on, and given back on every way out.

use std::io::{self, BufWriter, Stdout, Write};
use std::mem::ManuallyDrop;

use crossterm::cursor::{Hide, Show};
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Modifier;
use ratatui::{Terminal as Drawn, TerminalOptions, Viewport};

use super::paint::Thrifty;
use crate::app::App;
use crate::text::picture::CellPx;
use crate::ui;

/// One write per frame: a frame is shown whole or not at all on a slow line.
const FRAME_BYTES: usize = 64 * 1024;

/// The terminal in our hands.
#[derive(Debug)]
pub(super) struct Terminal {
    /// Never dropped: at its end ratatui shows the cursor, and tells standard error if it cannot, which panics when
    /// the terminal is gone; and half a frame would be written after the terminal was given back. `give_back` does
    /// what is needed.
    drawn: ManuallyDrop<Drawn<Thrifty<BufWriter<Stdout>>>>,
}

/// Bidirectional reordering by the terminal itself off (`BDSM` implicit mode, ECMA-48 8.3.15): the program orders text.
const EXPLICIT: &str = "\x1b[8l";
/// And on again.
const IMPLICIT: &str = "\x1b[8h";

impl Terminal {
    /// Raw mode, alternate screen, no cursor.
    pub(super) fn take() -> io::Result<Self> {
        enable_raw_mode()?;
        let mut out = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
        // VTE keeps the mode with each row, and gives it to those that are cleared.
        queue!(out, EnterAlternateScreen, Print(EXPLICIT), Clear(ClearType::All), Hide)?;
        let backend = Thrifty::new(out);
        let size = clamped(backend.size().unwrap_or(Size::new(80, 24)));
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
        let drawn = Drawn::with_options(backend, TerminalOptions { viewport })?;
        Ok(Self { drawn: ManuallyDrop::new(drawn) })
    }

    /// The size, clamped to what is drawn.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.drawn.backend().size().map(clamped)
    }

    /// Pixels of a cell, if the terminal says how many it has.
    pub(super) fn cell() -> Option<CellPx> {
        let size = crossterm::terminal::window_size().ok()?;
        let of = |pixels: u16, cells: u16| pixels.checked_div(cells).filter(|pixels| *pixels > 0);
        Some(CellPx { width: of(size.width, size.columns)?, height: of(size.height, size.rows)? })
    }

    /// Writes a question that the terminal answers as if keys were pressed.
    pub(super) fn ask(&mut self, question: &str) -> io::Result<()> {
        let out = self.drawn.backend_mut();
        out.write_all(question.as_bytes())?;
        Write::flush(out)
    }

    /// Another size: everything is drawn anew.
    pub(super) fn resize(&mut self) -> io::Result<Size> {
        let size = self.size()?;
        self.drawn.resize(Rect::from((Position::ORIGIN, size)))?;
        Ok(size)
    }

    /// Draws what changed.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        self.show(|area, buf| ui::draw(app, area, buf))
    }

    /// The same for a page that is no screen of the desk.
    pub(super) fn show(&mut self, page: impl FnOnce(Rect, &mut Buffer)) -> io::Result<()> {
        self.drawn.draw(|frame| {
            let area = frame.area();
            page(area, frame.buffer_mut());
        })?;
        Ok(())
    }

    /// Draws everything: what another program painted over us is gone afterwards (R10). The screen is not cleared
    /// first, so nothing flickers: the frame before is made to differ in every cell.
    pub(super) fn repaint(&mut self, app: &App) -> io::Result<()> {
        let mut nothing = Cell::new("\u{fffd}");
        nothing.modifier = Modifier::HIDDEN;
        self.drawn.current_buffer_mut().content.fill(nothing);
        self.drawn.swap_buffers();
        queue!(self.drawn.backend_mut(), Hide)?;
        self.draw(app)
    }
}

fn clamped(size: Size) -> Size {
    Size::new(size.width.clamp(1, ui::MOST.width), size.height.clamp(1, ui::MOST.height))
}

/// Gives the terminal back as it was. May be called more than once and from a panic; a terminal that is gone has
/// nothing to be given back.
pub(super) fn give_back() {
    let mut out = io::stdout();
    let _ = execute!(out, Print(IMPLICIT), Print("\x1b[m"), Clear(ClearType::All), LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}
