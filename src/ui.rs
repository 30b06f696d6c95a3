//! The frame around every screen: title row, rules, emergency row, key bar.

pub mod selftest;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::Modifier;

use crate::app::card::tongue::in_frame;
use crate::app::{App, Cx, keys};
use crate::i18n::{clock, say};
use crate::model::entity::Entity;
use crate::model::words::Direction;
use crate::text::{Means, Run, cells, inset, lay_out, shorten};
use crate::widgets::mirror::mirror;
use crate::widgets::theme::{Role, exact};
use crate::widgets::{put, put_line};

/// The smallest terminal that shows everything.
pub const LEAST: Size = Size::new(60, 20);
/// The largest drawing area: more would only cost memory (R11).
pub const MOST: Size = Size::new(400, 120);

/// Rows of the frame: title and rule above, rule, emergency lines and keys below.
const ABOVE: u16 = 2;
const BELOW: u16 = 3;

/// The room of the body in a terminal.
pub fn body(terminal: Size) -> Size {
    Size::new(terminal.width.min(MOST.width), terminal.height.min(MOST.height).saturating_sub(ABOVE + BELOW))
}

/// Draws everything.
///
/// ```text
///  Vademecum · La Spezia     Soggiorno › Rinnovare il permesso          Italiano   lun 23 nov 09:41
///  ─────────────────────────────────────────────────────────────────────────────────────────────────
///  body
///  ─────────────────────────────────────────────────────────────────────────────────────────────────
///  ☎ Emergenza 112    Violenza 1522    Tratta 800 290 290
///  ↑↓ scegli   ⏎ apri   Esc indietro   / cerca   L lingua   ? aiuto
/// ```
pub fn draw(app: &App, area: Rect, buf: &mut Buffer) {
    let cx = app.cx();
    if area.width < LEAST.width || area.height < LEAST.height {
        return too_small(&cx.framed(), area, buf);
    }
    let area = Rect { width: area.width.min(MOST.width), height: area.height.min(MOST.height), ..area };
    let row = |y: u16| Rect { y, height: 1, ..area };
    let frame = cx.framed();
    title(app, &frame, row(area.y), buf);
    rule(&cx, row(area.y + 1), buf);
    let body = Rect { y: area.y + ABOVE, height: area.height - ABOVE - BELOW, ..area };
    app.view(body, buf);
    rule(&cx, row(area.bottom() - 3), buf);
    emergency(&frame, row(area.bottom() - 2), buf);
    match app.countdown() {
        Some(seconds) => countdown(&frame, seconds, row(area.bottom() - 1), buf),
        None => key_bar(app, &frame, row(area.bottom() - 1), buf),
    }
    finish(&cx, area, buf);
}

/// What is done to the finished drawing: turned round for readers who begin at the right, exact colours beside
/// pictures.
fn finish(cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    if cx.direction() == Direction::Rtl {
        mirror(buf, area);
    }
    let is_picture = |cell: &Cell| cell.symbol().starts_with('\u{1b}');
    let has_pictures = || cx.setting().means == Means::Pictures || buf.content.iter().any(is_picture);
    if cx.scribe.caps().pictures.is_some() && has_pictures() {
        exact(buf, area);
    }
}

fn too_small(cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let text = set(cx, &say!(cx.lang, "frame.too_small"));
    let lines = lay_out(&[Run::new(text, Role::Plain)], area.width.into(), cx.direction());
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        put_line(buf, (area.x, y), line, area.width, |role| cx.theme.style(role), cx.direction());
    }
    finish(cx, area, buf);
}

/// A text of the frame, which may be in another language than the page and run another way.
fn set(cx: &Cx<'_>, text: &str) -> String {
    inset(text, cx.scribe.setting(cx.lang).direction, cx.direction())
}

fn rule(cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    for x in row.x..row.right() {
        if let Some(cell) = buf.cell_mut((x, row.y)) {
            cell.set_symbol("─").set_style(cx.theme.rule());
        }
    }
}

