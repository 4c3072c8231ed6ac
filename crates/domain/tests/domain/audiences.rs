//! What each audience may see. The rules grow; that nothing guarded passes the door does not change.

use crate::sample::{KEEPER, UNPUBLISHED, footprint, id, made, position, unfrozen};
use domain::{
    Attendance, Audience, AudienceMap, Confidentiality, DISPUTED, Edit, Entity, EntityKind,
    Formality, Leader, Map, Meeting, MeetingChange, OrganisationKind, Party, Perceiver, Position,
    Post, Presence, Proposal, ProposalStatus, Record, Signature, Stance, Tie, Version,
};
use jiff::civil::date;
use proptest::prelude::*;

fn confidentialities() -> impl Strategy<Value = Confidentiality> {
    prop::sample::select(Confidentiality::ALL)
}

fn everything_in(map: &AudienceMap) -> String {
    let rows: Vec<Entity> = map.entities().collect();
    let facts = serde_json::to_string(map.footprint()).unwrap();
    serde_json::to_string(&rows).unwrap() + &facts
}

const PUBLICATIONS: [Audience; 2] = [Audience::Board, Audience::Public];

#[test]
fn the_sample_holds_every_kind_of_entity() {
    let map = footprint(&[Confidentiality::Public]);
    for kind in EntityKind::ALL {
        assert!(map.count_of(*kind) > 3, "{}", kind.words());
        assert_eq!(map.entities_of(*kind).len(), map.count_of(*kind));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

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
            for day in [date(2026, 6, 30), date(2025, 12, 31)] {
                let seen = map.seen_by(*audience, day);
                prop_assert_eq!(seen.dangling(), Vec::new(), "{:?} on {}", audience, day);
                prop_assert!(seen.footprint().place_id.is_none_or(|id| seen.place(id).is_some()));
            }
        }
    }

    #[test]
    fn a_publication_holds_no_judgement_of_a_person(levels in prop::collection::vec(confidentialities(), 1..9)) {
        let map = footprint(&levels);
        for audience in PUBLICATIONS {
            let seen = map.seen_by(audience, date(2026, 6, 30));
            prop_assert!(seen.ties().iter().all(Tie::is_between_organisations));
            prop_assert!(seen.assessments().iter().all(|a| a.note.is_none() && a.sign.is_none()
                && a.trust.is_none() && !matches!(a.perceiver, Some(Perceiver::Leader(_)))));
            prop_assert!(seen.leaders().iter().all(|l| l.contact.is_none()));
            prop_assert!(seen.contacts().is_empty() && seen.notes().is_empty());
            prop_assert!(seen.positions().iter().all(|p| matches!(p.party, Party::Organisation(_))
                && p.salience.is_none() && p.wished_for.is_none() && p.perceiver.is_none()));
            prop_assert!(seen.impacts().iter().all(|i| i.perceiver.is_none() && i.note.is_none()));
            prop_assert!(seen.stakes().iter().all(|s| s.perceiver.is_none() && s.note.is_none()));
            prop_assert!(seen.meetings().iter().all(|m| m.minutes.is_none()
                && m.attendance.iter().all(|a| a.leader_id.is_none() && a.deputy_id.is_none()
                    && a.organisation_id.is_some())
                && m.invited.iter().all(|i| i.leader_id.is_none() && i.reason.is_none())));
            prop_assert!(seen.agreements().iter().flat_map(|a| &a.signatures).all(|s| s.leader_id.is_none()));
            let text = everything_in(&seen);
            prop_assert!(!text.contains(UNPUBLISHED), "{text}");
            prop_assert!(!text.contains(KEEPER));
        }
    }

    #[test]
    fn only_the_working_group_knows_whom_not_to_ask_and_until_when_somebody_is_kept(
        levels in prop::collection::vec(confidentialities(), 1..9),
    ) {
        let map = footprint(&levels);
        for audience in Audience::ALL {
            let seen = map.seen_by(*audience, date(2026, 6, 30));
            let working = *audience == Audience::Working;
            prop_assert!(seen.leaders().iter().all(|l| l.do_not_ask == working && l.keep_until.is_some() == working));
            prop_assert_eq!(seen.footprint().freeze.is_some(), working);
        }
    }

    #[test]
    fn a_more_trusted_audience_sees_whatever_a_less_trusted_one_does(
        levels in prop::collection::vec(confidentialities(), 1..9),
    ) {
        let map = footprint(&levels);
        let seen: Vec<AudienceMap> =
            Audience::ALL.iter().map(|audience| map.seen_by(*audience, date(2026, 6, 30))).collect();
        for pair in seen.windows(2) {
            prop_assert!(pair[1].entities().all(|e| pair[0].has(e.reference())));
        }
    }
}

