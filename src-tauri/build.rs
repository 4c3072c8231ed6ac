//! Declares which commands the window may call: without this list every one would be open to every window.
fn main() {
    // The window's contents are embedded: built again when they change.
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=capabilities");
    let manifest = tauri_build::AppManifest::new().commands(&[
        "ask",
        "pick_open",
        "pick_save",
        "take_waiting",
        "first_map_drawn",
    ]);
    if let Err(error) =
        tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
    {
        panic!("the desktop program's settings are not sound: {error:#}");
    }
}
