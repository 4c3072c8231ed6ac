//! Layout and drawing.
mod bridge;
pub mod fonts;
mod frame;
mod gaps;
pub mod geometry;
mod labels;
pub mod layout;
mod legend;
mod map;
mod matrix;
pub mod paint;
mod scene;
mod svg;
#[cfg(test)]
mod sample;
mod words;

pub use map::{MapRequest, Show, map_scene};
pub use matrix::{MatrixOrder, gap_matrix_scene};
pub use scene::{
    LegendEntry, Mark, MarkKind, Neighbours, Omission, Scene, TableRow, TableTwin,
};
