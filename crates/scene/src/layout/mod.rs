//! Where things stand on a drawing.
//!
//! [`lay_out`] takes rectangles and links and gives each rectangle a centre: least stress first, fitted
//! to the ground, polished for what the eye minds, then pushed apart so that none ever overlaps. Old
//! places are anchors: what had one stays there, and only newcomers are placed. The same request gives
//! the same layout, always.
//!
//! ```
//! use scene::layout::{LayoutRequest, Link, lay_out};
//! use scene::geometry::Size;
//!
//! let request = LayoutRequest {
//!     sizes: vec![Size::new(120.0, 40.0); 3],
//!     links: vec![Link { a: 0, b: 1, length: 1.0, strength: 1.0, room: 0.0 }],
//!     ..LayoutRequest::on(Size::new(800.0, 500.0))
//! };
//! let layout = lay_out(&request);
//! assert_eq!(layout.quality.overlaps, 0);
//! ```

mod apart;
pub(crate) mod gather;
mod marks;
mod polish;
pub(crate) mod random;
mod stress;
mod wishes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::geometry::{Point, Rect, Size};
use random::Random;

/// Two rectangles that belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Index of one.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// How far apart they should be, in steps: 1 is next to one another.
    pub length: f64,
    /// How much it matters, 0 to 1.
    pub strength: f64,
    /// Room wished for between the two, for a sign that stands there; 0 for none in particular.
    pub room: f64,
}

/// Where a rectangle stood before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// The centre it had.
    pub at: Point,
    /// Whether a person put it there: then it does not move at all.
    pub pinned: bool,
}

/// What a drawing is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manner {
    /// Regions that something is written in: ways between them kept clear, the ground used evenly.
    #[default]
    Regions,
    /// Small marks: as true to the distances wished for as can be.
    Marks,
}

/// What is to be laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct LayoutRequest {
    /// The rectangles.
    pub sizes: Vec<Size>,
    /// What holds them together.
    pub links: Vec<Link>,
    /// Where they stood; empty, or one entry for each rectangle.
    pub anchors: Vec<Option<Anchor>>,
    /// The ground there is. It grows in its own proportions when the rectangles need more.
    pub ground: Size,
    /// Least distance between two rectangles.
    pub clearance: f64,
    /// Share of the ground that rectangles with their clearance may take before the ground grows.
    pub fill: f64,
    /// What the drawing is read for.
    pub manner: Manner,
    /// Seed of the one source of chance.
    pub seed: u64,
}

impl LayoutRequest {
    /// Nothing yet, on a ground of this size, with the usual clearance.
    pub const fn on(ground: Size) -> Self {
        Self {
            sizes: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            ground,
            clearance: 24.0,
            fill: 0.62,
            manner: Manner::Regions,
            seed: 0x0f00_7b21,
        }
    }
}

impl LayoutRequest {
    /// Whether everything had a place, and can stand there on this ground without standing on anything else.
    pub(crate) fn is_settled(&self, anchors: &[Option<Anchor>], ground: Size) -> bool {
        let all: Option<Vec<Point>> = anchors.iter().map(|anchor| Some((*anchor)?.at)).collect();
        let edge = Rect::new(0.0, 0.0, ground.width, ground.height).grown(LEANING);
        all.is_some_and(|places| {
            !places.is_empty()
                && places
                    .iter()
                    .zip(&self.sizes)
                    .all(|(at, size)| edge.holds(&Rect::around(*at, *size)))
                && apart::overlaps(&places, &self.sizes) == 0
        })
    }
}

/// How good a drawing is; for tests, and for "n labels hidden".
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Quality {
    /// Normalised stress: mean squared relative error of distances, 0 is perfect.
    pub stress: f64,
    /// Pairs of regions that overlap: always 0.
    pub overlaps: usize,
    /// Labels for which there was no room.
    pub hidden_labels: usize,
}

