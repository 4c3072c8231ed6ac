//! Who carries between groups, and in which role (Gould & Fernandez 1989).

use rayon::prelude::*;
use serde::Serialize;

use crate::groups::{Groups, KnownPairs};
use crate::measures::cohesion::each_common;
use crate::random::Random;
use crate::rows::{Rows, Walk};

/// One value for each role of a go-between v on an open path a → v → c, where a has no tie to c.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ByRole<T> {
    /// All three in one group (AAA).
    pub coordinator: T,
    /// a and c in one group, v in another (ABA); also called consultant.
    pub itinerant: T,
    /// v hands out of its own group (AAB): a in v's group, c not.
    pub representative: T,
    /// v lets into its own group (ABB): c in v's group, a not.
    pub gatekeeper: T,
    /// All three in different groups (ABC).
    pub liaison: T,
    /// In any role.
    pub total: T,
}

impl<T> ByRole<T> {
    /// The same for another kind of value.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> ByRole<U> {
        ByRole {
            coordinator: change(self.coordinator),
            itinerant: change(self.itinerant),
            representative: change(self.representative),
            gatekeeper: change(self.gatekeeper),
            liaison: change(self.liaison),
            total: change(self.total),
        }
    }

    /// Two of them side by side.
    pub fn zip<U>(self, other: ByRole<U>) -> ByRole<(T, U)> {
        ByRole {
            coordinator: (self.coordinator, other.coordinator),
            itinerant: (self.itinerant, other.itinerant),
            representative: (self.representative, other.representative),
            gatekeeper: (self.gatekeeper, other.gatekeeper),
            liaison: (self.liaison, other.liaison),
            total: (self.total, other.total),
        }
    }
}

impl ByRole<u64> {
    fn count(&mut self, a: u32, v: u32, c: u32) {
        let role = match (a == v, v == c, a == c) {
            (true, true, _) => &mut self.coordinator,
            (true, false, _) => &mut self.representative,
            (false, true, _) => &mut self.gatekeeper,
            (false, false, true) => &mut self.itinerant,
            (false, false, false) => &mut self.liaison,
        };
        *role += 1;
        self.total += 1;
    }

    /// Each role as a share of all; `None` for a node in no role.
    pub fn shares(self) -> Option<ByRole<f64>> {
        let total = self.total as f64;
        (self.total > 0).then(|| self.map(|count| count as f64 / total))
    }
}

/// How often each node stands in each role, on every open path of a graph, where every pair is known
/// (Gould & Fernandez 1989). An undirected tie counts in both directions. Paths with a node that
/// belongs to no group are left out.
///
/// All pairs of those before and those after are counted by their groups, and the closed ones taken off:
/// O(groups met + Σ over ties of the lesser degree), however large a hub is. On all threads.
pub fn roles<G: Walk>(graph: &G, groups: &Groups) -> Vec<ByRole<u64>> {
    let (rows, back) = (graph.rows(), graph.back_rows());
    let of = groups.of();
    (0..rows.nodes() as u32)
        .into_par_iter()
        .map_init(
            || vec![(0_u64, 0_u64); groups.len()],
            |ends, v| {
                let Some(own) = of[v as usize] else {
                    return ByRole::default();
                };
                let (before, after) = (back.of(v), rows.of(v));
                for group in before.iter().filter_map(|&a| of[a as usize]) {
                    ends[group as usize].0 += 1;
                }
                for group in after.iter().filter_map(|&c| of[c as usize]) {
                    ends[group as usize].1 += 1;
                }
                let (inside, all, mut alike) = (
                    ends[own as usize],
                    ends.iter()
                        .fold((0, 0), |sum, end| (sum.0 + end.0, sum.1 + end.1)),
                    0,
                );
                for (group, end) in ends.iter().enumerate() {
                    if group as u32 != own {
                        alike += end.0 * end.1;
                    }
                }
                let outside = (all.0 - inside.0, all.1 - inside.1);
                let pairs = ByRole {
                    coordinator: inside.0 * inside.1,
                    itinerant: alike,
                    representative: inside.0 * outside.1,
                    gatekeeper: outside.0 * inside.1,
                    liaison: outside.0 * outside.1 - alike,
                    total: all.0 * all.1,
                };
                for &node in before.iter().chain(after) {
                    if let Some(group) = of[node as usize] {
                        ends[group as usize] = (0, 0);
                    }
                }
                let mut closed = ByRole::default();
                each_common(before, after, |at, _| {
                    if let Some(a) = of[before[at] as usize] {
                        closed.count(a, own, a);
                    }
                });
                for &a in before {
                    let Some(from) = of[a as usize] else { continue };
                    each_common(rows.of(a), after, |_, at| {
                        if let Some(to) = of[after[at] as usize] {
                            closed.count(from, own, to);
                        }
                    });
                }
                pairs.zip(closed).map(|(pairs, closed)| pairs - closed)
            },
        )
        .collect()
}

