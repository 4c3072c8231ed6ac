//! What the page may call. The list stands in `build.rs` and in `capabilities/main.json` too: a command that is in
//! neither cannot be reached.

#![expect(
    clippy::needless_pass_by_value,
    clippy::let_underscore_must_use,
    reason = "Tauri hands its commands what they work on by value, and its macro writes the rest"
)]

use std::path::PathBuf;
use std::sync::Arc;

use app::SharedDesk;
use app::wire::Failure;
use serde_json::Value;
use tauri::ipc::Response;
use tauri::{State, WebviewWindow};

use crate::dialogs::{self, Purpose};
use crate::first_map::FirstMap;
use crate::say;
use crate::waiting::{Item, Waiting};

/// The page's one way to everything the program can do: a request in, its reply out.
#[tauri::command]
pub(crate) async fn ask(
    desk: State<'_, Arc<SharedDesk>>,
    request: Value,
) -> Result<Response, Failure> {
    let desk = Arc::clone(&desk);
    let reply = tauri::async_runtime::spawn_blocking(move || desk.ask(request)).await;
    match reply {
        Ok(reply) => reply.map(Response::new),
        // A use case that broke must not take the window with it.
        Err(_) => Err(Failure {
            code: "broken".to_owned(),
            sentence: "That could not be done because of a fault in Footbridge. Your work is safe; close the window and \
                       open it again."
                .to_owned(),
        }),
    }
}

#[tauri::command]
pub(crate) async fn pick_open(
    window: WebviewWindow,
    purpose: Purpose,
) -> Result<Vec<PathBuf>, Failure> {
    Ok(dialogs::pick_open(window, purpose).await)
}

#[tauri::command]
pub(crate) async fn pick_save(
    window: WebviewWindow,
    suggested: String,
) -> Result<Option<PathBuf>, Failure> {
    Ok(dialogs::pick_save(window, &suggested).await)
}

#[tauri::command]
pub(crate) fn take_waiting(waiting: State<'_, Waiting>) -> Vec<Item> {
    waiting.take()
}

#[tauri::command]
pub(crate) fn first_map_drawn(first_map: State<'_, FirstMap>) {
    if let Err(error) = first_map.drawn() {
        say(&format!("Nobody could be told of the first map: {error}."));
    }
}
