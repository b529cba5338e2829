/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vvt.h"

#include <string.h>

/**
 * nw_vvt_needed:
 *
 * Returns: bit g for each #NwVvtGroup that the record must fill (Art. 30(1),
 *   (2) DSGVO); 0 while the role is unknown. A joint controller is a controller.
 */
guint
nw_vvt_needed (NwRole our_role)
{
  static const guint needed[] = {
    [NW_ROLE_UNKNOWN] = 0,
    [NW_ROLE_CONTROLLER] = (1u << NW_N_VVT_GROUPS) - 1,
    [NW_ROLE_PROCESSOR] = 1u << NW_VVT_WHO | 1u << NW_VVT_PURPOSES | 1u << NW_VVT_TRANSFERS | 1u << NW_VVT_TOMS,
    [NW_ROLE_JOINT] = (1u << NW_N_VVT_GROUPS) - 1,
  };

  return needed[our_role];
}

/* How many of @groups there are. */
guint
nw_vvt_count (guint groups)
{
  guint n = 0;

  for (guint i = 0; i < NW_N_VVT_GROUPS; i++)
    n += groups >> i & 1;
  return n;
}

/* Whether the text begins with a word for "none", German or English, or is a dash. */
static gboolean
says_none (const char *text)
{
  static const char *const words[] = { "keine", "keines", "kein", "nein", "none", "no", "nicht", "entfällt", "n/a", "-", "–", "—" };
  g_autofree char *folded = g_utf8_strdown (text, -1);
  gsize length = strcspn (g_strstrip (folded), " ,.;:\n(");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && strncmp (folded, words[i], length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * nw_vvt_transfers_told:
 * @third_countries: (nullable): what the record says about them
 * @safeguards: whether it says anything about safeguards
 *
 * Returns: whether the group on transfers is filled: by saying that there are
 *   none, or by the countries together with what carries the transfers
 */
gboolean
nw_vvt_transfers_told (const char *third_countries, gboolean safeguards)
{
  return third_countries != NULL && (safeguards || says_none (third_countries));
}
