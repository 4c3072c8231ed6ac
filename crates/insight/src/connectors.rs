//! Q4 among organisations: which of them connects the others, and who would be cut off without it.

use domain::{AudienceMap, Coverage, EntityRef};
use network::measures::{betweenness, betweenness_normalised};
use network::{Lens, Network, Weighting};
use serde::Serialize;

use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::ground::steps;
use crate::words::connectors as say;

/// How many are looked into one by one, those first between most others.
const LOOKED_INTO: usize = 100;
/// How many are said in findings.
const SAID: usize = 5;
/// Of how many contacts the pairs are tried: more say nothing that fewer do not.
const CONTACTS: usize = 60;

/// An organisation on the shortest way of others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Connector {
    /// Which.
    #[serde(flatten)]
    pub organisation: PartyName,
    /// Weighted betweenness as a share of all pairs of others, 0 to 1 (Freeman 1977; Brandes 2001).
    pub share: f64,
    /// Pairs of its contacts that would be further apart without it.
    pub pairs_further_apart: u32,
    /// Who would have no way to the largest part of the others without it.
    pub cut_off: Vec<PartyName>,
    /// Of the pairs it could have, how many are assessed.
    pub coverage: Coverage,
    /// In words.
    pub sentence: String,
}

/// The organisations on the shortest way of others, those between most first, and how many pairs of organisations
/// are assessed. What is stated of two organisations counts; where nothing is, the ties between their leaders do.
pub(crate) fn connectors(map: &AudienceMap) -> (Vec<Connector>, Coverage) {
    let network = Network::of(map, Lens::organisations());
    let graph = network.graph();
    let shares = betweenness_normalised(&betweenness(graph, Weighting::Weighted));
    let mut order: Vec<u32> = (0..graph.nodes() as u32)
        .filter(|&node| shares[node as usize] > 0.0)
        .collect();
    order.sort_by(|&x, &y| {
        shares[y as usize]
            .total_cmp(&shares[x as usize])
            .then(x.cmp(&y))
    });
    let name = |node: u32| PartyName::of(map, network.parties()[node as usize]);
    let found = order
        .into_iter()
        .take(LOOKED_INTO)
        .map(|node| {
            let organisation = name(node);
            let cut_off: Vec<PartyName> = cut_off(&network, node).into_iter().map(name).collect();
            let further = further_apart(&network, node);
            let share = shares[node as usize];
            let labels: Vec<String> = cut_off.iter().map(|one| one.label.clone()).collect();
            Connector {
                sentence: say::connector(&organisation.name, share, further, &labels),
                organisation,
                share,
                pairs_further_apart: further,
                cut_off,
                coverage: network.coverage_of(node),
            }
        })
        .collect();
    (found, network.coverage())
}

/// Whom it alone ties to the largest part of the others it reaches.
fn cut_off(network: &Network, node: u32) -> Vec<u32> {
    let graph = network.graph();
    let mut parts: Vec<Vec<u32>> = Vec::new();
    for &near in graph.neighbours(node) {
        if parts.iter().any(|part| part.contains(&near)) {
            continue;
        }
        let reached = steps(graph, &[near], Some(node));
        parts.push(
            (0..graph.nodes() as u32)
                .filter(|&other| reached[other as usize].is_some())
                .collect(),
        );
    }
    // The first of the largest is the rest, so that what is cut off is the lesser part.
    let largest = parts.iter().map(Vec::len).max().unwrap_or(0);
    if let Some(rest) = parts.iter().position(|part| part.len() == largest) {
        parts.swap_remove(rest);
    }
    let mut cut: Vec<u32> = parts.concat();
    cut.sort_unstable();
    cut
}

/// Pairs of its contacts that have no other way of two steps or fewer.
fn further_apart(network: &Network, node: u32) -> u32 {
    let graph = network.graph();
    let contacts = graph.neighbours(node);
    let contacts = &contacts[..contacts.len().min(CONTACTS)];
    let mut pairs = 0;
    for (place, &from) in contacts.iter().enumerate() {
        let without = steps(graph, &[from], Some(node));
        pairs += contacts[place + 1..]
            .iter()
            .filter(|&&to| without[to as usize].is_none_or(|steps| steps > 2))
            .count() as u32;
    }
    pairs
}

/// What to read first of organisations that connect others.
pub(crate) fn findings(
    map: &AudienceMap,
    connectors: &[Connector],
    coverage: Coverage,
) -> Vec<Finding> {
    if coverage.assessed == 0 {
        return Vec::new();
    }
    let cutting = connectors
        .iter()
        .filter(|one| !one.cut_off.is_empty())
        .count() as u32;
    let summary = Finding {
        code: "connectors_summary",
        sentence: say::summary(connectors.len() as u32, cutting),
        figures: Figures::from([
            ("connectors", (connectors.len() as u32).into()),
            ("no_other_way", cutting.into()),
        ]),
        evidence: Vec::new(),
        coverage,
        what_next: say::NEXT_SUMMARY.to_owned(),
    };
    std::iter::once(summary)
        .chain(
            connectors
                .iter()
                .take(SAID)
                .map(|one| finding(map, one, "connects")),
        )
        .collect()
}

/// Those without whom somebody would be cut off, as findings.
pub(crate) fn cutting(map: &AudienceMap, connectors: &[Connector]) -> Vec<Finding> {
    connectors
        .iter()
        .filter(|one| !one.cut_off.is_empty())
        .take(SAID)
        .map(|one| finding(map, one, "hangs_on_organisation"))
        .collect()
}

fn finding(map: &AudienceMap, one: &Connector, code: &'static str) -> Finding {
    let evidence = std::iter::once(&one.organisation)
        .chain(&one.cut_off)
        .take(6)
        .map(|name| Evidence::of(map, EntityRef::from(name.party)))
        .collect();
    Finding {
        code,
        sentence: one.sentence.clone(),
        figures: Figures::from([
            ("betweenness_share", one.share.into()),
            ("pairs_further_apart", one.pairs_further_apart.into()),
        ]),
        evidence,
        coverage: one.coverage,
        what_next: one.cut_off.first().map_or_else(
            || say::NEXT_BETWEEN.to_owned(),
            |first| say::next_cut(&first.label, &one.organisation.label),
        ),
    }
}
