//! An office on one page of paper: what the pack says of it, with boxes to tick, for the clerk who knows. What is not
//! known is asked for. The position on the map is left out: nobody can check it at a desk.

use super::door::{address, languages};
use super::trust::mark;
use crate::app::Cx;
use crate::i18n::{self, day_long, say};
use crate::model::entity::{Booking, Entity, Kind, Office, Phone, Status};
use crate::model::need::{Need, Place};
use crate::model::trust::{Backing, Grade, Graded};
use crate::text::cells;
use crate::widgets::flow::{Flow, GUTTER, Rows};
use crate::widgets::theme::Role;

/// Columns of the page, and of the gutter that is not printed.
pub const WIDTH: u16 = 80 + GUTTER;
/// Lines of the page.
pub const LINES: usize = 66;
/// Columns under a fact's label.
const INDENT: u16 = 4;
/// The shortest line one can write on.
const SHORTEST: usize = 12;

/// The page. Only the needs are cut short for its sake, and counted: no fact is left out.
pub fn sheet(cx: &Cx<'_>, entity: &Entity, office: &Office) -> Rows {
    let told = |sources| facts(cx, entity, office, sources);
    let (whole, cut) = (told(Sources::Whole), told(Sources::Cut));
    let needs: Vec<&Need> = cx.catalog.needs.iter().filter(|need| sends(need, entity, office)).collect();
    let page = |facts: &Flow, shown: usize| {
        let mut flow = head(cx, entity, office);
        flow.append(facts.clone(), 0);
        reasons(cx, &needs, shown, &mut flow);
        sign(cx, &mut flow);
        flow.lay_out(WIDTH, cx.setting())
    };
    let fits = |rows: &Rows| rows.height() <= LINES;
    let all = needs.len();
    // The whole names of the sources, unless they cost half of the needs.
    let with_whole = (all / 2..=all).rev().map(|shown| page(&whole, shown)).find(fits);
    let with_cut = || (0..=all).rev().map(|shown| page(&cut, shown)).find(fits);
    with_whole.or_else(with_cut).unwrap_or_else(|| page(&cut, 0))
}

/// How much is said of where a fact was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sources {
    /// On as many lines as it takes.
    Whole,
    /// On one line; the date stands first.
    Cut,
}

fn head(cx: &Cx<'_>, entity: &Entity, office: &Office) -> Flow {
    let manifest = &cx.catalog.manifest;
    let mut flow = Flow::default();
    let title = say!(cx.lang, "sheet.title", area = manifest.area, version = manifest.version);
    flow.para(0).run(title, Role::Muted).tail(day_long(cx.lang, cx.now.date()), Role::Muted).end();
    flow.para(0)
        .run(cx.door_title(entity, office), Role::Title)
        .tail(format!("{}/{}", entity.id, office.id), Role::Muted)
        .end();
    flow.text(0, say!(cx.lang, "sheet.ask"), Role::Plain);
    flow.gap();
    flow
}

fn facts(cx: &Cx<'_>, entity: &Entity, office: &Office, sources: Sources) -> Flow {
    let lang = cx.lang;
    let fresh = &cx.catalog.manifest.freshness;
    let mut page = Page { cx, entity, sources, flow: Flow::default() };
    // Of many places, and of a line, an address is not missing.
    let one_place = entity.kind == Kind::Office;
    if let Some(status) = &office.status {
        let text = match status.value {
            Status::Open => None,
            Status::Unclear => Some(say!(lang, "status.unclear")),
            Status::Suspended => Some(say!(lang, "status.suspended")),
            Status::Moved => Some(say!(lang, "status.moved")),
        };
        if let Some(text) = text {
            page.fact("", &text, &status.grade, fresh.addresses);
        }
    }
    let label = say!(lang, "door.address");
    for it in &office.addresses {
        page.fact(&label, &address(cx, &it.value), &it.grade, fresh.addresses);
    }
    if office.addresses.is_empty() && one_place {
        page.unknown(&label);
    }
    for it in &office.phones {
        page.fact("☎", &phone(cx, entity, &it.value), &it.grade, fresh.phones);
    }
    if office.phones.is_empty() {
        page.unknown("☎");
    }
    let label = say!(lang, "door.mail");
    page.texts(&label, &office.emails, fresh.phones);
    if office.emails.is_empty() && one_place {
        page.unknown(&label);
    }
    page.texts(&say!(lang, "door.pec"), &office.pecs, fresh.phones);
    page.hours(office, one_place);
    if let Some(booking) = &office.booking {
        let text = match booking.value {
            Booking::Required => say!(lang, "door.booking_required"),
            Booking::Possible => say!(lang, "door.booking_possible"),
        };
        page.fact("", &text, &booking.grade, fresh.hours);
    }
    page.texts(&say!(lang, "door.web"), office.web.as_slice(), fresh.phones);
    if let Some(speaks) = &office.speaks {
        page.fact(&say!(lang, "door.speaks"), &languages(cx, &speaks.value), &speaks.grade, fresh.phones);
    }
    for note in &office.notes {
        let key = format!("office.{}.note.{}", office.id, note.value);
        if let Some(text) = cx.tell(&format!("entities/{}", entity.id), &key) {
            page.fact("", &text, &note.grade, fresh.addresses);
        }
    }
    page.flow
}

