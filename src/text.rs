//! Text on a grid of cells: how wide it is, where it breaks, what it folds to.
//!
//! One width rule for the whole program: a cluster is what `unicode-segmentation` says, its width what `unicode-width`
//! says of the cluster once Arabic letters are joined, and a text is the sum of its clusters. It is what ratatui draws.
//!
//! Text that runs from left to right is drawn as it is read. Other text goes through `order`: joined, broken into
//! lines, ordered, mirrored; nobody else sees the difference.

mod arabic;
mod atoms;
mod caps;
mod clip;
mod direction;
pub mod fold;
mod groups;
mod lines;
mod order;
pub mod picture;
mod pictures;
mod scribe;

use std::borrow::Cow;

pub use caps::{Caps, Cells, Means, fits_cells};
pub use clip::{clip, cut_at, shorten};
pub use direction::{direction_of, has_direction, inset, inset_name, pointing};
pub use lines::{Drawn, Glyph, Line, Run, lay_out};
use order::{Roles, needs_order};
pub use picture::Flush;
pub use pictures::{Extent, Ink, Picture, Pictures};
pub use scribe::{Scribe, Setting};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::words::Direction;

/// Stands in for a letter that cannot be drawn.
const STANDS_IN: &str = "·";

/// Cells of one cluster: the one rule.
pub fn width_of(cluster: &str) -> usize {
    if cluster.len() == 1 {
        return usize::from(!cluster.starts_with(|c: char| c.is_ascii_control()));
    }
    if cluster.chars().any(char::is_control) {
        return 0;
    }
    // Terminals give the half-wide sound marks of kana a cell of their own.
    cluster.width() + cluster.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count()
}

/// Cells a text covers.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        // Control characters are never drawn; the rest is one cell each.
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    if is_plain(text) {
        // No mark joins a letter here: every character is a cluster.
        let cells_of = |c: char| if c < '\u{300}' { usize::from(!c.is_control()) } else { c.width().unwrap_or(0) };
        return text.chars().map(cells_of).sum();
    }
    let text = normal(text);
    if needs_order(&text) {
        return order::cells(&text);
    }
    text.graphemes(true).map(width_of).sum()
}

/// A text as it may be written into cells: terminals do not agree how wide the letters are that no grid draws right,
/// and a row with one of them would lose its shape.
pub fn in_cells(text: &str) -> Cow<'_, str> {
    if fits_cells(text) {
        return Cow::Borrowed(text);
    }
    let cluster =
        |cluster: &'_ str| if fits_cells(cluster) { cluster.to_owned() } else { STANDS_IN.repeat(width_of(cluster)) };
    Cow::Owned(text.graphemes(true).map(cluster).collect())
}

/// A text as one line, however long.
pub fn line(text: &str, direction: Direction) -> Line<()> {
    let text = normal(text);
    if runs_straight(&text, direction) {
        return Line::read(vec![Run::new(text, ())]);
    }
    let items = order::items(&text, direction);
    Line::ordered(Vec::new(), order::drawn(&items, &Roles::one(()), direction))
}

/// Whether a text is drawn as it is read.
pub fn runs_straight(text: &str, direction: Direction) -> bool {
    direction == Direction::Ltr && (is_plain(text) || !needs_order(text))
}

/// Whether a text is of the kind most are: nothing in it can be composed further, nothing runs from right to left.
fn is_plain(text: &str) -> bool {
    // The signs behind U+0300 are those of this program's own sentences.
    let sign = |c| {
        // The soft hyphen is a sign only where a line breaks at it.
        c < '\u{300}' && c != '\u{ad}'
            || matches!(c, '\u{2010}'..='\u{2027}' | '\u{20ac}' | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{27bf}')
    };
    text.chars().all(sign)
}

/// Letters and their marks composed (NFC), so that a letter is one sign however it was typed.
fn normal(text: &str) -> Cow<'_, str> {
    if is_plain(text) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_no_grid_draws_never_come_into_cells() {
        assert_eq!(in_cells("città"), "città");
        assert_eq!(in_cells("a কা b"), format!("a {} b", STANDS_IN.repeat(cells("কা"))));
        assert_eq!(cells(&in_cells("থাকার পারমিট")), cells("থাকার পারমিট"));
    }

    #[test]
    fn plain_text_is_as_wide_as_its_clusters() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|c| is_plain(&c.to_string())) {
            let text = format!("a{c}b{c}");
            assert_eq!(cells(&text), text.graphemes(true).map(width_of).sum::<usize>(), "{c:?}");
        }
    }

    #[test]
    fn widths_are_sums_of_clusters() {
        assert_eq!(cells("città"), 5);
        assert_eq!(cells("cittа\u{300}"), 5);
        assert_eq!(cells("中文"), 4);
        assert_eq!(cells("a\tb"), 2);
        assert_eq!(cells("è\tb"), 2);
        assert_eq!(cells("سلام"), 3);
    }
}
