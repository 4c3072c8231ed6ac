//! A small footprint, entered edit by edit, and the folders a test needs.

use std::path::PathBuf;

use domain::{
    AgendaItem, Agreement, AgreementId, Aspect, Assessment, Attendance, Authority, Baseline,
    Channel, Code, CodeScheme, ColourBy, Commitment, CommitmentAct, CommitmentEvent,
    CommitmentSide, Confidence, Confidentiality, Contact, DecidingBody, Decision, DecisionLevel,
    DecisionRoute, Dependency, Drawn, Edit, EntityRef, Filter, Footprint, Formality, Forum,
    ForumId, ForumKind, ForumPower, Freeze, GroupBy, Impact, ImpactSize, Interdependence,
    Invitation, Involvement, Leader, LeaderChange, LeaderId, Level, Meeting, MeetingId, Membership,
    Method, Necessity, Need, Note, Objective, ObjectiveId, ObjectiveKind, Organisation,
    OrganisationChange, OrganisationId, OrganisationKind, Part, Party, Patch, Perceiver, Place,
    PlaceLevel, Position, Post, Presence, Proposal, ProposalChange, ProposalId, ProposalStatus,
    Quorum, QuorumRule, Record, Salience, Seat, SeatRole, Sign, Signature, SizeBy, Source,
    SourceId, SourceKind, Spot, Stake, StakeSize, Stance, Succession, Tie, TieId, TieKind, Trust,
    Version, View, Workstream, WorkstreamId,
};
use jiff::{Timestamp, ToSpan as _, civil::date};
use store::{Document, WorkArea};
use tempfile::TempDir;
use uuid::Uuid;

/// A folder with a work area and a place to publish to.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) work: WorkArea,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let work = WorkArea::at(folder.path().join("work")).unwrap();
        std::fs::create_dir(folder.path().join("documents")).unwrap();
        Self { folder, work }
    }

    /// Where the document is published.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder
            .path()
            .canonicalize()
            .unwrap()
            .join("documents")
            .join("Vale.footbridge")
    }

    pub(crate) fn create(&self) -> Document {
        Document::create(&self.file(), &self.work, "Vale", "Ann", moment(0)).unwrap()
    }

    pub(crate) fn open(&self) -> Document {
        self.try_open().unwrap()
    }

    pub(crate) fn try_open(&self) -> Result<Document, store::StoreError> {
        Document::open(&self.file(), &self.work, "Ann", moment(0))
    }

    /// Files beside the document that should not be there.
    pub(crate) fn litter(&self) -> Vec<String> {
        std::fs::read_dir(self.folder.path().join("documents"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "Vale.footbridge")
            .collect()
    }
}

/// The `n`th second of the test.
pub(crate) fn moment(n: i64) -> Timestamp {
    "2026-03-05T09:00:00.123456789Z"
        .parse::<Timestamp>()
        .unwrap()
        + n.seconds()
}

pub(crate) fn id<I: From<Uuid>>(n: u128) -> I {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + n).into()
}

pub(crate) fn organisation(n: u128, name: &str) -> Organisation {
    Organisation::new(id(n), name, OrganisationKind::Council)
}

pub(crate) fn add_organisation(n: u128) -> Edit {
    Edit::AddOrganisation(organisation(n, &format!("Organisation {n}")))
}

pub(crate) fn leader(n: u128, name: &str) -> Leader {
    Leader::new(id(n), name)
}

pub(crate) fn tie(n: u128, a: Party, b: Party) -> Tie {
    Tie {
        id: id(n),
        a,
        b,
        kind: TieKind::WorksWith,
        from: Some(date(2025, 1, 1)),
        to: None,
        note: Some("Weekly call".to_owned()),
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    }
}

