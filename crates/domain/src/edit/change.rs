//! What may change about each kind of entity, field by field.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::entity::{
    AgendaItem, Agreement, Assessment, Attendance, Baseline, Code, Commitment, Contact, Decision,
    DecisionRoute, Dependency, Forum, Impact, Invitation, Involvement, Leader, Meeting, Membership,
    Need, Note, Objective, Organisation, Perceiver, Place, PlaceLevel, Position, Post, Proposal,
    Quorum, Seat, Signature, Source, SourceKind, Stake, Succession, Tie, Version, Workstream,
};
use crate::ids::{
    ForumId, LeaderId, MeetingId, ObjectiveId, OrganisationId, PlaceId, ProposalId, WorkstreamId,
};
use crate::scale::{
    Aspect, Authority, Channel, Confidence, Confidentiality, DecisionLevel, Formality, ForumKind,
    ForumPower, ImpactSize, Interdependence, Level, Method, ObjectiveKind, OrganisationKind,
    ProposalStatus, Salience, SeatRole, Sign, StakeSize, Stance, TieKind, Trust,
};

/// What becomes of one field: kept when absent, cleared when null, set when given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// Leave it.
    #[default]
    Keep,
    /// Make it empty.
    Clear,
    /// Make it this.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the field stays as it is.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    fn apply(&self, field: &mut Option<T>)
    where
        T: Clone,
    {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value.clone()),
        }
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Clear => serializer.serialize_none(),
            Self::Set(value) => serializer.serialize_some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Clear, Self::Set))
    }
}

macro_rules! change {
    ($(#[$doc:meta])* $name:ident of $row:ty {
        $(value $value:ident: $vty:ty,)* $(patch $patch:ident: $pty:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                /// The new value, where it changes.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $value: Option<$vty>,
            )*
            $(
                /// The new value, `null` to clear it, absent to leave it.
                #[serde(default, skip_serializing_if = "Patch::is_keep")]
                pub $patch: Patch<$pty>,
            )*
        }

        impl $name {
            pub(super) fn apply(&self, row: &mut $row) {
                $(if let Some(value) = &self.$value { row.$value = value.clone(); })*
                $(self.$patch.apply(&mut row.$patch);)*
            }
        }
    };
}

