//! Any table with a header: columns found by what they are called, by what the person who imports
//! says (`COLUMN=FIELD`), or not at all and then said so. Workbooks of elements and connections, as
//! Kumu writes them, are tables of this kind.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    Authority, Code, CodeScheme, Confidentiality, LeaderId, Level, Membership, OrganisationId,
    Party, PlaceId, PlaceLevel, SourceKind, TieKind, Trust,
};
use jiff::civil::Date;

use crate::codes::{CodeCell, codes_in, gss, is_gss, is_ods, name_with_code, ods};
use crate::dates;
use crate::draft::{Draft, Found, Origin, StatedOrganisation, StatedPlace};
use crate::error::{ExchangeError, UnknownColumn};
use crate::kinds::{ListedAs, kind_in_words, kind_of};
use crate::names::{name_key, ordinary_letters, straight, tidy};
use crate::people::{stands_for_no_code, stands_for_nothing};
use crate::plan::{At, Context, Kind, Mapping, Plan, column_name};
use crate::source_file::{SourceFile, Tables};
use crate::table::{Cell, Row, Table, column_letters};

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $key:literal: $($word:literal)|*;)+) => {
        /// What a column can be taken as.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Field { $($(#[$doc])* $field,)+ }

        impl Field {
            const ALL: &'static [Self] = &[$(Self::$field,)+];

            const fn key(self) -> &'static str { match self { $(Self::$field => $key,)+ } }

            /// What columns of this field are usually called, as keys of names.
            const fn words(self) -> &'static [&'static str] { match self { $(Self::$field => &[$($word),*],)+ } }
        }
    };
}

fields! {
    /// An organisation's name, or a person's in a table of people.
    Name = "name": "name" | "organisation name" | "organization name" | "org name" | "label" | "full name" | "node label" | "partner" | "partner organisation" | "partner name" | "body" | "trust name" | "practice name" | "provider name" | "council name" | "element" | "title of organisation" | "primary organization" | "stakeholder" | "display name" | "agency" | "ccg" | "ccg name" | "practice" | "provider" | "hospital" | "hospital name" | "local authority" | "local authority name" | "la name" | "council" | "charity name" | "institution";
    /// Its short name.
    Label = "label": "short name" | "short label" | "abbreviation" | "acronym" | "abbrev";
    /// What it is.
    Kind = "kind": "kind" | "organisation type" | "organization type" | "organisation kind" | "org type" | "element type";
    /// Its type in free words: an organisation's kind, or a tie's.
    Type = "type": "type" | "relationship" | "relation" | "connection type" | "tie" | "tie type" | "relationship type";
    /// Its sector.
    Sector = "sector": "sector" | "sub type" | "subtype" | "category";
    /// Its ODS code.
    Ods = "ods": "ods" | "ods code" | "organisation code" | "organization code" | "org code" | "trust code" | "practice code" | "ccg code" | "provider code";
    /// Its code of the Office for National Statistics.
    Ons = "ons": "ons" | "ons code" | "gss" | "gss code" | "ons gss code";
    /// Its number at the Care Quality Commission.
    Cqc = "cqc": "cqc" | "cqc number" | "cqc code" | "cqc id" | "cqc provider id";
    /// Its number at Companies House.
    CompaniesHouse = "companies_house": "companies house" | "company number" | "companies house number";
    /// Its charity number.
    Charity = "charity": "charity" | "charity number" | "registered charity number" | "charity no";
    /// A code whose scheme its form tells.
    AnyCode = "code": "code" | "codes";
    /// The footprint or place it belongs to.
    Place = "place": "place" | "footprint" | "stp" | "ics" | "stp name" | "system" | "locality" | "places";
    /// The code of that footprint.
    PlaceCode = "place_code": "place code" | "footprint code" | "stp code" | "ics code" | "icb code" | "ods stp code" | "ons stp code";
    /// The region that footprint lies in.
    Region = "region": "region" | "england region" | "region name" | "england region name";
    /// The organisation it is part of.
    Parent = "parent": "parent" | "parent organisation" | "part of" | "parent organization";
    /// The day it opened.
    Opened = "opened": "opened" | "open date" | "date opened" | "start date";
    /// The day it closed.
    Closed = "closed": "closed" | "close date" | "closing date" | "date closed" | "closure date";
    /// A person's name.
    Leader = "leader": "leader" | "lead" | "person" | "contact name" | "leader name" | "stp footprint lead" | "chief executive" | "user name";
    /// A person's first name.
    FirstName = "first_name": "first name" | "forename" | "given name" | "firstname";
    /// A person's last name.
    LastName = "last_name": "last name" | "surname" | "family name" | "lastname";
    /// What a person's post is called.
    Title = "title": "job title" | "role" | "post" | "position" | "job" | "post title" | "job role";
    /// Where a person's post is.
    Organisation = "organisation": "organisation" | "organization" | "company" | "employer" | "org" | "works at" | "works for";
    /// How a person is reached at work.
    Contact = "contact": "email" | "e mail" | "email address" | "e mail address" | "contact" | "contact email" | "work email" | "mail";
    /// What a person may do in a decision.
    Authority = "authority": "authority" | "formal authority" | "decision rights";
    /// Where a tie begins.
    From = "from": "from" | "source" | "party a" | "from organisation" | "vertex 1" | "organisation a" | "from name" | "ego";
    /// Where a tie ends.
    To = "to": "to" | "target" | "party b" | "to organisation" | "vertex 2" | "organisation b" | "to name" | "alter";
    /// A level of collaboration, 0 to 5.
    Level = "level": "level" | "strength" | "collaboration" | "level of collaboration" | "collaboration level";
    /// Trust, 1 to 5.
    Trust = "trust": "trust" | "trust level" | "level of trust";
    /// Whether a tie goes one way.
    Direction = "direction": "direction" | "directed";
    /// Something said of a tie.
    Note = "note": "note" | "notes" | "comment" | "comments" | "description";
    /// The day a tie was judged.
    Date = "date": "date" | "assessed on" | "date assessed" | "as of";
    /// A column to leave out.
    Ignore = "ignore": "ignore";
}

