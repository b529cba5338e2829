/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <string.h>

/* Commands that look over all kinds: deadlines, gaps, kpis. */

/* One column of a view: how it is called in CSV and JSON. */
typedef enum
{
  CELL_TEXT,
  CELL_NUMBER,
  CELL_BOOL,
} CellType;

typedef struct
{
  const char *name;
  CellType    type;
} Column;

/* A row of cells; unknown is NULL. */
typedef GPtrArray Cells;

static Cells *
cells_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
add (Cells *cells, const char *text)
{
  g_ptr_array_add (cells, g_strdup (text));
}

static void
take (Cells *cells, char *text)
{
  g_ptr_array_add (cells, text);
}

static void
append_json_row (GString *json, const Column *columns, const Cells *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      g_string_append_printf (json, "%s\"%s\": ", i > 0 ? ", " : "{", columns[i].name);
      if (cells->pdata[i] == NULL)
        g_string_append (json, "null");
      else if (columns[i].type == CELL_TEXT)
        nw_json_append_string (json, cells->pdata[i]);
      else
        g_string_append (json, cells->pdata[i]);
    }
  g_string_append_c (json, '}');
}

static void
print_json (const Column *columns, GPtrArray *rows)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < rows->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n " : "\n ");
      append_json_row (json, columns, rows->pdata[i]);
    }
  g_string_append (json, rows->len > 0 ? "\n]\n" : "]\n");
  cli_print (json->str);
}

static void
print_csv (const Column *columns, guint n_columns, GPtrArray *rows)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? "," : "", columns[i].name);
  g_string_append (csv, NW_CSV_LINE_END);
  for (guint r = 0; r < rows->len; r++)
    {
      const Cells *cells = rows->pdata[r];

      for (guint i = 0; i < cells->len; i++)
        {
          g_string_append (csv, i > 0 ? "," : "");
          nw_csv_append_text (csv, cells->pdata[i] != NULL ? cells->pdata[i] : "");
        }
      g_string_append (csv, NW_CSV_LINE_END);
    }
  cli_print (csv->str);
}

/* "V-0007 Name": what people look for. */
static char *
call (const NwSubject *subject)
{
  return g_strjoin (" ", subject->code, strcmp (subject->code, subject->title) != 0 ? subject->title : NULL, NULL);
}

/* Not given: no end to what is shown, and nothing to fail. */
#define EVERYTHING G_MAXINT

static int within = EVERYTHING, fail_within = -1;
static char **deadline_kinds, *deadline_format;
static const GOptionEntry deadline_options[] = {
  { "within", 0, 0, G_OPTION_ARG_INT, &within, N_("Look no more than so many days ahead; what is overdue is always shown"), N_("DAYS") },
  { "kind", 0, 0, G_OPTION_ARG_STRING_ARRAY, &deadline_kinds, N_("Only this kind of deadline or of record; may be repeated"), N_("KIND") },
  { "fail-within", 0, 0, G_OPTION_ARG_INT, &fail_within, N_("Exit with 1 if something is due within so many days, or overdue"), N_("DAYS") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &deadline_format, N_("table, csv, json or ics"), N_("FORMAT") },
  { NULL },
};
static const Column deadline_columns[] = {
  { "date", CELL_TEXT }, { "at", CELL_TEXT }, { "kind", CELL_TEXT }, { "record_kind", CELL_TEXT }, { "record", CELL_TEXT },
  { "title", CELL_TEXT }, { "what", CELL_TEXT }, { "level", CELL_TEXT }, { "person", CELL_TEXT }, { "person_name", CELL_TEXT },
  { "days_left", CELL_NUMBER }, { "legal", CELL_BOOL }, { "reason", CELL_TEXT },
};

