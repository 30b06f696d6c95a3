//! The visible part of a flow.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;

use super::rows::{Content, Row};
use super::{Rows, Scroll};
use crate::model::words::Direction;
use crate::text::pointing;
use crate::widgets::theme::{Theme, Under};
use crate::widgets::{bar, put, put_line};

/// The marker of the chosen row.
const MARKER: &str = "▸";

/// Draws the visible part, with the chosen rows marked and a scroll bar when there is more.
pub fn draw(rows: &Rows, scroll: Option<Scroll>, area: Rect, buf: &mut Buffer, theme: Theme) {
    let mut at = scroll.unwrap_or_default();
    at.clamp(rows, area.height.into());
    let inner = area.width.saturating_sub(2);
    let end = at.top + usize::from(area.height);
    for ((place, row), y) in rows.list.iter().enumerate().skip(at.top).zip(area.y..area.bottom()) {
        let chosen = scroll.is_some() && row.choice == Some(at.chosen);
        let line = Rect { y, width: inner, height: 1, ..area };
        let under = if chosen { Under::Chosen } else { Under::Page };
        let whole = |row: usize, rows: usize| {
            let first = place.checked_sub(row % rows.max(1));
            first.is_some_and(|first| first >= at.top && first + rows <= end)
        };
        draw_row(row, line, buf, Look { theme, under, direction: rows.direction }, whole);
        if chosen {
            buf.set_style(line, theme.chosen());
            if row.marked {
                put(buf, area.x, y, &pointing(MARKER, rows.direction), 1, theme.chosen(), rows.direction);
            }
        }
    }
    bar::draw(area, buf, theme, at.top, rows.height());
}

/// How a row is drawn.
#[derive(Debug, Clone, Copy)]
struct Look {
    theme: Theme,
    under: Under,
    direction: Direction,
}

/// `whole` tells whether all rows of a line, so many of which this is one, stand on the screen.
fn draw_row(row: &Row, area: Rect, buf: &mut Buffer, look: Look, whole: impl Fn(usize, usize) -> bool) {
    let Look { theme, under, direction } = look;
    let Rect { x, y, width, .. } = area;
    let column = |at: usize| x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
    let left = |at: u16| (x + width).saturating_sub(at);
    if let Some(lead) = &row.lead {
        let at = column(row.lead_x);
        put(buf, at, y, &pointing(&lead.text, direction), left(at), theme.style(lead.role), direction);
    }
    let content = |content: &Content, at: u16, buf: &mut Buffer| match content {
        Content::Line(line) => {
            put_line(buf, (at, y), line, left(at), |role| theme.style(role), direction);
        }
        // Half a line cannot be read.
        Content::Strip { row, line, .. } if !whole(*row, *line) => {}
        Content::Strip { of, by, row, .. } => {
            let strips = by.strips(of, |role| theme.ink(role, under), theme.ground(under));
            if let Some(strip) = strips.get(*row) {
                put_strip(buf, Rect { x: at, width: of.width.min(left(at)), ..area }, &strip.0, direction);
            }
        }
    };
    content(&row.content, column(row.x), buf);
    if let Some((tail, wide)) = &row.tail {
        let wide = u16::try_from(*wide).unwrap_or(width);
        content(tail, (x + width).saturating_sub(wide), buf);
    }
}

/// The picture of a row goes out with its leftmost cell; nothing is written into the others, which it covers.
fn put_strip(buf: &mut Buffer, area: Rect, strip: &str, direction: Direction) {
    // A picture on the last row of the screen would scroll it.
    if area.y + 1 >= buf.area.bottom() || area.width == 0 {
        return;
    }
    for x in area.left()..area.right() {
        if let Some(cell) = buf.cell_mut((x, area.y)) {
            cell.reset();
            cell.set_diff_option(CellDiffOption::Skip);
        }
    }
    let leftmost = if direction == Direction::Ltr { area.x } else { area.right() - 1 };
    if let Some(cell) = buf.cell_mut((leftmost, area.y)) {
        cell.set_symbol(strip).set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
    }
}
