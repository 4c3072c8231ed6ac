//! How far apart marks should be, and the drawing nearest to that.

use rayon::prelude::*;

use super::stress::{self, Neighbours, Term};
use crate::geometry::Point;

/// Up to so many marks the way between every two counts; above, those to the neighbours and to some pivots.
pub(crate) const ALL: usize = 4_000;

/// How far apart the marks of one component should be, and how much each minds: 1 / length², so that being wrong by
/// half weighs the same near and far.
pub(crate) enum Wishes {
    /// One row for each mark: 1 / length to every other, and 0 to itself.
    All {
        marks: usize,
        near: Vec<f32>,
        /// How many wishes there are, each counted from both ends.
        wished: f64,
    },
    /// Of each mark some: those of mark i are `of[i]..of[i + 1]`.
    Some {
        of: Vec<usize>,
        whom: Vec<u32>,
        length: Vec<f32>,
        weight: Vec<f32>,
        /// The sum of weight·length².
        wished: f64,
    },
}

/// Sums over pairs, each counted from both its ends: weight·length·drawn and weight·drawn².
#[derive(Clone, Copy, Default)]
struct Sums {
    product: f64,
    drawn: f64,
}

/// Weighted sums of where others would have a mark, and of weights.
#[derive(Clone, Copy, Default)]
struct Pulled {
    x: f32,
    y: f32,
    all: f32,
    sums: Sums,
}

/// A round that gains no more than this share of the stress was the last.
const SLIGHT: f64 = 3e-4;

/// Of many marks so many are moved at once, each by where the others were: on all threads, and the same on any number.
const TOGETHER: usize = 96;

/// Rows are worked in so many lanes, which processors do at once; the order of adding up is always the same.
const LANES: usize = 8;

impl Wishes {
    pub(crate) fn of(neighbours: &Neighbours) -> Self {
        if neighbours.len() <= ALL {
            Self::all(neighbours)
        } else {
            Self::some(
                neighbours.len(),
                &stress::sparse(neighbours, stress::PIVOTS),
            )
        }
    }

    fn all(neighbours: &Neighbours) -> Self {
        let marks = neighbours.len();
        let wide = marks.next_multiple_of(LANES);
        let mut near = vec![0.0_f32; marks * wide];
        let ways = Ways::of(neighbours);
        near.par_chunks_mut(wide.max(1)).enumerate().for_each_init(
            || Reach::new(&ways),
            |reach, (from, row)| {
                reach.from(&ways, from);
                for (near, length) in row.iter_mut().zip(&reach.lengths) {
                    if *length > 0 && *length < u32::MAX {
                        *near = (f64::from(FINE) / f64::from(*length)) as f32;
                    }
                }
            },
        );
        let wished = near.par_iter().filter(|near| **near > 0.0).count() as f64;
        Self::All {
            marks,
            near,
            wished,
        }
    }

    fn some(marks: usize, terms: &[Term]) -> Self {
        let mut of = vec![0_usize; marks + 1];
        for term in terms {
            of[term.i as usize + 1] += usize::from(term.weight_i > 0.0);
            of[term.j as usize + 1] += usize::from(term.weight_j > 0.0);
        }
        for i in 0..marks {
            of[i + 1] += of[i];
        }
        let mut next = of.clone();
        let pulls = of[marks];
        let (mut whom, mut length, mut weight) =
            (vec![0; pulls], vec![0.0; pulls], vec![0.0; pulls]);
        for term in terms {
            for (i, j, w) in [
                (term.i, term.j, term.weight_i),
                (term.j, term.i, term.weight_j),
            ] {
                if w > 0.0 {
                    let at = &mut next[i as usize];
                    whom[*at] = j;
                    length[*at] = term.length;
                    weight[*at] = w;
                    *at += 1;
                }
            }
        }
        let wished = length
            .iter()
            .zip(&weight)
            .map(|(length, weight)| f64::from(weight * length * length))
            .sum();
        Self::Some {
            of,
            whom,
            length,
            weight,
            wished,
        }
    }

    /// Every pair, for descending; only where all are known.
    pub(crate) fn pairs(&self) -> Vec<Term> {
        let Self::All { marks, near, .. } = self else {
            return Vec::new();
        };
        let wide = marks.next_multiple_of(LANES);
        let mut terms = Vec::with_capacity(marks * marks.saturating_sub(1) / 2);
        for i in 0..*marks {
            for (j, near) in near[i * wide..i * wide + i].iter().enumerate() {
                if *near > 0.0 {
                    terms.push(Term {
                        i: i as u32,
                        j: j as u32,
                        length: near.recip(),
                        weight_i: near * near,
                        weight_j: near * near,
                    });
                }
            }
        }
        terms
    }

