//! The files of the NHS Organisation Data Service: no header, 27 columns, known by their shape.
//! (Layout: the service's own specifications of etr and epraccur.)

use std::collections::BTreeMap;

use domain::{Code, Membership, OrganisationKind, SourceKind};

use crate::OPEN_LICENCE;
use crate::codes::{is_ods, ods};
use crate::dates::day;
use crate::draft::{Draft, Origin, StatedOrganisation};
use crate::error::ExchangeError;
use crate::kinds::{ListedAs, kind_of};
use crate::names::{ordinary_letters, tidy};
use crate::plan::{At, Context, Kind, Plan};
use crate::source_file::{SourceFile, Tables};
use crate::table::Row;

/// Columns, from 0.
mod column {
    pub(super) const CODE: usize = 0;
    pub(super) const NAME: usize = 1;
    pub(super) const GEOGRAPHY: usize = 3;
    pub(super) const OPENED: usize = 10;
    pub(super) const CLOSED: usize = 11;
    pub(super) const STATUS: usize = 12;
    pub(super) const SUB_TYPE: usize = 13;
    pub(super) const COMMISSIONER: usize = 14;
    pub(super) const SETTING: usize = 25;
    pub(super) const COUNT: usize = 27;
}

/// Whether the rows have the shape of these files.
pub(crate) fn recognises(read: &Tables) -> bool {
    let [table] = read.tables.as_slice() else {
        return false;
    };
    let sample: Vec<&Row> = table.rows.iter().take(200).collect();
    let alike = sample.iter().filter(|row| has_shape(row)).count();
    let wide = sample
        .iter()
        .filter(|row| row.cells.len() == column::COUNT)
        .count();
    // A row with a fault in it is rejected by itself; it does not change what the file is. A header
    // has no code of a footprint or region in its fourth column.
    let coded = sample
        .iter()
        .any(|row| has_shape(row) && is_ods(&row.cell(column::GEOGRAPHY).text()));
    !read.is_workbook
        && alike > 0
        && (alike * 10 >= sample.len() * 9
            || (alike * 2 >= wide && wide * 2 >= sample.len() && coded))
}

fn has_shape(row: &Row) -> bool {
    row.cells.len() == column::COUNT
        && is_ods(&row.cell(column::CODE).text())
        && !row.cell(column::NAME).is_blank()
        && (row.cell(column::OPENED).is_blank() || day(row.cell(column::OPENED)).is_some())
}

/// What a prescribing setting is called, for those that are no ordinary practice.
fn setting(code: &str) -> Option<&'static str> {
    Some(match code {
        "1" => "walk-in centre",
        "2" => "out of hours",
        "3" => "walk-in centre and out of hours",
        "8" => "public health service",
        "9" => "community health service",
        "10" => "hospital service",
        "11" => "optometry service",
        "12" => "urgent and emergency care",
        "13" => "hospice",
        "14" => "care home or nursing home",
        "15" => "border force",
        "16" => "young offender institution",
        "17" => "secure training centre",
        "18" => "secure children's home",
        "19" => "immigration removal centre",
        "20" => "court",
        "21" => "police custody",
        "22" => "sexual assault referral centre",
        "24" => "other, justice estate",
        "25" => "prison",
        "0" => "other prescribing cost centre",
        _ => return None,
    })
}

/// The kind of a prescribing cost centre by its setting.
fn kind_of_setting(code: &str) -> OrganisationKind {
    match code {
        "1" | "2" | "3" | "4" => OrganisationKind::PrimaryCare,
        "8" | "9" => OrganisationKind::Community,
        "10" => OrganisationKind::AcuteHospital,
        "13" => OrganisationKind::Voluntary,
        _ => OrganisationKind::Other,
    }
}

pub(crate) fn read<'a>(
    source: &SourceFile<'_>,
    read: &Tables,
    map: &'a domain::Map,
    context: Context<'a>,
) -> Result<Plan, ExchangeError> {
    let shaped = read
        .tables
        .iter()
        .flat_map(|t| &t.rows)
        .any(|row| is_ods(&row.cell(column::CODE).text()));
    if !shaped {
        return Err(ExchangeError::NotOfKind {
            file: source.name.to_owned(),
            kind: Kind::Ods.word().to_owned(),
            missing: "a first column of organisation codes and 27 columns".to_owned(),
        });
    }
    let origin = Origin {
        title: format!(
            "NHS Organisation Data Service, {}",
            crate::base_name(source.name)
        ),
        kind: SourceKind::Dataset,
        date: None,
        licence: Some(OPEN_LICENCE.to_owned()),
    };
    let mut draft = Draft::new(map, context, origin);
    let mut rows = 0;
    let mut unknown: BTreeMap<String, u32> = BTreeMap::new();
    for table in &read.tables {
        for row in &table.rows {
            rows += 1;
            one(
                &mut draft,
                (&table.name, read.is_workbook),
                row,
                &mut unknown,
            );
        }
    }
    if !unknown.is_empty() {
        let mut list: Vec<(u32, String)> = unknown
            .into_iter()
            .map(|(code, count)| (count, code))
            .collect();
        list.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        for (count, code) in list {
            draft.report.remark(
                At { sheet: "", row: 0 },
                "4 and 15",
                "No place or commissioner here has these codes, so these organisations are in no footprint yet; import the look-up of that year first.",
                &format!("{code} ({count})"),
            );
        }
    }
    Ok(draft.finish(Kind::Ods, &read.read_how, rows))
}

