//! Plausible versions of a network of which not everything is known (MEASURES §8).
//!
//! What is known keeps its level with the confidence of those who judged it, and is otherwise drawn anew from the range
//! it lies in. A pair nobody has assessed is tied with the density of its block, the two groups its ends belong to:
//! `c · t/a + (1 − c) · d`, where t of the a pairs assessed there are tied, c is the share of the block that is
//! assessed, and d is the share of all pairs of the network that are known to be tied. Ties are recorded sooner than
//! their absence, so that t/a alone would tie nearly everybody wherever only ties were written down; the less of a
//! block is known, the more the whole network speaks for it. A tie that is supposed has the level of one that is
//! recorded, each as likely as any other.

use std::collections::BTreeMap;

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
    group_of: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// The blocks of which something is assessed, in the order of their groups. Of a national map these are few; of
    /// all the others nothing is known but the density of the whole, and they are drawn from together.
    blocks: Vec<Block>,
    /// How many pairs lie in the other blocks.
    elsewhere: usize,
    density: f64,
}

#[derive(Debug, Clone)]
struct Block {
    one: u32,
    other: u32,
    /// How many pairs of it nobody has assessed.
    unknown: usize,
    /// With what chance such a pair is tied.
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
        let group_of: Vec<u32> = (0..nodes)
            .map(|node| {
                let group = groups.of().get(node).copied().flatten();
                group.unwrap_or(groups.len() as u32)
            })
            .collect();
        for (node, &group) in group_of.iter().enumerate() {
            members[group as usize].push(node as u32);
        }
        let mut counted = BTreeMap::<(u32, u32), (usize, usize)>::new();
        let mut tied = 0;
        for pair in &judged {
            let (assessed, ties) = counted
                .entry(block_of(&group_of, pair.a, pair.b))
                .or_default();
            *assessed += 1;
            let is_tied = usize::from(pair.level > 0);
            *ties += is_tied;
            tied += is_tied;
        }
        let all = nodes * nodes.saturating_sub(1) / 2;
        let share = |part: usize, whole: usize| {
            if whole > 0 {
                part as f64 / whole as f64
            } else {
                0.0
            }
        };
        let density = share(tied, all);
        let mut elsewhere = all;
        let blocks = counted
            .into_iter()
            .map(|((one, other), (assessed, ties))| {
                let (left, right) = (&members[one as usize], &members[other as usize]);
                let possible = if one == other {
                    left.len() * left.len().saturating_sub(1) / 2
                } else {
                    left.len() * right.len()
                };
                elsewhere -= possible;
                let known = share(assessed, possible);
                Block {
                    one,
                    other,
                    unknown: possible - assessed,
                    chance: known * share(ties, assessed) + (1.0 - known) * density,
                }
            })
            .collect();
        Self {
            nodes: nodes as u32,
            known: KnownPairs::of(nodes, judged.iter().map(|pair| (pair.a, pair.b))),
            levels: judged
                .iter()
                .map(|pair| pair.level)
                .filter(|&level| level > 0)
                .collect(),
            judged,
            group_of,
            members,
            blocks,
            elsewhere,
            density,
        }
    }

    /// The pairs nobody has assessed by the chance with which they are tied: how many pairs, which chance. First block
    /// by block where something is assessed, then all the others together.
    pub fn unknown(&self) -> Vec<(usize, f64)> {
        let mut unknown: Vec<(usize, f64)> = self
            .blocks
            .iter()
            .map(|block| (block.unknown, block.chance))
            .collect();
        unknown.push((self.elsewhere, self.density));
        unknown.retain(|&(pairs, _)| pairs > 0);
        unknown
    }

    /// About how many ties a version has: those recorded, and the unknown pairs by their chance.
    pub fn ties_expected(&self) -> f64 {
        let supposed = self.unknown();
        let supposed = supposed
            .iter()
            .map(|&(pairs, chance)| pairs as f64 * chance);
        self.levels.len() as f64 + supposed.sum::<f64>()
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
        if !self.levels.is_empty() {
            self.suppose(&mut random, &mut tie);
        }
        edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
        Graph::from_simple(self.nodes, edges, Meaning::Strength)
    }

    /// Ties among the pairs nobody has assessed.
    fn suppose(&self, random: &mut Random, tie: &mut impl FnMut(u32, u32, u8)) {
        for block in self.blocks.iter().filter(|block| block.unknown > 0) {
            let left = &self.members[block.one as usize];
            let right = &self.members[block.other as usize];
            let mut at = 0;
            while let Some(next) = random.next_of(block.chance, at, left.len() * right.len()) {
                let (a, b) = (left[next / right.len()], right[next % right.len()]);
                // Of a group with itself each pair stands twice in the square, and counts once.
                if (block.one != block.other || a < b) && !self.known.holds(a, b) {
                    tie(
                        a.min(b),
                        a.max(b),
                        self.levels[random.below(self.levels.len())],
                    );
                }
                at = next + 1;
            }
        }
        if self.elsewhere == 0 {
            return;
        }
        // Row by row through the pairs of a lower node with a higher.
        let nodes = self.nodes as usize;
        let (mut row, mut begins, mut at) = (0, 0, 0);
        while let Some(next) = random.next_of(self.density, at, nodes * (nodes - 1) / 2) {
            while next >= begins + (nodes - 1 - row) {
                begins += nodes - 1 - row;
                row += 1;
            }
            let (a, b) = (row as u32, (row + 1 + next - begins) as u32);
            let block = block_of(&self.group_of, a, b);
            let own = self
                .blocks
                .binary_search_by_key(&block, |block| (block.one, block.other));
            if own.is_err() {
                tie(a, b, self.levels[random.below(self.levels.len())]);
            }
            at = next + 1;
        }
    }

    /// What a measure gives on each of so many versions, by their number and in its order; on all threads, and the same
    /// on any number of them. `go_on` is asked before each version; `None` where it said no.
    pub fn draws<T: Send>(
        &self,
        draws: u32,
        seed: u64,
        measure: impl Fn(u32, &Graph) -> T + Sync,
        go_on: impl Fn() -> bool + Sync,
    ) -> Option<Vec<T>> {
        (0..draws)
            .into_par_iter()
            .map(|number| go_on().then(|| measure(number, &self.version(seed, number))))
            .collect()
    }
}

