//! Q3, Q4: which organisations must work closely and do not yet, which do we not know about, and
//! which relationships hang on one person.

mod needed;
mod people;

use domain::{Audience, AudienceMap, Coverage, EntityRef, Interval, Level, OrganisationId, Party};
use jiff::civil::Date;
use network::{
    Affiliations, Basis, Relationship, Relationships, add_through_leaders, relationships,
};
use serde::Serialize;

use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::words;
use needed::{Link, Needed, Needs, Required};
use people::{CouldBridge, Reach};
pub(crate) use people::{People, strained};

/// The collaboration gaps of a footprint (MEASURES §4).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gaps {
    /// The footprint's name.
    pub footprint: String,
    /// The day it shows.
    pub as_of: Date,
    /// Whose eyes it is for.
    pub audience: Audience,
    /// Of the pairs that must work together, how many somebody has assessed.
    pub coverage: Coverage,
    /// What to read first.
    pub findings: Vec<Finding>,
    /// The pairs that must work together: known gaps first by priority, then unknowns as to be
    /// asked, then the rest. Every pair of which anything is known, and of those nobody has assessed
    /// the [`LISTED`] most worth asking about.
    pub pairs: Vec<Pair>,
    /// Pairs that must work together and that nobody has assessed, beyond those listed: counted in
    /// everything, listed nowhere.
    pub unlisted: u32,
    /// Pairs of which something is known though they need not work together: never gaps.
    pub not_needed: Vec<Pair>,
    /// The pairs whose gap is unknown, the most worth asking about first.
    pub ask_first: Vec<AskFirst>,
    /// Share of the pairs that must work together and do so at the level needed; `None` where no
    /// pair must.
    pub congruence: Option<Interval<f64>>,
    /// The same weighted: ΣV·min(A, R) / ΣV·R.
    pub weighted_congruence: Option<Interval<f64>>,
    /// How many pairs there are of each status.
    pub counts: Counts,
    /// The name of the one piece of work on which every need rests, where every partner has a part in it
    /// and nothing else is recorded: an assumption rather than a finding. `None` otherwise.
    pub assumed: Option<String>,
    /// Whether judgements may be on record that this audience is not shown: then what looks unassessed
    /// need not be.
    pub judgements_withheld: bool,
}

/// How many of the pairs nobody has assessed are listed. Two hundred organisations with one plan have
/// fewer; the million and more of a national plan are of use to nobody one by one.
pub const LISTED: usize = 20_000;

/// How many pairs there are of each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Pairs that must work together.
    pub needed: u32,
    /// Known to fall short.
    pub gap: u32,
    /// Known to reach the level needed.
    pub no_gap: u32,
    /// Not known well enough.
    pub unknown: u32,
}

/// What is known of a pair's gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Known to fall short.
    Gap,
    /// Not known well enough to say.
    Unknown,
    /// Known to reach the level needed.
    NoGap,
    /// They need not work together.
    NotNeeded,
}

/// One pair of organisations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// One organisation.
    pub a: PartyName,
    /// The other.
    pub b: PartyName,
    /// R, the level needed, 0 to 5.
    pub needed: Level,
    /// Why it is needed, in words.
    pub because: String,
    /// What makes it needed, the weightiest first.
    pub reasons: Vec<Reason>,
    /// V, the importance, 0 to 1: the pair's share of the greatest coordination requirement.
    pub importance: f64,
    /// A, the level there is.
    pub actual: Actual,
    /// max(0, R − A), as the range it lies in.
    pub gap: Interval<u8>,
    /// What is known of it.
    pub status: Status,
    /// V·g/5 for the part of the gap that is known: 0 to 1.
    pub priority: f64,
    /// V·g/5 if the gap is as wide as it can be.
    pub priority_at_most: f64,
    /// max(0, A − R), as the range it lies in: possibly too much meeting.
    pub surplus: Interval<u8>,
    /// On how many people it hangs; `None` where the audience may not see ties between people.
    pub resilience: Option<Resilience>,
    /// Who has good ties into both, best first, at most three.
    pub who_could_bridge: Vec<Bridge>,
    /// Both sides' levels, where they differ by two or more.
    pub perception_gap: Option<PerceptionGap>,
}

/// Why a level is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// In words.
    pub sentence: String,
    /// The workstreams, or the need set by named people.
    pub evidence: Vec<Evidence>,
}

