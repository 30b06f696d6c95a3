//! Deadlines as a person reads them: she is asked for the days they run from, and sees them on a line of days.

use chrono::NaiveDate;

use super::need::{aside_if, doubt};
use crate::app::Cx;
use crate::i18n::{self, say};
use crate::model::amount::Deadline;
use crate::model::case::Holds;
use crate::model::id::EventId;
use crate::model::need::{Need, Then};
use crate::model::terms::{Closed, Term, What, closed, count, day_of, last_open_before, terms};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// The rail that the days of the line hang on.
const RAIL: &str = "│";

/// Draws the deadlines of needs: a question for each event they run from, the line of days of those that are known, and
/// the others as they are told without a day. Gives the events of the questions, which are choices, in order.
pub fn terms_of(cx: &Cx<'_>, needs: &[&Need], flow: &mut Flow) -> Vec<EventId> {
    let terms = terms(needs, &cx.session.answers, &cx.session.dates, &cx.catalog.calendar);
    let mut asked: Vec<EventId> = Vec::new();
    // Nobody is asked on which day she was beaten.
    for need in needs.iter().filter(|need| !need.sensitive) {
        for deadline in &need.deadlines {
            let binds = need.binds(deadline, &cx.session.answers) != Holds::No;
            if binds && !asked.contains(&deadline.event) {
                question(cx, &deadline.event, flow);
                asked.push(deadline.event.clone());
            }
        }
    }
    let drawn = line(cx, &terms, flow);
    for term in terms.iter().filter(|term| term.day.is_none()) {
        if let (What::Deadline(..), Some(text)) = (term.what, text(cx, term)) {
            let para = flow.para(0).lead("·", Role::Muted).run(text, Role::Plain);
            para.run(aside_if(cx, term.holds, &term.only()), Role::Muted).run(told_with(cx, term), Role::Warn).end();
        }
    }
    if drawn == Drawn::Line {
        flow.text(0, say!(cx.lang, "terms.how"), Role::Muted);
    }
    asked
}

/// Whether any deadline of a need may bind the person.
pub fn any_of(cx: &Cx<'_>, need: &Need) -> bool {
    need.deadlines.iter().any(|deadline| need.binds(deadline, &cx.session.answers) != Holds::No)
}

/// How a person is asked for the day of an event.
pub fn event_question(cx: &Cx<'_>, event: &EventId) -> String {
    cx.tell("cases", &format!("event-question.{event}"))
        .or_else(|| cx.tell("cases", &format!("event.{event}")))
        .unwrap_or_else(|| event.to_string())
}

/// By which day what follows is to be done, else within how many days, if that is said.
pub fn following(cx: &Cx<'_>, then: &Then) -> Option<String> {
    match day_of(then, &cx.session.dates, &cx.catalog.calendar) {
        Some(day) => Some(say!(cx.lang, "terms.by", day = i18n::day_full(cx.lang, day))),
        None => then.days.map(|days| say!(cx.lang, "need.within_days", span = i18n::days_span(cx.lang, days.into()))),
    }
}

/// The day of a deadline, or how long it has passed, if its event is known.
pub fn short(cx: &Cx<'_>, deadline: &Deadline) -> Option<String> {
    let from = cx.session.dates.get(&deadline.event)?;
    let day = count(from, deadline.span, deadline.side, &cx.catalog.calendar)?;
    let left = (day - cx.now.date()).num_days();
    Some(if left < 0 {
        standing(cx, day, cx.now.date())
    } else {
        say!(cx.lang, "terms.by", day = i18n::day_full(cx.lang, day))
    })
}

fn question(cx: &Cx<'_>, event: &EventId, flow: &mut Flow) {
    let para = flow.para(0);
    let question = event_question(cx, event);
    let para = if let Some(day) = cx.session.dates.get(event) {
        para.lead("☑", Role::Good).run(question, Role::Plain).tail(i18n::day_full(cx.lang, day), Role::Strong)
    } else {
        para.lead("☐", Role::Warn).run(question, Role::Plain).tail(say!(cx.lang, "terms.answer"), Role::Key)
    };
    para.choose();
}

/// A day of the line, in the order in which those of one day stand.
#[derive(Debug, Clone, Copy)]
enum Stop<'a> {
    Event(&'a EventId),
    Today,
    Term(&'a Term<'a>),
}

/// What there was to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Nothing,
    Line,
}

