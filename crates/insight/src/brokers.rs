//! Q4: who carries messages between whom, and what the way would be without them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Coverage, OrganisationId};
use network::measures::{ByRole, OpenPaths, betweenness, betweenness_normalised, holes};
use network::{Groups, Weighting};
use serde::Serialize;

use crate::answer::{Answer, Watch};
use crate::bodies::Bodies;
use crate::connectors::{self, Connector, connectors};
use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::ground::{Ground, steps};
use crate::stability::{Draws, MOSTLY, Measured, Rank, Standing, TOP, Trial, Tried};
use crate::words::brokers as say;

/// Of how many go-betweens the ways without them are looked into, those first between most others.
const LOOKED_INTO: usize = 200;
/// How many are said in findings.
const SAID: usize = 5;
/// How many are named at once.
const NAMED: usize = 3;
/// How many are said besides, without whom some would have no way to one another at all.
const ONLY_WAYS: usize = 3;
/// How many pairs of organisations a sentence names of each sort.
const IN_SENTENCE: usize = 2;
/// How often groups are shuffled to see what chance would give.
const SHUFFLES: u32 = 2_000;
/// With more open paths than this nothing is shuffled.
const MOST_PATHS: u64 = 200_000;
const SEED: u64 = 1;

/// Who carries between whom.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Brokers {
    /// Those on the shortest way of others: those whose place is settled by their place, and the others by how often they
    /// are among the first; where that was not tried, those between most first.
    pub brokers: Vec<Broker>,
    /// How many of them were looked into one by one.
    pub looked_into: u32,
    /// The organisations on the shortest way of other organisations: those whose place is settled by their place, and
    /// the others by how often they are among the first.
    pub connectors: Vec<Connector>,
}

/// Somebody on the shortest way of others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Broker {
    /// Who.
    #[serde(flatten)]
    pub leader: PartyName,
    /// Where they hold posts.
    pub organisations: Vec<PartyName>,
    /// Weighted betweenness.
    pub betweenness: f64,
    /// The same as a share of all pairs of others, 0 to 1.
    pub share: f64,
    /// The place by that, where it holds on plausible versions of the map; `None` where the map is too large for that to
    /// be tried in passing.
    pub place: Option<Standing>,
    /// In what share of plausible versions on the shortest way of others; `None` as with the place.
    pub go_between_share: Option<f64>,
    /// In what share of plausible versions among the first five; `None` as with the place.
    pub first_five_share: Option<f64>,
    /// The organisations between which the way would be longer without them: first those they carry between, then those
    /// with which nobody else of their own has a tie, the most dependent first.
    pub carries: Vec<Carries>,
    /// The organisations for which nobody else is on record.
    pub only_voice_of: Vec<PartyName>,
    /// The pairs of contacts known not to be tied, by where the three belong.
    pub roles: Roles,
    /// Pairs of contacts nobody has assessed, each of which might be tied.
    pub not_assessed: u32,
    /// How far the contacts do not know one another, 0 to 1: one less Burt's constraint; `None` without contacts.
    pub bridging: Option<f64>,
    /// How many separate circles the contacts make; `None` without contacts.
    pub separate_circles: Option<f64>,
    /// Of the pairs this leader could have, how many are assessed.
    pub coverage: Coverage,
    /// In words.
    pub sentence: String,
}

impl Broker {
    /// What is carried besides what the sentence says.
    pub fn carries_besides(&self) -> impl Iterator<Item = &Carries> {
        let of_sort = |own: bool| {
            let some = self.carries.iter();
            some.filter(move |one| one.only_one_at_own == own)
                .skip(IN_SENTENCE)
        };
        of_sort(false).chain(of_sort(true))
    }
}

/// Two organisations with somebody on the way between them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Carries {
    /// One.
    pub a: PartyName,
    /// The other.
    pub b: PartyName,
    /// Steps from one's people to the other's today.
    pub steps: u32,
    /// Steps without this leader; `None` where no way is on record.
    pub steps_without: Option<u32>,
    /// Whether one of them is this leader's own, where nobody else has a tie to the other: it is the tie that nobody
    /// else has, and nothing is carried between two others.
    pub only_one_at_own: bool,
    /// In words.
    pub sentence: String,
}

