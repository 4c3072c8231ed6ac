//! Merging two copies of one document that were edited apart.
//!
//! The state both come from is found from their histories and rebuilt by taking later acts back; what each side made
//! of it is put together field by field (the module `combine` says how); the result becomes one edit of our document,
//! which can be undone like any other, with the other copy's acts on record before it.

mod atoms;
mod combine;
mod conflict;
mod duplicates;
mod erasure;
mod files;
mod other;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{EntityRef, Map, Stamp, Write};
use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior, params};
use serde::Serialize;
use uuid::Uuid;

pub use conflict::{Choices, Conflict, InWords, Point, Side};
pub use duplicates::PossibleDuplicate;
pub use files::{MergedFile, compare_files, merge_files};

use crate::backups::BackupReason;
use crate::changeset;
use crate::compare::{Comparison, Names, compare};
use crate::document::Document;
use crate::error::StoreError;
use crate::history::{self, Act, Body, Change, EditStanding, Entry, Last};
use crate::merge::combine::{Base, Combined, combine};
use crate::merge::duplicates::possible_duplicates;
use crate::merge::other::{Brought, Other};
use crate::passphrase::{Key, Passphrase};
use crate::published::settled;
use crate::rows::{self, key};
use crate::work_area::{Merged, Print, aside_number};

/// The key under which a merge stands in history.
const COMMAND: &str = "merge";

/// Another copy of a document, compared with ours: what merging it would mean. Nothing is changed by looking.
///
/// Where a person was erased in one of the two, nothing of her comes back by merging. In a copy in which she was not
/// erased she goes from the footprint, but is still in its history until she is erased there too.
#[derive(Debug, Clone, Serialize)]
pub struct Review {
    /// The other copy.
    pub path: PathBuf,
    /// What merging it changes in ours where nothing is chosen.
    pub differences: Comparison,
    /// What was done to ours since the two parted.
    pub ours: Comparison,
    /// What was done to theirs.
    pub theirs: Comparison,
    /// What both changed and cannot both have, in the order of entities and fields.
    pub conflicts: Vec<Conflict>,
    /// What was entered in both and may be the same.
    pub possible_duplicates: Vec<PossibleDuplicate>,
    /// The acts of the other copy that ours does not hold, oldest first.
    pub acts: Vec<Change>,
    #[serde(skip)]
    base: Base,
    /// Ours to be merged, where it is not as it is but without a person erased in the other copy.
    #[serde(skip)]
    our_map: Option<Map>,
    #[serde(skip)]
    their_map: Map,
    #[serde(skip)]
    brought: Vec<Brought>,
    #[serde(skip)]
    our_last: Last,
    #[serde(skip)]
    their_last: Last,
    #[serde(skip)]
    their_print: Print,
}

impl Review {
    /// Compares another copy with an open document. It may be the file the document is published to, changed by
    /// somebody else; a copy a sync program made; one kept aside; one that came by mail.
    pub fn of(document: &Document, theirs: &Path) -> Result<Self, StoreError> {
        Self::of_with(document, theirs, None)
    }

