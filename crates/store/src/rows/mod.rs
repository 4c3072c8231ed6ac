//! The tables and the entities: one file for each kind, one `.sql` file for each statement.

mod agreement;
mod assessment;
mod baseline;
mod commitment;
mod contact;
mod dependency;
mod footprint;
mod forum;
mod impact;
mod leader;
mod meeting;
mod need;
mod note;
mod objective;
mod organisation;
mod place;
mod position;
mod post;
mod proposal;
mod seat;
mod source;
mod stake;
mod tie;
mod version;
mod view;
mod workstream;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Code, CodeScheme, Confidence, Confidentiality, Entity, EntityKind, EntityRef, LeaderId, Map,
    Method, OrganisationId, Party, Perceiver, Record, SourceId, Stamp, Succession, Write,
};
use jiff::{Timestamp, civil::Date};
use rusqlite::types::{FromSqlError, Type, Value};
use rusqlite::{Connection, Row, Statement, params};
use serde::de::value::{Error as KeyError, StrDeserializer};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// The tables that hold the footprint itself, with the kind of entity whose id is the first column of their
/// key. These and no others are recorded by sessions; `None` is the footprint's own row.
pub(crate) const TABLES: [(&str, Option<EntityKind>); 45] = [
    ("footprint", None),
    ("source", Some(EntityKind::Source)),
    ("place", Some(EntityKind::Place)),
    ("place_code", Some(EntityKind::Place)),
    ("place_succession", Some(EntityKind::Place)),
    ("organisation", Some(EntityKind::Organisation)),
    ("organisation_code", Some(EntityKind::Organisation)),
    ("membership", Some(EntityKind::Organisation)),
    ("succession", Some(EntityKind::Organisation)),
    ("pressure", Some(EntityKind::Organisation)),
    ("leader", Some(EntityKind::Leader)),
    ("post", Some(EntityKind::Post)),
    ("tie", Some(EntityKind::Tie)),
    ("assessment", Some(EntityKind::Assessment)),
    ("objective", Some(EntityKind::Objective)),
    ("stake", Some(EntityKind::Stake)),
    ("workstream", Some(EntityKind::Workstream)),
    ("involvement", Some(EntityKind::Workstream)),
    ("dependency", Some(EntityKind::Dependency)),
    ("need", Some(EntityKind::Need)),
    ("forum", Some(EntityKind::Forum)),
    ("quorum_rule", Some(EntityKind::Forum)),
    ("seat", Some(EntityKind::Seat)),
    ("proposal", Some(EntityKind::Proposal)),
    ("proposal_version", Some(EntityKind::Proposal)),
    ("impact", Some(EntityKind::Impact)),
    ("meeting", Some(EntityKind::Meeting)),
    ("agenda_item", Some(EntityKind::Meeting)),
    ("invitation", Some(EntityKind::Meeting)),
    ("attendance", Some(EntityKind::Meeting)),
    ("decision", Some(EntityKind::Meeting)),
    ("position", Some(EntityKind::Position)),
    ("agreement", Some(EntityKind::Agreement)),
    ("agreement_version", Some(EntityKind::Agreement)),
    ("signatory", Some(EntityKind::Agreement)),
    ("signature", Some(EntityKind::Agreement)),
    ("commitment", Some(EntityKind::Commitment)),
    ("commitment_event", Some(EntityKind::Commitment)),
    ("contact", Some(EntityKind::Contact)),
    ("contact_leader", Some(EntityKind::Contact)),
    ("note", Some(EntityKind::Note)),
    ("view", Some(EntityKind::View)),
    ("spot", Some(EntityKind::View)),
    ("view_filter", Some(EntityKind::View)),
    ("baseline", Some(EntityKind::Baseline)),
];

/// Makes planned writes in their order.
pub(crate) fn write_all(db: &Connection, writes: &[Write]) -> rusqlite::Result<()> {
    for write in writes {
        match write {
            Write::Put(entity) => put(db, entity)?,
            Write::Remove(reference) => remove(db, *reference)?,
            Write::Describe(footprint) => footprint::put(db, footprint)?,
        }
    }
    Ok(())
}