static gboolean
is_deadline_kind (const char *name)
{
  guint n;
  const NwViewName *kinds = nw_deadline_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (kinds[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_kinds (CliStatus *status)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n;
  const NwViewName *kinds = nw_deadline_kinds (&n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", kinds[i].name);
  for (guint i = 0; deadline_kinds != NULL && deadline_kinds[i] != NULL; i++)
    if (!is_deadline_kind (deadline_kinds[i]) && nw_entity_find (deadline_kinds[i]) == NULL)
      {
        *status = cli_usage (_("“%s” is no kind of deadline or record: choose from %s, or a kind that nachweisctl kinds lists"),
                             deadline_kinds[i], list->str);
        return FALSE;
      }
  return TRUE;
}

/* A century is as far as anybody plans, and keeps sums of days small. */
static gboolean
check_days (const char *option, int days, CliStatus *status)
{
  if (days >= 0 && days <= 36525)
    return TRUE;
  *status = cli_usage (_("%s %d is no number of days: write 0 to 36525"), option, days);
  return FALSE;
}

static gboolean
is_wanted (const NwDeadline *deadline)
{
  for (guint i = 0; deadline_kinds != NULL && deadline_kinds[i] != NULL; i++)
    if (strcmp (deadline_kinds[i], deadline->kind) == 0 || strcmp (deadline_kinds[i], deadline->entity->name) == 0)
      return TRUE;
  return deadline_kinds == NULL;
}

static void
keep_wanted (GPtrArray *list)
{
  for (guint i = list->len; i-- > 0;)
    if (!is_wanted (list->pdata[i]))
      g_ptr_array_remove_index (list, i);
}

static Cells *
deadline_cells (const NwDeadline *deadline, NwDay on)
{
  const NwSubject *subject = &deadline->subject;
  Cells *cells = cells_new ();

  take (cells, nw_day_format (deadline->date));
  take (cells, deadline->at != NW_UNKNOWN ? nw_instant_format (deadline->at) : NULL);
  add (cells, deadline->kind);
  add (cells, deadline->entity->name);
  add (cells, subject->code);
  add (cells, subject->title);
  add (cells, deadline->what);
  add (cells, nw_level_name (deadline->level));
  add (cells, subject->person_code);
  add (cells, subject->person_name);
  take (cells, g_strdup_printf ("%d", deadline->date - on));
  add (cells, deadline->legal ? "true" : "false");
  add (cells, deadline->reason);
  return cells;
}

static GPtrArray *
deadline_rows (GPtrArray *list, NwDay on)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (rows, deadline_cells (list->pdata[i], on));
  return rows;
}

static void
add_deadline (CliTable *table, const NwDeadline *deadline, NwDay on)
{
  g_autofree char *day = deadline->at != NW_UNKNOWN ? nw_say_instant (deadline->at) : nw_say_weekday (deadline->date);
  g_autofree char *left = g_strdup_printf ("%d", deadline->date - on);
  g_autofree char *record = call (&deadline->subject);

  cli_table_add (table, nw_level_label (deadline->level));
  cli_table_add (table, day);
  cli_table_add (table, left);
  cli_table_add (table, deadline->legal ? "§" : "");
  cli_table_add (table, deadline->what);
  cli_table_add (table, record);
  cli_table_add (table, deadline->subject.person_name != NULL ? deadline->subject.person_name : "—");
  cli_table_note (table, deadline->reason);
}

static void
print_deadlines (GPtrArray *list, NwDay on)
{
  g_autoptr (CliTable) table = cli_table_new (7);

  if (list->len == 0 && within == EVERYTHING)
    {
      g_print (_("Nothing is overdue or due.\n"));
      return;
    }
  if (list->len == 0)
    {
      g_print (ngettext ("Nothing is overdue or due within %d day.\n", "Nothing is overdue or due within %d days.\n", (gulong) within), within);
      return;
    }
  cli_table_add (table, _("How near"));
  cli_table_add (table, _("Date"));
  cli_table_add (table, _("Days left"));
  cli_table_add (table, "§");
  cli_table_add (table, _("What"));
  cli_table_add (table, _("Record"));
  cli_table_add (table, _("Who"));
  for (guint i = 0; i < list->len; i++)
    add_deadline (table, list->pdata[i], on);
  cli_table_wrap (table, 4);
  cli_table_wrap (table, 5);
  cli_table_print (table);
  g_print (_("\n§ set by law or contract: %s\n"), nw_say_verify ());
}

static CliStatus
print_calendar (Cli *cli, NwStore *store, GPtrArray *list)
{
  GError *error = NULL;
  g_autofree char *text = nw_ical_write (store, list, &error);

  if (text == NULL)
    return cli_fail (cli->args[0], error);
  cli_print (text);
  return CLI_DONE;
}

static gboolean
is_any_within (GPtrArray *list, NwDay on, int days)
{
  /* In order of date: the first is the nearest. */
  return list->len > 0 && ((NwDeadline *) list->pdata[0])->date - on <= days;
}

static CliStatus
run_deadlines (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (GPtrArray) list = NULL, rows = NULL;
  GError *error = NULL;
  CliFormat format;
  gboolean fails;
  NwDay on;

  if (!cli_format (deadline_format, "table csv json ics", &format, &status) || !check_kinds (&status)
      || (within != EVERYTHING && !check_days ("--within", within, &status))
      || (fail_within != -1 && !check_days ("--fail-within", fail_within, &status)))
    return status;
  store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  if (store == NULL)
    return status;
  on = nw_store_get_day (store);
  list = nw_store_deadlines (store, NW_NO_DAY, within == EVERYTHING ? G_MAXINT32 : on + MAX (within, fail_within), &error);
  if (list == NULL)
    return cli_fail (cli->args[0], error);
  keep_wanted (list);
  fails = fail_within >= 0 && is_any_within (list, on, fail_within);
  while (within != EVERYTHING && list->len > 0 && ((NwDeadline *) list->pdata[list->len - 1])->date - on > within)
    g_ptr_array_set_size (list, (int) list->len - 1);
  rows = deadline_rows (list, on);
  if (format == CLI_FORMAT_JSON)
    print_json (deadline_columns, rows);
  else if (format == CLI_FORMAT_ICS)
    status = print_calendar (cli, store, list);
  else if (format == CLI_FORMAT_CSV)
    print_csv (deadline_columns, G_N_ELEMENTS (deadline_columns), rows);
  else
    print_deadlines (list, on);
  return status == CLI_DONE && fails ? CLI_NO : status;
}

static char *gap_framework, *gap_format;
static const GOptionEntry gap_options[] = {
  { "framework", 0, 0, G_OPTION_ARG_STRING, &gap_framework, N_("Only what an audit against this framework looks at"), N_("CODE") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &gap_format, N_("table, csv or json"), N_("FORMAT") },
  { NULL },
};
static const Column gap_columns[] = {
  { "rule", CELL_TEXT }, { "level", CELL_TEXT }, { "record_kind", CELL_TEXT }, { "record", CELL_TEXT }, { "title", CELL_TEXT },
  { "what", CELL_TEXT }, { "reason", CELL_TEXT }, { "person", CELL_TEXT }, { "person_name", CELL_TEXT },
};

static GPtrArray *
gap_rows (GPtrArray *list)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < list->len; i++)
    {
      const NwGap *gap = list->pdata[i];
      Cells *cells = cells_new ();

      add (cells, gap->rule);
      add (cells, nw_level_name (gap->level));
      add (cells, gap->entity->name);
      add (cells, gap->subject.code);
      add (cells, gap->subject.title);
      add (cells, gap->what);
      add (cells, gap->reason);
      add (cells, gap->subject.person_code);
      add (cells, gap->subject.person_name);
      g_ptr_array_add (rows, cells);
    }
  return rows;
}

