//! A scroll bar: where in a long text the screen is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;

/// Draws a bar in the last column of `area` when `total` rows do not fit.
pub fn draw(area: Rect, buf: &mut Buffer, theme: Theme, top: usize, total: usize) {
    let height = usize::from(area.height);
    if total <= height || area.width == 0 || height == 0 {
        return;
    }
    let thumb = (height * height / total).clamp(1, height);
    let room = height - thumb;
    // Only the very end looks like the end.
    let last = total - height;
    let at = if top >= last { room } else { (top * room / last).min(room.saturating_sub(1)) };
    for row in 0..height {
        let sign = if (at..at + thumb).contains(&row) { "█" } else { "│" };
        let y = area.y + u16::try_from(row).unwrap_or(0);
        buf.set_string(area.right() - 1, y, sign, theme.rule());
    }
}
