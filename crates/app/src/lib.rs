//! The use cases, once: open, edit, ask, draw, export.

pub mod wire;
