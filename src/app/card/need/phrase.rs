//! Short phrases of a need: a doubt, a condition, a price, a term.

use crate::app::Cx;
use crate::app::card::{paper, terms};
use crate::i18n::{self, say};
use crate::model::amount::{Deadline, Side};
use crate::model::case::Condition;
use crate::model::door::{Total, total};
use crate::model::id::{DocumentId, Lang};
use crate::model::moment::Season;
use crate::model::need::{Charge, Form, Need};
use crate::model::trust::{Backing, Confidence, Grade};

/// Papers by name, joined.
pub(in crate::app::card) fn names(cx: &Cx<'_>, ids: &[DocumentId], between: &str) -> String {
    let known = ids.iter().filter_map(|id| cx.catalog.document(id));
    known.map(|document| paper::title(cx, document)).collect::<Vec<_>>().join(between)
}

/// `(da confermare)` behind a statement of low confidence.
pub(in crate::app::card) fn doubt(cx: &Cx<'_>, grade: &Grade) -> String {
    let own = matches!(grade.backing, Backing::Source(_) | Backing::Memory);
    if own && grade.confidence == Confidence::Low {
        format!("  ({})", say!(cx.lang, "trust.to_confirm"))
    } else {
        String::new()
    }
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

/// `solo se: lavoro dipendente, lavoro domestico`.
pub(in crate::app::card) fn only_if(cx: &Cx<'_>, condition: &Condition) -> String {
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

pub(super) fn season_text(cx: &Cx<'_>, season: Season) -> String {
    let (from, to) = (i18n::day_of_year(cx.lang, season.from), i18n::day_of_year(cx.lang, season.to));
    say!(cx.lang, "date.range", from = from, to = to)
}

/// What it costs, in a word or a sum.
pub(super) fn price(cx: &Cx<'_>, need: &Need) -> String {
    let lang = cx.lang;
    match need.charge {
        Charge::Free => say!(lang, "price.free"),
        Charge::Unknown => say!(lang, "price.unknown"),
        Charge::Varies => say!(lang, "price.varies"),
        Charge::Costs => {
            say!(lang, "price.sum", sum = sum(cx, total(cx.catalog, need, &cx.session.answers)))
        }
    }
}

/// The sum as it is known: a range while questions are open, and never zero where nothing is known.
pub(in crate::app::card) fn sum(cx: &Cx<'_>, total: Total) -> String {
    let lang = cx.lang;
    match (total.range, total.gaps) {
        (None, _) => say!(lang, "cost.not_known"),
        (Some((min, max)), false) => i18n::number_range(lang, min, max),
        (Some((min, max)), true) => say!(lang, "cost.or_not_known", sum = i18n::number_range(lang, min, max)),
    }
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
