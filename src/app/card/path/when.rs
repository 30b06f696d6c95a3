//! When a step can be taken, in words.

use crate::app::Cx;
use crate::app::card::door;
use crate::app::card::need::doubt;
use crate::i18n::{self, say};
use crate::model::amount::Duration;
use crate::model::case::Holds;
use crate::model::entity::Kind;
use crate::model::hours::Opening;
use crate::model::id::Lang;
use crate::model::plan::{Planned, Wait, When};
use crate::widgets::theme::Role;

/// When a planned step can be taken, in words. A line without hours is there to be called.
pub(super) fn moment(cx: &Cx<'_>, planned: &Planned<'_>) -> (String, Role) {
    let line = planned.door.and_then(|door| door.entity()).filter(|entity| entity.kind == Kind::Line);
    match (planned.when, line.and_then(|line| Some((line, line.offices.first()?)))) {
        (When::Unknown, Some((line, office))) => door::call(cx, line, office),
        (known, _) => when(cx, known),
    }
}

/// When a step can be taken, in words.
fn when(cx: &Cx<'_>, when: When<'_>) -> (String, Role) {
    let lang = cx.lang;
    let on = |at| i18n::opening(lang, Opening { at, appointment: false }, cx.now);
    match when {
        When::Anytime { from } if from.date() == cx.now.date() => (say!(lang, "path.now"), Role::Good),
        When::Anytime { from } => (say!(lang, "path.from", when = i18n::day(lang, from.date())), Role::Plain),
        When::Open { at, .. } if at == cx.now => (say!(lang, "path.now"), Role::Good),
        When::Open { at, .. } => (on(at), if at.date() == cx.now.date() { Role::Good } else { Role::Plain }),
        When::Appointment { from } => (say!(lang, "path.appointment", when = on(from)), Role::Plain),
        When::Later => (say!(lang, "path.later"), Role::Muted),
        When::Doubtful(doubt) => (format!("? {}", i18n::hours_of(lang, doubt)), Role::Warn),
        When::Unknown => (format!("? {}", say!(lang, "path.unknown")), Role::Warn),
        When::After { step, because, holds } => (after(cx, step, because, holds), Role::Muted),
    }
}

/// `dopo il passo 2`, for everybody or for those who take it.
fn after(cx: &Cx<'_>, step: usize, because: Wait<'_>, holds: Holds) -> String {
    let lang = cx.lang;
    let certain = holds == Holds::Yes;
    match because {
        Wait::Unknown | Wait::Appointment | Wait::Earlier if certain => say!(lang, "path.after", step = step),
        Wait::Unknown | Wait::Appointment | Wait::Earlier => say!(lang, "path.after_if", step = step),
        Wait::Result(it) => {
            let span = format!("{}{}", long(lang, it), doubt(cx, &it.grade));
            if certain {
                say!(lang, "path.after_span", step = step, span = span)
            } else {
                say!(lang, "path.after_if_span", step = step, span = span)
            }
        }
    }
}

/// `di solito 2–6 mesi`, or `hanno fino a 150 giorni`: what the law allows an office is not what it takes.
pub(super) fn long(lang: &Lang, duration: &Duration) -> String {
    let span = i18n::span(lang, duration.span);
    if duration.at_most { say!(lang, "path.up_to", span = span) } else { say!(lang, "path.usual", span = span) }
}
