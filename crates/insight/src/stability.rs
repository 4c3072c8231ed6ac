//! How sure every rank is: the share of plausible versions of an incomplete map in which it holds (MEASURES §8).
//!
//! A place among others is only ever handed out as a [`Rank`], and a `Rank` can only come from here, where it has
//! been tried on plausible versions. What does not hold comes as a [`Standing`] without a place.

use std::collections::BTreeMap;

use domain::{AudienceMap, Coverage};
use network::{Nodes, Plausible};
use serde::Serialize;

use crate::answer::{Answer, Watch};
use crate::bodies::Bodies;
use crate::effort::Effort;
use crate::failure::{self, Hangs};
use crate::finding::{Figures, Finding, PartyName};
use crate::ground::Ground;
use crate::listening::Listening;
use crate::words;

mod hanging;
mod organisations;
mod tried;

pub use hanging::HangingStability;
pub use organisations::OrganisationStability;
pub(crate) use organisations::often_first;
pub(crate) use tried::{Trial, Tried, end_of_first};

/// How many versions are tried unless somebody says otherwise.
pub const DRAWS: u32 = 500;
/// From what they are drawn unless somebody says otherwise.
pub const SEED: u64 = 1;
/// How many are "the first".
pub(crate) const TOP: u32 = 5;
/// Who is among the first in at least so large a share of versions counts as one of them.
pub(crate) const MOSTLY: f64 = 0.5;

/// How many plausible versions are tried, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Draws {
    /// How many.
    pub draws: u32,
    /// From which seed; the same gives the same.
    pub seed: u64,
}

impl Default for Draws {
    fn default() -> Self {
        Self {
            draws: DRAWS,
            seed: SEED,
        }
    }
}

/// A place among all leaders, or all organisations, that holds in nearly every plausible version of the map. It can only be had where it has
/// been tried, so that a rank that does not hold cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rank {
    position: u32,
    of: u32,
    low: u32,
    high: u32,
    holds: f64,
    top_5_share: f64,
}

impl Rank {
    /// The place on the map as recorded; equals share the better one.
    pub const fn position(&self) -> u32 {
        self.position
    }

    /// Among how many.
    pub const fn of(&self) -> u32 {
        self.of
    }

    /// The best and the last place in nine of ten versions.
    pub const fn range(&self) -> (u32, u32) {
        (self.low, self.high)
    }

    /// The share of versions in which it is exactly this.
    pub const fn holds(&self) -> f64 {
        self.holds
    }

    /// Whether it is this very place at least as often as not. Else only the range it moves in can be said of it.
    pub fn is_exact(&self) -> bool {
        /// In so large a share of versions.
        const OFTEN: f64 = 0.5;
        self.holds >= OFTEN
    }

    /// The share of versions in which it is among the first five.
    pub const fn top_5_share(&self) -> f64 {
        self.top_5_share
    }
}

/// Where somebody stands by one measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Standing {
    /// A place that holds.
    Settled(Rank),
    /// No place can be said: what is not known would move it too far.
    NotSettled {
        /// The best place in nine of ten versions.
        low: u32,
        /// The last.
        high: u32,
        /// Among how many.
        of: u32,
    },
    /// Nothing on record by this measure, though something is known.
    NoneOnRecord,
    /// Nobody has assessed anything.
    NotAssessed,
}

impl Standing {
    /// In a few words: "3rd of 44", "2nd to 9th of 44" where it is seldom the very place, "not settled".
    pub fn short(&self) -> String {
        match self {
            Self::Settled(rank) if rank.is_exact() => {
                words::stability::place(rank.position, rank.of)
            }
            Self::Settled(rank) => words::stability::places((rank.low, rank.high), rank.of),
            Self::NotSettled { .. } => words::stability::NOT_SETTLED.to_owned(),
            Self::NoneOnRecord => words::stability::NONE_ON_RECORD.to_owned(),
            Self::NotAssessed => words::stability::NOT_ASSESSED.to_owned(),
        }
    }

