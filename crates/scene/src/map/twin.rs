//! What the map says, in words: its marks' facts, its tables, its alternative text.

use std::collections::BTreeSet;

use domain::{AudienceMap, OrganisationId, Party};

use super::facts::{Body, Facts, Person};
use super::regions;
use super::strands::{Carried, Strand};
use super::{Show, key_of, omission, people};
use crate::frame;
use crate::gaps::{self, GapFact};
use crate::geometry::{Point, Rect, Size};
use crate::paint::put;
use crate::scene::{Mark, MarkKind, Neighbours, Omission, TableRow, TableTwin};
use crate::words;

pub(super) fn organisation_mark(
    facts: &Facts,
    body: &Body,
    rect: Rect,
    lines: &[&Strand],
    pairs: &[GapFact],
    show: Show,
) -> Mark {
    let id = body.organisation.id;
    let mut said = vec![regions::sort_words(body)];
    if show == Show::Both && !body.people.is_empty() {
        said.push(words::count(body.people.len(), "leader", "leaders"));
    }
    said.extend(told_of_organisation(facts, id));
    let partners: BTreeSet<OrganisationId> = lines
        .iter()
        .filter(|strand| !strand.is_need())
        .filter_map(|strand| {
            Some((
                facts.organisation_of(strand.a)?,
                facts.organisation_of(strand.b)?,
            ))
        })
        .filter(|(a, b)| a != b)
        .filter_map(|(a, b)| {
            if a == id {
                Some(b)
            } else if b == id {
                Some(a)
            } else {
                None
            }
        })
        .collect();
    said.push(format!(
        "tied to {}",
        words::count(partners.len(), "organisation", "organisations")
    ));
    for gap in gaps::confirmed(pairs)
        .into_iter()
        .filter(|gap| gap.a == id || gap.b == id)
        .take(3)
    {
        let other = if gap.a == id { gap.b } else { gap.a };
        let name = facts.map.party_label(other.into()).unwrap_or("another");
        said.push(format!("gap with {name}, {}", gap.words().join(", ")));
    }
    Mark {
        key: key_of(id.into()),
        kind: MarkKind::Organisation,
        name: body.organisation.name.clone(),
        facts: said.join("; "),
        bounds: rect,
        neighbours: Neighbours::default(),
    }
}

/// What colour and size say of an organisation, in words.
pub(super) fn told_of_organisation(facts: &Facts, id: OrganisationId) -> Vec<String> {
    let colours = facts.readings.colours.as_ref();
    let colour = colours.and_then(|colours| {
        let read = colours.of_organisation(id)?;
        Some(format!("{}: {}", colours.heading, read.words))
    });
    let sizes = facts.readings.sizes.as_ref();
    let size = sizes.and_then(|sizes| {
        let words = sizes.words_of_organisation(id)?;
        Some(format!("{}: {words}", sizes.heading))
    });
    let groups = facts.readings.groups.as_ref();
    let group = groups.map(|groups| format!("{}: {}", groups.heading, groups.of_organisation(id)));
    colour.into_iter().chain(size).chain(group).collect()
}

/// What colour and size say of a leader.
fn told_of_leader(facts: &Facts, person: &Person) -> Vec<String> {
    let id = person.leader.id;
    let at = person.post.map(|post| post.organisation_id);
    let colours = facts.readings.colours.as_ref();
    let colour = colours.map(|colours| {
        let words = colours.of_leader(id, at).words;
        format!("{}: {words}", colours.heading)
    });
    let sizes = facts.readings.sizes.as_ref();
    let size = sizes.and_then(|sizes| {
        let words = sizes.words_of_leader(id)?;
        Some(format!("{}: {words}", sizes.heading))
    });
    let groups = facts.readings.groups.as_ref();
    let group = groups.map(|groups| format!("{}: {}", groups.heading, groups.of_leader(id, at)));
    colour.into_iter().chain(size).chain(group).collect()
}

/// The headings of the columns that say what colour and size say.
pub(super) fn told_headings(facts: &Facts, leaders: bool) -> Vec<String> {
    let colours = facts.readings.colours.as_ref();
    let sizes = facts.readings.sizes.as_ref();
    let colour = colours.filter(|one| leaders || one.says_of_organisations());
    let size = sizes.filter(|one| {
        if leaders {
            one.says_of_leaders()
        } else {
            one.says_of_organisations()
        }
    });
    let mut headings: Vec<String> = colour.map(|one| one.heading.clone()).into_iter().collect();
    headings.extend(size.map(|one| one.heading.clone()));
    let group = facts.readings.groups.as_ref();
    headings.extend(group.map(|one| one.heading.to_owned()));
    headings
}

