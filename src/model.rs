//! The nouns of the desk: needs, steps, doors, documents, costs, hours, and how sure we are of each.
//!
//! Lowest floor: imports nothing of ours, sees no disk, no clock, no terminal.

pub mod amount;
pub mod bag;
pub mod calendar;
pub mod case;
pub mod catalog;
pub mod door;
pub mod doubt;
pub mod entity;
pub mod fingerprint;
pub mod hours;
pub mod id;
pub mod lang;
pub mod lettering;
pub mod matrix;
pub mod moment;
pub mod need;
pub mod path;
pub mod plan;
pub mod terms;
pub mod trust;
pub mod words;
