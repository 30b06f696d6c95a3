//! A paragraph as lines of letters, each at its place in pixels.

use cosmic_text::{Align, Attrs, Buffer, CacheKey, Family, Metrics, Shaping, SwashContent, Wrap};

use super::canvas::{Canvas, INKS};
use super::fonts::{Face, Fonts};
use super::protect::protect;
use super::{Paragraph, Rgb};
use crate::model::id::Lang;
use crate::model::words::Direction;

/// Longest text that is drawn; the check of a pack allows far less.
const CHARACTERS: usize = 20_000;
/// Widest picture.
const PIXELS: usize = 8192;

/// Right-to-left and left-to-right mark: the first letter of a paragraph decides which way it runs.
const MARKS: (char, char) = ('\u{200f}', '\u{200e}');

/// A paragraph laid out.
#[derive(Debug)]
pub(super) struct Laid {
    /// Pixels of a row, from left to right.
    pub(super) width: usize,
    /// Pixels of a row, from top to bottom.
    pub(super) row_height: usize,
    /// Rows of cells.
    pub(super) rows: usize,
    /// The inks, by number.
    pub(super) inks: Vec<Rgb>,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    top: i32,
    bottom: i32,
    letters: Vec<Letter>,
}

#[derive(Debug)]
struct Letter {
    key: CacheKey,
    x: i32,
    y: i32,
    style: Style,
    /// What it takes of the line.
    room: std::ops::Range<i32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    ink: u8,
    plate: bool,
}

impl Style {
    fn number(self) -> usize {
        usize::from(self.ink) << 1 | usize::from(self.plate)
    }

    fn of(number: usize) -> Self {
        Self { ink: u8::try_from(number >> 1).unwrap_or_default(), plate: number & 1 == 1 }
    }
}

