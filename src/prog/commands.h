/* The command line. */
#ifndef PROG_COMMANDS_H
#define PROG_COMMANDS_H

#include "base/err.h"
#include "prog/commands.tbl.h"

enum exit_status { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_ANSWERED_NO = 3 };

/* The words of a command line, taken apart: options given as --name VALUE or --name=VALUE, the rest
 * in order. */
struct command_line {
    struct arena *a;
    const char *dir; /* --data, ./dais-data by default */
    sv words[64];
    size_t n;
    sv role, body, member, name, origin; /* empty where not given */
    bool acts;
};

#define X(name, args, what, text) int command_##name(struct command_line *l);
COMMAND_LIST(X)
#undef X

/* One line on standard error; returns EXIT_FAILED. */
int command_failed(err *e);
/* "usage: dais NAME …" on standard error; returns EXIT_USAGE. */
int command_usage(const char *name);

#endif
