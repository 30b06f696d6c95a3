//! Which way texts run: signs that point, texts set into others.

use std::borrow::Cow;

use unicode_bidi::get_base_direction;

use super::atoms::{END, ISOLATE};
use super::order::runs_left;
use crate::model::words::Direction;

/// Begins a stretch that runs from right to left whatever is around it.
pub(super) const ISOLATE_RTL: char = '\u{2067}';

/// A sign that points somewhere, as the layout runs: `→` leads on, `←` leads back.
pub fn pointing(sign: &str, direction: Direction) -> Cow<'_, str> {
    if direction == Direction::Ltr {
        return Cow::Borrowed(sign);
    }
    let turn = |c| match c {
        '→' => '←',
        '←' => '→',
        '▸' => '◂',
        '▶' => '◀',
        '▏' => '▕',
        c => c,
    };
    sign.chars().map(turn).collect()
}

/// Which way a text runs that nobody tells the language of: as its letters do.
pub fn direction_of(text: &str) -> Direction {
    match get_base_direction(text) {
        unicode_bidi::Direction::Rtl => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// Whether anything in a text runs the way its language does; a Latin name in an Arabic pack does not.
pub fn has_direction(text: &str, direction: Direction) -> bool {
    direction == Direction::Ltr || text.chars().any(runs_left)
}

/// A name as the facts have it, set into a text: it stays in one piece, commas and brackets in it too.
pub fn inset_name(name: &str, around: Direction) -> String {
    inset(name, direction_of(name), around)
}

/// A text of another language set into a text: it keeps its own direction, and what stands around it keeps its place.
pub fn inset(text: &str, own: Direction, around: Direction) -> String {
    let open = match own {
        _ if own == around => return text.to_owned(),
        Direction::Ltr => ISOLATE,
        Direction::Rtl => ISOLATE_RTL,
    };
    format!("{open}{text}{END}")
}
