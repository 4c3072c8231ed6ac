//! The whole road from a footprint to pages, as the program takes it.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::process::Command;

use domain::*;
use jiff::civil::{Date, date};
use paper::{
    Paper, PaperDetails, board_paper, gaps_csv, influence_csv, leaders_csv, map_pdf,
    organisations_csv, png, promises_csv,
};
use scene::{MapRequest, map_scene};
use uuid::Uuid;

const DAY: Date = date(2026, 3, 5);
/// Stands in every field that may hold words, of entities only the working group may see.
const SECRET: &str = "Zwischenfall";
const PERSON: &str = "Hanako Quillfeather";

const BODIES: [(&str, &str, OrganisationKind); 12] = [
    (
        "Northmarch Integrated Care Board",
        "Northmarch ICB",
        OrganisationKind::Commissioner,
    ),
    (
        "Eastvale Hospitals NHS Foundation Trust",
        "Eastvale Hospitals",
        OrganisationKind::AcuteHospital,
    ),
    (
        "St Brannoc’s Hospital NHS Trust",
        "St Brannoc’s",
        OrganisationKind::AcuteHospital,
    ),
    (
        "Marchside Community Health",
        "Marchside Community",
        OrganisationKind::Community,
    ),
    (
        "Fenwick Mental Health",
        "Fenwick Mental Health",
        OrganisationKind::MentalHealth,
    ),
    (
        "Northern Ambulance Service",
        "Ambulance Service",
        OrganisationKind::Other,
    ),
    (
        "Northmarch County Council",
        "Northmarch Council",
        OrganisationKind::Council,
    ),
    ("Vale Council", "Vale Council", OrganisationKind::Council),
    (
        "GP Federation North",
        "GP Federation North",
        OrganisationKind::PrimaryCare,
    ),
    (
        "GP Federation Vale",
        "GP Federation Vale",
        OrganisationKind::PrimaryCare,
    ),
    (
        "Voluntary Alliance",
        "Voluntary Alliance",
        OrganisationKind::Voluntary,
    ),
    (
        "Northmarch Carers",
        "Northmarch Carers",
        OrganisationKind::Voluntary,
    ),
];

fn id<T: From<Uuid>>(number: u128) -> T {
    T::from(Uuid::from_u128(number))
}

fn organisation(number: usize) -> OrganisationId {
    id(1 + number as u128)
}

/// Which parts of a footprint are filled in.
#[derive(Clone, Copy)]
struct Filled {
    organisations: usize,
    work: bool,
    judgements: bool,
    promises: bool,
}

const FULL: Filled = Filled {
    organisations: 12,
    work: true,
    judgements: true,
    promises: true,
};

