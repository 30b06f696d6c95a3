//! `words/LANG/...` and `search/LANG.toml`.

use super::{Desk, Noun, read};
use crate::data::ledger::{At, Named, Said};
use crate::data::parse::texts;
use crate::data::raw::catalogue::Search;
use crate::model::catalog::{Catalog, Target};
use crate::model::id::Lang;

/// Tables of a words file that are about the translation, not part of it.
pub(super) const BOOKKEEPING: [&str; 2] = ["made_from", "review"];

pub(super) fn words(desk: &mut Desk<'_>, lang: &str, file: &str, catalog: &mut Catalog) {
    let top = desk.top();
    desk.refer_as(Noun::Language, lang, top);
    let words = catalog.words.entry(Lang::from(lang)).or_default();
    for (key, text, span) in texts(desk) {
        if key.split('.').next().is_some_and(|first| BOOKKEEPING.contains(&first)) {
            continue;
        }
        words.insert(&format!("{file}/{key}"), &text);
        let at = At { file: desk.file, span };
        desk.ledger.said.push(Said { lang: lang.to_owned(), file: file.to_owned(), key, text, at });
    }
}

pub(super) fn search(desk: &mut Desk<'_>, lang: &str, catalog: &mut Catalog) {
    let top = desk.top();
    desk.refer_as(Noun::Language, lang, top);
    let Some(raw) = read::<Search>(desk) else { return };
    let mut all = Vec::new();
    for (id, words) in &raw.need {
        let at = desk.at(id);
        desk.ledger.later.push(Named { noun: Noun::Need, id: id.get_ref().clone(), at });
        all.push((Target::Need(id.get_ref().as_str().into()), texts_of(words)));
    }
    for (id, words) in &raw.entity {
        desk.refer(Noun::Entity, id);
        all.push((Target::Entity(id.get_ref().as_str().into()), texts_of(words)));
    }
    catalog.search.insert(Lang::from(lang), all);
}

fn texts_of(words: &[crate::data::raw::S]) -> Vec<String> {
    words.iter().map(|word| word.get_ref().clone()).collect()
}
