//! Screens in languages that are drawn as pictures: what stands where, not how letters look.

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Size};
use ratatui::style::Color;
use vademecum::app::{Action, Mode};
use vademecum::model::catalog::Catalog;
use vademecum::model::id::Lang;
use vademecum::model::lettering::{Font, Lettering};
use vademecum::model::words::{Direction, Key, Language};
use vademecum::text::picture::CellPx;
use vademecum::text::{Caps, Cells};
use vademecum::widgets::theme::Theme;

use crate::desk::{IDLE, Person, USUAL, catalog};

pub(crate) const SIXEL: Caps = Caps { cells: Cells::Ordered, pictures: Some(CellPx { width: 10, height: 20 }) };

/// Languages for these tests only: code, name, direction, font, rows of a line, words.
type Fixture = (&'static str, &'static str, Direction, &'static str, u16, [(&'static str, &'static str); 3]);

const BENGALI: Fixture = (
    "qab",
    "বাংলা",
    Direction::Ltr,
    "NotoSansBengali.ttf",
    100,
    [
        ("needs/permit-renewal/title", "থাকার পারমিট নবায়ন"),
        (
            "needs/permit-renewal/who",
            "যাঁদের থাকার পারমিটের (permesso di soggiorno) মেয়াদ শিগগির শেষ হবে, বা অল্প আগে শেষ হয়েছে।",
        ),
        ("needs/permit-renewal/step.kit.title", "কিট ডাকঘরে নিয়ে যান"),
    ],
);
const URDU: Fixture = (
    "qau",
    "اردو",
    Direction::Rtl,
    "NotoNastaliqUrdu.ttf",
    200,
    [
        ("needs/permit-renewal/title", "قیام کے پرمٹ کی تجدید کروانا"),
        ("needs/permit-renewal/who", "جن کا پرمٹ (permesso di soggiorno) ختم ہونے والا ہے، یا حال ہی میں ختم ہوا ہے۔"),
        ("needs/permit-renewal/step.kit.title", "فارموں کا پیکٹ ڈاک خانے لے جائیں"),
    ],
);

fn pack(own: &Catalog) -> Arc<Catalog> {
    let mut pack = own.clone();
    for (code, name, direction, font, step, texts) in [BENGALI, URDU] {
        let id = Lang::from(code);
        pack.words.write(&id, |words| {
            for (name, text) in texts {
                let (file, key) = name.rsplit_once('/').unwrap();
                words.insert(Key::of(file, key), text.into());
            }
        });
        let fonts = [font, "NotoSans.ttf"].map(|file| Font {
            path: file.to_owned(),
            bytes: Arc::new(Cow::Owned(std::fs::read(format!("data/fonts/{file}")).expect("a font"))),
        });
        let lettering = Some(Lettering { fonts: fonts.into(), size: 76, step });
        let fallback = vec![Lang::from("en")];
        pack.manifest.languages.push(Language { id, name: name.to_owned(), direction, fallback, lettering });
    }
    Arc::new(pack)
}

fn person(code: &str, size: Size, caps: Caps) -> Person {
    let mut person = Person::with(pack(&catalog()), Mode::Desk { idle: IDLE }, Theme::Colour, size);
    person.app.draws(caps);
    person.app.speak(Lang::from(code));
    person
}

/// Where a picture goes out, and how many cells it covers.
fn strips(buf: &Buffer) -> Vec<(Position, u16)> {
    let is_strip = |at: &Position| buf[*at].symbol().starts_with('\u{1b}');
    let covered = |at: &Position| buf[*at].diff_option == CellDiffOption::Skip;
    let all = buf.area.positions().filter(is_strip);
    all.map(|at| {
        let more = (at.x + 1..buf.area.width).take_while(|x| covered(&Position { x: *x, ..at })).count();
        (at, u16::try_from(more).unwrap() + 1)
    })
    .collect()
}

#[test]
fn the_frame_is_never_a_picture() {
    for code in ["qab", "qau"] {
        for size in [USUAL, Size::new(120, 40), Size::new(60, 20)] {
            let mut person = person(code, size, SIXEL);
            person.walks_to("permit-renewal");
            for action in [Action::Top, Action::Down, Action::PageDown, Action::Bottom] {
                person.does([action]);
                let seen = person.sees();
                for (at, wide) in strips(&seen) {
                    assert!((2..size.height - 3).contains(&at.y), "{code} {at}");
                    assert!(at.x + wide <= size.width, "{code} {at} and {wide}");
                }
            }
            // The key bar is text, in letters the terminal has.
            let last: String =
                (0..size.width).map(|x| person.sees()[(x, size.height - 1)].symbol().to_owned()).collect();
            assert!(last.contains("Esc"), "{last}");
        }
    }
}

#[test]
fn every_covered_cell_has_its_picture() {
    for code in ["qab", "qau"] {
        let mut person = person(code, Size::new(120, 40), SIXEL);
        person.walks_to("permit-renewal");
        let seen = person.sees();
        let strips = strips(&seen);
        assert!(strips.len() > 3, "{code}: {strips:?}");
        let covered: usize = strips.iter().map(|(_, wide)| usize::from(*wide) - 1).sum();
        let skipped = seen.content.iter().filter(|cell| cell.diff_option == CellDiffOption::Skip).count();
        assert_eq!(covered, skipped, "{code}");
    }
}

#[test]
fn pictures_begin_where_one_begins_to_read() {
    let title = |code| {
        let mut person = person(code, USUAL, SIXEL);
        person.walks_to("permit-renewal");
        person.does([Action::Top]);
        strips(&person.sees())[0]
    };
    assert_eq!(title("qab").0, Position::new(2, 2));
    let (at, wide) = title("qau");
    assert_eq!((at.x + wide, at.y), (USUAL.width - 2, 2));
}

#[test]
fn a_moved_choice_draws_only_its_own_pictures() {
    for code in ["qab", "qau"] {
        let mut person = person(code, Size::new(120, 40), SIXEL);
        person.does([Action::Languages, Action::Top]);
        let before = person.sees();
        person.does([Action::Down]);
        let after = person.sees();
        let drawn = before.diff(&after).into_iter().filter(|(.., cell)| cell.symbol().starts_with('\u{1b}')).count();
        assert_eq!(drawn, 0, "{code}: Italian and English are no pictures");
        person.does([Action::Bottom]);
        let before = person.sees();
        person.does([Action::Up]);
        let after = person.sees();
        let drawn = before.diff(&after).into_iter().filter(|(.., cell)| cell.symbol().starts_with('\u{1b}')).count();
        assert!((1..=4).contains(&drawn), "{code}: {drawn} rows of two languages");
    }
}

#[test]
fn beside_pictures_every_colour_is_exact() {
    let mut person = person("qab", USUAL, SIXEL);
    person.walks_to("permit-renewal");
    let seen = person.sees();
    assert!(seen.content.iter().all(|cell| matches!((cell.fg, cell.bg), (Color::Rgb(..), Color::Rgb(..)))));
    person.app.speak(Lang::from("it"));
    assert!(person.sees().content.iter().all(|cell| !matches!(cell.bg, Color::Rgb(..))));
}

#[test]
fn what_cannot_be_drawn_is_not_offered() {
    let rows = |caps| -> usize {
        let mut person = person("it", USUAL, caps);
        person.does([Action::Languages]);
        let mut page = |end| -> Vec<String> {
            person.does([end]);
            let seen = person.sees();
            let rows = (0..USUAL.height).filter(|y| seen[(2, *y)].symbol().chars().all(|c| c.is_ascii_digit()));
            rows.map(|y| (4..40).map(|x| seen[(x, y)].symbol().to_owned()).collect()).collect()
        };
        let (first, last) = (page(Action::Top), page(Action::Bottom));
        // Where one page has them all, its end is the same page.
        if first[0] == last[0] { first.len() } else { first.len() + last.len() }
    };
    let own = catalog().manifest.languages.len();
    assert_eq!(rows(SIXEL), own + 2);
    assert_eq!(
        rows(Caps { cells: Cells::Ordered, pictures: None }),
        own - 1,
        "Urdu letters alone are no Urdu, but `qau` is not `ur`; Bengali and `qab` need pictures"
    );
    assert_eq!(rows(Caps { cells: Cells::Wide, pictures: None }), own - 3);
}

/// A row as it is drawn, pictures left out.
fn row(buf: &Buffer, y: u16) -> String {
    let cells = (0..buf.area.width).map(|x| buf[(x, y)].symbol());
    cells.map(|sign| if sign.starts_with('\u{1b}') { " " } else { sign }).collect()
}

#[test]
fn the_chosen_row_is_on_the_page_one_comes_to() {
    let catalog = catalog();
    for code in ["it", "ar", "bn", "ur"] {
        for size in [USUAL, Size::new(60, 20), Size::new(120, 40)] {
            let mut person = Person::with(catalog.clone(), Mode::Desk { idle: IDLE }, Theme::Colour, size);
            person.app.draws(SIXEL);
            person.app.speak(Lang::from(code));
            for need in ["permit-renewal", "violence-1522", "citizenship-residence"] {
                person.walks_to(need);
                let seen = person.sees();
                let marked = |y: &u16| row(&seen, *y).contains(['▸', '◂']);
                assert_eq!((2..size.height - 3).filter(marked).count(), 1, "{code} {size} {need}");
            }
        }
    }
}

#[test]
fn what_cannot_be_drawn_is_not_spoken() {
    for (caps, wanted, spoken) in [
        (Caps { pictures: None, ..SIXEL }, "bn", "Tue 24 Nov"),
        (Caps { pictures: None, ..SIXEL }, "ur", "Tue 24 Nov"),
        (Caps { pictures: None, cells: Cells::Narrow }, "zh", "Tue 24 Nov"),
        (Caps { pictures: None, cells: Cells::Narrow }, "uk", "вт 24"),
    ] {
        let mut person = Person::with(catalog(), Mode::Desk { idle: IDLE }, Theme::Colour, USUAL);
        person.app.speak(Lang::from(wanted));
        person.app.draws(caps);
        let seen = person.sees();
        assert!(row(&seen, 0).contains(spoken), "{wanted}: {}", row(&seen, 0));
        assert!((0..USUAL.height).all(|y| !row(&seen, y).contains("··")), "{wanted}");
        // Once the terminal has said that it can, the page is in the language that was asked for.
        person.app.draws(SIXEL);
        assert_eq!(strips(&person.sees()).is_empty(), !["bn", "ur"].contains(&wanted), "{wanted}");
    }
}

#[test]
fn the_frame_of_a_picture_language_is_in_the_language_that_stands_in_for_it() {
    for (code, name) in [("bn", "Bangla"), ("ur", "Urdu")] {
        let mut person = Person::with(catalog(), Mode::Desk { idle: IDLE }, Theme::Colour, USUAL);
        person.app.draws(SIXEL);
        person.app.speak(Lang::from(code));
        let seen = person.sees();
        let (title, keys) = (row(&seen, 0), row(&seen, USUAL.height - 1));
        assert!(title.contains(&format!("{name}   Tue 24 Nov")), "{title}");
        assert!(keys.contains("choose") && keys.contains("search"), "{keys}");
    }
}
