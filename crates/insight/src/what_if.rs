//! Q4: what would change: somebody or some organisation taken out, or a tie added, and every answer then beside
//! today's. On a copy of what the audience sees; the document is never touched.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Assessment, AssessmentId, AudienceMap, Confidence, Confidentiality, Coverage, EntityRef,
    LeaderId, Level, Method, OrganisationId, Party, Perceiver, Record, Tie, TieId, TieKind, Uuid,
    Write,
};
use network::Nodes;
use serde::Serialize;

use crate::answer::{Answer, Watch};
use crate::authority;
use crate::bodies::Bodies;
use crate::brokers::{Carries, brokers_only};
use crate::effort::Effort;
use crate::failure::single_people;
use crate::finding::{Evidence, Figures, Finding};
use crate::formal::{Authorities, Scope};
use crate::gaps::{Status, gaps};
use crate::ground::Ground;
use crate::lines::lines;
use crate::promises::promises;
use crate::stability::{Draws, Measured, Trial, Tried};
use crate::views::views;
use crate::words::{self, what_if as say};

mod bodies;
mod reach;
mod said;

pub use reach::out_of_reach;

use bodies::Known;

/// What is supposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supposition {
    /// Somebody leaves. What they said while they spoke for an organisation stays said by it.
    WithoutLeader(LeaderId),
    /// An organisation is no longer there, nor the people who belong to no other.
    WithoutOrganisation(OrganisationId),
    /// Two work together at a level, and both say so.
    WithTie {
        /// One.
        a: Party,
        /// The other.
        b: Party,
        /// The level.
        level: Level,
    },
}

/// Every answer of today beside the answer then.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct WhatIf {
    /// What is supposed, in words.
    pub supposing: String,
    /// The answer in one or two sentences.
    pub answer: String,
    /// The figures that say most, today and then, changed or not.
    pub figures: Vec<Compared>,
    /// Every part of an answer that would be another, question by question.
    pub changes: Vec<Change>,
    /// Parts of answers that would be the same.
    pub unchanged: u32,
    /// Whether what is known is counted in pairs of organisations, because nothing is known of how people relate.
    pub of_organisations: bool,
}

/// A figure today and then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// What it counts.
    pub what: &'static str,
    /// Today.
    pub today: u32,
    /// Then.
    pub then: u32,
}

/// A part of an answer that would be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Which answer.
    pub question: Question,
    /// What of it: two organisations, a leader, a promise.
    pub what: String,
    /// Today; `None` where it is not there today.
    pub today: Option<String>,
    /// Then; `None` where it would no longer be there.
    pub then: Option<String>,
    /// In words.
    pub sentence: String,
}

/// Which answer a change is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// What hangs on one person.
    Failure,
    /// What hangs on one organisation.
    Holding,
    /// In how many steps organisations reach one another.
    Ways,
    /// Needed against actual collaboration.
    Gaps,
    /// Who carries messages.
    Brokers,
    /// Which organisations connect others.
    Connectors,
    /// From those who do the work to those who may decide.
    Lines,
    /// Who decides and who is listened to.
    Authority,
    /// What was promised.
    Promises,
    /// Two sides that differ.
    Views,
    /// Who is among the first go-betweens in plausible versions.
    Stability,
    /// Which organisations are among the first that connect others in plausible versions.
    ConnectorPlaces,
}

impl Question {
    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Failure => "what hangs on one person",
            Self::Holding => "what hangs on one organisation",
            Self::Ways => "ways between organisations",
            Self::Gaps => "gaps",
            Self::Brokers => "who carries messages",
            Self::Connectors => "which organisations connect others",
            Self::Lines => "reporting lines",
            Self::Authority => "authority and influence",
            Self::Promises => "promises",
            Self::Views => "two sides that differ",
            Self::Stability => "the first go-betweens",
            Self::ConnectorPlaces => "the first organisations in connecting others",
        }
    }
}

