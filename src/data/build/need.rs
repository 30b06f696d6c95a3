//! `needs/ID.toml`.

use toml::Spanned;

use super::catalogue::figure;
use super::{CaseOf, Default, Desk, Noun, check_id, check_url, choice, condition, grade, read, season, sources};
use crate::data::raw::need as raw;
use crate::data::raw::{HasBacking, S};
use crate::model::amount::{Deadline, Duration, Side, Span, Unit};
use crate::model::catalog::Catalog;
use crate::model::id::{DocumentId, NeedId, OfficeRef};
use crate::model::need::{Charge, CostLine, Fee, Form, Need, Note, Order, Place, Requirement, Right, Step, Then, Way};
use crate::model::trust::{Confidence, Source};

/// The question every need may ask that is no case: which town.
const TOWN: &str = "town";

/// One need while it is built.
struct Build<'a> {
    id: &'a str,
    file: String,
    sources: Vec<Source>,
    default: Default,
    case_of: &'a CaseOf,
}

pub(super) fn need(desk: &mut Desk<'_>, id: &str, case_of: &CaseOf, catalog: &mut Catalog) {
    let name = Spanned::new(0..0, id.to_owned());
    check_id(desk, &name);
    desk.define(Noun::Need, &name);
    let Some(raw) = read::<raw::Need>(desk) else { return };
    let confidence = choice(desk, &raw.confidence, Confidence::parse, "low, medium, high").unwrap_or(Confidence::Low);
    let sources = sources(desk, &raw.source);
    if sources.is_empty() {
        desk.error("no-source", &raw.category, "a need without a source", "add the [[source]]s it was read in");
    }
    let default = Default::File(confidence);
    let build = Build { id, file: format!("needs/{id}"), sources, default, case_of };
    catalog.needs.extend(build.need(desk, &raw, confidence));
}

