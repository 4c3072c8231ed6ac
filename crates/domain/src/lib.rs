//! What a footprint is: its entities, their scales, the edits that change it, and who may see it.
//!
//! Nothing here reads a disk, a clock or a random source. Moments, authors and new ids are
//! passed in, so that everything above this crate can be a pure function of its inputs.
//!
//! Three types to know:
//! * [`Map`]: the whole footprint in memory, immutable, cheap to clone;
//! * [`Edit`]: one thing a person can mean, planned against a map into [`Write`]s;
//! * [`AudienceMap`]: the map as one audience may see it on one day, and the only thing that
//!   measures, drawings and papers accept.
//!
//! ```
//! use domain::{Audience, Edit, Map, Organisation, OrganisationId, OrganisationKind, Stamp};
//! use jiff::{Timestamp, civil::date};
//! use uuid::Uuid;
//!
//! let id = OrganisationId::from(Uuid::from_u128(1));
//! let stamp = Stamp { at: Timestamp::UNIX_EPOCH, by: "A. Manager".into() };
//! let edit = Edit::AddOrganisation(Organisation::new(id, "Vale Council", OrganisationKind::Council));
//! let map = Map::default();
//! let writes = edit.plan(&map, &stamp).unwrap();
//! let map = map.with(&writes);
//! let seen = map.seen_by(Audience::Board, date(2026, 3, 5));
//! assert_eq!(seen.organisation(id).unwrap().name, "Vale Council");
//! ```

mod audience;
mod commitment;
mod contents;
mod edit;
mod entity;
mod ids;
mod interval;
mod links;
mod map;
mod scale;
mod table;

pub use audience::{AudienceMap, DISPUTED, Hidden, NOT_SHOWN};
pub use commitment::{CommitmentAct, CommitmentEvent, CommitmentSide, CommitmentState, Standing};
pub use contents::Contents;
pub use edit::{
    AgreementChange, AssessmentChange, BaselineChange, CommitmentChange, ContactChange,
    DependencyChange, Edit, ForumChange, ImpactChange, LeaderChange, MeetingChange, NeedChange,
    NoteChange, ObjectiveChange, OrganisationChange, Patch, PlaceChange, PositionChange,
    PostChange, ProposalChange, Refused, SeatChange, SourceChange, StakeChange, TieChange,
    WorkstreamChange,
};
pub use entity::{
    AgendaItem, Agreement, Assessment, Attendance, Baseline, Code, CodeScheme, Commitment, Contact,
    Decision, DecisionRoute, Dependency, Entity, EntityKind, EntityRef, Filter, Footprint, Forum,
    Freeze, Impact, Invitation, Involvement, Leader, Meeting, Membership, Need, Note, Objective,
    Organisation, Party, Perceiver, Place, PlaceLevel, Position, Post, Proposal, Quorum,
    QuorumRule, Record, Seat, Signature, Source, SourceKind, Spot, Stake, Stamp, Succession, Tie,
    TieStatus, Version, View, Workstream, Write,
};
pub use ids::{
    AgreementId, AssessmentId, BaselineId, CommitmentId, ContactId, DependencyId, ForumId,
    ImpactId, LeaderId, MeetingId, NeedId, NoteId, ObjectiveId, OrganisationId, PlaceId,
    PositionId, PostId, ProposalId, SeatId, SourceId, StakeId, TieId, ViewId, WorkstreamId,
};
pub use interval::{Coverage, Interval};
pub use map::Map;
pub use scale::{
    Aspect, Audience, Authority, Channel, ColourBy, Confidence, Confidentiality, DecidingBody,
    DecisionLevel, Drawn, Formality, ForumKind, ForumPower, GroupBy, ImpactSize, Interdependence,
    Level, Method, Necessity, ObjectiveKind, OrganisationKind, OutOfScale, Part, Presence,
    ProposalStatus, Salience, SeatRole, Sign, SizeBy, StakeSize, Stance, TieKind, Trust,
};
pub use table::Table;

/// The bare id that the newtype ids hold.
pub use uuid::Uuid;
