//! What a face may ask to keep a document from being lost or read by others, and what it is answered.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use store::{Passphrase, StoreError};
use ts_rs::TS;

use super::reply::{ChangeRow, Overview};

/// A passphrase as somebody typed it. It goes in and never out: it is written as nothing and shown as nothing.
#[derive(Clone)]
pub struct Typed(Option<Passphrase>);

impl Typed {
    /// What was typed; white space and all.
    pub fn new(typed: String) -> Self {
        Self(Passphrase::new(typed).ok())
    }

    /// The passphrase, or the sentence that nothing was typed.
    pub fn passphrase(&self) -> Result<&Passphrase, StoreError> {
        self.0.as_ref().ok_or(StoreError::NoPassphrase)
    }
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed")
    }
}

impl PartialEq for Typed {
    /// Never: what was typed cannot be found out by comparing.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl Serialize for Typed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("")
    }
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Whatever is wrong with it, the error must not repeat it.
        match serde_json::Value::deserialize(deserializer) {
            Ok(serde_json::Value::String(typed)) => Ok(Self::new(typed)),
            _ => Err(serde::de::Error::custom("a passphrase is text")),
        }
    }
}

/// What may be asked about keeping a document safe.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "safety", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum SafetyRequest {
    /// Open a document that a plain `open` refused: an encrypted one with its passphrase, or one whose file somebody
    /// else changed while edits waited here. Answered by `overview`.
    OpenWith {
        /// Its path.
        path: String,
        /// Its passphrase.
        #[serde(default)]
        #[ts(type = "string | null")]
        passphrase: Option<Typed>,
        /// Whether to open the edits that wait here although the file has changed, to be merged with it.
        #[serde(default)]
        unpublished: bool,
    },
    /// Compare another copy of this document with it; changes nothing. Answered by `review`.
    Review {
        /// The copy; absent: the file the document is published to.
        #[serde(default)]
        path: Option<String>,
        /// Its passphrase, where it has one of its own.
        #[serde(default)]
        #[ts(type = "string | null")]
        passphrase: Option<Typed>,
    },
    /// What is still to be decided of the copy reviewed last, once these choices are made. Answered by `questions`.
    Decide {
        /// As `point=ours` or `point=theirs`.
        choices: Vec<String>,
    },
    /// Merge the copy reviewed last, as one step. Answered by `done`.
    Merge {
        /// As for `decide`.
        choices: Vec<String>,
    },
    /// Save a copy that was kept aside to another place. Answered by `said`.
    SaveAside {
        /// Which copy.
        path: String,
        /// Where to.
        to: String,
    },
    /// The backups there are. Answered by `backups`.
    Backups {
        /// Of which file; absent: of the one that is open.
        #[serde(default)]
        path: Option<String>,
    },
    /// Take a backup now. Answered by `said`.
    BackUp,
    /// Write a backup to a new file. Answered by `said`.
    Restore {
        /// Which backup, by its own path.
        backup: String,
        /// Where to.
        to: String,
        /// Whose backup it is; absent: of the file that is open.
        #[serde(default)]
        path: Option<String>,
    },
    /// Set, change or take away the passphrase. Answered by `done`.
    SetPassphrase {
        /// The one it has, where it has one.
        #[serde(default)]
        #[ts(type = "string | null")]
        current: Option<Typed>,
        /// The new one; absent: none from now on.
        #[serde(default)]
        #[ts(type = "string | null")]
        new: Option<Typed>,
    },
    /// What is held about one person and where, before anything is done with it. Answered by `person`.
    Person {
        /// The leader's key.
        key: String,
    },
    /// Save everything held about one person. Answered by `said`.
    PersonRecord {
        /// The leader's key.
        key: String,
        /// Where to; its ending chooses the format (pdf, csv, json).
        path: String,
        /// Whether other people appear as numbers.
        numbered: bool,
    },
    /// Erase one person for good. Answered by `done`.
    Erase {
        /// The leader's key.
        key: String,
        /// The name as it was typed to confirm it.
        name: String,
        /// Whether to erase from the backups and copies on this computer as well.
        copies_too: bool,
    },
    /// Say until when what is held about a person is kept. Answered by `done`.
    KeepUntil {
        /// The leader's key.
        key: String,
        /// The last day; absent: without an end.
        #[serde(default)]
        day: Option<String>,
    },
    /// Allow no deleting for now. Answered by `done`.
    Freeze {
        /// Why.
        why: String,
    },
    /// Allow deleting again. Answered by `done`.
    LiftFreeze {
        /// Why.
        why: String,
    },
    /// Show the footprint as it was known on a day or at a baseline; with neither, as it is known now. Answered by
    /// `overview`.
    Known {
        /// The day, to its end.
        #[serde(default)]
        day: Option<String>,
        /// The baseline's key.
        #[serde(default)]
        baseline: Option<String>,
    },
    /// The baselines there are. Answered by `baselines`.
    Baselines,
    /// Name what is known now. Answered by `done`.
    NameBaseline {
        /// The name.
        name: String,
    },
    /// What has changed since a day or a baseline. Answered by `since`.
    Since {
        /// The day, to its end.
        #[serde(default)]
        day: Option<String>,
        /// The baseline's key.
        #[serde(default)]
        baseline: Option<String>,
    },
}

/// What is answered about keeping a document safe.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "safety", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum SafetyReply {
    /// Another copy compared with the open document.
    Review(MergeReview),
    /// What is still to be decided.
    Questions(MergeQuestions),
    /// The backups.
    Backups(BackupList),
    /// Something was done that is no step.
    Said(SafetySaid),
    /// What is held about a person.
    Person(PersonHeld),
    /// The baselines.
    Baselines(BaselineList),
    /// What has changed.
    Since(SinceAnswer),
}

