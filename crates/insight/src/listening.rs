//! Who listens to whom, as far as ties and trust are judged.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AssessmentId, AudienceMap, Coverage, LeaderId, Party, Perceiver, TieKind, TieStatus};
use jiff::civil::Date;
use network::Graph;

use crate::ground::Ground;

/// A trust nobody has judged counts as the middle of its scale.
const USUAL_TRUST: u8 = 3;

/// Who listens to whom: level times trust, from the judgements of ties between people.
///
/// Along a tie that goes one way (trusts, listens to, reports to) attention goes that way only; along any other both
/// ways. The trust of the one who listens counts; where they have said nothing, what others say of it; where nobody
/// has, the middle of the scale.
pub(crate) struct Listening {
    /// Trust of the first in the second.
    trust: BTreeMap<(u32, u32), u8>,
    /// Pairs of which only one listens to the other.
    one_way: BTreeMap<(u32, u32), (bool, bool)>,
    /// Of whom it is recorded that the first listens to, trusts or reports to the second.
    said: BTreeSet<(u32, u32)>,
    /// Pairs tied, and of those, how many with a judged trust on either side.
    pub(crate) judged: Coverage,
}

impl Listening {
    pub(crate) fn of(ground: &Ground<'_>) -> Self {
        let map = ground.map;
        let nodes = |a: Party, b: Party| Some((ground.network.node(a)?, ground.network.node(b)?));
        let mut ways: BTreeMap<(u32, u32), (bool, bool)> = BTreeMap::new();
        let mut told: BTreeSet<(u32, u32)> = BTreeSet::new();
        let mut said: BTreeMap<(u32, u32), (bool, Date, AssessmentId, u8)> = BTreeMap::new();
        for tie in map.ties().iter() {
            let Some((a, b)) = nodes(tie.a, tie.b).filter(|(a, b)| a != b) else {
                continue;
            };
            if !network::is_working_relationship(tie.kind)
                || tie.status_on(map.as_of()) != TieStatus::Current
            {
                continue;
            }
            let one_way = matches!(
                tie.kind,
                TieKind::Trusts | TieKind::ListensTo | TieKind::ReportsTo
            );
            if one_way {
                told.insert((a, b));
            }
            let way = ways.entry((a.min(b), a.max(b))).or_default();
            if !one_way || a < b {
                way.0 = true;
            }
            if !one_way || a > b {
                way.1 = true;
            }
        }
        for judgement in map.assessments().iter() {
            let (Some(trust), Some(tie)) = (judgement.trust, map.tie(judgement.tie_id)) else {
                continue;
            };
            let Some((a, b)) = nodes(tie.a, tie.b).filter(|(a, b)| a != b) else {
                continue;
            };
            let by = match &judgement.perceiver {
                Some(Perceiver::Leader(id)) => ground.node(*id),
                _ => None,
            };
            for (from, to) in [(a, b), (b, a)] {
                let own = by == Some(from);
                // The other side's trust is theirs, and says nothing of this one's.
                if by == Some(to) {
                    continue;
                }
                let heard = (own, judgement.date, judgement.id, trust.number());
                said.entry((from, to))
                    .and_modify(|known| *known = heard.max(*known))
                    .or_insert(heard);
            }
        }
        let trust: BTreeMap<(u32, u32), u8> = said
            .into_iter()
            .map(|(pair, heard)| (pair, heard.3))
            .collect();
        let edges = ground.graph().edges();
        let judged = edges.iter().filter(|edge| {
            trust.contains_key(&(edge.a, edge.b)) || trust.contains_key(&(edge.b, edge.a))
        });
        Self {
            judged: Coverage {
                assessed: judged.count() as u32,
                possible: edges.len() as u32,
            },
            one_way: ways
                .into_iter()
                .filter(|(_, (up, down))| up != down)
                .collect(),
            trust,
            said: told,
        }
    }

    /// Whether anybody has recorded who listens to whom, or trusts whom; if not, working ties alone speak for it.
    pub(crate) fn is_recorded(&self) -> bool {
        !self.said.is_empty() || self.judged.assessed > 0
    }

    /// Of how many it is recorded that they listen to, trust or report to this one.
    pub(crate) fn said_to_listen(&self, node: u32) -> u32 {
        self.said.iter().filter(|said| said.1 == node).count() as u32
    }

    fn weight(&self, from: u32, to: u32, level: f64) -> f64 {
        let (up, down) = self
            .one_way
            .get(&(from.min(to), from.max(to)))
            .copied()
            .unwrap_or((true, true));
        let listens = if from < to { up } else { down };
        let trust = self.trust.get(&(from, to)).copied().unwrap_or(USUAL_TRUST);
        if listens {
            level * f64::from(trust)
        } else {
            0.0
        }
    }

    /// Every arc from one who listens to the one listened to, with level times trust.
    pub(crate) fn arcs(&self, graph: &Graph) -> Vec<(u32, u32, f64)> {
        graph
            .edges()
            .iter()
            .flat_map(|edge| [(edge.a, edge.b, edge.weight), (edge.b, edge.a, edge.weight)])
            .map(|(from, to, level)| (from, to, self.weight(from, to, level)))
            .filter(|arc| arc.2 > 0.0)
            .collect()
    }

    /// The attention each receives: the sum over the others of the share of their attention that is given to this one,
    /// Σ_j W_ji with W row-stochastic from trust times level (MEASURES §1).
    pub(crate) fn received(&self, graph: &Graph) -> Vec<f64> {
        let arcs = self.arcs(graph);
        let mut given = vec![0.0; graph.nodes()];
        for (from, _, weight) in &arcs {
            given[*from as usize] += weight;
        }
        let mut received = vec![0.0; graph.nodes()];
        for (from, to, weight) in &arcs {
            received[*to as usize] += weight / given[*from as usize];
        }
        received
    }
}

/// The attention each leader receives, as so many people's whole attention: the sum over the others of the share of
/// theirs that is given to this one (MEASURES §1). `None` where nobody has assessed a pair with that leader; nobody at
/// all in a publication.
pub fn attention(map: &AudienceMap) -> BTreeMap<LeaderId, Option<f64>> {
    if map.audience().is_publication() {
        return BTreeMap::new();
    }
    let ground = Ground::of(map);
    let received = Listening::of(&ground).received(ground.graph());
    (0..ground.people() as u32)
        .filter_map(|node| {
            let known = ground.network.coverage_of(node).assessed > 0;
            Some((ground.leader(node)?, known.then(|| received[node as usize])))
        })
        .collect()
}
