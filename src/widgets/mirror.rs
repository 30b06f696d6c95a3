//! Right to left is a layout. Screens are always laid out from the side where reading begins; for languages that
//! begin at the right the finished drawing is turned round, cell by cell, so no screen and no widget has a second way
//! to place things.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

/// Turns an area round. Signs stay as they are: texts were put down so that they read right afterwards.
pub fn mirror(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        let Some(row) = row_of(buf, area, y) else { continue };
        row.reverse();
        // A wide sign stood before the cells it covers and stands behind them now.
        let mut at = 0;
        while at < row.len() {
            let rest = row.get_mut(at..).unwrap_or_default();
            let first = rest.iter().position(|cell| cell.cell_width() > 1);
            let Some(first) = first else { break };
            let wide = rest.get(first).map_or(1, |cell| usize::from(cell.cell_width()));
            let from = (first + 1).saturating_sub(wide);
            if let Some(covered) = rest.get_mut(from..=first) {
                covered.reverse();
            }
            at += first + 1;
        }
    }
}

fn row_of(buf: &mut Buffer, area: Rect, y: u16) -> Option<&mut [ratatui::buffer::Cell]> {
    let start = usize::from(y - buf.area.y) * usize::from(buf.area.width) + usize::from(area.x - buf.area.x);
    buf.content.get_mut(start..start + usize::from(area.width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::words::Direction;
    use crate::widgets::put;
    use ratatui::style::Style;

    #[test]
    fn what_began_at_the_left_begins_at_the_right() {
        let area = Rect::new(0, 0, 12, 1);
        let mut buf = Buffer::empty(area);
        let used = put(&mut buf, 1, 0, "中文 (ب) 12", 11, Style::new(), Direction::Rtl);
        assert_eq!(used, 11);
        mirror(&mut buf, area);
        let signs: Vec<&str> = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(signs, ["1", "2", " ", "(", "\u{fe8f}", ")", " ", "中", " ", "文", " ", " "]);
    }

    #[test]
    fn turned_twice_it_is_as_before() {
        let area = Rect::new(0, 0, 9, 2);
        let mut buf = Buffer::empty(area);
        put(&mut buf, 0, 0, "a中b文", 9, Style::new().bold(), Direction::Ltr);
        put(&mut buf, 3, 1, "xy", 9, Style::new(), Direction::Ltr);
        let before = buf.clone();
        mirror(&mut buf, area);
        assert_ne!(buf, before);
        mirror(&mut buf, area);
        assert_eq!(buf, before);
    }
}
