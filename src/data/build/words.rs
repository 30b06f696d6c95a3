//! `words/LANG/...` and `search/LANG.toml`.

use super::{Desk, Noun, read};
use toml::Spanned;

use crate::data::ledger::{At, Said};
use crate::data::parse::texts;
use crate::data::raw::S;
use crate::data::raw::catalogue::Search;
use crate::data::translation::{MADE_FROM, is_bookkeeping};
use crate::model::catalog::{Catalog, Target};
use crate::model::id::Lang;
use crate::model::words::Key;

pub(super) fn words(desk: &mut Desk<'_>, lang: &str, file: &str, catalog: &mut Catalog) {
    let top = desk.top();
    desk.refer_as(Noun::Language, lang, top);
    let (about, own): (Vec<_>, Vec<_>) = texts(desk).into_iter().partition(|(key, ..)| is_bookkeeping(key));
    for (key, print, span) in about {
        let Some(key) = key.strip_prefix(MADE_FROM).and_then(|key| key.strip_prefix('.')) else { continue };
        let (lang, file, key, text) = (lang.to_owned(), file.to_owned(), key.to_owned(), print.into_owned());
        desk.ledger.made_from.push(Said { lang, file, key, text, at: At { file: desk.file, span } });
    }
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
