//! The scales that are words: what bodies are, how they relate, who may see it.

use serde::{Deserialize, Serialize};

use super::Level;

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
