/* dais: the command line. */
#include <sodium.h>
#include <stdio.h>

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

/* Take --NAME or --NAME=VALUE at *i; false for an option that is not known or lacks its value. */
static bool option(struct command_line *l, char **argv, int argc, int *i)
{
    sv value = SV_NONE, name = sv_sub(sv_of(argv[*i]), 2, 256);
    size_t eq = sv_find(name, '=');
    bool given = eq < name.n;
    if (given) {
        value = sv_sub(name, eq + 1, name.n);
        name = sv_sub(name, 0, eq);
    }
    if (sv_is(name, "acts") || sv_is(name, "live")) {
        *(sv_is(name, "acts") ? &l->acts : &l->live) = true;
        return !given;
    }
    struct {
        const char *name;
        sv *to;
    } texts[] = {{"role", &l->role}, {"body", &l->body},     {"member", &l->member},
                 {"name", &l->name}, {"origin", &l->origin}, {"speed", &l->speed}};
    sv data = SV_NONE, *to = sv_is(name, "data") ? &data : NULL;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        to = sv_is(name, texts[k].name) ? texts[k].to : to;
    }
    if (!to || (!given && *i + 1 >= argc)) {
        return false;
    }
    *to = given ? value : sv_of(argv[++*i]);
    if (to == &data) {
        l->dir = sv_cstr(l->a, data);
    }
    return to->n > 0;
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
            if (!option(l, argv, argc, &i)) {
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
