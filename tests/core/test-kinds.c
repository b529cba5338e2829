/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* One loop over all kinds for what must hold of each. */

typedef struct
{
  const NwEntity *entity;
  gint64          id;
  guint8          uuid[16];
  GPtrArray      *texts; /* stable text of every stored field, by index */
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_ptr_array_unref (kept->texts);
  g_free (kept);
}

static Kept *
keep (NwStore *store, NwRecord *record)
{
  Kept *kept = g_new0 (Kept, 1);
  guint n;
  const NwField *fields = nw_entity_get_fields (nw_record_get_entity (record), &n);

  kept->entity = nw_record_get_entity (record);
  kept->id = nw_record_get_id (record);
  memcpy (kept->uuid, nw_record_get_uuid (record), 16);
  kept->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (kept->texts, nw_field_is_stored (&fields[i]) ? nw_store_format (store, &fields[i], nw_record_get_cell (record, i)) : NULL);
  return kept;
}

static void
assert_kept (NwStore *store, const Kept *kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwRecord) record = nw_store_get (store, kept->entity, kept->id, &error);
  g_autofree Kept *now = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  g_assert_no_error (error);
  g_assert_cmpmem (nw_record_get_uuid (record), 16, kept->uuid, 16);
  now = keep (store, record);
  texts = now->texts;
  for (guint i = 0; i < texts->len; i++)
    if (g_strcmp0 (texts->pdata[i], kept->texts->pdata[i]) != 0)
      g_error ("%s.%s: “%s” came back as “%s”", kept->entity->name, nw_entity_get_field (kept->entity, i)->name,
               (char *) kept->texts->pdata[i], (char *) texts->pdata[i]);
}

static void
assert_kept_all (NwStore *store, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    assert_kept (store, all->pdata[i]);
}

/* Every stored field must be set, or the test proves nothing. */
static void
assert_full (NwRecord *record)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (nw_record_get_entity (record), &n);

  for (guint i = 0; i < n; i++)
    if (nw_field_is_typed (&fields[i]) && !nw_value_is_set (nw_record_get_cell (record, i)))
      g_error ("%s.%s was not filled", nw_record_get_entity (record)->name, fields[i].name);
}

static void
empty (NwStore *store, NwRecord *record)
{
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_edit (change, record);
  g_autoptr (GError) error = NULL;
  guint n;
  const NwField *fields = nw_entity_get_fields (nw_record_get_entity (record), &n);

  for (guint i = 1; i < n; i++)
    if (nw_field_is_typed (&fields[i]) && !(fields[i].flags & (NW_REQUIRED | NW_FIXED)))
      set_text (store, row, record, fields[i].name, "");
  commit (store, change, &error);
  g_assert_no_error (error);
}

static void
test_round_trip (Register *r, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (kept_free);
  guint n, stored = 0;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NwRecord) record = generate_full (r->store, entities[i]);

      assert_full (record);
      g_ptr_array_add (all, keep (r->store, record));
    }
  register_reopen (r);
  assert_kept_all (r->store, all);
  assert_sound (r->store);
  for (guint i = 0; i < all->len; i++)
    {
      Kept *kept = all->pdata[i];
      g_autoptr (NwRecord) record = nw_store_get (r->store, kept->entity, kept->id, NULL);

      empty (r->store, record);
      g_assert_cmpint (nw_record_get_revision (record), ==, 2);
      stored += kept->texts->len;
      kept_free (kept);
      all->pdata[i] = keep (r->store, record);
    }
  register_reopen (r);
  assert_kept_all (r->store, all);
  assert_sound (r->store);
  g_test_message ("%u kinds, %u fields", n, stored);
}

/* Every required field named when it is missing, and nothing written. */
static void
test_required (Register *r, gconstpointer unused)
{
  guint n, tried = 0;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    for (guint i = 0; i < entities[e]->n_fields; i++)
      {
        const NwField *field = &entities[e]->fields[i];
        g_autoptr (NwChange) change = NULL;
        g_autofree char *part = g_strdup_printf ("field %s: this field must not be empty", field->name);
        g_autoptr (GError) error = NULL;
        gint64 before;

        if (!(field->flags & NW_REQUIRED))
          continue;
        change = generate_change (r->store, entities[e], NW_REQUIRED, field->name);
        before = nw_store_count (r->store, entities[e]);
        g_assert_false (commit (r->store, change, &error));
        assert_invalid (&error, part);
        g_assert_cmpint (nw_store_count (r->store, entities[e]), ==, before);
        tried++;
      }
  assert_sound (r->store);
  g_test_message ("%u required fields", tried);
}

static const char *
in_order (const NwField *field, gboolean later)
{
  if (field->kind == &NW_DATE)
    return later ? "2026-05-02" : "2026-05-01";
  if (field->kind == &NW_INSTANT)
    return later ? "2026-05-01T00:00:01Z" : "2026-05-01T00:00:00Z";
  g_assert_true (field->kind == &NW_INT || field->kind == &NW_MINUTES);
  return later ? "4" : "3";
}

