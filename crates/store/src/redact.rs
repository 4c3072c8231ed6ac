//! Taking a person out of recorded changesets and texts.
//!
//! A changeset is SQLite's own format: for each table a header (`T`, the number of columns, which of them are the key,
//! the name), then its changes, each an operation with the row before, after, or both.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// What a person is called from now on where she must not be named.
pub(crate) const NAMELESS: &str = "a former leader";

const INSERT: u8 = 18;
const UPDATE: u8 = 23;
const DELETE: u8 = 9;

/// A value as a changeset holds it: its type and its bytes.
#[derive(Clone)]
struct Cell<'a> {
    kind: u8,
    bytes: Cow<'a, [u8]>,
}

const ABSENT: u8 = 0;
const INTEGER: u8 = 1;
const FLOAT: u8 = 2;
const TEXT: u8 = 3;
const BLOB: u8 = 4;
const NULL: u8 = 5;

impl Cell<'_> {
    fn text(&self) -> Option<&str> {
        (self.kind == TEXT)
            .then(|| std::str::from_utf8(&self.bytes).ok())
            .flatten()
    }
}

/// A changed row.
pub(crate) struct Row<'a> {
    pub(crate) table: &'a str,
    key: &'a [u8],
    code: u8,
    indirect: u8,
    before: Vec<Cell<'a>>,
    after: Vec<Cell<'a>>,
}

/// A row by its table and key.
pub(crate) type RowKey = (String, Vec<(u8, Vec<u8>)>);

impl<'a> Row<'a> {
    fn cells(&self) -> impl Iterator<Item = (usize, &Cell<'a>)> {
        let both = self.before.iter().enumerate();
        both.chain(self.after.iter().enumerate())
    }

    /// Whose row it is: the first column of its key.
    pub(crate) fn owner(&self) -> Option<&str> {
        let row = if self.code == INSERT {
            &self.after
        } else {
            &self.before
        };
        row.first()?.text()
    }

    /// The texts in it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells()
            .filter_map(|(at, cell)| Some((at, cell.text()?)))
    }

    pub(crate) fn is_key(&self, column: usize) -> bool {
        self.key.get(column).is_some_and(|key| *key != 0)
    }

    /// By what it is found.
    pub(crate) fn row_key(&self) -> RowKey {
        let row = if self.code == INSERT {
            &self.after
        } else {
            &self.before
        };
        let key = row
            .iter()
            .enumerate()
            .filter(|(at, _)| self.is_key(*at))
            .map(|(_, cell)| (cell.kind, cell.bytes.to_vec()));
        (self.table.to_owned(), key.collect())
    }

    /// Replaces every text for which `change` gives another; `None` makes it empty.
    pub(crate) fn reword(
        &mut self,
        mut change: impl FnMut(&str) -> Option<Option<String>>,
    ) -> bool {
        let mut changed = false;
        for cell in self.before.iter_mut().chain(&mut self.after) {
            if let Some(new) = cell.text().and_then(&mut change) {
                *cell = match new {
                    Some(text) => Cell {
                        kind: TEXT,
                        bytes: Cow::Owned(text.into_bytes()),
                    },
                    None => Cell {
                        kind: NULL,
                        bytes: Cow::Borrowed(&[]),
                    },
                };
                changed = true;
            }
        }
        changed
    }
}

/// The rows a changeset changes; `None` where it is garbled.
pub(crate) fn read(changes: &[u8]) -> Option<Vec<Row<'_>>> {
    let mut at = Reading { left: changes };
    let mut rows = Vec::new();
    let (mut table, mut key): (&str, &[u8]) = ("", &[]);
    while let Some(first) = at.byte() {
        if first == b'T' {
            let columns = at.number()?;
            key = at.take(columns)?;
            let end = at.left.iter().position(|byte| *byte == 0)?;
            table = std::str::from_utf8(at.take(end)?).ok()?;
            at.byte()?;
            continue;
        }
        let indirect = at.byte()?;
        let (before, after) = match first {
            INSERT => (Vec::new(), at.cells(key.len())?),
            DELETE => (at.cells(key.len())?, Vec::new()),
            UPDATE => (at.cells(key.len())?, at.cells(key.len())?),
            _ => return None,
        };
        rows.push(Row {
            table,
            key,
            code: first,
            indirect,
            before,
            after,
        });
    }
    Some(rows)
}