impl Build<'_> {
    fn need(self, desk: &mut Desk<'_>, raw: &raw::Need, confidence: Confidence) -> Option<Need> {
        desk.refer(Noun::Category, &raw.category);
        desk.link(self.id, None, Noun::Category, &raw.category);
        for key in ["title", "who"] {
            desk.expect(&self.file, key.to_owned(), true, desk.at(&raw.category));
        }
        desk.expect(&self.file, "text".into(), false, desk.at(&raw.category));
        raw.ask.iter().filter(|ask| ask.get_ref() != TOWN).for_each(|ask| desk.refer(Noun::Case, ask));
        raw.help.iter().for_each(|help| desk.refer(Noun::Entity, help));
        let charge = |text: &str| match text {
            "free" => Some(Charge::Free),
            "costs" => Some(Charge::Costs),
            "varies" => Some(Charge::Varies),
            "unknown" => Some(Charge::Unknown),
            _ => None,
        };
        let charge = choice(desk, &raw.charge, charge, "free, costs, varies, unknown")?;
        if raw.fee.is_empty() {
            desk.expect(&self.file, "fee.text".into(), charge == Charge::Varies, desk.at(&raw.charge));
        }
        let order = |text: &str| match text {
            "in-order" => Some(Order::InOrder),
            "any" => Some(Order::Any),
            _ => None,
        };
        let order_of_steps = choice(desk, &raw.steps, order, "in-order, any")?;
        if raw.step.is_empty() {
            desk.error("no-way", &raw.steps, "a need without a [[step]]", "add one: a need leads to a door");
        }
        Some(Need {
            id: NeedId::from(self.id),
            category: raw.category.get_ref().as_str().into(),
            order: raw.order,
            ask: raw.ask.iter().filter(|ask| ask.get_ref() != TOWN).map(|ask| ask.get_ref().as_str().into()).collect(),
            asks_town: raw.ask.iter().any(|ask| ask.get_ref() == TOWN),
            holds: papers(desk, &raw.holds),
            help: raw.help.iter().map(|help| help.get_ref().as_str().into()).collect(),
            order_of_steps,
            charge,
            fees: raw.fee.iter().map(|fee| self.fee(desk, fee)).collect(),
            sensitive: raw.sensitive,
            confidence,
            law: raw.law.iter().map(|law| law.get_ref().clone()).collect(),
            law_unsure: raw.law_unsure.iter().map(|law| law.get_ref().clone()).collect(),
            steps: raw.step.iter().map(|step| self.step(desk, step)).collect(),
            deadlines: raw.deadline.iter().filter_map(|deadline| self.deadline(desk, deadline)).collect(),
            durations: raw.duration.iter().filter_map(|duration| self.duration(desk, duration)).collect(),
            figures: raw
                .figure
                .iter()
                .filter_map(|raw| figure(desk, self.id, raw, &self.sources, self.default))
                .collect(),
            rights: raw.right.iter().map(|right| self.right(desk, right)).collect(),
            notes: raw.note.iter().map(|note| self.note(desk, note)).collect(),
            then: raw.then.iter().map(|then| self.then(desk, then)).collect(),
            sources: self.sources,
        })
    }

    /// An id of this need with the text it must have.
    fn text(&self, desk: &mut Desk<'_>, noun: Noun, id: &S) {
        check_id(desk, id);
        let kind = noun.name();
        desk.define_as(noun, &format!("{}#{}", self.id, id.get_ref()), desk.at(id));
        desk.expect(&self.file, format!("{kind}.{}.text", id.get_ref()), true, desk.at(id));
    }

    fn graded<R: HasBacking>(&self, desk: &mut Desk<'_>, raw: &Spanned<R>) -> crate::model::trust::Grade {
        grade(desk, raw, raw.get_ref().backed(), &self.sources, self.default)
    }

    fn step(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Step>) -> Step {
        let it = raw.get_ref();
        let id = it.id.get_ref();
        self.text(desk, Noun::Step, &it.id);
        desk.expect(&self.file, format!("step.{id}.title"), true, desk.at(&it.id));
        for after in &it.after {
            desk.refer_as(Noun::Step, &format!("{}#{}", self.id, after.get_ref()), desk.at(after));
        }
        if let Some(wait) = &it.wait {
            desk.refer_as(Noun::Duration, &format!("{}#{}", self.id, wait.get_ref()), desk.at(wait));
        }
        let after: Vec<String> = it.after.iter().map(|after| after.get_ref().clone()).collect();
        desk.ledger.after.insert((self.id.to_owned(), id.clone()), (after.clone(), desk.at(&it.id)));
        for need in it.r#where.iter().filter_map(|way| way.get_ref().need.as_ref()) {
            desk.link(self.id, Some(id), Noun::Need, need);
        }
        for paper in it.documents.iter().map(Spanned::get_ref).flat_map(|paper| paper.doc.iter().chain(&paper.one)) {
            desk.link(self.id, Some(id), Noun::Document, paper);
        }
        if it.r#where.is_empty() {
            desk.error("no-way", &it.id, "a step without `where`", "say where it is done; self = true if at home");
        }
        Step {
            id: id.clone(),
            only: condition(desk, &it.when, &it.unless, self.case_of),
            season: season(desk, it.season.as_ref()),
            later: it.later,
            ways: it.r#where.iter().filter_map(|way| self.way(desk, way)).collect(),
            documents: it.documents.iter().filter_map(|document| self.requirement(desk, document)).collect(),
            not_required: papers(desk, &it.not_required),
            costs: it.costs.iter().map(|cost| self.cost(desk, cost)).collect(),
            gives: papers(desk, &it.gives),
            after,
            wait: it.wait.as_ref().map(|wait| wait.get_ref().clone()),
            grade: self.graded(desk, raw),
        }
    }

    fn way(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Way>) -> Option<Way> {
        let it = raw.get_ref();
        let mut places = Vec::new();
        let text = |id: &S| id.get_ref().clone();
        if let Some(id) = &it.entity {
            desk.refer(Noun::Entity, id);
            places.push(Place::Entity(text(id).as_str().into()));
        }
        if let Some(id) = &it.office {
            places.push(Place::Office(door(desk, id)));
        }
        if let Some(id) = &it.role {
            desk.refer(Noun::Role, id);
            desk.expect("pack", format!("role.{}", id.get_ref()), false, desk.at(id));
            places.push(Place::Role(text(id).as_str().into()));
        }
        if let Some(id) = &it.need {
            desk.refer(Noun::Need, id);
            places.push(Place::Need(text(id).as_str().into()));
        }
        if let Some(id) = &it.phone {
            desk.refer(Noun::Entity, id);
            places.push(Place::Phone(text(id).as_str().into()));
        }
        if let Some(url) = &it.online {
            check_url(desk, url);
            places.push(Place::Online(text(url)));
        }
        if it.yourself == Some(true) {
            places.push(Place::Yourself);
        }
        if it.employer == Some(true) {
            places.push(Place::Employer);
        }
        if places.len() != 1 {
            let help = "exactly one of entity, office, role, need, phone, online, self, employer";
            desk.error("no-way", raw, "this way does not say where it leads", help);
        }
        let place = places.into_iter().next()?;
        if let Some(paper) = &it.until {
            desk.refer(Noun::Document, paper);
            if !matches!(place, Place::Need(_)) {
                desk.error("no-way", raw, "until without a need", "until belongs to need = \"...\"");
            }
        }
        if it.fallback.is_some() && !matches!(place, Place::Role(_)) {
            desk.error("no-way", raw, "a fallback without a role", "a fallback belongs to role = \"...\"");
        }
        Some(Way {
            place,
            only: condition(desk, &it.when, &it.unless, self.case_of),
            season: season(desk, it.season.as_ref()),
            until: it.until.as_ref().map(|paper| paper.get_ref().as_str().into()),
            only_through: it.only_through.as_ref().map(|id| door(desk, id)),
            fallback: it.fallback.as_ref().map(|id| door(desk, id)),
            grade: self.graded(desk, raw),
        })
    }

    fn requirement(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Requirement>) -> Option<Requirement> {
        let it = raw.get_ref();
        let papers: Vec<&S> = it.doc.iter().chain(&it.one).collect();
        if it.doc.is_some() != it.one.is_empty() || it.one.len() == 1 {
            desk.error("wrong-type", raw, "which paper?", "either doc = \"...\" or one = [\"...\", \"...\"]");
            return None;
        }
        for paper in &papers {
            desk.refer(Noun::Document, paper);
        }
        let form = |text: &str| match text {
            "original" => Some(Form::Original),
            "copy" => Some(Form::Copy),
            "both" => Some(Form::Both),
            _ => None,
        };
        Some(Requirement {
            one_of: papers.iter().map(|paper| paper.get_ref().as_str().into()).collect(),
            form: it.r#as.as_ref().and_then(|text| choice(desk, text, form, "original, copy, both")),
            count: it.count.unwrap_or(1),
            if_any: it.if_any,
            only: condition(desk, &it.when, &it.unless, self.case_of),
            grade: self.graded(desk, raw),
        })
    }

    fn cost(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::CostLine>) -> CostLine {
        let it = raw.get_ref();
        desk.refer(Noun::Cost, &it.cost);
        CostLine {
            cost: it.cost.get_ref().as_str().into(),
            only: condition(desk, &it.when, &it.unless, self.case_of),
            per: it
                .per
                .as_ref()
                .and_then(|per| choice(desk, per, |text| (text == "child").then(|| text.to_owned()), "child")),
            grade: self.graded(desk, raw),
        }
    }

    fn deadline(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Deadline>) -> Option<Deadline> {
        let it = raw.get_ref();
        self.text(desk, Noun::Deadline, &it.id);
        let spans = [
            (it.days, Unit::Days),
            (it.working_days, Unit::WorkingDays),
            (it.months, Unit::Months),
            (it.years, Unit::Years),
        ];
        let mut spans = spans.into_iter().filter_map(|(count, unit)| Some(Span { min: count?, max: count?, unit }));
        let sides = match (&it.before, &it.after) {
            (Some(event), None) => Some((Side::Before, event)),
            (None, Some(event)) => Some((Side::After, event)),
            _ => None,
        };
        let (Some(span), None, Some((side, event))) = (spans.next(), spans.next(), sides) else {
            let help = "one of days, working_days, months, years, and one of before, after";
            desk.error("wrong-type", raw, "how long, and from when?", help);
            return None;
        };
        desk.refer(Noun::Event, event);
        if let Some(step) = &it.step {
            desk.refer_as(Noun::Step, &format!("{}#{}", self.id, step.get_ref()), desk.at(step));
        }
        Some(Deadline {
            id: it.id.get_ref().clone(),
            span,
            side,
            event: event.get_ref().as_str().into(),
            step: it.step.as_ref().map(|step| step.get_ref().clone()),
            only: condition(desk, &it.when, &it.unless, self.case_of),
            grade: self.graded(desk, raw),
        })
    }

    fn duration(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Duration>) -> Option<Duration> {
        let it = raw.get_ref();
        self.text(desk, Noun::Duration, &it.id);
        let spans = [
            (it.minutes, Unit::Minutes),
            (it.hours, Unit::Hours),
            (it.days, Unit::Days),
            (it.months, Unit::Months),
            (it.years, Unit::Years),
        ];
        let mut spans = spans.into_iter().filter_map(|(extent, unit)| {
            let (min, max) = match extent? {
                raw::Extent::One(count) => (count, count),
                raw::Extent::Pair([min, max]) => (min, max),
            };
            Some(Span { min, max, unit })
        });
        let (Some(span), None) = (spans.next().filter(|span| span.min <= span.max), spans.next()) else {
            desk.error("wrong-type", raw, "how long?", "one of minutes, hours, days, months, years; a range as [2, 6]");
            return None;
        };
        let only = condition(desk, &it.when, &it.unless, self.case_of);
        let id = it.id.get_ref().clone();
        Some(Duration { id, span, at_most: it.at_most, only, grade: self.graded(desk, raw) })
    }

    fn right(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Right>) -> Right {
        let it = raw.get_ref();
        self.text(desk, Noun::Right, &it.id);
        let only = condition(desk, &it.when, &it.unless, self.case_of);
        Right { id: it.id.get_ref().clone(), first: it.first, only, grade: self.graded(desk, raw) }
    }

    fn fee(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Fee>) -> Fee {
        let it = raw.get_ref();
        self.text(desk, Noun::Fee, &it.id);
        let only = condition(desk, &it.when, &it.unless, self.case_of);
        Fee { id: it.id.get_ref().clone(), free: it.free, only, grade: self.graded(desk, raw) }
    }

    fn note(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Note>) -> Note {
        let it = raw.get_ref();
        self.text(desk, Noun::Note, &it.id);
        let only = condition(desk, &it.when, &it.unless, self.case_of);
        Note { id: it.id.get_ref().clone(), warn: it.warn, only, grade: self.graded(desk, raw) }
    }

    fn then(&self, desk: &mut Desk<'_>, raw: &Spanned<raw::Then>) -> Then {
        let it = raw.get_ref();
        desk.refer_need(&it.need);
        if let Some(event) = &it.after {
            desk.refer(Noun::Event, event);
            if it.days.is_none() {
                desk.error(
                    "wrong-type",
                    raw,
                    "after which event, but within how many days?",
                    "write days, or take after out",
                );
            }
        }
        let event = it.after.as_ref().map(|event| event.get_ref().as_str().into());
        Then {
            need: it.need.get_ref().as_str().into(),
            days: it.days,
            event,
            only: condition(desk, &it.when, &it.unless, self.case_of),
            grade: self.graded(desk, raw),
        }
    }
}

fn papers(desk: &mut Desk<'_>, raw: &[S]) -> Vec<DocumentId> {
    for id in raw {
        desk.refer(Noun::Document, id);
    }
    raw.iter().map(|id| id.get_ref().as_str().into()).collect()
}

/// `entity` or `entity/office`.
fn door(desk: &mut Desk<'_>, raw: &S) -> OfficeRef {
    let at = OfficeRef::parse(raw.get_ref());
    let noun = if at.office.is_some() { Noun::Office } else { Noun::Entity };
    desk.refer(noun, raw);
    at
}
