//! Formal authority: what posts, seats and decision routes let somebody decide, on the rubric of 0 (no part) to
//! 4 (decides alone), as the range it lies in.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AudienceMap, Authority, DecidingBody, DecisionLevel, EntityRef, Forum, ForumId, ForumPower,
    Interval, LeaderId, Organisation, OrganisationId, Post, Proposal, ProposalId, Seat, SeatRole,
};
use serde::Serialize;

use crate::finding::PartyName;
use crate::words::{self, authority as say};

/// What is to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Nothing in particular: what posts and seats allow in general.
    #[default]
    General,
    /// One proposal: its forum, and the organisations that decide it.
    Proposal(ProposalId),
}

/// From this on somebody takes part in deciding.
pub(crate) const MAY_DECIDE: u8 = 3;
const NOBODY_KNOWS: Interval<u8> = Interval { low: 0, high: 4 };

/// Who decides what is in hand.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Deciding {
    /// What is decided; `None` in general.
    pub proposal: Option<String>,
    /// The forum it goes to.
    pub forum: Option<String>,
    /// The organisations that decide it, each by its own route.
    pub organisations: Vec<PartyName>,
    /// Whether it is on record who decides.
    pub known: bool,
    /// In words.
    pub sentence: String,
}

/// One leader's formal authority.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Formal {
    pub(crate) range: Interval<u8>,
    pub(crate) because: Vec<String>,
    pub(crate) evidence: Vec<EntityRef>,
}

impl Formal {
    /// Whether somebody takes part in deciding; `None` where that is not known.
    pub(crate) fn may_decide(&self) -> Option<bool> {
        if self.range.low >= MAY_DECIDE {
            Some(true)
        } else if self.range.high < MAY_DECIDE {
            Some(false)
        } else {
            None
        }
    }
}

/// Formal authority of everybody, for what is in hand.
pub(crate) struct Authorities<'a> {
    map: &'a AudienceMap,
    posts: BTreeMap<LeaderId, Vec<&'a Post>>,
    seats: BTreeMap<LeaderId, Vec<(&'a Seat, &'a Forum)>>,
    proposal: Option<&'a Proposal>,
    forum: Option<ForumId>,
    organisations: BTreeSet<OrganisationId>,
    pub(crate) deciding: Deciding,
}

impl<'a> Authorities<'a> {
    /// `None` where the proposal is not to be seen.
    pub(crate) fn of(map: &'a AudienceMap, scope: Scope) -> Option<Self> {
        let day = map.as_of();
        let mut posts: BTreeMap<LeaderId, Vec<&Post>> = BTreeMap::new();
        for post in map.posts().iter().filter(|post| post.is_current_on(day)) {
            posts.entry(post.leader_id).or_default().push(post);
        }
        let mut seats: BTreeMap<LeaderId, Vec<(&Seat, &Forum)>> = BTreeMap::new();
        for seat in map.seats().iter().filter(|seat| seat.is_current_on(day)) {
            let forum = map.forum(seat.forum_id).filter(|f| f.is_current_on(day));
            if let Some(forum) = forum {
                seats.entry(seat.leader_id).or_default().push((seat, forum));
            }
        }
        let mut all = Self {
            map,
            posts,
            seats,
            proposal: None,
            forum: None,
            organisations: BTreeSet::new(),
            deciding: Deciding {
                known: true,
                sentence: say::IN_GENERAL.to_owned(),
                ..Deciding::default()
            },
        };
        if let Scope::Proposal(id) = scope {
            all.proposal = Some(map.proposal(id)?);
            all.find_deciders();
        }
        Some(all)
    }

