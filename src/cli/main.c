/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const CliCommand *const families[] = {
  cli_commands_register, cli_commands_record, cli_commands_query, cli_commands_views, cli_commands_exchange,
};

static volatile sig_atomic_t caught;

static void
interrupt_cb (int number)
{
  caught = number;
  nw_store_interrupt ();
}

static const CliCommand *
find_command (const char *name)
{
  for (guint f = 0; f < G_N_ELEMENTS (families); f++)
    for (const CliCommand *command = families[f]; command->name != NULL; command++)
      if (strcmp (command->name, name) == 0)
        return command;
  return NULL;
}

static void
print_commands (void)
{
  g_print ("%s\n\n", _("Usage: nachweisctl COMMAND REGISTER [ARGUMENT…] [OPTION…]"));
  for (guint f = 0; f < G_N_ELEMENTS (families); f++)
    for (const CliCommand *command = families[f]; command->name != NULL; command++)
      g_print ("  %-10s %s\n", command->name, _(command->summary));
  g_print ("\n%s\n", _("Every command takes --on DAY, --lang de|en, --actor NAME, --why TEXT and --help."));
  g_print ("%s\n", _("Exit status: 0 done, 1 the answer is no, 2 wrong usage, 3 input refused, 4 register cannot be opened, 5 system failed."));
}

static GOptionContext *
make_context (const CliCommand *command, Cli *cli)
{
  const GOptionEntry common[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &cli->on, N_("Day that counts as today (YYYY-MM-DD)"), N_("DAY") },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &cli->lang, N_("Language of the text: de or en"), N_("LANGUAGE") },
    { "actor", 0, 0, G_OPTION_ARG_STRING, &cli->actor, N_("Who does it, for the history"), N_("NAME") },
    { "why", 0, 0, G_OPTION_ARG_STRING, &cli->why, N_("Why, for the history"), N_("TEXT") },
    { NULL },
  };
  g_autofree char *usage = g_strconcat (command->name, " ", _(command->arguments), NULL);
  GOptionContext *context = g_option_context_new (usage);
  GOptionGroup *group = g_option_group_new ("nachweis", "", "", NULL, NULL);

  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_group_add_entries (group, common);
  if (command->options != NULL)
    g_option_group_add_entries (group, command->options);
  g_option_context_set_main_group (context, group);
  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_help_enabled (context, FALSE);
  return context;
}

/* The usage line shows the program's name, whatever it was called by. */
static void
print_help (const CliCommand *command)
{
  Cli cli = { 0 };
  g_autoptr (GOptionContext) context = make_context (command, &cli);
  g_autofree char *help = NULL;

  g_set_prgname ("nachweisctl");
  help = g_option_context_get_help (context, TRUE, NULL);
  g_print ("%s", help);
}

static gboolean
has_option (char **argv, const char *option)
{
  for (guint i = 1; argv[i] != NULL && strcmp (argv[i], "--") != 0; i++)
    if (strcmp (argv[i], option) == 0)
      return TRUE;
  return FALSE;
}

/* The language must be known before the first message is made. */
static const char *
find_language (char **argv)
{
  for (guint i = 1; argv[i] != NULL; i++)
    {
      if (g_str_has_prefix (argv[i], "--lang="))
        return argv[i] + strlen ("--lang=");
      if (strcmp (argv[i], "--lang") == 0)
        return argv[i + 1];
    }
  return NULL;
}

static CliStatus
check_args (const CliCommand *command, Cli *cli)
{
  if (cli->lang != NULL && strcmp (cli->lang, "de") != 0 && strcmp (cli->lang, "en") != 0)
    return cli_usage (_("“%s” is not a language here: choose de or en"), cli->lang);
  if (cli->n_args < command->min_args || cli->n_args > command->max_args)
    return cli_usage (_("%s takes: %s"), command->name, _(command->arguments));
  return CLI_DONE;
}

static CliStatus
run_command (const CliCommand *command, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) context = NULL;
  g_auto (GStrv) words = g_strdupv (argv);
  Cli cli = { .command = command->name };
  CliStatus status;

  context = make_context (command, &cli);
  if (!g_option_context_parse_strv (context, &words, &error))
    return cli_usage (_("%s: nachweisctl help %s shows the options"), error->message, command->name);
  /* words[0] is the program, words[1] the command */
  cli.args = words + 2;
  cli.n_args = g_strv_length (words) - 2;
  if (cli.n_args > 0 && strcmp (cli.args[0], "--") == 0)
    cli.args++, cli.n_args--;
  status = check_args (command, &cli);
  if (status == CLI_DONE)
    status = command->run (&cli);
  g_free (cli.on);
  g_free (cli.lang);
  g_free (cli.actor);
  g_free (cli.why);
  return status;
}

static CliStatus
help (const char *name)
{
  const CliCommand *command = name != NULL ? find_command (name) : NULL;

  if (name != NULL && command == NULL)
    return cli_usage (_("there is no command “%s”: nachweisctl --help lists them"), name);
  if (command != NULL)
    print_help (command);
  else
    print_commands ();
  return CLI_DONE;
}

static CliStatus
dispatch (char **argv)
{
  const char *name = argv[0] != NULL ? argv[1] : NULL;
  const CliCommand *command = name != NULL ? find_command (name) : NULL;

  if (has_option (argv, "--version"))
    {
      g_print ("nachweisctl %s\n", NW_VERSION);
      return CLI_DONE;
    }
  if (name == NULL)
    return cli_usage (_("a command is missing: nachweisctl --help lists them"));
  if (strcmp (name, "help") == 0)
    return help (argv[2]);
  if (has_option (argv, "--help") || has_option (argv, "-h"))
    return help (command != NULL ? name : NULL);
  if (command == NULL)
    return cli_usage (_("there is no command “%s”: nachweisctl --help lists them"), name);
  return run_command (command, argv);
}

static void
message_cb (const char *text)
{
  fputs (text, stderr);
}

/* A second Ctrl-C does not wait. */
static void
listen_to_signals (void)
{
  const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = interrupt_cb, .sa_flags = (int) (SA_RESTART | SA_RESETHAND) };
  struct sigaction old;

  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (sigaction (numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
      sigaction (numbers[i], &action, NULL);
}

/* What was printed must have arrived; only a reader that has read enough may
 * go away before. */
static CliStatus
finish_output (CliStatus status)
{
  int error = cli_print_end ();

  if (error == 0 || error == EPIPE)
    return status;
  cli_message (_("the output cannot be written (%s): make room or choose another place"), g_strerror (error));
  return CLI_SYSTEM;
}

/* Who started us shall see that the work was stopped, not that it failed. */
static CliStatus
finish (CliStatus status)
{
  status = finish_output (status);
  if (caught == 0 || status == CLI_DONE)
    return status;
  signal (caught, SIG_DFL);
  raise (caught);
  return status;
}

int
main (int argc, char **argv)
{
  const char *language = find_language (argv);

  nw_language_init (language != NULL && (strcmp (language, "de") == 0 || strcmp (language, "en") == 0) ? language : NULL);
  g_set_prgname ("nachweisctl");
  /* UTF-8 whatever the locale says: it goes into files. */
  g_set_print_handler (cli_print);
  g_set_printerr_handler (message_cb);
  listen_to_signals ();
  return finish (dispatch (argv));
}