impl Field {
    fn from_key(key: &str) -> Option<Self> {
        let key = key.trim().to_lowercase().replace([' ', '-'], "_");
        // "label" names the short name when it is asked for by that word.
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.key() == key)
            .or(match key.as_str() {
                "email" | "e_mail" => Some(Self::Contact),
                "footprint" => Some(Self::Place),
                "person" => Some(Self::Leader),
                "role" | "job_title" | "post" => Some(Self::Title),
                "tie" | "relationship" => Some(Self::Type),
                "strength" => Some(Self::Level),
                "ons_gss" | "gss" => Some(Self::Ons),
                _ => None,
            })
    }

    /// The field a heading usually means.
    fn of_heading(heading: &str) -> Option<Self> {
        let key = name_key(&parted(heading)).replace('_', " ");
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.words().contains(&key.as_str()))
    }
}

/// `OrganisationName` as "Organisation Name", `org_name` as "org name".
fn parted(heading: &str) -> String {
    let mut text = String::with_capacity(heading.len() + 4);
    let mut before = ' ';
    for c in heading.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            text.push(' ');
        }
        text.push(if c == '_' { ' ' } else { c });
        before = c;
    }
    text
}

/// What the rows of a block are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Organisations,
    Leaders,
    Ties,
}

/// Rows under one header.
struct Block<'t> {
    table: &'t Table,
    headings: Vec<String>,
    fields: Vec<(Field, usize)>,
    rows: &'t [Row],
    subject: Subject,
    /// Whether its rows are elements, people and organisations told apart by their type.
    is_element: bool,
    /// The column of the elements' own ids.
    id: Option<usize>,
}

impl Block<'_> {
    fn column(&self, field: Field) -> Option<usize> {
        self.fields
            .iter()
            .find(|(f, _)| *f == field)
            .map(|(_, column)| *column)
    }

    fn cell<'r>(&self, row: &'r Row, field: Field) -> &'r Cell {
        self.column(field)
            .map_or(&Cell::Empty, |column| row.cell(column))
    }

    fn text(&self, row: &Row, field: Field) -> String {
        straight(&tidy(&self.cell(row, field).text()))
    }

    /// A value that says something.
    fn said(&self, row: &Row, field: Field) -> Option<String> {
        let text = self.text(row, field);
        (!stands_for_nothing(&text)).then_some(text)
    }

    fn heading(&self, field: Field) -> String {
        self.column(field)
            .map(|column| column_name(self.headings.get(column).map_or("", String::as_str), column))
            .unwrap_or_default()
    }
}

/// "Trust" heads a column of NHS trusts in a table of organisations, and of levels in one of ties.
fn settle_trust(subject: Subject, fields: &mut [(Field, usize)]) {
    let named = fields
        .iter()
        .any(|(field, _)| matches!(field, Field::Name | Field::Organisation));
    if subject == Subject::Organisations && !named {
        for (field, _) in fields
            .iter_mut()
            .filter(|(field, _)| *field == Field::Trust)
        {
            *field = Field::Name;
        }
    }
}

/// The fields of a header row, by mapping and then by guess.
fn fields_of(headings: &[String], mapping: &[(String, Field)]) -> Vec<(Field, usize)> {
    let mut fields: Vec<(Field, usize)> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for (column, field) in mapping {
        if let Some(at) = column_called(headings, column) {
            taken.push(at);
            if *field != Field::Ignore {
                fields.retain(|(known, _)| known != field);
                fields.push((*field, at));
            }
        }
    }
    for (at, heading) in headings.iter().enumerate() {
        if taken.contains(&at) {
            continue;
        }
        if let Some(field) = Field::of_heading(heading)
            && !fields.iter().any(|(known, _)| *known == field)
        {
            fields.push((field, at));
        }
    }
    fields
}

fn column_called(headings: &[String], column: &str) -> Option<usize> {
    let wanted = tidy(column);
    headings
        .iter()
        .position(|heading| heading.eq_ignore_ascii_case(&wanted))
        .or_else(|| {
            headings
                .iter()
                .position(|heading| !heading.is_empty() && name_key(heading) == name_key(&wanted))
        })
        .or_else(|| {
            (0..headings.len())
                .find(|at| column_letters(*at).eq_ignore_ascii_case(&wanted) && wanted.len() <= 2)
        })
}

fn subject_of(fields: &[(Field, usize)]) -> Option<Subject> {
    let has = |field: Field| fields.iter().any(|(f, _)| *f == field);
    if has(Field::From) && has(Field::To) {
        Some(Subject::Ties)
    } else if has(Field::Leader)
        || (has(Field::FirstName) && has(Field::LastName))
        || (has(Field::Name)
            && (has(Field::Title) || (has(Field::Organisation) && has(Field::Contact))))
        || (has(Field::Name) && has(Field::Organisation) && !has(Field::Kind) && !has(Field::Ods))
    {
        Some(Subject::Leaders)
    } else if has(Field::Name)
        || has(Field::Organisation)
        || has(Field::Ods)
        || has(Field::Ons)
        || has(Field::AnyCode)
    {
        Some(Subject::Organisations)
    } else {
        None
    }
}

/// How many rows at the top of a part of a sheet may be its header.
const HEADER_WITHIN: usize = 30;

fn headings_of(row: &Row) -> Vec<String> {
    row.cells.iter().map(|c| tidy(&c.text())).collect()
}

/// Whether a row has headings only: two or more, each of a column that is known.
fn is_all_headings(row: &Row, mapping: &[(String, Field)]) -> bool {
    let headings = headings_of(row);
    let fields = fields_of(&headings, mapping);
    let filled = headings
        .iter()
        .filter(|heading| !heading.is_empty())
        .count();
    filled >= 2 && fields.len() == filled && subject_of(&fields).is_some()
}

/// Where the parts of a sheet begin: at its top, and where headings follow blank rows. Headings of
/// which some are not known need two blank rows before them.
fn parts(table: &Table, mapping: &[(String, Field)]) -> Vec<usize> {
    let mut starts = vec![0];
    for at in 1..table.rows.len() {
        let row = &table.rows[at];
        let gap = row.number - table.rows[at - 1].number;
        if gap < 2 {
            continue;
        }
        let known = || {
            let fields = fields_of(&headings_of(row), mapping);
            fields.len() >= 2 && subject_of(&fields).is_some()
        };
        if is_all_headings(row, mapping) || (gap > 2 && known()) {
            starts.push(at);
        }
    }
    starts
}

