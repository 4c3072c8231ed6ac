//! Board papers and tables.
mod pages;
#[cfg(test)]
mod sample;
mod sheet;
mod table;
mod world;
pub use table::{Cell, table_csv, unguarded};
/// e
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// l
    #[error("The paper could not be laid out ({0}): please report this, and try it with fewer entries meanwhile.")]
    Layout(String),
    /// w
    #[error("The pages could not be written as an accessible PDF ({0}): please report this, and export the drawing as SVG meanwhile.")]
    Writing(String),
    /// t
    #[error("The paper does not fit on two pages: shorten the title, the subject or the names of the organisations it shows.")]
    TooLong,
    /// p
    #[error("The drawing could not be turned into a picture ({0}): export it as SVG instead.")]
    Picture(String),
    /// t
    #[error("The table could not be written ({0}): try another format.")]
    Table(String),
}

pub use pages::Paper;
#[cfg(test)]
mod tests {
    #[test]
    fn see() {
        let t = std::time::Instant::now();
        let written = jiff::Timestamp::UNIX_EPOCH;
        let paper = crate::pages::board(&crate::sample::draft(), &crate::sample::picture(), written).unwrap();
        eprintln!("{:?} {} {}", t.elapsed(), paper.pages, paper.pdf.len());
        std::fs::write("/tmp/fb/paper/sample.pdf", &paper.pdf).unwrap();
        let t = std::time::Instant::now();
        for (i, p) in paper.page_images(1.5).unwrap().iter().enumerate() {
            std::fs::write(format!("/tmp/fb/paper/page{i}.png"), p).unwrap();
        }
        eprintln!("{:?}", t.elapsed());
        let t = std::time::Instant::now();
        crate::pages::board(&crate::sample::draft(), &crate::sample::picture(), written).unwrap();
        eprintln!("again {:?}", t.elapsed());
    }
}
