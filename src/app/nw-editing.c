/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editing.h"

#include <glib/gi18n.h>

struct _NwEditing
{
  GObject parent_instance;

  NwSession      *session;
  const NwEntity *entity;
  NwDraft        *draft;
  NwPreview      *preview; /* of what is being typed, or NULL */
  /* Of a record to be created: */
  NwValue *cells;
  char   **texts;
  char   **errors;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PREVIEWED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwEditing, nw_editing, G_TYPE_OBJECT)

static void
free_cells (NwEditing *self)
{
  guint n = nw_entity_n_fields (self->entity);

  for (guint i = 0; i < n; i++)
    {
      nw_value_clear (&self->cells[i]);
      g_free (self->texts[i]);
      g_free (self->errors[i]);
    }
  g_free (self->cells);
  g_free (self->texts);
  g_free (self->errors);
}

static void
nw_editing_finalize (GObject *object)
{
  NwEditing *self = NW_EDITING (object);

  if (self->cells != NULL)
    free_cells (self);
  g_clear_pointer (&self->preview, nw_preview_free);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nw_editing_parent_class)->finalize (object);
}

static void
nw_editing_class_init (NwEditingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nw_editing_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_PREVIEWED] = g_signal_new ("previewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
}

static void
nw_editing_init (NwEditing *self)
{
}

static void
emit_changed (NwEditing *self, guint field)
{
  gboolean was_previewing = self->preview != NULL;

  g_clear_pointer (&self->preview, nw_preview_free);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, field);
  if (was_previewing)
    g_signal_emit (self, signals[SIGNAL_PREVIEWED], 0);
}

