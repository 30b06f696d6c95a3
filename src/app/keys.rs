//! One table of keys. The key bar and the help read it too, so that they cannot lie.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Action, Mode};
use crate::i18n::say;
use crate::model::id::Lang;
use crate::model::words::Direction;

/// When a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Always.
    Anywhere,
    /// Where letters are typed.
    Typing,
    /// Where letters are commands.
    Reading,
    /// At a terminal of one's own, always.
    Open,
    /// At a terminal of one's own, where letters are commands.
    OpenReading,
}

impl Where {
    fn holds(self, typing: bool, mode: Mode) -> bool {
        let open = mode == Mode::Open;
        match self {
            Self::Anywhere => true,
            Self::Typing => typing,
            Self::Reading => !typing,
            Self::Open => open,
            Self::OpenReading => open && !typing,
        }
    }
}

/// Keys that belong together, with what they do and how they are shown.
struct Row {
    keys: &'static [(KeyCode, KeyModifiers, Action)],
    on: Where,
    /// As it stands on the key bar and in the help; the same in every language.
    shown: &'static str,
    /// Its word on the key bar, if it stands there.
    bar: Option<fn(&Lang) -> String>,
    /// Its sentence in the help.
    help: fn(&Lang) -> String,
}

const PLAIN: KeyModifiers = KeyModifiers::NONE;

/// Digits are read apart: nine of them do the same.
const ROWS: &[Row] = &[
    Row {
        keys: &[(KeyCode::Up, PLAIN, Action::Up), (KeyCode::Down, PLAIN, Action::Down)],
        on: Where::Anywhere,
        shown: "↑↓",
        bar: Some(|lang| say!(lang, "key.move")),
        help: |lang| say!(lang, "key.move_help"),
    },
    Row {
        keys: &[(KeyCode::Enter, PLAIN, Action::Open), (KeyCode::Right, PLAIN, Action::Open)],
        on: Where::Anywhere,
        shown: "⏎",
        bar: Some(|lang| say!(lang, "key.open")),
        help: |lang| say!(lang, "key.open_help"),
    },
    Row {
        keys: &[(KeyCode::Esc, PLAIN, Action::Escape), (KeyCode::Left, PLAIN, Action::Back)],
        on: Where::Anywhere,
        shown: "Esc",
        bar: Some(|lang| say!(lang, "key.back")),
        help: |lang| say!(lang, "key.back_help"),
    },
    Row {
        keys: &[(KeyCode::Backspace, PLAIN, Action::Back)],
        on: Where::Reading,
        shown: "⌫",
        bar: None,
        help: |lang| say!(lang, "key.back_help"),
    },
    Row {
        keys: &[(KeyCode::Backspace, PLAIN, Action::Erase)],
        on: Where::Typing,
        shown: "⌫",
        bar: Some(|lang| say!(lang, "key.erase")),
        help: |lang| say!(lang, "key.erase_help"),
    },
    Row {
        keys: &[(KeyCode::F(12), PLAIN, Action::Hide)],
        on: Where::Anywhere,
        shown: "F12",
        bar: Some(|lang| say!(lang, "key.hide")),
        help: |lang| say!(lang, "key.hide_help"),
    },
    Row {
        keys: &[(KeyCode::Char('/'), PLAIN, Action::Search), (KeyCode::F(3), PLAIN, Action::Search)],
        on: Where::Reading,
        shown: "/",
        bar: Some(|lang| say!(lang, "key.search")),
        help: |lang| say!(lang, "key.search_help"),
    },
    Row {
        keys: &[(KeyCode::Char('l'), PLAIN, Action::Languages), (KeyCode::Char('L'), PLAIN, Action::Languages)],
        on: Where::Reading,
        shown: "L",
        bar: Some(|lang| say!(lang, "key.languages")),
        help: |lang| say!(lang, "key.languages_help"),
    },
    Row {
        keys: &[(KeyCode::F(2), PLAIN, Action::Languages)],
        on: Where::Anywhere,
        shown: "F2",
        bar: None,
        help: |lang| say!(lang, "key.languages_help"),
    },
    Row {
        keys: &[(KeyCode::Char('?'), PLAIN, Action::Help)],
        on: Where::Reading,
        shown: "?",
        bar: Some(|lang| say!(lang, "key.help")),
        help: |lang| say!(lang, "key.help_help"),
    },
    Row {
        keys: &[(KeyCode::F(1), PLAIN, Action::Help)],
        on: Where::Anywhere,
        shown: "F1",
        bar: None,
        help: |lang| say!(lang, "key.help_help"),
    },
    Row {
        keys: &[(KeyCode::PageUp, PLAIN, Action::PageUp), (KeyCode::PageDown, PLAIN, Action::PageDown)],
        on: Where::Anywhere,
        shown: "PgUp PgDn",
        bar: None,
        help: |lang| say!(lang, "key.page_help"),
    },
    Row {
        keys: &[(KeyCode::Char(' '), PLAIN, Action::PageDown)],
        on: Where::Reading,
        shown: "␣",
        bar: None,
        help: |lang| say!(lang, "key.page_help"),
    },
    Row {
        keys: &[(KeyCode::Home, PLAIN, Action::Top), (KeyCode::End, PLAIN, Action::Bottom)],
        on: Where::Anywhere,
        shown: "Home End",
        bar: None,
        help: |lang| say!(lang, "key.ends_help"),
    },
    Row {
        keys: &[(KeyCode::Char('h'), PLAIN, Action::Home), (KeyCode::Char('H'), PLAIN, Action::Home)],
        on: Where::Reading,
        shown: "H",
        bar: None,
        help: |lang| say!(lang, "key.home_help"),
    },
    Row {
        keys: &[(KeyCode::Char('c'), PLAIN, Action::Competence), (KeyCode::Char('C'), PLAIN, Action::Competence)],
        on: Where::Reading,
        shown: "C",
        bar: None,
        help: |lang| say!(lang, "key.competence_help"),
    },
    Row {
        keys: &[(KeyCode::Char('q'), PLAIN, Action::Quit), (KeyCode::Char('Q'), PLAIN, Action::Quit)],
        on: Where::OpenReading,
        shown: "q",
        bar: Some(|lang| say!(lang, "key.quit")),
        help: |lang| say!(lang, "key.quit_help"),
    },
    Row {
        keys: &[(KeyCode::Char('c'), KeyModifiers::CONTROL, Action::Quit)],
        on: Where::Open,
        shown: "Ctrl-C",
        bar: None,
        help: |lang| say!(lang, "key.quit_help"),
    },
];

