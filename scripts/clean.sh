#!/usr/bin/env bash
# Removes what was built. The packages npm and cargo have downloaded stay: they are not ours alone.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

rm -rf "$out" ui/dist ui/node_modules tests/desktop/node_modules src-tauri/node_modules src-tauri/gen
rm -rf "$cache"
