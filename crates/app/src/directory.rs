//! The tables of organisations, leaders and workstreams, and finding things in them by name.

use std::collections::BTreeMap;

use domain::{AudienceMap, EntityRef, OrganisationId, Part};

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
        organisations,
        leaders,
        workstreams,
    }
}

/// Organisations, leaders, workstreams and promises whose name holds every word typed, best first: a name that
/// begins with the text before one in which a word does, before any other.
pub fn find(map: &AudienceMap, text: &str) -> Found {
    const MOST: usize = 20;
    let wanted = text.trim().to_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    if words.is_empty() {
        return Found {
            matches: Vec::new(),
        };
    }
    let mut found: Vec<((u8, String), FoundMatch)> = Vec::new();
    let mut offer = |reference: EntityRef, name: &str, also: &str, kind: String| {
        let low = format!("{name} {also}").to_lowercase();
        if !words.iter().all(|word| low.contains(word)) {
            return;
        }
        let rank = if low.starts_with(&wanted) {
            0
        } else if low
            .split_whitespace()
            .any(|part| part.starts_with(words[0]))
        {
            1
        } else {
            2
        };
        let found_match = FoundMatch {
            key: reference.to_string(),
            name: name.to_owned(),
            kind,
        };
        found.push(((rank, name.to_lowercase()), found_match));
    };
    for o in map.organisations().iter() {
        let codes: Vec<&str> = o.codes.iter().map(|code| code.value.as_str()).collect();
        offer(
            o.id.into(),
            &o.name,
            &format!("{} {}", o.label, codes.join(" ")),
            o.kind.word().to_owned(),
        );
    }
    for leader in map.leaders().iter() {
        let posts: Vec<String> = map
            .posts_of(leader.id, map.as_of())
            .map(|post| {
                format!(
                    "{}, {}",
                    post.title,
                    map.party_label(post.organisation_id.into())
                        .unwrap_or_default()
                )
            })
            .collect();
        let kind = posts
            .first()
            .cloned()
            .unwrap_or_else(|| "leader".to_owned());
        offer(leader.id.into(), &leader.name, &posts.join(" "), kind);
    }
    for w in map.workstreams().iter() {
        offer(w.id.into(), &w.name, "", "workstream".to_owned());
    }
    for c in map.commitments().iter() {
        offer(c.id.into(), &c.what, "", "promise".to_owned());
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Found {
        matches: found
            .into_iter()
            .take(MOST)
            .map(|(_, found_match)| found_match)
            .collect(),
    }
}
