//! Checking a damaged file and mending it into a new one: what can be kept is kept, and the rest is counted.

use std::fs;
use std::path::{Path, PathBuf};

use domain::EntityKind;
use store::{Document, Repaired, StoreError, check_file, repair};

use crate::sample::{Desk, add_organisation, everything, large, moment};

/// A published document, closed, with everything in it.
fn published() -> Desk {
    let desk = Desk::new();
    let mut document = desk.create();
    for edit in everything() {
        document.apply(&edit, "Ann", moment(1)).unwrap();
    }
    document.close(moment(2)).unwrap();
    desk
}

/// Damages the published file as no edit could.
fn damage(desk: &Desk, sql: &str) {
    let db = rusqlite::Connection::open(desk.file()).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;")
        .unwrap();
    db.execute_batch(sql).unwrap();
}

fn mend(desk: &Desk) -> (Repaired, Document) {
    let to = desk.folder.path().join("Mended.footbridge");
    let before = fs::read(desk.file()).unwrap();
    let repaired = repair(&desk.file(), &to, &desk.work, None, "Ann", moment(9)).unwrap();
    assert_eq!(fs::read(desk.file()).unwrap(), before, "never touched");
    let document = Document::open(&to, &desk.work, "Ann", moment(10)).unwrap();
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    assert_eq!(
        check_file(&to, &desk.work, None).unwrap(),
        Vec::<String>::new()
    );
    (repaired, document)
}

fn many(document: &Document, kind: EntityKind) -> usize {
    document
        .map()
        .entities()
        .filter(|entity| entity.reference().kind() == kind)
        .count()
}

#[test]
fn a_sound_file_has_nothing_wrong_and_its_repair_changes_nothing() {
    let desk = published();
    assert_eq!(
        check_file(&desk.file(), &desk.work, None).unwrap(),
        Vec::<String>::new()
    );
    let (repaired, mut mended) = mend(&desk);
    assert!(repaired.was_sound(), "{repaired:?}");
    let document = desk.open();
    assert_eq!(*mended.map(), *document.map());
    assert_eq!(
        (mended.id(), mended.revision()),
        (document.id(), document.revision())
    );
    mended.undo("Ann", moment(11)).unwrap();
    assert!(
        fs::read_dir(desk.work.folder()).unwrap().all(|entry| !entry
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with('.')),
        "no private copies are left"
    );
}

#[test]
fn references_that_lead_nowhere_are_found_and_mended_or_left_out() {
    let desk = published();
    // The first organisation goes without what belongs to it; the second names it as its parent and successor.
    damage(
        &desk,
        "DELETE FROM organisation WHERE name = 'Vale Council'; DELETE FROM source;",
    );
    let found = check_file(&desk.file(), &desk.work, None).unwrap();
    assert!(
        found
            .iter()
            .any(|line| line.contains("a row of post names a row of organisation")),
        "{found:?}"
    );
    let (repaired, document) = mend(&desk);
    assert_eq!(many(&document, EntityKind::Organisation), 1);
    assert_eq!(many(&document, EntityKind::Leader), 2);
    assert_eq!(many(&document, EntityKind::Post), 1);
    assert_eq!(many(&document, EntityKind::Tie), 2, "one had it at an end");
    assert_eq!(many(&document, EntityKind::Need), 0);
    let left = document.map();
    let trust = left.organisations().iter().next().unwrap();
    assert_eq!(trust.parent_id, None);
    assert_eq!(trust.successions, Vec::new());
    let lost: Vec<&str> = repaired
        .lost
        .iter()
        .map(|(what, _)| what.as_str())
        .collect();
    assert!(
        lost.contains(&"post: the organisation it belongs to is not there"),
        "{lost:?}"
    );
    assert!(
        repaired.mended.contains(&(
            "organisation whose parent is not there any more; it is now empty".to_owned(),
            1
        )),
        "{repaired:?}"
    );
}