/// Pairs of contacts that are known not to be tied, by where the three belong (Gould & Fernandez 1989). Each pair once,
/// whichever way a message goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Roles {
    /// All three in one organisation.
    pub within_own: u32,
    /// One of them in the go-between's organisation, the other not: in and out of it.
    pub in_and_out: u32,
    /// Both in one other organisation.
    pub within_another: u32,
    /// In two other organisations.
    pub between_others: u32,
    /// Of shuffled organisations, the share that would give as many between two others; `None` where not tried.
    pub between_others_by_chance: Option<f64>,
}

/// Who carries messages between which organisations, with the way there would be without them.
///
/// The ways are counted in steps among people, over every working tie. Only organisations a go-between's own contacts
/// belong to are looked at. A way that only exists because nobody assessed a pair may be shorter: the pairs not assessed
/// are given.
pub fn brokers(map: &AudienceMap) -> Answer<Brokers> {
    asked(map, true)
}

/// The same without a try of how the places of organisations hold, for whom places are not wanted.
pub(crate) fn brokers_only(map: &AudienceMap) -> Answer<Brokers> {
    asked(map, false)
}

/// `sure`: with how sure it is, where that is tried at once.
fn asked(map: &AudienceMap, sure: bool) -> Answer<Brokers> {
    if let Some(withheld) = Answer::unless_published(map) {
        return withheld;
    }
    let ground = Ground::of(map);
    let tried = sure.then(|| tried(&ground)).flatten();
    let graph = ground.graph();
    let between = betweenness(graph, Weighting::Weighted);
    let shares = betweenness_normalised(&between);
    let holes = holes(graph, Weighting::Weighted);
    let groups = ground.groups();
    let paths = OpenPaths::of(graph, ground.network.known_pairs());
    let roles = paths.roles(&groups);
    let unusual =
        (paths.len() as u64 <= MOST_PATHS).then(|| paths.unusual(&groups, SHUFFLES, SEED));
    let mut order: Vec<u32> = (0..ground.people() as u32)
        .filter(|&node| between[node as usize] > 0.0)
        .collect();
    order.sort_by(|&x, &y| {
        between[y as usize]
            .total_cmp(&between[x as usize])
            .then(x.cmp(&y))
    });
    let ways = Ways::of(&ground);
    let mut brokers: Vec<Broker> = order
        .iter()
        .enumerate()
        .map(|(place, &node)| {
            let at = node as usize;
            let (carries, only_voice_of) = if place < LOOKED_INTO {
                ways.without(&ground, node)
            } else {
                (Vec::new(), Vec::new())
            };
            let roles = in_pairs(
                roles[at],
                unusual.as_ref().map(|unusual| unusual[at]),
                &groups,
                node,
            );
            let share_of = |of: &dyn Fn(&Tried) -> f64| tried.as_ref().map(of);
            let go_between_share = share_of(&|tried| tried.between_share(node));
            let first_five_share = share_of(&|tried| tried.first_share(Measured::GoBetween, node));
            let surely = go_between_share.zip(first_five_share);
            let surely = surely.map_or_else(String::new, |(share, first)| {
                let name = ground.full_name(node);
                format!(
                    " {}",
                    crate::words::stability::go_between(&name, share, first, TOP)
                )
            });
            let (carried, own): (Vec<&Carries>, Vec<&Carries>) =
                carries.iter().partition(|one| !one.only_one_at_own);
            let said = |some: &[&Carries]| -> Vec<String> {
                let first = some.iter().take(IN_SENTENCE);
                first.map(|one| one.sentence.clone()).collect()
            };
            let sentence = say::broker(
                &ground.who(node),
                shares[at],
                (&said(&carried), carried.len() as u32),
                (&said(&own), own.len() as u32),
                &only_voice_of
                    .iter()
                    .map(|one| one.label.clone())
                    .collect::<Vec<_>>(),
            ) + &surely;
            Broker {
                leader: ground.name(node),
                organisations: ground
                    .organisations(node)
                    .map(|id| PartyName::of(map, id))
                    .collect(),
                betweenness: between[at],
                share: shares[at],
                place: tried
                    .as_ref()
                    .map(|tried| tried.standing(Measured::GoBetween, node)),
                go_between_share,
                first_five_share,
                carries,
                only_voice_of,
                roles,
                not_assessed: (paths.not_assessed()[at] / 2) as u32,
                bridging: holes[at].map(|holes| (1.0 - holes.constraint).clamp(0.0, 1.0)),
                separate_circles: holes[at].map(|holes| holes.effective_size),
                coverage: ground.network.coverage_of(node),
                sentence,
            }
        })
        .collect();
    if tried.is_some() {
        // An order by what does not hold would be a rank after all.
        brokers.sort_by(|x, y| {
            let place = |one: &Broker| {
                let rank = one.place.as_ref().and_then(Standing::rank);
                rank.map_or(u32::MAX, Rank::position)
            };
            let often = |one: &Broker| one.first_five_share.unwrap_or(0.0);
            let at_all = |one: &Broker| one.go_between_share.unwrap_or(0.0);
            place(x)
                .cmp(&place(y))
                .then(often(y).total_cmp(&often(x)))
                .then(at_all(y).total_cmp(&at_all(x)))
                .then_with(|| x.leader.cmp(&y.leader))
        });
    }
    let coverage = ground.network.coverage();
    let bodies = Bodies::of(map);
    let places = sure.then(|| connectors::tried(&bodies)).flatten();
    let connectors = connectors(&bodies, places.as_ref());
    // Where nothing is known of people, organisations are all there is to read of; otherwise they come after.
    let of_organisations = connectors::findings(&bodies, &connectors);
    let (findings, coverage) = if coverage.assessed == 0 && bodies.are_known() {
        (of_organisations, bodies.coverage())
    } else {
        let unsure = sure && tried.is_none() && coverage.assessed > 0;
        let mut all = findings(&ground, &brokers, coverage, unsure);
        all.extend(of_organisations);
        (all, coverage)
    };
    let looked_into = brokers.len().min(LOOKED_INTO) as u32;
    Answer::of(
        map,
        coverage,
        findings,
        Brokers {
            brokers,
            looked_into,
            connectors,
        },
    )
}