/// The level there is, and how well it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Actual {
    /// The least it can be.
    pub low: u8,
    /// The most it can be.
    pub high: u8,
    /// Whether anybody has assessed it.
    pub assessed: bool,
    /// The level by the rule of [`network::Relationship`].
    pub level: Option<Level>,
    /// Whether both sides said so.
    pub both_sides: bool,
    /// What the first organisation itself says.
    pub says_a: Option<Level>,
    /// What the second itself says.
    pub says_b: Option<Level>,
    /// Whether it comes from ties between their leaders, nothing being stated of the two themselves.
    pub through_leaders: bool,
    /// The day of the newest judgement.
    pub last_assessed: Option<Date>,
    /// How many judgements there are.
    pub assessments: u32,
}

/// On how many people a relationship hangs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resilience {
    /// ν: the fewest people whose leaving would sever every tie between leaders of the two.
    pub people: u32,
    /// Where that is one: the person, or both ends of the one tie.
    pub hangs_on: Vec<PartyName>,
    /// Pairs of their leaders somebody has assessed; the others could remove the warning.
    pub leader_pairs: Coverage,
}

/// Somebody with good ties into both organisations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bridge {
    /// Who.
    pub leader: PartyName,
    /// The organisations they belong to.
    pub organisations: Vec<PartyName>,
    /// The level of the best tie into the first; `None` where they belong to it.
    pub level_to_a: Option<Level>,
    /// The level of the best tie into the second; `None` where they belong to it.
    pub level_to_b: Option<Level>,
    /// In words.
    pub because: String,
}

/// Two sides that differ by two levels or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PerceptionGap {
    /// What the first says.
    pub a: Level,
    /// What the second says.
    pub b: Level,
    /// By how many levels they differ.
    pub difference: u8,
}

/// A pair to ask about first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AskFirst {
    /// One organisation.
    pub a: PartyName,
    /// The other.
    pub b: PartyName,
    /// The level needed.
    pub needed: Level,
    /// The range the gap lies in.
    pub gap: Interval<u8>,
    /// V·(g_high − g_low): what an answer is worth.
    pub worth: f64,
    /// In words.
    pub because: String,
}

/// The gaps between the level organisations need and the level they have.
///
/// Levels stated of the organisations themselves win; where there are none, the strongest tie between
/// their leaders gives it, and is marked so. Frey et al. 2006 (levels), Thompson 1967
/// (interdependence), Cataldo et al. 2006 (requirement and congruence). O(pairs × leaders²) at
/// worst, over the leaders of the two organisations only.
pub fn gaps(map: &AudienceMap) -> Gaps {
    let affiliations = Affiliations::of(map);
    let mut known = relationships(map, None);
    add_through_leaders(&mut known, &affiliations);
    let people = People::of(map, &known, &affiliations);
    let weighing = Weighing {
        map,
        known: &known,
        affiliations: &affiliations,
        people: &people,
    };

    let needs = Needs::of(map);
    let ranked = weighing.ranked(&needs);
    let (listed, unlisted) = listed(&ranked);
    let pairs: Vec<Pair> = listed
        .map(|weighed| {
            let required = &needs.pairs()[weighed.at as usize];
            let (a, b) = needs.organisations(required);
            weighing.pair(a, b, Some(&needs.needed(required)))
        })
        .collect();
    let not_needed: Vec<Pair> = known
        .keys()
        .filter_map(|&(a, b)| match (a, b) {
            (Party::Organisation(a), Party::Organisation(b)) => Some((a, b)),
            _ => None,
        })
        .filter(|&(a, b)| needs.find(a, b).is_none())
        .filter(|&(a, b)| map.organisation(a).is_some() && map.organisation(b).is_some())
        .map(|(a, b)| weighing.pair(a, b, None))
        .collect();

    let counts = count(&ranked);
    let coverage = Coverage {
        assessed: ranked.iter().filter(|pair| pair.assessed).count() as u32,
        possible: counts.needed,
    };
    let mut answer = Gaps {
        footprint: map.footprint().name.clone(),
        as_of: map.as_of(),
        audience: map.audience(),
        coverage,
        findings: Vec::new(),
        ask_first: ask_first(&pairs),
        congruence: congruence(&ranked),
        weighted_congruence: weighted_congruence(&ranked),
        counts,
        assumed: assumed(map, &needs),
        unlisted,
        judgements_withheld: judgements_withheld(map),
        not_needed,
        pairs,
    };
    answer.findings = weighing.findings(&answer);
    answer
}

