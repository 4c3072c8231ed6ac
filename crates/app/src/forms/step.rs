//! What was written into a form, as one edit; or what is wrong with it, field by field.

use domain::{
    Assessment, Confidence, Confidentiality, Contact, Edit, EntityKind, EntityRef, Level, Map,
    Method, Party, Perceiver, Record, Refused, Stamp, Tie, TieKind, Trust,
};
use jiff::civil::Date;
use serde_json::{Map as Object, Value, json};

use super::field::{Field, Spec, When};
use super::value::{part_of, read};
use super::{called, row_of, spec};
use crate::error::AppError;
use crate::script::{NewId, find_tie, new_tie, usual_confidentiality_of_judgement};
use crate::wire::{FieldEntry, FieldValue, WrongField};

/// What a form comes down to.
#[derive(Debug)]
pub(crate) enum Filled {
    /// An edit, and the entity it makes where it makes one.
    Step(Box<Edit>, Option<EntityRef>),
    /// Nothing was changed.
    Nothing,
    /// Something is wrong.
    Wrong(Vec<WrongField>),
}

/// By whom and when a form is filled in.
pub(crate) struct Filling<'a> {
    pub(crate) new_id: NewId<'a>,
    pub(crate) today: Date,
    pub(crate) author: &'a str,
}

/// The edit for what was written into the form of a kind, or of an entity that is there.
pub(crate) fn step(
    map: &Map,
    kind: EntityKind,
    reference: Option<EntityRef>,
    entries: &[FieldEntry],
    filling: Filling<'_>,
) -> Result<Filled, AppError> {
    let spec = spec(kind);
    let filled = match reference {
        None => added(map, spec, entries, filling),
        Some(reference) => changed(map, spec, reference, entries)?,
    };
    let Filled::Step(edit, made) = filled else {
        return Ok(filled);
    };
    // Tried first, so that what is refused is said where it was written.
    let stamp = Stamp {
        at: jiff::Timestamp::UNIX_EPOCH,
        by: String::new(),
    };
    Ok(match edit.plan(map, &stamp) {
        Ok(_) => Filled::Step(edit, made),
        Err(refused) => Filled::Wrong(vec![where_refused(spec, refused)]),
    })
}

fn wrong(field: &str, sentence: impl Into<String>) -> WrongField {
    WrongField {
        field: field.to_owned(),
        sentence: sentence.into(),
    }
}

fn where_refused(spec: &Spec, refused: Refused) -> WrongField {
    let refused = match refused {
        Refused::Within { reason, .. } => *reason,
        other => other,
    };
    let candidates: &[&str] = match &refused {
        Refused::Backwards { .. } => &["to", "closed"],
        Refused::JudgesNothing => &["level"],
        Refused::StandsNowhere { .. } => &["stance"],
        Refused::VersionsOutOfOrder { .. } => &["versions"],
        Refused::NoSuchVersion { .. } => &["signatures"],
        Refused::Circular { .. } => &["parent_id"],
        Refused::SameParty { .. } => &["b", "then_id", "to", "successions"],
        _ => &[],
    };
    let field = candidates
        .iter()
        .find(|name| spec.fields.iter().any(|field| field.name == **name));
    wrong(field.copied().unwrap_or_default(), refused.to_string())
}

fn given<'e>(entries: &'e [FieldEntry], field: &Field) -> Option<&'e FieldValue> {
    entries
        .iter()
        .find(|entry| entry.name == field.name)
        .map(|entry| &entry.value)
}

/// Puts a value where a field's name says.
fn put(row: &mut Object<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            row.insert(name.to_owned(), value);
        }
        Some((whole, part)) => {
            let within = row.entry(whole).or_insert_with(|| json!({}));
            if !within.is_object() {
                *within = json!({});
            }
            if let Value::Object(within) = within {
                put(within, part, value);
            }
        }
    }
}

/// A field that is there as a whole or not at all is not there while its first part is empty.
fn close_wholes(spec: &Spec, row: &mut Object<String, Value>) {
    let mut seen: Vec<&str> = Vec::new();
    for field in spec.fields.iter().filter(|field| !field.aside) {
        let whole = field.whole();
        if whole == field.name || seen.contains(&whole) {
            continue;
        }
        seen.push(whole);
        let empty = row
            .get(whole)
            .is_some_and(|_| part_of(&Value::Object(row.clone()), field).is_null());
        if empty {
            row.insert(whole.to_owned(), Value::Null);
        }
    }
}

/// Versions without a number follow one another; a signature without a version is under the newest.
fn number_versions(row: &mut Object<String, Value>) {
    let mut last = 0;
    if let Some(Value::Array(versions)) = row.get_mut("versions") {
        for version in versions {
            let number = version.get("number").and_then(Value::as_u64);
            last = number.unwrap_or(last + 1);
            version["number"] = json!(last);
        }
    }
    if let Some(Value::Array(signatures)) = row.get_mut("signatures") {
        for signature in signatures {
            if signature.get("version").is_none_or(Value::is_null) {
                signature["version"] = json!(last.max(1));
            }
        }
    }
}

