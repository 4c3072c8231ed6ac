//! Stress by stochastic gradient descent: S_GD2 of Zheng, Pawar & Goodman, "Graph drawing by
//! stochastic gradient descent", TVCG 25(9), 2019 (doi 10.1109/TVCG.2018.2859997), and above
//! [`FULL`] marks its sparse form with the pivots of Ortmann, Klimenta & Brandes 2017.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::random::Random;
use crate::geometry::Point;

/// Up to so many marks every pair pulls; above, each mark and its nearest pivots.
pub(crate) const FULL: usize = 2_000;
pub(crate) const PIVOTS: usize = 200;
const SWEEPS: u32 = 30;

/// Neighbours and the length wished for to each, in the order of their indices.
pub(crate) type Neighbours = Vec<Vec<(usize, f64)>>;

/// Two marks, how far apart they should be, and how much each minds (0: it does not move for this).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    pub(crate) i: u32,
    pub(crate) j: u32,
    pub(crate) length: f32,
    pub(crate) weight_i: f32,
    pub(crate) weight_j: f32,
}

/// Lengths of the shortest ways from one mark to all; infinite where there is none (Dijkstra 1959).
pub(crate) fn distances(neighbours: &Neighbours, from: usize) -> Vec<f64> {
    // Lengths are kept in whole 2^-20ths so that the heap orders exactly.
    const FINE: f64 = 1_048_576.0;
    let mut best = vec![u64::MAX; neighbours.len()];
    let mut heap = BinaryHeap::new();
    best[from] = 0;
    heap.push(Reverse((0_u64, from)));
    while let Some(Reverse((length, at))) = heap.pop() {
        if length > best[at] {
            continue;
        }
        for &(next, step) in &neighbours[at] {
            let further = length + (step * FINE) as u64;
            if further < best[next] {
                best[next] = further;
                heap.push(Reverse((further, next)));
            }
        }
    }
    best.into_iter()
        .map(|d| {
            if d == u64::MAX {
                f64::INFINITY
            } else {
                d as f64 / FINE
            }
        })
        .collect()
}

/// Places the marks of one component; lengths are those of the links. `places` is where they start.
pub(crate) fn settle(neighbours: &Neighbours, places: &mut [Point], random: &mut Random) {
    let terms = if places.len() <= FULL {
        all_pairs(neighbours)
    } else {
        sparse(neighbours, PIVOTS)
    };
    descend(terms, SWEEPS, places, random);
}

