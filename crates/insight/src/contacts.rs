//! Whom two have in common, looked up at once for any two.

use network::Graph;

/// Who works with whom, a bit for each pair.
pub(crate) struct Contacts {
    words: usize,
    rows: Vec<u64>,
}

impl Contacts {
    /// O(n²/64) memory.
    pub(crate) fn of(graph: &Graph) -> Self {
        let words = graph.nodes().div_ceil(64);
        let mut rows = vec![0; words * graph.nodes()];
        for edge in graph.edges() {
            for (from, to) in [(edge.a as usize, edge.b), (edge.b as usize, edge.a)] {
                rows[from * words + to as usize / 64] |= 1 << (to % 64);
            }
        }
        Self { words, rows }
    }

    fn row(&self, node: u32) -> &[u64] {
        let from = node as usize * self.words;
        &self.rows[from..from + self.words]
    }

    pub(crate) fn are_tied(&self, a: u32, b: u32) -> bool {
        self.row(a)[b as usize / 64] & (1 << (b % 64)) != 0
    }

    /// How many contacts two have in common.
    fn in_common(&self, a: u32, b: u32) -> u32 {
        let both = self.row(a).iter().zip(self.row(b));
        both.map(|(one, other)| (one & other).count_ones()).sum()
    }

    /// The pairs of a node's contacts, both wanted, that are not tied and have no other contact in common.
    /// O(contacts² · n/64).
    pub(crate) fn only_through(
        &self,
        graph: &Graph,
        node: u32,
        wanted: impl Fn(u32) -> bool,
    ) -> Vec<(u32, u32)> {
        let contacts: Vec<u32> = graph.neighbours(node).to_vec();
        let contacts: Vec<u32> = contacts.into_iter().filter(|&one| wanted(one)).collect();
        let mut pairs = Vec::new();
        for (place, &a) in contacts.iter().enumerate() {
            for &b in &contacts[place + 1..] {
                if !self.are_tied(a, b) && self.in_common(a, b) == 1 {
                    pairs.push((a, b));
                }
            }
        }
        pairs
    }

    /// Whether the two ends of a tie would have a contact in common without it.
    pub(crate) fn have_another(&self, a: u32, b: u32) -> bool {
        self.in_common(a, b) > 0
    }
}

#[cfg(test)]
mod tests {
    use network::{Meaning, Parallel};

    use super::*;

    #[test]
    fn who_is_the_only_contact_of_two_is_found_across_the_words_of_a_row() {
        // 0 and 70 know 1 and 2 both; 0 and 3 know nobody in common but 1.
        let edges = [(0, 1), (0, 2), (70, 1), (70, 2), (3, 1), (3, 70)];
        let edges = edges.map(|(a, b)| (a, b, 1.0));
        let graph = Graph::from_edges(71, edges, Parallel::Sum, Meaning::Strength);
        let graph = graph.unwrap_or_else(|error| panic!("{error}"));
        let contacts = Contacts::of(&graph);
        assert!(contacts.are_tied(70, 2) && !contacts.are_tied(0, 70));
        assert_eq!(contacts.only_through(&graph, 1, |_| true), [(0, 3)]);
        assert_eq!(contacts.only_through(&graph, 1, |node| node > 0), []);
        // 2 and 3 meet in 70 alone; 1 and 2 in 0 as well.
        assert_eq!(contacts.only_through(&graph, 70, |_| true), [(2, 3)]);
        assert!(contacts.have_another(0, 70) && !contacts.have_another(0, 2));
    }
}
