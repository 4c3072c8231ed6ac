//! Plausible versions of a network of which not everything is known (MEASURES §8).
//!
//! What is known keeps its level with the confidence of those who judged it, and is otherwise drawn anew from the range
//! it lies in. A pair nobody has assessed is tied with the density of its block, the two groups its ends belong to:
//! `c · t/a + (1 − c) · d`, where t of the a pairs assessed there are tied, c is the share of the block that is
//! assessed, and d is the share of all pairs of the network that are known to be tied. Ties are recorded sooner than
//! their absence, so that t/a alone would tie nearly everybody wherever only ties were written down; the less of a
//! block is known, the more the whole network speaks for it. A tie that is supposed has the level of one that is
//! recorded, each as likely as any other.

use rayon::prelude::*;

use crate::graph::{Edge, Graph, Meaning};
use crate::groups::{Groups, KnownPairs};
use crate::random::Random;

/// What is known of one pair, and how surely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// One node.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// The level; 0 is known to be none.
    pub level: u8,
    /// The least the level can be.
    pub low: u8,
    /// The most it can be.
    pub high: u8,
    /// How surely it has that level, 0 to 1.
    pub confidence: f64,
}

/// A network with all that is not known of it, ready to be drawn from.
#[derive(Debug, Clone)]
pub struct Plausible {
    nodes: u32,
    judged: Vec<Judged>,
    known: KnownPairs,
    levels: Vec<u8>,
    blocks: Vec<Block>,
}

#[derive(Debug, Clone)]
struct Block {
    left: Vec<u32>,
    right: Vec<u32>,
    /// With what chance a pair of it that nobody has assessed is tied.
    chance: f64,
}

impl Plausible {
    /// Of so many nodes, what is known of their pairs, and the groups that make the blocks; nodes without a group make
    /// one together. Each pair stands in `judged` once, in any order.
    pub fn of(nodes: usize, judged: impl IntoIterator<Item = Judged>, groups: &Groups) -> Self {
        let mut judged: Vec<Judged> = judged
            .into_iter()
            .filter(|pair| pair.a != pair.b && (pair.a.max(pair.b) as usize) < nodes)
            .map(|pair| Judged {
                a: pair.a.min(pair.b),
                b: pair.a.max(pair.b),
                ..pair
            })
            .collect();
        judged.sort_by_key(|pair| (pair.a, pair.b));
        judged.dedup_by_key(|pair| (pair.a, pair.b));

        let mut members: Vec<Vec<u32>> = vec![Vec::new(); groups.len() + 1];
        let group = |node: u32| {
            let group = groups.of().get(node as usize).copied().flatten();
            group.map_or(groups.len(), |group| group as usize)
        };
        for node in 0..nodes as u32 {
            members[group(node)].push(node);
        }
        let mut counted = std::collections::BTreeMap::<(usize, usize), (f64, f64)>::new();
        let mut tied = 0.0;
        for pair in &judged {
            let (one, other) = (group(pair.a), group(pair.b));
            let (assessed, ties) = counted.entry((one.min(other), one.max(other))).or_default();
            *assessed += 1.0;
            if pair.level > 0 {
                *ties += 1.0;
                tied += 1.0;
            }
        }
        let all = (nodes * nodes.saturating_sub(1) / 2) as f64;
        let density = if all > 0.0 { tied / all } else { 0.0 };
        let mut blocks = Vec::new();
        for one in 0..members.len() {
            for other in one..members.len() {
                let (left, right) = (&members[one], &members[other]);
                let possible = if one == other {
                    (left.len() * left.len().saturating_sub(1) / 2) as f64
                } else {
                    (left.len() * right.len()) as f64
                };
                let (assessed, ties) = counted.get(&(one, other)).copied().unwrap_or_default();
                if assessed >= possible {
                    continue;
                }
                let share = assessed / possible;
                let own = if assessed > 0.0 { ties / assessed } else { 0.0 };
                blocks.push(Block {
                    left: left.clone(),
                    right: right.clone(),
                    chance: share * own + (1.0 - share) * density,
                });
            }
        }
        Self {
            nodes: nodes as u32,
            known: KnownPairs::of(nodes, judged.iter().map(|pair| (pair.a, pair.b))),
            levels: judged
                .iter()
                .map(|pair| pair.level)
                .filter(|&level| level > 0)
                .collect(),
            judged,
            blocks,
        }
    }

    /// The pairs nobody has assessed by the chance with which they are tied: how many pairs, which chance.
    pub fn unknown(&self) -> Vec<(usize, f64)> {
        self.blocks
            .iter()
            .map(|block| {
                let pairs = block.pairs().filter(|&(a, b)| !self.known.holds(a, b));
                (pairs.count(), block.chance)
            })
            .collect()
    }

