//! Points, rectangles and curves: the plane geometry that layout and drawing share.
//!
//! Units are those of the drawing (CSS pixels at 100 %); y grows downwards.

use serde::{Deserialize, Serialize};

/// A place in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// The point at (x, y).
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(crate) fn plus(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }

    pub(crate) fn towards(self, other: Self, share: f64) -> Self {
        Self::new(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
        )
    }

    pub(crate) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The direction to `other`, of length one; to the right when the two are the same.
    pub(crate) fn direction(self, other: Self) -> Self {
        let length = self.distance(other);
        if length < 1e-9 {
            Self::new(1.0, 0.0)
        } else {
            Self::new((other.x - self.x) / length, (other.y - self.y) / length)
        }
    }

    pub(crate) fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Size {
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
}

impl Size {
    /// This width and height.
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }

    pub(crate) fn area(self) -> f64 {
        self.width * self.height
    }
}

/// A rectangle with upright sides.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
}

impl Rect {
    /// The rectangle with this corner and size.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// The rectangle of this size around a centre.
    pub fn around(centre: Point, size: Size) -> Self {
        Self::new(
            centre.x - size.width / 2.0,
            centre.y - size.height / 2.0,
            size.width,
            size.height,
        )
    }

    /// The middle.
    pub fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The same rectangle with every side moved outwards by `by`.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self::new(
            self.x - by,
            self.y - by,
            self.width + 2.0 * by,
            self.height + 2.0 * by,
        )
    }

    /// Whether the insides of the two share a point; touching sides do not count.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() - 1e-6
            && other.x < self.right() - 1e-6
            && self.y < other.bottom() - 1e-6
            && other.y < self.bottom() - 1e-6
    }

    /// Whether `other` lies wholly within.
    pub fn holds(&self, other: &Self) -> bool {
        other.x >= self.x - 1e-6
            && other.y >= self.y - 1e-6
            && other.right() <= self.right() + 1e-6
            && other.bottom() <= self.bottom() + 1e-6
    }

    pub(crate) fn has(&self, p: Point) -> bool {
        p.x >= self.x && p.x <= self.right() && p.y >= self.y && p.y <= self.bottom()
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Self::new(
            x,
            y,
            self.right().max(other.right()) - x,
            self.bottom().max(other.bottom()) - y,
        )
    }

    /// The part of the way from `a` to `b` inside the rectangle, as shares of it (Liang–Barsky 1984).
    pub(crate) fn clip(&self, a: Point, b: Point) -> Option<(f64, f64)> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        for (p, q) in [
            (-dx, a.x - self.x),
            (dx, self.right() - a.x),
            (-dy, a.y - self.y),
            (dy, self.bottom() - a.y),
        ] {
            if p.abs() < 1e-12 {
                if q < 0.0 {
                    return None;
                }
            } else if p < 0.0 {
                enter = enter.max(q / p);
            } else {
                leave = leave.min(q / p);
            }
            if enter >= leave {
                return None;
            }
        }
        Some((enter, leave))
    }

    /// How far apart two rectangles are, 0 when they touch.
    pub(crate) fn gap_to(&self, other: &Self) -> f64 {
        let dx = (other.x - self.right())
            .max(self.x - other.right())
            .max(0.0);
        let dy = (other.y - self.bottom())
            .max(self.y - other.bottom())
            .max(0.0);
        dx.hypot(dy)
    }
}

/// Whether two straight lines properly cross.
pub(crate) fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let (s1, s2) = (side(a, b, c), side(a, b, d));
    let (s3, s4) = (side(c, d, a), side(c, d, b));
    s1 * s2 < -1e-9 && s3 * s4 < -1e-9
}

/// A curve of degree two: from, towards, to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bend {
    pub(crate) from: Point,
    pub(crate) via: Point,
    pub(crate) to: Point,
}

impl Bend {
    /// A line bowed sideways by `bow` at its middle: positive to the left of its direction.
    pub(crate) fn bowed(from: Point, to: Point, bow: f64) -> Self {
        let d = from.direction(to);
        let middle = from.towards(to, 0.5);
        // The curve's middle lies half way to its control point.
        Self {
            from,
            via: middle.plus(d.y * 2.0 * bow, -d.x * 2.0 * bow),
            to,
        }
    }

    pub(crate) fn at(&self, t: f64) -> Point {
        let u = 1.0 - t;
        Point::new(
            u * u * self.from.x + 2.0 * u * t * self.via.x + t * t * self.to.x,
            u * u * self.from.y + 2.0 * u * t * self.via.y + t * t * self.to.y,
        )
    }

    /// The direction of travel at `t`, of length one.
    pub(crate) fn heading(&self, t: f64) -> Point {
        let u = 1.0 - t;
        let dx = u * (self.via.x - self.from.x) + t * (self.to.x - self.via.x);
        let dy = u * (self.via.y - self.from.y) + t * (self.to.y - self.via.y);
        let length = dx.hypot(dy);
        if length < 1e-9 {
            self.from.direction(self.to)
        } else {
            Point::new(dx / length, dy / length)
        }
    }

    /// The part between two shares of the way, itself such a curve (de Casteljau).
    pub(crate) fn part(&self, t0: f64, t1: f64) -> Self {
        let from = self.at(t0);
        let to = self.at(t1);
        // From t0 to the end the control point is `rest`; cutting that at t1 draws it nearer.
        let rest = self.via.towards(self.to, t0);
        let share = if t0 >= 1.0 {
            0.0
        } else {
            (t1 - t0) / (1.0 - t0)
        };
        Self {
            from,
            via: from.towards(rest, share),
            to,
        }
    }

    pub(crate) fn length(&self) -> f64 {
        let mut sum = 0.0;
        let mut last = self.from;
        for i in 1..=16 {
            let p = self.at(f64::from(i) / 16.0);
            sum += last.distance(p);
            last = p;
        }
        sum
    }

    /// The last share of the way, from `t = 0`, at which the curve is still inside `rect`.
    pub(crate) fn leaves(&self, rect: &Rect) -> f64 {
        crossing(|t| rect.has(self.at(t)))
    }
}

/// The largest share `t` reached from 0 while `inside` holds, to a fine step.
fn crossing(inside: impl Fn(f64) -> bool) -> f64 {
    if !inside(0.0) {
        return 0.0;
    }
    let steps = 24;
    let mut low = 0.0;
    let mut high = 1.0;
    for i in 1..=steps {
        let t = f64::from(i) / f64::from(steps);
        if inside(t) {
            low = t;
        } else {
            high = t;
            break;
        }
    }
    for _ in 0..12 {
        let middle = f64::midpoint(low, high);
        if inside(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_bend_lies_on_the_bend() {
        let bend = Bend::bowed(Point::new(0.0, 0.0), Point::new(100.0, 20.0), 18.0);
        let part = bend.part(0.25, 0.75);
        for i in 0..=10 {
            let t = f64::from(i) / 10.0;
            let (p, q) = (part.at(t), bend.at(0.25 + 0.5 * t));
            assert!(p.distance(q) < 1e-9, "{p:?} {q:?}");
        }
    }

    #[test]
    fn a_line_is_clipped_to_what_lies_inside() {
        let rect = Rect::new(10.0, 10.0, 20.0, 20.0);
        let (a, b) = rect
            .clip(Point::new(0.0, 20.0), Point::new(40.0, 20.0))
            .unwrap();
        assert!((a - 0.25).abs() < 1e-9 && (b - 0.75).abs() < 1e-9);
        assert!(
            rect.clip(Point::new(0.0, 0.0), Point::new(40.0, 0.0))
                .is_none()
        );
    }
}
