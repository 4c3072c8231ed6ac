//! Who relates to whom, and what is judged of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Record, board};
use crate::ids::{AssessmentId, LeaderId, NeedId, OrganisationId, TieId};
use crate::scale::{Confidence, Confidentiality, Level, Method, Sign, TieKind, Trust};

/// An organisation or a leader: whoever can relate, promise or be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// An organisation.
    Organisation(OrganisationId),
    /// A leader.
    Leader(LeaderId),
}

impl From<OrganisationId> for Party {
    fn from(id: OrganisationId) -> Self {
        Self::Organisation(id)
    }
}

impl From<LeaderId> for Party {
    fn from(id: LeaderId) -> Self {
        Self::Leader(id)
    }
}

/// Where a tie stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieStatus {
    /// It is there.
    Current,
    /// It is to come.
    Planned,
    /// It has ended.
    Former,
}

/// That two parties relate, in a named way. How well is said by [`Assessment`]s of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// Its id.
    pub id: TieId,
    /// One party; the one it comes from where the kind is directed.
    pub a: Party,
    /// The other party.
    pub b: Party,
    /// In what way.
    pub kind: TieKind,
    /// First day, where known; a day to come means it is planned.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default)]
    pub to: Option<Date>,
    /// What it is about.
    #[serde(default)]
    pub note: Option<String>,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Tie {
    /// Where it stands on that day.
    pub fn status_on(&self, day: Date) -> TieStatus {
        if self.to.is_some_and(|to| to < day) {
            TieStatus::Former
        } else if self.from.is_some_and(|from| day < from) {
            TieStatus::Planned
        } else {
            TieStatus::Current
        }
    }

    /// Whether both ends are organisations.
    pub const fn is_between_organisations(&self) -> bool {
        matches!(
            (self.a, self.b),
            (Party::Organisation(_), Party::Organisation(_))
        )
    }

    /// Whether an end is a person.
    pub const fn involves_a_leader(&self) -> bool {
        !self.is_between_organisations()
    }

    /// The other end, seen from one of them.
    pub fn other_end(&self, from: Party) -> Option<Party> {
        if self.a == from {
            Some(self.b)
        } else if self.b == from {
            Some(self.a)
        } else {
            None
        }
    }
}

/// Whose judgement it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Perceiver {
    /// An organisation's, as a body.
    Organisation(OrganisationId),
    /// A leader's.
    Leader(LeaderId),
    /// Somebody who is not in the footprint, by what they are called.
    Outside(String),
}

/// Somebody's judgement of a tie on a date. Kept when a newer one arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Its id.
    pub id: AssessmentId,
    /// The tie judged.
    pub tie_id: TieId,
    /// Level of collaboration, where judged.
    #[serde(default)]
    pub level: Option<Level>,
    /// Trust, where judged.
    #[serde(default)]
    pub trust: Option<Trust>,
    /// Whether it is good or strained, where judged.
    #[serde(default)]
    pub sign: Option<Sign>,
    /// How sure the author is.
    #[serde(default)]
    pub confidence: Confidence,
    /// How it came to be known.
    pub method: Method,
    /// Whose judgement it is; `None` where it is the keeper's own.
    #[serde(default)]
    pub perceiver: Option<Perceiver>,
    /// The day it was true in the perceiver's eyes.
    pub date: Date,
    /// In their words.
    #[serde(default)]
    pub note: Option<String>,
    /// A party's disagreement with it, which travels with it.
    #[serde(default)]
    pub dissent: Option<String>,
    /// Who may see it.
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

/// The level at which two organisations must work, set by named people on a date.
/// Overrides what follows from shared workstreams.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// One organisation.
    pub a: OrganisationId,
    /// The other.
    pub b: OrganisationId,
    /// The level they must work at.
    pub level: Level,
    /// Why.
    pub reason: String,
    /// Who set it.
    pub set_by: String,
    /// When they did.
    pub date: Date,
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
