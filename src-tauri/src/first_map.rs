//! Tells a script when the first map is on the screen: for the picture that `make run` takes without a display, and
//! for `make bench`, which times it. Asked for by the environment variable `FOOTBRIDGE_FIRST_MAP=FILE`: that file is
//! written at that moment. Nobody else is watched.

use std::path::PathBuf;

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

/// Who wants to know.
#[derive(Debug)]
pub(crate) struct FirstMap(Option<PathBuf>);

impl FirstMap {
    pub(crate) fn asked_for() -> Self {
        Self(std::env::var_os("FOOTBRIDGE_FIRST_MAP").map(PathBuf::from))
    }

    pub(crate) fn is_wanted(&self) -> bool {
        self.0.is_some()
    }

    /// The page says that the map is on the screen.
    pub(crate) fn drawn(&self) -> std::io::Result<()> {
        match &self.0 {
            Some(file) => std::fs::write(file, "drawn\n"),
            None => Ok(()),
        }
    }
}
