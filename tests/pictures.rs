//! Paragraphs as pictures: every strip is one row of cells and nothing else, whatever the text.

#[path = "support/sixel.rs"]
mod sixel;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vademecum::model::id::Lang;
use vademecum::model::lettering::{Font, Lettering};
use vademecum::model::words::{Direction, Language};
use vademecum::text::picture::{CellPx, Flush, Fonts, Paragraph, Rgb, Run, Strip, draw, extent, rows};

const CELL: CellPx = CellPx { width: 10, height: 19 };
const INK: Rgb = Rgb(0xff, 0xff, 0xff);
const BACKGROUND: Rgb = Rgb(0, 0, 0);

fn language(id: &str, direction: Direction, file: &str, size: u16, step: u16) -> Language {
    let font = |file: &str| {
        let path = format!("fonts/{file}.ttf");
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(&path)).unwrap();
        Font { path, bytes: Arc::new(Cow::Owned(bytes)) }
    };
    let lettering = Some(Lettering { fonts: vec![font(file), font("NotoSans")], size, step });
    Language { id: Lang::from(id), name: id.to_owned(), direction, fallback: Vec::new(), lettering }
}

fn fonts() -> Fonts {
    Fonts::new(&[
        language("bn", Direction::Ltr, "NotoSansBengali", 76, 100),
        language("ar", Direction::Rtl, "NotoNaskhArabic", 78, 125),
        language("ur", Direction::Rtl, "NotoNastaliqUrdu", 78, 200),
    ])
}

fn direction(lang: &str) -> Direction {
    if lang == "bn" { Direction::Ltr } else { Direction::Rtl }
}

fn drawn_in(fonts: &mut Fonts, lang: &str, text: &str, width_cells: u16, cell: CellPx) -> Vec<Strip> {
    let runs = [Run { text, ink: INK, highlighted: false }];
    let (lang, direction) = (&Lang::from(lang), direction(lang));
    let paragraph =
        Paragraph { lang, direction, runs: &runs, width_cells, flush: Flush::Start, cell, background: BACKGROUND };
    let strips = draw(fonts, &paragraph);
    assert_eq!(rows(fonts, &paragraph), strips.len());
    strips
}

fn drawn(lang: &str, text: &str, width_cells: u16) -> Vec<Strip> {
    drawn_in(&mut fonts(), lang, text, width_cells, CELL)
}

/// Every pixel of the row is painted, and none beyond it.
fn assert_one_row(strip: &Strip, width_cells: u16, cell: CellPx) -> sixel::Picture {
    let picture = sixel::read(&strip.0);
    let (width, height) = (usize::from(width_cells) * usize::from(cell.width), usize::from(cell.height));
    assert_eq!((picture.width, picture.height), (width, height));
    assert_eq!(picture.pixels.len(), height);
    assert!(picture.pixels.iter().all(|line| line.len() == width && line.iter().all(Option::is_some)));
    picture
}

/// Columns of a picture, from the first with ink to the last.
fn inked(picture: &sixel::Picture) -> Option<std::ops::RangeInclusive<usize>> {
    let has = |x: &usize| picture.pixels.iter().any(|line| line[*x] != Some(0));
    let mut columns = (0..picture.width).filter(has);
    let first = columns.next()?;
    Some(first..=columns.next_back().unwrap_or(first))
}

const TEXTS: [(&str, &str); 3] = [
    ("bn", "আবাসন অনুমতিপত্র নবায়ন করুন: Questura, ফোন 0187 7481"),
    ("ar", "تجديد تصريح الإقامة: Questura، هاتف 0187 7481"),
    ("ur", "اجازت نامے کی تجدید: Questura، فون 0187 7481"),
];

#[test]
fn strips_are_rows_of_cells() {
    let mut fonts = fonts();
    // Rows whose height is a multiple of a band, and rows whose height is not.
    for height in [12, 16, 17, 19, 24, 27, 33] {
        let cell = CellPx { width: height / 2, height };
        for (lang, text) in TEXTS {
            let strips = drawn_in(&mut fonts, lang, text, 30, cell);
            assert!(strips.len() > 1, "{lang}");
            let ink: Vec<bool> = strips.iter().map(|strip| inked(&assert_one_row(strip, 30, cell)).is_some()).collect();
            assert!(ink.iter().any(|ink| *ink), "{lang}: nothing is drawn");
        }
    }
}

#[test]
fn rows_are_lines_times_their_step() {
    for (lang, line, four) in [("bn", 1, 4), ("ar", 2, 5), ("ur", 2, 8)] {
        assert_eq!(drawn(lang, "ا", 10).len(), line, "{lang}");
        assert_eq!(drawn(lang, "ا\nا\nا\nا", 10).len(), four, "{lang}");
    }
}

