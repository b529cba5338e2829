/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <string.h>

/* Commands that change records: add, set, remove, restore, link, unlink. */

static gboolean
put_pair (NwStore *store, NwChangeRow *row, NwRecord *record, const char *pair, GError **error)
{
  const char *equals = strchr (pair, '=');
  g_autofree char *field = NULL;

  if (equals == NULL)
    {
      g_set_error (error, NW_ERROR, NW_ERROR_USAGE, _("“%s” is not FIELD=VALUE: write it with an equals sign"), pair);
      return FALSE;
    }
  field = g_strndup (pair, (gsize) (equals - pair));
  if (nw_entity_field_index (row->entity, field) < 0)
    {
      g_set_error (error, NW_ERROR, NW_ERROR_USAGE, _("%s has no field “%s”: kinds %s lists them"), row->entity->name, field, row->entity->name);
      return FALSE;
    }
  return nw_store_set_text (store, row, record, field, equals + 1, NW_FORM_MACHINE, error);
}

static gboolean
put_pairs (NwStore *store, NwChangeRow *row, NwRecord *record, char **pairs, GError **error)
{
  for (; *pairs != NULL; pairs++)
    if (!put_pair (store, row, record, *pairs, error))
      return FALSE;
  return TRUE;
}

static CliStatus
run_add (Cli *cli)
{
  CliStatus status = CLI_DONE;
  const NwEntity *entity = cli_entity (cli->args[1], &status);
  g_autoptr (NwStore) store = entity != NULL ? cli_open (cli, NW_STORE_DEFAULT, &status) : NULL;
  g_autoptr (NwChange) change = nw_change_new ();
  NwReason reason = cli_reason (cli, NW_ENTRY_EDIT);
  GError *error = NULL;
  NwChangeRow *row;
  const char *code;

  if (store == NULL)
    return status;
  row = nw_change_create (change, entity, NULL);
  if (!put_pairs (store, row, NULL, cli->args + 2, &error) || !nw_store_commit (store, change, &reason, &error))
    return cli_fail (cli->args[0], error);
  if (nw_store_resolve (store, entity, row->id, &code, NULL))
    g_print ("%s\n", code);
  return CLI_DONE;
}

/* Opens the register and finds the record of arguments 1 and 2. */
static NwRecord *
find (Cli *cli, NwStoreFlags flags, NwStore **store, CliStatus *status)
{
  *store = cli_open (cli, flags, status);
  return *store != NULL ? cli_record (cli, *store, cli->args[1], cli->args[2], status) : NULL;
}

static CliStatus
run_set (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwRecord) record = find (cli, NW_STORE_DEFAULT, &store, &status);
  g_autoptr (NwChange) change = nw_change_new ();
  NwReason reason = cli_reason (cli, NW_ENTRY_EDIT);
  GError *error = NULL;

  if (record == NULL)
    return status;
  if (!put_pairs (store, nw_change_edit (change, record), record, cli->args + 3, &error) || !nw_store_commit (store, change, &reason, &error))
    return cli_fail (cli->args[0], error);
  return CLI_DONE;
}

static CliStatus
mark (Cli *cli, NwMark wanted)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwRecord) record = find (cli, NW_STORE_DEFAULT, &store, &status);
  g_autoptr (NwChange) change = nw_change_new ();
  NwReason reason = cli_reason (cli, NW_ENTRY_EDIT);
  GError *error = NULL;

  if (record == NULL)
    return status;
  if (nw_record_is_deleted (record) == (wanted == NW_MARK_DELETE))
    {
      cli_message (wanted == NW_MARK_DELETE ? _("%s: %s is deleted already: nothing to do") : _("%s: %s is not deleted: nothing to do"),
                   cli->args[0], cli->args[2]);
      return CLI_DONE;
    }
  nw_change_row_mark (nw_change_edit (change, record), wanted);
  return nw_store_commit (store, change, &reason, &error) ? CLI_DONE : cli_fail (cli->args[0], error);
}

static CliStatus
run_remove (Cli *cli)
{
  return mark (cli, NW_MARK_DELETE);
}

static CliStatus
run_restore (Cli *cli)
{
  return mark (cli, NW_MARK_RESTORE);
}

static void
toggle (GArray *ids, gint64 id, gboolean add)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      {
        if (!add)
          g_array_remove_index (ids, i);
        return;
      }
  if (add)
    g_array_append_val (ids, id);
}