static void
print_gaps (GPtrArray *list)
{
  g_autoptr (CliTable) table = cli_table_new (5);
  guint counts[NW_LEVEL_GREEN + 1] = { 0 };

  if (list->len == 0)
    {
      g_print ("%s\n", _("No rule of the program finds a gap."));
      return;
    }
  cli_table_add (table, _("How bad"));
  cli_table_add (table, _("Gap"));
  cli_table_add (table, _("Record"));
  cli_table_add (table, _("What to do"));
  cli_table_add (table, _("Who"));
  for (guint i = 0; i < list->len; i++)
    {
      const NwGap *gap = list->pdata[i];
      g_autofree char *record = call (&gap->subject);

      counts[gap->level]++;
      cli_table_add (table, nw_gap_level_label (gap->level));
      cli_table_add (table, nw_gap_label (gap->rule));
      cli_table_add (table, record);
      cli_table_add (table, gap->what);
      cli_table_add (table, gap->subject.person_name != NULL ? gap->subject.person_name : "—");
      cli_table_note (table, gap->reason);
    }
  cli_table_wrap (table, 2);
  cli_table_wrap (table, 3);
  cli_table_print (table);
  g_print ("\n%s: %u · %s: %u · %s: %u\n", nw_gap_level_label (NW_LEVEL_RED), counts[NW_LEVEL_RED] + counts[NW_LEVEL_MISSED],
           nw_gap_level_label (NW_LEVEL_AMBER), counts[NW_LEVEL_AMBER], nw_gap_level_label (NW_LEVEL_YELLOW),
           counts[NW_LEVEL_YELLOW] + counts[NW_LEVEL_GREEN]);
}

