//! What a person needs, and the steps that lead there.

use super::amount::{Deadline, Duration, Figure};
use super::case::{Answers, Condition, Holds};
use super::id::{CaseId, CategoryId, CostId, DocumentId, EntityId, EventId, NeedId, OfficeRef, RoleId};
use super::moment::Season;
use super::trust::{Confidence, Grade, Source};

/// A need: what somebody comes to a desk for.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// Where it stands on the home screen.
    pub category: CategoryId,
    /// Its place in the category.
    pub order: u32,
    /// Closed questions that change the answer.
    pub ask: Vec<CaseId>,
    /// The town changes the door.
    pub asks_town: bool,
    /// Papers whoever has this need holds already: the way there never fetches them first.
    pub holds: Vec<DocumentId>,
    /// Who helps for free.
    pub help: Vec<EntityId>,
    /// Steps one after the other, or doors side by side.
    pub order_of_steps: Order,
    /// What it costs, in one word, while nothing is answered.
    pub charge: Charge,
    /// What it costs in words, where that is not the same for all.
    pub fees: Vec<Fee>,
    /// Violence or trafficking: appears in no count.
    pub sensitive: bool,
    /// How sure the need as a whole is.
    pub confidence: Confidence,
    /// Legal basis, as one cites it.
    pub law: Vec<String>,
    /// Legal basis that nobody has looked up yet.
    pub law_unsure: Vec<String>,
    /// Where it was read.
    pub sources: Vec<Source>,
    /// The way.
    pub steps: Vec<Step>,
    /// By when.
    pub deadlines: Vec<Deadline>,
    /// How long.
    pub durations: Vec<Duration>,
    /// Numbers its words use.
    pub figures: Vec<Figure>,
    /// What a person has a right to.
    pub rights: Vec<Right>,
    /// Conditions, limits, advice.
    pub notes: Vec<Note>,
    /// What follows.
    pub then: Vec<Then>,
}

/// How steps stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// One after the other.
    InOrder,
    /// Parallel doors.
    Any,
}

/// What a need costs, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// Nothing.
    Free,
    /// The costs listed at its steps.
    Costs,
    /// It differs; words say how.
    Varies,
    /// Nobody knows.
    Unknown,
}

/// One step of the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its id in the need.
    pub id: String,
    /// For whom.
    pub only: Condition,
    /// Only in this part of the year.
    pub season: Option<Season>,
    /// Done again and again later, as at every renewal: a path names it, and neither plans it nor fetches its papers.
    pub later: bool,
    /// Its doors, alternatives of each other.
    pub ways: Vec<Way>,
    /// What to bring.
    pub documents: Vec<Requirement>,
    /// What is not needed, where people fear that it is.
    pub not_required: Vec<DocumentId>,
    /// What to pay.
    pub costs: Vec<CostLine>,
    /// What one comes out with.
    pub gives: Vec<DocumentId>,
    /// Steps of the same need that come first.
    pub after: Vec<String>,
    /// The duration of the same need that says how long after this step its result comes.
    pub wait: Option<String>,
    /// How sure the step is.
    pub grade: Grade,
}

/// A way to a door.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The door.
    pub place: Place,
    /// For whom.
    pub only: Condition,
    /// Only in this part of the year.
    pub season: Option<Season>,
    /// Of another need only the steps up to the one that gives this paper.
    pub until: Option<DocumentId>,
    /// A door that must be passed first.
    pub only_through: Option<OfficeRef>,
    /// Where to ask when the office of a town is not known.
    pub fallback: Option<OfficeRef>,
    /// How sure this is.
    pub grade: Grade,
}

/// Where a step is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Any office of an entity.
    Entity(EntityId),
    /// One office.
    Office(OfficeRef),
    /// The office with this role that serves the person's town.
    Role(RoleId),
    /// Another need comes first.
    Need(NeedId),
    /// A phone line.
    Phone(EntityId),
    /// A portal.
    Online(String),
    /// Done by the person herself, wherever she is.
    Yourself,
    /// With the employer.
    Employer,
}

/// One line of what to bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// One paper, or several of which one is enough.
    pub one_of: Vec<DocumentId>,
    /// In which form.
    pub form: Option<Form>,
    /// How many; 1 unless said.
    pub count: u32,
    /// Only if one has it.
    pub if_any: bool,
    /// For whom.
    pub only: Condition,
    /// How sure this is.
    pub grade: Grade,
}

/// In which form a paper is brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The original.
    Original,
    /// A copy.
    Copy,
    /// Both.
    Both,
}

