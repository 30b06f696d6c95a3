//! A line in every language as the terminal draws it, with what was found out of the terminal: the installer looks at
//! it, or sends a photograph of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::finish;
use crate::app::Cx;
use crate::i18n::say;
use crate::model::catalog::Catalog;
use crate::model::words::{Direction, Language};
use crate::text::picture::CellPx;
use crate::text::{Caps, Means, Scribe, Setting, cells};
use crate::widgets::flow::{self, Flow};
use crate::widgets::theme::Role;

/// What was found out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// What the terminal calls itself, or the environment calls it.
    pub name: Option<String>,
    /// The size of its cells.
    pub cell: Option<CellPx>,
    /// Whether it shows pictures; `None` when it did not say.
    pub sixel: Option<bool>,
    /// What follows for the languages.
    pub caps: Caps,
}

/// Columns of a language's code.
const CODE: usize = 4;

/// The page on a terminal.
pub fn draw(cx: &Cx<'_>, found: &Findings, area: Rect, buf: &mut Buffer) {
    let scribe = Scribe::new(found.caps, &cx.catalog.manifest.languages);
    let cx = Cx { scribe: &scribe, ..*cx };
    // A picture on the last row would scroll the screen.
    let room = Rect { height: area.height.saturating_sub(1), ..area };
    let mut setting = cx.setting();
    setting.direction = Direction::Ltr;
    let rows = page(&cx, found).lay_out(flow::inner_width(room.width), setting);
    flow::draw(&rows, None, room, buf, cx.theme);
    finish(&cx, area, buf);
}

/// The page without a terminal.
pub fn plain(cx: &Cx<'_>, found: &Findings, width: u16) -> String {
    page(cx, found).lay_out(width, Setting::on_paper(cx.lang, Direction::Ltr)).plain(width)
}

fn page(cx: &Cx<'_>, found: &Findings) -> Flow {
    let lang = cx.lang;
    let mut page = Flow::default();
    page.heading(say!(lang, "selftest.title"));
    let name = found.name.clone().unwrap_or_else(|| say!(lang, "selftest.unnamed"));
    let cell = match found.cell {
        Some(CellPx { width, height }) => say!(lang, "selftest.cell", width = width, height = height),
        None => say!(lang, "selftest.no_cell"),
    };
    let sixel = match found.sixel {
        Some(true) => say!(lang, "selftest.pictures_yes"),
        Some(false) => say!(lang, "selftest.pictures_no"),
        None => say!(lang, "selftest.pictures_unknown"),
    };
    page.text(0, format!("{}   {cell}   {sixel}", say!(lang, "selftest.terminal", name = name)), Role::Plain);
    page.text(0, say!(lang, "selftest.look"), Role::Muted);
    page.gap();
    let verdict = |language: &Language| match found.caps.means(language) {
        Some(Means::Cells) => (say!(lang, "selftest.cells"), Role::Good),
        Some(Means::Pictures) => (say!(lang, "selftest.pictures"), Role::Good),
        None => (say!(lang, "selftest.hidden"), Role::Bad),
    };
    let languages = &cx.catalog.manifest.languages;
    let widest = languages.iter().map(|language| cells(&verdict(language).0)).max().unwrap_or(0);
    for language in languages {
        let (verdict, role) = verdict(language);
        let pad = widest.saturating_sub(cells(&verdict));
        let lead = format!("{:CODE$}{verdict}{:pad$} ", language.id.as_str(), "");
        let line = page.para(0).lead(lead, role);
        match found.caps.means(language) {
            // Broken letters would look as if they were meant to.
            None => line.run("–", Role::Muted).end(),
            Some(_) => line.run(sample(cx.catalog, language), Role::Plain).spoken(Some(&language.id)).one_line(),
        }
    }
    page
}

/// The name of the language, and what the pack says of itself in it: letters, numbers and Latin names as on a screen.
fn sample(catalog: &Catalog, language: &Language) -> String {
    let own = catalog.say(&language.id, "pack", "text").filter(|spoken| *spoken.lang == language.id);
    own.map_or(language.name.clone(), |spoken| format!("{}: {}", language.name, spoken.text))
}
