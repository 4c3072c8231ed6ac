//! Q4: which relationships between organisations, and which parts of the footprint, hang on one person.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Coverage, LeaderId, Level, OrganisationId};
use network::measures::{components, cut_nodes};
use serde::Serialize;

use crate::answer::Answer;
use crate::bodies::Bodies;
use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::gaps::People;
use crate::ground::{Ground, labels};
use crate::words::failure as say;

mod counted;
mod organisations;
mod still;

pub use counted::{HangingPairs, hanging_on_leaders, hanging_on_organisations, hanging_pairs};
pub use organisations::{
    AtOnce, HangsOnOrganisations, OrganisationHolds, OrganisationsAtLevel, TieHolds,
};
pub(crate) use still::Hangs;

/// How many people are said in findings.
const SAID: usize = 5;
/// How many are named at once.
const NAMED: usize = 3;
/// The levels of tie at which it is looked into, loosest first.
const LEVELS: [Level; 5] = [
    Level::Networking,
    Level::Cooperation,
    Level::Coordination,
    Level::Coalition,
    Level::Collaboration,
];

/// What hangs on one person.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SinglePoints {
    /// What there is at each level of tie.
    pub levels: Vec<AtLevel>,
    /// The people on whom something hangs, those first on whom most is likely to; those on whom most does on record, where
    /// the map is too large for plausible versions to be tried in passing.
    pub points: Vec<SinglePoint>,
    /// The people without whom some part loses its way to the rest, at each level of tie.
    pub cut_leaders: Vec<CutLeader>,
    /// The pairs of organisations that hang on one person, or on one tie between two, at each level of tie.
    pub single_thread_pairs: Vec<SingleThread>,
    /// Every two organisations tied through their people, with on how many people that rests at each level.
    pub pairs: Vec<RestsOn>,
    /// What hangs on organisations and their ties; nothing where it is not known how any two of them relate.
    pub organisations: HangsOnOrganisations,
}

/// What there is when only ties of a level or above count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AtLevel {
    /// The least level that counts.
    pub level: Level,
    /// Pairs of organisations tied through their people.
    pub pairs: u32,
    /// Of those, how many hang on one person, or on one tie between two.
    pub on_one_person: u32,
    /// How many groups of people are out of each other's reach, people without any tie among them.
    pub parts: u32,
    /// How many people stand in the largest of them.
    pub largest: u32,
    /// The people without whom some part loses its way to the rest.
    pub holding_parts: u32,
}

/// Somebody without whom some part loses its way to the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CutLeader {
    /// Who.
    #[serde(flatten)]
    pub leader: PartyName,
    /// When only ties of this level or above count.
    pub threshold: Level,
    /// How many people stand in each part there would be, the largest first.
    pub parts: Vec<u32>,
}

/// Two organisations that hang on one person, or on one tie between two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SingleThread {
    /// One organisation.
    pub a: PartyName,
    /// The other.
    pub b: PartyName,
    /// When only ties of this level or above count.
    pub threshold: Level,
    /// On whom: one person, or either end of the one tie.
    pub hangs_on: Vec<PartyName>,
}

/// One person, and what hangs on them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SinglePoint {
    /// Who.
    #[serde(flatten)]
    pub leader: PartyName,
    /// Relationships between organisations.
    pub relationships: Vec<Hanging>,
    /// Parts of the footprint that would lose their way to the rest.
    pub parts: Vec<HangingPart>,
    /// Who has all of this told already, as the other end of the same single ties.
    pub told_with: Option<PartyName>,
    /// Of the pairs this person could have, how many are assessed.
    pub coverage: Coverage,
    /// In words.
    pub sentence: String,
}

/// A relationship that hangs on one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hanging {
    /// One organisation.
    pub a: PartyName,
    /// The other.
    pub b: PartyName,
    /// From this level of tie on.
    pub from_level: Level,
    /// The other end where it is one single tie: it hangs on that person as well.
    pub with: Option<PartyName>,
    /// Whether it hangs by posts at both, which count as a tie of level 5 that nobody has to assess.
    pub by_posts: bool,
    /// In what share of plausible versions of the map it hangs on this person; `None` where the map is too large for that
    /// to be tried in passing.
    pub still: Option<f64>,
    /// Pairs of their people that are assessed: one of the others might be tied too.
    pub coverage: Coverage,
    /// In words.
    pub sentence: String,
}

