//! Records as a person reads them: flows that screens draw and `show` prints.
//!
//! Words of the pack go through [`Cx::tell`]: a text in another language than the person's says so in front, `[it] …`.
//! Names go without a sign: official names of entities and papers, of sources, addresses and towns are Italian by
//! nature, in every language the same, and are what stands on the door and on the form. Interface words of a language
//! that lacks some are said in its fallback language without a sign: they are labels, not statements.
//! A translation whose original has changed since ends with a `*`, and the page with a line that says what it means.

pub mod bag;
pub mod door;
pub mod entity;
pub mod matrix;
pub mod need;
pub mod paper;
pub mod path;
pub mod sheet;
pub mod terms;
pub mod tongue;
pub mod town;
pub mod trust;

use std::borrow::Cow;

use super::Cx;
use crate::i18n::{fill, say};
use crate::model::need::Need;
use crate::model::words::{Direction, Words};
use crate::text::{has_direction, inset, inset_name};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// Stands behind a translation whose original has changed since. Every terminal and every font can draw it.
const OUTDATED: &str = "*";

/// A text without the sign, to be compared.
fn unmarked(text: &str) -> &str {
    text.strip_suffix(OUTDATED).unwrap_or(text)
}

impl Cx<'_> {
    /// A name as the facts have it, to stand in the person's text.
    pub fn name(&self, name: &str) -> String {
        inset_name(name, self.direction())
    }

    /// A text of the pack, filled. A text in another language than the person's says so in front.
    pub fn tell(&self, file: &str, key: &str) -> Option<String> {
        self.tell_of(None, file, key)
    }

    /// A text of a need.
    pub fn tell_need(&self, need: &Need, key: &str) -> Option<String> {
        self.tell_of(Some(need), &format!("needs/{}", need.id), key)
    }

    fn tell_of(&self, need: Option<&Need>, file: &str, key: &str) -> Option<String> {
        let spoken = self.catalog.say(self.lang, file, key)?;
        let own = self.catalog.manifest.language(spoken.lang).map_or(Direction::Ltr, |language| language.direction);
        // Whose text it is, in its habit the facts are written: no half sentence is in another language.
        let text = fill(spoken.text, self.catalog, need, &self.catalog.manifest.speaking(spoken.lang.clone()), own);
        let text = if spoken.outdated { text + OUTDATED } else { text };
        if spoken.lang == self.lang {
            // A name is a name in every language.
            return Some(if has_direction(&text, own) { text } else { self.name(&text) });
        }
        Some(format!("[{}] {}", spoken.lang, inset(&text, own, self.direction())))
    }

    /// A page with what the signs behind its texts mean.
    pub fn noted<'f>(&self, flow: &'f Flow) -> Cow<'f, Flow> {
        let manifest = &self.catalog.manifest;
        let others = manifest.language(self.lang).map(|language| language.fallback.as_slice()).unwrap_or_default();
        let words = |lang| self.catalog.words.of(lang).is_some_and(Words::has_outdated);
        if !flow.has(OUTDATED) || !std::iter::once(self.lang).chain(others).any(words) {
            return Cow::Borrowed(flow);
        }
        let mut noted = flow.clone();
        noted.gap();
        noted.para(0).lead(OUTDATED, Role::Warn).run(say!(self.lang, "trust.outdated"), Role::Muted).end();
        Cow::Owned(noted)
    }

    /// The title of a need.
    pub fn need_title(&self, need: &Need) -> String {
        self.tell_need(need, "title").unwrap_or_else(|| need.id.to_string())
    }

    /// The short name of an entity.
    pub fn entity_title(&self, entity: &crate::model::entity::Entity) -> String {
        self.tell(&format!("entities/{}", entity.id), "title").unwrap_or_else(|| self.name(&entity.name))
    }

    /// The name of an office; of the entity alone when it has only one.
    pub fn office_title(&self, entity: &crate::model::entity::Entity, office: &crate::model::entity::Office) -> String {
        let key = format!("office.{}.title", office.id);
        self.tell(&format!("entities/{}", entity.id), &key).unwrap_or_else(|| self.name(&entity.name))
    }

    /// Entity and office in one line: `Questura · Ufficio Immigrazione`.
    pub fn door_title(&self, entity: &crate::model::entity::Entity, office: &crate::model::entity::Office) -> String {
        let (of, name) = (self.entity_title(entity), self.office_title(entity, office));
        if entity.offices.len() == 1 || name.contains(unmarked(&of)) {
            return if entity.offices.len() == 1 { of } else { name };
        }
        if of.contains(unmarked(&name)) { of } else { format!("{of} · {name}") }
    }
}
