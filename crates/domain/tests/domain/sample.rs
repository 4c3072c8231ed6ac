//! A footprint that holds every kind of entity several times over, with every text saying how guarded it is.

use domain::{
    AgendaItem, Agreement, Aspect, Assessment, Attendance, Authority, Baseline, Channel,
    Commitment, Confidence, Confidentiality, Contact, DecidingBody, Decision, DecisionLevel,
    DecisionRoute, Dependency, Edit, EntityRef, Filter, Footprint, Formality, Forum, ForumKind,
    Freeze, Impact, ImpactSize, Interdependence, Invitation, Involvement, Leader, Level, Map,
    Meeting, Membership, Method, Necessity, Need, Note, Objective, ObjectiveKind, Organisation,
    OrganisationKind, Part, Party, Perceiver, Place, PlaceLevel, Position, Post, Presence,
    Proposal, Quorum, QuorumRule, Record, Salience, Seat, SeatRole, Sign, Signature, Source,
    SourceKind, Spot, Stake, StakeSize, Stamp, Stance, Succession, Tie, TieKind, Trust, Version,
    View, Workstream,
};
use jiff::{Timestamp, civil::date};
use uuid::Uuid;

/// What stands in every text that no publication may hold, whoever may see the row it is in.
pub(crate) const UNPUBLISHED: &str = "not for publication";

/// The name of whoever entered everything.
pub(crate) const KEEPER: &str = "Keeper's name";

pub(crate) fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

pub(crate) fn stamp() -> Stamp {
    Stamp {
        at: Timestamp::UNIX_EPOCH,
        by: KEEPER.to_owned(),
    }
}

pub(crate) fn made(map: &Map, edit: &Edit) -> Map {
    map.with(&edit.plan(map, &stamp()).unwrap())
}

pub(crate) fn position(number: u128, proposal: u128, party: Party) -> Position {
    Position {
        id: id(number),
        proposal_id: id(proposal),
        party,
        stance: Some(Stance::Resistant),
        salience: None,
        formality: Formality::Informal,
        meeting_id: None,
        conditions: None,
        wished_for: None,
        perceiver: None,
        method: Method::Observed,
        confidence: Confidence::USUAL,
        date: date(2026, 1, 1),
        note: None,
        dissent: None,
        confidentiality: Confidentiality::Working,
        record: Record::default(),
    }
}

/// Everything, each row as guarded as the next of `levels` says. Dated 1 January 2026 or earlier.
pub(crate) fn footprint(levels: &[Confidentiality]) -> Map {
    let together = Edit::Together {
        what: "All".into(),
        edits: edits(levels),
    };
    made(&Map::default(), &together)
}

