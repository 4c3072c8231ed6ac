//! The scales judgements are made on, each a type of its own.

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

mod decision;
mod number;
mod word;

pub use decision::{
    Aspect, Channel, ColourBy, DecidingBody, DecisionLevel, Drawn, Formality, ForumKind,
    ForumPower, GroupBy, Necessity, ObjectiveKind, Presence, ProposalStatus, SeatRole, SizeBy,
    Stance,
};
pub use number::{Confidence, ImpactSize, Level, OutOfScale, Salience, StakeSize, Trust};
pub use word::{
    Audience, Authority, Confidentiality, Interdependence, Method, OrganisationKind, Part, Sign,
    TieKind,
};
