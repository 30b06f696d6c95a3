//! The order of the steps of one need.

use std::collections::BTreeSet;

use crate::model::id::DocumentId;
use crate::model::need::{Need, Step};

/// The steps of a need as the pack has them, each after those it names with `after`.
pub(super) fn in_order(need: &Need) -> Vec<(usize, &Step)> {
    let mut left: Vec<(usize, &Step)> = need.steps.iter().enumerate().collect();
    let mut ordered: Vec<(usize, &Step)> = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |step: &Step| left.iter().any(|(_, other)| step.after.contains(&other.id));
        // A cycle of steps is an error of the pack; here it must not be endless.
        let next = left.iter().position(|(_, step)| !waits(step)).unwrap_or(0);
        ordered.push(left.remove(next));
    }
    ordered
}

/// Of parallel doors, only those that give a paper, those they name with `after`, and what these name.
pub(super) fn keep_what_leads_to(paper: &DocumentId, steps: &mut Vec<(usize, &Step)>) {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    for (_, step) in steps.iter().rev() {
        if step.gives.contains(paper) || wanted.contains(step.id.as_str()) {
            wanted.insert(step.id.as_str());
            wanted.extend(step.after.iter().map(String::as_str));
        }
    }
    steps.retain(|(_, step)| wanted.contains(step.id.as_str()));
}
