//! The house as the crate's documentation draws it: floors, who may touch the outside, how large a file may be.

#[path = "support/source.rs"]
mod source;

use std::collections::BTreeMap;

use source::{Kind, Source, Token, apart, sources, tokens};

/// Lowest first. A floor names only floors below it, and neighbours do not name each other.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["text", "i18n"],
    &["widgets", "search", "data"],
    &["app"],
    &["ui"],
    &["kiosk"],
    &["cli"],
    &["main"],
];

/// What touches disk, environment, clock, terminal or the library of the interface words, and where it may stand.
/// Names of standard items too, whose harmless siblings everybody uses: `std::io::Error`, `std::time::Duration`.
const OUTSIDE: &[(&[&str], &[&str])] = &[
    (&["std::fs", "rustix"], &["cli", "kiosk", "data/files.rs"]),
    (&["std::env", "std::net", "std::os", "std::thread", "std::io::stdin", "std::io::stdout", "std::io::stderr"], BOTH),
    (&["std::process"], &["cli", "kiosk", "main"]),
    (&["std::time::Instant", "std::time::SystemTime", "chrono::Utc", "chrono::Local"], BOTH),
    // The vocabulary of keys is shared; everything else of crossterm acts on the terminal.
    (&["crossterm::event"], &["cli", "kiosk", "app/keys.rs"]),
    (&["crossterm", "ratatui::crossterm", "ratatui::backend", "ratatui::Terminal", "signal_hook"], BOTH),
    (&["rust_i18n"], &["i18n.rs", "i18n/program.rs", "lib.rs"]),
];
const BOTH: &[&str] = &["cli", "kiosk"];

/// All that the reader of packs may do with a disk: nothing here can write.
const READER: &str = "data/files.rs";
const READING: &[&str] = &[
    "std::fs",
    "std::fs::File::from",
    "std::fs::read_dir",
    "std::fs::symlink_metadata",
    "rustix::fs::Mode",
    "rustix::fs::Mode::empty",
    "rustix::fs::OFlags",
    "rustix::fs::OFlags::CLOEXEC",
    "rustix::fs::OFlags::NOFOLLOW",
    "rustix::fs::OFlags::NONBLOCK",
    "rustix::fs::OFlags::RDONLY",
    "rustix::fs::open",
];

/// Lines of a file without its tests, and with them.
const LINES: usize = 400;
const LINES_WITH_TESTS: usize = 600;
/// How the comment at the top of a longer file begins its reason.
const REASON: &str = "Long because ";

#[test]
fn the_house_stands() {
    let faults: Vec<String> = sources().iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Everything that is wrong with a file.
fn faults(source: &Source) -> Vec<String> {
    let all = tokens(&source.text);
    let (program, tests) = apart(&all);
    let mut out = Vec::new();
    floors(source, &all, &mut out);
    outside(source, &program, &mut out);
    if let Some(token) = all.iter().find(|token| token.is("set_locale")) {
        out.push(format!("{}:{}: the language is passed, never set", source.path, token.line));
    }
    if source.path.ends_with("mod.rs") {
        out.push(format!("{}: name.rs and name/, never mod.rs", source.path));
    }
    size(source, &tests, &mut out);
    out
}

fn floors(source: &Source, tokens: &[Token], out: &mut Vec<String>) {
    let own = floor_of(source);
    // The root only says which floors there are.
    if own == "lib" {
        return;
    }
    let rank = |floor: &str| FLOORS.iter().position(|floors| floors.contains(&floor));
    let Some(at) = rank(own) else {
        return out.push(format!("{}: `{own}` is no floor of this table", source.path));
    };
    for path in paths(source, tokens) {
        let Place::Ours(inside) = path.place else { continue };
        let Some(floor) = inside.first().map(String::as_str) else { continue };
        // What rust-i18n makes stands at the root; only the floor that knows it may name it.
        if own == "i18n" && floor.starts_with("_rust_i18n") {
            continue;
        }
        if floor != own && rank(floor).is_none_or(|below| below >= at) {
            out.push(format!("{}:{}: `{own}` names `{floor}`", source.path, path.line));
        }
    }
}

fn outside(source: &Source, tokens: &[Token], out: &mut Vec<String>) {
    for path in paths(source, tokens) {
        let Place::Foreign(names) = path.place else { continue };
        let name = names.join("::");
        let rule = OUTSIDE.iter().find(|(items, _)| items.iter().any(|item| is_under(&name, item, "::")));
        let Some((_, places)) = rule else { continue };
        let here = |place: &&str| source.path == **place || is_under(source.path.trim_end_matches(".rs"), place, "/");
        if !places.iter().any(here) {
            out.push(format!("{}:{}: `{name}` belongs to {}", source.path, path.line, places.join(", ")));
        } else if source.path == READER && !READING.contains(&name.as_str()) {
            out.push(format!("{}:{}: `{name}` is not known to only read", source.path, path.line));
        }
    }
}

fn is_under(name: &str, top: &str, between: &str) -> bool {
    name.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with(between))
}

