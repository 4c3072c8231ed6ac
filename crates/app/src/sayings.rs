//! What the map's colours and sizes say, and by what its marks stand together: read back from what a face asks for,
//! and offered to it.

use domain::{
    AudienceMap, ColourBy, Drawn, EntityRef, GroupBy, Level, OrganisationId, ProposalStatus,
    SizeBy, View,
};
use scene::Sayings;

use crate::error::AppError;
use crate::filters::asked;
use crate::seen::Seen;
use crate::wire::{MapOptions, MapSaying, MapSayings, SavedView};

/// What is asked for, as drawings know it.
pub(crate) fn sayings(options: &MapOptions) -> Result<Sayings, AppError> {
    let known = |keys: Vec<&str>| keys.join(", ");
    let colour_by = ColourBy::from_key(&options.colour_by).ok_or_else(|| AppError::NotOneOf {
        what: "what colours can say",
        given: options.colour_by.clone(),
        known: known(ColourBy::ALL.iter().map(|one| one.key()).collect()),
    })?;
    let size_by = SizeBy::from_key(&options.size_by).ok_or_else(|| AppError::NotOneOf {
        what: "what sizes can say",
        given: options.size_by.clone(),
        known: known(SizeBy::ALL.iter().map(|one| one.key()).collect()),
    })?;
    let group_by = match options.group_by.as_str() {
        "" | "none" => None,
        key => Some(GroupBy::from_key(key).ok_or_else(|| AppError::NotOneOf {
            what: "what marks can be grouped by",
            given: key.to_owned(),
            known: known(GroupBy::ALL.iter().map(|one| one.key()).collect()),
        })?),
    };
    let proposal = match options.proposal.as_str() {
        "" => None,
        key => match key.parse::<EntityRef>() {
            Ok(EntityRef::Proposal(id)) => Some(id),
            _ => {
                return Err(AppError::NotOneOf {
                    what: "a proposal",
                    given: key.to_owned(),
                    known: "one of those the map offers".to_owned(),
                });
            }
        },
    };
    Ok(Sayings {
        colour_by: Some(colour_by).filter(|by| *by != ColourBy::Kind),
        size_by: Some(size_by).filter(|by| *by != SizeBy::Alike),
        group_by,
        proposal,
    })
}

/// Keeps what is asked for with a view.
pub(crate) fn keep(options: &MapOptions, view: &mut View) -> Result<(), AppError> {
    let asked = sayings(options)?;
    view.colour_by = asked.colour_by;
    view.size_by = asked.size_by;
    view.group_by = asked.group_by;
    view.proposal_id = asked.proposal;
    view.show = Some(drawn(&options.show)?);
    view.focus_id = focus(options);
    Ok(())
}

/// Who is drawn, by its key.
pub(crate) fn drawn(key: &str) -> Result<Drawn, AppError> {
    Drawn::from_key(key).ok_or_else(|| AppError::NotOneOf {
        what: "a way to show the map",
        given: key.to_owned(),
        known: Drawn::ALL
            .iter()
            .map(|one| one.key())
            .collect::<Vec<_>>()
            .join(", "),
    })
}

/// The organisation a map is drawn near.
pub(crate) fn focus(options: &MapOptions) -> Option<OrganisationId> {
    match options.focus.parse::<EntityRef>() {
        Ok(EntityRef::Organisation(id)) => Some(id),
        _ => None,
    }
}

/// What a view keeps, by its keys.
pub(crate) fn kept(map: &AudienceMap, view: &View) -> SavedView {
    let key_of = |reference: Option<EntityRef>| {
        reference.map_or_else(String::new, |reference| reference.to_string())
    };
    SavedView {
        key: EntityRef::View(view.id).to_string(),
        name: view.name.clone(),
        minimum_level: view.minimum_level.map_or(1, Level::number),
        filters: view.filters.iter().map(asked).collect(),
        colour_by: view.colour_by.unwrap_or(ColourBy::Kind).key().to_owned(),
        size_by: view.size_by.unwrap_or(SizeBy::Alike).key().to_owned(),
        group_by: view
            .group_by
            .map_or_else(String::new, |by| by.key().to_owned()),
        proposal: key_of(view.proposal_id.map(EntityRef::from)),
        show: view
            .show
            .map_or_else(String::new, |show| show.key().to_owned()),
        focus: key_of(view.focus_id.map(EntityRef::from)),
        focus_name: view
            .focus_id
            .and_then(|id| map.party_label(id.into()))
            .unwrap_or_default()
            .to_owned(),
        as_of: view.as_of.map(|day| day.to_string()),
    }
}

