//! Somebody comes, finds her door and goes.

use std::time::Duration;

use super::desk::{Desk, NOW, key};
use super::words::{self, ui};
use vademecum::app::REST;

/// The need of the scenes: it has questions, and its first door is an office of the Comune.
const NEED: &str = "residence-registration";
const CATEGORY: &str = "family";
const DOOR: &str = "comune";

/// Two presses of Esc further apart than this are two steps back.
const STEP_BACK: Duration = Duration::from_millis(500);

fn at_need(desk: &Desk, lang: &str) {
    desk.wait_for(&words::need(lang, NEED));
    desk.wait_for(&ui(lang, "need.way"));
}

fn at_door(desk: &Desk, lang: &str) {
    desk.wait_for(&words::entity(lang, DOOR, "text"));
}

/// From the language screen to the need.
fn to_need(desk: &mut Desk, lang: &str, open: fn(&mut Desk, &str)) {
    desk.wait_for_languages();
    open(desk, &words::language(lang));
    desk.wait_for(&ui(lang, "home.title"));
    open(desk, &words::category(lang, CATEGORY));
    desk.wait_gone(&ui(lang, "home.title"));
    open(desk, &words::need(lang, NEED));
    at_need(desk, lang);
}

/// The first door depends on the town: it is asked for once, and the home town stands first.
fn answers_town(desk: &mut Desk, lang: &str, first: &str) {
    desk.wait_for(&ui(lang, "town.why"));
    desk.keys(first);
    desk.wait_gone(&ui(lang, "town.why"));
    at_need(desk, lang);
}

/// A desk at the need, in English.
fn desk_at_need(args: &[&str]) -> Desk {
    let mut desk = Desk::open(&[args, &["--now", NOW]].concat());
    to_need(&mut desk, "en", Desk::digit);
    desk
}

/// A step back with Esc that is not the second of two.
fn escape(desk: &mut Desk) {
    std::thread::sleep(STEP_BACK);
    desk.keys(key::ESC);
}

#[test]
fn digits_alone_lead_from_the_language_to_the_door() {
    for lang in ["it", "en"] {
        let mut desk = Desk::kiosk(&["--now", NOW]);
        to_need(&mut desk, lang, Desk::digit);
        desk.keys("1");
        answers_town(&mut desk, lang, "1");
        desk.keys("1");
        at_door(&desk, lang);
    }
}

#[test]
fn arrows_and_enter_alone_lead_to_the_door_and_back() {
    for lang in ["it", "en"] {
        let mut desk = Desk::kiosk(&["--now", NOW]);
        to_need(&mut desk, lang, Desk::arrows);
        desk.keys(key::ENTER);
        answers_town(&mut desk, lang, key::ENTER);
        desk.keys(key::ENTER);
        at_door(&desk, lang);
        desk.keys(key::LEFT);
        at_need(&desk, lang);
        desk.keys(key::LEFT);
        desk.wait_gone(&ui(lang, "need.way"));
        desk.keys(key::LEFT);
        desk.wait_for(&ui(lang, "home.title"));
        desk.keys(key::LEFT);
        desk.wait_for_languages();
    }
}

/// Only Esc twice hides: who steps back with the arrow steps back quickly.
#[test]
fn quick_steps_back_hide_nothing() {
    let mut desk = desk_at_need(&["kiosk"]);
    desk.keys(key::LEFT.repeat(2));
    desk.wait_for(&ui("en", "home.title"));
}

#[test]
fn the_search_is_reached_from_anywhere_and_left_where_one_was() {
    let mut desk = desk_at_need(&[]);
    let need = desk.settled();
    desk.keys("/");
    desk.wait_for(&ui("en", "search.hint"));
    desk.keys("stp");
    desk.wait_for(&ui("en", "search.found"));
    let found = desk.settled();
    desk.pick(&words::need("en", "stp-code"));
    desk.wait_gone(&ui("en", "search.found"));
    escape(&mut desk);
    desk.wait_for("stp");
    assert_eq!(desk.settled(), found, "the word and its answers are still there");
    escape(&mut desk);
    at_need(&desk, "en");
    assert_eq!(desk.settled(), need);
}

