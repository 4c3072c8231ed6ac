//! The entities a footprint's file knows. Plain data with public fields; what may be done to them
//! is in [`crate::Edit`].

mod body;
mod decision;
mod meeting;
mod people;
mod record;
mod tie;
mod work;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::ids::{
    AgreementId, AssessmentId, BaselineId, CommitmentId, ContactId, DependencyId, ForumId,
    ImpactId, LeaderId, MeetingId, NeedId, NoteId, ObjectiveId, OrganisationId, PlaceId,
    PositionId, PostId, ProposalId, SeatId, SourceId, StakeId, TieId, ViewId, WorkstreamId,
};
use crate::links::{Link, Turn, Turner};
use crate::scale::Confidentiality;

pub use body::{
    Code, CodeScheme, DecisionRoute, Membership, Organisation, Place, PlaceLevel, Succession,
};
pub use decision::{Agreement, Impact, Position, Proposal, Signature, Version};
pub use meeting::{AgendaItem, Attendance, Contact, Decision, Invitation, Meeting};
pub use people::{Forum, Leader, Post, Quorum, QuorumRule, Seat};
pub use record::{Baseline, Filter, Note, Source, SourceKind, Spot, View};
pub use tie::{Assessment, Need, Party, Perceiver, Tie, TieStatus};
pub use work::{Commitment, Dependency, Involvement, Objective, Stake, Workstream};

/// Who did something and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// The moment.
    pub at: Timestamp,
    /// The author, by the name the program knows.
    pub by: String,
}

/// When an entity was entered and last changed, by whom, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// When and by whom it was entered; `None` only before it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Stamp>,
    /// When and by whom it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Stamp>,
    /// The source it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<SourceId>,
}

/// The document's own facts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Footprint {
    /// The footprint's name, as papers print it.
    pub name: String,
    /// The place that is the footprint, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_id: Option<PlaceId>,
    /// Whether the contents are invented, so that no paper is taken for a real one.
    #[serde(default)]
    pub invented: bool,
    /// Why nothing may be deleted for now. Put on and lifted by edits of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freeze: Option<Freeze>,
}

/// Nothing may be deleted: a request for information is open, or something like it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// Since when.
    pub since: Date,
    /// Why, in a few words.
    pub why: String,
}

const fn public() -> Confidentiality {
    Confidentiality::Public
}
const fn board() -> Confidentiality {
    Confidentiality::Board
}
const fn partners() -> Confidentiality {
    Confidentiality::Partners
}
const fn working() -> Confidentiality {
    Confidentiality::Working
}

macro_rules! entities {
    ($($variant:ident($row:ty, $id:ty, $key:literal, $word:literal, $words:literal),)+) => {
        /// One entity of any kind but the footprint's own facts.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Entity { $(#[doc = concat!("A ", $word, ".")] $variant($row),)+ }

        /// Which entity, of any kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum EntityRef { $(#[doc = concat!("A ", $word, ".")] $variant($id),)+ }

        /// The kinds of entity.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum EntityKind { $(#[doc = concat!("A ", $word, ".")] $variant,)+ }

        impl EntityKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name it has in files and on the command line.
            pub const fn key(self) -> &'static str { match self { $(Self::$variant => $key,)+ } }

            /// What one of them is called.
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word,)+ } }

            /// What several of them are called.
            pub const fn words(self) -> &'static str { match self { $(Self::$variant => $words,)+ } }
        }

        impl Entity {
            /// Which entity it is.
            pub const fn reference(&self) -> EntityRef {
                match self { $(Self::$variant(row) => EntityRef::$variant(row.id),)+ }
            }

            /// Who may see it.
            pub const fn confidentiality(&self) -> Confidentiality {
                match self { $(Self::$variant(row) => row.confidentiality,)+ }
            }

            /// When, by whom, from where.
            pub const fn record(&self) -> &Record {
                match self { $(Self::$variant(row) => &row.record,)+ }
            }

            /// What it names.
            pub(crate) fn links(&self) -> &dyn Link {
                match self { $(Self::$variant(row) => row,)+ }
            }

            /// The same, to be turned elsewhere.
            pub(crate) fn links_mut(&mut self) -> &mut dyn Link {
                match self { $(Self::$variant(row) => row,)+ }
            }

            pub(crate) const fn record_mut(&mut self) -> &mut Record {
                match self { $(Self::$variant(row) => &mut row.record,)+ }
            }
        }

        impl EntityRef {
            /// What kind of entity it is.
            pub const fn kind(self) -> EntityKind {
                match self { $(Self::$variant(_) => EntityKind::$variant,)+ }
            }

            /// Its bare id.
            pub const fn uuid(self) -> uuid::Uuid {
                match self { $(Self::$variant(id) => id.uuid(),)+ }
            }

            /// The reference to an entity of that kind with that bare id.
            pub fn new(kind: EntityKind, id: uuid::Uuid) -> Self {
                match kind { $(EntityKind::$variant => Self::$variant(id.into()),)+ }
            }
        }

        $(
            impl From<$row> for Entity {
                fn from(row: $row) -> Self { Self::$variant(row) }
            }
            impl From<$id> for EntityRef {
                fn from(id: $id) -> Self { Self::$variant(id) }
            }
            impl TryFrom<EntityRef> for $id {
                type Error = ();
                fn try_from(reference: EntityRef) -> Result<Self, ()> {
                    match reference {
                        EntityRef::$variant(id) => Ok(id),
                        _ => Err(()),
                    }
                }
            }
            impl Link for $id {
                fn each(&self, found: &mut dyn FnMut(EntityRef)) { found((*self).into()); }

                fn stands_without(&self, gone: &dyn Fn(EntityRef) -> bool) -> bool {
                    !gone((*self).into())
                }

                fn turn(&mut self, turn: Turner<'_>) -> bool {
                    match turn((*self).into()) {
                        Turn::Stays => true,
                        Turn::Becomes(other) => {
                            // Only rows of one kind are ever made one.
                            if let Ok(id) = Self::try_from(other) { *self = id; }
                            true
                        }
                        Turn::Gone(_) => false,
                    }
                }
            }
        )+
    };
}

