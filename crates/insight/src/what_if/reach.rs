//! Who would no longer be within reach of most of the others.

use std::collections::BTreeSet;

use domain::{AudienceMap, Party};
use network::measures::components;
use network::{Lens, Network};

/// Who has a way to most of the others today and would have none: the organisations and leaders that are on both maps,
/// had a way to somebody of the largest part there would be, and stand outside it. In the order of their ids, leaders and
/// organisations each among themselves. Nothing where no two of a sort would be in reach of one another. O(n + m).
pub fn out_of_reach(today: &AudienceMap, then: &AudienceMap) -> Vec<Party> {
    [Lens::organisations(), Lens::leaders()]
        .into_iter()
        .flat_map(|lens| {
            let then = Network::of(then, lens.clone());
            fallen(&Network::of(today, lens), &then)
        })
        .collect()
}

/// The same of the nodes of one network.
pub(super) fn fallen(today: &Network, then: &Network) -> Vec<Party> {
    let of = |network: &Network, part: &[u32]| -> BTreeSet<Party> {
        part.iter()
            .map(|&node| network.parties()[node as usize])
            .collect()
    };
    let main = components(then.graph());
    let main = main
        .first()
        .map_or_else(BTreeSet::new, |part| of(then, part));
    if main.len() < 2 {
        return Vec::new();
    }
    let there = |party: &Party| then.parties().binary_search(party).is_ok();
    let mut fallen: Vec<Party> = components(today.graph())
        .iter()
        .map(|part| of(today, part))
        .filter(|part| !part.is_disjoint(&main))
        .flat_map(|part| part.difference(&main).copied().collect::<Vec<_>>())
        .filter(there)
        .collect();
    fallen.sort_unstable();
    fallen
}
