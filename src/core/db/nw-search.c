/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-search.h"
#include "nw-store-private.h"

#include <string.h>

/* More hits than this are not worth ordering by fitness. */
#define RANKED_MAX 10000

/* The index is derived: it can be rebuilt from the records at any time. One
 * number names a record of any kind. */
gint64
nw_search_key (const NwEntity *entity, gint64 id)
{
  return id << 7 | entity->number;
}

static const struct
{
  gunichar    letter;
  const char *spelled;
} spellings[] = {
  { 0xE4, "ae" }, { 0xF6, "oe" }, { 0xFC, "ue" }, { 0xC4, "ae" }, { 0xD6, "oe" }, { 0xDC, "ue" },
};

static const char *
spelled (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (spellings[i].letter == letter)
      return spellings[i].spelled;
  return NULL;
}

/* Most texts have no letter that this file looks at. */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

static char *
compose (const char *text)
{
  char *composed = is_plain (text) ? NULL : g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  return composed != NULL ? composed : g_strdup (text);
}

/* One form in which ß is ss; with @spell, ä is ae as well.
 * @spells: (out) (optional): whether the other form differs */
static char *
fold (const char *composed, gboolean spell, gboolean *spells)
{
  GString *folded = g_string_sized_new (strlen (composed) + 16);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);
      const char *as = c >= 0x80 ? spelled (c) : NULL;

      if (as != NULL && spells != NULL)
        *spells = TRUE;
      if (c < 0x80)
        g_string_append_c (folded, (char) c);
      else if (c == 0xDF || c == 0x1E9E)
        g_string_append (folded, "ss");
      else if (spell && as != NULL)
        g_string_append (folded, as);
      else
        g_string_append_len (folded, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (folded, FALSE);
}

/* „Müller“ is found as Muller, because the index drops diacritics, and as
 * Mueller, because words with an umlaut are indexed spelled out as well. */
static void
append_searchable (GString *to, const char *text)
{
  g_autofree char *composed = compose (text);
  gboolean spells = FALSE;
  g_autofree char *plain = fold (composed, FALSE, &spells);
  g_autofree char *spelt = spells ? fold (composed, TRUE, NULL) : NULL;

  if (to->len > 0)
    g_string_append_c (to, '\n');
  g_string_append (to, plain);
  if (spells)
    g_string_append_printf (to, " %s", spelt);
}

static gboolean
is_searchable (const NwField *field)
{
  return nw_field_is_stored (field) && !nw_field_is_reference (field) && field->kind->storage == NW_TAG_TEXT
         && field->kind != &NW_CHOICE && field->kind != &NW_SET && field->kind != &NW_HASH && field->kind != &NW_DATE;
}

/* The words by which a record is found. */
void
nw_search_text (const NwEntity *entity, const NwValue *cells, GString *title, GString *body)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (cells[i].tag == NW_TAG_TEXT && is_searchable (&fields[i]))
      append_searchable (fields[i].flags & (NW_TITLE | NW_COMMON) && i <= (guint) MAX (nw_entity_title_index (entity), 0) ? title : body,
                         cells[i].text);
}

static gboolean
run_search (NwStore *self, const char *sql, const NwEntity *entity, gint64 id, const NwValue *cells, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, sql, error);
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);

  if (stmt == NULL)
    return FALSE;
  nw_search_text (entity, cells, title, body);
  sqlite3_bind_int64 (stmt, 1, nw_search_key (entity, id));
  sqlite3_bind_text (stmt, 2, title->str, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, body->str, -1, SQLITE_STATIC);
  return nw_db_run (self->db, stmt, error);
}

static const char insert_sql[] = "INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)";
/* SQLite 3.40 has no contentless delete: the old text must be sent again. */
static const char delete_sql[] = "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)";

static gboolean
same_text (const NwEntity *entity, const NwValue *before, const NwValue *after)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (is_searchable (&fields[i]) && !nw_value_equal (&before[i], &after[i]))
      return FALSE;
  return TRUE;
}

/**
 * nw_search_replace:
 * @was: whether the record was in the index
 * @is: whether it belongs there now
 *
 * Keeps the text index in the transaction of the edit.
 */
