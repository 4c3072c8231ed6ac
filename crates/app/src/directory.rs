//! The tables of organisations, leaders and workstreams, and finding things in them by name.

use std::collections::{BTreeMap, HashMap};

use domain::{AudienceMap, EntityKind, EntityRef, OrganisationId, Part};

use crate::forms;
use crate::parties::{named_ref, organisation_ref};
use crate::wire::{
    CodeAnswer, Directory, Found, FoundMatch, InvolvementRow, LeaderRow, OrganisationRow, PostRow,
    WorkstreamRow,
};

/// Organisations, leaders and workstreams as this audience may see them, each by name.
pub fn directory(map: &AudienceMap) -> Directory {
    let day = map.as_of();
    let mut leaders_at: BTreeMap<OrganisationId, Vec<domain::LeaderId>> = BTreeMap::new();
    for post in map.posts().iter().filter(|post| post.is_current_on(day)) {
        let there = leaders_at.entry(post.organisation_id).or_default();
        if !there.contains(&post.leader_id) {
            there.push(post.leader_id);
        }
    }
    let mut organisations: Vec<OrganisationRow> = map
        .organisations()
        .iter()
        .map(|o| OrganisationRow {
            key: EntityRef::from(o.id).to_string(),
            id: o.id.to_string(),
            name: o.name.clone(),
            label: o.label.clone(),
            kind: o.kind.key().to_owned(),
            kind_word: o.kind.word().to_owned(),
            sector: o.sector.clone(),
            codes: o
                .codes
                .iter()
                .map(|code| CodeAnswer {
                    scheme: code.scheme.key().to_owned(),
                    value: code.value.clone(),
                })
                .collect(),
            places: o
                .memberships
                .iter()
                .filter_map(|m| map.place(m.place_id))
                .map(|place| named_ref(place.id.into(), &place.name))
                .collect(),
            leaders: leaders_at.get(&o.id).map_or(0, |there| there.len() as u32),
            confidentiality: o.confidentiality.key().to_owned(),
        })
        .collect();
    organisations
        .sort_by(|a, b| (a.name.to_lowercase(), &a.id).cmp(&(b.name.to_lowercase(), &b.id)));

    let mut posts_by_leader: BTreeMap<domain::LeaderId, Vec<PostRow>> = BTreeMap::new();
    for post in map.posts().iter() {
        posts_by_leader
            .entry(post.leader_id)
            .or_default()
            .push(PostRow {
                key: EntityRef::from(post.id).to_string(),
                id: post.id.to_string(),
                title: post.title.clone(),
                organisation: organisation_ref(map, post.organisation_id),
                authority: post.authority.map(|authority| authority.key().to_owned()),
                from: post.from.map(|day| day.to_string()),
                to: post.to.map(|day| day.to_string()),
            });
    }
    let mut leaders: Vec<LeaderRow> = map
        .leaders()
        .iter()
        .map(|leader| LeaderRow {
            key: EntityRef::from(leader.id).to_string(),
            id: leader.id.to_string(),
            name: leader.name.clone(),
            contact: leader.contact.clone(),
            posts: posts_by_leader.remove(&leader.id).unwrap_or_default(),
            confidentiality: leader.confidentiality.key().to_owned(),
        })
        .collect();
    leaders.sort_by(|a, b| (a.name.to_lowercase(), &a.id).cmp(&(b.name.to_lowercase(), &b.id)));

    let mut workstreams: Vec<WorkstreamRow> = map
        .workstreams()
        .iter()
        .map(|w| {
            let mut involvement: Vec<_> = w.involvement.clone();
            involvement.sort_by_key(|i| (std::cmp::Reverse(i.part), i.organisation_id));
            WorkstreamRow {
                key: EntityRef::from(w.id).to_string(),
                id: w.id.to_string(),
                name: w.name.clone(),
                summary: w.summary.clone(),
                interdependence: w.interdependence.key().to_owned(),
                interdependence_word: w.interdependence.word().to_owned(),
                involvement: involvement
                    .iter()
                    .map(|i| InvolvementRow {
                        organisation: organisation_ref(map, i.organisation_id),
                        part: Part::key(i.part).to_owned(),
                    })
                    .collect(),
            }
        })
        .collect();
    workstreams.sort_by(|a, b| (a.name.to_lowercase(), &a.id).cmp(&(b.name.to_lowercase(), &b.id)));
    Directory {
        mark: String::new(),
        whole: true,
        gone: Vec::new(),
        organisations,
        leaders,
        workstreams,
    }
}

/// What of the directory has changed since it was given last.
pub(crate) fn since(before: &Directory, now: &Directory) -> Directory {
    let mut gone = Vec::new();
    let organisations = changed(
        &before.organisations,
        &now.organisations,
        |row| &row.key,
        &mut gone,
    );
    let leaders = changed(&before.leaders, &now.leaders, |row| &row.key, &mut gone);
    let workstreams = changed(
        &before.workstreams,
        &now.workstreams,
        |row| &row.key,
        &mut gone,
    );
    Directory {
        mark: now.mark.clone(),
        whole: false,
        gone,
        organisations,
        leaders,
        workstreams,
    }
}