    /// [`of`](Self::of) a copy that is encrypted with a passphrase of its own. Without one the document's is tried.
    pub fn of_with(
        document: &Document,
        theirs: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<Self, StoreError> {
        let key = document.home.key();
        let typed = &passphrase.map_or(key, |typed| Key::from(Some(typed)));
        let path = settled(theirs)?;
        let work = document.home.slot().folder().parent();
        if work.is_some_and(|work| path.starts_with(work)) && aside_number(&path).is_none() {
            // A live database is never read with file functions.
            return Err(StoreError::NotSetAside { path });
        }
        let scratch = document.home.slot().folder().join(".look-other");
        let other = Other::read(&path, &scratch, typed)?;
        Self::with(&document.db, &document.map, document.id, other, path)
    }

    /// Whether the other copy holds nothing that ours does not.
    pub const fn is_empty(&self) -> bool {
        self.acts.is_empty() && self.differences.is_empty()
    }

    /// The conflicts as they stand once these choices are made.
    pub fn decided(&self, ours: &Map, choices: &Choices) -> Result<Vec<Conflict>, StoreError> {
        let combined = self.combined(ours, choices, &stamp("", Timestamp::UNIX_EPOCH))?;
        Ok(self.in_words(ours, combined.conflicts))
    }

    fn with(
        db: &Connection,
        map: &Map,
        document: Uuid,
        other: Other,
        path: PathBuf,
    ) -> Result<Self, StoreError> {
        if other.document != document {
            return Err(StoreError::AnotherDocument { path });
        }
        let damaged = |e: &rusqlite::Error| StoreError::Damaged {
            path: path.clone(),
            what: crate::published::cause_in_file(e),
        };
        let mut parting = other.parting(db, map).map_err(|e| damaged(&e))?;
        let our_last = history::last(db).map_err(|e| StoreError::not_kept(&e))?;
        let (mut base, mut our_map, mut their_map) = (parting.base, None, other.map);
        if let Some(grounds) = parting.grounds {
            grounds.redact(&their_map, &mut parting.acts);
            let cleared = grounds
                .clear(map, &their_map, &stamp("", Timestamp::UNIX_EPOCH))
                .map_err(|refused| StoreError::NotMerged {
                    path: path.clone(),
                    why: refused.to_string(),
                })?;
            base.map = cleared.base;
            our_map = Some(cleared.ours);
            their_map = cleared.theirs;
        }
        let ours = our_map.as_ref().unwrap_or(map);
        let mut review = Self {
            differences: Comparison::default(),
            ours: compare(&base.map, ours),
            theirs: compare(&base.map, &their_map),
            conflicts: Vec::new(),
            possible_duplicates: possible_duplicates(&base.map, ours, &their_map),
            acts: parting.acts.iter().map(|act| act.change.clone()).collect(),
            base,
            our_map,
            brought: parting.acts,
            our_last,
            their_last: other.last.clone(),
            their_print: other.print.clone(),
            their_map,
            path,
        };
        let combined = review.combined(map, &Choices::new(), &stamp("", Timestamp::UNIX_EPOCH))?;
        review.differences = compare(map, &combined.map);
        review.conflicts = review.in_words(map, combined.conflicts);
        Ok(review)
    }

    fn combined(
        &self,
        ours: &Map,
        choices: &Choices,
        stamp: &Stamp,
    ) -> Result<Combined, StoreError> {
        let ours = self.our_map.as_ref().unwrap_or(ours);
        combine(&self.base, ours, &self.their_map, choices, stamp).map_err(|refused| {
            StoreError::NotMerged {
                path: self.path.clone(),
                why: refused.to_string(),
            }
        })
    }

    fn in_words(&self, ours: &Map, found: Vec<conflict::Found>) -> Vec<Conflict> {
        let maps = [ours, &self.their_map, &self.base.map];
        let names = Names(&maps);
        found.into_iter().map(|f| f.in_words(&names)).collect()
    }

    /// What the merge is called in history and on the undo button.
    fn words(&self) -> String {
        let file = self.path.file_name().unwrap_or_default().to_string_lossy();
        let authors: BTreeSet<&str> = self.acts.iter().map(|act| act.author.as_str()).collect();
        let by: Vec<&str> = authors.into_iter().collect();
        match self.acts.len() {
            0 => format!("Merge {file}"),
            1 => format!("Merge 1 change by {} from {file}", by.join(", ")),
            n => format!("Merge {n} changes by {} from {file}", by.join(", ")),
        }
    }

    /// Makes the merge in a database of our own.
    fn apply(
        &self,
        db: &mut Connection,
        map: &Map,
        choices: &Choices,
        stamp: &Stamp,
    ) -> Result<(Change, Vec<Write>), StoreError> {
        let not_kept = |e: rusqlite::Error| StoreError::not_kept(&e);
        let last = history::last(db).map_err(not_kept)?;
        if last != self.our_last {
            return Err(StoreError::ReviewOutdated {
                path: self.path.clone(),
            });
        }
        let combined = self.combined(map, choices, stamp)?;
        let writes = writes_between(map, &combined.map);
        let words = self.words();
        let commit = |db: &mut Connection| -> rusqlite::Result<(Change, Vec<Write>)> {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let changes = changeset::recorded(&transaction, |db| rows::write_all(db, &writes))?;
            if changes.is_empty() && self.brought.is_empty() {
                return Ok((nothing_done(&last, words, stamp), Vec::new()));
            }
            let touched = changeset::touched(&changes)?;
            history::drop_undone(&transaction)?;
            bring(&transaction, &self.brought, last.seq)?;
            let merges = [last.revision.as_str(), self.their_last.revision.as_str()].join(" ");
            let entry = Entry {
                act: Act::Edit,
                words: &words,
                command: COMMAND,
                author: &stamp.by,
                at: stamp.at,
                body: Body::Changeset(&changes),
            };
            let change = history::enter_merging(&transaction, &entry, &touched, Some(&merges))?;
            // As the tables have them, where lists have an order of their own.
            let writes = rows::reread(&transaction, &touched)?;
            transaction.commit()?;
            Ok((change, writes))
        };
        commit(db).map_err(not_kept)
    }
}

impl Document {
    /// Merges a reviewed copy into this document, as one edit that can be undone. What was not chosen stands as the
    /// review's conflicts say. When it returns everything is on the disk, and if the copy was the published file, that
    /// may now be published over.
    ///
    /// A copy that holds nothing new is not recorded: the change it gives has touched nothing.
    pub fn merge(
        &mut self,
        review: &Review,
        choices: &Choices,
        author: &str,
        now: Timestamp,
    ) -> Result<Change, StoreError> {
        if !review.is_empty() {
            self.backup_before(BackupReason::Merge, now)?;
        }
        let home = Arc::clone(&self.home);
        let _turn = home.turn();
        let (change, writes) =
            review.apply(&mut self.db, &self.map, choices, &stamp(author, now))?;
        let recorded = change.seq > self.revision;
        self.revision = change.seq;
        self.map = Arc::new(self.map.with(&writes));
        if review.path == self.path() {
            // Where the note cannot be written the file is taken for changed as before, and merging it again finds
            // nothing to do.
            home.note(|kept| {
                let before = kept.state.base.replace(review.their_print.clone());
                kept.state.coming = None;
                kept.state.merged = recorded.then_some(Merged {
                    seq: change.seq,
                    other: before,
                });
            })?;
        }
        Ok(change)
    }

