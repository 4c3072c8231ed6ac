//! The registers of a footprint as tables: organisations and leaders, gaps and promises.

use domain::{AudienceMap, Code, Party};
use insight::{Gaps, Influence, Measures, Promises, Status};

use crate::PaperError;
use crate::table::{Cell, table_csv};

/// Every organisation the audience sees: one row each, in the order of their names.
pub fn organisations_csv(map: &AudienceMap) -> Result<Vec<u8>, PaperError> {
    let headers = [
        "organisation",
        "label",
        "kind",
        "sector",
        "codes",
        "member_of",
        "parent",
        "opened",
        "closed",
        "confidentiality",
        "id",
    ];
    let mut rows: Vec<_> = map.organisations().iter().collect();
    rows.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let rows: Vec<Vec<Cell>> = rows
        .into_iter()
        .map(|row| {
            let places: Vec<&str> = row
                .memberships
                .iter()
                .filter_map(|membership| map.place(membership.place_id))
                .map(|place| place.name.as_str())
                .collect();
            vec![
                Cell::from(row.name.as_str()),
                Cell::from(row.short_name()),
                Cell::Figure(row.kind.key().to_owned()),
                Cell::from(row.sector.clone()),
                Cell::from(codes(&row.codes)),
                Cell::from(places.join("; ")),
                Cell::from(
                    row.parent_id
                        .and_then(|id| map.organisation(id))
                        .map(|parent| parent.name.as_str()),
                ),
                day(row.opened),
                day(row.closed),
                Cell::Figure(row.confidentiality.key().to_owned()),
                Cell::Figure(row.id.to_string()),
            ]
        })
        .collect();
    table_csv(&headers, &rows)
}

/// Every leader the audience sees with every post they hold on the map's day: one row for each post, in the order of
/// names. What a post lets its holder decide is told to the working group and the partners only.
pub fn leaders_csv(map: &AudienceMap) -> Result<Vec<u8>, PaperError> {
    let publication = map.audience().is_publication();
    let headers = [
        "leader",
        "title",
        "organisation",
        "authority",
        "from",
        "to",
        "confidentiality",
        "id",
    ];
    let mut leaders: Vec<_> = map.leaders().iter().collect();
    leaders.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let mut rows = Vec::new();
    for leader in leaders {
        let start = |title: Cell, organisation: Cell, rest: [Cell; 3]| {
            let [authority, from, to] = rest;
            vec![
                Cell::from(leader.name.as_str()),
                title,
                organisation,
                authority,
                from,
                to,
                Cell::Figure(leader.confidentiality.key().to_owned()),
                Cell::Figure(leader.id.to_string()),
            ]
        };
        let before = rows.len();
        for post in map.posts_of(leader.id, map.as_of()) {
            let organisation = map.party_name(Party::Organisation(post.organisation_id));
            let authority = post.authority.filter(|_| !publication);
            rows.push(start(
                Cell::from(post.title.as_str()),
                Cell::from(organisation),
                [
                    authority.map_or(Cell::Unknown, |authority| {
                        Cell::Figure(authority.key().to_owned())
                    }),
                    day(post.from),
                    day(post.to),
                ],
            ));
        }
        if rows.len() == before {
            rows.push(start(
                Cell::Unknown,
                Cell::Unknown,
                [Cell::Unknown, Cell::Unknown, Cell::Unknown],
            ));
        }
    }
    table_csv(&headers, &rows)
}

/// Every pair that must work together, in the order of the answer: known gaps first.
///
/// A level nobody has assessed is an empty cell. Where the answer counts pairs that it does not list, a last row says so:
/// how many in words, `unlisted` as their status.
pub fn gaps_csv(gaps: &Gaps) -> Result<Vec<u8>, PaperError> {
    let headers = [
        "organisation_a",
        "organisation_b",
        "needed",
        "because",
        "status",
        "actual",
        "actual_low",
        "actual_high",
        "both_sides",
        "last_assessed",
        "gap_low",
        "gap_high",
        "importance",
        "priority",
        "id_a",
        "id_b",
    ];
    let level = |level: u8, known: bool| {
        if known {
            Cell::Number(f64::from(level))
        } else {
            Cell::Unknown
        }
    };
    let mut rows: Vec<Vec<Cell>> = gaps
        .pairs
        .iter()
        .map(|pair| {
            let actual = &pair.actual;
            let status = match pair.status {
                Status::Gap => "gap",
                Status::Unknown => "unknown",
                Status::NoGap => "no_gap",
                Status::NotNeeded => "not_needed",
            };
            vec![
                Cell::from(pair.a.name.as_str()),
                Cell::from(pair.b.name.as_str()),
                Cell::Number(f64::from(pair.needed.number())),
                Cell::from(pair.because.as_str()),
                Cell::Figure(status.to_owned()),
                actual.level.map_or(Cell::Unknown, |level| {
                    Cell::Number(f64::from(level.number()))
                }),
                level(actual.low, actual.assessed),
                level(actual.high, actual.assessed),
                if actual.assessed {
                    Cell::Figure(if actual.both_sides { "yes" } else { "no" }.to_owned())
                } else {
                    Cell::Unknown
                },
                day(actual.last_assessed),
                Cell::Number(f64::from(pair.gap.low)),
                Cell::Number(f64::from(pair.gap.high)),
                rounded(pair.importance),
                rounded(pair.priority),
                Cell::Figure(pair.a.id.clone()),
                Cell::Figure(pair.b.id.clone()),
            ]
        })
        .collect();
    let more = gaps.findings.iter().find(|found| found.code == "unlisted");
    rows.extend(more.map(|found| {
        let mut row = vec![Cell::Unknown; headers.len()];
        row[0] = Cell::Figure(found.sentence.clone());
        row[4] = Cell::Figure("unlisted".to_owned());
        row
    }));
    table_csv(&headers, &rows)
}

