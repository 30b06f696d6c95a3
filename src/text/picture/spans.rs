//! The text of a paragraph as it goes to the shaper: cleaned, protected, in stretches of one style.

use super::canvas::INKS;
use super::protect::{ISOLATE, Protected, protect};
use super::{Paragraph, Rgb};
use crate::model::words::Direction;

/// Longest text that is drawn; the check of a pack allows far less.
const CHARACTERS: usize = 20_000;

/// Right-to-left and left-to-right mark: the first letter of a line decides which way it runs.
const MARKS: (&str, &str) = ("\u{200f}", "\u{200e}");

/// How a letter is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Number of its ink.
    pub(super) ink: u8,
    /// Whether a plate lies under it.
    pub(super) plate: bool,
    /// Part of a Latin name or a number: from the font for them, whose blanks and digits fit each other.
    pub(super) latin: bool,
}

impl Style {
    /// The style as a number, as the shaper hands it on.
    pub(super) fn number(self) -> usize {
        usize::from(self.ink) << 1 | usize::from(self.plate)
    }

    /// Its ink and its plate back from the number.
    pub(super) fn of(number: usize) -> Self {
        Self { ink: u8::try_from(number >> 1).unwrap_or_default(), plate: number & 1 == 1, latin: false }
    }
}

/// Text in stretches of one style, in the order it is read.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// The whole text.
    pub(super) text: String,
    /// Where each style ends.
    ends: Vec<(usize, Style)>,
}

impl Spans {
    fn push(&mut self, c: char, style: Style) {
        self.text.push(c);
        match self.ends.last_mut() {
            Some((end, last)) if *last == style => *end = self.text.len(),
            _ => self.ends.push((self.text.len(), style)),
        }
    }

    /// The stretches of a part of the text, with what makes it run the same way when it stands alone.
    pub(super) fn part(&self, range: std::ops::Range<usize>, direction: Direction) -> Vec<(&str, Style)> {
        let Some((_, first)) = self.ends.iter().find(|(end, _)| *end > range.start).or(self.ends.last()) else {
            return Vec::new();
        };
        let mut out = vec![(if direction == Direction::Rtl { MARKS.0 } else { MARKS.1 }, *first)];
        let before = self.text.get(..range.start).unwrap_or_default();
        // A line that begins within an isolate.
        if before.rfind(ISOLATE.0) > before.rfind(ISOLATE.1) {
            out.push(("\u{2066}", *first));
        }
        let mut from = range.start;
        for (end, style) in &self.ends {
            let to = (*end).min(range.end);
            if to > from {
                out.extend(self.text.get(from..to).map(|text| (text, *style)));
                from = to;
            }
        }
        out
    }
}

/// The inks of a paragraph, and its text line by line as far as the text itself says where a line ends.
pub(super) fn spans(paragraph: &Paragraph<'_>) -> (Vec<Rgb>, Vec<Spans>) {
    let mut inks: Vec<Rgb> = Vec::new();
    let mut lines: Vec<Vec<(char, Style)>> = vec![Vec::new()];
    let mut left = CHARACTERS;
    for run in paragraph.runs {
        let known = inks.iter().position(|ink| *ink == run.ink);
        let place = known.unwrap_or_else(|| {
            inks.push(run.ink);
            inks.len() - 1
        });
        let ink = u8::try_from(place.min(INKS - 1)).unwrap_or_default();
        let style = Style { ink, plate: run.highlighted, latin: false };
        for c in run.text.chars().take(left) {
            left -= 1;
            match (c, lines.last_mut()) {
                ('\n' | '\u{2028}' | '\u{2029}', _) | (_, None) => lines.push(Vec::new()),
                (_, Some(line)) => line.push((if c.is_control() { ' ' } else { c }, style)),
            }
        }
    }
    let spans = lines.iter().map(|line| {
        let mut spans = Spans::default();
        let line = protect(line, paragraph.direction == Direction::Rtl);
        for (place, protected) in line.iter().enumerate() {
            let latin = protected.latin || parts_scripts(&line, place);
            spans.push(protected.c, Style { latin, ..protected.style });
        }
        spans
    });
    (inks, spans.collect())
}

/// Whether a blank stands beside a Latin name, a number or a sign that parts: it is as wide as a Latin one, for that of
/// Nastaliq, where words part by their shapes, is next to nothing.
fn parts_scripts(line: &[Protected<Style>], place: usize) -> bool {
    let is_isolate = |c: char| c == ISOLATE.0 || c == ISOLATE.1;
    let is_latin = |protected: Option<&Protected<Style>>| {
        protected.is_some_and(|it| (it.latin && it.c != ' ') || "·()[]–—›".contains(it.c))
    };
    let Some((before, [blank, after @ ..])) = line.split_at_checked(place) else { return false };
    blank.c == ' '
        && (is_latin(before.iter().rev().find(|it| !is_isolate(it.c)))
            || is_latin(after.iter().find(|it| !is_isolate(it.c))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::Lang;
    use crate::text::picture::{CellPx, Flush, Run};

    #[test]
    fn a_part_of_a_text_runs_as_the_whole() {
        let run = |text, ink, highlighted| Run { text, ink, highlighted };
        let (red, black) = (Rgb(255, 0, 0), Rgb(0, 0, 0));
        let runs = [run("في via ", black, false), run("Fa", red, true), run("zio 30\nب\u{1b}", black, false)];
        let paragraph = Paragraph {
            lang: &Lang::from("ar"),
            direction: Direction::Rtl,
            runs: &runs,
            width_cells: 10,
            flush: Flush::Start,
            cell: CellPx { width: 10, height: 20 },
            background: Rgb(255, 255, 255),
        };
        let (inks, lines) = spans(&paragraph);
        assert_eq!(inks, [black, red]);
        let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["في \u{2066}via Fazio 30\u{2069}", "ب "]);
        let first = lines.first().unwrap();
        let fa = first.text.find("Fa").unwrap();
        let part: Vec<_> = first.part(fa..first.text.len(), Direction::Rtl);
        let texts: Vec<_> = part.iter().map(|(text, _)| *text).collect();
        assert_eq!(texts, ["\u{200f}", "\u{2066}", "Fa", "zio 30\u{2069}"]);
        let style = part.get(2).unwrap().1;
        assert_eq!(style, Style { ink: 1, plate: true, latin: true });
        assert_eq!(Style::of(style.number()), Style { latin: false, ..style });
        assert_eq!(Spans::default().part(0..0, Direction::Ltr), []);
    }
}
