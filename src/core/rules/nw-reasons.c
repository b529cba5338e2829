/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-reasons.h"

#include "../model/nw-kind.h"
#include "../model/nw-language.h"
#include "nw-calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_explanation (gpointer data)
{
  NwExplanation *explanation = data;

  g_free (explanation->text);
  g_free (explanation);
}

NwReasons *
nw_reasons_new (const NwEntity *entity)
{
  NwReasons *self = g_new0 (NwReasons, 1);

  self->entity = entity;
  self->list = g_ptr_array_new_with_free_func (free_explanation);
  return self;
}

void
nw_reasons_free (NwReasons *self)
{
  g_ptr_array_unref (self->list);
  g_free (self);
}

/* Explains @field by one sentence. */
void
nw_reasons_add (NwReasons *self, const char *field, gboolean legal, const char *format, ...)
{
  NwExplanation *explanation = g_new0 (NwExplanation, 1);
  va_list args;

  va_start (args, format);
  explanation->text = g_strdup_vprintf (format, args);
  va_end (args);
  explanation->field = (guint) nw_entity_field_index (self->entity, field);
  explanation->legal = legal;
  g_ptr_array_add (self->list, explanation);
}

/* Why the field with index @field is what it is, or NULL. */
const NwExplanation *
nw_reasons_of (NwReasons *self, guint field)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const NwExplanation *explanation = self->list->pdata[i];

      if (explanation->field == field)
        return explanation;
    }
  return NULL;
}

const char *
nw_say_verify (void)
{
  return _("computed – please verify");
}

/* Returns: (transfer full) */
char *
nw_say_day (NwDay day)
{
  int year, month, mday;

  if (day == NW_NO_DAY)
    return g_strdup ("—");
  nw_day_split (day, &year, &month, &mday);
  if (nw_language () == NW_LANGUAGE_GERMAN)
    return g_strdup_printf ("%02d.%02d.%04d", mday, month, year);
  return nw_day_format (day);
}

static const char *
weekday_name (NwDay day)
{
  static const char *const names[] = { NC_("weekday", "Mon"), NC_("weekday", "Tue"), NC_("weekday", "Wed"), NC_("weekday", "Thu"),
                                       NC_("weekday", "Fri"), NC_("weekday", "Sat"), NC_("weekday", "Sun") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[nw_weekday (day)]);
}

char *
nw_say_weekday (NwDay day)
{
  g_autofree char *text = nw_say_day (day);

  return day != NW_NO_DAY ? g_strdup_printf ("%s %s", weekday_name (day), text) : g_steal_pointer (&text);
}

char *
nw_say_instant (gint64 seconds)
{
  gint64 local = seconds + nw_berlin_offset (seconds);
  int minute = (int) (((local % 86400 + 86400) % 86400) / 60);
  g_autofree char *day = nw_say_weekday (nw_berlin_day (seconds));

  return g_strdup_printf ("%s %02d:%02d %s", day, minute / 60, minute % 60, nw_berlin_offset (seconds) == 7200 ? _("CEST") : _("CET"));
}

/* @currency may be unknown. */
char *
nw_say_money (gint64 cents, const char *currency)
{
  const NwValue value = { .tag = NW_TAG_NUMBER, { .number = cents } };
  const NwField field = { .name = "amount", .kind = &NW_MONEY };
  g_autofree char *amount = nw_kind_display (&field, &value);

  return currency != NULL ? g_strdup_printf ("%s %s", amount, currency) : g_steal_pointer (&amount);
}

/* Returns: (transfer full) (nullable): a decimal as a person reads it */
char *
nw_say_decimal (const char *decimal)
{
  const NwField field = { .name = "number", .kind = &NW_DECIMAL };
  g_auto (NwValue) value = NW_VALUE_NONE;

  if (decimal == NULL)
    return NULL;
  value = nw_value_text (decimal);
  return nw_kind_display (&field, &value);
}

/* Like nw_say_decimal(), commercially rounded to @digits. */
char *
nw_say_fraction (NwFraction number, int digits)
{
  g_autofree char *decimal = nw_fraction_format (number, digits, NW_ROUND_HALF_AWAY);

  return nw_say_decimal (decimal);
}

char *
nw_say_quoted (const char *text)
{
  return g_strdup_printf (_("“%s”"), text);
}

/* What a person calls the choice that is set in @field, or "—". */
const char *
nw_say_choice (const NwRow *row, const char *field)
{
  int index = nw_entity_field_index (row->entity, field);
  const NwChoice *choice = nw_entity_get_field (row->entity, (guint) index)->choices;
  const char *text = nw_value_get_text (&row->cells[index]);

  for (; text != NULL && choice->name != NULL; choice++)
    if (strcmp (choice->name, text) == 0)
      return nw_choice_label (choice);
  return "—";
}

G_GNUC_PRINTF (3, 0)
static void
say_after (GString *text, const char *separator, const char *format, va_list args)
{
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append_vprintf (text, format, args);
}

void
nw_say_also (GString *text, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  say_after (text, " ", format, args);
  va_end (args);
}

void
nw_say_append (GString *list, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  say_after (list, ", ", format, args);
  va_end (args);
}
