//! The words and the pack are compiled in: a change of either rebuilds the program. The files of the pack are packed
//! into shelves, one for what is opened together, so that a desk holds only what it shows; fonts are kept as they are.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The strongest, for it is done once.
const LEVEL: u8 = 10;

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=data");
    let data = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo")).join("data");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let mut shelves: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut fonts = Vec::new();
    for path in files(&data) {
        let name = path.strip_prefix(&data).expect("a file below it").to_str().expect("plain names").to_owned();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("toml") => {
                let text = fs::read(&path).expect("a file that can be read");
                for shelf in shelves_of(&name, &text) {
                    let shelf = shelves.entry(shelf).or_default();
                    shelf.extend(format!("{name} {}\n", text.len()).bytes());
                    shelf.extend(&text);
                }
            }
            Some("ttf" | "otf") => fonts.push(format!("({name:?}, {})", include(&path))),
            _ => {}
        }
    }
    let packed = shelves.iter().enumerate().map(|(at, (name, text))| {
        let file = out.join(format!("shelf-{at}"));
        fs::write(&file, miniz_oxide::deflate::compress_to_vec(text, LEVEL)).expect("room for the pack");
        format!("Shelf::new({name:?}, 1024 * {} + {}, {})", text.len() / 1024, text.len() % 1024, include(&file))
    });
    let code = format!(
        "static SHELVES: [Shelf; {}] = [{}];\nstatic FONTS: &[(&str, &[u8])] = &[{}];\n",
        shelves.len(),
        packed.collect::<Vec<_>>().join(", "),
        fonts.join(", ")
    );
    fs::write(out.join("pack.rs"), code).expect("room for the list of the pack");
}

fn include(file: &Path) -> String {
    format!("include_bytes!({:?})", file.to_str().expect("plain names"))
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