/// A part of the footprint that hangs on one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HangingPart {
    /// When ties of this level or above count.
    pub level: Level,
    /// The people cut off.
    pub people: Vec<PartyName>,
    /// Where they belong.
    pub organisations: Vec<String>,
    /// In what share of plausible versions of the map they have ties to this person and among themselves alone; `None`
    /// where the map is too large for that to be tried in passing.
    pub still: Option<f64>,
    /// In words.
    pub sentence: String,
}

/// On how many people the tie of two organisations rests.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RestsOn {
    /// One organisation.
    pub a: PartyName,
    /// The other.
    pub b: PartyName,
    /// The fewest people whose leaving would leave no tie of each level or above, from level 1 to level 5.
    pub people: [u32; 5],
    /// Pairs of their people that are assessed.
    pub coverage: Coverage,
}

/// What hangs on one person at each level of tie: the relationship of two organisations (the fewest people whose leaving
/// severs it, König 1931) and parts of the footprint (Hopcroft & Tarjan 1973).
///
/// It holds of what is on record: a pair nobody has assessed may be the second tie. O(pairs · ties + cuts · ties).
pub fn single_points(map: &AudienceMap) -> Answer<SinglePoints> {
    if let Some(withheld) = Answer::unless_published(map) {
        return withheld;
    }
    let bodies = Bodies::of(map);
    let mut answer = people(&Ground::of(map), true);
    if bodies.are_known() {
        let own = organisations::hangs_on_organisations(&bodies);
        let alone = answer.coverage.assessed == 0;
        let said = organisations::findings(&bodies, &own, alone);
        if alone {
            // That nothing is known of people is no answer where something is known of organisations.
            let of_people = std::mem::replace(&mut answer.findings, said);
            if !map.leaders().is_empty() {
                answer.findings.extend(of_people);
            }
            answer.coverage = bodies.coverage();
        } else {
            answer.findings.extend(said);
        }
        answer.own.organisations = own;
    }
    answer
}

/// The same of people alone.
pub(crate) fn single_people(map: &AudienceMap) -> Answer<SinglePoints> {
    if let Some(withheld) = Answer::unless_published(map) {
        return withheld;
    }
    people(&Ground::of(map), false)
}

/// `sure`: with how sure each thing is, where that is tried at once.
fn people(ground: &Ground<'_>, sure: bool) -> Answer<SinglePoints> {
    let mut own = found(ground);
    let still = sure
        .then(|| Hangs::of(ground, &own).tried_in_passing(ground))
        .flatten();
    if let Some(still) = &still {
        own.hold(ground, still);
    }
    let coverage = ground.network.coverage();
    let next = match still {
        Some(_) => say::NEXT_LIKELY.to_owned(),
        // Where nothing is assessed, no version differs from the record, and none would say how sure that is.
        None if coverage.assessed == 0 => say::NEXT_UNKNOWN.to_owned(),
        None => crate::words::stability::next(say::NEXT_SUMMARY, sure),
    };
    let findings = findings(ground, &own, coverage, next);
    Answer::of(ground.map, coverage, findings, own)
}