/// What is needed and what there is between two organisations, whether or not [`gaps`] lists them;
/// `None` where they need not work together and nothing is known of them.
pub fn gap_between(map: &AudienceMap, a: OrganisationId, b: OrganisationId) -> Option<Pair> {
    let affiliations = Affiliations::of(map);
    let mut known = relationships(map, None);
    add_through_leaders(&mut known, &affiliations);
    let people = People::of(map, &known, &affiliations);
    let weighing = Weighing {
        map,
        known: &known,
        affiliations: &affiliations,
        people: &people,
    };
    let needs = Needs::of(map);
    let needed = needs.find(a, b).map(|pair| needs.needed(pair));
    let (a, b) = (a.min(b), a.max(b));
    (needed.is_some() || weighing.relationship(a, b).is_some())
        .then(|| weighing.pair(a, b, needed.as_ref()))
}

/// Whether an audience other than the working group is missing judgements, or sees none at all.
fn judgements_withheld(map: &AudienceMap) -> bool {
    map.audience() != Audience::Working
        && (map.hidden().assessments > 0 || map.assessments().is_empty())
}

/// Fewest partners of whom "all share one plan" is an assumption and not simply their work.
const ALL_OF: usize = 3;

/// The work that all partners share, where it is the only reason for any pair to work together.
fn assumed(map: &AudienceMap, needs: &Needs<'_>) -> Option<String> {
    let partners = map.organisations().len();
    if partners < ALL_OF || needs.pairs().len() != partners * (partners - 1) / 2 {
        return None;
    }
    let mut only = None;
    for pair in needs.pairs() {
        match needs.links(pair).as_slice() {
            [link] if !Needs::is_set(pair) && link.then.is_none() => {
                if *only.get_or_insert(link.first) != link.first {
                    return None;
                }
            }
            _ => return None,
        }
    }
    map.workstream(only?).map(|work| work.name.clone())
}

/// A pair that must work together, weighed: no more than its place among the others takes.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    /// Its place among [`Needs::pairs`].
    at: u32,
    needed: u8,
    /// A, the level there is, as the range it lies in.
    actual: Interval<u8>,
    assessed: bool,
    status: Status,
    importance: f64,
}

impl Weighed {
    /// max(0, R − A), as the range it lies in.
    const fn gap(&self) -> Interval<u8> {
        short_of(self.needed, self.actual)
    }

    /// V·g/5 for the part of the gap that is known.
    fn priority(&self) -> f64 {
        self.importance * f64::from(self.gap().low) / 5.0
    }

    /// V·(g_high − g_low).
    fn worth(&self) -> f64 {
        let gap = self.gap();
        self.importance * f64::from(gap.high - gap.low)
    }
}

/// max(0, R − A), as the range it lies in.
const fn short_of(required: u8, actual: Interval<u8>) -> Interval<u8> {
    Interval {
        low: required.saturating_sub(actual.high),
        high: required.saturating_sub(actual.low),
    }
}

const fn status(required: u8, gap: Interval<u8>) -> Status {
    match (required, gap) {
        (0, _) => Status::NotNeeded,
        (_, Interval { low: 1.., .. }) => Status::Gap,
        (_, Interval { high: 0, .. }) => Status::NoGap,
        _ => Status::Unknown,
    }
}

/// Those to be listed of all, in their order, and how many are not.
fn listed(ranked: &[Weighed]) -> (impl Iterator<Item = &Weighed>, u32) {
    let unassessed = ranked.iter().filter(|pair| !pair.assessed).count();
    let mut left = LISTED;
    let listed = ranked.iter().filter(move |pair| {
        if pair.assessed {
            return true;
        }
        let is_listed = left > 0;
        left = left.saturating_sub(1);
        is_listed
    });
    (listed, unassessed.saturating_sub(LISTED) as u32)
}

fn count(pairs: &[Weighed]) -> Counts {
    let of = |status: Status| pairs.iter().filter(|pair| pair.status == status).count() as u32;
    Counts {
        needed: pairs.len() as u32,
        gap: of(Status::Gap),
        no_gap: of(Status::NoGap),
        unknown: of(Status::Unknown),
    }
}

