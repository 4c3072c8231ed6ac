//! Three people of whom two get on with the third and not with one another (Heider 1946).

use std::collections::BTreeMap;

use serde::Serialize;

/// A tie that is good or strained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedTie {
    /// One end.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Whether it is good.
    pub good: bool,
}

/// Three who are all tied and out of balance: the product of the three signs is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct UnbalancedTriad {
    /// The three, rising.
    pub nodes: [u32; 3],
    /// The strained ties among them, rising: one, or all three.
    pub strained: (bool, bool, bool),
}

impl UnbalancedTriad {
    /// The one both others get on with, where exactly one tie is strained.
    pub fn middle(self) -> Option<u32> {
        match self.strained {
            (true, false, false) => Some(self.nodes[2]),
            (false, true, false) => Some(self.nodes[1]),
            (false, false, true) => Some(self.nodes[0]),
            _ => None,
        }
    }
}

/// Every triad that is out of balance, by its nodes (Cartwright & Harary 1956). Of several ties between
/// the same two, one strained makes them strained; ties of a node with itself are dropped.
/// `strained` stands for the ties of the first two, of the first and third, and of the last two.
/// O(Σ k²).
pub fn unbalanced_triads(ties: impl IntoIterator<Item = SignedTie>) -> Vec<UnbalancedTriad> {
    let mut good: BTreeMap<(u32, u32), bool> = BTreeMap::new();
    for tie in ties {
        if tie.a != tie.b {
            let known = good
                .entry((tie.a.min(tie.b), tie.a.max(tie.b)))
                .or_insert(true);
            *known &= tie.good;
        }
    }
    let mut higher: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &(a, b) in good.keys() {
        higher.entry(a).or_default().push(b);
    }
    let mut triads = Vec::new();
    for (&a, others) in &higher {
        for (at, &b) in others.iter().enumerate() {
            for &c in &others[at + 1..] {
                let Some(&far) = good.get(&(b, c)) else {
                    continue;
                };
                let strained = (!good[&(a, b)], !good[&(a, c)], !far);
                if strained.0 ^ strained.1 ^ strained.2 {
                    triads.push(UnbalancedTriad {
                        nodes: [a, b, c],
                        strained,
                    });
                }
            }
        }
    }
    triads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(a: u32, b: u32, good: bool) -> SignedTie {
        SignedTie { a, b, good }
    }

    #[test]
    fn two_friends_of_the_chair_at_odds_are_out_of_balance_and_a_common_enemy_is_not() {
        let friends = [tie(0, 1, true), tie(2, 0, true), tie(1, 2, false)];
        let found = unbalanced_triads(friends);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].nodes, found[0].middle()), ([0, 1, 2], Some(0)));
        let enemy = [tie(0, 1, false), tie(2, 0, false), tie(1, 2, true)];
        assert!(unbalanced_triads(enemy).is_empty());
        let all = [tie(0, 1, false), tie(2, 0, false), tie(1, 2, false)];
        assert_eq!(unbalanced_triads(all)[0].middle(), None);
    }

    #[test]
    fn one_strained_tie_of_several_makes_the_pair_strained() {
        let ties = [
            tie(0, 1, true),
            tie(1, 0, false),
            tie(1, 2, true),
            tie(0, 2, true),
            tie(1, 1, false),
        ];
        assert_eq!(unbalanced_triads(ties)[0].strained, (true, false, false));
    }
}
