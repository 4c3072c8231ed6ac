//! What is known of one entity of any kind: its fields, what it names, what names it, whose judgement it is.

use std::collections::BTreeMap;

use domain::{AudienceMap, EntityKind, EntityRef};
use serde_json::Value;

use super::{HistoryOf, blank, fact, history_list, item, list, notes_on, sources_list};
use crate::forms::{self, Ask, Field};
use crate::parties::in_words;
use crate::seen::Seen;
use crate::sentence::capital;
use crate::wire::{Fact, Inspection, InspectionItem, InspectionList, LevelRange};

/// Everything about one entity.
pub(super) fn any(seen: &Seen, reference: EntityRef, history: HistoryOf<'_>) -> Option<Inspection> {
    let map = seen.map();
    let row = forms::row_of(map, reference)?;
    let spec = forms::spec(reference.kind());
    let mut subtitle = capital(spec.one);
    if let Some(status) = subtitle_of(map, reference) {
        subtitle = format!("{subtitle}, {status}");
    }
    let title = forms::called(map, reference);
    let mut shown = blank(&reference.to_string(), &title, &subtitle);
    shown.facts = facts(map, reference, &row, |field| field.name != "dissent");
    shown.facts.retain(|fact| fact.text != title);
    shown.dissent = dissent(&row);
    shown.prefill = vec![reference.to_string()];
    shown.lists = named_by(map, reference, &row)
        .into_iter()
        .chain(naming(map, reference, &[EntityKind::Note]))
        .chain(notes_on(map, &[reference]))
        .chain(sources_list(map, reference))
        .chain(history_list(history, &[reference]))
        .collect();
    Some(shown)
}

/// What is said against a judgement.
fn dissent(row: &Value) -> Option<String> {
    Some(row.get("dissent")?.as_str()?.to_owned())
}

fn subtitle_of(map: &AudienceMap, reference: EntityRef) -> Option<String> {
    match reference {
        EntityRef::Proposal(id) => Some(map.proposal(id)?.status.word().to_owned()),
        EntityRef::Forum(id) => Some(map.forum(id)?.kind.word().to_owned()),
        EntityRef::Meeting(id) => map.meeting(id)?.cancelled.then(|| "called off".to_owned()),
        EntityRef::Agreement(_) => Some(forms::detail(map, reference)),
        _ => None,
    }
}

/// The fields that say something in words or numbers: what names other entities is listed with a way to go there.
pub(super) fn facts(
    map: &AudienceMap,
    reference: EntityRef,
    row: &Value,
    wanted: impl Fn(&Field) -> bool,
) -> Vec<Fact> {
    let spec = forms::spec(reference.kind());
    (spec.fields.iter())
        .filter(|field| !field.aside && !names_others(field) && wanted(field))
        .filter(|field| !field.name.starts_with("record."))
        .filter_map(|field| {
            let value = forms::part_of(row, field);
            let text = forms::said(map, &field.ask, value);
            let judged = matches!(field.ask, Ask::Scale(_)) || field.name == "stance";
            if text.is_empty() {
                // A judgement that was not made is said; what is merely empty is not.
                return (judged && !field.required).then(|| fact(field.head(), field.none));
            }
            let level = (field.name == "level")
                .then(|| value.as_u64().and_then(|level| u8::try_from(level).ok()))
                .flatten();
            Some(Fact {
                label: field.head().to_owned(),
                text,
                level: level.map(|level| LevelRange {
                    low: level,
                    high: level,
                }),
            })
        })
        .collect()
}

const fn names_others(field: &Field) -> bool {
    matches!(
        field.ask,
        Ask::Id(_) | Ask::Ids(_) | Ask::Tagged(..) | Ask::Rows(..) | Ask::Bare(..)
    )
}