/// C = #{A ≥ R} / #{R > 0}.
fn congruence(pairs: &[Weighed]) -> Option<Interval<f64>> {
    let share = |reaches: &dyn Fn(&Weighed) -> bool| {
        pairs.iter().filter(|pair| reaches(pair)).count() as f64 / pairs.len() as f64
    };
    (!pairs.is_empty()).then(|| Interval {
        low: share(&|pair| pair.actual.low >= pair.needed),
        high: share(&|pair| pair.actual.high >= pair.needed),
    })
}

/// C_w = ΣV·min(A, R) / ΣV·R.
fn weighted_congruence(pairs: &[Weighed]) -> Option<Interval<f64>> {
    let needed = |pair: &Weighed| f64::from(pair.needed);
    let whole: f64 = pairs
        .iter()
        .map(|pair| pair.importance * needed(pair))
        .sum();
    let part = |actual: &dyn Fn(&Weighed) -> u8| -> f64 {
        pairs
            .iter()
            .map(|pair| pair.importance * f64::from(actual(pair)).min(needed(pair)))
            .sum()
    };
    (whole > 0.0).then(|| Interval {
        low: part(&|pair| pair.actual.low) / whole,
        high: part(&|pair| pair.actual.high) / whole,
    })
}

/// V·(g_high − g_low).
fn worth(pair: &Pair) -> f64 {
    pair.importance * f64::from(pair.gap.high - pair.gap.low)
}

fn ask_first(pairs: &[Pair]) -> Vec<AskFirst> {
    // Pairs are sorted by status and, within the unknown ones, by what an answer is worth.
    let mut asked: Vec<AskFirst> = pairs
        .iter()
        .filter(|pair| pair.status == Status::Unknown)
        .map(|pair| AskFirst {
            a: pair.a.clone(),
            b: pair.b.clone(),
            needed: pair.needed,
            gap: pair.gap,
            worth: worth(pair),
            because: pair.because.clone(),
        })
        .collect();
    asked.sort_by(|x, y| y.worth.total_cmp(&x.worth));
    asked
}

/// How many pairs of each sort are said in sentences, the first of them; the lists hold all.
const SAID: usize = 50;

/// What a pair is weighed with.
struct Weighing<'a> {
    map: &'a AudienceMap,
    known: &'a Relationships,
    affiliations: &'a Affiliations,
    people: &'a People<'a>,
}

