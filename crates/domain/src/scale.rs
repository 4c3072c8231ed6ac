//! The scales judgements are made on, each a type of its own.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A number that its scale does not have.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error("{value} is not on the scale of {scale}, which runs from {low} to {high}")]
pub struct OutOfScale {
    scale: &'static str,
    value: f64,
    low: f64,
    high: f64,
}

/// Level of collaboration, 0 to 5 (Frey, Lohmeier, Lee & Tollefson 2006, Levels of Collaboration).
///
/// `None` is a judgement ("they have no working relationship"); not having been assessed is the
/// absence of a level, never this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[repr(u8)]
pub enum Level {
    /// 0: known to have no working relationship.
    None = 0,
    /// 1: aware of one another, loosely defined roles.
    Networking = 1,
    /// 2: provide information to one another, somewhat defined roles.
    Cooperation = 2,
    /// 3: share information and resources, frequent communication.
    Coordination = 3,
    /// 4: share ideas and resources, all have a vote in decisions.
    Coalition = 4,
    /// 5: members of one system, frequent communication with mutual trust, consensus.
    Collaboration = 5,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 6] = [
        Self::None,
        Self::Networking,
        Self::Cooperation,
        Self::Coordination,
        Self::Coalition,
        Self::Collaboration,
    ];

    /// The level as its number, 0 to 5.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The level nearest to a number, kept within 0 to 5.
    pub fn nearest(number: i32) -> Self {
        Self::ALL[usize::try_from(number.clamp(0, 5)).unwrap_or(0)]
    }

    /// The field's word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Networking => "networking",
            Self::Cooperation => "cooperation",
            Self::Coordination => "coordination",
            Self::Coalition => "coalition",
            Self::Collaboration => "collaboration",
        }
    }
}

impl TryFrom<u8> for Level {
    type Error = OutOfScale;
    fn try_from(value: u8) -> Result<Self, OutOfScale> {
        Self::ALL
            .get(usize::from(value))
            .copied()
            .ok_or(OutOfScale {
                scale: "levels of collaboration",
                value: f64::from(value),
                low: 0.0,
                high: 5.0,
            })
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.number()
    }
}

/// Trust between two parties, 1 (lowest) to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Trust(u8);

impl Trust {
    /// The number, 1 to 5.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Trust {
    type Error = OutOfScale;
    fn try_from(value: u8) -> Result<Self, OutOfScale> {
        if (1..=5).contains(&value) {
            Ok(Self(value))
        } else {
            Err(OutOfScale {
                scale: "trust",
                value: f64::from(value),
                low: 1.0,
                high: 5.0,
            })
        }
    }
}

impl From<Trust> for u8 {
    fn from(trust: Trust) -> Self {
        trust.0
    }
}

/// How sure the author of a judgement is, 0 to 1, kept in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Confidence(u8);

impl Confidence {
    /// "Fairly sure", what is assumed when nothing is said.
    pub const USUAL: Self = Self(70);

    /// In hundredths, 0 to 100.
    pub const fn hundredths(self) -> u8 {
        self.0
    }

    /// As a share, 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Default for Confidence {
    fn default() -> Self {
        Self::USUAL
    }
}

impl TryFrom<f64> for Confidence {
    type Error = OutOfScale;
    fn try_from(value: f64) -> Result<Self, OutOfScale> {
        if (0.0..=1.0).contains(&value) {
            Ok(Self((value * 100.0).round() as u8))
        } else {
            Err(OutOfScale {
                scale: "confidence",
                value,
                low: 0.0,
                high: 1.0,
            })
        }
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> Self {
        confidence.share()
    }
}

macro_rules! scale {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal, $word:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in the scale's own order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name it has in files and on the command line.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The words a person reads.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value with this [`key`](Self::key).
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.key() == key)
            }
        }
    };
}

scale! {
    /// What an organisation is; each kind has its own hue and shape on the map.
    OrganisationKind {
        /// A trust that runs acute hospitals.
        AcuteHospital = "acute_hospital", "acute hospital trust";
        /// A community health provider.
        Community = "community", "community health";
        /// A mental health provider.
        MentalHealth = "mental_health", "mental health";
        /// A council, of whatever tier.
        Council = "council", "council";
        /// A body that commissions: clinical commissioning group, integrated care board, NHS England.
        Commissioner = "commissioner", "commissioner";
        /// General practice: practices, federations, networks.
        PrimaryCare = "primary_care", "primary care";
        /// Voluntary and community sector, residents' groups.
        Voluntary = "voluntary", "voluntary sector";
        /// Anything else, ambulance services among them.
        Other = "other", "other";
    }
}

