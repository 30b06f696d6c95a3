//! Terminals that answer, each in its way, and those that do not: nothing of it is ever typed.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use super::desk::{Desk, NOW, PROGRAM, key};
use super::words::ui;
use crate::folder::copy;

/// The end of the question; every terminal answers it.
const ASKED: &[u8] = b"\x1b[>q\x1b[16t\x1b[c";
/// How a picture begins.
const PICTURE: &[u8] = b"\x1bP0;1q";
/// How long answers count in any case.
const LIMIT: Duration = Duration::from_millis(300);
const FOOT: &[u8] = b"\x1bP>|foot(1.21.0)\x1b\\\x1b[6;20;10t\x1b[?62;4;22;28c";

/// A pack with a language in cells from right to left and one in pictures.
fn pack() -> &'static str {
    static PACK: OnceLock<PathBuf> = OnceLock::new();
    let folder = PACK.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("probe-{}", std::process::id()));
        copy(&root.join("tests/packs/base"), &folder);
        copy(&root.join("data/fonts"), &folder.join("fonts"));
        let fonts = "fonts = [\"fonts/NotoSansBengali.ttf\", \"fonts/NotoSans.ttf\"]";
        let languages = [("ar", "العربية", "rtl", ""), ("bn", "বাংলা", "ltr", fonts)].map(|(code, name, direction, fonts)| {
            let fallback = "fallback = [\"en\"]";
            format!("\n[[language]]\ncode = \"{code}\"\nname = \"{name}\"\ndirection = \"{direction}\"\n{fallback}\n{fonts}\n")
        });
        let manifest = folder.join("pack.toml");
        let text = std::fs::read_to_string(&manifest).unwrap() + &languages.concat();
        std::fs::write(manifest, text).unwrap();
        folder
    });
    folder.to_str().unwrap()
}

/// A desk at a terminal of this name that has not answered yet.
fn desk(term: &str) -> Desk {
    let term = format!("TERM={term}");
    Desk::run(80, 24, &["env", &term, PROGRAM, "kiosk", "--data", pack(), "--now", NOW])
}

/// One that is asked.
fn asked(term: &str) -> Desk {
    let desk = desk(term);
    desk.wait_for_languages();
    desk.wait_raw(ASKED);
    desk
}

fn has(desk: &Desk, bytes: &[u8]) -> bool {
    desk.raw().windows(bytes.len()).any(|window| window == bytes)
}

/// Arabic as it is drawn in cells: joined, and from the left.
const ARABIC: &str = "ﺔﻴﺑﺮﻌﻟﺍ";

/// What is offered: Arabic in cells, pictures. Nothing of an answer is on the screen, and the keys work.
fn assert_offers(desk: &mut Desk, arabic: bool, pictures: bool, what: &str) {
    let screen = desk.settled();
    assert_eq!((screen.contains(ARABIC), has(desk, PICTURE)), (arabic, pictures), "{what}: {screen}");
    for leak in ["62;4", "foot", "6;20", ">|", "\u{1b}"] {
        assert!(!screen.contains(leak), "{what}: {screen}");
    }
    desk.digit("English");
    desk.wait_for(&ui("en", "home.title"));
    desk.assert_alive();
}

