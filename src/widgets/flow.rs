//! A flow: paragraphs one under the other, some of which can be chosen. Screens draw it, `show` prints it.

mod draw;
mod rows;

use std::ops::Range;

use super::theme::Role;
use crate::model::id::Lang;
use crate::model::words::Direction;
use crate::text::{Run, Setting, cells};

pub use draw::draw;
use rows::Row;

/// Columns left of everything, where the marker of the chosen row stands.
pub const GUTTER: u16 = 2;

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    indent: u16,
    /// Stands before the first line only; the others are indented as deep.
    lead: Option<Run<Role>>,
    /// Stands before the other lines.
    rail: Option<Run<Role>>,
    runs: Vec<Run<Role>>,
    choice: Option<usize>,
    /// Stands right-aligned on the first line, if there is room.
    tail: Option<Run<Role>>,
    /// One line, the rest cut off with a sign: it is told elsewhere too.
    one_line: bool,
    /// Its language, where it is not that of the page.
    lang: Option<Lang>,
}

/// Paragraphs, headings, choices, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    blocks: Vec<Block>,
    choices: usize,
}

/// Builds one paragraph.
#[derive(Debug)]
pub struct Para<'a> {
    flow: &'a mut Flow,
}

impl Flow {
    /// Starts a paragraph.
    pub fn para(&mut self, indent: u16) -> Para<'_> {
        self.blocks.push(Block {
            indent,
            lead: None,
            rail: None,
            runs: Vec::new(),
            choice: None,
            tail: None,
            one_line: false,
            lang: None,
        });
        Para { flow: self }
    }

    /// A paragraph of one style.
    pub fn text(&mut self, indent: u16, text: impl Into<String>, role: Role) {
        self.para(indent).run(text, role).end();
    }

    /// An empty row, unless the flow is empty or ends with one.
    pub fn gap(&mut self) {
        if self.blocks.last().is_some_and(|block| !block.runs.is_empty()) {
            self.para(0);
        }
    }

    /// A heading, with a gap before it.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.gap();
        self.text(0, text, Role::Heading);
    }

    /// How many choices there are.
    pub fn choices(&self) -> usize {
        self.choices
    }

    /// Whether a sign stands anywhere in its texts.
    pub fn has(&self, sign: &str) -> bool {
        let mut runs = self.blocks.iter().flat_map(|block| block.runs.iter().chain(&block.tail));
        runs.any(|run| run.text.contains(sign))
    }

    /// Another flow behind this one; its choices are no choices here.
    pub fn append(&mut self, other: Self, indent: u16) {
        self.blocks.extend(other.blocks.into_iter().map(|mut block| {
            block.indent += indent;
            block.choice = None;
            block
        }));
    }

    /// Lays it out for a width.
    pub fn lay_out(&self, width: u16, setting: Setting<'_>) -> Rows {
        let mut rows = Rows { list: Vec::new(), choices: Vec::new(), direction: setting.direction };
        for block in &self.blocks {
            let from = rows.list.len();
            block.rows(width, setting, &mut rows.list);
            if block.choice.is_some() {
                rows.choices.push(from..rows.list.len());
            }
        }
        rows
    }
}

impl Para<'_> {
    fn block(&mut self) -> Option<&mut Block> {
        self.flow.blocks.last_mut()
    }

    /// Adds a run.
    #[must_use = "a paragraph is ended by end, one_line or choose"]
    pub fn run(mut self, text: impl Into<String>, role: Role) -> Self {
        let run = Run::new(text, role);
        if let Some(block) = self.block()
            && !run.text.is_empty()
        {
            block.runs.push(run);
        }
        self
    }

    /// Puts a sign or a number before the first line.
    #[must_use = "a paragraph is ended by end, one_line or choose"]
    pub fn lead(mut self, text: impl Into<String>, role: Role) -> Self {
        if let Some(block) = self.block() {
            block.lead = Some(Run::new(text, role));
        }
        self
    }

    /// Puts a sign before every line after the first one; it belongs behind a lead.
    #[must_use = "a paragraph is ended by end, one_line or choose"]
    pub fn rail(mut self, text: impl Into<String>, role: Role) -> Self {
        if let Some(block) = self.block() {
            block.rail = Some(Run::new(text, role));
        }
        self
    }

    /// Puts a text at the far end of the first line, or after the text when there is no room.
    #[must_use = "a paragraph is ended by end, one_line or choose"]
    pub fn tail(mut self, text: impl Into<String>, role: Role) -> Self {
        if let Some(block) = self.block() {
            block.tail = Some(Run::new(text, role));
        }
        self
    }

    /// Says which language it is in, where that may be another one than the page's.
    #[must_use = "a paragraph is ended by end, one_line or choose"]
    pub fn spoken(mut self, lang: Option<&Lang>) -> Self {
        if let Some(block) = self.block() {
            block.lang = lang.cloned();
        }
        self
    }

    /// Ends the paragraph.
    pub fn end(self) {}

    /// Ends it as one line, cut off with a sign where it does not fit.
    pub fn one_line(mut self) {
        if let Some(block) = self.block() {
            block.one_line = true;
        }
    }

    /// Makes the paragraph a choice; choices are counted from 0 in order.
    pub fn choose(mut self) -> usize {
        let choice = self.flow.choices;
        self.flow.choices += 1;
        if let Some(block) = self.block() {
            block.choice = Some(choice);
        }
        choice
    }
}

