//! What must hold of a row before it is written, and how it is tidied first.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::describe::{name_of, shortened};
use super::plan::{Plan, not_there};
use super::refused::Refused;
use crate::commitment::{CommitmentAct, CommitmentSide, CommitmentState};
use crate::entity::{
    AgendaItem, Agreement, Commitment, Entity, EntityRef, Meeting, Party, Perceiver, Proposal,
    Succession, Version,
};
use crate::map::Map;

impl Plan<'_> {
    /// What must hold of a row before it is written.
    pub(super) fn check(&self, entity: &Entity) -> Result<(), Refused> {
        let mut missing = None;
        let own = entity.reference();
        entity.links().each(&mut |named| {
            // A row that names itself is looked at below, where it can be said what is wrong with that.
            if missing.is_none() && named != own && !self.map.has(named) {
                missing = Some(named);
            }
        });
        if let Some(named) = missing {
            return Err(not_there(named));
        }
        match entity {
            Entity::Place(p) => {
                filled("place", "name", &p.name)?;
                self.not_circular(p.id, p.parent_id, &p.name, |map, id| {
                    map.place(id)?.parent_id
                })?;
                let itself = p.successions.iter().any(|s| s.successor_id == p.id);
                not_its_own_successor(itself, &p.name)
            }
            Entity::Organisation(o) => {
                filled("organisation", "name", &o.name)?;
                forwards("organisation", &o.name, o.opened, o.closed)?;
                for m in &o.memberships {
                    forwards("membership", &o.name, m.from, m.to)?;
                }
                self.not_circular(o.id, o.parent_id, &o.name, |map, id| {
                    map.organisation(id)?.parent_id
                })?;
                let itself = o.successions.iter().any(|s| s.successor_id == o.id);
                not_its_own_successor(itself, &o.name)
            }
            Entity::Leader(l) => filled("leader", "name", &l.name),
            Entity::Post(p) => {
                filled("post", "title", &p.title)?;
                forwards("post", &p.title, p.from, p.to)
            }
            Entity::Tie(t) => {
                self.different("tie", t.a, t.b)?;
                forwards("tie", &name_of(&self.map, t.a.into()), t.from, t.to)
            }
            Entity::Assessment(a) => {
                named(a.perceiver.as_ref())?;
                if a.level.is_none() && a.trust.is_none() && a.sign.is_none() {
                    return Err(Refused::JudgesNothing);
                }
                Ok(())
            }
            Entity::Source(s) => filled("source", "title", &s.title),
            Entity::Objective(o) => filled("objective", "name", &o.name),
            Entity::Stake(s) => named(s.perceiver.as_ref()),
            Entity::Workstream(w) => {
                filled("workstream", "name", &w.name)?;
                forwards("workstream", &w.name, w.from, w.to)
            }
            Entity::Dependency(d) => {
                if d.first_id == d.then_id {
                    return Err(Refused::SameParty {
                        kind: "dependency",
                        name: name_of(&self.map, d.first_id.into()),
                    });
                }
                Ok(())
            }
            Entity::Need(n) => {
                filled("need", "reason", &n.reason)?;
                self.different("need", n.a.into(), n.b.into())
            }
            Entity::Forum(f) => {
                filled("forum", "name", &f.name)?;
                forwards("forum", &f.name, f.from, f.to)?;
                self.not_circular(f.id, f.parent_id, &f.name, |map, id| {
                    map.forum(id)?.parent_id
                })
            }
            Entity::Seat(s) => forwards(
                "seat",
                &name_of(&self.map, s.leader_id.into()),
                s.from,
                s.to,
            ),
            Entity::Proposal(p) => proposal_holds(p),
            Entity::Impact(i) => named(i.perceiver.as_ref()),
            Entity::Meeting(m) => meeting_holds(m),
            Entity::Position(p) => {
                named(p.perceiver.as_ref())?;
                if p.stance.is_none() && p.wished_for.is_none() {
                    return Err(Refused::StandsNowhere {
                        party: name_of(&self.map, p.party.into()),
                    });
                }
                Ok(())
            }
            Entity::Agreement(a) => agreement_holds(a),
            Entity::Commitment(c) => {
                self.different("promise", c.from, c.to)?;
                filled("promise", "text", &c.what)?;
                conversation_holds(c)
            }
            Entity::Contact(c) => {
                named(c.held_by.as_ref())?;
                filled("conversation", "text", &c.said)?;
                if c.leader_ids.is_empty() {
                    return Err(Refused::Empty {
                        kind: "conversation",
                        field: "leader it was held with",
                    });
                }
                Ok(())
            }
            Entity::View(v) => filled("view", "name", &v.name),
            Entity::Baseline(b) => filled("baseline", "name", &b.name),
            Entity::Note(n) => {
                if n.about == EntityRef::from(n.id) {
                    return Err(Refused::Circular {
                        name: shortened(&n.text),
                    });
                }
                filled("note", "text", &n.text)
            }
        }
    }

    fn different(&self, kind: &'static str, a: Party, b: Party) -> Result<(), Refused> {
        if a == b {
            return Err(Refused::SameParty {
                kind,
                name: name_of(&self.map, a.into()),
            });
        }
        Ok(())
    }

    fn not_circular<I>(
        &self,
        id: I,
        parent: Option<I>,
        name: &str,
        parent_of: impl Fn(&Map, I) -> Option<I>,
    ) -> Result<(), Refused>
    where
        I: Copy + PartialEq + Into<EntityRef>,
    {
        let mut above = parent;
        let mut passed: Vec<EntityRef> = Vec::new();
        while let Some(current) = above {
            if current == id {
                return Err(Refused::Circular {
                    name: name.to_owned(),
                });
            }
            self.there(current)?;
            if passed.contains(&current.into()) {
                // A circle further up, which only a damaged file can have: the rows in it will say so themselves.
                return Ok(());
            }
            passed.push(current.into());
            above = parent_of(&self.map, current);
        }
        Ok(())
    }
}

