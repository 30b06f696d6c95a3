//! The table of competences: what its words mean on small catalogs, that it agrees with the doors a person is shown,
//! and how it stands on the embedded pack.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vademecum::data::{embedded, load};
use vademecum::model::case::{Answers, Case, Condition, Holds, OneOf};
use vademecum::model::catalog::Catalog;
use vademecum::model::door::{self, Door};
use vademecum::model::entity::Office;
use vademecum::model::id::{EntityId, OfficeId, OfficeRef, TownId};
use vademecum::model::matrix::{Hole, Matrix, Part, Reach, Row, columns};
use vademecum::model::moment::{NaiveDateTime, Season};
use vademecum::model::need::{Place, Way};

fn embedded_pack() -> Catalog {
    static PACK: OnceLock<Catalog> = OnceLock::new();
    PACK.get_or_init(|| load(&embedded()).good().expect("a good pack")).clone()
}

/// The towns, entities and needs of the embedded pack, but one need with one step, which a test rewrites.
fn small(ways: Vec<Way>) -> Catalog {
    let mut catalog = embedded_pack();
    let mut need = catalog.need(&"residence-registration".into()).cloned().expect("a need");
    need.steps.truncate(1);
    let step = need.steps.first_mut().expect("a step");
    (step.only, step.season, step.documents, step.ways) = (Condition::default(), None, Vec::new(), ways);
    need.help.clear();
    catalog.needs = vec![need];
    catalog
}

/// A way to a place, of the grade of a way of the pack.
fn way(place: Place) -> Way {
    let grade = embedded_pack().needs[0].steps[0].ways[0].grade.clone();
    Way { place, only: Condition::default(), season: None, until: None, only_through: None, fallback: None, grade }
}

fn entity(id: &str) -> Place {
    Place::Entity(id.into())
}

fn role(role: &str) -> Place {
    Place::Role(role.into())
}

fn when(way: Way, case: &str, answers: &[&str]) -> Way {
    let answers = answers.iter().map(|answer| (*answer).into()).collect();
    Way { only: Condition { when: vec![OneOf { case: case.into(), answers }], unless: vec![] }, ..way }
}

