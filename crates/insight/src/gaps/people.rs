//! The people between two organisations: on how many a relationship hangs, and who could bridge it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AudienceMap, Coverage, LeaderId, Level, OrganisationId, Party, Sign, TieKind, TieStatus,
};
use network::{Affiliations, Relationships, measures::maximum_matching};

/// A person's way into an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Through a tie of this level.
    Tie(Level),
    /// By a post there.
    Own,
}

/// Ties between leaders of two organisations: a leader of the lower one, one of the higher, the level.
type Between = BTreeMap<(OrganisationId, OrganisationId), Vec<(LeaderId, LeaderId, Level)>>;

/// Who knows whom between organisations, prepared once for all pairs.
pub(crate) struct People<'a> {
    affiliations: &'a Affiliations,
    /// What is known between leaders, by the organisations they belong to.
    between: Between,
    /// Leaders with a tie to an organisation as a body.
    tied_to: BTreeMap<OrganisationId, BTreeMap<LeaderId, Level>>,
    /// Into each organisation, everybody's best way.
    reach: BTreeMap<OrganisationId, BTreeMap<LeaderId, Reach>>,
}

/// On how many people the relationship of two organisations hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strands {
    /// The fewest people whose leaving would sever every tie between them.
    pub(crate) people: u32,
    /// Where that is one: who. Two people where it is one single tie between them.
    pub(crate) hangs_on: Vec<LeaderId>,
    /// Pairs of their leaders somebody has assessed, of all such pairs.
    pub(crate) coverage: Coverage,
}

/// Somebody with good ties into both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CouldBridge {
    pub(crate) leader: LeaderId,
    pub(crate) to_a: Reach,
    pub(crate) to_b: Reach,
}

/// The least level that makes a tie a good one to build on.
const GOOD: Level = Level::Coordination;

impl<'a> People<'a> {
    pub(crate) fn of(
        map: &AudienceMap,
        relationships: &Relationships,
        affiliations: &'a Affiliations,
    ) -> Self {
        let strained = strained(map);
        let mut reach: BTreeMap<OrganisationId, BTreeMap<LeaderId, Reach>> = BTreeMap::new();
        for leader in map
            .leaders()
            .iter()
            .filter(|leader| !affiliations.has_left(leader.id))
        {
            for own in affiliations.organisations_of(leader.id) {
                reach.entry(own).or_default().insert(leader.id, Reach::Own);
            }
        }
        let mut extend = |leader: LeaderId, organisation: OrganisationId, level: Level| {
            if affiliations.has_left(leader) {
                return;
            }
            let known = reach.entry(organisation).or_default().entry(leader);
            let tie = Reach::Tie(level);
            known
                .and_modify(|known| *known = (*known).max(tie))
                .or_insert(tie);
        };
        let mut between = Between::new();
        let mut tied_to: BTreeMap<OrganisationId, BTreeMap<LeaderId, Level>> = BTreeMap::new();
        for (pair, relationship) in relationships {
            match *pair {
                (Party::Leader(a), Party::Leader(b)) => {
                    for from in affiliations.organisations_of(a) {
                        for to in affiliations.organisations_of(b).filter(|&to| to != from) {
                            let (key, ends) = if from < to {
                                ((from, to), (a, b))
                            } else {
                                ((to, from), (b, a))
                            };
                            between.entry(key).or_default().push((
                                ends.0,
                                ends.1,
                                relationship.level,
                            ));
                        }
                    }
                }
                (Party::Organisation(body), Party::Leader(leader))
                | (Party::Leader(leader), Party::Organisation(body))
                    if relationship.level > Level::None =>
                {
                    tied_to
                        .entry(body)
                        .or_default()
                        .insert(leader, relationship.level);
                }
                _ => {}
            }
            if relationship.level == Level::None || strained.contains(pair) {
                continue;
            }
            match *pair {
                (Party::Leader(a), Party::Leader(b)) => {
                    for organisation in affiliations.organisations_of(b) {
                        extend(a, organisation, relationship.level);
                    }
                    for organisation in affiliations.organisations_of(a) {
                        extend(b, organisation, relationship.level);
                    }
                }
                (Party::Organisation(organisation), Party::Leader(leader))
                | (Party::Leader(leader), Party::Organisation(organisation)) => {
                    extend(leader, organisation, relationship.level);
                }
                (Party::Organisation(_), Party::Organisation(_)) => {}
            }
        }
        Self {
            affiliations,
            between,
            tied_to,
            reach,
        }
    }

