//! The answers about people and what hangs on them, as the faces speak them: one JSON object for a program, and lines
//! and tables for a person.

mod answered;
mod tried;

use std::collections::BTreeMap;

use domain::{Audience, AudienceMap, Coverage, LeaderId, Level, Party, ProposalId};
use insight::words::number;
use insight::{Answer, Draws, Finding, HangsOnOrganisations, Scope, Standing, Supposition, Watch};
use serde::Serialize;
use serde_json::{Map as Object, Value, json};
use uuid::Uuid;

use crate::answers;
use crate::error::AppError;
use crate::measure::Block;
use crate::seen::Seen;
use crate::sentence::capital;
use crate::wire::{AnswerHead, FindingAnswer};

pub use answered::answered;
pub use tried::tried;

/// How many rows of a list a person is shown; a program gets all.
const SHOWN: usize = 12;
/// What coverages count, always in one form: so many of so many, of what, and what is known of them.
const PAIRS: &str = "pairs of leaders are assessed";
/// And of organisations, of which people speak as well.
const PAIRS_OF_ORGANISATIONS: &str =
    "pairs of organisations are assessed, by themselves or through their people";
/// Of people rather than pairs.
const WHO_DO_THE_WORK: &str = "people who do the work have an assessed tie at all";
/// Of pairs somebody has assessed, whatever they are of.
const WITH_BOTH_WORDS: &str = "assessed pairs, of leaders, of organisations or of one with the other, have the word of both sides";

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Asked {
    /// Who decides and who is listened to; for one proposal, by its title, or in general.
    Authority {
        /// The proposal.
        proposal: Option<String>,
    },
    /// Who carries messages between whom.
    #[default]
    Brokers,
    /// What hangs on one person.
    Failure,
    /// From those who do the work to those who may decide it.
    Lines,
    /// Who can introduce somebody to somebody.
    Introductions {
        /// Who asks, by name.
        from: String,
        /// A person or an organisation, by name.
        to: String,
    },
    /// How sure every rank is.
    Stability,
    /// Whose view it is.
    Views,
}

/// What is supposed, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Supposed {
    /// A person or an organisation is no longer there.
    Without(String),
    /// Two parties work together at a level.
    Tie {
        /// One.
        a: String,
        /// The other.
        b: String,
        /// The level, 1 to 5.
        level: u8,
    },
}

/// An answer for either kind of reader.
#[derive(Debug)]
pub struct Told {
    /// For a program.
    pub json: Value,
    /// What stands above it for a person.
    pub head: AnswerHead,
    /// How much is known, and of what.
    pub known: String,
    /// Why there is nothing more, where the audience may not have it.
    pub withheld: Option<String>,
    /// The answer itself for a person.
    pub blocks: Vec<Block>,
}