fn put(db: &Connection, entity: &Entity) -> rusqlite::Result<()> {
    match entity {
        Entity::Place(row) => place::put(db, row),
        Entity::Organisation(row) => organisation::put(db, row),
        Entity::Leader(row) => leader::put(db, row),
        Entity::Post(row) => post::put(db, row),
        Entity::Tie(row) => tie::put(db, row),
        Entity::Assessment(row) => assessment::put(db, row),
        Entity::Source(row) => source::put(db, row),
        Entity::Objective(row) => objective::put(db, row),
        Entity::Stake(row) => stake::put(db, row),
        Entity::Workstream(row) => workstream::put(db, row),
        Entity::Dependency(row) => dependency::put(db, row),
        Entity::Need(row) => need::put(db, row),
        Entity::Forum(row) => forum::put(db, row),
        Entity::Seat(row) => seat::put(db, row),
        Entity::Proposal(row) => proposal::put(db, row),
        Entity::Impact(row) => impact::put(db, row),
        Entity::Meeting(row) => meeting::put(db, row),
        Entity::Position(row) => position::put(db, row),
        Entity::Agreement(row) => agreement::put(db, row),
        Entity::Commitment(row) => commitment::put(db, row),
        Entity::Contact(row) => contact::put(db, row),
        Entity::View(row) => view::put(db, row),
        Entity::Baseline(row) => baseline::put(db, row),
        Entity::Note(row) => note::put(db, row),
    }
}

fn remove(db: &Connection, reference: EntityRef) -> rusqlite::Result<()> {
    let statements: &[&str] = match reference.kind() {
        EntityKind::Place => place::REMOVE,
        EntityKind::Organisation => organisation::REMOVE,
        EntityKind::Leader => &[include_str!("../../sql/leader/remove.sql")],
        EntityKind::Post => &[include_str!("../../sql/post/remove.sql")],
        EntityKind::Tie => &[include_str!("../../sql/tie/remove.sql")],
        EntityKind::Assessment => &[include_str!("../../sql/assessment/remove.sql")],
        EntityKind::Source => &[include_str!("../../sql/source/remove.sql")],
        EntityKind::Objective => &[include_str!("../../sql/objective/remove.sql")],
        EntityKind::Stake => &[include_str!("../../sql/stake/remove.sql")],
        EntityKind::Workstream => workstream::REMOVE,
        EntityKind::Dependency => &[include_str!("../../sql/dependency/remove.sql")],
        EntityKind::Need => &[include_str!("../../sql/need/remove.sql")],
        EntityKind::Forum => forum::REMOVE,
        EntityKind::Seat => &[include_str!("../../sql/seat/remove.sql")],
        EntityKind::Proposal => proposal::REMOVE,
        EntityKind::Impact => &[include_str!("../../sql/impact/remove.sql")],
        EntityKind::Meeting => meeting::REMOVE,
        EntityKind::Position => &[include_str!("../../sql/position/remove.sql")],
        EntityKind::Agreement => agreement::REMOVE,
        EntityKind::Commitment => commitment::REMOVE,
        EntityKind::Contact => contact::REMOVE,
        EntityKind::View => view::REMOVE,
        EntityKind::Baseline => &[include_str!("../../sql/baseline/remove.sql")],
        EntityKind::Note => &[include_str!("../../sql/note/remove.sql")],
    };
    for statement in statements {
        db.prepare_cached(statement)?
            .execute([reference.uuid().to_string()])?;
    }
    Ok(())
}

pub(crate) fn read(
    db: &Connection,
    kind: EntityKind,
    which: &Which,
) -> rusqlite::Result<Vec<Entity>> {
    fn some<R: Into<Entity>>(rows: Vec<R>) -> Vec<Entity> {
        rows.into_iter().map(Into::into).collect()
    }
    Ok(match kind {
        EntityKind::Place => some(place::read(db, which)?),
        EntityKind::Organisation => some(organisation::read(db, which)?),
        EntityKind::Leader => some(leader::read(db, which)?),
        EntityKind::Post => some(post::read(db, which)?),
        EntityKind::Tie => some(tie::read(db, which)?),
        EntityKind::Assessment => some(assessment::read(db, which)?),
        EntityKind::Source => some(source::read(db, which)?),
        EntityKind::Objective => some(objective::read(db, which)?),
        EntityKind::Stake => some(stake::read(db, which)?),
        EntityKind::Workstream => some(workstream::read(db, which)?),
        EntityKind::Dependency => some(dependency::read(db, which)?),
        EntityKind::Need => some(need::read(db, which)?),
        EntityKind::Forum => some(forum::read(db, which)?),
        EntityKind::Seat => some(seat::read(db, which)?),
        EntityKind::Proposal => some(proposal::read(db, which)?),
        EntityKind::Impact => some(impact::read(db, which)?),
        EntityKind::Meeting => some(meeting::read(db, which)?),
        EntityKind::Position => some(position::read(db, which)?),
        EntityKind::Agreement => some(agreement::read(db, which)?),
        EntityKind::Commitment => some(commitment::read(db, which)?),
        EntityKind::Contact => some(contact::read(db, which)?),
        EntityKind::View => some(view::read(db, which)?),
        EntityKind::Baseline => some(baseline::read(db, which)?),
        EntityKind::Note => some(note::read(db, which)?),
    })
}