    /// How many organisations other than their own each leader reaches by a tie.
    pub(crate) fn organisations_reached(&self) -> BTreeMap<LeaderId, u32> {
        let mut reached: BTreeMap<LeaderId, u32> = BTreeMap::new();
        for (&leader, reach) in self.reach.values().flatten() {
            if matches!(reach, Reach::Tie(_)) {
                *reached.entry(leader).or_default() += 1;
            }
        }
        reached
    }

    /// On how many people two organisations' relationship hangs: a maximum matching of the ties between
    /// their leaders, which by König's theorem is the fewest people whose leaving severs it. Whoever
    /// holds posts at both, or has a tie to the other organisation as a body, has to leave in any case.
    pub(crate) fn strands(&self, a: OrganisationId, b: OrganisationId) -> Strands {
        self.strands_at(a, b, Level::Networking)
    }

    /// Every two organisations that share a person or have a tie between their people, the lower first.
    pub(crate) fn linked(&self) -> BTreeSet<(OrganisationId, OrganisationId)> {
        let pair = |a: OrganisationId, b: OrganisationId| (a.min(b), a.max(b));
        let tied = self
            .between
            .iter()
            .filter(|(_, ties)| ties.iter().any(|tie| tie.2 > Level::None))
            .map(|(&pair, _)| pair);
        let bodies = self.tied_to.iter().flat_map(|(&body, leaders)| {
            leaders
                .keys()
                .flat_map(move |&leader| self.affiliations.organisations_of(leader))
                .map(move |own| pair(own, body))
        });
        let joint = self
            .reach
            .values()
            .flat_map(BTreeMap::keys)
            .flat_map(|&leader| {
                let own: Vec<OrganisationId> = self.affiliations.organisations_of(leader).collect();
                (0..own.len())
                    .flat_map(|at| (at + 1..own.len()).map(move |other| (at, other)))
                    .map(|(at, other)| pair(own[at], own[other]))
                    .collect::<Vec<_>>()
            });
        tied.chain(bodies)
            .chain(joint)
            .filter(|(a, b)| a != b)
            .collect()
    }

    /// The same where only ties of a level or above count; whoever holds posts at both counts at every level.
    pub(crate) fn strands_at(&self, a: OrganisationId, b: OrganisationId, least: Level) -> Strands {
        let least = least.max(Level::Networking);
        let (a, b) = (a.min(b), a.max(b));
        let joint: BTreeSet<LeaderId> = self
            .affiliations
            .leaders_of(a)
            .filter(|&leader| self.affiliations.belongs(leader, b))
            .collect();
        let side = |of: OrganisationId| -> Vec<LeaderId> {
            self.affiliations
                .leaders_of(of)
                .filter(|leader| !joint.contains(leader))
                .collect()
        };
        let (left, right) = (side(a), side(b));
        let tied = |leader: &LeaderId, body: OrganisationId| {
            self.tied_to
                .get(&body)
                .and_then(|leaders| leaders.get(leader))
                .is_some_and(|&level| level >= least)
        };
        let mut alone: BTreeSet<LeaderId> = joint.clone();
        alone.extend(left.iter().filter(|leader| tied(leader, b)));
        alone.extend(right.iter().filter(|leader| tied(leader, a)));

        let mut assessed = 0;
        let mut ties: Vec<(LeaderId, LeaderId)> = Vec::new();
        let mut links: Vec<(u32, u32)> = Vec::new();
        for &(from, to, level) in self.between.get(&(a, b)).map_or(&[][..], Vec::as_slice) {
            let (Ok(l), Ok(r)) = (left.binary_search(&from), right.binary_search(&to)) else {
                continue;
            };
            assessed += 1;
            if level >= least && !alone.contains(&from) && !alone.contains(&to) {
                ties.push((from, to));
                links.push((l as u32, r as u32));
            }
        }
        let matching = maximum_matching(left.len() as u32, right.len() as u32, &links);
        let people = (alone.len() + matching.size()) as u32;
        let hangs_on = match (people, alone.first(), ties.first()) {
            (1, Some(&only), _) => vec![only],
            (1, None, Some(&(from, to))) => [from, to]
                .into_iter()
                .filter(|&leader| ties.iter().all(|&(l, r)| l == leader || r == leader))
                .collect(),
            _ => Vec::new(),
        };
        Strands {
            people,
            hangs_on,
            coverage: Coverage {
                assessed,
                possible: (left.len() * right.len()) as u32,
            },
        }
    }

