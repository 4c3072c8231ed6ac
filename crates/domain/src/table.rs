//! A sorted table of shared rows: cheap to clone, cheap to change, always in the order of its ids.

use std::fmt;
use std::sync::Arc;

/// Rows of one kind by id. Cloning shares the whole table; a change copies the pieces it touches, each of some hundred
/// rows at most, and shares the rest and the rows themselves.
pub struct Table<K, V> {
    /// In the order of their ids, none of them empty.
    pieces: Arc<Vec<Piece<K, V>>>,
    len: usize,
}

type Piece<K, V> = Arc<Vec<(K, Arc<V>)>>;

/// How many rows a piece has at most.
const MOST: usize = 512;
/// A piece with fewer joins its neighbour.
const FEWEST: usize = 128;

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self {
            pieces: Arc::default(),
            len: 0,
        }
    }
}

impl<K, V> Clone for Table<K, V> {
    fn clone(&self) -> Self {
        Self {
            pieces: Arc::clone(&self.pieces),
            len: self.len,
        }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Table<K, V> {
    fn eq(&self, other: &Self) -> bool {
        // However the rows are cut into pieces.
        Arc::ptr_eq(&self.pieces, &other.pieces)
            || (self.len == other.len && self.rows().eq(other.rows()))
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Table<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.rows().map(|(id, row)| (id, row)))
            .finish()
    }
}

impl<K, V> Table<K, V> {
    fn rows(&self) -> impl DoubleEndedIterator<Item = &(K, Arc<V>)> + Clone {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }
}

impl<K: Ord + Copy, V> Table<K, V> {
    /// The row with this id.
    pub fn get(&self, id: K) -> Option<&V> {
        let piece = self.pieces.get(self.piece_of(id)?)?;
        let place = piece.binary_search_by(|(other, _)| other.cmp(&id)).ok()?;
        piece.get(place).map(|(_, row)| row.as_ref())
    }

    /// Whether there is a row with this id.
    pub fn contains(&self, id: K) -> bool {
        self.get(id).is_some()
    }

    /// The rows in the order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.rows().map(|(_, row)| row.as_ref())
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The piece that has this id if any has: the last one that does not begin after it.
    fn piece_of(&self, id: K) -> Option<usize> {
        self.pieces
            .partition_point(|piece| piece.first().is_some_and(|(first, _)| *first <= id))
            .checked_sub(1)
    }

    pub(crate) fn put(&mut self, id: K, row: V) {
        self.put_shared(id, Arc::new(row));
    }

    fn put_shared(&mut self, id: K, row: Arc<V>) {
        let at = self.piece_of(id).unwrap_or(0);
        let pieces = Arc::make_mut(&mut self.pieces);
        let is_last = at + 1 >= pieces.len();
        let Some(piece) = pieces.get_mut(at) else {
            pieces.push(Arc::new(vec![(id, row)]));
            self.len += 1;
            return;
        };
        match piece.binary_search_by(|(other, _)| other.cmp(&id)) {
            Ok(place) => Arc::make_mut(piece)[place].1 = row,
            Err(place) if place == MOST && is_last => {
                // Rows that come in order, as when a file is read, leave full pieces behind.
                pieces.push(Arc::new(vec![(id, row)]));
                self.len += 1;
            }
            Err(place) => {
                let rows = Arc::make_mut(piece);
                rows.insert(place, (id, row));
                if rows.len() > MOST {
                    let second = rows.split_off(rows.len() / 2);
                    pieces.insert(at + 1, Arc::new(second));
                }
                self.len += 1;
            }
        }
    }

    pub(crate) fn remove(&mut self, id: K) {
        let found = self.piece_of(id).and_then(|at| {
            let place = self.pieces[at]
                .binary_search_by(|(other, _)| other.cmp(&id))
                .ok()?;
            Some((at, place))
        });
        let Some((at, place)) = found else { return };
        let pieces = Arc::make_mut(&mut self.pieces);
        let rows = Arc::make_mut(&mut pieces[at]);
        rows.remove(place);
        self.len -= 1;
        let left = rows.len();
        if left == 0 {
            pieces.remove(at);
        } else if left < FEWEST && at + 1 < pieces.len() && left + pieces[at + 1].len() <= MOST {
            let next = pieces.remove(at + 1);
            Arc::make_mut(&mut pieces[at]).extend(next.iter().cloned());
        }
    }

