//! A language that only a pack knows: its words, interface words and direction come from a folder, without another
//! program.

#[path = "support/desk.rs"]
#[allow(dead_code, reason = "shared with tests that need more of it")]
mod desk;
#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use desk::{USUAL, moment, way_to};
use ratatui::layout::Rect;
use vademecum::app::{Action, App, Mode};
use vademecum::data::{Files, load};
use vademecum::i18n::days_span;
use vademecum::model::catalog::Catalog;
use vademecum::model::id::Lang;
use vademecum::ui;
use vademecum::widgets::theme::Theme;

/// The program's own pack with one language more, in a folder that goes away with it.
struct Pack(PathBuf);

impl Pack {
    fn with_xx(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        folder::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &folder);
        let manifest = fs::read_to_string(folder.join("pack.toml")).unwrap();
        let language = "\n[[language]]\ncode = \"xx\"\nname = \"Xexe\"\ndirection = \"ltr\"\nfallback = [\"en\"]\n";
        fs::write(folder.join("pack.toml"), manifest + language).unwrap();
        let pack = Self(folder);
        pack.write(
            "words/xx/interface.toml",
            "[home]\ntitle = \"Xi xoxo xa?\"\n[need]\nbring = \"XU XARTA\"\n\
             [unit.days]\nother = \"%{number} xix\"\n",
        );
        pack.write("words/xx/pack.toml", "text = \"Xa xexe xu.\"\n");
        pack.write("words/xx/needs/permit-renewal.toml", "title = \"Xexe xermit\"\n");
        pack
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn catalog(&self) -> Arc<Catalog> {
        Arc::new(load(&Files::folder(&self.0).unwrap()).good().expect("a good pack"))
    }
}

impl Drop for Pack {
    fn drop(&mut self) {
        // A folder that stays behind is no reason to fail; it lies below `target`.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn app(catalog: &Arc<Catalog>) -> App {
    let mut app = App::new(Arc::clone(catalog), Mode::Open, Theme::Colour, moment(Duration::ZERO));
    app.resize(ui::body(USUAL));
    app
}

fn seen(app: &App) -> String {
    let area = Rect::new(0, 0, USUAL.width, USUAL.height);
    let mut buf = ratatui::buffer::Buffer::empty(area);
    ui::draw(app, area, &mut buf);
    let row = |y| (0..area.width).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>();
    (0..area.height).map(|y| row(y).trim_end().to_owned() + "\n").collect()
}

/// Does things until the screen shows a text.
fn finds(app: &mut App, text: &str, action: Action) -> bool {
    for second in 1..40 {
        if seen(app).contains(text) {
            return true;
        }
        app.update(action, moment(Duration::from_secs(second)));
    }
    false
}

/// From home to a need, by digits.
fn walk(app: &mut App, catalog: &Catalog, need: &str) {
    for action in way_to(catalog, need) {
        app.update(action, moment(Duration::from_mins(1)));
    }
}

#[test]
fn a_pack_brings_a_language_at_run_time() {
    let pack = Pack::with_xx("brings");
    let catalog = pack.catalog();
    let mut app = app(&catalog);
    assert!(finds(&mut app, "Xexe", Action::PageDown), "{}", seen(&app));
    assert!(finds(&mut app, "Xa xexe xu.", Action::Down), "{}", seen(&app));

    // A code from the outside is enough: its words come from the pack.
    app.speak(Lang::from("xx"));
    let home = seen(&app);
    assert!(home.contains("Xi xoxo xa?"), "{home}");
    // What the pack does not say comes from the language it falls back to.
    assert!(home.contains("Change language"), "{home}");

    walk(&mut app, &catalog, "permit-renewal");
    assert!(seen(&app).contains("Xexe xermit"), "{}", seen(&app));
    assert!(finds(&mut app, "XU XARTA", Action::Down), "{}", seen(&app));
}

#[test]
fn a_new_pack_changes_what_the_interface_says_at_once() {
    let pack = Pack::with_xx("changes");
    let mut app = app(&pack.catalog());
    app.speak(Lang::from("xx"));
    pack.write("words/xx/interface.toml", "[home]\ntitle = \"Xu xexe?\"\n");
    app.adopt(pack.catalog());
    assert!(seen(&app).contains("Xu xexe?"), "{}", seen(&app));
}

#[test]
fn numbers_take_the_forms_of_the_pack() {
    let catalog = Pack::with_xx("numbers").catalog();
    let lang = catalog.manifest.speaking(Lang::from("xx"));
    assert_eq!(days_span(&lang, 1), "1 xix");
    assert_eq!(days_span(&Lang::from("en"), 1).replace('\u{a0}', " "), "1 day");
}

/// A sentence stays in one language, with its facts.
#[test]
fn facts_in_a_text_are_written_as_its_language_does() {
    let catalog = Pack::with_xx("facts").catalog();
    let mut app = app(&catalog);
    app.speak(Lang::from("xx"));
    walk(&mut app, &catalog, "first-permit");
    let seen = seen(&app).replace('\u{a0}', " ");
    assert!(seen.contains("90 days") && !seen.contains("90 xix"), "{seen}");
}