/// Answers, or says why not.
///
/// # Errors
/// Where a name means nobody or several, or the work was cancelled.
pub fn answer(
    seen: &Seen,
    asked: &Asked,
    draws: Draws,
    watch: &Watch<'_>,
) -> Result<Told, AppError> {
    let map = seen.map();
    match asked {
        Asked::Authority { proposal } => {
            let scope = match proposal {
                None => Scope::General,
                Some(wanted) => Scope::Proposal(find_proposal(map, wanted)?),
            };
            let found = insight::authority(map, scope, draws, watch).ok_or(AppError::Cancelled)?;
            let rows = found.own.leaders.iter().map(|one| {
                let informal = one.informal.as_ref();
                vec![
                    one.leader.name.clone(),
                    range(one.formal.low, one.formal.high),
                    informal.map_or_else(unknown, |known| known.listeners.to_string()),
                    informal
                        .filter(|_| found.own.listening_recorded)
                        .map_or_else(
                            || "not recorded".to_owned(),
                            |known| known.said_to_listen.to_string(),
                        ),
                    informal.map_or_else(unknown, |known| of_100(known.first_quarter_share)),
                    one.position.clone(),
                ]
            });
            let headings = [
                "Leader",
                "Authority (0-4)",
                "Working ties",
                "Recorded as listening",
                if found.own.listening_recorded {
                    "Among the quarter most listened to"
                } else {
                    "Among the quarter best connected"
                },
                "In short",
            ];
            let blocks = vec![table(&headings, rows.collect())];
            Ok(told(seen, &found, counted(found.coverage, PAIRS), blocks))
        }
        Asked::Brokers => {
            let found = insight::brokers(map);
            let people = found.own.brokers.iter().map(|one| one.sentence.as_str());
            let said: Vec<&str> = people.collect();
            let mut blocks = lines(&said, &found.findings, "go-betweens");
            let connect = found.own.connectors.iter().map(|one| one.sentence.as_str());
            let said: Vec<&str> = connect.collect();
            let what = "organisations that connect others";
            blocks.extend(lines(&said, &found.findings, what));
            Ok(told(seen, &found, both(map), blocks))
        }
        Asked::Failure => {
            let found = insight::single_points(map);
            let levels = found.own.levels.iter().map(|one| {
                vec![
                    format!("{} {}", one.level.number(), one.level.word()),
                    one.pairs.to_string(),
                    one.on_one_person.to_string(),
                    one.parts.to_string(),
                    one.largest.to_string(),
                    one.holding_parts.to_string(),
                ]
            });
            let headings = [
                "Ties from level",
                "Pairs of organisations tied",
                "On one person",
                "Separate groups",
                "People in the largest",
                "People holding a part",
            ];
            let mut blocks = Vec::new();
            let of = pairs(&found.findings);
            if of == PAIRS {
                blocks.extend([table(&headings, levels.collect()), line("")]);
            }
            if found.own.organisations.coverage.assessed > 0 {
                blocks.extend([hanging_table(&found.own.organisations), line("")]);
            }
            let points = found.own.points.iter();
            let points = points.filter(|one| one.told_with.is_none());
            let said: Vec<&str> = points.map(|one| one.sentence.as_str()).collect();
            blocks.extend(lines(
                &said,
                &found.findings,
                "people on whom something hangs",
            ));
            let any = found.own.organisations.levels.iter().take(1);
            let said: Vec<&str> = any
                .flat_map(|any| {
                    let bodies = any.organisations.iter().map(|one| one.sentence.as_str());
                    bodies.chain(any.single_ties.iter().map(|one| one.sentence.as_str()))
                })
                .collect();
            let what = "organisations and ties on which something hangs";
            blocks.extend(lines(&said, &found.findings, what));
            Ok(told(seen, &found, both(map), blocks))
        }
        Asked::Lines => {
            let found = insight::lines(map);
            let mut blocks = vec![line(&found.own.rule)];
            blocks.extend(found.own.workstreams.iter().map(|one| line(&one.sentence)));
            Ok(told(seen, &found, of_lines(map, found.coverage), blocks))
        }
        Asked::Introductions { from, to } => {
            // Others are told why it is not for them, and not who is there.
            let (from, to) = if map.audience() == Audience::Working {
                (find_leader(map, from)?, find_party(map, to)?)
            } else {
                (nobody(), nobody().into())
            };
            let found = insight::introductions(map, from, to);
            let mut blocks = Vec::new();
            let met = found.own.people.iter().filter(|one| !one.is_known());
            for one in met.filter(|one| !one.ways.is_empty()) {
                blocks.push(line(&format!("To {}:", one.leader.name)));
                let ways = one.ways.iter().enumerate();
                blocks
                    .extend(ways.map(|(at, way)| line(&format!("  {}. {}", at + 1, way.sentence))));
            }
            let asks = found.own.from.as_ref().map_or("", |asks| &asks.name);
            Ok(told(seen, &found, of_one(asks, found.coverage), blocks))
        }
        Asked::Stability => {
            let found = insight::stability(map, draws, watch).ok_or(AppError::Cancelled)?;
            let place = |standing: &Standing| match standing {
                Standing::Settled(rank) => {
                    let (low, high) = rank.range();
                    if rank.is_exact() {
                        format!("{} ({low} to {high})", rank.position())
                    } else {
                        format!("{low} to {high}")
                    }
                }
                Standing::NotSettled { low, high, .. } => format!("not settled ({low} to {high})"),
                Standing::NoneOnRecord => "none on record".to_owned(),
                Standing::NotAssessed => "not assessed".to_owned(),
            };
            let rows = found.own.leaders.iter().map(|one| {
                vec![
                    one.leader.name.clone(),
                    place(&one.go_between),
                    of_100(one.go_between_share),
                    of_100(one.first_five_share),
                    place(&one.contacts),
                    place(&one.listened_to),
                ]
            });
            let headings = [
                "Leader",
                "As a go-between",
                "A go-between at all",
                "Among the first five",
                "By working ties",
                if found.own.listening_recorded {
                    "Listened to"
                } else {
                    "By weight of ties"
                },
            ];
            let mut blocks = Vec::new();
            if !found.own.leaders.is_empty() {
                blocks.push(table(&headings, rows.collect()));
            }
            if !found.own.hanging.is_empty() {
                let rows = found.own.hanging.iter().take(SHOWN).map(|one| {
                    vec![
                        one.what.clone(),
                        one.leader.name.clone(),
                        format!("{} {}", one.from_level.number(), one.from_level.word()),
                        of_100(one.still),
                    ]
                });
                let headings = [
                    "What hangs on one person",
                    "On whom",
                    "Ties from level",
                    "Still so",
                ];
                blocks.extend([line(""), table(&headings, rows.collect())]);
                let left = found.own.hanging.len().saturating_sub(SHOWN);
                if left > 0 {
                    blocks.push(line(&format!(
                        "\u{2026} and {left} more that hang on one person; --json lists them all."
                    )));
                }
            }
            if !found.own.organisations.is_empty() {
                let rows = found.own.organisations.iter().map(|one| {
                    vec![
                        one.organisation.name.clone(),
                        place(&one.connects),
                        place(&one.contacts),
                    ]
                });
                let headings = ["Organisation", "In connecting others", "By working ties"];
                if !blocks.is_empty() {
                    blocks.push(line(""));
                }
                blocks.push(table(&headings, rows.collect()));
            }
            Ok(told(seen, &found, both(map), blocks))
        }
        Asked::Views => {
            let found = insight::views(map);
            let rows = found.own.organisations.iter().map(|one| {
                vec![
                    one.organisation.label.clone(),
                    one.judgements.to_string(),
                    one.of_its_own_ties.to_string(),
                    format!("{:.0} %", one.share * 100.0),
                ]
            });
            let headings = ["Organisation", "Judgements", "Of its own ties", "Share"];
            let mut blocks = vec![table(&headings, rows.collect()), line("")];
            let said: Vec<&str> = found
                .own
                .differing
                .iter()
                .map(|one| one.sentence.as_str())
                .collect();
            blocks.extend(lines(&said, &found.findings, "pairs that differ"));
            Ok(told(
                seen,
                &found,
                counted(found.coverage, WITH_BOTH_WORDS),
                blocks,
            ))
        }
    }
}

