//! Made-up footprints for tests and for looking at drawings.
#![allow(clippy::unwrap_used, clippy::float_cmp)]

use std::collections::BTreeSet;

use domain::*;
use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::geometry::Rect;
use crate::layout::random::Random;
use crate::map::{MapRequest, Show, map_scene};
use crate::matrix::{MatrixOrder, gap_matrix_scene};
use crate::paint::Theme;
use crate::scene::{MarkKind, Node, Outline, Scene};
use crate::words;

pub(crate) const DAY: Date = date(2026, 3, 5);

const NAMES: [(&str, &str, OrganisationKind); 24] = [
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
    (
        "Holme District Council",
        "Holme District",
        OrganisationKind::Council,
    ),
    (
        "University Hospitals Coventry and Warwickshire NHS Trust",
        "",
        OrganisationKind::AcuteHospital,
    ),
    (
        "Lowmoor Children’s Hospital",
        "Lowmoor Children’s",
        OrganisationKind::AcuteHospital,
    ),
    (
        "Riverside Primary Care Network",
        "Riverside PCN",
        OrganisationKind::PrimaryCare,
    ),
    (
        "Old Town Primary Care Network",
        "Old Town PCN",
        OrganisationKind::PrimaryCare,
    ),
    (
        "Care Homes Forum",
        "Care Homes Forum",
        OrganisationKind::Other,
    ),
    (
        "Healthwatch Northmarch",
        "Healthwatch",
        OrganisationKind::Voluntary,
    ),
    ("Vale Hospice", "Vale Hospice", OrganisationKind::Voluntary),
    (
        "Fire and Rescue",
        "Fire and Rescue",
        OrganisationKind::Other,
    ),
    (
        "Northmarch Housing",
        "Northmarch Housing",
        OrganisationKind::Other,
    ),
    (
        "Learning Disability Partnership",
        "Learning Disability",
        OrganisationKind::MentalHealth,
    ),
    (
        "Out of Hours Cooperative",
        "Out of Hours",
        OrganisationKind::Community,
    ),
];

