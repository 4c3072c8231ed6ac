//! The lines of the map: which there are, what way they take, how they are drawn.

use domain::{Level, Party, Tie};

use crate::bridge::{curve, line};
use crate::geometry::{Bend, Point, Rect, Size};
use crate::legend::{Sign, question};
use crate::near::Cells;
use crate::paint::{Ink, number, tie_width};
use crate::scene::{Group, Shape, Stroke};

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// A relationship of a known level.
    Known(Level),
    /// One that is strained, with its level where known.
    Strained(Option<Level>),
    /// One to come.
    Planned,
    /// One that has ended.
    Former,
    /// One nobody has judged.
    Unassessed,
}

impl Look {
    pub(crate) const fn sign(self) -> Sign {
        match self {
            Self::Known(level) => Sign::Level(level),
            Self::Strained(_) => Sign::InTension,
            Self::Planned => Sign::Planned,
            Self::Former => Sign::Former,
            Self::Unassessed => Sign::Unassessed,
        }
    }

    /// Faint lines lie beneath strong ones.
    pub(crate) const fn rank(self) -> u8 {
        match self {
            Self::Unassessed => 0,
            Self::Former => 1,
            Self::Planned => 3,
            Self::Known(level) => 2 + 2 * level.number(),
            Self::Strained(_) => 13,
        }
    }

    fn stroke(self) -> Stroke {
        match self {
            Self::Known(level) => Stroke::round(Ink::Level(level.number()), tie_width(level)),
            Self::Strained(level) => {
                let level = level.unwrap_or(Level::Cooperation);
                Stroke::plain(Ink::Level(level.number()), tie_width(level).max(1.25))
            }
            Self::Planned => Stroke {
                dash: "6 4",
                ..Stroke::plain(Ink::Level(3), 1.6)
            },
            Self::Former => Stroke {
                dash: "0.1 3.6",
                ..Stroke::round(Ink::Level(2), 1.6)
            },
            Self::Unassessed => Stroke {
                dash: "0.1 4",
                ..Stroke::round(Ink::Unknown, 1.3)
            },
        }
    }
}

/// At which ends of a line there is an arrow head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Arrows {
    pub(crate) at_a: bool,
    pub(crate) at_b: bool,
}

impl Arrows {
    /// Those of one tie on a line whose first end is `a`.
    pub(crate) fn of(tie: &Tie, a: Party) -> Self {
        let directed = tie.kind.is_directed();
        Self {
            at_a: directed && tie.b == a,
            at_b: directed && tie.b != a,
        }
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self {
            at_a: self.at_a || other.at_a,
            at_b: self.at_b || other.at_b,
        }
    }

    pub(crate) const fn any(self) -> bool {
        self.at_a || self.at_b
    }
}

/// One end of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    /// At the edge of a disc.
    Disc(Point, f64),
    /// At the border of a region.
    Region(Rect),
}

impl End {
    pub(crate) fn centre(self) -> Point {
        match self {
            Self::Disc(centre, _) => centre,
            Self::Region(rect) => rect.centre(),
        }
    }

    fn outline(self) -> Rect {
        match self {
            Self::Disc(centre, r) => Rect::new(centre.x - r, centre.y - r, 2.0 * r, 2.0 * r),
            Self::Region(rect) => rect,
        }
    }

    /// The share of the way at which a curve that starts at the centre leaves this end.
    fn leaves(self, bend: &Bend) -> f64 {
        match self {
            Self::Region(rect) => bend.leaves(&rect),
            Self::Disc(centre, r) => {
                let mut t = 0.0;
                for i in 0..=64 {
                    let share = f64::from(i) / 64.0;
                    if bend.at(share).distance(centre) <= r {
                        t = share;
                    } else {
                        break;
                    }
                }
                t + 1.0 / 128.0
            }
        }
    }
}

/// What lines should not run under, found by place.
pub(crate) struct Obstacles {
    /// With the weight of each.
    things: Cells<(Rect, f64)>,
    /// Regions, with the strip along their border where a line would seem to be theirs.
    regions: Vec<Rect>,
    region_at: Cells<usize>,
}

const CELL: f64 = 48.0;
/// How near to a region a line seems to belong to it, in pixels.
const BORDER: f64 = 5.0;

impl Obstacles {
    pub(crate) fn new(size: Size) -> Self {
        Self {
            things: Cells::new(size, CELL),
            regions: Vec::new(),
            region_at: Cells::new(size, CELL),
        }
    }

    pub(crate) fn add(&mut self, rect: Rect, weight: f64) {
        self.things.put(&rect, &(rect, weight));
    }

