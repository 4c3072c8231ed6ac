//! Q13: whose view it is: judgements by the organisation of whoever gave them, and where two sides see it differently.

use std::collections::BTreeMap;

use domain::{AudienceMap, Coverage, Level, NOT_SHOWN, OrganisationId, Party, Perceiver, Post};
use jiff::civil::Date;
use serde::Serialize;

use crate::answer::Answer;
use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::ground::Ground;
use crate::words::{self, views as say};

/// How many pairs are said in findings.
const SAID: usize = 5;
/// From this share of all judgements on, one organisation's view is said to weigh heavily.
const HEAVY: f64 = 1.0 / 3.0;

/// Whose view the map is.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Views {
    /// Judgements there are: of ties, stakes, impacts and positions.
    pub judgements: u32,
    /// By organisation, those with most first; organisations that gave none are there with 0.
    pub organisations: Vec<Voice>,
    /// Given by people outside the footprint.
    pub outside: u32,
    /// Where nobody is named: the keeper's own.
    pub keepers_own: u32,
    /// Given by people of the footprint who held no post on the day.
    pub without_a_post: u32,
    /// Given by people of the footprint whom this audience is not shown.
    pub not_shown: u32,
    /// Pairs whose two sides differ by two levels or more, the widest first.
    pub differing: Vec<Differing>,
    /// Pairs of which both sides have spoken, of all pairs assessed.
    pub both_sides: Coverage,
}

/// What one organisation's people and itself have said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Voice {
    /// The organisation.
    #[serde(flatten)]
    pub organisation: PartyName,
    /// How many judgements.
    pub judgements: u32,
    /// Of those, how many of ties of its own or of its own people.
    pub of_its_own_ties: u32,
    /// Its share of all judgements, 0 to 1.
    pub share: f64,
}

/// Two sides that see it differently.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Differing {
    /// One side.
    pub a: PartyName,
    /// What it says.
    pub says_a: Level,
    /// The other.
    pub b: PartyName,
    /// What that says.
    pub says_b: Level,
    /// By how many levels they differ.
    pub levels: u8,
    /// In words.
    pub sentence: String,
    /// The judgements.
    pub evidence: Vec<Evidence>,
}

/// Judgements counted by the perceiver's organisation, and pairs whose sides differ by two levels or more.
///
/// A leader's judgement counts for the first organisation at which they held a post on its day; of a tie of one of
/// theirs, for that one. In a publication only organisations stand here, and no judgement of people.
pub fn views(map: &AudienceMap) -> Answer<Views> {
    let ground = Ground::of(map);
    let mut heard = Heard::of(map);
    for judgement in map.assessments().iter() {
        let Some(tie) = map.tie(judgement.tie_id) else {
            continue;
        };
        heard.take(
            judgement.perceiver.as_ref(),
            judgement.date,
            &[tie.a, tie.b],
        );
    }
    for stake in map.stakes().iter() {
        let about = [stake.organisation_id.into()];
        heard.take(stake.perceiver.as_ref(), stake.date, &about);
    }
    for impact in map.impacts().iter() {
        let about = [impact.organisation_id.into()];
        heard.take(impact.perceiver.as_ref(), impact.date, &about);
    }
    for position in map.positions().iter() {
        heard.take(
            position.perceiver.as_ref(),
            position.date,
            &[position.party],
        );
    }
    let judgements = heard.all;
    let mut organisations: Vec<Voice> = map
        .organisations()
        .iter()
        .map(|organisation| {
            let (count, own) = heard.by.get(&organisation.id).copied().unwrap_or_default();
            Voice {
                organisation: PartyName::of(map, organisation.id),
                judgements: count,
                of_its_own_ties: own,
                share: if judgements > 0 {
                    f64::from(count) / f64::from(judgements)
                } else {
                    0.0
                },
            }
        })
        .collect();
    organisations.sort_by(|x, y| {
        let key = |one: &Voice| (one.organisation.name.clone(), one.organisation.id.clone());
        y.judgements
            .cmp(&x.judgements)
            .then_with(|| key(x).cmp(&key(y)))
    });
    let both_sides = Coverage {
        assessed: ground
            .relationships
            .values()
            .filter(|known| known.confirmed)
            .count() as u32,
        possible: ground.relationships.len() as u32,
    };
    let own = Views {
        judgements,
        organisations,
        outside: heard.outside,
        keepers_own: heard.keepers,
        without_a_post: heard.without_a_post,
        not_shown: heard.not_shown,
        differing: differing(&ground),
        both_sides,
    };
    let findings = findings(map, &own);
    Answer::of(map, both_sides, findings, own)
}

struct Heard<'a> {
    posts: BTreeMap<domain::LeaderId, Vec<&'a Post>>,
    by: BTreeMap<OrganisationId, (u32, u32)>,
    all: u32,
    outside: u32,
    keepers: u32,
    without_a_post: u32,
    not_shown: u32,
}

impl<'a> Heard<'a> {
    fn of(map: &'a AudienceMap) -> Self {
        let mut posts: BTreeMap<domain::LeaderId, Vec<&Post>> = BTreeMap::new();
        for post in map.posts().iter() {
            posts.entry(post.leader_id).or_default().push(post);
        }
        Self {
            posts,
            by: BTreeMap::new(),
            all: 0,
            outside: 0,
            keepers: 0,
            without_a_post: 0,
            not_shown: 0,
        }
    }

