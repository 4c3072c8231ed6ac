//! Three-way merging of maps: what two copies made of one base, put together field by field.
//!
//! A pure function of the three maps and the choices, and the same whichever copy is called ours:
//!
//! * What only one side changed is taken. Lists are put together element by element, a promise's conversation step by
//!   step in the order of its days.
//! * A field (or element) both changed differently is a conflict; without a choice the side whose entity was changed
//!   last stands.
//! * What one side removed and the other changed, or made something new depend on, is a conflict; without a choice it
//!   is kept, with everything its removal took along or cleared. Where one side has forbidden to delete
//!   anything since they parted, every removal by the other is such a conflict, and what was removed is kept.
//! * A row that breaks a rule of the domain only because both sides changed it (dates that run backwards, parents in a
//!   circle, a conversation with two ends) falls back to one side's, and that is a conflict.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use domain::{Edit, Entity, EntityRef, Map, Refused, Stamp, Write};
use serde_json::Value;

use crate::fields::{
    self, CHANGED, CREATED, Element, Fields, Index, Subject, elements, is_arrangement, is_sequence,
};
use crate::merge::atoms::{Atom, atoms, back_with, goes_along, in_order, roots, take_back};
use crate::merge::conflict::{Choices, Found, Point, Side};

/// Two copies put together.
pub(crate) struct Combined {
    pub(crate) map: Map,
    pub(crate) conflicts: Vec<Found>,
}

/// The three states of one subject.
#[derive(Debug, Clone, Default)]
struct Three {
    base: Option<Fields>,
    ours: Option<Fields>,
    theirs: Option<Fields>,
}

impl Three {
    const fn side(&self, side: Side) -> Option<&Fields> {
        match side {
            Side::Ours => self.ours.as_ref(),
            Side::Theirs => self.theirs.as_ref(),
        }
    }

    const fn side_mut(&mut self, side: Side) -> &mut Option<Fields> {
        match side {
            Side::Ours => &mut self.ours,
            Side::Theirs => &mut self.theirs,
        }
    }
}

/// What two sides began from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Base {
    pub(crate) map: Map,
    /// Points on which the two disagreed when each merged the other before: where they still do, that is a conflict
    /// whatever the base says.
    pub(crate) disputed: BTreeSet<Point>,
}

/// Puts together what two sides made of a base. `stamp` is for what goes along with a removal somebody chose.
///
/// Fails only where no way of putting them together keeps the rules every edit is held to.
pub(crate) fn combine(
    base: &Base,
    ours: &Map,
    theirs: &Map,
    choices: &Choices,
    stamp: &Stamp,
) -> Result<Combined, Refused> {
    let mut needed = BTreeMap::new();
    let (mut merging, removals, mut map) = loop {
        let mut merging = Merging::of(base, ours, theirs, choices, &needed);
        let removals = merging.settle_removals();
        let writes = merging.fields();
        let map = without_marks_of_nobody(&ours.with(&writes));
        let missed = merging.missed_in(&map);
        if missed.is_empty() {
            break (merging, removals, map);
        }
        for (named, rows) in missed {
            needed.insert(named, rows);
        }
    };
    merging.keep_rules(&mut map)?;
    for gone in removals {
        if map.has(gone) {
            map = map.with(&Edit::Remove { entity: gone }.plan(&map, stamp)?);
        }
    }
    let map = without_marks_of_nobody(&map);
    merging.conflicts.sort_by(|a, b| a.point.cmp(&b.point));
    Ok(Combined {
        map,
        conflicts: merging.conflicts,
    })
}

/// The map without marks, on saved views, of parties that are not there.
fn without_marks_of_nobody(map: &Map) -> Map {
    let views: Vec<Write> = map
        .views()
        .iter()
        .filter(|view| {
            view.spots
                .iter()
                .any(|(party, _)| !map.has((*party).into()))
        })
        .map(|view| {
            let mut view = view.clone();
            view.spots.retain(|(party, _)| map.has((*party).into()));
            Write::Put(Entity::View(view))
        })
        .collect();
    map.with(&views)
}

