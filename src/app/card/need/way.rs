//! The way of a need: its steps, their doors, and what stands beside a door.

use super::phrase::{doubt, names, only_if, season_text};
use super::{NeedCard, NeedChoice};
use crate::app::Cx;
use crate::app::card::door::{self, Detail};
use crate::i18n::{listed, say};
use crate::model::case::Holds;
use crate::model::door::{Door, OpenWay, best_office, steps, ways};
use crate::model::moment::Season;
use crate::model::need::{Need, Order, Step};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// More doors of one way than this are counted, not listed: the town question cuts them down.
const DOORS_LISTED: usize = 4;

impl NeedCard {
    pub(super) fn way(&mut self, cx: &Cx<'_>, need: &Need, expanded: Option<usize>) {
        let in_order = need.order_of_steps == Order::InOrder;
        self.flow.heading(if in_order { say!(cx.lang, "need.way") } else { say!(cx.lang, "need.doors") });
        let all = steps(need, &cx.session.answers);
        for (at, (step, holds)) in all.into_iter().enumerate() {
            let title = cx.tell_need(need, &format!("step.{}.title", step.id)).unwrap_or_else(|| step.id.clone());
            let number = if in_order { format!("{}", at + 1) } else { "•".to_owned() };
            let para = self.flow.para(0).lead(number, Role::Key).run(title, Role::Strong);
            let para = match step.season.filter(|season| !season.holds(cx.now.date())) {
                Some(season) => {
                    para.tail(say!(cx.lang, "need.out_of_season", when = season_text(cx, season)), Role::Warn)
                }
                None => para,
            };
            para.run(doubt(cx, &step.grade), Role::Warn).end();
            if holds == Holds::Open {
                self.flow.para(2).run(only_if(cx, &step.only), Role::Muted).one_line();
            }
            self.doors(cx, need, at, step, expanded);
        }
    }

    fn doors(&mut self, cx: &Cx<'_>, need: &Need, at: usize, step: &Step, expanded: Option<usize>) {
        for way in ways(cx.catalog, step, &cx.session.answers, cx.session.town.as_ref(), cx.now) {
            if way.holds == Holds::Open {
                self.flow.para(2).run(only_if(cx, &way.way.only), Role::Muted).one_line();
            }
            if let Some(through) = way.way.only_through.as_ref().and_then(|at| cx.catalog.office(at)) {
                let name = cx.door_title(through.0, through.1);
                self.flow
                    .para(2)
                    .lead("!", Role::Warn)
                    .run(say!(cx.lang, "door.only_through", door = name), Role::Warn)
                    .end();
            }
            for door in with_rows(&way) {
                let (name, state) = door_line(cx, door);
                let para = self.flow.para(2).run(name, Role::Plain).run(doubt(cx, &way.way.grade), Role::Warn);
                let para = match state {
                    Some((text, role)) => para.tail(text, role),
                    None => para,
                };
                let choice = para.choose();
                self.choices.push(match door {
                    Door::Need(id) if cx.catalog.need(id).is_some() => NeedChoice::Need((*id).clone()),
                    door => NeedChoice::Door(at, door.target()),
                });
                if expanded == Some(choice) {
                    self.flow.append(beside_door(cx, need, step, &way, door, Detail::Brief), 4);
                }
            }
            let more = way.doors.len().saturating_sub(DOORS_LISTED);
            if more > 0 {
                self.flow.text(2, say!(cx.lang, "need.more_doors", number = more), Role::Muted);
            }
        }
    }
}

/// The doors of a way that have a row.
pub fn with_rows<'a, 'b>(way: &'b OpenWay<'a>) -> impl Iterator<Item = &'b Door<'a>> {
    way.doors.iter().take(DOORS_LISTED)
}

