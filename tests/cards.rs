//! Small things that read badly once, on the embedded pack, as `show` prints them.

use std::process::{Command, Output};

/// What `show` prints for a Monday morning, on as few lines as there are rows, each without the spaces around it.
fn show(line: &str) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vademecum"));
    let words = ["show", "--now", "2026-11-23T09:41"].into_iter().chain(line.split(' '));
    let Output { status, stdout, .. } = command.args(words).output().unwrap();
    assert!(status.success(), "{line}");
    let text = String::from_utf8(stdout).expect("UTF-8").replace('\u{a0}', " ");
    text.lines().map(|row| row.trim().to_owned()).collect()
}

fn has(rows: &[String], text: &str) -> bool {
    rows.iter().any(|row| row.contains(text))
}

#[test]
fn an_office_without_a_phone_is_reached_through_its_sister() {
    let rows = show("inps/sarzana");
    assert!(has(&rows, "Prima di andare chiama: 803164 (INPS La Spezia)"), "{rows:#?}");
    assert!(!has(&rows, "aiuta gratis"), "{rows:#?}");
}

#[test]
fn who_helps_for_free_sends_nobody_to_who_helps_for_free() {
    for helper in ["mondo-aperto", "uil", "cisl"] {
        assert!(!has(&show(helper), "chiedi prima a chi ti aiuta gratis"), "{helper}");
    }
    assert!(has(&show("itl"), "chiedi prima a chi ti aiuta gratis"));
}

#[test]
fn an_office_is_shown_alone() {
    let rows = show("questura/immigration");
    assert!(has(&rows, "UFFICIO IMMIGRAZIONE") || has(&rows, "Ufficio Immigrazione"), "{rows:#?}");
    assert!(!has(&rows, "SE NE OCCUPA PER"), "{rows:#?}");
}

#[test]
fn a_line_is_called_by_its_number() {
    assert!(has(&show("labour-exploitation"), "☎ chiama 112"));
}

#[test]
fn whole_euros_of_a_figure_have_no_cents_and_prices_keep_theirs() {
    let rows = show("family-reunification");
    assert!(has(&rows, "10.651 €"), "{rows:#?}");
    assert!(has(&rows, "16,00 €"), "{rows:#?}");
    assert!(has(&show("family-reunification --lang en"), "€10,651"));
}
