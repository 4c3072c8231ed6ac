//! Papers, pictures and tables as files. Each is made from what one audience may see, and from nothing else.

use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use paper::{MAP_HEIGHT, MAP_WIDTH, Paper};

use crate::arrange::{Stood, Wished};
use crate::drawings;
use crate::error::AppError;
use crate::seen::Seen;
use crate::session::Now;
use crate::wire::{MapOptions, PaperDetails, PaperPreview};

/// What can be written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The two-page board paper.
    BoardPaper,
    /// The map.
    Map,
    /// The matrix of gaps, or their table.
    Gaps,
    /// The register of promises.
    Promises,
    /// The organisations.
    Organisations,
    /// The leaders.
    Leaders,
    /// Authority beside influence.
    Influence,
}

impl What {
    const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::BoardPaper, "board_paper", "board paper"),
        (Self::Map, "map", "map"),
        (Self::Gaps, "gaps", "table of gaps"),
        (Self::Promises, "promises", "register of promises"),
        (
            Self::Organisations,
            "organisations",
            "table of organisations",
        ),
        (Self::Leaders, "leaders", "table of leaders"),
        (
            Self::Influence,
            "influence",
            "table of authority and influence",
        ),
    ];

    /// By its key.
    pub fn from_key(key: &str) -> Result<Self, AppError> {
        Self::ALL
            .into_iter()
            .find(|(_, known, _)| *known == key)
            .map(|(what, _, _)| what)
            .ok_or_else(|| AppError::NotOneOf {
                what: "something that can be written to a file",
                given: key.to_owned(),
                known: Self::ALL.map(|(_, key, _)| key).join(", "),
            })
    }

    fn word(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(what, _, _)| *what == self)
            .map_or("", |(_, _, word)| word)
    }
}

/// What is to be written, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What.
    pub what: What,
    /// Title block of a paper.
    pub details: PaperDetails,
    /// How the map is drawn.
    pub options: MapOptions,
}

/// Size of a drawing written to a file of its own, in CSS pixels.
const FILE_SIZE: (f64, f64) = (1366.0, 860.0);
/// Pixels of a PNG for each of the drawing's own: sharp on paper at about 190 dots an inch.
const PNG_SCALE: f64 = 2.0;
/// Pixels of a preview for each CSS pixel of the page.
const PREVIEW_SCALE: f64 = 1.25;

/// Writes what is asked for to `path`, whose ending chooses the format, and says what was written. The file is
/// replaced as a whole or not at all.
pub fn export(seen: &Seen, asked: &Asked, path: &Path, now: &Now) -> Result<String, AppError> {
    let mut wished = Stood::default().wished(seen, None);
    if asked.what == What::Map {
        wished = drawings::as_usual(seen, &asked.options, wished)?;
    }
    export_as_it_stands(seen, asked, wished, path, now)
}

/// The same, with the map's marks where they are wished: as they stand in the window.
pub(crate) fn export_as_it_stands(
    seen: &Seen,
    asked: &Asked,
    wished: Wished,
    path: &Path,
    now: &Now,
) -> Result<String, AppError> {
    let ending = path.extension().map_or_else(String::new, |ending| {
        ending.to_string_lossy().to_lowercase()
    });
    let wrong = |known: &'static str| AppError::WrongFormat {
        what: asked.what.word().to_owned(),
        ending: ending.clone(),
        known,
    };
    let audience = seen.map().audience();
    if asked.what == What::Map && asked.options.supposing.is_some() && audience.is_publication() {
        let audience = audience.word();
        return Err(AppError::OnlySupposed { audience });
    }
    let mut pages = None;
    let bytes = match (asked.what, ending.as_str()) {
        (What::BoardPaper, "pdf") => {
            let paper = board_paper(seen, &asked.details, now)?;
            pages = Some(paper.pages);
            paper.pdf
        }
        (What::BoardPaper, _) => return Err(wrong(".pdf")),
        (What::Map | What::Gaps, "svg" | "png" | "pdf") => {
            let scene = if asked.what == What::Map {
                // In the size of the window, it is the picture the window shows.
                let size = drawings::room(&asked.options).unwrap_or(FILE_SIZE);
                drawings::map_scene(seen, &asked.options, size, wished)?
            } else {
                drawings::matrix_scene(seen, None)?
            };
            match ending.as_str() {
                "svg" => scene.to_svg().into_bytes(),
                "png" => paper::png(&scene, PNG_SCALE)?,
                _ => paper::map_pdf(&scene, now.today)?.pdf,
            }
        }
        (What::Map, _) => return Err(wrong(".svg, .png or .pdf")),
        (What::Gaps, "csv") => paper::gaps_csv(seen.gaps())?,
        (What::Gaps, _) => return Err(wrong(".svg, .png, .pdf or .csv")),
        (What::Promises, "csv") => paper::promises_csv(seen.promises())?,
        (What::Organisations, "csv") => paper::organisations_csv(seen.map())?,
        (What::Leaders, "csv") => paper::leaders_csv(seen.map())?,
        (What::Influence, "csv") => paper::influence_csv(seen.influence())?,
        (What::Promises | What::Organisations | What::Leaders | What::Influence, _) => {
            return Err(wrong(".csv"));
        }
    };
    write_whole(path, &bytes)?;
    let pages = pages.map_or_else(String::new, |pages| format!(", {pages} pages"));
    let mut word = asked.what.word().to_owned();
    if asked.what == What::Gaps && ending != "csv" {
        "matrix of gaps".clone_into(&mut word);
    }
    Ok(format!(
        "Wrote the {word}{pages} to {}, as the {} may see it.",
        path.display(),
        seen.map().audience().word()
    ))
}

