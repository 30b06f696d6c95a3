//! What the search has found for what was typed: asked once, forgotten with its screen.

use crate::model::catalog::Catalog;
use crate::model::id::Lang;
use crate::search::{Hit, Index};

/// The index, made when the search is first opened, and its last answer.
#[derive(Debug, Default)]
pub(super) struct Finder {
    index: Option<Index>,
    answer: Option<Answer>,
}

#[derive(Debug)]
struct Answer {
    query: String,
    lang: Lang,
    hits: Vec<Hit>,
}

impl Finder {
    /// What was found, best first.
    pub(super) fn hits(&self) -> &[Hit] {
        self.answer.as_ref().map(|answer| answer.hits.as_slice()).unwrap_or_default()
    }

    /// Asks, unless that was the last question too.
    pub(super) fn ask(&mut self, catalog: &Catalog, query: &str, lang: &Lang, most: usize) {
        if self.answer.as_ref().is_some_and(|answer| answer.query == query && answer.lang == *lang) {
            return;
        }
        let index = self.index.get_or_insert_with(|| Index::of(catalog));
        // Before a letter is typed there is time to read the words of all languages one by one.
        while !query.trim().is_empty() && !index.is_whole() {
            index.read_on(catalog);
        }
        let hits = index.ask(query, lang, most);
        self.answer = Some(Answer { query: query.to_owned(), lang: lang.clone(), hits });
    }

    /// Forgets what was asked.
    pub(super) fn forget(&mut self) {
        self.answer = None;
    }

    /// Whether the index cannot answer in every language yet.
    pub(super) fn reads_on(&self) -> bool {
        self.index.as_ref().is_some_and(|index| !index.is_whole())
    }

    /// Reads the words of one more language, if any are left.
    pub(super) fn read_on(&mut self, catalog: &Catalog) {
        if let Some(index) = &mut self.index {
            index.read_on(catalog);
        }
    }
}
