//! Q9: what has been promised, what was kept, what is slipping.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Audience, AudienceMap, Commitment, CommitmentState, Coverage, EntityRef, Interval,
    OrganisationId, Party, Standing,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::finding::{Evidence, Figures, Finding, PartyName};
use crate::reliability::{Prior, prior, wilson};
use crate::words;

/// The promises of a footprint (MEASURES §6).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Promises {
    /// The footprint's name.
    pub footprint: String,
    /// The day it shows.
    pub as_of: Date,
    /// Whose eyes it is for.
    pub audience: Audience,
    /// Of the promises made, how many have a day by which they can be judged.
    pub coverage: Coverage,
    /// What to read first.
    pub findings: Vec<Finding>,
    /// Everything asked or promised: the overdue first, then what is open by its day, then what ended.
    pub register: Vec<PromiseRow>,
    /// Organisation by organisation, in the order of their names.
    pub organisations: Vec<Reliability>,
    /// All promises together, whoever made them.
    pub overall: Kept,
}

/// One row of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseRow {
    /// The commitment's id.
    pub id: String,
    /// Who promises, or is asked to.
    pub from: PartyName,
    /// Whom it is promised to.
    pub to: PartyName,
    /// What.
    pub what: String,
    /// The workstream it belongs to, by name.
    pub workstream: Option<String>,
    /// Where it stands on the day.
    pub state: CommitmentState,
    /// Where it stands, in words.
    pub state_word: &'static str,
    /// The day it was asked for.
    pub asked: Date,
    /// The day it was promised.
    pub promised_on: Option<Date>,
    /// The first due date, which never changes.
    pub first_due: Option<Date>,
    /// The day it is due by the latest agreement.
    pub currently_due: Option<Date>,
    /// The day it is counted against: the first, or the one agreed instead before it fell due.
    pub counted_due: Option<Date>,
    /// How often another day was agreed.
    pub renegotiations: u32,
    /// Whether it is promised, not accepted as done, and past the day it is counted against.
    pub overdue: bool,
    /// By how many days it is overdue.
    pub overdue_days: Option<u32>,
    /// The day it was last reported done.
    pub reported_on: Option<Date>,
    /// The day it ended.
    pub ended_on: Option<Date>,
    /// Where it was accepted after the day it is counted against: how many days after.
    pub days_late: Option<u32>,
    /// Which commitment it is, for those who go on from here.
    #[serde(skip)]
    pub reference: EntityRef,
}

/// How much was kept on time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Kept {
    /// Promises due by the day. Not those whose requester no longer wanted them, nor any due later.
    pub due: u32,
    /// Of those, how many the requester accepted as done by the day they were counted against.
    pub kept_on_time: u32,
    /// kept_on_time / due; `None` where none was due.
    pub rate: Option<f64>,
    /// Wilson's 95 % interval of the rate.
    pub interval: Option<Interval<f64>>,
    /// Promised and overdue today.
    pub open_overdue: u32,
    /// The median number of days late of those that came late or are, the open ones counted to today; `None`
    /// where none is late.
    pub days_late: Option<f64>,
    /// Promises without a day.
    pub undated: u32,
}

/// An organisation's promises.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Whose.
    pub organisation: PartyName,
    /// How much was kept.
    #[serde(flatten)]
    pub kept: Kept,
    /// The rate drawn towards the footprint's, the more the fewer promises there are.
    pub shrunk: Option<f64>,
    /// Whether there are enough promises (five due) to set it beside others.
    pub enough_to_compare: bool,
}

/// Fewest promises due before organisations are set beside one another.
const ENOUGH: u32 = 5;

