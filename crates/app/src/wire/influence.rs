//! What the window asks about people and what hangs on them, and is answered in sentences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A question about people and what hangs on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum PeopleQuestion {
    /// Who carries messages between whom.
    Brokers,
    /// What hangs on one person, on one organisation, and on a single tie.
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
    /// The ways there are, each read by itself.
    pub ways: Vec<String>,
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

/// A question that is tried on plausible versions of an incomplete map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "question", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum TriedQuestion {
    /// How sure every place among others is.
    Places,
    /// Who decides and who is listened to.
    Authority {
        /// The key of a proposal; absent: in general.
        #[serde(default)]
        proposal: Option<String>,
    },
    /// What would be otherwise without a person or an organisation.
    Without {
        /// Its key.
        key: String,
    },
    /// What would be otherwise if two worked together.
    WithTie {
        /// The key of one.
        a: String,
        /// The key of the other.
        b: String,
        /// At which level, 1 to 5.
        level: u8,
    },
}

/// How far a job is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct JobState {
    /// Whether there is one of that name that has not ended.
    pub under_way: bool,
    /// How many versions are tried.
    pub done: u32,
    /// Of how many; 0 until that is known.
    pub of: u32,
}

/// What was tried.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Tried {
    /// The revision of the document it was tried on.
    pub revision: u32,
    /// For whose eyes.
    pub audience: String,
    /// On which day.
    pub as_of: String,
    /// The answer in sentences.
    pub said: Answered,
    /// And line by line.
    pub found: TriedFound,
}

/// What was found, by what was asked.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "found", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum TriedFound {
    /// The places of everybody.
    Places {
        /// One leader each, by name.
        rows: Vec<PlacesRow>,
        /// Whether anybody has recorded who listens to whom; else the places of those listened to go by the weight of
        /// working ties.
        listening_recorded: bool,
        /// One organisation each, by name; none where nothing is known of how two of them relate.
        organisations: Vec<OrganisationPlacesRow>,
    },
    /// Everybody on the two axes.
    Authority {
        /// The proposals there are to choose from.
        proposals: Vec<ProposalChoice>,
        /// One leader each: those of whom enough is known first.
        rows: Vec<AuthorityRow>,
    },
    /// Every answer of today beside the answer then.
    Otherwise {
        /// The figures that say most.
        figures: Vec<FigureThen>,
        /// What would change, answer by answer.
        answers: Vec<AnswerThen>,
        /// How many parts of answers would be the same.
        unchanged: u32,
    },
}

/// One leader's places among all.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PlacesRow {
    /// The leader's key.
    pub key: String,
    /// What they are called.
    pub name: String,
    /// Where they belong.
    pub organisations: String,
    /// As a go-between.
    pub go_between: Place,
    /// By the number of working ties.
    pub contacts: Place,
    /// As somebody who is listened to.
    pub listened_to: Place,
    /// Of the pairs they could have, how many are assessed.
    pub assessed: u32,
    /// Of how many.
    pub possible: u32,
}

/// One organisation's places among all.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct OrganisationPlacesRow {
    /// The organisation's key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Its sector; empty where that is not recorded.
    pub sector: String,
    /// As one that connects others.
    pub connects: Place,
    /// By the number of working ties.
    pub contacts: Place,
    /// Of the pairs it could have, how many are assessed.
    pub assessed: u32,
    /// Of how many.
    pub possible: u32,
}

/// A place by one measure. The position is only there where it holds.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Place {
    /// `settled`, `not_settled`, `none_on_record` or `not_assessed`.
    pub state: String,
    /// The place; absent where it is not settled.
    pub position: Option<u32>,
    /// In a few words: "3rd of 44", "not settled".
    pub short: String,
    /// How sure, in words.
    pub how_sure: String,
}

/// A proposal to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ProposalChoice {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// One leader on the two axes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuthorityRow {
    /// The leader's key.
    pub key: String,
    /// What they are called.
    pub name: String,
    /// Where they belong.
    pub organisations: String,
    /// The least formal authority, 0 to 4.
    pub formal_low: u8,
    /// The most.
    pub formal_high: u8,
    /// That in words.
    pub formal: String,
    /// Where it comes from.
    pub formal_because: Vec<String>,
    /// With how many a working tie is recorded; absent where nobody has assessed one.
    pub listeners: Option<u32>,
    /// Of how many it is recorded that they listen; absent where nobody has assessed a tie.
    pub said_to_listen: Option<u32>,
    /// In what share of versions among the quarter most listened to.
    pub heard_share: Option<f64>,
    /// That in words.
    pub heard: String,
    /// Where that comes from.
    pub heard_because: String,
    /// The corner's key, where it is known.
    pub corner: Option<String>,
    /// The corner, or that not enough is known, in words.
    pub position: String,
}

/// A figure today and then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FigureThen {
    /// What it counts.
    pub what: String,
    /// Today.
    pub today: u32,
    /// Then.
    pub then: u32,
}

/// What would change in one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AnswerThen {
    /// Which answer, in words.
    pub answer: String,
    /// What would change in it.
    pub changes: Vec<ChangeThen>,
}

/// One thing today and then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ChangeThen {
    /// Of what.
    pub what: String,
    /// Today; absent where it is not there today.
    pub today: Option<String>,
    /// Then; absent where it would no longer be there.
    pub then: Option<String>,
}
