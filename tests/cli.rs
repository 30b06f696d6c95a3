//! The commands from outside: answers on standard output and nothing else, exit codes, the shapes scripts rely on.

#[path = "support/folder.rs"]
mod folder;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const NOW: &str = "2026-11-24T09:00";
const DONE: i32 = 0;
const PROBLEMS: i32 = 1;
const COULD_NOT_RUN: i32 = 2;

/// What a command answered.
struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

fn vademecum(args: &[&str]) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vademecum"));
    let Output { status, stdout, stderr } = command.args(args).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Answer { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// A command that does what it is asked, as one types it.
fn answer(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let Answer { code, out, err } = vademecum(&words);
    assert_eq!((code, err.as_str()), (Some(DONE), ""), "{line}");
    out
}

fn json(line: &str) -> Value {
    serde_json::from_str(&answer(line)).expect("JSON")
}

/// The rows of a JSON array.
fn rows(line: &str) -> Vec<Value> {
    let Value::Array(rows) = json(line) else { panic!("{line}: no array") };
    rows
}

fn ids(line: &str) -> Vec<String> {
    rows(line).iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// A folder of this test run with a copy of the embedded pack.
fn copied_pack(name: &str) -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if copy.exists() {
        fs::remove_dir_all(&copy).unwrap();
    }
    folder::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &copy);
    copy
}

#[test]
fn exit_codes() {
    let broken = copied_pack("broken");
    fs::write(broken.join("pack.toml"), "id = \n").unwrap();
    let broken = broken.to_str().unwrap();
    let table: [(&[&str], i32); 21] = [
        (&["--help"], DONE),
        (&["--version"], DONE),
        (&["check"], DONE),
        (&["list", "needs"], DONE),
        (&["show", "1522"], DONE),
        (&["search", "medico"], DONE),
        // Nothing found is an answer.
        (&["search", "qqqqqq"], DONE),
        (&["check", "--strict"], PROBLEMS),
        (&["check", broken], PROBLEMS),
        (&["show", "1522", "--data", broken], PROBLEMS),
        (&["check", "no-such-folder"], COULD_NOT_RUN),
        (&["list", "needs", "--data", "no-such-folder"], COULD_NOT_RUN),
        (&["list"], COULD_NOT_RUN),
        (&["list", "offices"], COULD_NOT_RUN),
        (&["list", "needs", "--csv"], COULD_NOT_RUN),
        (&["list", "matrix", "--csv", "--json"], COULD_NOT_RUN),
        (&["list", "matrix", "--csv"], DONE),
        (&["dance"], COULD_NOT_RUN),
        (&["show", "1522", "--now", "soon"], COULD_NOT_RUN),
        // The screens without a terminal.
        (&[], COULD_NOT_RUN),
        (&["kiosk"], COULD_NOT_RUN),
    ];
    for (args, code) in table {
        let answer = vademecum(args);
        assert_eq!(answer.code, Some(code), "{args:?}\n{}", answer.err);
        if code == COULD_NOT_RUN {
            assert_eq!(answer.out, "", "{args:?}");
            assert_ne!(answer.err, "", "{args:?}");
        }
    }
}

/// An option in front of the command belongs to the screens: it must not be read as if it had never been there.
#[test]
fn options_before_a_command_are_refused() {
    for option in [["--data", "no-such-folder"], ["--lang", "en"], ["--now", NOW]] {
        let answer = vademecum(&[&option[..], &["list", "needs"]].concat());
        assert_eq!((answer.code, answer.out.as_str()), (Some(COULD_NOT_RUN), ""), "{option:?}");
    }
}

