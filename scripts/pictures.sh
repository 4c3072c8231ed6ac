#!/usr/bin/env bash
# Takes the pictures under docs/pictures again: every section of the window, the real window, every page of the paper.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh build screen test
build_ui
cargo build --locked --workspace --bins </dev/null
mkdir -p docs/pictures
rm -f docs/pictures/*.png
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

node tests/desktop/pictures.mjs docs/pictures
scripts/window-picture.sh docs/pictures/window.png
FOOTBRIDGE_DATA_DIR=$folder/desk "$(built footbridge)" new "$folder/example.footbridge" --example >/dev/null
FOOTBRIDGE_DATA_DIR=$folder/desk "$(built footbridge)" export "$folder/example.footbridge" --to "$folder/paper.pdf" >/dev/null
pdftoppm -r 110 -png "$folder/paper.pdf" docs/pictures/paper
# A third of the size, and nothing to be seen of it.
mogrify -strip +dither -colors 256 docs/pictures/*.png
say "The pictures are in docs/pictures:"
ls -l docs/pictures
