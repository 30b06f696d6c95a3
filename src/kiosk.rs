//! The outside of the screens: terminal, signals, clock. One loop that sleeps until there is a reason to wake.

mod caps;
pub mod clock;
pub mod decoder;
mod paint;
pub mod probe;
mod run;
mod selftest;
mod signals;
mod terminal;

pub use caps::AskedCaps;
pub use run::{Failed, Options, run};
pub use selftest::{selftest, unasked};