    /// The forum a proposal goes to, and the bodies that decide it: the one it names; else, unless its forum decides,
    /// every body it touches or, where nobody has said whom it touches, every body of its place.
    fn find_deciders(&mut self) {
        let Some(proposal) = self.proposal else {
            return;
        };
        let (map, day) = (self.map, self.map.as_of());
        let forum = proposal
            .forum_id
            .and_then(|id| map.forum(id))
            .filter(|forum| forum.is_current_on(day));
        self.forum = forum.map(|forum| forum.id);
        let forum_decides = forum.is_some_and(|f| f.power == Some(ForumPower::Decides));
        if let Some(id) = proposal.organisation_id {
            self.organisations.insert(id);
        } else if !forum_decides && proposal.level != DecisionLevel::Organisation {
            self.organisations.extend(
                map.impacts_of(proposal.id)
                    .iter()
                    .map(|i| i.organisation_id),
            );
            if self.organisations.is_empty()
                && let Some(place) = proposal.place_id
            {
                let there = map.organisations().iter().filter(|organisation| {
                    organisation.memberships.iter().any(|m| {
                        m.place_id == place
                            && m.from.is_none_or(|from| from <= day)
                            && m.to.is_none_or(|to| day <= to)
                    })
                });
                self.organisations
                    .extend(there.map(|organisation| organisation.id));
            }
        }
        let bodies: Vec<String> = self
            .organisations
            .iter()
            .filter_map(|&id| map.organisation(id))
            .map(|organisation| say::by_route(organisation.short_name(), route(organisation)))
            .collect();
        let known = !bodies.is_empty() || forum.is_some_and(|forum| forum.power.is_some());
        self.deciding = Deciding {
            proposal: Some(proposal.title.clone()),
            forum: forum.map(|forum| forum.name.clone()),
            organisations: self
                .organisations
                .iter()
                .map(|&id| PartyName::of(map, id))
                .collect(),
            known,
            sentence: say::deciding(
                &proposal.title,
                forum.map(|forum| (forum.name.as_str(), forum.power)),
                &bodies,
            ),
        };
    }

    /// What one leader may formally do.
    pub(crate) fn formal(&self, leader: LeaderId) -> Formal {
        let mut ranges: Vec<Interval<u8>> = Vec::new();
        let (mut because, mut evidence): (Vec<String>, Vec<EntityRef>) = (Vec::new(), Vec::new());
        let held = self.posts.get(&leader).map_or(&[][..], Vec::as_slice);
        for post in held.iter().filter(|post| {
            self.proposal.is_none() || self.organisations.contains(&post.organisation_id)
        }) {
            let (range, why) = self.by_post(post);
            ranges.push(range);
            because.push(why);
            evidence.push(post.id.into());
        }
        let seats = self.seats.get(&leader).map_or(&[][..], Vec::as_slice);
        for (seat, forum) in seats
            .iter()
            .filter(|(_, forum)| self.proposal.is_none() || self.forum == Some(forum.id))
        {
            let (range, why) = by_seat(seat, forum);
            ranges.push(range);
            because.push(why);
            evidence.push(seat.id.into());
        }
        let range = ranges
            .iter()
            .copied()
            .reduce(|one, other| Interval {
                low: one.low.max(other.low),
                high: one.high.max(other.high),
            })
            .unwrap_or_else(|| self.without_any(held, seats, &mut because));
        let range = if self.deciding.known {
            range
        } else {
            Interval {
                low: range.low,
                high: NOBODY_KNOWS.high,
            }
        };
        Formal {
            range,
            because,
            evidence,
        }
    }

    fn without_any(
        &self,
        held: &[&Post],
        seats: &[(&Seat, &Forum)],
        because: &mut Vec<String>,
    ) -> Interval<u8> {
        match self.proposal {
            Some(_) if self.deciding.known && !(held.is_empty() && seats.is_empty()) => {
                because.push(say::NO_PART.to_owned());
                Interval::exactly(0)
            }
            Some(_) if !self.deciding.known => {
                because.push(say::NOBODY_SAID_WHO_DECIDES.to_owned());
                NOBODY_KNOWS
            }
            _ => {
                because.push(say::NOTHING_ON_RECORD.to_owned());
                NOBODY_KNOWS
            }
        }
    }

