//! What the program does between two waits, without a terminal: reading a pack, indexing it, searching, drawing.
//!
//! `cargo bench` prints medians. `benches/desk.py` measures the same program from outside, in a terminal.
#![allow(missing_docs, reason = "benchmarks are no interface")]

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Rect;
use vademecum::app::card::{self, need::NeedChoice};
use vademecum::app::screens::Screen;
use vademecum::app::{Action, App, Mode, Moment};
use vademecum::data::{embedded, load};
use vademecum::model::catalog::Catalog;
use vademecum::model::id::{Lang, NeedId};
use vademecum::model::moment::NaiveDateTime;
use vademecum::ui;
use vademecum::widgets::theme::Theme;

fn main() {
    divan::main();
}

/// The terminal of the targets.
const TERMINAL: Rect = Rect::new(0, 0, 120, 40);

/// A Tuesday morning, when most offices are open and have hours to tell.
fn now() -> Moment {
    let civil = NaiveDateTime::parse_from_str("2026-11-24 09:00", "%Y-%m-%d %H:%M").expect("a date");
    Moment { civil, mono: Duration::ZERO }
}

fn catalog() -> Arc<Catalog> {
    Arc::new(load(&embedded()).good().expect("a good pack"))
}

/// A program at its home screen.
fn at_home() -> App {
    let mut app = App::new(catalog(), Mode::Open, Theme::Colour, now());
    app.resize(ui::body(TERMINAL.as_size()));
    app.speak(Lang::from("it"));
    app
}

/// Opens the best answer to a query.
fn open(app: &mut App, query: &str) {
    let letters = query.chars().map(Action::Type);
    for action in [Action::Search].into_iter().chain(letters).chain([Action::Open]) {
        app.update(action, now());
    }
}

/// A program at the screen of a name.
fn at(name: &str) -> App {
    let mut app = at_home();
    match name {
        "languages" => app.reset(),
        "needs" => drop(app.update(Action::Open, now())),
        "need" => open(&mut app, "permit-renewal"),
        "path" | "bag" => {
            // The longest path of the pack, with the most questions open.
            open(&mut app, "ssn-enrolment-mandatory");
            let need = NeedId::from("ssn-enrolment-mandatory");
            let wanted = if name == "path" { NeedChoice::Path } else { NeedChoice::Bag };
            let (cx, catalog) = (app.cx(), catalog());
            let choices = card::need::need(&cx, catalog.need(&need).expect("a need"), None).choices;
            let row = choices.iter().position(|choice| *choice == wanted).expect("a row");
            for action in [Action::Top].into_iter().chain(std::iter::repeat_n(Action::Down, row)).chain([Action::Open])
            {
                app.update(action, now());
            }
        }
        "door" => open(&mut app, "questura"),
        "paper" => open(&mut app, "passaporto"),
        "question" => {
            open(&mut app, "permit-renewal");
            app.update(Action::Top, now());
            app.update(Action::Open, now());
        }
        "search" => drop(app.update(Action::Search, now())),
        "help" => drop(app.update(Action::Help, now())),
        "hidden" => drop(app.update(Action::Hide, now())),
        _ => {}
    }
    let screen = app.screen().expect("a screen");
    let there = matches!(
        (name, screen),
        ("languages", Screen::Languages(_))
            | ("home", Screen::Home(_))
            | ("needs", Screen::Needs(_))
            | ("need", Screen::Need(_))
            | ("path", Screen::Path(_))
            | ("bag", Screen::Bag(_))
            | ("door", Screen::Door(_))
            | ("paper", Screen::Paper(_))
            | ("question", Screen::Question(_))
            | ("search", Screen::Search(_))
            | ("help", Screen::Help(_))
            | ("hidden", Screen::Hidden(_))
    );
    assert!(there, "at {screen:?}, not at {name}");
    app
}

const SCREENS: [&str; 12] =
    ["languages", "home", "needs", "need", "path", "bag", "door", "paper", "question", "search", "help", "hidden"];

/// Reading and checking.
#[divan::bench_group]
mod pack {
    use std::path::Path;

    use divan::Bencher;
    use divan::counter::BytesCount;
    use vademecum::data::{Files, embedded, first_screen, load};

    const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");

    /// Bytes of the pack's own files, for figures by the second.
    fn size(folder: &Path) -> u64 {
        let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.map(|path| if path.is_dir() { size(&path) } else { path.metadata().map_or(0, |meta| meta.len()) }).sum()
    }

