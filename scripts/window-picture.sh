#!/usr/bin/env bash
# window-picture.sh FILE.png [PROGRAM]: the real window on the invented example, on a virtual display, photographed
# after its first map. Prints how long the window took from its start to that map.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

picture=$1
program=${2:-$(built footbridge-desktop)}
folder=$(mktemp -d)
window_process=
finish() {
    [[ -z $window_process ]] || kill "$window_process" 2>/dev/null || true
    [[ -z $window_process ]] || wait "$window_process" 2>/dev/null || true
    stop_display
    rm -rf "$folder"
}
trap finish EXIT

start_display 1366x768
began=$(date +%s%N)
# No session bus and no accessibility bridge: nobody is there to use them, and they would start daemons that stay.
FOOTBRIDGE_DATA_DIR=$folder/data FOOTBRIDGE_FIRST_MAP=$folder/first-map \
    DBUS_SESSION_BUS_ADDRESS=disabled: NO_AT_BRIDGE=1 \
    "$program" --example >"$folder/log" 2>&1 </dev/null &
window_process=$!
for _ in $(seq 600); do
    [[ -s $folder/first-map ]] && break
    kill -0 "$window_process" 2>/dev/null || break
    sleep 0.1
done
if [[ ! -s $folder/first-map ]]; then
    tail -n 20 "$folder/log" >&2
    import -window root "$picture" 2>/dev/null || true
    stop "The window showed no map within a minute; what it said is above, what it shows is in $picture."
fi
# The last frame may still be on its way to the screen.
sleep 0.7
import -window root "$picture"
# The program wrote the file at that moment: from before its start to then.
drawn=$(date +%s%N -r "$folder/first-map")
say "First map after $(((drawn - began) / 1000000)) ms."
