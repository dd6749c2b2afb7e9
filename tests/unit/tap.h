/* The least that a unit test needs: numbered lines of the Test Anything Protocol. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdbool.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"

/* One count for a test of several files. */
WEAK int tap_count, tap_failures;

static inline bool tap_ok(bool passed, const char *file, int line, const char *what)
{
    printf("%sok %d - %s\n", passed ? "" : "not ", ++tap_count, what);
    if (!passed) {
        tap_failures++;
        printf("# failed at %s:%d\n", file, line);
    }
    fflush(stdout);
    return passed;
}

#define ok(x)          tap_ok((x), __FILE__, __LINE__, #x)
#define ok_as(x, what) tap_ok((x), __FILE__, __LINE__, (what))

/* NULL, or the failure shown with its message. */
static inline bool tap_fine(err *e, const char *file, int line, const char *what)
{
    tap_ok(!e, file, line, what);
    if (e) {
        printf("# %.*s\n", SV_ARG(e->message));
    }
    return !e;
}

/* An error of this kind. */
static inline bool tap_fails(err *e, enum err_kind kind, const char *file, int line,
                             const char *what)
{
    return tap_ok(e && e->kind == kind, file, line, what);
}

#define fine(x)        tap_fine((x), __FILE__, __LINE__, #x)
#define fails(x, kind) tap_fails((x), (kind), __FILE__, __LINE__, #x " fails as " #kind)

/* A test that cannot run here, by name, and why. */
static inline void tap_skip(const char *what, const char *why)
{
    printf("ok %d - %s # SKIP %s\n", ++tap_count, what, why);
    fflush(stdout);
}

/* The plan; the value for main to return. */
static inline int tap_done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failures ? 1 : 0;
}

#endif