    /// How sure that is, in words; empty where there is nothing to be sure of.
    pub fn how_sure(&self) -> String {
        match self {
            Self::Settled(rank) => {
                let first = rank.position <= TOP;
                let first = first.then_some((TOP.min(rank.of), rank.top_5_share));
                let range = rank.is_exact().then_some((rank.low, rank.high));
                words::stability::holds(range, rank.holds, first)
            }
            Self::NotSettled { low, high, of } => words::stability::does_not_hold(*low, *high, *of),
            Self::NoneOnRecord | Self::NotAssessed => String::new(),
        }
    }

    /// Both in one.
    pub fn sentence(&self) -> String {
        let (short, how_sure) = (self.short(), self.how_sure());
        if how_sure.is_empty() {
            short
        } else {
            format!("{short}: {how_sure}")
        }
    }

    /// The best and the last place in nine of ten versions, where there is any place at all.
    pub const fn range(&self) -> Option<(u32, u32)> {
        match self {
            Self::Settled(rank) => Some(rank.range()),
            Self::NotSettled { low, high, .. } => Some((*low, *high)),
            Self::NoneOnRecord | Self::NotAssessed => None,
        }
    }

    /// The key of its state.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Settled(_) => "settled",
            Self::NotSettled { .. } => "not_settled",
            Self::NoneOnRecord => "none_on_record",
            Self::NotAssessed => "not_assessed",
        }
    }

    /// The place, where it holds.
    pub const fn rank(&self) -> Option<&Rank> {
        match self {
            Self::Settled(rank) => Some(rank),
            _ => None,
        }
    }
}

/// By what somebody is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// Weighted betweenness.
    GoBetween,
    /// The number of working ties.
    Contacts,
    /// The attention received: what share of whom they listen to others give to this one.
    ListenedTo,
}

impl Measured {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::GoBetween, Self::Contacts, Self::ListenedTo];
    /// Those that can be asked of organisations, which listen to nobody.
    pub const OF_BODIES: [Self; 2] = [Self::GoBetween, Self::Contacts];

    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::GoBetween => words::stability::GO_BETWEEN,
            Self::Contacts => words::stability::CONTACTS,
            Self::ListenedTo => words::stability::LISTENED_TO,
        }
    }
}

/// How sure every rank is.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Stability {
    /// How many versions were tried, from which seed, and how.
    pub draws: Effort,
    /// The pairs nobody has assessed, by the chance with which they are supposed to be tied.
    pub supposed: Vec<Supposed>,
    /// The leaders, by name.
    pub leaders: Vec<LeaderStability>,
    /// What hangs on one person on the map as recorded, what holds most often first.
    pub hanging: Vec<HangingStability>,
    /// Whether anybody has recorded who listens to whom, or trusts whom; if not, working ties alone speak for it.
    pub listening_recorded: bool,
    /// The organisations, by name; none where nothing is known of how two of them relate.
    pub organisations: Vec<OrganisationStability>,
    /// The same of the organisations: how many versions were tried, and which pairs nobody has assessed.
    pub organisations_tried: Option<OrganisationsTried>,
}

/// What was tried of the organisations.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct OrganisationsTried {
    /// How many versions, from which seed, and how.
    pub draws: Effort,
    /// The pairs nobody has assessed, by the chance with which they are supposed to be tied.
    pub supposed: Vec<Supposed>,
    /// Of all pairs of organisations, how many are assessed.
    pub coverage: Coverage,
}

/// Pairs nobody has assessed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Supposed {
    /// How many.
    pub pairs: u32,
    /// With what chance each is tied in a version.
    pub chance: f64,
}

/// One leader's places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeaderStability {
    /// Who.
    #[serde(flatten)]
    pub leader: PartyName,
    /// Of the pairs this leader could have, how many are assessed.
    pub coverage: Coverage,
    /// As a go-between.
    pub go_between: Standing,
    /// In what share of versions on the shortest way between others.
    pub go_between_share: f64,
    /// In what share of versions among the first five go-betweens, whether or not a place is settled.
    pub first_five_share: f64,
    /// By the number of working ties.
    pub contacts: Standing,
    /// As somebody who is listened to.
    pub listened_to: Standing,
    /// The go-between's place in words.
    pub sentence: String,
}

