//! The desktop face of Footbridge: one window, a handful of commands, the system's dialogs. Everything it does is
//! done by `app`; what is here is only how that reaches a screen.
//!
//! `footbridge-desktop [--example] [FILE]`

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod commands;
mod desk;
mod dialogs;
mod first_map;
mod waiting;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context as _;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent,
};

use crate::arguments::Arguments;
use crate::desk::Desk;
use crate::first_map::FirstMap;
use crate::waiting::{How, Item, Waiting};

/// The one window.
const WINDOW: &str = "main";

fn main() -> ExitCode {
    let started = Instant::now();
    #[cfg(target_os = "linux")]
    draw_without_dmabuf();
    match run(started) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// WebKitGTK's DMABUF renderer gives blank windows on some graphics and draws ten times slower on none, and it reads
/// its setting once, before anything of ours could set it safely. So the program starts itself again, in the same
/// process, with the setting in its environment. Somebody who has set it already, either way, is left alone.
#[cfg(target_os = "linux")]
fn draw_without_dmabuf() {
    use std::os::unix::process::CommandExt as _;

    const SETTING: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(SETTING).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        // Only returns if it failed: then the window is opened with WebKit's own choice.
        let error = std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(SETTING, "1")
            .exec();
        say(&format!(
            "The window is drawn with WebKit's own settings: {error}."
        ));
    }
}

#[expect(
    clippy::print_stderr,
    reason = "before there is a window, the terminal is the only place to say it"
)]
fn say(sentence: &str) {
    eprintln!("{sentence}");
}

fn run(started: Instant) -> anyhow::Result<()> {
    let folder = std::env::current_dir().unwrap_or_default();
    let arguments = Arguments::read(std::env::args_os().skip(1), &folder)?;
    if arguments.version {
        say(concat!("footbridge-desktop ", env!("CARGO_PKG_VERSION")));
        return Ok(());
    }
    let waiting = Waiting::default();
    waiting.put_arguments(&arguments, How::Argument);
    // Somebody who names a place for the work, as tests do, has a desk of their own beside any other.
    let own_place = std::env::var_os("FOOTBRIDGE_DATA_DIR").map(PathBuf::from);

    let mut builder = tauri::Builder::default();
    if own_place.is_none() {
        // First of all plugins: a second start must end before it has opened anything.
        builder = builder.plugin(tauri_plugin_single_instance::init(started_again));
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .manage(waiting)
        .manage(FirstMap::asked_for(started))
        .invoke_handler(tauri::generate_handler![
            commands::ask,
            commands::pick_open,
            commands::pick_save,
            commands::take_waiting,
            commands::first_map_drawn
        ])
        .setup(move |tauri| {
            let work_area = match own_place {
                Some(place) => place,
                None => tauri.path().app_local_data_dir()?,
            };
            tauri.manage(Arc::new(Desk::new(work_area)));
            open_window(tauri.handle())?;
            Ok(())
        })
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
/// edit, and publishing is tried again when the document is next opened.
fn publish_and_close(window: tauri::Window) {
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = window.state::<Arc<Desk>>().close() {
            say(&error.to_string());
        }
        drop(window.destroy());
    });
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
