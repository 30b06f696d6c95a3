//! The search: letters narrow, arrows choose. Nothing typed is kept.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Page, Screen, beside, panes};
use crate::app::card;
use crate::app::menu::{Around, Item, Menu};
use crate::app::{Action, Cx, Outcome};
use crate::i18n::say;
use crate::model::catalog::Target;
use crate::search::Hit;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// Most letters a query has (R3).
const LETTERS: usize = 64;
/// Most hits that are shown.
const HITS: usize = 45;

/// The search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    query: String,
    menu: Menu,
}

impl Search {
    /// What was typed.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// How many hits are shown. Before a letter is typed this is the list of everything, for whoever has only arrows.
    pub fn most(&self) -> usize {
        if self.query.trim().is_empty() { usize::MAX } else { HITS }
    }
}

impl Page for Search {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        match action {
            Action::Type(letter) => {
                if self.query.chars().count() < LETTERS {
                    self.query.push(letter);
                    self.menu = Menu::default();
                }
                Outcome::Stay
            }
            Action::Erase => {
                self.query.pop();
                self.menu = Menu::default();
                Outcome::Stay
            }
            action => match self.menu.update(action, cx.hits.len()).and_then(|row| cx.hits.get(row)) {
                Some(hit) => Outcome::To(Screen::of(hit.target.clone())),
                None => Outcome::Stay,
            },
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let lang = cx.lang;
        let (main, side) = panes(cx, area, buf);
        let hits = cx.hits;
        let mut head = Flow::default();
        head.text(0, say!(lang, "search.title"), Role::Title);
        head.para(0).lead("/", Role::Key).run(self.query.as_str(), Role::Strong).run("▏", Role::Key).end();
        match (self.query.trim().is_empty(), hits.len()) {
            (true, _) => head.text(0, say!(lang, "search.hint"), Role::Muted),
            (false, 0) => {
                head.gap();
                head.text(0, say!(lang, "search.nothing"), Role::Warn);
            }
            (false, number) => head.text(0, say!(lang, "search.found", number = number), Role::Muted),
        }
        let around = Around { digits: false, ..Around::head(&head) };
        self.menu.view(cx, around, hits, |hit| item(cx, hit, &self.query), main, buf);
        if let Some(side) = side
            && let Some(flow) = hits.get(cx.side.of(self.menu.chosen())).and_then(|hit| preview(cx, &hit.target))
        {
            beside(cx, &flow, side, buf);
        }
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        say!(cx.lang, "search.name")
    }

    fn chosen(&self, _cx: &Cx<'_>) -> Option<usize> {
        Some(self.menu.chosen())
    }
}

fn item(cx: &Cx<'_>, hit: &Hit, typed: &str) -> Item {
    let (title, kind) = named(cx, &hit.target);
    // Why it was found, unless the title says so already.
    let detail = (!hit.why.is_empty() && !title.contains(&hit.why)).then(|| format!("≈ {}", hit.why));
    Item { title, detail, tail: Some((kind, Role::Muted)), typed: typed.to_owned(), ..Item::default() }
}

/// Title and kind of a record, in the person's language.
fn named(cx: &Cx<'_>, target: &Target) -> (String, String) {
    let lang = cx.lang;
    match target {
        Target::Need(id) => {
            (cx.catalog.need(id).map(|need| cx.need_title(need)).unwrap_or_default(), say!(lang, "kind.need"))
        }
        Target::Entity(id) => {
            let entity = cx.catalog.entity(id);
            (entity.map(|entity| cx.entity_title(entity)).unwrap_or_default(), say!(lang, "kind.entity"))
        }
        Target::Office(at) => {
            let office = cx.catalog.office(at);
            (
                office.map(|(entity, office)| cx.door_title(entity, office)).unwrap_or_default(),
                say!(lang, "kind.office"),
            )
        }
        Target::Document(id) => {
            let document = cx.catalog.document(id);
            (document.map(|document| card::paper::title(cx, document)).unwrap_or_default(), say!(lang, "kind.document"))
        }
    }
}

fn preview(cx: &Cx<'_>, target: &Target) -> Option<Flow> {
    Some(match target {
        Target::Need(id) => card::need::glance(cx, cx.catalog.need(id)?),
        Target::Entity(id) => card::entity::entity(cx, cx.catalog.entity(id)?, None).flow,
        Target::Office(at) => card::entity::entity(cx, cx.catalog.office(at)?.0, at.office.as_ref()).flow,
        Target::Document(id) => card::paper::paper(cx, cx.catalog.document(id)?).flow,
    })
}
