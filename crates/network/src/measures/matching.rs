//! The most links between two sides that share nobody, and the fewest people they all go through.

use std::collections::VecDeque;

/// A greatest matching between two sides, and a smallest cover of all links by people of either
/// side. They are of one size (König 1931), so the cover proves the matching greatest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// The matched pairs (left, right), rising.
    pub pairs: Vec<(u32, u32)>,
    /// Nodes on the left without which, together with `right_cover`, no link is left; rising.
    pub left_cover: Vec<u32>,
    /// The same on the right.
    pub right_cover: Vec<u32>,
}

impl Matching {
    /// ν: the number of matched pairs, and of people whose leaving would sever every link.
    pub fn size(&self) -> usize {
        self.pairs.len()
    }
}

const FREE: u32 = u32::MAX;

/// A maximum matching of the bipartite graph with `left` and `right` nodes and these links
/// (Hopcroft & Karp 1973), with a minimum vertex cover by König's construction. O(m√n). Links to
/// nodes that are not there are ignored; repeated links count once.
pub fn maximum_matching(left: u32, right: u32, links: &[(u32, u32)]) -> Matching {
    let mut sorted: Vec<(u32, u32)> = links
        .iter()
        .copied()
        .filter(|&(l, r)| l < left && r < right)
        .collect();
    sorted.sort_unstable();
    sorted.dedup();
    let mut rows = vec![Vec::new(); left as usize];
    for (l, r) in sorted {
        rows[l as usize].push(r);
    }
    let mut of_left = vec![FREE; left as usize];
    let mut of_right = vec![FREE; right as usize];
    let mut layer = vec![0_u32; left as usize];
    while find_layers(&rows, &of_left, &of_right, &mut layer) {
        for start in 0..left {
            if of_left[start as usize] == FREE {
                augment(start, &rows, &mut of_left, &mut of_right, &mut layer);
            }
        }
    }
    // König: from every free left node along alternating paths; the cover is the left nodes not
    // reached and the right nodes reached.
    let mut left_seen = vec![false; left as usize];
    let mut right_seen = vec![false; right as usize];
    let mut queue: VecDeque<u32> = (0..left).filter(|&l| of_left[l as usize] == FREE).collect();
    for &l in &queue {
        left_seen[l as usize] = true;
    }
    while let Some(l) = queue.pop_front() {
        for &r in &rows[l as usize] {
            if !std::mem::replace(&mut right_seen[r as usize], true) {
                let partner = of_right[r as usize];
                if partner != FREE && !std::mem::replace(&mut left_seen[partner as usize], true) {
                    queue.push_back(partner);
                }
            }
        }
    }
    Matching {
        pairs: (0..left)
            .filter(|&l| of_left[l as usize] != FREE)
            .map(|l| (l, of_left[l as usize]))
            .collect(),
        left_cover: (0..left).filter(|&l| !left_seen[l as usize]).collect(),
        right_cover: (0..right).filter(|&r| right_seen[r as usize]).collect(),
    }
}

/// Numbers the left nodes by alternating distance from a free one; whether a free right node was met.
fn find_layers(rows: &[Vec<u32>], of_left: &[u32], of_right: &[u32], layer: &mut [u32]) -> bool {
    let mut queue = VecDeque::new();
    for (l, layer) in layer.iter_mut().enumerate() {
        *layer = FREE;
        if of_left[l] == FREE {
            *layer = 0;
            queue.push_back(l);
        }
    }
    let mut found = false;
    while let Some(l) = queue.pop_front() {
        for &r in &rows[l] {
            let partner = of_right[r as usize];
            if partner == FREE {
                found = true;
            } else if layer[partner as usize] == FREE {
                layer[partner as usize] = layer[l] + 1;
                queue.push_back(partner as usize);
            }
        }
    }
    found
}

/// Follows the layers from a free left node to a free right one, turning the path round. Recursion
/// is as deep as there are layers, which a matching between people keeps small.
fn augment(
    l: u32,
    rows: &[Vec<u32>],
    of_left: &mut [u32],
    of_right: &mut [u32],
    layer: &mut [u32],
) -> bool {
    for &r in &rows[l as usize] {
        let partner = of_right[r as usize];
        let leads_on = partner == FREE
            || (layer[partner as usize] == layer[l as usize] + 1
                && augment(partner, rows, of_left, of_right, layer));
        if leads_on {
            of_left[l as usize] = r;
            of_right[r as usize] = l;
            return true;
        }
    }
    layer[l as usize] = FREE;
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_person_who_holds_every_link_is_the_whole_cover() {
        let matching = maximum_matching(3, 2, &[(0, 1), (1, 1), (2, 1)]);
        assert_eq!(matching.size(), 1);
        assert_eq!(
            (matching.left_cover.len(), matching.right_cover),
            (0, vec![1])
        );
    }

    #[test]
    fn no_links_need_nobody() {
        let matching = maximum_matching(2, 2, &[]);
        assert_eq!(matching.size(), 0);
        assert!(matching.left_cover.is_empty() && matching.right_cover.is_empty());
    }

    proptest! {
        #[test]
        fn the_cover_covers_every_link_and_is_as_small_as_the_matching_is_large(
            links in prop::collection::vec((0_u32..7, 0_u32..7), 0..30)
        ) {
            let matching = maximum_matching(7, 7, &links);
            for (l, r) in &links {
                prop_assert!(matching.left_cover.contains(l) || matching.right_cover.contains(r));
            }
            prop_assert_eq!(matching.left_cover.len() + matching.right_cover.len(), matching.size());
            let mut rights: Vec<u32> = matching.pairs.iter().map(|pair| pair.1).collect();
            rights.sort_unstable();
            rights.dedup();
            prop_assert_eq!(rights.len(), matching.size());
            prop_assert!(matching.pairs.iter().all(|pair| links.contains(pair)));
        }
    }
}
