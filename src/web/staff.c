/* Who is let in, and the pages of those who are signed in. */
#include "web/inside.h"

#include "acts/perform.h"
#include "base/json.h"
#include "view/templates.h"

/* ---- admission ---- */

/* One-time codes first: a page leads there, a form is refused. */
static void refuse_without_codes(struct web *w, struct http_exchange *x, const struct web_match *m,
                                 const struct web_session *s)
{
    struct arena *a = http_exchange_arena(x);
    struct view_link link = {.text = SV("Set up one-time codes"), .href = URL_FIXED("/account")};
    if (http_exchange_request(x)->method != HTTP_POST) {
        struct buf b = buf_make(4096);
        buf_str(&b, "/account?next=");
        http_url_put(&b, web_route_path(a, m->route, &m->params, false));
        sv place = buf_dup(a, &b);
        buf_free(&b);
        web_redirect(x, 303, place, SV_NONE);
        return;
    }
    web_trouble(w, x,
                &(struct web_trouble){
                    .status = 403,
                    .e = err_make(a, E_DENIED,
                                  "This account needs one-time codes, and has none yet: set them "
                                  "up first."),
                    .visitor = &s->visitor,
                    .links = &link,
                    .links_n = 1});
}

bool web_admit(struct web *w, struct http_exchange *take_x, const struct web_match *m,
               struct web_session *ret)
{
    struct arena *a = http_exchange_arena(take_x);
    const struct http_request *r = http_exchange_request(take_x);
    err *e = web_session_read(w, take_x, ret);
    if (e) {
        web_error_of(w, take_x, e, false, NULL);
        return false;
    }
    if (!ret->found && r->method == HTTP_POST) {
        struct http_form form = {0};
        struct page_kept kept = {0};
        bool read = !web_form_read(take_x, &form);
        if (read && m->route == ROUTE_ACT) {
            kept = web_kept_make(a, m->params.kind, &form);
        }
        web_sign_in_first(w, take_x, read ? http_form_get(&form, "next") : SV_NONE, &kept);
        return false;
    }
    if (!ret->found) {
        struct buf b = buf_make(4096);
        buf_str(&b, "/sign-in?next=");
        http_url_put(&b, web_route_path(a, m->route, &m->params, false));
        sv place = buf_dup(a, &b);
        buf_free(&b);
        web_redirect(take_x, 303, place, SV_NONE);
        return false;
    }
    if (ret->lacks && m->route != ROUTE_ACCOUNT && m->route != ROUTE_ACCOUNT_DONE) {
        refuse_without_codes(w, take_x, m, ret);
        return false;
    }
    bool elsewhere =
        m->params.body.n && ret->actor.body.n && !sv_eq(m->params.body, ret->actor.body);
    if (!web_route_may(m->route, ret->actor.role) || elsewhere) {
        e = err_make(a, E_DENIED,
                     elsewhere ? "This account serves another body; go to its meetings instead."
                               : "This page is not for the role %.*s; go to your own pages above.",
                     SV_ARG(ret->visitor.role));
        web_error(w, take_x, 403, e, false, &ret->visitor);
        return false;
    }
    return true;
}

bool web_admit_form(struct web *w, struct http_exchange *take_x, const struct web_match *m,
                    struct web_session *ret, struct http_form *ret_form)
{
    if (!web_admit(w, take_x, m, ret)) {
        return false;
    }
    err *e = web_form_read(take_x, ret_form);
    e = e ? e : web_csrf_check(http_exchange_arena(take_x), ret, ret_form);
    if (e) {
        web_error_of(w, take_x, e, false, &ret->visitor);
    }
    return !e;
}

/* ---- pages ---- */

static err *show_meeting(struct web *w, struct page_cx *cx, const struct web_params *p, sv query,
                         struct out *o)
{
    struct http_form asked;
    TRY(http_form_parse(cx->a, query, &asked));
    struct page_desk set = {.at = http_form_get(&asked, "at"),
                            .find = http_form_get(&asked, "find")};
    const struct floor *f;
    const struct pack *pack;
    sv id = sv_fmt(cx->a, "%.*s/%.*s", SV_ARG(p->body), SV_ARG(p->date));
    TRY(act_floor_now(w->room, cx->a, id, &f, &pack));
    WEB_SHOW(clerk_meeting, page_clerk_meeting(cx, p->body, p->date, f, pack, &set, page));
}

