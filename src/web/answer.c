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

void web_reply(struct http_exchange *take_x, enum web_cache_class class, struct http_reply *r)
{
    bool secure = http_exchange_request(take_x)->secure, hidden = class == CACHE_PRIVATE;
    sv more = secure && hidden ? SV(HSTS NOINDEX)
              : secure         ? SV(HSTS)
              : hidden         ? SV(NOINDEX)
                               : SV_NONE;
    r->headers = r->headers.n && more.n ? sv_fmt(http_exchange_arena(take_x), "%.*s%.*s",
                                                 SV_ARG(r->headers), SV_ARG(more))
                 : more.n               ? more
                                        : r->headers;
    r->cache = r->cache ? r->cache : cache_of(class);
    r->plain = r->plain || hidden;
    http_reply(take_x, r);
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

static int status_of(err *e)
{
    switch (e->kind) {
    case E_NOTFOUND: return 404;
    case E_DENIED: return 403;
    case E_REFUSED: return 422;
    case E_DISORDER:
    case E_CONFLICT: return 409;
    case E_INVALID: return 400;
    case E_LIMIT: return 413;
    case E_IO:
    case E_UNSURE: break;
    }
    return 503;
}

void web_error(struct web *w, struct http_exchange *take_x, int status, err *e, bool json,
               const struct page_visitor *visitor)
{
    struct arena *a = http_exchange_arena(take_x);
    struct buf b = buf_make(16384);
    (void)w;
    (void)visitor;
    if (json) {
        buf_str(&b, "{\"sentence\":");
        json_quote(&b, e->message);
        buf_str(&b, "}");
    } else {
        buf_fmt(&b, "%.*s\n", SV_ARG(e->message));
    }
    sv bytes = buf_dup(a, &b);
    buf_free(&b);
    web_reply(take_x, CACHE_PRIVATE,
              &(struct http_reply){.status = status,
                                   .type = json ? "application/json" : "text/plain; charset=utf-8",
                                   .bytes = bytes});
}

void web_error_of(struct web *w, struct http_exchange *take_x, err *e, bool json,
                  const struct page_visitor *visitor)
{
    if (e->kind == E_IO) {
        web_fail(w, e);
    }
    web_error(w, take_x, status_of(e), e, json, visitor);
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
