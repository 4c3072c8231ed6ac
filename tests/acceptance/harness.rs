//! A desk of one's own for each test: a folder for documents and one for the program's own things.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which the program runs.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a command said and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("documents").join(name)
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().join("documents")
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs `footbridge` with these words, in the folder of documents.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        self.run_with(words, None)
    }

    pub(crate) fn run_with(&self, words: &[&str], input: Option<&str>) -> Said {
        let documents = self.folder();
        std::fs::create_dir_all(&documents).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_footbridge"))
            .args(words)
            .current_dir(&documents)
            .env("FOOTBRIDGE_DATA_DIR", self.folder.path().join("data"))
            .env("FOOTBRIDGE_AUTHOR", "A. Keeper")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        {
            use std::io::Write as _;
            let mut stdin = child.stdin.take().unwrap();
            if let Some(input) = input {
                stdin.write_all(input.as_bytes()).unwrap();
            }
        }
        Said::from(child.wait_with_output().unwrap())
    }

    /// Runs and expects exit status 0.
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let said = self.run(words);
        assert_eq!(said.status, 0, "{words:?} said {said:?}");
        said.out
    }

    /// Runs with `--json`, expects exit status 0, and reads the document.
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let mut all = words.to_vec();
        all.push("--json");
        let out = self.done(&all);
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{words:?}: {error}: {out}"))
    }

    /// Runs and expects exit status 2 and one sentence that holds every one of these parts.
    pub(crate) fn refused(&self, words: &[&str], parts: &[&str]) -> String {
        let said = self.run(words);
        assert_eq!(said.status, 2, "{words:?} said {said:?}");
        assert_eq!(
            said.out, "",
            "nothing is said on standard output when nothing is done"
        );
        let sentence = said.err.trim_end().to_owned();
        assert_eq!(sentence.lines().count(), 1, "one sentence: {sentence}");
        for part in parts {
            assert!(
                sentence.contains(part),
                "{words:?}: \u{201c}{part}\u{201d} is not in: {sentence}"
            );
        }
        sentence
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A file of the shared data, or `None` (said on standard error) where it is not on this machine.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {name} is not on this machine");
    None
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(crate) fn names<'a>(rows: &'a Value, field: &str) -> Vec<&'a str> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row[field].as_str().unwrap())
        .collect()
}
