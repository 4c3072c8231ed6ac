//! At which level two organisations must work, and why (MEASURES §4).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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

/// What a pair needs, and why.
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

/// A pair that must work together: its organisations by their numbers in [`Needs`], the level and the
/// coordination requirement. Of a national plan there are over a million, so it holds nothing that can
/// be looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Required {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// CR, 0 where only named people ask for a level.
    requirement: u32,
    /// R, the level needed.
    pub(crate) level: Level,
    /// The number of the need set by named people.
    set: Option<u32>,
}

/// One term of D: a shared piece of work, or two that depend on one another.
struct Term {
    interdependence: Interdependence,
    first: WorkstreamId,
    then: Option<WorkstreamId>,
    /// Who has a part in the first, and how great.
    left: Parts,
    /// Who has a part in the second; the same as `left` for shared work.
    right: Parts,
}

/// One column of T: organisations by number with the part each has, in the order of the numbers.
type Parts = Rc<Vec<(u32, u32)>>;

/// Every pair that must work together: R_ij = max over pairs of work items p, q in which i and j have a
/// part of L(type of p–q), unless named people set it; V_ij = CR_ij / max CR with CR = T·D·Tᵀ (Cataldo
/// et al. 2006), T the parts (affected 1, contributes 2, leads 3) and D 1 where work depends on work
/// or is shared. A pair with a set need and no shared work has the mean V of those that share some,
/// or 1 where none does.
pub(crate) struct Needs<'a> {
    /// In the order of their ids.
    organisations: Vec<OrganisationId>,
    terms: Vec<Term>,
    set: Vec<&'a Need>,
    /// In the order of the pairs.
    pairs: Vec<Required>,
    greatest: u32,
    mean: f64,
}

impl<'a> Needs<'a> {
    pub(crate) fn of(map: &'a AudienceMap) -> Self {
        let running: BTreeMap<WorkstreamId, &Workstream> = map
            .workstreams()
            .iter()
            .filter(|workstream| workstream.is_current_on(map.as_of()))
            .map(|workstream| (workstream.id, workstream))
            .collect();
        let set: Vec<&Need> = newest_needs(map).into_values().collect();
        let organisations: Vec<OrganisationId> = running
            .values()
            .flat_map(|workstream| &workstream.involvement)
            .map(|involvement| involvement.organisation_id)
            .filter(|&id| map.organisation(id).is_some())
            .chain(set.iter().flat_map(|need| [need.a, need.b]))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut needs = Self {
            terms: terms(map, &running, &organisations),
            organisations,
            set,
            pairs: Vec::new(),
            greatest: 0,
            mean: 1.0,
        };
        needs.share_work();
        needs.are_set();
        needs.pairs.retain(|pair| pair.level > Level::None);
        needs
    }

    /// The off-diagonal of T·D·Tᵀ, a row at a time.
    fn share_work(&mut self) {
        let count = self.organisations.len();
        // The terms in which each organisation has a part, with how great it is, and the other side.
        let mut sides: Vec<Vec<(u32, Level, &Parts)>> = vec![Vec::new(); count];
        for term in &self.terms {
            let level = term.interdependence.needed_level();
            for &(organisation, part) in term.left.iter() {
                sides[organisation as usize].push((part, level, &term.right));
            }
            if term.then.is_some() {
                for &(organisation, part) in term.right.iter() {
                    sides[organisation as usize].push((part, level, &term.left));
                }
            }
        }
        let mut row: Vec<(u32, Level)> = vec![(0, Level::None); count];
        let mut pairs = Vec::new();
        for (a, sides) in sides.iter().enumerate() {
            for &(part, level, others) in sides {
                let after = others.partition_point(|&(b, _)| b as usize <= a);
                for &(b, other) in &others[after..] {
                    let (requirement, highest) = &mut row[b as usize];
                    *requirement += part * other;
                    *highest = (*highest).max(level);
                }
            }
            for (b, entry) in row.iter_mut().enumerate().skip(a + 1) {
                let (requirement, level) = std::mem::replace(entry, (0, Level::None));
                if requirement > 0 {
                    pairs.push(Required {
                        a: a as u32,
                        b: b as u32,
                        requirement,
                        level,
                        set: None,
                    });
                }
            }
        }
        self.greatest = pairs.iter().map(|pair| pair.requirement).max().unwrap_or(0);
        if !pairs.is_empty() {
            let whole: f64 = pairs.iter().map(|pair| self.share(pair.requirement)).sum();
            self.mean = whole / pairs.len() as f64;
        }
        self.pairs = pairs;
    }

    /// What named people set overrides what follows from shared work.
    fn are_set(&mut self) {
        let mut further = Vec::new();
        for (number, need) in self.set.iter().enumerate() {
            let (Some(a), Some(b)) = (
                self.number(need.a.min(need.b)),
                self.number(need.a.max(need.b)),
            ) else {
                continue;
            };
            let set = Some(number as u32);
            if let Ok(at) = self
                .pairs
                .binary_search_by_key(&(a, b), |pair| (pair.a, pair.b))
            {
                self.pairs[at].level = need.level;
                self.pairs[at].set = set;
            } else {
                further.push(Required {
                    a,
                    b,
                    requirement: 0,
                    level: need.level,
                    set,
                });
            }
        }
        self.pairs.extend(further);
        self.pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    }

