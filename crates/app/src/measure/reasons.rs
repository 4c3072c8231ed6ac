//! Why a figure is not given: every null has its reason.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::measure::tree::Tree;

/// Up to so many nodes every distance is followed, whatever ties there are.
const ALL_DISTANCES: usize = 20_000;

/// A figure that is not defined for some, with how many and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Undefined {
    /// Where it stands; `*` is every node, group or item.
    pub figure: String,
    /// For how many.
    pub count: usize,
    /// Why.
    pub reason: &'static str,
}

/// Every figure of a tree that is null.
pub(super) fn undefined(tree: &Tree, nodes: usize) -> Vec<Undefined> {
    let mut counts: BTreeMap<Vec<&'static str>, usize> = BTreeMap::new();
    tree.leaves(&mut Vec::new(), &mut |path, leaf| {
        if *leaf == Tree::Null {
            match counts.get_mut(path) {
                Some(count) => *count += 1,
                None => {
                    counts.insert(path.to_vec(), 1);
                }
            }
        }
    });
    counts
        .into_iter()
        .map(|(path, count)| Undefined {
            figure: path.join("/"),
            count,
            reason: reason(&path, nodes),
        })
        .collect()
}

fn reason(path: &[&str], nodes: usize) -> &'static str {
    let within = |name: &str| path.contains(&name);
    let name = path.iter().rev().find(|name| **name != "*").copied();
    match name.unwrap_or_default() {
        "constraint"
        | "effective_size"
        | "efficiency"
        | "hierarchy"
        | "constraint_weighted"
        | "effective_size_weighted"
        | "effective_size_weighted_burt"
        | "hierarchy_weighted" => "the node has no ties",
        "eccentricity_lcc" if nodes <= ALL_DISTANCES => "the node is not in the largest component",
        "eccentricity_lcc" => {
            "the node is not in the largest component, or there are too many nodes and ties to follow every distance; --exact follows them"
        }
        "diameter" | "average_path_length" => {
            "there are too many nodes and ties to follow every distance; --exact follows them"
        }
        "eigenvector_unit_lcc" | "eigenvector_max1_lcc" | "eigenvalue_max" => {
            "the network has no ties, or the search for the vector did not settle"
        }
        "information" => {
            "the nodes that have ties are not all connected, or are more than the equations are solved for"
        }
        "influence" => "the equations did not settle",
        "density" if within("between_group") => "the block has no pair of nodes",
        "density" => "there are fewer than two nodes",
        "centralization_degree"
        | "centralization_betweenness"
        | "centralization_indegree"
        | "centralization_outdegree" => "there are too few nodes",
        "reciprocity_arcs"
        | "reciprocity_dyadic"
        | "ei"
        | "ei_ties"
        | "ei_by_node"
        | "ei_ucinet_style_internal_counted_twice" => "there are no ties",
        "transitivity_weak" => "no two ties follow one another",
        "ei_expected" => "there are no two nodes with a group",
        "ei_permutation" | "p" => {
            "the groups were not shuffled: none were asked for, there is nothing to shuffle, or it would take too long"
        }
        "assortativity_nominal_undirected" => "there are no ties, or all lie within one group",
        "modularity_of_attribute_partition_unweighted" => {
            "some nodes have no group, or there are no ties"
        }
        "share" => "the node stands in none of the roles",
        "expected" => "the node has no group",
        "coordinator" | "itinerant" | "representative" | "gatekeeper" | "liaison" | "total"
        | "z" => "chance alone would give no other count, or the node has no group",
        "group_centrality" => "nobody is outside the group, or nobody within reach of it",
        "measures" => "too many pairs share a partner to list and measure them",
        _ => "it is not defined for this network",
    }
}
