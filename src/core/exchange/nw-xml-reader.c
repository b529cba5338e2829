/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads XML, and OSCAL in JSON, that nobody vouches for.  The parser runs in
 * nachweis-worker, a process without rights; here its input is fed and its
 * answers are checked.
 */

#include "config.h"

#include "nw-xml-private.h"

#include <errno.h>
#include <glib-unix.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#define PIECE (64 * 1024)
#define PATIENCE (60 * 1000)   /* ms; the worker's own limit of CPU time comes first */

G_DEFINE_QUARK (nw-xml-error-quark, nw_xml_error)

typedef struct
{
  const NwXmlHandlers *handlers;
  gpointer             data;
  NwXmlTokens         *tokens;
  GSubprocess         *worker;
  int                  file;
  int                  to;     /* the worker's standard input; -1 once it has everything */
  int                  from;   /* its standard output, owned by the subprocess */
  gint64               left;   /* bytes of the file still to be read */
  char                *piece;
  gsize                piece_length, piece_sent;
} Reading;

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/* However the reading ends, no worker is left behind. */
static void
reading_free (Reading *self)
{
  close_fd (&self->file);
  close_fd (&self->to);
  if (self->worker != NULL)
    {
      g_subprocess_force_exit (self->worker);
      g_subprocess_wait (self->worker, NULL, NULL);
    }
  g_clear_object (&self->worker);
  g_clear_pointer (&self->tokens, nw_xml_tokens_free);
  g_free (self->piece);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
spawn (Reading *self, int input, NwXmlFormat format, const char *schema, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *program = nw_xml_find_worker ();
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, self->left);
  g_autoptr (GError) local = NULL;
  const char *arguments[] = {
    program, format == NW_XML_FORMAT_JSON ? "json" : "xml", "--size", size,
    schema != NULL ? "--schema" : NULL, schema, NULL
  };

  g_subprocess_launcher_take_stdin_fd (launcher, input);
  g_subprocess_launcher_unsetenv (launcher, "XML_CATALOG_FILES");
  g_subprocess_launcher_unsetenv (launcher, "SGML_CATALOG_FILES");
  self->worker = g_subprocess_launcher_spawnv (launcher, arguments, &local);
  if (self->worker == NULL)
    {
      g_set_error (error, NW_XML_ERROR, NW_XML_ERROR_WORKER,
                   _("the process that reads foreign files cannot be started (%s): install the program again"),
                   local->message);
      return FALSE;
    }

  self->from = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->worker)));
  return g_unix_set_fd_nonblocking (self->from, TRUE, error);
}

/* A socket instead of a pipe: writing to a worker that has died must not raise SIGPIPE here. */
static gboolean
start_worker (Reading *self, NwXmlFormat format, const char *schema, GError **error)
{
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, NW_XML_ERROR, NW_XML_ERROR_WORKER,
                   _("the process that reads foreign files cannot be reached (%s): close other programs and try again"),
                   g_strerror (errno));
      return FALSE;
    }

  self->to = ends[0];
  return spawn (self, ends[1], format, schema, error);
}

static gboolean
changed (GError **error)
{
  g_set_error_literal (error, NW_XML_ERROR, NW_XML_ERROR_IO,
                       _("the file changed while it was read: wait until it is complete and try again"));
  return FALSE;
}

/* The next piece of the file; at its end the worker is told so. */
static gboolean
fill_piece (Reading *self, GError **error)
{
  gssize n = read (self->file, self->piece, PIECE);

  if (n < 0 && errno == EINTR)
    return TRUE;
  if (n < 0)
    {
      g_set_error (error, NW_XML_ERROR, NW_XML_ERROR_IO,
                   _("the file cannot be read (%s): check the disk and try again"), g_strerror (errno));
      return FALSE;
    }
  if (n > self->left || (n == 0 && self->left > 0))
    return changed (error);
  if (n == 0)
    close_fd (&self->to);
  else if (self->handlers->bytes != NULL)
    self->handlers->bytes (self->data, (const guchar *) self->piece, n);

  self->left -= n;
  self->piece_length = n;
  self->piece_sent = 0;
  return TRUE;
}

