//! `vademecum words ...`: the tools of the translators.

mod status;
mod write;

use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use super::args::{WordsExportArgs, WordsImportArgs, WordsStampArgs, WordsVerb};
use super::failure::{Failure, code};
use crate::data::translation::{Fault, Refused, Review, Stamps, Translations};
use crate::data::{Files, embedded};

/// Largest table.
const TABLE_BYTES: u64 = 32 << 20;
/// Refused rows that are told; the rest is counted.
const SHOWN: usize = 50;

pub(super) fn run(verb: &WordsVerb) -> Result<ExitCode, Failure> {
    match verb {
        WordsVerb::Status(args) => status::run(args),
        WordsVerb::Stamp(args) => stamp(args),
        WordsVerb::Export(args) => export(args),
        WordsVerb::Import(args) => import(args),
    }
}

fn stamp(args: &WordsStampArgs) -> Result<ExitCode, Failure> {
    let words = read(Some(&args.folder))?;
    let which = if args.all { Stamps::All } else { Stamps::New };
    let changes = words.stamp(&args.lang, &args.files, which)?;
    write::all(&args.folder, &changes)?;
    let texts: usize = changes.iter().map(|change| change.texts).sum();
    answer(&format!("{texts} texts stamped in {} files\n", changes.len()))
}

fn export(args: &WordsExportArgs) -> Result<ExitCode, Failure> {
    answer(&read(args.folder.as_deref())?.export(&args.lang, args.todo)?)
}

fn import(args: &WordsImportArgs) -> Result<ExitCode, Failure> {
    let table = table(&args.table)?;
    let words = read(Some(&args.folder))?;
    let review = args.by.clone().zip(args.on).map(|(by, on)| Review { by, on: on.to_string() });
    let written = match words.import(&args.lang, &table, review.as_ref())? {
        Ok(written) => written,
        Err(refused) => return Err(refusal(&args.table, &refused)),
    };
    write::all(&args.folder, &written.changes)?;
    let files = written.changes.len();
    answer(&format!("{} texts written, {} marked as reviewed, in {files} files\n", written.texts, written.reviewed))
}

/// The words of a pack.
fn read(folder: Option<&Path>) -> Result<Translations, Failure> {
    let files = match folder {
        Some(folder) => Files::folder(folder).map_err(|error| Failure::could_not_run(error.to_string()))?,
        None => embedded(),
    };
    Ok(Translations::read(&files)?)
}

fn table(path: &Path) -> Result<String, Failure> {
    let cannot = |what: &str| Failure::could_not_run(format!("cannot read {}: {what}", path.display()));
    let file = std::fs::File::open(path).map_err(|error| cannot(&error.to_string()))?;
    let mut bytes = Vec::new();
    file.take(TABLE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| cannot(&error.to_string()))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > TABLE_BYTES {
        return Err(cannot("it is larger than 32 MiB"));
    }
    String::from_utf8(bytes).map_err(|_| cannot("it is not UTF-8").hint("save it as CSV in UTF-8"))
}

fn refusal(table: &Path, refused: &[Refused]) -> Failure {
    let rows = refused.iter().take(SHOWN).map(|row| format!("{}:{}", table.display(), visible(&row.to_string())));
    let mut lines: Vec<String> = rows.collect();
    if let Some(more) = refused.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        lines.push(format!("and {more} more"));
    }
    let message = format!("{} rows are not good; nothing was written\n{}", refused.len(), lines.join("\n"));
    Failure { code: code::PROBLEMS, message, hint: None }
        .hint("mend them, or export again where the Italian has changed")
}

/// A text of a table as a terminal may show it.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

fn answer(text: &str) -> Result<ExitCode, Failure> {
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unreadable(problems) => Self::problems(&problems),
            Fault::Layout(_) => Self { code: code::PROBLEMS, message: fault.to_string(), hint: None },
            Fault::Language { .. } | Fault::File(_) => Self::could_not_run(fault.to_string()),
        }
    }
}
