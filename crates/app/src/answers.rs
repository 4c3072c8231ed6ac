//! The answers as the faces speak them: the figures of `insight` under the names of the wire.

use std::collections::BTreeMap;

use domain::{CommitmentAct, CommitmentSide, EntityKind, EntityRef, Interval, Party};
use insight::{Evidence, Finding, PartyName, Status};
use serde_json::{Map as Object, Value, json};

use crate::error::AppError;
use crate::parties::pair_key;
use crate::seen::Seen;
use crate::wire::{
    ActualAnswer, AnswerHead, BridgeAnswer, CommitmentAnswer, CoverageAnswer, FindingAnswer,
    GapPairAnswer, GapsAnswer, InfluenceAnswer, LeaderInfluence, LevelRange, PartyRef,
    PromisesAnswer, ReferenceChoice, Reliability, ShareRange, Step,
};

/// Needed against actual collaboration.
pub fn gaps(seen: &Seen) -> GapsAnswer {
    let gaps = seen.gaps();
    let said = said_of_pairs(&gaps.findings);
    let pairs: Vec<GapPairAnswer> = gaps
        .pairs
        .iter()
        .map(|pair| gap_pair(pair, &said))
        .collect();
    // Unknown pairs stand in the order in which they are to be asked about.
    let ask_first = gaps
        .pairs
        .iter()
        .zip(&pairs)
        .filter(|(pair, _)| pair.status == Status::Unknown)
        .map(|(_, answer)| answer.clone())
        .collect();
    GapsAnswer {
        head: head(seen, gaps.coverage, &gaps.findings),
        pairs,
        unlisted: gaps.unlisted,
        ask_first,
        congruence: gaps.congruence.map(share_range),
        congruence_weighted: gaps.weighted_congruence.map(share_range),
        needed: gaps.counts.needed,
        gaps: gaps.counts.gap,
        unknown: gaps.counts.unknown,
    }
}

/// What the findings say of each pair: sentence and what next, the first that speaks of it.
pub(crate) fn said_of_pairs(findings: &[Finding]) -> BTreeMap<(String, String), (String, String)> {
    let mut said = BTreeMap::new();
    for finding in findings {
        let organisations: Vec<&Evidence> = finding
            .evidence
            .iter()
            .filter(|evidence| matches!(evidence.reference, EntityRef::Organisation(_)))
            .collect();
        if let [a, b] = organisations.as_slice() {
            said.entry((a.id.clone(), b.id.clone()))
                .or_insert_with(|| (finding.sentence.clone(), finding.what_next.clone()));
        }
    }
    said
}

pub(crate) fn gap_pair(
    pair: &insight::Pair,
    said: &BTreeMap<(String, String), (String, String)>,
) -> GapPairAnswer {
    let here = said
        .get(&(pair.a.id.clone(), pair.b.id.clone()))
        .or_else(|| said.get(&(pair.b.id.clone(), pair.a.id.clone())));
    let (sentence, what_next) = here
        .cloned()
        .unwrap_or_else(|| (pair.because.clone(), String::new()));
    GapPairAnswer {
        key: key_of(&pair.a, &pair.b),
        a: party(&pair.a),
        b: party(&pair.b),
        needed: pair.needed.number(),
        because: pair.because.clone(),
        actual: ActualAnswer {
            low: pair.actual.low,
            high: pair.actual.high,
            assessed: pair.actual.assessed,
            both_sides: pair.actual.both_sides,
            newest: pair.actual.last_assessed.map(|day| day.to_string()),
            assessments: pair.actual.assessments,
            through_leaders: pair.actual.through_leaders,
            says_a: pair.actual.says_a.map(domain::Level::number),
            says_b: pair.actual.says_b.map(domain::Level::number),
        },
        gap: LevelRange {
            low: pair.gap.low,
            high: pair.gap.high,
        },
        priority: pair.priority,
        priority_high: pair.priority_at_most,
        importance: pair.importance,
        surplus: pair.surplus.low,
        resilience: pair.resilience.as_ref().map(|resilience| resilience.people),
        hangs_on: pair
            .resilience
            .as_ref()
            .map(|resilience| resilience.hangs_on.iter().map(party).collect())
            .unwrap_or_default(),
        who_could_bridge: pair
            .who_could_bridge
            .iter()
            .map(|bridge| BridgeAnswer {
                leader: party(&bridge.leader),
                because: bridge.because.clone(),
            })
            .collect(),
        sentence,
        what_next,
        verdict: match pair.status {
            Status::Gap => "gap",
            Status::Unknown => "unknown",
            Status::NoGap => "no_gap",
            Status::NotNeeded => "not_needed",
        }
        .to_owned(),
    }
}

