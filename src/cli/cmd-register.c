/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <inttypes.h>
#include <string.h>

/* Commands about a register as a whole: init, kinds, history, verify, backup. */

static char *init_organisation, *init_land, *init_catalogues;
static gboolean init_sample;
static const GOptionEntry init_options[] = {
  { "organisation", 0, 0, G_OPTION_ARG_STRING, &init_organisation, N_("Name of the organisation"), N_("NAME") },
  { "land", 0, 0, G_OPTION_ARG_STRING, &init_land, N_("Federal state, such as BE"), N_("LAND") },
  { "catalogues", 0, 0, G_OPTION_ARG_STRING, &init_catalogues, N_("Of iso27001,dsgvo,nist-csf; all if left out, none if empty"), N_("LIST") },
  { "sample", 0, 0, G_OPTION_ARG_NONE, &init_sample, N_("Fill it with the register of an invented company"), NULL },
  { NULL },
};

static gboolean
choose_catalogues (NwInitOptions *options, CliStatus *status)
{
  const struct { const char *name; gboolean *wanted; } known[] = {
    { "iso27001", &options->iso27001 }, { "dsgvo", &options->dsgvo }, { "nist-csf", &options->nist_csf },
  };
  g_auto (GStrv) names = g_strsplit (init_catalogues ?: "iso27001,dsgvo,nist-csf", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (known); k++)
        if (strcmp (g_strstrip (names[i]), known[k].name) == 0)
          *known[k].wanted = found = TRUE;
      if (!found && *names[i] != '\0')
        {
          *status = cli_usage (_("there is no built-in catalogue “%s”: choose from iso27001, dsgvo, nist-csf"), names[i]);
          return FALSE;
        }
    }
  return TRUE;
}

/* A folder that is not there is not a register that is not there. */
static CliStatus
fail_to_make (const char *file, GError *error)
{
  CliStatus status = cli_fail (file, error);

  return status == CLI_CLOSED ? CLI_SYSTEM : status;
}

static CliStatus
run_init (Cli *cli)
{
  NwInitOptions options = { .organisation = init_organisation, .land = init_land, .sample = init_sample, .actor = cli->actor };
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  GError *error = NULL;

  if (init_organisation == NULL && !init_sample)
    return cli_usage (_("init needs --organisation NAME"));
  if (!choose_catalogues (&options, &status))
    return status;
  store = nw_register_init (cli->args[0], &options, &error);
  return store != NULL ? CLI_DONE : fail_to_make (cli->args[0], error);
}

static char *kinds_format;
static const GOptionEntry kinds_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &kinds_format, N_("table or json"), N_("FORMAT") },
  { NULL },
};

static char *
choices_text (const NwField *field)
{
  GString *text = g_string_new (NULL);

  if (field->target != NULL)
    g_string_append (text, field->target->name);
  for (const NwChoice *c = field->choices; c != NULL && c->name != NULL; c++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", c->name);
  return g_string_free (text, FALSE);
}

static void
add_kind_rows (CliTable *table, const NwEntity *entity)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *choices = choices_text (&fields[i]);
      g_autofree char *since = g_strdup_printf ("%u", fields[i].since);

      cli_table_add (table, entity->name);
      cli_table_add (table, fields[i].name);
      cli_table_add (table, fields[i].kind->name);
      cli_table_add (table, fields[i].flags & NW_REQUIRED ? "required" : fields[i].computed ? "computed" : "");
      cli_table_add (table, since);
      cli_table_add (table, nw_field_label (&fields[i]));
      cli_table_add (table, choices);
    }
}

static void
print_kinds_table (const NwEntity *only)
{
  static const char *const heads[] = { N_("Kind"), N_("Field"), N_("Type"), N_("Rule"), N_("Since"), N_("Label"), N_("Choices or target") };
  g_autoptr (CliTable) table = cli_table_new (G_N_ELEMENTS (heads));
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    cli_table_add (table, _(heads[i]));
  for (guint i = 0; i < n; i++)
    if (only == NULL || entities[i] == only)
      add_kind_rows (table, entities[i]);
  cli_table_print (table);
}

