//! Q5: who can introduce whom to whom, in up to three different ways.

use std::collections::BTreeSet;

use domain::{Audience, AudienceMap, Coverage, LeaderId, Level, Party};
use network::measures::{self, Avoid, Introduction};
use serde::Serialize;

use crate::answer::Answer;
use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::gaps::strained;
use crate::ground::Ground;
use crate::words::introductions as say;

/// At most so many people between.
const BETWEEN: usize = 2;
/// At most so many ways.
const WAYS: usize = 3;
/// Of how many ways those that share the fewest people are chosen.
const LOOKED_AT: usize = 24;
/// At most so many people of an organisation.
const PEOPLE: usize = 5;

/// Ways to be introduced.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Introductions {
    /// Who asks.
    pub from: Option<PartyName>,
    /// Whom they would meet.
    pub to: Option<PartyName>,
    /// The people that could be met, the one easiest reached first; of a person, only that one.
    pub people: Vec<Meeting>,
}

/// The ways to one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meeting {
    /// Whom.
    pub leader: PartyName,
    /// The level at which the two work together already, where they do.
    pub known_already: Option<Level>,
    /// Whether what is known of the two is strained.
    pub strained: bool,
    /// The ways, those that share nobody first, the likeliest first among them.
    pub ways: Vec<Way>,
    /// In words, where there is no way.
    pub sentence: String,
}

impl Meeting {
    /// Whether the two work together well already, so that nobody need introduce them.
    pub const fn is_known(&self) -> bool {
        self.known_already.is_some() && !self.strained
    }
}

/// One way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Way {
    /// From the one who asks to the one to be met.
    pub path: Vec<PartyName>,
    /// The level of each tie on the way.
    pub levels: Vec<Level>,
    /// The chance that every request is passed on: the product of level/5.
    pub chance: f64,
    /// Whether it shares no go-between with the ways before it.
    pub independent: bool,
    /// In words.
    pub sentence: String,
}

/// Who can introduce one leader to another, or to somebody of an organisation, in up to three ways through at most two
/// others, each way with as few people in common with the rest as can be. Nobody marked "do not ask" is asked, and no
/// strained tie is used.
///
/// Whom not to ask is known to the working group alone, so nobody else is given this answer.
pub fn introductions(map: &AudienceMap, from: LeaderId, to: Party) -> Answer<Introductions> {
    if let Some(withheld) = Answer::unless_published(map) {
        return withheld;
    }
    if map.audience() != Audience::Working {
        return Answer::withheld(map, say::WORKING_ONLY);
    }
    let ground = Ground::of(map);
    let mut own = Introductions {
        from: Some(PartyName::of(map, from)),
        to: Some(PartyName::of(map, to)),
        people: Vec::new(),
    };
    let Some(start) = ground.node(from) else {
        let name = PartyName::of(map, from).name;
        return single(map, own, "not_in_post", say::not_in_post(&name));
    };
    let goals: Vec<u32> = match to {
        Party::Leader(id) => ground.node(id).into_iter().collect(),
        Party::Organisation(id) => ground.nodes_of(id),
    };
    if goals.is_empty() && matches!(to, Party::Leader(_)) {
        let name = PartyName::of(map, to).name;
        return single(map, own, "not_in_post", say::not_in_post(&name));
    }
    if to == Party::Leader(from) {
        return single(map, own, "nobody_to_meet", say::SAME.to_owned());
    }
    let goals: Vec<u32> = goals.into_iter().filter(|&goal| goal != start).collect();
    if goals.is_empty() {
        let name = PartyName::of(map, to).name;
        return single(map, own, "nobody_to_meet", say::nobody_to_meet(&name));
    }
    let avoid = avoid(&ground);
    let mut people: Vec<(f64, Meeting)> = goals
        .into_iter()
        .map(|goal| meeting(&ground, start, goal, &avoid))
        .collect();
    people.sort_by(|x, y| {
        y.1.known_already
            .cmp(&x.1.known_already)
            .then(y.0.total_cmp(&x.0))
            .then_with(|| {
                (&x.1.leader.name, &x.1.leader.id).cmp(&(&y.1.leader.name, &y.1.leader.id))
            })
    });
    if matches!(to, Party::Organisation(_)) {
        people.truncate(PEOPLE);
    }
    own.people = people.into_iter().map(|(_, meeting)| meeting).collect();
    let coverage = ground.network.coverage_of(start);
    let findings = own
        .people
        .iter()
        .map(|one| finding(&ground, start, one, coverage))
        .collect();
    Answer::of(map, coverage, findings, own)
}

fn single(
    map: &AudienceMap,
    own: Introductions,
    code: &'static str,
    sentence: String,
) -> Answer<Introductions> {
    let finding = Finding {
        code,
        sentence,
        figures: Figures::new(),
        evidence: Vec::new(),
        coverage: Coverage::default(),
        what_next: say::NEXT_OTHER.to_owned(),
    };
    Answer::of(map, Coverage::default(), vec![finding], own)
}

