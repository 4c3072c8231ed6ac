//! The NHS's workbook of its sustainability and transformation partnerships ("STP Partner Mapping").
//!
//! One row of the sheet is one row of four lists that stand side by side and end at different
//! heights: commissioners, councils, trusts, others. The partnership's own facts stand once, in cells
//! merged over all its rows. Sheets and columns are found by their headings, since later editions
//! move and rename them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    Code, Confidentiality, EntityRef, Membership, Organisation, OrganisationId, PlaceId,
    PlaceLevel, SourceKind,
};
use jiff::civil::Date;

use crate::OPEN_LICENCE;
use crate::codes::{CodeCell, codes_in, gss, is_gss, is_ods, name_with_code, ods};
use crate::draft::{Draft, Found, Origin, StatedOrganisation, StatedPlace};
use crate::error::ExchangeError;
use crate::kinds::{ListedAs, kind_of};
use crate::names::{name_key, ordinary_letters, straight, telling_words, tidy};
use crate::people::{
    Naming, organisations_in, people_in, person_key, stands_for_nothing, title_and_organisation,
};
use crate::plan::{At, Context, Kind, Plan, column_name};
use crate::source_file::{SourceFile, Tables};
use crate::table::{Cell, Row, Table};

/// What a heading of the partnerships' sheets says its column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Region,
    Code,
    Number,
    Gss,
    Name,
    Lead,
    Contact,
    Successor,
    Names(List),
    Codes(List),
}

/// The lists that stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Commissioners,
    Councils,
    Trusts,
    Others,
}

impl List {
    const ALL: [Self; 4] = [
        Self::Commissioners,
        Self::Councils,
        Self::Trusts,
        Self::Others,
    ];

    const fn listed_as(self) -> ListedAs {
        match self {
            Self::Commissioners => ListedAs::Commissioner,
            Self::Councils => ListedAs::Council,
            Self::Trusts => ListedAs::Trust,
            Self::Others => ListedAs::Unsaid,
        }
    }
}

/// A sheet of partnerships: where its headings stand and what they mean.
struct Sheet<'t> {
    table: &'t Table,
    header: usize,
    headings: Vec<String>,
    columns: Vec<(Column, usize)>,
    closed: bool,
}

impl Sheet<'_> {
    fn column(&self, column: Column) -> Option<usize> {
        self.columns
            .iter()
            .find(|(c, _)| *c == column)
            .map(|(_, at)| *at)
    }

    fn heading(&self, at: usize) -> String {
        column_name(self.headings.get(at).map_or("", String::as_str), at)
    }
}

/// Whether a workbook holds a sheet of partnerships with their partners.
pub(crate) fn recognises(read: &Tables) -> bool {
    read.is_workbook
        && read
            .tables
            .iter()
            .any(|table| !table.hidden && sheet_of_partnerships(table).is_some())
}

fn heading_of(text: &str) -> Option<Column> {
    let key = name_key(text);
    let words: BTreeSet<&str> = key.split(' ').collect();
    let any = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let footprint = any(&[
        "stp",
        "ics",
        "icb",
        "icp",
        "footprint",
        "partnership",
        "system",
    ]);
    let commissioner =
        any(&["ccg", "ccgs", "sicbl", "commissioners", "commissioner"]) || key.contains("sub icb");
    let council = any(&[
        "la",
        "las",
        "council",
        "councils",
        "authority",
        "authorities",
    ]);
    let trust = any(&["trust", "trusts", "provider", "providers", "ft"]);
    let other = any(&["other", "others"]);
    if key.is_empty() || key.len() > 80 {
        return None;
    }
    if any(&["code", "codes"]) {
        return if any(&["new", "successor", "merged"]) {
            Some(Column::Successor)
        } else if commissioner {
            Some(Column::Codes(List::Commissioners))
        } else if council {
            Some(Column::Codes(List::Councils))
        } else if trust {
            Some(Column::Codes(List::Trusts))
        } else if any(&["ons", "gss"]) {
            Some(Column::Gss)
        } else if footprint {
            Some(Column::Code)
        } else if any(&["region"]) {
            None
        } else {
            Some(Column::Codes(List::Others))
        };
    }
    if any(&["region"]) {
        Some(Column::Region)
    } else if any(&["lead", "leads", "leader", "leaders"]) {
        Some(Column::Lead)
    } else if any(&["email", "mail", "contact"]) {
        Some(Column::Contact)
    } else if footprint && any(&["no", "number", "num"]) {
        Some(Column::Number)
    } else if footprint && any(&["name"]) {
        Some(Column::Name)
    } else if words.len() > 5 {
        None
    } else if other {
        Some(Column::Names(List::Others))
    } else if commissioner {
        Some(Column::Names(List::Commissioners))
    } else if council {
        Some(Column::Names(List::Councils))
    } else if trust {
        Some(Column::Names(List::Trusts))
    } else {
        None
    }
}

