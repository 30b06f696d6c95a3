//! Small drawings: a theme, a flow of text with choices in it, a scroll bar.

pub mod bar;
pub mod flow;
pub mod theme;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Draws one line of text, clipped to `width` cells with a sign; returns the cells used.
pub fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, width: u16, style: Style) -> u16 {
    if width == 0 || !buf.area.contains((x, y).into()) {
        return 0;
    }
    let clipped = crate::text::clip(text, width.into());
    let (end, _) = buf.set_stringn(x, y, clipped, width.into(), style);
    end - x
}
