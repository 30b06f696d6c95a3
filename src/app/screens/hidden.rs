//! A neutral screen: it says nothing of where one was, and any key leads to the languages.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Page;
use crate::app::{Action, Cx, Outcome};
use crate::i18n::clock;
use crate::text::cells;
use crate::widgets::put;
use crate::widgets::theme::Role;

/// A neutral screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hidden;

impl Page for Hidden {
    // Any key was already taken as "start anew" before it could come here.
    fn update(&mut self, _action: Action, _cx: &Cx<'_>) -> Outcome {
        Outcome::Stay
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        for (text, above) in [(cx.catalog.manifest.area.clone(), 1), (clock(cx.framed().lang, cx.now), 0)] {
            let wide = u16::try_from(cells(&text)).unwrap_or(0);
            let x = area.x + area.width.saturating_sub(wide) / 2;
            let y = (area.y + area.height / 2).saturating_sub(above);
            put(buf, x, y, &text, wide, cx.theme.style(Role::Plain), cx.direction());
        }
    }

    fn title(&self, _cx: &Cx<'_>) -> String {
        String::new()
    }
}
