#!/usr/bin/env bash
# Writes ui/src/host/generated again from the Rust it describes. `make test` only checks that it is fresh.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh build
sources_are_ours
FOOTBRIDGE_WRITE_TYPES=1 cargo test --locked --workspace --test generated_types </dev/null
