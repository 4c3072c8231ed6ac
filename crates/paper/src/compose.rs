//! What a board paper says: from the map an audience may see, the gaps and the promises to words and figures.

use domain::{Audience, AudienceMap, CommitmentState, Level, SourceKind};
use insight::{Gaps, Pair, Promises, Status};
use jiff::civil::Date;
use scene::Scene;

use crate::sheet::{
    Draft, Fact, GapRow, GapsPart, KeptPart, KeptRow, Particular, PromisesPart, Running,
};
use crate::words;

/// What a paper is for: the part of its title block that no map knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperDetails {
    /// The sentence heading. Without one the main finding is stated.
    pub title: Option<String>,
    /// What the paper is about: "How closely our partners work together".
    pub subject: String,
    /// The body it goes to: "Partnership board".
    pub for_whom: String,
    /// Its number on the agenda.
    pub item: Option<String>,
    /// What is asked of the reader: "For discussion".
    pub status: Option<String>,
    /// The day of the meeting, also written into the file as the day it was made.
    pub date: Date,
}

impl PaperDetails {
    /// The details of a paper about the whole footprint for its partnership board.
    pub fn new(date: Date) -> Self {
        Self {
            title: None,
            subject: "How closely our partners work together".to_owned(),
            for_whom: "Partnership board".to_owned(),
            item: None,
            status: None,
            date,
        }
    }
}

/// How many pairs to ask about first are named.
const ASKED: usize = 3;
/// How many sources are named.
const SOURCES: usize = 6;

/// The whole paper in words.
pub(crate) fn compose(
    map: &AudienceMap,
    gaps: &Gaps,
    promises: &Promises,
    scene: &Scene,
    details: &PaperDetails,
) -> Draft {
    let footprint = footprint_name(map);
    let as_of = match map.known_on() {
        None => words::date(map.as_of()),
        Some(day) => format!(
            "{}, as it was known on {}",
            words::date(map.as_of()),
            words::date(day)
        ),
    };
    let heading = details
        .title
        .clone()
        .filter(|title| !title.trim().is_empty())
        .unwrap_or_else(|| main_finding(gaps));
    let tail = |part: Option<&String>, before: &str| {
        part.filter(|part| !part.trim().is_empty())
            .map(|part| format!("{before}{part}"))
    };
    let item = tail(details.item.as_ref(), "Item ");
    let status = tail(details.status.as_ref(), "");
    let running_right: Vec<String> = item.into_iter().chain(status).collect();
    Draft {
        document_title: format!("{heading} – {footprint}"),
        description: format!(
            "Board paper of {footprint} for {}, {}; data as of {as_of}; prepared for: {}.",
            details.for_whom,
            words::date(details.date),
            words::audience(map.audience()),
        ),
        kind: kind(map),
        subject: details.subject.clone(),
        particulars: particulars(map, details),
        running: Running {
            footprint: footprint.clone(),
            for_whom: details.for_whom.clone(),
            date: words::date(details.date),
        },
        running_right: running_right.join(" · "),
        standfirst: standfirst(map, gaps, &footprint),
        facts: facts(gaps, promises),
        caption: caption(map, gaps, scene),
        gaps: gaps_part(map, gaps),
        promises: promises_part(map, promises),
        kept: kept_part(promises),
        coverage_heading: "What we know, and what we do not".to_owned(),
        coverage: coverage(map, gaps, promises),
        sources: sources(map),
        foot: format!(
            "Seen by: {} · Coverage: {} · Data as of {as_of}",
            words::audience(map.audience()),
            if gaps.coverage.possible == 0 && is_guarded(gaps.audience) {
                "no pairs shown".to_owned()
            } else {
                words::coverage(gaps.coverage)
            },
        ),
        heading,
        footprint,
    }
}

/// Whether it is for an audience that may see less than is recorded: then nothing shown does not mean nothing there.
fn is_guarded(audience: Audience) -> bool {
    audience != Audience::Working
}