/// "180 of 3,570 pairs of leaders are assessed"; nothing where there is nothing to know.
fn counted(coverage: Coverage, of: &str) -> String {
    if coverage.possible == 0 {
        return String::new();
    }
    format!(
        "{} of {} {of}",
        number(coverage.assessed),
        number(coverage.possible)
    )
}

/// How much is known of leaders and of organisations, for the answers that speak of either.
fn both(map: &AudienceMap) -> String {
    joined([
        counted(insight::known_of_leaders(map), PAIRS),
        counted(insight::known_of_organisations(map), PAIRS_OF_ORGANISATIONS),
    ])
}

/// The same for reporting lines: of whom who do the work anything is known, and of all pairs how many.
fn of_lines(map: &AudienceMap, doers: Coverage) -> String {
    joined([
        counted(insight::known_of_leaders(map), PAIRS),
        counted(doers, WHO_DO_THE_WORK),
    ])
}

/// The same for introductions.
fn of_one(asks: &str, coverage: Coverage) -> String {
    let of = format!("pairs of {asks} with another leader are assessed");
    joined([counted(coverage, &of), String::new()])
}

fn joined(parts: [String; 2]) -> String {
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

/// What the coverage of an answer counts. Where nothing is known of people, it is organisations that are spoken of, and
/// they come first.
fn pairs(findings: &[Finding]) -> &'static str {
    const OF_ORGANISATIONS: [&str; 3] = [
        "connectors_summary",
        "organisations_summary",
        "organisations_stability_summary",
    ];
    let first = findings.first();
    if first.is_some_and(|first| OF_ORGANISATIONS.contains(&first.code)) {
        PAIRS_OF_ORGANISATIONS
    } else {
        PAIRS
    }
}