fn key_of(a: &PartyName, b: &PartyName) -> String {
    match (a.party, b.party) {
        (Party::Organisation(a), Party::Organisation(b)) => pair_key(a, b),
        _ => format!("pair:{}:{}", a.id, b.id),
    }
}

/// Formal authority beside informal influence.
pub fn influence(seen: &Seen) -> InfluenceAnswer {
    let influence = seen.influence();
    let leaders = influence
        .leaders
        .iter()
        .map(|leader| {
            // Without measures the map is empty: not known is never 0.
            let measures: BTreeMap<String, f64> = leader
                .measures
                .iter()
                .flat_map(|m| {
                    [
                        ("degree", f64::from(m.degree)),
                        ("strength", m.strength),
                        ("betweenness", m.betweenness),
                        ("betweenness_normalized", m.betweenness_normalised),
                        ("harmonic", m.harmonic),
                        ("organisations_reached", f64::from(m.organisations_reached)),
                    ]
                })
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            let posts: Vec<String> = leader
                .posts
                .iter()
                .map(|post| format!("{}, {}", post.title, post.organisation.label))
                .collect();
            LeaderInfluence {
                id: leader.leader.id.clone(),
                kind: leader.leader.kind.to_owned(),
                name: leader.leader.name.clone(),
                label: leader.leader.label.clone(),
                posts: posts.join("; "),
                organisation: leader.posts.first().map(|post| party(&post.organisation)),
                authority: leader.authority.as_ref().map(|authority| authority.value),
                authority_because: leader.authority.as_ref().map_or_else(
                    || "nobody has said".to_owned(),
                    |authority| {
                        format!(
                            "{} as {}, {}",
                            authority.word, authority.title, authority.organisation.label
                        )
                    },
                ),
                measures,
                quadrant: leader
                    .quadrant
                    .and_then(|quadrant| serde_json::to_value(quadrant).ok())
                    .and_then(|value| value.as_str().map(str::to_owned))
                    .unwrap_or_else(|| "not_known".to_owned()),
                quadrant_words: leader.position.unwrap_or("not known").to_owned(),
                because: leader.because.join("; "),
            }
        })
        .collect();
    InfluenceAnswer {
        head: head(seen, influence.coverage, &influence.findings),
        leaders,
        withheld: influence.withheld.map(str::to_owned),
    }
}

/// Promises and how they are kept.
pub fn promises(seen: &Seen) -> PromisesAnswer {
    let promises = seen.promises();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let commitments = promises
        .register
        .iter()
        .map(|row| CommitmentAnswer {
            key: row.reference.to_string(),
            id: row.id.clone(),
            what: row.what.clone(),
            from: party(&row.from),
            to: party(&row.to),
            workstream: row.workstream.clone(),
            state: serde_json::to_value(row.state)
                .ok()
                .and_then(|value| value.as_str().map(str::to_owned))
                .unwrap_or_default(),
            state_word: row.state_word.to_owned(),
            asked: row.asked.to_string(),
            due: day(row.first_due),
            agreed_due: day(row.currently_due),
            renegotiations: row.renegotiations,
            days_overdue: row.overdue_days.unwrap_or(0),
            steps: row
                .state
                .open_acts()
                .into_iter()
                .map(|(act, by)| step(act, by))
                .collect(),
        })
        .collect();
    let organisations = promises
        .organisations
        .iter()
        .map(|one| Reliability {
            organisation: party(&one.organisation),
            due: one.kept.due,
            kept_on_time: one.kept.kept_on_time,
            rate: one.kept.rate,
            interval: one.kept.interval.map(share_range),
            shrunk: one.shrunk,
            open_overdue: one.kept.open_overdue,
            days_late: one.kept.days_late,
            enough_to_compare: one.enough_to_compare,
        })
        .collect();
    PromisesAnswer {
        head: head(seen, promises.coverage, &promises.findings),
        commitments,
        organisations,
    }
}

