//! What each audience may see. The rules grow; that nothing guarded passes the door does not change.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use domain::{
    Assessment, Audience, Commitment, Confidence, Confidentiality, Edit, Entity, Leader, Level,
    Map, Method, Note, Organisation, OrganisationKind, Party, Perceiver, Post, Record, Sign, Stamp,
    Tie, TieKind,
};
use jiff::{Timestamp, civil::date};
use proptest::prelude::*;
use uuid::Uuid;

fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

fn confidentialities() -> impl Strategy<Value = Confidentiality> {
    prop::sample::select(Confidentiality::ALL)
}

/// A small footprint in which every text says how guarded it is.
fn footprint(levels: &[Confidentiality]) -> Map {
    let guard = |n: usize| levels[n % levels.len()];
    let text = |what: &str, n: usize| format!("{what} guarded as {:?}.", guard(n));
    let mut edits = Vec::new();
    for n in 0..6_usize {
        let mut body = Organisation::new(
            id(100 + n as u128),
            &text("Body", n),
            OrganisationKind::Council,
        );
        body.confidentiality = guard(n);
        edits.push(Edit::AddOrganisation(body));
        edits.push(Edit::AddLeader(Leader {
            id: id(200 + n as u128),
            name: text("Person", n + 1),
            contact: Some(text("Address", n + 1)),
            confidentiality: guard(n + 1),
            record: Record::default(),
        }));
        edits.push(Edit::AppointLeader(Post {
            id: id(300 + n as u128),
            leader_id: id(200 + n as u128),
            organisation_id: id(100 + n as u128),
            title: text("Post", n + 2),
            authority: None,
            from: None,
            to: None,
            confidentiality: guard(n + 2),
            record: Record::default(),
        }));
    }
    for n in 0..5_usize {
        for (kind, base) in [(0, 400), (1, 500)] {
            let end = |at: usize| -> Party {
                if kind == 0 {
                    Party::Organisation(id(100 + at as u128))
                } else {
                    Party::Leader(id(200 + at as u128))
                }
            };
            edits.push(Edit::AddTie(Tie {
                id: id(base + n as u128),
                a: end(n),
                b: end(n + 1),
                kind: TieKind::WorksWith,
                from: None,
                to: None,
                note: Some(text("Tie", n + 3)),
                confidentiality: guard(n + 3),
                record: Record::default(),
            }));
            edits.push(Edit::RecordAssessment(Assessment {
                id: id(base + 50 + n as u128),
                tie_id: id(base + n as u128),
                level: Some(Level::Cooperation),
                trust: None,
                sign: Some(Sign::Negative),
                confidence: Confidence::USUAL,
                method: Method::Hearsay,
                perceiver: Some(Perceiver::Leader(id(200 + n as u128))),
                date: date(2026, 1, 1),
                note: Some(text("Judgement", n + 4)),
                dissent: None,
                confidentiality: guard(n + 4),
                record: Record::default(),
            }));
        }
        edits.push(Edit::AddCommitment(Commitment {
            id: id(600 + n as u128),
            from: Party::Leader(id(200 + n as u128)),
            to: Party::Organisation(id(100 + n as u128 + 1)),
            what: text("Promise", n + 5),
            workstream_id: None,
            asked: date(2026, 1, 1),
            due: None,
            events: Vec::new(),
            confidentiality: guard(n + 5),
            record: Record::default(),
        }));
        edits.push(Edit::AddNote(Note {
            id: id(700 + n as u128),
            about: domain::EntityRef::Organisation(id(100 + n as u128)),
            date: date(2026, 1, 1),
            author: text("Author", n + 6),
            text: text("Note", n + 6),
            confidentiality: guard(n + 6),
            record: Record::default(),
        }));
    }
    let stamp = Stamp {
        at: Timestamp::UNIX_EPOCH,
        by: "Keeper's name".to_owned(),
    };
    let map = Map::default();
    let together = Edit::Together {
        what: "All".into(),
        edits,
    };
    map.with(&together.plan(&map, &stamp).unwrap())
}

fn everything_in(map: &domain::AudienceMap) -> String {
    let rows: Vec<Entity> = map.entities().collect();
    serde_json::to_string(&rows).unwrap()
}

proptest! {
    #[test]
    fn no_text_more_guarded_than_the_audience_passes_the_door(
        levels in prop::collection::vec(confidentialities(), 1..9),
    ) {
        let map = footprint(&levels);
        for audience in Audience::ALL {
            let seen = everything_in(&map.seen_by(*audience, date(2026, 6, 30)));
            for guarded in Confidentiality::ALL.iter().filter(|c| !audience.may_see(**c)) {
                let words = format!("guarded as {guarded:?}.");
                prop_assert!(!seen.contains(&words), "{audience:?} sees what is {words}");
            }
        }
    }

    #[test]
    fn nothing_names_what_is_not_there(levels in prop::collection::vec(confidentialities(), 1..9)) {
        let map = footprint(&levels);
        for audience in Audience::ALL {
            let seen = map.seen_by(*audience, date(2026, 6, 30));
            let party_there = |party: Party| seen.has(domain::EntityRef::from(party));
            prop_assert!(seen.ties().iter().all(|t| party_there(t.a) && party_there(t.b)));
            prop_assert!(seen.assessments().iter().all(|a| seen.tie(a.tie_id).is_some()));
            prop_assert!(seen.posts().iter().all(|p| seen.leader(p.leader_id).is_some()
                && seen.organisation(p.organisation_id).is_some()));
            prop_assert!(seen.commitments().iter().all(|c| party_there(c.from) && party_there(c.to)));
        }
    }

    #[test]
    fn a_publication_holds_no_judgement_of_a_person(levels in prop::collection::vec(confidentialities(), 1..9)) {
        let map = footprint(&levels);
        for audience in [Audience::Board, Audience::Public] {
            let seen = map.seen_by(audience, date(2026, 6, 30));
            prop_assert!(seen.ties().iter().all(Tie::is_between_organisations));
            prop_assert!(seen.assessments().iter().all(|a| a.note.is_none() && a.sign.is_none()
                && a.trust.is_none() && !matches!(a.perceiver, Some(Perceiver::Leader(_)))));
            prop_assert!(seen.leaders().iter().all(|l| l.contact.is_none()));
            prop_assert!(!everything_in(&seen).contains("Keeper's name"));
        }
    }
}

#[test]
fn the_working_group_sees_everything() {
    let map = footprint(Confidentiality::ALL);
    let seen = map.seen_by(Audience::Working, date(2026, 6, 30));
    assert_eq!(seen.count(), map.count());
    assert_eq!(seen.hidden().total(), 0);
}

#[test]
fn a_day_shows_nothing_that_was_said_after_it() {
    let map = footprint(&[Confidentiality::Public]);
    let before = map.seen_by(Audience::Working, date(2025, 12, 31));
    assert!(
        before.assessments().is_empty()
            && before.commitments().is_empty()
            && before.notes().is_empty()
    );
    assert_eq!(before.organisations().len(), 6);
}

#[test]
fn a_side_stays_known_when_its_name_goes() {
    let map = footprint(&[Confidentiality::Public]);
    let seen = map.seen_by(Audience::Board, date(2026, 6, 30));
    let said = seen.assessment(id(450)).unwrap();
    assert_eq!(said.perceiver, Some(Perceiver::Organisation(id(100))));
}