static err *show_sheet(struct web *w, struct page_cx *cx, const struct web_match *m, sv query,
                       struct out *o)
{
    const struct web_params *p = &m->params;
    struct http_form asked;
    TRY(http_form_parse(cx->a, query, &asked));
    if (m->route == ROUTE_SHEET) {
        WEB_SHOW(sheet_page, page_sheet(cx, p->body, p->date, page));
    }
    WEB_SHOW(sheet_enter,
             page_sheet_enter(cx, p->body, p->date, http_form_get(&asked, "item"), NULL, page));
}

/* The language of the chair's words that is asked for, or English. */
static err *tongue_of(struct arena *a, sv query, sv *ret)
{
    struct http_form asked;
    TRY(http_form_parse(a, query, &asked));
    sv say = http_form_get(&asked, "say");
    *ret = sv_is(say, "es") || sv_is(say, "ht") ? say : SV("en");
    return NULL;
}

static err *show_chair(struct web *w, struct page_cx *cx, const struct web_params *p, sv query,
                       struct out *o)
{
    const struct floor *f;
    const struct pack *pack;
    sv tongue, id = sv_fmt(cx->a, "%.*s/%.*s", SV_ARG(p->body), SV_ARG(p->date));
    TRY(tongue_of(cx->a, query, &tongue));
    TRY(act_floor_now(w->room, cx->a, id, &f, &pack));
    WEB_SHOW(chair_meeting, page_chair(cx, p->body, p->date, tongue, f, pack, page));
}

/* The one that is asked for, or the only one; of several the member chooses. */
static err *show_vote(struct web *w, struct page_cx *cx, sv query, struct out *o)
{
    const struct floor *f = NULL;
    const struct pack *pack = NULL;
    struct http_form asked;
    const sv *on = NULL;
    size_t on_n = 0;
    TRY(http_form_parse(cx->a, query, &asked));
    if (cx->visitor->body.n) {
        TRY(page_meetings_on(cx, cx->visitor->body, &on, &on_n));
    }
    sv meeting = on_n == 1 ? on[0] : SV_NONE;
    for (size_t i = 0; i < on_n; i++) {
        meeting = sv_eq(http_form_get(&asked, "meeting"), on[i]) ? on[i] : meeting;
    }
    if (meeting.n) {
        TRY(act_floor_now(w->room, cx->a, meeting, &f, &pack));
    }
    WEB_SHOW(member_screen, page_member_screen(cx, on, on_n, meeting, f, pack, page));
}

static err *show_minutes(struct web *w, struct page_cx *cx, const struct web_params *p, sv query,
                         struct out *o)
{
    struct http_form asked;
    TRY(http_form_parse(cx->a, query, &asked));
    WEB_SHOW(minutes_desk, page_minutes_desk(cx, p->body, p->date, http_form_get(&asked, "style"),
                                             http_form_get(&asked, "of"), page));
}

static err *show_agenda(struct web *w, struct page_cx *cx, const struct web_params *p, err *refused,
                        struct out *o)
{
    WEB_SHOW(agenda_desk, page_agenda_desk(cx, p->body, p->date, refused, page));
}

/* The names and values of a query. */
static err *pairs_of(struct arena *a, sv query, struct page_pair **ret, size_t *ret_n)
{
    struct http_form form;
    TRY(http_form_parse(a, query, &form));
    *ret = arena_array(a, struct page_pair, form.n);
    for (size_t i = 0; i < form.n; i++) {
        (*ret)[i] = (struct page_pair){form.pairs[i].name, form.pairs[i].value};
    }
    *ret_n = form.n;
    return NULL;
}

static err *show_act(struct web *w, struct page_cx *cx, sv kind, sv query, struct out *o)
{
    struct page_pair *pairs;
    size_t n;
    TRY(pairs_of(cx->a, query, &pairs, &n));
    WEB_SHOW(form_page, page_act(cx, kind, pairs, n, NULL, page));
}

