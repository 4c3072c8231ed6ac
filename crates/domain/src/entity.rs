//! The entities a footprint's file knows. Plain data with public fields; what may be done to them
//! is in [`crate::Edit`].

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::commitment::CommitmentEvent;
use crate::ids::{
    AssessmentId, CommitmentId, DependencyId, LeaderId, NeedId, NoteId, OrganisationId, PlaceId,
    PostId, SourceId, TieId, ViewId, WorkstreamId,
};
use crate::scale::{
    Authority, Confidence, Confidentiality, Interdependence, Level, Method, OrganisationKind, Part,
    Sign, TieKind, Trust,
};

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
}

/// A scheme of codes for organisations and places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeScheme {
    /// NHS Organisation Data Service.
    Ods,
    /// Office for National Statistics geography (GSS).
    OnsGss,
    /// Care Quality Commission.
    Cqc,
    /// Companies House.
    CompaniesHouse,
    /// Charity Commission.
    Charity,
    /// Any other; say which in the value.
    Other,
}

impl CodeScheme {
    /// Every scheme.
    pub const ALL: [Self; 6] = [
        Self::Ods,
        Self::OnsGss,
        Self::Cqc,
        Self::CompaniesHouse,
        Self::Charity,
        Self::Other,
    ];

    /// The name it has in files and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ods => "ods",
            Self::OnsGss => "ons_gss",
            Self::Cqc => "cqc",
            Self::CompaniesHouse => "companies_house",
            Self::Charity => "charity",
            Self::Other => "other",
        }
    }

    /// The words a person reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ods => "ODS",
            Self::OnsGss => "ONS",
            Self::Cqc => "CQC",
            Self::CompaniesHouse => "Companies House",
            Self::Charity => "charity number",
            Self::Other => "code",
        }
    }

    /// The scheme with this [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.key() == key)
    }
}

/// A code under its scheme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Whose code it is.
    pub scheme: CodeScheme,
    /// The code as that body writes it.
    pub value: String,
}

/// How large a place is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PlaceLevel {
    /// A region of several footprints.
    Region,
    /// A footprint: a partnership's system.
    #[default]
    System,
    /// A place within a system.
    Place,
    /// A neighbourhood within a place.
    Neighbourhood,
}

/// A region, footprint, place or neighbourhood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// How large it is.
    #[serde(default)]
    pub level: PlaceLevel,
    /// Its codes.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// The place it lies in.
    #[serde(default)]
    pub parent_id: Option<PlaceId>,
    /// A published contact address for the place, not for a person.
    #[serde(default)]
    pub contact: Option<String>,
    /// The day it ceased.
    #[serde(default)]
    pub closed: Option<Date>,
    /// The place that took over.
    #[serde(default)]
    pub successor_id: Option<PlaceId>,
    /// Who may see it.
    #[serde(default = "public")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

/// An organisation's membership of a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The place.
    pub place_id: PlaceId,
    /// First day, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default)]
    pub to: Option<Date>,
}

/// A sovereign body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its full name.
    pub name: String,
    /// A short name for drawings, at most about 24 characters.
    #[serde(default)]
    pub label: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its sector, in the partnership's own words, where that says more than the kind.
    #[serde(default)]
    pub sector: Option<String>,
    /// Its codes.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// The places it belongs to.
    #[serde(default)]
    pub memberships: Vec<Membership>,
    /// The organisation it is part of.
    #[serde(default)]
    pub parent_id: Option<OrganisationId>,
    /// First day, where known.
    #[serde(default)]
    pub opened: Option<Date>,
    /// Last day, where it has closed.
    #[serde(default)]
    pub closed: Option<Date>,
    /// The organisation that took over.
    #[serde(default)]
    pub successor_id: Option<OrganisationId>,
    /// Who may see it.
    #[serde(default = "public")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Organisation {
    /// An organisation with a name and kind and nothing else known.
    pub fn new(id: OrganisationId, name: &str, kind: OrganisationKind) -> Self {
        Self {
            id,
            name: name.to_owned(),
            label: String::new(),
            kind,
            sector: None,
            codes: Vec::new(),
            memberships: Vec::new(),
            parent_id: None,
            opened: None,
            closed: None,
            successor_id: None,
            confidentiality: Confidentiality::Public,
            record: Record::default(),
        }
    }

    /// The short name, or the full one where there is none.
    pub fn short_name(&self) -> &str {
        if self.label.is_empty() {
            &self.name
        } else {
            &self.label
        }
    }

    /// Whether it exists on that day.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.opened.is_none_or(|opened| opened <= day)
            && self.closed.is_none_or(|closed| day <= closed)
    }
}