/// How sure it is who is a go-between, where that is tried at once.
fn tried(ground: &Ground<'_>) -> Option<Tried> {
    let known = ground.network.coverage().assessed > 0;
    let trial =
        known.then(|| Trial::of_leaders(ground, Draws::default(), &[Measured::GoBetween]))?;
    trial
        .is_quick()
        .then(|| trial.run(&Watch::default()))
        .flatten()
}

/// An undirected tie is met in both directions, so that every pair stands twice.
fn in_pairs(roles: ByRole<u64>, unusual: Option<ByRole<f64>>, groups: &Groups, node: u32) -> Roles {
    let belongs = groups.of()[node as usize].is_some();
    Roles {
        within_own: (roles.coordinator / 2) as u32,
        in_and_out: roles.gatekeeper as u32,
        within_another: (roles.itinerant / 2) as u32,
        between_others: (roles.liaison / 2) as u32,
        between_others_by_chance: unusual.filter(|_| belongs).map(|unusual| unusual.liaison),
    }
}

/// Who stands for each organisation, and how far everybody is from it.
struct Ways {
    people: BTreeMap<OrganisationId, Vec<u32>>,
    steps: BTreeMap<OrganisationId, Vec<Option<u32>>>,
}

impl Ways {
    fn of(ground: &Ground<'_>) -> Self {
        let people: BTreeMap<OrganisationId, Vec<u32>> = ground
            .map
            .organisations()
            .iter()
            .map(|organisation| (organisation.id, ground.nodes_of(organisation.id)))
            .filter(|(_, nodes)| !nodes.is_empty())
            .collect();
        Self {
            steps: people
                .iter()
                .map(|(&id, nodes)| (id, steps(ground.graph(), nodes, None)))
                .collect(),
            people,
        }
    }

    fn nearest(
        &self,
        from: &[Option<u32>],
        to: OrganisationId,
        without: Option<u32>,
    ) -> Option<u32> {
        self.people
            .get(&to)
            .into_iter()
            .flatten()
            .filter(|&&node| Some(node) != without)
            .filter_map(|&node| from[node as usize])
            .min()
    }