/// Every answer of today beside the answer if something were otherwise; `None` where it was cancelled.
///
/// With no draws the places are not compared, and who is listened to is compared on the map as recorded.
pub fn what_if(
    map: &AudienceMap,
    supposition: Supposition,
    draws: Draws,
    watch: &Watch<'_>,
) -> Option<Answer<WhatIf>> {
    if let Some(withheld) = Answer::unless_published(map) {
        return Some(withheld);
    }
    let Some((supposed, gone)) = suppose(map, supposition) else {
        return Some(Answer::withheld(map, say::NOT_THERE));
    };
    let (bodies_today, bodies_then) = (Bodies::of(map), Bodies::of(&supposed));
    let known = Known::of(&bodies_today, &bodies_then);
    // Then about as many are tried as today.
    watch.expect(2 * versions(map, &bodies_today, known, draws));
    let mut today = Digest::of(&bodies_today, draws, watch, &gone, known)?;
    let mut then = Digest::of(&bodies_then, draws, watch, &gone, known)?;
    if let Supposition::WithoutLeader(_) = supposition {
        lay_beside(&mut today, &mut then);
    }
    let tried = today.fewest_tried().min(then.fewest_tried());
    let supposing = in_words(map, supposition);
    let mut changes = Vec::new();
    let mut unchanged = 0;
    let keys: BTreeSet<&Key> = today.rows.keys().chain(then.rows.keys()).collect();
    for key in keys {
        let (before, after) = (today.rows.get(key), then.rows.get(key));
        let same = match (before, after) {
            (Some(before), Some(after)) => before.says_the_same(after, tried),
            _ => false,
        };
        if same {
            unchanged += 1;
            continue;
        }
        let Some(what) = before.or(after).map(|row| row.what.clone()) else {
            continue;
        };
        let (before, after) = (
            before.map(|row| row.value.clone()),
            after.map(|row| row.value.clone()),
        );
        changes.push(Change {
            question: key.0,
            sentence: say::change(&what, before.as_deref(), after.as_deref()),
            what,
            today: before,
            then: after,
        });
    }
    changes.sort_by(|x, y| (x.question, &x.what).cmp(&(y.question, &y.what)));
    let figures: Vec<Compared> = today
        .figures
        .iter()
        .zip(&then.figures)
        .map(|(&(what, today), &(_, then))| Compared { what, today, then })
        .collect();
    let compared = said::Compared {
        bodies: (&bodies_today, &bodies_then),
        rows: (&today.rows, &then.rows),
        gone: &gone,
        figures: &figures,
        tried,
    };
    let answer = said::answer(&supposing, &compared, &changes);
    let moved: Vec<String> = figures
        .iter()
        .filter(|figure| figure.today != figure.then)
        .map(|figure| say::figure(figure.what, figure.today, figure.then))
        .collect();
    let finding = Finding {
        code: "what_if",
        sentence: if changes.is_empty() {
            answer.clone()
        } else {
            format!("{answer} {}", say::summary(changes.len() as u32, &moved))
        },
        figures: Figures::from([
            ("changes", (changes.len() as u32).into()),
            ("unchanged", unchanged.into()),
        ]),
        evidence: match supposition {
            Supposition::WithoutLeader(id) => vec![Evidence::of(map, id)],
            Supposition::WithoutOrganisation(id) => vec![Evidence::of(map, id)],
            Supposition::WithTie { a, b, .. } => {
                vec![Evidence::of(map, a), Evidence::of(map, b)]
            }
        },
        coverage: today.coverage,
        what_next: if said::is_withheld(&bodies_today) {
            words::NEXT_NOT_SHOWN.to_owned()
        } else {
            say::next(supposition, changes.is_empty()).to_owned()
        },
    };
    let own = WhatIf {
        supposing,
        answer,
        figures,
        changes,
        unchanged,
        of_organisations: today.of_organisations,
    };
    let mut findings = vec![finding];
    let people = map.leaders().len() as u32;
    findings.extend(today.effort.finding(Nodes::Leaders, people, today.coverage));
    let coverage = bodies_today.coverage();
    findings.extend(
        today.effort_on_bodies.and_then(|effort| {
            effort.finding(Nodes::Organisations, bodies_today.count(), coverage)
        }),
    );
    Some(Answer::of(map, today.coverage, findings, own))
}

