//! What to bring and what to pay.

use super::NeedCard;
use super::phrase::{all_only_if, aside_if, doubt, form, names, only_if, sum};
use crate::app::Cx;
use crate::app::card::bag::at_steps;
use crate::i18n::{self, listed, say};
use crate::model::amount::Cost;
use crate::model::case::{Condition, Holds};
use crate::model::door::{steps, total};
use crate::model::id::DocumentId;
use crate::model::need::{Charge, CostLine, Fee, Need, Order, Requirement, Step};
use crate::widgets::theme::Role;

impl NeedCard {
    pub(super) fn bring(&mut self, cx: &Cx<'_>, need: &Need) {
        let mut headed = false;
        let all = steps(need, &cx.session.answers);
        let several = all.iter().filter(|(step, _)| !step.documents.is_empty()).count() > 1;
        for (at, (step, _)) in all.iter().enumerate() {
            if step.documents.is_empty() {
                continue;
            }
            if !std::mem::replace(&mut headed, true) {
                self.flow.heading(say!(cx.lang, "need.bring"));
            }
            if several && !step.documents.is_empty() {
                let title = cx.tell_need(need, &format!("step.{}.title", step.id)).unwrap_or_default();
                self.flow.para(0).lead(format!("{}", at + 1), Role::Key).run(title, Role::Strong).end();
            }
            self.papers(cx, step);
        }
        self.not_required(cx, need, &all);
    }

