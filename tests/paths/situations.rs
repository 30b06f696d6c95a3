//! Twelve people and more at a desk in La Spezia, on the embedded pack: their doors, and what they bring to each.
//!
//! A line is `door: papers`. A paper from an earlier step is written `<-`, one that goes without saying `=`; what only
//! some bring is left out. `(later)` is what comes again and again.

use std::sync::OnceLock;

use vademecum::data::{embedded, load};
use vademecum::model::case::{Answers, Holds};
use vademecum::model::catalog::Catalog;
use vademecum::model::door::{Door, ways};
use vademecum::model::id::{DocumentId, TownId};
use vademecum::model::moment::NaiveDateTime;
use vademecum::model::path::{Origin, Path, PathStep, path};

use crate::small::{Person, told};

fn pack() -> &'static Catalog {
    static PACK: OnceLock<Catalog> = OnceLock::new();
    PACK.get_or_init(|| load(&embedded()).good().expect("a good pack"))
}

/// A person with answers such as `permit-reason=employee`, papers she holds, and a town.
fn person(answers: &[&str], have: &[&str]) -> Person {
    let answers = answers.iter().map(|answer| answer.split_once('=').expect("question=answer"));
    let answers = answers.fold(Answers::default(), |all, (case, answer)| {
        let known = pack().case(&case.into()).expect("a question of the pack");
        assert!(known.answers.contains(&answer.into()), "{answer}");
        all.with(&case.into(), &answer.into())
    });
    Person { answers, have: have.iter().map(|paper| DocumentId::from(*paper)).collect(), ..Person::default() }
}

fn path_of<'a>(need: &str, person: &Person) -> Path<'a> {
    path(pack(), pack().need(&need.into()).expect("a need of the pack"), &person.situation())
}

fn door(door: &Door<'_>) -> String {
    match door {
        Door::Office(entity, office) => format!("{}/{}", entity.id, office.id),
        Door::Entity(entity) => entity.id.to_string(),
        Door::NoOffice { role, fallback } => {
            format!("no {role}, ask {}", fallback.map_or("nobody", |(entity, _)| entity.id.as_str()))
        }
        Door::Need(id) => format!("need {id}"),
        Door::Online(_) => "online".to_owned(),
        Door::Yourself => "yourself".to_owned(),
        Door::Employer => "employer".to_owned(),
    }
}

fn line(step: &PathStep<'_>, person: &Person, town: Option<&TownId>) -> String {
    let now: NaiveDateTime = "2026-11-23T09:41:00".parse().unwrap();
    let mut doors: Vec<String> = ways(pack(), step.step, &person.answers, town, now)
        .iter()
        .flat_map(|way| way.doors.iter().map(|it| door(it) + if way.holds == Holds::Open { "?" } else { "" }))
        .collect();
    doors.sort();
    let papers = step.inputs.iter().filter(|input| input.holds == Holds::Yes && !input.line.if_any);
    let papers: Vec<String> = papers
        .map(|input| match input.origin {
            Origin::Step(_) => format!("<-{}", input.document),
            Origin::Held => format!("={}", input.document),
            Origin::Giver(_) => input.document.to_string(),
            Origin::Cut => format!("!{}", input.document),
        })
        .collect();
    let only = if step.holds == Holds::Open { "(only some) " } else { "" };
    let later = if step.step.later { "(later) " } else { "" };
    format!("{later}{only}{}: {}", doors.join(" | "), papers.join(" ")).trim_end().trim_end_matches(':').to_owned()
}

#[track_caller]
fn expect(need: &str, answers: &[&str], have: &[&str], town: Option<&str>, lines: &[&str]) {
    let (person, town) = (person(answers, have), town.map(TownId::from));
    let path = path_of(need, &person);
    let found: Vec<String> = path.steps.iter().map(|step| line(step, &person, town.as_ref())).collect();
    assert_eq!(found.join("\n"), lines.join("\n"), "{need} {answers:?} {have:?}");
    assert!(path.cycles.is_empty());
}

