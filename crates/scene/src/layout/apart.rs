//! Rectangles pushed apart until none overlaps, moving as little as possible.

use crate::geometry::{Point, Rect, Size};

/// Pushes rectangles apart until all keep `clearance`, within `bounds` where that can be had.
///
/// Fixed ones do not move, except where two fixed ones overlap: then the later gives way.
/// First gentle pushing, which keeps the picture; what still overlaps after that goes to the
/// nearest free place, so that the result never overlaps, whatever the input.
pub(crate) fn push(
    places: &mut [Point],
    sizes: &[Size],
    fixed: &[bool],
    clearance: f64,
    bounds: Option<Rect>,
) {
    let n = places.len();
    for (i, place) in places.iter_mut().enumerate() {
        if !place.is_finite() {
            *place = Point::new(i as f64, 0.0);
        }
    }
    for round in 0..240 {
        let mut moved = false;
        let pairs = touching(places, sizes, clearance);
        for (i, j) in pairs {
            if fixed[i] && fixed[j] {
                continue;
            }
            let wish_x = f64::midpoint(sizes[i].width, sizes[j].width) + clearance;
            let wish_y = f64::midpoint(sizes[i].height, sizes[j].height) + clearance;
            let (dx, dy) = (places[j].x - places[i].x, places[j].y - places[i].y);
            let (over_x, over_y) = (wish_x - dx.abs(), wish_y - dy.abs());
            if over_x <= 1e-6 || over_y <= 1e-6 {
                continue;
            }
            moved = true;
            let (share_i, share_j) = match (fixed[i], fixed[j]) {
                (true, _) => (0.0, 1.0),
                (_, true) => (1.0, 0.0),
                _ => (0.5, 0.5),
            };
            // Later rounds push a little further, so that chains come to rest.
            let more = 1e-3 + 0.02 * f64::from(round);
            if over_x < over_y {
                let sign = if dx == 0.0 { if i % 2 == 0 { 1.0 } else { -1.0 } } else { dx.signum() };
                places[i].x -= sign * (over_x + more) * share_i;
                places[j].x += sign * (over_x + more) * share_j;
            } else {
                let sign = if dy == 0.0 { if j % 2 == 0 { 1.0 } else { -1.0 } } else { dy.signum() };
                places[i].y -= sign * (over_y + more) * share_i;
                places[j].y += sign * (over_y + more) * share_j;
            }
        }
        if let Some(bounds) = bounds {
            for i in 0..n {
                if !fixed[i] {
                    places[i] = held(places[i], sizes[i], &bounds);
                }
            }
        }
        if !moved {
            return;
        }
    }
    find_room(places, sizes, fixed, clearance, bounds);
}

/// The nearest centre to `place` at which the rectangle lies within `bounds`.
pub(crate) fn held(place: Point, size: Size, bounds: &Rect) -> Point {
    let (hw, hh) = (size.width / 2.0, size.height / 2.0);
    let between = |v: f64, low: f64, high: f64| if low > high { f64::midpoint(low, high) } else { v.clamp(low, high) };
    Point::new(
        between(place.x, bounds.x + hw, bounds.right() - hw),
        between(place.y, bounds.y + hh, bounds.bottom() - hh),
    )
}

/// How many pairs of rectangles overlap.
pub(crate) fn overlaps(places: &[Point], sizes: &[Size]) -> usize {
    touching(places, sizes, 0.0)
        .into_iter()
        .filter(|(i, j)| Rect::around(places[*i], sizes[*i]).overlaps(&Rect::around(places[*j], sizes[*j])))
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

/// Puts each rectangle that overlaps one settled before it at the nearest free place.
fn find_room(
    places: &mut [Point],
    sizes: &[Size],
    fixed: &[bool],
    clearance: f64,
    bounds: Option<Rect>,
) {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|i| (!fixed[*i], *i));
    let mut settled: Vec<Rect> = Vec::new();
    for i in order {
        let own = Rect::around(places[i], sizes[i]);
        let free = |rect: &Rect, settled: &[Rect]| settled.iter().all(|s| !s.grown(clearance).overlaps(rect));
        if !free(&own, &settled) {
            let (hw, hh) = (sizes[i].width / 2.0 + clearance, sizes[i].height / 2.0 + clearance);
            let mut xs = vec![places[i].x];
            let mut ys = vec![places[i].y];
            for s in &settled {
                xs.extend([s.x - hw, s.right() + hw]);
                ys.extend([s.y - hh, s.bottom() + hh]);
            }
            // The corner to the right of everything is always free, so there is a best one.
            let mut best: Option<(u8, f64, Point)> = None;
            for &x in &xs {
                for &y in &ys {
                    let place = Point::new(x, y);
                    let rect = Rect::around(place, sizes[i]);
                    // Beyond the right or lower edge the ground can grow; beyond the others all would have to move.
                    let outside = bounds.map_or(0, |b| {
                        if rect.x < b.x - 1e-6 || rect.y < b.y - 1e-6 { 2 } else { u8::from(!b.holds(&rect)) }
                    });
                    let way = places[i].distance(place);
                    if best.is_some_and(|(o, w, _)| (o, w) <= (outside, way)) {
                        continue;
                    }
                    if free(&rect, &settled) {
                        best = Some((outside, way, place));
                    }
                }
            }
            if let Some((_, _, place)) = best {
                places[i] = place;
            }
        }
        settled.push(Rect::around(places[i], sizes[i]));
    }
}