/// Entities, each with the rows that name it.
type Needed = BTreeMap<EntityRef, BTreeSet<Subject>>;

struct Merging<'a> {
    ours: &'a Map,
    theirs: &'a Map,
    /// Whether ours, and whether theirs, has forbidden to delete anything since the two parted.
    frozen: [bool; 2],
    /// Whether the result may forbid it: then nobody can choose a removal.
    stays_frozen: bool,
    choices: &'a Choices,
    disputed: &'a BTreeSet<Point>,
    /// What one side removed although something in the result names it, and what names it.
    needed: &'a Needed,
    /// What either side changed.
    subjects: BTreeMap<Subject, Three>,
    conflicts: Vec<Found>,
}

impl<'a> Merging<'a> {
    fn of(
        base: &'a Base,
        ours: &'a Map,
        theirs: &'a Map,
        choices: &'a Choices,
        needed: &'a Needed,
    ) -> Self {
        let mut subjects = BTreeMap::new();
        let maps = [&base.map, ours, theirs];
        let disputed = &base.disputed;
        let facts = maps.map(|map| map.footprint());
        if facts[0] != facts[1] || facts[0] != facts[2] {
            let [base, ours, theirs] = facts.map(|f| Some(fields::of_footprint(f)));
            subjects.insert(None, Three { base, ours, theirs });
        }
        let [bases, our_rows, their_rows] = maps.map(fields::rows);
        let everything: BTreeSet<&EntityRef> = bases
            .keys()
            .chain(our_rows.keys())
            .chain(their_rows.keys())
            .collect();
        for entity in everything {
            let three = [&bases, &our_rows, &their_rows].map(|rows| rows.get(entity));
            if three[0] == three[1] && three[0] == three[2] {
                continue;
            }
            let [base, ours, theirs] = three.map(|row| row.map(fields::of_entity));
            subjects.insert(Some(*entity), Three { base, ours, theirs });
        }
        // Set since the two parted: what the other removed meanwhile it removed without knowing of it.
        let froze = |map: &Map| {
            let freeze = &map.footprint().freeze;
            freeze.is_some() && *freeze != base.map.footprint().freeze
        };
        let frozen = [froze(ours), froze(theirs)];
        let [base_freeze, our_freeze, their_freeze] = maps.map(|map| &map.footprint().freeze);
        let is_disputed = disputed
            .iter()
            .any(|point| point.entity.is_none() && point.field.as_deref() == Some("freeze"));
        let stays_frozen = match (base_freeze == our_freeze, base_freeze == their_freeze) {
            (true, _) if !is_disputed => their_freeze.is_some(),
            (_, true) if !is_disputed => our_freeze.is_some(),
            _ => our_freeze.is_some() || their_freeze.is_some(),
        };
        Self {
            ours,
            theirs,
            frozen,
            stays_frozen,
            choices,
            disputed,
            needed,
            subjects,
            conflicts: Vec::new(),
        }
    }

    /// Finds the removals that the other side's changes stand against and, for those that are kept, gives the side
    /// that removed them back what it removed. Gives what is to be removed at the end because somebody chose so.
    fn settle_removals(&mut self) -> Vec<EntityRef> {
        let removed = Side::BOTH.map(|side| {
            self.subjects
                .iter()
                .filter(|(_, three)| three.base.is_some() && three.side(side).is_none())
                .filter_map(|(subject, _)| *subject)
                .collect::<BTreeSet<EntityRef>>()
        });
        let indexes = removed.each_ref().map(Index::of);
        let needs = [0, 1].map(|s: usize| self.needs(&removed[s], &indexes[s]));
        // Before anything is given back, so that it does not matter which side comes first.
        let contested = [
            self.contested(Side::Theirs, &needs[0], &indexes[0], &indexes[1]),
            self.contested(Side::Ours, &needs[1], &indexes[1], &indexes[0]),
        ];
        let mut gone_in_the_end = Vec::new();
        for (s, (remover, contested)) in Side::BOTH.into_iter().zip(contested).enumerate() {
            let (mut kept, mut all) = (BTreeSet::new(), BTreeSet::new());
            for (root, because) in contested {
                all.insert(root);
                if self.removal_conflict(root, remover, because) == remover {
                    gone_in_the_end.push(root);
                } else {
                    kept.insert(root);
                }
            }
            let kept = back_with(kept, &needs[s]);
            let all = back_with(all, &needs[s]);
            gone_in_the_end.extend(all.difference(&kept));
            self.restore(remover, &all, &indexes[s]);
        }
        gone_in_the_end
    }

