//! Places and the sovereign bodies in them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Record, public};
use crate::ids::{OrganisationId, PlaceId};
use crate::scale::{Confidentiality, DecidingBody, OrganisationKind};

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

/// What took over from a place or organisation that ceased. One may be followed by several, and several by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession<I> {
    /// Who took over.
    pub successor_id: I,
    /// The day, where known.
    #[serde(default)]
    pub date: Option<Date>,
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
    /// The places that took over.
    #[serde(default)]
    pub successions: Vec<Succession<PlaceId>>,
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

/// How an organisation comes to a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRoute {
    /// Who decides.
    pub body: DecidingBody,
    /// Days from asking to a decision.
    #[serde(default)]
    pub lead_days: Option<u16>,
    /// Days before its meeting by which papers must be in.
    #[serde(default)]
    pub paper_days: Option<u16>,
    /// What it weighs most.
    #[serde(default)]
    pub weighs: Option<String>,
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
    /// The organisations that took over.
    #[serde(default)]
    pub successions: Vec<Succession<OrganisationId>>,
    /// How it decides, where known.
    #[serde(default)]
    pub decision_route: Option<DecisionRoute>,
    /// The pressures it is under, each in a few words.
    #[serde(default)]
    pub pressures: Vec<String>,
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
            successions: Vec::new(),
            decision_route: None,
            pressures: Vec::new(),
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
