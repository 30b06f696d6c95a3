//! A paragraph as lines of letters, each at its place in pixels.

use std::ops::Range;

use cosmic_text::{Attrs, Buffer, CacheKey, Family, LayoutGlyph, Metrics, Shaping, SwashContent, Wrap};

use super::breaks::breaks;
use super::canvas::Canvas;
use super::fonts::{Face, Fonts};
use super::spans::{Spans, Style, spans};
use super::{Flush, Paragraph, Rgb};
use crate::model::id::Lang;
use crate::model::words::Direction;

/// Widest picture.
const PIXELS: usize = 8192;

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
    room: Range<i32>,
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
    let (inks, texts) = spans(paragraph);
    let mut shaper = Shaper { face, metrics: Metrics::new(size, step), direction: paragraph.direction };
    let lines: Vec<Shaped> = texts.iter().flat_map(|spans| shaper.lines(spans, float(width))).collect();

    // The same base line in every line, whichever fonts stand in it: the first font decides.
    let base = ((step - (face.ascent + face.descent) * size) / 2.0 + face.ascent * size).round();
    let all = float(lines.len()) * step;
    // A hair less, or a sum of roundings would ask for one more row.
    let rows = (all / height - 0.01).ceil().max(1.0);
    let lines = lines.into_iter().enumerate().map(|(place, line)| {
        let top = (float(place) * step).round();
        let left = match (paragraph.direction, paragraph.flush) {
            (Direction::Ltr, Flush::Start) | (Direction::Rtl, Flush::End) => 0.0,
            (Direction::Rtl, Flush::Start) | (Direction::Ltr, Flush::End) => float(width) - line.width,
        };
        let letters = line.glyphs.iter().map(|glyph| {
            let placed = glyph.physical((left, top + base), 1.0);
            let style = Style::of(glyph.metadata);
            let room = pixels(left + glyph.x)..pixels(left + glyph.x + glyph.w);
            Letter { key: placed.cache_key, x: placed.x, y: placed.y, style, room }
        });
        Line { top: pixels(top), bottom: pixels(top + step), letters: letters.collect() }
    });
    let rows = usize::try_from(pixels(rows)).unwrap_or(1);
    Some(Laid { width, row_height: usize::from(cell.height), rows, inks, lines: lines.collect() })
}

/// A line of shaped letters, from its left edge.
struct Shaped {
    glyphs: Vec<LayoutGlyph>,
    width: f32,
}

struct Shaper<'a> {
    face: &'a mut Face,
    metrics: Metrics,
    direction: Direction,
}

impl Shaper<'_> {
    /// A text as lines of at most this width.
    fn lines(&mut self, spans: &Spans, width: f32) -> Vec<Shaped> {
        let (whole, head) = self.shape(spans, 0..spans.text.len());
        if whole.width <= width {
            return vec![whole];
        }
        let place = |glyph: &LayoutGlyph| (glyph.start.saturating_sub(head), glyph.w);
        let advances: Vec<_> = whole.glyphs.iter().filter(|glyph| glyph.start >= head).map(place).collect();
        breaks(&spans.text, &advances, width).into_iter().map(|line| self.shape(spans, line).0).collect()
    }

    /// A part of a text in one line, and how many bytes stand before it there.
    fn shape(&mut self, spans: &Spans, range: Range<usize>) -> (Shaped, usize) {
        let length = range.len();
        let parts = spans.part(range, self.direction);
        let head = parts.iter().map(|(text, _)| text.len()).sum::<usize>().saturating_sub(length);
        let plain = Attrs::new().family(Family::Name(Face::FIRST));
        let latin = Family::Name(if self.face.has_latin { Face::LATIN } else { Face::FIRST });
        let attrs = |style: Style| {
            let attrs = plain.clone().metadata(style.number());
            if style.latin { attrs.family(latin) } else { attrs }
        };
        let mut buffer = Buffer::new_empty(self.metrics);
        buffer.set_size(None, None);
        buffer.set_wrap(Wrap::None);
        let parts = parts.iter().map(|(text, style)| (*text, attrs(*style)));
        buffer.set_rich_text(parts, &plain, Shaping::Advanced, None);
        buffer.shape_until_scroll(&mut self.face.system, false);
        let line = buffer.layout_runs().next();
        let glyphs = line.as_ref().map(|line| line.glyphs.to_vec()).unwrap_or_default();
        (Shaped { glyphs, width: line.map_or(0.0, |line| line.line_w) }, head)
    }
}

#[expect(clippy::cast_precision_loss, reason = "pixels and lines of one paragraph")]
fn float(count: usize) -> f32 {
    count as f32
}

#[expect(clippy::cast_possible_truncation, reason = "a place in a picture; beyond its edge any number will do")]
fn pixels(length: f32) -> i32 {
    length.round() as i32
}

impl Laid {
    /// Pixels the widest line takes.
    pub(super) fn used(&self) -> usize {
        let room = |line: &Line| {
            let start = line.letters.iter().map(|letter| letter.room.start).min()?;
            let end = line.letters.iter().map(|letter| letter.room.end).max()?;
            usize::try_from(end - start).ok()
        };
        self.lines.iter().filter_map(room).max().unwrap_or(0)
    }

    /// Paints what falls into one row of cells.
    pub(super) fn paint(&self, fonts: &mut Fonts, lang: &Lang, row: usize, canvas: &mut Canvas) {
        let Some((_, face)) = fonts.open(lang) else { return };
        let height = i32::try_from(self.row_height).unwrap_or(i32::MAX);
        let top = i32::try_from(row).unwrap_or(i32::MAX).saturating_mul(height);
        // Letters reach beyond their line.
        let near = |line: &&Line| {
            let reach = 2 * (line.bottom - line.top);
            line.top - reach < top.saturating_add(height) && line.bottom + reach > top
        };
        let lines = || self.lines.iter().filter(near);
        for (line, letter) in lines().flat_map(|line| line.letters.iter().map(move |letter| (line, letter))) {
            if letter.style.plate {
                canvas.plate(letter.style.ink, letter.room.clone(), line.top - top..line.bottom - top);
            }
        }
        for letter in lines().flat_map(|line| &line.letters) {
            let Some(image) = face.letters.get_image(&mut face.system, letter.key) else { continue };
            // Letters of one colour only; no font for texts has others.
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
