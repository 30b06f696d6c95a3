//! An entity with its offices, what it is competent for, and where all that was read.

use super::door::{self, Detail};
use super::trust::source_line;
use crate::app::Cx;
use crate::i18n::say;
use crate::model::entity::{Entity, Office};
use crate::model::id::{NeedId, OfficeId};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// The card and the needs it leads back to, one a choice.
#[derive(Debug)]
pub struct EntityCard {
    /// What is drawn.
    pub flow: Flow,
    /// What its choices open.
    pub choices: Vec<NeedId>,
}

/// The whole card; an office that was asked for comes first.
pub fn entity(cx: &Cx<'_>, entity: &Entity, first: Option<&OfficeId>) -> EntityCard {
    let lang = cx.lang;
    let file = format!("entities/{}", entity.id);
    let mut flow = Flow::default();
    head(cx, entity, &mut flow);
    if let Some(text) = cx.tell(&file, "text") {
        flow.text(0, text, Role::Plain);
    }
    let asked = entity.offices.iter().filter(|office| Some(&office.id) == first);
    let others = entity.offices.iter().filter(|office| Some(&office.id) != first);
    for office in asked.chain(others) {
        if entity.offices.len() > 1 {
            flow.heading(cx.office_title(entity, office));
        } else {
            flow.gap();
        }
        door::office(cx, entity, office, Detail::Full, &mut flow);
    }
    let mut choices = Vec::new();
    let needs = cx.catalog.needs_at(entity);
    if !needs.is_empty() {
        flow.heading(say!(lang, "entity.needs"));
        for need in needs {
            flow.para(0).run(cx.need_title(need), Role::Plain).choose();
            choices.push(need.id.clone());
        }
    }
    sources(cx, entity, &mut flow);
    EntityCard { flow, choices }
}

/// One office alone: it, and where that was read.
pub fn office(cx: &Cx<'_>, entity: &Entity, office: &Office) -> Flow {
    let mut flow = Flow::default();
    head(cx, entity, &mut flow);
    if entity.offices.len() > 1 {
        flow.heading(cx.office_title(entity, office));
    } else {
        flow.gap();
    }
    door::office(cx, entity, office, Detail::Full, &mut flow);
    sources(cx, entity, &mut flow);
    flow
}

fn head(cx: &Cx<'_>, entity: &Entity, flow: &mut Flow) {
    let title = cx.entity_title(entity);
    flow.text(0, title.as_str(), Role::Title);
    if !title.contains(&entity.name) {
        flow.text(0, cx.name(&entity.name), Role::Muted);
    }
}

fn sources(cx: &Cx<'_>, entity: &Entity, flow: &mut Flow) {
    flow.heading(say!(cx.lang, "sources.title"));
    // Once an office has confirmed something, what it has not confirmed says so beside the fact.
    if !entity.has_confirmed() {
        flow.text(0, say!(cx.lang, "sources.not_confirmed"), Role::Plain);
    }
    for source in &entity.sources {
        flow.para(0).lead("·", Role::Muted).run(source_line(cx, source), Role::Muted).end();
    }
}
