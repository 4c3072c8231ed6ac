//! Edits about objectives, forums, proposals, positions, agreements, meetings and conversations.

use crate::sample::{id, made, position, stamp, unfrozen};
use domain::{
    Attendance, Confidentiality, Edit, EntityKind, EntityRef, ImpactSize, Invitation, Map, Party,
    Presence, Refused, Salience, Signature, StakeSize, Stance, Version,
};
use jiff::civil::date;

fn map() -> Map {
    unfrozen(&[Confidentiality::Public])
}

fn refused(edit: &Edit) -> Refused {
    edit.plan(&map(), &stamp()).unwrap_err()
}

fn version(number: u32, day: jiff::civil::Date) -> Version {
    Version {
        number,
        date: day,
        words: "New words".into(),
        changed: Some("All of it".into()),
    }
}

#[test]
fn versions_count_upwards_in_order_of_time() {
    let revise = |number, day| Edit::ReviseProposal {
        proposal_id: id(1700),
        version: version(number, day),
    };
    let revised = made(&map(), &revise(2, date(2026, 2, 1)));
    assert_eq!(revised.proposal(id(1700)).unwrap().versions.len(), 2);
    for wrong in [
        revise(1, date(2026, 2, 1)),
        revise(2, date(2025, 2, 1)),
        revise(0, date(2026, 2, 1)),
    ] {
        assert!(
            matches!(refused(&wrong), Refused::VersionsOutOfOrder { .. }),
            "{wrong:?}"
        );
    }
}

#[test]
fn only_a_version_that_is_there_can_be_signed_and_each_hand_signs_once() {
    let sign = |version, leader: Option<u128>| Edit::Sign {
        agreement_id: id(2400),
        signature: Signature {
            organisation_id: id(101),
            leader_id: leader.map(id),
            version,
            date: date(2026, 2, 1),
            conditions: None,
        },
    };
    assert!(matches!(
        refused(&sign(2, None)),
        Refused::NoSuchVersion { number: 2, .. }
    ));
    let signed = made(&made(&map(), &sign(1, None)), &sign(1, None));
    assert_eq!(signed.agreement(id(2400)).unwrap().signatures.len(), 2);
    let by_two = made(&signed, &sign(1, Some(201)));
    assert_eq!(by_two.agreement(id(2400)).unwrap().signatures.len(), 3);
}

#[test]
fn a_position_says_where_somebody_stands_or_where_we_would_like_them_to() {
    let mut nothing = position(9000, 1700, Party::Organisation(id(100)));
    nothing.stance = None;
    assert!(matches!(
        refused(&Edit::RecordPosition(nothing.clone())),
        Refused::StandsNowhere { .. }
    ));
    nothing.wished_for = Some(Stance::Supportive);
    made(&map(), &Edit::RecordPosition(nothing));
}

#[test]
fn unaware_lies_outside_the_scale_and_is_not_the_same_as_not_assessed() {
    assert_eq!(Stance::Unaware.number(), None);
    let numbers: Vec<_> = Stance::ALL.iter().filter_map(|s| s.number()).collect();
    assert_eq!(numbers, [0, 1, 2, 3]);
    assert!(!Stance::Unaware.is_for() && !Stance::Unaware.is_against());
}

#[test]
fn the_numbers_of_the_scales_end_where_they_should() {
    for (size, fits) in [(-5, false), (-4, true), (0, true), (4, true), (5, false)] {
        assert_eq!(StakeSize::try_from(size).is_ok(), fits, "stake {size}");
    }
    for (size, fits) in [(-4, false), (-3, true), (3, true), (4, false)] {
        assert_eq!(ImpactSize::try_from(size).is_ok(), fits, "impact {size}");
    }
    for (size, fits) in [(0, false), (1, true), (5, true), (6, false)] {
        assert_eq!(Salience::try_from(size).is_ok(), fits, "salience {size}");
    }
    assert_eq!(StakeSize::all().count(), 9);
    assert_eq!(serde_json::to_string(&ImpactSize::LOWEST).unwrap(), "-3");
    assert!(serde_json::from_str::<StakeSize>("-5").is_err());
}

#[test]
fn a_disagreement_is_attached_to_any_judgement_and_to_nothing_else() {
    let attach = |judgement| Edit::AttachDissent {
        judgement,
        dissent: Some("Not how we see it".into()),
    };
    let judgements = [
        EntityRef::Assessment(id(450)),
        EntityRef::Need(id(1400)),
        EntityRef::Stake(id(1100)),
        EntityRef::Impact(id(1800)),
        EntityRef::Position(id(2000)),
    ];
    for judgement in judgements {
        let map = made(&map(), &attach(judgement));
        let row = serde_json::to_string(&map.entity(judgement).unwrap()).unwrap();
        assert!(row.contains("Not how we see it"), "{row}");
        let taken_off = Edit::AttachDissent {
            judgement,
            dissent: None,
        };
        let row = made(&map, &taken_off).entity(judgement).unwrap();
        assert!(
            !serde_json::to_string(&row)
                .unwrap()
                .contains("Not how we see it")
        );
    }
    let promise = EntityRef::Commitment(id(600));
    assert!(matches!(
        refused(&attach(promise)),
        Refused::NoJudgement { .. }
    ));
    let nowhere = EntityRef::Impact(id(4));
    assert!(matches!(
        refused(&attach(nowhere)),
        Refused::NotThere { .. }
    ));
}

