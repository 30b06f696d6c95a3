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

/// Sarzana has a Centro d'Ascolto of its own.
#[test]
fn a_sister_in_another_town_is_named_with_it() {
    let rows = show("caritas/sarzana");
    assert!(has(&rows, "0187 731 601 (Centro d'Ascolto, La Spezia)"), "{rows:#?}");
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

#[test]
fn hours_that_are_not_known_are_no_closed_doors() {
    let rows = show("tax-code --path");
    assert!(has(&rows, "? Di queste porte non conosciamo gli orari"), "{rows:#?}");
    assert!(!has(&rows, "nessuna di queste porte"), "{rows:#?}");
}

#[test]
fn a_step_done_in_another_need_is_told_by_the_steps_of_that_need() {
    let rows = show("tax-code --path");
    assert!(has(&rows, "↑ Lo fai con i passi 1, 2"), "{rows:#?}");
    assert!(!rows.iter().any(|row| row == "Registrare la nascita di un figlio"), "{rows:#?}");
}

#[test]
fn a_step_of_some_keeps_only_some_waiting() {
    let rows = show("tax-code --path");
    assert!(has(&rows, "dopo il passo 2, se ti riguarda"), "{rows:#?}");
    // Whoever has had it stolen reports that first; the next steps are for everybody.
    let rows = show("permit-lost-stolen --path");
    assert!(has(&rows, "dopo il passo 1, se ti riguarda"), "{rows:#?}");
    assert!(rows.iter().any(|row| row.starts_with("3 ") && row.ends_with("dopo il passo 2")), "{rows:#?}");
}

#[test]
fn what_a_counter_may_not_ask_for_is_said_once_and_of_which_step() {
    let rows = show("stp-code");
    let said = rows.iter().filter(|row| row.starts_with("✘ Non serve:"));
    let said: Vec<&String> = said.collect();
    assert_eq!(said.len(), 1, "{rows:#?}");
    assert!(said[0].ends_with("passo 1"), "{said:?}");
    assert!(has(&show("stp-code --path"), "✘ Permesso di soggiorno"));
}

#[test]
fn equal_amounts_are_counted_and_others_say_whom_they_concern() {
    let rows = show("permit-conversion");
    let at = rows.iter().position(|row| row.starts_with("· Marca da bollo") && row.ends_with("2 × 16,00 €"));
    let at = at.unwrap_or_else(|| panic!("{rows:#?}"));
    assert!(rows[at + 1].starts_with("solo se:"), "{}", rows[at + 1]);
}
