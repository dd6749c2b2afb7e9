/* The page that says what the record shows of an authority. */
#include "view/templates.h"
#include "web/inside.h"

static err *show(struct web *w, struct page_cx *cx, const struct http_request *r,
                 const struct web_match *m, struct out *o, err **ret_wrong)
{
    struct http_form form;
    struct view_check_page *page = arena_new(cx->a, struct view_check_page);
    TRY(http_form_parse(cx->a, r->query, &form));
    struct page_check_ask ask = {.holder = http_form_get(&form, "holder"),
                                 .power = http_form_get(&form, "power"),
                                 .setting = http_form_get(&form, "setting"),
                                 .at = http_form_get(&form, "at"),
                                 .known = http_form_get(&form, "known")};
    TRY(page_check(cx, m->params.instrument, &ask, page, ret_wrong));
    err *wrong = *ret_wrong;
    if (wrong && m->json) {
        return wrong;
    }
    web_place(w, &page->shell);
    if (m->json) {
        view_check_page_json(o, page);
    } else {
        view_check_page(o, page);
    }
    return NULL;
}

void web_do_check(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct page_cx cx = web_page_cx(w, take_x, NULL);
    cx.a = web_page_arena(w);
    struct out o = out_open(cx.language, NULL);
    err *wrong = NULL;
    err *e = st_read_begin(w->reader, cx.a);
    if (!e) {
        e = show(w, &cx, http_exchange_request(take_x), m, &o, &wrong);
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
    web_send(take_x, wrong ? page_error_status(wrong) : 200, CACHE_FRESH, m->json, &o, SV_NONE);
}
