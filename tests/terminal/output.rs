//! What the program writes to the terminal, and terminals of every size.

use std::collections::BTreeSet;
use std::time::Duration;

use super::desk::{Desk, NOW, key};
use super::words::{category, language, need, ui};

/// What the terminal is asked.
const QUESTION: &str = "\x1b[>q\x1b[16t\x1b[c";

/// R11: memory whatever the size, in KiB.
const MOST: u64 = 64 * 1024;

/// The control sequences of an output, each with its numbers left out where they are free; a byte that may not be
/// there at all is an error.
fn sequences(raw: &[u8]) -> Result<BTreeSet<String>, String> {
    let text = std::str::from_utf8(raw).map_err(|error| error.to_string())?;
    let mut found = BTreeSet::new();
    let mut pieces = text.split('\x1b');
    let plain = |text: &str| match text.chars().find(|char| char.is_control() || is_directing(*char)) {
        Some(char) => Err(format!("{char:?} before {:?}", text.chars().take(20).collect::<String>())),
        None => Ok(()),
    };
    plain(pieces.next().unwrap_or_default())?;
    for piece in pieces {
        let sequence = piece.strip_prefix('[').ok_or_else(|| format!("ESC before {piece:?}"))?;
        let end = sequence.find(|char: char| !matches!(char, '0'..='9' | ';' | ':' | '?'));
        let end = end.ok_or_else(|| format!("an unfinished sequence {sequence:?}"))?;
        let (numbers, rest) = sequence.split_at(end);
        let mut rest = rest.chars();
        let last = rest.next().unwrap_or_default();
        // Modes are told apart by their numbers, all else by its letter.
        found.insert(if "hl".contains(last) { format!("{numbers}{last}") } else { last.to_string() });
        plain(rest.as_str())?;
    }
    Ok(found)
}

/// Characters that turn the direction of what follows: in a terminal they would reorder the frame.
fn is_directing(char: char) -> bool {
    matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn the_scanner_finds_what_is_forbidden() {
    for (raw, what) in [
        ("\x1b]0;title\x07", "a title"),
        ("\x07", "a bell"),
        ("a\u{9b}2J", "C1"),
        ("\x1bc", "a reset"),
        ("\x1b[2", "half a sequence"),
        ("a\u{202e}b", "an override"),
    ] {
        assert!(sequences(raw.as_bytes()).is_err(), "{what}");
    }
    assert!(sequences(b"\xff").is_err(), "no UTF-8");
    assert_eq!(sequences(b"a\x1b[1;31mb\x1b[?25lc\x1b[8h").unwrap(), ["?25l", "8h", "m"].map(str::to_owned).into());
}

/// R19: SGR, cursor moves, erasing, the cursor's visibility, the alternate screen, and the order of text left alone;
/// and once the question what the terminal is.
#[test]
fn a_tour_writes_only_sequences_of_the_list() {
    const LETTERS: &str = "mABCDEFGHdfJKX";
    const MODES: [&str; 6] = ["?1049h", "?1049l", "?25l", "?25h", "8l", "8h"];
    /// Turned, joined, combined, and a C1 control.
    const STRANGE: &str = "\u{202e}\u{2066}\u{9b}\u{200f}\u{1f468}\u{200d}\u{1f469}e\u{300}";
    let mut desk = Desk::kiosk(&["--now", NOW]);
    desk.wait_for_languages();
    desk.digit(&language("en"));
    desk.digit(&category("en", "stay"));
    desk.digit(&category("en", "stay-renew"));
    desk.digit(&need("en", "permit-renewal"));
    desk.wait_for(&ui("en", "need.way"));
    // Every page of the need, a question, a door, the help, the search with letters that are none of ours.
    let need = [key::PAGE_DOWN, key::PAGE_DOWN, key::PAGE_DOWN, key::HOME, key::ENTER, key::ENTER];
    let door = ["1", key::PAGE_DOWN, "?", key::PAGE_DOWN, "/", "questura", STRANGE];
    for keys in need.into_iter().chain(door) {
        desk.keys(keys);
        desk.settled();
    }
    for (columns, rows) in [(120, 40), (40, 10), (80, 24)] {
        desk.resize(columns, rows);
        desk.settled();
    }
    desk.keys(key::F12);
    desk.settled();
    desk.process().signal("TERM");
    desk.end(Duration::from_secs(2));
    desk.assert_given_back();

    let raw = String::from_utf8(desk.raw()).expect("UTF-8");
    assert_eq!(raw.matches(QUESTION).count(), 1, "asked once");
    let found = sequences(raw.replace(QUESTION, "").as_bytes()).unwrap_or_else(|wrong| panic!("{wrong}"));
    let (letters, modes): (Vec<_>, Vec<_>) = found.iter().map(String::as_str).partition(|found| found.len() == 1);
    assert!(letters.iter().all(|letter| LETTERS.contains(letter)), "{letters:?}");
    // Each of them was set, and each was set back.
    assert_eq!(modes.into_iter().collect::<BTreeSet<_>>(), MODES.into());
}

/// R11: at the start and midway.
#[test]
fn no_size_ends_the_program_or_fills_the_memory() {
    const SIZES: [(u16, u16); 6] = [(1, 1), (20, 5), (400, 120), (1000, 1000), (0, 0), (u16::MAX, u16::MAX)];
    let stays = |desk: &Desk, size| {
        desk.settled();
        let used = desk.process().resident();
        assert!(used <= MOST, "{used} KiB at {size:?}");
    };
    let mut moving = Desk::kiosk(&["--now", NOW]);
    moving.wait_for_languages();
    for size @ (columns, rows) in SIZES {
        let mut desk = Desk::sized(columns, rows, &["kiosk", "--now", NOW]);
        stays(&desk, size);
        desk.keys("2");
        desk.resize(80, 24);
        desk.wait_for(&ui("en", "home.title"));

        moving.resize(columns, rows);
        moving.keys(key::DOWN);
        stays(&moving, size);
    }
    moving.resize(80, 24);
    moving.wait_for_languages();
}
