//! The document as its users rely on it: nothing acknowledged is ever lost, and everything can be taken back.

#![allow(clippy::unwrap_used)]
// The tests look at published files, and damage them, from outside.
#![allow(clippy::disallowed_methods)]

mod backups;
mod comparing;
mod editing;
mod encrypted;
mod erasing;
mod faults;
mod file_format;
mod golden;
mod kill;
mod known;
mod merging;
mod merging_model;
mod model;
mod opening;
mod publishing;
mod repairing;
mod replaced;
mod sample;
mod scale;