fn one(
    draft: &mut Draft<'_, '_>,
    (sheet, workbook): (&str, bool),
    row: &Row,
    unknown: &mut BTreeMap<String, u32>,
) {
    let at = At {
        sheet,
        row: row.number,
    };
    let text = |column: usize| row.cell(column).text();
    let code = text(column::CODE);
    let code = code.trim();
    if row.cells.len() != column::COUNT && !workbook {
        draft.report.reject(
            at,
            "",
            code,
            format!(
                "The row has {} columns where the others have {}; it was left out.",
                row.cells.len(),
                column::COUNT
            ),
        );
        return;
    }
    if !is_ods(code) {
        draft.report.reject(
            at,
            "1",
            code,
            "This is no organisation code; the row was left out.",
        );
        return;
    }
    let name = ordinary_letters(&tidy(&text(column::NAME)));
    if name.is_empty() {
        draft.report.reject(
            at,
            "2",
            code,
            "The organisation has no name; the row was left out.",
        );
        return;
    }
    let opened = day(row.cell(column::OPENED));
    let mut closed = day(row.cell(column::CLOSED));
    for (column, value) in [(column::OPENED, opened), (column::CLOSED, closed)] {
        if value.is_none() && !row.cell(column).is_blank() {
            draft.report.reject(
                at,
                &(column + 1).to_string(),
                &text(column),
                "This is no date; the organisation was taken without it.",
            );
        }
    }
    if opened
        .zip(closed)
        .is_some_and(|(opened, closed)| closed < opened)
    {
        draft.report.reject(at, "12", &text(column::CLOSED), "It would close before it opens; the organisation was taken without the day of closing.");
        closed = None;
    }
    let setting_code = text(column::SETTING);
    let is_practice_file = matches!(text(column::STATUS).trim(), "A" | "C" | "D" | "P")
        && !setting_code.trim().is_empty();
    let (guessed, sector) = if is_practice_file {
        (
            kind_of_setting(setting_code.trim()),
            setting(setting_code.trim()).map(str::to_owned),
        )
    } else {
        let listed = if matches!(text(column::SUB_TYPE).trim(), "C" | "H")
            && code.len() >= 3
            && !code.starts_with('R')
        {
            ListedAs::Commissioner
        } else {
            ListedAs::Unsaid
        };
        (kind_of(&name, Some(code), listed), None)
    };
    if is_practice_file && text(column::STATUS).trim() == "D" {
        draft.report.remark(
            at,
            "13",
            "The organisation is marked dormant; it was taken as open.",
            "",
        );
    }
    let mut memberships: Vec<Membership> = Vec::new();
    let mut named: Vec<Code> = Vec::new();
    let geography = text(column::GEOGRAPHY).trim().to_owned();
    if is_ods(&geography) {
        match draft.place_by_code(&ods(&geography)) {
            Some(place_id) => memberships.push(Membership {
                place_id,
                from: None,
                to: None,
            }),
            None => named.push(ods(&geography)),
        }
    }
    let commissioner = text(column::COMMISSIONER).trim().to_owned();
    if is_ods(&commissioner) {
        match draft
            .organisation_by_code(&ods(&commissioner))
            .and_then(|id| draft.organisation(id))
        {
            // A practice belongs to the footprints of the body that commissions it.
            Some(commissioner) => memberships.extend(
                commissioner
                    .memberships
                    .iter()
                    .filter(|m| m.to.is_none())
                    .map(|m| Membership {
                        place_id: m.place_id,
                        from: None,
                        to: None,
                    }),
            ),
            None => named.push(ods(&commissioner)),
        }
    }
    if closed.is_some() {
        memberships.clear();
    } else if memberships.is_empty()
        && let Some(code) = named.last()
    {
        *unknown.entry(code.value.clone()).or_default() += 1;
    }
    draft.state_organisation(
        at,
        "2",
        StatedOrganisation {
            name,
            guessed: Some(guessed),
            sector,
            codes: vec![ods(code)],
            memberships,
            opened,
            closed,
            ..StatedOrganisation::default()
        },
    );
}
