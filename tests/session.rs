//! What a person can reach and what is left of her: nothing.

#[path = "support/desk.rs"]
mod desk;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use desk::{IDLE, Person, USUAL, catalog, moment};
use ratatui::layout::Size;
use vademecum::app::card::{self, need::NeedChoice, path::PathChoice};
use vademecum::app::screens::Screen;
use vademecum::app::{Action, Cx, Effect, Mode, Outcome, REST, Session, WARNING, keys};
use vademecum::model::catalog::Target;
use vademecum::model::id::{Lang, NeedId};
use vademecum::search::Index;
use vademecum::ui;
use vademecum::widgets::theme::Theme;

const SECOND: Duration = Duration::from_secs(1);

/// At a public desk, in front of the home screen in Italian.
fn at_home() -> Person {
    let mut person = Person::new(Mode::Desk { idle: IDLE }, Theme::Plain, USUAL);
    person.app.speak(Lang::from("it"));
    person
}

fn name(screen: &Screen) -> String {
    format!("{screen:?}").split('(').next().unwrap_or_default().to_owned()
}

/// The name of the screen in front.
fn is_at(person: &Person) -> String {
    person.app.screen().map(name).unwrap_or_default()
}

/// What a digit or an arrow does, by the table of keys.
fn key(code: KeyCode, typing: bool) -> Action {
    keys::action(code.into(), typing, Mode::Desk { idle: IDLE }).unwrap_or_else(|| panic!("{code:?} does nothing"))
}

#[test]
fn arrows_mean_the_same_on_every_screen() {
    for typing in [false, true] {
        let arrows = [KeyCode::Up, KeyCode::Down, KeyCode::Right, KeyCode::Left].map(|code| key(code, typing));
        assert_eq!(arrows, [Action::Up, Action::Down, Action::Open, Action::Back]);
    }
    assert_eq!(key(KeyCode::Char('7'), false), Action::Digit(7));
}

/// Everything that down and open lead to from the languages, each screen once. On the tallest screen every row is a
/// choice away; that scrolling passes none by is tested where the scrolling is.
fn reached_by_arrows() -> &'static [Screen] {
    static REACHED: OnceLock<Vec<Screen>> = OnceLock::new();
    REACHED.get_or_init(walk_by_arrows)
}

fn walk_by_arrows() -> Vec<Screen> {
    let (catalog, session) = (catalog(), Session::new(Lang::from("it")));
    let hits = Index::build(&catalog).ask("", &session.lang, usize::MAX);
    let person = at_home();
    let cx = Cx { catalog: &catalog, hits: &hits, session: &session, body: ui::body(ui::MOST), ..person.app.cx() };
    let mut reached = vec![Screen::languages(), Screen::home()];
    let mut at = 0;
    while let Some(mut screen) = reached.get(at).cloned() {
        at += 1;
        // A need begins at its first door; its questions stand above.
        loop {
            let before = screen.clone();
            screen.page_mut().update(Action::Up, &cx);
            if screen == before {
                break;
            }
        }
        loop {
            if let Outcome::To(next) | Outcome::ToWith(next, _) = screen.clone().page_mut().update(Action::Open, &cx)
                && !reached.iter().any(|known| known.is_same(&next))
            {
                reached.push(next);
            }
            let before = screen.clone();
            screen.page_mut().update(Action::Down, &cx);
            if screen == before {
                break;
            }
        }
    }
    reached
}

/// Which of these no screen shows. An entity is there with any of its offices: its card shows them all.
fn not_among(reached: &[Screen], targets: impl Iterator<Item = Target>) -> Vec<Target> {
    let shows = |screen: &Screen, target: &Target| match (screen, target) {
        (Screen::Door(door), Target::Entity(id)) => door.at.entity == *id,
        (screen, target) => screen.is_same(&Screen::of(target.clone())),
    };
    targets.filter(|target| !reached.iter().any(|screen| shows(screen, target))).collect()
}

