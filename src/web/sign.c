/* Signing in and out, and taking up an invitation: the writer keeps the sessions, the cookie holds
 * the token. */
#include "web/inside.h"

#include "base/json.h"
#include "sys/clock.h"
#include "view/templates.h"

/* What one form of this file carries to its answer. */
struct sign {
    sv account, next, token, half;
    struct page_kept kept;
    struct web_turn turn;
    void (*again)(struct web *w, struct http_exchange *x, int status, const struct sign *s, err *e);
};

/* ---- the line of passwords ---- */

static void send_on(struct web *w)
{
    if (w->sending) {
        return;
    }
    w->sending = true;
    for (int p = web_line_next(&w->line); p >= 0; p = web_line_next(&w->line)) {
        struct web_waiting *one = &w->waiting[p];
        if (http_parked(w->server, one->exchange)) {
            web_ask_in_turn(w, one->exchange, one->turn, p);
        } else {
            web_line_leave(&w->line, p); /* gone while waiting: nothing is hashed */
        }
    }
    w->sending = false;
}

void web_sign_over(struct web *w, int place)
{
    web_line_leave(&w->line, place);
    send_on(w);
}

static void turn_away(struct web *w, struct http_exchange *x, const struct web_turn *t)
{
    t->away(w, x, t->cx,
            err_make(http_exchange_arena(x), E_LIMIT,
                     "Too many are signing in just now; try again in a moment."));
}

void web_stand_in_line(struct web *w, struct http_exchange *take_x, const struct web_turn *t)
{
    struct sys_ip address = http_exchange_address(take_x), from = http_network(&address);
    int gone, place = web_line_join(&w->line, &from, &gone);
    if (place < 0) {
        turn_away(w, take_x, t);
        return;
    }
    struct http_exchange *x = gone >= 0 ? http_parked(w->server, w->waiting[gone].exchange) : NULL;
    if (x) {
        turn_away(w, x, w->waiting[gone].turn);
    }
    w->waiting[place] = (struct web_waiting){.exchange = http_park(take_x), .turn = t};
    send_on(w);
}

static void sign_away(struct web *w, struct http_exchange *x, void *cx, err *e)
{
    const struct sign *s = cx;
    s->again(w, x, 429, s, e);
}

static void stand_in_line(struct web *w, struct http_exchange *take_x, struct sign *s)
{
    s->turn.away = sign_away;
    s->turn.cx = s;
    web_stand_in_line(w, take_x, &s->turn);
}

/* ---- what the writer is asked ---- */

sv web_ask_json(struct arena *a, const sv *names, const sv *values, size_t n)
{
    struct jv *v = jv_object(a);
    struct buf b = buf_make(LIMIT_FORM_BYTES);
    for (size_t i = 0; i < n; i++) {
        jv_put(v, names[i], jv_string(a, values[i]));
    }
    jv_write(&b, v);
    sv json = buf_dup(a, &b);
    buf_free(&b);
    return json;
}

sv web_network(struct http_exchange *x)
{
    struct sys_ip address = http_exchange_address(x), n = http_network(&address);
    struct buf b = buf_make(64);
    for (size_t i = 0; i < sizeof n.b; i++) {
        buf_fmt(&b, "%02x", n.b[i]);
    }
    sv digits = buf_dup(http_exchange_arena(x), &b);
    buf_free(&b);
    return digits;
}

sv web_home_of(const struct web_session *s)
{
    enum act_role role = s->actor.role;
    if (!s->found) {
        return SV("/");
    }
    if (s->lacks) {
        return SV("/account");
    }
    return role == ROLE_CLERK                            ? SV("/clerk")
           : role == ROLE_CHAIR                          ? SV("/chair")
           : role == ROLE_MEMBER                         ? SV("/member")
           : role == ROLE_ADMIN                          ? SV("/admin")
           : role == ROLE_STAFF                          ? SV("/drafts")
           : role == ROLE_AGENCY || role == ROLE_AUDITOR ? SV("/agency")
                                                         : SV("/");
}

/* What the writer answers when a password was right: a session, or half of one; all empty where it
 * answers otherwise. */
struct begun {
    sv session, device, half;
};

static struct begun begun_in(struct arena *a, int status, sv json)
{
    struct jv *v;
    if (status != 200 || jv_parse(a, json, &v)) {
        return (struct begun){SV_NONE, SV_NONE, SV_NONE};
    }
    return (struct begun){jv_get_sv(v, "session"), jv_get_sv(v, "device"), jv_get_sv(v, "half")};
}

/* The session has begun: its cookie, and on to where they were going. */
static void welcome(struct web *w, struct http_exchange *x, const struct begun *begun, sv next)
{
    struct arena *a = http_exchange_arena(x);
    struct web_session s;
    err *e = web_session_of(w, a, begun->session, &s);
    s.found = !e && s.found;
    sv place = web_place_valid(next) && !(s.found && s.lacks) ? next : web_home_of(&s);
    web_redirect(x, 303, place, web_session_cookie(x, begun->session, begun->device));
}

