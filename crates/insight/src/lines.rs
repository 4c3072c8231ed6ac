//! From the people who do the work of a workstream to somebody who may decide it: through how many hands, and whose.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::{AudienceMap, Coverage, Level, OrganisationId, Part, TieKind, TieStatus, Workstream};
use network::relationships;
use serde::Serialize;

use crate::answer::Answer;
use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::formal::{Authorities, Scope};
use crate::ground::Ground;
use crate::words::lines as say;

/// A line is too long when it takes more hands than this: one person between the one who does the work and the one who
/// may decide it.
pub const MOST_HANDS: u32 = 2;
/// From this level of a working tie on, somebody is taken to hand on what matters.
const HANDS_ON: Level = Level::Cooperation;
/// How many lines of a workstream are said in its finding.
const SAID: usize = 3;
/// Among more people the pairs that could make a line shorter are not counted.
const MOST_TO_COUNT: usize = 3_000;

/// Reporting lines, workstream by workstream.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Lines {
    /// The rule by which a line is too long, in words.
    pub rule: String,
    /// More hands than this are too many.
    pub most_hands: u32,
    /// The workstreams that run on the day, by name.
    pub workstreams: Vec<WorkstreamLines>,
}

/// The lines of one workstream.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkstreamLines {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The people who may decide it: with a vote, or deciding alone, at an organisation that leads it.
    pub may_decide: Vec<PartyName>,
    /// People there of whom nobody has said what they may decide.
    pub not_said: u32,
    /// From each who does its work, the longest line first; those without a line on record after them.
    pub lines: Vec<Line>,
    /// How many are too long.
    pub too_long: u32,
    /// Those who do the work and of whom some tie is assessed, of all who do it.
    pub coverage: Coverage,
    /// In words.
    pub sentence: String,
}

/// From one who does the work.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Who does the work.
    pub from: PartyName,
    /// Where.
    pub organisation: PartyName,
    /// Everybody on the way, both ends included; empty where no line is on record.
    pub way: Vec<PartyName>,
    /// How often it is handed on; `None` where no line is on record.
    pub hands: Option<u32>,
    /// Whether anybody has assessed a tie of theirs: if not, a line may be there all the same.
    pub assessed: bool,
    /// Pairs nobody has assessed, each of which would make a line that is too long shorter if the two worked together;
    /// `None` where it is not too long, or where there are too many people to count them.
    pub could_be_shorter: Option<u64>,
    /// Whether it takes more hands than the rule allows; `None` where no line is on record.
    pub too_long: Option<bool>,
    /// In words.
    pub sentence: String,
}

/// The line from everybody who does the work of a workstream to the nearest who may decide it.
///
/// The work is done by the people of organisations that lead it or contribute to it and that may not decide it
/// themselves; it is decided by those with a vote, or who decide alone, at the organisations that lead it (where none
/// leads, that contribute). Something is handed up along "reports to", judged or not, and either way along a working
/// tie of level 2 or more. A line of more than [`MOST_HANDS`] hands is too long.
pub fn lines(map: &AudienceMap) -> Answer<Lines> {
    if let Some(withheld) = Answer::unless_published(map) {
        return withheld;
    }
    let ground = Ground::of(map);
    let mut own = Lines {
        rule: say::rule(MOST_HANDS),
        most_hands: MOST_HANDS,
        workstreams: Vec::new(),
    };
    if let Some(authorities) = Authorities::of(map, Scope::General) {
        let handing = Handing::of(&ground);
        own.workstreams = map
            .workstreams()
            .iter()
            .filter(|work| work.is_current_on(map.as_of()))
            .map(|work| of_work(&ground, &authorities, &handing, work))
            .collect();
    }
    own.workstreams
        .sort_by(|x, y| (&x.name, &x.id).cmp(&(&y.name, &y.id)));
    // Of people: somebody with a part in several workstreams counts once.
    let lines = || own.workstreams.iter().flat_map(|work| &work.lines);
    let people = |lines: &mut dyn Iterator<Item = &Line>| {
        lines.map(|one| &one.from.id).collect::<BTreeSet<_>>().len() as u32
    };
    let coverage = Coverage {
        assessed: people(&mut lines().filter(|one| one.assessed)),
        possible: people(&mut lines()),
    };
    let findings = findings(&ground, &own, coverage);
    Answer::of(map, coverage, findings, own)
}

