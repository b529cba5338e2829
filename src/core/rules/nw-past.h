/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"

G_BEGIN_DECLS

/**
 * NwPast:
 * @context: what rules may know as of another day
 *
 * The register as it is recorded now, computed as of another day. What was
 * edited since cannot be told from it; days that lie behind that day can.
 */
typedef struct
{
  NwContext    context; /* first: what it is asked leads back to it */
  NwFactsClass klass;
  GHashTable  *rows;
} NwPast;

NwPast *nw_past_new  (NwContext *context, NwDay on);
void    nw_past_free (NwPast *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwPast, nw_past_free)

G_END_DECLS
