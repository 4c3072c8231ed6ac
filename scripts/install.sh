#!/usr/bin/env bash
# install.sh PURPOSE…: installs what is missing for `build`, `screen` (a virtual display) and `test`.
# Touches neither the network nor the system when nothing is missing.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# What is looked for | the Debian package that has it.
packages_for() {
    case $1 in
        build) printf '%s\n' \
            'command cc|build-essential' \
            'command pkg-config|pkg-config' \
            'perl IPC::Cmd|perl' \
            'library webkit2gtk-4.1|libwebkit2gtk-4.1-dev' \
            'clang|libclang-dev' ;;
        screen) printf '%s\n' \
            'command Xvfb|xvfb' \
            'command import|imagemagick' \
            'fonts|fonts-dejavu-core' ;;
        test) printf '%s\n' \
            'command WebKitWebDriver|webkit2gtk-driver' \
            'command dbus-daemon|dbus' \
            'command chromium|chromium' \
            'command pdftotext|poppler-utils' \
            'command qpdf|qpdf' ;;
        *) stop "install.sh knows build, screen and test, not $1." ;;
    esac
}

is_there() {
    case $1 in
        command) command -v "$2" >/dev/null ;;
        library) command -v pkg-config >/dev/null && pkg-config --exists "$2" ;;
        perl) command -v perl >/dev/null && perl "-M$2" -e 1 2>/dev/null ;;
        clang) [[ -n ${LIBCLANG_PATH:-} ]] || compgen -G '/usr/lib/llvm-*/lib/libclang*.so*' >/dev/null ||
            compgen -G '/usr/lib*/libclang*.so*' >/dev/null ;;
        fonts) [[ -n $(find /usr/share/fonts /usr/local/share/fonts -name '*.[to]tf' -print -quit 2>/dev/null) ]] ;;
    esac
}

missing_packages() {
    local purpose look package
    for purpose in "$@"; do
        while IFS='|' read -r look package; do
            # shellcheck disable=SC2086 # the look is two words
            is_there $look || printf '%s\n' "$package"
        done < <(packages_for "$purpose")
    done | sort -u
}

install_system_packages() {
    local missing may=()
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    local command=(apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}")
    if ! command -v apt-get >/dev/null; then
        stop "Missing: ${missing[*]} (Debian's names). Install them with this system's package manager, then try again."
    elif ((EUID == 0)); then
        may=(env DEBIAN_FRONTEND=noninteractive)
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        may=(sudo -n env DEBIAN_FRONTEND=noninteractive)
    else
        warn "Some system packages are missing. Paste this, then try again:"
        warn ""
        warn "    sudo apt-get update && sudo ${command[*]}"
        exit 1
    fi
    say "Installing system packages: ${missing[*]}"
    # Another apt may hold the lists; an update that fails is no reason to stop when the old lists will do.
    local try
    for try in 1 2 3 4 5 6; do
        "${may[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq </dev/null && break
        ((try < 6)) && sleep $((try * 5))
    done
    "${may[@]}" "${command[@]}" </dev/null >"$cache/apt.log" 2>&1 || {
        tail -n 30 "$cache/apt.log" >&2
        stop "apt-get could not install ${missing[*]}; its own words are above."
    }
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} == 0)) || stop "Still missing after the installation: ${missing[*]}."
}

check_languages() {
    local wanted have
    command -v cargo >/dev/null || stop "Rust is missing. Install it from https://rustup.rs, then try again."
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    have=$(cargo --version | cut -d' ' -f2)
    [[ $(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n1) == "$wanted" ]] ||
        stop "Rust $have is too old: $wanted or newer is needed. Try: rustup update stable"
    command -v npm >/dev/null || stop "Node is missing. Install Node 20 or newer with npm, then try again."
    have=$(node --version | tr -dc '0-9.')
    ((${have%%.*} >= 20)) || stop "Node $have is too old: 20 or newer is needed."
}

# rustfmt and clippy belong to every ordinary Rust; a minimal one may lack them.
install_rust_tools() {
    local tool
    for tool in rustfmt clippy; do
        cargo "${tool/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$tool" ||
            stop "cargo's $tool is missing. Try: rustup component add $tool"
    done
    if ! cargo nextest --version >/dev/null 2>&1; then
        say "Installing cargo-nextest, once"
        # It only starts our tests: little optimisation, so that it is here in half the time.
        env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
            CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=false \
            cargo install --locked --quiet --root "$cache/tools" --version 0.9.143 cargo-nextest </dev/null
    fi
}

mkdir -p "$cache"
check_languages
install_system_packages "$@"
npm_install "$root/ui"
for purpose in "$@"; do
    [[ $purpose == test ]] || continue
    npm_install "$root/tests/desktop"
    install_rust_tools
done
