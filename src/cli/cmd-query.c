/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-where.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Commands that ask: list, show, search. */

static char **list_where, *list_sort, *list_fields, *list_format;
static int list_limit = G_MAXINT;
static gboolean list_deleted;
static const GOptionEntry list_options[] = {
  { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &list_where, N_("Only where FIELD OP VALUE holds; may be repeated"), N_("CONDITION") },
  { "sort", 0, 0, G_OPTION_ARG_STRING, &list_sort, N_("Order by FIELD, or by -FIELD downwards"), N_("FIELDS") },
  { "fields", 0, 0, G_OPTION_ARG_STRING, &list_fields, N_("Show these fields"), N_("FIELDS") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &list_limit, N_("Show at most so many"), N_("NUMBER") },
  { "deleted", 0, 0, G_OPTION_ARG_NONE, &list_deleted, N_("Show deleted records too"), NULL },
  { "format", 0, 0, G_OPTION_ARG_STRING, &list_format, N_("table, csv or json"), N_("FORMAT") },
  { NULL },
};

/* A row that outlives its cursor. */
typedef struct
{
  NwRow    row;
  guint8   uuid[16];
  gint64   revision;
  gboolean deleted;
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;
  NwValue *cells = (NwValue *) kept->row.cells;

  for (guint i = 0; i < nw_entity_n_fields (kept->row.entity); i++)
    nw_value_clear (&cells[i]);
  g_free (cells);
  g_free (kept);
}

static Kept *
keep (NwCursor *cursor)
{
  const NwRow *row = nw_cursor_row (cursor);
  guint n = nw_entity_n_fields (row->entity);
  NwValue *cells = g_new0 (NwValue, n);
  Kept *kept = g_new0 (Kept, 1);

  for (guint i = 0; i < n; i++)
    cells[i] = nw_value_copy (&row->cells[i]);
  kept->row = (NwRow){ row->entity, row->id, cells };
  memcpy (kept->uuid, nw_cursor_uuid (cursor), 16);
  kept->revision = nw_cursor_revision (cursor);
  kept->deleted = nw_cursor_deleted (cursor);
  return kept;
}

typedef struct
{
  NwStore *store;
  GArray  *sorts;
} Order;

static int
compare_cells (const Order *order, guint field, const NwRow *a, const NwRow *b)
{
  const NwField *f = nw_entity_get_field (a->entity, field);

  if (nw_field_is_reference (f))
    {
      g_autofree char *x = nw_store_format (order->store, f, &a->cells[field]);
      g_autofree char *y = nw_store_format (order->store, f, &b->cells[field]);

      return strcmp (x, y);
    }
  if ((f->kind == &NW_TEXT || f->kind == &NW_NOTE) && a->cells[field].tag == NW_TAG_TEXT && b->cells[field].tag == NW_TAG_TEXT)
    return g_utf8_collate (a->cells[field].text, b->cells[field].text);
  return nw_kind_compare (f, &a->cells[field], &b->cells[field]);
}

static int
compare_kept (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  const Kept *x = *(Kept *const *) a, *y = *(Kept *const *) b;

  for (guint i = 0; i < order->sorts->len; i++)
    {
      const CliSort *sort = &g_array_index (order->sorts, CliSort, i);
      gboolean known = nw_value_is_set (&x->row.cells[sort->field]);
      int result;

      /* Unknown comes last, whichever way: it is neither near nor far. */
      if (known != nw_value_is_set (&y->row.cells[sort->field]))
        return known ? -1 : 1;
      result = compare_cells (order, sort->field, &x->row, &y->row);
      if (result != 0)
        return sort->descending ? -result : result;
    }
  return strcmp (x->row.cells[NW_FIELD_CODE].text, y->row.cells[NW_FIELD_CODE].text);
}

static GPtrArray *
collect (NwStore *store, const NwEntity *entity, GPtrArray *where, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, entity, NW_CURSOR_COMPUTED | (list_deleted ? NW_CURSOR_DELETED : 0), error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_kept);
  gboolean row = TRUE;

  if (cursor == NULL)
    return NULL;
  while (row)
    {
      if (!nw_cursor_next (cursor, &row, error))
        return NULL;
      if (row && cli_where_match (where, store, nw_cursor_row (cursor)))
        g_ptr_array_add (rows, keep (cursor));
    }
  return g_steal_pointer (&rows);
}

