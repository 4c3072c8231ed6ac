//! What differs between two footprints, or two states of one, entity by entity and field by field.

use std::collections::BTreeSet;

use domain::{EntityRef, Map};
use serde::Serialize;
use serde_json::Value;

use crate::fields::{self, CHANGED, CREATED, Element, Fields, Subject, elements};

/// What differs between a footprint before and after.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// Entities that are there only after, kind by kind.
    pub added: Vec<Named>,
    /// Entities that were there only before.
    pub removed: Vec<Named>,
    /// Fields of entities that are there both times; an element of a list counts as a field of its own.
    pub changed: Vec<Changed>,
    /// All of it, a sentence each.
    pub sentences: Vec<String>,
}

impl Comparison {
    /// Whether nothing differs.
    pub const fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }
}

/// An entity by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Which.
    pub entity: EntityRef,
    /// What it is called.
    pub name: String,
}

/// A field that was one thing and is another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// Whose; `None` for the footprint's own facts.
    pub entity: Option<EntityRef>,
    /// What the entity is called.
    pub name: String,
    /// Which field, by the name it has in files.
    pub field: String,
    /// As it was; null where it had no value.
    pub before: Value,
    /// As it is.
    pub after: Value,
}

/// What differs between two maps. Who entered or changed an entity when is not a difference.
pub fn compare(before: &Map, after: &Map) -> Comparison {
    let names = Names(&[after, before]);
    let (olds, news) = (fields::rows(before), fields::rows(after));
    let mut found = Comparison::default();
    let footprint = |map: &Map| fields::of_footprint(map.footprint());
    if before.footprint() != after.footprint() {
        found.fields(None, &footprint(before), &footprint(after), &names);
    }
    let everything: BTreeSet<&EntityRef> = olds.keys().chain(news.keys()).collect();
    for entity in everything {
        let name = || names.of(Some(*entity));
        let kind = capital(entity.kind().word());
        match (olds.get(entity), news.get(entity)) {
            (Some(old), Some(new)) if old != new => {
                let (old, new) = (fields::of_entity(old), fields::of_entity(new));
                found.fields(Some(*entity), &old, &new, &names);
            }
            (Some(_), None) => {
                found
                    .sentences
                    .push(format!("{kind} {} was removed.", name()));
                found.removed.push(Named {
                    entity: *entity,
                    name: name(),
                });
            }
            (None, Some(_)) => {
                found
                    .sentences
                    .push(format!("{kind} {} was added.", name()));
                found.added.push(Named {
                    entity: *entity,
                    name: name(),
                });
            }
            _ => {}
        }
    }
    found
}

impl Comparison {
    fn fields(&mut self, subject: Subject, old: &Fields, new: &Fields, names: &Names<'_>) {
        let name = names.of(subject);
        let fields: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for field in fields
            .into_iter()
            .filter(|f| ![CHANGED, CREATED].contains(&f.as_str()))
        {
            let (before, after) = (old.get(field), new.get(field));
            if before == after {
                continue;
            }
            let lists = [before, after]
                .into_iter()
                .flatten()
                .all(|value| matches!(value, Value::Array(_)));
            if lists {
                self.elements(subject, &name, field, before, after, names);
            } else {
                self.sentences.push(format!(
                    "{name}: {} was {}, is now {}.",
                    field_words(field),
                    names.value(subject, field, before),
                    names.value(subject, field, after)
                ));
                self.changed(subject, &name, field, before, after);
            }
        }
    }

    fn elements(
        &mut self,
        subject: Subject,
        name: &str,
        field: &str,
        before: Option<&Value>,
        after: Option<&Value>,
        names: &Names<'_>,
    ) {
        let (olds, news) = (elements(field, before), elements(field, after));
        let find = |list: &[Element], key: &str| list.iter().find(|e| e.key == key).cloned();
        let keys: BTreeSet<&String> = olds.iter().chain(&news).map(|e| &e.key).collect();
        let said = self.sentences.len();
        for key in keys {
            let (old, new) = (find(&olds, key), find(&news, key));
            let (old, new) = (old.map(|e| e.value), new.map(|e| e.value));
            if old == new {
                continue;
            }
            let words = |value: &Option<Value>| names.value(subject, field, value.as_ref());
            let what = match (&old, &new) {
                (None, _) => format!("{} was added", words(&new)),
                (_, None) => format!("{} was taken out", words(&old)),
                _ => format!("{} became {}", words(&old), words(&new)),
            };
            self.sentences
                .push(format!("{name}, {}: {what}.", field_words(field)));
            self.changed(subject, name, field, old.as_ref(), new.as_ref());
        }
        if self.sentences.len() == said {
            // The same elements in another order.
            self.sentences.push(format!(
                "{name}: the order of its {} changed.",
                field_words(field)
            ));
            self.changed(subject, name, field, before, after);
        }
    }

