/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-catalogue.h"

#include "../entities/nw-entities.h"
#include "../model/nw-error.h"
#include "../model/nw-language.h"
#include "../model/nw-psv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The shipped catalogues as records: frameworks, requirements, legal figures
 * and one assessment per requirement that can be assessed. */

typedef struct
{
  NwStore     *store;
  NwChange    *change;
  NwChangeRow *row;
  GError     **error;
  gboolean     good;
} Writer;

/* @name: what it is called in every register that has it */
static void
create (Writer *w, const NwEntity *entity, const char *name)
{
  guint8 uuid[16];

  nw_uuid_of_name (entity->name, name, uuid);
  w->row = nw_change_create (w->change, entity, uuid);
}

static void
put (Writer *w, const char *field, const char *text)
{
  w->good = w->good && nw_store_set_text (w->store, w->row, NULL, field, text, NW_FORM_MACHINE, w->error);
}

static void
put_reference (Writer *w, const char *field, gint64 id)
{
  const NwValue none = NW_VALUE_NONE, value = nw_value_number (id);

  nw_change_row_set (w->row, (guint) nw_entity_field_index (w->row->entity, field), &none, &value);
}

/* "P,D" by a table of "P" → "preventive" becomes "preventive;detective". */
static char *
expand (const char *codes, const char *const (*table)[2], const char *separator)
{
  GString *words = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (codes, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    for (guint t = 0; table[t][0] != NULL; t++)
      if (strcmp (table[t][0], parts[i]) == 0)
        g_string_append_printf (words, "%s%s", words->len > 0 ? separator : "", table[t][1]);
  return g_string_free (words, FALSE);
}

static const char *const control_types[][2] = { { "P", "preventive" }, { "D", "detective" }, { "C", "corrective" }, { NULL, NULL } };
static const char *const concepts[][2] = {
  { "Id", "identify" }, { "Pr", "protect" }, { "De", "detect" }, { "Rs", "respond" }, { "Rc", "recover" }, { NULL, NULL },
};
static const char *const capabilities[][2] = {
  { "GOV", "governance" }, { "AST", "asset management" }, { "INF", "information protection" }, { "HRS", "human resources" },
  { "PHY", "physical security" }, { "NET", "system and network security" }, { "APP", "application security" },
  { "CFG", "secure configuration" }, { "IAM", "identity and access" }, { "TVM", "threats and vulnerabilities" }, { "CON", "continuity" },
  { "SUP", "supplier relationships" }, { "LEG", "legal and compliance" }, { "EVT", "event management" }, { "ASS", "assurance" },
  { NULL, NULL },
};
static const char *const domains[][2] = {
  { "G", "governance and ecosystem" }, { "P", "protection" }, { "D", "defence" }, { "R", "resilience" }, { NULL, NULL },
};
static const char *const themes[][2] = {
  { "5", "organisational" }, { "6", "people" }, { "7", "physical" }, { "8", "technological" }, { NULL, NULL },
};
static const char *const functions[][2] = {
  { "GV", "govern" }, { "ID", "identify" }, { "PR", "protect" }, { "DE", "detect" }, { "RS", "respond" }, { "RC", "recover" }, { NULL, NULL },
};
static const char *const roles[][2] = { { "C", "controller" }, { "P", "processor" }, { "B", "both" }, { NULL, NULL } };

static void
put_expanded (Writer *w, const char *field, const char *codes, const char *const (*table)[2], const char *separator)
{
  g_autofree char *words = expand (codes, table, separator);

  put (w, field, words);
}

/* What every requirement has; @number is its place in the catalogue. */
static void
requirement (Writer *w, const char *framework, gint64 framework_id, const char *reference, const char *code, NwPsv *psv, guint i, guint number)
{
  g_autofree char *full = g_strconcat (framework, ":", code, NULL);
  g_autofree char *position = g_strdup_printf ("%u", number);

  create (w, &nw_requirement, full);
  put (w, "code", full);
  put_reference (w, "framework", framework_id);
  put (w, "reference", reference);
  put (w, "title_en", nw_psv_get (psv, i, "en"));
  put (w, "title_de", nw_psv_get (psv, i, "de"));
  put (w, "position", position);
}

static void
add_clauses (Writer *w, const char *framework, gint64 id)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("clauses");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      const char *clause = nw_psv_get (psv, i, "id");

      requirement (w, framework, id, clause, clause, psv, i, i + 1);
      put (w, "assessable", "true");
      put (w, "documented", strcmp (nw_psv_get (psv, i, "doc"), "D") == 0 ? "true" : "false");
      put (w, "role", "none");
      put (w, "theme", "clauses");
    }
}

