//! `vademecum list KIND`.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Kind, ListArgs};
use super::failure::Failure;
use super::pack::Pack;
use super::{matrix, print_json};
use crate::model::words::{Direction, Key, Words};

pub(super) fn run(args: &ListArgs) -> Result<ExitCode, Failure> {
    if args.csv && args.kind != Kind::Matrix {
        return Err(Failure::could_not_run("only the matrix is written as CSV").hint("vademecum list matrix --csv"));
    }
    let pack = Pack::open(&args.pack)?;
    if args.kind == Kind::Matrix {
        return matrix::run(&pack, args);
    }
    let rows = rows(&pack, args.kind);
    if args.json {
        print_json(&Value::Array(rows))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let widest = rows.iter().map(|row| text(row, "id").chars().count()).max().unwrap_or(0);
    for row in &rows {
        let title = if args.kind == Kind::Languages { text(row, "name") } else { text(row, "title") };
        writeln!(out, "{:widest$}  {title}", text(row, "id"))?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn rows(pack: &Pack, kind: Kind) -> Vec<Value> {
    let cx = pack.cx();
    let catalog = &pack.catalog;
    // A title with the language it is really in, which may be another one than was asked for.
    let said = |id: &str, file: &str, key: &str| {
        let spoken = catalog.say(cx.lang, file, key);
        json!({ "id": id, "title": spoken.map(|s| s.text), "lang": spoken.map(|s| s.lang.as_str()) })
    };
    let with = |mut row: Value, more: Value| {
        if let (Some(row), Value::Object(more)) = (row.as_object_mut(), more) {
            row.extend(more);
        }
        row
    };
    match kind {
        Kind::Needs => catalog
            .needs
            .iter()
            .map(|need| {
                let row = said(need.id.as_str(), &format!("needs/{}", need.id), "title");
                with(row, json!({ "category": need.category.as_str(), "sensitive": need.sensitive }))
            })
            .collect(),
        Kind::Entities => catalog
            .entities
            .iter()
            .map(|entity| {
                let row = said(entity.id.as_str(), &format!("entities/{}", entity.id), "title");
                let offices: Vec<&str> = entity.offices.iter().map(|office| office.id.as_str()).collect();
                with(row, json!({ "name": entity.name, "offices": offices }))
            })
            .collect(),
        Kind::Documents => catalog
            .documents
            .iter()
            .map(|document| {
                let row = said(document.id.as_str(), "documents", &format!("{}.title", document.id));
                with(row, json!({ "official": document.official }))
            })
            .collect(),
        Kind::Costs => catalog
            .costs
            .iter()
            .map(|cost| {
                let row = said(cost.id.as_str(), "costs", &format!("{}.title", cost.id));
                with(row, json!({ "amount": cost.amount.to_string(), "currency": "EUR" }))
            })
            .collect(),
        Kind::Categories => catalog
            .categories
            .iter()
            .map(|category| {
                let row = said(category.id.as_str(), "categories", &format!("{}.title", category.id));
                with(row, json!({ "parent": category.parent.as_ref().map(ToString::to_string) }))
            })
            .collect(),
        Kind::Languages => languages(pack),
        // It is no list of records and prints itself.
        Kind::Matrix => Vec::new(),
    }
}

/// Languages with how much of the original's words they have, 0 to 1.
fn languages(pack: &Pack) -> Vec<Value> {
    let catalog = &pack.catalog;
    let original = catalog.manifest.original().and_then(|lang| catalog.words.of(lang));
    let keys: Vec<Key> = original.into_iter().flat_map(Words::keys).collect();
    catalog
        .manifest
        .languages
        .iter()
        .map(|language| {
            let words = catalog.words.of(&language.id);
            let there = keys.iter().filter(|key| words.is_some_and(|words| words.get(**key).is_some())).count();
            // Thousandths are exact enough and the same on every machine.
            let thousandths = (there * 1000).checked_div(keys.len()).unwrap_or(0);
            let coverage = f64::from(u32::try_from(thousandths).unwrap_or(0)) / 1000.0;
            let direction = if language.direction == Direction::Ltr { "ltr" } else { "rtl" };
            json!({ "id": language.id.as_str(), "name": language.name, "direction": direction, "coverage": coverage })
        })
        .collect()
}
