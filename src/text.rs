//! Text on a grid of cells: how wide it is, where it breaks, what it folds to.
//!
//! One width rule for the whole program: a cluster is what `unicode-segmentation` says, its width what `unicode-width`
//! says of the cluster, and a text is the sum of its clusters. It is what ratatui draws.

pub mod fold;
mod lines;
pub mod picture;

pub use lines::{Line, Run, lay_out};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Sign of a text that goes on where nobody sees it.
const MORE: &str = "…";

/// Cells a text covers.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        // Control characters are never drawn; the rest is one cell each.
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text, or as much of it as fits with a sign that it goes on.
pub fn clip(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let cells = cluster.width();
        if used + cells + 1 > width {
            break;
        }
        used += cells;
        out.push_str(cluster);
    }
    let mut out = out.trim_end().to_owned();
    if width > 0 {
        out.push_str(MORE);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipped_text_says_so() {
        assert_eq!(clip("Questura", 8), "Questura");
        assert_eq!(clip("Questura", 5), "Ques…");
        assert_eq!(clip("La Spezia", 4), "La…");
        assert_eq!(clip("x", 0), "");
        assert_eq!(clip("中文", 3), "中…");
    }

    #[test]
    fn widths_are_sums_of_clusters() {
        assert_eq!(cells("città"), 5);
        assert_eq!(cells("cittа\u{300}"), 5);
        assert_eq!(cells("中文"), 4);
        assert_eq!(cells("a\tb"), 2);
    }
}
