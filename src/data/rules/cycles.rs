//! Nothing comes before itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::files::File;
use crate::data::ledger::{At, Ledger, Noun};
use crate::data::problem::Severity;
use crate::model::catalog::Catalog;

pub(super) fn check(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    let parents: BTreeMap<String, Vec<String>> = catalog
        .categories
        .iter()
        .map(|category| {
            let parent = category.parent.iter().map(ToString::to_string).collect();
            (category.id.to_string(), parent)
        })
        .collect();
    for cycle in cycles(&parents) {
        let at = ledger.defined.iter().find(|named| named.noun == Noun::Category && cycle.contains(&named.id));
        let Some(at) = at.map(|named| named.at.clone()) else { continue };
        note(files, ledger, "category-cycle", &at, "categories stand in each other", &cycle);
    }
    let mut needs: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    let mut places: BTreeMap<(String, String), At> = BTreeMap::new();
    for ((need, step), (after, at)) in std::mem::take(&mut ledger.after) {
        places.insert((need.clone(), step.clone()), at);
        needs.entry(need).or_default().insert(step, after);
    }
    for (need, steps) in needs {
        for cycle in cycles(&steps) {
            let first = cycle.first().cloned().unwrap_or_default();
            let Some(at) = places.get(&(need.clone(), first)) else { continue };
            note(files, ledger, "step-cycle", at, "steps wait for each other", &cycle);
        }
    }
}

fn note(files: &[File], ledger: &mut Ledger, rule: &'static str, at: &At, what: &str, cycle: &[String]) {
    let mut path = cycle.to_vec();
    path.extend(cycle.first().cloned());
    let message = format!("{what}: {}", path.join(" → "));
    ledger.note(files, rule, Severity::Error, at, message, "take one of these links away");
}

/// The cycles of a small graph, each once, from its smallest name.
fn cycles(graph: &BTreeMap<String, Vec<String>>) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    for start in graph.keys() {
        let mut walk = vec![start.clone()];
        if leads_back(graph, start, &mut walk, &mut BTreeSet::new()) {
            let least = walk.iter().enumerate().min_by_key(|(_, name)| (*name).clone()).map_or(0, |(at, _)| at);
            walk.rotate_left(least);
            if !found.contains(&walk) {
                found.push(walk);
            }
        }
    }
    found
}

/// Whether the walk can be led back to its start. A name passed once is not passed again: if it led back, it would have.
fn leads_back(
    graph: &BTreeMap<String, Vec<String>>,
    start: &str,
    walk: &mut Vec<String>,
    passed: &mut BTreeSet<String>,
) -> bool {
    let next = walk.last().and_then(|last| graph.get(last)).cloned().unwrap_or_default();
    for name in next {
        if name == start {
            return true;
        }
        if !passed.insert(name.clone()) {
            continue;
        }
        walk.push(name);
        if leads_back(graph, start, walk, passed) {
            return true;
        }
        walk.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        edges.iter().map(|(a, b)| ((*a).to_owned(), b.iter().map(|b| (*b).to_owned()).collect())).collect()
    }

    #[test]
    fn cycles_of_every_length_are_found_once() {
        assert_eq!(cycles(&graph(&[("a", &["a"])])), [["a"]]);
        assert_eq!(cycles(&graph(&[("b", &["a"]), ("a", &["b"])])), [["a", "b"]]);
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let ring: BTreeMap<_, _> = (0..7).map(|i| (names[i].to_owned(), vec![names[(i + 1) % 7].to_owned()])).collect();
        assert_eq!(cycles(&ring), [names]);
        assert!(cycles(&graph(&[("a", &["b"]), ("b", &["c"]), ("c", &[])])).is_empty());
        assert_eq!(cycles(&graph(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])])), [["b", "c"]]);
    }

    /// Forty layers of two, each leading to both of the next: two to the forty ways, and none back.
    #[test]
    fn many_ways_are_not_all_walked() {
        let name = |layer: usize, side: char| format!("{layer:02}{side}");
        let layers: BTreeMap<_, _> = (0..40)
            .flat_map(|layer| {
                ['a', 'b'].map(|side| (name(layer, side), vec![name(layer + 1, 'a'), name(layer + 1, 'b')]))
            })
            .collect();
        assert!(cycles(&layers).is_empty());
    }
}
