//! Q2: who is listened to, who decides, and where the two differ. Never blended into one number.

use std::collections::BTreeMap;

use domain::{Audience, AudienceMap, Authority, Coverage, EntityRef, LeaderId, Party, Post};
use jiff::civil::Date;
use network::{
    Affiliations, Lens, Network, Weighting, add_through_leaders, measures, relationships,
};
use serde::Serialize;

use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::gaps::People;
use crate::stability::end_of_first;
use crate::words;

/// Formal authority beside informal influence, leader by leader.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Influence {
    /// The footprint's name.
    pub footprint: String,
    /// The day it shows.
    pub as_of: Date,
    /// Whose eyes it is for.
    pub audience: Audience,
    /// Of all pairs of leaders, how many somebody has assessed.
    pub coverage: Coverage,
    /// What to read first.
    pub findings: Vec<Finding>,
    /// The leaders, those who lie between most others first; empty where the audience may not see them.
    pub leaders: Vec<LeaderInfluence>,
    /// Why there are no leaders, where the audience may not see them.
    pub withheld: Option<&'static str>,
}

/// One leader.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeaderInfluence {
    /// Who.
    #[serde(flatten)]
    pub leader: PartyName,
    /// The posts held on the day.
    pub posts: Vec<PostHeld>,
    /// The highest formal authority of those posts; `None` where nobody has said.
    pub authority: Option<FormalAuthority>,
    /// Informal influence, measure by measure; `None` where nobody has assessed a pair with this leader, or
    /// the audience is shown no such judgement: not known is never 0.
    pub measures: Option<Measures>,
    /// Of the pairs this leader could have with others, how many somebody has assessed.
    pub coverage: Coverage,
    /// Which corner of the two axes; `None` where either axis is not known.
    pub quadrant: Option<Quadrant>,
    /// The corner in words, where known.
    pub position: Option<&'static str>,
    /// Why this corner, or why none.
    pub because: Vec<String>,
}

/// A post held on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostHeld {
    /// The post's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where.
    pub organisation: PartyName,
    /// What it lets its holder do, by its key; `None` where nobody has said.
    pub authority: Option<&'static str>,
}

/// Formal authority, with the post that gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormalAuthority {
    /// On the rubric of 0 (none) to 4 (decides alone).
    pub value: u8,
    /// In words.
    pub word: &'static str,
    /// The post's id.
    pub post_id: String,
    /// The post's title.
    pub title: String,
    /// Where the post is.
    pub organisation: PartyName,
}

/// Informal influence, each measure for itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// With how many other leaders this one works directly.
    pub degree: u32,
    /// The sum of the levels of those ties.
    pub strength: f64,
    /// Weighted betweenness: through how many pairs of others the closest way leads.
    pub betweenness: f64,
    /// The same as a share of all pairs of others, 0 to 1.
    pub betweenness_normalised: f64,
    /// Whether among the first quarter by betweenness or by degree on the map as recorded; equals only where all of
    /// them fit. No place is shown here: only a [`crate::Rank`] has been tried on what is not known.
    #[serde(skip)]
    pub(crate) among_the_first: bool,
    /// How few steps to everyone: harmonic centrality in steps, 0 to 1.
    pub harmonic: f64,
    /// How many organisations other than their own the direct ties lead into.
    pub organisations_reached: u32,
}

/// The four corners of authority and influence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    /// May decide, and is among the best connected quarter.
    DecidesAndIsTrusted,
    /// May decide, and is not among the best connected quarter.
    PaperAuthority,
    /// Has no vote, and is among the best connected quarter.
    HiddenInfluencer,
    /// Neither.
    Neither,
}

impl Quadrant {
    /// In respectful words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::DecidesAndIsTrusted => words::influence::DECIDES_AND_IS_TRUSTED,
            Self::PaperAuthority => words::influence::PAPER_AUTHORITY,
            Self::HiddenInfluencer => words::influence::HIDDEN_INFLUENCER,
            Self::Neither => words::influence::NEITHER,
        }
    }
}

