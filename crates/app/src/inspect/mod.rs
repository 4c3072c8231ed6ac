//! Everything about one thing, block by block, for the inspector.

mod any;
mod pair;
mod work;

use domain::{
    Audience, AudienceMap, EntityKind, EntityRef, LeaderId, OrganisationId, Party, Perceiver, Uuid,
};

use crate::answers::pair_of;
use crate::error::AppError;
use crate::forms;
use crate::parties::{in_words, pair_key};
use crate::seen::Seen;
use crate::sentence::capital;
use crate::wire::{ChangeRow, Fact, Inspection, InspectionItem, InspectionList};

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
            (Party::Organisation(a), Party::Organisation(b)) => pair::pair(seen, a, b, history),
            _ => Some(pair::two_parties(seen, key, a, b, history)),
        }
        .ok_or_else(not_found);
    }
    let reference: EntityRef = key.parse().map_err(|()| not_found())?;
    let mut shown = match reference {
        EntityRef::Organisation(id) => organisation(seen, id, history),
        EntityRef::Leader(id) => leader(seen, id, history),
        EntityRef::Commitment(id) => work::commitment(seen, id, history),
        EntityRef::Workstream(id) => work::workstream(seen, id, history),
        EntityRef::Tie(id) => work::tie(seen, id, history),
        other => any::any(seen, other, history),
    }
    .ok_or_else(not_found)?;
    // Who entered what is in the history, which is for the working group.
    if seen.map().audience() == Audience::Working {
        shown.entered = any::entered(seen.map(), reference);
    }
    Ok(shown)
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
        dissent: None,
        entered: None,
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
        dissent: None,
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
    list(
        "Sources",
        vec![item(
            EntityRef::from(source_id).to_string(),
            source.title.clone(),
            detail,
        )],
    )
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
    if let Some(row) = forms::row_of(map, reference) {
        const ELSEWHERE: [&str; 5] = ["name", "label", "kind", "sector", "confidentiality"];
        let wanted = |field: &forms::Field| !ELSEWHERE.contains(&field.name);
        shown.facts.extend(any::facts(map, reference, &row, wanted));
    }
    for code in &o.codes {
        shown
            .facts
            .push(fact(&capital(code.scheme.word()), code.value.clone()));
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
    let more = (gaps.unlisted > 0).then(|| {
        item(
            String::new(),
            "And others",
            "of the pairs nobody has assessed not all are listed",
        )
    });
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
        .chain(more)
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
    let elsewhere = any::naming(
        map,
        reference,
        &[
            EntityKind::Post,
            EntityKind::Tie,
            EntityKind::Need,
            EntityKind::Workstream,
            EntityKind::Commitment,
            EntityKind::Note,
            EntityKind::View,
        ],
    );
    shown.lists = [
        list("Leaders", leaders),
        list("Must work with", others),
        list("Workstreams", work),
        promises_of(map, id.into()),
    ]
    .into_iter()
    .flatten()
    .chain(elsewhere)
    .chain(notes_on(map, &[reference]))
    .chain(sources_list(map, reference))
    .chain(history_list(history, &[reference]))
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
    let elsewhere = any::naming(
        map,
        reference,
        &[
            EntityKind::Tie,
            EntityKind::Commitment,
            EntityKind::Note,
            EntityKind::View,
        ],
    );
    shown.lists = [
        list("Organisations", organisations),
        list("Ties", ties),
        promises_of(map, id.into()),
    ]
    .into_iter()
    .flatten()
    .chain(elsewhere)
    .chain(notes_on(map, &[reference]))
    .chain(sources_list(map, reference))
    .chain(history_list(history, &[reference]))
    .collect();
    shown.prefill = vec![reference.to_string()];
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
            let mut said = item(
                EntityRef::from(one.id).to_string(),
                format!("{whose}: {}", parts.join(", ")),
                format!(
                    "{}, {}, {}, for: {}{note}",
                    in_words(one.date),
                    one.method.word(),
                    forms::sure(one.confidence.share()),
                    one.confidentiality.word(),
                ),
            );
            said.dissent.clone_from(&one.dissent);
            said
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
                EntityRef::from(note.id).to_string(),
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
