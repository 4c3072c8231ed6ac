//! Groups that nobody named: parts of a network tied more closely within than to the rest.

use rayon::prelude::*;

use crate::graph::{Graph, Weighting};
use crate::random::Random;
use crate::rows::Walk;

/// A division of a network into communities.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The community of each node: 0 for the largest, then by their lowest nodes.
    pub of: Vec<u32>,
    /// The members of each, rising.
    pub members: Vec<Vec<u32>>,
    /// The modularity Q of the division.
    pub modularity: f64,
    /// From how many beginnings the best was taken.
    pub starts: u32,
}

/// Communities by the method of Leiden (Traag, Waltman & van Eck 2019), for modularity
/// Q = Σ_c [w_c/m − (s_c/2m)²] with w_c the weight within a community, s_c the strength of its members
/// and m all weight (Newman & Girvan 2004). Every community is connected. The best of several
/// beginnings, more of them the smaller the network, on all threads; the same for the same seed.
pub fn communities(graph: &Graph, weighting: Weighting, seed: u64) -> Communities {
    /// Nodes and ties of all beginnings together: about a second on one thread.
    const WORK: usize = 600_000;
    let size = (graph.edges().len() + graph.nodes()).max(1);
    communities_of(graph, weighting, seed, (WORK / size).clamp(1, 200) as u32)
}

/// The same from so many beginnings.
pub fn communities_of(graph: &Graph, weighting: Weighting, seed: u64, starts: u32) -> Communities {
    found(graph, weighting, seed, starts.max(1), THOROUGH)
}

/// The same from one beginning, gone through twice: for very large networks, or a first look.
pub fn communities_quickly(graph: &Graph, weighting: Weighting, seed: u64) -> Communities {
    found(graph, weighting, seed, 1, 2)
}

/// How often all is gone through at most; seldom does it still help.
const THOROUGH: usize = 12;

fn found(
    graph: &Graph,
    weighting: Weighting,
    seed: u64,
    starts: u32,
    rounds: usize,
) -> Communities {
    let level = Level::of(graph, weighting);
    let best = (0..starts)
        .into_par_iter()
        .map(|start| {
            let of = leiden(
                &level,
                Beginning::of(start),
                rounds,
                Random::new(seed, u64::from(start)),
            );
            (level.quality(&of), canonical(&of))
        })
        .collect::<Vec<_>>()
        .into_iter()
        .reduce(|best, next| {
            // Equal but for rounding: the one that comes first as a list, whichever was found first.
            let better = if (next.0 - best.0).abs() <= 1e-12 {
                next.1 < best.1
            } else {
                next.0 > best.0
            };
            if better { next } else { best }
        });
    let (_, of) = best.unwrap_or_default();
    described(graph, &level, &of, starts)
}

/// The modularity of any division, by group number. O(n + m).
pub fn modularity(graph: &Graph, weighting: Weighting, of: &[u32]) -> f64 {
    Level::of(graph, weighting).quality(&canonical(of))
}

fn described(graph: &Graph, level: &Level, of: &[u32], starts: u32) -> Communities {
    let count = of.iter().max().map_or(0, |&most| most as usize + 1);
    let mut members = vec![Vec::new(); count];
    for (node, &community) in of.iter().enumerate() {
        members[community as usize].push(node as u32);
    }
    // The proof of connection: a community in several parts is cut into them, which never lowers Q,
    // for a pair of parts adds nothing within and is expected to.
    let mut parts: Vec<Vec<u32>> = members
        .iter()
        .flat_map(|members| connected(graph, members, of))
        .collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    let mut of = vec![0; graph.nodes()];
    for (index, part) in parts.iter().enumerate() {
        for &node in part {
            of[node as usize] = index as u32;
        }
    }
    Communities {
        modularity: level.quality(&of),
        of,
        members: parts,
        starts,
    }
}

fn connected(graph: &Graph, members: &[u32], of: &[u32]) -> Vec<Vec<u32>> {
    let mut left: std::collections::BTreeSet<u32> = members.iter().copied().collect();
    let mut parts = Vec::new();
    while let Some(start) = left.pop_first() {
        let mut part = vec![start];
        let mut head = 0;
        while head < part.len() {
            for &next in graph.neighbours(part[head]) {
                if of[next as usize] == of[start as usize] && left.remove(&next) {
                    part.push(next);
                }
            }
            head += 1;
        }
        part.sort_unstable();
        parts.push(part);
    }
    parts
}

