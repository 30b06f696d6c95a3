//! `vademecum show ID`: the screens' own cards as plain text, or the record as JSON.

mod hours;
mod path;
mod record;
mod sheet;

use std::io::Write;
use std::process::ExitCode;

use super::args::ShowArgs;
use super::failure::Failure;
use super::pack::{Pack, WIDTH};
use super::print_json;
use crate::app::card;
use crate::model::id::{AnswerId, CaseId, DocumentId, EntityId, NeedId, OfficeRef};

pub(super) fn run(args: &ShowArgs) -> Result<ExitCode, Failure> {
    let mut pack = Pack::open(&args.pack)?;
    if let Some(town) = &args.town {
        pack.town(town)?;
    }
    for case in &args.cases {
        answer(&mut pack, case)?;
    }
    for paper in &args.have {
        have(&mut pack, paper)?;
    }
    let cx = pack.cx();
    let catalog = &pack.catalog;
    if args.sheet {
        return sheet::run(&cx, &args.id);
    }
    let (flow, json) = if args.path {
        let path = cx.path_of(&NeedId::from(args.id.as_str())).ok_or_else(|| {
            Failure::could_not_run(format!("the pack has no need `{}`", args.id))
                .hint("a path leads to a need: `vademecum list needs` shows them")
        })?;
        let mut flow = card::path::card(&cx, &path, None).flow;
        flow.gap();
        flow.append(card::bag::card(&cx, &path, None).flow, 0);
        (flow, path::path(&cx, &path))
    } else if let Some(need) = catalog.need(&NeedId::from(args.id.as_str())) {
        (card::need::need(&cx, need, None).flow, record::need(&cx, need))
    } else if let Some(entity) = catalog.entity(&EntityId::from(args.id.as_str())) {
        (card::entity::entity(&cx, entity, None).flow, record::entity(&cx, entity, &entity.offices))
    } else if let Some((entity, office)) = catalog.office(&OfficeRef::parse(&args.id)) {
        (card::entity::office(&cx, entity, office), record::entity(&cx, entity, [office]))
    } else if let Some(document) = catalog.document(&DocumentId::from(args.id.as_str())) {
        (card::paper::paper(&cx, document).flow, record::document(&cx, document))
    } else {
        return Err(Failure::could_not_run(format!("the pack has no record `{}`", args.id))
            .hint("`vademecum list needs` and `vademecum search WORDS` show what there is"));
    };
    if args.json {
        print_json(&json)?;
    } else {
        let text = cx.noted(&flow).lay_out(WIDTH, cx.setting()).plain(WIDTH);
        std::io::stdout().lock().write_all(text.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A paper the person holds.
fn have(pack: &mut Pack, paper: &str) -> Result<(), Failure> {
    let id = DocumentId::from(paper);
    if pack.catalog.document(&id).is_none() {
        return Err(Failure::could_not_run(format!("the pack has no document `{paper}`"))
            .hint("`vademecum list documents` shows them"));
    }
    pack.session.have.insert(id);
    Ok(())
}

/// `permit-reason=employee`.
fn answer(pack: &mut Pack, text: &str) -> Result<(), Failure> {
    let unknown = || Failure::could_not_run(format!("`{text}` is no question and answer of the pack"));
    let questions = || {
        let known: Vec<&str> = pack.catalog.cases.iter().map(|case| case.id.as_str()).collect();
        unknown().hint(format!("write QUESTION=ANSWER; the questions are: {}", known.join(", ")))
    };
    let (case, answer) = text.split_once('=').ok_or_else(questions)?;
    let (case, answer) = (CaseId::from(case), AnswerId::from(answer));
    let known = pack.catalog.case(&case).ok_or_else(questions)?;
    if !known.answers.contains(&answer) {
        let answers: Vec<String> = known.answers.iter().map(ToString::to_string).collect();
        return Err(unknown().hint(format!("{case} can be answered: {}", answers.join(", "))));
    }
    pack.session.answers.set(case, Some(answer));
    Ok(())
}
