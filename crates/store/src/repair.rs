//! Mending a damaged document into a new file: what can be read is read row by row, what breaks a rule is mended where
//! that invents nothing and left out where it would, and everything mended or lost is counted.

use std::path::{Path, PathBuf};

use domain::{Edit, Entity, EntityKind, EntityRef, Footprint, Map, Refused, Stamp, Write};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::connection;
use crate::error::StoreError;
use crate::graft;
use crate::health::{Depth, broken_rules, faults};
use crate::history::{self, Act, Body, Entry};
use crate::ladder::{self, APPLICATION_ID, NEWEST, RUNGS};
use crate::passphrase::{Key, Passphrase};
use crate::published::{Scratch, cause_in_file, document_id, save_copy_of, settled, sweep};
use crate::rows::{self, Touched, Which};
use crate::salvage::{
    Source, Table, Tidings, column_words, copy_rows, mend_references, quoted, schema_of, tables,
};
use crate::work_area::{WorkArea, new_id};

/// What repairing a document came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The new file.
    pub path: PathBuf,
    /// What was mended, in words, and how many of each.
    pub mended: Vec<(String, u64)>,
    /// What could not be kept, in words, and how many of each; `None` where that cannot be known.
    pub lost: Vec<(String, Option<u64>)>,
}

impl Repaired {
    /// Whether there was nothing to mend and nothing was lost.
    pub fn was_sound(&self) -> bool {
        self.mended.is_empty() && self.lost.is_empty()
    }
}

/// Reads what can be read of the file at `path` and writes it as a sound document to `to`, where no file may stand.
/// The damaged file is not touched.
///
/// The new file is the same document, so that what a colleague's copy or a backup still holds can be merged into it.
/// Where anything had to be mended or was lost, earlier steps can no longer be undone in it, since they would not
/// lead back to what they came from; they stay in the history.
pub fn repair(
    path: &Path,
    to: &Path,
    work: &WorkArea,
    passphrase: Option<&Passphrase>,
    author: &str,
    now: Timestamp,
) -> Result<Repaired, StoreError> {
    let target = settled(to)?;
    let Opened {
        scratch,
        key,
        from,
        grafted,
    } = Opened::of(path, work, passphrase)?;
    let damaged = |what: String| StoreError::Damaged {
        path: path.to_owned(),
        what,
    };
    let mut tidings = Tidings::default();
    if grafted {
        tidings.mended("description of the tables that could not be read", 1);
    }
    if let Some(what) = scratch.wrong_length() {
        tidings.mended(format!("length of the file: {what}"), 1);
    }
    let unsound = faults(&from, Depth::Full).map_or(true, |faults| !faults.is_empty());
    let open = || connection::salvage(&scratch.database(), &key);
    let mut mend = || -> rusqlite::Result<Connection> {
        // Looking for faults may have met some.
        let from = open()?;
        let schema = schema_of(&from);
        let mut source = Source::new(from, !key.is_plain(), &open);
        let mut db = connection::live(&scratch.another(), true, &key)?;
        ladder::climb(&mut db, &RUNGS[..schema as usize])?;
        db.execute_batch(include_str!("../sql/connection/loose.sql"))?;
        let tables = tables(&db)?;
        let moment = db.unchecked_transaction()?;
        copy_rows(&mut source, &moment, &tables, schema, &mut tidings)?;
        mend_references(&moment, &tables, &mut tidings)?;
        mend_facts(&moment, now, &mut tidings)?;
        moment.commit()?;
        ladder::climb(&mut db, RUNGS)?;
        let moment = db.unchecked_transaction()?;
        let map = readable(&moment, &mut tidings)?;
        keep_rules(&moment, map, author, now, &mut tidings)?;
        if unsound && tidings.mended.is_empty() && tidings.lost.is_empty() {
            tidings.mended("page that held only what could be made anew", 1);
        }
        if !(tidings.mended.is_empty() && tidings.lost.is_empty()) {
            enter(&moment, author, now)?;
        }
        moment.commit()?;
        Ok(db)
    };
    let db = mend().map_err(|e| damaged(cause_in_file(&e)))?;
    let left = || -> rusqlite::Result<Vec<String>> {
        let mut left = faults(&db, Depth::Full)?;
        left.extend(broken_rules(&rows::read_map(&db)?));
        Ok(left)
    };
    if let Some(what) = left().map_err(|e| damaged(cause_in_file(&e)))?.first() {
        return Err(damaged(format!("it could not be mended: {what}")));
    }
    let mark = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex()[..12].to_owned();
    sweep(&target, &mark);
    let path = save_copy_of(&db, &target, &mark, &key)?;
    Ok(Repaired {
        path,
        mended: tidings.mended.into_iter().collect(),
        lost: tidings.lost.into_iter().collect(),
    })
}