    /// Undoing the merge of the published file gives up the right to publish over that file, redoing it gives it back.
    pub(crate) fn merge_turned(&self, seq: u64) -> Result<(), StoreError> {
        let concerns = |merged: &Merged| merged.seq == seq;
        if !self.home.kept().state.merged.as_ref().is_some_and(concerns) {
            return Ok(());
        }
        let _turn = self.home.turn();
        self.home.note(|kept| {
            if let Some(merged) = kept.state.merged.as_mut().filter(|merged| concerns(merged)) {
                std::mem::swap(&mut merged.other, &mut kept.state.base);
            }
        })
    }
}

fn stamp(author: &str, now: Timestamp) -> Stamp {
    Stamp {
        at: now,
        by: author.to_owned(),
    }
}

/// The writes that make one map the other.
fn writes_between(before: &Map, after: &Map) -> Vec<Write> {
    let (olds, news) = (crate::fields::rows(before), crate::fields::rows(after));
    let mut writes = Vec::new();
    if before.footprint() != after.footprint() {
        writes.push(Write::Describe(after.footprint().clone()));
    }
    writes.extend(
        olds.keys()
            .filter(|entity| !news.contains_key(entity))
            .map(|entity| Write::Remove(*entity)),
    );
    writes.extend(
        news.into_iter()
            .filter(|(entity, row)| olds.get(entity) != Some(row))
            .map(|(_, row)| Write::Put(row)),
    );
    writes
}

/// Puts the other copy's acts on record, before the merge that is about to be entered.
fn bring(db: &Connection, acts: &[Brought], last: u64) -> rusqlite::Result<()> {
    let seq_of = |revision: &str| -> rusqlite::Result<Option<i64>> {
        use rusqlite::OptionalExtension as _;
        db.prepare_cached(include_str!("../../sql/merge/seq_of.sql"))?
            .query_row([revision], |row| row.get(0))
            .optional()
    };
    let mut fresh = Vec::new();
    let mut again = Vec::new();
    for act in acts {
        if seq_of(&act.change.revision)?.is_some() {
            again.push(act);
        } else {
            fresh.push(act);
        }
    }
    let merge = (last + fresh.len() as u64 + 1) as i64;
    for act in again {
        db.prepare_cached(include_str!("../../sql/merge/bring_again.sql"))?
            .execute(params![act.change.revision, merge])?;
    }
    let mut seq = last;
    for act in fresh {
        seq += 1;
        let of = match (&act.change.act, &act.of_revision) {
            (Act::Edit, _) | (_, None) => None,
            (_, Some(revision)) => seq_of(revision)?,
        };
        let Change {
            revision,
            act: what,
            words,
            command,
            author,
            at,
            touched,
            ..
        } = &act.change;
        db.prepare_cached(include_str!("../../sql/merge/bring.sql"))?
            .execute(params![
                seq as i64,
                revision,
                key(what)?,
                words,
                command,
                author,
                at.to_string(),
                of,
                merge
            ])?;
        for entity in touched {
            history::touch(db, *entity, seq)?;
        }
    }
    Ok(())
}

fn nothing_done(last: &Last, words: String, stamp: &Stamp) -> Change {
    Change {
        seq: last.seq,
        revision: last.revision.clone(),
        act: Act::Edit,
        words,
        command: COMMAND.to_owned(),
        author: stamp.by.clone(),
        at: stamp.at,
        of: None,
        standing: None::<EditStanding>,
        merged_in: None,
        touched: Vec::<EntityRef>::new(),
    }
}
