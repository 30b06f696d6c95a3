//! Which pack a command reads, in which language, at which time.

use chrono::NaiveDateTime;

use super::args::PackArgs;
use super::failure::Failure;
use crate::app::{Cx, Mode, Session, Side};
use crate::data::{Files, load, shipped};
use crate::kiosk::clock::Clock;
use crate::model::catalog::Catalog;
use crate::model::id::{Lang, TownId};
use crate::text::{Caps, Cells, Scribe};
use crate::widgets::theme::Theme;
use ratatui::layout::Size;

/// Columns of a printed answer.
pub(super) const WIDTH: u16 = 84;

/// A pack with what a command was told about it.
pub(super) struct Pack {
    pub(super) catalog: Catalog,
    pub(super) session: Session,
    pub(super) now: NaiveDateTime,
    scribe: Scribe,
}

impl Pack {
    /// Opens the pack of the arguments.
    pub(super) fn open(args: &PackArgs) -> Result<Self, Failure> {
        let catalog = match &args.data {
            Some(folder) => {
                let files = Files::folder(folder).map_err(|error| Failure::could_not_run(error.to_string()))?;
                load(&files).good().map_err(|problems| Failure::problems(&problems))?
            }
            None => shipped().ok_or_else(|| Failure::internal("the program's own pack cannot be read"))?,
        };
        let lang = match &args.lang {
            Some(code) => Lang::from(code.as_str()),
            None => catalog.manifest.original().cloned().unwrap_or_else(|| Lang::from("it")),
        };
        if catalog.manifest.language(&lang).is_none() {
            let known: Vec<&str> = catalog.manifest.languages.iter().map(|language| language.id.as_str()).collect();
            return Err(Failure::could_not_run(format!("the pack has no language `{lang}`"))
                .hint(format!("it has: {}", known.join(", "))));
        }
        let now = Clock::new(catalog.manifest.timezone, args.now).now().civil;
        let lang = catalog.manifest.speaking(lang);
        // A pipe has no grid: every language can be printed.
        let scribe = Scribe::new(Caps { cells: Cells::Forced, pictures: None }, &catalog.manifest.languages);
        Ok(Self { scribe, catalog, session: Session::new(lang), now })
    }

    /// Sets the town, which must be one of the pack.
    pub(super) fn town(&mut self, town: &str) -> Result<(), Failure> {
        let id = TownId::from(town);
        if self.catalog.town(&id).is_none() {
            let known: Vec<&str> = self.catalog.towns.iter().map(|town| town.id.as_str()).collect();
            return Err(Failure::could_not_run(format!("the pack has no town `{town}`"))
                .hint(format!("it has: {}", known.join(", "))));
        }
        self.session.town = Some(id);
        Ok(())
    }

    /// What screens see, for printing the same.
    pub(super) fn cx(&self) -> Cx<'_> {
        Cx {
            catalog: &self.catalog,
            hits: &[],
            session: &self.session,
            lang: &self.session.lang,
            now: self.now,
            body: Size::new(WIDTH, 24),
            theme: Theme::Plain,
            mode: Mode::Open,
            scribe: &self.scribe,
            side: Side::default(),
        }
    }
}
