//! Whose view prevails when everybody adjusts to those they listen to (Friedkin & Johnsen 1990).

use thiserror::Error;

use crate::digraph::Digraph;
use crate::measures::components::strong_components;
use crate::measures::dense::Square;

/// The most nodes for which the equations are solved outright rather than by repeated sweeps.
const MOST_OUTRIGHT: usize = 600;

/// Why no influence can be given.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum InfluenceError {
    /// A list of stubbornness that does not fit the network.
    #[error("there are {nodes} nodes and {given} values of stubbornness; give one for every node")]
    Length {
        /// How many nodes there are.
        nodes: usize,
        /// How many values were given.
        given: usize,
    },
    /// Stubbornness outside 0 to 1.
    #[error("node {node} has stubbornness {value}; it must lie between 0 and 1")]
    Stubbornness {
        /// The node.
        node: usize,
        /// The value.
        value: f64,
    },
    /// Some listen only to one another, and none of them holds on to anything.
    #[error(
        "node {node} and those it listens to hold on to no view of their own, so that theirs comes from nowhere; give one of them some stubbornness"
    )]
    Open {
        /// One of them.
        node: u32,
    },
    /// The sweeps did not settle.
    #[error(
        "the views had not settled after {sweeps} rounds; give the least stubborn a little more stubbornness"
    )]
    NotSettled {
        /// How many rounds.
        sweeps: usize,
    },
}

/// Influence by Friedkin and Johnsen: final views x* = V x(0) with V = (I − ΛW)⁻¹(I − Λ), where W has
/// each node's attention among those it has an arc to, in proportion to the weights, and
/// Λ = diag(1 − stubbornness); the influence of i is the mean over j of V_ji. The values add up to 1
/// (Friedkin & Johnsen 1990, 1999). An arc i → j says that i listens to j; who listens to nobody keeps
/// their view. Solved outright up to 600 nodes, O(n³), and by sweeps beyond, O(m) each.
///
/// # Errors
/// When stubbornness does not fit, or some who listen to one another alone have none at all.
pub fn social_influence(
    listens: &Digraph,
    stubbornness: &[f64],
) -> Result<Vec<f64>, InfluenceError> {
    let nodes = listens.nodes();
    let openness = openness(listens, stubbornness)?;
    // Influence is yᵀ(I − Λ) with yᵀ(I − ΛW) = (1/n, …, 1/n): one system instead of n.
    let share = 1.0 / nodes as f64;
    let y = if nodes <= MOST_OUTRIGHT {
        let mut square = Square::zero(nodes);
        for node in 0..nodes {
            *square.at(node, node) = 1.0;
        }
        for_each_share(listens, |from, to, attention| {
            *square.at(to, from) -= openness[from] * attention;
        });
        match square.factors() {
            Some(factors) => factors.solve(&vec![share; nodes]),
            None => return Err(InfluenceError::NotSettled { sweeps: 0 }),
        }
    } else {
        swept(listens, &openness, share)?
    };
    Ok(y.iter()
        .zip(&openness)
        .map(|(y, openness)| y * (1.0 - openness))
        .collect())
}

/// The final views of everybody, x* = (I − ΛW)⁻¹(I − Λ) x(0), from their first (Friedkin & Johnsen
/// 1990). As [`social_influence`], by sweeps to one part in 10¹³.
///
/// # Errors
/// As [`social_influence`]; also when there is not one view for every node.
pub fn final_views(
    listens: &Digraph,
    stubbornness: &[f64],
    views: &[f64],
) -> Result<Vec<f64>, InfluenceError> {
    let nodes = listens.nodes();
    if views.len() != nodes {
        return Err(InfluenceError::Length {
            nodes,
            given: views.len(),
        });
    }
    let openness = openness(listens, stubbornness)?;
    let totals = totals(listens);
    let mut now = views.to_vec();
    for _ in 0..SWEEPS {
        let (mut change, mut size) = (0.0_f64, 0.0_f64);
        for node in 0..nodes {
            let heard: f64 = listens
                .arcs_from(node as u32)
                .iter()
                .map(|arc| arc.weight / totals[node] * now[arc.to as usize])
                .sum();
            let next = openness[node] * heard + (1.0 - openness[node]) * views[node];
            change = change.max((next - now[node]).abs());
            size = size.max(next.abs());
            now[node] = next;
        }
        if change <= 1e-14 * size.max(1e-300) {
            return Ok(now);
        }
    }
    Err(InfluenceError::NotSettled { sweeps: SWEEPS })
}

const SWEEPS: usize = 20_000;