    /// Moves each mark in turn to where its wishes would have it, the others staying (localised stress majorisation,
    /// Gansner, Koren & North 2004, "Graph drawing by stress majorization", section 2.4), up to so many times; says the
    /// stress. It stops where a round gains next to nothing.
    pub(crate) fn relax(&self, places: &mut [Point], most: usize) -> f64 {
        let mut drawing = Drawing::of(places);
        let mut sums = self.measured(&drawing);
        let mut stress = self.stress_of(&sums);
        for _ in 0..most {
            // Measured as the marks were moved: good enough to know when to stop.
            sums = self.round(&mut drawing, sums.scale());
            let now = self.stress_of(&sums);
            if stress - now < SLIGHT * stress {
                break;
            }
            stress = now;
        }
        drawing.give(places);
        self.stress_of(&self.measured(&drawing))
    }

    /// Once round all marks, where a step of the drawing is so long; says how long it has become.
    pub(crate) fn relax_once(&self, places: &mut [Point], step: f64) -> f64 {
        let mut drawing = Drawing::of(places);
        let sums = self.round(&mut drawing, step);
        drawing.give(places);
        sums.scale()
    }

    /// How long a step is in the drawing: the length by which the drawing, divided by it, has least stress. (The length
    /// by which the wishes, multiplied by it, would have least stress is shorter, and going by that again and again
    /// would shrink the drawing to nothing.)
    pub(crate) fn step(&self, places: &[Point]) -> f64 {
        self.measured(&Drawing::of(places)).scale()
    }

    /// Stress over what is wished for, the drawing scaled as suits it best: 0 is perfect.
    pub(crate) fn stress(&self, places: &[Point]) -> f64 {
        self.stress_of(&self.measured(&Drawing::of(places)))
    }

    fn stress_of(&self, sums: &Sums) -> f64 {
        let wished = match self {
            Self::All { wished, .. } | Self::Some { wished, .. } => *wished,
        };
        if sums.drawn > 0.0 && wished > 0.0 {
            (1.0 - sums.product * sums.product / sums.drawn / wished).max(0.0)
        } else {
            0.0
        }
    }

    fn measured(&self, drawing: &Drawing) -> Sums {
        // Each mark's sum is its own, and they are added up in order.
        let each: Vec<Sums> = (0..drawing.marks)
            .into_par_iter()
            .with_min_len(TOGETHER)
            .map(|i| self.pulled(drawing, i, 1.0).sums)
            .collect();
        each.into_iter().fold(Sums::default(), Sums::and)
    }

    fn round(&self, drawing: &mut Drawing, scale: f64) -> Sums {
        let scale = scale as f32;
        let mut sums = Sums::default();
        if drawing.marks < 4 * TOGETHER {
            for i in 0..drawing.marks {
                let pulled = self.pulled(drawing, i, scale);
                drawing.take(i, &pulled);
                sums = sums.and(pulled.sums);
            }
            return sums;
        }
        let mut moved = Vec::with_capacity(TOGETHER);
        for from in (0..drawing.marks).step_by(TOGETHER) {
            let to = (from + TOGETHER).min(drawing.marks);
            (from..to)
                .into_par_iter()
                .with_min_len(TOGETHER / 4)
                .map(|i| self.pulled(drawing, i, scale))
                .collect_into_vec(&mut moved);
            for (i, pulled) in (from..to).zip(&moved) {
                drawing.take(i, pulled);
                sums = sums.and(pulled.sums);
            }
        }
        sums
    }

    /// Where all others would have mark `i`, and how far from it they are.
    fn pulled(&self, drawing: &Drawing, i: usize, scale: f32) -> Pulled {
        let (x, y) = (drawing.x[i], drawing.y[i]);
        match self {
            Self::All { near, .. } => {
                let wide = drawing.x.len();
                let mut lanes = [[0.0_f32; LANES]; 5];
                let (rows, _) = near[i * wide..(i + 1) * wide].as_chunks::<LANES>();
                let (xs, _) = drawing.x.as_chunks::<LANES>();
                let (ys, _) = drawing.y.as_chunks::<LANES>();
                for ((near, xs), ys) in rows.iter().zip(xs).zip(ys) {
                    for lane in 0..LANES {
                        let (px, py, r) = (xs[lane], ys[lane], near[lane]);
                        let (dx, dy) = (x - px, y - py);
                        let far = (dx * dx + dy * dy + TINY).sqrt();
                        let reach = scale * r / far;
                        let (weight, share) = (r * r, r * far);
                        lanes[0][lane] += weight * px + reach * dx;
                        lanes[1][lane] += weight * py + reach * dy;
                        lanes[2][lane] += weight;
                        lanes[3][lane] += share;
                        lanes[4][lane] += share * share;
                    }
                }
                let [x, y, all, product, drawn] = lanes.map(|lanes| lanes.iter().sum());
                Pulled {
                    x,
                    y,
                    all,
                    sums: Sums {
                        product: f64::from(product),
                        drawn: f64::from(drawn),
                    },
                }
            }
            Self::Some {
                of,
                whom,
                length,
                weight,
                ..
            } => {
                let mut pulled = Pulled::default();
                for k in of[i]..of[i + 1] {
                    let j = whom[k] as usize;
                    let (px, py) = (drawing.x[j], drawing.y[j]);
                    let (dx, dy) = (x - px, y - py);
                    let far = (dx * dx + dy * dy + TINY).sqrt();
                    let (length, weight) = (length[k], weight[k]);
                    let reach = scale * length / far;
                    pulled.x += weight * (px + reach * dx);
                    pulled.y += weight * (py + reach * dy);
                    pulled.all += weight;
                    pulled.sums.product += f64::from(weight * length * far);
                    pulled.sums.drawn += f64::from(weight * far * far);
                }
                pulled
            }
        }
    }
}

