//! What is recorded of organisations: their sector, the place they belong to, the body they are part of.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Organisation, OrganisationId, PlaceId};

/// Something recorded of organisations that marks can be coloured or grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// The sector, in the partnership's own words.
    Sector,
    /// The place.
    Place,
    /// The kind.
    Kind,
    /// By what body it decides.
    Route,
    /// The largest body it is part of.
    Parent,
}

impl Attribute {
    /// "Sector".
    pub(crate) const fn heading(self) -> &'static str {
        match self {
            Self::Sector => "Sector",
            Self::Place => "Place",
            Self::Kind => "Kind",
            Self::Route => "Decides by",
            Self::Parent => "Part of",
        }
    }

    /// The same over groups, where it is said what marks are grouped by.
    pub(crate) const fn grouping(self) -> &'static str {
        match self {
            Self::Parent => "Larger body",
            other => other.heading(),
        }
    }

    /// What is said of those that do not have it.
    pub(crate) const fn missing(self) -> &'static str {
        match self {
            Self::Parent => "no larger body recorded",
            _ => "not recorded",
        }
    }

    /// The group of those that do not have it.
    pub(crate) const fn without(self) -> &'static str {
        match self {
            Self::Sector => "Sector not recorded",
            Self::Place => "Place not recorded",
            Self::Kind => "Kind not recorded",
            Self::Route => "Way of deciding not recorded",
            Self::Parent => "No larger body recorded",
        }
    }
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
    let larger = if attribute == Attribute::Parent {
        larger_bodies(map)
    } else {
        BTreeMap::new()
    };
    let value = |one: &Organisation| match attribute {
        Attribute::Sector => one.sector.clone().filter(|sector| !sector.is_empty()),
        Attribute::Place => place_of(map, one),
        Attribute::Kind => Some(one.kind.word().to_owned()),
        Attribute::Route => {
            let route = one.decision_route.as_ref();
            route.map(|route| route.body.word().to_owned())
        }
        Attribute::Parent => {
            let top = larger.get(&one.id).and_then(|top| map.organisation(*top));
            top.map(|top| top.short_name().to_owned())
        }
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

/// Of every organisation that is part of another, and of every one another is part of: the body at the top.
fn larger_bodies(map: &AudienceMap) -> BTreeMap<OrganisationId, OrganisationId> {
    let above = |one: &Organisation| {
        one.parent_id
            .filter(|id| *id != one.id)
            .and_then(|id| map.organisation(id))
    };
    let mut tops = BTreeMap::new();
    for one in map.organisations().iter() {
        let mut passed = BTreeSet::from([one.id]);
        let mut top = one;
        // A body cannot be part of itself, but a damaged file may say so.
        while let Some(next) = above(top).filter(|next| passed.insert(next.id)) {
            top = next;
        }
        if top.id != one.id {
            tops.insert(one.id, top.id);
            tops.insert(top.id, top.id);
        }
    }
    tops
}
