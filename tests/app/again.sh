#!/usr/bin/env bash
# Runs a test again, at most twice, when it ends with 75: what it runs upon
# failed, seen and told apart from all else by the test itself.
#   again.sh COMMAND…
set -u

out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
for try in 1 2 3; do
  "$@" >"$out"
  rc=$?
  [ "$rc" = 75 ] || break
  echo "run $try met a failure of GTK's own" >&2
done
cat "$out"
exit "$rc"
