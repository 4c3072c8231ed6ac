//! How much hangs on each person and each organisation, counted for every one of them and not told in words.

use std::collections::BTreeMap;

use domain::{AudienceMap, LeaderId, Level, OrganisationId};
use network::measures::cut_nodes;

use crate::bodies::Bodies;
use crate::connectors::cut_off;
use crate::gaps::People;
use crate::ground::Ground;

/// How many relationships between organisations, and parts of the footprint, hang on each leader, counting ties of any
/// level, as in [`single_points`](crate::single_points); `None` of those of whom nobody has assessed a tie. Nothing for a
/// publication.
pub fn hanging_on_leaders(map: &AudienceMap) -> BTreeMap<LeaderId, Option<u32>> {
    if map.audience().is_publication() {
        return BTreeMap::new();
    }
    let ground = Ground::of(map);
    let mut counted = hanging_relationships(map, Level::Networking);
    for cut in cut_nodes(&ground.graph().at_least(1.0)) {
        if let Some(id) = ground.leader(cut.node) {
            // The largest of what there would be is the rest.
            *counted.entry(id).or_default() += cut.parts.len().saturating_sub(1) as u32;
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

/// How many relationships between organisations hang on each leader on whom any does, when only ties of a level or above
/// count; of a single tie on both of its ends. Nothing for a publication.
pub fn hanging_relationships(map: &AudienceMap, least: Level) -> BTreeMap<LeaderId, u32> {
    let mut counted: BTreeMap<LeaderId, u32> = BTreeMap::new();
    if map.audience().is_publication() {
        return counted;
    }
    let ground = Ground::of(map);
    let people = People::of(map, &ground.relationships, &ground.affiliations);
    for (a, b) in people.linked() {
        for leader in people.strands_at(a, b, least).hangs_on {
            *counted.entry(leader).or_default() += 1;
        }
    }
    counted
}

/// The relationships between organisations that hang on one person, when only ties of a level or above count, whether or
/// not the two are known to need one another. Of two people on one tie it is given for the one on whom it is likelier to
/// hang, for whom fewer pairs of the others could be a second tie; where they are as many, for the one on whom more hangs.
/// Those on whom most hang come first. Nothing for a publication.
pub fn hanging_pairs(
    map: &AudienceMap,
    least: Level,
) -> Vec<(OrganisationId, OrganisationId, LeaderId)> {
    let counted = hanging_relationships(map, least);
    if counted.is_empty() {
        return Vec::new();
    }
    let ground = Ground::of(map);
    let people = People::of(map, &ground.relationships, &ground.affiliations);
    let mut found: Vec<(OrganisationId, OrganisationId, LeaderId)> = people
        .linked()
        .into_iter()
        .filter_map(|(a, b)| {
            let without = |leader: LeaderId| {
                let others = |body: OrganisationId| {
                    let others = ground.affiliations.leaders_of(body);
                    others.filter(|other| *other != leader).count()
                };
                others(a) * others(b)
            };
            let hangs_on = people.strands_at(a, b, least).hangs_on.into_iter();
            let likeliest = hangs_on.min_by_key(|&leader| {
                let most = std::cmp::Reverse(counted.get(&leader).copied());
                (without(leader), most, leader)
            })?;
            Some((a, b, likeliest))
        })
        .collect();
    found.sort_by_key(|&(a, b, leader)| {
        let most = std::cmp::Reverse(counted.get(&leader).copied());
        (most, leader, a, b)
    });
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