    fn changed(
        &mut self,
        entity: Subject,
        name: &str,
        field: &str,
        before: Option<&Value>,
        after: Option<&Value>,
    ) {
        self.changed.push(Changed {
            entity,
            name: name.to_owned(),
            field: field.to_owned(),
            before: before.cloned().unwrap_or_default(),
            after: after.cloned().unwrap_or_default(),
        });
    }
}

/// What entities are called, looked up in several maps, the first of which knows best.
pub(crate) struct Names<'a>(pub(crate) &'a [&'a Map]);

impl Names<'_> {
    /// What a subject is called.
    pub(crate) fn of(&self, subject: Subject) -> String {
        let Some(entity) = subject else {
            return "The footprint".to_owned();
        };
        let map = self.0.iter().find(|map| map.has(entity));
        map.or(self.0.first())
            .map(|map| map.name_of(entity))
            .unwrap_or_default()
    }

    /// A field's value in words.
    pub(crate) fn value(&self, subject: Subject, field: &str, value: Option<&Value>) -> String {
        let judged = matches!(subject, Some(EntityRef::Assessment(_)))
            && ["level", "trust", "sign"].contains(&field);
        match value {
            None | Some(Value::Null) if judged => "not judged".to_owned(),
            None | Some(Value::Null) => "not given".to_owned(),
            Some(value) => self.words(value),
        }
    }

    fn words(&self, value: &Value) -> String {
        match value {
            Value::Null => "not given".to_owned(),
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) => "no".to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => match fields::uuid_in(value) {
                Some(id) => domain::EntityKind::ALL
                    .iter()
                    .map(|kind| EntityRef::new(*kind, id))
                    .find(|entity| self.0.iter().any(|map| map.has(*entity)))
                    .map_or_else(
                        || "somebody or something that is not there".to_owned(),
                        |entity| self.of(Some(entity)),
                    ),
                None if text.parse::<jiff::civil::Date>().is_ok() => text.clone(),
                None if is_key(text) => format!("\u{201c}{}\u{201d}", text.replace('_', " ")),
                None => format!("\u{201c}{}\u{201d}", shortened(text)),
            },
            Value::Array(values) if values.is_empty() => "none".to_owned(),
            Value::Array(values) => {
                let words: Vec<String> = values.iter().map(|v| self.words(v)).collect();
                words.join(", ")
            }
            Value::Object(members) => match members.iter().next() {
                // A party, or one of several shapes: what is inside says enough.
                Some((_, inner)) if members.len() == 1 => self.words(inner),
                _ => {
                    let words: Vec<String> = members
                        .iter()
                        .filter(|(_, value)| !value.is_null())
                        .map(|(name, value)| format!("{} {}", field_words(name), self.words(value)))
                        .collect();
                    words.join(", ")
                }
            },
        }
    }
}

/// Whether a text is a word of a scale, as files write it.
fn is_key(text: &str) -> bool {
    text.contains('_') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// A text short enough to stand in a sentence.
fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let short: String = text.chars().take(MOST - 1).collect();
    format!("{}\u{2026}", short.trim_end())
}

/// A field's name as a person would say it.
pub(crate) fn field_words(field: &str) -> String {
    match field {
        "a" => "one party".to_owned(),
        "b" => "the other party".to_owned(),
        "from" => "from".to_owned(),
        "to" => "to".to_owned(),
        "first_id" => "what goes before".to_owned(),
        "then_id" => "what depends on it".to_owned(),
        "what" => "what is promised".to_owned(),
        _ => {
            let field = field.strip_prefix("record.").unwrap_or(field);
            field.strip_suffix("_id").unwrap_or(field).replace('_', " ")
        }
    }
}

/// The word with a capital to begin a sentence.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
