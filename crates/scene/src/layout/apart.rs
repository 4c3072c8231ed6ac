//! Rectangles pushed apart until none overlaps, moving as little as possible.

use std::collections::{BTreeMap, HashMap};

use crate::geometry::{Point, Rect, Size};

/// Pushes rectangles apart until all keep `clearance`, within `bounds` where that can be had.
///
/// Fixed ones do not move, except where two fixed ones overlap: then the later gives way.
/// First gentle pushing, which keeps the picture; what still overlaps after that goes to the
/// nearest free place, so that the result never overlaps, whatever the input. Pairs in `roomy` keep
/// more than the clearance where that comes about by gentle pushing.
pub(crate) fn push(
    places: &mut [Point],
    sizes: &[Size],
    fixed: &[bool],
    clearance: f64,
    bounds: Option<Rect>,
    roomy: &BTreeMap<(usize, usize), f64>,
) {
    let n = places.len();
    for (i, place) in places.iter_mut().enumerate() {
        if !place.is_finite() {
            *place = Point::new(i as f64, 0.0);
        }
    }
    // Of two fixed ones on one spot the later has to give way.
    let mut fixed = fixed.to_vec();
    for (i, j) in touching(places, sizes, 0.0) {
        if fixed[i]
            && fixed[j]
            && Rect::around(places[i], sizes[i]).overlaps(&Rect::around(places[j], sizes[j]))
        {
            fixed[j] = false;
        }
    }
    let fixed = fixed.as_slice();
    for round in 0..260 {
        let generous = round < 120 && !roomy.is_empty();
        let own = Push {
            sizes,
            fixed,
            clearance,
        };
        // Later rounds push a little further, so that chains come to rest.
        let more = 1e-3 + 0.02 * f64::from(round);
        let mut moved = if generous {
            own.roomy(places, more, roomy)
        } else {
            own.once(places, more)
        };
        // A crowd that will not come to rest within the bounds may lean over them.
        if let Some(bounds) = bounds.filter(|_| round < 100 || n < 100) {
            for i in 0..n {
                if !fixed[i] {
                    let held = held(places[i], sizes[i], &bounds);
                    // Holding one back may push it into another.
                    moved |= held.distance(places[i]) > 1e-9;
                    places[i] = held;
                }
            }
        }
        if !moved {
            return;
        }
    }
    find_room(places, sizes, fixed, clearance, bounds);
}

/// Rectangles that push one another.
pub(crate) struct Push<'a> {
    pub(crate) sizes: &'a [Size],
    pub(crate) fixed: &'a [bool],
    pub(crate) clearance: f64,
}

impl Push<'_> {
    /// Each pair nearer than the clearance pushed apart once, and `more` beyond it. Whether any was.
    pub(crate) fn once(&self, places: &mut [Point], more: f64) -> bool {
        let mut moved = false;
        for (i, j) in touching(places, self.sizes, self.clearance) {
            moved |= self.pair(places, (i, j), self.clearance, more);
        }
        moved
    }

    /// The same, where some pairs keep more.
    fn roomy(
        &self,
        places: &mut [Point],
        more: f64,
        roomy: &BTreeMap<(usize, usize), f64>,
    ) -> bool {
        let widest = roomy.values().copied().fold(self.clearance, f64::max);
        let mut moved = false;
        for pair in touching(places, self.sizes, widest) {
            let clearance = roomy.get(&pair).copied().unwrap_or(self.clearance);
            moved |= self.pair(places, pair, clearance, more);
        }
        moved
    }

    fn pair(
        &self,
        places: &mut [Point],
        (i, j): (usize, usize),
        clearance: f64,
        more: f64,
    ) -> bool {
        let (sizes, fixed) = (self.sizes, self.fixed);
        if fixed[i] && fixed[j] {
            return false;
        }
        let wish_x = f64::midpoint(sizes[i].width, sizes[j].width) + clearance;
        let wish_y = f64::midpoint(sizes[i].height, sizes[j].height) + clearance;
        let (dx, dy) = (places[j].x - places[i].x, places[j].y - places[i].y);
        let (over_x, over_y) = (wish_x - dx.abs(), wish_y - dy.abs());
        if over_x <= 1e-6 || over_y <= 1e-6 {
            return false;
        }
        let (share_i, share_j) = match (fixed[i], fixed[j]) {
            (true, _) => (0.0, 1.0),
            (_, true) => (1.0, 0.0),
            _ => (0.5, 0.5),
        };
        if over_x < over_y {
            let sign = if dx == 0.0 {
                if i % 2 == 0 { 1.0 } else { -1.0 }
            } else {
                dx.signum()
            };
            places[i].x -= sign * (over_x + more) * share_i;
            places[j].x += sign * (over_x + more) * share_j;
        } else {
            let sign = if dy == 0.0 {
                if j % 2 == 0 { 1.0 } else { -1.0 }
            } else {
                dy.signum()
            };
            places[i].y -= sign * (over_y + more) * share_i;
            places[j].y += sign * (over_y + more) * share_j;
        }
        true
    }
}