/// The number as one dials it, whose it is, and when it is answered.
fn phone(cx: &Cx<'_>, entity: &Entity, phone: &Phone) -> String {
    let label = phone.label.as_ref().and_then(|id| cx.tell(&format!("entities/{}", entity.id), &format!("phone.{id}")));
    let free = phone.free.then(|| say!(cx.lang, "door.free_call"));
    let week = |hours: &crate::model::hours::Hours| hours.week(cx.now.date(), &cx.catalog.calendar);
    let hours = phone.hours.as_ref().map(|hours| i18n::usual_week(cx.lang, &week(hours)));
    [Some(phone.number.shown()), label, free, hours].into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// Facts one under the other.
struct Page<'a> {
    cx: &'a Cx<'a>,
    entity: &'a Entity,
    sources: Sources,
    flow: Flow,
}

impl Page<'_> {
    fn fact(&mut self, label: &str, text: &str, grade: &Grade, days: i64) {
        self.said(label, text);
        self.check(grade, days);
    }

    fn texts(&mut self, label: &str, all: &[Graded<String>], days: i64) {
        for it in all {
            self.fact(label, &it.value, &it.grade, days);
        }
    }

    fn said(&mut self, label: &str, text: &str) {
        let label = if label.is_empty() { "·" } else { label };
        self.flow.para(0).lead(label, Role::Muted).run(text, Role::Strong).end();
    }

    /// Where it was read, and the boxes.
    fn check(&mut self, grade: &Grade, days: i64) {
        let lang = self.cx.lang;
        let (trust, _) = mark(self.cx, grade, &self.entity.sources, days);
        let source = match &grade.backing {
            Backing::Source(id) => self.entity.sources.iter().find(|source| source.id == *id),
            Backing::File | Backing::Memory => None,
        };
        let source = source.map(|source| say!(lang, "sheet.source", source = source.name));
        let text = [Some(trust), source].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let para = self.flow.para(INDENT).run(text, Role::Muted);
        match self.sources {
            Sources::Whole => para.end(),
            Sources::Cut => para.one_line(),
        }
        self.blank(&format!("[ ] {}   [ ] {}", say!(lang, "sheet.right"), say!(lang, "sheet.wrong")));
    }

    fn unknown(&mut self, label: &str) {
        self.said(label, &say!(self.cx.lang, "sheet.unknown"));
        self.blank("");
    }

    /// A line to write on, behind some words.
    fn blank(&mut self, words: &str) {
        self.flow.para(INDENT).run(line(words, usize::from(WIDTH - GUTTER - INDENT)), Role::Plain).end();
    }

    /// Day by day, as a visitor reads them.
    fn hours(&mut self, office: &Office, one_place: bool) {
        let lang = self.cx.lang;
        let label = say!(lang, "door.hours");
        let Some(hours) = &office.hours else {
            if one_place {
                self.unknown(&label);
            }
            return;
        };
        let week = hours.value.week(self.cx.now.date(), &self.cx.catalog.calendar);
        self.said(&label, "");
        for (day, slots) in i18n::MONDAY_FIRST.iter().zip(&week) {
            self.flow.text(
                INDENT,
                format!("{}  {}", i18n::weekday(lang, *day), i18n::slots(lang, slots)),
                Role::Strong,
            );
        }
        self.check(&hours.grade, self.cx.catalog.manifest.freshness.hours);
    }
}

/// Words with a line behind them to the end of the room.
fn line(words: &str, room: usize) -> String {
    let apart = usize::from(!words.is_empty());
    let rest = room.saturating_sub(cells(words) + apart).max(SHORTEST);
    format!("{words}{}{}", " ".repeat(apart), "_".repeat(rest))
}

/// Whether a need sends people to this office.
fn sends(need: &Need, entity: &Entity, office: &Office) -> bool {
    need.steps.iter().flat_map(|step| &step.ways).any(|way| match &way.place {
        Place::Entity(id) | Place::Phone(id) => *id == entity.id,
        Place::Office(at) => at.entity == entity.id && at.office.as_ref().is_none_or(|id| *id == office.id),
        Place::Role(role) => office.roles.contains(role),
        _ => false,
    })
}

/// What people are sent here for, as far as the page has room.
fn reasons(cx: &Cx<'_>, needs: &[&Need], shown: usize, flow: &mut Flow) {
    if needs.is_empty() {
        return;
    }
    flow.gap();
    flow.text(0, say!(cx.lang, "sheet.needs"), Role::Heading);
    for need in needs.iter().take(shown) {
        flow.para(0).lead("[ ]", Role::Plain).run(cx.need_title(need), Role::Plain).one_line();
    }
    if let Some(more) = needs.len().checked_sub(shown).filter(|more| *more > 0) {
        flow.text(INDENT, say!(cx.lang, "sheet.more", number = more), Role::Muted);
    }
}

fn sign(cx: &Cx<'_>, flow: &mut Flow) {
    let room = usize::from(WIDTH - GUTTER);
    flow.gap();
    flow.text(0, line(&say!(cx.lang, "sheet.name"), room), Role::Plain);
    flow.gap();
    let date = line(&say!(cx.lang, "sheet.date"), room / 3);
    let left = room.saturating_sub(cells(&date) + 2);
    flow.text(0, format!("{date}  {}", line(&say!(cx.lang, "sheet.signature"), left)), Role::Plain);
}