static gboolean
change_links (Cli *cli, NwStore *store, NwRecord *record, guint index, gboolean add, NwChange *change, GError **error)
{
  const NwField *field = nw_entity_get_field (nw_record_get_entity (record), index);
  const NwValue *before = nw_record_get_cell (record, index);
  g_autoptr (GArray) ids = nw_ids_parse (nw_value_get_text (before));
  g_auto (NwValue) after = NW_VALUE_NONE;

  for (guint i = 4; i < cli->n_args; i++)
    {
      g_autoptr (NwRecord) target = nw_store_find (store, field->target, cli->args[i], error);

      if (target == NULL)
        return FALSE;
      toggle (ids, nw_record_get_id (target), add);
    }
  after = nw_value_take (nw_ids_join (ids));
  nw_change_row_set (nw_change_edit (change, record), index, before, &after);
  return TRUE;
}

static CliStatus
link_or_not (Cli *cli, gboolean add)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwRecord) record = find (cli, NW_STORE_DEFAULT, &store, &status);
  g_autoptr (NwChange) change = nw_change_new ();
  NwReason reason = cli_reason (cli, NW_ENTRY_EDIT);
  GError *error = NULL;
  int index;

  if (record == NULL)
    return status;
  index = nw_entity_field_index (nw_record_get_entity (record), cli->args[3]);
  if (index < 0 || nw_entity_get_field (nw_record_get_entity (record), (guint) index)->kind != &NW_LINKS)
    return cli_usage (_("%s has no list of references “%s”: kinds %s shows them"), cli->args[1], cli->args[3], cli->args[1]);
  if (!change_links (cli, store, record, (guint) index, add, change, &error) || !nw_store_commit (store, change, &reason, &error))
    return cli_fail (cli->args[0], error);
  return CLI_DONE;
}

static CliStatus
run_link (Cli *cli)
{
  return link_or_not (cli, TRUE);
}

static CliStatus
run_unlink (Cli *cli)
{
  return link_or_not (cli, FALSE);
}

static char *attach_title, *attach_collected;
static const GOptionEntry attach_options[] = {
  { "title", 0, 0, G_OPTION_ARG_STRING, &attach_title, N_("Title of the evidence; the file's name if left out"), N_("TITLE") },
  { "collected-on", 0, 0, G_OPTION_ARG_STRING, &attach_collected, N_("Day it was collected; today if left out"), N_("DAY") },
  { NULL },
};

/* The field that takes evidence: a list if there is one, else a reference. */
static int
evidence_field (const NwEntity *entity)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      if (fields[i].target == &nw_evidence && fields[i].kind == (pass == 0 ? &NW_LINKS : &NW_REF))
        return (int) i;
  return -1;
}

static gboolean
put_file_fields (NwStore *store, NwChangeRow *row, NwRecord *record, const NwFile *file, GError **error)
{
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, file->size);

  return nw_store_set_text (store, row, record, "sha256", file->sha256, NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, record, "size", size, NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, record, "media_type", file->media_type, NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, record, "file_name", file->name, NW_FORM_MACHINE, error);
}

static NwChangeRow *
new_evidence (NwStore *store, NwChange *change, const NwFile *file, GError **error)
{
  NwChangeRow *row = nw_change_create (change, &nw_evidence, NULL);
  g_autofree char *today = nw_day_format (nw_store_get_day (store));

  if (!nw_store_set_text (store, row, NULL, "title", attach_title ?: file->name, NW_FORM_MACHINE, error)
      || !nw_store_set_text (store, row, NULL, "collected_on", attach_collected ?: today, NW_FORM_MACHINE, error)
      || !put_file_fields (store, row, NULL, file, error))
    return NULL;
  return row;
}

/* A single reference that is taken must be given up by a person, not by us. */
static gboolean
is_taken (NwStore *store, NwRecord *record, int index, GError **error)
{
  const NwField *field = index >= 0 ? nw_entity_get_field (nw_record_get_entity (record), (guint) index) : NULL;
  g_autofree char *code = NULL;

  if (field == NULL || field->kind != &NW_REF || !nw_value_is_set (nw_record_get_cell (record, (guint) index)))
    return FALSE;
  code = nw_store_format (store, field, nw_record_get_cell (record, (guint) index));
  g_set_error (error, NW_ERROR, NW_ERROR_INVALID, _("%s %s: field %s holds %s already: clear it first with set … %s="),
               nw_record_get_entity (record)->name, nw_record_get_code (record), field->name, code, field->name);
  return TRUE;
}