pub(crate) fn footprint(organisations: usize, leaders: usize, seed: u64) -> Map {
    let mut random = Random::new(seed);
    let mut writes = vec![Write::Describe(Footprint {
        name: "Northmarch and the Vale".into(),
        place_id: None,
        freeze: None,
        invented: true,
    })];
    let org = |i: usize| OrganisationId::from(Uuid::from_u128(1 + i as u128));
    let leader = |i: usize| LeaderId::from(Uuid::from_u128(1000 + i as u128));
    let first = [
        "Hana", "Ben", "Rosa", "Kofi", "Mina", "Tom", "Alice", "Jo", "Sunil", "Grace", "Owen",
        "Lucy",
    ];
    let last = [
        "Dale", "Okoro", "Patel", "Kaur", "Smith", "Hill", "Brown", "Yates", "Lund", "Green",
        "Ibsen",
    ];
    for i in 0..organisations {
        let (name, label, kind) = NAMES[i % 24];
        let mut o = Organisation::new(org(i), name, kind);
        o.label = label.into();
        writes.push(Write::Put(o.into()));
    }
    let mut home = Vec::new();
    for i in 0..leaders {
        let at = if i < organisations {
            i
        } else {
            random.below(organisations * 3 / 2) % organisations
        };
        home.push(at);
        writes.push(Write::Put(
            Leader {
                id: leader(i),
                name: format!("{} {}", first[random.below(12)], last[random.below(11)]),
                contact: None,
                do_not_ask: false,
                keep_until: None,
                confidentiality: Confidentiality::Partners,
                record: Record::default(),
            }
            .into(),
        ));
        let mut post = |n: u128, at: usize, title: &str, authority| {
            writes.push(Write::Put(
                Post {
                    id: PostId::from(Uuid::from_u128(n)),
                    leader_id: leader(i),
                    organisation_id: org(at),
                    title: title.into(),
                    authority: Some(authority),
                    from: None,
                    to: None,
                    confidentiality: Confidentiality::Partners,
                    record: Record::default(),
                }
                .into(),
            ));
        };
        let chief = i < organisations;
        post(
            5000 + i as u128,
            at,
            if chief { "Chief executive" } else { "Director" },
            if chief {
                Authority::DecidesAlone
            } else {
                Authority::Advises
            },
        );
        if i == 1 {
            post(8000, 2, "Joint chief executive", Authority::Votes);
        }
    }
    let mut n = 10_000_u128;
    let mut tie = |a: Party,
                   b: Party,
                   kind: TieKind,
                   level: Option<u8>,
                   from: Option<Date>,
                   to: Option<Date>| {
        n += 1;
        let id = TieId::from(Uuid::from_u128(n));
        writes.push(Write::Put(
            Tie {
                id,
                a,
                b,
                kind,
                from,
                to,
                note: None,
                confidentiality: Confidentiality::Board,
                record: Record::default(),
            }
            .into(),
        ));
        if let Some(level) = level {
            for (k, party) in [a, b].into_iter().enumerate() {
                let perceiver = match party {
                    Party::Organisation(id) => Perceiver::Organisation(id),
                    Party::Leader(id) => Perceiver::Leader(id),
                };
                writes.push(Write::Put(
                    Assessment {
                        id: AssessmentId::from(Uuid::from_u128(n * 10 + k as u128)),
                        tie_id: id,
                        level: Some(Level::nearest(i32::from(level))),
                        trust: None,
                        sign: None,
                        confidence: Confidence::USUAL,
                        method: Method::ToldByParty,
                        perceiver: Some(perceiver),
                        date: date(2026, 1, 12),
                        note: None,
                        dissent: None,
                        confidentiality: Confidentiality::Board,
                        record: Record::default(),
                    }
                    .into(),
                ));
            }
        }
    };
    let mut needs = Vec::new();
    // Organisations on a ring of interests: near ones work together more.
    for i in 0..organisations {
        for j in i + 1..organisations {
            let near = ((j - i).min(organisations - (j - i))) as f64 / organisations as f64;
            let hub = i == 0;
            if random.share() < if hub { 0.6 } else { 0.42 - 0.8 * near } {
                let level = [1, 1, 2, 2, 2, 3, 3, 3, 4, if hub { 4 } else { 5 }][random.below(10)];
                tie(
                    org(i).into(),
                    org(j).into(),
                    TieKind::WorksWith,
                    Some(level),
                    None,
                    None,
                );
                if random.share() < 0.45 {
                    let needed = 2 + random.below(4) as u8;
                    needs.push((i, j, needed));
                }
            } else if random.share() < 0.1 {
                needs.push((i, j, 2 + random.below(3) as u8));
            } else if random.share() < 0.08 {
                tie(
                    org(i).into(),
                    org(j).into(),
                    TieKind::WorksWith,
                    None,
                    None,
                    None,
                );
            }
        }
    }
    let ties = leaders * 3 / 2;
    for k in 0..ties {
        let (i, j) = (random.below(leaders), random.below(leaders));
        let near = home[i]
            .abs_diff(home[j])
            .min(organisations - home[i].abs_diff(home[j]));
        if i != j && (near < 4 || k % 6 == 0) && i + 4 < leaders && j + 4 < leaders {
            let level = [1, 1, 2, 2, 2, 3, 3, 3, 4, 5][random.below(10)];
            tie(
                leader(i).into(),
                leader(j).into(),
                TieKind::WorksWith,
                Some(level),
                None,
                None,
            );
        }
    }
    tie(
        org(0).into(),
        org(7).into(),
        TieKind::SharesAService,
        None,
        Some(date(2026, 6, 1)),
        None,
    );
    tie(
        org(2).into(),
        org(5).into(),
        TieKind::InTensionWith,
        None,
        None,
        None,
    );
    tie(
        leader(3).into(),
        leader(8).into(),
        TieKind::WorksWith,
        None,
        Some(date(2026, 6, 1)),
        None,
    );
    tie(
        leader(2).into(),
        leader(6).into(),
        TieKind::WorksWith,
        None,
        None,
        Some(date(2025, 6, 1)),
    );
    tie(
        leader(2).into(),
        leader(9).into(),
        TieKind::InTensionWith,
        None,
        None,
        None,
    );
    for (k, (i, j, level)) in needs.into_iter().enumerate() {
        writes.push(Write::Put(
            Need {
                id: NeedId::from(Uuid::from_u128(900_000 + k as u128)),
                a: org(i),
                b: org(j),
                level: Level::nearest(i32::from(level)),
                reason: "Discharge is one decision".into(),
                set_by: "The programme board".into(),
                date: date(2025, 11, 3),
                dissent: None,
                confidentiality: Confidentiality::Board,
                record: Record::default(),
            }
            .into(),
        ));
    }
    Map::default().with(&writes)
}

