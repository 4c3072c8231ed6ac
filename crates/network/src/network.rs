//! A map through a lens: parties as nodes, relationships as edges.

use std::collections::BTreeSet;

use domain::{AudienceMap, Coverage, Level, Party, TieKind};

use crate::graph::{Edge, Graph, Meaning};
use crate::groups::KnownPairs;
use crate::relationship::{Affiliations, Relationship, add_through_leaders, relationships};

/// Who the nodes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nodes {
    /// The organisations open on the map's day.
    Organisations,
    /// The leaders who hold a post on the map's day, or of whom no post was ever recorded.
    Leaders,
}

/// A way of seeing a map as a graph. Two equal lenses on equal maps give equal networks, so a lens
/// may be part of a cache's key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lens {
    /// Who the nodes are.
    pub of: Nodes,
    /// Which kinds of tie count; `None` for every kind that is a working relationship (all but
    /// tension and sitting on the same body).
    pub kinds: Option<BTreeSet<TieKind>>,
    /// The least level that makes an edge; level 0, known to be none, never does.
    pub minimum_level: Level,
    /// Whether organisations of which nothing is stated relate as their leaders do.
    pub through_leaders: bool,
}

impl Lens {
    /// Leaders, every working relationship.
    pub const fn leaders() -> Self {
        Self {
            of: Nodes::Leaders,
            kinds: None,
            minimum_level: Level::Networking,
            through_leaders: false,
        }
    }

    /// Organisations, every working relationship, through their leaders where nothing is stated.
    pub const fn organisations() -> Self {
        Self {
            of: Nodes::Organisations,
            kinds: None,
            minimum_level: Level::Networking,
            through_leaders: true,
        }
    }
}

/// A map through a lens: a [`Graph`] whose nodes are parties and whose weights are levels, with
/// the relationship behind every edge and how many pairs are known at all.
#[derive(Debug, Clone)]
pub struct Network {
    lens: Lens,
    parties: Vec<Party>,
    graph: Graph,
    relationships: Vec<Relationship>,
    known: KnownPairs,
    assessed: Vec<u32>,
    coverage: Coverage,
}

impl Network {
    /// The network that a map is through a lens. Nodes stand in the order of their ids; a pair known
    /// to have no relationship, or one below the lens's level, is known but not an edge.
    pub fn of(map: &AudienceMap, lens: Lens) -> Self {
        let affiliations = Affiliations::of(map);
        let mut known = relationships(map, lens.kinds.as_ref());
        let parties: Vec<Party> = match lens.of {
            Nodes::Organisations => {
                if lens.through_leaders {
                    add_through_leaders(&mut known, &affiliations);
                }
                map.organisations()
                    .iter()
                    .map(|organisation| organisation.id.into())
                    .collect()
            }
            Nodes::Leaders => map
                .leaders()
                .iter()
                .filter(|leader| !affiliations.has_left(leader.id))
                .map(|leader| leader.id.into())
                .collect(),
        };
        let node = |party: Party| parties.binary_search(&party).ok();
        let mut assessed = vec![0; parties.len()];
        let mut pairs = Vec::new();
        let mut edges = Vec::new();
        let mut behind = Vec::new();
        // In the order of the pairs, which is the order in which a graph keeps its edges.
        for ((a, b), relationship) in known {
            let (Some(a), Some(b)) = (node(a), node(b)) else {
                continue;
            };
            pairs.push((a as u32, b as u32));
            assessed[a] += 1;
            assessed[b] += 1;
            if relationship.level >= lens.minimum_level.max(Level::Networking) {
                let weight = f64::from(relationship.level.number());
                edges.push(Edge {
                    a: a as u32,
                    b: b as u32,
                    weight,
                });
                behind.push(relationship);
            }
        }
        let count = parties.len() as u32;
        Self {
            lens,
            graph: Graph::from_simple(count, edges, Meaning::Strength),
            relationships: behind,
            coverage: Coverage {
                assessed: pairs.len() as u32,
                possible: count * count.saturating_sub(1) / 2,
            },
            known: KnownPairs::of(parties.len(), pairs),
            assessed,
            parties,
        }
    }

    /// The lens it was seen through.
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    /// The party at each node, in the order of their ids.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// The node of a party.
    pub fn node(&self, party: Party) -> Option<u32> {
        self.parties
            .binary_search(&party)
            .ok()
            .map(|node| node as u32)
    }

    /// The graph to measure. Its weights are levels, and strength: level 5 is the shortest.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The relationship behind each of the graph's edges, in their order.
    pub fn relationships(&self) -> &[Relationship] {
        &self.relationships
    }

    /// The pairs somebody has assessed, tied or not.
    pub fn known_pairs(&self) -> &KnownPairs {
        &self.known
    }

    /// Pairs of nodes somebody has assessed, of all pairs.
    pub fn coverage(&self) -> Coverage {
        self.coverage
    }

    /// Of the pairs a node could have, how many somebody has assessed.
    pub fn coverage_of(&self, node: u32) -> Coverage {
        Coverage {
            assessed: self.assessed[node as usize],
            possible: (self.parties.len() as u32).saturating_sub(1),
        }
    }

    /// How many edges rest on one side's word or an outsider's.
    pub fn unconfirmed(&self) -> u32 {
        self.relationships
            .iter()
            .filter(|relationship| !relationship.confirmed)
            .count() as u32
    }
}
