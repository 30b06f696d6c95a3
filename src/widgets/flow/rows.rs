//! Paragraphs to rows: lines of cells, or rows of a picture; nobody above knows which.

use std::rc::Rc;

use super::{Block, GUTTER};
use crate::text::{Flush, Line, Picture, Pictures, Run, Setting, cells, cut_at, lay_out, shorten};
use crate::widgets::theme::Role;

/// Columns between a text and what stands at its far end.
const APART: usize = 2;

/// One laid-out row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) x: usize,
    pub(super) content: Content,
    pub(super) lead: Option<Run<Role>>,
    pub(super) lead_x: usize,
    /// What stands at the far end, and its cells.
    pub(super) tail: Option<(Content, usize)>,
    pub(super) choice: Option<usize>,
    pub(super) marked: bool,
}

/// What stands on a row.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// Signs in cells.
    Line(Line<Role>),
    /// One row of a picture.
    Strip {
        /// The whole picture.
        of: Rc<Picture<Role>>,
        by: Rc<Pictures>,
        row: usize,
        /// Rows of a line.
        line: usize,
    },
}

impl Content {
    fn empty() -> Self {
        Self::Line(Line::empty())
    }

    /// The text as it is read; that of a picture stands on its first row.
    pub(super) fn read(&self) -> impl Iterator<Item = &str> {
        let runs = match self {
            Self::Line(line) => line.runs.as_slice(),
            Self::Strip { of, row: 0, .. } => of.runs.as_slice(),
            Self::Strip { .. } => &[],
        };
        runs.iter().map(|run| run.text.as_str())
    }
}

/// A text laid out.
struct Laid {
    rows: Vec<Content>,
    /// Cells of the first line; of a picture those of its widest.
    first: usize,
    /// Rows of a line.
    line: usize,
}

impl Block {
    pub(super) fn rows(&self, width: u16, page: Setting<'_>, rows: &mut Vec<Row>) {
        let setting = self.lang.as_ref().map_or(page, |lang| page.inset(lang));
        let lead = self.lead.as_ref().map_or(0, |lead| cells(&lead.text) + 1);
        let start = usize::from(GUTTER + self.indent) + lead;
        let room = usize::from(width).saturating_sub(start);
        let mut main = lay(&self.runs, room, setting, self.one_line, Flush::Start);
        let tail_at = |flush| self.tail.as_ref().map(|run| lay(std::slice::from_ref(run), room, page, false, flush));
        let mut tail = tail_at(Flush::End);
        // No room beside it: the tail becomes a line of its own, below, and wraps like any text.
        let is_wide = |tail: &mut Laid| main.first + tail.first + APART > room;
        if let Some(below) = tail.take_if(is_wide).and_then(|_| tail_at(Flush::Start)) {
            main.rows.extend(below.rows);
        }
        // What is of cells stands on the base line of a taller picture, the last row of its first line.
        let base = tail.as_ref().map_or(0, |tail| tail.line).max(main.line) - 1;
        main.sink(base);
        let mut tails = tail.map_or_else(Laid::nothing, |mut tail| {
            tail.sink(base);
            tail
        });
        let rows_of_both = main.rows.len().max(tails.rows.len());
        main.rows.resize_with(rows_of_both, Content::empty);
        tails.rows.reverse();
        for (at, content) in main.rows.into_iter().enumerate() {
            rows.push(Row {
                x: start,
                content,
                lead: if at == base { self.lead.clone() } else { self.rail.clone().filter(|_| at > base) },
                lead_x: usize::from(GUTTER + self.indent),
                tail: tails.rows.pop().map(|tail| (tail, tails.first)),
                choice: self.choice,
                marked: at == base,
            });
        }
    }
}

impl Laid {
    fn nothing() -> Self {
        Self { rows: Vec::new(), first: 0, line: 1 }
    }

    /// Moves lines of cells down to the base line of what stands beside them.
    fn sink(&mut self, base: usize) {
        if self.line <= base {
            self.rows.splice(0..0, std::iter::repeat_with(Content::empty).take(base + 1 - self.line));
        }
    }
}

fn lay(runs: &[Run<Role>], room: usize, setting: Setting<'_>, one_line: bool, flush: Flush) -> Laid {
    if let Some(by) = setting.pictures(runs.iter().map(|run| run.text.as_str()))
        && let Some(laid) = picture(runs, room, setting, (one_line, flush), by)
    {
        return laid;
    }
    let mut lines = lay_out(runs, room, setting.direction);
    if one_line && lines.len() > 1 {
        lines = lay_out(&styled(&shorten(&whole(runs), room, setting.direction), runs), room, setting.direction);
    }
    let first = lines.first().map_or(0, Line::cells);
    Laid { rows: lines.into_iter().map(Content::Line).collect(), first, line: 1 }
}

fn picture(
    runs: &[Run<Role>],
    room: usize,
    setting: Setting<'_>,
    (one_line, flush): (bool, Flush),
    by: &Rc<Pictures>,
) -> Option<Laid> {
    let width = u16::try_from(room).ok()?;
    let of = |runs| Picture { lang: setting.lang.clone(), direction: setting.direction, runs, width, flush };
    let mut of_all = of(runs.to_vec());
    let mut extent = by.extent(&of_all);
    if one_line {
        let role = role(runs);
        // What one line takes: no word is empty, and none is cut.
        let line = by.extent(&of(vec![Run::new("…", role)])).rows;
        if extent.rows > line {
            let text = by.one_line(&of_all, || {
                let whole = whole(runs);
                let ends: Vec<usize> = whole.match_indices(' ').map(|(at, _)| at).collect();
                let cut = |at: usize| cut_at(&whole, at, setting.direction);
                let fits = ends.partition_point(|at| by.extent(&of(vec![Run::new(cut(*at), role)])).rows <= line);
                cut(fits.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(0))
            });
            of_all = of(styled(&text, runs));
            extent = by.extent(&of_all);
        }
    }
    if extent.rows == 0 {
        return None;
    }
    // No wider than its letters: it begins where the page begins, whichever way it runs.
    of_all.width = extent.width;
    let of = Rc::new(of_all);
    let rows =
        (0..extent.rows).map(|row| Content::Strip { of: Rc::clone(&of), by: Rc::clone(by), row, line: extent.line });
    Some(Laid { rows: rows.collect(), first: extent.width.into(), line: extent.line })
}

fn whole(runs: &[Run<Role>]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A text that was cut, in the styles of what it was cut from.
fn styled(cut: &str, runs: &[Run<Role>]) -> Vec<Run<Role>> {
    let mut out = Vec::new();
    let mut rest = cut;
    for run in runs {
        let same = rest.chars().zip(run.text.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let (kept, behind) = rest.split_at_checked(same).unwrap_or((rest, ""));
        out.push(Run::new(kept, run.role));
        rest = behind;
        if same < run.text.len() {
            break;
        }
    }
    out.push(Run::new(rest, role(runs)));
    out.retain(|run| !run.text.is_empty());
    out
}

fn role(runs: &[Run<Role>]) -> Role {
    runs.first().map_or(Role::Plain, |run| run.role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_keeps_its_styles() {
        let runs = [Run::new("Rinno", Role::Hit), Run::new("vare il ", Role::Strong), Run::new("perm", Role::Hit)];
        let hit = |text: &str| Run::new(text, Role::Hit);
        assert_eq!(styled("Rin…", &runs), [hit("Rin"), hit("…")]);
        assert_eq!(styled("Rinnovare…", &runs), [hit("Rinno"), Run::new("vare", Role::Strong), hit("…")]);
        assert_eq!(styled("Rinnovare il perm", &runs), runs);
    }
}
