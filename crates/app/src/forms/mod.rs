//! Forms for every kind of entity: one mechanism, described field by field in a file for each area.
//!
//! A form is what [`form`] says it asks; what was written into it becomes one edit in [`step`]. Between the two stands
//! the row as the file has it, as JSON: a field is named as it is named there, so that entering, changing, listing and
//! inspecting all read the same description.

mod bodies;
mod deciding;
mod field;
mod meetings;
mod names;
mod records;
mod relations;
mod shared;
mod step;
mod table;
mod value;
mod work;

use domain::{Contents, EntityKind, EntityRef, Map};
use jiff::civil::Date;
use serde_json::Value;

use crate::wire::{Choice, FieldAsk, FieldValue, Form, FormField, FormPart, KindWords};

pub(crate) use field::{Ask, Field};
use field::{DETAILS, Spec, When};
pub(crate) use names::{called, detail};
pub(crate) use step::{Filled, Filling, step};
pub(crate) use table::table;
pub(crate) use value::{keys_in, part_of, row_said, said, sure};

/// Every kind as it is entered and listed, in the order in which they are shown.
const SPECS: [&Spec; 24] = [
    &bodies::ORGANISATION,
    &bodies::LEADER,
    &bodies::POST,
    &bodies::PLACE,
    &relations::TIE,
    &relations::ASSESSMENT,
    &relations::NEED,
    &work::OBJECTIVE,
    &work::STAKE,
    &work::WORKSTREAM,
    &work::DEPENDENCY,
    &work::COMMITMENT,
    &deciding::PROPOSAL,
    &deciding::IMPACT,
    &deciding::POSITION,
    &deciding::AGREEMENT,
    &meetings::FORUM,
    &meetings::SEAT,
    &meetings::MEETING_OF,
    &meetings::CONTACT,
    &records::SOURCE_OF,
    &records::NOTE,
    &records::BASELINE,
    &records::VIEW,
];

/// The description of a kind.
pub(crate) fn spec(kind: EntityKind) -> &'static Spec {
    let place = SPECS.iter().position(|spec| spec.kind == kind);
    SPECS[place.unwrap_or(0)]
}

/// Every kind in words, as menus and tables name it.
pub(crate) fn kinds() -> Vec<KindWords> {
    (SPECS.iter())
        .map(|spec| KindWords {
            kind: spec.kind.key().to_owned(),
            table: spec.kind.words().to_owned(),
            one: spec.one.to_owned(),
            many: spec.many.to_owned(),
            add: spec.add.to_owned(),
            empty: spec.empty.to_owned(),
            group: spec.group.to_owned(),
        })
        .collect()
}

/// One of a kind, in words: "conversation".
pub(crate) fn one_of(kind: EntityKind) -> &'static str {
    spec(kind).one
}

/// Several of a kind, in words: "conversations".
pub(crate) fn many_of(kind: EntityKind) -> String {
    spec(kind).many.to_lowercase()
}

/// What a field of these things is called in forms.
pub(crate) fn label_of(keys: &[String], field: &str) -> String {
    keys.first()
        .and_then(|key| key.parse::<EntityRef>().ok())
        .and_then(|one| {
            spec(one.kind())
                .fields
                .iter()
                .find(|known| known.name == field)
        })
        .map_or_else(|| field.to_owned(), |known| known.label.to_lowercase())
}

/// The row of an entity as the file has it.
pub(crate) fn row_of(map: &Contents, reference: EntityRef) -> Option<Value> {
    let Ok(Value::Object(tagged)) = serde_json::to_value(map.entity(reference)?) else {
        return None;
    };
    tagged.into_iter().next().map(|(_, row)| row)
}

/// The form that enters one of a kind, with what is selected filled in.
pub(crate) fn to_add(
    map: &Map,
    kind: EntityKind,
    about: &[EntityRef],
    today: Date,
    author: &str,
) -> Form {
    let spec = spec(kind);
    let about = with_ends(map, about);
    let mut left = about.clone();
    let mut left_aside = about.clone();
    let fields = (spec.fields.iter())
        .filter(|field| field.when != When::Changing)
        .map(|field| {
            let left = if field.aside {
                &mut left_aside
            } else {
                &mut left
            };
            let mut value = FieldValue::of_text(match field.usual {
                "today" => today.to_string(),
                "author" => author.to_owned(),
                usual => usual.to_owned(),
            });
            if let Ask::Ids(kind) = field.ask {
                value.keys = (left.extract_if(.., |one| one.kind() == kind))
                    .map(|one| one.to_string())
                    .collect();
            } else if let Some(at) = left.iter().position(|one| field.takes(one.kind())) {
                value.text = left.remove(at).to_string();
            }
            (field, value)
        })
        .collect();
    built(map, spec, None, fields, today)
}

/// A tie or an assessment of one stands for its two parties too.
fn with_ends(map: &Map, about: &[EntityRef]) -> Vec<EntityRef> {
    let mut all = about.to_vec();
    for reference in about {
        let tie = match reference {
            EntityRef::Tie(id) => map.tie(*id),
            EntityRef::Assessment(id) => map.assessment(*id).and_then(|a| map.tie(a.tie_id)),
            _ => None,
        };
        all.extend(
            tie.into_iter()
                .flat_map(|tie| [EntityRef::from(tie.a), EntityRef::from(tie.b)]),
        );
    }
    all
}