/// The ways between organisations that whoever is gone carries, through people: of today, and then.
fn lay_beside(today: &mut Digest, then: &mut Digest) {
    for one in std::mem::take(&mut today.carried) {
        let key = (Question::Brokers, format!("{}|{}", one.a.id, one.b.id));
        let row = |steps: Option<u32>| Row {
            what: say::pair(&one.a.label, &one.b.label),
            value: say::through_people(steps),
            drawn: None,
        };
        then.rows.insert(key.clone(), row(one.steps_without));
        today.rows.insert(key, row(Some(one.steps)));
    }
}

fn in_words(map: &AudienceMap, supposition: Supposition) -> String {
    let name = |party: Party| map.party_name(party).unwrap_or(words::UNNAMED).to_owned();
    match supposition {
        Supposition::WithoutLeader(id) => say::without(&name(id.into())),
        Supposition::WithoutOrganisation(id) => say::without(&name(id.into())),
        Supposition::WithTie { a, b, level } => say::with_tie(&name(a), &name(b), level),
    }
}

/// The map as its audience would see it if something were otherwise, to be drawn or asked anything; `None` where whoever
/// is meant is not on it.
pub fn supposed(map: &AudienceMap, supposition: Supposition) -> Option<AudienceMap> {
    suppose(map, supposition).map(|(supposed, _)| supposed)
}

/// The map if it were so, and who is gone from it; `None` where whoever is meant is not on the map.
fn suppose(
    map: &AudienceMap,
    supposition: Supposition,
) -> Option<(AudienceMap, BTreeSet<EntityRef>)> {
    let what = in_words(map, supposition);
    match supposition {
        Supposition::WithoutLeader(id) => {
            map.leader(id)?;
            Some(without(map, &what, &[id], None))
        }
        Supposition::WithoutOrganisation(id) => {
            map.organisation(id)?;
            let affiliations = network::Affiliations::of(map);
            let mut only_here: Vec<LeaderId> = affiliations
                .leaders_of(id)
                .filter(|&leader| affiliations.organisations_of(leader).count() == 1)
                .collect();
            // Who has left it and was nowhere else is known by it alone.
            let elsewhere: BTreeSet<LeaderId> = map
                .posts()
                .iter()
                .filter(|post| post.organisation_id != id)
                .map(|post| post.leader_id)
                .collect();
            let past = map.posts().iter().map(|post| post.leader_id);
            let past: BTreeSet<LeaderId> = past
                .filter(|leader| !elsewhere.contains(leader) && !only_here.contains(leader))
                .collect();
            only_here.extend(past);
            Some(without(map, &what, &only_here, Some(id)))
        }
        Supposition::WithTie { a, b, level } => {
            if a == b || !map.has(a.into()) || !map.has(b.into()) {
                return None;
            }
            Some((
                map.supposing(&what, &tie_writes(map, a, b, level)),
                BTreeSet::new(),
            ))
        }
    }
}

