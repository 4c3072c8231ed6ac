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
    let matrix = Matrix::of(graph, &component, weighting);
    let (value, found) = greatest(component.len(), |x, image| matrix.multiply(x, image))?;
    for (&node, value) in component.iter().zip(found) {
        vector[node as usize] = value.abs();
    }
    Some(Eigenvector {
        value,
        vector,
        component,
    })
}

/// The weights between the nodes of one component, row by row.
struct Matrix {
    ends: Vec<u32>,
    columns: Vec<u32>,
    /// `None` where every tie counts 1.
    weights: Option<Vec<f64>>,
}

impl Matrix {
    fn of(graph: &Graph, component: &[u32], weighting: Weighting) -> Self {
        let mut number = vec![0_u32; graph.nodes()];
        for (index, &node) in component.iter().enumerate() {
            number[node as usize] = index as u32;
        }
        let (mut ends, mut columns) = (Vec::with_capacity(component.len()), Vec::new());
        for &node in component {
            columns.extend(
                graph
                    .neighbours(node)
                    .iter()
                    .map(|&next| number[next as usize]),
            );
            ends.push(columns.len() as u32);
        }
        let weights = (weighting == Weighting::Weighted).then(|| {
            component
                .iter()
                .flat_map(|&node| graph.weighted_neighbours(node).map(|tie| tie.1))
                .collect()
        });
        Self {
            ends,
            columns,
            weights,
        }
    }

    fn multiply(&self, x: &[f64], image: &mut [f64]) {
        let mut start = 0;
        for (sum, &end) in image.iter_mut().zip(&self.ends) {
            let end = end as usize;
            let columns = self.columns[start..end].iter().map(|&at| x[at as usize]);
            *sum = match &self.weights {
                None => columns.sum(),
                Some(weights) => columns.zip(&weights[start..end]).map(|(x, w)| x * w).sum(),
            };
            start = end;
        }
    }
}

/// The greatest eigenvalue of a symmetric matrix of no negative cells, and its vector of unit length.
///
/// The vectors of a round are not made orthogonal to all before them: rounding takes that from them only once a
/// value is found to all its places (Paige 1980), and then the round is over.
fn greatest(size: usize, multiply: impl Fn(&[f64], &mut [f64])) -> Option<(f64, Vec<f64>)> {
    const STEPS: usize = 40;
    const LOOK_EVERY: usize = 4;
    const ROUNDS: usize = 1000;
    let steps = STEPS.min(size);
    let mut best = vec![1.0 / (size as f64).sqrt(); size];
    let mut image = vec![0.0; size];
    let mut before = f64::INFINITY;
    for _ in 0..ROUNDS {
        multiply(&best, &mut image);
        let value = dot(&image, &best);
        let error = image
            .iter()
            .zip(&best)
            .map(|(image, best)| (image - value * best).powi(2))
            .sum::<f64>()
            .sqrt();
        // Where many numbers are added up, rounding leaves no more than the second.
        if error <= 1e-13 * value || (error <= 1e-12 * value && error > before / 2.0) {
            return Some((value, best));
        }
        before = error;
        let mut basis = vec![best];
        let mut small = Tridiagonal::default();
        loop {
            let step = basis.len() - 1;
            if step > 0 {
                multiply(&basis[step], &mut image);
                subtract(&mut image, small.beside[step - 1], &basis[step - 1]);
            }
            let along = dot(&image, &basis[step]);
            subtract(&mut image, along, &basis[step]);
            small.diagonal.push(along);
            let length = dot(&image, &image).sqrt();
            let is_last = step + 1 == steps || length <= 1e-13 * value;
            if is_last || (step + 1) % LOOK_EVERY == 0 {
                let (value, weights) = small.greatest();
                let left = length * weights[step].abs();
                if is_last || left <= 1e-14 * value {
                    best = combined(&weights, &basis);
                    break;
                }
            }
            small.beside.push(length);
            basis.push(image.iter().map(|value| value / length).collect());
        }
    }
    None
}

/// A sum of vectors, each so many times, of unit length.
fn combined(times: &[f64], vectors: &[Vec<f64>]) -> Vec<f64> {
    let mut sum = vec![0.0; vectors.first().map_or(0, Vec::len)];
    for (times, vector) in times.iter().zip(vectors) {
        subtract(&mut sum, -times, vector);
    }
    let length = dot(&sum, &sum).sqrt();
    for value in &mut sum {
        *value /= length;
    }
    sum
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

/// A small symmetric matrix with nothing but its diagonal and, above 0, what stands beside it.
#[derive(Default)]
struct Tridiagonal {
    diagonal: Vec<f64>,
    beside: Vec<f64>,
}

impl Tridiagonal {
    /// Its greatest eigenvalue, by halving between bounds, and the vector of it, by inverse iteration (Golub & Van
    /// Loan 2013, §8.4.1 and §8.2.2). All parts of the vector are above 0.
    fn greatest(&self) -> (f64, Vec<f64>) {
        let size = self.diagonal.len();
        let reach = |at: usize| {
            let left = if at > 0 { self.beside[at - 1] } else { 0.0 };
            let right = if at + 1 < size { self.beside[at] } else { 0.0 };
            left + right
        };
        let mut low = self
            .diagonal
            .iter()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max);
        let mut high = (0..size)
            .map(|at| self.diagonal[at] + reach(at))
            .fold(low, f64::max);
        high += 1e-15 * high.abs().max(f64::MIN_POSITIVE);
        let mut pivots = vec![0.0; size];
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                break;
            }
            if self.pivots(middle, &mut pivots) {
                high = middle;
            } else {
                low = middle;
            }
        }
        self.pivots(high, &mut pivots);
        let mut vector = vec![1.0; size];
        for _ in 0..3 {
            for at in 1..size {
                vector[at] -= self.beside[at - 1] / pivots[at - 1] * vector[at - 1];
            }
            for at in (0..size).rev() {
                let next = if at + 1 < size {
                    self.beside[at] * vector[at + 1]
                } else {
                    0.0
                };
                vector[at] = (vector[at] - next) / pivots[at];
            }
            let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
            for value in &mut vector {
                // Below the matrix all parts come out negative.
                *value = (*value / length).abs();
            }
        }
        (high, vector)
    }

    /// The pivots of the matrix less a number on its diagonal; whether all are negative, as they are where the number is
    /// greater than every eigenvalue.
    fn pivots(&self, less: f64, pivots: &mut [f64]) -> bool {
        let mut above = 0.0;
        for (at, place) in pivots.iter_mut().enumerate() {
            let pivot = self.diagonal[at] - less - above;
            if pivot >= 0.0 {
                return false;
            }
            *place = pivot;
            above = self
                .beside
                .get(at)
                .map_or(0.0, |beside| beside * beside / pivot);
        }
        true
    }
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