#[test]
fn the_working_group_sees_everything() {
    let map = footprint(Confidentiality::ALL);
    let seen = map.seen_by(Audience::Working, date(2026, 6, 30));
    assert_eq!(seen.count(), map.count());
    assert_eq!(seen.hidden().total(), 0);
    assert!(seen.entities().eq(map.entities()));
}

#[test]
fn a_day_shows_nothing_that_was_said_after_it() {
    let map = footprint(&[Confidentiality::Public]);
    let before = map.seen_by(Audience::Working, date(2025, 12, 31));
    for kind in [
        EntityKind::Assessment,
        EntityKind::Commitment,
        EntityKind::Note,
        EntityKind::Need,
        EntityKind::Stake,
        EntityKind::Impact,
        EntityKind::Position,
        EntityKind::Contact,
        EntityKind::Baseline,
        EntityKind::Proposal,
        EntityKind::Agreement,
    ] {
        assert_eq!(before.count_of(kind), 0, "{}", kind.words());
    }
    assert_eq!(before.organisations().len(), 6);
}

#[test]
fn a_meeting_to_come_is_there_when_it_was_entered_by_the_day_and_not_before() {
    let map = footprint(&[Confidentiality::Public]);
    let planned = map.seen_by(Audience::Working, date(2025, 12, 31));
    let meeting = planned.meeting(id(1900)).unwrap();
    assert!(
        meeting.attendance.is_empty() && meeting.decisions.is_empty() && meeting.minutes.is_none()
    );
    assert_eq!(meeting.invited.len(), 1);
    let unheard_of = map.seen_by(Audience::Working, date(1969, 12, 31));
    assert!(unheard_of.meetings().is_empty());
}

#[test]
fn a_proposal_shows_its_words_of_the_day_and_was_open_before_it_was_settled() {
    let map = unfrozen(&[Confidentiality::Public]);
    let second = Edit::ReviseProposal {
        proposal_id: id(1700),
        version: Version {
            number: 2,
            date: date(2026, 5, 1),
            words: "Other words".into(),
            changed: None,
        },
    };
    let settled = Edit::ChangeProposal {
        proposal_id: id(1700),
        change: domain::ProposalChange {
            status: Some(ProposalStatus::Agreed),
            settled: domain::Patch::Set(date(2026, 6, 1)),
            ..domain::ProposalChange::default()
        },
    };
    let map = made(&made(&map, &second), &settled);
    let on = |month: i8, day: i8| -> Proposal {
        let seen = map.seen_by(Audience::Public, date(2026, month, day));
        seen.proposal(id(1700)).unwrap().clone()
    };
    let (march, may, june) = (on(3, 1), on(5, 2), on(6, 1));
    assert_eq!(
        (march.versions.len(), march.status, march.settled),
        (1, ProposalStatus::Open, None)
    );
    assert_eq!((may.versions.len(), may.status), (2, ProposalStatus::Open));
    assert_eq!(june.status, ProposalStatus::Agreed);
}

#[test]
fn a_signature_counts_from_its_day() {
    let map = unfrozen(&[Confidentiality::Public]);
    let sign = Edit::Sign {
        agreement_id: id(2400),
        signature: Signature {
            organisation_id: id(101),
            leader_id: None,
            version: 1,
            date: date(2026, 4, 1),
            conditions: None,
        },
    };
    let map = made(&map, &sign);
    let signed = |month| {
        let seen = map.seen_by(Audience::Public, date(2026, month, 1));
        seen.agreement(id(2400)).unwrap().signatures.len()
    };
    assert_eq!((signed(3), signed(4)), (1, 2));
}

#[test]
fn a_side_stays_known_when_its_name_goes() {
    let map = footprint(&[Confidentiality::Public]);
    let seen = map.seen_by(Audience::Board, date(2026, 6, 30));
    let said = seen.assessment(id(450)).unwrap();
    assert_eq!(said.perceiver, Some(Perceiver::Organisation(id(100))));
}

#[test]
fn that_a_judgement_is_disputed_is_published_and_in_what_words_is_not() {
    let map = footprint(&[Confidentiality::Public]);
    let seen = map.seen_by(Audience::Public, date(2026, 6, 30));
    let disputed = Some(DISPUTED.to_owned());
    assert_eq!(seen.assessment(id(450)).unwrap().dissent, disputed);
    assert_eq!(seen.need(id(1400)).unwrap().dissent, disputed);
    assert_eq!(seen.stake(id(1100)).unwrap().dissent, disputed);
    assert_eq!(seen.impact(id(1800)).unwrap().dissent, disputed);
    assert_eq!(seen.position(id(2300)).unwrap().dissent, disputed);
    let partners = map.seen_by(Audience::Partners, date(2026, 6, 30));
    let words = partners.need(id(1400)).unwrap().dissent.clone().unwrap();
    assert!(words.contains(UNPUBLISHED), "partners read it in full");
}

