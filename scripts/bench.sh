#!/usr/bin/env bash
# Measures the work of a day with the optimised program and prints a table.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh build screen
build_ui
cargo build --release --locked --workspace --bins </dev/null
FOOTBRIDGE_WINDOW_PROGRAM=$CARGO_TARGET_DIR/release/footbridge-desktop \
    "$CARGO_TARGET_DIR/release/footbridge-bench" "$@"
