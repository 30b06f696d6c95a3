//! Lines of text that does not simply run from left to right: joined, broken in the order it is read, then each line
//! put into the order it is drawn in (UAX #9).

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::arabic::shape;
use super::atoms::{END, ISOLATE, atoms, pieces};
use super::groups::groups;
use super::lines::{Glyph, Line, Run};
use super::width_of;
use crate::model::words::Direction;

/// Whether a text needs more than to be written down from left to right.
pub(super) fn needs_order(text: &str) -> bool {
    // Below U+0580 no letter and no sign runs the other way, and the bytes say so at once.
    text.bytes().any(|byte| byte >= 0xd6) && text.chars().any(turns)
}

/// Letters that run from right to left, and the signs that steer direction.
fn turns(c: char) -> bool {
    runs_left(c) || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Letters that run from right to left.
pub(super) fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A cluster, or a lam with its alef, in the order it is read.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// As it is drawn; empty for what is not.
    pub(super) sign: String,
    pub(super) cells: usize,
    /// The bytes it stands for.
    pub(super) at: Range<usize>,
    level: Level,
    after: Break,
    blank: bool,
}

/// Whether a line may end behind an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    No,
    /// Only where what is kept together around it is longer than a line: its cells.
    Inside(usize),
    May,
    Must,
}

/// The signs of a text in the order it is read.
pub(super) fn items(text: &str, direction: Direction) -> Vec<Item> {
    let atoms = atoms(text, direction);
    let levels = levels(text, &atoms, direction);
    let breaks: BTreeMap<usize, BreakOpportunity> = linebreaks(text).collect();
    let mut out: Vec<Item> = Vec::with_capacity(text.len());
    for (at, sign) in shaped(text) {
        let cells = width_of(&sign);
        let after = match breaks.get(&at.end) {
            None => Break::No,
            Some(BreakOpportunity::Mandatory) if at.end < text.len() => Break::Must,
            Some(_) => Break::May,
        };
        let stands_for = text.get(at.clone()).unwrap_or_default();
        out.push(Item {
            sign: if cells == 0 { String::new() } else { sign },
            cells,
            level: levels.get(at.start).copied().unwrap_or(base(direction)),
            at,
            after,
            blank: stands_for.chars().all(|c| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}'),
        });
    }
    let kept = atoms.iter().flat_map(|atom| pieces(text, atom)).chain(groups(text));
    let kept: Vec<(Range<usize>, usize)> = kept.map(|kept| (kept.clone(), cells_of(&out, &kept))).collect();
    for item in out.iter_mut().filter(|item| item.after == Break::May) {
        let around = kept.iter().filter(|(kept, _)| kept.start < item.at.end && item.at.end < kept.end);
        item.after = around.map(|(_, wide)| *wide).min().map_or(Break::May, Break::Inside);
    }
    out
}

/// The signs of a text with the bytes each stands for.
fn shaped(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let mut done = 0;
    text.grapheme_indices(true).filter_map(move |(at, cluster)| {
        if at < done {
            return None;
        }
        let (before, rest) = text.split_at_checked(at)?;
        let (sign, taken) = shape(before, cluster, rest.get(cluster.len()..).unwrap_or_default());
        done = at + taken;
        Some((at..done, sign))
    })
}

/// Cells a text covers, whichever way it runs: the order of its signs does not matter.
pub(super) fn cells(text: &str) -> usize {
    shaped(text).map(|(_, sign)| width_of(&sign)).sum()
}

fn cells_of(items: &[Item], bytes: &Range<usize>) -> usize {
    items.iter().filter(|item| bytes.contains(&item.at.start)).map(|item| item.cells).sum()
}

/// Where the phrase begins that runs against the text and goes on behind a byte; none where no phrase is cut there.
pub(super) fn against(items: &[Item], end: usize, direction: Direction) -> Option<usize> {
    let is_against = |item: &&Item| item.level > base(direction);
    let (before, behind) = items.split_at_checked(items.partition_point(|item| item.at.end <= end))?;
    behind.iter().find(|item| !item.blank).filter(is_against)?;
    before.iter().rev().take_while(is_against).last().map(|item| item.at.start)
}

fn base(direction: Direction) -> Level {
    if direction == Direction::Rtl { Level::rtl() } else { Level::ltr() }
}

/// The level of every byte, of the whole paragraph: a line alone would give other ones.
fn levels(text: &str, atoms: &[Range<usize>], direction: Direction) -> Vec<Level> {
    let mut marked = String::with_capacity(text.len() + atoms.len() * 6);
    let mut places = Vec::with_capacity(text.len());
    let mut atoms = atoms.iter().peekable();
    for (at, c) in text.char_indices() {
        if atoms.peek().is_some_and(|atom| atom.end == at) {
            marked.push(END);
            atoms.next();
        }
        if atoms.peek().is_some_and(|atom| atom.start == at) {
            marked.push(ISOLATE);
        }
        places.extend(marked.len()..marked.len() + c.len_utf8());
        marked.push(c);
    }
    if atoms.peek().is_some() {
        marked.push(END);
    }
    let found = BidiInfo::new(&marked, Some(base(direction))).levels;
    places.into_iter().map(|place| found.get(place).copied().unwrap_or(base(direction))).collect()
}