    /// Keeps the rows for which `f` gives a row: the same one (shared) for `Keep::As`, a changed copy otherwise.
    pub(crate) fn filtered(&self, mut f: impl FnMut(&V) -> Keep<V>) -> (Self, u32) {
        let mut dropped = 0;
        let mut kept = Self::default();
        for (id, row) in self.rows() {
            match f(row) {
                Keep::As => kept.put_shared(*id, Arc::clone(row)),
                Keep::Changed(changed) => kept.put_shared(*id, Arc::new(changed)),
                Keep::Drop => dropped += 1,
            }
        }
        (kept, dropped)
    }
}

/// What becomes of a row when a table is filtered for an audience.
pub(crate) enum Keep<V> {
    As,
    Changed(V),
    Drop,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Numbers that jump about, the same in every run.
    fn scattered(seed: u64) -> impl FnMut() -> u64 {
        let mut state = seed;
        move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        }
    }

    fn same(table: &Table<u64, u64>, model: &BTreeMap<u64, u64>) {
        assert_eq!(table.len(), model.len());
        assert!(table.iter().eq(model.values()));
        assert!(table.iter().rev().eq(model.values().rev()));
        assert!(
            table
                .pieces
                .iter()
                .all(|piece| !piece.is_empty() && piece.len() <= MOST)
        );
    }

    #[test]
    fn a_table_is_what_a_sorted_map_is_whatever_is_put_and_removed() {
        for (seed, range) in [(1, 50), (2, 5_000), (3, 1_000_000)] {
            let mut next = scattered(seed);
            let (mut table, mut model) = (Table::default(), BTreeMap::new());
            for step in 0..20_000_u64 {
                let id = next() % range;
                if next().is_multiple_of(3) {
                    table.remove(id);
                    model.remove(&id);
                } else {
                    table.put(id, step);
                    model.insert(id, step);
                }
                assert_eq!(table.get(id), model.get(&id));
                if step % 1_000 == 0 {
                    same(&table, &model);
                }
            }
            same(&table, &model);
            for id in model.keys().copied().collect::<Vec<_>>() {
                table.remove(id);
            }
            assert!(table.is_empty() && table.pieces.is_empty());
        }
    }

    #[test]
    fn rows_that_come_in_order_fill_their_pieces_and_are_equal_to_those_that_did_not() {
        let (mut up, mut down) = (Table::default(), Table::default());
        for id in 0..5_000_u64 {
            up.put(id, id);
            down.put(4_999 - id, 4_999 - id);
        }
        assert_eq!(up.pieces.len(), 5_000_usize.div_ceil(MOST));
        assert_ne!(up.pieces.len(), down.pieces.len());
        assert_eq!(up, down);
        down.put(7, 8);
        assert_ne!(up, down);
    }

    #[test]
    fn a_change_leaves_the_table_it_was_cloned_from_as_it_was_and_shares_what_it_does_not_touch() {
        let mut table = Table::default();
        for id in 0..5_000_u64 {
            table.put(id, id);
        }
        let before = table.clone();
        table.put(2_500, 0);
        table.remove(4_000);
        assert_eq!(before.len(), 5_000);
        assert_eq!(before.get(2_500), Some(&2_500));
        assert_eq!(table.get(2_500), Some(&0));
        let shared = before
            .pieces
            .iter()
            .filter(|piece| table.pieces.iter().any(|other| Arc::ptr_eq(piece, other)))
            .count();
        assert_eq!(shared, before.pieces.len() - 2);
    }

    #[test]
    fn filtering_shares_the_rows_it_keeps() {
        let mut table = Table::default();
        for id in 0..2_000_u64 {
            table.put(id, id);
        }
        let (kept, dropped) = table.filtered(|row| match row % 3 {
            0 => Keep::As,
            1 => Keep::Changed(row * 10),
            _ => Keep::Drop,
        });
        assert_eq!((kept.len(), dropped), (1_334, 666));
        assert!(std::ptr::eq(
            kept.get(3).unwrap_or(&0),
            table.get(3).unwrap_or(&0)
        ));
        assert_eq!(kept.get(4), Some(&40));
        assert_eq!(kept.get(5), None);
    }
}
