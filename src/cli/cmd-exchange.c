/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Commands that read and write files: import, export, report, check, schema. */

static char *import_as, *import_format;
static gboolean import_dry_run;
static const GOptionEntry import_options[] = {
  { "as", 0, 0, G_OPTION_ARG_STRING, &import_as, N_("Kind that the rows of a CSV file are"), N_("KIND") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &import_dry_run, N_("Show what would change, and change nothing"), NULL },
  { "format", 0, 0, G_OPTION_ARG_STRING, &import_format, N_("text or json"), N_("FORMAT") },
  { NULL },
};

static void
print_report_text (const NwImportReport *report)
{
  for (guint i = 0; i < report->notes->len; i++)
    cli_message ("%s: %s", report->file, (const char *) report->notes->pdata[i]);
  for (guint i = 0; i < report->rows->len; i++)
    {
      const NwImportRow *row = report->rows->pdata[i];
      g_autofree char *text = NULL;

      if (row->verdict == NW_IMPORT_REFUSED)
        {
          text = nw_import_row_describe (report, row);
          cli_message ("%s", text);
        }
      else if (import_dry_run)
        g_print ("%u\t%s\t%s\t%s\n", row->line, nw_import_verdict_name (row->verdict), row->entity != NULL ? row->entity->name : "",
                 row->code ?: "");
    }
  for (guint v = 0; v < NW_N_IMPORT_VERDICTS; v++)
    g_print ("%s%s: %u", v > 0 ? ", " : "", nw_import_verdict_name ((NwImportVerdict) v), report->counts[v]);
  g_print ("%s\n", import_dry_run ? _(" (dry run: nothing was changed)") : report->done ? "" : _(" (nothing was changed)"));
}

static void
append_member (GString *json, const char *name, const char *value)
{
  g_string_append_printf (json, ", \"%s\": ", name);
  if (value != NULL)
    nw_json_append_string (json, value);
  else
    g_string_append (json, "null");
}

static void
append_row (GString *json, const NwImportRow *row)
{
  g_string_append_printf (json, "{\"line\": %u", row->line);
  append_member (json, "verdict", nw_import_verdict_name (row->verdict));
  append_member (json, "kind", row->entity != NULL ? row->entity->name : NULL);
  append_member (json, "code", row->code);
  append_member (json, "field", row->field);
  append_member (json, "value", row->value);
  append_member (json, "message", row->message);
  g_string_append_c (json, '}');
}

static void
print_report_json (const NwImportReport *report)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (guint v = 0; v < NW_N_IMPORT_VERDICTS; v++)
    g_string_append_printf (json, "%s\"%s\": %u", v > 0 ? ", " : "", nw_import_verdict_name ((NwImportVerdict) v), report->counts[v]);
  g_string_append_printf (json, ", \"done\": %s, \"notes\": [", report->done ? "true" : "false");
  for (guint i = 0; i < report->notes->len; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      nw_json_append_string (json, report->notes->pdata[i]);
    }
  g_string_append (json, "], \"rows\": [");
  for (guint i = 0; i < report->rows->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n " : "\n ");
      append_row (json, report->rows->pdata[i]);
    }
  g_string_append (json, "]}\n");
  cli_print (json->str);
}

/* A register names its namespace in the first tag; other XML and JSON can
 * only be an OSCAL catalogue. */
static gboolean
is_our_register (const char *path)
{
  char head[4096];
  gboolean plain = g_file_test (path, G_FILE_TEST_IS_REGULAR);
  FILE *file = plain ? fopen (path, "re") : NULL;
  gsize length = file != NULL ? fread (head, 1, sizeof head - 1, file) : 0;

  if (file != NULL)
    fclose (file);
  head[length] = '\0';
  return strstr (head, "urn:nachweis:register:") != NULL;
}

static gboolean
has_ending (const char *path, const char *ending)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ending);
}

static NwImportReport *
import (NwStore *store, const NwEntity *entity, const char *path, const NwReason *reason, GError **error)
{
  if (entity != NULL)
    return nw_import_csv (store, entity, path, reason, import_dry_run, error);
  if (is_our_register (path))
    return nw_register_import (store, path, reason, import_dry_run, NULL, error);
  return nw_oscal_import (store, path, reason, import_dry_run, NULL, error);
}