    /// Adds a region that only its own lines should touch.
    pub(crate) fn add_region(&mut self, rect: Rect) {
        let rect = rect.grown(BORDER);
        self.region_at.put(&rect, &self.regions.len());
        self.regions.push(rect);
    }

    /// How many regions a line touches that are not its own ends', of those that have no end's centre in them.
    fn touched(&self, way: &Bend, samples: u32, own: &[Rect; 2]) -> usize {
        let mut touched: Vec<usize> = Vec::new();
        for i in 0..=samples {
            let p = way.at(f64::from(i) / f64::from(samples));
            for index in self.region_at.at(p) {
                let rect = &self.regions[*index];
                if rect.has(p)
                    && !touched.contains(index)
                    && !own.iter().any(|end| rect.has(end.centre()))
                {
                    touched.push(*index);
                }
            }
        }
        touched.len()
    }

    /// The weight of what lies at a point, leaving out what the line's own ends are.
    fn at(&self, p: Point, own: &[Rect; 2]) -> f64 {
        self.things
            .at(p)
            .iter()
            .filter(|(rect, _)| rect.has(p))
            .filter(|(rect, _)| {
                // An end's own outline, or what holds it, is no obstacle.
                !own.iter()
                    .any(|end| rect.has(end.centre()) && end.width <= rect.width + 0.5)
            })
            .map(|(_, weight)| *weight)
            .sum()
    }
}

/// What it costs a way to be bent, for each share of its length.
const BENT: f64 = 9.0;

/// The way between two ends: among a few bends, the one that touches the fewest regions of others, then the one
/// that runs under least; `fan` sets parallel lines apart.
///
/// It stays within `plot`.
pub(crate) fn route(from: End, to: End, fan: f64, obstacles: &Obstacles, plot: &Rect) -> Bend {
    const BENDS: [f64; 9] = [0.03, -0.03, 0.07, -0.07, 0.12, -0.12, 0.17, -0.17, 0.0];
    /// Tried only where no slighter bend is clear of other regions.
    const WIDE: [f64; 8] = [0.23, -0.23, 0.3, -0.3, 0.38, -0.38, 0.46, -0.46];
    let (a, b) = (from.centre(), to.centre());
    let length = a.distance(b);
    let own = [from.outline(), to.outline()];
    let samples = (length / 12.0).clamp(8.0, 40.0) as u32;
    let mut best: Option<(usize, f64, Bend)> = None;
    for (i, bend) in BENDS.into_iter().chain(WIDE).enumerate() {
        if let Some((0, least, _)) = best {
            // What is bent so far cannot be better, whatever it runs under.
            if i >= BENDS.len() || bend.abs() * BENT >= least {
                continue;
            }
        }
        // The same curve whichever way round the line is given.
        let sign = if (a.x, a.y) <= (b.x, b.y) { 1.0 } else { -1.0 };
        let bow = (bend * length).clamp(-120.0, 120.0) * sign + fan;
        let whole = Bend::bowed(a, b, bow);
        let start = from.leaves(&whole);
        let end = 1.0
            - to.leaves(&Bend {
                from: whole.to,
                via: whole.via,
                to: whole.from,
            });
        if end <= start {
            continue;
        }
        let way = whole.part(start, end);
        let mut under = 0.0;
        let mut outside = 0;
        for i in 0..=samples {
            let p = way.at(f64::from(i) / f64::from(samples));
            under += obstacles.at(p, &own);
            if !plot.has(p) {
                under += 6.0;
                outside = 2;
            }
        }
        let touched = outside + obstacles.touched(&way, samples * 2, &own);
        let cost = under * length / f64::from(samples) / 12.0 + bend.abs() * BENT;
        if best.as_ref().is_none_or(|(fewest, least, _)| {
            touched < *fewest || (touched == *fewest && cost < *least - 1e-9)
        }) {
            best = Some((touched, cost, way));
        }
    }
    best.map_or_else(|| Bend::bowed(a, b, fan), |(.., way)| way)
}

/// Draws a line with its sign at a share of the way, and lays the wider invisible one over it that can be hit.
pub(crate) fn draw(way: &Bend, look: Look, sign_at: f64, group: &mut Group) {
    let data = curve(way);
    group.push(Shape::path(data.clone()).stroked(look.stroke()));
    match look {
        Look::Strained(_) => {
            let length = way.length().max(1.0);
            let bars: String = [-6.0, 0.0, 6.0]
                .iter()
                .map(|along| {
                    let t = sign_at + along / length;
                    let (p, d) = (way.at(t), way.heading(t));
                    line(p.plus(-d.y * 4.5, d.x * 4.5), p.plus(d.y * 4.5, -d.x * 4.5))
                })
                .collect();
            group.push(Shape::path(bars).stroked(Stroke::round(Ink::Ink, 1.4)));
        }
        Look::Unassessed => question(way.at(sign_at), group),
        Look::Known(_) | Look::Planned | Look::Former => {}
    }
    group.push(
        Shape::path(data)
            .stroked(Stroke::plain(Ink::Ink, 12.0))
            .for_hitting(),
    );
}

