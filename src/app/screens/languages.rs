//! The first screen: every language by its own name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Page;
use crate::app::menu::{Around, Item, Menu};
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

/// As many languages ask in words of their own; more would leave no room for the names.
const ASKING: usize = 4;

/// The languages this terminal can draw.
fn offered<'a>(cx: &Cx<'a>) -> Vec<&'a Language> {
    cx.catalog.manifest.languages.iter().filter(|language| cx.scribe.offers(&language.id)).collect()
}

impl Page for Languages {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let languages = offered(cx);
        match self.menu.update(action, languages.len()).and_then(|row| languages.into_iter().nth(row)) {
            Some(language) => Outcome::Speak(language.id.clone()),
            None => Outcome::Stay,
        }
    }

    // Nobody knows yet what the person reads: each language asks in its own words.
    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let languages = offered(cx);
        let mut head = Flow::default();
        head.gap();
        // The names alone say it where there are many.
        for language in languages.iter().filter(|_| languages.len() <= ASKING) {
            head.para(0).run(say!(&language.id, "languages.choose"), Role::Title).spoken(Some(&language.id)).end();
        }
        let about = |language: &Language| {
            let spoken = cx.catalog.say(&language.id, "pack", "text").filter(|spoken| *spoken.lang == language.id)?;
            Some(spoken.text.to_owned())
        };
        let items: Vec<Item> = languages
            .iter()
            .map(|language| Item {
                title: language.name.clone(),
                detail: about(language),
                lang: Some(language.id.clone()),
                ..Item::default()
            })
            .collect();
        // Who finds her language on the other page must not have to read how to get there.
        let mut foot = Flow::default();
        let shown = self.menu.page(languages.len());
        for (at, language) in languages.iter().enumerate().filter(|(at, _)| !shown.contains(at)) {
            let sign = if at < shown.start { "↑" } else { "↓" };
            foot.para(0)
                .lead(sign, Role::Muted)
                .run(language.name.as_str(), Role::Muted)
                .spoken(Some(&language.id))
                .one_line();
        }
        let around = Around { foot: Some(&foot), ..Around::head(&head) };
        self.menu.view(cx, around, &items, Item::clone, area, buf);
    }

    fn title(&self, _cx: &Cx<'_>) -> String {
        String::new()
    }
}