/* A worker that no longer listens has said why, or its end will. */
static gboolean
send_piece (Reading *self, GError **error)
{
  gssize n;

  if (self->piece_sent == self->piece_length && !fill_piece (self, error))
    return FALSE;
  if (self->piece_sent == self->piece_length)
    return TRUE;

  n = send (self->to, self->piece + self->piece_sent, self->piece_length - self->piece_sent,
            MSG_NOSIGNAL | MSG_DONTWAIT);
  if (n >= 0)
    self->piece_sent += n;
  else if (errno != EAGAIN && errno != EINTR)
    close_fd (&self->to);

  return TRUE;
}

static gboolean
explain_death (Reading *self, GError **error)
{
  int number;

  close_fd (&self->to);
  g_subprocess_wait (self->worker, NULL, NULL);
  number = g_subprocess_get_if_signaled (self->worker) ? g_subprocess_get_term_sig (self->worker) : 0;
  if (number == SIGXCPU || number == SIGKILL)
    g_set_error_literal (error, NW_XML_ERROR, NW_XML_ERROR_WORKER,
                         _("reading the file takes too much time or memory: import it in smaller parts"));
  else if (number != 0)
    g_set_error (error, NW_XML_ERROR, NW_XML_ERROR_WORKER,
                 _("the process that reads foreign files crashed at this file (%s): do not trust the file, and report it"),
                 g_strsignal (number));
  else
    g_set_error_literal (error, NW_XML_ERROR, NW_XML_ERROR_WORKER,
                         _("the process that reads foreign files gave up without a word: install the program again"));

  return FALSE;
}

static gboolean
receive (Reading *self, GError **error)
{
  gsize size;
  char *space = nw_xml_tokens_space (self->tokens, &size);
  gssize n = read (self->from, space, size);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return TRUE;
  if (n <= 0)
    return explain_death (self, error);

  return nw_xml_tokens_feed (self->tokens, n, error);
}

/* Both ends at once: neither side ever waits for the other to take what it does not take. */
static gboolean
pump (Reading *self, GCancellable *cancellable, GError **error)
{
  GPollFD fds[3] = { { self->from, G_IO_IN, 0 }, { -1, G_IO_OUT, 0 }, { -1, 0, 0 } };
  gboolean pollable = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fds[2]);
  gboolean ok = TRUE;

  while (ok && !nw_xml_tokens_is_done (self->tokens))
    {
      int n;

      fds[1].fd = self->to;
      fds[0].revents = fds[1].revents = fds[2].revents = 0;
      n = g_poll (fds, 3, PATIENCE);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        ok = FALSE;
      else if (n == 0)
        {
          g_subprocess_force_exit (self->worker);
          ok = explain_death (self, error);
        }
      if (ok && fds[0].revents != 0)
        ok = receive (self, error);
      if (ok && fds[1].revents != 0 && self->to >= 0)
        ok = send_piece (self, error);
    }

  if (pollable)
    g_cancellable_release_fd (cancellable);
  return ok;
}

/**
 * nw_xml_read:
 * @schema_path: (nullable): an XSD of ours that the document must follow; such
 *   documents may be larger
 * @handlers: hear what is in the document
 *
 * Reads the document at @path in a process without rights.
 *
 * The handlers are called on this thread, and before the whole document was
 * seen: whoever stores what they hear must be able to take it back when this
 * fails.
 *
 * Returns: %TRUE, or %FALSE with an NW_XML_ERROR, G_IO_ERROR_CANCELLED, or the
 *   error of a handler
 */
gboolean
nw_xml_read (const char *path, NwXmlFormat format, const char *schema_path,
             const NwXmlHandlers *handlers, gpointer data,
             GCancellable *cancellable, GError **error)
{
  gboolean own = schema_path != NULL && format == NW_XML_FORMAT_XML;
  g_autoptr (Reading) self = g_new0 (Reading, 1);

  g_return_val_if_fail (path != NULL && handlers != NULL, FALSE);

  self->handlers = handlers;
  self->data = data;
  self->file = self->to = -1;
  self->file = nw_xml_open (path, own ? NW_MAX_SIZE_OWN : NW_MAX_SIZE, &self->left, error);
  if (self->file < 0 || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  self->piece = g_malloc (PIECE);
  self->tokens = nw_xml_tokens_new (handlers, data);
  if (!start_worker (self, format, own ? schema_path : NULL, error) || !pump (self, cancellable, error))
    return FALSE;

  /* all of it was parsed, so all of it was read, and nothing was added since */
  return self->left == 0 || changed (error);
}