static CliStatus
run_import (Cli *cli)
{
  CliStatus status = CLI_DONE;
  const char *path = cli->args[1];
  const NwEntity *entity = import_as != NULL ? cli_entity (import_as, &status) : NULL;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwImportReport) report = NULL;
  NwReason reason = { NW_ENTRY_IMPORT, cli->actor, NULL };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *why = g_strdup_printf (_("import of %s"), base);
  GError *error = NULL;
  CliFormat format;

  reason.why = cli->why ?: why;
  if (status != CLI_DONE || !cli_format (import_format, "text json", &format, &status))
    return status;
  if (entity == NULL && has_ending (path, ".csv"))
    return cli_usage (_("%s: a CSV file needs --as KIND"), path);
  if (entity != NULL && has_ending (path, ".xml"))
    return cli_usage (_("%s: an XML file says itself what it holds: leave out --as"), path);
  if (has_ending (path, ".xlsx") || has_ending (path, ".ods"))
    return cli_usage (_("%s: save the sheet as CSV and import it with --as KIND"), path);
  store = cli_open (cli, NW_STORE_DEFAULT, &status);
  if (store == NULL)
    return status;
  report = import (store, entity, path, &reason, &error);
  if (report == NULL)
    return cli_fail_with (cli, path, error);
  if (format == CLI_FORMAT_JSON)
    print_report_json (report);
  else
    print_report_text (report);
  return report->counts[NW_IMPORT_REFUSED] > 0 ? CLI_REFUSED : CLI_DONE;
}

static char *output;
static const GOptionEntry export_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("File to write"), N_("FILE") },
  { NULL },
};

/* The register as it is at one moment, while others go on writing. */
static NwStore *
open_snapshot (Cli *cli, CliStatus *status)
{
  g_autoptr (NwStore) store = cli_open (cli, NW_STORE_READ_ONLY, status);
  GError *error = NULL;
  NwStore *copy = store != NULL ? nw_store_snapshot (store, &error) : NULL;

  if (error != NULL)
    *status = cli_fail (cli->args[0], error);
  return copy;
}

static CliStatus
run_export (Cli *cli)
{
  CliStatus status = CLI_DONE;
  const NwEntity *entity = cli->n_args > 1 ? cli_entity (cli->args[1], &status) : NULL;
  g_autoptr (NwStore) store = NULL;
  GError *error = NULL;
  gint64 n = 0;
  gboolean good;

  if (status != CLI_DONE)
    return status;
  if (output == NULL)
    return cli_usage (_("export needs --output FILE"));
  if (entity != NULL ? !has_ending (output, ".csv") : !has_ending (output, ".xml"))
    return cli_usage (_("one kind is exported to a file that ends in .csv, a whole register to one that ends in .xml"));
  store = open_snapshot (cli, &status);
  if (store == NULL)
    return status;
  good = entity != NULL ? nw_csv_export (store, entity, output, &n, &error) : nw_register_export (store, output, &n, &error);
  if (!good)
    return cli_fail_with (cli, output, error);
  g_print (ngettext ("%s: %" PRId64 " record\n", "%s: %" PRId64 " records\n", (gulong) n), output, n);
  return CLI_DONE;
}

static char *report_kind, *report_format, *report_framework, *report_period;
static const GOptionEntry report_options[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &report_kind, N_("iso-audit or soa"), N_("KIND") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &report_format, N_("xml"), N_("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("File to write"), N_("FILE") },
  { "framework", 0, 0, G_OPTION_ARG_STRING, &report_framework, N_("Only this framework"), N_("CODE") },
  { "period", 0, 0, G_OPTION_ARG_STRING, &report_period, N_("Period reported on, two days"), N_("FROM..TO") },
  { NULL },
};

static CliStatus
write_report (Cli *cli, const NwReportOptions *options)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = open_snapshot (cli, &status);
  g_autoptr (GPtrArray) summary = NULL;
  GError *error = NULL;

  if (store == NULL)
    return status;
  summary = nw_report_write (store, options, output, &error);
  if (summary == NULL)
    return cli_fail_with (cli, output, error);
  for (guint i = 0; i < summary->len; i++)
    {
      const NwReportSummary *line = summary->pdata[i];

      g_print ("%s: %s\n", line->label, line->value);
    }
  return CLI_DONE;
}

