//! Translations whose original has changed since: the fingerprint they carry is no longer that of the original.

use std::collections::BTreeMap;

use super::ledger::{Ledger, Said};
use crate::model::catalog::Catalog;
use crate::model::fingerprint::Fingerprint;
use crate::model::id::Lang;
use crate::model::words::Key;

/// The fingerprints of the original, text by text.
pub(super) type Originals = BTreeMap<Key, Fingerprint>;

/// The fingerprints of what was read of the original.
pub(super) fn originals(ledger: &Ledger, original: &Lang) -> Originals {
    let said = ledger.said.iter().filter(|said| said.lang == original.as_str());
    said.map(|said| (Key::of(&said.file, &said.key), Fingerprint::of(&said.text))).collect()
}

/// Whether the original a fingerprint was taken of is no longer the same. What is no fingerprint fits nothing.
pub(super) fn is_outdated(made_from: &Said, originals: &Originals) -> bool {
    let original = originals.get(&Key::of(&made_from.file, &made_from.key));
    original.is_some_and(|original| Fingerprint::parse(&made_from.text) != Some(*original))
}

/// Tells the words of the catalog which of them are outdated.
pub(super) fn mark(ledger: &Ledger, originals: &Originals, catalog: &mut Catalog) {
    for made_from in ledger.made_from.iter().filter(|made_from| is_outdated(made_from, originals)) {
        let key = Key::of(&made_from.file, &made_from.key);
        catalog.words.write(&Lang::from(made_from.lang.as_str()), |words| words.outdate(key));
    }
}