/// The sheet's headings, wherever they stand, when it is one of partnerships.
fn sheet_of_partnerships(table: &Table) -> Option<Sheet<'_>> {
    table
        .rows
        .iter()
        .take(60)
        .enumerate()
        .find_map(|(at, row)| {
            let headings: Vec<String> = row.cells.iter().map(|cell| tidy(&cell.text())).collect();
            let mut columns: Vec<(Column, usize)> = Vec::new();
            for (column, heading) in headings.iter().enumerate() {
                if let Some(meaning) = heading_of(heading)
                    && !columns.iter().any(|(known, _)| *known == meaning)
                {
                    columns.push((meaning, column));
                }
            }
            let has = |column: Column| columns.iter().any(|(known, _)| *known == column);
            let lists = List::ALL
                .into_iter()
                .filter(|list| has(Column::Names(*list)))
                .count();
            let is_one = has(Column::Name) && (has(Column::Code) || has(Column::Gss)) && lists >= 2;
            let closed = has(Column::Successor) || table.name.to_lowercase().contains("closed");
            is_one.then_some(Sheet {
                table,
                header: at,
                closed,
                headings,
                columns,
            })
        })
}

/// A cell's text; in a tall merged range, that of its first row.
fn cell_over<'t>(table: &'t Table, row: &'t Row, column: usize) -> &'t Cell {
    let own = row.cell(column);
    if !own.is_blank() {
        return own;
    }
    table
        .tall_range_over(row.number, column)
        .and_then(|range| table.rows.iter().find(|r| r.number == range.first_row))
        .map_or(own, |first| first.cell(column))
}

/// The rows of one partnership.
struct Block<'t> {
    code: String,
    rows: Vec<&'t Row>,
}

/// What the workbook's look-up sheets, most of them hidden, say about codes.
#[derive(Default)]
struct LookUps {
    name_of: HashMap<String, String>,
}

/// Sheets with a column of codes and one of names and none of partnerships.
fn look_ups(read: &Tables) -> LookUps {
    let mut found = LookUps::default();
    for table in read.tables.iter().filter(|t| t.hidden) {
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().take(2).map(|c| tidy(&c.text())).collect();
            if let [one, other] = cells.as_slice() {
                let (code, name) = if is_ods(one) && other.len() > 6 {
                    (one, other)
                } else if is_ods(other) && one.len() > 6 {
                    (other, one)
                } else {
                    continue;
                };
                found
                    .name_of
                    .entry(code.clone())
                    .or_insert_with(|| ordinary_letters(name));
            }
        }
    }
    found
}

/// The edition: the last date that the title sheet says it was updated on, or else the change log's.
fn edition(read: &Tables) -> Option<Date> {
    let dated = read
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .find_map(|row| {
            row.cells.windows(2).find_map(|pair| match &pair[1] {
                Cell::Date(date)
                    if tidy(&pair[0].text())
                        .to_lowercase()
                        .starts_with("last updated") =>
                {
                    Some(*date)
                }
                _ => None,
            })
        });
    dated.or_else(|| log_sheet(read).and_then(|log| log.rows.iter().map(|entry| entry.date).max()))
}

struct LogEntry {
    row: u32,
    date: Date,
    codes: String,
    name: String,
    text: String,
    closes: bool,
}

struct Log<'t> {
    table: &'t Table,
    rows: Vec<LogEntry>,
    undated: Vec<(u32, String)>,
}

/// The change log, found by its headings.
fn log_sheet(read: &Tables) -> Option<Log<'_>> {
    read.tables.iter().filter(|t| !t.hidden).find_map(|table| {
        let (at, columns) = table
            .rows
            .iter()
            .take(60)
            .enumerate()
            .find_map(|(at, row)| {
                let keys: Vec<String> = row.cells.iter().map(|c| name_key(&c.text())).collect();
                let find = |wanted: &dyn Fn(&str) -> bool| keys.iter().position(|key| wanted(key));
                let date = find(&|k| k == "date" || k == "date of change" || k == "change date")?;
                let code = find(&|k| k.contains("code"))?;
                let change = find(&|k| k.contains("change") && !k.contains("date"))?;
                let name = find(&|k| k.contains("name"));
                let details = find(&|k| {
                    k.contains("detail") || k.contains("description") || k.contains("comment")
                });
                Some((at, (date, code, name, change, details)))
            })?;
        let (date, code, name, change, details) = columns;
        let mut log = Log {
            table,
            rows: Vec::new(),
            undated: Vec::new(),
        };
        for row in &table.rows[at + 1..] {
            let said = |column: Option<usize>| {
                column
                    .map(|c| tidy(&row.cell(c).text()))
                    .unwrap_or_default()
            };
            let kind = said(Some(change)).trim_end_matches('.').to_owned();
            let text = [kind.clone(), said(details)]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(": ");
            if text.is_empty() {
                continue;
            }
            match crate::dates::day(row.cell(date)) {
                Some(day) => log.rows.push(LogEntry {
                    row: row.number,
                    date: day,
                    codes: said(Some(code)),
                    name: said(name),
                    closes: kind.to_lowercase().contains("closed"),
                    text: straight(&text),
                }),
                None => log.undated.push((row.number, tidy(&row.cell(date).text()))),
            }
        }
        Some(log)
    })
}

