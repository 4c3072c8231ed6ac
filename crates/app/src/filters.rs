//! What a map can be narrowed to, and the ways of looking somebody has saved.

use std::collections::BTreeMap;

use domain::{
    Confidentiality, Edit, EntityRef, Filter, Level, Map, OrganisationId, TieStatus, View,
};

use crate::choices;
use crate::error::AppError;
use crate::sayings;
use crate::script::NewId;
use crate::seen::Seen;
use crate::wire::{FilterOffer, FilterValue, MapFilter, MapOptions, SavedView};

/// The filters asked for, as the domain knows them.
pub(crate) fn filters(asked: &[MapFilter]) -> Result<Vec<Filter>, AppError> {
    asked.iter().map(filter).collect()
}

fn filter(asked: &MapFilter) -> Result<Filter, AppError> {
    let nowhere = || AppError::NotOneOf {
        what: "a way to narrow the map",
        given: format!("{} {}", asked.sort, asked.value),
        known: "one of those the map offers".to_owned(),
    };
    Ok(match asked.sort.as_str() {
        "organisation_kind" => Filter::OrganisationKind(choices::organisation_kind(&asked.value)?),
        "sector" => Filter::Sector(asked.value.clone()),
        "tie_kind" => Filter::TieKind(choices::tie_kind(&asked.value)?),
        "place" | "workstream" => match asked.value.parse::<EntityRef>() {
            Ok(EntityRef::Place(id)) => Filter::Place(id),
            Ok(EntityRef::Workstream(id)) => Filter::Workstream(id),
            _ => return Err(nowhere()),
        },
        _ => return Err(nowhere()),
    })
}

pub(crate) fn asked(filter: &Filter) -> MapFilter {
    let (sort, value) = match filter {
        Filter::OrganisationKind(kind) => ("organisation_kind", kind.key().to_owned()),
        Filter::Sector(sector) => ("sector", sector.clone()),
        Filter::Place(id) => ("place", EntityRef::Place(*id).to_string()),
        Filter::Workstream(id) => ("workstream", EntityRef::Workstream(*id).to_string()),
        Filter::TieKind(kind) => ("tie_kind", kind.key().to_owned()),
    };
    MapFilter {
        sort: sort.to_owned(),
        value,
    }
}

/// What this map can be narrowed to: of each sort the values there are, with how many organisations (or ties) each
/// keeps. A sort with one value narrows nothing and is left out.
pub(crate) fn offers(seen: &Seen) -> Vec<FilterOffer> {
    let map = seen.map();
    let day = map.as_of();
    let mut offers = Vec::new();
    let mut add = |sort: &str, values: BTreeMap<(String, String), u32>| {
        if values.len() > 1 {
            let values = values
                .into_iter()
                .map(|((words, value), count)| FilterValue {
                    value,
                    words,
                    count,
                })
                .collect();
            offers.push(FilterOffer {
                sort: sort.to_owned(),
                values,
            });
        }
    };
    let organisations = map.organisations();
    let mut kinds = BTreeMap::new();
    let mut sectors = BTreeMap::new();
    let mut places = BTreeMap::new();
    for one in organisations.iter() {
        let kind = (one.kind.word().to_owned(), one.kind.key().to_owned());
        *kinds.entry(kind).or_insert(0) += 1;
        if let Some(sector) = &one.sector {
            *sectors.entry((sector.clone(), sector.clone())).or_insert(0) += 1;
        }
        for membership in &one.memberships {
            let is_now = membership.from.is_none_or(|from| from <= day)
                && membership.to.is_none_or(|to| to >= day);
            if let (true, Some(place)) = (is_now, map.place(membership.place_id)) {
                let value = EntityRef::Place(place.id).to_string();
                *places.entry((place.name.clone(), value)).or_insert(0) += 1;
            }
        }
    }
    let works = map.workstreams().iter().map(|workstream| {
        let there = |id: OrganisationId| map.organisation(id).is_some();
        let involved = workstream.involvement.iter();
        let count = involved.filter(|one| there(one.organisation_id)).count();
        let value = EntityRef::Workstream(workstream.id).to_string();
        ((workstream.name.clone(), value), count as u32)
    });
    let works = works.filter(|(_, count)| *count > 0).collect();
    let mut ties = BTreeMap::new();
    for tie in map.ties().iter() {
        if tie.status_on(day) == TieStatus::Current {
            let kind = (tie.kind.word().to_owned(), tie.kind.key().to_owned());
            *ties.entry(kind).or_insert(0) += 1;
        }
    }
    add("organisation_kind", kinds);
    add("sector", sectors);
    add("place", places);
    add("workstream", works);
    add("tie_kind", ties);
    offers
}

/// The level below which ties are left out; nothing where every tie is drawn.
pub(crate) fn least_level(number: u8) -> Result<Option<Level>, AppError> {
    let level = Level::try_from(number).map_err(|_| AppError::NotOneOf {
        what: "a level below which ties can be left out",
        given: number.to_string(),
        known: Level::ALL
            .iter()
            .filter(|level| **level > Level::None)
            .map(|level| format!("{} ({})", level.number(), level.word()))
            .collect::<Vec<_>>()
            .join(", "),
    })?;
    Ok(Some(level).filter(|level| *level > Level::Networking))
}

/// The ways of looking somebody has saved, by name. The one that keeps where marks stand is none of them.
pub(crate) fn saved(seen: &Seen) -> Vec<SavedView> {
    let mut saved: Vec<SavedView> = seen
        .map()
        .views()
        .iter()
        .filter(|view| view.name != crate::arrange::MAP_VIEW)
        .map(|view| sayings::kept(seen.map(), view))
        .collect();
    saved.sort_by(|a, b| a.name.cmp(&b.name));
    saved
}

/// The edit that saves a way of looking under a name; under one that is taken, it takes its place.
pub(crate) fn save(
    name: &str,
    options: &MapOptions,
    as_of: Option<jiff::civil::Date>,
    map: &Map,
    new_id: NewId<'_>,
) -> Result<Edit, AppError> {
    let name = name.trim();
    if name == crate::arrange::MAP_VIEW {
        return Err(AppError::NameKept {
            name: crate::arrange::MAP_VIEW,
        });
    }
    let old = map.views().iter().find(|view| view.name == name);
    let id = old.map_or_else(|| new_id().into(), |view| view.id);
    let mut view = old.cloned().unwrap_or_else(|| View::new(id, name));
    view.minimum_level = least_level(options.minimum_level)?;
    view.filters = filters(&options.filters)?;
    sayings::keep(options, &mut view)?;
    view.focus_id = view.focus_id.filter(|id| map.organisation(*id).is_some());
    view.as_of = as_of;
    view.confidentiality = Confidentiality::Working;
    Ok(Edit::SaveView(view))
}
