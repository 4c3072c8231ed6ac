//! Files that are not what they seem: each ends in one sentence that names the file and the remedy.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod common;

use common::{Sheet, packed, plan_from, real, workbook};
use domain::Map;
use exchange::{ExchangeError, SourceFile, tables};

/// Whether an error is the one a file should end in.
type Expected = fn(&ExchangeError) -> bool;

fn refused(name: &str, bytes: &[u8]) -> ExchangeError {
    plan_from(0, name, bytes, None, &[], &Map::default()).unwrap_err()
}

/// An old container that names a stream in its directory.
fn container(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn each_bad_file_has_an_error_of_its_own_in_one_sentence() {
    let whole = workbook(&[Sheet::new("A", &[&["Name"], &["Vale Council"]])]);
    let cases: Vec<(&str, Vec<u8>, Expected)> = vec![
        ("empty.csv", Vec::new(), |e| {
            matches!(e, ExchangeError::Empty { .. })
        }),
        ("blank.csv", b" \n\n".to_vec(), |e| {
            matches!(e, ExchangeError::Empty { .. })
        }),
        ("locked.xlsx", container("EncryptedPackage"), |e| {
            matches!(e, ExchangeError::Password { .. })
        }),
        ("old.xlsx", container("Workbook"), |e| {
            matches!(e, ExchangeError::OldWorkbook { .. })
        }),
        ("letter.doc", container("WordDocument"), |e| {
            matches!(e, ExchangeError::NotATable { .. })
        }),
        ("cut.xlsx", whole[..whole.len() / 2].to_vec(), |e| {
            matches!(e, ExchangeError::Damaged { .. })
        }),
        ("noise.xlsx", vec![7; 4000], |e| {
            matches!(e, ExchangeError::Damaged { .. })
        }),
        ("noise.csv", (0..=255).cycle().take(5000).collect(), |e| {
            matches!(e, ExchangeError::NotATable { .. })
        }),
        ("paper.pdf", b"%PDF-1.7 rest".to_vec(), |e| {
            matches!(e, ExchangeError::NotATable { .. })
        }),
        ("page.csv", b"<!DOCTYPE html><html>".to_vec(), |e| {
            matches!(e, ExchangeError::NotATable { .. })
        }),
        (
            "letter.docx",
            packed(&[("word/document.xml", b"<w/>")]),
            |e| matches!(e, ExchangeError::NotATable { .. }),
        ),
        ("things.zip", packed(&[("a.txt", b"x")]), |e| {
            matches!(e, ExchangeError::NotATable { .. })
        }),
        ("sums.csv", b"Amount,Day\n1,2\n".to_vec(), |e| {
            matches!(e, ExchangeError::NotRecognised { .. })
        }),
    ];
    for (name, bytes, expected) in cases {
        let error = refused(name, &bytes);
        assert!(expected(&error), "{name}: {error:?}");
        let sentence = error.to_string();
        assert!(
            sentence.starts_with(name) && sentence.ends_with('.'),
            "{sentence}"
        );
        assert!(!sentence.contains('\n'));
    }
}

#[test]
fn a_damaged_container_is_refused_wherever_it_is_damaged() {
    let whole = workbook(&[Sheet::new("A", &[&["Name"], &["Vale Council"]])]);
    for at in (30..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        // Some bytes do not matter; whatever happens is an answer, not a fall.
        drop(tables(&SourceFile {
            name: "hurt.xlsx",
            bytes: &bytes,
        }));
    }
}

#[test]
fn cells_in_opposite_corners_take_no_memory() {
    let mut sheet = Sheet::new("A", &[&["Name"], &["Vale Council"]]);
    let mut far = vec![String::new(); 16_383];
    far.push("x".to_owned());
    sheet.rows.push((1_048_576, far));
    let bytes = workbook(&[sheet]);
    let read = tables(&SourceFile {
        name: "sparse.xlsx",
        bytes: &bytes,
    })
    .unwrap();
    assert_eq!(read.tables[0].rows.len(), 2);
    assert!(read.tables[0].columns_left_out);
}

#[test]
fn a_workbook_that_unpacks_to_far_more_than_its_size_is_refused() {
    let huge = vec![b' '; 16 * 1024 * 1024];
    let bytes = packed(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", &huge),
    ]);
    assert!(bytes.len() < 64 * 1024);
    assert!(matches!(
        refused("bomb.xlsx", &bytes),
        ExchangeError::TooLarge { .. }
    ));
}

#[test]
fn more_rows_than_are_taken_is_said() {
    let text = format!("Name\n{}", "x\n".repeat(200_001));
    assert!(matches!(
        refused("long.csv", text.as_bytes()),
        ExchangeError::TooLarge { .. }
    ));
}

#[test]
fn hostile_files_give_an_answer() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/hostile");
    if !folder.exists() {
        eprintln!("left out: the hostile files are not at hand");
        return;
    }
    let mut seen = 0;
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            seen += 1;
            match plan_from(0, &name, &bytes, None, &[], &Map::default()) {
                Ok(plan) => drop(common::applied(&Map::default(), &plan)),
                Err(error) => assert!(error.to_string().contains(&name), "{error}"),
            }
        }
    }
    assert!(seen > 50);
}

#[test]
fn the_published_workbook_with_a_broken_container_is_refused() {
    let path = "formats/kumu/overview-of-the-euro-crisis.xlsx";
    let Some(bytes) = real(path) else { return };
    assert!(matches!(
        refused(path, &bytes),
        ExchangeError::Damaged { .. }
    ));
}

#[test]
fn the_encodings_of_real_files_are_read() {
    for (path, word) in [
        ("hostile/csv-agate/test_utf16_big.csv", "UTF-16BE"),
        ("hostile/csv-agate/test_utf16_little.csv", "UTF-16LE"),
        ("hostile/csv-agate/test_latin1.csv", "windows-1252"),
    ] {
        let Some(bytes) = real(path) else { return };
        let read = tables(&SourceFile {
            name: path,
            bytes: &bytes,
        })
        .unwrap();
        assert!(read.read_how.contains(word), "{path}: {}", read.read_how);
    }
}
