//! A typed line, understood: what quick entry answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An answer to a question a line leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct QuickChoice {
    /// The question's id.
    pub question: String,
    /// The answer, as offered.
    pub answer: String,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct QuickAnswer {
    /// Its pieces, in their order.
    pub parts: Vec<QuickPart>,
    /// What it leaves open.
    pub questions: Vec<QuickQuestion>,
    /// How the word at the caret may go on, best first.
    pub completions: Vec<QuickCompletion>,
    /// What will happen, as one sentence; empty: nothing.
    pub will: String,
    /// Why the line cannot be taken yet; absent: it can. Empty while nothing is typed.
    pub missing: Option<String>,
}

/// A piece of a line. Places count UTF-16 units from its beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct QuickPart {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// As typed.
    pub text: String,
    /// `leader`, `organisation`, `workstream`, `place`, `title`, `verb`, `level`, `trust`, `detail`, `day`, `text` or
    /// `unclear`.
    pub what: String,
    /// `found`, `new`, `asked`, `said` or `unclear`.
    pub state: String,
    /// What it names, where that is in the footprint.
    pub key: Option<String>,
    /// What it names, as it is written down.
    pub name: String,
    /// What was understood; empty for words that only hold the line together.
    pub sentence: String,
}

/// Something a line leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct QuickQuestion {
    /// Stable while the words it is about stay the same.
    pub id: String,
    /// Where those words begin.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// The question.
    pub sentence: String,
    /// What may be answered, likeliest first.
    pub candidates: Vec<QuickCandidate>,
    /// The answer given or taken for granted; absent: it must be answered.
    pub chosen: Option<String>,
}

/// One answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct QuickCandidate {
    /// What is sent back.
    pub answer: String,
    /// In words.
    pub name: String,
    /// What tells it from the others.
    pub detail: String,
}

/// A way to go on writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct QuickCompletion {
    /// Where what it takes the place of begins.
    pub start: u32,
    /// Where that ends.
    pub end: u32,
    /// What is written there.
    pub text: String,
    /// What it is.
    pub detail: String,
    /// What it names, where it names something.
    pub key: Option<String>,
}
