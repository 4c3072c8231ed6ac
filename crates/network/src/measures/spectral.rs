//! Influence as having influential neighbours.

use crate::digraph::Digraph;
use crate::graph::{Graph, Weighting};
use crate::measures::components::{components, strong_components};
use crate::measures::pagerank::turned;
use crate::rows::Walk;

/// Eigenvector centrality within the largest component.
#[derive(Debug, Clone, PartialEq)]
pub struct Eigenvector {
    /// The greatest eigenvalue of the component; 0 where there is no edge.
    pub value: f64,
    /// One figure per node, of unit length together; 0 outside the component.
    pub vector: Vec<f64>,
    /// The component measured: the largest, of several the one with the lowest node; rising.
    pub component: Vec<u32>,
}

impl Eigenvector {
    /// The same, the greatest figure being 1.
    pub fn scaled_to_one(&self) -> Vec<f64> {
        let greatest = self.vector.iter().copied().fold(0.0, f64::max);
        self.vector
            .iter()
            .map(|value| {
                if greatest > 0.0 {
                    value / greatest
                } else {
                    0.0
                }
            })
            .collect()
    }
}

/// Eigenvector centrality: λ₁x = Ax with x ≥ 0 and of unit length, in the largest component
/// (Bonacich 1972). `None` where it has not been found to one part in 10¹², which only very long and
/// thin networks bring about.
///
/// It says nothing of other components, and little of a network that is not well connected: prefer
/// PageRank or the influence of Friedkin and Johnsen there. By the method of Lanczos, begun again from
/// its best vector until that is good (Golub & Van Loan 2013, §10.1). O(m) a step.
pub fn eigenvector(graph: &Graph, weighting: Weighting) -> Option<Eigenvector> {
    let nodes = graph.nodes();
    let component = components(graph).into_iter().next().unwrap_or_default();
    let mut vector = vec![0.0; nodes];
    if component.len() < 2 {
        // Alone, x is anything: 1 by convention where nobody else is better placed.
        return Some(Eigenvector {
            value: 0.0,
            vector,
            component,
        });
    }
    let mut number = vec![0_u32; nodes];
    for (index, &node) in component.iter().enumerate() {
        number[node as usize] = index as u32;
    }
    let matrix: Vec<Vec<(u32, f64)>> = component
        .iter()
        .map(|&node| {
            graph
                .weighted_neighbours(node)
                .map(|(next, weight)| {
                    let weight = if weighting == Weighting::Steps {
                        1.0
                    } else {
                        weight
                    };
                    (number[next as usize], weight)
                })
                .collect()
        })
        .collect();
    let multiply = |x: &[f64]| -> Vec<f64> {
        matrix
            .iter()
            .map(|row| {
                row.iter()
                    .map(|&(at, weight)| weight * x[at as usize])
                    .sum()
            })
            .collect()
    };
    let (value, found) = greatest(component.len(), multiply)?;
    for (&node, value) in component.iter().zip(found) {
        vector[node as usize] = value.abs();
    }
    Some(Eigenvector {
        value,
        vector,
        component,
    })
}

/// The greatest eigenvalue of a symmetric matrix, and its vector of unit length.
fn greatest(size: usize, multiply: impl Fn(&[f64]) -> Vec<f64>) -> Option<(f64, Vec<f64>)> {
    const STEPS: usize = 24;
    const RESTARTS: usize = 1000;
    let steps = STEPS.min(size);
    let mut start = vec![1.0 / (size as f64).sqrt(); size];
    for _ in 0..RESTARTS {
        let mut basis: Vec<Vec<f64>> = vec![start];
        let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
        for step in 0..steps {
            let mut next = multiply(&basis[step]);
            diagonal.push(dot(&next, &basis[step]));
            // Made orthogonal to all before it, twice, as rounding wants.
            for _ in 0..2 {
                for known in &basis {
                    let along = dot(&next, known);
                    subtract(&mut next, along, known);
                }
            }
            let length = dot(&next, &next).sqrt();
            let scale = diagonal
                .iter()
                .fold(0.0_f64, |most, value| most.max(value.abs()));
            if step + 1 == steps || length <= 1e-13 * scale.max(1.0) {
                break;
            }
            beside.push(length);
            for value in &mut next {
                *value /= length;
            }
            basis.push(next);
        }
        let weights = greatest_of_tridiagonal(&diagonal, &beside);
        let mut best = vec![0.0; size];
        for (weight, known) in weights.iter().zip(&basis) {
            subtract(&mut best, -weight, known);
        }
        let length = dot(&best, &best).sqrt();
        for value in &mut best {
            *value /= length;
        }
        let image = multiply(&best);
        let value = dot(&image, &best);
        let error = image
            .iter()
            .zip(&best)
            .map(|(image, best)| (image - value * best).powi(2))
            .sum::<f64>()
            .sqrt();
        if error <= 1e-13 * value {
            return Some((value, best));
        }
        start = best;
    }
    let image = multiply(&start);
    let value = dot(&image, &start);
    let error: f64 = image
        .iter()
        .zip(&start)
        .map(|(image, start)| (image - value * start).powi(2))
        .sum();
    (error.sqrt() <= 1e-12 * value).then_some((value, start))
}