/// How many pairs of those before and those after there are at all nodes together: at most so many
/// open paths, of twelve bytes each.
pub fn most_open_paths<G: Walk>(graph: &G) -> usize {
    let (rows, back) = (graph.rows(), graph.back_rows());
    (0..rows.nodes() as u32)
        .map(|v| rows.of(v).len().saturating_mul(back.of(v).len()))
        .fold(0, usize::saturating_add)
}

/// The open paths of a graph: for each go-between v the pairs (a, c) it stands between.
#[derive(Debug, Clone)]
pub struct OpenPaths {
    /// (v, a, c), by v and then a and c.
    paths: Vec<(u32, u32, u32)>,
    /// Where each go-between's paths begin.
    starts: Vec<usize>,
    /// For each go-between, paths whose ends nobody has assessed.
    not_assessed: Vec<u64>,
}

/// The open paths through one node, and how many pairs around it nobody has assessed.
type Around = (Vec<(u32, u32, u32)>, u64);

impl OpenPaths {
    /// Finds them: a → v → c with a ≠ c, no tie a → c and, where not every pair is known, that pair
    /// assessed. An undirected tie counts in both directions, so that every open pair is met twice.
    /// O(Σ k_in k_out) time and memory.
    pub fn of<G: Walk>(graph: &G, known: &KnownPairs) -> Self {
        let (rows, back) = (graph.rows(), graph.back_rows());
        let nodes = rows.nodes();
        let found: Vec<Around> = (0..nodes as u32)
            .into_par_iter()
            .map(|v| around(v, rows, back, known))
            .collect();
        let mut all = Self {
            paths: Vec::with_capacity(found.iter().map(|found| found.0.len()).sum()),
            starts: vec![0],
            not_assessed: Vec::with_capacity(nodes),
        };
        for (paths, not_assessed) in found {
            all.paths.extend(paths);
            all.starts.push(all.paths.len());
            all.not_assessed.push(not_assessed);
        }
        all
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// For each go-between, how many paths were left out because nobody has assessed the pair at their
    /// ends.
    pub fn not_assessed(&self) -> &[u64] {
        &self.not_assessed
    }

    /// How often each node stands in each role (Gould & Fernandez 1989). Paths with a node that
    /// belongs to no group are left out. O(paths).
    pub fn roles(&self, groups: &Groups) -> Vec<ByRole<u64>> {
        self.counted(groups.of())
    }

    fn counted(&self, of: &[Option<u32>]) -> Vec<ByRole<u64>> {
        self.starts
            .windows(2)
            .map(|ends| {
                let mut counts = ByRole::default();
                for &(v, a, c) in &self.paths[ends[0]..ends[1]] {
                    if let (Some(a), Some(v), Some(c)) =
                        (of[a as usize], of[v as usize], of[c as usize])
                    {
                        counts.count(a, v, c);
                    }
                }
                counts
            })
            .collect()
    }

    /// How unusual each node's counts are: the share of shuffles of the groups among the nodes that
    /// have one in which the count is at least as great, (1 + times)/(1 + shuffles) (Phipson & Smyth
    /// 2010). The total is fixed by the shuffling and says nothing. O(shuffles · paths), on all threads;
    /// the same for the same seed.
    pub fn unusual(&self, groups: &Groups, shuffles: u32, seed: u64) -> Vec<ByRole<f64>> {
        let observed = self.roles(groups);
        let holders: Vec<usize> = (0..groups.of().len())
            .filter(|&node| groups.of()[node].is_some())
            .collect();
        let times = (0..shuffles)
            .into_par_iter()
            .fold(
                || vec![ByRole::<u64>::default(); observed.len()],
                |mut times, shuffle| {
                    let of = shuffled(groups, &holders, seed, shuffle);
                    for ((times, count), observed) in
                        times.iter_mut().zip(self.counted(&of)).zip(&observed)
                    {
                        *times = times
                            .zip(count.zip(*observed))
                            .map(|(times, (count, observed))| times + u64::from(count >= observed));
                    }
                    times
                },
            )
            .reduce(
                || vec![ByRole::default(); observed.len()],
                |one, other| {
                    one.into_iter()
                        .zip(other)
                        .map(|(one, other)| one.zip(other).map(|(one, other)| one + other))
                        .collect()
                },
            );
        let all = 1.0 + f64::from(shuffles);
        times
            .into_iter()
            .map(|times| times.map(|times| (1 + times) as f64 / all))
            .collect()
    }
}

/// The groups dealt out anew among the nodes that have one.
pub(crate) fn shuffled(
    groups: &Groups,
    holders: &[usize],
    seed: u64,
    shuffle: u32,
) -> Vec<Option<u32>> {
    let mut dealt: Vec<Option<u32>> = holders.iter().map(|&node| groups.of()[node]).collect();
    Random::new(seed, u64::from(shuffle)).shuffle(&mut dealt);
    let mut of = groups.of().to_vec();
    for (&node, group) in holders.iter().zip(dealt) {
        of[node] = group;
    }
    of
}

fn around(v: u32, rows: &Rows, back: &Rows, known: &KnownPairs) -> (Vec<(u32, u32, u32)>, u64) {
    let (mut paths, mut not_assessed) = (Vec::new(), 0);
    for &a in back.of(v) {
        let beyond = rows.of(a);
        let mut at = 0;
        for &c in rows.of(v) {
            while at < beyond.len() && beyond[at] < c {
                at += 1;
            }
            let closed = at < beyond.len() && beyond[at] == c;
            if c == a || closed {
                continue;
            }
            if known.holds(a, c) {
                paths.push((v, a, c));
            } else {
                not_assessed += 1;
            }
        }
    }
    (paths, not_assessed)
}

/// What is to be expected of a role, by chance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Moments {
    /// The mean.
    pub expected: f64,
    /// The variance.
    pub variance: f64,
}

