//! In how many plausible versions of an incomplete map what hangs on one person still does.

use domain::{LeaderId, Level, OrganisationId, Party};
use network::Graph;

use super::SinglePoints;
use crate::answer::Watch;
use crate::gaps::People;
use crate::ground::Ground;
use crate::stability::{Draws, Trial};

/// Everything that hangs on one person on the map as recorded, to be looked at on other versions of it: first every
/// relationship of every point, then every part, in their order.
pub(crate) struct Hangs {
    things: Vec<Thing>,
}

struct Thing {
    /// On whom.
    on: u32,
    /// When ties of this level or above count.
    level: Level,
    what: What,
}

enum What {
    /// The ties between two organisations.
    Between {
        /// The people of one alone.
        left: Vec<u32>,
        /// Those of the other alone, by their number.
        right: Vec<u32>,
        /// Whether whoever it hangs on links the two without a tie to anybody.
        alone: bool,
    },
    /// People who have no other way to the rest, by their number.
    Part(Vec<u32>),
}

impl Hangs {
    pub(crate) fn of(ground: &Ground<'_>, own: &SinglePoints) -> Self {
        let people = People::of(ground.map, &ground.relationships, &ground.affiliations);
        let mut things = Vec::new();
        for point in &own.points {
            let Some((on, leader)) = ends(ground, point.leader.party) else {
                continue;
            };
            for one in &point.relationships {
                let (Some(a), Some(b)) = (organisation(one.a.party), organisation(one.b.party))
                else {
                    continue;
                };
                let side = |of: OrganisationId, other: OrganisationId| -> Vec<u32> {
                    let leaders = people.only_at(of, other).into_iter();
                    let mut nodes: Vec<u32> = leaders.filter_map(|id| ground.node(id)).collect();
                    nodes.sort_unstable();
                    nodes
                };
                things.push(Thing {
                    on,
                    level: one.from_level,
                    what: What::Between {
                        left: side(a, b),
                        right: side(b, a),
                        alone: people.links_alone(leader, (a, b), one.from_level),
                    },
                });
            }
            for part in &point.parts {
                let members = part.people.iter();
                let mut members: Vec<u32> = members
                    .filter_map(|one| ground.network.node(one.party))
                    .collect();
                members.sort_unstable();
                things.push(Thing {
                    on,
                    level: part.level,
                    what: What::Part(members),
                });
            }
        }
        Self { things }
    }

    pub(crate) const fn len(&self) -> usize {
        self.things.len()
    }

    /// What of it is so on one version. O(ties · levels + ties of those concerned).
    pub(crate) fn still(&self, graph: &Graph) -> Vec<bool> {
        let mut still = vec![false; self.things.len()];
        for level in super::LEVELS {
            let mut of_level = self.things.iter().zip(&mut still);
            let Some(first) = of_level.find(|(thing, _)| thing.level == level) else {
                continue;
            };
            let graph = graph.at_least(f64::from(level.number()));
            for (thing, still) in std::iter::once(first).chain(of_level) {
                if thing.level == level {
                    *still = thing.is_so(&graph);
                }
            }
        }
        still
    }

    /// In what share of versions each is so, where that is tried at once; `None` where the map is too large for it, or
    /// where nothing is assessed and no version would differ from the record.
    pub(crate) fn tried_in_passing(&self, ground: &Ground<'_>) -> Option<Vec<f64>> {
        if ground.network.coverage().assessed == 0 {
            return None;
        }
        let trial = Trial::of_leaders(ground, Draws::default(), &[]).and(self);
        trial
            .is_quick()
            .then(|| trial.run(&Watch::default()))
            .flatten()
            .map(|tried| tried.still)
    }
}

impl Thing {
    fn is_so(&self, graph: &Graph) -> bool {
        match &self.what {
            What::Between { left, right, alone } => {
                let mut by_this_one = *alone;
                for &one in left {
                    for &other in graph.neighbours(one) {
                        if right.binary_search(&other).is_err() {
                            continue;
                        }
                        if one != self.on && other != self.on {
                            return false;
                        }
                        by_this_one = true;
                    }
                }
                by_this_one
            }
            What::Part(members) => {
                let mut by_this_one = false;
                for &one in members {
                    for &other in graph.neighbours(one) {
                        if other == self.on {
                            by_this_one = true;
                        } else if members.binary_search(&other).is_err() {
                            return false;
                        }
                    }
                }
                by_this_one
            }
        }
    }
}

fn ends(ground: &Ground<'_>, party: Party) -> Option<(u32, LeaderId)> {
    match party {
        Party::Leader(id) => Some((ground.node(id)?, id)),
        Party::Organisation(_) => None,
    }
}

fn organisation(party: Party) -> Option<OrganisationId> {
    match party {
        Party::Organisation(id) => Some(id),
        Party::Leader(_) => None,
    }
}
