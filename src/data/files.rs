//! The files of a pack, from the binary or from a folder: the same bytes go the same way afterwards.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::ops::{Deref, Range};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rustix::fs::{Mode, OFlags};

use super::embedded;
use super::problem::{Problem, Severity};

/// Largest file (R59), checked before it is read (R60).
const FILE_BYTES: u64 = 4 << 20;
/// Largest number of files.
const FILES: usize = 4_000;
/// All files together.
const PACK_BYTES: u64 = 32 << 20;
/// Folders within folders.
const DEPTH: usize = 8;

/// A pack that can be read.
#[derive(Debug, Clone)]
pub struct Files {
    place: Place,
    /// A file that is read as something else than it holds.
    instead: Option<(String, String)>,
}

#[derive(Debug, Clone)]
enum Place {
    Embedded,
    Folder(PathBuf),
}

/// A folder that cannot be read as a pack at all.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the pack folder {}: {error}", folder.display())]
pub struct OpenError {
    folder: PathBuf,
    error: io::Error,
}

/// One file: its path in the pack, with `/`, and its text.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: Text,
}

/// The text of a file, where it already is: copies of hundreds of small files would leave holes in the memory.
#[derive(Debug, Clone)]
pub(super) enum Text {
    /// In the binary, for as long as the program runs.
    Shipped(&'static str),
    /// A part of many files in one.
    Part(Rc<String>, Range<usize>),
    /// Read from a folder.
    Read(String),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Shipped(text) => text,
            Self::Part(whole, place) => whole.get(place.clone()).unwrap_or_default(),
            Self::Read(text) => text,
        }
    }
}

/// What was read, and what was wrong with the files themselves.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) files: Vec<File>,
    pub(super) problems: Vec<Problem>,
}

impl Files {
    pub(super) fn embedded() -> Self {
        Self { place: Place::Embedded, instead: None }
    }

    /// The pack in a folder.
    ///
    /// # Errors
    /// When it is no folder that can be listed.
    pub fn folder(folder: &Path) -> Result<Self, OpenError> {
        match fs::read_dir(folder) {
            Ok(_) => Ok(Self { place: Place::Folder(folder.to_owned()), instead: None }),
            Err(error) => Err(OpenError { folder: folder.to_owned(), error }),
        }
    }

    /// The same pack as it would be if one of its files held another text.
    #[must_use]
    pub fn instead(mut self, path: &str, text: &str) -> Self {
        self.instead = Some((path.to_owned(), text.to_owned()));
        self
    }

    /// Whether this is the pack of the binary, which the tests have checked.
    pub fn is_embedded(&self) -> bool {
        matches!(self.place, Place::Embedded)
    }

    /// A file that is no text, such as a font.
    ///
    /// # Errors
    /// When it is not there, cannot be read, or is too large.
    pub(super) fn bytes(&self, path: &str) -> io::Result<Cow<'static, [u8]>> {
        let bytes = match &self.place {
            Place::Embedded => embedded::font(path).map(Cow::Borrowed),
            Place::Folder(root) => Some(Cow::Owned(read_regular(&root.join(path))?)),
        };
        match bytes {
            None => Err(io::ErrorKind::NotFound.into()),
            Some(bytes) if u64::try_from(bytes.len()).is_ok_and(|length| length <= FILE_BYTES) => Ok(bytes),
            Some(_) => Err(io::ErrorKind::FileTooLarge.into()),
        }
    }

    /// All files, sorted by path.
    pub(super) fn read(&self) -> Tree {
        let mut tree = Tree::default();
        match &self.place {
            Place::Embedded => tree.files = embedded::all(),
            Place::Folder(root) => {
                let mut folder = Folder { root, tree: &mut tree, bytes: 0, count: 0 };
                folder.walk(root, 0);
            }
        }
        if let Some((path, text)) = &self.instead
            && let Some(file) = tree.files.iter_mut().find(|file| file.path == *path)
        {
            file.text = Text::Read(text.clone());
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        names_differ(&mut tree);
        tree
    }
}

/// Whether a file belongs to the pack; notes for its editors may stand beside.
fn is_data(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "toml")
}

/// Notes, licences and fonts may stand in a pack; anything else is a stray file.
fn is_known_beside(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("fonts/")
        || name.starts_with("LICENSE")
        || Path::new(name).extension().is_some_and(|extension| extension == "md")
}

struct Folder<'a> {
    root: &'a Path,
    tree: &'a mut Tree,
    bytes: u64,
    count: usize,
}