#[test]
fn unknown_names_are_told_with_a_hint() {
    for line in [
        "show permit-renewals",
        "show questura/immigrations",
        "show permit-renewal --lang xx",
        "show permit-renewal --town atlantis",
        "show permit-renewal --case permit-reasons=employee",
        "show permit-renewal --case permit-reason=pirate",
        "show permit-renewal --case employee",
        "list needs --lang xx",
        "search medico --lang xx",
    ] {
        let Answer { code, out, err } = vademecum(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((code, out.as_str()), (Some(COULD_NOT_RUN), ""), "{line}");
        assert!(err.starts_with("vademecum: ") && err.contains("\n  = "), "{line}\n{err}");
    }
}

#[test]
fn nothing_written_for_a_pipe_drives_a_terminal() {
    for line in [
        "--help",
        "check",
        "list needs",
        "show permit-renewal",
        "show questura/immigration --sheet",
        "show 1522 --json",
        "search medico",
        "show nothing",
        "list nothing",
        "check no-such-folder",
    ] {
        let Answer { out, err, .. } = vademecum(&line.split(' ').collect::<Vec<_>>());
        assert!(!(out + &err).contains('\u{1b}'), "{line}");
    }
}

#[test]
fn help_names_every_option() {
    let pack = ["--data", "--lang", "--now"];
    let table: [(&str, &[&str]); 6] = [
        ("", &["--idle", "--no-colour", "kiosk", "check", "list", "show", "search", "Exit codes"]),
        ("kiosk", &["--idle", "--no-colour"]),
        ("check", &["[DIR]", "--json", "--strict"]),
        ("list", &["<KIND>", "--json", "--csv"]),
        ("show", &["<ID>", "--case", "--town", "--json"]),
        ("search", &["<WORDS>", "--limit", "--json"]),
    ];
    for (verb, options) in table {
        let help = answer(format!("{verb} --help").trim_start());
        // `check` takes its folder as an argument and says nothing that hangs on language or time.
        let pack = pack.iter().filter(|_| verb != "check");
        for option in options.iter().chain(pack) {
            assert!(help.contains(option), "{verb} --help: {option}\n{help}");
        }
    }
}

#[test]
fn the_pack_of_the_program_has_no_errors() {
    let told = answer("check");
    assert!(told.lines().last().unwrap().starts_with("0 errors, "), "{told}");
}

/// What the pack of the program holds: no need is lost, no language loses texts, no warning comes unseen.
#[test]
fn the_pack_of_the_program_is_whole() {
    let mut counts = String::new();
    for kind in ["needs", "entities", "documents", "costs", "categories"] {
        writeln!(counts, "{kind} {}", ids(&format!("list {kind} --json")).len()).unwrap();
    }
    for language in rows("list languages --json") {
        writeln!(counts, "{} {}", language["id"].as_str().unwrap(), language["coverage"]).unwrap();
    }
    let Answer { out, .. } = vademecum(&["check", "--json", "--strict"]);
    let mut warnings: BTreeMap<String, u32> = BTreeMap::new();
    for line in out.lines() {
        let rule = serde_json::from_str::<Value>(line).expect("JSON")["rule"].as_str().unwrap().to_owned();
        *warnings.entry(rule).or_default() += 1;
    }
    writeln!(counts, "{warnings:?}").unwrap();
    insta::assert_snapshot!("counts", counts);
}

#[test]
fn a_problem_is_one_line_of_json() {
    let folder = copied_pack("misspelt");
    let file = folder.join("pack.toml");
    fs::write(&file, format!("colour = \"blue\"\n{}", fs::read_to_string(&file).unwrap())).unwrap();
    let Answer { code, out, err } = vademecum(&["check", "--json", folder.to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (Some(PROBLEMS), ""));
    for line in out.lines() {
        let problem: Value = serde_json::from_str(line).unwrap();
        assert_eq!(keys(&problem), ["column", "file", "help", "line", "message", "rule", "severity"], "{line}");
        assert!(["error", "warning"].contains(&problem["severity"].as_str().unwrap()), "{line}");
    }
    let first: Value = serde_json::from_str(out.lines().find(|line| line.contains("\"error\"")).unwrap()).unwrap();
    assert_eq!((&first["file"], &first["line"]), (&Value::from("pack.toml"), &Value::from(1)), "{out}");
}

#[test]
fn lists_keep_their_shape() {
    for kind in ["needs", "costs", "categories", "languages"] {
        insta::assert_snapshot!(format!("list-{kind}"), answer(&format!("list {kind} --json")));
    }
    // The long ones by their beginning: how many there are, and what a row looks like.
    for kind in ["entities", "documents"] {
        let rows = rows(&format!("list {kind} --json"));
        let head = serde_json::to_string_pretty(&rows[..3]).unwrap();
        insta::assert_snapshot!(format!("list-{kind}"), format!("{} rows, the first of them\n{head}\n", rows.len()));
        assert!(rows.iter().all(|row| keys(row) == keys(&rows[0])), "{kind}: every row has the same keys");
    }
}

/// Who does what: to read, for a spreadsheet, for a script.
#[test]
fn the_matrix_keeps_its_shape() {
    insta::assert_snapshot!("list-matrix", answer("list matrix"));
    insta::assert_snapshot!("list-matrix-csv", answer("list matrix --csv").replace('\r', "<CR>"));
    insta::assert_snapshot!("list-matrix-json", answer("list matrix --json --lang en"));
}

/// Every reader of RFC 4180 finds as many fields in each row as in the first.
#[test]
fn the_matrix_is_a_whole_table_in_every_language() {
    for lang in ["it", "en"] {
        let text = answer(&format!("list matrix --csv --lang {lang}"));
        let (needs, entities) = (ids("list needs --json").len(), ids("list entities --json").len());
        let rows = csv(&text);
        assert_eq!(rows.len(), needs + 1, "{lang}");
        for row in &rows {
            assert_eq!(row.len(), 3 + entities + 2, "{lang}: {row:?}");
            assert!(row.iter().all(|field| !field.starts_with(['=', '+', '-', '@'])), "{lang}: {row:?}");
        }
    }
}

/// Fields of RFC 4180: a quoted one may hold commas, line ends and doubled quotes.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => field.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {
                assert_eq!(signs.next(), Some('\n'), "rows end with CR LF");
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            sign => field.push(sign),
        }
    }
    assert!(row.is_empty() && field.is_empty() && !quoted, "the last row ends too");
    rows
}

