/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-clock-rows.h"

/* The organisation that keeps the register, or NULL while it is not entered. */
const NwRow *
nw_context_organisation (NwContext *context)
{
  GPtrArray *all = nw_context_all (context, &nw_organisation);

  return all->len > 0 ? all->pdata[0] : NULL;
}

/**
 * nw_context_lands:
 *
 * Whose holidays move a last day to a later one: those of the organisation's
 * Land. As long as that is not known, only days on which all Länder rest; with
 * a seat abroad only weekends. Either way no day is given that might be late.
 *
 * Returns: as for nw_moved_to_working_day()
 */
NwLands
nw_context_lands (NwContext *context)
{
  const NwRow *organisation = nw_context_organisation (context);

  if (organisation != NULL && nw_row_has (organisation, "country") && !nw_row_is (organisation, "country", "DE"))
    return 0;
  return organisation != NULL ? nw_land (nw_row_text (organisation, "land")) : NW_ALL_LANDS;
}

void
nw_say_also (GString *text, const char *format, ...)
{
  va_list args;

  if (text->len > 0)
    g_string_append_c (text, ' ');
  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
}
