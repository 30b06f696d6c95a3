//! Short phrases of a need: a doubt, a condition, a price, a term.

use crate::app::Cx;
use crate::app::card::{paper, terms};
use crate::i18n::{self, clauses, say};
use crate::model::amount::{Deadline, Side};
use crate::model::case::{Condition, Holds};
use crate::model::door::{Total, total};
use crate::model::id::{AnswerId, CaseId, DocumentId, Lang};
use crate::model::moment::Season;
use crate::model::need::{Charge, Form, Need};
use crate::model::trust::Grade;

/// Papers by name.
pub(in crate::app::card) fn names<'a>(
    cx: &Cx<'_>,
    ids: impl IntoIterator<Item = &'a DocumentId>,
) -> impl Iterator<Item = String> {
    ids.into_iter().filter_map(|id| cx.catalog.document(id)).map(|document| paper::title(cx, document))
}

/// `(da confermare)` behind a statement of low confidence.
pub(in crate::app::card) fn doubt(cx: &Cx<'_>, grade: &Grade) -> String {
    if grade.to_confirm() { format!("  ({})", say!(cx.lang, "trust.to_confirm")) } else { String::new() }
}

/// `  (solo se: studio)` behind what depends on a question still open.
pub(in crate::app::card) fn aside_if(cx: &Cx<'_>, holds: Holds, conditions: &[&Condition]) -> String {
    if holds == Holds::Open { format!("  ({})", all_only_if(cx, conditions)) } else { String::new() }
}

/// ` (originale e copia)` behind a paper.
pub(in crate::app::card) fn form(lang: &Lang, form: Option<Form>) -> String {
    match form {
        Some(Form::Original) => format!(" ({})", say!(lang, "form.original")),
        Some(Form::Copy) => format!(" ({})", say!(lang, "form.copy")),
        Some(Form::Both) => format!(" ({})", say!(lang, "form.both")),
        None => String::new(),
    }
}

/// `solo se: lavoro dipendente oppure lavoro domestico`.
pub(in crate::app::card) fn only_if(cx: &Cx<'_>, condition: &Condition) -> String {
    all_only_if(cx, &[condition])
}

/// For whom a thing is that several sorts of people need: each sort has conditions that all must hold.
pub(in crate::app::card) fn any_only_if(cx: &Cx<'_>, sorts: &[Vec<&Condition>]) -> String {
    let sorts: Vec<String> = sorts.iter().map(|conditions| all_only_if(cx, conditions)).collect();
    sorts.join(&format!(" {} ", say!(cx.lang, "need.or")))
}

/// Several conditions that all must hold, as one: `solo se: attesa occupazione` says all of "not asylum, and looking for
/// work". Answers of one question are parted by "or", questions by "and": answers have commas of their own.
pub(in crate::app::card) fn all_only_if(cx: &Cx<'_>, conditions: &[&Condition]) -> String {
    let lang = cx.lang;
    let (mut only, mut not) = (Vec::new(), Vec::new());
    let mut cases: Vec<&CaseId> = Vec::new();
    for case in conditions.iter().flat_map(|condition| condition.cases()) {
        if cx.session.answers.get(case).is_none() && !cases.contains(&case) {
            cases.push(case);
        }
    }
    for case in cases.into_iter().filter_map(|id| cx.catalog.case(id)) {
        let allows = |answer: &AnswerId| conditions.iter().all(|condition| condition.allows(&case.id, answer));
        // Whichever is shorter to read: those it is for, or those it is not for.
        let (inside, outside): (Vec<_>, Vec<_>) = case.answers.iter().partition(|answer| allows(answer));
        let turned = inside.len() > outside.len();
        let named = if turned { outside } else { inside };
        let named = named.into_iter().map(|answer| {
            cx.tell("cases", &format!("{}.answer.{answer}", case.id)).unwrap_or_else(|| answer.to_string())
        });
        if turned {
            not.extend(named);
        } else {
            only.push(alternatives(lang, named));
        }
    }
    let both = |first, second| say!(lang, "list.and", first = first, second = second);
    let only = only.into_iter().reduce(both);
    let only = only.map(|answers| say!(lang, "need.only_if", answers = answers));
    // None of them may be true, whatever the question: "not if this or that" is right for all together.
    let not = (!not.is_empty()).then(|| say!(lang, "need.not_if", answers = alternatives(lang, not)));
    clauses(lang, only.into_iter().chain(not))
}

/// `lavoro dipendente oppure lavoro domestico`.
fn alternatives(lang: &Lang, answers: impl IntoIterator<Item = String>) -> String {
    let either = |first, second| say!(lang, "list.or", first = first, second = second);
    answers.into_iter().reduce(either).unwrap_or_default()
}

pub(super) fn season_text(cx: &Cx<'_>, season: Season) -> String {
    let (from, to) = (i18n::day_of_year(cx.lang, season.from), i18n::day_of_year(cx.lang, season.to));
    say!(cx.lang, "date.range", from = from, to = to)
}

/// What it costs, in a word or a sum.
pub(super) fn price(cx: &Cx<'_>, need: &Need) -> String {
    let lang = cx.lang;
    match need.charge_for(&cx.session.answers) {
        Charge::Free => say!(lang, "price.free"),
        Charge::Unknown => say!(lang, "price.unknown"),
        Charge::Varies => say!(lang, "price.varies"),
        Charge::Costs => {
            say!(lang, "price.sum", sum = sum(cx, total(cx.catalog, need, &cx.session.answers)))
        }
    }
}

/// The sum as it is known: a range while questions are open, never zero where nothing is known, and no surer than its lines.
pub(in crate::app::card) fn sum(cx: &Cx<'_>, total: Total) -> String {
    let lang = cx.lang;
    let Some((min, max)) = total.range else { return say!(lang, "cost.not_known") };
    let range = i18n::number_range(lang, min, max);
    let sum = if total.gaps { say!(lang, "cost.or_not_known", sum = range) } else { range };
    if total.to_confirm { format!("{sum} ({})", say!(lang, "trust.to_confirm")) } else { sum }
}

/// The first deadline, short: `60 giorni prima: scadenza del permesso`, or its day if that is known.
pub(super) fn term(cx: &Cx<'_>, deadline: &Deadline) -> String {
    let lang = cx.lang;
    if let Some(text) = terms::short(cx, deadline) {
        return text;
    }
    let event = cx.tell("cases", &format!("event.{}", deadline.event)).unwrap_or_default();
    let span = i18n::span(lang, deadline.span);
    match deadline.side {
        Side::Before => say!(lang, "term.before", span = span, event = event),
        Side::After => say!(lang, "term.after", span = span, event = event),
    }
}