#[test]
fn arrows_alone_reach_every_screen_need_and_entity() {
    let reached = reached_by_arrows();
    let names: BTreeSet<String> = reached.iter().map(name).collect();
    for screen in ["Day", "Door", "Help", "Home", "Languages", "Need", "Needs", "Question", "Search", "Town"] {
        assert!(names.contains(screen), "{screen}");
    }
    let catalog = catalog();
    let needs = catalog.needs.iter().map(|need| Target::Need(need.id.clone()));
    let entities = catalog.entities.iter().map(|entity| Target::Entity(entity.id.clone()));
    assert_eq!(not_among(reached, needs.chain(entities)), []);
}

#[test]
fn arrows_alone_reach_every_paper() {
    let catalog = catalog();
    let papers = catalog.documents.iter().map(|document| Target::Document(document.id.clone()));
    assert_eq!(not_among(reached_by_arrows(), papers), []);
}

/// Two presses within 400 ms hide; the same, slower, only go back.
#[test]
fn esc_twice_hides() {
    for (pause, screen, left) in [(400, "Hidden", 1), (401, "Needs", 3)] {
        let mut person = at_home();
        person.walks_to("permit-renewal");
        person.does([Action::Escape]);
        assert_eq!(is_at(&person), "Needs");
        person.waits(Duration::from_millis(pause));
        let now = person.app.now();
        person.app.update(Action::Escape, now);
        assert_eq!((is_at(&person).as_str(), person.app.trail().len()), (screen, left), "after {pause} ms");
    }
}

#[test]
fn another_key_between_two_esc_is_no_double_press() {
    let mut person = at_home();
    person.walks_to("permit-renewal");
    let now = person.app.now();
    for action in [Action::Back, Action::Down, Action::Back] {
        person.app.update(action, now);
    }
    assert_eq!((is_at(&person).as_str(), person.app.trail().len()), ("Needs", 3));
}

/// Whatever key ends the hiding leads to the languages, and does nothing else.
#[test]
fn behind_the_hidden_screen_nothing_is_left() {
    for action in [Action::Back, Action::Open, Action::Digit(1), Action::Search, Action::Home, Action::Hide] {
        let mut person = used();
        person.does([Action::Hide]);
        assert_eq!(is_at(&person), "Hidden");
        person.does([action]);
        assert_new(&person);
    }
}

/// A person who has answered, chosen a town, told a day, another language, and typed.
fn used() -> Person {
    let mut person = at_home();
    person.does([Action::Languages, Action::Digit(2)]);
    person.walks_to("permit-renewal");
    person.does([Action::Top, Action::Open, Action::Digit(1)]);
    person.does([Action::Top, Action::Down, Action::Down, Action::Open, Action::Digit(3)]);
    has_told_a_day(&mut person);
    person.does([Action::Search, Action::Type('x'), Action::Down]);
    let session = person.app.session();
    assert_eq!(session.lang, Lang::from("en"));
    assert!(session.answers.get(&"permit-reason".into()).is_some());
    assert!(session.town.is_some());
    assert!(session.dates.get(&"permit-expiry".into()).is_some());
    person
}

/// As if nobody had ever been there.
fn assert_new(person: &Person) {
    let mut new = Person::new(Mode::Desk { idle: IDLE }, Theme::Plain, USUAL);
    new.app.tick(person.app.now());
    assert_eq!(person.app.session(), new.app.session());
    assert_eq!(person.app.trail(), new.app.trail());
    assert_eq!(person.sees(), new.sees());
    assert_eq!((person.app.countdown(), person.app.next_tick()), (None, None));
}

#[test]
fn reset_forgets_answers_town_and_language() {
    let mut person = used();
    person.app.reset();
    assert_new(&person);
}

