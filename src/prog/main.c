/* dais: the command line. */
#include <sodium.h>
#include <stdio.h>

#include "base/must.h"
#include "prog/commands.h"
#include "sys/fault.h"

struct command {
    const char *name, *args, *what, *text;
    size_t most; /* words */
    int (*run)(struct command_line *l);
};

static const struct command commands[] = {
#define X(n, m, a, w, t)                                                                           \
    {.name = #n, .args = (a), .what = (w), .text = (t), .most = (m), .run = command_##n},
    COMMAND_LIST(X)
#undef X
};
enum { COMMANDS = sizeof commands / sizeof *commands };

int command_failed(err *e)
{
    fprintf(stderr, "dais: %.*s\n", SV_ARG(e->message));
    return EXIT_FAILED;
}

static const struct command *find(sv name)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (sv_is(name, commands[i].name)) {
            return &commands[i];
        }
    }
    return NULL;
}

static void usage(FILE *to, const char *name, const char *args)
{
    fprintf(to, "usage: dais %s [--data DIR]%s%s\n", name, args[0] ? " " : "", args);
}

int command_usage(const char *name)
{
    const struct command *c = find(sv_of(name));
    usage(stderr, name, c ? c->args : "");
    return EXIT_USAGE;
}

static int help_on(const struct command *c)
{
    usage(stdout, c->name, c->args);
    printf("\n%s\n", c->text);
    return EXIT_DONE;
}

static int help(FILE *to)
{
    fprintf(to, "usage: dais COMMAND [--data DIR] …\n\n");
    for (size_t i = 0; i < COMMANDS; i++) {
        fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].what);
    }
    fprintf(to, "\nThe data directory is ./dais-data unless --data names another.\n"
                "dais help COMMAND says more of one, dais(1) of all.\n");
    return to == stdout ? EXIT_DONE : EXIT_USAGE;
}

sv command_option(const struct command_line *l, const char *name)
{
    for (size_t i = 0; i < l->option_count; i++) {
        if (sv_is(l->options[i].name, name)) {
            return l->options[i].value;
        }
    }
    return SV_NONE;
}

void command_option_set(struct command_line *l, sv name, sv value)
{
    size_t i = 0;
    while (i < l->option_count && !sv_eq(l->options[i].name, name)) {
        i++;
    }
    must(i < COMMAND_OPTIONS);
    l->options[i].name = name;
    l->options[i].value = value;
    l->option_count += i == l->option_count;
}

enum takes { TAKES_NOT, TAKES_ALONE, TAKES_VALUE };

/* Whether the arguments name --NAME, and a value after it: "[--live [--speed N]]" has one without
 * and one with. */
static enum takes takes(sv args, sv name)
{
    for (size_t i = 0; i + 2 + name.n <= args.n; i++) {
        sv here = sv_sub(args, i, args.n), after = sv_sub(here, 2 + name.n, 2);
        if (sv_starts(here, SV("--")) && sv_eq(sv_sub(here, 2, name.n), name)) {
            if (after.n == 2 && after.p[0] == ' ' && after.p[1] != '[' && after.p[1] != '-') {
                return TAKES_VALUE;
            }
            if (!after.n || after.p[0] == ']' || after.p[0] == ' ') {
                return TAKES_ALONE;
            }
        }
    }
    return TAKES_NOT;
}

/* Take --NAME, --NAME VALUE or --NAME=VALUE at *i; false for an option that the command does not
 * take, that was given before, or that lacks its value. */
static bool option(struct command_line *l, const char *args, char **argv, int argc, int *i)
{
    sv value = SV_NONE, name = sv_cut(sv_sub(sv_of(argv[*i]), 2, SIZE_MAX), '=', &value);
    bool given = sv_of(argv[*i]).n > 2 + name.n, data = sv_is(name, "data");
    enum takes t = data ? TAKES_VALUE : name.n ? takes(sv_of(args), name) : TAKES_NOT;
    if (t == TAKES_NOT || (t == TAKES_ALONE && given) || command_option(l, sv_cstr(l->a, name)).n ||
        l->option_count == COMMAND_OPTIONS || (t == TAKES_VALUE && !given && *i + 1 >= argc)) {
        return false;
    }
    if (t == TAKES_ALONE) {
        value = SV("yes");
    } else if (!given) {
        value = sv_of(argv[++*i]);
    }
    command_option_set(l, name, value);
    if (data) {
        l->dir = sv_cstr(l->a, value);
    }
    return value.n > 0;
}

/* The command, or what helps with it; its exit status. */
static int run(struct command_line *l, int argc, char **argv)
{
    if (argc < 2) {
        return help(stderr);
    }
    sv name = sv_of(argv[1]);
    bool helps = sv_is(name, "help") || sv_is(name, "--help") || sv_is(name, "-h");
    if (helps && argc == 2) {
        return help(stdout);
    }
    const char *asked = argv[helps ? 2 : 1];
    const struct command *c = find(sv_of(asked));
    if (!c) {
        fprintf(stderr, "dais: there is no command %s; dais help lists them\n", asked);
        return EXIT_USAGE;
    }
    if (helps || (argc > 2 && sv_is(sv_of(argv[2]), "--help"))) {
        return help_on(c);
    }
    for (int i = 2; i < argc; i++) {
        if (sv_starts(sv_of(argv[i]), SV("--"))) {
            if (!option(l, c->args, argv, argc, &i)) {
                return command_usage(c->name);
            }
        } else if (l->n == c->most) {
            return command_usage(c->name);
        } else {
            l->words[l->n++] = sv_of(argv[i]);
        }
    }
    if (sodium_init() < 0) {
        fprintf(stderr, "dais: the library of cryptography does not start\n");
        return EXIT_FAILED;
    }
    int status = c->run(l);
    sys_fault_report();
    return status;
}

int main(int argc, char **argv)
{
    struct command_line l = {.a = arena_open(1 << 14), .dir = "./dais-data"};
    int status = run(&l, argc, argv);
    arena_close(l.a);
    return status;
}
