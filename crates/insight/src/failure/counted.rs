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
    let mut counted = on_each(&threads(&ground, Level::Networking));
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

/// What hangs on one person when only ties of a level or above count, whether or not the two organisations are known to
/// need one another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HangingPairs {
    /// Each relationship once, those on whom most hang first. Of two people on one tie it is given for the one on whom it
    /// is likelier to hang, for whom fewer pairs of the others could be a second tie; where they are as many, for the one
    /// on whom more hangs.
    pub pairs: Vec<(OrganisationId, OrganisationId, LeaderId)>,
    /// How many hang on each leader on whom any does; a single tie hangs on both of its ends.
    pub on_each: BTreeMap<LeaderId, u32>,
}

/// The relationships between organisations that hang on one person, when only ties of a level or above count. Nothing for
/// a publication.
pub fn hanging_pairs(map: &AudienceMap, least: Level) -> HangingPairs {
    if map.audience().is_publication() {
        return HangingPairs::default();
    }
    let ground = Ground::of(map);
    let hanging = threads(&ground, least);
    let on_each = on_each(&hanging);
    let without = |leader: LeaderId, a: OrganisationId, b: OrganisationId| {
        let others = |body: OrganisationId| {
            let others = ground.affiliations.leaders_of(body);
            others.filter(|other| *other != leader).count()
        };
        others(a) * others(b)
    };
    let most = |leader: LeaderId| std::cmp::Reverse(on_each.get(&leader).copied());
    let mut pairs: Vec<(OrganisationId, OrganisationId, LeaderId)> = hanging
        .into_iter()
        .filter_map(|(a, b, hangs_on)| {
            let likeliest = hangs_on
                .into_iter()
                .min_by_key(|&leader| (without(leader, a, b), most(leader), leader))?;
            Some((a, b, likeliest))
        })
        .collect();
    pairs.sort_by_key(|&(a, b, leader)| (most(leader), leader, a, b));
    HangingPairs { pairs, on_each }
}

/// Two organisations, and on whom what is between them hangs.
type Thread = (OrganisationId, OrganisationId, Vec<LeaderId>);

fn threads(ground: &Ground<'_>, least: Level) -> Vec<Thread> {
    let people = People::of(ground.map, &ground.relationships, &ground.affiliations);
    let linked = people.linked().into_iter();
    linked
        .map(|(a, b)| (a, b, people.strands_at(a, b, least).hangs_on))
        .filter(|(.., hangs_on)| !hangs_on.is_empty())
        .collect()
}

fn on_each(threads: &[Thread]) -> BTreeMap<LeaderId, u32> {
    let mut counted: BTreeMap<LeaderId, u32> = BTreeMap::new();
    for &leader in threads.iter().flat_map(|(.., hangs_on)| hangs_on) {
        *counted.entry(leader).or_default() += 1;
    }
    counted
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
