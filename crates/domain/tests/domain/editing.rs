//! What edits do to a map, and what they refuse.

use domain::{
    Assessment, Commitment, CommitmentAct, CommitmentEvent, CommitmentSide, Confidence,
    Confidentiality, Edit, Leader, Level, Map, Method, Need, Organisation, OrganisationChange,
    OrganisationId, OrganisationKind, Party, Patch, Perceiver, Post, Record, Refused, Stamp, Tie,
    TieKind,
};
use jiff::{Timestamp, civil::date};
use uuid::Uuid;

fn stamp() -> Stamp {
    Stamp {
        at: Timestamp::UNIX_EPOCH,
        by: "A. Keeper".to_owned(),
    }
}

fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

fn made(map: &Map, edit: &Edit) -> Map {
    map.with(&edit.plan(map, &stamp()).unwrap())
}

fn refused(map: &Map, edit: &Edit) -> Refused {
    edit.plan(map, &stamp()).unwrap_err()
}

fn council(number: u128, name: &str) -> Edit {
    Edit::AddOrganisation(Organisation::new(
        id(number),
        name,
        OrganisationKind::Council,
    ))
}

fn leader(number: u128, name: &str) -> Edit {
    Edit::AddLeader(Leader::new(id(number), name))
}

fn tie(number: u128, a: Party, b: Party) -> Tie {
    Tie {
        id: id(number),
        a,
        b,
        kind: TieKind::WorksWith,
        from: None,
        to: None,
        note: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    }
}

fn assessment(number: u128, tie: u128, level: Option<Level>) -> Assessment {
    Assessment {
        id: id(number),
        tie_id: id(tie),
        level,
        trust: None,
        sign: None,
        confidence: Confidence::USUAL,
        method: Method::Observed,
        perceiver: None,
        date: date(2026, 3, 5),
        note: None,
        dissent: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    }
}

fn two_councils() -> Map {
    let map = made(&Map::default(), &council(1, "Vale Council"));
    made(&map, &council(2, "Northmarch Council"))
}

#[test]
fn what_is_entered_carries_who_and_when() {
    let map = two_councils();
    let created = map.organisation(id(1)).unwrap().record.created.clone();
    assert_eq!(created, Some(stamp()));
}

#[test]
fn names_lose_the_white_space_around_them() {
    let map = made(&Map::default(), &council(1, "  Vale Council \n"));
    assert_eq!(map.organisation(id(1)).unwrap().name, "Vale Council");
}

#[test]
fn an_id_that_is_taken_is_refused() {
    let map = two_councils();
    assert!(matches!(
        refused(&map, &council(1, "Another")),
        Refused::AlreadyThere { .. }
    ));
}

#[test]
fn a_change_that_changes_nothing_writes_nothing() {
    let map = two_councils();
    let change = OrganisationChange {
        name: Some("Vale Council".into()),
        ..Default::default()
    };
    let edit = Edit::ChangeOrganisation {
        organisation_id: id(1),
        change,
    };
    assert_eq!(edit.plan(&map, &stamp()).unwrap(), Vec::new());
}