static void
put_security_properties (Writer *w, const char *cia)
{
  g_autofree char *set = g_strconcat (strchr (cia, 'C') ? "confidentiality;" : "", strchr (cia, 'I') ? "integrity;" : "",
                                      strchr (cia, 'A') ? "availability" : "", NULL);

  put (w, "security_property", set);
}

static void
add_controls (Writer *w, const char *framework, gint64 id)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("controls");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      g_autofree char *reference = g_strconcat ("A.", nw_psv_get (psv, i, "id"), NULL);
      g_autofree char *theme = g_strndup (nw_psv_get (psv, i, "id"), 1);

      requirement (w, framework, id, reference, reference, psv, i, 101 + i);
      put (w, "assessable", "true");
      put (w, "documented", "false");
      put (w, "role", "none");
      put_expanded (w, "theme", theme, themes, "");
      put_expanded (w, "control_type", nw_psv_get (psv, i, "type"), control_types, ";");
      put_security_properties (w, nw_psv_get (psv, i, "cia"));
      put_expanded (w, "concept", nw_psv_get (psv, i, "concept"), concepts, ";");
      put_expanded (w, "capability", nw_psv_get (psv, i, "capability"), capabilities, "; ");
      put_expanded (w, "domain", nw_psv_get (psv, i, "domain"), domains, "; ");
      if (strcmp (nw_psv_get (psv, i, "new2022"), "N") == 0)
        put (w, "tags", "new-2022");
    }
}

static void
add_iso (Writer *w, const char *framework, gint64 id)
{
  add_clauses (w, framework, id);
  add_controls (w, framework, id);
}

static void
add_gdpr (Writer *w, const char *framework, gint64 id)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("gdpr");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      requirement (w, framework, id, nw_psv_get (psv, i, "ref"), nw_psv_get (psv, i, "id"), psv, i, i + 1);
      put (w, "assessable", "true");
      put_expanded (w, "role", nw_psv_get (psv, i, "role"), roles, "");
      put (w, "evidence_hint_en", nw_psv_get (psv, i, "evidence_en"));
      put (w, "evidence_hint_de", nw_psv_get (psv, i, "evidence_de"));
    }
}

static void
add_csf (Writer *w, const char *framework, gint64 id)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("csf");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      g_autofree char *function = g_strndup (nw_psv_get (psv, i, "id"), 2);

      requirement (w, framework, id, nw_psv_get (psv, i, "id"), nw_psv_get (psv, i, "id"), psv, i, i + 1);
      put (w, "assessable", "true");
      put_expanded (w, "theme", function, functions, "");
    }
}

/* A list to choose measures from, not something to be fulfilled by itself. */
static void
add_tom (Writer *w, const char *framework, gint64 id)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("tom");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      requirement (w, framework, id, nw_psv_get (psv, i, "id"), nw_psv_get (psv, i, "id"), psv, i, i + 1);
      put (w, "assessable", "false");
    }
}

static const struct
{
  const char *framework;
  void (*add) (Writer *w, const char *framework, gint64 id);
} catalogues[] = { { "iso27001", add_iso }, { "dsgvo", add_gdpr }, { "nist-csf", add_csf }, { "tom", add_tom } };

static void
add_framework (Writer *w, const char *code)
{
  static const char *const fields[] = { "code", "name", "version", "publisher", "kind", "language", "licence", "source" };
  g_autoptr (NwPsv) psv = nw_psv_load ("frameworks");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    if (strcmp (nw_psv_get (psv, i, "code"), code) == 0)
      {
        create (w, &nw_framework, code);
        for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
          put (w, fields[f], nw_psv_get (psv, i, fields[f]));
      }
}

/**
 * nw_catalogue_install:
 * @framework: iso27001, dsgvo, nist-csf or tom
 *
 * Adds one shipped catalogue with all its requirements.
 */
gboolean
nw_catalogue_install (NwStore *store, const char *framework, const NwReason *reason, GError **error)
{
  g_autoptr (NwChange) change = nw_change_new ();
  Writer w = { .store = store, .change = change, .error = error, .good = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (catalogues); i++)
    if (strcmp (catalogues[i].framework, framework) == 0)
      {
        add_framework (&w, framework);
        catalogues[i].add (&w, framework, w.row->id);
        return w.good && nw_store_commit (store, change, reason, error);
      }
  g_set_error (error, NW_ERROR, NW_ERROR_USAGE, _("there is no built-in catalogue “%s”: choose from iso27001, dsgvo, nist-csf, tom"), framework);
  return FALSE;
}

/* The column @name in the person's language: what a register takes over from
 * here, people read and change as their own. */
