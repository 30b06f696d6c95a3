//! Bytes that no honest keyboard sends, and writing on the screen that is not ours.

use std::time::Duration;

use super::desk::{Desk, NOW, key};
use super::words::ui;

/// R2: after such a silence the next key counts.
const SILENCE: Duration = Duration::from_millis(300);
/// R3: what a paste may cost, in KiB.
const GROWTH: u64 = 8 * 1024;

/// M1, M5: what made crossterm's reader deaf or came through it as text, cut off where that hurts. Within them stand
/// letters that are commands.
fn strings() -> Vec<Vec<u8>> {
    let long = b"lh/?1q2 ".repeat(250);
    let cut_off = [&b"\x1b[200~lh/?1q"[..], b"\x1b[200~", b"\x1b[?", b"\x1b[<", b"\x1b[<0;1", b"\x1b[M !", b"\x1bO"];
    let reports = [&b"\x1b[24;80R\x1b[?64;1;2c"[..], b"\x1b[<0;10;20M\x1b[I", b"\x1b]11;rgb:0/0/0\x1b\\"];
    let endless = [&b"\x1b]"[..], b"\x1bP", b"\x1b_", b"\x1b^"].map(|start| [start, &long].concat());
    cut_off.into_iter().chain(reports).map(<[u8]>::to_vec).chain(endless).collect()
}

fn at_home() -> Desk {
    let desk = Desk::kiosk(&["--lang", "en", "--now", NOW]);
    desk.wait_for(&ui("en", "home.title"));
    desk
}

fn at_search() -> Desk {
    let mut desk = at_home();
    desk.keys("/");
    desk.wait_for(&ui("en", "search.hint"));
    desk
}

/// R2, R4: each string is followed by silence, then by a key whose effect is known; `undo` takes that back.
fn nothing_comes_of_it(desk: &mut Desk, press: &str, undo: &str) {
    let before = desk.settled();
    desk.keys(press);
    desk.wait_until("the key's effect", SILENCE * 10, |screen| screen != before);
    let after = desk.settled();
    desk.keys(undo);
    assert_eq!(desk.settled(), before);
    for string in strings() {
        let shown = string[..string.len().min(16)].escape_ascii();
        desk.keys(&string);
        std::thread::sleep(SILENCE);
        desk.keys(press);
        assert_eq!(desk.settled(), after, "{shown} and {press:?}");
        desk.keys(undo);
        assert_eq!(desk.settled(), before, "{shown}, {press:?} and {undo:?}");
    }
}

/// Where letters are typed and where they are commands, at two desks at once: most of it is waiting.
#[test]
fn broken_input_neither_deafens_nor_types_nor_commands() {
    std::thread::scope(|scope| {
        scope.spawn(|| nothing_comes_of_it(&mut at_search(), "x", key::ERASE));
        scope.spawn(|| nothing_comes_of_it(&mut at_home(), "?", key::LEFT));
    });
}

/// R3: marked as a paste, and plain as terminals send it that were not asked to mark it.
#[test]
fn a_huge_paste_costs_no_memory_and_leaves_the_keys_alive() {
    let mut desk = at_search();
    desk.keys("x");
    desk.keys(key::ERASE);
    let empty = desk.settled();
    let before = desk.process().resident();
    for (start, end) in [("\x1b[200~", "\x1b[201~"), ("\x1b[200~", ""), ("", "")] {
        desk.keys([start.as_bytes(), &vec![b'a'; 1 << 20], end.as_bytes()].concat());
        std::thread::sleep(SILENCE);
        let screen = desk.settled();
        let growth = desk.process().resident().saturating_sub(before);
        assert!(growth <= GROWTH, "{growth} KiB for {start:?}");
        assert!(!screen.contains(&"a".repeat(65)), "{screen}");
        if !start.is_empty() {
            assert_eq!(screen, empty, "nothing of a paste is typed");
        }
    }
    // What was typed is at most what a search holds.
    desk.keys(key::ERASE.repeat(64));
    assert_eq!(desk.settled(), empty);
}

/// R10.
#[test]
fn foreign_writing_is_gone_with_the_next_minute() {
    let desk = Desk::kiosk(&["--lang", "en", "--now", "2026-11-24T08:59:55"]);
    desk.wait_for(&ui("en", "home.title"));
    let before = desk.settled();
    desk.scribble("\x1b[6;10Hboot: something else\x1b[1;1H");
    desk.wait_for("boot: something else");
    desk.wait_gone("boot: something else");
    assert_eq!(desk.settled(), before.replace("08:59", "09:00"));
}
