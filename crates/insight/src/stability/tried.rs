//! What is measured on the map as recorded and on every plausible version of it, among leaders or among organisations.

use std::collections::BTreeMap;

use domain::AudienceMap;
use network::measures::{betweenness, degree, ranks};
use network::{
    Graph, Groups, HALF_LIFE_MONTHS, Judged, Network, Plausible, Relationships, Weighting,
};

use super::{Draws, Measured, Rank, Standing, TOP};
use crate::answer::Watch;
use crate::bodies::Bodies;
use crate::effort::Effort;
use crate::failure::Hangs;
use crate::ground::Ground;
use crate::listening::Listening;

/// What is about to be tried, with all that it needs.
pub(crate) struct Trial<'a> {
    network: &'a Network,
    plausible: Plausible,
    /// Organisations listen to nobody: only people do.
    listening: Option<Listening>,
    measures: &'a [Measured],
    /// What hangs on one person on the map as recorded.
    hangs: Option<&'a Hangs>,
    effort: Effort,
}

impl<'a> Trial<'a> {
    /// Of the leaders; those of one organisation make a block with those of another.
    pub(crate) fn of_leaders(
        ground: &'a Ground<'_>,
        draws: Draws,
        measures: &'a [Measured],
    ) -> Self {
        let plausible = plausible(
            ground.map,
            &ground.network,
            &ground.relationships,
            &ground.groups(),
        );
        let listening = measures
            .contains(&Measured::ListenedTo)
            .then(|| Listening::of(ground));
        Self::on(&ground.network, plausible, listening, draws, measures)
    }

    /// Of the organisations; those of one sector make a block with those of another.
    pub(crate) fn of_organisations(bodies: &'a Bodies<'_>, draws: Draws) -> Self {
        let plausible = plausible(
            bodies.map,
            &bodies.network,
            &bodies.relationships(),
            &bodies.groups(),
        );
        Self::on(
            &bodies.network,
            plausible,
            None,
            draws,
            &Measured::OF_BODIES,
        )
    }

    fn on(
        network: &'a Network,
        plausible: Plausible,
        listening: Option<Listening>,
        draws: Draws,
        measures: &'a [Measured],
    ) -> Self {
        let ways = measures.contains(&Measured::GoBetween);
        Self {
            effort: Effort::of(&plausible, network.parties().len(), draws, ways),
            network,
            plausible,
            listening,
            measures,
            hangs: None,
        }
    }

    /// Looks as well at what of this still hangs on the same person.
    pub(crate) fn and(self, hangs: &'a Hangs) -> Self {
        Self {
            hangs: Some(hangs),
            ..self
        }
    }

    /// How many versions it tries.
    pub(crate) const fn versions(&self) -> u32 {
        self.effort.draws.draws
    }

    /// Whether it is done so soon that whoever asks need not be told how far it is.
    pub(crate) fn is_quick(&self) -> bool {
        let ways = self.measures.contains(&Measured::GoBetween);
        self.effort
            .is_quick(&self.plausible, self.network.parties().len(), ways)
    }

    /// What is found on each version, without anybody being told how far it is.
    pub(crate) fn on_each<T: Send>(&self, measure: impl Fn(&Graph) -> T + Sync) -> Vec<T> {
        let Draws { draws, seed } = self.effort.draws;
        let versions = self
            .plausible
            .draws(draws, seed, |_, graph| measure(graph), || true);
        versions.unwrap_or_default()
    }

