//! The words and the pack are compiled in: a change of either rebuilds the program. Interface words are sorted by key,
//! language by language. The files of the pack are packed into shelves, one for what is opened together, so that a desk holds only what it shows; fonts are kept as they are.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The strongest, for it is done once.
const LEVEL: u8 = 10;

/// What the program carries lies apart, at the beginning of a stretch the kernel maps at once: between the constants of
/// the code it would be held in memory along with them, read or not (half a MiB, measured).
const APART: &str = "#[repr(align(65536))]\nstruct Apart<const N: usize>([u8; N]);\n";

/// Bytes one after the other.
#[derive(Default)]
struct Blob(Vec<u8>);

impl Blob {
    /// Adds to it; the code of its place.
    fn add(&mut self, bytes: &[u8]) -> String {
        let from = self.0.len();
        self.0.extend(bytes);
        format!("{}, {}", number(from), number(self.0.len()))
    }

    /// Writes it, and gives the code of a static of that name.
    fn write(&self, name: &str, out: &Path) -> String {
        let file = out.join(name.to_lowercase());
        fs::write(&file, &self.0).expect("room for what the program carries");
        let include = format!("include_bytes!({:?})", file.to_str().expect("plain names"));
        format!("{APART}static {name}: Apart<{}> = Apart(*{include});\n", number(self.0.len()))
    }
}

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=data");
    let project = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    // Both linkers of Linux read it; another one would refuse it.
    if env::var_os("CARGO_CFG_TARGET_OS").is_some_and(|os| os == "linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,-T,{}", project.join("locales/cold.ld").display());
    }
    interface(&project.join("locales"), &out);
    pack(&project.join("data"), &out);
}

/// A number as code has it: `1_234_567`.
fn number(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| group.iter().map(|digit| char::from(*digit)).collect());
    groups.collect::<Vec<String>>().join("_")
}

/// `locales/LANG.toml` → keys and words in turn.
fn interface(locales: &Path, out: &Path) {
    let (mut languages, mut blob) = (Vec::new(), Blob::default());
    for path in files(locales).into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
    {
        let lang = path.file_stem().and_then(|stem| stem.to_str()).expect("a plain name");
        let text = fs::read_to_string(&path).expect("a file that can be read");
        let words: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut sorted = BTreeMap::new();
        // Which format of rust-i18n the file is written in is no word.
        let tables = words.into_iter().filter(|(key, _)| key != "_version");
        tables.for_each(|(key, value)| gather(key, value, &path, &mut sorted));
        let packed: String = sorted.iter().flat_map(|(key, word)| [key, "\0", word, "\0"]).collect();
        languages.push(format!("Spoken::new({lang:?}, {})", blob.add(packed.as_bytes())));
    }
    let list = format!("static LANGUAGES: [Spoken; {}] = [{}];\n", languages.len(), languages.join(", "));
    let code = blob.write("WORDS", out) + &list;
    fs::write(out.join("interface.rs"), code).expect("room for the list of languages");
}

/// The words below a key.
fn gather(key: String, value: toml::Value, path: &Path, words: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::String(word) => {
            assert!(!word.contains('\0'), "{}: `{key}` has a NUL", path.display());
            words.insert(key, word);
        }
        toml::Value::Table(table) => {
            table.into_iter().for_each(|(part, value)| gather(format!("{key}.{part}"), value, path, words));
        }
        _ => panic!("{}: `{key}` is no text", path.display()),
    }
}

fn pack(data: &Path, out: &Path) {
    let mut shelves: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut fonts = Vec::new();
    for path in files(data) {
        let name = path.strip_prefix(data).expect("a file below it").to_str().expect("plain names").to_owned();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("toml") => {
                let text = fs::read(&path).expect("a file that can be read");
                for shelf in shelves_of(&name, &text) {
                    let shelf = shelves.entry(shelf).or_default();
                    shelf.extend(format!("{name} {}\n", text.len()).bytes());
                    shelf.extend(&text);
                }
            }
            Some("ttf" | "otf") => fonts.push((name, fs::read(&path).expect("a file that can be read"))),
            _ => {}
        }
    }
    let mut blob = Blob::default();
    let packed: Vec<String> = shelves
        .iter()
        .map(|(name, text)| {
            let place = blob.add(&miniz_oxide::deflate::compress_to_vec(text, LEVEL));
            format!("Shelf::new({name:?}, {}, {place})", number(text.len()))
        })
        .collect();
    // Behind all that a desk in cells reads.
    let fonts: Vec<String> = fonts.iter().map(|(name, font)| format!("({name:?}, {})", blob.add(font))).collect();
    let lists = format!(
        "static SHELVES: [Shelf; {}] = [{}];\nstatic FONTS: &[(&str, usize, usize)] = &[{}];\n",
        packed.len(),
        packed.join(", "),
        fonts.join(", ")
    );
    fs::write(out.join("pack.rs"), blob.write("PACKED", out) + &lists).expect("room for the list of the pack");
}

/// What the first screen shows is on a shelf of its own, beside the one it belongs to; each language has one.
fn shelves_of(name: &str, text: &[u8]) -> Vec<String> {
    let is_line = || text.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"kind = \"line\""));
    let parts: Vec<&str> = name.trim_end_matches(".toml").split('/').collect();
    match parts.as_slice() {
        ["pack"] | ["words", _, "interface"] => vec!["first".into(), "facts".into()],
        ["words", lang, "pack"] => vec!["first".into(), format!("words/{lang}")],
        ["words", lang, ..] | ["search", lang] => vec![format!("words/{lang}")],
        ["entities", _] if is_line() => vec!["first".into(), "facts".into()],
        _ => vec!["facts".into()],
    }
}

/// All files of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("the pack").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