    /// Whether this side has forbidden to delete anything since the two parted: then nothing it still has goes.
    const fn is_frozen(&self, keeper: Side) -> bool {
        match keeper {
            Side::Ours => self.frozen[0],
            Side::Theirs => self.frozen[1],
        }
    }

    /// For each of these removed entities, which others of them it needs.
    fn needs(
        &self,
        removed: &BTreeSet<EntityRef>,
        index: &Index,
    ) -> BTreeMap<EntityRef, BTreeSet<EntityRef>> {
        removed
            .iter()
            .map(|entity| {
                let base = self.subjects[&Some(*entity)].base.as_ref();
                let mut needs = base.map(|f| index.mentioned_by(f)).unwrap_or_default();
                needs.remove(entity);
                (*entity, needs)
            })
            .collect()
    }

    /// Notes that one side removed what the other's changes need, and gives the side that has its way.
    fn removal_conflict(
        &mut self,
        root: EntityRef,
        remover: Side,
        because: BTreeSet<Subject>,
    ) -> Side {
        let point = Point {
            entity: Some(root),
            field: None,
            element: None,
        };
        let choice = self.choices.get(&point).copied();
        let choice = choice.filter(|side| *side != remover || !self.stays_frozen);
        let stands = choice.unwrap_or(remover.other());
        let three = &self.subjects[&Some(root)];
        let whole = |fields: &Option<Fields>| {
            fields
                .as_ref()
                .map(|f| Value::Object(f.clone().into_iter().collect()))
        };
        self.conflicts.push(Found {
            point,
            base: whole(&three.base),
            ours: whole(&three.ours),
            theirs: whole(&three.theirs),
            because: because.into_iter().flatten().collect(),
            stands,
            chosen: choice.is_some(),
        });
        stands
    }

    /// The removed entities at the root of a removal that the other side's changes, or its freeze, stand against, each
    /// with what was changed.
    fn contested(
        &self,
        keeper: Side,
        needs: &BTreeMap<EntityRef, BTreeSet<EntityRef>>,
        removed: &Index,
        removed_by_keeper: &Index,
    ) -> BTreeMap<EntityRef, BTreeSet<Subject>> {
        let mut contested: BTreeMap<EntityRef, BTreeSet<Subject>> = BTreeMap::new();
        if needs.is_empty() {
            return contested;
        }
        for (subject, three) in &self.subjects {
            let Some(after) = three.side(keeper) else {
                continue;
            };
            let meant: Vec<Atom> = atoms(three.base.as_ref(), after)
                .into_iter()
                .filter(|atom| !goes_along(atom, removed_by_keeper) && !is_arrangement(&atom.field))
                .collect();
            let mut at = BTreeSet::new();
            let presence = Point {
                entity: *subject,
                field: None,
                element: None,
            };
            if let Some(entity) = subject
                && needs.contains_key(entity)
                && (!meant.is_empty() || self.disputed.contains(&presence))
            {
                at.insert(*entity);
            }
            for atom in &meant {
                if let Some(value) = &atom.after {
                    removed.mentioned_in(value, &mut at);
                }
            }
            for entity in at {
                for root in roots(entity, needs) {
                    contested.entry(root).or_default().insert(*subject);
                }
            }
        }
        for (named, rows) in self.needed {
            if needs.contains_key(named) {
                for root in roots(*named, needs) {
                    contested.entry(root).or_default().extend(rows);
                }
            }
        }
        if self.is_frozen(keeper) {
            let all = needs.keys().flat_map(|entity| roots(*entity, needs));
            for root in all.filter(|root| self.subjects[&Some(*root)].side(keeper).is_some()) {
                contested.entry(root).or_default();
            }
        }
        contested
    }