fn size(source: &Source, tests: &[Token], out: &mut Vec<String>) {
    let all = source.text.lines().count();
    // A tests module stands last and is one stretch of lines.
    let tested = tests.first().zip(tests.last()).map_or(0, |(first, last)| last.line + 1 - first.line);
    let top = source.text.lines().take_while(|line| line.starts_with("//"));
    if top.into_iter().any(|line| line.contains(REASON)) {
        return;
    }
    if all - tested > LINES || all > LINES_WITH_TESTS {
        let program = all - tested;
        out.push(format!(
            "{}: {program} lines, {all} with tests; above {LINES} or {LINES_WITH_TESTS} say why at the top: `//! {REASON}...`",
            source.path
        ));
    }
}

fn floor_of(source: &Source) -> &str {
    source.path.trim_end_matches(".rs").split('/').next().unwrap_or_default()
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// Into this crate, from its root.
    Ours(Vec<String>),
    /// Elsewhere, or to a name of the file itself.
    Foreign(Vec<String>),
}

/// A path as it is written somewhere, resolved.
#[derive(Debug)]
struct Path {
    place: Place,
    line: usize,
}

/// Every path of a file: in expressions, types and imports; what was imported counts under its whole name.
fn paths(source: &Source, tokens: &[Token]) -> Vec<Path> {
    let file: Vec<String> = source.path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    let file = if ["lib", "main"].contains(&floor_of(source)) { Vec::new() } else { file };
    let (imports, others) = written(tokens);
    let mut known = BTreeMap::new();
    let mut out = Vec::new();
    for import in imports {
        let place = resolve(&import.names, &file, &import.inside, &BTreeMap::new());
        out.push(Path { place: place.clone(), line: import.line });
        known.insert(import.alias, place);
    }
    out.extend(others.into_iter().map(|path| {
        let place = resolve(&path.names, &file, &path.inside, &known);
        Path { place, line: path.line }
    }));
    out
}

fn resolve(names: &[String], file: &[String], inside: &[String], known: &BTreeMap<String, Place>) -> Place {
    let first = names.first().map(String::as_str);
    let rest = |skip: usize| names.iter().skip(skip).cloned();
    match first {
        Some("crate" | "vademecum") => Place::Ours(rest(1).collect()),
        Some("self" | "super") => {
            let mut here: Vec<String> = file.iter().chain(inside).cloned().collect();
            let ups = names.iter().take_while(|name| *name == "super").count();
            here.truncate(here.len().saturating_sub(ups));
            Place::Ours(here.into_iter().chain(rest(ups.max(1))).collect())
        }
        Some(name) => match known.get(name) {
            Some(Place::Ours(path)) => Place::Ours(path.iter().cloned().chain(rest(1)).collect()),
            Some(Place::Foreign(path)) => Place::Foreign(path.iter().cloned().chain(rest(1)).collect()),
            None => Place::Foreign(names.to_vec()),
        },
        None => Place::Foreign(Vec::new()),
    }
}

