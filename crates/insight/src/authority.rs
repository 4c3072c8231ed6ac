//! Q2: who decides and who is listened to, on two axes that are never blended.

use std::collections::BTreeMap;

use domain::{Audience, AudienceMap, Coverage, EntityRef, Interval, LeaderId};
use network::{Digraph, Meaning, Parallel, measures::social_influence};
use serde::Serialize;

use crate::answer::{Answer, Watch};
use crate::effort::Effort;
use crate::finding::{Figures, Finding, PartyName};
use crate::formal::{Authorities, Deciding, Formal, MAY_DECIDE, Scope};
use crate::ground::Ground;
use crate::influence::Quadrant;
use crate::listening::Listening;
use crate::stability::{Draws, Measured, Standing, Trial, Tried};
use crate::words::authority as say;

/// How far somebody holds on to their own first view, as everybody is taken to (Friedkin & Johnsen 1990).
const STUBBORNNESS: f64 = 0.5;
/// In so large a share of versions somebody must be, or not be, among the quarter most listened to.
const SURE: f64 = crate::words::stability::HOLDS;
/// Among more people the common view is not worked out: it takes a square of them.
const MOST_FOR_FINAL_VIEWS: usize = 3_000;
/// How many of a corner are said in sentences.
const SAID: usize = 3;

/// Formal authority beside informal influence, leader by leader.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AuthorityMap {
    /// Who decides what is in hand.
    pub deciding: Deciding,
    /// Of the ties between people, how many have a judged trust; the others count as trust 3 of 5.
    pub trust: Coverage,
    /// Whether anybody has recorded who listens to whom, or trusts whom; if not, working ties alone speak for it.
    pub listening_recorded: bool,
    /// How many plausible versions were tried.
    pub draws: Effort,
    /// The leaders: those whose corner is known first, corner by corner, then by name.
    pub leaders: Vec<LeaderAuthority>,
}

/// One leader on the two axes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeaderAuthority {
    /// Who.
    #[serde(flatten)]
    pub leader: PartyName,
    /// Formal authority, 0 (none) to 4 (decides alone), as the range it lies in.
    pub formal: Interval<u8>,
    /// Where that comes from.
    pub formal_because: Vec<String>,
    /// Informal influence; `None` where nobody has assessed a tie.
    pub informal: Option<Informal>,
    /// Which corner; `None` where not enough is known.
    pub corner: Option<Quadrant>,
    /// The corner, or that not enough is known, in words.
    pub position: String,
    /// Why: first the formal axis, then the informal.
    pub because: Vec<String>,
    /// Of the pairs this leader could have, how many are assessed.
    pub coverage: Coverage,
}

impl LeaderAuthority {
    /// The formal axis in words.
    pub fn formal_words(&self) -> String {
        say::formal(self.formal)
    }

    /// The informal axis in words; without them where nobody has assessed a tie.
    pub fn informal_words(&self) -> Option<String> {
        let informal = self.informal.as_ref();
        informal.map(|known| say::heard(known.first_quarter_share, known.recorded))
    }
}

/// How far somebody is listened to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Informal {
    /// The attention received: the sum, over the others, of the share of their attention given to this one.
    pub attention: f64,
    /// With how many a working tie is recorded along which they may listen.
    pub listeners: u32,
    /// Of how many it is recorded that they listen to, trust or report to this one.
    pub said_to_listen: u32,
    /// If everybody adjusts half-way to those they listen to, this share of the final common view is this one's,
    /// their own part in it included. `None` where there are too many people to work it out.
    pub share_of_final_view: Option<f64>,
    /// Whether among the quarter most listened to.
    pub first_quarter: bool,
    /// In what share of plausible versions.
    pub first_quarter_share: f64,
    /// Whether anybody has recorded who listens to whom, or trusts whom.
    #[serde(skip)]
    pub recorded: bool,
    /// The place among those listened to, where it holds.
    pub standing: Standing,
}

