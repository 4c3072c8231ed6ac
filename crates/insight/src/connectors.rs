//! Q4 among organisations: which of them connects the others, and who would be cut off without it.

use domain::Coverage;
use network::measures::{betweenness, betweenness_normalised};
use network::{Graph, Weighting};
use serde::Serialize;

use crate::answer::Watch;
use crate::bodies::Bodies;
use crate::contacts::Contacts;
use crate::finding::{Figures, Finding, PartyName};
use crate::ground::steps;
use crate::stability::{Draws, Measured, Standing, TOP, Trial, Tried, often_first};
use crate::words::connectors as say;
use crate::words::stability::HOLDS;

/// How many are looked into one by one, those first between most others.
const LOOKED_INTO: usize = 100;
/// How many are said in findings.
const SAID: usize = 5;

/// An organisation on the shortest way of others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Connector {
    /// Which.
    #[serde(flatten)]
    pub organisation: PartyName,
    /// Weighted betweenness as a share of all pairs of others, 0 to 1 (Freeman 1977; Brandes 2001).
    pub share: f64,
    /// Its place by that, where it holds on plausible versions of the map; `None` where it was not tried, because the
    /// map is too large for it to be tried in passing.
    pub place: Option<Standing>,
    /// In what share of plausible versions it is among the first five; `None` as with its place.
    pub first_five_share: Option<f64>,
    /// Pairs of its contacts that would be further apart without it.
    pub pairs_further_apart: u32,
    /// Who would have no way to the largest part of the others without it.
    pub cut_off: Vec<PartyName>,
    /// Of the pairs it could have, how many are assessed.
    pub coverage: Coverage,
    /// In words.
    pub sentence: String,
}

/// How the places of the organisations hold, where that is tried at once.
pub(crate) fn tried(bodies: &Bodies<'_>) -> Option<Tried> {
    let trial = bodies
        .are_known()
        .then(|| Trial::of_organisations(bodies, Draws::default()))?;
    trial
        .is_quick()
        .then(|| trial.run(&Watch::default()))
        .flatten()
}

/// The organisations on the shortest way of others: those whose place is settled by their place, and the others by
/// how often they are among the first; where no place was tried, those between most first.
pub(crate) fn connectors(bodies: &Bodies<'_>, tried: Option<&Tried>) -> Vec<Connector> {
    let graph = bodies.graph();
    let shares = betweenness_normalised(&betweenness(graph, Weighting::Weighted));
    let mut order: Vec<u32> = (0..graph.nodes() as u32)
        .filter(|&node| shares[node as usize] > 0.0)
        .collect();
    order.sort_by(|&x, &y| {
        shares[y as usize]
            .total_cmp(&shares[x as usize])
            .then(x.cmp(&y))
    });
    let contacts = Contacts::of(graph);
    let mut found: Vec<Connector> = order
        .into_iter()
        .take(LOOKED_INTO)
        .map(|node| {
            let organisation = bodies.name(node);
            let cut_off = bodies.names(&cut_off(graph, node));
            let further = contacts.only_through(graph, node, |_| true).len() as u32;
            let share = shares[node as usize];
            let place = tried.map(|tried| tried.standing(Measured::GoBetween, node));
            let first = tried.map(|tried| tried.first_share(Measured::GoBetween, node));
            let labels: Vec<String> = cut_off.iter().map(|one| one.label.clone()).collect();
            Connector {
                sentence: say::connector(
                    &organisation.label,
                    share,
                    further,
                    &labels,
                    place.as_ref(),
                    // Among few the first five are nearly all of them.
                    first.filter(|_| bodies.count() >= 2 * TOP),
                ),
                organisation,
                share,
                place,
                first_five_share: first,
                pairs_further_apart: further,
                cut_off,
                coverage: bodies.network.coverage_of(node),
            }
        })
        .collect();
    if tried.is_some() {
        // An order by what does not hold would be a rank after all.
        found.sort_by(|x, y| {
            let place = |one: &Connector| position(one).unwrap_or(u32::MAX);
            // Among few the first five are nearly all of them.
            let many = bodies.count() >= 2 * TOP;
            let often = |one: &Connector| one.first_five_share.filter(|_| many).unwrap_or(0.0);
            place(x)
                .cmp(&place(y))
                .then(often(y).total_cmp(&often(x)))
                .then_with(|| x.organisation.name.cmp(&y.organisation.name))
                .then_with(|| x.organisation.id.cmp(&y.organisation.id))
        });
    }
    found
}

/// Its place, where it holds.
fn position(one: &Connector) -> Option<u32> {
    Some(one.place.as_ref()?.rank()?.position())
}

/// Whom it alone ties to the largest part of the others it reaches.
pub(crate) fn cut_off(graph: &Graph, node: u32) -> Vec<u32> {
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

/// What to read first of organisations that connect others: those whose place is settled, and those without whom
/// somebody would be cut off.
pub(crate) fn findings(bodies: &Bodies<'_>, connectors: &[Connector]) -> Vec<Finding> {
    if !bodies.are_known() {
        return Vec::new();
    }
    let cutting = connectors
        .iter()
        .filter(|one| !one.cut_off.is_empty())
        .count() as u32;
    let placed = connectors.iter().filter(|one| one.place.is_some()).count();
    let settled = connectors
        .iter()
        .filter(|one| position(one).is_some())
        .count() as u32;
    let summary = Finding {
        code: "connectors_summary",
        sentence: say::summary(
            connectors.len() as u32,
            cutting,
            (placed > 0).then_some(settled),
        ),
        figures: Figures::from([
            ("connectors", (connectors.len() as u32).into()),
            ("no_other_way", cutting.into()),
            ("places_settled", settled.into()),
        ]),
        evidence: Vec::new(),
        coverage: bodies.coverage(),
        what_next: say::NEXT_SUMMARY.to_owned(),
    };
    let said = connectors.iter().filter(|one| {
        let surely = one.first_five_share.is_some_and(|share| share >= HOLDS);
        one.place.is_none() || position(one).is_some() || surely || !one.cut_off.is_empty()
    });
    let often: Vec<(PartyName, f64)> = connectors
        .iter()
        .filter_map(|one| Some((one.organisation.clone(), one.first_five_share?)))
        .collect();
    std::iter::once(summary)
        .chain(said.take(SAID).map(|one| finding(bodies, one)))
        .chain(often_first(bodies, often, bodies.count()))
        .collect()
}

fn finding(bodies: &Bodies<'_>, one: &Connector) -> Finding {
    let mut named = vec![one.organisation.clone()];
    named.extend(one.cut_off.iter().take(5).cloned());
    Finding {
        code: "connects",
        sentence: one.sentence.clone(),
        figures: Figures::from([
            ("betweenness_share", one.share.into()),
            ("pairs_further_apart", one.pairs_further_apart.into()),
        ]),
        evidence: bodies.evidence(&named),
        coverage: one.coverage,
        what_next: one.cut_off.first().map_or_else(
            || say::NEXT_BETWEEN.to_owned(),
            |first| say::next_cut(&first.label, &one.organisation.label),
        ),
    }
}
