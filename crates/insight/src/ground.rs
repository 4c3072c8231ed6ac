//! What the answers about people stand on: who there is, where they belong, and what is known of how they relate.

use std::collections::{BTreeSet, VecDeque};

use domain::{Audience, AudienceMap, Coverage, EntityRef, LeaderId, OrganisationId, Party};
use network::{Affiliations, Graph, Groups, Lens, Network, Relationships, relationships};

use crate::finding::{Evidence, PartyName};
use crate::words;

/// The people of a map, prepared once for an answer.
pub(crate) struct Ground<'a> {
    pub(crate) map: &'a AudienceMap,
    pub(crate) affiliations: Affiliations,
    pub(crate) relationships: Relationships,
    /// Leaders, every working relationship.
    pub(crate) network: Network,
}

impl<'a> Ground<'a> {
    pub(crate) fn of(map: &'a AudienceMap) -> Self {
        Self {
            map,
            affiliations: Affiliations::of(map),
            relationships: relationships(map, None),
            network: Network::of(map, Lens::leaders()),
        }
    }

    pub(crate) fn graph(&self) -> &Graph {
        self.network.graph()
    }

    pub(crate) fn people(&self) -> usize {
        self.network.parties().len()
    }

    pub(crate) fn leader(&self, node: u32) -> Option<LeaderId> {
        match self.network.parties().get(node as usize) {
            Some(Party::Leader(id)) => Some(*id),
            _ => None,
        }
    }

    pub(crate) fn node(&self, leader: LeaderId) -> Option<u32> {
        self.network.node(leader.into())
    }

    pub(crate) fn name(&self, node: u32) -> PartyName {
        PartyName::of(self.map, self.network.parties()[node as usize])
    }

    /// "Jo Hale (Vale Council)": the name with where they belong.
    pub(crate) fn who(&self, node: u32) -> String {
        let labels: Vec<String> = self
            .organisations(node)
            .map(|id| self.label(id.into()))
            .collect();
        words::people::who(&self.full_name(node), &labels)
    }

    pub(crate) fn full_name(&self, node: u32) -> String {
        self.map
            .party_name(self.network.parties()[node as usize])
            .unwrap_or(words::UNNAMED)
            .to_owned()
    }

    pub(crate) fn label(&self, party: Party) -> String {
        self.map
            .party_label(party)
            .unwrap_or(words::UNNAMED)
            .to_owned()
    }

    pub(crate) fn organisations(&self, node: u32) -> impl Iterator<Item = OrganisationId> {
        self.leader(node)
            .into_iter()
            .flat_map(|id| self.affiliations.organisations_of(id))
    }

    /// The nodes of an organisation's people.
    pub(crate) fn nodes_of(&self, organisation: OrganisationId) -> Vec<u32> {
        self.affiliations
            .leaders_of(organisation)
            .filter_map(|id| self.node(id))
            .collect()
    }

    /// Everybody by the first organisation they belong to.
    pub(crate) fn groups(&self) -> Groups {
        let names: Vec<Option<String>> = (0..self.people() as u32)
            .map(|node| self.organisations(node).next().map(|id| id.to_string()))
            .collect();
        Groups::named(names.iter().map(Option::as_deref))
    }

    pub(crate) fn evidence(&self, reference: impl Into<EntityRef>) -> Evidence {
        Evidence::of(self.map, reference)
    }

    /// Somebody and their working ties.
    pub(crate) fn evidence_of(&self, node: u32) -> Vec<Evidence> {
        let Some(id) = self.leader(node) else {
            return Vec::new();
        };
        std::iter::once(self.evidence(id))
            .chain(
                self.map
                    .ties_of(id.into())
                    .filter(|tie| network::is_working_relationship(tie.kind))
                    .map(|tie| self.evidence(tie.id)),
            )
            .collect()
    }

    /// Whether ties, or what somebody said of them, may be kept from this audience.
    pub(crate) fn ties_withheld(&self) -> bool {
        ties_withheld(self.map)
    }
}

/// Of all pairs of leaders, how many somebody has assessed; nothing for a publication.
pub fn known_of_leaders(map: &AudienceMap) -> Coverage {
    if map.audience().is_publication() {
        return Coverage::default();
    }
    Network::of(map, Lens::leaders()).coverage()
}

/// Of all pairs of organisations, how many are assessed, as two bodies or through their people; nothing for a publication.
pub fn known_of_organisations(map: &AudienceMap) -> Coverage {
    if map.audience().is_publication() {
        return Coverage::default();
    }
    Network::of(map, Lens::organisations()).coverage()
}

/// Whether ties, or what somebody said of them, may be kept from this audience.
pub(crate) fn ties_withheld(map: &AudienceMap) -> bool {
    let hidden = map.hidden();
    map.audience() != Audience::Working
        && (hidden.ties > 0 || hidden.assessments > 0 || map.ties().is_empty())
}

/// Steps from the nearest of `from` to every node, through nobody who is `without`. `None` where there is no way.
pub(crate) fn steps(graph: &Graph, from: &[u32], without: Option<u32>) -> Vec<Option<u32>> {
    let mut steps = vec![None; graph.nodes()];
    let mut queue: VecDeque<u32> = VecDeque::new();
    for &node in from.iter().filter(|&&node| Some(node) != without) {
        if steps[node as usize].is_none() {
            steps[node as usize] = Some(0);
            queue.push_back(node);
        }
    }
    while let Some(node) = queue.pop_front() {
        let next_step = steps[node as usize].map(|step| step + 1);
        for &next in graph.neighbours(node) {
            if steps[next as usize].is_none() && Some(next) != without {
                steps[next as usize] = next_step;
                queue.push_back(next);
            }
        }
    }
    steps
}

/// The names of organisations, each once, in the order of their ids.
pub(crate) fn labels(
    map: &AudienceMap,
    organisations: impl IntoIterator<Item = OrganisationId>,
) -> Vec<String> {
    organisations
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|id| {
            map.party_label(id.into())
                .unwrap_or(words::UNNAMED)
                .to_owned()
        })
        .collect()
}
