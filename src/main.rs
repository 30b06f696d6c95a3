//! The program: arguments decide between a command and the screens.

use std::process::ExitCode;

use vademecum::cli::{self, Asked};

fn main() -> ExitCode {
    match cli::run() {
        Asked::Done(code) => code,
        Asked::Screens(_screens) => ExitCode::SUCCESS,
    }
}