#[test]
fn another_language_keeps_the_page() {
    let mut desk = desk_at_need(&[]);
    let english = desk.settled();
    // The second way in works where letters are typed too.
    for (key, lang) in [("l", "it"), (key::F2, "en")] {
        desk.keys(key);
        desk.wait_for_languages();
        desk.digit(&words::language(lang));
        at_need(&desk, lang);
    }
    assert_eq!(desk.settled(), english);
}

#[test]
fn a_page_survives_every_size() {
    let mut desk = desk_at_need(&["kiosk"]);
    let before = desk.settled();
    for (columns, rows) in [(60, 20), (120, 40), (59, 24), (80, 19), (30, 4), (120, 20)] {
        desk.resize(columns, rows);
        if columns < 60 || rows < 20 {
            desk.wait_for(&ui("en", "frame.too_small"));
        } else {
            // Where the first door is too far down, the page begins with the questions.
            desk.wait_for(&ui("en", "need.situation"));
        }
    }
    desk.resize(80, 24);
    at_need(&desk, "en");
    assert_eq!(desk.settled(), before);
}

#[test]
fn hiding_leaves_nothing_of_the_page_or_the_person() {
    for (hide, wake) in [(key::F12, "1"), (key::ESC_TWICE, "x"), (key::F12, key::ENTER), (key::ESC_TWICE, key::DOWN)] {
        let mut desk = desk_at_need(&["kiosk"]);
        let fresh = desk.settled();
        // The row above the first door is the last question; it is answered with its first answer.
        desk.keys(key::UP);
        desk.keys(key::ENTER);
        desk.wait_for(&ui("en", "town.why"));
        desk.keys("1");
        desk.wait_gone(&ui("en", "town.why"));
        assert_ne!(desk.settled(), fresh, "the answer is shown");

        desk.keys(hide);
        desk.wait_gone("Vademecum");
        let hidden = desk.settled();
        assert!(hidden.contains(&words::area()), "{hidden}");
        let page = [words::need("en", NEED), words::category("en", CATEGORY), ui("en", "need.way")];
        for gone in page.into_iter().chain([words::language("en")]) {
            assert!(!hidden.contains(&gone), "{gone:?} in {hidden}");
        }

        // Any key leads to the languages, and does nothing else there.
        desk.keys(wake);
        desk.wait_for_languages();
        assert!(!desk.settled().contains(&ui("it", "home.title")));
        to_need(&mut desk, "en", Desk::digit);
        assert_eq!(desk.settled(), fresh, "the answer is forgotten");
    }
}

/// An office that opens at 08:30 on weekdays does so on the screen, while nobody presses a key.
#[test]
fn the_clock_opens_an_office() {
    let mut desk = Desk::sized(99, 30, &["--lang", "en", "--now", "2026-11-24T08:29:54"]);
    desk.wait_for(&ui("en", "home.title"));
    desk.keys("/servizi sociali");
    desk.pick(&words::entity("en", DOOR, "office.social-services.title"));
    desk.wait_for("08:29");
    desk.wait_for(&ui("en", "state.opens"));
    desk.wait_for(&ui("en", "state.open_until"));
    desk.wait_for("08:30");
}

/// Beside a list stands what is chosen, once the choice rests; then there is nothing more to draw or to wait for.
#[test]
fn the_second_pane_follows_the_choice_and_rests() {
    let mut desk = Desk::sized(120, 40, &["--lang", "en", "--now", NOW]);
    desk.wait_for(&ui("en", "home.title"));
    desk.wait_for(&words::need("en", "permit-renewal"));
    desk.keys(key::DOWN);
    desk.wait_for(&words::need("en", "stp-code"));
    desk.wait_gone(&words::need("en", "permit-renewal"));
    desk.settled();
    let (drawn, used) = (desk.raw().len(), desk.process().used());
    std::thread::sleep(REST * 4);
    assert_eq!((desk.raw().len(), desk.process().used()), (drawn, used));
}