impl Folder<'_> {
    fn walk(&mut self, folder: &Path, depth: usize) {
        if depth > DEPTH {
            self.problem("too-large", folder, format!("folders within folders, more than {DEPTH}"), "make it flatter");
            return;
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(folder, &error),
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            // Editors and version control leave hidden files; they are never part of a pack.
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                continue;
            }
            match fs::symlink_metadata(&path) {
                Err(error) => self.unreadable(&path, &error),
                Ok(meta) if meta.is_dir() && is_data(&path.to_string_lossy()) => self.problem(
                    "not-a-file",
                    &path,
                    "a folder with the name of a file".into(),
                    "rename it or take it away",
                ),
                Ok(meta) if meta.is_dir() => self.walk(&path, depth + 1),
                Ok(meta) if meta.is_file() => self.file(&path, meta.len()),
                // A link could lead out of the pack, a pipe could hang the reader (R71).
                Ok(meta) => {
                    let what = if meta.is_symlink() { "a link" } else { "a pipe, socket or device" };
                    self.problem("not-a-file", &path, format!("{what}, not a file"), "put the file itself here");
                }
            }
        }
    }

    fn file(&mut self, path: &Path, bytes: u64) {
        let name = self.name(path);
        if !is_data(&name) {
            if !is_known_beside(&name) {
                self.warn("stray-file", path, "this file is no part of a pack", "take it away");
            }
            return;
        }
        self.count += 1;
        self.bytes += bytes;
        if self.count == FILES + 1 {
            self.problem("too-large", path, format!("more than {FILES} files"), "take files away");
        } else if bytes > FILE_BYTES {
            self.problem("too-large", path, format!("the file is larger than {} MiB", FILE_BYTES >> 20), "split it");
        } else if self.bytes > PACK_BYTES && self.bytes - bytes <= PACK_BYTES {
            self.problem("too-large", path, format!("the pack is larger than {} MiB", PACK_BYTES >> 20), "split it");
        }
        if self.count > FILES || bytes > FILE_BYTES || self.bytes > PACK_BYTES {
            return;
        }
        match read_regular(path) {
            Err(error) => self.unreadable(path, &error),
            Ok(bytes) => match decode(bytes) {
                Ok((text, bom)) => {
                    if bom {
                        let help = "save it as UTF-8 without BOM";
                        self.warn("encoding", path, "the file starts with a byte order mark", help);
                    }
                    self.tree.files.push(File { path: name, text: Text::Read(text) });
                }
                Err(Garbled { before, after, message }) => {
                    let help = "save it as UTF-8, with line ends of Unix (LF)";
                    let mut problem = self.whole(path, "encoding", Severity::Error, message.into(), help);
                    if let Some(before) = before {
                        problem.locate(&(before.clone() + &after), &(before.len()..before.len() + 1));
                    }
                    self.tree.problems.push(problem);
                }
            },
        }
    }

    fn name(&self, path: &Path) -> String {
        path.strip_prefix(self.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.problem("not-a-file", path, format!("cannot be read: {error}"), "make it readable for this account");
    }

    fn problem(&mut self, rule: &'static str, path: &Path, message: String, help: &str) {
        let problem = self.whole(path, rule, Severity::Error, message, help);
        self.tree.problems.push(problem);
    }

    fn warn(&mut self, rule: &'static str, path: &Path, message: &str, help: &str) {
        let problem = self.whole(path, rule, Severity::Warning, message.into(), help);
        self.tree.problems.push(problem);
    }

    fn whole(&self, path: &Path, rule: &'static str, severity: Severity, message: String, help: &str) -> Problem {
        of_file(self.name(path), rule, severity, message, help)
    }
}

/// A problem of a file as a whole.
pub(super) fn of_file(file: String, rule: &'static str, severity: Severity, message: String, help: &str) -> Problem {
    let (snippet, help) = (String::new(), help.to_owned());
    Problem { rule, severity, file, line: 0, column: 0, message, help, snippet, width: 0 }
}

/// Reads a regular file that may have been swapped for something else since it was listed: never follows a link,
/// never waits for a pipe, never reads more than the limit.
fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = fs::File::from(rustix::fs::open(path, flags, Mode::empty())?);
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let mut bytes = Vec::new();
    file.take(FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file that is no UTF-8 text.
#[derive(Debug, PartialEq, Eq)]
struct Garbled {
    /// The text before the place; `None` when it is the whole file.
    before: Option<String>,
    /// The rest, as far as it can be shown.
    after: String,
    message: &'static str,
}

/// UTF-8 with or without byte order mark; else the place and the likely encoding (R65).
fn decode(bytes: Vec<u8>) -> Result<(String, bool), Garbled> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Garbled { before: None, after: String::new(), message: "the file is UTF-16, not UTF-8" });
    }
    let lone_cr = || bytes.iter().zip(bytes.iter().skip(1).chain([&0])).position(|(a, b)| *a == b'\r' && *b != b'\n');
    let place = if let Some(at) = bytes.iter().position(|b| *b == 0) {
        Some((at, "a NUL byte: the file is UTF-16 or not a text"))
    } else if let Some(at) = lone_cr() {
        Some((at, "a carriage return alone: line ends of an old Mac"))
    } else {
        let garbled = std::str::from_utf8(&bytes).err();
        garbled.map(|error| (error.valid_up_to(), "not UTF-8, most likely Latin-1 (Windows-1252)"))
    };
    if let Some((at, message)) = place {
        let shown = |bytes: Option<&[u8]>| String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned();
        return Err(Garbled { before: Some(shown(bytes.get(..at))), after: shown(bytes.get(at..)), message });
    }
    let text = String::from_utf8(bytes).unwrap_or_default();
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest.to_owned(), true),
        None => (text, false),
    })
}

/// Two names that differ only by case would be one file on some machines.
fn names_differ(tree: &mut Tree) {
    let mut seen = std::collections::BTreeMap::new();
    for file in &tree.files {
        if let Some(other) = seen.insert(file.path.to_lowercase(), &file.path) {
            let message = format!("differs from {other} only by upper and lower case");
            tree.problems.push(of_file(file.path.clone(), "not-a-file", Severity::Error, message, "rename one"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_named() {
        assert_eq!(decode(b"a = 1\r\n".to_vec()), Ok(("a = 1\r\n".into(), false)));
        assert_eq!(decode("\u{feff}a = 1".into()), Ok(("a = 1".into(), true)));
        let error = |bytes: &[u8]| decode(bytes.to_vec()).unwrap_err();
        assert_eq!(error(b"\xff\xfea\0").before, None);
        let latin = error(b"x\ny = \"citt\xe0\"");
        assert!(latin.message.contains("Latin-1"));
        assert_eq!(latin.before.as_deref(), Some("x\ny = \"citt"));
        assert_eq!(latin.after, "\u{fffd}\"");
        assert!(error(b"a\rb").message.contains("carriage return"));
        assert!(error(b"a\0").message.contains("NUL"));
    }
}
