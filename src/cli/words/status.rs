//! `vademecum words status`: language by kind of record.

use std::fmt::Write;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::{answer, read};
use crate::cli::args::WordsStatusArgs;
use crate::cli::failure::Failure;
use crate::cli::print_json;
use crate::data::translation::Count;

pub(super) fn run(args: &WordsStatusArgs) -> Result<ExitCode, Failure> {
    let words = read(args.folder.as_deref())?;
    let langs = match &args.lang {
        Some(lang) => std::slice::from_ref(lang),
        None => words.languages(),
    };
    let counts = langs.iter().map(|lang| words.status(lang)).collect::<Result<Vec<_>, _>>()?;
    if args.json {
        print_json(&Value::Array(counts.iter().flatten().map(record).collect()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let heads = ["kind", "texts", "there", "missing", "outdated", "unstamped", "unreviewed"];
    let [kind, texts, there, missing, outdated, unstamped, unreviewed] = heads;
    let mut out = format!(
        "lang  {kind:<10}  {texts:>5}  {there:>6}  {missing:>7}  {outdated:>8}  {unstamped:>9}  {unreviewed:>10}\n"
    );
    for (lang, counts) in langs.iter().zip(&counts) {
        let all = counts.iter().fold(Count::none(lang, "all"), Count::with);
        for count in counts.iter().chain([&all]) {
            line(&mut out, count);
        }
    }
    answer(&out)
}

fn line(out: &mut String, count: &Count) {
    let Count { lang, kind, texts, missing, outdated, unstamped, unreviewed } = count;
    let coverage = count.coverage();
    let there = format!("{}.{}%", coverage / 10, coverage % 10);
    // A string takes whatever is written to it.
    let _ = writeln!(
        out,
        "{lang:<4}  {kind:<10}  {texts:>5}  {there:>6}  {missing:>7}  {outdated:>8}  {unstamped:>9}  {unreviewed:>10}"
    );
}

fn record(count: &Count) -> Value {
    // Thousandths are exact enough and the same on every machine.
    let coverage = f64::from(u32::try_from(count.coverage()).unwrap_or(0)) / 1000.0;
    json!({
        "lang": count.lang,
        "kind": count.kind,
        "texts": count.texts,
        "coverage": coverage,
        "missing": count.missing,
        "outdated": count.outdated,
        "unstamped": count.unstamped,
        "unreviewed": count.unreviewed,
    })
}
