/* Drafts: their pages, and what is asked about them. */
#include "web/inside.h"

#include "base/json.h"
#include "view/templates.h"

/* What one form carries to its answer; in the exchange's arena. */
struct asked {
    struct web_session session;
    sv what, draft, body;
    bool begins; /* the form of a draft that is not there yet */
    struct page_pair *pairs;
    size_t n;
    err *refused; /* why it was not done */
};

/* What is asked for, with its query. */
struct draft_asked {
    const struct web_match *m;
    sv query;
};

static err *show(struct web *w, struct page_cx *cx, const void *with, struct out *o)
{
    const struct draft_asked *k = with;
    const struct web_match *m = k->m;
    struct http_form query;
    uint64_t version = 0;
    TRY(http_form_parse(cx->a, k->query, &query));
    if (m->route == ROUTE_DRAFTS) {
        WEB_SHOW(drafts_page, page_drafts(cx, page));
    }
    if (m->route == ROUTE_DRAFT_NEW) {
        WEB_SHOW(draft_new_page, page_draft_new(cx, http_form_get(&query, "body"), NULL, page));
    }
    if (!sv_u64(http_form_get(&query, "version"), &version) || version > 1000000) {
        version = 0;
    }
    WEB_SHOW(draft_page, page_draft(cx, m->params.token, (int64_t)version, NULL, page));
}

void web_do_drafts(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct web_session s;
    if (web_admit(w, take_x, m, &s)) {
        struct draft_asked k = {m, http_exchange_request(take_x)->query};
        web_show(w, take_x, &s.visitor, 200, show, &k, NULL);
    }
}

/* ---- forms ---- */

static err *show_again(struct web *w, struct page_cx *cx, const void *with, struct out *o)
{
    const struct asked *k = with;
    struct page_sent sent = {.what = k->what, .pairs = k->pairs, .n = k->n, .e = k->refused};
    if (k->begins) {
        WEB_SHOW(draft_new_page, page_draft_new(cx, k->body, &sent, page));
    }
    WEB_SHOW(draft_page, page_draft(cx, k->draft, 0, &sent, page));
}

static void answered(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct asked *k = cx;
    struct arena *a = http_exchange_arena(x);
    if (status == 401) {
        web_sign_in_first(w, x, SV("/drafts"), NULL);
    } else if (status != 200) {
        k->refused = web_answer_err(a, status, json);
        web_show(w, x, &k->session.visitor, status, show_again, k, k->refused);
    } else if (k->draft.n < 16) {
        web_redirect(x, 303, SV("/drafts"), SV_NONE);
    } else {
        web_redirect(x, 303,
                     web_route_path(a, ROUTE_DRAFT, &(struct web_params){.token = k->draft}, false),
                     SV_NONE);
    }
}

static sv fields_json(struct arena *a, const struct asked *k)
{
    sv *names = arena_array(a, sv, k->n + 1), *values = arena_array(a, sv, k->n + 1);
    size_t n = 0;
    names[n] = SV("ask");
    values[n++] = sv_fmt(a, "draft.%.*s", SV_ARG(sv_sub(k->what, 0, 16)));
    for (size_t i = 0; i < k->n; i++) {
        bool ours = sv_is(k->pairs[i].name, "csrf") || sv_is(k->pairs[i].name, "do") ||
                    sv_is(k->pairs[i].name, "ask") || sv_is(k->pairs[i].name, "act");
        for (size_t p = 0; p < n; p++) {
            ours |= sv_eq(names[p], k->pairs[i].name);
        }
        if (!ours) {
            names[n] = k->pairs[i].name;
            values[n++] = k->pairs[i].value;
        }
    }
    return web_ask_json(a, names, values, n);
}

void web_do_drafts_done(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    enum { FIELDS = 40 };
    struct arena *a = http_exchange_arena(take_x);
    struct asked *k = arena_new(a, struct asked);
    struct http_form form;
    *k = (struct asked){.n = 0};
    if (!web_admit_form(w, take_x, m, &k->session, &form)) {
        return;
    }
    if (form.n > FIELDS) {
        err *e = err_make(a, E_LIMIT, "This form has more fields than a draft has.");
        web_error_of(w, take_x, e, false, &k->session.visitor);
        return;
    }
    k->what = http_form_get(&form, "do");
    k->draft = http_form_get(&form, "draft");
    k->body = http_form_get(&form, "body");
    k->begins = sv_is(k->what, "save") && sv_is(http_form_get(&form, "version"), "0");
    k->pairs = arena_array(a, struct page_pair, form.n);
    for (size_t i = 0; i < form.n; i++) {
        k->pairs[k->n++] = (struct page_pair){form.pairs[i].name, form.pairs[i].value};
    }
    web_ask(w, take_x, WIRE_ASK, sv_fmt(a, "session %.*s", SV_ARG(k->session.token)),
            fields_json(a, k), SV_NONE, answered, k);
}