/// In eight lanes, because one sum waits for each addition before the next; always in the same order.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    const LANES: usize = 8;
    let ((ones, one_rest), (others, other_rest)) =
        (one.as_chunks::<LANES>(), other.as_chunks::<LANES>());
    let mut sums = [0.0; LANES];
    for (one, other) in ones.iter().zip(others) {
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    let rest: f64 = one_rest
        .iter()
        .zip(other_rest)
        .map(|(one, other)| one * other)
        .sum();
    sums.iter().sum::<f64>() + rest
}

fn subtract(from: &mut [f64], times: f64, what: &[f64]) {
    for (from, what) in from.iter_mut().zip(what) {
        *from -= times * what;
    }
}

/// The vector of the greatest eigenvalue of a small symmetric tridiagonal matrix, by Jacobi's
/// rotations (Golub & Van Loan 2013, §8.5).
fn greatest_of_tridiagonal(diagonal: &[f64], beside: &[f64]) -> Vec<f64> {
    let size = diagonal.len();
    let mut matrix = vec![vec![0.0; size]; size];
    let mut vectors = vec![vec![0.0; size]; size];
    for at in 0..size {
        matrix[at][at] = diagonal[at];
        vectors[at][at] = 1.0;
        if at + 1 < size {
            matrix[at][at + 1] = beside[at];
            matrix[at + 1][at] = beside[at];
        }
    }
    for _ in 0..60 {
        let off: f64 = (0..size)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| matrix[i][j].powi(2))
            .sum();
        let on: f64 = (0..size).map(|i| matrix[i][i].powi(2)).sum();
        if off <= 1e-32 * on {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                if matrix[p][q].abs() < 1e-300 {
                    continue;
                }
                let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let t = if theta == 0.0 { 1.0 } else { t };
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for row in &mut matrix {
                    let (a, b) = (row[p], row[q]);
                    row[p] = c * a - s * b;
                    row[q] = s * a + c * b;
                }
                // p comes before q.
                let (above, below) = matrix.split_at_mut(q);
                for (first, second) in above[p].iter_mut().zip(&mut below[0]) {
                    let (a, b) = (*first, *second);
                    *first = c * a - s * b;
                    *second = s * a + c * b;
                }
                for row in &mut vectors {
                    let (a, b) = (row[p], row[q]);
                    row[p] = c * a - s * b;
                    row[q] = s * a + c * b;
                }
            }
        }
    }
    let best = (0..size)
        .max_by(|&i, &j| matrix[i][i].total_cmp(&matrix[j][j]).then(j.cmp(&i)))
        .unwrap_or(0);
    vectors.iter().map(|row| row[best]).collect()
}

/// Katz centrality and the factor it was reckoned with.
#[derive(Debug, Clone, PartialEq)]
pub struct Katz {
    /// One figure per node: 1 for a node nobody points to.
    pub values: Vec<f64>,
    /// The factor α used.
    pub alpha: f64,
    /// The greatest eigenvalue λ₁: α must be less than 1/λ₁.
    pub eigenvalue: f64,
    /// Whether the factor asked for was too great and was brought down.
    pub clamped: bool,
}

