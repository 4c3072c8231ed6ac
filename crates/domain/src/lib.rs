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
mod map;
mod scale;
mod table;

pub use audience::{AudienceMap, Hidden};
pub use commitment::{CommitmentAct, CommitmentEvent, CommitmentSide, CommitmentState, Standing};
pub use contents::Contents;
pub use edit::{
    CommitmentChange, Edit, LeaderChange, OrganisationChange, Patch, PlaceChange, PostChange,
    Refused, TieChange, WorkstreamChange,
};
pub use entity::{
    Assessment, Code, CodeScheme, Commitment, Dependency, Entity, EntityKind, EntityRef, Footprint,
    Involvement, Leader, Membership, Need, Note, Organisation, Party, Perceiver, Place, PlaceLevel,
    Post, Record, Source, SourceKind, Spot, Stamp, Tie, TieStatus, View, Workstream, Write,
};
pub use ids::{
    AssessmentId, CommitmentId, DependencyId, LeaderId, NeedId, NoteId, OrganisationId, PlaceId,
    PostId, SourceId, TieId, ViewId, WorkstreamId,
};
pub use interval::{Coverage, Interval};
pub use map::Map;
pub use scale::{
    Audience, Authority, Confidence, Confidentiality, Interdependence, Level, Method,
    OrganisationKind, OutOfScale, Part, Sign, TieKind, Trust,
};
pub use table::Table;

/// The bare id that the newtype ids hold.
pub use uuid::Uuid;
