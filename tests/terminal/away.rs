//! A public desk that somebody walked away from.

use std::time::Duration;

use super::desk::{Desk, NOW, key};
use super::words::{category, language, need, ui};

/// The shortest idle time there is.
const IDLE: Duration = Duration::from_secs(20);

fn desk() -> Desk {
    let mut desk = Desk::kiosk(&["--idle", "20", "--now", NOW]);
    desk.wait_for_languages();
    desk.digit(&language("en"));
    desk.wait_for(&ui("en", "home.title"));
    desk
}

/// The seconds a screen says are left.
fn left(screen: &str) -> Option<u64> {
    let (_, after) = screen.split_once(&ui("en", "frame.idle"))?;
    after.split_whitespace().next()?.parse().ok()
}

/// It stands first in the file and in the alphabet, so that the others run beside it.
#[test]
fn a_left_session_counts_down_waits_for_a_key_and_ends() {
    let mut desk = desk();
    desk.wait_until("a countdown", IDLE, |screen| left(screen).is_some());
    let first = left(&desk.settled()).expect("the countdown goes on");
    desk.wait_until("the countdown going down", IDLE, |screen| left(screen).is_some_and(|now| now + 2 <= first));

    // The key that stays is for nothing else: this one would open the first category.
    desk.keys("1");
    desk.wait_until("more time", IDLE, |screen| left(screen).is_none_or(|now| now + 2 > first));
    assert!(desk.settled().contains(&ui("en", "home.title")), "the same page");

    let languages = language("sq");
    desk.wait_until("the language screen", IDLE + Duration::from_secs(5), |screen| screen.contains(&languages));
    let end = desk.settled();
    assert!(left(&end).is_none() && !end.contains(&ui("en", "home.title")), "{end}");
}

/// Whoever has to hide the page cannot first say that she is still there.
#[test]
fn a_page_is_hidden_at_once_during_the_countdown_too() {
    let desks = [key::F12, key::ESC_TWICE].map(|hide| (desk(), hide));
    for (mut desk, hide) in desks {
        desk.wait_until("a countdown", IDLE, |screen| left(screen).is_some());
        desk.keys(hide);
        desk.wait_gone("Vademecum");
        assert!(!desk.settled().contains(&ui("it", "home.title")));
    }
}

/// Only a key pressed during the countdown is swallowed, and the countdown is never the whole session.
#[test]
fn keys_work_with_the_shortest_idle_time() {
    let mut desk = desk();
    desk.digit(&category("en", "stay"));
    desk.digit(&category("en", "stay-renew"));
    desk.wait_for(&need("en", "permit-renewal"));
}
