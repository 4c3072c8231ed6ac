//! Merging in the window: what differs, what is to be decided, and the merge as one step.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use domain::EntityRef;
use store::{Act, Change, Choices, Conflict, Passphrase, Review, Side, StoreError};

use super::some_of;
use crate::desk::{Desk, Open};
use crate::error::AppError;
use crate::safekeeping::{choice, point_in_words, work};
use crate::session::{Now, Session};
use crate::settings::Settings;
use crate::wire::{
    MergeQuestion, MergeQuestions, MergeReview, MergeSide, OtherCopy, Reply, SafetyReply,
};

/// The copies of a document that lie about, and what was looked at to know that.
#[derive(Debug, Default)]
pub(crate) struct Noticed {
    /// Those that hold something the document does not.
    pub(crate) copies: Vec<OtherCopy>,
    /// The files beside it that by their names may be copies, as they were when they were looked into.
    beside: Vec<(PathBuf, Option<SystemTime>)>,
}

/// The copies of an open document that lie about, beside its file or kept aside, and hold something it does not.
pub(crate) fn noticed(session: &Session, settings: &Settings) -> Noticed {
    let document = session.document();
    // Before they are looked into: one that comes meanwhile is then looked into the next time.
    let beside = document.named_like_copies();
    let conflicts = document.conflict_copies();
    let asides = work(settings)
        .map(|work| store::set_aside(document.path(), &work))
        .unwrap_or_default();
    let of_kind = |kind: &'static str| move |path| (kind, path);
    let all = conflicts.into_iter().map(of_kind("conflict"));
    let copies = all
        .chain(asides.into_iter().map(of_kind("aside")))
        .filter_map(|(kind, path)| {
            let can_be_merged = match Review::of(document, &path) {
                Ok(review) if review.is_empty() => return None,
                Ok(_) => true,
                // Another document's last state is worth keeping; anything else that cannot be compared would only be
                // offered in vain.
                Err(StoreError::AnotherDocument { .. }) => false,
                Err(_) => return None,
            };
            Some(OtherCopy {
                name: file_name(&path),
                path: path.display().to_string(),
                kind: kind.to_owned(),
                can_be_merged,
            })
        })
        .collect();
    Noticed { copies, beside }
}

impl Open {
    /// Looks again for copies, where something has come, gone or changed beside the file: a sync client makes a copy
    /// while the document is open.
    pub(crate) fn notice_again(&mut self, settings: &Settings) {
        if self.session.document().named_like_copies() != self.safety.noticed.beside {
            self.safety.noticed = noticed(&self.session, settings);
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn questions(open: &Open, review: &Review, conflicts: &[Conflict]) -> Vec<MergeQuestion> {
    conflicts
        .iter()
        .map(|conflict| {
            let words = &conflict.words;
            let entity = conflict.point.entity;
            MergeQuestion {
                point: point_in_words(&conflict.point),
                name: conflict.name.clone(),
                field: words.field.clone(),
                sentence: conflict.sentence.clone(),
                was: words.base.clone(),
                ours: side(
                    &words.ours,
                    entity.and_then(|entity| our_last(open, entity)),
                ),
                theirs: side(
                    &words.theirs,
                    entity.and_then(|entity| their_last(review, entity)),
                ),
                stands: match conflict.stands {
                    Side::Ours => "ours",
                    Side::Theirs => "theirs",
                }
                .to_owned(),
                chosen: conflict.chosen,
            }
        })
        .collect()
}

fn side(words: &str, change: Option<Change>) -> MergeSide {
    let (by, at) = change.map_or((None, None), |change| {
        (Some(change.author), Some(change.at.to_string()))
    });
    MergeSide {
        words: words.to_owned(),
        by,
        at,
    }
}

/// The last step here that touched it.
fn our_last(open: &Open, entity: EntityRef) -> Option<Change> {
    const LOOKED_AT: usize = 20;
    open.session
        .document()
        .history_of(entity, LOOKED_AT)
        .ok()?
        .into_iter()
        .find(|change| change.act == Act::Edit && change.merged_in.is_none())
}

/// The last step there that touched it.
fn their_last(review: &Review, entity: EntityRef) -> Option<Change> {
    review
        .acts
        .iter()
        .rev()
        .find(|change| change.act == Act::Edit && change.touched.contains(&entity))
        .cloned()
}

fn read(choices: &[String]) -> Result<Choices, AppError> {
    choices.iter().map(|text| choice(text)).collect()
}

const WHAT: &str = "Merging another copy";

impl Desk {
    pub(super) fn review(
        &mut self,
        path: Option<&Path>,
        passphrase: Option<&Passphrase>,
    ) -> Result<Reply, AppError> {
        let open = self.in_confidence(WHAT)?;
        let document = open.session.document();
        let file = document.path().to_owned();
        let review = Review::of_with(document, path.unwrap_or(&file), passphrase)?;
        let authors: BTreeSet<&String> = review.acts.iter().map(|act| &act.author).collect();
        let duplicates: Vec<String> = review
            .possible_duplicates
            .iter()
            .map(|twin| twin.sentence.clone())
            .collect();
        let answer = MergeReview {
            path: review.path.display().to_string(),
            name: file_name(&review.path),
            is_the_file: review.path == file,
            nothing_new: review.is_empty(),
            brings: some_of(&review.differences.sentences),
            ours: some_of(&review.ours.sentences),
            theirs: some_of(&review.theirs.sentences),
            authors: authors.into_iter().cloned().collect(),
            questions: questions(open, &review, &review.conflicts),
            duplicates: some_of(&duplicates),
        };
        open.safety.reviewed = Some(Box::new(review));
        Ok(Reply::Safety(SafetyReply::Review(answer)))
    }

    pub(super) fn decide(&mut self, choices: &[String]) -> Result<Reply, AppError> {
        let open = self.in_confidence(WHAT)?;
        let review = open.safety.reviewed.as_ref();
        let review = review.ok_or(AppError::NothingReviewed)?;
        let conflicts = review.decided(&open.session.map(), &read(choices)?)?;
        let answer = MergeQuestions {
            questions: questions(open, review, &conflicts),
        };
        Ok(Reply::Safety(SafetyReply::Questions(answer)))
    }

    pub(super) fn merge(&mut self, choices: &[String], now: &Now) -> Result<Reply, AppError> {
        let choices = read(choices)?;
        let settings = self.settings.clone();
        let open = self.in_confidence(WHAT)?;
        let review = open.safety.reviewed.take();
        let review = review.ok_or(AppError::NothingReviewed)?;
        let author = open.session.author().to_owned();
        let document = open.session.document_mut();
        let merged = document.merge(&review, &choices, &author, now.at);
        let change = match merged {
            Ok(change) => change,
            Err(error) => {
                // The review is as good as before, unless it is what was outdated.
                open.safety.reviewed = Some(review);
                return Err(error.into());
            }
        };
        open.safety.noticed = noticed(&open.session, &settings);
        self.done(change.words, None, now)
    }

    pub(super) fn save_aside(
        &mut self,
        aside: &Path,
        to: &Path,
        now: &Now,
    ) -> Result<Reply, AppError> {
        let settings = self.settings.clone();
        let open = self.opened()?;
        let work = work(&settings)?;
        let saved = store::rescue_set_aside(aside, &work, to, open.session.passphrase())?;
        open.safety.noticed = noticed(&open.session, &settings);
        let sentence = format!("Saved as {}.", saved.display());
        self.said(sentence, Some(&saved), now)
    }
}
