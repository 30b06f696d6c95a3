//! A need as a person reads it: is it mine; where do I go, can I go now; what do I bring; what does it cost; by when;
//! my rights; then law and sources.

mod papers;
mod phrase;
mod way;

pub(super) use papers::{FeeText, fees};
pub(super) use phrase::{all_only_if, any_only_if, aside_if, doubt, form, only_if, sum};
pub use way::{beside_door, door_line, season_line, with_rows};

use super::trust::source_line;
use super::{door, terms};
use crate::app::Cx;
use crate::i18n::{self, clauses, say};
use crate::model::amount::Deadline;
use crate::model::case::Holds;
use crate::model::id::{CaseId, EntityId, EventId, NeedId, OfficeRef};
use crate::model::need::{Need, Note, Order, Right};
use crate::model::trust::Confidence;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;
use phrase::{price, term};

/// What a choice of the card opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeedChoice {
    /// A closed question.
    Ask(CaseId),
    /// The town question.
    Town,
    /// The day of an event.
    When(EventId),
    /// A door of a step (its place among the steps); some doors lead nowhere on screen.
    Door(usize, Option<OfficeRef>),
    /// Another need.
    Need(NeedId),
    /// Who helps.
    Entity(EntityId),
    /// The whole path, across needs.
    Path,
    /// The bag of the path.
    Bag,
}

/// The card.
#[derive(Debug, Default)]
pub struct NeedCard {
    /// What is drawn.
    pub flow: Flow,
    /// What its choices open.
    pub choices: Vec<NeedChoice>,
}

impl NeedCard {
    /// The first door of a numbered step, from 1.
    pub fn door_of(&self, number: usize) -> Option<usize> {
        let step = number.checked_sub(1)?;
        self.choices.iter().position(|choice| matches!(choice, NeedChoice::Door(of, _) if *of == step))
    }
}

/// The whole card. `expanded` is the choice under which its door is spelled out, on screens without a second pane.
pub fn need(cx: &Cx<'_>, need: &Need, expanded: Option<usize>) -> NeedCard {
    let mut card = NeedCard::default();
    card.head(cx, need);
    // Doors side by side need no answers first: whoever looks for help sees them at once.
    let at_once = need.order_of_steps == Order::Any;
    if !at_once {
        card.questions(cx, need);
    }
    card.first_rights(cx, need);
    card.way(cx, need, expanded);
    card.onward(cx, need);
    if at_once {
        card.questions(cx, need);
    }
    card.bring(cx, need);
    card.money(cx, need);
    card.terms(cx, need);
    card.notes(cx, need, true);
    card.rights(cx, need);
    card.notes(cx, need, false);
    card.next(cx, need);
    card.help(cx, need);
    card.law(cx, need);
    card
}

/// The head of the card with its doors: what a list shows beside its rows.
pub fn glance(cx: &Cx<'_>, need: &Need) -> Flow {
    let mut card = NeedCard::default();
    card.head(cx, need);
    card.first_rights(cx, need);
    card.way(cx, need, None);
    card.flow
}

/// A closed question with its answer, to choose.
pub(super) fn case_row(cx: &Cx<'_>, id: &CaseId, flow: &mut Flow) {
    let question = cx.tell("cases", &format!("{id}.question")).unwrap_or_else(|| id.to_string());
    let given = cx.session.answers.get(id);
    let given =
        given.map(|answer| cx.tell("cases", &format!("{id}.answer.{answer}")).unwrap_or_else(|| answer.to_string()));
    question_row(cx, question, given, flow);
}

/// The town question with its answer, to choose.
pub(super) fn town_row(cx: &Cx<'_>, flow: &mut Flow) {
    let given = cx.session.town.as_ref().and_then(|id| cx.catalog.town(id)).map(|town| cx.name(&town.name));
    question_row(cx, say!(cx.lang, "town.question"), given, flow);
}

fn question_row(cx: &Cx<'_>, question: String, given: Option<String>, flow: &mut Flow) {
    let para = flow.para(0);
    let para = if let Some(answer) = given {
        para.lead("☑", Role::Good).run(question, Role::Plain).tail(answer, Role::Strong)
    } else {
        let answer = say!(cx.lang, "need.answer");
        para.lead("☐", Role::Warn).run(question, Role::Plain).tail(answer, Role::Key)
    };
    para.choose();
}

