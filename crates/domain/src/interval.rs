//! What is not fully known, kept as the range it lies in.

use serde::{Deserialize, Serialize};

/// A closed range that is known to hold the true value. `low == high` means it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval<T> {
    /// The least it can be.
    pub low: T,
    /// The most it can be.
    pub high: T,
}

impl<T: Copy + PartialOrd> Interval<T> {
    /// The range between two values, in either order.
    pub fn between(one: T, other: T) -> Self {
        if one <= other {
            Self {
                low: one,
                high: other,
            }
        } else {
            Self {
                low: other,
                high: one,
            }
        }
    }

    /// A value that is known.
    pub const fn exactly(value: T) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// Whether the range has shrunk to one value.
    pub fn is_known(&self) -> bool {
        self.low == self.high
    }

    /// Whether `value` lies in the range.
    pub fn contains(&self, value: T) -> bool {
        self.low <= value && value <= self.high
    }

    /// The same range with both ends put through `f`, re-ordered when `f` falls.
    pub fn map<U: Copy + PartialOrd>(self, f: impl Fn(T) -> U) -> Interval<U> {
        Interval::between(f(self.low), f(self.high))
    }
}

/// How much of what could be known is known. Stands beside every figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Coverage {
    /// Pairs (or items) somebody has assessed.
    pub assessed: u32,
    /// Pairs (or items) there are.
    pub possible: u32,
}

impl Coverage {
    /// Share assessed, 0 to 1; `None` where there is nothing to assess.
    pub fn share(&self) -> Option<f64> {
        (self.possible > 0).then(|| f64::from(self.assessed) / f64::from(self.possible))
    }
}