/// Formal authority, for what is in hand, against informal influence; `None` where it was cancelled.
///
/// Formal: from posts, seats and decision routes; high from 3 (votes) up. Informal: attention received, in which each
/// shares out their attention in proportion to level times trust; high for the quarter most listened to. A corner is
/// given only where both are known: the range of the formal axis lies on one side, and the informal one holds in nine
/// of ten plausible versions of the map.
pub fn authority(
    map: &AudienceMap,
    scope: Scope,
    draws: Draws,
    watch: &Watch<'_>,
) -> Option<Answer<AuthorityMap>> {
    if let Some(withheld) = Answer::unless_published(map) {
        return Some(withheld);
    }
    let Some(authorities) = Authorities::of(map, scope) else {
        return Some(Answer::withheld(map, say::NOT_THERE));
    };
    let ground = Ground::of(map);
    let tried = Tried::only(&ground, draws, watch, &[Measured::ListenedTo])?;
    Some(told(&ground, authorities, &tried))
}

/// In which corner each leader stands in general, as in [`authority`], without the reasons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corners {
    /// `None` of those of whom not enough is known, and of everybody where the map is too large for it to be tried in
    /// passing.
    pub leaders: BTreeMap<LeaderId, Option<Quadrant>>,
    recorded: bool,
}

impl Corners {
    /// A corner in words: who is listened to, or, where nobody has recorded that, who is tied.
    pub const fn word(&self, corner: Quadrant) -> &'static str {
        word(corner, self.recorded)
    }
}

/// In which corner each leader stands in general; nobody for a publication.
pub fn corners(map: &AudienceMap) -> Corners {
    if map.audience().is_publication() {
        return Corners::default();
    }
    let Some(authorities) = Authorities::of(map, Scope::General) else {
        return Corners::default();
    };
    let ground = Ground::of(map);
    let recorded = Listening::of(&ground).is_recorded();
    let trial = Trial::of_leaders(&ground, Draws::default(), &[Measured::ListenedTo]);
    let tried = trial.is_quick().then(|| trial.run(&Watch::default()));
    let first = tried
        .flatten()
        .map(|tried| tried.first_quarter(Measured::ListenedTo));
    let leaders = (0..ground.people() as u32)
        .filter_map(|node| {
            let id = ground.leader(node)?;
            let known = ground.network.coverage_of(node).assessed > 0;
            let first = first.as_ref().filter(|_| known);
            let heard = first.and_then(|first| listened_to(first[node as usize]));
            Some((id, corner(authorities.formal(id).may_decide(), heard)))
        })
        .collect();
    Corners { leaders, recorded }
}

/// Whether somebody is among the quarter most listened to, where that holds: on the map as recorded, and in what share of
/// plausible versions.
fn listened_to((first_quarter, share): (bool, f64)) -> Option<bool> {
    if first_quarter && share >= SURE {
        Some(true)
    } else if !first_quarter && share <= 1.0 - SURE {
        Some(false)
    } else {
        None
    }
}

const fn corner(may_decide: Option<bool>, heard: Option<bool>) -> Option<Quadrant> {
    match (may_decide, heard) {
        (Some(true), Some(true)) => Some(Quadrant::DecidesAndIsTrusted),
        (Some(true), Some(false)) => Some(Quadrant::PaperAuthority),
        (Some(false), Some(true)) => Some(Quadrant::HiddenInfluencer),
        (Some(false), Some(false)) => Some(Quadrant::Neither),
        _ => None,
    }
}

/// The answer, from what was tried.
pub(crate) fn told(
    ground: &Ground<'_>,
    authorities: Authorities<'_>,
    tried: &Tried,
) -> Answer<AuthorityMap> {
    let listening = Listening::of(ground);
    let arcs = listening.arcs(ground.graph());
    let mut listeners = vec![0; ground.people()];
    for (_, to, _) in &arcs {
        listeners[*to as usize] += 1;
    }
    let shares = (ground.people() <= MOST_FOR_FINAL_VIEWS)
        .then(|| {
            Digraph::from_arcs(
                ground.people() as u32,
                arcs,
                Parallel::Sum,
                Meaning::Strength,
            )
            .ok()
        })
        .flatten()
        .and_then(|graph| social_influence(&graph, &vec![STUBBORNNESS; ground.people()]).ok());
    let recorded = listening.is_recorded();
    let first = tried.first_quarter(Measured::ListenedTo);
    let mut leaders: Vec<LeaderAuthority> = (0..ground.people() as u32)
        .filter_map(|node| {
            let id = ground.leader(node)?;
            let coverage = ground.network.coverage_of(node);
            let (first_quarter, share) = first[node as usize];
            let informal = (coverage.assessed > 0).then(|| Informal {
                attention: tried.value(Measured::ListenedTo, node),
                listeners: listeners[node as usize],
                said_to_listen: listening.said_to_listen(node),
                recorded,
                share_of_final_view: shares.as_ref().map(|shares| shares[node as usize]),
                first_quarter,
                first_quarter_share: share,
                standing: tried.standing(Measured::ListenedTo, node),
            });
            Some(placed(
                ground,
                node,
                &authorities.formal(id),
                informal,
                coverage,
            ))
        })
        .collect();
    leaders.sort_by(|x, y| {
        let key = |one: &LeaderAuthority| (one.corner.is_none(), one.corner);
        (key(x), &x.leader.name, &x.leader.id).cmp(&(key(y), &y.leader.name, &y.leader.id))
    });
    let coverage = ground.network.coverage();
    let findings = findings(ground, &leaders, &authorities.deciding, coverage, recorded);
    let own = AuthorityMap {
        deciding: authorities.deciding,
        trust: listening.judged,
        listening_recorded: recorded,
        draws: tried.effort,
        leaders,
    };
    Answer::of(ground.map, coverage, findings, own)
}