// In this order each kind comes after those it cannot be without, notes last: what goes with a row that is taken away
// is found in one walk.
entities! {
    Place(Place, PlaceId, "place", "place", "places"),
    Organisation(Organisation, OrganisationId, "organisation", "organisation", "organisations"),
    Leader(Leader, LeaderId, "leader", "leader", "leaders"),
    Post(Post, PostId, "post", "post", "posts"),
    Tie(Tie, TieId, "tie", "tie", "ties"),
    Assessment(Assessment, AssessmentId, "assessment", "assessment", "assessments"),
    Source(Source, SourceId, "source", "source", "sources"),
    Objective(Objective, ObjectiveId, "objective", "objective", "objectives"),
    Stake(Stake, StakeId, "stake", "stake", "stakes"),
    Workstream(Workstream, WorkstreamId, "workstream", "workstream", "workstreams"),
    Dependency(Dependency, DependencyId, "dependency", "dependency", "dependencies"),
    Need(Need, NeedId, "need", "need", "needs"),
    Forum(Forum, ForumId, "forum", "forum", "forums"),
    Seat(Seat, SeatId, "seat", "seat", "seats"),
    Proposal(Proposal, ProposalId, "proposal", "proposal", "proposals"),
    Impact(Impact, ImpactId, "impact", "impact", "impacts"),
    Meeting(Meeting, MeetingId, "meeting", "meeting", "meetings"),
    Position(Position, PositionId, "position", "position", "positions"),
    Agreement(Agreement, AgreementId, "agreement", "agreement", "agreements"),
    Commitment(Commitment, CommitmentId, "commitment", "commitment", "commitments"),
    Contact(Contact, ContactId, "contact", "contact", "contacts"),
    View(View, ViewId, "view", "view", "views"),
    Baseline(Baseline, BaselineId, "baseline", "baseline", "baselines"),
    Note(Note, NoteId, "note", "note", "notes"),
}

impl std::fmt::Display for EntityRef {
    /// The key marks and commands use: `organisation:<uuid>`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind().key(), self.uuid())
    }
}

impl std::str::FromStr for EntityRef {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, id) = text.split_once(':').ok_or(())?;
        let kind = EntityKind::ALL
            .iter()
            .copied()
            .find(|k| k.key() == kind)
            .ok_or(())?;
        Ok(Self::new(kind, id.parse().map_err(|_| ())?))
    }
}

impl From<Party> for EntityRef {
    fn from(party: Party) -> Self {
        match party {
            Party::Organisation(id) => Self::Organisation(id),
            Party::Leader(id) => Self::Leader(id),
        }
    }
}

/// One change to the rows: what an [`crate::Edit`] comes down to.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every write is a Put; boxing it would cost an allocation a row"
)]
pub enum Write {
    /// Enter the entity, or replace the one with its id.
    Put(Entity),
    /// Take the entity away.
    Remove(EntityRef),
    /// Replace the document's own facts.
    Describe(Footprint),
}