/// Without people, and without an organisation. What the people said for an organisation stays said by it.
fn without(
    map: &AudienceMap,
    what: &str,
    leaders: &[LeaderId],
    organisation: Option<OrganisationId>,
) -> (AudienceMap, BTreeSet<EntityRef>) {
    let mut writes: Vec<Write> = Vec::new();
    for judgement in map.assessments().iter() {
        let Some(Perceiver::Leader(by)) = judgement.perceiver else {
            continue;
        };
        let Some(tie) = map.tie(judgement.tie_id).filter(|_| leaders.contains(&by)) else {
            continue;
        };
        let spoke_for = map
            .posts()
            .iter()
            .filter(|post| post.leader_id == by && post.is_current_on(judgement.date))
            .map(|post| post.organisation_id)
            .find(|&id| [tie.a, tie.b].contains(&id.into()));
        if let Some(body) = spoke_for {
            let kept = Assessment {
                perceiver: Some(Perceiver::Organisation(body)),
                ..judgement.clone()
            };
            writes.push(Write::Put(kept.into()));
        }
    }
    let mut gone: BTreeSet<EntityRef> = leaders.iter().map(|&id| id.into()).collect();
    gone.extend(organisation.map(EntityRef::from));
    writes.extend(gone.iter().map(|&one| Write::Remove(one)));
    (map.supposing(what, &writes), gone)
}

/// A working tie at a level that both sides vouch for on the day, above any id in use.
fn tie_writes(map: &AudienceMap, a: Party, b: Party, level: Level) -> Vec<Write> {
    let last = Uuid::from_u128(u128::MAX);
    let existing = map.ties().iter().find(|tie| {
        tie.kind == TieKind::WorksWith
            && [(tie.a, tie.b), (tie.b, tie.a)].contains(&(a, b))
            && tie.status_on(map.as_of()) == domain::TieStatus::Current
    });
    let tie_id = existing.map_or_else(|| TieId::from(last), |tie| tie.id);
    let mut writes = Vec::new();
    if existing.is_none() {
        let tie = Tie {
            id: tie_id,
            a,
            b,
            kind: TieKind::WorksWith,
            from: None,
            to: None,
            note: None,
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        };
        writes.push(Write::Put(tie.into()));
    }
    for (number, side) in [(1, a), (0, b)] {
        let judgement = Assessment {
            id: AssessmentId::from(Uuid::from_u128(u128::MAX - number)),
            tie_id,
            level: Some(level),
            trust: None,
            sign: None,
            confidence: Confidence::try_from(1.0).unwrap_or_default(),
            method: Method::Assumed,
            perceiver: Some(match side {
                Party::Organisation(id) => Perceiver::Organisation(id),
                Party::Leader(id) => Perceiver::Leader(id),
            }),
            date: map.as_of(),
            note: None,
            dissent: None,
            confidentiality: Confidentiality::Working,
            record: Record::default(),
        };
        writes.push(Write::Put(judgement.into()));
    }
    writes
}

/// A part of an answer: the question, and which part.
type Key = (Question, String);

struct Row {
    what: String,
    value: String,
    /// Where the value rests on plausible versions: the share, and what it rests on besides.
    drawn: Option<(f64, String)>,
}

impl Row {
    /// Whether two rows say the same. Shares of plausible versions that chance alone could part are one: they differ by
    /// less than three standard errors of a difference of two shares near a half, 3·√(½/draws).
    fn says_the_same(&self, other: &Self, draws: u32) -> bool {
        if self.value == other.value {
            return true;
        }
        match (&self.drawn, &other.drawn) {
            (Some((one, besides)), Some((another, besides_too))) => {
                let chance = 3.0 * (0.5 / f64::from(draws.max(1))).sqrt();
                draws > 0 && besides == besides_too && (one - another).abs() < chance
            }
            _ => false,
        }
    }
}