/// Formal authority from current posts beside degree and weighted betweenness among leaders.
///
/// Authority is high from 3 (votes) up. Influence is high for whoever stands in the first quarter by
/// weighted betweenness or by degree; both measures, and the reason, are given, and no sum of them.
/// For the board and the public there are no leaders in the answer, only why.
pub fn influence(map: &AudienceMap) -> Influence {
    let network = Network::of(map, Lens::leaders());
    let mut answer = Influence {
        footprint: map.footprint().name.clone(),
        as_of: map.as_of(),
        audience: map.audience(),
        coverage: network.coverage(),
        findings: Vec::new(),
        leaders: Vec::new(),
        withheld: None,
    };
    if map.audience().is_publication() {
        answer.coverage = Coverage::default();
        answer.withheld = Some(words::influence::WITHHELD);
        answer.findings.push(Finding {
            code: "influence_withheld",
            sentence: words::influence::WITHHELD.to_owned(),
            figures: Figures::new(),
            evidence: Vec::new(),
            coverage: answer.coverage,
            what_next: words::influence::NEXT_WITHHELD.to_owned(),
        });
        return answer;
    }
    answer.leaders = leaders(map, &network);
    answer.findings = findings(map, &answer);
    answer
}

fn leaders(map: &AudienceMap, network: &Network) -> Vec<LeaderInfluence> {
    let affiliations = Affiliations::of(map);
    let mut known = relationships(map, None);
    add_through_leaders(&mut known, &affiliations);
    let people = People::of(map, &known, &affiliations);
    let reached = people.organisations_reached();
    let posts = current_posts(map);

    let graph = network.graph();
    let degree = measures::degree(graph);
    let strength = measures::strength(graph);
    let betweenness = measures::betweenness(graph, Weighting::Weighted);
    let normalised = measures::betweenness_normalised(&betweenness);
    let harmonic = measures::harmonic(graph, Weighting::Steps);
    let by_betweenness = measures::ranks(&betweenness);
    let as_floats: Vec<f64> = degree.iter().copied().map(f64::from).collect();
    let by_degree = measures::ranks(&as_floats);

    let all = network.parties().len() as u32;
    let quarter = all.div_ceil(4) as usize;
    let ends = (
        end_of_first(&by_betweenness, quarter),
        end_of_first(&by_degree, quarter),
    );
    let mut found: Vec<LeaderInfluence> = network
        .parties()
        .iter()
        .enumerate()
        .filter_map(|(node, &party)| {
            let Party::Leader(id) = party else {
                return None;
            };
            let coverage = network.coverage_of(node as u32);
            let measures = (coverage.assessed > 0).then(|| Measures {
                degree: degree[node],
                // The sum of nothing is a negative nought, which no reader should meet.
                strength: strength[node] + 0.0,
                betweenness: betweenness[node],
                betweenness_normalised: normalised[node],
                among_the_first: (betweenness[node] > 0.0 && by_betweenness[node] <= ends.0)
                    || (degree[node] > 0 && by_degree[node] <= ends.1),
                harmonic: harmonic[node],
                organisations_reached: reached.get(&id).copied().unwrap_or(0),
            });
            let held = posts.get(&id).map_or(&[][..], Vec::as_slice);
            Some(leader(map, id, held, measures, coverage, all))
        })
        .collect();
    found.sort_by(|x, y| {
        // Those of whom nothing is known come last.
        let between = |leader: &LeaderInfluence| {
            let measures = leader.measures.as_ref();
            measures.map_or(-1.0, |measures| measures.betweenness)
        };
        let degree = |leader: &LeaderInfluence| leader.measures.as_ref().map(|m| m.degree);
        between(y)
            .total_cmp(&between(x))
            .then(degree(y).cmp(&degree(x)))
            .then_with(|| (&x.leader.name, &x.leader.id).cmp(&(&y.leader.name, &y.leader.id)))
    });
    found
}

fn current_posts(map: &AudienceMap) -> BTreeMap<LeaderId, Vec<&Post>> {
    let mut posts: BTreeMap<LeaderId, Vec<&Post>> = BTreeMap::new();
    for post in map
        .posts()
        .iter()
        .filter(|post| post.is_current_on(map.as_of()))
    {
        posts.entry(post.leader_id).or_default().push(post);
    }
    posts
}

