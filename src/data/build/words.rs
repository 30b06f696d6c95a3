//! `words/LANG/...` and `search/LANG.toml`.

use super::{Desk, Noun, read};
use toml::Spanned;

use crate::data::parse::texts;
use crate::data::raw::S;
use crate::data::raw::catalogue::Search;
use crate::model::catalog::{Catalog, Target};
use crate::model::id::Lang;
use crate::model::words::Key;

/// Tables of a words file that are about the translation, not part of it.
pub(super) const BOOKKEEPING: [&str; 2] = ["made_from", "review"];

pub(super) fn words(desk: &mut Desk<'_>, lang: &str, file: &str, catalog: &mut Catalog) {
    let top = desk.top();
    desk.refer_as(Noun::Language, lang, top);
    let texts = texts(desk).into_iter();
    let own = texts.filter(|(key, ..)| !key.split('.').next().is_some_and(|first| BOOKKEEPING.contains(&first)));
    catalog.words.write(&Lang::from(lang), |words| {
        for (key, text, span) in own {
            let place = Key::of(file, &key);
            desk.say(lang, file, key, &text, span);
            words.insert(place, text);
        }
    });
}

pub(super) fn search(desk: &mut Desk<'_>, lang: &str, catalog: &mut Catalog) {
    let top = desk.top();
    desk.refer_as(Noun::Language, lang, top);
    let Some(raw) = read::<Search>(desk) else { return };
    let mut sought = Vec::new();
    for (id, words) in raw.need {
        desk.refer_need(&id);
        sought.push((Target::Need(id.get_ref().as_str().into()), texts_of(words)));
    }
    for (id, words) in raw.entity {
        desk.refer(Noun::Entity, &id);
        sought.push((Target::Entity(id.get_ref().as_str().into()), texts_of(words)));
    }
    catalog.words.write(&Lang::from(lang), |words| words.sought = sought);
}

fn texts_of(words: Vec<S>) -> Vec<String> {
    words.into_iter().map(Spanned::into_inner).collect()
}