/// Stochastic gradient descent from where the marks are, in so many sweeps, two at least.
pub(crate) fn descend(
    mut terms: Vec<Term>,
    sweeps: u32,
    places: &mut [Point],
    random: &mut Random,
) {
    if places.len() < 2 {
        return;
    }
    let weights = || {
        terms
            .iter()
            .flat_map(|t| [t.weight_i, t.weight_j])
            .filter(|w| *w > 0.0)
    };
    let heaviest = f64::from(weights().fold(0.0_f32, f32::max));
    let lightest = f64::from(weights().fold(f32::INFINITY, f32::min));
    if heaviest <= 0.0 {
        return;
    }
    // The annealing of section 2.1 of the paper, with epsilon = 0.05.
    let first_step = 1.0 / lightest;
    let last_step = 0.05 / heaviest;
    let fall = (first_step / last_step).ln() / f64::from(sweeps.max(2) - 1);
    let mut at: Vec<(f32, f32)> = places.iter().map(|p| (p.x as f32, p.y as f32)).collect();
    random.shuffle(&mut terms);
    for sweep in 0..sweeps {
        let step = (first_step * (-fall * f64::from(sweep)).exp()) as f32;
        // A full shuffle each sweep costs more than the sweep; starting elsewhere in one shuffled
        // order and walking it in blocks mixes as well at a fraction of the cost.
        mix(&mut terms, random);
        for term in &terms {
            let (i, j) = (term.i as usize, term.j as usize);
            let (mut dx, mut dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
            // Not `hypot`, which minds overflow and is several times slower.
            let mut length = (dx * dx + dy * dy).sqrt();
            if length < 1e-4 {
                dx = 1e-3 * (1.0 + i as f32 % 7.0);
                dy = 1e-3 * (1.0 + j as f32 % 5.0);
                length = (dx * dx + dy * dy).sqrt();
            }
            let pull = (length - term.length) / (2.0 * length);
            let mu_i = (term.weight_i * step).min(1.0);
            let mu_j = (term.weight_j * step).min(1.0);
            at[i].0 -= mu_i * pull * dx;
            at[i].1 -= mu_i * pull * dy;
            at[j].0 += mu_j * pull * dx;
            at[j].1 += mu_j * pull * dy;
        }
    }
    for (place, (x, y)) in places.iter_mut().zip(at) {
        *place = Point::new(f64::from(x), f64::from(y));
    }
}

/// Blocks of the shuffled order in another order.
fn mix(terms: &mut [Term], random: &mut Random) {
    let n = terms.len();
    if n < 4_096 {
        random.shuffle(terms);
        return;
    }
    let block = 512;
    let blocks = n / block;
    for last in (1..blocks).rev() {
        let other = random.below(last + 1);
        if other != last {
            let (left, right) = terms.split_at_mut(last * block);
            left[other * block..(other + 1) * block].swap_with_slice(&mut right[..block]);
        }
    }
    let turn = random.below(n);
    terms.rotate_left(turn);
}

pub(crate) fn all_pairs(neighbours: &Neighbours) -> Vec<Term> {
    let n = neighbours.len();
    (0..n)
        .into_par_iter()
        .flat_map_iter(|i| {
            distances(neighbours, i)
                .into_iter()
                .enumerate()
                .skip(i + 1)
                .filter(|(_, d)| d.is_finite() && *d > 0.0)
                .map(move |(j, d)| {
                    let weight = (1.0 / (d * d)) as f32;
                    Term {
                        i: i as u32,
                        j: j as u32,
                        length: d as f32,
                        weight_i: weight,
                        weight_j: weight,
                    }
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Neighbours pull in full; a pivot pulls for the marks nearer to it than to any other pivot.
pub(crate) fn sparse(neighbours: &Neighbours, pivots: usize) -> Vec<Term> {
    let n = neighbours.len();
    let mut terms = Vec::new();
    for (i, list) in neighbours.iter().enumerate() {
        for &(j, d) in list {
            if i < j {
                let weight = (1.0 / (d * d)) as f32;
                terms.push(Term {
                    i: i as u32,
                    j: j as u32,
                    length: d as f32,
                    weight_i: weight,
                    weight_j: weight,
                });
            }
        }
    }
    // Pivots one after another, each as far as can be from those before it.
    let mut nearest = vec![f64::INFINITY; n];
    let mut owner = vec![0_usize; n];
    let mut from_pivot: Vec<(usize, Vec<f64>)> = Vec::new();
    let mut next = 0;
    for index in 0..pivots.min(n) {
        let reach = distances(neighbours, next);
        for v in 0..n {
            if reach[v] < nearest[v] {
                nearest[v] = reach[v];
                owner[v] = index;
            }
        }
        from_pivot.push((next, reach));
        let farthest = (0..n)
            .filter(|v| nearest[*v].is_finite())
            .max_by(|a, b| nearest[*a].total_cmp(&nearest[*b]).then(b.cmp(a)));
        match farthest {
            Some(v) if nearest[v] > 0.0 => next = v,
            _ => break,
        }
    }
    for (index, (pivot, reach)) in from_pivot.iter().enumerate() {
        let mut region: Vec<f64> = (0..n)
            .filter(|v| owner[*v] == index)
            .map(|v| reach[v])
            .collect();
        region.sort_by(f64::total_cmp);
        for v in 0..n {
            let d = reach[v];
            if v == *pivot || !d.is_finite() || neighbours[v].iter().any(|(u, _)| u == pivot) {
                continue;
            }
            // Ortmann et al., section 3.1: as many as lie within half the way stand behind this pull.
            let stand_in = region.partition_point(|r| *r <= d / 2.0) as f64;
            terms.push(Term {
                i: v as u32,
                j: *pivot as u32,
                length: d as f32,
                weight_i: (stand_in / (d * d)) as f32,
                weight_j: 0.0,
            });
        }
    }
    terms
}

/// Normalised stress of a drawing: mean over connected pairs of ((drawn - wished) / wished)², the drawing
/// scaled as suits it best. 0 is perfect. Above 200 marks, over the pairs with 100 of them evenly picked.
pub(crate) fn stress(neighbours: &Neighbours, places: &[Point]) -> f64 {
    let n = places.len();
    let from = if n <= 200 { n } else { 100 };
    let sums = (0..from)
        .into_par_iter()
        .map(|k| {
            let i = k * n / from;
            let mut sum = (0.0, 0.0, 0.0);
            for (j, d) in distances(neighbours, i).into_iter().enumerate() {
                if j != i && d.is_finite() && d > 0.0 {
                    let drawn = places[i].distance(places[j]) / d;
                    sum.0 += drawn * drawn;
                    sum.1 += drawn;
                    sum.2 += 1.0;
                }
            }
            sum
        })
        .collect::<Vec<_>>();
    let (squares, plain, pairs) = sums
        .into_iter()
        .fold((0.0, 0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    if pairs < 1.0 || squares <= 0.0 {
        return 0.0;
    }
    // min over s of sum (s r - 1)² is pairs - (sum r)² / sum r².
    ((pairs - plain * plain / squares) / pairs).max(0.0)
}
