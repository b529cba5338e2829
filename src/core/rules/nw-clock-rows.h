/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"

G_BEGIN_DECLS

/* The rules of requests, incidents, certificates, legal figures and the
 * organisation as their tables name them. */
void nw_derive_request  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_request (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_request     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_request    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_incident  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_incident (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_incident     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_incident    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_certificate  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_certificate (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_certificate     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_certificate    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_legal_parameter  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_legal_parameter (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_legal_parameter     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_legal_parameter    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_organisation  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_organisation (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_lack_organisation    (const NwRow *row, NwContext *context, NwGaps *gaps);

G_END_DECLS
