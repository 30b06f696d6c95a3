//! `vademecum show ENTITY --sheet`: a page for each office, to be printed.

use std::io::Write;
use std::process::ExitCode;

use crate::app::Cx;
use crate::app::card::sheet::{WIDTH, sheet};
use crate::cli::failure::Failure;
use crate::model::id::OfficeRef;

/// What makes a printer begin a new page.
const NEW_PAGE: &str = "\u{c}";

pub(super) fn run(cx: &Cx<'_>, id: &str) -> Result<ExitCode, Failure> {
    let at = OfficeRef::parse(id);
    let (entity, first) = cx.catalog.office(&at).ok_or_else(|| {
        Failure::could_not_run(format!("the pack has no entity or office `{id}`"))
            .hint("a sheet is of an office: `vademecum list entities` shows them")
    })?;
    let all = entity.offices.iter().filter(|office| at.office.is_none() || office.id == first.id);
    let pages: Vec<String> = all.map(|office| sheet(cx, entity, office).plain(WIDTH)).collect();
    std::io::stdout().lock().write_all(pages.join(NEW_PAGE).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
