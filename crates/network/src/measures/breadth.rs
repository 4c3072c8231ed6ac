//! Searches that count steps: the quick case, and the one most graphs are measured by.

use std::ops::Range;

use crate::rows::Rows;

/// Reusable memory for the search in breadth from one source after another.
///
/// Three things make it quick. No distance is kept: the nodes stand level by level in `order`. Paths
/// are added up without asking whether a node has been reached before, for what is added later is
/// never read. And from one level to the next the arcs of the side with fewer of them are followed
/// (Beamer, Asanović & Patterson 2012, here with counted paths and on the way back too): late in a
/// search it is cheaper for the few who are still missing to look back.
pub(crate) struct Breadth<'a> {
    rows: &'a Rows,
    /// The same arcs turned round.
    back: &'a Rows,
    /// The nodes reached, nearest first, and one place to spare.
    order: Vec<u32>,
    /// Where each level ends in `order`; the source is level 0.
    ends: Vec<usize>,
    /// How many arcs lead out of each level.
    out: Vec<usize>,
    /// How many arcs lead into each level.
    into: Vec<usize>,
    /// What the paths that have come to a node add up to: 0 exactly where it has not been reached.
    arriving: Vec<f64>,
    /// Number of shortest paths to each node (σ in Brandes 2001), in the order of `order`.
    paths: Vec<f64>,
    /// What the nodes of one level show to their neighbours, 0 for all others.
    shown: Vec<f64>,
    /// What has been handed back to each node.
    handed: Vec<f64>,
    /// The share of each node, in the order of `order`.
    shares: Vec<f64>,
}

impl<'a> Breadth<'a> {
    /// Memory for searches along `rows`; `back` holds the same arcs turned round.
    pub(crate) fn new(rows: &'a Rows, back: &'a Rows) -> Self {
        let nodes = rows.nodes();
        Self {
            rows,
            back,
            order: vec![0; nodes + 1],
            ends: Vec::new(),
            out: Vec::new(),
            into: Vec::new(),
            arriving: vec![0.0; nodes],
            paths: vec![0.0; nodes],
            shown: vec![0.0; nodes],
            handed: vec![0.0; nodes],
            shares: vec![0.0; nodes],
        }
    }

    /// The nodes of each level, nearest first: level 0 is the source.
    pub(crate) fn levels(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len()).map(|level| &self.order[self.level(level)])
    }

    fn level(&self, level: usize) -> Range<usize> {
        let start = if level == 0 { 0 } else { self.ends[level - 1] };
        start..self.ends[level]
    }

    /// Finds the level of every node that can be reached and counts the paths to it. `most` is how
    /// many can be reached, at most: once they are found nobody looks further.
    pub(crate) fn search(&mut self, source: u32, most: usize) {
        let reached = self.ends.last().copied().unwrap_or(0);
        for &node in &self.order[..reached] {
            self.arriving[node as usize] = 0.0;
        }
        self.ends.clear();
        self.out.clear();
        self.into.clear();
        self.arriving[source as usize] = 1.0;
        self.order[0] = source;
        self.paths[0] = 1.0;
        let (mut start, mut end) = (0, 1);
        // Arcs that lead to nodes not reached yet.
        let mut missing = self.back.arcs();
        loop {
            let (mut out, mut into) = (0, 0);
            for &node in &self.order[start..end] {
                out += self.rows.row(node).len();
                into += self.back.row(node).len();
            }
            missing -= into;
            self.out.push(out);
            self.into.push(into);
            self.ends.push(end);
            if end >= most {
                break;
            }
            // Finding those still missing means looking at every node once.
            let tail = if missing + self.rows.nodes() / 4 < out {
                self.look_back(start..end)
            } else {
                self.look_ahead(start..end)
            };
            if tail == end {
                break;
            }
            (start, end) = (end, tail);
        }
    }

    fn look_ahead(&mut self, level: Range<usize>) -> usize {
        let end = level.end;
        let mut tail = end;
        for at in level {
            let paths = self.paths[at];
            for &next in self.rows.of(self.order[at]) {
                // Written first and kept by moving on: which neighbours are new cannot be guessed, so
                // nothing branches on it.
                self.order[tail] = next;
                let arriving = &mut self.arriving[next as usize];
                tail += usize::from(*arriving == 0.0);
                *arriving += paths;
            }
        }
        for (paths, &node) in self.paths[end..tail].iter_mut().zip(&self.order[end..tail]) {
            *paths = self.arriving[node as usize];
        }
        tail
    }

    fn look_back(&mut self, level: Range<usize>) -> usize {
        let mut tail = level.end;
        for at in level.clone() {
            self.shown[self.order[at] as usize] = self.paths[at];
        }
        for node in 0..self.rows.nodes() as u32 {
            if self.arriving[node as usize] != 0.0 {
                continue;
            }
            let mut paths = 0.0;
            for &before in self.back.of(node) {
                paths += self.shown[before as usize];
            }
            if paths > 0.0 {
                self.order[tail] = node;
                self.paths[tail] = paths;
                self.arriving[node as usize] = paths;
                tail += 1;
            }
        }
        self.hide(level);
        tail
    }

    fn hide(&mut self, level: Range<usize>) {
        for &node in &self.order[level] {
            self.shown[node as usize] = 0.0;
        }
    }

    /// The second half of Brandes' algorithm, in the form δ_v = σ_v Σ_{w one level on} s_w with
    /// s_w = (1 + δ_w)/σ_w: hands the dependency of the source on every node between it and others to
    /// `give`, farthest first. Call after [`search`](Self::search).
    pub(crate) fn dependencies(&mut self, mut give: impl FnMut(u32, f64)) {
        let levels = self.ends.len();
        if levels < 3 {
            return;
        }
        // Nothing lies behind the farthest level.
        for at in self.level(levels - 1) {
            self.shares[at] = self.paths[at].recip();
        }
        for level in (1..levels - 1).rev() {
            let (here, next) = (self.level(level), self.level(level + 1));
            let hand_back = self.into[level + 1] < self.out[level];
            if hand_back {
                for &node in &self.order[here.clone()] {
                    self.handed[node as usize] = 0.0;
                }
                for at in next.clone() {
                    let share = self.shares[at];
                    for &before in self.back.of(self.order[at]) {
                        self.handed[before as usize] += share;
                    }
                }
            } else {
                for at in next.clone() {
                    self.shown[self.order[at] as usize] = self.shares[at];
                }
            }
            for at in here {
                let node = self.order[at];
                let behind = if hand_back {
                    self.handed[node as usize]
                } else {
                    let mut behind = 0.0;
                    for &next in self.rows.of(node) {
                        behind += self.shown[next as usize];
                    }
                    behind
                };
                let paths = self.paths[at];
                give(node, paths * behind);
                self.shares[at] = paths.recip() + behind;
            }
            if !hand_back {
                self.hide(next);
            }
        }
    }
}
