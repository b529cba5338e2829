/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* Valid values for every field of every kind, from the tables alone. */

/* Texts that have a form of their own: what nw_check_form() asks for. */
static char *
checked_text (const NwEntity *entity, const NwField *field, guint serial)
{
  if (strcmp (field->name, "currency") == 0)
    return g_strdup ("CHF");
  if (strcmp (field->name, "period") == 0)
    return g_strdup_printf ("%04u-%02u", 2000 + serial / 12, serial % 12 + 1);
  if (strcmp (field->name, "item") == 0)
    return g_strdup (entity == &nw_exit_item ? "E01" : "V21");
  if (strcmp (field->name, "clause") == 0)
    return g_strdup ("XC01");
  if (strcmp (field->name, "question") == 0)
    return g_strdup_printf ("ZZZ%02u", serial % 100);
  if (strcmp (field->name, "score") == 0)
    return g_strdup ("75");
  g_error ("no value is known for the form of %s", field->name);
}

/* Ascending by the index of the field, so that pairs in order stay in order. */
static char *
number (const NwField *field, guint index, guint serial)
{
  guint64 wanted = index + (field->flags & NW_REQUIRED ? serial : 0);
  guint64 span = (guint64) (field->max - field->min);

  if (field->min == 0 && field->max == 0)
    return g_strdup_printf ("-%u", index + 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT, field->min + (gint64) (span == G_MAXUINT64 ? wanted : wanted % (span + 1)));
}

static char *
day (guint index)
{
  return nw_day_format (nw_day_new (2025, 1, 1) + (NwDay) index * 3);
}