/// Writes rows as a changeset again.
pub(crate) fn write(rows: &[Row<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = None;
    for row in rows {
        if table != Some(row.table) {
            table = Some(row.table);
            out.push(b'T');
            put_number(&mut out, row.key.len());
            out.extend_from_slice(row.key);
            out.extend_from_slice(row.table.as_bytes());
            out.push(0);
        }
        out.extend_from_slice(&[row.code, row.indirect]);
        for (_, cell) in row.cells() {
            out.push(cell.kind);
            if matches!(cell.kind, TEXT | BLOB) {
                put_number(&mut out, cell.bytes.len());
            }
            out.extend_from_slice(&cell.bytes);
        }
    }
    out
}

struct Reading<'a> {
    left: &'a [u8],
}

impl<'a> Reading<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.left.split_first()?;
        self.left = rest;
        Some(*first)
    }

    fn take(&mut self, many: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.left.split_at_checked(many)?;
        self.left = rest;
        Some(taken)
    }

    /// SQLite's number of one to nine bytes, the highest first, seven bits in each but the ninth.
    fn number(&mut self) -> Option<usize> {
        let mut number: u64 = 0;
        for place in 0..9 {
            let byte = self.byte()?;
            if place == 8 {
                number = (number << 8) | u64::from(byte);
                break;
            }
            number = (number << 7) | u64::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                break;
            }
        }
        usize::try_from(number).ok()
    }

    fn cells(&mut self, columns: usize) -> Option<Vec<Cell<'a>>> {
        (0..columns)
            .map(|_| {
                let kind = self.byte()?;
                let length = match kind {
                    ABSENT | NULL => 0,
                    INTEGER | FLOAT => 8,
                    TEXT | BLOB => self.number()?,
                    _ => return None,
                };
                Some(Cell {
                    kind,
                    bytes: Cow::Borrowed(self.take(length)?),
                })
            })
            .collect()
    }
}

fn put_number(out: &mut Vec<u8>, number: usize) {
    let number = number as u64;
    // Lengths and counts of columns stay far below the ninth byte.
    let mut shift = 56;
    while shift > 0 && number >> shift == 0 {
        shift -= 7;
    }
    while shift > 0 {
        out.push(((number >> shift) & 0x7f) as u8 | 0x80);
        shift -= 7;
    }
    out.push((number & 0x7f) as u8);
}

/// The names and addresses of a person, for finding them in texts whatever their case.
#[derive(Clone, Default)]
pub(crate) struct Names {
    lowered: Vec<Vec<char>>,
}

impl Names {
    /// Names shorter than two characters are found nowhere.
    pub(crate) fn of(names: &BTreeSet<String>) -> Self {
        let mut lowered: Vec<Vec<char>> = names
            .iter()
            .map(|name| name.trim().chars().flat_map(char::to_lowercase).collect())
            .filter(|name: &Vec<char>| name.len() >= 2)
            .collect();
        // The longest first, so that no part of one is left over.
        lowered.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self { lowered }
    }

    /// The text with every name in it replaced; `None` where there is none. A name within another word is not meant.
    pub(crate) fn taken_out_of(&self, text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::new();
        let (mut at, mut found) = (0, false);
        while at < chars.len() {
            let starts = at == 0 || !chars[at - 1].is_alphanumeric();
            let end = starts
                .then(|| self.lowered.iter().find_map(|name| ends(&chars, at, name)))
                .flatten();
            if let Some(end) = end {
                out.push_str(NAMELESS);
                at = end;
                found = true;
            } else {
                out.push(chars[at]);
                at += 1;
            }
        }
        found.then_some(out)
    }

    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.taken_out_of(text).is_some()
    }
}