fn footprint(filled: Filled) -> Map {
    let mut writes = vec![Write::Describe(Footprint {
        name: "Northmarch and the Vale".into(),
        place_id: None,
        freeze: None,
        invented: true,
    })];
    let mut put = |entity: Entity| writes.push(Write::Put(entity));
    for number in 0..filled.organisations {
        let (name, label, kind) = BODIES[number % BODIES.len()];
        let again = number / BODIES.len();
        let of = |text: &str| {
            if again == 0 {
                text.to_owned()
            } else {
                format!("{text} {}", again + 1)
            }
        };
        let mut row = Organisation::new(organisation(number), &of(name), kind);
        row.label = of(label);
        put(row.into());
    }
    let mut hidden =
        Organisation::new(id(900), &format!("{SECRET} Trust"), OrganisationKind::Other);
    hidden.confidentiality = Confidentiality::Working;
    put(hidden.into());
    let leader: LeaderId = id(1000);
    put(Leader {
        id: leader,
        name: PERSON.into(),
        contact: Some(SECRET.into()),
        do_not_ask: false,
        keep_until: None,
        confidentiality: Confidentiality::Partners,
        record: Record::default(),
    }
    .into());
    for (number, at) in [(1100, 6), (1101, 8)] {
        put(Post {
            id: id(number),
            leader_id: leader,
            organisation_id: organisation(at),
            title: "Director of public health".into(),
            authority: Some(Authority::Votes),
            from: None,
            to: None,
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        }
        .into());
    }
    if filled.work {
        for (number, name, how, parts) in [
            (
                2000,
                "Discharge to assess",
                Interdependence::Reciprocal,
                &[(7, 3), (2, 3), (3, 2), (9, 1)][..],
            ),
            (
                2001,
                "Stroke services",
                Interdependence::OneDecision,
                &[(1, 3), (2, 3), (0, 2), (5, 1)],
            ),
            (
                2002,
                "Workforce plan",
                Interdependence::Sequential,
                &[(0, 3), (3, 2), (4, 2), (6, 2), (10, 1)],
            ),
            (
                2003,
                "Urgent care",
                Interdependence::Sequential,
                &[(5, 3), (8, 2), (1, 2)],
            ),
            (
                2004,
                "Carers’ support",
                Interdependence::Pooled,
                &[(11, 3), (10, 2), (6, 1), (7, 2)],
            ),
        ] {
            put(Workstream {
                id: id(number),
                name: name.into(),
                summary: None,
                interdependence: how,
                involvement: parts
                    .iter()
                    .map(|&(at, part)| Involvement {
                        organisation_id: organisation(at),
                        part: [Part::Affected, Part::Contributes, Part::Leads][part - 1],
                    })
                    .collect(),
                from: None,
                to: None,
                objective_id: None,
                confidentiality: Confidentiality::Board,
                record: Record::default(),
            }
            .into());
        }
    }
    if filled.judgements {
        let levels = [
            (7, 2, 1),
            (1, 2, 2),
            (7, 3, 4),
            (2, 3, 4),
            (0, 1, 5),
            (0, 2, 5),
            (0, 3, 3),
            (0, 4, 3),
            (0, 6, 4),
            (3, 4, 1),
            (3, 6, 4),
            (4, 6, 2),
            (5, 1, 3),
            (8, 1, 3),
            (11, 10, 3),
            (7, 9, 2),
            (2, 9, 4),
            (11, 6, 2),
            (10, 7, 2),
        ];
        for (place, (a, b, level)) in levels.into_iter().enumerate() {
            let place = place as u128;
            let tie: TieId = id(3000 + place);
            put(Tie {
                id: tie,
                a: organisation(a).into(),
                b: organisation(b).into(),
                kind: TieKind::WorksWith,
                from: None,
                to: None,
                note: Some(SECRET.into()),
                confidentiality: Confidentiality::Board,
                record: Record::default(),
            }
            .into());
            for (side, at) in [a, b].into_iter().enumerate() {
                if side == 1 && place % 5 == 3 {
                    continue;
                }
                put(Assessment {
                    id: id(4000 + place * 2 + side as u128),
                    tie_id: tie,
                    level: Some(Level::nearest(level)),
                    trust: None,
                    sign: None,
                    confidence: Confidence::USUAL,
                    method: Method::ToldByParty,
                    perceiver: Some(Perceiver::Organisation(organisation(at))),
                    date: date(2025, 11, 3)
                        .saturating_add(jiff::Span::new().days(place as i64 * 5)),
                    note: Some(SECRET.into()),
                    dissent: None,
                    confidentiality: Confidentiality::Board,
                    record: Record::default(),
                }
                .into());
            }
        }
    }
    if filled.promises {
        for number in 0..24_u128 {
            let from = if number == 3 {
                Party::Leader(leader)
            } else {
                organisation(number as usize % 5 + 1).into()
            };
            let due = date(2025, 10, 1).saturating_add(jiff::Span::new().days(number as i64 * 8));
            let event = |day: Date, act, by| CommitmentEvent {
                date: day,
                act,
                by,
                due: None,
                note: Some(SECRET.into()),
            };
            let mut events = vec![event(
                date(2025, 9, 2),
                CommitmentAct::Promise,
                CommitmentSide::Promiser,
            )];
            if number % 4 != 1 && due < DAY {
                events.push(event(
                    due.yesterday().unwrap(),
                    CommitmentAct::ReportDone,
                    CommitmentSide::Promiser,
                ));
                if number % 7 != 3 {
                    events.push(event(
                        due,
                        CommitmentAct::AcceptDone,
                        CommitmentSide::Requester,
                    ));
                }
            }
            put(Commitment {
                id: id(5000 + number),
                from,
                to: organisation(0).into(),
                what: [
                    "Name a discharge lead",
                    "Share theatre utilisation figures",
                    "Sign the joint protocol for crisis care",
                    "Publish a volunteer rota",
                ][number as usize % 4]
                    .into(),
                workstream_id: None,
                asked: date(2025, 9, 1),
                due: Some(due),
                events,
                proposal_id: None,
                evidence: None,
                confidentiality: if number == 5 {
                    Confidentiality::Working
                } else {
                    Confidentiality::Board
                },
                record: Record::default(),
            }
            .into());
        }
    }
    put(Source {
        id: id(6000),
        title: "STP partner mapping".into(),
        kind: SourceKind::Dataset,
        date: Some(date(2019, 4, 1)),
        licence: Some("Open Government Licence v3.0".into()),
        address: None,
        confidentiality: Confidentiality::Public,
        record: Record::default(),
    }
    .into());
    put(Source {
        id: id(6001),
        title: PERSON.into(),
        kind: SourceKind::Person,
        date: None,
        licence: None,
        address: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    }
    .into());
    Map::default().with(&writes)
}

