/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-notice.h"

G_BEGIN_DECLS

/* Which rule of law applies, and the figure that it needs. */
NwNoticeLaw  nw_notice_law        (const NwTerms *terms);
gint64       nw_notice_law_figure (const NwNoticeFigures *figures, NwNoticeLaw law);

NwNoticeMode nw_notice_mode  (const NwTerms *terms);
NwDay        nw_notice_plus  (NwDay day, gint64 days);
NwDay        nw_notice_reach (const NwTerms *terms, const NwNoticeFigures *figures, NwCalendar *calendar, NwDay received);

G_END_DECLS
