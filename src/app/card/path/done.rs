//! A step that is done where another need is: once its steps stand in the path, it is told by their numbers.

use super::ways_of;
use crate::app::Cx;
use crate::i18n::{listed, say};
use crate::model::door::Door;
use crate::model::id::NeedId;
use crate::model::path::{Path, PathStep};

/// The earlier steps of the path that belong to a need, by number.
pub(super) fn steps_of(path: &Path<'_>, before: &PathStep<'_>, need: &NeedId) -> Vec<usize> {
    let earlier = path.steps.iter().filter(|step| step.number < before.number && step.need.id == *need);
    earlier.map(|step| step.number).collect()
}

/// `Lo fai con i passi 1, 2`.
pub(super) fn done_in(cx: &Cx<'_>, steps: &[usize]) -> String {
    match steps {
        [step] => say!(cx.lang, "path.done_in_one", step = step),
        steps => say!(cx.lang, "path.done_in", steps = listed(cx.lang, steps.iter().map(ToString::to_string))),
    }
}

/// Whether every door of a step is a need whose steps the path has: by then it is done.
pub(super) fn is_done_before(cx: &Cx<'_>, path: &Path<'_>, step: &PathStep<'_>) -> bool {
    let ways = ways_of(cx, step);
    let mut doors = ways.iter().flat_map(|way| &way.doors).peekable();
    doors.peek().is_some() && doors.all(|door| matches!(door, Door::Need(id) if !steps_of(path, step, id).is_empty()))
}