fn changed<R: Clone + PartialEq>(
    before: &[R],
    now: &[R],
    key: fn(&R) -> &String,
    gone: &mut Vec<String>,
) -> Vec<R> {
    let mut known: HashMap<&str, &R> = before.iter().map(|row| (key(row).as_str(), row)).collect();
    let new = (now.iter())
        .filter(|row| known.remove(key(row).as_str()) != Some(*row))
        .cloned()
        .collect();
    gone.extend(known.into_keys().map(str::to_owned));
    gone.sort_unstable();
    new
}

/// The names of everything, made ready to be searched at every letter typed.
#[derive(Debug)]
pub(crate) struct Names(Vec<Named>);

#[derive(Debug)]
struct Named {
    reference: EntityRef,
    name: String,
    kind: String,
    /// Name and what else it is found by, in small letters.
    low: String,
}

impl Names {
    /// Of everything this audience may see that has a name or words of its own.
    pub(crate) fn of(map: &AudienceMap) -> Self {
        let mut posts: HashMap<domain::LeaderId, Vec<String>> = HashMap::new();
        for post in (map.posts().iter()).filter(|post| post.is_current_on(map.as_of())) {
            let at = map
                .party_label(post.organisation_id.into())
                .unwrap_or_default();
            posts
                .entry(post.leader_id)
                .or_default()
                .push(format!("{}, {at}", post.title));
        }
        let mut names = Vec::new();
        let mut offer = |reference: EntityRef, name: String, also: &str, kind: String| {
            let low = format!("{name} {also}").to_lowercase();
            names.push(Named {
                reference,
                name,
                kind,
                low,
            });
        };
        for o in map.organisations().iter() {
            let codes: Vec<&str> = o.codes.iter().map(|code| code.value.as_str()).collect();
            let also = format!("{} {}", o.label, codes.join(" "));
            offer(o.id.into(), o.name.clone(), &also, o.kind.word().to_owned());
        }
        for leader in map.leaders().iter() {
            let posts = posts.remove(&leader.id).unwrap_or_default();
            let kind = posts.first().cloned();
            let kind = kind.unwrap_or_else(|| forms::one_of(EntityKind::Leader).to_owned());
            offer(
                leader.id.into(),
                leader.name.clone(),
                &posts.join(" "),
                kind,
            );
        }
        for kind in FOUND_BY_NAME {
            for entity in map.entities_of(kind) {
                let reference = entity.reference();
                let also = match &entity {
                    domain::Entity::Contact(c) => c.said.as_str(),
                    domain::Entity::Note(n) => n.text.as_str(),
                    domain::Entity::Commitment(c) => c.what.as_str(),
                    _ => "",
                };
                offer(
                    reference,
                    forms::called(map, reference),
                    also,
                    forms::one_of(kind).to_owned(),
                );
            }
        }
        Self(names)
    }

    /// Those that have every word typed, best first: a name that begins with the text before one in which a word
    /// does, before any other.
    pub(crate) fn find(&self, text: &str) -> Found {
        const MOST: usize = 20;
        let wanted = text.trim().to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        if words.is_empty() {
            return Found {
                matches: Vec::new(),
            };
        }
        let mut found: Vec<(u8, &Named)> = (self.0.iter())
            .filter(|named| words.iter().all(|word| named.low.contains(word)))
            .map(|named| {
                let begins = |part: &str| part.starts_with(words[0]);
                let rank = if named.low.starts_with(&wanted) {
                    0
                } else if named.low.split_whitespace().any(begins) {
                    1
                } else {
                    2
                };
                (rank, named)
            })
            .collect();
        // Bodies and people are what is looked for most.
        let other = |named: &Named| {
            !matches!(
                named.reference,
                EntityRef::Organisation(_) | EntityRef::Leader(_)
            )
        };
        found.sort_by(|(a, x), (b, y)| (a, other(x), &x.low).cmp(&(b, other(y), &y.low)));
        Found {
            matches: (found.into_iter())
                .take(MOST)
                .map(|(_, named)| FoundMatch {
                    key: named.reference.to_string(),
                    name: named.name.clone(),
                    kind: named.kind.clone(),
                })
                .collect(),
        }
    }
}

/// Kinds that have a name or words of their own, besides organisations and leaders. Ties, assessments, stakes and the
/// like are found by those they are about.
const FOUND_BY_NAME: [EntityKind; 12] = [
    EntityKind::Workstream,
    EntityKind::Commitment,
    EntityKind::Proposal,
    EntityKind::Forum,
    EntityKind::Agreement,
    EntityKind::Objective,
    EntityKind::Meeting,
    EntityKind::Contact,
    EntityKind::Place,
    EntityKind::Source,
    EntityKind::Note,
    EntityKind::Baseline,
];
