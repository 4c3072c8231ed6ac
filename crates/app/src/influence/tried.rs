//! What is tried on plausible versions of an incomplete map, for the window.

use domain::{AudienceMap, EntityRef, Party};
use insight::{Answer, Draws, Scope, Standing, Watch, WhatIf};

use super::answered::{Found, told};
use super::{PAIRS, Supposed, both, counted, find_proposal, supposition};
use crate::error::AppError;
use crate::seen::Seen;
use crate::sentence::capital;
use crate::wire::{
    AnswerThen, AuthorityRow, ChangeThen, FigureThen, OrganisationPlacesRow, Place, PlacesRow,
    ProposalChoice, Tried, TriedFound, TriedQuestion,
};

/// Answers a question that is tried on plausible versions of the map.
///
/// # Errors
/// Where a key means nothing here, or the work was cancelled.
pub fn tried(
    seen: &Seen,
    question: &TriedQuestion,
    draws: Draws,
    watch: &Watch<'_>,
) -> Result<Tried, AppError> {
    let map = seen.map();
    let (said, found) = match question {
        TriedQuestion::Places => {
            let found = insight::stability(map, draws, watch).ok_or(AppError::Cancelled)?;
            let hanging = found.own.hanging.iter();
            let hanging =
                hanging.map(|one| Found::of(&one.leader, one.sentence.clone(), Vec::new()));
            // Each is a line of its own, whoever else is spoken of.
            let hanging = hanging.map(Found::by_itself).collect();
            let said = told(map, &found, &both(map), hanging);
            (said, places(map, &found))
        }
        TriedQuestion::Authority { proposal } => {
            let scope = match proposal.as_deref().filter(|key| !key.is_empty()) {
                // A publication is told why, and not what there is to decide.
                Some(_) if map.audience().is_publication() => Scope::General,
                Some(key) => Scope::Proposal(find_proposal(map, key)?),
                None => Scope::General,
            };
            let found = insight::authority(map, scope, draws, watch).ok_or(AppError::Cancelled)?;
            {
                let known = counted(found.coverage, PAIRS);
                (
                    told(map, &found, &known, Vec::new()),
                    authority(map, &found),
                )
            }
        }
        TriedQuestion::Without { key } => {
            let supposed = Supposed::Without(key.clone());
            otherwise(map, &supposed, draws, watch)?
        }
        TriedQuestion::WithTie { a, b, level } => {
            let supposed = Supposed::Tie {
                a: a.clone(),
                b: b.clone(),
                level: *level,
            };
            otherwise(map, &supposed, draws, watch)?
        }
    };
    Ok(Tried {
        revision: seen.revision() as u32,
        audience: map.audience().key().to_owned(),
        as_of: map.as_of().to_string(),
        said,
        found,
    })
}

fn places(map: &AudienceMap, found: &Answer<insight::Stability>) -> TriedFound {
    let place = |standing: &Standing| Place {
        state: standing.key().to_owned(),
        position: standing.rank().map(insight::Rank::position),
        short: standing.short(),
        how_sure: standing.how_sure(),
    };
    // Whether somebody is a go-between at all is no less a question than their place.
    let between = |one: &insight::LeaderStability| Place {
        how_sure: one.how_sure_between(),
        ..place(&one.go_between)
    };
    let rows = found.own.leaders.iter().map(|one| PlacesRow {
        key: EntityRef::from(one.leader.party).to_string(),
        name: one.leader.name.clone(),
        organisations: organisations(map, one.leader.party),
        go_between: between(one),
        contacts: place(&one.contacts),
        listened_to: place(&one.listened_to),
        assessed: one.coverage.assessed,
        possible: one.coverage.possible,
    });
    let organisations = found.own.organisations.iter().map(|one| {
        let sector = match one.organisation.party {
            Party::Organisation(id) => map.organisation(id).and_then(|it| it.sector.clone()),
            Party::Leader(_) => None,
        };
        OrganisationPlacesRow {
            key: EntityRef::from(one.organisation.party).to_string(),
            name: one.organisation.name.clone(),
            sector: sector.unwrap_or_default(),
            connects: place(&one.connects),
            contacts: place(&one.contacts),
            assessed: one.coverage.assessed,
            possible: one.coverage.possible,
        }
    });
    TriedFound::Places {
        rows: rows.collect(),
        listening_recorded: found.own.listening_recorded,
        organisations: organisations.collect(),
    }
}

