//! What is known of how two parties relate: many judgements collapsed into one by a stated rule.
//!
//! The rule (MEASURES §0): of each side, and of outsiders together, the newest judgement of each
//! kind of tie counts, and over kinds the greatest. Where both sides spoke, the lower of the two
//! stands, for a relationship is as strong as its weaker side says; where only one did, its word
//! stands, unconfirmed; where only outsiders did, theirs does, unconfirmed. A side speaks through the
//! organisation as a body or through whoever holds a post there on the day of the judgement.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Assessment, AssessmentId, AudienceMap, Interval, LeaderId, Level, OrganisationId, Party,
    Perceiver, Post, Tie, TieId, TieKind, TieStatus,
};
use jiff::civil::Date;

/// After how many months a judgement's range widens by one level at either end, and again, and again.
pub const HALF_LIFE_MONTHS: i32 = 12;

/// Where the level of a relationship comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Judgements of ties between the two parties themselves.
    Stated,
    /// Judgements of ties between leaders of the two organisations; the strongest stands.
    Leaders,
}

/// What is known of how two parties relate. A pair without one has not been assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// The lower party.
    pub a: Party,
    /// The higher party.
    pub b: Party,
    /// The level by the rule. `Level::None` is known to be none.
    pub level: Level,
    /// Whether both sides said so.
    pub confirmed: bool,
    /// The range the level lies in: one level either way where only one side spoke, and one more for
    /// each completed half-life of age; kept within 0 to 5.
    pub actual: Interval<u8>,
    /// What `a` itself says.
    pub says_a: Option<Level>,
    /// What `b` itself says.
    pub says_b: Option<Level>,
    /// Where the level comes from.
    pub basis: Basis,
    /// The day of the newest judgement.
    pub last_assessed: Date,
    /// The judgements behind it, all of them, in the order of their ids.
    pub assessments: Vec<AssessmentId>,
    /// The ties judged, in the order of their ids.
    pub ties: Vec<TieId>,
}

impl Relationship {
    /// Both sides' levels where they differ by two or more: itself a finding.
    pub fn perception_gap(&self) -> Option<(Level, Level)> {
        let (a, b) = (self.says_a?, self.says_b?);
        (a.number().abs_diff(b.number()) >= 2).then_some((a, b))
    }

    /// The other party, seen from one of the two.
    pub fn other(&self, party: Party) -> Option<Party> {
        if party == self.a {
            Some(self.b)
        } else if party == self.b {
            Some(self.a)
        } else {
            None
        }
    }
}

/// Every relationship of a map, by its pair of parties, the lower first.
pub type Relationships = BTreeMap<(Party, Party), Relationship>;

/// Who belongs where on the map's day, by the posts they hold.
#[derive(Debug, Clone, Default)]
pub struct Affiliations {
    leaders: BTreeMap<OrganisationId, BTreeSet<LeaderId>>,
    organisations: BTreeMap<LeaderId, BTreeSet<OrganisationId>>,
    left: BTreeSet<LeaderId>,
}

impl Affiliations {
    /// The affiliations on the map's day.
    pub fn of(map: &AudienceMap) -> Self {
        let mut found = Self::default();
        let mut ever: BTreeSet<LeaderId> = BTreeSet::new();
        for post in map.posts().iter() {
            ever.insert(post.leader_id);
            if post.is_current_on(map.as_of()) {
                found
                    .leaders
                    .entry(post.organisation_id)
                    .or_default()
                    .insert(post.leader_id);
                found
                    .organisations
                    .entry(post.leader_id)
                    .or_default()
                    .insert(post.organisation_id);
            }
        }
        found.left = ever
            .into_iter()
            .filter(|leader| !found.organisations.contains_key(leader))
            .collect();
        found
    }

    /// The leaders of an organisation, in the order of their ids.
    pub fn leaders_of(&self, organisation: OrganisationId) -> impl Iterator<Item = LeaderId> {
        self.leaders
            .get(&organisation)
            .into_iter()
            .flatten()
            .copied()
    }

    /// The organisations a leader holds posts at, in the order of their ids.
    pub fn organisations_of(&self, leader: LeaderId) -> impl Iterator<Item = OrganisationId> {
        self.organisations
            .get(&leader)
            .into_iter()
            .flatten()
            .copied()
    }

    /// Whether a leader holds a post at an organisation.
    pub fn belongs(&self, leader: LeaderId, organisation: OrganisationId) -> bool {
        self.leaders
            .get(&organisation)
            .is_some_and(|leaders| leaders.contains(&leader))
    }

