//! The desk behind the window: requests as the page writes them, replies as it reads them, and the clock, which only
//! a face may read. Two seconds after the last edit the document is published, whether the page thinks of it or not.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::wire::{Failure, Reply, Request};
use app::{AppError, Settings};
use jiff::Zoned;
use serde_json::Value;

/// How long nobody edits until the document is published.
const REST: Duration = Duration::from_secs(2);

/// The one desk of this program.
#[derive(Debug)]
pub(crate) struct Desk {
    desk: Arc<Mutex<app::Desk>>,
    edited: Sender<()>,
}

impl Desk {
    pub(crate) fn new(settings: Settings) -> Self {
        let desk = Arc::new(Mutex::new(app::Desk::new(settings)));
        let (edited, edits) = channel();
        let published = Arc::clone(&desk);
        std::thread::spawn(move || publish_when_at_rest(&published, &edits));
        Self { desk, edited }
    }

    /// Answers one request, as JSON.
    pub(crate) fn ask(&self, request: Value) -> Result<String, Failure> {
        let request: Request =
            serde_json::from_value(request).map_err(|error| not_understood(&error))?;
        let reply =
            with(&self.desk, |desk| desk.ask(request, &now())).map_err(|error| error.failure())?;
        if matches!(reply, Reply::Done(_)) {
            // Only fails when the publisher is gone, and then closing publishes.
            self.edited.send(()).ok();
        }
        serde_json::to_string(&reply).map_err(|error| not_understood(&error))
    }

    /// Publishes and closes what is open. When that fails it stays open, with every edit safe in the working copy.
    pub(crate) fn close(&self) -> Result<(), AppError> {
        with(&self.desk, |desk| desk.close(&now()))
    }
}

fn with<T>(desk: &Mutex<app::Desk>, act: impl FnOnce(&mut app::Desk) -> T) -> T {
    // A request that broke left no half-done edit behind: edits are transactions of the document.
    act(&mut desk.lock().unwrap_or_else(PoisonError::into_inner))
}

fn publish_when_at_rest(desk: &Mutex<app::Desk>, edits: &Receiver<()>) {
    while edits.recv().is_ok() {
        loop {
            match edits.recv_timeout(REST) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        // What went wrong is kept by the desk and stands in the window's foot.
        drop(with(desk, |desk| desk.ask(Request::Publish, &now())));
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a face reads the clock and passes it in"
)]
fn now() -> Zoned {
    Zoned::now()
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