/// The register of promises, the overdue first.
pub fn promises_csv(promises: &Promises) -> Result<Vec<u8>, PaperError> {
    let headers = [
        "from",
        "to",
        "what",
        "workstream",
        "state",
        "asked",
        "promised",
        "first_due",
        "currently_due",
        "renegotiations",
        "overdue",
        "overdue_days",
        "reported_done",
        "ended",
        "id",
    ];
    let rows: Vec<Vec<Cell>> = promises
        .register
        .iter()
        .map(|row| {
            vec![
                Cell::from(row.from.name.as_str()),
                Cell::from(row.to.name.as_str()),
                Cell::from(row.what.as_str()),
                Cell::from(row.workstream.as_deref()),
                Cell::Figure(row.state_word.to_owned()),
                day(Some(row.asked)),
                day(row.promised_on),
                day(row.first_due),
                day(row.currently_due),
                Cell::from(row.renegotiations),
                Cell::Figure(if row.overdue { "yes" } else { "no" }.to_owned()),
                Cell::from(row.overdue_days),
                day(row.reported_on),
                day(row.ended_on),
                Cell::Figure(row.id.clone()),
            ]
        })
        .collect();
    table_csv(&headers, &rows)
}

/// Four decimal places: more would claim more than is known.
fn rounded(value: f64) -> Cell {
    Cell::Number((value * 10_000.0).round() / 10_000.0)
}

fn codes(codes: &[Code]) -> String {
    let all: Vec<String> = codes
        .iter()
        .map(|code| format!("{}:{}", code.scheme.key(), code.value))
        .collect();
    all.join("; ")
}

fn day(day: Option<jiff::civil::Date>) -> Cell {
    day.map_or(Cell::Unknown, |day| Cell::Figure(day.to_string()))
}

/// Formal authority beside informal influence, leader by leader, never blended; empty where the audience may not see
/// them. A measure that is not known is an empty cell.
pub fn influence_csv(influence: &Influence) -> Result<Vec<u8>, PaperError> {
    let headers = [
        "leader",
        "posts",
        "authority",
        "authority_from",
        "degree",
        "strength",
        "betweenness",
        "betweenness_share",
        "organisations_reached",
        "position",
        "id",
    ];
    let rows: Vec<Vec<Cell>> = influence
        .leaders
        .iter()
        .map(|one| {
            let posts: Vec<String> = one
                .posts
                .iter()
                .map(|post| format!("{}, {}", post.title, post.organisation.name))
                .collect();
            let measure =
                |of: &dyn Fn(&Measures) -> Cell| one.measures.as_ref().map_or(Cell::Unknown, of);
            vec![
                Cell::from(one.leader.name.as_str()),
                Cell::from(posts.join("; ").as_str()),
                one.authority
                    .as_ref()
                    .map_or(Cell::Unknown, |found| Cell::Number(f64::from(found.value))),
                one.authority
                    .as_ref()
                    .map_or(Cell::Unknown, |found| Cell::from(found.title.as_str())),
                measure(&|known| Cell::from(known.degree)),
                measure(&|known| rounded(known.strength)),
                measure(&|known| rounded(known.betweenness)),
                measure(&|known| rounded(known.betweenness_normalised)),
                measure(&|known| Cell::from(known.organisations_reached)),
                one.position.map_or(Cell::Unknown, Cell::from),
                Cell::Figure(one.leader.id.clone()),
            ]
        })
        .collect();
    table_csv(&headers, &rows)
}
