//! What sizes say.

use std::collections::BTreeMap;

use domain::{AudienceMap, Authority, LeaderId, Level, OrganisationId, Party, SizeBy};
use network::measures::{betweenness, betweenness_normalised};
use network::{Affiliations, Lens, Network, Weighting, add_through_leaders, relationships};

use super::Sizes;
use super::numbers::{
    OfBoth, STAKES, Values, as_numbers, authority, hanging, hanging_heading,
    of_organisations_alone, people_of, promises, stakes,
};
use crate::gaps::GapFact;
use crate::map::Show;
use crate::words::count;

/// What sizes say of every mark; `None` where all are alike.
pub(super) fn sizes(
    map: &AudienceMap,
    pairs: &[GapFact],
    influence: Option<&insight::Influence>,
    by: SizeBy,
    show: Show,
) -> Option<Sizes> {
    let (heading, (organisations, leaders)) = match by {
        SizeBy::Alike => return None,
        SizeBy::Ties => ("Number of ties", ties(map)),
        SizeBy::Leaders => ("Number of leaders", (people(map), BTreeMap::new())),
        SizeBy::Influence => ("Listened to", attention(map)),
        SizeBy::Gap => ("Widest gap", (widest_gap(map, pairs), BTreeMap::new())),
        SizeBy::Brokerage => (
            "On the shortest way of others",
            between(map, influence, show),
        ),
        SizeBy::Authority => (
            "Formal authority",
            as_numbers(authority(map), |(least, _)| least.into()),
        ),
        SizeBy::Promises => (
            "Open promises",
            as_numbers(promises(map), |owed| owed.open.into()),
        ),
        SizeBy::Hanging => (
            hanging_heading(show),
            as_numbers(hanging(map, show), f64::from),
        ),
        SizeBy::Stakes => (
            "Most at stake",
            as_numbers((stakes(map), BTreeMap::new()), f64::from),
        ),
    };
    let (most_of_organisations, most_of_leaders) =
        (most(organisations.values()), most(leaders.values()));
    Some(Sizes {
        heading: heading.to_owned(),
        by,
        most_of_organisations,
        most_of_leaders,
        organisations,
        leaders,
    })
}

fn most<'a>(values: impl Iterator<Item = &'a Option<f64>>) -> f64 {
    values.flatten().copied().fold(0.0, f64::max)
}

/// How much, in words.
pub(super) fn words(by: SizeBy, value: f64) -> String {
    let whole = value.round() as usize;
    match by {
        SizeBy::Alike => String::new(),
        SizeBy::Ties => count(whole, "tie", "ties"),
        SizeBy::Leaders => count(whole, "leader", "leaders"),
        SizeBy::Gap if whole == 0 => "no gap known".to_owned(),
        SizeBy::Gap => format!("{} short", count(whole, "level", "levels")),
        SizeBy::Influence if (value - 1.0).abs() < 0.05 => "the attention of 1 person".to_owned(),
        SizeBy::Influence => format!("the attention of {value:.1} people"),
        SizeBy::Brokerage if value <= 0.0 => "on no shortest way of others".to_owned(),
        SizeBy::Brokerage if value < 0.01 => "less than 1 % of the pairs of others".to_owned(),
        SizeBy::Brokerage => format!("{:.0} % of the pairs of others", value * 100.0),
        SizeBy::Authority => Authority::ALL
            .get(whole)
            .map_or_else(String::new, |authority| authority.word().to_owned()),
        SizeBy::Promises | SizeBy::Hanging if whole == 0 => "none".to_owned(),
        SizeBy::Promises => count(whole, "open promise", "open promises"),
        SizeBy::Hanging => whole.to_string(),
        SizeBy::Stakes => STAKES
            .get(whole)
            .map_or_else(String::new, |one| (*one).to_owned()),
    }
}

/// With how many others each is known to work: organisations with organisations, leaders with leaders. Not known is
/// nobody assessed, and known to be none is 0.
fn ties(map: &AudienceMap) -> OfBoth {
    let mut known = relationships(map, None);
    add_through_leaders(&mut known, &Affiliations::of(map));
    let mut organisations: Values<OrganisationId> = map
        .organisations()
        .iter()
        .map(|one| (one.id, None))
        .collect();
    let mut leaders: Values<LeaderId> = map.leaders().iter().map(|one| (one.id, None)).collect();
    for ((a, b), relationship) in &known {
        let one = f64::from(u8::from(relationship.level > Level::None));
        match (a, b) {
            (Party::Organisation(a), Party::Organisation(b)) => {
                for id in [a, b] {
                    if let Some(n) = organisations.get_mut(id) {
                        *n = Some(n.unwrap_or(0.0) + one);
                    }
                }
            }
            (Party::Leader(a), Party::Leader(b)) => {
                for id in [a, b] {
                    if let Some(n) = leaders.get_mut(id) {
                        *n = Some(n.unwrap_or(0.0) + one);
                    }
                }
            }
            _ => {}
        }
    }
    (organisations, leaders)
}

/// How many leaders hold a post in each organisation on the day. It is counted and not judged: none is 0.
fn people(map: &AudienceMap) -> Values<OrganisationId> {
    people_of(map)
        .map(|(one, leaders)| (one.id, Some(leaders.len() as f64)))
        .collect()
}

fn widest_gap(map: &AudienceMap, pairs: &[GapFact]) -> Values<OrganisationId> {
    let mut needs: BTreeMap<OrganisationId, Option<f64>> = BTreeMap::new();
    for pair in pairs {
        for id in [pair.a, pair.b] {
            let widest = needs.entry(id).or_default();
            if pair.assessed {
                *widest = Some(widest.unwrap_or(0.0).max(pair.gap.low.into()));
            }
        }
    }
    map.organisations()
        .iter()
        .map(|one| (one.id, needs.get(&one.id).copied().unwrap_or(Some(0.0))))
        .collect()
}

/// The attention each leader receives, and the leaders of each organisation on average; not known where nobody has
/// assessed them.
pub(super) fn attention(map: &AudienceMap) -> OfBoth {
    let leaders = insight::attention(map);
    let organisations = people_of(map)
        .map(|(one, people)| {
            let heard = people.iter().filter_map(|id| leaders.get(id).copied());
            let known: Vec<f64> = heard.flatten().collect();
            let mean = known.iter().sum::<f64>() / known.len() as f64;
            (one.id, (!known.is_empty()).then_some(mean))
        })
        .collect();
    (organisations, leaders)
}

/// On what share of the shortest ways between others each stands: organisations in their own network, leaders in
/// theirs.
pub(super) fn between(
    map: &AudienceMap,
    influence: Option<&insight::Influence>,
    show: Show,
) -> OfBoth {
    let network = Network::of(map, Lens::organisations());
    let shares = betweenness_normalised(&betweenness(network.graph(), Weighting::Weighted));
    let organisations = network
        .parties()
        .iter()
        .enumerate()
        .filter_map(|(node, party)| {
            let Party::Organisation(id) = party else {
                return None;
            };
            let known = network.coverage_of(node as u32).assessed > 0;
            Some((*id, known.then_some(shares[node])))
        })
        .collect();
    let mut leaders = BTreeMap::new();
    if !of_organisations_alone(show) && !map.audience().is_publication() {
        let own;
        let influence = if let Some(influence) = influence {
            influence
        } else {
            own = insight::influence(map);
            &own
        };
        for one in &influence.leaders {
            if let Ok(id) = one.leader.id.parse::<LeaderId>() {
                let share = one.measures.as_ref().map(|m| m.betweenness_normalised);
                leaders.insert(id, share);
            }
        }
    }
    (organisations, leaders)
}
