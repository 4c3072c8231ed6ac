//! Serves the window to a browser on this machine, against the real program: for browser tests. Not shipped.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::{Settings, SharedDesk};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use clap::Parser;

/// Serve the window to a browser on this machine.
#[derive(Debug, Parser)]
struct Arguments {
    /// The port on the loopback address; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The folder for working copies and the example.
    #[arg(long)]
    workarea: Option<PathBuf>,
    /// The folder for new documents.
    #[arg(long)]
    documents: Option<PathBuf>,
    /// The window's built files.
    #[arg(long, default_value = "ui/dist")]
    ui: PathBuf,
}

/// The page may speak to this host alone, as in the desktop program it may speak to that alone.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'none'; frame-src 'none'";

#[derive(Clone)]
struct Host {
    desk: Arc<SharedDesk>,
    ui: Arc<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut settings = Settings::of_this_computer();
    if let Some(folder) = arguments.workarea {
        settings.data_dir = folder;
    }
    if let Some(folder) = arguments.documents {
        settings.documents_dir = folder;
    }
    let ui = arguments.ui.canonicalize().with_context(|| {
        format!(
            "{} is not there; build the window first (npm run build in ui)",
            arguments.ui.display()
        )
    })?;
    let host = Host {
        desk: Arc::new(SharedDesk::new(settings, now)),
        ui: Arc::new(ui),
    };
    let router = Router::new()
        .route("/api/ask", post(ask))
        .fallback(get(page))
        .with_state(host);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .with_context(|| {
            format!(
                "The port {} cannot be opened; choose another",
                arguments.port
            )
        })?;
    say(&format!("listening on http://{}", listener.local_addr()?));
    axum::serve(listener, router)
        .with_graceful_shutdown(async {
            drop(tokio::signal::ctrl_c().await);
        })
        .await?;
    Ok(())
}

#[expect(
    clippy::print_stdout,
    reason = "the test that starts the host reads the address here"
)]
fn say(text: &str) {
    println!("{text}");
}

#[expect(
    clippy::disallowed_methods,
    reason = "a face reads the clock and passes it in"
)]
fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}

async fn ask(State(host): State<Host>, body: Bytes) -> Response {
    let answered = tokio::task::spawn_blocking(move || {
        let request = serde_json::from_slice(&body).unwrap_or_default();
        host.desk.ask(request)
    })
    .await;
    let json = HeaderValue::from_static("application/json");
    match answered {
        Ok(Ok(reply)) => ([(header::CONTENT_TYPE, json)], reply).into_response(),
        Ok(Err(failure)) => {
            let body = serde_json::to_string(&failure).unwrap_or_default();
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                [(header::CONTENT_TYPE, json)],
                body,
            )
                .into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn page(State(host): State<Host>, uri: Uri) -> Response {
    let wanted = Path::new(uri.path().trim_start_matches('/'));
    let plain = wanted
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut file = host.ui.join(wanted);
    if wanted.as_os_str().is_empty() {
        file = host.ui.join("index.html");
    }
    let Ok(bytes) = tokio::fs::read(&file).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ttf") => "font/ttf",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, Body::from(bytes)).into_response()
}