static GArray *
default_fields (const NwEntity *entity, CliFormat format)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n;
  const NwField *all = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (format != CLI_FORMAT_TABLE || all[i].flags & NW_COLUMN)
      g_array_append_val (fields, i);
  return fields;
}

static void
print_table (NwStore *store, const NwEntity *entity, GPtrArray *rows, GArray *fields)
{
  g_autoptr (CliTable) table = cli_table_new (fields->len);

  for (guint i = 0; i < fields->len; i++)
    cli_table_add (table, nw_field_label (nw_entity_get_field (entity, g_array_index (fields, guint, i))));
  for (guint r = 0; r < rows->len; r++)
    for (guint i = 0; i < fields->len; i++)
      {
        guint field = g_array_index (fields, guint, i);
        g_autofree char *text = nw_store_display (store, nw_entity_get_field (entity, field), &((Kept *) rows->pdata[r])->row.cells[field]);

        cli_table_add (table, text);
      }
  cli_table_print (table);
}

static void
print_csv (NwStore *store, const NwEntity *entity, GPtrArray *rows, GArray *fields)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  nw_csv_append_header (csv, entity, (const guint *) fields->data, fields->len);
  for (guint r = 0; r < rows->len; r++)
    nw_csv_append_row (csv, store, &((Kept *) rows->pdata[r])->row, (const guint *) fields->data, fields->len);
  cli_print (csv->str);
}

static void
print_json (NwStore *store, GPtrArray *rows, GArray *fields)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint r = 0; r < rows->len; r++)
    {
      const Kept *kept = rows->pdata[r];

      g_string_append (json, r > 0 ? ",\n " : "\n ");
      nw_json_append_row (json, store, &kept->row, kept->uuid, kept->revision, kept->deleted, (const guint *) fields->data, fields->len);
    }
  g_string_append (json, rows->len > 0 ? "\n]\n" : "]\n");
  cli_print (json->str);
}

static CliStatus
list (Cli *cli, const NwEntity *entity, GPtrArray *where, GArray *sorts, GArray *fields, CliFormat format)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  g_autoptr (GPtrArray) rows = NULL;
  GError *error = NULL;

  if (store == NULL)
    return status;
  rows = collect (store, entity, where, &error);
  if (rows == NULL)
    return cli_fail (cli->args[0], error);
  if (sorts->len > 0)
    g_ptr_array_sort_with_data (rows, compare_kept, &(Order){ store, sorts });
  if (rows->len > (guint) list_limit)
    g_ptr_array_set_size (rows, list_limit);
  if (format == CLI_FORMAT_JSON)
    print_json (store, rows, fields);
  else if (format == CLI_FORMAT_CSV)
    print_csv (store, entity, rows, fields);
  else
    print_table (store, entity, rows, fields);
  return CLI_DONE;
}

static gboolean
check_limit (int limit, CliStatus *status)
{
  if (limit >= 0)
    return TRUE;
  *status = cli_usage (_("--limit %d is no number of records: write 0 or more"), limit);
  return FALSE;
}

static CliStatus
run_list (Cli *cli)
{
  CliStatus status = CLI_DONE;
  const NwEntity *entity = cli_entity (cli->args[1], &status);
  CliFormat format;
  g_autoptr (GPtrArray) where = NULL;
  g_autoptr (GArray) sorts = NULL, fields = NULL;

  if (entity == NULL || !cli_format (list_format, "table csv json", &format, &status) || !check_limit (list_limit, &status))
    return status;
  where = cli_where_parse (entity, list_where, &status);
  sorts = where != NULL ? cli_sort_parse (entity, list_sort, &status) : NULL;
  if (sorts == NULL)
    return status;
  fields = list_fields != NULL ? cli_fields_parse (entity, list_fields, &status) : default_fields (entity, format);
  return fields != NULL ? list (cli, entity, where, sorts, fields, format) : status;
}

static char *show_format;
static const GOptionEntry show_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &show_format, N_("text, json or xml"), N_("FORMAT") },
  { NULL },
};

static void
show_field (NwStore *store, const NwField *field, const NwValue *cell, glong width)
{
  g_autofree char *text = nw_store_display (store, field, cell);
  g_auto (GStrv) lines = NULL;
  const char *label = nw_field_label (field);

  if (*text == '\0')
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *head = i == 0 ? label : "";

      g_print ("%s", head);
      for (glong pad = g_utf8_strlen (head, -1); pad < width + 2; pad++)
        g_print (" ");
      g_print ("%s\n", lines[i]);
    }
}

