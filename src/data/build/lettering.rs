//! How a language is drawn as pictures: the fonts it names, and how large it is written.

use std::borrow::Cow;
use std::sync::Arc;

use toml::Spanned;

use crate::data::ledger::Desk;
use crate::data::raw;
use crate::model::lettering::{Font, Lettering};

/// What a language that only names fonts is written in: one line to a row.
const SIZE: u16 = 76;
const STEP: u16 = 100;

/// The lettering of a language, with the bytes of its fonts still to be fetched.
pub(super) fn lettering(desk: &mut Desk<'_>, raw: &raw::catalogue::Language) -> Option<Lettering> {
    let size = hundredths(desk, raw.letter_size.as_ref()).unwrap_or(SIZE);
    let step = hundredths(desk, raw.line_step.as_ref()).unwrap_or(STEP);
    for path in &raw.fonts {
        let at = desk.at(path);
        desk.ledger.fonts.push((path.get_ref().clone(), at));
    }
    let font = |path: &Spanned<String>| Font { path: path.get_ref().clone(), bytes: Arc::new(Cow::Borrowed(&[])) };
    let fonts: Vec<Font> = raw.fonts.iter().map(font).collect();
    (!fonts.is_empty()).then_some(Lettering { fonts, size, step })
}

fn hundredths(desk: &mut Desk<'_>, raw: Option<&Spanned<i64>>) -> Option<u16> {
    let raw = raw?;
    let value = u16::try_from(*raw.get_ref()).ok().filter(|value| Lettering::BOUNDS.contains(value));
    if value.is_none() {
        let (least, most) = Lettering::BOUNDS.into_inner();
        let help = format!("write a number from {least} to {most}: hundredths of a row's height");
        desk.error("bad-font", raw, format!("{} is no size of letters or lines", raw.get_ref()), &help);
    }
    value
}
