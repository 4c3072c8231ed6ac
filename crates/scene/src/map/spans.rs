//! Which way broken bridges span, and where their words stand: over as little as can be, and clear of one another.

use crate::bridge::BrokenBridge;
use crate::geometry::{Bend, Point, Rect, Size};
use crate::labels::Taken;

/// No two plates of words stand nearer to one another than this, in pixels.
pub(super) const PLATES_APART: f64 = 12.0;
/// How far apart the piers of two bridges should stand.
const PIERS_APART: f64 = 40.0;
/// How far apart two arches should keep.
const ARCHES_APART: f64 = 16.0;
/// How far apart the points are at which arches are measured.
const STEP: f64 = 8.0;

/// One bridge's way, and how far from either bank it is clear, as shares of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) way: Bend,
    pub(super) clear: (f64, f64),
}

impl Span {
    /// The stretches of the way that run over nothing that stands there, as shares of it.
    pub(super) fn open(&self, rects: &[Rect]) -> Vec<(f64, f64)> {
        const STEPS: u32 = 120;
        let share = |n: u32| f64::from(n) / f64::from(STEPS);
        let mut open: Vec<(f64, f64)> = Vec::new();
        let mut began: Option<u32> = None;
        for n in 0..=STEPS {
            let p = self.way.at(share(n));
            let free = rects.iter().all(|rect| !rect.grown(3.0).has(p));
            match (free, began) {
                (true, None) => began = Some(n),
                (false, Some(first)) => {
                    open.push((share(first), share(n - 1)));
                    began = None;
                }
                _ => {}
            }
        }
        open.extend(began.map(|first| (share(first), 1.0)));
        open
    }

    fn points(&self) -> Vec<Point> {
        let steps = (self.way.length() / STEP).ceil().clamp(2.0, 64.0);
        (0..=steps as u32)
            .map(|i| self.way.at(f64::from(i) / steps))
            .collect()
    }
}

/// A span that might be taken: what it costs by itself, and where it runs.
struct Choice {
    span: Span,
    cost: f64,
    points: Vec<Point>,
}

impl Choice {
    /// What it costs that another bridge stands near.
    fn beside(&self, other: &Self) -> f64 {
        let ends = |span: &Span| [span.way.from, span.way.to];
        let mut cost = 0.0;
        for one in ends(&self.span) {
            for pier in ends(&other.span) {
                cost += (PIERS_APART - one.distance(pier)).max(0.0);
            }
        }
        let near = |p: &Point| {
            other.points.iter().any(|q| {
                let (dx, dy) = (p.x - q.x, p.y - q.y);
                dx * dx + dy * dy < ARCHES_APART * ARCHES_APART
            })
        };
        cost + self.points.iter().filter(|p| near(p)).count() as f64 * STEP * 0.7
    }
}

/// For each pair of regions the arch between them that runs over least else and crowds the other bridges least. The
/// first are the most important: they choose first, and then all choose again until nobody finds better. Beyond the plot,
/// where heading and legend stand, is as good as beneath a region, and so is what is written between regions.
pub(super) fn spans(
    rects: &[Rect],
    written: &[Rect],
    pairs: &[(usize, usize)],
    plot: &Rect,
) -> Vec<Span> {
    const ROUNDS: usize = 6;
    let choices: Vec<Vec<Choice>> = pairs
        .iter()
        .map(|(i, j)| choices(rects, written, *i, *j, plot))
        .collect();
    let mut taken: Vec<Option<usize>> = vec![None; pairs.len()];
    for _ in 0..ROUNDS {
        let mut changed = false;
        for k in 0..pairs.len() {
            let others: Vec<&Choice> = (0..pairs.len())
                .filter(|other| *other != k)
                .filter_map(|other| Some(&choices[other][taken[other]?]))
                .collect();
            let mut best: Option<(f64, usize)> = None;
            for (n, choice) in choices[k].iter().enumerate() {
                let crowded: f64 = others.iter().map(|other| choice.beside(other)).sum();
                let cost = choice.cost + crowded;
                if best.is_none_or(|(least, _)| cost < least - 1e-9) {
                    best = Some((cost, n));
                }
            }
            let found = best.map(|(_, n)| n);
            changed |= found != taken[k];
            taken[k] = found;
        }
        if !changed {
            break;
        }
    }
    pairs
        .iter()
        .enumerate()
        .map(|(k, (i, j))| {
            taken[k].map_or_else(
                || Span {
                    way: BrokenBridge::arch(rects[*i].centre(), rects[*j].centre(), 1.0),
                    clear: (1.0, 1.0),
                },
                |n| choices[k][n].span,
            )
        })
        .collect()
}

