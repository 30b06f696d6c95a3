//! The interface words: the same in every language, each one used, and nothing said on a screen beside them.

#[path = "support/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use vademecum::i18n::categories;

use source::{Kind, Source, Token, apart, sources, tokens};

/// A word by its key, with the names of its placeholders.
type Words = BTreeMap<String, BTreeSet<String>>;

/// Floors whose literals a visitor could see.
const SHOWN: &[&str] = &["app", "ui", "widgets"];

/// What may stand in the sources although a visitor sees it.
#[derive(Debug)]
struct Allowed {
    file: &'static str,
    what: What,
    #[expect(dead_code, reason = "read by people")]
    why: &'static str,
}

#[derive(Debug, Clone, Copy)]
enum What {
    /// One literal.
    Literal(&'static str),
    /// Every literal of a constant.
    Constant(&'static str),
    /// The literal of a field, wherever it is set.
    Field(&'static str),
}

const ALLOWED: &[Allowed] = &[
    Allowed { file: "ui.rs", what: What::Literal("Vademecum · {area}"), why: "the name of the program" },
    Allowed { file: "app/keys.rs", what: What::Field("shown"), why: "what is printed on the keys" },
    Allowed { file: "app/card/tongue.rs", what: What::Constant("NAMES"), why: "languages by their own names" },
    Allowed { file: "app/card/tongue.rs", what: What::Constant("LATIN"), why: "the same in Latin letters" },
];

#[test]
fn languages_have_the_same_words() {
    let all = locales();
    let original = &all["it"];
    assert!(all.len() > 1, "only the original");
    let tables: BTreeSet<String> = said_by_all().into_iter().filter(|said| said.counted).map(|said| said.key).collect();
    let in_table = |key: &str| key.rsplit_once('.').is_some_and(|(table, _)| tables.contains(table));
    let of = |key: &str, table: &str| key.rsplit_once('.').is_some_and(|(of, _)| of == table);
    let mut faults = Vec::new();
    for (lang, words) in &all {
        let keys = |words: &Words| words.keys().filter(|key| !in_table(key)).cloned().collect::<BTreeSet<_>>();
        let differ: Vec<_> = keys(original).symmetric_difference(&keys(words)).cloned().collect();
        if !differ.is_empty() {
            faults.push(format!("in it or in {lang}, not in both: {differ:?}"));
        }
        for (key, placeholders) in words.iter().filter(|(key, _)| !in_table(key)) {
            if original.get(key).is_some_and(|wanted| wanted != placeholders) {
                faults.push(format!("placeholders of `{key}` in it and {lang}: {placeholders:?}"));
            }
        }
        let wanted: BTreeSet<String> = categories(lang).into_iter().map(str::to_owned).collect();
        for table in &tables {
            let forms: BTreeSet<String> = words
                .keys()
                .filter(|key| of(key, table))
                .filter_map(|key| key.rsplit_once('.'))
                .map(|(_, form)| form.to_owned())
                .collect();
            if forms != wanted {
                faults.push(format!("forms of `{table}` in {lang}: {forms:?}, not {wanted:?}"));
            }
            // A form that stands for one number alone may leave it out: "a day".
            let (other, original) = (words.get(&format!("{table}.other")), original.get(&format!("{table}.other")));
            if other != original {
                faults.push(format!("placeholders of `{table}.other` in it and {lang}: {other:?}"));
            }
            for (key, more) in words.iter().filter(|(key, _)| of(key, table)) {
                if other.is_none_or(|known| !more.is_subset(known)) {
                    faults.push(format!("placeholders of `{key}` in {lang}: {more:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_word_said_is_defined_and_every_word_defined_is_said() {
    let words = locales().remove("it").expect("the original");
    let mut unsaid: BTreeSet<&str> = words.keys().map(String::as_str).collect();
    let mut faults = Vec::new();
    for said in &said_by_all() {
        let key = if said.counted { format!("{}.other", said.key) } else { said.key.clone() };
        if said.counted {
            unsaid.retain(|word| word.rsplit_once('.').is_none_or(|(table, _)| table != said.key));
        }
        unsaid.remove(key.as_str());
        match words.get(&key) {
            None => faults.push(format!("{}: `{key}` is not defined", said.at)),
            Some(placeholders) if *placeholders != said.given => {
                faults.push(format!("{}: `{key}` needs {placeholders:?}, not {:?}", said.at, said.given));
            }
            Some(_) => {}
        }
    }
    faults.extend(unsaid.iter().map(|key| format!("`{key}` is never said")));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// What the whole program says.
fn said_by_all() -> Vec<Said> {
    sources().iter().flat_map(said).collect()
}

#[test]
fn screens_say_nothing_of_their_own() {
    let mut used = BTreeSet::new();
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|source| own_texts(source).into_iter().map(|text| (source.path.clone(), text)))
        .filter(|(file, text)| {
            let allowed = ALLOWED.iter().position(|allowed| allowed.file == file && text.is(allowed.what));
            used.extend(allowed);
            allowed.is_none()
        })
        .map(|(file, text)| format!("{file}:{}: {:?} is no interface word", text.line, text.literal))
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    for (at, allowed) in ALLOWED.iter().enumerate() {
        assert!(used.contains(&at), "{allowed:?} is not needed any more");
    }
}

/// The words of every file in `locales`, by language.
fn locales() -> BTreeMap<String, Words> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let lang = path.file_stem().unwrap().to_string_lossy().into_owned();
            let table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            let mut words = Words::new();
            flatten("", &table, &mut words);
            (lang, words)
        })
        .collect()
}

fn flatten(above: &str, table: &toml::Table, words: &mut Words) {
    for (key, value) in table {
        let key = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, words),
            toml::Value::String(text) => {
                words.insert(key, placeholders(text));
            }
            // Which format of rust-i18n the file is written in.
            toml::Value::Integer(_) if key == "_version" => {}
            other => panic!("`{key}` is no text: {other:?}"),
        }
    }
}

/// The names in `%{name}`.
fn placeholders(text: &str) -> BTreeSet<String> {
    text.split("%{").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}

/// One `say!(lang, "key", name = value)` or `counted!(lang, "table", count, name = value)`.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    key: String,
    /// Whether the key is a table of plural forms.
    counted: bool,
    given: BTreeSet<String>,
    at: String,
}

/// What the program says; its tests may say anything.
fn said(source: &Source) -> Vec<Said> {
    let (program, _) = apart(&tokens(&source.text));
    let calls = (0..program.len()).filter(|at| ["say", "counted"].iter().any(|name| is_macro(&program, *at, name)));
    calls
        .map(|at| {
            let counted = program[at].is("counted");
            let arguments = arguments(&program, at + 2);
            let at = format!("{}:{}", source.path, program[at].line);
            let (key, named) = match arguments.as_slice() {
                [_, [key], _, named @ ..] if counted => (key, named),
                [_, [key], named @ ..] if !counted => (key, named),
                _ => panic!("{at}: say!(lang, \"key\", name = value) with a literal key"),
            };
            assert_eq!(key.kind, Kind::Text, "{at}: the key is a literal");
            let name = |argument: &&[Token]| match argument {
                [name, sign, ..] if sign.is("=") => name.text.clone(),
                _ => panic!("{at}: name = value"),
            };
            Said { key: key.text.clone(), counted, given: named.iter().map(name).collect(), at }
        })
        .collect()
}

/// Whether `name!(` stands here.
fn is_macro(tokens: &[Token], at: usize, name: &str) -> bool {
    matches!(tokens.get(at..at + 3), Some([word, sign, open]) if word.is(name) && sign.is("!") && open.is("("))
}

/// The arguments in the bracket that opens at `open`, cut at the commas of that bracket.
fn arguments(tokens: &[Token], open: usize) -> Vec<&[Token]> {
    let (mut out, mut depth, mut from) = (Vec::new(), 0_usize, open + 1);
    for (at, token) in tokens.iter().enumerate().skip(open).filter(|(_, token)| token.kind == Kind::Sign) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            "," if depth == 1 => {
                out.push(&tokens[from..at]);
                from = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            // A comma behind the last argument is none.
            out.extend(Some(&tokens[from..at]).filter(|last| !last.is_empty()));
            break;
        }
    }
    out
}

/// A literal with letters that a visitor could see.
#[derive(Debug, PartialEq, Eq)]
struct OwnText {
    literal: String,
    /// The constant it stands in, or nothing.
    constant: String,
    /// The field it is given to, or nothing.
    field: String,
    line: usize,
}

impl OwnText {
    fn is(&self, what: What) -> bool {
        match what {
            What::Literal(literal) => self.literal == literal,
            What::Constant(name) => self.constant == name,
            What::Field(name) => self.field == name,
        }
    }
}

/// Calls whose literals name something and are never shown: words by their keys, records by their ids, parts of the
/// program that is wrong.
const NAMING: &[&str] =
    &["say", "counted", "tell", "tell_of", "tell_need", "Lang::from", "expect", "assert", "debug_assert_eq"];

/// The texts of a file of the shown floors that are no interface words.
fn own_texts(source: &Source) -> Vec<OwnText> {
    if !SHOWN.iter().any(|floor| source.path.trim_end_matches(".rs").split('/').next() == Some(floor)) {
        return Vec::new();
    }
    let (program, _) = apart(&tokens(&source.text));
    let mut out = Vec::new();
    // The names in front of the brackets around a token; `#` for an attribute.
    let mut around: Vec<String> = Vec::new();
    let mut constant: Option<(String, usize)> = None;
    for (at, token) in program.iter().enumerate() {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| program[at].text.as_str());
        match (token.kind, token.text.as_str()) {
            (Kind::Sign, "(" | "[" | "{") => {
                around.push(match before(1) {
                    "!" => before(2).to_owned(),
                    // Of which type decides: `String::from` names nothing.
                    "from" => format!("{}::from", before(4)),
                    name => name.to_owned(),
                });
            }
            (Kind::Sign, ")" | "]" | "}") => {
                around.pop();
            }
            (Kind::Sign, ";") if constant.as_ref().is_some_and(|(_, depth)| *depth == around.len()) => constant = None,
            (Kind::Word, "const") if program.get(at + 2).is_some_and(|next| next.is(":")) => {
                constant = Some((program[at + 1].text.clone(), around.len()));
            }
            (Kind::Text, text) => {
                let named = around.iter().any(|name| name == "#" || NAMING.contains(&name.as_str()));
                if !named && !is_pattern(&program, at) && !is_key(text) && outside_braces(text).any(char::is_alphabetic)
                {
                    let field = if before(1) == ":" { before(2) } else { "" };
                    let constant = constant.as_ref().map_or("", |(name, _)| name);
                    let (constant, field) = (constant.to_owned(), field.to_owned());
                    out.push(OwnText { literal: text.to_owned(), constant, field, line: token.line });
                }
            }
            _ => {}
        }
    }
    out
}

/// Whether a literal is what a `match` compares with: `"employer" =>`, `"a" | "b" =>`.
fn is_pattern(tokens: &[Token], at: usize) -> bool {
    let next = |ahead: usize| tokens.get(at + ahead);
    let sign = |ahead: usize, text: &str| next(ahead).is_some_and(|token| token.is(text));
    sign(1, "=") && sign(2, ">") || sign(1, "|") && !sign(2, "|")
}

/// Whether a literal is the key of a word of the pack: parts of lower case between dots and slashes.
fn is_key(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || "{}_-".contains(c));
    text.contains(['.', '/']) && text.split(['.', '/']).all(part)
}

