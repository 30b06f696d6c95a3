//! A paper.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Page, Screen, steer, whole};
use crate::app::card::paper::{self, PaperCard, PaperChoice};
use crate::app::{Action, Cx, Outcome};
use crate::model::catalog::Target;
use crate::model::id::DocumentId;
use crate::widgets::flow::{Scroll, inner_width};

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Which.
    pub id: DocumentId,
    scroll: Scroll,
}

impl Paper {
    /// At its top.
    pub fn new(id: DocumentId) -> Self {
        Self { id, scroll: Scroll::default() }
    }

    fn card(&self, cx: &Cx<'_>) -> Option<PaperCard> {
        cx.catalog.document(&self.id).map(|document| paper::paper(cx, document))
    }
}

impl Page for Paper {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let Some(card) = self.card(cx) else { return Outcome::Stay };
        let rows = card.flow.lay_out(inner_width(cx.body.width), cx.setting());
        let chosen = steer(&mut self.scroll, action, &rows, cx.body.height);
        match chosen.and_then(|choice| card.choices.into_iter().nth(choice)) {
            Some(PaperChoice::Need(id)) => Outcome::To(Screen::of(Target::Need(id))),
            Some(PaperChoice::Entity(id)) => Outcome::To(Screen::of(Target::Entity(id))),
            None => Outcome::Stay,
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if let Some(card) = self.card(cx) {
            whole(cx, &card.flow, self.scroll, area, buf);
        }
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        cx.catalog.document(&self.id).map(|document| paper::title(cx, document)).unwrap_or_default()
    }
}
