/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../entities/nw-entities.h"
#include "nw-report-private.h"
#include "nw-xml-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
nw_report_has (const NwReport *self, const NwReportSection *section)
{
  return (section->reports & 1u << self->options->kind) != 0;
}

static NwDay
day_of (const NwRow *row, const char *field)
{
  int index = nw_entity_field_index (row->entity, field);
  const NwField *f = nw_entity_get_field (row->entity, (guint) index);
  g_autofree char *text = nw_kind_format (f, &row->cells[index]);

  if (strlen (text) > 10)
    text[10] = '\0';
  return nw_day_parse (text);
}

/* What is still open concerns every period. */
static gboolean
is_in_period (const NwReport *self, const NwReportPart *part, const NwRow *row)
{
  NwDay day;

  if (part->date == NULL || self->options->from == NW_NO_DAY)
    return TRUE;
  if (part->closed_field != NULL && g_strcmp0 (nw_row_text (row, part->closed_field), part->closed) != 0)
    return TRUE;
  day = day_of (row, part->date);
  return day == NW_NO_DAY || (day >= self->options->from && day <= self->options->to);
}

/* An action treats a risk, or follows from a finding, or both. */
static gboolean
is_wanted (const NwReport *self, const NwReportSection *section, const NwReportPart *part, const NwRow *row)
{
  if (part->entity == &nw_action && section->extra == NW_REPORT_RISKS)
    return nw_value_is_set (nw_row_cell (row, "risk"));
  if (part->entity == &nw_action && section->extra == NW_REPORT_ACTIONS)
    return nw_value_is_set (nw_row_cell (row, "finding")) || !nw_value_is_set (nw_row_cell (row, "risk"));
  if (part->entity == &nw_framework)
    return nw_report_covers (self, row->id);
  return is_in_period (self, part, row);
}

static gboolean
write_row (NwReport *self, const NwXmlPlan *plan, const NwRow *row, const guint8 *uuid, GError **error)
{
  if (!nw_xml_write_record (self->xml, self->store, plan, row, uuid, FALSE, error))
    return FALSE;
  nw_report_count_record (self, row);
  return nw_canonical_check (self->xml, error);
}

static gboolean
write_part (NwReport *self, const NwReportSection *section, const NwReportPart *part, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, part->entity, NW_CURSOR_COMPUTED, error);
  g_autoptr (NwXmlPlan) plan = nw_xml_plan_new (part->entity, part->fields, TRUE);
  gboolean row = cursor != NULL;

  while (row)
    {
      if (!nw_cursor_next (cursor, &row, error))
        return FALSE;
      if (row && is_wanted (self, section, part, nw_cursor_row (cursor))
          && !write_row (self, plan, nw_cursor_row (cursor), nw_cursor_uuid (cursor), error))
        return FALSE;
    }
  return cursor != NULL;
}

/* In the order of the norm, not in that of codes. */
static gboolean
write_controls (NwReport *self, const NwReportPart *part, gboolean declared, GError **error)
{
  g_autoptr (NwXmlPlan) plan = nw_xml_plan_new (part->entity, part->fields, TRUE);

  for (guint i = 0; i < self->controls->len; i++)
    {
      const NwReportControl *control = &g_array_index (self->controls, NwReportControl, i);
      g_autoptr (NwRecord) record = NULL;
      NwRow row;

      if (declared && !nw_report_is_declared (self, control))
        continue;
      record = nw_store_get (self->store, part->entity, control->id, error);
      if (record == NULL)
        return FALSE;
      row = nw_record_get_row (record);
      if (!write_row (self, plan, &row, nw_record_get_uuid (record), error))
        return FALSE;
    }
  return TRUE;
}

static void
write_texts (NwReport *self, const char *const *texts)
{
  for (; texts != NULL && *texts != NULL; texts++)
    {
      nw_canonical_leaf (self->xml, "text", _(*texts));
      nw_canonical_break (self->xml);
    }
}

