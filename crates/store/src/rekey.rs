//! Giving a document a passphrase, changing it, or taking it away: always by way of a new file that is verified before
//! it takes the place of the old one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::connection;
use crate::document::Document;
use crate::error::StoreError;
use crate::health::{Depth, faults};
use crate::ladder;
use crate::passphrase::{Key, Passphrase};
use crate::published::{Cause, Tally, clear, sync_file};
use crate::publishing::Published;
use crate::rows;
use crate::salvage::quoted;
use crate::work_area::{asides_in, beside, sync_folder};

/// What setting, changing or removing a passphrase came to.
#[derive(Debug)]
pub struct Rekeyed {
    /// Whether the published file was written anew. Where it could not be, it is still as it was before, and is
    /// written with the next publishing.
    pub published: Result<Published, StoreError>,
    /// How many backups and copies set aside were written anew.
    pub rewritten: usize,
    /// Copies on this computer that are still as they were: they could not be read, or not with the passphrase
    /// before.
    pub left: Vec<PathBuf>,
    encrypted: bool,
}

impl Rekeyed {
    /// What a person should know afterwards.
    pub fn sentence(&self) -> String {
        let mut said = if self.encrypted {
            "The document and its backups are encrypted from now on, and nobody can open them without the passphrase; \
             older versions that a sync service, an e-mail or another backup keeps are not."
                .to_owned()
        } else {
            "The document and its backups are no longer encrypted; anybody who has the file can open it.".to_owned()
        };
        if let Err(error) = &self.published {
            said.push(' ');
            said.push_str(&error.to_string());
        }
        if !self.left.is_empty() {
            let left: Vec<String> = self.left.iter().map(|p| p.display().to_string()).collect();
            said.push_str(" These copies stay as they were, because they could not be read: ");
            said.push_str(&left.join(", "));
            said.push_str("; open them with their own passphrase, or remove them.");
        }
        said
    }
}

impl Document {
    /// Whether the document is encrypted.
    pub fn is_encrypted(&self) -> bool {
        !self.home.key().is_plain()
    }

    /// Whether this is the document's passphrase: to be asked before it is changed or taken away.
    pub fn opens_with(&self, passphrase: &Passphrase) -> bool {
        self.home.key().is(&Key::from(Some(passphrase)))
    }

    /// Sets, changes or (with `None`) takes away the passphrase: of the working copy, of the backups and copies set
    /// aside, and of the published file, in this order, each by a new file that is read back before the old one goes.
    ///
    /// A forgotten passphrase cannot be brought back, and neither can what it encrypts: say so before. On an error
    /// everything is as it was.
    pub fn set_passphrase(
        &mut self,
        passphrase: Option<&Passphrase>,
        now: Timestamp,
    ) -> Result<Rekeyed, StoreError> {
        let new = Key::from(passphrase);
        let old = self.home.key();
        let home = Arc::clone(&self.home);
        let (turn, backing_up) = (home.turn(), home.backup_turn());
        if !new.is(&old) {
            let before = home.copy();
            let mut after = before.clone();
            after.state.copy = before.next_name();
            let path = after.database();
            let write = || -> Result<Connection, Cause> {
                drop(copy_under(&before.database(), &old, &path, &new)?);
                sync_file(&path)?;
                sync_folder(&after.folder)?;
                let db = connection::live(&path, false, &new)?;
                let same =
                    Tally::of(&db)? == Tally::of(&self.db)? && rows::read_map(&db)? == *self.map;
                if same {
                    Ok(db)
                } else {
                    Err(Cause("the new copy did not read back the same".to_owned()))
                }
            };
            let db = write().map_err(|Cause(cause)| {
                clear(&path);
                StoreError::NotKept { cause }
            })?;
            home.note(|kept| {
                kept.state.copy.clone_from(&after.state.copy);
                kept.state.encrypted = !new.is_plain();
                kept.state.write_again = true;
                kept.key = new.clone();
            })?;
            drop(std::mem::replace(&mut self.db, db));
            after.tidy();
        }
        self.sweep_looks();
        let (mut rewritten, mut left) = (0, Vec::new());
        for file in self.kept_files() {
            match rewrite(&file, &old, &new) {
                Ok(true) => rewritten += 1,
                Ok(false) => {}
                Err(_) => left.push(file),
            }
        }
        drop((turn, backing_up));
        Ok(Rekeyed {
            published: self.publish(now),
            rewritten,
            left,
            encrypted: !new.is_plain(),
        })
    }

