//! Two rows of one organisation or leader made one.
//!
//! Everything that named the one names the other. What is then there twice is there once, by these rules:
//! * a tie or need of a party with itself says nothing and goes; a promise to oneself is refused;
//! * of two ties of one kind between the same two the elder stays, from the earlier first day to the later last day,
//!   with the judgements of both;
//! * of two posts of one title that overlap, and of two seats of one role on one forum that overlap, the elder stays,
//!   from the earlier first day to the later last day;
//! * of two needs for one pair the newer stays;
//! * judgements all stay: they are what somebody saw on a day;
//! * what the row that stays does not say is taken from the other, lists are put together, and of two
//!   confidentialities the more guarded holds.
//!
//! The elder is the one with the lower id, which is the one entered first.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::describe::{name_of, shortened};
use super::plan::{Plan, not_there};
use super::refused::Refused;
use crate::contents::Contents;
use crate::entity::{Entity, EntityRef, Leader, Need, Organisation, Party, Post, Seat, Tie};
use crate::ids::{LeaderId, OrganisationId, TieId};
use crate::links::Turn;

impl Plan<'_> {
    pub(super) fn merge_organisations(
        &mut self,
        keep: OrganisationId,
        merge: OrganisationId,
    ) -> Result<(), Refused> {
        let (kept, merged) = self.two(keep, merge, |map, id| map.organisation(id).cloned())?;
        let parent = if self.lies_in(keep, merge) {
            // What lay in the other lies in this one now, and this one where the other lay.
            merged.parent_id
        } else if self.lies_in(merge, keep) {
            kept.parent_id
        } else {
            kept.parent_id.or(merged.parent_id)
        };
        let whole = Organisation {
            parent_id: parent,
            ..whole_organisation(kept, merged)
        };
        self.make_one(keep.into(), merge.into(), whole.into())?;
        self.settle(keep.into())
    }

    pub(super) fn merge_leaders(&mut self, keep: LeaderId, merge: LeaderId) -> Result<(), Refused> {
        let (kept, merged) = self.two(keep, merge, |map, id| map.leader(id).cloned())?;
        self.make_one(keep.into(), merge.into(), whole_leader(kept, merged).into())?;
        self.settle(keep.into())
    }

    fn two<I, R>(
        &self,
        keep: I,
        merge: I,
        row: impl Fn(&Contents, I) -> Option<R>,
    ) -> Result<(R, R), Refused>
    where
        I: Copy + PartialEq + Into<EntityRef>,
    {
        let (Some(kept), Some(merged)) = (row(&self.map, keep), row(&self.map, merge)) else {
            self.there(keep)?;
            self.there(merge)?;
            return Err(not_there(merge.into()));
        };
        if keep == merge {
            let reference: EntityRef = keep.into();
            return Err(Refused::MergedWithItself {
                kind: reference.kind().word(),
                name: name_of(&self.map, reference),
            });
        }
        self.not_frozen(merge.into())?;
        Ok((kept, merged))
    }

    /// Whether one organisation is part of another, however far up.
    fn lies_in(&self, within: OrganisationId, above: OrganisationId) -> bool {
        let mut parent = self.map.organisation(within).and_then(|o| o.parent_id);
        while let Some(id) = parent {
            if id == above {
                return true;
            }
            parent = self.map.organisation(id).and_then(|o| o.parent_id);
        }
        false
    }

    /// Puts `whole` in the place of `keep`, turns every row that names `merge` to it, and takes `merge` away.
    fn make_one(
        &mut self,
        keep: EntityRef,
        merge: EntityRef,
        whole: Entity,
    ) -> Result<(), Refused> {
        self.turn_to(keep, merge)?;
        self.put_turned(whole);
        self.take_away(merge)
    }

    /// Turns every row that names `merge`, but `keep` itself, to `keep`.
    pub(super) fn turn_to(&mut self, keep: EntityRef, merge: EntityRef) -> Result<(), Refused> {
        let turned = |named: EntityRef| {
            if named == merge {
                Turn::Becomes(keep)
            } else {
                Turn::Stays
            }
        };
        for reference in self.map.mentions_of(merge) {
            if reference == keep {
                continue;
            }
            let Some(mut row) = self.map.entity(reference) else {
                continue;
            };
            row.links_mut().turn(&turned);
            if let Entity::Commitment(c) = &row
                && c.from == c.to
            {
                return Err(Refused::PromisedWithin {
                    what: shortened(&c.what),
                });
            }
            self.put_turned(row);
        }
        Ok(())
    }

    /// What is there twice of a party's after a merge is there once.
    fn settle(&mut self, party: EntityRef) -> Result<(), Refused> {
        let own = match party {
            EntityRef::Organisation(id) => Party::Organisation(id),
            EntityRef::Leader(id) => Party::Leader(id),
            _ => return Ok(()),
        };
        let within: Vec<EntityRef> = self
            .map
            .ties_of(own)
            .filter(|t| t.a == t.b)
            .map(|t| t.id.into())
            .chain(
                self.map
                    .needs()
                    .iter()
                    .filter(|n| n.a == n.b)
                    .map(|n| n.id.into()),
            )
            .collect();
        for row in within {
            self.remove(row)?;
        }
        self.settle_ties(own)?;
        if let Party::Organisation(id) = own {
            self.settle_needs(id)?;
        }
        let of_party = |post: &&Post| {
            EntityRef::from(post.leader_id) == party
                || EntityRef::from(post.organisation_id) == party
        };
        let posts: Vec<Post> = self.map.posts().iter().filter(of_party).cloned().collect();
        self.settle_alike(
            posts,
            |p| (p.leader_id, p.organisation_id, p.title.to_lowercase()),
            joined_post,
        )?;
        let of_party = |seat: &&Seat| {
            EntityRef::from(seat.leader_id) == party
                || seat.organisation_id.map(EntityRef::from) == Some(party)
        };
        let seats: Vec<Seat> = self.map.seats().iter().filter(of_party).cloned().collect();
        self.settle_alike(
            seats,
            |s| (s.leader_id, s.forum_id, s.organisation_id, s.role),
            joined_seat,
        )
    }

    fn settle_ties(&mut self, party: Party) -> Result<(), Refused> {
        let mut elder: BTreeMap<_, TieId> = BTreeMap::new();
        let ties: Vec<Tie> = self.map.ties_of(party).cloned().collect();
        for tie in ties {
            let ends = if tie.kind.is_directed() || tie.a <= tie.b {
                (tie.a, tie.b)
            } else {
                (tie.b, tie.a)
            };
            let Some(stays) = elder.get(&(tie.kind, ends)).copied() else {
                elder.insert((tie.kind, ends), tie.id);
                continue;
            };
            if let Some(kept) = self.map.tie(stays).cloned() {
                let whole = joined_tie(kept, &tie);
                self.make_one(stays.into(), tie.id.into(), whole.into())?;
            }
        }
        Ok(())
    }

    fn settle_needs(&mut self, of: OrganisationId) -> Result<(), Refused> {
        let mut newest: BTreeMap<_, Need> = BTreeMap::new();
        let mut older = Vec::new();
        for need in self.map.needs().iter().filter(|n| n.a == of || n.b == of) {
            let pair = (need.a.min(need.b), need.a.max(need.b));
            let replaced = match newest.get(&pair) {
                Some(other) if (other.date, other.id) > (need.date, need.id) => Some(need.clone()),
                _ => newest.insert(pair, need.clone()),
            };
            older.extend(replaced.map(|n| EntityRef::from(n.id)));
        }
        for need in older {
            self.remove(need)?;
        }
        Ok(())
    }

    /// Joins rows that are alike and overlap, each into the elder.
    fn settle_alike<R, K>(
        &mut self,
        rows: Vec<R>,
        key: impl Fn(&R) -> K,
        join: impl Fn(&R, &R) -> Option<R>,
    ) -> Result<(), Refused>
    where
        R: Clone + Into<Entity>,
        K: Ord,
    {
        let mut elders: BTreeMap<K, Vec<R>> = BTreeMap::new();
        for row in rows {
            let alike = elders.entry(key(&row)).or_default();
            let Some((at, whole)) = alike
                .iter()
                .enumerate()
                .find_map(|(at, elder)| Some((at, join(elder, &row)?)))
            else {
                alike.push(row);
                continue;
            };
            alike[at] = whole.clone();
            let whole: Entity = whole.into();
            let row: Entity = row.into();
            self.make_one(whole.reference(), row.reference(), whole)?;
        }
        Ok(())
    }
}