/// Where the rectangles stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Centre of each rectangle, in the order of the request.
    pub centres: Vec<Point>,
    /// The ground, at least as large as asked for; every rectangle lies on it.
    pub ground: Size,
    /// How good it is.
    pub quality: Quality,
}

/// The ground a drawing was given, and the one it took: more, where its marks found no room on the first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ground {
    /// Width and height that its marks were asked to stand on.
    pub asked: Size,
    /// Width and height that they came to stand on, in whole pixels.
    pub taken: Size,
}

/// Least distance between rectangles that all had their place before.
const KEPT_APART: f64 = 8.0;
/// How far what had its place may lean over the edge of the ground before the ground grows.
const LEANING: f64 = 0.5;

/// Lays the rectangles out. They never overlap.
pub fn lay_out(request: &LayoutRequest) -> Layout {
    let n = request.sizes.len();
    let links: Vec<Link> = request
        .links
        .iter()
        .filter(|link| link.a != link.b && link.a < n && link.b < n)
        .map(|link| Link {
            length: link.length.clamp(0.25, 8.0),
            strength: link.strength.clamp(0.0, 1.0),
            ..*link
        })
        .collect();
    let neighbours = neighbours(n, &links);
    let anchors: Vec<Option<Anchor>> = (0..n)
        .map(|i| {
            request
                .anchors
                .get(i)
                .copied()
                .flatten()
                .filter(|a| a.at.is_finite())
        })
        .collect();
    let mut ground = ground_for(request);
    let known = anchors.iter().filter(|anchor| anchor.is_some()).count();
    let mut random = Random::new(request.seed);
    let bounds = |ground: Size| Rect::new(0.0, 0.0, ground.width, ground.height);

    let mut centres = if known * 2 > n {
        around_anchors(request, &neighbours, &anchors, &mut random)
    } else {
        let mut centres = afresh(request, &links, &neighbours, ground, &mut random);
        for (centre, anchor) in centres.iter_mut().zip(&anchors) {
            if let Some(anchor) = anchor {
                *centre = anchor.at;
            }
        }
        centres
    };

    // A sign between two regions wants room, but nothing that had its place moves for one.
    let roomy = if known == 0 {
        roomy(&links)
    } else {
        BTreeMap::new()
    };
    // What is pinned stays; what had a place gives way only to that; newcomers give way to both.
    let pinned: Vec<bool> = anchors
        .iter()
        .map(|a| a.is_some_and(|a| a.pinned))
        .collect();
    if known * 2 > n && known < n {
        let held: Vec<bool> = anchors.iter().map(Option::is_some).collect();
        apart::push(
            &mut centres,
            &request.sizes,
            &held,
            request.clearance,
            Some(bounds(ground)),
            &roomy,
        );
    }
    // Where everything has its place and nothing stands on something else, nothing moves: a crowd that is drawn again
    // and again must not creep.
    let settled = known * 2 > n && apart::overlaps(&centres, &request.sizes) == 0;
    if !settled {
        apart::push(
            &mut centres,
            &request.sizes,
            &pinned,
            if known == n {
                request.clearance.min(KEPT_APART)
            } else {
                request.clearance
            },
            Some(bounds(ground)),
            &roomy,
        );
    }

    // Whatever ended up beyond the ground (a pin, a crowd) is taken in by growing it.
    let mut around = bounds(ground);
    // Places kept from a drawing are those of its marks, which stand on half pixels: they may lean out by as much.
    let leaning = bounds(ground).grown(if settled { LEANING } else { 0.0 });
    for (centre, size) in centres.iter().zip(&request.sizes) {
        let rect = Rect::around(*centre, *size);
        if !leaning.holds(&rect) {
            around = around.with(&rect);
        }
    }
    if around.x < -1e-6 || around.y < -1e-6 {
        for centre in &mut centres {
            *centre = centre.plus(-around.x, -around.y);
        }
    }
    ground = Size::new(around.width, around.height);
    let quality = Quality {
        stress: stress::stress(&neighbours, &centres),
        overlaps: apart::overlaps(&centres, &request.sizes),
        hidden_labels: 0,
    };
    Layout {
        centres,
        ground,
        quality,
    }
}

