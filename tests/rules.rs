//! The checker, rule by rule: `tests/packs/base` is a small good pack; `tests/packs/RULE/good` and `.../bad` are laid
//! over it. What git cannot hold (links, pipes, huge files) is made here. Requirements R59 to R72 of the project.

#[path = "support/folder.rs"]
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vademecum::data::{Files, Loaded, Problem, RULES, Severity, load};
use vademecum::model::bag::bag;
use vademecum::model::case::{Answers, Case};
use vademecum::model::door::total;
use vademecum::model::path::{Situation, path};

/// A pack in a folder of its own, which goes away with it.
struct Pack(PathBuf);

impl Pack {
    fn empty() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("pack-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn base() -> Self {
        let pack = Self::empty();
        pack.lay_over("base");
        pack
    }

    /// The base with `tests/packs/RULE/SIDE` over it.
    fn of(rule: &str, side: &str) -> Self {
        let pack = Self::base();
        pack.lay_over(&format!("{rule}/{side}"));
        pack
    }

    fn lay_over(&self, overlay: &str) {
        folder::copy(&packs().join(overlay), &self.0);
    }

    fn path(&self, path: &str) -> PathBuf {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path(path), bytes).unwrap();
        self
    }

    /// Replaces a text that must be there, so that no row tests nothing.
    fn replace(&self, path: &str, old: &str, new: &str) -> &Self {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(old), "{path} has no `{old}`");
        self.write(path, text.replacen(old, new, 1))
    }

    fn load(&self) -> Loaded {
        load(&Files::folder(&self.0).unwrap())
    }

    fn problems(&self) -> Vec<Problem> {
        self.load().problems
    }

    /// The rules that are broken, each once.
    fn rules(&self) -> BTreeSet<&'static str> {
        self.problems().iter().map(|problem| problem.rule).collect()
    }
}

