//! Copies that parted before a person was erased in one of them: merging brings nothing of her back.
//!
//! The state both come from then reads differently in the two, because erasing reaches into history. Both are put on
//! the ground of the erased one: what a side did not change reads as it does there, and what was erased is gone.

use std::collections::BTreeSet;

use domain::{Edit, Entity, EntityRef, LeaderId, Map, Refused, Stamp, Write};

use crate::fields::{self, Fields};
use crate::merge::other::Brought;
use crate::redact::{NAMELESS, Names};

/// The state two copies come from, as each has it.
pub(crate) struct Grounds {
    pub(crate) ours: Map,
    pub(crate) theirs: Map,
}

/// The two copies and what they come from, without who was erased in either.
pub(crate) struct Cleared {
    pub(crate) base: Map,
    pub(crate) ours: Map,
    pub(crate) theirs: Map,
}

impl Grounds {
    /// Takes the people erased in our copy out of what the other's history says, before that is put on record here.
    pub(crate) fn redact(&self, theirs: &Map, brought: &mut [Brought]) {
        let erased: BTreeSet<LeaderId> = self
            .theirs
            .leaders()
            .iter()
            .map(|leader| leader.id)
            .filter(|id| self.ours.leader(*id).is_none())
            .collect();
        let names = [&self.theirs, theirs]
            .into_iter()
            .flat_map(|map| erased.iter().filter_map(|id| map.leader(*id)))
            .map(|leader| leader.name.clone())
            .collect();
        let names = Names::of(&names);
        for act in brought {
            if let Some(words) = names.taken_out_of(&act.change.words) {
                act.change.words = words;
            }
            act.change
                .touched
                .retain(|entity| !erased.iter().any(|id| *entity == (*id).into()));
        }
    }

    pub(crate) fn clear(
        &self,
        ours: &Map,
        theirs: &Map,
        stamp: &Stamp,
    ) -> Result<Cleared, Refused> {
        let (one, other) = (fields::rows(&self.ours), fields::rows(&self.theirs));
        let erased: BTreeSet<EntityRef> = one
            .keys()
            .chain(other.keys())
            .filter(|entity| !(one.contains_key(entity) && other.contains_key(entity)))
            .copied()
            .collect();
        let worded: Vec<Write> = one
            .iter()
            .filter_map(|(entity, row)| Some((row, other.get(entity)?)))
            .filter(|(one, other)| one != other)
            .filter_map(|(one, other)| reworded(one, other))
            .map(Write::Put)
            .collect();
        let base = without(&self.ours.with(&worded), &erased, stamp)?;
        Ok(Cleared {
            ours: without(&on_ground(ours, &self.ours, &base), &erased, stamp)?,
            theirs: without(&on_ground(theirs, &self.theirs, &base), &erased, stamp)?,
            base,
        })
    }
}

/// A row field by field as the copy has it in which more was erased.
fn reworded(one: &Entity, other: &Entity) -> Option<Entity> {
    let (mut fields, others) = (fields::of_entity(one), fields::of_entity(other));
    let erased_in = |value: Option<&serde_json::Value>| {
        let text = value.map(ToString::to_string).unwrap_or_default();
        (text.matches(NAMELESS).count(), std::cmp::Reverse(text))
    };
    let names: BTreeSet<String> = fields.keys().chain(others.keys()).cloned().collect();
    for name in names {
        let value = others.get(&name);
        if erased_in(value) > erased_in(fields.get(&name)) {
            put(&mut fields, &name, value);
        }
    }
    fields::to_entity(one.reference().kind(), &fields)
}

fn put(fields: &mut Fields, name: &str, value: Option<&serde_json::Value>) {
    match value {
        Some(value) => fields.insert(name.to_owned(), value.clone()),
        None => fields.remove(name),
    };
}

/// A map in which what was not changed since its own ground reads as it does on the other.
fn on_ground(map: &Map, from: &Map, to: &Map) -> Map {
    let writes: Vec<Write> = to
        .entities()
        .filter_map(|new| {
            let reference = new.reference();
            let (old, now) = (from.entity(reference)?, map.entity(reference)?);
            if old == new {
                return None;
            }
            let [old, new, mut now] = [&old, &new, &now].map(fields::of_entity);
            let names: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
            for name in names {
                if now.get(&name) == old.get(&name) {
                    put(&mut now, &name, new.get(&name));
                }
            }
            fields::to_entity(reference.kind(), &now).map(Write::Put)
        })
        .collect();
    map.with(&writes)
}

fn without(map: &Map, erased: &BTreeSet<EntityRef>, stamp: &Stamp) -> Result<Map, Refused> {
    let mut map = map.clone();
    for entity in erased {
        if map.has(*entity) {
            map = map.with(&Edit::Remove { entity: *entity }.plan(&map, stamp)?);
        }
    }
    Ok(map)
}
