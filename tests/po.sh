#!/usr/bin/env bash
# Every text of the sources is in po/de.po, translated, and no source that has
# texts is forgotten in po/POTFILES.
#   po.sh SOURCE_ROOT
set -eu
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

forgotten=$(grep -lE '\b(_|N_|C_|NC_|ngettext) \("' -r src --include='*.c' --include='*.h' | sort | comm -23 - <(sort po/POTFILES))
[ -z "$forgotten" ] || { echo "not in po/POTFILES: $forgotten"; exit 1; }

xgettext --files-from=po/POTFILES --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
  --keyword=ngettext:1,2 --output="$work/all.pot"
msgfmt --check-format --output-file=/dev/null po/de.po
msgcmp po/de.po "$work/all.pot"