/* ---- the code ---- */

static void show_code(struct web *w, struct http_exchange *x, int status, const struct sign *s,
                      err *e)
{
    struct page_cx cx = web_page_cx(w, x, NULL);
    struct view_form_page *m = arena_new(cx.a, struct view_form_page);
    struct out o = out_open(cx.language, NULL);
    page_sign_in_code(&cx, s->half, s->next, &s->kept, e, m);
    web_place(w, &m->shell);
    view_form_page(&o, m);
    web_send(x, status, CACHE_PRIVATE, false, &o, SV_NONE);
}

/* On with what begins: the code's form, the act's form that waited, or where they were going. */
static void go_on(struct web *w, struct http_exchange *x, const struct begun *begun, struct sign *s)
{
    if (begun->half.n) {
        s->half = begun->half;
        show_code(w, x, 200, s, NULL);
    } else if (!s->kept.kind.n || !web_kept_show(w, x, begun->session, begun->device, &s->kept)) {
        welcome(w, x, begun, s->next);
    }
}

/* ---- signing in ---- */

static void show_sign_in(struct web *w, struct http_exchange *x, int status, const struct sign *s,
                         err *e)
{
    struct page_cx cx = web_page_cx(w, x, NULL);
    struct view_form_page *m = arena_new(cx.a, struct view_form_page);
    struct out o = out_open(cx.language, NULL);
    page_sign_in(&cx, s->account, s->next, &s->kept, e, m);
    web_place(w, &m->shell);
    view_form_page(&o, m);
    web_send(x, status, CACHE_PRIVATE, false, &o, SV_NONE);
}

void web_sign_in_first(struct web *w, struct http_exchange *take_x, sv next,
                       const struct page_kept *kept)
{
    struct arena *a = http_exchange_arena(take_x);
    struct sign s = {.next = web_place_valid(next) ? next : SV_NONE};
    if (kept) {
        s.kept = *kept;
    }
    show_sign_in(
        w, take_x, 401, &s,
        err_make(a, E_DENIED, "Sign in first: nobody is signed in, or the visit is over."));
}

void web_do_sign_in(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct http_form query = {0};
    struct web_session session;
    struct arena *a = http_exchange_arena(take_x);
    (void)m;
    err *e = http_form_parse(a, http_exchange_request(take_x)->query, &query);
    e = e ? e : web_session_read(w, take_x, &session);
    if (e) {
        web_error_of(w, take_x, e, false, NULL);
        return;
    }
    sv next = http_form_get(&query, "next");
    struct sign s = {.next = web_place_valid(next) ? next : SV_NONE};
    if (session.found) {
        web_redirect(take_x, 303, s.next.n && !session.lacks ? s.next : web_home_of(&session),
                     SV_NONE);
        return;
    }
    show_sign_in(w, take_x, 200, &s, NULL);
}

static void signed_in(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct sign *s = cx;
    struct arena *a = http_exchange_arena(x);
    struct begun begun = begun_in(a, status, json);
    if (begun.session.n || begun.half.n) {
        go_on(w, x, &begun, s);
        return;
    }
    show_sign_in(w, x, status == 200 ? 503 : status, s, web_answer_err(a, status, json));
}

void web_do_sign_in_done(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct http_form form;
    (void)m;
    err *e = web_form_read(take_x, &form);
    if (e) {
        web_error_of(w, take_x, e, false, NULL);
        return;
    }
    struct sign *s = arena_new(a, struct sign);
    *s = (struct sign){.account = http_form_get(&form, "account"),
                       .next = http_form_get(&form, "next"),
                       .kept = web_kept_read(a, &form),
                       .turn = {.answer = signed_in},
                       .again = show_sign_in};
    s->next = web_place_valid(s->next) ? s->next : SV_NONE;
    const sv names[] = {SV("ask"), SV("account"), SV("password"), SV("from"), SV("device")};
    const sv values[] = {SV("login"), s->account, http_form_get(&form, "password"),
                         web_network(take_x), web_device(take_x)};
    s->turn.json = web_ask_json(a, names, values, sizeof names / sizeof names[0]);
    stand_in_line(w, take_x, s);
}

static void coded(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct sign *s = cx;
    struct arena *a = http_exchange_arena(x);
    struct begun begun = begun_in(a, status, json);
    err *e = begun.session.n ? NULL : web_answer_err(a, status, json);
    if (begun.session.n) {
        go_on(w, x, &begun, s);
    } else if (status == 403 && !e->field.n) {
        show_sign_in(w, x, 403, s, e); /* it took too long */
    } else {
        show_code(w, x, status == 200 ? 503 : status, s, e);
    }
}