    /// The organisations the way between which is longer without somebody, and those nobody else speaks for.
    fn without(&self, ground: &Ground<'_>, node: u32) -> (Vec<Carries>, Vec<PartyName>) {
        let around: BTreeSet<OrganisationId> = ground
            .graph()
            .neighbours(node)
            .iter()
            .copied()
            .chain([node])
            .flat_map(|near| ground.organisations(near))
            .collect();
        let alone = |id: &OrganisationId| {
            self.people
                .get(id)
                .is_some_and(|people| people.as_slice() == [node])
        };
        let only_voice_of = around
            .iter()
            .filter(|id| alone(id))
            .map(|&id| PartyName::of(ground.map, id))
            .collect();
        let others: Vec<OrganisationId> = around.into_iter().filter(|id| !alone(id)).collect();
        let mut carries = Vec::new();
        for (place, &a) in others.iter().enumerate() {
            let (Some(people), Some(today)) = (self.people.get(&a), self.steps.get(&a)) else {
                continue;
            };
            let then = steps(ground.graph(), people, Some(node));
            for &b in &others[place + 1..] {
                let Some(now) = self.nearest(today, b, None) else {
                    continue;
                };
                let without = self.nearest(&then, b, Some(node));
                if without.is_some_and(|without| without <= now) {
                    continue;
                }
                let is_own = |id: OrganisationId| ground.organisations(node).any(|own| own == id);
                // From the others to their own.
                let (from, to) = if is_own(a) { (b, a) } else { (a, b) };
                let (from, to, own) = (
                    ground.label(from.into()),
                    ground.label(to.into()),
                    (is_own(a), is_own(b)),
                );
                let longer = without.map(|without| without - now);
                let only_one_at_own = now == 1 && own.0 != own.1;
                carries.push(Carries {
                    a: PartyName::of(ground.map, a),
                    b: PartyName::of(ground.map, b),
                    steps: now,
                    steps_without: without,
                    only_one_at_own,
                    sentence: if only_one_at_own {
                        say::only_one_at(&to, &from, longer)
                    } else {
                        say::carries(&from, &to, own, longer)
                    },
                });
            }
        }
        carries.sort_by(|x, y| {
            let longer =
                |one: &Carries| one.steps_without.map_or(u32::MAX, |then| then - one.steps);
            // What is carried between two others first: the ties that nobody else has are told with what hangs on whom.
            x.only_one_at_own
                .cmp(&y.only_one_at_own)
                .then(longer(y).cmp(&longer(x)))
                .then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
        });
        (carries, only_voice_of)
    }
}