#[test]
fn a_session_without_keys_ends_by_itself() {
    let mut person = used();
    person.waits_until_left(WARNING + SECOND);
    assert_eq!(person.app.countdown(), None);
    person.waits(SECOND);
    assert_eq!(person.app.countdown(), Some(20));
    person.waits(WARNING.saturating_sub(SECOND / 2));
    assert_eq!(person.app.countdown(), Some(1), "half a second is still a second");
    assert_eq!(is_at(&person), "Search");
    person.waits(SECOND / 2);
    assert_new(&person);
}

/// The loop sleeps until `next_tick`: it must wake for each number of the countdown and for the end.
#[test]
fn every_second_of_the_countdown_is_awaited() {
    let mut person = used();
    let mut shown = Vec::new();
    while let Some(next) = person.app.next_tick() {
        let now = person.app.now().mono;
        assert!(next > now, "no wake-up without a reason");
        person.waits(next.saturating_sub(now));
        shown.extend(person.app.countdown());
    }
    assert_eq!(shown, (1..=20).rev().collect::<Vec<_>>());
    assert_new(&person);
}

#[test]
fn the_key_that_keeps_a_session_does_nothing_else() {
    for action in [Action::Back, Action::Type('y'), Action::Home, Action::Languages] {
        let mut person = used();
        person.waits_until_left(SECOND * 5);
        assert!(person.app.countdown().is_some());
        person.does([action]);
        assert_eq!(person.app.countdown(), None, "{action:?}");
        assert_eq!(is_at(&person), "Search", "{action:?}");
    }
}

#[test]
fn a_key_that_means_nothing_keeps_a_session_too() {
    let mut person = used();
    person.waits_until_left(SECOND);
    let now = person.app.now();
    assert!(person.app.touch(now));
    person.waits_until_left(SECOND);
    assert_eq!(is_at(&person), "Search");
}

#[test]
fn a_desk_at_rest_stays_as_it_is() {
    let mut person = Person::new(Mode::Desk { idle: IDLE }, Theme::Plain, USUAL);
    person.waits(IDLE * 1000);
    assert_new(&person);
    // A row chosen with an arrow is already something of a person.
    person.does([Action::Down]);
    assert!(person.app.next_tick().is_some());
    person.waits(IDLE);
    assert_new(&person);
}

#[test]
fn an_own_terminal_never_ends_by_itself_and_a_desk_never_by_a_key() {
    let mut own = Person::new(Mode::Open, Theme::Plain, USUAL);
    own.does([Action::Digit(1)]);
    own.waits(IDLE * 1000);
    assert_eq!((is_at(&own).as_str(), own.app.next_tick()), ("Home", None));
    assert_eq!(own.app.update(Action::Quit, own.app.now()), Some(Effect::Quit));
    let mut desk = at_home();
    let now = desk.app.now();
    assert_eq!(desk.app.update(Action::Quit, now), None);
    assert_eq!(keys::action(KeyEvent::from(KeyCode::Char('q')), false, desk.app.mode()), None);
}

/// Who hides, hides at once: also in the last seconds, where any other key only keeps the session.
#[test]
fn hiding_works_during_the_countdown() {
    let mut person = used();
    person.waits_until_left(SECOND * 5);
    person.does([Action::Hide]);
    assert_eq!(is_at(&person), "Hidden");
}

/// The person goes on reading what is still there; what is gone, and what was opened from it, is left.
#[test]
fn a_pack_without_the_need_in_front_goes_back_to_the_list() {
    let mut person = used();
    person.walks_to("permit-renewal");
    person.does([Action::Search]);
    let before: Vec<Screen> = person.app.trail().to_vec();
    person.app.adopt(catalog());
    assert_eq!(person.app.trail(), before, "the same pack changes nothing");

    let session = person.app.session().clone();
    let mut less = (*catalog()).clone();
    less.needs.retain(|need| need.id != NeedId::from("permit-renewal"));
    person.app.adopt(Arc::new(less));
    assert_eq!(is_at(&person), "Needs");
    assert_eq!(person.app.trail(), &before[..4]);
    assert_eq!(*person.app.session(), session);
    // It can be drawn and walked in.
    person.sees();
    person.does([Action::Digit(1)]);
    assert_eq!(is_at(&person), "Need");
}