#[test]
fn numbers_off_their_scale_become_not_judged_and_unknown_words_empty() {
    let desk = published();
    damage(
        &desk,
        "UPDATE assessment SET level = 9 WHERE level = 3;
         UPDATE post SET authority = 'emperor' WHERE authority IS NOT NULL;
         UPDATE leader SET changed_at = 'yesterday', changed_by = 'Bob' WHERE name LIKE 'Ann%';
         UPDATE tie SET kind = 'haunts' WHERE kind = 'trusts';",
    );
    let found = check_file(&desk.file(), &desk.work, None).unwrap();
    assert!(!found.is_empty());
    let (repaired, document) = mend(&desk);
    let map = document.map();
    assert!(
        map.assessments()
            .iter()
            .all(|a| a.level.is_none_or(|level| u8::from(level) <= 5))
    );
    assert!(map.posts().iter().all(|post| post.authority.is_none()));
    assert_eq!(many(&document, EntityKind::Post), 2);
    assert_eq!(many(&document, EntityKind::Leader), 2);
    assert_eq!(
        many(&document, EntityKind::Tie),
        2,
        "a tie of no known kind says nothing"
    );
    for what in [
        "assessment whose level was not on its scale or not what belongs there; it is now empty",
        "post whose authority could not be understood; it is now empty",
        "leader whose changed could not be understood; it is now empty",
    ] {
        assert!(
            repaired.mended.iter().any(|(mended, _)| mended == what),
            "{what}: {repaired:?}"
        );
    }
}

#[test]
fn circles_empty_names_and_days_that_run_backwards_are_mended() {
    let desk = published();
    damage(
        &desk,
        "UPDATE place SET parent_id = (SELECT id FROM place WHERE name = 'North Vale') WHERE name = 'Vale';
         UPDATE organisation SET name = ' ' WHERE name LIKE '%Hospitals%';
         UPDATE post SET from_day = '2028-01-01' WHERE to_day IS NOT NULL;
         UPDATE commitment_event SET act = 'promise' WHERE step = 1;
         DELETE FROM note; INSERT INTO note (id, about_kind, about_id, date, author, text, confidentiality)
           VALUES ('01920000-0000-7000-8000-00000000ffff', 'tie', '01920000-0000-7000-8000-00000000eeee',
                   '2026-01-01', 'Ann', 'Of nobody', 'working');",
    );
    let found = check_file(&desk.file(), &desk.work, None).unwrap();
    for part in [
        "cannot lie within itself",
        "has no name",
        "before it begins",
        "about a tie that is not there",
    ] {
        assert!(
            found.iter().any(|line| line.contains(part)),
            "{part}: {found:?}"
        );
    }
    let (repaired, document) = mend(&desk);
    assert_eq!(many(&document, EntityKind::Place), 2);
    assert_eq!(many(&document, EntityKind::Organisation), 2);
    assert_eq!(many(&document, EntityKind::Commitment), 1);
    assert_eq!(many(&document, EntityKind::Note), 0);
    let map = document.map();
    assert!(map.organisations().iter().any(|o| o.name == "(lost)"));
    assert!(repaired.mended.len() >= 3, "{repaired:?}");
    assert_eq!(repaired.lost.len(), 1, "{repaired:?}");
}

#[test]
fn after_a_repair_that_mended_something_the_history_says_so_and_nothing_before_it_can_be_undone() {
    let desk = published();
    damage(&desk, "DELETE FROM source;");
    let (_, mut document) = mend(&desk);
    assert_eq!(
        document.history(1).unwrap()[0].words,
        "Mend what was damaged"
    );
    assert_eq!(document.undo_words().unwrap(), None);
    assert!(matches!(
        document.undo("Ann", moment(11)),
        Err(StoreError::NothingToUndo { .. })
    ));
    document
        .apply(&add_organisation(500), "Ann", moment(12))
        .unwrap();
    document.undo("Ann", moment(13)).unwrap();
    document.redo("Ann", moment(14)).unwrap();
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
}

