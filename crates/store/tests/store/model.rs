//! Any sequence of edits, undo, redo, publishing, closing and ending without closing gives the map that a model in
//! memory gives, and what is on the disk is what is in the map.

use std::sync::Arc;

use domain::{
    AgendaItem, Agreement, Aspect, Attendance, Baseline, CommitmentAct, CommitmentEvent,
    CommitmentSide, Confidence, Contact, DecisionLevel, Edit, EntityKind, EntityRef, Filter, Forum,
    ForumKind, Freeze, Impact, ImpactSize, Invitation, LeaderId, Map, Meeting, Membership, Method,
    Objective, ObjectiveKind, OrganisationChange, OrganisationId, Part, Party, Patch, Perceiver,
    Presence, Proposal, Seat, SeatRole, Signature, Spot, Stake, StakeSize, TieChange, TieId,
    Version, View,
};
use jiff::civil::date;
use proptest::prelude::*;
use store::StoreError;

use crate::sample::{
    Desk, add_organisation, assessment, cases, everything, id, leader, moment, position, tie,
    workstream_id,
};

#[derive(Debug, Clone)]
enum Step {
    Edit(u8, u16, u16),
    Undo,
    Redo,
    Publish,
    Close,
    End,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (any::<u8>(), any::<u16>(), any::<u16>()).prop_map(|(kind, a, b)| Step::Edit(kind, a, b)),
        4 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Publish),
        1 => Just(Step::Close),
        1 => Just(Step::End),
    ]
}

/// One of the ids in `ids`, chosen by `n`.
fn pick<T: Copy>(ids: impl Iterator<Item = T>, n: u16) -> Option<T> {
    let ids: Vec<T> = ids.collect();
    (!ids.is_empty()).then(|| ids[usize::from(n) % ids.len()])
}

/// Whether going from one map to the other takes something away although deleting is frozen.
fn takes_away_while_frozen(from: &Map, to: &Map) -> bool {
    from.footprint().freeze.is_some() && from.entities().any(|entity| !to.has(entity.reference()))
}

