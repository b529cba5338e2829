/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>

static const CliCommand *const families[] = {
  cli_commands_register, cli_commands_record, cli_commands_query, cli_commands_exchange,
};

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
    return cli_usage ("%s", error->message);
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

/* What is printed goes into files and pipes: UTF-8 even where the locale
 * says nothing of it. */
static void
print_error (const char *text)
{
  fputs (text, stderr);
}

int
main (int argc, char **argv)
{
  const CliCommand *command;
  const char *language = find_language (argv);
  const char *name;

  nw_language_init (language != NULL && (strcmp (language, "de") == 0 || strcmp (language, "en") == 0) ? language : NULL);
  g_set_prgname ("nachweisctl");
  g_set_print_handler (cli_print);
  g_set_printerr_handler (print_error);
  if (has_option (argv, "--version"))
    {
      g_print ("nachweisctl %s\n", NW_VERSION);
      return CLI_DONE;
    }
  name = argc > 1 ? argv[1] : NULL;
  if (name == NULL)
    {
      print_commands ();
      return CLI_USAGE;
    }
  if (strcmp (name, "help") == 0)
    return help (argv[2]);
  command = find_command (name);
  if (has_option (argv, "--help") || has_option (argv, "-h"))
    return help (command != NULL ? name : NULL);
  if (command == NULL)
    return cli_usage (_("there is no command “%s”: nachweisctl --help lists them"), name);
  return run_command (command, argv);
}
