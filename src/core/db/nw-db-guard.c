/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"

#include <string.h>

/*
 * SQLite asks the authorizer about everything that a statement would do, while
 * it is compiled.  What is not on a list here is denied.
 */

#define NEVER (1 << 30)

/* Sorted by nothing but sense; names as SQLite reports them. */
static const char *const functions[] = {
  "abs", "avg", "changes", "char", "coalesce", "count", "date", "datetime", "group_concat", "hex",
  "ifnull", "iif", "instr", "julianday", "last_insert_rowid", "length", "lower", "ltrim", "max", "min",
  "nullif", "quote", "replace", "round", "rtrim", "sign", "strftime", "substr", "substring",
  "sum", "time", "total", "total_changes", "trim", "typeof", "unicode", "unixepoch", "upper", "zeroblob",
  "glob", "like",                                                        /* the operators */
  "cume_dist", "dense_rank", "first_value", "lag", "last_value", "lead", "nth_value", "ntile",
  "percent_rank", "rank", "row_number",                                  /* windows */
  "bm25", "highlight", "match", "snippet",                               /* full-text search */
  NULL
};

/* What ALTER TABLE calls inside, when a migration runs it. */
static const char *const schema_functions[] = {
  "printf", "sqlite_drop_column", "sqlite_fail", "sqlite_rename_column", "sqlite_rename_quotefix",
  "sqlite_rename_table", "sqlite_rename_test", NULL
};

static const struct
{
  const char *name;
  int         read;    /* what it takes to ask */
  int         write;   /* what it takes to give an argument */
} pragmas[] = {
  { "application_id",     NW_DB_ALLOW_NONE, NW_DB_ALLOW_SCHEMA },
  { "data_version",       NW_DB_ALLOW_NONE, NEVER },   /* full-text search asks it too */
  { "defer_foreign_keys", NW_DB_ALLOW_NONE, NW_DB_ALLOW_NONE },
  { "foreign_key_check",  NW_DB_ALLOW_NONE, NW_DB_ALLOW_NONE },
  { "foreign_keys",       NW_DB_ALLOW_NONE, NW_DB_ALLOW_SCHEMA },
  { "freelist_count",     NW_DB_ALLOW_NONE, NEVER },
  { "integrity_check",    NW_DB_ALLOW_NONE, NW_DB_ALLOW_NONE },
  { "journal_mode",       NW_DB_ALLOW_NONE, NEVER },
  { "locking_mode",       NW_DB_ALLOW_NONE, NEVER },
  { "page_count",         NW_DB_ALLOW_NONE, NEVER },
  { "page_size",          NW_DB_ALLOW_NONE, NEVER },
  { "quick_check",        NW_DB_ALLOW_NONE, NW_DB_ALLOW_NONE },
  { "schema_version",     NW_DB_ALLOW_NONE, NEVER },
  { "secure_delete",      NW_DB_ALLOW_NONE, NEVER },
  { "synchronous",        NW_DB_ALLOW_NONE, NEVER },
  { "user_version",       NW_DB_ALLOW_NONE, NW_DB_ALLOW_SCHEMA },
};

/* What it takes to change rows that are there.  The first fitting row counts. */
static const struct
{
  const char *pattern;
  int         change;
  int         remove;
} tables[] = {
  { "log_entry",   NEVER, NEVER },
  { "log_opening", NEVER, NW_DB_ALLOW_ERASE },
  { "blob*",       NEVER, NW_DB_ALLOW_ERASE },   /* evidence */
  { "sqlite_*",    NW_DB_ALLOW_SCHEMA, NW_DB_ALLOW_SCHEMA },
  { "*",           NW_DB_ALLOW_NONE, NW_DB_ALLOW_NONE },
};

/* Tables that SQLite has without anybody making them. */
static const char *const hidden[] = { "dbstat", "json_*", "pragma_*", "sqlite_stmt" };

static gboolean
is_allowed (NwDb *db, int needed)
{
  return (needed & ~(int) db->allow) == 0;
}

