//! What colours and sizes of a map say: tests, and pictures to look at.
#![allow(clippy::unwrap_used)]

mod afar;
mod decided;

use std::collections::{BTreeMap, BTreeSet};

use domain::*;

use crate::fonts::{self, CAPITAL};
use crate::geometry::{Rect, Size};
use crate::map::{MapRequest, Sayings, Show, map_scene};
use crate::sample::{DAY, footprint, from_file, look_at};
use crate::scene::{MarkKind, Node, Outline, Scene};

/// A made-up footprint in which organisations have sectors, all but the last.
fn in_sectors(count: usize) -> Map {
    let map = footprint(24, 90, 7);
    let last = map.organisations().len() - 1;
    let writes: Vec<Write> = map
        .organisations()
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != last)
        .map(|(i, one)| {
            let mut one = one.clone();
            one.sector = Some(format!("Sector {}", i % count));
            Write::Put(one.into())
        })
        .collect();
    map.with(&writes)
}

fn drawn(map: &Map, audience: Audience, show: Show, sayings: Sayings) -> Scene {
    let seen = map.seen_by(audience, DAY);
    let request = MapRequest {
        show,
        sayings,
        ..MapRequest::of_size(1120.0, 720.0)
    };
    map_scene(&seen, &insight::gaps(&seen), &request)
}

const SHOWS: [Show; 3] = [Show::Both, Show::Organisations, Show::Leaders];

fn coloured(by: ColourBy) -> Sayings {
    Sayings {
        colour_by: Some(by),
        ..Sayings::default()
    }
}

fn sized(by: SizeBy) -> Sayings {
    Sayings {
        size_by: Some(by),
        ..Sayings::default()
    }
}

fn signs(scene: &Scene) -> BTreeSet<String> {
    scene
        .legend
        .iter()
        .map(|entry| entry.sign.clone())
        .collect()
}

#[test]
fn whatever_colours_say_has_a_sign_in_the_legend_words_on_its_mark_and_a_column_in_the_table() {
    let map = in_sectors(4);
    for by in ColourBy::ALL.iter().filter(|by| **by != ColourBy::Kind) {
        for show in SHOWS {
            let scene = drawn(&map, Audience::Working, show, coloured(*by));
            let told = signs(&scene);
            let explained = |sign: &str| {
                sign.starts_with("hue-")
                    || sign.starts_with("step-")
                    || ["none", "not-known"].contains(&sign)
            };
            assert!(
                told.iter().any(|sign| explained(sign)),
                "{by:?} {show:?}: {told:?}"
            );
            let columns = &scene.tables[0].columns;
            let of_people = matches!(
                by,
                ColourBy::Community | ColourBy::Corner | ColourBy::Hanging
            );
            let said_of_organisations = !(of_people && show == Show::Both);
            if said_of_organisations {
                let heading = columns.last().unwrap();
                for mark in &scene.marks {
                    let party = matches!(mark.kind, MarkKind::Organisation | MarkKind::Leader);
                    assert!(
                        !party || mark.facts.contains(&format!("{heading}: ")),
                        "{by:?} {show:?}: {}",
                        mark.label()
                    );
                }
                for row in &scene.tables[0].rows {
                    assert_eq!(row.cells.len(), columns.len());
                    assert!(!row.cells.last().unwrap().is_empty());
                }
            }
            assert_eq!(scene.quality.overlaps, 0);
            // What is drawn in a colour has its letter, bars or question mark beside it.
            let svg = scene.to_svg();
            for entry in &scene.legend {
                if let Some(hue) = entry.sign.strip_prefix("hue-") {
                    let letters = svg.matches("fill-on-kind").count();
                    assert!(letters > 0, "{by:?} {show:?}: hue {hue}");
                }
            }
        }
    }
}

#[test]
fn what_nobody_has_recorded_or_assessed_has_a_sign_of_its_own() {
    let map = in_sectors(3);
    let scene = drawn(
        &map,
        Audience::Working,
        Show::Organisations,
        coloured(ColourBy::Sector),
    );
    assert!(signs(&scene).contains("not-known"));
    let bare = scene
        .marks
        .iter()
        .filter(|mark| mark.facts.contains("Sector: not recorded"))
        .count();
    assert_eq!(bare, 1);
}

#[test]
fn a_size_nobody_has_assessed_is_never_drawn_as_the_least() {
    let map = footprint(24, 90, 7);
    for by in [SizeBy::Ties, SizeBy::Influence, SizeBy::Brokerage] {
        for show in SHOWS {
            let scene = drawn(&map, Audience::Working, show, sized(by));
            let unknown = scene
                .marks
                .iter()
                .filter(|mark| mark.kind == MarkKind::Leader)
                .filter(|mark| mark.facts.contains(": not assessed"));
            for mark in unknown {
                assert!(mark.bounds.width >= 26.0, "{by:?}: {}", mark.label());
                assert!(signs(&scene).contains("size-not-known"));
            }
            assert!(signs(&scene).contains("size"), "{by:?} {show:?}");
            assert_eq!(scene.quality.overlaps, 0);
        }
    }
    let alike = drawn(&map, Audience::Working, Show::Both, sized(SizeBy::Alike));
    assert!(!signs(&alike).contains("size"));
}

