//! A paper: what the clerk calls it, who gives it, which needs ask for it.

use crate::app::Cx;
use crate::i18n::say;
use crate::model::id::{EntityId, NeedId};
use crate::model::need::{Document, Giver};
use crate::text::fold::{fold, words};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// What a choice of the card opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperChoice {
    /// Who gives it.
    Entity(EntityId),
    /// A need that gives it or asks for it.
    Need(NeedId),
}

/// The card.
#[derive(Debug)]
pub struct PaperCard {
    /// What is drawn.
    pub flow: Flow,
    /// What its choices open.
    pub choices: Vec<PaperChoice>,
}

/// The title of a paper in the person's language, with the official name behind it when it differs.
pub fn title(cx: &Cx<'_>, document: &Document) -> String {
    let title = cx.tell("documents", &format!("{}.title", document.id)).unwrap_or_else(|| cx.name(&document.official));
    let (ours, clerks) = (fold(&title), fold(&document.official));
    let inside = |few: &str, many: &str| words(few).all(|word| words(many).any(|other| other == word));
    if inside(&clerks, &ours) {
        title
    } else if inside(&ours, &clerks) {
        cx.name(&document.official)
    } else {
        format!("{title} [{}]", cx.name(&document.official))
    }
}

/// The whole card.
pub fn paper(cx: &Cx<'_>, document: &Document) -> PaperCard {
    let lang = cx.lang;
    let mut flow = Flow::default();
    let mut choices = Vec::new();
    flow.text(0, title(cx, document), Role::Title);
    if let Some(text) = cx.tell("documents", &format!("{}.text", document.id)) {
        flow.text(0, text, Role::Plain);
    }
    flow.para(0)
        .run(say!(lang, "paper.official"), Role::Muted)
        .run("  ", Role::Plain)
        .run(cx.name(&document.official), Role::Strong)
        .end();
    flow.heading(say!(lang, "paper.from"));
    for from in &document.from {
        match from {
            Giver::Entity(id) => {
                if let Some(entity) = cx.catalog.entity(id) {
                    flow.para(0).run(cx.entity_title(entity), Role::Plain).choose();
                    choices.push(PaperChoice::Entity(id.clone()));
                }
            }
            Giver::Need(id) => {
                if let Some(need) = cx.catalog.need(id) {
                    flow.para(0).run(cx.need_title(need), Role::Plain).choose();
                    choices.push(PaperChoice::Need(id.clone()));
                }
            }
            Giver::Person(who) => flow.text(0, giver(cx, who), Role::Plain),
        }
    }
    let mut needs = cx.catalog.needs.iter().filter(|need| {
        need.steps.iter().flat_map(|step| &step.documents).any(|line| line.one_of.contains(&document.id))
    });
    if let Some(first) = needs.next() {
        flow.heading(say!(lang, "paper.needed"));
        for need in std::iter::once(first).chain(needs) {
            flow.para(0).run(cx.need_title(need), Role::Plain).choose();
            choices.push(PaperChoice::Need(need.id.clone()));
        }
    }
    PaperCard { flow, choices }
}

/// Who gives a paper, when it is no office.
pub fn giver(cx: &Cx<'_>, who: &str) -> String {
    let lang = cx.lang;
    match who {
        "home-country" => say!(lang, "giver.home-country"),
        "employer" => say!(lang, "giver.employer"),
        "landlord" => say!(lang, "giver.landlord"),
        "doctor" => say!(lang, "giver.doctor"),
        _ => say!(lang, "giver.yourself"),
    }
}
