//! Finding what a few typed letters mean: folded words, prefixes, abbreviations, in all languages at once.

mod marks;

use std::collections::HashMap;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::model::catalog::{Catalog, Target};
use crate::model::id::{Lang, OfficeRef};
use crate::model::words::Key;
pub use marks::marks;

use crate::text::fold::{fold, words};

/// What a typed word can match in, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Title,
    SearchWord,
    Name,
    Text,
}

impl Field {
    fn weight(self) -> i64 {
        match self {
            Self::Title => 40,
            Self::SearchWord => 38,
            Self::Name => 36,
            Self::Text => 10,
        }
    }
}

/// A text of a record, as it is shown and as it is compared.
#[derive(Debug)]
struct Text {
    field: Field,
    lang: Option<Lang>,
    shown: String,
    folded: String,
}

#[derive(Debug)]
struct Entry {
    target: Target,
    texts: Vec<Text>,
}

/// Every text of a pack that can be found.
pub struct Index {
    entries: Vec<Entry>,
    /// Languages whose words are not in it yet.
    unread: Vec<Lang>,
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("entries", &self.entries.len())
            .field("unread", &self.unread)
            .finish_non_exhaustive()
    }
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub target: Target,
    /// Higher is better; only the order means something.
    pub score: i64,
    /// The text that matched best, as it is written.
    pub why: String,
}

/// A word shorter than this is no abbreviation.
const ABBREVIATION: usize = 2;

impl Index {
    /// The records of a pack under the names they have in every language.
    pub fn of(catalog: &Catalog) -> Self {
        let mut entries = Vec::new();
        for need in &catalog.needs {
            let mut entry = Entry::new(Target::Need(need.id.clone()));
            entry.add(Field::Name, None, need.id.as_str());
            entries.push(entry);
        }
        for entity in &catalog.entities {
            let mut entry = Entry::new(Target::Entity(entity.id.clone()));
            entry.add(Field::Name, None, &entity.name);
            entity.also.iter().for_each(|name| entry.add(Field::Name, None, name));
            for phone in entity.offices.iter().flat_map(|office| &office.phones) {
                entry.add(Field::Name, None, &phone.value.number.shown());
            }
            entries.push(entry);
            for office in entity.offices.iter().filter(|_| entity.offices.len() > 1) {
                let at = OfficeRef { entity: entity.id.clone(), office: Some(office.id.clone()) };
                let mut entry = Entry::new(Target::Office(at));
                for address in &office.addresses {
                    entry.add(Field::Text, None, &address.value.line());
                }
                entries.push(entry);
            }
        }
        for document in &catalog.documents {
            let mut entry = Entry::new(Target::Document(document.id.clone()));
            entry.add(Field::Name, None, &document.official);
            entries.push(entry);
        }
        let mut unread: Vec<Lang> = catalog.words.languages().cloned().collect();
        unread.reverse();
        Self { entries, unread, matcher: SkimMatcherV2::default() }
    }

    /// With the words of every language.
    pub fn build(catalog: &Catalog) -> Self {
        let mut index = Self::of(catalog);
        while !index.is_whole() {
            index.read_on(catalog);
        }
        index
    }

    /// Adds the words of one more language, which takes a few milliseconds each.
    pub fn read_on(&mut self, catalog: &Catalog) {
        let Some(lang) = self.unread.pop() else { return };
        let Some(words) = catalog.words.of(&lang) else { return };
        let mut sought: HashMap<&Target, &[String]> =
            words.sought.iter().map(|(target, known)| (target, known.as_slice())).collect();
        for entry in &mut self.entries {
            for (file, key, field) in entry.texts_of() {
                if let Some(text) = words.get(Key::of(&file, &key)) {
                    entry.say(field, &lang, text);
                }
            }
            for word in sought.remove(&entry.target).unwrap_or_default() {
                entry.add(Field::SearchWord, Some(&lang), word);
            }
        }
    }

    /// Whether the words of every language are in it.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// The best answers to what was typed, in the order of their worth, among what has been read. Nothing typed finds
    /// everything, in the order of the pack, so that arrows alone lead everywhere.
    pub fn ask(&self, query: &str, lang: &Lang, limit: usize) -> Vec<Hit> {
        let folded = fold(query);
        let asked: Vec<&str> = words(&folded).collect();
        if asked.is_empty() {
            return self.everything(limit);
        }
        let mut hits: Vec<Hit> = self.entries.iter().filter_map(|entry| self.hit(entry, &asked, lang)).collect();
        // Of equal worth, what stands first in the pack is what more people need.
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits.truncate(limit);
        hits
    }