/// What hangs on whom on the map as recorded.
pub(crate) fn found(ground: &Ground<'_>) -> SinglePoints {
    let map = ground.map;
    let people = People::of(map, &ground.relationships, &ground.affiliations);
    let mut own = SinglePoints::default();
    let mut hanging: BTreeMap<LeaderId, Vec<Hanging>> = BTreeMap::new();
    let mut on_one = [0_u32; 5];
    let mut tied = [0_u32; 5];
    for (a, b) in people.linked() {
        let mut rests_on = [0; 5];
        let mut coverage = Coverage::default();
        let mut told: BTreeSet<LeaderId> = BTreeSet::new();
        for (at, level) in LEVELS.into_iter().enumerate() {
            let strands = people.strands_at(a, b, level);
            rests_on[at] = strands.people;
            coverage = strands.coverage;
            tied[at] += u32::from(strands.people > 0);
            on_one[at] += u32::from(strands.people == 1);
            if strands.people == 1 {
                let on = strands.hangs_on.iter();
                own.single_thread_pairs.push(SingleThread {
                    a: PartyName::of(map, a),
                    b: PartyName::of(map, b),
                    threshold: level,
                    hangs_on: on.map(|&id| PartyName::of(map, id)).collect(),
                });
            }
            for &id in &strands.hangs_on {
                // Said once, from the loosest level at which it is so.
                if !told.insert(id) {
                    continue;
                }
                let with = strands.hangs_on.iter().find(|&&other| other != id).copied();
                let belongs = |body| ground.affiliations.belongs(id, body);
                let through = match with {
                    _ if belongs(a) && belongs(b) => say::Through::Posts,
                    None => say::Through::Ties,
                    Some(other) => say::Through::One(PartyName::of(map, other).name),
                };
                hanging.entry(id).or_default().push(hangs(
                    ground,
                    (a, b),
                    level,
                    (with, &through),
                    strands.coverage,
                ));
            }
        }
        own.pairs.push(RestsOn {
            a: PartyName::of(map, a),
            b: PartyName::of(map, b),
            people: rests_on,
            coverage,
        });
    }
    let mut parts: BTreeMap<LeaderId, Vec<HangingPart>> = BTreeMap::new();
    for (at, level) in LEVELS.into_iter().enumerate() {
        let graph = ground.graph().at_least(f64::from(level.number()));
        let apart = components(&graph);
        let cuts = cut_nodes(&graph);
        own.levels.push(AtLevel {
            level,
            pairs: tied[at],
            on_one_person: on_one[at],
            parts: apart.len() as u32,
            largest: apart.first().map_or(0, |part| part.len() as u32),
            holding_parts: cuts.len() as u32,
        });
        for cut in cuts {
            let Some(id) = ground.leader(cut.node) else {
                continue;
            };
            own.cut_leaders.push(CutLeader {
                leader: ground.name(cut.node),
                threshold: level,
                parts: cut.parts.clone(),
            });
            let without = graph.only(|edge| edge.a != cut.node && edge.b != cut.node);
            let near: BTreeSet<u32> = graph.neighbours(cut.node).iter().copied().collect();
            // Largest first: the largest is the rest, the others are cut off from it.
            let fallen = components(&without)
                .into_iter()
                .filter(|part| part.iter().any(|node| near.contains(node)))
                .skip(1);
            for part in fallen {
                let organisations = labels(
                    map,
                    part.iter().flat_map(|&node| ground.organisations(node)),
                );
                let people: Vec<PartyName> = part.iter().map(|&node| ground.name(node)).collect();
                let names: Vec<String> = people.iter().map(|one| one.name.clone()).collect();
                let known = parts.entry(id).or_default();
                if known.iter().any(|before| before.people == people) {
                    continue;
                }
                known.push(HangingPart {
                    level,
                    still: None,
                    sentence: say::part(&names, &organisations, level),
                    organisations,
                    people,
                });
            }
        }
    }
    let everybody: BTreeSet<LeaderId> = hanging.keys().chain(parts.keys()).copied().collect();
    own.points = everybody
        .into_iter()
        .filter_map(|id| {
            let node = ground.node(id)?;
            let mut relationships = hanging.remove(&id).unwrap_or_default();
            relationships
                .sort_by(|x, y| (x.from_level, &x.a, &x.b).cmp(&(y.from_level, &y.a, &y.b)));
            let parts = parts.remove(&id).unwrap_or_default();
            Some(SinglePoint {
                leader: ground.name(node),
                sentence: point(ground, node, &relationships, &parts),
                told_with: None,
                coverage: ground.network.coverage_of(node),
                relationships,
                parts,
            })
        })
        .collect();
    own.order();
    own
}

impl SinglePoints {
    /// Puts in what share of versions each thing is so, in the order of [`Hangs`].
    pub(crate) fn hold(&mut self, ground: &Ground<'_>, still: &[f64]) {
        let mut shares = still.iter().copied();
        for one in &mut self.points {
            for tie in &mut one.relationships {
                tie.still = shares.next();
                tie.sentence.push_str(&say::still_so(tie.still));
            }
            for part in &mut one.parts {
                part.still = shares.next();
                part.sentence.push_str(&say::still_so(part.still));
            }
            one.relationships.sort_by(|x, y| {
                (x.from_level.cmp(&y.from_level))
                    .then(share(y.still).total_cmp(&share(x.still)))
                    .then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
            });
            if let Some(node) = ground.network.node(one.leader.party) {
                one.sentence = point(ground, node, &one.relationships, &one.parts);
            }
        }
        self.order();
    }