fn details() -> PaperDetails {
    PaperDetails {
        item: Some("7".into()),
        status: Some("For discussion".into()),
        ..PaperDetails::new(date(2026, 3, 12))
    }
}

fn paper_of(map: &AudienceMap) -> Paper {
    let gaps = insight::gaps(map);
    let promises = insight::promises(map);
    let drawing = map_scene(
        map,
        &gaps,
        &MapRequest::of_size(paper::MAP_WIDTH, paper::MAP_HEIGHT),
    );
    board_paper(map, &gaps, &promises, &drawing, &details()).unwrap()
}

/// The text of a PDF by `pdftotext`, its blanks made single, or nothing where that program is not installed.
fn text_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let Ok(output) = Command::new("pdftotext").arg(&file).arg("-").output() else {
        eprintln!("not checked: pdftotext is not installed");
        return None;
    };
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The PDF with its streams unpacked by `qpdf`, where that is installed.
fn unpacked(pdf: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (packed, plain) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    std::fs::write(&packed, pdf).unwrap();
    let Ok(output) = Command::new("qpdf")
        .args(["--qdf", "--object-streams=disable"])
        .arg(&packed)
        .arg(&plain)
        .output()
    else {
        eprintln!("not checked: qpdf is not installed");
        return None;
    };
    assert!(output.status.success(), "{output:?}");
    std::fs::read(plain).ok()
}

fn holds(bytes: &[u8], part: &str) -> bool {
    let wide: Vec<u8> = part.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hex: String = wide
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect::<String>()
        .to_uppercase();
    [part.as_bytes(), &wide, hex.as_bytes()]
        .into_iter()
        .any(|form| bytes.windows(form.len()).any(|window| window == form))
}

