//! How sure a group of facts is, in a few words beside it.

use crate::app::Cx;
use crate::i18n::{day_long, partial_date, say};
use crate::model::trust::{Grade, Source, Trust};
use crate::widgets::theme::Role;

/// `da confermare · mar 2022`, with the weight it has.
pub fn mark(cx: &Cx<'_>, grade: &Grade, sources: &[Source], policy_days: i64) -> (String, Role) {
    let lang = cx.lang;
    match grade.trust(sources, policy_days, cx.now.date()) {
        Trust::Fresh(on) => (say!(lang, "trust.confirmed", date = day_long(lang, on)), Role::Muted),
        Trust::Due(on) => (say!(lang, "trust.due", date = day_long(lang, on)), Role::Muted),
        Trust::Overdue(on) => (say!(lang, "trust.overdue", date = day_long(lang, on)), Role::Warn),
        Trust::Unconfirmed => (say!(lang, "trust.unconfirmed", date = dated(cx, grade, sources)), Role::Muted),
        Trust::Doubtful => match grade.published(sources) {
            Some(date) => (say!(lang, "trust.old", date = partial_date(lang, date)), Role::Warn),
            None => (say!(lang, "trust.undated"), Role::Warn),
        },
    }
}

fn dated(cx: &Cx<'_>, grade: &Grade, sources: &[Source]) -> String {
    grade.published(sources).map(|date| partial_date(cx.lang, date)).unwrap_or_default()
}

/// A source in one line: name, date.
pub fn source_line(cx: &Cx<'_>, source: &Source) -> String {
    match source.published {
        Some(date) => say!(cx.lang, "source.dated", name = cx.name(&source.name), date = partial_date(cx.lang, date)),
        None => say!(cx.lang, "source.undated", name = cx.name(&source.name)),
    }
}