/// The whole footprint from the tables.
pub(crate) fn read_map(db: &Connection) -> rusqlite::Result<Map> {
    let mut writes = Vec::new();
    writes.extend(footprint::read(db)?.map(Write::Describe));
    for kind in EntityKind::ALL {
        writes.extend(read(db, *kind, &Which::all())?.into_iter().map(Write::Put));
    }
    Ok(Map::default().with(&writes))
}

/// What an act touched: the entities, and whether the footprint's own facts.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Touched {
    pub(crate) entities: BTreeSet<EntityRef>,
    pub(crate) footprint: bool,
}

/// The writes that bring a map up to what the tables now say of the touched entities.
pub(crate) fn reread(db: &Connection, touched: &Touched) -> rusqlite::Result<Vec<Write>> {
    /// From here on one walk over the table is quicker than asking for each row.
    const MANY: usize = 2000;
    let mut writes = Vec::new();
    if touched.footprint {
        writes.extend(footprint::read(db)?.map(Write::Describe));
    }
    let mut by_kind: BTreeMap<EntityKind, Vec<EntityRef>> = BTreeMap::new();
    for entity in &touched.entities {
        by_kind.entry(entity.kind()).or_default().push(*entity);
    }
    for (kind, references) in by_kind {
        let mut found: BTreeMap<EntityRef, Entity> = BTreeMap::new();
        if references.len() < MANY {
            for reference in &references {
                let rows = read(db, kind, &Which::only(reference.uuid()))?;
                found.extend(rows.into_iter().map(|row| (row.reference(), row)));
            }
        } else {
            let rows = read(db, kind, &Which::all())?;
            found.extend(rows.into_iter().map(|row| (row.reference(), row)));
        }
        for reference in references {
            writes.push(match found.remove(&reference) {
                Some(row) => Write::Put(row),
                None => Write::Remove(reference),
            });
        }
    }
    Ok(writes)
}

/// Which rows to read: all of a table, or those of one id. Both are one range of the key.
pub(crate) struct Which {
    from: String,
    to: Value,
}

impl Which {
    pub(crate) fn all() -> Self {
        // Every text sorts before every blob.
        Self {
            from: String::new(),
            to: Value::Blob(Vec::new()),
        }
    }

    pub(crate) fn only(id: Uuid) -> Self {
        Self::exactly(&id.to_string())
    }

    /// Those of an id as it is written, which need not be one.
    pub(crate) fn exactly(id: &str) -> Self {
        Self {
            from: id.to_owned(),
            to: Value::Text(id.to_owned()),
        }
    }
}