/// How safe the work in an open document is, for the frame of the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SafetyState {
    /// What stands between the edits and the file; absent: nothing.
    pub trouble: Option<SavingTrouble>,
    /// Other copies of the document that were noticed and hold something this one does not.
    pub copies: Vec<OtherCopy>,
    /// Whether the document is encrypted.
    pub encrypted: bool,
    /// Whether deleting is frozen.
    pub frozen: Option<FrozenNow>,
    /// The moment whose knowledge is shown, where that is not now.
    pub known: Option<KnownNow>,
}

/// Why edits are not in the file yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SavingTrouble {
    /// `changed` by somebody else, `gone`, or `not_written`.
    pub kind: String,
    /// What it is, where the work is safe and what can be done.
    pub sentence: String,
}

/// A copy of the open document that lies elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct OtherCopy {
    /// Where.
    pub path: String,
    /// Its file name.
    pub name: String,
    /// `conflict`: beside the file, made by a sync program; `aside`: kept when the file was replaced.
    pub kind: String,
    /// Whether it is a copy of the same document, so that it can be merged.
    pub can_be_merged: bool,
}

/// That nothing may be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct FrozenNow {
    /// Since which day.
    pub since: String,
    /// Why; absent where this audience may not know.
    pub why: Option<String>,
}

/// A moment whose knowledge is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KnownNow {
    /// The day.
    pub day: String,
    /// The baseline's name, where one is shown.
    pub name: Option<String>,
}

/// Another copy compared with the open document.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MergeReview {
    /// The copy.
    pub path: String,
    /// Its file name.
    pub name: String,
    /// Whether it is the file the open document is published to.
    pub is_the_file: bool,
    /// Whether it holds nothing new.
    pub nothing_new: bool,
    /// What merging brings where nothing is chosen, a sentence each.
    pub brings: Sentences,
    /// What was done here since the two parted.
    pub ours: Sentences,
    /// What was done there.
    pub theirs: Sentences,
    /// Who worked on the copy.
    pub authors: Vec<String>,
    /// What both changed, to be decided one by one.
    pub questions: Vec<MergeQuestion>,
    /// What was entered in both and may be the same, a sentence each.
    pub duplicates: Sentences,
}

/// Sentences, so many that not all may be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Sentences {
    /// The first of them.
    pub first: Vec<String>,
    /// How many there are in all.
    pub count: u32,
}

/// What is to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MergeQuestions {
    /// One by one.
    pub questions: Vec<MergeQuestion>,
}

/// Something both copies changed in different ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MergeQuestion {
    /// By what a choice names it.
    pub point: String,
    /// What it is about.
    pub name: String,
    /// Which field of it; absent: whether it stays at all.
    pub field: Option<String>,
    /// The question in one sentence.
    pub sentence: String,
    /// As it was when the two parted.
    pub was: String,
    /// As it is here.
    pub ours: MergeSide,
    /// As it is in the copy.
    pub theirs: MergeSide,
    /// `ours` or `theirs`: what stands where nobody chooses.
    pub stands: String,
    /// Whether somebody chose.
    pub chosen: bool,
}

/// What one copy says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MergeSide {
    /// What.
    pub words: String,
    /// Who said it, as far as is known.
    pub by: Option<String>,
    /// When.
    pub at: Option<String>,
}

/// The backups of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BackupList {
    /// Of which file.
    pub path: String,
    /// Newest first.
    pub backups: Vec<BackupAnswer>,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BackupAnswer {
    /// The file.
    pub path: String,
    /// When it was taken.
    pub taken: String,
    /// Why, in words.
    pub why: String,
    /// What it holds, in words.
    pub holds: Option<String>,
    /// The last step in it.
    pub last: Option<String>,
    /// Who took that step.
    pub last_by: Option<String>,
    /// When.
    pub last_at: Option<String>,
    /// Why it cannot be read, where it cannot.
    pub unreadable: Option<String>,
}

/// Something was done that is no step.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SafetySaid {
    /// What.
    pub sentence: String,
    /// The file that was written, where one was.
    pub path: Option<String>,
    /// The frame of the window, where a document is open.
    pub overview: Option<Box<Overview>>,
}

/// What is held about one person and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PersonHeld {
    /// The leader's key.
    pub key: String,
    /// The name.
    pub name: String,
    /// How many entries concern the person.
    pub entries: u32,
    /// How many other people are named in them.
    pub others: u32,
    /// What erasing takes out of the footprint with the entry itself, in words: "2 posts".
    pub goes: Vec<String>,
    /// The backups and copies on this computer that hold the person, or cannot be read to find out.
    pub copies: Vec<CopyHolding>,
    /// The last day the entry is to be kept.
    pub keep_until: Option<String>,
    /// The last steps that concern the person.
    pub history: Vec<ChangeRow>,
}

/// A copy of the document on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct CopyHolding {
    /// The file.
    pub path: String,
    /// When it was taken, where it is a backup.
    pub taken: Option<String>,
    /// Why, in words.
    pub why: Option<String>,
}

/// The baselines there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BaselineList {
    /// Newest first.
    pub baselines: Vec<BaselineAnswer>,
}

/// A baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BaselineAnswer {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The day it shows.
    pub day: String,
    /// The moment whose knowledge it shows.
    pub known_at: String,
}

/// What has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SinceAnswer {
    /// The baseline's name, where it is since one.
    pub name: Option<String>,
    /// The day.
    pub day: String,
    /// What, a sentence each.
    pub sentences: Sentences,
}
