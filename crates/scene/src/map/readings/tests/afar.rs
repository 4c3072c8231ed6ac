//! The map from afar: what is drawn of many footprints, whether it can be read, and that it stays where it was.

use super::*;
use crate::geometry::Point;
use crate::scene::GROUPS;

/// Many organisations in so many places, every ninth of them in two.
pub(super) fn in_places(organisations: usize, places: usize) -> Map {
    named(organisations, places, |i| format!("Footprint {i}"))
}

/// The same, the footprints being called so.
fn named(organisations: usize, places: usize, name: impl Fn(usize) -> String) -> Map {
    let map = footprint(organisations, 40, 3);
    let place = |i: usize| PlaceId::from(uuid::Uuid::from_u128(0x9_0000 + i as u128));
    let mut writes: Vec<Write> = (0..places)
        .map(|i| {
            let row = Place {
                id: place(i),
                name: name(i),
                level: PlaceLevel::System,
                codes: Vec::new(),
                parent_id: None,
                contact: None,
                closed: None,
                successions: Vec::new(),
                confidentiality: Confidentiality::Public,
                record: Record::default(),
            };
            Write::Put(row.into())
        })
        .collect();
    writes.extend(map.organisations().iter().enumerate().map(|(i, one)| {
        let mut one = one.clone();
        let mut own = vec![i % places];
        if i % 9 == 0 {
            own.push((i + 1) % places);
        }
        one.memberships = own
            .into_iter()
            .map(|n| Membership {
                place_id: place(n),
                from: None,
                to: None,
            })
            .collect();
        Write::Put(one.into())
    }));
    map.with(&writes)
}

#[test]
fn what_is_too_large_to_draw_whole_is_drawn_from_afar_and_says_so() {
    let map = in_places(200, 8);
    let scene = drawn(&map, Audience::Working, Show::Both, Sayings::default());
    assert!(scene.to_svg().contains("Too large to draw"));
    assert!(scene.hidden.iter().any(|one| one.what == "leaders"));
    let organisations: Vec<_> = scene
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Organisation)
        .collect();
    assert_eq!(organisations.len(), 200, "each once");
    assert!(scene.marks.iter().all(|mark| mark.kind != MarkKind::Leader));
    let shared = organisations
        .iter()
        .filter(|mark| mark.facts.contains(" and Footprint"))
        .count();
    assert_eq!(shared, 200_usize.div_ceil(9));
    assert!(signs(&scene).contains("shared"));
    for (i, one) in organisations.iter().enumerate() {
        for other in &organisations[i + 1..] {
            assert!(!one.bounds.overlaps(&other.bounds));
        }
    }
    look_at("national-made-up", &scene.to_svg());
}

#[test]
fn the_backbone_keeps_the_strongest_ties_of_each_and_counts_the_rest() {
    let map = footprint(60, 400, 11);
    let scene = drawn(&map, Audience::Working, Show::National, Sayings::default());
    let rows = &scene.tables[1].rows;
    let hidden = scene
        .hidden
        .iter()
        .find(|one| one.what == "beyond_backbone");
    let hidden = hidden.map_or(0, |one| one.count as usize);
    let seen = map.seen_by(Audience::Working, DAY);
    let network = network::Network::of(&seen, network::Lens::organisations());
    assert_eq!(rows.len() + hidden, network.graph().edges().len());
    assert!(hidden > 0);
    assert!(signs(&scene).contains("backbone"));
    // Whoever is tied at all is tied on the drawing, and by one of their strongest.
    let tied: BTreeSet<&String> = rows.iter().flat_map(|row| &row.cells[..2]).collect();
    let strongest = network
        .graph()
        .edges()
        .iter()
        .map(|edge| edge.weight)
        .fold(0.0, f64::max);
    for (node, party) in network.parties().iter().enumerate() {
        if network.graph().neighbours(node as u32).is_empty() {
            continue;
        }
        let label = seen.party_label(*party).unwrap().to_owned();
        assert!(tied.contains(&label), "{label}");
    }
    let of_the_strongest = network
        .graph()
        .edges()
        .iter()
        .filter(|e| e.weight >= strongest)
        .count();
    let drawn_of_them = rows
        .iter()
        .filter(|row| row.cells[3].starts_with(&format!("{strongest}")))
        .count();
    assert!(drawn_of_them > 0 && drawn_of_them <= of_the_strongest);
    assert!(
        rows.iter()
            .all(|row| row.cells[2].parse::<usize>().unwrap() > 0)
    );
    look_at("national-sixty", &scene.to_svg());
}

#[test]
fn a_map_from_afar_for_the_board_says_nothing_of_people() {
    let map = in_places(200, 8);
    let scene = drawn(&map, Audience::Board, Show::Both, Sayings::default());
    assert!(scene.hidden.iter().all(|one| one.what != "leaders"));
    assert!(scene.marks.iter().all(|mark| mark.kind != MarkKind::Leader));
}

