//! Look-ups of the Office for National Statistics, and those made after their fashion: columns such as
//! `STP21CD`, `STP21CDH`, `STP21NM` (or `stp21_code`, `stp21_name`). They join codes of one kind to
//! another: what is here already gets its further codes and what it lies in; systems, regions and
//! commissioners that are not here are entered.

use std::collections::{BTreeMap, HashMap};

use domain::{Code, Membership, OrganisationId, OrganisationKind, PlaceId, PlaceLevel, SourceKind};

use crate::OPEN_LICENCE;
use crate::codes::{gss, is_gss, is_ods, ods};
use crate::draft::{Draft, Origin, StatedOrganisation, StatedPlace};
use crate::error::ExchangeError;
use crate::kinds::{ListedAs, kind_of};
use crate::names::{council_area, tidy};
use crate::plan::{At, Context, Kind, Plan};
use crate::source_file::{SourceFile, Tables};
use crate::table::{Row, Table};

/// A trust that draws at least this share of its admissions from a system is taken as working in it.
const SHARE_THAT_COUNTS: f64 = 0.40;

/// What a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Region,
    System,
    Commissioner,
    SubLocation,
    Trust,
    Council,
    UpperCouncil,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Gss,
    Ods,
    Name,
}

fn heading(text: &str) -> Option<(About, Part)> {
    let text = tidy(text).to_uppercase();
    let (stem, part) = if let Some(stem) = text.strip_suffix("_CODE") {
        (stem, Part::Gss)
    } else if let Some(stem) = text.strip_suffix("_NAME") {
        (stem, Part::Name)
    } else if let Some(stem) = text.strip_suffix("CDH") {
        (stem, Part::Ods)
    } else if let Some(stem) = text.strip_suffix("CD") {
        (stem, Part::Gss)
    } else if let Some(stem) = text.strip_suffix("NM") {
        (stem, Part::Name)
    } else {
        return None;
    };
    let about = match stem.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "NHSER" => About::Region,
        "STP" | "ICB" | "ICS" => About::System,
        "CCG" => About::Commissioner,
        "SICBL" | "LOC" => About::SubLocation,
        "NHS_TRUST" | "TRUST" => About::Trust,
        "LAD" | "LTLA" => About::Council,
        "UTLA" | "CTYUA" => About::UpperCouncil,
        _ => return None,
    };
    Some((about, part))
}

struct Columns {
    at: Vec<((About, Part), usize)>,
    share: Option<usize>,
    left_out: Vec<String>,
}

impl Columns {
    fn of(row: &Row) -> Self {
        let mut columns = Self {
            at: Vec::new(),
            share: None,
            left_out: Vec::new(),
        };
        for (column, cell) in row.cells.iter().enumerate() {
            let text = cell.text();
            match heading(&text) {
                Some(meaning) if !columns.at.iter().any(|(known, _)| *known == meaning) => {
                    columns.at.push((meaning, column));
                }
                _ if text.to_lowercase().contains("proportion") => columns.share = Some(column),
                _ if text.trim().is_empty() => {}
                _ => columns.left_out.push(tidy(&text)),
            }
        }
        columns
    }

    fn text(&self, row: &Row, about: About, part: Part) -> String {
        self.at
            .iter()
            .find(|(meaning, _)| *meaning == (about, part))
            .map(|(_, column)| tidy(&row.cell(*column).text()))
            .unwrap_or_default()
    }

    /// The codes a row gives, each under the scheme it has the form of.
    fn codes(&self, row: &Row, about: About) -> Vec<Code> {
        [Part::Gss, Part::Ods]
            .into_iter()
            .map(|part| self.text(row, about, part).to_uppercase())
            .filter_map(|text| {
                if is_gss(&text) {
                    Some(gss(&text))
                } else {
                    is_ods(&text).then(|| ods(&text))
                }
            })
            .collect()
    }

    fn has_code(&self) -> bool {
        self.at.iter().any(|((_, part), _)| *part != Part::Name)
    }
}

/// Whether the first row names its columns in this fashion.
pub(crate) fn recognises(read: &Tables) -> bool {
    !read.is_workbook && header(read).is_some()
}

fn header(read: &Tables) -> Option<(&Table, usize, Columns)> {
    read.tables.iter().filter(|t| !t.hidden).find_map(|table| {
        table
            .rows
            .iter()
            .take(10)
            .enumerate()
            .find_map(|(at, row)| {
                let columns = Columns::of(row);
                (columns.at.len() >= 2 && columns.has_code()).then_some((table, at, columns))
            })
    })
}