/// The line of days: events, terms and today, one below the other. Without a known day there is none.
fn line(cx: &Cx<'_>, terms: &[Term<'_>], flow: &mut Flow) -> Drawn {
    let today = cx.now.date();
    let dated = terms.iter().filter_map(|term| Some((term.day?, Stop::Term(term))));
    let mut stops: Vec<(NaiveDate, Stop<'_>)> = Vec::new();
    for term in terms.iter().filter(|term| term.day.is_some()) {
        let told = |(_, stop): &(NaiveDate, Stop<'_>)| matches!(stop, Stop::Event(event) if *event == term.event);
        if let Some(day) = cx.session.dates.get(term.event)
            && !stops.iter().any(told)
        {
            stops.push((day, Stop::Event(term.event)));
        }
    }
    if stops.is_empty() {
        return Drawn::Nothing;
    }
    stops.push((today, Stop::Today));
    stops.extend(dated);
    stops.sort_by_key(|(day, _)| *day);
    flow.gap();
    for (day, stop) in stops {
        let when = i18n::day_full(cx.lang, day);
        match stop {
            Stop::Today => {
                let para = flow.para(0).lead("→", Role::Key).rail(RAIL, Role::Muted).run(when, Role::Key);
                para.tail(say!(cx.lang, "terms.today"), Role::Key).end();
            }
            Stop::Event(event) => {
                let what = cx.tell("cases", &format!("event.{event}")).unwrap_or_else(|| event.to_string());
                let para = flow.para(0).lead("◇", Role::Muted).rail(RAIL, Role::Muted).run(when, Role::Plain);
                para.tail(what, Role::Plain).end();
            }
            Stop::Term(term) => stop_of(cx, term, day, today, flow),
        }
    }
    flow.gap();
    Drawn::Line
}

/// A term on the line: its last day, how long that is, what is to be done, and whether offices are open on it.
fn stop_of(cx: &Cx<'_>, term: &Term<'_>, day: NaiveDate, today: NaiveDate, flow: &mut Flow) {
    let lang = cx.lang;
    let over = day < today;
    let (sign, role) = if over { ("×", Role::Bad) } else { ("◆", Role::Strong) };
    let para = flow.para(0).lead(sign, role).rail(RAIL, Role::Muted).run(i18n::day_full(lang, day), Role::Strong);
    para.tail(standing(cx, day, today), role).end();
    let mut below = |text: String, role: Role, aside: String, doubt: String| {
        let para = flow.para(0).lead(RAIL, Role::Muted).rail(RAIL, Role::Muted);
        para.run(text, role).run(aside, Role::Muted).run(doubt, Role::Warn).end();
    };
    if let Some(text) = text(cx, term) {
        below(text, Role::Plain, aside_if(cx, term.holds, &term.only()), told_with(cx, term));
    }
    if let (What::Deadline(..), Some(next)) = (term.what, term.leads.and_then(|id| cx.catalog.need(id))) {
        below(say!(lang, "terms.next", need = cx.need_title(next)), Role::Plain, String::new(), String::new());
    }
    if let Some(why) = closed(day, &cx.catalog.calendar).filter(|_| !over) {
        let why = match why {
            Closed::Holiday(day) => say!(lang, "terms.holiday", name = i18n::holiday(lang, cx.catalog, &day)),
            Closed::Sunday => say!(lang, "terms.sunday"),
            Closed::Saturday => say!(lang, "terms.saturday"),
        };
        let open = last_open_before(day, &cx.catalog.calendar).filter(|open| *open >= today);
        let open = open.map(|open| say!(lang, "terms.open_before", day = i18n::day_full(lang, open)));
        let words: Vec<String> = std::iter::once(why).chain(open).collect();
        below(words.join(" "), Role::Warn, String::new(), String::new());
    }
}

/// How long one still has.
fn standing(cx: &Cx<'_>, day: NaiveDate, today: NaiveDate) -> String {
    let left = (day - today).num_days();
    match left {
        0 => say!(cx.lang, "terms.last_day"),
        1.. => say!(cx.lang, "terms.left", span = i18n::days_span(cx.lang, left)),
        _ => say!(cx.lang, "terms.over", span = i18n::days_span(cx.lang, left)),
    }
}

fn text(cx: &Cx<'_>, term: &Term<'_>) -> Option<String> {
    match term.what {
        What::Deadline(need, deadline) => cx.tell_need(need, &format!("deadline.{}.text", deadline.id)),
        What::Then(then) => cx.catalog.need(&then.need).map(|need| cx.need_title(need)),
    }
}

fn told_with(cx: &Cx<'_>, term: &Term<'_>) -> String {
    match term.what {
        What::Deadline(_, deadline) => doubt(cx, &deadline.grade),
        What::Then(then) => doubt(cx, &then.grade),
    }
}
