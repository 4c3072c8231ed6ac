//! Taking an entity away: what goes with it, and what the rest lets go of.

use super::check::tidy;
use super::describe::name_of;
use super::plan::Plan;
use super::refused::Refused;
use crate::entity::{Entity, EntityRef, Footprint, Write};
use crate::links::Turn;

impl Plan<'_> {
    /// Takes an entity away with everything that cannot be without it, and out of every row that can.
    pub(super) fn remove(&mut self, entity: EntityRef) -> Result<(), Refused> {
        self.there(entity)?;
        // Said of the thing itself, before what would go with it.
        self.not_frozen(entity)?;
        let going = self.map.goes_with(entity);
        let gone = |named: EntityRef| named == entity || going.contains(&named);
        let mut letting_go: Vec<EntityRef> = Vec::new();
        self.map.walk(|row, links| {
            let mut names = false;
            links.each(&mut |named| names |= gone(named));
            if names && !gone(row) {
                letting_go.push(row);
            }
        });
        for row in letting_go {
            let Some(mut row) = self.map.entity(row) else {
                continue;
            };
            row.links_mut().turn(&|named| {
                if gone(named) {
                    Turn::Gone(self.remembered_as(named))
                } else {
                    Turn::Stays
                }
            });
            self.put_turned(row);
        }
        if let EntityRef::Place(id) = entity {
            let footprint = self.map.footprint().clone();
            if footprint.place_id == Some(id) {
                self.write(Write::Describe(Footprint {
                    place_id: None,
                    ..footprint
                }));
            }
        }
        // Each after those that cannot be without it.
        for row in going.iter().rev() {
            self.take_away(*row)?;
        }
        self.take_away(entity)
    }

    /// Writes a row that names others than before. It held then and holds now, so it is not checked again.
    pub(super) fn put_turned(&mut self, mut row: Entity) {
        row.record_mut().changed = Some(self.stamp.clone());
        tidy(&mut row);
        self.write(Write::Put(row));
    }

    /// What stands in a judgement in place of whoever made it and is gone.
    fn remembered_as(&self, gone: EntityRef) -> String {
        match gone {
            // A person taken away must not live on by name in somebody else's judgement.
            EntityRef::Leader(_) => "a former leader".to_owned(),
            other => name_of(&self.map, other),
        }
    }
}
