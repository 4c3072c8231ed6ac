//! The scales that are numbers.

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

/// A whole number within the bounds of its scale.
macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident($number:ty), $scale:literal, $low:literal to $high:literal) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name($number);

        impl $name {
            /// The lowest.
            pub const LOWEST: Self = Self($low);
            /// The highest.
            pub const HIGHEST: Self = Self($high);

            /// The number.
            pub const fn number(self) -> $number {
                self.0
            }

            /// Every value, lowest first.
            pub fn all() -> impl Iterator<Item = Self> {
                ($low..=$high).map(Self)
            }
        }

        impl TryFrom<i64> for $name {
            type Error = OutOfScale;
            fn try_from(value: i64) -> Result<Self, OutOfScale> {
                if ($low..=$high).contains(&value) {
                    Ok(Self(value as $number))
                } else {
                    Err(OutOfScale {
                        scale: $scale,
                        value: value as f64,
                        low: $low.into(),
                        high: $high.into(),
                    })
                }
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.0.into()
            }
        }
    };
}

bounded! {
    /// What an organisation has at stake in an objective, −4 (its existence is against it) to +4 (its existence
    /// depends on it): 4 existence, 3 mission, 2 projects, 1 processes, the sign for or against (Godet 1991,
    /// MACTOR's 2MAO). 0 is a judgement ("nothing at stake"); not assessed is the absence of a stake.
    StakeSize(i8), "stakes", -4 to 4
}
bounded! {
    /// What a proposal does to an organisation in one respect, −3 (harms it most) to +3 (helps it most). 0 is a
    /// judgement ("no effect"); not assessed is the absence of an impact.
    ImpactSize(i8), "impacts", -3 to 3
}
bounded! {
    /// How much a proposal matters to a party, 1 (hardly) to 5 (more than anything else it has before it).
    Salience(u8), "salience", 1 to 5
}