/// What hangs on organisations and their ties, at each level of tie.
fn hanging_table(found: &HangsOnOrganisations) -> Block {
    let rows = found.levels.iter().map(|one| {
        vec![
            format!("{} {}", one.level.number(), one.level.word()),
            one.ties.to_string(),
            one.tied.to_string(),
            one.parts.to_string(),
            one.largest.to_string(),
            one.cutting().count().to_string(),
            one.only_ways().count().to_string(),
        ]
    });
    let headings = [
        "Ties from level",
        "Ties of organisations",
        "Organisations tied",
        "Groups",
        "In the largest",
        "Organisations others hang on",
        "Ties that are the only way",
    ];
    table(&headings, rows.collect())
}

/// How sure the places of everybody as a go-between are.
#[derive(Debug)]
pub struct RankStability {
    /// By id the best and the last place in nine of ten plausible versions of the map, and the share of versions among
    /// the first five. Nothing where the audience may not have it.
    pub leaders: BTreeMap<String, Value>,
    /// How many versions were tried, and how.
    pub tried: Value,
    /// What is said of it where less was tried than was asked for.
    pub finding: Option<FindingAnswer>,
}

/// How sure the places of everybody as a go-between are.
///
/// # Errors
/// Where the work was cancelled.
pub fn rank_stability(
    seen: &Seen,
    draws: Draws,
    watch: &Watch<'_>,
) -> Result<RankStability, AppError> {
    let found =
        insight::stability_of_leaders(seen.map(), draws, watch).ok_or(AppError::Cancelled)?;
    let less = found.findings.iter().find(|one| one.code == "tried_less");
    let finding = less.map(answers::finding);
    let tried = json!(found.own.draws);
    let ranges = found.own.leaders.into_iter().filter_map(|one| {
        let (low, high) = match one.go_between {
            Standing::Settled(rank) => rank.range(),
            Standing::NotSettled { low, high, .. } => (low, high),
            Standing::NoneOnRecord | Standing::NotAssessed => return None,
        };
        let share = one.first_five_share;
        Some((
            one.leader.id,
            json!({ "low": low, "high": high, "top_5_share": share }),
        ))
    });
    Ok(RankStability {
        leaders: ranges.collect(),
        tried,
        finding,
    })
}

/// Who and what is meant by a supposition. For a publication nobody: it names nobody, and does not say who is there.
///
/// # Errors
/// Where a name means nobody or several, or a level is none.
pub(crate) fn supposition(map: &AudienceMap, supposed: &Supposed) -> Result<Supposition, AppError> {
    Ok(match supposed {
        _ if map.audience().is_publication() => Supposition::WithoutLeader(nobody()),
        Supposed::Without(wanted) => match find_party(map, wanted)? {
            Party::Leader(id) => Supposition::WithoutLeader(id),
            Party::Organisation(id) => Supposition::WithoutOrganisation(id),
        },
        Supposed::Tie { a, b, level } => {
            let (a, b) = (find_party(map, a)?, find_party(map, b)?);
            still_there(map, a)?;
            still_there(map, b)?;
            if a == b {
                return Err(AppError::BothEndsSame {
                    name: map.party_name(a).unwrap_or_default().to_owned(),
                });
            }
            let given = level.to_string();
            let level = Level::try_from(*level).ok();
            let level = level.filter(|level| *level > Level::None);
            let level = level.ok_or_else(|| AppError::NotOneOf {
                what: "a level at which two work together",
                given,
                known: "1 to 5".to_owned(),
            })?;
            Supposition::WithTie { a, b, level }
        }
    })
}