/// The cells of those columns, for a leader.
pub(super) fn told_cells(facts: &Facts, person: &Person) -> Vec<String> {
    let id = person.leader.id;
    let at = person.post.map(|post| post.organisation_id);
    let colours = facts.readings.colours.as_ref();
    let mut cells: Vec<String> = colours
        .map(|colours| colours.of_leader(id, at).words.to_owned())
        .into_iter()
        .collect();
    let sizes = facts.readings.sizes.as_ref();
    if let Some(sizes) = sizes.filter(|one| one.says_of_leaders()) {
        cells.push(sizes.words_of_leader(id).unwrap_or_default());
    }
    if let Some(groups) = &facts.readings.groups {
        cells.push(groups.of_leader(id, at).to_owned());
    }
    cells
}

/// The cells of those columns, for an organisation.
pub(super) fn organisation_cells(facts: &Facts, id: OrganisationId) -> Vec<String> {
    let colours = facts.readings.colours.as_ref();
    let colour = colours.and_then(|colours| Some(colours.of_organisation(id)?.words.to_owned()));
    let sizes = facts.readings.sizes.as_ref();
    let size = sizes.and_then(|sizes| sizes.words_of_organisation(id));
    let groups = facts.readings.groups.as_ref();
    let group = groups.map(|groups| groups.of_organisation(id).to_owned());
    colour.into_iter().chain(size).chain(group).collect()
}

pub(super) fn leader_headings(facts: &Facts) -> Vec<String> {
    told_headings(facts, true)
}

pub(super) fn leader_facts(facts: &Facts, person: &Person, hangs: usize) -> String {
    let mut said = Vec::new();
    if let Some(post) = person.post {
        let place = facts
            .map
            .party_label(post.organisation_id.into())
            .unwrap_or_default();
        said.push(format!("{}, {place}", post.title));
    }
    if person.may_decide {
        said.push("may decide".to_owned());
    }
    if !person.at_home {
        said.push("a further post; drawn at home elsewhere".to_owned());
    }
    said.extend(told_of_leader(facts, person));
    let n = facts.degree_of(person.leader.id);
    said.push(words::count(n, "tie", "ties"));
    if !person.assessed {
        said.push(words::nobodys_view(facts.map.supposed().is_some()).to_owned());
    }
    if hangs > 0 {
        said.push(format!(
            "{} on this person",
            words::count(hangs, "relationship hangs", "relationships hang")
        ));
    }
    said.join("; ")
}

pub(super) fn leader_mark(
    facts: &Facts,
    person: &Person,
    centre: Point,
    radius: f64,
    hangs: usize,
) -> Mark {
    let (kind, key) = match person.post {
        Some(post) if !person.at_home => (MarkKind::Post, format!("post:{}", post.id)),
        _ => (MarkKind::Leader, key_of(person.leader.id.into())),
    };
    Mark {
        key,
        kind,
        name: person.leader.name.clone(),
        facts: leader_facts(facts, person, hangs),
        bounds: Rect::around(centre, Size::new(2.0 * radius, 2.0 * radius)),
        neighbours: Neighbours::default(),
    }
}

pub(super) fn tables(
    facts: &Facts,
    pairs: &[GapFact],
    lines: &[&Strand],
    show: Show,
) -> Vec<TableTwin> {
    let map = facts.map;
    let heading = |columns: &[&str]| columns.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let of = |party: Party| map.party_label(party).unwrap_or_default().to_owned();
    let mut tables = Vec::new();
    let mut organisations: Vec<TableRow> = facts
        .bodies
        .iter()
        .map(|body| {
            let id = body.organisation.id;
            let tied = lines
                .iter()
                .filter(|strand| !strand.is_need())
                .filter_map(|s| Some((facts.organisation_of(s.a)?, facts.organisation_of(s.b)?)))
                .filter(|(a, b)| a != b && (*a == id || *b == id))
                .map(|(a, b)| (a.min(b), a.max(b)))
                .collect::<BTreeSet<_>>()
                .len();
            let mut cells = vec![body.organisation.name.clone(), regions::sort_words(body)];
            if show == Show::Both {
                cells.push(body.people.len().to_string());
            }
            cells.push(tied.to_string());
            cells.push(
                gaps::confirmed(pairs)
                    .iter()
                    .filter(|gap| gap.a == id || gap.b == id)
                    .count()
                    .to_string(),
            );
            cells.extend(organisation_cells(facts, id));
            TableRow {
                key: key_of(id.into()),
                cells,
            }
        })
        .collect();
    organisations.sort_by(|x, y| x.cells[0].cmp(&y.cells[0]));
    tables.push(TableTwin {
        caption: "Organisations".to_owned(),
        columns: {
            let mut columns = if show == Show::Both {
                heading(&["Organisation", "Kind", "Leaders", "Tied to", "Gaps"])
            } else {
                heading(&["Organisation", "Kind", "Tied to", "Gaps"])
            };
            columns.extend(told_headings(facts, false));
            columns
        },
        rows: organisations,
    });
    if show == Show::Both {
        tables.push(people::table(facts));
    }
    let mut ties: Vec<TableRow> = lines
        .iter()
        .map(|strand| TableRow {
            key: strand.key.clone(),
            cells: vec![
                of(strand.a),
                of(strand.b),
                strand.way.clone(),
                strand.level.clone(),
            ],
        })
        .collect();
    ties.sort_by(|x, y| x.cells.cmp(&y.cells));
    tables.push(TableTwin {
        caption: "Ties drawn".to_owned(),
        columns: heading(&["One", "Other", "In what way", "Level"]),
        rows: ties,
    });
    let confirmed = gaps::confirmed(pairs);
    if !confirmed.is_empty() {
        tables.push(gaps::table(map, &confirmed));
    }
    tables
}
pub(super) fn push_left(facts: &Facts, omissions: &mut Vec<Omission>) {
    if facts.left > 0 && !facts.map.audience().is_publication() {
        let words = words::count(facts.left, "leader who has left", "leaders who have left");
        omissions.push(omission("left", facts.left, &words));
    }
}

