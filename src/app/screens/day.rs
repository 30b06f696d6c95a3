//! The day of an event, typed or picked. It counts the days of this visit and is never stored.

mod entry;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Page;
use crate::app::card::terms::event_question;
use crate::app::{Action, Change, Cx, Outcome};
use crate::i18n::{self, DatePart, date_order, say};
use crate::model::id::EventId;
use crate::widgets::flow::{self, Flow, Scroll, inner_width};
use crate::widgets::theme::Role;
use entry::{Entry, Reading, Written, YEARS};

/// How far a page key goes.
const PAGE: i32 = 10;

/// The day of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Of which.
    pub event: EventId,
    entry: Entry,
    focus: Focus,
    /// Where one begins; the language decides.
    first: DatePart,
}

/// Where one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// At a number.
    Part(DatePart),
    /// At the row that takes the date.
    Use,
    /// At the row that leaves the question open.
    Clear,
}

impl Day {
    /// With the day told before, else with today.
    pub fn new(event: EventId, cx: &Cx<'_>) -> Self {
        let date = cx.session.dates.get(&event).unwrap_or(cx.now.date());
        let [first, ..] = date_order(cx.lang);
        Self { event, entry: Entry::of(date), focus: Focus::Part(first), first }
    }

    /// To another place; the number one leaves is complete.
    fn go(&mut self, focus: Focus) {
        if let Focus::Part(part) = self.focus {
            self.entry.leave(part);
        }
        self.focus = focus;
    }

    fn on(&mut self, cx: &Cx<'_>) {
        let Focus::Part(part) = self.focus else { return };
        let next = date_order(cx.lang).into_iter().skip_while(|other| *other != part).nth(1);
        self.go(next.map_or(Focus::Use, Focus::Part));
    }

    fn back(&mut self, cx: &Cx<'_>) {
        let order = date_order(cx.lang);
        let before = match self.focus {
            Focus::Part(part) => order.into_iter().take_while(|other| *other != part).last(),
            Focus::Use | Focus::Clear => order.last().copied(),
        };
        if let Some(part) = before {
            self.go(Focus::Part(part));
        }
    }

    fn open(&mut self, cx: &Cx<'_>) -> Outcome {
        match (self.focus, self.entry.reading()) {
            (Focus::Clear, _) => return Outcome::BackWith(Change::Date(self.event.clone(), None)),
            (Focus::Use, Reading::Date(date)) => {
                return Outcome::BackWith(Change::Date(self.event.clone(), Some(date)));
            }
            // What is wrong stands on the screen: there it is mended.
            (Focus::Use, Reading::NoMonth) => self.go(Focus::Part(DatePart::Month)),
            (Focus::Use, Reading::NoYear) => self.go(Focus::Part(DatePart::Year)),
            (Focus::Use, Reading::NoDay | Reading::Short { .. }) => self.go(Focus::Part(DatePart::Day)),
            (Focus::Part(_), _) => self.on(cx),
        }
        Outcome::Stay
    }

    fn letter(&mut self, letter: char, cx: &Cx<'_>) {
        match (self.focus, letter.to_digit(10)) {
            (Focus::Part(part), Some(digit)) => match self.entry.digit(part, digit) {
                Written::Whole => self.on(cx),
                Written::Open => {}
            },
            // Whoever types on begins again.
            (Focus::Use | Focus::Clear, Some(digit)) => {
                let [first, ..] = date_order(cx.lang);
                self.go(Focus::Part(first));
                self.entry.digit(first, digit);
            }
            (Focus::Part(_), None) if " /.-".contains(letter) => self.on(cx),
            _ => {}
        }
    }

    /// Up and down change a number, and lead from row to row below them.
    fn step(&mut self, by: i32, cx: &Cx<'_>) {
        match (self.focus, by < 0) {
            (Focus::Part(part), _) => self.entry.step(part, by),
            (Focus::Use, false) => self.back(cx),
            (Focus::Use | Focus::Clear, true) => self.go(Focus::Clear),
            (Focus::Clear, false) => self.go(Focus::Use),
        }
    }

    fn flow(&self, cx: &Cx<'_>) -> Flow {
        let lang = cx.lang;
        let mut flow = Flow::default();
        flow.text(0, event_question(cx, &self.event), Role::Title);
        flow.text(0, say!(lang, "day.private"), Role::Muted);
        flow.gap();
        let mut para = flow.para(0);
        for part in date_order(lang) {
            let label = match part {
                DatePart::Day => say!(lang, "day.day"),
                DatePart::Month => say!(lang, "day.month"),
                DatePart::Year => say!(lang, "day.year"),
            };
            let value = self.entry.shown(part);
            // The brackets show where one is, also without colours.
            let here = self.focus == Focus::Part(part);
            let (value, role) =
                if here { (format!("[{value}]"), Role::Key) } else { (format!(" {value} "), Role::Strong) };
            para = para.run(format!("{label} "), Role::Muted).run(value, role).run("   ", Role::Plain);
        }
        para.choose();
        flow.gap();
        match self.entry.reading() {
            Reading::Date(date) => {
                let para = flow.para(0).lead("=", Role::Good).run(i18n::day_spelled(lang, date), Role::Strong);
                para.tail(i18n::distance(lang, date, cx.now.date()), Role::Plain).end();
            }
            reading => flow.para(0).lead("▲", Role::Warn).run(wrong(cx, reading), Role::Warn).end(),
        }
        flow.gap();
        flow.para(0).run(say!(lang, "day.use"), Role::Strong).choose();
        flow.para(0).run(say!(lang, "day.clear"), Role::Plain).choose();
        flow.gap();
        flow.text(0, say!(lang, "day.hint"), Role::Muted);
        flow
    }
}

/// Why the numbers are no date.
fn wrong(cx: &Cx<'_>, reading: Reading) -> String {
    let lang = cx.lang;
    match reading {
        Reading::NoDay => say!(lang, "day.no_day"),
        Reading::NoMonth => say!(lang, "day.no_month"),
        Reading::Short { month, year, last } => {
            say!(lang, "day.short", month = i18n::month_name(lang, month), year = year, last = last)
        }
        Reading::NoYear | Reading::Date(_) => say!(lang, "day.no_year", from = YEARS.0, to = YEARS.1),
    }
}

impl Page for Day {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        match action {
            Action::Type(letter) => self.letter(letter, cx),
            Action::Digit(digit) => self.letter(char::from_digit(digit.into(), 10).unwrap_or(' '), cx),
            Action::Erase => match self.focus {
                Focus::Part(part) if self.entry.erase(part) => {}
                _ => self.back(cx),
            },
            Action::Back => self.back(cx),
            Action::Up => self.step(1, cx),
            Action::Down => self.step(-1, cx),
            Action::PageUp => self.step(PAGE, cx),
            Action::PageDown => self.step(-PAGE, cx),
            Action::Top => self.go(Focus::Part(self.first)),
            Action::Bottom => self.go(Focus::Clear),
            Action::Open => return self.open(cx),
            _ => {}
        }
        Outcome::Stay
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let rows = self.flow(cx).lay_out(inner_width(area.width), cx.setting());
        let chosen = match self.focus {
            Focus::Part(_) => 0,
            Focus::Use => 1,
            Focus::Clear => 2,
        };
        let mut scroll = Scroll::default();
        scroll.choose(chosen, &rows, area.height.into());
        flow::draw(&rows, Some(scroll), area, buf, cx.theme);
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        say!(cx.lang, "day.title")
    }

    fn goes_back_inside(&self) -> bool {
        self.focus != Focus::Part(self.first)
    }
}