/// Communities numbered in the order of their lowest nodes.
fn canonical(of: &[u32]) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let most = of.iter().max().map_or(0, |&most| most as usize + 1);
    let mut names = vec![NONE; most];
    let mut next = 0;
    of.iter()
        .map(|&community| {
            let name = &mut names[community as usize];
            if *name == NONE {
                *name = next;
                next += 1;
            }
            *name
        })
        .collect()
}

/// A network at one level of aggregation: its nodes are sets of nodes of the level below.
#[derive(Debug, Clone)]
struct Level {
    starts: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f64>,
    /// Weight within each node, counted from both ends.
    within: Vec<f64>,
    /// Sum of the weights of each node's ties, those within it from both ends.
    strength: Vec<f64>,
    /// All weight, from both ends: 2m.
    twice: f64,
}

impl Level {
    fn of(graph: &Graph, weighting: Weighting) -> Self {
        let rows = graph.rows();
        let nodes = rows.nodes();
        let weights = match weighting {
            Weighting::Steps => vec![1.0; rows.arcs()],
            Weighting::Weighted => graph.arc_weights(),
        };
        let mut starts: Vec<usize> = (0..nodes as u32).map(|node| rows.row(node).start).collect();
        starts.push(rows.arcs());
        let mut level = Self {
            starts,
            targets: rows.targets().to_vec(),
            weights,
            within: vec![0.0; nodes],
            strength: Vec::new(),
            twice: 0.0,
        };
        level.add_up();
        level
    }

    fn add_up(&mut self) {
        self.strength = (0..self.within.len())
            .map(|node| {
                self.within[node]
                    + self.weights[self.starts[node]..self.starts[node + 1]]
                        .iter()
                        .sum::<f64>()
            })
            .collect();
        self.twice = self.strength.iter().sum();
    }

    fn nodes(&self) -> usize {
        self.within.len()
    }

    fn ties(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = self.starts[node]..self.starts[node + 1];
        self.targets[row.clone()]
            .iter()
            .zip(&self.weights[row])
            .map(|(&next, &weight)| (next as usize, weight))
    }

    /// Q, summed in the order of the communities.
    fn quality(&self, of: &[u32]) -> f64 {
        if self.twice <= 0.0 {
            return 0.0;
        }
        let count = of.iter().max().map_or(0, |&most| most as usize + 1);
        let (mut inside, mut total) = (vec![0.0; count], vec![0.0; count]);
        for node in 0..self.nodes() {
            let community = of[node] as usize;
            inside[community] += self.within[node];
            total[community] += self.strength[node];
            for (next, weight) in self.ties(node) {
                if of[next] as usize == community {
                    inside[community] += weight;
                }
            }
        }
        inside
            .iter()
            .zip(&total)
            .map(|(inside, total)| inside / self.twice - (total / self.twice).powi(2))
            .sum()
    }

    /// The level above, one node for each part. Parts are numbered without gaps.
    fn aggregate(&self, of: &[u32], parts: usize) -> Self {
        let mut begin = vec![0_usize; parts + 1];
        for &part in of {
            begin[part as usize + 1] += 1;
        }
        for part in 0..parts {
            begin[part + 1] += begin[part];
        }
        let mut next = begin.clone();
        let mut members = vec![0_u32; self.nodes()];
        for (node, &part) in of.iter().enumerate() {
            members[next[part as usize]] = node as u32;
            next[part as usize] += 1;
        }
        let mut above = Self {
            starts: vec![0],
            targets: Vec::new(),
            weights: Vec::new(),
            within: vec![0.0; parts],
            strength: Vec::new(),
            twice: 0.0,
        };
        let mut to = Gathered::new(parts);
        for part in 0..parts {
            for &node in &members[begin[part]..begin[part + 1]] {
                above.within[part] += self.within[node as usize];
                for (other, weight) in self.ties(node as usize) {
                    to.add(of[other] as usize, weight);
                }
            }
            to.met.sort_unstable();
            for &other in &to.met {
                let weight = to.weight[other as usize];
                if other as usize == part {
                    above.within[part] += weight;
                } else {
                    above.targets.push(other);
                    above.weights.push(weight);
                }
            }
            to.clear();
            above.starts.push(above.targets.len());
        }
        above.add_up();
        above
    }
}