/// The most hands by which anything is counted apart: so many steps from one who does the work, so many to one who decides.
type Steps = (Option<u32>, Option<u32>);

/// Of the pairs of people nobody has assessed, how many would make a line of so many hands shorter if the two worked
/// together. `from`: steps from the one who does the work; `next`: hands to somebody who may decide.
///
/// O(people + assessed pairs + hands⁴): people are counted by their steps, not looked at two by two.
fn could_be_shorter(
    ground: &Ground<'_>,
    hands: u32,
    from: &[Option<u32>],
    next: &[Option<(u32, u32)>],
) -> u64 {
    let steps = |node: usize| (from[node], next[node].map(|(hands, _)| hands));
    let shorter_by = |one: Steps, other: Steps| {
        let way = |a: Option<u32>, b: Option<u32>| a.zip(b).is_some_and(|(a, b)| a + 1 + b < hands);
        way(one.0, other.1) || way(other.0, one.1)
    };
    let mut alike: BTreeMap<Steps, u64> = BTreeMap::new();
    for node in 0..ground.people() {
        let (from, to) = steps(node);
        // Beyond the length of the line it does not matter how far.
        let near = |steps: Option<u32>| steps.filter(|&steps| steps < hands);
        *alike.entry((near(from), near(to))).or_default() += 1;
    }
    let alike: Vec<(Steps, u64)> = alike.into_iter().collect();
    let mut pairs = 0;
    for (place, &(one, count)) in alike.iter().enumerate() {
        if shorter_by(one, one) {
            pairs += count * (count - 1) / 2;
        }
        let others = alike[place + 1..].iter();
        pairs += others
            .filter(|(other, _)| shorter_by(one, *other))
            .map(|(_, others)| count * others)
            .sum::<u64>();
    }
    let assessed = ground.relationships.keys().filter(|(a, b)| {
        let nodes = ground.network.node(*a).zip(ground.network.node(*b));
        nodes.is_some_and(|(a, b)| shorter_by(steps(a as usize), steps(b as usize)))
    });
    pairs.saturating_sub(assessed.count() as u64)
}

/// Who hands something on to whom.
struct Handing {
    /// For each node those who hand on to it, those who report to it first.
    from: Vec<Vec<u32>>,
    /// For each node those to whom it hands on.
    to: Vec<Vec<u32>>,
}

impl Handing {
    fn of(ground: &Ground<'_>) -> Self {
        let map = ground.map;
        let mut arcs: BTreeSet<(u32, bool, u32)> = BTreeSet::new();
        for tie in map.ties().iter().filter(|tie| {
            tie.kind == TieKind::ReportsTo && tie.status_on(map.as_of()) == TieStatus::Current
        }) {
            if let (Some(a), Some(b)) = (ground.network.node(tie.a), ground.network.node(tie.b)) {
                arcs.insert((b, false, a));
            }
        }
        let kinds: BTreeSet<TieKind> = TieKind::ALL
            .iter()
            .copied()
            .filter(|&kind| network::is_working_relationship(kind) && kind != TieKind::ReportsTo)
            .collect();
        for ((a, b), known) in relationships(map, Some(&kinds)) {
            if let (true, Some(a), Some(b)) = (
                known.level >= HANDS_ON,
                ground.network.node(a),
                ground.network.node(b),
            ) {
                arcs.insert((b, true, a));
                arcs.insert((a, true, b));
            }
        }
        let mut from = vec![Vec::new(); ground.people()];
        let mut onward = vec![Vec::new(); ground.people()];
        for (to, _, node) in arcs {
            from[to as usize].push(node);
            onward[node as usize].push(to);
        }
        Self { from, to: onward }
    }

