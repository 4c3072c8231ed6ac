//! The system's own file dialogs. The page gets paths that a person chose, and nothing else of the disk.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    /// A footprint to open.
    Footprint,
    /// Other programs' files to import, several at once.
    Sources,
}

/// The endings of files that can be imported.
const SOURCES: &[&str] = &[
    "csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "zip",
];

/// What a file with this ending is called in the dialog.
fn kind_of(ending: &str) -> &'static str {
    match ending {
        "footbridge" => "Footprint",
        "pdf" => "Paper",
        "svg" | "png" => "Picture",
        "csv" | "xlsx" => "Table",
        _ => "File",
    }
}

/// Asks which files to open. Empty when the person thought better of it.
pub(crate) async fn pick_open(window: WebviewWindow, purpose: Purpose) -> Vec<PathBuf> {
    let (chosen, answer) = oneshot::channel();
    let dialog = window.dialog().file().set_parent(&window);
    match purpose {
        Purpose::Footprint => dialog
            .set_title("Open a footprint")
            .add_filter("Footprints", &["footbridge"])
            .add_filter("All files", &["*"])
            .pick_file(move |file| drop(chosen.send(file.into_iter().collect::<Vec<_>>()))),
        Purpose::Sources => dialog
            .set_title("Import files")
            .add_filter("Tables", SOURCES)
            .add_filter("All files", &["*"])
            .pick_files(move |files| drop(chosen.send(files.unwrap_or_default()))),
    }
    answer
        .await
        .unwrap_or_default()
        .into_iter()
        .filter_map(path_of)
        .collect()
}

/// Asks where to save. Nothing when the person thought better of it.
pub(crate) async fn pick_save(window: WebviewWindow, suggested: &str) -> Option<PathBuf> {
    let (chosen, answer) = oneshot::channel();
    let mut dialog = window
        .dialog()
        .file()
        .set_parent(&window)
        .set_title("Save as");
    // Only the name: a page cannot steer the dialog into a folder.
    let name = Path::new(suggested)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    if let Some(ending) = Path::new(name.as_ref())
        .extension()
        .and_then(|ending| ending.to_str())
    {
        dialog = dialog.add_filter(kind_of(ending), &[ending]);
    }
    dialog
        .set_file_name(name)
        .save_file(move |file| drop(chosen.send(file)));
    answer.await.ok().flatten().and_then(path_of)
}

fn path_of(file: FilePath) -> Option<PathBuf> {
    file.into_path().ok()
}
