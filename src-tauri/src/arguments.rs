//! What the program was started with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What a person may write after the program's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The footprint to open, as an absolute path.
    pub(crate) file: Option<PathBuf>,
    /// Open the invented example.
    pub(crate) example: bool,
    /// Only say which version this is.
    pub(crate) version: bool,
}

/// Why the program did not start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Misunderstood {
    #[error(
        "footbridge-desktop does not know the option {0}. Write: footbridge-desktop [--example] [FILE]"
    )]
    Option(String),
    #[error(
        "footbridge-desktop opens one file at a time, and {0} is a second one. Open it from the window."
    )]
    SecondFile(String),
}

impl Arguments {
    /// Reads the arguments after the program's name; a relative file is meant from `folder`.
    pub(crate) fn read(
        given: impl IntoIterator<Item = OsString>,
        folder: &Path,
    ) -> Result<Self, Misunderstood> {
        let mut arguments = Self::default();
        let mut only_files = false;
        for word in given {
            let text = word.to_string_lossy();
            match text.as_ref() {
                "--" if !only_files => only_files = true,
                "--example" if !only_files => arguments.example = true,
                "--version" if !only_files => arguments.version = true,
                option if option.starts_with("--") && !only_files => {
                    return Err(Misunderstood::Option(option.to_owned()));
                }
                file if arguments.file.is_some() => {
                    return Err(Misunderstood::SecondFile(file.to_owned()));
                }
                _ => arguments.file = Some(folder.join(&word)),
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, Misunderstood> {
        Arguments::read(words.iter().map(OsString::from), Path::new("/home/ann"))
    }

    #[test]
    fn nothing_given_opens_the_first_screen() {
        assert_eq!(read(&[]), Ok(Arguments::default()));
    }

    #[test]
    fn a_relative_file_is_meant_from_where_the_program_was_started() {
        let arguments = read(&["North.footbridge"]).unwrap();
        assert_eq!(
            arguments.file,
            Some(PathBuf::from("/home/ann/North.footbridge"))
        );
    }

    #[test]
    fn an_absolute_file_stays_where_it_is() {
        let arguments = read(&["/srv/North.footbridge"]).unwrap();
        assert_eq!(arguments.file, Some(PathBuf::from("/srv/North.footbridge")));
    }

    #[test]
    fn a_file_named_like_an_option_can_be_opened_after_two_dashes() {
        let arguments = read(&["--", "--example"]).unwrap();
        assert_eq!(arguments.file, Some(PathBuf::from("/home/ann/--example")));
        assert!(!arguments.example);
    }

    #[test]
    fn an_unknown_option_is_named_in_the_refusal() {
        let refusal = read(&["--exmaple"]).unwrap_err();
        assert!(refusal.to_string().contains("--exmaple"));
    }

    #[test]
    fn a_second_file_is_refused_by_name() {
        let refusal = read(&["a.footbridge", "b.footbridge"]).unwrap_err();
        assert!(refusal.to_string().contains("b.footbridge"));
    }
}
