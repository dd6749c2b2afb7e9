/* The search of the record's words. */
#include "web/inside.h"

#include "sys/clock.h"
#include "view/templates.h"

enum { LOOK_AGAIN_MS = 2000 };

/* search.db, opened when it is there; NULL while it is not. */
static struct search *search_of(struct web *w, struct arena *a)
{
    if (w->search || !w->s.dir.n || sys_ticks_ms() < w->search_again_ms) {
        return w->search;
    }
    err *e = st_search_open_reader(a, sv_fmt(a, "%.*s/search", SV_ARG(w->s.dir)).p, &w->search);
    if (e) {
        w->search = NULL;
        w->search_again_ms = sys_ticks_ms() + LOOK_AGAIN_MS;
        if (e->kind != E_NOTFOUND) {
            web_fail(w, e);
        }
    }
    return w->search;
}

static err *show(struct web *w, struct page_cx *cx, const struct http_request *r, bool json,
                 struct out *o)
{
    struct http_form form;
    struct view_search_page *page = arena_new(cx->a, struct view_search_page);
    uint64_t first = 0;
    TRY(http_form_parse(cx->a, r->query, &form));
    struct search_ask ask = {.words = http_form_get(&form, "q"),
                             .body = http_form_get(&form, "body"),
                             .among = http_form_get(&form, "among")};
    ask.first =
        sv_u64(http_form_get(&form, "first"), &first) && first < 100000 ? (int64_t)first : 0;
    TRY(page_search(cx, search_of(w, cx->a), &ask, page));
    web_place(w, &page->shell);
    if (json) {
        view_search_page_json(o, page);
    } else {
        view_search_page(o, page);
    }
    return NULL;
}

void web_do_search(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct page_cx cx = web_page_cx(w, take_x, NULL);
    cx.a = web_page_arena(w);
    struct out o = out_open(cx.language, NULL);
    err *e = st_read_begin(w->reader, cx.a);
    if (!e) {
        e = show(w, &cx, http_exchange_request(take_x), m->json, &o);
        st_read_end(w->reader);
    }
    if (e) {
        out_close(&o);
        st_search_close(w->search); /* it may have been made anew under another's hands */
        w->search = NULL;
        web_error_of(w, take_x, e, m->json, NULL);
        return;
    }
    web_send(take_x, 200, CACHE_FRESH, m->json, &o, SV_NONE);
}
