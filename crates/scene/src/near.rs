//! What lies near a place, found without a look at everything there is.

use crate::geometry::{Point, Rect, Size};

/// An even grid whose every cell holds what lies in it. What lies beyond the drawing counts to the outermost cells, so
/// that nothing is missed.
#[derive(Debug)]
pub(crate) struct Cells<T> {
    side: f64,
    columns: usize,
    rows: usize,
    held: Vec<Vec<T>>,
}

impl<T: Clone> Cells<T> {
    /// Nothing yet, on a drawing of this size; `side` is that of a cell.
    pub(crate) fn new(size: Size, side: f64) -> Self {
        let count = |length: f64| (length / side).ceil().max(1.0) as usize;
        let (columns, rows) = (count(size.width), count(size.height));
        Self {
            side,
            columns,
            rows,
            held: vec![Vec::new(); columns * rows],
        }
    }

    fn column(&self, x: f64) -> usize {
        ((x / self.side).max(0.0) as usize).min(self.columns - 1)
    }

    fn row(&self, y: f64) -> usize {
        ((y / self.side).max(0.0) as usize).min(self.rows - 1)
    }

    /// Puts a thing into the cell of its place.
    pub(crate) fn put_at(&mut self, p: Point, thing: T) {
        let cell = self.row(p.y) * self.columns + self.column(p.x);
        self.held[cell].push(thing);
    }

    /// Puts a thing into every cell that it covers a part of.
    pub(crate) fn put(&mut self, over: &Rect, thing: &T) {
        for row in self.row(over.y)..=self.row(over.bottom()) {
            for column in self.column(over.x)..=self.column(over.right()) {
                self.held[row * self.columns + column].push(thing.clone());
            }
        }
    }

    /// What may lie at a point, in the order in which it was put there.
    pub(crate) fn at(&self, p: Point) -> &[T] {
        &self.held[self.row(p.y) * self.columns + self.column(p.x)]
    }

    /// What may lie in a rectangle, cell by cell: a thing that covers several cells comes several times.
    pub(crate) fn within(&self, rect: &Rect) -> impl Iterator<Item = &T> {
        let columns = self.column(rect.x)..=self.column(rect.right());
        (self.row(rect.y)..=self.row(rect.bottom()))
            .flat_map(move |row| {
                columns
                    .clone()
                    .map(move |column| row * self.columns + column)
            })
            .flat_map(|cell| &self.held[cell])
    }
}

/// Points strewn over a drawing, to be counted by place.
#[derive(Debug)]
pub(crate) struct Strewn(Cells<Point>);

impl Strewn {
    pub(crate) fn new(size: Size) -> Self {
        Self(Cells::new(size, 32.0))
    }

    pub(crate) fn add(&mut self, points: impl IntoIterator<Item = Point>) {
        for p in points {
            self.0.put_at(p, p);
        }
    }

    /// How many lie in a rectangle or on its edge.
    pub(crate) fn count_in(&self, rect: &Rect) -> usize {
        self.0.within(rect).filter(|p| rect.has(**p)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::random::Random;

    #[test]
    fn points_are_counted_as_if_every_one_had_been_looked_at() {
        let mut random = Random::new(11);
        for size in [Size::new(300.0, 200.0), Size::new(10.0, 900.0)] {
            // Some lie beyond the drawing.
            let mut anywhere = |reach: f64| {
                Point::new(
                    random.either_way() * reach + size.width / 2.0,
                    random.either_way() * reach + size.height / 2.0,
                )
            };
            let points: Vec<Point> = (0..800).map(|_| anywhere(500.0)).collect();
            let mut strewn = Strewn::new(size);
            strewn.add(points.iter().copied());
            let mut found = 0;
            for i in 0..400 {
                let corner = anywhere(600.0);
                let rect = Rect::new(corner.x, corner.y, f64::from(i % 90), f64::from(i % 37));
                let all = points.iter().filter(|p| rect.has(**p)).count();
                assert_eq!(strewn.count_in(&rect), all, "{rect:?}");
                found += all;
            }
            assert!(found > 0);
        }
    }
}
