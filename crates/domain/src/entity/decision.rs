//! What is to be decided, whom it touches and how, where everybody stands, and what they sign.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Party, Perceiver, Record, board, working};
use crate::ids::{
    AgreementId, ForumId, ImpactId, LeaderId, MeetingId, OrganisationId, PlaceId, PositionId,
    ProposalId,
};
use crate::scale::{
    Aspect, Confidence, Confidentiality, DecisionLevel, Formality, ImpactSize, Method,
    ProposalStatus, Salience, Stance,
};

/// One wording of a proposal or agreement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// The day it was put.
    pub date: Date,
    /// Its words, or where they are found.
    pub words: String,
    /// What changed since the one before.
    #[serde(default)]
    pub changed: Option<String>,
}

/// Something to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// What it is called.
    pub title: String,
    /// What it is, in a few sentences.
    #[serde(default)]
    pub summary: Option<String>,
    /// At what level it is decided.
    pub level: DecisionLevel,
    /// The place that decides it, where a place does.
    #[serde(default)]
    pub place_id: Option<PlaceId>,
    /// The organisation that decides it, where one does.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// The forum it goes to.
    #[serde(default)]
    pub forum_id: Option<ForumId>,
    /// The day by which it must be decided.
    #[serde(default)]
    pub decide_by: Option<Date>,
    /// Whether it uses money the partners share; `None` where nobody has said.
    #[serde(default)]
    pub uses_shared_money: Option<bool>,
    /// Whether it sets a precedent or a common standard; `None` where nobody has said.
    #[serde(default)]
    pub sets_precedent: Option<bool>,
    /// Where it stands.
    #[serde(default = "open")]
    pub status: ProposalStatus,
    /// The day it was agreed, rejected or withdrawn.
    #[serde(default)]
    pub settled: Option<Date>,
    /// Its wordings, the first one first.
    #[serde(default)]
    pub versions: Vec<Version>,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Proposal {
    /// A proposal with a title and a level and nothing else known.
    pub fn new(id: ProposalId, title: &str, level: DecisionLevel) -> Self {
        Self {
            id,
            title: title.to_owned(),
            summary: None,
            level,
            place_id: None,
            organisation_id: None,
            forum_id: None,
            decide_by: None,
            uses_shared_money: None,
            sets_precedent: None,
            status: ProposalStatus::Open,
            settled: None,
            versions: Vec::new(),
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        }
    }
}

/// Somebody's judgement of what a proposal does to an organisation in one respect. Kept when a newer one arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impact {
    /// Its id.
    pub id: ImpactId,
    /// The proposal.
    pub proposal_id: ProposalId,
    /// Whom it touches.
    pub organisation_id: OrganisationId,
    /// In what respect.
    pub aspect: Aspect,
    /// How much, and whether for better or worse.
    pub size: ImpactSize,
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

/// Where a party stands on a proposal in somebody's eyes on a date. Kept when a newer one arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Its id.
    pub id: PositionId,
    /// The proposal.
    pub proposal_id: ProposalId,
    /// Who stands there.
    pub party: Party,
    /// Where; `None` where nobody has said, which is not the same as unaware.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// How much it matters to them.
    #[serde(default)]
    pub salience: Option<Salience>,
    /// How firmly it was taken.
    #[serde(default = "informal")]
    pub formality: Formality,
    /// The meeting at which it was agreed.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// What it depends on, in their words.
    #[serde(default)]
    pub conditions: Option<String>,
    /// Where the keepers of the file would like them to stand.
    #[serde(default)]
    pub wished_for: Option<Stance>,
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
    #[serde(default = "working")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

/// A body's signature under one version of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// For whom it was signed.
    pub organisation_id: OrganisationId,
    /// Who signed.
    #[serde(default)]
    pub leader_id: Option<LeaderId>,
    /// Which version.
    pub version: u32,
    /// The day.
    pub date: Date,
    /// What it was made to depend on.
    #[serde(default)]
    pub conditions: Option<String>,
}

/// A text that bodies sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// What it is called.
    pub title: String,
    /// What it is, in a few sentences.
    #[serde(default)]
    pub summary: Option<String>,
    /// The proposal it carries out.
    #[serde(default)]
    pub proposal_id: Option<ProposalId>,
    /// The day by which it should be signed.
    #[serde(default)]
    pub sign_by: Option<Date>,
    /// Its wordings, the first one first.
    #[serde(default)]
    pub versions: Vec<Version>,
    /// Who must sign.
    #[serde(default)]
    pub signatory_ids: Vec<OrganisationId>,
    /// Who has signed which version.
    #[serde(default)]
    pub signatures: Vec<Signature>,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Agreement {
    /// The newest version put by that day.
    pub fn version_on(&self, day: Date) -> Option<&Version> {
        self.versions.iter().rev().find(|v| v.date <= day)
    }
}

const fn open() -> ProposalStatus {
    ProposalStatus::Open
}
const fn informal() -> Formality {
    Formality::Informal
}
