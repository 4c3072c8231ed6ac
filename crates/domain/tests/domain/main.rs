//! What a footprint is: its edits, what they refuse, and who may see it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod audiences;
mod deciding;
mod editing;
mod merging;
mod sample;
mod taking_away;
