//! What is recorded of organisations: their sector, the place they belong to.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Organisation, OrganisationId, PlaceId};

/// Something recorded of organisations that marks can be coloured or grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// The sector, in the partnership's own words.
    Sector,
    /// The place.
    Place,
}

/// Of those that belong to more than one place.
pub(crate) const SEVERAL: &str = "several places";

/// The attribute of every organisation that has it.
///
/// Of the places an organisation belongs to, the narrowest: a place in which another of them lies says nothing more.
/// One that belongs to several belongs to "several places".
pub(crate) fn attribute_of(
    map: &AudienceMap,
    attribute: Attribute,
) -> BTreeMap<OrganisationId, String> {
    let value = |one: &Organisation| match attribute {
        Attribute::Sector => one.sector.clone().filter(|sector| !sector.is_empty()),
        Attribute::Place => place_of(map, one),
    };
    map.organisations()
        .iter()
        .filter_map(|one| Some((one.id, value(one)?)))
        .collect()
}

/// The places an organisation belongs to on the day, without those in which another of them lies.
pub(crate) fn places_of(map: &AudienceMap, one: &Organisation) -> Vec<PlaceId> {
    let day = map.as_of();
    let own: BTreeSet<PlaceId> = one
        .memberships
        .iter()
        .filter(|m| m.from.is_none_or(|from| from <= day) && m.to.is_none_or(|to| to >= day))
        .map(|m| m.place_id)
        .filter(|id| map.place(*id).is_some())
        .collect();
    let mut wider: BTreeSet<PlaceId> = BTreeSet::new();
    for place in &own {
        let mut above = map.place(*place).and_then(|place| place.parent_id);
        // A place cannot lie in itself, but a damaged file may say so.
        while let Some(id) = above.filter(|id| wider.insert(*id)) {
            above = map.place(id).and_then(|place| place.parent_id);
        }
    }
    own.difference(&wider).copied().collect()
}

fn place_of(map: &AudienceMap, one: &Organisation) -> Option<String> {
    match places_of(map, one).as_slice() {
        [] => None,
        [place] => map.place(*place).map(|place| place.name.clone()),
        _ => Some(SEVERAL.to_owned()),
    }
}
