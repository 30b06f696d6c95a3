//! A need as a person reads it: is it mine; where do I go, can I go now; what do I bring; what does it cost; by when;
//! my rights; then law and sources.

use super::door::{self, Detail};
use super::paper;
use super::trust::source_line;
use crate::app::Cx;
use crate::i18n::{self, say};
use crate::model::amount::{Deadline, Side};
use crate::model::case::{Condition, Holds};
use crate::model::door::{Door, OpenWay, steps, total, ways};
use crate::model::id::{CaseId, DocumentId, EntityId, NeedId, OfficeRef};
use crate::model::moment::Season;
use crate::model::need::{Charge, Form, Need, Note, Order, Requirement, Step};
use crate::model::trust::{Backing, Confidence, Grade};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// What a choice of the card opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeedChoice {
    /// A closed question.
    Ask(CaseId),
    /// The town question.
    Town,
    /// A door of a step (its place among the steps); some doors lead nowhere on screen.
    Door(usize, Option<OfficeRef>),
    /// Another need.
    Need(NeedId),
    /// Who helps.
    Entity(EntityId),
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

/// More doors of one way than this are counted, not listed: the town question cuts them down.
const DOORS_LISTED: usize = 4;

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

impl NeedCard {
    fn head(&mut self, cx: &Cx<'_>, need: &Need) {
        self.flow.text(0, cx.need_title(need), Role::Title);
        if let Some(who) = cx.tell_need(need, "who") {
            self.flow.text(0, who, Role::Plain);
        }
        if need.confidence == Confidence::Low {
            self.flow.para(0).lead("▲", Role::Warn).run(say!(cx.lang, "need.doubtful"), Role::Warn);
        }
        let para = self.flow.para(0).run(price(cx, need), Role::Strong);
        // A term that is not sure, or that binds nobody on the way, is told below and not in the head.
        let sure =
            |deadline: &&Deadline| deadline.grade.confidence > Confidence::Low && need.order_of_steps == Order::InOrder;
        match need.deadlines.first().filter(sure) {
            Some(deadline) => para.tail(term(cx, deadline), Role::Strong).end(),
            None => para.end(),
        }
    }

