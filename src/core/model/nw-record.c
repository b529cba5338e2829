/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-record-private.h"

#include <string.h>

/* Properties 1 and 2 stand before those of the fields. */
enum
{
  PROP_DELETED = 1,
  PROP_REVISION,
  N_OWN_PROPS,
};

typedef struct
{
  gint64   id;
  gint64   revision;
  gboolean deleted;
  guint8   uuid[16];
  NwValue *cells;

  NwRecordComplete complete; /* NULL: the computed cells are filled */
  gpointer         completer;
} NwRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NwRecord, nw_record, G_TYPE_OBJECT)

static void
complete (NwRecord *self)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);
  NwRecordComplete function = g_steal_pointer (&priv->complete);

  if (function != NULL)
    function (self, priv->cells, priv->completer);
}

/* Nobody has seen the computed cells yet: they are made when somebody looks,
 * so that a record that is only named costs no computation. */
void
nw_record_set_pending (NwRecord *self, NwRecordComplete function, gpointer data)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  priv->complete = function;
  priv->completer = data;
}

gboolean
nw_record_is_pending (NwRecord *self)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  return priv->complete != NULL;
}

static void
nw_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (NW_RECORD (object));

  if (id == PROP_DELETED)
    g_value_set_boolean (value, priv->deleted);
  else if (id == PROP_REVISION)
    g_value_set_int64 (value, priv->revision);
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, nw_value_get_number (nw_record_get_cell (NW_RECORD (object), id - N_OWN_PROPS)));
  else
    g_value_set_string (value, nw_value_get_text (nw_record_get_cell (NW_RECORD (object), id - N_OWN_PROPS)));
}

static void
nw_record_finalize (GObject *object)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (NW_RECORD (object));
  guint n = nw_entity_n_fields (NW_RECORD_GET_CLASS (object)->entity);

  for (guint i = 0; i < n; i++)
    nw_value_clear (&priv->cells[i]);
  g_free (priv->cells);
  G_OBJECT_CLASS (nw_record_parent_class)->finalize (object);
}

static void
nw_record_class_init (NwRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nw_record_finalize;
}

static void
nw_record_init (NwRecord *self)
{
}

static void
entity_class_init (gpointer klass, gpointer data)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = klass;
  const NwEntity *entity = data;
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  NW_RECORD_CLASS (klass)->entity = entity;
  object_class->get_property = nw_record_get_property;
  g_object_class_install_property (object_class, PROP_DELETED,
                                   g_param_spec_boolean ("record-deleted", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_REVISION,
                                   g_param_spec_int64 ("record-revision", NULL, NULL, 0, G_MAXINT64, 0, flags));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *property = g_strdelimit (g_strdup (fields[i].name), "_", '-');

      g_object_class_install_property (object_class, N_OWN_PROPS + i,
                                       nw_kind_make_pspec (fields[i].kind, g_intern_string (property)));
    }
}

static void
entity_instance_init (GTypeInstance *instance, gpointer klass)
{
  NwRecordPrivate *priv = nw_record_get_instance_private ((NwRecord *) instance);

  priv->cells = g_new0 (NwValue, nw_entity_n_fields (NW_RECORD_CLASS (klass)->entity));
}

GType
nw_record_register_gtype (const NwEntity *entity)
{
  g_autofree char *name = g_strdup_printf ("NwRecord-%s", entity->name);
  const GTypeInfo info = {
    .class_size = sizeof (NwRecordClass),
    .class_init = entity_class_init,
    .class_data = entity,
    .instance_size = sizeof (NwRecord),
    .instance_init = entity_instance_init,
  };

  return g_type_register_static (NW_TYPE_RECORD, name, &info, 0);
}

/* An empty record of @entity; the store fills it by nw_record_load(). */
NwRecord *
nw_record_new (const NwEntity *entity, gint64 id, const guint8 uuid[16])
{
  NwRecord *self = g_object_new (nw_entity_get_gtype (entity), NULL);
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  priv->id = id;
  memcpy (priv->uuid, uuid, sizeof priv->uuid);
  return self;
}

static GParamSpec *
field_pspec (NwRecord *self, guint index)
{
  const NwField *field = nw_entity_get_field (nw_record_get_entity (self), index);
  g_autofree char *property = g_strdelimit (g_strdup (field->name), "_", '-');

  return g_object_class_find_property (G_OBJECT_GET_CLASS (self), property);
}

