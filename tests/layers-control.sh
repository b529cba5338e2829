#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A check that cannot fail proves nothing: one breach of each rule of
# layers.sh, each of which it must tell.
set -u
layers=$(dirname "$0")/layers.sh
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
missed=0

# breach FILE LINE WHAT
breach () {
  rm -rf "$folder/src"
  mkdir -p "$folder/src/core/db" "$folder/$(dirname "$1")"
  : > "$folder/src/core/db/nw-db.h"
  printf '%s\n' "$2" > "$folder/$1"
  if "$layers" "$folder" > "$folder/out" 2>&1 || ! grep -qF "$3" "$folder/out"; then
    echo "not told: $1: $2"
    missed=1
  fi
}

breach src/core/model/a.c '#include <gtk/gtk.h>' 'know no GTK'
breach src/cli/a.c '#include <adwaita.h>' 'know no GTK'
breach src/core/edit/a.c '#include <sqlite3.h>' 'knows SQLite'
breach src/app/a.h '  #  include <sqlite3.h>' 'knows SQLite'
breach src/core/db/a.c '#include <libxml/parser.h>' 'know libxml'
breach src/cli/a.c '#include <libical/ical.h>' 'knows libical'
breach src/app/a.c '#include "core/db/nw-db.h"' 'nw-core.h alone'
breach tests/cli/a.c '#include "nw-db.h"' 'nw-core.h alone'
breach src/core/model/a.c '#include "../db/nw-db.h"' 'src/core/model may include'
breach src/core/rules/a.c '#include "../db/nw-db.h"' 'src/core/rules may include'
breach src/core/db/a.c '#include "../edit/nw-journal.h"' 'src/core/db may include'
breach src/core/edit/a.c '#include "../exchange/nw-csv.h"' 'src/core/edit may include'
breach src/core/db/a.c 'x = g_strdup_printf ("SELECT * FROM a WHERE b = %d", 1);' 'formatted into SQL'
breach src/core/db/a.c "x = g_strdup_printf (\"DELETE FROM a WHERE b = '%s'\", y);" 'formatted into SQL'
exit $missed
