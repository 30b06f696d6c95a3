//! What to bring and what to pay.

use super::NeedCard;
use super::phrase::{doubt, form, names, only_if, sum};
use crate::app::Cx;
use crate::i18n::{self, listed, say};
use crate::model::case::{Condition, Holds};
use crate::model::door::{steps, total};
use crate::model::need::{Charge, Need, Requirement, Step};
use crate::widgets::theme::Role;

impl NeedCard {
    pub(super) fn bring(&mut self, cx: &Cx<'_>, need: &Need) {
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
                self.flow.para(0).lead(format!("{}", at + 1), Role::Key).run(title, Role::Strong).end();
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
            let papers = listed(cx.lang, names(cx, &step.not_required));
            self.flow
                .para(0)
                .lead("✘", Role::Good)
                .run(say!(cx.lang, "need.not_required", papers = papers), Role::Plain)
                .end();
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
            let sum = sum(cx, total(cx.catalog, need, &cx.session.answers));
            let text = say!(lang, "cost.total");
            self.flow.para(0).lead("=", Role::Strong).run(text, Role::Strong).tail(sum, Role::Strong).end();
        }
    }
}