/// The arches there might be between two regions: for each two piers the best.
fn choices(rects: &[Rect], written: &[Rect], i: usize, j: usize, plot: &Rect) -> Vec<Choice> {
    banks(rects[i], rects[j])
        .into_iter()
        .filter_map(|(from, to)| {
            let mut best: Option<(f64, Span)> = None;
            for rise in [1.0, 1.8, -1.0, 2.6, -1.8] {
                let mut way = BrokenBridge::arch(from, to, f64::abs(rise));
                if rise < 0.0 {
                    // Hanging instead of rising, where only that is clear.
                    let middle = from.towards(to, 0.5);
                    way.via = Point::new(2.0 * middle.x - way.via.x, 2.0 * middle.y - way.via.y);
                }
                let blocked = |t: f64| {
                    let p = way.at(t);
                    !plot.has(p)
                        || written.iter().any(|rect| rect.grown(4.0).has(p))
                        || rects
                            .iter()
                            .enumerate()
                            .any(|(k, rect)| k != i && k != j && rect.grown(4.0).has(p))
                };
                let steps = 60;
                let at: Vec<bool> = (0..=steps)
                    .map(|n| blocked(f64::from(n) / f64::from(steps)))
                    .collect();
                let under = at.iter().filter(|one| **one).count() as f64 / f64::from(steps);
                let first =
                    |found: Option<usize>| found.map_or(1.0, |n| n as f64 / f64::from(steps));
                let near = first(at.iter().position(|one| *one));
                let far = first(at.iter().rev().position(|one| *one));
                let cost = under * way.length()
                    + from.distance(to) * 0.35
                    + f64::abs(rise) * 3.0
                    + if rise < 0.0 { 8.0 } else { 0.0 };
                if best.is_none_or(|(least, _)| cost < least) {
                    let clear = ((near - 0.03).max(0.0), (far - 0.03).max(0.0));
                    best = Some((cost, Span { way, clear }));
                }
            }
            best.map(|(cost, span)| Choice {
                span,
                cost,
                points: span.points(),
            })
        })
        .collect()
}

/// Pairs of points between which a bridge may span: on sides that face one another.
fn banks(one: Rect, other: Rect) -> Vec<(Point, Point)> {
    let facing = |from: Rect, to: Rect| {
        let mut points = Vec::new();
        let (low_y, high_y) = (from.y + 12.0, from.bottom() - 12.0);
        let (low_x, high_x) = (from.x + 16.0, from.right() - 16.0);
        let target = to.centre();
        if to.x >= from.right() || to.right() <= from.x {
            let x = if to.x >= from.right() {
                from.right()
            } else {
                from.x
            };
            for y in [target.y, from.centre().y, low_y, high_y] {
                points.push(Point::new(x, y.max(low_y).min(high_y.max(low_y))));
            }
        }
        if to.y >= from.bottom() || to.bottom() <= from.y {
            let y = if to.y >= from.bottom() {
                from.bottom()
            } else {
                from.y
            };
            for x in [target.x, from.centre().x, low_x, high_x] {
                points.push(Point::new(x.max(low_x).min(high_x.max(low_x)), y));
            }
        }
        if points.is_empty() {
            points.push(from.centre());
        }
        points
    };
    let ends = facing(other, one);
    facing(one, other)
        .into_iter()
        .flat_map(|from| ends.iter().map(move |to| (from, *to)))
        .collect()
}

