//! How much of everything that flows can pass through a node, over all routes and not the shortest alone.

use crate::graph::Graph;
use crate::measures::components::components;
use crate::measures::dense::Square;

/// The most nodes for which the equations are solved.
pub const MOST_FOR_INFORMATION: usize = 1500;

/// Information centrality: the harmonic mean of the information in all routes from a node to each
/// other (Stephenson & Zelen 1989), I_i = 1/(c_ii + (T − 2R)/n) with C = (D − A + J)⁻¹ over the nodes
/// that have ties, T its trace and R any of its row sums. In steps; 0 for isolated nodes, which count in
/// n all the same, as they do in R's sna. `None` where those with ties are not all connected, or are
/// more than [`MOST_FOR_INFORMATION`]. O(n³).
pub fn information(graph: &Graph) -> Option<Vec<f64>> {
    let mut parts = components(graph).into_iter().filter(|part| part.len() > 1);
    let tied = parts.next().unwrap_or_default();
    if parts.next().is_some() || tied.len() > MOST_FOR_INFORMATION {
        return None;
    }
    let mut number = vec![0_usize; graph.nodes()];
    for (index, &node) in tied.iter().enumerate() {
        number[node as usize] = index;
    }
    let size = tied.len();
    let mut square = Square::zero(size);
    for (row, &node) in tied.iter().enumerate() {
        for column in 0..size {
            *square.at(row, column) = 1.0;
        }
        *square.at(row, row) = 1.0 + graph.neighbours(node).len() as f64;
        for &next in graph.neighbours(node) {
            *square.at(row, number[next as usize]) = 0.0;
        }
    }
    let factors = square.factors()?;
    let columns: Vec<Vec<f64>> = (0..size)
        .map(|at| {
            let mut unit = vec![0.0; size];
            unit[at] = 1.0;
            factors.solve(&unit)
        })
        .collect();
    let trace: f64 = (0..size).map(|at| columns[at][at]).sum();
    let count = graph.nodes() as f64;
    let mut values = vec![0.0; graph.nodes()];
    for (at, &node) in tied.iter().enumerate() {
        let row: f64 = columns.iter().map(|column| column[at]).sum();
        values[node as usize] = 1.0 / (columns[at][at] + (trace - 2.0 * row) / count);
    }
    Some(values)
}
