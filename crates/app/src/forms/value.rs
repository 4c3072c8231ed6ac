//! Between what stands in a form and what stands in the file.

use domain::{Contents, EntityKind, EntityRef};
use jiff::civil::Date;
use serde_json::{Map as Object, Value, json};

use super::field::{Ask, Field};
use super::names::briefly;
use crate::parties::in_words;
use crate::sentence::capital;
use crate::wire::{Choice, FieldValue};

impl FieldValue {
    pub(crate) fn of_text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn of_keys(keys: Vec<String>) -> Self {
        Self {
            keys,
            ..Self::default()
        }
    }

    fn of_rows(rows: Vec<Vec<Self>>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }
}

/// The part of a row of the file a field stands for; `null` where there is nothing.
pub(crate) fn part_of<'v>(row: &'v Value, field: &Field) -> &'v Value {
    field
        .name
        .split('.')
        .try_fold(row, |value, name| value.get(name))
        .unwrap_or(&Value::Null)
}

/// What stands in the form for a value of the file.
pub(crate) fn shown(ask: &Ask, value: &Value) -> FieldValue {
    let text = |text: &str| FieldValue::of_text(text);
    match (ask, value) {
        (Ask::Tick | Ask::YesNo, Value::Bool(true)) => text("yes"),
        (Ask::YesNo, Value::Bool(false)) => text("no"),
        (Ask::Id(kind), Value::String(id)) => FieldValue::of_text(format!("{}:{id}", kind.key())),
        (Ask::Ids(kind), Value::Array(ids)) => FieldValue::of_keys(
            (ids.iter().filter_map(Value::as_str))
                .map(|id| format!("{}:{id}", kind.key()))
                .collect(),
        ),
        (Ask::Tagged(_, words), Value::Object(tagged)) => {
            let Some((tag, inner)) = tagged.iter().next() else {
                return FieldValue::default();
            };
            let inner = inner.as_str().unwrap_or_default();
            if words.is_some_and(|(own, _)| own == tag) {
                text(inner)
            } else {
                FieldValue::of_text(format!("{tag}:{inner}"))
            }
        }
        (Ask::Lines, Value::Array(lines)) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            FieldValue::of_text(lines.join("\n"))
        }
        (Ask::Rows(columns, _), Value::Array(rows)) => FieldValue::of_rows(
            rows.iter()
                .map(|row| {
                    (columns.iter())
                        .map(|column| shown(&column.ask, part_of(row, column)))
                        .collect()
                })
                .collect(),
        ),
        (Ask::Bare(column, _), Value::Array(rows)) => FieldValue::of_rows(
            rows.iter()
                .map(|row| vec![shown(&column.ask, row)])
                .collect(),
        ),
        (_, Value::String(words)) => text(words),
        (_, Value::Number(number)) => FieldValue::of_text(number.to_string()),
        _ => FieldValue::default(),
    }
}

/// The value of the file for what stands in the form, or one sentence on what is wrong with it.
pub(crate) fn read(field: &Field, given: &FieldValue) -> Result<Value, String> {
    let value = read_any(field, given)?;
    let nothing = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    if field.required && nothing {
        return Err(match field.ask {
            Ask::Choice(_) | Ask::Scale(_) | Ask::Share => {
                format!("{}: choose one.", field.label)
            }
            Ask::Id(_) | Ask::Ids(_) | Ask::Tagged(..) => {
                format!("{}: choose one by its name.", field.label)
            }
            _ => format!("{} is missing; fill it in.", field.label),
        });
    }
    Ok(value)
}

