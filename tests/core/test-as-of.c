/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include "nw-store-private.h"

#include "../rules/nw-calendar.h"

/* The register as it stood at the end of a past day. */

#define FIRST_DAY "2026-03-01"

static void
set_day (Register *r, NwDay day)
{
  nw_store_set_clock (r->store, nw_berlin_instant (day, 12 * 3600) * G_USEC_PER_SEC);
}

/* Every stored cell of every record, deleted ones too, as text. */
static char *
dump (NwStore *store)
{
  GString *text = g_string_new (NULL);
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NwCursor) cursor = nw_store_cursor (store, entities[e], NW_CURSOR_DELETED | NW_CURSOR_BY_UUID, &error);
      gboolean row = TRUE;

      g_assert_no_error (error);
      while (nw_cursor_next (cursor, &row, &error) && row)
        {
          g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %d:", entities[e]->name, nw_cursor_revision (cursor), nw_cursor_deleted (cursor));
          for (guint i = 0; i < nw_entity_n_fields (entities[e]); i++)
            {
              g_autofree char *cell = nw_store_format (store, nw_entity_get_field (entities[e], i), &nw_cursor_row (cursor)->cells[i]);

              if (nw_field_is_stored (nw_entity_get_field (entities[e], i)))
                g_string_append_printf (text, " %s", cell);
            }
          g_string_append_c (text, '\n');
        }
      g_assert_no_error (error);
    }
  return g_string_free (text, FALSE);
}

static NwStore *
as_of (Register *r, NwDay day)
{
  g_autoptr (GError) error = NULL;
  NwStore *then = nw_store_as_of (r->store, day, &error);

  g_assert_no_error (error);
  g_assert_cmpint (nw_store_get_day (then), ==, day);
  return then;
}

static void
assert_was (Register *r, NwDay day, const char *wanted)
{
  g_autoptr (NwStore) then = as_of (r, day);
  g_autofree char *found = dump (then);

  g_assert_cmpstr (found, ==, wanted);
}

/* One step of a random life: new records, edits, links, deletions, and codes
 * that change hands. */
static void
live (Register *r, GRand *rand, GPtrArray *vendors, GPtrArray *persons)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *word = g_strdup_printf ("w%u", g_rand_int (rand) % 1000);
  NwRecord *vendor = vendors->pdata[(guint) g_rand_int_range (rand, 0, (gint32) vendors->len)];
  NwRecord *person = persons->pdata[(guint) g_rand_int_range (rand, 0, (gint32) persons->len)];

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      g_ptr_array_add (vendors, make (r->store, &nw_vendor, "name", word, "owner", nw_record_get_code (person), NULL));
      break;
    case 1:
      g_ptr_array_add (persons, make (r->store, &nw_person, "name", word, NULL));
      break;
    case 2:
      edit_good (r->store, vendor, "city", g_rand_boolean (rand) ? word : "");
      break;
    case 3:
      edit_good (r->store, vendor, "owner", nw_record_get_code (person));
      break;
    case 4:
      g_assert_true (mark (r->store, vendor, nw_record_is_deleted (vendor) ? NW_MARK_RESTORE : NW_MARK_DELETE, &error));
      break;
    case 5:
      g_object_unref (make (r->store, &nw_holiday, "date", "2026-06-17", "name_de", word, NULL));
      break;
    default:
      {
        g_autofree char *code = g_strdup (nw_record_get_code (vendors->pdata[0]));
        g_autofree char *other = g_strdup (nw_record_get_code (vendor));

        if (vendor == vendors->pdata[0])
          break;
        edit_good (r->store, vendor, "code", "swap");
        edit_good (r->store, vendors->pdata[0], "code", other);
        edit_good (r->store, vendor, "code", code);
      }
    }
}

/* Whatever happens later, each day can be seen again as it was. */
static void
test_every_day (Register *r, gconstpointer unused)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) vendors = g_ptr_array_new_with_free_func (g_object_unref), persons = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  NwDay first = nw_day_parse (FIRST_DAY);

  g_test_message ("seed %u", seed);
  set_day (r, first);
  g_ptr_array_add (persons, make (r->store, &nw_person, "name", "Anna", NULL));
  g_ptr_array_add (vendors, make (r->store, &nw_vendor, "name", "Alpha", NULL));
  for (int day = 0; day < 40; day++)
    {
      set_day (r, first + day);
      for (guint i = 0; i < 5; i++)
        live (r, rand, vendors, persons);
      g_ptr_array_add (dumps, dump (r->store));
    }
  for (int day = 0; day < 40; day++)
    assert_was (r, first + day, dumps->pdata[day]);
  assert_was (r, first + 400, dumps->pdata[39]);
}

