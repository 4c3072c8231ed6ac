#!/usr/bin/env bash
# How good the drawing of a network is and how long it takes, beside Graphviz and networkx on the same networks.
# scripts/bench-layout.sh [NETWORK ...]
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

for tool in sfdp:graphviz time:time; do
    [[ -x /usr/bin/${tool%:*} ]] && continue
    apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${tool#*:}" >>"$cache/others.log" 2>&1 </dev/null ||
        warn "${tool#*:} could not be installed ($cache/others.log says why)."
done
others=$cache/others
if [[ ! -x $others/bin/python ]]; then
    python3 -m venv "$others" || stop "Nothing was measured: Python cannot make a place for networkx."
fi
for package in numpy scipy networkx; do
    "$others/bin/python" -c "import $package" 2>/dev/null ||
        "$others/bin/pip" install --quiet "$package" >>"$cache/others.log" 2>&1 ||
        warn "$package could not be installed ($cache/others.log says why)."
done
cargo build --release --locked --workspace --example layout </dev/null
"$others/bin/python" scripts/bench-layout.py "$CARGO_TARGET_DIR/release/examples/layout" "$root/../shared/data/networks" "$@"