static void
load_cells (NwRecord *self, const NwValue *cells, gboolean computed)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);
  guint n;
  const NwField *fields = nw_entity_get_fields (nw_record_get_entity (self), &n);

  for (guint i = 0; i < n; i++)
    {
      if (fields[i].computed != computed || nw_value_equal (&priv->cells[i], &cells[i]))
        continue;
      nw_value_assign (&priv->cells[i], &cells[i]);
      g_object_notify_by_pspec (G_OBJECT (self), field_pspec (self, i));
    }
}

/* Takes over what was read or committed; notifies what changed. */
void
nw_record_load (NwRecord *self, gint64 revision, gboolean deleted, const NwValue *cells)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  g_object_freeze_notify (G_OBJECT (self));
  load_cells (self, cells, FALSE);
  if (priv->deleted != deleted)
    {
      priv->deleted = deleted;
      g_object_notify (G_OBJECT (self), "record-deleted");
    }
  if (priv->revision != revision)
    {
      priv->revision = revision;
      g_object_notify (G_OBJECT (self), "record-revision");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* Takes over the computed cells of @cells; notifies what changed. */
void
nw_record_recompute (NwRecord *self, const NwValue *cells)
{
  g_object_freeze_notify (G_OBJECT (self));
  load_cells (self, cells, TRUE);
  g_object_thaw_notify (G_OBJECT (self));
}

const NwEntity *
nw_record_get_entity (NwRecord *self)
{
  return NW_RECORD_GET_CLASS (self)->entity;
}

gint64
nw_record_get_id (NwRecord *self)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  return priv->id;
}

const guint8 *
nw_record_get_uuid (NwRecord *self)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  return priv->uuid;
}

gint64
nw_record_get_revision (NwRecord *self)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  return priv->revision;
}

gboolean
nw_record_is_deleted (NwRecord *self)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  return priv->deleted;
}

const char *
nw_record_get_code (NwRecord *self)
{
  return nw_value_get_text (nw_record_get_cell (self, NW_FIELD_CODE));
}

/* What a person calls the record: its title, else its code. */
const char *
nw_record_get_title (NwRecord *self)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);
  const NwRow row = { nw_record_get_entity (self), priv->id, priv->cells }; /* titles are not computed */

  return nw_row_title (&row) ?: nw_record_get_code (self);
}

const NwValue *
nw_record_get_cell (NwRecord *self, guint index)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  if (priv->complete != NULL && nw_entity_get_field (nw_record_get_entity (self), index)->computed)
    complete (self);
  return &priv->cells[index];
}

const NwValue *
nw_record_get (NwRecord *self, const char *field)
{
  int index = nw_entity_field_index (nw_record_get_entity (self), field);

  if (index < 0)
    g_error ("%s has no field %s", nw_record_get_entity (self)->name, field);
  return nw_record_get_cell (self, (guint) index);
}

NwRow
nw_record_get_row (NwRecord *self)
{
  NwRecordPrivate *priv = nw_record_get_instance_private (self);

  complete (self);
  return (NwRow){ nw_record_get_entity (self), priv->id, priv->cells };
}

/* Returns: (transfer full): lower-case canonical text of a UUID */
char *
nw_uuid_format (const guint8 uuid[16])
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (37);
  char *to = text;

  /* Every reference of a document and of the history comes by here: no printf. */
  for (guint i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *to++ = '-';
      *to++ = digits[uuid[i] >> 4];
      *to++ = digits[uuid[i] & 15];
    }
  *to = '\0';
  return text;
}

gboolean
nw_uuid_parse (const char *text, guint8 uuid[16])
{
  if (text == NULL || strlen (text) != 36)
    return FALSE;
  for (guint i = 0; i < 16; i++)
    {
      if ((i == 4 || i == 6 || i == 8 || i == 10) && *text++ != '-')
        return FALSE;
      if (!g_ascii_isxdigit (text[0]) || !g_ascii_isxdigit (text[1]))
        return FALSE;
      uuid[i] = (guint8) (g_ascii_xdigit_value (text[0]) * 16 + g_ascii_xdigit_value (text[1]));
      text += 2;
    }
  return TRUE;
}

/**
 * nw_uuid_of_name:
 *
 * What every register has from the start is the same record in all of them,
 * so that one register can be read into another and stay what it was. Made
 * from the name, in the shape of all others (version 4).
 */
void
nw_uuid_of_name (const char *kind, const char *name, guint8 uuid[16])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) kind, (gssize) strlen (kind) + 1);
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (checksum, digest, &size);
  memcpy (uuid, digest, 16);
  uuid[6] = (uuid[6] & 0x0f) | 0x40;
  uuid[8] = (uuid[8] & 0x3f) | 0x80;
}
