# shellcheck shell=bash
# What every script here starts from: strict shell, where things are, how to speak. Sourced, never run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${HOME:=$(cd ~ && pwd)}"
# Built things live outside the clone, so that a second clone or a second run is quick.
cache=${FOOTBRIDGE_CACHE:-$HOME/.cache/footbridge}
export HOME CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
export PATH="$cache/tools/bin:$HOME/.cargo/bin:$PATH"
# shellcheck disable=SC2034 # used by those who source this
out=$root/out
cd "$root"

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
stop() {
    warn "$*"
    exit 1
}

# sources_are_ours: before building. Two clones may share the cache; of where its sources lay a test keeps the path, and
# cargo takes what another clone has built for fresh, so that our tests would look for their data there.
sources_are_ours() {
    local mark=$CARGO_TARGET_DIR/built-from
    [[ -f $mark && $(<"$mark") == "$root" ]] && return
    [[ ! -d $CARGO_TARGET_DIR ]] || find crates src-tauri -name '*.rs' -exec touch {} +
    mkdir -p "$CARGO_TARGET_DIR"
    printf '%s\n' "$root" >"$mark"
}

# The program of that name in the daily build.
built() { printf '%s/debug/%s' "$CARGO_TARGET_DIR" "$1"; }

has_display() { [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; }

# start_display WIDTHxHEIGHT: a virtual screen of its own, gone when the script ends (stop_display).
display_process=
start_display() {
    local number
    number=$(mktemp)
    Xvfb -displayfd 3 -screen 0 "$1x24" -ac +extension GLX +render -noreset -nolisten tcp \
        3>"$number" >/dev/null 2>&1 </dev/null &
    display_process=$!
    for _ in $(seq 150); do
        [[ -s $number ]] && break
        kill -0 "$display_process" 2>/dev/null || break
        sleep 0.1
    done
    [[ -s $number ]] || stop "The virtual screen did not start: Xvfb ended early. Try: Xvfb :99"
    DISPLAY=:$(tr -d '[:space:]' <"$number")
    rm -f "$number"
    unset WAYLAND_DISPLAY
    export DISPLAY GDK_BACKEND=x11
}
stop_display() {
    [[ -z $display_process ]] || kill "$display_process" 2>/dev/null || true
    display_process=
}

# npm_install FOLDER: exactly what package-lock.json says, only when it has changed since the last time.
npm_install() {
    local folder=$1 wanted mark=$1/node_modules/.installed-from
    wanted=$(sha256sum <"$folder/package-lock.json")
    [[ -f $mark && $(<"$mark") == "$wanted" ]] && return
    say "Installing the packages of ${folder#"$root"/}"
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error </dev/null) || return 1
    printf '%s\n' "$wanted" >"$mark"
}

# The window's contents, built only when a source has changed: touching ui/dist would rebuild the desktop program.
build_ui() {
    local wanted mark=ui/node_modules/.built-from
    wanted=$(find ui -type f -not -path 'ui/node_modules/*' -not -path 'ui/dist/*' -print0 | LC_ALL=C sort -z |
        xargs -0 sha256sum | sha256sum)
    [[ -f ui/dist/index.html && -f $mark && $(<"$mark") == "$wanted" ]] && return
    (cd ui && npm run --silent build </dev/null) || return 1
    printf '%s\n' "$wanted" >"$mark"
}
