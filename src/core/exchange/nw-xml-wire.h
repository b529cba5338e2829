/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the worker that parses foreign documents says to the program that
 * started it: a stream of tokens on its standard output.
 *
 * A token is one byte of NwWireToken, a length (u32, little-endian) and as
 * many bytes of payload.  A string is its length (u32), its bytes and a NUL,
 * so that the reader may point into its buffer.  Names are announced once and
 * then called by number (u16, counted from 1; 0 = none).
 *
 *   NAME     string
 *   START    u32 line, u16 uri, u16 prefix, u16 local, u16 count,
 *            count × (u16 uri, u16 prefix, u16 local, string value)
 *   TEXT     string
 *   END      nothing
 *   COMMENT  u32 line
 *   FAULT    u32 line, u32 column, u8 NwWireFault, string detail
 *   DONE     nothing
 */

#pragma once

#include <glib.h>

typedef enum
{
  NW_WIRE_NAME = 1,
  NW_WIRE_START,
  NW_WIRE_TEXT,
  NW_WIRE_END,
  NW_WIRE_COMMENT,
  NW_WIRE_FAULT,
  NW_WIRE_DONE,
} NwWireToken;

/* Why a document was refused; the reader has a sentence for each. */
typedef enum
{
  NW_FAULT_SYNTAX = 1,
  NW_FAULT_JSON,
  NW_FAULT_INVALID,
  NW_FAULT_COMPRESSED,
  NW_FAULT_ENCODING,
  NW_FAULT_NUL,
  NW_FAULT_CHARACTER,
  NW_FAULT_DTD,
  NW_FAULT_INSTRUCTION,
  NW_FAULT_EXTERNAL,
  NW_FAULT_DEPTH,
  NW_FAULT_ELEMENTS,
  NW_FAULT_ATTRIBUTES,
  NW_FAULT_NAMESPACES,
  NW_FAULT_TEXT,
  NW_FAULT_NAME,
  NW_FAULT_NAMES,
  NW_FAULT_TAG,
  NW_FAULT_SIZE,
  NW_FAULT_MEMORY,
  NW_FAULT_SCHEMA,
  NW_FAULT_JAIL,
  NW_N_FAULTS,
} NwWireFault;

/* Limits on both sides of the pipe. */
#define NW_WIRE_HEADER 5
#define NW_WIRE_MAX_TOKEN (256 * 1024)
#define NW_WIRE_MAX_TEXT (32 * 1024)
#define NW_WIRE_MAX_NAMES 65000

#define NW_MAX_DEPTH 64
#define NW_MAX_ATTRIBUTES 64
#define NW_MAX_NAMESPACES 32
#define NW_MAX_NAME 1024
#define NW_MAX_TAG (64 * 1024)
#define NW_MAX_TEXT (1024 * 1024)
#define NW_MAX_ELEMENTS 2000000
#define NW_MAX_SIZE (G_GINT64_CONSTANT (64) << 20)

/* Documents that follow a schema of our own are large on purpose. */
#define NW_MAX_TEXT_OWN (2 * 1024 * 1024)
#define NW_MAX_ELEMENTS_OWN 20000000
#define NW_MAX_SIZE_OWN (G_GINT64_CONSTANT (4) << 30)
