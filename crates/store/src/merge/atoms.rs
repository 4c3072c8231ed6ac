//! What a side changed, in the smallest parts that are merged by themselves; and what a removal took along.

use std::collections::{BTreeMap, BTreeSet};

use domain::EntityRef;
use serde_json::Value;

use crate::fields::{CHANGED, CREATED, Element, Fields, Index, elements, is_sequence};

/// A field, or an element of a list, that a side changed.
pub(crate) struct Atom {
    pub(crate) field: String,
    pub(crate) element: Option<String>,
    pub(crate) before: Option<Value>,
    pub(crate) after: Option<Value>,
}

/// What a side changed about a row, field by field and element by element; all of it where there was none.
pub(crate) fn atoms(base: Option<&Fields>, after: &Fields) -> Vec<Atom> {
    let empty = Fields::new();
    let base = base.unwrap_or(&empty);
    let mut found = Vec::new();
    let names: BTreeSet<&String> = base.keys().chain(after.keys()).collect();
    for field in names {
        if [CHANGED, CREATED].contains(&field.as_str()) || field == "id" {
            continue;
        }
        let (old, new) = (base.get(field), after.get(field));
        if old == new {
            continue;
        }
        let is_list = [old, new]
            .into_iter()
            .flatten()
            .all(|value| matches!(value, Value::Array(_)));
        if !is_list {
            found.push(Atom {
                field: field.clone(),
                element: None,
                before: old.cloned(),
                after: new.cloned(),
            });
            continue;
        }
        let (olds, news) = (elements(field, old), elements(field, new));
        let keys: BTreeSet<&String> = olds.iter().chain(&news).map(|e| &e.key).collect();
        for key in keys {
            let of =
                |list: &[Element]| list.iter().find(|e| e.key == *key).map(|e| e.value.clone());
            let (before, after) = (of(&olds), of(&news));
            if before != after {
                found.push(Atom {
                    field: field.clone(),
                    element: Some(key.clone()),
                    before,
                    after,
                });
            }
        }
    }
    found
}

/// Whether a change is only what goes along with removing an entity: a mention of it cleared, or a judgement's author
/// kept by name alone.
pub(crate) fn goes_along(atom: &Atom, removed: &Index) -> bool {
    if removed.is_empty() {
        return false;
    }
    let cleared = match &atom.after {
        None => true,
        Some(Value::Object(after)) => after.contains_key("outside"),
        Some(_) => false,
    };
    let mut mentioned = BTreeSet::new();
    if let Some(before) = &atom.before {
        removed.mentioned_in(before, &mut mentioned);
    }
    cleared && !mentioned.is_empty()
}

/// Gives a row back what it had in the base.
pub(crate) fn take_back(atom: Atom, base: &Fields, after: &mut Fields) {
    let Some(key) = atom.element else {
        match atom.before {
            Some(value) => after.insert(atom.field, value),
            None => after.remove(&atom.field),
        };
        return;
    };
    let Some(before) = atom.before else { return };
    let now = elements(&atom.field, after.get(&atom.field));
    let then = elements(&atom.field, base.get(&atom.field));
    let order = in_order(&atom.field, &then, &now, &now);
    let mut values: BTreeMap<String, Value> = now.into_iter().map(|e| (e.key, e.value)).collect();
    values.insert(key, before);
    let list = order
        .into_iter()
        .filter_map(|key| values.remove(&key))
        .collect();
    after.insert(atom.field, Value::Array(list));
}

/// The removed entities that a removed one was removed with: those it needs that need nothing removed themselves.
pub(crate) fn roots(
    entity: EntityRef,
    needs: &BTreeMap<EntityRef, BTreeSet<EntityRef>>,
) -> BTreeSet<EntityRef> {
    let mut roots = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![entity];
    while let Some(current) = open.pop() {
        if !seen.insert(current) {
            continue;
        }
        match needs.get(&current) {
            Some(above) if !above.is_empty() => open.extend(above),
            _ => {
                roots.insert(current);
            }
        }
    }
    if roots.is_empty() {
        // They need one another in a circle: the first stands for all.
        roots.extend(seen.first());
    }
    roots
}

/// These and every removed entity that needs one of them and nothing that stays removed.
pub(crate) fn back_with(
    mut back: BTreeSet<EntityRef>,
    needs: &BTreeMap<EntityRef, BTreeSet<EntityRef>>,
) -> BTreeSet<EntityRef> {
    loop {
        let more: Vec<EntityRef> = needs
            .iter()
            .filter(|(entity, _)| !back.contains(entity))
            .filter(|(_, needs)| !needs.is_empty() && needs.is_subset(&back))
            .map(|(entity, _)| *entity)
            .collect();
        if more.is_empty() {
            return back;
        }
        back.extend(more);
    }
}

/// The keys of a merged list in its order: what was there keeps its order, what was added follows; in a sequence by
/// the days of its steps.
pub(crate) fn in_order(
    field: &str,
    base: &[Element],
    ours: &[Element],
    theirs: &[Element],
) -> Vec<String> {
    let had: BTreeSet<&String> = base.iter().map(|e| &e.key).collect();
    let added = |list: &[Element]| -> Vec<Element> {
        list.iter()
            .filter(|e| !had.contains(&e.key))
            .cloned()
            .collect()
    };
    let (mut one, mut other) = (added(ours), added(theirs));
    let written = |list: &[Element]| list.iter().map(|e| e.key.clone()).collect::<Vec<_>>();
    if written(&one) > written(&other) {
        std::mem::swap(&mut one, &mut other);
    }
    let mut order: Vec<Element> = base.iter().chain(&one).chain(&other).cloned().collect();
    if is_sequence(field) {
        // Stable: steps of one day stay as each side had them.
        order.sort_by_key(|e| e.value.get("date").map(Value::to_string));
    }
    let mut seen = BTreeSet::new();
    let mut keys = written(&order);
    keys.retain(|key| seen.insert(key.clone()));
    keys
}