    fn everything(&self, limit: usize) -> Vec<Hit> {
        let all = self.entries.iter().filter(|entry| !matches!(entry.target, Target::Office(_)));
        all.take(limit).map(|entry| Hit { target: entry.target.clone(), score: 0, why: String::new() }).collect()
    }

    /// Every typed word must be found somewhere in the record; the text that explains most of them is the reason.
    fn hit(&self, entry: &Entry, asked: &[&str], lang: &Lang) -> Option<Hit> {
        let count = i64::try_from(asked.len()).unwrap_or(1);
        // A text that is little more than what was typed beats one that only contains it.
        let coverage =
            |text: &Text| (20 * count / i64::try_from(words(&text.folded).count().max(1)).unwrap_or(1)).min(20);
        let mut total = 0;
        let mut reasons: Vec<(i64, usize)> = Vec::new();
        for word in asked {
            let (score, text) = entry
                .texts
                .iter()
                .enumerate()
                .filter_map(|(at, text)| self.word(text, word, lang).map(|score| (score + coverage(text), at)))
                .max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at)))?;
            total += score;
            reasons.push((score, text));
        }
        let (_, best) = reasons.into_iter().max()?;
        let text = entry.texts.get(best)?;
        let kind = match entry.target {
            Target::Need(_) => 6,
            Target::Entity(_) => 5,
            Target::Office(_) => 2,
            Target::Document(_) => 0,
        };
        Some(Hit { target: entry.target.clone(), score: total / count + kind, why: text.shown.clone() })
    }

    /// How well one typed word matches a text: whole word, start of a word, abbreviation.
    fn word(&self, text: &Text, word: &str, lang: &Lang) -> Option<i64> {
        let own = i64::from(text.lang.as_ref().is_none_or(|own| own == lang)) * 3;
        let base = text.field.weight() + own;
        if words(&text.folded).any(|known| known == word) {
            return Some(base + 60);
        }
        if words(&text.folded).any(|known| known.starts_with(word)) {
            return Some(base + 45);
        }
        if text.field == Field::Text || word.chars().count() < ABBREVIATION {
            return None;
        }
        // An abbreviation skips letters but keeps the first one, and every letter is there.
        let starts = words(&text.folded).any(|known| known.chars().next() == word.chars().next());
        let matched = self.matcher.fuzzy_match(&text.folded, word).filter(|_| starts)?;
        let per_letter = matched / i64::try_from(word.chars().count()).unwrap_or(1);
        (per_letter >= 17).then_some(base + (per_letter - 16).min(20))
    }
}

impl Entry {
    fn new(target: Target) -> Self {
        Self { target, texts: Vec::new() }
    }

    fn add(&mut self, field: Field, lang: Option<&Lang>, shown: &str) {
        let folded = fold(shown);
        self.texts.push(Text { field, lang: lang.cloned(), shown: shown.to_owned(), folded });
    }

    /// A text that another language has word for word is there once.
    fn say(&mut self, field: Field, lang: &Lang, shown: &str) {
        if !self.texts.iter().any(|text| text.field == field && text.shown == shown) {
            self.add(field, Some(lang), shown);
        }
    }

    /// Its texts in the words of a language: file, key, and what they are.
    fn texts_of(&self) -> Vec<(String, String, Field)> {
        match &self.target {
            Target::Need(id) => {
                let file = format!("needs/{id}");
                vec![(file.clone(), "title".to_owned(), Field::Title), (file, "who".to_owned(), Field::Text)]
            }
            Target::Entity(id) => {
                let file = format!("entities/{id}");
                vec![(file.clone(), "title".to_owned(), Field::Title), (file, "text".to_owned(), Field::Text)]
            }
            Target::Office(OfficeRef { entity, office }) => {
                let title = office.iter().map(|office| format!("office.{office}.title"));
                title.map(|key| (format!("entities/{entity}"), key, Field::Title)).collect()
            }
            Target::Document(id) => vec![("documents".to_owned(), format!("{id}.title"), Field::Title)],
        }
    }
}