static void
append_labels (GString *json, const char *english)
{
  g_string_append (json, ", \"label_en\": ");
  nw_json_append_string (json, english);
  g_string_append (json, ", \"label_de\": ");
  nw_json_append_string (json, nw_german (english));
}

static void
append_choices (GString *json, const NwField *field)
{
  g_string_append (json, ", \"choices\": ");
  if (field->choices == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '[');
  for (const NwChoice *c = field->choices; c->name != NULL; c++)
    {
      g_string_append (json, c != field->choices ? ", " : "");
      nw_json_append_string (json, c->name);
    }
  g_string_append_c (json, ']');
}

static void
append_field (GString *json, const NwField *field)
{
  g_string_append (json, "{\"name\": ");
  nw_json_append_string (json, field->name);
  g_string_append (json, ", \"type\": ");
  nw_json_append_string (json, field->kind->name);
  append_labels (json, field->label);
  append_choices (json, field);
  g_string_append (json, ", \"target\": ");
  if (field->target != NULL)
    nw_json_append_string (json, field->target->name);
  else
    g_string_append (json, "null");
  g_string_append_printf (json, ", \"required\": %s, \"computed\": %s, \"since\": %u}", field->flags & NW_REQUIRED ? "true" : "false",
                          field->computed ? "true" : "false", field->since);
}

static void
append_kind (GString *json, const NwEntity *entity)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  g_string_append (json, "{\"kind\": ");
  nw_json_append_string (json, entity->name);
  append_labels (json, entity->label);
  g_string_append (json, ", \"prefix\": ");
  nw_json_append_string (json, entity->prefix);
  g_string_append_printf (json, ", \"since\": %u, \"fields\": [", entity->since);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (json, i > 0 ? ",\n   " : "\n   ");
      append_field (json, &fields[i]);
    }
  g_string_append (json, "]}");
}

static void
print_kinds_json (const NwEntity *only)
{
  g_autoptr (GString) json = g_string_new ("[");
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (only == NULL || entities[i] == only)
      {
        g_string_append (json, json->len > 1 ? ",\n " : "\n ");
        append_kind (json, entities[i]);
      }
  g_string_append (json, "\n]\n");
  cli_print (json->str);
}

/* The whole data dictionary as JSON. */
CliStatus
cli_print_dictionary (void)
{
  print_kinds_json (NULL);
  return CLI_DONE;
}

static CliStatus
run_kinds (Cli *cli)
{
  CliStatus status = CLI_DONE;
  const NwEntity *entity = cli->n_args > 0 ? cli_entity (cli->args[0], &status) : NULL;
  CliFormat format;

  if (status != CLI_DONE || !cli_format (kinds_format, "table json", &format, &status))
    return status;
  if (format == CLI_FORMAT_JSON)
    print_kinds_json (entity);
  else
    print_kinds_table (entity);
  return CLI_DONE;
}

static char *history_from, *history_to, *history_format;
static const GOptionEntry history_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &history_from, N_("From this day on"), N_("DAY") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &history_to, N_("Up to and with this day"), N_("DAY") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &history_format, N_("table, csv or json"), N_("FORMAT") },
  { NULL },
};

typedef struct
{
  CliFormat format;
  CliTable *table;
  GString  *text;
} HistoryOutput;

static const char *const history_columns[] = { "time", "seq", "actor", "kind", "code", "field", "before", "after", "why" };

enum { HISTORY_TIME, HISTORY_SEQ, N_HISTORY_COLUMNS = G_N_ELEMENTS (history_columns) };

static void
append_history_csv (GString *csv, const char *const *cells)
{
  for (guint i = 0; i < N_HISTORY_COLUMNS; i++)
    {
      nw_csv_append_text (csv, cells[i] ?: "");
      g_string_append (csv, i + 1 < N_HISTORY_COLUMNS ? "," : NW_CSV_LINE_END);
    }
}

static void
append_history_json (GString *json, const char *const *cells)
{
  g_string_append (json, json->len > 1 ? ",\n {" : "\n {");
  for (guint i = 0; i < N_HISTORY_COLUMNS; i++)
    {
      g_string_append_printf (json, "%s\"%s\": ", i > 0 ? ", " : "", history_columns[i]);
      if (cells[i] == NULL || i == HISTORY_SEQ)
        g_string_append (json, cells[i] ?: "null");
      else
        nw_json_append_string (json, cells[i]);
    }
  g_string_append_c (json, '}');
}

