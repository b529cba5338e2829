/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"
#include "nw-proof.h"

G_BEGIN_DECLS

/**
 * NwStandard:
 * @family: of the standards where one replaces the other
 * @cycle: whether an own certificate has the cycle of ISO/IEC 17021-1
 * @withdrawn: the figure that says until when it counted, or NULL
 */
typedef struct
{
  const char *name, *family;
  NwProofForm form;
  gboolean    cycle;
  const char *withdrawn;
} NwStandard;

/* What the rules need to know of one certificate. */
typedef struct
{
  const NwStandard *standard; /* NULL: not known */
  gboolean          own, computed_expiry;
  NwProofFacts      facts;
  NwProofLimits     limits;
  NwProofState      state;
  NwDay             ends, next_surveillance, recertification_from;
} NwCertificate;

NwCertificate nw_certificate_read           (const NwRow *row, NwContext *context);
NwDay         nw_certificate_next_warning   (const NwCertificate *proof, NwContext *context);
gboolean      nw_certificate_is_past        (const NwCertificate *proof, const NwRow *row, NwContext *context);
gboolean      nw_certificate_is_recertified (const NwCertificate *proof, NwContext *context);
int           nw_certificate_figure         (NwContext *context, const char *key);

G_END_DECLS
