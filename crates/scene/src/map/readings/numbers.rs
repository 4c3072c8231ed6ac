//! Numbers that both colours and sizes tell: formal authority, promises, what hangs on each, what each has at stake.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Audience, AudienceMap, Interval, LeaderId, Organisation, OrganisationId, Party, Perceiver,
};
use insight::{Mandates, Owed};

use crate::map::Show;

/// A value of each; `None` where nobody has assessed or recorded it.
pub(super) type Values<Id, Value = f64> = BTreeMap<Id, Option<Value>>;

/// Of organisations, and of leaders.
pub(super) type OfBoth<Value = f64> = (Values<OrganisationId, Value>, Values<LeaderId, Value>);

/// Whether the drawing is one of organisations alone: then findings are told of them, and else of people.
pub(crate) const fn of_organisations_alone(show: Show) -> bool {
    matches!(show, Show::Organisations | Show::National)
}

/// As numbers, for sizes.
pub(super) fn as_numbers<Value>(
    (organisations, leaders): OfBoth<Value>,
    number: impl Fn(Value) -> f64,
) -> OfBoth {
    (
        organisations
            .into_iter()
            .map(|(id, value)| (id, value.map(&number)))
            .collect(),
        leaders
            .into_iter()
            .map(|(id, value)| (id, value.map(&number)))
            .collect(),
    )
}

/// What posts and seats let people decide: the least it can be, and the range in words.
pub(super) fn authority(map: &AudienceMap) -> OfBoth<(u8, String)> {
    let Mandates {
        leaders,
        organisations,
    } = insight::mandates(map);
    // Whoever may have no part or any part: nobody has said.
    let read = |range: Interval<u8>| {
        (range.low > 0 || range.high == 0).then(|| (range.low, Mandates::words(range)))
    };
    let mut of_bodies: Values<OrganisationId, (u8, String)> = unless_published(map, bodies(map));
    for (id, range) in organisations {
        of_bodies.insert(id, read(range));
    }
    let leaders = leaders.into_iter().map(|(id, range)| (id, read(range)));
    (of_bodies, leaders.collect())
}

/// What each has promised. Where some of it may be kept from the audience, who is seen to have promised nothing may
/// have promised something.
pub(super) fn promises(map: &AudienceMap) -> OfBoth<Owed> {
    let owed = insight::owed(map);
    let of = |party: Party| {
        let known = owed.get(&party).copied();
        known.or_else(|| (map.audience() == Audience::Working).then(Owed::default))
    };
    let organisations = map.organisations().iter();
    let leaders = map.leaders().iter();
    (
        organisations
            .map(|one| (one.id, of(one.id.into())))
            .collect(),
        leaders.map(|one| (one.id, of(one.id.into()))).collect(),
    )
}

/// How much would be lost without each: of people, relationships between organisations and parts of the footprint; of organisations drawn alone,
/// others that would be cut off.
pub(super) fn hanging(map: &AudienceMap, show: Show) -> OfBoth<u32> {
    if of_organisations_alone(show) {
        (insight::hanging_on_organisations(map), BTreeMap::new())
    } else {
        (BTreeMap::new(), insight::hanging_on_leaders(map))
    }
}

/// What the numbers of [`hanging`] count.
pub(super) const fn hanging_heading(show: Show) -> &'static str {
    if of_organisations_alone(show) {
        "Cut off without it"
    } else {
        "Hangs on one person"
    }
}

/// The most each organisation has at stake in any objective, for or against it, 0 to 4, by the newest judgement of
/// everybody who has judged it.
pub(super) fn stakes(map: &AudienceMap) -> Values<OrganisationId, u8> {
    let mut all: Vec<_> = map.stakes().iter().collect();
    all.sort_by_key(|one| (one.date, one.id));
    let mut newest: BTreeMap<(OrganisationId, _, Option<&Perceiver>), u8> = BTreeMap::new();
    for one in all {
        let whose = (
            one.organisation_id,
            one.objective_id,
            one.perceiver.as_ref(),
        );
        newest.insert(whose, one.size.number().unsigned_abs());
    }
    let mut most = bodies(map);
    for ((id, ..), size) in newest {
        if let Some(known) = most.get_mut(&id) {
            *known = Some(known.map_or(size, |known: u8| known.max(size)));
        }
    }
    most
}

/// What a stake of a size touches (Godet's scale).
pub(super) const STAKES: [&str; 5] = [
    "nothing",
    "its ways of working",
    "its projects",
    "its mission",
    "its existence",
];

/// Every organisation, of none of which anything is known yet.
fn bodies<Value>(map: &AudienceMap) -> Values<OrganisationId, Value> {
    map.organisations()
        .iter()
        .map(|one| (one.id, None))
        .collect()
}

fn unless_published<Id, Value>(map: &AudienceMap, values: Values<Id, Value>) -> Values<Id, Value> {
    if map.audience().is_publication() {
        BTreeMap::new()
    } else {
        values
    }
}

/// The organisations with their people on the day.
pub(super) fn people_of(
    map: &AudienceMap,
) -> impl Iterator<Item = (&Organisation, BTreeSet<LeaderId>)> {
    let mut held: BTreeMap<OrganisationId, BTreeSet<LeaderId>> = BTreeMap::new();
    let current = map.posts().iter();
    for post in current.filter(|post| post.is_current_on(map.as_of())) {
        let there = held.entry(post.organisation_id).or_default();
        there.insert(post.leader_id);
    }
    let organisations = map.organisations().iter();
    organisations.map(move |one| (one, held.remove(&one.id).unwrap_or_default()))
}
