//! What has changed on the map between two days.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Level, OrganisationId, Party, Tie};
use network::{Affiliations, Relationships, add_through_leaders, relationships};
use serde::{Deserialize, Serialize};

/// How something on the map has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It is there now and was not before.
    Added,
    /// It was there and is no longer.
    Gone,
    /// They work more closely.
    Up,
    /// They work less closely.
    Down,
    /// Somebody has assessed it for the first time: what it was before nobody knows.
    Known,
}

/// One change between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapChange {
    /// How it has changed.
    pub turn: Turn,
    /// The organisation, or the one end of a relationship.
    pub a: Party,
    /// The other end of a relationship.
    pub b: Option<Party>,
    /// What it is called: a name, or two names with "and" between.
    pub name: String,
    /// The level there was before; `None` where there was no relationship or nobody had assessed it.
    pub before: Option<Level>,
    /// The level there is after.
    pub after: Option<Level>,
}

/// What has changed from one day to another, both seen by the same audience: organisations come and gone, and how
/// closely organisations, and leaders, work together. What nobody had assessed before
/// is no change of theirs, unless it is known to have begun since. Organisations first, then relationships from the
/// greatest change, and last what is known for the first time.
pub fn changes(before: &AudienceMap, after: &AudienceMap) -> Vec<MapChange> {
    let mut all = Vec::new();
    let ids = |map: &AudienceMap| -> BTreeSet<OrganisationId> {
        map.organisations().iter().map(|one| one.id).collect()
    };
    let (then, now) = (ids(before), ids(after));
    for (turn, map, id) in (now.difference(&then).map(|id| (Turn::Added, after, id)))
        .chain(then.difference(&now).map(|id| (Turn::Gone, before, id)))
    {
        let party = Party::Organisation(*id);
        all.push(MapChange {
            turn,
            a: party,
            b: None,
            name: name(map, party),
            before: None,
            after: None,
        });
    }
    let (then, now) = (levels(before), levels(after));
    let begun = begun_since(before, after);
    let pairs: BTreeSet<(Party, Party)> = then.keys().chain(now.keys()).copied().collect();
    let mut between: Vec<MapChange> = pairs
        .into_iter()
        .filter_map(|pair| {
            let (old, new) = (then.get(&pair).copied(), now.get(&pair).copied());
            let turn = match (drawn(old), drawn(new)) {
                (None, Some(_)) if old.is_some() || begun.contains(&pair) => Turn::Added,
                (None, Some(_)) => Turn::Known,
                (Some(_), None) => Turn::Gone,
                (Some(old), Some(new)) if new > old => Turn::Up,
                (Some(old), Some(new)) if new < old => Turn::Down,
                _ => return None,
            };
            let map = if turn == Turn::Gone { before } else { after };
            Some(MapChange {
                turn,
                a: pair.0,
                b: Some(pair.1),
                name: format!("{} and {}", name(map, pair.0), name(map, pair.1)),
                before: old,
                after: new,
            })
        })
        .collect();
    between.sort_by_key(|change| {
        let number = |level: Option<Level>| level.map_or(0, |level| i16::from(level.number()));
        let by = (number(change.after) - number(change.before)).abs();
        let known_first = change.turn == Turn::Known;
        (known_first, std::cmp::Reverse(by), change.a, change.b)
    });
    all.extend(between);
    all
}

/// A level that is drawn as a line: "none" is known and yet no line.
fn drawn(level: Option<Level>) -> Option<Level> {
    level.filter(|level| *level > Level::None)
}

/// The pairs whose first tie began between the two days.
fn begun_since(before: &AudienceMap, after: &AudienceMap) -> BTreeSet<(Party, Party)> {
    let pair = |tie: &Tie| (tie.a.min(tie.b), tie.a.max(tie.b));
    let day = before.as_of();
    let ties = after.ties();
    let older: BTreeSet<(Party, Party)> = (ties.iter())
        .filter(|tie| tie.from.is_none_or(|from| from <= day))
        .map(pair)
        .collect();
    (ties.iter())
        .map(pair)
        .filter(|pair| !older.contains(pair))
        .collect()
}

fn levels(map: &AudienceMap) -> BTreeMap<(Party, Party), Level> {
    let stated = relationships(map, None);
    let mut organisations: Relationships = stated.clone();
    add_through_leaders(&mut organisations, &Affiliations::of(map));
    organisations
        .retain(|(a, b), _| matches!((a, b), (Party::Organisation(_), Party::Organisation(_))));
    (stated.into_iter().chain(organisations))
        .map(|(pair, known)| (pair, known.level))
        .collect()
}

fn name(map: &AudienceMap, party: Party) -> String {
    map.party_label(party).unwrap_or_default().to_owned()
}