/// By post: the kit with copies, her originals on the day of the fingerprints, the card months later, and the Comune
/// within sixty days. She holds the old permit; nobody sends her for a first one.
#[test]
fn an_employee_renews_her_permit() {
    expect(
        "permit-renewal",
        &["permit-reason=employee", "permit-length=up-to-1y"],
        &[],
        Some("la-spezia"),
        &[
            "poste: passport =permit-to-renew form-one tax-code residence-self-certificate work-contract income-papers \
             payslip stamp payment-slip",
            "questura/immigration: <-permit-receipt photo passport =permit-to-renew",
            "questura/immigration",
            "comune/registry: <-permit",
        ],
    );
}

/// Without work the kit wants the paper of the job centre, so that comes first; there the old permit is shown. The
/// job centre has more steps, but only the first gives that paper.
#[test]
fn who_looks_for_work_goes_to_the_job_centre_before_renewing() {
    let answers = ["permit-reason=job-seeking"];
    let centre = "cpi/la-spezia | cpi/sarzana | yourself?: passport tax-code =permit residence-self-certificate";
    let rest = [
        "poste: passport =permit-to-renew form-one tax-code residence-self-certificate income-papers \
         <-jobcentre-registration stamp payment-slip",
        "questura/immigration: <-permit-receipt photo passport =permit-to-renew",
        "questura/immigration",
        "comune/registry: <-permit",
    ];
    expect("permit-renewal", &answers, &[], None, &[[centre].as_slice(), &rest].concat());
    let rest = rest.map(|line| line.replace("<-jobcentre", "=jobcentre"));
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    expect("permit-renewal", &answers, &["jobcentre-registration"], None, &rest);
}

/// A refugee is never asked for the passport of the country she fled from: neither in the kit nor at the Questura.
#[test]
fn a_refugee_renews_without_a_passport() {
    expect(
        "permit-renewal",
        &["permit-reason=asylum-status"],
        &[],
        Some("la-spezia"),
        &[
            "poste: =permit-to-renew form-one residence-self-certificate stamp payment-slip",
            "questura/immigration: <-permit-receipt photo =permit-to-renew",
            "questura/immigration",
            "comune/registry: <-permit",
        ],
    );
}

/// Medical care is asked for at the Questura itself, not by post, with the certificate of the health service.
#[test]
fn who_is_ill_renews_at_the_questura() {
    expect(
        "permit-renewal",
        &["permit-reason=medical-care"],
        &[],
        Some("la-spezia"),
        &[
            "questura/immigration: =permit-to-renew questura-form passport photo residence-self-certificate \
             health-certificate stamp",
            "questura/immigration: <-permit-receipt passport =permit-to-renew",
            "questura/immigration",
            "comune/registry: <-permit",
        ],
    );
}

/// With a family visa the Prefettura comes first: it prints the form that goes in the kit, and gives the tax code.
#[test]
fn a_wife_with_a_family_visa() {
    expect(
        "first-permit",
        &["entry=family-visa", "permit-reason=family"],
        &[],
        None,
        &[
            "prefettura/sui: passport visa nulla-osta",
            "poste: passport <-form-one-sui <-tax-code residence-certificate nulla-osta sponsor-document sponsor-identity kinship-papers \
             maintenance-declaration stamp payment-slip",
            "questura/immigration: <-permit-receipt photo passport",
            "questura/immigration",
        ],
    );
}

/// A student takes the form at the post office; nobody at the Prefettura has anything for him, and who has no tax code
/// yet gets it with the permit.
#[test]
fn a_student_with_a_study_visa() {
    expect(
        "first-permit",
        &["entry=other-visa", "permit-reason=study"],
        &[],
        None,
        &[
            "poste: passport form-one residence-certificate study-admission study-enrolment-receipt means health-cover \
             stamp payment-slip",
            "questura/immigration: <-permit-receipt photo passport",
            "questura/immigration",
        ],
    );
}