fn roomy(links: &[Link]) -> BTreeMap<(usize, usize), f64> {
    links
        .iter()
        .filter(|link| link.room > 0.0)
        .map(|link| ((link.a.min(link.b), link.a.max(link.b)), link.room * 0.8))
        .collect()
}

fn neighbours(n: usize, links: &[Link]) -> stress::Neighbours {
    let mut neighbours = vec![Vec::new(); n];
    for link in links {
        neighbours[link.a].push((link.b, link.length));
        neighbours[link.b].push((link.a, link.length));
    }
    for list in &mut neighbours {
        // Of parallel links the shortest counts.
        list.sort_by(|a: &(usize, f64), b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        list.dedup_by_key(|entry| entry.0);
    }
    neighbours
}

/// The ground, grown in its proportions until the rectangles take no more than their share of it.
pub fn ground_for(request: &LayoutRequest) -> Size {
    let c = request.clearance;
    let needed: f64 = request
        .sizes
        .iter()
        .map(|s| (s.width + c) * (s.height + c))
        .sum();
    let widest = request.sizes.iter().map(|s| s.width).fold(0.0, f64::max) + c;
    let tallest = request.sizes.iter().map(|s| s.height).fold(0.0, f64::max) + c;
    let have = request.ground.area().max(1.0);
    let by = (needed / request.fill / have)
        .sqrt()
        .max(widest / request.ground.width.max(1.0))
        .max(tallest / request.ground.height.max(1.0))
        .max(1.0);
    Size::new(request.ground.width * by, request.ground.height * by)
}

/// Newcomers go among their neighbours; whoever had a place keeps it.
fn around_anchors(
    request: &LayoutRequest,
    neighbours: &stress::Neighbours,
    anchors: &[Option<Anchor>],
    random: &mut Random,
) -> Vec<Point> {
    let known: Vec<Point> = anchors.iter().flatten().map(|a| a.at).collect();
    let middle = mean(&known).unwrap_or_default();
    let typical = typical_size(&request.sizes);
    (0..anchors.len())
        .map(|i| {
            if let Some(anchor) = anchors[i] {
                return anchor.at;
            }
            let near: Vec<Point> = neighbours[i]
                .iter()
                .filter_map(|(j, _)| anchors[*j].map(|a| a.at))
                .collect();
            let (jx, jy) = (random.either_way() * 4.0, random.either_way() * 4.0);
            match mean(&near) {
                // Half way out from the middle, so that it does not land on its neighbours.
                Some(place) => place.towards(middle, -0.15).plus(jx, jy),
                None => Point::new(
                    middle.x + jx,
                    request.ground.height - typical.height / 2.0 + jy,
                ),
            }
        })
        .collect()
}

fn mean(points: &[Point]) -> Option<Point> {
    let n = points.len() as f64;
    (n > 0.0).then(|| {
        Point::new(
            points.iter().map(|p| p.x).sum::<f64>() / n,
            points.iter().map(|p| p.y).sum::<f64>() / n,
        )
    })
}

fn typical_size(sizes: &[Size]) -> Size {
    let n = sizes.len().max(1) as f64;
    Size::new(
        sizes.iter().map(|s| s.width).sum::<f64>() / n,
        sizes.iter().map(|s| s.height).sum::<f64>() / n,
    )
}

/// Everything anew: each connected part on its own piece of ground.
fn afresh(
    request: &LayoutRequest,
    links: &[Link],
    neighbours: &stress::Neighbours,
    ground: Size,
    random: &mut Random,
) -> Vec<Point> {
    let n = request.sizes.len();
    let mut centres = vec![Point::default(); n];
    let (mut parts, alone) = connected_parts(neighbours);
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    let area = |members: &[usize]| -> f64 {
        members
            .iter()
            .map(|i| {
                (request.sizes[*i].width + request.clearance)
                    * (request.sizes[*i].height + request.clearance)
            })
            .sum()
    };
    let mut plots: Vec<(Vec<usize>, f64, bool)> = parts
        .into_iter()
        .map(|part| {
            let a = area(&part);
            (part, a, true)
        })
        .collect();
    if !alone.is_empty() {
        let a = area(&alone);
        plots.push((alone, a, false));
    }
    let whole = Rect::new(0.0, 0.0, ground.width, ground.height);
    let areas: Vec<f64> = plots.iter().map(|(_, area, _)| *area).collect();
    let plot_of = divide(whole, &areas);
    // The largest part sets the scale for all.
    let mut longest = f64::INFINITY;
    for ((members, _, linked), plot) in plots.into_iter().zip(plot_of) {
        let sizes: Vec<Size> = members.iter().map(|i| request.sizes[*i]).collect();
        let placed = if linked {
            let mut index_of = vec![usize::MAX; n];
            for (k, i) in members.iter().enumerate() {
                index_of[*i] = k;
            }
            let own: stress::Neighbours = members
                .iter()
                .map(|i| {
                    neighbours[*i]
                        .iter()
                        .map(|(j, d)| (index_of[*j], *d))
                        .collect()
                })
                .collect();
            let own_links: Vec<Link> = links
                .iter()
                .filter(|link| index_of[link.a] != usize::MAX)
                .map(|link| Link {
                    a: index_of[link.a],
                    b: index_of[link.b],
                    ..*link
                })
                .collect();
            match request.manner {
                Manner::Regions => {
                    place_part(&own, &own_links, &sizes, plot, request.clearance, random)
                }
                Manner::Marks => {
                    let (placed, step) =
                        marks::place(&own, &sizes, plot, request.clearance, longest, random);
                    longest = longest.min(step);
                    placed
                }
            }
        } else {
            in_rows(&sizes, plot, request.clearance)
        };
        for (i, place) in members.into_iter().zip(placed) {
            centres[i] = place;
        }
    }
    centres
}

/// One connected part: least stress, turned along its longer side, fitted, polished.
fn place_part(
    neighbours: &stress::Neighbours,
    links: &[Link],
    sizes: &[Size],
    plot: Rect,
    clearance: f64,
    random: &mut Random,
) -> Vec<Point> {
    let mut places: Vec<Point> = sizes
        .iter()
        .map(|_| Point::new(random.either_way(), random.either_way()))
        .collect();
    stress::settle(neighbours, &mut places, random);
    turn(&mut places, plot.width >= plot.height);
    even_out(&mut places);
    let inner = plot.grown(-clearance * 0.25);
    fit(&mut places, sizes, inner);
    let free = vec![false; sizes.len()];
    if sizes.len() <= polish::MOST {
        polish::anneal(&mut places, sizes, links, inner, clearance, random);
    }
    apart::push(
        &mut places,
        sizes,
        &free,
        clearance,
        Some(inner),
        &roomy(links),
    );
    spread(&mut places, sizes, inner);
    centre(&mut places, sizes, plot);
    places
}

/// Draws all further apart while the plot has room left: what has been pushed apart stays so.
fn spread(places: &mut [Point], sizes: &[Size], plot: Rect) {
    let span = |value: &dyn Fn(&Point) -> f64, side: &dyn Fn(&Size) -> f64, room: f64| {
        // The factor at which the outermost rectangles would touch the edges.
        let n = places.len();
        let mut most = 1.8_f64;
        for i in 0..n {
            for j in 0..n {
                let apart = value(&places[i]) - value(&places[j]);
                if apart > 1.0 {
                    let halves = f64::midpoint(side(&sizes[i]), side(&sizes[j]));
                    most = most.min((room - halves) / apart);
                }
            }
        }
        most.max(1.0)
    };
    if places.len() > 200 {
        return;
    }
    let (x, y) = (
        span(&|p| p.x, &|s| s.width, plot.width),
        span(&|p| p.y, &|s| s.height, plot.height),
    );
    let Some(middle) = mean(places) else { return };
    for place in places.iter_mut() {
        *place = Point::new(
            middle.x + (place.x - middle.x) * x,
            middle.y + (place.y - middle.y) * y,
        );
    }
}

/// Moves all together so that they lie in the middle of the plot.
fn centre(places: &mut [Point], sizes: &[Size], plot: Rect) {
    let around = places
        .iter()
        .zip(sizes)
        .map(|(place, size)| Rect::around(*place, *size))
        .reduce(|all, rect| all.with(&rect));
    if let Some(around) = around {
        let (from, to) = (around.centre(), plot.centre());
        for place in places.iter_mut() {
            *place = place.plus(to.x - from.x, to.y - from.y);
        }
    }
}

/// Turns the points so that they spread most along the x axis (or y), by their principal axis.
fn turn(places: &mut [Point], lying: bool) {
    let Some(middle) = mean(places) else { return };
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in places.iter() {
        let (dx, dy) = (p.x - middle.x, p.y - middle.y);
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    let mut angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    if !lying {
        angle += std::f64::consts::FRAC_PI_2;
    }
    let (sin, cos) = (-angle).sin_cos();
    for p in places.iter_mut() {
        let (dx, dy) = (p.x - middle.x, p.y - middle.y);
        *p = Point::new(dx * cos - dy * sin, dx * sin + dy * cos);
    }
}

/// Moves each point part of the way to where its rank along each axis would put it, so that a crowd in the middle
/// and stragglers outside share the ground more evenly.
fn even_out(places: &mut [Point]) {
    const SHARE: f64 = 0.4;
    let n = places.len();
    if n < 5 {
        return;
    }
    let mut order: Vec<usize> = (0..n).collect();
    let ranked =
        |low: f64, high: f64, rank: usize| low + (high - low) * rank as f64 / (n - 1) as f64;
    order.sort_by(|a, b| places[*a].x.total_cmp(&places[*b].x).then(a.cmp(b)));
    let (low, high) = (places[order[0]].x, places[order[n - 1]].x);
    for (rank, i) in order.iter().enumerate() {
        places[*i].x += (ranked(low, high, rank) - places[*i].x) * SHARE;
    }
    order.sort_by(|a, b| places[*a].y.total_cmp(&places[*b].y).then(a.cmp(b)));
    let (low, high) = (places[order[0]].y, places[order[n - 1]].y);
    for (rank, i) in order.iter().enumerate() {
        places[*i].y += (ranked(low, high, rank) - places[*i].y) * SHARE;
    }
}

/// Stretches the points over the plot, each axis on its own, so that every rectangle lies within.
fn fit(places: &mut [Point], sizes: &[Size], plot: Rect) {
    let axis = |value: &dyn Fn(&Point) -> f64| {
        let low = places.iter().map(value).fold(f64::INFINITY, f64::min);
        let high = places.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
        (low, (high - low).max(1e-9))
    };
    let (low_x, span_x) = axis(&|p| p.x);
    let (low_y, span_y) = axis(&|p| p.y);
    let most = |side: &dyn Fn(&Size) -> f64| sizes.iter().map(side).fold(0.0, f64::max);
    let (half_w, half_h) = (most(&|s| s.width) / 2.0, most(&|s| s.height) / 2.0);
    let (room_x, room_y) = (
        (plot.width - 2.0 * half_w).max(1.0),
        (plot.height - 2.0 * half_h).max(1.0),
    );
    // A part stretched much more one way than the other would tell lies about distance.
    let (mut sx, mut sy) = (room_x / span_x, room_y / span_y);
    if sizes.len() > 2 {
        let limit = 2.2;
        sx = sx.min(sy * limit);
        sy = sy.min(sx * limit);
    }
    let middle = plot.centre();
    for p in places.iter_mut() {
        *p = Point::new(
            middle.x + (p.x - low_x - span_x / 2.0) * if span_x > 1e-6 { sx } else { 0.0 },
            middle.y + (p.y - low_y - span_y / 2.0) * if span_y > 1e-6 { sy } else { 0.0 },
        );
    }
}

/// Rows of equal columns over the plot, for what is tied to nothing.
fn in_rows(sizes: &[Size], plot: Rect, clearance: f64) -> Vec<Point> {
    let n = sizes.len();
    let cell_w = sizes.iter().map(|s| s.width).fold(0.0, f64::max) + clearance;
    let cell_h = sizes.iter().map(|s| s.height).fold(0.0, f64::max) + clearance;
    // The number of columns that leaves the cells' proportions nearest to those of what they hold.
    let columns = (1..=n)
        .min_by(|a, b| {
            let odd = |columns: usize| {
                let rows = n.div_ceil(columns) as f64;
                let (w, h) = (plot.width / columns as f64, plot.height / rows);
                let tight = (cell_w / w).max(1.0).max((cell_h / h).max(1.0));
                // Too tight is worst, an unfinished last row is a little untidy.
                let ragged = (columns as f64 * rows - n as f64) / n as f64;
                (tight - 1.0) * 10.0 + (w / cell_w * cell_h / h).ln().abs() + ragged
            };
            odd(*a).total_cmp(&odd(*b))
        })
        .unwrap_or(1);
    let rows = n.div_ceil(columns);
    let (step_x, step_y) = (plot.width / columns as f64, plot.height / rows as f64);
    (0..n)
        .map(|i| {
            let (row, column) = (i / columns, i % columns);
            let in_row = if row + 1 == rows {
                n - row * columns
            } else {
                columns
            };
            let indent = (columns - in_row) as f64 * step_x / 2.0;
            Point::new(
                plot.x + indent + (column as f64 + 0.5) * step_x,
                plot.y + (row as f64 + 0.5) * step_y,
            )
        })
        .collect()
}

/// The connected parts of more than one, and those that stand alone.
fn connected_parts(neighbours: &stress::Neighbours) -> (Vec<Vec<usize>>, Vec<usize>) {
    let n = neighbours.len();
    let mut seen = vec![false; n];
    let (mut parts, mut alone) = (Vec::new(), Vec::new());
    for start in 0..n {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        let mut part = vec![start];
        let mut next = 0;
        while next < part.len() {
            for (j, _) in &neighbours[part[next]] {
                if !seen[*j] {
                    seen[*j] = true;
                    part.push(*j);
                }
            }
            next += 1;
        }
        part.sort_unstable();
        if part.len() == 1 {
            alone.push(start);
        } else {
            parts.push(part);
        }
    }
    (parts, alone)
}

/// Divides a rectangle in proportion to areas, halving the list and the longer side again and again.
fn divide(whole: Rect, areas: &[f64]) -> Vec<Rect> {
    if areas.len() <= 1 {
        return vec![whole; areas.len()];
    }
    let total: f64 = areas.iter().sum();
    let mut cut = 1;
    let mut first = areas[0];
    while cut + 1 < areas.len() && first + areas[cut] / 2.0 < total / 2.0 {
        first += areas[cut];
        cut += 1;
    }
    let share = if total > 0.0 {
        (first / total).clamp(0.05, 0.95)
    } else {
        0.5
    };
    let (left, right) = if whole.width >= whole.height {
        let w = whole.width * share;
        (
            Rect::new(whole.x, whole.y, w, whole.height),
            Rect::new(whole.x + w, whole.y, whole.width - w, whole.height),
        )
    } else {
        let h = whole.height * share;
        (
            Rect::new(whole.x, whole.y, whole.width, h),
            Rect::new(whole.x, whole.y + h, whole.width, whole.height - h),
        )
    };
    let mut parts = divide(left, &areas[..cut]);
    parts.extend(divide(right, &areas[cut..]));
    parts
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn request(n: usize, m: usize, seed: u64) -> LayoutRequest {
        let mut random = Random::new(seed);
        let sizes = (0..n)
            .map(|_| Size::new(40.0 + random.share() * 160.0, 24.0 + random.share() * 120.0))
            .collect();
        let links = (0..m)
            .map(|_| Link {
                a: random.below(n),
                b: random.below(n),
                length: 1.0 + random.share() * 3.0,
                strength: random.share(),
                room: 0.0,
            })
            .collect();
        LayoutRequest {
            sizes,
            links,
            ..LayoutRequest::on(Size::new(1200.0, 750.0))
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn nothing_ever_overlaps_and_everything_lies_on_the_ground(
            n in 1_usize..40, ties in 0_usize..4, seed in any::<u64>()
        ) {
            let request = request(n, n * ties, seed);
            let layout = lay_out(&request);
            prop_assert_eq!(layout.quality.overlaps, 0);
            let ground = Rect::new(0.0, 0.0, layout.ground.width, layout.ground.height);
            for (centre, size) in layout.centres.iter().zip(&request.sizes) {
                prop_assert!(ground.holds(&Rect::around(*centre, *size)));
            }
        }

        #[test]
        fn nothing_overlaps_even_when_all_were_put_on_one_spot(n in 2_usize..30, pins in any::<u32>(), seed in any::<u64>()) {
            let mut request = request(n, n, seed);
            request.anchors = (0..n)
                .map(|i| Some(Anchor { at: Point::new(300.0, 200.0), pinned: pins >> (i % 32) & 1 == 1 }))
                .collect();
            prop_assert_eq!(lay_out(&request).quality.overlaps, 0);
        }

        #[test]
        fn marks_never_overlap_and_lie_on_the_ground(
            n in 1_usize..60, ties in 0_usize..4, seed in any::<u64>()
        ) {
            let mut request = request(n, n * ties, seed);
            request.manner = Manner::Marks;
            let layout = lay_out(&request);
            prop_assert_eq!(layout.quality.overlaps, 0);
            let ground = Rect::new(0.0, 0.0, layout.ground.width, layout.ground.height);
            for (centre, size) in layout.centres.iter().zip(&request.sizes) {
                prop_assert!(ground.holds(&Rect::around(*centre, *size)));
            }
        }

        #[test]
        fn the_same_request_gives_the_same_layout(n in 1_usize..30, seed in any::<u64>()) {
            let mut request = request(n, n * 2, seed);
            prop_assert_eq!(lay_out(&request), lay_out(&request));
            request.manner = Manner::Marks;
            prop_assert_eq!(lay_out(&request), lay_out(&request));
        }

        #[test]
        fn what_had_a_place_keeps_it(n in 2_usize..30, seed in any::<u64>()) {
            let mut request = request(n, n * 2, seed);
            let first = lay_out(&request);
            request.anchors =
                first.centres.iter().map(|c| Some(Anchor { at: *c, pinned: false })).collect();
            // A tie more changes nothing for those who already have a place.
            request.links.push(Link { a: 0, b: n - 1, length: 1.0, strength: 1.0, room: 0.0 });
            let again = lay_out(&request);
            for (a, b) in first.centres.iter().zip(&again.centres) {
                prop_assert!(a.distance(*b) < 1.0, "{:?} moved to {:?}", a, b);
            }
        }
    }

    #[test]
    fn a_pin_holds_and_a_newcomer_gives_way() {
        let mut request = request(12, 20, 7);
        let first = lay_out(&request);
        request.sizes.push(Size::new(150.0, 90.0));
        request.links.push(Link {
            a: 12,
            b: 3,
            length: 1.0,
            strength: 1.0,
            room: 0.0,
        });
        request.anchors = first
            .centres
            .iter()
            .map(|c| {
                Some(Anchor {
                    at: *c,
                    pinned: true,
                })
            })
            .chain([None])
            .collect();
        let again = lay_out(&request);
        for (a, b) in first.centres.iter().zip(&again.centres) {
            assert!(a.distance(*b) < 1e-9);
        }
        assert_eq!(again.quality.overlaps, 0);
    }

    #[test]
    fn what_is_tied_lies_nearer_than_what_is_not() {
        // Two cliques of six, one tie between them.
        let mut links = Vec::new();
        for group in 0..2 {
            for i in 0..6 {
                for j in 0..i {
                    links.push(Link {
                        a: group * 6 + i,
                        b: group * 6 + j,
                        length: 1.0,
                        strength: 0.6,
                        room: 0.0,
                    });
                }
            }
        }
        links.push(Link {
            a: 0,
            b: 6,
            length: 1.0,
            strength: 0.2,
            room: 0.0,
        });
        let layout = lay_out(&LayoutRequest {
            sizes: vec![Size::new(60.0, 40.0); 12],
            links,
            ..LayoutRequest::on(Size::new(1000.0, 600.0))
        });
        let mean = |pairs: &mut dyn Iterator<Item = (usize, usize)>| {
            let all: Vec<f64> = pairs
                .map(|(i, j)| layout.centres[i].distance(layout.centres[j]))
                .collect();
            all.iter().sum::<f64>() / all.len() as f64
        };
        let within = mean(&mut (0..6).flat_map(|i| (0..i).map(move |j| (i, j))));
        let between = mean(&mut (0..6).flat_map(|i| (6..12).map(move |j| (i, j))));
        assert!(within * 1.3 < between, "{within} {between}");
    }

    fn marks(n: usize, links: impl IntoIterator<Item = (usize, usize)>) -> LayoutRequest {
        LayoutRequest {
            sizes: vec![Size::new(44.0, 42.0); n],
            links: links
                .into_iter()
                .map(|(a, b)| Link {
                    a,
                    b,
                    length: 1.0,
                    strength: 1.0,
                    room: 0.0,
                })
                .collect(),
            clearance: 8.0,
            fill: 0.35,
            manner: Manner::Marks,
            ..LayoutRequest::on(Size::new(1080.0, 580.0))
        }
    }

    #[test]
    fn marks_in_a_grid_are_drawn_as_a_grid() {
        let side = 6;
        let links = (0..side * side).flat_map(|i| {
            let right = (i % side + 1 < side).then_some((i, i + 1));
            let below = (i + side < side * side).then_some((i, i + side));
            right.into_iter().chain(below)
        });
        // What is left is that the shortest way across a grid is longer than the bird's.
        let stress = lay_out(&marks(side * side, links)).quality.stress;
        assert!(stress < 0.025, "{stress}");
    }

    #[test]
    fn parts_that_are_not_tied_are_drawn_to_one_scale() {
        // A ring of twelve, and a pair.
        let links = (0..12).map(|i| (i, (i + 1) % 12)).chain([(12, 13)]);
        let layout = lay_out(&marks(14, links));
        let apart = |i: usize, j: usize| layout.centres[i].distance(layout.centres[j]);
        assert!(
            apart(12, 13) < 1.4 * apart(0, 1),
            "{} {}",
            apart(12, 13),
            apart(0, 1)
        );
    }

    #[test]
    fn marks_stand_alike_on_any_number_of_threads() {
        // Enough of them that rounds are made on all threads.
        let request = marks(
            500,
            (0..499)
                .map(|i| (i, i + 1))
                .chain((0..450).map(|i| (i, i * 7 % 500))),
        );
        let on = |threads: usize| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
                .install(|| lay_out(&request))
        };
        assert_eq!(on(1), on(3));
    }

    #[test]
    fn an_empty_request_is_an_empty_layout() {
        let layout = lay_out(&LayoutRequest::on(Size::new(100.0, 50.0)));
        assert!(layout.centres.is_empty());
        assert_eq!(layout.quality, Quality::default());
    }
}