/// Where a name that stands at a place in a text as a whole word ends.
fn ends(chars: &[char], start: usize, name: &[char]) -> Option<usize> {
    let mut wanted = name.iter();
    let mut at = start;
    while wanted.len() > 0 {
        for lower in chars.get(at)?.to_lowercase() {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
        at += 1;
    }
    let goes_on = chars.get(at).is_some_and(|c| c.is_alphanumeric());
    (!goes_on).then_some(at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rusqlite::Connection;
    use rusqlite::session::Session;

    use super::*;

    fn recorded() -> Vec<u8> {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE TABLE a (id TEXT PRIMARY KEY NOT NULL, n INTEGER, x REAL, b BLOB, t TEXT) WITHOUT ROWID;
             CREATE TABLE c (owner TEXT NOT NULL, step INTEGER NOT NULL, t TEXT, PRIMARY KEY (owner, step));
             INSERT INTO a VALUES ('kept', 1, 0.5, x'00ff', 'before'), ('gone', 2, NULL, NULL, NULL);",
        )
        .unwrap();
        let mut session = Session::new(&db).unwrap();
        session.attach::<&str>(None).unwrap();
        db.execute_batch(&format!(
            "INSERT INTO c VALUES ('kept', 1, 'Ann Ash'), ('kept', 2, '{}');
             UPDATE a SET t = 'after', n = -5 WHERE id = 'kept';
             DELETE FROM a WHERE id = 'gone';
             INSERT INTO a VALUES ('new', 9223372036854775807, 1e300, x'', '');",
            "long ".repeat(5000)
        ))
        .unwrap();
        let mut changes = Vec::new();
        session.changeset_strm(&mut changes).unwrap();
        changes
    }

    #[test]
    fn a_changeset_read_and_written_is_the_same_bytes() {
        let changes = recorded();
        let rows = read(&changes).unwrap();
        assert_eq!(rows.len(), 5);
        assert_eq!(write(&rows), changes);
        assert_eq!(
            rows.iter()
                .filter(|row| row.owner() == Some("kept"))
                .count(),
            3
        );
        for end in 1..changes.len().min(200) {
            if let Some(part) = read(&changes[..end]) {
                assert!(write(&part).len() <= end, "cut short at {end}");
            }
        }
    }

    #[test]
    fn a_changeset_with_a_row_and_a_name_taken_out_can_still_be_applied() {
        let changes = recorded();
        let mut rows = read(&changes).unwrap();
        rows.retain(|row| row.owner() != Some("new"));
        let names = Names::of(&BTreeSet::from(["ann ASH".to_owned()]));
        let changed: usize = rows
            .iter_mut()
            .map(|row| usize::from(row.reword(|text| names.taken_out_of(text).map(Some))))
            .sum();
        assert_eq!(changed, 1);
        let redacted = write(&rows);
        assert!(!redacted.windows(7).any(|w| w == b"Ann Ash"));
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE TABLE a (id TEXT PRIMARY KEY NOT NULL, n INTEGER, x REAL, b BLOB, t TEXT) WITHOUT ROWID;
             CREATE TABLE c (owner TEXT NOT NULL, step INTEGER NOT NULL, t TEXT, PRIMARY KEY (owner, step));
             INSERT INTO a VALUES ('kept', 1, 0.5, x'00ff', 'before'), ('gone', 2, NULL, NULL, NULL);",
        )
        .unwrap();
        db.apply_strm(
            &mut redacted.as_slice(),
            None::<fn(&str) -> bool>,
            |_, _| rusqlite::session::ConflictAction::SQLITE_CHANGESET_ABORT,
        )
        .unwrap();
        let text: String = db
            .query_row("SELECT t FROM c WHERE step = 1", [], |row| row.get(0))
            .unwrap();
        assert_eq!(text, NAMELESS);
    }

    #[test]
    fn names_are_taken_out_whole_and_whatever_their_case() {
        let names = Names::of(&BTreeSet::from([
            "Ann Ash".to_owned(),
            "ann@example.invalid".to_owned(),
            "Zo\u{eb}".to_owned(),
            "X".to_owned(),
        ]));
        for (text, left) in [
            ("Ann Ash said no", Some("a former leader said no")),
            (
                "(ANN ASH, ann@example.invalid)",
                Some("(a former leader, a former leader)"),
            ),
            ("Joann Ashton", None),
            ("Ann Ash's", Some("a former leader's")),
            ("met ZO\u{cb}.", Some("met a former leader.")),
            ("X marks the spot", None),
            ("", None),
        ] {
            assert_eq!(names.taken_out_of(text).as_deref(), left, "{text}");
        }
    }
}