/// What a key means here; most mean nothing.
pub fn action(key: KeyEvent, typing: bool, mode: Mode) -> Option<Action> {
    let shiftless = key.modifiers - KeyModifiers::SHIFT;
    let found = ROWS
        .iter()
        .filter(|row| row.on.holds(typing, mode))
        .flat_map(|row| row.keys)
        .find(|(code, modifiers, _)| *code == key.code && *modifiers == shiftless);
    match (found, key.code) {
        (Some((.., action)), _) => Some(*action),
        (None, KeyCode::Char(letter)) if shiftless.is_empty() && typing => Some(Action::Type(letter)),
        (None, KeyCode::Char(digit @ '1'..='9')) if shiftless.is_empty() => {
            u8::try_from(digit.to_digit(10)?).ok().map(Action::Digit)
        }
        _ => None,
    }
}

/// A key as it is meant where reading begins at the right: the arrow that points onwards leads on.
pub fn facing(key: KeyEvent, direction: Direction) -> KeyEvent {
    let code = match (direction, key.code) {
        (Direction::Rtl, KeyCode::Left) => KeyCode::Right,
        (Direction::Rtl, KeyCode::Right) => KeyCode::Left,
        (_, code) => code,
    };
    KeyEvent { code, ..key }
}

/// The key bar: keys with their words.
pub fn bar(lang: &Lang, typing: bool, mode: Mode) -> Vec<(&'static str, String)> {
    ROWS.iter()
        .filter(|row| row.on.holds(typing, mode))
        .filter_map(|row| row.bar.map(|word| (row.shown, word(lang))))
        .collect()
}

/// The help: keys with their sentences; keys that say the same stand together.
pub fn help(lang: &Lang, mode: Mode) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = vec![("1 – 9".to_owned(), say!(lang, "key.digit_help"))];
    for row in ROWS.iter().filter(|row| row.on.holds(false, mode) || row.on.holds(true, mode)) {
        let sentence = (row.help)(lang);
        match out.iter_mut().find(|(_, known)| *known == sentence) {
            Some((keys, _)) => {
                keys.push_str("  ");
                keys.push_str(row.shown);
            }
            None => out.push((row.shown.to_owned(), sentence)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const DESK: Mode = Mode::Desk { idle: Duration::from_secs(90) };

    #[test]
    fn no_two_rows_claim_a_key() {
        for mode in [Mode::Open, DESK] {
            for typing in [false, true] {
                let mut seen = Vec::new();
                for (code, modifiers, _) in
                    ROWS.iter().filter(|row| row.on.holds(typing, mode)).flat_map(|row| row.keys)
                {
                    assert!(!seen.contains(&(code, modifiers)), "{code:?} twice, typing {typing}, {mode:?}");
                    seen.push((code, modifiers));
                }
            }
        }
    }

    #[test]
    fn no_key_leaves_a_public_desk() {
        for typing in [false, true] {
            for row in ROWS {
                for (code, modifiers, _) in row.keys {
                    let key = KeyEvent::new(*code, *modifiers);
                    assert_ne!(action(key, typing, DESK), Some(Action::Quit), "{key:?}");
                }
            }
        }
        assert_eq!(action(KeyEvent::new(KeyCode::Char('q'), PLAIN), false, Mode::Open), Some(Action::Quit));
    }

    #[test]
    fn the_arrow_that_points_onwards_opens() {
        let pressed = |code, direction| action(facing(KeyEvent::new(code, PLAIN), direction), false, Mode::Open);
        assert_eq!(pressed(KeyCode::Right, Direction::Ltr), Some(Action::Open));
        assert_eq!(pressed(KeyCode::Left, Direction::Ltr), Some(Action::Back));
        assert_eq!(pressed(KeyCode::Left, Direction::Rtl), Some(Action::Open));
        assert_eq!(pressed(KeyCode::Right, Direction::Rtl), Some(Action::Back));
        assert_eq!(pressed(KeyCode::Up, Direction::Rtl), Some(Action::Up));
    }

    #[test]
    fn letters_are_typed_only_where_one_types() {
        let key = |letter| KeyEvent::new(KeyCode::Char(letter), PLAIN);
        assert_eq!(action(key('l'), true, Mode::Open), Some(Action::Type('l')));
        assert_eq!(action(key('l'), false, Mode::Open), Some(Action::Languages));
        assert_eq!(action(key('3'), false, Mode::Open), Some(Action::Digit(3)));
        assert_eq!(action(key('3'), true, Mode::Open), Some(Action::Type('3')));
        let shifted = KeyEvent::new(KeyCode::Char('P'), KeyModifiers::SHIFT);
        assert_eq!(action(shifted, true, Mode::Open), Some(Action::Type('P')));
        let alt = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::ALT);
        assert_eq!(action(alt, true, Mode::Open), None);
    }
}