    fn posts_on(&self, leader: domain::LeaderId, day: Date) -> Vec<OrganisationId> {
        let held = self.posts.get(&leader).into_iter().flatten();
        held.filter(|post| post.is_current_on(day))
            .map(|post| post.organisation_id)
            .collect()
    }

    fn take(&mut self, perceiver: Option<&Perceiver>, day: Date, about: &[Party]) {
        self.all += 1;
        let theirs: Vec<OrganisationId> = about
            .iter()
            .flat_map(|party| match party {
                Party::Organisation(id) => vec![*id],
                Party::Leader(id) => self.posts_on(*id, day),
            })
            .collect();
        let from: Vec<OrganisationId> = match perceiver {
            None => {
                self.keepers += 1;
                return;
            }
            // Somebody of the footprint, whom this audience is not shown.
            Some(Perceiver::Outside(name)) if name == NOT_SHOWN => {
                self.not_shown += 1;
                return;
            }
            Some(Perceiver::Outside(_)) => {
                self.outside += 1;
                return;
            }
            Some(Perceiver::Organisation(id)) => vec![*id],
            Some(Perceiver::Leader(id)) => self.posts_on(*id, day),
        };
        let chosen = from.iter().find(|id| theirs.contains(id)).or(from.first());
        let Some(&organisation) = chosen else {
            self.without_a_post += 1;
            return;
        };
        let (count, own) = self.by.entry(organisation).or_default();
        *count += 1;
        *own += u32::from(theirs.contains(&organisation));
    }
}

fn differing(ground: &Ground<'_>) -> Vec<Differing> {
    let map = ground.map;
    let mut found: Vec<Differing> = ground
        .relationships
        .values()
        .filter_map(|known| {
            let (says_a, says_b) = known.perception_gap()?;
            let (a, b) = (PartyName::of(map, known.a), PartyName::of(map, known.b));
            Some(Differing {
                levels: says_a.number().abs_diff(says_b.number()),
                sentence: words::gaps::perception(&a.name, says_a, &b.name, says_b),
                evidence: [known.a, known.b]
                    .into_iter()
                    .map(|party| Evidence::of(map, party))
                    .chain(known.assessments.iter().map(|&id| Evidence::of(map, id)))
                    .collect(),
                a,
                b,
                says_a,
                says_b,
            })
        })
        .collect();
    found.sort_by(|x, y| {
        y.levels
            .cmp(&x.levels)
            .then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
    });
    found
}

fn findings(map: &AudienceMap, views: &Views) -> Vec<Finding> {
    let coverage = views.both_sides;
    let plain = |code, sentence: String, next: &str| Finding {
        code,
        sentence,
        figures: Figures::new(),
        evidence: Vec::new(),
        coverage,
        what_next: next.to_owned(),
    };
    if views.judgements == 0 {
        return vec![if map.audience() == domain::Audience::Working {
            plain("no_views", say::NONE.to_owned(), say::NEXT_NONE)
        } else {
            plain(
                "no_views_shown",
                say::not_shown(map.audience()),
                words::NEXT_NOT_SHOWN,
            )
        }];
    }
    let spoke = views.organisations.iter().filter(|one| one.judgements > 0);
    let silent: Vec<&Voice> = views
        .organisations
        .iter()
        .filter(|one| one.judgements == 0)
        .collect();
    let mut findings = vec![Finding {
        figures: Figures::from([
            ("judgements", views.judgements.into()),
            ("organisations_heard", (spoke.clone().count() as u32).into()),
            ("keepers_own", views.keepers_own.into()),
            ("outside", views.outside.into()),
            ("differing", (views.differing.len() as u32).into()),
        ]),
        ..plain(
            "views_summary",
            say::summary(
                views.judgements,
                spoke.count() as u32,
                views.organisations.len() as u32,
                views.keepers_own + views.without_a_post + views.not_shown,
                views.outside,
                coverage,
            ),
            say::NEXT_SUMMARY,
        )
    }];
    for one in views.organisations.iter().filter(|one| one.share >= HEAVY) {
        findings.push(Finding {
            figures: Figures::from([("share", one.share.into())]),
            evidence: vec![Evidence::of(map, one.organisation.party)],
            ..plain(
                "one_view_weighs_heavily",
                say::heavy(&one.organisation.name, one.judgements, views.judgements),
                say::NEXT_HEAVY,
            )
        });
    }
    if !silent.is_empty() {
        let names: Vec<String> = silent
            .iter()
            .map(|one| one.organisation.label.clone())
            .collect();
        findings.push(Finding {
            figures: Figures::from([("silent", (silent.len() as u32).into())]),
            evidence: silent
                .iter()
                .map(|one| Evidence::of(map, one.organisation.party))
                .collect(),
            ..plain("views_missing", say::silent(&names), say::NEXT_SILENT)
        });
    }
    findings.extend(views.differing.iter().take(SAID).map(|one| Finding {
        figures: Figures::from([
            ("says_a", one.says_a.number().into()),
            ("says_b", one.says_b.number().into()),
        ]),
        evidence: one.evidence.clone(),
        ..plain("sides_differ", one.sentence.clone(), say::NEXT_DIFFER)
    }));
    findings
}
