/* The typed ways into a page and into its JSON. */
#include "view/out.h"

#include <string.h>

#include "base/limits.h"

struct out out_open(sv lang, const struct out_words *words)
{
    return (struct out){.b = buf_make(LIMIT_PAGE_BYTES), .lang = lang, .words = words};
}

void out_close(struct out *o)
{
    buf_free(&o->b);
}

err *out_done(struct arena *a, const struct out *o, sv *ret)
{
    if (o->b.failed) {
        return err_make(a, E_LIMIT, "the page would be larger than %d bytes; ask for a part of it",
                        LIMIT_PAGE_BYTES);
    }
    *ret = buf_dup(a, &o->b);
    return NULL;
}

sv out_tr(const struct out *o, sv english)
{
    size_t from = 0, to = o->words ? o->words->n : 0;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const struct out_word *w = &o->words->words[middle];
        int order = sv_cmp(w->english, english);
        if (order == 0) {
            return w->said.n ? w->said : english;
        }
        *(order < 0 ? &from : &to) = order < 0 ? middle + 1 : middle;
    }
    return english;
}

/* ---- HTML ---- */

static const char *reference(unsigned char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\t':
    case '\n':
    case '\r': return NULL;
    default: return c < 0x20 || c == 0x7f ? "\xef\xbf\xbd" : NULL;
    }
}

static void escape(struct buf *b, sv s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *instead = reference((unsigned char)s.p[i]);
        if (instead) {
            buf_put(b, s.p + from, i - from);
            buf_str(b, instead);
            from = i + 1;
        }
    }
    buf_put(b, s.n ? s.p + from : NULL, s.n - from);
}

void out_esc(struct out *o, sv s)
{
    escape(&o->b, s);
}

void out_attr(struct out *o, sv s)
{
    escape(&o->b, s);
}

void out_url(struct out *o, url u)
{
    escape(&o->b, u.s);
}

void out_i64(struct out *o, int64_t n)
{
    buf_i64(&o->b, n);
}

void out_html(struct out *o, safe_html h)
{
    buf_sv(&o->b, h.s);
}

void out_raw_literal(struct out *o, const char *p, size_t n)
{
    buf_put(&o->b, p, n);
}

safe_html html_paragraphs(struct arena *a, sv text)
{
    struct buf b = buf_make(SIZE_MAX / 2);
    bool open = false;
    size_t empty_lines = 0;
    for (sv rest = text; rest.n;) {
        sv line = sv_cut(rest, '\n', &rest);
        if (line.n && line.p[line.n - 1] == '\r') {
            line.n--;
        }
        if (!sv_trim(line).n) {
            empty_lines++;
            continue;
        }
        if (open && empty_lines) {
            buf_str(&b, "</p>\n<p>");
        } else {
            buf_str(&b, open ? "<br>" : "<p>");
        }
        open = true;
        empty_lines = 0;
        escape(&b, line);
    }
    buf_str(&b, open ? "</p>" : "");
    safe_html h = {buf_dup(a, &b)};
    buf_free(&b);
    return h;
}

/* ---- JSON ---- */

/* A comma is due unless a bracket, a key or nothing of this value stands before. */
static void comma(struct out *o)
{
    char last = o->b.n ? o->b.p[o->b.n - 1] : '[';
    if (last != '{' && last != '[') {
        buf_char(&o->b, ',');
    }
}

void out_json_open(struct out *o, char bracket)
{
    buf_char(&o->b, bracket);
}

void out_json_close(struct out *o, char bracket)
{
    buf_char(&o->b, bracket);
}

void out_json_next(struct out *o)
{
    comma(o);
}

/* JSON that stands in a page must neither end the element that holds it nor begin a comment there.
 */
static void island(struct buf *b, sv json)
{
    size_t from = 0;
    for (size_t i = 0; i < json.n; i++) {
        char c = json.p[i];
        if (c == '<' || c == '>' || c == '&') {
            buf_put(b, json.p + from, i - from);
            buf_str(b, c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : "\\u0026");
            from = i + 1;
        }
    }
    buf_put(b, json.n ? json.p + from : NULL, json.n - from);
}

void out_json_text(struct out *o, sv s)
{
    if (!o->island) {
        json_quote(&o->b, s);
        return;
    }
    struct buf quoted = buf_make(o->b.max);
    json_quote(&quoted, s);
    o->b.failed = o->b.failed || quoted.failed;
    island(&o->b, buf_view(&quoted));
    buf_free(&quoted);
}

void out_json_key(struct out *o, sv key)
{
    comma(o);
    out_json_text(o, key);
    buf_char(&o->b, ':');
}

void out_json_i64(struct out *o, int64_t n)
{
    buf_i64(&o->b, n);
}

void out_json_bool(struct out *o, bool b)
{
    buf_str(&o->b, b ? "true" : "false");
}

void out_json_raw(struct out *o, raw_json v)
{
    if (!v.s.n) {
        buf_str(&o->b, "null");
    } else if (o->island) {
        island(&o->b, v.s);
    } else {
        buf_sv(&o->b, v.s);
    }
}

void out_island(struct out *o, bool within)
{
    o->island = within;
}

raw_json raw_json_of(struct arena *a, const struct jv *v)
{
    if (!v) {
        return (raw_json){SV("null")};
    }
    struct buf b = buf_make(SIZE_MAX / 2);
    jv_write(&b, v);
    raw_json r = {buf_dup(a, &b)};
    buf_free(&b);
    return r;
}

err *raw_json_check(struct arena *a, sv s, raw_json *ret)
{
    struct jv *v;
    TRY(jv_parse(a, s, &v));
    *ret = (raw_json){s};
    return NULL;
}
