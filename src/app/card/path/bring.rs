//! What to bring and to pay at a step, short: the bag has it in full.

use super::names;
use crate::app::Cx;
use crate::app::card::need::doubt;
use crate::i18n::{self, say};
use crate::model::case::Holds;
use crate::model::id::DocumentId;
use crate::model::path::PathStep;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// More papers than this are counted, not named.
const PAPERS_NAMED: usize = 4;

/// Adds what this step asks of everybody it is for.
pub(super) fn bring(cx: &Cx<'_>, step: &PathStep<'_>, flow: &mut Flow) {
    let lang = cx.lang;
    let hers = step.inputs.iter().filter(|input| input.holds == Holds::Yes && !input.line.if_any);
    let papers: Vec<&DocumentId> = hers.map(|input| input.document).collect();
    if !papers.is_empty() {
        let text = if papers.len() > PAPERS_NAMED {
            let named = names(cx, papers.iter().take(PAPERS_NAMED - 1).copied());
            say!(lang, "path.bring_more", papers = named, number = papers.len() + 1 - PAPERS_NAMED)
        } else {
            say!(lang, "path.bring", papers = names(cx, papers.into_iter()))
        };
        flow.para(2).lead("☐", Role::Muted).run(text, Role::Plain).end();
    }
    let lines = step.step.costs.iter().filter(|line| line.per.is_none());
    let certain = || lines.clone().filter(|line| line.only.holds(&cx.session.answers) == Holds::Yes);
    let amounts = certain().filter_map(|line| cx.catalog.cost(&line.cost)).map(|cost| cost.amount);
    if let Some(sum) = amounts.reduce(|sum, amount| sum + amount) {
        let open = step.step.costs.iter().any(|line| line.only.holds(&cx.session.answers) == Holds::Open);
        let sum = i18n::money(lang, sum);
        let text = if open { say!(lang, "path.pay_at_least", sum = sum) } else { say!(lang, "path.pay", sum = sum) };
        let unsure = certain().map(|line| doubt(cx, &line.grade)).max().unwrap_or_default();
        flow.para(2).lead("€", Role::Muted).run(text, Role::Plain).run(unsure, Role::Warn).end();
    }
}
