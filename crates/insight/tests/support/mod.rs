//! A small footprint, built row by row. Ids count up in the order of building.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use domain::{
    Assessment, AssessmentId, Audience, AudienceMap, Authority, Commitment, CommitmentAct,
    CommitmentEvent, CommitmentId, CommitmentSide, Confidence, Confidentiality, DecidingBody,
    DecisionLevel, DecisionRoute, Dependency, DependencyId, Entity, EntityRef, Forum, ForumId,
    ForumKind, ForumPower, Interdependence, Involvement, Leader, LeaderId, Level, Map, Method,
    Need, NeedId, Organisation, OrganisationId, OrganisationKind, Part, Party, Perceiver, Post,
    PostId, Proposal, ProposalId, Record, Seat, SeatId, SeatRole, Sign, Tie, TieId, TieKind, Trust,
    Workstream, WorkstreamId, Write,
};
use jiff::civil::{Date, date};
use uuid::Uuid;

/// The day everything is looked at.
pub const TODAY: Date = date(2026, 3, 5);
/// A recent day.
pub const RECENTLY: Date = date(2026, 1, 15);

#[derive(Default)]
pub struct Build {
    writes: Vec<Write>,
    next: u128,
}

impl Build {
    fn id<T: From<Uuid>>(&mut self) -> T {
        self.next += 1;
        T::from(Uuid::from_u128(self.next))
    }

    fn put(&mut self, entity: impl Into<Entity>) {
        self.writes.push(Write::Put(entity.into()));
    }

    pub fn map(&self) -> Map {
        Map::default().with(&self.writes)
    }

    /// Keeps every tie built so far to the working group.
    pub fn guard_ties(&mut self) {
        for write in &mut self.writes {
            if let Write::Put(Entity::Tie(tie)) = write {
                tie.confidentiality = Confidentiality::Working;
            }
        }
    }

    pub fn seen(&self) -> AudienceMap {
        self.map().seen_by(Audience::Working, TODAY)
    }

    pub fn organisation(&mut self, name: &str) -> OrganisationId {
        let id: OrganisationId = self.id();
        self.put(Organisation::new(id, name, OrganisationKind::Other));
        id
    }