    /// Whether a leader held posts and holds none now.
    pub fn has_left(&self, leader: LeaderId) -> bool {
        self.left.contains(&leader)
    }
}

/// Whether ties of a kind count as working relationships when nobody asks for particular kinds.
/// Tension is not one, and sitting on the same body is never merged with what was stated.
pub const fn is_working_relationship(kind: TieKind) -> bool {
    !matches!(kind, TieKind::InTensionWith | TieKind::MeetsAt)
}

/// The relationships that the map's judgements amount to on its day, over ties of these kinds
/// (`None`: every kind that is a working relationship). Ties that are planned or have ended do not
/// count, nor ties of a party with itself. O((ties + judgements) log).
pub fn relationships(map: &AudienceMap, kinds: Option<&BTreeSet<TieKind>>) -> Relationships {
    let posts = posts_by_leader(map);
    let mut ties: BTreeMap<TieId, &Tie> = BTreeMap::new();
    for tie in map.ties().iter() {
        let wanted = kinds.map_or(is_working_relationship(tie.kind), |kinds| {
            kinds.contains(&tie.kind)
        });
        if wanted && tie.a != tie.b && tie.status_on(map.as_of()) == TieStatus::Current {
            ties.insert(tie.id, tie);
        }
    }
    let mut judged: BTreeMap<(Party, Party), Judged> = BTreeMap::new();
    for assessment in map.assessments().iter() {
        let (Some(tie), Some(level)) = (ties.get(&assessment.tie_id), assessment.level) else {
            continue;
        };
        if assessment.date > map.as_of() {
            continue;
        }
        let pair = (tie.a.min(tie.b), tie.a.max(tie.b));
        let voice = Voice {
            level,
            date: assessment.date,
            id: assessment.id,
        };
        judged
            .entry(pair)
            .or_default()
            .hear(side_of(assessment, pair, &posts), tie, voice);
    }
    judged
        .into_iter()
        .filter_map(|(pair, judged)| Some((pair, judged.collapse(pair, map.as_of())?)))
        .collect()
}

/// Adds, for pairs of organisations of which nothing is stated, what the ties between their leaders
/// say: the strongest stands. That two people do not work together says nothing about their
/// organisations, so level 0 between leaders is left aside.
pub fn add_through_leaders(relationships: &mut Relationships, affiliations: &Affiliations) {
    let mut derived = Relationships::new();
    for ((a, b), tie) in relationships.iter() {
        let (Party::Leader(a), Party::Leader(b)) = (*a, *b) else {
            continue;
        };
        if tie.level == Level::None {
            continue;
        }
        for from in affiliations.organisations_of(a) {
            for to in affiliations.organisations_of(b) {
                let pair = (Party::from(from.min(to)), Party::from(from.max(to)));
                if from == to || relationships.contains_key(&pair) {
                    continue;
                }
                derived
                    .entry(pair)
                    .and_modify(|known| known.strengthen(tie))
                    .or_insert_with(|| Relationship {
                        a: pair.0,
                        b: pair.1,
                        says_a: None,
                        says_b: None,
                        basis: Basis::Leaders,
                        ..tie.clone()
                    });
            }
        }
    }
    for relationship in derived.values_mut() {
        relationship.assessments.sort_unstable();
        relationship.ties.sort_unstable();
    }
    relationships.extend(derived);
}

impl Relationship {
    /// Takes in another tie between leaders of the same two organisations.
    fn strengthen(&mut self, tie: &Self) {
        if (tie.level, tie.confirmed) > (self.level, self.confirmed) {
            self.level = tie.level;
            self.confirmed = tie.confirmed;
        }
        self.actual = Interval {
            low: self.actual.low.max(tie.actual.low),
            high: self.actual.high.max(tie.actual.high),
        };
        self.last_assessed = self.last_assessed.max(tie.last_assessed);
        self.assessments.extend_from_slice(&tie.assessments);
        self.ties.extend_from_slice(&tie.ties);
    }
}

fn posts_by_leader(map: &AudienceMap) -> BTreeMap<LeaderId, Vec<&Post>> {
    let mut posts: BTreeMap<LeaderId, Vec<&Post>> = BTreeMap::new();
    for post in map.posts().iter() {
        posts.entry(post.leader_id).or_default().push(post);
    }
    posts
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    A,
    B,
    Outside,
}

