/* Borrowed views of bytes. */
#include "base/sv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/must.h"

sv sv_of(const char *s)
{
    return s ? (sv){s, strlen(s)} : SV_NONE;
}

bool sv_eq(sv a, sv b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool sv_is(sv a, const char *s)
{
    return sv_eq(a, sv_of(s));
}

bool sv_starts(sv s, sv prefix)
{
    return s.n >= prefix.n && sv_eq((sv){s.p, prefix.n}, prefix);
}

bool sv_ends(sv s, sv suffix)
{
    return s.n >= suffix.n && sv_eq(sv_sub(s, s.n - suffix.n, suffix.n), suffix);
}

int sv_cmp(sv a, sv b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

size_t sv_find(sv s, char c)
{
    const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
    return hit ? (size_t)(hit - s.p) : s.n;
}

sv sv_sub(sv s, size_t from, size_t n)
{
    if (from >= s.n) {
        return SV_NONE;
    }
    return (sv){s.p + from, n < s.n - from ? n : s.n - from};
}

sv sv_cut(sv s, char c, sv *rest)
{
    size_t i = sv_find(s, c);
    *rest = sv_sub(s, i + 1, s.n);
    return (sv){s.p, i};
}

sv sv_trim(sv s)
{
    while (s.n && (s.p[0] == ' ' || s.p[0] == '\t')) {
        s.p++;
        s.n--;
    }
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')) {
        s.n--;
    }
    return s;
}

sv sv_dup(struct arena *a, sv s)
{
    char *p = arena_alloc(a, s.n + 1);
    if (s.n) {
        memcpy(p, s.p, s.n);
    }
    return (sv){p, s.n};
}

const char *sv_cstr(struct arena *a, sv s)
{
    return sv_dup(a, s).p;
}

sv sv_fmt(struct arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    must(n >= 0);
    char *p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (sv){p, (size_t)n};
}

bool sv_u64(sv s, uint64_t *ret)
{
    if (s.n == 0 || s.n > 20 || (s.p[0] == '0' && s.n > 1)) {
        return false;
    }
    uint64_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
        unsigned digit = (unsigned)(s.p[i] - '0');
        if (v > (UINT64_MAX - digit) / 10) {
            return false;
        }
        v = v * 10 + digit;
    }
    *ret = v;
    return true;
}

bool sv_i64(sv s, int64_t *ret)
{
    bool minus = s.n && s.p[0] == '-';
    uint64_t v;
    if (!sv_u64(minus ? sv_sub(s, 1, s.n) : s, &v) || v > INT64_MAX) {
        return false;
    }
    *ret = minus ? -(int64_t)v : (int64_t)v;
    return true;
}
