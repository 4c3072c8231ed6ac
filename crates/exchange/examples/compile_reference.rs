//! Compiles `reference/footprints.json` from the published files:
//! `cargo run -p exchange --example compile_reference -- PATH-TO-DATA`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use domain::{Code, CodeScheme, Map, OrganisationKind, PlaceLevel, Stamp};
use exchange::reference::{
    Compiled, CompiledFootprint, CompiledLead, CompiledOrganisation, CompiledPlace, CompiledSource,
    Era,
};
use exchange::{
    Context, Kind, Mapping, SourceFile, guess_kind, name_key, ordinary_letters, tables,
};
use jiff::civil::{Date, date};
use uuid::Uuid;

/// Where the two published lists of trusts disagree, the later of them is followed if the trust draws
/// at least this share of its admissions from the system it names.
const SHARE_OF_ADMISSIONS: f64 = 0.40;
/// A council belongs where at least this share of its small areas, or of the system's, lie.
const SHARE_OF_AREA: f64 = 0.05;
/// Areas that changed system on 1 July 2022, after the overlaps were counted: West Birmingham went
/// to Birmingham and Solihull, Glossop to Derbyshire.
const MOVED_AWAY: [(&str, &str); 2] = [("QUA", "E08000025"), ("QOP", "E10000007")];
/// Codes of two boards in the year before their boundary changed.
const FORMER_GSS: [(&str, &str); 2] = [("E54000052", "QXU"), ("E54000053", "QNX")];

fn main() {
    let argument = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "../shared/data".to_owned());
    let nhs = Path::new(&argument).join("nhs");
    let mut compiled = Compiled {
        sources: Vec::new(),
        organisations: Vec::new(),
        footprints: Vec::new(),
    };
    partnerships(&nhs, &mut compiled);
    boards(&nhs, &mut compiled);
    compiled
        .footprints
        .sort_by(|a, b| (a.era, &a.code).cmp(&(b.era, &b.code)));

    // One line an entry, so that a change can be read.
    let mut text = String::from("{\n\"sources\": [\n");
    text.push_str(&lines(&compiled.sources));
    text.push_str("],\n\"organisations\": [\n");
    text.push_str(&lines(&compiled.organisations));
    text.push_str("],\n\"footprints\": [\n");
    text.push_str(&lines(&compiled.footprints));
    text.push_str("]\n}\n");
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/footprints.json");
    std::fs::write(&target, text).unwrap();
    for era in [Era::Partnership2016, Era::Board2023] {
        let of: Vec<_> = compiled
            .footprints
            .iter()
            .filter(|f| f.era == era)
            .collect();
        let members: usize = of.iter().map(|f| f.members.len()).sum();
        println!(
            "{}: {} footprints, {} memberships",
            era.word(),
            of.len(),
            members
        );
    }
    println!("{} organisations", compiled.organisations.len());
}

fn lines<T: serde::Serialize>(items: &[T]) -> String {
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let comma = if at + 1 < items.len() { "," } else { "" };
        writeln!(text, "{}{comma}", serde_json::to_string(item).unwrap()).unwrap();
    }
    text
}

/// A text file's rows as texts, its first row as the names of the columns.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).unwrap();
    let name = path.display().to_string();
    let read = tables(&SourceFile {
        name: &name,
        bytes: &bytes,
    })
    .unwrap();
    read.tables[0]
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|c| c.text().trim().to_owned())
                .collect()
        })
        .collect()
}

