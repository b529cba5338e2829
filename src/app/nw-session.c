/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-session.h"

#include <glib/gi18n.h>

#define POLL_SECONDS 2

struct _NwSession
{
  GObject parent_instance;

  NwStore   *store;
  NwJournal *journal;
  guint      poll_id;

  GPtrArray    *earlier;     /* of NwKpi, or NULL while nobody has read them */
  NwDay         earlier_for; /* the day that they were compared with */
  GCancellable *reading;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_EARLIER_READ,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwSession, nw_session, G_TYPE_OBJECT)

/* What was read is of no use any more, nor what is being read. */
static void
forget_earlier (NwSession *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
}

static void
nw_session_dispose (GObject *object)
{
  NwSession *self = NW_SESSION (object);

  g_clear_handle_id (&self->poll_id, g_source_remove);
  forget_earlier (self);
  g_clear_object (&self->journal);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nw_session_parent_class)->dispose (object);
}

static void
nw_session_class_init (NwSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nw_session_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_EARLIER_READ] = g_signal_new ("earlier-read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                               NULL, G_TYPE_NONE, 0);
}

static void
nw_session_init (NwSession *self)
{
}

static void
store_committed_cb (NwSession *self, NwChange *change)
{
  /* One edit changes nothing of the past; an import or another process may. */
  if (change == NULL)
    forget_earlier (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change);
}

static void
read_earlier_thread (GTask *task, gpointer source, gpointer store, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *kpis = nw_store_kpis_earlier (store, &error);

  if (kpis != NULL)
    g_task_return_pointer (task, kpis, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* @data: (nullable) (transfer full): the session, weakly: it may be gone */
static void
read_earlier_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kpis = g_task_propagate_pointer (G_TASK (result), &error);
  GWeakRef *weak = data;
  g_autoptr (NwSession) self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->reading);
  if (kpis == NULL)
    g_debug ("earlier key figures: %s", error->message);
  self->earlier = kpis != NULL ? g_steal_pointer (&kpis) : g_ptr_array_new ();
  g_signal_emit (self, signals[SIGNAL_EARLIER_READ], 0);
}

static void
read_earlier (NwSession *self)
{
  NwStore *copy = nw_store_snapshot (self->store, NULL);
  GWeakRef *weak = g_new0 (GWeakRef, 1);
  g_autoptr (GTask) task = NULL;

  g_weak_ref_init (weak, self);
  self->reading = g_cancellable_new ();
  self->earlier_for = nw_store_get_day (self->store);
  task = g_task_new (NULL, self->reading, read_earlier_cb, weak);
  g_task_set_source_tag (task, read_earlier);
  if (copy == NULL)
    {
      g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  g_task_set_task_data (task, copy, g_object_unref);
  g_task_run_in_thread (task, read_earlier_thread);
}

/**
 * nw_session_get_earlier:
 *
 * The key figures as they were some time ago. They are read in a thread at the
 * first call; "earlier-read" says when they are there.
 *
 * Returns: (transfer none) (nullable): an array of #NwKpi
 */
GPtrArray *
nw_session_get_earlier (NwSession *self)
{
  g_return_val_if_fail (NW_IS_SESSION (self), NULL);

  if ((self->earlier != NULL || self->reading != NULL) && self->earlier_for != nw_store_get_day (self->store))
    forget_earlier (self);
  if (self->earlier == NULL && self->reading == NULL)
    read_earlier (self);
  return self->earlier;
}

static gboolean
poll_cb (gpointer data)
{
  nw_session_poll (data);
  return G_SOURCE_CONTINUE;
}

/**
 * nw_session_open:
 * @path: a register that exists
 *
 * Opens it, and from then on looks every two seconds whether another process
 * wrote it.
 *
 * Returns: (transfer full) (nullable): the session, or %NULL with the reason
 */
NwSession *
nw_session_open (const char *path, GError **error)
{
  g_autoptr (NwSession) self = g_object_new (NW_TYPE_SESSION, NULL);

  self->store = nw_store_open (path, NW_STORE_DEFAULT, error);
  if (self->store == NULL)
    return NULL;

  self->journal = nw_journal_new (self->store);
  g_signal_connect_object (self->store, "committed", G_CALLBACK (store_committed_cb), self, G_CONNECT_SWAPPED);
  self->poll_id = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
  return g_steal_pointer (&self);
}

NwStore *
nw_session_get_store (NwSession *self)
{
  g_return_val_if_fail (NW_IS_SESSION (self), NULL);

  return self->store;
}

NwJournal *
nw_session_get_journal (NwSession *self)
{
  g_return_val_if_fail (NW_IS_SESSION (self), NULL);

  return self->journal;
}

const char *
nw_session_get_path (NwSession *self)
{
  g_return_val_if_fail (NW_IS_SESSION (self), NULL);

  return nw_store_get_path (self->store);
}

/* Returns: (transfer full): the file's name without its ending */
char *
nw_session_dup_name (NwSession *self)
{
  char *name = g_path_get_basename (nw_session_get_path (self));

  if (g_str_has_suffix (name, ".nachweis"))
    name[strlen (name) - strlen (".nachweis")] = '\0';
  return name;
}

/* Takes over what another process wrote, if it did. */
void
nw_session_poll (NwSession *self)
{
  g_return_if_fail (NW_IS_SESSION (self));

  nw_store_refresh (self->store);
}

/* Returns: (transfer full) (nullable): the record, or %NULL if it is gone */
NwRecord *
nw_session_get_record (NwSession *self, const NwEntity *entity, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NwRecord *record = nw_store_get (self->store, entity, id, &error);

  if (record == NULL)
    g_debug ("%s %" G_GINT64_FORMAT ": %s", entity->name, id, error->message);
  return record;
}

/**
 * nw_session_mark:
 *
 * Sets or takes away the deletion mark of @record as one step to undo.
 */
gboolean
nw_session_mark (NwSession *self, NwRecord *record, NwMark mark, GError **error)
{
  NwChange *change = nw_change_new ();
  g_autofree char *label = g_strdup_printf (mark == NW_MARK_DELETE ? _("Delete %s") : _("Restore %s"),
                                            nw_record_get_code (record));

  nw_change_row_mark (nw_change_edit (change, record), mark);
  return nw_journal_commit (self->journal, change, label, error);
}

/* Returns: (transfer full): one cell of @record as a person reads it */
char *
nw_session_display (NwSession *self, NwRecord *record, guint field)
{
  const NwField *described = nw_entity_get_field (nw_record_get_entity (record), field);

  return nw_store_display (self->store, described, nw_record_get_cell (record, field));
}
