#!/usr/bin/env bash
# The window's types are written by the Rust they describe. Writes them again beside the real ones and compares.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

kept=$root/ui/src/host/generated
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
[[ -d $kept ]] || stop "ui/src/host/generated is missing. Write it with: cargo test -p app export_bindings"
TS_RS_EXPORT_DIR=$fresh cargo nextest run --locked --workspace --color never --status-level none \
    --final-status-level fail -E 'test(export_bindings)' </dev/null
diff -r "$kept" "$fresh" || stop "ui/src/host/generated is stale (see above). Write it again with: cargo test -p app export_bindings"
say "The window's types are fresh."