fn step(act: CommitmentAct, by: CommitmentSide) -> Step {
    let text = |value: Value| value.as_str().map(str::to_owned).unwrap_or_default();
    Step {
        step: text(json!(act)),
        by: text(json!(by)),
        word: act.word().to_owned(),
        needs_day: act == CommitmentAct::Renegotiate,
    }
}

/// Promises that are overdue on the day shown.
pub(crate) fn overdue(promises: &insight::Promises) -> u32 {
    promises.register.iter().filter(|row| row.overdue).count() as u32
}

/// How many entities of a kind are seen.
pub(crate) fn count(map: &domain::AudienceMap, kind: EntityKind) -> u32 {
    let count = map.count_of(kind);
    count as u32
}

/// Footprint, day, audience and coverage, as every JSON answer begins.
pub fn head_json(seen: &Seen) -> Object<String, Value> {
    let coverage = seen.gaps().coverage;
    let head = head(seen, coverage, &[]);
    let mut object = Object::new();
    object.insert("footprint".to_owned(), json!(head.footprint));
    object.insert("as_of".to_owned(), json!(head.as_of));
    if let Some(day) = head.known_on {
        object.insert("known_on".to_owned(), json!(day));
    }
    object.insert("audience".to_owned(), json!(head.audience));
    object.insert("coverage".to_owned(), json!(head.coverage));
    object.insert("findings".to_owned(), json!(head.findings));
    object
}

pub(crate) fn head(seen: &Seen, coverage: domain::Coverage, findings: &[Finding]) -> AnswerHead {
    AnswerHead {
        footprint: seen.map().footprint().name.clone(),
        as_of: seen.map().as_of().to_string(),
        known_on: seen.map().known_on().map(|day| day.to_string()),
        audience: seen.map().audience().key().to_owned(),
        coverage: CoverageAnswer {
            assessed: coverage.assessed,
            possible: coverage.possible,
        },
        findings: findings.iter().map(finding).collect(),
    }
}

pub(crate) fn finding(finding: &Finding) -> FindingAnswer {
    FindingAnswer {
        code: finding.code.to_owned(),
        sentence: finding.sentence.clone(),
        figures: finding
            .figures
            .iter()
            .map(|(name, figure)| ((*name).to_owned(), json!(figure)))
            .collect(),
        evidence: finding
            .evidence
            .iter()
            .map(|evidence| evidence.reference.to_string())
            .collect(),
        what_next: finding.what_next.clone(),
    }
}

pub(crate) fn party(name: &PartyName) -> PartyRef {
    PartyRef {
        id: name.id.clone(),
        kind: name.kind.to_owned(),
        name: name.name.clone(),
        label: name.label.clone(),
    }
}

const fn share_range(range: Interval<f64>) -> ShareRange {
    ShareRange {
        low: range.low,
        high: range.high,
    }
}

/// The real footprints one can begin from, by name.
pub fn references() -> Vec<ReferenceChoice> {
    let mut all: Vec<ReferenceChoice> = exchange::reference::footprints()
        .iter()
        .map(reference_choice)
        .collect();
    all.sort_by(|a, b| (&a.name, &a.era).cmp(&(&b.name, &b.era)));
    all
}

fn reference_choice(footprint: &exchange::reference::ReferenceFootprint) -> ReferenceChoice {
    ReferenceChoice {
        code: footprint.code.clone(),
        name: footprint.name.clone(),
        era: footprint.era.word().to_owned(),
        edition: footprint.edition.to_string(),
        organisations: footprint.organisations,
    }
}

/// A real footprint by its code or name.
pub(crate) fn reference(wanted: &str) -> Result<exchange::reference::ReferenceFootprint, AppError> {
    exchange::reference::footprint(wanted).ok_or_else(|| {
        exchange::ExchangeError::NoSuchFootprint {
            code: wanted.to_owned(),
        }
        .into()
    })
}

/// The code of a real footprint by its code or name.
pub fn reference_code(wanted: &str) -> Result<String, AppError> {
    Ok(reference(wanted)?.code)
}

/// The two ids a key such as `pair:…:…` names.
pub(crate) fn pair_of(key: &str) -> Option<(domain::Uuid, domain::Uuid)> {
    let (a, b) = key.strip_prefix("pair:")?.split_once(':')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}
