//! The small, closed world in which Typst lays a page out: fixed templates, our own fonts, one file of data and one
//! picture. There is no disk, no package and no clock behind it, so nothing a person typed can reach for one.

use std::sync::LazyLock;

use jiff::civil::Date;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::PaperError;

/// How many past layouts Typst's own cache remembers before it lets go of them.
const REMEMBERED_LAYOUTS: usize = 4;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The shipped faces, parsed once.
pub(crate) static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let fonts: Vec<Font> = scene::fonts::ALL
        .iter()
        .flat_map(|bytes| Font::iter(Bytes::new(*bytes)))
        .collect();
    Faces {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// The shipped faces as Typst knows them.
pub(crate) struct Faces {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

impl Faces {
    /// Whether every family we set text in can show this character. A page with a character no face can show is
    /// refused by PDF/UA, so such characters are replaced before they get there.
    pub(crate) fn can_show(&self, character: char) -> bool {
        !self.fonts.is_empty()
            && self
                .fonts
                .iter()
                .all(|font| font.info().coverage.contains(u32::from(character)))
    }
}

/// The templates a page may be made from. All of them are part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    /// The two-page board paper.
    Board,
    /// One drawing on one page.
    Drawing,
    /// Entries with their fields, on as many pages as they take.
    Statement,
}

impl Template {
    fn source(self) -> &'static str {
        match self {
            Self::Board => include_str!("../templates/board.typ"),
            Self::Drawing => include_str!("../templates/drawing.typ"),
            Self::Statement => include_str!("../templates/statement.typ"),
        }
    }
}

/// One template with its data and its picture.
pub(crate) struct PaperWorld {
    main: Source,
    data: (FileId, Bytes),
    picture: (FileId, Bytes),
}

impl PaperWorld {
    /// A world that holds `template`, `data` as `/data.json` and `picture` (SVG) as `/picture.svg`, and nothing else.
    pub(crate) fn new(
        template: Template,
        data: &impl serde::Serialize,
        picture: &str,
    ) -> Result<Self, PaperError> {
        let json =
            serde_json::to_vec(data).map_err(|error| PaperError::Layout(error.to_string()))?;
        Ok(Self {
            main: Source::new(file("/paper.typ")?, template.source().to_owned()),
            data: (file("/data.json")?, Bytes::new(json)),
            picture: (
                file("/picture.svg")?,
                Bytes::from_string(picture.to_owned()),
            ),
        })
    }

    /// Lays the pages out.
    pub(crate) fn lay_out(&self) -> Result<PagedDocument, PaperError> {
        let result = typst::compile::<PagedDocument>(self).output;
        typst::comemo::evict(REMEMBERED_LAYOUTS);
        result.map_err(|errors| PaperError::Layout(told(&errors)))
    }
}

fn file(path: &str) -> Result<FileId, PaperError> {
    let path = VirtualPath::new(path).map_err(|error| PaperError::Layout(error.to_string()))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn told(errors: &[SourceDiagnostic]) -> String {
    let mut messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.dedup();
    messages.join("; ")
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FACES.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            Ok(self.data.1.clone())
        } else if id == self.picture.0 {
            Ok(self.picture.1.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FACES.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Writes the pages as a PDF that conforms to PDF/UA-1 and PDF/A-2a. The same pages and the same day give the same
/// bytes.
pub(crate) fn pdf(document: &PagedDocument, written: Date) -> Result<Vec<u8>, PaperError> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| PaperError::Writing(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Footbridge".to_owned())),
        timestamp: moment(written).map(typst_pdf::Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| PaperError::Writing(told(&errors)))
}

/// Noon, so that no reader's time zone makes it the day before or after.
fn moment(day: Date) -> Option<Datetime> {
    let (month, of_month) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    Datetime::from_ymd_hms(i32::from(day.year()), month, of_month, 12, 0, 0)
}
