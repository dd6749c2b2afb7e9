/* Growing bytes with a maximum. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/must.h"

struct buf buf_make(size_t max)
{
    return (struct buf){.max = max};
}

void buf_free(struct buf *b)
{
    heap_resize(b->p, 0);
    *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->failed = false;
}

char *buf_room(struct buf *b, size_t n)
{
    if (b->failed || n > b->max - b->n) {
        b->failed = true;
        return NULL;
    }
    if (b->size - b->n < n) {
        size_t size = b->size ? b->size : 256;
        while (size - b->n < n) {
            size *= 2;
        }
        b->p = heap_resize(b->p, size);
        b->size = size;
    }
    return b->p + b->n;
}

void buf_put(struct buf *b, const void *p, size_t n)
{
    char *to = n ? buf_room(b, n) : NULL;
    if (to) {
        memcpy(to, p, n);
        b->n += n;
    }
}

void buf_sv(struct buf *b, sv s)
{
    buf_put(b, s.p, s.n);
}

void buf_str(struct buf *b, const char *s)
{
    buf_put(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
    buf_put(b, &c, 1);
}

void buf_i64(struct buf *b, int64_t v)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        digits[--at] = (char)('0' + u % 10);
        u /= 10;
    } while (u);
    if (v < 0) {
        digits[--at] = '-';
    }
    buf_put(b, digits + at, sizeof digits - at);
}

void buf_hex(struct buf *b, const uint8_t *p, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    char *to = n ? buf_room(b, 2 * n) : NULL;
    if (!to) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        to[2 * i] = hex[p[i] >> 4];
        to[2 * i + 1] = hex[p[i] & 15];
    }
    b->n += 2 * n;
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    must(n >= 0);
    char *to = buf_room(b, (size_t)n + 1);
    if (to) {
        vsnprintf(to, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_drop(struct buf *b, size_t n)
{
    must(n <= b->n);
    if (n && n < b->n) {
        memmove(b->p, b->p + n, b->n - n);
    }
    b->n -= n;
}

sv buf_view(const struct buf *b)
{
    return (sv){b->p, b->n};
}

sv buf_dup(struct arena *a, const struct buf *b)
{
    return sv_dup(a, buf_view(b));
}