#[test]
fn a_board_is_given_two_pages_that_state_the_gaps_the_promises_and_what_is_not_known() {
    let map = footprint(FULL).seen_by(Audience::Board, DAY);
    let paper = paper_of(&map);
    assert_eq!(paper.pages, 2);
    let Some(text) = text_of(&paper.pdf) else {
        return;
    };
    for words in [
        "partnerships that our plans depend on are not yet close enough to carry them",
        "St Brannoc’s and Vale Council",
        "4 coalition",
        "1 networking",
        "both sides say so",
        "overdue",
        "pairs assessed · Data as of 5 March 2026",
        "Page 2 of 2",
        "STP partner mapping, 1 April 2019 (Open Government Licence v3.0)",
        "All names and figures here are invented.",
        "not meant for this audience",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}

#[test]
fn nothing_guarded_and_nobody_is_found_in_the_bytes_of_a_publication() {
    for audience in [Audience::Board, Audience::Public] {
        let map = footprint(FULL).seen_by(audience, DAY);
        let paper = paper_of(&map);
        let mut files = vec![paper.pdf.clone()];
        files.extend(unpacked(&paper.pdf));
        files.extend(text_of(&paper.pdf).map(String::into_bytes));
        files.push(organisations_csv(&map).unwrap());
        files.push(leaders_csv(&map).unwrap());
        files.push(gaps_csv(&insight::gaps(&map)).unwrap());
        files.push(promises_csv(&insight::promises(&map)).unwrap());
        for file in &files {
            for secret in [SECRET, PERSON, "Quillfeather"] {
                assert!(!holds(file, secret), "{secret} at {audience:?}");
            }
        }
    }
}

#[test]
fn a_paper_with_little_or_nothing_to_say_says_so_and_never_a_nought_for_what_is_not_known() {
    let cases = [
        (
            Filled {
                organisations: 0,
                work: false,
                judgements: false,
                promises: false,
            },
            "is not recorded yet",
        ),
        (
            Filled {
                organisations: 1,
                work: false,
                judgements: false,
                promises: false,
            },
            "No promise has been recorded yet",
        ),
        (
            Filled {
                judgements: false,
                promises: false,
                ..FULL
            },
            "Nobody has yet said how closely the partners",
        ),
        (
            Filled {
                promises: false,
                ..FULL
            },
            "No promise has been recorded yet",
        ),
        (
            Filled {
                work: false,
                ..FULL
            },
            "No two organisations are known to share work",
        ),
        (
            Filled {
                organisations: 60,
                ..FULL
            },
            "not yet close enough",
        ),
    ];
    for (filled, words) in cases {
        let map = footprint(filled).seen_by(Audience::Working, DAY);
        let paper = paper_of(&map);
        assert_eq!(paper.pages, 2);
        let Some(text) = text_of(&paper.pdf) else {
            return;
        };
        assert!(text.contains(words), "{words} is missing in {text}");
        assert!(
            !text.contains("0 none,1") && !text.contains("0 of 0"),
            "{text}"
        );
        if !filled.judgements && filled.work {
            assert!(
                text.contains("not assessed") && text.contains("Not known"),
                "{text}"
            );
        }
    }
}

#[test]
fn the_working_group_may_read_who_could_bring_two_together() {
    let map = footprint(FULL).seen_by(Audience::Working, DAY);
    let paper = paper_of(&map);
    assert_eq!(paper.pages, 2);
    if let Some(text) = text_of(&paper.pdf) {
        assert!(
            text.contains("Working paper · not for publication"),
            "{text}"
        );
        assert!(text.contains(PERSON), "{text}");
    }
}

#[test]
fn the_same_footprint_gives_the_same_bytes_for_paper_drawing_and_picture() {
    let map = footprint(FULL).seen_by(Audience::Board, DAY);
    let gaps = insight::gaps(&map);
    let drawing = map_scene(&map, &gaps, &MapRequest::of_size(900.0, 600.0));
    assert!(paper_of(&map).pdf == paper_of(&map).pdf);
    let page = map_pdf(&drawing, DAY).unwrap();
    assert!(page.pdf == map_pdf(&drawing, DAY).unwrap().pdf);
    assert_eq!(page.pages, 1);
    assert!(png(&drawing, 1.0).unwrap() == png(&drawing, 1.0).unwrap());
}

#[test]
fn tables_tell_the_unknown_from_none() {
    let map = footprint(FULL).seen_by(Audience::Partners, DAY);
    let csv = String::from_utf8(gaps_csv(&insight::gaps(&map)).unwrap()).unwrap();
    let unknown = csv
        .lines()
        .find(|line| line.contains(",unknown,,,,,"))
        .unwrap();
    assert!(
        unknown.contains(",0,"),
        "the gap itself is a range from nought: {unknown}"
    );
    let leaders = String::from_utf8(leaders_csv(&map).unwrap()).unwrap();
    assert!(leaders.contains("Hanako Quillfeather,Director of public health,Northmarch County Council,votes,,,partners,"), "{leaders}");
}

#[test]
fn a_table_of_gaps_that_lists_not_every_pair_says_so_in_its_last_row() {
    let map = footprint(FULL).seen_by(Audience::Working, DAY);
    let mut gaps = insight::gaps(&map);
    let lines = |gaps: &insight::Gaps| {
        let csv = String::from_utf8(gaps_csv(gaps).unwrap()).unwrap();
        csv.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let all = lines(&gaps);
    let mut more = gaps.findings[0].clone();
    more.code = "unlisted";
    more.sentence = "12 further pairs are counted but not listed.".to_owned();
    gaps.findings.insert(1, more);
    let some = lines(&gaps);
    assert_eq!(some.len(), all.len() + 1);
    let last = some.last().unwrap();
    assert!(
        last.starts_with("12 further pairs are counted but not listed.,,,,unlisted,"),
        "{last}"
    );
    assert_eq!(last.matches(',').count(), 15, "as many cells as every row");
}

/// A footprint of which the working group sees everything and others only who is in it.
fn guarded() -> Map {
    let mut writes = Vec::new();
    let map = footprint(FULL);
    let confidentiality = Confidentiality::Working;
    writes.extend(map.ties().iter().map(|row| {
        Write::Put(Entity::Tie(Tie {
            confidentiality,
            ..row.clone()
        }))
    }));
    writes.extend(map.workstreams().iter().map(|row| {
        Write::Put(Entity::Workstream(Workstream {
            confidentiality,
            ..row.clone()
        }))
    }));
    writes.extend(map.commitments().iter().map(|row| {
        Write::Put(Entity::Commitment(Commitment {
            confidentiality,
            ..row.clone()
        }))
    }));
    map.with(&writes)
}

#[test]
fn a_paper_never_says_that_nothing_is_recorded_where_it_is_kept_from_its_readers() {
    let map = guarded().seen_by(Audience::Public, DAY);
    let Some(text) = text_of(&paper_of(&map).pdf) else {
        return;
    };
    for words in [
        "The work our partners share is not shown to the public",
        "What is needed of each pair is not shown to the public",
        "What our partners promised is not shown to the public",
        "no judgement of a relationship is shown to the public",
        "Coverage: no pairs shown",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    for untrue in [
        "recorded yet",
        "assessed yet",
        "Once the work",
        "Enter the work",
        "record who promises",
    ] {
        assert!(!text.contains(untrue), "{untrue} in {text}");
    }
    // The work is shown and the judgements are not.
    let mut writes = Vec::new();
    for row in footprint(FULL).workstreams().iter() {
        writes.push(Write::Put(Entity::Workstream(row.clone())));
    }
    let map = guarded().with(&writes).seen_by(Audience::Board, DAY);
    let Some(text) = text_of(&paper_of(&map).pdf) else {
        return;
    };
    assert!(
        text.contains("work together is not shown to the board"),
        "{text}"
    );
    for untrue in ["Nobody has", "nobody has", "been assessed yet"] {
        assert!(!text.contains(untrue), "{untrue} in {text}");
    }
}

#[test]
fn a_paper_on_one_plan_shared_by_all_says_that_it_assumes_so() {
    let map = footprint(Filled {
        work: false,
        judgements: false,
        promises: false,
        ..FULL
    });
    let plan = Workstream {
        id: id(2500),
        name: "Joint forward plan".into(),
        summary: None,
        interdependence: Interdependence::Pooled,
        involvement: (0..12)
            .map(|at| Involvement {
                organisation_id: organisation(at),
                part: Part::Contributes,
            })
            .collect(),
        from: None,
        to: None,
        objective_id: None,
        confidentiality: Confidentiality::Public,
        record: Record::default(),
    };
    let map = map.with(&[Write::Put(plan.into())]);
    let map = map.seen_by(Audience::Board, DAY);
    if let Some(text) = text_of(&paper_of(&map).pdf) {
        assert!(
            text.contains(
                "Assuming that all partners share the Joint forward plan, the work of 66 pairs"
            ),
            "{text}"
        );
    }
}

#[test]
fn a_measure_that_is_not_known_is_an_empty_cell() {
    let map = footprint(FULL).seen_by(Audience::Partners, DAY);
    let csv = String::from_utf8(influence_csv(&insight::influence(&map)).unwrap()).unwrap();
    let row = csv.lines().find(|line| line.contains(PERSON)).unwrap();
    assert!(row.contains(",3,Director of public health,,,,,,,"), "{row}");
    assert!(!csv.contains(",-0,"), "{csv}");
}
