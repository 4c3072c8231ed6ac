//! What is known of shared work, of a promise, of a tie.

use domain::{EntityKind, EntityRef, Party, TieStatus};

use super::{
    HistoryOf, any, assessments_between, blank, counted, fact, history_list, item, list, notes_on,
    sources_list,
};
use crate::parties::in_words;
use crate::seen::Seen;
use crate::wire::{Fact, Inspection, LevelRange};

pub(super) fn workstream(
    seen: &Seen,
    id: domain::WorkstreamId,
    history: HistoryOf<'_>,
) -> Option<Inspection> {
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
    shown.lists = [list("Partners", partners), list("Depends", depends)]
        .into_iter()
        .flatten()
        .chain(any::naming(
            map,
            reference,
            &[EntityKind::Dependency, EntityKind::Note, EntityKind::View],
        ))
        .chain(notes_on(map, &[reference]))
        .chain(sources_list(map, reference))
        .chain(history_list(history, &[reference]))
        .collect();
    Some(shown)
}

pub(super) fn commitment(
    seen: &Seen,
    id: domain::CommitmentId,
    history: HistoryOf<'_>,
) -> Option<Inspection> {
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

pub(super) fn tie(seen: &Seen, id: domain::TieId, history: HistoryOf<'_>) -> Option<Inspection> {
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
