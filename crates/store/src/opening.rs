//! What happened when a document was opened.

use std::path::PathBuf;

use crate::error::edits_in_words;
use crate::ladder::NEWEST;

/// In what way a published file that was taken does not hold what was open here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement {
    /// It is an earlier state of the same document.
    Older,
    /// It is the same document, which went another way.
    Parted,
    /// It is another document.
    Another,
}

/// What happened when a document was opened, for the line that tells the user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opening {
    /// Where the document is published.
    pub path: PathBuf,
    /// Edits found in the working copy that were never published: the program ended before it could. They are in
    /// the map and will be published.
    pub recovered_edits: u64,
    /// Whether the published file had changed since it was last open here, and was taken as it now is.
    pub took_published: bool,
    /// Where the file that was taken does not hold all that was published or edited here before: in what way.
    pub replaced_by: Option<Replacement>,
    /// Where what was here before is kept whole; empty unless `replaced_by` is given.
    pub set_aside: Vec<PathBuf>,
    /// How many acts are in the copies set aside and not in the file that was taken.
    pub lost_from_sight: u64,
    /// The older schema the document was brought up from.
    pub migrated_from: Option<u32>,
    /// Whether there was no published file any more; publishing makes it again.
    pub published_gone: bool,
    /// Whether the published file was changed by somebody else and is still to be merged.
    pub published_differs: bool,
    /// Where a working copy that could not be read was set aside; the published file was taken instead.
    pub damaged_copy: Option<PathBuf>,
}

impl Opening {
    /// What a person should know of this opening and can do about it; `None` where nothing is out of the ordinary.
    /// One sentence, or in the rare case that several things happened one for each.
    pub fn sentence(&self) -> Option<String> {
        let said: Vec<String> = [
            self.of_damage(),
            self.of_replacement(),
            self.of_recovery(),
            self.of_migration(),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    fn of_damage(&self) -> Option<String> {
        let copy = self.damaged_copy.as_ref()?;
        Some(format!(
            "The working copy of {} could not be read and was set aside as {}, so the published file is shown; \
             look in the history whether your last edits are there.",
            self.path.display(),
            copy.display()
        ))
    }

    fn of_replacement(&self) -> Option<String> {
        let path = self.path.display();
        let Some(replacement) = self.replaced_by else {
            return (self.took_published && self.damaged_copy.is_none()).then(|| {
                format!(
                    "{path} was changed by somebody else since it was last open here and is shown as it is now; \
                     look in the history for what was done."
                )
            });
        };
        let edits = edits_in_words(self.lost_from_sight);
        let kept: Vec<String> = self
            .set_aside
            .iter()
            .map(|aside| aside.display().to_string())
            .collect();
        let kept = kept.join(" and ");
        let (what, before) = match replacement {
            Replacement::Older => (
                "an older copy of itself",
                format!("the newer one, with {edits} more,"),
            ),
            Replacement::Parted => (
                "another copy of itself",
                format!("the one before, with {edits} not in this one,"),
            ),
            Replacement::Another => (
                "another footprint",
                format!("the one before, with {edits},"),
            ),
        };
        Some(format!(
            "{path} was replaced by {what}, which is shown now; {before} is kept as {kept}: save that under another \
             name to keep it, or open it to compare the two."
        ))
    }

    fn of_recovery(&self) -> Option<String> {
        let path = self.path.display();
        let edits = edits_in_words(self.recovered_edits);
        if self.published_gone {
            return Some(format!(
                "There is no file {path} any more, but {edits} never published to it and all before were kept on \
                 this computer and are shown; publish to make the file again, or save a copy under another name."
            ));
        }
        if self.published_differs {
            return Some(format!(
                "{edits} never published to {path} are shown, and the file was changed by somebody else in the \
                 meantime; compare the two and merge them, then publish."
            ));
        }
        (self.recovered_edits > 0).then(|| {
            format!(
                "{edits} never published to {path} could be brought back and shown; publish to update the file, or \
                 undo what you do not want."
            )
        })
    }

    fn of_migration(&self) -> Option<String> {
        let from = self.migrated_from?;
        Some(format!(
            "{} was written by an older Footbridge (file version {from}, now {NEWEST}) and was brought up to date \
             here; keep a copy of the file if somebody still opens it with the older program.",
            self.path.display()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening() -> Opening {
        Opening {
            path: PathBuf::from("Vale.footbridge"),
            ..Opening::default()
        }
    }

    #[test]
    fn an_ordinary_opening_says_nothing() {
        assert_eq!(opening().sentence(), None);
    }

    #[test]
    fn every_noteworthy_opening_names_the_file_and_a_remedy() {
        let aside = || vec![PathBuf::from("set-aside-1.footbridge")];
        let replaced = |by| Opening {
            took_published: true,
            replaced_by: Some(by),
            set_aside: aside(),
            lost_from_sight: 3,
            ..opening()
        };
        let told = [
            (
                replaced(Replacement::Older),
                "the newer one, with 3 edits more",
            ),
            (
                replaced(Replacement::Parted),
                "with 3 edits not in this one",
            ),
            (replaced(Replacement::Another), "another footprint"),
            (
                Opening {
                    took_published: true,
                    ..opening()
                },
                "look in the history",
            ),
            (
                Opening {
                    recovered_edits: 1,
                    ..opening()
                },
                "1 edit never published",
            ),
            (
                Opening {
                    recovered_edits: 2,
                    published_gone: true,
                    ..opening()
                },
                "publish to make the file again",
            ),
            (
                Opening {
                    recovered_edits: 2,
                    published_differs: true,
                    ..opening()
                },
                "merge them",
            ),
            (
                Opening {
                    migrated_from: Some(1),
                    ..opening()
                },
                "keep a copy",
            ),
            (
                Opening {
                    damaged_copy: Some(PathBuf::from("damaged/copy-1.footbridge")),
                    ..opening()
                },
                "damaged/copy-1.footbridge",
            ),
        ];
        for (opening, part) in told {
            let sentence = opening.sentence().unwrap_or_default();
            assert!(sentence.contains("Vale.footbridge"), "{sentence}");
            assert!(sentence.contains(part), "{sentence}");
            assert!(
                sentence.contains("; ") && sentence.ends_with('.'),
                "{sentence}"
            );
            for aside in &opening.set_aside {
                assert!(
                    sentence.contains(&aside.display().to_string()),
                    "{sentence}"
                );
            }
        }
    }

    #[test]
    fn an_opening_at_which_two_things_happened_tells_both() {
        let sentence = Opening {
            recovered_edits: 2,
            migrated_from: Some(1),
            ..opening()
        }
        .sentence()
        .unwrap_or_default();
        assert!(sentence.contains("2 edits never published"), "{sentence}");
        assert!(sentence.contains("older Footbridge"), "{sentence}");
    }
}
