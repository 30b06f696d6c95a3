//! The bag of a path: what to bring, to tick.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Page, beside, is_wide, panes, rows_of, steer};
use crate::app::card::bag::{self, BagCard};
use crate::app::{Action, Change, Cx, Outcome};
use crate::i18n::say;
use crate::model::id::NeedId;
use crate::widgets::flow::{self, Scroll};

/// A bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bag {
    /// The need its path leads to.
    pub need: NeedId,
    scroll: Scroll,
}

impl Bag {
    /// At its top.
    pub fn new(need: NeedId) -> Self {
        Self { need, scroll: Scroll::default() }
    }

    fn card(&self, cx: &Cx<'_>, chosen: usize) -> BagCard {
        let expanded = Some(chosen).filter(|_| !is_wide(cx.body.width));
        cx.path_of(&self.need).map(|path| bag::card(cx, &path, expanded)).unwrap_or_default()
    }
}

impl Page for Bag {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let card = self.card(cx, self.scroll.chosen);
        let open = steer(&mut self.scroll, action, &rows_of(&card.flow, cx), cx.body.height);
        // The paper under the choice is spelled out on narrow screens: other rows, the same choice.
        let rows = rows_of(&self.card(cx, self.scroll.chosen).flow, cx);
        self.scroll.clamp(&rows, usize::from(cx.body.height));
        match open.and_then(|choice| card.choices.into_iter().nth(choice)) {
            Some(paper) => Outcome::Change(Change::Have(paper)),
            None => Outcome::Stay,
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let (main, side) = panes(cx, area, buf);
        let card = self.card(cx, self.scroll.chosen);
        flow::draw(&rows_of(&card.flow, cx), Some(self.scroll), main, buf, cx.theme);
        let paper = card.choices.get(cx.side.of(self.scroll.chosen)).and_then(|paper| bag::beside(cx, paper));
        if let (Some(side), Some(paper)) = (side, paper) {
            beside(cx, &paper, side, buf);
        }
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        say!(cx.lang, "bag.name")
    }

    fn chosen(&self, _cx: &Cx<'_>) -> Option<usize> {
        Some(self.scroll.chosen)
    }
}