/// A leader with one post, public throughout, and a position of hers.
fn with_position(formality: Formality, posts: &[u128]) -> Map {
    let mut map = Map::default();
    for (n, name) in [(1, "Vale Council"), (2, "Northmarch Council")] {
        let body = domain::Organisation::new(id(n), name, OrganisationKind::Council);
        map = made(&map, &Edit::AddOrganisation(body));
    }
    map = made(&map, &Edit::AddLeader(Leader::new(id(3), "Ann Archer")));
    for (n, organisation) in posts.iter().enumerate() {
        map = made(
            &map,
            &Edit::AppointLeader(Post {
                id: id(10 + n as u128),
                leader_id: id(3),
                organisation_id: id(*organisation),
                title: format!("Post {n}"),
                authority: None,
                from: None,
                to: None,
                confidentiality: Confidentiality::Public,
                record: Record::default(),
            }),
        );
    }
    let proposal = Proposal::new(id(20), "One team", domain::DecisionLevel::System);
    map = made(&map, &Edit::AddProposal(proposal));
    let stands = Position {
        formality,
        stance: Some(Stance::Supportive),
        confidentiality: Confidentiality::Public,
        ..position(21, 20, Party::Leader(id(3)))
    };
    made(&map, &Edit::RecordPosition(stands))
}

#[test]
fn a_leaders_position_is_published_only_as_that_of_the_one_body_she_spoke_for_formally() {
    let published = |map: &Map| {
        map.seen_by(Audience::Board, date(2026, 6, 30))
            .position(id(21))
            .map(|p| p.party)
    };
    let body = Some(Party::Organisation(id(1)));
    assert_eq!(published(&with_position(Formality::Signed, &[1])), body);
    assert_eq!(
        published(&with_position(Formality::AgreedAtMeeting, &[1, 1])),
        body
    );
    assert_eq!(published(&with_position(Formality::Informal, &[1])), None);
    assert_eq!(
        published(&with_position(Formality::Signed, &[1, 2])),
        None,
        "a joint leader"
    );
    assert_eq!(
        published(&with_position(Formality::Signed, &[])),
        None,
        "nobody's voice"
    );
}

#[test]
fn a_position_that_says_only_what_we_wish_for_is_not_published() {
    let map = with_position(Formality::Signed, &[1]);
    let wish = Position {
        stance: None,
        wished_for: Some(Stance::Leading),
        confidentiality: Confidentiality::Public,
        ..position(22, 20, Party::Organisation(id(1)))
    };
    let map = made(&map, &Edit::RecordPosition(wish));
    let seen = map.seen_by(Audience::Board, date(2026, 6, 30));
    assert!(seen.position(id(22)).is_none());
    assert_eq!(seen.hidden().others, 1);
}

#[test]
fn a_body_is_published_as_represented_as_the_best_of_those_who_came_for_it() {
    let map = unfrozen(&[Confidentiality::Public]);
    let came = |leader: u128, presence| Attendance {
        leader_id: Some(id(leader)),
        organisation_id: Some(id(100)),
        presence,
        deputy_id: None,
        deputy_name: None,
        authority: None,
    };
    let attendance = vec![came(203, Presence::Absent), came(204, Presence::Partly)];
    let change = Edit::ChangeMeeting {
        meeting_id: id(1900),
        change: MeetingChange {
            attendance: Some(attendance),
            ..MeetingChange::default()
        },
    };
    let map = made(&map, &change);
    let seen = map.seen_by(Audience::Public, date(2026, 6, 30));
    let meeting: &Meeting = seen.meeting(id(1900)).unwrap();
    let represented: Vec<_> = meeting.attendance.iter().map(|a| a.presence).collect();
    assert_eq!(represented, [Presence::Partly]);
}

#[test]
fn partners_read_a_judgement_without_a_name_they_may_not_see() {
    let map = unfrozen(&[Confidentiality::Public]);
    let hide = Edit::ChangeLeader {
        leader_id: id(201),
        change: domain::LeaderChange {
            confidentiality: Some(Confidentiality::Working),
            ..domain::LeaderChange::default()
        },
    };
    let seen = made(&map, &hide).seen_by(Audience::Partners, date(2026, 6, 30));
    let stake = seen.stake(id(1100)).unwrap();
    assert!(
        matches!(&stake.perceiver, Some(Perceiver::Outside(words)) if words.contains("not shown"))
    );
    assert!(seen.contact(id(2500)).unwrap().leader_ids == [id(200)]);
}