static const char *
in_language (NwPsv *psv, guint row, const char *name)
{
  g_autofree char *german = g_strconcat (name, "_de", NULL);

  return nw_psv_get (psv, row, nw_language () == NW_LANGUAGE_GERMAN ? german : name);
}

static void
add_legal_rows (Writer *w)
{
  static const char *const fields[] = { "key", "value", "unit", "valid_from", "valid_to", "checked_on" };
  g_autoptr (NwPsv) psv = nw_psv_load ("legal");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      g_autofree char *name = g_strconcat (nw_psv_get (psv, i, "key"), " ", nw_psv_get (psv, i, "valid_from"), NULL);

      create (w, &nw_legal_parameter, name);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        put (w, fields[f], nw_psv_get (psv, i, fields[f]));
      put (w, "source", in_language (psv, i, "source"));
      put (w, "remarks", in_language (psv, i, "remarks"));
    }
}

/* Adequacy decisions (Art. 45 DSGVO) are legal figures too: when one falls,
 * its last day is one change of data. */
static void
add_adequacy_rows (Writer *w)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("adequacy");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      g_autofree char *key = g_strconcat ("adequacy.", nw_psv_get (psv, i, "code"), NULL);
      const char *until = nw_psv_get (psv, i, "until");

      create (w, &nw_legal_parameter, key);
      put (w, "key", key);
      put (w, "value", in_language (psv, i, "decision"));
      put (w, "unit", "decision");
      put (w, "valid_from", nw_psv_get (psv, i, "adopted"));
      put (w, "valid_to", strcmp (until, "-") == 0 ? "" : until);
      put (w, "source", nw_language () == NW_LANGUAGE_GERMAN ? "Art. 45 DSGVO" : "Art. 45 GDPR");
      put (w, "checked_on", "2026-06-30");
      put (w, "remarks", in_language (psv, i, "condition"));
    }
}

/* Adds the legal figures that the program ships, each with its source. */
gboolean
nw_catalogue_legal (NwStore *store, const NwReason *reason, GError **error)
{
  g_autoptr (NwChange) change = nw_change_new ();
  Writer w = { .store = store, .change = change, .error = error, .good = TRUE };

  add_legal_rows (&w);
  add_adequacy_rows (&w);
  return w.good && nw_store_commit (store, change, reason, error);
}

static void
add_assessment (Writer *w, const char *framework, const NwRow *requirement_row)
{
  gboolean clause = g_strcmp0 (nw_row_text (requirement_row, "theme"), "clauses") == 0 && strcmp (framework, "iso27001") == 0;

  create (w, &nw_assessment, nw_row_text (requirement_row, "code"));
  put (w, "code", nw_row_text (requirement_row, "code"));
  put_reference (w, "requirement", requirement_row->id);
  /* Clauses 4 to 10 are mandatory; whether the rest applies, a person says. */
  put (w, "applicable", clause ? "yes" : "undecided");
  put (w, "status", "open");
}

/* Requirements of @framework that can be assessed and are not yet. */
static gboolean
collect_open (NwStore *store, gint64 framework, GArray *ids, GError **error)
{
  g_autoptr (GArray) all = nw_store_referring (store, &nw_requirement, "framework", framework, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      gint64 id = g_array_index (all, gint64, i);
      g_autoptr (GArray) assessed = nw_store_referring (store, &nw_assessment, "requirement", id, error);

      if (assessed == NULL)
        return FALSE;
      if (assessed->len == 0)
        g_array_append_val (ids, id);
    }
  return TRUE;
}

/**
 * nw_catalogue_assess:
 * @framework: code of any framework, shipped or imported
 * @n: (out): how many were made
 *
 * Makes one open assessment per requirement that can be assessed and has none.
 */
gboolean
nw_catalogue_assess (NwStore *store, const char *framework, const NwReason *reason, guint *n, GError **error)
{
  g_autoptr (NwRecord) record = nw_store_find (store, &nw_framework, framework, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NwChange) change = nw_change_new ();
  Writer w = { .store = store, .change = change, .error = error, .good = TRUE };

  *n = 0;
  if (record == NULL || !collect_open (store, nw_record_get_id (record), ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len && w.good; i++)
    {
      g_autoptr (NwRecord) requirement_record = nw_store_get (store, &nw_requirement, g_array_index (ids, gint64, i), error);
      NwRow row;

      if (requirement_record == NULL)
        return FALSE;
      row = nw_record_get_row (requirement_record);
      if (nw_row_number (&row, "assessable") != 1)
        continue;
      add_assessment (&w, framework, &row);
      (*n)++;
    }
  return w.good && nw_store_commit (store, change, reason, error);
}