#[test]
fn the_more_there_is_the_larger_the_disc() {
    let map = footprint(12, 53, 7);
    let scene = drawn(&map, Audience::Working, Show::Leaders, sized(SizeBy::Ties));
    let mut known: Vec<(u32, f64)> = scene
        .marks
        .iter()
        .filter_map(|mark| {
            let (_, rest) = mark.facts.split_once("Number of ties: ")?;
            let number = rest.split(' ').next()?.parse().ok()?;
            Some((number, mark.bounds.width))
        })
        .collect();
    known.sort_by_key(|one| one.0);
    assert!(known.len() > 5);
    assert!(known.windows(2).all(|two| two[0].1 <= two[1].1 + 1e-9));
    assert!(known[0].1 < known.last().unwrap().1);
}

#[test]
fn at_most_seven_categories_have_a_hue_and_the_legend_says_how_many_share_the_last() {
    let scene = drawn(
        &in_sectors(11),
        Audience::Working,
        Show::Organisations,
        coloured(ColourBy::Sector),
    );
    let hues = signs(&scene)
        .iter()
        .filter(|s| s.starts_with("hue-"))
        .count();
    assert_eq!(hues, 7);
    let rest = scene.legend.iter().find(|one| one.sign == "hue-rest");
    assert_eq!(rest.unwrap().meaning, "5 others");
}

#[test]
fn a_filter_changes_nobodys_colour() {
    let map = in_sectors(4);
    let seen = map.seen_by(Audience::Working, DAY);
    let gaps = insight::gaps(&seen);
    let request = MapRequest {
        show: Show::Organisations,
        sayings: coloured(ColourBy::Community),
        ..MapRequest::of_size(1120.0, 720.0)
    };
    let whole = map_scene(&seen, &gaps, &request);
    let filters = vec![Filter::OrganisationKind(OrganisationKind::Council)];
    let few = map_scene(&seen, &gaps, &MapRequest { filters, ..request });
    let told = |scene: &Scene, key: &str| -> String {
        let mark = scene.marks.iter().find(|mark| mark.key == key).unwrap();
        let facts = mark.facts.split("; ");
        let community = facts.filter(|fact| fact.starts_with("Community"));
        community.collect::<Vec<_>>().join("; ")
    };
    for mark in few
        .marks
        .iter()
        .filter(|m| m.kind == MarkKind::Organisation)
    {
        assert_eq!(told(&few, &mark.key), told(&whole, &mark.key));
    }
}

#[test]
fn a_publication_coloured_by_what_is_known_of_people_says_nothing_of_them() {
    let map = footprint(24, 90, 7);
    for by in [
        ColourBy::Influence,
        ColourBy::Brokerage,
        ColourBy::Community,
    ] {
        let scene = drawn(&map, Audience::Board, Show::Both, coloured(by));
        assert!(scene.marks.iter().all(|mark| mark.kind != MarkKind::Leader));
        if by == ColourBy::Influence {
            assert!(!signs(&scene).iter().any(|sign| sign.starts_with("step-")));
            assert!(signs(&scene).contains("not-known"));
        }
    }
}

#[test]
fn pictures_of_what_colours_and_sizes_say() {
    let map = from_file().unwrap_or_else(|| in_sectors(9));
    let looked_at = std::env::var_os("FOOTBRIDGE_PICTURES").is_some();
    for show in SHOWS {
        for by in ColourBy::ALL
            .iter()
            .filter(|by| looked_at || **by == ColourBy::Stance)
        {
            let sayings = Sayings {
                size_by: (*by == ColourBy::Sector).then_some(SizeBy::Ties),
                ..coloured(*by)
            };
            let scene = drawn(&map, Audience::Working, show, sayings);
            assert!(scene.quality.overlaps == 0);
            look_at(&format!("told-{show:?}-{}", by.key()), &scene.to_svg());
        }
    }
}