/// Breaks a paragraph into lines and puts each into the order it is drawn in.
pub(super) fn lay_out<R: Copy + PartialEq>(paragraph: &[Run<R>], width: usize, direction: Direction) -> Vec<Line<R>> {
    let whole: String = paragraph.iter().map(|run| run.text.as_str()).collect();
    let roles = Roles::of(paragraph);
    let all = items(&whole, direction);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < all.len() || lines.is_empty() {
        let end = line_end(&all, start, width);
        let line = all.get(start..end).unwrap_or_default();
        let blanks = line.iter().rev().take_while(|item| item.blank || item.cells == 0).count();
        let (line, end_of_line) = line.split_at_checked(line.len() - blanks).unwrap_or_default();
        // What is not drawn is read all the same: the end of an isolate must not be lost in a pipe.
        let read = line.iter().chain(end_of_line.iter().filter(|item| !item.blank));
        lines.push(Line::ordered(roles.cut(&whole, read), drawn(line, &roles, direction)));
        if start == end {
            break;
        }
        start = end;
    }
    lines
}

/// Where the line that begins at an item ends.
fn line_end(all: &[Item], start: usize, width: usize) -> usize {
    let (mut used, mut last) = (0, None);
    let mut end = start;
    while let Some(item) = all.get(end) {
        if !item.blank && used + item.cells > width {
            return last.unwrap_or(end.max(start + 1));
        }
        used += item.cells;
        end += 1;
        match item.after {
            Break::Must => return end,
            Break::May => last = Some(end),
            Break::Inside(wide) if wide > width => last = Some(end),
            Break::Inside(_) | Break::No => {}
        }
    }
    end
}

/// The signs of a line from the left, whichever way they are read.
pub(super) fn drawn<R: Copy>(line: &[Item], roles: &Roles<R>, direction: Direction) -> Vec<Glyph<R>> {
    let mut levels: Vec<Level> = line.iter().map(|item| item.level).collect();
    // Blanks at the end of a line run with the paragraph (UAX #9, L1).
    let blanks = line.iter().rev().take_while(|item| item.sign.chars().all(char::is_whitespace)).count();
    for level in levels.iter_mut().rev().take(blanks) {
        *level = base(direction);
    }
    BidiInfo::reorder_visual(&levels)
        .into_iter()
        .filter_map(|at| Some((line.get(at)?, levels.get(at)?)))
        .filter(|(item, _)| item.cells > 0)
        .filter_map(|(item, level)| {
            let sign = match item.sign.as_str() {
                "\u{a0}" | "\u{202f}" => " ".to_owned(),
                sign if level.is_rtl() => sign.chars().map(mirrored).collect(),
                sign => sign.to_owned(),
            };
            Some(Glyph { sign, cells: item.cells, role: roles.at(item.at.start)? })
        })
        .collect()
}

/// Brackets and the like open the other way in text that runs from right to left.
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 9] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›'), ('≤', '≥'), ('≪', '≫'), ('⟨', '⟩')];
    PAIRS
        .iter()
        .find_map(|(open, close)| match c {
            c if c == *open => Some(*close),
            c if c == *close => Some(*open),
            _ => None,
        })
        .unwrap_or(c)
}

/// Which style holds where.
#[derive(Debug)]
pub(super) struct Roles<R>(Vec<(usize, R)>);

impl<R: Copy + PartialEq> Roles<R> {
    fn of(paragraph: &[Run<R>]) -> Self {
        let mut end = 0;
        let ends = paragraph.iter().map(|run| {
            end += run.text.len();
            (end, run.role)
        });
        Self(ends.collect())
    }

    /// The signs of a line as they are read: what a printer or a pipe gets.
    fn cut<'a>(&self, whole: &str, line: impl Iterator<Item = &'a Item>) -> Vec<Run<R>> {
        let mut runs: Vec<Run<R>> = Vec::new();
        for item in line {
            let (Some(text), Some(role)) = (whole.get(item.at.clone()), self.at(item.at.start)) else { continue };
            match runs.last_mut() {
                Some(run) if run.role == role => run.text.push_str(text),
                _ => runs.push(Run::new(text, role)),
            }
        }
        runs
    }
}

impl<R: Copy> Roles<R> {
    /// One style for all.
    pub(super) fn one(role: R) -> Self {
        Self(vec![(usize::MAX, role)])
    }

    fn at(&self, byte: usize) -> Option<R> {
        let at = self.0.partition_point(|(end, _)| *end <= byte);
        self.0.get(at).map(|(_, role)| *role)
    }
}

#[cfg(test)]
mod tests;