/// Whoever has left is not on the map, and no tie of theirs would be.
fn still_there(map: &AudienceMap, party: Party) -> Result<(), AppError> {
    let Party::Leader(id) = party else {
        return Ok(());
    };
    let day = map.as_of();
    let had_posts = map.posts().iter().any(|post| post.leader_id == id);
    if had_posts && map.posts_of(id, day).next().is_none() {
        return Err(AppError::HasLeft {
            name: map.party_name(party).unwrap_or_default().to_owned(),
            day: insight::words::date(day),
        });
    }
    Ok(())
}

/// Every answer of today beside the answer if something were otherwise. Nothing is written.
///
/// # Errors
/// Where a name means nobody or several, a level is none, or the work was cancelled.
pub fn what_if(
    seen: &Seen,
    supposed: &Supposed,
    draws: Draws,
    watch: &Watch<'_>,
) -> Result<Told, AppError> {
    let map = seen.map();
    let supposition = supposition(map, supposed)?;
    let found = insight::what_if(map, supposition, draws, watch).ok_or(AppError::Cancelled)?;
    let figures = found.own.figures.iter().map(|one| {
        vec![
            one.what.to_owned(),
            one.today.to_string(),
            one.then.to_string(),
        ]
    });
    let mut blocks = vec![table(&["What", "Today", "Then"], figures.collect())];
    let mut before = None;
    for change in &found.own.changes {
        if before != Some(change.question) {
            before = Some(change.question);
            blocks.push(line(""));
            let of_this = found.own.changes.iter();
            let count = of_this
                .filter(|other| other.question == change.question)
                .count();
            blocks.push(line(&format!(
                "{} ({count}):",
                capital(change.question.word())
            )));
        }
        blocks.push(line(&format!("  {}", change.sentence)));
    }
    Ok(told(seen, &found, both(map), blocks))
}

/// Somebody who is on no map.
fn nobody() -> LeaderId {
    LeaderId::from(Uuid::nil())
}

fn told<T: Serialize>(seen: &Seen, found: &Answer<T>, known: String, blocks: Vec<Block>) -> Told {
    let head = answers::head(seen, found.coverage, &found.findings);
    let mut object = Object::new();
    let parts = [json!(head), json!(&found.own)];
    for part in parts {
        if let Value::Object(part) = part {
            object.extend(part);
        }
    }
    object.insert("withheld".to_owned(), json!(found.withheld));
    Told {
        json: Value::Object(object),
        head,
        known,
        withheld: found.withheld.clone(),
        blocks: if found.withheld.is_some() {
            Vec::new()
        } else {
            blocks
        },
    }
}

fn line(text: &str) -> Block {
    Block::Line(text.to_owned())
}

/// The sentences that the findings have not said already, up to what a person reads.
fn lines(said: &[&str], findings: &[Finding], what: &str) -> Vec<Block> {
    let new: Vec<&str> = said
        .iter()
        .copied()
        .filter(|said| findings.iter().all(|finding| finding.sentence != *said))
        .collect();
    let mut blocks: Vec<Block> = new.iter().take(SHOWN).map(|said| line(said)).collect();
    let left = new.len().saturating_sub(SHOWN);
    if left > 0 {
        blocks.push(line(&format!(
            "\u{2026} and {left} more {what}; --json lists them all."
        )));
    }
    blocks
}