/// A footprint from a file of entities, one JSON object a line, that FOOTBRIDGE_EXAMPLE names.
pub(crate) fn from_file() -> Option<Map> {
    let path = std::env::var_os("FOOTBRIDGE_EXAMPLE")?;
    let text = std::fs::read_to_string(path).unwrap();
    let mut writes: Vec<Write> = text
        .lines()
        .map(|line| Write::Put(serde_json::from_str(line).unwrap()))
        .collect();
    writes.push(Write::Describe(Footprint {
        name: "Northmarch and the Vale".into(),
        place_id: None,
        freeze: None,
        invented: true,
    }));
    Some(Map::default().with(&writes))
}

/// Writes pictures of made-up maps into the folder that FOOTBRIDGE_PICTURES names.
#[test]
fn pictures_can_be_drawn_of_every_sort_of_map() {
    let folder = std::env::var_os("FOOTBRIDGE_PICTURES").map(std::path::PathBuf::from);
    let only = std::env::var("FOOTBRIDGE_ONLY").unwrap_or_default();
    let cases = [
        (
            "example-both",
            24,
            90,
            Show::Both,
            Audience::Working,
            1120.0,
            720.0,
        ),
        (
            "example-organisations",
            24,
            90,
            Show::Organisations,
            Audience::Working,
            1120.0,
            720.0,
        ),
        (
            "example-leaders",
            24,
            90,
            Show::Leaders,
            Audience::Working,
            1120.0,
            720.0,
        ),
        (
            "example-board",
            24,
            90,
            Show::Both,
            Audience::Board,
            642.0,
            580.0,
        ),
        (
            "example-matrix",
            24,
            90,
            Show::Both,
            Audience::Working,
            0.0,
            0.0,
        ),
        (
            "both-12",
            12,
            53,
            Show::Both,
            Audience::Working,
            900.0,
            620.0,
        ),
        (
            "both-24",
            24,
            90,
            Show::Both,
            Audience::Working,
            1180.0,
            700.0,
        ),
        (
            "organisations-12",
            12,
            53,
            Show::Organisations,
            Audience::Working,
            900.0,
            620.0,
        ),
        (
            "organisations-24",
            24,
            90,
            Show::Organisations,
            Audience::Working,
            1180.0,
            700.0,
        ),
        (
            "paper-12",
            12,
            53,
            Show::Both,
            Audience::Board,
            642.0,
            580.0,
        ),
        (
            "paper-24",
            24,
            90,
            Show::Both,
            Audience::Board,
            642.0,
            580.0,
        ),
        (
            "leaders-53",
            12,
            53,
            Show::Leaders,
            Audience::Working,
            900.0,
            620.0,
        ),
        ("matrix-12", 12, 53, Show::Both, Audience::Working, 0.0, 0.0),
        ("matrix-24", 24, 90, Show::Both, Audience::Working, 0.0, 0.0),
        ("small-4", 4, 9, Show::Both, Audience::Working, 900.0, 620.0),
    ];
    for (name, organisations, leaders, show, audience, width, height) in cases {
        if !name.contains(&only) {
            continue;
        }
        let drawn_from_file = if name.starts_with("example") {
            from_file()
        } else {
            None
        };
        let day = if drawn_from_file.is_some() {
            date(2026, 6, 30)
        } else {
            DAY
        };
        let map = drawn_from_file.unwrap_or_else(|| footprint(organisations, leaders, 7));
        let request = MapRequest {
            show,
            ..MapRequest::of_size(width, height)
        };
        let seen = map.seen_by(audience, day);
        let gaps = insight::gaps(&seen);
        let scene = if name.contains("matrix") {
            gap_matrix_scene(&seen, &gaps, MatrixOrder::ByKind)
        } else {
            map_scene(&seen, &gaps, &request)
        };
        assert_eq!(scene.quality.overlaps, 0);
        for theme in [Theme::Light, Theme::Dark] {
            let svg = scene.to_svg_in(theme);
            let png = picture(&svg, 1.5);
            if let Some(folder) = &folder {
                let name = if theme == Theme::Dark {
                    format!("{name}-dark")
                } else {
                    name.to_owned()
                };
                std::fs::write(folder.join(format!("{name}.svg")), &svg).unwrap();
                std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
            }
        }
    }
}

