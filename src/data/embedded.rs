//! The La Spezia pack inside the binary, packed shelf by shelf (`locales/build.rs`): what is never shown is never unpacked.

use std::borrow::Cow;
use std::sync::OnceLock;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::files::{File, Files};

include!(concat!(env!("OUT_DIR"), "/pack.rs"));

/// The facts, and what the program itself says in the pack's words.
pub(super) const FACTS: &str = "facts";

/// What the first screen shows.
pub(super) const FIRST: &str = "first";

/// Files that are opened together.
struct Shelf {
    name: &'static str,
    /// Bytes of the text when unpacked.
    length: usize,
    packed: &'static [u8],
    /// Unpacked, once it was opened: words are shown again and again.
    text: OnceLock<String>,
}

impl Shelf {
    const fn new(name: &'static str, length: usize, packed: &'static [u8]) -> Self {
        Self { name, length, packed, text: OnceLock::new() }
    }

    fn unpacked(&self) -> String {
        // What the build has packed can be unpacked; the tests open every shelf.
        let bytes = decompress_to_vec_with_limit(self.packed, self.length).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn files(&'static self) -> Vec<File> {
        if self.name == FACTS {
            let text = self.unpacked();
            return split(&text)
                .map(|(path, text)| File { path: path.to_owned(), text: Cow::Owned(text.to_owned()) })
                .collect();
        }
        let text = self.text.get_or_init(|| self.unpacked());
        split(text).map(|(path, text)| File { path: path.to_owned(), text: Cow::Borrowed(text) }).collect()
    }
}

/// The files of an unpacked shelf: a line with path and length, then that many bytes.
fn split(mut rest: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        let (head, after) = rest.split_once('\n')?;
        let (path, length) = head.rsplit_once(' ')?;
        let (text, after) = after.split_at_checked(length.parse().ok()?)?;
        rest = after;
        Some((path, text))
    })
}

/// The pack that is always there.
pub fn embedded() -> Files {
    Files::embedded()
}

/// The files of one shelf.
pub(super) fn shelf(name: &str) -> Vec<File> {
    SHELVES.iter().find(|shelf| shelf.name == name).map(Shelf::files).unwrap_or_default()
}

/// All files, those of the first screen once.
pub(super) fn all() -> Vec<File> {
    SHELVES.iter().filter(|shelf| shelf.name != FIRST).flat_map(Shelf::files).collect()
}

/// A font.
pub(super) fn font(path: &str) -> Option<&'static [u8]> {
    FONTS.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}