#[test]
fn groups_hold_what_belongs_to_them_say_so_on_every_mark_and_leave_the_kept_places_alone() {
    let map = in_sectors(4);
    for (show, by) in [
        (Show::Both, GroupBy::Sector),
        (Show::Organisations, GroupBy::Sector),
        (Show::Organisations, GroupBy::Community),
        (Show::Leaders, GroupBy::Organisation),
        (Show::Leaders, GroupBy::Community),
    ] {
        let sayings = Sayings {
            group_by: Some(by),
            ..Sayings::default()
        };
        let scene = drawn(&map, Audience::Working, show, sayings);
        assert!(scene.spots.is_empty());
        let heading = scene.tables[0].columns.last().unwrap();
        let groups: BTreeSet<&String> = scene.tables[0]
            .rows
            .iter()
            .map(|row| row.cells.last().unwrap())
            .collect();
        assert!(groups.len() > 1, "{show:?} {by:?}");
        let svg = scene.to_svg();
        for group in groups {
            let begins: String = group.chars().take(12).collect();
            assert!(svg.contains(&begins), "{group} has no name on the map");
        }
        let marks: Vec<_> = scene
            .marks
            .iter()
            .filter(|mark| match show {
                Show::Leaders => mark.kind == MarkKind::Leader,
                _ => mark.kind == MarkKind::Organisation,
            })
            .collect();
        assert!(!marks.is_empty());
        for (i, mark) in marks.iter().enumerate() {
            assert!(
                mark.facts.contains(&format!("{heading}: ")),
                "{}",
                mark.label()
            );
            for other in &marks[i + 1..] {
                assert!(!mark.bounds.overlaps(&other.bounds));
            }
        }
        look_at(&format!("grouped-{show:?}-{}", by.key()), &svg);
    }
}

#[test]
fn organisations_cannot_be_grouped_by_organisation_and_stand_as_usual() {
    let map = in_sectors(4);
    let sayings = Sayings {
        group_by: Some(GroupBy::Organisation),
        ..Sayings::default()
    };
    let scene = drawn(&map, Audience::Working, Show::Organisations, sayings);
    let usual = drawn(
        &map,
        Audience::Working,
        Show::Organisations,
        Sayings::default(),
    );
    assert_eq!(scene.to_svg(), usual.to_svg());
}

/// The letters in every mark of a leader, with the badges that stand at it.
fn letters_and_badges(scene: &Scene) -> Vec<(Rect, Vec<Rect>)> {
    fn look(nodes: &[Node], found: &mut Vec<(Rect, Vec<Rect>)>) {
        for node in nodes {
            let Node::Group(group) = node else { continue };
            if group.class != "leader" {
                look(&group.nodes, found);
                continue;
            }
            let letters = group.nodes.iter().find_map(|node| match node {
                Node::Text(text) => {
                    let width = fonts::width(&text.words, text.size, text.weight);
                    let height = CAPITAL * text.size;
                    // A Q has a tail below the line.
                    let tail = 1.5;
                    Some(Rect::new(
                        text.at.x - width / 2.0,
                        text.at.y - height,
                        width,
                        height + tail,
                    ))
                }
                Node::Shape(_) | Node::Group(_) => None,
            });
            let badges = group.nodes.iter().filter_map(|node| match node {
                Node::Group(group) if group.class == "badge" => {
                    let Node::Shape(shape) = &group.nodes[0] else {
                        return None;
                    };
                    let edge = shape.stroke.map_or(0.0, |stroke| stroke.width / 2.0);
                    match shape.outline {
                        Outline::Rect(rect, _) => Some(rect.grown(edge)),
                        Outline::Circle(..) | Outline::Path(_) => None,
                    }
                }
                _ => None,
            });
            found.push((letters.unwrap(), badges.collect()));
        }
    }
    let mut found = Vec::new();
    look(&scene.nodes, &mut found);
    found
}

#[test]
fn badges_are_clear_of_the_letters_of_every_mark() {
    let mut seen_together = 0;
    for seed in 1..=2 {
        let map = footprint(14, 70, seed);
        for show in [Show::Both, Show::Leaders] {
            for colour in [ColourBy::Coverage, ColourBy::Sector, ColourBy::Influence] {
                for size in [SizeBy::Influence, SizeBy::Ties, SizeBy::Brokerage] {
                    let says = Sayings {
                        colour_by: Some(colour),
                        size_by: Some(size),
                        ..Sayings::default()
                    };
                    let scene = drawn(&map, Audience::Working, show, says);
                    let marks = letters_and_badges(&scene);
                    let letters: Vec<Rect> = marks.iter().map(|(letters, _)| *letters).collect();
                    for badge in marks.iter().flat_map(|(_, badges)| badges) {
                        seen_together += 1;
                        for letters in &letters {
                            let gap = badge.gap_to(letters);
                            assert!(gap >= 0.5, "{gap} at {show:?} by {colour:?} and {size:?}");
                        }
                    }
                    for (_, badges) in &marks {
                        for (i, one) in badges.iter().enumerate() {
                            assert!(badges[i + 1..].iter().all(|other| !one.overlaps(other)));
                        }
                    }
                }
            }
        }
    }
    assert!(seen_together > 500, "{seen_together} badges");
}
