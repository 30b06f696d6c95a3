//! The arguments, and what `--help` says of them.

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{NaiveDate, NaiveDateTime};
use clap::{Parser, Subcommand, ValueEnum};

use super::failure::code;
use crate::data::Group;
use crate::kiosk::AskedCaps;
use crate::text::picture::CellPx;

/// Who is competent for what in the province: find the office for a need, what to bring, what it costs.
///
/// Without a command it opens the screens for anyone at a terminal of their own: arrows, digits and Enter
/// lead everywhere, q or Ctrl-C leaves.
#[derive(Debug, Parser)]
#[command(name = "vademecum", version, subcommand_precedence_over_arg = true, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Exit codes: 0 done · 1 problems in the data · 2 could not run (arguments, files) · 70 a mistake of the program\n\
    A pack is a folder with a pack.toml; data/README.md in the sources says how its files are written."
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) screens: ScreenOptions,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// The screens as a public desk: no key leaves, an idle session ends at the language screen
    Kiosk(ScreenOptions),
    /// Tell every problem of a pack, with file, line, column and what to do
    Check(CheckArgs),
    /// List what a pack has: needs, entities, documents, costs, categories, languages, matrix
    List(ListArgs),
    /// Write into a pack that an office itself has confirmed its hours, a phone, an address or a mail
    Confirm(ConfirmArgs),
    /// Print a need, an entity, an office (entity/office) or a document as plain text
    Show(ShowArgs),
    /// Find needs, entities, offices and documents by a few letters
    Search(SearchArgs),
    /// Tools for translators: how far each language is, tables to fill in, what each text was made from
    #[command(subcommand)]
    Words(WordsVerb),
    /// Show a line in every language as this terminal draws it, to be looked at when a desk is set up
    Selftest(SelftestArgs),
}

/// Options of the screens.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct ScreenOptions {
    /// The pack.
    #[command(flatten)]
    pub(super) pack: PackArgs,
    /// Seconds without a key before a session ends (kiosk only)
    #[arg(long, value_name = "SECONDS", default_value_t = 90, value_parser = clap::value_parser!(u64).range(20..=3600))]
    pub(super) idle: u64,
    /// Draw without colours
    #[arg(long)]
    pub(super) no_colour: bool,
    /// What the terminal can draw, instead of finding out: latin, cells, sixel, or sixel:WIDTHxHEIGHT (pixels of a cell)
    #[arg(long, value_name = "CAPS", value_parser = caps)]
    pub(super) caps: Option<AskedCaps>,
    /// A key that panics, for the tests of a debug build
    #[cfg(debug_assertions)]
    #[arg(long, hide = true)]
    pub(super) panic_key: bool,
}

/// Which pack, in which language, at which time.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct PackArgs {
    /// Folder of the pack; without, the La Spezia pack of the program
    #[arg(long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Language, such as it or en
    #[arg(long, value_name = "CODE")]
    pub(super) lang: Option<String>,
    /// Pretend it is this moment, in the pack's time zone
    #[arg(long, value_name = "2026-11-24T09:00", value_parser = moment)]
    pub(super) now: Option<NaiveDateTime>,
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Folder of the pack; without, the pack of the program
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// One JSON object a line: rule severity file line column message help
    #[arg(long)]
    pub(super) json: bool,
    /// Warnings too end with exit code 1
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ConfirmArgs {
    /// The office that said so, entity/office
    pub(super) office: String,
    /// What it confirmed
    #[arg(long, value_enum)]
    pub(super) group: AskedGroup,
    /// The day it did
    #[arg(long, value_name = "2026-11-23")]
    pub(super) on: NaiveDate,
    /// Who asked, or who answered: a role rather than a name, it is published with the pack
    #[arg(long)]
    pub(super) by: String,
    /// Which of several: the phone, the mail or the street
    #[arg(long, visible_alias = "number")]
    pub(super) value: Option<String>,
    #[command(flatten)]
    pub(super) pack: PackArgs,
}

/// What an office can confirm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AskedGroup {
    /// Its hours
    Hours,
    /// One of its phones
    Phones,
    /// One of its addresses
    Address,
    /// One of its mails
    Email,
}

impl From<AskedGroup> for Group {
    fn from(asked: AskedGroup) -> Self {
        match asked {
            AskedGroup::Hours => Self::Hours,
            AskedGroup::Phones => Self::Phones,
            AskedGroup::Address => Self::Address,
            AskedGroup::Email => Self::Email,
        }
    }
}