fn leader(
    map: &AudienceMap,
    id: LeaderId,
    held: &[&Post],
    measures: Option<Measures>,
    coverage: Coverage,
    all: u32,
) -> LeaderInfluence {
    let authority = held
        .iter()
        .filter_map(|post| Some((post.authority?, *post)))
        // Of equal authorities the post entered first.
        .max_by_key(|(authority, post)| (*authority, std::cmp::Reverse(post.id)))
        .map(|(authority, post)| FormalAuthority {
            value: authority.number(),
            word: authority.word(),
            post_id: post.id.to_string(),
            title: post.title.clone(),
            organisation: PartyName::of(map, post.organisation_id),
        });
    let quadrant = match (&authority, &measures) {
        (Some(authority), Some(measures)) => {
            Some(match (authority.value >= 3, measures.among_the_first) {
                (true, true) => Quadrant::DecidesAndIsTrusted,
                (true, false) => Quadrant::PaperAuthority,
                (false, true) => Quadrant::HiddenInfluencer,
                (false, false) => Quadrant::Neither,
            })
        }
        _ => None,
    };
    let formal = authority.as_ref().map_or_else(
        || words::influence::NO_AUTHORITY_SAID.to_owned(),
        |held| {
            words::influence::because_authority(held.word, &held.title, &held.organisation.label)
        },
    );
    let informal = match &measures {
        Some(measures) => words::influence::because_ties(
            measures.degree,
            all.saturating_sub(1),
            measures.organisations_reached,
            measures.betweenness_normalised,
        ),
        None if ties_withheld(map) => words::influence::no_tie_shown(map.audience()),
        None => words::influence::NOT_ASSESSED.to_owned(),
    };
    LeaderInfluence {
        leader: PartyName::of(map, id),
        posts: held
            .iter()
            .map(|post| PostHeld {
                id: post.id.to_string(),
                title: post.title.clone(),
                organisation: PartyName::of(map, post.organisation_id),
                authority: post.authority.map(Authority::key),
            })
            .collect(),
        authority,
        measures,
        coverage,
        quadrant,
        position: quadrant.map(Quadrant::word),
        because: vec![formal, informal],
    }
}

/// How many leaders of a corner are said in sentences.
const SAID: usize = 3;
/// Fewest assessed pairs before anybody is said to have few ties.
const ENOUGH: u32 = 3;

