//! Which entities a way leads to, town by town; asked of the catalog once, for the table asks it often.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Reach;
use crate::model::catalog::Catalog;
use crate::model::id::{EntityId, RoleId, TownId};
use crate::model::need::Place;

/// A pack with its towns numbered.
pub(super) struct Ground<'a> {
    pub(super) catalog: &'a Catalog,
    /// A pack without towns has one, of which nothing is known.
    towns: Vec<Option<&'a TownId>>,
    /// By role: who holds it, for each town.
    holders: BTreeMap<&'a RoleId, Vec<BTreeSet<&'a EntityId>>>,
}

impl<'a> Ground<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let mut towns: Vec<Option<&TownId>> = catalog.towns.iter().map(|town| Some(&town.id)).collect();
        if towns.is_empty() {
            towns.push(None);
        }
        let mut holders = BTreeMap::new();
        for way in catalog.needs.iter().flat_map(|need| &need.steps).flat_map(|step| &step.ways) {
            if let Place::Role(role) = &way.place {
                holders.entry(role).or_insert_with(|| {
                    let holders = |town: Option<&TownId>| {
                        catalog.offices_with(role, town).into_iter().map(|(entity, _)| &entity.id).collect()
                    };
                    towns.iter().map(|town| holders(*town)).collect()
                });
            }
        }
        Self { catalog, towns, holders }
    }

    /// The numbers of the towns.
    pub(super) fn towns(&self) -> Range<usize> {
        0..self.towns.len()
    }

    /// The entities a place leads to in a town.
    pub(super) fn entities_in(&self, place: &'a Place, town: usize) -> BTreeSet<&'a EntityId> {
        let named = match place {
            Place::Entity(id) | Place::Phone(id) => self.catalog.entity(id).map(|_| id),
            Place::Office(at) => self.catalog.office(at).map(|_| &at.entity),
            Place::Role(role) => {
                return self.holders.get(role).and_then(|towns| towns.get(town)).cloned().unwrap_or_default();
            }
            Place::Need(_) | Place::Online(_) | Place::Yourself | Place::Employer => None,
        };
        named.into_iter().collect()
    }

    /// The entities a place leads to in any town.
    pub(super) fn entities(&self, place: &'a Place) -> BTreeSet<&'a EntityId> {
        self.towns().flat_map(|town| self.entities_in(place, town)).collect()
    }

    /// The towns for which nobody holds a role.
    pub(super) fn towns_without(&self, role: &RoleId) -> BTreeSet<usize> {
        let holders = self.holders.get(role).map(Vec::as_slice).unwrap_or_default();
        holders.iter().enumerate().filter(|(_, entities)| entities.is_empty()).map(|(town, _)| town).collect()
    }

    /// Some towns as what is told of them; `None` = no town.
    pub(super) fn reach(&self, towns: &BTreeSet<usize>) -> Option<Reach> {
        if towns.is_empty() {
            None
        } else if towns.len() == self.towns.len() {
            Some(Reach::Everybody)
        } else {
            Some(Reach::Towns(
                towns.iter().filter_map(|town| self.towns.get(*town).copied().flatten().cloned()).collect(),
            ))
        }
    }
}
