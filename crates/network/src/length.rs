//! Lengths of edges, exact wherever the weights allow it.
//!
//! Shortest paths of equal length must be seen as equal, or betweenness is wrong by whole paths:
//! 1/3 + 1/3 + 1/3 is not 1 in floating point. Weights that are decimals of at most six places
//! therefore become whole numbers: strengths by their least common multiple (levels 1 to 5 give
//! 60/w), distances by their power of ten. Only weights that resist are compared with a relative
//! tolerance.

use std::cmp::Ordering;

use crate::graph::Meaning;

/// A length that can be added and compared.
pub(crate) trait Length: Copy + Send + Sync {
    /// No length.
    const ZERO: Self;
    /// Farther than anything that can be reached.
    const FAR: Self;
    /// Whether equal lengths are equal to the bit.
    const EXACT: bool;
    fn plus(self, other: Self) -> Self;
    /// A strict order, for queues.
    fn order(self, other: Self) -> Ordering;
    /// Whether two lengths count as one.
    fn same(self, other: Self) -> bool;
    fn as_float(self) -> f64;
}

macro_rules! exact {
    ($($t:ty)+) => {$(
        impl Length for $t {
            const ZERO: Self = 0;
            const FAR: Self = <$t>::MAX;
            const EXACT: bool = true;
            fn plus(self, other: Self) -> Self {
                self + other
            }
            fn order(self, other: Self) -> Ordering {
                self.cmp(&other)
            }
            fn same(self, other: Self) -> bool {
                self == other
            }
            fn as_float(self) -> f64 {
                self as f64
            }
        }
    )+};
}
exact!(u32 u64 u128);

impl Length for f64 {
    const ZERO: Self = 0.0;
    const FAR: Self = f64::INFINITY;
    const EXACT: bool = false;
    fn plus(self, other: Self) -> Self {
        self + other
    }
    fn order(self, other: Self) -> Ordering {
        self.total_cmp(&other)
    }
    fn same(self, other: Self) -> bool {
        (self - other).abs() <= 1e-11 * self.min(other)
    }
    fn as_float(self) -> f64 {
        self
    }
}

/// The length of each edge (or arc), and how many of these units make one of the true unit.
pub(crate) enum Lengths {
    /// Short enough for any path to fit 32 bits.
    Short(Vec<u32>, f64),
    /// Any path fits 64 bits.
    Long(Vec<u64>, f64),
    /// Any path fits 128 bits.
    Huge(Vec<u128>, f64),
    /// Not exact.
    Approximate(Vec<f64>),
}

impl Lengths {
    /// Lengths for weights above 0 in a graph of `nodes` nodes, which bounds the edges of a path.
    pub(crate) fn of(weights: &[f64], meaning: Meaning, nodes: usize) -> Self {
        Self::exact(weights, meaning, nodes).unwrap_or_else(|| {
            Self::Approximate(
                weights
                    .iter()
                    .map(|&weight| match meaning {
                        Meaning::Strength => weight.recip(),
                        Meaning::Distance => weight,
                    })
                    .collect(),
            )
        })
    }

    fn exact(weights: &[f64], meaning: Meaning, nodes: usize) -> Option<Self> {
        let (whole, scale) = (0..=6).find_map(|places| {
            let scale = 10_f64.powi(places);
            let whole: Option<Vec<u128>> = weights
                .iter()
                .map(|&weight| whole_number(weight * scale))
                .collect();
            whole.map(|whole| (whole, scale))
        })?;
        let (lengths, unit): (Vec<u128>, f64) = match meaning {
            Meaning::Distance => (whole, scale),
            Meaning::Strength => {
                let mut multiple = 1_u128;
                for &weight in &whole {
                    multiple = least_common_multiple(multiple, weight)?;
                }
                // w = whole/scale, so 1/w = scale/whole = (multiple/whole) / (multiple/scale).
                (
                    whole.iter().map(|weight| multiple / weight).collect(),
                    multiple as f64 / scale,
                )
            }
        };
        let longest = lengths
            .iter()
            .copied()
            .max()
            .unwrap_or(1)
            .checked_mul(nodes.max(1) as u128)?;
        Some(if u32::try_from(longest).is_ok() {
            Self::Short(lengths.iter().map(|&length| length as u32).collect(), unit)
        } else if u64::try_from(longest).is_ok() {
            Self::Long(lengths.iter().map(|&length| length as u64).collect(), unit)
        } else if longest < u128::MAX / 4 {
            Self::Huge(lengths, unit)
        } else {
            return None;
        })
    }
}

/// The whole number a float stands for, where it stands for one that floats hold exactly.
fn whole_number(value: f64) -> Option<u128> {
    let nearest = value.round();
    let is_whole = (value - nearest).abs() <= 1e-12 * nearest;
    (is_whole && (1.0..9e15).contains(&nearest)).then_some(nearest as u128)
}

fn least_common_multiple(a: u128, b: u128) -> Option<u128> {
    let (mut high, mut low) = (a, b);
    while low != 0 {
        (high, low) = (low, high % low);
    }
    (a / high).checked_mul(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_one_to_five_become_sixtieths() {
        let levels = [1.0, 2.0, 3.0, 4.0, 5.0];
        let Lengths::Short(lengths, unit) = Lengths::of(&levels, Meaning::Strength, 9) else {
            panic!("whole strengths must be exact");
        };
        assert_eq!(lengths, [60, 30, 20, 15, 12]);
        assert!((unit - 60.0).abs() < f64::EPSILON);
    }

    #[test]
    fn decimals_are_exact_too_and_only_stubborn_weights_are_approximate() {
        let decimals = [0.1, 0.3, 2.5];
        assert!(matches!(
            Lengths::of(&decimals, Meaning::Distance, 9),
            Lengths::Short(lengths, _) if lengths == [1, 3, 25]
        ));
        let stubborn = [std::f64::consts::PI, 1.0];
        assert!(matches!(
            Lengths::of(&stubborn, Meaning::Strength, 9),
            Lengths::Approximate(_)
        ));
    }
}