/// The workbook as a plan.
pub(crate) fn read<'a>(
    source: &SourceFile<'_>,
    read: &Tables,
    map: &'a domain::Map,
    context: Context<'a>,
) -> Result<Plan, ExchangeError> {
    let sheets: Vec<Sheet<'_>> = read
        .tables
        .iter()
        .filter(|t| !t.hidden)
        .filter_map(sheet_of_partnerships)
        .collect();
    if sheets.is_empty() {
        return Err(ExchangeError::NotOfKind {
            file: source.name.to_owned(),
            kind: Kind::StpWorkbook.word().to_owned(),
            missing: "a sheet with headings for a partnership's code and name and for lists of its partners".to_owned(),
        });
    }
    let edition = edition(read);
    let log = log_sheet(read);
    let look_ups = look_ups(read);
    let origin = Origin {
        title: "STP Partner Mapping, NHS Digital Organisation Data Service".to_owned(),
        kind: SourceKind::Dataset,
        date: edition,
        licence: Some(OPEN_LICENCE.to_owned()),
    };
    let mut importer = Importer {
        draft: Draft::new(map, context, origin),
        look_ups,
        edition,
        leads: Vec::new(),
        also_called: Vec::new(),
        rows: 0,
        footprints: BTreeMap::new(),
    };
    // Current partnerships first: what they say of a name or place outweighs what a closed one says.
    let (closed, current): (Vec<_>, Vec<_>) = sheets.iter().partition(|sheet| sheet.closed);
    let mut counts = (0, 0);
    for sheet in current.iter().chain(&closed) {
        let blocks = importer.sheet(sheet, log.as_ref());
        if sheet.closed {
            counts.1 += blocks;
        } else {
            counts.0 += blocks;
        }
    }
    importer.also_called();
    importer.leads();
    if let Some(log) = &log {
        importer.log(log);
    }
    importer.say_what_was_read(read, &sheets, log.as_ref(), counts);
    let rows = importer.rows;
    Ok(importer
        .draft
        .finish(Kind::StpWorkbook, &read.read_how, rows))
}

struct Lead {
    sheet: String,
    row: u32,
    column: String,
    place: PlaceId,
    text: String,
}

struct Importer<'a, 'c> {
    draft: Draft<'a, 'c>,
    look_ups: LookUps,
    edition: Option<Date>,
    leads: Vec<Lead>,
    also_called: Vec<(String, u32, String, String)>,
    rows: u32,
    footprints: BTreeMap<String, PlaceId>,
}

impl Importer<'_, '_> {
    fn sheet(&mut self, sheet: &Sheet<'_>, log: Option<&Log<'_>>) -> usize {
        let blocks = self.blocks(sheet);
        for block in &blocks {
            self.block(sheet, block, log);
        }
        self.formulas(sheet);
        blocks.len()
    }