    /// The leaders of one organisation who are not leaders of the other.
    pub(crate) fn only_at(&self, one: OrganisationId, other: OrganisationId) -> Vec<LeaderId> {
        self.affiliations
            .leaders_of(one)
            .filter(|&leader| !self.affiliations.belongs(leader, other))
            .collect()
    }

    /// Whether somebody links two organisations without a tie to anybody: by a post at both, or by a tie of this level
    /// or above to the other as a body.
    pub(crate) fn links_alone(
        &self,
        leader: LeaderId,
        (a, b): (OrganisationId, OrganisationId),
        least: Level,
    ) -> bool {
        let belongs = |body: OrganisationId| self.affiliations.belongs(leader, body);
        let tied = |body: OrganisationId| {
            let leaders = self.tied_to.get(&body);
            leaders
                .and_then(|leaders| leaders.get(&leader))
                .is_some_and(|&level| level >= least)
        };
        match (belongs(a), belongs(b)) {
            (true, true) => true,
            (true, false) => tied(b),
            (false, true) => tied(a),
            (false, false) => false,
        }
    }

    /// Up to three leaders, of either organisation or of a third, with good ties into both: the best
    /// weaker tie first, then the best stronger one, then by id.
    pub(crate) fn could_bridge(&self, a: OrganisationId, b: OrganisationId) -> Vec<CouldBridge> {
        let (Some(into_a), Some(into_b)) = (self.reach.get(&a), self.reach.get(&b)) else {
            return Vec::new();
        };
        let mut found: Vec<CouldBridge> = into_a
            .iter()
            .filter_map(|(&leader, &to_a)| {
                let to_b = *into_b.get(&leader)?;
                (to_a.min(to_b) >= Reach::Tie(GOOD)).then_some(CouldBridge { leader, to_a, to_b })
            })
            .collect();
        found.sort_by_key(|bridge| {
            let (weaker, stronger) = (bridge.to_a.min(bridge.to_b), bridge.to_a.max(bridge.to_b));
            (std::cmp::Reverse((weaker, stronger)), bridge.leader)
        });
        found.truncate(3);
        found
    }
}

/// Pairs in tension, or whose newest sign says that they are strained: nobody is asked to build on those.
pub(crate) fn strained(map: &AudienceMap) -> BTreeSet<(Party, Party)> {
    let pair = |a: Party, b: Party| (a.min(b), a.max(b));
    let mut strained: BTreeSet<(Party, Party)> = BTreeSet::new();
    let mut newest = BTreeMap::new();
    for assessment in map.assessments().iter() {
        let (Some(sign), Some(tie)) = (assessment.sign, map.tie(assessment.tie_id)) else {
            continue;
        };
        let stamp = (assessment.date, assessment.id, sign);
        newest
            .entry(pair(tie.a, tie.b))
            .and_modify(|known| *known = stamp.max(*known))
            .or_insert(stamp);
    }
    strained.extend(
        newest
            .into_iter()
            .filter(|(_, known)| known.2 == Sign::Negative)
            .map(|(pair, _)| pair),
    );
    for tie in map.ties().iter() {
        if tie.kind == TieKind::InTensionWith && tie.status_on(map.as_of()) == TieStatus::Current {
            strained.insert(pair(tie.a, tie.b));
        }
    }
    strained
}
