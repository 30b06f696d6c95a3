//! Rows to choose from, nine to a page, so that a digit opens each.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Action, Cx};
use crate::i18n::say;
use crate::model::id::Lang;
use crate::search::marks;
use crate::widgets::flow::{self, Flow, Scroll, inner_width};
use crate::widgets::theme::Role;

/// Rows of a page: what the digits 1 to 9 reach.
const PAGE: usize = 9;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// A sign to recognise it by.
    pub icon: String,
    /// What it is.
    pub title: String,
    /// A line more.
    pub detail: Option<String>,
    /// What stands at its far end.
    pub tail: Option<(String, Role)>,
    /// Its language, where it is not the person's.
    pub lang: Option<Lang>,
    /// What was typed to find it: the letters that answer it are marked.
    pub typed: String,
}

impl Item {
    /// A text of it, with the letters marked that answer what was typed.
    fn runs<'a>(&self, text: &'a str, role: Role) -> Vec<(&'a str, Role)> {
        let mut runs = Vec::new();
        let mut at = 0;
        for mark in marks(text, &self.typed) {
            runs.push((text.get(at..mark.start).unwrap_or_default(), role));
            runs.push((text.get(mark.clone()).unwrap_or_default(), Role::Hit));
            at = mark.end;
        }
        runs.push((text.get(at..).unwrap_or_default(), role));
        runs
    }
}

/// What stands around the rows.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Above them.
    pub head: &'a Flow,
    /// Below them where they fill more than a page; without it the number of the page.
    pub foot: Option<&'a Flow>,
    /// Whether digits open them: not where one types.
    pub digits: bool,
}

impl<'a> Around<'a> {
    /// A head alone.
    pub fn head(head: &'a Flow) -> Self {
        Self { head, foot: None, digits: true }
    }
}

/// Which row is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Menu {
    chosen: usize,
}

impl Menu {
    /// With a row chosen.
    pub fn at(chosen: usize) -> Self {
        Self { chosen }
    }

    /// The chosen row.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// The rows of the page that is shown, of `count`.
    pub fn page(&self, count: usize) -> Range<usize> {
        let first = self.chosen.min(count.saturating_sub(1)) / PAGE * PAGE;
        first..(first + PAGE).min(count)
    }

    /// Moves among `count` rows; the row that was opened, if one was.
    pub fn update(&mut self, action: Action, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        self.chosen = self.chosen.min(last);
        match action {
            Action::Up => self.chosen = self.chosen.saturating_sub(1),
            Action::Down => self.chosen = (self.chosen + 1).min(last),
            Action::PageUp => self.chosen = self.chosen.saturating_sub(PAGE),
            Action::PageDown => self.chosen = (self.chosen + PAGE).min(last),
            Action::Top => self.chosen = 0,
            Action::Bottom => self.chosen = last,
            Action::Digit(digit) => {
                let row = self.chosen / PAGE * PAGE + usize::from(digit).checked_sub(1)?;
                if row <= last {
                    self.chosen = row;
                    return Some(row);
                }
            }
            Action::Open => return Some(self.chosen),
            _ => {}
        }
        None
    }

    /// Draws a head and the page of rows with the chosen one; no other is made.
    pub fn view<T>(
        &self,
        cx: &Cx<'_>,
        around: Around<'_>,
        rows: &[T],
        item: impl Fn(&T) -> Item,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let chosen = self.chosen.min(rows.len().saturating_sub(1));
        let shown = self.page(rows.len());
        let pages = (shown.start / PAGE, rows.len().div_ceil(PAGE));
        let width = inner_width(area.width);
        let room = usize::from(area.height);
        let items: Vec<Item> = rows.iter().skip(shown.start).take(PAGE).map(item).collect();
        let rows =
            |details: bool| cx.noted(&Self::flow(cx, around, &items, pages, details)).lay_out(width, cx.setting());
        let mut rows_now = rows(true);
        if rows_now.height() > room {
            rows_now = rows(false);
        }
        let mut scroll = Scroll::default();
        scroll.choose(chosen - shown.start, &rows_now, room);
        flow::draw(&rows_now, Some(scroll), area, buf, cx.theme);
    }

    fn flow(cx: &Cx<'_>, around: Around<'_>, items: &[Item], (page, pages): (usize, usize), details: bool) -> Flow {
        let mut flow = around.head.clone();
        flow.gap();
        for (at, item) in items.iter().enumerate() {
            let digit = if around.digits { format!("{}", at + 1) } else { "·".to_owned() };
            let lead = if item.icon.is_empty() { digit } else { format!("{digit} {}", item.icon) };
            let para = item.runs(&item.title, Role::Strong).into_iter();
            let para = para.fold(flow.para(0).lead(lead, Role::Key), |para, (text, role)| para.run(text, role));
            let para = match &item.tail {
                Some((text, role)) => para.tail(text.as_str(), *role),
                None => para,
            };
            para.spoken(item.lang.as_ref()).choose();
            if details && let Some(detail) = &item.detail {
                let indent = if item.icon.is_empty() { 2 } else { 4 };
                let para = item.runs(detail, Role::Plain).into_iter();
                let para = para.fold(flow.para(indent), |para, (text, role)| para.run(text, role));
                para.spoken(item.lang.as_ref()).one_line();
            }
        }
        if pages > 1 {
            flow.gap();
            match around.foot {
                Some(foot) => flow.append(foot.clone(), 0),
                None => flow.text(0, say!(cx.lang, "menu.page", page = page + 1, pages = pages), Role::Muted),
            }
        }
        flow
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_open_rows_of_the_page() {
        let mut menu = Menu::default();
        assert_eq!(menu.update(Action::Digit(3), 5), Some(2));
        assert_eq!(menu.update(Action::Digit(9), 5), None);
        let mut menu = Menu::at(10);
        assert_eq!(menu.update(Action::Digit(1), 12), Some(9));
        assert_eq!(menu.update(Action::Digit(4), 12), None);
    }

    #[test]
    fn an_empty_menu_opens_nothing() {
        let mut menu = Menu::default();
        assert_eq!(menu.update(Action::Open, 0), None);
        assert_eq!(menu.update(Action::Down, 0), None);
    }
}
