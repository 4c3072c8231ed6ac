//! What entities are called where they stand alone: in a list, on a button, as a heading.

use domain::{Contents, Entity, EntityKind, EntityRef, LeaderId, Party, Perceiver};

use super::value::sure;
use crate::parties::in_words;
use crate::wire::PickName;

/// At most so many letters of a text stand for it.
const MOST: usize = 80;

pub(crate) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= MOST && line.len() == text.trim().len() {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(MOST - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('\u{2026}');
    short
}

/// The people a conversation was held with.
fn people(map: &Contents, leaders: &[LeaderId]) -> String {
    let name = |id: LeaderId| party(map, id.into());
    match leaders {
        [] => "nobody".to_owned(),
        [one] => name(*one),
        [one, two] => format!("{} and {}", name(*one), name(*two)),
        [one, rest @ ..] => format!("{} and {} more", name(*one), rest.len()),
    }
}

pub(crate) fn party(map: &Contents, party: Party) -> String {
    map.party_label(party).unwrap_or("somebody").to_owned()
}

/// Whose view something is.
pub(crate) fn perceiver(map: &Contents, who: Option<&Perceiver>) -> String {
    match who {
        None => "the keeper\u{2019}s view".to_owned(),
        Some(Perceiver::Outside(name)) => name.clone(),
        Some(Perceiver::Organisation(id)) => party(map, (*id).into()),
        Some(Perceiver::Leader(id)) => party(map, (*id).into()),
    }
}

/// What an entity is called where there is little room: organisations by their short names.
pub(crate) fn briefly(map: &Contents, reference: EntityRef) -> String {
    match reference {
        EntityRef::Organisation(id) => party(map, id.into()),
        other => called(map, other),
    }
}

/// What an entity is called.
pub(crate) fn called(map: &Contents, reference: EntityRef) -> String {
    let Some(entity) = map.entity(reference) else {
        return "something that is not shown".to_owned();
    };
    let name = |reference: EntityRef| called(map, reference);
    match &entity {
        Entity::Organisation(o) => o.name.clone(),
        Entity::Post(p) => format!(
            "{}, {}, {}",
            party(map, p.leader_id.into()),
            p.title,
            party(map, p.organisation_id.into())
        ),
        Entity::Tie(t) => format!("{} {} {}", party(map, t.a), t.kind.word(), party(map, t.b)),
        Entity::Assessment(a) => {
            let tie = map.tie(a.tie_id).map_or_else(
                || "a tie".to_owned(),
                |t| format!("{} and {}", party(map, t.a), party(map, t.b)),
            );
            let level = a
                .level
                .map_or_else(String::new, |level| format!(", level {}", level.number()));
            format!("{tie}{level}, {}", in_words(a.date))
        }
        Entity::Stake(s) => format!(
            "{} in {}",
            party(map, s.organisation_id.into()),
            name(s.objective_id.into())
        ),
        Entity::Dependency(d) => format!(
            "{} before {}",
            name(d.first_id.into()),
            name(d.then_id.into())
        ),
        Entity::Need(n) => format!(
            "{} and {} need {}",
            party(map, n.a.into()),
            party(map, n.b.into()),
            n.level.number()
        ),
        Entity::Seat(s) => format!(
            "{} on {}",
            party(map, s.leader_id.into()),
            name(s.forum_id.into())
        ),
        Entity::Impact(i) => format!(
            "{} on {}",
            name(i.proposal_id.into()),
            party(map, i.organisation_id.into())
        ),
        Entity::Position(p) => format!("{} on {}", party(map, p.party), name(p.proposal_id.into())),
        Entity::Meeting(m) => format!("{}, {}", name(m.forum_id.into()), in_words(m.date)),
        Entity::Proposal(p) => p.title.clone(),
        Entity::Agreement(a) => a.title.clone(),
        Entity::Commitment(c) => shortened(&c.what),
        Entity::Contact(c) => format!("{}, {}", people(map, &c.leader_ids), in_words(c.date)),
        Entity::Baseline(b) => b.name.clone(),
        Entity::Note(n) => shortened(&n.text),
        _ => map.name_of(reference),
    }
}

/// What tells an entity from others of its name.
pub(crate) fn detail(map: &Contents, reference: EntityRef) -> String {
    match map.entity(reference) {
        Some(Entity::Place(p)) => p
            .parent_id
            .map_or_else(String::new, |id| called(map, id.into())),
        Some(Entity::Forum(f)) => f.kind.word().to_owned(),
        Some(Entity::Proposal(p)) => p.decide_by.map_or_else(
            || p.status.word().to_owned(),
            |day| format!("{}, by {}", p.status.word(), in_words(day)),
        ),
        Some(Entity::Objective(o)) => o.kind.word().to_owned(),
        Some(Entity::Workstream(w)) => w.interdependence.word().to_owned(),
        Some(Entity::Commitment(c)) => {
            format!("{} to {}", party(map, c.from), party(map, c.to))
        }
        Some(Entity::Source(s)) => s.date.map_or_else(String::new, in_words),
        Some(Entity::Post(p)) => p
            .from
            .map_or_else(String::new, |day| format!("since {}", in_words(day))),
        Some(Entity::Seat(s)) => s.role.word().to_owned(),
        Some(Entity::Stake(s)) => {
            format!("{:+}, {}", s.size.number(), in_words(s.date)).replace('-', "\u{2212}")
        }
        Some(Entity::Impact(i)) => {
            format!("{}, {:+}", i.aspect.word(), i.size.number()).replace('-', "\u{2212}")
        }
        Some(Entity::Position(p)) => {
            let stance = p.stance.map_or("not assessed", domain::Stance::word);
            format!("{stance}, {}", in_words(p.date))
        }
        Some(Entity::Contact(c)) => shortened(&c.said),
        Some(Entity::Agreement(a)) => {
            format!("{} of {} signed", a.signatures.len(), a.signatory_ids.len())
        }
        Some(Entity::Assessment(a)) => format!(
            "{}, {}, {}",
            perceiver(map, a.perceiver.as_ref()),
            a.method.word(),
            sure(a.confidence.share())
        ),
        Some(Entity::Note(n)) => format!("{}, {}", n.author, in_words(n.date)),
        Some(Entity::Need(n)) => n.reason,
        Some(Entity::Baseline(b)) => in_words(b.day),
        Some(Entity::Organisation(o)) => o.kind.word().to_owned(),
        _ => String::new(),
    }
}

/// Kinds of which there are so few that all their names are sent with a form.
const SENT: [EntityKind; 9] = [
    EntityKind::Place,
    EntityKind::Source,
    EntityKind::Objective,
    EntityKind::Workstream,
    EntityKind::Forum,
    EntityKind::Proposal,
    EntityKind::Meeting,
    EntityKind::Agreement,
    EntityKind::Commitment,
];

/// The names of everything of these kinds that the window does not have anyway, and of these things.
pub(crate) fn to_pick(map: &Contents, kinds: &[EntityKind], also: &[EntityRef]) -> Vec<PickName> {
    let mut found: Vec<EntityRef> = (SENT.iter())
        .filter(|kind| kinds.contains(kind))
        .flat_map(|kind| map.entities_of(*kind))
        .map(|entity| entity.reference())
        .collect();
    found.extend(also);
    found.sort_unstable();
    found.dedup();
    let mut names: Vec<PickName> = found
        .into_iter()
        .map(|reference| PickName {
            key: reference.to_string(),
            name: called(map, reference),
            detail: detail(map, reference),
        })
        .collect();
    names.sort_by_cached_key(|one| (one.name.to_lowercase(), one.key.clone()));
    names
}