pub(crate) fn picture(svg: &str, scale: f32) -> Vec<u8> {
    use resvg::{tiny_skia, usvg};
    let mut options = usvg::Options::default();
    for bytes in crate::fonts::ALL {
        options.fontdb_mut().load_font_data(bytes.to_vec());
    }
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let size = tree.size().to_int_size().scale_by(scale).unwrap();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().unwrap()
}

#[test]
fn a_footprint_of_the_size_aimed_at_is_drawn_without_overlaps() {
    let map = footprint(60, 400, 3);
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    for show in [Show::Both, Show::Organisations, Show::Leaders] {
        let scene = map_scene(
            &seen,
            &gaps,
            &MapRequest {
                show,
                ..MapRequest::of_size(1180.0, 700.0)
            },
        );
        assert_eq!(scene.quality.overlaps, 0);
        assert!(scene.hidden.iter().filter(|o| o.what == "labels").count() <= 1);
    }
}

#[test]
fn a_small_map_is_written_the_same_every_time() {
    let map = footprint(3, 5, 11);
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    let scene = map_scene(&seen, &gaps, &MapRequest::of_size(640.0, 420.0));
    insta::assert_snapshot!("small_map", scene.to_svg());
    let matrix = gap_matrix_scene(&seen, &gaps, MatrixOrder::ByKind);
    insta::assert_snapshot!("small_matrix", matrix.to_svg());
}

#[test]
fn a_publication_shows_no_person_whatever_is_asked_for() {
    let map = footprint(12, 53, 7);
    for audience in [Audience::Board, Audience::Public] {
        let seen = map.seen_by(audience, DAY);
        let gaps = insight::gaps(&seen);
        for show in [Show::Both, Show::Leaders, Show::Organisations] {
            let scene = map_scene(
                &seen,
                &gaps,
                &MapRequest {
                    show,
                    ..MapRequest::of_size(900.0, 620.0)
                },
            );
            let said = format!(
                "{} {:?} {:?} {}",
                scene.to_svg(),
                scene.tables,
                scene.marks,
                scene.description
            );
            assert!(
                scene
                    .marks
                    .iter()
                    .all(|m| !matches!(m.kind, MarkKind::Leader | MarkKind::Post))
            );
            assert!(!said.contains("leader:") && !said.contains("post:"));
            for leader in map.leaders().iter() {
                assert!(
                    !said.contains(&leader.name),
                    "{} is in a drawing for the {audience:?}",
                    leader.name
                );
            }
        }
    }
}

#[test]
fn what_stands_somewhere_stays_there_when_something_is_added_or_filtered() {
    let map = footprint(12, 53, 7);
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    let request = MapRequest::of_size(900.0, 620.0);
    let first = map_scene(&seen, &gaps, &request);
    let filtered = MapRequest {
        spots: first.spots.clone(),
        minimum_level: Some(Level::Coordination),
        gaps: false,
        ..request
    };
    let again = map_scene(&seen, &gaps, &filtered);
    for ((party, one), (other_party, other)) in first.spots.iter().zip(&again.spots) {
        assert_eq!(party, other_party);
        let moved =
            ((one.x - other.x) * first.size.width).hypot((one.y - other.y) * first.size.height);
        assert!(moved < 12.0, "{party:?} moved by {moved} pixels");
    }
    assert!(again.marks.len() < first.marks.len());
    assert!(
        again
            .hidden
            .iter()
            .any(|o| o.what == "below_minimum_level" && o.count > 0)
    );
}

#[test]
fn every_mark_has_a_key_of_its_own_a_name_and_a_way_on_by_keyboard() {
    let map = footprint(12, 53, 7);
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    for show in [Show::Both, Show::Organisations, Show::Leaders] {
        let scene = map_scene(
            &seen,
            &gaps,
            &MapRequest {
                show,
                ..MapRequest::of_size(900.0, 620.0)
            },
        );
        let svg = scene.to_svg();
        let mut keys = std::collections::BTreeSet::new();
        for mark in &scene.marks {
            assert!(keys.insert(mark.key.clone()), "{} twice", mark.key);
            assert!(!mark.name.is_empty());
            assert!(
                svg.contains(&format!("data-key=\"{}\"", mark.key)),
                "{}",
                mark.key
            );
        }
        for mark in &scene.marks {
            let n = &mark.neighbours;
            let next = [&n.up, &n.right, &n.down, &n.left];
            for key in next.into_iter().flatten().chain(&n.along) {
                assert!(
                    keys.contains(key),
                    "{} leads to {key}, which is not there",
                    mark.key
                );
            }
            if matches!(mark.kind, MarkKind::Organisation | MarkKind::Leader) {
                assert!(
                    next.iter().any(|side| side.is_some()),
                    "{} leads nowhere",
                    mark.key
                );
            }
        }
        assert_eq!(svg.matches("data-key=").count(), scene.marks.len());
        let shape = Rect::new(0.0, 0.0, scene.size.width, scene.size.height);
        assert!(
            scene
                .marks
                .iter()
                .all(|mark| shape.grown(2.0).holds(&mark.bounds))
        );
    }
}

