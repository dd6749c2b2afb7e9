/* The bounded pull parser of RFC 8259. */
#include "base/json.h"

#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"

enum { IN_OBJECT = 1, SEEN_VALUE = 2, KEY_WAITS = 4 };
static const int64_t INT_MAX_EXACT = (INT64_C(1) << 53) - 1;

struct json json_open(struct arena *a, sv in)
{
    return (struct json){.a = a, .in = in, .max_depth = LIMIT_JSON_DEPTH};
}

void json_place(const struct json *j, size_t *ret_line, size_t *ret_column)
{
    size_t line = 1, start = 0;
    for (size_t i = 0; i < j->at && i < j->in.n; i++) {
        if (j->in.p[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    *ret_line = line;
    *ret_column = j->at - start + 1;
}

static err *bad(struct json *j, enum err_kind kind, const char *what)
{
    size_t line, column;
    json_place(j, &line, &column);
    return err_make(j->a, kind, "line %zu, column %zu: %s", line, column, what);
}

static void skip_space(struct json *j)
{
    while (j->at < j->in.n) {
        char c = j->in.p[j->at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            return;
        }
        j->at++;
    }
}

static int peek(const struct json *j)
{
    return j->at < j->in.n ? (unsigned char)j->in.p[j->at] : -1;
}

static bool hex4(struct json *j, uint32_t *ret)
{
    uint32_t v = 0;
    if (j->in.n - j->at < 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        char c = j->in.p[j->at + (size_t)i];
        uint32_t d;
        if (c >= '0' && c <= '9') {
            d = (uint32_t)(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            d = (uint32_t)(c - 'a' + 10);
        } else if (c >= 'A' && c <= 'F') {
            d = (uint32_t)(c - 'A' + 10);
        } else {
            return false;
        }
        v = v << 4 | d;
    }
    j->at += 4;
    *ret = v;
    return true;
}

static err *escape(struct json *j, struct buf *out)
{
    int c = peek(j);
    j->at++;
    switch (c) {
    case '"': buf_char(out, '"'); return NULL;
    case '\\': buf_char(out, '\\'); return NULL;
    case '/': buf_char(out, '/'); return NULL;
    case 'b': buf_char(out, '\b'); return NULL;
    case 'f': buf_char(out, '\f'); return NULL;
    case 'n': buf_char(out, '\n'); return NULL;
    case 'r': buf_char(out, '\r'); return NULL;
    case 't': buf_char(out, '\t'); return NULL;
    case 'u': break;
    default: return bad(j, E_INVALID, "an unknown escape in a string");
    }
    uint32_t cp, low;
    if (!hex4(j, &cp)) {
        return bad(j, E_INVALID, "\\u needs four hexadecimal digits");
    }
    if (cp >= 0xD800 && cp <= 0xDBFF) {
        if (j->in.n - j->at < 6 || j->in.p[j->at] != '\\' || j->in.p[j->at + 1] != 'u') {
            return bad(j, E_INVALID, "half of a surrogate pair");
        }
        j->at += 2;
        if (!hex4(j, &low) || low < 0xDC00 || low > 0xDFFF) {
            return bad(j, E_INVALID, "half of a surrogate pair");
        }
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    } else if (cp >= 0xDC00 && cp <= 0xDFFF) {
        return bad(j, E_INVALID, "half of a surrogate pair");
    }
    utf8_put(out, cp);
    return NULL;
}

static err *string_slow(struct json *j, size_t start, struct buf *out)
{
    buf_put(out, j->in.p + start, j->at - start);
    for (;;) {
        int c = peek(j);
        if (c < 0) {
            return bad(j, E_INVALID, "a string without its closing quote");
        }
        if (c < 0x20) {
            return bad(j, E_INVALID, "a control character in a string must be escaped");
        }
        j->at++;
        if (c == '"') {
            return NULL;
        }
        if (c == '\\') {
            TRY(escape(j, out));
        } else {
            buf_char(out, (char)c);
        }
    }
}

static err *string(struct json *j)
{
    size_t start = ++j->at;
    while (j->at < j->in.n) {
        unsigned char c = (unsigned char)j->in.p[j->at];
        if (c == '"') {
            j->text = (sv){j->in.p + start, j->at - start};
            j->at++;
            return utf8_valid(j->text) ? NULL : bad(j, E_INVALID, "a string that is not UTF-8");
        }
        if (c == '\\' || c < 0x20) {
            break;
        }
        j->at++;
    }
    struct buf out = buf_make(j->in.n + 8);
    err *e = string_slow(j, start, &out);
    j->text = buf_dup(j->a, &out);
    buf_free(&out);
    TRY(e);
    return utf8_valid(j->text) ? NULL : bad(j, E_INVALID, "a string that is not UTF-8");
}

static bool digit(int c)
{
    return c >= '0' && c <= '9';
}

static err *number(struct json *j, enum json_token *ret)
{
    size_t start = j->at;
    bool real = false;
    if (peek(j) == '-') {
        j->at++;
    }
    if (!digit(peek(j))) {
        return bad(j, E_INVALID, "a number needs a digit here");
    }
    if (peek(j) == '0') {
        j->at++;
    } else {
        while (digit(peek(j))) {
            j->at++;
        }
    }
    if (peek(j) == '.') {
        real = true;
        j->at++;
        if (!digit(peek(j))) {
            return bad(j, E_INVALID, "a number needs a digit after its point");
        }
        while (digit(peek(j))) {
            j->at++;
        }
    }
    if (peek(j) == 'e' || peek(j) == 'E') {
        real = true;
        j->at++;
        if (peek(j) == '+' || peek(j) == '-') {
            j->at++;
        }
        if (!digit(peek(j))) {
            return bad(j, E_INVALID, "a number needs a digit in its exponent");
        }
        while (digit(peek(j))) {
            j->at++;
        }
    }
    j->text = (sv){j->in.p + start, j->at - start};
    bool whole = !real && sv_i64(j->text, &j->number) && j->number <= INT_MAX_EXACT &&
                 j->number >= -INT_MAX_EXACT && !sv_is(j->text, "-0");
    *ret = whole ? JSON_INT : JSON_REAL;
    return NULL;
}

static err *word(struct json *j, const char *w, enum json_token token, enum json_token *ret)
{
    if (!sv_starts(sv_sub(j->in, j->at, j->in.n), sv_of(w))) {
        return bad(j, E_INVALID, "neither true, false nor null");
    }
    j->at += strlen(w);
    *ret = token;
    return NULL;
}

static err *opening(struct json *j, enum json_token token, enum json_token *ret)
{
    if (j->depth >= j->max_depth || j->depth >= (int)sizeof j->stack - 1) {
        return bad(j, E_LIMIT, "nested too deeply");
    }
    j->at++;
    j->depth++;
    j->stack[j->depth] = token == JSON_OBJECT ? IN_OBJECT : 0;
    *ret = token;
    return NULL;
}

static err *value(struct json *j, enum json_token *ret)
{
    j->stack[j->depth] = (uint8_t)((j->stack[j->depth] & ~KEY_WAITS) | SEEN_VALUE);
    switch (peek(j)) {
    case '{': return opening(j, JSON_OBJECT, ret);
    case '[': return opening(j, JSON_ARRAY, ret);
    case '"': *ret = JSON_STRING; return string(j);
    case 't': return word(j, "true", JSON_TRUE, ret);
    case 'f': return word(j, "false", JSON_FALSE, ret);
    case 'n': return word(j, "null", JSON_NULL, ret);
    case -1: return bad(j, E_INVALID, "the text ends where a value should stand");
    default: return number(j, ret);
    }
}

/* What may follow inside an object or array: its end, or a comma and the next value. */
static err *inside(struct json *j, enum json_token *ret)
{
    bool object = j->stack[j->depth] & IN_OBJECT;
    if (j->stack[j->depth] & KEY_WAITS) {
        return value(j, ret);
    }
    if (peek(j) == (object ? '}' : ']')) {
        j->at++;
        j->depth--;
        *ret = object ? JSON_OBJECT_END : JSON_ARRAY_END;
        return NULL;
    }
    if (j->stack[j->depth] & SEEN_VALUE) {
        if (peek(j) != ',') {
            return bad(j, E_INVALID,
                       object ? "a comma or } is missing" : "a comma or ] is missing");
        }
        j->at++;
        skip_space(j);
    }
    if (!object) {
        return value(j, ret);
    }
    if (peek(j) != '"') {
        return bad(j, E_INVALID, "a key in quotes should stand here");
    }
    TRY(string(j));
    skip_space(j);
    if (peek(j) != ':') {
        return bad(j, E_INVALID, "a colon is missing after a key");
    }
    j->at++;
    j->stack[j->depth] |= KEY_WAITS;
    *ret = JSON_KEY;
    return NULL;
}

err *json_next(struct json *j, enum json_token *ret)
{
    skip_space(j);
    if (j->depth > 0) {
        return inside(j, ret);
    }
    if (!(j->stack[0] & SEEN_VALUE)) {
        return value(j, ret);
    }
    if (j->at < j->in.n) {
        return bad(j, E_INVALID, "something follows the end of the JSON text");
    }
    *ret = JSON_END;
    return NULL;
}
