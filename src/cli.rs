//! Commands for a shell: each prints its answer and nothing else, needs no terminal, and says in its exit code how it went.

mod args;
mod check;
mod failure;

use std::process::ExitCode;

pub use args::{Args, ScreenOptions, Screens};
pub use failure::Failure;

use args::Verb;

/// What the arguments ask for.
#[derive(Debug)]
pub enum Asked {
    /// The screens.
    Screens(Screens),
    /// A command, done; this is how it went.
    Done(ExitCode),
}

/// Reads the arguments and does what they ask, unless they ask for the screens.
pub fn run() -> Asked {
    let args = match args::read() {
        Ok(args) => args,
        Err(code) => return Asked::Done(code),
    };
    let done = match args.verb {
        None => return Asked::Screens(Screens { kiosk: false, options: args.screens }),
        Some(Verb::Kiosk(options)) => return Asked::Screens(Screens { kiosk: true, options }),
        Some(Verb::Check(check)) => check::run(&check),
    };
    Asked::Done(done.unwrap_or_else(|failure| failure.tell()))
}