/// What the map of this footprint can say. What it has nothing to say of is not offered: no sector where none is
/// recorded, no position without a proposal, nothing of people to somebody who may not see them.
pub(crate) fn offers(seen: &Seen) -> MapSayings {
    let map = seen.map();
    let day = map.as_of();
    let people = !map.audience().is_publication();
    let sectors = map.organisations().iter().any(|one| one.sector.is_some());
    let places = map.organisations().iter().any(|one| {
        one.memberships
            .iter()
            .any(|m| m.to.is_none_or(|to| to >= day))
    });
    let posts = || {
        let mut said = map.posts().iter().filter(|post| post.authority.is_some());
        people && said.any(|post| post.is_current_on(day))
    };
    let seats = || people && map.seats().iter().any(|seat| seat.is_current_on(day));
    let tied = || people && !map.ties().is_empty();
    let stakes = !map.stakes().is_empty();
    let promises = !insight::owed(map).is_empty();
    let routes = (map.organisations().iter()).any(|one| one.decision_route.is_some());
    let parents = map.organisations().iter().any(|one| {
        one.parent_id
            .is_some_and(|above| map.organisation(above).is_some())
    });
    let said = |value: &str, words: &str| MapSaying {
        value: value.to_owned(),
        words: words.to_owned(),
    };
    let colours = ColourBy::ALL.iter().filter(|by| match by {
        ColourBy::Sector => sectors,
        ColourBy::Place => places,
        ColourBy::Influence => people,
        ColourBy::Stance => !map.proposals().is_empty(),
        ColourBy::Authority => posts() || seats(),
        ColourBy::Corner => posts() && tied(),
        ColourBy::Route => routes,
        ColourBy::Parent => parents,
        ColourBy::Promises => promises,
        ColourBy::Hanging => tied(),
        ColourBy::Stakes => stakes,
        ColourBy::Kind
        | ColourBy::Gap
        | ColourBy::Coverage
        | ColourBy::Community
        | ColourBy::Brokerage => true,
    });
    let sizes = SizeBy::ALL.iter().filter(|by| match by {
        SizeBy::Influence | SizeBy::Leaders => people,
        SizeBy::Authority => posts() || seats(),
        SizeBy::Promises => promises,
        SizeBy::Hanging => tied(),
        SizeBy::Stakes => stakes,
        SizeBy::Alike | SizeBy::Ties | SizeBy::Gap | SizeBy::Brokerage => true,
    });
    let groups = GroupBy::ALL.iter().filter(|by| match by {
        GroupBy::Place => places,
        GroupBy::Sector => sectors,
        GroupBy::Community | GroupBy::Kind => true,
        GroupBy::Parent => parents,
        GroupBy::Organisation => people,
    });
    let mut proposals: Vec<_> = map.proposals().iter().collect();
    proposals.sort_by_key(|one| {
        let rank = match one.status {
            ProposalStatus::Open => 0,
            status if !status.is_settled() => 1,
            _ => 2,
        };
        (rank, one.decide_by.is_none(), one.decide_by, one.id)
    });
    MapSayings {
        colours: colours.map(|by| said(by.key(), by.word())).collect(),
        sizes: sizes.map(|by| said(by.key(), by.word())).collect(),
        groups: groups.map(|by| said(by.key(), by.word())).collect(),
        proposals: proposals
            .into_iter()
            .map(|one| said(&EntityRef::Proposal(one.id).to_string(), &one.title))
            .collect(),
    }
}
