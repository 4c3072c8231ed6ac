//! Small marks whose distances are read: least stress first, then marks freed from one another while stress keeps
//! pulling, so that as little of it as can be is lost.

use rayon::prelude::*;

use super::apart::{self, Push};
use super::random::Random;
use super::stress::{self, Neighbours};
use super::wishes::{ALL, Wishes};
use crate::geometry::{Point, Rect, Size};

/// Small networks are laid out from several beginnings, of which the best is kept.
const STARTS: usize = 20;
/// So many pairs are weighed in all beginnings together, at most; one is always made.
const PAIRS: usize = 30_000;
/// Up to so many marks the beginning is made from all pairs; above, from neighbours and some pivots.
const PAIRED: usize = 2_500;
/// Sweeps of a beginning, which is relaxed after them: where it ends matters, how exactly does not.
const SWEEPS: u32 = 15;
/// Pivots of a beginning.
const PIVOTS: usize = 100;
/// Rounds in which marks are freed while stress pulls.
const ROUNDS: usize = 20;
/// Drawn how much larger than what fits: what would lie beyond the plot is held at its edge, and the rest has room.
const SCALES: [f64; 3] = [1.0, 1.15, 1.35];
/// Up to so many marks all scales are tried.
const TRIED: usize = 120;

/// Places the marks of one connected part within `plot`, and says how long a step has become. Steps get no longer than
/// `longest`, so that parts beside one another are drawn to one scale.
pub(crate) fn place(
    neighbours: &Neighbours,
    sizes: &[Size],
    plot: Rect,
    clearance: f64,
    longest: f64,
    random: &mut Random,
) -> (Vec<Point>, f64) {
    let n = sizes.len();
    let wishes = Wishes::of(neighbours);
    let terms = if n <= PAIRED {
        wishes.pairs()
    } else {
        let pivots = if n <= ALL { PIVOTS } else { stress::PIVOTS };
        stress::sparse(neighbours, pivots)
    };
    let starts = if n <= PAIRED {
        (PAIRS / terms.len().max(1)).clamp(1, STARTS)
    } else {
        1
    };
    let seeds: Vec<u64> = (0..starts).map(|_| random.next()).collect();
    let best = seeds
        .into_par_iter()
        .map(|seed| {
            let mut random = Random::new(seed);
            let mut places: Vec<Point> = (0..n)
                .map(|_| Point::new(random.either_way(), random.either_way()))
                .collect();
            stress::descend(terms.clone(), SWEEPS, &mut places, &mut random);
            let stress = wishes.relax(&mut places, 40);
            (stress, places)
        })
        .collect::<Vec<_>>()
        .into_iter()
        .min_by(|one, other| one.0.total_cmp(&other.0));
    let Some((_, mut shape)) = best else {
        return (Vec::new(), longest);
    };
    let inner = plot.grown(-clearance * 0.25);
    let fits = turn_to_fit(&mut shape, sizes, inner);
    let scales = if n <= TRIED {
        &SCALES[..]
    } else {
        &SCALES[1..2]
    };
    let tried = scales
        .par_iter()
        .map(|more| {
            let step = (fits * more).min(longest);
            let mut places: Vec<Point> = shape
                .iter()
                .map(|p| inner.centre().plus(p.x * step, p.y * step))
                .collect();
            let stress = free(&wishes, &mut places, sizes, inner, clearance);
            (stress, step, places)
        })
        .collect::<Vec<_>>();
    tried
        .into_iter()
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .map_or((Vec::new(), longest), |(_, step, places)| (places, step))
}

/// Frees the marks from one another, and says the stress of what came of it.
fn free(wishes: &Wishes, places: &mut [Point], sizes: &[Size], inner: Rect, clearance: f64) -> f64 {
    let loose = vec![false; sizes.len()];
    let push = Push {
        sizes,
        fixed: &loose,
        clearance,
    };
    let hold = |places: &mut [Point]| {
        for (place, size) in places.iter_mut().zip(sizes) {
            *place = apart::held(*place, *size, &inner);
        }
    };
    hold(places);
    let mut step = wishes.step(places);
    for round in 0..ROUNDS {
        let before: Vec<Point> = places.to_vec();
        step = wishes.relax_once(places, step);
        // Stress pulls less and less, so that it comes to rest where nothing overlaps.
        let share = 1.0 - round as f64 / ROUNDS as f64;
        for (place, old) in places.iter_mut().zip(&before) {
            *place = old.towards(*place, share);
        }
        for _ in 0..3 {
            if !push.once(places, 0.0) {
                break;
            }
        }
        hold(places);
    }
    apart::push(
        places,
        sizes,
        &loose,
        clearance,
        Some(inner),
        &std::collections::BTreeMap::new(),
    );
    wishes.stress(places)
}

/// Turns the shape about its middle so that it can be drawn largest in `plot`, and says how long a step then is.
fn turn_to_fit(shape: &mut [Point], sizes: &[Size], plot: Rect) -> f64 {
    const ANGLES: usize = 36;
    let most = |side: &dyn Fn(&Size) -> f64| sizes.iter().map(side).fold(0.0, f64::max);
    let room = Size::new(
        (plot.width - most(&|s| s.width)).max(1.0),
        (plot.height - most(&|s| s.height)).max(1.0),
    );
    let turned = |p: &Point, angle: usize| {
        let (sin, cos) = (std::f64::consts::PI * angle as f64 / ANGLES as f64).sin_cos();
        Point::new(p.x * cos - p.y * sin, p.x * sin + p.y * cos)
    };
    let around = |angle: usize| {
        shape.iter().map(|p| turned(p, angle)).fold(
            [
                f64::INFINITY,
                f64::NEG_INFINITY,
                f64::INFINITY,
                f64::NEG_INFINITY,
            ],
            |[left, right, top, bottom], p| {
                [left.min(p.x), right.max(p.x), top.min(p.y), bottom.max(p.y)]
            },
        )
    };
    let largest = |[left, right, top, bottom]: [f64; 4]| {
        (room.width / (right - left).max(1e-6)).min(room.height / (bottom - top).max(1e-6))
    };
    let best = (0..ANGLES)
        .map(|angle| (largest(around(angle)), angle))
        .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
    let (fits, angle) = best.unwrap_or((1.0, 0));
    let [left, right, top, bottom] = around(angle);
    let middle = Point::new(f64::midpoint(left, right), f64::midpoint(top, bottom));
    let placed: Vec<Point> = shape
        .iter()
        .map(|p| turned(p, angle).plus(-middle.x, -middle.y))
        .collect();
    shape.copy_from_slice(&placed);
    fits
}