    pub fn leader(&mut self, name: &str) -> LeaderId {
        let id: LeaderId = self.id();
        self.put(Leader {
            id,
            name: name.into(),
            contact: None,
            do_not_ask: false,
            keep_until: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
        id
    }

    pub fn post(
        &mut self,
        leader: LeaderId,
        at: OrganisationId,
        authority: Option<Authority>,
    ) -> PostId {
        self.post_until(leader, at, authority, None)
    }

    pub fn post_until(
        &mut self,
        leader_id: LeaderId,
        organisation_id: OrganisationId,
        authority: Option<Authority>,
        to: Option<Date>,
    ) -> PostId {
        let id: PostId = self.id();
        self.put(Post {
            id,
            leader_id,
            organisation_id,
            title: "Chief executive".into(),
            authority,
            from: None,
            to,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
        id
    }

    pub fn leader_at(&mut self, name: &str, at: &[OrganisationId]) -> LeaderId {
        let id = self.leader(name);
        for &organisation in at {
            self.post(id, organisation, None);
        }
        id
    }

    pub fn tie(&mut self, a: impl Into<Party>, b: impl Into<Party>) -> TieId {
        self.tie_of(a, b, TieKind::WorksWith)
    }

    pub fn tie_of(&mut self, a: impl Into<Party>, b: impl Into<Party>, kind: TieKind) -> TieId {
        let id: TieId = self.id();
        self.put(Tie {
            id,
            a: a.into(),
            b: b.into(),
            kind,
            from: None,
            to: None,
            note: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
        id
    }

    pub fn judge(&mut self, tie_id: TieId, level: u8, by: Option<Perceiver>, day: Date) {
        self.judge_signed(tie_id, level, by, day, None);
    }

    pub fn judge_signed(
        &mut self,
        tie_id: TieId,
        level: u8,
        perceiver: Option<Perceiver>,
        day: Date,
        sign: Option<Sign>,
    ) {
        let id: AssessmentId = self.id();
        self.put(Assessment {
            id,
            tie_id,
            level: Some(Level::try_from(level).unwrap()),
            trust: None,
            sign,
            confidence: Confidence::USUAL,
            method: Method::ToldByParty,
            perceiver,
            date: day,
            note: None,
            dissent: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
    }

    /// A tie of two organisations on which both say the same.
    pub fn agreed(&mut self, a: OrganisationId, b: OrganisationId, level: u8) {
        let tie = self.tie(a, b);
        for side in [a, b] {
            self.judge(tie, level, Some(Perceiver::Organisation(side)), RECENTLY);
        }
    }

    /// A tie of two leaders on which the first has spoken.
    pub fn knows(&mut self, a: LeaderId, b: LeaderId, level: u8) -> TieId {
        let tie = self.tie(a, b);
        self.judge(tie, level, Some(Perceiver::Leader(a)), RECENTLY);
        tie
    }

    pub fn work(
        &mut self,
        name: &str,
        interdependence: Interdependence,
        parts: &[(OrganisationId, Part)],
    ) -> WorkstreamId {
        let id: WorkstreamId = self.id();
        self.put(Workstream {
            id,
            name: name.into(),
            summary: None,
            interdependence,
            involvement: parts
                .iter()
                .map(|&(organisation_id, part)| Involvement {
                    organisation_id,
                    part,
                })
                .collect(),
            from: None,
            to: None,
            objective_id: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
        id
    }

    pub fn depends(
        &mut self,
        first_id: WorkstreamId,
        then_id: WorkstreamId,
        interdependence: Interdependence,
    ) {
        let id: DependencyId = self.id();
        self.put(Dependency {
            id,
            first_id,
            then_id,
            interdependence,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
    }

    pub fn need(&mut self, a: OrganisationId, b: OrganisationId, level: u8, day: Date) {
        let id: NeedId = self.id();
        self.put(Need {
            id,
            a,
            b,
            level: Level::try_from(level).unwrap(),
            reason: "Winter pressures.".into(),
            set_by: "Jo Hale and Sam Reed".into(),
            date: day,
            dissent: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
    }

    pub fn promise(
        &mut self,
        from: impl Into<Party>,
        to: impl Into<Party>,
        due: Option<Date>,
        events: &[(Date, CommitmentAct, CommitmentSide, Option<Date>)],
    ) -> CommitmentId {
        let id: CommitmentId = self.id();
        self.put(Commitment {
            id,
            from: from.into(),
            to: to.into(),
            what: "Open twelve step-down beds.".into(),
            workstream_id: None,
            asked: date(2025, 6, 1),
            due,
            events: events
                .iter()
                .map(|&(date, act, by, due)| CommitmentEvent {
                    date,
                    act,
                    by,
                    due,
                    note: None,
                })
                .collect(),
            proposal_id: None,
            evidence: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
        id
    }

    /// The map with everything entered in the opposite order.
    pub fn map_backwards(&self) -> Map {
        let writes: Vec<Write> = self.writes.iter().rev().cloned().collect();
        Map::default().with(&writes)
    }

    /// Changes a row entered before.
    pub fn mend(&mut self, wanted: impl Into<EntityRef>, change: impl Fn(&mut Entity)) {
        let wanted = wanted.into();
        for write in &mut self.writes {
            if let Write::Put(entity) = write
                && entity.reference() == wanted
            {
                change(entity);
            }
        }
    }

    pub fn do_not_ask(&mut self, leader: LeaderId) {
        self.mend(leader, |entity| {
            if let Entity::Leader(leader) = entity {
                leader.do_not_ask = true;
            }
        });
    }

    /// Keeps a leader to the working group.
    pub fn guard(&mut self, leader: LeaderId) {
        self.mend(leader, |entity| {
            if let Entity::Leader(leader) = entity {
                leader.confidentiality = Confidentiality::Working;
            }
        });
    }

    pub fn decides_by(&mut self, organisation: OrganisationId, body: DecidingBody) {
        self.mend(organisation, |entity| {
            if let Entity::Organisation(organisation) = entity {
                organisation.decision_route = Some(DecisionRoute {
                    body,
                    lead_days: None,
                    paper_days: None,
                    weighs: None,
                });
            }
        });
    }

    pub fn forum(&mut self, name: &str, power: Option<ForumPower>) -> ForumId {
        let id: ForumId = self.id();
        let mut forum = Forum::new(id, name, ForumKind::Board);
        forum.power = power;
        self.put(forum);
        id
    }

    pub fn seat(&mut self, leader_id: LeaderId, forum_id: ForumId, role: SeatRole) -> SeatId {
        let id: SeatId = self.id();
        self.put(Seat {
            id,
            forum_id,
            leader_id,
            organisation_id: None,
            role,
            from: None,
            to: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        });
        id
    }

    pub fn proposal(
        &mut self,
        title: &str,
        forum_id: Option<ForumId>,
        organisation_id: Option<OrganisationId>,
    ) -> ProposalId {
        let id: ProposalId = self.id();
        let level = if organisation_id.is_some() {
            DecisionLevel::Organisation
        } else {
            DecisionLevel::System
        };
        let mut proposal = Proposal::new(id, title, level);
        proposal.forum_id = forum_id;
        proposal.organisation_id = organisation_id;
        self.put(proposal);
        id
    }

    /// A tie of two leaders judged today by both, beyond doubt, with the trust each has in the other.
    pub fn surely(&mut self, a: LeaderId, b: LeaderId, level: u8, trust: Option<u8>) -> TieId {
        let sides = [a, b].map(Perceiver::Leader);
        self.surely_said(a.into(), b.into(), level, trust, sides)
    }

    /// A tie of two organisations judged today by both, beyond doubt.
    pub fn surely_tied(&mut self, a: OrganisationId, b: OrganisationId, level: u8) -> TieId {
        let sides = [a, b].map(Perceiver::Organisation);
        self.surely_said(a.into(), b.into(), level, None, sides)
    }

    fn surely_said(
        &mut self,
        a: Party,
        b: Party,
        level: u8,
        trust: Option<u8>,
        sides: [Perceiver; 2],
    ) -> TieId {
        let tie_id = self.tie(a, b);
        for side in sides {
            let id: AssessmentId = self.id();
            self.put(Assessment {
                id,
                tie_id,
                level: Some(Level::try_from(level).unwrap()),
                trust: trust.map(|trust| Trust::try_from(trust).unwrap()),
                sign: None,
                confidence: Confidence::try_from(1.0).unwrap(),
                method: Method::ToldByParty,
                perceiver: Some(side),
                date: TODAY,
                note: None,
                dissent: None,
                confidentiality: Confidentiality::Board,
                record: Record::default(),
            });
        }
        tie_id
    }

    /// That two are in tension.
    pub fn strained(&mut self, a: LeaderId, b: LeaderId) {
        self.tie_of(a, b, TieKind::InTensionWith);
    }
}
