//! How sure the rank of every organisation is that connects others.

use domain::Coverage;
use network::Nodes;
use serde::Serialize;

use super::{Measured, OrganisationsTried, Stability, Standing, TOP, Tried, supposed};
use crate::answer::Answer;
use crate::bodies::Bodies;
use crate::finding::{Figures, Finding, PartyName};
use crate::words::stability as say;

/// How many are said in findings.
const SAID: usize = 3;
/// In what share of versions somebody who is not surely among the first must be there to be spoken of.
const SOMETIMES: f64 = 0.25;

/// One organisation's places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrganisationStability {
    /// Which.
    #[serde(flatten)]
    pub organisation: PartyName,
    /// Of the pairs it could have, how many are assessed.
    pub coverage: Coverage,
    /// As one that connects others.
    pub connects: Standing,
    /// In what share of versions among the first five that connect others, whether or not a place is settled.
    pub first_five_share: f64,
    /// By the number of working ties.
    pub contacts: Standing,
    /// Its place as one that connects others in words.
    pub sentence: String,
}

/// The places of the organisations, added to an answer about leaders. Where nothing is known of how leaders work
/// together, organisations are what the answer is about.
pub(super) fn add(answer: &mut Answer<Stability>, bodies: &Bodies<'_>, tried: &Tried) {
    let mut rows: Vec<OrganisationStability> = (0..bodies.count())
        .map(|node| {
            let organisation = bodies.name(node);
            let connects = tried.standing(Measured::GoBetween, node);
            OrganisationStability {
                coverage: bodies.network.coverage_of(node),
                connects,
                first_five_share: tried.first_share(Measured::GoBetween, node),
                contacts: tried.standing(Measured::Contacts, node),
                sentence: format!(
                    "{} {}, {}.",
                    organisation.label,
                    say::CONNECTING,
                    connects.sentence()
                ),
                organisation,
            }
        })
        .collect();
    rows.sort_by(|x, y| {
        let key = |one: &OrganisationStability| {
            (one.organisation.name.clone(), one.organisation.id.clone())
        };
        key(x).cmp(&key(y))
    });
    let coverage = bodies.coverage();
    let mut said = findings(bodies, &rows, tried);
    said.extend(
        tried
            .effort
            .finding(Nodes::Organisations, bodies.count(), coverage),
    );
    if answer.coverage.assessed == 0 {
        // That no leader can be placed is no answer where organisations can; where there are some, it is said last.
        let of_leaders = std::mem::replace(&mut answer.findings, said);
        if !answer.own.leaders.is_empty() {
            answer.findings.extend(of_leaders);
        }
        answer.coverage = coverage;
    } else {
        answer.findings.extend(said);
    }
    answer.own.organisations = rows;
    answer.own.organisations_tried = Some(OrganisationsTried {
        draws: tried.effort,
        supposed: supposed(&tried.plausible),
        coverage,
    });
}

fn findings(bodies: &Bodies<'_>, rows: &[OrganisationStability], tried: &Tried) -> Vec<Finding> {
    let coverage = bodies.coverage();
    let settled: Vec<&OrganisationStability> = rows
        .iter()
        .filter(|one| one.connects.rank().is_some())
        .collect();
    let ranked = rows
        .iter()
        .filter(|one| {
            matches!(
                one.connects,
                Standing::Settled(_) | Standing::NotSettled { .. }
            )
        })
        .count() as u32;
    let draws = tried.effort.draws.draws;
    let mut findings = vec![Finding {
        code: "organisations_stability_summary",
        sentence: say::summary(
            Nodes::Organisations,
            (settled.len() as u32, ranked),
            draws,
            (coverage.assessed, coverage.possible),
        ),
        figures: Figures::from([
            ("settled", (settled.len() as u32).into()),
            ("ranked", ranked.into()),
            ("draws", draws.into()),
        ]),
        evidence: Vec::new(),
        coverage,
        what_next: say::NEXT_BODIES.to_owned(),
    }];
    let shares: Vec<(PartyName, f64)> = rows
        .iter()
        .filter(|one| one.connects.range().is_some())
        .map(|one| (one.organisation.clone(), one.first_five_share))
        .collect();
    let mut first: Vec<_> = rows
        .iter()
        .filter(|one| one.first_five_share >= say::HOLDS)
        .filter_map(|one| Some((one, one.connects.range()?)))
        .collect();
    // Those with a place by their place, and then those without, the surest first.
    first.sort_by(|(x, _), (y, _)| {
        let place = |one: &OrganisationStability| {
            let place = one.connects.rank().map(super::Rank::position);
            place.unwrap_or(u32::MAX)
        };
        place(x)
            .cmp(&place(y))
            .then(y.first_five_share.total_cmp(&x.first_five_share))
            .then_with(|| x.organisation.id.cmp(&y.organisation.id))
    });
    // Among few the first five are nearly all of them, so that only a place says anything.
    let few = (rows.len() as u32) < 2 * TOP;
    first.retain(|(one, _)| !few || one.connects.rank().is_some());
    findings.extend(first.into_iter().take(SAID).map(|(one, range)| {
        let rank = one.connects.rank();
        let mut figures = Figures::from([("top_5_share", one.first_five_share.into())]);
        if let Some(rank) = rank {
            figures.insert("position", rank.position.into());
            figures.insert("holds", rank.holds.into());
        }
        Finding {
            code: if rank.is_some() {
                "organisation_rank_holds"
            } else {
                "organisation_among_first"
            },
            sentence: say::first_of_bodies(
                &one.organisation.label,
                one.first_five_share,
                TOP,
                rank.map(super::Rank::position),
                range,
            ),
            figures,
            evidence: bodies.evidence(std::slice::from_ref(&one.organisation)),
            coverage: one.coverage,
            what_next: say::NEXT_FIRST.to_owned(),
        }
    }));
    findings.extend(often_first(bodies, shares, rows.len() as u32));
    findings
}

/// Who of those who are not surely among the first is so most often; nobody where nobody is so in every fourth version.
/// `shares`: each with the share of versions in which it is among the first.
pub(crate) fn often_first(
    bodies: &Bodies<'_>,
    mut shares: Vec<(PartyName, f64)>,
    all: u32,
) -> Option<Finding> {
    let any_sure = shares.iter().any(|one| one.1 >= say::HOLDS);
    shares.retain(|one| (SOMETIMES..say::HOLDS).contains(&one.1));
    shares.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.name.cmp(&y.0.name)));
    shares.truncate(SAID);
    let named: Vec<PartyName> = shares.iter().map(|one| one.0.clone()).collect();
    let said: Vec<(String, f64)> = shares
        .iter()
        .map(|one| (one.0.label.clone(), one.1))
        .collect();
    // Among few the first five are nearly all of them.
    (!named.is_empty() && all >= 2 * TOP).then(|| Finding {
        code: "often_connects",
        sentence: say::often_first(TOP.min(all), &said, any_sure),
        figures: Figures::from([("top_5_share", said[0].1.into())]),
        evidence: bodies.evidence(&named),
        coverage: bodies.coverage(),
        what_next: say::NEXT_OFTEN.to_owned(),
    })
}
