//! The last hand on a map of regions: simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) on what
//! the eye minds, from the places that least stress gave. Ties should be short, should not run through
//! regions they have nothing to do with, strong ones should not cross, and the ground should be used evenly.

use rayon::prelude::*;

use super::random::Random;
use super::{Link, apart};
use crate::geometry::{Point, Rect, Size, cross};

/// Above so many regions the picture is left as stress made it.
pub(crate) const MOST: usize = 140;

struct Picture<'a> {
    sizes: &'a [Size],
    links: &'a [Link],
    /// Links at each region.
    at: Vec<Vec<usize>>,
    home: Vec<Point>,
    bounds: Rect,
    clearance: f64,
}

impl Picture<'_> {
    fn rect(&self, places: &[Point], i: usize) -> Rect {
        Rect::around(places[i], self.sizes[i])
    }

    /// What region `i` contributes to the cost.
    fn cost_of(&self, places: &[Point], i: usize) -> f64 {
        let mut cost = 0.0;
        let own = self.rect(places, i);
        let reach = self.clearance * 3.0;
        for j in 0..places.len() {
            if j == i {
                continue;
            }
            let gap = own.gap_to(&self.rect(places, j));
            if gap <= 0.0 {
                let (wx, wy) = (
                    f64::midpoint(self.sizes[i].width, self.sizes[j].width),
                    f64::midpoint(self.sizes[i].height, self.sizes[j].height),
                );
                let (ox, oy) = (
                    wx - (places[i].x - places[j].x).abs(),
                    wy - (places[i].y - places[j].y).abs(),
                );
                cost += 14.0 + 0.1 * ox.min(oy);
            } else if gap < self.clearance {
                cost += 7.0 * (1.0 - gap / self.clearance) + 1.0;
            } else if gap < reach {
                let near = (reach - gap) / (reach - self.clearance);
                cost += 0.55 * near * near;
            }
        }
        let own_grown = own.grown(self.clearance * 0.3);
        let span = self.bounds.width.hypot(self.bounds.height);
        for link in self.links.iter().filter(|link| link.a != i && link.b != i) {
            cost += through(&own_grown, places[link.a], places[link.b]) * link.weight_of_way();
        }
        for &index in &self.at[i] {
            let link = &self.links[index];
            let (a, b) = (places[link.a], places[link.b]);
            cost += 9.0 * link.strength * (a.distance(b) / span).powf(1.3);
            if link.room > 0.0 {
                cost += room_wanting(
                    &self.rect(places, link.a),
                    &self.rect(places, link.b),
                    link.room,
                );
            }
            for j in 0..places.len() {
                if j != link.a && j != link.b {
                    let rect = self.rect(places, j).grown(self.clearance * 0.3);
                    cost += through(&rect, a, b) * link.weight_of_way();
                }
            }
            for (other_index, other) in self.links.iter().enumerate() {
                if other_index != index
                    && other.a != link.a
                    && other.b != link.b
                    && other.a != link.b
                    && other.b != link.a
                    && cross(a, b, places[other.a], places[other.b])
                {
                    cost += 0.12 + 0.9 * link.strength * other.strength;
                }
            }
        }
        let away = places[i].distance(self.home[i]) / span;
        cost + 6.0 * away * away
    }
}

impl Link {
    /// How much the eye minds when it runs through a region: a sign there most of all.
    fn weight_of_way(&self) -> f64 {
        0.35 + self.strength + if self.room > 0.0 { 5.0 } else { 0.0 }
    }
}

/// What it costs when a sign does not fit between two regions, or has to reach far.
fn room_wanting(one: &Rect, other: &Rect, room: f64) -> f64 {
    let gap = one.gap_to(other);
    if gap < room {
        7.0 * (1.0 - gap / room)
    } else {
        1.2 * ((gap - room) / room).min(4.0)
    }
}

/// How much of the way from a to b runs through the rectangle, in parts of 100 pixels.
fn through(rect: &Rect, a: Point, b: Point) -> f64 {
    // Most lines are far off: a quick look at the boxes first.
    if a.x.max(b.x) < rect.x
        || a.x.min(b.x) > rect.right()
        || a.y.max(b.y) < rect.y
        || a.y.min(b.y) > rect.bottom()
    {
        return 0.0;
    }
    rect.clip(a, b)
        .map_or(0.0, |(from, to)| 0.5 + (to - from) * a.distance(b) / 100.0)
}

