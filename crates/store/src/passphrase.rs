//! The passphrase that encrypts a document: how it is kept in memory, and how a database is opened with it.
//!
//! Encryption is SQLCipher 4's with its defaults: AES-256 in CBC mode, an HMAC-SHA512 on every page, and a key derived
//! from the passphrase by 256,000 rounds of PBKDF2-HMAC-SHA512 with a salt of the file's own. The passphrase itself
//! is kept nowhere but in memory: forgotten means lost.

use std::fs::File;
use std::hint::black_box;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, ErrorCode, ffi};

use crate::error::StoreError;

/// The passphrase of an encrypted document.
///
/// It is shown nowhere: neither by `Debug` nor in any error. What it was kept in is overwritten when the last clone of
/// it is dropped.
#[derive(Clone)]
pub struct Passphrase(Arc<Secret>);

struct Secret(Vec<u8>);

impl Drop for Secret {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Overwrites what was secret. The compiler must take it that somebody looks at the zeros.
fn wipe(secret: &mut [u8]) {
    secret.fill(0);
    black_box(secret);
}

impl Passphrase {
    /// The passphrase as it was typed, white space and all. Nothing typed, or a NUL in it, is none.
    pub fn new(typed: String) -> Result<Self, StoreError> {
        let secret = Secret(typed.into_bytes());
        if secret.0.is_empty() || secret.0.contains(&0) {
            return Err(StoreError::NoPassphrase);
        }
        Ok(Self(Arc::new(secret)))
    }

    /// Whether two passphrases are the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.0.0 == other.0.0
    }

    /// The passphrase as SQL text of our own making, given to `run` and overwritten afterwards.
    fn quoted<T>(&self, before: &str, after: &str, run: impl FnOnce(&str) -> T) -> T {
        // Room for every quote doubled, so that the text is never moved and left behind half written.
        let room = before.len() + after.len() + 2 * self.0.0.len() + 2;
        let mut text = String::with_capacity(room);
        text.push_str(before);
        text.push('\'');
        // It came from a `String`, so it is whole.
        for c in std::str::from_utf8(&self.0.0).unwrap_or_default().chars() {
            if c == '\'' {
                text.push(c);
            }
            text.push(c);
        }
        text.push('\'');
        text.push_str(after);
        let answer = run(&text);
        wipe(&mut text.into_bytes());
        answer
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// What a database of ours is opened with: a passphrase, or nothing where it is plain.
#[derive(Clone, Default)]
pub(crate) struct Key(Option<Passphrase>);

impl From<Option<&Passphrase>> for Key {
    fn from(passphrase: Option<&Passphrase>) -> Self {
        Self(passphrase.cloned())
    }
}

impl Key {
    /// The key of a plain database.
    pub(crate) const PLAIN: Self = Self(None);

    pub(crate) const fn is_plain(&self) -> bool {
        self.0.is_none()
    }

    /// Whether both open the same files.
    pub(crate) fn is(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(ours), Some(theirs)) => ours.is(theirs),
            _ => false,
        }
    }

    /// The key for a file that is not live: itself, or none where the file says that it is plain.
    pub(crate) fn for_file(&self, path: &Path) -> Self {
        match look(path) {
            Look::Plain => Self::PLAIN,
            _ => self.clone(),
        }
    }

    /// Turns the key in a connection that was just opened, before anything is read through it.
    pub(crate) fn turn(&self, db: &Connection) -> rusqlite::Result<()> {
        let Some(passphrase) = &self.0 else {
            return Ok(());
        };
        // What the cipher has to say of pages that do not fit comes back as errors; it need not be printed too.
        db.execute_batch(include_str!("../sql/connection/quiet.sql"))?;
        passphrase
            .quoted("PRAGMA key = ", ";", |statement| {
                db.execute_batch(statement)
            })
            .map_err(|error| without_words(&error))
    }

    /// Attaches a database under its key as `aside`.
    pub(crate) fn attach(&self, db: &Connection, path: &Path) -> rusqlite::Result<()> {
        let path = path
            .to_str()
            .ok_or_else(|| rusqlite::Error::InvalidPath(path.to_owned()))?;
        let plain = Passphrase(Arc::new(Secret(Vec::new())));
        let passphrase = self.0.as_ref().unwrap_or(&plain);
        passphrase
            .quoted("ATTACH ?1 AS aside KEY ", ";", |statement| {
                db.execute(statement, [path])
            })
            .map(drop)
            .map_err(|error| without_words(&error))
    }
}

