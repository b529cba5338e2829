/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-context.h"

#include "../model/nw-psv.h"

#include <string.h>

/* The record of @entity in row @id with its facts, or NULL when there is none
 * or it is deleted. */
const NwRow *
nw_context_row (NwContext *context, const NwEntity *entity, gint64 id)
{
  return id > 0 ? context->klass->row (context, entity, id) : NULL;
}

/* The record that the reference @field of @row names, or NULL. */
const NwRow *
nw_context_ref (NwContext *context, const NwRow *row, const char *field)
{
  int index = nw_entity_field_index (row->entity, field);
  const NwField *f = nw_entity_get_field (row->entity, (guint) index);
  gint64 id = nw_value_get_number (&row->cells[index]);

  return id != NW_UNKNOWN ? nw_context_row (context, f->target, id) : NULL;
}

/* @row, which came from this context, with its computed cells filled. */
const NwRow *
nw_context_derived (NwContext *context, const NwRow *row)
{
  return row != NULL ? context->klass->derived (context, row) : NULL;
}

/**
 * nw_context_children:
 * @field: a field of @entity that holds references
 *
 * Returns: (transfer none): the records (const #NwRow *) of @entity, not
 *   deleted, whose @field names row @target, in the order of their ids
 */
GPtrArray *
nw_context_children (NwContext *context, const NwEntity *entity, const char *field, gint64 target)
{
  return context->klass->children (context, entity, field, target);
}

/* All records of @entity that are not deleted, in the order of their ids. */
GPtrArray *
nw_context_all (NwContext *context, const NwEntity *entity)
{
  return context->klass->all (context, entity);
}

/* Returns: (transfer none) (nullable): what nw_context_remember() was given */
gpointer
nw_context_recall (NwContext *context, const NwRow *row)
{
  return context->klass->recall (context, row);
}

/* Takes @data, and frees it when it is no longer wanted, which may be at once. */
void
nw_context_remember (NwContext *context, const NwRow *row, gpointer data, GDestroyNotify free_data)
{
  context->klass->remember (context, row, data, free_data);
}

/* The holidays that were shipped and those of the register. */
NwCalendar *
nw_context_calendar (NwContext *context)
{
  return context->klass->calendar (context);
}

/* The organisation that keeps the register, or NULL while it is not entered. */
const NwRow *
nw_context_organisation (NwContext *context)
{
  GPtrArray *all = nw_context_all (context, &nw_organisation);

  return all->len > 0 ? all->pdata[0] : NULL;
}

/**
 * nw_context_lands:
 *
 * Whose holidays move a last day to a later one: those of the organisation's
 * Land. As long as that is not known, only days on which all Länder rest; with
 * a seat abroad only weekends. Either way no day is given that might be late.
 *
 * Returns: as for nw_moved_to_working_day()
 */
NwLands
nw_context_lands (NwContext *context)
{
  const NwRow *organisation = nw_context_organisation (context);

  if (organisation != NULL && nw_row_has (organisation, "country") && !nw_row_is (organisation, "country", "DE"))
    return 0;
  return organisation != NULL ? nw_land (nw_row_text (organisation, "land")) : NW_ALL_LANDS;
}

/* The row of the register that says what @key is on the day @on, or NULL. */
const NwRow *
nw_figure_row (NwContext *context, const char *key, NwDay on)
{
  return context->klass->figure (context, key, on);
}

static NwPsv *shipped;

/* Rows of the shipped table by key. */
static GHashTable *
shipped_figures (void)
{
  static GHashTable *figures;
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (figures != NULL)
    return figures;
  /* Kept as long as the program runs: the index points into it. */
  shipped = nw_psv_load ("legal");
  figures = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < nw_psv_rows (shipped); i++)
    {
      const char *key = nw_psv_get (shipped, i, "key");
      GArray *same = g_hash_table_lookup (figures, key);

      if (same == NULL)
        g_hash_table_insert (figures, (gpointer) key, same = g_array_new (FALSE, FALSE, sizeof (guint)));
      g_array_append_val (same, i);
    }
  return figures;
}

