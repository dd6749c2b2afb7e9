/* Errors as values. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

/* One line of valid text, whatever of an input is quoted in it. */
static void clean(char *p, size_t n)
{
    for (sv rest = {p, n}; rest.n;) {
        char *at = p + (n - rest.n);
        if (utf8_next(&rest) == UINT32_MAX || (unsigned char)*at < 0x20) {
            *at = '?';
        }
    }
}

static sv clean_dup(struct arena *a, sv s)
{
    char *p = arena_alloc(a, s.n + 1);
    if (s.n) {
        memcpy(p, s.p, s.n);
        clean(p, s.n);
    }
    return (sv){p, s.n};
}

static sv message_of(struct arena *a, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    must(n >= 0);
    char *p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    clean(p, (size_t)n);
    return (sv){p, (size_t)n};
}

static struct err *err_new(struct arena *a, struct err value)
{
    struct err *e = arena_new(a, struct err);
    *e = value;
    return e;
}

err *(err_make)(struct arena *a, enum err_kind kind, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    sv message = message_of(a, fmt, ap);
    va_end(ap);
    return err_new(a, (struct err){.kind = kind, .message = message});
}

err *(err_field)(struct arena *a, sv field, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    sv message = message_of(a, fmt, ap);
    va_end(ap);
    return err_new(
        a, (struct err){.kind = E_INVALID, .message = message, .field = clean_dup(a, field)});
}

err *(err_rule)(struct arena *a, enum err_kind kind, sv rule, sv citation, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    sv message = message_of(a, fmt, ap);
    va_end(ap);
    return err_new(a, (struct err){.kind = kind,
                                   .message = message,
                                   .rule = sv_dup(a, rule),
                                   .citation = sv_dup(a, citation)});
}

err *(err_about)(struct arena *a, err *e, sv field)
{
    struct err *copy = err_new(a, *e);
    copy->field = clean_dup(a, field);
    return copy;
}

err *(err_dup)(struct arena *a, err *e)
{
    return err_new(a, (struct err){.kind = e->kind,
                                   .message = sv_dup(a, e->message),
                                   .field = sv_dup(a, e->field),
                                   .rule = sv_dup(a, e->rule),
                                   .citation = sv_dup(a, e->citation)});
}
