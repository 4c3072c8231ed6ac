//! What the map is to show, gathered from the audience's map once and in a fixed order.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AudienceMap, Authority, Leader, LeaderId, Level, Organisation, OrganisationId, Party, Post,
    PostId, Sign, TieId, TieKind, TieStatus,
};
use network::{Affiliations, Relationships, add_through_leaders, relationships};

/// An organisation with those who stand in its region.
pub(crate) struct Body<'a> {
    pub(crate) organisation: &'a Organisation,
    pub(crate) people: Vec<Person<'a>>,
}

/// A leader as one organisation has them.
pub(crate) struct Person<'a> {
    pub(crate) leader: &'a Leader,
    pub(crate) post: Option<&'a Post>,
    /// Whether this is where they stand; a further post of theirs otherwise.
    pub(crate) at_home: bool,
    /// Whether they vote or decide alone, here.
    pub(crate) may_decide: bool,
    /// Whether any tie of theirs has been judged.
    pub(crate) assessed: bool,
}

/// Everything the map is about.
pub(crate) struct Facts<'a> {
    pub(crate) map: &'a AudienceMap,
    pub(crate) bodies: Vec<Body<'a>>,
    /// Leaders of whom no post was ever recorded.
    pub(crate) unposted: Vec<Person<'a>>,
    /// How many leaders held posts once and hold none on the day: they are not drawn.
    pub(crate) left: usize,
    pub(crate) home: BTreeMap<LeaderId, OrganisationId>,
    /// What the judgements amount to, pair by pair, stated between the two themselves.
    pub(crate) stated: Relationships,
    /// The same with pairs of organisations known only through their leaders.
    pub(crate) organisations: Relationships,
    pub(crate) body_of: BTreeMap<OrganisationId, usize>,
    degrees: BTreeMap<LeaderId, usize>,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(map: &'a AudienceMap) -> Self {
        let day = map.as_of();
        let mut posts: BTreeMap<LeaderId, Vec<&Post>> = BTreeMap::new();
        for post in map.posts().iter().filter(|post| post.is_current_on(day)) {
            posts.entry(post.leader_id).or_default().push(post);
        }
        // A leader stands where they may do most; of equal posts, at the one entered first.
        let home_post: BTreeMap<LeaderId, PostId> = posts
            .iter()
            .filter_map(|(leader, held)| {
                held.iter()
                    .max_by_key(|post| (post.authority, std::cmp::Reverse(post.id)))
                    .map(|post| (*leader, post.id))
            })
            .collect();
        let home: BTreeMap<LeaderId, OrganisationId> = home_post
            .iter()
            .filter_map(|(leader, post)| {
                map.post(*post).map(|post| (*leader, post.organisation_id))
            })
            .collect();

        let stated = relationships(map, None);
        let mut organisations = stated.clone();
        add_through_leaders(&mut organisations, &Affiliations::of(map));
        organisations
            .retain(|(a, b), _| matches!((a, b), (Party::Organisation(_), Party::Organisation(_))));
        let judged: BTreeSet<TieId> = map.assessments().iter().map(|a| a.tie_id).collect();
        let mut assessed: BTreeSet<LeaderId> = BTreeSet::new();
        for tie in map.ties().iter().filter(|tie| judged.contains(&tie.id)) {
            for end in [tie.a, tie.b] {
                if let Party::Leader(id) = end {
                    assessed.insert(id);
                }
            }
        }
        let is_assessed = |id: LeaderId| assessed.contains(&id);

        let mut bodies: Vec<Body> = map
            .organisations()
            .iter()
            .map(|organisation| Body {
                organisation,
                people: Vec::new(),
            })
            .collect();
        let body_of: BTreeMap<OrganisationId, usize> = bodies
            .iter()
            .enumerate()
            .map(|(i, b)| (b.organisation.id, i))
            .collect();
        let ever: BTreeSet<LeaderId> = map.posts().iter().map(|post| post.leader_id).collect();
        let mut left = 0;
        let mut degrees: BTreeMap<LeaderId, usize> = BTreeMap::new();
        for ((a, b), known) in &stated {
            if known.level > Level::None {
                for end in [a, b] {
                    if let Party::Leader(id) = end {
                        *degrees.entry(*id).or_default() += 1;
                    }
                }
            }
        }
        let mut unposted = Vec::new();
        for leader in map.leaders().iter() {
            let Some(held) = posts.get(&leader.id) else {
                if ever.contains(&leader.id) {
                    left += 1;
                    continue;
                }
                unposted.push(Person {
                    leader,
                    post: None,
                    at_home: true,
                    may_decide: false,
                    assessed: is_assessed(leader.id),
                });
                continue;
            };
            // Several posts at one organisation are one disc there.
            let mut by_body: BTreeMap<OrganisationId, Vec<&Post>> = BTreeMap::new();
            for post in held {
                by_body.entry(post.organisation_id).or_default().push(post);
            }
            for (organisation, held_here) in by_body {
                let Some(body) = body_of.get(&organisation) else {
                    continue;
                };
                let at_home = home.get(&leader.id) == Some(&organisation);
                let best = held_here
                    .iter()
                    .max_by_key(|post| (post.authority, std::cmp::Reverse(post.id)))
                    .copied();
                bodies[*body].people.push(Person {
                    leader,
                    post: best,
                    at_home,
                    may_decide: held_here
                        .iter()
                        .any(|post| post.authority.is_some_and(Authority::may_decide)),
                    assessed: is_assessed(leader.id),
                });
            }
        }
        for body in &mut bodies {
            // Those who may do most stand first; the order is the same every time.
            body.people.sort_by_key(|person| {
                (
                    std::cmp::Reverse(person.post.and_then(|post| post.authority)),
                    !person.at_home,
                    person.leader.id,
                )
            });
        }
        Self {
            map,
            bodies,
            unposted,
            left,
            home,
            stated,
            organisations,
            body_of,
            degrees,
        }
    }

    /// How many others a leader is known to relate to.
    pub(crate) fn degree_of(&self, leader: LeaderId) -> usize {
        self.degrees.get(&leader).copied().unwrap_or(0)
    }

    /// Whether a party has a place on the map.
    pub(crate) fn is_there(&self, party: Party) -> bool {
        match party {
            Party::Organisation(id) => self.body_of.contains_key(&id),
            Party::Leader(id) => {
                self.home.contains_key(&id) || self.unposted.iter().any(|p| p.leader.id == id)
            }
        }
    }

    /// The organisation a party belongs to or is.
    pub(crate) fn organisation_of(&self, party: Party) -> Option<OrganisationId> {
        match party {
            Party::Organisation(id) => Some(id),
            Party::Leader(id) => self.home.get(&id).copied(),
        }
    }

    /// Pairs in tension, or whose newest sign says that they are strained.
    pub(crate) fn strained(&self) -> BTreeSet<(Party, Party)> {
        let mut newest = BTreeMap::new();
        let mut strained = BTreeSet::new();
        for assessment in self.map.assessments().iter() {
            let (Some(sign), Some(tie)) = (assessment.sign, self.map.tie(assessment.tie_id)) else {
                continue;
            };
            let pair = (tie.a.min(tie.b), tie.a.max(tie.b));
            let said = (assessment.date, assessment.id, sign);
            newest
                .entry(pair)
                .and_modify(|known| *known = said.max(*known))
                .or_insert(said);
        }
        strained.extend(
            newest
                .into_iter()
                .filter(|(_, said)| said.2 == Sign::Negative)
                .map(|(pair, _)| pair),
        );
        for tie in self.map.ties().iter() {
            if tie.kind == TieKind::InTensionWith
                && tie.status_on(self.map.as_of()) == TieStatus::Current
            {
                strained.insert((tie.a.min(tie.b), tie.a.max(tie.b)));
            }
        }
        strained
    }
}