#[test]
fn every_terminal_is_offered_what_it_can_draw() {
    let answers: [(&str, &[u8], bool, bool); 6] = [
        ("foot", FOOT, true, true),
        ("xterm-256color", b"\x1b[?65;1;9c", true, false),
        ("xterm", b"\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c", true, false),
        ("xterm-kitty", b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[6;20;10t\x1b[?62;c", false, false),
        ("xterm-256color", b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[6;20;10t\x1b[?62;1;4c", false, true),
        ("tmux-256color", b"\x1b[?1;2;4c", true, false),
    ];
    std::thread::scope(|scope| {
        for (term, answer, arabic, pictures) in answers {
            scope.spawn(move || {
                let mut desk = asked(term);
                desk.keys(answer);
                assert_offers(&mut desk, arabic, pictures, &answer.escape_ascii().to_string());
            });
        }
    });
}

#[test]
fn a_silent_terminal_is_not_waited_for() {
    let mut desk = asked("foot");
    let since = Instant::now();
    desk.digit("English");
    desk.wait_for(&ui("en", "home.title"));
    assert!(since.elapsed() < LIMIT * 5, "it waited");
    assert_eq!(desk.raw().windows(ASKED.len()).filter(|window| *window == ASKED).count(), 1, "asked once");
}

#[test]
fn the_console_is_not_asked() {
    for term in ["linux", "dumb"] {
        let mut desk = desk(term);
        desk.wait_for_languages();
        assert_offers(&mut desk, term != "linux", false, term);
        assert!(!has(&desk, b"\x1b[c") && !has(&desk, b"\x1b[>q"), "{term}");
    }
    let mut desk = Desk::kiosk(&["--data", pack(), "--now", NOW, "--caps", "cells"]);
    desk.wait_for_languages();
    assert_offers(&mut desk, true, false, "--caps");
    assert!(!has(&desk, b"\x1b[c"));
}

#[test]
fn answers_in_pieces_and_among_keys() {
    let mut desk = asked("foot");
    for byte in FOOT {
        desk.keys([*byte]);
        std::thread::sleep(Duration::from_millis(3));
    }
    assert_offers(&mut desk, true, true, "byte by byte");

    let mut desk = asked("foot");
    desk.keys([key::DOWN.as_bytes(), FOOT, key::UP.as_bytes()].concat());
    assert_offers(&mut desk, true, true, "among keys");
}

#[test]
fn garbage_is_no_answer() {
    let garbage: [&[u8]; 5] = [
        b"\x1b[?62;4",
        b"\x1bP>|foot(1.21.0)",
        b"\x1b[?62;4\x18\x1b[6;999999999999;10t",
        b"\x1b]11;rgb:11/11/11\x1b\\\x1b[?2026;2$y\x1b[24;80R",
        b"\x1b[?62:4c\xff\xfe\x1b[>1;10;0c",
    ];
    std::thread::scope(|scope| {
        for bytes in garbage {
            scope.spawn(move || {
                let mut desk = asked("foot");
                desk.keys(bytes);
                std::thread::sleep(LIMIT);
                assert_offers(&mut desk, true, false, &bytes.escape_ascii().to_string());
            });
        }
    });
}

/// A machine that is busy with its start answers late: that counts until somebody is there.
#[test]
fn a_late_answer_counts_until_a_key() {
    let mut desk = asked("foot");
    std::thread::sleep(LIMIT * 2);
    desk.keys(FOOT);
    assert_offers(&mut desk, true, true, "late");

    let mut desk = asked("foot");
    std::thread::sleep(LIMIT * 2);
    desk.keys(key::DOWN);
    desk.settled();
    desk.keys(FOOT);
    assert_offers(&mut desk, true, false, "after a key");
}

/// foot tells no pixels before its window is open.
#[test]
fn cells_without_pixels_get_them_with_the_window() {
    let mut desk = asked("foot");
    desk.keys(b"\x1bP>|foot(1.13.1)\x1b\\\x1b[6;0;0t\x1b[?62;4;22c");
    desk.settled();
    assert!(!has(&desk, PICTURE));
    desk.resize_in_pixels(90, 30, (10, 20));
    desk.wait_raw(PICTURE);
    assert_offers(&mut desk, true, true, "resized");
}

/// Who leaves at once finds nothing typed at the prompt.
#[test]
fn an_answer_after_the_end_is_not_typed() {
    let script =
        r#""$0" "$@"; stty -icanon -echo min 0 time 5; printf 'left<'; dd bs=99 count=1 2>/dev/null | od -c; echo '>'"#;
    let term = ["env", "TERM=foot", "sh", "-c", script, PROGRAM, "--data", pack(), "--now", NOW];
    let mut desk = Desk::run(80, 24, &term);
    desk.wait_for_languages();
    desk.wait_raw(ASKED);
    desk.keys("q");
    desk.keys(FOOT);
    desk.wait_for("left<");
    desk.wait_until("nothing left", LIMIT * 30, |screen| screen.contains("left<0000000 >"));
}