fn not_understood() -> Vec<WrongField> {
    vec![wrong(
        "",
        "This cannot be kept as it is written; look through the fields once more.",
    )]
}

fn added(map: &Map, spec: &Spec, entries: &[FieldEntry], filling: Filling<'_>) -> Filled {
    let Filling {
        new_id,
        today,
        author,
    } = filling;
    let mut row = Object::new();
    let mut troubles = Vec::new();
    for field in spec
        .fields
        .iter()
        .filter(|field| field.when != When::Changing && !field.aside)
    {
        let usual = FieldValue::of_text(match field.usual {
            "today" => today.to_string(),
            "author" => author.to_owned(),
            usual => usual.to_owned(),
        });
        match read(field, given(entries, field).unwrap_or(&usual)) {
            Ok(value) => put(&mut row, field.name, value),
            Err(sentence) => troubles.push(wrong(field.name, sentence)),
        }
    }
    let judged = Judged::read(spec, entries, &mut troubles);
    if !troubles.is_empty() {
        return Filled::Wrong(troubles);
    }
    close_wholes(spec, &mut row);
    number_versions(&mut row);
    row.retain(|_, value| !value.is_null());
    let id = new_id();
    let made = EntityRef::new(spec.kind, id);
    row.insert("id".to_owned(), json!(id));
    if spec.kind == EntityKind::Tie
        && let Err(trouble) = complete_tie(map, &mut row)
    {
        return Filled::Wrong(vec![trouble]);
    }
    if spec.kind == EntityKind::Assessment && !row.contains_key("confidentiality") {
        let tie = (row.get("tie_id"))
            .and_then(|id| serde_json::from_value(id.clone()).ok())
            .and_then(|id| map.tie(id));
        let usual = tie.map(usual_confidentiality_of_judgement);
        row.insert("confidentiality".to_owned(), json!(usual));
    }
    row.insert("edit".to_owned(), json!(spec.add_edit));
    let Ok(edit) = serde_json::from_value::<Edit>(Value::Object(row)) else {
        return Filled::Wrong(not_understood());
    };
    let edit = match (edit, judged) {
        (Edit::LogContact(contact), Some(judged)) => judged.with(map, contact, new_id, author),
        (edit, _) => edit,
    };
    Filled::Step(Box::new(edit), Some(made))
}

/// Who may see a tie follows from who is in it; and one that is there is not entered twice.
fn complete_tie(map: &Map, row: &mut Object<String, Value>) -> Result<(), WrongField> {
    let given = row.clone();
    let party = |name: &str| {
        serde_json::from_value::<Party>(given.get(name).cloned().unwrap_or_default()).ok()
    };
    let kind = given
        .get("kind")
        .and_then(|kind| serde_json::from_value::<TieKind>(kind.clone()).ok());
    let (Some(a), Some(b), Some(kind)) = (party("a"), party("b"), kind) else {
        return Ok(());
    };
    if let Some(there) = find_tie(map, a, b, kind) {
        return Err(wrong(
            "b",
            format!(
                "It is recorded already that {}; open that tie to change it.",
                called(map, there.into())
            ),
        ));
    }
    if !row.contains_key("confidentiality") {
        let usual = new_tie(domain::Uuid::nil().into(), a, b, kind).confidentiality;
        row.insert("confidentiality".to_owned(), json!(usual));
    }
    Ok(())
}

