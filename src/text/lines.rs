//! Paragraphs to lines: breaks by UAX #14, never inside a number.

use std::borrow::Cow;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::{cells, is_plain, normal, order, runs_straight, width_of};
use crate::model::words::Direction;

/// A stretch of text in one style. `R` is whatever the caller calls a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<R> {
    /// The text.
    pub text: String,
    /// Its style.
    pub role: R,
}

impl<R> Run<R> {
    /// A run.
    pub fn new(text: impl Into<String>, role: R) -> Self {
        Self { text: text.into(), role }
    }
}

/// One sign as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<R> {
    /// What goes into its first cell.
    pub sign: String,
    /// Cells it covers.
    pub cells: usize,
    /// Its style.
    pub role: R,
}

/// A line of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<R> {
    /// In the order it is read, which is all a printer or a pipe wants.
    pub runs: Vec<Run<R>>,
    /// Sign by sign from the left, where that is another order.
    drawn: Option<Vec<Glyph<R>>>,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn<'a, R> {
    /// As it is read.
    Read(&'a [Run<R>]),
    /// Sign by sign, from the left.
    Ordered(&'a [Glyph<R>]),
}

impl<R> Line<R> {
    /// That is drawn as it is read.
    pub(super) fn read(runs: Vec<Run<R>>) -> Self {
        Self { runs, drawn: None }
    }

    pub(super) fn ordered(runs: Vec<Run<R>>, drawn: Vec<Glyph<R>>) -> Self {
        Self { runs, drawn: Some(drawn) }
    }

    /// With nothing on it.
    pub fn empty() -> Self {
        Self::read(Vec::new())
    }

    /// How it is drawn.
    pub fn drawn(&self) -> Drawn<'_, R> {
        self.drawn.as_deref().map_or(Drawn::Read(&self.runs), Drawn::Ordered)
    }

    /// Cells it covers.
    pub fn cells(&self) -> usize {
        match self.drawn() {
            Drawn::Read(runs) => runs.iter().map(|run| cells(&run.text)).sum(),
            Drawn::Ordered(glyphs) => glyphs.iter().map(|glyph| glyph.cells).sum(),
        }
    }
}

/// Breaks a paragraph into lines of at most `width` cells. Where it simply runs from left to right, a word longer
/// than a line is cut at its clusters, with a hyphen if it is made of letters; nothing else is added and only the
/// blanks at the breaks are lost.
pub fn lay_out<R: Copy + PartialEq>(paragraph: &[Run<R>], width: usize, direction: Direction) -> Vec<Line<R>> {
    let width = width.max(1);
    if direction == Direction::Ltr && paragraph.iter().all(|run| is_plain(&run.text)) {
        return straight(paragraph, width);
    }
    let normal: Vec<Run<R>>;
    let paragraph = if paragraph.iter().all(|run| matches!(self::normal(&run.text), Cow::Borrowed(_))) {
        paragraph
    } else {
        normal = paragraph.iter().map(|run| Run::new(self::normal(&run.text), run.role)).collect();
        &normal
    };
    if paragraph.iter().all(|run| runs_straight(&run.text, direction)) && direction == Direction::Ltr {
        straight(paragraph, width)
    } else {
        order::lay_out(paragraph, width, direction)
    }
}

fn straight<R: Copy + PartialEq>(paragraph: &[Run<R>], width: usize) -> Vec<Line<R>> {
    let whole: String = paragraph.iter().map(|run| run.text.as_str()).collect();
    let mut lines = Builder { width, lines: Vec::new(), line: Vec::new(), used: 0 };
    let mut styles = paragraph.iter().map(|run| (run.text.len(), run.role));
    let mut style = styles.next();
    let mut from = 0;
    for (to, kind) in linebreaks(&whole) {
        let Some(word) = whole.get(from..to) else { continue };
        from = to;
        // The same word, cut where the style changes.
        let mut pieces: Vec<(&str, R)> = Vec::new();
        let mut rest = word;
        while let Some((left, role)) = &mut style {
            if *left > rest.len() {
                *left -= rest.len();
                pieces.push((rest, *role));
                break;
            }
            let (head, tail) = rest.split_at_checked(*left).unwrap_or((rest, ""));
            pieces.push((head, *role));
            rest = tail;
            style = styles.next();
            if rest.is_empty() {
                break;
            }
        }
        lines.word(&pieces);
        if kind == BreakOpportunity::Mandatory && to < whole.len() {
            lines.end_line();
        }
    }
    lines.end_line();
    lines.lines
}

/// Without the blanks at its end; a no-break space is none.
fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() && c != '\u{a0}')
}

struct Builder<R> {
    width: usize,
    lines: Vec<Line<R>>,
    line: Vec<Run<R>>,
    used: usize,
}

impl<R: Copy + PartialEq> Builder<R> {
    fn word(&mut self, pieces: &[(&str, R)]) {
        let text: String = pieces.iter().map(|(text, _)| *text).collect();
        let needed = cells(trimmed(&text));
        if self.used > 0 && self.used + needed > self.width {
            self.end_line();
        }
        if needed <= self.width {
            for (text, role) in pieces {
                self.push(text, *role);
            }
            return;
        }
        let hyphen = trimmed(&text).chars().all(|c| c.is_alphabetic() || c == '\'') && self.width > 2;
        let room = self.width - usize::from(hyphen);
        for (text, role) in pieces {
            for cluster in text.graphemes(true) {
                if self.used + width_of(cluster) > room && !trimmed(cluster).is_empty() && self.used > 0 {
                    if hyphen {
                        self.push("-", *role);
                    }
                    self.end_line();
                }
                self.push(cluster, *role);
            }
        }
    }

    fn push(&mut self, text: &str, role: R) {
        self.used += cells(text);
        match self.line.last_mut() {
            Some(run) if run.role == role => run.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.line.push(Run::new(text, role)),
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        self.used = 0;
        while let Some(last) = line.last_mut() {
            let kept = trimmed(&last.text).len();
            last.text.truncate(kept);
            if !last.text.is_empty() {
                break;
            }
            line.pop();
        }
        self.lines.push(Line::read(line));
    }
}

#[cfg(test)]
mod tests;
