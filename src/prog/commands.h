/* The command line. */
#ifndef PROG_COMMANDS_H
#define PROG_COMMANDS_H

#include "base/err.h"
#include "prog/commands.tbl.h"

enum exit_status {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_ANSWERED_NO = 3,
    EXIT_NOT_ESTABLISHED = 4
};

enum { COMMAND_WORDS = 64, COMMAND_OPTIONS = 24 };

/* The words of a command line, taken apart: the options that the command's arguments in
 * COMMAND_LIST name, given as --name VALUE or --name=VALUE, each once; the rest in order, no more
 * of them than the command takes. */
struct command_line {
    struct arena *a;
    const char *dir; /* --data, ./dais-data by default */
    sv words[COMMAND_WORDS];
    size_t n;
    struct {
        sv name, value; /* a value is never empty; of an option without one it is "yes" */
    } options[COMMAND_OPTIONS];
    size_t option_count;
};

#define X(name, most, args, what, text) int command_##name(struct command_line *l);
COMMAND_LIST(X)
#undef X

/* The value of this option; empty where it is not given. */
sv command_option(const struct command_line *l, const char *name);
/* Give the option this value, in place of what it had; the empty one takes it back. */
void command_option_set(struct command_line *l, sv name, sv value);
/* Make an account, or what else `dais user` does with one, and print what came of it. */
MUST err *command_manage(struct command_line *l, sv what, sv account);
/* Serve the directory until told to end; the exit status. */
int command_serve_now(struct command_line *l);
/* One line on standard error; returns EXIT_FAILED. */
int command_failed(err *e);
/* "usage: dais NAME …" on standard error; returns EXIT_USAGE. */
int command_usage(const char *name);

#endif
