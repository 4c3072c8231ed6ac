//! Reading what can still be read of a damaged database, row by row, into a sound one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::session::{ConflictAction, ConflictType};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, ErrorCode, Row, ffi, params_from_iter};
use uuid::Uuid;

use crate::connection;
use crate::ladder::{self, RUNGS};
use crate::rows::TABLES;

/// What was mended and what was lost, each with how many.
#[derive(Debug, Default)]
pub(crate) struct Tidings {
    pub(crate) mended: BTreeMap<String, u64>,
    /// `None` where it cannot be known how many.
    pub(crate) lost: BTreeMap<String, Option<u64>>,
}

impl Tidings {
    pub(crate) fn mended(&mut self, what: impl Into<String>, many: u64) {
        if many > 0 {
            *self.mended.entry(what.into()).or_default() += many;
        }
    }

    pub(crate) fn lost(&mut self, what: impl Into<String>, many: u64) {
        if many > 0 {
            let entry = self.lost.entry(what.into()).or_insert(Some(0));
            *entry = entry.map(|before| before + many);
        }
    }

    pub(crate) fn lost_unknown(&mut self, what: impl Into<String>) {
        self.lost.insert(what.into(), None);
    }
}

/// A table as the schema of a sound document of the same version has it.
pub(crate) struct Table {
    pub(crate) name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    required: bool,
    kind: String,
    in_key: bool,
}

