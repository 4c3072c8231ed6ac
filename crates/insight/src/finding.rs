//! A finding: the sentence, the figures behind it, the evidence behind those, and what one might do.

use std::collections::BTreeMap;

use domain::{AudienceMap, Coverage, EntityRef, Interval, Party};
use serde::Serialize;

use crate::words;

/// A party as answers name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PartyName {
    /// Its id.
    pub id: String,
    /// `organisation` or `leader`.
    pub kind: &'static str,
    /// Its full name.
    pub name: String,
    /// Its short name, as on drawings.
    pub label: String,
    /// Which party it is, for those who go on from here.
    #[serde(skip)]
    pub party: Party,
}

impl PartyName {
    /// How a map names a party.
    pub fn of(map: &AudienceMap, party: impl Into<Party>) -> Self {
        let party = party.into();
        let reference = EntityRef::from(party);
        Self {
            id: reference.uuid().to_string(),
            kind: reference.kind().key(),
            name: map.party_name(party).unwrap_or(words::UNNAMED).to_owned(),
            label: map.party_label(party).unwrap_or(words::UNNAMED).to_owned(),
            party,
        }
    }
}

/// An entity that bears a finding out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Evidence {
    /// What kind of entity it is.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called, or what it says.
    pub name: String,
    /// Which entity it is, for those who go on from here.
    #[serde(skip)]
    pub reference: EntityRef,
}

impl Evidence {
    /// An entity of a map as evidence.
    pub fn of(map: &AudienceMap, reference: impl Into<EntityRef>) -> Self {
        let reference = reference.into();
        let kind = reference.kind();
        let name = match reference {
            EntityRef::Organisation(id) => map.organisation(id).map(|row| row.name.clone()),
            EntityRef::Leader(id) => map.leader(id).map(|row| row.name.clone()),
            EntityRef::Workstream(id) => map.workstream(id).map(|row| row.name.clone()),
            EntityRef::Post(id) => map.post(id).map(|row| row.title.clone()),
            EntityRef::Need(id) => map.need(id).map(|row| row.reason.clone()),
            EntityRef::Commitment(id) => map.commitment(id).map(|row| row.what.clone()),
            EntityRef::Tie(id) => map.tie(id).map(|row| {
                let label = |party| map.party_label(party).unwrap_or(words::UNNAMED);
                words::tie(label(row.a), row.kind.word(), label(row.b))
            }),
            EntityRef::Assessment(id) => map
                .assessment(id)
                .map(|row| words::assessment(row.level, row.date)),
            _ => None,
        };
        Self {
            kind: kind.key(),
            id: reference.uuid().to_string(),
            name: name.unwrap_or_else(|| kind.word().to_owned()),
            reference,
        }
    }
}

/// A figure of a finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Figure {
    /// A count, or a level.
    Count(u32),
    /// A measure.
    Number(f64),
    /// A range of levels.
    Levels(Interval<u8>),
    /// A range of a measure.
    Range(Interval<f64>),
    /// Words: a name, a date.
    Text(String),
}

impl From<u32> for Figure {
    fn from(value: u32) -> Self {
        Self::Count(value)
    }
}
impl From<u8> for Figure {
    fn from(value: u8) -> Self {
        Self::Count(u32::from(value))
    }
}
impl From<f64> for Figure {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
impl From<Interval<u8>> for Figure {
    fn from(value: Interval<u8>) -> Self {
        Self::Levels(value)
    }
}
impl From<Interval<f64>> for Figure {
    fn from(value: Interval<f64>) -> Self {
        Self::Range(value)
    }
}
impl From<String> for Figure {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

/// The figures of a finding by their names.
pub type Figures = BTreeMap<&'static str, Figure>;

/// Something a board member can read and act on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// What sort of finding it is; it never changes between versions.
    pub code: &'static str,
    /// What is found, how sure it is, and because of what, in plain words.
    pub sentence: String,
    /// The figures behind the sentence.
    pub figures: Figures,
    /// The entities behind the figures.
    pub evidence: Vec<Evidence>,
    /// How much of what bears on it is known.
    pub coverage: Coverage,
    /// What one might do about it.
    pub what_next: String,
}
