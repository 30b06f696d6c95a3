//! What the keys do, what is never kept, where the facts come from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Competence, Page, Screen, competence, steer};
use crate::app::{Action, Cx, Outcome, keys};
use crate::i18n::{self, say};
use crate::widgets::flow::{self, Flow, Scroll, inner_width};
use crate::widgets::theme::Role;

/// The help.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Help {
    scroll: Scroll,
}

impl Help {
    fn flow(cx: &Cx<'_>) -> Flow {
        let lang = cx.lang;
        let mut flow = Flow::default();
        flow.text(0, say!(lang, "help.title"), Role::Title);
        if let Some(text) = cx.tell("pack", "text") {
            flow.text(0, text, Role::Plain);
        }
        // The table is for the partners of the agreement: one key away for all, and no row of everybody's first menu.
        flow.gap();
        flow.para(0).lead(competence::SIGN, Role::Key).run(say!(lang, "matrix.title"), Role::Strong).choose();
        flow.heading(say!(lang, "help.keys"));
        for (key, meaning) in keys::help(lang, cx.mode) {
            let pad = " ".repeat(12_usize.saturating_sub(crate::text::cells(&key)));
            flow.para(0).lead(format!("{key}{pad}"), Role::Key).run(meaning, Role::Plain).end();
        }
        flow.heading(say!(lang, "help.signs"));
        for (sign, meaning) in [
            ("●", say!(lang, "help.open")),
            ("◐", say!(lang, "help.appointment")),
            ("○", say!(lang, "help.closed")),
            ("?", say!(lang, "help.unknown")),
            ("▲", say!(lang, "help.doubt")),
        ] {
            flow.para(0).lead(sign, Role::Key).run(meaning, Role::Plain).end();
        }
        flow.heading(say!(lang, "help.privacy"));
        flow.text(0, say!(lang, "help.privacy_text"), Role::Plain);
        flow.heading(say!(lang, "help.facts"));
        flow.text(0, say!(lang, "help.facts_text"), Role::Plain);
        let manifest = &cx.catalog.manifest;
        let until = i18n::day_long(lang, manifest.law_seen_until);
        flow.text(0, say!(lang, "sources.law_until", date = until), Role::Plain);
        flow.text(0, say!(lang, "help.pack", id = manifest.id, version = manifest.version), Role::Muted);
        flow
    }
}

impl Page for Help {
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Outcome {
        let rows = Self::flow(cx).lay_out(inner_width(cx.body.width), cx.setting());
        match steer(&mut self.scroll, action, &rows, cx.body.height) {
            Some(_) => Outcome::To(Screen::Competence(Competence::default())),
            None => Outcome::Stay,
        }
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let rows = Self::flow(cx).lay_out(inner_width(area.width), cx.setting());
        flow::draw(&rows, Some(self.scroll), area, buf, cx.theme);
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        say!(cx.lang, "help.name")
    }
}