/// The groups of two nodes, the lower first.
fn block_of(group_of: &[u32], a: u32, b: u32) -> (u32, u32) {
    let (one, other) = (group_of[a as usize], group_of[b as usize]);
    (one.min(other), one.max(other))
}

/// Does long work on threads of its own, as many as there are otherwise, so that what is asked meanwhile need not wait
/// until it is done. The same comes of it.
pub fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let threads = rayon::current_num_threads();
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        // A machine that has no threads left does it here.
        Err(_) => work(),
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
        let expected = [(2, 0.5 * 0.5 + 0.5 * d), (2, d)];
        let unknown = plausible.unknown();
        assert_eq!(unknown.len(), 2);
        for (found, expected) in unknown.iter().zip(expected) {
            assert_eq!(found.0, expected.0);
            assert!((found.1 - expected.1).abs() < 1e-12);
        }
        let ties = 1.0 + 2.0 * expected[0].1 + 2.0 * d;
        assert!((plausible.ties_expected() - ties).abs() < 1e-12);
        // Over many versions each comes up as often as that.
        let draws = 20_000;
        for ((a, b), chance) in [((0, 3), expected[0].1), ((0, 1), d), ((2, 3), d)] {
            let tied = |_, graph: &Graph| u32::from(graph.weight(a, b).is_some());
            let ties = plausible.draws(draws, 1, tied, || true).unwrap_or_default();
            let share = f64::from(ties.iter().sum::<u32>()) / f64::from(draws);
            assert!((share - chance).abs() < 0.01, "{a} {b}: {share}");
        }
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
        assert_eq!(plausible.draws(10, 1, |_, _| (), || false), None);
    }
}
