//! How a map is sifted: each kind by its own rule, then everything that cannot be without what is gone, then every
//! name of what is gone.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::{Hidden, bodies, decisions, judgements};
use crate::contents::Contents;
use crate::entity::{EntityRef, Party, Post};
use crate::ids::{LeaderId, OrganisationId};
use crate::links::{Link, Turn};
use crate::scale::{Audience, Confidentiality};
use crate::table::{Keep, Table};

/// What becomes of a row.
pub(super) enum Verdict<V> {
    /// It is there as it is.
    As,
    /// It is there with something taken off.
    Changed(V),
    /// It is too guarded for the audience.
    Guarded,
    /// It is not there on the day.
    NotThere,
}

impl<V> Verdict<V> {
    /// There with `change` made to a copy of the row.
    pub(super) fn with(row: &V, change: impl FnOnce(&mut V)) -> Self
    where
        V: Clone,
    {
        let mut row = row.clone();
        change(&mut row);
        Self::Changed(row)
    }
}

/// Whose eyes, which day, and what the rules look up.
pub(super) struct Eyes<'a> {
    pub(super) all: &'a Contents,
    pub(super) audience: Audience,
    pub(super) publication: bool,
    pub(super) as_of: Date,
    posts: BTreeMap<LeaderId, Vec<&'a Post>>,
}

impl Eyes<'_> {
    pub(super) const fn may(&self, confidentiality: Confidentiality) -> bool {
        self.audience.may_see(confidentiality)
    }

    /// There where the audience may see it, as it is.
    pub(super) fn plainly<V>(&self, confidentiality: Confidentiality) -> Verdict<V> {
        if self.may(confidentiality) {
            Verdict::As
        } else {
            Verdict::Guarded
        }
    }

    /// The organisations at which a leader holds a post on a day, each once.
    pub(super) fn bodies_of(&self, leader: LeaderId, day: Date) -> Vec<OrganisationId> {
        let mut bodies: Vec<OrganisationId> = self
            .posts
            .get(&leader)
            .into_iter()
            .flatten()
            .filter(|post| post.is_current_on(day))
            .map(|post| post.organisation_id)
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        bodies
    }

    /// A party by the name of an organisation: a leader stands as the one body they speak for on that day.
    fn as_body(&self, party: Party, day: Date) -> Option<Party> {
        match party {
            Party::Organisation(_) => Some(party),
            Party::Leader(id) => match self.bodies_of(id, day).as_slice() {
                [only] => Some(Party::Organisation(*only)),
                _ => None,
            },
        }
    }
}

impl Eyes<'_> {
    /// How a party stands in a promise or formal position: a leader whose name may not be read here stands as the one
    /// body they spoke for on the day.
    pub(super) fn shown(&self, party: Party, day: Date, gone: &Gone) -> Option<Party> {
        if self.publication || gone.contains(&party.into()) {
            self.as_body(party, day)
        } else {
            Some(party)
        }
    }
}

/// What is not in the map an audience sees.
pub(super) type Gone = HashSet<EntityRef>;

pub(super) struct Sieve<'a> {
    eyes: Eyes<'a>,
    gone: Gone,
}

/// Sifts one kind: gives the rows that remain and how many are too guarded. Rows that go are noted in `gone`, those
/// that cannot be without what is in it go too.
fn sift<K: Ord + Copy + Into<EntityRef>, V: Link>(
    rows: &Table<K, V>,
    gone: &mut Gone,
    id: impl Fn(&V) -> K,
    rule: impl Fn(&V, &Gone) -> Verdict<V>,
) -> (Table<K, V>, u32) {
    let mut guarded = 0;
    let (kept, _) = rows.filtered(|row| {
        let verdict = rule(row, gone);
        let stands =
            |row: &V| gone.is_empty() || row.stands_without(&|named| gone.contains(&named));
        let keep = match verdict {
            Verdict::As if stands(row) => Keep::As,
            Verdict::Changed(changed) if stands(&changed) => Keep::Changed(changed),
            Verdict::Guarded => {
                guarded += 1;
                Keep::Drop
            }
            Verdict::As | Verdict::Changed(_) | Verdict::NotThere => Keep::Drop,
        };
        if matches!(keep, Keep::Drop) {
            gone.insert(id(row).into());
        }
        keep
    });
    (kept, guarded)
}

impl<'a> Sieve<'a> {
    pub(super) fn new(all: &'a Contents, audience: Audience, as_of: Date) -> Self {
        let mut posts: BTreeMap<LeaderId, Vec<&Post>> = BTreeMap::new();
        for post in all.posts().iter() {
            posts.entry(post.leader_id).or_default().push(post);
        }
        Self {
            eyes: Eyes {
                all,
                audience,
                publication: audience.is_publication(),
                as_of,
                posts,
            },
            gone: Gone::new(),
        }
    }

    /// What is seen, and how much is hidden.
    pub(super) fn seen(self) -> (Contents, Hidden) {
        let Self { eyes, mut gone } = self;
        let mut seen = Contents {
            footprint: eyes.all.footprint.clone(),
            ..Contents::default()
        };
        let mut hidden = Hidden::default();
        // In the order of kinds, so that each comes after those it cannot be without.
        macro_rules! sift {
            ($($rows:ident by $rule:expr, $count:ident;)+) => {$(
                let rule = $rule;
                let (rows, guarded) =
                    sift(&eyes.all.$rows, &mut gone, |row| row.id, |row, gone| rule(&eyes, row, gone));
                seen.$rows = rows;
                hidden.$count += guarded;
            )+};
        }
        sift! {
            places by bodies::place, others;
            organisations by bodies::organisation, organisations;
            leaders by bodies::leader, leaders;
            posts by bodies::post, others;
            ties by judgements::tie, ties;
            assessments by judgements::assessment, assessments;
            sources by bodies::source, others;
            objectives by bodies::objective, others;
            stakes by judgements::stake, others;
            workstreams by bodies::workstream, others;
            dependencies by bodies::dependency, others;
            needs by judgements::need, others;
            forums by bodies::forum, others;
            seats by bodies::seat, others;
            proposals by decisions::proposal, others;
            impacts by judgements::impact, others;
            meetings by decisions::meeting, others;
            positions by judgements::position, others;
            agreements by decisions::agreement, others;
            commitments by decisions::commitment, commitments;
            contacts by decisions::contact, others;
            views by bodies::view, others;
            baselines by bodies::baseline, others;
            notes by bodies::note, others;
        }
        if !gone.is_empty() || eyes.publication {
            // Names of what is gone go from the rows that stay; who entered what is nobody's business outside the
            // circle that works with the file.
            seen.retouch(
                &|named| gone.contains(&named),
                &|named| {
                    if gone.contains(&named) {
                        Turn::Gone(NOT_SHOWN.to_owned())
                    } else {
                        Turn::Stays
                    }
                },
                eyes.publication,
            );
        }
        let place = seen.footprint.place_id;
        seen.footprint.place_id = place.filter(|id| !gone.contains(&(*id).into()));
        if eyes.audience != Audience::Working {
            seen.footprint.freeze = None;
        }
        (seen, hidden)
    }
}

/// What stands in place of a perceiver who is not shown.
pub const NOT_SHOWN: &str = "somebody who is not shown here";
