//! The list of backups in the window, taking one, and restoring one to a new file.

use std::path::{Path, PathBuf};

use domain::Audience;
use store::{BackingUp, BackupReason};

use crate::desk::{Begun, Desk};
use crate::error::AppError;
use crate::safekeeping::{self, BackupRow, Holds};
use crate::session::Now;
use crate::wire::{BackupAnswer, BackupList, Reply, SafetyReply, SafetySaid};

/// A backup about to be taken, while the desk is free.
pub(crate) struct Backing(BackingUp);

impl std::fmt::Debug for Backing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Backing")
    }
}

impl Backing {
    /// Takes it.
    pub(crate) fn run(self) -> Result<Reply, AppError> {
        self.0.run()?;
        Ok(Reply::Safety(SafetyReply::Said(SafetySaid {
            sentence: "A backup was taken.".to_owned(),
            path: None,
            overview: None,
        })))
    }
}

fn answer(row: BackupRow, in_confidence: bool) -> BackupAnswer {
    let last = row.holds.as_ref().and_then(|holds| holds.last_act.clone());
    let (last, last_by, last_at) = match last.filter(|_| in_confidence) {
        Some((what, by, at)) => (Some(what), Some(by), Some(at.to_string())),
        None => (None, None, None),
    };
    BackupAnswer {
        path: row.path.display().to_string(),
        taken: row.taken,
        why: row.why,
        holds: row.holds.as_ref().map(Holds::sentence),
        last,
        last_by,
        last_at,
        unreadable: row.unreadable,
    }
}

impl Desk {
    /// Whose backups are meant.
    fn backed_up(&self, path: Option<&Path>) -> Result<PathBuf, AppError> {
        match (path, &self.open) {
            (Some(path), _) => Ok(path.to_owned()),
            (None, Some(open)) => Ok(open.path.clone()),
            (None, None) => Err(AppError::NothingOpen),
        }
    }

    pub(super) fn backups(&self, path: Option<&Path>) -> Result<Reply, AppError> {
        let path = self.backed_up(path)?;
        let open = self.open.as_ref().filter(|open| open.path == path);
        let passphrase = open.and_then(|open| open.session.passphrase());
        let in_confidence = self
            .open
            .as_ref()
            .is_none_or(|open| open.audience == Audience::Working);
        let rows = safekeeping::backups(&path, &self.settings, passphrase)?;
        let backups = rows.into_iter().map(|row| answer(row, in_confidence));
        Ok(Reply::Safety(SafetyReply::Backups(BackupList {
            backups: backups.collect(),
            path: path.display().to_string(),
        })))
    }

    pub(super) fn back_up_now(&mut self, now: &Now) -> Result<Begun, AppError> {
        let open = self.opened()?;
        let document = open.session.document();
        let begun = document.begin_backup(BackupReason::Asked, now.at);
        Ok(Begun::backing_up(Backing(begun)))
    }

    pub(super) fn restore(
        &self,
        backup: &Path,
        to: &Path,
        path: Option<&Path>,
    ) -> Result<Reply, AppError> {
        let path = self.backed_up(path)?;
        let open = self.open.as_ref().filter(|open| open.path == path);
        let passphrase = open.and_then(|open| open.session.passphrase());
        let (restored, _) =
            safekeeping::restore_file(&path, backup, to, &self.settings, passphrase)?;
        Ok(Reply::Safety(SafetyReply::Said(SafetySaid {
            sentence: format!(
                "The backup was restored to {}; the file it was taken of was not touched.",
                restored.display()
            ),
            path: Some(restored.display().to_string()),
            overview: None,
        })))
    }
}
