//! Small systems of linear equations, solved outright.

/// A square matrix, row by row.
#[derive(Debug, Clone)]
pub(crate) struct Square {
    size: usize,
    cells: Vec<f64>,
}

/// A matrix taken apart into triangles, so that it can be solved for one right-hand side after another.
pub(crate) struct Factors {
    square: Square,
    order: Vec<usize>,
}

impl Square {
    pub(crate) fn zero(size: usize) -> Self {
        Self {
            size,
            cells: vec![0.0; size * size],
        }
    }

    pub(crate) fn at(&mut self, row: usize, column: usize) -> &mut f64 {
        &mut self.cells[row * self.size + column]
    }

    fn get(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    /// Gauss's elimination, the largest of each column as its pivot (Golub & Van Loan 2013, §3.4).
    /// `None` where the matrix is singular. O(n³).
    pub(crate) fn factors(mut self) -> Option<Factors> {
        let size = self.size;
        let mut order: Vec<usize> = (0..size).collect();
        for column in 0..size {
            let pivot = (column..size).max_by(|&one, &other| {
                self.get(one, column)
                    .abs()
                    .total_cmp(&self.get(other, column).abs())
                    .then(other.cmp(&one))
            })?;
            if self.get(pivot, column).abs() < 1e-300 {
                return None;
            }
            if pivot != column {
                order.swap(pivot, column);
                for at in 0..size {
                    self.cells.swap(pivot * size + at, column * size + at);
                }
            }
            let (upper, lower) = self.cells.split_at_mut((column + 1) * size);
            let top = &upper[column * size..];
            for row in lower.chunks_exact_mut(size) {
                let factor = row[column] / top[column];
                row[column] = factor;
                if factor != 0.0 {
                    for (cell, above) in row[column + 1..].iter_mut().zip(&top[column + 1..]) {
                        *cell -= factor * above;
                    }
                }
            }
        }
        Some(Factors {
            square: self,
            order,
        })
    }
}

impl Factors {
    /// The x with A x = b.
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut x: Vec<f64> = self.order.iter().map(|&row| right[row]).collect();
        let size = self.square.size;
        for row in 0..size {
            let known: f64 = (0..row).map(|at| self.square.get(row, at) * x[at]).sum();
            x[row] -= known;
        }
        for row in (0..size).rev() {
            let known: f64 = (row + 1..size)
                .map(|at| self.square.get(row, at) * x[at])
                .sum();
            x[row] = (x[row] - known) / self.square.get(row, row);
        }
        x
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn square(rows: &[&[f64]]) -> Square {
        let mut square = Square::zero(rows.len());
        for (i, row) in rows.iter().enumerate() {
            for (j, cell) in row.iter().enumerate() {
                *square.at(i, j) = *cell;
            }
        }
        square
    }

    #[test]
    fn a_system_that_needs_its_rows_exchanged_is_solved() {
        let rows: [&[f64]; 3] = [&[0.0, 2.0, 1.0], &[1.0, 1.0, 0.0], &[2.0, 0.0, 3.0]];
        let x = square(&rows).factors().unwrap().solve(&[7.0, 3.0, 11.0]);
        for (found, expected) in x.iter().zip([1.0, 2.0, 3.0]) {
            assert!((found - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn a_singular_matrix_has_no_factors() {
        assert!(square(&[&[1.0, 2.0], &[2.0, 4.0]]).factors().is_none());
    }
}
