/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-dpa-rows.h"

#include "../model/nw-language.h"
#include "../model/nw-psv.h"

#include <string.h>

/* What the shipped tables say about items and flags, read once. */

typedef struct
{
  guint8     classes[NW_DPA_ITEMS];
  NwFlagRisk risks[NW_DPA_FLAGS + 1];
  gboolean   informs[NW_DPA_FLAGS + 1];
  char      *codes[NW_DPA_FLAGS + 1], *english[NW_DPA_FLAGS + 1], *german[NW_DPA_FLAGS + 1];
} Tables;

static NwItemClass
class_of (const char *text)
{
  return *text == 'M' ? NW_ITEM_MANDATORY : *text == 'C' ? NW_ITEM_TRANSFER : NW_ITEM_EXPECTED;
}

/* "high; medium if older" is high, otherwise medium. */
static NwRisk
risk_of (const char *text)
{
  for (NwRisk risk = NW_RISK_LOW; risk <= NW_RISK_CRITICAL; risk++)
    if (g_str_has_prefix (text, nw_risk_name (risk)))
      return risk;
  return NW_RISK_NONE;
}

static NwFlagRisk
risks_of (const char *text)
{
  const char *otherwise = strstr (text, "; ");

  return (NwFlagRisk){ risk_of (text), otherwise != NULL ? risk_of (otherwise + 2) : risk_of (text) };
}

static void
load_items (Tables *self)
{
  g_autoptr (NwPsv) table = nw_psv_load ("avv");

  for (guint i = 0; i < nw_psv_rows (table); i++)
    {
      guint64 number = g_ascii_strtoull (nw_psv_get (table, i, "id") + 1, NULL, 10);

      if (number > 0 && number < NW_DPA_ITEMS)
        self->classes[number] = class_of (nw_psv_get (table, i, "class"));
    }
}

static void
load_flags (Tables *self)
{
  g_autoptr (NwPsv) table = nw_psv_load ("avv_flags");

  for (guint i = 0; i < nw_psv_rows (table); i++)
    {
      guint64 number = g_ascii_strtoull (nw_psv_get (table, i, "code") + 1, NULL, 10);

      if (number == 0 || number > NW_DPA_FLAGS)
        continue;
      self->risks[number] = risks_of (nw_psv_get (table, i, "severity"));
      self->informs[number] = strstr (nw_psv_get (table, i, "severity"), "(information)") != NULL;
      self->codes[number] = g_strdup (nw_psv_get (table, i, "code"));
      self->english[number] = g_strdup (nw_psv_get (table, i, "text_en"));
      self->german[number] = g_strdup (nw_psv_get (table, i, "text_de"));
    }
}

static const Tables *
tables (void)
{
  static Tables self;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      load_items (&self);
      load_flags (&self);
      g_once_init_leave (&once, 1);
    }
  return &self;
}

/* An #NwItemClass for each number of an item. */
const guint8 *
nw_dpa_classes (void)
{
  return tables ()->classes;
}

/* "F01" for 1. */
const char *
nw_dpa_flag_code (guint number)
{
  return tables ()->codes[number];
}

/* What the flag says, in the person's language. */
const char *
nw_dpa_flag_text (guint number)
{
  return nw_language_between (nw_language (), tables ()->english[number], tables ()->german[number]);
}

/* Whether the flag only informs: nobody has to do anything about it. */
gboolean
nw_dpa_flag_informs (guint number)
{
  return tables ()->informs[number];
}

NwRisk
nw_dpa_flag_risk (const NwDpaView *view, guint number)
{
  return nw_flag_risk (view->flags[number], tables ()->risks[number]);
}