/// "not shown to the board".
fn not_shown(audience: Audience) -> String {
    format!("not shown to {}", insight::words::audience(audience))
}

/// What sort of paper it is, at the head of the first page.
fn kind(map: &AudienceMap) -> String {
    let kind = if map.audience().is_publication() {
        "Board paper"
    } else {
        "Working paper · not for publication"
    };
    let invented = if map.footprint().invented {
        " · invented example"
    } else {
        ""
    };
    format!("{kind}{invented}")
}

fn footprint_name(map: &AudienceMap) -> String {
    let name = map.footprint().name.trim();
    if name.is_empty() {
        "Unnamed footprint".to_owned()
    } else {
        name.to_owned()
    }
}

fn particulars(map: &AudienceMap, details: &PaperDetails) -> Vec<Particular> {
    let given = |label, value: &Option<String>| {
        value
            .as_deref()
            .filter(|value| !value.trim().is_empty())
            .map(|value| Particular {
                label,
                value: value.to_owned(),
            })
    };
    [
        Some(Particular {
            label: "For",
            value: details.for_whom.clone(),
        }),
        Some(Particular {
            label: "Date",
            value: words::date(details.date),
        }),
        given("Item", &details.item),
        given("Status", &details.status),
        Some(Particular {
            label: "Seen by",
            value: words::capitalised(words::audience(map.audience())),
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The heading when nobody gave one: the main finding as a sentence.
fn main_finding(gaps: &Gaps) -> String {
    let counts = gaps.counts;
    match (counts.needed, counts.gap, counts.unknown) {
        (0, ..) if is_guarded(gaps.audience) => format!(
            "The work our partners share is {}, and neither are the gaps between them",
            not_shown(gaps.audience)
        ),
        (0, ..) => {
            "The work our partners share is not recorded yet, so gaps between them cannot be shown"
                .to_owned()
        }
        (_, 1, _) => {
            "One partnership that our plans depend on is not yet close enough to carry them"
                .to_owned()
        }
        (_, gap @ 2.., _) => format!(
            "{} partnerships that our plans depend on are not yet close enough to carry them",
            words::number_first(gap)
        ),
        (_, 0, _) if gaps.coverage.assessed == 0 && gaps.judgements_withheld => format!(
            "How closely the partners that our plans depend on work together is {}",
            not_shown(gaps.audience)
        ),
        (_, 0, _) if gaps.coverage.assessed == 0 => {
            "Nobody has yet said how closely the partners that our plans depend on work together"
                .to_owned()
        }
        (_, 0, 1) => {
            "No gap is known between our partners, but one partnership is not known well enough"
                .to_owned()
        }
        (_, 0, unknown @ 2..) => format!(
            "No gap is known between our partners, but {} partnerships are not known well enough",
            words::number(unknown)
        ),
        (_, 0, 0) => {
            "Every partnership that our plans depend on is close enough to carry them".to_owned()
        }
    }
}

/// What this is, as of when, and the figures in one sentence.
fn standfirst(map: &AudienceMap, gaps: &Gaps, footprint: &str) -> String {
    let what = format!(
        "This paper shows how closely the {} of {footprint} work together, set against what their shared work needs, as recorded by {}.",
        match map.organisations().len() as u32 {
            0 | 1 => "partners".to_owned(),
            partners => format!("{} partners", words::figure(partners)),
        },
        words::date(map.known_on().unwrap_or(map.as_of())),
    );
    let counts = gaps.counts;
    let figures = if counts.needed == 0 && is_guarded(gaps.audience) {
        format!("What work they share is {}.", not_shown(gaps.audience))
    } else if counts.needed == 0 {
        "Once the work they share is entered, the level each pair needs follows from it.".to_owned()
    } else if gaps.coverage.assessed == 0 {
        let known = if gaps.judgements_withheld {
            format!("is {}", not_shown(gaps.audience))
        } else {
            "nobody has assessed yet".to_owned()
        };
        let depends = format!(
            "{} on one another; how closely they work together {known}.",
            if counts.needed == 1 {
                "The work of one pair of partners depends".to_owned()
            } else {
                format!(
                    "The work of {} pairs of partners depends",
                    words::figure(counts.needed)
                )
            }
        );
        assuming(gaps, depends)
    } else {
        let share = gaps.congruence.filter(|range| counts.unknown > 0 && !range.is_known()).map_or_else(
            String::new,
            |range| {
                format!(
                    " So {} of them work closely enough; the range is as wide as what we do not know.",
                    words::per_cent(range)
                )
            },
        );
        let said = format!(
            "Of {} whose work depends on one another, {} closely enough, {} short, and for {} it is not known.{share}",
            words::count(counts.needed, "pair of partners", "pairs of partners"),
            if counts.no_gap == 1 {
                "1 works".to_owned()
            } else {
                format!("{} work", words::figure(counts.no_gap))
            },
            if counts.gap == 1 {
                "1 falls".to_owned()
            } else {
                format!("{} fall", words::figure(counts.gap))
            },
            words::figure(counts.unknown),
        );
        assuming(gaps, said)
    };
    let invented = if map.footprint().invented {
        " All names and figures here are invented."
    } else {
        ""
    };
    format!("{what} {figures}{invented}")
}

/// The sentence, with what it assumes before it where every need rests on one plan that all share.
fn assuming(gaps: &Gaps, sentence: String) -> String {
    let Some(name) = &gaps.assumed else {
        return sentence;
    };
    let mut letters = sentence.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .collect();
    format!(
        "Assuming that all partners share {}, {first}{}",
        insight::words::work(name),
        letters.as_str()
    )
}

/// Three figures at a glance, each with its base. What is not known is never a nought.
fn facts(gaps: &Gaps, promises: &Promises) -> Vec<Fact> {
    let counts = gaps.counts;
    let mut facts = Vec::new();
    if counts.needed > 0 {
        facts.push(if gaps.coverage.assessed == 0 {
            Fact {
                figure: "Not known".to_owned(),
                label: format!(
                    "how many of {} that depend on one another work closely enough",
                    words::count(counts.needed, "pair", "pairs")
                ),
            }
        } else {
            Fact {
                figure: words::of(counts.no_gap, counts.needed),
                label: "pairs that depend on one another are known to work closely enough"
                    .to_owned(),
            }
        });
        facts.push(Fact {
            figure: words::of(counts.unknown, counts.needed),
            label: "of these pairs are not known well enough to say".to_owned(),
        });
    }
    let overall = promises.overall;
    let open = promises
        .register
        .iter()
        .filter(|row| is_open_promise(row.state))
        .count() as u32;
    if open > 0 {
        facts.push(Fact {
            figure: words::of(overall.open_overdue, open),
            label: match longest_overdue(promises) {
                Some(days) => format!(
                    "open promises are overdue, the longest by {}",
                    words::count(days, "day", "days")
                ),
                None => "open promises are overdue".to_owned(),
            },
        });
    } else if overall.due > 0 {
        facts.push(Fact {
            figure: words::of(overall.kept_on_time, overall.due),
            label: "promises that fell due were kept on time".to_owned(),
        });
    }
    facts
}

const fn is_open_promise(state: CommitmentState) -> bool {
    matches!(
        state,
        CommitmentState::Promised | CommitmentState::ReportedDone
    )
}

fn longest_overdue(promises: &Promises) -> Option<u32> {
    promises
        .register
        .iter()
        .filter_map(|row| row.overdue_days)
        .max()
}

fn caption(map: &AudienceMap, gaps: &Gaps, scene: &Scene) -> String {
    let footprint = footprint_name(map);
    let title = scene.title.trim().trim_end_matches('.');
    let title = if title.is_empty() || title == footprint {
        format!("The partners of {footprint} and how closely they work together")
    } else {
        title.to_owned()
    };
    let bridge = if gaps.counts.gap > 0 {
        " A broken bridge marks two partners who need to work closer than they do."
    } else {
        ""
    };
    let person = if map.audience().is_publication() {
        " No judgement of a person is shown."
    } else {
        ""
    };
    let known = map.known_on().map_or_else(String::new, |day| {
        format!(", as it was known on {}", words::date(day))
    });
    format!(
        "Figure 1. {title}, as of {}{known}.{bridge}{person} Source: {}.",
        words::date(map.as_of()),
        judgements(map).unwrap_or_else(|| if is_guarded(map.audience()) {
            format!(
                "the partners’ own record; no judgement of a relationship is shown to {}",
                insight::words::audience(map.audience())
            )
        } else {
            "the partners’ own record; no relationship has been assessed yet".to_owned()
        }),
    )
}

/// "274 judgements, November 2025 to March 2026".
fn judgements(map: &AudienceMap) -> Option<String> {
    let first = map
        .assessments()
        .iter()
        .map(|judgement| judgement.date)
        .min()?;
    let last = map
        .assessments()
        .iter()
        .map(|judgement| judgement.date)
        .max()?;
    Some(format!(
        "{}, {}",
        words::count(
            map.assessments().len() as u32,
            "judgement of a relationship",
            "judgements of relationships"
        ),
        words::months(first, last)
    ))
}

fn gaps_part(map: &AudienceMap, gaps: &Gaps) -> GapsPart {
    let counts = gaps.counts;
    let status = if counts.gap > 0 {
        Status::Gap
    } else {
        Status::Unknown
    };
    let rows: Vec<GapRow> = if status == Status::Gap {
        gaps.pairs
            .iter()
            .filter(|pair| pair.status == Status::Gap)
            .map(|pair| gap_row(map, pair, gaps.judgements_withheld))
            .collect()
    } else {
        // Nothing is a known gap: what to ask about first takes the place.
        gaps.pairs
            .iter()
            .filter(|pair| pair.status == Status::Unknown)
            .map(|pair| gap_row(map, pair, gaps.judgements_withheld))
            .collect()
    };
    let (heading, lead) = match (counts.needed, counts.gap, counts.unknown) {
        (0, ..) if is_guarded(gaps.audience) => (
            format!("What is needed of each pair is {}", not_shown(gaps.audience)),
            Some(insight::words::NEXT_NOT_SHOWN.to_owned()),
        ),
        (0, ..) => (
            "What is needed of each pair is not recorded yet".to_owned(),
            Some("No two organisations are known to share work. Enter the work the partners share and who takes what part in it, or set the level a pair needs; the gaps follow from that.".to_owned()),
        ),
        (_, 1, _) => ("One pair of partners must work closer than it does".to_owned(), None),
        (_, gap @ 2..=5, _) => (format!("{} pairs of partners must work closer than they do", words::number_first(gap)), None),
        (_, gap @ 6.., _) => (
            format!("Of {} pairs that must work closer, these five matter most", words::figure(gap)),
            None,
        ),
        (_, 0, 0) => (
            "No pair of partners needs to work closer than it does".to_owned(),
            Some(format!(
                "All {} whose work depends on one another have been assessed, and each reaches the level its work needs.",
                words::count(counts.needed, "pair", "pairs")
            )),
        ),
        (_, 0, _) => (
            "No gap is known; ask first about these pairs".to_owned(),
            Some("That no gap is known does not mean that there is none: what is not assessed may hide one.".to_owned()),
        ),
    };
    let note = if rows.is_empty() {
        LEVELS.to_owned()
    } else {
        format!("{LEVELS} {STEPS}")
    };
    GapsPart {
        heading,
        lead,
        rows,
        note,
    }
}

const LEVELS: &str = "Levels: 0 none, 1 networking, 2 cooperation, 3 coordination, 4 coalition, 5 collaboration. Where two sides differ, the lower view counts. Not assessed is not the same as none.";
const STEPS: &str = "The five steps: outlined, needed; filled, there today; hatched, not certain. The broken bridge marks a known gap.";

fn gap_row(map: &AudienceMap, pair: &Pair, withheld: bool) -> GapRow {
    let actual = &pair.actual;
    let range = if actual.low == actual.high || !actual.assessed {
        String::new()
    } else {
        format!(" ({}\u{a0}to\u{a0}{})", actual.low, actual.high)
    };
    GapRow {
        partners: format!(
            "{} and {}",
            kept_together(&pair.a.label),
            kept_together(&pair.b.label)
        ),
        needed: words::level(pair.needed),
        today: match actual.level.filter(|_| actual.assessed) {
            Some(level) => format!("{}{range}", words::level(level)),
            None if withheld => "not known".to_owned(),
            None => "not assessed".to_owned(),
        },
        basis: basis(pair, withheld),
        why: words::sentence(&pair.because),
        next: next(map, pair, withheld),
        needed_level: pair.needed.number(),
        low: actual.low,
        high: actual.high,
        confirmed: pair.status == Status::Gap,
    }
}

/// A short name kept on one line; a long one may break.
fn kept_together(label: &str) -> String {
    const SHORT: usize = 20;
    if label.chars().count() <= SHORT {
        label.replace(' ', "\u{a0}")
    } else {
        label.to_owned()
    }
}

/// Whose word the level of today is.
fn basis(pair: &Pair, withheld: bool) -> String {
    let actual = &pair.actual;
    if let Some(gap) = pair.perception_gap {
        return format!("one says {}, one {}", gap.a.number(), gap.b.number());
    }
    let whose = if !actual.assessed && withheld {
        "nothing shown here"
    } else if !actual.assessed {
        "nobody has said"
    } else if actual.through_leaders {
        "by their leaders’ ties"
    } else if actual.both_sides {
        "both sides say so"
    } else if actual.says_a.is_some() || actual.says_b.is_some() {
        "one side says so"
    } else {
        "by others’ account"
    };
    whose.to_owned()
}

/// What one might do. A person is proposed only to those who may see what people do.
fn next(map: &AudienceMap, pair: &Pair, withheld: bool) -> String {
    let actual = &pair.actual;
    if pair.status == Status::Gap {
        let bridge = pair
            .who_could_bridge
            .first()
            .filter(|_| !map.audience().is_publication());
        return match bridge {
            Some(bridge) => format!(
                "Ask {}, who has ties to both, to bring them together.",
                bridge.leader.name
            ),
            None => agree(pair.needed).to_owned(),
        };
    }
    match (actual.assessed, actual.says_a, actual.says_b) {
        (true, Some(_), None) => format!("Ask {} for its view.", pair.b.label),
        (true, None, Some(_)) => format!("Ask {} for its view.", pair.a.label),
        (true, Some(_), Some(_)) => "Ask both sides again: what they said is old.".to_owned(),
        _ if withheld => "Ask the working group what is known of them.".to_owned(),
        _ => "Ask both sides how they work together today.".to_owned(),
    }
}

/// What two organisations would have to agree to reach a level (Frey et al. 2006, in the imperative).
const fn agree(needed: Level) -> &'static str {
    match needed {
        Level::None | Level::Networking => "Arrange for the two to meet.",
        Level::Cooperation => "Agree what each tells the other, and when.",
        Level::Coordination => "Agree what is handed over, when, and by whom.",
        Level::Coalition => "Agree which decisions the two take together, and where.",
        Level::Collaboration => "Agree how the two take one decision, and who speaks for each.",
    }
}

fn promises_part(map: &AudienceMap, promises: &Promises) -> PromisesPart {
    let shown = if map.hidden().commitments > 0 {
        format!(" shown to {}", insight::words::audience(map.audience()))
    } else {
        String::new()
    };
    let overdue = promises.overall.open_overdue;
    let sentences: Vec<String> = promises
        .findings
        .iter()
        .filter(|finding| finding.code == "promise_overdue")
        .map(|finding| finding.sentence.clone())
        .collect();
    let open = promises
        .register
        .iter()
        .filter(|row| is_open_promise(row.state))
        .count() as u32;
    let longest = longest_overdue(promises).map_or_else(String::new, |days| {
        format!(", the longest by {}", words::count(days, "day", "days"))
    });
    let (heading, lead) = match (promises.register.len(), overdue) {
        (0, _) if is_guarded(map.audience()) => (
            format!(
                "What our partners promised is {}",
                not_shown(map.audience())
            ),
            Some(insight::words::NEXT_NOT_SHOWN.to_owned()),
        ),
        (0, _) => (
            "No promise has been recorded yet".to_owned(),
            Some("At the next meeting, record who promises what to whom, and by when.".to_owned()),
        ),
        (_, 0) => (
            format!("No promise{shown} is overdue"),
            Some(match open {
                0 => format!("No promise{shown} is open."),
                1 => format!("One promise{shown} is open, and its day has not passed."),
                open => format!(
                    "{} promises{shown} are open, none past its day.",
                    words::number_first(open)
                ),
            }),
        ),
        (_, 1) => (
            format!(
                "One promise is overdue{}",
                longest.replace("the longest by", "by")
            ),
            None,
        ),
        (_, overdue) => (
            format!(
                "{} promises are overdue{longest}",
                words::number_first(overdue)
            ),
            None,
        ),
    };
    PromisesPart {
        heading,
        lead,
        sentences,
    }
}

fn kept_part(promises: &Promises) -> KeptPart {
    let mut rows: Vec<_> = promises
        .organisations
        .iter()
        .filter(|row| row.kept.due > 0)
        .collect();
    // By how many promises there are to go by, not by how well they were kept: this is no league table.
    rows.sort_by(|one, other| {
        other
            .kept
            .due
            .cmp(&one.kept.due)
            .then_with(|| one.organisation.label.cmp(&other.organisation.label))
    });
    KeptPart {
        heading: match (promises.overall.kept_on_time, promises.overall.due) {
            (_, 0) => "Kept on time".to_owned(),
            (kept, due) => format!("{} were kept on time", words::of(kept, due)),
        },
        rows: rows
            .into_iter()
            .map(|row| KeptRow {
                organisation: row.organisation.label.clone(),
                kept: words::of(row.kept.kept_on_time, row.kept.due),
                range: match row.kept.interval.filter(|_| row.enough_to_compare) {
                    Some(interval) => words::per_cent_range(interval),
                    None => "too few".to_owned(),
                },
            })
            .collect(),
        note: Some(
            "Accepted as done by the day they were due, of those due. The likely rate holds the true one 19 times in 20; with fewer than five promises none is given."
                .to_owned(),
        ),
    }
}

fn coverage(map: &AudienceMap, gaps: &Gaps, promises: &Promises) -> Vec<String> {
    let mut sentences = Vec::new();
    let known = gaps.coverage;
    let unsure = match gaps.counts.unknown {
        0 => String::new(),
        1 => "; for 1 pair what is known does not settle whether it is close enough".to_owned(),
        unknown => format!(
            "; for {} what is known does not settle whether they are close enough",
            words::figure(unknown)
        ),
    };
    let shown = if gaps.judgements_withheld {
        format!(
            ", as far as is shown to {}",
            insight::words::audience(map.audience())
        )
    } else {
        String::new()
    };
    sentences.push(
        match (known.assessed, known.possible, map.organisations().len()) {
            (_, 0, organisations) if is_guarded(map.audience()) => format!(
                "{} shown to {}, and no work that partners share.",
                match organisations as u32 {
                    0 => "No organisation is".to_owned(),
                    1 => "One organisation is".to_owned(),
                    many => format!("{} organisations are", words::number_first(many)),
                },
                insight::words::audience(map.audience())
            ),
            (0, possible, _) if gaps.judgements_withheld => format!(
                "For none of the {} whose work depends on one another is a judgement shown to {}.",
                words::count(possible, "pair", "pairs"),
                insight::words::audience(map.audience())
            ),
            (_, 0, 0) => "No organisation is recorded yet.".to_owned(),
            (_, 0, 1) => "One organisation is recorded, and no work that it shares.".to_owned(),
            (_, 0, organisations) => {
                format!(
                    "{} organisations are recorded; no pair is yet known to share work.",
                    words::number_first(organisations as u32)
                )
            }
            (0, 1, _) => {
                "The one pair whose work depends on one another has not been assessed yet."
                    .to_owned()
            }
            (0, possible, _) => {
                format!(
                    "None of the {} pairs whose work depends on one another has been assessed yet.",
                    words::figure(possible)
                )
            }
            (assessed, possible, _) => format!(
                "{} {} whose work depends on one another {} been assessed{shown}{unsure}.",
                words::of(assessed, possible),
                if possible == 1 { "pair" } else { "pairs" },
                if assessed == 1 { "has" } else { "have" },
            ),
        },
    );
    if let Some(name) = &gaps.assumed {
        sentences.push(format!(
            "That all of them depend on one another is assumed, because all share {}; what work each pair really shares is not recorded here.",
            insight::words::work(name)
        ));
    }
    let ask: Vec<String> = gaps
        .ask_first
        .iter()
        .take(ASKED)
        .map(|ask| format!("{} and {}", ask.a.label, ask.b.label))
        .collect();
    if !ask.is_empty() && gaps.counts.gap > 0 {
        sentences.push(format!(
            "An answer would tell us most about {}.",
            ask.join("; ")
        ));
    }
    let dated = promises.coverage;
    if dated.possible > dated.assessed {
        sentences.push(format!(
            "{} made have no day, so nobody can say whether they are kept on time.",
            words::count(dated.possible - dated.assessed, "promise", "promises")
        ));
    }
    let hidden = map.hidden().total();
    if hidden > 0 {
        sentences.push(format!(
            "{} not shown, because {} not meant for this audience.",
            match hidden {
                1 => "1 entry of the record is".to_owned(),
                hidden => format!("{} entries of the record are", words::figure(hidden)),
            },
            if hidden == 1 { "it is" } else { "they are" },
        ));
    }
    vec![sentences.join(" ")]
}

/// Where the facts come from. People are sources too; a publication does not name them.
fn sources(map: &AudienceMap) -> Vec<String> {
    let publication = map.audience().is_publication();
    let mut named: Vec<String> = Vec::new();
    let mut people = 0_u32;
    for source in map.sources().iter() {
        if source.kind == SourceKind::Person && publication {
            people += 1;
            continue;
        }
        let mut text = source.title.trim().trim_end_matches('.').to_owned();
        if let Some(day) = source.date {
            text.push_str(", ");
            text.push_str(&words::date(day));
        }
        if let Some(licence) = source
            .licence
            .as_deref()
            .filter(|licence| !licence.trim().is_empty())
        {
            text.push_str(" (");
            text.push_str(licence.trim());
            text.push(')');
        }
        if !text.is_empty() && !named.contains(&text) {
            named.push(text);
        }
    }
    let more = named.len().saturating_sub(SOURCES) as u32;
    named.truncate(SOURCES);
    if more > 0 {
        named.push(words::count(more, "further source", "further sources"));
    }
    if people > 0 {
        named.push(words::count(people, "conversation", "conversations"));
    }
    let mut all: Vec<String> = judgements(map).into_iter().collect();
    all.extend(named);
    let sources = if all.is_empty() {
        "Sources: the partners’ own record.".to_owned()
    } else {
        format!("Sources: {}.", all.join("; "))
    };
    vec![
        sources,
        "Made with Footbridge. Set in Source Sans and Source Serif (SIL Open Font Licence)."
            .to_owned(),
    ]
}
