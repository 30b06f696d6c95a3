//! Texts cut off where the room ends, with a sign that they go on.

use std::borrow::Cow;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::atoms::{END, ISOLATE};
use super::direction::ISOLATE_RTL;
use super::{cells, normal, order, runs_straight, width_of};
use crate::model::words::Direction;

/// Sign of a text that goes on where nobody sees it.
const MORE: &str = "…";

/// The text, or as much of it as fits with a sign that it goes on.
pub fn clip(text: &str, width: usize, direction: Direction) -> Cow<'_, str> {
    if cells(text) <= width {
        return Cow::Borrowed(text);
    }
    let text = normal(text);
    Cow::Owned(if width == 0 { String::new() } else { cut_at(&text, room_ends(&text, width, direction), direction) })
}

/// The same, cut between words where there is more than one.
pub fn shorten(text: &str, width: usize, direction: Direction) -> Cow<'_, str> {
    if cells(text) <= width || width == 0 {
        return clip(text, width, direction);
    }
    let text = normal(text);
    let end = room_ends(&text, width, direction);
    let in_word = text.get(end..).is_some_and(|rest| !rest.starts_with(char::is_whitespace));
    let word = linebreaks(&text).map(|(at, _)| at).take_while(|at| *at <= end).last();
    let end = word.filter(|_| in_word).unwrap_or(end);
    Cow::Owned(cut_at(&text, end, direction))
}

/// The text up to a byte, with a sign that it goes on. The sign stands where reading stops: within a phrase that runs
/// against the page it belongs to the phrase.
pub fn cut_at(text: &str, end: usize, direction: Direction) -> String {
    let kept = text.get(..end).unwrap_or_default().trim_end_matches(is_loose);
    let phrase = (!runs_straight(text, direction))
        .then(|| order::against(&order::items(text, direction), kept.len(), direction))
        .flatten();
    let open = if direction == Direction::Rtl { ISOLATE } else { ISOLATE_RTL };
    let (before, phrase) = kept.split_at_checked(phrase.unwrap_or(kept.len())).unwrap_or((kept, ""));
    let mut out = before.to_owned();
    if !phrase.is_empty() {
        out.extend([&open.to_string(), phrase, MORE, &END.to_string()]);
    }
    // The end of an isolate is cut off with the rest of it.
    let open = kept.chars().fold(0_usize, |open, c| match c {
        '\u{2066}'..='\u{2068}' => open + 1,
        END => open.saturating_sub(1),
        _ => open,
    });
    out.extend(std::iter::repeat_n(END, open));
    if phrase.is_empty() {
        out.push_str(MORE);
    }
    out
}

/// Behind which byte there is no room left but for the sign.
fn room_ends(text: &str, width: usize, direction: Direction) -> usize {
    let mut used = 0;
    let mut fits = |cells: usize| {
        used += cells;
        used < width
    };
    if runs_straight(text, direction) {
        let clusters = text.grapheme_indices(true);
        clusters.take_while(|(_, cluster)| fits(width_of(cluster))).last().map_or(0, |(at, last)| at + last.len())
    } else {
        let items = order::items(text, direction);
        items.into_iter().take_while(|item| fits(item.cells)).last().map_or(0, |item| item.at.end)
    }
}

/// What leads on to words that are not there.
fn is_loose(c: char) -> bool {
    c.is_whitespace() || ",;:.·-–—/([،؛、，；：。（۔".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Drawn, line};

    use Direction::{Ltr, Rtl};

    /// From the left.
    fn seen(text: &str, direction: Direction) -> String {
        match line(text, direction).drawn() {
            Drawn::Read(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
            Drawn::Ordered(glyphs) => glyphs.iter().map(|glyph| glyph.sign.as_str()).collect(),
        }
    }

    #[test]
    fn clipped_text_says_so() {
        assert_eq!(clip("Questura", 8, Ltr), "Questura");
        assert_eq!(clip("Questura", 5, Ltr), "Ques…");
        assert_eq!(clip("La Spezia", 4, Ltr), "La…");
        assert_eq!(clip("x", 0, Ltr), "");
        assert_eq!(clip("中文", 3, Ltr), "中…");
    }

    #[test]
    fn nothing_that_leads_on_stands_before_the_sign() {
        assert_eq!(clip("uno, due", 6, Ltr), "uno…");
        assert_eq!(shorten("solo se: lavoro, famiglia", 20, Ltr), "solo se: lavoro…");
        assert_eq!(shorten("solo se: lavoro, famiglia", 10, Ltr), "solo se…");
        assert_eq!(shorten("一、二、三", 6, Ltr), "一…");
        assert_eq!(shorten("Rinnovare", 5, Ltr), "Rinn…");
        assert_eq!(shorten("Rinnovare", 0, Ltr), "");
        assert_eq!(shorten("Rinnovare il permesso", 12, Ltr), "Rinnovare…");
        assert_eq!(shorten("Rinnovare il permesso", 13, Ltr), "Rinnovare il…");
    }

    #[test]
    fn the_sign_stands_where_reading_stops() {
        let long = "Rinnovare il permesso di soggiorno";
        assert_eq!(seen(&clip(long, 20, Rtl), Rtl), "Rinnovare il permes…");
        assert_eq!(seen(&shorten(long, 20, Rtl), Rtl), "Rinnovare il…");
        // Isolated by hand, with words of the page before and behind it.
        let text = format!("سلام \u{2066}{long}, da soli\u{2069} سلام");
        assert_eq!(seen(&clip(&text, 20, Rtl), Rtl), format!("Rinnovare il pe… {}", seen("سلام", Rtl)));
        // Between words of the page it stands at their end.
        assert!(seen(&clip("سلام سلام سلام", 8, Rtl), Rtl).starts_with('…'));
        assert!(seen(&clip("سلام Roma سلام سلام", 12, Rtl), Rtl).starts_with('…'));
        assert!(seen(&clip("a سلام سلام سلام", 10, Ltr), Ltr).starts_with("a …"));
    }

    #[test]
    fn what_was_cut_is_no_wider_than_its_room() {
        for text in ["سلام Rinnovare il permesso 0187 748 601, سلام", "Rinnovare سلام \u{2066}a, b\u{2069} سلام"]
        {
            for (width, direction) in (1..40).flat_map(|width| [(width, Ltr), (width, Rtl)]) {
                assert!(cells(&clip(text, width, direction)) <= width, "{text} {width}");
                assert!(cells(&shorten(text, width, direction)) <= width, "{text} {width}");
            }
        }
    }
}
