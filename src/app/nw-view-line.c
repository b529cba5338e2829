/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-view-line.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (NwViewLine, nw_view_line, G_TYPE_OBJECT)

static void
nw_view_line_finalize (GObject *object)
{
  NwViewLine *self = NW_VIEW_LINE (object);

  g_free (self->mark);
  g_free (self->note);
  g_free (self->text);
  g_free (self->about);
  g_free (self->reason);
  g_free (self->words);
  G_OBJECT_CLASS (nw_view_line_parent_class)->finalize (object);
}

static void
nw_view_line_class_init (NwViewLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nw_view_line_finalize;
}

static void
nw_view_line_init (NwViewLine *self)
{
}

/* The record, and who answers for it. */
static char *
name_record (const NwEntity *entity, const NwSubject *subject)
{
  GString *text = g_string_new (nw_entity_label (entity));

  g_string_append_printf (text, " %s", subject->code);
  if (strcmp (subject->code, subject->title) != 0)
    g_string_append_printf (text, " · %s", subject->title);
  g_string_append_printf (text, " · %s", subject->person_name != NULL ? subject->person_name : _("nobody responsible"));
  return g_string_free (text, FALSE);
}

static void
fold (NwViewLine *self)
{
  g_autofree char *all = g_strjoin (" ", self->mark, self->note, self->text, self->about, self->reason, NULL);

  self->words = g_utf8_casefold (all, -1);
}

static char *
say_days_left (gint64 days)
{
  if (days == 0)
    return g_strdup (_("today"));
  if (days < 0)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) -days), (int) -days);
  return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), (int) days);
}

/* Colour repeats what the words say, it never says anything alone. */
static const char *
style_of (NwLevel level)
{
  static const char *const styles[] = { "error", "error", "warning", "", "" };

  return styles[level];
}

NwViewLine *
nw_view_line_of_deadline (NwSession *session, const NwDeadline *deadline)
{
  NwViewLine *self = g_object_new (NW_TYPE_VIEW_LINE, NULL);
  NwDay on = nw_store_get_day (nw_session_get_store (session));
  g_autofree char *left = NULL;

  self->mark = deadline->at != NW_UNKNOWN ? nw_say_instant (deadline->at) : nw_say_weekday (deadline->date);
  left = say_days_left ((gint64) deadline->date - on);
  self->note = deadline->legal ? g_strconcat (left, " · §", NULL) : g_strdup (left);
  self->text = g_strdup (deadline->what);
  self->about = name_record (deadline->entity, &deadline->subject);
  self->reason = g_strdup (deadline->reason != NULL ? deadline->reason : "");
  self->style = style_of (deadline->level);
  self->overdue = deadline->date < on;
  self->entity = deadline->entity;
  self->id = deadline->id;
  fold (self);
  return self;
}

NwViewLine *
nw_view_line_of_gap (const NwGap *gap)
{
  NwViewLine *self = g_object_new (NW_TYPE_VIEW_LINE, NULL);

  self->mark = g_strdup (nw_gap_level_label (gap->level));
  self->note = g_strdup ("");
  self->text = g_strdup_printf ("%s: %s", nw_gap_label (gap->rule), gap->what);
  self->about = name_record (gap->entity, &gap->subject);
  self->reason = g_strdup (gap->reason != NULL ? gap->reason : "");
  self->style = style_of (gap->level);
  self->entity = gap->entity;
  self->id = gap->id;
  fold (self);
  return self;
}

/* "≥ 90 % · not met" */
static char *
say_target (const NwKpi *kpi)
{
  g_autofree char *target = kpi->target != NULL ? nw_kpi_say (kpi, kpi->target) : NULL;
  const char *verdict = kpi->met == NW_KPI_MET ? _("reached") : kpi->met == NW_KPI_MISSED ? _("not reached") : _("cannot be said");

  if (target == NULL)
    return g_strdup (_("no target"));
  return g_strdup_printf ("%s %s · %s", kpi->direction == 'H' ? "≥" : "≤", target, verdict);
}

/* "… · ▲ from 71.0 %, better (2026-10-28)" */
static void
add_trend (NwViewLine *self, const NwKpi *kpi)
{
  g_autofree char *trend = nw_kpi_say_trend (kpi);
  g_autofree char *day = *trend != '\0' ? nw_say_day (kpi->previous_on) : NULL;
  g_autofree char *about = self->about;

  self->about = day != NULL ? g_strdup_printf ("%s · %s (%s)", about, trend, day) : g_steal_pointer (&about);
}

NwViewLine *
nw_view_line_of_kpi (const NwKpi *kpi)
{
  g_autofree char *numerator = nw_say_decimal (kpi->numerator), *denominator = nw_say_decimal (kpi->denominator);
  NwViewLine *self = g_object_new (NW_TYPE_VIEW_LINE, NULL);

  self->mark = nw_kpi_say (kpi, kpi->value);
  self->note = say_target (kpi);
  self->text = g_strdup (kpi->title);
  self->about = denominator != NULL ? g_strdup_printf ("%s · %s / %s", kpi->id, numerator, denominator) : g_strdup (kpi->id);
  add_trend (self, kpi);
  self->reason = g_strdup (kpi->detail);
  self->style = kpi->met == NW_KPI_MISSED ? "warning" : kpi->met == NW_KPI_MET ? "success" : "";
  fold (self);
  return self;
}

/* @words: (nullable): folded; all must occur */
gboolean
nw_view_line_matches (NwViewLine *self, char **words)
{
  for (; words != NULL && *words != NULL; words++)
    if (strstr (self->words, *words) == NULL)
      return FALSE;
  return TRUE;
}