fn placed(
    ground: &Ground<'_>,
    node: u32,
    formal: &Formal,
    informal: Option<Informal>,
    coverage: Coverage,
) -> LeaderAuthority {
    let heard = informal.as_ref();
    let heard = heard.and_then(|one| listened_to((one.first_quarter, one.first_quarter_share)));
    let corner = corner(formal.may_decide(), heard);
    let others = (ground.people() as u32).saturating_sub(1);
    let informal_because = match &informal {
        Some(known) => say::listened(
            (known.listeners, known.said_to_listen),
            others,
            known.first_quarter_share,
            known.recorded,
        ),
        None if ground.ties_withheld() => say::not_shown(ground.map.audience()),
        None => say::NOT_ASSESSED.to_owned(),
    };
    LeaderAuthority {
        leader: ground.name(node),
        formal: formal.range,
        formal_because: formal.because.clone(),
        because: vec![formal.because.join("; "), informal_because],
        position: corner
            .map_or(say::NOT_ENOUGH_KNOWN, |corner| {
                word(
                    corner,
                    informal.as_ref().is_some_and(|known| known.recorded),
                )
            })
            .to_owned(),
        informal,
        corner,
        coverage,
    }
}

const fn word(corner: Quadrant, recorded: bool) -> &'static str {
    match corner {
        Quadrant::DecidesAndIsTrusted if !recorded => say::DECIDES_AND_IS_TIED,
        Quadrant::PaperAuthority if !recorded => say::DECIDES_AND_IS_NOT_TIED,
        Quadrant::HiddenInfluencer if !recorded => say::NO_VOTE_AND_TIED,
        Quadrant::Neither if !recorded => say::NO_VOTE_AND_NOT_TIED,
        Quadrant::DecidesAndIsTrusted => say::DECIDES_AND_IS_TRUSTED,
        Quadrant::PaperAuthority => say::PAPER_AUTHORITY,
        Quadrant::HiddenInfluencer => say::HIDDEN_INFLUENCER,
        Quadrant::Neither => say::NEITHER,
    }
}