#[test]
fn from_afar_the_largest_names_can_be_read_at_the_whole_view_and_none_stands_on_another() {
    fn texts(nodes: &[Node], found: &mut Vec<(Rect, f64)>) {
        for node in nodes {
            let Node::Group(group) = node else { continue };
            if let ("far-name", [Node::Shape(plate), Node::Text(text)]) =
                (group.class.as_str(), group.nodes.as_slice())
                && let Outline::Rect(plate, _) = plate.outline
            {
                let width = fonts::width(&text.words, text.size, text.weight);
                assert!(
                    width <= plate.width,
                    "{} is wider than its plate",
                    text.words
                );
                found.push((plate.grown(-1.0), text.size));
            }
            texts(&group.nodes, found);
        }
    }
    for (organisations, places) in [(300, 1), (300, 6)] {
        let map = in_places(organisations, places);
        let scene = drawn(&map, Audience::Working, Show::National, Sayings::default());
        let scale = (1120.0 / scene.size.width).min(720.0 / scene.size.height);
        let mut names = Vec::new();
        texts(&scene.nodes, &mut names);
        if places == 1 {
            let sizes = names.iter().map(|(_, size)| size * scale);
            let readable = sizes.filter(|size| *size >= 10.0).count();
            assert!(readable >= 10, "{readable} of {} at {scale}", names.len());
        } else {
            let headings = headings(&scene);
            assert!(headings.len() >= places);
            for (said, _, size) in &headings {
                assert!(size * scale >= 10.5, "{said}: {size} at {scale}");
            }
        }
        for (i, (one, _)) in names.iter().enumerate() {
            let mut others = names[i + 1..].iter();
            assert!(others.all(|(other, _)| !one.overlaps(other)));
        }
        let marks = scene.marks.iter();
        for mark in marks.filter(|mark| mark.kind == MarkKind::Organisation) {
            let glyph = Rect::around(mark.bounds.centre(), Size::new(12.0, 12.0));
            assert!(names.iter().all(|(name, _)| !name.overlaps(&glyph)));
        }
        look_at(
            &format!("national-{organisations}-{places}"),
            &scene.to_svg(),
        );
    }
}

#[test]
fn near_one_organisation_its_partners_are_drawn_with_their_leaders() {
    let map = in_places(200, 8);
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    let focus = seen.organisations().iter().nth(4).unwrap();
    let request = MapRequest {
        focus: Some(focus.id),
        ..MapRequest::of_size(1120.0, 720.0)
    };
    let near = map_scene(&seen, &gaps, &request);
    assert!(!near.is_from_afar());
    let organisations = near
        .marks
        .iter()
        .filter(|m| m.kind == MarkKind::Organisation);
    assert!((2..=40).contains(&organisations.count()));
    assert!(
        near.marks
            .iter()
            .any(|m| m.key == format!("organisation:{}", focus.id))
    );
    assert!(
        near.hidden
            .iter()
            .any(|one| one.what == "filtered_organisations")
    );
    assert!(near.to_svg().contains("and those nearest to it"));
}

/// The names of groups: what each says, where its letters are and how large.
fn headings(scene: &Scene) -> Vec<(String, Rect, f64)> {
    fn look(nodes: &[Node], found: &mut Vec<(String, Rect, f64)>) {
        for node in nodes {
            let Node::Group(group) = node else { continue };
            if group.class != "group-name" {
                look(&group.nodes, found);
                continue;
            }
            let lines = group.nodes.iter().filter_map(|node| match node {
                Node::Text(text) => Some(text),
                Node::Shape(_) | Node::Group(_) => None,
            });
            let rects = lines.clone().map(|text| {
                let width = fonts::width(&text.words, text.size, text.weight);
                let height = CAPITAL * text.size;
                Rect::new(text.at.x, text.at.y - height, width, height)
            });
            let said: Vec<&str> = lines.clone().map(|text| text.words.as_str()).collect();
            let size = lines.map(|text| text.size).fold(f64::INFINITY, f64::min);
            let all = rects.reduce(|all, rect| all.with(&rect)).unwrap();
            found.push((said.join(" "), all, size));
        }
    }
    let mut found = Vec::new();
    look(&scene.nodes, &mut found);
    found
}

/// The grounds of groups, in the order of their names.
fn boxes(nodes: &[Node]) -> Vec<Rect> {
    nodes
        .iter()
        .flat_map(|node| match node {
            Node::Group(group) if group.class == GROUPS => group
                .nodes
                .iter()
                .filter_map(|node| match node {
                    Node::Shape(shape) => match shape.outline {
                        Outline::Rect(rect, _) => Some(rect),
                        Outline::Circle(..) | Outline::Path(_) => None,
                    },
                    Node::Text(_) | Node::Group(_) => None,
                })
                .collect(),
            Node::Group(group) => boxes(&group.nodes),
            Node::Shape(_) | Node::Text(_) => Vec::new(),
        })
        .collect()
}