    /// What one side removed although something both sides together made names it: found only in the result, where a
    /// list put together of two, or a row given back, has it again.
    fn missed_in(&self, map: &Map) -> Needed {
        let mut missed = Needed::new();
        for (row, named) in map.dangling() {
            let was_there = |three: &Three| three.base.is_some();
            if self.subjects.get(&Some(named)).is_some_and(was_there)
                && !self.needed.contains_key(&named)
            {
                missed.entry(named).or_default().insert(Some(row));
            }
        }
        missed
    }

    /// Takes back a side's removal of these entities, and what it cleared with them.
    fn restore(&mut self, side: Side, entities: &BTreeSet<EntityRef>, removed: &Index) {
        if entities.is_empty() {
            return;
        }
        for (subject, three) in &mut self.subjects {
            if subject.is_some_and(|entity| entities.contains(&entity)) {
                *three.side_mut(side) = three.base.clone();
                continue;
            }
            let Some(after) = three.side(side) else {
                continue;
            };
            let cleared: Vec<Atom> = atoms(three.base.as_ref(), after)
                .into_iter()
                .filter(|atom| {
                    let mut mentioned = BTreeSet::new();
                    if let Some(before) = &atom.before {
                        removed.mentioned_in(before, &mut mentioned);
                    }
                    goes_along(atom, removed) && mentioned.iter().any(|e| entities.contains(e))
                })
                .collect();
            let base = three.base.clone().unwrap_or_default();
            if let Some(after) = three.side_mut(side) {
                for atom in cleared {
                    take_back(atom, &base, after);
                }
            }
        }
    }

    /// Puts the fields together and gives the writes that lead from our map to the result.
    fn fields(&mut self) -> Vec<Write> {
        let subjects = std::mem::take(&mut self.subjects);
        let mut writes = Vec::new();
        for (subject, three) in &subjects {
            let merged = self.subject(*subject, three);
            match (subject, merged) {
                (None, Some(fields)) => {
                    writes.extend(fields::to_footprint(&fields).map(Write::Describe));
                }
                (Some(entity), None) if self.ours.has(*entity) => {
                    writes.push(Write::Remove(*entity));
                }
                (Some(entity), Some(fields)) => {
                    if self.ours.entity(*entity).as_ref().map(fields::of_entity)
                        == Some(fields.clone())
                    {
                        continue;
                    }
                    // Where it cannot be made, our own row stays for now, and the rules find out.
                    writes.extend(self.row(*entity, &fields).map(Write::Put));
                }
                _ => {}
            }
        }
        self.subjects = subjects;
        writes
    }

    /// A row with these fields: a side's own where it is the same.
    fn row(&self, entity: EntityRef, fields: &Fields) -> Option<Entity> {
        [self.ours, self.theirs]
            .into_iter()
            .filter_map(|map| map.entity(entity))
            .find(|row| fields::of_entity(row) == *fields)
            .or_else(|| fields::to_entity(entity.kind(), fields))
    }

    fn subject(&mut self, subject: Subject, three: &Three) -> Option<Fields> {
        let mut points = self.choices.keys().chain(self.disputed);
        let chosen = points.any(|point| point.entity == subject);
        match (&three.base, &three.ours, &three.theirs) {
            (None, None, only) | (None, only, None) => only.clone(),
            (_, None, _) | (_, _, None) => None,
            (_, ours, theirs) if ours == theirs => ours.clone(),
            (base, ours, theirs) if base == ours && !chosen => theirs.clone(),
            (base, ours, theirs) if base == theirs && !chosen => ours.clone(),
            (base, Some(ours), Some(theirs)) => {
                let empty = Fields::new();
                Some(self.row_of_both(subject, base.as_ref().unwrap_or(&empty), ours, theirs))
            }
        }
    }