    #[divan::bench]
    fn first(bencher: Bencher) {
        bencher.bench(first_screen);
    }

    #[divan::bench]
    fn embedded_whole(bencher: Bencher) {
        bencher.counter(BytesCount::new(size(Path::new(PACK)))).bench(|| load(&embedded()));
    }

    #[divan::bench]
    fn folder_whole(bencher: Bencher) {
        let files = Files::folder(Path::new(PACK)).expect("a pack");
        bencher.counter(BytesCount::new(size(Path::new(PACK)))).bench(|| load(&files));
    }
}

/// The search, without drawing.
#[divan::bench_group]
mod search {
    use divan::{Bencher, black_box};
    use vademecum::model::id::Lang;
    use vademecum::search::Index;

    use super::catalog;

    /// As many hits as the search screen asks for.
    const HITS: usize = 45;

    #[divan::bench]
    fn build(bencher: Bencher) {
        let catalog = catalog();
        bencher.bench(|| Index::build(&catalog));
    }

    /// One letter finds nearly everything; more letters go the slow ways.
    #[divan::bench(args = ["p", "pe", "permesso", "prmss", "permesso di soggiorno", "zzzzzz"])]
    fn key(bencher: Bencher, query: &str) {
        let index = Index::build(&catalog());
        let lang = Lang::from("it");
        bencher.bench(|| index.ask(black_box(query), &lang, HITS));
    }
}

/// Paths, bags and plans of a person who has answered nothing, without drawing.
#[divan::bench_group]
mod path {
    use divan::Bencher;
    use vademecum::model::bag::bag;
    use vademecum::model::catalog::Catalog;
    use vademecum::model::need::Need;
    use vademecum::model::path::{Path, path};
    use vademecum::model::plan::plan;

    use super::{at_home, catalog, now};

    /// The needs with the longest paths, and all of them.
    const NEEDS: [&str; 4] = ["permit-renewal", "first-permit", "ssn-enrolment-mandatory", "all"];

    fn each(bencher: Bencher, name: &str, work: impl Fn(&Catalog, &Path<'_>) -> usize) {
        let (app, catalog) = (at_home(), catalog());
        let cx = app.cx();
        let situation = cx.situation();
        let needs: Vec<&Need> = catalog.needs.iter().filter(|need| name == "all" || need.id.as_str() == name).collect();
        bencher
            .bench_local(|| needs.iter().map(|need| work(&catalog, &path(&catalog, need, &situation))).sum::<usize>());
    }

    #[divan::bench(args = NEEDS)]
    fn path_only(bencher: Bencher, need: &str) {
        each(bencher, need, |_, path| path.steps.len());
    }

    #[divan::bench(args = NEEDS)]
    fn path_and_bag(bencher: Bencher, need: &str) {
        let app = at_home();
        let cx = app.cx();
        each(bencher, need, |catalog, path| bag(path, catalog, &cx.situation()).papers.len());
    }

    #[divan::bench(args = NEEDS)]
    fn path_and_plan(bencher: Bencher, need: &str) {
        let app = at_home();
        let cx = app.cx();
        each(bencher, need, |catalog, path| plan(path, catalog, &cx.situation(), now().civil).len());
    }
}

/// Drawing.
#[divan::bench_group]
mod frame {
    use divan::Bencher;
    use ratatui::buffer::Buffer;
    use vademecum::app::Action;
    use vademecum::ui;

    use super::{SCREENS, TERMINAL, at, now};

    #[divan::bench(args = SCREENS)]
    fn draw(bencher: Bencher, screen: &str) {
        let app = at(screen);
        let mut buffer = Buffer::empty(TERMINAL);
        bencher.bench_local(|| {
            buffer.reset();
            ui::draw(&app, TERMINAL, &mut buffer);
        });
    }

    /// A key as the loop serves it: change, frame, difference to the frame before. Down and up in turn.
    #[divan::bench(args = ["languages", "home", "needs", "need", "door", "search", "help"])]
    fn key(bencher: Bencher, screen: &str) {
        let mut app = at(screen);
        let mut shown = Buffer::empty(TERMINAL);
        let mut next = Buffer::empty(TERMINAL);
        let mut turns = [Action::Down, Action::Up].into_iter().cycle();
        bencher.bench_local(|| {
            app.update(turns.next().expect("endless"), now());
            next.reset();
            ui::draw(&app, TERMINAL, &mut next);
            let changed = shown.diff(&next).len();
            std::mem::swap(&mut shown, &mut next);
            changed
        });
    }
}
