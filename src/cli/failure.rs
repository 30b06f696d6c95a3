//! How a command fails: a sentence, a hint, an exit code.

use std::io::Write;
use std::process::ExitCode;

use crate::data::{Problem, Severity};

/// Exit codes, as the README and `--help` list them.
pub(super) mod code {
    /// Problems in the data.
    pub(in crate::cli) const PROBLEMS: u8 = 1;
    /// Wrong arguments, a file that cannot be read or written.
    pub(in crate::cli) const COULD_NOT_RUN: u8 = 2;
    /// A mistake of the program.
    pub(in crate::cli) const INTERNAL: u8 = 70;
}

/// A command that could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Failure {
    /// The exit code.
    pub(super) code: u8,
    /// What went wrong, a sentence.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: Option<String>,
}

impl Failure {
    /// Arguments, files.
    pub(super) fn could_not_run(message: impl Into<String>) -> Self {
        Self { code: code::COULD_NOT_RUN, message: message.into(), hint: None }
    }

    /// A pack that must not be used: its first problems, and where to see the rest.
    pub(super) fn problems(problems: &[Problem]) -> Self {
        let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        let first: Vec<String> = errors.iter().take(3).map(ToString::to_string).collect();
        let message = format!("the pack has {} errors and is not used\n{}", errors.len(), first.join("\n"));
        Self { code: code::PROBLEMS, message: message.trim_end().to_owned(), hint: None }
            .hint("`vademecum check DIR` lists them all")
    }

    /// A mistake of the program.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self { code: code::INTERNAL, message: message.into(), hint: None }
    }

    /// Adds what to do.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Tells it on standard error, and how to end.
    pub(super) fn tell(&self) -> ExitCode {
        let mut out = std::io::stderr().lock();
        // Nobody reads a closed standard error.
        let _ = writeln!(out, "vademecum: {}", self.message);
        if let Some(hint) = &self.hint {
            let _ = writeln!(out, "  = {hint}");
        }
        ExitCode::from(self.code)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::could_not_run(format!("cannot write the answer: {error}"))
    }
}