/* Both fields: in order, equal, and the wrong way round. */
static void
try_order (Register *r, const NwEntity *entity, const char *first, const char *second)
{
  g_autoptr (NwRecord) record = generate_required (r->store, entity);
  const NwField *field = nw_entity_get_field (entity, field_of (entity, first));
  g_autoptr (NwChange) good = nw_change_new ();
  g_autoptr (NwChange) bad = nw_change_new ();
  g_autofree char *part = g_strdup_printf ("field %s: “%s”: ", second, in_order (field, FALSE));
  g_autoptr (GError) error = NULL;

  set_text (r->store, nw_change_edit (good, record), record, first, in_order (field, TRUE));
  set_text (r->store, nw_change_edit (good, record), record, second, in_order (field, TRUE));
  commit (r->store, good, &error);
  g_assert_no_error (error);
  set_text (r->store, nw_change_edit (bad, record), record, second, in_order (field, FALSE));
  g_assert_false (commit (r->store, bad, &error));
  assert_invalid (&error, part);
  assert_text (r->store, record, second, in_order (field, TRUE));
}

static void
test_orders (Register *r, gconstpointer unused)
{
  guint n, tried = 0;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    for (guint o = 0; o < entities[e]->n_orders; o++)
      for (const char *const *names = entities[e]->orders[o]; names[1] != NULL; names++, tried++)
        try_order (r, entities[e], names[0], names[1]);
  g_test_message ("%u pairs", tried);
  g_assert_cmpuint (tried, >, 20);
}

static void
count_cb (NwRecord *record, GParamSpec *pspec, GHashTable *counts)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, pspec->name));

  g_hash_table_insert (counts, (gpointer) pspec->name, GUINT_TO_POINTER (count + 1));
}

/* Once for every field that changed, and only after the commit. */
static void
test_notify (Register *r, gconstpointer unused)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    {
      g_autoptr (NwRecord) record = generate_full (r->store, entities[e]);
      g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (NwChange) change = nw_change_new ();
      g_autoptr (GError) error = NULL;
      GHashTableIter iter;
      gpointer count;

      g_signal_connect (record, "notify", G_CALLBACK (count_cb), counts);
      set_text (r->store, nw_change_edit (change, record), record, "tags", "neu");
      set_text (r->store, nw_change_edit (change, record), record, "remarks", "");
      g_assert_cmpuint (g_hash_table_size (counts), ==, 0);
      commit (r->store, change, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_hash_table_size (counts), ==, 3);
      g_assert_true (g_hash_table_contains (counts, "tags") && g_hash_table_contains (counts, "remarks")
                     && g_hash_table_contains (counts, "record-revision"));
      g_hash_table_iter_init (&iter, counts);
      while (g_hash_table_iter_next (&iter, NULL, &count))
        g_assert_cmpuint (GPOINTER_TO_UINT (count), ==, 1);
      g_signal_handlers_disconnect_by_data (record, counts);
      g_assert_finalize_object (g_steal_pointer (&record));
    }
}

/* A property per field, which says what the cell holds. */
static void
test_properties (Register *r, gconstpointer unused)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    {
      g_autoptr (NwRecord) record = generate_full (r->store, entities[e]);
      guint n_fields;
      const NwField *fields = nw_entity_get_fields (entities[e], &n_fields);

      for (guint i = 0; i < n_fields; i++)
        {
          g_autofree char *name = g_strdelimit (g_strdup (fields[i].name), "_", '-');
          const NwValue *cell = nw_record_get_cell (record, i);
          g_auto (GValue) value = G_VALUE_INIT;

          g_object_get_property (G_OBJECT (record), name, &value);
          if (fields[i].kind->storage == NW_TAG_NUMBER)
            g_assert_cmpint (g_value_get_int64 (&value), ==, nw_value_get_number (cell));
          else
            g_assert_cmpstr (g_value_get_string (&value), ==, nw_value_get_text (cell));
        }
    }
}

/* What tables may not say. */
static void
test_tables (void)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) prefixes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint e = 0; e < n; e++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) entities[e]->name));
      g_assert_true (g_hash_table_add (prefixes, (gpointer) entities[e]->prefix));
      g_assert_true (nw_entity_find (entities[e]->name) == entities[e]);
      g_assert_true (nw_entity_by_number (entities[e]->number) == entities[e]);
      if (entities[e]->flags & NW_PART)
        g_assert_cmpint (nw_entity_parent_index (entities[e]), >=, 1);
      if (entities[e]->code_item != NULL)
        field_of (entities[e], entities[e]->code_item);
      for (guint i = 0; entities[e]->unique[i] != NULL; i++)
        field_of (entities[e], entities[e]->unique[i]);
      for (guint i = 0; i < entities[e]->n_fields; i++)
        {
          const NwField *field = &entities[e]->fields[i];

          g_assert_cmpint (field->kind == &NW_CHOICE || field->kind == &NW_SET, ==, field->choices != NULL);
          g_assert_false (field->computed && field->flags & (NW_REQUIRED | NW_FIXED | NW_TREE));
          g_assert_cmpint (field->since, >=, 1);
        }
    }
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/kinds/tables", test_tables);
  REGISTER ("/kinds/round-trip", test_round_trip);
  REGISTER ("/kinds/required", test_required);
  REGISTER ("/kinds/orders", test_orders);
  REGISTER ("/kinds/notify", test_notify);
  REGISTER ("/kinds/properties", test_properties);
  return g_test_run ();
}
