//! Tells a script when the first map is on the screen: for the picture that `make run` takes without a display, and
//! for `make bench`, which times it. Asked for by the environment variable `FOOTBRIDGE_FIRST_MAP=FILE`; the
//! milliseconds since the program's start are written to that file. Nobody else is watched.

use std::path::PathBuf;
use std::time::Instant;

/// Run in the page before anything else, only when somebody asked.
pub(crate) const WATCHER: &str = r#"
(() => {
  let told = false;
  const look = () => {
    if (told || !document.querySelector('[data-section="map"] svg text')) return;
    told = true;
    watcher.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() =>
      window.__TAURI_INTERNALS__.invoke('first_map_drawn')));
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-section'] });
})();
"#;

/// Who wants to know, and since when.
#[derive(Debug)]
pub(crate) struct FirstMap {
    started: Instant,
    file: Option<PathBuf>,
}

impl FirstMap {
    pub(crate) fn asked_for(started: Instant) -> Self {
        let file = std::env::var_os("FOOTBRIDGE_FIRST_MAP").map(PathBuf::from);
        Self { started, file }
    }

    pub(crate) fn is_wanted(&self) -> bool {
        self.file.is_some()
    }

    /// The page says that the map is on the screen.
    pub(crate) fn drawn(&self) -> std::io::Result<()> {
        match &self.file {
            Some(file) => std::fs::write(file, self.started.elapsed().as_millis().to_string()),
            None => Ok(()),
        }
    }
}