/// An edit that makes sense on this map, or nothing.
pub(crate) fn edit(map: &Map, fresh: u128, kind: u8, a: u16, b: u16) -> Option<Edit> {
    let organisation = |n| pick(map.organisations().iter().map(|o| o.id), n);
    let leader_id = |n| pick(map.leaders().iter().map(|l| l.id), n);
    let party = |n: u16| -> Option<Party> {
        if n.is_multiple_of(2) {
            organisation(n / 2).map(Into::into)
        } else {
            leader_id(n / 2).map(Into::into)
        }
    };
    let tie_id = |n| pick(map.ties().iter().map(|t| t.id), n);
    let forum = |n| pick(map.forums().iter().map(|f| f.id), n);
    let proposal = |n| pick(map.proposals().iter().map(|p| p.id), n);
    let agreement = |n| pick(map.agreements().iter().map(|x| x.id), n);
    let meeting = |n| pick(map.meetings().iter().map(|m| m.id), n);
    let objective = |n| pick(map.objectives().iter().map(|o| o.id), n);
    let on = |n: u16| date(2026, 1, 1 + i8::try_from(n % 28).unwrap());
    let version = |n: u16| Version {
        number: u32::from(n % 4) + 1,
        date: on(n),
        words: format!("Wording {n}"),
        changed: None,
    };
    Some(match kind % 34 {
        0 | 1 => add_organisation(fresh),
        2 => Edit::AddLeader(leader(fresh, &format!("Leader {a}"))),
        3 | 4 => Edit::AddTie(tie(fresh, party(a)?, party(b)?)),
        5 => Edit::RecordAssessment(assessment(fresh, tie_id(a)?, None)),
        6 => Edit::ChangeOrganisation {
            organisation_id: organisation(a)?,
            change: OrganisationChange {
                name: Some(format!("Renamed {b}")),
                sector: if b.is_multiple_of(2) {
                    Patch::Clear
                } else {
                    Patch::Set(format!("Sector {b}"))
                },
                memberships: pick(map.places().iter().map(|p| p.id), b).map(|place_id| {
                    vec![Membership {
                        place_id,
                        from: None,
                        to: Some(date(2026, 1, 1)),
                    }]
                }),
                ..OrganisationChange::default()
            },
        },
        7 => Edit::ChangeTie {
            tie_id: tie_id(a)?,
            change: TieChange {
                note: Patch::Set(format!("Note {b}")),
                ..TieChange::default()
            },
        },
        8 | 9 => {
            let all: Vec<EntityRef> = map.entities().map(|e| e.reference()).collect();
            Edit::Remove {
                entity: pick(all.into_iter(), a)?,
            }
        }
        10 => Edit::Involve {
            workstream_id: pick(map.workstreams().iter().map(|w| w.id), a)
                .unwrap_or(workstream_id(70)),
            organisation_id: organisation(b)?,
            part: Part::ALL.get(usize::from(b % 4)).copied(),
        },
        11 => Edit::SaveView(View {
            id: pick(map.views().iter().map(|v| v.id), a).unwrap_or(id(fresh)),
            name: format!("View {a}"),
            filters: vec![Filter::Sector(format!("Sector {b}"))],
            spots: [party(a), party(b)]
                .into_iter()
                .flatten()
                .map(|p| {
                    (
                        p,
                        Spot {
                            x: f64::from(a) / 7.0,
                            y: f64::from(b),
                            pinned: b.is_multiple_of(2),
                        },
                    )
                })
                .collect(),
            ..View::new(id(fresh), "")
        }),
        12 => Edit::MoveCommitment {
            commitment_id: pick(map.commitments().iter().map(|c| c.id), a)?,
            event: CommitmentEvent {
                date: date(2026, 4, 1),
                act: CommitmentAct::ALL[usize::from(a) % CommitmentAct::ALL.len()],
                by: if b.is_multiple_of(2) {
                    CommitmentSide::Promiser
                } else {
                    CommitmentSide::Requester
                },
                due: Some(date(2026, 5, 1)),
                note: None,
            },
        },
        13 => Edit::AddForum(Forum {
            parent_id: forum(a),
            ..Forum::new(id(fresh), &format!("Forum {a}"), ForumKind::Board)
        }),
        14 => Edit::SeatLeader(Seat {
            id: id(fresh),
            forum_id: forum(a)?,
            leader_id: leader_id(b)?,
            organisation_id: organisation(a),
            role: SeatRole::ALL[usize::from(b) % SeatRole::ALL.len()],
            from: None,
            to: Some(on(b)),
            confidentiality: domain::Confidentiality::Partners,
            record: domain::Record::default(),
        }),
        15 => Edit::AddProposal(Proposal {
            forum_id: forum(a),
            uses_shared_money: (!b.is_multiple_of(3)).then_some(b.is_multiple_of(2)),
            versions: vec![version(0)],
            ..Proposal::new(id(fresh), &format!("Proposal {a}"), DecisionLevel::System)
        }),
        16 => Edit::ReviseProposal {
            proposal_id: proposal(a)?,
            version: version(b),
        },
        17 | 18 => Edit::RecordPosition(position(fresh, proposal(a)?, party(b)?)),
        19 => Edit::RecordImpact(Impact {
            id: id(fresh),
            proposal_id: proposal(a)?,
            organisation_id: organisation(b)?,
            aspect: Aspect::Money,
            size: ImpactSize::try_from(i64::from(b % 7) - 3).unwrap(),
            perceiver: leader_id(a).map(Perceiver::Leader),
            method: Method::Assumed,
            confidence: Confidence::USUAL,
            date: on(b),
            note: None,
            dissent: None,
            confidentiality: domain::Confidentiality::Board,
            record: domain::Record::default(),
        }),
        20 => Edit::AddAgreement(Agreement {
            id: id(fresh),
            title: format!("Agreement {a}"),
            summary: None,
            proposal_id: proposal(a),
            sign_by: None,
            versions: vec![version(0)],
            signatory_ids: organisation(a).into_iter().chain(organisation(b)).collect(),
            signatures: Vec::new(),
            confidentiality: domain::Confidentiality::Board,
            record: domain::Record::default(),
        }),
        21 => Edit::Sign {
            agreement_id: agreement(a)?,
            signature: Signature {
                organisation_id: organisation(b)?,
                leader_id: leader_id(b),
                version: 1,
                date: on(a),
                conditions: None,
            },
        },
        22 => Edit::HoldMeeting(Meeting {
            agenda: proposal(b).map(AgendaItem::Proposal).into_iter().collect(),
            invited: vec![Invitation {
                leader_id: leader_id(a),
                organisation_id: organisation(b),
                necessity: None,
                reason: Some("Asked".to_owned()),
                accepted: None,
            }],
            ..Meeting::new(id(fresh), forum(a)?, on(b))
        }),
        23 => Edit::RecordAttendance {
            meeting_id: meeting(a)?,
            attendance: Attendance {
                leader_id: leader_id(a),
                organisation_id: organisation(b),
                presence: Presence::ALL[usize::from(b) % Presence::ALL.len()],
                deputy_id: leader_id(b),
                deputy_name: None,
                authority: None,
            },
        },
        24 => Edit::LogContact(Contact {
            id: id(fresh),
            leader_ids: leader_id(a).into_iter().chain(leader_id(b)).collect(),
            held_by: organisation(b).map(Perceiver::Organisation),
            date: on(a),
            channel: None,
            said: format!("Said {b}"),
            next_step: None,
            next_step_by: None,
            next_step_done: None,
            confidentiality: domain::Confidentiality::Working,
            record: domain::Record::default(),
        }),
        25 => Edit::AddObjective(Objective {
            id: id(fresh),
            name: format!("Objective {a}"),
            kind: ObjectiveKind::Money,
            summary: None,
            confidentiality: domain::Confidentiality::Board,
            record: domain::Record::default(),
        }),
        26 => Edit::SetStake(Stake {
            id: id(fresh),
            objective_id: objective(a)?,
            organisation_id: organisation(b)?,
            size: StakeSize::try_from(i64::from(b % 9) - 4).unwrap(),
            perceiver: None,
            method: Method::Observed,
            confidence: Confidence::USUAL,
            date: on(b),
            note: None,
            dissent: None,
            confidentiality: domain::Confidentiality::Board,
            record: domain::Record::default(),
        }),
        27 => Edit::NameBaseline(Baseline {
            id: id(fresh),
            name: format!("Baseline {a}"),
            day: on(b),
            known_at: moment(i64::from(b)),
            confidentiality: domain::Confidentiality::Board,
            record: domain::Record::default(),
        }),
        28 | 29 => Edit::MergeOrganisations {
            keep_id: organisation(a)?,
            merge_id: organisation(b)?,
        },
        30 => Edit::MergeLeaders {
            keep_id: leader_id(a)?,
            merge_id: leader_id(b)?,
        },
        31 => {
            if map.footprint().freeze.is_some() {
                Edit::LiftFreeze {
                    why: "Answered".to_owned(),
                }
            } else {
                Edit::Freeze(Freeze {
                    since: on(a),
                    why: format!("Request {b}"),
                })
            }
        }
        32 => Edit::SetKeepUntil {
            leader_id: leader_id(a)?,
            keep_until: b.is_multiple_of(2).then(|| on(b)),
        },
        _ => Edit::Together {
            what: "Several".to_owned(),
            edits: vec![
                add_organisation(fresh),
                Edit::AddLeader(leader(fresh + 1, "Somebody")),
                Edit::AddTie(tie(
                    fresh + 2,
                    id::<OrganisationId>(fresh).into(),
                    id::<LeaderId>(fresh + 1).into(),
                )),
                Edit::RecordAssessment(assessment(fresh + 3, id::<TieId>(fresh + 2), None)),
                Edit::Remove {
                    entity: EntityRef::new(EntityKind::Tie, id::<TieId>(fresh + 2).uuid()),
                },
            ],
        },
    })
}

