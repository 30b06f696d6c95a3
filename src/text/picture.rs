//! Paragraphs as pictures (sixel), for the scripts that no grid of cells draws right: Bengali, Nastaliq, book Arabic.
//!
//! A picture is cut into strips of exactly one row of cells, so that rows scroll like rows of text and a moved
//! selection draws only its own rows again. Every pixel of a strip is painted, on one background that is given: the
//! one of the terminal differs from terminal to terminal.
//!
//! A strip must not touch the last row of the screen: foot scrolls then.

mod breaks;
mod canvas;
mod fonts;
mod lines;
mod protect;
mod sixel;
mod spans;

use std::sync::Arc;

use crate::model::id::Lang;
use crate::model::words::Direction;

use canvas::Canvas;
pub use fonts::{Fonts, is_font};

/// A colour.
///
/// Sixel tells colours in hundredths: only multiples of 51 are told exactly, others come out up to one step beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// So many parts of `other` laid over this colour, of `whole` parts.
    fn mixed(self, other: Self, parts: u8, whole: u8) -> Self {
        let (parts, whole) = (u32::from(parts.min(whole)), u32::from(whole.max(1)));
        let mix = |under: u8, over: u8| {
            let sum = u32::from(under) * (whole - parts) + u32::from(over) * parts;
            u8::try_from((sum + whole / 2) / whole).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

/// The size of a cell in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellPx {
    /// From left to right.
    pub width: u16,
    /// From top to bottom.
    pub height: u16,
}

/// A stretch of text in one ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Run<'a> {
    /// The text, in the order it is read.
    pub text: &'a str,
    /// Its colour.
    pub ink: Rgb,
    /// Whether a plate in a shade of the ink lies under it, such as under the letters a search has found.
    pub highlighted: bool,
}

/// At which side of its room a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flush {
    /// Where one begins to read.
    Start,
    /// At the far end.
    End,
}

/// A paragraph to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Its language, which has the fonts.
    pub lang: &'a Lang,
    /// Which way it runs, whatever letter it begins with.
    pub direction: Direction,
    /// Its text.
    pub runs: &'a [Run<'a>],
    /// How wide it may be.
    pub width_cells: u16,
    /// Where in that its lines stand.
    pub flush: Flush,
    /// How large a cell is.
    pub cell: CellPx,
    /// What it is drawn on.
    pub background: Rgb,
}

/// One row of a picture: what the terminal is sent for its first cell. The cursor stands right of that cell
/// afterwards, as after any character.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Strip(pub Arc<str>);

/// The paragraph as strips, top to bottom. Empty when there is no font for the language or the size of a cell is not
/// known.
pub fn draw(fonts: &mut Fonts, paragraph: &Paragraph<'_>) -> Vec<Strip> {
    let Some(laid) = lines::lay_out(fonts, paragraph) else { return Vec::new() };
    let mut canvas = Canvas::new(laid.width, laid.row_height);
    (0..laid.rows)
        .map(|row| {
            canvas.clear();
            laid.paint(fonts, paragraph.lang, row, &mut canvas);
            Strip(sixel::encode(&canvas, &laid.inks, paragraph.background).into())
        })
        .collect()
}

/// How many rows the paragraph takes, without drawing it.
pub fn rows(fonts: &mut Fonts, paragraph: &Paragraph<'_>) -> usize {
    lines::lay_out(fonts, paragraph).map_or(0, |laid| laid.rows)
}

/// How many rows the paragraph takes, and how many pixels its widest line, without drawing it.
pub fn extent(fonts: &mut Fonts, paragraph: &Paragraph<'_>) -> (usize, usize) {
    lines::lay_out(fonts, paragraph).map_or((0, 0), |laid| (laid.rows, laid.used()))
}
