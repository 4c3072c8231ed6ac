//! The same thing entered in both copies, each not knowing of the other.

use std::collections::BTreeMap;

use domain::{Code, Entity, EntityRef, Map, Party};
use serde::Serialize;

use crate::fields;

/// Two entities, one entered in each copy, that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PossibleDuplicate {
    /// The one entered in our copy.
    pub ours: EntityRef,
    /// The one entered in theirs.
    pub theirs: EntityRef,
    /// What ours is called.
    pub our_name: String,
    /// What theirs is called.
    pub their_name: String,
    /// Why they may be the same, in one sentence.
    pub sentence: String,
}

/// What two entities that are the same would have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Code(Code),
    Name(&'static str, String),
    /// Between whom, and in what way.
    Pair(&'static str, Vec<Party>, String),
    Content(&'static str, String),
}

impl Sign {
    fn sentence(&self, ours: &str, theirs: &str, kind: &str) -> String {
        match self {
            Self::Code(code) => format!(
                "The {kind}s {ours} and {theirs} were entered in one copy each and have the same {} {}; if they are \
                 one, keep one of them.",
                code.scheme.word(),
                code.value
            ),
            Self::Name(..) => format!(
                "The {kind} {ours} was entered in both copies (as {theirs} in the other); if they are one, keep one \
                 of them."
            ),
            Self::Pair(..) | Self::Content(..) => format!(
                "The {kind} {ours} was entered in both copies; if the two are one, keep one of them."
            ),
        }
    }
}

/// What was entered on both sides and may be the same.
pub(crate) fn possible_duplicates(base: &Map, ours: &Map, theirs: &Map) -> Vec<PossibleDuplicate> {
    let mut entered: BTreeMap<Sign, Vec<EntityRef>> = BTreeMap::new();
    for entity in ours.entities() {
        let reference = entity.reference();
        if !base.has(reference) && !theirs.has(reference) {
            for sign in signs(&entity) {
                entered.entry(sign).or_default().push(reference);
            }
        }
    }
    let mut found: BTreeMap<(EntityRef, EntityRef), PossibleDuplicate> = BTreeMap::new();
    if entered.is_empty() {
        return Vec::new();
    }
    for entity in theirs.entities() {
        let reference = entity.reference();
        if base.has(reference) || ours.has(reference) {
            continue;
        }
        for sign in signs(&entity) {
            for our in entered.get(&sign).into_iter().flatten() {
                if our.kind() != reference.kind() {
                    continue;
                }
                let (our_name, their_name) = (ours.name_of(*our), theirs.name_of(reference));
                found
                    .entry((*our, reference))
                    .or_insert_with(|| PossibleDuplicate {
                        ours: *our,
                        theirs: reference,
                        sentence: sign.sentence(&our_name, &their_name, our.kind().word()),
                        our_name,
                        their_name,
                    });
            }
        }
    }
    found.into_values().collect()
}

fn signs(entity: &Entity) -> Vec<Sign> {
    let kind = entity.reference().kind().key();
    let codes = |codes: &[Code]| codes.iter().cloned().map(Sign::Code).collect::<Vec<_>>();
    let pair = |a: Party, b: Party, directed: bool, way: &str| {
        let mut both = vec![a, b];
        if !directed {
            both.sort_unstable();
        }
        vec![Sign::Pair(kind, both, way.to_owned())]
    };
    match entity {
        Entity::Place(row) => [codes(&row.codes), vec![named(kind, &row.name)]].concat(),
        Entity::Organisation(row) => [codes(&row.codes), vec![named(kind, &row.name)]].concat(),
        Entity::Tie(row) => pair(row.a, row.b, row.kind.is_directed(), row.kind.key()),
        // Only one is in force for a pair, whichever was entered where.
        Entity::Need(row) => pair(row.a.into(), row.b.into(), false, ""),
        other => {
            let mut fields = fields::of_entity(other);
            match fields.get("name").or_else(|| fields.get("title")) {
                Some(serde_json::Value::String(name)) if !fields.keys().any(|f| is_link(f)) => {
                    vec![named(kind, name)]
                }
                _ => {
                    fields.retain(|name, _| name != "id" && !name.starts_with("record."));
                    vec![Sign::Content(kind, format!("{fields:?}"))]
                }
            }
        }
    }
}

/// Whether a field ties an entity to others, so that its name alone does not say which one it is: a post's leader.
fn is_link(field: &str) -> bool {
    field.ends_with("_id") && !field.starts_with("record.")
}

/// The name without what people write in different ways: capitals, marks, titles before it.
fn named(kind: &'static str, name: &str) -> Sign {
    const TITLES: [&str; 14] = [
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "mr",
        "mrs",
        "ms",
        "miss",
        "cllr",
        "councillor",
        "the",
    ];
    let lower = name.to_lowercase().replace('&', " and ");
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !TITLES.contains(word))
        .collect();
    Sign::Name(kind, words.join(" "))
}