    /// Those on whom most is likely to hang come first: how much of it still does in a plausible version, taken over all
    /// versions, and where that was not tried how much does on record.
    fn order(&mut self) {
        self.points.sort_by(|x, y| {
            let weight = |one: &SinglePoint| {
                let altogether = altogether(&one.relationships);
                let cut_off: usize = one
                    .parts
                    .iter()
                    .filter(|part| part.level == Level::Networking)
                    .map(|part| part.people.len())
                    .sum();
                (altogether, cut_off, one.relationships.len())
            };
            (y.likely().total_cmp(&x.likely()))
                .then_with(|| weight(y).cmp(&weight(x)))
                .then_with(|| (&x.leader.name, &x.leader.id).cmp(&(&y.leader.name, &y.leader.id)))
        });
        self.tell_each_tie_once();
    }

    /// Of two people at the ends of the same single ties on whom nothing else hangs, the later is told with the other.
    fn tell_each_tie_once(&mut self) {
        let loosest = |one: &SinglePoint| -> Vec<(String, String, Option<PartyName>)> {
            one.relationships
                .iter()
                .filter(|tie| tie.from_level == Level::Networking)
                .map(|tie| (tie.a.id.clone(), tie.b.id.clone(), tie.with.clone()))
                .collect()
        };
        let all: BTreeMap<String, BTreeSet<(String, String)>> = self
            .points
            .iter()
            .map(|one| {
                let ties = loosest(one).into_iter();
                (
                    one.leader.id.clone(),
                    ties.map(|tie| (tie.0, tie.1)).collect(),
                )
            })
            .collect();
        let mut told: BTreeSet<String> = BTreeSet::new();
        for one in &mut self.points {
            one.told_with = None;
            let ties = loosest(one);
            let with = ties.first().and_then(|tie| tie.2.clone());
            let nothing_else = one.parts.iter().all(|part| part.level > Level::Networking);
            if let Some(with) = with.filter(|with| nothing_else && told.contains(&with.id)) {
                let by_other = ties.into_iter().all(|(a, b, end)| {
                    end.as_ref() == Some(&with)
                        && all.get(&with.id).is_some_and(|ties| ties.contains(&(a, b)))
                });
                if by_other {
                    one.told_with = Some(with);
                    continue;
                }
            }
            told.insert(one.leader.id.clone());
        }
    }
}

impl SinglePoint {
    /// How many of the things that hang on this person, counting ties of any level, are likely to: the sum of their shares
    /// of plausible versions; 0 where that was not tried.
    fn likely(&self) -> f64 {
        let ties = self.relationships.iter();
        let ties = ties.filter(|one| one.from_level == Level::Networking);
        let parts = self.parts.iter();
        let parts = parts.filter(|part| part.level == Level::Networking);
        ties.map(|one| share(one.still))
            .chain(parts.map(|one| share(one.still)))
            .sum()
    }
}

fn share(still: Option<f64>) -> f64 {
    still.unwrap_or(0.0)
}

fn altogether(relationships: &[Hanging]) -> usize {
    relationships
        .iter()
        .filter(|one| one.from_level == Level::Networking)
        .count()
}

fn hangs(
    ground: &Ground<'_>,
    (a, b): (OrganisationId, OrganisationId),
    level: Level,
    (with, through): (Option<LeaderId>, &say::Through),
    coverage: Coverage,
) -> Hanging {
    let with = with.map(|id| PartyName::of(ground.map, id));
    Hanging {
        sentence: say::relationship(
            &ground.label(a.into()),
            &ground.label(b.into()),
            level,
            through,
            coverage.possible.saturating_sub(coverage.assessed),
        ),
        a: PartyName::of(ground.map, a),
        b: PartyName::of(ground.map, b),
        from_level: level,
        with,
        by_posts: *through == say::Through::Posts,
        still: None,
        coverage,
    }
}

