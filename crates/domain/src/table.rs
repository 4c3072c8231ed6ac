//! A sorted table of shared rows: cheap to clone, always in the order of its ids.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of one kind by id. Cloning shares the whole table until one of the two is written to, and the rows even then.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<K, V> {
    rows: Arc<BTreeMap<K, Arc<V>>>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self {
            rows: Arc::new(BTreeMap::new()),
        }
    }
}

impl<K: Ord + Copy, V> Table<K, V> {
    /// The row with this id.
    pub fn get(&self, id: K) -> Option<&V> {
        self.rows.get(&id).map(AsRef::as_ref)
    }

    /// Whether there is a row with this id.
    pub fn contains(&self, id: K) -> bool {
        self.rows.contains_key(&id)
    }

    /// The rows in the order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.rows.values().map(AsRef::as_ref)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn put(&mut self, id: K, row: V) {
        Arc::make_mut(&mut self.rows).insert(id, Arc::new(row));
    }

    pub(crate) fn remove(&mut self, id: K) {
        Arc::make_mut(&mut self.rows).remove(&id);
    }

    /// Keeps the rows for which `f` gives a row: the same one (shared) for `Keep::As`, a changed copy otherwise.
    pub(crate) fn filtered(&self, mut f: impl FnMut(&V) -> Keep<V>) -> (Self, u32) {
        let mut dropped = 0;
        let mut rows = BTreeMap::new();
        for (id, row) in self.rows.iter() {
            match f(row) {
                Keep::As => {
                    rows.insert(*id, Arc::clone(row));
                }
                Keep::Changed(changed) => {
                    rows.insert(*id, Arc::new(changed));
                }
                Keep::Drop => dropped += 1,
            }
        }
        (
            Self {
                rows: Arc::new(rows),
            },
            dropped,
        )
    }
}

/// What becomes of a row when a table is filtered for an audience.
pub(crate) enum Keep<V> {
    As,
    Changed(V),
    Drop,
}
