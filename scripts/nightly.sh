#!/usr/bin/env bash
# What is too long for every day: a thousand kills, and twenty times as many cases of everything tried on made-up edits
# (edits, undo, the past, merging). Takes about an hour.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh build
export CI=true FOOTBRIDGE_KILLS=${FOOTBRIDGE_KILLS:-1000} FOOTBRIDGE_CASES=${FOOTBRIDGE_CASES:-20}
sources_are_ours
cargo nextest run --locked --workspace --no-fail-fast \
    -E 'package(store) & (test(kill::) | test(model::) | test(known::) | test(merging_model::))' </dev/null

# Thirty organisations, forty leaders, sixty ties and ten workstreams with the keyboard alone in the real window.
scripts/install.sh screen test
build_ui
cargo build --locked --workspace --bins </dev/null
start_display 1400x1000
(cd tests/desktop && FOOTBRIDGE_ENTRIES=full node --test window/keyboard.test.mjs)
stop_display