/// What share of 1/λ₁ the factor α of Katz is at most.
pub const KATZ_SHARE: f64 = 0.85;

/// Katz centrality: x = (I − αAᵀ)⁻¹1, every walk to a node counted, each step by α (Katz 1953). A
/// factor of `KATZ_SHARE`/λ₁ or more is brought down to that, and said so: from 1/λ₁ on the sum has no
/// value. With no factor given, that is used; where nothing leads round in a circle, 1. O(m) a sweep.
pub fn katz<G: Walk>(graph: &G, weighting: Weighting, alpha: Option<f64>) -> Katz {
    const ENOUGH_SWEEPS: usize = 10_000;
    let nodes = graph.node_count();
    let weights = match weighting {
        Weighting::Steps => vec![1.0; graph.rows().arcs()],
        Weighting::Weighted => graph.arc_weights(),
    };
    let eigenvalue = spectral_radius(graph, &weights);
    let most = if eigenvalue > 0.0 {
        KATZ_SHARE / eigenvalue
    } else {
        f64::INFINITY
    };
    let wanted = alpha.unwrap_or(if most.is_finite() { most } else { 1.0 });
    let alpha = wanted.min(most);
    let back = graph.back_rows();
    let incoming = turned(graph, &weights);
    let mut values = vec![1.0_f64; nodes];
    for _ in 0..ENOUGH_SWEEPS {
        let (mut change, mut total) = (0.0, 0.0);
        for node in 0..nodes as u32 {
            let arrived: f64 = back
                .of(node)
                .iter()
                .zip(&incoming[back.row(node)])
                .map(|(&from, weight)| values[from as usize] * weight)
                .sum();
            let now = 1.0 + alpha * arrived;
            change += (now - values[node as usize]).abs();
            total += now.abs();
            values[node as usize] = now;
        }
        if change <= 1e-15 * total {
            break;
        }
    }
    Katz {
        values,
        alpha,
        eigenvalue,
        clamped: wanted > most,
    }
}

/// The greatest eigenvalue of a matrix of no negative cells: the greatest among the parts of it that
/// lead round in circles, each found between the bounds of Collatz and Wielandt (Wielandt 1950).
fn spectral_radius<G: Walk>(graph: &G, weights: &[f64]) -> f64 {
    const ENOUGH_STEPS: usize = 20_000;
    let rows = graph.rows();
    let arcs = (0..rows.nodes() as u32)
        .flat_map(|node| rows.of(node).iter().map(move |&to| (node, to, 1.0)));
    let parts = Digraph::from_arcs(
        rows.nodes() as u32,
        arcs,
        crate::graph::Parallel::Sum,
        graph.meaning(),
    )
    .map(|graph| strong_components(&graph))
    .unwrap_or_default();
    let mut part_of = vec![0_u32; rows.nodes()];
    for (index, part) in parts.iter().enumerate() {
        for &node in part {
            part_of[node as usize] = index as u32;
        }
    }
    let mut greatest = 0.0_f64;
    let mut x = vec![1.0_f64; rows.nodes()];
    let mut next = x.clone();
    for part in parts.iter().filter(|part| part.len() > 1) {
        let mut found = 0.0;
        for _ in 0..ENOUGH_STEPS {
            let (mut low, mut high, mut most) = (f64::INFINITY, 0.0_f64, 0.0_f64);
            for &node in part {
                // One is added to the diagonal, so that circles of even length settle too.
                let mut sum = x[node as usize];
                for (&to, weight) in rows.of(node).iter().zip(&weights[rows.row(node)]) {
                    if part_of[to as usize] == part_of[node as usize] {
                        sum += weight * x[to as usize];
                    }
                }
                let growth = sum / x[node as usize];
                (low, high) = (low.min(growth), high.max(growth));
                most = most.max(sum);
                next[node as usize] = sum;
            }
            for &node in part {
                x[node as usize] = next[node as usize] / most;
            }
            // The upper bound, so that what is kept below its inverse is kept below the true one.
            found = high - 1.0;
            if high - low <= 1e-12 * high {
                break;
            }
        }
        greatest = greatest.max(found);
    }
    greatest
}
