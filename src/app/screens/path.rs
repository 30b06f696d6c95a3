//! The path of a need: who first, then who.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Bag, Day, Door, Need, Page, Question, Screen, Town, beside, is_wide, panes, rows_of, steer};
use crate::app::card::door::Detail;
use crate::app::card::need::beside_door;
use crate::app::card::path::{self, PathCard, PathChoice};
use crate::app::{Action, Change, Cx, Outcome};
use crate::i18n::say;
use crate::model::door::{Door as AnyDoor, OpenWay};
use crate::model::id::{NeedId, OfficeRef};
use crate::model::path::PathStep;
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

    /// The chosen row.
    pub fn chosen(&self) -> usize {
        self.scroll.chosen
    }

    fn card<'a>(&self, cx: &'a Cx<'_>, chosen: usize) -> PathCard<'a> {
        let expanded = Some(chosen).filter(|_| !is_wide(cx.body.width));
        cx.path_of(&self.need).map(|path| path::card(cx, &path, expanded)).unwrap_or_default()
    }

    /// What the second pane says of the chosen row.
    fn beside(&self, cx: &Cx<'_>, card: &PathCard<'_>, chosen: usize) -> Option<Flow> {
        match card.choices.get(chosen)? {
            PathChoice::Door(..) => self.door(cx, card, chosen, |step, way, door| {
                beside_door(cx, step.need, step.step, way, door, Detail::Side)
            }),
            PathChoice::Need(id) => cx.catalog.need(id).map(|need| crate::app::card::need::glance(cx, need)),
            PathChoice::Rather(_, Some(id), _) => {
                cx.catalog.need(id).map(|need| crate::app::card::need::glance(cx, need))
            }
            PathChoice::Have(paper) | PathChoice::Rather(paper, None, _) => crate::app::card::bag::beside(cx, paper),
            PathChoice::Entity(id) => {
                cx.catalog.entity(id).map(|entity| crate::app::card::entity::entity(cx, entity, None).flow)
            }
            PathChoice::Bag => {
                let (path, bag) = (cx.path_of(&self.need)?, card.bag.as_ref()?);
                Some(crate::app::card::bag::packed(cx, &path, bag, None).flow)
            }
            PathChoice::Town => {
                let town = cx.session.town.as_ref().and_then(|id| cx.catalog.town(id));
                town.map(|town| crate::app::card::town::town(cx, town))
            }
            PathChoice::Ask(_) | PathChoice::When(_) => None,
        }
    }

    /// Something about the step, the way and the door behind a row, if it is the row of a door.
    fn door<T>(
        &self,
        cx: &Cx<'_>,
        card: &PathCard<'_>,
        chosen: usize,
        tell: impl FnOnce(&PathStep<'_>, &OpenWay<'_>, &AnyDoor<'_>) -> T,
    ) -> Option<T> {
        let PathChoice::Door(number, _) = card.choices.get(chosen)? else { return None };
        let path = cx.path_of(&self.need)?;
        let step = path.steps.iter().find(|step| step.number == *number)?;
        let is_its = |choice: &&PathChoice| matches!(choice, PathChoice::Door(of, _) if of == number);
        let nth = card.choices.iter().take(chosen).filter(is_its).count();
        path::door_of(cx, step, nth, |way, door| tell(step, way, door))
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
        let expanded = rows_of(&self.card(cx, self.scroll.chosen).flow, cx);
        self.scroll.settle(&rows, &expanded, height);
        if let Some(choice) = open
            && self.door(cx, &card, choice, |_, way, _| Town::comes_before(cx, way.way)).unwrap_or(false)
        {
            return Outcome::ToWith(Screen::Town(Town::new(cx)), Change::TownAsked);
        }
        match open.and_then(|choice| card.choices.into_iter().nth(choice)) {
            None | Some(PathChoice::Door(_, None)) => Outcome::Stay,
            Some(PathChoice::Ask(case)) => Outcome::To(Screen::Question(Question::new(case, cx))),
            Some(PathChoice::Town) => Outcome::To(Screen::Town(Town::new(cx))),
            Some(PathChoice::When(event)) => Outcome::To(Screen::Day(Day::new(event, cx))),
            Some(PathChoice::Bag) => Outcome::To(Screen::Bag(Bag::new(self.need.clone()))),
            Some(PathChoice::Door(_, Some(at))) => Outcome::To(Screen::Door(Door::new(at))),
            Some(PathChoice::Have(paper)) => Outcome::Change(Change::Have(paper)),
            Some(PathChoice::Rather(paper, need, over)) => Outcome::Change(Change::Rather { paper, need, over }),
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
        if let (Some(side), Some(flow)) = (side, self.beside(cx, &card, cx.side.of(self.scroll.chosen))) {
            beside(cx, &flow, side, buf);
        }
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        say!(cx.lang, "path.name")
    }

    fn chosen(&self, _cx: &Cx<'_>) -> Option<usize> {
        Some(self.scroll.chosen)
    }
}
