/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vvt.h"

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
