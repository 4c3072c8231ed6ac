//! What hangs on one organisation, and on a single tie between two: who would be cut off, and where nobody would, whose
//! ways would be longer.

use domain::{Coverage, Level};
use network::measures::{
    articulation_points, betweenness, bridges, components, cut_nodes, fragmentation, harmonic,
    most_fragmenting, reach,
};
use network::{Graph, KnownPairs, Meaning, Parallel, Weighting};
use serde::Serialize;

use super::LEVELS;
use crate::bodies::Bodies;
use crate::connectors::cut_off;
use crate::contacts::Contacts;
use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::ground::steps;
use crate::stability::{Draws, Trial};
use crate::words::failure::organisations as say;

/// How many organisations, and how many ties, are said in findings.
const SAID: usize = 3;
/// Of how many at most, at each level, the ways without them are followed.
const LOOKED_INTO: usize = 100;
/// How many ties that lengthen ways are kept at each level.
const KEPT: usize = 20;
/// How many nodes and ends of ties may be looked at, at each level: organisations, and then ties.
const MOST_LOOKS: f64 = 5e7;
/// How many may be looked at to see how many must leave at once for somebody to be cut off.
const MOST_LOOKS_AT_SETS: f64 = 5e8;
/// So many leaving at once are tried.
const MOST_AT_ONCE: usize = 3;

/// What hangs on one organisation or one tie when only ties of a level or above count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrganisationsAtLevel {
    /// The least level that counts.
    pub level: Level,
    /// How many ties there are between organisations.
    pub ties: u32,
    /// How many organisations have one.
    pub tied: u32,
    /// How many groups of organisations are out of each other's reach, those without any tie left aside.
    pub parts: u32,
    /// How many organisations stand in the largest of them.
    pub largest: u32,
    /// The organisations without which others would be cut off, or would need longer ways; those that cut off most
    /// first, then those without which all others would be furthest from one another.
    pub organisations: Vec<OrganisationHolds>,
    /// The ties that are the only way to somebody, or without which others would need longer ways, in the same order.
    pub single_ties: Vec<TieHolds>,
}

/// What hangs on one organisation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrganisationHolds {
    /// Which.
    #[serde(flatten)]
    pub organisation: PartyName,
    /// With how many others it works directly: its reach in one step (Borgatti 2006).
    pub partners: u32,
    /// Who would have no way to the largest part of the others without it.
    pub cut_off: Vec<PartyName>,
    /// Pairs of the others whose way would take more steps without it, those cut off left aside; `None` where there are
    /// too many organisations to follow the ways without each.
    pub longer: Option<u32>,
    /// Pairs of its partners that have no other contact in common, and no tie.
    pub only_contact: u32,
    /// How far the others are from one another today: distance-weighted fragmentation, 0 to 1 (Borgatti 2006).
    pub apart_today: f64,
    /// And without it; `None` as with `longer`.
    pub apart_without: Option<f64>,
    /// Pairs of those cut off with the rest that nobody has assessed: each could be another way.
    pub not_assessed: u32,
    /// In what share of plausible versions of the map somebody would be cut off without it; `None` where nobody is, or
    /// where the map is too large for that to be tried in passing.
    pub still_cuts: Option<f64>,
    /// Of the pairs it could have, how many are assessed.
    pub coverage: Coverage,
    /// In words.
    pub sentence: String,
}

/// What hangs on one tie between two organisations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieHolds {
    /// One end.
    pub a: PartyName,
    /// The other.
    pub b: PartyName,
    /// The level of the tie.
    pub level: Level,
    /// Whom it alone ties to the others; the lesser side.
    pub cut_off: Vec<PartyName>,
    /// Pairs besides its own two ends whose way would take more steps without it; none where somebody is cut off.
    pub longer: u32,
    /// In words.
    pub sentence: String,
}

/// How many must be away at once for somebody to be cut off.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtOnce {
    /// How many.
    pub away: u32,
    /// Without whom; nobody where no set of that size cuts anybody off.
    pub organisations: Vec<PartyName>,
    /// Who would then be cut off.
    pub cut_off: Vec<PartyName>,
}

/// What hangs on organisations and their ties.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct HangsOnOrganisations {
    /// Of all pairs of organisations, how many are assessed.
    pub coverage: Coverage,
    /// In what share of plausible versions of the map nobody would be cut off without any one organisation, counting
    /// ties of any level; `None` where the map is too large for that to be tried in passing.
    pub nobody_cut_off_share: Option<f64>,
    /// At each level of tie.
    pub levels: Vec<OrganisationsAtLevel>,
    /// How many must be away at once, where one alone cuts nobody off.
    pub at_once: Option<AtOnce>,
}