/// What to read first. `unsure`: how sure it is was not tried, because the map is too large for that.
fn findings(
    ground: &Ground<'_>,
    brokers: &[Broker],
    coverage: Coverage,
    unsure: bool,
) -> Vec<Finding> {
    let needed: Vec<&Broker> = brokers
        .iter()
        .filter(|one| !one.carries.is_empty() || !one.only_voice_of.is_empty())
        .collect();
    let cut_off = brokers
        .iter()
        .filter(|one| one.carries.iter().any(|pair| pair.steps_without.is_none()))
        .count() as u32;
    let voices = needed.iter().filter(|one| !one.only_voice_of.is_empty());
    let voices = voices.count() as u32;
    let first = First::of(ground, brokers);
    let names = |some: &[&Broker]| -> Vec<String> {
        let some = some.iter().take(NAMED);
        some.map(|one| one.leader.name.clone()).collect()
    };
    let mut findings = vec![Finding {
        code: "brokers_summary",
        sentence: if brokers.is_empty() {
            say::none(coverage.assessed)
        } else {
            let most = say::most(&names(&first.mostly));
            let needed = (needed.len() as u32, voices);
            most + &say::summary(brokers.len() as u32, needed, cut_off)
        },
        figures: Figures::from([
            ("brokers", (brokers.len() as u32).into()),
            ("needed", (needed.len() as u32).into()),
            ("no_other_way", cut_off.into()),
        ]),
        evidence: Vec::new(),
        coverage,
        what_next: match (brokers.is_empty(), coverage.assessed) {
            (true, 0) => say::NEXT_UNKNOWN.to_owned(),
            (true, _) => say::NEXT_NONE.to_owned(),
            (false, _) => crate::words::stability::next(say::NEXT_SUMMARY, unsure),
        },
    }];
    for one in &first.said {
        let node = ground.network.node(one.leader.party);
        let mut evidence: Vec<Evidence> = node
            .map(|node| ground.evidence_of(node))
            .unwrap_or_default();
        for pair in one.carries.iter().take(2) {
            for party in [pair.a.party, pair.b.party] {
                let organisation = ground.evidence(party);
                if !evidence.contains(&organisation) {
                    evidence.push(organisation);
                }
            }
        }
        let next = one.carries.first().map_or_else(
            || {
                let lone = !one.only_voice_of.is_empty();
                if lone { say::NEXT_VOICE } else { say::NEXT_WAY }.to_owned()
            },
            |pair| {
                let is_own = |end: &PartyName| one.organisations.contains(end);
                // Somebody else of their own first.
                let (a, b) = if is_own(&pair.b) {
                    (&pair.b, &pair.a)
                } else {
                    (&pair.a, &pair.b)
                };
                let ask = one.not_assessed > 0;
                say::next(&one.leader.name, &a.label, &b.label, is_own(a), ask)
            },
        );
        findings.push(Finding {
            code: if one.carries.is_empty() && one.only_voice_of.is_empty() {
                "on_shortest_ways"
            } else {
                "carries_between"
            },
            sentence: one.sentence.clone(),
            figures: Figures::from([
                ("betweenness", one.betweenness.into()),
                ("pairs_of_organisations", (one.carries.len() as u32).into()),
                ("not_assessed", one.not_assessed.into()),
            ]),
            evidence,
            coverage: one.coverage,
            what_next: next,
        });
    }
    let shares: Vec<(String, f64)> = (first.nearest.iter())
        .filter_map(|one| Some((one.leader.name.clone(), one.first_five_share?)))
        .collect();
    if !shares.is_empty() {
        findings.push(Finding {
            code: "often_between",
            sentence: say::nearest(&shares, !first.mostly.is_empty()),
            figures: Figures::from([("top_5_share", shares[0].1.into())]),
            evidence: (first.nearest.iter())
                .map(|one| ground.evidence(one.leader.party))
                .collect(),
            coverage,
            what_next: crate::words::stability::NEXT_OFTEN.to_owned(),
        });
    }
    findings
}

/// Whom to tell of, in the order in which they connect.
struct First<'a> {
    /// Who is among the first five in most of the versions, where that was tried and there are more than a few.
    mostly: Vec<&'a Broker>,
    /// Each of whom is told by themselves; and whoever some have no way without, wherever they come.
    said: Vec<&'a Broker>,
    /// Who comes nearest to being among the first, of those not told by themselves.
    nearest: Vec<&'a Broker>,
}

impl<'a> First<'a> {
    fn of(ground: &Ground<'_>, brokers: &'a [Broker]) -> Self {
        // Among few the first five are nearly all of them.
        let is_tried = ground.people() as u32 >= 2 * TOP
            && brokers.iter().all(|one| one.first_five_share.is_some());
        let is_mostly =
            |one: &Broker| is_tried && one.first_five_share.is_some_and(|share| share >= MOSTLY);
        let only_way = |one: &Broker| one.carries.iter().any(|pair| pair.steps_without.is_none());
        let mostly: Vec<&Broker> = brokers.iter().filter(|one| is_mostly(one)).collect();
        let said: Vec<&Broker> = (brokers.iter().enumerate())
            .filter(|(place, one)| {
                let early = *place < SAID && (!is_tried || is_mostly(one));
                early || only_way(one)
            })
            .map(|(_, one)| one)
            .take(SAID + ONLY_WAYS)
            .collect();
        let mut nearest: Vec<&Broker> = brokers
            .iter()
            .filter(|one| is_tried && !is_mostly(one))
            .filter(|one| said.iter().all(|told| told.leader != one.leader))
            .collect();
        let share = |one: &Broker| one.first_five_share.unwrap_or(0.0);
        nearest.sort_by(|x, y| share(y).total_cmp(&share(x)));
        nearest.truncate(NAMED);
        Self {
            mostly,
            said,
            nearest,
        }
    }
}
