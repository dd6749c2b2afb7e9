/* Addresses: built from parts, or checked. */
#include "view/out.h"

#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"

enum { URL_WRITTEN_BYTES = 3 * LIMIT_URL_BYTES }; /* when each byte becomes %XX */

static bool unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

static void percent(struct buf *b, char c)
{
    static const char hex[] = "0123456789ABCDEF";
    unsigned char u = (unsigned char)c;
    buf_char(b, '%');
    buf_char(b, hex[u >> 4]);
    buf_char(b, hex[u & 15]);
}

/* One piece of a path, or of a query where nothing needs to be there. */
static void encode(struct buf *b, sv piece, bool query)
{
    if (!query && (!piece.n || sv_is(piece, ".") || sv_is(piece, ".."))) {
        buf_char(b, '-');
        return;
    }
    for (size_t i = 0; i < piece.n; i++) {
        if (unreserved(piece.p[i])) {
            buf_char(b, piece.p[i]);
        } else {
            percent(b, piece.p[i]);
        }
    }
}

static void encode_pieces(struct buf *b, sv part, bool query)
{
    for (;;) {
        size_t at = sv_find(part, '/');
        encode(b, sv_sub(part, 0, at), query);
        if (at == part.n) {
            return;
        }
        buf_char(b, '/');
        part = sv_sub(part, at + 1, part.n);
    }
}

url url_path_parts(struct arena *a, sv pattern, const sv *parts, size_t n)
{
    must(sv_starts(pattern, SV("/")) && !sv_starts(pattern, SV("//")));
    if (!n) {
        must(sv_find(pattern, '{') == pattern.n);
        return (url){pattern};
    }
    struct buf b = buf_make(SIZE_MAX / 2);
    size_t used = 0;
    bool query = false;
    for (size_t i = 0; i < pattern.n; i++) {
        char c = pattern.p[i];
        sv rest = sv_sub(pattern, i, 3);
        query = query || c == '?' || c == '#';
        if (sv_starts(rest, SV("{}"))) {
            must(used < n);
            encode(&b, parts[used++], query);
            i += 1;
        } else if (sv_starts(rest, SV("{/}"))) {
            must(used < n);
            encode_pieces(&b, parts[used++], query);
            i += 2;
        } else {
            must(c != '{' && c != '}');
            buf_char(&b, c);
        }
    }
    must(used == n);
    url u = {buf_dup(a, &b)};
    buf_free(&b);
    return u;
}

/* The part after a scheme written in any case, or an empty view. */
static bool after_scheme(sv s, const char *scheme, sv *ret)
{
    sv want = sv_of(scheme);
    if (s.n < want.n) {
        return false;
    }
    for (size_t i = 0; i < want.n; i++) {
        char c = s.p[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (c != want.p[i]) {
            return false;
        }
    }
    *ret = sv_sub(s, want.n, s.n);
    return true;
}

static bool host_ok(sv rest)
{
    size_t n = 0;
    while (n < rest.n && rest.p[n] != '/' && rest.p[n] != '?' && rest.p[n] != '#') {
        char c = rest.p[n++];
        if (!unreserved(c) && c != ':' && c != '[' && c != ']') {
            return false;
        }
    }
    return n > 0 && rest.p[0] != ':';
}

err *url_check(struct arena *a, sv s, url *ret)
{
    sv rest;
    if (s.n > LIMIT_URL_BYTES) {
        return err_make(a, E_LIMIT, "an address has at most %d bytes", LIMIT_URL_BYTES);
    }
    if (!utf8_valid(s)) {
        return err_make(a, E_INVALID, "an address is UTF-8 text");
    }
    bool site = sv_starts(s, SV("/")) && !sv_starts(s, SV("//"));
    bool web = after_scheme(s, "https://", &rest) || after_scheme(s, "http://", &rest);
    bool mail = !web && after_scheme(s, "mailto:", &rest) && rest.n > 0;
    if (!site && !web && !mail) {
        return err_make(a, E_INVALID, "an address begins with /, http://, https:// or mailto:");
    }
    if (web && !host_ok(rest)) {
        return err_make(a, E_INVALID, "after http:// or https:// comes the plain name of a host");
    }
    struct buf b = buf_make(URL_WRITTEN_BYTES);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c == 0x7f || c == '"' || c == '\'' || c == '<' || c == '>' || c == '\\' ||
            c == '^' || c == '`' || c == '{' || c == '|' || c == '}') {
            buf_free(&b);
            return err_make(
                a, E_INVALID,
                "an address holds no space, quote, bracket, backslash or control character; "
                "percent-encode it");
        }
        if (c < 0x80) {
            buf_char(&b, (char)c);
        } else {
            percent(&b, (char)c);
        }
    }
    *ret = (url){buf_dup(a, &b)};
    buf_free(&b);
    return NULL;
}