/// Reads the rows of `which`, each by `row`.
fn rows<T>(
    db: &Connection,
    statement: &str,
    which: &Which,
    mut row: impl FnMut(&mut Columns<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let mut statement = db.prepare_cached(statement)?;
    statement
        .query_map(params![which.from, which.to], |r| row(&mut Columns::of(r)))?
        .collect()
}

/// Reads rows that belong to others, by owner.
fn owned<I: Ord, T>(
    db: &Connection,
    statement: &str,
    which: &Which,
    mut row: impl FnMut(&mut Columns<'_>) -> rusqlite::Result<(I, T)>,
) -> rusqlite::Result<BTreeMap<I, Vec<T>>> {
    let mut by_owner: BTreeMap<I, Vec<T>> = BTreeMap::new();
    let mut statement = db.prepare_cached(statement)?;
    let mut found = statement.query(params![which.from, which.to])?;
    while let Some(r) = found.next()? {
        let (owner, item) = row(&mut Columns::of(r))?;
        by_owner.entry(owner).or_default().push(item);
    }
    Ok(by_owner)
}

/// The columns of a row, taken from left to right.
pub(crate) struct Columns<'r> {
    row: &'r Row<'r>,
    next: usize,
}

impl<'r> Columns<'r> {
    pub(crate) fn of(row: &'r Row<'r>) -> Self {
        Self { row, next: 0 }
    }

    pub(crate) fn plain<T: rusqlite::types::FromSql>(&mut self) -> rusqlite::Result<T> {
        let index = self.next;
        self.next += 1;
        self.row.get(index)
    }

    fn parsed<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> rusqlite::Result<T> {
        let index = self.next;
        self.parsed_or_null(parse)?
            .ok_or_else(|| rusqlite::Error::InvalidColumnType(index, String::new(), Type::Null))
    }

    fn parsed_or_null<T>(
        &mut self,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> rusqlite::Result<Option<T>> {
        let index = self.next;
        self.next += 1;
        let wrong = |error: FromSqlError| {
            rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
        };
        let Some(text) = self.row.get_ref(index)?.as_str_or_null().map_err(wrong)? else {
            return Ok(None);
        };
        match parse(text) {
            Some(value) => Ok(Some(value)),
            None => Err(wrong(FromSqlError::Other(
                format!("\u{201c}{text}\u{201d} is not a value this program knows here").into(),
            ))),
        }
    }

    /// An id.
    pub(crate) fn id<I: From<Uuid>>(&mut self) -> rusqlite::Result<I> {
        self.parsed(|text| Uuid::try_parse(text).ok().map(I::from))
    }

    /// An id or nothing.
    pub(crate) fn maybe_id<I: From<Uuid>>(&mut self) -> rusqlite::Result<Option<I>> {
        self.parsed_or_null(|text| Uuid::try_parse(text).ok().map(I::from))
    }

    /// A word of a scale.
    pub(crate) fn key<T: DeserializeOwned>(&mut self) -> rusqlite::Result<T> {
        self.parsed(from_key)
    }

    /// A word of a scale or nothing.
    pub(crate) fn maybe_key<T: DeserializeOwned>(&mut self) -> rusqlite::Result<Option<T>> {
        self.parsed_or_null(from_key)
    }

    /// A day.
    pub(crate) fn day(&mut self) -> rusqlite::Result<Date> {
        self.parsed(|text| text.parse().ok())
    }

    /// A day or nothing.
    pub(crate) fn maybe_day(&mut self) -> rusqlite::Result<Option<Date>> {
        self.parsed_or_null(|text| text.parse().ok())
    }

    /// A moment.
    pub(crate) fn moment(&mut self) -> rusqlite::Result<Timestamp> {
        self.parsed(|text| text.parse().ok())
    }

    /// A number on a scale.
    pub(crate) fn on_scale<T: TryFrom<u8>>(&mut self) -> rusqlite::Result<Option<T>> {
        let index = self.next;
        let number: Option<u8> = self.plain()?;
        number
            .map(|n| {
                T::try_from(n)
                    .map_err(|_| rusqlite::Error::IntegralValueOutOfRange(index, n.into()))
            })
            .transpose()
    }

    /// The same where there must be one.
    pub(crate) fn required_on_scale<T: TryFrom<u8>>(&mut self) -> rusqlite::Result<T> {
        let index = self.next;
        self.on_scale()?
            .ok_or_else(|| rusqlite::Error::InvalidColumnType(index, String::new(), Type::Null))
    }

    /// A number on a scale that may be negative.
    pub(crate) fn number<T: TryFrom<i64>>(&mut self) -> rusqlite::Result<T> {
        let index = self.next;
        let number: i64 = self.plain()?;
        T::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(index, number))
    }

    /// How sure somebody is, from hundredths.
    pub(crate) fn confidence(&mut self) -> rusqlite::Result<Confidence> {
        let hundredths: u8 = self.plain()?;
        Confidence::try_from(f64::from(hundredths) / 100.0)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }

    /// Whose judgement it is, from three columns of which at most one is filled.
    pub(crate) fn perceiver(&mut self) -> rusqlite::Result<Option<Perceiver>> {
        let organisation = self.maybe_id()?.map(Perceiver::Organisation);
        let leader = self.maybe_id()?.map(Perceiver::Leader);
        let outside = self.plain::<Option<String>>()?.map(Perceiver::Outside);
        Ok(organisation.or(leader).or(outside))
    }

    /// What every judgement of a stake, impact or position carries.
    pub(crate) fn judged(&mut self) -> rusqlite::Result<Judged> {
        Ok(Judged {
            perceiver: self.perceiver()?,
            method: self.key()?,
            confidence: self.confidence()?,
            date: self.day()?,
            note: self.plain()?,
            dissent: self.plain()?,
        })
    }

    fn maybe_stamp(&mut self) -> rusqlite::Result<Option<Stamp>> {
        let at = self.parsed_or_null(|text| text.parse().ok())?;
        let by: Option<String> = self.plain()?;
        Ok(at.zip(by).map(|(at, by)| Stamp { at, by }))
    }

    /// The last six columns of every entity.
    pub(crate) fn guard_and_record(&mut self) -> rusqlite::Result<(Confidentiality, Record)> {
        Ok((
            self.key()?,
            Record {
                created: self.maybe_stamp()?,
                changed: self.maybe_stamp()?,
                source_id: self.maybe_id::<SourceId>()?,
            },
        ))
    }

    /// An organisation or a leader, from two columns of which one is null.
    pub(crate) fn maybe_party(&mut self) -> rusqlite::Result<Option<Party>> {
        let organisation: Option<OrganisationId> = self.maybe_id()?;
        let leader: Option<LeaderId> = self.maybe_id()?;
        Ok(organisation.map(Party::from).or(leader.map(Party::from)))
    }

    /// The same where there must be one.
    pub(crate) fn party(&mut self) -> rusqlite::Result<Party> {
        let index = self.next;
        self.maybe_party()?
            .ok_or_else(|| rusqlite::Error::InvalidColumnType(index, String::new(), Type::Null))
    }
}

/// Who judged, how, how surely, when, in what words, and who disagrees.
pub(crate) struct Judged {
    perceiver: Option<Perceiver>,
    method: Method,
    confidence: Confidence,
    date: Date,
    note: Option<String>,
    dissent: Option<String>,
}

/// The key a word of a scale has in files.
pub(crate) fn key<T: Serialize>(word: &T) -> rusqlite::Result<String> {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        Ok(other) => Err(rusqlite::Error::ToSqlConversionFailure(
            format!("{other} is not a single word").into(),
        )),
        Err(error) => Err(rusqlite::Error::ToSqlConversionFailure(Box::new(error))),
    }
}

