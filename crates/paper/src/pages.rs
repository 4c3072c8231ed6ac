//! From words, figures and a drawing to finished pages.

use jiff::civil::Date;
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock};
use typst_layout::PagedDocument;

use crate::PaperError;
use crate::sheet::{Draft, FITS, PictureData, clean, showable};
use crate::world::{PaperWorld, Template, pdf};

/// A finished paper: the file, and its pages for looking at before anything is saved.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The PDF file: PDF/UA-1 and PDF/A-2a, tagged, fonts embedded.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    document: PagedDocument,
}

impl Paper {
    pub(crate) fn finished(document: PagedDocument, written: Date) -> Result<Self, PaperError> {
        Ok(Self {
            pdf: pdf(&document, written)?,
            pages: document.pages().len(),
            document,
        })
    }

    /// Every page as a PNG picture, `scale` times the size of the page at 96 pixels an inch.
    pub fn page_images(&self, scale: f64) -> Result<Vec<Vec<u8>>, PaperError> {
        let pixels_a_point = scale * 96.0 / 72.0;
        let options = typst_svg::SvgOptions {
            render_bleed: false,
            pretty: false,
        };
        self.document
            .pages()
            .iter()
            .map(|page| rasterised(&typst_svg::svg(page, &options), pixels_a_point))
            .collect()
    }
}

/// A drawing ready to be placed on a page.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) svg: String,
    pub(crate) data: PictureData,
}

impl Picture {
    /// A drawing of `width` by `height` CSS pixels.
    pub(crate) fn new(
        svg: &str,
        alternative: &str,
        width: f64,
        height: f64,
    ) -> Result<Self, PaperError> {
        if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
            return Err(PaperError::Picture("it has no size".to_owned()));
        }
        Ok(Self {
            svg: readable(svg),
            data: PictureData {
                alternative: if alternative.trim().is_empty() {
                    "A drawing without a description.".to_owned()
                } else {
                    clean(alternative)
                },
                // Points on paper: 96 pixels are 72 points.
                width: width * 0.75,
                height: height * 0.75,
            },
        })
    }
}

/// The drawing without characters no shipped face can show, which PDF/UA refuses.
fn readable(svg: &str) -> String {
    svg.chars()
        .filter_map(|character| {
            if character.is_ascii() {
                Some(character)
            } else {
                showable(character)
            }
        })
        .collect()
}

/// Lays the board paper out on exactly two pages, with the largest type and the most rows that they hold.
pub(crate) fn board(draft: &Draft, picture: &Picture, written: Date) -> Result<Paper, PaperError> {
    // What fits at one setting fits at every tighter one, so the search may halve.
    let (mut widest, mut tightest) = (0, FITS.len());
    let mut best = None;
    while widest < tightest {
        let middle = usize::midpoint(widest, tightest);
        let data = draft.fitted(FITS[middle], &picture.data);
        let document = PaperWorld::new(Template::Board, &data, &picture.svg)?.lay_out()?;
        if document.pages().len() == 2 {
            tightest = middle;
            best = Some(document);
        } else {
            widest = middle + 1;
        }
    }
    Paper::finished(best.ok_or(PaperError::TooLong)?, written)
}

/// Places one drawing on one page of its own size.
pub(crate) fn drawing(title: &str, picture: &Picture, written: Date) -> Result<Paper, PaperError> {
    /// Points of empty paper around the drawing.
    const MARGIN: f64 = 18.0;
    let data = serde_json::json!({
        "document_title": clean(title),
        "description": clean(title),
        "page": {
            "width": picture.data.width + 2.0 * MARGIN,
            "height": picture.data.height + 2.0 * MARGIN,
            "margin": MARGIN,
        },
        "picture": picture.data,
    });
    let document = PaperWorld::new(Template::Drawing, &data, &picture.svg)?.lay_out()?;
    Paper::finished(document, written)
}

/// The shipped faces as resvg knows them: no other typeface of the machine is ever used.
static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for face in scene::fonts::ALL {
        fonts.load_font_data(face.to_vec());
    }
    fonts.set_sans_serif_family(scene::fonts::SANS);
    fonts.set_serif_family(scene::fonts::SERIF);
    Arc::new(fonts)
});

/// The widest or tallest picture that is made, in pixels.
const LARGEST: f64 = 16_000.0;

/// An SVG as a PNG on white paper, `scale` pixels for each of its own.
pub(crate) fn rasterised(svg: &str, scale: f64) -> Result<Vec<u8>, PaperError> {
    let failed = |cause: String| PaperError::Picture(cause);
    let options = usvg::Options {
        font_family: scene::fonts::SANS.to_owned(),
        fontdb: Arc::clone(&FONTS),
        resources_dir: None,
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            // A drawing never reaches for a file.
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let (width, height) = (
        f64::from(tree.size().width()) * scale,
        f64::from(tree.size().height()) * scale,
    );
    if !(scale > 0.0 && width <= LARGEST && height <= LARGEST) {
        return Err(failed(format!(
            "it would be {width:.0} by {height:.0} pixels"
        )));
    }
    let (across, down) = (width.ceil().max(1.0) as u32, height.ceil().max(1.0) as u32);
    let mut canvas =
        tiny_skia::Pixmap::new(across, down).ok_or_else(|| failed("it has no size".to_owned()))?;
    canvas.fill(tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale as f32, scale as f32),
        &mut canvas.as_mut(),
    );
    canvas
        .encode_png()
        .map_err(|error| failed(error.to_string()))
}