    /// Every copy of the document on this computer but the live one and the published one: backups, copies set
    /// aside, and those that could not be read.
    pub(crate) fn kept_files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = self.shelf().list().into_iter().map(|b| b.path).collect();
        files.extend(asides_in(self.home.slot().folder()));
        let damaged = self.home.copy().folder.join("damaged");
        files.extend(
            fs::read_dir(damaged)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| path.extension().is_some_and(|e| e == "footbridge")),
        );
        files
    }
}

/// Writes a copy that is not live anew under another key; `false` where it is under that key already.
fn rewrite(file: &Path, old: &Key, new: &Key) -> Result<bool, Cause> {
    let its = old.for_file(file);
    if its.is(new) || (its.is_plain() && new.is_plain()) {
        return Ok(false);
    }
    if beside(file, "-wal").exists() {
        return Err(Cause("it was set aside with its journal".to_owned()));
    }
    let scratch = beside(file, ".new");
    clear(&scratch);
    let written = || -> Result<(), Cause> {
        let before = connection::read_only(file, &its)?;
        let after = copy_under(file, &its, &scratch, new)?;
        if Tally::of(&before)? != Tally::of(&after)? {
            return Err(Cause("the new copy did not read back the same".to_owned()));
        }
        drop((before, after));
        // As any finished file of ours, it needs no journals beside it.
        sync_file(&scratch)?;
        fs::rename(&scratch, file)?;
        if let Some(folder) = file.parent() {
            sync_folder(folder)?;
        }
        Ok(())
    };
    written().map(|()| true).inspect_err(|_| clear(&scratch))
}

/// Writes everything in a database to a new one under another key, and checks it. The copy has no journal.
pub(crate) fn copy_under(
    from: &Path,
    from_key: &Key,
    to: &Path,
    to_key: &Key,
) -> Result<Connection, Cause> {
    clear(to);
    let db = connection::bare(to, to_key)?;
    from_key.attach(&db, from)?;
    let number = |statement| db.query_row(statement, [], |row| row.get(0));
    let version: (i32, i32) = (
        number(include_str!("../sql/rekey/application.sql"))?,
        number(include_str!("../sql/rekey/version.sql"))?,
    );
    let objects: Vec<(String, String, String)> = db
        .prepare(include_str!("../sql/rekey/objects.sql"))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let moment = db.unchecked_transaction()?;
    let is_table = |kind: &str| kind == "table";
    for (.., sql) in objects.iter().filter(|(kind, ..)| is_table(kind)) {
        moment.execute_batch(sql)?;
    }
    for (_, name, _) in objects.iter().filter(|(kind, ..)| is_table(kind)) {
        let name = quoted(name);
        moment.execute(
            &format!("INSERT INTO main.{name} SELECT * FROM aside.{name}"),
            [],
        )?;
    }
    // Indexes last, so that there are none to keep while the rows go in.
    for (.., sql) in objects.iter().filter(|(kind, ..)| !is_table(kind)) {
        moment.execute_batch(sql)?;
    }
    moment.commit()?;
    db.execute_batch(include_str!("../sql/rekey/detach.sql"))?;
    ladder::set_version(&db, version)?;
    if let Some(fault) = faults(&db, Depth::Full)?.first() {
        return Err(Cause(format!(
            "the new copy did not read back well ({fault})"
        )));
    }
    Ok(db)
}