#[test]
fn a_pack_may_change_under_an_open_search() {
    let mut person = at_home();
    person.does([Action::Search, Action::Type('r')]);
    person.app.adopt(catalog());
    assert!(!person.app.cx().hits.is_empty(), "the pack that was put live is searched at once");
    person.does([Action::Type('i')]);
    assert!(!person.app.cx().hits.is_empty(), "the search goes on in the new pack");
}

/// Another language midway: the same page, in other words.
#[test]
fn the_language_changes_on_the_same_page() {
    let mut person = at_home();
    person.walks_to("permit-renewal");
    let trail = person.app.trail().to_vec();
    person.does([Action::Languages, Action::Digit(2)]);
    assert_eq!(person.app.session().lang, Lang::from("en"));
    assert_eq!(person.app.trail(), trail);
}

#[test]
fn time_is_shown_as_it_was_passed_in() {
    let mut person = at_home();
    person.app.tick(moment(Duration::from_mins(12)));
    let seen = person.sees();
    let title: String = (0..USUAL.width).map(|x| seen[(x, 0)].symbol()).collect();
    assert!(title.trim_end().ends_with("09:12"), "{title}");
}

/// At a terminal of one's own, wide enough for a second pane, in front of the home screen in Italian.
fn with_two_panes() -> Person {
    let mut person = Person::new(Mode::Open, Theme::Plain, Size::new(120, 40));
    person.app.speak(Lang::from("it"));
    person
}

/// What stands right of the rule between the panes.
fn pane(person: &Person) -> String {
    let seen = person.sees();
    let cells = (2..37).flat_map(|y| (64..120).map(move |x| (x, y)));
    cells.map(|at| seen[at].symbol()).collect()
}

/// Presses keys without a pause.
fn hurries(person: &mut Person, actions: impl IntoIterator<Item = Action>) {
    for action in actions {
        let now = person.app.now();
        person.app.update(action, now);
    }
}

#[test]
fn the_second_pane_follows_once_the_choice_rests() {
    let mut person = with_two_panes();
    let first = pane(&person);
    assert_eq!(person.app.next_tick(), None, "a first screen draws its pane at once");
    hurries(&mut person, [Action::Down]);
    person.waits(REST.saturating_sub(Duration::from_millis(1)));
    assert_eq!(pane(&person), first);
    // The next key in time puts it off.
    hurries(&mut person, [Action::Down]);
    let before = person.app.now().mono;
    assert_eq!(person.app.next_tick(), Some(before + REST));
    assert_eq!(pane(&person), first);
    person.rests();
    assert_ne!(pane(&person), first);
    assert_eq!(person.app.next_tick(), None, "at rest nothing is awaited");
    // The choice itself never waits, and back where it rested there is nothing to wait for.
    hurries(&mut person, [Action::Down, Action::Up]);
    assert_eq!(person.app.next_tick(), None);
}

#[test]
fn a_narrow_screen_has_no_pane_to_wait_for() {
    let mut person = Person::new(Mode::Open, Theme::Plain, USUAL);
    person.app.speak(Lang::from("it"));
    hurries(&mut person, [Action::Down]);
    assert_eq!(person.app.next_tick(), None);
}

