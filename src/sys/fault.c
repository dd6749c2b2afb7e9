#define _GNU_SOURCE
/* The fault gate of test builds. */
#include "sys/fault.h"

#ifdef DAIS_TESTING

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const names[FAULT_KINDS] = {"write", "short-write", "fsync", "read",  "open",
                                               "sql",   "commit-lost", "kill",  "alloc", "rename"};
static struct {
    bool read, persist;
    int kind;
    unsigned long at, counts[FAULT_KINDS];
} gate = {.kind = -1};

static void read_environment(void)
{
    gate.read = true;
    const char *spec = getenv("DAIS_FAULT");
    if (!spec || !*spec) {
        return;
    }
    size_t word = strcspn(spec, " ");
    for (int k = 0; k < FAULT_KINDS; k++) {
        if (strlen(names[k]) == word && strncmp(names[k], spec, word) == 0) {
            gate.kind = k;
        }
    }
    char *mode;
    gate.at = strtoul(spec + word, &mode, 10);
    mode += strspn(mode, " ");
    gate.persist = strcmp(mode, "persist") == 0;
    bool once = !*mode || strcmp(mode, "once") == 0;
    if (gate.kind < 0 || gate.at == 0 || (!once && !gate.persist)) {
        fputs("fault-gate: DAIS_FAULT is not \"<kind> <n> [once|persist]\"\n", stderr);
        _exit(2);
    }
}

static bool hit(int kind)
{
    unsigned long n = ++gate.counts[kind];
    return gate.kind == kind && (n == gate.at || (gate.persist && n > gate.at));
}

bool sys_fault(enum fault_kind kind)
{
    if (!gate.read) {
        read_environment();
    }
    if (kind != FAULT_KILL && hit(FAULT_KILL)) {
        kill(getpid(), SIGKILL);
    }
    return hit((int)kind);
}

void sys_fault_report(void)
{
    if (!getenv("DAIS_FAULT_COUNT")) {
        return;
    }
    fprintf(stderr, "fault-gate");
    for (int k = 0; k < FAULT_KINDS; k++) {
        fprintf(stderr, " %s=%lu", names[k], gate.counts[k]);
    }
    fprintf(stderr, "\n");
}

#endif