#[test]
fn a_patch_tells_leaving_from_clearing() {
    let clear: OrganisationChange = serde_json::from_str(r#"{"sector":null}"#).unwrap();
    assert_eq!(clear.sector, Patch::Clear);
    let leave: OrganisationChange = serde_json::from_str("{}").unwrap();
    assert_eq!(leave.sector, Patch::Keep);
}

#[test]
fn a_tie_needs_two_different_parties() {
    let map = two_councils();
    let own = OrganisationId::from(Uuid::from_u128(1));
    let edit = Edit::AddTie(tie(9, own.into(), own.into()));
    assert!(matches!(refused(&map, &edit), Refused::SameParty { .. }));
}

#[test]
fn a_judgement_must_judge_something() {
    let map = two_councils();
    let map = made(
        &map,
        &Edit::AddTie(tie(
            9,
            Party::Organisation(id(1)),
            Party::Organisation(id(2)),
        )),
    );
    let edit = Edit::RecordAssessment(assessment(10, 9, None));
    assert_eq!(refused(&map, &edit), Refused::JudgesNothing);
    let none_is_a_judgement = Edit::RecordAssessment(assessment(10, 9, Some(Level::None)));
    assert_eq!(made(&map, &none_is_a_judgement).assessments().len(), 1);
}

#[test]
fn taking_an_organisation_away_takes_what_cannot_be_without_it() {
    let map = made(&two_councils(), &leader(3, "Ann Archer"));
    let map = made(
        &map,
        &Edit::AppointLeader(Post {
            id: id(4),
            leader_id: id(3),
            organisation_id: id(1),
            title: "Chief executive".into(),
            authority: None,
            from: None,
            to: None,
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        }),
    );
    let map = made(
        &map,
        &Edit::AddTie(tie(
            9,
            Party::Organisation(id(1)),
            Party::Organisation(id(2)),
        )),
    );
    let map = made(
        &map,
        &Edit::RecordAssessment(assessment(10, 9, Some(Level::Coordination))),
    );
    let organisation: OrganisationId = id(1);
    let map = made(
        &map,
        &Edit::Remove {
            entity: organisation.into(),
        },
    );
    assert_eq!(map.organisations().len(), 1);
    assert!(map.ties().is_empty() && map.assessments().is_empty() && map.posts().is_empty());
    assert_eq!(
        map.leaders().len(),
        1,
        "she may have other posts, and stays"
    );
}

#[test]
fn a_leader_taken_away_does_not_live_on_by_name_in_a_judgement() {
    let map = made(&two_councils(), &leader(3, "Ann Archer"));
    let map = made(
        &map,
        &Edit::AddTie(tie(
            9,
            Party::Organisation(id(1)),
            Party::Organisation(id(2)),
        )),
    );
    let mut said = assessment(10, 9, Some(Level::Coordination));
    said.perceiver = Some(Perceiver::Leader(id(3)));
    let map = made(&map, &Edit::RecordAssessment(said));
    let gone: domain::LeaderId = id(3);
    let map = made(
        &map,
        &Edit::Remove {
            entity: gone.into(),
        },
    );
    let perceiver = map.assessment(id(10)).unwrap().perceiver.clone();
    assert_eq!(
        perceiver,
        Some(Perceiver::Outside("a former leader".into()))
    );
}

#[test]
fn a_newer_need_replaces_the_one_in_force_for_the_pair() {
    let need = |number, a, b, level| {
        Edit::SetNeed(Need {
            id: id(number),
            a: id(a),
            b: id(b),
            level,
            reason: "one budget".into(),
            set_by: "the board".into(),
            date: date(2026, 3, 5),
            dissent: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        })
    };
    let map = made(&two_councils(), &need(5, 1, 2, Level::Coordination));
    let map = made(&map, &need(6, 2, 1, Level::Collaboration));
    assert_eq!(map.needs().len(), 1);
    assert_eq!(map.need(id(6)).unwrap().level, Level::Collaboration);
}

fn promise(events: Vec<CommitmentEvent>) -> Commitment {
    Commitment {
        id: id(7),
        from: Party::Organisation(id(1)),
        to: Party::Organisation(id(2)),
        what: "Share data".into(),
        workstream_id: None,
        proposal_id: None,
        evidence: None,
        asked: date(2026, 1, 5),
        due: Some(date(2026, 3, 31)),
        events,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    }
}

fn event(month: i8, day: i8, act: CommitmentAct, by: CommitmentSide) -> CommitmentEvent {
    CommitmentEvent {
        date: date(2026, month, day),
        act,
        by,
        due: None,
        note: None,
    }
}

#[test]
fn a_promise_allows_only_what_its_conversation_allows() {
    let map = two_councils();
    let early = promise(vec![event(
        1,
        6,
        CommitmentAct::AcceptDone,
        CommitmentSide::Requester,
    )]);
    assert!(matches!(
        refused(&map, &Edit::AddCommitment(early)),
        Refused::NotNow { .. }
    ));
    let backwards = promise(vec![
        event(2, 6, CommitmentAct::Promise, CommitmentSide::Promiser),
        event(2, 1, CommitmentAct::ReportDone, CommitmentSide::Promiser),
    ]);
    assert!(matches!(
        refused(&map, &Edit::AddCommitment(backwards)),
        Refused::OutOfOrder { .. }
    ));
}

#[test]
fn another_day_agreed_in_time_counts_and_one_agreed_late_does_not() {
    let renegotiated = |on: i8, month: i8| {
        let mut again = event(
            month,
            on,
            CommitmentAct::Renegotiate,
            CommitmentSide::Promiser,
        );
        again.due = Some(date(2026, 6, 30));
        promise(vec![
            event(1, 6, CommitmentAct::Promise, CommitmentSide::Promiser),
            again,
        ])
    };
    let in_time = renegotiated(20, 3).standing_on(date(2026, 5, 1));
    assert_eq!(in_time.counted_due, Some(date(2026, 6, 30)));
    assert!(!in_time.is_overdue_on(date(2026, 5, 1)));
    let late = renegotiated(20, 4).standing_on(date(2026, 5, 1));
    assert_eq!(late.counted_due, Some(date(2026, 3, 31)));
    assert_eq!(late.agreed_due, Some(date(2026, 6, 30)));
    assert!(late.is_overdue_on(date(2026, 5, 1)));
}

#[test]
fn edits_together_are_all_made_or_none() {
    let together = Edit::Together {
        what: "Two councils".into(),
        edits: vec![council(1, "Vale Council"), council(1, "Vale Council again")],
    };
    let reason = refused(&Map::default(), &together);
    assert!(matches!(reason, Refused::Within { number: 2, .. }));
}

#[test]
fn every_edit_survives_being_written_and_read() {
    let edits = vec![
        council(1, "Vale Council"),
        leader(3, "Ann Archer"),
        Edit::AddTie(tie(9, Party::Organisation(id(1)), Party::Leader(id(3)))),
        Edit::RecordAssessment(assessment(10, 9, Some(Level::Coalition))),
        Edit::AddCommitment(promise(vec![event(
            1,
            6,
            CommitmentAct::Promise,
            CommitmentSide::Promiser,
        )])),
        Edit::Remove {
            entity: domain::EntityRef::Leader(id(3)),
        },
    ];
    for edit in edits {
        let text = serde_json::to_string(&edit).unwrap();
        assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), edit, "{text}");
    }
}