#[test]
fn the_legend_explains_what_is_drawn_and_nothing_else() {
    let map = footprint(12, 53, 7);
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    let signs = |request: MapRequest| -> Vec<String> {
        map_scene(&seen, &gaps, &request)
            .legend
            .into_iter()
            .map(|entry| entry.sign)
            .collect()
    };
    let all = signs(MapRequest {
        show_unassessed: true,
        ..MapRequest::of_size(900.0, 620.0)
    });
    for sign in [
        "gap",
        "may-decide",
        "planned",
        "unassessed",
        "kind-council",
        "level-3",
    ] {
        assert!(
            all.iter().any(|s| s == sign),
            "{sign} is missing in {all:?}"
        );
    }
    let bare = signs(MapRequest {
        gaps: false,
        show: Show::Organisations,
        minimum_level: Some(Level::Coalition),
        ..MapRequest::of_size(900.0, 620.0)
    });
    for sign in ["gap", "may-decide", "unassessed", "level-3"] {
        assert!(
            !bare.iter().any(|s| s == sign),
            "{sign} is explained though it is not drawn"
        );
    }
}

#[test]
fn where_nobody_has_said_of_what_kind_anybody_is_no_sign_says_it() {
    let map = footprint(12, 53, 7);
    let unsaid: Vec<Write> = (map.organisations().iter())
        .map(|one| {
            let mut one = one.clone();
            one.kind = OrganisationKind::Other;
            Write::Put(one.into())
        })
        .collect();
    let unsaid = map.with(&unsaid);
    let drawn = |map: &Map, show: Show| {
        let seen = map.seen_by(Audience::Working, DAY);
        let request = MapRequest {
            show,
            ..MapRequest::of_size(900.0, 620.0)
        };
        map_scene(&seen, &insight::gaps(&seen), &request)
    };
    for show in [Show::Both, Show::Organisations, Show::Leaders] {
        let kinds = |scene: &Scene| -> usize {
            let signs = scene.legend.iter();
            signs.filter(|one| one.sign.starts_with("kind-")).count()
        };
        let (told, untold) = (drawn(&map, show), drawn(&unsaid, show));
        assert!(kinds(&told) > 1, "{show:?}");
        assert_eq!(kinds(&untold), 0, "{show:?}");
        let shapes = |scene: &Scene| scene.to_svg().matches("<path").count();
        assert!(
            shapes(&untold) < shapes(&told),
            "{show:?}: shapes of kinds are gone"
        );
    }
}

#[test]
fn hostile_names_are_text_and_nothing_more() {
    let id = OrganisationId::from(Uuid::from_u128(1));
    let name = "\"><script>alert(1)</script>&\u{0}\u{202e}";
    let organisation = Organisation::new(id, name, OrganisationKind::Council);
    let map = Map::default().with(&[Write::Put(organisation.into())]);
    let seen = map.seen_by(Audience::Working, DAY);
    let svg = map_scene(
        &seen,
        &insight::gaps(&seen),
        &MapRequest::of_size(600.0, 400.0),
    )
    .to_svg();
    assert!(!svg.contains("<script"), "{svg}");
    assert!(!picture(&svg, 1.0).is_empty());
}

#[test]
fn an_empty_footprint_says_what_to_do() {
    let seen = Map::default().seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    for show in [Show::Both, Show::Organisations, Show::Leaders] {
        let svg = map_scene(
            &seen,
            &gaps,
            &MapRequest {
                show,
                ..MapRequest::of_size(900.0, 620.0)
            },
        )
        .to_svg();
        assert!(svg.contains("Add one in the Directory"), "{show:?}");
    }
    assert!(
        gap_matrix_scene(&seen, &gaps, MatrixOrder::ByNeed)
            .to_svg()
            .contains("No shared work")
    );
}