#[test]
fn text_begins_where_its_language_begins() {
    for (lang, text) in [("bn", "দিন"), ("bn", "60"), ("ar", "يوم"), ("ar", "60"), ("ur", "دن"), ("ur", "Ab")]
    {
        let ink: Vec<_> = drawn(lang, text, 20).iter().filter_map(|strip| inked(&sixel::read(&strip.0))).collect();
        let (first, last) =
            ink.iter().fold((usize::MAX, 0), |(first, last), ink| (first.min(*ink.start()), last.max(*ink.end())));
        let near = if direction(lang) == Direction::Ltr { first } else { 199 - last };
        let far = if direction(lang) == Direction::Ltr { 199 - last } else { first };
        assert!(near < 8 && far > 100, "{lang} {text}: {first}..{last}");
    }
}

/// A phone number in a sentence from right to left is the same picture as the number alone.
#[test]
fn numbers_keep_their_order() {
    let columns = |text: &str| {
        let strips = drawn("ar", text, 12);
        let lines: Vec<_> = strips.iter().flat_map(|strip| sixel::read(&strip.0).pixels).collect();
        (0..120).map(|x| lines.iter().map(|line| line[x] != Some(0)).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let alone = columns("0187 7481");
    let said = columns("0187 7481 ا");
    // Its right end is at the right edge; what follows stands left of it.
    let ink = alone.iter().position(|column| column.contains(&true)).unwrap();
    assert_eq!(alone[ink..], said[ink..]);
    assert!(said[..ink].iter().any(|column| column.contains(&true)));
}

#[test]
fn nothing_to_draw_on() {
    let mut fonts = fonts();
    assert_eq!(drawn_in(&mut fonts, "it", "ciao", 10, CELL), []);
    assert_eq!(drawn_in(&mut fonts, "bn", "দিন", 0, CELL), []);
    assert_eq!(drawn_in(&mut fonts, "bn", "দিন", 10, CellPx { width: 0, height: 19 }), []);
    assert_eq!(drawn_in(&mut fonts, "bn", "দিন", 10, CellPx { width: 10, height: 0 }), []);
    let mut broken = language("bn", Direction::Ltr, "NotoSansBengali", 76, 100);
    broken.lettering.as_mut().unwrap().fonts.truncate(0);
    assert_eq!(drawn_in(&mut Fonts::new(&[broken]), "bn", "দিন", 10, CELL), []);
}

#[test]
fn an_empty_text_is_an_empty_line() {
    for text in ["", " ", "\u{200f}", "\u{2066}\u{2069}"] {
        let strips = drawn("bn", text, 10);
        assert_eq!(strips.len(), 1, "{text:?}");
        assert_eq!(inked(&assert_one_row(&strips[0], 10, CELL)), None);
    }
}

#[test]
fn a_line_of_one_cell_and_words_wider_than_a_line() {
    let word = "স্বাস্থ্য".repeat(30);
    for width in [1, 2, 9] {
        for text in ["0187 7481 দিন", word.as_str()] {
            let strips = drawn("bn", text, width);
            assert!(strips.len() > 1, "{width}: {}", strips.len());
            for strip in &strips {
                assert_one_row(strip, width, CELL);
            }
        }
    }
}

#[test]
fn a_long_text_is_bounded() {
    let word = "ا".repeat(10_000);
    assert!(drawn("ar", &word, 60).len() < 300);
    let words = "دن ".repeat(5_000);
    assert!(drawn("ur", &words, 60).len() < 1_000);
    // Beyond what is drawn at all.
    assert_eq!(drawn("bn", &"ক ".repeat(10_000), 60), drawn("bn", &"ক ".repeat(10_010), 60));
    let huge = CellPx { width: u16::MAX, height: 20 };
    assert!(drawn_in(&mut fonts(), "bn", "দিন", u16::MAX, huge).len() < 3);
}

/// The same bytes each time, in whichever order texts are drawn.
#[test]
fn the_same_text_is_the_same_picture() {
    let mut warm = fonts();
    for (lang, text) in TEXTS.into_iter().rev() {
        drawn_in(&mut warm, lang, text, 30, CELL);
    }
    for (lang, text) in TEXTS {
        assert_eq!(drawn_in(&mut warm, lang, text, 30, CELL), drawn(lang, text, 30), "{lang}");
    }
}

/// Inks, plates and background are the colours that were asked for.
#[test]
fn colours_are_those_asked_for() {
    let red = Rgb(0xff, 0, 0);
    let runs = [Run { text: "দিন ", ink: INK, highlighted: false }, Run { text: "দিন", ink: red, highlighted: true }];
    let lang = Lang::from("bn");
    let paragraph = Paragraph {
        lang: &lang,
        direction: Direction::Ltr,
        runs: &runs,
        width_cells: 12,
        flush: Flush::Start,
        cell: CELL,
        background: Rgb(0, 0, 0x33),
    };
    let strips = draw(&mut fonts(), &paragraph);
    let picture = assert_one_row(&strips[0], 12, CELL);
    assert_eq!(picture.colours[0], [0, 0, 20]);
    for colour in [[100, 100, 100], [100, 0, 0], [25, 0, 15]] {
        assert!(picture.colours.contains(&colour), "{colour:?} in {:?}", picture.colours);
    }
}

/// A word of each script, to be looked at.
#[test]
fn letters() {
    let mut out = String::new();
    for (lang, text) in [("bn", "ক্ষুদ্র 24"), ("ar", "في 24"), ("ur", "ٹکٹ 24")] {
        writeln!(out, "{lang} {text}").unwrap();
        for strip in drawn_in(&mut fonts(), lang, text, 7, CellPx { width: 10, height: 20 }) {
            for line in sixel::read(&strip.0).pixels {
                let shades: String = line.iter().map(|register| [" ", "░", "▒", "▓", "█"][register.unwrap()]).collect();
                writeln!(out, "{shades}|").unwrap();
            }
            out.push_str("-\n");
        }
    }
    insta::assert_snapshot!(out);
}

/// A line in a room of its own, and the columns of it that have ink.
fn inked_columns(lang: &str, text: &str, width_cells: u16, flush: Flush) -> Vec<bool> {
    let runs = [Run { text, ink: INK, highlighted: false }];
    let (code, direction) = (&Lang::from(lang), direction(lang));
    let of = Paragraph { lang: code, direction, runs: &runs, width_cells, flush, cell: CELL, background: BACKGROUND };
    let mut columns = vec![false; usize::from(width_cells * CELL.width)];
    for strip in draw(&mut fonts(), &of) {
        let picture = assert_one_row(&strip, width_cells, CELL);
        for row in &picture.pixels {
            for (column, pixel) in columns.iter_mut().zip(row) {
                *column |= pixel.is_some_and(|register| register != 0);
            }
        }
    }
    columns
}

#[test]
fn a_text_at_the_far_end_is_flush_with_it() {
    for (lang, text) in [("bn", "উত্তর দিন"), ("ar", "أجب"), ("ur", "جواب دیں")] {
        for (flush, from_left) in [(Flush::Start, lang == "bn"), (Flush::End, lang != "bn")] {
            let columns = inked_columns(lang, text, 20, flush);
            let mut columns: Box<dyn Iterator<Item = &bool>> =
                if from_left { Box::new(columns.iter()) } else { Box::new(columns.iter().rev()) };
            assert!(columns.position(|inked| *inked).unwrap() <= 4, "{lang} {flush:?}");
        }
    }
}

#[test]
fn a_blank_between_two_scripts_is_as_wide_as_a_latin_one() {
    let wide = |lang: &str, text: &str| {
        let runs = [Run { text, ink: INK, highlighted: false }];
        let (code, direction) = (&Lang::from(lang), direction(lang));
        let (width_cells, background) = (200, BACKGROUND);
        let of =
            Paragraph { lang: code, direction, runs: &runs, width_cells, flush: Flush::Start, cell: CELL, background };
        extent(&mut fonts(), &of).1
    };
    for (lang, word) in [("ur", "خرچ"), ("ar", "المبلغ"), ("bn", "খরচ")] {
        let blank = wide(lang, "a a") - 2 * wide(lang, "a");
        for latin in ["€30", "Roma", "\u{2066}Roma, Via Fazio\u{2069}"] {
            for text in [format!("{word} {latin}"), format!("{latin} {word}")] {
                assert!(wide(lang, &text) + 2 >= wide(lang, word) + wide(lang, latin) + blank, "{lang} {text}");
            }
        }
        let parted = wide(lang, &format!("{word} · {word}"));
        assert!(parted + 3 >= 2 * wide(lang, word) + 2 * blank, "{lang} ·");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: RngSeed::Fixed(4), ..ProptestConfig::default() })]
    /// Letters of all scripts, marks without letters, controls, bidi signs, joiners: whatever a text holds.
    #[test]
    fn any_text_is_rows(
        lang in prop_oneof![Just("bn"), Just("ar"), Just("ur")],
        text in proptest::collection::vec(
            prop_oneof![
                any::<char>(),
                proptest::char::range('\u{980}', '\u{9ff}'),
                proptest::char::range('\u{600}', '\u{6ff}'),
                proptest::char::range('\u{2000}', '\u{206f}'),
                proptest::char::range(' ', '~'),
            ],
            0..60,
        ),
        width in 1_u16..20,
    ) {
        let text: String = text.into_iter().collect();
        for strip in drawn(lang, &text, width) {
            assert_one_row(&strip, width, CELL);
        }
    }
}