static gboolean
in_list (const char *const *list, const char *name)
{
  for (guint i = 0; list[i] != NULL; i++)
    if (g_ascii_strcasecmp (list[i], name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
may_call (NwDb *db, const char *name)
{
  return in_list (functions, name)
         || (is_allowed (db, NW_DB_ALLOW_SCHEMA) && in_list (schema_functions, name));
}

static gboolean
may_read (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (g_pattern_match_simple (hidden[i], table))
      return FALSE;

  return TRUE;
}

static gboolean
may_ask (NwDb *db, const char *name, const char *argument)
{
  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    if (g_ascii_strcasecmp (pragmas[i].name, name) == 0)
      return is_allowed (db, argument != NULL ? pragmas[i].write : pragmas[i].read);

  return FALSE;
}

/* INSERT OR REPLACE removes rows, but SQLite reports only the INSERT. */
static gboolean
replaces (const char *text)
{
  g_autofree char *upper = text != NULL ? g_ascii_strup (text, -1) : NULL;

  return upper != NULL && strstr (upper, "REPLACE") != NULL;
}

static gboolean
may_write (NwDb *db, int action, const char *table, const char *schema)
{
  g_autofree char *name = g_ascii_strdown (table, -1);
  guint i = 0;

  /* Connecting a virtual table compiles such an UPDATE, though it is never run;
     one of our own is stopped by WRITABLE_SCHEMA, which is off. */
  if (action == SQLITE_UPDATE && g_str_equal (name, "sqlite_master"))
    return TRUE;
  if (db->read_only || g_strcmp0 (schema, "main") != 0)
    return FALSE;
  while (!g_pattern_match_simple (tables[i].pattern, name))
    i++;
  if (action == SQLITE_UPDATE)
    return is_allowed (db, tables[i].change);
  if (action == SQLITE_DELETE)
    return is_allowed (db, tables[i].remove);
  if (g_str_has_prefix (name, "sqlite_"))
    return is_allowed (db, NW_DB_ALLOW_SCHEMA);

  return is_allowed (db, tables[i].remove) || !replaces (db->text);
}

/* What is not listed — ATTACH, triggers, views, ANALYZE, everything temporary — is denied. */
static gboolean
may_define (NwDb *db, int action)
{
  static const int actions[] = {
    SQLITE_ALTER_TABLE, SQLITE_CREATE_INDEX, SQLITE_CREATE_TABLE, SQLITE_CREATE_VTABLE,
    SQLITE_DROP_INDEX, SQLITE_DROP_TABLE, SQLITE_DROP_VTABLE, SQLITE_REINDEX,
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i] == action)
      return !db->read_only && is_allowed (db, NW_DB_ALLOW_SCHEMA);

  return FALSE;
}

static int
authorize_cb (gpointer data, int action, const char *first, const char *second, const char *schema, const char *inner)
{
  NwDb *db = data;
  gboolean yes;

  (void) inner;
  if (action == SQLITE_SELECT || action == SQLITE_RECURSIVE
      || action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT)
    yes = TRUE;
  else if (action == SQLITE_READ)
    yes = may_read (first);
  else if (action == SQLITE_FUNCTION)
    yes = may_call (db, second);
  else if (action == SQLITE_PRAGMA)
    yes = may_ask (db, first, second);
  else if (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE)
    yes = may_write (db, action, first, schema);
  else
    yes = may_define (db, action);

  return yes ? SQLITE_OK : SQLITE_DENY;
}

/*
 * nw_db_guard:
 *
 * Puts the authorizer in place.  From now on the rules above hold.
 */
void
nw_db_guard (NwDb *db)
{
  sqlite3_set_authorizer (db->handle, authorize_cb, db);
}

/**
 * nw_db_allow:
 * @allow: what the next statements may do beyond the ordinary; replaces what
 *   was allowed before
 *
 * Raise it for the few lines that need it and lower it right after them.
 */
void
nw_db_allow (NwDb *db, NwDbAllow allow)
{
  g_return_if_fail (db != NULL);

  db->allow = allow;

  /* Setting the authorizer again makes SQLite ask anew for cached statements. */
  nw_db_guard (db);
}
