//! `vademecum list matrix`: who does what, as a table to read, for a spreadsheet or for a script.

use std::io::Write;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::ListArgs;
use super::failure::Failure;
use super::pack::{Pack, WIDTH};
use super::print_json;
use crate::app::Cx;
use crate::app::card::matrix;
use crate::i18n::say;
use crate::model::entity::Entity;
use crate::model::id::{EntityId, TownId};
use crate::model::matrix::{Cell, Hole, Matrix, Reach, Row};

pub(super) fn run(pack: &Pack, args: &ListArgs) -> Result<ExitCode, Failure> {
    let cx = pack.cx();
    let table = Matrix::of(&pack.catalog);
    if args.json {
        print_json(&Value::Array(records(&cx, &table)))?;
    } else {
        let text = if args.csv { csv(&cx, &table) } else { plain(&cx, &table) };
        std::io::stdout().lock().write_all(text.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The tables of the categories, then every overlap and hole.
fn plain(cx: &Cx<'_>, table: &Matrix) -> String {
    let (mut out, mut signs) = (String::new(), false);
    for category in matrix::categories(cx) {
        if !matrix::rows_of(cx, table, &category.id).is_empty() {
            let (card, form) = matrix::sheet(cx, table, &category.id, WIDTH);
            out.push_str(&card.flow.lay_out(WIDTH, cx.setting()).plain(WIDTH));
            out.push('\n');
            signs |= form == matrix::Form::Table;
        }
    }
    out.push_str(&matrix::findings(cx, table).flow.lay_out(WIDTH, cx.setting()).plain(WIDTH));
    if signs {
        out.push_str(&matrix::signs(cx).lay_out(WIDTH, cx.setting()).plain(WIDTH));
    }
    out
}

/// RFC 4180: a row for each need, a column for each entity, then overlaps and holes.
fn csv(cx: &Cx<'_>, table: &Matrix) -> String {
    let lang = cx.lang;
    let entities = &cx.catalog.entities;
    let mut head = vec![say!(lang, "matrix.category"), "id".to_owned(), say!(lang, "kind.need")];
    head.extend(entities.iter().map(|entity| cx.entity_title(entity)));
    head.extend([say!(lang, "matrix.overlap_column"), say!(lang, "matrix.hole_column")]);
    let mut out = line(&head);
    for row in &table.rows {
        let category = cx.tell("categories", &format!("{}.title", row.category)).unwrap_or_default();
        let title = cx.catalog.need(&row.need).map(|need| cx.need_title(need)).unwrap_or_default();
        let mut cells = vec![category, row.need.to_string(), title];
        cells
            .extend(entities.iter().map(|entity| row.cells.get(&entity.id).map_or_else(String::new, |c| words(cx, c))));
        let overlaps: Vec<String> = row.overlaps.iter().map(|told| matrix::overlap(cx, row, told)).collect();
        let holes: Vec<String> = row.holes.iter().map(|told| matrix::hole(cx, row, told)).collect();
        cells.extend([overlaps.join(" "), holes.join(" ")]);
        out.push_str(&line(&cells));
    }
    out
}

fn words(cx: &Cx<'_>, cell: &Cell) -> String {
    let parts: Vec<String> = cell.parts.iter().map(|part| matrix::part(cx, *part, &cell.reach).1).collect();
    parts.join("; ")
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
    cells.join(",") + "\r\n"
}

/// A field. One that a spreadsheet would take for a formula gets an apostrophe in front, which makes it a text.
fn field(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// The needs, then the entities to which no need leads.
fn records(cx: &Cx<'_>, table: &Matrix) -> Vec<Value> {
    let said = |file: &str| {
        let spoken = cx.catalog.say(cx.lang, file, "title");
        (spoken.map(|spoken| spoken.text), spoken.map(|spoken| spoken.lang.as_str()))
    };
    let needs = table.rows.iter().map(|row| {
        let (title, lang) = said(&format!("needs/{}", row.need));
        json!({
            "kind": "need", "id": row.need.as_str(), "title": title, "lang": lang, "category": row.category.as_str(),
            "entities": row.cells.iter().map(|(id, cell)| cell_json(id, cell)).collect::<Vec<_>>(),
            "overlaps": overlaps_json(row), "holes": row.holes.iter().map(hole_json).collect::<Vec<_>>(),
        })
    });
    let missed = table.unreached.iter().filter_map(|id| cx.catalog.entity(id)).map(|entity: &Entity| {
        let (title, lang) = said(&format!("entities/{}", entity.id));
        json!({
            "kind": "entity", "id": entity.id.as_str(), "title": title, "lang": lang, "category": null,
            "entities": [], "overlaps": [], "holes": [{ "kind": "no-need" }],
        })
    });
    needs.chain(missed).collect()
}

fn cell_json(id: &EntityId, cell: &Cell) -> Value {
    let parts: Vec<&str> = cell.parts.iter().map(|part| part.as_str()).collect();
    json!({ "id": id.as_str(), "parts": parts, "towns": towns_json(&cell.reach) })
}

fn overlaps_json(row: &Row) -> Vec<Value> {
    let overlaps = row.overlaps.iter().map(|told| {
        let entities: Vec<&str> = told.entities.iter().map(EntityId::as_str).collect();
        json!({ "step": told.step, "entities": entities, "towns": towns_json(&told.reach) })
    });
    overlaps.collect()
}

fn hole_json(hole: &Hole) -> Value {
    match hole {
        Hole::NoEntity => json!({ "kind": "no-entity" }),
        Hole::NoOffice { role, steps, reach, fallback } => {
            let fallback: Vec<&str> = fallback.iter().map(EntityId::as_str).collect();
            let towns = towns_json(reach);
            json!({ "kind": "no-office", "role": role.as_str(), "steps": steps, "towns": towns, "fallback": fallback })
        }
    }
}

/// `null` = all towns.
fn towns_json(reach: &Reach) -> Value {
    match reach {
        Reach::Everybody => Value::Null,
        Reach::Towns(towns) => towns.iter().map(TownId::as_str).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_no_formulas() {
        for (text, wanted) in [
            ("", ""),
            ("Questura", "Questura"),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("+39", "'+39"),
            ("-1", "'-1"),
            ("@SUM(A1,A2)", "\"'@SUM(A1,A2)\""),
            ("\t=1", "'\t=1"),
            ("1-1", "1-1"),
        ] {
            assert_eq!(field(text), wanted, "{text:?}");
        }
        assert_eq!(line(&["a".to_owned(), "b,c".to_owned()]), "a,\"b,c\"\r\n");
    }
}