    /// Tries it; `None` where it was cancelled.
    pub(crate) fn run(self, watch: &Watch<'_>) -> Option<Tried> {
        let Self {
            network,
            plausible,
            listening,
            measures,
            hangs,
            effort,
        } = self;
        let Draws { draws, seed } = effort.draws;
        let measure = |graph: &Graph, by: Measured, number: Option<u32>| match (by, number) {
            (Measured::GoBetween, Some(number)) => effort.go_betweens(graph, number),
            // The map as recorded is measured once, and in full.
            (Measured::GoBetween, None) => betweenness(graph, Weighting::Weighted),
            (Measured::Contacts, _) => degree(graph).into_iter().map(f64::from).collect(),
            (Measured::ListenedTo, _) => listening.as_ref().map_or_else(
                || vec![0.0; graph.nodes()],
                |listening| listening.received(graph),
            ),
        };
        let versions = plausible.draws(
            draws,
            seed,
            |number, graph| {
                let mut between: Vec<bool> = Vec::new();
                let found: Vec<Vec<u32>> = measures
                    .iter()
                    .map(|&by| {
                        let values = measure(graph, by, Some(number));
                        if by == Measured::GoBetween {
                            between.extend(values.iter().map(|&value| value > 0.0));
                        }
                        ranks(&values)
                    })
                    .collect();
                let still = hangs.map_or_else(Vec::new, |hangs| hangs.still(graph));
                watch.one_done(draws);
                (found, between, still)
            },
            || watch.go_on(),
        )?;
        let mut drawn: BTreeMap<Measured, Vec<Vec<u32>>> = BTreeMap::new();
        let nodes = network.parties().len() as u32;
        let mut between = vec![0_u32; nodes as usize];
        let mut still = vec![0_u32; hangs.map_or(0, Hangs::len)];
        let tried = versions.len();
        for (ranks_by, is_between, still_hangs) in versions {
            for (&by, ranks) in measures.iter().zip(ranks_by) {
                drawn.entry(by).or_default().push(ranks);
            }
            count(&mut between, &is_between);
            count(&mut still, &still_hangs);
        }
        let shares = |times: Vec<u32>| -> Vec<f64> {
            let of = tried.max(1) as f64;
            times.into_iter().map(|n| f64::from(n) / of).collect()
        };
        let graph = network.graph();
        let recorded: BTreeMap<Measured, Vec<f64>> = measures
            .iter()
            .map(|&by| (by, measure(graph, by, None)))
            .collect();
        Some(Tried {
            effort: effort.with_error_on(graph),
            nodes,
            assessed: (0..nodes)
                .map(|node| network.coverage_of(node).assessed > 0)
                .collect(),
            recorded_ranks: recorded
                .iter()
                .map(|(&by, values)| (by, ranks(values)))
                .collect(),
            recorded,
            drawn,
            between: shares(between),
            still: shares(still),
            plausible,
        })
    }
}

/// Everything measured on the map as recorded and on every plausible version.
pub(crate) struct Tried {
    pub(crate) plausible: Plausible,
    pub(crate) effort: Effort,
    nodes: u32,
    assessed: Vec<bool>,
    recorded: BTreeMap<Measured, Vec<f64>>,
    recorded_ranks: BTreeMap<Measured, Vec<u32>>,
    /// For each measure the ranks in each version.
    drawn: BTreeMap<Measured, Vec<Vec<u32>>>,
    /// For each node the share of versions in which it is on the shortest way of others.
    between: Vec<f64>,
    /// For each thing that hangs on somebody the share of versions in which it still does.
    pub(crate) still: Vec<f64>,
}

impl Tried {
    /// Of the leaders, by these measures; `None` where it was cancelled.
    pub(crate) fn only(
        ground: &Ground<'_>,
        draws: Draws,
        watch: &Watch<'_>,
        measures: &[Measured],
    ) -> Option<Self> {
        Trial::of_leaders(ground, draws, measures).run(watch)
    }

    /// The value on the map as recorded.
    pub(crate) fn value(&self, by: Measured, node: u32) -> f64 {
        self.recorded
            .get(&by)
            .map_or(0.0, |values| values[node as usize])
    }

    /// Who is among the first quarter on the map as recorded, and in what share of versions. Equals are in it only
    /// where all of them fit.
    pub(crate) fn first_quarter(&self, by: Measured) -> Vec<(bool, f64)> {
        let last = self.nodes.div_ceil(4) as usize;
        let nobody = vec![0; self.nodes as usize];
        let recorded = self.recorded_ranks.get(&by).unwrap_or(&nobody);
        let end = end_of_first(recorded, last);
        let versions = self.drawn.get(&by).map_or(&[][..], Vec::as_slice);
        let mut times = vec![0_u32; self.nodes as usize];
        for ranks in versions {
            let end = end_of_first(ranks, last);
            for (times, &rank) in times.iter_mut().zip(ranks) {
                *times += u32::from(rank <= end);
            }
        }
        recorded
            .iter()
            .enumerate()
            .map(|(node, &rank)| {
                let there = rank <= end && self.value(by, node as u32) > 0.0;
                let share = if versions.is_empty() {
                    f64::from(u8::from(there))
                } else {
                    f64::from(times[node]) / versions.len() as f64
                };
                (there, share)
            })
            .collect()
    }