fn authority(map: &AudienceMap, found: &Answer<insight::AuthorityMap>) -> TriedFound {
    let rows = found.own.leaders.iter().map(|one| AuthorityRow {
        key: EntityRef::from(one.leader.party).to_string(),
        name: one.leader.name.clone(),
        organisations: organisations(map, one.leader.party),
        formal_low: one.formal.low,
        formal_high: one.formal.high,
        formal: one.formal_words(),
        formal_because: one.formal_because.clone(),
        listeners: one.informal.as_ref().map(|known| known.listeners),
        said_to_listen: one.informal.as_ref().map(|known| known.said_to_listen),
        heard_share: one.informal.as_ref().map(|known| known.first_quarter_share),
        heard: one
            .informal_words()
            .unwrap_or_else(|| one.because.last().cloned().unwrap_or_default()),
        heard_because: one.because.last().cloned().unwrap_or_default(),
        corner: one
            .corner
            .and_then(|corner| serde_json::to_value(corner).ok())
            .and_then(|key| key.as_str().map(str::to_owned)),
        position: one.position.clone(),
    });
    let rows = rows.collect();
    let mut proposals: Vec<ProposalChoice> = Vec::new();
    if found.withheld.is_none() {
        proposals.extend(map.proposals().iter().map(|proposal| ProposalChoice {
            key: EntityRef::from(proposal.id).to_string(),
            title: proposal.title.clone(),
        }));
        proposals.sort_by(|x, y| x.title.cmp(&y.title));
    }
    TriedFound::Authority { proposals, rows }
}

fn otherwise(
    map: &AudienceMap,
    supposed: &Supposed,
    draws: Draws,
    watch: &Watch<'_>,
) -> Result<(crate::wire::Answered, TriedFound), AppError> {
    let found: Answer<WhatIf> = insight::what_if(map, supposition(map, supposed)?, draws, watch)
        .ok_or(AppError::Cancelled)?;
    let mut said = told(map, &found, &both(map), Vec::new());
    if said.lead.is_empty() && !said.findings.is_empty() {
        // The figures stand in the table below.
        let summary = said.findings.remove(0);
        said.next = summary.next;
        said.lead.clone_from(&found.own.answer);
    }
    let mut answers: Vec<AnswerThen> = Vec::new();
    for change in &found.own.changes {
        let answer = capital(change.question.word());
        let line = ChangeThen {
            what: change.what.clone(),
            today: change.today.clone(),
            then: change.then.clone(),
        };
        match answers.last_mut().filter(|last| last.answer == answer) {
            Some(last) => last.changes.push(line),
            None => answers.push(AnswerThen {
                answer,
                changes: vec![line],
            }),
        }
    }
    let figures = found.own.figures.iter().map(|one| FigureThen {
        what: capital(one.what),
        today: one.today,
        then: one.then,
    });
    let found = TriedFound::Otherwise {
        figures: figures.collect(),
        answers,
        unchanged: found.own.unchanged,
    };
    Ok((said, found))
}

/// The short names of where somebody belongs on the day.
fn organisations(map: &AudienceMap, party: Party) -> String {
    let Party::Leader(id) = party else {
        return String::new();
    };
    let mut labels: Vec<&str> = map
        .posts_of(id, map.as_of())
        .filter_map(|post| map.party_label(post.organisation_id.into()))
        .collect();
    labels.dedup();
    labels.join(", ")
}