/// Her rights: those said before the steps, or the others.
fn rights<'a>(cx: &Cx<'_>, need: &'a Need, first: bool) -> Vec<&'a Right> {
    let hers = |right: &&Right| right.first == first && right.only.holds(&cx.session.answers) != Holds::No;
    need.rights.iter().filter(hers).collect()
}

impl NeedCard {
    fn head(&mut self, cx: &Cx<'_>, need: &Need) {
        self.flow.text(0, cx.need_title(need), Role::Title);
        if let Some(who) = cx.tell_need(need, "who") {
            self.flow.text(0, who, Role::Plain);
        }
        if need.confidence == Confidence::Low {
            self.flow.para(0).lead("▲", Role::Warn).run(say!(cx.lang, "need.doubtful"), Role::Warn).end();
        }
        let para = self.flow.para(0).run(price(cx, need), Role::Strong);
        // A term of a later step, or one that is not sure, is told below and not in the head.
        let binds = |deadline: &Deadline| need.binds(deadline, &cx.session.answers);
        let hers = |deadline: &&Deadline| need.begins_with(deadline) && binds(deadline) != Holds::No;
        let sure =
            |deadline: &&Deadline| deadline.grade.confidence > Confidence::Low && need.order_of_steps == Order::InOrder;
        let Some(deadline) = need.deadlines.iter().find(hers).filter(sure) else { return para.end() };
        match binds(deadline) {
            Holds::Open => {
                para.end();
                let only = aside_if(cx, Holds::Open, &need.conditions_of(deadline));
                self.flow.para(0).run(term(cx, deadline), Role::Strong).run(only, Role::Muted).one_line();
            }
            _ => para.tail(term(cx, deadline), Role::Strong).end(),
        }
    }