scale! {
    /// What a leader may do in a formal decision, weakest first (French & Raven 1959, legitimate power).
    Authority {
        /// No part in the decision: 0.
        None = "none", "no formal part";
        /// Advises: 1.
        Advises = "advises", "advises";
        /// Recommends, holds the budget, or has a veto by law: 2.
        HoldsBudgetOrVeto = "holds_budget_or_veto", "holds a budget or a veto";
        /// Votes on the deciding body: 3.
        Votes = "votes", "votes";
        /// Decides alone: 4.
        DecidesAlone = "decides_alone", "decides alone";
    }
}

impl Authority {
    /// On the rubric of 0 (none) to 4 (decides alone).
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Whether the holder takes part in deciding: votes, or decides alone.
    pub const fn may_decide(self) -> bool {
        matches!(self, Self::Votes | Self::DecidesAlone)
    }
}

scale! {
    /// The named way in which two parties relate.
    TieKind {
        /// They work together. Undirected.
        WorksWith = "works_with", "works with";
        /// The first reports to the second.
        ReportsTo = "reports_to", "reports to";
        /// The first commissions the second.
        Commissions = "commissions", "commissions";
        /// The first funds the second.
        Funds = "funds", "funds";
        /// They run a service together. Undirected.
        SharesAService = "shares_a_service", "shares a service with";
        /// The first trusts the second.
        Trusts = "trusts", "trusts";
        /// The first listens to the second.
        ListensTo = "listens_to", "listens to";
        /// They sit on the same body. Undirected; never merged with stated relationships.
        MeetsAt = "meets_at", "meets";
        /// They are in tension. Undirected; the most sensitive thing in the file.
        InTensionWith = "in_tension_with", "is in tension with";
    }
}

impl TieKind {
    /// Whether it goes from one party to the other rather than between them.
    pub const fn is_directed(self) -> bool {
        matches!(
            self,
            Self::ReportsTo | Self::Commissions | Self::Funds | Self::Trusts | Self::ListensTo
        )
    }
}

scale! {
    /// How a judgement came to be known, firmest first.
    Method {
        /// One of the two parties said so.
        ToldByParty = "told_by_party", "told by one of them";
        /// Somebody saw it.
        Observed = "observed", "observed";
        /// Somebody else said so.
        Hearsay = "hearsay", "hearsay";
        /// Assumed.
        Assumed = "assumed", "assumed";
    }
}

scale! {
    /// Whether a relationship helps or strains.
    Sign {
        /// It helps.
        Positive = "positive", "good";
        /// It is strained.
        Negative = "negative", "strained";
    }
}

scale! {
    /// Who may see an entity, most guarded first: the named audience and every more trusted one.
    Confidentiality {
        /// The people who keep the file.
        Working = "working", "working group only";
        /// The partner organisations.
        Partners = "partners", "partners";
        /// The partnership board, in papers that may be published with names of bodies only.
        Board = "board", "board";
        /// Anybody.
        Public = "public", "public";
    }
}

scale! {
    /// Whose eyes something is prepared for, most trusted first.
    Audience {
        /// The people who keep the file.
        Working = "working", "working group";
        /// The partner organisations.
        Partners = "partners", "partners";
        /// The partnership board.
        Board = "board", "board";
        /// Anybody.
        Public = "public", "public";
    }
}

impl Audience {
    /// Whether this audience may see an entity of that confidentiality.
    pub const fn may_see(self, confidentiality: Confidentiality) -> bool {
        confidentiality as u8 >= self as u8
    }

    /// Whether what is prepared for it may be published, so that no judgement of a person may be in it.
    pub const fn is_publication(self) -> bool {
        matches!(self, Self::Board | Self::Public)
    }
}

scale! {
    /// What an organisation does in a workstream.
    Part {
        /// It is affected: 1.
        Affected = "affected", "is affected by";
        /// It contributes: 2.
        Contributes = "contributes", "contributes to";
        /// It leads: 3.
        Leads = "leads", "leads";
    }
}

impl Part {
    /// Weight in the coordination requirement T·D·Tᵀ (MEASURES §4): 1, 2 or 3.
    pub const fn weight(self) -> u8 {
        self as u8 + 1
    }
}

scale! {
    /// How pieces of work depend on one another (Thompson 1967), loosest first.
    Interdependence {
        /// Each adds its own piece to a whole.
        Pooled = "pooled", "pooled work";
        /// One's output is the other's input.
        Sequential = "sequential", "one hands over to the other";
        /// Work goes back and forth.
        Reciprocal = "reciprocal", "work goes back and forth";
        /// There is one decision to take or one budget to share.
        OneDecision = "one_decision", "one decision or one budget";
    }
}

impl Interdependence {
    /// The level of collaboration such work needs (MEASURES §4): pooled 2, sequential 3, reciprocal 4,
    /// one decision or budget 5.
    pub const fn needed_level(self) -> Level {
        match self {
            Self::Pooled => Level::Cooperation,
            Self::Sequential => Level::Coordination,
            Self::Reciprocal => Level::Coalition,
            Self::OneDecision => Level::Collaboration,
        }
    }
}
