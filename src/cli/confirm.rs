//! `vademecum confirm OFFICE`: what the office itself has said is written beside the fact, and nothing else changes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use chrono::TimeDelta;

use super::args::ConfirmArgs;
use super::failure::Failure;
use super::pack::Pack;
use crate::data::{Confirmation, Files, Group, Refused, Word, confirm, load};
use crate::model::id::OfficeRef;

pub(super) fn run(args: &ConfirmArgs) -> Result<ExitCode, Failure> {
    let Some(folder) = &args.pack.data else {
        return Err(Failure::could_not_run("the pack inside the program cannot be changed")
            .hint("name the folder of the pack with --data DIR"));
    };
    // A pack that is broken already is not written into.
    let pack = Pack::open(&args.pack)?;
    let (entity, office) = office(&pack, &args.office)?;
    let today = pack.now.date();
    if args.on > today {
        return Err(Failure::could_not_run(format!("{} is still to come", args.on)).hint(format!("today is {today}")));
    }
    let name = format!("entities/{entity}.toml");
    let path = folder.join(&name);
    let bytes = fs::read(&path).map_err(|error| cannot(&path, "read", &error))?;
    let whole = String::from_utf8_lossy(&bytes);
    // A byte order mark is no part of the text, and stays where it is.
    let text = whole.strip_prefix('\u{feff}').unwrap_or(&whole);
    let mark = whole.strip_suffix(text).unwrap_or_default();
    let group = Group::from(args.group);
    let word = Word { office: &office, group, which: args.value.as_deref(), on: args.on, by: &args.by };
    let done = confirm(text, &word).map_err(|refused| refusal(&args.office, refused))?;
    let files = Files::folder(folder).map_err(|error| Failure::could_not_run(error.to_string()))?;
    load(&files.instead(&name, &done.text)).good().map_err(|problems| Failure::problems(&problems))?;
    if fs::read(&path).map_err(|error| cannot(&path, "read", &error))? != bytes {
        return Err(Failure::could_not_run(format!("{} was changed meanwhile", path.display())).hint("try again"));
    }
    replace(&path, format!("{mark}{}", done.text).as_bytes()).map_err(|error| cannot(&path, "write", &error))?;
    tell(args, &name, &done, due(&pack, args, group))
}

/// Entity and office, which must be one of the pack; the only one of an entity needs no name.
fn office(pack: &Pack, asked: &str) -> Result<(String, String), Failure> {
    let at = OfficeRef::parse(asked);
    let unknown = || Failure::could_not_run(format!("the pack has no office `{asked}`"));
    let entity = pack
        .catalog
        .entity(&at.entity)
        .ok_or_else(|| unknown().hint("`vademecum list entities --json` shows them with their offices"))?;
    let known: Vec<&str> = entity.offices.iter().map(|office| office.id.as_str()).collect();
    let found = match (&at.office, known.as_slice()) {
        (Some(id), _) => entity.office(id).map(|office| office.id.to_string()),
        (None, [only]) => Some((*only).to_owned()),
        (None, _) => None,
    };
    let office = found.ok_or_else(|| unknown().hint(format!("{} has: {}", at.entity, known.join(", "))))?;
    Ok((entity.id.to_string(), office))
}

fn refusal(office: &str, refused: Refused) -> Failure {
    let failure = Failure::could_not_run(format!("{office}: {refused}"));
    match refused {
        Refused::Several(_, names) | Refused::Unknown(_, names) => {
            failure.hint(format!("--value is one of: {}", names.join(", ")))
        }
        Refused::Shape => failure.hint("write the group in braces on one line, as data/README.md shows"),
        Refused::Office | Refused::Nothing(_) | Refused::Name => failure,
    }
}

fn cannot(path: &Path, what: &str, error: &io::Error) -> Failure {
    Failure::could_not_run(format!("cannot {what} {}: {error}", path.display()))
}

/// Puts a new file in the place of the old one at once: whoever reads the pack sees one or the other.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    // Names with a dot in front are no part of a pack.
    let new = folder.join(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&new)?;
        file.set_permissions(fs::metadata(path)?.permissions())?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, path)?;
        // The name is safe only when the folder is.
        File::open(folder)?.sync_all()
    };
    write().inspect_err(|_| {
        // What is half written helps nobody; that it cannot be taken away either changes nothing.
        let _ = fs::remove_file(&new);
    })
}

/// The day the confirmation is due again.
fn due(pack: &Pack, args: &ConfirmArgs, group: Group) -> Option<(i64, chrono::NaiveDate)> {
    let policy = &pack.catalog.manifest.freshness;
    let days = match group {
        Group::Hours => policy.hours,
        Group::Phones | Group::Email => policy.phones,
        Group::Address => policy.addresses,
    };
    Some((days, args.on.checked_add_signed(TimeDelta::try_days(days)?)?))
}

fn tell(
    args: &ConfirmArgs,
    name: &str,
    done: &Confirmation,
    due: Option<(i64, chrono::NaiveDate)>,
) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{name}:{}: {} confirmed on {} by {}", done.line, done.value, args.on, args.by.trim())?;
    if let Some(before) = &done.before {
        writeln!(out, "  before: {before}")?;
    }
    if let Some((days, day)) = due {
        writeln!(out, "  to be asked again by {day} ({days} days)")?;
    }
    Ok(ExitCode::SUCCESS)
}