    fn questions(&mut self, cx: &Cx<'_>, need: &Need) {
        let asks_town = cx.catalog.depends_on_town(need);
        if need.ask.is_empty() && !asks_town {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.situation"));
        for id in &need.ask {
            case_row(cx, id, &mut self.flow);
            self.choices.push(NeedChoice::Ask(id.clone()));
        }
        if asks_town {
            town_row(cx, &mut self.flow);
            self.choices.push(NeedChoice::Town);
        }
    }

    /// To the whole path and its bag.
    fn onward(&mut self, cx: &Cx<'_>, need: &Need) {
        let lang = cx.lang;
        let text = match need.order_of_steps {
            Order::InOrder => say!(lang, "need.path"),
            Order::Any => say!(lang, "need.path_any"),
        };
        self.flow.gap();
        self.flow.para(0).lead("→", Role::Key).run(text, Role::Strong).choose();
        self.choices.push(NeedChoice::Path);
        self.flow.para(0).lead("→", Role::Key).run(say!(lang, "need.bag"), Role::Strong).choose();
        self.choices.push(NeedChoice::Bag);
    }

    fn first_rights(&mut self, cx: &Cx<'_>, need: &Need) {
        let first = rights(cx, need, true);
        if !first.is_empty() {
            self.flow.gap();
            self.list_rights(cx, need, &first, Role::Strong);
        }
    }

    fn list_rights(&mut self, cx: &Cx<'_>, need: &Need, rights: &[&Right], role: Role) {
        for right in rights {
            if let Some(text) = cx.tell_need(need, &format!("right.{}.text", right.id)) {
                let only = aside_if(cx, right.only.holds(&cx.session.answers), &[&right.only]);
                let para = self.flow.para(0).lead("✔", Role::Good).run(text, role);
                para.run(only, Role::Muted).run(doubt(cx, &right.grade), Role::Warn).end();
            }
        }
    }

    fn terms(&mut self, cx: &Cx<'_>, need: &Need) {
        let answers = &cx.session.answers;
        if terms::any_of(cx, need) {
            self.flow.heading(say!(cx.lang, "need.deadlines"));
            let events = terms::terms_of(cx, &[need], &mut self.flow);
            self.choices.extend(events.into_iter().map(NeedChoice::When));
        }
        let durations: Vec<_> =
            need.durations.iter().filter(|duration| duration.only.holds(answers) != Holds::No).collect();
        if !durations.is_empty() {
            self.flow.heading(say!(cx.lang, "need.durations"));
            for duration in durations {
                if let Some(text) = cx.tell_need(need, &format!("duration.{}.text", duration.id)) {
                    self.flow
                        .para(0)
                        .lead("·", Role::Muted)
                        .run(text, Role::Plain)
                        .run(aside_if(cx, duration.only.holds(answers), &[&duration.only]), Role::Muted)
                        .run(doubt(cx, &duration.grade), Role::Warn)
                        .end();
                }
            }
        }
    }

    fn rights(&mut self, cx: &Cx<'_>, need: &Need) {
        let rest = rights(cx, need, false);
        if !rest.is_empty() {
            self.flow.heading(say!(cx.lang, "need.rights"));
            self.list_rights(cx, need, &rest, Role::Plain);
        }
    }

    fn notes(&mut self, cx: &Cx<'_>, need: &Need, warn: bool) {
        let notes: Vec<&Note> = need
            .notes
            .iter()
            .filter(|note| note.warn == warn && note.only.holds(&cx.session.answers) != Holds::No)
            .collect();
        if notes.is_empty() {
            return;
        }
        self.flow.heading(if warn { say!(cx.lang, "need.warnings") } else { say!(cx.lang, "need.notes") });
        for note in notes {
            if let Some(text) = cx.tell_need(need, &format!("note.{}.text", note.id)) {
                let (sign, role) = if warn { ("▲", Role::Warn) } else { ("·", Role::Muted) };
                let only = aside_if(cx, note.only.holds(&cx.session.answers), &[&note.only]);
                let para = self.flow.para(0).lead(sign, role).run(text, Role::Plain);
                para.run(only, Role::Muted).run(doubt(cx, &note.grade), Role::Warn).end();
            }
        }
    }

    fn next(&mut self, cx: &Cx<'_>, need: &Need) {
        let hers = need.then.iter().filter(|then| then.only.holds(&cx.session.answers) != Holds::No);
        let known: Vec<_> = hers.filter_map(|then| Some((then, cx.catalog.need(&then.need)?))).collect();
        if known.is_empty() {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.then"));
        for (then, next) in known {
            let holds = then.only.holds(&cx.session.answers);
            let para = self.flow.para(0).run(cx.need_title(next), Role::Plain);
            let para =
                para.run(aside_if(cx, holds, &[&then.only]), Role::Muted).run(doubt(cx, &then.grade), Role::Warn);
            let para = match terms::following(cx, then) {
                Some(when) => para.tail(when, Role::Strong),
                None => para,
            };
            para.choose();
            self.choices.push(NeedChoice::Need(next.id.clone()));
        }
    }

    fn help(&mut self, cx: &Cx<'_>, need: &Need) {
        let helpers: Vec<_> = need.help.iter().filter_map(|id| cx.catalog.entity(id)).collect();
        if helpers.is_empty() {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.help"));
        for entity in helpers {
            let para = self.flow.para(0).run(cx.entity_title(entity), Role::Plain);
            let para = match entity.offices.first().and_then(|office| door::standing(cx, entity, office)) {
                Some((text, role)) => para.tail(text, role),
                None => para,
            };
            para.choose();
            self.choices.push(NeedChoice::Entity(entity.id.clone()));
        }
    }

    fn law(&mut self, cx: &Cx<'_>, need: &Need) {
        let lang = cx.lang;
        let unsure = say!(lang, "trust.to_confirm");
        let unsure = need.law_unsure.iter().map(|law| format!("{} ({unsure})", cx.name(law)));
        let law: Vec<String> = need.law.iter().map(|law| cx.name(law)).chain(unsure).collect();
        if !law.is_empty() {
            self.flow.heading(say!(lang, "need.law"));
            self.flow.text(0, clauses(lang, law), Role::Muted);
        }
        self.flow.heading(say!(lang, "sources.title"));
        let until = i18n::day_long(lang, cx.catalog.manifest.law_seen_until);
        self.flow.text(0, say!(lang, "sources.law_until", date = until), Role::Plain);
        for source in &need.sources {
            self.flow.para(0).lead("·", Role::Muted).run(source_line(cx, source), Role::Muted).end();
        }
    }
}