fn edits(levels: &[Confidentiality]) -> Vec<Edit> {
    let guard = |n: usize| levels[n % levels.len()];
    let text = |what: &str, n: usize| format!("{what} guarded as {:?}.", guard(n));
    let secret = |what: &str, n: usize| format!("{what} {UNPUBLISHED}, guarded as {:?}.", guard(n));
    let new_year = date(2026, 1, 1);
    let mut edits = Vec::new();
    for n in 0..6_usize {
        let k = n as u128;
        let record = || Record {
            source_id: Some(id(1 + k)),
            ..Record::default()
        };
        edits.push(Edit::AddSource(Source {
            id: id(1 + k),
            title: text("Source", n + 7),
            kind: SourceKind::Document,
            date: None,
            licence: None,
            address: None,
            confidentiality: guard(n + 7),
            record: Record::default(),
        }));
        edits.push(Edit::AddPlace(Place {
            id: id(50 + k),
            name: text("Place", n + 8),
            level: PlaceLevel::Place,
            codes: Vec::new(),
            parent_id: (n > 0).then(|| id(49 + k)),
            contact: None,
            closed: None,
            successions: (n > 0)
                .then(|| Succession {
                    successor_id: id(50),
                    date: None,
                })
                .into_iter()
                .collect(),
            confidentiality: guard(n + 8),
            record: record(),
        }));
        edits.push(Edit::AddOrganisation(Organisation {
            memberships: vec![Membership {
                place_id: id(50 + k),
                from: None,
                to: None,
            }],
            parent_id: (n > 1).then(|| id(98 + k)),
            successions: (n > 0)
                .then(|| Succession {
                    successor_id: id(99 + k),
                    date: Some(date(2027, 4, 1)),
                })
                .into_iter()
                .collect(),
            decision_route: Some(DecisionRoute {
                body: DecidingBody::Board,
                lead_days: Some(30),
                paper_days: Some(7),
                weighs: Some(secret("Weight", n)),
            }),
            pressures: vec![secret("Pressure", n)],
            confidentiality: guard(n),
            record: record(),
            ..Organisation::new(id(100 + k), &text("Body", n), OrganisationKind::Council)
        }));
        edits.push(Edit::AddLeader(Leader {
            contact: Some(secret("Address", n + 1)),
            do_not_ask: true,
            keep_until: Some(date(2031, 3, 5)),
            confidentiality: guard(n + 1),
            record: record(),
            ..Leader::new(id(200 + k), &text("Person", n + 1))
        }));
        edits.push(Edit::AppointLeader(Post {
            id: id(300 + k),
            leader_id: id(200 + k),
            organisation_id: id(100 + k),
            title: text("Post", n + 2),
            authority: None,
            from: None,
            to: None,
            confidentiality: guard(n + 2),
            record: record(),
        }));
    }
    for n in 0..5_usize {
        let k = n as u128;
        let record = || Record {
            source_id: Some(id(1 + k)),
            ..Record::default()
        };
        for (kind, base) in [(0, 400), (1, 500)] {
            let end = |at: u128| -> Party {
                if kind == 0 {
                    Party::Organisation(id(100 + at))
                } else {
                    Party::Leader(id(200 + at))
                }
            };
            edits.push(Edit::AddTie(Tie {
                id: id(base + k),
                a: end(k),
                b: end(k + 1),
                kind: TieKind::WorksWith,
                from: None,
                to: None,
                note: Some(secret("Tie", n + 3)),
                confidentiality: guard(n + 3),
                record: record(),
            }));
            edits.push(Edit::RecordAssessment(Assessment {
                id: id(base + 50 + k),
                tie_id: id(base + k),
                level: Some(Level::Cooperation),
                trust: Trust::try_from(2).ok(),
                sign: Some(Sign::Negative),
                confidence: Confidence::USUAL,
                method: Method::Hearsay,
                perceiver: Some(Perceiver::Leader(id(200 + k))),
                date: new_year,
                note: Some(secret("Judgement", n + 4)),
                dissent: Some(secret("Dissent", n + 4)),
                confidentiality: guard(n + 4),
                record: record(),
            }));
        }
        edits.push(Edit::AddObjective(Objective {
            id: id(1000 + k),
            name: text("Objective", n + 9),
            kind: ObjectiveKind::Health,
            summary: Some(text("Objective", n + 9)),
            confidentiality: guard(n + 9),
            record: record(),
        }));
        edits.push(Edit::SetStake(Stake {
            id: id(1100 + k),
            objective_id: id(1000 + k),
            organisation_id: id(100 + k),
            size: StakeSize::LOWEST,
            perceiver: Some(Perceiver::Leader(id(201 + k))),
            method: Method::Hearsay,
            confidence: Confidence::USUAL,
            date: new_year,
            note: Some(secret("Stake", n + 10)),
            dissent: Some(secret("Dissent", n + 10)),
            confidentiality: guard(n + 10),
            record: record(),
        }));
        edits.push(Edit::AddWorkstream(Workstream {
            id: id(1200 + k),
            name: text("Work", n + 11),
            summary: None,
            objective_id: Some(id(1000 + k)),
            interdependence: Interdependence::Pooled,
            involvement: vec![
                Involvement {
                    organisation_id: id(100 + k),
                    part: Part::Leads,
                },
                Involvement {
                    organisation_id: id(101 + k),
                    part: Part::Affected,
                },
            ],
            from: None,
            to: None,
            confidentiality: guard(n + 11),
            record: record(),
        }));
        if n > 0 {
            edits.push(Edit::AddDependency(Dependency {
                id: id(1300 + k),
                first_id: id(1199 + k),
                then_id: id(1200 + k),
                interdependence: Interdependence::Sequential,
                confidentiality: guard(n + 12),
                record: record(),
            }));
        }
        edits.push(Edit::SetNeed(Need {
            id: id(1400 + k),
            a: id(100 + k),
            b: id(101 + k),
            level: Level::Coalition,
            reason: text("Need", n + 13),
            set_by: text("Setter", n + 13),
            date: new_year,
            dissent: Some(secret("Dissent", n + 13)),
            confidentiality: guard(n + 13),
            record: record(),
        }));
        edits.push(Edit::AddForum(Forum {
            parent_id: (n > 0).then(|| id(1499 + k)),
            place_id: Some(id(50 + k)),
            terms: Some(text("Terms", n + 14)),
            quorum: Some(Quorum {
                minimum: 2,
                rules: vec![QuorumRule {
                    kind: OrganisationKind::Council,
                    minimum: 1,
                }],
            }),
            confidentiality: guard(n + 14),
            record: record(),
            ..Forum::new(id(1500 + k), &text("Forum", n + 14), ForumKind::Board)
        }));
        edits.push(Edit::SeatLeader(Seat {
            id: id(1600 + k),
            forum_id: id(1500 + k),
            leader_id: id(200 + k),
            organisation_id: n.is_multiple_of(2).then(|| id(100 + k)),
            role: SeatRole::Member,
            from: None,
            to: None,
            confidentiality: guard(n + 15),
            record: record(),
        }));
        edits.push(Edit::AddProposal(Proposal {
            summary: Some(text("Proposal", n + 16)),
            place_id: Some(id(50 + k)),
            organisation_id: Some(id(100 + k)),
            forum_id: Some(id(1500 + k)),
            decide_by: Some(date(2026, 9, 30)),
            versions: vec![Version {
                number: 1,
                date: new_year,
                words: text("Wording", n + 16),
                changed: None,
            }],
            confidentiality: guard(n + 16),
            record: record(),
            ..Proposal::new(
                id(1700 + k),
                &text("Proposal", n + 16),
                DecisionLevel::System,
            )
        }));
        edits.push(Edit::RecordImpact(Impact {
            id: id(1800 + k),
            proposal_id: id(1700 + k),
            organisation_id: id(101 + k),
            aspect: Aspect::Reputation,
            size: ImpactSize::LOWEST,
            perceiver: Some(Perceiver::Outside(secret("Perceiver", n + 17))),
            method: Method::Assumed,
            confidence: Confidence::USUAL,
            date: new_year,
            note: Some(secret("Impact", n + 17)),
            dissent: Some(secret("Dissent", n + 17)),
            confidentiality: guard(n + 17),
            record: record(),
        }));
        edits.push(Edit::HoldMeeting(Meeting {
            agenda: vec![
                AgendaItem::Proposal(id(1700 + k)),
                AgendaItem::Words(text("Item", n + 18)),
            ],
            invited: vec![Invitation {
                leader_id: Some(id(200 + k)),
                organisation_id: Some(id(100 + k)),
                necessity: Some(Necessity::Must),
                reason: Some(secret("Reason", n + 18)),
                accepted: Some(false),
            }],
            attendance: vec![
                Attendance {
                    leader_id: Some(id(200 + k)),
                    organisation_id: Some(id(100 + k)),
                    presence: Presence::Deputy,
                    deputy_id: Some(id(201 + k)),
                    deputy_name: Some(secret("Deputy", n + 18)),
                    authority: Some(Authority::None),
                },
                Attendance {
                    leader_id: Some(id(201 + k)),
                    organisation_id: None,
                    presence: Presence::Absent,
                    deputy_id: None,
                    deputy_name: None,
                    authority: None,
                },
            ],
            minutes: Some(secret("Minutes", n + 18)),
            decisions: vec![Decision {
                words: text("Decision", n + 18),
                proposal_id: Some(id(1700 + k)),
            }],
            confidentiality: guard(n + 18),
            record: record(),
            ..Meeting::new(id(1900 + k), id(1500 + k), new_year)
        }));
        for (base, party, formality) in [
            (2000, Party::Leader(id(200 + k)), Formality::Informal),
            (2100, Party::Leader(id(200 + k)), Formality::Signed),
            (2200, Party::Organisation(id(100 + k)), Formality::Informal),
            (
                2300,
                Party::Organisation(id(100 + k)),
                Formality::AgreedAtMeeting,
            ),
        ] {
            edits.push(Edit::RecordPosition(Position {
                salience: Some(Salience::HIGHEST),
                formality,
                meeting_id: Some(id(1900 + k)),
                conditions: Some(if formality.is_formal() {
                    text("Condition", n + 19)
                } else {
                    secret("Condition", n + 19)
                }),
                wished_for: Some(Stance::Leading),
                perceiver: Some(Perceiver::Organisation(id(101 + k))),
                note: Some(secret("Position", n + 19)),
                dissent: Some(secret("Dissent", n + 19)),
                confidentiality: guard(n + 19),
                record: record(),
                ..position(base + k, 1700 + k, party)
            }));
        }
        edits.push(Edit::AddAgreement(Agreement {
            id: id(2400 + k),
            title: text("Agreement", n + 20),
            summary: None,
            proposal_id: Some(id(1700 + k)),
            sign_by: None,
            versions: vec![Version {
                number: 1,
                date: new_year,
                words: text("Wording", n + 20),
                changed: None,
            }],
            signatory_ids: vec![id(100 + k), id(101 + k)],
            signatures: vec![Signature {
                organisation_id: id(100 + k),
                leader_id: Some(id(200 + k)),
                version: 1,
                date: new_year,
                conditions: Some(text("Condition", n + 20)),
            }],
            confidentiality: guard(n + 20),
            record: record(),
        }));
        edits.push(Edit::AddCommitment(Commitment {
            id: id(600 + k),
            from: Party::Leader(id(200 + k)),
            to: Party::Organisation(id(101 + k)),
            what: text("Promise", n + 5),
            workstream_id: Some(id(1200 + k)),
            proposal_id: Some(id(1700 + k)),
            asked: new_year,
            due: None,
            evidence: Some(secret("Evidence", n + 5)),
            events: Vec::new(),
            confidentiality: guard(n + 5),
            record: record(),
        }));
        edits.push(Edit::ChangeMeeting {
            meeting_id: id(1900 + k),
            change: domain::MeetingChange {
                agenda: Some(vec![
                    AgendaItem::Proposal(id(1700 + k)),
                    AgendaItem::Commitment(id(600 + k)),
                    AgendaItem::Words(text("Item", n + 18)),
                ]),
                ..domain::MeetingChange::default()
            },
        });
        edits.push(Edit::LogContact(Contact {
            id: id(2500 + k),
            leader_ids: vec![id(200 + k), id(201 + k)],
            held_by: Some(Perceiver::Leader(id(202 + k.min(3)))),
            date: new_year,
            channel: Some(Channel::Phone),
            said: secret("Said", n + 21),
            next_step: Some(secret("Next", n + 21)),
            next_step_by: None,
            next_step_done: None,
            confidentiality: guard(n + 21),
            record: record(),
        }));
        for (base, about) in [
            (700, EntityRef::Organisation(id(100 + k))),
            (800, EntityRef::Position(id(2000 + k))),
            (900, EntityRef::Note(id(700 + k))),
        ] {
            edits.push(Edit::AddNote(Note {
                id: id(base + k),
                about,
                date: new_year,
                author: secret("Author", n + 6),
                text: secret("Note", n + 6),
                confidentiality: guard(n + 6),
                record: record(),
            }));
        }
        edits.push(Edit::SaveView(View {
            spots: vec![(
                Party::Leader(id(200 + k)),
                Spot {
                    x: 0.5,
                    y: 0.5,
                    pinned: false,
                },
            )],
            filters: vec![Filter::Place(id(50 + k)), Filter::Workstream(id(1200 + k))],
            focus_id: Some(id(100 + k)),
            confidentiality: guard(n + 22),
            record: record(),
            ..View::new(id(2600 + k), &text("View", n + 22))
        }));
        edits.push(Edit::NameBaseline(Baseline {
            id: id(2700 + k),
            name: text("Baseline", n + 23),
            day: new_year,
            known_at: Timestamp::UNIX_EPOCH,
            confidentiality: guard(n + 23),
            record: record(),
        }));
    }
    edits.push(Edit::DescribeFootprint(Footprint {
        name: "Vale".to_owned(),
        place_id: Some(id(50)),
        invented: false,
        freeze: None,
    }));
    edits.push(Edit::Freeze(Freeze {
        since: new_year,
        why: format!("A request, {UNPUBLISHED}"),
    }));
    edits
}

/// The same with nothing frozen.
pub(crate) fn unfrozen(levels: &[Confidentiality]) -> Map {
    made(
        &footprint(levels),
        &Edit::LiftFreeze {
            why: "Answered".to_owned(),
        },
    )
}