/// A path as it is written.
struct Written {
    names: Vec<String>,
    /// The name an import gives it; empty elsewhere.
    alias: String,
    /// The modules of the file it stands in.
    inside: Vec<String>,
    line: usize,
}

/// Imports, and all other paths.
fn written(tokens: &[Token]) -> (Vec<Written>, Vec<Written>) {
    let (mut imports, mut others) = (Vec::new(), Vec::new());
    let mut modules: Vec<(String, usize)> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let inside = || modules.iter().map(|(name, _)| name.clone()).collect();
        if token.is("{") {
            if let [module, name] = &tokens[at.saturating_sub(2)..at]
                && module.is("mod")
            {
                modules.push((name.text.clone(), depth));
            }
            depth += 1;
        } else if token.is("}") {
            depth -= 1;
            modules.retain(|(_, from)| *from < depth);
        } else if token.is("use") {
            let end = tokens[at..].iter().position(|token| token.is(";")).map_or(tokens.len(), |length| at + length);
            let line = token.line;
            let mut tree = Tree { tokens: &tokens[at + 1..end], out: Vec::new() };
            tree.branch(&[]);
            let import = |(names, alias)| Written { names, alias, inside: inside(), line };
            imports.extend(tree.out.into_iter().map(import));
            at = end;
        } else if token.kind == Kind::Word {
            let mut names = vec![token.text.clone()];
            while let Some([first, second, name]) = tokens.get(at + 1..at + 4)
                && first.is(":")
                && second.is(":")
                && name.kind == Kind::Word
            {
                names.push(name.text.clone());
                at += 3;
            }
            // A method or a field is no path; `pub(crate)` names nothing.
            if names.len() > 1 {
                others.push(Written { names, alias: String::new(), inside: inside(), line: token.line });
            }
        }
        at += 1;
    }
    (imports, others)
}

/// `a::{b, c::{self, d as e}, f::*}` as its paths, each with the name it gets.
struct Tree<'a> {
    tokens: &'a [Token],
    out: Vec<(Vec<String>, String)>,
}

impl Tree<'_> {
    fn next(&mut self) -> Option<&Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    /// One branch, up to its comma or the brace around it.
    fn branch(&mut self, above: &[String]) {
        let mut names = above.to_vec();
        let mut alias = None;
        while let Some(token) = self.tokens.first() {
            if token.is(",") || token.is("}") {
                break;
            }
            let token = token.clone();
            self.next();
            if token.is("{") {
                while self.tokens.first().is_some_and(|token| !token.is("}")) {
                    self.branch(&names);
                    if self.tokens.first().is_some_and(|token| token.is(",")) {
                        self.next();
                    }
                }
                self.next();
                return;
            }
            if token.is("as") {
                alias = self.next().map(|token| token.text.clone());
            } else if token.is("self") && !names.is_empty() {
                // `a::{self}` is `a`.
            } else if !token.is(":") {
                names.push(token.text);
            }
        }
        let alias = alias.or_else(|| names.last().cloned()).unwrap_or_default();
        self.out.push((names, alias));
    }
}

/// Planted violations: a rule that finds nothing holds nothing.
mod planted {
    use super::*;

    fn faults_of(path: &str, text: &str) -> Vec<String> {
        faults(&Source { path: path.to_owned(), text: text.to_owned() })
    }

    /// The lines with a fault.
    fn lines(path: &str, text: &str) -> Vec<usize> {
        let place = |fault: &String| fault.strip_prefix(path)?.split(':').nth(1)?.parse().ok();
        faults_of(path, text).iter().filter_map(place).collect()
    }

