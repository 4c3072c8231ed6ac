//! The broken bridge, this product's sign for a gap: two half arches on their piers that reach for each
//! other and do not meet, with the missing levels between them. And the bridge on one pier.

use crate::fonts::{self, CAPITAL, Weight};
use crate::geometry::{Bend, Point, Rect, Size};
use crate::paint::{Ink, number};
use crate::scene::{Align, Group, Shape, Stroke, Text};

const RIB: f64 = 3.0;
/// The longest a half arch gets, however far the banks are apart.
const REACH: f64 = 96.0;
const PILL_SIZE: f64 = 11.0;

/// A broken bridge between two banks.
pub(crate) struct BrokenBridge {
    pub(crate) way: Bend,
    pub(crate) words: Vec<String>,
    /// Where the words stand; none when there was no room for them.
    pub(crate) pill: Option<Rect>,
    /// The furthest each half may reach from its bank before it would run over something, as shares.
    pub(crate) clear: (f64, f64),
    /// The stretches of the way that run over nothing, as shares: there the halves are joined by dots, so that one sees
    /// which two belong together.
    pub(crate) open: Vec<(f64, f64)>,
}

/// How large the words' plate is.
pub(crate) fn pill_size(words: &[String]) -> Size {
    let widest = words
        .iter()
        .map(|w| fonts::width(w, PILL_SIZE, Weight::Semibold))
        .fold(0.0, f64::max);
    Size::new(widest + 14.0, 13.0 * words.len() as f64 + 7.0)
}

impl BrokenBridge {
    /// The way between two banks, arched upwards: the control of the curve lies above the straight line.
    pub(crate) fn arch(from: Point, to: Point, rise: f64) -> Bend {
        let length = from.distance(to);
        let bow = (length * 0.10 * rise).clamp(5.0, 24.0 * rise.max(1.0));
        // `bowed` bends to the left of the direction of travel, which is up when going right.
        let upwards = if to.x >= from.x { bow } else { -bow };
        Bend::bowed(from, to, upwards)
    }

    /// How far each half reaches, as shares of the way.
    pub(crate) fn halves(&self) -> (f64, f64) {
        let length = self.way.length().max(1.0);
        let middle = match self.pill {
            // The halves stop short of the words when those stand between them.
            Some(pill) => {
                let room = pill.grown(5.0);
                let inside: Vec<f64> = (0..=100)
                    .map(|i| f64::from(i) / 100.0)
                    .filter(|t| room.has(self.way.at(*t)))
                    .collect();
                match (inside.first(), inside.last()) {
                    (Some(first), Some(last)) => (*first, *last),
                    _ => (0.5 - 7.0 / length, 0.5 + 7.0 / length),
                }
            }
            None => (0.5 - 7.0 / length, 0.5 + 7.0 / length),
        };
        let reach = (REACH / length).min(0.5);
        let least = (16.0 / length).min(0.45);
        (
            reach.min(middle.0).min(self.clear.0).max(least),
            (1.0 - reach)
                .max(middle.1)
                .max(1.0 - self.clear.1)
                .min(1.0 - least),
        )
    }

    /// Points along the two half arches, near enough to one another that no disc stands between them.
    pub(crate) fn arched(&self) -> Vec<Point> {
        const STRIDE: f64 = 8.0;
        let (left, right) = self.halves();
        let steps = (self.way.length() / STRIDE).ceil().max(1.0) as u32;
        (0..=steps)
            .map(|n| f64::from(n) / f64::from(steps))
            .filter(|t| *t <= left || *t >= right)
            .map(|t| self.way.at(t))
            .collect()
    }

    /// What of the open way lies between the two halves, where that is more than a stride.
    fn dots(&self) -> Vec<(f64, f64)> {
        const STRIDE: f64 = 12.0;
        let length = self.way.length();
        let (left, right) = self.halves();
        self.open
            .iter()
            .map(|(first, last)| (first.max(left), last.min(right)))
            .filter(|(first, last)| (last - first) * length > STRIDE)
            .collect()
    }

    /// From the plate to its arch, where it does not stand on it.
    fn tail(&self) -> Option<(Point, Point)> {
        const STEPS: u32 = 80;
        let pill = self.pill?;
        let (left, right) = self.halves();
        let dots = self.dots();
        let seen = |t: f64| {
            t <= left
                || t >= right
                || dots
                    .iter()
                    .any(|(first, last)| (*first..=*last).contains(&t))
        };
        let (away, on) = (0..=STEPS)
            .map(|n| f64::from(n) / f64::from(STEPS))
            .filter(|t| seen(*t))
            .map(|t| self.way.at(t))
            .map(|p| (pill.gap_to(&Rect::new(p.x, p.y, 0.0, 0.0)), p))
            .min_by(|one, other| one.0.total_cmp(&other.0))?;
        // What touches the arch needs nothing between.
        (away > 3.0).then(|| {
            let at = Point::new(
                on.x.clamp(pill.x + 5.0, pill.right() - 5.0),
                on.y.clamp(pill.y + 5.0, pill.bottom() - 5.0),
            );
            (at, on)
        })
    }

    pub(crate) fn draw(&self, group: &mut Group) {
        let (left, right) = self.halves();
        let halves = [
            self.way.part(0.0, left),
            reversed(&self.way.part(right, 1.0)),
        ];
        for half in &halves {
            // A margin of paper lifts the sign off the ties beneath it.
            group.push(
                Shape::path(curve(half))
                    .stroked(Stroke::plain(Ink::Paper, RIB + 5.0))
                    .faded(0.9),
            );
        }
        for (first, last) in self.dots() {
            group.push(
                Shape::path(curve(&self.way.part(first, last)))
                    .stroked(Stroke::round(Ink::Gap, 1.6))
                    .dashed("0.1 6"),
            );
        }
        if let Some((at, on)) = self.tail() {
            let stalk = || Shape::path(line(at, on));
            group.push(stalk().stroked(Stroke::plain(Ink::Paper, 5.0)).faded(0.9));
            group.push(stalk().stroked(Stroke::round(Ink::Gap, 1.2)));
        }
        for half in &halves {
            half_arch(half, group);
        }
    }

