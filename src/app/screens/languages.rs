//! The first screen: every language by its own name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Page;
use crate::app::menu::{Item, Menu};
use crate::app::{Action, Cx, Outcome};
use crate::i18n::say;
use crate::model::words::Language;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// The first screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Languages {
    menu: Menu,
}

impl Page for Languages {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let languages = &cx.catalog.manifest.languages;
        match self.menu.update(action, languages.len()).and_then(|row| languages.get(row)) {
            Some(language) => Outcome::Speak(language.id.clone()),
            None => Outcome::Stay,
        }
    }

    // Nobody knows yet what the person reads: each language asks in its own words.
    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let languages = &cx.catalog.manifest.languages;
        let mut head = Flow::default();
        head.gap();
        for language in languages {
            head.text(0, say!(language.id, "languages.choose"), Role::Title);
        }
        let about = |language: &Language| {
            let spoken = cx.catalog.say(&language.id, "pack", "text").filter(|spoken| *spoken.lang == language.id)?;
            Some(spoken.text.to_owned())
        };
        let items: Vec<Item> = languages
            .iter()
            .map(|language| Item { title: language.name.clone(), detail: about(language), ..Item::default() })
            .collect();
        self.menu.view(cx, &head, &items, true, area, buf);
    }

    fn title(&self, _cx: &Cx<'_>) -> String {
        String::new()
    }
}
