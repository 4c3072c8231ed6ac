//! How reliable a rate is that rests on few promises (MEASURES §6).

use domain::Interval;

/// The value of the normal distribution that leaves 2.5 % on either side.
const Z_95: f64 = 1.959_963_984_540_054;

/// Wilson's 95 % interval for a rate of `kept` in `due`; `None` where nothing was due.
///
/// [p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)] / (1 + z²/n) (Wilson 1927).
pub fn wilson(kept: u32, due: u32) -> Option<Interval<f64>> {
    if due == 0 {
        return None;
    }
    let (n, z2) = (f64::from(due), Z_95 * Z_95);
    let rate = f64::from(kept) / n;
    let middle = rate + z2 / (2.0 * n);
    let margin = Z_95 * (rate * (1.0 - rate) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    Some(Interval {
        low: if kept == 0 {
            0.0
        } else {
            (middle - margin) / scale
        },
        high: if kept == due {
            1.0
        } else {
            (middle + margin) / scale
        },
    })
}

/// A beta distribution that the footprint's own rates suggest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// a: as good as so many promises kept.
    pub a: f64,
    /// b: as good as so many not kept.
    pub b: f64,
    /// Whether it was fitted to the rates, and not the fallback of ten promises at the mean.
    pub fitted: bool,
}

impl Prior {
    /// θ̂ = (k + a)/(n + a + b): the rate drawn towards the footprint's, the more the fewer promises.
    pub fn shrink(&self, kept: u32, due: u32) -> f64 {
        (f64::from(kept) + self.a) / (f64::from(due) + self.a + self.b)
    }
}

/// Fewest organisations a prior is fitted to.
const FEWEST: usize = 8;
/// Weight of the fallback, in promises.
const FALLBACK: f64 = 10.0;
/// The range of a + b that is searched; an optimum at its end means that the likelihood has none.
const WEIGHTS: (f64, f64) = (0.01, 1e4);

/// The beta prior of highest marginal likelihood Σ ln[B(k+a, n−k+b)/B(a,b)] over `rates` of (kept,
/// due) (empirical Bayes). With fewer than eight organisations, or where the likelihood has no
/// highest point (all rates equal sends a + b to infinity), a + b = 10 at the footprint's mean.
/// `None` where nothing was due at all.
pub fn prior(rates: &[(u32, u32)]) -> Option<Prior> {
    let rates: Vec<(u32, u32)> = rates.iter().copied().filter(|&(_, due)| due > 0).collect();
    let due: u32 = rates.iter().map(|rate| rate.1).sum();
    if due == 0 {
        return None;
    }
    let kept: u32 = rates.iter().map(|rate| rate.0).sum();
    let mean = f64::from(kept) / f64::from(due);
    let fallback = Prior {
        a: FALLBACK * mean,
        b: FALLBACK * (1.0 - mean),
        fitted: false,
    };
    if rates.len() < FEWEST {
        return Some(fallback);
    }
    let counts = Counts::of(&rates);
    // By weight (a + b, on a log scale) and, within each, by mean: for a given weight the likelihood
    // has one summit in the mean, because it is a sum of logarithms of lines.
    let best_mean = |weight: f64| {
        highest(1e-9, 1.0 - 1e-9, |mean| {
            counts.likelihood(mean * weight, (1.0 - mean) * weight)
        })
    };
    let at = |log_weight: f64| {
        let weight = log_weight.exp();
        let mean = best_mean(weight);
        counts.likelihood(mean * weight, (1.0 - mean) * weight)
    };
    let (low, high) = (WEIGHTS.0.ln(), WEIGHTS.1.ln());
    let grid: Vec<(f64, f64)> = (0..=STEPS)
        .map(|step| low + (high - low) * f64::from(step) / f64::from(STEPS))
        .map(|log_weight| (log_weight, at(log_weight)))
        .collect();
    let summit = (0..grid.len()).max_by(|&i, &j| grid[i].1.total_cmp(&grid[j].1))?;
    if summit == 0 || summit + 1 == grid.len() {
        return Some(fallback);
    }
    let weight = highest(grid[summit - 1].0, grid[summit + 1].0, at).exp();
    let mean = best_mean(weight);
    Some(Prior {
        a: mean * weight,
        b: (1.0 - mean) * weight,
        fitted: true,
    })
}

const STEPS: u32 = 40;