fn only_row(catalog: &Catalog) -> Row {
    let mut rows = Matrix::of(catalog).rows;
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

/// Overlaps as `poste+questura`, with the towns if not all.
fn overlaps(catalog: &Catalog) -> Vec<String> {
    only_row(catalog)
        .overlaps
        .iter()
        .map(|overlap| format!("{}{}", joined(&overlap.entities), reach(&overlap.reach)))
        .collect()
}

fn joined(ids: &BTreeSet<EntityId>) -> String {
    ids.iter().map(EntityId::as_str).collect::<Vec<_>>().join("+")
}

fn reach(reach: &Reach) -> String {
    match reach {
        Reach::Everybody => String::new(),
        Reach::Towns(towns) if towns.len() > 4 => format!(" in {} towns", towns.len()),
        Reach::Towns(towns) => format!(" in {}", towns.iter().map(TownId::as_str).collect::<Vec<_>>().join(",")),
    }
}

fn holder(catalog: &mut Catalog, entity: &str, role: &str, serves: &[&str]) {
    let record = catalog.entities.iter_mut().find(|record| record.id.as_str() == entity).expect("an entity");
    let id = OfficeId::from("test");
    let serves = serves.iter().map(|town| (*town).to_owned()).collect();
    record.offices.push(Office { id, roles: vec![role.into()], serves, ..record.offices[0].clone() });
}

#[test]
fn alternatives_overlap_and_conditions_keep_them_apart() {
    assert_eq!(overlaps(&small(vec![way(entity("poste")), way(entity("questura"))])), ["poste+questura"]);
    assert_eq!(overlaps(&small(vec![way(entity("poste")), way(Place::Yourself)])), [""; 0]);
    let apart = vec![
        when(way(entity("poste")), "digital-id", &["yes-digital-id"]),
        when(way(entity("questura")), "digital-id", &["no-digital-id"]),
    ];
    assert_eq!(overlaps(&small(apart.clone())), [""; 0]);
    let step_keeps_apart = |only: Condition| {
        let mut catalog = small(vec![way(entity("poste")), apart[1].clone()]);
        catalog.needs[0].steps[0].only = only;
        overlaps(&catalog)
    };
    assert_eq!(step_keeps_apart(Condition::default()), ["poste+questura"]);
    assert_eq!(step_keeps_apart(apart[0].only.clone()), [""; 0]);
}

#[test]
fn three_that_meet_two_by_two_are_no_group_of_three() {
    let ways = vec![
        when(way(entity("poste")), "school-level", &["kindergarten", "first-class"]),
        when(way(entity("questura")), "school-level", &["first-class", "other-class"]),
        when(way(entity("inps")), "school-level", &["other-class", "kindergarten"]),
    ];
    assert_eq!(overlaps(&small(ways)), ["inps+poste", "inps+questura", "poste+questura"]);
}

#[test]
fn seasons_keep_ways_apart() {
    let season = |way: Way, text: &str| Way { season: Season::parse(text), ..way };
    let (winter, summer) = (season(way(entity("poste")), "12-01/03-31"), season(way(entity("inps")), "04-01/11-30"));
    assert_eq!(overlaps(&small(vec![winter.clone(), summer])), [""; 0]);
    let spring = season(way(entity("inps")), "03-01/05-31");
    assert_eq!(overlaps(&small(vec![winter.clone(), spring])), ["inps+poste"]);
    assert_eq!(overlaps(&small(vec![winter, way(entity("inps"))])), ["inps+poste"]);
}

#[test]
fn offices_with_one_role_overlap_where_they_serve_the_same_town() {
    let mut catalog = small(vec![way(role("test"))]);
    holder(&mut catalog, "comune", "test", &["la-spezia", "lerici"]);
    holder(&mut catalog, "comune", "test", &["la-spezia"]);
    assert_eq!(overlaps(&catalog), [""; 0], "two offices of one entity");
    holder(&mut catalog, "arte", "test", &["lerici", "sarzana"]);
    assert_eq!(overlaps(&catalog), ["arte+comune in lerici"]);
    let row = only_row(&catalog);
    let cell = &row.cells[&EntityId::from("arte")];
    assert_eq!((cell.parts.clone(), reach(&cell.reach)), (BTreeSet::from([Part::ByRole]), " in lerici,sarzana".into()));
    let [Hole::NoOffice { reach: Reach::Towns(towns), .. }] = row.holes.as_slice() else { panic!("{row:?}") };
    assert_eq!(towns.len(), catalog.towns.len() - 3);
}

#[test]
fn parts_are_told_apart() {
    let first = Some(OfficeRef::parse("caritas/listening"));
    let mut catalog = small(vec![
        Way { only_through: first.clone(), ..way(entity("croce-rossa")) },
        Way { only_through: first, ..way(Place::Office(OfficeRef::parse("caritas/shelter"))) },
        Way { fallback: Some(OfficeRef::parse("cgil")), ..way(role("nobody")) },
        Way { fallback: Some(OfficeRef::parse("uil")), ..way(role("jobcentre")) },
        way(Place::Phone("112".into())),
    ]);
    catalog.needs[0].help = vec!["cgil".into(), "nobody".into()];
    let row = only_row(&catalog);
    let parts =
        |id: &str| row.cells.get(&EntityId::from(id)).map(|cell| cell.parts.iter().copied().collect::<Vec<_>>());
    assert_eq!(parts("croce-rossa"), Some(vec![Part::Competent]));
    assert_eq!(parts("caritas"), Some(vec![Part::Competent, Part::First]));
    assert_eq!(parts("cgil"), Some(vec![Part::Helps, Part::Fallback]));
    assert_eq!(parts("cpi"), Some(vec![Part::ByRole]));
    assert_eq!(parts("112"), Some(vec![Part::Competent]));
    // A fallback that is never asked is no part, an unknown entity no column.
    assert_eq!((parts("uil"), parts("nobody")), (None, None));
    let order: Vec<&str> = columns([&row].into_iter()).into_iter().map(EntityId::as_str).collect();
    assert_eq!(order, ["112", "caritas", "croce-rossa", "cpi", "cgil"]);
}

#[test]
fn holes_are_needs_roles_and_entities() {
    let mut catalog = small(vec![way(Place::Yourself), way(Place::Online("https://example.org".into()))]);
    assert_eq!(only_row(&catalog).holes, [Hole::NoEntity]);
    assert_eq!(Matrix::of(&catalog).unreached.len(), catalog.entities.len());
    // A need that only leads to itself or to nothing known leads nowhere; one that leads to a good one does.
    let id = catalog.needs[0].id.clone();
    catalog.needs[0].steps[0].ways = vec![way(Place::Need(id.clone())), way(Place::Need("unwritten".into()))];
    assert_eq!(only_row(&catalog).holes, [Hole::NoEntity]);
    let mut second = catalog.needs[0].clone();
    second.id = "second".into();
    second.steps[0].ways = vec![way(Place::Need(id))];
    catalog.needs.push(second);
    catalog.needs[0].steps[0].ways = vec![way(entity("poste"))];
    let matrix = Matrix::of(&catalog);
    assert!(matrix.rows.iter().all(|row| row.holes.is_empty()), "{matrix:?}");
    assert!(!matrix.unreached.contains(&"poste".into()));
}

#[test]
fn a_role_asked_twice_is_one_hole_and_a_pack_without_towns_has_holes_too() {
    let mut catalog = small(vec![Way { fallback: Some(OfficeRef::parse("cgil")), ..way(role("nobody")) }]);
    let mut again = catalog.needs[0].steps[0].clone();
    again.id = "again".into();
    again.ways = vec![Way { fallback: Some(OfficeRef::parse("uil")), ..way(role("nobody")) }];
    catalog.needs[0].steps.push(again);
    for towns in [catalog.towns.clone(), Vec::new()] {
        catalog.towns = towns;
        let row = only_row(&catalog);
        let [Hole::NoEntity, Hole::NoOffice { steps, reach: Reach::Everybody, fallback, .. }] = row.holes.as_slice()
        else {
            panic!("{row:?}")
        };
        assert_eq!((steps.len(), joined(fallback).as_str()), (2, "cgil+uil"));
    }
    let matrix = Matrix::of(&Catalog::of_manifest(catalog.manifest));
    assert_eq!((matrix.rows.len(), matrix.unreached.len()), (0, 0));
}

/// More answers than can be told apart: the table still ends, and finds rather too much.
#[test]
fn too_many_answers_stay_open() {
    let mut first = way(entity("poste"));
    let second = when(way(entity("inps")), "case-0", &["b"]);
    for case in 0..40 {
        first.only.when.push(OneOf { case: format!("case-{case}").as_str().into(), answers: vec!["a".into()] });
    }
    let mut catalog = small(vec![first, second]);
    for case in 0..40 {
        let answers = ["a", "b", "c"].map(Into::into).to_vec();
        let holds = BTreeMap::new();
        catalog.cases.push(Case { id: format!("case-{case}").as_str().into(), answers, holds });
    }
    assert_eq!(overlaps(&catalog), ["inps+poste"]);
}

/// The needs a door screen lists as its own are those of its column, and the other way round.
#[test]
fn the_columns_agree_with_the_door_screens() {
    let catalog = embedded_pack();
    let matrix = Matrix::of(&catalog);
    for entity in &catalog.entities {
        let here = [Part::Competent, Part::ByRole, Part::Helps];
        let cells = matrix.cells_of(&entity.id).filter(|(_, cell)| here.iter().any(|part| cell.parts.contains(part)));
        let ours: Vec<_> = cells.map(|(row, _)| &row.need).collect();
        let doors: Vec<_> = catalog.needs_at(entity).into_iter().map(|need| &need.id).collect();
        assert_eq!(ours, doors, "{}", entity.id);
    }
}

/// Some answer to every question, and a town.
fn person(catalog: &Catalog, seed: &[prop::sample::Index]) -> (Answers, TownId) {
    let mut seed = seed.iter().cycle();
    let mut pick = |many: usize| seed.next().expect("a seed").index(many);
    let answers = catalog.cases.iter().fold(Answers::default(), |answers, case| {
        let answer = &case.answers[pick(case.answers.len())];
        answers.with(&case.id, answer)
    });
    (answers, catalog.towns[pick(catalog.towns.len())].id.clone())
}

fn now() -> NaiveDateTime {
    "2026-11-24T09:00:00".parse().unwrap()
}

fn holds_in(reach: &Reach, town: &TownId) -> bool {
    match reach {
        Reach::Everybody => true,
        Reach::Towns(towns) => towns.contains(town),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]
    /// Whatever doors a person is shown, the table knows them: her overlaps, her holes, her entities.
    #[test]
    fn nobody_meets_a_door_the_table_does_not_know(seed in prop::collection::vec(any::<prop::sample::Index>(), 12)) {
        let catalog = embedded_pack();
        let matrix = Matrix::of(&catalog);
        let (answers, town) = person(&catalog, &seed);
        for (need, row) in catalog.needs.iter().zip(&matrix.rows) {
            for (step, _) in door::steps(need, &answers) {
                let open = door::ways(&catalog, step, &answers, Some(&town), now());
                let mine = open.iter().filter(|way| way.holds == Holds::Yes && way.way.season.is_none());
                let doors: Vec<Door<'_>> = mine.flat_map(|way| way.doors.clone()).collect();
                let met: BTreeSet<EntityId> = doors.iter().filter_map(Door::entity).map(|e| e.id.clone()).collect();
                for id in &met {
                    let cell = row.cells.get(id);
                    prop_assert!(cell.is_some_and(|cell| holds_in(&cell.reach, &town)), "{} {id} {town}", need.id);
                }
                let told = row.overlaps.iter().any(|overlap| {
                    overlap.step == step.id && overlap.entities.is_superset(&met) && holds_in(&overlap.reach, &town)
                });
                prop_assert!(met.len() < 2 || told, "{}.{} {met:?} {town}", need.id, step.id);
                for door in &doors {
                    let Door::NoOffice { role: wanted, .. } = door else { continue };
                    let told = row.holes.iter().any(|hole| match hole {
                        Hole::NoOffice { role, reach, .. } => role == *wanted && holds_in(reach, &town),
                        Hole::NoEntity => false,
                    });
                    prop_assert!(told, "{} {wanted} {town}", need.id);
                }
            }
        }
    }
}

/// How the pack stands. When facts change, this changes with them: read the difference.
#[test]
fn the_embedded_pack() {
    let catalog = embedded_pack();
    let matrix = Matrix::of(&catalog);
    let mut out = String::new();
    let count = |part: Part| {
        let cells = matrix.rows.iter().flat_map(|row| row.cells.values());
        cells.filter(|cell| cell.parts.contains(&part)).count()
    };
    let (needs, entities) = (matrix.rows.len(), catalog.entities.len());
    writeln!(out, "{needs} needs, {entities} entities").unwrap();
    for part in Part::ALL {
        writeln!(out, "{}: {}", part.as_str(), count(part)).unwrap();
    }
    for row in &matrix.rows {
        writeln!(out, "\n{}", row.need).unwrap();
        for overlap in &row.overlaps {
            writeln!(out, "  overlap at {}: {}{}", overlap.step, joined(&overlap.entities), reach(&overlap.reach))
                .unwrap();
        }
        for hole in &row.holes {
            match hole {
                Hole::NoEntity => writeln!(out, "  hole: no entity").unwrap(),
                Hole::NoOffice { role, steps, reach: towns, fallback } => {
                    let (steps, ask) = (steps.join(","), joined(fallback));
                    writeln!(out, "  hole: no {role}{} at {steps}, ask {ask}", reach(towns)).unwrap();
                }
            }
        }
    }
    writeln!(out, "\nno need leads to: {}", joined(&matrix.unreached.into_iter().collect())).unwrap();
    insta::assert_snapshot!(out);
}
