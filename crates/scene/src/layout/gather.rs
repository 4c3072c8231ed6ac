//! Rectangles that belong together gathered into groups: each group a rectangle of its own with room for its name, no
//! two of them overlapping, and everything as near as can be to where it stood.
//!
//! The ground is cut in two again and again, where half of what stands on it stands to either side; so what was left
//! stays left of what was right, and no ground lies idle. It is cut across its longer side, and the last few times
//! whichever way leaves names and members the room they need.

use std::collections::BTreeMap;

use super::apart;
use crate::geometry::{Point, Rect, Size};

/// Between a group's border and what stands in it.
const PAD: f64 = 10.0;
/// Between two groups.
const BETWEEN: f64 = 12.0;
/// Share of a group that its members with their clearance may take to begin with.
const FILL: f64 = 0.86;
/// By how much the ground of a group grows when something does not fit on it, and how often at most.
const GROWTH: f64 = 1.05;
const TRIES: usize = 120;
/// More rectangles than this are too many to look at one by one.
const MANY: usize = 150;

/// Where everything stands once it is gathered.
pub(crate) struct Gathered {
    pub(crate) centres: Vec<Point>,
    /// Each group with everything in it and its name's strip on top; one without members has no size.
    pub(crate) groups: Vec<Rect>,
    pub(crate) ground: Size,
}

/// Rectangles that share a piece of ground.
struct Lot {
    members: Vec<usize>,
    middle: Point,
    area: f64,
    /// The group, and the room its name needs; `None` for one that stands by itself.
    group: Option<(usize, Size)>,
    /// The widest and the tallest of its members, with the clearance.
    step: Size,
}

impl Lot {
    /// By how much a piece of ground would have to grow, in its own proportions, for this to stand on it in rows; 1
    /// where it is large enough.
    fn lacks(&self, cell: &Rect) -> f64 {
        let border = if self.group.is_some() {
            2.0 * PAD + BETWEEN
        } else {
            BETWEEN
        };
        let head = self.group.map_or(Size::default(), |(_, head)| head);
        let least = (head.width.max(self.step.width) + border) / cell.width;
        // What is too narrow for its name is tried as wide as that asks for.
        let by = least.max(1.0);
        let columns = ((cell.width * by - border) / self.step.width)
            .floor()
            .max(1.0);
        let rows = (self.members.len() as f64 / columns).ceil();
        by.max((rows.mul_add(self.step.height, head.height) + border) / cell.height)
    }
}

/// Gathers rectangles into groups. `of` gives the group of each, `None` for one that stands by itself; `heads` the room
/// each group's name needs.
pub(crate) fn gather(
    centres: &[Point],
    sizes: &[Size],
    of: &[Option<usize>],
    heads: &[Size],
    clearance: f64,
    ground: Size,
) -> Gathered {
    let mut lots = lots(centres, sizes, of, heads, clearance);
    let mut gathered = Gathered {
        centres: centres.to_vec(),
        groups: vec![Rect::default(); heads.len()],
        ground,
    };
    for _ in 0..TRIES {
        let needed: f64 = lots.iter().map(|lot| lot.area).sum();
        let by = (needed / ground.area().max(1.0)).sqrt();
        let whole = Rect::new(0.0, 0.0, ground.width * by, ground.height * by);
        let tight;
        (gathered, tight) = placed(&lots, centres, sizes, heads.len(), clearance, whole);
        if tight.is_empty() {
            break;
        }
        for lot in tight {
            lots[lot].area *= GROWTH;
        }
    }
    settle(&mut gathered, sizes);
    gathered
}