/// The tables of a sound database.
pub(crate) fn tables(db: &Connection) -> rusqlite::Result<Vec<Table>> {
    let names: Vec<String> = db
        .prepare(include_str!("../sql/check/tables.sql"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    names
        .into_iter()
        .map(|name| {
            let columns = db
                .prepare(include_str!("../sql/check/columns.sql"))?
                .query_map([&name], |row| {
                    Ok(Column {
                        name: row.get(0)?,
                        required: row.get(1)?,
                        kind: row.get(2)?,
                        in_key: row.get::<_, i64>(3)? > 0,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Table { name, columns })
        })
        .collect()
}

impl Table {
    /// The columns that may be empty and can only be emptied together: most by themselves, a moment with its author.
    pub(crate) fn optional(&self) -> Vec<Vec<&str>> {
        let mut groups: Vec<Vec<&str>> = Vec::new();
        for column in self.columns.iter().filter(|c| !c.required && !c.in_key) {
            let stem = column.name.strip_suffix("_by");
            let with = groups
                .iter_mut()
                .find(|g| stem.is_some_and(|stem| g[0].strip_suffix("_at") == Some(stem)));
            match with {
                Some(group) => group.push(&column.name),
                None => groups.push(vec![&column.name]),
            }
        }
        groups
    }

    /// What a row of it is called.
    pub(crate) fn row_words(&self) -> String {
        match self.name.as_str() {
            "meta" => "fact about the file".to_owned(),
            "history" => "entry of the history".to_owned(),
            "history_entity" => "mention in the history".to_owned(),
            "place_code" => "code of a place".to_owned(),
            "organisation_code" => "code of an organisation".to_owned(),
            "membership" => "membership of a place".to_owned(),
            "involvement" => "part in a workstream".to_owned(),
            "commitment_event" => "step of a promise".to_owned(),
            "spot" => "position on a saved map".to_owned(),
            other => TABLES
                .iter()
                .find(|(name, _)| *name == other)
                .and_then(|(_, kind)| *kind)
                .filter(|kind| kind.key() == other)
                .map_or_else(|| other.replace('_', " "), |kind| kind.word().to_owned()),
        }
    }

    /// The columns that hold text, but for those by which rows are found.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .filter(|column| column.kind == "TEXT" && !column.in_key)
            .map(|column| column.name.as_str())
    }

    /// The column that says whose a row is.
    pub(crate) fn owner(&self) -> &str {
        &self.key().name
    }

    /// The first column of the key, by which the rows lie in order.
    fn key(&self) -> &Column {
        self.columns
            .iter()
            .find(|column| column.in_key)
            .unwrap_or(&self.columns[0])
    }
}

/// A damaged database being read.
pub(crate) struct Source<'a> {
    db: Connection,
    open: &'a dyn Fn() -> rusqlite::Result<Connection>,
    encrypted: bool,
}

impl<'a> Source<'a> {
    pub(crate) fn new(
        db: Connection,
        encrypted: bool,
        open: &'a dyn Fn() -> rusqlite::Result<Connection>,
    ) -> Self {
        Self {
            db,
            open,
            encrypted,
        }
    }

    /// After something could not be read: the cipher then refuses every page, so the file is opened anew.
    fn refresh(&mut self) -> rusqlite::Result<()> {
        if self.encrypted {
            self.db = (self.open)()?;
        }
        Ok(())
    }

    /// How often a gap that cannot be read is divided to look for readable rows within. Opening an encrypted file
    /// takes a tenth of a second each time.
    const fn divisions(&self) -> u32 {
        if self.encrypted { 12 } else { 400 }
    }

    /// How many rows a table should have, where one of its indexes can still tell.
    fn expected(&mut self, table: &Table) -> rusqlite::Result<Option<u64>> {
        let statement = format!("SELECT count(*) FROM {}", quoted(&table.name));
        let counted = self
            .db
            .query_row(&statement, [], |row| row.get::<_, i64>(0))
            .map(i64::unsigned_abs);
        if counted.is_err() {
            self.refresh()?;
        }
        Ok(counted.ok())
    }
}

/// Copies every row of `from` that can be read into `to`, which has the sound schema and is empty, mending what does
/// not fit by leaving empty what may be empty. What cannot be read is brought back from the history where that can.
pub(crate) fn copy_rows(
    from: &mut Source<'_>,
    to: &Connection,
    tables: &[Table],
    schema: u32,
    tidings: &mut Tidings,
) -> rusqlite::Result<()> {
    let mut broken: Vec<(&Table, u64)> = Vec::new();
    for table in tables {
        let theirs: Vec<String> = from
            .db
            .prepare(include_str!("../sql/check/columns.sql"))
            .and_then(|mut statement| {
                statement
                    .query_map([&table.name], |row| row.get(0))?
                    .collect()
            })
            .unwrap_or_default();
        if theirs.is_empty() {
            broken.push((table, 0));
            continue;
        }
        let columns: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| theirs.contains(&column.name))
            .collect();
        let mut taken = Taken {
            insert: Insert::into(to, table, &columns)?,
            table,
            columns: &columns,
            tidings,
            rows: 0,
        };
        let whole = walk(from, table, &columns, &mut taken)?;
        let rows = taken.rows;
        drop(taken);
        if !whole {
            broken.push((table, rows));
        }
    }
    if broken.is_empty() {
        return Ok(());
    }
    let told = replayed(to, schema)?;
    for (table, rows) in broken {
        let words = table.row_words();
        let brought = bring(&told, to, table)?;
        tidings.mended(
            format!("{words} that could not be read; it was brought back from the history"),
            brought,
        );
        let lost = format!("{words}: it could not be read");
        match from.expected(table)? {
            Some(expected) if expected > rows + brought => {
                tidings.lost(lost, expected - rows - brought);
            }
            Some(_) => {}
            // The history tells of everything that was ever entered: what it brings back is what is missing.
            None if brought > 0 => {}
            None => tidings.lost_unknown(lost),
        }
    }
    Ok(())
}

/// The footprint as the history tells it: every edit in effect, made again one after the other.
fn replayed(db: &Connection, schema: u32) -> rusqlite::Result<Connection> {
    let mut told = connection::in_memory()?;
    ladder::climb(&mut told, &RUNGS[..schema as usize])?;
    told.execute_batch(include_str!("../sql/connection/loose.sql"))?;
    let mut steps = db.prepare(include_str!("../sql/repair/steps.sql"))?;
    let mut rows = steps.query([])?;
    while let Some(row) = rows.next()? {
        let changes: Vec<u8> = row.get(0)?;
        let ours = |table: &str| TABLES.iter().any(|(name, _)| *name == table);
        // A step that is garbled, or that follows from one that is, changes what it can.
        drop(
            told.apply_strm(&mut changes.as_slice(), Some(ours), |kind, _| match kind {
                ConflictType::SQLITE_CHANGESET_DATA => ConflictAction::SQLITE_CHANGESET_REPLACE,
                _ => ConflictAction::SQLITE_CHANGESET_OMIT,
            }),
        );
    }
    drop(rows);
    drop(steps);
    Ok(told)
}

/// Puts rows of a table that are told of and missing into it, and gives how many.
fn bring(told: &Connection, to: &Connection, table: &Table) -> rusqlite::Result<u64> {
    if !TABLES.iter().any(|(name, _)| *name == table.name) {
        return Ok(0);
    }
    let columns: Vec<&Column> = table.columns.iter().collect();
    let names: Vec<String> = columns.iter().map(|c| quoted(&c.name)).collect();
    let mut insert = Insert::into(to, table, &columns)?;
    let mut rows = told.prepare(&format!(
        "SELECT {} FROM {}",
        names.join(", "),
        quoted(&table.name)
    ))?;
    let mut rows = rows.query([])?;
    let mut brought = 0;
    while let Some(row) = rows.next()? {
        let values: Vec<Value> = (0..columns.len())
            .map(|index| row.get(index))
            .collect::<rusqlite::Result<_>>()?;
        brought += u64::from(insert.run(&values)? == Fit::Yes);
    }
    Ok(brought)
}

/// Where rows that were read go.
struct Taken<'a> {
    insert: Insert<'a>,
    table: &'a Table,
    columns: &'a [&'a Column],
    tidings: &'a mut Tidings,
    rows: u64,
}

