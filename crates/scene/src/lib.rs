//! Layout and drawing.
pub mod fonts;
pub mod geometry;
pub mod layout;
pub mod paint;
