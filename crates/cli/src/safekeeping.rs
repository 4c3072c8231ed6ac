//! The commands that keep a document from being lost or read by others: backups, restoring, repair, passphrase.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use app::{Passphrase, safekeeping};
use serde_json::json;

use crate::Outcome;
use crate::commands::Desk;
use crate::say;

/// A passphrase from a file: its first line, without the line's end.
pub(crate) fn passphrase_from(file: &Path) -> Result<Passphrase> {
    let cannot = || {
        format!(
            "{} cannot be read; name a file whose first line is the passphrase, or - for standard input.",
            file.display()
        )
    };
    let text = if file == Path::new("-") {
        std::io::read_to_string(std::io::stdin()).with_context(cannot)?
    } else {
        std::fs::read_to_string(file).with_context(cannot)?
    };
    let line = text.lines().next().unwrap_or_default().to_owned();
    Ok(Passphrase::new(line)?)
}

impl Desk<'_> {
    pub(crate) fn backup(&self, file: &Path, list: bool) -> Result<Outcome> {
        if !list {
            let session = self.open(file)?;
            let made = safekeeping::back_up(&session, &self.now)?;
            if self.arguments.json {
                say::json(&made)?;
            } else {
                say::line(&format!("Backed up to {}.", made.path.display()))?;
            }
            return self.leave(session);
        }
        let all = safekeeping::backups(file, &self.settings, self.passphrase.as_ref())?;
        if self.arguments.json {
            say::json(&json!({ "backups": all }))?;
            return Ok(Outcome::Done);
        }
        if all.is_empty() {
            say::line(&format!(
                "There are no backups of {} on this computer.",
                file.display()
            ))?;
            return Ok(Outcome::Done);
        }
        let rows: Vec<_> = all
            .iter()
            .map(|one| {
                vec![
                    one.number.to_string(),
                    one.taken
                        .chars()
                        .take(16)
                        .collect::<String>()
                        .replace('T', " "),
                    one.why.clone(),
                    one.holds.as_ref().map_or_else(
                        || one.unreadable.clone().unwrap_or_default(),
                        safekeeping::Holds::sentence,
                    ),
                    one.holds
                        .as_ref()
                        .and_then(|holds| holds.last.clone())
                        .unwrap_or_default(),
                ]
            })
            .collect();
        say::table(&["No.", "Taken", "Why", "Holds", "Last step"], &rows)?;
        Ok(Outcome::Done)
    }

    pub(crate) fn compare(&self, a: &Path, b: &Path) -> Result<Outcome> {
        let found = safekeeping::compare(a, b, &self.settings, self.passphrase.as_ref())?;
        if self.arguments.json {
            say::json(&found)?;
        } else if found.is_empty() {
            say::line("The two hold the same.")?;
        } else {
            for sentence in &found.sentences {
                say::line(sentence)?;
            }
        }
        Ok(Outcome::Done)
    }

    pub(crate) fn merge(
        &self,
        a: &Path,
        b: &Path,
        to: &Path,
        choices: &[String],
    ) -> Result<Outcome> {
        let choices = choices
            .iter()
            .map(|choice| safekeeping::choice(choice))
            .collect::<Result<_, _>>()?;
        let merged = safekeeping::merge(
            a,
            b,
            to,
            &choices,
            &self.settings,
            self.passphrase.as_ref(),
            &self.now,
        )?;
        let open = merged.conflicts.iter().filter(|one| !one.chosen).count();
        if self.arguments.json {
            say::json(&merged)?;
        } else {
            for sentence in &merged.differences.sentences {
                say::line(sentence)?;
            }
            for conflict in &merged.conflicts {
                say::line(&format!(
                    "{} (--choose \"{}=ours\" or \"=theirs\")",
                    conflict.sentence,
                    safekeeping::point_in_words(&conflict.point)
                ))?;
            }
            for twin in &merged.possible_duplicates {
                say::line(&twin.sentence)?;
            }
            say::line(&format!("Wrote {}.", merged.merged.display()))?;
        }
        Ok(if open == 0 && merged.possible_duplicates.is_empty() {
            Outcome::Done
        } else {
            Outcome::NeedsAttention
        })
    }

    /// Erases a person. It cannot be undone, so it is asked, and in a pipe it must have been said.
    pub(crate) fn erase(
        &self,
        file: &Path,
        name: &str,
        copies_too: bool,
        yes: bool,
    ) -> Result<Outcome> {
        let mut session = self.open(file)?;
        if !yes {
            match say::ask("Erasing a person cannot be undone. Go on?")? {
                Some(true) => {}
                Some(false) => {
                    say::line("Nothing was changed.")?;
                    return self.leave(session);
                }
                None => bail!("Erasing a person cannot be undone; say --yes if you mean it."),
            }
        }
        let (name, erased) = session.erase(name, copies_too, &self.now)?;
        if self.arguments.json {
            say::json(&json!({
                "name": name,
                "removed": erased.removed.iter().map(|(kind, n)| json!({ "kind": kind.words(), "count": n })).collect::<Vec<_>>(),
                "reworded": erased.reworded,
                "perhaps": erased.perhaps.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "erased_from": erased.erased_from,
                "still_held_by": erased.still_held_by,
                "other_files": erased.other_files,
                "sentence": erased.sentence(),
            }))?;
        } else {
            say::line(&erased.sentence())?;
        }
        let clean = erased.still_held_by.is_empty() && erased.other_files.is_empty();
        match self.leave(session)? {
            Outcome::Done if clean => Ok(Outcome::Done),
            _ => Ok(Outcome::NeedsAttention),
        }
    }

    pub(crate) fn restore(&self, file: &Path, number: Option<usize>, to: &Path) -> Result<Outcome> {
        let (restored, from) =
            safekeeping::restore(file, number, to, &self.settings, self.passphrase.as_ref())?;
        if self.arguments.json {
            say::json(&json!({ "path": restored, "backup": from }))?;
        } else {
            say::line(&format!(
                "Restored the backup of {} to {}; {} was not touched.",
                from.taken,
                restored.display(),
                file.display()
            ))?;
        }
        Ok(Outcome::Done)
    }

    pub(crate) fn repair(&self, file: &Path, to: Option<&Path>) -> Result<Outcome> {
        let to = to.map_or_else(|| repaired_name(file), Path::to_owned);
        let done = safekeeping::repair(
            file,
            &to,
            &self.settings,
            self.passphrase.as_ref(),
            &self.now,
        )?;
        if self.arguments.json {
            let counted = |rows: &[(String, Option<u64>)]| -> Vec<_> {
                rows.iter()
                    .map(|(what, count)| json!({ "what": what, "count": count }))
                    .collect()
            };
            let mended: Vec<_> = done
                .mended
                .iter()
                .map(|(what, count)| (what.clone(), Some(*count)))
                .collect();
            say::json(&json!({
                "path": done.path,
                "was_sound": done.was_sound(),
                "mended": counted(&mended),
                "lost": counted(&done.lost),
            }))?;
        } else {
            say::line(&format!(
                "Wrote {}; {} was not touched.",
                done.path.display(),
                file.display()
            ))?;
            if done.was_sound() {
                say::line("There was nothing to mend.")?;
            }
            for (what, count) in &done.mended {
                say::line(&format!("Mended: {what} ({count})"))?;
            }
            for (what, count) in &done.lost {
                let count =
                    count.map_or_else(|| "nobody knows how many".to_owned(), |n| n.to_string());
                say::line(&format!("Lost: {what} ({count})"))?;
            }
        }
        Ok(if done.lost.is_empty() {
            Outcome::Done
        } else {
            Outcome::NeedsAttention
        })
    }

    /// Sets, changes or removes the passphrase. What it means is said and asked before.
    pub(crate) fn passphrase(
        &self,
        file: &Path,
        new: Option<&Path>,
        remove: bool,
        yes: bool,
    ) -> Result<Outcome> {
        let new = match (new, remove) {
            (Some(_), true) | (None, false) => {
                bail!("Say either --set FILE, whose first line is the new passphrase, or --remove.")
            }
            (Some(file), false) => Some(passphrase_from(file)?),
            (None, true) => None,
        };
        let mut session = self.open(file)?;
        if new.is_some() && !yes {
            let warning = "A forgotten passphrase cannot be brought back, and neither can what it encrypts. Go on?";
            if say::ask(warning)? == Some(false) {
                say::line("Nothing was changed.")?;
                return self.leave(session);
            }
        }
        let done = session.set_passphrase(new.as_ref(), &self.now)?;
        if self.arguments.json {
            say::json(&json!({
                "path": file,
                "encrypted": session.document().is_encrypted(),
                "rewritten": done.rewritten,
                "left": done.left,
                "sentence": done.sentence(),
            }))?;
        } else {
            say::line(&done.sentence())?;
        }
        self.leave(session)
    }
}

/// "Vale repaired.footbridge" beside "Vale.footbridge".
fn repaired_name(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem} repaired.footbridge"))
}