/// Pack, trail, language, clock; the trail gives way first, from its beginning.
fn title(app: &App, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let hidden = matches!(app.screen(), Some(crate::app::screens::Screen::Hidden(_)));
    let area = &cx.catalog.manifest.area;
    let name = if hidden { String::new() } else { format!("Vademecum · {area}") };
    let at_languages = app.trail().len() == 1;
    let right =
        if at_languages { clock(cx.lang, cx.now) } else { format!("{}   {}", in_frame(cx), clock(cx.lang, cx.now)) };
    let right_wide = u16::try_from(cells(&right)).unwrap_or(0);
    put(
        buf,
        row.right().saturating_sub(right_wide + 1),
        row.y,
        &set(cx, &right),
        right_wide,
        cx.theme.style(Role::Plain),
        cx.direction(),
    );
    let used = put(buf, row.x + 1, row.y, &name, row.width, cx.theme.style(Role::Title), cx.direction());
    let start = row.x + 1 + used + 3;
    let room = row.right().saturating_sub(right_wide + 3).saturating_sub(start);
    let titles: Vec<String> = app.trail().iter().map(|screen| screen.page().title(cx)).collect();
    let trail = trail(&titles, room.into(), cx.scribe.setting(cx.lang).direction);
    put(buf, start, row.y, &set(cx, &trail), room, cx.theme.style(Role::Muted), cx.direction());
}

/// The last screens that fit, the one in front always.
fn trail(titles: &[String], room: usize, direction: Direction) -> String {
    let titles: Vec<&str> = titles.iter().map(String::as_str).filter(|title| !title.is_empty()).collect();
    (0..titles.len())
        .map(|from| {
            let shown = titles.get(from..).unwrap_or_default().join(" › ");
            if from == 0 { shown } else { format!("… › {shown}") }
        })
        .find(|shown| cells(shown) <= room)
        .unwrap_or_else(|| shorten(titles.last().copied().unwrap_or_default(), room, direction).into_owned())
}

/// The lines that must be seen from everywhere. What does not fit loses its name before its number.
fn emergency(cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let lines: Vec<(String, String)> = cx
        .catalog
        .manifest
        .emergency
        .iter()
        .filter_map(|id| cx.catalog.entity(id))
        .filter_map(|line| Some((label(cx, line), line.first_phone()?.number.shown())))
        .collect();
    let words: usize = lines.iter().map(|(label, number)| cells(label) + 1 + cells(number)).sum();
    let gaps = lines.len().saturating_sub(1);
    let room = usize::from(row.width).saturating_sub(4);
    let fits = [4_u16, 3, 2].into_iter().find(|gap| words + gaps * usize::from(*gap) <= room);
    let (named, gap) = (fits.is_some(), fits.unwrap_or(2));
    let mut x = row.x + 1 + put(buf, row.x + 1, row.y, "☎ ", 2, cx.theme.style(Role::Key), cx.direction());
    for (label, number) in lines {
        let left = row.right().saturating_sub(x);
        if named {
            x += put(buf, x, row.y, &set(cx, &label), left, cx.theme.style(Role::Plain), cx.direction()) + 1;
        }
        let left = row.right().saturating_sub(x);
        x += put(buf, x, row.y, &number, left, cx.theme.style(Role::Strong), cx.direction()) + gap;
    }
}

fn label(cx: &Cx<'_>, line: &Entity) -> String {
    cx.tell("pack", &format!("emergency.{}", line.id)).unwrap_or_default()
}

fn key_bar(app: &App, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let mut x = row.x + 1;
    for (key, word) in keys::bar(cx.lang, app.is_typing(), app.mode()) {
        let wide = u16::try_from(cells(key) + 1 + cells(&word)).unwrap_or(row.width);
        // A key is there with its word or not at all.
        if x + wide >= row.right() {
            continue;
        }
        x += put(buf, x, row.y, key, wide, cx.theme.style(Role::Key), cx.direction()) + 1;
        x += put(buf, x, row.y, &set(cx, &word), wide, cx.theme.style(Role::Plain), cx.direction()) + 2;
    }
}

fn countdown(cx: &Cx<'_>, seconds: u64, row: Rect, buf: &mut Buffer) {
    let text = set(cx, &say!(cx.lang, "frame.idle", seconds = seconds));
    let style = cx.theme.style(Role::Warn).add_modifier(Modifier::BOLD | Modifier::REVERSED);
    buf.set_style(row, style);
    put(buf, row.x + 1, row.y, &text, row.width.saturating_sub(2), style, cx.direction());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trail_loses_its_beginning_first() {
        let titles = ["", "Soggiorno", "Rinnovare il permesso"].map(str::to_owned);
        assert_eq!(trail(&titles, 40, Direction::Ltr), "Soggiorno › Rinnovare il permesso");
        assert_eq!(trail(&titles, 30, Direction::Ltr), "… › Rinnovare il permesso");
        assert_eq!(trail(&titles, 10, Direction::Ltr), "Rinnovare…");
        assert_eq!(trail(&[], 10, Direction::Ltr), "");
    }
}