    /// How many steps something takes from one to everybody.
    fn steps_from(&self, node: u32) -> Vec<Option<u32>> {
        let mut steps = vec![None; self.to.len()];
        steps[node as usize] = Some(0);
        let mut queue = VecDeque::from([(node, 0)]);
        while let Some((at, taken)) = queue.pop_front() {
            for &on in &self.to[at as usize] {
                if steps[on as usize].is_none() {
                    steps[on as usize] = Some(taken + 1);
                    queue.push_back((on, taken + 1));
                }
            }
        }
        steps
    }

    /// From everybody the next on the shortest way to any of `ends`, and how many hands it takes.
    fn to(&self, ends: &BTreeSet<u32>) -> Vec<Option<(u32, u32)>> {
        let mut next: Vec<Option<(u32, u32)>> = vec![None; self.from.len()];
        let mut queue: VecDeque<u32> = VecDeque::new();
        for &end in ends {
            next[end as usize] = Some((0, end));
            queue.push_back(end);
        }
        while let Some(node) = queue.pop_front() {
            let hands = next[node as usize].map_or(0, |(hands, _)| hands) + 1;
            for &before in &self.from[node as usize] {
                if next[before as usize].is_none() {
                    next[before as usize] = Some((hands, node));
                    queue.push_back(before);
                }
            }
        }
        next
    }
}

fn of_work(
    ground: &Ground<'_>,
    authorities: &Authorities<'_>,
    handing: &Handing,
    work: &Workstream,
) -> WorkstreamLines {
    let with = |part: Part| -> Vec<OrganisationId> {
        work.involvement
            .iter()
            .filter(|one| one.part == part)
            .map(|one| one.organisation_id)
            .collect()
    };
    let (leading, contributing) = (with(Part::Leads), with(Part::Contributes));
    let deciding = if leading.is_empty() {
        &contributing
    } else {
        &leading
    };
    let mut deciders: BTreeSet<u32> = BTreeSet::new();
    let mut not_said: BTreeSet<u32> = BTreeSet::new();
    for &organisation in deciding {
        for node in ground.nodes_of(organisation) {
            let Some(id) = ground.leader(node) else {
                continue;
            };
            match authorities.may_decide_at(id, organisation) {
                Some(true) => drop(deciders.insert(node)),
                None => drop(not_said.insert(node)),
                Some(false) => {}
            }
        }
    }
    not_said.retain(|node| !deciders.contains(node));
    let mut doers: BTreeMap<u32, OrganisationId> = BTreeMap::new();
    for &organisation in leading.iter().chain(&contributing) {
        for node in ground.nodes_of(organisation) {
            if !deciders.contains(&node) {
                doers.entry(node).or_insert(organisation);
            }
        }
    }
    let next = handing.to(&deciders);
    let mut lines: Vec<Line> = doers
        .iter()
        .map(|(&node, &organisation)| line(ground, handing, node, organisation, &next))
        .collect();
    lines.sort_by(|x, y| {
        // Lines on record first, the longest of them; then those of whom something is known.
        let key = |one: &Line| {
            (
                one.hands.is_none(),
                std::cmp::Reverse(one.hands),
                !one.assessed,
            )
        };
        key(x)
            .cmp(&key(y))
            .then_with(|| (&x.from.name, &x.from.id).cmp(&(&y.from.name, &y.from.id)))
    });
    let too_long = lines
        .iter()
        .filter(|one| one.too_long == Some(true))
        .count() as u32;
    let no_line = lines
        .iter()
        .filter(|one| one.hands.is_none() && one.assessed);
    let not_known = lines
        .iter()
        .filter(|one| one.hands.is_none() && !one.assessed);
    let sentence = if deciders.is_empty() {
        say::nobody_decides(&work.name, not_said.len() as u32)
    } else {
        say::workstream(
            &work.name,
            lines.len() as u32,
            too_long,
            no_line.count() as u32,
            not_known.count() as u32,
            deciders.len() as u32,
        )
    };
    WorkstreamLines {
        id: work.id.to_string(),
        name: work.name.clone(),
        may_decide: deciders.iter().map(|&node| ground.name(node)).collect(),
        not_said: not_said.len() as u32,
        coverage: Coverage {
            assessed: lines.iter().filter(|one| one.assessed).count() as u32,
            possible: lines.len() as u32,
        },
        lines,
        too_long,
        sentence,
    }
}