#[test]
fn attendance_said_again_of_the_same_person_replaces_what_was_said() {
    let say = |presence| Edit::RecordAttendance {
        meeting_id: id(1900),
        attendance: Attendance {
            leader_id: Some(id(200)),
            organisation_id: Some(id(100)),
            presence,
            deputy_id: None,
            deputy_name: None,
            authority: None,
        },
    };
    let map = made(
        &made(&map(), &say(Presence::Apologies)),
        &say(Presence::Present),
    );
    let attendance = &map.meeting(id(1900)).unwrap().attendance;
    let hers: Vec<_> = attendance
        .iter()
        .filter(|a| a.leader_id == Some(id(200)))
        .map(|a| a.presence)
        .collect();
    assert_eq!(hers, [Presence::Present]);
    assert_eq!(attendance.len(), 2, "the other is left as it was");
}

#[test]
fn an_invitation_or_attendance_is_of_somebody() {
    let change = domain::MeetingChange {
        invited: Some(vec![Invitation {
            leader_id: None,
            organisation_id: None,
            necessity: None,
            reason: Some("Why not".into()),
            accepted: None,
        }]),
        ..domain::MeetingChange::default()
    };
    let edit = Edit::ChangeMeeting {
        meeting_id: id(1900),
        change,
    };
    assert!(matches!(
        refused(&edit),
        Refused::Empty {
            kind: "invitation",
            ..
        }
    ));
}

#[test]
fn a_conversation_is_with_somebody_and_says_something() {
    for change in [
        domain::ContactChange {
            leader_ids: Some(Vec::new()),
            ..domain::ContactChange::default()
        },
        domain::ContactChange {
            said: Some("  ".into()),
            ..domain::ContactChange::default()
        },
    ] {
        let edit = Edit::ChangeContact {
            contact_id: id(2500),
            change,
        };
        assert!(matches!(
            refused(&edit),
            Refused::Empty {
                kind: "conversation",
                ..
            }
        ));
    }
}

#[test]
fn a_forum_does_not_lie_within_itself() {
    let edit = Edit::ChangeForum {
        forum_id: id(1500),
        change: domain::ForumChange {
            parent_id: domain::Patch::Set(id(1504)),
            ..domain::ForumChange::default()
        },
    };
    assert!(matches!(refused(&edit), Refused::Circular { .. }));
}

#[test]
fn every_reference_of_every_row_is_checked_when_it_is_entered() {
    let whole = map();
    for entity in whole.entities() {
        let own = entity.reference();
        let text = serde_json::to_string(&entity).unwrap();
        let named: Vec<EntityRef> = whole
            .entities()
            .map(|e| e.reference())
            .filter(|r| *r != own && text.contains(&r.uuid().to_string()))
            .collect();
        for reference in named {
            let nowhere = "99999999-9999-9999-9999-999999999999";
            let broken = text.replace(&reference.uuid().to_string(), nowhere);
            let row = serde_json::from_str(&broken).unwrap();
            assert!(
                matches!(whole.refuses(&row), Some(Refused::NotThere { .. })),
                "{own} may name a {} that is not there",
                reference.kind().word()
            );
        }
    }
}

#[test]
fn every_edit_says_in_words_what_it_does_and_is_read_back_as_it_was_written() {
    let edits = [
        Edit::AttachDissent {
            judgement: EntityRef::Impact(id(1800)),
            dissent: None,
        },
        Edit::ReviseAgreement {
            agreement_id: id(2400),
            version: version(2, date(2026, 3, 1)),
        },
        Edit::MergeOrganisations {
            keep_id: id(100),
            merge_id: id(101),
        },
        Edit::SetKeepUntil {
            leader_id: id(200),
            keep_until: Some(date(2027, 1, 1)),
        },
        Edit::LiftFreeze {
            why: "Answered".into(),
        },
        Edit::RecordPosition(position(9000, 1700, Party::Leader(id(200)))),
    ];
    for edit in edits {
        let words = edit.describe(&map());
        assert!(words.len() > 12 && !words.contains("not there"), "{words}");
        let text = serde_json::to_string(&edit).unwrap();
        assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), edit, "{text}");
    }
}

#[test]
fn every_kind_has_a_name_in_a_sentence() {
    let map = map();
    for kind in EntityKind::ALL {
        for entity in map.entities_of(*kind) {
            let name = map.name_of(entity.reference());
            assert!(
                !name.is_empty() && !name.contains("not there"),
                "{kind:?}: {name}"
            );
        }
    }
}
