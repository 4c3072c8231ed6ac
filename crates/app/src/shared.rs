//! The desk as a face holds it: shared between threads, spoken to in JSON, and publishing by itself when edits rest.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Zoned;
use serde_json::Value;

use crate::desk::{Begun, Desk};
use crate::error::AppError;
use crate::settings::Settings;
use crate::wire::{Failure, Reply, Request};

/// How long nobody edits until the document is published.
const REST: Duration = Duration::from_secs(2);

/// The face's clock.
pub type Clock = fn() -> Zoned;

/// The one desk of a program, behind its lock. Two seconds after the last edit the document is published, whether the
/// page thinks of it or not.
#[derive(Debug)]
pub struct SharedDesk {
    desk: Arc<Mutex<Desk>>,
    edited: Sender<()>,
    clock: Clock,
}

impl SharedDesk {
    /// A desk with nothing on it.
    pub fn new(settings: Settings, clock: Clock) -> Self {
        let desk = Arc::new(Mutex::new(Desk::new(settings)));
        let (edited, edits) = channel();
        let published = Arc::clone(&desk);
        std::thread::spawn(move || publish_when_at_rest(&published, &edits, clock));
        Self {
            desk,
            edited,
            clock,
        }
    }

    /// Answers one request as the page writes it, as the page reads it.
    pub fn ask(&self, request: Value) -> Result<String, Failure> {
        let request: Request =
            serde_json::from_value(request).map_err(|error| not_understood(&error))?;
        // The desk says what there is to do; what takes long is done when others may speak to it again.
        let finished = with(&self.desk, |desk| desk.begin(request, &(self.clock)()))
            .and_then(Begun::finish)
            .map_err(|error| error.failure())?;
        let reply = if finished.is_to_be_kept() {
            with(&self.desk, |desk| desk.keep(finished))
        } else {
            finished.answer()
        };
        if matches!(reply, Reply::Done(_)) {
            // Only fails when the publisher is gone, and then closing publishes.
            self.edited.send(()).ok();
        }
        serde_json::to_string(&reply).map_err(|error| not_understood(&error))
    }

    /// Publishes and closes what is open. When that fails it stays open, with every edit safe in the working copy.
    pub fn close(&self) -> Result<(), AppError> {
        with(&self.desk, |desk| desk.close(&(self.clock)()))
    }
}

fn with<T>(desk: &Mutex<Desk>, act: impl FnOnce(&mut Desk) -> T) -> T {
    // A request that broke left no half-done edit behind: edits are transactions of the document.
    act(&mut desk.lock().unwrap_or_else(PoisonError::into_inner))
}

fn publish_when_at_rest(desk: &Mutex<Desk>, edits: &Receiver<()>, clock: Clock) {
    loop {
        // What could not be published is tried again by itself: a sync client lets go of a file, a share comes back.
        let again = with(desk, |desk| desk.publish_again_in(&clock()));
        let edited = match again {
            None => edits.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(wait) => edits.recv_timeout(wait),
        };
        match edited {
            Ok(()) => loop {
                match edits.recv_timeout(REST) {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            },
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        // The desk is free while the file is written. What went wrong is kept by it and stands in the window's foot.
        if let Some(publishing) = with(desk, |desk| desk.begin_publishing()) {
            let outcome = publishing.run();
            with(desk, |desk| desk.published(outcome, &clock()));
        }
        if let Some(backup) = with(desk, |desk| desk.begin_backup(&clock())) {
            // A backup that cannot be taken now is due again after the next edit.
            drop(backup.run());
        }
    }
}

/// Page and program are built together: this is only ever seen while one of them is being changed.
fn not_understood(error: &serde_json::Error) -> Failure {
    Failure {
        code: "not_understood".to_owned(),
        sentence: format!(
            "The window and the program do not understand each other ({error}). Your work is safe; install Footbridge again."
        ),
    }
}
