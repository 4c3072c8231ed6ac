//! People and what they share: networks of two kinds of node seen as networks of one.

use crate::graph::{Edge, Graph, Meaning};

/// Who belongs to what: members 0.. and events 0.., such as people and the bodies they sit on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoMode {
    /// The events of each member, rising.
    of_member: Vec<Vec<u32>>,
    /// The members of each event, rising.
    of_event: Vec<Vec<u32>>,
}

/// What two members who share events are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// The number of events shared (Breiger 1974).
    Count,
    /// Each event shared counts 1/(n_g − 1), with n_g members, so that a large body makes none of its
    /// members busy: w_ij = Σ_g B_ig B_jg/(n_g − 1) (Newman 2001).
    Newman,
}

impl TwoMode {
    /// Who belongs to what. Repeated memberships count once; those of nodes that are not there are passed
    /// over.
    pub fn new(members: u32, events: u32, belongs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut of_member = vec![Vec::new(); members as usize];
        for (member, event) in belongs {
            if member < members && event < events {
                of_member[member as usize].push(event);
            }
        }
        let mut of_event = vec![Vec::new(); events as usize];
        for (member, of) in of_member.iter_mut().enumerate() {
            of.sort_unstable();
            of.dedup();
            for &event in &*of {
                of_event[event as usize].push(member as u32);
            }
        }
        Self {
            of_member,
            of_event,
        }
    }

    /// The events of each member, rising.
    pub fn events_of(&self, member: u32) -> &[u32] {
        &self.of_member[member as usize]
    }

    /// The members of each event, rising.
    pub fn members_of(&self, event: u32) -> &[u32] {
        &self.of_event[event as usize]
    }

    /// The same seen from the events.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self {
            of_member: self.of_event.clone(),
            of_event: self.of_member.clone(),
        }
    }

    /// At most how many pairs of members share an event of at most `largest` members: look before you
    /// ask for all of them.
    pub fn most_pairs(&self, largest: Option<u32>) -> u64 {
        self.of_event
            .iter()
            .map(|members| members.len() as u64)
            .filter(|&count| largest.is_none_or(|largest| count <= u64::from(largest)))
            .map(|count| count * count.saturating_sub(1) / 2)
            .sum()
    }

    /// The network of the members: two are tied who share an event of at most `largest` members. The
    /// weights are strengths. O(Σ n_g²).
    pub fn members(&self, shared: Shared, largest: Option<u32>) -> Graph {
        let nodes = self.of_member.len();
        let mut edges = Vec::new();
        let mut weight = vec![0.0; nodes];
        let mut met: Vec<u32> = Vec::new();
        for (member, events) in self.of_member.iter().enumerate() {
            for &event in events {
                let together = &self.of_event[event as usize];
                if largest.is_some_and(|largest| together.len() > largest as usize) {
                    continue;
                }
                let each = match shared {
                    Shared::Count => 1.0,
                    Shared::Newman => 1.0 / (together.len() as f64 - 1.0),
                };
                // Only those after, so that each pair is met once.
                let after = together.partition_point(|&other| other as usize <= member);
                for &other in &together[after..] {
                    if weight[other as usize] == 0.0 {
                        met.push(other);
                    }
                    weight[other as usize] += each;
                }
            }
            met.sort_unstable();
            for &other in &met {
                edges.push(Edge {
                    a: member as u32,
                    b: other,
                    weight: std::mem::take(&mut weight[other as usize]),
                });
            }
            met.clear();
        }
        Graph::from_simple(nodes as u32, edges, Meaning::Strength)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_large_body_ties_its_members_less() {
        // Event 0 holds three members, event 1 two of them, event 2 one alone.
        let all = TwoMode::new(
            3,
            3,
            [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 2), (2, 2)],
        );
        let counted = all.members(Shared::Count, None);
        assert_eq!(counted.weight(0, 1), Some(2.0));
        assert_eq!(counted.weight(0, 2), Some(1.0));
        let newman = all.members(Shared::Newman, None);
        assert_eq!(newman.weight(0, 1), Some(1.5));
        assert_eq!(newman.weight(1, 2), Some(0.5));
        let small = all.members(Shared::Count, Some(2));
        assert_eq!(small.edges().len(), 1);
    }

    #[test]
    fn a_members_newman_strength_is_the_number_of_its_events_that_are_shared() {
        let all = TwoMode::new(3, 3, [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 2)]);
        let strength = crate::measures::strength(&all.members(Shared::Newman, None));
        for (found, expected) in strength.iter().zip([2.0, 2.0, 1.0]) {
            assert!((found - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn seen_from_the_events_the_tie_is_the_people_they_share() {
        let all = TwoMode::new(3, 2, [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1)]);
        assert_eq!(
            all.turned().members(Shared::Count, None).weight(0, 1),
            Some(2.0)
        );
        assert_eq!(
            (all.events_of(2), all.members_of(0)),
            (&[1][..], &[0, 1][..])
        );
    }
}