/// What hangs on organisations at each level of tie: cut-vertices and bridges (Hopcroft & Tarjan 1973; Tarjan 1974), and
/// where there are none, distance-weighted fragmentation (Borgatti 2006) and the ways that grow longer, in steps.
pub(super) fn hangs_on_organisations(bodies: &Bodies<'_>) -> HangsOnOrganisations {
    let still = Still::of(bodies);
    HangsOnOrganisations {
        coverage: bodies.coverage(),
        nobody_cut_off_share: still.as_ref().map(|still| still.nobody),
        levels: LEVELS
            .into_iter()
            .enumerate()
            .map(|(at, level)| {
                at_level(bodies, level, still.as_ref().map(|still| &*still.cuts[at]))
            })
            .collect(),
        at_once: at_once(bodies),
    }
}

/// What of it holds on plausible versions of the map.
struct Still {
    /// In what share of them nobody would be cut off, whatever the level of tie.
    nobody: f64,
    /// At each level, by organisation, in what share of them somebody would be cut off without it.
    cuts: Vec<Vec<f64>>,
}

impl Still {
    /// `None` where the map is too large for it to be tried in passing.
    fn of(bodies: &Bodies<'_>) -> Option<Self> {
        let trial = Trial::of_organisations(bodies, Draws::default());
        if !trial.is_quick() {
            return None;
        }
        let versions: Vec<Vec<Vec<u32>>> = trial.on_each(|graph| {
            let at = |level: Level| graph.at_least(f64::from(level.number()));
            LEVELS
                .into_iter()
                .map(|level| articulation_points(&at(level)))
                .collect()
        });
        let each = (versions.len().max(1) as f64).recip();
        let mut cuts = vec![vec![0.0; bodies.count() as usize]; LEVELS.len()];
        for version in &versions {
            for (cuts, points) in cuts.iter_mut().zip(version) {
                for &node in points {
                    cuts[node as usize] += each;
                }
            }
        }
        let nobody = versions.iter().filter(|version| version[0].is_empty());
        Some(Self {
            nobody: nobody.count() as f64 * each,
            cuts,
        })
    }
}

/// A graph with how far everybody is from everybody.
struct Ways {
    graph: Graph,
    contacts: Contacts,
    steps: Vec<Vec<Option<u32>>>,
    /// Harmonic centrality in steps.
    near: Vec<f64>,
}

impl Ways {
    fn of(graph: Graph) -> Self {
        let steps = (0..graph.nodes() as u32)
            .map(|node| steps(&graph, &[node], None))
            .collect();
        Self {
            contacts: Contacts::of(&graph),
            near: harmonic(&graph, Weighting::Steps),
            steps,
            graph,
        }
    }

    /// What it costs to follow every way once.
    fn cost(&self) -> f64 {
        let nodes = self.graph.nodes() as f64;
        nodes * (nodes + 2.0 * self.graph.edges().len() as f64)
    }

    /// Pairs whose way takes more steps in a graph with less in it, those with no way left aside; of nobody `without`.
    fn longer(&self, less: &Graph, without: Option<u32>) -> u32 {
        (0..less.nodes() as u32)
            .filter(|&from| Some(from) != without)
            .map(|from| {
                let then = steps(less, &[from], without);
                let today = &self.steps[from as usize];
                let after = from as usize + 1;
                let pairs = today[after..].iter().zip(&then[after..]);
                pairs
                    .filter(|(today, then)| matches!((today, then), (Some(t), Some(n)) if n > t))
                    .count() as u32
            })
            .sum()
    }

    /// Distance-weighted fragmentation among the others, with the ways through one of them.
    fn apart_without_counting(&self, node: u32) -> f64 {
        let others = self.graph.nodes() as f64 - 1.0;
        let pairs = others * (others - 1.0);
        if pairs <= 0.0 {
            return 0.0;
        }
        let all: f64 = self.near.iter().map(|near| near * others).sum();
        1.0 - (all - 2.0 * self.near[node as usize] * others) / pairs
    }
}

fn at_level(bodies: &Bodies<'_>, level: Level, still: Option<&[f64]>) -> OrganisationsAtLevel {
    let ways = Ways::of(bodies.graph().at_least(f64::from(level.number())));
    let graph = &ways.graph;
    let groups: Vec<usize> = components(graph)
        .iter()
        .map(Vec::len)
        .filter(|&size| size > 1)
        .collect();
    OrganisationsAtLevel {
        level,
        ties: graph.edges().len() as u32,
        tied: groups.iter().sum::<usize>() as u32,
        parts: groups.len() as u32,
        largest: groups.first().copied().unwrap_or(0) as u32,
        organisations: organisations(bodies, &ways, level, still),
        single_ties: single_ties(bodies, &ways),
    }
}