/// Puts everything on a ground that holds it.
fn settle(gathered: &mut Gathered, sizes: &[Size]) {
    let own = gathered.centres.iter().zip(sizes);
    let all = own
        .map(|(centre, size)| Rect::around(*centre, *size))
        .chain(
            gathered
                .groups
                .iter()
                .filter(|rect| rect.width > 0.0)
                .copied(),
        )
        .reduce(|all, rect| all.with(&rect))
        .unwrap_or_default();
    for centre in &mut gathered.centres {
        *centre = centre.plus(-all.x, -all.y);
    }
    for rect in &mut gathered.groups {
        if rect.width > 0.0 {
            *rect = Rect::new(rect.x - all.x, rect.y - all.y, rect.width, rect.height);
        }
    }
    gathered.ground = Size::new(all.width.max(1.0), all.height.max(1.0));
}

fn lots(
    centres: &[Point],
    sizes: &[Size],
    of: &[Option<usize>],
    heads: &[Size],
    clearance: f64,
) -> Vec<Lot> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); heads.len()];
    let mut alone = Vec::new();
    for i in 0..centres.len() {
        match of
            .get(i)
            .copied()
            .flatten()
            .filter(|group| *group < heads.len())
        {
            Some(group) => members[group].push(i),
            None => alone.push(i),
        }
    }
    let grouped = members
        .into_iter()
        .enumerate()
        .map(|(group, members)| (members, Some((group, heads[group]))));
    grouped
        .chain(alone.into_iter().map(|i| (vec![i], None)))
        .filter(|(members, _)| !members.is_empty())
        .map(|(members, group)| {
            let area: f64 = members
                .iter()
                .map(|i| (sizes[*i].width + clearance) * (sizes[*i].height + clearance))
                .sum();
            let n = members.len() as f64;
            let middle = Point::new(
                members.iter().map(|i| centres[*i].x).sum::<f64>() / n,
                members.iter().map(|i| centres[*i].y).sum::<f64>() / n,
            );
            let side = (area / FILL).sqrt();
            let head = group.map_or(0.0, |(_, head)| head.height);
            let border = 2.0 * PAD + BETWEEN;
            let widest = members.iter().map(|i| sizes[*i].width).fold(0.0, f64::max);
            let tallest = members.iter().map(|i| sizes[*i].height).fold(0.0, f64::max);
            Lot {
                step: Size::new(widest + clearance, tallest + clearance),
                area: (side + border) * (side + border + head),
                members,
                middle,
                group,
            }
        })
        .collect()
}

/// Everything on a ground of that size, and the lots that do not fit on theirs.
fn placed(
    lots: &[Lot],
    centres: &[Point],
    sizes: &[Size],
    groups: usize,
    clearance: f64,
    whole: Rect,
) -> (Gathered, Vec<usize>) {
    let mut cells = vec![Rect::default(); lots.len()];
    let mut order: Vec<usize> = (0..lots.len()).collect();
    divide(lots, &mut order, whole, &mut cells);
    let mut found = Gathered {
        centres: centres.to_vec(),
        groups: vec![Rect::default(); groups],
        ground: Size::new(whole.width, whole.height),
    };
    let mut tight = Vec::new();
    for (index, (lot, cell)) in lots.iter().zip(cells).enumerate() {
        let mut fits = true;
        let rect = cell.grown(-BETWEEN / 2.0);
        let inner = match lot.group {
            Some((group, head)) => {
                found.groups[group] = rect;
                fits &= rect.width >= head.width + 2.0 * PAD;
                let within = rect.grown(-PAD);
                Rect::new(
                    within.x,
                    within.y + head.height - 2.0,
                    within.width,
                    within.height - head.height + 2.0,
                )
            }
            None => rect,
        };
        fits &= inner.width > 0.0 && inner.height > 0.0;
        let (places, within) = packed(lot, centres, sizes, clearance, inner);
        fits &= within;
        for (i, place) in lot.members.iter().zip(places) {
            found.centres[*i] = place;
        }
        if !fits {
            tight.push(index);
        }
    }
    (found, tight)
}