static CliStatus
run_gaps (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwRecord) framework = NULL;
  g_autoptr (GPtrArray) list = NULL, rows = NULL;
  GError *error = NULL;
  CliFormat format;

  if (!cli_format (gap_format, "table csv json", &format, &status))
    return status;
  store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  if (store != NULL && gap_framework != NULL)
    framework = cli_record (cli, store, "framework", gap_framework, &status);
  if (status != CLI_DONE)
    return status;
  list = nw_store_gaps_of (store, framework != NULL ? nw_record_get_id (framework) : 0, &error);
  if (list == NULL)
    return cli_fail (cli->args[0], error);
  rows = gap_rows (list);
  if (format == CLI_FORMAT_JSON)
    print_json (gap_columns, rows);
  else if (format == CLI_FORMAT_CSV)
    print_csv (gap_columns, G_N_ELEMENTS (gap_columns), rows);
  else
    print_gaps (list);
  return CLI_DONE;
}

static char *kpi_format;
static const GOptionEntry kpi_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &kpi_format, N_("table, csv or json"), N_("FORMAT") },
  { NULL },
};
/* The trend is unknown where the register is younger than the day to compare with. */
static const Column kpi_columns[] = {
  { "id", CELL_TEXT }, { "title", CELL_TEXT }, { "value", CELL_TEXT }, { "unit", CELL_TEXT }, { "numerator", CELL_TEXT },
  { "denominator", CELL_TEXT }, { "target", CELL_TEXT }, { "direction", CELL_TEXT }, { "met", CELL_BOOL }, { "trend", CELL_TEXT },
  { "previous", CELL_TEXT }, { "previous_on", CELL_TEXT }, { "unknown", CELL_NUMBER }, { "detail", CELL_TEXT }, { "as_of", CELL_TEXT },
};

static Cells *
kpi_cells (const NwKpi *kpi)
{
  const char direction[] = { kpi->direction, '\0' };
  Cells *cells = cells_new ();

  add (cells, kpi->id);
  add (cells, kpi->title);
  add (cells, kpi->value);
  add (cells, kpi->unit);
  add (cells, kpi->numerator);
  add (cells, kpi->denominator);
  add (cells, kpi->target);
  add (cells, direction);
  add (cells, nw_kpi_met_name (kpi->met));
  add (cells, nw_kpi_trend_name (nw_kpi_trend (kpi)));
  add (cells, kpi->previous);
  take (cells, kpi->previous_on != NW_NO_DAY ? nw_day_format (kpi->previous_on) : NULL);
  take (cells, g_strdup_printf ("%" G_GINT64_FORMAT, kpi->unknown));
  add (cells, kpi->detail);
  take (cells, nw_day_format (kpi->as_of));
  return cells;
}