/// Added to squared distances, so that two marks on one spot pull nowhere instead of to infinity.
const TINY: f32 = 1e-12;

impl Sums {
    fn and(self, other: Self) -> Self {
        Self {
            product: self.product + other.product,
            drawn: self.drawn + other.drawn,
        }
    }

    fn scale(&self) -> f64 {
        if self.product > 0.0 {
            self.drawn / self.product
        } else {
            1.0
        }
    }
}

/// Places as lanes want them, filled up with nobody.
struct Drawing {
    marks: usize,
    x: Vec<f32>,
    y: Vec<f32>,
}

impl Drawing {
    fn of(places: &[Point]) -> Self {
        let marks = places.len();
        let wide = marks.next_multiple_of(LANES);
        let lanes = |value: fn(&Point) -> f64| {
            let mut lanes: Vec<f32> = places.iter().map(|p| value(p) as f32).collect();
            lanes.resize(wide, 0.0);
            lanes
        };
        Self {
            marks,
            x: lanes(|p| p.x),
            y: lanes(|p| p.y),
        }
    }

    /// Puts mark `i` where it is pulled, if anything pulls.
    fn take(&mut self, i: usize, pulled: &Pulled) {
        if pulled.all > 0.0 {
            self.x[i] = pulled.x / pulled.all;
            self.y[i] = pulled.y / pulled.all;
        }
    }

    fn give(&self, places: &mut [Point]) {
        for ((place, x), y) in places.iter_mut().zip(&self.x).zip(&self.y) {
            *place = Point::new(f64::from(*x), f64::from(*y));
        }
    }
}

/// Lengths are kept in whole parts of a step, finer than anybody sees.
const FINE: u32 = 64;

/// Neighbours one after another, lengths in parts of a step.
struct Ways {
    of: Vec<usize>,
    to: Vec<(u32, u32)>,
    longest: usize,
}

impl Ways {
    fn of(neighbours: &Neighbours) -> Self {
        let mut of = vec![0];
        let mut to = Vec::new();
        for list in neighbours {
            to.extend(list.iter().map(|(other, length)| {
                let parts = (length * f64::from(FINE)).round().max(1.0);
                (*other as u32, parts as u32)
            }));
            of.push(to.len());
        }
        let longest = to.iter().map(|(_, length)| *length as usize).max();
        Self {
            of,
            to,
            longest: longest.unwrap_or(1),
        }
    }
}

/// Memory for the lengths from one mark after another.
struct Reach {
    lengths: Vec<u32>,
    buckets: Vec<Vec<u32>>,
}

impl Reach {
    fn new(ways: &Ways) -> Self {
        Self {
            lengths: vec![u32::MAX; ways.of.len() - 1],
            buckets: vec![Vec::new(); ways.longest + 1],
        }
    }

    /// Lengths of the shortest ways, with one bucket for each length that may be waiting (Dial 1969).
    fn from(&mut self, ways: &Ways, from: usize) {
        self.lengths.fill(u32::MAX);
        self.lengths[from] = 0;
        let round = self.buckets.len();
        self.buckets[0].push(from as u32);
        let (mut waiting, mut now) = (1_usize, 0_u32);
        while waiting > 0 {
            let mut here = std::mem::take(&mut self.buckets[now as usize % round]);
            waiting -= here.len();
            for mark in here.drain(..) {
                let at = mark as usize;
                if self.lengths[at] != now {
                    continue;
                }
                for &(next, length) in &ways.to[ways.of[at]..ways.of[at + 1]] {
                    let further = now + length;
                    if further < self.lengths[next as usize] {
                        self.lengths[next as usize] = further;
                        self.buckets[further as usize % round].push(next);
                        waiting += 1;
                    }
                }
            }
            self.buckets[now as usize % round] = here;
            now += 1;
        }
    }
}