/* Why the computed fields are what they are. */
static void
show_reasons (NwStore *store, NwRecord *record)
{
  const NwEntity *entity = nw_record_get_entity (record);
  g_autoptr (NwReasons) reasons = nw_store_explain (store, record);
  gboolean legal = FALSE;

  if (reasons->list->len == 0)
    return;
  g_print ("%s\n", _("Why"));
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    {
      const NwExplanation *reason = nw_reasons_of (reasons, i);
      g_auto (GStrv) lines = NULL;
      g_autofree char *text = NULL;

      if (reason == NULL)
        continue;
      lines = g_strsplit (reason->text, "\n", -1);
      text = g_strjoinv ("\n    ", lines);
      g_print ("  %s%s: %s\n", nw_field_label (nw_entity_get_field (entity, i)), reason->legal ? " §" : "", text);
      legal |= reason->legal;
    }
  if (legal)
    g_print (_("  § set by law or contract: %s\n"), nw_say_verify ());
  g_print ("\n");
}

static void
show_codes (NwStore *store, const NwEntity *entity, GArray *ids)
{
  const guint most = 12;
  const char *code;

  for (guint i = 0; i < MIN (ids->len, most); i++)
    if (nw_store_resolve (store, entity, g_array_index (ids, gint64, i), &code, NULL))
      g_print ("%s%s", i > 0 ? ", " : "", code);
  g_print ("%s\n", ids->len > most ? ", …" : "");
}

/* What refers to the record: its parts and everything linked to it. */
static void
show_referring (NwStore *store, NwRecord *record)
{
  guint n, n_fields;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    {
      const NwField *fields = nw_entity_get_fields (entities[e], &n_fields);

      for (guint i = 0; i < n_fields; i++)
        {
          g_autoptr (GArray) ids = NULL;

          if (fields[i].target != nw_record_get_entity (record))
            continue;
          ids = nw_store_referring (store, entities[e], fields[i].name, nw_record_get_id (record), NULL);
          if (ids == NULL || ids->len == 0)
            continue;
          g_print ("← %s · %s (%u): ", nw_entity_label_plural (entities[e]), nw_field_label (&fields[i]), ids->len);
          show_codes (store, entities[e], ids);
        }
    }
}

static void
show_text (NwStore *store, NwRecord *record)
{
  const NwEntity *entity = nw_record_get_entity (record);
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);
  glong width = 0;

  for (guint i = 0; i < n; i++)
    if (nw_value_is_set (nw_record_get_cell (record, i)))
      width = MAX (width, g_utf8_strlen (nw_field_label (&fields[i]), -1));
  g_print ("%s %s%s\n\n", nw_entity_label (entity), nw_record_get_code (record), nw_record_is_deleted (record) ? _(" (deleted)") : "");
  for (guint i = 1; i < n; i++)
    show_field (store, &fields[i], nw_record_get_cell (record, i), width);
  g_print ("\n");
  show_reasons (store, record);
  show_referring (store, record);
}

/* Inside the object that ends @json: "reasons" with a sentence for each field. */
static void
append_reasons (GString *json, NwStore *store, NwRecord *record)
{
  const NwEntity *entity = nw_record_get_entity (record);
  g_autoptr (NwReasons) reasons = nw_store_explain (store, record);
  gboolean first = TRUE;

  g_string_truncate (json, json->len - 1);
  g_string_append (json, ", \"reasons\": {");
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    {
      const NwExplanation *reason = nw_reasons_of (reasons, i);

      if (reason == NULL)
        continue;
      g_string_append (json, first ? "" : ", ");
      nw_json_append_string (json, nw_entity_get_field (entity, i)->name);
      g_string_append (json, ": ");
      nw_json_append_string (json, reason->text);
      first = FALSE;
    }
  g_string_append (json, "}}");
}

static void
show_json (NwStore *store, NwRecord *record)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GArray) fields = default_fields (nw_record_get_entity (record), CLI_FORMAT_JSON);
  NwRow row = nw_record_get_row (record);

  nw_json_append_row (json, store, &row, nw_record_get_uuid (record), nw_record_get_revision (record), nw_record_is_deleted (record),
                      (const guint *) fields->data, fields->len);
  append_reasons (json, store, record);
  g_string_append_c (json, '\n');
  cli_print (json->str);
}