impl LeaderStability {
    /// How sure the place as a go-between is, and that this leader is one at all; empty where nobody has assessed a tie.
    pub fn how_sure_between(&self) -> String {
        let place = self.go_between.how_sure();
        let at_all = match self.go_between {
            Standing::NotAssessed => return place,
            // The share among the first is said with the place already.
            Standing::Settled(rank) if rank.position <= TOP => {
                words::stability::between_at_all(self.go_between_share, None)
            }
            _ => words::stability::between_at_all(
                self.go_between_share,
                Some((TOP, self.first_five_share)),
            ),
        };
        if place.is_empty() {
            at_all
        } else {
            format!("{place}; {at_all}")
        }
    }
}

/// How sure every rank is, among leaders and among organisations; `None` where it was cancelled.
///
/// Each version draws the pairs nobody has assessed with the density of their block and the known ties anew where
/// their judges were not sure; confidence halves with every twelve months. A place is settled when the places it takes
/// in nine of ten versions cover less than half the list and the recorded one is among them. The same on any number of
/// threads. O(draws · n·m); where that is too much, fewer versions are tried and the go-betweens of each are estimated,
/// by the size of the map alone ([`Effort`]).
pub fn stability(map: &AudienceMap, draws: Draws, watch: &Watch<'_>) -> Option<Answer<Stability>> {
    if let Some(withheld) = Answer::unless_published(map) {
        return Some(withheld);
    }
    let (ground, bodies) = (Ground::of(map), Bodies::of(map));
    let hanging = failure::found(&ground);
    let hangs = Hangs::of(&ground, &hanging);
    let of_leaders = Trial::of_leaders(&ground, draws, &Measured::ALL).and(&hangs);
    let of_bodies = bodies
        .are_known()
        .then(|| Trial::of_organisations(&bodies, draws));
    let versions = of_leaders.versions() + of_bodies.as_ref().map_or(0, Trial::versions);
    watch.expect(versions);
    let tried = of_leaders.run(watch)?;
    let of_bodies = match of_bodies {
        None => None,
        Some(trial) => Some(trial.run(watch)?),
    };
    let mut answer = told(&ground, &tried);
    // Where nothing is assessed no version differs from the record, and none says how sure that is.
    if answer.coverage.assessed > 0 {
        hanging::add(&mut answer, &ground, hanging, &tried);
    }
    if let Some(tried) = of_bodies {
        organisations::add(&mut answer, &bodies, &tried);
    }
    Some(answer)
}

/// How sure the rank of every leader is, and of nobody else; `None` where it was cancelled.
pub fn stability_of_leaders(
    map: &AudienceMap,
    draws: Draws,
    watch: &Watch<'_>,
) -> Option<Answer<Stability>> {
    if let Some(withheld) = Answer::unless_published(map) {
        return Some(withheld);
    }
    let ground = Ground::of(map);
    let tried = Tried::only(&ground, draws, watch, &Measured::ALL)?;
    Some(told(&ground, &tried))
}

/// The answer about leaders, from what was tried.
fn told(ground: &Ground<'_>, tried: &Tried) -> Answer<Stability> {
    let map = ground.map;
    let mut leaders: Vec<LeaderStability> = (0..ground.people() as u32)
        .map(|node| {
            let go_between = tried.standing(Measured::GoBetween, node);
            LeaderStability {
                leader: ground.name(node),
                coverage: ground.network.coverage_of(node),
                go_between,
                go_between_share: tried.between_share(node),
                first_five_share: tried.first_share(Measured::GoBetween, node),
                contacts: tried.standing(Measured::Contacts, node),
                listened_to: tried.standing(Measured::ListenedTo, node),
                sentence: sentence(&ground.full_name(node), go_between, tried, node),
            }
        })
        .collect();
    leaders.sort_by(|x, y| (&x.leader.name, &x.leader.id).cmp(&(&y.leader.name, &y.leader.id)));
    let coverage = ground.network.coverage();
    let recorded = Listening::of(ground).is_recorded();
    let mut findings = findings(ground, &leaders, coverage, tried.effort.draws, recorded);
    let less = tried
        .effort
        .finding(Nodes::Leaders, ground.people() as u32, coverage);
    findings.extend(less);
    let own = Stability {
        draws: tried.effort,
        supposed: supposed(&tried.plausible),
        leaders,
        listening_recorded: recorded,
        ..Stability::default()
    };
    Answer::of(map, coverage, findings, own)
}