    #[test]
    fn floors_above_and_beside_are_found() {
        assert_eq!(lines("model/need.rs", "use crate::text::cells;"), [1]);
        assert_eq!(lines("search.rs", "use crate::{model::id,\ndata::load};"), [1]);
        assert_eq!(lines("text/fold.rs", "fn f() {\n crate::i18n::clock() }"), [2]);
        assert_eq!(lines("text/fold.rs", "use super::super::app::App;"), [1]);
        assert_eq!(lines("text.rs", "use super::app::App;"), [1]);
        assert_eq!(lines("text.rs", "mod tests {\n use super::super::app::App;\n}\nuse self::fold::fold;"), [2]);
        assert_eq!(lines("app.rs", "use crate::ui as frame;\nfn f() { frame::draw() }"), [1, 2]);
        assert_eq!(lines("app.rs", "use crate::*;"), [1]);
        assert_eq!(lines("ui.rs", "fn f() { vademecum::cli::run() }"), [1]);
        assert_eq!(faults_of("stats.rs", ""), ["stats.rs: `stats` is no floor of this table"]);
    }

    #[test]
    fn floors_below_and_comments_are_not() {
        let good = "//! like `crate::cli`\nuse crate::model::id::Lang; /* use crate::app; */ mod cli { }\n\
                    use super::Page; pub(crate) use say;\nfn f(app: &str) { let ui = \"crate::ui\"; cli::run(); }";
        assert_eq!(faults_of("app/screens/need.rs", good), [""; 0]);
        assert_eq!(faults_of("main.rs", "fn main() { vademecum::cli::run() }"), [""; 0]);
    }

    #[test]
    fn the_outside_is_found_under_every_name() {
        for bad in [
            "use std::fs;",
            "use std::{io, fs::File};",
            "fn f() { ::std::env::var(\"HOME\") }",
            "use std::io; fn f() { io::stdout() }",
            "use std::io::{self as x, Write}; fn f() { x::stderr() }",
            "use std::time::{Duration, Instant};",
            "fn f() { chrono::Utc::now() }",
            "use chrono::Local;",
            "use crossterm::event::KeyCode;",
            "use ratatui::crossterm::terminal;",
            "use rust_i18n::t;",
        ] {
            assert!(!faults_of("app/menu.rs", bad).is_empty(), "{bad}");
        }
        assert_eq!(lines("app/keys.rs", "use crossterm::event::KeyCode;\nuse crossterm::terminal;"), [2]);
        let tests_may = "use std::io;\n#[cfg(test)]\nmod tests {\n use std::fs;\n}";
        assert_eq!(faults_of("data/files.rs", "use std::fs;\nfn f() { fs::read_dir(\".\") }"), [""; 0]);
        assert_eq!(lines("data/files.rs", "use std::fs;\nfn f() { fs::write(\"x\", \"y\") }"), [2]);
        assert_eq!(faults_of("data/load.rs", tests_may), [""; 0]);
        assert_eq!(faults_of("kiosk/clock.rs", "use std::time::Instant;"), [""; 0]);
    }

    #[test]
    fn the_language_is_never_set() {
        assert_eq!(lines("i18n.rs", "fn f() {\n rust_i18n::set_locale(\"it\") }"), [2]);
    }

    #[test]
    fn names_and_sizes_of_files() {
        assert_eq!(faults_of("text/mod.rs", "").len(), 1);
        let long = "fn f() {}\n".repeat(LINES + 1);
        assert_eq!(faults_of("text.rs", &long).len(), 1);
        assert_eq!(faults_of("text.rs", &format!("//! Text.\n//! {REASON}it is a table.\n{long}")), [""; 0]);
        let tests = |lines| format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}\n", "fn t() {}\n".repeat(lines));
        assert_eq!(faults_of("text.rs", &tests(LINES + 50)), [""; 0]);
        assert_eq!(faults_of("text.rs", &tests(LINES_WITH_TESTS)).len(), 1);
    }
}