/// The receipt, the visa and the clearance stand for the permit that has not come yet; the permit is for later.
#[test]
fn residence_while_the_family_permit_is_awaited() {
    expect(
        "residence-registration",
        &["residence-basis=waiting-family", "digital-id=no-digital-id"],
        &[],
        Some("la-spezia"),
        &[
            "comune/registry: passport =permit-receipt =visa nulla-osta tax-code lease",
            "yourself",
            "(later) comune/registry: permit",
        ],
    );
}

/// Of the registry of Sarzana nothing is known: it is said, with whom to ask, and La Spezia's is not offered for it.
#[test]
fn residence_in_sarzana_while_the_permit_is_renewed() {
    expect(
        "residence-registration",
        &["residence-basis=waiting-renewal", "digital-id=no-digital-id"],
        &[],
        Some("sarzana"),
        &[
            "no registry, ask town-comune: passport =expired-permit =renewal-receipt tax-code lease",
            "yourself",
            "(later) no registry, ask town-comune: permit",
        ],
    );
}

/// While her situation is open, a permit is asked only of whoever says that she has one: nobody is sent to get it first.
#[test]
fn a_residence_while_nothing_is_answered() {
    let person = Person::default();
    let path = path_of("residence-registration", &person);
    assert!(path.steps.iter().all(|step| step.need.id.as_str() == "residence-registration"), "{}", told(&path));
}

/// The receipt is enough for the doctor: one door, one day.
#[test]
fn a_doctor_with_the_receipt() {
    expect(
        "ssn-enrolment-mandatory",
        &[],
        &["permit-receipt"],
        Some("la-spezia"),
        &[
            "asl5/health-desk: =permit-receipt identity-document tax-code residence-self-certificate",
            "(later) asl5/health-desk: renewal-receipt",
        ],
    );
}

/// Whoever has nothing yet asks for a permit first, and stops at the receipt: the doctor does not wait for the card.
#[test]
fn a_doctor_for_a_wife_without_any_paper_yet() {
    expect(
        "ssn-enrolment-mandatory",
        &["entry=family-visa", "permit-reason=family"],
        &[],
        Some("la-spezia"),
        &[
            "prefettura/sui: passport visa nulla-osta",
            "poste: passport <-form-one-sui <-tax-code residence-certificate nulla-osta sponsor-document sponsor-identity kinship-papers \
             maintenance-declaration stamp payment-slip",
            "asl5/health-desk: <-permit-receipt identity-document <-tax-code residence-self-certificate",
            "(later) asl5/health-desk: renewal-receipt",
        ],
    );
}

/// Without a permit: the health desk, or an emergency room at any hour; a declaration signed there, no identity paper.
#[test]
fn care_without_a_permit() {
    expect(
        "stp-code",
        &[],
        &[],
        Some("la-spezia"),
        &[
            "asl5/er-sanbartolomeo | asl5/er-santandrea | asl5/health-desk: poverty-declaration",
            "(later) asl5/health-desk",
        ],
    );
}

/// With a digital identity the first step is done at home; nobody is sent for a permit to look for work.
#[test]
fn the_job_centre_with_and_without_a_digital_identity() {
    let papers = "passport tax-code =permit residence-self-certificate";
    // Which of the two is hers no source says: both are shown.
    let then = ["cpi/la-spezia | cpi/sarzana"; 2];
    for (answer, first) in [("yes", "cpi/la-spezia | cpi/sarzana | yourself"), ("no", "cpi/la-spezia | cpi/sarzana")] {
        let answer = format!("digital-id={answer}-digital-id");
        let first = format!("{first}: {papers}");
        let lines = [[first.as_str()].as_slice(), &then].concat();
        expect("jobcentre-did", &[&answer], &[], Some("la-spezia"), &lines);
    }
}