/// How many can be looked into where each costs so much.
fn affordable(each: f64, most: usize) -> usize {
    ((MOST_LOOKS / each.max(1.0)) as usize).clamp(1, most)
}

fn organisations(
    bodies: &Bodies<'_>,
    ways: &Ways,
    level: Level,
    still: Option<&[f64]>,
) -> Vec<OrganisationHolds> {
    let graph = &ways.graph;
    let mut cuts: Vec<(u32, Vec<u32>)> = cut_nodes(graph)
        .into_iter()
        .map(|cut| (cut.node, cut_off(graph, cut.node)))
        .collect();
    cuts.sort_by_key(|(node, cut)| (std::cmp::Reverse(cut.len()), *node));
    let between = betweenness(graph, Weighting::Steps);
    let mut others: Vec<u32> = (0..graph.nodes() as u32)
        .filter(|&node| between[node as usize] > 0.0 && cuts.iter().all(|cut| cut.0 != node))
        .collect();
    others.sort_by(|&x, &y| {
        between[y as usize]
            .total_cmp(&between[x as usize])
            .then(x.cmp(&y))
    });
    let affordable = affordable(2.0 * ways.cost(), LOOKED_INTO);
    let cut_count = cuts.len();
    let wanted: Vec<(usize, (u32, Vec<u32>))> = cuts
        .into_iter()
        .chain(others.into_iter().map(|node| (node, Vec::new())))
        .take(cut_count.max(affordable))
        .enumerate()
        .collect();
    let mut found: Vec<OrganisationHolds> = wanted
        .into_iter()
        .filter_map(|(place, (node, cut))| {
            let followed = place < affordable;
            let longer = followed.then(|| ways.longer(graph, Some(node)));
            if cut.is_empty() && longer == Some(0) {
                return None;
            }
            let without = followed.then(|| fragmentation(graph, &[node])).flatten();
            let one = OrganisationHolds {
                organisation: bodies.name(node),
                partners: reach(graph, &[node], 1).reached - 1,
                longer,
                only_contact: ways.contacts.only_through(graph, node, |_| true).len() as u32,
                apart_today: ways.apart_without_counting(node),
                apart_without: without.map(|without| without.distance_weighted),
                not_assessed: not_assessed(bodies.network.known_pairs(), graph, node, &cut),
                coverage: bodies.network.coverage_of(node),
                still_cuts: still
                    .filter(|_| !cut.is_empty())
                    .map(|still| still[node as usize]),
                cut_off: bodies.names(&cut),
                sentence: String::new(),
            };
            Some(OrganisationHolds {
                sentence: say::organisation(&one, level, bodies.count() - 1),
                ..one
            })
        })
        .collect();
    found.sort_by(|x, y| {
        let lost = |one: &OrganisationHolds| {
            one.apart_without
                .map_or(0.0, |without| without - one.apart_today)
        };
        (y.cut_off.len().cmp(&x.cut_off.len()))
            .then(lost(y).total_cmp(&lost(x)))
            .then_with(|| x.organisation.cmp(&y.organisation))
    });
    found
}

/// Pairs of those cut off with anybody else, but the one they hang on, that nobody has assessed.
fn not_assessed(known: &KnownPairs, graph: &Graph, node: u32, cut: &[u32]) -> u32 {
    if cut.is_empty() {
        return 0;
    }
    let rest: Vec<u32> = (0..graph.nodes() as u32)
        .filter(|&other| other != node && cut.binary_search(&other).is_err())
        .collect();
    cut.iter()
        .map(|&a| rest.iter().filter(|&&b| !known.holds(a, b)).count() as u32)
        .sum()
}

