//! Pictures of paragraphs, each drawn once: the one place of the text floor that remembers something.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::fmt::Write;
use std::rc::Rc;

use super::lines::Run;
use super::picture::{self, CellPx, Flush, Fonts, Paragraph, Rgb, Strip};
use crate::model::id::Lang;
use crate::model::words::Direction;

/// Bytes of pictures that are kept: what was not drawn again while as many new ones were drawn is forgotten. Two
/// screenfuls of a large terminal.
const KEPT: usize = 2 << 20;
/// What remembering a paragraph costs besides its picture.
const OVERHEAD: usize = 128;

/// Pixels a line is given more than its letters take, so that roundings do not break it once more.
const SLACK: usize = 2;

/// A text to be drawn as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture<R> {
    /// Its language.
    pub lang: Lang,
    /// Which way it runs.
    pub direction: Direction,
    /// Its text.
    pub runs: Vec<Run<R>>,
    /// How wide it may be, in cells.
    pub width: u16,
    /// Where in that it stands.
    pub flush: Flush,
}

/// How large a picture is, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Rows.
    pub rows: usize,
    /// Columns its widest line takes.
    pub width: u16,
    /// Rows of one line.
    pub line: usize,
}

/// Colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Of the letters.
    pub ink: Rgb,
    /// Whether a plate lies under them.
    pub highlighted: bool,
}

/// Pictures of paragraphs.
pub struct Pictures {
    cell: CellPx,
    shop: RefCell<Shop>,
}

#[derive(Default)]
struct Shop {
    fonts: Fonts,
    extents: Kept<Extent>,
    strips: Kept<Rc<[Strip]>>,
    /// Texts cut to one line.
    cuts: Kept<String>,
}

impl fmt::Debug for Pictures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pictures").field("cell", &self.cell).finish_non_exhaustive()
    }
}

impl Pictures {
    /// With the fonts of a pack, for cells of a size.
    pub(super) fn new(fonts: Fonts, cell: CellPx) -> Self {
        Self { cell, shop: RefCell::new(Shop { fonts, ..Shop::default() }) }
    }

    /// How large a picture is.
    pub fn extent<R>(&self, picture: &Picture<R>) -> Extent {
        let Shop { fonts, extents, .. } = &mut *self.shop.borrow_mut();
        // Colours change no width.
        let plain = Ink { ink: Rgb(0, 0, 0), highlighted: false };
        let key = key(picture, |_| plain, plain.ink);
        extents.get(key, 0, || {
            let texts = texts(picture, |_| plain);
            let (rows, pixels) = picture::extent(fonts, &paragraph(picture, &texts, self.cell, plain.ink));
            let columns = (pixels + SLACK).div_ceil(self.cell.width.max(1).into());
            let line = fonts.rows_of_line(&picture.lang);
            Extent {
                rows,
                line,
                width: u16::try_from(columns).map_or(picture.width, |columns| columns.min(picture.width)),
            }
        })
    }

    /// The text of a picture that has room for one line only, as it was cut for it once.
    pub fn one_line<R>(&self, picture: &Picture<R>, cut: impl FnOnce() -> String) -> String {
        let plain = Ink { ink: Rgb(0, 0, 0), highlighted: false };
        let key = key(picture, |_| plain, plain.ink);
        let known = self.shop.borrow().cuts.has(&key);
        // Before the shop is busy: to cut a text, pictures are measured.
        let new = if known { String::new() } else { cut() };
        self.shop.borrow_mut().cuts.get_sized(key, || new, String::len)
    }

    /// The picture, row by row.
    pub fn strips<R: Copy>(&self, picture: &Picture<R>, ink: impl Fn(R) -> Ink, background: Rgb) -> Rc<[Strip]> {
        let Shop { fonts, strips, .. } = &mut *self.shop.borrow_mut();
        let key = key(picture, |run| ink(run.role), background);
        strips.get_sized(
            key,
            || {
                picture::draw(fonts, &paragraph(picture, &texts(picture, |run| ink(run.role)), self.cell, background))
                    .into()
            },
            |strips| strips.iter().map(|strip| strip.0.len()).sum(),
        )
    }
}

fn texts<R>(picture: &Picture<R>, ink: impl Fn(&Run<R>) -> Ink) -> Vec<picture::Run<'_>> {
    let run = |run| {
        let Ink { ink, highlighted } = ink(run);
        picture::Run { text: &run.text, ink, highlighted }
    };
    picture.runs.iter().map(run).collect()
}

fn paragraph<'a, R>(
    picture: &'a Picture<R>,
    runs: &'a [picture::Run<'a>],
    cell: CellPx,
    background: Rgb,
) -> Paragraph<'a> {
    let Picture { lang, direction, width, flush, .. } = picture;
    Paragraph { lang, direction: *direction, runs, width_cells: *width, flush: *flush, cell, background }
}

/// Everything a picture depends on; a control character never stands in a text and parts them.
fn key<R>(picture: &Picture<R>, ink: impl Fn(&Run<R>) -> Ink, background: Rgb) -> String {
    let mut key = String::with_capacity(64);
    let Rgb(red, green, blue) = background;
    // Writing to a string cannot fail.
    let _ = write!(
        key,
        "{} {:?} {} {:?} {red} {green} {blue}",
        picture.lang, picture.direction, picture.width, picture.flush
    );
    for run in &picture.runs {
        let Ink { ink: Rgb(red, green, blue), highlighted } = ink(run);
        let _ = write!(key, "\u{1}{red} {green} {blue} {highlighted}\u{2}{}", run.text);
    }
    key
}

/// What was made, in two generations: when the young one is full it becomes the old one, and what nobody asked for
/// since is gone.
struct Kept<V> {
    young: HashMap<String, V>,
    old: HashMap<String, V>,
    size: usize,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), size: 0 }
    }
}

impl<V: Clone> Kept<V> {
    fn get(&mut self, key: String, size: usize, make: impl FnOnce() -> V) -> V {
        self.get_sized(key, make, |_| size)
    }

    fn has(&self, key: &str) -> bool {
        self.young.contains_key(key) || self.old.contains_key(key)
    }

    fn get_sized(&mut self, key: String, make: impl FnOnce() -> V, size: impl FnOnce(&V) -> usize) -> V {
        if let Some(known) = self.young.get(&key) {
            return known.clone();
        }
        let value = self.old.remove(&key).unwrap_or_else(make);
        self.size += size(&value) + key.len() + OVERHEAD;
        if self.size > KEPT {
            self.old = std::mem::take(&mut self.young);
            self.size = size_of::<V>();
        }
        self.young.insert(key, value.clone());
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_is_made_once() {
        let mut kept: Kept<usize> = Kept::default();
        let mut made = 0;
        for _ in 0..3 {
            kept.get("a".to_owned(), 10, || {
                made += 1;
                7
            });
        }
        assert_eq!(made, 1);
    }

    #[test]
    fn no_more_is_kept_than_two_generations() {
        let mut kept: Kept<usize> = Kept::default();
        for at in 0..10_000 {
            kept.get(at.to_string(), KEPT / 100, || at);
            assert!(kept.young.len() <= 101 && kept.old.len() <= 101);
            // Whatever is drawn on every frame stays.
            kept.get("always".to_owned(), 1, || {
                assert_eq!(at, 0);
                at
            });
        }
    }
}
