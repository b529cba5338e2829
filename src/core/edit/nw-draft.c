/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the form holds beside the record: text that is not (yet) valid. */
typedef struct
{
  char *text;
  char *error;
} Pending;

struct _NwDraft
{
  GObject    parent_instance;

  NwJournal *journal;
  NwStore   *store;
  NwRecord  *record;
  Pending   *pending;
  char     **shown; /* text of each field as last asked for */
  gulong     notify;
};

G_DEFINE_FINAL_TYPE (NwDraft, nw_draft, G_TYPE_OBJECT)

static guint changed_signal;

static guint
n_fields (NwDraft *self)
{
  return nw_entity_n_fields (nw_record_get_entity (self->record));
}

static void
nw_draft_finalize (GObject *object)
{
  NwDraft *self = NW_DRAFT (object);

  for (guint i = 0; i < n_fields (self); i++)
    {
      g_free (self->pending[i].text);
      g_free (self->pending[i].error);
      g_free (self->shown[i]);
    }
  g_free (self->pending);
  g_free (self->shown);
  g_signal_handler_disconnect (self->record, self->notify);
  g_clear_object (&self->record);
  g_clear_object (&self->store);
  g_clear_object (&self->journal);
  G_OBJECT_CLASS (nw_draft_parent_class)->finalize (object);
}

static void
nw_draft_class_init (NwDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nw_draft_finalize;
  changed_signal = g_signal_new ("changed", NW_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
nw_draft_init (NwDraft *self)
{
}

static void
record_notify_cb (NwRecord *record, GParamSpec *pspec, NwDraft *self)
{
  g_autofree char *name = g_strdelimit (g_strdup (pspec->name), "-", '_');
  int index = nw_entity_field_index (nw_record_get_entity (record), name);

  if (index >= 0)
    g_signal_emit (self, changed_signal, 0, (guint) index);
}

NwDraft *
nw_draft_new (NwJournal *journal, NwStore *store, NwRecord *record)
{
  NwDraft *self = g_object_new (NW_TYPE_DRAFT, NULL);

  self->journal = g_object_ref (journal);
  self->store = g_object_ref (store);
  self->record = g_object_ref (record);
  self->pending = g_new0 (Pending, n_fields (self));
  self->shown = g_new0 (char *, n_fields (self));
  self->notify = g_signal_connect (record, "notify", G_CALLBACK (record_notify_cb), self);
  return self;
}

NwRecord *
nw_draft_get_record (NwDraft *self)
{
  return self->record;
}

/* Fields that a person types show the person's form; choices, references and
 * yes-or-no show their stable names, for the editors pick them from lists. */
static char *
stored_text (NwDraft *self, guint field)
{
  const NwField *f = nw_entity_get_field (nw_record_get_entity (self->record), field);
  const NwValue *cell = nw_record_get_cell (self->record, field);

  if (nw_field_is_reference (f) || f->kind == &NW_CHOICE || f->kind == &NW_SET || f->kind == &NW_BOOL || f->kind == &NW_TAGS
      || f->kind == &NW_COUNTRIES || f->kind == &NW_PERCENT)
    return nw_store_format (self->store, f, cell);
  return nw_kind_display (f, cell);
}

/* Valid until the next call for the same field; never %NULL. */
const char *
nw_draft_get_text (NwDraft *self, guint field)
{
  if (self->pending[field].text != NULL)
    return self->pending[field].text;
  g_free (self->shown[field]);
  self->shown[field] = stored_text (self, field);
  return self->shown[field];
}

const char *
nw_draft_get_error (NwDraft *self, guint field)
{
  return self->pending[field].error;
}

static gboolean
keep (NwDraft *self, guint field, const char *text, const char *message)
{
  char *kept = g_strdup (text);

  g_free (self->pending[field].text);
  g_free (self->pending[field].error);
  self->pending[field] = (Pending){ kept, g_strdup (message) };
  g_signal_emit (self, changed_signal, 0, field);
  return message == NULL;
}

/* The field beside which it stands need not be named again. */
static const char *
without_place (NwDraft *self, const NwField *field, const char *message)
{
  const char *kind = nw_record_get_entity (self->record)->name;
  g_autofree char *place = g_strdup_printf (_("%s %s: field %s: %s"), kind, nw_record_get_code (self->record), field->name, "");

  return g_str_has_prefix (message, place) ? message + strlen (place) : message;
}

static gboolean
commit (NwDraft *self, guint field, const char *text, const NwValue *value)
{
  const NwField *f = nw_entity_get_field (nw_record_get_entity (self->record), field);
  NwChange *change = nw_change_new ();
  g_autofree char *label = g_strdup_printf ("%s: %s", nw_record_get_code (self->record), nw_field_label (f));
  g_autoptr (GError) error = NULL;

  nw_change_row_set (nw_change_edit (change, self->record), field, nw_record_get_cell (self->record, field), value);
  if (!nw_journal_commit (self->journal, change, label, &error))
    return keep (self, field, text, without_place (self, f, error->message));
  return keep (self, field, NULL, NULL);
}

/* What a person types for a percentage may carry the sign. */
static char *
tidy (const NwField *field, const char *text)
{
  char *clean = g_strdup (text);

  if (field->kind != &NW_NOTE)
    g_strstrip (clean);
  if (field->kind == &NW_PERCENT && g_str_has_suffix (clean, "%"))
    {
      clean[strlen (clean) - 1] = '\0';
      g_strchomp (clean);
    }
  return clean;
}

static gboolean
is_picked (const NwField *field)
{
  return field->kind == &NW_CHOICE || field->kind == &NW_SET || field->kind == &NW_BOOL || field->kind == &NW_PERCENT;
}

/**
 * nw_draft_set_text:
 * @text: as the person typed or picked it; "" means unknown
 *
 * Commits a valid text at once as one step to undo.
 *
 * Returns: %FALSE when it is refused: the text stays in the draft beside
 *   what is wrong with it, and the record is as it was
 */
gboolean
nw_draft_set_text (NwDraft *self, guint field, const char *text)
{
  const NwField *f = nw_entity_get_field (nw_record_get_entity (self->record), field);
  g_autofree char *clean = tidy (f, text);
  g_autofree char *shown = stored_text (self, field);
  g_auto (NwValue) value = NW_VALUE_NONE;
  g_autoptr (GError) error = NULL;

  if (strcmp (clean, shown) == 0)
    return self->pending[field].text == NULL || keep (self, field, NULL, NULL);
  if (!nw_store_parse (self->store, f, clean, is_picked (f) && strchr (clean, ',') == NULL ? NW_FORM_MACHINE : NW_FORM_PEOPLE, &value, &error))
    return keep (self, field, text, error->message);
  return commit (self, field, text, &value);
}

/* The same for a value that an editor picked. */
gboolean
nw_draft_set_value (NwDraft *self, guint field, const NwValue *value)
{
  g_autofree char *text = nw_store_format (self->store, nw_entity_get_field (nw_record_get_entity (self->record), field), value);

  return commit (self, field, text, value);
}