/// What the row that stays does not say is taken from the other.
fn whole_organisation(mut kept: Organisation, merged: Organisation) -> Organisation {
    let id = kept.id;
    if kept.label.is_empty() {
        kept.label = merged.label;
    }
    kept.sector = kept.sector.or(merged.sector);
    kept.codes.extend(merged.codes);
    for theirs in merged.memberships {
        match kept
            .memberships
            .iter_mut()
            .find(|ours| ours.place_id == theirs.place_id)
        {
            Some(ours) => {
                (ours.from, ours.to) = joined((ours.from, ours.to), (theirs.from, theirs.to));
            }
            None => kept.memberships.push(theirs),
        }
    }
    kept.opened = earlier(kept.opened, merged.opened);
    kept.closed = kept.closed.or(merged.closed);
    kept.successions.extend(merged.successions);
    kept.successions
        .retain(|s| s.successor_id != id && s.successor_id != merged.id);
    kept.decision_route = kept.decision_route.or(merged.decision_route);
    kept.pressures.extend(merged.pressures);
    kept.confidentiality = kept.confidentiality.min(merged.confidentiality);
    kept.record.source_id = kept.record.source_id.or(merged.record.source_id);
    kept
}

fn whole_leader(mut kept: Leader, merged: Leader) -> Leader {
    kept.contact = kept.contact.or(merged.contact);
    kept.do_not_ask |= merged.do_not_ask;
    kept.keep_until = earlier(kept.keep_until, merged.keep_until);
    kept.confidentiality = kept.confidentiality.min(merged.confidentiality);
    kept.record.source_id = kept.record.source_id.or(merged.record.source_id);
    kept
}