    fn by_post(&self, post: &Post) -> (Interval<u8>, String) {
        let organisation = self.map.organisation(post.organisation_id);
        let label = organisation.map_or(words::UNNAMED, Organisation::short_name);
        let Some(authority) = post.authority else {
            return (NOBODY_KNOWS, say::post_not_said(&post.title, label));
        };
        let route = organisation.and_then(route);
        // What a body decides together nobody there decides alone.
        let together = self.proposal.is_some()
            && authority == Authority::DecidesAlone
            && route.is_some_and(|body| {
                !matches!(body, DecidingBody::DelegatedOfficer | DecidingBody::Other)
            });
        if let (true, Some(body)) = (together, route) {
            return (
                Interval::exactly(Authority::Votes.number()),
                say::together(&post.title, label, body),
            );
        }
        (
            Interval::exactly(authority.number()),
            say::post(authority.word(), &post.title, label),
        )
    }

    /// Whether a leader holds a post that may decide at an organisation; `None` where nobody has said what some post
    /// there lets its holder do.
    pub(crate) fn may_decide_at(
        &self,
        leader: LeaderId,
        organisation: OrganisationId,
    ) -> Option<bool> {
        let there = self.posts.get(&leader).into_iter().flatten();
        let mut unsaid = false;
        for post in there.filter(|post| post.organisation_id == organisation) {
            match post.authority {
                Some(authority) if authority.may_decide() => return Some(true),
                Some(_) => {}
                None => unsaid = true,
            }
        }
        if unsaid { None } else { Some(false) }
    }
}

/// What posts and seats let people decide in general, as the range it lies in (0, no part, to 4, decides alone).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mandates {
    /// Each leader's, by every post and seat they hold.
    pub leaders: BTreeMap<LeaderId, Interval<u8>>,
    /// Each organisation's with a post held on the day: the most any of its people may do by their post there.
    pub organisations: BTreeMap<OrganisationId, Interval<u8>>,
}

impl Mandates {
    /// "votes", "at least advises", "not known".
    pub fn words(range: Interval<u8>) -> String {
        say::formal(range)
    }
}

/// The formal authority of everybody, and of every organisation by its people; nothing for a publication, which says
/// nothing of people.
pub fn mandates(map: &AudienceMap) -> Mandates {
    if map.audience().is_publication() {
        return Mandates::default();
    }
    let Some(authorities) = Authorities::of(map, Scope::General) else {
        return Mandates::default();
    };
    let leaders = map.leaders().iter();
    let leaders = leaders
        .map(|one| (one.id, authorities.formal(one.id).range))
        .collect();
    let mut organisations: BTreeMap<OrganisationId, Interval<u8>> = BTreeMap::new();
    for post in authorities.posts.values().flatten() {
        let (by_post, _) = authorities.by_post(post);
        organisations
            .entry(post.organisation_id)
            .and_modify(|known| {
                known.low = known.low.max(by_post.low);
                known.high = known.high.max(by_post.high);
            })
            .or_insert(by_post);
    }
    Mandates {
        leaders,
        organisations,
    }
}

fn route(organisation: &Organisation) -> Option<DecidingBody> {
    organisation.decision_route.as_ref().map(|route| route.body)
}

fn by_seat(seat: &Seat, forum: &Forum) -> (Interval<u8>, String) {
    let number = Authority::number;
    let range = match (seat.role, forum.power) {
        (SeatRole::Chair | SeatRole::Member, Some(ForumPower::Decides)) => {
            Interval::exactly(number(Authority::Votes))
        }
        (SeatRole::Chair | SeatRole::Member, Some(ForumPower::Recommends)) => {
            Interval::exactly(number(Authority::HoldsBudgetOrVeto))
        }
        (SeatRole::Chair | SeatRole::Member, None) => Interval {
            low: number(Authority::HoldsBudgetOrVeto),
            high: number(Authority::Votes),
        },
        (SeatRole::Deputy | SeatRole::InAttendance, _) => {
            Interval::exactly(number(Authority::Advises))
        }
    };
    (range, say::seat(seat.role, &forum.name, forum.power))
}