    fn row_of_both(
        &mut self,
        subject: Subject,
        base: &Fields,
        ours: &Fields,
        theirs: &Fields,
    ) -> Fields {
        let last = said_last(ours, theirs);
        let names: BTreeSet<&String> = base
            .keys()
            .chain(ours.keys())
            .chain(theirs.keys())
            .collect();
        let mut merged = Fields::new();
        for field in names {
            let (b, o, t) = (base.get(field), ours.get(field), theirs.get(field));
            let value = match field.as_str() {
                CHANGED => later(o, t, Ordering::Greater),
                CREATED => later(o, t, Ordering::Less),
                _ => {
                    let point = Point {
                        entity: subject,
                        field: Some(field.clone()),
                        element: None,
                    };
                    let is_list = [b, o, t]
                        .into_iter()
                        .flatten()
                        .all(|value| matches!(value, Value::Array(_)));
                    if is_list && (is_arrangement(field) || !self.choices.contains_key(&point)) {
                        self.list(&point, b, o, t, last)
                    } else {
                        self.value(point, b, o, t, last)
                    }
                }
            };
            if let Some(value) = value {
                merged.insert(field.clone(), value);
            }
        }
        merged
    }

    /// One value out of three.
    fn value(
        &mut self,
        point: Point,
        base: Option<&Value>,
        ours: Option<&Value>,
        theirs: Option<&Value>,
        last: Option<Side>,
    ) -> Option<Value> {
        let of = |side: Side| match side {
            Side::Ours => ours.cloned(),
            Side::Theirs => theirs.cloned(),
        };
        let choice = self.choices.get(&point).copied();
        if ours == theirs {
            return of(Side::Ours);
        }
        let field = Point {
            element: None,
            ..point.clone()
        };
        let disputed = self.disputed.contains(&point) || self.disputed.contains(&field);
        if !disputed && (base == ours || base == theirs) {
            let changed = if base == ours {
                Side::Theirs
            } else {
                Side::Ours
            };
            return of(choice.unwrap_or(changed));
        }
        let stands = choice.unwrap_or_else(|| match (ours, theirs) {
            // An element one side took out and the other changed is kept.
            (None, Some(_)) if point.element.is_some() => Side::Theirs,
            (Some(_), None) if point.element.is_some() => Side::Ours,
            _ => last.unwrap_or_else(|| greater(ours, theirs)),
        });
        self.conflicts.push(Found {
            point,
            base: base.cloned(),
            ours: ours.cloned(),
            theirs: theirs.cloned(),
            because: Vec::new(),
            stands,
            chosen: choice.is_some(),
        });
        of(stands)
    }

