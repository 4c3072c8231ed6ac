//! How much hangs on each person and each organisation, counted for every one of them and not told in words.

use std::collections::BTreeMap;

use domain::{AudienceMap, LeaderId, OrganisationId};
use network::measures::cut_nodes;

use crate::bodies::Bodies;
use crate::connectors::cut_off;
use crate::gaps::People;
use crate::ground::Ground;

/// How many relationships between organisations hang on each leader, counting ties of any level, as in
/// [`single_points`](crate::single_points); `None` of those of whom nobody has assessed a tie. Nothing for a
/// publication.
pub fn hanging_on_leaders(map: &AudienceMap) -> BTreeMap<LeaderId, Option<u32>> {
    if map.audience().is_publication() {
        return BTreeMap::new();
    }
    let ground = Ground::of(map);
    let people = People::of(map, &ground.relationships, &ground.affiliations);
    let mut counted: BTreeMap<LeaderId, u32> = BTreeMap::new();
    for (a, b) in people.linked() {
        for leader in people.strands(a, b).hangs_on {
            *counted.entry(leader).or_default() += 1;
        }
    }
    (0..ground.people() as u32)
        .filter_map(|node| {
            let id = ground.leader(node)?;
            let found = counted.get(&id).copied();
            let assessed = ground.network.coverage_of(node).assessed > 0;
            Some((id, found.or_else(|| assessed.then_some(0))))
        })
        .collect()
}

/// The relationships between organisations that hang on one person, counting ties of any level, whether or not the two are
/// known to need one another; of two people on one tie the one on whom more hangs. Those on whom most hang come first. Nothing for a
/// publication.
pub fn hanging_pairs(map: &AudienceMap) -> Vec<(OrganisationId, OrganisationId, LeaderId)> {
    if map.audience().is_publication() {
        return Vec::new();
    }
    let ground = Ground::of(map);
    let people = People::of(map, &ground.relationships, &ground.affiliations);
    let mut counted: BTreeMap<LeaderId, u32> = BTreeMap::new();
    let mut all = Vec::new();
    for (a, b) in people.linked() {
        let hangs_on = people.strands(a, b).hangs_on;
        for &leader in &hangs_on {
            *counted.entry(leader).or_default() += 1;
        }
        all.push((a, b, hangs_on));
    }
    let mut found: Vec<(OrganisationId, OrganisationId, LeaderId)> = all
        .into_iter()
        .filter_map(|(a, b, hangs_on)| {
            let most = hangs_on
                .into_iter()
                .min_by_key(|leader| (std::cmp::Reverse(counted[leader]), *leader))?;
            Some((a, b, most))
        })
        .collect();
    found.sort_by_key(|&(a, b, leader)| (std::cmp::Reverse(counted[&leader]), leader, a, b));
    found
}

/// How many organisations would be cut off from the largest part of the others without each, counting ties of any level,
/// as in [`single_points`](crate::single_points); `None` of those of which nobody has assessed a tie. Nothing for a
/// publication.
pub fn hanging_on_organisations(map: &AudienceMap) -> BTreeMap<OrganisationId, Option<u32>> {
    if map.audience().is_publication() {
        return BTreeMap::new();
    }
    let bodies = Bodies::of(map);
    let graph = bodies.graph().at_least(1.0);
    let mut counted: BTreeMap<u32, u32> = BTreeMap::new();
    for cut in cut_nodes(&graph) {
        counted.insert(cut.node, cut_off(&graph, cut.node).len() as u32);
    }
    (0..bodies.count())
        .filter_map(|node| {
            let known = bodies.network.coverage_of(node).assessed > 0;
            let found = counted.get(&node).copied().unwrap_or(0);
            Some((bodies.id(node)?, known.then_some(found)))
        })
        .collect()
}
