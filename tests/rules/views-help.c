/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views-help.h"

#include <string.h>

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
join (GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **) texts->pdata);
}

/* The rules that @record breaks must be @wanted, in alphabetical order. */
void
assert_gaps (Register *r, NwRecord *record, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error), rules = g_ptr_array_new ();
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    {
      const NwGap *gap = gaps->pdata[i];

      g_assert_true (gap->what != NULL && *gap->what != '\0');
      if (gap->entity == nw_record_get_entity (record) && gap->id == nw_record_get_id (record))
        g_ptr_array_add (rules, (gpointer) gap->rule);
    }
  got = join (rules);
  g_assert_cmpstr (got, ==, wanted);
}

void
assert_due (Register *r, NwRecord *record, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_deadlines (r->store, NW_NO_DAY, day ("9999-12-31"), &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwDeadline *deadline = list->pdata[i];
      g_autofree char *date = nw_day_format (deadline->date);

      if (deadline->entity == nw_record_get_entity (record) && deadline->id == nw_record_get_id (record))
        g_ptr_array_add (lines, g_strdup_printf ("%s=%s", deadline->kind, date));
    }
  got = join (lines);
  g_assert_cmpstr (got, ==, wanted);
}

void
assert_reason (Register *r, NwRecord *record, const char *field, const char *part)
{
  g_autoptr (NwReasons) reasons = nw_store_explain (r->store, record);
  const NwExplanation *reason = nw_reasons_of (reasons, field_of (nw_record_get_entity (record), field));

  g_assert_nonnull (reason);
  if (strstr (reason->text, part) == NULL)
    g_error ("%s: “%s” does not say “%s”", field, reason->text, part);
}

/* What the one gap of @rule says. */
void
assert_gap_reason (Register *r, const char *rule, const char *part)
{
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, NULL);
  guint n = 0;

  for (guint i = 0; i < gaps->len; i++)
    {
      const NwGap *gap = gaps->pdata[i];

      if (strcmp (gap->rule, rule) != 0)
        continue;
      if (gap->reason == NULL || strstr (gap->reason, part) == NULL)
        g_error ("%s: “%s” does not say “%s”", rule, gap->reason, part);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

NwRecord *
require_one (Register *r, const char *framework, const char *reference)
{
  return make (r->store, &nw_requirement, "framework", framework, "reference", reference, "code", reference, "assessable", "true",
               NULL);
}

/* A framework with the codes ISO or LAW and one assessed requirement. */
NwRecord *
assess_one (Register *r, const char *framework, const char *reference)
{
  gboolean iso = strcmp (framework, "ISO") == 0;
  g_autoptr (NwRecord) required = NULL;

  if (nw_store_find_id (r->store, &nw_framework, framework) == 0)
    g_object_unref (make (r->store, &nw_framework, "code", framework, "name", iso ? "ISO/IEC 27001" : "DSGVO", NULL));
  required = require_one (r, framework, reference);
  return make (r->store, &nw_assessment, "requirement", reference, "code", reference, "applicable", "yes", "status", "open", NULL);
}
