#!/usr/bin/env bash
# The program as it is shipped: fully optimised, the window's contents embedded, as a .deb under out/dist.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh build
build_ui
npm_install "$root/src-tauri"
rm -rf "$CARGO_TARGET_DIR/dist/bundle" "$out/dist"
cargo build --locked --profile dist --workspace --bin footbridge </dev/null
# The package carries the command line too.
also=$(printf '{"bundle":{"linux":{"deb":{"files":{"/usr/bin/footbridge":"%s"}}}}}' "$CARGO_TARGET_DIR/dist/footbridge")
(cd src-tauri && npx --no-install tauri build --ci --bundles deb --config "$also" -- --profile dist --locked </dev/null)
mkdir -p "$out/dist"
cp "$CARGO_TARGET_DIR/dist/footbridge" "$CARGO_TARGET_DIR/dist/footbridge-desktop" \
    "$CARGO_TARGET_DIR"/dist/bundle/deb/*.deb "$out/dist/"
say "What is shipped is in out/dist:"
ls -l "$out/dist"