static void
add_kpi (CliTable *table, const NwKpi *kpi)
{
  g_autofree char *value = nw_kpi_say (kpi, kpi->value);
  g_autofree char *numerator = nw_say_decimal (kpi->numerator), *denominator = nw_say_decimal (kpi->denominator);
  g_autofree char *of = denominator != NULL ? g_strdup_printf ("%s / %s", numerator, denominator) : g_strdup ("");
  g_autofree char *trend = nw_kpi_say_trend (kpi);
  g_autofree char *limit = kpi->target != NULL ? nw_kpi_say (kpi, kpi->target) : g_strdup ("");
  g_autofree char *target = kpi->target != NULL ? g_strconcat (kpi->direction == 'H' ? "≥ " : "≤ ", limit, NULL) : g_strdup ("—");

  cli_table_add (table, kpi->id);
  cli_table_add (table, kpi->title);
  cli_table_add (table, value);
  cli_table_add (table, of);
  cli_table_add (table, target);
  cli_table_add (table, trend);
  cli_table_add (table, kpi->met == NW_KPI_UNKNOWN ? "—" : kpi->met == NW_KPI_MET ? _("yes") : _("no"));
  cli_table_add (table, kpi->detail);
}

/* What the trend was compared with, if there is one at all. */
static void
print_trend_day (GPtrArray *list)
{
  const NwKpi *first = list->len > 0 ? list->pdata[0] : NULL;
  g_autofree char *day = first != NULL && first->previous_on != NW_NO_DAY ? nw_say_day (first->previous_on) : NULL;

  if (day == NULL)
    return;
  g_print ("\n");
  g_print (_("Trend: against the register as it stood on %s, as its history knows it; what was entered later is not in there."), day);
  g_print ("\n");
}

static void
print_kpis (GPtrArray *list)
{
  g_autoptr (CliTable) table = cli_table_new (8);

  cli_table_add (table, _("Id"));
  cli_table_add (table, _("Key figure"));
  cli_table_add (table, _("Value"));
  cli_table_add (table, _("Of"));
  cli_table_add (table, _("Target"));
  cli_table_add (table, _("Trend"));
  cli_table_add (table, _("Met"));
  cli_table_add (table, _("Remarks"));
  for (guint i = 0; i < list->len; i++)
    add_kpi (table, list->pdata[i]);
  cli_table_wrap (table, 1);
  cli_table_wrap (table, 7);
  cli_table_print (table);
  print_trend_day (list);
  g_print ("\n%s\n", _("What is unknown never counts as met; targets are proposals of the program unless the register has its own."));
}

static CliStatus
run_kpis (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (GPtrArray) list = NULL, rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GError *error = NULL;
  CliFormat format;

  if (!cli_format (kpi_format, "table csv json", &format, &status))
    return status;
  store = cli_open (cli, NW_STORE_READ_ONLY, &status);
  if (store == NULL)
    return status;
  list = nw_store_kpis_compared (store, &error);
  if (list == NULL)
    return cli_fail (cli->args[0], error);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (rows, kpi_cells (list->pdata[i]));
  if (format == CLI_FORMAT_JSON)
    print_json (kpi_columns, rows);
  else if (format == CLI_FORMAT_CSV)
    print_csv (kpi_columns, G_N_ELEMENTS (kpi_columns), rows);
  else
    print_kpis (list);
  return CLI_DONE;
}

const CliCommand cli_commands_views[] = {
  { "deadlines", N_("REGISTER"), N_("Show what falls due, the overdue first"), 1, 1, deadline_options, run_deadlines },
  { "gaps", N_("REGISTER"), N_("Show what keeps the next audit from passing"), 1, 1, gap_options, run_gaps },
  { "kpis", N_("REGISTER"), N_("Show the key figures KP01 to KP30"), 1, 1, kpi_options, run_kpis },
  { NULL },
};
