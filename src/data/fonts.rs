//! The fonts a pack names: fetched without being opened, and tried when the pack is checked.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path};
use std::sync::Arc;

use super::files::{File, Files};
use super::ledger::Ledger;
use super::problem::Severity;
use crate::model::catalog::Manifest;
use crate::text::picture::is_font;

/// The folder they stand in.
const FOLDER: &str = "fonts";

/// Gives each font of the manifest its bytes; two languages that name one file share it. What cannot be fetched stays
/// empty, and its language is not drawn as pictures.
pub(super) fn fetch(files: &Files, manifest: &mut Manifest) {
    let mut known = BTreeMap::new();
    let letterings = manifest.languages.iter_mut().filter_map(|language| language.lettering.as_mut());
    for font in letterings.flat_map(|lettering| &mut lettering.fonts) {
        if !is_inside(&font.path) {
            continue;
        }
        let fetched = known.entry(font.path.clone()).or_insert_with(|| files.bytes(&font.path).ok().map(Arc::new));
        if let Some(bytes) = fetched {
            font.bytes = Arc::clone(bytes);
        }
    }
}

/// Whether every font that is named can be drawn with.
pub(super) fn check(files: &Files, texts: &[File], ledger: &mut Ledger) {
    for (path, at) in std::mem::take(&mut ledger.fonts) {
        let fetched = if is_inside(&path) { files.bytes(&path) } else { Err(io::ErrorKind::InvalidFilename.into()) };
        let (message, help) = match fetched.map(|bytes| is_font(&Arc::new(bytes))) {
            Ok(true) => continue,
            Ok(false) => (format!("{path} is no font that can be drawn with"), "put a TrueType or OpenType font there"),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                (format!("there is no {path}"), "put the font there, or mend the name")
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidFilename => {
                (format!("`{path}` is no file of the pack's fonts"), "write it as \"fonts/NAME.ttf\"")
            }
            Err(error) => (format!("{path} cannot be read: {error}"), "make it a plain file of at most 4 MiB"),
        };
        ledger.note(texts, "bad-font", Severity::Error, &at, message, help);
    }
}

/// Whether a path names a file below the folder of fonts, and cannot lead out of it.
fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    let below = parts.next() == Some(Component::Normal(FOLDER.as_ref()));
    let mut rest = parts.peekable();
    below && rest.peek().is_some() && rest.all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_stands_in_its_folder() {
        assert!(is_inside("fonts/a.ttf") && is_inside("fonts/noto/a.ttf"));
        for path in ["", "fonts", "a.ttf", "/etc/a.ttf", "fonts/../pack.toml", "../fonts/a.ttf", "/fonts/a.ttf"] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