pub(crate) fn read<'a>(
    source: &SourceFile<'_>,
    read: &Tables,
    map: &'a domain::Map,
    context: Context<'a>,
) -> Result<Plan, ExchangeError> {
    let Some((table, header, columns)) = header(read) else {
        return Err(ExchangeError::NotOfKind {
            file: source.name.to_owned(),
            kind: Kind::Ons.word().to_owned(),
            missing: "a row of headings such as STP21CD and STP21NM".to_owned(),
        });
    };
    let origin = Origin {
        title: format!(
            "Office for National Statistics, {}",
            crate::base_name(source.name)
        ),
        kind: SourceKind::Dataset,
        date: None,
        licence: Some(OPEN_LICENCE.to_owned()),
    };
    let draft = Draft::new(map, context, origin);
    let councils = draft.councils_by_area();
    let mut importer = Importer {
        draft,
        columns,
        councils,
        sheet: table.name.clone(),
        unknown: BTreeMap::new(),
        small: 0,
    };
    let mut rows = 0;
    for row in &table.rows[header + 1..] {
        if !row.is_blank() {
            rows += 1;
            importer.row(row);
        }
    }
    importer.say();
    Ok(importer.draft.finish(Kind::Ons, &read.read_how, rows))
}

struct Importer<'a, 'c> {
    draft: Draft<'a, 'c>,
    columns: Columns,
    councils: HashMap<String, Vec<OrganisationId>>,
    sheet: String,
    unknown: BTreeMap<String, Vec<u32>>,
    small: u32,
}

impl Importer<'_, '_> {
    fn row(&mut self, row: &Row) {
        let region = self.place(row, About::Region, PlaceLevel::Region, None);
        let system = self.place(row, About::System, PlaceLevel::System, region);
        self.sub_location(row, system);
        self.organisation(row, About::Commissioner, system);
        self.organisation(row, About::Trust, system);
        self.council(row, About::Council);
        self.council(row, About::UpperCouncil);
    }

    fn place(
        &mut self,
        row: &Row,
        about: About,
        level: PlaceLevel,
        parent: Option<PlaceId>,
    ) -> Option<PlaceId> {
        let codes = self.columns.codes(row, about);
        let name = self.columns.text(row, about, Part::Name);
        if name.is_empty() {
            let known = codes.iter().find_map(|code| self.draft.place_by_code(code));
            if known.is_none()
                && let Some(code) = codes.first()
            {
                self.unknown
                    .entry(code.value.clone())
                    .or_default()
                    .push(row.number);
            }
            return known;
        }
        Some(self.draft.state_place(StatedPlace {
            name,
            level,
            codes,
            parent,
            ..StatedPlace::default()
        }))
    }

    /// A sub-ICB location is the commissioning group of before where that is here, else a place.
    fn sub_location(&mut self, row: &Row, system: Option<PlaceId>) {
        let codes = self.columns.codes(row, About::SubLocation);
        if codes.is_empty() {
            return;
        }
        if let Some(known) = codes
            .iter()
            .find_map(|code| self.draft.organisation_by_code(code))
        {
            let at = At {
                sheet: &self.sheet,
                row: row.number,
            };
            let name = self
                .draft
                .organisation(known)
                .map(|o| o.name.clone())
                .unwrap_or_default();
            let codes = codes
                .into_iter()
                .filter(|code| {
                    self.draft
                        .organisation_by_code(code)
                        .is_none_or(|id| id == known)
                })
                .collect();
            self.draft.state_organisation(
                at,
                "",
                StatedOrganisation {
                    name,
                    codes,
                    memberships: members(system),
                    ..StatedOrganisation::default()
                },
            );
            return;
        }
        self.place(row, About::SubLocation, PlaceLevel::Place, system);
    }

