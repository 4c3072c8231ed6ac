//! What waits to be opened. A file can come before the page exists (an argument), while it runs (a second start of
//! the program) or from the mouse (dropped). All go through this one queue, which the page empties when it can.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use crate::arguments::Arguments;

/// How a file came to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum How {
    /// Named when the program was started.
    Argument,
    /// Named when it was started again while it ran.
    SecondLaunch,
    /// Dropped on the window.
    Dropped,
}

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Item {
    /// The invented example.
    Example,
    /// A file, of whatever sort: the page asks what it is.
    File { path: PathBuf, how: How },
}

/// The queue itself, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Waiting(Mutex<Vec<Item>>);

impl Waiting {
    /// Puts in what the program was started with.
    pub(crate) fn put_arguments(&self, arguments: &Arguments, how: How) {
        if arguments.example {
            self.put(Item::Example);
        }
        if let Some(path) = &arguments.file {
            self.put(Item::File {
                path: path.clone(),
                how,
            });
        }
    }

    /// Puts one thing at the end.
    pub(crate) fn put(&self, item: Item) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(item);
    }

    /// Empties the queue.
    pub(crate) fn take(&self) -> Vec<Item> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_gone_and_comes_in_the_order_it_was_put() {
        let waiting = Waiting::default();
        let arguments = Arguments {
            file: Some("/a.footbridge".into()),
            example: true,
            ..Arguments::default()
        };
        waiting.put_arguments(&arguments, How::Argument);
        waiting.put(Item::File {
            path: "/b.csv".into(),
            how: How::Dropped,
        });
        let taken = waiting.take();
        assert_eq!(taken[0], Item::Example);
        assert_eq!(
            taken[1],
            Item::File {
                path: "/a.footbridge".into(),
                how: How::Argument
            }
        );
        assert_eq!(taken.len(), 3);
        assert!(waiting.take().is_empty());
    }

    #[test]
    fn the_page_is_told_kind_path_and_how() {
        let item = Item::File {
            path: "/a.footbridge".into(),
            how: How::SecondLaunch,
        };
        assert_eq!(
            serde_json::to_value(item).unwrap(),
            serde_json::json!({"kind": "file", "path": "/a.footbridge", "how": "second_launch"})
        );
        assert_eq!(
            serde_json::to_value(Item::Example).unwrap(),
            serde_json::json!({"kind": "example"})
        );
    }
}