/// The word of a scale with this key.
pub(crate) fn from_key<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<KeyError>::new(text)).ok()
}

/// Fills a statement's parameters from left to right.
struct Filling<'s, 'c> {
    statement: &'s mut Statement<'c>,
    next: usize,
}

impl<'s, 'c> Filling<'s, 'c> {
    fn of(statement: &'s mut Statement<'c>) -> Self {
        Self { statement, next: 1 }
    }

    fn plain(&mut self, value: impl rusqlite::ToSql) -> rusqlite::Result<&mut Self> {
        self.statement.raw_bind_parameter(self.next, value)?;
        self.next += 1;
        Ok(self)
    }

    fn shown(&mut self, value: impl std::fmt::Display) -> rusqlite::Result<&mut Self> {
        self.plain(value.to_string())
    }

    fn maybe_shown(
        &mut self,
        value: Option<impl std::fmt::Display>,
    ) -> rusqlite::Result<&mut Self> {
        self.plain(value.map(|v| v.to_string()))
    }

    fn key<T: Serialize>(&mut self, word: &T) -> rusqlite::Result<&mut Self> {
        self.plain(key(word)?)
    }

    fn maybe_key<T: Serialize>(&mut self, word: Option<&T>) -> rusqlite::Result<&mut Self> {
        self.plain(word.map(key).transpose()?)
    }

    fn party(&mut self, party: Party) -> rusqlite::Result<&mut Self> {
        let (organisation, leader) = match party {
            Party::Organisation(id) => (Some(id), None),
            Party::Leader(id) => (None, Some(id)),
        };
        self.maybe_shown(organisation)?.maybe_shown(leader)
    }

    fn perceiver(&mut self, perceiver: Option<&Perceiver>) -> rusqlite::Result<&mut Self> {
        let (organisation, leader, outside) = match perceiver {
            Some(Perceiver::Organisation(id)) => (Some(id), None, None),
            Some(Perceiver::Leader(id)) => (None, Some(id), None),
            Some(Perceiver::Outside(name)) => (None, None, Some(name)),
            None => (None, None, None),
        };
        self.maybe_shown(organisation)?
            .maybe_shown(leader)?
            .plain(outside)
    }

