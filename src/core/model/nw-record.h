/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-entity.h"

G_BEGIN_DECLS

#define NW_TYPE_RECORD (nw_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (NwRecord, nw_record, NW, RECORD, GObject)

struct _NwRecordClass
{
  GObjectClass    parent_class;
  const NwEntity *entity;
};

const NwEntity *nw_record_get_entity   (NwRecord *self);
gint64          nw_record_get_id       (NwRecord *self);
const guint8   *nw_record_get_uuid     (NwRecord *self);
gint64          nw_record_get_revision (NwRecord *self);
gboolean        nw_record_is_deleted   (NwRecord *self);
const char     *nw_record_get_code     (NwRecord *self);
const char     *nw_record_get_title    (NwRecord *self);
const NwValue  *nw_record_get_cell     (NwRecord *self, guint index);
const NwValue  *nw_record_get          (NwRecord *self, const char *field);
NwRow           nw_record_get_row      (NwRecord *self);

char *nw_uuid_format (const guint8 uuid[16]);
gboolean nw_uuid_parse (const char *text, guint8 uuid[16]);
void  nw_uuid_of_name (const char *kind, const char *name, guint8 uuid[16]);

G_END_DECLS