/// A larger document, published and closed, and what was in it.
fn larger() -> (Desk, std::sync::Arc<domain::Map>) {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&large(100, 300, 900), "Ann", moment(1))
        .unwrap();
    let map = document.map();
    document.close(moment(2)).unwrap();
    (desk, map)
}

/// Garbles leaf pages a third and two thirds into a table.
fn garble(desk: &Desk, table: &str) {
    let tables = pages_of(&desk.file());
    let (_, leaves) = tables.iter().find(|(name, _)| name == table).unwrap();
    let mut bytes = fs::read(desk.file()).unwrap();
    for leaf in [leaves[leaves.len() / 3], leaves[2 * leaves.len() / 3]] {
        bytes[(leaf - 1) * 4096..leaf * 4096].fill(0xa5);
    }
    fs::write(desk.file(), &bytes).unwrap();
}

#[test]
fn what_was_on_pages_that_cannot_be_read_comes_back_from_the_history() {
    for table in ["tie", "assessment", "leader"] {
        let (desk, before) = larger();
        garble(&desk, table);
        assert!(
            !check_file(&desk.file(), &desk.work, None)
                .unwrap()
                .is_empty()
        );
        let (repaired, document) = mend(&desk);
        assert_eq!(*document.map(), *before, "{table}: {repaired:?}");
        assert_eq!(repaired.lost, []);
        let (what, many) = &repaired.mended[0];
        assert_eq!(
            *what,
            format!("{table} that could not be read; it was brought back from the history")
        );
        assert!((10..200).contains(many), "{table}: {many}");
    }
}

#[test]
fn where_the_history_is_lost_too_pages_that_cannot_be_read_cost_what_was_on_them_and_no_more() {
    let (desk, before) = larger();
    damage(
        &desk,
        "DELETE FROM history_entity; DELETE FROM history; VACUUM;",
    );
    garble(&desk, "assessment");
    let (repaired, document) = mend(&desk);
    let map = document.map();
    assert_eq!(map.ties(), before.ties());
    assert_eq!(map.leaders(), before.leaders());
    let lost = before.assessments().len() - map.assessments().len();
    assert!((10..200).contains(&lost), "{lost}");
    let [(what, many)] = repaired.lost.try_into().unwrap();
    assert_eq!(what, "assessment: it could not be read");
    assert!(
        many.is_none_or(|many| many == lost as u64),
        "{many:?}, {lost}"
    );
}

#[test]
fn a_garbled_header_or_description_of_the_tables_costs_nothing() {
    let desk = published();
    let before = desk.open().map();
    let sound = fs::read(desk.file()).unwrap();
    let pages: Vec<usize> = rusqlite::Connection::open(desk.file())
        .unwrap()
        .prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno")
        .unwrap()
        .query_map([], |row| Ok(row.get::<_, i64>(0)?.unsigned_abs() as usize))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    assert!(pages.len() > 3, "the description fills several pages");
    for page in [
        pages[0],
        pages[1],
        pages[pages.len() / 2],
        pages[pages.len() - 1],
    ] {
        let mut bytes = sound.clone();
        bytes[(page - 1) * 4096..page * 4096].fill(0x5a);
        fs::write(desk.file(), &bytes).unwrap();
        let to = desk.folder.path().join(format!("{page}.footbridge"));
        let repaired = repair(&desk.file(), &to, &desk.work, None, "Ann", moment(9)).unwrap();
        assert_eq!(repaired.lost, [], "page {page}");
        assert_eq!(repaired.mended.len(), 1, "page {page}: {repaired:?}");
        let document = Document::open(&to, &desk.work, "Ann", moment(10)).unwrap();
        assert_eq!(*document.map(), *before, "page {page}");
    }
}

