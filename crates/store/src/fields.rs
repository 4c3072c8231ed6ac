//! Entities seen field by field, by the names fields have in files, whatever their kind: what comparing and merging
//! work on, so that a new kind of entity needs nothing said about it here.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Entity, EntityKind, EntityRef, Footprint, Map, Uuid};
use serde_json::Value;

/// What is compared and merged as one: an entity, or `None` for the footprint's own facts.
pub(crate) type Subject = Option<EntityRef>;

/// The fields of an entity that have a value. Those of its record stand under `record.created` and so on.
pub(crate) type Fields = BTreeMap<String, Value>;

/// When and by whom it was entered.
pub(crate) const CREATED: &str = "record.created";
/// When and by whom it was last changed.
pub(crate) const CHANGED: &str = "record.changed";
const RECORD: &str = "record";

/// The fields of an entity.
pub(crate) fn of_entity(entity: &Entity) -> Fields {
    // It stands under the key of its kind.
    let tagged = serde_json::to_value(entity).unwrap_or_default();
    let row = match tagged {
        Value::Object(kinds) => kinds.into_iter().next().map(|(_, row)| row),
        _ => None,
    };
    of_row(row.unwrap_or_default())
}

/// The footprint's own facts as fields.
pub(crate) fn of_footprint(footprint: &Footprint) -> Fields {
    of_row(serde_json::to_value(footprint).unwrap_or_default())
}

fn of_row(row: Value) -> Fields {
    let mut fields = Fields::new();
    let Value::Object(row) = row else {
        return fields;
    };
    for (name, value) in row {
        match value {
            Value::Object(record) if name == RECORD => {
                for (part, value) in record {
                    fields.insert(format!("{RECORD}.{part}"), value);
                }
            }
            value => {
                fields.insert(name, value);
            }
        }
    }
    fields.retain(|_, value| !value.is_null());
    fields
}

/// The row with these fields, as it would stand in a file.
fn row_of(fields: &Fields) -> Value {
    let mut row = serde_json::Map::new();
    let mut record = serde_json::Map::new();
    for (name, value) in fields {
        match name.split_once('.') {
            Some((RECORD, part)) => record.insert(part.to_owned(), value.clone()),
            _ => row.insert(name.clone(), value.clone()),
        };
    }
    if !record.is_empty() {
        row.insert(RECORD.to_owned(), Value::Object(record));
    }
    Value::Object(row)
}

/// The entity with these fields; `None` where they make none.
pub(crate) fn to_entity(kind: EntityKind, fields: &Fields) -> Option<Entity> {
    let tagged = serde_json::Map::from_iter([(kind.key().to_owned(), row_of(fields))]);
    serde_json::from_value(Value::Object(tagged)).ok()
}

/// The footprint's own facts from these fields.
pub(crate) fn to_footprint(fields: &Fields) -> Option<Footprint> {
    serde_json::from_value(row_of(fields)).ok()
}

/// Every entity of a map.
pub(crate) fn rows(map: &Map) -> BTreeMap<EntityRef, Entity> {
    map.entities()
        .map(|entity| (entity.reference(), entity))
        .collect()
}

/// An element of a list, and by what it is known to be the same one in another copy.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    pub(crate) key: String,
    pub(crate) value: Value,
}

/// Whether the order of a list is part of what it says: what happened in a promise's conversation, one after another.
pub(crate) fn is_sequence(field: &str) -> bool {
    field == "events"
}

/// Whether a list only says where marks stand on a drawing, which is no knowledge of those it places.
pub(crate) fn is_arrangement(field: &str) -> bool {
    field == "spots"
}

/// The elements of a list with their keys. An element of a sequence is known by all it says; any other by what it is
/// about: its id, its number, the ids in it, or (a code, a decision in words) all of it.
pub(crate) fn elements(field: &str, list: Option<&Value>) -> Vec<Element> {
    let Some(Value::Array(values)) = list else {
        return Vec::new();
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    values
        .iter()
        .map(|value| {
            let about = if is_sequence(field) {
                value.clone()
            } else {
                about(value)
            };
            let mut key = about.to_string();
            let times = seen.entry(key.clone()).or_default();
            *times += 1;
            if *times > 1 {
                // The same once more, which is not the first one again.
                key = format!("{key} {times}");
            }
            Element {
                key,
                value: value.clone(),
            }
        })
        .collect()
}

/// What an element of a list is about.
fn about(element: &Value) -> Value {
    match element {
        Value::Array(pair) => pair.first().cloned().unwrap_or_default(),
        Value::Object(members) => {
            if let Some(id) = members.get("id") {
                return id.clone();
            }
            if let Some(number) = members.get("number") {
                return number.clone();
            }
            let ids: serde_json::Map<String, Value> = members
                .iter()
                .filter(|(name, value)| {
                    // Who stood in for somebody does not say whose seat it was.
                    let is_id = name.ends_with("_id") && *name != "deputy_id";
                    !value.is_null() && (is_id || *name == "version" || names_an_entity(value))
                })
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect();
            if ids.is_empty() || members.contains_key("words") {
                element.clone()
            } else {
                Value::Object(ids)
            }
        }
        _ => element.clone(),
    }
}

/// Whether a value is an id under its kind, as a party is.
fn names_an_entity(value: &Value) -> bool {
    matches!(value, Value::Object(one) if one.len() == 1 && one.values().all(|id| uuid_in(id).is_some()))
}

/// The id a value is.
pub(crate) fn uuid_in(value: &Value) -> Option<Uuid> {
    value
        .as_str()
        .filter(|text| text.len() == 36)
        .and_then(|text| Uuid::try_parse(text).ok())
}

/// Entities by their bare ids, to find who is mentioned.
#[derive(Debug, Default)]
pub(crate) struct Index(BTreeMap<Uuid, Vec<EntityRef>>);

impl Index {
    pub(crate) fn of<'a>(entities: impl IntoIterator<Item = &'a EntityRef>) -> Self {
        let mut index = Self::default();
        for entity in entities {
            index.0.entry(entity.uuid()).or_default().push(*entity);
        }
        index
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of them that a value mentions.
    pub(crate) fn mentioned_in(&self, value: &Value, found: &mut BTreeSet<EntityRef>) {
        match value {
            Value::String(_) => {
                if let Some(entities) = uuid_in(value).and_then(|id| self.0.get(&id)) {
                    found.extend(entities);
                }
            }
            Value::Array(values) => values.iter().for_each(|v| self.mentioned_in(v, found)),
            Value::Object(members) => members.values().for_each(|v| self.mentioned_in(v, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Those of them that an entity mentions, but not itself.
    pub(crate) fn mentioned_by(&self, fields: &Fields) -> BTreeSet<EntityRef> {
        let mut found = BTreeSet::new();
        for (_, value) in fields.iter().filter(|(name, _)| *name != "id") {
            self.mentioned_in(value, &mut found);
        }
        found
    }
}