impl Moments {
    /// How many standard deviations an observed count lies above what was expected; `None` where
    /// nothing can vary.
    pub fn z(self, observed: u64) -> Option<f64> {
        (self.variance > 0.0).then(|| (observed as f64 - self.expected) / self.variance.sqrt())
    }
}

/// Mean and variance of every role of every node were each of the N(N−1) arcs there by itself with the
/// chance d = m/(N(N−1)), the groups staying as they are (Gould & Fernandez 1989; as restated in
/// MEASURES §2, where they were confirmed by simulation). `None` for nodes without a group. `arcs`
/// counts an undirected tie twice. For experts: what is large against a random graph can be nothing
/// against shuffled groups.
pub fn expected_roles(groups: &Groups, arcs: usize) -> Vec<Option<ByRole<Moments>>> {
    let nodes = groups.of().len() as f64;
    let density = arcs as f64 / (nodes * (nodes - 1.0));
    let (p, q) = (
        density.powi(2) * (1.0 - density),
        density.powi(3) * (1.0 - density).powi(3),
    );
    let sizes: Vec<f64> = groups.sizes().into_iter().map(f64::from).collect();
    let pairs = |of: f64| of * (of - 1.0) / 2.0;
    // `ways`: ordered pairs (a, c) that give the role. `shared`: how many ordered pairs of those share
    // a node and so a tie, which makes them vary together.
    let moments = |ways: f64, shared: f64| Moments {
        expected: p * ways,
        variance: p * ways * (1.0 - p) + shared * q,
    };
    let by_group: Vec<ByRole<Moments>> = sizes
        .iter()
        .enumerate()
        .map(|(own, &n)| {
            let others = || {
                sizes
                    .iter()
                    .enumerate()
                    .filter(move |(group, _)| *group != own)
                    .map(|(_, &size)| size)
            };
            let outside = nodes - n;
            let in_and_out = moments(
                outside * (n - 1.0),
                2.0 * ((n - 1.0) * pairs(outside) + outside * pairs(n - 1.0)),
            );
            let all: f64 = others().sum();
            ByRole {
                coordinator: moments(
                    (n - 1.0) * (n - 2.0),
                    2.0 * (n - 1.0) * (n - 2.0) * (n - 3.0),
                ),
                itinerant: moments(
                    others().map(|m| m * (m - 1.0)).sum(),
                    2.0 * others().map(|m| m * (m - 1.0) * (m - 2.0)).sum::<f64>(),
                ),
                representative: in_and_out,
                gatekeeper: in_and_out,
                liaison: moments(
                    all * all - others().map(|m| m * m).sum::<f64>(),
                    4.0 * others().map(|m| m * pairs(outside - m)).sum::<f64>(),
                ),
                total: moments(
                    (nodes - 1.0) * (nodes - 2.0),
                    2.0 * (nodes - 1.0) * (nodes - 2.0) * (nodes - 3.0),
                ),
            }
        })
        .collect();
    groups
        .of()
        .iter()
        .map(|group| group.map(|group| by_group[group as usize]))
        .collect()
}