/// What stands beside a door: what one does there, what one comes out with, the office.
pub fn beside_door(cx: &Cx<'_>, need: &Need, step: &Step, way: &OpenWay<'_>, door: &Door<'_>, detail: Detail) -> Flow {
    let lang = cx.lang;
    let mut flow = Flow::default();
    let conditions = [(&step.only, step.only.holds(&cx.session.answers)), (&way.way.only, way.holds)];
    for (only, holds) in conditions.into_iter().filter(|_| detail == Detail::Side) {
        if holds == Holds::Open {
            flow.text(0, only_if(cx, only), Role::Muted);
        }
    }
    if let Some(text) = cx.tell_need(need, &format!("step.{}.text", step.id)) {
        flow.text(0, text, Role::Plain);
    }
    if !step.gives.is_empty() {
        let papers = listed(lang, names(cx, &step.gives));
        flow.para(0).lead("←", Role::Good).run(say!(lang, "need.you_get", papers = papers), Role::Plain).end();
    }
    if let Some(season) = way.way.season.or(step.season) {
        season_line(cx, season, 0, &mut flow);
    }
    match door {
        Door::Office(entity, office) => {
            if detail == Detail::Side {
                flow.gap();
                flow.text(0, cx.door_title(entity, office), Role::Heading);
            }
            door::office(cx, entity, office, detail, &mut flow);
        }
        Door::Entity(entity) => {
            if detail == Detail::Side {
                flow.gap();
                flow.text(0, cx.entity_title(entity), Role::Heading);
            }
            for office in entity.offices.iter().take(if detail == Detail::Brief { 1 } else { entity.offices.len() }) {
                if entity.offices.len() > 1 && detail == Detail::Side {
                    flow.text(0, cx.office_title(entity, office), Role::Strong);
                }
                door::office(cx, entity, office, detail, &mut flow);
            }
        }
        Door::NoOffice { fallback, .. } => {
            let text =
                if cx.session.town.is_some() { say!(lang, "door.none_for_town") } else { say!(lang, "door.say_town") };
            flow.para(0).lead("?", Role::Warn).run(text, Role::Warn).end();
            if let Some((entity, office)) = fallback {
                flow.text(0, say!(lang, "door.ask_here"), Role::Plain);
                flow.text(0, cx.entity_title(entity), Role::Heading);
                if let Some(office) = office.or_else(|| entity.offices.first()) {
                    door::office(cx, entity, office, detail, &mut flow);
                }
            }
        }
        Door::Online(url) => flow.para(0).lead("→", Role::Key).run(*url, Role::Strong).end(),
        Door::Need(_) | Door::Yourself | Door::Employer => {}
    }
    flow
}

/// The name of a door and what it is doing.
pub fn door_line(cx: &Cx<'_>, door: &Door<'_>) -> (String, Option<(String, Role)>) {
    let lang = cx.lang;
    match door {
        Door::Office(entity, office) => (cx.door_title(entity, office), door::standing(cx, entity, office)),
        Door::Entity(entity) => {
            (cx.entity_title(entity), best_office(entity, cx.now).and_then(|office| door::standing(cx, entity, office)))
        }
        Door::NoOffice { fallback, .. } => {
            let unknown = Some((format!("? {}", say!(lang, "door.office_unknown")), Role::Warn));
            match fallback {
                Some((entity, _)) => (say!(lang, "door.ask_at", door = cx.entity_title(entity)), unknown),
                None => (say!(lang, "door.your_town"), unknown),
            }
        }
        Door::Need(id) => {
            let need = cx.catalog.need(id);
            (need.map_or_else(|| id.to_string(), |need| cx.need_title(need)), None)
        }
        Door::Online(_) => (say!(lang, "door.online"), None),
        Door::Yourself => (say!(lang, "door.yourself"), None),
        Door::Employer => (say!(lang, "door.employer"), None),
    }
}

/// The time of the year of a step or a way to do it.
pub fn season_line(cx: &Cx<'_>, season: Season, indent: u16, flow: &mut Flow) {
    let text = say!(cx.lang, "need.season", when = season_text(cx, season));
    flow.para(indent).lead("·", Role::Muted).run(text, Role::Plain).end();
}