fn point(
    ground: &Ground<'_>,
    node: u32,
    relationships: &[Hanging],
    parts: &[HangingPart],
) -> String {
    let own: Vec<OrganisationId> = ground.organisations(node).collect();
    let count = altogether(relationships);
    // Where they belong to one side, the other is what is said.
    let pairs = |wanted: &dyn Fn(&Hanging) -> bool| -> Vec<(String, say::Through)> {
        relationships
            .iter()
            .filter(|one| wanted(one))
            .map(|one| {
                let is_own =
                    |name: &PartyName| own.iter().any(|&id| name.party == domain::Party::from(id));
                let with = one.with.as_ref().map(|with| with.name.clone());
                let through = if one.by_posts {
                    say::Through::Posts
                } else {
                    with.map_or(say::Through::Ties, say::Through::One)
                };
                let pair = match (is_own(&one.a), is_own(&one.b)) {
                    (false, true) => say::own_with(&one.b.label, &one.a.label),
                    _ => say::own_with(&one.a.label, &one.b.label),
                };
                (pair, through)
            })
            .collect()
    };
    let all = pairs(&|one| one.from_level == Level::Networking);
    let closer = relationships.len() - count;
    let loosest: Vec<&HangingPart> = parts
        .iter()
        .filter(|part| part.level == Level::Networking)
        .collect();
    let closer_parts = parts.len() - loosest.len();
    let cut_off: usize = loosest.iter().map(|part| part.people.len()).sum();
    let said: Vec<String> = loosest
        .iter()
        .map(|part| {
            let names: Vec<String> = part.people.iter().map(|one| one.name.clone()).collect();
            say::part_of(&names, &part.organisations)
        })
        .collect();
    let ties = relationships.iter();
    let ties = ties.filter(|one| one.from_level == Level::Networking);
    let still: Vec<f64> = ties
        .filter_map(|one| one.still)
        .chain(loosest.iter().filter_map(|part| part.still))
        .collect();
    say::point(
        &ground.who(node),
        &all,
        closer as u32,
        &said,
        cut_off as u32,
        closer_parts as u32,
        &still,
    )
}

/// What to read first. `next`: what to do about all of it.
fn findings(
    ground: &Ground<'_>,
    own: &SinglePoints,
    coverage: Coverage,
    next: String,
) -> Vec<Finding> {
    let (Some(any), Some(close)) = (own.levels.first(), own.levels.get(2)) else {
        return Vec::new();
    };
    let hanging = own.points.iter().flat_map(|one| &one.parts);
    let parts = hanging.filter(|part| part.level == Level::Networking);
    let parts = parts.count() as u32;
    let hanging = own.points.iter().flat_map(|one| &one.relationships);
    let by_posts = hanging
        .filter(|one| one.from_level == Level::Networking && one.by_posts)
        .map(|one| (one.a.party, one.b.party))
        .collect::<BTreeSet<_>>()
        .len() as u32;
    let likeliest = own.points.iter();
    let likeliest = likeliest.filter(|one| one.told_with.is_none() && one.likely() > 0.0);
    let likeliest: Vec<String> = likeliest
        .take(NAMED)
        .map(|one| one.leader.name.clone())
        .collect();
    let mut findings = vec![Finding {
        code: "failure_summary",
        sentence: if any.pairs == 0 {
            say::none(coverage.assessed)
        } else {
            say::summary(
                (any.pairs, any.on_one_person),
                (close.pairs, close.on_one_person),
                by_posts,
                (parts, any.holding_parts),
                &likeliest,
                coverage.possible - coverage.assessed,
            )
        },
        figures: Figures::from([
            ("pairs", any.pairs.into()),
            ("on_one_person", any.on_one_person.into()),
            ("on_one_person_at_coordination", close.on_one_person.into()),
            ("parts", parts.into()),
        ]),
        evidence: Vec::new(),
        coverage,
        what_next: next,
    }];
    let told = own.points.iter().filter(|one| one.told_with.is_none());
    for one in told.take(SAID) {
        let node = ground.network.node(one.leader.party);
        let mut evidence: Vec<Evidence> = node
            .map(|node| ground.evidence_of(node))
            .unwrap_or_default();
        for pair in &one.relationships {
            for party in [pair.a.party, pair.b.party] {
                let organisation = ground.evidence(party);
                if !evidence.contains(&organisation) {
                    evidence.push(organisation);
                }
            }
        }
        let next = one.relationships.first().map_or_else(
            || say::NEXT_PART.to_owned(),
            |pair| {
                let complete = pair.coverage.assessed == pair.coverage.possible;
                let ask = (!complete).then_some(one.leader.name.as_str());
                say::next(&pair.a.label, &pair.b.label, ask)
            },
        );
        findings.push(Finding {
            code: "hangs_on_one_person",
            sentence: one.sentence.clone(),
            figures: Figures::from([
                ("relationships", (one.relationships.len() as u32).into()),
                ("parts", (one.parts.len() as u32).into()),
            ]),
            evidence,
            coverage: one.coverage,
            what_next: next,
        });
    }
    findings
}
