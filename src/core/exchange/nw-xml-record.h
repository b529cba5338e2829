/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"
#include "nw-canonical.h"

G_BEGIN_DECLS

/**
 * NwXmlShape:
 * @NW_XML_TEXT: one element with the stable text of the value
 * @NW_XML_LIST: one element, words separated by spaces (xs:list)
 * @NW_XML_REPEATED: one element per entry
 * @NW_XML_REFERENCE: the code as text, the uuid as attribute
 * @NW_XML_REFERENCES: one such element per record
 *
 * How a kind of value stands in XML. Unknown is no element at all.
 */
typedef enum
{
  NW_XML_TEXT,
  NW_XML_LIST,
  NW_XML_REPEATED,
  NW_XML_REFERENCE,
  NW_XML_REFERENCES,
} NwXmlShape;

typedef struct
{
  guint          index;
  const NwField *field;
  NwXmlShape     shape;
  char          *element;
} NwXmlColumn;

/**
 * NwXmlPlan:
 * @titles: for a report: references say also what a person calls the record,
 *   computed values say why they are what they are
 *
 * Which fields of a kind are written, prepared once for many records.
 */
typedef struct
{
  const NwEntity *entity;
  char           *element;
  GArray         *columns; /* of NwXmlColumn */
  gboolean        titles;
} NwXmlPlan;

char      *nw_xml_name      (const char *name);
NwXmlShape nw_xml_shape     (const NwField *field);
NwXmlPlan *nw_xml_plan_new  (const NwEntity *entity, const char *const *fields, gboolean titles);
void       nw_xml_plan_free (NwXmlPlan *self);
gboolean   nw_xml_write_record (NwCanonical *xml, NwStore *store, const NwXmlPlan *plan, const NwRow *row,
                                const guint8 uuid[16], gboolean deleted, GError **error);
char      *nw_xml_title     (NwRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwXmlPlan, nw_xml_plan_free)

G_END_DECLS
