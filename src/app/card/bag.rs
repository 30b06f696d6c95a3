//! The bag: one list of papers for the whole path, to tick, and what it all costs.

use super::need::{FeeText, any_only_if, case_row, doubt, fees, form, sum};
use super::paper;
use super::path::asked;
use crate::app::Cx;
use crate::i18n::{self, clauses, listed, say};
use crate::model::bag::{Bag, Paper, Price, bag};
use crate::model::case::Holds;
use crate::model::door::Total;
use crate::model::id::{CaseId, DocumentId};
use crate::model::need::{Charge, Giver};
use crate::model::path::{Origin, Path};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// What a choice of the card asks or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BagChoice {
    /// A closed question.
    Ask(CaseId),
    /// A paper, to tick or not after all.
    Paper(DocumentId),
}

/// The card.
#[derive(Debug, Default)]
pub struct BagCard {
    /// What is drawn.
    pub flow: Flow,
    /// What its choices are.
    pub choices: Vec<BagChoice>,
    expanded: Option<usize>,
}

/// The whole card. `expanded` is the paper that is spelled out under its row, on screens without a second pane.
pub fn card(cx: &Cx<'_>, path: &Path<'_>, expanded: Option<usize>) -> BagCard {
    packed(cx, path, &bag(path, cx.catalog, &cx.situation()), expanded)
}

/// The card of a bag that is packed already.
pub fn packed(cx: &Cx<'_>, path: &Path<'_>, bag: &Bag<'_>, expanded: Option<usize>) -> BagCard {
    let lang = cx.lang;
    let mut card = BagCard { expanded, ..BagCard::default() };
    card.flow.text(0, cx.need_title(path.need), Role::Title);
    card.flow.text(0, say!(lang, "bag.hint"), Role::Plain);
    let asked = asked(path);
    if !asked.is_empty() {
        card.flow.heading(say!(lang, "need.situation"));
    }
    for id in asked {
        case_row(cx, id, &mut card.flow);
        card.choices.push(BagChoice::Ask(id.clone()));
    }
    let received = |paper: &&Paper<'_>| matches!(paper.origin, Origin::Step(_));
    let bring: Vec<&Paper<'_>> = bag.papers.iter().filter(|paper| !received(paper)).collect();
    if !bring.is_empty() {
        card.flow.heading(say!(lang, "need.bring"));
        for paper in bring.iter().filter(|paper| paper.holds == Holds::Yes) {
            card.paper(cx, paper, 0);
        }
        // What depends on the same open answer stands under it, once.
        let mut said: Vec<String> = Vec::new();
        for paper in bring.iter().filter(|paper| paper.holds == Holds::Open) {
            let only = any_only_if(cx, &paper.only);
            if said.contains(&only) {
                continue;
            }
            card.flow.text(0, only.as_str(), Role::Muted);
            for same in bring.iter().filter(|other| other.holds == Holds::Open && any_only_if(cx, &other.only) == only)
            {
                card.paper(cx, same, 2);
            }
            said.push(only);
        }
    }
    if bag.papers.iter().any(|paper| received(&paper)) {
        card.flow.heading(say!(lang, "bag.received"));
        for paper in bag.papers.iter().filter(received) {
            card.paper(cx, paper, 0);
        }
    }
    if !bag.not_required.is_empty() {
        card.flow.heading(say!(lang, "bag.not_required"));
        for (id, steps) in &bag.not_required {
            let para = card.flow.para(0).lead("✘", Role::Good).run(name(cx, id), Role::Plain);
            para.tail(at_steps(cx, steps), Role::Muted).end();
        }
    }
    money(cx, path, bag, &mut card.flow);
    card
}

impl BagCard {
    /// One paper, or a group of which one is enough: each of the group is a row to tick.
    fn paper(&mut self, cx: &Cx<'_>, paper: &Paper<'_>, indent: u16) {
        let lang = cx.lang;
        let tail = origin(cx, paper);
        if let [one] = paper.one_of.as_slice() {
            self.row(cx, paper, one, indent, Some(tail));
            return;
        }
        let para = self.flow.para(indent).run(say!(lang, "bag.one_of"), Role::Plain);
        para.run(doubt(cx, paper.grade), Role::Warn).tail(tail.0, tail.1).end();
        for one in &paper.one_of {
            self.row(cx, paper, one, indent + 2, None);
        }
    }

    fn row(&mut self, cx: &Cx<'_>, paper: &Paper<'_>, one: &DocumentId, indent: u16, tail: Option<(String, Role)>) {
        let lang = cx.lang;
        let (sign, role) = if cx.session.have.contains(one) {
            ("☑", Role::Good)
        } else if paper.origin == Origin::Held && paper.document == one {
            ("✔", Role::Good)
        } else if matches!(paper.origin, Origin::Step(_)) && paper.document == one {
            ("←", Role::Good)
        } else {
            ("☐", Role::Plain)
        };
        let text = match paper.count {
            (1, 1) => name(cx, one),
            (min, max) if min == max => format!("{min} × {}", name(cx, one)),
            (min, max) => format!("{min}–{max} × {}", name(cx, one)),
        };
        let if_any = if paper.if_any { format!(" — {}", say!(lang, "need.if_any")) } else { String::new() };
        let alone = paper.one_of.len() == 1;
        let para = self.flow.para(indent).lead(sign, role).run(text, Role::Plain);
        let para = para.run(form(lang, paper.form), Role::Muted).run(if_any, Role::Muted);
        let para = if alone { para.run(doubt(cx, paper.grade), Role::Warn) } else { para };
        let choice = match tail {
            Some((text, role)) => para.tail(text, role).choose(),
            None => para.choose(),
        };
        self.choices.push(BagChoice::Paper(one.clone()));
        if self.expanded == Some(choice) {
            self.flow.append(below(cx, one), indent + 2);
        }
    }
}