fn findings(
    ground: &Ground<'_>,
    leaders: &[LeaderAuthority],
    deciding: &Deciding,
    coverage: Coverage,
    recorded: bool,
) -> Vec<Finding> {
    let plain = |code, sentence: String, next: &str| Finding {
        code,
        sentence,
        figures: Figures::new(),
        evidence: Vec::new(),
        coverage,
        what_next: next.to_owned(),
    };
    let mut findings = Vec::new();
    if deciding.proposal.is_some() {
        let next = if deciding.known {
            ""
        } else {
            say::NEXT_UNKNOWN_DECIDER
        };
        findings.push(plain("who_decides", deciding.sentence.clone(), next));
    }
    if leaders.is_empty() {
        let working = ground.map.audience() == Audience::Working;
        let (sentence, next) = say::no_leaders(working, ground.map.hidden().leaders > 0);
        findings.push(plain("no_leaders", sentence.to_owned(), next));
        return findings;
    }
    let count =
        |corner: Option<Quadrant>| leaders.iter().filter(|one| one.corner == corner).count() as u32;
    let counts = [
        Some(Quadrant::DecidesAndIsTrusted),
        Some(Quadrant::PaperAuthority),
        Some(Quadrant::HiddenInfluencer),
        Some(Quadrant::Neither),
        None,
    ]
    .map(count);
    let keys = [
        "decides_and_is_trusted",
        "paper_authority",
        "hidden_influencer",
        "neither",
        "not_enough_known",
    ];
    findings.push(Finding {
        figures: keys.into_iter().zip(counts.map(Into::into)).collect(),
        ..plain(
            "authority_summary",
            say::summary(
                counts,
                leaders.len() as u32,
                coverage.assessed,
                coverage.possible,
                recorded,
            ),
            say::NEXT_SUMMARY,
        )
    });
    for (corner, code, next) in [
        (
            Quadrant::HiddenInfluencer,
            "hidden_influencer",
            say::NEXT_HIDDEN,
        ),
        (Quadrant::PaperAuthority, "paper_authority", say::NEXT_PAPER),
    ] {
        let mut there: Vec<&LeaderAuthority> = leaders
            .iter()
            .filter(|one| one.corner == Some(corner))
            .collect();
        // The most listened to first where that is the point; else those of whom most is known.
        there.sort_by(|x, y| {
            let attention = |one: &LeaderAuthority| {
                one.informal
                    .as_ref()
                    .map_or(0.0, |informal| informal.attention)
            };
            let surer = y.coverage.assessed.cmp(&x.coverage.assessed);
            let louder = attention(y).total_cmp(&attention(x));
            let first = if corner == Quadrant::HiddenInfluencer {
                louder
            } else {
                surer
            };
            first.then_with(|| x.leader.id.cmp(&y.leader.id))
        });
        for one in there.into_iter().take(SAID) {
            findings.push(said(ground, one, corner, code, next));
        }
    }
    // Who may be heard without a vote, though it does not hold in nearly every version.
    let mut perhaps: Vec<(&LeaderAuthority, f64)> = leaders
        .iter()
        .filter(|one| one.corner.is_none() && one.formal.high < MAY_DECIDE)
        .filter_map(|one| {
            let known = one.informal.as_ref().filter(|known| known.first_quarter)?;
            (known.first_quarter_share >= 0.5).then_some((one, known.first_quarter_share))
        })
        .collect();
    perhaps.sort_by(|x, y| {
        y.1.total_cmp(&x.1)
            .then_with(|| x.0.leader.id.cmp(&y.0.leader.id))
    });
    for (one, _) in perhaps.into_iter().take(SAID) {
        let of_one = said(
            ground,
            one,
            Quadrant::HiddenInfluencer,
            "perhaps_hidden_influencer",
            say::NEXT_PERHAPS,
        );
        let node = ground.network.node(one.leader.party);
        let who = node.map_or_else(|| one.leader.name.clone(), |node| ground.who(node));
        findings.push(Finding {
            sentence: say::perhaps(
                &who,
                one.formal,
                recorded,
                one.because.last().map_or("", String::as_str),
                one.because.first().map_or("", String::as_str),
            ),
            ..of_one
        });
    }
    findings
}

fn said(
    ground: &Ground<'_>,
    one: &LeaderAuthority,
    corner: Quadrant,
    code: &'static str,
    next: &str,
) -> Finding {
    let node = ground.network.node(one.leader.party);
    let who = node.map_or_else(|| one.leader.name.clone(), |node| ground.who(node));
    let (formal, informal) = (
        one.because.first().map_or("", String::as_str),
        one.because.last().map_or("", String::as_str),
    );
    let recorded = one.informal.as_ref().is_some_and(|known| known.recorded);
    let mut figures = Figures::from([("formal", one.formal.into())]);
    if let Some(known) = &one.informal {
        figures.insert("attention", known.attention.into());
        figures.insert("listeners", known.listeners.into());
        figures.insert("first_quarter_share", known.first_quarter_share.into());
    }
    let mut evidence = node
        .map(|node| ground.evidence_of(node))
        .unwrap_or_default();
    if let Some(EntityRef::Leader(id)) = evidence.first().map(|first| first.reference) {
        evidence.extend(
            ground
                .map
                .posts_of(id, ground.map.as_of())
                .map(|post| ground.evidence(post.id)),
        );
    }
    Finding {
        code,
        sentence: if corner == Quadrant::HiddenInfluencer {
            say::hidden(&who, one.formal, recorded, informal, formal)
        } else {
            say::paper(&who, recorded, formal, informal)
        },
        figures,
        evidence,
        coverage: one.coverage,
        what_next: next.to_owned(),
    }
}
