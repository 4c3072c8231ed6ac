#!/usr/bin/env bash
# Measures the work of a day with the optimised program and prints a table; beside it what somebody would otherwise
# take for the same work, in the same run.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh build screen test
build_ui
cargo build --release --locked --workspace --bins </dev/null
work=$(mktemp -d)
graph=$work/graph.csv
trap 'rm -rf "$work"' EXIT
FOOTBRIDGE_WINDOW_PROGRAM=$CARGO_TARGET_DIR/release/footbridge-desktop FOOTBRIDGE_BENCH_GRAPH=$graph FOOTBRIDGE_BENCH_FOLDER=$work/documents \
    "$CARGO_TARGET_DIR/release/footbridge-bench" "$@"

start_display 1400x1000
(cd tests/desktop && FOOTBRIDGE_WINDOW_PROGRAM=$CARGO_TARGET_DIR/release/footbridge-desktop \
    node frames.mjs "$work/documents/marks.footbridge" "$work/documents/national.footbridge") </dev/null ||
    warn "Frames were not measured: the window did not do what was asked of it."
stop_display

others=$cache/others
if [[ ! -x $others/bin/python ]]; then
    python3 -m venv "$others" || warn "Other programs were not measured: Python cannot make a place for them."
fi
if [[ -x $others/bin/python ]]; then
    for package in openpyxl networkx scipy igraph rustworkx networkit; do
        "$others/bin/python" -c "import $package" 2>/dev/null ||
            "$others/bin/pip" install --quiet "$package" >>"$cache/others.log" 2>&1 ||
            warn "$package was not measured: it could not be installed ($cache/others.log says why)."
    done
    "$others/bin/python" scripts/bench-others.py "$root/../shared/data" "$graph"
    cargo build --release --locked --workspace --example timings </dev/null
    "$others/bin/python" scripts/bench-networks.py "$CARGO_TARGET_DIR/release/examples/timings"
    scripts/bench-layout.sh
fi
