//! The same answers for the window: a lead, how much is known, and sentences with the people they rest on.

use std::collections::BTreeMap;

use domain::{Audience, AudienceMap, EntityRef, Party};
use insight::words::number;
use insight::{Answer, Evidence, Finding, PartyName};

use super::{WITH_BOTH_WORDS, both, counted, find_leader, find_party, nobody, of_lines, of_one};
use crate::error::AppError;
use crate::seen::Seen;
use crate::wire::{Answered, AnsweredEvidence, AnsweredFinding, PeopleQuestion};

/// One thing found: who it is about, its sentence, and the lines below it.
pub(super) struct Found {
    /// The id of what it is about, where a finding about the same says it already.
    about: Option<String>,
    row: AnsweredFinding,
}

impl Found {
    /// Told in a line of its own even where a finding about the same says more.
    pub(super) fn by_itself(self) -> Self {
        Self {
            about: None,
            ..self
        }
    }

    pub(super) fn of(about: &PartyName, sentence: String, details: Vec<String>) -> Self {
        Self {
            about: Some(about.id.clone()),
            row: AnsweredFinding {
                sentence,
                next: String::new(),
                ways: Vec::new(),
                details,
                evidence: vec![who(about)],
            },
        }
    }
}

/// Answers a question; `from` and `to` are keys or names, asked for by introductions alone.
///
/// # Errors
/// Where a key or a name means nobody or several.
pub fn answered(
    seen: &Seen,
    question: PeopleQuestion,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Answered, AppError> {
    let map = seen.map();
    Ok(match question {
        PeopleQuestion::Brokers => {
            let found = insight::brokers(map);
            let all = found.own.brokers.iter().map(|one| {
                let besides = one.carries_besides();
                let details = besides.map(|carries| carries.sentence.clone()).collect();
                Found::of(&one.leader, one.sentence.clone(), details)
            });
            let connect = found.own.connectors.iter();
            let connect =
                connect.map(|one| Found::of(&one.organisation, one.sentence.clone(), Vec::new()));
            let all = all.chain(connect).collect();
            told(map, &found, &both(map), all)
        }
        PeopleQuestion::Failure => {
            let found = insight::single_points(map);
            let points = found.own.points.iter();
            let points = points.filter(|one| one.told_with.is_none());
            let all = points.map(|one| {
                let ties = one.relationships.iter().map(|tie| &tie.sentence);
                let parts = one.parts.iter().map(|part| &part.sentence);
                let details: Vec<String> = ties.chain(parts).cloned().collect();
                // One line alone would say what the sentence says.
                let details = if details.len() > 1 {
                    details
                } else {
                    Vec::new()
                };
                Found::of(&one.leader, one.sentence.clone(), details)
            });
            let any = found.own.organisations.levels.iter().take(1);
            let bodies = any.flat_map(|any| {
                let bodies = any.organisations.iter();
                let bodies = bodies
                    .map(|one| Found::of(&one.organisation, one.sentence.clone(), Vec::new()));
                let ties = any.single_ties.iter().map(|one| Found {
                    about: None,
                    row: AnsweredFinding {
                        evidence: vec![who(&one.a), who(&one.b)],
                        ..Found::of(&one.a, one.sentence.clone(), Vec::new()).row
                    },
                });
                bodies.chain(ties)
            });
            let all = all.chain(bodies).collect();
            told(map, &found, &both(map), all)
        }
        PeopleQuestion::Lines => {
            let found = insight::lines(map);
            let all = found.own.workstreams.iter().map(|one| {
                let long = one.lines.iter().filter(|line| line.too_long == Some(true));
                let long: Vec<&insight::Line> = long.collect();
                let mut evidence: Vec<AnsweredEvidence> = Vec::new();
                for line in &long {
                    let known = who(&line.from);
                    if !evidence.contains(&known) {
                        evidence.push(known);
                    }
                }
                Found {
                    about: Some(one.id.clone()),
                    row: AnsweredFinding {
                        sentence: one.sentence.clone(),
                        next: String::new(),
                        ways: Vec::new(),
                        details: long.iter().map(|line| line.sentence.clone()).collect(),
                        evidence,
                    },
                }
            });
            let mut answer = told(map, &found, &of_lines(map, found.coverage), all.collect());
            if !answer.coverage.is_empty() {
                answer.coverage = format!("{} {}", answer.coverage, found.own.rule);
            }
            answer
        }
        PeopleQuestion::Views => {
            let found = insight::views(map);
            let differing = found.own.differing.iter().map(|one| Found {
                about: None,
                row: AnsweredFinding {
                    sentence: one.sentence.clone(),
                    next: String::new(),
                    ways: Vec::new(),
                    details: Vec::new(),
                    evidence: vec![who(&one.a), who(&one.b)],
                },
            });
            let voices = found.own.organisations.iter().map(|one| {
                let sentence = format!(
                    "{}: {} of {} judgements, {} of them about its own ties.",
                    one.organisation.label,
                    number(one.judgements),
                    number(found.own.judgements),
                    number(one.of_its_own_ties),
                );
                Found {
                    about: None,
                    ..Found::of(&one.organisation, sentence, Vec::new())
                }
            });
            let known = counted(found.coverage, WITH_BOTH_WORDS);
            told(map, &found, &known, differing.chain(voices).collect())
        }
        PeopleQuestion::Introductions => {
            let (from, to) = if map.audience() == Audience::Working {
                let from = find_leader(map, from.unwrap_or_default())?;
                (from, find_party(map, to.unwrap_or_default())?)
            } else {
                // Whoever is asked for: the answer says why it is not given, and does not say who is there.
                (nobody(), nobody().into())
            };
            let found = insight::introductions(map, from, to);
            let asks = found.own.from.as_ref().map_or("", |asks| &asks.name);
            let known = of_one(asks, found.coverage);
            let mut answer = told(map, &found, &known, Vec::new());
            // One finding for each person that could be met, in their order.
            for (finding, met) in answer.findings.iter_mut().zip(&found.own.people) {
                if !met.is_known() {
                    finding.ways = met.ways.iter().map(|way| way.sentence.clone()).collect();
                }
            }
            answer
        }
    })
}

/// Findings first, each with the lines of what was found about the same; then everything else that was found.
/// `known`: how much is known, and of what.
pub(super) fn told<T>(
    map: &AudienceMap,
    found: &Answer<T>,
    known: &str,
    all: Vec<Found>,
) -> Answered {
    // A finding that rests on nobody in particular sums up the rest.
    let (lead, findings) = match found.findings.split_first() {
        Some((first, others)) if first.evidence.is_empty() => (Some(first), others),
        _ => (None, found.findings.as_slice()),
    };
    let mut rest = Vec::new();
    let mut about_known: BTreeMap<String, AnsweredFinding> = BTreeMap::new();
    for Found { about, row } in all {
        let about_it = |finding: &Finding| {
            let first = finding.evidence.first().map(|first| &first.id);
            finding.sentence == row.sentence || (about.is_some() && about.as_ref() == first)
        };
        if !findings.iter().any(about_it) {
            rest.push(row);
        } else if let Some(about) = about {
            about_known.insert(about, row);
        }
    }
    let rows = findings.iter().map(|finding| {
        let more = finding
            .evidence
            .first()
            .and_then(|first| about_known.remove(&first.id));
        shown(map, finding, more)
    });
    let findings = rows.collect();
    Answered {
        lead: lead.map_or_else(String::new, |lead| lead.sentence.clone()),
        next: lead.map_or_else(String::new, |lead| lead.what_next.clone()),
        coverage: if found.withheld.is_some() || known.is_empty() {
            String::new()
        } else {
            format!("{known}.")
        },
        withheld: found.withheld.is_some(),
        findings,
        rest,
    }
}

/// A finding with the lines below it. Where what was found begins the finding's sentence, the lines say the remainder.
fn shown(map: &AudienceMap, finding: &Finding, more: Option<AnsweredFinding>) -> AnsweredFinding {
    let mut sentence = finding.sentence.clone();
    let mut details = Vec::new();
    if let Some(more) = more {
        if !more.details.is_empty() && sentence.starts_with(&more.sentence) {
            sentence = more.sentence;
            details = more.details;
        } else if !more
            .details
            .iter()
            .all(|line| sentence.contains(line.as_str()))
        {
            details = more.details;
        }
    }
    AnsweredFinding {
        sentence,
        next: finding.what_next.clone(),
        ways: Vec::new(),
        details,
        evidence: parties(map, &finding.evidence),
    }
}

/// The people and organisations among the evidence, each once.
fn parties(map: &AudienceMap, evidence: &[Evidence]) -> Vec<AnsweredEvidence> {
    let mut named: Vec<AnsweredEvidence> = Vec::new();
    for one in evidence {
        let party = match one.reference {
            EntityRef::Leader(id) => Party::from(id),
            EntityRef::Organisation(id) => Party::from(id),
            _ => continue,
        };
        let known = who(&PartyName::of(map, party));
        if !named.contains(&known) {
            named.push(known);
        }
    }
    named
}

fn who(party: &PartyName) -> AnsweredEvidence {
    AnsweredEvidence {
        key: EntityRef::from(party.party).to_string(),
        words: match party.party {
            Party::Leader(_) => party.name.clone(),
            Party::Organisation(_) => party.label.clone(),
        },
    }
}
