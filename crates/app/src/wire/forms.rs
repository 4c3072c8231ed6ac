//! Forms and tables of every kind of entity: what they ask, what was answered, what was wrong with it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Choice, Done};

/// A form that enters or changes one entity.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Form {
    /// The kind of entity: `contact`, `proposal`.
    pub kind: String,
    /// What it changes; absent: it enters something new.
    pub key: Option<String>,
    /// What it is for, in words.
    pub title: String,
    /// What its button says.
    pub save: String,
    /// Its fields, in groups.
    pub parts: Vec<FormPart>,
    /// What may be picked besides organisations and leaders, and everything picked so far, by name.
    pub names: Vec<PickName>,
}

/// Fields that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FormPart {
    /// Their heading; empty for those that come first.
    pub heading: String,
    /// Whether they are shown only when asked for: usual values fit nearly always.
    pub folded: bool,
    /// The fields.
    pub fields: Vec<FormField>,
}

/// One field of a form, or one column of rows in a field.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FormField {
    /// Its name in the file.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it is shown but cannot be changed.
    pub fixed: bool,
    /// What sort of answer it takes.
    pub ask: FieldAsk,
    /// What stands in it; in a column: what stands in a new row.
    pub value: FieldValue,
}

/// What sort of answer a field takes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "ask", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum FieldAsk {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// Several texts, one a line.
    Lines,
    /// A day.
    Day,
    /// A whole number.
    Count,
    /// Yes or no: `yes` or empty.
    Tick,
    /// One of a few.
    Choice {
        /// Which.
        choices: Vec<Choice>,
        /// What choosing none of them is called, where that can be done.
        none: Option<String>,
    },
    /// A step of a numbered scale, or none: not assessed is not the lowest step.
    Scale {
        /// The steps, lowest first; their keys are numbers.
        steps: Vec<Choice>,
        /// What choosing none of them is called, where that can be done.
        none: Option<String>,
    },
    /// One thing by its name.
    Pick {
        /// The kinds it may be of.
        kinds: Vec<String>,
        /// What words of one's own mean here, where they may be written instead.
        words: Option<String>,
        /// What leaving it empty means.
        none: String,
    },
    /// Several things of one kind by their names.
    Picks {
        /// The kind.
        kind: String,
    },
    /// Several rows of fields.
    Rows {
        /// The fields of each.
        columns: Vec<FormField>,
        /// What one row is called.
        one: String,
    },
}

/// What stands in a field. Which part is used depends on what is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts")]
pub struct FieldValue {
    /// Text, a day, a choice's key, a picked thing's key.
    pub text: String,
    /// The keys of several picked things.
    pub keys: Vec<String>,
    /// Rows, each with a value for every column.
    pub rows: Vec<Vec<FieldValue>>,
}

/// What was written into a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FieldEntry {
    /// The field's name.
    pub name: String,
    /// What stands in it.
    pub value: FieldValue,
}

/// Something that can be picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PickName {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What tells it from others.
    pub detail: String,
}

/// What became of a form.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FormSaved {
    /// The step taken; absent where something was wrong, or where nothing was changed.
    pub done: Option<Done>,
    /// What was wrong, field by field; then nothing was written.
    pub wrong: Vec<WrongField>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct WrongField {
    /// Which; empty for the form as a whole.
    pub field: String,
    /// One sentence.
    pub sentence: String,
}

/// The entities of one kind as a table.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct EntityTable {
    /// The kind.
    pub kind: String,
    /// Its columns.
    pub columns: Vec<EntityColumn>,
    /// Its rows, at most so many as are read at once.
    pub rows: Vec<EntityRow>,
    /// How many there are.
    pub all: u32,
}

/// A column of a table of entities.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct EntityColumn {
    /// The field's name.
    pub name: String,
    /// Its heading.
    pub head: String,
    /// How it is changed where it stands; absent: in the form only.
    pub edit: Option<FieldAsk>,
}

/// A row of a table of entities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct EntityRow {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What is shown, column by column.
    pub cells: Vec<String>,
    /// What stands in the field where that is not what is shown, column by column.
    pub values: Vec<String>,
}

/// A kind of entity, as tables and menus name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KindWords {
    /// Its key: `contact`.
    pub kind: String,
    /// What the counts of the overview call it: `contacts`.
    pub table: String,
    /// One of them, in words: "conversation".
    pub one: String,
    /// Several, as a heading: "Conversations".
    pub many: String,
    /// What enters one: "Log a conversation". Empty where nothing does.
    pub add: String,
    /// What goes there, for a table with nothing in it.
    pub empty: String,
    /// The heading under which it stands among the other kinds.
    pub group: String,
}