/* What was shipped for the day; where a figure never changed, for all days. */
static const char *
shipped_figure (const char *key, NwDay on)
{
  GArray *same = g_hash_table_lookup (shipped_figures (), key);

  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      guint row = g_array_index (same, guint, i);
      NwDay to = nw_day_parse (nw_psv_get (shipped, row, "valid_to"));

      if (same->len == 1 || (nw_day_parse (nw_psv_get (shipped, row, "valid_from")) <= on && (to == NW_NO_DAY || to >= on)))
        return nw_psv_get (shipped, row, "value");
    }
  return NULL;
}

/**
 * nw_figure_text:
 *
 * A legal figure as the register has it on the day @on. A register that has no
 * row with that key takes what was shipped.
 *
 * Returns: (transfer none) (nullable): its value; %NULL when nobody knows it
 *   on that day
 */
const char *
nw_figure_text (NwContext *context, const char *key, NwDay on)
{
  const NwRow *row = nw_figure_row (context, key, on);

  if (row != NULL)
    return nw_row_text (row, "value");
  return context->klass->has_figure (context, key) ? NULL : shipped_figure (key, on);
}

/* Like nw_figure_text(), as a whole number; %NW_UNKNOWN if it is none. */
gint64
nw_figure (NwContext *context, const char *key, NwDay on)
{
  const char *text = nw_figure_text (context, key, on);
  gint64 number;

  return text != NULL && g_ascii_string_to_signed (text, 10, -G_MAXINT32, G_MAXINT32, &number, NULL) ? number : NW_UNKNOWN;
}

NwDay
nw_row_day (const NwRow *row, const char *field)
{
  return nw_day_parse (nw_row_text (row, field));
}

/* Whether the choice @field is set to @choice. */
gboolean
nw_row_is (const NwRow *row, const char *field, const char *choice)
{
  const char *text = nw_row_text (row, field);

  return text != NULL && strcmp (text, choice) == 0;
}

/* Whether the yes-or-no @field is known to be yes. */
gboolean
nw_row_yes (const NwRow *row, const char *field)
{
  return nw_row_number (row, field) == 1;
}

gboolean
nw_row_has (const NwRow *row, const char *field)
{
  return nw_value_is_set (nw_row_cell (row, field));
}

/* Whether the set, the tags or the countries in @field contain @item. */
gboolean
nw_row_contains (const NwRow *row, const char *field, const char *item)
{
  const char *text = nw_row_text (row, field);
  gsize length = strlen (item);

  for (const char *c = text; c != NULL && *c != '\0'; c = strchr (c, ';') != NULL ? strchr (c, ';') + 1 : NULL)
    if (strncmp (c, item, length) == 0 && (c[length] == ';' || c[length] == '\0'))
      return TRUE;
  return FALSE;
}

static void
put (NwDerived *out, const char *field, NwValue value)
{
  int index = nw_entity_field_index (out->entity, field);

  if (index < 0 || !nw_entity_get_field (out->entity, (guint) index)->computed)
    g_error ("%s has no computed field %s", out->entity->name, field);
  nw_value_clear (&out->cells[index]);
  out->cells[index] = value;
}

void
nw_put_day (NwDerived *out, const char *field, NwDay day)
{
  put (out, field, day != NW_NO_DAY ? nw_value_take (nw_day_format (day)) : NW_VALUE_NONE);
}

void
nw_put_number (NwDerived *out, const char *field, gint64 number)
{
  put (out, field, number != NW_UNKNOWN ? nw_value_number (number) : NW_VALUE_NONE);
}

void
nw_put_text (NwDerived *out, const char *field, const char *text)
{
  put (out, field, text != NULL && *text != '\0' ? nw_value_text (text) : NW_VALUE_NONE);
}

/* Takes @text, which may be %NULL. */
void
nw_put_take (NwDerived *out, const char *field, char *text)
{
  nw_put_text (out, field, text);
  g_free (text);
}

void
nw_put_bool (NwDerived *out, const char *field, gboolean yes)
{
  put (out, field, nw_value_number (yes ? 1 : 0));
}

/* Joins @texts, in their order; none at all is "unknown" no more than an empty
 * list is: both are an empty cell. */
void
nw_put_tags (NwDerived *out, const char *field, GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ";" : "", (const char *) texts->pdata[i]);
  nw_put_take (out, field, g_string_free (joined, FALSE));
}
