//! The answers about people and what hangs on them: worked by hand, and laws that hold whatever the map.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod authority;
mod brokers;
mod failure;
mod introductions;
mod laws;
mod lines;
mod organisations;
mod stability;
mod views;
mod what_if;

use domain::{LeaderId, OrganisationId};
use support::Build;

/// An organisation for each name, with one leader of that name in it.
fn one_each<const N: usize>(
    build: &mut Build,
    names: [&str; N],
) -> [(OrganisationId, LeaderId); N] {
    names.map(|name| {
        let organisation = build.organisation(&format!("{name} Body"));
        (organisation, build.leader_at(name, &[organisation]))
    })
}
