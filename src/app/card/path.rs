//! The path of a need: who first, then who, when each door can be reached, and what would do instead.

mod bring;
mod done;
mod today;
mod when;

use super::door::{self, Detail};
use super::need::{all_only_if, doubt, only_if};
use crate::app::Cx;
use crate::i18n::{listed, say};
use crate::model::bag::{Bag, Paper, bag};
use crate::model::case::Holds;
use crate::model::door::{Door, OpenWay, ways};
use crate::model::id::{CaseId, DocumentId, EntityId, EventId, NeedId, OfficeRef};
use crate::model::need::{Giver, Order};
use crate::model::path::{Origin, Path, PathStep, Situation, Why, path};
use crate::model::plan::{Planned, plan};
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;
use bring::bring;
use done::{done_in, is_done_before, steps_of};
use today::today;
use when::moment;

/// What a choice of the card opens or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathChoice {
    /// A closed question.
    Ask(CaseId),
    /// The town question.
    Town,
    /// The bag.
    Bag,
    /// A door of a step, by its number; some doors lead nowhere on screen.
    Door(usize, Option<OfficeRef>),
    /// "I have this paper already", or not after all.
    Have(DocumentId),
    /// "Rather this paper", got in that need, than the last one.
    Rather(DocumentId, Option<NeedId>, DocumentId),
    /// A need the path goes through.
    Need(NeedId),
    /// The day of an event its deadlines run from.
    When(EventId),
    /// Who helps.
    Entity(EntityId),
}

/// The card.
#[derive(Debug, Default)]
pub struct PathCard<'a> {
    /// What is drawn.
    pub flow: Flow,
    /// What its choices open.
    pub choices: Vec<PathChoice>,
    /// Its bag: packing it goes through every answer, which is done once.
    pub bag: Option<Bag<'a>>,
    expanded: Option<usize>,
    /// What the stretch being told depends on, in words.
    leg_only: Option<String>,
}

/// More doors of a step than this are counted, not listed.
const DOORS_LISTED: usize = 3;

impl Cx<'_> {
    /// What the person has said of herself.
    pub fn situation(&self) -> Situation<'_> {
        let session = self.session;
        Situation {
            answers: &session.answers,
            have: &session.have,
            prefer: &session.rather,
            town: session.town.as_ref(),
        }
    }

    /// The path of a need for her.
    pub fn path_of(&self, need: &NeedId) -> Option<Path<'_>> {
        self.catalog.need(need).map(|need| path(self.catalog, need, &self.situation()))
    }
}

/// The whole card. `expanded` is the choice under which its door is spelled out, on screens without a second pane.
pub fn card<'a>(cx: &Cx<'a>, path: &Path<'a>, expanded: Option<usize>) -> PathCard<'a> {
    let mut card = PathCard { expanded, ..PathCard::default() };
    let planned = plan(path, cx.catalog, &cx.situation(), cx.now);
    card.head(cx, path, &planned);
    card.questions(cx, path);
    for step in &path.steps {
        card.step(cx, path, step, planned.iter().find(|planned| planned.number == step.number));
    }
    card.order(cx, path, &planned);
    card.terms(cx, path);
    card.helpers(cx, path);
    card
}

impl<'a> PathCard<'a> {
    /// The first door of a numbered step.
    pub fn door_of(&self, number: usize) -> Option<usize> {
        self.choices.iter().position(|choice| matches!(choice, PathChoice::Door(of, _) if *of == number))
    }

    fn choose(&mut self, choice: PathChoice) {
        self.choices.push(choice);
    }