fn side_of(
    assessment: &Assessment,
    (a, b): (Party, Party),
    posts: &BTreeMap<LeaderId, Vec<&Post>>,
) -> Side {
    let side = |party: Party| {
        if party == a {
            Some(Side::A)
        } else if party == b {
            Some(Side::B)
        } else {
            None
        }
    };
    let found = match &assessment.perceiver {
        Some(Perceiver::Organisation(id)) => side(Party::Organisation(*id)),
        Some(Perceiver::Leader(id)) => side(Party::Leader(*id)).or_else(|| {
            posts
                .get(id)
                .into_iter()
                .flatten()
                .filter(|post| post.is_current_on(assessment.date))
                .find_map(|post| side(Party::Organisation(post.organisation_id)))
        }),
        Some(Perceiver::Outside(_)) | None => None,
    };
    found.unwrap_or(Side::Outside)
}

#[derive(Clone, Copy)]
struct Voice {
    level: Level,
    date: Date,
    id: AssessmentId,
}

/// All that was said of one pair, sorted by who said it.
#[derive(Default)]
struct Judged {
    a: BTreeMap<TieKind, Voice>,
    b: BTreeMap<TieKind, Voice>,
    outside: BTreeMap<TieKind, Voice>,
    assessments: Vec<AssessmentId>,
    ties: BTreeSet<TieId>,
    last: Option<Date>,
}

impl Judged {
    fn hear(&mut self, side: Side, tie: &Tie, voice: Voice) {
        self.assessments.push(voice.id);
        self.ties.insert(tie.id);
        self.last = self.last.max(Some(voice.date));
        let newest = match side {
            Side::A => &mut self.a,
            Side::B => &mut self.b,
            Side::Outside => &mut self.outside,
        };
        newest
            .entry(tie.kind)
            .and_modify(|known| {
                if (known.date, known.id) < (voice.date, voice.id) {
                    *known = voice;
                }
            })
            .or_insert(voice);
    }

    fn collapse(self, (a, b): (Party, Party), as_of: Date) -> Option<Relationship> {
        let greatest = |kinds: &BTreeMap<TieKind, Voice>| {
            kinds
                .values()
                .copied()
                .max_by_key(|voice| (voice.level, voice.date, voice.id))
        };
        let (from_a, from_b) = (greatest(&self.a), greatest(&self.b));
        let range = |voice: Voice, margin: u8| widened(voice, margin, as_of);
        let (level, actual) = match (from_a, from_b) {
            (Some(one), Some(other)) => {
                let (one_range, other_range) = (range(one, 0), range(other, 0));
                let lower = Interval {
                    low: one_range.low.min(other_range.low),
                    high: one_range.high.min(other_range.high),
                };
                (one.level.min(other.level), lower)
            }
            (Some(only), None) | (None, Some(only)) => (only.level, range(only, 1)),
            (None, None) => {
                let outside = greatest(&self.outside)?;
                (outside.level, range(outside, 1))
            }
        };
        Some(Relationship {
            a,
            b,
            level,
            confirmed: from_a.is_some() && from_b.is_some(),
            actual,
            says_a: from_a.map(|voice| voice.level),
            says_b: from_b.map(|voice| voice.level),
            basis: Basis::Stated,
            last_assessed: self.last?,
            assessments: self.assessments,
            ties: self.ties.into_iter().collect(),
        })
    }
}

/// A voice's level as a range: `margin` either way, and one more for every completed half-life.
fn widened(voice: Voice, margin: u8, as_of: Date) -> Interval<u8> {
    let margin = margin.saturating_add(completed_half_lives(voice.date, as_of));
    let level = voice.level.number();
    Interval {
        low: level.saturating_sub(margin),
        high: level.saturating_add(margin).min(5),
    }
}

/// How many times [`HALF_LIFE_MONTHS`] have gone by between two days; 0 where they are the wrong way round.
pub fn completed_half_lives(from: Date, to: Date) -> u8 {
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12
        + (i32::from(to.month()) - i32::from(from.month()))
        - i32::from(to.day() < from.day());
    u8::try_from((months / HALF_LIFE_MONTHS).max(0)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_half_life_counts_only_when_it_is_complete() {
        let day = date(2025, 3, 5);
        assert_eq!(completed_half_lives(day, date(2026, 3, 4)), 0);
        assert_eq!(completed_half_lives(day, date(2026, 3, 5)), 1);
        assert_eq!(completed_half_lives(day, date(2028, 3, 4)), 2);
        assert_eq!(completed_half_lives(day, date(2024, 3, 5)), 0);
        // A leap day is complete on the last day of a shorter February's successor.
        assert_eq!(
            completed_half_lives(date(2024, 2, 29), date(2025, 2, 28)),
            0
        );
        assert_eq!(completed_half_lives(date(2024, 2, 29), date(2025, 3, 1)), 1);
    }
}