#[test]
fn lists_speak_the_language_asked_for() {
    for kind in ["needs", "entities", "documents", "costs", "categories"] {
        for row in rows(&format!("list {kind} --json --lang en")) {
            assert_eq!(row["lang"], "en", "{kind}: {row}");
            assert_ne!(row["title"], "", "{kind}: {row}");
        }
    }
}

#[test]
fn records_keep_their_shape() {
    insta::assert_snapshot!("show-need-json", answer(&format!("show permit-renewal --json --now {NOW}")));
    insta::assert_snapshot!("show-office", answer(&format!("show questura/immigration --now {NOW}")));
    insta::assert_snapshot!("show-line", answer(&format!("show 1522 --now {NOW}")));
    insta::assert_snapshot!("show-line-en", answer(&format!("show 1522 --lang en --now {NOW}")));
    insta::assert_snapshot!("show-document", answer(&format!("show passport --now {NOW}")));
}

/// What a script reads is no surer than what a visitor reads: no line without for whom it holds and how sure it is.
#[test]
fn every_line_of_a_record_says_for_whom_and_how_sure() {
    for id in ids("list needs --json") {
        let need = json(&format!("show {id} --json --now {NOW}"));
        let steps = need["steps"].as_array().unwrap();
        let of_steps = steps.iter().flat_map(|step| ["ways", "documents", "costs"].map(|kind| (kind, &step[kind])));
        let of_need = ["deadlines", "durations", "rights", "notes", "then"].map(|kind| (kind, &need[kind]));
        for (kind, lines) in of_steps.chain(of_need) {
            for line in lines.as_array().unwrap() {
                assert!(["yes", "open"].contains(&line["holds"].as_str().unwrap_or("")), "{id}, {kind}: {line}");
                assert!(line["grade"]["confidence"].is_string(), "{id}, {kind}: {line}");
            }
        }
    }
}

