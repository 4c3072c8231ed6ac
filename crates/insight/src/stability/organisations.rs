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
/// In what share of versions somebody must be among the first for that to be said.
const OFTEN: f64 = 0.8;

/// In what share of versions somebody whose place is not settled must be among the first to be spoken of.
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
                    organisation.name,
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
    let mut first: Vec<_> = settled
        .into_iter()
        .filter_map(|one| Some((one, one.connects.rank()?)))
        .filter(|(_, rank)| rank.position <= TOP && rank.top_5_share >= OFTEN)
        .collect();
    first.sort_by_key(|(one, rank)| (rank.position, one.organisation.id.clone()));
    let often: Vec<(PartyName, f64)> = rows
        .iter()
        .filter(|one| matches!(one.connects, Standing::NotSettled { .. }))
        .map(|one| (one.organisation.clone(), one.first_five_share))
        .collect();
    let often = often_first(bodies, often, !first.is_empty(), rows.len() as u32);
    findings.extend(first.into_iter().take(SAID).map(|(one, rank)| Finding {
        code: "organisation_rank_holds",
        sentence: say::first_of_bodies(
            &one.organisation.name,
            rank.top_5_share,
            TOP.min(rank.of),
            (rank.position, rank.holds, rank.range()),
        ),
        figures: Figures::from([
            ("position", rank.position.into()),
            ("holds", rank.holds.into()),
            ("top_5_share", rank.top_5_share.into()),
        ]),
        evidence: bodies.evidence(std::slice::from_ref(&one.organisation)),
        coverage: one.coverage,
        what_next: say::NEXT_FIRST.to_owned(),
    }));
    findings.extend(often);
    findings
}

/// Who of those whose place is not settled is most often among the first; nobody where nobody is so in every fourth
/// version.
pub(crate) fn often_first(
    bodies: &Bodies<'_>,
    mut unsettled: Vec<(PartyName, f64)>,
    any_settled: bool,
    all: u32,
) -> Option<Finding> {
    unsettled.retain(|one| one.1 >= SOMETIMES);
    unsettled.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.name.cmp(&y.0.name)));
    unsettled.truncate(SAID);
    let named: Vec<PartyName> = unsettled.iter().map(|one| one.0.clone()).collect();
    let said: Vec<(String, f64)> = unsettled
        .iter()
        .map(|one| (one.0.label.clone(), one.1))
        .collect();
    // Among few the first five are nearly all of them.
    (!named.is_empty() && all >= 2 * TOP).then(|| Finding {
        code: "often_connects",
        sentence: say::often_first(TOP.min(all), &said, any_settled),
        figures: Figures::from([("top_5_share", said[0].1.into())]),
        evidence: bodies.evidence(&named),
        coverage: bodies.coverage(),
        what_next: say::NEXT_OFTEN.to_owned(),
    })
}
