//! Ways out: keys, signals, panics, terminals that go away; and the keys and signals that are none.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use super::desk::{Desk, NOW, PROGRAM, key};
use super::words::{language, ui};

/// R6, R7: as long as an end may take.
const SOON: Duration = Duration::from_secs(2);
/// R6: the processor time an end may cost.
const CHEAP: Duration = Duration::from_millis(300);

/// A desk at its home screen in English.
fn at_home(args: &[&str]) -> Desk {
    let desk = Desk::open(&[args, &["--lang", "en", "--now", NOW]].concat());
    desk.wait_for(&ui("en", "home.title"));
    desk
}

/// The program as somebody starts it who keeps the answer.
fn piped(args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).output().expect("the program starts")
}

/// R1, alone and together.
#[test]
fn no_key_ends_stops_or_deafens_a_public_desk() {
    const CONTROLS: &[u8] = b"\x03\x04\x0f\x11\x12\x13\x16\x17\x1a\x1c\x7f";
    let mut desk = at_home(&["kiosk"]);
    let process = desk.process();
    for &control in CONTROLS {
        desk.keys([control]);
        desk.assert_alive();
    }
    desk.keys(CONTROLS);
    desk.keys(CONTROLS.iter().rev().copied().collect::<Vec<_>>());
    desk.keys("qQ");
    desk.settled();
    // Back from the home screen ended at the languages, which speak all languages but English.
    desk.digit(&language("en"));
    desk.assert_alive();
    assert_eq!(desk.process(), process);
}

#[test]
fn q_and_ctrl_c_leave_an_own_terminal_as_it_was() {
    for leave in ["q", "Q", key::CTRL_C, "/q\x03"] {
        let mut desk = at_home(&[]);
        desk.keys(leave);
        assert_eq!(desk.end(SOON).exit_code(), 0, "{}", leave.escape_debug());
        desk.assert_given_back();
    }
}

/// R7.
#[test]
fn signals_that_end_give_the_terminal_back() {
    for (mode, signals) in [(&["kiosk"][..], &["TERM", "HUP"][..]), (&[], &["TERM", "HUP", "INT", "QUIT"])] {
        for signal in signals {
            let mut desk = at_home(mode);
            desk.process().signal(signal);
            assert_eq!(desk.end(SOON).exit_code(), 0, "{mode:?} SIG{signal}");
            desk.assert_given_back();
        }
    }
}

/// R7.
#[test]
fn other_signals_are_nothing_to_a_public_desk() {
    let mut desk = at_home(&["kiosk"]);
    for signal in ["INT", "QUIT", "TSTP", "TTIN", "TTOU", "USR1", "USR2", "ALRM", "PIPE"] {
        desk.process().signal(signal);
        desk.assert_alive();
    }
}

/// R7: what was written meanwhile is gone.
#[test]
fn a_desk_that_goes_on_repaints() {
    let desk = at_home(&["kiosk"]);
    desk.process().signal("STOP");
    desk.scribble("\x1b[6;10Hsomething else");
    desk.wait_for("something else");
    desk.process().signal("CONT");
    desk.wait_gone("something else");
    assert!(desk.settled().contains(&ui("en", "home.title")));
}

/// R8. The key that panics is only in debug builds.
#[cfg(debug_assertions)]
#[test]
fn a_panic_ends_at_the_languages_and_the_next_one_ends_the_program() {
    const F9: &str = "\x1b[20~";
    let mut desk = at_home(&["kiosk", "--panic-key"]);
    desk.keys(F9);
    desk.wait_for(&language("sq"));
    desk.settled();
    // Between the two lives the terminal was free: a supervisor that kills now leaves a usable one.
    let raw = String::from_utf8(desk.raw()).expect("the output is UTF-8");
    assert!(raw.contains("\x1b[?1049l") && !raw.contains("panicked"), "{}", raw.escape_debug());

    desk.digit(&language("en"));
    desk.assert_alive();
    desk.keys(F9);
    assert_eq!(desk.end(SOON).exit_code(), 70);
    desk.assert_given_back();
}

#[test]
fn a_hung_up_terminal_ends_both_modes() {
    for mode in [&[][..], &["kiosk"]] {
        let mut desk = at_home(mode);
        desk.hang_up();
        assert_eq!(desk.end(SOON).exit_code(), 0, "{mode:?}");
    }
}

/// R6, M3: the leader of the session ignores the hang-up, so the program below it is told nothing.
#[test]
fn a_terminal_lost_without_a_signal_ends_the_program_cheaply() {
    for mode in ["", "kiosk"] {
        let script = format!(r#"trap "" HUP; "$0" {mode} --lang en --now "$1"; exec sleep 60"#);
        let mut desk = Desk::run(80, 24, &["sh", "-c", &script, PROGRAM, NOW]);
        desk.wait_for(&ui("en", "home.title"));
        let shell = desk.process();
        let program = shell.child().expect("the shell has started the program");
        let before = program.used();
        desk.hang_up();
        let hung_up = Instant::now();
        while shell.child().is_some() {
            assert!(hung_up.elapsed() < SOON, "{mode:?} still runs");
            std::thread::sleep(Duration::from_millis(5));
        }
        // The shell has waited for it, so what it used is counted there.
        let used = shell.used_by_children().saturating_sub(before);
        assert!(used < CHEAP, "{mode:?} used {used:?}");
    }
}

/// R6.
#[test]
fn an_input_that_has_ended_ends_the_program() {
    for mode in ["", "kiosk"] {
        let script = format!(r#"exec "$0" {mode} --lang en < /dev/null"#);
        let mut desk = Desk::run(80, 24, &["sh", "-c", &script, PROGRAM]);
        desk.end(Duration::from_secs(5));
        desk.assert_given_back();
    }
}

#[test]
fn without_a_terminal_the_screens_say_so_in_plain_text() {
    for args in [&[][..], &["kiosk"], &["--lang", "en"]] {
        let Output { status, stdout, stderr } = piped(args);
        let told = String::from_utf8(stderr).expect("plain text");
        assert_eq!((status.code(), stdout.as_slice()), (Some(2), &b""[..]), "{args:?}");
        assert!(told.contains("terminal") && told.contains("vademecum show") && !told.contains('\x1b'), "{told}");
    }
}
