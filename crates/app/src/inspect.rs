//! Everything about one thing, block by block, for the inspector.

use domain::{
    AudienceMap, Coverage, EntityRef, LeaderId, OrganisationId, Party, Perceiver, TieStatus, Uuid,
};

use crate::answers::{gap_pair, pair_of, said_of_pairs};
use crate::error::AppError;
use crate::parties::{in_words, pair_key};
use crate::seen::Seen;
use crate::wire::{ChangeRow, Fact, Inspection, InspectionItem, InspectionList, LevelRange};

/// What the history says of an entity.
pub(crate) type HistoryOf<'a> = &'a dyn Fn(EntityRef) -> Vec<ChangeRow>;

/// What is known of the thing with this key, as this audience may see it.
pub(crate) fn inspection(
    seen: &Seen,
    key: &str,
    history: HistoryOf<'_>,
) -> Result<Inspection, AppError> {
    let not_found = || AppError::NotFound {
        kind: "entry",
        wanted: key.to_owned(),
    };
    if let Some((a, b)) = pair_of(key) {
        let (Some(a), Some(b)) = (party_with(seen.map(), a), party_with(seen.map(), b)) else {
            return Err(not_found());
        };
        return match (a, b) {
            (Party::Organisation(a), Party::Organisation(b)) => pair(seen, a, b, history),
            _ => Some(two_parties(seen, key, a, b, history)),
        }
        .ok_or_else(not_found);
    }
    let reference: EntityRef = key.parse().map_err(|()| not_found())?;
    match reference {
        EntityRef::Organisation(id) => organisation(seen, id, history),
        EntityRef::Leader(id) => leader(seen, id, history),
        EntityRef::Post(id) => {
            let leader_id = seen.map().post(id).ok_or_else(not_found)?.leader_id;
            leader(seen, leader_id, history)
        }
        EntityRef::Commitment(id) => commitment(seen, id, history),
        EntityRef::Workstream(id) => workstream(seen, id, history),
        EntityRef::Tie(id) => tie(seen, id, history),
        _ => None,
    }
    .ok_or_else(not_found)
}

fn blank(key: &str, title: &str, subtitle: &str) -> Inspection {
    Inspection {
        key: key.to_owned(),
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        finding: None,
        how_sure: None,
        facts: Vec::new(),
        lists: Vec::new(),
        what_next: None,
        prefill: Vec::new(),
        about: key.parse::<EntityRef>().ok().map(|_| key.to_owned()),
    }
}

fn fact(label: &str, text: impl Into<String>) -> Fact {
    Fact {
        label: label.to_owned(),
        text: text.into(),
        level: None,
    }
}

fn item(
    key: impl Into<Option<String>>,
    text: impl Into<String>,
    detail: impl Into<String>,
) -> InspectionItem {
    InspectionItem {
        key: key.into(),
        text: text.into(),
        detail: detail.into(),
    }
}

fn list(heading: &str, items: Vec<InspectionItem>) -> Option<InspectionList> {
    (!items.is_empty()).then(|| InspectionList {
        heading: heading.to_owned(),
        items,
    })
}

fn history_list(history: HistoryOf<'_>, references: &[EntityRef]) -> Option<InspectionList> {
    const MOST: usize = 12;
    let mut rows: Vec<ChangeRow> = references
        .iter()
        .flat_map(|reference| history(*reference))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.number));
    rows.dedup_by_key(|row| row.number);
    let items = rows
        .iter()
        .take(MOST)
        .map(|row| {
            item(
                None,
                row.what.clone(),
                format!("{}, {}", row.by, moment_in_words(&row.at)),
            )
        })
        .collect();
    list("History", items)
}

fn moment_in_words(moment: &str) -> String {
    moment.parse::<jiff::Timestamp>().map_or_else(
        |_| moment.to_owned(),
        |at| in_words(at.to_zoned(jiff::tz::TimeZone::UTC).date()),
    )
}

