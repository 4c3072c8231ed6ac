//! What the map is to show, gathered from the audience's map once and in a fixed order.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AudienceMap, Authority, Filter, Leader, LeaderId, Level, Organisation, OrganisationId, Party,
    Post, PostId, Sign, TieId, TieKind, TieStatus,
};
use network::{Affiliations, Relationships, add_through_leaders, relationships};

use super::readings::Readings;

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
    /// How many organisations, and how many relationships for the kinds of tie in them, the filters leave out.
    pub(crate) filtered: (usize, usize),
    pub(crate) home: BTreeMap<LeaderId, OrganisationId>,
    /// What the judgements amount to, pair by pair, stated between the two themselves.
    pub(crate) stated: Relationships,
    /// The same with pairs of organisations known only through their leaders.
    pub(crate) organisations: Relationships,
    pub(crate) body_of: BTreeMap<OrganisationId, usize>,
    degrees: BTreeMap<LeaderId, usize>,
    /// What colours and sizes say.
    pub(crate) readings: Readings,
}

/// What the filters let through. Of each sort those named are shown; a sort nobody names shows all.
struct Shown {
    /// `None`: all of them.
    organisations: Option<BTreeSet<OrganisationId>>,
    /// Pairs with a current tie of a kind asked for; `None`: all of them.
    pairs: Option<BTreeSet<(Party, Party)>>,
}

impl Shown {
    fn of(map: &AudienceMap, filters: &[Filter], near: Option<&BTreeSet<OrganisationId>>) -> Self {
        let day = map.as_of();
        let (mut kinds, mut sectors) = (BTreeSet::new(), BTreeSet::new());
        let (mut places, mut works, mut ties) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for filter in filters {
            match filter {
                Filter::OrganisationKind(kind) => drop(kinds.insert(*kind)),
                Filter::Sector(sector) => drop(sectors.insert(sector.as_str())),
                Filter::Place(place) => drop(places.insert(*place)),
                Filter::Workstream(workstream) => drop(works.insert(*workstream)),
                Filter::TieKind(kind) => drop(ties.insert(*kind)),
            }
        }
        let involved: BTreeSet<OrganisationId> = works
            .iter()
            .filter_map(|id| map.workstream(*id))
            .flat_map(|workstream| &workstream.involvement)
            .map(|one| one.organisation_id)
            .collect();
        let passes = |one: &Organisation| {
            near.is_none_or(|near| near.contains(&one.id))
                && (kinds.is_empty() || kinds.contains(&one.kind))
                && (sectors.is_empty()
                    || one.sector.as_deref().is_some_and(|s| sectors.contains(s)))
                && (places.is_empty()
                    || one.memberships.iter().any(|membership| {
                        places.contains(&membership.place_id)
                            && membership.from.is_none_or(|from| from <= day)
                            && membership.to.is_none_or(|to| to >= day)
                    }))
                && (works.is_empty() || involved.contains(&one.id))
        };
        let about_organisations = near.is_some()
            || !(kinds.is_empty() && sectors.is_empty() && places.is_empty() && works.is_empty());
        let organisations = about_organisations.then(|| {
            let all = map.organisations().iter();
            all.filter(|one| passes(one)).map(|one| one.id).collect()
        });
        let pairs = (!ties.is_empty()).then(|| {
            let of_kind = map
                .ties()
                .iter()
                .filter(|tie| ties.contains(&tie.kind) && tie.status_on(day) == TieStatus::Current);
            of_kind
                .map(|tie| (tie.a.min(tie.b), tie.a.max(tie.b)))
                .collect()
        });
        Self {
            organisations,
            pairs,
        }
    }

    fn organisation(&self, id: OrganisationId) -> bool {
        self.organisations
            .as_ref()
            .is_none_or(|all| all.contains(&id))
    }

    fn pair(&self, pair: (Party, Party)) -> bool {
        self.pairs.as_ref().is_none_or(|all| all.contains(&pair))
    }
}

impl<'a> Facts<'a> {
    /// What filters let through, and of that, where there is a focus, only what is near it.
    pub(crate) fn of(
        map: &'a AudienceMap,
        filters: &[Filter],
        near: Option<&BTreeSet<OrganisationId>>,
        readings: Readings,
    ) -> Self {
        let day = map.as_of();
        let shown = Shown::of(map, filters, near);
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
            .filter(|(_, organisation)| shown.organisation(*organisation))
            .collect();

        let mut stated = relationships(map, None);
        let mut organisations = stated.clone();
        add_through_leaders(&mut organisations, &Affiliations::of(map));
        organisations
            .retain(|(a, b), _| matches!((a, b), (Party::Organisation(_), Party::Organisation(_))));
        let all_pairs = stated.len() + organisations.len();
        stated.retain(|pair, _| shown.pair(*pair));
        organisations.retain(|pair, _| shown.pair(*pair));
        let pairs_out = all_pairs - stated.len() - organisations.len();
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
            .filter(|organisation| shown.organisation(organisation.id))
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
                if shown.organisations.is_some() {
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
        let organisations_out = map.organisations().len() - bodies.len();
        let narrowed = shown.organisations.is_some();
        let mut facts = Self {
            map,
            bodies,
            unposted,
            left,
            filtered: (organisations_out, pairs_out),
            home,
            stated,
            organisations,
            body_of,
            degrees,
            readings,
        };
        if narrowed {
            // A line needs both its ends: what leads to an organisation filtered out is not there to be counted.
            let there: BTreeSet<Party> = (facts.stated.keys().chain(facts.organisations.keys()))
                .flat_map(|(a, b)| [*a, *b])
                .filter(|party| facts.is_there(*party))
                .collect();
            let both = |(a, b): &(Party, Party)| there.contains(a) && there.contains(b);
            facts.stated.retain(|pair, _| both(pair));
            facts.organisations.retain(|pair, _| both(pair));
        }
        facts
    }

    /// How many leaders there are on the map: everybody, or those of the organisations it keeps to.
    pub(crate) fn leaders_there(&self) -> usize {
        if self.filtered.0 == 0 {
            return self.map.leaders().len().saturating_sub(self.left);
        }
        let people = self.bodies.iter().flat_map(|body| &body.people);
        let people: BTreeSet<LeaderId> = people.map(|person| person.leader.id).collect();
        people.len()
    }

    /// How many others a leader is known to relate to.
    pub(crate) fn degree_of(&self, leader: LeaderId) -> usize {
        self.degrees.get(&leader).copied().unwrap_or(0)
    }

    /// Whether the kinds of organisations tell anything: where nobody has said one, every sign would be that of "other".
    pub(crate) fn tells_kinds(&self) -> bool {
        let mut bodies = self.bodies.iter();
        bodies.any(|body| body.organisation.kind != domain::OrganisationKind::Other)
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