fn not_its_own_successor(itself: bool, name: &str) -> Result<(), Refused> {
    if itself {
        return Err(Refused::SameParty {
            kind: "succession",
            name: name.to_owned(),
        });
    }
    Ok(())
}

pub(super) fn filled(kind: &'static str, field: &'static str, text: &str) -> Result<(), Refused> {
    if text.trim().is_empty() {
        Err(Refused::Empty { kind, field })
    } else {
        Ok(())
    }
}

fn named(perceiver: Option<&Perceiver>) -> Result<(), Refused> {
    match perceiver {
        Some(Perceiver::Outside(name)) => filled("perceiver", "name", name),
        _ => Ok(()),
    }
}

fn forwards(
    kind: &'static str,
    name: &str,
    from: Option<Date>,
    to: Option<Date>,
) -> Result<(), Refused> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(Refused::Backwards {
            kind,
            name: name.to_owned(),
            from,
            to,
        }),
        _ => Ok(()),
    }
}

/// Versions count upwards and none is dated before the one it follows.
fn versions_hold(name: &str, versions: &[Version]) -> Result<(), Refused> {
    let mut last: Option<&Version> = None;
    for version in versions {
        filled("version", "text", &version.words)?;
        let follows = last.map_or(version.number >= 1, |before| {
            version.number > before.number && version.date >= before.date
        });
        if !follows {
            return Err(Refused::VersionsOutOfOrder {
                name: name.to_owned(),
                number: version.number,
            });
        }
        last = Some(version);
    }
    Ok(())
}

fn proposal_holds(p: &Proposal) -> Result<(), Refused> {
    filled("proposal", "title", &p.title)?;
    versions_hold(&p.title, &p.versions)
}

fn agreement_holds(a: &Agreement) -> Result<(), Refused> {
    filled("agreement", "title", &a.title)?;
    versions_hold(&a.title, &a.versions)?;
    for signature in &a.signatures {
        if !a.versions.iter().any(|v| v.number == signature.version) {
            return Err(Refused::NoSuchVersion {
                name: a.title.clone(),
                number: signature.version,
            });
        }
    }
    Ok(())
}

fn meeting_holds(m: &Meeting) -> Result<(), Refused> {
    for item in &m.agenda {
        if let AgendaItem::Words(words) = item {
            filled("item of the agenda", "text", words)?;
        }
    }
    for one in &m.invited {
        if one.leader_id.is_none() && one.organisation_id.is_none() {
            return Err(Refused::Empty {
                kind: "invitation",
                field: "leader or organisation",
            });
        }
    }
    for one in &m.attendance {
        if one.leader_id.is_none() && one.organisation_id.is_none() {
            return Err(Refused::Empty {
                kind: "attendance",
                field: "leader or organisation",
            });
        }
    }
    m.decisions
        .iter()
        .try_for_each(|decision| filled("decision", "text", &decision.words))
}