impl Weighing<'_> {
    fn relationship(&self, a: OrganisationId, b: OrganisationId) -> Option<&Relationship> {
        self.known.get(&(a.min(b).into(), a.max(b).into()))
    }

    /// Every pair that must work together: known gaps first by priority, then unknowns by what an
    /// answer is worth, then the rest; equal ones by importance and name.
    fn ranked(&self, needs: &Needs<'_>) -> Vec<Weighed> {
        let mut ranked: Vec<Weighed> = needs
            .pairs()
            .iter()
            .enumerate()
            .map(|(at, required)| self.weighed(at as u32, required, needs))
            .collect();
        let names = self.places_by_name(needs);
        let by_name = |pair: &Weighed| {
            let Required { a, b, .. } = needs.pairs()[pair.at as usize];
            (names[a as usize], names[b as usize])
        };
        ranked.sort_unstable_by(|x, y| {
            x.status
                .cmp(&y.status)
                .then(y.priority().total_cmp(&x.priority()))
                .then(y.worth().total_cmp(&x.worth()))
                .then(y.importance.total_cmp(&x.importance))
                .then_with(|| by_name(x).cmp(&by_name(y)))
        });
        ranked
    }

    /// The place of each organisation in the order of their names.
    fn places_by_name(&self, needs: &Needs<'_>) -> Vec<u32> {
        let mut order: Vec<(PartyName, usize)> = needs
            .everybody()
            .iter()
            .enumerate()
            .map(|(number, &id)| (PartyName::of(self.map, id), number))
            .collect();
        order.sort_by(|(x, _), (y, _)| (&x.label, x).cmp(&(&y.label, y)));
        let mut places = vec![0; order.len()];
        for (place, (_, number)) in order.into_iter().enumerate() {
            places[number] = place as u32;
        }
        places
    }

    fn weighed(&self, at: u32, required: &Required, needs: &Needs<'_>) -> Weighed {
        let (a, b) = needs.organisations(required);
        let known = self.relationship(a, b);
        let needed = required.level.number();
        let actual = known.map_or(ANYTHING, |known| known.actual);
        Weighed {
            at,
            needed,
            actual,
            assessed: known.is_some(),
            status: status(needed, short_of(needed, actual)),
            importance: needs.importance(required),
        }
    }

    fn pair(&self, a: OrganisationId, b: OrganisationId, needed: Option<&Needed>) -> Pair {
        let relationship = self.relationship(a, b);
        let actual = relationship.map_or_else(unassessed, actual);
        let level = needed.map_or(Level::None, |needed| needed.level);
        let (required, importance) = (
            level.number(),
            needed.map_or(0.0, |needed| needed.importance),
        );
        let levels = Interval {
            low: actual.low,
            high: actual.high,
        };
        let gap = short_of(required, levels);
        let status = status(required, gap);
        let reasons = needed.map_or_else(Vec::new, |needed| self.reasons(needed));
        let surplus = if status == Status::NotNeeded {
            Interval::exactly(0)
        } else {
            Interval {
                low: actual.low.saturating_sub(required),
                high: actual.high.saturating_sub(required),
            }
        };
        Pair {
            a: PartyName::of(self.map, a),
            b: PartyName::of(self.map, b),
            needed: level,
            because: reasons
                .first()
                .map_or_else(String::new, |reason| reason.sentence.clone()),
            reasons,
            importance,
            gap,
            status,
            priority: importance * f64::from(gap.low) / 5.0,
            priority_at_most: importance * f64::from(gap.high) / 5.0,
            surplus,
            resilience: self.resilience(a, b),
            who_could_bridge: self.who_could_bridge(a, b),
            perception_gap: relationship
                .and_then(Relationship::perception_gap)
                .map(|(a, b)| PerceptionGap {
                    a,
                    b,
                    difference: a.number().abs_diff(b.number()),
                }),
            actual,
        }
    }

    fn reasons(&self, needed: &Needed) -> Vec<Reason> {
        let set = needed.set.map(|need| {
            // Who set a level is for the partners to know, not for the public.
            let by = (!self.map.audience().is_publication()).then_some(need.set_by.as_str());
            Reason {
                sentence: words::gaps::because_set(by, need.date, &need.reason),
                evidence: vec![Evidence::of(self.map, need.id)],
            }
        });
        let work = needed.links.iter().map(|link| self.reason_of(link));
        set.into_iter().chain(work).collect()
    }

    fn reason_of(&self, link: &Link) -> Reason {
        let name = |id| {
            self.map
                .workstream(id)
                .map_or(words::UNNAMED, |work| work.name.as_str())
        };
        let then = link.then.map(name);
        Reason {
            sentence: words::gaps::because_of_work(name(link.first), then, link.interdependence),
            evidence: std::iter::once(link.first)
                .chain(link.then)
                .map(|id| Evidence::of(self.map, id))
                .collect(),
        }
    }

    /// `None` for an audience that may not see ties between people: their absence from such a map
    /// says nothing.
    fn resilience(&self, a: OrganisationId, b: OrganisationId) -> Option<Resilience> {
        if self.map.audience().is_publication() {
            return None;
        }
        let strands = self.people.strands(a, b);
        Some(Resilience {
            people: strands.people,
            hangs_on: strands
                .hangs_on
                .iter()
                .map(|&id| PartyName::of(self.map, id))
                .collect(),
            leader_pairs: strands.coverage,
        })
    }

    /// Nobody for an audience that may not see who is close to whom.
    fn who_could_bridge(&self, a: OrganisationId, b: OrganisationId) -> Vec<Bridge> {
        if self.map.audience().is_publication() {
            return Vec::new();
        }
        let found = self.people.could_bridge(a, b);
        found
            .into_iter()
            .map(|bridge| self.bridge(a, b, bridge))
            .collect()
    }

    fn bridge(&self, a: OrganisationId, b: OrganisationId, bridge: CouldBridge) -> Bridge {
        let label = |id: OrganisationId| {
            self.map
                .organisation(id)
                .map_or(words::UNNAMED, |row| row.short_name())
        };
        let level = |reach: Reach| match reach {
            Reach::Tie(level) => Some(level),
            Reach::Own => None,
        };
        let because = match (level(bridge.to_a), level(bridge.to_b)) {
            (None, None) => words::gaps::bridge_both(label(a), label(b)),
            (None, Some(to_b)) => words::gaps::bridge_own(label(a), label(b), to_b),
            (Some(to_a), None) => words::gaps::bridge_own(label(b), label(a), to_a),
            (Some(to_a), Some(to_b)) => words::gaps::bridge_third(label(a), to_a, label(b), to_b),
        };
        Bridge {
            leader: PartyName::of(self.map, bridge.leader),
            organisations: self
                .affiliations
                .organisations_of(bridge.leader)
                .filter(|&id| self.map.organisation(id).is_some())
                .map(|id| PartyName::of(self.map, id))
                .collect(),
            level_to_a: level(bridge.to_a),
            level_to_b: level(bridge.to_b),
            because,
        }
    }

    // Sentences.

    fn findings(&self, gaps: &Gaps) -> Vec<Finding> {
        if gaps.pairs.is_empty() && self.map.audience() != Audience::Working {
            // Whether nothing is recorded or nothing is shown, this audience cannot tell.
            return vec![Finding {
                code: "needs_not_shown",
                sentence: words::gaps::needs_not_shown(self.map.audience()),
                figures: Figures::new(),
                evidence: Vec::new(),
                coverage: gaps.coverage,
                what_next: words::NEXT_NOT_SHOWN.to_owned(),
            }];
        }
        if gaps.pairs.is_empty() {
            return vec![Finding {
                code: "no_needs",
                sentence: words::gaps::NO_NEEDS.to_owned(),
                figures: Figures::new(),
                evidence: Vec::new(),
                coverage: gaps.coverage,
                what_next: words::gaps::NEXT_NO_NEEDS.to_owned(),
            }];
        }
        let mut findings = vec![summary(gaps)];
        findings.extend(unlisted(gaps));
        let known = gaps.coverage;
        let with = |status: Status| gaps.pairs.iter().filter(move |pair| pair.status == status);
        let all = || gaps.pairs.iter().chain(&gaps.not_needed);
        let enough = || with(Status::NoGap);
        findings.extend(
            with(Status::Gap)
                .take(SAID)
                .map(|pair| self.gap(pair, known)),
        );
        findings.extend(enough().filter_map(|pair| self.hanging(pair)).take(SAID));
        findings.extend(
            all()
                .filter_map(|pair| self.perception(pair, known))
                .take(SAID),
        );
        findings.extend(
            with(Status::Unknown)
                .take(SAID)
                .map(|pair| self.ask(pair, known)),
        );
        findings.extend(
            enough()
                .filter_map(|pair| self.surplus(pair, known))
                .take(SAID),
        );
        findings
    }

    fn how_sure(&self, pair: &Pair) -> String {
        let actual = &pair.actual;
        let sure = if actual.through_leaders {
            words::gaps::LEADERS_SAY.to_owned()
        } else if actual.both_sides {
            words::gaps::BOTH_SAY.to_owned()
        } else if actual.says_a.is_some() {
            words::gaps::one_says(&pair.a.label)
        } else if actual.says_b.is_some() {
            words::gaps::one_says(&pair.b.label)
        } else {
            words::gaps::OTHERS_SAY.to_owned()
        };
        let aged = actual
            .last_assessed
            .filter(|day| is_a_year_old(*day, self.map.as_of()));
        sure + &aged.map_or_else(String::new, words::gaps::aged)
    }

    fn gap(&self, pair: &Pair, coverage: Coverage) -> Finding {
        let now = pair.actual.level.unwrap_or(Level::None);
        let range = Interval {
            low: pair.actual.low,
            high: pair.actual.high,
        };
        let today = words::gaps::today(now, range, &self.how_sure(pair));
        let work = work(pair);
        Finding {
            code: "gap",
            sentence: words::gaps::gap(&need(pair), &today, &[links(pair), set_by(pair)]),
            figures: figures(pair),
            evidence: self.evidence(pair),
            coverage,
            what_next: match pair.who_could_bridge.first() {
                Some(bridge) => words::gaps::next_bridge(&bridge.leader.name, work.as_deref()),
                None => words::gaps::next_together(work.as_deref(), pair.needed),
            },
        }
    }

    fn hanging(&self, pair: &Pair) -> Option<Finding> {
        let resilience = pair
            .resilience
            .as_ref()
            .filter(|resilience| resilience.people == 1)?;
        let links = links(pair)?;
        let mut evidence = self.evidence(pair);
        evidence.extend(
            resilience
                .hangs_on
                .iter()
                .map(|leader| Evidence::of(self.map, EntityRef::from(leader.party))),
        );
        Some(Finding {
            code: "hangs_on_one_person",
            sentence: words::gaps::single(&need(pair), &links),
            figures: figures(pair),
            evidence,
            coverage: resilience.leader_pairs,
            what_next: words::gaps::NEXT_SINGLE.to_owned(),
        })
    }

    fn perception(&self, pair: &Pair, coverage: Coverage) -> Option<Finding> {
        let PerceptionGap { a, b, .. } = pair.perception_gap?;
        Some(Finding {
            code: "perception_gap",
            sentence: words::gaps::perception(&pair.a.label, a, &pair.b.label, b),
            figures: figures(pair),
            evidence: self.evidence(pair),
            coverage,
            what_next: words::gaps::NEXT_PERCEPTION.to_owned(),
        })
    }

    fn ask(&self, pair: &Pair, coverage: Coverage) -> Finding {
        let need = need(pair);
        let range = Interval {
            low: pair.actual.low,
            high: pair.actual.high,
        };
        let withheld = !pair.actual.assessed && judgements_withheld(self.map);
        Finding {
            code: "ask_first",
            sentence: if pair.actual.assessed {
                words::gaps::ask_unsure(&need, range)
            } else if withheld {
                words::gaps::ask_not_shown(&need, self.map.audience())
            } else {
                words::gaps::ask_unassessed(&need)
            },
            figures: figures(pair),
            evidence: self.evidence(pair),
            coverage,
            what_next: if withheld {
                words::NEXT_NOT_SHOWN
            } else {
                words::gaps::NEXT_ASK
            }
            .to_owned(),
        }
    }

    fn surplus(&self, pair: &Pair, coverage: Coverage) -> Option<Finding> {
        let now = pair.actual.level.filter(|_| pair.surplus.low >= 2)?;
        Some(Finding {
            code: "surplus",
            sentence: words::gaps::surplus(&pair.a.label, &pair.b.label, now, pair.needed),
            figures: figures(pair),
            evidence: self.evidence(pair),
            coverage,
            what_next: words::gaps::NEXT_SURPLUS.to_owned(),
        })
    }

    fn evidence(&self, pair: &Pair) -> Vec<Evidence> {
        let mut evidence = vec![
            Evidence::of(self.map, EntityRef::from(pair.a.party)),
            Evidence::of(self.map, EntityRef::from(pair.b.party)),
        ];
        evidence.extend(
            pair.reasons
                .iter()
                .flat_map(|reason| reason.evidence.clone()),
        );
        if let (Party::Organisation(a), Party::Organisation(b)) = (pair.a.party, pair.b.party)
            && let Some(relationship) = self.relationship(a, b)
        {
            evidence.extend(
                relationship
                    .assessments
                    .iter()
                    .map(|&id| Evidence::of(self.map, id)),
            );
        }
        let mut seen = std::collections::BTreeSet::new();
        evidence.retain(|item| seen.insert(item.reference));
        evidence
    }
}

