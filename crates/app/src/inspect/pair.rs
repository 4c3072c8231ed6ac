//! What is known of two parties together.

use domain::{Coverage, EntityRef, OrganisationId, Party};

use super::{
    HistoryOf, assessments_between, blank, counted, fact, history_list, item, levels, list,
    notes_on,
};
use crate::answers::{gap_pair, said_of_pairs};
use crate::parties::{in_words, pair_key};
use crate::seen::Seen;
use crate::wire::{Fact, Inspection, LevelRange};

pub(super) fn pair(
    seen: &Seen,
    a: OrganisationId,
    b: OrganisationId,
    history: HistoryOf<'_>,
) -> Option<Inspection> {
    let map = seen.map();
    let (first, second) = (map.organisation(a)?, map.organisation(b)?);
    let title = format!("{} \u{2013} {}", first.short_name(), second.short_name());
    let gaps = seen.gaps();
    let is_pair = |pair: &&insight::Pair| {
        let ends = [pair.a.party, pair.b.party];
        ends.contains(&a.into()) && ends.contains(&b.into())
    };
    let rank = gaps.pairs.iter().position(|pair| is_pair(&pair));
    let beyond_the_list = || {
        (gaps.unlisted > 0)
            .then(|| insight::gap_between(map, a, b))
            .flatten()
    };
    let found = gaps
        .pairs
        .iter()
        .chain(&gaps.not_needed)
        .find(is_pair)
        .cloned()
        .or_else(beyond_the_list);
    let subtitle = match (found.as_ref().map(|pair| pair.status), rank) {
        (Some(insight::Status::Gap), Some(rank)) => {
            format!(
                "Gap between two organisations, priority {} of {}",
                rank + 1,
                gaps.counts.gap
            )
        }
        (Some(insight::Status::Unknown), _) => "Not known well enough".to_owned(),
        (Some(insight::Status::NoGap), _) => "They work closely enough".to_owned(),
        _ => "Two organisations that need not work together, as far as is recorded".to_owned(),
    };
    let mut shown = blank(&pair_key(a, b), &title, &subtitle);
    if let Some(pair) = &found {
        let answer = gap_pair(pair, &said_of_pairs(&gaps.findings));
        if pair.status != insight::Status::NotNeeded {
            shown.finding = Some(answer.sentence.clone());
        }
        shown.what_next = Some(answer.what_next.clone()).filter(|next| !next.is_empty());
        let needed = pair.needed.number();
        shown.facts.push(Fact {
            label: "Needed".to_owned(),
            text: format!("{needed} {}", pair.needed.word()),
            level: Some(LevelRange {
                low: needed,
                high: needed,
            }),
        });
        let today = if pair.actual.assessed {
            levels(pair.actual.low, pair.actual.high)
        } else {
            "nobody has assessed it".to_owned()
        };
        shown.facts.push(Fact {
            label: "Today".to_owned(),
            text: today,
            level: Some(LevelRange {
                low: pair.actual.low,
                high: pair.actual.high,
            }),
        });
        shown.facts.push(fact("Because", pair.because.clone()));
        if let Some(difference) = &pair.perception_gap {
            shown.facts.push(fact(
                "Views differ",
                format!(
                    "{} says {}, {} says {}",
                    pair.a.label,
                    difference.a.number(),
                    pair.b.label,
                    difference.b.number()
                ),
            ));
        }
        if let Some(resilience) = &pair.resilience {
            let names: Vec<&str> = resilience
                .hangs_on
                .iter()
                .map(|one| one.name.as_str())
                .collect();
            let text = match resilience.people {
                0 => "no tie between their leaders is recorded".to_owned(),
                1 => format!("one person: {}", names.join(" or ")),
                people => format!("{people} people"),
            };
            shown.facts.push(fact("Hangs on", text));
        }
        shown.how_sure = Some(how_sure(
            pair,
            Coverage {
                assessed: pair.actual.assessments,
                possible: 0,
            },
        ));
        let bridges = pair
            .who_could_bridge
            .iter()
            .map(|bridge| {
                item(
                    EntityRef::from(bridge.leader.party).to_string(),
                    bridge.leader.name.clone(),
                    bridge.because.clone(),
                )
            })
            .collect();
        shown.lists.extend(list("Who could bridge it", bridges));
    }
    shown.lists.extend(list(
        "What was said",
        assessments_between(map, a.into(), b.into()),
    ));
    let mut references: Vec<EntityRef> = map
        .ties()
        .iter()
        .filter(|tie| tie.other_end(a.into()) == Some(b.into()))
        .map(|tie| tie.id.into())
        .collect();
    // Of two together there is a note where there is a tie to keep it on.
    shown.about = references.first().map(EntityRef::to_string);
    shown.lists.extend(notes_on(map, &references));
    references.extend(
        map.needs()
            .iter()
            .filter(|need| [need.a, need.b].contains(&a) && [need.a, need.b].contains(&b))
            .map(|need| EntityRef::from(need.id)),
    );
    shown.lists.extend(history_list(history, &references));
    shown.prefill = vec![
        EntityRef::from(a).to_string(),
        EntityRef::from(b).to_string(),
    ];
    Some(shown)
}

fn how_sure(pair: &insight::Pair, said: Coverage) -> String {
    if !pair.actual.assessed {
        return "Nobody has assessed it.".to_owned();
    }
    let who = if pair.actual.through_leaders {
        "Going by ties between their leaders"
    } else if pair.actual.both_sides {
        "Both sides say so"
    } else if pair.actual.says_a.is_some() || pair.actual.says_b.is_some() {
        "One side says so"
    } else {
        "By others\u{2019} account only"
    };
    let newest = pair
        .actual
        .last_assessed
        .map_or_else(String::new, |day| format!("; newest {}", in_words(day)));
    format!(
        "{who}. Assessed {}{newest}.",
        counted(said.assessed, "time", "times")
    )
}

/// Two parties of which at least one is a person: what relates them, and what was said of it.
pub(super) fn two_parties(
    seen: &Seen,
    key: &str,
    a: Party,
    b: Party,
    history: HistoryOf<'_>,
) -> Inspection {
    let map = seen.map();
    let name = |party: Party| map.party_label(party).unwrap_or("somebody").to_owned();
    let title = format!("{} \u{2013} {}", name(a), name(b));
    let between: Vec<&domain::Tie> = map
        .ties()
        .iter()
        .filter(|tie| tie.other_end(a) == Some(b))
        .collect();
    let kinds: Vec<&str> = between.iter().map(|tie| tie.kind.word()).collect();
    let mut shown = blank(key, &title, &kinds.join("; "));
    let ends = [a, b].map(|party| {
        item(
            EntityRef::from(party).to_string(),
            name(party),
            EntityRef::from(party).kind().word(),
        )
    });
    let ties: Vec<EntityRef> = between.iter().map(|tie| tie.id.into()).collect();
    shown.about = ties.first().map(EntityRef::to_string);
    shown.lists = [
        list("Between", ends.to_vec()),
        list("What was said", assessments_between(map, a, b)),
        notes_on(map, &ties),
        history_list(history, &ties),
    ]
    .into_iter()
    .flatten()
    .collect();
    shown.prefill = vec![
        EntityRef::from(a).to_string(),
        EntityRef::from(b).to_string(),
    ];
    shown
}
