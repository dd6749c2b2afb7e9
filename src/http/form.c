/* Forms, query strings, header lines and cookies. */
#include "http/form.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "http/text.h"

/* ---- in ---- */

static err *decode(struct arena *a, sv raw, sv name, sv *ret)
{
    if (raw.n == 0) {
        *ret = raw;
        return NULL;
    }
    if (!memchr(raw.p, '%', raw.n) && !memchr(raw.p, '+', raw.n) && utf8_plain(raw)) {
        *ret = raw;
        return NULL;
    }
    char *p = arena_alloc(a, raw.n);
    size_t n, kept = 0;
    if (!http_unescape(raw, true, p, &n)) {
        return err_field(a, name, "The form holds a broken %%-escape; please send it again.");
    }
    for (size_t i = 0; i < n; i++) {
        if (!(p[i] == '\r' && i + 1 < n && p[i + 1] == '\n')) {
            p[kept++] = p[i];
        }
    }
    *ret = (sv){p, kept};
    if (!utf8_plain(*ret)) {
        return err_field(a, name,
                         "The form holds bytes that are no plain text; please type them anew.");
    }
    return NULL;
}

err *http_form_parse(struct arena *a, sv text, struct http_form *ret)
{
    if (text.n > LIMIT_FORM_BYTES) {
        return err_make(a, E_LIMIT, "The form is longer than %d bytes; please shorten its texts.",
                        LIMIT_FORM_BYTES);
    }
    size_t n = 0;
    for (sv rest = text; rest.n;) {
        n += sv_cut(rest, '&', &rest).n > 0;
    }
    if (n > LIMIT_FORM_FIELDS) {
        return err_make(a, E_LIMIT, "The form has more than %d fields; please send fewer.",
                        LIMIT_FORM_FIELDS);
    }
    struct http_form f = {.pairs = arena_array(a, struct http_pair, n)};
    for (sv rest = text; rest.n;) {
        sv value, piece = sv_cut(rest, '&', &rest);
        if (piece.n) {
            struct http_pair *pair = &f.pairs[f.n++];
            sv name = sv_cut(piece, '=', &value);
            TRY(decode(a, name, SV_NONE, &pair->name));
            TRY(decode(a, value, pair->name, &pair->value));
        }
    }
    *ret = f;
    return NULL;
}

static const struct http_pair *find(const struct http_form *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++) {
        if (sv_is(f->pairs[i].name, name)) {
            return &f->pairs[i];
        }
    }
    return NULL;
}

sv http_form_get(const struct http_form *f, const char *name)
{
    const struct http_pair *pair = find(f, name);
    return pair ? pair->value : SV_NONE;
}

bool http_form_has(const struct http_form *f, const char *name)
{
    return find(f, name) != NULL;
}

/* ---- out ---- */

void http_url_put(struct buf *out, sv s)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned char lower = c | 0x20;
        if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c))) {
            buf_char(out, (char)c);
        } else {
            const char escape[3] = {'%', hex[c >> 4], hex[c & 15]};
            buf_put(out, escape, sizeof escape);
        }
    }
}

void http_query_put(struct buf *out, sv name, sv value)
{
    buf_char(out, out->n && memchr(out->p, '?', out->n) ? '&' : '?');
    http_url_put(out, name);
    buf_char(out, '=');
    http_url_put(out, value);
}

void http_header_put(struct buf *headers, const char *name, sv value)
{
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        if (c < 0x20 || c == 0x7F) {
            headers->failed = true;
        }
    }
    buf_str(headers, name);
    buf_put(headers, ": ", 2);
    buf_sv(headers, value);
    buf_put(headers, "\r\n", 2);
}

/* A cookie's name is a token, its value RFC 6265's cookie-octets. */
static bool cookie_fits(const struct http_cookie *c)
{
    for (size_t i = 0; i < c->name.n; i++) {
        if (!http_token_char(c->name.p[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < c->value.n; i++) {
        char v = c->value.p[i];
        if (v <= ' ' || v > '~' || strchr("\",;\\", v)) {
            return false;
        }
    }
    return c->name.n > 0;
}

void http_cookie_put(struct buf *headers, const struct http_cookie *c)
{
    if (!cookie_fits(c)) {
        headers->failed = true;
        return;
    }
    buf_str(headers, "Set-Cookie: ");
    buf_sv(headers, c->name);
    buf_char(headers, '=');
    buf_sv(headers, c->value);
    buf_str(headers, "; Path=");
    buf_str(headers, c->path ? c->path : "/");
    if (c->max_age_s >= 0) {
        buf_str(headers, "; Max-Age=");
        buf_i64(headers, c->max_age_s);
    }
    buf_str(headers, "; SameSite=Lax");
    buf_str(headers, c->secure ? "; Secure" : "");
    buf_str(headers, c->readable ? "" : "; HttpOnly");
    buf_put(headers, "\r\n", 2);
}
