//! Who belongs together, and which pairs anybody has looked at.

use std::collections::BTreeMap;

use crate::rows::Rows;

/// Each node in one group or in none. The groups stand in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    names: Vec<String>,
    of: Vec<Option<u32>>,
}

impl Groups {
    /// Groups by name; nodes without one belong to none and are left out of what compares groups.
    pub fn named<'a>(of: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let labels: Vec<Option<&str>> = of.into_iter().collect();
        let mut number: BTreeMap<&str, u32> =
            labels.iter().flatten().map(|name| (*name, 0)).collect();
        for (index, value) in number.values_mut().enumerate() {
            *value = index as u32;
        }
        Self {
            of: labels
                .iter()
                .map(|name| name.map(|name| number[name]))
                .collect(),
            names: number.into_keys().map(str::to_owned).collect(),
        }
    }

    /// The names, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no group.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The group of each node.
    pub fn of(&self) -> &[Option<u32>] {
        &self.of
    }

    /// How many nodes each group has.
    pub fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.names.len()];
        for &group in self.of.iter().flatten() {
            sizes[group as usize] += 1;
        }
        sizes
    }

    /// How many nodes belong to no group.
    pub fn without(&self) -> usize {
        self.of.iter().filter(|group| group.is_none()).count()
    }
}

/// The pairs somebody has assessed. A pair outside it may be tied or not: nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPairs {
    nodes: usize,
    /// `None` where every pair is known.
    rows: Option<Rows>,
}

impl KnownPairs {
    /// Every pair is known: what is not a tie is known to be none.
    pub fn all(nodes: usize) -> Self {
        Self { nodes, rows: None }
    }

    /// Only these pairs are known. Pairs of a node with itself, and of nodes that are not there, are
    /// passed over.
    pub fn of(nodes: usize, pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut arcs: Vec<(u32, u32)> = pairs
            .into_iter()
            .filter(|&(a, b)| a != b && a.max(b) < nodes as u32)
            .flat_map(|(a, b)| [(a, b), (b, a)])
            .collect();
        arcs.sort_unstable();
        arcs.dedup();
        Self {
            nodes,
            rows: Some(Rows::sorted(nodes, arcs.into_iter())),
        }
    }

    /// Whether somebody has assessed a pair.
    pub fn holds(&self, a: u32, b: u32) -> bool {
        a != b && self.rows.as_ref().is_none_or(|rows| rows.holds(a, b))
    }

    /// How many pairs are known.
    pub fn count(&self) -> usize {
        match &self.rows {
            Some(rows) => rows.arcs() / 2,
            None => self.nodes * self.nodes.saturating_sub(1) / 2,
        }
    }

    /// Whether every pair is known.
    pub fn is_complete(&self) -> bool {
        self.count() == self.nodes * self.nodes.saturating_sub(1) / 2
    }

    /// How many pairs within each group and between each two are known, in a square of groups; the
    /// two halves are alike.
    pub(crate) fn by_group(&self, groups: &Groups) -> Vec<Vec<u64>> {
        let count = groups.len();
        let mut known = vec![vec![0_u64; count]; count];
        if let Some(rows) = &self.rows {
            for node in 0..self.nodes as u32 {
                let Some(from) = groups.of()[node as usize] else {
                    continue;
                };
                for &other in rows.of(node).iter().filter(|&&other| other > node) {
                    if let Some(to) = groups.of()[other as usize] {
                        known[from as usize][to as usize] += 1;
                        if from != to {
                            known[to as usize][from as usize] += 1;
                        }
                    }
                }
            }
        } else {
            let sizes = groups.sizes();
            for (a, row) in known.iter_mut().enumerate() {
                for (b, cell) in row.iter_mut().enumerate() {
                    *cell = possible(&sizes, a, b);
                }
            }
        }
        known
    }
}

/// How many pairs two groups, or one, could have.
pub(crate) fn possible(sizes: &[u32], a: usize, b: usize) -> u64 {
    let (one, other) = (u64::from(sizes[a]), u64::from(sizes[b]));
    if a == b {
        one * one.saturating_sub(1) / 2
    } else {
        one * other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_in_the_order_of_their_names() {
        let groups = Groups::named([Some("trust"), None, Some("council"), Some("trust")]);
        assert_eq!(groups.names(), ["council", "trust"]);
        assert_eq!(groups.of(), [Some(1), None, Some(0), Some(1)]);
        assert_eq!((groups.sizes(), groups.without()), (vec![1, 2], 1));
    }

    #[test]
    fn a_pair_nobody_assessed_is_not_known() {
        let known = KnownPairs::of(4, [(1, 0), (0, 1), (2, 2), (2, 9)]);
        assert!(known.holds(0, 1) && known.holds(1, 0));
        assert!(!known.holds(0, 2) && !known.holds(2, 2));
        assert_eq!((known.count(), known.is_complete()), (1, false));
        assert_eq!(KnownPairs::all(4).count(), 6);
        assert!(KnownPairs::all(4).holds(0, 3));
    }
}