/// While the choice moves the pane may be late, but never of another screen, another list, another language.
#[test]
fn whatever_else_a_key_does_the_pane_is_that_of_the_choice() {
    let moved = [Action::Down, Action::Down];
    let type_p = [Action::Search, Action::Type('p')];
    for walk in [
        vec![Action::Open],
        vec![Action::Open, Action::Down, Action::Back],
        vec![Action::Digit(1), Action::Down, Action::Digit(1)],
        vec![Action::Languages, Action::Digit(2)],
        [&type_p[..], &moved, &[Action::Type('e')]].concat(),
        [&type_p[..], &moved, &[Action::Erase]].concat(),
        vec![Action::Home],
        vec![Action::Hide, Action::Down],
    ] {
        let mut person = with_two_panes();
        hurries(&mut person, moved.into_iter().chain(walk.iter().copied()));
        let seen = person.sees();
        assert_eq!(person.app.next_tick(), None, "{walk:?}");
        person.rests();
        assert_eq!(person.sees(), seen, "{walk:?}");
    }
    // An answer changes the doors; the question is a row of its own.
    let mut person = with_two_panes();
    person.walks_to("permit-renewal");
    hurries(&mut person, [Action::Down, Action::Top, Action::Open, Action::Digit(1)]);
    let seen = person.sees();
    person.rests();
    assert_eq!(person.sees(), seen);
}

#[test]
fn another_pack_draws_the_pane_anew() {
    let mut person = with_two_panes();
    hurries(&mut person, [Action::Down]);
    person.app.adopt(catalog());
    assert_eq!(person.app.next_tick(), None);
}

/// Of a need, too, the rows are marked at once and the door beside them follows.
#[test]
fn the_door_beside_a_need_follows() {
    let mut person = with_two_panes();
    person.walks_to("permit-renewal");
    let (all, first) = (person.sees(), pane(&person));
    hurries(&mut person, [Action::Down]);
    assert_ne!(person.sees(), all, "the marker");
    assert_eq!(pane(&person), first);
    person.rests();
    assert_ne!(pane(&person), first);
}

/// Goes down in the need to the first question for a day, and types one.
fn has_told_a_day(person: &mut Person) {
    person.does([Action::Top]);
    for _ in 0..200 {
        let mut here = person.app.screen().cloned().expect("a screen");
        let leads = here.page_mut().update(Action::Open, &person.app.cx());
        if matches!(leads, Outcome::To(Screen::Day(_))) {
            person.does([Action::Open]);
            return person.does("22012027".chars().map(Action::Type).chain([Action::Open]));
        }
        person.does([Action::Down]);
    }
    panic!("no row asks for a day");
}

#[test]
fn reset_forgets_answers_town_dates_and_language() {
    let mut person = used();
    person.app.reset();
    assert_new(&person);
}

/// Goes down in a need to the first door that depends on the town, and opens it.
fn opens_a_door_of_the_town(person: &mut Person) {
    person.walks_to("residence-registration");
    for _ in 0..200 {
        let mut here = person.app.screen().cloned().expect("a screen");
        let leads = here.page_mut().update(Action::Open, &person.app.cx());
        if matches!(leads, Outcome::ToWith(Screen::Town(_), _)) {
            return person.does([Action::Open]);
        }
        person.does([Action::Down]);
    }
    panic!("no door asks for the town");
}

#[test]
fn the_town_is_asked_once_before_a_door_that_depends_on_it() {
    for (answer, town) in [(Action::Open, true), (Action::Back, false), (Action::Escape, false)] {
        let mut person = at_home();
        opens_a_door_of_the_town(&mut person);
        assert_eq!(is_at(&person), "Town");
        person.does([answer]);
        assert_eq!((is_at(&person).as_str(), person.app.session().town.is_some()), ("Need", town));
        // The same door again: it opens, asked or not, and so it does for the rest of the session.
        person.does([Action::Open]);
        assert_eq!(is_at(&person), "Door", "after {answer:?}");
    }
}

