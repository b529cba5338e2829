/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-document.h"

#include "../db/nw-history.h"
#include "../entities/nw-entities.h"
#include "../model/nw-language.h"

/* Returns: (transfer full): the name of the organisation, "" without one; %NULL with @error */
char *
nw_document_organisation (NwStore *store, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, &nw_organisation, NW_CURSOR_DEFAULT, error);
  gboolean row = FALSE;

  if (cursor == NULL || !nw_cursor_next (cursor, &row, error))
    return NULL;
  return g_strdup (row ? nw_row_text (nw_cursor_row (cursor), "name") : "");
}

static char *
format_day (NwDay day)
{
  return day != NW_NO_DAY ? nw_day_format (day) : NULL;
}

/**
 * nw_document_start:
 *
 * Opens the root with what every document says: of whom it speaks, of which
 * state of which register, and which program wrote it. Nothing here depends
 * on the time of writing: the same register and day give the same bytes.
 */
gboolean
nw_document_start (NwCanonical *xml, NwStore *store, const NwDocument *document, GError **error)
{
  g_autofree char *organisation = nw_document_organisation (store, error);
  g_autofree char *from = format_day (document->from);
  g_autofree char *to = format_day (document->to);
  g_autofree char *as_of = nw_day_format (nw_store_get_day (store));
  g_autofree char *head = NULL;
  g_autofree char *log = NULL;
  g_autofree char *seq = NULL;
  gint64 number = 0;

  if (organisation == NULL || (head = nw_store_head (store, &number, error)) == NULL
      || (log = nw_store_log_id (store, error)) == NULL)
    return FALSE;
  seq = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  nw_canonical_start (xml, document->root, "xmlns", document->ns, "kind", document->kind,
                      "organisation", *organisation != '\0' ? organisation : NULL, "scope", document->scope, "framework", document->framework,
                      "period-from", from, "period-to", to, "as-of", as_of, "language", nw_language_code (),
                      "generator", "Nachweis", "version", NW_VERSION,
                      "history-log", log, "history-seq", seq, "history-head", head, NULL);
  nw_canonical_break (xml);
  return TRUE;
}

/* Ends the root with the number of records and the digest. */
gboolean
nw_document_finish (NwCanonical *xml, gint64 records, char digest[65], GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, records);

  nw_canonical_leaf (xml, "records", text);
  nw_canonical_break (xml);
  return nw_canonical_finish_with_digest (xml, digest, error);
}
