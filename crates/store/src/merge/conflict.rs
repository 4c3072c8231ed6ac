//! Where two copies cannot both have their way, and what the person who merges decides.

use std::collections::BTreeMap;

use domain::EntityRef;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::compare::{Names, field_words};
use crate::fields::Subject;

/// One of the two copies being merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The document that is open.
    Ours,
    /// The copy merged into it.
    Theirs,
}

impl Side {
    /// Both, ours first.
    pub const BOTH: [Self; 2] = [Self::Ours, Self::Theirs];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
        }
    }
}

/// What a conflict is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Which entity; `None` for the footprint's own facts.
    #[serde(default)]
    pub entity: Option<EntityRef>,
    /// Which field, by the name it has in files; `None` where the question is whether the entity is there at all.
    #[serde(default)]
    pub field: Option<String>,
    /// Which element, where the field is a list.
    #[serde(default)]
    pub element: Option<String>,
}

/// What was decided, point by point. A side can be chosen for any field, in conflict or not.
pub type Choices = BTreeMap<Point, Side>;

/// The same said by both copies in different ways.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// What it is about, by which a choice names it.
    #[serde(flatten)]
    pub point: Point,
    /// What the entity is called.
    pub name: String,
    /// As it was when the copies parted; null where it was not there or had no value.
    pub base: Value,
    /// As our copy has it; null where it was removed or cleared.
    pub ours: Value,
    /// As theirs has it.
    pub theirs: Value,
    /// For a removal: what in the other copy was changed, or added, and needs what was removed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<EntityRef>,
    /// What stands: the side chosen, or where none was chosen what both orders of merging take alike. Nothing that was
    /// changed goes for a removal; otherwise what was said last.
    pub stands: Side,
    /// Whether somebody chose it.
    pub chosen: bool,
    /// The question in one sentence.
    pub sentence: String,
    /// Its parts in words.
    #[serde(skip)]
    pub words: InWords,
}

/// The parts of a conflict in words, to be put side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InWords {
    /// Which field; `None` where the question is whether the entity is there at all.
    pub field: Option<String>,
    /// As it was.
    pub base: String,
    /// As our copy has it.
    pub ours: String,
    /// As theirs has it.
    pub theirs: String,
}

/// A conflict as it is found, before it is put into words.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) point: Point,
    pub(crate) base: Option<Value>,
    pub(crate) ours: Option<Value>,
    pub(crate) theirs: Option<Value>,
    pub(crate) because: Vec<EntityRef>,
    pub(crate) stands: Side,
    pub(crate) chosen: bool,
}

impl Found {
    pub(crate) fn in_words(self, names: &Names<'_>) -> Conflict {
        let name = names.of(self.point.entity);
        let sentence = self.sentence(&name, names);
        let words = InWords {
            field: self.point.field.as_deref().map(field_words),
            base: self.side_in_words(self.base.as_ref(), names),
            ours: self.side_in_words(self.ours.as_ref(), names),
            theirs: self.side_in_words(self.theirs.as_ref(), names),
        };
        Conflict {
            name,
            sentence,
            words,
            point: self.point,
            base: self.base.unwrap_or_default(),
            ours: self.ours.unwrap_or_default(),
            theirs: self.theirs.unwrap_or_default(),
            because: self.because,
            stands: self.stands,
            chosen: self.chosen,
        }
    }

    fn sentence(&self, name: &str, names: &Names<'_>) -> String {
        let Some(field) = &self.point.field else {
            return self.of_removal(name, names);
        };
        let words = |value: &Option<Value>| self.side_in_words(value.as_ref(), names);
        let of = if self.point.element.is_some() {
            ", an entry of its"
        } else {
            ":"
        };
        format!(
            "{name}{of} {} was {} and is {} here and {} in the other copy.",
            field_words(field),
            words(&self.base),
            words(&self.ours),
            words(&self.theirs)
        )
    }

    /// What one copy says.
    fn side_in_words(&self, value: Option<&Value>, names: &Names<'_>) -> String {
        let subject: Subject = self.point.entity;
        match (&self.point.field, value, &self.point.element) {
            (None, None, _) => "removed".to_owned(),
            (None, Some(_), _) => "there".to_owned(),
            (_, None, Some(_)) => "not there".to_owned(),
            (Some(field), value, _) => names.value(subject, field, value),
        }
    }

    fn of_removal(&self, name: &str, names: &Names<'_>) -> String {
        let (removed, kept) = if self.ours.is_none() {
            ("here", "in the other copy")
        } else {
            ("in the other copy", "here")
        };
        let others: Vec<String> = self
            .because
            .iter()
            .filter(|entity| Some(**entity) != self.point.entity)
            .take(3)
            .map(|entity| format!("{} {}", entity.kind().word(), names.of(Some(*entity))))
            .collect();
        let why = if self.because.is_empty() {
            format!("it stays because it is in use {kept}, or because deleting is frozen")
        } else if others.is_empty() {
            format!("it was changed {kept}")
        } else {
            format!("{} {kept} needs it", others.join(", "))
        };
        format!("{name} was removed {removed}, but {why}.")
    }
}
