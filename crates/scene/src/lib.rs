//! Layout and drawing: a footprint becomes one [`Scene`], and a scene becomes the one SVG string that the
//! window shows, the file holds, the paper prints and the picture is made of.
//!
//! Three types to know:
//! * [`Scene`]: shapes and words, the marks one can point at, legend, what is not drawn, alternative text,
//!   and the same content as tables;
//! * [`MapRequest`]: how the map is to be drawn: who, which ties, where things stood before;
//! * [`layout::LayoutRequest`]: rectangles and links to be laid out, by the map or by anything else.
//!
//! ```
//! use domain::{Audience, Map};
//! use scene::{MapRequest, map_scene};
//!
//! let seen = Map::default().seen_by(Audience::Working, jiff::civil::date(2026, 3, 5));
//! let scene = map_scene(&seen, &insight::gaps(&seen), &MapRequest::of_size(900.0, 620.0));
//! assert!(scene.to_svg().starts_with("<svg"));
//! assert!(scene.description.contains("5 March 2026"));
//! ```
//!
//! Everything is a pure function of its inputs: no clock, no chance but a fixed seed, no state. Drawings take
//! only an [`AudienceMap`](domain::AudienceMap), so what an audience may not see cannot be drawn for it.

mod bridge;
mod changes;
pub mod fonts;
mod frame;
mod gaps;
pub mod geometry;
mod labels;
pub mod layout;
mod legend;
mod map;
mod matrix;
mod near;
pub mod paint;
#[cfg(test)]
mod sample;
mod scene;
mod svg;
mod words;

pub use changes::{Beside, Gone, MapChange, Turn, beside, changes};
pub use map::{MapRequest, Sayings, Show, map_layout, map_scene, map_scene_with};
pub use matrix::{MatrixOrder, gap_matrix_scene};
pub use paint::Theme;
pub use scene::{LegendEntry, Mark, MarkKind, Neighbours, Omission, Scene, TableRow, TableTwin};
