//! A closed question: its answer changes what a need shows, and may stay open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Page;
use crate::app::menu::{Around, Item, Menu};
use crate::app::{Action, Change, Cx, Outcome};
use crate::i18n::say;
use crate::model::id::CaseId;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// A closed question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which, of `cases.toml`.
    pub case: CaseId,
    menu: Menu,
}

impl Question {
    /// With the answer given before chosen.
    pub fn new(case: CaseId, cx: &Cx<'_>) -> Self {
        let given = cx.session.answers.get(&case);
        let record = cx.catalog.case(&case);
        let at = record.and_then(|record| record.answers.iter().position(|answer| Some(answer) == given));
        Self { case, menu: Menu::at(at.unwrap_or(0)) }
    }

    /// The answers as they are shown, with what each changes; the last one leaves the question open.
    fn answers(&self, cx: &Cx<'_>) -> Vec<(String, Change)> {
        let id = &self.case;
        let given = cx.catalog.case(id).into_iter().flat_map(|case| &case.answers).map(|answer| {
            let text = cx.tell("cases", &format!("{id}.answer.{answer}"));
            (text.unwrap_or_else(|| answer.to_string()), Change::Answer(id.clone(), Some(answer.clone())))
        });
        given.chain([(say!(cx.lang, "question.open"), Change::Answer(id.clone(), None))]).collect()
    }
}

impl Page for Question {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let answers = self.answers(cx);
        match self.menu.update(action, answers.len()).and_then(|row| answers.into_iter().nth(row)) {
            Some((_, change)) => Outcome::BackWith(change),
            None => Outcome::Stay,
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let mut head = Flow::default();
        head.text(0, cx.tell("cases", &format!("{}.question", self.case)).unwrap_or_default(), Role::Title);
        head.text(0, say!(cx.lang, "question.why"), Role::Muted);
        let items: Vec<Item> =
            self.answers(cx).into_iter().map(|(title, _)| Item { title, ..Item::default() }).collect();
        self.menu.view(cx, Around::head(&head), &items, Item::clone, area, buf);
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        say!(cx.lang, "question.title")
    }
}