/// A private copy of a damaged file, opened.
struct Opened {
    scratch: Scratch,
    key: Key,
    from: Connection,
    /// Whether the description of its tables had to be taken from a sound document.
    grafted: bool,
}

impl Opened {
    fn of(
        path: &Path,
        work: &WorkArea,
        passphrase: Option<&Passphrase>,
    ) -> Result<Self, StoreError> {
        let scratch = Scratch::of(path, work)?;
        let key = Key::from(passphrase).for_file(&scratch.database());
        let opened = scratch
            .open(path, &key)
            .and_then(|from| is_a_footprint(path, &from).map(|()| from));
        let error = match opened {
            Ok(from) => {
                return Ok(Self {
                    scratch,
                    key,
                    from,
                    grafted: false,
                });
            }
            Err(error @ (StoreError::Damaged { .. } | StoreError::NotAFootprint { .. })) => error,
            Err(other) => return Err(other),
        };
        // A working copy has its tables where its own life has put them.
        let is_working_copy = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("copy-"));
        if is_working_copy || !graft::may_be_ours(&scratch.database()) {
            return Err(error);
        }
        for schema in (1..=NEWEST).rev() {
            let scratch = Scratch::of(path, work)?;
            let found = graft::graft(&scratch, schema).unwrap_or(false);
            if found && let Ok(from) = scratch.open(path, &Key::PLAIN) {
                return Ok(Self {
                    scratch,
                    key: Key::PLAIN,
                    from,
                    grafted: true,
                });
            }
        }
        Err(error)
    }
}

/// Whether it is a footprint at all, if a damaged one, that this program knows.
fn is_a_footprint(path: &Path, from: &Connection) -> Result<(), StoreError> {
    let not_ours = || StoreError::NotAFootprint {
        path: path.to_owned(),
        why: "none of a footprint\u{2019}s tables are in it".to_owned(),
    };
    let version = ladder::version(from).map_err(|_| not_ours())?;
    let theirs: Vec<String> = from
        .prepare(include_str!("../sql/check/tables.sql"))
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .map_err(|e| StoreError::Damaged {
            path: path.to_owned(),
            what: cause_in_file(&e),
        })?;
    let has = |name: &str| theirs.iter().any(|table| table == name);
    if !(has("footprint") && has("organisation")) {
        return Err(not_ours());
    }
    if version.application_id == APPLICATION_ID && version.schema > NEWEST {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            theirs: version.schema,
            ours: NEWEST,
        });
    }
    Ok(())
}

/// What a document cannot be without: its id, and the footprint's own row.
fn mend_facts(db: &Connection, now: Timestamp, tidings: &mut Tidings) -> rusqlite::Result<()> {
    if document_id(db)?.is_none() {
        ladder::set_meta(db, "document", &new_id(now).to_string())?;
        tidings.mended(
            "document whose own id was lost; it has a new one and cannot be merged with older copies",
            1,
        );
    }
    let name: Option<String> = db
        .query_row(include_str!("../sql/backup/name.sql"), [], |row| row.get(0))
        .optional()?;
    if name.is_none() {
        db.execute(include_str!("../sql/repair/footprint.sql"), ["Footprint"])?;
        tidings.mended(
            "footprint whose name was lost; it is now called Footprint",
            1,
        );
    }
    Ok(())
}

/// Makes every row one that the program can read, and reads them.
fn readable(db: &Connection, tidings: &mut Tidings) -> rusqlite::Result<Map> {
    if let Ok(map) = rows::read_map(db) {
        return Ok(map);
    }
    let tables = tables(db)?;
    for kind in EntityKind::ALL {
        if rows::read(db, *kind, &Which::all()).is_ok() {
            continue;
        }
        let Some(table) = tables.iter().find(|table| table.name == kind.key()) else {
            continue;
        };
        let ids: Vec<String> = db
            .prepare(&format!("SELECT id FROM {}", quoted(&table.name)))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in ids {
            let which = Which::exactly(&id);
            if rows::read(db, *kind, &which).is_err() {
                make_readable(db, *kind, table, &tables, &id, tidings)?;
            }
        }
    }
    mend_references(db, &tables, tidings)?;
    rows::read_map(db)
}