/* Edits @record; every valid value becomes one step to undo. */
NwEditing *
nw_editing_new_for_record (NwSession *session, NwRecord *record)
{
  NwEditing *self = g_object_new (NW_TYPE_EDITING, NULL);

  self->session = g_object_ref (session);
  self->entity = nw_record_get_entity (record);
  self->draft = nw_draft_new (nw_session_get_journal (session), nw_session_get_store (session), record);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/* Collects the values of a record to be created. */
NwEditing *
nw_editing_new_for_kind (NwSession *session, const NwEntity *entity)
{
  NwEditing *self = g_object_new (NW_TYPE_EDITING, NULL);
  guint n = nw_entity_n_fields (entity);

  self->session = g_object_ref (session);
  self->entity = entity;
  self->cells = g_new0 (NwValue, n);
  self->texts = g_new0 (char *, n);
  self->errors = g_new0 (char *, n);
  return self;
}

NwSession *
nw_editing_get_session (NwEditing *self)
{
  return self->session;
}

const NwEntity *
nw_editing_get_entity (NwEditing *self)
{
  return self->entity;
}

/* Returns: (transfer none) (nullable): %NULL while the record does not exist */
NwRecord *
nw_editing_get_record (NwEditing *self)
{
  return self->draft != NULL ? nw_draft_get_record (self->draft) : NULL;
}

const NwValue *
nw_editing_get_value (NwEditing *self, guint field)
{
  if (self->preview != NULL && nw_entity_get_field (self->entity, field)->computed)
    return nw_preview_get_cell (self->preview, field);
  if (self->draft != NULL)
    return nw_record_get_cell (nw_draft_get_record (self->draft), field);
  return &self->cells[field];
}

static NwPreview *
make_preview (NwEditing *self, guint field, const char *text)
{
  NwStore *store = nw_session_get_store (self->session);
  g_auto (NwValue) value = NW_VALUE_NONE;

  if (strcmp (text, nw_editing_get_text (self, field)) == 0
      || !nw_store_parse (store, nw_entity_get_field (self->entity, field), text, NW_FORM_PEOPLE, &value, NULL))
    return NULL;
  return nw_store_preview (store, nw_draft_get_record (self->draft), field, &value);
}

/**
 * nw_editing_preview:
 * @text: what stands in the field while the person types
 *
 * Computed values and their reasons become those that would follow from
 * @text, until it is committed or taken back; an unfinished text changes
 * nothing. Emits "previewed".
 */
void
nw_editing_preview (NwEditing *self, guint field, const char *text)
{
  NwPreview *preview;
  gboolean was = self->preview != NULL;

  if (self->draft == NULL)
    return;
  preview = make_preview (self, field, text);
  g_clear_pointer (&self->preview, nw_preview_free);
  self->preview = preview;
  if (was || preview != NULL)
    g_signal_emit (self, signals[SIGNAL_PREVIEWED], 0);
}

/* Whether computed values are those of a text that is not committed. */
gboolean
nw_editing_is_previewing (NwEditing *self)
{
  return self->preview != NULL;
}

/* Returns: (transfer full) (nullable): why computed values are what they are;
 *   %NULL for a record that is not there yet */
NwReasons *
nw_editing_explain (NwEditing *self)
{
  NwStore *store = nw_session_get_store (self->session);
  NwRecord *record = nw_editing_get_record (self);

  if (self->preview != NULL)
    return nw_preview_explain (self->preview, store);
  return record != NULL ? nw_store_explain (store, record) : NULL;
}

/* The text that the person typed or would type; "" for unknown. */
const char *
nw_editing_get_text (NwEditing *self, guint field)
{
  const char *text = self->draft != NULL ? nw_draft_get_text (self->draft, field) : self->texts[field];

  return text != NULL ? text : "";
}

/* Returns: (nullable): what is wrong with the field, %NULL when it is valid */
const char *
nw_editing_get_error (NwEditing *self, guint field)
{
  return self->draft != NULL ? nw_draft_get_error (self->draft, field) : self->errors[field];
}

static void
take_error (NwEditing *self, guint field, char *message)
{
  g_free (self->errors[field]);
  self->errors[field] = message;
}

static gboolean
parse_cell (NwEditing *self, guint field, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_auto (NwValue) value = NW_VALUE_NONE;
  const NwField *described = nw_entity_get_field (self->entity, field);

  g_free (self->texts[field]);
  self->texts[field] = g_strdup (text);
  take_error (self, field, NULL);
  if (nw_store_parse (nw_session_get_store (self->session), described, text, NW_FORM_PEOPLE, &value, &error))
    nw_value_assign (&self->cells[field], &value);
  else
    take_error (self, field, g_strdup (error->message));
  return self->errors[field] == NULL;
}

/* Returns: %FALSE if @text is not valid; the field shows why */
gboolean
nw_editing_set_text (NwEditing *self, guint field, const char *text)
{
  gboolean valid;

  if (self->draft != NULL)
    return nw_draft_set_text (self->draft, field, text);
  valid = parse_cell (self, field, text);
  emit_changed (self, field);
  return valid;
}

gboolean
nw_editing_set_value (NwEditing *self, guint field, const NwValue *value)
{
  if (self->draft != NULL)
    return nw_draft_set_value (self->draft, field, value);

  nw_value_assign (&self->cells[field], value);
  g_free (self->texts[field]);
  self->texts[field] = nw_store_display (nw_session_get_store (self->session),
                                         nw_entity_get_field (self->entity, field), value);
  take_error (self, field, NULL);
  emit_changed (self, field);
  return TRUE;
}

/* Forgets a text that was not valid: the field shows its value again. */
void
nw_editing_revert (NwEditing *self, guint field)
{
  g_auto (NwValue) value = nw_value_copy (nw_editing_get_value (self, field));

  nw_editing_set_value (self, field, &value);
}

/* Marks every field that keeps the record from being created. */
static gboolean
validate (NwEditing *self)
{
  const NwRow row = { self->entity, 0, self->cells };
  g_autoptr (GPtrArray) problems = nw_row_validate (&row);
  gboolean valid = TRUE;

  for (guint i = 0; i < problems->len; i++)
    {
      NwProblem *problem = g_ptr_array_index (problems, i);

      if (self->errors[problem->field] == NULL)
        take_error (self, problem->field, g_strdup (problem->message));
      emit_changed (self, problem->field);
    }
  for (guint i = 0; i < nw_entity_n_fields (self->entity); i++)
    valid = valid && self->errors[i] == NULL;
  return valid;
}

/**
 * nw_editing_create:
 *
 * Creates the record from what was collected, as one step to undo.
 *
 * Returns: its row id, or 0: without @error fields carry their errors
 */
gint64
nw_editing_create (NwEditing *self, GError **error)
{
  g_autofree char *text = g_uuid_string_random ();
  g_autofree char *label = g_strdup_printf (_("New: %s"), nw_entity_label (self->entity));
  const NwValue none = NW_VALUE_NONE;
  NwChange *change;
  NwChangeRow *row;
  guint8 uuid[16];

  g_return_val_if_fail (self->draft == NULL, 0);

  if (!validate (self))
    return 0;
  nw_uuid_parse (text, uuid);
  change = nw_change_new ();
  row = nw_change_create (change, self->entity, uuid);
  for (guint i = 0; i < nw_entity_n_fields (self->entity); i++)
    if (nw_value_is_set (&self->cells[i]))
      nw_change_row_set (row, i, &none, &self->cells[i]);
  if (!nw_journal_commit (nw_session_get_journal (self->session), change, label, error))
    return 0;
  return nw_store_find_uuid (nw_session_get_store (self->session), self->entity, uuid);
}