/// Influence where nobody holds on to anything (DeGroot 1974): the share each first view has in what all
/// come to agree on, πW = π with the values adding up to 1. `None` where they need not agree: where not
/// all who are listened to in the end listen to one another, or attention only goes round in step.
///
/// `own` is the attention each gives their own present view, in the unit of the weights; 0 for none.
///
/// By the elimination of Grassmann, Taksar & Heyman 1985, which subtracts nothing and so loses no
/// digits. O(n³) in the number of those who are listened to in the end.
pub fn consensus_weights(listens: &Digraph, own: &[f64]) -> Option<Vec<f64>> {
    let parts = strong_components(listens);
    let mut part_of = vec![0_usize; listens.nodes()];
    for (index, part) in parts.iter().enumerate() {
        for &node in part {
            part_of[node as usize] = index;
        }
    }
    let mut closed = parts.iter().filter(|part| {
        part.iter().all(|&node| {
            listens
                .successors(node)
                .iter()
                .all(|&to| part_of[to as usize] == part_of[node as usize])
        })
    });
    let core = closed.next()?;
    let settles = core.iter().any(|&node| own[node as usize] > 0.0);
    if closed.next().is_some() || !(settles || is_aperiodic(listens, core)) {
        return None;
    }
    let size = core.len();
    let mut number = vec![0_usize; listens.nodes()];
    for (index, &node) in core.iter().enumerate() {
        number[node as usize] = index;
    }
    let totals = totals(listens);
    let mut matrix = vec![vec![0.0; size]; size];
    for (row, &node) in core.iter().enumerate() {
        for arc in listens.arcs_from(node) {
            let all = totals[node as usize] + own[node as usize];
            matrix[row][number[arc.to as usize]] = arc.weight / all;
        }
    }
    for last in (1..size).rev() {
        let leaving: f64 = matrix[last][..last].iter().sum();
        for row in 0..last {
            matrix[row][last] /= leaving;
            let through = matrix[row][last];
            // `row` lies before `last`, so the two can be held at once.
            let (above, below) = matrix.split_at_mut(last);
            let pairs = above[row].iter_mut().zip(&below[0]).take(last);
            for (column, (value, step)) in pairs.enumerate() {
                if column != row {
                    *value += through * step;
                }
            }
        }
    }
    let mut weights = vec![0.0; size];
    weights[0] = 1.0;
    for at in 1..size {
        weights[at] = (0..at).map(|row| weights[row] * matrix[row][at]).sum();
    }
    let total: f64 = weights.iter().sum();
    let mut all = vec![0.0; listens.nodes()];
    for (&node, weight) in core.iter().zip(weights) {
        all[node as usize] = weight / total;
    }
    Some(all)
}

/// Whether the ways round within a part have no common number of steps above 1; else views would go
/// round for ever.
fn is_aperiodic(listens: &Digraph, part: &[u32]) -> bool {
    if part.len() < 2 {
        return true;
    }
    let mut depth = vec![None; listens.nodes()];
    depth[part[0] as usize] = Some(0_u64);
    let mut queue = vec![part[0]];
    let (mut head, mut period) = (0, 0_u64);
    while head < queue.len() {
        let node = queue[head];
        head += 1;
        let here = depth[node as usize].unwrap_or(0);
        for &next in listens.successors(node) {
            match depth[next as usize] {
                None => {
                    depth[next as usize] = Some(here + 1);
                    queue.push(next);
                }
                Some(there) => {
                    let (mut high, mut low) = (period, (here + 1).abs_diff(there));
                    while low != 0 {
                        (high, low) = (low, high % low);
                    }
                    period = high;
                }
            }
        }
    }
    period == 1
}

fn totals(listens: &Digraph) -> Vec<f64> {
    (0..listens.nodes() as u32)
        .map(|node| listens.arcs_from(node).iter().map(|arc| arc.weight).sum())
        .collect()
}

fn for_each_share(listens: &Digraph, mut give: impl FnMut(usize, usize, f64)) {
    let totals = totals(listens);
    for arc in listens.arcs() {
        let from = arc.from as usize;
        give(from, arc.to as usize, arc.weight / totals[from]);
    }
}

/// Λ, checked: 0 for those who listen to nobody.
fn openness(listens: &Digraph, stubbornness: &[f64]) -> Result<Vec<f64>, InfluenceError> {
    let nodes = listens.nodes();
    if stubbornness.len() != nodes {
        return Err(InfluenceError::Length {
            nodes,
            given: stubbornness.len(),
        });
    }
    let mut openness = Vec::with_capacity(nodes);
    for (node, &value) in stubbornness.iter().enumerate() {
        if !(0.0..=1.0).contains(&value) {
            return Err(InfluenceError::Stubbornness { node, value });
        }
        let hears = !listens.successors(node as u32).is_empty();
        openness.push(if hears { 1.0 - value } else { 0.0 });
    }
    // From everybody somebody who holds on to something must be heard in the end.
    let mut held: Vec<bool> = openness.iter().map(|&open| open < 1.0).collect();
    let mut queue: Vec<u32> = (0..nodes as u32)
        .filter(|&node| held[node as usize])
        .collect();
    let mut head = 0;
    while head < queue.len() {
        for &listener in listens.predecessors(queue[head]) {
            if !std::mem::replace(&mut held[listener as usize], true) {
                queue.push(listener);
            }
        }
        head += 1;
    }
    match held.iter().position(|&held| !held) {
        Some(node) => Err(InfluenceError::Open { node: node as u32 }),
        None => Ok(openness),
    }
}

fn swept(listens: &Digraph, openness: &[f64], share: f64) -> Result<Vec<f64>, InfluenceError> {
    let nodes = listens.nodes();
    let totals = totals(listens);
    let mut y = vec![share; nodes];
    for _ in 0..SWEEPS {
        let (mut change, mut size) = (0.0, 0.0);
        for node in 0..nodes {
            let given: f64 = listens
                .arcs_to(node as u32)
                .map(|arc| {
                    let from = arc.from as usize;
                    y[from] * openness[from] * arc.weight / totals[from]
                })
                .sum();
            let next = share + given;
            change += (next - y[node]).abs();
            size += next;
            y[node] = next;
        }
        if change <= 1e-14 * size {
            return Ok(y);
        }
    }
    Err(InfluenceError::NotSettled { sweeps: SWEEPS })
}
