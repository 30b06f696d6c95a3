//! The tools of the translators, on copies of a small pack: what they write, and all that they refuse.

#[path = "support/folder.rs"]
mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vademecum::data::translation::{State, Translations, Written, csv};
use vademecum::data::{Files, load};
use vademecum::model::id::Lang;

const DONE: i32 = 0;
const PROBLEMS: i32 = 1;
const COULD_NOT_RUN: i32 = 2;

/// A copy of `tests/packs/base`, which goes away with it.
struct Pack(PathBuf);

impl Pack {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("words-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        folder::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/base"), &folder);
        Self(folder)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).unwrap();
    }

    /// Replaces a text that must be there.
    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no `{old}`");
        self.write(path, &text.replacen(old, new, 1));
    }

    fn words(&self) -> Translations {
        Translations::read(&Files::folder(&self.0).unwrap()).unwrap()
    }

    /// Every file of the words.
    fn files(&self) -> BTreeMap<PathBuf, String> {
        let mut all = BTreeMap::new();
        list(&self.0.join("words"), &mut all);
        all
    }

    /// A command on this pack: `VERB DIR REST...`.
    fn run(&self, verb: &str, rest: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vademecum"));
        command.args(["words", verb]).arg(&self.0).args(rest).stdin(Stdio::null());
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    /// The table of a language with cells changed: (key, column, text).
    fn table(&self, cells: &[(&str, &str, &str)]) -> String {
        let rows = csv::read(&self.words().export("en", false).unwrap()).unwrap();
        let head = rows[0].fields.clone();
        let mut out = String::new();
        for row in rows {
            let (mut fields, own) = (row.fields.clone(), &row.fields[1]);
            for (_, column, text) in cells.iter().filter(|(key, ..)| own == key) {
                let at = head.iter().position(|name| name == column).unwrap();
                (*text).clone_into(&mut fields[at]);
            }
            csv::write(&mut out, &fields.iter().map(String::as_str).collect::<Vec<_>>());
        }
        out
    }

    fn import(&self, table: &str, more: &[&str]) -> (Option<i32>, String, String) {
        let file = self.0.join("LICENSE-table.csv");
        fs::write(&file, table).unwrap();
        let answer = self.run("import", &[&["--lang", "en", file.to_str().unwrap()], more].concat());
        fs::remove_file(file).unwrap();
        answer
    }

    /// How far a text of the English is.
    fn state(&self, file: &str, key: &str) -> State {
        let words = self.words();
        let texts = words.texts("en").unwrap();
        texts.iter().find(|text| text.file == file && text.key == key).unwrap().state
    }
}

impl Drop for Pack {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn list(folder: &Path, all: &mut BTreeMap<PathBuf, String>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            list(&path, all);
        } else {
            all.insert(path.clone(), fs::read_to_string(&path).unwrap());
        }
    }
}

const NEED: &str = "words/en/needs/registration.toml";
const ITALIAN: &str = "words/it/needs/registration.toml";

#[test]
fn a_table_that_comes_back_as_it_went_changes_nothing() {
    let pack = Pack::new();
    let before = pack.files();
    let (code, table, _) = pack.run("export", &["--lang", "en"]);
    assert_eq!(code, Some(DONE));
    let (code, out, err) = pack.import(&table, &[]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (Some(DONE), "0 texts written, 0 marked as reviewed, in 0 files\n", "")
    );
    assert_eq!(pack.files(), before);
}

#[test]
fn a_text_is_written_where_it_stands() {
    let pack = Pack::new();
    pack.write(NEED, &pack.read(NEED).replace("[step.ask]", "# not the police\n[step.ask]"));
    let (code, out, _) = pack.import(&pack.table(&[("step.ask.title", "translation", "Go there \"now\"")]), &[]);
    assert_eq!((code, out.as_str()), (Some(DONE), "1 texts written, 0 marked as reviewed, in 1 files\n"));
    insta::assert_snapshot!(pack.read(NEED));
}