/// A part of a line, drawn without its signs and without anything to hit.
pub(crate) fn draw_part(way: &Bend, look: Look, group: &mut Group) {
    group.push(Shape::path(curve(way)).stroked(look.stroke()));
}

/// Draws the heads of a line's arrows, with their tips at its ends.
pub(crate) fn draw_heads(way: &Bend, look: Look, arrows: Arrows, group: &mut Group) {
    let stroke = look.stroke();
    for (here, tip, heading) in [
        (arrows.at_b, way.to, way.heading(1.0)),
        (
            arrows.at_a,
            way.from,
            Point::new(-way.heading(0.0).x, -way.heading(0.0).y),
        ),
    ] {
        if here {
            group.push(Shape::path(head(tip, heading, stroke.width)).filled(stroke.ink));
        }
    }
}

/// The outline of an arrow head on a line of this width.
pub(crate) fn head(tip: Point, heading: Point, width: f64) -> String {
    let (long, half) = (7.0 + width, 3.2 + width / 2.0);
    let back = tip.plus(-heading.x * long, -heading.y * long);
    let side = Point::new(-heading.y * half, heading.x * half);
    format!(
        "{}L{} {}Z",
        line(tip, back.plus(side.x, side.y)),
        number(back.x - side.x),
        number(back.y - side.y)
    )
}