/// Whether the column a header is known by holds kinds, not names: then it is a row of data that
/// has such a word in it ("Vale Council, council").
fn is_data(rows: &[Row], header: usize, fields: &[(Field, usize)]) -> bool {
    let [(Field::Name | Field::Organisation, column)] = fields else {
        return false;
    };
    let values: Vec<String> = rows
        .iter()
        .take(2 * HEADER_WITHIN)
        .enumerate()
        .filter(|(at, row)| *at != header && !row.cell(*column).is_blank())
        .map(|(_, row)| row.cell(*column).text().into_owned())
        .collect();
    let kinds = values.iter().filter(|v| kind_in_words(v).is_some()).count();
    kinds > 0 && kinds * 2 >= values.len()
}

/// The blocks of a sheet: each of its parts from the best header among the part's first rows.
fn blocks<'t>(
    table: &'t Table,
    mapping: &[(String, Field)],
    forced: Option<Subject>,
) -> Vec<Block<'t>> {
    let starts = parts(table, mapping);
    let mut found = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(table.rows.len());
        let rows = &table.rows[*start..end];
        let mut best: Option<(usize, usize)> = None;
        for (at, row) in rows.iter().enumerate().take(HEADER_WITHIN) {
            let headings = headings_of(row);
            let fields = fields_of(&headings, mapping);
            // A mapped column speaks louder than a guessed one.
            let mapped = mapping
                .iter()
                .filter(|(column, _)| column_called(&headings, column).is_some())
                .count();
            let score = fields.len() + 10 * mapped;
            if score > best.map_or(0, |(score, _)| score)
                && (subject_of(&fields).is_some() || forced.is_some())
                && (mapped > 0 || !is_data(rows, at, &fields))
            {
                best = Some((score, at));
            }
        }
        let Some((_, header)) = best else { continue };
        let headings = headings_of(&rows[header]);
        let mut fields = fields_of(&headings, mapping);
        if let Some(subject) = forced.or_else(|| subject_of(&fields)) {
            settle_trust(subject, &mut fields);
            found.push(Block {
                table,
                headings,
                fields,
                rows: &rows[header + 1..],
                subject,
                is_element: false,
                id: None,
            });
        }
    }
    found
}

/// Marks the blocks of elements of a workbook of elements and connections, by their first headings or
/// by their sheets' names; says whether it is such a workbook.
fn settle_elements(all: &mut [Block<'_>], forced: bool) -> bool {
    let has_connections = all.iter().any(|block| block.subject == Subject::Ties);
    let is_element = |block: &Block<'_>| {
        let key = |at: usize| {
            block
                .headings
                .get(at)
                .map(|h| name_key(h))
                .unwrap_or_default()
        };
        let labelled = key(0) == "label" || (key(0) == "id" && key(1) == "label");
        block.subject != Subject::Ties
            && block.column(Field::Name).is_some()
            && (labelled || block.table.name.to_lowercase().contains("element"))
    };
    if !has_connections || !(forced || all.iter().any(is_element)) {
        return false;
    }
    for block in all {
        if is_element(block) || (forced && block.subject != Subject::Ties) {
            block.subject = Subject::Organisations;
            block.is_element = true;
            block.id = block.headings.iter().position(|h| name_key(h) == "id");
        }
    }
    true
}

pub(crate) fn read<'a>(
    source: &SourceFile<'_>,
    read: &Tables,
    kind: Option<Kind>,
    mapping: &Mapping,
    map: &'a domain::Map,
    context: Context<'a>,
) -> Result<Plan, ExchangeError> {
    let mapped = known_fields(mapping)?;
    let forced = match kind {
        Some(Kind::Organisations) => Some(Subject::Organisations),
        Some(Kind::Leaders) => Some(Subject::Leaders),
        Some(Kind::Ties) => Some(Subject::Ties),
        _ => None,
    };
    let skipped = |table: &Table| table.name.to_lowercase().contains("(ignore)") || table.hidden;
    let mut all: Vec<Block<'_>> = read
        .tables
        .iter()
        .filter(|t| !skipped(t))
        .flat_map(|t| blocks(t, &mapped, forced))
        .collect();
    for (column, _) in &mapped {
        let known = all
            .iter()
            .any(|block| column_called(&block.headings, column).is_some());
        if !known {
            let headings = all
                .first()
                .map_or_else(|| first_row(read), |block| block.headings.clone());
            return Err(ExchangeError::NoSuchColumn {
                file: source.name.to_owned(),
                column: column.clone(),
                found: listed(&headings),
            });
        }
    }
    if all.is_empty() {
        let headings = first_row(read);
        return Err(ExchangeError::NotRecognised {
            file: source.name.to_owned(),
            found: listed(&headings),
            example: headings
                .iter()
                .find(|h| !h.is_empty())
                .cloned()
                .unwrap_or_else(|| "A".to_owned()),
            columns: unknown_columns(read),
        });
    }
    let is_kumu = (kind == Some(Kind::Kumu)
        || (kind.is_none() && read.is_workbook && mapped.is_empty()))
        && settle_elements(&mut all, kind == Some(Kind::Kumu));
    if all.iter().all(|block| block.rows.iter().all(Row::is_blank)) {
        return Err(ExchangeError::NoRows {
            file: source.name.to_owned(),
            found: listed(&all[0].headings),
        });
    }
    // What ties join must be there before them.
    all.sort_by_key(|block| match block.subject {
        Subject::Organisations => 0,
        Subject::Leaders => 1,
        Subject::Ties => 2,
    });
    let has = |subject| all.iter().any(|block| block.subject == subject);
    let read_as = kind.unwrap_or(
        if is_kumu || (has(Subject::Ties) && has(Subject::Organisations)) {
            Kind::Kumu
        } else if has(Subject::Organisations) {
            Kind::Organisations
        } else if has(Subject::Leaders) {
            Kind::Leaders
        } else {
            Kind::Ties
        },
    );
    if let Some(missing) = missing_for(kind, &all) {
        return Err(ExchangeError::NotOfKind {
            file: source.name.to_owned(),
            kind: read_as.word().to_owned(),
            missing: missing.to_owned(),
        });
    }
    let origin = Origin {
        title: crate::base_name(source.name).to_owned(),
        kind: SourceKind::Document,
        date: None,
        licence: None,
    };
    let mut importer = Importer {
        draft: Draft::new(map, context, origin),
        parents: Vec::new(),
        elements: HashMap::new(),
        ids: HashMap::new(),
        parties: HashMap::new(),
        people_of_rows: HashSet::new(),
        asked_places: BTreeMap::new(),
    };
    let mut rows = 0;
    for block in &all {
        importer.say_columns(block);
        // A row with a code and no name speaks of an organisation that another row may enter.
        let nameless = |row: &&Row| {
            block.subject == Subject::Organisations
                && block
                    .said(row, Field::Name)
                    .or_else(|| block.said(row, Field::Organisation))
                    .is_none()
        };
        let filled = || block.rows.iter().filter(|row| !row.is_blank());
        importer.say_what_stands_outside(block, &all);
        for row in filled()
            .filter(|row| !nameless(row))
            .chain(filled().filter(nameless))
        {
            rows += 1;
            match block.subject {
                Subject::Organisations => importer.element(block, row),
                Subject::Leaders => drop(importer.leader(block, row, false)),
                Subject::Ties => importer.tie(block, row),
            }
        }
    }
    importer.parents();
    for table in read.tables.iter().filter(|t| skipped(t)) {
        let what = if table.hidden {
            format!("The hidden sheet \"{}\" was left out.", table.name)
        } else {
            format!(
                "The sheet \"{}\" is marked (ignore) and was left out.",
                table.name
            )
        };
        importer
            .draft
            .report
            .remark(At { sheet: "", row: 0 }, "", &what, "");
    }
    let unread = |table: &&Table| {
        !skipped(table)
            && !table.rows.is_empty()
            && !all.iter().any(|block| std::ptr::eq(block.table, *table))
    };
    for table in read.tables.iter().filter(unread) {
        let what = format!(
            "The sheet \"{}\" has no headings that are known and was left out.",
            table.name
        );
        importer
            .draft
            .report
            .remark(At { sheet: "", row: 0 }, "", &what, "");
    }
    for table in read.tables.iter().filter(|t| t.columns_left_out) {
        importer.draft.report.remark(
            At {
                sheet: &table.name,
                row: 0,
            },
            "",
            "Cells far to the right of the table were left out.",
            "",
        );
    }
    if read.unreadable_characters {
        importer.draft.report.remark(
            At { sheet: "", row: 0 },
            "",
            "Some characters could not be read and stand as \u{FFFD}.",
            "",
        );
    }
    Ok(importer.draft.finish(read_as, &read.read_how, rows))
}

