/* The end of a process whose own promise was broken. */
#include "base/must.h"

#include <stdio.h>
#include <stdlib.h>

void must_fail(const char *file, int line, const char *what)
{
    fprintf(stderr, "dais: %s:%d: a promise of the program was broken: %s\n", file, line, what);
    abort();
}