/* Evidence may only name a file that is there. */
static char *
hash (NwStore *store, const NwEntity *entity, guint serial)
{
  g_autofree char *text = g_strdup_printf ("%u", serial);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_auto (NwFile) file = { 0 };

  if (entity == &nw_evidence && !nw_store_put_bytes (store, bytes, "a.txt", &file, NULL))
    g_error ("the file cannot be stored");
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static char *
choice (const NwField *field, guint index)
{
  guint n = 0;

  while (field->choices[n].name != NULL)
    n++;
  return g_strdup (field->choices[index % n].name);
}

static char *
set (const NwField *field)
{
  guint n = 0;

  while (field->choices[n].name != NULL)
    n++;
  return g_strconcat (field->choices[0].name, ";", field->choices[n - 1].name, NULL);
}

/* What a line of a catalogue belongs to must not have brought it already:
 * while this is not 0, records are made without what they bring. */
static guint bare;

static char *
reference (NwStore *store, const NwEntity *entity, const NwField *field)
{
  g_autoptr (NwRecord) record = NULL;

  bare += entity->catalogue != NULL;
  record = generate_required (store, field->target);
  bare -= entity->catalogue != NULL;
  nw_store_set_bring (store, bare == 0);
  return g_strdup (nw_record_get_code (record));
}

static char *
references (NwStore *store, const NwEntity *entity, const NwField *field)
{
  g_autofree char *first = reference (store, entity, field);
  g_autofree char *second = reference (store, entity, field);

  return g_strconcat (first, ";", second, NULL);
}

static const struct
{
  const NwKind *kind;
  const char   *text;
} fixed[] = {
  { &NW_NOTE, "Zwei\nZeilen: äöü € 𝄞 \"<&>'" }, { &NW_MONEY, "-1234567.89" }, { &NW_DECIMAL, "99.9995" },
  { &NW_PERCENT, "12.5" }, { &NW_BOOL, "true" }, { &NW_COUNTRY, "CH" }, { &NW_COUNTRIES, "AT;DE;US" },
  { &NW_URL, "https://example.com/ä?b=c#d" }, { &NW_EMAIL, "müller@example.com" }, { &NW_TAGS, "eins;zwei" },
  { &NW_FLOWS, "0:-30000.00;1:12000.50;3:25000.00" },
};

/**
 * generate:
 * @index: position of the field; dates, times and numbers ascend with it
 * @serial: makes what must be unique unique
 *
 * Returns: (transfer full): a valid machine text for @field
 */
char *
generate (NwStore *store, const NwEntity *entity, const NwField *field, guint index, guint serial)
{
  if (field->check == nw_check_form)
    return checked_text (entity, field, serial);
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (fixed[i].kind == field->kind)
      return g_strdup (fixed[i].text);
  if (field->kind == &NW_TEXT)
    return g_strdup_printf ("%s %u „%s“", field->name, serial, "Größe; = +1");
  if (field->kind == &NW_INT || field->kind == &NW_MINUTES)
    return number (field, index, serial);
  if (field->kind == &NW_DATE)
    return day (index);
  if (field->kind == &NW_INSTANT)
    return nw_instant_format (G_GINT64_CONSTANT (1767225600) + index * 3661);
  if (field->kind == &NW_CHOICE)
    return choice (field, index);
  if (field->kind == &NW_SET)
    return set (field);
  if (field->kind == &NW_HASH)
    return hash (store, entity, serial);
  if (field->kind == &NW_REF)
    return reference (store, entity, field);
  if (field->kind == &NW_LINKS)
    return references (store, entity, field);
  g_error ("%s.%s: nobody knows how to fill a %s", entity->name, field->name, field->kind->name);
}

/* Parts that form a tree belong to one record: @row goes where the one above it is. */
static void
join_home (NwStore *store, NwChangeRow *row, const char *above)
{
  const NwField *home = nw_entity_get_field (row->entity, nw_entity_parent_index (row->entity));
  g_autoptr (NwRecord) record = nw_store_find (store, row->entity, above, NULL);
  g_autofree char *code = text_of (store, record, home->name);

  set_text (store, row, NULL, home->name, code);
}

/**
 * generate_change:
 * @wanted: flags of the fields to fill; 0 fills all
 * @without: (nullable): a field to leave empty
 *
 * Returns: (transfer full): a change that creates one record of @entity
 */
NwChange *
generate_change (NwStore *store, const NwEntity *entity, NwFieldFlags wanted, const char *without)
{
  static guint serial;
  NwChange *change = nw_change_new ();
  NwChangeRow *row = nw_change_create (change, entity, NULL);
  guint n, mine = serial++;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 1; i < n; i++)
    if (nw_field_is_typed (&fields[i]) && (wanted == 0 || fields[i].flags & wanted) && g_strcmp0 (fields[i].name, without) != 0)
      {
        g_autofree char *text = generate (store, entity, &fields[i], i, mine);

        set_text (store, row, NULL, fields[i].name, text);
        if (entity->flags & NW_PART && fields[i].flags & NW_TREE && fields[i].kind == &NW_REF)
          join_home (store, row, text);
      }
  return change;
}

static NwRecord *
generate_some (NwStore *store, const NwEntity *entity, NwFieldFlags wanted)
{
  static const NwReason because = { NW_ENTRY_EDIT, "Anna Test", "fill" };
  g_autoptr (NwChange) change = generate_change (store, entity, wanted, NULL);
  g_autoptr (GError) error = NULL;
  NwRecord *record;

  nw_store_set_bring (store, bare == 0);
  if (!nw_store_commit (store, change, &because, &error))
    g_error ("%s", error->message);
  record = nw_store_get (store, entity, nw_change_get_row (change, 0)->id, &error);
  g_assert_no_error (error);
  return record;
}

static gint64
first_of (NwStore *store, const NwEntity *entity)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, entity, NW_CURSOR_BY_ID, NULL);
  gboolean row = FALSE;

  nw_cursor_next (cursor, &row, NULL);
  return row ? nw_cursor_row (cursor)->id : 0;
}

/* A record with what it needs and no more; the one there is, if there may be only one. */
NwRecord *
generate_required (NwStore *store, const NwEntity *entity)
{
  gint64 id = entity->flags & NW_SINGLE ? first_of (store, entity) : 0;

  return id != 0 ? nw_store_get (store, entity, id, NULL) : generate_some (store, entity, NW_REQUIRED);
}

/* A record with every stored field filled. */
NwRecord *
generate_full (NwStore *store, const NwEntity *entity)
{
  return generate_some (store, entity, 0);
}