/// A leader's place as a go-between, and how surely they are one at all.
fn sentence(name: &str, standing: Standing, tried: &Tried, node: u32) -> String {
    let place = words::people::capital(&format!(
        "{name} {}, {}.",
        words::stability::GO_BETWEEN,
        standing.sentence()
    ));
    if matches!(standing, Standing::NotAssessed) {
        return place;
    }
    let surely = words::stability::go_between(
        name,
        tried.between_share(node),
        tried.first_share(Measured::GoBetween, node),
        TOP,
    );
    format!("{place} {surely}")
}

/// The pairs nobody has assessed, by the chance with which they are supposed to be tied.
fn supposed(plausible: &Plausible) -> Vec<Supposed> {
    let mut by_chance: BTreeMap<u64, Supposed> = BTreeMap::new();
    for (pairs, chance) in plausible.unknown() {
        by_chance
            .entry(chance.to_bits())
            .or_insert(Supposed { pairs: 0, chance })
            .pairs += pairs as u32;
    }
    by_chance
        .into_values()
        .filter(|one| one.pairs > 0)
        .collect()
}

fn findings(
    ground: &Ground<'_>,
    leaders: &[LeaderStability],
    coverage: Coverage,
    draws: Draws,
    listening_recorded: bool,
) -> Vec<Finding> {
    if leaders.is_empty() {
        return vec![Finding {
            code: "nobody_to_rank",
            sentence: words::stability::NOBODY.to_owned(),
            figures: Figures::new(),
            evidence: Vec::new(),
            coverage,
            what_next: words::stability::NEXT_NOBODY.to_owned(),
        }];
    }
    let settled = leaders.iter().filter(|one| one.go_between.rank().is_some());
    let settled = settled.count() as u32;
    let ranked = leaders
        .iter()
        .filter(|one| {
            matches!(
                one.go_between,
                Standing::Settled(_) | Standing::NotSettled { .. }
            )
        })
        .count() as u32;
    let mut findings = vec![Finding {
        code: "stability_summary",
        sentence: words::stability::summary(
            Nodes::Leaders,
            (settled, ranked),
            draws.draws,
            (coverage.assessed, coverage.possible),
        ),
        figures: Figures::from([
            ("settled", settled.into()),
            ("ranked", ranked.into()),
            ("draws", draws.draws.into()),
        ]),
        evidence: Vec::new(),
        coverage,
        what_next: words::stability::NEXT_SUMMARY.to_owned(),
    }];
    for measure in [Measured::GoBetween, Measured::ListenedTo] {
        let mut first: Vec<(&LeaderStability, &Rank)> = leaders
            .iter()
            .filter_map(|one| {
                let standing = match measure {
                    Measured::GoBetween => &one.go_between,
                    Measured::Contacts => &one.contacts,
                    Measured::ListenedTo => &one.listened_to,
                };
                Some((one, standing.rank()?))
            })
            .filter(|(_, rank)| rank.position <= TOP && rank.top_5_share >= words::stability::HOLDS)
            .collect();
        first.sort_by_key(|(one, rank)| (rank.position, one.leader.id.clone()));
        for (one, rank) in first.into_iter().take(3) {
            let node = ground.network.node(one.leader.party);
            findings.push(Finding {
                code: "rank_holds",
                sentence: words::stability::first(
                    &node.map_or_else(|| one.leader.name.clone(), |node| ground.who(node)),
                    rank.top_5_share,
                    TOP.min(rank.of),
                    if measure == Measured::ListenedTo && !listening_recorded {
                        words::stability::BY_TIES_ALONE
                    } else {
                        measure.word()
                    },
                ),
                figures: Figures::from([
                    ("position", rank.position.into()),
                    ("top_5_share", rank.top_5_share.into()),
                ]),
                evidence: node
                    .map(|node| ground.evidence_of(node))
                    .unwrap_or_default(),
                coverage: one.coverage,
                what_next: words::stability::NEXT_FIRST.to_owned(),
            });
        }
    }
    findings
}
