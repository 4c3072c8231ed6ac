//! Where facts come from, what else is kept, and ways of looking.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{EntityRef, Party, Record, board, public, working};
use crate::ids::{
    BaselineId, NoteId, OrganisationId, PlaceId, ProposalId, SourceId, ViewId, WorkstreamId,
};
use crate::scale::{
    ColourBy, Confidentiality, Drawn, GroupBy, Level, OrganisationKind, SizeBy, TieKind,
};

/// What kind of thing a source is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A document.
    #[default]
    Document,
    /// A minute of a meeting.
    Minute,
    /// A person.
    Person,
    /// A published set of data.
    Dataset,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// What it is called.
    pub title: String,
    /// What kind of thing it is.
    #[serde(default)]
    pub kind: SourceKind,
    /// Its date or edition.
    #[serde(default)]
    pub date: Option<Date>,
    /// Its licence, with the attribution it asks for.
    #[serde(default)]
    pub licence: Option<String>,
    /// Where it can be found.
    #[serde(default)]
    pub address: Option<String>,
    /// Who may see it.
    #[serde(default = "public")]
    pub confidentiality: Confidentiality,
    /// When, by whom.
    #[serde(default)]
    pub record: Record,
}

/// Anything else worth keeping, about anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What it is about.
    pub about: EntityRef,
    /// The day it speaks of.
    pub date: Date,
    /// Whose it is.
    pub author: String,
    /// What it says.
    pub text: String,
    /// Who may see it.
    #[serde(default = "working")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

/// Where a mark stands on a saved drawing, as shares of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Whether a person put it there and it must not move.
    #[serde(default)]
    pub pinned: bool,
}

/// One thing a saved way of looking keeps to. Of each sort those named are shown; a sort nobody names shows all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// Organisations of this kind.
    OrganisationKind(OrganisationKind),
    /// Organisations of this sector.
    Sector(String),
    /// Organisations of this place.
    Place(PlaceId),
    /// Those with a part in this workstream.
    Workstream(WorkstreamId),
    /// Ties of this kind.
    TieKind(TieKind),
}

/// A saved way of looking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// Where each mark stands.
    #[serde(default)]
    pub spots: Vec<(Party, Spot)>,
    /// Only ties of at least this level.
    #[serde(default)]
    pub minimum_level: Option<Level>,
    /// What it keeps to.
    #[serde(default)]
    pub filters: Vec<Filter>,
    /// What colours say; `None` for what they usually say.
    #[serde(default)]
    pub colour_by: Option<ColourBy>,
    /// What sizes say; `None` for what they usually say.
    #[serde(default)]
    pub size_by: Option<SizeBy>,
    /// By what marks stand together; `None` where they stand by their ties alone.
    #[serde(default)]
    pub group_by: Option<GroupBy>,
    /// The proposal whose positions colours tell; `None` for the one to be decided next.
    #[serde(default)]
    pub proposal_id: Option<ProposalId>,
    /// Who is drawn; `None` where it does not say.
    #[serde(default)]
    pub show: Option<Drawn>,
    /// The organisation it is drawn near; `None` for all there is.
    #[serde(default)]
    pub focus_id: Option<OrganisationId>,
    /// The day it shows; `None` for the day it is looked at.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Who may see it.
    #[serde(default = "working")]
    pub confidentiality: Confidentiality,
    /// When, by whom.
    #[serde(default)]
    pub record: Record,
}

impl View {
    /// A way of looking with a name and nothing chosen.
    pub fn new(id: ViewId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            spots: Vec::new(),
            minimum_level: None,
            filters: Vec::new(),
            colour_by: None,
            size_by: None,
            group_by: None,
            proposal_id: None,
            show: None,
            focus_id: None,
            as_of: None,
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        }
    }
}

/// The footprint as it was on a day, as was known of it at a moment; named, to compare with later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Its id.
    pub id: BaselineId,
    /// What it is called, such as "March board".
    pub name: String,
    /// The day it shows.
    pub day: Date,
    /// The moment whose knowledge it shows: what was entered later is not in it.
    pub known_at: Timestamp,
    /// Who may see it.
    #[serde(default = "board")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}
