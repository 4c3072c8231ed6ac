//! At which level two organisations must work, and why (MEASURES §4).

use std::collections::BTreeMap;

use domain::{AudienceMap, Interdependence, Level, Need, OrganisationId, Workstream, WorkstreamId};

/// A pair of organisations, the lower id first.
pub(crate) type Pair = (OrganisationId, OrganisationId);

/// Two pieces of work, or one shared piece, that make two organisations need one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) interdependence: Interdependence,
    pub(crate) first: WorkstreamId,
    /// `None` where it is one shared piece of work.
    pub(crate) then: Option<WorkstreamId>,
    /// How much of T·D·Tᵀ it contributes for this pair.
    pub(crate) weight: u32,
}

/// What a pair needs.
#[derive(Debug, Clone)]
pub(crate) struct Needed<'a> {
    /// R, the level needed.
    pub(crate) level: Level,
    /// V, the importance, above 0 and at most 1.
    pub(crate) importance: f64,
    /// The links that ask for `level`, the weightiest first; empty where only named people ask for it.
    pub(crate) links: Vec<Link>,
    /// The need set by named people, which overrides what follows from shared work.
    pub(crate) set: Option<&'a Need>,
}

/// Every pair that must work together: R_ij = max over pairs of work items p, q in which i and j have a
/// part of L(type of p–q), unless named people set it; V_ij = CR_ij / max CR with CR = T·D·Tᵀ (Cataldo
/// et al. 2006), T the parts (affected 1, contributes 2, leads 3) and D 1 where work depends on work
/// or is shared. A pair with a set need and no shared work has the mean V of those that share some,
/// or 1 where none does.
pub(crate) fn needed(map: &AudienceMap) -> BTreeMap<Pair, Needed<'_>> {
    let links = links(map);
    let requirement = |links: &[Link]| links.iter().map(|link| link.weight).sum::<u32>();
    let greatest = links
        .values()
        .map(|links| requirement(links))
        .max()
        .unwrap_or(0);
    let importance: BTreeMap<Pair, f64> = links
        .iter()
        .map(|(&pair, links)| {
            (
                pair,
                f64::from(requirement(links)) / f64::from(greatest.max(1)),
            )
        })
        .collect();
    let mean = if importance.is_empty() {
        1.0
    } else {
        importance.values().sum::<f64>() / importance.len() as f64
    };

    let mut found: BTreeMap<Pair, Needed> = BTreeMap::new();
    for (pair, links) in links {
        let level = |link: &Link| link.interdependence.needed_level();
        let highest = links.iter().map(level).max().unwrap_or(Level::None);
        let mut asking: Vec<Link> = links
            .into_iter()
            .filter(|link| level(link) == highest)
            .collect();
        asking.sort_by_key(|link| (std::cmp::Reverse(link.weight), link.first, link.then));
        let importance = importance[&pair];
        found.insert(
            pair,
            Needed {
                level: highest,
                importance,
                links: asking,
                set: None,
            },
        );
    }
    for (pair, need) in newest_needs(map) {
        let entry = found.entry(pair).or_insert(Needed {
            level: need.level,
            importance: mean,
            links: Vec::new(),
            set: None,
        });
        entry.level = need.level;
        entry.set = Some(need);
    }
    found.retain(|_, needed| needed.level > Level::None);
    found
}

/// Of each pair, the need set last.
fn newest_needs(map: &AudienceMap) -> BTreeMap<Pair, &Need> {
    let mut newest: BTreeMap<Pair, &Need> = BTreeMap::new();
    for need in map
        .needs()
        .iter()
        .filter(|need| need.a != need.b && need.date <= map.as_of())
    {
        newest
            .entry((need.a.min(need.b), need.a.max(need.b)))
            .and_modify(|known| {
                if (known.date, known.id) < (need.date, need.id) {
                    *known = need;
                }
            })
            .or_insert(need);
    }
    newest
}

/// Every link of every pair: the off-diagonal of T·D·Tᵀ, term by term.
fn links(map: &AudienceMap) -> BTreeMap<Pair, Vec<Link>> {
    let running: BTreeMap<WorkstreamId, &Workstream> = map
        .workstreams()
        .iter()
        .filter(|workstream| workstream.is_current_on(map.as_of()))
        .map(|workstream| (workstream.id, workstream))
        .collect();
    let parts: BTreeMap<WorkstreamId, BTreeMap<OrganisationId, u32>> = running
        .iter()
        .map(|(&id, workstream)| (id, parts(map, workstream)))
        .collect();
    // D is symmetric: whichever way the dependency points, both sides have to coordinate.
    let mut dependencies: BTreeMap<(WorkstreamId, WorkstreamId), Interdependence> = BTreeMap::new();
    for dependency in map.dependencies().iter() {
        let (p, q) = (dependency.first_id, dependency.then_id);
        if p != q && running.contains_key(&p) && running.contains_key(&q) {
            dependencies
                .entry((p.min(q), p.max(q)))
                .and_modify(|known| *known = (*known).max(dependency.interdependence))
                .or_insert(dependency.interdependence);
        }
    }

    let mut found: BTreeMap<Pair, Vec<Link>> = BTreeMap::new();
    for (&id, workstream) in &running {
        for (&i, &part_i) in &parts[&id] {
            for (&j, &part_j) in parts[&id].range(i..).skip(1) {
                found.entry((i, j)).or_default().push(Link {
                    interdependence: workstream.interdependence,
                    first: id,
                    then: None,
                    weight: part_i * part_j,
                });
            }
        }
    }
    for ((p, q), interdependence) in dependencies {
        let mut weights: BTreeMap<Pair, u32> = BTreeMap::new();
        for (&i, &part_i) in &parts[&p] {
            for (&j, &part_j) in &parts[&q] {
                if i != j {
                    *weights.entry((i.min(j), i.max(j))).or_default() += part_i * part_j;
                }
            }
        }
        for (pair, weight) in weights {
            found.entry(pair).or_default().push(Link {
                interdependence,
                first: p,
                then: Some(q),
                weight,
            });
        }
    }
    found
}

/// One column of T: each organisation's part, the greatest where it is listed twice.
fn parts(map: &AudienceMap, workstream: &Workstream) -> BTreeMap<OrganisationId, u32> {
    let mut parts = BTreeMap::new();
    for involvement in &workstream.involvement {
        if map.organisation(involvement.organisation_id).is_some() {
            let part = parts.entry(involvement.organisation_id).or_insert(0);
            *part = (*part).max(u32::from(involvement.part.weight()));
        }
    }
    parts
}