/// Cuts the ground in two, again and again, until each lot has its own piece. Gives by how much ground is lacking: the
/// areas that pieces would have to gain, taken together.
fn divide(lots: &[Lot], own: &mut [usize], ground: Rect, cells: &mut [Rect]) -> f64 {
    /// So few lots are cut either way, to see which is better.
    const FEW: usize = 8;
    match own {
        [] => 0.0,
        [only] => {
            cells[*only] = ground;
            let by = lots[*only].lacks(&ground);
            (by * by - 1.0) * ground.width * ground.height
        }
        own => {
            let lying = ground.width >= ground.height;
            let lacking = cut(lots, own, (ground, lying), cells);
            if own.len() > FEW || lacking <= 0.0 {
                return lacking;
            }
            let kept: Vec<(usize, Rect)> = own.iter().map(|i| (*i, cells[*i])).collect();
            let other = cut(lots, own, (ground, !lying), cells);
            if other < lacking {
                return other;
            }
            for (place, (i, cell)) in own.iter_mut().zip(kept) {
                *place = i;
                cells[i] = cell;
            }
            lacking
        }
    }
}

/// Cuts the ground in two, side by side or one above the other, and each of the two further.
fn cut(
    lots: &[Lot],
    own: &mut [usize],
    (ground, side_by_side): (Rect, bool),
    cells: &mut [Rect],
) -> f64 {
    let along = |i: usize| {
        let middle = lots[i].middle;
        if side_by_side { middle.x } else { middle.y }
    };
    own.sort_by(|a, b| along(*a).total_cmp(&along(*b)).then(a.cmp(b)));
    let total: f64 = own.iter().map(|i| lots[*i].area).sum();
    let mut first = 0.0;
    let mut place = (1, f64::INFINITY);
    for (n, i) in own.iter().enumerate().take(own.len() - 1) {
        first += lots[*i].area;
        let off = (first - total / 2.0).abs();
        if off < place.1 {
            place = (n + 1, off);
        }
    }
    let (left, right) = own.split_at_mut(place.0);
    let share = left.iter().map(|i| lots[*i].area).sum::<f64>() / total.max(1e-9);
    let Rect {
        x,
        y,
        width,
        height,
    } = ground;
    let (one, other) = if side_by_side {
        let own = width * share;
        (
            Rect::new(x, y, own, height),
            Rect::new(x + own, y, width - own, height),
        )
    } else {
        let own = height * share;
        (
            Rect::new(x, y, width, own),
            Rect::new(x, y + own, width, height - own),
        )
    };
    divide(lots, left, one, cells) + divide(lots, right, other, cells)
}

/// The members of one lot on its ground, as they stood to one another, and whether they fit there.
fn packed(
    lot: &Lot,
    centres: &[Point],
    sizes: &[Size],
    clearance: f64,
    ground: Rect,
) -> (Vec<Point>, bool) {
    let extents: Vec<Size> = lot.members.iter().map(|i| sizes[*i]).collect();
    let around = lot
        .members
        .iter()
        .map(|i| Rect::around(centres[*i], Size::new(1.0, 1.0)))
        .reduce(|all, rect| all.with(&rect))
        .unwrap_or_default();
    // Those that stand in a line, as what is tied to nothing does, have no places to one another worth keeping; nor have
    // very many that are all alike, which are read from afar.
    let in_line = lot.members.len() > 3
        && around.width.min(around.height) < 0.12 * around.width.max(around.height);
    let alike = sizes.len() > MANY && extents.windows(2).all(|pair| pair[0] == pair[1]);
    let rows = || in_rows(lot, centres, &extents, clearance, ground);
    if let Some(places) = (in_line || alike).then(rows).flatten() {
        return (places, true);
    }
    if alike {
        return (vec![ground.centre(); lot.members.len()], false);
    }
    let mut places: Vec<Point> = lot
        .members
        .iter()
        .zip(&extents)
        .map(|(i, size)| {
            let share_x = (centres[*i].x - around.x) / around.width;
            let share_y = (centres[*i].y - around.y) / around.height;
            let wished = if lot.members.len() == 1 {
                ground.centre()
            } else {
                Point::new(
                    ground.x + share_x * ground.width,
                    ground.y + share_y * ground.height,
                )
            };
            apart::held(wished, *size, &ground)
        })
        .collect();
    apart::push(
        &mut places,
        &extents,
        &vec![false; extents.len()],
        clearance,
        Some(ground),
        &BTreeMap::new(),
    );
    let room = ground.grown(0.5);
    let fits = places
        .iter()
        .zip(&extents)
        .all(|(place, size)| room.holds(&Rect::around(*place, *size)));
    if fits {
        return (places, true);
    }
    rows().map_or((places, false), |places| (places, true))
}