gboolean
nw_search_replace (NwStore *self, const NwEntity *entity, gint64 id, const NwValue *before, gboolean was, const NwValue *after,
                   gboolean is, GError **error)
{
  if (was && is && same_text (entity, before, after))
    return TRUE;
  if (was && !run_search (self, delete_sql, entity, id, before, error))
    return FALSE;
  return !is || run_search (self, insert_sql, entity, id, after, error);
}

/* Makes the index anew from the records; inside a transaction. */
gboolean
nw_store_search_rebuild (NwStore *self, GError **error)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  if (!nw_db_exec (self->db, "INSERT INTO search (search) VALUES ('delete-all')", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NwCursor) cursor = nw_store_cursor (self, entities[i], NW_CURSOR_BY_ID, error);
      gboolean row = TRUE;

      if (cursor == NULL)
        return FALSE;
      while (row)
        if (!nw_cursor_next (cursor, &row, error)
            || (row && !run_search (self, insert_sql, entities[i], nw_cursor_row (cursor)->id, nw_cursor_row (cursor)->cells, error)))
          return FALSE;
    }
  return TRUE;
}

/* Long imports leave the index in many pieces; short edits merge a few. */
gboolean
nw_search_merge (NwStore *self, gboolean all, GError **error)
{
  return nw_db_exec (self->db, all ? "INSERT INTO search (search) VALUES ('optimize')"
                                   : "INSERT INTO search (search, rank) VALUES ('merge', 4)", error);
}

static void
append_term (GString *query, const char *word, gboolean prefix)
{
  g_string_append_c (query, '"');
  for (const char *p = word; *p != '\0'; p++)
    g_string_append (query, *p == '"' ? "\"\"" : (char[]){ *p, '\0' });
  g_string_append (query, prefix ? "\"*" : "\"");
}

static gboolean
has_letter (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* All words must be there; the last one may be the beginning of a word. */
static char *
make_query (const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\r\n", -1);
  GString *query = g_string_new (NULL);
  guint last = g_strv_length (parts);

  /* A dash or an ampersand alone is no word of the index. */
  while (last > 0 && !has_letter (parts[last - 1]))
    last--;
  for (guint i = 0; i < last; i++)
    {
      g_autofree char *composed = compose (parts[i]);
      g_autofree char *plain = fold (composed, FALSE, NULL);
      g_autofree char *spelt = fold (composed, TRUE, NULL);

      if (!has_letter (parts[i]))
        continue;
      g_string_append (query, query->len > 0 ? " AND (" : "(");
      append_term (query, plain, i == last - 1);
      if (strcmp (plain, spelt) != 0)
        {
          g_string_append (query, " OR ");
          append_term (query, spelt, i == last - 1);
        }
      g_string_append_c (query, ')');
    }
  return g_string_free (query, FALSE);
}

static gboolean
collect (NwStore *self, const char *sql, const char *query, const NwEntity *entity, guint limit, GArray *hits, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, sql, error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, query, -1, SQLITE_STATIC);
  while (row && hits->len < limit)
    {
      gint64 key;
      NwHit hit;

      if (!nw_db_step (self->db, stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      key = sqlite3_column_int64 (stmt, 0);
      hit = (NwHit){ nw_entity_by_number (key & 127), key >> 7 };
      if (hit.entity != NULL && (entity == NULL || hit.entity == entity))
        g_array_append_val (hits, hit);
    }
  return TRUE;
}

/**
 * nw_store_search:
 * @entity: (nullable): only this kind
 * @limit: most hits wanted; 0 for all
 *
 * Full text over all kinds: every word must be there, the last one may be
 * begun only; umlauts and ß are found however they are typed. Best fit first,
 * or newest first where there are very many.
 *
 * Returns: (transfer full): an array of #NwHit
 */
GArray *
nw_store_search (NwStore *self, const char *words, const NwEntity *entity, guint limit, GError **error)
{
  g_autofree char *query = make_query (words);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (NwHit));
  guint wanted = limit > 0 ? limit : G_MAXUINT;

  if (*query == '\0')
    return g_steal_pointer (&hits);
  if (!collect (self, "SELECT rowid FROM search WHERE search MATCH ?1 LIMIT 10001", query, NULL, G_MAXUINT, hits, error))
    return NULL;
  gboolean ranked = hits->len <= RANKED_MAX;

  g_array_set_size (hits, 0);
  if (!collect (self, ranked ? "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank"
                             : "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC",
                query, entity, wanted, hits, error))
    return NULL;
  return g_steal_pointer (&hits);
}
