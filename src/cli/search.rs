//! `vademecum search WORDS...`.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use serde_json::json;

use super::args::SearchArgs;
use super::failure::Failure;
use super::pack::Pack;
use super::print_json;
use crate::app::card::paper;
use crate::model::catalog::Target;
use crate::search::Index;

pub(super) fn run(args: &SearchArgs) -> Result<ExitCode, Failure> {
    let pack = Pack::open(&args.pack)?;
    let hits = Index::build(&pack.catalog).ask(&args.words.join(" "), &pack.session.lang, args.limit);
    let rows: Vec<_> = hits.iter().map(|hit| (hit, record(&pack, &hit.target))).collect();
    if args.json {
        let rows = rows.iter().map(|(hit, (id, kind, title, lang))| {
            json!({ "id": id, "kind": kind, "title": title, "lang": lang, "why": hit.why, "score": hit.score })
        });
        print_json(&rows.collect())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let widest = rows.iter().map(|(_, (id, ..))| id.chars().count()).max().unwrap_or(0);
    for (hit, (id, kind, title, _)) in &rows {
        let why = if title.contains(&hit.why) { String::new() } else { format!("  (≈ {})", hit.why) };
        writeln!(out, "{kind:8}  {id:widest$}  {title}{why}")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Id, kind, title and the language the title is really in.
fn record(pack: &Pack, target: &Target) -> (String, &'static str, String, String) {
    let cx = pack.cx();
    let catalog = &pack.catalog;
    let really = |file: &str, key: &str| {
        catalog.say(cx.lang, file, key).map_or_else(String::new, |spoken| spoken.lang.to_string())
    };
    match target {
        Target::Need(id) => {
            let title = catalog.need(id).map(|need| cx.need_title(need)).unwrap_or_default();
            (id.to_string(), "need", title, really(&format!("needs/{id}"), "title"))
        }
        Target::Entity(id) => {
            let title = catalog.entity(id).map(|entity| cx.entity_title(entity)).unwrap_or_default();
            (id.to_string(), "entity", title, really(&format!("entities/{id}"), "title"))
        }
        Target::Office(at) => {
            let title = catalog.office(at).map(|(entity, office)| cx.door_title(entity, office)).unwrap_or_default();
            (at.to_string(), "office", title, really(&format!("entities/{}", at.entity), "title"))
        }
        Target::Document(id) => {
            let title = catalog.document(id).map(|document| paper::title(&cx, document)).unwrap_or_default();
            (id.to_string(), "document", title, really("documents", &format!("{id}.title")))
        }
    }
}
