/* The pages of lists of instruments elsewhere. */
#include "view/templates.h"
#include "web/inside.h"

static int64_t number_of(const struct http_form *form, const char *name)
{
    uint64_t n = 0;
    return sv_u64(http_form_get(form, name), &n) && n < INT32_MAX ? (int64_t)n : 0;
}

static err *show(struct web *w, struct page_cx *cx, const struct http_request *r,
                 const struct web_match *m, struct out *o)
{
    struct http_form form;
    struct view_listing_page *page = arena_new(cx->a, struct view_listing_page);
    TRY(http_form_parse(cx->a, r->query, &form));
    struct page_listing_ask ask = {.list = m->params.list,
                                   .words = sv_trim(http_form_get(&form, "q")),
                                   .state = http_form_get(&form, "state"),
                                   .model = http_form_get(&form, "model"),
                                   .after = http_form_get(&form, "after"),
                                   .until = http_form_get(&form, "until"),
                                   .first = number_of(&form, "first"),
                                   .change = number_of(&form, "change")};
    TRY(page_listing(cx, &ask, page));
    web_place(w, &page->shell);
    if (m->json) {
        view_listing_page_json(o, page);
    } else {
        view_listing_page(o, page);
    }
    return NULL;
}

void web_do_listing(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct page_cx cx = web_page_cx(w, take_x, NULL);
    cx.a = web_page_arena(w);
    struct out o = out_open(cx.language, NULL);
    err *e = st_read_begin(w->reader, cx.a);
    if (!e) {
        e = show(w, &cx, http_exchange_request(take_x), m, &o);
        st_read_end(w->reader);
    }
    if (!e && o.b.failed) {
        e = err_make(cx.a, E_LIMIT, "This page is too large to be shown; ask for a part of it.");
    }
    if (e) {
        out_close(&o);
        web_error_of(w, take_x, e, m->json, NULL);
        return;
    }
    web_send(take_x, 200, CACHE_FRESH, m->json, &o, SV_NONE);
}
