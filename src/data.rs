//! Packs: reading their files, turning them into a catalog, and telling every problem on the way.

mod build;
mod confirm;
mod embedded;
mod files;
mod fonts;
mod ledger;
mod load;
mod outdated;
mod parse;
mod problem;
mod raw;
mod rules;
pub mod translation;

pub use confirm::{Confirmation, Group, Refused, Word, confirm};
pub use embedded::embedded;
pub use files::{Files, OpenError};
pub use load::{Loaded, first_screen, load, shipped};
pub use problem::{Problem, Severity};
pub use rules::RULES;