/// What the document should be: the map, and the maps that undo and redo lead to.
struct Model {
    map: Arc<Map>,
    undo: Vec<Arc<Map>>,
    redo: Vec<Arc<Map>>,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_document_is_what_the_model_says(begin_full: bool, steps in prop::collection::vec(step(), 1..60)) {
        let desk = Desk::new();
        let mut document = desk.create();
        if begin_full {
            let all = Edit::Together { what: "All".to_owned(), edits: everything() };
            document.apply(&all, "Ann", moment(0)).unwrap();
        }
        let mut model = Model { map: document.map(), undo: Vec::new(), redo: Vec::new() };
        if begin_full {
            model.undo.push(Arc::new(Map::default().with(&[domain::Write::Describe(domain::Footprint {
                name: "Vale".to_owned(),
                ..domain::Footprint::default()
            })])));
        }
        for (n, step) in steps.into_iter().enumerate() {
            let now = moment(i64::try_from(n).unwrap());
            match step {
                Step::Edit(kind, a, b) => {
                    let fresh = 100_000 + 10 * u128::try_from(n).unwrap();
                    let Some(edit) = edit(&model.map, fresh, kind, a, b) else { continue };
                    match document.apply(&edit, "Ann", now) {
                        Ok(change) if change.standing.is_none() => prop_assert_eq!(&*document.map(), &*model.map),
                        Ok(_) => {
                            let stamp = domain::Stamp { at: now, by: "Ann".to_owned() };
                            let next = model.map.with(&edit.plan(&model.map, &stamp).unwrap());
                            model.undo.push(std::mem::replace(&mut model.map, Arc::new(next)));
                            model.redo.clear();
                        }
                        Err(StoreError::Refused(_)) => {}
                        Err(error) => return Err(TestCaseError::fail(error.to_string())),
                    }
                }
                Step::Undo => match (document.undo("Bob", now), model.undo.pop()) {
                    (Ok(_), Some(map)) => model.redo.push(std::mem::replace(&mut model.map, map)),
                    (Err(StoreError::Refused(_)), Some(map)) if takes_away_while_frozen(&model.map, &map) => {
                        model.undo.push(map);
                    }
                    (Err(StoreError::NothingToUndo { .. }), None) => {}
                    (got, expected) => return Err(TestCaseError::fail(format!("{got:?} for {expected:?}"))),
                },
                Step::Redo => match (document.redo("Bob", now), model.redo.pop()) {
                    (Ok(_), Some(map)) => model.undo.push(std::mem::replace(&mut model.map, map)),
                    (Err(StoreError::Refused(_)), Some(map)) if takes_away_while_frozen(&model.map, &map) => {
                        model.redo.push(map);
                    }
                    (Err(StoreError::NothingToRedo { .. }), None) => {}
                    (got, expected) => return Err(TestCaseError::fail(format!("{got:?} for {expected:?}"))),
                },
                Step::Publish => {
                    document.publish(now).unwrap();
                }
                Step::Close => {
                    document.close(now).unwrap();
                    document = desk.open();
                }
                Step::End => {
                    drop(document);
                    document = desk.open();
                }
            }
            prop_assert_eq!(&*document.map(), &*model.map);
            prop_assert_eq!(document.undo_words().unwrap().is_some(), !model.undo.is_empty());
            prop_assert_eq!(document.redo_words().unwrap().is_some(), !model.redo.is_empty());
        }
        prop_assert_eq!(document.check().unwrap(), Vec::<String>::new());
    }
}
