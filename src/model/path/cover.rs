//! Steps that exclude each other, together: whether one of them is there whatever is still answered.

use crate::model::case::{Answers, Condition, Holds};
use crate::model::catalog::Catalog;
use crate::model::id::CaseId;

/// More ways to answer than this are not gone through; what is only perhaps there then counts as there.
const MANY: usize = 1024;

/// Whether, however the open questions are answered, something that is asked for is there. Each of `givers` is there
/// where all its conditions hold; it is asked for where all of `asked` hold.
pub(super) fn always_one(
    catalog: &Catalog,
    answers: &Answers,
    asked: &[&Condition],
    mut givers: Vec<&[&Condition]>,
) -> bool {
    let holds =
        |all: &[&Condition], answers: &Answers| all.iter().map(|only| only.holds(answers)).fold(Holds::Yes, Holds::and);
    // Mostly one of them is certain.
    givers.retain(|giver| holds(giver, answers) != Holds::No);
    if givers.iter().any(|giver| holds(giver, answers) == Holds::Yes) {
        return true;
    }
    let mut open: Vec<&CaseId> = Vec::new();
    for case in givers.iter().copied().chain([asked]).flatten().flat_map(|only| only.cases()) {
        if answers.get(case).is_none() && !open.contains(&case) {
            open.push(case);
        }
    }
    let mut ways = vec![answers.clone()];
    for case in open.into_iter().filter_map(|id| catalog.case(id)) {
        if ways.len() * case.answers.len() > MANY {
            return !givers.is_empty();
        }
        ways = ways.iter().flat_map(|way| case.answers.iter().map(|answer| way.with(&case.id, answer))).collect();
    }
    ways.iter().all(|way| holds(asked, way) != Holds::Yes || givers.iter().any(|giver| holds(giver, way) == Holds::Yes))
}
