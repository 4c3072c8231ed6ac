//! Everything held about one person, so that it can be handed to them when they ask (UK GDPR, article 15).
//!
//! This reads the whole [`Map`], not an [`AudienceMap`](domain::AudienceMap): somebody who asks what is held about them
//! is owed all of it, whoever it was kept from. It is made for that one person and goes to nobody else; every other
//! paper still comes through the audience's door.

mod names;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::{Entity, EntityKind, EntityRef, LeaderId, Map, Uuid};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::desk::change_row;
use crate::error::AppError;
use crate::papers::write_whole;
use crate::parties::in_words;
use crate::sentence::capital;
use crate::session::Session;
use crate::wire::ChangeRow;
use names::{OtherPeople, name_in};
use page::{held_csv, held_pdf, others_csv};

/// How the other people in it appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Others {
    /// By their names.
    Named,
    /// As "person 1", "person 2", …; who that is stands in [`Held::others`] and goes no further.
    Numbered,
}

/// Everything held about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held {
    /// The person.
    pub id: String,
    /// Their name.
    pub name: String,
    /// The footprint.
    pub footprint: String,
    /// How other people appear.
    pub others_are: Others,
    /// The entries that are about them or name them.
    pub entries: Vec<HeldEntry>,
    /// The acts of the history that touched one of those entries.
    pub history: Vec<HeldAct>,
    /// Other people who are mentioned: the number they go by, and their name.
    pub others: Vec<OtherPerson>,
    /// What a reader should know before handing it over.
    pub notes: Vec<String>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldEntry {
    /// Its key: `post:<id>`.
    pub key: String,
    /// What it is.
    pub kind: String,
    /// Why it is here.
    pub because: String,
    /// Its fields in words.
    pub facts: Vec<HeldFact>,
    /// Where it comes from.
    pub source: Option<String>,
    /// When and by whom it was entered, and last changed.
    pub entered: Option<String>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldFact {
    /// Its name.
    pub field: String,
    /// What it says.
    pub text: String,
}

/// One act of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldAct {
    /// The moment.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub what: String,
}

/// Somebody else who is mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherPerson {
    /// The number they go by where names are left out.
    pub number: usize,
    /// Their name.
    pub name: String,
}

/// The leader that a name, a part of one, or an id means; a sentence says why none is.
pub fn find(map: &Map, wanted: &str) -> Result<LeaderId, AppError> {
    let folded = |text: &str| text.trim().to_lowercase();
    let asked = folded(wanted);
    if let Ok(id) = wanted.trim_start_matches("leader:").parse::<LeaderId>()
        && map.leader(id).is_some()
    {
        return Ok(id);
    }
    let whole: Vec<_> = map
        .leaders()
        .iter()
        .filter(|leader| folded(&leader.name) == asked)
        .collect();
    let found = if whole.is_empty() {
        map.leaders()
            .iter()
            .filter(|leader| !asked.is_empty() && folded(&leader.name).contains(&asked))
            .collect()
    } else {
        whole
    };
    match found.as_slice() {
        [only] => Ok(only.id),
        [] => Err(AppError::NotFound {
            kind: "person",
            wanted: wanted.to_owned(),
        }),
        several => Err(AppError::SeveralPeople {
            wanted: wanted.to_owned(),
            known: several
                .iter()
                .take(8)
                .map(|leader| format!("{} ({})", leader.name, leader.id))
                .collect::<Vec<_>>()
                .join("; "),
        }),
    }
}

/// Gathers everything held about a person. `history` gives the acts that touched an entity.
pub fn held(
    map: &Map,
    id: LeaderId,
    others: Others,
    history: &dyn Fn(EntityRef) -> Vec<ChangeRow>,
) -> Result<Held, AppError> {
    let leader = map.leader(id).ok_or_else(|| AppError::NotFound {
        kind: "person",
        wanted: id.to_string(),
    })?;
    let mut people = OtherPeople::of(map, id, others);
    let found = concerning(map, id, &leader.name);
    let mut entries = Vec::new();
    let mut acts: BTreeMap<u32, ChangeRow> = BTreeMap::new();
    for (reference, because) in &found {
        let Some(entity) = map.entity(*reference) else {
            continue;
        };
        entries.push(entry(map, &entity, because, &mut people));
        for row in history(*reference) {
            acts.insert(row.number, row);
        }
    }
    let history = acts
        .into_values()
        .map(|row| HeldAct {
            at: row.at.clone(),
            by: people.shown(&row.by),
            what: people.shown(&row.what),
        })
        .collect();
    let mut notes = vec![
        "Free text was written by people and may speak of others in ways a program does not notice: read it before it is handed over."
            .to_owned(),
    ];
    if others == Others::Numbered {
        notes.push(
            "Other people stand as \u{201c}person 1\u{201d}, \u{201c}person 2\u{201d} and so on. Who they are is on a list of its own, which stays with the keeper."
                .to_owned(),
        );
    }
    Ok(Held {
        id: id.to_string(),
        name: leader.name.clone(),
        footprint: map.footprint().name.clone(),
        others_are: others,
        entries,
        history,
        others: people.mentioned(),
        notes,
    })
}

