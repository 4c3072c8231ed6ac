//! Other programs' files, taken in: workbooks and text become a plan of edits, and nothing is done
//! until the plan is accepted. The plan is the dry run: what would be added, changed, left as it is,
//! refused and asked, with row numbers.
//!
//! Three types to know:
//! * [`SourceFile`]: a file by name and bytes; [`tables`] is what it comes down to;
//! * [`Plan`]: what [`read`] says an import would do;
//! * [`reference::ReferenceFootprint`]: a real footprint to start from, bundled.
//!
//! Nothing here reads a disk or a clock, and new ids come from the caller, so that the same file
//! against the same map gives the same plan. A file imported twice changes nothing the second time.
//!
//! ```
//! use domain::{Edit, Map};
//! use exchange::{Context, Mapping, SourceFile, read};
//! use uuid::Uuid;
//!
//! let bytes = b"Organisation;Code\nVale Council;E06000099\n";
//! let source = SourceFile { name: "partners.csv", bytes };
//! let mut number = 0;
//! let mut new_id = || { number += 1; Uuid::from_u128(number) };
//! let context = Context { today: jiff::civil::date(2026, 3, 5), author: "A. Manager", new_id: &mut new_id };
//! let plan = read(&source, None, &Mapping::default(), &Map::default(), context)?;
//! assert!(matches!(&plan.edits[1], Edit::AddOrganisation(o) if o.name == "Vale Council"));
//! # Ok::<(), exchange::ExchangeError>(())
//! ```

mod codes;
mod dates;
mod draft;
mod error;
pub mod graph_files;
mod kinds;
mod mapped;
mod names;
mod ods;
mod ons;
mod people;
mod plan;
pub mod reference;
mod source_file;
mod stp;
mod table;
mod text;
mod workbook;

pub use error::{ExchangeError, UnknownColumn};
pub use names::{LONGEST_LABEL, label, name_key, ordinary_letters};
pub use plan::{Context, Kind, Mapping, Plan, Question, Rejected, Remark};
pub use source_file::{MOST_BYTES, SourceFile, Tables, tables};
pub use table::{Cell, Merged, Row, Table, column_letters};

/// The licence of the NHS's and the Office for National Statistics' published files, with the
/// attribution it asks for.
pub const OPEN_LICENCE: &str = "Contains public sector information licensed under the Open Government Licence v3.0. \
Source: NHS Digital and NHS England, Organisation Data Service; Office for National Statistics.";

/// What importing a file would do to a map. `kind` says what the file is where the caller knows better
/// than the file's own shape; `mapping` says which column is which field.
pub fn read<'a>(
    source: &SourceFile<'_>,
    kind: Option<Kind>,
    mapping: &Mapping,
    map: &'a domain::Map,
    context: Context<'a>,
) -> Result<Plan, ExchangeError> {
    let read = tables(source)?;
    // Columns named by hand mean that the file is to be read by its columns.
    let kind = kind.or_else(|| {
        mapping
            .columns
            .is_empty()
            .then(|| recognised(&read))
            .flatten()
    });
    match kind {
        Some(Kind::StpWorkbook) => stp::read(source, &read, map, context),
        Some(Kind::Ods) => ods::read(source, &read, map, context),
        Some(Kind::Ons) => ons::read(source, &read, map, context),
        kind => mapped::read(source, &read, kind, mapping, map, context),
    }
}

/// The kind a file shows by its shape alone; `None` for a plain table with a header.
fn recognised(read: &Tables) -> Option<Kind> {
    if stp::recognises(read) {
        Some(Kind::StpWorkbook)
    } else if ods::recognises(read) {
        Some(Kind::Ods)
    } else if ons::recognises(read) {
        Some(Kind::Ons)
    } else {
        None
    }
}

/// What an organisation is, guessed from its name and, where known, its ODS code.
pub fn guess_kind(name: &str, ods: Option<&str>) -> domain::OrganisationKind {
    kinds::kind_of(name, ods, kinds::ListedAs::Unsaid)
}

/// A file's name without the folders before it.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
