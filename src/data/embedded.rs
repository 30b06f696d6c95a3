//! The La Spezia pack inside the binary, packed shelf by shelf (`locales/build.rs`): what is never shown is never unpacked.

use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;

use miniz_oxide::inflate::decompress_slice_iter_to_slice;

use super::files::{File, Files, Text};

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
    /// Where in `PACKED` it stands.
    from: usize,
    to: usize,
    /// Unpacked, once it was opened: words are shown again and again.
    text: OnceLock<String>,
}

impl Shelf {
    const fn new(name: &'static str, length: usize, from: usize, to: usize) -> Self {
        Self { name, length, from, to, text: OnceLock::new() }
    }

    fn unpacked(&self) -> String {
        // What the build has packed can be unpacked; the tests open every shelf.
        let mut bytes = vec![0; self.length];
        let packed = PACKED.0.get(self.from..self.to).unwrap_or_default();
        let length = decompress_slice_iter_to_slice(&mut bytes, [packed].into_iter(), false, true).unwrap_or(0);
        bytes.truncate(length);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Its files, gone when the last of them is.
    fn passing(&self) -> Vec<File> {
        let whole = Rc::new(self.unpacked());
        let files = places(&whole).map(|(path, place)| (path, Text::Part(Rc::clone(&whole), place)));
        files.map(|(path, text)| File { path: path.to_owned(), text }).collect()
    }

    fn files(&'static self) -> Vec<File> {
        if self.name == FACTS {
            return self.passing();
        }
        let whole: &'static str = self.text.get_or_init(|| self.unpacked());
        let files = places(whole).map(|(path, place)| (path, Text::Shipped(whole.get(place).unwrap_or_default())));
        files.map(|(path, text)| File { path: path.to_owned(), text }).collect()
    }
}

/// The files of an unpacked shelf with their places: a line with path and length, then that many bytes.
fn places(whole: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (head, _) = whole.get(at..)?.split_once('\n')?;
        let (path, length) = head.rsplit_once(' ')?;
        let start = at + head.len() + 1;
        at = start + length.parse::<usize>().ok()?;
        Some((path, start..at))
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

/// The files of one shelf, only to look at: nothing of it stays unpacked.
pub(super) fn passing(name: &str) -> Vec<File> {
    SHELVES.iter().find(|shelf| shelf.name == name).map(Shelf::passing).unwrap_or_default()
}

/// All files, those of the first screen once.
pub(super) fn all() -> Vec<File> {
    SHELVES.iter().filter(|shelf| shelf.name != FIRST).flat_map(Shelf::files).collect()
}

/// A font.
pub(super) fn font(path: &str) -> Option<&'static [u8]> {
    let (_, from, to) = FONTS.iter().find(|(name, ..)| *name == path)?;
    PACKED.0.get(*from..*to)
}