/// What stands about a bridge: what its words keep clear of.
pub(super) struct Around<'a> {
    pub(super) rects: &'a [Rect],
    pub(super) plot: &'a Rect,
    pub(super) taken: &'a Taken,
    /// The plates of other bridges.
    pub(super) plates: &'a [Rect],
}

/// Where the words of one of the bridges stand: on its arch or as near to it as can be, and nearer to it than to any
/// other, so that nobody wonders of which bridge they speak. Never over another plate or what is taken; over another
/// bridge or a region's ground only where there is no other place that is near.
pub(super) fn plate_place(own: usize, spans: &[Span], size: Size, around: &Around) -> Option<Rect> {
    /// What it costs to stand over a region's ground, to touch one, over another bridge, and nearer to another than to
    /// one's own: in pixels that the plate would rather be further away.
    const ON_GROUND: f64 = 90.0;
    const TOUCHING: f64 = 8.0;
    const ON_ARCH: f64 = 45.0;
    const NEARER_TO_OTHER: f64 = 40.0;
    let way = spans[own].points();
    let others: Vec<Vec<Point>> = spans
        .iter()
        .enumerate()
        .filter(|(k, _)| *k != own)
        .map(|(_, span)| span.points())
        .collect();
    let middle = spans[own].way.at(0.5);
    let mut best: Option<(f64, Rect)> = None;
    for plate in plate_places(&spans[own], size) {
        let apart = |other: &Rect| other.gap_to(&plate) >= PLATES_APART;
        if !around.plot.holds(&plate)
            || !around.taken.is_free(&plate)
            || !around.plates.iter().all(apart)
        {
            continue;
        }
        let touches = |by: f64| {
            around
                .rects
                .iter()
                .any(|rect| rect.overlaps(&plate.grown(by)))
        };
        let away = distance(&way, &plate);
        let mut cost = 1.4 * away + 0.25 * plate.centre().distance(middle);
        if touches(0.0) {
            cost += ON_GROUND;
        } else if touches(4.0) {
            cost += TOUCHING;
        }
        for other in &others {
            let near = distance(other, &plate);
            if near < 4.0 {
                cost += ON_ARCH;
            } else if near < away + 8.0 {
                cost += NEARER_TO_OTHER;
            }
        }
        if best.is_none_or(|(least, _)| cost < least - 1e-9) {
            best = Some((cost, plate));
        }
    }
    best.map(|(_, plate)| plate)
}

/// How far a plate is from a way.
fn distance(way: &[Point], plate: &Rect) -> f64 {
    way.iter()
        .map(|p| plate.gap_to(&Rect::new(p.x, p.y, 0.0, 0.0)))
        .fold(f64::INFINITY, f64::min)
}

