/* sv: a borrowed view of bytes, not NUL-ended.  All text inside the program is valid UTF-8. */
#ifndef BASE_SV_H
#define BASE_SV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"

typedef struct sv {
    const char *p;
    size_t n;
} sv;

#define SV(literal) ((sv){"" literal, sizeof(literal) - 1})
/* The same for the initializers of static tables. */
#define SV_INIT(literal)                                                                           \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }
#define SV_NONE ((sv){NULL, 0})
/* For printf: "%.*s", SV_ARG(s) */
#define SV_ARG(s) (int)(s).n, (s).p

/* The view of a NUL-ended string; NULL gives the empty view. */
sv sv_of(const char *s);
bool sv_eq(sv a, sv b);
bool sv_is(sv a, const char *s);
bool sv_starts(sv s, sv prefix);
bool sv_ends(sv s, sv suffix);
/* Order by unsigned bytes, as memcmp; a prefix comes first. */
int sv_cmp(sv a, sv b);
/* Index of the first c, or s.n. */
size_t sv_find(sv s, char c);
/* The part of s from `from` on (both clamped to s). */
sv sv_sub(sv s, size_t from, size_t n);
/* Cut off and return the part before the first `c`; *rest is what follows it, empty when there is
 * none. */
sv sv_cut(sv s, char c, sv *rest);
/* Without leading and trailing spaces and tabs. */
sv sv_trim(sv s);
/* A copy in the arena, which is also NUL-ended for calls of the system. */
sv sv_dup(struct arena *a, sv s);
/* A NUL-ended copy for calls of the system. */
NONNULL const char *sv_cstr(struct arena *a, sv s);
/* printf into the arena. */
PRINTF(2, 3) sv sv_fmt(struct arena *a, const char *fmt, ...);
/* Decimal digits only, no sign, no leading zero but "0"; false when s is anything else or too
 * large. */
MUST bool sv_u64(sv s, uint64_t *ret);
/* As sv_u64, with an optional '-'. */
MUST bool sv_i64(sv s, int64_t *ret);

#endif