#[test]
fn measured_text_is_as_wide_as_drawn_text() {
    use resvg::usvg;
    let mut options = usvg::Options::default();
    for bytes in crate::fonts::ALL {
        options.fontdb_mut().load_font_data(bytes.to_vec());
    }
    for (weight, words) in [
        (
            crate::fonts::Weight::Regular,
            "Staff first: affinity of office, AVATAR To. 1746",
        ),
        (
            crate::fonts::Weight::Semibold,
            "South Warwickshire NHS Foundation Trust",
        ),
        (crate::fonts::Weight::Bold, "WAVE Tf fi ffl"),
    ] {
        let end = |x: f64, extra: &str| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"50\" font-family=\"'Source Sans 3'\" font-kerning=\"none\"                  style=\"font-kerning:none\"><text x=\"{x}\" y=\"30\" font-size=\"20\" font-weight=\"{}\">{words}{extra}</text></svg>",
                weight.number()
            );
            let tree = usvg::Tree::from_str(&svg, &options).unwrap();
            f64::from(tree.root().abs_bounding_box().right())
        };
        // The right edge of a further full stop lies where the measured words end, plus the stop's own.
        let stop = end(0.0, ".") - crate::fonts::width(words, 20.0, weight);
        let alone = {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"50\" font-family=\"'Source Sans 3'\"><text x=\"0\" y=\"30\" font-size=\"20\" font-weight=\"{}\">.</text></svg>",
                weight.number()
            );
            f64::from(
                usvg::Tree::from_str(&svg, &options)
                    .unwrap()
                    .root()
                    .abs_bounding_box()
                    .right(),
            )
        };
        assert!(
            (stop - alone).abs() < 0.6,
            "{words}: off by {}",
            stop - alone
        );
    }
}

/// Organisations that all must work together, with nothing said of any of them, as reference data begins.
fn unspoken(organisations: usize) -> Map {
    let mut writes = Vec::new();
    let org = |i: usize| OrganisationId::from(Uuid::from_u128(1 + i as u128));
    let mut n = 0;
    for i in 0..organisations {
        let (name, label, kind) = NAMES[i % 24];
        let mut o = Organisation::new(org(i), name, kind);
        o.label = label.into();
        writes.push(Write::Put(o.into()));
        for j in 0..i {
            n += 1;
            writes.push(Write::Put(
                Need {
                    id: NeedId::from(Uuid::from_u128(900_000 + n)),
                    a: org(j),
                    b: org(i),
                    level: Level::Cooperation,
                    reason: "One place".into(),
                    set_by: "The programme board".into(),
                    date: date(2025, 11, 3),
                    dissent: None,
                    confidentiality: Confidentiality::Board,
                    record: Record::default(),
                }
                .into(),
            ));
        }
    }
    Map::default().with(&writes)
}

#[test]
fn every_pair_that_must_work_together_and_nobody_has_assessed_is_drawn_on_request() {
    for (organisations, show, drawn, left) in [
        (6, Show::Both, 15, 0),
        (6, Show::Organisations, 15, 0),
        (20, Show::Both, 120, 70),
    ] {
        let seen = unspoken(organisations).seen_by(Audience::Working, DAY);
        let gaps = insight::gaps(&seen);
        let request = MapRequest {
            show,
            show_unassessed: true,
            ..MapRequest::of_size(900.0, 620.0)
        };
        let scene = map_scene(&seen, &gaps, &request);
        let pairs: Vec<_> = scene
            .marks
            .iter()
            .filter(|mark| mark.key.starts_with("pair:"))
            .collect();
        assert_eq!(pairs.len(), drawn);
        assert!(pairs.iter().all(|mark| mark.name.contains(" – ")));
        assert!(
            pairs
                .iter()
                .all(|mark| mark.facts == "needs level 2, nobody has assessed it")
        );
        let rest = scene.hidden.iter().find(|o| o.what == "unassessed_pairs");
        assert_eq!(rest.map_or(0, |o| o.count), left);
        assert!(scene.legend.iter().any(|entry| entry.sign == "unassessed"));
        let svg = scene.to_svg();
        let said = format!("0 ties drawn · {drawn} pairs nobody has assessed");
        assert!(svg.contains(&said), "{}", scene.description);
        let without = map_scene(
            &seen,
            &gaps,
            &MapRequest {
                show_unassessed: false,
                ..request
            },
        );
        assert!(
            without
                .marks
                .iter()
                .all(|mark| !mark.key.starts_with("pair:"))
        );
        look_at(&format!("unspoken-{organisations}-{show:?}"), &svg);
    }
}

