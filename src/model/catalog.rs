//! A whole pack, loaded: every record with its id, and the words of every language.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::amount::{Cost, Figure};
use super::calendar::Calendar;
use super::case::Case;
use super::entity::{Entity, Office, Town};
use super::id::{CaseId, CategoryId, CostId, DocumentId, EntityId, EventId, Lang, NeedId, OfficeRef, RoleId, TownId};
use super::need::{Document, Need, Place, Way};
use super::trust::Freshness;
use super::words::{Key, Language, Library, Spoken};

/// What `pack.toml` says: enough for the first screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// Id of the pack.
    pub id: String,
    /// The area it is about, as its people call it.
    pub area: String,
    /// The town most desks stand in: its offices come first until a town is chosen.
    pub home: Option<TownId>,
    /// Its version.
    pub version: String,
    /// The civil time of its offices.
    pub timezone: Tz,
    /// The newest legal source its facts were taken from.
    pub law_seen_until: NaiveDate,
    /// The lines of the emergency row.
    pub emergency: Vec<EntityId>,
    /// When confirmed facts are due again.
    pub freshness: Freshness,
    /// Its languages, the original first.
    pub languages: Vec<Language>,
}

impl Manifest {
    /// The language facts and words are first written in.
    pub fn original(&self) -> Option<&Lang> {
        self.languages.first().map(|language| &language.id)
    }

    /// A language of the pack.
    pub fn language(&self, id: &Lang) -> Option<&Language> {
        self.languages.iter().find(|language| language.id == *id)
    }

    /// A language with the interface words that this pack brings for it.
    pub fn speaking(&self, lang: Lang) -> Lang {
        self.language(&lang).map_or(lang, |language| language.id.clone())
    }
}

/// A category of needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// The category it stands in, if any.
    pub parent: Option<CategoryId>,
    /// One sign to recognise it by.
    pub icon: String,
}

/// A whole pack.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// What the pack is.
    pub manifest: Manifest,
    /// Closing days.
    pub calendar: Calendar,
    /// Categories, in order.
    pub categories: Vec<Category>,
    /// Papers.
    pub documents: Vec<Document>,
    /// Amounts.
    pub costs: Vec<Cost>,
    /// Numbers several needs use.
    pub figures: Vec<Figure>,
    /// Closed questions.
    pub cases: Vec<Case>,
    /// What terms run from or to.
    pub events: Vec<EventId>,
    /// Municipalities.
    pub towns: Vec<Town>,
    /// Entities, by id.
    pub entities: Vec<Entity>,
    /// Needs, by category and place in it.
    pub needs: Vec<Need>,
    /// Words, by language.
    pub words: Library,
}

/// What can be found and opened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A need.
    Need(NeedId),
    /// An entity.
    Entity(EntityId),
    /// An office of an entity.
    Office(OfficeRef),
    /// A paper.
    Document(DocumentId),
}

impl Catalog {
    /// A pack of which only the manifest is known yet.
    pub fn of_manifest(manifest: Manifest) -> Self {
        Self {
            manifest,
            calendar: Calendar::new(Vec::new()),
            categories: Vec::new(),
            documents: Vec::new(),
            costs: Vec::new(),
            figures: Vec::new(),
            cases: Vec::new(),
            events: Vec::new(),
            towns: Vec::new(),
            entities: Vec::new(),
            needs: Vec::new(),
            words: Library::default(),
        }
    }