/// Gathers everything held about the person of that name in an open document.
pub fn held_in(session: &Session, name: &str, others: Others) -> Result<Held, AppError> {
    /// As many acts as a history is likely to have of one entity.
    const ALL: usize = 100_000;
    let map = session.map();
    let id = find(&map, name)?;
    held(&map, id, others, &|reference| {
        session
            .document()
            .history_of(reference, ALL)
            .unwrap_or_default()
            .iter()
            .map(change_row)
            .collect()
    })
}

/// Writes it as .pdf, .csv or .json. Where other people stand as numbers, who they are is written to a second file
/// beside it. Gives what was written.
pub fn write(held: &Held, to: &Path, today: Date) -> Result<Vec<PathBuf>, AppError> {
    let ending = to
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let handed_over = Held {
        others: match held.others_are {
            Others::Named => held.others.clone(),
            Others::Numbered => Vec::new(),
        },
        ..held.clone()
    };
    let bytes = match ending.as_str() {
        "pdf" => held_pdf(&handed_over, today)?,
        "csv" => held_csv(&handed_over)?,
        "json" => in_json(&handed_over),
        _ => {
            return Err(AppError::WrongFormat {
                what: "record of one person".to_owned(),
                ending,
                known: ".pdf, .csv or .json",
            });
        }
    };
    write_whole(to, &bytes)?;
    let mut written = vec![to.to_owned()];
    if held.others_are == Others::Numbered && !held.others.is_empty() {
        let stem = to.file_stem().unwrap_or_default().to_string_lossy();
        let key = to.with_file_name(format!("{stem} - who the others are.csv"));
        write_whole(&key, &others_csv(held)?)?;
        written.push(key);
    }
    Ok(written)
}

fn in_json(held: &Held) -> Vec<u8> {
    serde_json::to_vec_pretty(held).unwrap_or_default()
}

/// It in lines, for a terminal.
pub fn in_lines(held: &Held) -> Vec<String> {
    let mut lines = vec![format!(
        "What {} holds about {}.",
        held.footprint, held.name
    )];
    lines.extend(held.notes.iter().cloned());
    for entry in &held.entries {
        lines.push(String::new());
        lines.push(format!("{}. {}", capital(&entry.kind), entry.because));
        for fact in &entry.facts {
            lines.push(format!("  {}: {}", fact.field, fact.text));
        }
        lines.extend(
            entry
                .source
                .iter()
                .map(|source| format!("  source: {source}")),
        );
        lines.extend(entry.entered.iter().map(|said| format!("  {said}.")));
    }
    if !held.history.is_empty() {
        lines.push(String::new());
        lines.push("History".to_owned());
        for act in &held.history {
            lines.push(format!("  {}: {} ({})", act.at, act.what, act.by));
        }
    }
    if held.others_are == Others::Named && !held.others.is_empty() {
        lines.push(String::new());
        let names: Vec<&str> = held.others.iter().map(|one| one.name.as_str()).collect();
        lines.push(format!("Other people mentioned: {}.", names.join(", ")));
    }
    lines
}

/// The entries about a person, in the order of kinds: their own, those that refer to them, those that name them in
/// words, and what was said of any of these.
fn concerning(map: &Map, id: LeaderId, name: &str) -> Vec<(EntityRef, String)> {
    let wanted = id.uuid().to_string();
    let mut found: BTreeMap<EntityRef, String> = BTreeMap::new();
    let mut rows: Vec<(EntityRef, Value)> = Vec::new();
    for entity in map.entities() {
        let reference = entity.reference();
        let Ok(value) = serde_json::to_value(&entity) else {
            continue;
        };
        if reference == EntityRef::Leader(id) {
            found.insert(reference, "It is the entry of this person.".to_owned());
        } else if refers_to(&value, &|text| text == wanted) {
            found.insert(reference, "It refers to this person.".to_owned());
        } else if refers_to(&value, &|text| name_in(text, name).is_some()) {
            found.insert(reference, "It names this person in words.".to_owned());
        }
        rows.push((reference, value));
    }
    // What was said of something of theirs is said of them: an assessment of their tie, a note on their promise.
    let theirs: BTreeSet<String> = found
        .keys()
        .filter(|reference| is_of_a_person(reference.kind()))
        .map(|reference| reference.uuid().to_string())
        .collect();
    for (reference, value) in &rows {
        if !found.contains_key(reference)
            && matches!(reference.kind(), EntityKind::Assessment | EntityKind::Note)
            && refers_to(value, &|text| theirs.contains(text))
        {
            found.insert(
                *reference,
                "It is about an entry that concerns this person.".to_owned(),
            );
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(reference, _)| (*reference != EntityRef::Leader(id), *reference));
    found
}

/// Whether an entry of this kind that refers to a person is that person's own affair, so that what hangs on it is too.
const fn is_of_a_person(kind: EntityKind) -> bool {
    !matches!(
        kind,
        EntityKind::Place
            | EntityKind::Organisation
            | EntityKind::Workstream
            | EntityKind::Source
            | EntityKind::View
    )
}

fn refers_to(value: &Value, is: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => is(text),
        Value::Array(items) => items.iter().any(|item| refers_to(item, is)),
        Value::Object(fields) => fields.values().any(|field| refers_to(field, is)),
        _ => false,
    }
}

