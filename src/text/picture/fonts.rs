//! Fonts from the pack, opened when a language that needs them is drawn for the first time.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use cosmic_text::fontdb::{Database, Source, Stretch, Style, Weight};
use cosmic_text::{FontSystem, SwashCache};

use crate::model::id::Lang;
use crate::model::lettering::{Font, Lettering};
use crate::model::words::Language;

/// Drawn letters that are kept; beyond, all are forgotten. A page shows some hundred different ones.
const LETTERS_KEPT: usize = 4096;

/// The fonts of all languages that have some.
#[derive(Debug, Default)]
pub struct Fonts {
    books: BTreeMap<Lang, Book>,
}

#[derive(Debug)]
struct Book {
    lettering: Lettering,
    face: State,
}

#[derive(Debug)]
enum State {
    Closed,
    Open(Box<Face>),
    /// No font could be opened: not tried again.
    Broken,
}

/// Opened fonts.
#[derive(Debug)]
pub(super) struct Face {
    pub(super) system: FontSystem,
    pub(super) letters: SwashCache,
    /// Above and below the base line, in em.
    pub(super) ascent: f32,
    pub(super) descent: f32,
    /// Whether there is a font for Latin names and numbers.
    pub(super) has_latin: bool,
}

impl Fonts {
    /// The fonts of these languages. Nothing is opened yet.
    pub fn new<'a>(languages: impl IntoIterator<Item = &'a Language>) -> Self {
        let books = languages.into_iter().filter_map(|language| {
            let lettering = language.lettering.clone()?;
            Some((language.id.clone(), Book { lettering, face: State::Closed }))
        });
        Self { books: books.collect() }
    }

    /// Whether this language can be drawn as pictures.
    pub fn has(&self, lang: &Lang) -> bool {
        self.books.contains_key(lang)
    }

    /// Rows of a line, where every line takes as many; else 1.
    pub fn rows_of_line(&self, lang: &Lang) -> usize {
        let step = self.books.get(lang).map_or(100, |book| book.lettering.step);
        if step.is_multiple_of(100) { usize::from(step / 100).max(1) } else { 1 }
    }

    /// The fonts of a language, opened, and how large it is written.
    pub(super) fn open(&mut self, lang: &Lang) -> Option<(&Lettering, &mut Face)> {
        let book = self.books.get_mut(lang)?;
        if matches!(book.face, State::Closed) {
            book.face = Face::open(&book.lettering).map_or(State::Broken, |face| State::Open(Box::new(face)));
        }
        match &mut book.face {
            State::Open(face) => Some((&book.lettering, face)),
            State::Closed | State::Broken => None,
        }
    }
}

/// Whether these bytes are a font that can be drawn with.
pub fn is_font(bytes: &Arc<Cow<'static, [u8]>>) -> bool {
    let font = Font { path: String::new(), bytes: Arc::clone(bytes) };
    Face::open(&Lettering { fonts: vec![font], size: 100, step: 100 }).is_some()
}

impl Face {
    /// Name of a font by its place among the fonts of a language: two files may call themselves alike.
    pub(super) const FIRST: &str = "0";
    /// The font behind it, for Latin names and numbers.
    pub(super) const LATIN: &str = "1";

    fn open(lettering: &Lettering) -> Option<Self> {
        let mut all = Database::new();
        let (mut first, mut has_latin) = (None, false);
        for (place, font) in lettering.fonts.iter().enumerate() {
            let mut one = Database::new();
            one.load_font_source(Source::Binary(Arc::clone(&font.bytes) as _));
            let Some(face) = one.faces().next() else { continue };
            let mut face = face.clone();
            if let Some((name, _)) = face.families.first_mut() {
                *name = place.to_string();
                face.families.truncate(1);
            }
            // Whatever weight a font has, it is the one there is: nothing is chosen by weight.
            (face.weight, face.stretch, face.style) = (Weight::NORMAL, Stretch::Normal, Style::Normal);
            face.monospaced = false;
            let id = all.push_face_info(face);
            match place {
                0 => first = Some(id),
                1 => has_latin = true,
                _ => {}
            }
        }
        // No font of the system, which was never asked: what the first font lacks is looked for in the next.
        let mut system = FontSystem::new_with_locale_and_db("en".to_owned(), all);
        let font = system.get_font(first?, Weight::NORMAL)?;
        let (metrics, em) = (font.metrics(), f32::from(font.metrics().units_per_em.max(1)));
        let (ascent, descent) = (metrics.ascent / em, -metrics.descent / em);
        Some(Self { system, letters: SwashCache::new(), ascent, descent, has_latin })
    }

    /// Forgets drawn letters when they have become many.
    pub(super) fn tidy(&mut self) {
        if self.letters.image_cache.len() > LETTERS_KEPT {
            self.letters.image_cache.clear();
        }
    }
}
