//! What a translator should know of a text that stands alone in a row: whose it is, what it says, how long it may be.

use std::collections::BTreeMap;

use super::Text;

/// What sort of text a key holds, as a person says it.
pub(super) fn sort(file: &str, key: &str) -> &'static str {
    let parts: Vec<&str> = key.split('.').collect();
    match (file.split('/').next().unwrap_or(file), parts.as_slice()) {
        ("needs", ["title"]) => "title of a need",
        ("needs", ["who"]) => "for whom a need is",
        ("needs", ["step", _, "title"]) => "title of a step",
        ("needs", ["step", ..]) => "what to do at a step",
        ("needs", ["deadline", ..]) => "a deadline",
        ("needs", ["duration", ..]) => "how long something takes or lasts",
        ("needs", ["right", ..]) => "a right",
        ("needs", ["note", ..]) => "a note",
        ("needs", ["fee", ..]) => "what it costs, where no sum is known",
        ("entities", ["title"]) => "short name of an entity",
        ("entities", ["text"]) => "what an entity does for you",
        ("entities", ["office", _, "title"]) => "name of an office",
        ("entities", ["office", ..]) => "a note about an office",
        ("entities", ["phone", ..]) => "what a phone is for",
        ("documents", [_, "title"]) => "name of a paper",
        ("documents", _) => "what a paper is",
        ("costs", _) => "name of a cost",
        ("categories", [_, "title"]) => "name of a category",
        ("categories", _) => "what is in a category",
        ("cases", ["event", _]) => "something that happens on a day",
        ("cases", ["event-question", _]) => "the question for a day",
        ("cases", [_, "question"]) => "a question to the person",
        ("cases", _) => "an answer of the person",
        ("pack", ["emergency", _]) => "what an emergency line is for",
        ("pack", ["holiday", _]) => "name of a holiday",
        ("pack", ["role", _]) => "what an office with this job is called",
        ("pack", ["title"]) => "title of the whole",
        _ => "a text",
    }
}

/// The longest text of the original for each sort: as long a text is known to find its place on the screen.
pub(super) fn longest(texts: &[Text<'_>]) -> BTreeMap<&'static str, usize> {
    let mut longest = BTreeMap::new();
    for text in texts {
        let length = longest.entry(sort(text.file, text.key)).or_insert(0);
        *length = text.original.chars().count().max(*length);
    }
    longest
}

/// The title of the record a text is of, in the original.
pub(super) fn title<'a>(texts: &[Text<'a>], of: &Text<'_>) -> Option<&'a str> {
    let record = of.key.split('.').next().unwrap_or_default();
    let own = match of.file {
        "documents" | "costs" | "categories" => format!("{record}.title"),
        "cases" => format!("{record}.question"),
        _ => "title".to_owned(),
    };
    texts.iter().find(|text| text.file == of.file && text.key == own).map(|text| text.original)
}
