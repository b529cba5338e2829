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
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwSession, nw_session, G_TYPE_OBJECT)

static void
nw_session_dispose (GObject *object)
{
  NwSession *self = NW_SESSION (object);

  g_clear_handle_id (&self->poll_id, g_source_remove);
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
}

static void
nw_session_init (NwSession *self)
{
}

static void
store_committed_cb (NwSession *self, NwChange *change)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change);
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