static void
history_line (const NwHistoryLine *line, gpointer data)
{
  HistoryOutput *out = data;
  g_autofree char *time = nw_instant_format (line->time_us / G_USEC_PER_SEC);
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, line->seq);
  const char *cells[N_HISTORY_COLUMNS] = {
    time, seq, line->actor, line->entity != NULL ? line->entity->name : NULL, line->code, line->field, line->before,
    line->erased ? _("(erased)") : line->after, line->why,
  };

  if (out->format == CLI_FORMAT_JSON)
    append_history_json (out->text, cells);
  else if (out->format == CLI_FORMAT_CSV)
    append_history_csv (out->text, cells);
  else
    for (guint i = 0; i < N_HISTORY_COLUMNS; i++)
      cli_table_add (out->table, cells[i] ?: "");
}

static void
history_start (HistoryOutput *out)
{
  static const char *const heads[] = { N_("Time"), N_("Entry"), N_("Who"), N_("Kind"), N_("Code"), N_("Field"), N_("Before"), N_("After"), N_("Why") };

  out->table = cli_table_new (G_N_ELEMENTS (heads));
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    cli_table_add (out->table, _(heads[i]));
  out->text = g_string_new (out->format == CLI_FORMAT_JSON ? "[" : "");
  for (guint i = 0; out->format == CLI_FORMAT_CSV && i < G_N_ELEMENTS (history_columns); i++)
    g_string_append_printf (out->text, "%s%s", history_columns[i], i + 1 < G_N_ELEMENTS (history_columns) ? "," : NW_CSV_LINE_END);
}

static void
history_end (HistoryOutput *out)
{
  if (out->format == CLI_FORMAT_TABLE)
    cli_table_print (out->table);
  if (out->format == CLI_FORMAT_JSON)
    g_string_append (out->text, out->text->len > 1 ? "\n]\n" : "]\n");
  cli_print (out->text->str);
  cli_table_free (out->table);
  g_string_free (out->text, TRUE);
}

static gboolean
history_range (gint64 *from, gint64 *to, CliStatus *status)
{
  const gint64 day_us = 86400 * (gint64) G_USEC_PER_SEC;
  NwDay first = 0, last = 0;

  if ((history_from != NULL && !cli_day (history_from, &first)) || (history_to != NULL && !cli_day (history_to, &last)))
    {
      *status = cli_usage (_("--from and --to take days of the calendar, such as 2026-12-31"));
      return FALSE;
    }
  *from = history_from != NULL ? first * day_us : G_MININT64;
  *to = history_to != NULL ? (last + 1) * day_us - 1 : G_MAXINT64;
  return TRUE;
}

static CliStatus
run_history (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwRecord) record = NULL;
  HistoryOutput out = { 0 };
  GError *error = NULL;
  gint64 from, to;
  gboolean good;

  if (cli->n_args == 2)
    return cli_usage (_("history takes a register, or a register, a kind and a code"));
  if (!cli_format (history_format, "table csv json", &out.format, &status) || !history_range (&from, &to, &status))
    return status;
  store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  if (store != NULL && cli->n_args == 3)
    record = cli_record (cli, store, cli->args[1], cli->args[2], &status);
  if (store == NULL || status != CLI_DONE)
    return status;
  history_start (&out);
  good = nw_store_history (store, record != NULL ? nw_record_get_entity (record) : NULL, record != NULL ? nw_record_get_uuid (record) : NULL,
                           from, to, history_line, &out, &error);
  history_end (&out);
  return good ? CLI_DONE : cli_fail (cli->args[0], error);
}

static char *verify_head, *verify_format;
static const GOptionEntry verify_options[] = {
  { "head", 0, 0, G_OPTION_ARG_STRING, &verify_head, N_("A head of the history noted earlier"), N_("HASH") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &verify_format, N_("text or json"), N_("FORMAT") },
  { NULL },
};

static guint
count_faults (const NwVerdict *verdict)
{
  guint n = 0;

  for (guint i = 0; i < verdict->faults->len; i++)
    n += !((NwFault *) verdict->faults->pdata[i])->warning;
  return n;
}

