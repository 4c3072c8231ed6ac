//! Copies of a document that sync programs left beside it because it was changed in two places at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use uuid::Uuid;

use crate::document::Document;
use crate::error::StoreError;
use crate::passphrase::{Key, Passphrase};
use crate::published::{identity_of, settled};
use crate::work_area::WorkArea;

/// The copies beside the document published at `path` that a sync program (OneDrive, SharePoint, Dropbox, Syncthing,
/// Google Drive, a file manager) seems to have made of it, by their names, and that are copies of the same document.
/// Each can be compared and merged. Can be asked while the document is open.
pub fn conflict_copies(
    path: &Path,
    work: &WorkArea,
    passphrase: Option<&Passphrase>,
) -> Result<Vec<PathBuf>, StoreError> {
    let typed = Key::from(passphrase);
    let published = settled(path)?;
    let scratch = tempfile::Builder::new()
        .prefix(".scratch-")
        .tempdir_in(work.folder())
        .map_err(|e| StoreError::work_area(work.folder(), &e))?;
    let look = scratch.path().join("look.tmp");
    let document = identity_of(&published, &look, &typed).ok_or_else(|| StoreError::Missing {
        path: published.clone(),
    })?;
    Ok(copies_of(document, &published, &look, &typed))
}

impl Document {
    /// As [`conflict_copies`], for this document.
    pub fn conflict_copies(&self) -> Vec<PathBuf> {
        let look = self.home.slot().folder().join(".look-copies");
        copies_of(self.id, self.path(), &look, &self.home.key())
    }

    /// The files beside this document's that by their names may be copies of it, each with the moment it was written.
    /// None of them is opened: what is cheap enough to be asked again and again, to see whether
    /// [`Self::conflict_copies`] is worth asking.
    pub fn named_like_copies(&self) -> Vec<(PathBuf, Option<SystemTime>)> {
        let written = |path: &Path| fs::metadata(path).and_then(|about| about.modified()).ok();
        named_like_copies(self.path())
            .into_iter()
            .map(|path| {
                let at = written(&path);
                (path, at)
            })
            .collect()
    }
}

/// What stands beside a file under a name that a sync client gives to a copy, sorted.
fn named_like_copies(published: &Path) -> Vec<PathBuf> {
    let Some(Ok(entries)) = published.parent().map(fs::read_dir) else {
        return Vec::new();
    };
    let stem = stem_of(published);
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path != published && path.extension() == published.extension())
        .filter(|path| is_copy_name(&stem, &stem_of(path)))
        .collect();
    found.sort();
    found
}

fn copies_of(document: Uuid, published: &Path, scratch: &Path, typed: &Key) -> Vec<PathBuf> {
    let mut found = named_like_copies(published);
    found.retain(|path| identity_of(path, scratch, typed) == Some(document));
    found
}

fn stem_of(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Whether a name is one that a sync program makes of another:
///
/// * `Vale-PC123`, `Vale-Anns-Laptop-2` (OneDrive and SharePoint: the computer's name);
/// * `Vale (conflicted copy 2026-03-05)`, `Vale (Ann's conflicted copy 2026-03-05 091500)` (Dropbox, Nextcloud);
/// * `Vale (1)` (Google Drive, browsers), `Vale [Conflict]` and `Vale conflict 2026-03-05` (others);
/// * `Vale.sync-conflict-20260305-091500-ABCDEFG` (Syncthing);
/// * `Vale - Copy`, `Vale - Copy (2)`, `Copy of Vale` (file managers).
fn is_copy_name(stem: &str, name: &str) -> bool {
    if name.strip_prefix("Copy of ") == Some(stem) {
        return true;
    }
    let Some(rest) = name.strip_prefix(stem) else {
        return false;
    };
    let lower = rest.to_lowercase();
    let numbered = rest
        .trim_start()
        .strip_prefix('(')
        .and_then(|r| r.strip_suffix(')'))
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let computer = rest.strip_prefix('-').is_some_and(|computer| {
        // Names of computers on a network have no spaces.
        !computer.is_empty()
            && computer.len() <= 63
            && computer
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    });
    numbered
        || computer
        || rest.starts_with(".sync-conflict-")
        || lower.starts_with(" - copy")
        || ((rest.starts_with(' ') || rest.starts_with('_') || rest.starts_with('('))
            && lower.contains("conflict"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sync_programs_make_are_known_and_others_are_not() {
        for name in [
            "Vale-PC123",
            "Vale-Anns-Laptop-2",
            "Vale (conflicted copy 2026-03-05)",
            "Vale (Ann\u{2019}s conflicted copy 2026-03-05 091500)",
            "Vale (1)",
            "Vale(2)",
            "Vale [Conflict]",
            "Vale.sync-conflict-20260305-091500-ABCDEFG",
            "Vale - Copy",
            "Vale - Copy (2)",
            "Copy of Vale",
        ] {
            assert!(is_copy_name("Vale", name), "{name}");
        }
        for name in [
            "Vale",
            "Dale",
            "Vale 2025",
            "Vale of Glamorgan",
            "Valerie-PC123",
            "Vale (old)",
            "Vale - for the board",
            "Vale-",
        ] {
            assert!(!is_copy_name("Vale", name), "{name}");
        }
    }
}
