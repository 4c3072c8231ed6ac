//! The program as a user runs it: the command line, its words, its JSON, its exit status.

mod bad_input;
mod documents;
mod first_road;
mod harness;
mod imports;
mod papers;
