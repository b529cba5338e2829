/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-oscal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Parameters in parameters grow by multiplication: this is for all texts of a catalogue together. */
#define BUDGET (64 * 1024 * 1024)

typedef struct
{
  char    *text;
  gboolean resolved;
  gboolean busy;      /* being resolved: whoever asks for it now is part of it */
} Param;

struct _NwOscalParams
{
  GHashTable *by_id;
  GHashTable *missing;   /* a set, in the order of missing_ids */
  GPtrArray  *missing_ids;
  gsize       spent;
};

static gboolean resolve (NwOscalParams *self, const char *text, GString *out);

static void
param_free (gpointer data)
{
  g_free (((Param *) data)->text);
  g_free (data);
}

NwOscalParams *
nw_oscal_params_new (void)
{
  NwOscalParams *self = g_new0 (NwOscalParams, 1);

  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, param_free);
  self->missing = g_hash_table_new (g_str_hash, g_str_equal);
  self->missing_ids = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
nw_oscal_params_free (NwOscalParams *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->missing);
  g_ptr_array_unref (self->missing_ids);
  g_free (self);
}

static void
append_joined (GString *out, GPtrArray *texts, const char *separator)
{
  for (guint i = 0; i < texts->len; i++)
    {
      if (i > 0)
        g_string_append (out, separator);
      g_string_append (out, texts->pdata[i]);
    }
}

/**
 * nw_oscal_params_add:
 * @several: of the @choices, more than one may be taken
 *
 * Notes what stands for the parameter @id: its values, else a selection, else
 * its label.  The words in brackets are those of the catalogues themselves and
 * not translated: the same file must give the same text for everybody.
 *
 * Returns: %FALSE if there is one of that name already, which stays
 */
gboolean
nw_oscal_params_add (NwOscalParams *self, const char *id, const char *label,
                     GPtrArray *values, GPtrArray *choices, gboolean several)
{
  GString *text = g_string_new (NULL);
  Param *param;

  if (g_hash_table_contains (self->by_id, id))
    {
      g_string_free (text, TRUE);
      return FALSE;
    }

  if (values->len > 0)
    append_joined (text, values, ", ");
  else if (choices->len > 0)
    {
      g_string_append (text, several ? "[Selection (one or more): " : "[Selection: ");
      append_joined (text, choices, "; ");
      g_string_append_c (text, ']');
    }
  else
    g_string_append_printf (text, "[Assignment: %s]", label != NULL ? label : id);

  param = g_new0 (Param, 1);
  param->text = g_string_free (text, FALSE);
  g_hash_table_insert (self->by_id, g_strdup (id), param);
  return TRUE;
}

static void
note_missing (NwOscalParams *self, const char *id)
{
  char *copy;

  if (g_hash_table_contains (self->missing, id))
    return;

  copy = g_strdup (id);
  g_hash_table_add (self->missing, copy);
  g_ptr_array_add (self->missing_ids, copy);
}

/* Unknown parameters, and those that contain themselves, are told by their name. */
static gboolean
append_param (NwOscalParams *self, const char *id, GString *out)
{
  Param *param = g_hash_table_lookup (self->by_id, id);
  g_autoptr (GString) inner = NULL;
  gboolean ok;

  if (param == NULL || param->busy)
    {
      note_missing (self, id);
      g_string_append_printf (out, "[Assignment: %s]", id);
      return TRUE;
    }
  if (!param->resolved)
    {
      inner = g_string_new (NULL);
      param->busy = TRUE;
      ok = resolve (self, param->text, inner);
      param->busy = FALSE;
      if (!ok)
        return FALSE;
      g_free (param->text);
      param->text = g_string_free (g_steal_pointer (&inner), FALSE);
      param->resolved = TRUE;
    }

  self->spent += strlen (param->text);
  if (self->spent > BUDGET)
    return FALSE;
  g_string_append (out, param->text);
  return TRUE;
}

static gboolean
resolve (NwOscalParams *self, const char *text, GString *out)
{
  const char *mark, *end;

  while ((mark = strchr (text, NW_OSCAL_INSERT_BEGIN)) != NULL
         && (end = strchr (mark, NW_OSCAL_INSERT_END)) != NULL)
    {
      g_autofree char *id = g_strndup (mark + 1, end - mark - 1);

      g_string_append_len (out, text, mark - text);
      if (!append_param (self, id, out))
        return FALSE;
      text = end + 1;
    }

  g_string_append (out, text);
  return TRUE;
}

/**
 * nw_oscal_params_resolve:
 * @text: (inout): a text with marked places, or %NULL
 *
 * Puts the parameters into @text.
 */
gboolean
nw_oscal_params_resolve (NwOscalParams *self, char **text, GError **error)
{
  g_autoptr (GString) out = NULL;

  if (*text == NULL || strchr (*text, NW_OSCAL_INSERT_BEGIN) == NULL)
    return TRUE;

  out = g_string_sized_new (strlen (*text) * 2);
  if (!resolve (self, *text, out))
    {
      g_set_error_literal (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED,
                           _("the parameters of this catalog multiply to more than 64 MiB of text: do not import it"));
      return FALSE;
    }

  g_free (*text);
  *text = g_string_free (g_steal_pointer (&out), FALSE);
  return TRUE;
}

/* The ids that were asked for and not found. */
GPtrArray *
nw_oscal_params_missing (NwOscalParams *self)
{
  return self->missing_ids;
}