fn records(path: &Path) -> Vec<BTreeMap<String, String>> {
    let rows = rows(path);
    let header = rows[0].clone();
    rows[1..]
        .iter()
        .map(|row| header.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

fn ods(value: &str) -> Code {
    Code {
        scheme: CodeScheme::Ods,
        value: value.to_owned(),
    }
}

fn gss(value: &str) -> Code {
    Code {
        scheme: CodeScheme::OnsGss,
        value: value.to_owned(),
    }
}

/// A council's area: its name without the words that say what kind of council it is.
fn area(name: &str) -> String {
    name_key(name)
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "metropolitan"
                    | "borough"
                    | "city"
                    | "county"
                    | "district"
                    | "council"
                    | "of"
                    | "the"
                    | "london"
                    | "royal"
                    | "unitary"
                    | "corporation"
                    | "and"
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// "Coventry And Warwickshire" with its small words in small letters.
fn small_words(name: &str) -> String {
    name.replace(" And ", " and ")
        .replace(" Of ", " of ")
        .replace(" The ", " the ")
        .replace(" Upon ", " upon ")
}

fn partnerships(nhs: &Path, compiled: &mut Compiled) {
    let path = nhs.join("stp-partner-mapping-2019-04.xlsx");
    let bytes = std::fs::read(&path).unwrap();
    let mut number = 0_u128;
    let mut next = || {
        number += 1;
        Uuid::from_u128(number)
    };
    let map = Map::default();
    let source = SourceFile {
        name: "stp-partner-mapping-2019-04.xlsx",
        bytes: &bytes,
    };
    let context = Context {
        today: date(2019, 4, 3),
        author: "reference",
        new_id: &mut next,
    };
    let plan = exchange::read(
        &source,
        Some(Kind::StpWorkbook),
        &Mapping::default(),
        &map,
        context,
    )
    .unwrap();
    let stamp = Stamp {
        at: jiff::Timestamp::UNIX_EPOCH,
        by: "reference".to_owned(),
    };
    let map = map.with(&plan.edit("workbook").unwrap().plan(&map, &stamp).unwrap());
    let edition = plan.source.date.unwrap();
    let source_number = compiled.sources.len();
    compiled.sources.push(CompiledSource {
        title: plan.source.title.clone(),
        date: edition,
    });

    let official = official_names(nhs, &bytes);
    let councils = council_codes(nhs);
    let mut numbers = BTreeMap::new();
    for organisation in map.organisations().iter() {
        let mut codes = organisation.codes.clone();
        let mut name = organisation.name.clone();
        let code = codes
            .iter()
            .find(|c| c.scheme == CodeScheme::Ods)
            .map(|c| c.value.clone());
        if organisation.kind == OrganisationKind::Commissioner {
            if let Some((official, ons)) = code.as_ref().and_then(|code| official.get(code)) {
                name.clone_from(official);
                codes.extend(ons.iter().map(|ons| gss(ons)));
            } else if !name.starts_with("NHS ") {
                name = format!("NHS {name}");
            }
        }
        if organisation.kind == OrganisationKind::Council {
            // Two councils are written in the workbook as no other list writes them.
            let area = match area(&name).as_str() {
                "newcastle upon tyne" => "newcastle".to_owned(),
                "middlesborough" => "middlesbrough".to_owned(),
                "isles scilly ios" | "isles scilly" => "isles scilly".to_owned(),
                other => other.to_owned(),
            };
            name = name
                .replace("Middlesborough", "Middlesbrough")
                .replace(" (IoS)", "");
            match councils.get(&area) {
                Some(found) if found.len() == 1 => codes.extend(found.iter().map(|ons| gss(ons))),
                _ => println!("no single ONS code for {name}"),
            }
        }
        codes.sort();
        numbers.insert(organisation.id, compiled.organisations.len());
        compiled.organisations.push(CompiledOrganisation {
            name,
            kind: organisation.kind,
            codes,
            closed: organisation.closed,
        });
    }
    for place in map
        .places()
        .iter()
        .filter(|p| p.level == PlaceLevel::System)
    {
        let code = place
            .codes
            .iter()
            .find(|c| c.scheme == CodeScheme::Ods)
            .unwrap()
            .value
            .clone();
        let mut members: Vec<_> = map
            .organisations()
            .iter()
            .filter(|o| o.memberships.iter().any(|m| m.place_id == place.id))
            .collect();
        members.sort_by_key(|o| (o.kind, o.name.clone()));
        let ids: BTreeSet<_> = members.iter().map(|o| o.id).collect();
        let about = format!("Published as lead of {}", place.name);
        let mut leads = Vec::new();
        for note in map.notes().iter().filter(|n| n.text.starts_with(&about)) {
            let domain::EntityRef::Leader(leader) = note.about else {
                continue;
            };
            let posts = map
                .posts()
                .iter()
                .filter(|p| p.leader_id == leader && ids.contains(&p.organisation_id))
                .map(|p| (numbers[&p.organisation_id], p.title.clone()))
                .collect();
            leads.push(CompiledLead {
                name: map.leader(leader).unwrap().name.clone(),
                posts,
                note: note.text.clone(),
            });
        }
        let mut history: Vec<(Date, String)> = map
            .notes()
            .iter()
            .filter(|n| n.about == place.id.into())
            .map(|n| (n.date, n.text.clone()))
            .collect();
        history.sort();
        compiled.footprints.push(CompiledFootprint {
            code,
            name: place.name.clone(),
            era: Era::Partnership2016,
            codes: place.codes.clone(),
            region: place
                .parent_id
                .and_then(|id| map.place(id))
                .map(|r| CompiledPlace {
                    name: r.name.clone(),
                    codes: r.codes.clone(),
                }),
            edition,
            source: source_number,
            closed: place.closed,
            contact: place.contact.clone(),
            places: Vec::new(),
            members: members.iter().map(|o| numbers[&o.id]).collect(),
            leads,
            history,
        });
    }
}

/// Commissioners' names as the Office for National Statistics writes them, with their code there; for
/// those that had gone by then, as the workbook's own hidden look-up has them.
fn official_names(nhs: &Path, workbook: &[u8]) -> BTreeMap<String, (String, Option<String>)> {
    let mut official = BTreeMap::new();
    let read = tables(&SourceFile {
        name: "workbook",
        bytes: workbook,
    })
    .unwrap();
    for table in read.tables.iter().filter(|t| t.hidden && t.name == "CCGs") {
        for row in &table.rows {
            let (code, name) = (
                row.cell(0).text().trim().to_owned(),
                row.cell(1).text().trim().to_owned(),
            );
            official.insert(code, (ordinary_letters(&name), None));
        }
    }
    for record in records(&nhs.join("ons/ccg-names-codes-2020-04.csv")) {
        official.insert(
            record["CCG20CDH"].clone(),
            (record["CCG20NM"].clone(), Some(record["CCG20CD"].clone())),
        );
    }
    official
}

/// Councils' codes by their area.
fn council_codes(nhs: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in records(&nhs.join("ons/la-orgid-gss.csv")) {
        if record["gss_code"].starts_with('E') {
            codes
                .entry(area(&record["name"]))
                .or_default()
                .insert(record["gss_code"].clone());
        }
    }
    codes
}

struct Trust {
    code: String,
    name: String,
    parent: String,
    closed: Option<Date>,
}

fn day(text: &str) -> Option<Date> {
    (text.len() == 8)
        .then(|| {
            Date::new(
                text[..4].parse().ok()?,
                text[4..6].parse().ok()?,
                text[6..].parse().ok()?,
            )
            .ok()
        })
        .flatten()
}

fn boards(nhs: &Path, compiled: &mut Compiled) {
    let edition = date(2023, 4, 1);
    let source_number = compiled.sources.len();
    compiled.sources.push(CompiledSource {
        title: "Integrated care boards, April 2023: ONS look-ups and NHS Organisation Data Service files".to_owned(),
        date: edition,
    });
    let look_up = records(&nhs.join("ons/sicbl-icb-nhser-2023-04.csv"));
    let groups = records(&nhs.join("ons/ccg-stp-nhser-2021-04.csv"));
    let group_names: BTreeMap<_, _> = groups
        .iter()
        .map(|r| (r["CCG21CDH"].clone(), r["CCG21NM"].clone()))
        .collect();
    let group_codes: BTreeMap<_, _> = groups
        .iter()
        .map(|r| (r["CCG21CD"].clone(), r["CCG21CDH"].clone()))
        .collect();
    let board_of: BTreeMap<_, _> = look_up
        .iter()
        .map(|r| (r["SICBL23CDH"].clone(), r["ICB23CDH"].clone()))
        .collect();

    // Each trust in one system: its parent in the Organisation Data Service's file, which goes by where
    // its headquarters lie, unless the other list and its admissions both say another.
    let spelled: BTreeMap<_, _> = records(&nhs.join("nhs-trusts22-stp21.csv"))
        .iter()
        .map(|r| (r["nhs_trust22_code"].clone(), r["nhs_trust22_name"].clone()))
        .collect();
    let mut trusts = Vec::new();
    for file in ["ods/etr-2023.csv", "ods/ect-2023.csv"] {
        for row in rows(&nhs.join(file)) {
            let closed = day(&row[11]);
            if closed.is_some_and(|closed| closed < edition) {
                continue;
            }
            let capitals = ordinary_letters(&row[1]);
            let name = spelled
                .get(&row[0])
                .filter(|name| name_key(name) == name_key(&capitals))
                .map_or(capitals, |name| small_words(name));
            trusts.push(Trust {
                code: row[0].clone(),
                name,
                parent: row[3].clone(),
                closed,
            });
        }
    }
    let by_gss: BTreeMap<_, _> = look_up
        .iter()
        .map(|r| (r["ICB23CD"].clone(), r["ICB23CDH"].clone()))
        .chain(
            FORMER_GSS
                .iter()
                .map(|(ons, code)| ((*ons).to_owned(), (*code).to_owned())),
        )
        .collect();
    let systems: BTreeMap<_, _> = groups
        .iter()
        .map(|r| (r["STP21CD"].clone(), r["STP21CDH"].clone()))
        .collect();
    let listed_in: BTreeMap<_, _> = records(&nhs.join("nhs-trusts22-stp21.csv"))
        .iter()
        .filter_map(|r| {
            let system = systems.get(&r["stp21_code"])?;
            Some((r["nhs_trust22_code"].clone(), system.clone()))
        })
        .collect();
    for record in records(&nhs.join("nhs-trusts22-icb22.csv")) {
        let share: f64 = record["proportion_trust_came_from_icb"].parse().unwrap();
        let (trust, board) = (&record["nhs_trust22_code"], &by_gss[&record["icb22_code"]]);
        if share >= SHARE_OF_ADMISSIONS && listed_in.get(trust) == Some(board) {
            for known in trusts.iter_mut().filter(|t| t.code == *trust) {
                known.parent.clone_from(board);
            }
        }
    }

    // Councils of the upper tier by how many small areas they share.
    let upper: BTreeMap<_, _> = records(&nhs.join("ons/ltla21-utla21.csv"))
        .iter()
        .map(|r| {
            (
                r["ltla21_code"].clone(),
                (r["utla21_code"].clone(), r["utla21_name"].clone()),
            )
        })
        .collect();
    let mut shared: BTreeMap<(String, String), f64> = BTreeMap::new();
    let mut of_council: BTreeMap<String, f64> = BTreeMap::new();
    let mut of_board: BTreeMap<String, f64> = BTreeMap::new();
    let mut area_names: BTreeMap<String, String> = BTreeMap::new();
    for record in records(&nhs.join("ons/ccg21-stp21-ltla21-overlap.csv")) {
        let board = board_of[&group_codes[&record["ccg21_code"]]].clone();
        let (council, name) = upper[&record["ltla21_code"]].clone();
        let count: f64 = record["lsoa_count"].parse().unwrap();
        *shared.entry((board.clone(), council.clone())).or_default() += count;
        *of_council.entry(council.clone()).or_default() += count;
        *of_board.entry(board).or_default() += count;
        area_names.insert(council, name);
    }
    let council_names: BTreeMap<_, _> = records(&nhs.join("ons/la-orgid-gss.csv"))
        .iter()
        .map(|r| (r["gss_code"].clone(), r["name"].clone()))
        .collect();
    let by_area: BTreeMap<_, _> = records(&nhs.join("ons/la-orgid-gss.csv"))
        .iter()
        .map(|r| (r["area_name"].clone(), r["name"].clone()))
        .collect();

    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut enter = |compiled: &mut Compiled, key: &str, organisation: CompiledOrganisation| {
        *numbers.entry(key.to_owned()).or_insert_with(|| {
            compiled.organisations.push(organisation);
            compiled.organisations.len() - 1
        })
    };
    let mut boards: BTreeMap<String, Vec<&BTreeMap<String, String>>> = BTreeMap::new();
    for record in &look_up {
        boards
            .entry(record["ICB23CDH"].clone())
            .or_default()
            .push(record);
    }
    for (board, parts) in boards {
        let first = parts[0];
        let board_name = first["ICB23NM"].clone();
        let mut members = vec![enter(
            compiled,
            &board,
            CompiledOrganisation {
                name: board_name.clone(),
                kind: OrganisationKind::Commissioner,
                codes: vec![ods(&board), gss(&first["ICB23CD"])],
                closed: None,
            },
        )];
        for trust in &trusts {
            if trust.parent == board {
                members.push(enter(
                    compiled,
                    &trust.code,
                    CompiledOrganisation {
                        name: trust.name.clone(),
                        kind: guess_kind(&trust.name, Some(&trust.code)),
                        codes: vec![ods(&trust.code)],
                        closed: trust.closed,
                    },
                ));
            }
        }
        for ((of, council), count) in &shared {
            let large = count / of_council[council] >= SHARE_OF_AREA
                || count / of_board[&board] >= SHARE_OF_AREA;
            if of != &board || !large || MOVED_AWAY.contains(&(board.as_str(), council.as_str())) {
                continue;
            }
            let name = council_names
                .get(council)
                .or_else(|| by_area.get(&area_names[council]))
                .cloned()
                .unwrap_or_else(|| format!("{} Council", area_names[council]));
            members.push(enter(
                compiled,
                council,
                CompiledOrganisation {
                    name,
                    kind: OrganisationKind::Council,
                    codes: vec![gss(council)],
                    closed: None,
                },
            ));
        }
        members.sort_by_key(|n| {
            (
                compiled.organisations[*n].kind,
                compiled.organisations[*n].name.clone(),
            )
        });
        let plain = board_name
            .trim_start_matches("NHS ")
            .trim_end_matches(" Integrated Care Board")
            .to_owned();
        let places = if parts.len() > 1 {
            let mut places: Vec<CompiledPlace> = parts
                .iter()
                .map(|part| CompiledPlace {
                    name: group_names.get(&part["SICBL23CDH"]).map_or_else(
                        || part["SICBL23NM"].clone(),
                        |name| {
                            name.trim_start_matches("NHS ")
                                .trim_end_matches(" CCG")
                                .to_owned()
                        },
                    ),
                    codes: vec![ods(&part["SICBL23CDH"]), gss(&part["SICBL23CD"])],
                })
                .collect();
            places.sort_by_key(|p| p.name.clone());
            places
        } else {
            Vec::new()
        };
        compiled.footprints.push(CompiledFootprint {
            code: format!("{board}-2023"),
            name: format!("{plain} Integrated Care System"),
            era: Era::Board2023,
            codes: vec![ods(&board), gss(&first["ICB23CD"])],
            region: Some(CompiledPlace {
                name: first["NHSER23NM"].clone(),
                codes: vec![ods(&first["NHSER23CDH"]), gss(&first["NHSER23CD"])],
            }),
            edition,
            source: source_number,
            closed: None,
            contact: None,
            places,
            members,
            leads: Vec::new(),
            history: Vec::new(),
        });
    }
}
