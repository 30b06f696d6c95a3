//! What must be true of a whole pack. Rules about single values are told where the value is built; all are named here.

mod coverage;
mod cycles;
mod facts;
mod ids;
mod outdated;
mod reach;
mod reading;
mod rings;
mod same;
mod words;

pub(super) use facts::typed as fact;
pub(super) use words::different;

use super::files::File;
use super::ledger::Ledger;
use super::problem::Severity;
use crate::model::catalog::Catalog;

/// A rule: its stable name, whether a breach keeps the pack off the screen, and what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable name.
    pub name: &'static str,
    /// Error or warning; `encoding` is a warning for a byte order mark alone.
    pub severity: Severity,
    /// What it asks for.
    pub asks: &'static str,
}

const fn error(name: &'static str, asks: &'static str) -> Rule {
    Rule { name, severity: Severity::Error, asks }
}

const fn warning(name: &'static str, asks: &'static str) -> Rule {
    Rule { name, severity: Severity::Warning, asks }
}

/// Every rule. `tests/packs` holds a good and a bad pack for each.
pub const RULES: &[Rule] = &[
    error("bad-amount", "amounts are euro and cents, in quotes"),
    error("bad-date", "dates and seasons exist"),
    error("bad-font", "languages drawn as pictures name fonts that can be read"),
    error("bad-hours", "hours are OSM opening_hours"),
    error("bad-id", "ids are lower-case kebab"),
    error("bad-mail", "mail addresses can be written to"),
    error("bad-phone", "phones are E.164 or short"),
    error("bad-url", "web addresses are http or https"),
    error("category-cycle", "no category stands in itself"),
    error("duplicate-id", "an id names one thing"),
    error("encoding", "files are UTF-8"),
    error("fact-in-words", "facts stand in facts, words carry placeholders"),
    warning("hard-to-read", "the Italian words of a need have a Gulpease index of 60 or more"),
    error("hidden-character", "no text hides or reorders what is read"),
    warning("hours-hidden-slot", "no `;` takes away an earlier slot"),
    error("hours-without-holidays", "hours say what happens on public holidays"),
    warning("idle-entity", "a need leads to every entity"),
    warning("long-need", "the Italian words of a need are 240 at most"),
    error("low-coverage", "a language has the share of the original's texts that the pack asks for"),
    error("missing-key", "what is needed is there"),
    warning("missing-interface", "every language has interface words, of the program or of the pack"),
    error("missing-need", "links lead to needs that are written"),
    error("missing-placeholder", "a translation has the placeholders of the original"),
    warning("missing-translation", "every language has the texts of the original"),
    error("missing-words", "the original language is complete"),
    error("need-cycle", "no need waits for itself"),
    warning("no-giver", "every paper that is asked for is given by somebody"),
    error("no-source", "every fact names its source and confidence"),
    error("no-way", "every need and step leads to a door"),
    error("not-a-file", "a pack is plain files that can be read"),
    error("off-the-map", "coordinates lie in the area"),
    warning("outdated", "translations follow the original when it changes"),
    error("step-cycle", "no step comes before itself"),
    warning("same-text", "what is called a translation is one"),
    warning("stray-file", "only files of a pack stand in a pack"),
    error("syntax", "files are TOML"),
    error("too-large", "files and texts are of a sane size"),
    error("unknown-id", "ids that are used are given somewhere"),
    error("unknown-interface-word", "interface words are those of the program, with its placeholders"),
    error("unknown-key", "keys are those of the format"),
    error("unknown-placeholder", "placeholders name facts that exist"),
    error("unknown-words", "words are for something that exists"),
    error("unreachable-need", "every need can be reached from the home screen"),
    error("wrong-type", "values are of their kind"),
];

/// Checks what only a whole pack can show.
pub(super) fn run(files: &[File], ledger: &mut Ledger, catalog: &Catalog) {
    ids::check(files, ledger);
    cycles::check(files, ledger, catalog);
    rings::check(files, ledger, catalog);
    reach::check(files, ledger, catalog);
    // Which language is the original and which names may hold digits is written in pack.toml.
    if catalog.manifest.original().is_some() {
        words::check(files, ledger, catalog);
        facts::check(files, ledger);
        same::check(files, ledger, catalog);
        reading::check(files, ledger);
        outdated::check(files, ledger, catalog);
    }
}