#[test]
fn initials_leave_titles_and_honours_out() {
    let initials = |name: &str| {
        let Edit::AddLeader(row) = leader(1, name) else {
            unreachable!()
        };
        row.initials()
    };
    assert_eq!(initials("Dr Amanda Doyle OBE"), "AD");
    assert_eq!(initials("Cllr Yusuf Ahmed"), "YA");
    assert_eq!(initials("Plato"), "P");
    assert_eq!(initials("Dr"), "?");
    assert_eq!(initials("NIH-16"), "N16");
    assert_eq!(initials("Leader 12"), "L12");
    assert_eq!(initials("Leader 123"), "L");
    assert_eq!(initials("7"), "7");
}

#[test]
fn a_field_nobody_knows_is_refused_rather_than_passed_over() {
    for line in [
        r#"{"edit":"add_organisation","id":"00000000-0000-0000-0000-000000000001","name":"Z","kind":"council","confidentialty":"working"}"#,
        r#"{"edit":"involve","workstream_id":"00000000-0000-0000-0000-000000000001","organisation_id":"00000000-0000-0000-0000-000000000002","part":"leads","role":"x"}"#,
    ] {
        let error = serde_json::from_str::<Edit>(line).unwrap_err().to_string();
        assert!(error.contains("unknown field"), "{error}");
    }
}