/// Whom not to ask, and which ties not to build on.
fn avoid(ground: &Ground<'_>) -> Avoid {
    let people: BTreeSet<u32> = ground
        .map
        .leaders()
        .iter()
        .filter(|leader| leader.do_not_ask)
        .filter_map(|leader| ground.node(leader.id))
        .collect();
    let ties = strained(ground.map)
        .into_iter()
        .filter_map(|(a, b)| {
            let (a, b) = (ground.network.node(a)?, ground.network.node(b)?);
            Some((a.min(b), a.max(b)))
        })
        .collect();
    Avoid { people, ties }
}

fn meeting(ground: &Ground<'_>, start: u32, goal: u32, avoid: &Avoid) -> (f64, Meeting) {
    let graph = ground.graph();
    let found = measures::introductions(
        graph,
        start,
        goal,
        |level| level / f64::from(Level::Collaboration.number()),
        avoid,
        BETWEEN,
        LOOKED_AT,
    );
    let ways: Vec<Way> = most_different(found)
        .into_iter()
        .map(|way| {
            let levels: Vec<Level> = way
                .path
                .windows(2)
                .filter_map(|tie| graph.weight(tie[0], tie[1]))
                .filter_map(|level| Level::try_from(level as u8).ok())
                .collect();
            let names: Vec<String> = way
                .path
                .iter()
                .enumerate()
                .map(|(at, &node)| {
                    if at == 0 || at + 1 == way.path.len() {
                        ground.full_name(node)
                    } else {
                        ground.who(node)
                    }
                })
                .collect();
            Way {
                sentence: say::way(&names, &levels, way.independent),
                path: way.path.iter().map(|&node| ground.name(node)).collect(),
                levels,
                chance: way.chance,
                independent: way.independent,
            }
        })
        .collect();
    let known_already = graph
        .weight(start, goal)
        .and_then(|level| Level::try_from(level as u8).ok());
    let is_strained = avoid.ties.contains(&(start.min(goal), start.max(goal)));
    let (from, to) = (ground.full_name(start), ground.who(goal));
    let likeliest = ways.iter().map(|way| way.chance).fold(0.0, f64::max);
    let sentence = say::meeting(&from, &to, known_already, is_strained, ways.len() as u32);
    (
        likeliest,
        Meeting {
            leader: ground.name(goal),
            known_already,
            strained: is_strained,
            ways,
            sentence,
        },
    )
}

/// Of many ways up to three: as many as possible that share nobody, of those the likeliest together; then the likeliest
/// of the rest.
fn most_different(found: Vec<Introduction>) -> Vec<Introduction> {
    let mut by_chance = found;
    by_chance.sort_by(|x, y| {
        y.chance
            .total_cmp(&x.chance)
            .then(x.path.len().cmp(&y.path.len()))
            .then_with(|| x.path.cmp(&y.path))
    });
    let between = |way: &Introduction| way.path[1..way.path.len() - 1].to_vec();
    let apart = |x: &Introduction, y: &Introduction| {
        let others = between(y);
        between(x).iter().all(|node| !others.contains(node))
    };
    let count = by_chance.len();
    // The likeliest come first, so that the first set found of a size is the likeliest by its first way.
    let mut best: (usize, f64, Vec<usize>) = (0, 0.0, Vec::new());
    let mut consider = |set: Vec<usize>| {
        let sum = set.iter().map(|&at| by_chance[at].chance).sum();
        if set.len() > best.0 || (set.len() == best.0 && sum > best.1 + 1e-12) {
            best = (set.len(), sum, set);
        }
    };
    for one in 0..count {
        consider(vec![one]);
        for two in one + 1..count {
            if !apart(&by_chance[one], &by_chance[two]) {
                continue;
            }
            consider(vec![one, two]);
            for three in two + 1..count {
                if apart(&by_chance[one], &by_chance[three])
                    && apart(&by_chance[two], &by_chance[three])
                {
                    consider(vec![one, two, three]);
                }
            }
        }
    }
    let mut chosen = best.2;
    for at in 0..count {
        if chosen.len() < WAYS && !chosen.contains(&at) {
            chosen.push(at);
        }
    }
    let mut ways: Vec<Introduction> = Vec::new();
    for at in chosen {
        let mut way = by_chance[at].clone();
        way.independent = ways.iter().all(|before| apart(before, &way));
        ways.push(way);
    }
    ways
}

fn finding(ground: &Ground<'_>, start: u32, one: &Meeting, coverage: Coverage) -> Finding {
    let known = one.is_known();
    let mut evidence: Vec<Evidence> = Vec::new();
    for party in one.ways.iter().flat_map(|way| &way.path) {
        let on = ground.evidence(party.party);
        if !evidence.contains(&on) {
            evidence.push(on);
        }
    }
    let code = if known {
        "known_already"
    } else if one.ways.is_empty() {
        "no_introduction"
    } else {
        "introduction"
    };
    let next = match one.ways.first() {
        _ if known => say::NEXT_KNOWN.to_owned(),
        Some(way) => say::next(
            way.path.get(1).map_or("", |first| first.name.as_str()),
            &one.leader.name,
        ),
        None => say::no_way_next(&ground.full_name(start)),
    };
    Finding {
        code,
        // The ways are read one by one, and stand below it.
        sentence: one.sentence.clone(),
        figures: Figures::from([("ways", (one.ways.len() as u32).into())]),
        evidence,
        coverage,
        what_next: next,
    }
}