    fn questions(&mut self, cx: &Cx<'_>, need: &Need) {
        let asks_town = cx.catalog.depends_on_town(need);
        if need.ask.is_empty() && !asks_town {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.situation"));
        for id in &need.ask {
            let question = cx.tell("cases", &format!("{id}.question")).unwrap_or_else(|| id.to_string());
            let given =
                cx.session.answers.get(id).map(|answer| {
                    cx.tell("cases", &format!("{id}.answer.{answer}")).unwrap_or_else(|| answer.to_string())
                });
            self.question(cx, question, given, NeedChoice::Ask(id.clone()));
        }
        if asks_town {
            let given = cx.session.town.as_ref().and_then(|id| cx.catalog.town(id)).map(|town| town.name.clone());
            self.question(cx, say!(cx.lang, "town.question"), given, NeedChoice::Town);
        }
    }

    fn question(&mut self, cx: &Cx<'_>, question: String, given: Option<String>, choice: NeedChoice) {
        let para = self.flow.para(0);
        match given {
            Some(answer) => para.lead("☑", Role::Good).run(question, Role::Plain).tail(answer, Role::Strong).choose(),
            None => {
                let answer = say!(cx.lang, "need.answer");
                para.lead("☐", Role::Warn).run(question, Role::Plain).tail(answer, Role::Key).choose()
            }
        };
        self.choices.push(choice);
    }

    fn first_rights(&mut self, cx: &Cx<'_>, need: &Need) {
        let first: Vec<_> = need.rights.iter().filter(|right| right.first).collect();
        if first.is_empty() {
            return;
        }
        self.flow.gap();
        for right in first {
            if let Some(text) = cx.tell_need(need, &format!("right.{}.text", right.id)) {
                self.flow
                    .para(0)
                    .lead("✔", Role::Good)
                    .run(text, Role::Strong)
                    .run(doubt(cx, &right.grade), Role::Warn);
            }
        }
    }

    fn way(&mut self, cx: &Cx<'_>, need: &Need, expanded: Option<usize>) {
        let in_order = need.order_of_steps == Order::InOrder;
        self.flow.heading(if in_order { say!(cx.lang, "need.way") } else { say!(cx.lang, "need.doors") });
        let all = steps(need, &cx.session.answers);
        for (at, (step, holds)) in all.into_iter().enumerate() {
            let title = cx.tell_need(need, &format!("step.{}.title", step.id)).unwrap_or_else(|| step.id.clone());
            let number = if in_order { format!("{}", at + 1) } else { "•".to_owned() };
            let para = self.flow.para(0).lead(number, Role::Key).run(title, Role::Strong);
            let para = match step.season.filter(|season| !season.holds(cx.now.date())) {
                Some(season) => {
                    para.tail(say!(cx.lang, "need.out_of_season", from = season_text(cx, season)), Role::Warn)
                }
                None => para,
            };
            let _ = para.run(doubt(cx, &step.grade), Role::Warn);
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
                    .run(say!(cx.lang, "door.only_through", door = name), Role::Warn);
            }
            for door in way.doors.iter().take(DOORS_LISTED) {
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

    fn bring(&mut self, cx: &Cx<'_>, need: &Need) {
        let mut headed = false;
        let all = steps(need, &cx.session.answers);
        let several = all.iter().filter(|(step, _)| !step.documents.is_empty()).count() > 1;
        for (at, (step, _)) in all.iter().enumerate() {
            if step.documents.is_empty() && step.not_required.is_empty() {
                continue;
            }
            if !std::mem::replace(&mut headed, true) {
                self.flow.heading(say!(cx.lang, "need.bring"));
            }
            if several && !step.documents.is_empty() {
                let title = cx.tell_need(need, &format!("step.{}.title", step.id)).unwrap_or_default();
                self.flow.para(0).lead(format!("{}", at + 1), Role::Key).run(title, Role::Strong);
            }
            self.papers(cx, step);
        }
    }

    fn papers(&mut self, cx: &Cx<'_>, step: &Step) {
        let lines: Vec<(&Requirement, Holds)> = step
            .documents
            .iter()
            .map(|line| (line, line.only.holds(&cx.session.answers)))
            .filter(|(_, holds)| *holds != Holds::No)
            .collect();
        for (line, _) in lines.iter().filter(|(_, holds)| *holds == Holds::Yes) {
            self.paper_line(cx, line, 0);
        }
        // What depends on an open answer stands under it, once.
        let mut said: Vec<&Condition> = Vec::new();
        for (line, _) in lines.iter().filter(|(_, holds)| *holds == Holds::Open) {
            if said.contains(&&line.only) {
                continue;
            }
            said.push(&line.only);
            self.flow.text(0, only_if(cx, &line.only), Role::Muted);
            for (same, _) in lines.iter().filter(|(other, _)| other.only == line.only) {
                self.paper_line(cx, same, 2);
            }
        }
        if !step.not_required.is_empty() {
            let papers = names(cx, &step.not_required, ", ");
            self.flow
                .para(0)
                .lead("✘", Role::Good)
                .run(say!(cx.lang, "need.not_required", papers = papers), Role::Plain);
        }
    }

    fn paper_line(&mut self, cx: &Cx<'_>, line: &Requirement, indent: u16) {
        let lang = cx.lang;
        let mut text = names(cx, &line.one_of, &format!(" {} ", say!(lang, "need.or")));
        if line.count > 1 {
            text = format!("{} × {text}", line.count);
        }
        let form = match line.form {
            Some(Form::Original) => format!(" ({})", say!(lang, "form.original")),
            Some(Form::Copy) => format!(" ({})", say!(lang, "form.copy")),
            Some(Form::Both) => format!(" ({})", say!(lang, "form.both")),
            None => String::new(),
        };
        let if_any = if line.if_any { format!(" — {}", say!(lang, "need.if_any")) } else { String::new() };
        self.flow
            .para(indent)
            .lead("☐", Role::Plain)
            .run(text, Role::Plain)
            .run(form, Role::Muted)
            .run(if_any, Role::Muted)
            .run(doubt(cx, &line.grade), Role::Warn);
    }

    fn money(&mut self, cx: &Cx<'_>, need: &Need) {
        let lang = cx.lang;
        self.flow.heading(say!(lang, "need.costs"));
        match need.charge {
            Charge::Free => self.flow.text(0, say!(lang, "cost.free"), Role::Good),
            Charge::Unknown => self.flow.text(0, say!(lang, "cost.unknown"), Role::Warn),
            Charge::Varies | Charge::Costs => {}
        }
        if let Some(text) = cx.tell_need(need, "fee.text") {
            self.flow.text(0, text, Role::Plain);
        }
        for (step, _) in steps(need, &cx.session.answers) {
            for line in &step.costs {
                let Some(cost) = cx.catalog.cost(&line.cost) else { continue };
                let holds = line.only.holds(&cx.session.answers);
                if holds == Holds::No {
                    continue;
                }
                let title = cx.tell("costs", &format!("{}.title", cost.id)).unwrap_or_default();
                let amount = i18n::money(lang, cost.amount);
                let para = self.flow.para(0).lead("·", Role::Muted).run(title, Role::Plain).tail(amount, Role::Strong);
                let para = if line.per.is_some() {
                    para.run(format!(" — {}", say!(lang, "cost.per_child")), Role::Muted)
                } else {
                    para
                };
                para.run(doubt(cx, &line.grade), Role::Warn).end();
                if holds == Holds::Open {
                    self.flow.para(2).run(only_if(cx, &line.only), Role::Muted).one_line();
                }
            }
        }
        if need.charge == Charge::Costs {
            let total = say!(lang, "cost.total");
            self.flow.para(0).lead("=", Role::Strong).run(total, Role::Strong).tail(sum(cx, need), Role::Strong).end();
        }
    }

    fn terms(&mut self, cx: &Cx<'_>, need: &Need) {
        if !need.deadlines.is_empty() {
            self.flow.heading(say!(cx.lang, "need.deadlines"));
            for deadline in &need.deadlines {
                if let Some(text) = cx.tell_need(need, &format!("deadline.{}.text", deadline.id)) {
                    self.flow
                        .para(0)
                        .lead("·", Role::Muted)
                        .run(text, Role::Plain)
                        .run(doubt(cx, &deadline.grade), Role::Warn);
                }
            }
        }
        if !need.durations.is_empty() {
            self.flow.heading(say!(cx.lang, "need.durations"));
            for duration in &need.durations {
                if let Some(text) = cx.tell_need(need, &format!("duration.{}.text", duration.id)) {
                    self.flow
                        .para(0)
                        .lead("·", Role::Muted)
                        .run(text, Role::Plain)
                        .run(doubt(cx, &duration.grade), Role::Warn);
                }
            }
        }
    }

    fn rights(&mut self, cx: &Cx<'_>, need: &Need) {
        let rest: Vec<_> = need.rights.iter().filter(|right| !right.first).collect();
        if rest.is_empty() {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.rights"));
        for right in rest {
            if let Some(text) = cx.tell_need(need, &format!("right.{}.text", right.id)) {
                self.flow.para(0).lead("✔", Role::Good).run(text, Role::Plain).run(doubt(cx, &right.grade), Role::Warn);
            }
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
                self.flow.para(0).lead(sign, role).run(text, Role::Plain).run(doubt(cx, &note.grade), Role::Warn);
            }
        }
    }

    fn next(&mut self, cx: &Cx<'_>, need: &Need) {
        let known: Vec<_> = need.then.iter().filter_map(|then| Some((then, cx.catalog.need(&then.need)?))).collect();
        if known.is_empty() {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.then"));
        for (then, next) in known {
            let para = self.flow.para(0).run(cx.need_title(next), Role::Plain);
            let para = match then.days {
                Some(days) => para.tail(say!(cx.lang, "need.within_days", number = days), Role::Strong),
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
        if !need.law.is_empty() {
            self.flow.heading(say!(lang, "need.law"));
            self.flow.text(0, need.law.join("; "), Role::Muted);
        }
        self.flow.heading(say!(lang, "sources.title"));
        let until = i18n::day_long(lang, cx.catalog.manifest.law_seen_until);
        self.flow.text(0, say!(lang, "sources.law_until", date = until), Role::Plain);
        for source in &need.sources {
            self.flow.para(0).lead("·", Role::Muted).run(source_line(cx, source), Role::Muted);
        }
    }
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
        let papers = names(cx, &step.gives, ", ");
        flow.para(0).lead("←", Role::Good).run(say!(lang, "need.you_get", papers = papers), Role::Plain);
    }
    if let Some(season) = way.way.season.or(step.season) {
        flow.para(0).lead("·", Role::Muted).run(say!(lang, "need.season", when = season_text(cx, season)), Role::Plain);
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
            flow.para(0).lead("?", Role::Warn).run(text, Role::Warn);
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
            let best = entity.offices.iter().min_by_key(|office| office.state(cx.now).rank());
            (cx.entity_title(entity), best.and_then(|office| door::standing(cx, entity, office)))
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

/// Papers by name, joined.
fn names(cx: &Cx<'_>, ids: &[DocumentId], between: &str) -> String {
    let known = ids.iter().filter_map(|id| cx.catalog.document(id));
    known.map(|document| paper::title(cx, document)).collect::<Vec<_>>().join(between)
}

/// `(da confermare)` behind a statement of low confidence.
fn doubt(cx: &Cx<'_>, grade: &Grade) -> String {
    let own = matches!(grade.backing, Backing::Source(_) | Backing::Memory);
    if own && grade.confidence == Confidence::Low {
        format!("  ({})", say!(cx.lang, "trust.to_confirm"))
    } else {
        String::new()
    }
}

/// `solo se: lavoro dipendente, lavoro domestico`.
fn only_if(cx: &Cx<'_>, condition: &Condition) -> String {
    let lang = cx.lang;
    let wanted = condition.when.iter().map(|group| (group, true));
    let unwanted = condition.unless.iter().map(|group| (group, false));
    let (mut only, mut not) = (Vec::new(), Vec::new());
    for (group, wanted) in wanted.chain(unwanted) {
        let Some(case) = cx.catalog.case(&group.case).filter(|_| cx.session.answers.get(&group.case).is_none()) else {
            continue;
        };
        // Whichever is shorter to read: those it is for, or those it is not for.
        let (inside, outside): (Vec<_>, Vec<_>) = case.answers.iter().partition(|id| group.answers.contains(id));
        let turned = inside.len() > outside.len();
        let named = if turned { outside } else { inside };
        let named = named.into_iter().map(|answer| {
            cx.tell("cases", &format!("{}.answer.{answer}", case.id)).unwrap_or_else(|| answer.to_string())
        });
        if wanted == turned { not.extend(named) } else { only.extend(named) }
    }
    let only = (!only.is_empty()).then(|| say!(lang, "need.only_if", answers = only.join(", ")));
    let not = (!not.is_empty()).then(|| say!(lang, "need.not_if", answers = not.join(", ")));
    only.into_iter().chain(not).collect::<Vec<_>>().join("; ")
}

fn season_text(cx: &Cx<'_>, season: Season) -> String {
    let (from, to) = (i18n::day_of_year(cx.lang, season.from), i18n::day_of_year(cx.lang, season.to));
    say!(cx.lang, "date.range", from = from, to = to)
}

/// What it costs, in a word or a sum.
fn price(cx: &Cx<'_>, need: &Need) -> String {
    let lang = cx.lang;
    match need.charge {
        Charge::Free => say!(lang, "price.free"),
        Charge::Unknown => say!(lang, "price.unknown"),
        Charge::Varies => say!(lang, "price.varies"),
        Charge::Costs => {
            say!(lang, "price.sum", sum = sum(cx, need))
        }
    }
}

/// The sum as it is known: a range while questions are open, and never zero where nothing is known.
fn sum(cx: &Cx<'_>, need: &Need) -> String {
    let lang = cx.lang;
    let total = total(cx.catalog, need, &cx.session.answers);
    match (total.range, total.gaps) {
        (None, _) => say!(lang, "cost.not_known"),
        (Some((min, max)), false) => i18n::number_range(lang, min, max),
        (Some((min, max)), true) => say!(lang, "cost.or_not_known", sum = i18n::number_range(lang, min, max)),
    }
}

/// The first deadline, short: `60 giorni prima: scadenza del permesso`.
fn term(cx: &Cx<'_>, deadline: &Deadline) -> String {
    let lang = cx.lang;
    let event = cx.tell("cases", &format!("event.{}", deadline.event)).unwrap_or_default();
    let span = i18n::span(lang, deadline.span);
    match deadline.side {
        Side::Before => say!(lang, "term.before", span = span, event = event),
        Side::After => say!(lang, "term.after", span = span, event = event),
    }
}
