/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-journal.h"

#include "../model/nw-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  NwChange *change;
  char     *label;
} Step;

struct _NwJournal
{
  GObject    parent_instance;

  NwStore   *store;
  char      *actor;
  GPtrArray *undo, *redo; /* of Step, the last one first to go */
};

G_DEFINE_FINAL_TYPE (NwJournal, nw_journal, G_TYPE_OBJECT)

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static void
free_step (gpointer data)
{
  Step *step = data;

  nw_change_free (step->change);
  g_free (step->label);
  g_free (step);
}

static void
nw_journal_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NwJournal *self = NW_JOURNAL (object);

  g_value_set_boolean (value, id == PROP_CAN_UNDO ? nw_journal_can_undo (self) : nw_journal_can_redo (self));
}

static void
nw_journal_finalize (GObject *object)
{
  NwJournal *self = NW_JOURNAL (object);

  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_free (self->actor);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nw_journal_parent_class)->finalize (object);
}

static void
nw_journal_class_init (NwJournalClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nw_journal_get_property;
  object_class->finalize = nw_journal_finalize;
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nw_journal_init (NwJournal *self)
{
  self->undo = g_ptr_array_new_with_free_func (free_step);
  self->redo = g_ptr_array_new_with_free_func (free_step);
}

NwJournal *
nw_journal_new (NwStore *store)
{
  NwJournal *self = g_object_new (NW_TYPE_JOURNAL, NULL);

  self->store = g_object_ref (store);
  return self;
}

/* Who is written into the history; NULL for the login's name. */
void
nw_journal_set_actor (NwJournal *self, const char *actor)
{
  g_free (self->actor);
  self->actor = g_strdup (actor);
}

static void
push (GPtrArray *steps, NwChange *change, const char *label)
{
  Step *step = g_new0 (Step, 1);

  step->change = change;
  step->label = g_strdup (label);
  g_ptr_array_add (steps, step);
}

static void
notify (NwJournal *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

/**
 * nw_journal_commit:
 * @change: (transfer full): kept for undo when it was committed
 * @label: what a person would say was done, such as "Status changed"
 *
 * Commits; what could be redone before is forgotten.
 */
gboolean
nw_journal_commit (NwJournal *self, NwChange *change, const char *label, GError **error)
{
  g_autoptr (NwChange) owned = change;
  NwReason reason = { NW_ENTRY_EDIT, self->actor, label };

  if (!nw_store_commit (self->store, change, &reason, error))
    return FALSE;
  if (nw_change_is_empty (change))
    return TRUE;
  push (self->undo, g_steal_pointer (&owned), label);
  g_ptr_array_set_size (self->redo, 0);
  notify (self);
  return TRUE;
}

static gboolean
refuse_moved (NwRecord *record, GError **error)
{
  g_set_error (error, NW_ERROR, NW_ERROR_INVALID,
               _("%s was changed since: this step cannot be undone any more"), nw_record_get_code (record));
  return FALSE;
}

/* A step may be undone as long as what it changed still stands, whatever
 * else happened to the record since. */
static gboolean
rebase (NwJournal *self, NwChange *inverse, GError **error)
{
  for (guint i = 0; i < nw_change_n_rows (inverse); i++)
    {
      NwChangeRow *row = nw_change_get_row (inverse, i);
      g_autoptr (NwRecord) record = nw_store_get (self->store, row->entity, row->id, error);

      if (record == NULL)
        return FALSE;
      for (guint e = 0; e < row->edits->len; e++)
        {
          const NwEdit *edit = &g_array_index (row->edits, NwEdit, e);

          if (!nw_value_equal (nw_record_get_cell (record, edit->field), &edit->before))
            return refuse_moved (record, error);
        }
      row->revision = nw_record_get_revision (record);
    }
  return TRUE;
}

static gboolean
reverse (NwJournal *self, GPtrArray *from, GPtrArray *to, const char *why, GError **error)
{
  g_autoptr (NwChange) inverse = NULL;
  NwReason reason = { NW_ENTRY_EDIT, self->actor, NULL };
  g_autofree char *text = NULL;
  Step *step;

  g_return_val_if_fail (from->len > 0, FALSE);
  step = from->pdata[from->len - 1];
  inverse = nw_change_inverse (step->change);
  text = g_strdup_printf ("%s: %s", why, step->label);
  reason.why = text;
  if (!rebase (self, inverse, error) || !nw_store_commit (self->store, inverse, &reason, error))
    return FALSE;
  push (to, g_steal_pointer (&inverse), step->label);
  g_ptr_array_remove_index (from, from->len - 1);
  notify (self);
  return TRUE;
}

/* Commits the inverse of the last step: the history grows, nothing is lost. */
gboolean
nw_journal_undo (NwJournal *self, GError **error)
{
  return reverse (self, self->undo, self->redo, _("undo"), error);
}

gboolean
nw_journal_redo (NwJournal *self, GError **error)
{
  return reverse (self, self->redo, self->undo, _("redo"), error);
}

gboolean
nw_journal_can_undo (NwJournal *self)
{
  return self->undo->len > 0;
}

gboolean
nw_journal_can_redo (NwJournal *self)
{
  return self->redo->len > 0;
}

static const char *
last_label (GPtrArray *steps)
{
  return steps->len > 0 ? ((Step *) steps->pdata[steps->len - 1])->label : NULL;
}

/* What undo would take back, or NULL. */
const char *
nw_journal_undo_label (NwJournal *self)
{
  return last_label (self->undo);
}

const char *
nw_journal_redo_label (NwJournal *self)
{
  return last_label (self->redo);
}