/// Places for words on and beside an arch, the best first.
fn plate_places(span: &Span, size: Size) -> Vec<Rect> {
    let Span { way, clear, .. } = span;
    let (from, to) = (way.from, way.to);
    let mut places: Vec<Rect> = Vec::new();
    if from.distance(to) > size.width + 36.0 || (to.y - from.y).abs() > size.height + 40.0 {
        // From the middle outwards.
        for step in 0..13 {
            for side in [-1.0, 1.0] {
                let t = 0.5 + side * 0.03 * f64::from(step);
                places.push(Rect::around(way.at(t), size));
            }
        }
    }
    let middle = if clear.0 >= 0.5 {
        0.5
    } else {
        (clear.0 * 0.6).max(0.06)
    };
    // Beside its middle, else nearer to a bank.
    let shares = [
        middle,
        middle * 0.6,
        1.0 - middle * 0.6,
        0.5,
        0.4,
        0.6,
        0.3,
        0.7,
        0.2,
        0.8,
    ];
    for beside in shares {
        let heading = way.heading(beside);
        for distance in [6.0, 14.0, 24.0, 36.0, 50.0, 70.0, 92.0] {
            for side in [-1.0, 1.0] {
                let (nx, ny) = (-heading.y * side, heading.x * side);
                let off =
                    distance + f64::midpoint(nx.abs() * size.width, ny.abs() * size.height) + 8.0;
                places.push(Rect::around(way.at(beside).plus(nx * off, ny * off), size));
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::cross;
    use crate::map::{MapRequest, Show, map_scene};
    use crate::sample::{DAY, footprint, rects_of};
    use crate::scene::{Node, Outline};
    use domain::{Audience, GroupBy};

    #[test]
    fn plates_of_gaps_keep_apart_and_hardly_any_is_left_out() {
        let (mut put, mut left_out) = (0, 0);
        for seed in 1..=3 {
            let map = footprint(24 + seed as usize, 90, seed);
            for audience in [Audience::Working, Audience::Board] {
                let seen = map.seen_by(audience, DAY);
                let gaps = insight::gaps(&seen);
                for (width, height) in [(1150.0, 620.0), (830.0, 620.0), (700.0, 500.0)] {
                    for show in [Show::Both, Show::Organisations] {
                        let request = MapRequest {
                            show,
                            ..MapRequest::of_size(width, height)
                        };
                        let scene = map_scene(&seen, &gaps, &request);
                        let plates = rects_of(&scene, "gap-words");
                        for (i, one) in plates.iter().enumerate() {
                            for other in &plates[i + 1..] {
                                let gap = one.gap_to(other);
                                assert!(gap >= PLATES_APART, "{gap} apart, {show:?}, {seed}");
                            }
                        }
                        put += plates.len();
                        left_out += bridges(&scene) - plates.len();
                    }
                }
            }
        }
        assert!(put > 150 && left_out * 100 <= put, "{left_out} of {put}");
    }

    #[test]
    fn a_bridge_over_what_stands_at_the_top_does_not_reach_over_the_heading() {
        let at = |x: f64, y: f64| Rect::around(Point::new(x, y), Size::new(120.0, 60.0));
        let rects = [at(80.0, 110.0), at(240.0, 96.0), at(400.0, 110.0)];
        let plot = Rect::new(20.0, 65.0, 460.0, 400.0);
        let spans = spans(&rects, &[], &[(0, 2)], &plot);
        assert!(spans[0].points().iter().all(|p| plot.grown(2.0).has(*p)));
    }

    /// Every broken bridge with where its words stand, if there was room for them.
    fn bridges_and_words(scene: &crate::Scene) -> Vec<(Span, Option<Rect>)> {
        fn look(nodes: &[Node], ways: &mut Vec<Bend>, words: &mut Vec<Option<Rect>>) {
            for node in nodes {
                let Node::Group(group) = node else { continue };
                let outlines: Vec<&Outline> = group
                    .nodes
                    .iter()
                    .filter_map(|node| match node {
                        Node::Shape(shape) if shape.hit || group.class == "gap-words" => {
                            Some(&shape.outline)
                        }
                        _ => None,
                    })
                    .collect();
                match (group.class.as_str(), outlines.first()) {
                    ("gap", Some(Outline::Path(path))) => {
                        let numbers: Vec<f64> = path
                            .split(|letter: char| letter.is_ascii_alphabetic() || letter == ' ')
                            .filter_map(|number| number.parse().ok())
                            .collect();
                        let at = |n: usize| Point::new(numbers[2 * n], numbers[2 * n + 1]);
                        ways.push(Bend {
                            from: at(0),
                            via: at(1),
                            to: at(2),
                        });
                    }
                    ("gap-words", Some(Outline::Rect(rect, _))) => words.push(Some(*rect)),
                    ("gap-words", _) => words.push(None),
                    _ => {}
                }
                look(&group.nodes, ways, words);
            }
        }
        let (mut ways, mut words) = (Vec::new(), Vec::new());
        look(&scene.nodes, &mut ways, &mut words);
        assert_eq!(ways.len(), words.len());
        let span = |way| Span {
            way,
            clear: (1.0, 1.0),
        };
        ways.into_iter().map(span).zip(words).collect()
    }

    #[test]
    fn the_words_of_a_gap_stand_on_its_own_bridge_also_where_organisations_stand_in_groups() {
        let (mut on_it, mut nearby, mut of_another) = (0, 0, 0);
        for seed in 1..=3 {
            let map = footprint(24 + seed as usize, 90, seed);
            let seen = map.seen_by(Audience::Working, DAY);
            let gaps = insight::gaps(&seen);
            for group_by in [None, Some(GroupBy::Place), Some(GroupBy::Kind)] {
                for show in [Show::Both, Show::Organisations] {
                    let mut request = MapRequest {
                        show,
                        ..MapRequest::of_size(1150.0, 700.0)
                    };
                    request.sayings.group_by = group_by;
                    let scene = map_scene(&seen, &gaps, &request);
                    let all = bridges_and_words(&scene);
                    for (k, (span, words)) in all.iter().enumerate() {
                        let Some(words) = words else { continue };
                        let away = distance(&span.points(), words);
                        let others = all.iter().enumerate().filter(|(other, _)| *other != k);
                        let nearest = others
                            .map(|(_, (other, _))| distance(&other.points(), words))
                            .fold(f64::INFINITY, f64::min);
                        if away < 4.0 {
                            on_it += 1;
                        } else {
                            assert!(away < 110.0, "{away} away, {show:?}, {group_by:?}, {seed}");
                            nearby += 1;
                        }
                        of_another += usize::from(nearest < away);
                    }
                }
            }
        }
        assert!(
            on_it > 4 * nearby,
            "{on_it} on their own, {nearby} beside it"
        );
        assert!(of_another * 20 < on_it, "{of_another} nearer to another");
    }

    #[test]
    fn groups_spread_over_the_ground_there_is() {
        let map = footprint(26, 60, 4);
        let seen = map.seen_by(Audience::Working, DAY);
        let gaps = insight::gaps(&seen);
        let mut request = MapRequest {
            show: Show::Organisations,
            ..MapRequest::of_size(1400.0, 800.0)
        };
        request.sayings.group_by = Some(GroupBy::Kind);
        let scene = map_scene(&seen, &gaps, &request);
        let stands = rects_of(&scene, "organisation");
        let all = stands.iter().copied().reduce(|one, other| one.with(&other));
        let all = all.unwrap();
        assert!(all.width > 1100.0 && all.height > 420.0, "{all:?}");
        for (i, one) in stands.iter().enumerate() {
            assert!(!stands[i + 1..].iter().any(|other| other.overlaps(one)));
        }
    }

    fn bridges(scene: &crate::Scene) -> usize {
        let signs = scene.marks.iter();
        signs.filter(|mark| mark.facts.starts_with("gap: ")).count()
    }

    #[test]
    fn bridges_at_one_organisation_stand_on_piers_apart_and_do_not_cross() {
        // One in the middle, the others round it, near and far.
        let at = |x: f64, y: f64| Rect::around(Point::new(x, y), Size::new(112.0, 26.0));
        let rects = [
            at(300.0, 300.0),
            at(470.0, 250.0),
            at(480.0, 340.0),
            at(330.0, 420.0),
            at(210.0, 430.0),
            at(110.0, 260.0),
        ];
        let pairs: Vec<(usize, usize)> = (1..rects.len()).map(|other| (0, other)).collect();
        let spans = spans(&rects, &[], &pairs, &Rect::new(0.0, 0.0, 600.0, 600.0));
        for (i, one) in spans.iter().enumerate() {
            for other in &spans[i + 1..] {
                let apart = one.way.from.distance(other.way.from);
                assert!(apart > 24.0, "piers {apart} apart");
                let (a, b) = (one.points(), other.points());
                let crosses = a.windows(2).any(|p| {
                    let mut legs = b.windows(2);
                    legs.any(|q| cross(p[0], p[1], q[0], q[1]))
                });
                assert!(!crosses, "{:?} crosses {:?}", one.way, other.way);
            }
        }
    }
}