impl Drop for Pack {
    fn drop(&mut self) {
        // A folder that stays behind is no reason to fail; it lies below `target`.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs")
}

/// The report as `vademecum check` prints it.
fn report(problems: &[Problem]) -> String {
    problems.iter().flat_map(|problem| [problem.to_string(), "\n".to_owned()]).collect()
}

/// Which rule is told for which file.
fn told(problems: &[Problem]) -> BTreeSet<(&str, &'static str)> {
    problems.iter().map(|problem| (problem.file.as_str(), problem.rule)).collect()
}

/// What [`lay_out_not_files`] makes, and what the checker tells.
const NOT_FILES: [&str; 9] = [
    "costs.toml",
    "entities/device.toml",
    "entities/link.toml",
    "entities/pipe.toml",
    "entities/socket.toml",
    "needs/dangling.toml",
    "needs/itself.toml",
    "needs/loop",
    "words/it/folder.toml",
];

/// Lays out what no repository holds: links, pipes, sockets, a folder with the name of a file, names that differ only
/// by case. A device takes root: elsewhere a pipe stands in its place.
fn lay_out_not_files(pack: &Pack) {
    use rustix::fs::{CWD, FileType, Mode, makedev, mknodat};
    symlink("comune.toml", pack.path("entities/link.toml")).unwrap();
    symlink("nowhere.toml", pack.path("needs/dangling.toml")).unwrap();
    symlink("itself.toml", pack.path("needs/itself.toml")).unwrap();
    symlink("..", pack.path("needs/loop")).unwrap();
    let node = |path: &str, sort| mknodat(CWD, pack.path(path), sort, Mode::RUSR | Mode::WUSR, makedev(1, 5));
    node("entities/pipe.toml", FileType::Fifo).unwrap();
    node("entities/socket.toml", FileType::Socket).unwrap();
    let device = "entities/device.toml";
    node(device, FileType::CharacterDevice).or_else(|_| node(device, FileType::Fifo)).unwrap();
    fs::create_dir(pack.path("words/it/folder.toml")).unwrap();
    pack.write("Costs.toml", "");
}

#[test]
fn the_base_is_good() {
    let loaded = Pack::base().load();
    assert_eq!(report(&loaded.problems), "");
    let catalog = loaded.good().unwrap();
    assert_eq!((catalog.entities.len(), catalog.needs.len(), catalog.words.languages().count()), (2, 1, 2));
}

#[test]
fn every_rule_has_its_packs() {
    let folders = fs::read_dir(packs()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let folders: BTreeSet<String> = folders.filter(|name| name != "base").collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(folders, rules);
    assert!(RULES.iter().all(|rule| ["good", "bad"].iter().all(|side| packs().join(rule.name).join(side).is_dir())));
    assert!(RULES.iter().all(|rule| !rule.asks.is_empty()));
}

#[test]
fn good_packs_are_clean() {
    for rule in RULES {
        let loaded = Pack::of(rule.name, "good").load();
        assert_eq!(report(&loaded.problems), "", "{}/good", rule.name);
        assert!(loaded.good().is_ok(), "{}/good", rule.name);
    }
}

/// Bad packs break their rule and no other: what follows from a problem is not told as a problem of its own.
#[test]
fn bad_packs_break_their_rule_alone() {
    for rule in RULES {
        let problems = bad(rule.name).problems();
        let broken: BTreeSet<&str> = problems.iter().map(|problem| problem.rule).collect();
        assert_eq!(broken, also_broken(rule.name), "{}/bad\n{}", rule.name, report(&problems));
        let worst = problems.iter().map(|problem| problem.severity).min();
        assert_eq!(worst, Some(rule.severity), "{}/bad", rule.name);
        let refused = bad(rule.name).load().good().is_err();
        assert_eq!(refused, rule.severity == Severity::Error, "{}/bad", rule.name);
    }
}

fn bad(rule: &str) -> Pack {
    let pack = Pack::of(rule, "bad");
    if rule == "not-a-file" {
        lay_out_not_files(&pack);
    }
    pack
}

/// The rules a bad pack breaks: its own, but for those that cannot be alone.
fn also_broken(rule: &'static str) -> BTreeSet<&'static str> {
    match rule {
        // Of two names that differ by case, one is no name of the format.
        "not-a-file" => BTreeSet::from([rule, "stray-file"]),
        // Below its floor a language lacks texts, which are told file by file so that they can be found.
        "low-coverage" => BTreeSet::from([rule, "missing-translation"]),
        // A need is lost only where the categories above it are wrong, which is told of them.
        "unreachable-need" => BTreeSet::from([rule, "category-cycle", "unknown-id"]),
        _ => BTreeSet::from([rule]),
    }
}

/// R62: place, message and cure, fit for a person who never saw the program.
#[test]
fn every_problem_can_be_found_and_mended() {
    for rule in RULES {
        for problem in bad(rule.name).problems() {
            assert!(!problem.file.is_empty() && !problem.message.is_empty() && !problem.help.is_empty(), "{problem:?}");
            assert_eq!(problem.line == 0, problem.column == 0, "{problem:?}");
            // Only a file as a whole has no line.
            let of_the_file = ["not-a-file", "encoding", "stray-file"].contains(&problem.rule);
            assert!(problem.line > 0 || of_the_file, "{problem:?}");
            assert!(!problem.to_string().contains("  = \n"), "{problem:?}");
        }
    }
}

/// The caret stands under what is wrong: the snippet has a character there.
#[test]
fn carets_stand_in_their_line() {
    for rule in RULES {
        let pack = bad(rule.name);
        for problem in pack.problems().iter().filter(|problem| problem.line > 0 && problem.rule != "encoding") {
            let text = fs::read_to_string(pack.path(&problem.file)).unwrap();
            let line = text.lines().nth(problem.line - 1).unwrap_or_default();
            assert_eq!(problem.snippet, line.trim_end_matches('\r'), "{problem:?}");
            let end = problem.column - 1 + problem.width;
            assert!(end <= line.chars().count() + 1, "the caret leaves the line: {problem:?}");
        }
    }
}

#[test]
fn reports_of_all_bad_packs() {
    let reports: Vec<String> = RULES
        .iter()
        .map(|rule| format!("=== {}: {}\n\n{}", rule.name, rule.asks, report(&bad(rule.name).problems())))
        .collect();
    insta::assert_snapshot!(reports.join("\n"));
}

/// R63: the same bytes twice, whatever order the folder is listed in.
#[test]
fn two_runs_say_the_same() {
    let all = |_| RULES.iter().map(|rule| report(&bad(rule.name).problems())).collect::<Vec<_>>();
    assert_eq!(all(1), all(2));
}

/// R63: files that cannot be read hide nothing in the others, and nothing is told that only follows from them.
#[test]
fn a_broken_file_hides_nothing_elsewhere() {
    let files = {
        let pack = Pack::base();
        let mut all = Vec::new();
        list(&pack.0, &pack.0, &mut all);
        all
    };
    for file in &files {
        let other = if file == "costs.toml" { "figures.toml" } else { "costs.toml" };
        for (garbage, rule) in [(&b"a = [\n"[..], "syntax"), (b"\xff\xfea\0", "encoding")] {
            let pack = Pack::base();
            pack.write(file, garbage)
                .write(other, [&b"unknown = 1\n"[..], &fs::read(pack.path(other)).unwrap()].concat());
            let problems = pack.problems();
            let expected = BTreeSet::from([(file.as_str(), rule), (other, "unknown-key")]);
            assert_eq!(told(&problems), expected, "{file}\n{}", report(&problems));
        }
    }
}

/// Paths of all files below a folder.
fn list(root: &Path, folder: &Path, all: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(root, &path, all);
        } else {
            all.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
        }
    }
    all.sort();
}

/// R63: the checker does not stop at the first problem of a file.
#[test]
fn all_problems_of_a_file_are_told() {
    let pack = Pack::base();
    pack.replace("entities/comune.toml", "kind = ", "colour = 1\nkind = ")
        .replace("entities/comune.toml", "street = ", "strasse = ")
        .replace("entities/comune.toml", "roles = [", "roles = [7, ")
        .replace("entities/comune.toml", "+390000000000", "0000")
        .replace("entities/comune.toml", "lat = 44.1, ", "")
        .replace("entities/soccorso.toml", "id = \"line\"", "id = \"Line\"")
        .replace("entities/soccorso.toml", "kind = ", "size = 1\nkind = ")
        .replace("entities/soccorso.toml", "free = ", "freee = ");
    for lang in ["it", "en"] {
        pack.replace(&format!("words/{lang}/entities/soccorso.toml"), "[office.line]", "[office.Line]");
    }
    let problems = pack.problems();
    let rules = |file: &str| -> Vec<&str> {
        let of_file = problems.iter().filter(|problem| problem.file == file);
        of_file.map(|problem| problem.rule).collect()
    };
    assert_eq!(
        rules("entities/comune.toml"),
        ["unknown-key", "wrong-type", "unknown-key", "bad-phone", "missing-key"],
        "{}",
        report(&problems)
    );
    assert_eq!(rules("entities/soccorso.toml"), ["unknown-key", "bad-id", "unknown-key"], "{}", report(&problems));
    assert_eq!(problems.len(), 8, "{}", report(&problems));
}

/// R59, R60: limits are problems, not crashes. Every row is over one limit; the rest of the pack is good.
#[test]
fn limits_end_with_problems() {
    const DEEP: usize = 100_000;
    let keys = (0..400_000).map(|at| format!("{at:x}=1")).collect::<Vec<_>>().join("\n");
    let rows: [(&str, String, &[&str]); 10] = [
        ("deep arrays", format!("a = {}{}\n", "[".repeat(DEEP), "]".repeat(DEEP)), &["syntax", "too-large"]),
        ("deep tables", format!("a = {}1{}\n", "{a=".repeat(DEEP), "}".repeat(DEEP)), &["syntax", "too-large"]),
        ("deep dotted keys", format!("{}a = 1\n", "a.".repeat(DEEP)), &["syntax", "too-large"]),
        ("deep dotted header", format!("[{}a]\n", "a.".repeat(DEEP)), &["syntax", "too-large"]),
        ("never closed", "[".repeat(1 << 20), &["syntax"]),
        ("5 MiB", format!("#{}\n", "x".repeat(5 << 20)), &["too-large"]),
        ("a text of 1 MiB", format!("[stamp]\ntitle = \"{}\"\n", "x".repeat(1 << 20)), &["too-large"]),
        ("400,000 keys", keys, &["too-large"]),
        ("a million values", format!("a = [{}]\n", "1,".repeat(1_000_000)), &["too-large"]),
        ("seventeen arrays", format!("a = {}{}\n", "[".repeat(17), "]".repeat(17)), &["too-large", "wrong-type"]),
    ];
    for (name, text, rules) in rows {
        let pack = Pack::base();
        pack.write("words/it/costs.toml", text);
        let loaded = pack.load();
        assert!(!loaded.problems.is_empty(), "{name}");
        for problem in &loaded.problems {
            assert_eq!(problem.file, "words/it/costs.toml", "{name}: {problem}");
            assert!(rules.contains(&problem.rule), "{name}: {problem}");
            assert!(problem.to_string().len() < 4_000, "{name}: the report repeats the file");
        }
        assert!(loaded.good().is_err(), "{name}");
    }
}

#[test]
fn a_limit_is_reached_only_beyond_it() {
    let pack = Pack::base();
    // A comment to the last byte of 4 MiB.
    let text = fs::read_to_string(pack.path("costs.toml")).unwrap();
    let rest = (4 << 20) - text.len() - 2;
    pack.write("costs.toml", format!("{text}#{}\n", "x".repeat(rest)));
    assert_eq!(report(&pack.problems()), "");
    pack.write("costs.toml", format!("{text}#{}\n", "x".repeat(rest + 1)));
    assert_eq!(told(&pack.problems()), BTreeSet::from([("costs.toml", "too-large")]));
}

#[test]
fn too_many_files_and_too_many_bytes() {
    let pack = Pack::base();
    for at in 0..4_001 {
        pack.write(&format!("zz/{at:04}.toml"), "");
    }
    let too_large = |pack: &Pack| pack.problems().iter().filter(|problem| problem.rule == "too-large").count();
    assert_eq!(too_large(&pack), 1, "told once, not for every file");
    assert!(pack.load().good().is_err());

    let pack = Pack::base();
    let comment = format!("#{}\n", "x".repeat((4 << 20) - 2));
    for at in 0..9 {
        pack.write(&format!("zz/{at}.toml"), &comment);
    }
    assert_eq!(too_large(&pack), 1, "told once, not for every file");

    let pack = Pack::base();
    pack.write(&format!("{}a.toml", "zz/".repeat(20)), "");
    assert_eq!(pack.rules(), BTreeSet::from(["too-large"]));
}

/// The line that is told and what the message names; `None` = nothing is told.
type Told = Option<(usize, &'static str)>;

/// R65.
#[test]
fn encodings() {
    let text = fs::read_to_string(packs().join("base/words/it/pack.toml")).unwrap() + "# è così\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let lines = text.lines().count();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let rows: [(&str, Vec<u8>, Told); 10] = [
        ("UTF-8", text.clone().into(), None),
        ("CRLF", text.replace('\n', "\r\n").into(), None),
        ("no last line end", text.trim_end().into(), None),
        ("BOM", format!("\u{feff}{text}").into(), Some((0, "byte order mark"))),
        ("UTF-16 LE, BOM", utf16(u16::to_le_bytes, true), Some((0, "UTF-16"))),
        ("UTF-16 BE, BOM", utf16(u16::to_be_bytes, true), Some((0, "UTF-16"))),
        ("UTF-16 LE", utf16(u16::to_le_bytes, false), Some((1, "UTF-16"))),
        ("Latin-1", latin, Some((lines, "Latin-1"))),
        ("lone CR", text.replacen("\n\n", "\n\r", 1).into(), Some((3, "carriage return"))),
        ("NUL", format!("{text}# \0").into(), Some((lines + 1, "NUL"))),
    ];
    for (name, bytes, expected) in rows {
        let pack = Pack::base();
        pack.write("words/it/pack.toml", bytes);
        let problems = pack.problems();
        let Some((line, message)) = expected else {
            assert_eq!(report(&problems), "", "{name}");
            continue;
        };
        assert_eq!(told(&problems), BTreeSet::from([("words/it/pack.toml", "encoding")]), "{name}");
        assert!(problems[0].message.contains(message), "{name}: {}", problems[0]);
        assert_eq!(problems[0].line, line, "{name}: {}", problems[0]);
        // A byte order mark alone keeps no pack off the screen.
        assert_eq!(pack.load().good().is_ok(), name == "BOM", "{name}");
    }
}

/// R66: each class of hidden characters, written to the letter or escaped, is refused and named by its code point.
#[test]
fn hidden_characters_are_refused() {
    const CLASSES: &[(&str, &[u32])] = &[
        ("C0 but newline", &[0x01, 0x07, 0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x1b, 0x1f]),
        ("DEL and C1", &[0x7f, 0x80, 0x85, 0x9b, 0x9f]),
        ("line and paragraph separator", &[0x2028, 0x2029]),
        ("embeddings and overrides", &[0x202a, 0x202b, 0x202c, 0x202d, 0x202e]),
        ("isolates", &[0x2066, 0x2067, 0x2068, 0x2069]),
        ("inner byte order mark", &[0xfeff]),
        ("tags", &[0xe0001, 0xe0020, 0xe007f]),
        ("private use", &[0xe000, 0xf8ff, 0xf0000, 0xffffd, 0x10_0000, 0x10_fffd]),
        ("noncharacters", &[0xfdd0, 0xfdef, 0xfffe, 0xffff, 0x1_fffe, 0x10_ffff]),
    ];
    for (class, codes) in CLASSES {
        for code in *codes {
            let name = format!("U+{code:04X}");
            let raw = char::from_u32(*code).unwrap().to_string();
            // TOML itself forbids most control characters to the letter: that is a problem of syntax.
            for (written, syntax) in [(raw, true), (format!("\\U{code:08X}"), false)] {
                let pack = Pack::base();
                pack.replace("words/it/documents.toml", "Passaporto", &format!("Passa{written}porto"));
                let problems = pack.problems();
                let hidden = problems.iter().all(|problem| match problem.rule {
                    "hidden-character" => problem.message.contains(&name),
                    "syntax" | "encoding" => syntax && *code < 0x80,
                    _ => false,
                });
                assert!(hidden && problems.len() == 1, "{class} {name}\n{}", report(&problems));
                let shown = problems[0].to_string();
                assert!(!shown.contains(char::from_u32(*code).unwrap()), "{class}: {name} reaches the terminal");
            }
        }
    }
}

/// R66: keys are read by people too.
#[test]
fn a_key_hides_nothing_either() {
    let pack = Pack::base();
    pack.replace("search/it.toml", "comune =", "\"com\\u202Eune\" =");
    assert!(pack.rules().contains("hidden-character"));
}

/// R67: what real writing needs is not refused: joiners, direction marks, combining marks.
#[test]
fn writing_is_not_refused() {
    let phrases = [
        ("Persian, ZWNJ", "می\u{200c}خواهم گذرنامه\u{200c}ام را تمدید کنم"),
        ("Urdu, ZWNJ and ZWJ", "شناختی\u{200c}کارڈ، ه\u{200d}"),
        ("Bengali, ZWJ", "র\u{200d}্যাব, ক্\u{200d}ষ"),
        ("Sinhala, ZWJ", "ශ්\u{200d}රී ලංකා"),
        ("Hindi, ZWNJ", "क्\u{200c}ष"),
        ("Arabic, LRM and RLM", "الإقامة \u{200e}(IT)\u{200f} في إيطاليا"),
        ("Arabic, ALM and vowels", "\u{61c}شَهَادَةُ المِيلَاد"),
        ("Vietnamese, combining", "nơi cư tru\u{301}, hộ chiếu"),
        ("Yoruba, combining", "ọ\u{301}fíìsì"),
        ("Chinese", "居留许可"),
        ("French, no-break spaces", "à\u{a0}quoi bon\u{202f}?"),
        ("a soft hyphen", "Aufenthalts\u{ad}erlaubnis"),
        ("emoji with ZWJ and selector", "👩\u{200d}👧 ☎\u{fe0f}"),
    ];
    for (name, phrase) in phrases {
        let pack = Pack::base();
        pack.replace("words/it/documents.toml", "Passaporto", phrase)
            .replace("search/it.toml", "municipio", phrase)
            .replace("entities/comune.toml", "Municipio", phrase);
        assert_eq!(report(&pack.problems()), "", "{name}");
    }
}

/// R68.
#[test]
fn ids() {
    let long = "a".repeat(64);
    for good in ["a", "0", "112", "18-bis", "a--b", &long] {
        assert_eq!(Pack::with_document(good).rules(), BTreeSet::new(), "{good}");
    }
    let longer = "a".repeat(65);
    // Among them: upper case, a Cyrillic look-alike, a full-width digit, a dot that would be a path, a space.
    for bad in ["", "-a", "a-", "Passport", "p\u{430}ssport", "１", "a_b", "a.b", "../a", "a b", "città", &longer] {
        assert_eq!(Pack::with_document(bad).rules(), BTreeSet::from(["bad-id"]), "{bad:?}");
    }
}

impl Pack {
    /// The base with one more document, in both languages.
    fn with_document(id: &str) -> Self {
        let pack = Self::base();
        let add = |path: &str, more: String| {
            let text = fs::read_to_string(pack.path(path)).unwrap();
            pack.write(path, text + &more);
        };
        add("documents.toml", format!("\n[[document]]\nid = '{id}'\nofficial = \"Nome\"\n"));
        for lang in ["it", "en"] {
            add(&format!("words/{lang}/documents.toml"), format!("\n['{id}']\ntitle = \"Nome\"\n"));
        }
        pack
    }
}

/// R68: names of files are ids too, in every tree that has them.
#[test]
fn names_of_files_are_ids() {
    for name in ["Soccorso", "città", "a b", "-a", "a_b"] {
        let pack = Pack::base();
        for tree in ["entities", "words/it/entities", "words/en/entities"] {
            fs::rename(pack.path(&format!("{tree}/soccorso.toml")), pack.path(&format!("{tree}/{name}.toml"))).unwrap();
        }
        pack.replace("pack.toml", "emergency = [\"soccorso\"]", &format!("emergency = [\"{name}\"]"));
        for lang in ["it", "en"] {
            pack.replace(&format!("words/{lang}/pack.toml"), "soccorso =", &format!("\"{name}\" ="));
        }
        let file = format!("entities/{name}.toml");
        assert_eq!(told(&pack.problems()), BTreeSet::from([(file.as_str(), "bad-id")]), "{name}");
    }
}

/// R69: single mistakes in the base, each told by its own rule and alone. The packs hold more of them.
#[test]
fn single_mistakes() {
    const COMUNE: &str = "entities/comune.toml";
    const NEED: &str = "needs/registration.toml";
    const HOURS: &str = "Mo-Fr 08:30-12:30, Tu 15:00-16:30; PH off";
    let rows = [
        (NEED, "doc = \"passport\"", "doc = \"passaport\"", "unknown-id"),
        (NEED, "\"family\", ", "\"families\", ", "unknown-id"),
        (NEED, "\"comune\"]", "\"comune\", \"polizia\"]", "unknown-id"),
        ("cases.toml", "\"with-children\"]", "\"with-children\", \"alone\"]", "duplicate-id"),
        ("words/it/documents.toml", "Passaporto", "", "missing-words"),
        ("words/it/documents.toml", "Passaporto", " \\n\u{a0}", "missing-words"),
        (NEED, "\"costs\"", "\"varies\"", "missing-words"),
        (NEED, "[[deadline]]", "[[fee]]\nid = \"copy\"\nwhen = [\"alone\"]\n\n[[deadline]]", "missing-words"),
        ("words/en/documents.toml", "Passport", "  ", "missing-translation"),
        (COMUNE, HOURS, "Mo-Fr 12:30-08:30; PH off", "bad-hours"),
        (COMUNE, HOURS, "Mo-Fr 25:00-26:00; PH off", "bad-hours"),
        (COMUNE, HOURS, "Mo-Fr 08:30-12:30, Mo 12:00-13:00; PH off", "bad-hours"),
        (COMUNE, HOURS, "Mo-Fr 08:30-08:30; PH off", "bad-hours"),
        (COMUNE, HOURS, "lunedì", "bad-hours"),
        (COMUNE, HOURS, "Mo-Fr 08:30-12:30", "hours-without-holidays"),
        (COMUNE, "published = 2026-01-15", "published = \"2026-02-30\"", "bad-date"),
        // TOML knows the calendar: a date that is none is no TOML.
        (COMUNE, "published = 2026-01-15", "published = 2026-02-30", "syntax"),
        ("calendar.toml", "month = 3\nday = 19", "month = 2\nday = 30", "bad-date"),
        ("calendar.toml", "month = 3", "month = 13", "bad-date"),
        (COMUNE, "+390000000000", "+39 0000 000000", "bad-phone"),
        ("entities/soccorso.toml", "1234", "12a4", "bad-phone"),
        (COMUNE, "https://www.example.org/anagrafe", "javascript:alert(1)", "bad-url"),
        (COMUNE, "https://www.example.org/anagrafe", "file:///etc/passwd", "bad-url"),
        (COMUNE, "https://www.example.org/anagrafe", "https://", "bad-url"),
        (COMUNE, "lat = 44.1, lon = 9.8", "lat = 9.8, lon = 44.1", "off-the-map"),
        (COMUNE, "lat = 44.1", "lat = 91.0", "off-the-map"),
        (COMUNE, "lat = 44.1", "lat = nan", "off-the-map"),
        (COMUNE, "lat = 44.1", "lat = -44.1", "off-the-map"),
        (COMUNE, "roles = [\"registry\"]", "roles = []", "unknown-id"),
        (COMUNE, "lat = 44.1, ", "", "missing-key"),
    ];
    for (file, old, new, rule) in rows {
        let pack = Pack::base();
        let problems = pack.replace(file, old, new).problems();
        let rules: BTreeSet<&str> = problems.iter().map(|problem| problem.rule).collect();
        assert_eq!(rules, BTreeSet::from([rule]), "{file}: {new}\n{}", report(&problems));
    }
}

/// R69: the way round is printed.
#[test]
fn cycles_are_spelled_out() {
    let problems = Pack::of("category-cycle", "bad").problems();
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    let rings =
        ["self → self", "left → right → left", "ring-a → ring-b → ring-c → ring-d → ring-e → ring-f → ring-g → ring-a"];
    assert_eq!(messages, rings.map(|ring| format!("categories stand in each other: {ring}")));
}

/// A language that has what the pack asks for is told in one line, at the floor it stands on; it goes on the screen.
#[test]
fn a_language_above_its_floor_is_told_in_one_line() {
    let pack = Pack::of("low-coverage", "bad");
    let problems = pack.replace("pack.toml", "coverage = 0.95", "coverage = 0.75").problems();
    let [problem] = problems.as_slice() else { panic!("{}", report(&problems)) };
    assert_eq!((problem.rule, problem.file.as_str()), ("missing-translation", "pack.toml"));
    assert_eq!(problem.snippet, "coverage = 0.75");
    assert_eq!(problem.message, "`en` has 0.913 of the texts of `it`, 21 of 23; the others are missing in 2 files");
    assert!(pack.load().good().is_ok());
}

#[test]
fn a_floor_is_a_share() {
    for (share, rules) in [
        ("1", &[][..]),
        ("0.0", &[]),
        ("-0.1", &["wrong-type"]),
        ("1.01", &["wrong-type"]),
        ("nan", &["wrong-type"]),
        ("\"all\"", &["wrong-type"]),
    ] {
        let pack = Pack::of("low-coverage", "good");
        pack.replace("pack.toml", "coverage = 1.0", &format!("coverage = {share}"));
        assert_eq!(pack.rules(), rules.iter().copied().collect(), "{share}");
    }
}

/// R70: nothing from a pack can drive the terminal of the technician who checks it.
/// The way round is printed from the smallest name, once, and every link of it can be found.
#[test]
fn needs_that_wait_for_each_other_are_spelled_out() {
    let problems = Pack::of("need-cycle", "bad").problems();
    let told: Vec<(String, &str)> = problems
        .iter()
        .map(|p| {
            (format!("{}:{}:{}", p.file, p.line, p.column), p.message.trim_start_matches("needs wait for each other: "))
        })
        .collect();
    let rings = [
        ("needs/card.toml:14:22", "card → code → proof → card"),
        ("needs/child.toml:14:19", "child → nursery → child"),
        ("needs/mirror.toml:14:44", "mirror → mirror"),
    ];
    assert_eq!(told, rings.map(|(at, ring)| (at.to_owned(), ring)));
    assert!(problems[0].help.ends_with("needs/card.toml:14, needs/code.toml:18, needs/proof.toml:13"), "{problems:?}");
}

/// A category that stands in itself takes its needs off the screen.
#[test]
fn a_need_in_a_ring_is_lost() {
    let pack = Pack::base();
    let problems = pack.replace("categories.toml", "icon", "parent = \"home\"\nicon").problems();
    let lost = ("needs/registration.toml", "unreachable-need");
    assert_eq!(told(&problems), BTreeSet::from([("categories.toml", "category-cycle"), lost]));
}

#[test]
fn a_step_says_how_long_its_result_takes_and_for_whom() {
    let pack = Pack::of("unknown-id", "good");
    let need = "needs/registration.toml";
    pack.replace(need, "days = 45", "days = 45\nat_most = true\nwhen = [\"alone\"]");
    let catalog = pack.load().good().unwrap();
    let need = &catalog.needs[0];
    let wait = |answers: &Answers| need.wait(&need.steps[0], answers).map(|it| (it.span.max, it.at_most));
    let [open, alone, with_others] = family(&catalog.cases);
    assert_eq!([wait(&open), wait(&alone), wait(&with_others)], [Some((45, true)), Some((45, true)), None]);
}

/// A sum is no surer than its lines, but only for whom the doubtful line is.
#[test]
fn a_sum_of_which_a_line_is_to_be_confirmed_is_so_too() {
    let pack = Pack::of("unknown-id", "good");
    let line = r#"{ cost = "stamp", when = ["alone"]"#;
    let doubtful = format!(r#"{line}, source = "memory", confidence = "low""#);
    pack.replace("needs/registration.toml", line, &doubtful);
    let catalog = pack.load().good().unwrap();
    let need = &catalog.needs[0];
    let to_confirm = |answers: &Answers| {
        let none = (BTreeSet::new(), BTreeMap::new());
        let situation = Situation { answers, have: &none.0, prefer: &none.1, town: None };
        let bag = bag(&path(&catalog, need, &situation), &catalog, &situation);
        (total(&catalog, need, answers).to_confirm, bag.total.to_confirm)
    };
    let [open, alone, with_others] = family(&catalog.cases);
    assert_eq!(
        [to_confirm(&open), to_confirm(&alone), to_confirm(&with_others)],
        [(true, true), (true, true), (false, false)]
    );
}

/// Nobody has answered, then somebody who is alone, then somebody who is not.
fn family(cases: &[Case]) -> [Answers; 3] {
    let case = cases.iter().find(|case| case.id.as_str() == "family").expect("the question of the good pack");
    let (alone, others) = case.answers.split_first().expect("it has answers");
    let open = Answers::default();
    [open.clone(), open.with(&case.id, alone), open.with(&case.id, &others[0])]
}

#[test]
fn a_report_cannot_drive_a_terminal() {
    let pack = Pack::base();
    pack.write("entities/\u{1b}]0;x\u{7}\u{202e}.toml", "kind = \"\u{9b}2J\"\n").write("a\u{1b}[2J.png", "").replace(
        "entities/comune.toml",
        "Mo-Fr",
        "\\u001B[2J",
    );
    let shown = report(&pack.problems());
    assert!(shown.contains("\\u{1b}]0;x\\u{7}\\u{202e}"), "{shown}");
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{shown:?}");
}

/// R71: whatever is no plain file is told, not followed, not waited for.
#[test]
fn other_sorts_of_files_are_told() {
    let problems = bad("not-a-file").problems();
    let told = problems.iter().filter(|problem| problem.rule == "not-a-file").map(|problem| problem.file.as_str());
    assert_eq!(told.collect::<Vec<_>>(), NOT_FILES, "{}", report(&problems));
}

/// R71: a file this account may not read. The account of the tests may read everything if it is root: then there is
/// nothing to see.
#[test]
fn unreadable_files_are_told() {
    let pack = Pack::base();
    let file = pack.path("costs.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::read(&file).is_ok();
    let expected = if is_root { BTreeSet::new() } else { BTreeSet::from([("costs.toml", "not-a-file")]) };
    assert_eq!(told(&pack.problems()), expected);
}

/// R71: a link in the place of a file that is needed: what it points at is not read.
#[test]
fn links_are_not_followed() {
    let pack = Pack::base();
    let elsewhere = pack.path(".elsewhere.toml");
    fs::rename(pack.path("pack.toml"), &elsewhere).unwrap();
    symlink(&elsewhere, pack.path("pack.toml")).unwrap();
    let loaded = pack.load();
    assert_eq!(told(&loaded.problems), BTreeSet::from([("pack.toml", "not-a-file")]));
    assert!(loaded.catalog.is_none());
}

#[test]
fn what_is_no_pack_is_told() {
    assert!(Files::folder(Path::new("/nowhere/at/all")).is_err());
    let empty = Pack::empty();
    let problems = empty.problems();
    assert_eq!(told(&problems), BTreeSet::from([("pack.toml", "missing-key")]));
    assert!(empty.load().good().is_err());
}

/// One change to a pack.
#[derive(Debug, Clone)]
enum Mutation {
    DropFile(prop::sample::Index),
    DropLine(prop::sample::Index, prop::sample::Index),
    ChangeChar(prop::sample::Index, prop::sample::Index, char),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<prop::sample::Index>;
    // Characters that mean something to TOML, to hours, to placeholders or to a terminal, and any other.
    let chars = prop_oneof![
        prop::sample::select("\"'[]{}=,.#\\\n ;-+@0aZé\u{202e}\u{1b}".chars().collect::<Vec<_>>()),
        any::<char>()
    ];
    prop_oneof![
        1 => index().prop_map(Mutation::DropFile),
        4 => (index(), index()).prop_map(|(file, line)| Mutation::DropLine(file, line)),
        4 => (index(), index(), chars).prop_map(|(file, at, c)| Mutation::ChangeChar(file, at, c)),
    ]
}

impl Mutation {
    fn apply(&self, files: &mut BTreeMap<String, String>) {
        let (Self::DropFile(file) | Self::DropLine(file, _) | Self::ChangeChar(file, _, _)) = self;
        let path = file.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        let text = files.remove(&path).unwrap();
        let changed = match self {
            Self::DropFile(_) => return,
            Self::DropLine(_, line) => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                if !lines.is_empty() {
                    lines.remove(line.index(lines.len()));
                }
                lines.concat()
            }
            Self::ChangeChar(_, at, c) => {
                let mut chars: Vec<char> = text.chars().collect();
                if !chars.is_empty() {
                    let at = at.index(chars.len());
                    chars[at] = *c;
                }
                chars.into_iter().collect()
            }
        };
        files.insert(path, changed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(72), failure_persistence: None, ..ProptestConfig::default() })]

    /// R72: a folder that passes goes on the screen, one that fails is refused, and none brings the checker down.
    #[test]
    fn what_passes_loads_and_what_fails_is_refused(mutations in prop::collection::vec(mutation(), 1..4)) {
        let mut files = BTreeMap::new();
        let base = packs().join("base");
        let mut paths = Vec::new();
        list(&base, &base, &mut paths);
        for path in paths {
            let text = fs::read_to_string(base.join(&path)).unwrap();
            files.insert(path, text);
        }
        for mutation in &mutations {
            mutation.apply(&mut files);
        }
        let pack = Pack::empty();
        for (path, text) in &files {
            pack.write(path, text);
        }
        let loaded = pack.load();
        let passes = loaded.problems.iter().all(|problem| problem.severity != Severity::Error);
        prop_assert_eq!(report(&loaded.problems), report(&pack.problems()));
        prop_assert!(!passes || loaded.catalog.is_some());
        prop_assert_eq!(loaded.good().is_ok(), passes);
    }
}