/// Papers are got ready at home, among them the vaccinations; the state of the parents' permit is nobody's business.
#[test]
fn a_child_goes_to_the_first_class() {
    expect(
        "school-enrolment",
        &["school-level=first-class", "digital-id=no-digital-id"],
        &[],
        Some("la-spezia"),
        &["yourself: child-identity vaccination-booklet parents-identity", "school", "usp/main"],
    );
    assert!(pack().need(&"school-enrolment".into()).is_some_and(|need| need.steps.iter().all(|step| {
        !step.documents.iter().flat_map(|line| &line.one_of).any(|paper| paper.as_str().contains("permit"))
    })));
}

/// A bed and a meal: doors side by side, no paper asked for anywhere.
#[test]
fn a_bed_for_tonight() {
    expect(
        "homelessness-shelter-food",
        &[],
        &[],
        Some("la-spezia"),
        &[
            "caritas/listening",
            "caritas/shelter",
            "caritas/women",
            "caritas/listening",
            "caritas/breakfast",
            "caritas/lunch",
            "caritas/dinner",
            "caritas/sarzana",
            "croce-rossa/distribution",
            "comune/social-services",
        ],
    );
}

/// Help against violence asks for no paper and no step before it.
#[test]
fn help_against_violence() {
    expect(
        "violence-1522",
        &[],
        &[],
        Some("la-spezia"),
        &[
            "112/line",
            "1522/line",
            "centro-antiviolenza/irene",
            "mai-piu-sola/sarzana",
            "udi-telefono-donna/main",
            "asl5/er-sanbartolomeo | asl5/er-santandrea",
            "comune/social-services",
            "questura/immigration",
        ],
    );
    let nobody = Person::default();
    assert!(path_of("violence-1522", &nobody).steps.iter().all(|step| step.after.is_empty()));
}

/// Care first; the certificate the doctor gives is what everything after it rests on.
#[test]
fn hurt_at_work() {
    expect(
        "work-accident",
        &[],
        &[],
        Some("la-spezia"),
        &[
            "112/line | asl5/er-sanbartolomeo | asl5/er-santandrea",
            "employer",
            "employer",
            "cgil/main | cisl/main | inail/main | uil/main: <-injury-certificate identity-document tax-code \
             employer-data",
            "doctor",
            "cgil/main | cisl/main | uil/main: <-injury-certificate identity-document tax-code employer-data",
        ],
    );
}

/// Asylum is asked for by who needs it: no path to something else goes through it for everybody.
#[test]
fn nobody_is_sent_to_ask_for_asylum() {
    for need in pack().needs.iter().filter(|need| need.id.as_str() != "asylum-request") {
        let path = path(pack(), need, &Person::default().situation());
        let asylum = path.steps.iter().filter(|step| step.need.id.as_str() == "asylum-request");
        assert!(asylum.into_iter().all(|step| step.holds == Holds::Open), "{}", need.id);
    }
}

/// On the pack itself: whichever open question is answered, and however, the path grows no longer; nothing is cut.
#[test]
fn no_answer_lengthens_a_path_of_the_pack() {
    for need in &pack().needs {
        let open = path(pack(), need, &Person::default().situation());
        assert!(open.cycles.is_empty(), "{}", need.id);
        for case in open.open.iter().filter_map(|id| pack().case(id)) {
            for answer in &case.answers {
                let person = Person { answers: Answers::default().with(&case.id, answer), ..Person::default() };
                let answered = path(pack(), need, &person.situation());
                assert!(answered.steps.len() <= open.steps.len(), "{} {answer}", need.id);
            }
        }
    }
}

/// Whoever has asked for asylum has the permit of the one who waits before the Commission hears him: the doctor does not
/// wait for that.
#[test]
fn a_doctor_for_who_asks_for_asylum() {
    let answers = ["permit-reason=asylum-seeker", "entry=other-visa"];
    expect(
        "ssn-enrolment-mandatory",
        &answers,
        &[],
        Some("la-spezia"),
        &[
            "questura/immigration: contact-address",
            "questura/immigration: photo",
            "questura/immigration",
            "questura/immigration",
            "need asylum-request",
            "asl5/health-desk: <-permit-receipt identity-document tax-code residence-self-certificate",
            "(later) asl5/health-desk: renewal-receipt",
        ],
    );
}