/// A fine line from a leader to where their organisation's tie leaves its region.
pub(crate) fn draw_feeder(way: &Bend, level: Level, group: &mut Group) {
    let width = tie_width(level).min(1.6);
    group.push(Shape::path(curve(way)).stroked(Stroke::round(Ink::Level(level.number()), width)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::random::Random;

    /// Everything there is, looked at for every point of every bend: what [`route`] must come to.
    struct All {
        things: Vec<(Rect, f64)>,
        regions: Vec<Rect>,
    }

    impl All {
        fn weight_at(&self, p: Point, own: &[Rect; 2]) -> f64 {
            let is_own = |rect: &Rect| {
                own.iter()
                    .any(|end| rect.has(end.centre()) && end.width <= rect.width + 0.5)
            };
            self.things
                .iter()
                .filter(|(rect, _)| rect.has(p) && !is_own(rect))
                .map(|(_, weight)| *weight)
                .sum()
        }

        fn touched(&self, points: &[Point], own: &[Rect; 2]) -> usize {
            self.regions
                .iter()
                .map(|rect| rect.grown(BORDER))
                .filter(|rect| !own.iter().any(|end| rect.has(end.centre())))
                .filter(|rect| points.iter().any(|p| rect.has(*p)))
                .count()
        }

        /// Every bend is judged in full; the wide ones count only where all slight ones touch something.
        fn route(&self, from: End, to: End, fan: f64, plot: &Rect) -> Bend {
            let (a, b) = (from.centre(), to.centre());
            let length = a.distance(b);
            let own = [from.outline(), to.outline()];
            let sign = if (a.x, a.y) <= (b.x, b.y) { 1.0 } else { -1.0 };
            let samples = (length / 12.0).clamp(8.0, 40.0) as u32;
            let along = |way: &Bend, n: u32| -> Vec<Point> {
                (0..=n)
                    .map(|i| way.at(f64::from(i) / f64::from(n)))
                    .collect()
            };
            let judged = |bend: f64| {
                let bow = (bend * length).clamp(-120.0, 120.0) * sign + fan;
                let whole = Bend::bowed(a, b, bow);
                let back = Bend::bowed(b, a, -bow);
                let start = from.leaves(&whole);
                let end = 1.0
                    - to.leaves(&Bend {
                        via: whole.via,
                        ..back
                    });
                (end > start).then(|| {
                    let way = whole.part(start, end);
                    let outside = along(&way, samples).iter().any(|p| !plot.has(*p));
                    let under = along(&way, samples).iter().fold(0.0, |sum, p| {
                        let weight = sum + self.weight_at(*p, &own);
                        if plot.has(*p) { weight } else { weight + 6.0 }
                    });
                    let touched =
                        if outside { 2 } else { 0 } + self.touched(&along(&way, samples * 2), &own);
                    let cost = under * length / f64::from(samples) / 12.0 + bend.abs() * 9.0;
                    (touched, cost, way)
                })
            };
            let mut best: Option<(usize, f64, Bend)> = None;
            let slight = [0.03, -0.03, 0.07, -0.07, 0.12, -0.12, 0.17, -0.17, 0.0];
            let wide = [0.23, -0.23, 0.3, -0.3, 0.38, -0.38, 0.46, -0.46];
            for (bends, is_wide) in [(&slight[..], false), (&wide[..], true)] {
                for bend in bends {
                    if is_wide && best.is_some_and(|(touched, ..)| touched == 0) {
                        break;
                    }
                    let Some(found) = judged(*bend) else { continue };
                    if best.is_none_or(|(touched, cost, _)| {
                        found.0 < touched || (found.0 == touched && found.1 < cost - 1e-9)
                    }) {
                        best = Some(found);
                    }
                }
            }
            best.map_or_else(|| Bend::bowed(a, b, fan), |(.., way)| way)
        }
    }

    /// Discs, some of them in regions, some regions over one another, on a sheet and a little beyond it.
    fn crowd(n: usize, plot: &Rect, seed: u64) -> (All, Obstacles, Vec<End>) {
        let mut random = Random::new(seed);
        let mut all = All {
            things: Vec::new(),
            regions: Vec::new(),
        };
        let mut obstacles = Obstacles::new(Size::new(plot.right(), plot.bottom()));
        let mut ends = Vec::new();
        let mut add = |all: &mut All, rect: Rect, weight: f64| {
            all.things.push((rect, weight));
            obstacles.add(rect, weight);
            if weight < 1.5 {
                all.regions.push(rect);
                obstacles.add_region(rect);
            }
        };
        for i in 0..n {
            let middle = plot.centre();
            let at = middle.plus(
                random.either_way() * plot.width * 0.51,
                random.either_way() * plot.height * 0.51,
            );
            if i % 3 == 0 {
                let size = Size::new(60.0 + 70.0 * random.either_way().abs(), 44.0);
                let region = Rect::around(at, size);
                add(&mut all, region, 1.0);
                ends.push(End::Region(region));
            }
            if i % 4 != 3 {
                add(&mut all, Rect::around(at, Size::new(28.0, 28.0)), 2.2);
                ends.push(End::Disc(at, 14.4));
            }
        }
        (all, obstacles, ends)
    }

    #[test]
    fn a_way_found_by_place_is_to_the_bit_the_one_found_by_looking_at_everything() {
        for (n, width, height, seed) in [
            (12, 700.0, 420.0, 1),
            (60, 1100.0, 560.0, 2),
            (140, 1300.0, 900.0, 3),
            (300, 900.0, 2200.0, 4),
        ] {
            let plot = Rect::new(20.0, 64.0, width, height);
            let (all, obstacles, ends) = crowd(n, &plot, seed);
            let (mut bent, mut ways) = (0, 0);
            for (i, from) in ends.iter().enumerate() {
                for step in [1, 7, 31] {
                    let to = ends[(i + step) % ends.len()];
                    let fan = [0.0, 7.0, -7.0][i % 3];
                    let quick = route(*from, to, fan, &obstacles, &plot);
                    let slow = all.route(*from, to, fan, &plot);
                    let bits = |way: &Bend| {
                        [way.from, way.via, way.to].map(|p| (p.x.to_bits(), p.y.to_bits()))
                    };
                    assert_eq!(bits(&quick), bits(&slow), "{from:?} to {to:?}, {n} things");
                    ways += 1;
                    let straight = from.centre().distance(to.centre()) * 0.04;
                    let middle = quick.from.towards(quick.to, 0.5);
                    bent += usize::from(quick.via.distance(middle) > 2.0 * straight + 15.0);
                }
            }
            assert!(ways > 20 && (n < 60 || bent > 10), "{bent} of {ways} bent");
        }
    }

    #[test]
    fn a_line_goes_around_a_region_it_has_nothing_to_do_with() {
        let plot = Rect::new(0.0, 0.0, 800.0, 400.0);
        let rect = |x: f64, y: f64| Rect::new(x, y, 120.0, 60.0);
        let (one, third, other) = (rect(40.0, 170.0), rect(340.0, 175.0), rect(640.0, 170.0));
        let mut obstacles = Obstacles::new(Size::new(800.0, 400.0));
        for region in [one, third, other] {
            obstacles.add(region, 1.0);
            obstacles.add_region(region);
        }
        let ends = [
            (End::Region(one), End::Region(other)),
            (
                End::Disc(Point::new(100.0, 210.0), 14.0),
                End::Disc(Point::new(700.0, 190.0), 14.0),
            ),
        ];
        for (from, to) in ends {
            let way = route(from, to, 0.0, &obstacles, &plot);
            for i in 0..=100 {
                let p = way.at(f64::from(i) / 100.0);
                assert!(!third.grown(4.0).has(p), "{way:?} touches at {p:?}");
                assert!(plot.has(p));
            }
        }
    }
}
