//! What the footprint is for, the work the partners share, and what they promise.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Party, Perceiver, Record, board};
use crate::commitment::CommitmentEvent;
use crate::ids::{
    CommitmentId, DependencyId, ObjectiveId, OrganisationId, ProposalId, StakeId, WorkstreamId,
};
use crate::scale::{
    Confidence, Confidentiality, Interdependence, Method, ObjectiveKind, Part, StakeSize,
};

/// What the footprint is for. What each organisation has at stake in it is said by [`Stake`]s.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Its id.
    pub id: ObjectiveId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub kind: ObjectiveKind,
    /// What it is, in a sentence.
    #[serde(default)]
    pub summary: Option<String>,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

/// Somebody's judgement of what an organisation has at stake in an objective. Kept when a newer one arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stake {
    /// Its id.
    pub id: StakeId,
    /// The objective.
    pub objective_id: ObjectiveId,
    /// Whose stake.
    pub organisation_id: OrganisationId,
    /// How large, and whether for or against.
    pub size: StakeSize,
    /// Whose judgement it is; `None` where it is the keeper's own.
    #[serde(default)]
    pub perceiver: Option<Perceiver>,
    /// How it came to be known.
    pub method: Method,
    /// How sure the author is.
    #[serde(default)]
    pub confidence: Confidence,
    /// The day it was true in the perceiver's eyes.
    pub date: Date,
    /// In their words.
    #[serde(default)]
    pub note: Option<String>,
    /// A party's disagreement with it, which travels with it.
    #[serde(default)]
    pub dissent: Option<String>,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

/// An organisation's part in a workstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Involvement {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// What it does there.
    pub part: Part,
}

/// Work the partners share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workstream {
    /// Its id.
    pub id: WorkstreamId,
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    #[serde(default)]
    pub summary: Option<String>,
    /// The objective it serves.
    #[serde(default)]
    pub objective_id: Option<ObjectiveId>,
    /// How those who share it depend on one another within it.
    pub interdependence: Interdependence,
    /// Who takes what part.
    #[serde(default)]
    pub involvement: Vec<Involvement>,
    /// First day, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default)]
    pub to: Option<Date>,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Workstream {
    /// Whether it runs on that day.
    pub fn is_current_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// How one workstream depends on another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    /// Its id.
    pub id: DependencyId,
    /// The workstream that goes before, where there is an order.
    pub first_id: WorkstreamId,
    /// The workstream that depends on it.
    pub then_id: WorkstreamId,
    /// In what way.
    pub interdependence: Interdependence,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

/// A promise, which lives as a conversation for action (Winograd & Flores 1986).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// Its id.
    pub id: CommitmentId,
    /// Who promises.
    pub from: Party,
    /// Whom it is promised to.
    pub to: Party,
    /// What is promised.
    pub what: String,
    /// The workstream it belongs to.
    #[serde(default)]
    pub workstream_id: Option<WorkstreamId>,
    /// The proposal it belongs to.
    #[serde(default)]
    pub proposal_id: Option<ProposalId>,
    /// The day it was asked for.
    pub asked: Date,
    /// The first due date, which never changes; re-negotiating is an event.
    #[serde(default)]
    pub due: Option<Date>,
    /// What shows that it was kept, or where that is found.
    #[serde(default)]
    pub evidence: Option<String>,
    /// What happened since, oldest first.
    #[serde(default)]
    pub events: Vec<CommitmentEvent>,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}