fn single_ties(bodies: &Bodies<'_>, ways: &Ways) -> Vec<TieHolds> {
    let graph = &ways.graph;
    let only = bridges(graph);
    let mut found: Vec<TieHolds> = only
        .iter()
        .map(|&(a, b)| {
            let less = graph.only(|edge| (edge.a, edge.b) != (a, b));
            let side = |from: u32| -> Vec<u32> {
                let reached = steps(&less, &[from], None);
                (0..graph.nodes() as u32)
                    .filter(|&node| reached[node as usize].is_some())
                    .collect()
            };
            let (one, other) = (side(a), side(b));
            let lesser = if other.len() <= one.len() { other } else { one };
            tie(bodies, graph, (a, b), bodies.names(&lesser), 0)
        })
        .collect();
    found.sort_by(|x, y| {
        (y.cut_off.len().cmp(&x.cut_off.len())).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
    });
    // A tie whose ends have no other contact in common lengthens most, so those come first.
    let mut others: Vec<(u32, u32)> = graph
        .edges()
        .iter()
        .map(|edge| (edge.a, edge.b))
        .filter(|pair| only.binary_search(pair).is_err())
        .collect();
    others.sort_by_key(|&(a, b)| (ways.contacts.have_another(a, b), a, b));
    others.truncate(affordable(ways.cost(), others.len().max(1)));
    let mut longer: Vec<((u32, u32), u32)> = others
        .into_iter()
        .map(|pair| {
            let less = graph.only(|edge| (edge.a, edge.b) != pair);
            // Its own two ends go without saying.
            (pair, ways.longer(&less, None) - 1)
        })
        .filter(|one| one.1 > 0)
        .collect();
    longer.sort_by_key(|&(pair, longer)| (std::cmp::Reverse(longer), pair));
    longer.truncate(KEPT);
    found.extend(
        longer
            .into_iter()
            .map(|(pair, longer)| tie(bodies, graph, pair, Vec::new(), longer)),
    );
    found
}

fn tie(
    bodies: &Bodies<'_>,
    graph: &Graph,
    (a, b): (u32, u32),
    cut_off: Vec<PartyName>,
    longer: u32,
) -> TieHolds {
    let (one, other) = (bodies.name(a), bodies.name(b));
    let level = graph.weight(a, b).unwrap_or(0.0) as u8;
    TieHolds {
        sentence: say::tie(&one.label, &other.label, &labels(&cut_off), longer),
        a: one,
        b: other,
        level: Level::try_from(level).unwrap_or(Level::None),
        cut_off,
        longer,
    }
}

/// How many of the largest group must be away at once, of any level of tie; `None` where one alone cuts somebody off,
/// or where there are too many sets to try.
fn at_once(bodies: &Bodies<'_>) -> Option<AtOnce> {
    let graph = bodies.graph();
    if !cut_nodes(graph).is_empty() {
        return None;
    }
    let group = components(graph).into_iter().next()?;
    let place = |node: u32| group.binary_search(&node).ok().map(|at| at as u32);
    let edges = graph
        .edges()
        .iter()
        .filter_map(|edge| Some((place(edge.a)?, place(edge.b)?, edge.weight)));
    let among = Graph::from_edges(
        group.len() as u32,
        edges,
        Parallel::Maximum,
        Meaning::Strength,
    )
    .ok()?;
    let looks = (among.nodes() + 2 * among.edges().len()) as f64;
    let mut sets = among.nodes() as f64;
    let mut tried = None;
    for size in 2..=MOST_AT_ONCE {
        sets *= (among.nodes() - size.min(among.nodes()) + 1) as f64 / size as f64;
        if among.nodes() < size + 2 || sets * looks > MOST_LOOKS_AT_SETS {
            break;
        }
        let best = most_fragmenting(&among, size).filter(|best| best.exact)?;
        if best.value <= 0.0 {
            tried = Some(AtOnce {
                away: size as u32,
                organisations: Vec::new(),
                cut_off: Vec::new(),
            });
            continue;
        }
        let without = among.only(|edge| {
            [edge.a, edge.b]
                .iter()
                .all(|node| best.members.binary_search(node).is_err())
        });
        // The largest part is the rest; those away stand alone, and are not cut off but gone.
        let mut cut: Vec<u32> = components(&without)
            .into_iter()
            .filter(|part| {
                part.iter()
                    .all(|node| best.members.binary_search(node).is_err())
            })
            .skip(1)
            .flatten()
            .collect();
        cut.sort_unstable();
        let names = |nodes: &[u32]| -> Vec<PartyName> {
            nodes
                .iter()
                .map(|&node| bodies.name(group[node as usize]))
                .collect()
        };
        return Some(AtOnce {
            away: size as u32,
            organisations: names(&best.members),
            cut_off: names(&cut),
        });
    }
    tried
}

fn labels(names: &[PartyName]) -> Vec<String> {
    names.iter().map(|name| name.label.clone()).collect()
}