    /// One version: the same for the same seed and number. O(nodes + ties + blocks).
    pub fn version(&self, seed: u64, number: u32) -> Graph {
        let mut random = Random::new(seed, u64::from(number));
        let mut edges: Vec<Edge> = Vec::with_capacity(self.judged.len());
        let mut tie = |a: u32, b: u32, level: u8| {
            if level > 0 {
                edges.push(Edge {
                    a,
                    b,
                    weight: f64::from(level),
                });
            }
        };
        for pair in &self.judged {
            let level = if random.unit() < pair.confidence {
                pair.level
            } else {
                let (low, high) = (pair.low.min(pair.high), pair.high.max(pair.low));
                low + random.below(usize::from(high - low) + 1) as u8
            };
            tie(pair.a, pair.b, level);
        }
        for block in &self.blocks {
            if self.levels.is_empty() || block.chance <= 0.0 {
                continue;
            }
            // From one tied pair to the next without a throw for each pair between (geometric gaps).
            let size = block.left.len() * block.right.len();
            let stay = (1.0 - block.chance).ln();
            let mut at = 0;
            loop {
                let gap = (1.0 - random.unit()).ln() / stay;
                if gap >= (size - at) as f64 {
                    break;
                }
                at += gap as usize;
                if let Some((a, b)) = block.pair(at).filter(|&(a, b)| !self.known.holds(a, b)) {
                    tie(a, b, self.levels[random.below(self.levels.len())]);
                }
                at += 1;
                if at >= size {
                    break;
                }
            }
        }
        edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
        Graph::from_simple(self.nodes, edges, Meaning::Strength)
    }

    /// What a measure gives on each of so many versions, in their order; on all threads, and the same on any number
    /// of them. `go_on` is asked before each version; `None` where it said no.
    pub fn draws<T: Send>(
        &self,
        draws: u32,
        seed: u64,
        measure: impl Fn(&Graph) -> T + Sync,
        go_on: impl Fn() -> bool + Sync,
    ) -> Option<Vec<T>> {
        (0..draws)
            .into_par_iter()
            .map(|number| go_on().then(|| measure(&self.version(seed, number))))
            .collect()
    }
}

impl Block {
    /// The pair at a place in the block's rectangle; of a group with itself each pair stands there once.
    fn pair(&self, at: usize) -> Option<(u32, u32)> {
        let a = self.left[at / self.right.len()];
        let b = self.right[at % self.right.len()];
        let within = self.left.first() == self.right.first();
        (!within || a < b).then_some((a.min(b), a.max(b)))
    }

    fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        (0..self.left.len() * self.right.len()).filter_map(|at| self.pair(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(a: u32, b: u32, level: u8) -> Judged {
        Judged {
            a,
            b,
            level,
            low: level,
            high: level,
            confidence: 1.0,
        }
    }

    #[test]
    fn what_is_known_for_sure_is_in_every_version() {
        let groups = Groups::named([Some("a"), Some("a"), Some("b")]);
        let known = [sure(1, 0, 3), sure(0, 2, 0), sure(1, 2, 5)];
        let plausible = Plausible::of(3, known, &groups);
        assert!(plausible.unknown().is_empty());
        for number in 0..20 {
            let version = plausible.version(7, number);
            assert_eq!(version.weight(0, 1), Some(3.0));
            assert_eq!(version.weight(0, 2), None);
            assert_eq!(version.weight(1, 2), Some(5.0));
        }
    }

    #[test]
    fn an_unknown_pair_is_tied_with_the_density_of_its_block_as_far_as_that_is_known() {
        // Two groups of two. Between them two of four pairs are assessed, one of them tied; within them nothing.
        let groups = Groups::named([Some("a"), Some("a"), Some("b"), Some("b")]);
        let plausible = Plausible::of(4, [sure(0, 2, 4), sure(1, 3, 0)], &groups);
        let d = 1.0 / 6.0;
        let expected = [(1, d), (2, 0.5 * 0.5 + 0.5 * d), (1, d)];
        let unknown = plausible.unknown();
        assert_eq!(unknown.len(), 3);
        for (found, expected) in unknown.iter().zip(expected) {
            assert_eq!(found.0, expected.0);
            assert!((found.1 - expected.1).abs() < 1e-12);
        }
        // Over many versions each comes up as often as that.
        let draws = 20_000;
        let ties = plausible
            .draws(
                draws,
                1,
                |graph| u32::from(graph.weight(0, 3).is_some()),
                || true,
            )
            .unwrap_or_default();
        let share = f64::from(ties.iter().sum::<u32>()) / f64::from(draws);
        assert!((share - expected[1].1).abs() < 0.01, "{share}");
    }

    #[test]
    fn a_doubtful_tie_takes_every_level_of_its_range() {
        let groups = Groups::named([None, None]);
        let doubtful = Judged {
            low: 1,
            high: 3,
            confidence: 0.0,
            ..sure(0, 1, 2)
        };
        let plausible = Plausible::of(2, [doubtful], &groups);
        let mut seen = std::collections::BTreeSet::new();
        for number in 0..60 {
            let weight = plausible.version(3, number).weight(0, 1).unwrap_or(0.0);
            seen.insert(weight as u8);
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn whoever_says_stop_is_heard() {
        let groups = Groups::named([None, None]);
        let plausible = Plausible::of(2, [sure(0, 1, 2)], &groups);
        assert_eq!(plausible.draws(10, 1, |_| (), || false), None);
    }
}
