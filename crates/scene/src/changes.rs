//! What has changed on the map between two days.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Level, OrganisationId, Party, Tie};
use network::{Affiliations, Relationships, add_through_leaders, relationships};
use serde::{Deserialize, Serialize};

use crate::words;

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

/// What a supposed map marks of itself beside the map as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// What has changed, the greatest first.
    pub changes: Vec<MapChange>,
    /// Organisations and leaders that have a way to most of the others today, and would have none.
    pub cut_off: Vec<Party>,
    /// Pairs of organisations that would hang on one person and do not today.
    pub on_one: Vec<(OrganisationId, OrganisationId)>,
    /// Who would no longer be there.
    pub gone: Vec<Gone>,
}

/// Somebody or an organisation that is taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Who.
    pub party: Party,
    /// Short name of an organisation, initials of a leader.
    pub short: String,
    /// Where a leader has a post that is still there.
    pub home: Option<OrganisationId>,
}

/// What would be otherwise on a map that is only supposed.
pub fn beside(today: &AudienceMap, then: &AudienceMap) -> Beside {
    let ids = |map: &AudienceMap| -> BTreeSet<OrganisationId> {
        map.organisations().iter().map(|one| one.id).collect()
    };
    let there = ids(then);
    let mut gone: Vec<Gone> = (ids(today).difference(&there))
        .map(|&id| Gone {
            party: id.into(),
            short: name(today, id.into()),
            home: None,
        })
        .collect();
    let people = today
        .leaders()
        .iter()
        .filter(|one| then.leader(one.id).is_none());
    gone.extend(people.map(|leader| {
        let posts = today.posts_of(leader.id, today.as_of());
        Gone {
            party: leader.id.into(),
            short: words::initials(leader),
            home: posts
                .map(|post| post.organisation_id)
                .find(|id| there.contains(id)),
        }
    }));
    let hanging = |map: &AudienceMap| -> BTreeSet<(OrganisationId, OrganisationId)> {
        let pairs = insight::hanging_pairs(map, Level::Networking)
            .pairs
            .into_iter();
        pairs.map(|(a, b, _)| (a.min(b), a.max(b))).collect()
    };
    let on_one = hanging(then).difference(&hanging(today)).copied().collect();
    Beside {
        changes: changes(today, then),
        cut_off: insight::out_of_reach(today, then),
        on_one,
        gone,
    }
}