void web_do_sign_in_code(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct http_form form;
    (void)m;
    err *e = web_form_read(take_x, &form);
    if (e) {
        web_error_of(w, take_x, e, false, NULL);
        return;
    }
    struct sign *s = arena_new(a, struct sign);
    *s = (struct sign){.half = http_form_get(&form, "half"),
                       .next = http_form_get(&form, "next"),
                       .kept = web_kept_read(a, &form)};
    s->next = web_place_valid(s->next) ? s->next : SV_NONE;
    const sv names[] = {SV("ask"), SV("half"), SV("code")};
    const sv values[] = {SV("code"), s->half, http_form_get(&form, "code")};
    web_ask(w, take_x, WIRE_ASK, SV_NONE, web_ask_json(a, names, values, 3), SV_NONE, coded, s);
}

/* ---- signing out ---- */

static void signed_out(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    (void)cx;
    if (status == 200) {
        web_redirect(x, 303, SV("/"), web_session_cookie(x, SV_NONE, SV_NONE));
        return;
    }
    web_error(w, x, status, web_answer_err(http_exchange_arena(x), status, json), false, NULL);
}

void web_do_sign_out(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct web_session session;
    struct http_form form;
    (void)m;
    err *e = web_form_read(take_x, &form);
    e = e ? e : web_session_read(w, take_x, &session);
    if (!e && !session.found) {
        web_redirect(take_x, 303, SV("/"), web_session_cookie(take_x, SV_NONE, SV_NONE));
        return;
    }
    e = e ? e : web_csrf_check(a, &session, &form);
    if (e) {
        web_error_of(w, take_x, e, false, NULL);
        return;
    }
    const sv names[] = {SV("ask")}, values[] = {SV("logout")};
    web_ask(w, take_x, WIRE_ASK, sv_fmt(a, "session %.*s", SV_ARG(session.token)),
            web_ask_json(a, names, values, 1), SV_NONE, signed_out, NULL);
}

/* ---- invitations ---- */

static void show_invitation(struct web *w, struct http_exchange *x, int status,
                            const struct sign *s, err *e)
{
    struct page_cx cx = web_page_cx(w, x, NULL);
    struct view_form_page *m = arena_new(cx.a, struct view_form_page);
    struct out o = out_open(cx.language, NULL);
    page_invitation(&cx, s->token, s->account, e, m);
    web_place(w, &m->shell);
    view_form_page(&o, m);
    web_send(x, status, CACHE_PRIVATE, false, &o, SV_NONE);
}

static void invited(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct sign *s = cx;
    struct jv *v = NULL;
    struct arena *a = http_exchange_arena(x);
    if (status == 200 && !jv_parse(a, json, &v)) {
        s->account = jv_get_sv(v, "account");
        show_invitation(w, x, 200, s, NULL);
        return;
    }
    web_error(w, x, status, web_answer_err(a, status, json), false, NULL);
}

void web_do_invitation(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct sign *s = arena_new(a, struct sign);
    s->token = m->params.token;
    const sv names[] = {SV("ask"), SV("invitation")}, values[] = {SV("invitation"), s->token};
    web_ask(w, take_x, WIRE_ASK, SV_NONE, web_ask_json(a, names, values, 2), SV_NONE, invited, s);
}

static void accepted(struct web *w, struct http_exchange *x, void *cx, int status, sv json)
{
    struct sign *s = cx;
    struct arena *a = http_exchange_arena(x);
    struct begun begun = begun_in(a, status, json);
    bool good = begun.session.n || begun.half.n;
    err *e = good ? NULL : web_answer_err(a, status, json);
    if (good) {
        go_on(w, x, &begun, s);
    } else if (status == 403) {
        web_error(w, x, 403, e, false, NULL); /* the invitation itself is over */
    } else {
        show_invitation(w, x, status == 200 ? 503 : status, s, e);
    }
}

void web_do_invitation_done(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct http_form form;
    err *e = web_form_read(take_x, &form);
    if (e) {
        web_error_of(w, take_x, e, false, NULL);
        return;
    }
    struct sign *s = arena_new(a, struct sign);
    *s = (struct sign){.token = m->params.token,
                       .account = http_form_get(&form, "account"),
                       .turn = {.answer = accepted},
                       .again = show_invitation};
    if (!sv_eq(http_form_get(&form, "password"), http_form_get(&form, "again"))) {
        show_invitation(w, take_x, 400, s,
                        err_field(a, SV("again"), "The two passwords are not the same."));
        return;
    }
    const sv names[] = {SV("ask"), SV("invitation"), SV("password")};
    const sv values[] = {SV("accept"), s->token, http_form_get(&form, "password")};
    s->turn.json = web_ask_json(a, names, values, 3);
    stand_in_line(w, take_x, s);
}