#[test]
fn the_town_question_reads_letters_digits_and_arrows() {
    let chosen = |keys: &[Action]| {
        let mut person = at_home();
        opens_a_door_of_the_town(&mut person);
        person.does(keys.iter().copied().chain([Action::Open]));
        person.app.session().town.as_ref().map(ToString::to_string)
    };
    let typed = |text: &str| chosen(&text.chars().map(Action::Type).collect::<Vec<_>>());
    assert_eq!(chosen(&[]).as_deref(), Some("la-spezia"), "the home town first");
    assert_eq!(typed("SARZ").as_deref(), Some("sarzana"));
    assert_eq!(typed("ricco").as_deref(), Some("ricco-del-golfo"), "without accents");
    assert_eq!(typed("RICCÒ").as_deref(), Some("ricco-del-golfo"));
    assert_eq!(typed("magra").as_deref(), Some("castelnuovo-magra"), "a word in the middle");
    assert_eq!(typed("genova"), None, "where no town fits, the question stays open");
    let erased = "sarzq".chars().map(Action::Type).chain([Action::Erase]).collect::<Vec<_>>();
    assert_eq!(chosen(&erased).as_deref(), Some("sarzana"));
    assert_eq!(chosen(&[Action::Down]).as_deref(), Some("ameglia"));
    assert_eq!(chosen(&[Action::Bottom]), None);
    let mut person = at_home();
    opens_a_door_of_the_town(&mut person);
    assert!(person.app.is_typing());
    person.does([Action::Type('3')]);
    assert_eq!(person.app.session().town.as_ref().map(ToString::to_string).as_deref(), Some("arcola"));
}

#[test]
fn a_day_is_picked_with_arrows_alone_and_left_step_by_step() {
    let at_day = || {
        let mut person = at_home();
        person.walks_to("permit-renewal");
        has_told_a_day(&mut person);
        person.does([Action::Open]);
        assert_eq!(is_at(&person), "Day");
        person
    };
    let told = |person: &Person| person.app.session().dates.get(&"permit-expiry".into()).map(|day| day.to_string());
    let mut person = at_day();
    assert_eq!(told(&person).as_deref(), Some("2027-01-22"));
    // Two days later, a month later, a year earlier.
    let picks = [Action::Up, Action::Up, Action::Open, Action::Up, Action::Open, Action::Down, Action::Open];
    person.does(picks.into_iter().chain([Action::Open]));
    assert_eq!((is_at(&person).as_str(), told(&person).as_deref()), ("Need", Some("2026-02-24")));
    // Back goes through the numbers, then away; nothing is changed.
    person.does([Action::Open, Action::Open, Action::Open, Action::Back, Action::Back]);
    assert_eq!(is_at(&person), "Day");
    person.does([Action::Back]);
    assert_eq!((is_at(&person).as_str(), told(&person).as_deref()), ("Need", Some("2026-02-24")));
    // Esc leaves from anywhere.
    person.does([Action::Open, Action::Open, Action::Escape]);
    assert_eq!(is_at(&person), "Need");
    // What does not exist is not taken.
    person.does([Action::Open].into_iter().chain("30022027".chars().map(Action::Type)).chain([Action::Open]));
    assert_eq!((is_at(&person).as_str(), told(&person).as_deref()), ("Day", Some("2026-02-24")));
    person.does([Action::Bottom, Action::Open]);
    assert_eq!((is_at(&person).as_str(), told(&person)), ("Need", None));
}

/// Goes down from the top until a row is chosen, and opens it.
fn opens_row(person: &mut Person, row: usize) {
    person.does([Action::Top]);
    for _ in 0..400 {
        let chosen = match person.app.screen() {
            Some(Screen::Need(need)) => need.chosen(),
            Some(Screen::Path(path)) => Some(path.chosen()),
            _ => None,
        };
        if chosen == Some(row) {
            return person.does([Action::Open]);
        }
        person.does([Action::Down]);
    }
    panic!("row {row} cannot be reached: {:?}", person.app.screen());
}

/// From a need to its path.
fn on_the_path_of(person: &mut Person, need: &str) {
    person.walks_to(need);
    let need = catalog().need(&need.into()).cloned().expect("a need");
    let choices = card::need::need(&person.app.cx(), &need, None).choices;
    opens_row(person, choices.iter().position(|choice| *choice == NeedChoice::Path).expect("the path"));
    assert_eq!(is_at(person), "Path");
}

