//! How much is tried where a map is large: decided by its size alone, so that the same map gives the same answer on any
//! machine.

use network::measures::{betweenness, betweenness_estimate};
use network::{Graph, Nodes, Plausible, Weighting};
use serde::Serialize;

use crate::finding::{Figures, Finding};
use crate::stability::{DRAWS, Draws};
use crate::words::stability as say;

/// How many times a node or the end of a tie may be looked at in all. A map of the work of a day (400 leaders, 3,000
/// ties) stays below it with every version tried in full; one of the whole country takes about half a minute.
const MOST_LOOKS: f64 = 5e9;
/// From fewer leaders than this the ways are not followed: too little would be known of any go-between.
const FEWEST_SOURCES: f64 = 256.0;
/// What needs no more than this is done before anybody would ask how far it is.
const QUICK_LOOKS: f64 = 1e8;
/// With fewer versions than this nothing could be said of nine in ten.
const FEWEST_DRAWS: f64 = 50.0;

/// What is tried, and how.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Effort {
    /// How many versions, and from which seed.
    #[serde(flatten)]
    pub draws: Draws,
    /// How many were asked for.
    pub asked: u32,
    /// From how many of them the ways are followed in each version to find the go-betweens; `None`: from every one.
    pub ways_from: Option<u32>,
    /// The largest standard error of a go-between's value that this estimate leaves, as a share of all pairs of others.
    pub standard_error: Option<f64>,
}

impl Default for Effort {
    fn default() -> Self {
        Self::full(Draws::default())
    }
}

impl Effort {
    const fn full(draws: Draws) -> Self {
        Self {
            draws,
            asked: draws.draws,
            ways_from: None,
            standard_error: None,
        }
    }

    /// What can be tried of a map. Where the usual number of versions would take too long with every way followed, ways
    /// are followed from some leaders only; where those would be too few, there are fewer versions.
    pub(crate) fn of(plausible: &Plausible, nodes: usize, asked: Draws, ways: bool) -> Self {
        let nodes = nodes as f64;
        let from_one = nodes + 2.0 * plausible.ties_expected();
        if !ways || from_one * nodes * f64::from(DRAWS) <= MOST_LOOKS {
            return Self::full(asked);
        }
        let searches = MOST_LOOKS / from_one;
        let each = searches / f64::from(DRAWS);
        if each >= FEWEST_SOURCES {
            return Self {
                ways_from: Some(each as u32),
                ..Self::full(asked)
            };
        }
        let sources = FEWEST_SOURCES.min(nodes);
        // In round numbers, which are easier to say.
        let most = ((searches / sources / 10.0).floor() * 10.0).max(FEWEST_DRAWS) as u32;
        Self {
            draws: Draws {
                draws: asked.draws.min(most),
                ..asked
            },
            ways_from: Some(sources as u32),
            ..Self::full(asked)
        }
    }

    /// Whether it is done at once, by the size of the map alone.
    pub(crate) fn is_quick(&self, plausible: &Plausible, nodes: usize, ways: bool) -> bool {
        let nodes = nodes as f64;
        let from_one = nodes + 2.0 * plausible.ties_expected();
        // Without ways to follow, each version is looked through once at each level of tie.
        let times = if ways { nodes } else { 6.0 };
        from_one * times * f64::from(self.draws.draws) <= QUICK_LOOKS
    }

    /// Who lies between others in one version.
    pub(crate) fn go_betweens(&self, graph: &Graph, number: u32) -> Vec<f64> {
        match self.ways_from {
            None => betweenness(graph, Weighting::Weighted),
            Some(sources) => {
                // Other leaders each time, so that who they are is one more thing that a rank must bear.
                let seed = self.draws.seed.wrapping_add(1 + u64::from(number));
                betweenness_estimate(graph, Weighting::Weighted, sources as usize, seed).values
            }
        }
    }

    /// How far an estimate from so many leaders may be out, on the map as recorded.
    pub(crate) fn with_error_on(self, graph: &Graph) -> Self {
        let Some(sources) = self.ways_from else {
            return self;
        };
        let nodes = graph.nodes() as f64;
        let seed = self.draws.seed;
        let found = betweenness_estimate(graph, Weighting::Weighted, sources as usize, seed);
        let largest = found.standard_errors.into_iter().fold(0.0, f64::max);
        let pairs = (nodes - 1.0) * (nodes - 2.0) / 2.0;
        Self {
            standard_error: Some(if pairs > 0.0 { largest / pairs } else { 0.0 }),
            ..self
        }
    }

    /// What is said where less is tried than was asked, or where ways are estimated.
    pub(crate) fn finding(
        &self,
        nodes: Nodes,
        size: u32,
        coverage: domain::Coverage,
    ) -> Option<Finding> {
        let from = self.ways_from?;
        let fewer = self.draws.draws < self.asked;
        Some(Finding {
            code: "tried_less",
            sentence: say::tried_less(
                nodes,
                size,
                self.draws.draws,
                fewer.then_some(self.asked),
                from,
                self.standard_error.unwrap_or(0.0),
            ),
            figures: Figures::from([
                ("draws", self.draws.draws.into()),
                ("asked", self.asked.into()),
                ("ways_from", from.into()),
                ("standard_error", self.standard_error.unwrap_or(0.0).into()),
            ]),
            evidence: Vec::new(),
            coverage,
            what_next: say::NEXT_TRIED_LESS.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use network::{Groups, Judged};

    use super::*;

    /// So many nodes in a ring, each tied with so many after it.
    fn ring(nodes: u32, each: u32) -> Plausible {
        let pairs = (0..nodes).flat_map(|a| (1..=each).map(move |by| (a, (a + by) % nodes)));
        let judged = pairs.map(|(a, b)| Judged {
            a,
            b,
            level: 3,
            low: 2,
            high: 4,
            confidence: 0.7,
        });
        let groups = Groups::named(vec![None; nodes as usize]);
        Plausible::of(nodes as usize, judged, &groups)
    }

    #[test]
    fn a_footprint_is_tried_in_full_and_a_country_less_by_its_size() {
        let asked = Draws::default();
        let full = Effort::of(&ring(400, 4), 400, asked, true);
        assert_eq!(full, Effort::full(asked));
        let country = ring(10_000, 4);
        let less = Effort::of(&country, 10_000, asked, true);
        assert_eq!(less.ways_from, Some(256));
        assert!((50..200).contains(&less.draws.draws), "{less:?}");
        assert_eq!((less.asked, less.draws.seed), (500, 1));
        // Who asks for fewer still gets as few, and what needs no ways is not cut down.
        let few = Draws { draws: 7, ..asked };
        assert_eq!(Effort::of(&country, 10_000, few, true).draws, few);
        assert_eq!(
            Effort::of(&country, 10_000, asked, false),
            Effort::full(asked)
        );
    }

    #[test]
    fn between_the_two_the_versions_stay_and_the_ways_are_fewer() {
        let less = Effort::of(&ring(1_500, 2), 1_500, Draws::default(), true);
        assert_eq!(less.draws, Draws::default());
        let from = less.ways_from.unwrap_or(0);
        assert!((256..1_500).contains(&from), "{less:?}");
    }
}
