//! Newtype ids: one type for each kind of thing, so that an organisation's id is never taken for a leader's.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The bare UUID, for keys that hold several kinds of id.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self {
                Self(value)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id! {
    /// Id of a [`crate::Place`].
    PlaceId
    /// Id of an [`crate::Organisation`].
    OrganisationId
    /// Id of a [`crate::Leader`].
    LeaderId
    /// Id of a [`crate::Post`].
    PostId
    /// Id of a [`crate::Tie`].
    TieId
    /// Id of an [`crate::Assessment`].
    AssessmentId
    /// Id of a [`crate::Source`].
    SourceId
    /// Id of a [`crate::Workstream`].
    WorkstreamId
    /// Id of a [`crate::Dependency`].
    DependencyId
    /// Id of a [`crate::Need`].
    NeedId
    /// Id of a [`crate::Commitment`].
    CommitmentId
    /// Id of a [`crate::Note`].
    NoteId
    /// Id of a [`crate::View`].
    ViewId
    /// Id of an [`crate::Objective`].
    ObjectiveId
    /// Id of a [`crate::Stake`].
    StakeId
    /// Id of a [`crate::Forum`].
    ForumId
    /// Id of a [`crate::Seat`].
    SeatId
    /// Id of a [`crate::Proposal`].
    ProposalId
    /// Id of an [`crate::Impact`].
    ImpactId
    /// Id of a [`crate::Position`].
    PositionId
    /// Id of an [`crate::Agreement`].
    AgreementId
    /// Id of a [`crate::Meeting`].
    MeetingId
    /// Id of a [`crate::Contact`].
    ContactId
    /// Id of a [`crate::Baseline`].
    BaselineId
}
