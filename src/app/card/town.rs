//! A town as a person reads it: which offices depend on it, and which of them nobody knows.

use super::need::door_line;
use crate::app::Cx;
use crate::i18n::say;
use crate::model::door::{Door, doors};
use crate::model::entity::Town;
use crate::model::id::EntityId;
use crate::model::trust::{Confidence, Graded};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// More offices of one kind than this are not listed here; the needs list them.
const LISTED: usize = 3;

/// What depends on a town: every office that is another one in another town, then district and health area.
pub fn town(cx: &Cx<'_>, town: &Town) -> Flow {
    let lang = cx.lang;
    let mut flow = Flow::default();
    flow.text(0, cx.name(&town.name), Role::Title);
    for (role, way) in cx.catalog.ways_of_town() {
        let name = cx.tell("pack", &format!("role.{role}")).unwrap_or_else(|| role.to_string());
        let doors = doors(cx.catalog, way, Some(&town.id), cx.now);
        let lines: Vec<_> = doors.iter().take(LISTED).map(|door| (door, door_line(cx, door))).collect();
        // Here it matters whether the office is known, not whether it is open.
        let unknown = lines.iter().find_map(|(door, (_, state))| match door {
            Door::NoOffice { .. } => state.clone(),
            _ => None,
        });
        let para = flow.para(0).run(name, Role::Strong);
        match unknown {
            Some((text, role)) => para.tail(text, role).end(),
            None => para.end(),
        }
        for (_, (name, _)) in lines {
            flow.text(2, name, Role::Plain);
        }
    }
    body(cx, say!(lang, "town.district"), town.district.as_ref(), &mut flow);
    body(cx, say!(lang, "town.area"), town.health_area.as_ref(), &mut flow);
    flow
}

/// What is shown while no town is chosen.
pub fn no_town(cx: &Cx<'_>) -> Flow {
    let mut flow = Flow::default();
    let home = cx.catalog.manifest.home.as_ref().and_then(|id| cx.catalog.town(id));
    let home = home.map_or(cx.catalog.manifest.area.as_str(), |town| town.name.as_str());
    flow.text(0, say!(cx.lang, "town.without", home = cx.name(home)), Role::Plain);
    flow
}

/// The public body a town belongs to, with how sure that is.
fn body(cx: &Cx<'_>, label: String, of: Option<&Graded<String>>, flow: &mut Flow) {
    flow.text(0, label, Role::Strong);
    let known = of.and_then(|of| Some((of, cx.catalog.entity(&EntityId::from(of.value.as_str()))?)));
    match known {
        // By its official name: the short one is that of the desk one goes to.
        Some((of, entity)) if of.grade.confidence == Confidence::Low => {
            let doubt = say!(cx.lang, "trust.to_confirm");
            flow.para(2).run(cx.name(&entity.name), Role::Plain).tail(format!("({doubt})"), Role::Warn).end();
        }
        Some((_, entity)) => flow.text(2, cx.name(&entity.name), Role::Plain),
        None => flow.text(2, say!(cx.lang, "town.unknown"), Role::Warn),
    }
}
