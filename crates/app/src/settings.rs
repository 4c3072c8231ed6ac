//! Where the program keeps what on this computer. Passed in by the faces, so that tests have their own.

use std::path::PathBuf;

/// Where the program keeps what, and who is at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The program's own folder on the local disk: working copies, the example, recent files.
    pub data_dir: PathBuf,
    /// Where new documents are published when nobody says.
    pub documents_dir: PathBuf,
    /// The author of edits.
    pub author: String,
}

impl Settings {
    /// The usual places of this computer. `FOOTBRIDGE_DATA_DIR` and `FOOTBRIDGE_DOCUMENTS_DIR` set others, and
    /// `FOOTBRIDGE_AUTHOR` another author.
    pub fn of_this_computer() -> Self {
        let from_environment =
            |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let home = dirs::home_dir().unwrap_or_else(std::env::temp_dir);
        let author = ["FOOTBRIDGE_AUTHOR", "USER", "USERNAME"]
            .into_iter()
            .find_map(from_environment)
            .map_or_else(
                || "the keeper of this file".to_owned(),
                |name| name.to_string_lossy().into_owned(),
            );
        Self {
            data_dir: from_environment("FOOTBRIDGE_DATA_DIR").map_or_else(
                || {
                    dirs::data_local_dir()
                        .unwrap_or_else(|| home.join(".footbridge"))
                        .join("footbridge")
                },
                PathBuf::from,
            ),
            documents_dir: from_environment("FOOTBRIDGE_DOCUMENTS_DIR")
                .map_or_else(|| dirs::document_dir().unwrap_or(home), PathBuf::from),
            author,
        }
    }

    /// Where working copies live.
    pub fn work_dir(&self) -> PathBuf {
        self.data_dir.join("work")
    }

    /// Where the example is kept.
    pub fn example_path(&self) -> PathBuf {
        self.data_dir
            .join("example")
            .join("Northmarch and the Vale.footbridge")
    }

    /// The list of files opened lately.
    pub fn recent_path(&self) -> PathBuf {
        self.data_dir.join("recent.json")
    }
}