/// What to read first. `alone`: nothing is known of people, so that all there is to say is said of organisations.
pub(super) fn findings(
    bodies: &Bodies<'_>,
    own: &HangsOnOrganisations,
    alone: bool,
) -> Vec<Finding> {
    let Some(any) = own.levels.first() else {
        return Vec::new();
    };
    let coverage = own.coverage;
    let finding = |code, sentence, evidence: Vec<Evidence>, next: String| Finding {
        code,
        sentence,
        figures: figures(any),
        evidence,
        coverage,
        what_next: next,
    };
    let mut found = vec![finding(
        "organisations_summary",
        say::summary(any, bodies.count(), coverage, own.nobody_cut_off_share),
        Vec::new(),
        say::next_summary(any).to_owned(),
    )];
    for one in any.organisations.iter().take(SAID) {
        found.push(Finding {
            figures: figures_of(one),
            coverage: one.coverage,
            ..finding(
                if one.cut_off.is_empty() {
                    "lengthens_ways"
                } else {
                    "hangs_on_organisation"
                },
                one.sentence.clone(),
                bodies.evidence(&named(one)),
                say::next_organisation(one),
            )
        });
    }
    // Of those that only lengthen ways one says enough.
    let only_ways = any.only_ways().count();
    for one in any.single_ties.iter().take(only_ways.clamp(1, SAID)) {
        let mut evidence = bodies.evidence(&[one.a.clone(), one.b.clone()]);
        let ties = bodies.map.ties_of(one.a.party);
        let ties = ties.filter(|tie| [tie.a, tie.b].contains(&one.b.party));
        evidence.extend(ties.map(|tie| Evidence::of(bodies.map, tie.id)));
        found.push(Finding {
            figures: Figures::from([
                ("cut_off", (one.cut_off.len() as u32).into()),
                ("longer", one.longer.into()),
                ("level", one.level.number().into()),
            ]),
            ..finding(
                "hangs_on_tie",
                one.sentence.clone(),
                evidence,
                say::next_tie(&one.a.label, &one.b.label),
            )
        });
    }
    // That nobody is cut off is worth saying where it is the answer, and not where it stands after one about people.
    let at_once = own.at_once.as_ref();
    if let Some(several) = at_once.filter(|several| alone || !several.cut_off.is_empty()) {
        let named: Vec<PartyName> = several
            .organisations
            .iter()
            .chain(&several.cut_off)
            .cloned()
            .collect();
        found.push(Finding {
            figures: Figures::from([("away", several.away.into())]),
            ..finding(
                "away_at_once",
                say::at_once(
                    several.away,
                    &labels(&several.organisations),
                    &labels(&several.cut_off),
                ),
                bodies.evidence(&named),
                say::next_at_once(!several.organisations.is_empty()).to_owned(),
            )
        });
    }
    let mut before = any.ties;
    for level in own.levels.iter().skip(1) {
        // The same ties say the same.
        if level.ties == 0 || level.ties == before || !(alone || level.level == Level::Coordination)
        {
            continue;
        }
        before = level.ties;
        let mut evidence: Vec<PartyName> = Vec::new();
        for one in level.organisations.iter().take(1) {
            evidence.extend(named(one));
        }
        found.push(Finding {
            figures: figures(level),
            ..finding(
                "organisations_at_level",
                say::at_level(level, bodies.count()),
                bodies.evidence(&evidence),
                say::next_level(level),
            )
        });
    }
    found
}

/// The organisation, and a few of those that hang on it.
fn named(one: &OrganisationHolds) -> Vec<PartyName> {
    let mut named = vec![one.organisation.clone()];
    named.extend(one.cut_off.iter().take(5).cloned());
    named
}

fn figures(level: &OrganisationsAtLevel) -> Figures {
    let cutting = level.cutting().count() as u32;
    let only = level.only_ways().count() as u32;
    Figures::from([
        ("ties", level.ties.into()),
        ("parts", level.parts.into()),
        ("holding_parts", cutting.into()),
        ("only_ways", only.into()),
    ])
}

fn figures_of(one: &OrganisationHolds) -> Figures {
    let mut figures = Figures::from([
        ("partners", one.partners.into()),
        ("cut_off", (one.cut_off.len() as u32).into()),
        ("only_contact", one.only_contact.into()),
        ("apart_today", one.apart_today.into()),
    ]);
    figures.extend(one.still_cuts.map(|share| ("still_cuts", share.into())));
    figures.extend(one.longer.map(|longer| ("longer", longer.into())));
    figures.extend(
        one.apart_without
            .map(|without| ("apart_without", without.into())),
    );
    figures
}

impl OrganisationsAtLevel {
    /// The organisations without which others would be cut off.
    pub fn cutting(&self) -> impl Iterator<Item = &OrganisationHolds> {
        self.organisations
            .iter()
            .filter(|one| !one.cut_off.is_empty())
    }

    /// The ties that are the only way to somebody.
    pub fn only_ways(&self) -> impl Iterator<Item = &TieHolds> {
        self.single_ties
            .iter()
            .filter(|one| !one.cut_off.is_empty())
    }
}
