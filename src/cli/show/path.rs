//! A path as JSON: its steps with doors, papers and moments, and its bag. The shape is kept stable.

use serde_json::{Value, json};

use super::record::{self, at, form, grade, holds, ids, sum, text};
use crate::app::Cx;
use crate::app::card::path::ways_of;
use crate::model::amount::Duration;
use crate::model::bag::{Bag, bag};
use crate::model::id::DocumentId;
use crate::model::path::{Origin, Path, PathStep, Why};
use crate::model::plan::{Planned, Wait, When, plan};

/// A path for the answers, papers and town given.
pub(super) fn path(cx: &Cx<'_>, path: &Path<'_>) -> Value {
    let planned = plan(path, cx.catalog, &cx.situation(), cx.now);
    let bag = bag(path, cx.catalog, &cx.situation());
    json!({
        "id": path.need.id.as_str(),
        "record": "path",
        "town": cx.session.town.as_ref().map(ToString::to_string),
        "open": path.open.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "asks_town": path.depends_on_town(cx.catalog),
        "steps": path.steps.iter().map(|it| step(cx, it, &planned)).collect::<Value>(),
        "order": planned.iter().map(|it| it.number).collect::<Vec<_>>(),
        "cycles": path.cycles.iter().map(|cycle| cycle.iter().map(ToString::to_string).collect()).collect::<Vec<Vec<_>>>(),
        "bag": contents(cx, path, &bag),
        "help": path.helpers().iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn step(cx: &Cx<'_>, step: &PathStep<'_>, planned: &[Planned<'_>]) -> Value {
    let file = format!("needs/{}", step.need.id);
    let why = match step.why {
        Why::Asked => json!({ "asked": true }),
        Why::Paper { step, document } => json!({ "step": step, "document": document.as_str() }),
        Why::Place { step } => json!({ "step": step }),
    };
    let sources = &step.need.sources;
    let ways: Value = ways_of(cx, step)
        .iter()
        .map(|way| {
            json!({
                "holds": holds(way.holds),
                "only_through": way.way.only_through.as_ref().map(ToString::to_string),
                "doors": way.doors.iter().map(|door| record::door(cx, door)).collect::<Value>(),
                "grade": grade(&way.way.grade, sources),
            })
        })
        .collect();
    let documents: Value = step
        .inputs
        .iter()
        .map(|input| {
            json!({
                "one_of": ids(&input.line.one_of),
                "bring": input.document.as_str(),
                "origin": origin(input.origin),
                "as": form(input.line.form),
                "count": input.line.count,
                "if_any": input.line.if_any,
                "holds": holds(input.holds),
                "grade": grade(&input.line.grade, sources),
            })
        })
        .collect();
    json!({
        "number": step.number,
        "need": step.need.id.as_str(),
        "step": step.step.id,
        "title": text(cx, Some(step.need), &file, &format!("step.{}.title", step.step.id)),
        "holds": holds(step.holds),
        "in_season": step.step.season.is_none_or(|season| season.holds(cx.now.date())),
        "why": why,
        "after": step.after,
        "ways": ways,
        "documents": documents,
        "gives": ids(&step.step.gives),
        "grade": grade(&step.step.grade, sources),
        "wait": step.wait.map(wait),
        "when": planned.iter().find(|planned| planned.number == step.number).map(|planned| when(&planned.when)),
    })
}

fn wait(it: &Duration) -> Value {
    let confidence = it.grade.confidence.as_str();
    json!({ "min": it.span.min, "max": it.span.max, "unit": it.span.unit.key(), "at_most": it.at_most, "confidence": confidence })
}

fn origin(origin: Origin<'_>) -> Value {
    match origin {
        Origin::Held => json!("held"),
        Origin::Step(step) => json!({ "step": step }),
        Origin::Giver(giver) => json!({ "giver": giver.map(record::giver) }),
        Origin::Cut => json!("cut"),
    }
}

fn when(when: &When<'_>) -> Value {
    match *when {
        When::Anytime { from } => json!({ "anytime": at(from) }),
        When::Open { at: from, until } => json!({ "open": at(from), "until": until.map(at) }),
        When::Appointment { from } => json!({ "appointment": at(from) }),
        When::Doubtful(doubt) => json!({ "doubtful": true, "hours_of": doubt.of.map(record::partial_date) }),
        When::Unknown => json!("unknown"),
        When::Later => json!("later"),
        When::After { step, because, .. } => {
            let because = match because {
                Wait::Unknown => json!("unknown"),
                Wait::Appointment => json!("appointment"),
                Wait::Earlier => json!("earlier"),
                Wait::Result(it) => wait(it),
            };
            json!({ "after": step, "because": because })
        }
    }
}

fn contents(cx: &Cx<'_>, path: &Path<'_>, bag: &Bag<'_>) -> Value {
    let official = |id: &DocumentId| cx.catalog.document(id).map(|document| document.official.as_str());
    let papers: Value = bag
        .papers
        .iter()
        .map(|paper| {
            let one_of: Value = paper
                .one_of
                .iter()
                .map(|id| {
                    let title = text(cx, None, "documents", &format!("{id}.title"));
                    json!({ "id": id.as_str(), "official": official(id), "title": title })
                })
                .collect();
            json!({
                "one_of": one_of,
                "bring": paper.document.as_str(),
                "origin": origin(paper.origin),
                "as": form(paper.form),
                "count": { "min": paper.count.0, "max": paper.count.1 },
                "if_any": paper.if_any,
                "holds": holds(paper.holds),
                "confidence": paper.grade.confidence.as_str(),
                "steps": paper.steps,
            })
        })
        .collect();
    let costs: Value = bag
        .costs
        .iter()
        .map(|price| {
            json!({
                "cost": price.cost.id.as_str(),
                "amount": price.cost.amount.to_string(),
                "count": { "min": price.count.0, "max": price.count.1 },
                "per": price.per,
                "holds": holds(price.holds),
                "confidence": price.grade.confidence.as_str(),
                "steps": price.steps,
            })
        })
        .collect();
    json!({
        "papers": papers,
        "not_required": bag.not_required.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>(),
        "costs": costs,
        "total": sum(crate::app::card::bag::whole(cx, path, bag)),
    })
}