    /// A list out of three, element by element.
    fn list(
        &mut self,
        point: &Point,
        base: Option<&Value>,
        ours: Option<&Value>,
        theirs: Option<&Value>,
        last: Option<Side>,
    ) -> Option<Value> {
        let field = point.field.as_deref().unwrap_or_default();
        let disputed = self
            .disputed
            .iter()
            .any(|d| d.entity == point.entity && d.field == point.field);
        if ours == theirs || (base == theirs && !disputed) {
            return ours.cloned();
        }
        if base == ours && !disputed {
            return theirs.cloned();
        }
        let [base, ours, theirs] = [base, ours, theirs].map(|list| elements(field, list));
        let find = |list: &[Element], key: &str| {
            list.iter().find(|e| e.key == key).map(|e| e.value.clone())
        };
        let mut merged: BTreeMap<String, Value> = BTreeMap::new();
        let before = self.conflicts.len();
        let keys: BTreeSet<String> = [&base, &ours, &theirs]
            .into_iter()
            .flatten()
            .map(|e| e.key.clone())
            .collect();
        for key in keys {
            let three = [&base, &ours, &theirs].map(|list| find(list, &key));
            let of_element = Point {
                element: Some(key.clone()),
                ..point.clone()
            };
            let [b, o, t] = three.each_ref().map(Option::as_ref);
            if let Some(value) = self.value(of_element, b, o, t, last) {
                merged.insert(key, value);
            }
        }
        if is_arrangement(field) {
            self.as_one(point, before, &mut merged);
        }
        // Marks have no order: where nothing else would be new, nothing is.
        let is_all_of = |list: &[Element]| {
            list.len() == merged.len() && list.iter().all(|e| merged.get(&e.key) == Some(&e.value))
        };
        if is_arrangement(field) && is_all_of(&ours) {
            return Some(list_of(ours));
        }
        let order = in_order(field, &base, &ours, &theirs);
        Some(Value::Array(
            order
                .into_iter()
                .filter_map(|key| merged.remove(&key))
                .collect(),
        ))
    }

    /// Makes one conflict of those about single marks on a drawing, which nobody wants to be asked about one by one.
    fn as_one(&mut self, point: &Point, first: usize, merged: &mut BTreeMap<String, Value>) {
        let marks = self.conflicts.split_off(first);
        let Some(stands) = marks.first().map(|mark| mark.stands) else {
            return;
        };
        let choice = self.choices.get(point).copied();
        let stands = choice.unwrap_or(stands);
        let list = |of: fn(&Found) -> &Option<Value>| {
            let values: Vec<Value> = marks.iter().filter_map(|mark| of(mark).clone()).collect();
            Some(Value::Array(values))
        };
        for mark in &marks {
            let value = match stands {
                Side::Ours => &mark.ours,
                Side::Theirs => &mark.theirs,
            };
            if let (Some(key), Some(value)) = (&mark.point.element, value) {
                merged.insert(key.clone(), value.clone());
            }
        }
        self.conflicts.push(Found {
            point: point.clone(),
            base: list(|mark| &mark.base),
            ours: list(|mark| &mark.ours),
            theirs: list(|mark| &mark.theirs),
            because: Vec::new(),
            stands,
            chosen: choice.is_some(),
        });
    }

    /// Sees to it that no row breaks a rule only because both sides had their way.
    fn keep_rules(&mut self, map: &mut Map) -> Result<(), Refused> {
        let subjects: Vec<EntityRef> = self.subjects.keys().filter_map(|s| *s).collect();
        // What somebody decided is the last to give way.
        let (decided, free): (Vec<_>, Vec<_>) = subjects.into_iter().partition(|entity| {
            self.choices
                .keys()
                .any(|point| point.entity == Some(*entity))
        });
        for entity in free.iter().chain(&decided) {
            if self.breaks(map, *entity).is_some() {
                self.fall_back(map, *entity);
            }
        }
        for entity in free.iter().chain(&decided) {
            if let Some(refused) = self.breaks(map, *entity) {
                return Err(refused);
            }
        }
        Ok(())
    }

    /// The rule an entity of the merged map breaks and did not break in the copy it comes from.
    fn breaks(&self, map: &Map, entity: EntityRef) -> Option<Refused> {
        let row = map.entity(entity)?;
        let refused = map.refuses(&row)?;
        let so_before = [self.ours, self.theirs]
            .into_iter()
            .any(|side| side.entity(entity).as_ref() == Some(&row) && side.refuses(&row).is_some());
        (!so_before).then_some(refused)
    }