/// "A and B need to decide together on X (coalition, level 4)", without its stop.
fn need(pair: &Pair) -> String {
    words::gaps::need(
        &pair.a.label,
        &pair.b.label,
        pair.needed,
        work(pair).as_deref(),
    )
}

/// What the pair needs to work together on, where it is shared work.
fn work(pair: &Pair) -> Option<String> {
    // A level that named people set stands on their reason, whatever work is shared besides.
    let weightiest = pair.reasons.first().filter(|_| !is_set(pair))?;
    let names: Vec<String> = weightiest
        .evidence
        .iter()
        .map(|evidence| evidence.name.clone())
        .collect();
    Some(words::list(&names))
}

/// Who holds the pair together, where that is one person or nobody on record.
fn links(pair: &Pair) -> Option<String> {
    let resilience = pair.resilience.as_ref()?;
    match resilience.people {
        0 if resilience.leader_pairs.possible > 0 => Some(words::gaps::NOBODY_LINKS.to_owned()),
        1 => {
            let names: Vec<String> = resilience
                .hangs_on
                .iter()
                .map(|leader| leader.name.clone())
                .collect();
            Some(words::gaps::one_person(&names))
        }
        _ => None,
    }
}

/// Whether named people set the level.
fn is_set(pair: &Pair) -> bool {
    let first = pair
        .reasons
        .first()
        .and_then(|reason| reason.evidence.first());
    matches!(
        first,
        Some(Evidence {
            reference: EntityRef::Need(_),
            ..
        })
    )
}