/// In rows over the ground, what stood higher in the upper ones; `None` where there is no room for them.
fn in_rows(
    lot: &Lot,
    centres: &[Point],
    extents: &[Size],
    clearance: f64,
    ground: Rect,
) -> Option<Vec<Point>> {
    let n = extents.len();
    let widest = extents.iter().map(|s| s.width).fold(0.0, f64::max) + clearance;
    let tallest = extents.iter().map(|s| s.height).fold(0.0, f64::max) + clearance;
    let most = ((ground.width + clearance) / widest).floor() as usize;
    if most == 0 {
        return None;
    }
    let rows = n.div_ceil(most.min(n));
    let columns = n.div_ceil(rows);
    if rows as f64 * tallest - clearance > ground.height + 0.5 {
        return None;
    }
    let at = |k: usize| centres[lot.members[k]];
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| at(*a).y.total_cmp(&at(*b).y).then(a.cmp(b)));
    for row in order.chunks_mut(columns) {
        row.sort_by(|a, b| at(*a).x.total_cmp(&at(*b).x).then(a.cmp(b)));
    }
    let (step_x, step_y) = (ground.width / columns as f64, ground.height / rows as f64);
    let mut places = vec![Point::default(); n];
    for (k, i) in order.into_iter().enumerate() {
        places[i] = Point::new(
            ground.x + step_x * ((k % columns) as f64 + 0.5),
            ground.y + step_y * ((k / columns) as f64 + 0.5),
        );
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::random::Random;

    #[test]
    fn groups_hold_their_members_and_overlap_neither_one_another_nor_strangers() {
        let mut random = Random::new(5);
        let n = 60;
        let sizes: Vec<Size> = (0..n)
            .map(|i| Size::new(80.0 + f64::from(i % 5) * 12.0, 32.0))
            .collect();
        let centres: Vec<Point> = (0..n)
            .map(|_| {
                Point::new(
                    600.0 + random.either_way() * 500.0,
                    350.0 + random.either_way() * 300.0,
                )
            })
            .collect();
        let of: Vec<Option<usize>> = (0..n)
            .map(|i| (i % 9 != 8).then_some(i as usize % 9))
            .collect();
        let heads = vec![Size::new(120.0, 24.0); 9];
        let all = gather(
            &centres,
            &sizes,
            &of,
            &heads,
            14.0,
            Size::new(1200.0, 700.0),
        );
        assert_eq!(apart::overlaps(&all.centres, &sizes), 0);
        for i in 0..n as usize {
            let own = Rect::around(all.centres[i], sizes[i]);
            for (group, rect) in all.groups.iter().enumerate() {
                if of[i] == Some(group) {
                    assert!(rect.grown(0.01).holds(&own));
                    assert!(own.y >= rect.y + 24.0);
                } else {
                    assert!(!rect.overlaps(&own));
                }
            }
        }
        for (i, one) in all.groups.iter().enumerate() {
            assert!(all.groups[i + 1..].iter().all(|other| !one.overlaps(other)));
        }
        // The ninth has no member and no place.
        assert!(all.groups[8].area_is_nothing());
    }

    impl Rect {
        fn area_is_nothing(&self) -> bool {
            self.width * self.height == 0.0
        }
    }
}
