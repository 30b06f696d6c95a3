//! Small drawings: a theme, a flow of text with choices in it, a scroll bar.

pub mod bar;
pub mod flow;
pub mod mirror;
pub mod theme;

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::words::Direction;
use crate::text::{Drawn, Glyph, Line, clip, in_cells, line, runs_straight, width_of};

/// Draws one line of text, clipped to `width` cells with a sign; returns the cells used. `x` is where reading begins,
/// counted from the side where the layout begins.
pub fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, width: u16, style: Style, direction: Direction) -> u16 {
    if width == 0 || !buf.area.contains((x, y).into()) {
        return 0;
    }
    let clipped = clip(text, width.into(), direction);
    let clipped = in_cells(&clipped);
    if runs_straight(&clipped, direction) {
        return buf.set_stringn(x, y, &clipped, width.into(), style).0 - x;
    }
    let line = line(&clipped, direction);
    put_line(buf, (x, y), &line, width, |()| style, direction)
}

/// Draws a line that was laid out, each of its runs in its style.
pub(crate) fn put_line<R: Copy>(
    buf: &mut Buffer,
    (x, y): (u16, u16),
    line: &Line<R>,
    width: u16,
    style: impl Fn(R) -> Style,
    direction: Direction,
) -> u16 {
    let mut at = x;
    let end = x.saturating_add(width).min(buf.area.right());
    match line.drawn() {
        Drawn::Read(runs) if direction == Direction::Ltr => {
            for run in runs {
                (at, _) = buf.set_stringn(at, y, in_cells(&run.text), usize::from(end - at), style(run.role));
            }
        }
        // A text from left to right on a page from right to left, such as the name of a language in a list.
        Drawn::Read(runs) => {
            for run in runs.iter().rev() {
                for cluster in run.text.graphemes(true).rev() {
                    let glyph = Glyph { sign: cluster.to_owned(), cells: width_of(cluster), role: run.role };
                    at += put_glyph(buf, (at, y), &glyph, end - at, style(run.role));
                }
            }
        }
        Drawn::Ordered(glyphs) => {
            let mut one = |glyph: &Glyph<R>| at += put_glyph(buf, (at, y), glyph, end - at, style(glyph.role));
            // A layout from the right is drawn from there and turned round at the end.
            match direction {
                Direction::Ltr => glyphs.iter().for_each(&mut one),
                Direction::Rtl => glyphs.iter().rev().for_each(&mut one),
            }
        }
    }
    at - x
}

fn put_glyph<R>(buf: &mut Buffer, at: (u16, u16), glyph: &Glyph<R>, room: u16, style: Style) -> u16 {
    let Some(wide) = u16::try_from(glyph.cells).ok().filter(|wide| *wide <= room).and_then(NonZeroU16::new) else {
        return 0;
    };
    for covered in 0..wide.get() {
        let Some(cell) = buf.cell_mut((at.0 + covered, at.1)) else { return 0 };
        cell.reset();
        if covered == 0 {
            cell.set_symbol(&in_cells(&glyph.sign)).set_style(style);
            // The width was measured once; whoever compares frames must not measure again.
            if !glyph.sign.is_ascii() {
                cell.set_diff_option(CellDiffOption::ForcedWidth(wide));
            }
        }
    }
    wide.get()
}
