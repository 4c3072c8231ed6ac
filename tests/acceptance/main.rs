//! The program as a user runs it: the command line, its words, its JSON, its exit status.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on stops, and says what it skips"
)]

mod bad_input;
mod documents;
mod first_road;
mod harness;
mod imports;
mod influence;
mod measure;
mod papers;
mod person;
mod safekeeping;
