//! What the window asks about people and what hangs on them, and is answered in sentences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A question about people and what hangs on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum PeopleQuestion {
    /// Who decides and who is listened to.
    Authority,
    /// Who carries messages between whom.
    Brokers,
    /// What hangs on one person.
    Failure,
    /// From those who do the work to those who may decide it.
    Lines,
    /// Whose view the map is.
    Views,
    /// Who can introduce somebody to somebody.
    Introductions,
}

/// An answer in sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Answered {
    /// The answer in one sentence; empty where the findings say it all.
    pub lead: String,
    /// What one might do next; empty where the findings say it.
    pub next: String,
    /// How much of what bears on it is known, and how it is counted; empty where there is nothing to know.
    pub coverage: String,
    /// Whether this audience may not have the answer; then the lead says why.
    pub withheld: bool,
    /// What to read first.
    pub findings: Vec<AnsweredFinding>,
    /// All that was found besides.
    pub rest: Vec<AnsweredFinding>,
}

/// One sentence of an answer, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AnsweredFinding {
    /// The sentence.
    pub sentence: String,
    /// What one might do next; may be empty.
    pub next: String,
    /// More of the same, each a line of its own.
    pub details: Vec<String>,
    /// The people and organisations it rests on.
    pub evidence: Vec<AnsweredEvidence>,
}

/// Somebody a sentence rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AnsweredEvidence {
    /// The key of the person or organisation.
    pub key: String,
    /// What they are called.
    pub words: String,
}