fn make_readable(
    db: &Connection,
    kind: EntityKind,
    table: &Table,
    tables: &[Table],
    id: &str,
    tidings: &mut Tidings,
) -> rusqlite::Result<()> {
    let which = Which::exactly(id);
    let reads = |db: &Connection| rows::read(db, kind, &which).is_ok();
    let name = quoted(&table.name);
    let optional = table.optional();
    // One field at a time, then all of them, until the rest can be read.
    let singly = optional.iter().map(|group| vec![group.clone()]);
    for groups in singly.chain([optional.clone()]) {
        let columns: Vec<&str> = groups.concat();
        if columns.is_empty() {
            continue;
        }
        db.execute_batch("SAVEPOINT trial")?;
        let set: Vec<String> = columns
            .iter()
            .map(|column| format!("{} = NULL", quoted(column)))
            .collect();
        let emptied = db.execute(
            &format!(
                "UPDATE OR IGNORE {name} SET {} WHERE id = ?1",
                set.join(", ")
            ),
            [id],
        )?;
        if emptied == 1 && reads(db) {
            db.execute_batch("RELEASE trial")?;
            let what = match groups.as_slice() {
                [group] => column_words(group[0]),
                _ => "optional facts".to_owned(),
            };
            tidings.mended(
                format!(
                    "{} whose {what} could not be understood; it is now empty",
                    kind.word()
                ),
                1,
            );
            return Ok(());
        }
        db.execute_batch("ROLLBACK TO trial; RELEASE trial")?;
    }
    // What belongs to it, table by table.
    for (child, of) in rows::TABLES {
        let Some(child) = tables.iter().find(|t| t.name == child && of == Some(kind)) else {
            continue;
        };
        if child.name == table.name {
            continue;
        }
        db.execute_batch("SAVEPOINT trial")?;
        let gone = db.execute(
            &format!(
                "DELETE FROM {} WHERE {} = ?1",
                quoted(&child.name),
                quoted(child.owner())
            ),
            [id],
        )?;
        if gone > 0 && reads(db) {
            db.execute_batch("RELEASE trial")?;
            tidings.lost(
                format!("{}: it could not be understood", child.row_words()),
                gone as u64,
            );
            return Ok(());
        }
        db.execute_batch("ROLLBACK TO trial; RELEASE trial")?;
    }
    db.execute(&format!("DELETE FROM {name} WHERE id = ?1"), params![id])?;
    tidings.lost(format!("{}: it could not be understood", kind.word()), 1);
    Ok(())
}

const ROUNDS: u32 = 50;

