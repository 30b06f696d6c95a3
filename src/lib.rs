//! `vademecum`: who is competent for what, as a full-screen terminal kiosk for public desks.
//! A person picks her language, walks through needs and sees the door: is it open now, what to bring, what it
//! costs. The floors, lowest first; a floor names only floors below it, and `tests/architecture.rs` holds that:
//!
//! ```text
//!                 main.rs
//!                    |
//!                   cli               arguments; a command for each, or the screens
//!                    |
//!                  kiosk              the outside of the screens: terminal, signals, clock
//!                    |
//!                   ui                frame around the screen, one table keys → actions
//!                    |
//!                   app               what a person does: trail of screens, session, effects
//!         /      /      \
//!    widgets  search   data           small drawings · find · load and check a pack
//!         \      \      /
//!            text     i18n            text engine · interface words (rust-i18n lives only here)
//!               \     /
//!                model                the nouns; imports nothing of ours
//! ```
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::todo
    )
)]

pub mod app;
pub mod cli;
pub mod data;
pub mod i18n;
pub mod kiosk;
pub mod model;
pub mod search;
pub mod text;
pub mod ui;
pub mod widgets;

// The folder has no words for the library to compile in: they come one language at a time.
rust_i18n::i18n!("src/i18n", fallback = "it", backend = i18n::Program);