/// What a format string says by itself.
fn outside_braces(text: &str) -> impl Iterator<Item = char> {
    let mut depth = 0_usize;
    text.chars().filter(move |c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// Planted texts: a scanner that finds nothing holds nothing.
mod planted {
    use super::*;

    fn source(text: &str) -> Source {
        Source { path: "app/planted.rs".to_owned(), text: text.to_owned() }
    }

    fn found(text: &str) -> Vec<String> {
        own_texts(&source(text)).into_iter().map(|text| text.literal).collect()
    }

    #[test]
    fn texts_on_screens_are_found() {
        assert_eq!(found("flow.text(0, \"Orari\", Role::Plain)"), ["Orari"]);
        assert_eq!(found("format!(\"{name} chiuso\")"), ["{name} chiuso"]);
        assert_eq!(found("format!(\"{}: {}\", say!(lang, \"door.hours\"), \"mai\")"), ["mai"]);
        assert_eq!(found("let x = r#\"città\"#; let y = \"\\u{4e2d}\";"), ["città", "中"]);
        assert_eq!(found("const A: &str = \"a\"; fn f() { g(\"b\") }"), ["a", "b"]);
        assert_eq!(found("Lang::from(\"it\"); String::from(\"testo\")"), ["testo"]);
        assert_eq!(found("put(\"Fine.\"); put(\"fine.\")"), ["Fine.", "fine."]);
    }

    #[test]
    fn signs_keys_and_patterns_are_none() {
        for good in [
            "put(\"▸\"); format!(\"{name} {:>2}\\n\", 3)",
            "say!(lang, \"door.hours\")",
            "cx.tell(&format!(\"entities/{}\", id), \"title\")",
            "let key = format!(\"office.{}.title\", id);",
            "match id { \"employer\" | \"doctor\" => 1, _ => 2 }",
            "#[allow(x, reason = \"because\")] fn f() {} // \"comment\"",
            "#[cfg(test)] mod tests { fn f() { put(\"text\") } }",
        ] {
            assert_eq!(found(good), [""; 0], "{good}");
        }
        let elsewhere = Source { path: "cli/show.rs".to_owned(), ..source("put(\"text\")") };
        assert_eq!(own_texts(&elsewhere), []);
    }

    #[test]
    fn allowances_are_narrow() {
        let texts =
            own_texts(&source("const NAMES: [&str; 2] = [\"a;\", \"b\"]; Row { shown: \"Esc\", other: \"c\" }"));
        let [a, b, shown, other] = texts.as_slice() else { panic!("{texts:?}") };
        assert!([a, b].iter().all(|text| text.is(What::Constant("NAMES"))));
        assert!(shown.is(What::Field("shown")) && !shown.is(What::Constant("NAMES")));
        assert!(other.is(What::Literal("c")) && !other.is(What::Field("shown")));
    }

    #[test]
    fn sayings_are_read_over_lines_and_nested() {
        let text = "counted!(lang, \"u.days\", f(1, 2), number = n)";
        let [days] = said(&source(text)).try_into().unwrap();
        assert_eq!((days.key.as_str(), days.counted, days.given.len()), ("u.days", true, 1));
        let text = "say!(\n  cx.lang(1, 2),\n  \"a.b\",\n  sum = say!(lang, \"c\"), name = f(x, y),\n)";
        let all = said(&source(text));
        let given = |at: usize| all[at].given.iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(all.iter().map(|said| said.key.as_str()).collect::<Vec<_>>(), ["a.b", "c"]);
        assert_eq!((given(0), given(1)), (vec!["name", "sum"], vec![]));
        assert_eq!(placeholders("%{a} of %{b}, 5 %"), BTreeSet::from(["a".to_owned(), "b".to_owned()]));
    }
}
