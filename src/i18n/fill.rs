//! Placeholders of the pack's words, filled with facts in the reader's habit.

use super::{count, day_long, money, money_round, percent, span, time};
use crate::model::amount::Value;
use crate::model::catalog::Catalog;
use crate::model::id::{CostId, DocumentId, EntityId, Lang};
use crate::model::need::Need;
use crate::model::words::{Direction, Part, parts};

/// The text with its facts; names that run another way than the text stand in one piece. A placeholder that names nothing stays as it is written: `check` refuses such a pack.
pub fn fill(text: &str, catalog: &Catalog, need: Option<&Need>, lang: &Lang, around: Direction) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for part in parts(text) {
        match part {
            Part::Plain(plain) | Part::Broken(plain) => out.push_str(plain),
            Part::Fact { kind, id } => match fact(kind, id, catalog, need, lang, around) {
                Some(fact) => out.push_str(&fact),
                None => out.extend(["{", kind, ".", id, "}"]),
            },
        }
    }
    out
}

fn fact(
    kind: &str,
    id: &str,
    catalog: &Catalog,
    need: Option<&Need>,
    lang: &Lang,
    around: Direction,
) -> Option<String> {
    match kind {
        "cost" => catalog.cost(&CostId::from(id)).map(|cost| money(lang, cost.amount)),
        "figure" => catalog.figure(need, id).map(|figure| value(lang, figure.value)),
        "deadline" => need?.deadline(id).map(|deadline| span(lang, deadline.span)),
        "duration" => {
            let duration = need?.durations.iter().find(|duration| duration.id == id)?;
            Some(span(lang, duration.span))
        }
        "phone" => catalog.entity(&EntityId::from(id))?.first_phone().map(|phone| phone.number.shown()),
        "entity" => catalog.entity(&EntityId::from(id)).map(|entity| name(&entity.name, around)),
        "document" => catalog.document(&DocumentId::from(id)).map(|document| name(&document.official, around)),
        _ => None,
    }
}

/// A name is Italian; isolated, it runs from left to right in one piece whatever is around it.
fn name(name: &str, around: Direction) -> String {
    match around {
        Direction::Ltr => name.to_owned(),
        Direction::Rtl => format!("\u{2066}{name}\u{2069}"),
    }
}

fn value(lang: &Lang, value: Value) -> String {
    match value {
        Value::Euro(amount) => money_round(lang, amount),
        Value::Span(length) => span(lang, length),
        Value::Percent(number) => percent(lang, number),
        Value::Count(number) => count(lang, number),
        Value::Date(date) => day_long(lang, date),
        Value::Year(year) => year.to_string(),
        Value::Time(at) => time(at),
    }
}
