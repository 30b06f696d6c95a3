//! Who draws the texts of a pack on a terminal: which languages it can, each how, and the pictures drawn so far.

use std::rc::Rc;

use super::caps::{Caps, Means, fits_cells};
use super::order::runs_left;
use super::picture::Fonts;
use super::pictures::Pictures;
use crate::model::id::Lang;
use crate::model::words::{Direction, Language};

/// Who draws the texts of a pack on a terminal.
#[derive(Debug)]
pub struct Scribe {
    caps: Caps,
    hands: Vec<Hand>,
    pictures: Option<Rc<Pictures>>,
}

/// How a language is drawn.
#[derive(Debug)]
struct Hand {
    lang: Lang,
    direction: Direction,
    /// Languages that stand in for it, in order.
    fallback: Vec<Lang>,
    means: Option<Means>,
    /// Whether rows of the frame can be in it.
    in_cells: bool,
}

/// How texts are set: in which language, which way they run, by what means they are drawn. Passed on, never global.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The language.
    pub lang: &'a Lang,
    /// Which way it runs; the layout runs the same way.
    pub direction: Direction,
    /// How it is drawn.
    pub means: Means,
    scribe: Option<&'a Scribe>,
}

impl Scribe {
    /// For the languages of a pack.
    pub fn new(caps: Caps, languages: &[Language]) -> Self {
        let hands = languages.iter().map(|language| Hand {
            lang: language.id.clone(),
            direction: language.direction,
            fallback: language.fallback.clone(),
            means: caps.means(language),
            in_cells: caps.in_cells(language).is_some(),
        });
        let pictures = caps.pictures.map(|cell| Rc::new(Pictures::new(Fonts::new(languages), cell)));
        Self { caps, hands: hands.collect(), pictures }
    }

    /// What its terminal can draw.
    pub fn caps(&self) -> Caps {
        self.caps
    }

    fn hand(&self, lang: &Lang) -> Option<&Hand> {
        self.hands.iter().find(|hand| hand.lang == *lang)
    }

    /// Whether a language can be drawn at all.
    pub fn offers(&self, lang: &Lang) -> bool {
        self.hand(lang).is_some_and(|hand| hand.means.is_some())
    }

    /// The language a page is in for a person who wants this one: the first of it and those that stand in for it that
    /// can be drawn.
    pub fn page<'a>(&'a self, lang: &'a Lang) -> &'a Lang {
        self.first_of(lang, |hand| hand.means.is_some())
    }

    /// The same for the rows of the frame, which are never pictures.
    pub fn frame<'a>(&'a self, lang: &'a Lang) -> &'a Lang {
        self.first_of(lang, |hand| hand.in_cells)
    }

    /// A language nobody knows is left as it is; of the others, any is better than one that cannot be read.
    fn first_of<'a>(&'a self, lang: &'a Lang, can: impl Fn(&Hand) -> bool) -> &'a Lang {
        let Some(own) = self.hand(lang).filter(|own| !can(own)) else { return lang };
        let stand_in = own.fallback.iter().filter_map(|lang| self.hand(lang));
        stand_in.chain(&self.hands).find(|hand| can(hand)).map_or(lang, |hand| &hand.lang)
    }

    /// How texts of a language are set.
    pub fn setting<'a>(&'a self, lang: &'a Lang) -> Setting<'a> {
        let hand = self.hand(lang);
        let means = hand.and_then(|hand| hand.means).unwrap_or(Means::Cells);
        let direction = hand.map_or(Direction::Ltr, |hand| hand.direction);
        Setting { lang, direction, means, scribe: Some(self) }
    }
}

impl<'a> Setting<'a> {
    /// On paper: cells whatever the language, for a printer or a pipe has no grid.
    pub fn on_paper(lang: &'a Lang, direction: Direction) -> Self {
        Self { lang, direction, means: Means::Cells, scribe: None }
    }

    /// The same page, a text in another language: its layout runs as the page does.
    #[must_use]
    pub fn inset(self, lang: &'a Lang) -> Self {
        self.scribe.map_or(self, |scribe| scribe.setting(lang))
    }

    /// Who draws a text as a picture, if it is to be one: what cells draw right is left to them.
    pub fn pictures<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Option<&'a Rc<Pictures>> {
        let pictures = self.scribe?.pictures.as_ref().filter(|_| self.means == Means::Pictures)?;
        // Signs that steer direction are no letters: cells see to them.
        let drawn = |text: &str| !fits_cells(text) || (!text.is_ascii() && text.chars().any(runs_left));
        texts.into_iter().any(drawn).then_some(pictures)
    }
}