/// The register of promises and how reliably each organisation keeps its own.
///
/// A promise counts for every organisation that whoever made it held a post at on the day it was made.
/// "Done" said by the promiser is not "kept" until the requester accepts it; a day agreed before the old
/// one fell due replaces it, one agreed later does not (Winograd & Flores 1986; Ballard's percent plan
/// complete). O(promises × posts).
pub fn promises(map: &AudienceMap) -> Promises {
    let day = map.as_of();
    let standings: Vec<(&Commitment, Standing)> = map
        .commitments()
        .iter()
        .filter(|commitment| commitment.asked <= day)
        .map(|commitment| (commitment, commitment.standing_on(day)))
        .collect();

    let mut register: Vec<PromiseRow> = standings
        .iter()
        .map(|(commitment, standing)| row(map, commitment, *standing))
        .collect();
    register.sort_by_key(|row| {
        (
            !row.overdue,
            std::cmp::Reverse(row.overdue_days),
            row.state.is_final(),
            row.currently_due.is_none(),
            row.currently_due,
            row.id.clone(),
        )
    });

    let mut by_organisation: BTreeMap<OrganisationId, Vec<Standing>> = BTreeMap::new();
    for (commitment, standing) in &standings {
        let made = standing.promised_on.unwrap_or(commitment.asked);
        for organisation in organisations_of(map, commitment.from, made) {
            by_organisation
                .entry(organisation)
                .or_default()
                .push(*standing);
        }
    }
    let kept: BTreeMap<OrganisationId, Kept> = by_organisation
        .into_iter()
        .map(|(organisation, standings)| (organisation, kept(standings.into_iter(), day)))
        .collect();
    let rates: Vec<(u32, u32)> = kept
        .values()
        .map(|kept| (kept.kept_on_time, kept.due))
        .collect();
    let prior = prior(&rates);
    let mut organisations: Vec<Reliability> = kept
        .into_iter()
        .map(|(organisation, kept)| reliability(map, organisation, kept, prior))
        .collect();
    organisations.sort_by(|x, y| {
        (&x.organisation.label, &x.organisation.id)
            .cmp(&(&y.organisation.label, &y.organisation.id))
    });

    let made = standings
        .iter()
        .filter(|(_, standing)| standing.promised_on.is_some())
        .count();
    let overall = self::kept(standings.iter().map(|(_, standing)| *standing), day);
    let mut answer = Promises {
        footprint: map.footprint().name.clone(),
        as_of: day,
        audience: map.audience(),
        coverage: Coverage {
            assessed: made as u32 - overall.undated,
            possible: made as u32,
        },
        findings: Vec::new(),
        register,
        organisations,
        overall,
    };
    answer.findings = findings(map, &answer);
    answer
}

/// How many promises somebody has made, by how they stand on the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Owed {
    /// Promised and not yet accepted as done.
    pub open: u32,
    /// Of those, how many are past the day they are counted against.
    pub overdue: u32,
    /// Promised once and over: accepted, broken or no longer wanted.
    pub ended: u32,
}

/// What every party has promised, the promises of its people counted for an organisation as in [`promises`]. Who has
/// promised nothing is not in it.
pub fn owed(map: &AudienceMap) -> BTreeMap<Party, Owed> {
    let day = map.as_of();
    let mut all: BTreeMap<Party, Owed> = BTreeMap::new();
    for commitment in map.commitments().iter() {
        let standing = commitment.standing_on(day);
        let Some(made) = standing.promised_on.filter(|_| commitment.asked <= day) else {
            continue;
        };
        let organisations = organisations_of(map, commitment.from, made);
        let parties: BTreeSet<Party> = organisations
            .into_iter()
            .map(Party::from)
            .chain([commitment.from])
            .collect();
        for party in parties {
            let owed = all.entry(party).or_default();
            if standing.state.is_final() {
                owed.ended += 1;
            } else {
                owed.open += 1;
                owed.overdue += u32::from(standing.is_overdue_on(day));
            }
        }
    }
    all
}

fn row(map: &AudienceMap, commitment: &Commitment, standing: Standing) -> PromiseRow {
    let overdue = standing.is_overdue_on(map.as_of());
    PromiseRow {
        id: commitment.id.to_string(),
        from: PartyName::of(map, commitment.from),
        to: PartyName::of(map, commitment.to),
        what: commitment.what.clone(),
        workstream: commitment
            .workstream_id
            .and_then(|id| map.workstream(id))
            .map(|workstream| workstream.name.clone()),
        state: standing.state,
        state_word: standing.state.word(),
        asked: commitment.asked,
        promised_on: standing.promised_on,
        first_due: commitment.due,
        currently_due: standing.agreed_due,
        counted_due: standing.counted_due,
        renegotiations: standing.renegotiations,
        overdue,
        overdue_days: standing
            .counted_due
            .filter(|_| overdue)
            .map(|due| days(due, map.as_of())),
        reported_on: standing.reported_on,
        ended_on: standing.ended_on,
        days_late: accepted_late(&standing),
        reference: EntityRef::from(commitment.id),
    }
}

