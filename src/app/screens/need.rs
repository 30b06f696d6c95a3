//! A need: the heart of the program.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Bag, Day, Door, Page, Path, Question, Screen, Town, beside, is_wide, panes, rows_of, steer};
use crate::app::card::door::Detail;
use crate::app::card::need::{NeedCard, NeedChoice, beside_door, need, with_rows};
use crate::app::{Action, Change, Cx, Outcome};
use crate::model::door::{Door as AnyDoor, OpenWay, steps, ways};
use crate::model::id::{NeedId, OfficeRef};
use crate::model::need::Step;
use crate::widgets::flow::{self, Flow, Scroll};

/// A need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Which.
    pub id: NeedId,
    scroll: Option<Scroll>,
}

impl Need {
    /// At its top, with its first door chosen.
    pub fn new(id: NeedId) -> Self {
        Self { id, scroll: None }
    }

    /// The row one has moved to; none before the first move.
    pub fn chosen(&self) -> Option<usize> {
        self.scroll.map(|scroll| scroll.chosen)
    }

    fn card(&self, cx: &Cx<'_>, chosen: Option<usize>) -> NeedCard {
        let record = cx.catalog.need(&self.id);
        record.map(|record| need(cx, record, chosen.filter(|_| !is_wide(cx.body.width)))).unwrap_or_default()
    }

    /// Where one is; at first the first door, which mostly is what one came for, if it stands on the page that begins
    /// with the title: whether this is her need a person must see before all else.
    fn scroll(&self, cx: &Cx<'_>) -> Scroll {
        self.scroll.unwrap_or_else(|| {
            let first = self.card(cx, None).choices.iter().position(|choice| matches!(choice, NeedChoice::Door(..)));
            let at = |choice: usize| {
                let mut scroll = Scroll { top: 0, chosen: choice };
                let rows = rows_of(&self.card(cx, Some(choice)).flow, cx);
                scroll.choose(choice, &rows, cx.body.height.into());
                scroll
            };
            // Where letters are tall, much stands before the first door.
            Some(at(first.unwrap_or(0))).filter(|scroll| scroll.top == 0).unwrap_or_else(|| at(0))
        })
    }
}

impl Page for Need {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let mut scroll = self.scroll(cx);
        let height = usize::from(cx.body.height);
        let card = self.card(cx, Some(scroll.chosen));
        let rows = rows_of(&card.flow, cx);
        let open = match action {
            Action::Digit(number) => {
                let door = card.door_of(number.into());
                if let Some(choice) = door {
                    scroll.choose(choice, &rows, height);
                }
                door
            }
            action => steer(&mut scroll, action, &rows, cx.body.height),
        };
        // The door under the choice is spelled out on narrow screens: other rows, the same choice.
        let expanded = rows_of(&self.card(cx, Some(scroll.chosen)).flow, cx);
        scroll.settle(&rows, &expanded, height);
        self.scroll = Some(scroll);
        if let Some(choice) = open
            && self.door(cx, &card, choice, |_, way, _| Town::comes_before(cx, way.way)).unwrap_or(false)
        {
            return Outcome::ToWith(Screen::Town(Town::new(cx)), Change::TownAsked);
        }
        match open.and_then(|choice| card.choices.into_iter().nth(choice)) {
            None | Some(NeedChoice::Door(_, None)) => Outcome::Stay,
            Some(NeedChoice::Ask(case)) => Outcome::To(Screen::Question(Question::new(case, cx))),
            Some(NeedChoice::Town) => Outcome::To(Screen::Town(Town::new(cx))),
            Some(NeedChoice::When(event)) => Outcome::To(Screen::Day(Day::new(event, cx))),
            Some(NeedChoice::Door(_, Some(at))) => Outcome::To(Screen::Door(Door::new(at))),
            Some(NeedChoice::Path) => Outcome::To(Screen::Path(Path::new(self.id.clone()))),
            Some(NeedChoice::Bag) => Outcome::To(Screen::Bag(Bag::new(self.id.clone()))),
            Some(NeedChoice::Need(id)) => Outcome::To(Screen::Need(Self::new(id))),
            Some(NeedChoice::Entity(entity)) => {
                Outcome::To(Screen::Door(Door::new(OfficeRef { entity, office: None })))
            }
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let scroll = self.scroll(cx);
        let (main, side) = panes(cx, area, buf);
        let card = self.card(cx, Some(scroll.chosen));
        flow::draw(&rows_of(&card.flow, cx), Some(scroll), main, buf, cx.theme);
        if let Some(side) = side
            && let Some(flow) = self.beside(cx, &card, cx.side.of(scroll.chosen))
        {
            beside(cx, &flow, side, buf);
        }
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        cx.catalog.need(&self.id).map(|need| cx.need_title(need)).unwrap_or_default()
    }

    fn chosen(&self, cx: &Cx<'_>) -> Option<usize> {
        Some(self.scroll(cx).chosen)
    }
}

impl Need {
    /// What the second pane says of the chosen row.
    fn beside(&self, cx: &Cx<'_>, card: &NeedCard, chosen: usize) -> Option<Flow> {
        let record = cx.catalog.need(&self.id)?;
        match card.choices.get(chosen)? {
            NeedChoice::Door(..) => {
                self.door(cx, card, chosen, |step, way, door| beside_door(cx, record, step, way, door, Detail::Side))
            }
            NeedChoice::Need(id) => cx.catalog.need(id).map(|need| crate::app::card::need::glance(cx, need)),
            NeedChoice::Entity(id) => {
                let entity = cx.catalog.entity(id)?;
                Some(crate::app::card::entity::entity(cx, entity, None).flow)
            }
            NeedChoice::Town => {
                let town = cx.session.town.as_ref().and_then(|id| cx.catalog.town(id));
                town.map(|town| crate::app::card::town::town(cx, town))
            }
            NeedChoice::Ask(_) | NeedChoice::When(_) | NeedChoice::Path | NeedChoice::Bag => None,
        }
    }

    /// Something about the step, the way and the door behind a row, if it is the row of a door.
    fn door<T>(
        &self,
        cx: &Cx<'_>,
        card: &NeedCard,
        chosen: usize,
        tell: impl FnOnce(&Step, &OpenWay<'_>, &AnyDoor<'_>) -> T,
    ) -> Option<T> {
        let record = cx.catalog.need(&self.id)?;
        let NeedChoice::Door(step, target) = card.choices.get(chosen)? else { return None };
        let (step, _) = *steps(record, &cx.session.answers).get(*step)?;
        let ways = ways(cx.catalog, step, &cx.session.answers, cx.session.town.as_ref(), cx.now);
        let pairs = ways.iter().flat_map(|way| with_rows(way).map(move |door| (way, door)));
        // Several doors of a step may lead to the same place or nowhere: the nth row is the nth door.
        let before = card.choices.iter().take(chosen).filter(|choice| same_step(choice, card.choices.get(chosen)));
        let (way, door) = pairs.filter(|(_, door)| !is_need(cx, door)).nth(before.count())?;
        debug_assert_eq!(door.target(), *target, "rows and doors go together");
        Some(tell(step, way, door))
    }
}

fn is_need(cx: &Cx<'_>, door: &AnyDoor<'_>) -> bool {
    matches!(door, AnyDoor::Need(id) if cx.catalog.need(id).is_some())
}

fn same_step(a: &NeedChoice, b: Option<&NeedChoice>) -> bool {
    matches!((a, b), (NeedChoice::Door(a, _), Some(NeedChoice::Door(b, _))) if a == b)
}