/// A person who leads or speaks for an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leader {
    /// Their id.
    pub id: LeaderId,
    /// Their name as they use it.
    pub name: String,
    /// How they are reached at work.
    #[serde(default)]
    pub contact: Option<String>,
    /// Who may see them.
    #[serde(default = "partners")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Leader {
    /// Up to two letters for a disc: of the first and last name, titles and honours left out.
    pub fn initials(&self) -> String {
        const NOT_NAMES: [&str; 22] = [
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "lord",
            "lady",
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "rev",
            "cllr",
            "councillor",
            "obe",
            "cbe",
            "mbe",
            "kbe",
            "dbe",
            "baroness",
            "the",
        ];
        let letters: Vec<char> = self
            .name
            .split(|c: char| c.is_whitespace() || c == '.')
            .filter(|word| !word.is_empty())
            .filter(|word| !NOT_NAMES.contains(&word.to_lowercase().trim_matches(',')))
            .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
            .flat_map(char::to_uppercase)
            .collect();
        match (letters.first(), letters.last()) {
            (Some(first), Some(last)) if letters.len() > 1 => format!("{first}{last}"),
            (Some(only), _) => only.to_string(),
            _ => "?".to_owned(),
        }
    }
}

/// A title a leader holds at an organisation. Several at once are normal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Who holds it.
    pub leader_id: LeaderId,
    /// Where.
    pub organisation_id: OrganisationId,
    /// What it is called.
    pub title: String,
    /// What it lets the holder do in a formal decision; `None` where nobody has said.
    #[serde(default)]
    pub authority: Option<Authority>,
    /// First day, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day, where it has ended.
    #[serde(default)]
    pub to: Option<Date>,
    /// Who may see it.
    #[serde(default = "partners")]
    pub confidentiality: Confidentiality,
    /// When, by whom, from where.
    #[serde(default)]
    pub record: Record,
}

impl Post {
    /// Whether it is held on that day.
    pub fn is_current_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

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
    /// The day it was asked for.
    pub asked: Date,
    /// The first due date, which never changes; re-negotiating is an event.
    #[serde(default)]
    pub due: Option<Date>,
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
    /// Who may see it.
    #[serde(default = "working")]
    pub confidentiality: Confidentiality,
    /// When, by whom.
    #[serde(default)]
    pub record: Record,
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
        )+
    };
}

entities! {
    Place(Place, PlaceId, "place", "place", "places"),
    Organisation(Organisation, OrganisationId, "organisation", "organisation", "organisations"),
    Leader(Leader, LeaderId, "leader", "leader", "leaders"),
    Post(Post, PostId, "post", "post", "posts"),
    Tie(Tie, TieId, "tie", "tie", "ties"),
    Assessment(Assessment, AssessmentId, "assessment", "assessment", "assessments"),
    Source(Source, SourceId, "source", "source", "sources"),
    Workstream(Workstream, WorkstreamId, "workstream", "workstream", "workstreams"),
    Dependency(Dependency, DependencyId, "dependency", "dependency", "dependencies"),
    Need(Need, NeedId, "need", "need", "needs"),
    Commitment(Commitment, CommitmentId, "commitment", "commitment", "commitments"),
    Note(Note, NoteId, "note", "note", "notes"),
    View(View, ViewId, "view", "view", "views"),
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