#[test]
fn a_file_that_was_not_there_is_laid_out_as_the_original() {
    let pack = Pack::new();
    let table = pack.table(&[]);
    fs::remove_file(pack.0.join(NEED)).unwrap();
    let (code, ..) = pack.import(&table, &["--by", "Ada L., interpreter", "--on", "2026-11-20"]);
    assert_eq!(code, Some(DONE));
    insta::assert_snapshot!(pack.read(NEED));
    assert_eq!(pack.state("needs/registration", "title"), State::Good);
    let problems = load(&Files::folder(&pack.0).unwrap()).problems;
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn missing_texts_find_their_tables() {
    let pack = Pack::new();
    let table = pack.table(&[]);
    pack.write(NEED, "who = \"For people over {figure.adult} who live here.\"\n\n[deadline.declare]\ntext = \"Declare it within {deadline.declare}.\"");
    assert_eq!(pack.import(&table, &[]).0, Some(DONE));
    insta::assert_snapshot!(pack.read(NEED));
}

/// Every refusal names line and reason, and a good row beside a bad one is not written.
#[test]
fn a_bad_row_keeps_all_rows_out() {
    let long = "x".repeat(4_001);
    let rows: [(&str, &str, &str, &str); 12] = [
        ("step.ask.title", "key", "step.ask.titel", "nothing is called `step.ask.titel`"),
        ("step.ask.title", "file", "needs/nowhere", "nothing is called"),
        ("step.ask.title", "key", "title", "stands here twice"),
        ("step.ask.title", "italian", "Vai in municipio", "outdated: the Italian reads now: Vai in Comune"),
        ("step.ask.title", "translation", "", "is empty"),
        ("who", "translation", "For people who live here.", "lacks {figure.adult}"),
        ("step.ask.title", "translation", "Pay {cost.stamp}", "has too much {cost.stamp}"),
        ("step.ask.title", "translation", "Go {there}", "no placeholder"),
        ("step.ask.title", "translation", "Go at 9", "a number typed into words: `9`"),
        ("step.ask.title", "translation", "Go\u{202e} there", "a hidden character, U+202E"),
        ("step.ask.title", "translation", "Go <b>there</b>", "markup"),
        ("step.ask.title", "translation", &long, "more than 4000 characters"),
    ];
    for (key, column, text, reason) in rows {
        let pack = Pack::new();
        let before = pack.files();
        let good = ("deadline.declare.text", "translation", "Say it within {deadline.declare}.");
        let (code, out, err) = pack.import(&pack.table(&[good, (key, column, text)]), &[]);
        assert_eq!((code, out.as_str()), (Some(PROBLEMS), ""), "{reason}");
        assert!(err.contains(reason) && err.contains("nothing was written"), "{reason}: {err}");
        assert_eq!(pack.files(), before, "{reason}");
    }
}

#[test]
fn what_is_no_table_is_refused() {
    let pack = Pack::new();
    for (table, reason) in [
        ("", "no column `file`"),
        ("file,key,italian\r\n", "no column `translation`"),
        ("file,key,italian,translation\r\npack,title\r\n", ":2: 2 fields"),
        ("file,key,italian,translation\r\n\"pack", "not closed"),
    ] {
        let (code, _, err) = pack.import(table, &[]);
        assert_eq!(code, Some(PROBLEMS), "{table}");
        assert!(err.contains(reason), "{table}: {err}");
    }
    let (code, ..) = pack.run("import", &["--lang", "en", "/nowhere.csv"]);
    assert_eq!(code, Some(COULD_NOT_RUN));
    for lang in ["it", "xx"] {
        assert_eq!(pack.run("export", &["--lang", lang]).0, Some(COULD_NOT_RUN), "{lang}");
    }
    assert_eq!(pack.run("stamp", &["--lang", "en", "needs/nowhere"]).0, Some(COULD_NOT_RUN));
    pack.write(NEED, "title = \n");
    let (code, _, err) = pack.run("status", &[]);
    assert_eq!(code, Some(PROBLEMS));
    assert!(err.contains("words/en/needs/registration.toml:1:"), "{err}");
}

#[test]
fn stamps_are_written_once_and_touch_nothing_else() {
    let pack = Pack::new();
    let before = pack.files();
    let (_, out, _) = pack.run("stamp", &["--lang", "en", "needs/registration.toml"]);
    assert_eq!(out, "5 texts stamped in 1 files\n");
    assert_eq!(pack.files().iter().filter(|(path, text)| before[*path] != **text).count(), 1);
    assert!(pack.read(NEED).starts_with(&before[&pack.0.join(NEED)]));
    assert_eq!(pack.run("stamp", &["--lang", "en"]).0, Some(DONE));
    let once = pack.files();
    assert_eq!(pack.run("stamp", &["--lang", "en"]).1, "0 texts stamped in 0 files\n");
    assert_eq!(pack.run("stamp", &["--lang", "en", "--all"]).1, "0 texts stamped in 0 files\n");
    assert_eq!(pack.files(), once);
}

#[test]
fn a_text_is_outdated_until_somebody_looks() {
    let pack = Pack::new();
    pack.run("stamp", &["--lang", "en"]);
    let stamped = pack.read(NEED);
    pack.replace(ITALIAN, "Vai in Comune", "Vai in municipio");
    let outdated = || pack.state("needs/registration", "step.ask.title");
    assert_eq!(outdated(), State::Outdated);
    let catalog = load(&Files::folder(&pack.0).unwrap()).good().unwrap();
    let says = |key| catalog.say(&Lang::from("en"), "needs/registration", key).unwrap().outdated;
    assert!(says("step.ask.title") && !says("step.ask.text"));
    // Only looking at a table is no translation, and a plain stamp leaves an older one.
    pack.import(&pack.table(&[]), &[]);
    pack.run("stamp", &["--lang", "en"]);
    assert_eq!((outdated(), pack.read(NEED)), (State::Outdated, stamped));
    assert_eq!(pack.run("stamp", &["--lang", "en", "--all"]).1, "1 texts stamped in 1 files\n");
    assert_eq!(outdated(), State::Unreviewed);
}

#[test]
fn a_review_is_of_the_text_that_was_read() {
    let pack = Pack::new();
    let title = || pack.state("needs/registration", "title");
    let reviewed = ["--by", "Ada L.", "--on", "2026-11-20"];
    assert_eq!(pack.import(&pack.table(&[]), &reviewed).0, Some(DONE));
    assert_eq!(title(), State::Good);
    assert!(!pack.words().export("en", true).unwrap().contains("registration"));
    pack.replace(NEED, "Register your residence", "Register yourself");
    assert_eq!(title(), State::Unreviewed);
    pack.import(&pack.table(&[]), &reviewed);
    pack.import(&pack.table(&[("title", "translation", "Register")]), &[]);
    assert_eq!(title(), State::Unreviewed);
    assert!(!pack.read(NEED).contains("\ntitle = \"Ada"));
    assert_eq!(pack.run("import", &["--lang", "en", "x.csv", "--by", "Ada"]).0, Some(COULD_NOT_RUN));
}

#[test]
fn status_tells_what_is_to_be_done() {
    let pack = Pack::new();
    pack.run("stamp", &["--lang", "en", "needs/registration"]);
    pack.replace(ITALIAN, "Vai in Comune", "Vai in municipio");
    fs::remove_file(pack.0.join("words/en/costs.toml")).unwrap();
    let (code, table, _) = pack.run("status", &[]);
    let (_, json, _) = pack.run("status", &["--json", "--lang", "en"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!((code, rows.len()), (Some(DONE), 7));
    insta::assert_snapshot!(format!("{table}\n{}", serde_json::to_string_pretty(&rows[2]).unwrap()));
}

#[test]
fn the_table_says_what_a_row_is() {
    insta::assert_snapshot!(Pack::new().words().export("en", false).unwrap().replace("\r\n", "\n"));
}

/// Every words file of the real pack can be taken apart, and comes back as it is.
#[test]
fn the_tables_of_the_real_pack_change_nothing() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let words = Translations::read(&Files::folder(&data).unwrap()).unwrap();
    for lang in words.languages() {
        let written = words.import(lang, &words.export(lang, false).unwrap(), None).unwrap();
        assert_eq!(written, Ok(Written::default()), "{lang}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(5), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is written can be read again, and its table changes nothing more.
    #[test]
    fn any_text_goes_there_and_back(title in "[a-zA-Z \",;'\\n=#è؟漢\u{200c}]{1,40}") {
        prop_assume!(!title.trim().is_empty());
        let pack = Pack::new();
        let table = pack.table(&[("step.ask.title", "translation", &title)]);
        let written = pack.words().import("en", &table, None).unwrap().unwrap();
        for change in &written.changes {
            pack.write(&change.path, &change.text);
        }
        let words = pack.words();
        let texts = words.texts("en").unwrap();
        let text = texts.iter().find(|text| text.key == "step.ask.title").unwrap();
        prop_assert_eq!(text.translation, Some(title.trim()));
        let again = words.import("en", &words.export("en", false).unwrap(), None).unwrap().unwrap();
        prop_assert!(again.changes.is_empty());
    }
}
