//! How sure it is that something hangs on one person.

use domain::{Level, Party};
use serde::Serialize;

use super::{Stability, Tried};
use crate::answer::Answer;
use crate::failure::SinglePoints;
use crate::finding::{Figures, Finding, PartyName};
use crate::ground::Ground;
use crate::words::failure as failing;
use crate::words::stability as say;

/// How many are said in the finding.
const SAID: usize = 3;
/// In fewer versions it is said to be seldom so.
const SELDOM: f64 = 0.5;

/// One thing that hangs on one person on the map as recorded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HangingStability {
    /// On whom.
    #[serde(flatten)]
    pub leader: PartyName,
    /// What hangs: the two organisations, or the people who have no other way to the rest.
    pub what: String,
    /// `relationship` or `part`.
    pub sort: &'static str,
    /// When ties of this level or above count.
    pub from_level: Level,
    /// In what share of plausible versions it still hangs on that person.
    pub still: f64,
    /// In words.
    pub sentence: String,
}

/// Adds to the answer in what share of versions each thing still hangs on the same person.
pub(super) fn add(
    answer: &mut Answer<Stability>,
    ground: &Ground<'_>,
    mut found: SinglePoints,
    tried: &Tried,
) {
    found.hold(ground, &tried.still);
    let mut rows: Vec<HangingStability> = Vec::new();
    let (mut relationships, mut parts) = ([0; 3], [0; 3]);
    for point in &found.points {
        let who = |party: Party| {
            let node = ground.network.node(party);
            node.map_or_else(|| point.leader.name.clone(), |node| ground.who(node))
        };
        let on = who(point.leader.party);
        let row = |what: String, sort, from_level, still: f64| HangingStability {
            leader: point.leader.clone(),
            sentence: say::hangs_on(&failing::at(&what, from_level), &on, still),
            what,
            sort,
            from_level,
            still,
        };
        for tie in &point.relationships {
            let Some(still) = tie.still else { continue };
            let what = failing::own_with(&tie.a.label, &tie.b.label);
            rows.push(row(what, "relationship", tie.from_level, still));
            // A single tie hangs on both of its ends, and is one thing; it counts with the surer of them.
            let first_end = tie
                .with
                .as_ref()
                .is_none_or(|with| point.leader.id < with.id);
            if tie.from_level == Level::Networking && first_end {
                let by_other = found.points.iter().filter(|other| {
                    tie.with
                        .as_ref()
                        .is_some_and(|with| with.id == other.leader.id)
                });
                let other = by_other
                    .flat_map(|other| &other.relationships)
                    .filter(|same| (&same.a, &same.b) == (&tie.a, &tie.b))
                    .filter_map(|same| same.still);
                tally(&mut relationships, other.fold(still, f64::max));
            }
        }
        for part in &point.parts {
            let Some(still) = part.still else { continue };
            let names: Vec<String> = part.people.iter().map(|one| one.name.clone()).collect();
            let what = say::way_of(&failing::part_of(&names, &part.organisations));
            rows.push(row(what, "part", part.level, still));
            if part.level == Level::Networking {
                tally(&mut parts, still);
            }
        }
    }
    rows.sort_by(|x, y| {
        let key = |one: &HangingStability| {
            (
                one.from_level,
                one.what.clone(),
                one.leader.name.clone(),
                one.leader.id.clone(),
            )
        };
        y.still
            .total_cmp(&x.still)
            .then_with(|| key(x).cmp(&key(y)))
    });
    if relationships[0] + parts[0] > 0 {
        answer
            .findings
            .push(finding(ground, answer, &rows, relationships, parts));
    }
    answer.own.hanging = rows;
}

/// How many there are, how many surely, and how many seldom.
fn tally(counted: &mut [u32; 3], still: f64) {
    counted[0] += 1;
    counted[1] += u32::from(still >= say::HOLDS);
    counted[2] += u32::from(still < SELDOM);
}

fn finding(
    ground: &Ground<'_>,
    answer: &Answer<Stability>,
    rows: &[HangingStability],
    relationships: [u32; 3],
    parts: [u32; 3],
) -> Finding {
    let loosest = rows
        .iter()
        .filter(|one| one.from_level == Level::Networking);
    let first: Vec<&HangingStability> = loosest.take(SAID).collect();
    let said = first.iter().map(|one| one.sentence.as_str());
    let sentences: Vec<&str> = said.collect();
    let mut evidence = Vec::new();
    for one in &first {
        let known = ground.evidence(domain::EntityRef::from(one.leader.party));
        if !evidence.contains(&known) {
            evidence.push(known);
        }
    }
    Finding {
        code: "hanging_holds",
        sentence: format!(
            "{} {}",
            say::hanging(relationships, parts),
            say::surest(&sentences)
        ),
        figures: Figures::from([
            ("relationships", relationships[0].into()),
            ("relationships_surely", relationships[1].into()),
            ("relationships_seldom", relationships[2].into()),
            ("parts", parts[0].into()),
            ("parts_surely", parts[1].into()),
            ("parts_seldom", parts[2].into()),
        ]),
        evidence,
        coverage: answer.coverage,
        what_next: say::NEXT_HANGING.to_owned(),
    }
}