/// Footprints of all sizes, most of them with long names.
fn with_long_names() -> Map {
    named(400, 44, |i| match i % 3 {
        0 => format!(
            "Brackenshire, Humberdale and the Isles of Quill Health & Social Care Partnership {i}"
        ),
        1 => format!("East Marrowby and Lowmarsh Partnership {i}"),
        _ => format!("Wendle {i}"),
    })
}

#[test]
fn the_names_of_many_footprints_stand_in_their_own_groups_legibly_and_on_nothing() {
    let map = with_long_names();
    for (width, height) in [(1120.0, 720.0), (1740.0, 960.0), (760.0, 620.0)] {
        let seen = map.seen_by(Audience::Working, DAY);
        let request = MapRequest {
            show: Show::National,
            ..MapRequest::of_size(width, height)
        };
        let scene = map_scene(&seen, &insight::gaps(&seen), &request);
        let scale = (width / scene.size.width).min(height / scene.size.height);
        let groups = boxes(&scene.nodes);
        let names = headings(&scene);
        assert!(names.len() >= 44 && names.len() == groups.len());
        for (i, (said, rect, size)) in names.iter().enumerate() {
            assert!(
                size * scale >= 10.5,
                "{said} at {width}: {size} times {scale}"
            );
            assert!(
                groups[i].holds(rect),
                "{said} at {width} leans out of its group"
            );
            let count: usize = said.rsplit(' ').next().unwrap().parse().unwrap();
            let marks: Vec<Point> = scene
                .marks
                .iter()
                .filter(|mark| mark.kind == MarkKind::Organisation)
                .map(|mark| mark.bounds.centre())
                .filter(|at| groups[i].has(*at))
                .collect();
            assert_eq!(marks.len(), count, "{said}");
            for at in marks {
                let glyph = Rect::around(at, Size::new(22.0, 22.0));
                assert!(!rect.overlaps(&glyph), "{said} at {width} stands on a mark");
            }
            // A short name is never cut.
            assert!(!said.starts_with("Wendle") || !said.contains('…'), "{said}");
        }
        let cut = names.iter().filter(|(said, ..)| said.contains('…')).count();
        let most = if width < 1000.0 { 0.7 } else { 0.4 };
        let share = cut as f64 / names.len() as f64;
        assert!(share <= most, "{cut} of {} cut at {width}", names.len());
        for (i, one) in groups.iter().enumerate() {
            assert!(groups[i + 1..].iter().all(|other| !one.overlaps(other)));
        }
        look_at(&format!("national-long-names-{width}"), &scene.to_svg());
    }
}

/// Where every organisation stands, as shares of the drawing.
fn shares(scene: &Scene) -> BTreeMap<String, Point> {
    let all = scene.marks.iter();
    all.filter(|mark| mark.kind == MarkKind::Organisation)
        .map(|mark| {
            let at = mark.bounds.centre();
            let share = Point::new(at.x / scene.size.width, at.y / scene.size.height);
            (mark.key.clone(), share)
        })
        .collect()
}

/// The share of marks that stand farther than that share of the drawing from where they stood.
fn moved(before: &Scene, after: &Scene, by: f64) -> f64 {
    let (before, after) = (shares(before), shares(after));
    let both: Vec<(&Point, &Point)> = before
        .iter()
        .filter_map(|(key, at)| Some((at, after.get(key)?)))
        .collect();
    let far = both.iter().filter(|(a, b)| a.distance(**b) > by).count();
    far as f64 / both.len() as f64
}

#[test]
fn a_map_from_afar_drawn_again_stays_and_one_more_organisation_moves_little() {
    let map = with_long_names();
    let draw = |map: &Map, (width, height): (f64, f64), before: Option<&Scene>| {
        let seen = map.seen_by(Audience::Working, DAY);
        let request = MapRequest {
            show: Show::National,
            spots: before.map_or_else(Vec::new, |scene| scene.spots.clone()),
            grounds: before.and_then(|scene| scene.ground).into_iter().collect(),
            ..MapRequest::of_size(width, height)
        };
        map_scene(&seen, &insight::gaps(&seen), &request)
    };
    let first = draw(&map, (1190.0, 700.0), None);
    assert_eq!(first.spots.len(), 400);
    let again = draw(&map, (1190.0, 700.0), Some(&first));
    assert!(moved(&first, &again, 1e-6) == 0.0);
    // Also where it was first fitted to another size of window.
    let fitted = draw(&map, (1030.0, 580.0), Some(&first));
    let again = draw(&map, (1030.0, 580.0), Some(&fitted));
    assert!(moved(&fitted, &again, 1e-6) == 0.0);
    let mut more = map.organisations().iter().nth(7).unwrap().clone();
    more.id = OrganisationId::from(uuid::Uuid::from_u128(0xA_0000));
    more.name = "One more".to_owned();
    let more = draw(
        &map.with(&[Write::Put(more.into())]),
        (1190.0, 700.0),
        Some(&first),
    );
    let lower = draw(&map, (1190.0, 670.0), Some(&first));
    assert!(moved(&first, &more, 0.05) < 0.2);
    assert!(moved(&first, &lower, 0.05) < 0.2);
}