/// How many organisations kept, did not keep, and had due more than so many promises: all that the
/// likelihood depends on, however many organisations there are.
struct Counts {
    kept: Vec<f64>,
    missed: Vec<f64>,
    due: Vec<f64>,
}

impl Counts {
    fn of(rates: &[(u32, u32)]) -> Self {
        let more_than = |of: &dyn Fn(&(u32, u32)) -> u32| -> Vec<f64> {
            let most = rates.iter().map(of).max().unwrap_or(0);
            (0..most)
                .map(|n| rates.iter().filter(|rate| of(rate) > n).count() as f64)
                .collect()
        };
        Self {
            kept: more_than(&|rate| rate.0),
            missed: more_than(&|rate| rate.1 - rate.0),
            due: more_than(&|rate| rate.1),
        }
    }

    /// ln of the beta-binomial likelihood without the binomial coefficients, which do not depend on
    /// a and b. B(k+a, n−k+b)/B(a,b) is a quotient of rising factorials, so no gamma function is
    /// needed.
    fn likelihood(&self, a: f64, b: f64) -> f64 {
        let rising = |from: f64, counts: &[f64]| -> f64 {
            counts
                .iter()
                .enumerate()
                .map(|(n, count)| count * (from + n as f64).ln())
                .sum()
        };
        rising(a, &self.kept) + rising(b, &self.missed) - rising(a + b, &self.due)
    }
}

/// Where a function with one summit between two points has it (golden section).
fn highest(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let ratio = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (high - ratio * (high - low), low + ratio * (high - low));
    let (mut at_left, mut at_right) = (f(left), f(right));
    while high - low > 1e-9 * (1.0 + high.abs()) {
        if at_left >= at_right {
            high = right;
            (right, at_right) = (left, at_left);
            left = high - ratio * (high - low);
            at_left = f(left);
        } else {
            low = left;
            (left, at_left) = (right, at_right);
            right = low + ratio * (high - low);
            at_right = f(right);
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 5e-5,
            "{found}, expected {expected}"
        );
    }

    #[test]
    fn wilson_agrees_with_statsmodels() {
        for (kept, due, low, high) in [
            (0, 3, 0.0, 0.5615),
            (3, 3, 0.4385, 1.0),
            (5, 10, 0.2366, 0.7634),
            (8, 10, 0.4902, 0.9433),
            (40, 50, 0.6696, 0.8876),
        ] {
            let found = wilson(kept, due).unwrap();
            near(found.low, low);
            near(found.high, high);
        }
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn empirical_bayes_agrees_with_the_worked_vector() {
        let kept = [9, 3, 6, 1, 14, 2, 0, 7];
        let due = [10, 3, 9, 4, 20, 2, 3, 8];
        let rates: Vec<(u32, u32)> = kept.into_iter().zip(due).collect();
        let prior = prior(&rates).unwrap();
        assert!(prior.fitted);
        near(prior.a, 3.6601);
        near(prior.b, 1.6827);
        // With the binomial coefficients, which the search leaves out: 10, 84, 4, 38,760 and 8 ways.
        let ways: f64 = [10.0_f64, 84.0, 4.0, 38_760.0, 8.0]
            .map(f64::ln)
            .iter()
            .sum();
        near(
            -Counts::of(&rates).likelihood(prior.a, prior.b) - ways,
            14.2405,
        );
        let posterior = [
            0.8251, 0.7983, 0.6735, 0.4988, 0.6968, 0.7708, 0.4387, 0.7989,
        ];
        for ((kept, due), expected) in rates.into_iter().zip(posterior) {
            near(prior.shrink(kept, due), expected);
        }
    }

    #[test]
    fn too_few_organisations_or_all_of_one_rate_fall_back_to_ten_at_the_mean() {
        let few = prior(&[(3, 4), (1, 4)]).unwrap();
        assert_eq!(
            few,
            Prior {
                a: 5.0,
                b: 5.0,
                fitted: false
            }
        );
        let equal = prior(&[(5, 10); 9]).unwrap();
        assert_eq!(
            equal,
            Prior {
                a: 5.0,
                b: 5.0,
                fitted: false
            }
        );
        let perfect = prior(&[(4, 4); 9]).unwrap();
        assert!(!perfect.fitted && perfect.shrink(4, 4) > 0.999);
        assert_eq!(prior(&[(0, 0)]), None);
    }
}