/// The organisations a party speaks for on a day.
fn organisations_of(map: &AudienceMap, party: Party, day: Date) -> BTreeSet<OrganisationId> {
    match party {
        Party::Organisation(id) => BTreeSet::from([id]),
        Party::Leader(id) => map
            .posts_of(id, day)
            .map(|post| post.organisation_id)
            .collect(),
    }
}

/// Whether a promise belongs to those that were due by a day: promised, wanted, and past its day, or
/// on it and ended.
fn was_due(standing: &Standing, day: Date) -> bool {
    use CommitmentState::{Accepted, Broken, Promised, ReportedDone};
    let stands = matches!(standing.state, Promised | ReportedDone | Accepted | Broken);
    let past = |due: Date| due < day || (due == day && standing.state.is_final());
    stands && standing.promised_on.is_some() && standing.counted_due.is_some_and(past)
}

fn was_kept(standing: &Standing) -> bool {
    standing.state == CommitmentState::Accepted
        && matches!((standing.ended_on, standing.counted_due), (Some(on), Some(due)) if on <= due)
}

/// How many days after its day a promise was accepted, where it was after.
fn accepted_late(standing: &Standing) -> Option<u32> {
    let (on, due) = (standing.ended_on?, standing.counted_due?);
    (standing.state == CommitmentState::Accepted && on > due).then(|| days(due, on))
}

fn kept(standings: impl Iterator<Item = Standing>, day: Date) -> Kept {
    let (mut due, mut kept_on_time, mut open_overdue, mut undated) = (0, 0, 0, 0);
    let mut late: Vec<u32> = Vec::new();
    for standing in standings {
        if standing.promised_on.is_some() && standing.counted_due.is_none() {
            undated += 1;
        }
        if !was_due(&standing, day) {
            continue;
        }
        due += 1;
        kept_on_time += u32::from(was_kept(&standing));
        let overdue = standing.is_overdue_on(day);
        open_overdue += u32::from(overdue);
        late.extend(accepted_late(&standing));
        late.extend(
            standing
                .counted_due
                .filter(|_| overdue)
                .map(|due| days(due, day)),
        );
    }
    Kept {
        due,
        kept_on_time,
        rate: (due > 0).then(|| f64::from(kept_on_time) / f64::from(due)),
        interval: wilson(kept_on_time, due),
        open_overdue,
        days_late: median(late),
        undated,
    }
}

fn reliability(
    map: &AudienceMap,
    organisation: OrganisationId,
    kept: Kept,
    prior: Option<Prior>,
) -> Reliability {
    Reliability {
        organisation: PartyName::of(map, organisation),
        shrunk: prior
            .filter(|_| kept.due > 0)
            .map(|prior| prior.shrink(kept.kept_on_time, kept.due)),
        enough_to_compare: kept.due >= ENOUGH,
        kept,
    }
}

fn median(mut values: Vec<u32>) -> Option<f64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = f64::from(*values.get(middle)?);
    Some(if values.len() % 2 == 1 {
        upper
    } else {
        f64::midpoint(f64::from(values[middle - 1]), upper)
    })
}

/// Days from one day to a later one.
fn days(from: Date, to: Date) -> u32 {
    from.until(to)
        .map_or(0, |span| span.get_days().unsigned_abs())
}

