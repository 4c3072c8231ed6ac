//! Meetings and conversations.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Perceiver, Record, partners, working};
use crate::ids::{
    CommitmentId, ContactId, ForumId, LeaderId, MeetingId, OrganisationId, ProposalId,
};
use crate::scale::{Authority, Channel, Confidentiality, Necessity, Presence};

/// What an item of an agenda is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgendaItem {
    /// A proposal.
    Proposal(ProposalId),
    /// A promise.
    Commitment(CommitmentId),
    /// Anything else, in words.
    Words(String),
}

/// Somebody asked to a meeting, and why. An organisation may be asked before anybody knows who will come.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// Who.
    #[serde(default)]
    pub leader_id: Option<LeaderId>,
    /// For which organisation.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// How needful they are there; `None` where nobody has said.
    #[serde(default)]
    pub necessity: Option<Necessity>,
    /// Why they are asked.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether they will come; `None` where they have not answered.
    #[serde(default)]
    pub accepted: Option<bool>,
}

/// Whether somebody expected at a meeting was there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Who was expected.
    #[serde(default)]
    pub leader_id: Option<LeaderId>,
    /// For which organisation.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// Whether they were there.
    pub presence: Presence,
    /// The deputy who came, where they are in the footprint.
    #[serde(default)]
    pub deputy_id: Option<LeaderId>,
    /// The deputy who came, by name, where they are not.
    #[serde(default)]
    pub deputy_name: Option<String>,
    /// What the deputy could do in a decision; `None` where nobody has said.
    #[serde(default)]
    pub authority: Option<Authority>,
}

/// What a meeting decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What, in the words of the minutes.
    pub words: String,
    /// The proposal it was about.
    #[serde(default)]
    pub proposal_id: Option<ProposalId>,
}

/// A forum meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// The forum.
    pub forum_id: ForumId,
    /// The day.
    pub date: Date,
    /// Whether it was called off.
    #[serde(default)]
    pub cancelled: bool,
    /// What is to be talked about, in order.
    #[serde(default)]
    pub agenda: Vec<AgendaItem>,
    /// Who is asked to come.
    #[serde(default)]
    pub invited: Vec<Invitation>,
    /// Who came.
    #[serde(default)]
    pub attendance: Vec<Attendance>,
    /// What was said.
    #[serde(default)]
    pub minutes: Option<String>,
    /// What was decided, in order.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// Who may see it.
    #[serde(default = "partners")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Meeting {
    /// A meeting of a forum on a day and nothing else known.
    pub fn new(id: MeetingId, forum_id: ForumId, date: Date) -> Self {
        Self {
            id,
            forum_id,
            date,
            cancelled: false,
            agenda: Vec::new(),
            invited: Vec::new(),
            attendance: Vec::new(),
            minutes: None,
            decisions: Vec::new(),
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        }
    }
}

/// A conversation that took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// With whom.
    pub leader_ids: Vec<LeaderId>,
    /// Whose conversation it was; `None` where it was the keeper's own.
    #[serde(default)]
    pub held_by: Option<Perceiver>,
    /// The day.
    pub date: Date,
    /// How it was held; `None` where nobody has said.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// What was said.
    pub said: String,
    /// What is to happen next.
    #[serde(default)]
    pub next_step: Option<String>,
    /// The day by which.
    #[serde(default)]
    pub next_step_by: Option<Date>,
    /// The day it was done.
    #[serde(default)]
    pub next_step_done: Option<Date>,
    /// Who may see it.
    #[serde(default = "working")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}