/// Every answer, taken apart into rows that can be laid beside those of another day or supposition.
struct Digest {
    rows: BTreeMap<Key, Row>,
    /// What those who are gone carry between organisations.
    carried: Vec<Carries>,
    figures: Vec<(&'static str, u32)>,
    coverage: Coverage,
    /// Whether the coverage counts pairs of organisations.
    of_organisations: bool,
    effort: Effort,
    effort_on_bodies: Option<Effort>,
}

/// How many versions are tried of one map.
fn versions(map: &AudienceMap, bodies: &Bodies<'_>, known: Known, draws: Draws) -> u32 {
    if draws.draws == 0 {
        return 0;
    }
    let ground = Ground::of(map);
    let of_people = Trial::of_leaders(&ground, draws, &Measured::ALL).versions();
    let of_bodies = known
        .bodies
        .then(|| Trial::of_organisations(bodies, draws).versions());
    of_people + of_bodies.unwrap_or(0)
}

impl Digest {
    /// With how many versions the shares were found that rest on fewest.
    fn fewest_tried(&self) -> u32 {
        let of_bodies = self.effort_on_bodies.map(|effort| effort.draws.draws);
        let of_people = self.effort.draws.draws;
        of_bodies.map_or(of_people, |of_bodies| of_bodies.min(of_people))
    }

