/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
cli_message (const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("nachweisctl: %s\n", text);
}

CliStatus
cli_usage (const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("nachweisctl: %s\n", text);
  return CLI_USAGE;
}

/* Which exit status an error of the library means. */
static CliStatus
status_of (const GError *error)
{
  static const struct { NwDbError code; CliStatus status; } db[] = {
    { NW_DB_ERROR_SYSTEM, CLI_SYSTEM }, { NW_DB_ERROR_MOVED, CLI_SYSTEM }, { NW_DB_ERROR_UNKNOWN_STATE, CLI_SYSTEM },
    { NW_DB_ERROR_EXISTS, CLI_REFUSED }, { NW_DB_ERROR_REFUSED, CLI_REFUSED }, { NW_DB_ERROR_STALE, CLI_REFUSED },
  };
  static const struct { NwError code; CliStatus status; } own[] = {
    { NW_ERROR_INVALID, CLI_REFUSED }, { NW_ERROR_NOT_FOUND, CLI_REFUSED }, { NW_ERROR_USAGE, CLI_USAGE }, { NW_ERROR_FAULT, CLI_NO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (db); i++)
    if (g_error_matches (error, NW_DB_ERROR, (int) db[i].code))
      return db[i].status;
  if (error->domain == NW_DB_ERROR)
    return CLI_CLOSED;
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_error_matches (error, NW_ERROR, (int) own[i].code))
      return own[i].status;
  if (error->domain == NW_XML_ERROR)
    return g_error_matches (error, NW_XML_ERROR, NW_XML_ERROR_IO) ? CLI_SYSTEM : CLI_REFUSED;
  return CLI_SYSTEM;
}

/* The message without the name of the file, or of what is to become it, where
 * it begins with that. */
static const char *
without_name (const char *message, const char *file)
{
  static const char partial[] = ".partial-";
  g_autofree char *absolute = g_canonicalize_filename (file, NULL);
  g_autofree char *real = realpath (file, NULL);
  const char *const names[] = { file, absolute, real };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && g_str_has_prefix (message, names[i]))
      {
        const char *rest = message + strlen (names[i]);

        if (g_str_has_prefix (rest, partial))
          rest += strlen (partial) + 6;
        if (g_str_has_prefix (rest, ": "))
          return rest + 2;
      }
  return message;
}

/**
 * cli_fail:
 * @file: (nullable): what it is about, as the person has called it
 * @error: (transfer full)
 *
 * Says what went wrong in one line.
 */
CliStatus
cli_fail (const char *file, GError *error)
{
  CliStatus status = status_of (error);

  if (file == NULL)
    cli_message ("%s", error->message);
  else
    cli_message ("%s: %s", file, without_name (error->message, file));
  g_error_free (error);
  return status;
}

/* Of what concerned two files: what the store refuses is about the register. */
CliStatus
cli_fail_with (Cli *cli, const char *file, GError *error)
{
  return cli_fail (error->domain == NW_DB_ERROR ? cli->args[0] : file, error);
}

gboolean
cli_day (const char *text, NwDay *day)
{
  *day = nw_day_parse (text);
  return *day != NW_NO_DAY;
}

static void
warn_about (NwStore *store, const char *file)
{
  const char *warning = nw_store_get_warning (store);
  g_auto (GStrv) lines = g_strsplit (warning != NULL ? warning : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    cli_message ("%s: %s", file, lines[i]);
}

/* Who only reads gets on without the right to write, but where it is there
 * an interrupted change can be undone first. */
static NwStore *
open_store (const char *path, NwStoreFlags flags, GError **error)
{
  g_autoptr (GError) cause = NULL;
  NwStore *store = nw_store_open (path, NW_STORE_DEFAULT, &cause);

  if (store != NULL)
    return store;
  if (flags & NW_STORE_READ_ONLY && g_error_matches (cause, NW_DB_ERROR, NW_DB_ERROR_SYSTEM))
    return nw_store_open (path, NW_STORE_READ_ONLY, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/**
 * cli_open:
 * @flags: %NW_STORE_READ_ONLY for a command that changes nothing
 *
 * Opens the register that the first argument names, as of the wanted day.
 */
NwStore *
cli_open (Cli *cli, NwStoreFlags flags, CliStatus *status)
{
  g_autoptr (NwStore) store = NULL;
  GError *error = NULL;
  NwDay day = 0;

  if (cli->on != NULL && !cli_day (cli->on, &day))
    {
      *status = cli_usage (_("“%s” is not a day of the calendar: write it as 2026-12-31"), cli->on);
      return NULL;
    }
  store = open_store (cli->args[0], flags, &error);
  if (store == NULL)
    {
      *status = cli_fail (cli->args[0], error);
      return NULL;
    }
  if (cli->on != NULL)
    nw_store_set_day (store, day);
  warn_about (store, cli->args[0]);
  return g_steal_pointer (&store);
}

const NwEntity *
cli_entity (const char *name, CliStatus *status)
{
  const NwEntity *entity = nw_entity_find (name);

  if (entity == NULL)
    *status = cli_usage (_("there is no kind “%s”: nachweisctl kinds lists them"), name);
  return entity;
}

NwRecord *
cli_record (Cli *cli, NwStore *store, const char *kind, const char *code, CliStatus *status)
{
  const NwEntity *entity = cli_entity (kind, status);
  GError *error = NULL;
  NwRecord *record = entity != NULL ? nw_store_find (store, entity, code, &error) : NULL;

  if (error != NULL)
    *status = cli_fail (cli->args[0], error);
  return record;
}

NwReason
cli_reason (Cli *cli, NwEntryKind kind)
{
  return (NwReason){ kind, cli->actor, cli->why };
}

/* @allowed: names separated by blanks; the first is the default. */
gboolean
cli_format (const char *text, const char *allowed, CliFormat *format, CliStatus *status)
{
  static const struct { const char *name; CliFormat format; } formats[] = {
    { "table", CLI_FORMAT_TABLE }, { "text", CLI_FORMAT_TABLE }, { "csv", CLI_FORMAT_CSV }, { "json", CLI_FORMAT_JSON }, { "xml", CLI_FORMAT_XML },
    { "ics", CLI_FORMAT_ICS },
  };
  g_auto (GStrv) names = g_strsplit (allowed, " ", -1);
  g_autofree char *choices = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, text ?: names[0]) == 0 && g_strv_contains ((const char *const *) names, formats[i].name))
      {
        *format = formats[i].format;
        return TRUE;
      }
  choices = g_strjoinv (", ", names);
  *status = cli_usage (_("“%s” is not a format here: choose from %s"), text, choices);
  return FALSE;
}

static int output_error; /* errno of the first failure */

/* Output is UTF-8 whatever the locale says: it goes into files. */
void
cli_print (const char *text)
{
  if (fputs (text, stdout) < 0 && output_error == 0)
    output_error = errno;
}

/* Returns: 0, or the errno of what kept the output from being written */
int
cli_print_end (void)
{
  if (fflush (stdout) != 0 && output_error == 0)
    output_error = errno;
  return output_error;
}