/// Mends or leaves out what breaks a rule of the domain, until nothing does.
fn keep_rules(
    db: &Connection,
    mut map: Map,
    author: &str,
    now: Timestamp,
    tidings: &mut Tidings,
) -> rusqlite::Result<()> {
    let stamp = Stamp {
        at: now,
        by: author.to_owned(),
    };
    // What mends one rule may break another, but never for ever; what is left after so many rounds is found by the
    // check that follows.
    for _ in 0..ROUNDS {
        let mut changed = false;
        for entity in map.entities().collect::<Vec<_>>() {
            let reference = entity.reference();
            // Something before it may have taken it along, or mended it.
            let Some(entity) = map.entity(reference) else {
                continue;
            };
            let mut writes = Vec::new();
            if let Some(without) = without_strangers(&map, &entity, tidings) {
                writes.push(Write::Put(without));
            } else if let Some(refused) = map.refuses(&entity) {
                if let Some((whole, how)) = mended(&map, entity, &refused) {
                    tidings.mended(how, 1);
                    writes.push(Write::Put(whole));
                } else {
                    let taken = Edit::Remove { entity: reference }
                        .plan(&unfrozen(&map), &stamp)
                        .unwrap_or_else(|_| vec![Write::Remove(reference)]);
                    count_removed(&taken, reference, &refused, tidings);
                    writes.extend(taken);
                }
            }
            if !writes.is_empty() {
                rows::write_all(db, &writes)?;
                map = map.with(&writes);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    Ok(())
}

/// The map without the freeze that keeps people from deleting: what is left out here cannot be kept.
fn unfrozen(map: &Map) -> Map {
    map.with(&[Write::Describe(Footprint {
        freeze: None,
        ..map.footprint().clone()
    })])
}

/// A view without the marks of parties that are not there.
fn without_strangers(map: &Map, entity: &Entity, tidings: &mut Tidings) -> Option<Entity> {
    let Entity::View(view) = entity else {
        return None;
    };
    let mut view = view.clone();
    let before = view.spots.len();
    view.spots.retain(|(party, _)| map.has((*party).into()));
    let gone = (before - view.spots.len()) as u64;
    tidings.mended(
        "position on a saved map of somebody who is not there; it was taken out",
        gone,
    );
    (gone > 0).then_some(Entity::View(view))
}

/// The row with what breaks the rule taken out, where that invents nothing, and how.
fn mended(map: &Map, mut entity: Entity, refused: &Refused) -> Option<(Entity, String)> {
    const LOST: &str = "(lost)";
    let kind = entity.reference().kind().word();
    let how = match (&mut entity, refused) {
        (Entity::Place(row), Refused::Circular { .. }) => {
            row.parent_id = None;
            format!("{kind} that lay within itself; it now lies within none")
        }
        (Entity::Organisation(row), Refused::Circular { .. }) => {
            row.parent_id = None;
            format!("{kind} that lay within itself; it now lies within none")
        }
        (Entity::Organisation(row), Refused::Backwards { .. }) => {
            row.closed = None;
            format!("{kind} that closed before it opened; the day of closing is now empty")
        }
        (Entity::Post(row), Refused::Backwards { .. }) => {
            row.to = None;
            format!("{kind} that ended before it began; the end is now empty")
        }
        (Entity::Tie(row), Refused::Backwards { .. }) => {
            row.to = None;
            format!("{kind} that ended before it began; the end is now empty")
        }
        (Entity::Workstream(row), Refused::Backwards { .. }) => {
            row.to = None;
            format!("{kind} that ended before it began; the end is now empty")
        }
        (Entity::Commitment(row), Refused::NotNow { .. } | Refused::OutOfOrder { .. }) => {
            row.events.pop()?;
            format!("{kind} whose last steps do not follow from those before; they were taken out")
        }
        (row, Refused::Empty { field, .. }) => {
            let text = match row {
                Entity::Place(row) => &mut row.name,
                Entity::Organisation(row) => &mut row.name,
                Entity::Leader(row) => &mut row.name,
                Entity::Post(row) => &mut row.title,
                Entity::Source(row) => &mut row.title,
                Entity::Workstream(row) => &mut row.name,
                Entity::Need(row) => &mut row.reason,
                Entity::Commitment(row) => &mut row.what,
                Entity::View(row) => &mut row.name,
                Entity::Objective(row) => &mut row.name,
                Entity::Forum(row) => &mut row.name,
                Entity::Baseline(row) => &mut row.name,
                Entity::Proposal(row) => &mut row.title,
                Entity::Agreement(row) => &mut row.title,
                _ => return None,
            };
            if !text.trim().is_empty() {
                return None;
            }
            LOST.clone_into(text);
            format!("{kind} whose {field} was empty; it is now {LOST}")
        }
        _ => return None,
    };
    // Taking one thing out may show the next; what is still refused for the same reason cannot be mended so.
    let still = map.refuses(&entity);
    let is_progress = still.as_ref() != Some(refused) || matches!(entity, Entity::Commitment(_));
    is_progress.then_some((entity, how))
}

fn count_removed(writes: &[Write], cause: EntityRef, refused: &Refused, tidings: &mut Tidings) {
    let why = match refused {
        Refused::NotThere { kind, .. } => format!("the {kind} it is about is not there"),
        Refused::SameParty { .. } => "it had the same party at both ends".to_owned(),
        Refused::JudgesNothing => "nothing was judged in it".to_owned(),
        Refused::Empty { field, .. } => format!("its {field} was empty"),
        _ => "it broke a rule".to_owned(),
    };
    for write in writes {
        let Write::Remove(reference) = write else {
            continue;
        };
        let kind = reference.kind().word();
        if *reference == cause {
            tidings.lost(format!("{kind}: {why}"), 1);
        } else {
            tidings.lost(
                format!(
                    "{kind}: the {} it belongs to could not be kept",
                    cause.kind().word()
                ),
                1,
            );
        }
    }
}

/// Enters the repair in the history, and that nothing before it can be taken back.
fn enter(db: &Connection, author: &str, now: Timestamp) -> rusqlite::Result<()> {
    let entry = Entry {
        act: Act::Edit,
        words: "Mend what was damaged",
        command: "repair",
        author,
        at: now,
        body: Body::Changeset(&[]),
    };
    let entered = history::enter(db, &entry, &Touched::default())?;
    history::end_undoing(db, entered.seq)
}