/// Weights gathered by community, and which were met.
struct Gathered {
    weight: Vec<f64>,
    met: Vec<u32>,
}

impl Gathered {
    fn new(count: usize) -> Self {
        Self {
            weight: vec![0.0; count],
            met: Vec::new(),
        }
    }

    fn add(&mut self, community: usize, weight: f64) {
        // Weights are above 0: nothing gathered means not met.
        let gathered = &mut self.weight[community];
        if *gathered == 0.0 {
            self.met.push(community as u32);
        }
        *gathered += weight;
    }

    fn clear(&mut self) {
        for &community in &self.met {
            self.weight[community as usize] = 0.0;
        }
        self.met.clear();
    }
}

/// How a run begins: the more kinds, the less they all miss the best division in the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beginning {
    /// Every node by itself, and the best join taken.
    Alone,
    /// Every node by itself, joins chosen freely among those that help.
    AloneFreely,
    /// A division by lot.
    Anyhow,
}

impl Beginning {
    fn of(start: u32) -> Self {
        match start % 3 {
            0 => Self::Alone,
            1 => Self::AloneFreely,
            _ => Self::Anyhow,
        }
    }
}

/// One run until nothing changes: move nodes, refine each community from within, aggregate the parts,
/// and again; then all of it again from what was found, while that still helps.
fn leiden(bottom: &Level, begin: Beginning, rounds: usize, mut random: Random) -> Vec<u32> {
    let nodes = bottom.nodes();
    let mut of: Vec<u32> = (0..nodes as u32).collect();
    if bottom.twice <= 0.0 {
        return of;
    }
    if begin == Beginning::Anyhow {
        let parts = 2 + random.below(nodes);
        of = (0..nodes)
            .map(|_| random.below(parts.min(nodes)) as u32)
            .collect();
    }
    let temperature = match begin {
        Beginning::Alone => 0.01,
        Beginning::AloneFreely | Beginning::Anyhow => 1.0,
    };
    let mut quality = f64::NEG_INFINITY;
    for _ in 0..rounds {
        let next = one_round(bottom, of.clone(), temperature, &mut random);
        let found = bottom.quality(&next);
        if found <= quality + 1e-14 {
            break;
        }
        (of, quality) = (next, found);
    }
    of
}

fn one_round(bottom: &Level, begin: Vec<u32>, temperature: f64, random: &mut Random) -> Vec<u32> {
    // Where each node of the bottom has come to among the nodes of the present level.
    let mut place: Vec<u32> = (0..bottom.nodes() as u32).collect();
    let mut of = begin;
    let mut held: Option<Level> = None;
    loop {
        let level = held.as_ref().unwrap_or(bottom);
        move_nodes(level, &mut of, random);
        of = canonical(&of);
        let communities = of.iter().max().map_or(0, |&most| most as usize + 1);
        if communities == level.nodes() {
            break;
        }
        let parts = canonical(&refine(level, &of, temperature, random));
        let count = parts.iter().max().map_or(0, |&most| most as usize + 1);
        if count == level.nodes() {
            // Nothing to aggregate, and the next level would be this one.
            break;
        }
        let above = level.aggregate(&parts, count);
        let mut of_parts = vec![0_u32; count];
        for (node, &part) in parts.iter().enumerate() {
            of_parts[part as usize] = of[node];
        }
        for place in &mut place {
            *place = parts[*place as usize];
        }
        of = of_parts;
        held = Some(above);
    }
    place.iter().map(|&node| of[node as usize]).collect()
}

