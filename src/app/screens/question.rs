//! A closed question: its answer changes what a need shows, and may stay open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Page;
use crate::app::menu::{Item, Menu};
use crate::app::{Action, Change, Cx, Outcome};
use crate::i18n::say;
use crate::model::catalog::Catalog;
use crate::model::id::CaseId;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A question of `cases.toml`.
    Case(CaseId),
    /// Which town.
    Town,
}

/// A closed question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which.
    pub ask: Ask,
    menu: Menu,
}

impl Question {
    /// A question of `cases.toml`, with the answer given before chosen.
    pub fn case(id: CaseId, cx: &Cx<'_>) -> Self {
        let given = cx.session.answers.get(&id);
        let at = cx.catalog.case(&id).and_then(|case| case.answers.iter().position(|answer| Some(answer) == given));
        Self { ask: Ask::Case(id), menu: Menu::at(at.unwrap_or(0)) }
    }

    /// The town question.
    pub fn town(cx: &Cx<'_>) -> Self {
        // Without an answer the home town is the likeliest.
        let likely = cx.session.town.as_ref().or(cx.catalog.manifest.home.as_ref());
        let at = cx.catalog.towns.iter().position(|town| Some(&town.id) == likely);
        Self { ask: Ask::Town, menu: Menu::at(at.unwrap_or(0)) }
    }

    /// Whether a pack asks it.
    pub fn is_there(&self, catalog: &Catalog) -> bool {
        match &self.ask {
            Ask::Case(id) => catalog.case(id).is_some(),
            Ask::Town => !catalog.towns.is_empty(),
        }
    }

    /// The answers as they are shown, with what each changes; the last one leaves the question open.
    fn answers(&self, cx: &Cx<'_>) -> Vec<(String, Change)> {
        let mut answers: Vec<(String, Change)> = match &self.ask {
            Ask::Case(id) => {
                let case = cx.catalog.case(id).into_iter();
                case.flat_map(|case| &case.answers)
                    .map(|answer| {
                        let text = cx.tell("cases", &format!("{id}.answer.{answer}"));
                        let change = Change::Answer(id.clone(), Some(answer.clone()));
                        (text.unwrap_or_else(|| answer.to_string()), change)
                    })
                    .collect()
            }
            Ask::Town => {
                cx.catalog.towns.iter().map(|town| (town.name.clone(), Change::Town(Some(town.id.clone())))).collect()
            }
        };
        let open = match &self.ask {
            Ask::Case(id) => Change::Answer(id.clone(), None),
            Ask::Town => Change::Town(None),
        };
        answers.push((say!(cx.lang, "question.open"), open));
        answers
    }

    fn question(&self, cx: &Cx<'_>) -> String {
        match &self.ask {
            Ask::Case(id) => cx.tell("cases", &format!("{id}.question")).unwrap_or_default(),
            Ask::Town => say!(cx.lang, "town.question"),
        }
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
        head.text(0, self.question(cx), Role::Title);
        head.text(0, say!(cx.lang, "question.why"), Role::Muted);
        let items: Vec<Item> =
            self.answers(cx).into_iter().map(|(title, _)| Item { title, ..Item::default() }).collect();
        self.menu.view(cx, &head, &items, true, area, buf);
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        match &self.ask {
            Ask::Case(_) => say!(cx.lang, "question.title"),
            Ask::Town => say!(cx.lang, "town.title"),
        }
    }
}
