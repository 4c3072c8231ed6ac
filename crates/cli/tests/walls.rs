//! The walls of the house (ARCHITECTURE.md): who may know whom, and what stands in one place only.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The `[dependencies]` of a package (not those for its tests).
fn dependencies(manifest: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(manifest).unwrap();
    let mut section = String::new();
    let mut found = BTreeSet::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            line.clone_into(&mut section);
        } else if section.contains("dependencies")
            && !section.contains("dev-dependencies")
            && !section.contains("build-dependencies")
            && let Some((name, _)) = line.split_once(['=', '.'])
            && !line.starts_with('#')
        {
            found.insert(name.trim().to_owned());
        }
    }
    found
}

fn of(name: &str) -> BTreeSet<String> {
    let folder = match name {
        "src-tauri" => root().join("src-tauri"),
        _ => root().join("crates").join(name),
    };
    dependencies(&folder.join("Cargo.toml"))
}

fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    const PASSED_OVER: [&str; 5] = ["target", "node_modules", "dist", ".git", "gen"];
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !PASSED_OVER.contains(&name.as_str()) {
                files(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

/// Source files outside `folders` that hold `words` outside comments.
fn holders(words: &[&str], endings: &[&str], folders: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    files(&root(), endings, &mut all);
    all.into_iter()
        .map(|path| path.strip_prefix(root()).unwrap().to_owned())
        .filter(|path| !folders.iter().any(|folder| path.starts_with(folder)))
        .filter(|path| {
            let text = fs::read_to_string(root().join(path)).unwrap_or_default();
            text.lines()
                .map(str::trim)
                .filter(|line| !line.starts_with("//") && !line.starts_with('*'))
                .any(|line| words.iter().any(|word| line.contains(word)))
        })
        .map(|path| path.display().to_string())
        .collect()
}

#[test]
fn every_crate_knows_only_those_it_may() {
    const HOUSE: [&str; 9] = [
        "domain",
        "store",
        "network",
        "insight",
        "scene",
        "paper",
        "exchange",
        "app",
        "footbridge",
    ];
    let may: [(&str, &[&str]); 10] = [
        ("domain", &[]),
        ("store", &["domain"]),
        ("network", &["domain"]),
        ("insight", &["domain", "network"]),
        ("scene", &["domain", "network", "insight"]),
        ("paper", &["domain", "network", "insight", "scene"]),
        ("exchange", &["domain"]),
        (
            "app",
            &["domain", "store", "exchange", "insight", "scene", "paper"],
        ),
        ("cli", &["domain", "app"]),
        ("src-tauri", &["domain", "app"]),
    ];
    for (name, allowed) in may {
        let known: Vec<String> = of(name)
            .into_iter()
            .filter(|dependency| HOUSE.contains(&dependency.as_str()))
            .collect();
        let beyond: Vec<&String> = known
            .iter()
            .filter(|dependency| !allowed.contains(&dependency.as_str()))
            .collect();
        assert!(beyond.is_empty(), "{name} may not know {beyond:?}");
    }
}

#[test]
fn the_domain_names_no_library_but_four() {
    let named = of("domain");
    let allowed: BTreeSet<String> = ["serde", "uuid", "jiff", "thiserror"]
        .into_iter()
        .map(str::to_owned)
        .collect();
    assert!(named.is_subset(&allowed), "domain names {named:?}");
}

#[test]
fn libraries_that_belong_to_one_room_are_named_there_alone() {
    let rooms: [(&str, &str); 6] = [
        ("rusqlite", "store"),
        ("petgraph", "network"),
        ("typst", "paper"),
        ("calamine", "exchange"),
        ("axum", "cli"),
        ("tauri", "src-tauri"),
    ];
    for (library, room) in rooms {
        for name in [
            "domain",
            "store",
            "network",
            "insight",
            "scene",
            "paper",
            "exchange",
            "app",
            "cli",
            "src-tauri",
        ] {
            let names_it = of(name)
                .iter()
                .any(|d| d == library || d.starts_with(&format!("{library}-")));
            assert!(
                !names_it || name == room,
                "{name} names {library}, which belongs to {room}"
            );
        }
    }
}

#[test]
fn sql_stands_in_store_alone() {
    let found = holders(
        &[
            "SELECT ",
            "INSERT INTO",
            "DELETE FROM",
            "CREATE TABLE",
            "PRAGMA ",
        ],
        &[".rs", ".sql", ".svelte", ".ts"],
        // This page names the words it looks for.
        &["crates/store", "crates/cli/tests/walls.rs"],
    );
    assert!(found.is_empty(), "SQL outside store: {found:?}");
}

#[test]
fn the_page_knows_tauri_through_one_file() {
    let found = holders(
        &["@tauri-apps/"],
        &[".ts", ".svelte", ".js"],
        &["ui/src/host/tauri.ts", "tests"],
    );
    assert!(
        found.is_empty(),
        "Tauri outside ui/src/host/tauri.ts: {found:?}"
    );
}

#[test]
fn drawings_and_papers_are_made_from_an_audience_map_alone() {
    for room in ["network", "insight", "scene", "paper"] {
        let mut all = Vec::new();
        files(
            &root().join("crates").join(room).join("src"),
            &[".rs"],
            &mut all,
        );
        for path in all {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let of_tests = path
                .parent()
                .is_some_and(|folder| folder.ends_with("tests"));
            if of_tests || ["tests.rs", "sample.rs"].contains(&name.as_str()) {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            // Tests build a map and then ask it for what an audience may see.
            let product = text.split("#[cfg(test)]").next().unwrap_or_default();
            for line in product
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                let takes_a_map = [
                    "&Map,",
                    "&Map)",
                    "&Map ",
                    "&domain::Map",
                    "Arc<Map>",
                    ": Map,",
                    ": Map)",
                ]
                .iter()
                .any(|taken| line.contains(taken));
                assert!(!takes_a_map, "{} takes a Map: {line}", path.display());
            }
        }
    }
}

#[test]
fn nothing_in_the_program_speaks_to_a_network() {
    for name in [
        "domain",
        "store",
        "network",
        "insight",
        "scene",
        "paper",
        "exchange",
        "app",
        "src-tauri",
    ] {
        for client in [
            "reqwest",
            "ureq",
            "hyper",
            "curl",
            "tokio-tungstenite",
            "axum",
            "tauri-plugin-http",
        ] {
            assert!(!of(name).contains(client), "{name} names {client}");
        }
    }
}

#[test]
fn every_crate_has_a_front_page() {
    for name in [
        "domain", "store", "network", "insight", "scene", "paper", "exchange", "app",
    ] {
        let text = fs::read_to_string(root().join("crates").join(name).join("src/lib.rs")).unwrap();
        let front: Vec<&str> = text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .collect();
        assert!(
            front.len() > 5,
            "{name}'s lib.rs says what it is for, the types to know, and an example"
        );
        assert!(
            front.iter().any(|line| line.contains("```")),
            "{name}'s front page has an example that runs"
        );
    }
}
