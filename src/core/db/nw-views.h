/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../rules/nw-found.h"
#include "../rules/nw-kpi.h"
#include "nw-store.h"

G_BEGIN_DECLS

GPtrArray *nw_store_deadlines (NwStore *self, NwDay from, NwDay to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *nw_store_gaps      (NwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *nw_store_gaps_of   (NwStore *self, gint64 framework, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwReasons *nw_store_explain_row (NwStore *self, const NwRow *row) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *nw_store_kpis      (NwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *nw_store_kpis_earlier (NwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *nw_store_kpis_compared (NwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwReasons *nw_store_explain   (NwStore *self, NwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