static CliStatus
run_show (Cli *cli)
{
  CliStatus status = CLI_DONE;
  const NwEntity *entity = cli_entity (cli->args[1], &status);
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwRecord) record = NULL;
  CliFormat format;
  gint64 id;

  if (entity == NULL || !cli_format (show_format, "text json xml", &format, &status))
    return status;
  store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  if (store == NULL)
    return status;
  id = nw_store_find_id (store, entity, cli->args[2]);
  record = id != 0 ? nw_store_get (store, entity, id, NULL) : NULL;
  if (record == NULL)
    {
      cli_message (_("%s: there is no %s with the code “%s”: list %s shows the codes"), cli->args[0], entity->name, cli->args[2], entity->name);
      return CLI_NO;
    }
  if (format == CLI_FORMAT_JSON)
    show_json (store, record);
  else if (format == CLI_FORMAT_XML)
    {
      GError *error = NULL;

      fflush (stdout);
      if (!nw_record_write_xml (store, record, STDOUT_FILENO, &error))
        return cli_fail (cli->args[0], error);
      cli_print ("\n");
    }
  else
    show_text (store, record);
  return CLI_DONE;
}

static char *search_format;
static int search_limit = 100;
static const GOptionEntry search_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &search_format, N_("table or json"), N_("FORMAT") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &search_limit, N_("Show at most so many"), N_("NUMBER") },
  { NULL },
};

static void
print_hits_table (NwStore *store, GArray *hits)
{
  g_autoptr (CliTable) table = cli_table_new (3);

  cli_table_add (table, _("Kind"));
  cli_table_add (table, _("Code"));
  cli_table_add (table, _("Title"));
  for (guint i = 0; i < hits->len; i++)
    {
      const NwHit *hit = &g_array_index (hits, NwHit, i);
      g_autoptr (NwRecord) record = nw_store_get (store, hit->entity, hit->id, NULL);

      cli_table_add (table, nw_entity_label (hit->entity));
      cli_table_add (table, record != NULL ? nw_record_get_code (record) : "");
      cli_table_add (table, record != NULL ? nw_record_get_title (record) : "");
    }
  cli_table_print (table);
}

static void
print_hits_json (NwStore *store, GArray *hits)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < hits->len; i++)
    {
      const NwHit *hit = &g_array_index (hits, NwHit, i);
      g_autoptr (NwRecord) record = nw_store_get (store, hit->entity, hit->id, NULL);

      if (record == NULL)
        continue;
      g_string_append (json, i > 0 ? ",\n {\"kind\": " : "\n {\"kind\": ");
      nw_json_append_string (json, hit->entity->name);
      g_string_append (json, ", \"code\": ");
      nw_json_append_string (json, nw_record_get_code (record));
      g_string_append (json, ", \"title\": ");
      nw_json_append_string (json, nw_record_get_title (record));
      g_string_append_c (json, '}');
    }
  g_string_append (json, hits->len > 0 ? "\n]\n" : "]\n");
  cli_print (json->str);
}

static CliStatus
run_search (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autofree char *words = g_strjoinv (" ", cli->args + 1);
  g_autoptr (NwStore) store = NULL;
  g_autoptr (GArray) hits = NULL;
  GError *error = NULL;
  CliFormat format;

  if (!cli_format (search_format, "table json", &format, &status) || !check_limit (search_limit, &status))
    return status;
  store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  if (store == NULL)
    return status;
  hits = nw_store_search (store, words, NULL, (guint) search_limit, &error);
  if (hits == NULL)
    return cli_fail (cli->args[0], error);
  g_array_set_size (hits, MIN (hits->len, (guint) search_limit));
  if (format == CLI_FORMAT_JSON)
    print_hits_json (store, hits);
  else
    print_hits_table (store, hits);
  return CLI_DONE;
}

const CliCommand cli_commands_query[] = {
  { "show", N_("REGISTER KIND CODE"), N_("Show a record with its computed fields and links"), 3, 3, show_options, run_show },
  { "list", N_("REGISTER KIND"), N_("List records of one kind"), 2, 2, list_options, run_list },
  { "search", N_("REGISTER WORDS…"), N_("Find records of all kinds by their words"), 2, G_MAXUINT, search_options, run_search },
  { NULL },
};
