//! The window's types are generated from the wire and must be fresh.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::path::PathBuf;

use app::wire::{Failure, Reply, Request};
use ts_rs::{Config, TS};

/// Regenerate with `FOOTBRIDGE_WRITE_TYPES=1 cargo test -p app --test generated_types`.
#[test]
fn the_drawing_s_colours_in_the_window_are_those_of_the_drawing() {
    let made = format!(
        "/* Made from crates/scene `paint::window_css` by the test generated_types. Files and papers stay light. */\n{}",
        scene::paint::window_css()
    );
    let kept =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/generated/drawing.css");
    if std::env::var_os("FOOTBRIDGE_WRITE_TYPES").is_some() {
        std::fs::write(&kept, &made).unwrap();
    }
    let have = std::fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        have == made,
        "ui/src/host/generated/drawing.css is not what the drawing's colours give; \
         run FOOTBRIDGE_WRITE_TYPES=1 cargo test -p app --test generated_types and commit it"
    );
}

/// Regenerate with `FOOTBRIDGE_WRITE_TYPES=1 cargo test -p app --test generated_types`.
#[test]
fn generated_types_are_fresh() {
    let fresh = tempfile::tempdir().unwrap();
    let config = Config::new().with_out_dir(fresh.path());
    Request::export_all(&config).unwrap();
    Reply::export_all(&config).unwrap();
    Failure::export_all(&config).unwrap();
    let made = std::fs::read_to_string(fresh.path().join("wire.ts")).unwrap();

    let kept =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/generated/wire.ts");
    if std::env::var_os("FOOTBRIDGE_WRITE_TYPES").is_some() {
        std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
        std::fs::write(&kept, &made).unwrap();
    }
    let have = std::fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        have == made,
        "ui/src/host/generated/wire.ts is not what the wire types give; \
         run FOOTBRIDGE_WRITE_TYPES=1 cargo test -p app --test generated_types and commit it"
    );
}