    /// A need.
    pub fn need(&self, id: &NeedId) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == *id)
    }

    /// An entity.
    pub fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.entities.binary_search_by(|entity| entity.id.cmp(id)).ok().and_then(|at| self.entities.get(at))
    }

    /// An office with its entity; the first one when the reference names none.
    pub fn office(&self, at: &OfficeRef) -> Option<(&Entity, &Office)> {
        let entity = self.entity(&at.entity)?;
        let office = match &at.office {
            Some(id) => entity.office(id)?,
            None => entity.offices.first()?,
        };
        Some((entity, office))
    }

    /// A paper.
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == *id)
    }

    /// An amount.
    pub fn cost(&self, id: &CostId) -> Option<&Cost> {
        self.costs.iter().find(|cost| cost.id == *id)
    }

    /// A closed question.
    pub fn case(&self, id: &CaseId) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == *id)
    }

    /// A municipality.
    pub fn town(&self, id: &TownId) -> Option<&Town> {
        self.towns.iter().find(|town| town.id == *id)
    }

    /// The categories that stand in a category, in order.
    pub fn categories_in(&self, category: &CategoryId) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(move |below| below.parent.as_ref() == Some(category))
    }

    /// The needs of a category, in order.
    pub fn needs_of(&self, category: &CategoryId) -> impl Iterator<Item = &Need> {
        self.needs.iter().filter(move |need| need.category == *category)
    }

    /// The needs whose steps lead to an entity.
    pub fn needs_at(&self, entity: &Entity) -> Vec<&Need> {
        let roles: Vec<RoleId> = entity.offices.iter().flat_map(|office| office.roles.iter().cloned()).collect();
        self.needs.iter().filter(|need| need.leads_to(&entity.id, &roles) || need.help.contains(&entity.id)).collect()
    }

    /// Whether somebody else helps for free with what an entity is for; nobody, where it helps for free itself.
    pub fn others_help(&self, entity: &Entity) -> bool {
        let helps = self.needs.iter().any(|need| need.help.contains(&entity.id));
        !helps && self.needs_at(entity).iter().any(|need| !need.help.is_empty())
    }

    /// Every office with a role that serves a town, whichever its entity; all of them, those of the home town first,
    /// while the town is not known.
    pub fn offices_with(&self, role: &RoleId, town: Option<&TownId>) -> Vec<(&Entity, &Office)> {
        let known = town.is_some();
        let town = town.or(self.manifest.home.as_ref()).and_then(|id| self.town(id));
        let keys: Vec<&str> = town
            .iter()
            .flat_map(|town| {
                let area = town.health_area.as_ref().map(|area| area.value.as_str());
                let district = town.district.as_ref().map(|district| district.value.as_str());
                [Some(town.id.as_str()), district, area]
            })
            .flatten()
            .collect();
        let mut offices: Vec<_> = self
            .entities
            .iter()
            .flat_map(|entity| entity.offices.iter().map(move |office| (entity, office)))
            .filter(|(_, office)| office.roles.contains(role))
            .filter(|(_, office)| !known || office.serves_any(&keys))
            .collect();
        offices.sort_by_key(|(_, office)| !office.serves_any(&keys));
        offices
    }

    /// Whether any way of a need depends on the town.
    pub fn depends_on_town(&self, need: &Need) -> bool {
        need.asks_town || need.steps.iter().flat_map(|step| &step.ways).any(|way| self.is_of_town(way))
    }

    /// Whether a way leads to another door in another town: it looks for a role, and not all who have it serve everybody.
    pub fn is_of_town(&self, way: &Way) -> bool {
        let Place::Role(role) = &way.place else { return false };
        let mut offices = self.entities.iter().flat_map(|entity| &entity.offices);
        offices.any(|office| office.roles.contains(role) && !office.serves.is_empty())
    }

    /// The ways that lead to another door in another town, one for each role, in the order of the needs; one that says
    /// where to ask instead goes before one that does not.
    pub fn ways_of_town(&self) -> Vec<(&RoleId, &Way)> {
        let mut found: Vec<(&RoleId, &Way)> = Vec::new();
        for way in self.needs.iter().flat_map(|need| &need.steps).flat_map(|step| &step.ways) {
            let Place::Role(role) = &way.place else { continue };
            if let Some((_, known)) = found.iter_mut().find(|(known, _)| *known == role) {
                if known.fallback.is_none() {
                    *known = way;
                }
            } else if self.is_of_town(way) {
                found.push((role, way));
            }
        }
        found
    }

    /// A figure, of the need first, else one several needs use.
    pub fn figure<'a>(&'a self, need: Option<&'a Need>, id: &str) -> Option<&'a Figure> {
        let own = need.and_then(|need| need.figures.iter().find(|figure| figure.id == id));
        own.or_else(|| self.figures.iter().find(|figure| figure.id == id))
    }

    /// A text in a language, else in its fallbacks, else in the original.
    pub fn say<'a>(&'a self, lang: &'a Lang, file: &str, key: &str) -> Option<Spoken<'a>> {
        let key = Key::of(file, key);
        let fallback = self.manifest.language(lang).map(|language| language.fallback.as_slice()).unwrap_or_default();
        std::iter::once(lang).chain(fallback).chain(self.manifest.original()).find_map(|lang| {
            let words = self.words.of(lang)?;
            Some(Spoken { text: words.get(key)?, lang, outdated: words.is_outdated(key) })
        })
    }
}