fn read_any(field: &Field, given: &FieldValue) -> Result<Value, String> {
    let text = given.text.trim();
    let none = || Ok(Value::Null);
    match field.ask {
        Ask::Words => Ok(json!(text)),
        Ask::Lines => Ok(json!(
            (text.lines().map(str::trim).filter(|line| !line.is_empty())).collect::<Vec<_>>()
        )),
        Ask::Tick => Ok(json!(text == "yes")),
        Ask::Ids(kind) => {
            let ids = given.keys.iter().map(|key| id_in(field, key, &[kind]));
            Ok(Value::Array(
                ids.map(|id| id.map(|(_, id)| json!(id)))
                    .collect::<Result<_, _>>()?,
            ))
        }
        Ask::Rows(columns, one) => rows(columns, one, &given.rows),
        Ask::Bare(column, one) => {
            let mut list = Vec::new();
            for (at, row) in given.rows.iter().enumerate() {
                let cell = row.first().cloned().unwrap_or_default();
                if cell.text.trim().is_empty() {
                    continue;
                }
                list.push(read(column, &cell).map_err(|wrong| in_row(one, at, &wrong))?);
            }
            Ok(Value::Array(list))
        }
        _ if text.is_empty() => none(),
        Ask::Line | Ask::Text => Ok(json!(text)),
        Ask::Day => match text.parse::<Date>() {
            Ok(day) => Ok(json!(day)),
            Err(_) => Err(format!(
                "{}: write a day, such as 5 March 2026.",
                field.label
            )),
        },
        Ask::Count => match text.parse::<u16>() {
            Ok(number) => Ok(json!(number)),
            Err(_) => Err(format!("{}: write a whole number.", field.label)),
        },
        Ask::YesNo => match text {
            "yes" => Ok(json!(true)),
            "no" => Ok(json!(false)),
            _ => none(),
        },
        Ask::Choice(choices) => {
            if choices().iter().any(|one| one.key == text) {
                Ok(json!(text))
            } else {
                Err(format!("{}: choose one of those offered.", field.label))
            }
        }
        Ask::Scale(steps) => match text.parse::<i64>() {
            Ok(number) if steps().iter().any(|one| one.key == text) => Ok(json!(number)),
            _ => Err(format!("{}: choose a step of the scale.", field.label)),
        },
        Ask::Share => match text.parse::<f64>() {
            Ok(share) if (0.0..=1.0).contains(&share) => Ok(json!(share)),
            _ => Err(format!("{}: choose one.", field.label)),
        },
        Ask::Id(kind) => id_in(field, text, &[kind]).map(|(_, id)| json!(id)),
        Ask::Tagged(kinds, words) => match (text.parse::<EntityRef>(), words) {
            (Err(()), Some((own, _))) => Ok(tagged(own, json!(text))),
            _ => id_in(field, text, kinds).map(|(kind, id)| tagged(kind.key(), json!(id))),
        },
    }
}

fn tagged(tag: &str, value: Value) -> Value {
    Value::Object(Object::from_iter([(tag.to_owned(), value)]))
}

fn id_in(
    field: &Field,
    key: &str,
    kinds: &[EntityKind],
) -> Result<(EntityKind, domain::Uuid), String> {
    match key.parse::<EntityRef>() {
        Ok(reference) if kinds.contains(&reference.kind()) => {
            Ok((reference.kind(), reference.uuid()))
        }
        _ => Err(format!("{}: choose one by its name.", field.label)),
    }
}

fn in_row(one: &str, at: usize, wrong: &str) -> String {
    format!("{} {}: {wrong}", capital(one), at + 1)
}

fn rows(columns: &'static [Field], one: &str, given: &[Vec<FieldValue>]) -> Result<Value, String> {
    let mut list = Vec::new();
    for (at, row) in given.iter().enumerate() {
        let nothing = FieldValue::default();
        let cell = |column: usize| row.get(column).unwrap_or(&nothing);
        // A row in which nothing was written is none.
        let untouched = columns.iter().enumerate().all(|(column, field)| {
            let value = cell(column);
            let usual = matches!(field.ask, Ask::Choice(_) | Ask::Day) && !field.usual.is_empty();
            value.keys.is_empty() && (usual || value.text.trim().is_empty())
        });
        if untouched {
            continue;
        }
        let mut object = Object::new();
        for (column, field) in columns.iter().enumerate() {
            let value = read(field, cell(column)).map_err(|wrong| in_row(one, at, &wrong))?;
            object.insert(field.name.to_owned(), value);
        }
        list.push(Value::Object(object));
    }
    Ok(Value::Array(list))
}

