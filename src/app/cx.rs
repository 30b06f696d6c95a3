//! What screens see of the world.

use ratatui::layout::Size;

use super::{Mode, Session, Side};
use crate::model::catalog::Catalog;
use crate::model::id::Lang;
use crate::model::moment::NaiveDateTime;
use crate::model::words::Direction;
use crate::search::Hit;
use crate::text::{Scribe, Setting};
use crate::widgets::theme::Theme;

/// What screens see of the world.
#[derive(Debug, Clone, Copy)]
pub struct Cx<'a> {
    /// The pack.
    pub catalog: &'a Catalog,
    /// What the search found, best first.
    pub hits: &'a [Hit],
    /// The person's session.
    pub session: &'a Session,
    /// Her language.
    pub lang: &'a Lang,
    /// Now.
    pub now: NaiveDateTime,
    /// The room of the body.
    pub body: Size,
    /// How things look.
    pub theme: Theme,
    /// Whose terminal it is.
    pub mode: Mode,
    /// What it can draw, and who does.
    pub scribe: &'a Scribe,
    /// Of which row a second pane tells.
    pub side: Side,
}

impl<'a> Cx<'a> {
    /// How the person's texts are set.
    pub fn setting(&self) -> Setting<'a> {
        self.scribe.setting(self.lang)
    }

    /// The same for the rows of the frame, which are never pictures: where hers cannot be drawn in cells, in the first
    /// language that stands in for it and can.
    #[must_use]
    pub fn framed(self) -> Self {
        Self { lang: self.scribe.frame(self.lang), ..self }
    }

    /// The language of the page: hers, or what stands in for it where that cannot be drawn.
    pub fn page(&self) -> &'a Lang {
        self.scribe.page(&self.session.lang)
    }

    /// Which way the page runs: as her language does, even where a row of the frame is in another one.
    pub fn direction(&self) -> Direction {
        self.scribe.setting(self.page()).direction
    }
}