fn joined_tie(mut elder: Tie, other: &Tie) -> Tie {
    (elder.from, elder.to) = joined((elder.from, elder.to), (other.from, other.to));
    elder.note = match (elder.note, &other.note) {
        (Some(ours), Some(theirs)) if ours != *theirs => Some(format!("{ours}\n{theirs}")),
        (ours, theirs) => ours.or_else(|| theirs.clone()),
    };
    elder.confidentiality = elder.confidentiality.min(other.confidentiality);
    elder
}

fn joined_post(elder: &Post, other: &Post) -> Option<Post> {
    overlap((elder.from, elder.to), (other.from, other.to)).then(|| {
        let (from, to) = joined((elder.from, elder.to), (other.from, other.to));
        Post {
            from,
            to,
            authority: elder.authority.or(other.authority),
            confidentiality: elder.confidentiality.min(other.confidentiality),
            ..elder.clone()
        }
    })
}

fn joined_seat(elder: &Seat, other: &Seat) -> Option<Seat> {
    overlap((elder.from, elder.to), (other.from, other.to)).then(|| {
        let (from, to) = joined((elder.from, elder.to), (other.from, other.to));
        Seat {
            from,
            to,
            confidentiality: elder.confidentiality.min(other.confidentiality),
            ..elder.clone()
        }
    })
}

/// First and last day, each where known.
type Days = (Option<Date>, Option<Date>);

/// Whether two spans may have a day in common; an end nobody knows may be any day.
fn overlap(a: Days, b: Days) -> bool {
    let before = |last: Option<Date>, first: Option<Date>| {
        last.zip(first).is_some_and(|(last, first)| last < first)
    };
    !before(a.1, b.0) && !before(b.1, a.0)
}

/// From the earlier first day that is known to the later last day; still going on where one of them is.
fn joined(a: Days, b: Days) -> Days {
    let last = a.1.zip(b.1).map(|(a, b)| a.max(b));
    (earlier(a.0, b.0), last)
}

fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
