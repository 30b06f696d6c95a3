//! Writing which original a translation was made from.

use super::{Change, Fault, MADE_FROM, State, Translations};
use crate::model::fingerprint::Fingerprint;

/// Which texts are stamped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamps {
    /// Those that have no stamp.
    New,
    /// Outdated ones too: a translator says they still hold.
    All,
}

impl Translations {
    /// Stamps the texts of some files of a language, or of all when none is named. Nothing else in them changes.
    ///
    /// # Errors
    /// When there is no such language or file.
    pub fn stamp(&self, lang: &str, files: &[String], which: Stamps) -> Result<Vec<Change>, Fault> {
        self.translated(lang)?;
        let names: Vec<&str> = files.iter().map(|file| name(lang, file)).collect();
        if let Some(unknown) = names.iter().find(|name| self.file(lang, name).is_none()) {
            return Err(Fault::File(super::path(lang, unknown)));
        }
        let texts = self.texts(lang)?;
        let mut changes = Vec::new();
        for ((of, file), layout) in &self.files {
            if of != lang || !(names.is_empty() || names.contains(&file.as_str())) {
                continue;
            }
            let mut layout = layout.clone();
            let mut stamped = 0;
            for text in texts.iter().filter(|text| text.file == file && text.translation.is_some()) {
                if text.stamped && !(which == Stamps::All && text.state == State::Outdated) {
                    continue;
                }
                let print = Fingerprint::of(text.original).to_string();
                if !layout.replace(&format!("{MADE_FROM}.{}", text.key), &print) {
                    layout.note(MADE_FROM, text.key, &print);
                }
                stamped += 1;
            }
            if stamped > 0 {
                changes.push(Self::change(lang, file, &layout, stamped)?);
            }
        }
        Ok(changes)
    }
}

/// `needs/x`, however a person names the file: with `.toml`, with its folder.
fn name<'a>(lang: &str, file: &'a str) -> &'a str {
    let below = file.rsplit_once(&format!("words/{lang}/")).map_or(file, |(_, below)| below);
    below.strip_suffix(".toml").unwrap_or(below)
}