    fn organisation(&mut self, row: &Row, about: About, system: Option<PlaceId>) {
        let codes = self.columns.codes(row, about);
        let name = self.columns.text(row, about, Part::Name);
        if codes.is_empty() && name.is_empty() {
            return;
        }
        let share = self
            .columns
            .share
            .and_then(|column| row.cell(column).text().parse::<f64>().ok());
        let memberships = if share.is_some_and(|share| share < SHARE_THAT_COUNTS) {
            self.small += 1;
            Vec::new()
        } else {
            members(system)
        };
        if name.is_empty()
            && !codes
                .iter()
                .any(|code| self.draft.organisation_by_code(code).is_some())
        {
            if let Some(code) = codes.first() {
                self.unknown
                    .entry(code.value.clone())
                    .or_default()
                    .push(row.number);
            }
            return;
        }
        let listed = if about == About::Commissioner {
            ListedAs::Commissioner
        } else {
            ListedAs::Trust
        };
        let code = codes
            .iter()
            .find(|c| c.scheme == domain::CodeScheme::Ods)
            .map(|c| c.value.clone());
        let guessed = Some(kind_of(&name, code.as_deref(), listed));
        let at = At {
            sheet: &self.sheet,
            row: row.number,
        };
        let heading = self.columns.text(row, about, Part::Name);
        let column = if heading.is_empty() { "" } else { "name" };
        self.draft.state_organisation(
            at,
            column,
            StatedOrganisation {
                name,
                guessed,
                codes,
                memberships,
                ..StatedOrganisation::default()
            },
        );
    }

    /// A council that is here gets its code. An area is no council, so none is entered.
    fn council(&mut self, row: &Row, about: About) {
        let codes = self.columns.codes(row, about);
        let name = self.columns.text(row, about, Part::Name);
        let Some(code) = codes.first().cloned() else {
            return;
        };
        let by_area = self
            .councils
            .get(&council_area(&name))
            .map_or(&[][..], Vec::as_slice);
        let at = At {
            sheet: &self.sheet,
            row: row.number,
        };
        let known = match (self.draft.organisation_by_code(&code), by_area) {
            (Some(id), _) => id,
            (None, [id]) => *id,
            (None, []) => {
                self.unknown
                    .entry(format!("{name} ({})", code.value))
                    .or_default()
                    .push(row.number);
                return;
            }
            (None, several) => {
                let candidates = several
                    .iter()
                    .map(|id| self.draft.organisation_name(*id))
                    .collect();
                self.draft.report.ask(at, format!("Several councils may be meant by \"{name}\" ({}); none was given the code.", code.value), candidates);
                return;
            }
        };
        let Some(council) = self.draft.organisation(known).cloned() else {
            return;
        };
        let has_other = council
            .codes
            .iter()
            .any(|c| c.scheme == code.scheme && c.value != code.value);
        if has_other {
            // A county and a district of one name, or a code that has been replaced.
            let same_tier = council
                .codes
                .iter()
                .any(|c| c.scheme == code.scheme && c.value.get(..3) == code.value.get(..3));
            if same_tier {
                self.draft.report.ask(
                    at,
                    format!(
                        "{} has another code than {} already; it was not changed.",
                        council.name, code.value
                    ),
                    vec![self.draft.organisation_name(known)],
                );
            }
            return;
        }
        let kind = (council.kind == OrganisationKind::Council).then_some(OrganisationKind::Council);
        self.draft.state_organisation(
            at,
            "name",
            StatedOrganisation {
                name: council.name,
                kind,
                codes: add_known(&council.codes, code),
                ..StatedOrganisation::default()
            },
        );
    }

    fn say(&mut self) {
        let whole = At {
            sheet: &self.sheet,
            row: 0,
        };
        for (code, rows) in &self.unknown {
            for row in rows {
                self.draft.report.remark(
                    At { sheet: &self.sheet, row: *row },
                    "",
                    "Nothing here has this code or name, and the file does not say enough to enter it; that part of the row was left out.",
                    code,
                );
            }
        }
        if self.small > 0 {
            self.draft.report.remark(
                whole,
                "",
                "Shares below 40 per cent were not taken as membership.",
                &self.small.to_string(),
            );
        }
        for left_out in &self.columns.left_out {
            self.draft.report.remark(
                whole,
                "",
                "Columns that hold nothing the footprint keeps were left out.",
                left_out,
            );
        }
    }
}

fn members(system: Option<PlaceId>) -> Vec<Membership> {
    system
        .map(|place_id| Membership {
            place_id,
            from: None,
            to: None,
        })
        .into_iter()
        .collect()
}

/// The codes it has, so that it is found by them, and the new one.
fn add_known(codes: &[Code], code: Code) -> Vec<Code> {
    let mut all = codes.to_vec();
    all.push(code);
    all
}