    fn of(
        bodies: &Bodies<'_>,
        draws: Draws,
        watch: &Watch<'_>,
        gone: &BTreeSet<EntityRef>,
        known: Known,
    ) -> Option<Self> {
        let map = bodies.map;
        let mut rows: BTreeMap<Key, Row> = BTreeMap::new();
        let mut put = |question: Question, key: String, what: String, value: String| {
            let row = Row {
                what,
                value,
                drawn: None,
            };
            rows.insert((question, key), row);
        };
        // That whoever is taken out has no place of their own any more goes without saying.
        let is_gone = |party: Party| gone.contains(&party.into());
        let pair = |a: &crate::finding::PartyName, b: &crate::finding::PartyName| {
            (format!("{}|{}", a.id, b.id), say::pair(&a.label, &b.label))
        };

        // Each of them takes a while on a large map.
        let wanted = || watch.go_on().then_some(());
        wanted()?;
        let gaps = gaps(map);
        for one in &gaps.pairs {
            if is_gone(one.a.party) || is_gone(one.b.party) {
                continue;
            }
            let (key, what) = pair(&one.a, &one.b);
            let value = match one.status {
                Status::Gap => say::gap(one.gap),
                Status::Unknown => say::GAP_UNKNOWN.to_owned(),
                Status::NoGap | Status::NotNeeded => say::NO_GAP.to_owned(),
            };
            put(Question::Gaps, key, what, value);
        }
        let (short, unknown_gaps) = (gaps.counts.gap, gaps.counts.unknown);
        // Of a large map each answer takes much memory, and only its rows are wanted.
        drop(gaps);
        wanted()?;
        let failure = single_people(map);
        for one in &failure.own.pairs {
            if is_gone(one.a.party) || is_gone(one.b.party) {
                continue;
            }
            let (key, what) = pair(&one.a, &one.b);
            put(
                Question::Failure,
                key,
                what,
                say::rests_on(one.people[0], one.people[2]),
            );
        }
        let coverage = failure.coverage;
        let any = failure.own.levels.first().copied();
        drop(failure);
        wanted()?;
        let mut brokers = brokers_only(map);
        let mut of_the_gone: Vec<Carries> = Vec::new();
        for one in &mut brokers.own.brokers {
            if is_gone(one.leader.party) {
                of_the_gone.append(&mut one.carries);
                continue;
            }
            let carried: u32 = one.carries.len() as u32;
            if carried > 0 || !one.only_voice_of.is_empty() {
                put(
                    Question::Brokers,
                    one.leader.id.clone(),
                    one.leader.name.clone(),
                    say::carries(carried, one.only_voice_of.len() as u32),
                );
            }
        }
        drop(brokers);
        wanted()?;
        let lines = lines(map);
        let (mut too_long, mut without_line) = (0, 0);
        for work in &lines.own.workstreams {
            too_long += work.too_long;
            for line in &work.lines {
                without_line += u32::from(line.hands.is_none());
                if is_gone(line.from.party) {
                    continue;
                }
                put(
                    Question::Lines,
                    format!("{}|{}", work.id, line.from.id),
                    say::line_of(&line.from.name, &work.name),
                    say::hands(line.hands),
                );
            }
        }
        drop(lines);
        let promises = promises(map);
        let open: Vec<_> = promises
            .register
            .iter()
            .filter(|one| !one.state.open_acts().is_empty())
            .collect();
        for one in &open {
            put(
                Question::Promises,
                one.id.clone(),
                say::promise(&one.from.label, &one.to.label, &one.what),
                say::OPEN.to_owned(),
            );
        }
        let views = views(map);
        for one in &views.own.differing {
            if is_gone(one.a.party) || is_gone(one.b.party) {
                continue;
            }
            let (key, what) = pair(&one.a, &one.b);
            put(Question::Views, key, what, say::differ(one.levels));
        }
        drop(views);
        let (drawn, effort) = drawn_rows(map, draws, watch, gone)?;
        rows.extend(drawn);
        wanted()?;
        let of_bodies = if known.bodies {
            bodies::rows(bodies, draws, watch, gone)?
        } else {
            bodies::OfBodies::default()
        };
        rows.extend(of_bodies.rows);
        let mut figures = vec![(say::GAPS, short), (say::UNKNOWN_GAPS, unknown_gaps)];
        figures.extend(of_bodies.figures);
        // Where there is nobody, figures about people say nothing.
        if known.people {
            figures.extend([
                (say::TIED_PAIRS, any.map_or(0, |level| level.pairs)),
                (say::ON_ONE, any.map_or(0, |level| level.on_one_person)),
                (say::PARTS, any.map_or(0, |level| level.parts)),
                (say::LARGEST, any.map_or(0, |level| level.largest)),
                (say::TOO_LONG, too_long),
                (say::NO_LINE, without_line),
            ]);
        }
        figures.push((say::OPEN_PROMISES, open.len() as u32));
        let of_organisations = coverage.assessed == 0 && bodies.are_known();
        Some(Self {
            rows,
            carried: of_the_gone,
            figures,
            coverage: if of_organisations {
                bodies.coverage()
            } else {
                coverage
            },
            of_organisations,
            effort,
            effort_on_bodies: of_bodies.effort,
        })
    }
}

/// The rows that rest on plausible versions: who decides and is listened to, and who is among the first go-betweens.
fn drawn_rows(
    map: &AudienceMap,
    draws: Draws,
    watch: &Watch<'_>,
    gone: &BTreeSet<EntityRef>,
) -> Option<(BTreeMap<Key, Row>, Effort)> {
    let mut rows = BTreeMap::new();
    let ground = Ground::of(map);
    let measures: &[Measured] = if draws.draws > 0 {
        &[Measured::GoBetween, Measured::ListenedTo]
    } else {
        &[Measured::ListenedTo]
    };
    let tried = Tried::only(&ground, draws, watch, measures)?;
    let authority = authority::told(&ground, Authorities::of(map, Scope::General)?, &tried);
    let there = |party: Party| !gone.contains(&party.into());
    for one in authority
        .own
        .leaders
        .iter()
        .filter(|one| there(one.leader.party))
    {
        let (first, share) = one.informal.as_ref().map_or((None, 0.0), |known| {
            (Some(known.first_quarter), known.first_quarter_share)
        });
        let row = Row {
            what: one.leader.name.clone(),
            value: one.position.clone(),
            drawn: Some((share, format!("{:?} {first:?}", one.formal))),
        };
        rows.insert((Question::Authority, one.leader.id.clone()), row);
    }
    if draws.draws > 0 {
        for node in 0..ground.people() as u32 {
            let leader = ground.name(node);
            if !there(leader.party) {
                continue;
            }
            let share = tried.first_share(Measured::GoBetween, node);
            let row = Row {
                what: leader.name.clone(),
                value: say::among_the_first(share),
                drawn: Some((share, String::new())),
            };
            rows.insert((Question::Stability, leader.id), row);
        }
    }
    Some((rows, tried.effort))
}
