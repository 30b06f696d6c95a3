//! The arguments, and a command for each: it prints its answer and nothing else, needs no terminal, and says in its
//! exit code how it went. Without a command the screens open.

mod args;
mod check;
mod confirm;
mod failure;
mod list;
mod matrix;
mod pack;
mod screens;
mod search;
mod selftest;
mod show;
mod words;

use std::process::ExitCode;

use args::Verb;
use failure::Failure;

/// Reads the arguments and does what they ask.
pub fn run() -> ExitCode {
    let args = match args::read() {
        Ok(args) => args,
        Err(code) => return code,
    };
    let done = match args.verb {
        None => screens::run(&args.screens, false),
        Some(Verb::Kiosk(options)) => screens::run(&options, true),
        Some(Verb::Check(check)) => check::run(&check),
        Some(Verb::Confirm(confirm)) => confirm::run(&confirm),
        Some(Verb::List(list)) => list::run(&list),
        Some(Verb::Show(show)) => show::run(&show),
        Some(Verb::Search(search)) => search::run(&search),
        Some(Verb::Words(verb)) => words::run(&verb),
        Some(Verb::Selftest(options)) => selftest::run(&options),
    };
    done.unwrap_or_else(|failure| failure.tell())
}

/// Prints an answer for a script, in one write.
fn print_json(answer: &serde_json::Value) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(answer).map_err(|error| Failure::internal(error.to_string()))?;
    text.push('\n');
    Ok(std::io::Write::write_all(&mut std::io::stdout().lock(), text.as_bytes())?)
}
