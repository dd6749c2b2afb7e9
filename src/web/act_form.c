/* POST /acts/<kind>: a form becomes the same act as JSON would be; what was refused comes back with
 * its reason and with what was typed. */
#include "web/inside.h"

#include "acts/pairs.h"
#include "base/json.h"
#include "view/templates.h"

/* What a form carries to its answer; in the exchange's arena. */
struct asked {
    struct web_session session;
    const struct rec_kind *kind;
    sv act, next, meeting;
    struct page_pair *pairs; /* as they were sent, but for csrf */
    size_t n;
};

/* ---- from fields to an act ---- */

static sv value_of(const struct page_pair *pairs, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (sv_is(pairs[i].name, name)) {
            return pairs[i].value;
        }
    }
    return SV_NONE;
}

/* What browsers send made into what acts take: times of the place, ids, lists of those not ticked.
 */
static err *settle(struct web *w, struct page_cx *cx, const struct asked *k, struct page_pair **ret,
                   size_t *ret_n)
{
    TRY(st_read_begin(w->reader, cx->a));
    err *e = page_act_pairs(cx, sv_of(k->kind->name), k->pairs, k->n, ret, ret_n);
    st_read_end(w->reader);
    return e;
}

static err *act_of(struct web *w, struct page_cx *cx, struct asked *k, sv *ret_json)
{
    struct arena *a = cx->a;
    struct page_pair *settled = NULL;
    struct jv *act;
    size_t n = 0, kept = 0;
    TRY(settle(w, cx, k, &settled, &n));
    struct act_pair *pairs = arena_array(a, struct act_pair, n);
    for (size_t i = 0; i < n; i++) {
        if (!sv_is(settled[i].name, "next")) {
            pairs[kept++] = (struct act_pair){settled[i].name, settled[i].value};
        }
    }
    k->meeting = value_of(settled, n, "about.meeting");
    TRY(act_from_pairs(a, k->kind, pairs, kept, &act));
    if (!jv_get(act, "act")) {
        jv_put(act, SV("act"), jv_string(a, web_id(a)));
    }
    k->act = jv_get_sv(act, "act");
    struct buf b = buf_make(LIMIT_ACT_BYTES);
    jv_write(&b, act);
    bool failed = b.failed;
    *ret_json = failed ? SV_NONE : buf_dup(a, &b);
    buf_free(&b);
    return failed ? err_make(a, E_LIMIT, "This is too much for one act; enter it in two.") : NULL;
}

/* All but the token; a next that leads elsewhere is forgotten. */
static void sort_fields(struct arena *a, const struct http_form *form, struct asked *k)
{
    k->pairs = arena_array(a, struct page_pair, form->n);
    for (size_t i = 0; i < form->n; i++) {
        sv name = form->pairs[i].name, value = form->pairs[i].value;
        bool next = sv_is(name, "next"), good = next && web_place_valid(value);
        k->next = good ? value : k->next;
        if (!sv_is(name, "csrf") && (!next || good)) {
            k->pairs[k->n++] = (struct page_pair){name, value};
        }
    }
}

/* ---- the answer ---- */

static err *show_again(struct web *w, struct page_cx *cx, const struct asked *k, err *refused,
                       struct out *o)
{
    struct view_form_page *m = arena_new(cx->a, struct view_form_page);
    TRY(st_read_begin(w->reader, cx->a));
    err *e = page_act(cx, sv_of(k->kind->name), k->pairs, k->n, refused, m);
    st_read_end(w->reader);
    if (!e) {
        if (refused->kind == E_UNSURE) {
            m->form.act = k->act; /* the same act, which is never entered twice */
        }
        web_place(w, &m->shell);
        view_form_page(o, m);
        e = o->b.failed ? err_make(cx->a, E_LIMIT, "This page is too large to be shown.") : NULL;
    }
    return e;
}

static void refused(struct web *w, struct http_exchange *x, const struct asked *k, int status,
                    err *why)
{
    struct page_cx cx = web_page_cx(w, x, &k->session.visitor);
    struct out o = out_open(cx.language, NULL);
    err *e = show_again(w, &cx, k, why, &o);
    if (e) {
        out_close(&o);
        web_error_of(w, x, e->kind == E_NOTFOUND ? why : e, false, &k->session.visitor);
        return;
    }
    web_send(x, status, CACHE_PRIVATE, false, &o, SV_NONE);
}

/* Where one goes on after an act: as the form says, else to the meeting's page. */
static sv place_after(struct arena *a, const struct asked *k)
{
    sv day, body = sv_cut(k->meeting, '/', &day);
    if (k->next.n) {
        return k->next;
    }
    if (rec_meeting_id_valid(k->meeting)) {
        return web_route_path(a, ROUTE_MEETING, &(struct web_params){.body = body, .date = day},
                              false);
    }
    return SV("/clerk");
}

