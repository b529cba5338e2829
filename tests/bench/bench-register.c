/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <string.h>

/* Registers that come out the same each time: the office is a company of a
 * thousand people with 200 vendors, the large one has 25 times as much. */

#define BATCH 256
#define TIME_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

typedef struct
{
  GRand *random;
  guint  vendors;
} Maker;

typedef void (*Fill) (NwChangeRow *row, guint index, Maker *maker);

static const char *const beginnings[] = {
  "Rechen", "Daten", "Zugangs", "Sicherungs", "Notfall", "Vertrags", "Dienst", "Prüf", "Schlüssel", "Netz", "Lager", "Rechnungs",
  "Personal", "Kunden", "Liefer", "Wartungs", "Haftungs", "Betriebs", "Schutz", "Melde", "Risiko", "Bilanz", "Auftrags", "Strom",
};
static const char *const ends[] = {
  "zentrum", "schutz", "plan", "bericht", "verfahren", "nachweis", "ordnung", "stelle", "übung", "prüfung", "leitung", "verwaltung",
  "vereinbarung", "protokoll", "archiv", "kennung", "abfrage", "verteilung", "kontrolle", "gruppe", "auswertung", "frist", "liste", "akte",
};

/* Returns: (transfer full): one of 576 words */
char *
bench_word (GRand *random)
{
  return g_strconcat (beginnings[g_rand_int_range (random, 0, G_N_ELEMENTS (beginnings))],
                      ends[g_rand_int_range (random, 0, G_N_ELEMENTS (ends))], NULL);
}

static void
set (NwChangeRow *row, const char *field, NwValue value)
{
  const NwValue none = NW_VALUE_NONE;
  int index = nw_entity_field_index (row->entity, field);

  g_assert (index >= 0);
  nw_change_row_set (row, (guint) index, &none, &value);
  nw_value_clear (&value);
}

G_GNUC_PRINTF (3, 4)
static void
set_text (NwChangeRow *row, const char *field, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  set (row, field, nw_value_take (g_strdup_vprintf (format, args)));
  va_end (args);
}

static void
set_number (NwChangeRow *row, const char *field, gint64 number)
{
  set (row, field, nw_value_number (number));
}

static void
set_words (NwChangeRow *row, const char *field, Maker *maker, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = bench_word (maker->random);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", word);
    }
  set_text (row, field, "%s", text->str);
}

static void
set_day (NwChangeRow *row, const char *field, Maker *maker, int year)
{
  set_text (row, field, "%04d-%02d-%02d", year, g_rand_int_range (maker->random, 1, 13), g_rand_int_range (maker->random, 1, 29));
}

static void
fill_person (NwChangeRow *row, guint index, Maker *maker)
{
  set_text (row, "name", "Person %04u Müller", index + 1);
  set_text (row, "email", "person%u@example.com", index + 1);
  set_words (row, "department", maker, 1);
}

static void
fill_framework (NwChangeRow *row, guint index, Maker *maker)
{
  set_text (row, "name", "Rahmenwerk %u", index + 1);
}

static void
fill_requirement (NwChangeRow *row, guint index, Maker *maker)
{
  set_number (row, "framework", 1);
  set_text (row, "reference", "R.%u", index + 1);
  set_words (row, "title_en", maker, 4);
  set_words (row, "statement", maker, 20);
  set_number (row, "assessable", 1);
}

static void
fill_evidence (NwChangeRow *row, guint index, Maker *maker)
{
  set_words (row, "title", maker, 3);
  set_text (row, "kind", "%s", index % 3 == 0 ? "report" : "record");
  set_text (row, "file_name", "nachweis-%u.pdf", index + 1);
  set_day (row, "collected_on", maker, 2025);
  set_number (row, "owner", 1 + index % 1000);
}

static void
fill_vendor (NwChangeRow *row, guint index, Maker *maker)
{
  static const char *const countries[] = { "DE", "FR", "US", "IE" };

  set_words (row, "name", maker, 2);
  set_text (row, "street", "Straße %u", index + 1);
  set_words (row, "city", maker, 1);
  set_text (row, "country", "%s", countries[index % 4]);
  set_text (row, "website", "https://vendor%u.example.com/", index + 1);
  set_text (row, "status", "active");
  set_number (row, "impact", 1 + index % 4);
  set_number (row, "owner", 1 + index % 1000);
  set_words (row, "remarks", maker, 12);
}

static void
fill_contract (NwChangeRow *row, guint index, Maker *maker)
{
  set_number (row, "vendor", 1 + index % maker->vendors);
  set_words (row, "title", maker, 3);
  set_text (row, "contract_type", "%s", index % 2 == 0 ? "saas" : "hosting");
  set_day (row, "signed_on", maker, 2022);
  set_day (row, "starts_on", maker, 2023);
  set_number (row, "initial_term_months", 12 + index % 48);
  set_text (row, "renewal", "auto");
  set_number (row, "renewal_months", 12);
  set_number (row, "notice_value", 3);
  set_text (row, "notice_unit", "months");
  set_number (row, "annual_value", 100000 + index * 137);
  set_words (row, "liability_note", maker, 10);
  set_text (row, "evidence", "%u;%u", 1 + index % maker->vendors, 1 + maker->vendors + index % maker->vendors);
}