fn entry(map: &Map, entity: &Entity, because: &str, people: &mut OtherPeople<'_>) -> HeldEntry {
    let record = entity.record();
    let mut facts = Vec::new();
    if let Ok(Value::Object(tagged)) = serde_json::to_value(entity)
        && let Some(Value::Object(fields)) = tagged.into_iter().next().map(|(_, row)| row)
    {
        for (field, value) in &fields {
            if field == "id" || field == "record" {
                continue;
            }
            facts_of(map, &in_plain(field), value, people, &mut facts);
        }
    }
    let source = record
        .source_id
        .and_then(|id| map.source(id))
        .map(|source| people.shown(&source.title));
    let stamped = |what: &str, stamp: &domain::Stamp, people: &mut OtherPeople<'_>| {
        let day = in_words(stamp.at.to_zoned(jiff::tz::TimeZone::UTC).date());
        format!("{what} on {day} by {}", people.shown(&stamp.by))
    };
    let entered = record.created.as_ref().map(|created| {
        let mut said = stamped("Entered", created, people);
        if let Some(changed) = record
            .changed
            .as_ref()
            .filter(|changed| *changed != created)
        {
            said.push_str("; ");
            said.push_str(&stamped("changed", changed, people));
        }
        said
    });
    HeldEntry {
        key: entity.reference().to_string(),
        kind: entity.reference().kind().word().to_owned(),
        because: because.to_owned(),
        facts,
        source,
        entered,
    }
}

/// A field and what it says, in words; a field with parts gives a line for each.
fn facts_of(
    map: &Map,
    field: &str,
    value: &Value,
    people: &mut OtherPeople<'_>,
    facts: &mut Vec<HeldFact>,
) {
    match value {
        Value::Null => {}
        Value::Array(items) if items.is_empty() => {}
        Value::Object(fields) if fields.is_empty() => {}
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                let one = if items.len() == 1 {
                    field.to_owned()
                } else {
                    format!("{field} {}", n + 1)
                };
                facts_of(map, &one, item, people, facts);
            }
        }
        Value::Object(fields) => {
            // A party or a reference: {"leader": id}.
            if let [(kind, Value::String(id))] = fields.iter().collect::<Vec<_>>().as_slice()
                && EntityKind::ALL
                    .iter()
                    .any(|known| known.key() == kind.as_str())
            {
                facts.push(HeldFact {
                    field: field.to_owned(),
                    text: in_text(map, id, people),
                });
                return;
            }
            for (name, inner) in fields {
                facts_of(
                    map,
                    &format!("{field}, {}", in_plain(name)),
                    inner,
                    people,
                    facts,
                );
            }
        }
        Value::String(text) => facts.push(HeldFact {
            field: field.to_owned(),
            text: in_text(map, text, people),
        }),
        Value::Bool(yes) => facts.push(HeldFact {
            field: field.to_owned(),
            text: if *yes { "yes" } else { "no" }.to_owned(),
        }),
        Value::Number(number) => facts.push(HeldFact {
            field: field.to_owned(),
            text: number.to_string(),
        }),
    }
}

/// A text as a reader sees it: an id as the name of what it means, a key in plain words.
fn in_text(map: &Map, text: &str, people: &mut OtherPeople<'_>) -> String {
    if let Ok(id) = text.parse::<Uuid>() {
        return EntityKind::ALL
            .iter()
            .map(|kind| EntityRef::new(*kind, id))
            .find(|reference| map.has(*reference))
            .map_or_else(
                || "something no longer there".to_owned(),
                |reference| match reference {
                    EntityRef::Leader(leader) => people.one(leader),
                    other => {
                        let named = map.name_of(other);
                        people.shown(&named)
                    }
                },
            );
    }
    let is_a_key = !text.is_empty()
        && text.contains('_')
        && text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if is_a_key {
        return text.replace('_', " ");
    }
    if let Ok(day) = text.parse::<jiff::civil::Date>() {
        return in_words(day);
    }
    people.shown(text)
}

/// A field's name in plain words.
fn in_plain(field: &str) -> String {
    match field {
        "a" => "one side".to_owned(),
        "b" => "the other side".to_owned(),
        "confidentiality" => "may be seen by".to_owned(),
        "method" => "known from".to_owned(),
        "perceiver" => "whose view".to_owned(),
        "keep_until" => "kept until".to_owned(),
        _ => field.strip_suffix("_id").unwrap_or(field).replace('_', " "),
    }
}