static CliStatus
run_report (Cli *cli)
{
  NwReportOptions options = { .framework = report_framework, .from = NW_NO_DAY, .to = NW_NO_DAY };
  GError *error = NULL;

  if (report_kind == NULL || output == NULL)
    return cli_usage (_("report needs --kind KIND and --output FILE"));
  if (!nw_report_kind_parse (report_kind, &options.kind))
    return cli_usage (_("there is no report “%s”: choose from iso-audit, soa"), report_kind);
  if (report_format != NULL && strcmp (report_format, "xml") != 0)
    return cli_usage (_("“%s” is not a format here: choose from %s"), report_format, "xml");
  if (report_period != NULL && !nw_period_parse (report_period, &options.from, &options.to, &error))
    {
      CliStatus status = cli_usage ("--period: %s", error->message);

      g_error_free (error);
      return status;
    }
  return write_report (cli, &options);
}

static void
print_line (const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    g_print ("%s: %s\n", label, value);
}

/* A document that is no XML at all fails the check like any other. */
static CliStatus
refuse_document (const char *file, GError *error)
{
  CliStatus status = cli_fail (file, error);

  return status == CLI_REFUSED ? CLI_NO : status;
}

static CliStatus
run_check (Cli *cli)
{
  GError *error = NULL;
  g_autoptr (NwCheck) check = nw_check_file (cli->args[0], NULL, &error);
  g_autofree char *period = NULL;

  if (check == NULL)
    return refuse_document (cli->args[0], error);
  if (check->period_from != NULL && check->period_to != NULL)
    period = g_strconcat (check->period_from, "..", check->period_to, NULL);
  print_line (_("kind"), check->kind);
  print_line (_("organisation"), check->organisation);
  print_line (_("scope"), check->scope);
  print_line (_("period"), period);
  print_line (_("as of"), check->as_of);
  print_line (_("language"), check->language);
  print_line (_("written by"), check->version);
  print_line (_("history"), check->history_log);
  print_line (_("history entry"), check->history_seq);
  print_line (_("history head"), check->history_head);
  g_print ("%s: %" PRId64 "\n", _("records"), check->records);
  print_line (_("digest"), check->digest);
  g_print ("%s\n", _("OK: valid against its schema, and its content is what was written"));
  return CLI_DONE;
}

static char *schema_format;
static const GOptionEntry schema_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &schema_format, N_("xsd, sql or json"), N_("FORMAT") },
  { NULL },
};

/* A schema has one namespace, so registers and reports have one each. */
static CliStatus
print_xsd (const char *which)
{
  g_autofree char *text = NULL;
  gboolean report = which != NULL && strcmp (which, "report") == 0;

  if (which != NULL && !report && strcmp (which, "register") != 0)
    return cli_usage (_("schema shows the XSD of a register or of a report: schema register, schema report"));
  text = nw_xsd_generate (report ? NW_XSD_REPORT : NW_XSD_REGISTER, TRUE);
  cli_print (text);
  return CLI_DONE;
}

static CliStatus
print_sql (void)
{
  g_auto (GStrv) schema = nw_store_schema ();

  for (guint i = 0; schema[i] != NULL; i++)
    g_print ("%s;\n", schema[i]);
  return CLI_DONE;
}

static CliStatus
run_schema (Cli *cli)
{
  const char *format = schema_format ?: "xsd";

  if (strcmp (format, "xsd") == 0)
    return print_xsd (cli->n_args > 0 ? cli->args[0] : NULL);
  if (strcmp (format, "sql") == 0)
    return print_sql ();
  if (strcmp (format, "json") == 0)
    return cli_print_dictionary ();
  return cli_usage (_("“%s” is not a format here: choose from %s"), format, "xsd, sql, json");
}

const CliCommand cli_commands_exchange[] = {
  { "import", N_("REGISTER FILE"), N_("Read CSV, register XML, or an OSCAL catalogue"), 2, 2, import_options, run_import },
  { "export", N_("REGISTER [KIND] --output FILE"), N_("Write one kind as CSV, or the whole register as XML"), 1, 2, export_options, run_export },
  { "report", N_("REGISTER --kind KIND --output FILE"), N_("Write a report that an auditor can check alone"), 1, 1, report_options, run_report },
  { "check", N_("FILE.xml"), N_("Check a report or register XML against schema and digest"), 1, 1, NULL, run_check },
  { "schema", N_("[register|report] [--format xsd|sql|json]"), N_("Show the schemas of this version"), 0, 1, schema_options, run_schema },
  { NULL },
};
