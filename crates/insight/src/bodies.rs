//! What the answers about organisations stand on: which there are, and what is known of how they relate.

use domain::{AudienceMap, Coverage, EntityRef, OrganisationId, Party};
use network::{
    Affiliations, Graph, Groups, Lens, Network, Relationships, add_through_leaders, relationships,
};

use crate::finding::{Evidence, PartyName};

/// The organisations of a map, prepared once for an answer. What is stated of two counts; where nothing is, the ties
/// between their leaders do.
pub(crate) struct Bodies<'a> {
    pub(crate) map: &'a AudienceMap,
    /// Organisations, every working relationship.
    pub(crate) network: Network,
}

impl<'a> Bodies<'a> {
    pub(crate) fn of(map: &'a AudienceMap) -> Self {
        Self {
            map,
            network: Network::of(map, Lens::organisations()),
        }
    }

    pub(crate) fn graph(&self) -> &Graph {
        self.network.graph()
    }

    pub(crate) fn count(&self) -> u32 {
        self.network.parties().len() as u32
    }

    pub(crate) fn coverage(&self) -> Coverage {
        self.network.coverage()
    }

    /// Whether anything is known of how two organisations relate.
    pub(crate) fn are_known(&self) -> bool {
        self.coverage().assessed > 0
    }

    pub(crate) fn name(&self, node: u32) -> PartyName {
        PartyName::of(self.map, self.network.parties()[node as usize])
    }

    pub(crate) fn names(&self, nodes: &[u32]) -> Vec<PartyName> {
        nodes.iter().map(|&node| self.name(node)).collect()
    }

    pub(crate) fn id(&self, node: u32) -> Option<OrganisationId> {
        match self.network.parties().get(node as usize) {
            Some(Party::Organisation(id)) => Some(*id),
            _ => None,
        }
    }

    pub(crate) fn evidence(&self, names: &[PartyName]) -> Vec<Evidence> {
        names
            .iter()
            .map(|name| Evidence::of(self.map, EntityRef::from(name.party)))
            .collect()
    }

    /// Every relationship, those known to be none among them.
    pub(crate) fn relationships(&self) -> Relationships {
        let mut known = relationships(self.map, None);
        add_through_leaders(&mut known, &Affiliations::of(self.map));
        known
    }

    /// Each by its sector; where that is not recorded, by its kind.
    pub(crate) fn groups(&self) -> Groups {
        let names: Vec<Option<String>> = (0..self.count())
            .map(|node| {
                let organisation = self.map.organisation(self.id(node)?)?;
                let sector = organisation.sector.as_deref().map(str::trim);
                let sector = sector.filter(|sector| !sector.is_empty());
                Some(match sector {
                    Some(sector) => format!("sector {sector}"),
                    None => format!("kind {}", organisation.kind.key()),
                })
            })
            .collect();
        Groups::named(names.iter().map(Option::as_deref))
    }
}