/// Lays a paragraph out; `None` when it cannot be drawn at all.
pub(super) fn lay_out(fonts: &mut Fonts, paragraph: &Paragraph<'_>) -> Option<Laid> {
    let (lettering, face) = fonts.open(paragraph.lang)?;
    let cell = paragraph.cell;
    let width = (usize::from(paragraph.width_cells) * usize::from(cell.width)).min(PIXELS);
    if width == 0 || cell.height == 0 {
        return None;
    }
    let height = f32::from(cell.height);
    let size = height * f32::from(lettering.size.max(1)) / 100.0;
    let step = height * f32::from(lettering.step.max(1)) / 100.0;
    let rtl = paragraph.direction == Direction::Rtl;
    let (inks, text) = styled(paragraph, rtl);

    let mut buffer = Buffer::new_empty(Metrics::new(size, step));
    #[expect(clippy::cast_precision_loss, reason = "not more than PIXELS")]
    buffer.set_size(Some(width as f32), None);
    buffer.set_wrap(Wrap::WordOrGlyph);
    let plain = Attrs::new().family(Family::Name(Face::FIRST));
    let spans = text.iter().map(|(text, style)| (text.as_str(), plain.clone().metadata(style.number())));
    let align = if rtl { Align::Right } else { Align::Left };
    buffer.set_rich_text(spans, &plain, Shaping::Advanced, Some(align));
    buffer.shape_until_scroll(&mut face.system, false);

    // The same base line in every line, whichever fonts stand in it: the first font decides.
    let base = ((step - (face.ascent + face.descent) * size) / 2.0 + face.ascent * size).round();
    let runs: Vec<_> = buffer.layout_runs().collect();
    let count = runs.len().max(1);
    #[expect(clippy::cast_precision_loss, reason = "not more lines than characters")]
    let rows = (count as f32 * step / height - 0.01).ceil().max(1.0);
    #[expect(clippy::cast_precision_loss, reason = "not more lines than characters")]
    let air = ((rows * height - count as f32 * step) / 2.0).floor();
    let lines = runs.iter().enumerate().map(|(place, run)| {
        #[expect(clippy::cast_precision_loss, reason = "not more lines than characters")]
        let top = (place as f32 * step + air).round();
        let letters = run.glyphs.iter().map(|glyph| {
            let placed = glyph.physical((0.0, top + base), 1.0);
            Letter {
                key: placed.cache_key,
                x: placed.x,
                y: placed.y,
                style: Style::of(glyph.metadata),
                room: pixels(glyph.x)..pixels(glyph.x + glyph.w),
            }
        });
        Line { top: pixels(top), bottom: pixels(top + step), letters: letters.collect() }
    });
    Some(Laid {
        width,
        row_height: usize::from(cell.height),
        rows: usize::try_from(pixels(rows)).unwrap_or(1),
        inks,
        lines: lines.collect(),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "a place in a picture; beyond its edge any number will do")]
fn pixels(length: f32) -> i32 {
    length.round() as i32
}

/// The text in its styles, with what keeps its order.
fn styled(paragraph: &Paragraph<'_>, rtl: bool) -> (Vec<Rgb>, Vec<(String, Style)>) {
    let mut inks: Vec<Rgb> = Vec::new();
    let mut characters = Vec::new();
    let mark = if rtl { MARKS.0 } else { MARKS.1 };
    for run in paragraph.runs {
        let known = inks.iter().position(|ink| *ink == run.ink);
        let place = known.unwrap_or_else(|| {
            inks.push(run.ink);
            inks.len() - 1
        });
        let style = Style { ink: u8::try_from(place.min(INKS - 1)).unwrap_or_default(), plate: run.highlighted };
        if characters.is_empty() {
            characters.push((mark, style));
        }
        for c in run.text.chars() {
            match c {
                '\n' | '\u{2028}' | '\u{2029}' => characters.extend([('\n', style), (mark, style)]),
                c if c.is_control() => characters.push((' ', style)),
                c => characters.push((c, style)),
            }
        }
    }
    characters.truncate(CHARACTERS);
    let mut text: Vec<(String, Style)> = Vec::new();
    for (c, style) in protect(&characters, rtl) {
        match text.last_mut() {
            Some((run, last)) if *last == style => run.push(c),
            _ => text.push((c.to_string(), style)),
        }
    }
    (inks, text)
}

impl Laid {
    /// Paints what falls into one row of cells.
    pub(super) fn paint(&self, fonts: &mut Fonts, lang: &Lang, row: usize, canvas: &mut Canvas) {
        let Some((_, face)) = fonts.open(lang) else { return };
        let height = i32::try_from(self.row_height).unwrap_or(i32::MAX);
        let top = i32::try_from(row).unwrap_or(i32::MAX).saturating_mul(height);
        // Letters reach beyond their line, tails of Nastaliq by more than one.
        let near = |line: &&Line| {
            let reach = 2 * (line.bottom - line.top);
            line.top - reach < top + height && line.bottom + reach > top
        };
        let lines = || self.lines.iter().filter(near);
        for (line, letter) in lines().flat_map(|line| line.letters.iter().map(move |letter| (line, letter))) {
            if letter.style.plate {
                canvas.plate(letter.style.ink, letter.room.clone(), line.top - top..line.bottom - top);
            }
        }
        for letter in lines().flat_map(|line| &line.letters) {
            let Some(image) = face.letters.get_image(&mut face.system, letter.key) else { continue };
            // Letters of one colour only; none of the fonts we know has others.
            if image.content != SwashContent::Mask {
                continue;
            }
            let (left, above) = (letter.x + image.placement.left, letter.y - image.placement.top - top);
            let width = usize::try_from(image.placement.width).unwrap_or_default().max(1);
            for (y, parts) in (above..).zip(image.data.chunks(width)) {
                for (x, parts) in (left..).zip(parts) {
                    canvas.cover(letter.style.ink, x, y, *parts);
                }
            }
        }
        face.tidy();
    }
}