impl Taken<'_> {
    fn row(&mut self, mut values: Vec<Value>, garbled: u64) -> rusqlite::Result<()> {
        let words = self.table.row_words();
        match self.insert.run(&values)? {
            Fit::Yes => {}
            Fit::Twice => return Ok(()),
            Fit::No => {
                let mut mended = None;
                for group in self.table.optional() {
                    let before = values.clone();
                    for (column, value) in self.columns.iter().zip(&mut values) {
                        if group.contains(&column.name.as_str()) {
                            *value = Value::Null;
                        }
                    }
                    if values != before && self.insert.run(&values)? == Fit::Yes {
                        mended = Some(group[0].to_owned());
                        break;
                    }
                    values = before;
                }
                self.rows += 1;
                match mended {
                    Some(column) => self.tidings.mended(
                        format!(
                            "{words} whose {} was not on its scale or not what belongs there; it is now empty",
                            column_words(&column)
                        ),
                        1,
                    ),
                    None => self
                        .tidings
                        .lost(format!("{words}: something it cannot be without was garbled"), 1),
                }
                return Ok(());
            }
        }
        self.rows += 1;
        self.tidings.mended(
            format!("text of a {words} in which characters were garbled"),
            garbled,
        );
        Ok(())
    }
}

/// A column's name as words.
pub(crate) fn column_words(column: &str) -> String {
    column
        .trim_end_matches("_id")
        .trim_end_matches("_day")
        .trim_end_matches("_at")
        .replace('_', " ")
}

#[derive(PartialEq, Eq)]
enum Fit {
    Yes,
    No,
    Twice,
}

struct Insert<'a> {
    statement: rusqlite::CachedStatement<'a>,
}

impl<'a> Insert<'a> {
    fn into(to: &'a Connection, table: &Table, columns: &[&Column]) -> rusqlite::Result<Self> {
        let names: Vec<String> = columns.iter().map(|c| quoted(&c.name)).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let statement = to.prepare_cached(&format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            quoted(&table.name),
            names.join(", ")
        ))?;
        Ok(Self { statement })
    }

    fn run(&mut self, values: &[Value]) -> rusqlite::Result<Fit> {
        match self.statement.execute(params_from_iter(values)) {
            Ok(_) => Ok(Fit::Yes),
            Err(error) => match error.sqlite_error() {
                Some(e)
                    if matches!(
                        e.extended_code,
                        ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                            | ffi::SQLITE_CONSTRAINT_UNIQUE
                            | ffi::SQLITE_CONSTRAINT_ROWID
                    ) =>
                {
                    Ok(Fit::Twice)
                }
                Some(e) if e.code == ErrorCode::ConstraintViolation => Ok(Fit::No),
                _ => Err(error),
            },
        }
    }
}

/// Walks over a table from both ends and, where pages in the middle cannot be read, from points in between. Gives
/// whether all of it could be read.
fn walk(
    from: &mut Source<'_>,
    table: &Table,
    columns: &[&Column],
    taken: &mut Taken<'_>,
) -> rusqlite::Result<bool> {
    let key = table.key();
    let place = columns.iter().position(|c| c.name == key.name);
    let Some(place) = place else {
        return Ok(false);
    };
    let names: Vec<String> = columns.iter().map(|c| quoted(&c.name)).collect();
    let select = |order: &str| {
        format!(
            "SELECT {} FROM {} WHERE {key} >= ?1 AND {key} <= ?2 ORDER BY {key} {order}",
            names.join(", "),
            quoted(&table.name),
            key = quoted(&key.name)
        )
    };
    let (up, down) = (select("ASC"), select("DESC"));
    let ends = if key.kind == "INTEGER" {
        (Value::Integer(i64::MIN), Value::Integer(i64::MAX))
    } else {
        // Every text sorts before every blob.
        (Value::Text(String::new()), Value::Blob(Vec::new()))
    };
    let mut whole = true;
    let mut left = from.divisions();
    let mut gaps = vec![ends];
    while let Some((low, high)) = gaps.pop() {
        let low = match stretch(from, &up, &low, &high, place, taken)? {
            Stretch::Whole => continue,
            Stretch::UpTo(last) => last,
            Stretch::Nothing => low,
        };
        let high = match stretch(from, &down, &low, &high, place, taken)? {
            Stretch::Whole => continue,
            Stretch::UpTo(last) => last,
            Stretch::Nothing => high,
        };
        whole = false;
        if let Some(middle) = between(&low, &high)
            && left > 0
        {
            left -= 1;
            gaps.push((low, middle.clone()));
            gaps.push((middle, high));
        }
    }
    Ok(whole)
}