static void
test_links (Register *r, gconstpointer unused)
{
  NwDay first = nw_day_parse (FIRST_DAY);
  g_autoptr (NwRecord) one = NULL, two = NULL, contract = NULL, vendor = NULL;
  g_autoptr (NwStore) then = NULL;
  g_autoptr (NwRecord) was = NULL;

  set_day (r, first);
  vendor = make (r->store, &nw_vendor, "name", "Alpha", "code", "V1", NULL);
  one = make (r->store, &nw_evidence, "title", "One", "code", "E1", NULL);
  two = make (r->store, &nw_evidence, "title", "Two", "code", "E2", NULL);
  contract = make (r->store, &nw_contract, "vendor", "V1", "title", "Hosting", "code", "C1", "evidence", "E1;E2", NULL);
  set_day (r, first + 1);
  edit_good (r->store, contract, "evidence", "E2");
  then = as_of (r, first);
  was = nw_store_find (then, &nw_contract, "C1", NULL);
  assert_text (then, was, "evidence", "E1;E2");
  assert_text (r->store, contract, "evidence", "E2");
}

/* What was erased is not brought back by looking at an earlier day. */
static void
test_erased (Register *r, gconstpointer unused)
{
  const NwReason erasing = { NW_ENTRY_ERASURE, "Anna Test", "Art. 17" };
  NwDay first = nw_day_parse (FIRST_DAY);
  g_autoptr (NwRecord) vendor = NULL, was = NULL;
  g_autoptr (NwStore) then = NULL;
  g_autoptr (GError) error = NULL;

  set_day (r, first);
  vendor = make (r->store, &nw_vendor, "name", "Alpha", "code", "V1", "contact_name", "Berta Beispiel", "city", "Bonn", NULL);
  set_day (r, first + 1);
  g_assert_true (nw_store_erase (r->store, vendor, field_of (&nw_vendor, "contact_name"), &erasing, &error));
  g_assert_no_error (error);
  then = as_of (r, first);
  was = nw_store_find (then, &nw_vendor, "V1", NULL);
  g_assert_false (nw_value_is_set (nw_record_get (was, "contact_name")));
  assert_text (then, was, "city", "Bonn");
}

/* Nothing reaches the register, and nothing can be written into the copy. */
static void
test_copy_is_apart (Register *r, gconstpointer unused)
{
  NwDay first = nw_day_parse (FIRST_DAY);
  g_autoptr (NwRecord) vendor = NULL, was = NULL;
  g_autoptr (NwStore) then = NULL;
  g_autoptr (GError) error = NULL;

  set_day (r, first);
  vendor = make (r->store, &nw_vendor, "name", "Alpha", "code", "V1", NULL);
  set_day (r, first + 1);
  edit_good (r->store, vendor, "name", "Beta");
  then = as_of (r, first);
  was = nw_store_find (then, &nw_vendor, "V1", NULL);
  g_assert_cmpstr (nw_record_get_title (was), ==, "Alpha");
  g_assert_false (edit (then, was, "name", "Gamma", &error));
  g_assert_cmpstr (nw_record_get_title (vendor), ==, "Beta");
  assert_sound (r->store);
}

static void
test_too_early (Register *r, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nw_store_as_of (r->store, nw_day_parse ("1999-12-31"), &error));
  assert_invalid (&error, "younger than that day");
}

/* A day ends at midnight in Germany, in summer as in winter. */
static void
test_midnight (Register *r, gconstpointer unused)
{
  static const char *const days[] = { "2099-01-15", "2099-07-15" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      NwDay day = nw_day_parse (days[i]);
      g_autoptr (NwStore) then = NULL;
      gint64 before = nw_store_count (r->store, &nw_vendor);

      nw_store_set_clock (r->store, nw_berlin_instant (day + 1, 0) * G_USEC_PER_SEC - 1);
      g_object_unref (make (r->store, &nw_vendor, "name", "Last", NULL));
      nw_store_set_clock (r->store, nw_berlin_instant (day + 1, 0) * G_USEC_PER_SEC);
      g_object_unref (make (r->store, &nw_vendor, "name", "Next", NULL));
      then = as_of (r, day);
      g_assert_cmpint (nw_store_count (then, &nw_vendor), ==, before + 1);
    }
}

/* Its history begins on the first day that a test looks back to. */
static void
up (Register *r, gconstpointer unused)
{
  const NwReason reason = { NW_ENTRY_GENESIS, "Anna Test", NULL };
  g_autoptr (GError) error = NULL;

  r->folder = g_dir_make_tmp ("nachweis-as-of-XXXXXX", &error);
  g_assert_no_error (error);
  r->path = register_file (r, "test.nachweis");
  r->store = nw_store_create_seeded (r->path, &reason, "as-of", nw_berlin_instant (nw_day_parse (FIRST_DAY), 0) * G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
}

#define ADD(name, test) g_test_add ("/as-of/" name, Register, NULL, up, test, register_down)

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  ADD ("every-day", test_every_day);
  ADD ("links", test_links);
  ADD ("erased", test_erased);
  ADD ("copy-is-apart", test_copy_is_apart);
  ADD ("too-early", test_too_early);
  ADD ("midnight", test_midnight);
  return g_test_run ();
}