/// One line of what to pay.
#[derive(Debug, Clone, PartialEq)]
pub struct CostLine {
    /// The amount.
    pub cost: CostId,
    /// For whom.
    pub only: Condition,
    /// Paid once for each of these (`child`), outside the sum.
    pub per: Option<String>,
    /// How sure this is.
    pub grade: Grade,
}

/// Something a person has a right to.
#[derive(Debug, Clone, PartialEq)]
pub struct Right {
    /// Its words.
    pub id: String,
    /// Said before the steps, because people do not know it.
    pub first: bool,
    /// For whom.
    pub only: Condition,
    /// How sure this is.
    pub grade: Grade,
}

/// A condition, a limit, an advice.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its words.
    pub id: String,
    /// Doubtful or changing: shown as a warning.
    pub warn: bool,
    /// For whom.
    pub only: Condition,
    /// How sure this is.
    pub grade: Grade,
}

/// What it costs some, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Fee {
    /// Its words.
    pub id: String,
    /// Whom it is for pays nothing.
    pub free: bool,
    /// For whom.
    pub only: Condition,
    /// How sure this is.
    pub grade: Grade,
}

/// What follows.
#[derive(Debug, Clone, PartialEq)]
pub struct Then {
    /// The next need.
    pub need: NeedId,
    /// Within so many days, if it is said.
    pub days: Option<u32>,
    /// The days run from this, if it is said.
    pub event: Option<EventId>,
    /// For whom.
    pub only: Condition,
    /// How sure this is.
    pub grade: Grade,
}

/// A paper of `documents.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// What the clerk calls it.
    pub official: String,
    /// Who gives it.
    pub from: Vec<Giver>,
    /// It stays at the counter, as photos and revenue stamps do: each counter takes its own.
    pub used_up: bool,
}

/// Who gives a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Giver {
    /// An entity.
    Entity(EntityId),
    /// Another need.
    Need(NeedId),
    /// Yourself, the home country, an employer, a landlord, a doctor: the word of the pack.
    Person(String),
}

/// The people who give papers, as `documents.toml` names them.
pub const GIVERS: [&str; 5] = ["yourself", "home-country", "employer", "landlord", "doctor"];

impl Need {
    /// What it costs a person who answered so, in one word: whom none of the fees in words is for pays the sums alone.
    pub fn charge_for(&self, answers: &Answers) -> Charge {
        if self.charge != Charge::Varies || self.fees.is_empty() {
            return self.charge;
        }
        let mut hers = self.fees.iter().filter(|fee| fee.only.holds(answers) != Holds::No).peekable();
        if hers.peek().is_none() {
            Charge::Costs
        } else if hers.all(|fee| fee.free) {
            Charge::Free
        } else {
            Charge::Varies
        }
    }

    /// For whom a deadline is: its own condition and that of its step.
    pub fn conditions_of<'a>(&'a self, deadline: &'a Deadline) -> Vec<&'a Condition> {
        let step = deadline.step.as_ref().and_then(|id| self.steps.iter().find(|step| step.id == *id));
        std::iter::once(&deadline.only).chain(step.map(|step| &step.only)).collect()
    }

    /// Whether a deadline binds a person.
    pub fn binds(&self, deadline: &Deadline, answers: &Answers) -> Holds {
        self.conditions_of(deadline).into_iter().map(|only| only.holds(answers)).fold(Holds::Yes, Holds::and)
    }

    /// Whether a deadline is for the beginning: for the whole need, or for its first step.
    pub fn begins_with(&self, deadline: &Deadline) -> bool {
        deadline.step.as_ref().is_none_or(|id| self.steps.first().is_some_and(|step| step.id == *id))
    }

    /// A deadline by its id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.id == id)
    }

    /// How long after a step its result comes to a person who answered so, if it is known.
    pub fn wait(&self, step: &Step, answers: &Answers) -> Option<&Duration> {
        let id = step.wait.as_ref()?;
        let found = self.durations.iter().find(|duration| duration.id == *id);
        found.filter(|duration| duration.only.holds(answers) != Holds::No)
    }

    /// Whether any way or step of it leads to an entity.
    pub fn leads_to(&self, entity: &EntityId, office_roles: &[RoleId]) -> bool {
        self.steps.iter().flat_map(|step| &step.ways).any(|way| match &way.place {
            Place::Entity(id) | Place::Phone(id) => id == entity,
            Place::Office(office) => office.entity == *entity,
            Place::Role(role) => office_roles.contains(role),
            _ => false,
        })
    }
}