fn findings(map: &AudienceMap, answer: &Influence) -> Vec<Finding> {
    let all = answer.leaders.len() as u32;
    let withheld = |code, sentence| Finding {
        code,
        sentence,
        figures: Figures::new(),
        evidence: Vec::new(),
        coverage: answer.coverage,
        what_next: words::NEXT_NOT_SHOWN.to_owned(),
    };
    if all == 0 {
        return if map.audience() == Audience::Working {
            Vec::new()
        } else {
            vec![withheld(
                "leaders_not_shown",
                words::influence::leaders_not_shown(map.audience()),
            )]
        };
    }
    let may_decide = answer
        .leaders
        .iter()
        .filter(|leader| {
            leader
                .authority
                .as_ref()
                .is_some_and(|held| held.value >= 3)
        })
        .count() as u32;
    let said = answer
        .leaders
        .iter()
        .filter(|leader| leader.authority.is_some())
        .count() as u32;
    let Coverage { assessed, possible } = answer.coverage;
    let none_shown = assessed == 0 && ties_withheld(map);
    let mut findings = vec![Finding {
        code: "influence_summary",
        sentence: if none_shown {
            words::influence::summary_of_authority((all, said), may_decide)
        } else {
            words::influence::summary((all, said), may_decide, assessed, possible)
        },
        figures: Figures::from([("leaders", all.into()), ("may_decide", may_decide.into())]),
        evidence: Vec::new(),
        coverage: answer.coverage,
        what_next: if none_shown {
            words::NEXT_NOT_SHOWN
        } else {
            words::influence::NEXT_SUMMARY
        }
        .to_owned(),
    }];
    if none_shown {
        findings.push(withheld(
            "ties_not_shown",
            words::influence::ties_not_shown(map.audience()),
        ));
    } else if ties_withheld(map) {
        findings.push(withheld(
            "some_ties_not_shown",
            words::influence::some_ties_not_shown(map.audience()),
        ));
    }
    let of = |quadrant: Quadrant| {
        answer
            .leaders
            .iter()
            .filter(move |leader| leader.quadrant == Some(quadrant))
    };
    findings.extend(of(Quadrant::HiddenInfluencer).take(SAID).map(|leader| {
        let ties = leader.because.last().map_or("", String::as_str);
        finding(
            map,
            leader,
            "hidden_influencer",
            words::influence::listened(&who(leader), ties),
            words::influence::NEXT_LISTENED,
        )
    }));
    let mut paper: Vec<&LeaderInfluence> = of(Quadrant::PaperAuthority)
        .filter(|leader| leader.coverage.assessed >= ENOUGH)
        .collect();
    // The best known first: of them the finding is surest.
    paper.sort_by_key(|leader| {
        (
            std::cmp::Reverse(leader.coverage.assessed),
            leader.measures.as_ref().map(|measures| measures.degree),
        )
    });
    findings.extend(paper.into_iter().take(SAID).map(|leader| {
        let [formal, ties] = leader.because.as_slice() else {
            return finding(
                map,
                leader,
                "paper_authority",
                who(leader),
                words::influence::NEXT_AUTHORITY,
            );
        };
        finding(
            map,
            leader,
            "paper_authority",
            words::influence::authority(&leader.leader.name, formal, ties),
            words::influence::NEXT_AUTHORITY,
        )
    }));
    let unknown = answer
        .leaders
        .iter()
        .filter(|leader| leader.authority.is_none())
        .count() as u32;
    if unknown > 0 {
        findings.push(Finding {
            code: "authority_unknown",
            sentence: words::influence::unknown(unknown, all),
            figures: Figures::from([("unknown", unknown.into()), ("leaders", all.into())]),
            evidence: Vec::new(),
            coverage: Coverage {
                assessed: all - unknown,
                possible: all,
            },
            what_next: words::influence::NEXT_UNKNOWN.to_owned(),
        });
    }
    findings
}

/// Whether ties, or what somebody said of them, are kept from this audience.
fn ties_withheld(map: &AudienceMap) -> bool {
    let hidden = map.hidden();
    map.audience() != Audience::Working
        && (hidden.ties > 0 || hidden.assessments > 0 || map.ties().is_empty())
}

fn who(leader: &LeaderInfluence) -> String {
    let post = leader.posts.first();
    words::influence::who(
        &leader.leader.name,
        post.map(|post| post.title.as_str()),
        post.map(|post| post.organisation.label.as_str()),
    )
}

fn finding(
    map: &AudienceMap,
    leader: &LeaderInfluence,
    code: &'static str,
    sentence: String,
    what_next: &str,
) -> Finding {
    let mut figures = Figures::new();
    if let Some(measures) = &leader.measures {
        figures.insert("degree", measures.degree.into());
        figures.insert("betweenness", measures.betweenness.into());
        figures.insert(
            "betweenness_normalised",
            measures.betweenness_normalised.into(),
        );
        figures.insert(
            "organisations_reached",
            measures.organisations_reached.into(),
        );
    }
    figures.extend(
        leader
            .authority
            .as_ref()
            .map(|held| ("authority", held.value.into())),
    );
    let mut evidence = vec![Evidence::of(map, EntityRef::from(leader.leader.party))];
    if let Party::Leader(id) = leader.leader.party {
        evidence.extend(
            map.posts_of(id, map.as_of())
                .map(|post| Evidence::of(map, post.id)),
        );
        evidence.extend(
            map.ties_of(id.into())
                .filter(|tie| network::is_working_relationship(tie.kind))
                .map(|tie| Evidence::of(map, tie.id)),
        );
    }
    Finding {
        code,
        sentence,
        figures,
        evidence,
        coverage: leader.coverage,
        what_next: what_next.to_owned(),
    }
}
