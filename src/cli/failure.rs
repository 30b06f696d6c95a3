//! How a command fails: a sentence, a hint, an exit code.

use std::io::Write;
use std::process::ExitCode;

/// Exit codes, as the README and `--help` list them.
pub(crate) mod code {
    /// Problems in the data.
    pub(crate) const PROBLEMS: u8 = 1;
    /// Wrong arguments, a file that cannot be read or written.
    pub(crate) const COULD_NOT_RUN: u8 = 2;
    /// A mistake of the program.
    pub(crate) const INTERNAL: u8 = 70;
}

/// A command that could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// The exit code.
    pub(crate) code: u8,
    /// What went wrong, a sentence.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: Option<String>,
}

impl Failure {
    /// Arguments, files.
    pub(crate) fn could_not_run(message: impl Into<String>) -> Self {
        Self { code: code::COULD_NOT_RUN, message: message.into(), hint: None }
    }

    /// A mistake of the program.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self { code: code::INTERNAL, message: message.into(), hint: None }
    }

    /// Adds what to do.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Tells it on standard error, and how to end.
    pub fn tell(&self) -> ExitCode {
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
