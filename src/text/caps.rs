//! What a terminal can draw, and so which languages can be offered on it, and how each is drawn.

use super::picture::CellPx;
use crate::model::words::{Direction, Language};

/// What a terminal can draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// What it draws right on its grid of cells.
    pub cells: Cells,
    /// The size of its cells, if it shows pictures and says how large they are.
    pub pictures: Option<CellPx>,
}

/// What a grid of cells shows right; each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cells {
    /// Latin and Cyrillic: the bare Linux console has at most 512 signs.
    Narrow,
    /// Wide signs too, such as Chinese.
    Wide,
    /// Text ordered from right to left by us: the terminal leaves the order alone.
    Ordered,
    /// Urdu too: it can be read, but no Urdu reader would write it so.
    Forced,
}

impl Default for Caps {
    /// What most terminals can do.
    fn default() -> Self {
        Self { cells: Cells::Ordered, pictures: None }
    }
}

/// How a language is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// Sign by sign on the grid.
    Cells,
    /// As pictures of its paragraphs.
    Pictures,
}

/// What the signs of a language ask of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Narrow,
    Wide,
    RightToLeft,
    /// Urdu is written in Nastaliq, slanting down: no grid can.
    Nastaliq,
    /// Signs change with their neighbours: no grid can.
    Complex,
}

impl Script {
    /// As the language writes its own name, so that a pack can bring a new language without a new program.
    fn of(language: &Language) -> Self {
        if language.id.as_str() == "ur" {
            Self::Nastaliq
        } else if language.name.chars().any(is_complex) {
            Self::Complex
        } else if language.direction == Direction::Rtl {
            Self::RightToLeft
        } else if language.name.chars().any(|c| super::width_of(c.encode_utf8(&mut [0; 4])) > 1) {
            Self::Wide
        } else {
            Self::Narrow
        }
    }
}

/// Letters that no grid of cells draws right: from Devanagari to Khmer, Ethiopic and their extensions.
fn is_complex(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{109f}' | '\u{1200}'..='\u{139f}' | '\u{1700}'..='\u{18af}' | '\u{1900}'..='\u{1cff}'
        | '\u{2d80}'..='\u{2ddf}' | '\u{a800}'..='\u{abff}' | '\u{11000}'..='\u{11fff}')
}

/// Whether every letter of a text can be drawn on a grid of cells, on some terminal.
pub fn fits_cells(text: &str) -> bool {
    text.is_ascii() || !text.chars().any(is_complex)
}

impl Caps {
    /// How a language is drawn; `None` = it cannot be, and is not offered.
    pub fn means(self, language: &Language) -> Option<Means> {
        let pictures = (self.pictures.is_some() && language.lettering.is_some()).then_some(Means::Pictures);
        pictures.filter(|_| !matches!(Script::of(language), Script::Narrow | Script::Wide)).or(self.in_cells(language))
    }

    /// The same for rows that are never pictures: the frame.
    pub fn in_cells(self, language: &Language) -> Option<Means> {
        let least = match Script::of(language) {
            Script::Narrow => Cells::Narrow,
            Script::Wide => Cells::Wide,
            Script::RightToLeft => Cells::Ordered,
            Script::Nastaliq => Cells::Forced,
            Script::Complex => return None,
        };
        (self.cells >= least).then_some(Means::Cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::Lang;
    use crate::model::lettering::Lettering;

    fn language(id: &str, name: &str, direction: Direction, font: bool) -> Language {
        let lettering = font.then(|| Lettering { fonts: Vec::new(), size: 80, step: 125 });
        Language { id: Lang::from(id), name: name.to_owned(), direction, fallback: Vec::new(), lettering }
    }

    #[test]
    fn only_what_can_be_drawn_is_offered() {
        use Direction::{Ltr, Rtl};
        let languages = [
            language("it", "Italiano", Ltr, false),
            language("uk", "Українська", Ltr, false),
            language("zh", "中文", Ltr, false),
            language("ar", "العربية", Rtl, true),
            language("ur", "اردو", Rtl, true),
            language("bn", "বাংলা", Ltr, true),
            language("hi", "हिन्दी", Ltr, false),
        ];
        let drawn = |cells, pictures| {
            let caps = Caps { cells, pictures };
            languages.each_ref().map(|language| match caps.means(language) {
                Some(Means::Cells) => 'c',
                Some(Means::Pictures) => 'p',
                None => '-',
            })
        };
        let px = Some(CellPx { width: 10, height: 20 });
        assert_eq!(drawn(Cells::Narrow, None), ['c', 'c', '-', '-', '-', '-', '-']);
        assert_eq!(drawn(Cells::Wide, None), ['c', 'c', 'c', '-', '-', '-', '-']);
        assert_eq!(drawn(Cells::Ordered, None), ['c', 'c', 'c', 'c', '-', '-', '-']);
        assert_eq!(drawn(Cells::Forced, None), ['c', 'c', 'c', 'c', 'c', '-', '-']);
        assert_eq!(drawn(Cells::Ordered, px), ['c', 'c', 'c', 'p', 'p', 'p', '-']);
        assert_eq!(drawn(Cells::Wide, px), ['c', 'c', 'c', 'p', 'p', 'p', '-']);
    }
}