/// Moves the regions about within `bounds`, in place.
pub(crate) fn anneal(
    places: &mut [Point],
    sizes: &[Size],
    links: &[Link],
    bounds: Rect,
    clearance: f64,
    random: &mut Random,
) {
    let n = places.len();
    if !(3..=MOST).contains(&n) {
        return;
    }
    // Where nearly everybody is tied to everybody no order of the regions keeps the ways apart: the strongest ties,
    // and those that carry a sign, decide.
    let mut weighed: Vec<Link> = links.to_vec();
    if weighed.len() > WEIGHED * n {
        weighed.sort_by(|one, other| {
            (other.room > 0.0)
                .cmp(&(one.room > 0.0))
                .then(other.strength.total_cmp(&one.strength))
                .then((one.a, one.b).cmp(&(other.a, other.b)))
        });
        weighed.truncate(WEIGHED * n);
    }
    let links = weighed.as_slice();
    let mut at = vec![Vec::new(); n];
    for (index, link) in links.iter().enumerate() {
        at[link.a].push(index);
        at[link.b].push(index);
    }
    let picture = Picture {
        sizes,
        links,
        at,
        home: places.to_vec(),
        bounds,
        clearance,
    };
    // Several tries from the same beginning, of which the best is kept; small maps can afford more.
    let tries: Vec<u64> = (0..if n <= 40 { STARTS } else { 2 })
        .map(|_| random.next())
        .collect();
    let best = tries
        .into_par_iter()
        .map(|seed| {
            let mut own = places.to_vec();
            picture.settle(&mut own, &mut Random::new(seed));
            let cost: f64 = (0..n).map(|i| picture.cost_of(&own, i)).sum();
            (cost, own)
        })
        .collect::<Vec<_>>()
        .into_iter()
        .min_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((_, best)) = best {
        places.copy_from_slice(&best);
    }
}

impl Picture<'_> {
    /// One try: moves and swaps, taken when they please the eye or while it is still warm.
    fn settle(&self, places: &mut [Point], random: &mut Random) {
        let (n, links, sizes, bounds) = (places.len(), self.links, self.sizes, self.bounds);
        // Work is bounded by the number of looks, not by the clock, so that the result is the same everywhere.
        let mean_links = (2.0 * links.len() as f64 / n as f64).max(1.0);
        let looks = 2.0 * (n as f64 + links.len() as f64 + mean_links * (n + links.len()) as f64);
        let moves = (LOOKS / looks).clamp(300.0, 700.0 * n as f64) as usize;
        let span = bounds.width.hypot(bounds.height);
        for step in 0..moves {
            let left = 1.0 - step as f64 / moves as f64;
            let heat = 1.6 * left * left;
            let i = random.below(n);
            let old = places[i];
            if step % 8 == 7 {
                let j = random.below(n);
                if i == j {
                    continue;
                }
                let before = self.cost_of(places, i) + self.cost_of(places, j);
                let (from_i, from_j) = (places[i], places[j]);
                places[i] = apart::held(from_j, sizes[i], &bounds);
                places[j] = apart::held(from_i, sizes[j], &bounds);
                let after = self.cost_of(places, i) + self.cost_of(places, j);
                if !accept(after - before, heat, random) {
                    places[i] = from_i;
                    places[j] = from_j;
                }
            } else {
                let before = self.cost_of(places, i);
                let stride = span * (0.02 + 0.22 * left);
                let wish = old.plus(
                    random.either_way() * stride,
                    random.either_way() * stride * 0.7,
                );
                places[i] = apart::held(wish, sizes[i], &bounds);
                let after = self.cost_of(places, i);
                if !accept(after - before, heat, random) {
                    places[i] = old;
                }
            }
        }
    }
}

const LOOKS: f64 = 7.0e6;
/// How many ties for each region are weighed at most.
const WEIGHED: usize = 6;
/// How many tries for a map of up to 40 regions.
const STARTS: usize = 4;

fn accept(change: f64, heat: f64, random: &mut Random) -> bool {
    change <= 0.0 || (heat > 1e-6 && random.share() < (-change / heat).exp())
}