    fn head(&mut self, cx: &Cx<'a>, path: &Path<'a>, planned: &[Planned<'_>]) {
        let lang = cx.lang;
        self.flow.text(0, cx.need_title(path.need), Role::Title);
        if path.steps.is_empty() {
            self.flow.para(0).lead("✔", Role::Good).run(say!(lang, "path.done"), Role::Good).end();
        } else {
            today(cx, planned, &mut self.flow);
        }
        for cycle in &path.cycles {
            let titles: Vec<String> = cycle.iter().filter_map(|id| Some(cx.need_title(cx.catalog.need(id)?))).collect();
            let text = say!(lang, "path.cycle", needs = titles.join(" → "));
            self.flow.para(0).lead("▲", Role::Warn).run(text, Role::Warn).end();
        }
        let bag = bag(path, cx.catalog, &cx.situation());
        let brought = |paper: &&Paper<'_>| !paper.if_any && !matches!(paper.origin, Origin::Held | Origin::Step(_));
        let papers = bag.papers.iter().filter(brought).count();
        let price = super::bag::total(cx, path, &bag);
        self.flow
            .para(0)
            .lead("☐", Role::Key)
            .run(say!(lang, "path.bag", number = papers), Role::Strong)
            .tail(price, Role::Strong)
            .choose();
        self.choose(PathChoice::Bag);
        self.bag = Some(bag);
    }

    fn questions(&mut self, cx: &Cx<'_>, path: &Path<'_>) {
        let asks_town = path.depends_on_town(cx.catalog);
        let asked = asked(path);
        if asked.is_empty() && !asks_town {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.situation"));
        for id in asked {
            super::need::case_row(cx, id, &mut self.flow);
            self.choose(PathChoice::Ask(id.clone()));
        }
        if asks_town {
            super::need::town_row(cx, &mut self.flow);
            self.choose(PathChoice::Town);
        }
    }

    fn step(&mut self, cx: &Cx<'_>, path: &Path<'_>, step: &PathStep<'_>, planned: Option<&Planned<'_>>) {
        let lang = cx.lang;
        let previous = step.number.checked_sub(2).and_then(|at| path.steps.get(at));
        if previous.is_none_or(|previous| previous.need.id != step.need.id || previous.why != step.why) {
            self.leg(cx, path, step);
        } else {
            self.flow.gap();
        }
        let title = cx.tell_need(step.need, &format!("step.{}.title", step.step.id));
        let title = title.unwrap_or_else(|| step.step.id.clone());
        let para = self.flow.para(0).lead(step.number.to_string(), Role::Key).run(title, Role::Strong);
        let para = para.run(doubt(cx, &step.step.grade), Role::Warn);
        let done = is_done_before(cx, path, step);
        match planned.filter(|_| !done).map(|planned| moment(cx, planned)) {
            Some((text, role)) => para.tail(text, role).end(),
            None => para.end(),
        }
        // What brought the stretch in depends on the same: it is said there.
        let said = step.why != Why::Asked && self.leg_only.as_deref() == Some(&all_only_if(cx, &step.only));
        if !step.only.is_empty() && !said {
            self.flow.para(2).run(all_only_if(cx, &step.only), Role::Muted).one_line();
        }
        if let Some(season) = step.step.season {
            super::need::season_line(cx, season, 2, &mut self.flow);
        }
        self.doors(cx, path, step);
        bring(cx, step, &mut self.flow);
        if !step.step.gives.is_empty() && !done {
            let papers = names(cx, step.step.gives.iter());
            self.flow.para(2).lead("←", Role::Good).run(say!(lang, "need.you_get", papers = papers), Role::Plain).end();
        }
        if let Some(wait) = step.wait {
            let text = say!(lang, "path.wait", span = when::long(lang, wait));
            self.flow
                .para(2)
                .lead("·", Role::Muted)
                .run(text, Role::Plain)
                .run(doubt(cx, &wait.grade), Role::Warn)
                .end();
        }
    }

    /// A stretch of the path in one need: which, what for, and how to do without it.
    fn leg(&mut self, cx: &Cx<'_>, path: &Path<'_>, step: &PathStep<'_>) {
        let lang = cx.lang;
        match step.why {
            Why::Asked if path.needs().len() > 1 => {
                self.flow.heading(say!(lang, "path.then_need", need = cx.need_title(step.need)));
            }
            Why::Asked if path.need.order_of_steps == Order::Any => self.flow.heading(say!(lang, "need.doors")),
            Why::Asked => self.flow.heading(say!(lang, "need.way")),
            Why::Place { .. } | Why::Paper { .. } => {
                self.flow.heading(say!(lang, "path.first_need", need = cx.need_title(step.need)));
            }
        }
        self.leg_only = None;
        if step.why != Why::Asked && !step.only.is_empty() {
            let only = all_only_if(cx, &step.only);
            self.flow.text(0, only.as_str(), Role::Muted);
            self.leg_only = Some(only);
        }
        if let Why::Paper { step: by, document } = step.why {
            let name = names(cx, std::iter::once(document));
            self.flow.text(0, say!(lang, "path.because", step = by, paper = name.as_str()), Role::Plain);
            self.flow.para(0).lead("☐", Role::Key).run(say!(lang, "path.have", paper = name), Role::Plain).choose();
            self.choose(PathChoice::Have(document.clone()));
            self.instead(cx, path, by, document);
        }
        if let Why::Place { step: by } = step.why {
            self.flow.text(0, say!(lang, "path.because_place", step = by), Role::Plain);
        }
        if step.why != Why::Asked {
            self.flow.para(0).lead("→", Role::Key).run(say!(lang, "path.open_need"), Role::Plain).choose();
            self.choose(PathChoice::Need(step.need.id.clone()));
        }
        self.flow.gap();
    }

    /// What else the step that asks would take: other papers, or the same from another need.
    fn instead(&mut self, cx: &Cx<'_>, path: &Path<'_>, by: usize, document: &DocumentId) {
        let asks = by.checked_sub(1).and_then(|at| path.steps.get(at));
        let lines = asks.iter().flat_map(|asks| &asks.inputs).filter(|input| input.document == document);
        let given_in = |origin: &Origin<'_>| match origin {
            Origin::Step(at) => path.steps.get(at.wrapping_sub(1)).map(|step| &step.need.id),
            _ => None,
        };
        for input in lines {
            for other in &input.line.one_of {
                let from = cx.catalog.document(other).map(|document| document.from.as_slice()).unwrap_or_default();
                let needs = from.iter().filter_map(|giver| match giver {
                    Giver::Need(id) => cx.catalog.need(id),
                    _ => None,
                });
                for need in needs.filter(|need| other != document || Some(&need.id) != given_in(&input.origin)) {
                    let paper = names(cx, std::iter::once(other));
                    let text = say!(cx.lang, "path.instead", paper = paper, need = cx.need_title(need));
                    self.flow.para(0).lead("⇄", Role::Key).run(text, Role::Plain).choose();
                    self.choose(PathChoice::Rather(other.clone(), Some(need.id.clone()), document.clone()));
                }
            }
        }
    }

    fn doors(&mut self, cx: &Cx<'_>, path: &Path<'_>, step: &PathStep<'_>) {
        for way in ways_of(cx, step) {
            if way.holds == Holds::Open {
                self.flow.para(2).run(only_if(cx, &way.way.only), Role::Muted).one_line();
            }
            if let Some(season) = way.way.season {
                super::need::season_line(cx, season, 2, &mut self.flow);
            }
            if let Some((entity, office)) = way.way.only_through.as_ref().and_then(|at| cx.catalog.office(at)) {
                let text = say!(cx.lang, "door.only_through", door = cx.door_title(entity, office));
                self.flow.para(2).lead("!", Role::Warn).run(text, Role::Warn).end();
            }
            for door in way.doors.iter().take(DOORS_LISTED) {
                if let Door::Need(id) = door
                    && let steps @ [_, ..] = steps_of(path, step, id).as_slice()
                {
                    self.flow.para(2).lead("↑", Role::Muted).run(done_in(cx, steps), Role::Plain).end();
                    continue;
                }
                let (name, state) = super::need::door_line(cx, door);
                let para = self.flow.para(2).run(name, Role::Plain).run(doubt(cx, &way.way.grade), Role::Warn);
                let choice = match state {
                    Some((text, role)) => para.tail(text, role).choose(),
                    None => para.choose(),
                };
                self.choose(match door {
                    Door::Need(id) if cx.catalog.need(id).is_some() => PathChoice::Need((*id).clone()),
                    door => PathChoice::Door(step.number, door.target()),
                });
                if self.expanded == Some(choice) {
                    let beside = super::need::beside_door(cx, step.need, step.step, &way, door, Detail::Brief);
                    self.flow.append(beside, 4);
                }
            }
            let more = way.doors.len().saturating_sub(DOORS_LISTED);
            if more > 0 {
                self.flow.text(2, say!(cx.lang, "need.more_doors", number = more), Role::Muted);
            }
        }
    }

    /// The first possible day of each step, in the order of days.
    fn order(&mut self, cx: &Cx<'_>, path: &Path<'_>, planned: &[Planned<'_>]) {
        // Doors side by side have no order: whoever looks for help takes the one that helps her.
        if path.need.order_of_steps == Order::Any {
            return;
        }
        // Without a single known moment it would only say the steps once more.
        if path.steps.len() < 2 || planned.iter().all(|planned| planned.when.at().is_none()) {
            return;
        }
        self.flow.heading(say!(cx.lang, "path.order"));
        for planned in planned {
            let Some(step) = planned.number.checked_sub(1).and_then(|at| path.steps.get(at)) else { continue };
            if is_done_before(cx, path, step) {
                continue;
            }
            let title = cx.tell_need(step.need, &format!("step.{}.title", step.step.id)).unwrap_or_default();
            let (text, role) = moment(cx, planned);
            self.flow.para(0).lead(step.number.to_string(), Role::Key).run(title, Role::Plain).tail(text, role).end();
        }
        self.flow.text(0, say!(cx.lang, "path.order_note"), Role::Muted);
    }

    /// By when, on a line of days, over all the needs of the path.
    fn terms(&mut self, cx: &Cx<'_>, path: &Path<'_>) {
        let needs = path.needs();
        if !needs.iter().any(|need| super::terms::any_of(cx, need)) {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.deadlines"));
        for event in super::terms::terms_of(cx, &needs, &mut self.flow) {
            self.choose(PathChoice::When(event));
        }
    }

    fn helpers(&mut self, cx: &Cx<'_>, path: &Path<'_>) {
        let helpers: Vec<_> = path.helpers().into_iter().filter_map(|id| cx.catalog.entity(id)).collect();
        if helpers.is_empty() {
            return;
        }
        self.flow.heading(say!(cx.lang, "need.help"));
        for entity in helpers {
            let para = self.flow.para(0).run(cx.entity_title(entity), Role::Plain);
            match entity.offices.first().and_then(|office| door::standing(cx, entity, office)) {
                Some((text, role)) => para.tail(text, role).choose(),
                None => para.choose(),
            };
            self.choose(PathChoice::Entity(entity.id.clone()));
        }
    }
}

/// The questions of a path: those of its need, answered or not, then what else is open in it.
pub(super) fn asked<'a>(path: &Path<'a>) -> Vec<&'a CaseId> {
    let more = path.open.iter().copied().filter(|id| !path.need.ask.contains(id));
    path.need.ask.iter().chain(more).collect()
}

/// The ways of a step as the card lists them.
pub fn ways_of<'a>(cx: &Cx<'a>, step: &PathStep<'a>) -> Vec<OpenWay<'a>> {
    ways(cx.catalog, step.step, &cx.session.answers, cx.session.town.as_ref(), cx.now)
}

/// Something about the nth door of a step and its way.
pub fn door_of<T>(
    cx: &Cx<'_>,
    step: &PathStep<'_>,
    nth: usize,
    tell: impl FnOnce(&OpenWay<'_>, &Door<'_>) -> T,
) -> Option<T> {
    let ways = ways_of(cx, step);
    let doors = ways.iter().flat_map(|way| way.doors.iter().take(DOORS_LISTED).map(move |door| (way, door)));
    let is_need = |door: &Door<'_>| matches!(door, Door::Need(id) if cx.catalog.need(id).is_some());
    let (way, door) = doors.filter(|(_, door)| !is_need(door)).nth(nth)?;
    Some(tell(way, door))
}

/// Papers in the person's words; the bag has what the clerk calls them.
fn names<'a>(cx: &Cx<'_>, ids: impl Iterator<Item = &'a DocumentId>) -> String {
    let named = |id: &DocumentId| cx.tell("documents", &format!("{id}.title")).unwrap_or_else(|| id.to_string());
    listed(cx.lang, ids.map(named))
}
