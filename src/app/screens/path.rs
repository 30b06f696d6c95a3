//! The path of a need: who first, then who.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Bag, Door, Need, Page, Question, Screen, beside, is_wide, panes, rows_of, steer};
use crate::app::card::path::{self, PathCard, PathChoice};
use crate::app::{Action, Change, Cx, Outcome};
use crate::i18n::say;
use crate::model::id::{NeedId, OfficeRef};
use crate::widgets::flow::{self, Flow, Scroll};

/// A path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The need it leads to.
    pub need: NeedId,
    scroll: Scroll,
}

impl Path {
    /// At its top.
    pub fn new(need: NeedId) -> Self {
        Self { need, scroll: Scroll::default() }
    }

    fn card(&self, cx: &Cx<'_>, chosen: usize) -> PathCard {
        let expanded = Some(chosen).filter(|_| !is_wide(cx.body.width));
        cx.path_of(&self.need).map(|path| path::card(cx, &path, expanded)).unwrap_or_default()
    }

    /// What the second pane says of the chosen row.
    fn beside(&self, cx: &Cx<'_>, card: &PathCard) -> Option<Flow> {
        let chosen = self.scroll.chosen;
        match card.choices.get(chosen)? {
            PathChoice::Door(number, _) => {
                let path = cx.path_of(&self.need)?;
                let step = path.steps.iter().find(|step| step.number == *number)?;
                let is_its = |choice: &&PathChoice| matches!(choice, PathChoice::Door(of, _) if of == number);
                path::beside(cx, step, card.choices.iter().take(chosen).filter(is_its).count())
            }
            PathChoice::Need(id) => cx.catalog.need(id).map(|need| crate::app::card::need::glance(cx, need)),
            PathChoice::Rather(_, Some(id)) => cx.catalog.need(id).map(|need| crate::app::card::need::glance(cx, need)),
            PathChoice::Have(paper) | PathChoice::Rather(paper, None) => crate::app::card::bag::beside(cx, paper),
            PathChoice::Entity(id) => {
                cx.catalog.entity(id).map(|entity| crate::app::card::entity::entity(cx, entity, None).flow)
            }
            PathChoice::Bag => cx.path_of(&self.need).map(|path| crate::app::card::bag::card(cx, &path, None).flow),
            PathChoice::Ask(_) | PathChoice::Town => None,
        }
    }
}

impl Page for Path {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let height = usize::from(cx.body.height);
        let card = self.card(cx, self.scroll.chosen);
        let rows = rows_of(&card.flow, cx);
        let open = match action {
            Action::Digit(number) => {
                let door = card.door_of(number.into());
                if let Some(choice) = door {
                    self.scroll.choose(choice, &rows, height);
                }
                door
            }
            action => steer(&mut self.scroll, action, &rows, cx.body.height),
        };
        // The door under the choice is spelled out on narrow screens: other rows, the same choice.
        let rows = rows_of(&self.card(cx, self.scroll.chosen).flow, cx);
        self.scroll.clamp(&rows, height);
        match open.and_then(|choice| card.choices.into_iter().nth(choice)) {
            None | Some(PathChoice::Door(_, None)) => Outcome::Stay,
            Some(PathChoice::Ask(case)) => Outcome::To(Screen::Question(Question::case(case, cx))),
            Some(PathChoice::Town) => Outcome::To(Screen::Question(Question::town(cx))),
            Some(PathChoice::Bag) => Outcome::To(Screen::Bag(Bag::new(self.need.clone()))),
            Some(PathChoice::Door(_, Some(at))) => Outcome::To(Screen::Door(Door::new(at))),
            Some(PathChoice::Have(paper)) => Outcome::Change(Change::Have(paper)),
            Some(PathChoice::Rather(paper, need)) => Outcome::Change(Change::Rather(paper, need)),
            Some(PathChoice::Need(id)) => Outcome::To(Screen::Need(Need::new(id))),
            Some(PathChoice::Entity(entity)) => {
                Outcome::To(Screen::Door(Door::new(OfficeRef { entity, office: None })))
            }
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let (main, side) = panes(cx, area, buf);
        let card = self.card(cx, self.scroll.chosen);
        flow::draw(&rows_of(&card.flow, cx), Some(self.scroll), main, buf, cx.theme);
        if let (Some(side), Some(flow)) = (side, self.beside(cx, &card)) {
            beside(cx, &flow, side, buf);
        }
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        say!(cx.lang, "path.name")
    }
}