fn line(
    ground: &Ground<'_>,
    handing: &Handing,
    node: u32,
    organisation: OrganisationId,
    next: &[Option<(u32, u32)>],
) -> Line {
    let mut way = Vec::new();
    let hands = next[node as usize].map(|(hands, _)| hands);
    if hands.is_some() {
        let mut at = node;
        way.push(at);
        while let Some((_, onward)) = next[at as usize].filter(|(left, _)| *left > 0) {
            at = onward;
            way.push(at);
        }
    }
    let assessed = ground.network.coverage_of(node).assessed > 0;
    let names: Vec<String> = way.iter().map(|&on| ground.who(on)).collect();
    let too_long = hands.filter(|&hands| hands > MOST_HANDS);
    let could_be_shorter = too_long
        .filter(|_| ground.people() <= MOST_TO_COUNT)
        .map(|hands| could_be_shorter(ground, hands, &handing.steps_from(node), next));
    Line {
        sentence: say::line(&ground.who(node), &names, assessed, could_be_shorter),
        could_be_shorter,
        from: ground.name(node),
        organisation: PartyName::of(ground.map, organisation),
        way: way.into_iter().map(|on| ground.name(on)).collect(),
        hands,
        assessed: assessed || hands.is_some(),
        too_long: hands.map(|hands| hands > MOST_HANDS),
    }
}

fn findings(ground: &Ground<'_>, own: &Lines, coverage: Coverage) -> Vec<Finding> {
    let plain = |code, sentence: String, coverage, next: &str| Finding {
        code,
        sentence,
        figures: Figures::new(),
        evidence: Vec::new(),
        coverage,
        what_next: next.to_owned(),
    };
    if own.workstreams.is_empty() {
        return vec![plain(
            "no_workstreams",
            say::NONE.to_owned(),
            coverage,
            say::NEXT_NONE,
        )];
    }
    let too_long: u32 = own.workstreams.iter().map(|one| one.too_long).sum();
    let all: u32 = own
        .workstreams
        .iter()
        .flat_map(|one| &one.lines)
        .filter(|line| line.hands.is_some())
        .count() as u32;
    let pairs = ground.network.coverage();
    let mut findings = vec![Finding {
        figures: Figures::from([("lines", all.into()), ("too_long", too_long.into())]),
        ..plain(
            "lines_summary",
            say::summary(all, too_long, MOST_HANDS, pairs.possible - pairs.assessed),
            coverage,
            say::NEXT_SUMMARY,
        )
    }];
    for work in &own.workstreams {
        let worst: Vec<&Line> = work
            .lines
            .iter()
            .filter(|line| line.too_long == Some(true) || (line.hands.is_none() && line.assessed))
            .take(SAID)
            .collect();
        if worst.is_empty() && !work.may_decide.is_empty() {
            continue;
        }
        let mut sentence = work.sentence.clone();
        let mut evidence: Vec<Evidence> = Vec::new();
        if let Ok(id) = work.id.parse::<domain::Uuid>() {
            evidence.push(ground.evidence(domain::WorkstreamId::from(id)));
        }
        if !work.may_decide.is_empty() {
            for line in &worst {
                sentence.push(' ');
                sentence.push_str(&line.sentence);
                evidence.extend(line.way.iter().map(|on| ground.evidence(on.party)));
            }
        }
        let code = if work.may_decide.is_empty() {
            "nobody_may_decide"
        } else if work.too_long > 0 {
            "line_too_long"
        } else {
            "no_line"
        };
        let next = match code {
            "nobody_may_decide" => say::NEXT_NOBODY,
            "line_too_long" => say::NEXT_TOO_LONG,
            _ => say::NEXT_NO_LINE,
        };
        findings.push(Finding {
            figures: Figures::from([
                ("too_long", work.too_long.into()),
                ("lines", (work.lines.len() as u32).into()),
            ]),
            evidence,
            ..plain(code, sentence, work.coverage, next)
        });
    }
    findings
}