change! {
    /// What changes about a place.
    PlaceChange of Place {
        value name: String,
        value level: PlaceLevel,
        value codes: Vec<Code>,
        value successions: Vec<Succession<PlaceId>>,
        value confidentiality: Confidentiality,
        patch parent_id: PlaceId,
        patch contact: String,
        patch closed: Date,
    }
}
change! {
    /// What changes about an organisation.
    OrganisationChange of Organisation {
        value name: String,
        value label: String,
        value kind: OrganisationKind,
        value codes: Vec<Code>,
        value memberships: Vec<Membership>,
        value successions: Vec<Succession<OrganisationId>>,
        value pressures: Vec<String>,
        value confidentiality: Confidentiality,
        patch sector: String,
        patch parent_id: OrganisationId,
        patch opened: Date,
        patch closed: Date,
        patch decision_route: DecisionRoute,
    }
}
change! {
    /// What changes about a leader.
    LeaderChange of Leader {
        value name: String,
        value do_not_ask: bool,
        value confidentiality: Confidentiality,
        patch contact: String,
        patch keep_until: Date,
    }
}
change! {
    /// What changes about a post.
    PostChange of Post {
        value title: String,
        value organisation_id: OrganisationId,
        value confidentiality: Confidentiality,
        patch authority: Authority,
        patch from: Date,
        patch to: Date,
    }
}
change! {
    /// What changes about a tie.
    TieChange of Tie {
        value kind: TieKind,
        value confidentiality: Confidentiality,
        patch from: Date,
        patch to: Date,
        patch note: String,
    }
}
change! {
    /// What is put right about a judgement of a tie. A new judgement is recorded beside the old one instead.
    AssessmentChange of Assessment {
        value confidence: Confidence,
        value method: Method,
        value date: Date,
        value confidentiality: Confidentiality,
        patch level: Level,
        patch trust: Trust,
        patch sign: Sign,
        patch perceiver: Perceiver,
        patch note: String,
    }
}
change! {
    /// What changes about a source.
    SourceChange of Source {
        value title: String,
        value kind: SourceKind,
        value confidentiality: Confidentiality,
        patch date: Date,
        patch licence: String,
        patch address: String,
    }
}
change! {
    /// What changes about an objective.
    ObjectiveChange of Objective {
        value name: String,
        value kind: ObjectiveKind,
        value confidentiality: Confidentiality,
        patch summary: String,
    }
}
change! {
    /// What is put right about a stake. A new judgement is set beside the old one instead.
    StakeChange of Stake {
        value size: StakeSize,
        value confidence: Confidence,
        value method: Method,
        value date: Date,
        value confidentiality: Confidentiality,
        patch perceiver: Perceiver,
        patch note: String,
    }
}
change! {
    /// What changes about a workstream.
    WorkstreamChange of Workstream {
        value name: String,
        value interdependence: Interdependence,
        value involvement: Vec<Involvement>,
        value confidentiality: Confidentiality,
        patch summary: String,
        patch objective_id: ObjectiveId,
        patch from: Date,
        patch to: Date,
    }
}
change! {
    /// What changes about a dependency.
    DependencyChange of Dependency {
        value interdependence: Interdependence,
        value confidentiality: Confidentiality,
    }
}
change! {
    /// What is put right about a need. A new level is set in its place instead.
    NeedChange of Need {
        value level: Level,
        value reason: String,
        value set_by: String,
        value date: Date,
        value confidentiality: Confidentiality,
    }
}
change! {
    /// What changes about a forum.
    ForumChange of Forum {
        value name: String,
        value kind: ForumKind,
        value confidentiality: Confidentiality,
        patch parent_id: ForumId,
        patch place_id: PlaceId,
        patch terms: String,
        patch power: ForumPower,
        patch quorum: Quorum,
        patch from: Date,
        patch to: Date,
    }
}
change! {
    /// What changes about a seat.
    SeatChange of Seat {
        value role: SeatRole,
        value confidentiality: Confidentiality,
        patch organisation_id: OrganisationId,
        patch from: Date,
        patch to: Date,
    }
}
change! {
    /// What changes about a proposal.
    ProposalChange of Proposal {
        value title: String,
        value level: DecisionLevel,
        value status: ProposalStatus,
        value versions: Vec<Version>,
        value confidentiality: Confidentiality,
        patch summary: String,
        patch place_id: PlaceId,
        patch organisation_id: OrganisationId,
        patch forum_id: ForumId,
        patch decide_by: Date,
        patch uses_shared_money: bool,
        patch sets_precedent: bool,
        patch settled: Date,
    }
}
change! {
    /// What is put right about an impact. A new judgement is recorded beside the old one instead.
    ImpactChange of Impact {
        value aspect: Aspect,
        value size: ImpactSize,
        value confidence: Confidence,
        value method: Method,
        value date: Date,
        value confidentiality: Confidentiality,
        patch perceiver: Perceiver,
        patch note: String,
    }
}
change! {
    /// What is put right about a position. A new one is recorded beside the old one instead.
    PositionChange of Position {
        value formality: Formality,
        value confidence: Confidence,
        value method: Method,
        value date: Date,
        value confidentiality: Confidentiality,
        patch stance: Stance,
        patch salience: Salience,
        patch meeting_id: MeetingId,
        patch conditions: String,
        patch wished_for: Stance,
        patch perceiver: Perceiver,
        patch note: String,
    }
}
change! {
    /// What changes about an agreement.
    AgreementChange of Agreement {
        value title: String,
        value versions: Vec<Version>,
        value signatory_ids: Vec<OrganisationId>,
        value signatures: Vec<Signature>,
        value confidentiality: Confidentiality,
        patch summary: String,
        patch proposal_id: ProposalId,
        patch sign_by: Date,
    }
}
change! {
    /// What changes about a meeting.
    MeetingChange of Meeting {
        value date: Date,
        value cancelled: bool,
        value agenda: Vec<AgendaItem>,
        value invited: Vec<Invitation>,
        value attendance: Vec<Attendance>,
        value decisions: Vec<Decision>,
        value confidentiality: Confidentiality,
        patch minutes: String,
    }
}
change! {
    /// What changes about a commitment. The first due date can be set once and never changes.
    CommitmentChange of Commitment {
        value what: String,
        value confidentiality: Confidentiality,
        patch workstream_id: WorkstreamId,
        patch proposal_id: ProposalId,
        patch evidence: String,
    }
}
change! {
    /// What changes about a conversation.
    ContactChange of Contact {
        value leader_ids: Vec<LeaderId>,
        value date: Date,
        value said: String,
        value confidentiality: Confidentiality,
        patch held_by: Perceiver,
        patch channel: Channel,
        patch next_step: String,
        patch next_step_by: Date,
        patch next_step_done: Date,
    }
}
change! {
    /// What changes about a note.
    NoteChange of Note {
        value date: Date,
        value author: String,
        value text: String,
        value confidentiality: Confidentiality,
    }
}
change! {
    /// What changes about a baseline.
    BaselineChange of Baseline {
        value name: String,
        value day: Date,
        value known_at: Timestamp,
        value confidentiality: Confidentiality,
    }
}
