//! The desktop face of Footbridge: one window, a handful of commands, the system's dialogs. Everything it does is
//! done by `app`; what is here is only how that reaches a screen.
//!
//! `footbridge-desktop [--example] [FILE]`

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod commands;
mod dialogs;
mod first_map;
mod waiting;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use app::{Settings, SharedDesk};
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent,
};

use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};

use crate::arguments::Arguments;
use crate::first_map::FirstMap;
use crate::waiting::{How, Item, Waiting};

/// The one window.
const WINDOW: &str = "main";

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    draw_without_dmabuf();
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// WebKitGTK's DMABUF renderer gives blank windows on some graphics and draws ten times slower on none, and it reads
/// its setting once, early. Somebody who has set it already, either way, is left alone.
#[cfg(target_os = "linux")]
fn draw_without_dmabuf() {
    // Through GLib, which guards the environment with a lock of its own; nothing else runs yet.
    if let Err(error) = glib::setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", false) {
        say(&format!(
            "The window is drawn with WebKit's own settings: {error}."
        ));
    }
}

/// Without a display GTK would end the program in words nobody wants to read.
#[cfg(target_os = "linux")]
fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .into_iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[expect(
    clippy::print_stderr,
    reason = "before there is a window, the terminal is the only place to say it"
)]
fn say(sentence: &str) {
    eprintln!("{sentence}");
}

#[expect(
    clippy::disallowed_methods,
    reason = "a face reads the clock and passes it in"
)]
fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}

fn run() -> anyhow::Result<()> {
    let folder = std::env::current_dir().unwrap_or_default();
    let arguments = Arguments::read(std::env::args_os().skip(1), &folder)?;
    if arguments.version {
        say(concat!("footbridge-desktop ", env!("CARGO_PKG_VERSION")));
        return Ok(());
    }
    #[cfg(target_os = "linux")]
    anyhow::ensure!(
        has_display(),
        "footbridge-desktop has no display to open its window on: neither WAYLAND_DISPLAY nor DISPLAY is set. \
         Without a window, use the command line: footbridge --help"
    );
    let waiting = Waiting::default();
    waiting.put_arguments(&arguments, How::Argument);
    // Somebody who names a place for the work, as tests do, has a desk of their own beside any other.
    let own_desk = std::env::var_os("FOOTBRIDGE_DATA_DIR").is_some();

    let mut builder = tauri::Builder::default();
    if !own_desk {
        // First of all plugins: a second start must end before it has opened anything.
        builder = builder.plugin(tauri_plugin_single_instance::init(started_again));
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .manage(waiting)
        .manage(FirstMap::asked_for())
        .invoke_handler(tauri::generate_handler![
            commands::ask,
            commands::pick_open,
            commands::pick_save,
            commands::take_waiting,
            commands::first_map_drawn
        ])
        .manage(Arc::new(SharedDesk::new(Settings::of_this_computer(), now)))
        .setup(|tauri| Ok(open_window(tauri.handle())?))
        .on_window_event(|window, event| match event {
            WindowEvent::CloseRequested { api, .. } => {
                api.prevent_close();
                publish_and_close(window.clone());
            }
            WindowEvent::DragDrop(event) => file_over(window.app_handle(), event),
            _ => {}
        })
        .run(context())
        .context("The window could not be opened. Is there a display")
}

/// What the build put into the program: its settings, its icons and the page.
#[expect(
    clippy::exit,
    reason = "written by the macro, for settings that the build has already checked"
)]
fn context() -> tauri::Context {
    tauri::generate_context!()
}

fn open_window(app: &AppHandle) -> tauri::Result<()> {
    let mut builder = WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::default())
        .title("Footbridge")
        .inner_size(1366.0, 768.0)
        .min_inner_size(900.0, 560.0)
        .center()
        .on_navigation(is_our_own)
        .on_new_window(|_, _| NewWindowResponse::Deny);
    if app.state::<FirstMap>().is_wanted() {
        builder = builder.initialization_script(first_map::WATCHER);
    }
    builder.build().map(drop)
}

/// The window shows the program's own page and nothing else in the world.
fn is_our_own(address: &Url) -> bool {
    matches!(
        (address.scheme(), address.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    )
}

/// The program was started a second time: show the window there is, and open what was named.
fn started_again(app: &AppHandle, words: Vec<String>, folder: String) {
    let words = words.into_iter().skip(1).map(Into::into);
    if let Ok(arguments) = Arguments::read(words, &PathBuf::from(folder)) {
        app.state::<Waiting>()
            .put_arguments(&arguments, How::SecondLaunch);
        tell(app, "waiting", ());
    }
    if let Some(window) = app.get_webview_window(WINDOW) {
        // A window manager may refuse each of these; the file is opened all the same.
        drop(window.unminimize());
        drop(window.show());
        drop(window.set_focus());
    }
}

fn file_over(app: &AppHandle, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { .. } => tell(app, "file_over", true),
        DragDropEvent::Leave => tell(app, "file_over", false),
        DragDropEvent::Drop { paths, .. } => {
            for path in paths {
                app.state::<Waiting>().put(Item::File {
                    path: path.clone(),
                    how: How::Dropped,
                });
            }
            tell(app, "file_over", false);
            tell(app, "waiting", ());
        }
        _ => {}
    }
}

/// Tells the page. A page that is gone need not know.
fn tell(app: &AppHandle, event: &str, what: impl serde::Serialize + Clone) {
    drop(app.emit_to(WINDOW, event, what));
}

/// Closing the window publishes the document first. Where that fails nothing is lost: the working copy has every
/// edit, and the person decides whether to stay and save somewhere else.
fn publish_and_close(window: tauri::Window) {
    tauri::async_runtime::spawn_blocking(move || {
        let closed = window.state::<Arc<SharedDesk>>().close();
        if let Err(error) = closed
            && !closes_anyway(&window, &error.to_string())
        {
            return;
        }
        drop(window.destroy());
    });
}

fn closes_anyway(window: &tauri::Window, cause: &str) -> bool {
    window
        .dialog()
        .message(format!(
            "{cause}\n\nYour work is safe on this computer, and is there when you open this footprint again."
        ))
        .title("Not yet saved to its file")
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::OkCancelCustom(
            "Close".to_owned(),
            "Stay and save elsewhere".to_owned(),
        ))
        .parent(window)
        .blocking_show()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_but_to_its_own_page() {
        let own = |address: &str| is_our_own(&Url::parse(address).unwrap());
        assert!(own("tauri://localhost/"));
        assert!(own("tauri://localhost/index.html#map"));
        for other in [
            "https://example.org/",
            "http://localhost/",
            "http://tauri.localhost.example.org/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "about:blank",
            "tauri://elsewhere/",
        ] {
            assert!(!own(other), "{other} must be refused");
        }
    }
}
