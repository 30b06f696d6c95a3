//! An entity, or one office of it in front.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Need, Page, Screen, steer, whole};
use crate::app::card::entity::{EntityCard, entity};
use crate::app::{Action, Cx, Outcome};
use crate::model::id::OfficeRef;
use crate::widgets::flow::{Scroll, inner_width};

/// An entity, or one office of it in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// Which.
    pub at: OfficeRef,
    scroll: Scroll,
}

impl Door {
    /// At its top.
    pub fn new(at: OfficeRef) -> Self {
        Self { at, scroll: Scroll::default() }
    }

    fn card(&self, cx: &Cx<'_>) -> Option<EntityCard> {
        let record = cx.catalog.entity(&self.at.entity)?;
        Some(entity(cx, record, self.at.office.as_ref()))
    }
}

impl Page for Door {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let Some(card) = self.card(cx) else { return Outcome::Stay };
        let rows = card.flow.lay_out(inner_width(cx.body.width), cx.setting());
        match steer(&mut self.scroll, action, &rows, cx.body.height)
            .and_then(|choice| card.choices.into_iter().nth(choice))
        {
            Some(need) => Outcome::To(Screen::Need(Need::new(need))),
            None => Outcome::Stay,
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if let Some(card) = self.card(cx) {
            whole(cx, &card.flow, self.scroll, area, buf);
        }
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        cx.catalog.entity(&self.at.entity).map(|entity| cx.entity_title(entity)).unwrap_or_default()
    }
}