/// Moves nodes to the community where Q grows most, until no move helps; a node whose neighbour moved
/// is looked at again.
fn move_nodes(level: &Level, of: &mut [u32], random: &mut Random) {
    let nodes = level.nodes();
    let mut total = vec![0.0; nodes];
    let mut size = vec![0_u32; nodes];
    for node in 0..nodes {
        total[of[node] as usize] += level.strength[node];
        size[of[node] as usize] += 1;
    }
    let mut free: Vec<u32> = (0..nodes as u32)
        .rev()
        .filter(|&c| size[c as usize] == 0)
        .collect();
    let mut queue: Vec<u32> = (0..nodes as u32).collect();
    random.shuffle(&mut queue);
    let mut queue = std::collections::VecDeque::from(queue);
    let mut waiting = vec![true; nodes];
    let mut to = Gathered::new(nodes);
    while let Some(node) = queue.pop_front() {
        let node = node as usize;
        waiting[node] = false;
        let (own, strength) = (of[node] as usize, level.strength[node]);
        for (next, weight) in level.ties(node) {
            to.add(of[next] as usize, weight);
        }
        total[own] -= strength;
        size[own] -= 1;
        let share = strength / level.twice;
        let gain = |community: usize, weight: f64| weight - share * total[community];
        let (mut best, mut most) = (own, gain(own, to.weight[own]));
        for &community in &to.met {
            let community = community as usize;
            let found = gain(community, to.weight[community]);
            if found > most + 1e-12 * level.twice {
                (best, most) = (community, found);
            }
        }
        if most < -1e-12 * level.twice && size[own] > 0 {
            // Better off alone.
            if let Some(alone) = free.pop() {
                best = alone as usize;
            }
        }
        to.clear();
        total[best] += strength;
        size[best] += 1;
        if best != own {
            of[node] = best as u32;
            if size[own] == 0 {
                free.push(own as u32);
            }
            for (next, _) in level.ties(node) {
                if of[next] as usize != best && !waiting[next] {
                    waiting[next] = true;
                    queue.push_back(next as u32);
                }
            }
        }
    }
}

/// Builds each community up again from single nodes, joining only what is well tied to the rest of it,
/// so that every part is connected; among the joins that help, by chance, the better the likelier. The
/// lower the temperature, in typical weights, the surer the best is taken.
fn refine(level: &Level, of: &[u32], temperature: f64, random: &mut Random) -> Vec<u32> {
    let nodes = level.nodes();
    let mut part: Vec<u32> = (0..nodes as u32).collect();
    let mut total = level.strength.clone();
    let mut community = vec![0.0; nodes];
    // The weight of each part's ties to the rest of its community.
    let mut outward = vec![0.0; nodes];
    let mut alone = vec![true; nodes];
    for node in 0..nodes {
        community[of[node] as usize] += level.strength[node];
        for (next, weight) in level.ties(node) {
            if of[next] == of[node] {
                outward[node] += weight;
            }
        }
    }
    let well_tied = |outward: f64, total: f64, community: f64| {
        outward >= total * (community - total) / level.twice
    };
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    random.shuffle(&mut order);
    let mut to = Gathered::new(nodes);
    let mut choices: Vec<(u32, f64)> = Vec::new();
    let typical = level.twice / level.targets.len().max(1) as f64;
    for node in order {
        let node = node as usize;
        let whole = community[of[node] as usize];
        let strength = level.strength[node];
        if !alone[node] || !well_tied(outward[node], strength, whole) {
            continue;
        }
        for (next, weight) in level.ties(node) {
            if of[next] == of[node] {
                to.add(part[next] as usize, weight);
            }
        }
        choices.clear();
        let mut most = 0.0_f64;
        for &other in &to.met {
            let other = other as usize;
            let gain = to.weight[other] - strength * total[other] / level.twice;
            if gain >= 0.0 && well_tied(outward[other], total[other], whole) {
                choices.push((other as u32, gain));
                most = most.max(gain);
            }
        }
        if let Some(chosen) = chosen(&choices, most, temperature * typical, random) {
            let chosen = chosen as usize;
            // The tie between the two no longer leads outward, from either end.
            outward[chosen] += outward[node] - 2.0 * to.weight[chosen];
            total[chosen] += strength;
            total[node] = 0.0;
            part[node] = chosen as u32;
            alone[chosen] = false;
        }
        to.clear();
    }
    part
}

fn chosen(choices: &[(u32, f64)], most: f64, temperature: f64, random: &mut Random) -> Option<u32> {
    if choices.len() < 2 {
        return choices.first().map(|choice| choice.0);
    }
    let chance = |gain: f64| ((gain - most) / temperature).exp();
    let all: f64 = choices.iter().map(|choice| chance(choice.1)).sum();
    let mut left = random.unit() * all;
    for &(part, gain) in choices {
        left -= chance(gain);
        if left <= 0.0 {
            return Some(part);
        }
    }
    choices.last().map(|choice| choice.0)
}
