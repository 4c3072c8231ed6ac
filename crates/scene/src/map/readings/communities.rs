//! Communities: those tied more closely among themselves than to the rest.

use std::collections::BTreeMap;

use domain::{AudienceMap, Party};
use network::measures::{communities as divided, strength};
use network::{Lens, Network, Weighting};

/// The same communities every time.
const SEED: u64 = 1;

/// The community of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Community {
    /// One of at least two, called after its best tied member; its number, 0 for the largest.
    Of(usize, String),
    /// Tied to nobody, though somebody has looked.
    Alone,
}

/// The community of every party of a network through a lens; nobody of whom nothing is assessed.
///
/// By the method of Leiden, for modularity, with the levels of ties as weights (Traag, Waltman & van Eck 2019).
pub(crate) fn communities(map: &AudienceMap, lens: Lens) -> BTreeMap<Party, Community> {
    let network = Network::of(map, lens);
    let graph = network.graph();
    let found = divided(graph, Weighting::Weighted, SEED);
    let strengths = strength(graph);
    let names: Vec<Option<String>> = found
        .members
        .iter()
        .map(|members| {
            let best = members.iter().max_by(|a, b| {
                strengths[**a as usize]
                    .total_cmp(&strengths[**b as usize])
                    .then(b.cmp(a))
            })?;
            let name = map.party_label(network.parties()[*best as usize])?;
            (members.len() > 1).then(|| format!("around {name}"))
        })
        .collect();
    network
        .parties()
        .iter()
        .enumerate()
        .filter_map(|(node, party)| {
            let community = found.of[node] as usize;
            match &names[community] {
                Some(name) => Some((*party, Community::Of(community, name.clone()))),
                None => (network.coverage_of(node as u32).assessed > 0)
                    .then_some((*party, Community::Alone)),
            }
        })
        .collect()
}