fn missing_for(kind: Option<Kind>, all: &[Block<'_>]) -> Option<&'static str> {
    let has = |field: Field| all.iter().any(|block| block.column(field).is_some());
    match kind {
        Some(Kind::Ties) if !(has(Field::From) && has(Field::To)) => {
            Some("a column for each end of a tie (from, to)")
        }
        Some(Kind::Leaders)
            if !(has(Field::Name) || has(Field::Leader) || has(Field::LastName)) =>
        {
            Some("a column of people's names")
        }
        Some(Kind::Organisations)
            if !(has(Field::Name)
                || has(Field::Organisation)
                || has(Field::Ods)
                || has(Field::AnyCode)
                || has(Field::Ons)) =>
        {
            Some("a column of names or codes")
        }
        Some(Kind::Kumu) if !(has(Field::From) && has(Field::To)) => {
            Some("a sheet of connections (From, To)")
        }
        _ => None,
    }
}

fn known_fields(mapping: &Mapping) -> Result<Vec<(String, Field)>, ExchangeError> {
    mapping
        .columns
        .iter()
        .map(|(column, field)| match Field::from_key(field) {
            Some(known) => Ok((column.clone(), known)),
            None => Err(ExchangeError::NoSuchField {
                field: field.clone(),
                known: Field::ALL
                    .iter()
                    .map(|f| f.key())
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        })
        .collect()
}

fn first_row(read: &Tables) -> Vec<String> {
    read.tables
        .iter()
        .find_map(|t| t.rows.first())
        .map(|row| row.cells.iter().map(|c| tidy(&c.text())).collect())
        .unwrap_or_default()
}

/// The columns of the first table under their headings, with a few of their values.
fn unknown_columns(read: &Tables) -> Vec<UnknownColumn> {
    const MOST: usize = 3;
    let Some(table) = read.tables.iter().find(|table| !table.rows.is_empty()) else {
        return Vec::new();
    };
    let mut columns: Vec<UnknownColumn> = Vec::new();
    for (at, heading) in first_row(read).into_iter().enumerate() {
        if heading.is_empty() || columns.iter().any(|column| column.heading == heading) {
            continue;
        }
        let mut values: Vec<String> = Vec::new();
        for row in table.rows.iter().skip(1) {
            let value = row.cells.get(at).map(|cell| tidy(&cell.text()));
            if let Some(value) = value.filter(|value| !value.is_empty() && !values.contains(value))
            {
                values.push(value.chars().take(40).collect());
            }
            if values.len() == MOST {
                break;
            }
        }
        columns.push(UnknownColumn { heading, values });
    }
    columns
}

fn listed(headings: &[String]) -> String {
    const MOST: usize = 12;
    let short = |text: &String| text.chars().take(40).collect::<String>();
    let mut names: Vec<String> = headings
        .iter()
        .filter(|h| !h.is_empty())
        .take(MOST)
        .map(short)
        .collect();
    if headings.len() > MOST {
        names.push("…".to_owned());
    }
    if names.is_empty() {
        "none with a heading".to_owned()
    } else {
        names.join(", ")
    }
}

struct Importer<'a, 'c> {
    draft: Draft<'a, 'c>,
    /// Which organisation is part of which, settled when all are entered.
    parents: Vec<(String, u32, OrganisationId, String)>,
    /// Elements of the file by name, with the type they were given.
    elements: HashMap<String, String>,
    /// Elements by the id they have in the file: their label, and who they were found to be.
    ids: HashMap<String, (String, Option<Party>)>,
    /// Elements by their label.
    parties: HashMap<String, Vec<Party>>,
    /// People who have a row and an id of their own.
    people_of_rows: HashSet<LeaderId>,
    asked_places: BTreeMap<String, PlaceId>,
}

impl Importer<'_, '_> {
    fn say_columns(&mut self, block: &Block<'_>) {
        for (at, heading) in block.headings.iter().enumerate() {
            if !heading.is_empty()
                && block.id != Some(at)
                && !block.fields.iter().any(|(_, column)| *column == at)
            {
                self.draft.report.remark(
                    At {
                        sheet: &block.table.name,
                        row: 0,
                    },
                    "",
                    "Columns that no field was found for were left out.",
                    heading,
                );
            }
        }
    }

    /// Rows of a sheet that stand in none of its blocks.
    fn say_what_stands_outside(&mut self, block: &Block<'_>, all: &[Block<'_>]) {
        let of_sheet = || all.iter().filter(|b| std::ptr::eq(b.table, block.table));
        let is_first = of_sheet().next().is_some_and(|b| std::ptr::eq(b, block));
        if !is_first {
            return;
        }
        for row in &block.table.rows {
            let within = of_sheet().any(|b| {
                let last = b.rows.last().map_or(0, |r| r.number);
                let first = b.rows.first().map_or(0, |r| r.number);
                (first..=last).contains(&row.number) || headings_of(row) == b.headings
            });
            if !within && !row.is_blank() {
                let text = headings_of(row).join(" ");
                self.draft.report.remark(
                    At {
                        sheet: &block.table.name,
                        row: row.number,
                    },
                    "",
                    "Rows that stand under no headings were left out.",
                    &text.trim().chars().take(60).collect::<String>(),
                );
            }
        }
    }

    /// A row of elements that have ids of their own. Says whether to go on with it.
    fn is_new_id(&mut self, block: &Block<'_>, row: &Row, id: &str, name: &str) -> bool {
        let at = At {
            sheet: &block.table.name,
            row: row.number,
        };
        let Some((known, _)) = self.ids.get(id) else {
            self.ids.insert(id.to_owned(), (name.to_owned(), None));
            return true;
        };
        if name_key(known) == name_key(name) {
            self.draft.report.remark(
                at,
                "ID",
                "The id stands in several rows; the first was taken.",
                id,
            );
        } else {
            let candidates = vec![known.clone(), name.to_owned()];
            let reason = format!(
                "The id {id} stands in this file for \"{known}\" and for \"{name}\": which is it? The first was kept and this row was left out."
            );
            self.draft.report.ask(at, reason, candidates);
        }
        false
    }

    fn keep_party(&mut self, id: Option<&str>, name: &str, party: Party) {
        if let Some((_, known)) = id.and_then(|id| self.ids.get_mut(id)) {
            *known = Some(party);
        }
        let known = self.parties.entry(name_key(name)).or_default();
        if !known.contains(&party) {
            known.push(party);
        }
    }

    /// A row of organisations; one whose type says it is a person is a leader.
    fn element(&mut self, block: &Block<'_>, row: &Row) {
        let type_said = block
            .said(row, Field::Kind)
            .or_else(|| block.said(row, Field::Type))
            .unwrap_or_default();
        let name = block
            .said(row, Field::Name)
            .or_else(|| block.said(row, Field::Organisation));
        let coded = [
            Field::Ods,
            Field::AnyCode,
            Field::Ons,
            Field::Cqc,
            Field::CompaniesHouse,
            Field::Charity,
        ]
        .iter()
        .any(|field| block.said(row, *field).is_some());
        let id = block
            .id
            .map(|column| tidy(&row.cell(column).text()))
            .filter(|id| !id.is_empty());
        if let (Some(id), Some(name)) = (&id, &name) {
            if !self.is_new_id(block, row, id, name) {
                return;
            }
            let twin = self.parties.get(&name_key(name)).is_some_and(|known| {
                known
                    .iter()
                    .any(|party| matches!(party, Party::Organisation(_)))
            });
            if twin && !is_person(&type_said) {
                let at = At {
                    sheet: &block.table.name,
                    row: row.number,
                };
                self.draft.report.ask(
                    at,
                    format!("Two organisations of this file are called \"{name}\" and have ids of their own: give one of them another name. The second was left out."),
                    vec![name.clone()],
                );
                return;
            }
        }
        // Organisations of one name are told apart by their codes, elements by ids; some have neither.
        if let Some(name) = name.as_ref().filter(|_| !coded && id.is_none()) {
            let type_key = name_key(&type_said);
            if let Some(known) = self.elements.insert(name_key(name), type_key.clone()) {
                let at = At {
                    sheet: &block.table.name,
                    row: row.number,
                };
                if known == type_key {
                    self.draft.report.remark(
                        at,
                        "",
                        "The name stands in several rows; they were taken as one.",
                        name,
                    );
                } else {
                    self.draft.report.ask(
                        at,
                        format!("\"{name}\" stands here twice, as different things; the second was left out."),
                        vec![format!("{name} ({known})"), format!("{name} ({type_said})")],
                    );
                    return;
                }
            }
        }
        let label = name.clone().unwrap_or_default();
        let party = if is_person(&type_said) {
            self.leader(block, row, id.is_some()).map(Party::Leader)
        } else {
            self.organisation(block, row, name, &type_said)
                .map(Party::Organisation)
        };
        if let Some(party) = party.filter(|_| block.is_element) {
            self.keep_party(id.as_deref(), &label, party);
        }
    }

    fn organisation(
        &mut self,
        block: &Block<'_>,
        row: &Row,
        name: Option<String>,
        type_said: &str,
    ) -> Option<OrganisationId> {
        let at = At {
            sheet: &block.table.name,
            row: row.number,
        };
        let codes = self.codes(block, row, at, name.as_deref());
        let name = name.map(|name| ordinary_letters(&name)).unwrap_or_default();
        if name.is_empty() && codes.is_empty() {
            let heading = block.heading(Field::Name);
            self.draft.report.reject(
                at,
                &heading,
                &block.text(row, Field::Name),
                "The row has neither a name nor a code; it was left out.",
            );
            return None;
        }
        let kind = kind_in_words(type_said);
        let mut sector = block.said(row, Field::Sector);
        if kind.is_none() && sector.is_none() && !says_only_organisation(type_said) {
            sector = Some(type_said.to_owned());
        }
        let ods_code = codes
            .iter()
            .find(|c| c.scheme == CodeScheme::Ods)
            .map(|c| c.value.clone());
        let memberships = self.memberships(block, row);
        let (opened, mut closed) = (
            self.day(block, row, Field::Opened),
            self.day(block, row, Field::Closed),
        );
        if opened
            .zip(closed)
            .is_some_and(|(opened, closed)| closed < opened)
        {
            self.draft.report.reject(at, &block.heading(Field::Closed), &block.text(row, Field::Closed), "It would close before it opens; the organisation was taken without the day of closing.");
            closed = None;
        }
        let stated = StatedOrganisation {
            guessed: Some(kind_of(&name, ods_code.as_deref(), ListedAs::Unsaid)),
            name,
            label: block.said(row, Field::Label),
            kind,
            sector,
            codes,
            memberships,
            opened,
            closed,
        };
        let column = block.heading(Field::Name);
        let id = self.draft.state_organisation(at, &column, stated)?;
        if let Some(parent) = block.said(row, Field::Parent) {
            self.parents
                .push((block.table.name.clone(), row.number, id, parent));
        }
        Some(id)
    }

    fn codes(&mut self, block: &Block<'_>, row: &Row, at: At<'_>, name: Option<&str>) -> Vec<Code> {
        let mut codes: Vec<Code> = Vec::new();
        for (field, scheme) in [
            (Field::Ods, CodeScheme::Ods),
            (Field::AnyCode, CodeScheme::Ods),
            (Field::Ons, CodeScheme::OnsGss),
            (Field::Cqc, CodeScheme::Cqc),
            (Field::CompaniesHouse, CodeScheme::CompaniesHouse),
            (Field::Charity, CodeScheme::Charity),
        ] {
            let text = block.text(row, field);
            if text.is_empty() {
                continue;
            }
            let heading = block.heading(field);
            let who = name.unwrap_or("the organisation");
            if stands_for_no_code(&text) {
                self.draft.report.reject(
                    at,
                    &heading,
                    &text,
                    format!("This is no code; {who} was taken without one."),
                );
                continue;
            }
            let upper = text.to_uppercase();
            let found = match (field, scheme) {
                (Field::Ods | Field::AnyCode, _) => match codes_in(&upper) {
                    CodeCell::Codes(found) => found,
                    _ if field == Field::AnyCode => vec![Code {
                        scheme: CodeScheme::Other,
                        value: text.clone(),
                    }],
                    _ => Vec::new(),
                },
                (Field::Ons, _) if is_gss(&upper) => vec![gss(&upper)],
                (Field::Ons, _) => Vec::new(),
                (_, scheme) => vec![Code {
                    scheme,
                    value: text.clone(),
                }],
            };
            if found.is_empty() {
                self.draft.report.reject(
                    at,
                    &heading,
                    &text,
                    format!(
                        "This has not the form of a {} code; {who} was taken without it.",
                        scheme.word()
                    ),
                );
            }
            codes.extend(found);
        }
        codes
    }

    /// The places a row names, several parted by bars; one that is not here is entered.
    fn memberships(&mut self, block: &Block<'_>, row: &Row) -> Vec<Membership> {
        let code = block.said(row, Field::PlaceCode).and_then(|code| {
            let upper = code.to_uppercase();
            if is_gss(&upper) {
                Some(gss(&upper))
            } else {
                is_ods(&upper).then(|| ods(&upper))
            }
        });
        let names: Vec<String> = block
            .said(row, Field::Place)
            .iter()
            .flat_map(|text| text.split('|'))
            .map(tidy)
            .filter(|name| !stands_for_nothing(name))
            .collect();
        let ids: Vec<PlaceId> = match (code, names.as_slice()) {
            (Some(code), [name]) => {
                let parent = block
                    .said(row, Field::Region)
                    .map(|region| self.region(&region));
                vec![self.draft.state_place(StatedPlace {
                    name: name.clone(),
                    level: PlaceLevel::System,
                    codes: vec![code],
                    parent,
                    ..StatedPlace::default()
                })]
            }
            (Some(code), []) => self.draft.place_by_code(&code).into_iter().collect(),
            (_, names) => names.iter().map(|name| self.place(name)).collect(),
        };
        ids.into_iter()
            .map(|place_id| Membership {
                place_id,
                from: None,
                to: None,
            })
            .collect()
    }

    fn region(&mut self, text: &str) -> PlaceId {
        let (name, code) = name_with_code(text);
        self.draft.state_place(StatedPlace {
            name,
            level: PlaceLevel::Region,
            codes: code.iter().map(|code| ods(code)).collect(),
            ..StatedPlace::default()
        })
    }

    fn place(&mut self, name: &str) -> PlaceId {
        if let Some(id) = self.asked_places.get(name) {
            return *id;
        }
        let upper = name.to_uppercase();
        let by_code = if is_gss(&upper) {
            self.draft.place_by_code(&gss(&upper))
        } else if is_ods(&upper) {
            self.draft.place_by_code(&ods(&upper))
        } else {
            None
        };
        let by_name = match self.draft.place_by_name(name) {
            Found::One(id) => Some(id),
            Found::Several(ids) => ids.first().copied(),
            Found::None => None,
        };
        let id = by_code.or(by_name).unwrap_or_else(|| {
            self.draft.state_place(StatedPlace {
                name: name.to_owned(),
                level: PlaceLevel::System,
                ..StatedPlace::default()
            })
        });
        self.asked_places.insert(name.to_owned(), id);
        id
    }

    fn day(&mut self, block: &Block<'_>, row: &Row, field: Field) -> Option<Date> {
        let cell = block.cell(row, field);
        if cell.is_blank() {
            return None;
        }
        let day = dates::day(cell);
        if day.is_none() && block.said(row, field).is_some() {
            let at = At {
                sheet: &block.table.name,
                row: row.number,
            };
            self.draft.report.reject(
                at,
                &block.heading(field),
                &block.text(row, field),
                "This is no date (write 2026-03-31 or 31/03/2026); the row was taken without it.",
            );
        }
        day
    }

    fn leader(&mut self, block: &Block<'_>, row: &Row, has_id: bool) -> Option<LeaderId> {
        let at = At {
            sheet: &block.table.name,
            row: row.number,
        };
        let joined = match (
            block.said(row, Field::FirstName),
            block.said(row, Field::LastName),
        ) {
            (None, None) => None,
            (first, last) => Some(tidy(&format!(
                "{} {}",
                first.unwrap_or_default(),
                last.unwrap_or_default()
            ))),
        };
        let name = block
            .said(row, Field::Leader)
            .or(joined)
            .or_else(|| block.said(row, Field::Name));
        let Some(name) = name else {
            let field = if block.column(Field::Leader).is_some() {
                Field::Leader
            } else {
                Field::Name
            };
            let value = block.text(row, field);
            self.draft.report.reject(
                at,
                &block.heading(field),
                &value,
                "No person is named; the row was left out.",
            );
            return None;
        };
        // In a table where the person has a column of their own, the plain name is the organisation's.
        let named_apart =
            block.column(Field::Leader).is_some() || block.column(Field::LastName).is_some();
        let body = block.said(row, Field::Organisation).or_else(|| {
            if named_apart {
                block.said(row, Field::Name)
            } else {
                None
            }
        });
        let mut bodies = Vec::new();
        let codes = if block.subject == Subject::Leaders {
            self.codes(block, row, at, None)
        } else {
            Vec::new()
        };
        if body.is_some() || !codes.is_empty() {
            let names: Vec<String> = match &body {
                Some(body) => body.split('|').map(tidy).collect(),
                None => vec![String::new()],
            };
            for body in names {
                let body = ordinary_letters(&body);
                let heading = block.heading(Field::Organisation);
                let kind = block
                    .said(row, Field::Kind)
                    .and_then(|words| kind_in_words(&words));
                let known = self.draft.find_organisation(&codes, &body, None) != Found::None;
                if !known && !body.is_empty() {
                    self.draft.report.remark(
                        at,
                        &heading,
                        "The organisation was not here and was entered by its name.",
                        &body,
                    );
                }
                let ods_code = codes
                    .iter()
                    .find(|c| c.scheme == CodeScheme::Ods)
                    .map(|c| c.value.clone());
                let stated = StatedOrganisation {
                    guessed: Some(kind_of(&body, ods_code.as_deref(), ListedAs::Unsaid)),
                    name: body,
                    kind,
                    codes: codes.clone(),
                    ..StatedOrganisation::default()
                };
                bodies.push(self.draft.state_organisation(at, &heading, stated)?);
            }
        }
        let contact = block.said(row, Field::Contact).filter(|contact| {
            let is_address = contact.contains('@') || contact.chars().filter(char::is_ascii_digit).count() >= 6;
            if !is_address {
                self.draft.report.reject(at, &block.heading(Field::Contact), contact, "This is neither an e-mail address nor a telephone number; the person was taken without it.");
            }
            is_address
        });
        let authority = block.said(row, Field::Authority).and_then(|words| {
            let found = authority_in_words(&words);
            if found.is_none() {
                self.draft.report.reject(at, &block.heading(Field::Authority), &words, "Use one of: none, advises, holds_budget_or_veto, votes, decides_alone; the post was taken without it.");
            }
            found
        });
        let title = block.said(row, Field::Title).unwrap_or_default();
        let leader = if has_id {
            let leader = self.draft.state_leader_of_row(
                &name,
                contact.as_deref(),
                &bodies,
                &self.people_of_rows,
            );
            self.people_of_rows.insert(leader);
            leader
        } else {
            self.draft
                .state_leader(at, &name, contact, &bodies, Confidentiality::Partners)?
        };
        if title.is_empty() && !bodies.is_empty() {
            self.draft.report.remark(
                at,
                &block.heading(Field::Title),
                "No title is given for the post; it stands as \"Title not given\" until it is entered.",
                &name,
            );
        }
        for body in &bodies {
            self.draft
                .state_post(leader, *body, &title, authority, Confidentiality::Partners);
        }
        if bodies.is_empty() && !title.is_empty() {
            self.draft.report.remark(at, &block.heading(Field::Title), "A title without an organisation makes no post; the person was entered without one.", &format!("{name}: {title}"));
        }
        Some(leader)
    }

    fn parents(&mut self) {
        for (sheet, row, id, parent) in std::mem::take(&mut self.parents) {
            let at = At { sheet: &sheet, row };
            let upper = parent.to_uppercase();
            let by_code = is_ods(&upper)
                .then(|| self.draft.organisation_by_code(&ods(&upper)))
                .flatten();
            match by_code.map_or_else(|| self.draft.organisation_by_name(&parent), Found::One) {
                Found::One(parent) => self.draft.set_parent(id, parent),
                Found::Several(ids) => {
                    let candidates = ids
                        .iter()
                        .map(|id| self.draft.organisation_name(*id))
                        .collect();
                    self.draft.report.ask(
                        at,
                        format!(
                            "Several organisations may be the parent \"{parent}\"; none was set."
                        ),
                        candidates,
                    );
                }
                Found::None => self.draft.report.reject(
                    at,
                    "parent",
                    &parent,
                    "No organisation here is called so; the row was taken without its parent.",
                ),
            }
        }
    }

    // ---- ties ----

    fn tie(&mut self, block: &Block<'_>, row: &Row) {
        let at = At {
            sheet: &block.table.name,
            row: row.number,
        };
        let ends = |field| -> Vec<String> {
            block
                .text(row, field)
                .split('|')
                .map(tidy)
                .filter(|name| !stands_for_nothing(name))
                .collect()
        };
        let (from, to) = (ends(Field::From), ends(Field::To));
        for (field, names) in [(Field::From, &from), (Field::To, &to)] {
            if names.is_empty() {
                self.draft.report.reject(
                    at,
                    &block.heading(field),
                    &block.text(row, field),
                    "An end of the tie is not named; the row was left out.",
                );
                return;
            }
        }
        let said = block
            .said(row, Field::Type)
            .or_else(|| block.said(row, Field::Kind))
            .unwrap_or_default();
        let (kind, turned) = tie_kind_in_words(&said).unwrap_or((TieKind::WorksWith, false));
        let notes: Vec<String> = [
            tie_kind_in_words(&said).is_none().then(|| said.clone()),
            block
                .said(row, Field::Label)
                .or_else(|| block.said(row, Field::Name)),
            block.said(row, Field::Note),
        ]
        .into_iter()
        .flatten()
        .filter(|note| !note.is_empty())
        .collect();
        let note = (!notes.is_empty()).then(|| notes.join(": "));
        let level = self.level(block, row, at);
        let trust = self.trust(block, row, at);
        let date = self.day(block, row, Field::Date);
        let mutual = block
            .said(row, Field::Direction)
            .is_some_and(|d| name_key(&d) == "mutual");
        for one in &from {
            for other in &to {
                let (Some(a), Some(b)) = (
                    self.end(at, &block.heading(Field::From), one),
                    self.end(at, &block.heading(Field::To), other),
                ) else {
                    continue;
                };
                if a == b {
                    self.draft.report.reject(
                        at,
                        &block.heading(Field::To),
                        other,
                        "Both ends are the same; the tie was left out.",
                    );
                    continue;
                }
                let (a, b) = if turned { (b, a) } else { (a, b) };
                let tie = self.draft.state_tie(at, a, b, kind, note.clone());
                if level.is_some() || trust.is_some() {
                    self.draft.state_assessment(tie, level, trust, date);
                }
                if mutual && kind.is_directed() {
                    self.draft.state_tie(at, b, a, kind, note.clone());
                }
            }
        }
    }

    fn level(&mut self, block: &Block<'_>, row: &Row, at: At<'_>) -> Option<Level> {
        let text = block.said(row, Field::Level)?;
        let found = text
            .parse::<f64>()
            .ok()
            .filter(|n| n.fract() == 0.0 && (0.0..=5.0).contains(n))
            .and_then(|n| Level::try_from(n as u8).ok())
            .or_else(|| {
                Level::ALL
                    .into_iter()
                    .find(|level| level.word() == text.to_lowercase())
            });
        if found.is_none() {
            self.draft.report.reject(at, &block.heading(Field::Level), &text, "A level of collaboration is 0 to 5 (none, networking, cooperation, coordination, coalition, collaboration); the tie was taken without it.");
        }
        found
    }

    fn trust(&mut self, block: &Block<'_>, row: &Row, at: At<'_>) -> Option<Trust> {
        let text = block.said(row, Field::Trust)?;
        let found = text
            .parse::<u8>()
            .ok()
            .and_then(|n| Trust::try_from(n).ok());
        if found.is_none() {
            self.draft.report.reject(
                at,
                &block.heading(Field::Trust),
                &text,
                "Trust is 1 to 5; the tie was taken without it.",
            );
        }
        found
    }

    /// Who stands at an end: an organisation or a leader by name, or by code.
    fn end(&mut self, at: At<'_>, column: &str, name: &str) -> Option<Party> {
        if let Some((label, party)) = self.ids.get(name) {
            if party.is_none() {
                let reason =
                    format!("The element \"{label}\" was left out; its tie was left out too.");
                self.draft.report.reject(at, column, name, reason);
            }
            return *party;
        }
        if let Some([party]) = self.parties.get(&name_key(name)).map(Vec::as_slice) {
            return Some(*party);
        }
        let upper = name.to_uppercase();
        let by_code = if is_gss(&upper) {
            self.draft.organisation_by_code(&gss(&upper))
        } else if is_ods(&upper) {
            self.draft.organisation_by_code(&ods(&upper))
        } else {
            None
        };
        if let Some(id) = by_code {
            return Some(Party::Organisation(id));
        }
        let bodies = match self.draft.organisation_by_name(name) {
            Found::One(id) => vec![id],
            Found::Several(ids) => ids,
            Found::None => Vec::new(),
        };
        let people = match self.draft.leader_by_name(name) {
            Found::One(id) => vec![id],
            Found::Several(ids) => ids,
            Found::None => Vec::new(),
        };
        match (bodies.as_slice(), people.as_slice()) {
            ([body], []) => Some(Party::Organisation(*body)),
            ([], [person]) => Some(Party::Leader(*person)),
            ([], []) => {
                self.draft.report.remark(
                    at,
                    column,
                    "A tie names somebody who is not here; entered as an organisation by that name.",
                    name,
                );
                let stated = StatedOrganisation {
                    name: name.to_owned(),
                    guessed: Some(kind_of(name, None, ListedAs::Unsaid)),
                    ..StatedOrganisation::default()
                };
                self.draft
                    .state_organisation(at, column, stated)
                    .map(Party::Organisation)
            }
            (bodies, people) => {
                let mut candidates: Vec<String> = bodies
                    .iter()
                    .map(|id| self.draft.organisation_name(*id))
                    .collect();
                candidates.extend(
                    people
                        .iter()
                        .filter_map(|id| self.draft.leader(*id))
                        .map(|leader| format!("{} (person)", leader.name)),
                );
                self.draft.report.ask(
                    at,
                    format!("Several may be meant by \"{name}\"; the tie was left out."),
                    candidates,
                );
                None
            }
        }
    }
}

/// Whether a type says nothing more than that it is an organisation.
fn says_only_organisation(type_said: &str) -> bool {
    matches!(
        name_key(type_said).as_str(),
        "" | "organisation" | "organization" | "organisations" | "organizations" | "org" | "body"
    )
}

fn is_person(type_said: &str) -> bool {
    matches!(
        name_key(type_said).as_str(),
        "person"
            | "people"
            | "individual"
            | "leader"
            | "actor"
            | "stakeholder person"
            | "human"
            | "staff"
    )
}

fn authority_in_words(words: &str) -> Option<Authority> {
    let key = name_key(words).replace(' ', "_");
    Authority::from_key(&key).or_else(|| {
        let plain = words.to_lowercase();
        Authority::ALL
            .iter()
            .copied()
            .find(|a| a.word() == plain)
            .or(match plain.as_str() {
                "0" => Some(Authority::None),
                "1" => Some(Authority::Advises),
                "2" => Some(Authority::HoldsBudgetOrVeto),
                "3" => Some(Authority::Votes),
                "4" => Some(Authority::DecidesAlone),
                _ => None,
            })
    })
}

/// The kind of tie in a file's own words, and whether it runs the other way.
fn tie_kind_in_words(words: &str) -> Option<(TieKind, bool)> {
    let key = name_key(words);
    if let Some(kind) = TieKind::from_key(&key.replace(' ', "_")) {
        return Some((kind, false));
    }
    if let Some(kind) = TieKind::ALL.iter().copied().find(|kind| kind.word() == key) {
        return Some((kind, false));
    }
    Some(match key.as_str() {
        "collaborates with" | "collaborates" | "collaboration" | "partner" | "partners with"
        | "partnership" | "knows" => (TieKind::WorksWith, false),
        "reports" | "accountable to" | "managed by" => (TieKind::ReportsTo, false),
        "manages" | "line manages" => (TieKind::ReportsTo, true),
        "commissioner of" | "commission" => (TieKind::Commissions, false),
        "commissioned by" => (TieKind::Commissions, true),
        "funder" | "funding" | "funder of" => (TieKind::Funds, false),
        "funded by" => (TieKind::Funds, true),
        "trust" => (TieKind::Trusts, false),
        "trusted by" => (TieKind::Trusts, true),
        "advice" | "seeks advice from" | "influenced by" | "asks" => (TieKind::ListensTo, false),
        "advises" | "influences" => (TieKind::ListensTo, true),
        "shares service" | "shared service" | "joint service" => (TieKind::SharesAService, false),
        "meets" | "meets with" => (TieKind::MeetsAt, false),
        "conflict" | "conflicts with" | "tension" | "in conflict with" => {
            (TieKind::InTensionWith, false)
        }
        _ => return None,
    })
}
