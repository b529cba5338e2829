#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The command line runs where there is no display: it must not need a toolkit,
# not even through one of its libraries.
set -eu

needed=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
loaded=$(ldd "$1")

for library in libgtk libgdk libadwaita libX11 libwayland; do
  case "$needed$loaded" in
    *"$library"*) echo "$1 needs $library"; exit 1 ;;
  esac
done