/// A flow laid out for a width.
#[derive(Debug, Clone)]
pub struct Rows {
    list: Vec<Row>,
    choices: Vec<Range<usize>>,
    direction: Direction,
}

impl Rows {
    /// How many rows it takes.
    pub fn height(&self) -> usize {
        self.list.len()
    }

    /// How many choices there are.
    pub fn choices(&self) -> usize {
        self.choices.len()
    }

    /// The rows as plain text, for a printer or a pipe.
    pub fn plain(&self, width: u16) -> String {
        let mut out = String::new();
        for row in &self.list {
            let mut line = String::new();
            let to = |line: &mut String, x: usize| {
                let used = cells(line);
                line.extend(std::iter::repeat_n(' ', x.saturating_sub(used)));
            };
            if let Some(lead) = &row.lead {
                to(&mut line, row.lead_x.saturating_sub(usize::from(GUTTER)));
                line.push_str(&lead.text);
            }
            to(&mut line, row.x.saturating_sub(usize::from(GUTTER)));
            line.extend(row.content.read());
            if let Some((tail, wide)) = &row.tail {
                to(&mut line, usize::from(width).saturating_sub(wide + usize::from(GUTTER)));
                line.extend(tail.read());
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// How far a flow is scrolled and what is chosen in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    /// First visible row.
    pub top: usize,
    /// The chosen choice; meaningless when there is none.
    pub chosen: usize,
}

impl Scroll {
    /// One down: to the next choice if it is near, else a row further.
    pub fn down(&mut self, rows: &Rows, height: usize) {
        let next = self.chosen + 1;
        if let Some(range) = rows.choices.get(next)
            && range.start < self.top + height + 3
        {
            self.chosen = next;
            self.show(rows, height);
        } else {
            self.top += 1;
        }
        self.clamp(rows, height);
    }

    /// One up: the reverse.
    pub fn up(&mut self, rows: &Rows, height: usize) {
        // The chosen row may have left the screen below, where the way to the one before it is long.
        if let Some(previous) = self.chosen.checked_sub(1)
            && rows.choices.get(previous).is_some_and(|range| range.start + 3 >= self.top)
        {
            self.chosen = previous;
            self.show(rows, height);
        } else {
            self.top = self.top.saturating_sub(1);
        }
        self.clamp(rows, height);
    }

    /// A screenful on; the choice follows into sight.
    pub fn page(&mut self, rows: &Rows, height: usize, down: bool) {
        let step = height.saturating_sub(2).max(1);
        self.top = if down { self.top + step } else { self.top.saturating_sub(step) };
        self.clamp(rows, height);
        let visible = self.top..self.top + height;
        let inside = |range: &Range<usize>| visible.contains(&range.start);
        if !rows.choices.get(self.chosen).is_some_and(inside) {
            let found = if down { rows.choices.iter().position(inside) } else { rows.choices.iter().rposition(inside) };
            self.chosen = found.unwrap_or(self.chosen);
        }
    }

    /// To the first or the last row and choice.
    pub fn end(&mut self, rows: &Rows, height: usize, down: bool) {
        self.top = if down { rows.height() } else { 0 };
        self.chosen = if down { rows.choices.len().saturating_sub(1) } else { 0 };
        self.clamp(rows, height);
    }

    /// Chooses and scrolls there.
    pub fn choose(&mut self, chosen: usize, rows: &Rows, height: usize) {
        self.chosen = chosen;
        self.clamp(rows, height);
        self.show(rows, height);
    }

    /// Other rows, the same choice: one that was seen is seen again.
    pub fn settle(&mut self, before: &Rows, after: &Rows, height: usize) {
        let seen = self.sees(before, height);
        self.clamp(after, height);
        // One that is still seen stays where it is, or a text longer than a page could not be scrolled through.
        if seen && !self.sees(after, height) {
            self.show(after, height);
        }
    }

    /// Whether the row with the marker of the choice stands on the page: what is opened must be seen.
    fn sees(&self, rows: &Rows, height: usize) -> bool {
        let mut its = rows.choices.get(self.chosen).cloned().unwrap_or_default();
        let marked = its.find(|at| rows.list.get(*at).is_some_and(|row| row.marked));
        marked.is_some_and(|at| (self.top..self.top + height).contains(&at))
    }

    /// What is chosen, if it can be seen; else it is brought into sight, to be opened by the next key.
    pub fn open(&mut self, rows: &Rows, height: usize) -> Option<usize> {
        self.clamp(rows, height);
        if rows.choices.is_empty() {
            return None;
        }
        if self.sees(rows, height) {
            return Some(self.chosen);
        }
        self.show(rows, height);
        None
    }

    /// Scrolls so far that the chosen rows, and what leads to them, can be seen.
    fn show(&mut self, rows: &Rows, height: usize) {
        let Some(range) = rows.choices.get(self.chosen) else { return };
        // The row above a choice mostly says what it is about.
        let first = if self.chosen == 0 { 0 } else { range.start.saturating_sub(1) };
        if first < self.top {
            self.top = first;
        }
        if range.end > self.top + height {
            self.top = range.end.saturating_sub(height).min(range.start);
        }
        if self.chosen == 0 && range.end <= height {
            self.top = 0;
        }
    }

    /// Keeps both inside after a resize or a new text.
    pub fn clamp(&mut self, rows: &Rows, height: usize) {
        self.top = self.top.min(rows.height().saturating_sub(height));
        self.chosen = self.chosen.min(rows.choices.len().saturating_sub(1));
    }
}

/// The width a flow is laid out for in an area: the last two columns are air and the scroll bar.
pub fn inner_width(area_width: u16) -> u16 {
    area_width.saturating_sub(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static LANG: LazyLock<Lang> = LazyLock::new(|| Lang::from("it"));

    fn setting() -> Setting<'static> {
        Setting::on_paper(&LANG, Direction::Ltr)
    }

    fn menu(entries: usize, lines_between: usize) -> Rows {
        let mut flow = Flow::default();
        for entry in 0..entries {
            flow.para(0).run(format!("entry {entry}"), Role::Plain).choose();
            (0..lines_between).for_each(|_| flow.text(2, "text", Role::Muted));
        }
        (0..20).for_each(|_| flow.text(0, "more", Role::Plain));
        flow.lay_out(40, setting())
    }

    #[test]
    fn down_reaches_every_choice_and_then_the_end() {
        let rows = menu(4, 6);
        let mut scroll = Scroll::default();
        let mut seen = vec![0];
        for _ in 0..200 {
            scroll.down(&rows, 10);
            if seen.last() != Some(&scroll.chosen) {
                seen.push(scroll.chosen);
            }
        }
        assert_eq!(seen, [0, 1, 2, 3]);
        assert_eq!(scroll.top, rows.height() - 10);
        for _ in 0..200 {
            scroll.up(&rows, 10);
        }
        assert_eq!(scroll, Scroll::default());
    }

    #[test]
    fn settling_does_not_stop_a_page_from_scrolling() {
        let rows = menu(2, 25);
        let mut scroll = Scroll::default();
        for _ in 0..40 {
            scroll.down(&rows, 10);
            scroll.settle(&rows, &rows, 10);
        }
        assert_eq!(scroll.chosen, 1);
        assert_eq!(scroll.open(&rows, 10), None, "scrolled past");
        assert_eq!(scroll.open(&rows, 10), Some(1), "in sight");
    }

    #[test]
    fn up_reaches_every_choice_over_more_than_a_screenful() {
        let rows = menu(4, 25);
        let mut scroll = Scroll::default();
        scroll.end(&rows, 10, true);
        let mut seen = vec![scroll.chosen];
        for _ in 0..200 {
            scroll.up(&rows, 10);
            if seen.last() != Some(&scroll.chosen) {
                seen.push(scroll.chosen);
            }
        }
        assert_eq!(seen, [3, 2, 1, 0]);
        assert_eq!(scroll, Scroll::default());
    }

    #[test]
    fn a_tail_without_room_goes_below() {
        let mut flow = Flow::default();
        flow.para(0).run("Poste Italiane", Role::Strong).tail("? orari non noti", Role::Warn).end();
        assert_eq!(flow.lay_out(40, setting()).plain(40), "Poste Italiane        ? orari non noti\n");
        assert_eq!(flow.lay_out(24, setting()).plain(24), "Poste Italiane\n? orari non noti\n");
    }

    #[test]
    fn leads_hang() {
        let mut flow = Flow::default();
        flow.para(1).lead("☐", Role::Plain).run("passaporto, tutte le pagine", Role::Plain).end();
        assert_eq!(flow.lay_out(19, setting()).plain(19), " ☐ passaporto,\n   tutte le\n   pagine\n");
    }

    #[test]
    fn a_rail_goes_on_before_every_line() {
        let mut flow = Flow::default();
        flow.para(0)
            .lead("◆", Role::Plain)
            .rail("│", Role::Muted)
            .run("passaporto, tutte le pagine", Role::Plain)
            .end();
        assert_eq!(flow.lay_out(18, setting()).plain(18), "◆ passaporto,\n│ tutte le\n│ pagine\n");
    }
}
