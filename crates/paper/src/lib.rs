//! Board papers, pictures and tables: what leaves the program for somebody to read elsewhere.
//!
//! Everything here takes a [`domain::AudienceMap`], the answers made from one, or a [`scene::Scene`] drawn from one,
//! so that nothing an audience may not see can reach a page. Pages are laid out by Typst in the process, in a closed
//! world: fixed templates, the shipped typefaces, the data as data, no disk, no packages, no clock. The same contents
//! give the same bytes.
//!
//! Three types to know:
//! * [`PaperDetails`]: what a paper is for;
//! * [`Paper`]: the finished PDF (PDF/UA-1 and PDF/A-2a) and its pages as pictures;
//! * [`PaperError`]: why there is none.
//!
//! ```
//! let headers = ["organisation", "promises"];
//! let rows = vec![vec![paper::Cell::from("Vale Council"), paper::Cell::from(3)]];
//! assert!(paper::table_csv(&headers, &rows).unwrap().ends_with(b"Vale Council,3\r\n"));
//! ```

mod compose;
mod pages;
mod registers;
mod sheet;
mod statement;
mod table;
mod words;
mod world;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use domain::AudienceMap;
use insight::{Gaps, Promises};
use jiff::civil::Date;
use scene::Scene;

pub use compose::PaperDetails;
pub use pages::Paper;
pub use registers::{gaps_csv, influence_csv, leaders_csv, organisations_csv, promises_csv};
pub use statement::{Statement, StatementEntry, StatementSection, statement};
pub use table::{Cell, table_csv, unguarded};

use pages::Picture;

/// The width of the map on a board paper, in CSS pixels: 170 mm. A scene drawn at this width keeps its type size.
pub const MAP_WIDTH: f64 = 642.0;
/// The height of the map that fills the first page well, in CSS pixels.
pub const MAP_HEIGHT: f64 = 590.0;

/// Why there is no paper, picture or table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The template and the data do not go together.
    #[error(
        "The paper could not be laid out ({0}); save the drawing and the tables one by one instead, and report this sentence."
    )]
    Layout(String),
    /// The pages do not satisfy PDF/UA-1 and PDF/A-2a.
    #[error(
        "The paper could not be written as an accessible PDF ({0}); save the drawing as SVG instead, and report this sentence."
    )]
    Writing(String),
    /// Even the tightest setting needs more than two pages.
    #[error(
        "The paper does not fit on two pages; shorten its title, its subject or the names of the organisations in it."
    )]
    TooLong,
    /// The drawing cannot be placed or turned into pixels.
    #[error(
        "The drawing could not be turned into a picture ({0}); choose a smaller size, or save it as SVG instead."
    )]
    Picture(String),
    /// The table cannot be written.
    #[error("The table could not be written ({0}); save it as another kind of file.")]
    Table(String),
}

/// The two-page board paper: the map, the gaps that matter most, the overdue promises, coverage and sources.
///
/// `gaps`, `promises` and `drawing` are expected to be made from `map`. Pages and bytes depend on the arguments alone.
pub fn board_paper(
    map: &AudienceMap,
    gaps: &Gaps,
    promises: &Promises,
    drawing: &Scene,
    details: &PaperDetails,
) -> Result<Paper, PaperError> {
    let draft = compose::compose(map, gaps, promises, drawing, details);
    pages::board(&draft, &picture(drawing)?, details.date)
}

/// One drawing on one page of its own size, as an accessible PDF. `date` is written into the file as the day it was made.
pub fn map_pdf(drawing: &Scene, date: Date) -> Result<Paper, PaperError> {
    pages::drawing(&drawing.title, &picture(drawing)?, date)
}

/// A drawing as a PNG picture with `scale` pixels for each of its own, in the shipped typefaces only.
pub fn png(drawing: &Scene, scale: f64) -> Result<Vec<u8>, PaperError> {
    pages::rasterised(&drawing.to_svg(), scale)
}

fn picture(drawing: &Scene) -> Result<Picture, PaperError> {
    Picture::new(
        &drawing.to_svg(),
        &drawing.description,
        drawing.size.width,
        drawing.size.height,
    )
}
