#!/usr/bin/env bash
# Builds the program and opens its window on the invented example.
# Without a display: opens the same window on a virtual one and leaves two pictures of the work in out/.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if has_display; then
    scripts/install.sh build
else
    say "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the window will open on a virtual one."
    scripts/install.sh build screen
fi
build_ui
cargo build --locked --workspace --bins </dev/null

if has_display; then
    say "Opening the window on the invented example."
    exec "$(built footbridge-desktop)" --example
fi

mkdir -p "$out"
scripts/window-picture.sh "$out/window.png"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
rm -f "$out/board-paper.pdf"
FOOTBRIDGE_DATA_DIR=$folder/desk "$(built footbridge)" new "$folder/example.footbridge" --example >/dev/null
FOOTBRIDGE_DATA_DIR=$folder/desk "$(built footbridge)" export "$folder/example.footbridge" --to "$out/board-paper.pdf" >/dev/null
say "The window on the invented example: out/window.png"
say "A board paper of the same example:  out/board-paper.pdf"
