#!/usr/bin/env bash
# Installs what is missing and runs everything: quick checks first, one build, then every suite. A failure does not
# stop the rest. The last line is "N passed, N failed"; the whole of what each step said is in out/test/.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export CI=${CI:-true} CARGO_TERM_COLOR=never NO_COLOR=1 NO_UPDATE_NOTIFIER=1
unset FORCE_COLOR CARGO_TERM_PROGRESS_WHEN FOOTBRIDGE_WRITE_TYPES
logs=$out/test
rm -f "$logs"/*.log
mkdir -p "$logs"
# What is counted lies where no other run of this script can touch it.
counts=$(mktemp -d)
passed=0
failed=0
table=()
# Where the running suite of node tests writes its count.
tap=$counts/none.tap

count() { # NAME PASSED FAILED SECONDS
    passed=$((passed + $2))
    failed=$((failed + $3))
    table+=("$(printf '%-34s %6d passed %4d failed %6d s' "$1" "$2" "$3" "$4")")
}

# numbers LOG PATTERN: the sum of the numbers in everything in the log that the pattern finds.
numbers() { { grep -oE "$2" "$1" || true; } | { grep -oE '[0-9]+' || true; } | awk '{ n += $1 } END { print n + 0 }'; }

# step NAME COUNTER COMMAND…: COUNTER says how the numbers are read from what the command said.
step() {
    local name=$1 counter=$2 status=0 start=$SECONDS good bad log
    shift 2
    log=$(tr -c 'a-zA-Z0-9\n' '-' <<<"$name").log
    say ""
    say "── $name"
    "$@" </dev/null 2>&1 | tee "$counts/$log" "$logs/$log" || status=$?
    log=$counts/$log
    case $counter in
        one) good=$((status == 0)) bad=$((status != 0)) ;;
        nextest)
            grep -E '^ *Summary \[' "$log" | tail -n 1 >"$log.summary" || true
            good=$(numbers "$log.summary" '[0-9]+ passed')
            bad=$(numbers "$log.summary" '[0-9]+ (failed|timed out|exec failed)')
            rm -f "$log.summary"
            ;;
        libtest)
            good=$(numbers "$log" '^test result: .* [0-9]+ passed' )
            bad=$(numbers "$log" '[0-9]+ failed;')
            ;;
        vitest)
            good=$(field "$counts/vitest.json" numPassedTests)
            bad=$(field "$counts/vitest.json" numFailedTests)
            ;;
        node)
            good=$(numbers "$tap" '^# pass [0-9]+')
            bad=$(numbers "$tap" '^# (fail|cancelled) [0-9]+')
            ;;
    esac
    # A suite that could not run, or that ran nothing at all, has failed.
    ((status == 0 || bad > 0)) || bad=1
    ((good + bad > 0)) || bad=1
    count "$name" "$good" "$bad" $((SECONDS - start))
    return 0
}

field() { node -p 'try { JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))[process.argv[2]] | 0 } catch { 0 }' "$@"; }

node_suite() { # FOLDER
    cd tests/desktop && node --test --test-concurrency=1 \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$tap" \
        "$1"/*.test.mjs
}
browser_suite() { node_suite browser; }
window_suite() {
    local status=0
    start_display 1700x1050
    node_suite window || status=1
    stop_display
    return $status
}
vitest_suite() {
    cd ui && npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$counts/vitest.json"
}

scripts/install.sh build screen test || {
    say "0 passed, 1 failed"
    exit 1
}

sources_are_ours

step "formatting" one cargo fmt --all -- --check
step "window: types and markup" one bash -c 'cd ui && npm run --silent check'
step "window: unit tests" vitest vitest_suite
step "window: build" one build_ui
step "build of everything" one cargo build --locked --workspace --all-targets
step "clippy" one cargo clippy --locked --workspace --all-targets -- -D warnings
step "Rust tests" nextest cargo nextest run --locked --workspace --no-fail-fast \
    --color never --status-level fail --final-status-level fail
step "documentation examples" libtest cargo test --locked --workspace --doc --no-fail-fast
tap=$counts/browser.tap
step "the window in a browser" node browser_suite
tap=$counts/window.tap
step "the real window" node window_suite
if cargo deny --version >/dev/null 2>&1; then
    step "licences and sources" one cargo deny --offline check licenses bans sources
fi

say ""
printf '%s\n' "${table[@]}"
say ""
say "$passed passed, $failed failed"
((failed == 0))