/// The error without the statement that led to it, which has the passphrase in it.
fn without_words(error: &rusqlite::Error) -> rusqlite::Error {
    let code = error
        .sqlite_error()
        .map_or(ffi::SQLITE_ERROR, |e| e.extended_code);
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
}

/// What the first page of a file looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// A plain SQLite database.
    Plain,
    /// Whole pages of what cannot be told from chance: an encrypted database, in all likelihood.
    Encrypted,
    /// Something else, or unreadable.
    Other,
}

const PAGE: usize = 4096;

/// Looks at a file from outside. Never at one that is live.
pub(crate) fn look(path: &Path) -> Look {
    let mut page = Vec::with_capacity(PAGE);
    let Ok(length) = File::open(path).and_then(|file| {
        let length = file.metadata()?.len();
        file.take(PAGE as u64).read_to_end(&mut page)?;
        Ok(length)
    }) else {
        return Look::Other;
    };
    if page.starts_with(b"SQLite format 3\0") {
        return Look::Plain;
    }
    let whole = length.is_multiple_of(PAGE as u64) && page.len() == PAGE;
    if whole && is_like_chance(&page) {
        Look::Encrypted
    } else {
        Look::Other
    }
}

/// Whether bytes are spread as evenly as chance spreads them: a chi-square over the 256 values, far wider than any
/// page of a cipher strays (about 255 is to be expected, 400 is one in ten thousand millions).
fn is_like_chance(bytes: &[u8]) -> bool {
    let mut seen = [0_u32; 256];
    for byte in bytes {
        seen[usize::from(*byte)] += 1;
    }
    let expected = bytes.len() as f64 / 256.0;
    let spread: f64 = seen
        .iter()
        .map(|n| (f64::from(*n) - expected).powi(2) / expected)
        .sum();
    spread < 400.0
}

/// Whether an error in a file's first page means that its passphrase is missing or wrong: which of the two, as far as
/// can be told from outside. `None` where it has nothing to do with passphrases.
pub(crate) fn locked_out(
    published: &Path,
    file: &Path,
    key: &Key,
    error: &rusqlite::Error,
) -> Option<StoreError> {
    if error.sqlite_error_code() != Some(ErrorCode::NotADatabase) {
        return None;
    }
    let path = published.to_owned();
    match look(file) {
        Look::Encrypted if key.is_plain() => Some(StoreError::NeedsPassphrase { path }),
        Look::Encrypted => Some(StoreError::WrongPassphrase { path }),
        Look::Plain | Look::Other => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_passphrase_is_shown_nowhere() {
        let passphrase = Passphrase::new("correct horse".to_owned()).unwrap();
        assert_eq!(format!("{passphrase:?}"), "Passphrase");
        let key = Key::from(Some(&passphrase));
        let db = Connection::open_in_memory().unwrap();
        let error = key
            .attach(&db, Path::new("/nowhere/at/all.footbridge"))
            .unwrap_err();
        assert!(!format!("{error:?} {error}").contains("horse"), "{error:?}");
    }

    #[test]
    fn nothing_typed_is_no_passphrase() {
        assert!(Passphrase::new(String::new()).is_err());
        assert!(Passphrase::new("a\0b".to_owned()).is_err());
        assert!(Passphrase::new(" ".to_owned()).is_ok(), "typed is typed");
    }

    #[test]
    fn quotes_in_a_passphrase_are_doubled_and_nothing_else_is_changed() {
        let passphrase = Passphrase::new("O\u{2019}Brien's \"x\"; --".to_owned()).unwrap();
        let text = passphrase.quoted("[", "]", str::to_owned);
        assert_eq!(text, "['O\u{2019}Brien''s \"x\"; --']");
    }

    #[test]
    fn text_and_pictures_are_not_taken_for_encrypted_files() {
        assert!(!is_like_chance(&[0; 4096]));
        let text: Vec<u8> = b"Name,Role\nAnn Ash,Chief executive\n"
            .iter()
            .copied()
            .cycle()
            .take(4096)
            .collect();
        assert!(!is_like_chance(&text));
        let mut chance = Vec::new();
        for n in 0_u64..128 {
            chance.extend_from_slice(blake3::hash(&n.to_le_bytes()).as_bytes());
        }
        assert!(is_like_chance(&chance));
    }
}
