#!/usr/bin/env bash
# Runs a command under an X server and a session bus of its own:
#   with-display.sh COMMAND…
# The server chooses a free display and tells it when it accepts connections,
# so nothing is guessed or waited for. Its end is waited for too: the next test
# must not meet it.
set -u

told=$(mktemp -u)
mkfifo -m 600 "$told" || exit 1
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$told" >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -f "$told"' EXIT
display=
read -r -t 60 display <"$told"
[ -n "$display" ] || { echo "Bail out! the X server did not start"; exit 1; }

DISPLAY=:$display dbus-run-session -- "$@"
