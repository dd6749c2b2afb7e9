/* Bytes of HTTP: tokens, hexadecimal digits, escapes. */
#include "http/text.h"

#include <stdint.h>
#include <string.h>

bool http_token_char(char c)
{
    static const uint64_t marks[2] = {
        UINT64_C(0x3FF) << 48 | UINT64_C(1) << '!' | UINT64_C(0x1F) << '#' | UINT64_C(3) << '*' |
            UINT64_C(3) << '-',
        UINT64_C(0x3FFFFFF) << ('A' - 64) | UINT64_C(0x1FFFFFFF) << ('^' - 64) |
            UINT64_C(1) << ('|' - 64) | UINT64_C(1) << ('~' - 64),
    };
    unsigned char u = (unsigned char)c;
    return u < 128 && (marks[u >> 6] >> (u & 63) & 1);
}

int http_hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool http_same(sv s, const char *lower)
{
    if (s.n != strlen(lower)) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        if (c != lower[i]) {
            return false;
        }
    }
    return true;
}

bool http_unescape(sv from, bool plus, char *out, size_t *ret_n)
{
    size_t n = 0;
    for (size_t i = 0; i < from.n; i++) {
        char c = from.p[i];
        if (c == '%') {
            int high = i + 2 < from.n ? http_hex_digit(from.p[i + 1]) : -1;
            int low = i + 2 < from.n ? http_hex_digit(from.p[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        out[n++] = c;
    }
    *ret_n = n;
    return true;
}