/// The pages of the board paper as pictures, with what it holds and what it leaves out for its audience.
pub(crate) fn preview(
    seen: &Seen,
    details: &PaperDetails,
    now: &Now,
) -> Result<PaperPreview, AppError> {
    let paper = board_paper(seen, details, now)?;
    let pages = paper
        .page_images(PREVIEW_SCALE)?
        .iter()
        .map(|png| base64::engine::general_purpose::STANDARD.encode(png))
        .collect();
    let map = seen.map();
    let gaps = seen.gaps();
    let count =
        |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut contains = vec![
        format!(
            "The map of {} and the ties between them.",
            count(map.organisations().len(), "organisation", "organisations")
        ),
        format!(
            "{} of {} pairs that must work together and {} not yet known.",
            gaps.counts.gap, gaps.counts.needed, gaps.counts.unknown
        ),
        format!(
            "{} and how they are kept.",
            count(map.commitments().len(), "promise", "promises")
        ),
    ];
    if let Some(first) = contains.get_mut(1) {
        *first = format!(
            "{} among {} that must work together; {} nobody knows enough about.",
            count(gaps.counts.gap as usize, "gap", "gaps"),
            count(gaps.counts.needed as usize, "pair", "pairs"),
            count(gaps.counts.unknown as usize, "pair", "pairs"),
        );
    }
    let hidden = map.hidden();
    let mut left_out = Vec::new();
    for (n, one, many) in [
        (hidden.organisations, "organisation", "organisations"),
        (hidden.leaders, "leader", "leaders"),
        (hidden.ties, "tie", "ties"),
        (hidden.assessments, "assessment", "assessments"),
        (hidden.commitments, "promise", "promises"),
        (hidden.others, "other entry", "other entries"),
    ] {
        if n > 0 {
            left_out.push(format!(
                "{} guarded from this audience.",
                count(n as usize, one, many)
            ));
        }
    }
    if map.audience().is_publication() {
        left_out.push(
            "No leader is named, and no judgement of a person, its words or its author is in it."
                .to_owned(),
        );
    }
    Ok(PaperPreview {
        pages,
        contains,
        left_out,
    })
}

fn board_paper(seen: &Seen, details: &PaperDetails, now: &Now) -> Result<Paper, AppError> {
    // A page shows organisations alone: names of people belong in papers that are not printed.
    const MOST_TIES: usize = 60;
    let crowded = seen.map().ties().len() > MOST_TIES;
    let options = MapOptions {
        show: "organisations".to_owned(),
        // On a crowded page the weaker ties are left out, and the drawing says how many.
        minimum_level: if crowded { 3 } else { 1 },
        ..MapOptions::default()
    };
    // As it was arranged by hand, where somebody has.
    let wished = Stood::default().wished(seen, None);
    let scene = drawings::map_scene(seen, &options, (MAP_WIDTH, MAP_HEIGHT), wished)?;
    // The invented example does not age: its papers are of its own last day.
    let invented = seen.map().footprint().invented;
    let date = if invented {
        seen.map().as_of()
    } else {
        now.today
    };
    let mut wanted = paper::PaperDetails::new(date);
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(subject) = filled(&details.subject) {
        wanted.subject = subject;
    }
    if let Some(for_whom) = filled(&details.for_whom) {
        wanted.for_whom = for_whom;
    }
    wanted.item = filled(&details.item);
    wanted.status = filled(&details.status);
    Ok(paper::board_paper(
        seen.map(),
        seen.gaps(),
        seen.promises(),
        &scene,
        &wanted,
    )?)
}

/// Writes beside the file and puts it in its place when it is whole.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let wrong = |error: &std::io::Error| AppError::unwritable(path, error);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".footbridge-")
        .tempfile_in(folder)
        .map_err(|error| wrong(&error))?;
    file.write_all(bytes).map_err(|error| wrong(&error))?;
    readable_by_usual_rules(&file);
    file.persist(path).map_err(|error| wrong(&error.error))?;
    Ok(())
}

/// A temporary file is for its owner alone; what is exported is a file like any other.
fn readable_by_usual_rules(file: &tempfile::NamedTempFile) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Where it cannot be changed the file is still the owner's to change.
        drop(
            file.as_file()
                .set_permissions(std::fs::Permissions::from_mode(0o644)),
        );
    }
    #[cfg(not(unix))]
    let _ = file;
}
