//! What can still be done today, in one line at the head of a path.

use crate::app::Cx;
use crate::i18n::{listed, say};
use crate::model::entity::Kind;
use crate::model::plan::{Planned, When};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// The line; none where no door of the path keeps hours.
pub(super) fn today(cx: &Cx<'_>, planned: &[Planned<'_>], flow: &mut Flow) {
    let lang = cx.lang;
    let doors = || planned.iter().filter(|planned| planned.door.is_some_and(|door| door.target().is_some()));
    let mut steps: Vec<usize> =
        doors().filter(|planned| planned.when.is_today(cx.now)).map(|planned| planned.number).collect();
    steps.sort_unstable();
    let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
    match steps.as_slice() {
        [] if doors().any(|planned| planned.when.at().is_some()) => {
            flow.para(0).lead("○", Role::Warn).run(say!(lang, "path.none_today"), Role::Plain).end();
        }
        // Not known is not closed; a line without hours is there to be called.
        [] if planned.iter().any(|planned| planned.when == When::Unknown) && !doors().any(is_line) => {
            flow.para(0).lead("?", Role::Warn).run(say!(lang, "path.hours_unknown"), Role::Plain).end();
        }
        [] => {}
        [step] => flow.para(0).lead("●", Role::Good).run(say!(lang, "path.today_one", step = step), Role::Strong).end(),
        steps => {
            let text = say!(lang, "path.today", steps = listed(lang, steps));
            flow.para(0).lead("●", Role::Good).run(text, Role::Strong).end();
        }
    }
}

fn is_line(planned: &Planned<'_>) -> bool {
    planned.door.and_then(|door| door.entity()).is_some_and(|entity| entity.kind == Kind::Line)
}