/* How long a text is at most when a browser has written it into a form. */
static size_t written(sv s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], lower = c | 0x20;
        bool plain = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == ' ';
        n += plain ? 1 : c == '\n' ? 6 : 3;
    }
    return n;
}

/* The form that signs in may be so long, and nobody is known yet who sends it. */
static bool may_go_along(const struct page_kept *kept)
{
    enum { KEPT_BYTES = WEB_SMALL_BODY - 8192, KEPT_FIELDS = LIMIT_FORM_FIELDS / 2 };
    size_t n = 0;
    for (size_t i = 0; i < kept->n; i++) {
        n += sizeof PAGE_KEPT "=&" + written(kept->pairs[i].name) + written(kept->pairs[i].value);
    }
    return n <= KEPT_BYTES && kept->n <= KEPT_FIELDS;
}

static void answered(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    const struct asked *k = cx;
    struct arena *a = http_exchange_arena(x);
    if (status == 200) {
        web_redirect(x, 303, place_after(a, k), SV_NONE);
    } else if (status == 401) {
        struct page_kept kept = {.kind = sv_of(k->kind->name), .pairs = k->pairs, .n = k->n};
        kept.cut = !may_go_along(&kept);
        web_sign_in_first(w, x, place_after(a, k), &kept);
    } else {
        refused(w, x, k, status, web_answer_err(a, status, json));
    }
}

/* ---- a form that waits until somebody has signed in ---- */

struct page_kept web_kept_make(struct arena *a, sv kind, const struct http_form *form)
{
    struct asked k = {.n = 0};
    sort_fields(a, form, &k);
    struct page_kept kept = {.kind = kind, .pairs = k.pairs, .n = k.n};
    kept.cut = !may_go_along(&kept);
    return kept;
}

struct page_kept web_kept_read(struct arena *a, const struct http_form *form)
{
    static const sv prefix = SV_INIT(PAGE_KEPT ".");
    struct page_pair *pairs = arena_array(a, struct page_pair, form->n);
    size_t n = 0;
    const struct rec_kind *kind = rec_kind_find(http_form_get(form, PAGE_KEPT));
    for (size_t i = 0; kind && i < form->n; i++) {
        sv name = form->pairs[i].name;
        if (sv_starts(name, prefix)) {
            pairs[n++] = (struct page_pair){sv_sub(name, prefix.n, name.n), form->pairs[i].value};
        }
    }
    return (struct page_kept){.kind = kind ? sv_of(kind->name) : SV_NONE, .pairs = pairs, .n = n};
}

static err *show_kept(struct web *w, struct page_cx *cx, const struct page_kept *kept,
                      struct out *o)
{
    struct view_form_page *m = arena_new(cx->a, struct view_form_page);
    TRY(st_read_begin(w->reader, cx->a));
    err *e = page_act_kept(cx, kept, m);
    st_read_end(w->reader);
    TRY(e);
    web_place(w, &m->shell);
    view_form_page(o, m);
    return o->b.failed ? err_make(cx->a, E_LIMIT, "This page is too large to be shown.") : NULL;
}

bool web_kept_show(struct web *w, struct http_exchange *take_x, sv token, sv device,
                   const struct page_kept *kept)
{
    struct web_session s;
    err *e = web_session_of(w, http_exchange_arena(take_x), token, &s);
    if (e || !s.found || s.lacks || !web_route_may(ROUTE_ACT, s.actor.role)) {
        return false;
    }
    struct page_cx cx = web_page_cx(w, take_x, &s.visitor);
    struct out o = out_open(cx.language, NULL);
    e = show_kept(w, &cx, kept, &o);
    if (e) {
        out_close(&o);
        return false;
    }
    web_send(take_x, 200, CACHE_PRIVATE, false, &o, web_session_cookie(take_x, token, device));
    return true;
}

/* ---- the request ---- */

void web_do_act_form(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct asked *k = arena_new(a, struct asked);
    struct http_form form;
    sv json;
    if (!web_admit(w, take_x, m, &k->session)) {
        return;
    }
    err *e = web_form_read(take_x, &form);
    e = e ? e : web_csrf_check(a, &k->session, &form);
    if (e) {
        web_error_of(w, take_x, e, false, &k->session.visitor);
        return;
    }
    k->kind = rec_kind_find(m->params.kind);
    sort_fields(a, &form, k);
    struct page_cx cx = web_page_cx(w, take_x, &k->session.visitor);
    e = act_of(w, &cx, k, &json);
    if (e) {
        if (e->kind == E_IO) {
            web_fail(w, e);
        }
        refused(w, take_x, k, page_error_status(e), e);
        return;
    }
    web_ask(w, take_x, WIRE_ACT, sv_fmt(a, "session %.*s", SV_ARG(k->session.token)), json, k->act,
            answered, k);
}
