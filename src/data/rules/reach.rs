//! Nothing stands apart: needs can be reached, papers are given by somebody, entities are led to.

use std::collections::BTreeSet;

use crate::data::files::File;
use crate::data::ledger::{At, Ledger, Link, Named, Noun};
use crate::data::problem::Severity;
use crate::model::catalog::Catalog;
use crate::model::id::{CategoryId, EntityId};
use crate::model::need::{Giver, Need, Step};
use crate::model::words::{Part, parts};

pub(super) fn check(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    if !ledger.is_broken(&["categories.toml"]) {
        unreachable(files, ledger, catalog);
    }
    // What is missing here may be said by a need that could not be built, or under a name that is told as mistaken.
    let defined = ledger.defined.iter().filter(|named| named.noun == Noun::Need).count();
    let whole =
        defined == catalog.needs.len() && !ledger.is_broken(&["pack.toml", "documents.toml", "entities", "needs"]);
    if whole && !ledger.problems.iter().any(|problem| problem.rule == "unknown-id") {
        no_giver(files, ledger, catalog);
        idle(files, ledger, catalog);
    }
}

/// Needs whose category does not stand on the home screen, nor in one that does. Search alone is no way.
fn unreachable(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    for need in &catalog.needs {
        let Some(path) = lost(catalog, &need.category) else { continue };
        let category = need.category.to_string();
        let link = Link { need: need.id.to_string(), step: None, noun: Noun::Category, id: category };
        let Some(at) = ledger.links.get(&link).cloned() else { continue };
        let path: Vec<&str> = path.iter().map(|category| category.as_str()).collect();
        let message = format!("no way leads from the home screen to `{}`: it stands in {}", need.id, path.join(" → "));
        let help = "let its category stand on the home screen, without `parent`, or in one that does";
        ledger.note(files, "unreachable-need", Severity::Error, &at, message, help);
    }
}

/// The way up from a category that does not end on the home screen. That a need's own category is unknown is told as that.
fn lost<'a>(catalog: &'a Catalog, category: &'a CategoryId) -> Option<Vec<&'a CategoryId>> {
    let find = |id: &CategoryId| catalog.categories.iter().find(|category| category.id == *id);
    let mut path = vec![category];
    let mut here = find(category)?;
    while let Some(parent) = &here.parent {
        let back = path.contains(&parent);
        path.push(parent);
        match find(parent) {
            Some(next) if !back => here = next,
            _ => return Some(path),
        }
    }
    None
}

/// Papers a step asks for that nobody gives. A warning: who gives a paper may be unknown, and is not to be invented.
fn no_giver(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    for document in catalog.documents.iter().filter(|document| document.from.is_empty()) {
        if steps(catalog).any(|step| step.gives.contains(&document.id)) {
            continue;
        }
        let is_it = |link: &Link| link.noun == Noun::Document && link.id == document.id.as_str();
        let Some((_, asked)) = ledger.links.iter().find(|(link, _)| is_it(link)) else { continue };
        let message = format!("nobody gives `{}`, and {} asks for it", document.id, asked.file_and_line(files));
        let named = |named: &&Named| named.noun == Noun::Document && named.id == document.id.as_str();
        let Some(at) = ledger.defined.iter().find(named).map(|named| named.at.clone()) else { continue };
        let help = "say who does in its `from`, or in `gives` of the step that ends with it";
        ledger.note(files, "no-giver", Severity::Warning, &at, message, help);
    }
}

fn steps(catalog: &Catalog) -> impl Iterator<Item = &Step> {
    catalog.needs.iter().flat_map(|need| &need.steps)
}

/// Entities that nobody is sent to.
fn idle(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    let named = named_in_words(ledger);
    let mut idle: Vec<(At, EntityId)> = Vec::new();
    for entity in &catalog.entities {
        let of_it = |giver: &Giver| matches!(giver, Giver::Entity(id) if *id == entity.id);
        let gives = catalog.documents.iter().any(|document| document.from.iter().any(of_it));
        let led_to = gives
            || named.contains(entity.id.as_str())
            || catalog.manifest.emergency.contains(&entity.id)
            || !catalog.needs_at(entity).is_empty()
            || catalog.needs.iter().any(|need| passes(need, &entity.id));
        // Its title is expected where its file begins.
        let file = format!("entities/{}", entity.id);
        let title = ledger.expected.iter().find(|expected| expected.file == file && expected.key == "title");
        idle.extend(title.filter(|_| !led_to).map(|title| (title.at.clone(), entity.id.clone())));
    }
    for (at, id) in idle {
        let message = format!("no need leads to `{id}`");
        let help = "name it, or a role of it, in a need; name it in `help`, in `from` of a paper or in `emergency`";
        ledger.note(files, "idle-entity", Severity::Warning, &at, message, help);
    }
}

/// Whether a way of a need passes an entity, or falls back to it.
fn passes(need: &Need, entity: &EntityId) -> bool {
    let doors =
        need.steps.iter().flat_map(|step| &step.ways).flat_map(|way| way.only_through.iter().chain(&way.fallback));
    doors.into_iter().any(|door| door.entity == *entity)
}

/// Entities whose phone or name stands in the words of a need.
fn named_in_words(ledger: &Ledger) -> BTreeSet<String> {
    let texts = ledger.said.iter().filter(|said| said.file.starts_with("needs/"));
    let facts = texts.flat_map(|said| parts(&said.text)).filter_map(|part| match part {
        Part::Fact { kind: "phone" | "entity", id } => Some(id.to_owned()),
        _ => None,
    });
    facts.collect()
}