static gboolean
write_parts (NwReport *self, const NwReportSection *section, GError **error)
{
  gboolean ok = TRUE;

  for (const NwReportPart *part = section->parts; ok && part != NULL && part->entity != NULL; part++)
    ok = part->entity == &nw_assessment ? write_controls (self, part, section->extra == NW_REPORT_SOA, error)
                                        : write_part (self, section, part, error);
  return ok;
}

static gboolean
find_since (NwReport *self, const NwReportSection *section, NwDay *since, GError **error)
{
  *since = NW_NO_DAY;
  return section->extra != NW_REPORT_CHANGES || nw_report_last_audit (self, since, error);
}

/**
 * nw_report_write_section:
 *
 * Writes one section. Sections are numbered as they come.
 */
gboolean
nw_report_write_section (NwReport *self, const NwReportSection *section, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%u", ++self->section);
  g_autofree char *day = NULL;
  NwDay since;

  if (!find_since (self, section, &since, error))
    return FALSE;
  day = since != NW_NO_DAY ? nw_day_format (since) : NULL;
  nw_canonical_start (self->xml, section->id, "number", number, "title", _(section->title), "since", day, NULL);
  nw_canonical_break (self->xml);
  write_texts (self, section->texts);
  if (section->extra == NW_REPORT_FIGURES)
    nw_report_write_figures (self);
  if (section->extra == NW_REPORT_STATUS)
    nw_report_write_statuses (self);
  if (section->extra == NW_REPORT_CHANGES && !nw_report_write_changes (self, since, error))
    return FALSE;
  if (!write_parts (self, section, error))
    return FALSE;
  nw_canonical_end (self->xml);
  nw_canonical_break (self->xml);
  return TRUE;
}

static void
write_choices (NwReport *self, const NwField *field)
{
  for (const NwChoice *choice = field->choices; choice != NULL && choice->name != NULL; choice++)
    {
      nw_canonical_start (self->xml, "choice", "name", choice->name, "label", nw_choice_label (choice), NULL);
      nw_canonical_end (self->xml);
      nw_canonical_break (self->xml);
    }
}

/* Whether any section of this report shows that field. */
static gboolean
shows_field (const NwReport *self, const NwEntity *entity, const char *name)
{
  guint n;
  const NwReportSection *sections = nw_report_sections (&n);

  for (guint i = 0; i < n; i++)
    for (const NwReportPart *part = sections[i].parts; part != NULL && part->entity != NULL; part++)
      if (part->entity == entity && nw_report_has (self, &sections[i]) && g_strv_contains (part->fields, name))
        return TRUE;
  return FALSE;
}

static void
write_field_label (NwReport *self, const NwField *field)
{
  g_autofree char *name = nw_xml_name (field->name);

  nw_canonical_start (self->xml, "field", "name", name, "label", nw_field_label (field), NULL);
  if (field->choices != NULL)
    nw_canonical_break (self->xml);
  write_choices (self, field);
  nw_canonical_end (self->xml);
  nw_canonical_break (self->xml);
}

static void
write_kind_labels (NwReport *self, const NwEntity *entity)
{
  g_autofree char *name = nw_xml_name (entity->name);
  gboolean open = FALSE;
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    {
      if (!shows_field (self, entity, fields[i].name))
        continue;
      if (!open)
        {
          nw_canonical_start (self->xml, "kind", "name", name, "label", nw_entity_label (entity), "plural",
                              nw_entity_label_plural (entity), NULL);
          nw_canonical_break (self->xml);
        }
      open = TRUE;
      write_field_label (self, &fields[i]);
    }
  if (!open)
    return;
  nw_canonical_end (self->xml);
  nw_canonical_break (self->xml);
}

/* Names are the same in every language; here is what they mean in this one. */
void
nw_report_write_labels (NwReport *self)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  nw_canonical_start (self->xml, "labels", NULL);
  nw_canonical_break (self->xml);
  for (guint i = 0; i < n; i++)
    write_kind_labels (self, entities[i]);
  nw_canonical_end (self->xml);
  nw_canonical_break (self->xml);
}