/// What `list` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// What somebody may need
    Needs,
    /// Organisations and lines
    Entities,
    /// Papers
    Documents,
    /// Amounts
    Costs,
    /// Categories of needs
    Categories,
    /// Languages, with how much of the words they have
    Languages,
    /// Who does what: needs by entities, with overlaps and holes
    Matrix,
}

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    #[arg(value_enum)]
    pub(super) kind: Kind,
    #[command(flatten)]
    pub(super) pack: PackArgs,
    /// One JSON array of records
    #[arg(long)]
    pub(super) json: bool,
    /// The matrix for a spreadsheet: a row for each need, a column for each entity
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// Id of a need, entity or document, or entity/office
    pub(super) id: String,
    #[command(flatten)]
    pub(super) pack: PackArgs,
    /// An answer to a closed question, such as permit-reason=employee; may be repeated
    #[arg(long = "case", value_name = "QUESTION=ANSWER")]
    pub(super) cases: Vec<String>,
    /// The town the person lives in, such as sarzana
    #[arg(long)]
    pub(super) town: Option<String>,
    /// The whole path to a need, across needs, with its bag
    #[arg(long)]
    pub(super) path: bool,
    /// A document the person holds already, such as passport; may be repeated, shortens the path
    #[arg(long, value_name = "DOCUMENT", requires = "path")]
    pub(super) have: Vec<String>,
    /// An office on one page, for a clerk to check and sign; of an entity a page for each office
    #[arg(long, conflicts_with_all = ["json", "path"])]
    pub(super) sheet: bool,
    /// The record as JSON, facts resolved
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct SearchArgs {
    /// What to look for
    #[arg(required = true)]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) pack: PackArgs,
    /// Most answers
    #[arg(long, default_value_t = 20)]
    pub(super) limit: usize,
    /// One JSON array, best first
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum WordsVerb {
    /// How much of the words each language has, what is outdated, what nobody has reviewed
    Status(WordsStatusArgs),
    /// Write down which Italian each translation was made from, where that is not known yet
    Stamp(WordsStampArgs),
    /// Print the words of a language as a table (CSV) for a spreadsheet
    Export(WordsExportArgs),
    /// Take over a table that a translator has filled in; all of it, or nothing if one row is not good
    Import(WordsImportArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct WordsStatusArgs {
    /// Folder of the pack; without, the pack of the program
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Only this language, such as ar
    #[arg(long, value_name = "CODE")]
    pub(super) lang: Option<String>,
    /// One JSON array of records
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct WordsStampArgs {
    /// Folder of the pack
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// The language, such as ar
    #[arg(long, value_name = "CODE")]
    pub(super) lang: String,
    /// Words files of it, such as needs/permit-renewal; without, all
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<String>,
    /// Outdated texts too: you have compared them with the Italian, and they still hold
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct WordsExportArgs {
    /// Folder of the pack; without, the pack of the program
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// The language, such as ar
    #[arg(long, value_name = "CODE")]
    pub(super) lang: String,
    /// Only what is missing, outdated or not reviewed
    #[arg(long)]
    pub(super) todo: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct WordsImportArgs {
    /// Folder of the pack
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// The language, such as ar
    #[arg(long, value_name = "CODE")]
    pub(super) lang: String,
    /// The table
    #[arg(value_name = "FILE.csv")]
    pub(super) table: PathBuf,
    /// Who has checked every translation of the table against its Italian
    #[arg(long, value_name = "NAME", requires = "on", value_parser = name)]
    pub(super) by: Option<String>,
    /// On which day
    #[arg(long, value_name = "2026-11-23", requires = "by")]
    pub(super) on: Option<NaiveDate>,
}

#[derive(Debug, clap::Args)]
pub(super) struct SelftestArgs {
    #[command(flatten)]
    pub(super) pack: PackArgs,
    /// What the terminal can draw, instead of finding out: latin, cells, sixel, or sixel:WIDTHxHEIGHT (pixels of a cell)
    #[arg(long, value_name = "CAPS", value_parser = caps)]
    pub(super) caps: Option<AskedCaps>,
}

/// What a technician says of the terminal.
fn caps(text: &str) -> Result<AskedCaps, String> {
    let pixels = |text: &str| {
        let (width, height) = text.split_once('x')?;
        let pixels = |text: &str| text.parse().ok().filter(|pixels| (4..=200).contains(pixels));
        Some(CellPx { width: pixels(width)?, height: pixels(height)? })
    };
    match text.split_once(':') {
        None if text == "latin" => Some(AskedCaps::Latin),
        None if text == "cells" => Some(AskedCaps::Cells),
        None if text == "sixel" => Some(AskedCaps::Sixel(None)),
        Some(("sixel", size)) => pixels(size).map(|size| AskedCaps::Sixel(Some(size))),
        _ => None,
    }
    .ok_or_else(|| "write latin, cells, sixel or sixel:10x20".to_owned())
}

/// A name that can stand in a words file.
fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    let plain = !name.is_empty() && name.chars().count() <= 80 && name.chars().all(|c| !c.is_control());
    plain.then(|| name.to_owned()).ok_or_else(|| "write a name, of 80 letters at most".to_owned())
}

fn moment(text: &str) -> Result<NaiveDateTime, String> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .ok_or_else(|| "write it as 2026-11-24T09:00".to_owned())
}

/// Reads the arguments of the process; help and mistakes are answered here.
pub(super) fn read() -> Result<Args, ExitCode> {
    Args::try_parse().map_err(|answer| {
        let _ = answer.print();
        if answer.use_stderr() { ExitCode::from(code::COULD_NOT_RUN) } else { ExitCode::SUCCESS }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn caps_are_read() {
        assert_eq!(caps("cells"), Ok(AskedCaps::Cells));
        assert_eq!(caps("sixel:10x21"), Ok(AskedCaps::Sixel(Some(CellPx { width: 10, height: 21 }))));
        for wrong in ["", "all", "sixel:", "sixel:10", "sixel:0x20", "cells:10x20"] {
            assert!(caps(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }
}
