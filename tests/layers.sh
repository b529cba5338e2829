#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads the includes: which part of the program may know which other part.
set -u
cd "${1:-.}" || exit 2

# complain WHAT: every line of standard input is a breach of the rule WHAT
complain () {
  lines=$(cat)
  [ -z "$lines" ] || printf '%s:\n%s\n' "$1" "$lines"
}

# includes FOLDER…: "file: included", one line per include of any source in them
includes () {
  for folder in "$@"; do
    [ -d "$folder" ] && grep -rHoE --include='*.[ch]' '^ *# *include *[<"][^>"]+' "$folder"
  done | sed -E 's/: *# *include *[<"]/: /'
}

# may FOLDER PART…: what FOLDER may include of the other parts of the library.
# The contracts in entities name kinds; model and rules may name them too.
may () {
  from=$1
  shift
  allowed=$(echo "$from $*" | tr ' ' '|')
  includes "src/core/$from" | grep -E ': (\.\./)+(model|entities|db|edit|rules|exchange)/' \
    | grep -vE ": (\.\./)+($allowed)/" | complain "src/core/$from may include $* alone"
}
check () {
  # Outside libraries
  includes src/core src/cli | grep -E ': (gtk|gdk|adwaita|libadwaita|gsk)[/.]' | complain "core and cli know no GTK"
  includes src | grep -v '^src/core/db/' | grep -E ': sqlite3\.h$' | complain "only src/core/db knows SQLite"
  includes src | grep -vE '^src/(core/exchange|worker)/' | grep -E ': (libxml|libxslt)/' | complain "only src/core/exchange and src/worker know libxml"

  includes src | grep -v '^src/core/exchange/' | grep -E ': libical/' | complain "only src/core/exchange knows libical"

  # Programs and their tests know the library by its one header
  includes src/app src/cli tests/app tests/cli \
    | grep -E ': (\.\./)*((src/)?core/)?(model|entities|db|edit|rules|exchange)/' | complain "programs include nw-core.h alone"
  private=$(find src/core -name '*.h' ! -name nw-core.h -exec basename {} \; | sort -u)
  for header in $private; do
    includes src/app src/cli tests/app tests/cli | grep -F ": $header" | grep -E ": $header$"
  done | complain "programs include nw-core.h alone"

  may model entities
  may entities model rules
  may rules model entities
  may db model entities rules
  may edit db model entities rules
  may exchange db model entities rules edit

  # A value never becomes part of an SQL text
  find src -name '*.[ch]' -exec grep -nHE '"[^"]*\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA)\b[^"]*%[0-9l.*]*[sdiu][^"]*"' {} + \
    | grep -v 'PRAGMA user_version = %u; PRAGMA application_id = %u' | complain "no value is formatted into SQL"

  # What the library is linked with
  grep -nE "dependency\('(gtk|libadwaita)" src/core/meson.build src/cli/meson.build 2>/dev/null \
    | complain "core and cli depend on no GTK"
}

told=$(check)
[ -z "$told" ] && exit 0
printf '%s\n' "$told"
exit 1