static err *show_instrument_new(struct web *w, struct page_cx *cx, sv body, sv query, struct out *o)
{
    struct page_pair *pairs;
    size_t n;
    TRY(pairs_of(cx->a, query, &pairs, &n));
    WEB_SHOW(instrument_new_page, page_instrument_new(cx, body, pairs, n, page));
}

static err *show_instrument(struct web *w, struct page_cx *cx, const struct web_params *p, sv query,
                            struct out *o)
{
    struct http_form asked;
    uint64_t before;
    TRY(http_form_parse(cx->a, query, &asked));
    struct page_instrument_ask ask = {.body = p->body,
                                      .instrument = p->instrument,
                                      .holder = sv_trim(http_form_get(&asked, "holder")),
                                      .matter = http_form_get(&asked, "of"),
                                      .before = INT64_MAX};
    ask.holder = rec_id_valid(ask.holder) ? ask.holder : SV_NONE;
    if (sv_u64(http_form_get(&asked, "before"), &before) && before < INT64_MAX) {
        ask.before = (int64_t)before;
    }
    WEB_SHOW(instrument_desk, page_instrument_desk(cx, &ask, page));
}

/* What is asked for, with its query. */
struct asked {
    const struct web_match *m;
    sv query;
};

static err *show(struct web *w, struct page_cx *cx, const void *with, struct out *o)
{
    const struct asked *k = with;
    const struct web_match *m = k->m;
    sv query = k->query;
    if (m->route == ROUTE_CLERK) {
        WEB_SHOW(clerk_home, page_clerk(cx, page));
    }
    if (m->route == ROUTE_CLERK_ITEM) {
        WEB_SHOW(clerk_item, page_clerk_item(cx, m->params.body, m->params.file, page));
    }
    if (m->route == ROUTE_INSTRUMENT_NEW) {
        return show_instrument_new(w, cx, m->params.body, query, o);
    }
    if (m->route == ROUTE_INSTRUMENTS) {
        WEB_SHOW(instruments_desk, page_instruments_desk(cx, m->params.body, page));
    }
    if (m->route == ROUTE_INSTRUMENT) {
        return show_instrument(w, cx, &m->params, query, o);
    }
    if (m->route == ROUTE_CLERK_MEETING) {
        return show_meeting(w, cx, &m->params, query, o);
    }
    if (m->route == ROUTE_SHEET || m->route == ROUTE_SHEET_ENTER) {
        return show_sheet(w, cx, m, query, o);
    }
    if (m->route == ROUTE_CLERK_AGENDA) {
        return show_agenda(w, cx, &m->params, NULL, o);
    }
    if (m->route == ROUTE_CLERK_MINUTES) {
        return show_minutes(w, cx, &m->params, query, o);
    }
    if (m->route == ROUTE_CHAIR) {
        WEB_SHOW(chair_home, page_chair_home(cx, page));
    }
    if (m->route == ROUTE_CHAIR_MEETING) {
        return show_chair(w, cx, &m->params, query, o);
    }
    if (m->route == ROUTE_MY_VOTE) {
        return show_vote(w, cx, query, o);
    }
    if (m->route == ROUTE_ACT_FORM) {
        return show_act(w, cx, m->params.kind, query, o);
    }
    WEB_SHOW(clerk_home, page_clerk(cx, page));
}

void web_do_staff(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct web_session s;
    if (web_admit(w, take_x, m, &s)) {
        struct asked k = {m, http_exchange_request(take_x)->query};
        web_show(w, take_x, &s.visitor, 200, show, &k, NULL);
    }
}

/* The agenda of that meeting, and what was refused on it. */
struct agenda_asked {
    const struct web_params *p;
    err *refused;
};

static err *show_agenda_again(struct web *w, struct page_cx *cx, const void *with, struct out *o)
{
    const struct agenda_asked *k = with;
    return show_agenda(w, cx, k->p, k->refused, o);
}

void web_agenda_again(struct web *w, struct http_exchange *take_x, const struct web_match *m,
                      const struct web_session *s, err *refused)
{
    struct agenda_asked k = {&m->params, refused};
    web_show(w, take_x, &s->visitor, refused ? page_error_status(refused) : 200, show_agenda_again,
             &k, NULL);
}
