/* UTF-8 by the table of RFC 3629. */
#include "base/utf8.h"

#include "base/must.h"

/* Length of the well-formed sequence at the start of s, 0 where there is none. */
static size_t sequence(sv s, uint32_t *ret_cp)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (s.n == 0) {
        return 0;
    }
    if (p[0] < 0x80) {
        *ret_cp = p[0];
        return 1;
    }
    size_t n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || s.n < n) {
        return 0;
    }
    uint32_t cp = p[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
        cp = cp << 6 | (p[i] & 0x3Fu);
    }
    if ((n == 3 && (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF))) ||
        (n == 4 && (cp < 0x10000 || cp > 0x10FFFF))) {
        return 0;
    }
    *ret_cp = cp;
    return n;
}

uint32_t utf8_next(sv *s)
{
    uint32_t cp = UINT32_MAX;
    size_t n = sequence(*s, &cp);
    *s = sv_sub(*s, n ? n : 1, s->n);
    return n ? cp : UINT32_MAX;
}

bool utf8_valid(sv s)
{
    uint32_t cp;
    while (s.n) {
        if ((unsigned char)s.p[0] < 0x80) {
            s = (sv){s.p + 1, s.n - 1};
            continue;
        }
        size_t n = sequence(s, &cp);
        if (!n) {
            return false;
        }
        s = (sv){s.p + n, s.n - n};
    }
    return true;
}

bool utf8_plain(sv s)
{
    uint32_t cp;
    while (s.n) {
        size_t n = sequence(s, &cp);
        if (!n || (cp < 0x20 && cp != '\t' && cp != '\n') || (cp >= 0x7F && cp < 0xA0)) {
            return false;
        }
        s = (sv){s.p + n, s.n - n};
    }
    return true;
}

void utf8_put(struct buf *b, uint32_t cp)
{
    must(cp <= 0x10FFFF && !(cp >= 0xD800 && cp <= 0xDFFF));
    if (cp < 0x80) {
        buf_char(b, (char)cp);
        return;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    char *to = buf_room(b, n);
    if (!to) {
        return;
    }
    for (size_t i = n - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    to[0] = (char)((0xF00u >> n & 0xFF) | cp);
    b->n += n;
}