    /// Takes one side's row, or at least its sequences, whichever is the first that keeps the rules.
    fn fall_back(&mut self, map: &mut Map, entity: EntityRef) {
        let Some(three) = self.subjects.get(&Some(entity)).cloned() else {
            return;
        };
        let (Some(ours), Some(theirs)) = (&three.ours, &three.theirs) else {
            return;
        };
        let Some(merged) = map.entity(entity).as_ref().map(fields::of_entity) else {
            return;
        };
        let whole = |fields: &Fields| Value::Object(fields.clone().into_iter().collect());
        let last = said_last(ours, theirs)
            .unwrap_or_else(|| greater(Some(&whole(ours)), Some(&whole(theirs))));
        let of = |side: Side| match side {
            Side::Ours => ours,
            Side::Theirs => theirs,
        };
        let sequences = |side: Side| {
            let mut fields = merged.clone();
            for (name, value) in of(side) {
                if is_sequence(name) {
                    fields.insert(name.clone(), value.clone());
                }
            }
            fields
        };
        let other = last.other();
        let ways = [
            (last, sequences(last)),
            (other, sequences(other)),
            (last, of(last).clone()),
            (other, of(other).clone()),
        ];
        for (stands, fields) in ways {
            let Some(row) = fields::to_entity(entity.kind(), &fields) else {
                continue;
            };
            let tried = map.with(&[Write::Put(row)]);
            if self.breaks(&tried, entity).is_some() {
                continue;
            }
            *map = tried;
            for field in differing(&merged, &fields) {
                self.rule_conflict(entity, &field, &three, stands);
            }
            return;
        }
    }

    fn rule_conflict(&mut self, entity: EntityRef, field: &str, three: &Three, stands: Side) {
        let point = Point {
            entity: Some(entity),
            field: Some(field.to_owned()),
            element: None,
        };
        let chosen = self.choices.get(&point) == Some(&stands);
        self.conflicts
            .retain(|found| found.point.entity != point.entity || found.point.field != point.field);
        let value = |fields: &Option<Fields>| fields.as_ref().and_then(|f| f.get(field).cloned());
        self.conflicts.push(Found {
            point,
            base: value(&three.base),
            ours: value(&three.ours),
            theirs: value(&three.theirs),
            because: Vec::new(),
            stands,
            chosen,
        });
    }
}

fn list_of(elements: Vec<Element>) -> Value {
    Value::Array(elements.into_iter().map(|e| e.value).collect())
}

/// The fields in which two rows differ, but for their stamps.
fn differing(one: &Fields, other: &Fields) -> Vec<String> {
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names
        .into_iter()
        .filter(|name| ![CHANGED, CREATED].contains(&name.as_str()))
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect()
}

/// The side whose row was entered or changed last; `None` where neither was.
fn said_last(ours: &Fields, theirs: &Fields) -> Option<Side> {
    let stamp = |fields: &Fields| {
        let stamp = fields.get(CHANGED).or_else(|| fields.get(CREATED));
        stamp.and_then(moment_and_author)
    };
    match stamp(ours).cmp(&stamp(theirs)) {
        Ordering::Greater => Some(Side::Ours),
        Ordering::Less => Some(Side::Theirs),
        Ordering::Equal => None,
    }
}

fn moment_and_author(stamp: &Value) -> Option<(jiff::Timestamp, String)> {
    let stamp: Stamp = serde_json::from_value(stamp.clone()).ok()?;
    Some((stamp.at, stamp.by))
}

/// The later (or earlier) of two stamps; the one there is where there is only one.
fn later(ours: Option<&Value>, theirs: Option<&Value>, wanted: Ordering) -> Option<Value> {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            let order = moment_and_author(ours).cmp(&moment_and_author(theirs));
            let stands = if order == wanted { ours } else { theirs };
            Some(stands.clone())
        }
        (one, other) => one.or(other).cloned(),
    }
}

/// The side with the greater value, by how it is written: arbitrary, but the same in either order.
fn greater(ours: Option<&Value>, theirs: Option<&Value>) -> Side {
    let written = |value: Option<&Value>| value.map(Value::to_string);
    if written(ours) >= written(theirs) {
        Side::Ours
    } else {
        Side::Theirs
    }
}