fn table(headings: &[&str], rows: Vec<Vec<String>>) -> Block {
    Block::Table {
        headings: headings.iter().map(|text| (*text).to_owned()).collect(),
        rows,
    }
}

/// "91 of 100": of the versions tried, never more than it is.
fn of_100(share: f64) -> String {
    format!("{} of 100", (share * 100.0 + 1e-9).floor())
}

fn unknown() -> String {
    "?".to_owned()
}

fn range(low: u8, high: u8) -> String {
    match (low, high) {
        (0, 4) => unknown(),
        (low, high) if low == high => low.to_string(),
        (low, high) => format!("{low} to {high}"),
    }
}

/// Somebody by name, part of one, or id.
pub(crate) fn find_leader(map: &AudienceMap, wanted: &str) -> Result<LeaderId, AppError> {
    if let Ok(id) = wanted.trim_start_matches("leader:").parse::<LeaderId>()
        && map.leader(id).is_some()
    {
        return Ok(id);
    }
    let all = map
        .leaders()
        .iter()
        .map(|leader| (leader.id, vec![leader.name.as_str()]));
    only("person", wanted, &best(wanted, all))
}

/// A person or an organisation by name, short name, code, part of a name, or id.
pub(crate) fn find_party(map: &AudienceMap, wanted: &str) -> Result<Party, AppError> {
    if let Ok(id) = wanted.trim_start_matches("leader:").parse::<LeaderId>()
        && map.leader(id).is_some()
    {
        return Ok(id.into());
    }
    if let Ok(id) = wanted
        .trim_start_matches("organisation:")
        .parse::<domain::OrganisationId>()
        && map.organisation(id).is_some()
    {
        return Ok(id.into());
    }
    let leaders = map
        .leaders()
        .iter()
        .map(|leader| (Party::from(leader.id), vec![leader.name.as_str()]));
    let organisations = map.organisations().iter().map(|organisation| {
        let codes = organisation.codes.iter().map(|code| code.value.as_str());
        let names = [organisation.name.as_str(), organisation.short_name()];
        (
            Party::from(organisation.id),
            names.into_iter().chain(codes).collect(),
        )
    });
    let found = best(wanted, leaders.chain(organisations));
    only("person or organisation", wanted, &found)
}

fn find_proposal(map: &AudienceMap, wanted: &str) -> Result<ProposalId, AppError> {
    if let Ok(id) = wanted.trim_start_matches("proposal:").parse::<ProposalId>()
        && map.proposal(id).is_some()
    {
        return Ok(id);
    }
    let all = map
        .proposals()
        .iter()
        .map(|proposal| (proposal.id, vec![proposal.title.as_str()]));
    only("proposal", wanted, &best(wanted, all))
}

/// Those one of whose names is what is wanted; where there is none, those whose name has it as a part.
fn best<'a, I: Copy>(
    wanted: &str,
    all: impl Iterator<Item = (I, Vec<&'a str>)>,
) -> Vec<(I, String)> {
    let asked = wanted.trim().to_lowercase();
    let (mut whole, mut part) = (Vec::new(), Vec::new());
    for (id, names) in all {
        let folded = names.iter().map(|name| name.trim().to_lowercase());
        let shown = names
            .first()
            .map_or_else(String::new, |name| (*name).to_owned());
        if folded.clone().any(|name| name == asked) {
            whole.push((id, shown));
        } else if !asked.is_empty() && folded.into_iter().any(|name| name.contains(&asked)) {
            part.push((id, shown));
        }
    }
    if whole.is_empty() { part } else { whole }
}

fn only<I: Copy>(kind: &'static str, wanted: &str, found: &[(I, String)]) -> Result<I, AppError> {
    match found {
        [(id, _)] => Ok(*id),
        [] => Err(AppError::NotFound {
            kind,
            wanted: wanted.to_owned(),
        }),
        several => Err(AppError::SeveralParties {
            wanted: wanted.to_owned(),
            known: several
                .iter()
                .take(6)
                .map(|(_, name)| name.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        }),
    }
}
