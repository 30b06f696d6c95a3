//! Every screen as it is drawn, on the embedded pack at a fixed moment; and that nothing is ever laid out too wide.

#[path = "support/arabic.rs"]
mod arabic;
#[path = "support/desk.rs"]
mod desk;
#[path = "screens/pictures.rs"]
mod pictures;

use std::fmt::Write;
use std::time::Duration;

use desk::{IDLE, Person, USUAL, catalog};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Size;
use ratatui::style::Color;
use vademecum::app::card::{need::NeedChoice, path::PathChoice};
use vademecum::app::screens::Screen;
use vademecum::app::{Action, Mode, card};
use vademecum::model::catalog::Target;
use vademecum::model::id::Lang;
use vademecum::model::matrix::Matrix;
use vademecum::text::{Setting, cells};
use vademecum::widgets::flow::{Flow, GUTTER};
use vademecum::widgets::theme::Theme;

const SIZES: [Size; 3] = [USUAL, Size::new(120, 40), Size::new(60, 20)];
const LANGUAGES: [&str; 2] = ["it", "en"];

/// A scene: its name, and what a person at the home screen does to see it.
type Scene = (&'static str, fn(&mut Person));

const SCENES: &[Scene] = &[
    ("languages", |person| person.does([Action::Languages])),
    ("home", |_| {}),
    ("home-end", |person| person.does([Action::Bottom])),
    ("categories", |person| person.does([Action::Digit(1)])),
    ("needs", |person| person.does([Action::Digit(1), Action::Digit(2)])),
    ("need", |person| person.walks_to("permit-renewal")),
    ("need-answered", |person| {
        person.walks_to("permit-renewal");
        person.does([Action::Top, Action::Open, Action::Digit(1)]);
    }),
    ("need-second-screenful", |person| {
        person.walks_to("permit-renewal");
        person.does([Action::PageDown]);
    }),
    ("need-end", |person| {
        person.walks_to("permit-renewal");
        person.does([Action::Bottom]);
    }),
    ("need-of-places", |person| person.walks_to("violence-1522")),
    ("door-office", |person| finds(person, "questura", &Target::Entity("questura".into()))),
    ("door-line", |person| finds(person, "1522", &Target::Entity("1522".into()))),
    ("door-many", |person| finds(person, "poste", &Target::Entity("poste".into()))),
    ("question-case", |person| {
        person.walks_to("permit-renewal");
        person.does([Action::Top, Action::Open]);
    }),
    ("town", town_question),
    ("town-typed", |person| {
        town_question(person);
        person.does("ri".chars().map(Action::Type));
    }),
    ("town-none", |person| {
        town_question(person);
        person.does("genova".chars().map(Action::Type));
    }),
    ("day-typed", |person| day_question(person, "permit-expiry", "220127")),
    ("day-impossible", |person| day_question(person, "permit-expiry", "31022027")),
    ("need-dates", |person| {
        day_question(person, "permit-expiry", "09012027");
        person.does([Action::Open]);
        day_question(person, "permit-received", "26102026");
        person.does([Action::Open]);
    }),
    ("path", |person| opens(person, "permit-renewal", &NeedChoice::Path)),
    ("path-second-screenful", |person| {
        opens(person, "permit-renewal", &NeedChoice::Path);
        person.does([Action::PageDown]);
    }),
    ("path-ticked", |person| {
        opens(person, "ssn-enrolment-mandatory", &NeedChoice::Path);
        chooses(person, |choice| matches!(choice, PathChoice::Have(_)));
    }),
    ("path-across-needs", |person| opens(person, "ssn-enrolment-mandatory", &NeedChoice::Path)),
    ("path-of-places", |person| opens(person, "violence-1522", &NeedChoice::Path)),
    ("bag", |person| opens(person, "permit-renewal", &NeedChoice::Bag)),
    ("bag-end", |person| {
        opens(person, "permit-renewal", &NeedChoice::Bag);
        person.does([Action::Bottom]);
    }),
    ("search-empty", |person| person.does([Action::Search])),
    ("search-hits", |person| person.does([Action::Search].into_iter().chain("perm".chars().map(Action::Type)))),
    ("search-nothing", |person| person.does([Action::Search].into_iter().chain("qqqq".chars().map(Action::Type)))),
    ("help", |person| person.does([Action::Help])),
    ("help-end", |person| person.does([Action::Help, Action::Bottom])),
    ("paper", |person| finds(person, "passaporto", &Target::Document("passport".into()))),
    ("hidden", |person| person.does([Action::Hide])),
    ("competence", |person| person.does([Action::Competence])),
    ("competence-category", |person| person.does([Action::Competence, Action::Digit(1)])),
    ("competence-roles", |person| {
        person.walks_to("violence-1522");
        person.does([Action::Competence]);
    }),
    ("competence-entities", |person| person.does([Action::Competence, Action::Digit(7)])),
    ("competence-entity", |person| {
        finds(person, "asl5", &Target::Entity("asl5".into()));
        person.does([Action::Competence]);
    }),
    ("competence-unreached", |person| {
        finds(person, "inps", &Target::Entity("inps".into()));
        person.does([Action::Competence]);
    }),
    ("competence-findings", |person| person.does([Action::Competence, Action::Digit(8)])),
    ("countdown", |person| person.waits_until_left(Duration::from_secs(12))),
];

/// The scenes whose colours are looked at too.
const COLOURED: &[&str] = &["competence-roles", "home", "need", "door-office", "search-hits", "help", "countdown"];

/// Types some words into the search and opens this record among the hits, wherever it stands.
fn finds(person: &mut Person, words: &str, target: &Target) {
    person.does([Action::Search].into_iter().chain(words.chars().map(Action::Type)));
    let cx = person.app.cx();
    let hits = cx.hits;
    let row = hits.iter().position(|hit| hit.target == *target).expect("a hit");
    person.does(std::iter::repeat_n(Action::Down, row).chain([Action::Open]));
}

/// Goes to a row of a need, wherever it stands, and opens it.
fn opens(person: &mut Person, need: &str, row: &NeedChoice) {
    person.walks_to(need);
    let need = catalog().need(&need.into()).cloned().expect("a need");
    let choices = card::need::need(&person.app.cx(), &need, None).choices;
    let row = choices.iter().position(|choice| choice == row).expect("such a row");
    // From the nearer end.
    let (end, step) = if row * 2 > choices.len() { (Action::Bottom, Action::Up) } else { (Action::Top, Action::Down) };
    person.does([end]);
    // Urdu rows are tall: a long text is many keys.
    for _ in 0..600 {
        if matches!(person.app.screen(), Some(Screen::Need(need)) if need.chosen() == Some(row)) {
            return person.does([Action::Open]);
        }
        person.does([step]);
    }
    panic!("row {row} of {} cannot be reached: {:?}", need.id, person.app.screen());
}

/// Goes to the first row of the path in front that is such a choice, and opens it.
fn chooses(person: &mut Person, is_it: impl Fn(&PathChoice) -> bool) {
    let Some(Screen::Path(path)) = person.app.screen() else { panic!("no path in front") };
    let need = path.need.clone();
    let cx = person.app.cx();
    let choices = card::path::card(&cx, &cx.path_of(&need).expect("a path"), None).choices;
    let row = choices.iter().position(is_it).expect("the row");
    person.does([Action::Top]);
    while !matches!(person.app.screen(), Some(Screen::Path(path)) if path.chosen() == row) {
        person.does([Action::Down]);
    }
    person.does([Action::Open]);
}

fn town_question(person: &mut Person) {
    opens(person, "residence-registration", &NeedChoice::Town);
}

/// Opens the day of an event of the renewal and types digits.
fn day_question(person: &mut Person, event: &str, digits: &str) {
    opens(person, "permit-renewal", &NeedChoice::When(event.into()));
    person.does(digits.chars().map(Action::Type));
}

fn person(lang: &str, theme: Theme, size: Size) -> Person {
    let mut person = Person::new(Mode::Desk { idle: IDLE }, theme, size);
    person.app.speak(Lang::from(lang));
    person
}

/// What stands in a cell; a picture is told by the cells it covers.
fn sign(cell: &Cell) -> &str {
    let is_picture = cell.symbol().starts_with('\u{1b}') || cell.diff_option == CellDiffOption::Skip;
    if is_picture { "▒" } else { cell.symbol() }
}

/// Each cell once: a wide sign covers two.
fn drawn(buf: &Buffer, y: u16) -> impl Iterator<Item = &Cell> {
    let mut covered = 0;
    (0..buf.area.width).map(move |x| &buf[(x, y)]).filter(move |cell| {
        let is_covered = covered > 0;
        covered = if is_covered { covered - 1 } else { cells(sign(cell)).saturating_sub(1) };
        !is_covered
    })
}

fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// The signs, row by row from the left, without the blanks at the ends. Where letters run from right to left a mark in
/// front (U+202D) keeps every editor from ordering them once more.
fn picture(buf: &Buffer) -> String {
    let row = |y| {
        let row: String = drawn(buf, y).map(sign).collect();
        let turned = row.chars().any(runs_left);
        let row = row.trim_end();
        if turned { format!("\u{202d}{row}\u{202c}\n") } else { format!("{row}\n") }
    };
    (0..buf.area.height).map(row).collect()
}

/// The styles, row by row, a letter each, with what the letters stand for.
fn styles(buf: &Buffer) -> String {
    let mut known = vec![Cell::EMPTY.style()];
    let mut out = String::new();
    for y in 0..buf.area.height {
        let letters: String = drawn(buf, y)
            .map(|cell| {
                let at = known.iter().position(|style| *style == cell.style()).unwrap_or_else(|| {
                    known.push(cell.style());
                    known.len() - 1
                });
                letter(at)
            })
            .collect();
        out.push_str(letters.trim_end_matches('.'));
        out.push('\n');
    }
    for (at, style) in known.iter().enumerate().skip(1) {
        let colour = |colour: Option<Color>| colour.unwrap_or_default().to_string();
        let (fg, bg, modifier) = (colour(style.fg), colour(style.bg), style.add_modifier);
        writeln!(out, "{} {fg} on {bg} {modifier:?}", letter(at)).unwrap();
    }
    out
}

fn letter(at: usize) -> char {
    ".abcdefghijklmnopqrstuvwxyz".chars().nth(at).expect("fewer styles than letters")
}

#[test]
fn every_screen_in_every_size_and_language() {
    for (name, scene) in SCENES {
        for lang in LANGUAGES {
            let mut pictures = String::new();
            for size in SIZES {
                let mut person = person(lang, Theme::Plain, size);
                scene(&mut person);
                person.rests();
                write!(pictures, "{}x{}\n{}\n", size.width, size.height, picture(&person.sees())).unwrap();
            }
            insta::assert_snapshot!(format!("{name}-{lang}"), pictures);
        }
    }
}

/// The other languages of the pack, as the kiosk's terminal draws them.
#[test]
fn in_the_other_languages() {
    for lang in catalog().manifest.languages.iter().filter(|lang| !LANGUAGES.contains(&lang.id.as_str())) {
        let mut pages = String::new();
        for (name, scene) in SCENES {
            for size in [USUAL, Size::new(120, 40)] {
                let mut person = Person::new(Mode::Desk { idle: IDLE }, Theme::Plain, size);
                person.app.draws(pictures::SIXEL);
                person.app.speak(lang.id.clone());
                scene(&mut person);
                person.rests();
                write!(pages, "{name} {}x{}\n{}\n", size.width, size.height, picture(&person.sees())).unwrap();
            }
        }
        insta::assert_snapshot!(format!("all-{}", lang.id), pages);
    }
}

/// Right to left is a layout: panes, markers, digits, tails, scroll bar.
#[test]
fn from_right_to_left() {
    let scenes: [Scene; 5] = [
        ("languages", |person| person.does([Action::Languages])),
        ("home", |_| {}),
        ("need", |person| person.walks_to("permit-renewal")),
        ("door", |person| finds(person, "questura", &Target::Entity("questura".into()))),
        ("help", |person| person.does([Action::Help])),
    ];
    for (name, scene) in scenes {
        let mut pictures = String::new();
        for size in [USUAL, Size::new(120, 40)] {
            let mut person = Person::with(arabic::pack(&catalog()), Mode::Desk { idle: IDLE }, Theme::Plain, size);
            person.app.speak(Lang::from(arabic::CODE));
            scene(&mut person);
            write!(pictures, "{}x{}\n{}\n", size.width, size.height, picture(&person.sees())).unwrap();
        }
        insta::assert_snapshot!(format!("rtl-{name}"), pictures);
    }
}

#[test]
fn a_new_person_sees_the_languages() {
    let person = Person::new(Mode::Open, Theme::Plain, USUAL);
    insta::assert_snapshot!("start", picture(&person.sees()));
}

#[test]
fn a_terminal_too_small_says_so() {
    for lang in LANGUAGES {
        let person = person(lang, Theme::Plain, Size::new(59, 19));
        insta::assert_snapshot!(format!("too-small-{lang}"), picture(&person.sees()));
    }
}

#[test]
fn colours() {
    for (name, scene) in SCENES.iter().filter(|(name, _)| COLOURED.contains(name)) {
        let mut person = person("it", Theme::Colour, USUAL);
        scene(&mut person);
        person.rests();
        let seen = person.sees();
        insta::assert_snapshot!(format!("{name}-colours"), format!("{}\n{}", picture(&seen), styles(&seen)));
    }
}

/// A meaning is never told by a colour alone: what is drawn does not change with the theme.
#[test]
fn without_colours_nothing_is_lost() {
    for (name, scene) in SCENES {
        let [colour, plain] = [Theme::Colour, Theme::Plain].map(|theme| {
            let mut person = person("it", theme, USUAL);
            scene(&mut person);
            person.rests();
            picture(&person.sees())
        });
        assert_eq!(colour, plain, "{name}");
    }
}

/// A card with its id.
type Card = (String, Flow);

/// Every card of the pack in one language.
fn cards(lang: &str) -> Vec<Card> {
    let person = person(lang, Theme::Plain, USUAL);
    let (cx, catalog) = (person.app.cx(), catalog());
    let needs = catalog.needs.iter().map(|need| (need.id.to_string(), card::need::need(&cx, need, None).flow));
    let entities = catalog.entities.iter();
    let entities = entities.map(|entity| (entity.id.to_string(), card::entity::entity(&cx, entity, None).flow));
    let papers = catalog.documents.iter();
    let papers = papers.map(|document| (document.id.to_string(), card::paper::paper(&cx, document).flow));
    needs.chain(entities).chain(papers).collect()
}

/// Every need with each of its doors spelled out, as narrow screens show them.
fn spelled_out(lang: &str) -> Vec<Card> {
    let person = person(lang, Theme::Plain, USUAL);
    let cx = person.app.cx();
    let mut out = Vec::new();
    for need in &catalog().needs {
        for door in 0..card::need::need(&cx, need, None).choices.len() {
            out.push((format!("{} at {door}", need.id), card::need::need(&cx, need, Some(door)).flow));
        }
    }
    out
}

fn assert_fits((id, flow): &Card, width: u16, setting: Setting<'_>) {
    // The printed rows begin where the gutter of the drawn ones ends.
    let room = usize::from(width - GUTTER);
    for line in flow.lay_out(width, setting).plain(width).lines() {
        assert!(cells(line) <= room, "{id}: {} cells of {room}: {line:?}", cells(line));
    }
}

fn assert_all_fit(lang: &str) {
    let person = person(lang, Theme::Plain, USUAL);
    let setting = person.app.cx().setting();
    for card in cards(lang) {
        for width in 56..=140 {
            assert_fits(&card, width, setting);
        }
    }
    for card in spelled_out(lang) {
        for width in [56, 58, 78] {
            assert_fits(&card, width, setting);
        }
    }
}

// A test for each language, so that they run side by side.
/// The tables of who does what fit whatever width they are made for.
#[test]
fn no_table_is_wider_than_its_screen() {
    let table = Matrix::of(&catalog());
    for lang in LANGUAGES {
        let person = person(lang, Theme::Plain, USUAL);
        let cx = person.app.cx();
        for width in 56..=180 {
            for category in card::matrix::categories(&cx) {
                let card = card::matrix::by_need(&cx, &table, &category.id, width);
                assert_eq!(card.choices.len(), card::matrix::rows_of(&cx, &table, &category.id).len());
                assert_fits(&(category.id.to_string(), card.flow), width, cx.setting());
            }
        }
        for width in [56, 78, 118] {
            assert_fits(&("findings".to_owned(), card::matrix::findings(&cx, &table).flow), width, cx.setting());
            for entity in &catalog().entities {
                assert_fits(
                    &(entity.id.to_string(), card::matrix::by_entity(&cx, &table, entity).flow),
                    width,
                    cx.setting(),
                );
            }
        }
    }
}

#[test]
fn no_italian_row_is_wider_than_its_screen() {
    assert_all_fit("it");
}

#[test]
fn no_english_row_is_wider_than_its_screen() {
    assert_all_fit("en");
}
