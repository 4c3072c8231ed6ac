#!/usr/bin/env bash
# Measures the work of a day with the optimised program and prints a table; beside it what somebody would otherwise
# take for the same work, in the same run.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh build screen
build_ui
cargo build --release --locked --workspace --bins </dev/null
graph=$(mktemp)
trap 'rm -f "$graph"' EXIT
FOOTBRIDGE_WINDOW_PROGRAM=$CARGO_TARGET_DIR/release/footbridge-desktop FOOTBRIDGE_BENCH_GRAPH=$graph \
    "$CARGO_TARGET_DIR/release/footbridge-bench" "$@"

others=$cache/others
if [[ ! -x $others/bin/python ]]; then
    { python3 -m venv "$others" && "$others/bin/pip" install --quiet openpyxl networkx scipy; } >"$cache/others.log" 2>&1 ||
        warn "Other programs were not measured: their Python packages could not be installed ($cache/others.log says why)."
fi
[[ ! -x $others/bin/python ]] || "$others/bin/python" scripts/bench-others.py "$root/../shared/data" "$graph"