fn findings(map: &AudienceMap, answer: &Promises) -> Vec<Finding> {
    let Kept {
        due,
        kept_on_time,
        open_overdue,
        undated,
        ..
    } = answer.overall;
    let only_shown_to = (map.hidden().commitments > 0).then(|| map.audience());
    if answer.register.is_empty() && map.audience() != Audience::Working {
        // Whether nothing is recorded or nothing is shown, this audience cannot tell.
        return vec![Finding {
            code: "promises_not_shown",
            sentence: words::promises::not_shown(map.audience()),
            figures: Figures::new(),
            evidence: Vec::new(),
            coverage: answer.coverage,
            what_next: words::NEXT_NOT_SHOWN.to_owned(),
        }];
    }
    if answer.register.is_empty() {
        return vec![Finding {
            code: "no_promises",
            sentence: words::promises::NONE.to_owned(),
            figures: Figures::new(),
            evidence: Vec::new(),
            coverage: answer.coverage,
            what_next: words::promises::NEXT_NONE.to_owned(),
        }];
    }
    let mut figures = Figures::from([
        ("due", due.into()),
        ("kept_on_time", kept_on_time.into()),
        ("open_overdue", open_overdue.into()),
    ]);
    figures.extend(answer.overall.rate.map(|rate| ("rate", rate.into())));
    figures.extend(
        answer
            .overall
            .interval
            .map(|interval| ("interval", interval.into())),
    );
    let mut findings = vec![Finding {
        code: "promises_summary",
        sentence: words::promises::summary(
            kept_on_time,
            due,
            open_overdue,
            answer.as_of,
            only_shown_to,
        ),
        figures,
        evidence: Vec::new(),
        coverage: answer.coverage,
        what_next: next(answer, only_shown_to.is_some()),
    }];
    findings.extend(
        answer
            .register
            .iter()
            .filter_map(|row| overdue(map, answer, row)),
    );
    findings.extend(
        answer
            .register
            .iter()
            .filter_map(|row| reported(map, answer, row)),
    );
    if undated > 0 {
        findings.push(Finding {
            code: "undated_promises",
            sentence: words::promises::undated(undated, answer.coverage.possible),
            figures: Figures::from([("undated", undated.into())]),
            evidence: answer
                .register
                .iter()
                .filter(|row| row.promised_on.is_some() && row.counted_due.is_none())
                .map(|row| Evidence::of(map, row.reference))
                .collect(),
            coverage: answer.coverage,
            what_next: words::promises::NEXT_UNDATED.to_owned(),
        });
    }
    findings
}

/// What one might do about the promises as a whole.
fn next(answer: &Promises, others_hidden: bool) -> String {
    if answer.overall.open_overdue > 0 {
        return words::promises::NEXT_SUMMARY.to_owned();
    }
    let next_due = answer
        .register
        .iter()
        .filter(|row| row.state == CommitmentState::Promised)
        .filter_map(|row| row.counted_due)
        .min();
    match next_due {
        Some(due) => words::promises::next_due(due),
        None if answer.overall.undated > 0 => words::promises::NEXT_UNDATED.to_owned(),
        None if others_hidden => words::NEXT_NOT_SHOWN.to_owned(),
        None => words::promises::NEXT_NOTHING_OPEN.to_owned(),
    }
}

fn overdue(map: &AudienceMap, answer: &Promises, row: &PromiseRow) -> Option<Finding> {
    let (due, late) = (row.counted_due?, row.overdue_days?);
    let mut figures = Figures::from([
        ("overdue_days", late.into()),
        ("renegotiations", row.renegotiations.into()),
        ("due", due.to_string().into()),
    ]);
    figures.extend(
        row.currently_due
            .map(|due| ("currently_due", due.to_string().into())),
    );
    let (from, to) = (&row.from.label, &row.to.label);
    let mut sentence = words::promises::overdue(from, to, &row.what, due, late, row.renegotiations);
    if let Some(on) = awaits_acceptance(row) {
        sentence = format!("{sentence} {}", words::promises::but_reported(from, to, on));
    }
    Some(Finding {
        code: "promise_overdue",
        sentence,
        figures,
        evidence: evidence(map, row),
        coverage: answer.coverage,
        what_next: if row.state == CommitmentState::ReportedDone {
            words::promises::NEXT_REPORTED.to_owned()
        } else {
            words::promises::NEXT_OVERDUE.to_owned()
        },
    })
}

/// The day it was reported done, where the requester has not said whether it is.
fn awaits_acceptance(row: &PromiseRow) -> Option<Date> {
    row.reported_on
        .filter(|_| row.state == CommitmentState::ReportedDone)
}

fn reported(map: &AudienceMap, answer: &Promises, row: &PromiseRow) -> Option<Finding> {
    let on = row
        .reported_on
        .filter(|_| row.state == CommitmentState::ReportedDone)?;
    Some(Finding {
        code: "awaits_acceptance",
        sentence: words::promises::reported(&row.from.label, &row.to.label, &row.what, on),
        figures: Figures::from([("reported_on", on.to_string().into())]),
        evidence: evidence(map, row),
        coverage: answer.coverage,
        what_next: words::promises::NEXT_REPORTED.to_owned(),
    })
}

fn evidence(map: &AudienceMap, row: &PromiseRow) -> Vec<Evidence> {
    vec![
        Evidence::of(map, row.reference),
        Evidence::of(map, EntityRef::from(row.from.party)),
        Evidence::of(map, EntityRef::from(row.to.party)),
    ]
}