static void
fill_dpa (NwChangeRow *row, guint index, Maker *maker)
{
  set_number (row, "vendor", 1 + index);
  set_number (row, "contract", 1 + index);
  set_words (row, "title", maker, 3);
  set_text (row, "our_role", "controller");
  set_text (row, "status", "signed");
  set_day (row, "signed_on", maker, 2024);
  set_text (row, "evidence", "%u", 1 + index);
}

static void
fill_dpa_item (NwChangeRow *row, guint index, Maker *maker)
{
  set_number (row, "dpa", 1 + index / 20);
  set_text (row, "item", "V%02u", 1 + index % 20);
  set_text (row, "state", "%s", index % 7 == 0 ? "partial" : "fulfilled");
  set_words (row, "remark", maker, 5);
}

static void
fill_sla (NwChangeRow *row, guint index, Maker *maker)
{
  set_number (row, "contract", 1 + index % (2 * maker->vendors));
  set_words (row, "name", maker, 2);
  set_text (row, "metric", "availability");
  set_text (row, "target", "99.9");
  set_text (row, "unit", "%%");
  set_text (row, "window", "month");
}

static void
fill_finding (NwChangeRow *row, guint index, Maker *maker)
{
  set_words (row, "title", maker, 4);
  set_number (row, "requirement", 1 + index % (2 * maker->vendors));
  set_number (row, "vendor", 1 + index % maker->vendors);
  set_words (row, "statement", maker, 15);
  set_day (row, "found_on", maker, 2024);
  set_day (row, "due_on", maker, 2026);
}

static void
fill_measurement (NwChangeRow *row, guint index, Maker *maker)
{
  guint month = index % 36;

  set_number (row, "sla", 1 + index / 36);
  set_text (row, "period", "%04u-%02u", 2023 + month / 12, 1 + month % 12);
  set_text (row, "value", "99.%02d", g_rand_int_range (maker->random, 11, 99));
  set_number (row, "base_minutes", 43200);
  set_number (row, "down_minutes", g_rand_int_range (maker->random, 0, 400));
  if (month == 0)
    set_words (row, "remark", maker, 4);
}

static const struct
{
  const NwEntity *entity;
  guint           fixed, per_vendor;
  Fill            fill;
} recipes[] = {
  { &nw_person, 1000, 0, fill_person },
  { &nw_framework, 1, 0, fill_framework },
  { &nw_requirement, 0, 2, fill_requirement },
  { &nw_evidence, 0, 10, fill_evidence },
  { &nw_vendor, 0, 1, fill_vendor },
  { &nw_contract, 0, 2, fill_contract },
  { &nw_dpa, 0, 1, fill_dpa },
  { &nw_dpa_item, 0, 20, fill_dpa_item },
  { &nw_sla, 0, 4, fill_sla },
  { &nw_finding, 0, 4, fill_finding },
};

static void
make_records (NwStore *store, const NwEntity *entity, guint n, Fill fill, Maker *maker)
{
  const NwReason reason = { NW_ENTRY_IMPORT, "bench", NULL };
  g_autoptr (GError) error = NULL;

  for (guint done = 0; done < n;)
    {
      g_autoptr (NwChange) change = nw_change_new ();

      for (guint end = MIN (done + BATCH, n); done < end; done++)
        fill (nw_change_create (change, entity, NULL), done, maker);
      bench_must (nw_store_commit (store, change, &reason, &error), error);
    }
}

NwStore *
bench_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  NwStore *store = nw_store_open (path, NW_STORE_DEFAULT, &error);

  bench_must (store != NULL, error);
  return store;
}

void
bench_copy (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  bench_must (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error), error);
}

/* Returns: (transfer full): the name of a file in the folder of the run */
char *
bench_file (Bench *bench, const char *name)
{
  return g_build_filename (bench->folder, name, NULL);
}

/* A function of its own: a register must be closed before it is copied. */
static void
make_base (const char *path, Maker *maker)
{
  const NwReason reason = { NW_ENTRY_GENESIS, "bench", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = nw_store_create_seeded (path, &reason, "bench", TIME_US, &error);

  bench_must (store != NULL, error);
  nw_store_set_bring (store, FALSE);
  bench_must (nw_store_begin (store, &error), error);
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    make_records (store, recipes[i].entity, recipes[i].fixed + recipes[i].per_vendor * maker->vendors, recipes[i].fill, maker);
  bench_must (nw_store_end (store, &error), error);
}

static void
add_measurements (const char *path, Maker *maker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = bench_open (path);

  bench_must (nw_store_begin (store, &error), error);
  make_records (store, &nw_sla_measurement, 4 * 36 * maker->vendors, fill_measurement, maker);
  bench_must (nw_store_end (store, &error), error);
}

/**
 * bench_make_register:
 * @base: (out) (optional): a copy from before the measurements came
 *
 * Returns: (transfer full): path of the new register
 */
char *
bench_make_register (Bench *bench, BenchSize size, const char *name, char **base)
{
  g_autofree char *path = bench_file (bench, name);
  Maker maker = { g_rand_new_with_seed (2026), size == BENCH_LARGE ? 5000 : 200 };

  make_base (path, &maker);
  if (base != NULL)
    {
      *base = g_strconcat (path, ".base", NULL);
      bench_copy (path, *base);
    }
  add_measurements (path, &maker);
  g_rand_free (maker.random);
  return g_steal_pointer (&path);
}