/// A paper with what the clerk calls it.
fn name(cx: &Cx<'_>, id: &DocumentId) -> String {
    cx.catalog.document(id).map_or_else(|| id.to_string(), |document| paper::title(cx, document))
}

/// Where a paper comes from, or at which steps it is asked for.
fn origin(cx: &Cx<'_>, paper: &Paper<'_>) -> (String, Role) {
    let lang = cx.lang;
    match paper.origin {
        Origin::Held => (say!(lang, "bag.held"), Role::Good),
        Origin::Step(step) => (say!(lang, "bag.from_step", step = step), Role::Good),
        Origin::Cut => (say!(lang, "bag.cut"), Role::Warn),
        Origin::Giver(_) => (at_steps(cx, &paper.steps), Role::Muted),
    }
}

/// `passi 1, 3`.
pub(super) fn at_steps(cx: &Cx<'_>, steps: &[usize]) -> String {
    let lang = cx.lang;
    match steps {
        [step] => say!(lang, "bag.for_step", step = step),
        steps => say!(lang, "bag.for_steps", steps = listed(lang, steps.iter().map(ToString::to_string))),
    }
}

/// What stands beside a paper: who gives it, what it is.
pub fn beside(cx: &Cx<'_>, id: &DocumentId) -> Option<Flow> {
    cx.catalog.document(id).map(|document| paper::paper(cx, document).flow)
}

/// What stands under a paper where there is no room beside: what it is, and who gives it, in two lines.
pub fn below(cx: &Cx<'_>, id: &DocumentId) -> Flow {
    let mut flow = Flow::default();
    let Some(document) = cx.catalog.document(id) else { return flow };
    if let Some(text) = cx.tell("documents", &format!("{id}.text")) {
        flow.text(0, text, Role::Muted);
    }
    let from: Vec<String> = document
        .from
        .iter()
        .filter_map(|giver| match giver {
            Giver::Entity(id) => cx.catalog.entity(id).map(|entity| cx.entity_title(entity)),
            Giver::Need(id) => cx.catalog.need(id).map(|need| cx.need_title(need)),
            Giver::Person(who) => Some(paper::giver(cx, who)),
        })
        .collect();
    if !from.is_empty() {
        let text = say!(cx.lang, "bag.from", givers = clauses(cx.lang, from));
        flow.para(0).lead("←", Role::Muted).run(text, Role::Muted).end();
    }
    flow
}

fn money(cx: &Cx<'_>, path: &Path<'_>, bag: &Bag<'_>, flow: &mut Flow) {
    let lang = cx.lang;
    flow.heading(say!(lang, "need.costs"));
    for need in path.needs() {
        let fees = match need.charge_for(&cx.session.answers) {
            Charge::Free | Charge::Costs => continue,
            Charge::Unknown => vec![FeeText::of(say!(lang, "cost.unknown"))],
            Charge::Varies => fees(cx, need),
        };
        for fee in fees {
            flow.para(0)
                .lead("?", Role::Warn)
                .run(cx.need_title(need), Role::Plain)
                .run(": ", Role::Plain)
                .run(fee.text, Role::Plain)
                .run(fee.only, Role::Muted)
                .run(fee.doubt, Role::Warn)
                .end();
        }
    }
    for (price, per) in bag.costs.iter().map(|price| (price, price.per.is_some())) {
        line(cx, price, per, flow);
    }
    let text = total(cx, path, bag);
    flow.para(0).lead("=", Role::Strong).run(say!(lang, "cost.total"), Role::Strong).tail(text, Role::Strong).end();
}

fn line(cx: &Cx<'_>, price: &Price<'_>, per: bool, flow: &mut Flow) {
    let lang = cx.lang;
    let title = cx.tell("costs", &format!("{}.title", price.cost.id)).unwrap_or_default();
    let times = match price.count {
        (1, 1) => String::new(),
        (min, max) if min == max => format!("{min} × "),
        (min, max) => format!("{min}–{max} × "),
    };
    let amount = format!("{times}{}", i18n::money(lang, price.cost.amount));
    let para = flow.para(0).lead("·", Role::Muted).run(title, Role::Plain).tail(amount, Role::Strong);
    let para = if per { para.run(format!(" — {}", say!(lang, "cost.per_child")), Role::Muted) } else { para };
    para.run(doubt(cx, price.grade), Role::Warn).end();
    if price.holds == Holds::Open {
        flow.para(2).run(any_only_if(cx, &price.only), Role::Muted).one_line();
    }
}

/// The sum in words; nothing to pay only where every need of the path is free.
pub(super) fn total(cx: &Cx<'_>, path: &Path<'_>, bag: &Bag<'_>) -> String {
    if bag.total.range.is_none() && path.needs().iter().all(|need| need.charge_for(&cx.session.answers) == Charge::Free)
    {
        return say!(cx.lang, "price.free");
    }
    sum(cx, whole(cx, path, bag))
}

/// The sum, with a gap where a need says that its cost differs or is not known.
pub fn whole(cx: &Cx<'_>, path: &Path<'_>, bag: &Bag<'_>) -> Total {
    let charges = path.needs().into_iter().map(|need| need.charge_for(&cx.session.answers));
    let unsaid = charges.into_iter().any(|charge| matches!(charge, Charge::Unknown | Charge::Varies));
    Total { gaps: bag.total.gaps || unsaid, ..bag.total }
}