/// Who set the level, as a sentence of its own.
fn set_by(pair: &Pair) -> Option<String> {
    is_set(pair).then(|| words::gaps::level_was(&pair.because))
}

fn summary(gaps: &Gaps) -> Finding {
    let Counts {
        needed,
        gap,
        no_gap,
        unknown,
    } = gaps.counts;
    let mut figures = Figures::from([
        ("needed", needed.into()),
        ("gap", gap.into()),
        ("no_gap", no_gap.into()),
        ("unknown", unknown.into()),
    ]);
    figures.extend(gaps.congruence.map(|range| ("congruence", range.into())));
    figures.extend(
        gaps.weighted_congruence
            .map(|range| ("weighted_congruence", range.into())),
    );
    Finding {
        code: "gaps_summary",
        sentence: words::gaps::summary(
            needed,
            gap,
            no_gap,
            unknown,
            gaps.coverage.assessed,
            gaps.assumed.as_deref(),
        ),
        figures,
        evidence: Vec::new(),
        coverage: gaps.coverage,
        what_next: match (&gaps.assumed, gaps.coverage.assessed) {
            (_, 0) if gaps.judgements_withheld => words::NEXT_NOT_SHOWN,
            (Some(_), _) => words::gaps::NEXT_ASSUMED,
            (None, _) => words::gaps::NEXT_SUMMARY,
        }
        .to_owned(),
    }
}