static void
refer (NwChange *change, NwRecord *record, guint index, gint64 evidence)
{
  const NwValue *before = nw_record_get_cell (record, index);
  g_autoptr (GArray) ids = nw_ids_parse (nw_value_get_text (before));
  g_auto (NwValue) after = NW_VALUE_NONE;

  g_array_append_val (ids, evidence);
  after = nw_entity_get_field (nw_record_get_entity (record), index)->kind == &NW_LINKS ? nw_value_take (nw_ids_join (ids)) : nw_value_number (evidence);
  nw_change_row_set (nw_change_edit (change, record), index, before, &after);
}

static gboolean
attach (Cli *cli, NwStore *store, NwRecord *record, int index, const NwReason *reason, GError **error)
{
  g_auto (NwFile) file = { .size = 0 };
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row;
  const char *code;

  if (is_taken (store, record, index, error) || !nw_store_put_file (store, cli->args[3], &file, error))
    return FALSE;
  if (index < 0)
    return put_file_fields (store, nw_change_edit (change, record), record, &file, error) && nw_store_commit (store, change, reason, error);
  row = new_evidence (store, change, &file, error);
  if (row == NULL)
    return FALSE;
  refer (change, record, (guint) index, row->id);
  if (!nw_store_commit (store, change, reason, error))
    return FALSE;
  if (nw_store_resolve (store, &nw_evidence, nw_change_get_row (change, 0)->id, &code, NULL))
    g_print ("%s\n", code);
  return TRUE;
}

static CliStatus
run_attach (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwRecord) record = find (cli, NW_STORE_DEFAULT, &store, &status);
  NwReason reason = cli_reason (cli, NW_ENTRY_EDIT);
  GError *error = NULL;
  int index;

  if (record == NULL)
    return status;
  index = evidence_field (nw_record_get_entity (record));
  if (index < 0 && nw_record_get_entity (record) != &nw_evidence)
    return cli_usage (_("%s takes no evidence: attach it to a record that it proves something for"), cli->args[1]);
  if (!nw_store_begin (store, &error))
    return cli_fail (cli->args[0], error);
  if (!attach (cli, store, record, index, &reason, &error))
    {
      nw_store_cancel (store);
      return cli_fail (cli->args[0], error);
    }
  return nw_store_end (store, &error) ? CLI_DONE : cli_fail (cli->args[0], error);
}

static char *output;
static const GOptionEntry extract_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("File to write; must not exist"), N_("FILE") },
  { NULL },
};

static CliStatus
run_extract (Cli *cli)
{
  CliStatus status = CLI_DONE;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwRecord) record = NULL;
  GError *error = NULL;
  const char *sha256;

  if (output == NULL)
    return cli_usage (_("extract needs --output FILE"));
  if (strcmp (cli->args[1], "evidence") != 0)
    return cli_usage (_("only evidence holds files: extract REGISTER evidence CODE --output FILE"));
  record = find (cli, NW_STORE_READ_ONLY, &store, &status);
  if (record == NULL)
    return status;
  sha256 = nw_value_get_text (nw_record_get (record, "sha256"));
  if (sha256 == NULL)
    {
      cli_message (_("%s: evidence %s has no file"), cli->args[0], cli->args[2]);
      return CLI_NO;
    }
  return nw_store_extract (store, sha256, output, &error) ? CLI_DONE : cli_fail (output, error);
}

const CliCommand cli_commands_record[] = {
  { "add", N_("REGISTER KIND FIELD=VALUE…"), N_("Add a record; prints its code"), 2, G_MAXUINT, NULL, run_add },
  { "set", N_("REGISTER KIND CODE FIELD=VALUE…"), N_("Change fields; an empty value clears one"), 4, G_MAXUINT, NULL, run_set },
  { "remove", N_("REGISTER KIND CODE"), N_("Put the deletion mark on a record and its parts"), 3, 3, NULL, run_remove },
  { "restore", N_("REGISTER KIND CODE"), N_("Take the deletion mark off again"), 3, 3, NULL, run_restore },
  { "link", N_("REGISTER KIND CODE FIELD TARGET-CODE…"), N_("Add entries to a list of references"), 5, G_MAXUINT, NULL, run_link },
  { "unlink", N_("REGISTER KIND CODE FIELD TARGET-CODE…"), N_("Take entries off a list of references"), 5, G_MAXUINT, NULL, run_unlink },
  { "attach", N_("REGISTER KIND CODE FILE"), N_("Store a file as evidence and link it"), 4, 4, attach_options, run_attach },
  { "extract", N_("REGISTER evidence CODE --output FILE"), N_("Write a stored file back, its hash checked"), 3, 3, extract_options, run_extract },
  { NULL },
};