/// The steps of the path in front, as `need/step`.
fn steps(person: &Person, need: &str) -> Vec<String> {
    let cx = person.app.cx();
    let path = cx.path_of(&need.into()).expect("a path");
    path.steps.iter().map(|step| format!("{}/{}", step.need.id, step.step.id)).collect()
}

/// Goes to the first row of the path that is such a choice, and opens it.
fn chooses(person: &mut Person, need: &str, is_it: impl Fn(&PathChoice) -> bool) {
    let cx = person.app.cx();
    let path = cx.path_of(&need.into()).expect("a path");
    let row = card::path::card(&cx, &path, None).choices.iter().position(is_it).expect("the row");
    opens_row(person, row);
}

const DOCTOR: &str = "ssn-enrolment-mandatory";

#[test]
fn a_tick_shortens_the_path_on_screen() {
    let mut person = at_home();
    on_the_path_of(&mut person, DOCTOR);
    let (before, seen) = (steps(&person, DOCTOR), person.sees());
    assert!(before.iter().any(|step| step.starts_with("first-permit/")), "{before:?}");
    chooses(&mut person, DOCTOR, |choice| matches!(choice, PathChoice::Have(_)));
    assert_eq!(is_at(&person), "Path");
    let after = steps(&person, DOCTOR);
    assert!(after.iter().all(|step| step.starts_with(DOCTOR)), "{after:?}");
    assert_ne!(person.sees(), seen);
}

/// Ticks and wishes are of one person: whichever way she goes, the next one starts anew.
#[test]
fn nothing_of_a_path_is_left() {
    let uses = || {
        let mut person = at_home();
        on_the_path_of(&mut person, DOCTOR);
        chooses(&mut person, DOCTOR, |choice| matches!(choice, PathChoice::Rather(..)));
        assert_eq!(person.app.session().rather.len(), 1);
        chooses(&mut person, DOCTOR, |choice| matches!(choice, PathChoice::Have(_)));
        assert_eq!(person.app.session().have.len(), 1);
        person
    };
    let mut person = uses();
    person.app.reset();
    assert_new(&person);
    let mut person = uses();
    person.does([Action::Hide, Action::Open]);
    assert_new(&person);
    let mut person = uses();
    person.waits(IDLE + WARNING);
    assert_new(&person);
}

/// Whatever she would rather do, the way back is a row of the path: no wish hides the one she makes after it.
#[test]
fn rather_this_and_back_again() {
    let mut person = at_home();
    on_the_path_of(&mut person, DOCTOR);
    let first = steps(&person, DOCTOR);
    let wishes = |person: &Person| -> Vec<PathChoice> {
        let cx = person.app.cx();
        let path = cx.path_of(&DOCTOR.into()).expect("a path");
        let choices = card::path::card(&cx, &path, None).choices;
        choices.into_iter().filter(|choice| matches!(choice, PathChoice::Rather(..))).collect()
    };
    let leads = |choice: &PathChoice| match choice {
        PathChoice::Rather(paper, Some(need), _) => Some((paper.clone(), need.clone())),
        _ => None,
    };
    assert!(!wishes(&person).is_empty());
    for wish in wishes(&person) {
        let there = leads(&wish);
        chooses(&mut person, DOCTOR, |choice| leads(choice) == there);
        let (_, need) = there.expect("a need");
        assert!(steps(&person, DOCTOR).iter().any(|step| step.starts_with(need.as_str())), "{wish:?}");
        assert_ne!(steps(&person, DOCTOR), first, "{wish:?}");
        chooses(&mut person, DOCTOR, |choice| leads(choice) == Some(("permit-receipt".into(), "first-permit".into())));
        assert_eq!(steps(&person, DOCTOR), first, "{wish:?}");
    }
}