/// That there is more than the list holds, where there is.
fn unlisted(gaps: &Gaps) -> Option<Finding> {
    (gaps.unlisted > 0).then(|| Finding {
        code: "unlisted",
        sentence: words::gaps::unlisted(gaps.unlisted, LISTED),
        figures: Figures::from([("unlisted", gaps.unlisted.into())]),
        evidence: Vec::new(),
        coverage: gaps.coverage,
        what_next: words::gaps::NEXT_UNLISTED.to_owned(),
    })
}

fn figures(pair: &Pair) -> Figures {
    let mut figures = Figures::from([
        ("needed", pair.needed.number().into()),
        (
            "actual",
            Interval {
                low: pair.actual.low,
                high: pair.actual.high,
            }
            .into(),
        ),
        ("gap", pair.gap.into()),
        ("importance", pair.importance.into()),
        ("priority", pair.priority.into()),
        ("assessments", pair.actual.assessments.into()),
    ]);
    figures.extend(
        pair.actual
            .last_assessed
            .map(|day| ("last_assessed", day.to_string().into())),
    );
    figures.extend(
        pair.resilience
            .as_ref()
            .map(|found| ("people_between", found.people.into())),
    );
    figures
}

/// What nobody has assessed can be anything.
const ANYTHING: Interval<u8> = Interval { low: 0, high: 5 };

fn unassessed() -> Actual {
    Actual {
        low: ANYTHING.low,
        high: ANYTHING.high,
        assessed: false,
        level: None,
        both_sides: false,
        says_a: None,
        says_b: None,
        through_leaders: false,
        last_assessed: None,
        assessments: 0,
    }
}

fn actual(relationship: &Relationship) -> Actual {
    Actual {
        low: relationship.actual.low,
        high: relationship.actual.high,
        assessed: true,
        level: Some(relationship.level),
        both_sides: relationship.confirmed,
        says_a: relationship.says_a,
        says_b: relationship.says_b,
        through_leaders: relationship.basis == Basis::Leaders,
        last_assessed: Some(relationship.last_assessed),
        assessments: relationship.assessments.len() as u32,
    }
}

fn is_a_year_old(day: Date, as_of: Date) -> bool {
    network::completed_half_lives(day, as_of) > 0
}