/// The form that changes an entity.
pub(crate) fn to_change(map: &Map, reference: EntityRef, today: Date) -> Option<Form> {
    let spec = spec(reference.kind());
    let row = row_of(map, reference)?;
    let fields = (spec.fields.iter())
        .filter(|field| field.when != When::Adding)
        .map(|field| (field, value::shown(&field.ask, part_of(&row, field))))
        .collect();
    Some(built(map, spec, Some(reference), fields, today))
}

fn built(
    map: &Map,
    spec: &Spec,
    reference: Option<EntityRef>,
    fields: Vec<(&'static Field, FieldValue)>,
    today: Date,
) -> Form {
    let mut kinds = Vec::new();
    let mut picked = Vec::new();
    let mut parts: Vec<FormPart> = Vec::new();
    for (field, value) in fields {
        kinds_in(&field.ask, &mut kinds);
        picked_in(&value, &mut picked);
        let asked = asked(field, value, reference.is_some(), today);
        match parts.iter_mut().find(|part| part.heading == field.part) {
            Some(part) => part.fields.push(asked),
            None => parts.push(FormPart {
                heading: field.part.to_owned(),
                folded: field.part == DETAILS,
                fields: vec![asked],
            }),
        }
    }
    parts.sort_by_key(|part| part.folded);
    picked.retain(|one| map.has(*one));
    Form {
        kind: spec.kind.key().to_owned(),
        key: reference.map(|one| one.to_string()),
        title: reference.map_or_else(
            || spec.add.to_owned(),
            |one| format!("Change {}", called(map, one)),
        ),
        save: if reference.is_some() { "Save" } else { "Add" }.to_owned(),
        parts,
        names: names::to_pick(map, &kinds, &picked),
    }
}

fn kinds_in(ask: &Ask, found: &mut Vec<EntityKind>) {
    match ask {
        Ask::Id(kind) | Ask::Ids(kind) => found.push(*kind),
        Ask::Tagged(kinds, _) if kinds.len() < EntityKind::ALL.len() => found.extend(*kinds),
        Ask::Rows(columns, _) => {
            for column in *columns {
                kinds_in(&column.ask, found);
            }
        }
        Ask::Bare(column, _) => kinds_in(&column.ask, found),
        _ => {}
    }
}

fn picked_in(value: &FieldValue, found: &mut Vec<EntityRef>) {
    found.extend(value.text.parse::<EntityRef>().ok());
    found.extend(
        value
            .keys
            .iter()
            .filter_map(|key| key.parse::<EntityRef>().ok()),
    );
    for cell in value.rows.iter().flatten() {
        picked_in(cell, found);
    }
}

/// A field as a face asks it.
fn asked(field: &Field, value: FieldValue, changing: bool, today: Date) -> FormField {
    FormField {
        name: field.name.to_owned(),
        label: field.label.to_owned(),
        hint: field.hint.to_owned(),
        required: field.required,
        fixed: changing && field.fixed,
        ask: ask_of(field, &value, changing, today),
        value,
    }
}

fn ask_of(field: &Field, value: &FieldValue, changing: bool, today: Date) -> FieldAsk {
    let choice = |key: &str, word: &str| Choice {
        key: key.to_owned(),
        word: word.to_owned(),
    };
    // What must be filled in is asked for; who may see a thing is known once it is there.
    let always = field.required || (changing && field.name == "confidentiality");
    let none = (!always).then(|| field.none.to_owned());
    match field.ask {
        Ask::Line | Ask::Words => FieldAsk::Line,
        Ask::Text => FieldAsk::Text,
        Ask::Lines => FieldAsk::Lines,
        Ask::Day => FieldAsk::Day,
        Ask::Count => FieldAsk::Count,
        Ask::Tick => FieldAsk::Tick,
        Ask::YesNo => FieldAsk::Choice {
            choices: vec![choice("yes", "yes"), choice("no", "no")],
            none,
        },
        Ask::Choice(choices) => FieldAsk::Choice {
            choices: choices(),
            none,
        },
        Ask::Scale(steps) => FieldAsk::Scale {
            steps: steps(),
            none,
        },
        Ask::Share => {
            let mut shares = vec![
                choice("0.9", &sure(0.9)),
                choice("0.7", &sure(0.7)),
                choice("0.4", &sure(0.4)),
            ];
            if let Ok(share) = value.text.parse::<f64>()
                && shares.iter().all(|one| one.key != value.text)
            {
                shares.push(choice(&value.text, &sure(share)));
            }
            FieldAsk::Choice {
                choices: shares,
                none: None,
            }
        }
        Ask::Id(kind) => FieldAsk::Pick {
            kinds: vec![kind.key().to_owned()],
            words: None,
            none: none.unwrap_or_default(),
        },
        Ask::Tagged(kinds, words) => FieldAsk::Pick {
            kinds: kinds.iter().map(|kind| kind.key().to_owned()).collect(),
            words: words.map(|(_, means)| means.to_owned()),
            none: none.unwrap_or_default(),
        },
        Ask::Ids(kind) => FieldAsk::Picks {
            kind: kind.key().to_owned(),
        },
        Ask::Rows(columns, one) => FieldAsk::Rows {
            columns: columns
                .iter()
                .map(|column| as_column(column, today))
                .collect(),
            one: one.to_owned(),
        },
        Ask::Bare(column, one) => FieldAsk::Rows {
            columns: vec![as_column(column, today)],
            one: one.to_owned(),
        },
    }
}

/// A column of a field of rows, with what stands in a new row.
fn as_column(field: &Field, today: Date) -> FormField {
    let usual = match field.usual {
        "today" => today.to_string(),
        usual => usual.to_owned(),
    };
    asked(field, FieldValue::of_text(usual), false, today)
}