    fn guard_and_record(
        &mut self,
        confidentiality: Confidentiality,
        record: &Record,
    ) -> rusqlite::Result<&mut Self> {
        let Record {
            created,
            changed,
            source_id,
        } = record;
        self.plain(confidentiality.key())?;
        for stamp in [created, changed] {
            self.maybe_shown(stamp.as_ref().map(|s| s.at))?
                .plain(stamp.as_ref().map(|s| &s.by))?;
        }
        self.maybe_shown(*source_id)
    }

    fn run(&mut self) -> rusqlite::Result<()> {
        self.statement.raw_execute().map(drop)
    }
}

/// Replaces the codes of a place or organisation.
fn put_codes(
    db: &Connection,
    clear: &str,
    add: &str,
    owner: Uuid,
    codes: &[Code],
) -> rusqlite::Result<()> {
    let owner = owner.to_string();
    db.prepare_cached(clear)?.execute([&owner])?;
    let mut add = db.prepare_cached(add)?;
    for code in codes {
        add.execute([owner.as_str(), code.scheme.key(), code.value.as_str()])?;
    }
    Ok(())
}

/// Reads the codes of places or organisations.
fn read_codes<I: From<Uuid> + Ord>(
    db: &Connection,
    statement: &str,
    which: &Which,
) -> rusqlite::Result<BTreeMap<I, Vec<Code>>> {
    let mut codes = owned(db, statement, which, |c| {
        Ok((
            c.id()?,
            Code {
                scheme: c.key::<CodeScheme>()?,
                value: c.plain()?,
            },
        ))
    })?;
    for list in codes.values_mut() {
        // In the scale's order, which is not that of its keys.
        list.sort_unstable();
    }
    Ok(codes)
}

/// Replaces the rows that belong to `owner` by one for each of `items`, filled after the owner with what `fill` gives.
fn put_owned<T>(
    db: &Connection,
    clear: &str,
    add: &str,
    owner: &str,
    items: &[T],
    mut fill: impl FnMut(&mut Filling<'_, '_>, &T) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    db.prepare_cached(clear)?.execute([owner])?;
    let mut add = db.prepare_cached(add)?;
    for item in items {
        let mut filling = Filling::of(&mut add);
        fill(filling.plain(owner)?, item)?;
        filling.run()?;
    }
    Ok(())
}

/// The same where the items stand in an order: their place in it comes after the owner.
fn put_in_order<T>(
    db: &Connection,
    clear: &str,
    add: &str,
    owner: &str,
    items: &[T],
    mut fill: impl FnMut(&mut Filling<'_, '_>, &T) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut step: i64 = 0;
    put_owned(db, clear, add, owner, items, |row, item| {
        row.plain(step)?;
        step += 1;
        fill(row, item)
    })
}

/// Replaces what took over from a place or organisation.
fn put_successions<I: std::fmt::Display>(
    db: &Connection,
    clear: &str,
    add: &str,
    owner: &str,
    successions: &[Succession<I>],
) -> rusqlite::Result<()> {
    put_owned(db, clear, add, owner, successions, |row, s| {
        row.shown(&s.successor_id)?.maybe_shown(s.date).map(drop)
    })
}

/// Reads what took over from places or organisations.
fn read_successions<I: From<Uuid> + Ord>(
    db: &Connection,
    statement: &str,
    which: &Which,
) -> rusqlite::Result<BTreeMap<I, Vec<Succession<I>>>> {
    owned(db, statement, which, |c| {
        Ok((
            c.id()?,
            Succession {
                successor_id: c.id()?,
                date: c.maybe_day()?,
            },
        ))
    })
}

/// The successions of a row, with the one successor that rows of schema 1 have in a column of their own.
fn with_earlier<I: Ord + Copy>(
    mut successions: Vec<Succession<I>>,
    earlier: Option<I>,
) -> Vec<Succession<I>> {
    if let Some(successor_id) = earlier
        && !successions.iter().any(|s| s.successor_id == successor_id)
    {
        successions.push(Succession {
            successor_id,
            date: None,
        });
    }
    successions.sort_by_key(|s| s.successor_id);
    successions
}