    fn number(&self, id: OrganisationId) -> Option<u32> {
        let at = self.organisations.binary_search(&id).ok()?;
        Some(at as u32)
    }

    fn share(&self, requirement: u32) -> f64 {
        f64::from(requirement) / f64::from(self.greatest.max(1))
    }

    /// Every pair, in the order of their ids.
    pub(crate) fn pairs(&self) -> &[Required] {
        &self.pairs
    }

    /// Who the two are, the lower id first.
    pub(crate) fn organisations(&self, pair: &Required) -> Pair {
        (
            self.organisations[pair.a as usize],
            self.organisations[pair.b as usize],
        )
    }

    /// All that have a part in anything, in the order of their numbers.
    pub(crate) fn everybody(&self) -> &[OrganisationId] {
        &self.organisations
    }

    /// The pair of these two, whichever is named first, where they must work together.
    pub(crate) fn find(&self, a: OrganisationId, b: OrganisationId) -> Option<&Required> {
        let key = (self.number(a.min(b))?, self.number(a.max(b))?);
        let at = self
            .pairs
            .binary_search_by_key(&key, |pair| (pair.a, pair.b));
        at.ok().map(|at| &self.pairs[at])
    }

    /// V, the importance of a pair, above 0 and at most 1.
    pub(crate) fn importance(&self, pair: &Required) -> f64 {
        if pair.requirement > 0 {
            self.share(pair.requirement)
        } else {
            self.mean
        }
    }

    /// Whether named people set the level.
    pub(crate) const fn is_set(pair: &Required) -> bool {
        pair.set.is_some()
    }

    /// The same with its reasons.
    pub(crate) fn needed(&self, pair: &Required) -> Needed<'a> {
        Needed {
            level: pair.level,
            importance: self.importance(pair),
            links: self.links(pair),
            set: pair.set.map(|number| self.set[number as usize]),
        }
    }

    /// The links of a pair that ask for the highest level, the weightiest first.
    pub(crate) fn links(&self, pair: &Required) -> Vec<Link> {
        let mut links: Vec<Link> = self
            .terms
            .iter()
            .filter_map(|term| {
                let straight = part_of(&term.left, pair.a) * part_of(&term.right, pair.b);
                // Of shared work both sides are the same, and counted once.
                let crossed = term.then.map_or(0, |_| {
                    part_of(&term.left, pair.b) * part_of(&term.right, pair.a)
                });
                let weight = straight + crossed;
                (weight > 0).then_some(Link {
                    interdependence: term.interdependence,
                    first: term.first,
                    then: term.then,
                    weight,
                })
            })
            .collect();
        let level = |link: &Link| link.interdependence.needed_level();
        let highest = links.iter().map(level).max().unwrap_or(Level::None);
        links.retain(|link| level(link) == highest);
        links.sort_by_key(|link| (std::cmp::Reverse(link.weight), link.first, link.then));
        links
    }
}

fn part_of(parts: &Parts, organisation: u32) -> u32 {
    let at = parts.binary_search_by_key(&organisation, |&(number, _)| number);
    at.map_or(0, |at| parts[at].1)
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

/// The terms of D, with who has a part on either side.
fn terms(
    map: &AudienceMap,
    running: &BTreeMap<WorkstreamId, &Workstream>,
    organisations: &[OrganisationId],
) -> Vec<Term> {
    let parts: BTreeMap<WorkstreamId, Parts> = running
        .iter()
        .map(|(&id, workstream)| (id, Rc::new(parts(workstream, map, organisations))))
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
    let shared = running.iter().map(|(&id, workstream)| Term {
        interdependence: workstream.interdependence,
        first: id,
        then: None,
        left: Rc::clone(&parts[&id]),
        right: Rc::clone(&parts[&id]),
    });
    let depending = dependencies
        .into_iter()
        .map(|((p, q), interdependence)| Term {
            interdependence,
            first: p,
            then: Some(q),
            left: Rc::clone(&parts[&p]),
            right: Rc::clone(&parts[&q]),
        });
    shared.chain(depending).collect()
}

/// One column of T: each organisation's part, the greatest where it is listed twice.
fn parts(
    workstream: &Workstream,
    map: &AudienceMap,
    organisations: &[OrganisationId],
) -> Vec<(u32, u32)> {
    let mut parts: BTreeMap<u32, u32> = BTreeMap::new();
    for involvement in &workstream.involvement {
        let id = involvement.organisation_id;
        if map.organisation(id).is_some()
            && let Ok(number) = organisations.binary_search(&id)
        {
            let part = parts.entry(number as u32).or_insert(0);
            *part = (*part).max(u32::from(involvement.part.weight()));
        }
    }
    parts.into_iter().collect()
}
