/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-init.h"

#include "../entities/nw-entities.h"
#include "nw-catalogue.h"
#include "nw-sample.h"

#include "../db/nw-db-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
add_organisation (NwStore *store, const NwInitOptions *options, const NwReason *reason, GError **error)
{
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create (change, &nw_organisation, NULL);

  return nw_store_set_text (store, row, NULL, "name", options->organisation, NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, NULL, "land", options->land ?: "", NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, NULL, "country", "DE", NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, NULL, "currency", "EUR", NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, NULL, "nis2_status", "not_checked", NW_FORM_MACHINE, error)
         && nw_store_commit (store, change, reason, error);
}

static gboolean
add_catalogues (NwStore *store, const NwInitOptions *options, const NwReason *reason, GError **error)
{
  const struct { gboolean wanted; const char *code; gboolean assess; } catalogues[] = {
    { options->iso27001, "iso27001", TRUE },
    { options->dsgvo, "dsgvo", TRUE },
    { options->nist_csf, "nist-csf", TRUE },
    { options->iso27001 && options->dsgvo, "tom", FALSE },
  };
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (catalogues); i++)
    if (catalogues[i].wanted
        && (!nw_catalogue_install (store, catalogues[i].code, reason, error)
            || (catalogues[i].assess && !nw_catalogue_assess (store, catalogues[i].code, reason, &n, error))))
      return FALSE;
  return nw_catalogue_map (store, reason, error) && nw_catalogue_legal (store, reason, error);
}

static gboolean
fill (NwStore *store, const NwInitOptions *options, GError **error)
{
  const NwReason reason = { NW_ENTRY_IMPORT, options->actor, _("built-in catalogues") };
  const NwReason first = { NW_ENTRY_EDIT, options->actor, _("new register") };

  if (!nw_store_begin (store, error))
    return FALSE;
  if ((options->sample || add_organisation (store, options, &first, error)) && add_catalogues (store, options, &reason, error))
    return nw_store_end (store, error);
  nw_store_cancel (store);
  return FALSE;
}

static NwStore *
create (const char *path, const NwInitOptions *options, GError **error)
{
  const NwReason reason = { NW_ENTRY_GENESIS, options->actor, NULL };

  return options->sample ? nw_sample_create (path, error) : nw_store_create (path, &reason, error);
}

/* Who names an organisation gets the sample under that name. */
static gboolean
rename_sample (NwStore *store, const NwInitOptions *options, GError **error)
{
  const NwReason reason = { NW_ENTRY_EDIT, options->actor, _("new register") };
  g_autoptr (NwChange) change = nw_change_new ();
  g_autoptr (NwRecord) record = nw_store_find (store, &nw_organisation, "ORG-0001", error);
  NwChangeRow *row;

  if (record == NULL)
    return FALSE;
  row = nw_change_edit (change, record);
  return (options->organisation == NULL || nw_store_set_text (store, row, record, "name", options->organisation, NW_FORM_MACHINE, error))
         && (options->land == NULL || nw_store_set_text (store, row, record, "land", options->land, NW_FORM_MACHINE, error))
         && nw_store_commit (store, change, &reason, error);
}

static gboolean
make (const char *path, const NwInitOptions *options, GError **error)
{
  g_autoptr (NwStore) store = create (path, options, error);

  if (store == NULL || !fill (store, options, error))
    return FALSE;
  return !options->sample || (nw_sample_fill (store, error) && rename_sample (store, options, error));
}

static gboolean
refuse_existing (const char *path, GError **error)
{
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_EXISTS, _("%s: the file exists already: choose another name"), path);
  return FALSE;
}

/* Gives the finished register its name, and never another file's. */
static gboolean
take_name (const char *partial, const char *path, GError **error)
{
  if (renameat2 (AT_FDCWD, partial, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno == EEXIST)
    return refuse_existing (path, error);
  /* Some file systems cannot promise that; a second name can. */
  if (link (partial, path) == 0)
    {
      g_unlink (partial);
      return TRUE;
    }
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_SYSTEM, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* A person knows the name that was asked for, not the one it had meanwhile. */
static void
speak_of (const char *partial, const char *path, GError **error)
{
  g_autoptr (GString) message = NULL;

  if (error == NULL || *error == NULL)
    return;
  message = g_string_new ((*error)->message);
  g_string_replace (message, partial, path, 0);
  g_free ((*error)->message);
  (*error)->message = g_strdup (message->str);
}

/**
 * nw_register_init:
 * @path: must not exist yet
 *
 * Makes a register with the built-in catalogues and one open assessment per
 * requirement that can be assessed. It gets its name when it is finished:
 * whoever is interrupted leaves no half of a register behind that name.
 */
NwStore *
nw_register_init (const char *path, const NwInitOptions *options, GError **error)
{
  g_autofree char *partial = g_strdup_printf ("%s.partial-%08x", path, g_random_int ());

  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      refuse_existing (path, error);
      return NULL;
    }
  if (make (partial, options, error) && take_name (partial, path, error))
    return nw_store_open (path, NW_STORE_DEFAULT, error);
  speak_of (partial, path, error);
  g_unlink (partial);
  return NULL;
}