#[test]
fn every_line_of_a_path_says_how_sure() {
    let path = json(&format!("show residence-registration --path --json --now {NOW}"));
    for step in path["steps"].as_array().unwrap() {
        for it in ["ways", "documents"].iter().flat_map(|kind| step[kind].as_array().unwrap()).chain([step]) {
            assert!(it["grade"]["confidence"].is_string(), "{it}");
        }
    }
    for it in ["papers", "costs"].iter().flat_map(|kind| path["bag"][kind].as_array().unwrap()) {
        assert!(it["confidence"].is_string(), "{it}");
    }
}

#[test]
fn paths_keep_their_shape() {
    let renewal = "show permit-renewal --path --case permit-reason=job-seeking";
    let doctor = "show ssn-enrolment-mandatory --path --town la-spezia --have permit-receipt";
    for (name, line) in [("renewal", renewal), ("doctor", doctor)] {
        insta::assert_snapshot!(format!("show-path-{name}"), answer(&format!("{line} --now {NOW}")));
        insta::assert_snapshot!(format!("show-path-{name}-json"), answer(&format!("{line} --json --now {NOW}")));
    }
}

/// What a protection costs is not told to whoever leaves it for a work permit: she pays sums that are known.
#[test]
fn a_fee_in_words_is_for_whom_it_is() {
    let need = |answer: &str| {
        json(&format!("show temporary-protection-ukraine --case temporary-protection={answer} --json --now {NOW}"))
    };
    let (first, convert) = (need("tp-first"), need("tp-convert"));
    assert_eq!((&first["charge"], first["fees"].as_array().unwrap().len()), (&"varies".into(), 1));
    assert_eq!((&convert["charge"], convert["fees"].as_array().unwrap().len()), (&"costs".into(), 0));
    assert_eq!(convert["cost"]["gaps"], false);
    let pupil = answer(&format!("show school-recognition --path --lang en --case studies-for=pupil --now {NOW}"));
    assert!(pupil.lines().any(|line| line.starts_with("= Total") && line.ends_with("Free")), "{pupil}");
}

/// The winter beds of the pack open in December: whoever reads the path in November must not go today.
#[test]
fn a_path_says_the_season_of_a_step() {
    let path = answer(&format!("show homelessness-shelter-food --path --lang en --now {NOW}"));
    assert!(path.contains("Period: from 1 Dec to 31 Mar"), "{path}");
}

#[test]
fn every_record_that_is_listed_can_be_shown() {
    for kind in ["needs", "entities", "documents"] {
        let ids = ids(&format!("list {kind} --json"));
        // One in five is enough to see that the ids of a list are those that `show` takes.
        for id in ids.iter().step_by(5) {
            assert_eq!(json(&format!("show {id} --json --now {NOW}"))["id"], *id.as_str());
        }
    }
}

#[test]
fn answers_and_town_change_what_is_shown() {
    let plain = answer(&format!("show permit-renewal --now {NOW}"));
    let employee = answer(&format!("show permit-renewal --case permit-reason=employee --now {NOW}"));
    assert_ne!(plain, employee);
    let plain = answer(&format!("show residence-registration --now {NOW}"));
    let sarzana = answer(&format!("show residence-registration --town sarzana --now {NOW}"));
    assert_ne!(plain, sarzana);
    assert!(sarzana.contains("Sarzana"), "{sarzana}");
}

/// What people type, and what it must lead to.
const SEARCHES: &[(&str, &str, &str)] = &[
    ("it", "rinnovo", "permit-renewal"),
    ("it", "permesso scaduto", "permit-renewal"),
    ("it", "medico", "ssn-enrolment-mandatory"),
    ("it", "scuola", "school-enrolment"),
    ("it", "italiano", "italian-course-cpia"),
    ("it", "dormire", "homelessness-shelter-food"),
    ("it", "violenza", "violence-1522"),
    ("it", "infortunio", "work-accident"),
    ("it", "disoccupazione", "unemployment-naspi"),
    ("it", "residenza", "residence-registration"),
    ("en", "renew permit", "permit-renewal"),
    ("en", "doctor", "ssn-enrolment-mandatory"),
    ("en", "school", "school-enrolment"),
    ("en", "bed", "homelessness-shelter-food"),
    ("en", "job", "jobcentre-did"),
    // The beginning of a word, letters left out, the names offices go by.
    ("it", "rinn", "permit-renewal"),
    ("it", "prm rnn", "permit-renewal"),
    ("it", "rsdnz", "residence-registration"),
    ("it", "iscr scuola", "school-enrolment"),
    ("it", "quest", "questura"),
    ("it", "prfttr", "prefettura"),
    ("it", "cpia", "italian-course-cpia"),
    ("it", "stp", "stp-code"),
    ("it", "did", "jobcentre-did"),
    ("it", "1522", "1522"),
];