/// The rectangles drawn in groups of a class: of each group the first.
pub(crate) fn rects_of(scene: &Scene, class: &str) -> Vec<Rect> {
    fn look(nodes: &[Node], class: &str, found: &mut Vec<Rect>) {
        for node in nodes {
            let Node::Group(group) = node else { continue };
            if group.class == class {
                found.extend(group.nodes.iter().find_map(|node| match node {
                    Node::Shape(shape) => match shape.outline {
                        Outline::Rect(rect, _) => Some(rect),
                        Outline::Circle(..) | Outline::Path(_) => None,
                    },
                    Node::Text(_) | Node::Group(_) => None,
                }));
            }
            look(&group.nodes, class, found);
        }
    }
    let mut found = Vec::new();
    look(&scene.nodes, class, &mut found);
    found
}

/// Writes one picture into the folder that FOOTBRIDGE_PICTURES names, if it names one.
pub(crate) fn look_at(name: &str, svg: &str) {
    if let Some(folder) = std::env::var_os("FOOTBRIDGE_PICTURES") {
        let file = std::path::PathBuf::from(folder).join(format!("{name}.png"));
        std::fs::write(file, picture(svg, 1.5)).unwrap();
    }
}

#[test]
fn names_the_face_has_not_are_lozenges_and_their_initials_a_dot() {
    let mut map = footprint(3, 3, 11);
    for (i, name) in [(0, "王伟"), (1, "محمد Hassan"), (2, "Łucja Žák")] {
        let mut leader = map
            .leader(LeaderId::from(Uuid::from_u128(1000 + i)))
            .unwrap()
            .clone();
        leader.name = name.into();
        map = map.with(&[Write::Put(leader.into())]);
    }
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    let svg = map_scene(&seen, &gaps, &MapRequest::of_size(640.0, 420.0)).to_svg();
    for drawn in [">◊</text>", ">•</text>", ">H</text>", ">ŁŽ</text>"] {
        assert!(svg.contains(drawn), "{drawn}");
    }
    assert!(!svg.contains(">王") && svg.contains("aria-label=\"王伟"));
    look_at("lozenges", &svg);
}

#[test]
fn long_names_are_written_whole_on_small_drawings() {
    let mut writes = Vec::new();
    let names = [
        "Manchester University NHS Foundation Trust",
        "Middlesbrough Council",
        "Northumberland Healthcare Collaborative",
        "Gloucestershire Safeguarding Partnership",
        "Worcestershire Acute Hospitals",
        "Cambridgeshire and Peterborough Integrated Care Board",
    ];
    for i in 0..18_usize {
        let name = names[i % 6];
        let id = OrganisationId::from(Uuid::from_u128(1 + i as u128));
        writes.push(Write::Put(
            Organisation::new(id, name, OrganisationKind::Council).into(),
        ));
    }
    let seen = Map::default().with(&writes).seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    for show in [Show::Both, Show::Organisations] {
        let scene = map_scene(
            &seen,
            &gaps,
            &MapRequest {
                show,
                ..MapRequest::of_size(642.0, 590.0)
            },
        );
        assert_eq!(scene.quality.hidden_labels, 0);
        let svg = scene.to_svg();
        assert!(!svg.contains('…'), "{show:?}");
        look_at(&format!("long-names-{show:?}"), &svg);
    }
}