/// Edits that between them write every table and column, in an order that can be applied.
pub(crate) fn everything() -> Vec<Edit> {
    let source: SourceId = id(1);
    let (council, trust): (OrganisationId, OrganisationId) = (id(20), id(21));
    let (ann, bob): (LeaderId, LeaderId) = (id(30), id(31));
    let from_source = || Record {
        source_id: Some(source),
        ..Record::default()
    };
    let board = Confidentiality::Board;
    let objective: ObjectiveId = id(65);
    let (forum, proposal, meeting): (ForumId, ProposalId, MeetingId) = (id(100), id(105), id(110));
    let agreement: AgreementId = id(111);
    vec![
        Edit::AddSource(Source {
            id: source,
            title: "Partner mapping, April 2019".to_owned(),
            kind: SourceKind::Dataset,
            date: Some(date(2019, 4, 1)),
            licence: Some("Open Government Licence v3.0".to_owned()),
            address: Some("https://example.invalid/mapping".to_owned()),
            confidentiality: Confidentiality::Public,
            record: Record::default(),
        }),
        Edit::AddPlace(Place {
            id: id(10),
            name: "Vale".to_owned(),
            level: PlaceLevel::System,
            codes: vec![
                Code {
                    scheme: CodeScheme::OnsGss,
                    value: "E54000018".to_owned(),
                },
                Code {
                    scheme: CodeScheme::Ods,
                    value: "QWU".to_owned(),
                },
            ],
            parent_id: None,
            contact: Some("hello@example.invalid".to_owned()),
            closed: None,
            successions: Vec::new(),
            confidentiality: Confidentiality::Public,
            record: from_source(),
        }),
        Edit::AddPlace(Place {
            id: id(11),
            name: "North Vale".to_owned(),
            level: PlaceLevel::Place,
            codes: Vec::new(),
            parent_id: Some(id(10)),
            contact: None,
            closed: Some(date(2024, 3, 31)),
            successions: vec![Succession {
                successor_id: id(10),
                date: Some(date(2024, 4, 1)),
            }],
            confidentiality: Confidentiality::Public,
            record: Record::default(),
        }),
        Edit::DescribeFootprint(Footprint {
            name: "Vale partnership".to_owned(),
            place_id: Some(id(10)),
            invented: true,
            freeze: None,
        }),
        Edit::AddOrganisation(Organisation {
            label: "Council".to_owned(),
            sector: Some("Local government".to_owned()),
            codes: vec![
                Code {
                    scheme: CodeScheme::Other,
                    value: "x".to_owned(),
                },
                Code {
                    scheme: CodeScheme::Ods,
                    value: "503".to_owned(),
                },
                Code {
                    scheme: CodeScheme::Cqc,
                    value: "1-1".to_owned(),
                },
            ],
            memberships: vec![
                Membership {
                    place_id: id(11),
                    from: Some(date(2016, 1, 1)),
                    to: Some(date(2019, 3, 31)),
                },
                Membership {
                    place_id: id(10),
                    from: None,
                    to: None,
                },
            ],
            opened: Some(date(1974, 4, 1)),
            record: from_source(),
            ..organisation(20, "Vale Council")
        }),
        Edit::AddOrganisation(Organisation {
            parent_id: Some(council),
            closed: Some(date(2025, 12, 31)),
            successions: vec![Succession {
                successor_id: council,
                date: None,
            }],
            decision_route: Some(DecisionRoute {
                body: DecidingBody::CouncilOfGovernors,
                lead_days: Some(60),
                paper_days: Some(10),
                weighs: Some("The regulator\u{2019}s letter".to_owned()),
            }),
            pressures: vec!["Winter".to_owned(), "A deficit".to_owned()],
            ..organisation(
                21,
                "Vale Hospitals \u{201c}NHS\u{201d} Trust; O\u{2019}Brien wing",
            )
        }),
        Edit::Together {
            what: "Add two leaders with their posts".to_owned(),
            edits: vec![
                Edit::AddLeader(Leader {
                    contact: Some("ann@example.invalid".to_owned()),
                    do_not_ask: true,
                    keep_until: Some(date(2028, 3, 5)),
                    ..leader(30, "Ann Ash")
                }),
                Edit::AddLeader(leader(31, "Bob Beech")),
                Edit::AppointLeader(Post {
                    id: id(40),
                    leader_id: ann,
                    organisation_id: council,
                    title: "Chief executive".to_owned(),
                    authority: Some(Authority::DecidesAlone),
                    from: Some(date(2020, 1, 1)),
                    to: Some(date(2027, 1, 1)),
                    confidentiality: Confidentiality::Partners,
                    record: from_source(),
                }),
                Edit::AppointLeader(Post {
                    id: id(41),
                    leader_id: ann,
                    organisation_id: trust,
                    title: "Joint chief executive".to_owned(),
                    authority: None,
                    from: None,
                    to: None,
                    confidentiality: Confidentiality::Partners,
                    record: Record::default(),
                }),
            ],
        },
        Edit::AddTie(tie(50, council.into(), trust.into())),
        Edit::AddTie(Tie {
            kind: TieKind::Trusts,
            note: None,
            from: None,
            ..tie(51, ann.into(), bob.into())
        }),
        Edit::AddTie(Tie {
            to: Some(date(2026, 1, 1)),
            ..tie(52, ann.into(), trust.into())
        }),
        Edit::RecordAssessment(assessment(
            60,
            id(50),
            Some(Perceiver::Organisation(council)),
        )),
        Edit::RecordAssessment(Assessment {
            level: Some(Level::None),
            trust: None,
            sign: None,
            confidence: Confidence::try_from(0.29).unwrap(),
            method: Method::Hearsay,
            note: None,
            ..assessment(61, id(50), Some(Perceiver::Leader(bob)))
        }),
        Edit::RecordAssessment(Assessment {
            level: None,
            ..assessment(
                62,
                id(51),
                Some(Perceiver::Outside("A neighbour".to_owned())),
            )
        }),
        Edit::RecordAssessment(assessment(63, id(51), None)),
        Edit::AttachDissent {
            judgement: EntityRef::Assessment(id(63)),
            dissent: Some("Not how I see it.".to_owned()),
        },
        Edit::AddObjective(Objective {
            id: objective,
            name: "Home sooner".to_owned(),
            kind: ObjectiveKind::Care,
            summary: Some("Nobody waits in a bed".to_owned()),
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::SetStake(Stake {
            id: id(66),
            objective_id: objective,
            organisation_id: trust,
            size: StakeSize::LOWEST,
            perceiver: Some(Perceiver::Leader(bob)),
            method: Method::Observed,
            confidence: Confidence::USUAL,
            date: date(2026, 1, 12),
            note: Some("Its wards would close".to_owned()),
            dissent: Some("Not so".to_owned()),
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::AddWorkstream(Workstream {
            id: id(70),
            name: "Frailty".to_owned(),
            summary: Some("Care at home".to_owned()),
            objective_id: Some(objective),
            interdependence: Interdependence::Reciprocal,
            involvement: vec![
                Involvement {
                    organisation_id: trust,
                    part: Part::Leads,
                },
                Involvement {
                    organisation_id: council,
                    part: Part::Contributes,
                },
            ],
            from: Some(date(2025, 4, 1)),
            to: Some(date(2027, 3, 31)),
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::AddWorkstream(Workstream {
            id: id(71),
            name: "Estates".to_owned(),
            summary: None,
            objective_id: None,
            interdependence: Interdependence::OneDecision,
            involvement: Vec::new(),
            from: None,
            to: None,
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::AddDependency(Dependency {
            id: id(75),
            first_id: id(71),
            then_id: id(70),
            interdependence: Interdependence::Sequential,
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::SetNeed(Need {
            id: id(80),
            a: council,
            b: trust,
            level: Level::Coalition,
            reason: "One discharge team".to_owned(),
            set_by: "Ann Ash".to_owned(),
            date: date(2026, 2, 1),
            dissent: Some("The trust asked for less".to_owned()),
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::AddForum(Forum {
            parent_id: None,
            place_id: Some(id(10)),
            terms: Some("Meets monthly; decides by consensus".to_owned()),
            power: Some(ForumPower::Decides),
            quorum: Some(Quorum {
                minimum: 2,
                rules: vec![
                    QuorumRule {
                        kind: OrganisationKind::Council,
                        minimum: 1,
                    },
                    QuorumRule {
                        kind: OrganisationKind::AcuteHospital,
                        minimum: 1,
                    },
                ],
            }),
            from: Some(date(2020, 1, 1)),
            to: None,
            ..Forum::new(forum, "Partnership board", ForumKind::Board)
        }),
        Edit::AddForum(Forum {
            parent_id: Some(forum),
            to: Some(date(2027, 1, 1)),
            ..Forum::new(id(101), "Finance group", ForumKind::SubGroup)
        }),
        Edit::SeatLeader(Seat {
            id: id(102),
            forum_id: forum,
            leader_id: ann,
            organisation_id: Some(council),
            role: SeatRole::Chair,
            from: Some(date(2021, 1, 1)),
            to: Some(date(2027, 1, 1)),
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        }),
        Edit::AddProposal(Proposal {
            summary: Some("One team for going home".to_owned()),
            place_id: Some(id(11)),
            organisation_id: Some(trust),
            forum_id: Some(forum),
            decide_by: Some(date(2026, 6, 30)),
            uses_shared_money: Some(true),
            sets_precedent: Some(false),
            versions: vec![Version {
                number: 1,
                date: date(2026, 1, 5),
                words: "One team".to_owned(),
                changed: None,
            }],
            ..Proposal::new(proposal, "Discharge team", DecisionLevel::Place)
        }),
        Edit::ReviseProposal {
            proposal_id: proposal,
            version: Version {
                number: 2,
                date: date(2026, 2, 5),
                words: "One team, one budget".to_owned(),
                changed: Some("The budget".to_owned()),
            },
        },
        Edit::RecordImpact(Impact {
            id: id(106),
            proposal_id: proposal,
            organisation_id: council,
            aspect: Aspect::Workforce,
            size: ImpactSize::HIGHEST,
            perceiver: Some(Perceiver::Organisation(council)),
            method: Method::ToldByParty,
            confidence: Confidence::USUAL,
            date: date(2026, 2, 6),
            note: Some("Twelve posts".to_owned()),
            dissent: None,
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::HoldMeeting(Meeting {
            agenda: vec![
                AgendaItem::Words("Welcome".to_owned()),
                AgendaItem::Proposal(proposal),
            ],
            invited: vec![
                Invitation {
                    leader_id: Some(bob),
                    organisation_id: None,
                    necessity: None,
                    reason: None,
                    accepted: None,
                },
                Invitation {
                    leader_id: Some(ann),
                    organisation_id: Some(council),
                    necessity: Some(Necessity::Must),
                    reason: Some("It uses the council\u{2019}s money".to_owned()),
                    accepted: Some(true),
                },
            ],
            minutes: Some("Opened at nine".to_owned()),
            decisions: vec![Decision {
                words: "Agreed in principle".to_owned(),
                proposal_id: Some(proposal),
            }],
            ..Meeting::new(meeting, forum, date(2026, 2, 10))
        }),
        Edit::RecordAttendance {
            meeting_id: meeting,
            attendance: Attendance {
                leader_id: Some(ann),
                organisation_id: Some(council),
                presence: Presence::Deputy,
                deputy_id: Some(bob),
                deputy_name: None,
                authority: Some(Authority::Advises),
            },
        },
        Edit::RecordAttendance {
            meeting_id: meeting,
            attendance: Attendance {
                leader_id: None,
                organisation_id: Some(trust),
                presence: Presence::Deputy,
                deputy_id: None,
                deputy_name: Some("A colleague".to_owned()),
                authority: None,
            },
        },
        Edit::HoldMeeting(Meeting {
            cancelled: true,
            ..Meeting::new(id(109), id(101), date(2026, 3, 1))
        }),
        Edit::RecordPosition(Position {
            stance: Some(Stance::Leading),
            salience: Some(Salience::HIGHEST),
            formality: Formality::AgreedAtMeeting,
            meeting_id: Some(meeting),
            conditions: Some("If it is funded".to_owned()),
            perceiver: Some(Perceiver::Outside("The minutes".to_owned())),
            note: Some("Loudly".to_owned()),
            dissent: Some("Only for now".to_owned()),
            ..position(107, proposal, ann.into())
        }),
        Edit::RecordPosition(Position {
            stance: None,
            wished_for: Some(Stance::Supportive),
            ..position(108, proposal, trust.into())
        }),
        Edit::ChangeProposal {
            proposal_id: proposal,
            change: ProposalChange {
                status: Some(ProposalStatus::Agreed),
                settled: Patch::Set(date(2026, 2, 10)),
                ..ProposalChange::default()
            },
        },
        Edit::AddAgreement(Agreement {
            id: agreement,
            title: "Discharge agreement".to_owned(),
            summary: Some("Who pays what".to_owned()),
            proposal_id: Some(proposal),
            sign_by: Some(date(2026, 5, 1)),
            versions: vec![Version {
                number: 1,
                date: date(2026, 2, 12),
                words: "Halves".to_owned(),
                changed: None,
            }],
            signatory_ids: vec![trust, council],
            signatures: Vec::new(),
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::Sign {
            agreement_id: agreement,
            signature: Signature {
                organisation_id: council,
                leader_id: Some(ann),
                version: 1,
                date: date(2026, 2, 20),
                conditions: Some("Until March".to_owned()),
            },
        },
        Edit::Sign {
            agreement_id: agreement,
            signature: Signature {
                organisation_id: trust,
                leader_id: None,
                version: 1,
                date: date(2026, 2, 21),
                conditions: None,
            },
        },
        Edit::LogContact(Contact {
            id: id(112),
            leader_ids: vec![bob, ann],
            held_by: Some(Perceiver::Outside("The programme director".to_owned())),
            date: date(2026, 2, 22),
            channel: Some(Channel::Phone),
            said: "They would sign if asked".to_owned(),
            next_step: Some("Ask".to_owned()),
            next_step_by: Some(date(2026, 3, 1)),
            next_step_done: Some(date(2026, 2, 28)),
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        }),
        Edit::NameBaseline(Baseline {
            id: id(113),
            name: "March board".to_owned(),
            day: date(2026, 3, 1),
            known_at: moment(-60),
            confidentiality: board,
            record: Record::default(),
        }),
        Edit::AddCommitment(Commitment {
            id: id(90),
            from: trust.into(),
            to: ann.into(),
            what: "Share discharge data".to_owned(),
            workstream_id: Some(id(70)),
            proposal_id: Some(proposal),
            asked: date(2026, 1, 5),
            due: Some(date(2026, 2, 1)),
            evidence: Some("The weekly file".to_owned()),
            events: Vec::new(),
            confidentiality: board,
            record: Record::default(),
        }),
        moved(90, CommitmentAct::Promise, CommitmentSide::Promiser, None),
        moved(
            90,
            CommitmentAct::Renegotiate,
            CommitmentSide::Requester,
            Some(date(2026, 2, 20)),
        ),
        Edit::AddNote(Note {
            id: id(95),
            about: EntityRef::Tie(id(50)),
            date: date(2026, 3, 1),
            author: "Ann".to_owned(),
            text: "Met in the corridor;\nline two \u{0} and a nul".to_owned(),
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        }),
        Edit::SaveView(View {
            id: id(99),
            name: "Board map".to_owned(),
            spots: vec![
                (
                    ann.into(),
                    Spot {
                        x: -0.1,
                        y: 1e300,
                        pinned: true,
                    },
                ),
                (
                    council.into(),
                    Spot {
                        x: 10.0,
                        y: 1.0 / 3.0,
                        pinned: false,
                    },
                ),
            ],
            minimum_level: Some(Level::Networking),
            filters: vec![
                Filter::TieKind(TieKind::Funds),
                Filter::OrganisationKind(OrganisationKind::Council),
                Filter::Sector("Local government".to_owned()),
                Filter::Place(id(10)),
                Filter::Workstream(id(70)),
            ],
            colour_by: Some(ColourBy::Gap),
            size_by: Some(SizeBy::Leaders),
            group_by: Some(GroupBy::Sector),
            proposal_id: None,
            show: Some(Drawn::Leaders),
            focus_id: Some(council),
            as_of: Some(date(2026, 1, 31)),
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        }),
        Edit::ChangeOrganisation {
            organisation_id: council,
            change: OrganisationChange {
                codes: Some(vec![Code {
                    scheme: CodeScheme::Ods,
                    value: "503".to_owned(),
                }]),
                sector: Patch::Clear,
                ..OrganisationChange::default()
            },
        },
        Edit::ChangeLeader {
            leader_id: bob,
            change: LeaderChange {
                name: Some("Bob B. Beech".to_owned()),
                ..LeaderChange::default()
            },
        },
        Edit::Freeze(Freeze {
            since: date(2026, 3, 4),
            why: "A request for information of 3 March".to_owned(),
        }),
        Edit::LiftFreeze {
            why: "Answered on 5 March".to_owned(),
        },
    ]
}

pub(crate) fn assessment(n: u128, tie_id: TieId, perceiver: Option<Perceiver>) -> Assessment {
    Assessment {
        id: id(n),
        tie_id,
        level: Some(Level::Coordination),
        trust: Some(Trust::try_from(4).unwrap()),
        sign: Some(Sign::Negative),
        confidence: Confidence::USUAL,
        method: Method::ToldByParty,
        perceiver,
        date: date(2026, 1, 10),
        note: Some("After the winter plan".to_owned()),
        dissent: None,
        confidentiality: Confidentiality::Working,
        record: Record::default(),
    }
}

/// A position of which nothing is said but that it is informal and supportive.
pub(crate) fn position(n: u128, proposal_id: ProposalId, party: Party) -> Position {
    Position {
        id: id(n),
        proposal_id,
        party,
        stance: Some(Stance::Supportive),
        salience: None,
        formality: Formality::Informal,
        meeting_id: None,
        conditions: None,
        wished_for: None,
        perceiver: None,
        method: Method::Hearsay,
        confidence: Confidence::USUAL,
        date: date(2026, 2, 11),
        note: None,
        dissent: None,
        confidentiality: Confidentiality::Working,
        record: Record::default(),
    }
}

fn moved(n: u128, act: CommitmentAct, by: CommitmentSide, due: Option<jiff::civil::Date>) -> Edit {
    Edit::MoveCommitment {
        commitment_id: id(n),
        event: CommitmentEvent {
            date: date(2026, 1, 20),
            act,
            by,
            due,
            note: Some("At the forum".to_owned()),
        },
    }
}

/// A made-up footprint of a given size as one step: organisations, leaders with a post each, ties with an
/// assessment each.
pub(crate) fn large(organisations: u128, leaders: u128, ties: u128) -> Edit {
    let mut edits = Vec::new();
    for n in 0..organisations {
        edits.push(add_organisation(1_000_000 + n));
    }
    for n in 0..leaders {
        edits.push(Edit::AddLeader(leader(
            2_000_000 + n,
            &format!("Leader {n}"),
        )));
        edits.push(Edit::AppointLeader(Post {
            id: id(3_000_000 + n),
            leader_id: id(2_000_000 + n),
            organisation_id: id(1_000_000 + n % organisations),
            title: "Director".to_owned(),
            authority: Some(Authority::Votes),
            from: Some(date(2024, 1, 1)),
            to: None,
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        }));
    }
    for n in 0..ties {
        let (a, b) = (n % leaders, (n * 7 + 1 + n / leaders) % leaders);
        let b = if a == b { (b + 1) % leaders } else { b };
        let (a, b): (LeaderId, LeaderId) = (id(2_000_000 + a), id(2_000_000 + b));
        edits.push(Edit::AddTie(tie(4_000_000 + n, a.into(), b.into())));
        edits.push(Edit::RecordAssessment(assessment(
            5_000_000 + n,
            id(4_000_000 + n),
            Some(Perceiver::Leader(a)),
        )));
    }
    Edit::Together {
        what: "Import a made-up footprint".to_owned(),
        edits,
    }
}

pub(crate) fn workstream_id(n: u128) -> WorkstreamId {
    id(n)
}

/// How many cases a property is tried on: `usual`, or FOOTBRIDGE_CASES times as many in the nightly tests.
pub(crate) fn cases(usual: u32) -> u32 {
    let times = std::env::var("FOOTBRIDGE_CASES").ok();
    usual * times.and_then(|n| n.parse().ok()).unwrap_or(1)
}