/// Every step of a promise follows from the one before, in order of time.
fn conversation_holds(c: &Commitment) -> Result<(), Refused> {
    let mut state = CommitmentState::Asked;
    let mut last = c.asked;
    for event in &c.events {
        if event.date < last {
            return Err(Refused::OutOfOrder {
                date: event.date,
                last,
            });
        }
        last = event.date;
        state = state
            .after(event.act, event.by)
            .ok_or_else(|| Refused::NotNow {
                act: event.act.word(),
                by: match event.by {
                    CommitmentSide::Promiser => "one who promises",
                    CommitmentSide::Requester => "one it is promised to",
                },
                what: shortened(&c.what),
                state: state.word().to_lowercase(),
            })?;
        if event.act == CommitmentAct::Renegotiate && event.due.is_none() {
            return Err(Refused::Empty {
                kind: "new agreement",
                field: "day",
            });
        }
    }
    Ok(())
}

/// Names and texts lose the white space around them; lists are sorted and without doubles, so that the same
/// facts entered in another order are the same rows. Lists whose order means something keep it.
pub(super) fn tidy(entity: &mut Entity) {
    fn trim(text: &mut String) {
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            *text = trimmed.to_owned();
        }
    }
    fn sort<T: Ord>(list: &mut Vec<T>) {
        list.sort();
        list.dedup();
    }
    fn dated_first<I: Copy>(s: &Succession<I>) -> (I, bool, Option<Date>) {
        (s.successor_id, s.date.is_none(), s.date)
    }
    match entity {
        Entity::Place(p) => {
            trim(&mut p.name);
            sort(&mut p.codes);
            p.successions.sort_by_key(dated_first);
            p.successions.dedup_by_key(|s| s.successor_id);
        }
        Entity::Organisation(o) => {
            trim(&mut o.name);
            trim(&mut o.label);
            sort(&mut o.codes);
            sort(&mut o.memberships);
            o.memberships.dedup_by_key(|m| m.place_id);
            o.successions.sort_by_key(dated_first);
            o.successions.dedup_by_key(|s| s.successor_id);
            o.pressures.iter_mut().for_each(trim);
            let mut said = BTreeSet::new();
            o.pressures
                .retain(|words| !words.is_empty() && said.insert(words.clone()));
        }
        Entity::Leader(l) => trim(&mut l.name),
        Entity::Post(p) => trim(&mut p.title),
        Entity::Objective(o) => trim(&mut o.name),
        Entity::Workstream(w) => {
            trim(&mut w.name);
            // Named twice, an organisation has the stronger of its parts, which comes last in the scale.
            w.involvement
                .sort_by_key(|i| (i.organisation_id, std::cmp::Reverse(i.part)));
            w.involvement.dedup_by_key(|i| i.organisation_id);
        }
        Entity::Forum(f) => {
            trim(&mut f.name);
            if let Some(quorum) = &mut f.quorum {
                sort(&mut quorum.rules);
                quorum.rules.dedup_by_key(|rule| rule.kind);
            }
        }
        Entity::Proposal(p) => {
            trim(&mut p.title);
            sort(&mut p.versions);
        }
        Entity::Agreement(a) => {
            trim(&mut a.title);
            sort(&mut a.versions);
            sort(&mut a.signatory_ids);
            sort(&mut a.signatures);
            // One signature of a hand for a body under a version: the first.
            a.signatures
                .sort_by_key(|s| (s.organisation_id, s.version, s.leader_id, s.date));
            a.signatures
                .dedup_by_key(|s| (s.organisation_id, s.version, s.leader_id));
        }
        Entity::Meeting(m) => {
            sort(&mut m.invited);
            m.invited.dedup_by_key(|i| (i.leader_id, i.organisation_id));
            // Whoever is down twice was there as much as the better of the two says.
            sort(&mut m.attendance);
            m.attendance
                .dedup_by_key(|a| (a.leader_id, a.organisation_id));
        }
        Entity::Commitment(c) => trim(&mut c.what),
        Entity::Contact(c) => {
            trim(&mut c.said);
            sort(&mut c.leader_ids);
        }
        Entity::Source(s) => trim(&mut s.title),
        Entity::Need(n) => trim(&mut n.reason),
        Entity::View(v) => {
            trim(&mut v.name);
            v.spots.sort_by_key(|(party, _)| *party);
            v.spots.dedup_by_key(|(party, _)| *party);
            sort(&mut v.filters);
        }
        Entity::Baseline(b) => trim(&mut b.name),
        Entity::Tie(_)
        | Entity::Assessment(_)
        | Entity::Stake(_)
        | Entity::Dependency(_)
        | Entity::Seat(_)
        | Entity::Impact(_)
        | Entity::Position(_)
        | Entity::Note(_) => {}
    }
}
