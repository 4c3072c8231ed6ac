//! Who can introduce whom: the likeliest ways from one person to another through others.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::graph::Graph;

/// What an introduction may use.
#[derive(Debug, Clone, Default)]
pub struct Avoid {
    /// People who are not to be asked.
    pub people: BTreeSet<u32>,
    /// Ties not to be used, such as strained ones; the lower node first.
    pub ties: BTreeSet<(u32, u32)>,
}

impl Avoid {
    fn allows(&self, a: u32, b: u32) -> bool {
        !self.ties.contains(&(a.min(b), a.max(b)))
    }
}

/// One way to be introduced.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Introduction {
    /// From the one who asks to the one to be met, both included.
    pub path: Vec<u32>,
    /// The chance that every request on the way is passed on: the product of the chances of its ties.
    pub chance: f64,
    /// Whether it shares no go-between with the ways before it.
    pub independent: bool,
}

/// Up to `most` different ways from one person to another through at most `between` others, the
/// likeliest first. A tie passes a request on with the chance its weight gives, from 0 to 1 (strength/5
/// times willingness, MEASURES §2), so that the likeliest way is the shortest by d = −ln p. After the first
/// way come ways that share nobody with those before; when there are none left, the likeliest of the
/// others. The direct tie, where there is one, is not an introduction.
///
/// Of ways equally likely the one through fewer people comes first, then the one with the lower nodes.
/// O(m) for every person between and way, by the alternatives of Yen 1971.
pub fn introductions(
    graph: &Graph,
    from: u32,
    to: u32,
    chance: impl Fn(f64) -> f64,
    avoid: &Avoid,
    between: usize,
    most: usize,
) -> Vec<Introduction> {
    let finder = Finder {
        graph,
        to,
        chance: &chance,
        avoid,
        ties: between + 1,
    };
    if from == to || between == 0 {
        return Vec::new();
    }
    let mut found: Vec<Introduction> = Vec::new();
    let mut used: BTreeSet<u32> = BTreeSet::new();
    let mut ways = Alternatives::new(&finder, from);
    while found.len() < most {
        let next = finder.best(&[from], &used, &BTreeSet::from([to]));
        let Some(way) = next else { break };
        used.extend(&way.path[1..way.path.len() - 1]);
        found.push(Introduction {
            path: way.path,
            chance: way.chance,
            independent: true,
        });
    }
    while found.len() < most {
        let Some(way) = ways.next() else { break };
        if found.iter().all(|known| known.path != way.path) {
            found.push(Introduction {
                path: way.path,
                chance: way.chance,
                independent: false,
            });
        }
    }
    found
}

#[derive(Debug, Clone, PartialEq)]
struct Way {
    path: Vec<u32>,
    chance: f64,
}

impl Way {
    /// Whether it comes before another. Chances that differ by rounding alone are one.
    fn before(&self, other: &Self) -> bool {
        let equal = (self.chance - other.chance).abs() <= 1e-12 * self.chance.max(other.chance);
        if equal {
            (self.path.len(), &self.path) < (other.path.len(), &other.path)
        } else {
            self.chance > other.chance
        }
    }
}

struct Finder<'a, F> {
    graph: &'a Graph,
    to: u32,
    chance: &'a F,
    avoid: &'a Avoid,
    /// The most ties on a way.
    ties: usize,
}

impl<F: Fn(f64) -> f64> Finder<'_, F> {
    fn pass(&self, a: u32, b: u32, weight: f64) -> f64 {
        let chance = (self.chance)(weight);
        let usable = chance > 0.0 && self.avoid.allows(a, b);
        if usable { chance.min(1.0) } else { 0.0 }
    }

    fn chance_of(&self, path: &[u32]) -> f64 {
        path.windows(2)
            .map(|tie| {
                let weight = self.graph.weight(tie[0], tie[1]).unwrap_or(0.0);
                self.pass(tie[0], tie[1], weight)
            })
            .product()
    }

    /// The likeliest way that begins with `stem`, goes through none of `without` and does not take
    /// a first tie from the end of the stem to any of `not_next`; never the direct tie.
    fn best(&self, stem: &[u32], without: &BTreeSet<u32>, not_next: &BTreeSet<u32>) -> Option<Way> {
        let begin = *stem.last()?;
        // The best way to each node by the number of ties: chances are at most 1, so that the best
        // way of any length goes through nobody twice.
        let mut layer: std::collections::BTreeMap<u32, Way> = std::collections::BTreeMap::from([(
            begin,
            Way {
                path: stem.to_vec(),
                chance: self.chance_of(stem),
            },
        )]);
        let mut best: Option<Way> = None;
        for step in stem.len()..=self.ties {
            let mut next_layer: std::collections::BTreeMap<u32, Way> =
                std::collections::BTreeMap::new();
            for (&node, way) in &layer {
                for (next, weight) in self.graph.weighted_neighbours(node) {
                    let barred = (step == stem.len() && not_next.contains(&next))
                        || way.path.contains(&next)
                        || (next != self.to
                            && (without.contains(&next) || self.avoid.people.contains(&next)));
                    let chance = way.chance * self.pass(node, next, weight);
                    if barred || chance <= 0.0 {
                        continue;
                    }
                    let mut path = way.path.clone();
                    path.push(next);
                    let found = Way { path, chance };
                    if next == self.to {
                        if found.path.len() > 2
                            && best.as_ref().is_none_or(|best| found.before(best))
                        {
                            best = Some(found);
                        }
                    } else if next_layer
                        .get(&next)
                        .is_none_or(|known| found.before(known))
                    {
                        next_layer.insert(next, found);
                    }
                }
            }
            layer = next_layer;
        }
        best
    }
}

/// Ways one after another, the likeliest first (Yen 1971).
struct Alternatives<'a, F> {
    finder: &'a Finder<'a, F>,
    given: Vec<Way>,
    waiting: Vec<Way>,
}

impl<'a, F: Fn(f64) -> f64> Alternatives<'a, F> {
    fn new(finder: &'a Finder<'a, F>, from: u32) -> Self {
        let first = finder.best(&[from], &BTreeSet::new(), &BTreeSet::from([finder.to]));
        Self {
            finder,
            given: Vec::new(),
            waiting: first.into_iter().collect(),
        }
    }

    fn next(&mut self) -> Option<Way> {
        let mut best = 0;
        for at in 1..self.waiting.len() {
            if self.waiting[at].before(&self.waiting[best]) {
                best = at;
            }
        }
        if self.waiting.is_empty() {
            return None;
        }
        let way = self.waiting.swap_remove(best);
        for end in 1..way.path.len() {
            let stem = &way.path[..end];
            // A tie that a way given before took from the same stem leads to that way again.
            let mut not_next: BTreeSet<u32> = self
                .given
                .iter()
                .chain([&way])
                .filter(|known| known.path.len() > end && known.path[..end] == *stem)
                .map(|known| known.path[end])
                .collect();
            if end == 1 {
                not_next.insert(self.finder.to);
            }
            let without: BTreeSet<u32> = stem.iter().copied().collect();
            if let Some(found) = self.finder.best(stem, &without, &not_next)
                && !self.waiting.contains(&found)
                && !self.given.contains(&found)
            {
                self.waiting.push(found);
            }
        }
        self.given.push(way.clone());
        Some(way)
    }
}