    /// The rows of each partnership. Where a row does not name its partnership, the merged cells
    /// beside it say which block it stands in.
    fn blocks<'t>(&mut self, sheet: &Sheet<'t>) -> Vec<Block<'t>> {
        let table = sheet.table;
        let code_column = sheet.column(Column::Code).or(sheet.column(Column::Gss));
        let name_column = sheet.column(Column::Name);
        let (Some(code_column), Some(name_column)) = (code_column, name_column) else {
            return Vec::new();
        };
        let lists: Vec<usize> = List::ALL
            .into_iter()
            .filter_map(|list| sheet.column(Column::Names(list)))
            .collect();
        let mut blocks: Vec<Block<'t>> = Vec::new();
        let mut names_of: BTreeMap<u32, String> = BTreeMap::new();
        for row in &table.rows[sheet.header + 1..] {
            let own = tidy(&row.cell(code_column).text()).to_uppercase();
            let has_partner = lists.iter().any(|column| !row.cell(*column).is_blank());
            let at = At {
                sheet: &table.name,
                row: row.number,
            };
            let block_top = table
                .tall_range_over(row.number, name_column)
                .map(|range| range.first_row);
            let code = if own.is_empty() {
                if !has_partner && cell_over(table, row, name_column).is_blank() {
                    continue;
                }
                let from_block = block_top.and_then(|top| names_of.get(&top)).cloned();
                let code = from_block.or_else(|| blocks.last().map(|block| block.code.clone()));
                let Some(code) = code else { continue };
                self.draft.report.remark(
                    at,
                    &sheet.heading(code_column),
                    "The row has no code; it was taken with the partnership whose merged cells it stands in.",
                    &code,
                );
                code
            } else if !(is_ods(&own) || is_gss(&own)) {
                if has_partner {
                    self.draft.report.reject(
                        at,
                        &sheet.heading(code_column),
                        &own,
                        "This is not a partnership's code; the row was left out.",
                    );
                }
                continue;
            } else {
                own
            };
            if let Some(top) = block_top {
                names_of.entry(top).or_insert_with(|| code.clone());
            }
            self.rows += 1;
            match blocks.iter_mut().find(|block| block.code == code) {
                Some(block) => block.rows.push(row),
                None => blocks.push(Block {
                    code,
                    rows: vec![row],
                }),
            }
        }
        blocks
    }

    /// What the rows of a block say in a column: the first row it stands in, and all different values.
    fn said(sheet: &Sheet<'_>, block: &Block<'_>, column: Option<usize>) -> Vec<(u32, String)> {
        let Some(column) = column else {
            return Vec::new();
        };
        let mut values: Vec<(u32, String)> = Vec::new();
        for row in &block.rows {
            let cell = cell_over(sheet.table, row, column);
            let text = cell.text();
            let value = text.trim();
            if !value.is_empty() && !values.iter().any(|(_, known)| tidy(known) == tidy(value)) {
                values.push((row.number, value.to_owned()));
            }
        }
        values
    }

    fn block(&mut self, sheet: &Sheet<'_>, block: &Block<'_>, log: Option<&Log<'_>>) {
        let sheet_name = sheet.table.name.as_str();
        let first_row = block.rows.first().map_or(0, |row| row.number);
        let names = Self::said(sheet, block, sheet.column(Column::Name));
        let Some((name_row, raw_name)) = names.first().cloned() else {
            let heading = sheet
                .column(Column::Name)
                .map(|at| sheet.heading(at))
                .unwrap_or_default();
            self.draft.report.reject(
                At {
                    sheet: sheet_name,
                    row: first_row,
                },
                &heading,
                &block.code,
                "The partnership has no name; its rows were left out.",
            );
            return;
        };
        let name = self.cleaned(sheet, name_row, Column::Name, &raw_name);
        self.say_what_varies(sheet, block);

        let mut codes: Vec<Code> = Vec::new();
        codes.push(if is_gss(&block.code) {
            gss(&block.code)
        } else {
            ods(&block.code)
        });
        for (row, value) in Self::said(sheet, block, sheet.column(Column::Gss)) {
            let value = tidy(&value).to_uppercase();
            if is_gss(&value) {
                if !codes.contains(&gss(&value)) {
                    codes.push(gss(&value));
                }
            } else {
                let heading = sheet
                    .column(Column::Gss)
                    .map(|at| sheet.heading(at))
                    .unwrap_or_default();
                self.draft.report.reject(
                    At { sheet: sheet_name, row },
                    &heading,
                    &value,
                    "This is not a code of the Office for National Statistics; the partnership was taken without it.",
                );
            }
        }
        let parent = self.region(sheet, block);
        let contact = self.contact(sheet, block);
        let (mut closed, mut successor) = (None, None);
        if sheet.closed {
            closed = log.and_then(|log| {
                log.rows
                    .iter()
                    .find(|e| e.closes && codes_named(&e.codes).contains(&block.code))
                    .map(|e| e.date)
            });
            successor = Self::said(sheet, block, sheet.column(Column::Successor))
                .iter()
                .flat_map(|(_, text)| codes_named(text))
                .find_map(|code| self.footprints.get(&code).copied());
            let at = At {
                sheet: sheet_name,
                row: first_row,
            };
            if closed.is_none() {
                self.draft.report.remark(
                    at,
                    "",
                    "The change log gives no day of closing; the edition's date was used.",
                    &block.code,
                );
                closed = self.edition.or(Some(self.draft.today()));
            }
            if successor.is_none() {
                self.draft.report.remark(
                    at,
                    "",
                    "The code of the partnership that took over was not found.",
                    &block.code,
                );
            }
        }
        let place = self.draft.state_place(StatedPlace {
            name: name.clone(),
            level: PlaceLevel::System,
            codes,
            parent,
            contact,
            closed,
            successor,
        });
        self.footprints.insert(block.code.clone(), place);
        let mut listed: BTreeSet<OrganisationId> = BTreeSet::new();
        for list in List::ALL {
            listed.append(&mut self.list(sheet, block, list, place, closed));
        }
        self.ask_about_the_unlisted(
            At {
                sheet: sheet_name,
                row: first_row,
            },
            place,
            &listed,
        );
        if let Some(column) = sheet.column(Column::Lead) {
            for (row, text) in Self::said(sheet, block, Some(column)) {
                self.leads.push(Lead {
                    sheet: sheet_name.to_owned(),
                    row,
                    column: sheet.heading(column),
                    place,
                    text,
                });
            }
        }
    }

    /// Numbers that run on down the rows of one partnership (a drag-fill), and regions that differ.
    fn say_what_varies(&mut self, sheet: &Sheet<'_>, block: &Block<'_>) {
        for (column, what) in [
            (
                Column::Number,
                "The footprint number varies within one partnership; its code was used and the number was not.",
            ),
            (
                Column::Region,
                "The region varies within one partnership; the first was used.",
            ),
            (
                Column::Gss,
                "The ONS code varies within one partnership; all were kept.",
            ),
            (
                Column::Name,
                "The name varies within one partnership; the first was used.",
            ),
        ] {
            let Some(at) = sheet.column(column) else {
                continue;
            };
            let values = Self::said(sheet, block, Some(at));
            if values.len() > 1 {
                for (row, value) in values {
                    let value = format!("{}: {}", block.code, tidy(&value));
                    self.draft.report.remark(
                        At {
                            sheet: &sheet.table.name,
                            row,
                        },
                        &sheet.heading(at),
                        what,
                        &value,
                    );
                }
            }
        }
    }

    fn region(&mut self, sheet: &Sheet<'_>, block: &Block<'_>) -> Option<PlaceId> {
        let (_, text) = Self::said(sheet, block, sheet.column(Column::Region))
            .into_iter()
            .next()?;
        let (name, code) = name_with_code(&text);
        if name.is_empty() || stands_for_nothing(&name) {
            return None;
        }
        Some(self.draft.state_place(StatedPlace {
            name,
            level: PlaceLevel::Region,
            codes: code.iter().map(|code| ods(code)).collect(),
            ..StatedPlace::default()
        }))
    }

    fn contact(&mut self, sheet: &Sheet<'_>, block: &Block<'_>) -> Option<String> {
        let column = sheet.column(Column::Contact)?;
        let (row, text) = Self::said(sheet, block, Some(column)).into_iter().next()?;
        let at = At {
            sheet: &sheet.table.name,
            row,
        };
        let heading = sheet.heading(column);
        if stands_for_nothing(&text) || !text.contains('@') {
            self.draft.report.reject(
                at,
                &heading,
                &tidy(&text),
                "This is no address; the partnership was taken without one.",
            );
            return None;
        }
        let lines: Vec<String> = text
            .lines()
            .map(tidy)
            .filter(|line| !line.is_empty())
            .collect();
        if lines.len() > 1 {
            self.draft.report.remark(
                at,
                &heading,
                "Several addresses stand in one cell; all were kept.",
                &lines.join("; "),
            );
        }
        let joined = lines.join("; ");
        let straightened = straight(&joined);
        if straightened != joined {
            self.draft.report.remark(
                at,
                &heading,
                "A curly apostrophe was made straight.",
                &joined,
            );
        }
        Some(straightened)
    }

    /// A name without the white space, curly marks and asides that cling to it, each said.
    fn cleaned(&mut self, sheet: &Sheet<'_>, row: u32, column: Column, raw: &str) -> String {
        let at = At {
            sheet: &sheet.table.name,
            row,
        };
        let heading = sheet
            .column(column)
            .map(|at| sheet.heading(at))
            .unwrap_or_default();
        let whole = sheet
            .table
            .rows
            .iter()
            .find(|r| r.number == row)
            .and_then(|r| {
                sheet
                    .column(column)
                    .map(|c| cell_over(sheet.table, r, c).text().into_owned())
            })
            .unwrap_or_else(|| raw.to_owned());
        let tidied = tidy(&whole);
        if tidied != whole {
            self.draft.report.remark(
                at,
                &heading,
                "White space at an end or within was taken out.",
                &tidied,
            );
        }
        let straightened = straight(&tidied);
        if straightened != tidied {
            self.draft.report.remark(
                at,
                &heading,
                "A curly apostrophe was made straight.",
                &tidied,
            );
        }
        let mut name = straightened;
        for aside in [" (Unitary)", " (unitary)"] {
            if let Some(shorter) = name.strip_suffix(aside)
                && shorter.to_lowercase().contains("council")
            {
                self.draft.report.remark(
                    at,
                    &heading,
                    "An aside in brackets was left out of the name.",
                    &name,
                );
                name = shorter.to_owned();
            }
        }
        if let Some((before, inside)) = name.split_once(" (") {
            let inside = inside.trim_end_matches(')');
            if inside.to_lowercase().starts_with("cqc name")
                || (is_ods(inside) && inside.chars().any(|c| c.is_ascii_digit()))
            {
                self.draft.report.remark(
                    at,
                    &heading,
                    "An aside in brackets was left out of the name.",
                    &name,
                );
                if let Some((_, other)) = inside.split_once(':') {
                    self.also_called.push((
                        sheet.table.name.clone(),
                        row,
                        before.to_owned(),
                        tidy(other),
                    ));
                }
                name = before.to_owned();
            }
        }
        name
    }

    /// An aside may give an organisation the name of another one of the file.
    fn also_called(&mut self) {
        for (sheet, row, name, other) in std::mem::take(&mut self.also_called) {
            let alike = self.draft.organisations_that_begin(&name_key(&other));
            if !alike.is_empty() {
                self.draft.report.ask(
                    At { sheet: &sheet, row },
                    format!("{name} is also called \"{other}\": is it the same as an organisation listed elsewhere? Both were entered."),
                    alike,
                );
            }
        }
    }
    fn list(
        &mut self,
        sheet: &Sheet<'_>,
        block: &Block<'_>,
        list: List,
        place: PlaceId,
        closed: Option<Date>,
    ) -> BTreeSet<OrganisationId> {
        let Some(names) = sheet.column(Column::Names(list)) else {
            return BTreeSet::new();
        };
        let codes = sheet.column(Column::Codes(list));
        let mut listed: BTreeSet<OrganisationId> = BTreeSet::new();
        for row in &block.rows {
            let at = At {
                sheet: &sheet.table.name,
                row: row.number,
            };
            let heading = sheet.heading(names);
            let code_heading = codes
                .map(|column| sheet.heading(column))
                .unwrap_or_default();
            let code_cell = codes.map_or(&Cell::Empty, |column| row.cell(column));
            let raw = row.cell(names).text();
            if let Cell::Fault(fault) = code_cell {
                self.draft.report.reject(
                    at,
                    &code_heading,
                    fault,
                    "The formula failed; the organisation was taken without a code.",
                );
            }
            let code_text = code_cell.text();
            if raw.trim().is_empty() && code_text.trim().is_empty() {
                continue;
            }
            if raw.trim().starts_with('*') {
                self.draft.report.reject(
                    at,
                    &heading,
                    raw.trim(),
                    "This is a footnote, not an organisation; it was left out.",
                );
                continue;
            }
            let mut name = self.cleaned(sheet, row.number, Column::Names(list), &raw);
            let found = codes_in(&code_text);
            let known = match &found {
                CodeCell::Codes(codes) => codes.clone(),
                CodeCell::NotSaid => {
                    self.draft.report.reject(
                        at,
                        &code_heading,
                        code_text.trim(),
                        format!("This is no code; {name} was taken without one."),
                    );
                    Vec::new()
                }
                CodeCell::Unclear => {
                    self.draft.report.reject(
                        at,
                        &code_heading,
                        code_text.trim(),
                        format!("No code can be read from this; {name} was taken without one."),
                    );
                    Vec::new()
                }
                CodeCell::Blank => {
                    self.draft.report.remark(
                        at,
                        &code_heading,
                        "The organisation has no code; it is known by its name.",
                        &name,
                    );
                    Vec::new()
                }
            };
            let ods_code = known
                .iter()
                .find(|c| c.scheme == domain::CodeScheme::Ods)
                .map(|c| c.value.clone());
            if stands_for_nothing(&name) {
                let looked_up = ods_code
                    .as_ref()
                    .and_then(|code| self.look_ups.name_of.get(code))
                    .cloned();
                let Some(looked_up) = looked_up else {
                    self.draft.report.reject(
                        at,
                        &heading,
                        &name,
                        "The organisation has no name; it was left out.",
                    );
                    continue;
                };
                self.draft.report.remark(
                    at,
                    &heading,
                    "The name was missing and was looked up by the code.",
                    &looked_up,
                );
                name = looked_up;
            }
            if known.len() > 1 {
                self.draft.report.remark(
                    at,
                    &code_heading,
                    "Two codes stand in one cell; each was kept under its scheme.",
                    code_text.trim(),
                );
            }
            let guessed = Some(kind_of(&name, ods_code.as_deref(), list.listed_as()));
            let stated = StatedOrganisation {
                name: name.clone(),
                guessed,
                codes: known,
                memberships: vec![Membership {
                    place_id: place,
                    from: None,
                    to: closed,
                }],
                ..StatedOrganisation::default()
            };
            if let Some(id) = self.draft.state_organisation(at, &heading, stated)
                && !listed.insert(id)
            {
                self.draft.report.remark(
                    at,
                    &heading,
                    "The organisation is listed twice in one partnership; it was taken once.",
                    &name,
                );
            }
        }
        listed
    }

    /// Asks about members that a published file brought and this edition no longer lists.
    fn ask_about_the_unlisted(
        &mut self,
        at: At<'_>,
        place: PlaceId,
        listed: &BTreeSet<OrganisationId>,
    ) {
        let map = self.draft.as_it_is();
        let Some(was) = map.place(place) else {
            return;
        };
        let published = |o: &&Organisation| {
            o.record
                .source_id
                .and_then(|id| map.source(id))
                .is_some_and(|source| source.kind == SourceKind::Dataset)
        };
        let is_member = |o: &&Organisation| {
            o.memberships
                .iter()
                .any(|m| m.place_id == place && m.to.is_none())
        };
        for gone in map
            .organisations()
            .iter()
            .filter(is_member)
            .filter(published)
            .filter(|o| o.closed.is_none() && !listed.contains(&o.id))
        {
            self.draft.report.ask(
                at,
                format!(
                    "{} is a member of {} and is no longer listed under it: has it left? Nothing was changed.",
                    self.draft.organisation_name(gone.id),
                    was.name
                ),
                vec![
                    "It has left: give its membership an end".to_owned(),
                    "It is still a member: leave it".to_owned(),
                ],
            );
        }
    }

    /// Asks about people once published as leads of a partnership for which this edition names others.
    fn ask_about_former_leads(&mut self, named: &[(Lead, Vec<String>)]) {
        let map = self.draft.as_it_is();
        for (lead, names) in named {
            let Some(was) = map.place(lead.place) else {
                continue;
            };
            let about = format!("Published as lead of {}", was.name);
            let mut asked = BTreeSet::new();
            for note in map.notes().iter() {
                let EntityRef::Leader(id) = note.about else {
                    continue;
                };
                let said = note
                    .text
                    .strip_prefix(&about)
                    .is_some_and(|rest| rest.starts_with(['.', ':']));
                let Some(former) = map.leader(id).filter(|_| said) else {
                    continue;
                };
                let still = named
                    .iter()
                    .filter(|(other, _)| other.place == lead.place)
                    .flat_map(|(_, names)| names)
                    .any(|name| person_key(name) == person_key(&former.name));
                let mut posts = map.posts().iter().filter(|p| p.leader_id == id).peekable();
                let ended = posts.peek().is_some() && posts.all(|p| p.to.is_some());
                if still || ended || !asked.insert(id) {
                    continue;
                }
                let now = if names.is_empty() {
                    "names nobody".to_owned()
                } else {
                    format!("names {}", names.join(" and "))
                };
                self.draft.report.ask(
                    At {
                        sheet: &lead.sheet,
                        row: lead.row,
                    },
                    format!(
                        "{} was published as lead of {} and this file {now}: has the post ended? Nothing was ended.",
                        former.name, was.name
                    ),
                    vec![
                        format!("{}'s post has ended: give it an end", former.name),
                        "Both hold a post: leave it".to_owned(),
                    ],
                );
            }
        }
    }

    fn formulas(&mut self, sheet: &Sheet<'_>) {
        for (row, column) in &sheet.table.formulas {
            let header = sheet
                .table
                .rows
                .get(sheet.header)
                .map_or(0, |row| row.number);
            if *row > header {
                self.draft.report.remark(
                    At {
                        sheet: &sheet.table.name,
                        row: *row,
                    },
                    &sheet.heading(*column as usize),
                    "The cell holds a formula; the value saved with it was used.",
                    "",
                );
            }
        }
    }

    // ---- leads ----

    fn leads(&mut self) {
        let mut named: Vec<(Lead, Vec<String>)> = Vec::new();
        for lead in std::mem::take(&mut self.leads) {
            let mut names_here: Vec<String> = Vec::new();
            let at = At {
                sheet: &lead.sheet,
                row: lead.row,
            };
            match people_in(&lead.text) {
                Naming::NotSaid => self.draft.report.reject(
                    at,
                    &lead.column,
                    &tidy(&lead.text),
                    "No lead is named; the partnership was taken without one.",
                ),
                Naming::Unclear => self.draft.report.reject(
                    at,
                    &lead.column,
                    &tidy(&lead.text),
                    "No person's name can be read from this; enter the lead by hand.",
                ),
                Naming::People(people) => {
                    if people.len() > 1 {
                        let names: Vec<&str> = people.iter().map(|p| p.name.as_str()).collect();
                        self.draft.report.remark(
                            at,
                            &lead.column,
                            "Several people stand in one cell; each was taken.",
                            &names.join("; "),
                        );
                    }
                    for person in people {
                        self.lead(at, &lead, &person.name, &person.rest);
                        names_here.push(person.name);
                    }
                }
            }
            named.push((lead, names_here));
        }
        self.ask_about_former_leads(&named);
    }

    fn lead(&mut self, at: At<'_>, lead: &Lead, name: &str, rest: &str) {
        let place_name = self
            .draft
            .place(lead.place)
            .map(|p| p.name.clone())
            .unwrap_or_default();
        let doubtful = rest.contains('?');
        let mut chosen: Option<(String, Vec<OrganisationId>)> = None;
        if !doubtful {
            for (title, body) in title_and_organisation(rest) {
                if body.is_empty() {
                    continue;
                }
                let bodies = self.bodies(at, lead, &body);
                if !bodies.is_empty() {
                    chosen = Some((title, bodies));
                    break;
                }
            }
        }
        let (title, bodies) = chosen.clone().unwrap_or_default();
        let Some(leader) =
            self.draft
                .state_leader(at, name, None, &bodies, Confidentiality::Public)
        else {
            return;
        };
        for body in &bodies {
            let title = if title.is_empty() {
                format!("Lead of {place_name}")
            } else {
                title.clone()
            };
            self.draft
                .state_post(leader, *body, &title, None, Confidentiality::Public);
        }
        if bodies.len() > 1 {
            let held: Vec<String> = bodies
                .iter()
                .map(|id| self.draft.organisation_name(*id))
                .collect();
            self.draft.report.remark(
                at,
                &lead.column,
                "One person holds the post at several organisations; each was taken.",
                &format!("{name}: {}", held.join("; ")),
            );
        }
        if let Some(date) = self.edition {
            let text = if rest.is_empty() {
                format!("Published as lead of {place_name}.")
            } else {
                format!("Published as lead of {place_name}: {rest}.")
            };
            self.draft.state_note(
                EntityRef::from(leader),
                date,
                "NHS Digital Organisation Data Service",
                &text,
                Confidentiality::Public,
            );
        }
        if bodies.is_empty() {
            let why = if doubtful {
                "with a question mark"
            } else {
                "without an organisation that is in the file"
            };
            let candidates = self.bodies_like(lead, rest);
            self.draft.report.ask(
                at,
                format!("{name} is published {why} (\"{rest}\"): at which organisation does the post stand? The leader was entered without a post."),
                candidates,
            );
        }
    }

    /// The organisations a text names: the partnership's own members first, then any in the file.
    fn bodies(&mut self, at: At<'_>, lead: &Lead, text: &str) -> Vec<OrganisationId> {
        let names = organisations_in(text);
        if let Some(id) = names.first().and_then(|name| self.body(at, lead, name)) {
            return vec![id];
        }
        let mut found: Vec<OrganisationId> = Vec::new();
        for name in names.iter().skip(1) {
            match self.body(at, lead, name) {
                Some(id) if !found.contains(&id) => found.push(id),
                Some(_) => {}
                None => {
                    if !found.is_empty() {
                        let candidates = self.bodies_like(lead, name);
                        self.draft.report.ask(at, format!("No organisation in the file is called \"{name}\"; the lead's post there was left out."), candidates);
                    }
                }
            }
        }
        found
    }

    fn body(&mut self, at: At<'_>, lead: &Lead, name: &str) -> Option<OrganisationId> {
        let members = self.draft.members_of(lead.place);
        let key = name_key(name);
        let mut named = members.iter().copied().filter(|id| {
            self.draft
                .organisation(*id)
                .is_some_and(|o| name_key(&o.name) == key)
        });
        if let Some(id) = named.next() {
            return Some(id);
        }
        if let Found::One(id) = self.draft.organisation_by_name(name) {
            return Some(id);
        }
        let wanted = telling_words(name);
        if wanted.len() < 2 || !says_what_body(name) {
            return None;
        }
        let alike: Vec<OrganisationId> = members
            .into_iter()
            .filter(|id| {
                self.draft
                    .organisation(*id)
                    .is_some_and(|o| telling_words(&o.name) == wanted)
            })
            .collect();
        if let [id] = alike.as_slice() {
            let meant = self.draft.organisation_name(*id);
            self.draft.report.remark(at, &lead.column, "The lead's organisation is written in another way; it was taken to be the one that fits.", &format!("{name} = {meant}"));
            return Some(*id);
        }
        None
    }

    /// Members of the partnership whose names share telling words with the text; all where none do.
    fn bodies_like(&self, lead: &Lead, text: &str) -> Vec<String> {
        let wanted = telling_words(text);
        let members = self.draft.members_of(lead.place);
        let mut scored: Vec<(usize, String)> = members
            .iter()
            .filter_map(|id| self.draft.organisation(*id))
            .map(|o| {
                (
                    telling_words(&o.name).intersection(&wanted).count(),
                    self.draft.organisation_name(o.id),
                )
            })
            .collect();
        scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        scored.into_iter().take(6).map(|(_, name)| name).collect()
    }

    // ---- change log ----

    fn log(&mut self, log: &Log<'_>) {
        let sheet = log.table.name.as_str();
        for (row, value) in &log.undated {
            self.draft.report.reject(
                At { sheet, row: *row },
                "Date",
                value,
                "The change has no date; it was left out of the history.",
            );
        }
        for entry in &log.rows {
            self.rows += 1;
            let at = At {
                sheet,
                row: entry.row,
            };
            let codes = codes_named(&entry.codes);
            if codes.is_empty() {
                self.draft.report.reject(
                    at,
                    "STP Code",
                    &entry.codes,
                    format!("The change names no partnership by its code (\"{}\"); it was left out of the history.", entry.name),
                );
                continue;
            }
            for code in &codes {
                let Some(place) = self.footprints.get(code).copied() else {
                    let like = self.places_named_like(&entry.name);
                    self.draft.report.ask(
                        at,
                        format!("The change log names {code} (\"{}\"), a code that no partnership of the workbook has; the change was left out there.", entry.name),
                        like,
                    );
                    continue;
                };
                if codes.len() == 1 && self.names_another(place, &entry.name) {
                    let mut like = self.places_named_like(&entry.name);
                    like.push(self.place_name(place));
                    self.draft.report.ask(
                        at,
                        format!("The change log gives {code} and the name \"{}\", which are two partnerships; the change was left out.", entry.name),
                        like,
                    );
                    continue;
                }
                self.draft.state_note(
                    EntityRef::from(place),
                    entry.date,
                    "NHS Digital Organisation Data Service",
                    &entry.text,
                    Confidentiality::Public,
                );
            }
        }
    }

    fn place_name(&self, place: PlaceId) -> String {
        self.draft
            .place(place)
            .map(
                |p| match p.codes.iter().find(|c| c.scheme == domain::CodeScheme::Ods) {
                    Some(code) => format!("{} ({})", p.name, code.value),
                    None => p.name.clone(),
                },
            )
            .unwrap_or_default()
    }

    fn places_named_like(&self, name: &str) -> Vec<String> {
        self.draft
            .places_like(name)
            .into_iter()
            .take(4)
            .map(|id| self.place_name(id))
            .collect()
    }

    /// Whether a name shares no telling word with the place its code means, and does with another.
    fn names_another(&self, place: PlaceId, name: &str) -> bool {
        let wanted = telling_words(name);
        let own = self
            .draft
            .place(place)
            .map(|p| telling_words(&p.name))
            .unwrap_or_default();
        own.is_disjoint(&wanted) && !self.draft.places_like(name).is_empty()
    }

    // ---- the whole ----

    fn say_what_was_read(
        &mut self,
        read: &Tables,
        sheets: &[Sheet<'_>],
        log: Option<&Log<'_>>,
        counts: (usize, usize),
    ) {
        let whole = |name| At {
            sheet: name,
            row: 0,
        };
        self.draft.report.remark(
            whole(""),
            "",
            "Partnerships found, those that have closed counted by themselves.",
            &format!("{} current, {} closed", counts.0, counts.1),
        );
        for table in &read.tables {
            let sheet = sheets.iter().find(|s| std::ptr::eq(s.table, table));
            if table.hidden {
                self.draft.report.remark(
                    whole(""),
                    "",
                    "Hidden sheets were read only to look up names by code.",
                    &table.name,
                );
            } else if let Some(sheet) = sheet {
                for (at, heading) in sheet.headings.iter().enumerate() {
                    if !heading.is_empty() && !sheet.columns.iter().any(|(_, column)| *column == at)
                    {
                        self.draft.report.remark(
                            whole(&table.name),
                            "",
                            "Columns that hold nothing the footprint keeps were left out.",
                            heading,
                        );
                    }
                }
                if table.columns_left_out {
                    self.draft.report.remark(
                        whole(&table.name),
                        "",
                        "Cells far to the right of the table were left out.",
                        "",
                    );
                }
            } else if log.is_none_or(|log| !std::ptr::eq(log.table, table)) {
                self.draft.report.remark(
                    whole(""),
                    "",
                    "Sheets without a table of partnerships were read for the edition's date only.",
                    &table.name,
                );
            }
        }
    }
}

/// Whether a name says that it is an organisation's: "Black Country" alone is a place.
fn says_what_body(name: &str) -> bool {
    let key = name_key(name);
    key.split(' ').any(|word| {
        matches!(
            word,
            "ccg"
                | "trust"
                | "ft"
                | "council"
                | "board"
                | "icb"
                | "authority"
                | "hospital"
                | "hospitals"
        )
    })
}

/// The partnership codes that stand in a text, such as "QT7 and QJK" or "CODE: QHM".
fn codes_named(text: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let is_code = word.len() == 3
            && word.starts_with('Q')
            && word
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        if is_code && !codes.iter().any(|known| known == word) {
            codes.push(word.to_owned());
        }
    }
    codes
}