    /// What is not needed, each paper once; of several doors it says at which.
    fn not_required(&mut self, cx: &Cx<'_>, need: &Need, all: &[(&Step, Holds)]) {
        let mut papers: Vec<(Vec<usize>, Vec<&DocumentId>)> = Vec::new();
        let mut said: Vec<&DocumentId> = Vec::new();
        for id in all.iter().flat_map(|(step, _)| &step.not_required) {
            if said.contains(&id) {
                continue;
            }
            said.push(id);
            let at = all.iter().enumerate().filter(|(_, (step, _))| step.not_required.contains(id));
            let at: Vec<usize> = at.map(|(at, _)| at + 1).collect();
            match papers.iter_mut().find(|(steps, _)| *steps == at) {
                Some((_, ids)) => ids.push(id),
                None => papers.push((at, vec![id])),
            }
        }
        if !papers.is_empty() && all.iter().all(|(step, _)| step.documents.is_empty()) {
            self.flow.heading(say!(cx.lang, "need.bring"));
        }
        let doors = all.iter().filter(|(step, _)| !step.ways.is_empty()).count();
        for (steps, ids) in papers {
            let papers = listed(cx.lang, names(cx, ids));
            let text = say!(cx.lang, "need.not_required", papers = papers);
            let para = self.flow.para(0).lead("✘", Role::Good).run(text, Role::Plain);
            // Doors side by side have no numbers.
            if doors > 1 && need.order_of_steps == Order::InOrder {
                para.tail(at_steps(cx, &steps), Role::Muted).end();
            } else {
                para.end();
            }
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
    }

    fn paper_line(&mut self, cx: &Cx<'_>, line: &Requirement, indent: u16) {
        let lang = cx.lang;
        let mut text = names(cx, &line.one_of).collect::<Vec<_>>().join(&format!(" {} ", say!(lang, "need.or")));
        if line.count > 1 {
            text = format!("{} × {text}", line.count);
        }
        let if_any = if line.if_any { format!(" — {}", say!(lang, "need.if_any")) } else { String::new() };
        self.flow
            .para(indent)
            .lead("☐", Role::Plain)
            .run(text, Role::Plain)
            .run(form(lang, line.form), Role::Muted)
            .run(if_any, Role::Muted)
            .run(doubt(cx, &line.grade), Role::Warn)
            .end();
    }

    pub(super) fn money(&mut self, cx: &Cx<'_>, need: &Need) {
        let lang = cx.lang;
        self.flow.heading(say!(lang, "need.costs"));
        let charge = need.charge_for(&cx.session.answers);
        match charge {
            Charge::Free => self.flow.text(0, say!(lang, "cost.free"), Role::Good),
            Charge::Unknown => self.flow.text(0, say!(lang, "cost.unknown"), Role::Warn),
            Charge::Varies | Charge::Costs => {}
        }
        for fee in fees(cx, need) {
            let para = self.flow.para(0).run(fee.text, Role::Plain);
            para.run(fee.only, Role::Muted).run(fee.doubt, Role::Warn).end();
        }
        for price in prices(cx, need) {
            let title = cx.tell("costs", &format!("{}.title", price.cost.id)).unwrap_or_default();
            let amount = i18n::money(lang, price.cost.amount);
            let amount = if price.count > 1 { format!("{} × {amount}", price.count) } else { amount };
            let para = self.flow.para(0).lead("·", Role::Muted).run(title, Role::Plain).tail(amount, Role::Strong);
            let para = if price.line.per.is_some() {
                para.run(format!(" — {}", say!(lang, "cost.per_child")), Role::Muted)
            } else {
                para
            };
            para.run(doubt(cx, &price.line.grade), Role::Warn).end();
            if !price.only.is_empty() {
                self.flow.para(2).run(price.only, Role::Muted).one_line();
            }
        }
        if charge == Charge::Costs {
            let sum = sum(cx, total(cx.catalog, need, &cx.session.answers));
            let text = say!(lang, "cost.total");
            self.flow.para(0).lead("=", Role::Strong).run(text, Role::Strong).tail(sum, Role::Strong).end();
        }
    }
}

/// What it costs in words.
pub(in crate::app::card) struct FeeText {
    pub(in crate::app::card) text: String,
    /// Whom it is for, while that is open.
    pub(in crate::app::card) only: String,
    pub(in crate::app::card) doubt: String,
}

/// What a need costs in words: the same for all, or for each who answered so.
pub(in crate::app::card) fn fees(cx: &Cx<'_>, need: &Need) -> Vec<FeeText> {
    let words = |fee: &Fee| {
        let holds = fee.only.holds(&cx.session.answers);
        let text = cx.tell_need(need, &format!("fee.{}.text", fee.id)).filter(|_| holds != Holds::No)?;
        Some(FeeText { text, only: aside_if(cx, holds, &[&fee.only]), doubt: doubt(cx, &fee.grade) })
    };
    let for_all = cx.tell_need(need, "fee.text").map(FeeText::of);
    for_all.into_iter().chain(need.fees.iter().filter_map(words)).collect()
}

impl FeeText {
    /// The same for all, and sure.
    pub(in crate::app::card) fn of(text: String) -> Self {
        Self { text, only: String::new(), doubt: String::new() }
    }
}

/// A row of what to pay.
struct Price<'a> {
    cost: &'a Cost,
    line: &'a CostLine,
    /// What it depends on, in words; empty if it is certain.
    only: String,
    count: u32,
}

/// What to pay, rows that would read the same joined: a stamp for each of three steps is three stamps.
fn prices<'a>(cx: &Cx<'a>, need: &'a Need) -> Vec<Price<'a>> {
    let mut prices: Vec<Price<'a>> = Vec::new();
    let all = steps(need, &cx.session.answers);
    for (step, line) in all.iter().flat_map(|(step, _)| step.costs.iter().map(move |line| (*step, line))) {
        let Some(cost) = cx.catalog.cost(&line.cost) else { continue };
        if line.only.holds(&cx.session.answers) == Holds::No {
            continue;
        }
        let open = [&step.only, &line.only];
        let open: Vec<&Condition> =
            open.into_iter().filter(|only| only.holds(&cx.session.answers) == Holds::Open).collect();
        let only = if open.is_empty() { String::new() } else { all_only_if(cx, &open) };
        let same = |price: &&mut Price<'_>| {
            price.cost.id == cost.id
                && price.line.per == line.per
                && price.only == only
                && doubt(cx, &price.line.grade) == doubt(cx, &line.grade)
        };
        match prices.iter_mut().find(same) {
            Some(price) => price.count += 1,
            None => prices.push(Price { cost, line, only, count: 1 }),
        }
    }
    prices
}