/// How far a stretch of rows could be read.
enum Stretch {
    Whole,
    /// The key of the last row that could be read.
    UpTo(Value),
    Nothing,
}

/// Takes rows until the end or until one cannot be read.
fn stretch(
    from: &mut Source<'_>,
    select: &str,
    low: &Value,
    high: &Value,
    place: usize,
    taken: &mut Taken<'_>,
) -> rusqlite::Result<Stretch> {
    let mut read = Stretch::Nothing;
    {
        let Ok(mut statement) = from.db.prepare(select) else {
            from.refresh()?;
            return Ok(read);
        };
        if let Ok(mut rows) = statement.query([low, high]) {
            loop {
                match rows.next() {
                    Ok(None) => return Ok(Stretch::Whole),
                    Ok(Some(row)) => {
                        let (values, garbled) = values_of(row)?;
                        read = Stretch::UpTo(values[place].clone());
                        taken.row(values, garbled)?;
                    }
                    Err(_) => break,
                }
            }
        }
    }
    from.refresh()?;
    Ok(read)
}

/// A row's values, and how many texts in it were garbled.
fn values_of(row: &Row<'_>) -> rusqlite::Result<(Vec<Value>, u64)> {
    let mut garbled = 0;
    let mut values = Vec::with_capacity(row.as_ref().column_count());
    for index in 0..row.as_ref().column_count() {
        values.push(match row.get_ref(index)? {
            ValueRef::Text(bytes) => {
                let text = String::from_utf8_lossy(bytes);
                garbled += u64::from(matches!(text, Cow::Owned(_)));
                Value::Text(text.into_owned())
            }
            other => Value::try_from(other)?,
        });
    }
    Ok((values, garbled))
}

/// A key about halfway between two, where there is one.
fn between(low: &Value, high: &Value) -> Option<Value> {
    match (low, high) {
        (Value::Integer(low), Value::Integer(high)) => {
            // Keys are counted from 1: the middle of all numbers would find nothing.
            let (low, high) = (*low.max(&0), *high.min(&(1 << 40)));
            let middle = low.midpoint(high);
            (middle > low && middle < high).then_some(Value::Integer(middle))
        }
        (low, high) => {
            let (low, high) = (number(low, 0)?, number(high, u128::MAX)?);
            let middle = low.midpoint(high);
            (middle > low && middle < high)
                .then(|| Value::Text(Uuid::from_u128(middle).to_string()))
        }
    }
}

/// An id as a number in the same order; the end of the range where it is none.
fn number(key: &Value, end: u128) -> Option<u128> {
    match key {
        Value::Text(text) if !text.is_empty() => Uuid::try_parse(text).ok().map(|id| id.as_u128()),
        _ => Some(end),
    }
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Takes out references to rows that are not there, or the rows with them where they cannot be without.
pub(crate) fn mend_references(
    db: &Connection,
    tables: &[Table],
    tidings: &mut Tidings,
) -> rusqlite::Result<()> {
    loop {
        let mut changed = 0;
        for table in tables {
            let references: Vec<(String, String, String)> = db
                .prepare(include_str!("../sql/check/references.sql"))?
                .query_map([&table.name], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            for (column, parent, to) in references {
                let dangling = format!(
                    "{column} IS NOT NULL AND {column} NOT IN (SELECT {to} FROM {parent})",
                    column = quoted(&column),
                    parent = quoted(&parent),
                    to = quoted(&to)
                );
                let name = quoted(&table.name);
                let may_be_empty = table
                    .columns
                    .iter()
                    .any(|c| c.name == column && !c.required && !c.in_key);
                if may_be_empty {
                    let emptied = db.execute(
                        &format!(
                            "UPDATE OR IGNORE {name} SET {} = NULL WHERE {dangling}",
                            quoted(&column)
                        ),
                        [],
                    )?;
                    tidings.mended(
                        format!(
                            "{} whose {} is not there any more; it is now empty",
                            table.row_words(),
                            column_words(&column)
                        ),
                        emptied as u64,
                    );
                    changed += emptied;
                }
                let gone = db.execute(&format!("DELETE FROM {name} WHERE {dangling}"), [])?;
                tidings.lost(
                    format!(
                        "{}: the {} it belongs to is not there",
                        table.row_words(),
                        parent.replace('_', " ")
                    ),
                    gone as u64,
                );
                changed += gone;
            }
        }
        if changed == 0 {
            return Ok(());
        }
    }
}

/// The schema a damaged file should have: what it says where that can be, the newest otherwise.
pub(crate) fn schema_of(from: &Connection) -> u32 {
    let newest = RUNGS.len() as u32;
    ladder::version(from)
        .map(|version| version.schema)
        .ok()
        .filter(|schema| (1..=newest).contains(schema))
        .unwrap_or(newest)
}