fn word_in(choices: &[Choice], key: &str) -> String {
    (choices.iter().find(|one| one.key == key))
        .map_or_else(|| key.to_owned(), |one| one.word.clone())
}

/// How sure a share is, in words.
pub(crate) fn sure(share: f64) -> String {
    let word = match share {
        s if s >= 0.85 => "sure",
        s if s >= 0.55 => "fairly sure",
        _ => "not sure",
    };
    if [0.9, 0.7, 0.4]
        .iter()
        .any(|usual| (usual - share).abs() < 0.001)
    {
        word.to_owned()
    } else {
        format!("{word} ({:.0} %)", share * 100.0)
    }
}

/// What a value of the file says, in words; empty for nothing.
pub(crate) fn said(map: &Contents, ask: &Ask, value: &Value) -> String {
    match (ask, value) {
        (_, Value::Null) => String::new(),
        (Ask::Day, Value::String(day)) => {
            day.parse::<Date>().map_or_else(|_| day.clone(), in_words)
        }
        (Ask::Tick, Value::Bool(ticked)) => if *ticked { "yes" } else { "" }.to_owned(),
        (Ask::YesNo, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        (Ask::Choice(choices), Value::String(key)) => word_in(&choices(), key),
        (Ask::Scale(steps), Value::Number(number)) => {
            let signed = steps().iter().any(|one| one.key.starts_with('-'));
            let number = number.as_i64().unwrap_or_default();
            let word = word_in(&steps(), &number.to_string());
            let plus = if signed && number > 0 { "+" } else { "" };
            format!("{plus}{number} {word}").replace('-', "\u{2212}")
        }
        (Ask::Share, Value::Number(share)) => sure(share.as_f64().unwrap_or_default()),
        (Ask::Lines, Value::Array(lines)) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            lines.join("; ")
        }
        (Ask::Rows(columns, _), Value::Array(rows)) => {
            let rows: Vec<String> = rows.iter().map(|row| row_said(map, columns, row)).collect();
            rows.join("; ")
        }
        (Ask::Bare(column, _), Value::Array(rows)) => {
            let rows: Vec<String> = (rows.iter())
                .map(|row| said(map, &column.ask, row))
                .collect();
            rows.join("; ")
        }
        (Ask::Id(_) | Ask::Ids(_) | Ask::Tagged(..), _) => {
            let keys = keys_in(ask, value);
            if keys.is_empty() {
                return shown(ask, value).text; // Words of one's own.
            }
            let names: Vec<String> = keys.iter().map(|key| briefly(map, *key)).collect();
            names.join(", ")
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// One row of a field of rows, in words.
pub(crate) fn row_said(map: &Contents, columns: &[Field], row: &Value) -> String {
    let parts: Vec<String> = (columns.iter())
        .map(|column| said(map, &column.ask, part_of(row, column)))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

/// Everything a value names.
pub(crate) fn keys_in(ask: &Ask, value: &Value) -> Vec<EntityRef> {
    match ask {
        Ask::Id(_) | Ask::Tagged(..) => shown(ask, value).text.parse().into_iter().collect(),
        Ask::Ids(_) => (shown(ask, value).keys.iter())
            .filter_map(|key| key.parse().ok())
            .collect(),
        Ask::Rows(columns, _) => (value.as_array().into_iter().flatten())
            .flat_map(|row| {
                (columns.iter()).flat_map(|column| keys_in(&column.ask, part_of(row, column)))
            })
            .collect(),
        Ask::Bare(column, _) => (value.as_array().into_iter().flatten())
            .flat_map(|row| keys_in(&column.ask, row))
            .collect(),
        _ => Vec::new(),
    }
}