#[test]
fn a_few_letters_find_the_right_record_first() {
    let wrong: Vec<String> = SEARCHES
        .iter()
        .filter_map(|(lang, words, wanted)| {
            let found = ids(&format!("search {words} --lang {lang} --limit 3 --json"));
            (found.first().map(String::as_str) != Some(*wanted)).then(|| format!("{words}: {wanted}, not {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn hits_keep_their_shape_and_their_order() {
    let hits = rows("search permesso --json");
    for hit in &hits {
        assert_eq!(keys(hit), ["id", "kind", "lang", "score", "title", "why"], "{hit}");
        assert!(["need", "entity", "office", "document"].contains(&hit["kind"].as_str().unwrap()), "{hit}");
    }
    assert!(hits.is_sorted_by_key(|hit| -hit["score"].as_i64().unwrap()), "best first");
    assert_eq!(rows("search permesso --json --limit 2"), hits[..2]);
    assert_eq!(rows("search qqqqqq --json"), [Value::Null; 0]);
}

/// A folder goes the same way as the pack of the program: what a technician sees is what the desk shows.
#[test]
fn a_copy_of_the_pack_is_shown_byte_for_byte_the_same() {
    let copy = copied_pack("copy");
    let copy = copy.to_str().unwrap();
    let needs = ids("list needs --json");
    let texts = needs.iter().map(|id| format!("show {id} --lang en --now {NOW}"));
    let records = ["permit-renewal", "questura", "passport"].map(|id| format!("show {id} --json --now {NOW}"));
    for line in texts.chain(records) {
        let words: Vec<&str> = line.split(' ').chain(["--data", copy]).collect();
        assert_eq!(vademecum(&words).out, answer(&line), "{line}");
    }
}

/// What a folder holds, by path.
fn texts(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut out = std::collections::BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            out.extend(texts(&entry));
        } else {
            out.insert(entry.clone(), fs::read(&entry).unwrap());
        }
    }
    out
}

fn confirm(pack: &Path, line: &str) -> Answer {
    let mut args: Vec<&str> = vec!["confirm", "--now", NOW, "--data", pack.to_str().unwrap()];
    args.extend(line.split(' '));
    vademecum(&args)
}

#[test]
fn what_an_office_confirms_is_written_beside_the_fact_and_shown() {
    let pack = copied_pack("confirmed");
    let before = texts(&pack);
    let hours = confirm(&pack, "comune/social-services --group hours --on 2026-11-20 --by URP");
    assert_eq!((hours.code, hours.err.as_str()), (Some(DONE), ""));
    assert!(hours.out.contains(" confirmed on 2026-11-20 by URP\n  to be asked again by 2027-02-18 (90 days)\n"));
    let phone = "prefettura/citizenship --group phones --on 2026-11-23 --by URP --number 0187748601";
    let said = confirm(&pack, phone).out;
    assert!(said.starts_with("entities/prefettura.toml:") && said.contains("+390187748601 confirmed"), "{said}");
    let again = confirm(&pack, phone).out;
    assert!(again.contains("\n  before: 2026-11-23, URP\n"), "{again}");

    let after = texts(&pack);
    assert!(before.keys().eq(after.keys()), "no file is left behind");
    let mut changed = Vec::new();
    for (path, old) in &before {
        let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(&after[path]));
        assert_eq!(old.lines().count(), new.lines().count());
        changed.extend(old.lines().zip(new.lines()).filter(|(old, new)| old != new).map(|(old, new)| {
            let added = new.replacen(", confirmed = { on = 2026-11-23, by = \"URP\" }", "", 1);
            let added = added.replacen(", confirmed = { on = 2026-11-20, by = \"URP\" }", "", 1);
            assert_eq!(old, added);
        }));
    }
    assert_eq!(changed.len(), 2);

    let show = |id: &str| answer(&format!("show {id} --now {NOW} --data {}", pack.display()));
    assert!(show("comune/social-services").contains("confermato dall'ufficio il 20 nov 2026"));
    let prefettura = show("prefettura/citizenship");
    assert!(prefettura.contains("confermato dall'ufficio il 23 nov 2026"), "{prefettura}");
    assert!(!prefettura.contains("non ha ancora confermato"), "{prefettura}");
    assert!(show("questura").contains("non ha ancora confermato"));
}

#[test]
fn what_cannot_be_confirmed_is_refused_and_nothing_is_written() {
    let pack = copied_pack("unconfirmed");
    let before = texts(&pack);
    for line in [
        "nobody/main --group hours --on 2026-11-20 --by URP",
        "prefettura/nowhere --group hours --on 2026-11-20 --by URP",
        "prefettura --group phones --on 2026-11-20 --by URP",
        "prefettura/citizenship --group hours --on 2026-11-20 --by URP",
        "prefettura/citizenship --group fax --on 2026-11-20 --by URP",
        "prefettura/citizenship --group phones --on 2026-11-25 --by URP",
        "prefettura/citizenship --group phones --on soon --by URP",
        "prefettura/citizenship --group phones --on 2026-11-20 --by \u{1b}[2J",
        "prefettura/citizenship --group phones --on 2026-11-20 --by URP --number 0187000000",
        "comune/registry --group phones --on 2026-11-20 --by URP",
    ] {
        let Answer { code, out, err } = confirm(&pack, line);
        assert_eq!((code, out.as_str()), (Some(COULD_NOT_RUN), ""), "{line}");
        assert!(!err.is_empty(), "{line}");
    }
    let embedded =
        vademecum(&["confirm", "prefettura/citizenship", "--group", "phones", "--on", "2026-11-20", "--by", "x"]);
    assert_eq!((embedded.code, embedded.out.as_str()), (Some(COULD_NOT_RUN), ""), "{}", embedded.err);
    assert!(before == texts(&pack));

    // A pack with an error is left as it is, too.
    fs::write(pack.join("costs.toml"), "cost = 1\n").unwrap();
    let broken = confirm(&pack, "prefettura/citizenship --group phones --on 2026-11-20 --by URP");
    assert_eq!((broken.code, broken.out.as_str()), (Some(PROBLEMS), ""), "{}", broken.err);
    assert!(fs::read(pack.join("entities/prefettura.toml")).unwrap() == before[&pack.join("entities/prefettura.toml")]);
}

/// Every office on a page of its own, whatever the language.
#[test]
fn sheets_are_pages() {
    for lang in ["it", "en", "ar", "ur", "zh"] {
        for id in ["comune", "questura", "asl5", "1522", "school"] {
            let text = answer(&format!("show {id} --sheet --lang {lang} --now {NOW}"));
            let offices = json(&format!("show {id} --json --now {NOW}"))["offices"].as_array().unwrap().len();
            let pages: Vec<&str> = text.split('\u{c}').collect();
            assert_eq!(pages.len(), offices, "{id} {lang}");
            for page in pages {
                assert!(page.lines().count() <= 66, "{id} {lang}\n{page}");
                let wide = page.lines().any(|line| vademecum::text::cells(line) > 80);
                assert!(!wide, "{id} {lang}\n{page}");
            }
        }
    }
    for line in ["show permit-renewal --sheet", "show prefettura/nowhere --sheet", "show comune --sheet --json"] {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(vademecum(&words).code, Some(COULD_NOT_RUN), "{line}");
    }
}

#[test]
fn a_sheet() {
    insta::assert_snapshot!(answer(&format!("show prefettura/citizenship --sheet --now {NOW}")));
}