static void
print_verdict_text (const NwVerdict *verdict)
{
  guint faults = count_faults (verdict);

  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const NwFault *fault = verdict->faults->pdata[i];

      if (fault->seq > 0 && fault->item >= 0)
        g_print (_("%s: entry %" PRId64 ", item %" PRId64 ": %s\n"), fault->warning ? _("warning") : _("FAULT"), fault->seq, fault->item, fault->message);
      else if (fault->seq > 0)
        g_print (_("%s: entry %" PRId64 ": %s\n"), fault->warning ? _("warning") : _("FAULT"), fault->seq, fault->message);
      else
        g_print ("%s: %s\n", fault->warning ? _("warning") : _("FAULT"), fault->message);
    }
  g_print (_("%" PRId64 " history entries, %" PRId64 " items, %" PRId64 " records, %" PRId64 " files\n"),
           verdict->entries, verdict->items, verdict->records, verdict->files);
  g_print (_("head %s (entry %" PRId64 ")\n"), verdict->head, verdict->seq);
  if (faults == 0)
    g_print ("%s\n", _("OK: the register is whole and its history unbroken"));
  else
    g_print (ngettext ("NOT OK: %u fault\n", "NOT OK: %u faults\n", faults), faults);
}

static void
print_verdict_json (const NwVerdict *verdict)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "{\"ok\": %s, \"entries\": %" G_GINT64_FORMAT ", \"items\": %" G_GINT64_FORMAT ", \"records\": %" G_GINT64_FORMAT
                          ", \"files\": %" G_GINT64_FORMAT ", \"seq\": %" G_GINT64_FORMAT ", \"head\": \"%s\", \"faults\": [",
                          count_faults (verdict) == 0 ? "true" : "false", verdict->entries, verdict->items, verdict->records, verdict->files,
                          verdict->seq, verdict->head);
  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const NwFault *fault = verdict->faults->pdata[i];

      g_string_append_printf (json, "%s\n {\"entry\": %" G_GINT64_FORMAT ", \"item\": %" G_GINT64_FORMAT ", \"warning\": %s, \"message\": ",
                              i > 0 ? "," : "", fault->seq, fault->item, fault->warning ? "true" : "false");
      nw_json_append_string (json, fault->message);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}\n");
  cli_print (json->str);
}

static gboolean
check_head (CliStatus *status)
{
  if (verify_head == NULL || (strlen (verify_head) == 64 && strspn (verify_head, "0123456789abcdef") == 64))
    return TRUE;
  *status = cli_usage (_("--head “%s” is not a head: write the 64 characters that verify has printed"), verify_head);
  return FALSE;
}

static CliStatus
run_verify (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwVerdict) verdict = NULL;
  GError *error = NULL;
  CliFormat format;

  if (!cli_format (verify_format, "text json table", &format, &status) || !check_head (&status))
    return status;
  store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  if (store == NULL)
    return status;
  verdict = nw_store_verify (store, verify_head, NULL, &error);
  if (verdict == NULL)
    return cli_fail (cli->args[0], error);
  if (format == CLI_FORMAT_JSON)
    print_verdict_json (verdict);
  else
    print_verdict_text (verdict);
  return count_faults (verdict) == 0 ? CLI_DONE : CLI_NO;
}

static CliStatus
run_backup (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  GError *error = NULL;

  if (store == NULL)
    return status;
  return nw_store_backup (store, cli->args[1], &error) ? CLI_DONE : fail_to_make (cli->args[1], error);
}

const CliCommand cli_commands_register[] = {
  { "init", N_("REGISTER --organisation NAME"), N_("Make a register with the built-in catalogues"), 1, 1, init_options, run_init },
  { "kinds", N_("[KIND]"), N_("Show the data dictionary"), 0, 1, kinds_options, run_kinds },
  { "history", N_("REGISTER [KIND CODE]"), N_("Show who changed what, when, from what, to what, why"), 1, 3, history_options, run_history },
  { "verify", N_("REGISTER"), N_("Check database, references, history and evidence"), 1, 1, verify_options, run_verify },
  { "backup", N_("REGISTER FILE"), N_("Write a consistent copy; never overwrites"), 2, 2, NULL, run_backup },
  { NULL },
};