/// What an entity names: single things under one heading, rows each under the field's own.
fn named_by(map: &AudienceMap, reference: EntityRef, row: &Value) -> Vec<InspectionList> {
    let spec = forms::spec(reference.kind());
    let mut single: Vec<InspectionItem> = Vec::new();
    let mut lists: Vec<InspectionList> = Vec::new();
    for field in spec
        .fields
        .iter()
        .filter(|field| !field.aside && names_others(field))
    {
        let value = forms::part_of(row, field);
        match (&field.ask, value) {
            (_, Value::Null) => {}
            (Ask::Rows(..) | Ask::Bare(..), Value::Array(rows)) => {
                let items = rows
                    .iter()
                    .map(|row| row_item(map, &field.ask, row))
                    .collect();
                lists.extend(list(field.label, items));
            }
            (Ask::Ids(_), _) => {
                let items = (forms::keys_in(&field.ask, value).into_iter())
                    .map(|named| link(map, named, &forms::detail(map, named)))
                    .collect();
                lists.extend(list(field.label, items));
            }
            (ask, value) => match forms::keys_in(ask, value).first() {
                Some(named) if !field.name.starts_with("record.") => {
                    single.push(link(map, *named, field.label));
                }
                Some(_) => {}
                None => single.push(item(None, forms::said(map, ask, value), field.label)),
            },
        }
    }
    list("It names", single).into_iter().chain(lists).collect()
}

fn link(map: &AudienceMap, named: EntityRef, detail: &str) -> InspectionItem {
    let key = map.has(named).then(|| named.to_string());
    item(key, forms::called(map, named), detail)
}

/// One row of a field of rows; it leads to the first thing it names.
fn row_item(map: &AudienceMap, ask: &Ask, row: &Value) -> InspectionItem {
    match ask {
        Ask::Rows(columns, _) => {
            let leading = columns.iter().find_map(|column| {
                forms::keys_in(&column.ask, forms::part_of(row, column))
                    .first()
                    .copied()
            });
            let Some(named) = leading else {
                return item(None, forms::row_said(map, columns, row), "");
            };
            let rest: Vec<&Field> = (columns.iter())
                .filter(|column| {
                    forms::keys_in(&column.ask, forms::part_of(row, column)).first() != Some(&named)
                })
                .collect();
            let detail: Vec<String> = (rest.into_iter())
                .map(|column| forms::said(map, &column.ask, forms::part_of(row, column)))
                .filter(|text| !text.is_empty())
                .collect();
            link(map, named, &detail.join(", "))
        }
        Ask::Bare(column, _) => match forms::keys_in(&column.ask, row).first() {
            Some(named) => link(map, *named, forms::one_of(named.kind())),
            None => item(None, forms::said(map, &column.ask, row), ""),
        },
        _ => item(None, String::new(), ""),
    }
}

/// At most so many of a kind are listed.
const MOST: usize = 40;

/// What names an entity, kind by kind, those left out that are shown elsewhere.
pub(super) fn naming(
    map: &AudienceMap,
    reference: EntityRef,
    shown: &[EntityKind],
) -> Vec<InspectionList> {
    let mut by_kind: BTreeMap<EntityKind, Vec<InspectionItem>> = BTreeMap::new();
    for named in map.mentions_of(reference) {
        if shown.contains(&named.kind()) {
            continue;
        }
        by_kind
            .entry(named.kind())
            .or_default()
            .push(link(map, named, &forms::detail(map, named)));
    }
    by_kind
        .into_iter()
        .filter_map(|(kind, mut items)| {
            items.sort_by(|a, b| a.text.cmp(&b.text));
            // The table of the kind has all of them.
            let more = items.len().saturating_sub(MOST);
            if more > 0 {
                items.truncate(MOST);
                items.push(item(None, format!("and {more} more"), ""));
            }
            list(forms::spec(kind).many, items)
        })
        .collect()
}

/// Who entered it and who changed it last.
pub(super) fn entered(map: &AudienceMap, reference: EntityRef) -> Option<String> {
    let record = map.entity(reference)?.record().clone();
    let said = |what: &str, stamp: &domain::Stamp| {
        let day = stamp.at.to_zoned(jiff::tz::TimeZone::UTC).date();
        format!("{what} by {}, {}", stamp.by, in_words(day))
    };
    let created = record.created.as_ref().map(|stamp| said("Entered", stamp));
    let changed = record.changed.as_ref().map(|stamp| said("changed", stamp));
    match (created, changed) {
        (Some(created), Some(changed)) => Some(format!("{created}; {changed}.")),
        (Some(one), None) | (None, Some(one)) => Some(format!("{one}.")),
        (None, None) => None,
    }
}