pub(super) fn push_filtered(facts: &Facts, omissions: &mut Vec<Omission>) {
    let (organisations, pairs) = facts.filtered;
    for (what, n, one, several) in [
        (
            "filtered_organisations",
            organisations,
            "organisation filtered out",
            "organisations filtered out",
        ),
        (
            "filtered_ties",
            pairs,
            "relationship of another kind",
            "relationships of other kinds",
        ),
    ] {
        if n > 0 {
            omissions.push(omission(what, n, &words::count(n, one, several)));
        }
    }
}

pub(super) fn push_guarded(map: &AudienceMap, omissions: &mut Vec<Omission>) {
    let hidden = map.hidden();
    let n = (hidden.organisations + hidden.leaders + hidden.ties) as usize;
    // Outside the working group even the number could tell something; that there is more is enough.
    if n > 0 && !map.audience().is_publication() {
        omissions.push(omission(
            "guarded",
            n,
            &format!("{n} kept from this audience"),
        ));
    }
}

/// The counts of the foot: who, how many ties, and of how many pairs nothing is known.
pub(super) fn counted(
    organisations: usize,
    leaders: usize,
    (lines, carried): (&[&Strand], &[Carried]),
    show: Show,
) -> String {
    let needs = lines.iter().filter(|strand| strand.is_need()).count();
    let mut parts = vec![words::count(organisations, "organisation", "organisations")];
    if show == Show::Both {
        parts.push(words::count(leaders, "leader", "leaders"));
    }
    let carrying: BTreeSet<_> = carried.iter().map(|tie| tie.pair).collect();
    let ties = (lines.len() + carried.len()).saturating_sub(needs + carrying.len());
    parts.push(format!("{} drawn", words::count(ties, "tie", "ties")));
    if !carried.is_empty() {
        // What a line stands for is not what one counts on the drawing.
        let along = words::count(carrying.len(), "line", "lines");
        parts.push(format!(
            "{} of them taken together in {along} between organisations",
            carried.len()
        ));
    }
    if needs > 0 {
        parts.push(words::count(
            needs,
            "pair nobody has assessed, dotted",
            "pairs nobody has assessed, dotted",
        ));
    }
    parts.join(" · ")
}

pub(super) fn describe(
    map: &AudienceMap,
    counts: &str,
    drawn: &[&GapFact],
    omissions: &[Omission],
    gaps: usize,
) -> String {
    let mut text = format!(
        "{}: {}.",
        frame::spoken("Map", map),
        counts.replace(" · ", ", ")
    );
    if drawn.is_empty() {
        if gaps == 0 {
            text.push_str(" No gap is known between what pairs need and how they work.");
        }
    } else {
        let named: Vec<String> = drawn
            .iter()
            .map(|gap| format!("{} ({})", gap.names(map), gap.words().join(", ")))
            .collect();
        put(
            &mut text,
            format_args!(" The greatest gaps: {}.", words::list(&named)),
        );
    }
    if !omissions.is_empty() {
        let said: Vec<String> = omissions.iter().map(|o| o.words.clone()).collect();
        put(
            &mut text,
            format_args!(" Not drawn: {}.", words::list(&said)),
        );
    }
    text
}