    /// In what share of versions somebody is on the shortest way of others; 0 where none was tried.
    pub(crate) fn between_share(&self, node: u32) -> f64 {
        self.between[node as usize]
    }

    /// In what share of versions somebody is among the first five; 0 where none was tried.
    pub(crate) fn first_share(&self, by: Measured, node: u32) -> f64 {
        let versions = self.drawn.get(&by).map_or(&[][..], Vec::as_slice);
        let first = versions.iter().filter(|ranks| ranks[node as usize] <= TOP);
        first.count() as f64 / versions.len().max(1) as f64
    }

    /// Where somebody stands.
    pub(crate) fn standing(&self, by: Measured, node: u32) -> Standing {
        let at = node as usize;
        if !self.assessed[at] {
            return Standing::NotAssessed;
        }
        if self.value(by, node) <= 0.0 {
            return Standing::NoneOnRecord;
        }
        let position = self.recorded_ranks.get(&by).map_or(0, |ranks| ranks[at]);
        let mut places: Vec<u32> = self
            .drawn
            .get(&by)
            .into_iter()
            .flatten()
            .map(|ranks| ranks[at])
            .collect();
        places.sort_unstable();
        let count = places.len();
        let (Some(&low), Some(&high)) = (
            places.get(count / 20),
            places.get(count.saturating_sub(1 + count / 20)),
        ) else {
            // Nothing was tried, so nothing is settled.
            return Standing::NotSettled {
                low: 1,
                high: self.nodes,
                of: self.nodes,
            };
        };
        let covers_half = (high - low + 1) * 2 >= self.nodes;
        if covers_half || !(low..=high).contains(&position) {
            return Standing::NotSettled {
                low,
                high,
                of: self.nodes,
            };
        }
        let share = |wanted: &dyn Fn(u32) -> bool| {
            places.iter().filter(|&&place| wanted(place)).count() as f64 / count as f64
        };
        Standing::Settled(Rank {
            position,
            of: self.nodes,
            low,
            high,
            holds: share(&|place| place == position),
            top_5_share: share(&|place| place <= TOP),
        })
    }
}

fn count(times: &mut [u32], is_so: &[bool]) {
    for (times, &is_so) in times.iter_mut().zip(is_so) {
        *times += u32::from(is_so);
    }
}

/// The greatest rank that no more than `last` of them have or better; 0 where the first are too many equals.
pub(crate) fn end_of_first(ranks: &[u32], last: usize) -> u32 {
    let mut sorted = ranks.to_vec();
    sorted.sort_unstable();
    let mut end = 0;
    let mut counted = 0;
    for equals in sorted.chunk_by(|one, other| one == other) {
        counted += equals.len();
        if counted > last {
            break;
        }
        end = equals[0];
    }
    end
}

/// The parties of a network with all that is not known of how they relate.
fn plausible(
    map: &AudienceMap,
    network: &Network,
    relationships: &Relationships,
    groups: &Groups,
) -> Plausible {
    let judged = relationships.iter().filter_map(|((a, b), known)| {
        let (a, b) = (network.node(*a)?, network.node(*b)?);
        // The surest judgement speaks for the pair, each the less sure the older it is.
        let confidence = known
            .assessments
            .iter()
            .filter_map(|&id| map.assessment(id))
            .map(|judgement| {
                let months = months(judgement.date, map.as_of());
                let halves = f64::from(months) / f64::from(HALF_LIFE_MONTHS);
                judgement.confidence.share() * (-halves).exp2()
            })
            .fold(0.0, f64::max);
        let level = known.level.number();
        // Where only one value is possible by the record, somebody unsure of it may still be one level out.
        let (low, high) = if known.actual.is_known() {
            (level.saturating_sub(1), (level + 1).min(5))
        } else {
            (known.actual.low, known.actual.high)
        };
        Some(Judged {
            a,
            b,
            level,
            low,
            high,
            confidence,
        })
    });
    Plausible::of(network.parties().len(), judged, groups)
}

fn months(from: jiff::civil::Date, to: jiff::civil::Date) -> i32 {
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12
        + (i32::from(to.month()) - i32::from(from.month()))
        - i32::from(to.day() < from.day());
    months.max(0)
}
