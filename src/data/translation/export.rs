//! The table a translator fills in.

use std::collections::BTreeMap;

use super::{Fault, State, Translations, context, csv};

/// The columns, in their order.
const COLUMNS: [&str; 7] = ["file", "key", "italian", "english", "translation", "state", "context"];
/// The language that stands beside the original, for those who read it better.
const ENGLISH: &str = "en";

impl Translations {
    /// The table of a language: every text, or those that ask for work.
    ///
    /// # Errors
    /// When the pack is not translated into it.
    pub fn export(&self, lang: &str, only_todo: bool) -> Result<String, Fault> {
        let texts = self.texts(lang)?;
        let longest = context::longest(&texts);
        let english: BTreeMap<&str, BTreeMap<&str, &str>> = self
            .files
            .iter()
            .filter(|((of, _), _)| of == ENGLISH)
            .map(|((_, file), l)| (file.as_str(), l.texts()))
            .collect();
        let mut out = String::new();
        csv::write(&mut out, &COLUMNS);
        for text in texts.iter().filter(|text| !only_todo || text.state != State::Good) {
            let english = english.get(text.file).and_then(|texts| texts.get(text.key)).copied().unwrap_or_default();
            let sort = context::sort(text.file, text.key);
            let most = longest.get(sort).copied().unwrap_or_default();
            let whose = context::title(&texts, text).filter(|title| *title != text.original);
            let whose = whose.map(|title| format!("{title}: ")).unwrap_or_default();
            let context = format!("{whose}{sort}, at most {most} characters");
            let translation = text.translation.unwrap_or_default();
            let row = [text.file, text.key, text.original, english, translation, text.state.name(), &context];
            csv::write(&mut out, &row);
        }
        Ok(out)
    }
}