fn sources_list(map: &AudienceMap, reference: EntityRef) -> Option<InspectionList> {
    let source_id = map.entity(reference)?.record().source_id?;
    let source = map.source(source_id)?;
    let detail = [
        source
            .date
            .map(|day| format!("edition of {}", in_words(day))),
        source.licence.clone(),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("; ");
    list("Sources", vec![item(None, source.title.clone(), detail)])
}

fn organisation(seen: &Seen, id: OrganisationId, history: HistoryOf<'_>) -> Option<Inspection> {
    let map = seen.map();
    let o = map.organisation(id)?;
    let reference = EntityRef::from(id);
    let mut shown = blank(&reference.to_string(), &o.name, o.kind.word());
    if !o.label.is_empty() && o.label != o.name {
        shown.facts.push(fact("Short name", o.label.clone()));
    }
    if let Some(sector) = &o.sector {
        shown.facts.push(fact("Sector", sector.clone()));
    }
    let places: Vec<&str> = o
        .memberships
        .iter()
        .filter_map(|m| map.place(m.place_id))
        .map(|p| p.name.as_str())
        .collect();
    if !places.is_empty() {
        shown.facts.push(fact("Places", places.join("; ")));
    }
    for code in &o.codes {
        shown
            .facts
            .push(fact(code.scheme.word(), code.value.clone()));
    }
    shown
        .facts
        .push(fact("May be seen by", o.confidentiality.word()));

    let leaders = map
        .posts_at(id, map.as_of())
        .filter_map(|post| {
            let leader = map.leader(post.leader_id)?;
            let authority = post
                .authority
                .map_or_else(String::new, |a| format!(", {}", a.word()));
            Some(item(
                EntityRef::from(leader.id).to_string(),
                leader.name.clone(),
                format!("{}{authority}", post.title),
            ))
        })
        .collect();
    let gaps = seen.gaps();
    let others = gaps
        .pairs
        .iter()
        .filter(|pair| pair.a.party == Party::from(id) || pair.b.party == Party::from(id))
        .map(|pair| {
            let other = if pair.a.party == Party::from(id) {
                &pair.b
            } else {
                &pair.a
            };
            let has = if pair.actual.assessed {
                format!("has {}", levels(pair.actual.low, pair.actual.high))
            } else {
                "nobody has assessed it".to_owned()
            };
            let key = match other.party {
                Party::Organisation(other) => pair_key(id, other),
                Party::Leader(_) => String::new(),
            };
            item(
                key,
                other.label.clone(),
                format!("needs {}, {has}", pair.needed.number()),
            )
        })
        .collect();
    let work = map
        .workstreams()
        .iter()
        .filter_map(|w| {
            let part = w.involvement.iter().find(|i| i.organisation_id == id)?.part;
            Some(item(
                EntityRef::from(w.id).to_string(),
                w.name.clone(),
                part.word(),
            ))
        })
        .collect();
    shown.lists = [
        list("Leaders", leaders),
        list("Must work with", others),
        list("Workstreams", work),
        promises_of(map, id.into()),
        notes_on(map, &[reference]),
        sources_list(map, reference),
        history_list(history, &[reference]),
    ]
    .into_iter()
    .flatten()
    .collect();
    shown.prefill = vec![reference.to_string()];
    Some(shown)
}

fn leader(seen: &Seen, id: LeaderId, history: HistoryOf<'_>) -> Option<Inspection> {
    let map = seen.map();
    let leader = map.leader(id)?;
    let reference = EntityRef::from(id);
    let posts: Vec<_> = map.posts_of(id, map.as_of()).collect();
    let subtitle = posts
        .iter()
        .map(|post| {
            format!(
                "{}, {}",
                post.title,
                map.party_label(post.organisation_id.into())
                    .unwrap_or_default()
            )
        })
        .collect::<Vec<_>>()
        .join("; ");
    let mut shown = blank(&reference.to_string(), &leader.name, &subtitle);
    if let Some(contact) = &leader.contact {
        shown.facts.push(fact("Contact", contact.clone()));
    }
    if let Some(found) = seen
        .influence()
        .leaders
        .iter()
        .find(|one| one.leader.party == Party::from(id))
    {
        let authority = found.authority.as_ref().map_or_else(
            || "nobody has said".to_owned(),
            |authority| format!("{}, as {}", authority.word, authority.title),
        );
        shown.facts.push(fact("Formal authority", authority));
        if let Some(measures) = &found.measures {
            shown.facts.push(fact(
                "Works directly with",
                counted(measures.degree, "leader", "leaders"),
            ));
            shown.facts.push(fact(
                "Reaches",
                counted(
                    measures.organisations_reached,
                    "other organisation",
                    "other organisations",
                ),
            ));
        }
        if let Some(position) = found.position {
            shown.facts.push(fact("In short", position));
        }
    }
    shown
        .facts
        .push(fact("May be seen by", leader.confidentiality.word()));
    let ties = ties_of(map, id.into());
    let organisations = posts
        .iter()
        .filter_map(|post| map.organisation(post.organisation_id))
        .map(|o| {
            item(
                EntityRef::from(o.id).to_string(),
                o.short_name(),
                o.kind.word(),
            )
        })
        .collect();
    shown.lists = [
        list("Organisations", organisations),
        list("Ties", ties),
        promises_of(map, id.into()),
        notes_on(map, &[reference]),
        sources_list(map, reference),
        history_list(history, &[reference]),
    ]
    .into_iter()
    .flatten()
    .collect();
    shown.prefill = vec![reference.to_string()];
    Some(shown)
}

fn pair(
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
    let found = gaps.pairs.iter().chain(&gaps.not_needed).find(is_pair);
    let subtitle = match (found.map(|pair| pair.status), rank) {
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
    if let Some(pair) = found {
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

fn commitment(seen: &Seen, id: domain::CommitmentId, history: HistoryOf<'_>) -> Option<Inspection> {
    let map = seen.map();
    let c = map.commitment(id)?;
    let reference = EntityRef::from(id);
    let standing = c.standing_on(map.as_of());
    let name = |party: Party| map.party_label(party).unwrap_or("somebody").to_owned();
    let subtitle = format!("{} to {}", name(c.from), name(c.to));
    let mut shown = blank(&reference.to_string(), &c.what, &subtitle);
    shown.facts.push(fact("State", standing.state.word()));
    if let Some(due) = c.due {
        shown.facts.push(fact("First due", in_words(due)));
    }
    if standing.agreed_due != c.due
        && let Some(agreed) = standing.agreed_due
    {
        shown.facts.push(fact("Now agreed for", in_words(agreed)));
    }
    if standing.is_overdue_on(map.as_of()) {
        shown.finding = standing.counted_due.map(|due| {
            let days = (map.as_of() - due).get_days();
            format!(
                "Overdue by {}.",
                counted(days.unsigned_abs(), "day", "days")
            )
        });
    }
    if let Some(w) = c.workstream_id.and_then(|id| map.workstream(id)) {
        shown.facts.push(fact("Workstream", w.name.clone()));
    }
    let mut events = vec![item(None, "Asked", in_words(c.asked))];
    events.extend(c.events.iter().map(|event| {
        let due = event
            .due
            .map_or_else(String::new, |due| format!(", for {}", in_words(due)));
        let note = event
            .note
            .as_deref()
            .map_or_else(String::new, |note| format!(": {note}"));
        item(
            None,
            event.act.word(),
            format!("{}{due}{note}", in_words(event.date)),
        )
    }));
    let parties = [c.from, c.to].map(|party| {
        item(
            EntityRef::from(party).to_string(),
            name(party),
            EntityRef::from(party).kind().word(),
        )
    });
    shown.lists = [
        list("What happened", events),
        list("Who", parties.to_vec()),
        notes_on(map, &[reference]),
        history_list(history, &[reference]),
    ]
    .into_iter()
    .flatten()
    .collect();
    Some(shown)
}

fn workstream(seen: &Seen, id: domain::WorkstreamId, history: HistoryOf<'_>) -> Option<Inspection> {
    let map = seen.map();
    let w = map.workstream(id)?;
    let reference = EntityRef::from(id);
    let mut shown = blank(&reference.to_string(), &w.name, "Workstream");
    if let Some(summary) = &w.summary {
        shown.facts.push(fact("What it is", summary.clone()));
    }
    let needed = w.interdependence.needed_level();
    shown
        .facts
        .push(fact("How work depends", w.interdependence.word()));
    shown.facts.push(Fact {
        label: "Needs level".to_owned(),
        text: format!("{} {}", needed.number(), needed.word()),
        level: Some(LevelRange {
            low: needed.number(),
            high: needed.number(),
        }),
    });
    let mut parts = w.involvement.clone();
    parts.sort_by_key(|i| (std::cmp::Reverse(i.part), i.organisation_id));
    let partners = parts
        .iter()
        .filter_map(|i| map.organisation(i.organisation_id).map(|o| (o, i.part)))
        .map(|(o, part)| {
            item(
                EntityRef::from(o.id).to_string(),
                o.short_name(),
                part.word(),
            )
        })
        .collect();
    let depends = map
        .dependencies()
        .iter()
        .filter(|d| d.first_id == id || d.then_id == id)
        .filter_map(|d| {
            let other = if d.first_id == id {
                d.then_id
            } else {
                d.first_id
            };
            let before = if d.first_id == id {
                "depends on this"
            } else {
                "this depends on it"
            };
            map.workstream(other).map(|other| {
                item(
                    EntityRef::from(other.id).to_string(),
                    other.name.clone(),
                    format!("{before}: {}", d.interdependence.word()),
                )
            })
        })
        .collect();
    shown.lists = [
        list("Partners", partners),
        list("Depends", depends),
        notes_on(map, &[reference]),
        sources_list(map, reference),
        history_list(history, &[reference]),
    ]
    .into_iter()
    .flatten()
    .collect();
    Some(shown)
}

fn tie(seen: &Seen, id: domain::TieId, history: HistoryOf<'_>) -> Option<Inspection> {
    let map = seen.map();
    let tie = map.tie(id)?;
    let reference = EntityRef::from(id);
    let name = |party: Party| map.party_label(party).unwrap_or("somebody").to_owned();
    let title = format!("{} \u{2013} {}", name(tie.a), name(tie.b));
    let mut shown = blank(&reference.to_string(), &title, tie.kind.word());
    shown.facts.push(fact(
        "Standing",
        match tie.status_on(map.as_of()) {
            TieStatus::Current => "current",
            TieStatus::Planned => "planned",
            TieStatus::Former => "former",
        },
    ));
    if let Some(note) = &tie.note {
        shown.facts.push(fact("About", note.clone()));
    }
    let ends = [tie.a, tie.b].map(|party| {
        item(
            EntityRef::from(party).to_string(),
            name(party),
            EntityRef::from(party).kind().word(),
        )
    });
    shown.lists = [
        list("Between", ends.to_vec()),
        list("What was said", assessments_between(map, tie.a, tie.b)),
        notes_on(map, &[reference]),
        history_list(history, &[reference]),
    ]
    .into_iter()
    .flatten()
    .collect();
    shown.prefill = vec![
        EntityRef::from(tie.a).to_string(),
        EntityRef::from(tie.b).to_string(),
    ];
    Some(shown)
}

/// The organisation or leader that has this id.
fn party_with(map: &AudienceMap, id: Uuid) -> Option<Party> {
    let organisation = OrganisationId::from(id);
    let leader = LeaderId::from(id);
    if map.organisation(organisation).is_some() {
        Some(organisation.into())
    } else {
        map.leader(leader).map(|_| leader.into())
    }
}

/// Two parties of which at least one is a person: what relates them, and what was said of it.
fn two_parties(seen: &Seen, key: &str, a: Party, b: Party, history: HistoryOf<'_>) -> Inspection {
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

fn ties_of(map: &AudienceMap, party: Party) -> Vec<InspectionItem> {
    let mut ties: Vec<(Option<domain::Level>, InspectionItem)> = map
        .ties_of(party)
        .filter_map(|tie| {
            let other = tie.other_end(party)?;
            let newest = map.assessments_of(tie.id).last().and_then(|a| a.level);
            let level = newest.map_or_else(
                || "not assessed".to_owned(),
                |level| format!("{} {}", level.number(), level.word()),
            );
            let text = map.party_label(other)?.to_owned();
            Some((
                newest,
                item(
                    EntityRef::from(other).to_string(),
                    text,
                    format!("{}, {level}", tie.kind.word()),
                ),
            ))
        })
        .collect();
    ties.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.text.cmp(&y.text)));
    ties.into_iter().map(|(_, item)| item).collect()
}

/// The judgements of the ties between two parties, newest first, with whose they are.
fn assessments_between(map: &AudienceMap, a: Party, b: Party) -> Vec<InspectionItem> {
    let mut said: Vec<&domain::Assessment> = map
        .ties()
        .iter()
        .filter(|tie| tie.other_end(a) == Some(b))
        .flat_map(|tie| map.assessments_of(tie.id))
        .collect();
    said.sort_by_key(|one| std::cmp::Reverse((one.date, one.id)));
    said.into_iter()
        .map(|one| {
            let mut parts: Vec<String> = Vec::new();
            parts.extend(
                one.level
                    .map(|level| format!("level {} {}", level.number(), level.word())),
            );
            parts.extend(
                one.trust
                    .map(|trust| format!("trust {} of 5", trust.number())),
            );
            parts.extend(one.sign.map(|sign| sign.word().to_owned()));
            let whose = match &one.perceiver {
                None => "the keeper\u{2019}s view".to_owned(),
                Some(Perceiver::Outside(name)) => format!("{name} says"),
                Some(Perceiver::Organisation(id)) => {
                    format!(
                        "{} says",
                        map.party_label((*id).into()).unwrap_or("one side")
                    )
                }
                Some(Perceiver::Leader(id)) => {
                    format!(
                        "{} says",
                        map.party_label((*id).into()).unwrap_or("a leader")
                    )
                }
            };
            let note = one
                .note
                .as_deref()
                .map_or_else(String::new, |note| format!(". {note}"));
            let dissent = one
                .dissent
                .as_deref()
                .map_or_else(String::new, |text| format!(". Disagrees: {text}"));
            item(
                None,
                format!("{whose}: {}", parts.join(", ")),
                format!(
                    "{}, {}{note}{dissent}",
                    in_words(one.date),
                    one.method.word()
                ),
            )
        })
        .collect()
}

fn promises_of(map: &AudienceMap, party: Party) -> Option<InspectionList> {
    let items = map
        .commitments()
        .iter()
        .filter(|c| c.from == party || c.to == party)
        .map(|c| {
            let standing = c.standing_on(map.as_of());
            let due = standing
                .agreed_due
                .map_or_else(String::new, |due| format!(", due {}", in_words(due)));
            let late = if standing.is_overdue_on(map.as_of()) {
                ", overdue"
            } else {
                ""
            };
            item(
                EntityRef::from(c.id).to_string(),
                c.what.clone(),
                format!("{}{due}{late}", standing.state.word()),
            )
        })
        .collect();
    list("Promises", items)
}

fn notes_on(map: &AudienceMap, about: &[EntityRef]) -> Option<InspectionList> {
    let items = map
        .notes()
        .iter()
        .filter(|note| about.contains(&note.about))
        .map(|note| {
            item(
                None,
                note.text.clone(),
                format!("{}, {}", note.author, in_words(note.date)),
            )
        })
        .collect();
    list("Notes", items)
}

fn levels(low: u8, high: u8) -> String {
    let word = |number: u8| domain::Level::nearest(i32::from(number)).word();
    if low == high {
        format!("{low} {}", word(low))
    } else {
        format!("between {low} ({}) and {high} ({})", word(low), word(high))
    }
}

fn counted(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