/// The nearest centre to `place` at which the rectangle lies within `bounds`.
pub(crate) fn held(place: Point, size: Size, bounds: &Rect) -> Point {
    let (hw, hh) = (size.width / 2.0, size.height / 2.0);
    let between = |v: f64, low: f64, high: f64| {
        if low > high {
            f64::midpoint(low, high)
        } else {
            v.clamp(low, high)
        }
    };
    Point::new(
        between(place.x, bounds.x + hw, bounds.right() - hw),
        between(place.y, bounds.y + hh, bounds.bottom() - hh),
    )
}

/// How many pairs of rectangles overlap.
pub(crate) fn overlaps(places: &[Point], sizes: &[Size]) -> usize {
    touching(places, sizes, 0.0)
        .into_iter()
        .filter(|(i, j)| {
            Rect::around(places[*i], sizes[*i]).overlaps(&Rect::around(places[*j], sizes[*j]))
        })
        .count()
}

/// Pairs whose rectangles come nearer than `clearance`, found by sweeping from left to right.
fn touching(places: &[Point], sizes: &[Size], clearance: f64) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    let left = |i: usize| places[i].x - sizes[i].width / 2.0;
    order.sort_by(|a, b| left(*a).total_cmp(&left(*b)).then(a.cmp(b)));
    let mut pairs = Vec::new();
    for (k, &i) in order.iter().enumerate() {
        let right = places[i].x + sizes[i].width / 2.0 + clearance;
        for &j in &order[k + 1..] {
            if left(j) >= right {
                break;
            }
            let apart = (places[i].y - places[j].y).abs();
            if apart < f64::midpoint(sizes[i].height, sizes[j].height) + clearance {
                pairs.push((i.min(j), i.max(j)));
            }
        }
    }
    pairs
}

/// Settled rectangles, found by place.
struct Settled {
    rects: Vec<Rect>,
    cells: HashMap<(i64, i64), Vec<u32>>,
    cell: f64,
}

impl Settled {
    fn cells_of(&self, rect: &Rect) -> impl Iterator<Item = (i64, i64)> + use<> {
        let index = |v: f64| (v / self.cell).floor() as i64;
        let (left, right) = (index(rect.x), index(rect.right()));
        let (top, bottom) = (index(rect.y), index(rect.bottom()));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }

    fn add(&mut self, rect: Rect) {
        let number = self.rects.len() as u32;
        for cell in self.cells_of(&rect) {
            self.cells.entry(cell).or_default().push(number);
        }
        self.rects.push(rect);
    }

    fn is_free(&self, rect: &Rect, clearance: f64) -> bool {
        let wide = rect.grown(clearance);
        self.cells_of(&wide).all(|cell| {
            self.cells.get(&cell).is_none_or(|found| {
                found
                    .iter()
                    .all(|i| !self.rects[*i as usize].overlaps(&wide))
            })
        })
    }
}

/// Puts each rectangle that overlaps one settled before it at the nearest free place, searched in
/// widening rings; far enough out there always is one.
fn find_room(
    places: &mut [Point],
    sizes: &[Size],
    fixed: &[bool],
    clearance: f64,
    bounds: Option<Rect>,
) {
    let step = (sizes
        .iter()
        .map(|s| s.width.min(s.height))
        .fold(f64::INFINITY, f64::min)
        / 2.0)
        .clamp(4.0, 40.0);
    let cell = sizes
        .iter()
        .map(|s| s.width.max(s.height))
        .fold(32.0, f64::max);
    let mut settled = Settled {
        rects: Vec::new(),
        cells: HashMap::new(),
        cell,
    };
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|i| (!fixed[*i], *i));
    for i in order {
        let own = if fixed[i] { 0.0 } else { clearance };
        if !settled.is_free(&Rect::around(places[i], sizes[i]), own) {
            places[i] = nearest_free(places[i], sizes[i], &settled, clearance, bounds, step);
        }
        settled.add(Rect::around(places[i], sizes[i]));
    }
}

fn nearest_free(
    from: Point,
    size: Size,
    settled: &Settled,
    clearance: f64,
    bounds: Option<Rect>,
    step: f64,
) -> Point {
    // Within the bounds if there is a place not too far off; else beyond the right or lower edge, where
    // the ground can grow, and never beyond the others, for then all would have to move.
    let rings = bounds.map_or(64, |b| (b.width.max(b.height) / step) as i64 + 2);
    let mut beyond: Option<Point> = None;
    for ring in 1.. {
        let mut best: Option<(f64, Point)> = None;
        for dx in -ring..=ring {
            let edge = dx == -ring || dx == ring;
            let stride = if edge { 1 } else { 2 * ring };
            let mut dy = -ring;
            while dy <= ring {
                let place = from.plus(dx as f64 * step, dy as f64 * step);
                dy += stride;
                let rect = Rect::around(place, size);
                let inside = bounds.is_none_or(|b| b.holds(&rect));
                let may_grow = bounds.is_none_or(|b| rect.x >= b.x - 1e-6 && rect.y >= b.y - 1e-6);
                if !inside && (!may_grow || beyond.is_some()) {
                    continue;
                }
                if !settled.is_free(&rect, clearance) {
                    continue;
                }
                let way = from.distance(place);
                if inside {
                    if best.is_none_or(|(least, _)| way < least) {
                        best = Some((way, place));
                    }
                } else {
                    beyond = Some(place);
                }
            }
        }
        if let Some((_, place)) = best {
            return place;
        }
        if let Some(place) = beyond.filter(|_| ring >= rings) {
            return place;
        }
    }
    from
}
