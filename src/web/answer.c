/* Replies: the headers of each class, redirects, errors, and pages that were written. */
#include "web/inside.h"

#include <string.h>

#include "base/must.h"
#include "record/hash.h"
#include "sys/clock.h"
#include "view/templates.h"

enum { TAG_DIGITS = 32, ID_DIGITS = 26 };

#define HSTS    "Strict-Transport-Security: max-age=31536000\r\n"
#define NOINDEX "X-Robots-Tag: noindex\r\n"

static const char *cache_of(enum web_cache_class class)
{
    switch (class) {
    case CACHE_PAGE:
    case CACHE_FRESH: return "no-cache";
    case CACHE_ASSET: return "public, max-age=300";
    case CACHE_STREAM:
    case CACHE_PLAIN:
    case CACHE_PRIVATE: break;
    }
    return "no-store";
}

/* The headers of the class, in r. */
static void put_class(struct http_exchange *x, enum web_cache_class class, struct http_reply *r)
{
    bool secure = http_exchange_request(x)->secure, hidden = class == CACHE_PRIVATE;
    sv more = secure && hidden ? SV(HSTS NOINDEX)
              : secure         ? SV(HSTS)
              : hidden         ? SV(NOINDEX)
                               : SV_NONE;
    r->headers = r->headers.n && more.n
                     ? sv_fmt(http_exchange_arena(x), "%.*s%.*s", SV_ARG(r->headers), SV_ARG(more))
                 : more.n ? more
                          : r->headers;
    r->cache = r->cache ? r->cache : cache_of(class);
    r->plain = r->plain || hidden;
}

void web_reply(struct http_exchange *take_x, enum web_cache_class class, struct http_reply *r)
{
    put_class(take_x, class, r);
    http_reply(take_x, r);
}

err *web_reply_file(struct http_exchange *take_x, enum web_cache_class class, struct http_reply *r,
                    int take_fd, sv tag)
{
    put_class(take_x, class, r);
    return http_reply_file(http_exchange_arena(take_x), take_x, r, take_fd, tag);
}

void web_redirect(struct http_exchange *take_x, int status, sv place, sv headers)
{
    must(web_place_valid(place));
    web_reply(take_x, CACHE_PRIVATE,
              &(struct http_reply){.status = status, .location = place, .headers = headers});
}

struct page_cx web_page_cx(struct web *w, struct http_exchange *x,
                           const struct page_visitor *visitor)
{
    struct arena *a = http_exchange_arena(x);
    return (struct page_cx){.a = a,
                            .store = w->reader,
                            .now = sys_now(),
                            .language = SV("en"),
                            .visitor = visitor,
                            .act = visitor ? web_id(a) : SV_NONE};
}

struct arena *web_page_arena(struct web *w)
{
    arena_reset(w->page);
    return w->page;
}

sv web_tag(struct arena *a, sv bytes)
{
    struct rec_hash h = rec_hash_bytes(bytes);
    return sv_sub(rec_hash_hex(a, &h), 0, TAG_DIGITS);
}

void web_send(struct http_exchange *take_x, int status, enum web_cache_class class, bool json,
              struct out *take_o, sv headers)
{
    must(!take_o->b.failed);
    bool tagged = status == 200 && class != CACHE_PRIVATE;
    sv tag = tagged ? web_tag(http_exchange_arena(take_x), buf_view(&take_o->b)) : SV_NONE;
    struct http_body *body = http_body_take(&take_o->b, tag);
    web_reply(take_x, class,
              &(struct http_reply){.status = status,
                                   .type = json ? "application/json" : "text/html; charset=utf-8",
                                   .headers = headers,
                                   .body = body});
    http_body_drop(body);
    out_close(take_o);
}

void web_trouble(struct web *w, struct http_exchange *take_x, const struct web_trouble *t)
{
    struct page_cx cx = web_page_cx(w, take_x, t->visitor);
    struct view_error_page *m = arena_new(cx.a, struct view_error_page);
    struct out o = out_open(cx.language, NULL);
    page_error(&cx, t->status, t->e, m);
    if (t->links) {
        m->links = t->links;
        m->links_n = t->links_n;
    }
    web_place(w, &m->shell);
    if (t->json) {
        view_error_page_json(&o, m);
    } else {
        view_error_page(&o, m);
    }
    web_send(take_x, t->status, CACHE_PRIVATE, t->json, &o, t->headers);
}

void web_error(struct web *w, struct http_exchange *take_x, int status, err *e, bool json,
               const struct page_visitor *visitor)
{
    web_trouble(w, take_x,
                &(struct web_trouble){.status = status, .e = e, .json = json, .visitor = visitor});
}

void web_error_of(struct web *w, struct http_exchange *take_x, err *e, bool json,
                  const struct page_visitor *visitor)
{
    if (e->kind == E_IO) {
        web_fail(w, e);
    }
    web_error(w, take_x, page_error_status(e), e, json, visitor);
}

err *web_answer_err(struct arena *a, int status, sv json)
{
    struct jv *v = NULL;
    struct err *e = arena_new(a, struct err);
    if (jv_parse(a, json, &v)) {
        v = NULL;
    }
    sv judgement = jv_get_sv(v, "judgement");
    *e = (struct err){.message = jv_get_sv(v, "sentence"),
                      .field = jv_get_sv(v, "field"),
                      .rule = jv_get_sv(v, "rule"),
                      .citation = jv_get_sv(v, "citation")};
    e->kind = status == 400   ? E_INVALID
              : status == 404 ? E_NOTFOUND
              : status == 409 ? (sv_is(judgement, "out-of-order") ? E_DISORDER : E_CONFLICT)
              : status == 413 ? E_LIMIT
              : status == 422 ? E_REFUSED
              : status < 500  ? E_DENIED
                              : (jv_get_bool(v, "unsure") ? E_UNSURE : E_IO);
    if (!e->message.n) {
        e->message = SV("The record did not answer as it should; try again in a moment.");
    }
    return e;
}

void web_place(struct web *w, struct view_shell *shell)
{
    shell->place = shell->place.n ? shell->place : w->s.name;
}

void web_show(struct web *w, struct http_exchange *take_x, const struct page_visitor *visitor,
              int status, web_make_fn *make, const void *with, err *otherwise)
{
    struct page_cx cx = web_page_cx(w, take_x, visitor);
    cx.a = web_page_arena(w);
    struct out o = out_open(cx.language, NULL);
    err *e = st_read_begin(w->reader, cx.a);
    if (!e) {
        e = make(w, &cx, with, &o);
        st_read_end(w->reader);
    }
    e = !e && o.b.failed ? err_make(cx.a, E_LIMIT, "This page is too large to be shown.") : e;
    if (!e) {
        web_send(take_x, status, CACHE_PRIVATE, false, &o, SV_NONE);
        return;
    }
    out_close(&o);
    if (otherwise) {
        web_error(w, take_x, status, otherwise, false, visitor);
    } else {
        web_error_of(w, take_x, e, false, visitor);
    }
}

sv web_id(struct arena *a)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    uint8_t random[16];
    uint64_t ms = (uint64_t)(sys_now().us / 1000);
    char *id = arena_alloc(a, ID_DIGITS);
    sys_random(random, sizeof random);
    for (int i = 0; i < 10; i++) {
        id[i] = digits[ms >> (45 - 5 * i) & 31];
    }
    for (int i = 0; i < 16; i++) {
        id[10 + i] = digits[random[i] & 31];
    }
    return (sv){id, ID_DIGITS};
}