#[test]
fn a_file_cut_short_gives_what_its_beginning_holds() {
    let desk = Desk::new();
    let mut document = desk.create();
    document
        .apply(&large(100, 300, 600), "Ann", moment(1))
        .unwrap();
    document.close(moment(2)).unwrap();
    let bytes = fs::read(desk.file()).unwrap();
    fs::write(desk.file(), &bytes[..bytes.len() * 8 / 10]).unwrap();
    let found = check_file(&desk.file(), &desk.work, None).unwrap();
    assert!(found[0].contains("bytes long where"), "{found:?}");
    let (repaired, document) = mend(&desk);
    assert!(document.map().count() > 50, "{repaired:?}");
}

#[test]
fn flipped_bytes_anywhere_end_in_a_sound_file_or_a_plain_answer() {
    let desk = published();
    let sound = fs::read(desk.file()).unwrap();
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    let (mut mended, mut refused) = (0, 0);
    for round in 0..16 {
        let mut bytes = sound.clone();
        for _ in 0..=round % 7 {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(random >> 20).unwrap() % bytes.len();
            bytes[at] ^= (random as u8) | 1;
        }
        let file = desk.folder.path().join(format!("{round}.footbridge"));
        let to = desk
            .folder
            .path()
            .join(format!("{round} mended.footbridge"));
        fs::write(&file, &bytes).unwrap();
        if let Ok(found) = check_file(&file, &desk.work, None) {
            assert!(found.iter().all(|line| line.ends_with('.')), "{found:?}");
        }
        match repair(&file, &to, &desk.work, None, "Ann", moment(9)) {
            Ok(_) => {
                mended += 1;
                let document = Document::open(&to, &desk.work, "Ann", moment(10)).unwrap();
                assert_eq!(document.check().unwrap(), Vec::<String>::new());
            }
            Err(error) => {
                refused += 1;
                assert!(!to.exists(), "{error}");
                assert!(
                    error.to_string().contains(&format!("{round}.footbridge")),
                    "{error}"
                );
            }
        }
    }
    assert!(mended > 12, "{mended} mended, {refused} refused");
}

#[test]
fn what_is_no_footprint_is_not_mended_into_one() {
    let desk = Desk::new();
    let to = desk.folder.path().join("Mended.footbridge");
    let other = desk.folder.path().join("other.footbridge");
    rusqlite::Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);")
        .unwrap();
    let text = desk.folder.path().join("text.footbridge");
    fs::write(&text, b"Name,Role\n").unwrap();
    for file in [&other, &text] {
        let error = repair(file, &to, &desk.work, None, "Ann", moment(1)).unwrap_err();
        assert!(matches!(error, StoreError::NotAFootprint { .. }), "{error}");
        assert!(!to.exists());
    }
    let missing = repair(
        Path::new("/nowhere"),
        &to,
        &desk.work,
        None,
        "Ann",
        moment(1),
    );
    assert!(matches!(missing, Err(StoreError::Missing { .. })));
    fs::write(&to, b"mine").unwrap();
    let desk = published();
    assert!(matches!(
        repair(&desk.file(), &to, &desk.work, None, "Ann", moment(1)),
        Err(StoreError::AlreadyThere { .. })
    ));
    assert_eq!(fs::read(&to).unwrap(), b"mine");
}

/// The leaf pages of every table, in order.
fn pages_of(file: &PathBuf) -> Vec<(String, Vec<usize>)> {
    let db = rusqlite::Connection::open(file).unwrap();
    let mut statement = db
        .prepare(
            "SELECT name, pageno FROM dbstat WHERE pagetype = 'leaf'
             AND name IN ('tie', 'assessment', 'leader') ORDER BY name, path",
        )
        .unwrap();
    let rows: Vec<(String, usize)> = statement
        .query_map([], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs() as usize))
        })
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    let mut found: Vec<(String, Vec<usize>)> = Vec::new();
    for (name, page) in rows {
        match found.last_mut() {
            Some((last, pages)) if *last == name => pages.push(page),
            _ => found.push((name, vec![page])),
        }
    }
    found
}
