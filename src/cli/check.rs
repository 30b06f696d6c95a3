//! `vademecum check [DIR]`.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use super::args::CheckArgs;
use super::failure::{Failure, code};
use crate::data::{Files, Problem, Severity, embedded, load};

/// Problems that are printed for the eye; the rest is counted (R63).
const SHOWN: usize = 200;

pub(super) fn run(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let files = match &args.folder {
        Some(folder) => Files::folder(folder).map_err(|error| Failure::could_not_run(error.to_string()))?,
        None => embedded(),
    };
    let problems = load(&files).problems;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        for problem in &problems {
            let line = serde_json::to_string(problem).map_err(|error| Failure::internal(error.to_string()))?;
            writeln!(out, "{line}")?;
        }
    } else {
        tell(&mut out, &problems)?;
    }
    out.flush()?;
    let bad = problems.iter().any(|problem| args.strict || problem.severity == Severity::Error);
    Ok(if bad { ExitCode::from(code::PROBLEMS) } else { ExitCode::SUCCESS })
}

fn tell(out: &mut impl Write, problems: &[Problem]) -> std::io::Result<()> {
    for problem in problems.iter().take(SHOWN) {
        writeln!(out, "{problem}")?;
    }
    if let Some(more) = problems.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        writeln!(out, "and {more} more\n")?;
    }
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    writeln!(out, "{} errors, {} warnings", count(Severity::Error), count(Severity::Warning))
}
