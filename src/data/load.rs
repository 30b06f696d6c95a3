//! A pack from its files: one way for the kiosk, for `check`, for the binary's own pack and for a folder.

use std::sync::OnceLock;

use super::build::{self, FileKind};
use super::embedded::{FACTS, FIRST, embedded, passing, shelf};
use super::files::{File, Files};
use super::fonts;
use super::ledger::{Desk, Ledger};
use super::outdated::{self, Originals};
use super::problem::{Problem, Severity};
use super::rules;
use crate::model::catalog::Catalog;
use crate::model::id::Lang;
use crate::model::words::{Library, Words};

/// The file that makes a folder a pack.
const PACK: &str = "pack.toml";

/// A pack as far as it can be used, with every problem it has.
#[derive(Debug)]
pub struct Loaded {
    /// What was built; `None` when `pack.toml` cannot be read.
    pub catalog: Option<Catalog>,
    /// All problems, by file and line.
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// The catalog, if no problem is an error: only such a pack may go on a screen.
    ///
    /// # Errors
    /// The problems of a pack that must not be shown.
    pub fn good(self) -> Result<Catalog, Vec<Problem>> {
        let bad = self.problems.iter().any(|problem| problem.severity == Severity::Error);
        match self.catalog {
            Some(catalog) if !bad => Ok(catalog),
            _ => Err(self.problems),
        }
    }
}

/// Reads and checks a whole pack.
pub fn load(files: &Files) -> Loaded {
    let tree = files.read();
    let mut ledger = Ledger { problems: tree.problems, ..Ledger::default() };
    let unread = ledger.problems.iter().filter(|problem| problem.severity == Severity::Error);
    ledger.broken = unread.map(|problem| problem.file.clone()).collect();
    let (known, mut catalog) = build(&tree.files, &mut ledger);
    if let Some(original) = catalog.manifest.original() {
        outdated::mark(&ledger, &outdated::originals(&ledger, original), &mut catalog);
    }
    fonts::fetch(files, &mut catalog.manifest);
    fonts::check(files, &tree.files, &mut ledger);
    if known || ledger.broken.contains(PACK) {
        rules::run(&tree.files, &mut ledger, &catalog);
    }
    let mut problems = ledger.problems;
    problems.sort_by(|a, b| {
        let key = |p: &Problem| (p.file.clone(), p.line, p.column, p.rule, p.message.clone());
        key(a).cmp(&key(b))
    });
    problems.dedup();
    Loaded { catalog: known.then_some(catalog), problems }
}

/// The pack of the program itself: built, but not checked again, for the tests have done that. The words of a language
/// are read when it is first spoken.
pub fn shipped() -> Option<Catalog> {
    let (known, mut catalog) = build(&shelf(FACTS), &mut checked());
    fonts::fetch(&embedded(), &mut catalog.manifest);
    catalog.words = Library::later(&catalog.manifest.languages, shipped_words);
    known.then_some(catalog)
}

/// What the program's own pack says in one language.
fn shipped_words(lang: &Lang) -> Words {
    let files = shelf(&format!("words/{lang}"));
    let mut ledger = checked();
    let mut catalog = Catalog::of_manifest(build::stand_in());
    for file in 0..files.len() {
        build::words(&mut Desk { file, files: &files, ledger: &mut ledger }, &mut catalog);
    }
    if !ledger.made_from.is_empty() {
        outdated::mark(&ledger, shipped_originals(), &mut catalog);
    }
    catalog.words.take(lang)
}

/// The fingerprints of the original of the program's own pack, taken once, when the first translation is spoken.
fn shipped_originals() -> &'static Originals {
    static ORIGINALS: OnceLock<Originals> = OnceLock::new();
    ORIGINALS.get_or_init(|| {
        let first = shelf(FIRST);
        let file = first.iter().position(|file| file.path == PACK).unwrap_or_default();
        let manifest = build::manifest(&mut Desk { file, files: &first, ledger: &mut checked() });
        let Some(original) = manifest.as_ref().and_then(|manifest| manifest.original()) else {
            return Originals::new();
        };
        let files = passing(&format!("words/{original}"));
        let mut ledger = Ledger::default();
        let mut catalog = Catalog::of_manifest(build::stand_in());
        for file in 0..files.len() {
            build::words(&mut Desk { file, files: &files, ledger: &mut ledger }, &mut catalog);
        }
        outdated::originals(&ledger, original)
    })
}

/// The ledger of files that are known to be good.
fn checked() -> Ledger {
    Ledger { checked: true, ..Ledger::default() }
}

/// Builds the catalog; false when its `pack.toml` cannot be read. That hides no problem of the other files.
fn build(files: &[File], ledger: &mut Ledger) -> (bool, Catalog) {
    let pack = files.iter().position(|file| FileKind::of(&file.path) == FileKind::Pack);
    if pack.is_none() && !ledger.broken.contains(PACK) {
        let message = "there is no pack.toml".to_owned();
        let help = "a pack is a folder with a pack.toml; see data/README.md";
        ledger.problems.push(super::files::of_file(PACK.into(), "missing-key", Severity::Error, message, help));
        return (false, Catalog::of_manifest(build::stand_in()));
    }
    let mut desk = Desk { file: pack.unwrap_or_default(), files, ledger };
    let manifest = pack.and_then(|_| build::manifest(&mut desk));
    let known = manifest.is_some();
    if !known {
        desk.ledger.broken.insert(PACK.to_owned());
    }
    (known, build::catalog(&mut desk, manifest.unwrap_or_else(build::stand_in)))
}

/// The little of the program's own pack that the first screen shows: the manifest, the emergency lines and the pack's
/// own words. Everything else is read when that screen already stands.
pub fn first_screen() -> Option<Catalog> {
    let files = shelf(FIRST);
    let mut ledger = checked();
    let file = files.iter().position(|file| file.path == PACK)?;
    let mut manifest = build::manifest(&mut Desk { file, files: &files, ledger: &mut ledger })?;
    fonts::fetch(&embedded(), &mut manifest);
    Some(build::catalog(&mut Desk { file, files: &files, ledger: &mut ledger }, manifest))
}
