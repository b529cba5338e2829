/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

G_BEGIN_DECLS

/* One line of a view: a deadline, a gap or a key figure, in words. */
#define NW_TYPE_VIEW_LINE (nw_view_line_get_type ())
G_DECLARE_FINAL_TYPE (NwViewLine, nw_view_line, NW, VIEW_LINE, GObject)

/**
 * NwViewLine:
 * @mark: short text before the line: a date, a level, a number
 * @note: what belongs to the mark: "in 12 days"
 * @text: what it is about, in one sentence
 * @about: the record and who answers for it
 * @reason: why, or empty
 * @style: name of the style of the mark, or empty
 */
struct _NwViewLine
{
  GObject parent_instance;

  char           *mark, *note, *text, *about, *reason;
  const char     *style;
  const NwEntity *entity; /* NULL: it leads nowhere */
  gint64          id;
  char           *words;  /* folded, for the filter */
  gboolean        overdue;
};

NwViewLine *nw_view_line_of_deadline (NwSession *session, const NwDeadline *deadline);
NwViewLine *nw_view_line_of_gap      (const NwGap *gap);
NwViewLine *nw_view_line_of_kpi      (const NwKpi *kpi);
gboolean    nw_view_line_matches     (NwViewLine *self, char **words);

G_END_DECLS
