/* Base64 as RFC 4648, section 4 has it; no text has two spellings. */
#include "base/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode(char *to, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i += 3) {
        uint32_t v = (uint32_t)p[i] << 16;
        v |= i + 1 < n ? (uint32_t)p[i + 1] << 8 : 0;
        v |= i + 2 < n ? (uint32_t)p[i + 2] : 0;
        *to++ = alphabet[v >> 18];
        *to++ = alphabet[v >> 12 & 63];
        *to++ = i + 1 < n ? alphabet[v >> 6 & 63] : '=';
        *to++ = i + 2 < n ? alphabet[v & 63] : '=';
    }
}

void base64_put(struct buf *b, const void *p, size_t n)
{
    size_t length = (n + 2) / 3 * 4;
    char *to = n ? buf_room(b, length) : NULL;
    if (to) {
        encode(to, p, n);
        b->n += length;
    }
}

sv base64_format(struct arena *a, const void *p, size_t n)
{
    size_t length = (n + 2) / 3 * 4;
    char *to = arena_alloc(a, length + 1);
    encode(to, p, n);
    return (sv){to, length};
}

/* The value of a digit, 64 for '=', 65 for anything else. */
static unsigned digit(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (unsigned)(c - 'A');
    }
    if (c >= 'a' && c <= 'z') {
        return (unsigned)(c - 'a') + 26;
    }
    if (c >= '0' && c <= '9') {
        return (unsigned)(c - '0') + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : c == '=' ? 64 : 65;
}

bool base64_read(sv s, uint8_t *ret, size_t max, size_t *ret_n)
{
    size_t pad = 0;
    if (s.n % 4) {
        return false;
    }
    while (pad < 2 && pad < s.n && s.p[s.n - 1 - pad] == '=') {
        pad++;
    }
    size_t n = s.n / 4 * 3 - pad;
    if (n > max) {
        return false;
    }
    for (size_t i = 0; i < s.n - pad; i++) {
        if (digit(s.p[i]) > 63) {
            return false;
        }
    }
    if (pad && (digit(s.p[s.n - 1 - pad]) & (pad == 2 ? 15 : 3))) {
        return false;
    }
    for (size_t i = 0, at = 0; i < s.n; i += 4) {
        uint32_t v = 0;
        for (size_t k = 0; k < 4; k++) {
            v = v << 6 | (digit(s.p[i + k]) & 63);
        }
        for (size_t k = 0; k < 3 && at < n; k++) {
            ret[at++] = (uint8_t)(v >> (16 - 8 * k));
        }
    }
    *ret_n = n;
    return true;
}
