//! Long work beside the editing: what is tried on plausible versions of a map runs without the desk, says how far it is,
//! and can be ended.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Weak};

use insight::{Draws, Watch};

use crate::error::AppError;
use crate::influence;
use crate::seen::Seen;
use crate::wire::{JobState, Tried, TriedQuestion};

/// One piece of long work, for whoever asked for it to look at and to end.
#[derive(Debug, Default)]
pub(crate) struct Job {
    done: AtomicU32,
    of: AtomicU32,
    cancelled: AtomicBool,
}

/// The work under way on one document, by the names the face gave it. It ends when the document is put away.
#[derive(Debug, Default)]
pub(crate) struct Jobs(BTreeMap<String, Weak<Job>>);

impl Jobs {
    /// A job of this name begins; an earlier one of the same name ends.
    pub(crate) fn begin(&mut self, name: &str) -> Arc<Job> {
        self.cancel(name);
        self.0.retain(|_, job| job.strong_count() > 0);
        let job = Arc::new(Job::default());
        self.0.insert(name.to_owned(), Arc::downgrade(&job));
        job
    }

    /// Ends it, where it is under way.
    pub(crate) fn cancel(&self, name: &str) {
        if let Some(job) = self.0.get(name).and_then(Weak::upgrade) {
            job.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// How far it is.
    pub(crate) fn state(&self, name: &str) -> JobState {
        let job = self.0.get(name).and_then(Weak::upgrade);
        job.map_or_else(JobState::default, |job| JobState {
            under_way: !job.cancelled.load(Ordering::Relaxed),
            done: job.done.load(Ordering::Relaxed),
            of: job.of.load(Ordering::Relaxed),
        })
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        for name in self.0.keys() {
            self.cancel(name);
        }
    }
}

/// A question that is tried on plausible versions, with all that is needed to answer it.
#[derive(Debug)]
pub(crate) struct Trying {
    pub(crate) seen: Arc<Seen>,
    pub(crate) question: TriedQuestion,
    pub(crate) job: Arc<Job>,
}

impl Trying {
    /// The answer, on threads of its own: what is asked meanwhile does not wait behind it.
    pub(crate) fn run(self) -> Result<Tried, AppError> {
        let Self {
            seen,
            question,
            job,
        } = self;
        let progress = |done: u32, of: u32| {
            // Versions end in any order, and a bar does not go back.
            job.done.fetch_max(done, Ordering::Relaxed);
            job.of.store(of, Ordering::Relaxed);
        };
        let watch = Watch::new(&progress, &job.cancelled);
        insight::aside(|| influence::tried(&seen, &question, Draws::default(), &watch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_of_the_same_name_ends_the_one_before_and_all_end_with_their_document() {
        let mut jobs = Jobs::default();
        let (first, other) = (jobs.begin("places"), jobs.begin("what_if"));
        let second = jobs.begin("places");
        let is_ended = |job: &Job| job.cancelled.load(Ordering::Relaxed);
        assert!(is_ended(&first) && !is_ended(&second) && !is_ended(&other));
        second.of.store(500, Ordering::Relaxed);
        assert_eq!(
            jobs.state("places"),
            JobState {
                under_way: true,
                done: 0,
                of: 500
            }
        );
        assert_eq!(jobs.state("nothing"), JobState::default());
        drop(jobs);
        assert!(is_ended(&second) && is_ended(&other));
    }
}
