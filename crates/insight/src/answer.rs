//! What every answer of the influence section carries, whatever it answers.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use domain::{Audience, AudienceMap, Coverage};
use jiff::civil::Date;
use serde::Serialize;

use crate::finding::{Figures, Finding};
use crate::words;

/// An answer: whose eyes, which day, how much is known, what to read first, and its own part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer<T> {
    /// The footprint's name.
    pub footprint: String,
    /// The day it shows.
    pub as_of: Date,
    /// Whose eyes it is for.
    pub audience: Audience,
    /// How much of what bears on it is known.
    pub coverage: Coverage,
    /// What to read first.
    pub findings: Vec<Finding>,
    /// Why there is nothing more, where this audience may not have it.
    pub withheld: Option<String>,
    /// The answer itself.
    #[serde(flatten)]
    pub own: T,
}

impl<T> Answer<T> {
    pub(crate) fn of(
        map: &AudienceMap,
        coverage: Coverage,
        findings: Vec<Finding>,
        own: T,
    ) -> Self {
        Self {
            footprint: map.footprint().name.clone(),
            as_of: map.as_of(),
            audience: map.audience(),
            coverage,
            findings,
            withheld: None,
            own,
        }
    }
}

impl<T: Default> Answer<T> {
    /// The empty answer, with why it is empty and what to do instead.
    pub(crate) fn withheld(map: &AudienceMap, why: &str) -> Self {
        let finding = Finding {
            code: "withheld",
            sentence: why.to_owned(),
            figures: Figures::new(),
            evidence: Vec::new(),
            coverage: Coverage::default(),
            what_next: words::people::NEXT_WITHHELD.to_owned(),
        };
        Self {
            withheld: Some(why.to_owned()),
            ..Self::of(map, Coverage::default(), vec![finding], T::default())
        }
    }

    /// For what is published: answers about named people are not.
    pub(crate) fn unless_published(map: &AudienceMap) -> Option<Self> {
        map.audience()
            .is_publication()
            .then(|| Self::withheld(map, words::people::WITHHELD))
    }
}

/// Where long work says how far it is, and asks whether to go on.
#[derive(Default)]
pub struct Watch<'a> {
    /// Told how many versions are done, of how many.
    pub progress: Option<&'a (dyn Fn(u32, u32) + Sync)>,
    /// Set by somebody who no longer wants the answer.
    pub cancelled: Option<&'a AtomicBool>,
    done: AtomicU32,
    /// How many versions there are altogether; 0 until that is known.
    expected: AtomicU32,
}

impl<'a> Watch<'a> {
    /// A watch with somebody to tell and somebody to ask.
    pub fn new(progress: &'a (dyn Fn(u32, u32) + Sync), cancelled: &'a AtomicBool) -> Self {
        Self {
            progress: Some(progress),
            cancelled: Some(cancelled),
            ..Self::default()
        }
    }

    /// So many more versions are going to be tried.
    pub(crate) fn expect(&self, more: u32) {
        self.expected.fetch_add(more, Ordering::Relaxed);
    }

    pub(crate) fn go_on(&self) -> bool {
        !self
            .cancelled
            .is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// A version is done, of so many where nobody has said how many there are altogether.
    pub(crate) fn one_done(&self, of: u32) {
        let of = of.max(self.expected.load(Ordering::Relaxed));
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(progress) = self.progress {
            progress(done.min(of), of);
        }
    }
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch")
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}