    /// The words, drawn after all bridges so that none runs over them.
    pub(crate) fn draw_words(&self, group: &mut Group) {
        if let Some(pill) = self.pill {
            group.push(
                Shape::rect(pill, 5.0)
                    .filled(Ink::Raised)
                    .stroked(Stroke::plain(Ink::Gap, 1.2)),
            );
            let lines = self.words.len() as f64;
            for (i, line) in self.words.iter().enumerate() {
                let middle = pill.centre().y + (i as f64 - (lines - 1.0) / 2.0) * 13.0;
                group.push(
                    Text::new(
                        line,
                        Point::new(pill.centre().x, middle + CAPITAL * PILL_SIZE / 2.0 - 0.3),
                        PILL_SIZE,
                        Weight::Semibold,
                        Ink::Gap,
                    )
                    .aligned(Align::Middle),
                );
            }
        }
    }
}

fn reversed(bend: &Bend) -> Bend {
    Bend {
        from: bend.to,
        via: bend.via,
        to: bend.from,
    }
}

/// From its bank outwards: the rib, its pier at the bank, and the hangers that grow shorter.
fn half_arch(half: &Bend, group: &mut Group) {
    let length = half.length();
    group.push(Shape::path(curve(half)).stroked(Stroke::round(Ink::Gap, RIB)));
    // "Down" is the side of the chord: away from where the arch bows to.
    let down = {
        let d = half.from.direction(half.to);
        let heading = half.heading(0.0);
        let turn = d.x * heading.y - d.y * heading.x;
        // Where the arch starts off to the left of its own chord, down is to the right of it.
        let side = if turn <= 0.0 { 1.0 } else { -1.0 };
        Point::new(-d.y * side, d.x * side)
    };
    let mut lines = String::new();
    let step = 16.0_f64.min(length / 2.5).max(7.0);
    let mut along = step;
    while along < length - 3.0 {
        let share = along / length;
        let top = half.at(share);
        let drop = 10.0 * (1.0 - share * 0.75);
        lines.push_str(&line(top, top.plus(down.x * drop, down.y * drop)));
        along += step;
    }
    if !lines.is_empty() {
        group.push(Shape::path(lines).stroked(Stroke::round(Ink::Gap, 1.3)));
    }
    let foot = half.from;
    let pier = line(
        foot.plus(down.x * -3.0, down.y * -3.0),
        foot.plus(down.x * 9.0, down.y * 9.0),
    );
    group.push(Shape::path(pier).stroked(Stroke::round(Ink::Gap, 3.6)));
}

pub(crate) fn curve(bend: &Bend) -> String {
    format!(
        "M{} {}Q{} {} {} {}",
        number(bend.from.x),
        number(bend.from.y),
        number(bend.via.x),
        number(bend.via.y),
        number(bend.to.x),
        number(bend.to.y)
    )
}

pub(crate) fn line(from: Point, to: Point) -> String {
    format!(
        "M{} {}L{} {}",
        number(from.x),
        number(from.y),
        number(to.x),
        number(to.y)
    )
}

/// The sign as the legend shows it, 36 wide and 14 high from this corner.
pub(crate) fn small_sign(corner: Point, group: &mut Group) {
    let base = corner.y + 10.0;
    let (from, to) = (
        Point::new(corner.x + 2.0, base),
        Point::new(corner.x + 34.0, base),
    );
    let way = Bend::bowed(from, to, 7.0);
    for half in [way.part(0.0, 0.38), reversed(&way.part(0.62, 1.0))] {
        let mut lines = String::new();
        for share in [0.45, 0.85] {
            let top = half.at(share);
            lines.push_str(&line(top, top.plus(0.0, 4.5)));
        }
        group.push(Shape::path(lines).stroked(Stroke::plain(Ink::Gap, 1.1)));
        group.push(Shape::path(curve(&half)).stroked(Stroke::round(Ink::Gap, 2.2)));
        group.push(
            Shape::path(line(half.from.plus(0.0, -1.0), half.from.plus(0.0, 4.0)))
                .stroked(Stroke::round(Ink::Gap, 2.6)),
        );
    }
}

/// A deck over a disc: what this bridge stands on is one person.
pub(crate) fn deck_over(disc: Point, radius: f64, group: &mut Group) {
    let top = disc.y - radius - 4.0;
    let (left, right) = (disc.x - radius - 5.0, disc.x + radius + 5.0);
    let deck = Bend::bowed(Point::new(left, top), Point::new(right, top), 3.0);
    group.push(
        Shape::path(curve(&deck))
            .stroked(Stroke::plain(Ink::Paper, 5.0))
            .faded(0.85),
    );
    group.push(Shape::path(curve(&deck)).stroked(Stroke::round(Ink::Ink, 2.4)));
    let ends = format!(
        "{}{}",
        line(Point::new(left, top), Point::new(left, top + 4.5)),
        line(Point::new(right, top), Point::new(right, top + 4.5))
    );
    group.push(Shape::path(ends).stroked(Stroke::round(Ink::Ink, 1.4)));
    let pier = line(
        Point::new(disc.x, top - 1.0),
        Point::new(disc.x, disc.y - radius),
    );
    group.push(Shape::path(pier).stroked(Stroke::round(Ink::Ink, 2.4)));
}