#[test]
fn a_tie_that_goes_one_way_has_an_arrow_head_where_it_goes_and_says_so() {
    let org = |i: u128| OrganisationId::from(Uuid::from_u128(i));
    let tie = |n: u128, a: u128, b: u128, kind: TieKind| Tie {
        id: TieId::from(Uuid::from_u128(700_000 + n)),
        a: org(a).into(),
        b: org(b).into(),
        kind,
        from: None,
        to: None,
        note: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    };
    let judged = |n: u128| Assessment {
        id: Uuid::from_u128(800_000 + n).into(),
        tie_id: TieId::from(Uuid::from_u128(700_000 + n)),
        level: Some(Level::Coordination),
        trust: None,
        sign: None,
        confidence: Confidence::USUAL,
        method: Method::Observed,
        perceiver: None,
        date: date(2026, 1, 5),
        note: None,
        dissent: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    };
    let with = |kind: TieKind| {
        let map = unspoken(3).with(&[
            Write::Put(tie(1, 2, 1, kind).into()),
            Write::Put(judged(1).into()),
        ]);
        let seen = map.seen_by(Audience::Working, DAY);
        let request = MapRequest {
            gaps: false,
            ..MapRequest::of_size(900.0, 620.0)
        };
        map_scene(&seen, &insight::gaps(&seen), &request)
    };
    let said = |scene: &Scene| {
        let pair = scene.marks.iter().find(|m| m.key.starts_with("pair:"));
        pair.unwrap().facts.clone()
    };
    let explained = |scene: &Scene| scene.legend.iter().any(|entry| entry.sign == "directed");

    let plain = with(TieKind::WorksWith);
    assert!(!explained(&plain));
    let directed = with(TieKind::Commissions);
    assert!(explained(&directed));
    let words = format!("{} commissions {}", NAMES[1].1, NAMES[0].1);
    assert!(said(&directed).ends_with(&words), "{}", said(&directed));
    // One head more than where nothing goes one way, and one in the legend.
    let outlines = |scene: &Scene| scene.to_svg().matches("Z\"").count();
    assert_eq!(outlines(&directed), outlines(&plain) + 2);
    look_at("directed", &directed.to_svg());
}

#[test]
fn a_filtered_map_shows_what_it_keeps_to_says_how_much_it_leaves_out_and_stays_where_it_was() {
    let map = footprint(12, 53, 7);
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    let whole = MapRequest {
        show_unassessed: true,
        ..MapRequest::of_size(900.0, 620.0)
    };
    let first = map_scene(&seen, &gaps, &whole);
    let councils = map
        .organisations()
        .iter()
        .filter(|one| one.kind == OrganisationKind::Council)
        .count();
    assert!(councils > 0 && councils < 12);
    for show in [Show::Both, Show::Organisations, Show::Leaders] {
        let scene = map_scene(
            &seen,
            &gaps,
            &MapRequest {
                show,
                filters: vec![Filter::OrganisationKind(OrganisationKind::Council)],
                spots: first.spots.clone(),
                ..whole.clone()
            },
        );
        let drawn = scene
            .marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Organisation)
            .count();
        assert_eq!(drawn, if show == Show::Leaders { 0 } else { councils });
        let out = scene
            .hidden
            .iter()
            .find(|o| o.what == "filtered_organisations");
        assert_eq!(out.unwrap().count as usize, 12 - councils);
        let line = |mark: &&crate::scene::Mark| matches!(mark.kind, MarkKind::Tie | MarkKind::Pair);
        let there: BTreeSet<&str> = (scene.marks.iter())
            .filter(|mark| !line(mark))
            .map(|mark| mark.key.as_str())
            .collect();
        for tie in scene.marks.iter().filter(line) {
            for end in &tie.neighbours.along {
                assert!(there.contains(end.as_str()), "{} leads nowhere", tie.name);
            }
        }
        if show == Show::Both {
            let leaders = (scene.marks.iter()).filter(|mark| mark.kind == MarkKind::Leader);
            let ties = scene.marks.iter().filter(line);
            let (leaders, ties) = (leaders.count(), ties.count());
            let says = format!(
                "{} · {} · {}",
                words::count(councils, "organisation", "organisations"),
                words::count(leaders, "leader", "leaders"),
                words::count(ties, "tie drawn", "ties drawn")
            );
            assert!(scene.to_svg().contains(&says), "it does not say: {says}");
        }
        for mark in &scene.marks {
            if let Some(id) = mark.key.strip_prefix("organisation:") {
                let one = map.organisation(OrganisationId::from(id.parse::<Uuid>().unwrap()));
                assert_eq!(one.unwrap().kind, OrganisationKind::Council);
            }
        }
    }
    // A sort of tie: the organisations stay, relationships of other sorts go.
    let ties = map_scene(
        &seen,
        &gaps,
        &MapRequest {
            filters: vec![Filter::TieKind(TieKind::Funds)],
            ..whole
        },
    );
    let count = |scene: &Scene, kind| scene.marks.iter().filter(|m| m.kind == kind).count();
    assert_eq!(count(&ties, MarkKind::Organisation), 12);
    assert!(
        ties.hidden
            .iter()
            .any(|o| o.what == "filtered_ties" && o.count > 0)
    );
}