fn changed(
    map: &Map,
    spec: &Spec,
    reference: EntityRef,
    entries: &[FieldEntry],
) -> Result<Filled, AppError> {
    let not_found = || AppError::NotFound {
        kind: spec.one,
        wanted: reference.to_string(),
    };
    let Value::Object(before) = row_of(map, reference).ok_or_else(not_found)? else {
        return Err(not_found());
    };
    let mut row = before.clone();
    let mut troubles = Vec::new();
    let mut touched: Vec<&str> = Vec::new();
    for field in spec
        .fields
        .iter()
        .filter(|field| field.when != When::Adding && !field.fixed)
    {
        let Some(value) = given(entries, field) else {
            continue;
        };
        match read(field, value) {
            // Who may see it is known of everything that is there.
            Ok(Value::Null) if field.name == "confidentiality" => {}
            Ok(value) => {
                put(&mut row, field.name, value);
                if !touched.contains(&field.whole()) {
                    touched.push(field.whole());
                }
            }
            Err(sentence) => troubles.push(wrong(field.name, sentence)),
        }
    }
    if !troubles.is_empty() {
        return Ok(Filled::Wrong(troubles));
    }
    close_wholes(spec, &mut row);
    number_versions(&mut row);
    touched.retain(|name| {
        row.get(*name).unwrap_or(&Value::Null) != before.get(*name).unwrap_or(&Value::Null)
    });
    let mut edits = Vec::new();
    if let Some(at) = touched.iter().position(|name| *name == "dissent") {
        touched.remove(at);
        edits.push(json!({
            "edit": "attach_dissent",
            "judgement": reference,
            "dissent": row.get("dissent"),
        }));
    }
    if !touched.is_empty() {
        edits.push(if spec.kind == EntityKind::View {
            row.insert("edit".to_owned(), json!(spec.add_edit));
            Value::Object(row)
        } else {
            let change: Object<String, Value> = (touched.iter())
                .map(|name| {
                    (
                        (*name).to_owned(),
                        row.get(*name).cloned().unwrap_or_default(),
                    )
                })
                .collect();
            let key = spec.kind.key();
            json!({
                "edit": format!("change_{key}"),
                format!("{key}_id"): reference.uuid(),
                "change": change,
            })
        });
    }
    let Ok(mut edits) = (edits.into_iter())
        .map(serde_json::from_value::<Edit>)
        .collect::<Result<Vec<_>, _>>()
    else {
        return Ok(Filled::Wrong(not_understood()));
    };
    Ok(match edits.len() {
        0 => Filled::Nothing,
        1 => Filled::Step(Box::new(edits.remove(0)), None),
        _ => {
            let what = format!("Change {} {}", spec.one, called(map, reference));
            Filled::Step(Box::new(Edit::Together { what, edits }), None)
        }
    })
}

/// What a conversation changed in what is thought of a tie: recorded with it, as one step.
struct Judged {
    a: Party,
    b: Party,
    level: Option<Level>,
    trust: Option<Trust>,
}

impl Judged {
    fn read(spec: &Spec, entries: &[FieldEntry], troubles: &mut Vec<WrongField>) -> Option<Self> {
        let mut values = Object::new();
        for field in spec.fields.iter().filter(|field| field.aside) {
            match given(entries, field).map_or(Ok(Value::Null), |value| read(field, value)) {
                Ok(value) => put(&mut values, field.name, value),
                Err(sentence) => troubles.push(wrong(field.name, sentence)),
            }
        }
        let judged = values.get("judged")?;
        let number = |name: &str| {
            judged
                .get(name)
                .and_then(Value::as_u64)
                .and_then(|number| u8::try_from(number).ok())
        };
        let level = number("level").and_then(|number| Level::try_from(number).ok());
        let trust = number("trust").and_then(|number| Trust::try_from(number).ok());
        if level.is_none() && trust.is_none() {
            return None; // Two parties alone say nothing that could be kept.
        }
        let mut party = |name: &str| {
            let party = judged
                .get(name)
                .and_then(|party| serde_json::from_value::<Party>(party.clone()).ok());
            if party.is_none() {
                troubles.push(wrong(
                    &format!("judged.{name}"),
                    "Say between whom this has changed, or leave the level and the trust out.",
                ));
            }
            party
        };
        let (a, b) = (party("a"), party("b"));
        let (a, b) = (a?, b?);
        if a == b {
            troubles.push(wrong(
                "judged.b",
                "Choose somebody else: a tie is between two.",
            ));
        }
        Some(Self { a, b, level, trust })
    }

    /// The conversation and the judgement as one step. It is the view of whoever was spoken to.
    fn with(self, map: &Map, contact: Contact, new_id: NewId<'_>, author: &str) -> Edit {
        let mut edits = Vec::new();
        let there = find_tie(map, self.a, self.b, TieKind::WorksWith).and_then(|id| map.tie(id));
        let tie: Tie = there.cloned().unwrap_or_else(|| {
            let tie = new_tie(new_id().into(), self.a, self.b, TieKind::WorksWith);
            edits.push(Edit::AddTie(tie.clone()));
            tie
        });
        let among = contact
            .leader_ids
            .iter()
            .any(|leader| [self.a, self.b].contains(&Party::from(*leader)));
        let assessment = Assessment {
            id: new_id().into(),
            tie_id: tie.id,
            level: self.level,
            trust: self.trust,
            sign: None,
            confidence: Confidence::USUAL,
            method: if among {
                Method::ToldByParty
            } else {
                Method::Hearsay
            },
            perceiver: contact.leader_ids.first().copied().map(Perceiver::Leader),
            date: contact.date,
            note: Some(format!("Said in a conversation noted by {author}.")),
            dissent: None,
            confidentiality: usual_confidentiality_of_judgement(&tie).min(Confidentiality::Board),
            record: Record {
                source_id: contact.record.source_id,
                ..Record::default()
            },
        };
        edits.push(Edit::RecordAssessment(assessment));
        let log = Edit::LogContact(contact);
        let what = format!("{}, and what it changed", log.describe(map));
        edits.insert(0, log);
        Edit::Together { what, edits }
    }
}
