/* Assertions of the programmer's own promises: on in every build. */
#ifndef BASE_MUST_H
#define BASE_MUST_H

#include "base/attr.h"

/* End the process, after one line on standard error that names the place. */
NORETURN void must_fail(const char *file, int line, const char *what);

#define must(x) ((x) ? (void)0 : must_fail(__FILE__, __LINE__, #x))

#endif
