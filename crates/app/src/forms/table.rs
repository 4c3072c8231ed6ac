//! A table of every kind: the columns of its description, changed in place where a field is simple.

use domain::{AudienceMap, Entity, EntityKind};
use jiff::civil::Date;
use serde_json::Value;

use super::field::{Ask, Field, When};
use super::value::{part_of, said, shown};
use super::{ask_of, called, spec};
use crate::listing::order;
use crate::wire::{EntityColumn, EntityRow, EntityTable, FieldAsk, FieldValue};

/// At most so many rows are read at once; the filter finds the others.
const MOST: usize = 10_000;

/// The entities of one kind as this audience may see them: by name, or newest first for what happened on a day.
pub(crate) fn table(map: &AudienceMap, kind: EntityKind, filter: &str) -> EntityTable {
    let spec = spec(kind);
    let columns: Vec<&Field> = (spec.fields.iter()).filter(|field| field.column).collect();
    let mut entities: Vec<(String, Entity)> = (map.entities_of(kind).into_iter())
        .map(|entity| (order(map, &entity), entity))
        .collect();
    let all = entities.len() as u32;
    entities.sort_by(|(a, _), (b, _)| a.cmp(b));
    if happens(kind) {
        entities.reverse();
    }
    let wanted = filter.trim().to_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let rows = (entities.into_iter())
        .filter_map(|(_, entity)| row(map, &entity, &columns))
        .filter(|row| {
            words.is_empty() || {
                let text = row.cells.join(" ").to_lowercase();
                words.iter().all(|word| text.contains(word))
            }
        })
        .take(MOST)
        .collect();
    EntityTable {
        kind: kind.key().to_owned(),
        columns: columns
            .iter()
            .map(|field| EntityColumn {
                name: field.name.to_owned(),
                head: field.head().to_owned(),
                edit: in_place(field, map.as_of()),
            })
            .collect(),
        rows,
        all,
    }
}

/// Kinds of things that happened on a day.
const fn happens(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Assessment
            | EntityKind::Meeting
            | EntityKind::Contact
            | EntityKind::Note
            | EntityKind::Baseline
    )
}

fn row(map: &AudienceMap, entity: &Entity, columns: &[&Field]) -> Option<EntityRow> {
    let Ok(Value::Object(tagged)) = serde_json::to_value(entity) else {
        return None;
    };
    let (_, row) = tagged.into_iter().next()?;
    let reference = entity.reference();
    Some(EntityRow {
        key: reference.to_string(),
        name: called(map, reference),
        cells: (columns.iter())
            .map(|field| said(map, &field.ask, part_of(&row, field)))
            .collect(),
        values: (columns.iter())
            .map(|field| shown(&field.ask, part_of(&row, field)).text)
            .collect(),
    })
}

/// How a field is changed where it stands: what fits on one line.
fn in_place(field: &Field, day: Date) -> Option<FieldAsk> {
    let simple = matches!(
        field.ask,
        Ask::Line
            | Ask::Words
            | Ask::Day
            | Ask::Tick
            | Ask::YesNo
            | Ask::Choice(_)
            | Ask::Scale(_)
            | Ask::Share
    );
    (simple && !field.fixed && field.when != When::Adding)
        .then(|| ask_of(field, &FieldValue::default(), true, day))
}
